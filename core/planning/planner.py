"""The whole job checked and worked out before anything is written."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Collection, Iterator, Optional, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message
from ..geodata.bands import BandPlan, choose_bands, no_bands
from ..geodata.colours import choose_rgb
from ..geodata.gdalstate import bounded_cache
from ..geodata.given import with_wavelengths
from ..geodata.grid import Grid, Window, extent_window, intersect, overlap_window
from ..geodata.raster import Layer, RasterInfo, open_layer
from ..geodata.spectral import describe_wavelengths
from ..geodata.stamps import FileStamp, stamps_of
from ..geodata.survey import live_bands, require_data
from ..geodata.warp import WarpedReader
from ..geodata.writer import check_no_input, required_bytes
from ..job import Job
from ..models import Model, ModelSpec
from ..patches.normalize import ValueMap
from ..patches.tiling import Axis, plan_axis
from ..shelf.domain import Domain
from ..shelf.machine import give_back
from ..shelf.progress import Progress
from .alarm import NONE, Counts, alarm, sampled
from .alignment import Alignment, find_alignment
from .answers import Answers, answers_of, uncertainty_bands
from .choices import chosen_detail, chosen_factor, chosen_overlap
from .gsd import outside_gsd
from .memory import USUAL_BATCH, Sizes, size_job
from .targets import Beside, besides, check_targets, room_for_journal, targets_of
from .values import hsi_values, known_rgb_range, rgb_values

SURVEY_CACHE = 64 << 20
"""Bytes by which GDAL's block cache may grow, at most, while the layers are looked at."""


@dataclass(frozen=True)
class Outline:
    """One job checked against its layers and its model, without reading a pixel."""

    job: Job
    spec: ModelSpec
    rgb: RasterInfo
    hsi: Optional[RasterInfo]
    """None: the network gets zeros."""
    rgb_bands: Tuple[int, ...]
    """Band numbers of red, green and blue."""
    rgb_origin: str
    """How these were found, in words."""
    bands: BandPlan
    """How the layer's HSI bands become the model's."""
    window: Window
    """The part of the RGB layer that is computed, LR pixels."""
    lr_grid: Grid
    """Grid of that part."""
    out_grid: Grid
    """Grid of the result."""
    rows: Axis
    cols: Axis
    warnings: Tuple[str, ...]
    """What the user should know before trusting the result."""
    outside_gsd: str
    """The one of them that says that the model was made for other pixel sizes; empty where it was made for these."""
    detail: float
    """How much of the generated detail goes into the result, 0 to 1."""
    factor: int
    """HR pixels of the result along the side of an LR pixel: the model's scale or a divisor of it."""
    answers: Answers
    """How many answers of the network each patch gets, and what for."""
    besides: Tuple[Beside, ...]
    """The rasters that are written beside the result."""
    domain: Optional[Domain]
    """Statistics of the training data to compare the layers with; None: the model has none for such a layer."""
    consistent: bool
    """Whether finishing holds the block means of the result at the RGB layer's values."""
    sizes: Sizes
    """Batch, queue and caches that fit into memory."""
    journal: bool
    """Finished strips go into a journal: there is room on the disk for one beside the result."""

    @property
    def tiles(self) -> int:
        """Number of patches."""
        return len(self.rows.starts) * len(self.cols.starts)

    @property
    def work(self) -> int:
        """Patches that go through the network: each as often as it has answers."""
        return self.tiles * self.answers.count

    @property
    def output_bytes(self) -> int:
        """Size of the uncompressed result with overviews, bytes."""
        return required_bytes(self.out_grid, self.rgb.dtype)

    @property
    def uncertainty_bands(self) -> int:
        """Bands of the uncertainty, 0 where none is wanted."""
        return uncertainty_bands(self.spec) if self.answers.compared else 0

    @property
    def beside_bytes(self) -> int:
        """Size of the uncompressed rasters beside the result with overviews, bytes."""
        return sum(other.bytes(self.out_grid) for other in self.besides)

    def sized(self, batch: int) -> Sizes:
        """What fits into memory with batches of `batch` patches."""
        layer_bands, memory = len(self.bands.needed), self.job.host.memory_mb
        alarm = self.job.alarm is not None
        return size_job(self.spec, self.cols, self.rgb.dtype, layer_bands, batch, memory, self.answers, alarm)


@dataclass(frozen=True)
class Plan(Outline):
    """One job with every choice made; all that the engine needs."""

    rgb_map: ValueMap
    hsi_map: ValueMap
    unlike: Counts
    """Pixels of a sample that are like the training data, and that are not, by reason (`planning.alarm`)."""
    alignment: Alignment
    """How the HSI lies on the RGB layer."""
    hsi_grid: Grid
    """On which the HSI is read: `lr_grid`, or where the alignment has it."""
    model_sha256: str
    """Of the model file as it was when the job was planned."""
    rgb_files: Tuple[FileStamp, ...]
    """The RGB layer's files as they were before anything was read from them."""
    hsi_files: Tuple[FileStamp, ...]
    """The same for the HSI layer."""


def outline(job: Job, model: Optional[Model] = None, in_blocks: bool = False) -> Outline:
    """Check the job by what headers and the model say; raises `SpecGanError` with the first thing that does not fit.

    `model`: that of the job where the caller has it already. `in_blocks`: the result goes into parts
    elsewhere, without a journal of strips, and whoever has them written looks for room on the disk.
    """
    with _opened(job, model or Model(job.model, job.host.python)) as (spec, rgb, hsi):
        return _outline(job, spec, rgb, hsi, in_blocks)


@contextmanager
def _opened(job: Job, model: Model) -> Iterator[Tuple[ModelSpec, Layer, Optional[Layer]]]:
    """What the model says, the RGB and the HSI layer, if there is one: each opened once, for all that planning asks."""
    check_targets(job)
    if job.host.batch_size < 0:
        raise SpecGanError(
            "The batch size is {asked}.", "Choose 1 or more, or 0 to have it chosen.", asked=job.host.batch_size
        )
    spec = model.spec
    with ExitStack() as layers:
        rgb = layers.enter_context(open_layer(job.rgb_source, job.rgb_crs))
        hsi = layers.enter_context(open_layer(job.hsi_source, job.hsi_crs)) if job.hsi else None
        for target in targets_of(job).values():
            check_no_input(target, (*rgb.files, *(hsi.files if hsi else ()), str(model.path)))
        yield spec, rgb, hsi


def _outline(job: Job, spec: ModelSpec, rgb_layer: Layer, hsi_layer: Optional[Layer], in_blocks: bool) -> Outline:
    if hsi_layer is None and not spec.hsi_optional:
        raise SpecGanError(
            "The model {name} needs a hyperspectral layer: nothing says that it was trained without one.",
            "Choose a hyperspectral layer (HSI), or a model whose card says that it may be missing.",
            name=spec.name,
        )
    rgb = rgb_layer.info
    hsi = with_wavelengths(hsi_layer.info, job.hsi_wavelengths) if hsi_layer else None
    colours = choose_rgb(rgb, job.rgb_bands, job.rgb_shown)
    bands = choose_bands(hsi, spec.wavelengths, spec.band_width) if hsi else no_bands(spec.bands)
    warnings = [*colours.warnings, *bands.warnings]
    if hsi and spec.assumed_wavelengths:
        warnings.append(Message("The model does not record its band centres; evenly spaced ones are assumed."))

    window = _window(job, rgb, hsi)
    lr_grid = rgb.grid.window(window)
    outside = outside_gsd(spec, lr_grid)
    if outside:
        warnings.append(outside)
    factor = chosen_factor(job, spec)
    out_grid = lr_grid.finer(factor)
    answers = answers_of(job)
    others = besides(job, spec)
    journal = not in_blocks and room_for_journal(job.output, required_bytes(out_grid, rgb.dtype), others, out_grid)
    if not journal and not in_blocks:
        warnings.append(Message("The disk has no room for a journal: if the job is interrupted, it has to start over."))

    overlap, detail = chosen_overlap(job, spec), chosen_detail(job, spec)
    rows, cols = (plan_axis(length, spec.in_size, overlap) for length in (window.height, window.width))
    batch = job.host.batch_size or USUAL_BATCH
    memory, alarmed = job.host.memory_mb, job.alarm is not None
    sizes = size_job(spec, cols, rgb.dtype, len(bands.needed), batch, memory, answers, alarmed)
    if sizes.batch_size < job.host.batch_size:
        warnings.append(
            Message(
                "Batches of {size} instead of {asked} patches, to keep within memory.",
                size=sizes.batch_size,
                asked=job.host.batch_size,
            )
        )
    return Outline(
        job=job,
        spec=spec,
        rgb=rgb,
        hsi=hsi,
        rgb_bands=colours.bands,
        rgb_origin=colours.origin,
        bands=bands,
        window=window,
        lr_grid=lr_grid,
        out_grid=out_grid,
        rows=rows,
        cols=cols,
        warnings=tuple(warnings),
        outside_gsd=outside,
        detail=detail,
        factor=factor,
        answers=answers,
        besides=others,
        domain=_domain(job, spec, rgb.dtype),
        consistent=spec.lr_consistent if job.consistency is None else job.consistency,
        sizes=sizes,
        journal=journal,
    )


def plan(job: Job, progress: Optional[Progress] = None, model: Optional[Model] = None, in_blocks: bool = False) -> Plan:
    """Check the whole job and read the value ranges of its layers; the options and what it raises as for `outline`.

    Writes nothing.
    """
    progress = progress or Progress()
    model = model or Model(job.model, job.host.python)
    with _opened(job, model) as (spec, rgb, hsi):
        rgb_files, hsi_files = stamps_of(rgb.files), stamps_of(hsi.files if hsi else ())
        checked = _outline(job, spec, rgb, hsi, in_blocks)
        if hsi and checked.hsi:
            checked = _surveyed(checked, checked.hsi, rgb, hsi, progress)
        else:
            require_data(rgb, checked.rgb_bands, checked.window, None, progress)
        bands = checked.bands
        alignment = Alignment()
        if hsi and checked.hsi:
            progress.log(describe_wavelengths(checked.hsi.spectral))
            alignment = _aligned(checked, rgb, hsi, progress)
        hsi_grid = alignment.grid(checked.rgb.grid, checked.window)
        progress.log(Message("Reading value ranges from the layers"))
        rgb_map, noticed = rgb_values(job, spec, rgb, checked.rgb_bands, checked.window, progress)
        hsi_map = ValueMap((), ())
        if hsi:
            area = WarpedReader(hsi, hsi_grid, bands.needed, centres=bands.centres).source_area()
            hsi_map, more = hsi_values(job, spec, hsi, bands, area, progress)
            noticed += more
        unlike = _looked_over(checked, rgb, rgb_map, hsi, hsi_map, hsi_grid, progress)
        found = tuple(filter(None, (alarm(unlike), alignment.warning)))
        checked = replace(checked, warnings=(*checked.warnings, *found, *noticed))
    give_back()
    return Plan(
        **vars(checked),
        rgb_map=rgb_map,
        hsi_map=hsi_map,
        unlike=unlike,
        alignment=alignment,
        hsi_grid=hsi_grid,
        model_sha256=model.sha256,
        rgb_files=rgb_files,
        hsi_files=hsi_files,
    )


def _domain(job: Job, spec: ModelSpec, dtype: str) -> Optional[Domain]:
    """What the training data look like in a value range of the kind that the RGB layer has."""
    fixed = known_rgb_range(job, spec, dtype) is not None
    found = spec.domain if fixed else spec.stretched_domain
    if found is None and job.alarm is not None:
        raise SpecGanError(
            "The model {model} does not say what its training data look like: it can raise no alarm.",
            "Leave ALARM empty, or add the statistics with `specgan describe`.",
            model=spec.name,
        )
    return found


def _looked_over(
    checked: Outline,
    rgb: Layer,
    rgb_map: ValueMap,
    hsi: Optional[Layer],
    hsi_map: ValueMap,
    hsi_grid: Grid,
    progress: Progress,
) -> Counts:
    """What a sample of the area has that the training data have not."""
    domain = checked.domain
    if domain is None:
        progress.log(Message("The model does not say what it was trained on: what is unlike that goes unnoticed."))
        return NONE
    bands, window = checked.bands, checked.window
    with bounded_cache(SURVEY_CACHE):
        return sampled(domain, rgb, checked.rgb_bands, rgb_map, window, hsi, bands, hsi_map, hsi_grid, progress)


def _aligned(checked: Outline, rgb: Layer, hsi: Layer, progress: Progress) -> Alignment:
    """How the HSI lies on the RGB layer; the log gets the figure, but for a warning."""
    wavelengths, correct = checked.spec.wavelengths, bool(checked.job.align)
    with bounded_cache(SURVEY_CACHE):
        found = find_alignment(
            rgb, checked.rgb_bands, hsi, checked.bands, wavelengths, checked.window, correct, progress
        )
    if found.note:
        progress.log(found.note)
    return found


def _surveyed(checked: Outline, info: RasterInfo, rgb: Layer, hsi: Layer, progress: Progress) -> Outline:
    """The outline without HSI bands that hold nothing; `SpecGanError` where the result would hold nothing."""
    spec, before = checked.spec, checked.bands

    def choose(dead: Collection[int]) -> BandPlan:
        return choose_bands(info, spec.wavelengths, spec.band_width, dead)

    def warped(bands: BandPlan) -> WarpedReader:
        return WarpedReader(hsi, checked.lr_grid, bands.needed, centres=bands.centres)

    with bounded_cache(SURVEY_CACHE):
        area = warped(before).source_area()
        bands = live_bands(info, choose, hsi, area, progress) if area else before
        require_data(rgb, checked.rgb_bands, checked.window, warped(bands), progress)
    others = tuple(text for text in checked.warnings if text not in before.warnings)
    chosen = replace(checked, bands=bands, warnings=(*others, *bands.warnings))
    return chosen if bands.needed == before.needed else replace(chosen, sizes=chosen.sized(checked.sizes.batch_size))


def _window(job: Job, rgb: RasterInfo, hsi: Optional[RasterInfo]) -> Window:
    """What the layers cover, within the extent that was asked for."""
    window = overlap_window(rgb.grid, hsi.grid) if hsi else Window(0, 0, rgb.grid.width, rgb.grid.height)
    if job.extent is None:
        return window
    extent = job.extent
    box = (extent.xmin, extent.ymin, extent.xmax, extent.ymax)
    return intersect(window, extent_window(rgb.grid, box, extent.crs_wkt or rgb.grid.crs_wkt))
