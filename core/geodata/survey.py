"""What the pixels of two layers hold where a job wants them, looked at before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Callable, Collection, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message
from ..shelf.progress import Progress
from .bands import BandPlan
from .grid import Window
from .raster import Layer, RasterInfo
from .warp import WarpedReader

FIRST_VALUES = 30_000
"""About the most values that each of the first `FIRST` windows has: mostly the first one is enough."""
FIRST = 8
WINDOW_VALUES = 1_000_000
"""About the most values that are read at once after those."""
MOST_VALUES = 8_000_000
"""About the most values that are read to find out whether a band holds anything."""
SHOWN = 12
"""Bands that a warning names."""
LEAST_PIXELS = 64
"""Pixels with data that a band needs before it can be called constant."""
ODD = 0.01
"""Share of the pixels of a constant band that may have another value: dead bands are not always clean."""


@dataclass
class Band:
    """What has been seen of one band."""

    pixels: int = 0
    """Pixels with data."""
    common: float = np.nan
    """The value that most of the first of them have."""
    others: int = 0
    """Pixels that have another one."""

    def add(self, values: np.ndarray) -> None:
        """More pixels with data, (n,)."""
        if not values.size:
            return
        if not self.pixels:
            found, counts = np.unique(values, return_counts=True)
            self.common = float(found[counts.argmax()])
        self.pixels += values.size
        self.others += int(np.count_nonzero(values != self.common))

    @property
    def varies(self) -> bool:
        return self.others > ODD * self.pixels

    @property
    def constant(self) -> bool:
        """One value all over, zeros or another one, but for a few odd pixels."""
        return self.pixels >= LEAST_PIXELS and not self.varies

    def filled(self, dtype: str) -> bool:
        """Whether that value is what programs write where there is nothing: below 0, or the last one of the type."""
        last = np.iinfo(dtype).max if np.dtype(dtype).kind != "f" else np.inf
        return self.constant and (self.common < 0 or self.common >= last)


def survey(reader: Layer, bands: Sequence[int], area: Window, progress: Optional[Progress] = None) -> Dict[int, Band]:
    """Band number -> what it holds in `area`, in windows that lie all over it; ends as soon as every band varies.

    Raises `Cancelled` where `progress` wants to stop.
    """
    seen = {number: Band() for number in bands}
    read = 0
    for window in _spread(area, len(bands)):
        open_bands = [number for number, band in seen.items() if not band.varies]
        if not open_bands or read > MOST_VALUES:
            break
        if progress is not None and progress.is_cancelled():
            raise Cancelled
        values, valid = reader.read_each(open_bands, window)
        read += values.size
        for number, layer, data in zip(open_bands, values, valid):
            seen[number].add(layer[data])
    return seen


def live_bands(
    info: RasterInfo,
    choose: Callable[[Collection[int]], BandPlan],
    reader: Layer,
    area: Window,
    progress: Optional[Progress] = None,
) -> BandPlan:
    """The band plan without bands that hold nothing in `area` of the layer: no data, or one value all over.

    `choose` : the plan for a set of dead bands (numbers from 1). A layer most of whose bands are constant is a flat
    layer, not a dead one, unless they hold what stands for no data (`Band.filled`). Warnings of the plan name what was
    left out. Raises what `choose` raises where the other bands do not cover the model's, and `Cancelled`.
    """
    seen: Dict[int, Band] = {}
    empty: List[int] = []
    constant: List[int] = []
    while True:
        try:
            plan = choose({*empty, *constant})
        except SpecGanError:
            if not constant:
                raise
            filled = [number for number in constant if seen[number].filled(info.dtype)]
            if filled:
                raise _only_filled(info, filled, seen[filled[0]].common) from None
            constant = []  # nothing else covers the model's bands, and one value is a value
            plan = choose(empty)
        new = [number for number in plan.needed if number not in seen]
        if not new:
            break
        try:
            seen.update(survey(reader, new, area, progress))
        except SpecGanError:  # what cannot be read now is tried again in the run, which says so
            return choose(())
        empty = [number for number, band in seen.items() if not band.pixels]
        constant = [number for number, band in seen.items() if band.constant]
        if len(empty) == len(seen) or info.wavelengths is None:
            break  # nothing there at all, or nothing that says which bands are neighbours
        if 2 * len(constant) >= len(seen) - len(empty):
            constant = [number for number in constant if seen[number].filled(info.dtype)]
    if len(empty) == len(seen):
        return plan
    warnings = list(plan.warnings)
    if empty and info.wavelengths is None:
        names = _named(info, empty)
        warnings.append(
            Message(
                "Bands of the hyperspectral layer without data, filled from those beside them: {names}", names=names
            )
        )
    elif empty:
        warnings.append(
            Message(
                "Bands of the hyperspectral layer left out, since they hold no data: {names}", names=_named(info, empty)
            )
        )
    if constant and info.wavelengths is not None:
        names = _named(info, constant)
        warnings.append(
            Message(
                "Bands of the hyperspectral layer left out, since they hold one value all over: {names}", names=names
            )
        )
    return replace(plan, warnings=tuple(warnings))


def _only_filled(info: RasterInfo, numbers: Sequence[int], value: float) -> SpecGanError:
    """For bands that hold nothing and that no others can stand in for."""
    return SpecGanError(
        "Bands of the hyperspectral layer hold {value:g} all over, and no others cover the model's: {names}.",
        "Choose another extent or layer, and check its nodata value.",
        info.path,
        value=value,
        names=_named(info, numbers),
    )


def _named(info: RasterInfo, numbers: Sequence[int]) -> str:
    """ "21 (666 nm), 22 (680 nm)"."""
    nm = info.wavelengths or (0.0,) * info.bands
    names = [f"{n} ({nm[n - 1]:.0f} nm)" if nm[n - 1] else f"{n}" for n in sorted(numbers)]
    return ", ".join(names if len(names) <= SHOWN else [*names[:SHOWN], f"... ({len(names)})"])


def require_data(
    rgb: Layer,
    rgb_bands: Sequence[int],
    area: Window,
    hsi: Optional[WarpedReader],
    progress: Optional[Progress] = None,
) -> None:
    """Raises `SpecGanError` with the reason where not one pixel of `area` (of the RGB layer) holds data of both layers.

    Reads no more than it takes to find one. `hsi` : on the grid of that area; None: there is no such layer.
    """
    colour, spectra = False, hsi is None
    for window in _spread(Window(0, 0, area.width, area.height), len(rgb_bands) + (hsi.bands if hsi else 0)):
        if progress is not None and progress.is_cancelled():
            raise Cancelled
        place = Window(area.col + window.col, area.row + window.row, window.width, window.height)
        try:
            _, rgb_valid = rgb.read(rgb_bands, place)
            hsi_valid = hsi.read(window)[1] if hsi else rgb_valid
        except SpecGanError:  # what cannot be read now is tried again in the run, which says so
            return
        if (rgb_valid & hsi_valid).any():
            return
        colour, spectra = colour or bool(rgb_valid.any()), spectra or bool(hsi_valid.any())
    if hsi and not hsi.covers_a_centre():
        raise SpecGanError(
            "The two layers overlap by less than a pixel of the RGB layer: the result would be empty.",
            "Choose layers that show the same ground.",
        )
    if not colour:
        problem = Message("The RGB layer holds no data in the part that is computed: the result would be empty.")
    elif not spectra:
        problem = Message(
            "The hyperspectral layer holds no data in the part that is computed: the result would be empty."
        )
    else:
        problem = Message("Where one of the layers holds data, the other one holds none: the result would be empty.")
    raise SpecGanError(problem, "Choose another extent or layer, and check the nodata values of both.")


def _spread(area: Window, bands: int) -> Iterator[Window]:
    """A few small windows all over `area`, and then larger ones that cover it."""
    yield from islice(_windows(area, max(1, FIRST_VALUES // bands)), FIRST)
    yield from _windows(area, max(1, WINDOW_VALUES // bands))


def _windows(area: Window, pixels: int) -> Iterator[Window]:
    """Windows of at most `pixels` that cover `area`, in an order that jumps all over it, the middle first."""
    width = min(area.width, pixels)
    height = max(1, min(area.height, pixels // width))
    across, down = -(-area.width // width), -(-area.height // height)
    for index in _jumping(across * down):
        row, col = index // across * height, index % across * width
        rows, cols = min(height, area.height - row), min(width, area.width - col)
        yield Window(area.col + col, area.row + row, cols, rows)


def _jumping(count: int) -> Iterator[int]:
    """Every number from 0 to count - 1 once: count / 2 first, then those halfway between, and so on."""
    waiting: List[Tuple[int, int]] = [(0, count)]
    while waiting:
        following: List[Tuple[int, int]] = []
        for low, high in waiting:
            if low < high:
                middle = (low + high) // 2
                yield middle
                following += [(low, middle), (middle + 1, high)]
        waiting = following
