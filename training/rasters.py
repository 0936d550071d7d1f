"""Rasters on disk as the arrays of training shards; all that touches GDAL goes through core.geodata."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Optional, Sequence, Tuple

import numpy as np

from ..core.errors import SpecGanError
from ..core.upsampling import block_mean
from .config import BAND_WIDTH, PERCENTILES, WAVELENGTHS
from .registration import Shift, correlation, find_shift, is_gain, rgb_like

TILE = 2048
"""Largest width and height of one scene, HR pixels; larger rasters become several scenes."""


@dataclass(frozen=True)
class Source:
    """One raster, or one pair of rasters, to prepare."""

    rgb: Path
    hsi: Optional[Path]
    group: str
    """Scenes of one group share a weight in training."""
    words: str
    """What it is, with its citation, for the model card."""


@dataclass(frozen=True)
class Bands:
    """The HSI bands of the models to train."""

    wavelengths: Tuple[float, ...] = WAVELENGTHS
    """Centres, nm."""
    width: float = BAND_WIDTH
    """Full width at half maximum, nm; 0: the nearest band of the layer."""

    def __post_init__(self) -> None:
        if not all(0 < nm < 1e5 for nm in self.wavelengths) or not 0 <= self.width < 1e4:
            raise SpecGanError("The wavelengths do not work.", "Give band centres and their width in nanometres.")


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


def bounds_of(path: Path) -> Tuple[str, Tuple[float, float, float, float]]:
    """CRS as WKT and (xmin, ymin, xmax, ymax) of a raster."""
    from ..core.geodata.raster import describe

    grid = describe(str(path)).grid
    xmin, ymin, xmax, ymax = grid.bounds()
    return grid.crs_wkt, (xmin, ymin, xmax, ymax)


def in_degrees(wkt: str) -> bool:
    """Whether a CRS counts in degrees and not in metres."""
    return wkt.startswith(("GEOGCRS", "GEOGCS"))


def pieces(
    source: Source, cell: int, limit: int, model_bands: Bands = Bands(), size: int = TILE
) -> Iterator[Piece]:
    """The scenes of a source, on cells of `cell` HR pixels; none where it is smaller than a cell.

    `limit`: largest shift in cells by which the HSI may be moved onto the RGB; 0 leaves it where its georeference says.
    """
    from ..core.geodata.bands import choose_rgb
    from ..core.geodata.grid import Window
    from ..core.geodata.raster import RasterReader

    with RasterReader(str(source.rgb)) as reader:
        info = reader.info
        if info.bands < 3:
            raise SpecGanError(f"{source.rgb} has fewer than three bands.", "Give an RGB raster.")
        bands = choose_rgb(info, ())
        low, high = _rgb_range(source.rgb, info.dtype, bands)
        width, height = info.grid.width // cell * cell, info.grid.height // cell * cell
        size = size // cell * cell
        if min(width, height) < cell:
            return
        spectra = _Spectra(source.hsi, info.grid, cell, model_bands) if source.hsi is not None else None
        shift = Shift(0.0, 0.0, 0.0, 0.0, False)
        if spectra is not None and limit > 0:
            middle = Window(*_middle(width, height, min(size, 1024), cell))
            rgb, valid = _rgb_bytes(reader, bands, middle, low, high)
            shift = spectra.register(rgb, valid, middle, limit)
        for row in range(0, height, size):
            for col in range(0, width, size):
                window = Window(col, row, min(size, width - col), min(size, height - row))
                rgb, valid_hr = _rgb_bytes(reader, bands, window, low, high)
                valid = cells_valid(valid_hr, cell)
                hsi = None
                if spectra is not None:
                    hsi, covered = spectra.read(window)
                    valid &= covered
                meta = _meta(source, info, cell, (low, high), spectra, shift)
                yield Piece(_name(source.rgb, row, col, width > size or height > size), rgb, hsi, valid, meta)


class _Spectra:
    """The model's bands of a hyperspectral raster on the RGB raster's cells."""

    def __init__(self, path: Path, rgb_grid: Any, cell: int, bands: Bands) -> None:
        from ..core.geodata.bands import choose_bands
        from ..core.geodata.raster import describe

        self.path, self.cell, self.rgb_grid, self.bands = path, cell, rgb_grid, bands
        self.plan = choose_bands(describe(str(path)), bands.wavelengths, bands.width)
        self.range = layer_range(path, self.plan.needed, self.plan.apply)
        self.offset = (0.0, 0.0)

    def read(self, window: Any) -> Tuple[np.ndarray, np.ndarray]:
        """Network values (bands, h, w) and validity (h, w) of the cells in a window of HR pixels."""
        from ..core.geodata.grid import Window
        from ..core.geodata.warp import WarpedReader

        g = self.cell
        cells = Window(window.col // g, window.row // g, window.width // g, window.height // g)
        with WarpedReader(str(self.path), moved(self.rgb_grid.coarser(g), self.offset), self.plan.needed) as reader:
            values, valid = reader.read(cells)
        low, high = self.range
        mapped = (self.plan.apply(values) - low) * (2.0 / (high - low)) - 1.0
        return np.where(valid, mapped, 0.0).astype(np.float32), valid

    def register(self, rgb: np.ndarray, valid: np.ndarray, window: Any, limit: int) -> Shift:
        """Find the shift against the RGB, and keep it where reading with it really fits better."""
        picture = block_mean(_luma(rgb), self.cell)
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
            return Shift(0.0, 0.0, before, after, False)
        return Shift(found.col, found.row, before, after, True)


def moved(grid: Any, offset: Tuple[float, float]) -> Any:
    """The grid displaced by (col, row) of its pixels."""
    x, dx_col, dx_row, y, dy_col, dy_row = grid.transform
    col, row = offset
    corner = (x + col * dx_col + row * dx_row, y + col * dy_col + row * dy_row)
    return replace(grid, transform=(corner[0], dx_col, dx_row, corner[1], dy_col, dy_row))


def cells_valid(valid: np.ndarray, cell: int) -> np.ndarray:
    """Cells (h / cell, w / cell) whose pixels (h, w) are all valid."""
    height, width = valid.shape[0] // cell, valid.shape[1] // cell
    return np.asarray(valid[: height * cell, : width * cell].reshape(height, cell, width, cell).all((1, 3)))


def layer_range(
    path: Path, bands: Sequence[int], convert: Optional[Callable[[np.ndarray], np.ndarray]] = None
) -> Tuple[float, float]:
    """The percentiles that map to -1 and 1: one pair for all bands, of the whole layer, as in inference.

    `convert` turns the layer's bands (bands, h, w) into the model's.
    """
    from ..core.geodata.raster import sample_values

    values = sample_values(str(path), bands)
    if convert is not None and values.size:
        values = convert(values[:, None, :])
    low, high = np.percentile(values, PERCENTILES) if values.size else (0.0, 0.0)
    if not high > low:
        raise SpecGanError(f"{path} holds one value only, or none.", "Leave it out.")
    return float(low), float(high)


def _rgb_range(path: Path, dtype: str, bands: Sequence[int]) -> Tuple[float, float]:
    return (0.0, 255.0) if dtype == "uint8" else layer_range(path, bands)


def _rgb_bytes(reader: Any, bands: Any, window: Any, low: float, high: float) -> Tuple[np.ndarray, np.ndarray]:
    """uint8 (3, h, w) with `low` as 0 and `high` as 255, and validity (h, w)."""
    values, valid = reader.read(list(bands), window)
    scaled = (np.where(valid, values, low) - low) * (255.0 / (high - low))
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8), valid


def _luma(rgb: np.ndarray) -> np.ndarray:
    return np.tensordot(np.array([0.299, 0.587, 0.114], np.float32), rgb.astype(np.float32), 1)


def _middle(width: int, height: int, size: int, cell: int) -> Tuple[int, int, int, int]:
    """(col, row, width, height) of the middle of a raster, on cell borders."""
    wide, high = min(width, size // cell * cell), min(height, size // cell * cell)
    return (width - wide) // 2 // cell * cell, (height - high) // 2 // cell * cell, wide, high


def _name(path: Path, row: int, col: int, several: bool) -> str:
    return f"{path.stem}_{row:06d}_{col:06d}" if several else path.stem


def _meta(
    source: Source, info: Any, cell: int, rgb_range: Tuple[float, float], spectra: Optional[_Spectra], shift: Shift
) -> Dict[str, Any]:
    pixel = float(info.grid.pixel_size()[0])
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
