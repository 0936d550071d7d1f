"""Held-out ground as files that the engine reads: the truth, the LR image averaged from it, and the HSI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, List, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from ...core.shelf.upsampling import block_mean
from ..config import PERCENTILES
from ..data.shards import Scene, read_manifest, read_scenes

LARGEST = 2048
"""Most HR pixels of a place along either side; of a larger one the middle is taken."""
SMALLEST = 4
"""Fewest LR pixels along either side: the coarsest level of the Wasserstein distance needs them."""
CRS, CORNER = "EPSG:32633", (500000.0, 5800000.0)
"""Where scenes pretend to lie that are kept without a georeference."""
NEON_SITE = re.compile(r"(?:^|_)([A-Z]{4})_\d")
"""Four capitals before a number: the code of a NEON site in the name of a plot."""

Part = Tuple[int, int, int, int]
"""(col, row, width, height) in pixels."""


@dataclass(frozen=True, eq=False)
class Place:
    """One piece of held-out ground, valid everywhere."""

    name: str
    """Unique in an evaluation."""
    site: str
    """Places of one site are averaged in the tables."""
    rgb: str
    """GeoTIFF of the LR image."""
    hsi: Optional[str]
    """GDAL source of the HSI; None where there is none."""
    hsi_range: Optional[Tuple[float, float]]
    """File values of the HSI that map to -1 and 1; None: the model's rule."""
    truth: np.ndarray
    """(3, h * scale, w * scale), file values in the file's type."""
    lr: np.ndarray
    """(3, h, w), file values in the same type."""
    value_range: Tuple[float, float]
    """File values of black and white: 0, 255 for 8 bit, else percentiles of the truth."""

    @property
    def scale(self) -> int:
        """LR pixel over HR pixel."""
        return int(self.truth.shape[2] // self.lr.shape[2])


def from_pair(rgb: Path, hsi: Path, site: str, specs: Sequence[ModelSpec], folder: Path) -> Place:
    """The place of two GeoTIFFs (HR RGB, HSI), any CRS and pixel sizes; the LR image is written into `folder`.

    What counts is the largest rectangle of LR pixels in which both layers hold data. Raises `SpecGanError` where it is
    too small.
    """
    from ...core.geodata.bands import choose_bands
    from ...core.geodata.colours import choose_rgb
    from ...core.geodata.grid import Window
    from ...core.geodata.raster import Layer, describe
    from ...core.geodata.warp import WarpedReader

    scale = specs[0].scale
    with Layer(str(rgb)) as reader:
        info = reader.info
        bands = choose_rgb(info).bands
        whole = _middle((0, 0, info.grid.width // scale, info.grid.height // scale), scale)
        _check_size(whole, str(rgb), scale)
        window = Window(*(value * scale for value in whole))
        values, valid_hr = reader.read(list(bands), window)
    grid = info.grid.window(window)
    coarse = grid.coarser(scale)
    valid = block_mean(valid_hr.astype(np.float32), scale) == 1.0
    spectra = describe(str(hsi))
    needed = {band for spec in specs for band in choose_bands(spectra, spec.wavelengths, spec.band_width).needed}
    with WarpedReader(str(hsi), coarse, sorted(needed)) as warped:
        valid &= warped.read(Window(0, 0, coarse.width, coarse.height))[1]
    part = largest_rectangle(valid)
    _check_size(part, str(rgb), scale)
    truth = _cut(values, part, scale).astype(info.dtype)
    return _place(rgb.stem, site, truth, coarse.window(Window(*part)), scale, str(hsi), None, folder)


def from_shards(data: Path, specs: Sequence[ModelSpec], folder: Path, split: str = "val") -> List[Place]:
    """The scenes of a split of a folder that `prepare` wrote, as GeoTIFFs in `folder`, registered as they are there.

    Scenes that were prepared with a PSF keep the LR image that it shows.
    """
    from ...core.geodata.grid import Grid
    from ...core.geodata.simple_writer import wkt_of, write_geotiff

    spec = specs[0]
    manifest = read_manifest(data)
    wavelengths = tuple(float(nm) for nm in manifest.get("wavelengths", ()))
    sizes = {str(entry["name"]): float(entry.get("gsd") or 1.0) for entry in manifest["scenes"]}
    # bands that are the model's already go in as they are: another Gaussian would smooth the spectra once more
    told = None if all(s.wavelengths == wavelengths for s in specs) else list(wavelengths)
    result = []
    for scene in read_scenes([data], spec.scale, SMALLEST, len(wavelengths) or spec.bands):
        if scene.split != split:
            continue
        cells = spec.scale // scene.cell
        part = _middle(largest_rectangle(_coarser(scene.valid, cells)), spec.scale)
        if min(part[2:]) < SMALLEST:
            continue
        gsd, wkt = sizes[scene.name], wkt_of(CRS)
        truth = _cut(scene.rgb, part, spec.scale)
        grid = Grid(wkt, (CORNER[0], gsd * spec.scale, 0.0, CORNER[1], 0.0, -gsd * spec.scale), part[2], part[3])
        hsi = None
        if scene.hsi is not None:
            hsi = folder / f"{scene.name}_hsi.tif"
            transform = grid.finer(cells).transform
            write_geotiff(hsi, _cut(scene.hsi, part, cells).astype(np.float32), wkt, transform, told)
        site, source, lr = site_of(scene.group, scene.name), None if hsi is None else str(hsi), _lr_of(scene, part)
        result.append(_place(scene.name, site, truth, grid, spec.scale, source, (-1.0, 1.0), folder, lr))
    return result


def _lr_of(scene: Scene, part: Part) -> Optional[np.ndarray]:
    """The scene's own LR image (3, h, w) of `part`, 0 to 255; None where it is the plain average. Such an image has two
    cells for each LR pixel (`read_scenes` sees to it)."""
    if scene.low is None:
        return None
    return (block_mean(_cut(scene.low, part, 2), 2) + 1.0) * 127.5


def site_of(group: str, name: str) -> str:
    """Group of a scene, and behind it the code of the NEON site where the name has one."""
    code = NEON_SITE.search(name)
    return f"{group} {code.group(1)}" if code else group


def largest_rectangle(valid: np.ndarray) -> Part:
    """(col, row, width, height) of the largest rectangle of true cells in bool (h, w); zeros where there is none."""
    best = (0, 0, 0, 0)
    heights = np.zeros(valid.shape[1], int)
    for row, line in enumerate(valid):
        heights = np.where(line, heights + 1, 0)
        rising: List[Tuple[int, int]] = []  # (first column, height) of rectangles that may still grow to the right
        for col, height in enumerate([*heights.tolist(), 0]):
            start = col
            while rising and rising[-1][1] >= height:
                start, tall = rising.pop()
                if (col - start) * tall > best[2] * best[3]:
                    best = (start, row - tall + 1, col - start, tall)
            rising.append((start, height))
    return best


def _place(
    name: str,
    site: str,
    truth: np.ndarray,
    grid: Any,
    scale: int,
    hsi: Optional[str],
    hsi_range: Optional[Tuple[float, float]],
    folder: Path,
    lr: Optional[np.ndarray] = None,
) -> Place:
    """Write the LR image, as a user has it: `lr`, or the truth averaged onto `grid`, rounded to the truth's type."""
    from ...core.geodata.simple_writer import write_geotiff
    from ...core.geodata.writer import to_dtype

    lr = to_dtype(block_mean(truth.astype(np.float64), scale) if lr is None else lr, truth.dtype.name)
    path = folder / f"{name}_lr.tif"
    write_geotiff(path, lr, grid.crs_wkt, grid.transform)
    if truth.dtype == np.uint8:
        low, high = 0.0, 255.0
    else:
        low, high = (float(value) for value in np.percentile(truth, PERCENTILES))
    if not high > low:
        raise SpecGanError("{name} holds one value only.", "Leave it out.", name=name)
    return Place(name, site, str(path), hsi, hsi_range, truth, lr, (low, high))


def _middle(part: Part, scale: int) -> Part:
    """The middle of `part`, at most `LARGEST` HR pixels wide and high."""
    col, row, width, height = part
    wide, high = min(width, LARGEST // scale), min(height, LARGEST // scale)
    return col + (width - wide) // 2, row + (height - high) // 2, wide, high


def _coarser(valid: np.ndarray, cells: int) -> np.ndarray:
    """Blocks of cells x cells that are true throughout."""
    height, width = valid.shape[0] // cells * cells, valid.shape[1] // cells * cells
    return np.asarray(block_mean(valid[:height, :width].astype(np.float32), cells) == 1.0)


def _cut(array: np.ndarray, part: Part, factor: int) -> np.ndarray:
    """The part (in coarse pixels) of (bands, h * factor, w * factor)."""
    col, row, width, height = (value * factor for value in part)
    return np.ascontiguousarray(array[:, row : row + height, col : col + width])


def _check_size(part: Part, name: str, scale: int) -> None:
    least = SMALLEST * scale
    if min(part[2:]) < SMALLEST:
        raise SpecGanError(
            "Of {name}, less than {least} x {least} pixels hold data that the hyperspectral layer covers too.",
            "Give a larger pair, or check the coordinate reference systems of the two.",
            name=name,
            least=least,
        )
