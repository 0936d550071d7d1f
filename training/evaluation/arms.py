"""The HSI that a model is given at a place: the place's own, none, or that of another place."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from .places import Place

Source = Tuple[str, Optional[Tuple[float, float]]]
"""GDAL source of the HSI, and its file values for -1 and 1 (None: the model's rule)."""


def hsi_of(place: Place, arm: str, partner: Place, model: Path, spec: ModelSpec, folder: Path) -> Source:
    """What `arm` ("hsi", "none", "shuffled") means at `place`; files that have to be made go into `folder`.

    "none" is a layer whose network values are all zero: what training means by an HSI that is missing. "shuffled" is
    the HSI of `partner` as the network would see it there, laid over this place, mirrored at its ends where the partner
    is smaller; a partner that is the place itself has it moved by half its width and height.
    """
    if arm == "hsi":
        if place.hsi is None:
            raise SpecGanError("{name} has no hyperspectral layer.", "Use the arm none there.", name=place.name)
        return place.hsi, place.hsi_range
    shape = place.lr.shape[1:]
    values = np.zeros((spec.bands, *shape), np.float32)
    if arm == "shuffled":
        theirs = network_values(partner, model, folder)
        if partner is place:
            theirs = np.roll(theirs, (shape[0] // 2, shape[1] // 2), (1, 2))
        values = fitted(theirs, (shape[0], shape[1]))
    path = folder / f"{place.name}_{arm}_{spec.bands}.tif"
    _write(path, place, values)
    return str(path), (-1.0, 1.0)


def partners(places: Sequence[Place]) -> List[Place]:
    """For every place the one whose HSI it is given in the shuffled arm: the next of its site, around in a circle.

    Without another place of the site, the next place of any site; without any other, itself.
    """
    result = []
    for place in places:
        circle = [other for other in places if other.hsi is not None and other.site == place.site]
        if [other for other in circle if other is not place] == []:
            circle = [other for other in places if other.hsi is not None]
        after = circle[circle.index(place) + 1 :] + circle[: circle.index(place)] if place in circle else circle
        result.append(after[0] if after else place)
    return result


def network_values(place: Place, model: Path, folder: Path) -> np.ndarray:
    """float32 (bands, h, w): the place's HSI on its LR grid as the engine hands it to the network."""
    from ...core.geodata.grid import Window
    from ...core.geodata.warp import WarpedReader
    from ...core.job import Job
    from ...core.planning import plan

    assert place.hsi is not None
    job = Job(place.rgb, place.hsi, model, folder / "unused.tif", hsi_range=place.hsi_range)
    the_plan = plan(job)
    with WarpedReader(place.hsi, the_plan.lr_grid, list(the_plan.bands.needed)) as reader:
        values, valid = reader.read(Window(0, 0, the_plan.lr_grid.width, the_plan.lr_grid.height))
    return the_plan.hsi_map.to_network(the_plan.bands.apply(np.where(valid, values, 0)))


def fitted(values: np.ndarray, shape: Tuple[int, int]) -> np.ndarray:
    """(bands, h, w) cut to `shape`, after mirroring it at its lower and right end as often as needed."""
    for axis, length in ((1, shape[0]), (2, shape[1])):
        there = values.shape[axis]
        turns = np.arange(length) % (2 * there)
        values = values.take(np.where(turns < there, turns, 2 * there - 1 - turns), axis)
    return values


def _write(path: Path, place: Place, values: np.ndarray) -> None:
    from ...core.geodata.raster import describe
    from ...core.geodata.simple_writer import write_geotiff

    grid = describe(place.rgb).grid
    write_geotiff(path, values, grid.crs_wkt, grid.transform)  # no wavelengths: bands in the model's order
