"""What the log and the provenance of a result say about a job."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, Optional, Protocol

from ..errors.messages import Message, joined
from ..geodata.provenance import command_line, tags
from ..geodata.sources import parse_source
from ..geodata.spectral import describe_wavelengths
from ..job import PARAMETERS, Job
from ..models import Backend
from ..patches.normalize import ValueMap
from ..planning import Outline, Plan
from ..planning.alarm import alarm, described, tag
from ..planning.values import known_rgb_range
from ..shelf.progress import Progress
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
    return joined(
        "\n",
        (
            Message(
                "Model {name}: {scale}x, patches of {in_size} LR pixels, {bands} HSI bands",
                name=spec.name,
                scale=spec.scale,
                in_size=spec.in_size,
                bands=spec.bands,
            ),
            Message(
                "Result {width} x {height} pixels of {across:g} x {down:g} map units, {dtype}, {megabytes:.1f} MB "
                "uncompressed",
                width=grid.width,
                height=grid.height,
                across=pixel[0],
                down=pixel[1],
                dtype=plan.rgb.dtype,
                megabytes=plan.output_bytes / 1e6,
            ),
            Message(
                "{tiles} patches, overlap {overlap} LR pixels, batches of {batch_size}",
                tiles=plan.tiles,
                overlap=plan.cols.overlap,
                batch_size=plan.sizes.batch_size,
            ),
            describe_rgb(plan),
            Message(
                "HSI bands: {method}; HSI onto the RGB grid: {resampling}",
                method=plan.bands.method,
                resampling=resampling,
            ),
            Message("Generated detail: {detail:g} of it", detail=plan.detail),
            *([describe_answers(plan)] if plan.answers.count > 1 else []),
            Message(
                "RGB values {rgb}, HSI values {hsi} map to -1..1", rgb=_range(plan.rgb_map), hsi=_range(plan.hsi_map)
            ),
            Message(
                "Running on {device} in {precision} with {runtime}",
                device=backend.device,
                precision=backend.precision,
                runtime=backend.runtime,
            ),
        ),
    )


def describe_rgb(plan: Outline) -> str:
    """Which bands are red, green and blue, and how that is known."""
    red, green, blue = plan.rgb_bands
    return Message(
        "RGB bands {red:d}, {green:d}, {blue:d} ({origin})",
        red=red,
        green=green,
        blue=blue,
        origin=plan.rgb_origin,
    )


def describe_range(plan: Outline, measured: Optional[ValueMap] = None) -> str:
    """The value range of the RGB layer: `measured`, or as far as it is known before its pixels are read."""
    known = known_rgb_range(plan.job, plan.spec, plan.rgb.dtype)
    if known is None and measured is not None:
        known = min(measured.low), max(measured.high)
    if known is None:
        low, high = plan.spec.rgb_range.percentiles
        return Message(
            "RGB value range: percentiles {low:g} to {high:g} of the part that is computed", low=low, high=high
        )
    return Message("RGB value range: {low:g} to {high:g}", low=known[0], high=known[1])


def describe_answers(plan: Outline) -> Message:
    """How many answers of the model each patch gets, what for, and what that costs."""
    count = plan.answers.count
    if plan.answers.average and plan.answers.compared:
        return Message("{count} answers a patch, averaged and compared: {count} times the time", count=count)
    if plan.answers.average:
        return Message("{count} answers a patch, averaged: {count} times the time", count=count)
    return Message("{count} answers a patch, compared for the uncertainty: {count} times the time", count=count)


def describe_figures(figures: Figures) -> Message:
    """What was measured, in a few lines for the log."""
    lines = [
        Message(
            "Seam ratio {seam_ratio:.3f}, detail energy in blend zones over inside patches {energy_ratio:.3f}",
            seam_ratio=figures.seam_ratio,
            energy_ratio=figures.energy_ratio,
        ),
        Message(
            "Block means against the RGB layer, in its values: RMSE {before:.4g} before CONSISTENCY, {after:.4g} after",
            before=figures.lr_rmse_before,
            after=figures.lr_rmse,
        ),
    ]
    if not math.isnan(figures.expected_share):
        lines.append(
            Message(
                "{share:.1%} of the detail's energy is what the model expects, the rest is one picture of many",
                share=figures.expected_share,
            )
        )
    if sum(figures.unlike):
        lines.append(described(figures.unlike))
    return joined("\n", lines)


def warn_of_unlike(plan: Plan, figures: Figures, progress: Progress) -> None:
    """The alarm of the whole area, where the sample gave none."""
    warning = alarm(figures.unlike)
    if warning and not alarm(plan.unlike):
        progress.warn(warning)


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
        "hsi_wavelengths": describe_wavelengths(plan.hsi.spectral) if plan.hsi else "",
        "hsi_bands": plan.bands.method,
        "hsi_resampling": resampling,
        "hsi_shift": plan.alignment.tag,
        "rgb_range": _range(plan.rgb_map),
        "hsi_range": _range(plan.hsi_map),
        "overlap": str(plan.cols.overlap),
        "patch": str(plan.cols.size),
        "detail": f"{plan.detail:g}",
        "factor": str(plan.factor),
        "detail_correlation": f"{spec.detail_correlation:g}",
        "device": backend.device,
        "precision": backend.precision,
        "runtime": backend.runtime,
        "seam_ratio": f"{figures.seam_ratio:.4f}",
        "energy_ratio": f"{figures.energy_ratio:.4f}",
        "lr_rmse_before": f"{figures.lr_rmse_before:.4g}",
        "lr_rmse": f"{figures.lr_rmse:.4g}",
        "expected_share": "" if math.isnan(figures.expected_share) else f"{figures.expected_share:.4f}",
        "answers": str(plan.answers.count),
        "average": "yes" if plan.answers.average else "no",
        "outside_gsd": plan.outside_gsd,
        "unlike_training": tag(figures.unlike),
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
    return job.changed(batch_size=job.host.batch_size or plan.sizes.batch_size, rgb_bands=bands)


def repeat_command(job: Job) -> str:
    """The qgis_process command that repeats the job."""
    values: Dict[str, str] = {}
    for name, parameter in PARAMETERS.items():
        value = parameter.of(job)
        if parameter.always or value != parameter.default:
            values[name] = parameter.kind.say(value)
    values["OUTPUT"] = values.pop("OUTPUT")  # last, as people write it
    return command_line(values)


def _range(value_map: ValueMap) -> str:
    """One range, or one for each band where they differ."""
    pairs = list(zip(value_map.low, value_map.high))
    if len(set(pairs)) == 1:
        pairs = pairs[:1]
    return "; ".join(f"{low:g},{high:g}" for low, high in pairs)
