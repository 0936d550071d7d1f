"""How the hyperspectral layer lies on the RGB layer: measured on a sample of windows, corrected if that is wanted.

Each window gives a shift by phase correlation (`patches.registration`). The layer is then read again where the shift
says, and what is left is measured again: in the end both pictures are compared as they will be used, so that what
resampling and distance do to the measurement has no part in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator, List, Sequence, Tuple

import numpy as np

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message
from ..geodata.bands import BandPlan
from ..geodata.grid import Grid, Window, overlap_window
from ..geodata.ground import pixel_on_ground
from ..geodata.raster import Layer
from ..geodata.warp import WarpedReader
from ..patches.placement import Placement, agreed
from ..patches.registration import MIN_CORRELATION, NO_SHIFT, Shift, find_shift, visible
from ..patches.value_range import split_strays
from ..shelf.formulas import luma
from ..shelf.progress import Progress

WORTH_SAYING = 0.5
"""LR pixels from which a shift is a warning."""
LEAST = 0.15
"""LR pixels below which nothing is moved: measuring can be wrong by that."""
LIMIT = 6
"""LR pixels along each axis up to which a shift is measured; two HSI pixels where those are larger."""
SIDE, MOST_SIDE, HSI_PIXELS = 96, 256, 24
"""LR pixels along a window: more than the first where the HSI has larger pixels, so that it holds `HSI_PIXELS` of them.
"""
ACROSS, MOST_ALONG = 4, 640
"""Windows along each axis, at most, and LR pixels that they have together, about."""
ROUNDS = 4
"""Times that the layer is read where the last measurement says."""
CLOSE = 0.03
"""LR pixels: a remainder that is none."""
LEAST_VALID = 0.3
"""Share of a window in which both layers have to hold data."""
CLEAR, SEVERAL = 0.5, 3
"""Correlation from which one window alone is believed, or windows that agree. Pictures of different places have 0.1 at
their best shift, one pair in twenty 0.35 to 0.44; pairs of the same place have 0.58 and more."""
LEAST_SIDE = 32
"""LR pixels along a window that are enough to say so: smaller ones may lack what both show."""


NO_MESSAGE = Message("")


@dataclass(frozen=True)
class Alignment:
    """What was measured, and what comes of it."""

    placement: Placement = Placement()
    """Where the HSI has what the RGB layer has, in pixels of the whole RGB layer."""
    measured: bool = False
    corrected: bool = False
    """The HSI is read where `placement` says."""
    figure: Message = NO_MESSAGE
    """The shift in the middle, in words."""
    before: float = 0.0
    """Correlation of both pictures as the layers lie, mean of the windows that agree."""
    after: float = 0.0
    """The same where `placement` says."""
    note: Message = NO_MESSAGE
    """For the log."""
    warning: Message = NO_MESSAGE
    """For the person; empty: nothing to be said."""

    def grid(self, grid: Grid, window: Window) -> Grid:
        """On which the HSI is read for `window` of the RGB layer, whose grid is `grid`."""
        if self.corrected:
            grid = grid.displaced(self.placement.across, self.placement.down)
        return grid.window(window)

    @property
    def tag(self) -> str:
        """For the provenance; empty: not measured."""
        if not self.measured:
            return ""
        what = "corrected" if self.corrected else "left as it is"
        return f"{self.figure}, {what} (correlation {self.before:.2f}, moved {self.after:.2f})"


def find_alignment(
    rgb: Layer,
    rgb_bands: Sequence[int],
    hsi: Layer,
    bands: BandPlan,
    wavelengths: Sequence[float],
    window: Window,
    correct: bool,
    progress: Progress,
) -> Alignment:
    """The alignment in `window` of the RGB layer, and around it where it is small.

    `wavelengths`: of the model's bands. `correct`: a shift is to be corrected (ALIGN). What cannot be read now gives no
    measurement: the run tries again, and says so. Raises `Cancelled` where `progress` wants to stop.
    """
    ratio = _hsi_pixel(rgb.info.grid.window(window), hsi.info.grid)
    side = int(min(max(SIDE, HSI_PIXELS * ratio), MOST_SIDE))
    limit = int(np.ceil(max(LIMIT, 2 * ratio)))
    try:
        pictures = _Pictures(rgb, rgb_bands, hsi, bands, wavelengths, progress)
        area = _grown(overlap_window(rgb.info.grid, hsi.info.grid), window, 2 * side)
        views = pictures.views(_windows(area, side))
        first = pictures.shifts(views, Placement(), limit)
        found = [(view, shift) for view, shift in zip(views, first) if shift.found]
        if not found:
            large = [shift for view, shift in zip(views, first) if min(view.picture.shape) >= LEAST_SIDE]
            return _not_found(large, rgb.info.grid)
        views, first = [view for view, _ in found], [shift for _, shift in found]
        points = np.array([view.centre for view in views])
        common = agreed(points, np.array([(shift.col, shift.row) for shift in first]))
        if common is None:
            return _no_agreement(first)
        placement, members = common
        views = [view for view, member in zip(views, members) if member]
        before = float(np.mean([shift.before for shift, member in zip(first, members) if member]))
        placement, after = _refined(pictures, views, placement)
    except SpecGanError as error:
        return Alignment(note=Message("The shift between the layers was not measured. {why}", why=error.message))
    return _judged(placement, rgb.info.grid, area, len(views), (before, after), correct)


def _refined(pictures: _Pictures, views: List[_View], placement: Placement) -> Tuple[Placement, float]:
    """`placement` with what is left of it, until that is nothing, and the correlation there."""
    points, after = np.array([view.centre for view in views]), 0.0
    for _ in range(ROUNDS):
        left = pictures.shifts(views, placement, 2)
        after = float(np.mean([shift.before for shift in left]))
        seen = np.array([shift.found for shift in left])
        moves = np.array([(shift.col, shift.row) for shift in left])[seen]
        if not len(moves):
            break
        if placement.is_shift:
            more = Placement.shift(*np.median(moves, 0))
        else:
            common = agreed(points[seen], placement.at(points[seen]) + moves)
            if common is None or common[0].is_shift:
                break
            more = common[0].plus(placement.times(-1.0))
        placement = placement.plus(more)
        if np.abs(more.at(points)).max() < CLOSE:
            break
    return placement, after


def _judged(
    placement: Placement, grid: Grid, area: Window, windows: int, likeness: Tuple[float, float], correct: bool
) -> Alignment:
    """What a measured placement means."""
    middle = np.array([[area.col + area.width / 2, area.row + area.height / 2]])
    ends = np.array([[area.col + x * area.width, area.row + y * area.height] for x in (0, 1) for y in (0, 1)])
    figure = _figure(placement.at(middle)[0], grid)
    if not placement.is_shift:
        figure = Message("{figure} in the middle, elsewhere another", figure=figure)
    largest = float(np.hypot(*placement.at(ends).T).max())
    before, after = likeness
    clear = (after >= CLEAR or windows >= SEVERAL) and after > before
    corrected = correct and clear and largest >= LEAST
    result = Alignment(placement, True, corrected, figure, before, after)
    if corrected:
        note = Message(
            "The hyperspectral layer is moved by {figure}, onto the RGB layer (correlation {before:.2f}, moved "
            "{after:.2f}; windows that agree: {windows}).",
            figure=figure,
            before=before,
            after=after,
            windows=windows,
        )
        return replace(result, note=note)
    if largest > WORTH_SAYING and clear:
        warning = Message(
            "The hyperspectral layer does not lie on the RGB layer: it is off by {figure}. ALIGN corrects that.",
            figure=figure,
        )
        return replace(result, warning=warning)
    note = Message(
        "The hyperspectral layer lies on the RGB layer, off by {figure} (correlation {before:.2f}).",
        figure=figure,
        before=before,
    )
    return replace(result, note=note)


def _not_found(shifts: Sequence[Shift], grid: Grid) -> Alignment:
    """No window gave a shift: they match elsewhere, not at all, or show too little."""
    far = np.array([shift.farther for shift in shifts if shift.farther is not None])
    if len(far) and 2 * len(far) >= len(shifts) and np.hypot(*(far - np.median(far, 0)).T).max() <= 2.0:
        warning = Message(
            "The hyperspectral layer is off by {figure}, more than ALIGN corrects. Correct the georeference of one of "
            "the layers.",
            figure=_figure(np.median(far, 0), grid),
        )
        return Alignment(warning=warning)
    seen = [max(shift.before, shift.after) for shift in shifts if shift != NO_SHIFT]
    best = max(seen, default=1.0)
    if best < MIN_CORRELATION:
        warning = Message(
            "The two layers do not seem to show the same ground (correlation at most {best:.2f}). Check their places, "
            "the wavelengths, and which bands are red, green and blue.",
            best=best,
        )
        return Alignment(warning=warning)
    return Alignment(note=Message("The shift between the layers cannot be measured: they have too little in common."))


def _no_agreement(shifts: Sequence[Shift]) -> Alignment:
    moves = np.array([(shift.col, shift.row) for shift in shifts])
    largest = float(np.hypot(*(moves - np.median(moves, 0)).T).max())
    note = Message(
        "The shift between the layers is not clear: parts of the area differ by up to {largest:.1f} LR pixels.",
        largest=largest,
    )
    return Alignment(note=note)


def _figure(shift: np.ndarray, grid: Grid) -> Message:
    """ "+0.80 LR pixels across and -1.25 down (5.3 m)"."""
    col, row = (round(float(value), 2) + 0.0 for value in shift)
    size = pixel_on_ground(grid)
    if size is None:
        return Message("{col:+.2f} LR pixels across and {row:+.2f} down", col=col, row=row)
    metres = float(np.hypot(col * size[0], row * size[1]))
    return Message("{col:+.2f} LR pixels across and {row:+.2f} down ({metres:.2g} m)", col=col, row=row, metres=metres)


def _hsi_pixel(grid: Grid, hsi: Grid) -> float:
    """Length of an HSI pixel, LR pixels; 1 where it is not known."""
    sizes = [pixel_on_ground(each) for each in (grid, hsi)]
    if sizes[0] is None or sizes[1] is None:
        return 1.0
    lr, other = (float(np.sqrt(size[0] * size[1])) for size in sizes if size)
    return other / lr


def _grown(outer: Window, window: Window, least: int) -> Window:
    """`window`, grown to `least` pixels along each side as far as `outer` reaches."""
    sides = []
    for first, length, begin, whole in (
        (window.col, window.width, outer.col, outer.width),
        (window.row, window.height, outer.row, outer.height),
    ):
        size = min(whole, max(length, least))
        sides.append((min(max(first + (length - size) // 2, begin), begin + whole - size), size))
    (col, width), (row, height) = sides
    return Window(col, row, width, height)


def _windows(area: Window, side: int) -> Iterator[Window]:
    """Windows evenly over `area`; one alone along an axis takes up to two sides of it."""
    spans = []
    for begin, length in ((area.row, area.height), (area.col, area.width)):
        count = min(ACROSS, MOST_ALONG // side, max(1, length // side))
        size = min(length, 2 * side) if count == 1 else side
        gap = (length - size) / max(count - 1, 1)
        spans.append([(begin + int(round(gap * index)), size) for index in range(count)])
    for row, height in spans[0]:
        for col, width in spans[1]:
            yield Window(col, row, width, height)


@dataclass(frozen=True)
class _View:
    """One window of the RGB layer."""

    window: Window
    picture: np.ndarray
    """Luma (h, w)."""
    valid: np.ndarray

    @property
    def centre(self) -> Tuple[float, float]:
        return self.window.col + self.window.width / 2, self.window.row + self.window.height / 2


class _Pictures:
    """Both layers as pictures that look alike: luma, and that of the HSI's visible bands."""

    def __init__(
        self,
        rgb: Layer,
        rgb_bands: Sequence[int],
        hsi: Layer,
        bands: BandPlan,
        wavelengths: Sequence[float],
        progress: Progress,
    ) -> None:
        self._rgb, self._rgb_bands, self._hsi, self._progress = rgb, list(rgb_bands), hsi, progress
        self._visible = visible(wavelengths)
        weights = bands.weights[list(self._visible)]
        used = np.flatnonzero(weights.any(0))
        self._weights, self._needed = weights[:, used], [bands.needed[index] for index in used]
        self._centres = None if bands.centres is None else [bands.centres[index] for index in used]

    def views(self, windows: Iterator[Window]) -> List[_View]:
        """Those with enough data."""
        result = []
        for window in windows:
            self._check()
            values, valid = self._rgb.read(self._rgb_bands, window)
            valid = _without_strays(values, valid)
            if valid.mean() >= LEAST_VALID:
                result.append(_View(window, luma(np.where(valid, values, 0)), valid))
        return result

    def shifts(self, views: Sequence[_View], placement: Placement, limit: int) -> List[Shift]:
        """Of each view, what is left once the HSI is read where `placement` says."""
        found = []
        for view, picture, valid in self._read(views, placement):
            most = (min(picture.shape) - 3) // 2
            found.append(find_shift(view.picture, picture, valid, min(limit, most)))
        return found

    def _read(self, views: Sequence[_View], placement: Placement) -> Iterator[Tuple[_View, np.ndarray, np.ndarray]]:
        grid = self._rgb.info.grid.displaced(placement.across, placement.down)
        reader = WarpedReader(self._hsi, grid, self._needed, centres=self._centres)
        for view in views:
            self._check()
            values, valid = reader.read(view.window)
            valid = _without_strays(values, valid)
            three = np.tensordot(self._weights, np.where(valid, values, 0), 1)
            yield view, luma(three), valid & view.valid

    def _check(self) -> None:
        if self._progress.is_cancelled():
            raise Cancelled


def _without_strays(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """`valid` (h, w) without pixels that have a value far outside the rest, an undeclared nodata value for example:
    holes are alike in both layers, and would speak for no shift."""
    if not valid.any():
        return valid
    strays, _ = split_strays(values[:, valid])
    for stray in strays:
        valid = valid & ~(values == np.float32(stray.value)).any(0)
    return valid
