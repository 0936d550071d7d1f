"""A result against the truth, place by place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Dict, List, Optional, Protocol, Sequence, Tuple

import numpy as np

from ..geodata.grid import Grid, Window
from ..patches.metrics.correctness import KINDS, pixel_shares, with_histograms
from ..patches.metrics.spectra import RINGS, above_nyquist, power, rings
from ..patches.metrics.structure import REACH
from ..patches.metrics.sums import Agreement, Pairs, Sums, inner_agreement
from ..patches.metrics.texture import texture_map
from ..shelf.formulas import luma
from .doubt import Calibration, Calibrator, Doubt
from .inputs import Ground, Layers, View
from .places import LowPlace, cells, low_place, spread, with_margin
from .thumbnails import Thumbnail

LEAST = 256
"""Pixels with data that a place needs for shares of improvement, omission and hallucination."""
SMALLEST = 16
"""Pixels along either side that a place needs for its spectrum."""

Step = Callable[[], None]


@dataclass(frozen=True, eq=False)
class Compared(Sums):
    """Of one place, or of several."""

    result: Agreement
    plain: Agreement
    """Of the LR-consistent upsampling; of no pixels without an LR layer."""
    luma: float
    """Squared error of luma."""
    kinds: np.ndarray
    """Shares of the pixels that count, in the order of `KINDS`."""
    counted: float
    """How many pixels count."""
    detail: Pairs
    """What result and truth have beyond the upsampling."""
    texture: Pairs
    """Log standard deviation of luma in the LR pixels of both."""
    high: np.ndarray
    """Power above the LR Nyquist frequency: result, truth, upsampling."""
    rings: np.ndarray
    """Power density by frequency of the three, (3, RINGS)."""
    ringed: np.ndarray
    """Frequencies in the rings, (RINGS,)."""
    form: np.ndarray
    """Distance of form from the own truth at five depths, of result and upsampling, (2, 5)."""
    looked_at: float
    """How many places that is the sum of."""

    @property
    def luma_rmse(self) -> float:
        """Root mean square error of luma."""
        return float(np.sqrt(self.luma / self.result.pixels)) if self.result.pixels else float("nan")

    @property
    def shares(self) -> Dict[str, float]:
        """Mean shares by name; nan where nothing counts."""
        return {name: float(value / self.counted) if self.counted else np.nan for name, value in zip(KINDS, self.kinds)}

    def energy(self, which: int = 0) -> float:
        """Power above the LR Nyquist frequency over the truth's: of the result (0) or the upsampling (2)."""
        return float(self.high[which] / self.high[1]) if self.high[1] > 0 else float("nan")


@dataclass(frozen=True, eq=False)
class ComparedPlace:
    """One place."""

    window: Window
    """Pixels of the grid of the comparison."""
    sums: Compared


@dataclass(frozen=True, eq=False)
class Comparison:
    """Result and truth on their common ground."""

    ground: Ground
    how: str
    """What was brought onto which grid, a sentence."""
    places: Tuple[ComparedPlace, ...]
    """Those with common ground."""
    total: Optional[Compared]
    """None: no pixel has data in both."""
    truth: Thumbnail
    error: Thumbnail
    """Squared error of luma."""
    kinds: Thumbnail
    """Shares of improvement, omission, hallucination, of the pixels that count."""
    calibrations: Tuple[Calibration, ...]


class Form(Protocol):
    """Sees how unlike images look, see `training.evaluation.judge`."""

    @property
    def source(self) -> str:
        """What it is, for the page."""

    def distances(self, result: np.ndarray, truth: np.ndarray) -> np.ndarray:
        """Distance of the form of one image (3, h, w), values 0 to 1, from its truth's, at five depths."""


@dataclass(frozen=True, eq=False)
class Comparing:
    """What all places of a comparison have in common."""

    ground: Ground
    low_high: Tuple[float, float]
    """File values of black and white, in the units of the result."""
    result: View
    truth: View
    lr: Optional[View]
    form: Optional[Form] = None
    looked_at: frozenset = field(default_factory=frozenset)
    """Numbers of the places that `form` is to look at."""

    @property
    def span(self) -> float:
        """Width of the value range."""
        return self.low_high[1] - self.low_high[0]

    def unit(self, image: np.ndarray) -> np.ndarray:
        """Values from 0 to 1; what lies outside is cut off."""
        return np.clip((np.asarray(image, np.float64) - self.low_high[0]) / self.span, 0.0, 1.0)

    def read(self, window: Window) -> Seen:
        """All that is to be seen at a place."""
        around = with_margin(window, REACH)
        (result, result_valid), (truth, truth_valid) = self.result.read(around), self.truth.read(around)
        valid = result_valid & truth_valid
        low = base = None
        if self.lr is not None:
            low = low_place(self.lr, self.ground, window, REACH)
            base = low.base(REACH)
            inner = (slice(REACH, -REACH), slice(REACH, -REACH))
            valid[inner] &= spread(low.valid, self.ground.factor)
        return Seen(result, truth, valid, low, base)


@dataclass(frozen=True, eq=False)
class Seen:
    """A place; `result`, `truth`, `valid` and `base` have `REACH` pixels more on every side."""

    result: np.ndarray
    truth: np.ndarray
    valid: np.ndarray
    low: Optional[LowPlace]
    base: Optional[np.ndarray]

    def inner(self, image: np.ndarray) -> np.ndarray:
        """An array without the margin."""
        return image[..., REACH:-REACH, REACH:-REACH]


def comparing(layers: Layers, ground: Ground, low_high: Tuple[float, float]) -> Comparing:
    """The layers on the grid of the comparison."""
    assert layers.truth is not None
    units = layers.result.units
    lr = layers.lr.on(ground.lr_grid, units) if layers.lr and ground.lr_grid else None
    truth = layers.truth.on(ground.grid, units)
    return Comparing(ground, low_high, layers.result.on(ground.grid), truth, lr)


def compare(
    setting: Comparing, how: str, windows: Sequence[Window], doubt: Optional[Doubt], bands: List[Calibrator], step: Step
) -> Comparison:
    """Go over the places. `bands`: calibrators of the bands of `doubt`; `step` is called at every place."""
    grid: Grid = setting.ground.grid
    truth, error, kinds = (Thumbnail(bands, grid.width, grid.height) for bands in (3, 1, 3))
    found: List[ComparedPlace] = []
    for number, window in enumerate(windows):
        step()
        seen = setting.read(window)
        valid = seen.inner(seen.valid)
        if not valid.any():
            continue
        difference = luma(np.where(valid, seen.inner(seen.result) - seen.inner(seen.truth), 0))
        truth.add(window, seen.inner(seen.truth), valid)
        error.add(window, difference[None] ** 2, valid)
        sums, shares, counts = _sums(setting, seen, difference, number in setting.looked_at)
        kinds.add(window, shares, counts)
        found.append(ComparedPlace(window, sums))
        if doubt is not None:
            values, known = doubt.read(window)
            for band, calibrator in enumerate(bands):
                here = known[band] & valid
                calibrator.add(values[band][here], difference[here])
    total: Optional[Compared] = None
    for place in found:
        total = place.sums if total is None else total + place.sums
    told = [calibrator.calibration for calibrator in bands]
    tables = tuple(each for each in told if each is not None)
    return Comparison(setting.ground, how, tuple(found), total, truth, error, kinds, tables)


def _sums(
    setting: Comparing, seen: Seen, difference: np.ndarray, look: bool
) -> Tuple[Compared, np.ndarray, np.ndarray]:
    """The sums of a place, the shares of its pixels (3, h, w), and which of them count."""
    span, factor = setting.span, setting.ground.factor
    result, truth, valid = (seen.inner(each) for each in (seen.result, seen.truth, seen.valid))
    own = inner_agreement(seen.result, seen.truth, span, seen.valid, REACH)
    plain, detail, texture = Agreement.none(), Pairs(), Pairs()
    shares, counts = np.zeros((3, *valid.shape)), np.zeros(valid.shape, bool)
    base = None
    if seen.base is not None and seen.low is not None:
        base = seen.inner(seen.base)
        plain = inner_agreement(seen.base, seen.truth, span, seen.valid, REACH)
        detail = Pairs.of((result - base)[:, valid], (truth - base)[:, valid])
        if valid.sum() >= LEAST:
            shares, counts = kinds_of(setting, seen)
    if factor > 1:
        whole = cells(valid, factor)
        maps = [texture_map(np.where(valid, image, 0), factor, span)[whole] for image in (result, truth)]
        texture = Pairs.of(*maps)
    high, ringed, number = np.zeros(3), np.zeros((3, RINGS)), np.zeros(RINGS)
    if valid.all() and min(valid.shape) >= SMALLEST:
        for index, image in enumerate((result, truth, base)):
            if image is not None:
                spectrum, width = power(image), image.shape[2]
                high[index] = above_nyquist(spectrum, width, factor) if factor > 1 else 0.0
                ringed[index], number = rings(spectrum, width)
    form, looked_at = np.zeros((2, 5)), 0.0
    if look and setting.form is not None and valid.all():
        looked_at = 1.0
        for index, image in enumerate((result, base)):
            if image is not None:
                form[index] = setting.form.distances(setting.unit(image), setting.unit(truth))
    squared, kinds = float((difference**2)[valid].sum(dtype=np.float64)), shares.sum((1, 2))
    sums = (own, plain, squared, kinds, float(counts.sum()), detail, texture, high, ringed, number, form, looked_at)
    return Compared(*sums), shares, counts


def kinds_of(setting: Comparing, seen: Seen) -> Tuple[np.ndarray, np.ndarray]:
    """Shares of improvement, omission and hallucination of the pixels of a place, (3, h, w), and which of them count.

    As opensr-test counts an image: with the histograms of the truth, against the bilinear LR image.
    """
    assert seen.low is not None
    valid = seen.inner(seen.valid)
    result, truth = (setting.unit(seen.inner(image)[:, valid]) for image in (seen.result, seen.truth))
    plain = setting.unit(seen.low.bilinear()[:, valid])
    shares, counts = np.zeros((3, *valid.shape)), np.zeros(valid.shape, bool)
    shares[:, valid], counts[valid] = pixel_shares(with_histograms(result, truth), truth, plain)
    return shares, counts
