"""PRISMA, EMIT, NEON and Tanager: where each layout keeps cube, wavelengths and place.

Written from the documents (PRISMA Product Specification, issue 2.3; EMIT L2A ATBD and user guide; NEON's reflectance
user guide; Planet's Tanager product specification of November 2025) and from public readers of these products: no file
of the agencies was at hand.
"""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Dict, List, Optional, Tuple

import numpy as np

from ...errors.messages import Message
from ..grid import Grid, Window
from ..simple_writer import wkt_of
from .hdf import Array, Hdf, numbers
from .lookup import Table, table_of, through
from .product import Product, damaged, ordered, wkt_of_epsg

PRISMA = "/HDFEOS/SWATHS/PRS_L2D_HCO/Data Fields"
PRISMA_LARGEST = 65535.0
"""DN of the end of PRISMA's scale."""
PRISMA_PIXEL = 30.0
"""Metres."""
NODATA = -9999.0
"""What the agencies take where their values are float."""
TANAGER = ("surface_reflectance", "toa_radiance")
"""Cubes of Tanager, the one to take first."""


def prisma(file: Hdf) -> Optional[Product]:
    """L2D: two cubes (rows, bands, columns) of uint16, wavelengths falling, corners and EPSG code in the root.

    Reflectance = min + DN (max - min) / 65535 for each cube. Pixels that are 0 in all bands are outside. Where the two
    cubes have one scale the DN are kept, otherwise they become float reflectance.
    """
    cubes = [file.find(f"{PRISMA}/{name}_Cube") for name in ("VNIR", "SWIR")]
    if cubes[0] is None or cubes[1] is None:
        return None
    root, arrays = file.attributes(), [cube.by_rows(0) for cube in cubes if cube is not None]
    nm, widths, good, scales = _prisma_bands(root, arrays)
    index, wavelengths, fwhm, kept = ordered(nm, widths, good)
    rows, _, cols = arrays[0].shape
    one_scale = scales[0] == scales[1]

    def read(window: Window) -> np.ndarray:
        blocks = [
            cube.read((window.row, 0, window.col), (window.height, cube.shape[1], window.width)).transpose(1, 0, 2)
            for cube in arrays
        ]
        outside = ~np.any([block.any(0) for block in blocks], axis=0)
        if one_scale:
            values = np.maximum(np.concatenate(blocks), 1)  # 0 stays for what is outside
            values[:, outside] = 0
        else:
            scaled = [(low + block * ((high - low) / PRISMA_LARGEST)) for block, (low, high) in zip(blocks, scales)]
            values = np.concatenate(scaled).astype(np.float32)
            values[:, outside] = NODATA
        return np.asarray(values[index])

    low, high = scales[0]
    return Product(
        kind="PRISMA L2D",
        grid=_prisma_grid(root, rows, cols),
        dtype="uint16" if one_scale else "float32",
        nodata=0.0 if one_scale else NODATA,
        wavelengths=wavelengths,
        widths=fwhm,
        good=kept,
        read=read,
        scale=(high - low) / PRISMA_LARGEST if one_scale else 1.0,
        offset=low if one_scale else 0.0,
    )


def _prisma_bands(root: Dict[str, Any], cubes: List[Array]) -> Tuple[np.ndarray, np.ndarray, np.ndarray, list]:
    """Wavelengths, widths, flags of both cubes one after the other, and the (min, max) of each."""
    columns: List[List[np.ndarray]] = [[], [], []]
    scales = []
    for cube, name in zip(cubes, ("Vnir", "Swir")):
        count = cube.shape[1]
        for column, key in zip(columns, (f"List_Cw_{name}", f"List_Fwhm_{name}", f"List_Cw_{name}_Flags")):
            values = numbers(root[key]) if key in root else np.ones(count)
            if len(values) != count:
                raise damaged(
                    Message("{key} has {values} numbers for {count} bands", key=key, values=len(values), count=count)
                )
            column.append(values)
        ends = (("Min", 0.0), ("Max", 1.0))
        scales.append(tuple(float(numbers(root.get(f"L2Scale{name}{end}", usual))[0]) for end, usual in ends))
    nm, widths, flags = (np.concatenate(column) for column in columns)
    return np.where(flags > 0, nm, 0), widths, np.ones(len(nm), bool), scales


def _prisma_grid(root: Dict[str, Any], rows: int, cols: int) -> Grid:
    """North up. The corners are centres of pixels where they lie a pixel less apart than there are pixels."""
    try:
        left, right = (float(numbers(root[f"Product_{c}corner_easting"])[0]) for c in ("UL", "LR"))
        top, bottom = (float(numbers(root[f"Product_{c}corner_northing"])[0]) for c in ("UL", "LR"))
        wkt = wkt_of_epsg(root["Epsg_Code"])
    except KeyError as error:
        raise damaged(Message("its root has no {key}", key=error.args[0])) from error
    half = PRISMA_PIXEL / 2 if abs((right - left) - PRISMA_PIXEL * (cols - 1)) < PRISMA_PIXEL / 2 else 0.0
    across, down = (right - left + 2 * half) / cols, (top - bottom + 2 * half) / rows
    return Grid(wkt, (left - half, across, 0.0, top + half, 0.0, -down), cols, rows)


def emit(file: Hdf) -> Optional[Product]:
    """L2A: reflectance (downtrack, crosstrack, bands), a lookup table onto the grid of the root's geotransform."""
    cube = file.find("/reflectance") or file.find("/radiance")
    glt_x, glt_y = file.find("/location/glt_x"), file.find("/location/glt_y")
    if cube is None or glt_x is None or glt_y is None or len(cube.shape) != 3:
        return None
    root = file.attributes()
    cube.by_rows(0)
    transform = numbers(root.get("geotransform", ()))
    if len(transform) != 6 or "spatial_ref" not in root:
        raise damaged(Message("its root has no geotransform or no spatial_ref"))
    height, width = glt_x.shape
    good = file.find("/sensor_band_parameters/good_wavelengths")
    nm = file.array("/sensor_band_parameters/wavelengths").all().astype(float)
    widths = file.find("/sensor_band_parameters/fwhm")
    flags = good.all() > 0 if good is not None else np.ones(len(nm), bool)
    index, wavelengths, fwhm, kept = ordered(nm, widths.all().astype(float) if widths else None, flags)
    nodata = float(numbers(cube.attributes.get("_FillValue", NODATA))[0])

    def table(window: Window) -> Tuple[np.ndarray, np.ndarray]:
        place, size = (window.row, window.col), (window.height, window.width)
        # counted from 1, 0: no pixel; below 0: taken from a neighbour
        rows, cols = (np.abs(glt.read(place, size).astype(np.int64)) - 1 for glt in (glt_y, glt_x))
        return rows, cols

    def block(row: int, col: int, rows: int, cols: int) -> np.ndarray:
        assert cube is not None
        return cube.read((row, col, 0), (rows, cols, cube.shape[2])).transpose(2, 0, 1)[index]

    wkt = wkt_of(str(root["spatial_ref"]))
    grid = Grid(wkt, tuple(float(v) for v in transform), width, height)  # type: ignore[arg-type]
    return Product(
        kind="EMIT L2A",
        grid=grid,
        dtype="float32",
        nodata=nodata,
        wavelengths=wavelengths,
        widths=fwhm,
        good=kept,
        read=_clean(through(table, block, len(index), "float32", nodata), nodata),
    )


def neon(file: Hdf) -> Optional[Product]:
    """h5: /SITE/Reflectance/Reflectance_Data (rows, columns, bands), Map_Info of ENVI, bad windows in nm."""
    for site in file.groups():
        base = f"/{site}/Reflectance"
        cube = file.find(f"{base}/Reflectance_Data")
        if cube is not None and len(cube.shape) == 3:
            return _neon(file, base, cube.by_rows(0))
    return None


def _neon(file: Hdf, base: str, cube: Array) -> Product:
    about = f"{base}/Metadata"
    nm = file.array(f"{about}/Spectral_Data/Wavelength").all().astype(float)
    widths = file.find(f"{about}/Spectral_Data/FWHM")
    windows = [numbers(v) for k, v in file.attributes(base).items() if re.fullmatch(r"Band_Window_\d_Nanometers", k)]
    good = np.ones(len(nm), bool)
    for low, high in (pair for pair in windows if len(pair) == 2):
        good &= ~((nm >= low) & (nm <= high))
    index, wavelengths, fwhm, kept = ordered(nm, widths.all().astype(float) if widths else None, good)
    nodata = float(numbers(cube.attributes.get("Data_Ignore_Value", NODATA))[0])
    scale = float(numbers(cube.attributes.get("Scale_Factor", 10000))[0]) or 1.0
    rows, cols, _ = cube.shape

    def read(window: Window) -> np.ndarray:
        place, size = (window.row, window.col, 0), (window.height, window.width, cube.shape[2])
        return cube.read(place, size).transpose(2, 0, 1)[index]

    return Product(
        kind="NEON reflectance",
        grid=_neon_grid(file, about, rows, cols),
        dtype=cube.dtype or "float32",
        nodata=nodata,
        wavelengths=wavelengths,
        widths=fwhm,
        good=kept,
        read=read,
        scale=1.0 / scale,
    )


def _neon_grid(file: Hdf, about: str, rows: int, cols: int) -> Grid:
    """Of "UTM, 1.000, 1.000, east, north, 1.0, 1.0, 18, North, WGS-84, units=Meters, 0": a pixel and its corner."""
    parts = [part.strip() for part in file.array(f"{about}/Coordinate_System/Map_Info").text().strip("{}").split(",")]
    code = file.find(f"{about}/Coordinate_System/EPSG Code")
    wkt = file.find(f"{about}/Coordinate_System/Coordinate_System_String")
    try:
        x0, y0, east, north, across, down = (float(part) for part in parts[1:7])
    except ValueError as error:
        raise damaged(Message("its Map_Info has no place"), ", ".join(parts)) from error
    turned = re.search(r"rotation\s*=\s*(-?[\d.]+)", ", ".join(parts))
    if turned and float(turned.group(1)):
        raise damaged(Message("its Map_Info is rotated"))
    crs = wkt_of_epsg(code.text() if code.dtype == "" else code.all().ravel()[0]) if code else ""
    crs = crs or wkt_of(wkt.text() if wkt else "")
    return Grid(crs, (east - (x0 - 1) * across, across, 0.0, north + (y0 - 1) * down, 0.0, -down), cols, rows)


def tanager(file: Hdf) -> Optional[Product]:
    """Ortho: a grid with corners in StructMetadata.0; basic: a swath with latitude and longitude of every pixel and, in
    Planet_Ortho_Framing, the grid to put it on. Cubes (bands, rows, columns), wavelengths as their attributes."""
    for group in ("GRIDS", "SWATHS"):
        base = f"/HDFEOS/{group}/HYP"
        for name in TANAGER:
            cube = file.find(f"{base}/Data Fields/{name}")
            if cube is not None and len(cube.shape) == 3:
                return _tanager(file, base, cube.by_rows(1), group == "GRIDS")
    return None


def _tanager(file: Hdf, base: str, cube: Array, ortho: bool) -> Product:
    said = cube.attributes
    bands, rows, cols = cube.shape
    nm = numbers(said.get("wavelengths", ()))
    widths, good = numbers(said.get("fwhm", ())), numbers(said.get("good_wavelengths", np.ones(bands)))
    if len(nm) != bands or len(good) != bands:
        raise damaged(Message("its cube has {bands} bands and {numbers} wavelengths", bands=bands, numbers=len(nm)))
    index, wavelengths, fwhm, kept = ordered(nm, widths if len(widths) == bands else None, good > 0)
    missing = file.find(f"{base}/Data Fields/nodata_pixels")
    fill = float(numbers(said.get("_FillValue", NODATA))[0])
    nodata = fill if np.isfinite(fill) else NODATA

    def block(row: int, col: int, height: int, width: int) -> np.ndarray:
        values = cube.read((0, row, col), (bands, height, width))[index].astype(np.float32)
        if missing is not None:
            values[:, missing.read((row, col), (height, width)) > 0] = nodata
        return values

    def directly(window: Window) -> np.ndarray:
        return block(window.row, window.col, window.height, window.width)

    read: Callable[[Window], np.ndarray]
    if ortho:
        grid, read = _tanager_grid(file, base, rows, cols), directly
    else:
        grid, table = _tanager_swath(file, base)
        read = through(table, block, len(index), "float32", nodata)
    return Product(
        kind="Tanager",
        grid=grid,
        dtype="float32",
        nodata=nodata,
        wavelengths=wavelengths,
        widths=fwhm,
        good=kept,
        read=_clean(read, nodata),
    )


def _tanager_swath(file: Hdf, base: str) -> Tuple[Grid, Table]:
    fields = f"{base}/Geolocation Fields"
    framing = file.attributes(fields).get("Planet_Ortho_Framing") or file.attributes(base).get("Planet_Ortho_Framing")
    grid = _framed(framing)
    if grid is None:
        raise damaged(Message("it has no Planet_Ortho_Framing"))
    latitude, longitude = (file.array(f"{fields}/{name}").all().astype(float) for name in ("Latitude", "Longitude"))
    return grid, table_of(latitude, longitude, grid)


def _framed(text: Any) -> Optional[Grid]:
    """The grid of Planet's JSON: {"epsg_code", "rows", "cols", "geotransform"}."""
    try:
        said = json.loads(text)
        transform = tuple(float(value) for value in said["geotransform"])
        wkt, width, height = wkt_of_epsg(said["epsg_code"]), int(said["cols"]), int(said["rows"])
        grid = Grid(wkt, transform, width, height)  # type: ignore[arg-type]
    except (TypeError, KeyError, ValueError):
        return None
    return grid if len(transform) == 6 else None


def _tanager_grid(file: Hdf, base: str, rows: int, cols: int) -> Grid:
    """From Planet_Ortho_Framing, else from the corners in StructMetadata.0 and the group's epsg_code."""
    own, root = file.attributes(base), file.attributes()
    framed = _framed(own.get("Planet_Ortho_Framing"))
    if framed is not None and (framed.width, framed.height) == (cols, rows):
        return framed
    found = file.find("/HDFEOS INFORMATION/StructMetadata.0")
    struct = found.text() if found else ""
    number = r"(-?[\d.]+(?:[eE][-+]?\d+)?)"
    corners = [re.search(rf"{name}\s*=\s*\(\s*{number}\s*,\s*{number}\s*\)", struct) for name in _CORNERS]
    code = own.get("epsg_code", root.get("epsg_code"))
    if corners[0] is None or corners[1] is None or code is None:
        raise damaged(Message("its grid has no corners or no EPSG code"))
    (left, top), (right, bottom) = (tuple(map(float, corner.groups())) for corner in corners if corner)
    return Grid(wkt_of_epsg(code), (left, (right - left) / cols, 0.0, top, 0.0, (bottom - top) / rows), cols, rows)


_CORNERS = ("UpperLeftPointMtrs", "LowerRightMtrs")


def _clean(read: Callable[[Window], np.ndarray], nodata: float) -> Callable[[Window], np.ndarray]:
    """Values that are not finite become `nodata`."""

    def cleaned(window: Window) -> np.ndarray:
        values = read(window)
        return np.where(np.isfinite(values), values, np.asarray(nodata, values.dtype))

    return cleaned


LAYOUTS: Tuple[Callable[[Hdf], Optional[Product]], ...] = (prisma, emit, neon, tanager)
"""Each gives the product of an open file, or None where the file has another layout."""
