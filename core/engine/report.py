"""What the log and the provenance of a result say about a job."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Callable, Dict, Iterable, Protocol, Tuple

from ..backends import Backend
from ..geodata.provenance import command_line, tags
from ..geodata.sources import parse_source
from ..geodata.spectral import describe_wavelengths
from ..job import Job
from ..patches.normalize import ValueMap
from ..planning import Outline, Plan
from .strips import Figures

REFERENCE = "Meng et al. 2022, doi 10.1109/TGRS.2022.3222360"


class Ran(Protocol):
    """What the provenance tells of a backend."""

    @property
    def device(self) -> str:
        """cpu or cuda."""

    @property
    def precision(self) -> str:
        """In what numbers, see `Backend.precision`."""

    @property
    def runtime(self) -> str:
        """What ran the model, with version."""


@dataclass(frozen=True)
class RanOn:
    """The same of several backends together."""

    device: str
    precision: str
    runtime: str

    @classmethod
    def all_of(cls, ran: Iterable[Ran]) -> RanOn:
        """Each device and software once, by name, whatever their number and order."""
        items = list(ran)
        names = ("device", "precision", "runtime")
        return cls(*(", ".join(sorted({getattr(item, name) for item in items})) for name in names))


def describe_plan(plan: Plan, backend: Backend, resampling: str) -> str:
    """The job in a few lines for the log."""
    spec, grid = plan.spec, plan.out_grid
    pixel = grid.pixel_size()
    return "\n".join(
        (
            f"Model {spec.name}: {spec.scale}x, patches of {spec.in_size} LR pixels, {spec.bands} HSI bands",
            f"Result {grid.width} x {grid.height} pixels of {pixel[0]:g} x {pixel[1]:g} map units, {plan.rgb.dtype}, "
            f"{plan.output_bytes / 1e6:.1f} MB uncompressed",
            f"{plan.tiles} patches, overlap {plan.cols.overlap} LR pixels, batches of {plan.sizes.batch_size}",
            describe_rgb(plan),
            f"HSI bands: {plan.bands.method}; HSI onto the RGB grid: {resampling}",
            f"Generated detail: {plan.detail:g} of it",
            f"RGB values {_range(plan.rgb_map)}, HSI values {_range(plan.hsi_map)} map to -1..1",
            f"Running on {backend.device} in {backend.precision} with {backend.runtime}",
        )
    )


def describe_rgb(plan: Outline) -> str:
    """Which bands are red, green and blue, and how that is known."""
    red, green, blue = plan.rgb_bands
    return f"RGB bands {red:d}, {green:d}, {blue:d} ({plan.rgb_origin})"


def provenance(plan: Plan, backend: Ran, resampling: str, figures: Figures) -> Dict[str, str]:
    """Everything needed to understand and to repeat the result, by name."""
    job, spec = plan.job, plan.spec
    return {
        "method": REFERENCE,
        "model": spec.name,
        "model_sha256": plan.model_sha256,
        "model_trained_on": spec.trained_on,
        "model_notes": spec.notes,
        "scale": str(spec.scale),
        "rgb": parse_source(job.rgb).opened,
        "rgb_bands": ",".join(map(str, plan.rgb_bands)),
        "rgb_bands_found": plan.rgb_origin,
        "hsi": parse_source(job.hsi).opened,
        "hsi_wavelengths": describe_wavelengths(plan.hsi.spectral),
        "hsi_bands": plan.bands.method,
        "hsi_resampling": resampling,
        "rgb_range": _range(plan.rgb_map),
        "hsi_range": _range(plan.hsi_map),
        "overlap": str(plan.cols.overlap),
        "detail": f"{plan.detail:g}",
        "factor": str(plan.factor),
        "detail_correlation": f"{spec.detail_correlation:g}",
        "device": backend.device,
        "precision": backend.precision,
        "runtime": backend.runtime,
        "seam_ratio": f"{figures.seam_ratio:.4f}",
        "energy_ratio": f"{figures.energy_ratio:.4f}",
        "rgb_assigned_crs": job.rgb_crs,  # these four cannot be said on the command line
        "hsi_assigned_crs": job.hsi_crs,
        "rgb_assigned_nodata": parse_source(job.rgb).nodata_text,
        "hsi_assigned_nodata": parse_source(job.hsi).nodata_text,
        "warnings": " ".join(plan.warnings),
        "command": repeat_command(_repeatable(plan)),
    }


def tags_for(plan: Plan, backend: Ran, resampling: str) -> Callable[[Figures], Dict[str, str]]:
    """The provenance as a raster's metadata, once the figures are there."""
    return lambda figures: tags(provenance(plan, backend, resampling, figures))


def _repeatable(plan: Plan) -> Job:
    """The job with what the command line cannot say otherwise: the batch, and the bands that the map shows."""
    job = plan.job
    bands = plan.rgb_bands if job.rgb_shown else job.rgb_bands
    return replace(job, batch_size=job.batch_size or plan.sizes.batch_size, rgb_bands=bands)


def repeat_command(job: Job) -> str:
    """The qgis_process command that repeats the job."""
    values: Dict[str, str] = {
        "RGB": _source(job.rgb),
        "HSI": _source(job.hsi),
        "MODEL": _absolute(str(job.model)),
        "DEVICE": job.device,
        "PRECISION": job.precision,
    }
    if job.rgb_bands:
        values["RGB_BANDS"] = ",".join(map(str, job.rgb_bands))
    if job.extent is not None:
        e = job.extent
        crs = f" [{e.crs_id}]" if e.crs_id else ""
        values["EXTENT"] = f"{e.xmin!r},{e.xmax!r},{e.ymin!r},{e.ymax!r}{crs}"
    if job.overlap is not None:
        values["OVERLAP"] = str(job.overlap)
    if job.detail is not None:
        values["DETAIL"] = repr(job.detail)
    if job.factor is not None:
        values["FACTOR"] = str(job.factor)
    if job.consistency is not None:
        values["CONSISTENCY"] = str(job.consistency).lower()
    for key, pair in (("RGB_RANGE", job.rgb_range), ("HSI_RANGE", job.hsi_range)):
        if pair is not None:
            values[key] = _numbers(pair)
    if job.hsi_wavelengths:
        values["HSI_WAVELENGTHS"] = ", ".join(f"{centre!r}" for centre in job.hsi_wavelengths)
    values["BATCH_SIZE"] = str(job.batch_size)
    if job.memory_mb:
        values["MEMORY_MB"] = str(job.memory_mb)
    values["OUTPUT"] = _absolute(str(job.output))
    return command_line(values)


def _source(text: str) -> str:
    """A layer as `qgis_process` takes it: nodata values that were set by hand cannot be said there."""
    source = parse_source(text)
    return replace(source, path=_absolute(source.path)).opened


def _absolute(source: str) -> str:
    """Paths without the folder they were typed in; other GDAL sources and new files in existing folders as they are."""
    known = os.path.exists(source) or os.path.isdir(os.path.dirname(source) or ".")
    return os.path.abspath(source) if known and ":" not in os.path.basename(source) else source


def _numbers(pair: Tuple[float, float]) -> str:
    return f"{pair[0]!r},{pair[1]!r}"


def _range(value_map: ValueMap) -> str:
    """One range, or one for each band where they differ."""
    pairs = list(zip(value_map.low, value_map.high))
    if len(set(pairs)) == 1:
        pairs = pairs[:1]
    return "; ".join(f"{low:g},{high:g}" for low, high in pairs)
