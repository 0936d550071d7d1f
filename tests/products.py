"""Small files of the layouts in which agencies ship their products, as their documents describe them.

No file of the agencies was at hand: the layouts are those of the product specifications (named with each maker) and of
public readers of these products.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from support import write_raster

ENMAP = "ENMAP01-____L2A-DT0000000001_20220724T104526Z_001_V010400_20240101T000000Z"
DESIS = "DESIS-HSI-L2A-DT0000000001_001-20200101T000000-V0210"


def scene(bands=12, height=9, width=7, scale=10000.0):
    """float64 (bands, h, w): reflectance that is another in every pixel and band, times `scale`."""
    b, y, x = np.mgrid[:bands, :height, :width]
    return (0.05 + 0.03 * b + 0.011 * y + 0.007 * x) * scale / (0.1 + 0.03 * bands) / 4


def centres(bands=12, first=420.0, last=1000.0):
    return np.round(np.linspace(first, last, bands), 2)


def write_enmap(folder, nm=None, image="-SPECTRAL_IMAGE.TIF", declared=None, dead=()):
    """EnMAP L2A (EN-PCV-ICD-2009-2): GeoTIFF of int16 beside METADATA.XML; `dead`: numbers of bands without data."""
    nm = centres() if nm is None else nm
    values = np.rint(scene(len(nm))).astype(np.int16)
    values[:, 0, 0] = -32768
    for number in dead:
        values[number - 1] = -32768
    path = write_raster(Path(folder) / f"{ENMAP}{image}", values, nodata=declared)
    bands = "".join(
        f'<bandID number="{n}"><wavelengthCenterOfBand>{w}</wavelengthCenterOfBand><FWHMOfBand>{6.5 + n / 10:g}'
        "</FWHMOfBand><GainOfBand>0.0001</GainOfBand><OffsetOfBand>0</OffsetOfBand></bandID>"
        for n, w in enumerate(nm, start=1)
    )
    statistics = "".join(
        f'<bandID number="{n}"><mean>{"-1000000" if n in dead else "1500"}</mean>'
        f"<stdDeviation>{'0' if n in dead else '200'}</stdDeviation></bandID>"
        for n in range(1, len(nm) + 1)
    )
    (Path(folder) / f"{ENMAP}-METADATA.XML").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><level_X xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<metadata/><base/><specific><bandCharacterisation>{bands}</bandCharacterisation></specific>"
        f"<product><bandStatistics>{statistics}</bandStatistics></product></level_X>"
    )
    return Path(path)


def write_desis(folder, nm=None, header=True, xml=True):
    """DESIS L2A (PAV-DES-TN-001): GeoTIFF of int16 beside .hdr and METADATA.xml, either of which is enough."""
    nm = centres() if nm is None else nm
    values = np.rint(scene(len(nm))).astype(np.int16)
    values[:, 0, 0] = -32768
    path = Path(write_raster(Path(folder) / f"{DESIS}-SPECTRAL_IMAGE.tif", values))
    listed = ",\n ".join(f"{w:g}" for w in nm)
    if header:
        path.with_suffix(".hdr").write_text(
            f"ENVI\ndescription = {{DESIS L2A}}\nsamples = 7\nlines = 9\nbands = {len(nm)}\ndata type = 2\n"
            f"data ignore value = -32768\nwavelength units = nanometers\nwavelength = {{{listed}}}\n"
            f"fwhm = {{{', '.join(['3.1'] * len(nm))}}}\ndata gain values = {{{', '.join(['0.0001'] * len(nm))}}}\n"
            f"data offset values = {{{', '.join(['0'] * len(nm))}}}\n"
        )
    if xml:
        bands = "".join(
            f"<band><bandNumber>{n}</bandNumber><wavelengthCenterOfBand>{w}</wavelengthCenterOfBand>"
            "<wavelengthWidthOfBand>3.1</wavelengthWidthOfBand><response>0.1,1,0.1</response><wavelengths>1,2,3"
            "</wavelengths><gainOfBand>0.0001</gainOfBand><offsetOfBand>0</offsetOfBand></band>"
            for n, w in enumerate(nm, start=1)
        )
        (Path(folder) / f"{DESIS}-METADATA.xml").write_text(
            f'<?xml version="1.0"?><hsi_doc><specific><interiorOrientation><band/><band/></interiorOrientation>'
            f"<bandCharacterisation>{bands}</bandCharacterisation></specific></hsi_doc>"
        )
    return path


def write_prisma(path, nm=None, scales=((0.0, 1.0), (0.0, 1.0)), centres_of_pixels=True, height=9, width=7):
    """PRISMA L2D (Product Specification 2.3): two cubes (rows, bands, columns), wavelengths falling, 3 + 3 flagged out.

    Gives the reflectance that the file says, (bands, h, w) by rising wavelength; pixel (0, 0) is outside.
    """
    import h5py

    nm = centres() if nm is None else np.asarray(nm)
    half = len(nm) // 2
    reflectance = scene(len(nm), height, width, 1.0)
    with h5py.File(path, "w") as file:
        fields = "HDFEOS/SWATHS/PRS_L2D_HCO/Data Fields"
        truth = []
        for name, part, (low, high) in (("Vnir", slice(0, half), scales[0]), ("Swir", slice(half, None), scales[1])):
            dn = np.rint((reflectance[part] - low) / (high - low) * 65535).astype(np.uint16)
            dn[:, 0, 0] = 0
            truth.append(low + dn * ((high - low) / 65535))
            none = np.zeros((3, height, width), np.uint16)
            cube = np.concatenate([dn[::-1], none]) if name == "Vnir" else np.concatenate([none, dn[::-1]])
            file.create_dataset(f"{fields}/{name.upper()}_Cube", data=cube.transpose(1, 0, 2))
            listed, empty = nm[part][::-1], np.zeros(3)
            order = (listed, empty) if name == "Vnir" else (empty, listed)
            file.attrs[f"List_Cw_{name}"] = np.concatenate(order).astype(np.float32)
            file.attrs[f"List_Fwhm_{name}"] = np.where(np.concatenate(order) > 0, 9.5, 0).astype(np.float32)
            file.attrs[f"List_Cw_{name}_Flags"] = (np.concatenate(order) > 0).astype(np.uint8)
            file.attrs[f"L2Scale{name}Min"], file.attrs[f"L2Scale{name}Max"] = np.float32(low), np.float32(high)
        inset = 15.0 if centres_of_pixels else 0.0
        file.attrs["Epsg_Code"] = np.uint32(32633)
        file.attrs["Product_ULcorner_easting"], file.attrs["Product_ULcorner_northing"] = (
            500000.0 + inset,
            5800000.0 - inset,
        )
        file.attrs["Product_LRcorner_easting"] = 500000.0 + 30 * width - inset
        file.attrs["Product_LRcorner_northing"] = 5800000.0 - 30 * height + inset
    truth = np.concatenate(truth)
    truth[:, 0, 0] = np.nan
    return truth


def write_emit(path, bad=(3,)):
    """EMIT L2A RFL V001: a swath of 6 x 5 pixels and a lookup table onto 8 x 7 (height x width) in degrees.

    Gives (bands, 8, 7): what the table puts on the grid, nan where it puts nothing.
    """
    import h5py

    nm = centres()
    swath = scene(len(nm), 6, 5, 1.0).astype(np.float32)
    rows, cols = np.mgrid[:8, :7]
    glt_y, glt_x = rows - 1 + (cols > 3), cols  # a slanted swath, counted from 1
    there = (glt_y >= 1) & (glt_y <= 6) & (glt_x >= 1) & (glt_x <= 5)
    glt_y, glt_x = np.where(there, glt_y, 0).astype(np.int32), np.where(there, glt_x, 0).astype(np.int32)
    glt_y[4, 2], glt_x[4, 2] = -glt_y[4, 2], -glt_x[4, 2]  # taken from a neighbour
    swath[:, 5, 4] = -9999
    with h5py.File(path, "w") as file:
        cube = file.create_dataset("reflectance", data=swath.transpose(1, 2, 0), chunks=(2, 5, 12))
        cube.attrs["_FillValue"] = np.array([-9999.0], np.float32)
        file["sensor_band_parameters/wavelengths"] = nm.astype(np.float32)
        file["sensor_band_parameters/fwhm"] = np.full(len(nm), 7.5, np.float32)
        file["sensor_band_parameters/good_wavelengths"] = np.array([n not in bad for n in range(len(nm))], np.float32)
        file["location/glt_x"], file["location/glt_y"] = glt_x, glt_y
        file.attrs["geotransform"] = np.array([13.0, 0.0005, 0.0, 52.0, 0.0, -0.0005])
        file.attrs["spatial_ref"] = _wgs84()
    truth = np.full((len(nm), 8, 7), np.nan)
    truth[:, there] = swath[:, np.abs(glt_y[there]) - 1, np.abs(glt_x[there]) - 1]
    return np.where(truth == -9999, np.nan, truth)


def _wgs84():
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    return reference.ExportToWkt()


def write_neon(path, site="SERC"):
    """NEON reflectance (user guide DP3.30006): (rows, columns, bands) of int16 x 10000, bad windows in nm."""
    import h5py

    nm = centres(last=2000.0)
    values = np.rint(scene(len(nm))).astype(np.int16)
    values[:, 0, 0] = -9999
    with h5py.File(path, "w") as file:
        base = f"{site}/Reflectance"
        cube = file.create_dataset(f"{base}/Reflectance_Data", data=values.transpose(1, 2, 0), chunks=(4, 4, 12))
        cube.attrs["Data_Ignore_Value"], cube.attrs["Scale_Factor"] = -9999.0, 10000.0
        file[base].attrs["Band_Window_1_Nanometers"] = np.array([1340.0, 1445.0])
        file[base].attrs["Band_Window_2_Nanometers"] = np.array([1790.0, 1955.0])
        where = f"{base}/Metadata/Coordinate_System"
        info = "UTM, 1.000, 1.000, 368000.000, 4307000.000, 1.0, 1.0, 18, North, WGS-84, units=Meters, 0"
        file[f"{where}/Map_Info"], file[f"{where}/EPSG Code"] = info, "32618"
        file[f"{base}/Metadata/Spectral_Data/Wavelength"] = nm.astype(np.float32)
        file[f"{base}/Metadata/Spectral_Data/FWHM"] = np.full(len(nm), 5.8, np.float32)
    return np.where(values == -9999, np.nan, values)


def write_tanager(path, ortho, bad=(2,)):
    """Tanager (product specification, November 2025): ortho grid, or basic swath with latitude and longitude.

    The swath is the grid itself, two pixels smaller on every side, so that what lands where is known.
    """
    import json

    import h5py

    nm = centres()
    values = scene(len(nm), 12, 10, 1.0).astype(np.float32)
    group = f"HDFEOS/{'GRIDS' if ortho else 'SWATHS'}/HYP"
    truth = values.copy()
    if not ortho:
        truth[:, :2] = truth[:, -2:] = truth[:, :, :2] = truth[:, :, -2:] = np.nan
        values = values[:, 2:-2, 2:-2]
    with h5py.File(path, "w") as file:
        cube = file.create_dataset(f"{group}/Data Fields/surface_reflectance", data=values, chunks=(12, 4, 4))
        cube.attrs["wavelengths"], cube.attrs["fwhm"] = nm.astype(np.float32), np.full(len(nm), 5.2, np.float32)
        cube.attrs["good_wavelengths"] = np.array([n not in bad for n in range(len(nm))], np.uint8)
        missing = np.zeros(values.shape[1:], np.uint8)
        missing[3, 2] = 1
        file[f"{group}/Data Fields/nodata_pixels"] = missing
        truth[:, 3 + (0 if ortho else 2), 2 + (0 if ortho else 2)] = np.nan
        transform = [500000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0]
        if ortho:
            file[group].attrs["epsg_code"] = 32633
            file["HDFEOS INFORMATION/StructMetadata.0"] = np.bytes_(
                "GROUP=GridStructure\n\tGROUP=GRID_1\n\t\tXDim=10\n\t\tYDim=12\n\t\tUpperLeftPointMtrs="
                "(500000.000000,5800000.000000)\n\t\tLowerRightMtrs=(500300.000000,5799640.000000)\n"
            )
        else:
            framing = {"epsg_code": 32633, "rows": 12, "cols": 10, "geotransform": transform}
            fields = file.create_group(f"{group}/Geolocation Fields")
            fields.attrs["Planet_Ortho_Framing"] = json.dumps(framing)
            rows, cols = np.mgrid[2:10, 2:8]
            fields["Latitude"], fields["Longitude"] = _degrees(500000 + 30 * (cols + 0.5), 5800000 - 30 * (rows + 0.5))
    return truth


def _degrees(east, north):
    from osgeo import osr

    here, there = osr.SpatialReference(), osr.SpatialReference()
    here.ImportFromEPSG(32633)
    there.ImportFromEPSG(4326)
    for reference in (here, there):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    points = osr.CoordinateTransformation(here, there).TransformPoints(np.stack([east.ravel(), north.ravel()], 1))
    lon, lat, _ = np.array(points).T
    return lat.reshape(east.shape), lon.reshape(east.shape)
