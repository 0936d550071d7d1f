"""What is evaluated: the layers, opened, and what their tags and headers say."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional, Tuple

import numpy as np

from ..errors import SpecGanError
from ..geodata.colours import choose_rgb
from ..geodata.grid import Grid, Window, shared_window
from ..geodata.raster import Layer, Meaning
from ..geodata.warp import WarpedReader, pixels_along
from ..patches.tiling import Axis, plan_axis
from ..patches.value_range import find_range

PERCENTILES = (1.0, 99.0)
"""Of the reference's values: black and white where nothing says what they are."""


@dataclass(frozen=True)
class Inputs:
    """What a person gives."""

    result: str
    """GDAL source, with parts as in `geodata.sources`; so are the other layers."""
    output: Path
    """The page."""
    table: Optional[Path] = None
    """The CSV file; None: beside the page, under its name."""
    truth: str = ""
    """Empty: none."""
    lr: str = ""
    """The RGB layer that the result was made from; empty: the one that the result's tags name, where it is there."""
    uncertainty: str = ""
    """Empty: none."""
    crs: Dict[str, str] = field(default_factory=dict)
    """WKT of the CRSs that were assigned by hand, by the name of the field of the layer."""


class View:
    """Three bands of a layer on a grid, in the units of another layer."""

    def __init__(self, layer: Layer, bands: Tuple[int, ...], grid: Grid, units: Optional[Tuple[Meaning, ...]] = None):
        """`units`: what the values of the bands shall stand for; None: as they are."""
        self.reader = WarpedReader(layer, grid, bands, whole=True)
        own = [layer.info.meanings[band - 1] for band in bands]
        factors = [conversion(mine, theirs) for mine, theirs in zip(own, units or own)]
        self._gain, self._offset = (np.array(each, np.float32).reshape(-1, 1, 1) for each in zip(*factors))
        self.converted = any(factor != (1.0, 0.0) for factor in factors)

    def read(self, window: Window) -> Tuple[np.ndarray, np.ndarray]:
        """float32 (3, h, w), and bool (h, w): what is data. The window may reach beyond the grid."""
        values, valid = self.reader.read(window)
        return (values * self._gain + self._offset if self.converted else values), valid


def conversion(mine: Meaning, theirs: Meaning) -> Tuple[float, float]:
    """(gain, offset) that turn file values of one meaning into those of another."""
    (scale, offset), (to_scale, to_offset) = ((m.scale or 1.0, m.offset or 0.0) for m in (mine, theirs))
    return scale / to_scale, (offset - to_offset) / to_scale


@dataclass(frozen=True)
class Source:
    """An open layer."""

    layer: Layer
    bands: Tuple[int, ...]
    """Red, green and blue; of an uncertainty raster, those it has."""

    @property
    def units(self) -> Tuple[Meaning, ...]:
        """What the values of the bands stand for."""
        return tuple(self.layer.info.meanings[band - 1] for band in self.bands)

    def on(self, grid: Grid, units: Optional[Tuple[Meaning, ...]] = None) -> View:
        """The layer on a grid."""
        return View(self.layer, self.bands, grid, units)


@dataclass(frozen=True)
class Layers:
    """All of them, open."""

    result: Source
    truth: Optional[Source]
    lr: Optional[Source]
    uncertainty: Optional[Source]
    notes: Tuple[str, ...]
    """What the reader has to know about them."""

    @property
    def grid(self) -> Grid:
        """Of the result."""
        return self.result.layer.info.grid

    def recorded(self, name: str) -> str:
        """What the result's tags say; empty: nothing."""
        return self.result.layer.recorded(name)


def open_layers(inputs: Inputs, stack: ExitStack) -> Layers:
    """Open what is there; `stack` closes it. Raises `SpecGanError` where a layer is no raster on the map, has too few
    bands, or does not cover any ground of the result."""
    notes: List[str] = []
    result = _rgb(inputs, "result", inputs.result, stack, notes)
    truth = _rgb(inputs, "truth", inputs.truth, stack, notes) if inputs.truth else None
    bands = _bands_of_tags(result)
    lr = _rgb(inputs, "lr", inputs.lr, stack, notes, bands) if inputs.lr else _lr_of_tags(result, bands, stack, notes)
    uncertainty = None
    if inputs.uncertainty:
        layer = stack.enter_context(Layer(inputs.uncertainty, True, inputs.crs.get("uncertainty", "")))
        uncertainty = Source(layer, tuple(range(1, min(3, layer.info.bands) + 1)))
    layers = Layers(result, truth, lr, uncertainty, tuple(notes))
    for source in (truth, lr, uncertainty):
        if source is not None and shared_window(layers.grid, source.layer.info.grid) is None:
            raise SpecGanError(
                "{result} and {other} do not overlap.",
                "Choose layers over the same ground and check their coordinate reference systems.",
                f"{layers.grid.bounds()}, {source.layer.info.grid.bounds()}",
                result=result.layer.info.path,
                other=source.layer.info.path,
            )
    return layers


def _bands_of_tags(result: Source) -> Tuple[int, ...]:
    """The bands of its RGB layer that a result was made from; empty where its tags do not say."""
    numbers = result.layer.recorded("rgb_bands").split(",")
    return tuple(map(int, numbers)) if len(numbers) == 3 and all(number.isdigit() for number in numbers) else ()


def _rgb(
    inputs: Inputs, name: str, source: str, stack: ExitStack, notes: List[str], bands: Tuple[int, ...] = ()
) -> Source:
    layer = stack.enter_context(Layer(source, True, inputs.crs.get(name, "")))
    if layer.info.bands < 3:
        raise SpecGanError(
            "{path} has too few bands ({bands}): red, green and blue are three.",
            "Choose a colour raster.",
            path=layer.info.path,
            bands=layer.info.bands,
        )
    choice = choose_rgb(layer.info, bands if bands and max(bands) <= layer.info.bands else ())
    notes += [f"{layer.info.path}: {warning}" for warning in choice.warnings]
    return Source(layer, choice.bands)


def _lr_of_tags(result: Source, bands: Tuple[int, ...], stack: ExitStack, notes: List[str]) -> Optional[Source]:
    """The RGB layer that the tags of the result name, where it is still there and can be read."""
    path = result.layer.recorded("rgb")
    if not path:
        return None
    try:
        layer = stack.enter_context(Layer(path, True, result.layer.recorded("rgb_assigned_crs")))
        chosen = choose_rgb(layer.info, bands)
    except SpecGanError:
        notes.append("The LR layer that the result's tags name is not there any more: give it, to compare with it.")
        return None
    if shared_window(result.layer.info.grid, layer.info.grid) is None:
        notes.append("The LR layer that the result's tags name lies elsewhere now: it is left out.")
        return None
    notes.append("The LR layer is the one that the result's tags name.")
    return Source(layer, chosen.bands)


@dataclass(frozen=True)
class Ground:
    """A grid that is evaluated, and how it relates to the LR layer."""

    grid: Grid
    factor: int
    """Pixels along an LR pixel; 1: not known."""
    lr_grid: Optional[Grid]
    """Of the LR pixels, which the pixels divide; None: no LR layer, or one that is not coarser."""
    approximate: bool
    """The pixels do not divide those of the LR layer, which is interpolated."""


def ground(grid: Grid, layers: Layers) -> Ground:
    """What is to be evaluated on `grid`, that of the result or a coarser one."""
    told = layers.recorded("factor") or layers.recorded("scale")
    if layers.lr is None:
        finer = pixels_along(layers.grid, grid) if grid is not layers.grid else 1.0
        factor = max(1, round(float(told) / finer)) if told.isdigit() else 1
        return Ground(grid, factor, None, False)
    along = pixels_along(layers.lr.layer.info.grid, grid)
    factor = max(1, round(1 / along))
    if factor < 2:
        return Ground(grid, 1, None, False)
    coarse = grid.coarser(factor)
    if coarse.width < 1 or coarse.height < 1:
        return Ground(grid, 1, None, False)
    exact = layers.lr.on(coarse).reader.resampling == "none"
    return Ground(grid, factor, coarse, not exact)


def comparison_grid(layers: Layers) -> Tuple[Grid, str]:
    """The grid on which result and truth meet, and what is done to them.

    The finer of the two is averaged onto the grid of the coarser one: what is averaged was measured or made, while
    interpolation would compare with pixels that nobody has seen. Of two about equally fine ones the truth is brought
    onto the grid of the result, so that the result is judged by its own pixels.
    """
    assert layers.truth is not None
    forth = layers.truth.on(layers.grid).reader
    if forth.resampling == "none":
        return layers.grid, "The pixels of both coincide."
    if forth.resampling == "average":
        return layers.grid, "The truth is finer: it is averaged onto the grid of the result."
    own = layers.truth.layer.info.grid
    if layers.result.on(own).reader.resampling == "average":
        return own, "The truth is coarser: the result is averaged onto the grid of the truth."
    return layers.grid, "Both are about equally fine: the truth is interpolated (cubic) onto the grid of the result."


def value_range(layers: Layers) -> Tuple[float, float, str]:
    """File values of black and white in the units of the result, and how they are known."""
    if layers.result.layer.info.dtype == "uint8":
        return 0.0, 255.0, "8 bit"
    ends = [part.split(",") for part in layers.recorded("rgb_range").split(";") if part.strip()]
    try:
        low, high = (float(end) for end in (min(float(e[0]) for e in ends), max(float(e[1]) for e in ends)))
        if math.isfinite(low) and low < high < math.inf:
            return low, high, "as the result's tags say"
    except (ValueError, IndexError):
        pass
    source = layers.truth or layers.result
    values = source.layer.sample(source.bands)
    if values.shape[1] == 0:
        return 0.0, 1.0, "no values"
    if layers.truth is not None:
        factors = [conversion(mine, theirs) for mine, theirs in zip(source.units, layers.result.units)]
        values = np.stack([band * gain + offset for band, (gain, offset) in zip(values, factors)])
    found = find_range(values, PERCENTILES)
    low, high = float(found.low), float(found.high)
    name = "truth" if layers.truth is not None else "result"
    how = f"percentiles {PERCENTILES[0]:g} to {PERCENTILES[1]:g} of the {name}"
    return low, (high if high > low else low + 1.0), how


def patch_axes(layers: Layers, shape: Tuple[int, int]) -> Optional[Tuple[Axis, Axis]]:
    """Where the patches of the run lay, rows and columns, on `shape` LR pixels; None where the tags do not say."""
    size, overlap = layers.recorded("patch"), layers.recorded("overlap")
    if not size.isdigit() or not overlap.isdigit() or int(overlap) > int(size) // 2 or int(size) < 1:
        return None
    return plan_axis(shape[0], int(size), int(overlap)), plan_axis(shape[1], int(size), int(overlap))
