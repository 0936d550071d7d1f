"""Products of every documented layout become GeoTIFFs: values, place, wavelengths, bad bands and nodata by hand."""

import os

import numpy as np
import products
import pytest
from osgeo import gdal
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.geodata.products import hdf, importing
from specgan.core.geodata.products.importing import import_product
from specgan.core.geodata.raster import describe
from specgan.core.shelf.progress import Progress

NM = products.centres()


def pixels(path):
    """float64 (bands, h, w), nan where nodata, after scale and offset; and the description of the layer."""
    dataset = gdal.Open(str(path))
    info, values = describe(path), dataset.ReadAsArray().astype(float)
    values[values == info.nodata[0]] = np.nan
    band = dataset.GetRasterBand(1)
    return values * (band.GetScale() or 1.0) + (band.GetOffset() or 0.0), info


def check(path, truth, nm=NM, atol=1e-6):
    found, info = pixels(path)
    np.testing.assert_array_equal(np.isnan(found), np.isnan(truth))
    np.testing.assert_allclose(found, truth, atol=atol)
    np.testing.assert_allclose(info.wavelengths, nm, rtol=1e-6)
    assert info.spectral.source == "bands" and len(set(info.nodata)) == 1
    return info


@pytest.mark.parametrize("which", ["image", "metadata"])
def test_enmap(tmp_path, which):
    image = products.write_enmap(tmp_path, dead=(4,))
    source = image if which == "image" else tmp_path / f"{products.ENMAP}-METADATA.XML"
    done = import_product(source, tmp_path / "out.tif")
    truth = gdal.Open(str(image)).ReadAsArray().astype(float)
    truth[truth == -32768] = np.nan
    info = check(done.path, truth * 1e-4)
    assert info.grid == describe(image).grid and info.dtype == "int16" and info.nodata[0] == -32768
    assert (done.kind, done.bands, done.bad) == ("EnMAP", 12, 1) and info.spectral.good[3] is False
    np.testing.assert_allclose(info.spectral.widths, [6.5 + n / 10 for n in range(1, 13)])


def test_desis(tmp_path):
    image = products.write_desis(tmp_path)
    done = import_product(tmp_path / f"{products.DESIS}-METADATA.xml", tmp_path / "out.tif")
    truth = gdal.Open(str(image)).ReadAsArray().astype(float)
    truth[truth == -32768] = np.nan
    check(done.path, truth * 1e-4)
    assert done.kind == "DESIS"


@pytest.mark.parametrize("inner", [True, False])
def test_prisma(tmp_path, inner):
    truth = products.write_prisma(tmp_path / "PRS_L2D.he5", centres_of_pixels=inner)
    done = import_product(tmp_path / "PRS_L2D.he5", tmp_path / "out.tif")
    info = check(done.path, truth, atol=1e-7)
    assert info.dtype == "uint16" and info.nodata[0] == 0
    assert info.grid.transform == (500000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0) and "32633" in info.grid.crs_wkt
    np.testing.assert_allclose(info.spectral.widths, [9.5] * 12)


def test_prisma_of_two_scales_is_reflectance(tmp_path):
    truth = products.write_prisma(tmp_path / "p.he5", scales=((0.0, 0.9), (0.0, 1.2)))
    info = check(import_product(tmp_path / "p.he5", tmp_path / "out.tif").path, truth)
    assert info.dtype == "float32" and info.nodata[0] == -9999


def test_prisma_detectors_that_overlap_come_in_the_order_of_their_wavelengths(tmp_path):
    nm = [400.0, 500.0, 600.0, 700.0, 800.0, 950.0, 920.0, 940.0, 960.0, 980.0, 1000.0, 1100.0]
    truth = products.write_prisma(tmp_path / "p.he5", nm)
    check(import_product(tmp_path / "p.he5", tmp_path / "out.tif").path, truth[np.argsort(nm)], np.sort(nm), 1e-7)


def test_emit(tmp_path):
    truth = products.write_emit(tmp_path / "EMIT_L2A_RFL.nc")
    done = import_product(tmp_path / "EMIT_L2A_RFL.nc", tmp_path / "out.tif")
    info = check(done.path, truth)
    assert info.grid.transform == (13.0, 0.0005, 0.0, 52.0, 0.0, -0.0005) and "4326" in info.grid.crs_wkt
    assert [n for n, good in enumerate(info.spectral.good) if not good] == [3]


def test_neon(tmp_path):
    truth = products.write_neon(tmp_path / "NEON_reflectance.h5")
    nm = products.centres(last=2000.0)
    info = check(import_product(tmp_path / "NEON_reflectance.h5", tmp_path / "out.tif").path, truth * 1e-4, nm)
    assert info.grid.transform == (368000.0, 1.0, 0.0, 4307000.0, 0.0, -1.0) and "32618" in info.grid.crs_wkt
    bad = ((nm >= 1340) & (nm <= 1445)) | ((nm >= 1790) & (nm <= 1955))
    assert bad.any() and info.spectral.good == tuple(~bad) and info.dtype == "int16"


@pytest.mark.parametrize("ortho", [True, False])
def test_tanager(tmp_path, ortho):
    truth = products.write_tanager(tmp_path / "tanager.h5", ortho)
    info = check(import_product(tmp_path / "tanager.h5", tmp_path / "out.tif").path, truth)
    assert info.grid.transform == (500000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0)
    assert (info.grid.width, info.grid.height) == (10, 12) and info.spectral.good[2] is False


def test_blocks_give_the_same_as_one(tmp_path, monkeypatch):
    truth = products.write_emit(tmp_path / "e.nc")
    monkeypatch.setattr(importing, "TILE", 16)
    monkeypatch.setattr(
        importing, "_windows", lambda p: [importing.Window(c, r, 1, 2) for r in (0, 2, 4, 6) for c in range(7)]
    )
    check(import_product(tmp_path / "e.nc", tmp_path / "out.tif").path, truth)


@pytest.mark.parametrize("kept", [0, 100, 1 << 30])
def test_chunks_give_the_array_whatever_is_kept(tmp_path, monkeypatch, kept):
    import h5py

    values = np.arange(7 * 11 * 5, dtype=np.int16).reshape(7, 11, 5)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a", data=values, chunks=(3, 4, 2), compression="gzip")
    with hdf.Hdf(str(tmp_path / "a.h5")) as file:
        array = file.array("/a")
        monkeypatch.setattr(array, "_chunk", (3, 4, 2))  # GDAL before 3.7 does not say
        monkeypatch.setattr(hdf, "CACHE", max(kept, 24 * 8))
        reads, read = [], array._read
        monkeypatch.setattr(array, "_read", lambda *a: reads.append(a) or read(*a))
        for _ in range(2):
            for starts, counts in (((0, 0, 0), (7, 11, 5)), ((2, 3, 1), (3, 6, 3)), ((6, 10, 4), (1, 1, 1))):
                block = tuple(slice(a, a + n) for a, n in zip(starts, counts))
                np.testing.assert_array_equal(array.read(starts, counts), values[block])
    chunks = 3 * 3 * 3
    assert len(reads) == chunks if kept > 1000 else len(reads) > chunks


def test_stripes_where_chunks_are_not_known(tmp_path, monkeypatch):
    monkeypatch.setattr(hdf, "STRIPE", 7 * 12 * 2 * 2)  # two rows of the cube
    truth = products.write_neon(tmp_path / "n.h5")
    check(import_product(tmp_path / "n.h5", tmp_path / "out.tif").path, truth * 1e-4, products.centres(last=2000.0))


class Stopping(Progress):
    """Wants to stop after `steps`."""

    def __init__(self, steps):
        self.steps = steps

    def is_cancelled(self):
        self.steps -= 1
        return self.steps < 0


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_cancel_leaves_nothing_and_the_older_file(tmp_path, monkeypatch, steps):
    products.write_neon(tmp_path / "n.h5")
    monkeypatch.setattr(importing, "_windows", lambda p: [importing.Window(0, r, 7, 1) for r in range(9)])
    target = tmp_path / "out" / "out.tif"
    target.parent.mkdir()
    target.write_bytes(b"older")
    with pytest.raises(Cancelled):
        import_product(tmp_path / "n.h5", target, Stopping(steps))
    assert os.listdir(target.parent) == ["out.tif"] and target.read_bytes() == b"older"


def broken(tmp_path, change):
    import h5py

    path = tmp_path / f"{len(os.listdir(tmp_path))}.he5"
    products.write_prisma(path)
    with h5py.File(path, "a") as file:
        change(file)
    with pytest.raises(SpecGanError) as caught:
        import_product(path, tmp_path / "out.tif")
    assert not (tmp_path / "out.tif").exists() and caught.value.hint
    return caught.value.message


def test_what_a_product_lacks_is_said(tmp_path):
    def zeros(file):
        for name in ("VNIR", "SWIR"):
            file[f"HDFEOS/SWATHS/PRS_L2D_HCO/Data Fields/{name}_Cube"][:] = 0

    assert "its root has no Epsg_Code" in broken(tmp_path, lambda file: file.attrs.pop("Epsg_Code"))
    assert "has 2 numbers for 9 bands" in broken(tmp_path, lambda f: f.attrs.__setitem__("List_Cw_Vnir", [1.0, 2.0]))
    assert "no data" in broken(tmp_path, zeros)
    assert "is no product" in broken(tmp_path, lambda file: file.pop("HDFEOS"))


@pytest.mark.parametrize(
    "name,content,said",
    [
        ("a.he5", b"nothing", "cannot be opened as HDF5"),
        ("a.tif", b"nothing", "is no product"),
        (f"{products.ENMAP}-SPECTRAL_IMAGE.TIF", b"nothing", "cannot be opened as a raster"),
        ("a-METADATA.XML", b"<a/>", "is no product"),
    ],
)
def test_what_is_no_product_is_refused(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SpecGanError, match=said):
        import_product(tmp_path / name, tmp_path / "out.tif")
    with pytest.raises(SpecGanError, match="There is no file"):
        import_product(tmp_path / "none.he5", tmp_path / "out.tif")


def test_an_image_without_its_metadata_says_so(tmp_path):
    image = products.write_enmap(tmp_path)
    os.unlink(tmp_path / f"{products.ENMAP}-METADATA.XML")
    with pytest.raises(SpecGanError, match="its metadata file is not beside the image"):
        import_product(image, tmp_path / "out.tif")


def test_the_product_itself_is_no_output(tmp_path):
    image = products.write_enmap(tmp_path, image="-SPECTRAL_IMAGE.tif")
    with pytest.raises(SpecGanError, match="also an input"):
        import_product(tmp_path / f"{products.ENMAP}-METADATA.XML", image)
