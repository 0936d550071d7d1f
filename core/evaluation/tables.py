"""The table beside the page: the whole and every place, as a layer that QGIS opens."""

from __future__ import annotations

import csv
import io
import math
from typing import Dict, List, Tuple

from ..geodata.address import address
from ..geodata.grid import Grid, Window
from .figures import FIGURES, alone_figures, compared_figures
from .summary import Findings

NAMES = (*(figure.name for figure in FIGURES), "seam")
"""Figures in their order."""
Place = Tuple[Grid, Window, Dict[str, float]]
PLACES = ("WKT", "place", "crs", "longitude", "latitude", "extent")
"""What a line has before the figures; GDAL takes the outline from the column WKT."""


def csv_table(found: Findings) -> str:
    """One line for the whole ("all"), one for plain interpolation where there is a truth, one for every place; figures
    with all digits, empty where there are none."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*PLACES, *NAMES])
    grid = found.alone.ground.grid
    whole = Window(0, 0, grid.width, grid.height)
    writer.writerow(_line(grid, whole, "all", found.values))
    if found.plain:
        writer.writerow(_line(grid, whole, "interpolation of the LR layer", found.plain))
    for number, (own, window, figures) in enumerate(_places(found), start=1):
        writer.writerow(_line(own, window, f"{number}", figures))
    return stream.getvalue()


def _places(found: Findings) -> List[Place]:
    """(grid, window, figures) of all places: figures of both kinds in one line where the grids are the same."""
    alone, compared = found.alone, found.comparison
    lines: Dict[Tuple[str, Window], Place] = {}
    for place in alone.places:
        lines["alone", place.window] = (alone.ground.grid, place.window, alone_figures(place.sums, found.span))
    if compared is not None:
        grid = compared.ground.grid
        kind = "alone" if (grid, compared.ground.factor) == (alone.ground.grid, alone.ground.factor) else "compared"
        for each in compared.places:
            figures = compared_figures(each.sums, found.span, compared.ground.factor)
            known = lines[kind, each.window][2] if (kind, each.window) in lines else {}
            lines[kind, each.window] = (grid, each.window, {**known, **figures})
    return list(lines.values())


def _line(grid: Grid, window: Window, name: str, figures: Dict[str, float]) -> List[str]:
    where = address(grid, window)
    lonlat = [f"{value:.7f}" for value in where.lonlat] if where.lonlat else ["", ""]
    values = [figures.get(figure, math.nan) for figure in NAMES]
    return [
        where.polygon,
        name,
        where.crs,
        *lonlat,
        where.extent,
        *("" if math.isnan(value) else repr(float(value)) for value in values),
    ]
