"""Reading: values as in the file, validity from every kind of mask."""

import numpy as np
import pytest
from osgeo import gdal, osr
from specgan.core.errors import SpecGanError
from specgan.core.geodata import raster
from specgan.core.geodata.grid import Window, spatial_reference, transform_points
from specgan.core.geodata.raster import Layer, describe, sample_values
from support import TRANSFORM, wkt, write_raster

WHOLE = Window(0, 0, 6, 5)


def values(bands=3, dtype="float32"):
    return np.arange(bands * 30).reshape(bands, 5, 6).astype(dtype)


def test_values_and_windows(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(dtype="uint16"))
    with Layer(path) as reader:
        read, valid = reader.read([3, 1], Window(2, 1, 3, 2))
        np.testing.assert_array_equal(read, values()[[2, 0], 1:3, 2:5])
        assert valid.all() and read.dtype == np.float32
        with pytest.raises(ValueError):
            reader.read([1], Window(4, 0, 3, 1))


def test_what_no_sensor_measures_is_no_data(tmp_path):
    """-3.4028235e38 and 1e30 undeclared, beside 1e20, which is a value."""
    path = write_raster(tmp_path / "a.tif", values(dtype="float64"))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(2).WriteArray(np.array([[np.finfo(np.float32).min, 1e30, 1e20]]), 0, 4)
    del dataset
    with Layer(path) as reader:
        assert reader.read([1, 2, 3], WHOLE)[1][4].tolist() == [False, False, True, True, True, True]


def test_validity_from_nodata_nan_and_mask(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(), nodata=7.0)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(2).WriteArray(np.array([[np.nan, np.inf]]), 4, 4)
    del dataset
    with Layer(path) as reader:
        expected = np.ones((5, 6), bool)
        expected[1, 1] = expected[4, 4] = expected[4, 5] = False
        np.testing.assert_array_equal(reader.read([1, 2, 3], WHOLE)[1], expected)
        np.testing.assert_array_equal(reader.read([3], WHOLE)[1], np.ones((5, 6), bool))

    path = write_raster(tmp_path / "b.tif", values(dtype="uint8"))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    mask = np.full((5, 6), 255, np.uint8)
    mask[2, 3] = 0
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)
    del dataset
    with Layer(path) as reader:
        assert reader.info.has_mask
        np.testing.assert_array_equal(reader.read([1, 2, 3], WHOLE)[1], mask > 0)


def test_zero_is_data_unless_declared(tmp_path):
    path = write_raster(tmp_path / "a.tif", np.zeros((3, 5, 6), np.uint8))
    with Layer(path) as reader:
        assert reader.read([1, 2, 3], WHOLE)[1].all()


def test_a_file_cut_short_gets_a_sentence(tmp_path):
    path = tmp_path / "a.tif"
    write_raster(path, np.random.RandomState(0).uniform(size=(3, 200, 200)).astype(np.float32))
    path.write_bytes(path.read_bytes()[:200_000])
    with pytest.raises(SpecGanError, match="damaged"), Layer(str(path)) as reader:
        reader.read([1, 2, 3], Window(0, 0, 200, 200))


@pytest.mark.parametrize("content", [b"", b"no raster at all"])
def test_what_is_no_raster_gets_a_sentence(tmp_path, content):
    path = tmp_path / "a.tif"
    path.write_bytes(content)
    with pytest.raises(SpecGanError, match="cannot be opened"):
        describe(str(path))


def test_no_georeference_and_complex_types_are_refused(tmp_path):
    with pytest.raises(SpecGanError, match="where its pixels lie"):
        describe(write_raster(tmp_path / "a.tif", values(), transform=None))
    gdal.GetDriverByName("GTiff").Create(str(tmp_path / "c.tif"), 5, 5, 3, gdal.GDT_CFloat32)
    with pytest.raises(SpecGanError, match="CFloat32"):
        describe(str(tmp_path / "c.tif"))


def test_samples_come_from_the_whole_layer(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(2), nodata=4.0)
    sample = sample_values(path, [1, 2])
    assert sample.shape == (2, 29) and 4.0 not in sample[0]
    assert (sample[1] - sample[0] == 30).all()


def opened_for_change(path):
    return gdal.Open(str(path), gdal.GA_Update)


def test_an_alpha_band_says_what_is_data(tmp_path):
    field = np.full((4, 5, 6), 9, np.uint8)
    field[3] = 255
    field[3, 2, 1:3] = 0, 1
    path = write_raster(tmp_path / "a.tif", field)
    dataset = opened_for_change(path)
    dataset.GetRasterBand(4).SetColorInterpretation(gdal.GCI_AlphaBand)
    del dataset
    with Layer(path) as reader:
        valid = reader.read([1, 2, 3], WHOLE)[1]
    assert reader.info.has_mask and not valid[2, 1] and valid.sum() == 29


@pytest.mark.parametrize(
    "dtype,nodata,stored,lost",
    [
        ("uint8", -9999.0, 241, 0),  # -9999 wraps to 241 in 8 bit
        ("uint8", 256.0, 0, 0),
        ("int16", 0.5, 0, 0),
        ("int16", -32768.0, -32768, 2),
        ("float32", float("nan"), np.nan, 2),
        ("float32", -3.40282e38, np.finfo(np.float32).min, 2),
        ("float32", 0.1, np.float32(0.1), 2),
        ("float64", 0.1, 0.1, 2),
        ("float32", 0.0, -0.0, 2),
    ],
)
def test_nodata_is_what_a_pixel_of_the_type_can_be(tmp_path, dtype, nodata, stored, lost):
    field = np.full((1, 5, 6), 7, dtype)
    field[0, 1, 1:3] = stored
    path = write_raster(tmp_path / "a.tif", field, nodata=None)
    # a VRT declares any value for any type
    vrt = tmp_path / "a.vrt"
    translated = gdal.Translate(str(vrt), path, format="VRT")
    del translated
    text = vrt.read_text().replace("<ColorInterp>", f"<NoDataValue>{nodata!r}</NoDataValue><ColorInterp>", 1)
    vrt.write_text(text)
    with Layer(vrt) as reader:
        assert repr(reader.info.nodata[0]) == repr(nodata)
        assert reader.read([1], WHOLE)[1].sum() == 30 - lost


def test_values_are_not_scaled(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(1))
    dataset = opened_for_change(path)
    dataset.GetRasterBand(1).SetScale(1e-4)
    dataset.GetRasterBand(1).SetOffset(5)
    del dataset
    with Layer(path) as reader:
        np.testing.assert_array_equal(reader.read([1], WHOLE)[0], values(1))


def test_bands_of_several_types_get_one_that_holds_them_all(tmp_path):
    parts = [write_raster(tmp_path / "a.tif", values(1, "uint8")), write_raster(tmp_path / "b.tif", -values(1) - 300.5)]
    vrt = gdal.BuildVRT(str(tmp_path / "c.vrt"), parts, options=gdal.BuildVRTOptions(separate=True))
    del vrt
    with Layer(tmp_path / "c.vrt") as reader:
        assert reader.info.dtype == "float32"
        read, _ = reader.read([1, 2], WHOLE)
    np.testing.assert_array_equal(read, np.concatenate([values(1), -values(1) - 300.5]))


def test_sources_that_are_no_plain_file(tmp_path):
    import zipfile

    path = write_raster(tmp_path / "a.tif", values())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "inner/a.tif")
    for source in (f"/vsizip/{tmp_path}/a.zip/inner/a.tif", f"GTIFF_DIR:1:{path}"):
        with Layer(source) as reader:
            np.testing.assert_array_equal(reader.read([2], WHOLE)[0], values()[1:2])


def test_a_container_names_its_subdatasets(tmp_path):
    if gdal.GetDriverByName("netCDF") is None:
        pytest.skip("this GDAL has no netCDF")
    target = str(tmp_path / "a.nc")
    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(target)
    group = dataset.GetRootGroup()
    y, x = group.CreateDimension("y", None, None, 2), group.CreateDimension("x", None, None, 3)
    for name in ("b", "c"):
        group.CreateMDArray(name, [y, x], gdal.ExtendedDataType.Create(gdal.GDT_Float32))
    del y, x, group, dataset
    with pytest.raises(SpecGanError, match="2 subdatasets"):
        describe(target)
    assert describe(f'NETCDF:"{target}":b', require_crs=False).grid.width == 3


def test_without_a_georeference_where_none_is_needed(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(), transform=None, epsg=None)
    with pytest.raises(SpecGanError, match="coordinate reference system"):
        describe(path)
    grid = describe(path, require_crs=False).grid
    assert grid.crs_wkt == "" and (grid.width, grid.height) == (6, 5) and grid.pixel_size() == (1, 1)


def test_a_crs_that_only_wkt2_can_say_is_kept(tmp_path):
    turned_pole = spatial_reference_of("+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 +lon_0=18 +datum=WGS84")
    path = write_raster(tmp_path / "a.tif", values(), (0.0, 0.1, 0.0, 0.0, 0.0, -0.1), epsg=None)
    dataset = opened_for_change(path)
    dataset.SetSpatialRef(turned_pole)
    del dataset
    grid = describe(path).grid
    assert spatial_reference(grid.crs_wkt).IsSame(turned_pole)
    # the origin of that system is the point 18 E, 50.75 N
    np.testing.assert_allclose(transform_points([0.0], [0.0], grid.crs_wkt, wkt(4326)), [[18.0], [50.75]], atol=1e-9)


def spatial_reference_of(definition):
    reference = osr.SpatialReference()
    reference.SetFromUserInput(definition)
    return reference


@pytest.mark.parametrize("tiled", [False, True])
def test_samples_of_a_large_layer_are_few_and_fair(tmp_path, tiled, monkeypatch):
    monkeypatch.setattr(raster, "SAMPLE_VALUES", 3000)
    monkeypatch.setattr(raster, "SAMPLE_BLOCKS", 50)
    rows, cols = np.mgrid[:700, :600]
    options = ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"] if tiled else ["BLOCKYSIZE=1"]
    path = str(tmp_path / "a.tif")
    copy = gdal.GetDriverByName("GTiff").Create(path, 600, 700, 2, gdal.GDT_Float32, options=options)
    copy.SetGeoTransform(TRANSFORM)
    copy.SetProjection(wkt(32633))
    copy.GetRasterBand(1).WriteArray(rows)
    copy.GetRasterBand(2).WriteArray(cols)
    del copy
    sample = sample_values(path, [1, 2])
    assert 1000 < sample.size <= 6000
    for positions, length in zip(sample, (700, 600)):
        np.testing.assert_allclose(np.percentile(positions, (10, 50, 90)) / length, (0.1, 0.5, 0.9), atol=0.06)
    np.testing.assert_array_equal(sample, sample_values(path, [1, 2]))


@pytest.mark.parametrize("limit", ["SAMPLE_CACHE", "LEAST_SAMPLE_CACHE"])
def test_samples_do_not_fill_the_memory(tmp_path, monkeypatch, limit):
    """Neither to the most that is allowed, nor, where the file's blocks are small, to more than is of use."""
    path = write_raster(tmp_path / "tall.tif", np.zeros((4, 4000, 500), np.float32))
    most, before = [], gdal.GetCacheUsed()

    class Watched(Layer):
        def read(self, bands, window):
            found = super().read(bands, window)
            most.append(gdal.GetCacheUsed() - before)
            return found

    monkeypatch.setattr(raster, "Layer", Watched)
    monkeypatch.setattr(raster, limit, 4 << 20)
    sample_values(path, [1, 2, 3, 4])
    assert 1e6 < max(most) < 5e6  # the file holds 32 MB


@pytest.mark.parametrize("interleave, bands, held", [("BAND", 4, 3), ("PIXEL", 4, 4), ("PIXEL", 130, 3)])
def test_a_row_of_blocks_in_bytes(tmp_path, interleave, bands, held):
    """GDAL takes all bands of a block into its cache where they lie together, up to 127 of them."""
    options = ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16", f"INTERLEAVE={interleave}"]
    file = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "t.tif"), 70, 50, bands, gdal.GDT_Int16, options=options)
    file.SetGeoTransform(TRANSFORM)
    file.SetProjection(wkt(32633))
    del file
    with Layer(str(tmp_path / "t.tif")) as reader:
        assert reader.block_row_bytes(3) == 96 * 16 * 2 * held
        before = gdal.GetCacheUsed()
        reader.read([1, 2, 3], Window(0, 0, 70, 16))
        assert gdal.GetCacheUsed() - before == pytest.approx(96 * 16 * 2 * held, rel=0.2)


def placed(path, points=0, **domains):
    """A GeoTIFF of 28 x 24 pixels without a geotransform, with ground control points or metadata domains."""
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 28, 24, 3, gdal.GDT_Byte)
    corners = [(0, 0), (28, 0), (28, 24), (0, 24)][:points]
    if points:
        dataset.SetGCPs([gdal.GCP(430560 + 16 * c, 5838240 - 16 * r, 0, c, r) for c, r in corners], wkt(32633))
    for domain, values in domains.items():
        dataset.SetMetadata(values, domain)
    del dataset
    return str(path)


RPC = {
    **{f"{name}_{kind}": "1" for name in ("LINE", "SAMP", "LAT", "LONG", "HEIGHT") for kind in ("OFF", "SCALE")},
    **{f"{kind}_COEFF": " ".join(["0"] * 20) for kind in ("LINE_NUM", "LINE_DEN", "SAMP_NUM", "SAMP_DEN")},
}


@pytest.mark.parametrize("assigned", ["", wkt(32633)], ids=["own CRS", "CRS set by hand"])
def test_rasters_placed_by_points_or_rpc_name_the_way_that_works(tmp_path, assigned):
    with pytest.raises(SpecGanError, match="4 ground control points only") as caught:
        describe(placed(tmp_path / "gcp.tif", 4), crs_wkt=assigned)
    assert "Warp (Reproject)" in caught.value.hint and "Assign" not in str(caught.value)
    with pytest.raises(SpecGanError, match=r"\(RPC\) only") as caught:
        describe(placed(tmp_path / "rpc.tif", RPC=RPC), crs_wkt=assigned)
    assert "gdalwarp -rpc" in caught.value.hint
    # as the VRT of such a raster has them (rasterio's RGB.byte.gcp.vrt): with the identity as geotransform
    vrt = tmp_path / "gcp.vrt"
    gdal.Translate(str(vrt), placed(tmp_path / "points.tif", 4), format="VRT")
    text = vrt.read_text().replace("<GCPList", "<GeoTransform>0, 1, 0, 0, 0, 1</GeoTransform>\n<GCPList")
    assert "GeoTransform" in text
    vrt.write_text(text)
    with pytest.raises(SpecGanError, match="ground control points"):
        describe(vrt, crs_wkt=assigned)


def test_points_beside_a_geotransform_do_no_harm(tmp_path):
    vrt = tmp_path / "both.vrt"
    gdal.Translate(str(vrt), placed(tmp_path / "points.tif", 4), format="VRT")
    place = "<GeoTransform>430560, 16, 0, 5838240, 0, -16</GeoTransform>\n<SRS>EPSG:32633</SRS>\n<GCPList"
    vrt.write_text(vrt.read_text().replace("<GCPList", place))
    assert describe(vrt).grid.transform == (430560, 16, 0, 5838240, 0, -16)


@pytest.mark.parametrize("transform", [None, (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), (5.0, 0.0, 0.0, 5.0, 0.0, 0.0)])
def test_a_crs_set_by_hand_places_no_raster(tmp_path, transform):
    """The second is how QGIS exports a raster without a place."""
    path = write_raster(tmp_path / "bare.tif", np.ones((1, 4, 4), np.uint8), transform, None)
    with pytest.raises(SpecGanError, match="where its pixels lie"):
        describe(path, crs_wkt=wkt(32633))
    with pytest.raises(SpecGanError, match="where its pixels lie"):
        Layer(path, crs_wkt=wkt(32633))
    assert describe(path, require_crs=False).grid.transform == (0, 1, 0, 0, 0, -1)


@pytest.mark.parametrize(
    "transform",
    [(0.0, 1.0, 0.0, 0.0, 0.0, -1.0), (np.nan, 10.0, 0.0, 5e6, 0.0, -10.0), (5e5, np.inf, 0.0, 5e6, 0.0, -10.0)],
    ids=["counts pixels", "nan", "infinite"],
)
def test_the_files_own_crs_places_no_raster_either(tmp_path, transform):
    """A raster without a place that QGIS exported after a CRS was set; numbers that are none."""
    path = write_raster(tmp_path / "bare.tif", np.ones((1, 4, 4), np.uint8), transform)
    with pytest.raises(SpecGanError, match="where its pixels lie"):
        describe(path)


def test_a_local_crs_may_count_pixels(tmp_path):
    path = write_raster(tmp_path / "plan.tif", np.ones((1, 4, 4), np.uint8), (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), None)
    dataset = gdal.Open(path, gdal.GA_Update)
    local = osr.SpatialReference()
    local.SetLocalCS("site")
    dataset.SetSpatialRef(local)
    del dataset
    assert describe(path).grid.transform == (0, 1, 0, 0, 0, -1)


def test_a_crs_set_by_hand_stands_in_for_the_files(tmp_path):
    path = write_raster(tmp_path / "a.tif", np.ones((1, 4, 4), np.uint8), epsg=None)
    assert describe(path, crs_wkt=wkt(32633)).grid.crs_wkt == wkt(32633)
    with pytest.raises(SpecGanError, match="no coordinate reference system"):
        describe(path)


def test_swaths_of_agencies_name_the_import(tmp_path):
    dataset = gdal.GetDriverByName("netCDF").Create(str(tmp_path / "swath.nc"), 4, 3, 2, gdal.GDT_Float32)
    del dataset
    source = f'NETCDF:"{tmp_path / "swath.nc"}":Band1'
    with pytest.raises(SpecGanError, match="product that has no geotransform") as caught:
        describe(source)
    assert "specgan:importproduct" in caught.value.hint
    with pytest.raises(SpecGanError, match="product that has no geotransform"):
        describe(source, crs_wkt=wkt(32633))
