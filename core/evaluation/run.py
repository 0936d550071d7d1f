"""Evaluates a result: layers in, a page and a table out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np

from ..errors import SpecGanError
from ..geodata.gdalstate import bounded_cache, gdal_exceptions
from ..geodata.grid import Window, shared_window
from ..shelf.files import write_text
from ..shelf.progress import Progress
from .alone import Alone, look_alone
from .compared import Comparing, Comparison, Form, compare, comparing
from .doubt import Doubt, calibrators
from .drawing import Drawn, Pencil, scale_end
from .inputs import Ground, Inputs, Layers, comparison_grid, ground, open_layers, value_range
from .offset import find_offset
from .page import page
from .places import places, sampled
from .summary import Findings, in_short
from .tables import csv_table
from .worst import groups

CACHE = 256 << 20
"""Bytes by which GDAL's block cache may grow."""
MOST_FORM = 64
"""Places whose form is looked at, evenly spread."""


@dataclass(frozen=True)
class Evaluated:
    """What came out."""

    page: Path
    table: Path
    figures: Dict[str, float]
    """Of the whole, by name."""
    sentences: Tuple[str, ...]
    """What a person should know first."""


def evaluate(inputs: Inputs, progress: Optional[Progress] = None, form: Optional[Form] = None) -> Evaluated:
    """Evaluate a result and write page and table.

    Rasters are read place by place: memory does not grow with their size. Raises `SpecGanError` where a layer cannot be
    used or there is no common ground, and `Cancelled` where the host stops it; nothing is written then.
    """
    host = progress or Progress()
    table = inputs.table or inputs.output.with_suffix(".csv")
    if table == inputs.output:
        raise SpecGanError("Page and table have one name.", "Give the table another name, ending in .csv.")
    with gdal_exceptions(), bounded_cache(CACHE), ExitStack() as stack:
        layers = open_layers(inputs, stack)
        found, drawn = _found(layers, host, form)
    write_text(table, csv_table(found))
    write_text(inputs.output, page(found, drawn, table.name))
    sentences = tuple(in_short(found))
    for sentence in sentences:
        host.log(sentence)
    return Evaluated(inputs.output, table, found.values, sentences)


class _Steps:
    """Counts places for the host."""

    def __init__(self, host: Progress, total: int) -> None:
        self._host, self._total, self._done = host, total, 0

    def __call__(self) -> None:
        self._host.step(self._done, self._total)
        self._done += 1


def _found(layers: Layers, host: Progress, form: Optional[Form]) -> Tuple[Findings, List[Tuple[str, List[Drawn]]]]:
    low, high, how_known = value_range(layers)
    own = ground(layers.grid, layers)
    notes = list(layers.notes)
    if layers.lr is not None and own.lr_grid is None:
        notes.append("The LR layer is not coarser than the result: it is left out.")
    compared_ground, how, part, windows = _windows(layers)
    total = len(places(own)) + len(windows)
    step = _Steps(host, total)
    alone = look_alone(layers, own, step)
    if alone.total is None and layers.lr is not None:
        raise SpecGanError(
            "Result and LR layer hold no data at any common place.",
            "Choose layers over the same ground, and look at their nodata values.",
        )
    if alone.total is None:
        raise SpecGanError("The result holds no data.", "Choose another layer, and look at its nodata values.")
    comparison, offset, setting = None, None, None
    if layers.truth is not None:
        assert compared_ground is not None and part is not None
        looked_at = frozenset(sampled(len(windows), MOST_FORM)) if form else frozenset()
        setting = replace(comparing(layers, compared_ground, (low, high)), form=form, looked_at=looked_at)
        comparison = _compared(layers, setting, how, windows, step)
        offset = find_offset(setting, part)
        if setting.truth.converted:
            notes.append("Values of the truth were converted into the unit of the result, by their scale and offset.")
    found = Findings(
        name=Path(layers.result.layer.info.path).name,
        layers={**_described(layers), "value range": how_known},
        provenance=layers.result.layer.provenance,
        notes=tuple(notes),
        low_high=(low, high),
        alone=alone,
        comparison=comparison,
        offset=offset,
        judge=form.source if form is not None and comparison is not None else "",
    )
    drawn = _drawn(layers, found, setting)
    host.step(total, total)
    return found, drawn


def _windows(layers: Layers) -> Tuple[Optional[Ground], str, Optional[Window], List[Window]]:
    """The ground of the comparison, how the layers get there, the part that both cover, and its places; nothing without
    a truth."""
    if layers.truth is None:
        return None, "", None, []
    grid, how = comparison_grid(layers)
    other = layers.truth.layer.info.grid if grid is layers.grid else layers.grid
    where = ground(grid, layers)
    part = shared_window(grid, other)
    return where, how, part, places(where, part)


def _compared(layers: Layers, setting: Comparing, how: str, windows: Sequence[Window], step: _Steps) -> Comparison:
    doubt, bands = None, []
    if layers.uncertainty is not None:
        doubt, bands = Doubt(layers.uncertainty, setting.ground.grid), calibrators(layers.uncertainty)
    comparison = compare(setting, how, windows, doubt, bands, step)
    if comparison.total is None:
        raise SpecGanError(
            "Result and truth hold no data at any common place.",
            "Choose layers over the same ground, and look at their nodata values.",
        )
    return comparison


def _described(layers: Layers) -> Dict[str, str]:
    named = (
        ("result", layers.result),
        ("truth", layers.truth),
        ("LR layer", layers.lr),
        ("uncertainty", layers.uncertainty),
    )
    told = {}
    for name, source in named:
        if source is not None:
            info = source.layer.info
            across, down = info.grid.pixel_size()
            bands = ", ".join(map(str, source.bands))
            told[name] = (
                f"{info.path}, {info.grid.width} x {info.grid.height} pixels of {across:g} x {down:g} map units, "
                f"{info.dtype}, bands {bands}"
            )
    return told


def _drawn(layers: Layers, found: Findings, setting: Optional[Comparing]) -> List[Tuple[str, List[Drawn]]]:
    where = setting.ground if setting is not None else found.alone.ground
    units = layers.result.units
    pencil = Pencil(
        where,
        found.low_high,
        layers.result.on(where.grid),
        layers.lr.on(where.lr_grid, units) if layers.lr and where.lr_grid else None,
        setting,
        Doubt(layers.uncertainty, where.grid) if layers.uncertainty else None,
        _most_error(found),
        _most_doubt(found.alone),
    )
    return [(group.title, [pencil.draw(place) for place in group.places]) for group in groups(found)]


def _most_error(found: Findings) -> float:
    """Three times the usual error, or generated detail: what is beyond is all alike."""
    if found.comparison is not None:
        return 3 * scale_end([place.sums.luma_rmse for place in found.comparison.places])
    sums = [place.sums for place in found.alone.places]
    return 3 * scale_end([np.sqrt(each.detail / (3 * each.pixels)) for each in sums])


def _most_doubt(alone: Alone) -> float:
    means = [float(place.sums.means_of_doubt[0]) for place in alone.places]
    return 2 * scale_end(means)
