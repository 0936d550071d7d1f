"""Rasters on disk as the arrays of training shards; all that touches GDAL goes through core.geodata."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.geodata.sources import parse_source, with_nodata
from ...core.patches.registration import NO_SHIFT, Shift, correlation, find_shift, is_gain, rgb_like
from ...core.patches.value_range import REACH, find_range
from ...core.shelf.formulas import luma
from ...core.shelf.upsampling import block_mean
from ..config import PERCENTILES
from .preparation import USUAL_BANDS, Bands, Source

TILE = 2048
"""Largest width and height of one scene, HR pixels; larger rasters become several scenes."""
FIXED = {"uint8": (0.0, 255.0)}
"""Ranges of RGB rasters by type; those of other types are measured."""


def file_of(source: Path) -> Path:
    """The file of a source without the options and nodata values that QGIS has it opened with."""
    return Path(parse_source(str(source)).path)


@dataclass(frozen=True)
class Piece:
    """One scene of a source."""

    name: str
    rgb: np.ndarray
    """uint8 (3, H, W)."""
    hsi: Optional[np.ndarray]
    """float32 (bands, H / g, W / g), percentiles of the layer mapped to -1 and 1."""
    valid: np.ndarray
    """bool (H / g, W / g)."""
    meta: Dict[str, Any]
    low: Optional[np.ndarray] = None
    """float32 (3, H / g, W / g) in [-1, 1]: the RGB as a PSF shows it; None: without a PSF."""


def where(source: Source) -> Tuple[str, Tuple[float, float, float, float]]:
    """What `split.places` compares of a source: CRS and bounds of its RGB raster, or the name of its place as a CRS in
    which all bounds meet."""
    return (source.place, (0.0, 0.0, 0.0, 0.0)) if source.place else bounds_of(source.rgb, source.rgb_crs)


def bounds_of(path: Path, crs: str = "") -> Tuple[str, Tuple[float, float, float, float]]:
    """CRS as WKT (`crs`, where one was assigned) and (xmin, ymin, xmax, ymax) of a raster."""
    from ...core.geodata.raster import describe

    grid = describe(str(path), crs_wkt=crs).grid
    xmin, ymin, xmax, ymax = grid.bounds()
    return crs or grid.crs_wkt, (xmin, ymin, xmax, ymax)


def size_of(path: Path) -> Tuple[int, int]:
    """(width, height) of a raster, pixels."""
    from ...core.geodata.raster import describe

    grid = describe(str(path), require_crs=False).grid
    return grid.width, grid.height


def in_degrees(wkt: str) -> bool:
    """Whether a CRS counts in degrees and not in metres."""
    return wkt.startswith(("GEOGCRS", "GEOGCS"))


def pieces(
    source: Source,
    cell: int,
    limit: int,
    model_bands: Bands = USUAL_BANDS,
    size: int = TILE,
    psf: float = 0.0,
    nodata: Sequence[float] = (),
    warn: Callable[[str], None] = lambda message: None,
) -> Iterator[Piece]:
    """The scenes of a source, on cells of `cell` HR pixels; none where it is smaller than a cell.

    `limit`: largest shift in cells by which the HSI may be moved onto the RGB; 0 leaves it where its georeference says.
    A pair that clearly matches at a larger one raises `TooFar`. `psf`: full width at half maximum in HR pixels of
    the Gaussian through which the LR image is seen before it is averaged; 0: plain averages. `nodata`: values that are
    no data in both rasters, beside those that they declare. `warn` hears of values that may be.
    """
    from ...core.geodata.colours import choose_rgb
    from ...core.geodata.grid import Window
    from ...core.geodata.raster import Layer

    source = replace(source, rgb=_without(source.rgb, nodata), hsi=source.hsi and _without(source.hsi, nodata))
    with Layer(str(source.rgb), require_crs=not source.place, crs_wkt=source.rgb_crs) as reader:
        info = reader.info
        if source.rgb_crs:
            info = replace(info, grid=replace(info.grid, crs_wkt=source.rgb_crs))
        if info.bands < 3:
            raise SpecGanError("{rgb} has fewer than three bands.", "Give an RGB raster.", rgb=source.rgb)
        bands = choose_rgb(info).bands
        # what is beyond the range of an RGB raster is cut, so its bright roofs may reach farther than in use
        low, high = layer_range(source.rgb, bands, warn=warn, fixed=FIXED.get(info.dtype), reach=math.inf)
        width, height = info.grid.width // cell * cell, info.grid.height // cell * cell
        size = size // cell * cell
        if min(width, height) < cell:
            return
        spectra = _Spectra(source, info.grid, cell, model_bands, warn) if source.hsi is not None else None
        shift = NO_SHIFT
        if spectra is not None and limit > 0:
            middle = Window(*_middle(width, height, min(size, 1024), cell))
            rgb, valid, _ = _rgb_bytes(reader, bands, middle, low, high)
            shift = spectra.register(rgb, valid, middle, limit)
            if shift.farther is not None:
                raise _too_far(source, shift.farther, limit, cell)
        for row in range(0, height, size):
            for col in range(0, width, size):
                window = Window(col, row, min(size, width - col), min(size, height - row))
                rgb, valid_hr, lit = _rgb_bytes(reader, bands, window, low, high)
                valid = cells_valid(valid_hr, cell)
                black = valid & ~cells_valid(lit, cell, some=True)
                valid &= ~black
                hsi = None
                if spectra is not None:
                    hsi, covered = spectra.read(window)
                    valid &= covered
                meta = _meta(source, info, cell, (low, high), spectra, shift)
                meta.update(corner=[col, row], black_cells=int(black.sum()), psf=psf)
                seen = through_psf(rgb, valid_hr, cell, psf) if psf > 0 else None
                name = _name(source.rgb, row, col, width > size or height > size)
                yield Piece(name, rgb, hsi, valid, meta, seen)


class _Spectra:
    """The model's bands of a hyperspectral raster on the RGB raster's cells."""

    def __init__(self, source: Source, rgb_grid: Any, cell: int, bands: Bands, warn: Callable[[str], None]) -> None:
        from ...core.geodata.bands import choose_bands
        from ...core.geodata.raster import describe

        assert source.hsi is not None
        path, self.crs = source.hsi, source.hsi_crs
        self.path, self.cell, self.rgb_grid, self.bands = path, cell, rgb_grid, bands
        self.plan = choose_bands(describe(str(path), crs_wkt=self.crs), bands.wavelengths, bands.width)
        self.range = layer_range(path, self.plan.needed, self.plan.apply, warn)
        self.offset = (0.0, 0.0)

    def read(self, window: Any) -> Tuple[np.ndarray, np.ndarray]:
        """Network values (bands, h, w) and validity (h, w) of the cells in a window of HR pixels."""
        from ...core.geodata.grid import Window
        from ...core.geodata.warp import WarpedReader

        g = self.cell
        cells = Window(window.col // g, window.row // g, window.width // g, window.height // g)
        col, row = self.offset
        grid = self.rgb_grid.coarser(g).displaced((col, 0.0, 0.0), (row, 0.0, 0.0))
        with WarpedReader(str(self.path), grid, self.plan.needed, self.crs) as reader:
            values, valid = reader.read(cells)
        low, high = self.range
        mapped = (self.plan.apply(values) - low) * (2.0 / (high - low)) - 1.0
        return np.where(valid, mapped, 0.0).astype(np.float32), valid

    def register(self, rgb: np.ndarray, valid: np.ndarray, window: Any, limit: int) -> Shift:
        """Find the shift against the RGB, and keep it where reading with it really fits better."""
        picture = block_mean(luma(rgb), self.cell)
        hsi, covered = self.read(window)
        both = covered & cells_valid(valid, self.cell)
        found = find_shift(picture, rgb_like(hsi, self.bands.wavelengths), both, limit)
        if not found.found:
            return found
        before = correlation(picture, rgb_like(hsi, self.bands.wavelengths), both)
        self.offset = (found.col, found.row)
        hsi, covered = self.read(window)
        after = correlation(picture, rgb_like(hsi, self.bands.wavelengths), covered & both)
        if not is_gain(before, after):
            self.offset = (0.0, 0.0)
            return replace(NO_SHIFT, before=before, after=after)
        return Shift(found.col, found.row, before, after, True)


def cells_valid(valid: np.ndarray, cell: int, some: bool = False) -> np.ndarray:
    """Cells (h / cell, w / cell) whose pixels (h, w) are all valid, or with `some` at least one."""
    height, width = valid.shape[0] // cell, valid.shape[1] // cell
    cells = valid[: height * cell, : width * cell].reshape(height, cell, width, cell)
    return np.asarray(cells.any((1, 3)) if some else cells.all((1, 3)))


def through_psf(rgb: np.ndarray, valid: np.ndarray, cell: int, width: float) -> np.ndarray:
    """Cell means, float32 (3, h / cell, w / cell) in [-1, 1], of an image uint8 (3, h, w) under a Gaussian of `width`
    HR pixels at half maximum; pixels that are not `valid`, and those beyond the image, count for nothing."""
    down, across = (_psf_means(size, cell, width) for size in valid.shape)
    values = (rgb.astype(np.float32) / np.float32(127.5) - 1) * valid
    weight = down @ valid.astype(np.float32) @ across.T
    return np.asarray((down @ values @ across.T) / np.maximum(weight, 1e-6), np.float32)


def _psf_means(size: int, cell: int, width: float) -> np.ndarray:
    """(size / cell, size): weights of the pixels along one side in the blurred cells."""
    distance = np.subtract.outer(np.arange(size), np.arange(size)) / (width / 2.3548)
    blur = np.exp(-0.5 * distance**2)
    return np.asarray((blur.reshape(size // cell, cell, size).mean(1) / blur[size // 2].sum()).astype(np.float32))


class TooFar(SpecGanError):
    """Both layers of a pair show the same ground, but too far from each other."""


def _too_far(source: Source, shift: Tuple[float, float], limit: int, cell: int) -> TooFar:
    """What is told of a pair whose layers show the same ground too far from each other."""
    col, row = (value / 2 for value in shift)
    return TooFar(
        "{hsi} lies about {col:+.1f} LR pixels across and {row:+.1f} down beside {rgb}, more than the limit of "
        "{limit:g}.",
        "Correct the georeference of one of them, or raise the limit of the registration.",
        f"cells of {cell} pixels",
        hsi=source.hsi and file_of(source.hsi),
        col=col,
        row=row,
        rgb=file_of(source.rgb),
        limit=limit / 2,
    )


def layer_range(
    path: Path,
    bands: Sequence[int],
    convert: Optional[Callable[[np.ndarray], np.ndarray]] = None,
    warn: Callable[[str], None] = lambda message: None,
    fixed: Optional[Tuple[float, float]] = None,
    reach: float = REACH,
) -> Tuple[float, float]:
    """The range that maps to -1 and 1: one pair for all bands, of the whole layer, by the function of inference, or
    `fixed`.

    `convert` turns the layer's bands (bands, h, w) into the model's. `warn` hears of values that repeat far outside the
    rest: they may be nodata that nobody declared. `reach`: see `find_range`.
    """
    from ...core.geodata.raster import sample_values

    values = sample_values(str(path), bands)
    low = high = 0.0
    if values.size:
        flat = None if convert is None else lambda some: convert(some[:, None, :])[:, 0, :]
        found = find_range(values, PERCENTILES, convert=flat, reach=reach)
        low, high = float(found.low), float(found.high)
        for stray in found.strays:
            warn(
                Message(
                    "{path}: {share:.2g} % of the pixels are exactly {value:g}, far from the rest: an undeclared "
                    "nodata value? If so, give it as NODATA (--nodata).",
                    path=file_of(path),
                    share=100 * stray.share,
                    value=stray.value,
                )
            )
    if fixed is not None:
        return fixed
    if not high > low:
        raise SpecGanError("{path} holds one value only, or none.", "Leave it out.", path=file_of(path))
    return low, high


def _without(path: Path, nodata: Sequence[float]) -> Path:
    """The source without those values."""
    return Path(with_nodata(str(path), nodata))


def _rgb_bytes(
    reader: Any, bands: Any, window: Any, low: float, high: float
) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """uint8 (3, h, w) with `low` as 0 and `high` as 255, validity (h, w), and where the file has a value but 0."""
    values, valid = reader.read(list(bands), window)
    scaled = (np.where(valid, values, low) - low) * (255.0 / (high - low))
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8), valid, values.any(0)


def _middle(width: int, height: int, size: int, cell: int) -> Tuple[int, int, int, int]:
    """(col, row, width, height) of the middle of a raster, on cell borders."""
    wide, high = min(width, size // cell * cell), min(height, size // cell * cell)
    return (width - wide) // 2 // cell * cell, (height - high) // 2 // cell * cell, wide, high


def _name(path: Path, row: int, col: int, several: bool) -> str:
    stem = file_of(path).stem
    return f"{stem}_{row:06d}_{col:06d}" if several else stem


def _meta(
    source: Source, info: Any, cell: int, rgb_range: Tuple[float, float], spectra: Optional[_Spectra], shift: Shift
) -> Dict[str, Any]:
    pixel = source.gsd or float(info.grid.pixel_size()[0])
    meta: Dict[str, Any] = {
        "cell": cell,
        "group": source.group,
        "source": source.words,
        "gsd": 0.0 if in_degrees(info.grid.crs_wkt) else pixel,  # degrees are no ground distance
        "rgb_range": list(rgb_range),
    }
    if spectra is not None:
        meta["hsi_range"] = list(spectra.range)
        meta["shift_cells"] = [round(shift.col, 3), round(shift.row, 3)]
        meta["correlation"] = [round(shift.before, 3), round(shift.after, 3)]
        meta["band_method"] = str(spectra.plan.method)
    return meta
