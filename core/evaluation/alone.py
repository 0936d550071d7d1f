"""What a result says without a truth: does it keep the LR layer, do patches show, how much of it is generated?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, List, Optional, Tuple

import numpy as np

from ..geodata.grid import Window
from ..patches.metrics.seam import SeamMeter
from ..patches.metrics.sums import Sums
from ..shelf.formulas import luma
from ..shelf.upsampling import block_mean
from .doubt import Doubt
from .inputs import Ground, Layers, patch_axes
from .places import cells, low_place, places, spread
from .thumbnails import Thumbnail

Step = Callable[[], None]


@dataclass(frozen=True, eq=False)
class AloneSums(Sums):
    """Of one place, or of several."""

    pixels: float
    """With data in the result, and in the LR layer where there is one."""
    values: np.ndarray
    """Of the result, by band."""
    squares: np.ndarray
    """The same squared."""
    detail: float
    """Squared difference of result and LR-consistent upsampling, over pixels and bands."""
    off: float
    """Squared difference of block means and LR layer, over LR pixels and bands."""
    cells: float
    """LR pixels with all their pixels, times bands."""
    doubt: np.ndarray
    """Values of the bands of the uncertainty raster."""
    doubted: np.ndarray
    """How many pixels have one."""

    @property
    def consistency(self) -> float:
        """LR RMSE, in the units of the result; nan without an LR layer."""
        return float(np.sqrt(self.off / self.cells)) if self.cells else float("nan")

    @property
    def generated(self) -> float:
        """Share of the variation (sum of squares about the mean) that is not in the upsampled LR layer."""
        if not self.pixels or not self.cells:
            return float("nan")
        variation = float((self.squares - self.values**2 / self.pixels).sum())
        return self.detail / variation if variation > 0 else float("nan")

    @property
    def means_of_doubt(self) -> np.ndarray:
        """Mean of every band of the uncertainty raster, nan where it has no values."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.doubt / self.doubted)


@dataclass(frozen=True, eq=False)
class AlonePlace:
    """One place."""

    window: Window
    """Pixels of the result."""
    sums: AloneSums


@dataclass(frozen=True, eq=False)
class Alone:
    """The whole result."""

    ground: Ground
    places: Tuple[AlonePlace, ...]
    """Those with data."""
    total: Optional[AloneSums]
    """None: no data anywhere."""
    seam_ratio: float
    """See `SeamMeter`; nan where it is not known where patches lie."""
    seam_plain: float
    """That of the upsampled LR layer on the same lines: what lies under them; nan without one."""
    energy_ratio: float
    """The same; nan without an LR layer, since it is measured on the detail."""
    picture: Thumbnail
    """The result."""
    detail: Optional[Thumbnail]
    """Squared luma of what the LR layer does not show; None without one."""
    doubt: Optional[Thumbnail]
    """The first band of the uncertainty raster."""


def look_alone(layers: Layers, ground: Ground, step: Step) -> Alone:
    """Go over the whole result. `step` is called at every place."""
    grid = layers.grid
    view = layers.result.on(grid)
    low = layers.lr.on(ground.lr_grid, layers.result.units) if layers.lr and ground.lr_grid else None
    doubt = Doubt(layers.uncertainty, grid) if layers.uncertainty else None
    picture = Thumbnail(3, grid.width, grid.height)
    doubted = Thumbnail(1, grid.width, grid.height) if doubt else None
    detailed = Thumbnail(1, grid.width, grid.height) if low else None
    meter, plain = _meter(layers, ground), _meter(layers, ground) if low else None
    found: List[AlonePlace] = []
    for window in places(ground):
        step()
        image, valid = view.read(window)
        base: Optional[np.ndarray] = None
        off, count = 0.0, 0.0
        if low is not None:
            there = low_place(low, ground, window)
            valid &= spread(there.valid, ground.factor)
            base = there.base()
            whole = cells(valid, ground.factor)
            difference = block_mean(np.where(valid, image, 0).astype(np.float64), ground.factor) - there.inner
            off, count = float((difference[:, whole] ** 2).sum()), 3.0 * float(whole.sum())
        picture.add(window, image, valid)
        detail = np.zeros_like(image) if base is None else np.where(valid, image - base, 0)
        if detailed is not None:
            detailed.add(window, luma(detail)[None] ** 2, valid)
        if meter is not None:
            row, col = window.row // ground.factor, window.col // ground.factor
            meter.add(row, np.where(valid, image, 0), detail, valid, col)
            if plain is not None and base is not None:
                plain.add(row, base, detail, valid, col)
        sums = _sums(image, base, valid, off, count)
        if doubt is not None and doubted is not None:
            values, known = doubt.read(window)
            sums = replace(sums, doubt=np.where(known, values, 0).sum((1, 2)), doubted=known.sum((1, 2)).astype(float))
            doubted.add(window, values[:1], known[0])
        if sums.pixels:
            found.append(AlonePlace(window, sums))
    total = _added([place.sums for place in found])
    seam, energy = (meter.seam_ratio, meter.energy_ratio) if meter else _recorded(layers)
    under = plain.seam_ratio if plain else float("nan")
    return Alone(ground, tuple(found), total, seam, under, energy, picture, detailed, doubted)


def _sums(image: np.ndarray, base: Optional[np.ndarray], valid: np.ndarray, off: float, cells: float) -> AloneSums:
    values = image[:, valid].astype(np.float64)
    detail = 0.0 if base is None else float(((values - base[:, valid]) ** 2).sum())
    nothing = np.zeros(3)
    return AloneSums(
        float(values.shape[1]), values.sum(1), (values**2).sum(1), detail, off, cells, nothing, nothing.copy()
    )


def _added(sums: List[AloneSums]) -> Optional[AloneSums]:
    total: Optional[AloneSums] = None
    for each in sums:
        total = each if total is None else total + each
    return total


def _meter(layers: Layers, ground: Ground) -> Optional[SeamMeter]:
    """A meter of the seams where the tags say where patches lie."""
    factor, grid = ground.factor, ground.grid
    axes = patch_axes(layers, (grid.height // factor, grid.width // factor))
    if axes is None or factor < 2:
        return None
    rows, cols = axes
    blended = rows.blended(factor)[: grid.height], cols.blended(factor)[: grid.width - grid.width % factor]
    return SeamMeter(factor, rows.borders(), cols.borders(), *blended)


def _recorded(layers: Layers) -> Tuple[float, float]:
    """What the run itself has measured."""
    found = []
    for name in ("seam_ratio", "energy_ratio"):
        try:
            found.append(float(layers.recorded(name)))
        except ValueError:
            found.append(float("nan"))
    return found[0], found[1]
