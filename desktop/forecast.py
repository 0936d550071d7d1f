"""What a run will make and take, told before it starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsUnitTypes,
)

from ..core.errors import SpecGanError
from ..core.geodata.grid import Window, transform_points, window_around
from ..core.job import Job
from ..core.patches.normalize import ValueMap
from ..core.planning import Outline, outline, plan
from ..core.planning.values import known_range
from ..core.shelf.progress import Progress
from ..processing_provider.parameters import target
from ..processing_provider.superresolve import SuperResolve
from ..processing_provider.timing import recall
from .readiness import KnownModels


@dataclass(frozen=True)
class Forecast:
    """One job before it runs."""

    outline: Outline
    """Everything that was checked."""
    size: Tuple[int, int]
    """Width and height of the result, pixels."""
    pixel: Tuple[float, float]
    """Width and height of a pixel of the result, map units."""
    unit: str
    """Short name of the map unit ("m")."""
    disk_bytes: int
    """Upper estimate of what is written."""
    tiles: int
    """Number of patches."""
    seconds: Optional[float]
    """Expected time on this machine; None: the model has not run here on this device yet."""
    device: str
    """Device that was asked for."""
    last_device: str
    """Where it ran the last time; empty before the first run."""
    warnings: Tuple[str, ...]
    """What the user should know, of the layers' pixels too once they were looked at."""
    rgb_map: Optional[ValueMap] = None
    """The value range of the RGB layer, measured; None: not yet (`LooksAtPixels`)."""
    hsi_map: Optional[ValueMap] = None
    """The same of the hyperspectral layer."""


def read_job(parameters: Dict[str, Any], project: QgsProject) -> Job:
    """The `Job` of parameters of `specgan:superresolve`; on the main thread. Raises `SpecGanError`."""
    context = QgsProcessingContext()
    context.setProject(project)
    beside = [_target(parameters, name) if parameters.get(name) else "" for name in ("UNCERTAINTY", "ALARM")]
    return SuperResolve().create().read_job(parameters, context, _target(parameters, "OUTPUT"), *beside)


def _target(parameters: Dict[str, Any], name: str) -> str:
    """Where an output goes; for a temporary one, a place that names no file and makes no folder."""
    return target(parameters.get(name)) or str(Path(QgsProcessingUtils.tempFolder()) / f"{name}.tif")


def forecast(job: Job, models: KnownModels) -> Forecast:
    """Check `job` and say what comes of it; on any thread, reads headers only. Raises `SpecGanError`."""
    checked = outline(job, models.read(job.model))
    grid = checked.out_grid
    known = recall(checked.spec.name, job.host.device, job.host.precision)
    return Forecast(
        outline=checked,
        size=(grid.width, grid.height),
        pixel=grid.pixel_size(),
        unit=_unit(grid.crs_wkt),
        disk_bytes=checked.output_bytes + checked.beside_bytes,
        tiles=checked.tiles,
        seconds=None if known is None else known[0] * checked.work,
        device=job.host.device,
        last_device="" if known is None else known[1],
        warnings=checked.warnings,
    )


class LooksAtPixels:
    """What planning finds in the pixels of a job's layers, the last answer kept: that takes seconds; for any thread."""

    def __init__(self, models: KnownModels) -> None:
        self._models = models
        self._last: Tuple[Any, Dict[str, Any]] = None, {}
        """Of which job it is, the value ranges of its layers, and all warnings about it: fields of a `Forecast`."""

    def add_to(self, known: Forecast, progress: Optional[Progress] = None) -> Forecast:
        """The forecast with the value range of its RGB layer and the warnings that pixels give rise to; as it was where
        they cannot be read, since the run says why. Raises `Cancelled`."""
        job = known.outline.job
        last, seen = self._last
        if last != job:
            try:
                planned = plan(job, progress, self._models.read(job.model))
            except SpecGanError:
                return known
            seen = {name: getattr(planned, name) for name in ("rgb_map", "hsi_map", "warnings")}
            self._last = job, seen
        return replace(known, **seen)


def _unit(wkt: str) -> str:
    crs = QgsCoordinateReferenceSystem.fromWkt(wkt)
    return str(QgsUnitTypes.toAbbreviatedString(crs.mapUnits())) if crs.isValid() else ""


def preview_extent(checked: Outline, centre: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> QgsReferencedRectangle:
    """EXTENT of two by two patches around `centre`, a point in `crs`, moved inside what the job computes."""
    rgb_wkt = checked.rgb.grid.crs_wkt
    x, y = centre.x(), centre.y()
    if crs.isValid():
        x, y = (float(v) for v in transform_points(x, y, crs.toWkt(crs.WktVariant.WKT2_2018), rgb_wkt))
    window = checked.window
    if x == x and y == y:  # no place in the layer's CRS: take the middle
        col, row = (float(v) for v in checked.rgb.grid.map_to_pixel(x, y))
    else:
        col, row = window.col + window.width / 2, window.row + window.height / 2
    size = 2 * checked.spec.in_size - checked.cols.overlap
    return _rectangle(checked, window_around(window, col, row, size))


def preview_range(known: Forecast) -> Dict[str, str]:
    """RGB_RANGE and HSI_RANGE of the whole job for a preview, so that it shows what the job will.

    Without those that were not measured, that do not depend on the area, or that each band has for its own.
    """
    checked = known.outline
    job, spec, found = checked.job, checked.spec, {}
    for name, value_map, info, asked, rule in (
        ("RGB_RANGE", known.rgb_map, checked.rgb, job.rgb_range, spec.rgb_range),
        ("HSI_RANGE", known.hsi_map, checked.hsi, job.hsi_range, spec.hsi_range),
    ):
        if value_map is None or info is None or known_range(asked, rule, info.dtype) is not None:
            continue
        ranges = set(zip(value_map.low, value_map.high))
        if len(ranges) == 1:
            found[name] = ",".join(map(repr, *ranges))
    return found


def _rectangle(checked: Outline, window: Window) -> QgsReferencedRectangle:
    xmin, ymin, xmax, ymax = checked.rgb.grid.window(window).bounds()
    crs = QgsCoordinateReferenceSystem.fromWkt(checked.rgb.grid.crs_wkt)
    return QgsReferencedRectangle(QgsRectangle(xmin, ymin, xmax, ymax), crs)
