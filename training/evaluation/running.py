"""Runs baselines and models over places, each model through the whole engine, and measures what comes out."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.models import Backend
from ...core.modelspec import ModelSpec
from ...core.patches.tiling import Axis, plan_axis
from . import arms
from .baselines import BASELINES
from .judge import Judge
from .lpips import Lpips
from .metrics import figures
from .noise import NoiseModel
from .places import Place
from .rows import Row
from .seen import Seen, crops_of

PICTURE = 256
"""Width and height of the pictures on the page, HR pixels."""
ARM_NAMES = {"hsi": "", "none": "no HSI", "shuffled": "shuffled HSI"}
"""How arms are called in the tables."""


@dataclass(frozen=True)
class Method:
    """A model and how it is used."""

    label: str
    """Name of the model in the tables."""
    model: Path
    arm: str = "hsi"
    detail: Optional[float] = None
    """How much of the generated detail is taken, 0 to 1; None: the model's default."""
    seed: str = ""
    """Seed of the training run, where several are compared."""

    @property
    def name(self) -> str:
        """What the row is called."""
        detail = "" if self.detail is None else f"detail {self.detail:g}"
        return ", ".join(part for part in (self.label, ARM_NAMES[self.arm], detail) if part)


@dataclass(frozen=True)
class Setting:
    """What all rows of an evaluation have in common."""

    places: Sequence[Place]
    folder: Path
    """Of intermediate files."""
    noise: Optional[NoiseModel] = None
    """None: the row of the noise baseline says that it could not be fitted."""
    lpips: Optional[Lpips] = None
    judge: Optional[Judge] = None
    """None: no form metrics."""
    device: str = "auto"
    threads: int = 0
    batch_size: int = 4
    keep: bool = False
    """Keep the results of the engine in `folder`."""
    drawing: Optional[Path] = None
    """Folder for a picture of every row, for the page to choose from; None: no pictures."""
    tell: Callable[[str], None] = lambda message: None
    """Called with a line before every result."""


def baseline_rows(setting: Setting, spec: ModelSpec) -> List[Row]:
    """Truth, interpolations and noise at every place; seams are measured where those of a model `spec` would be."""
    rows = []
    for place in setting.places:
        for name in ("truth", *BASELINES, "noise"):
            setting.tell(f"{place.name}: {name}")
            rows.append(_row(setting, place, name, "", spec, partial(_baseline, setting, place, name)))
    return rows


def _baseline(setting: Setting, place: Place, name: str) -> np.ndarray:
    from ...core.geodata.writer import to_dtype

    if name == "truth":
        return place.truth
    if name != "noise":
        return to_dtype(BASELINES[name](place.lr, place.scale), place.truth.dtype.name)
    if setting.noise is None:
        raise SpecGanError("There are no data to fit the noise baseline to.", "Give --noise-data or --noise.")
    low, high = place.value_range
    unit = (place.lr.astype(np.float32) - low) * (2 / (high - low)) - 1
    return to_dtype((setting.noise.apply(unit) + 1) * ((high - low) / 2) + low, place.truth.dtype.name)


def model_rows(setting: Setting, methods: Sequence[Method]) -> List[Row]:
    """The methods at every place, in the order of the methods; a model that cannot be opened fails at every place."""
    from ...core.models import Model

    rows: List[Row] = []
    for model in dict.fromkeys(method.model for method in methods):
        mine = [method for method in methods if method.model == model]
        try:
            with Model(model).open(setting.device, threads=setting.threads) as backend:
                rows += _rows_of_model(setting, mine, backend.spec, backend)
        except SpecGanError as error:
            rows += [Row(p.site, p.name, m.name, m.seed, error=str(error)) for p in setting.places for m in mine]
    return rows


def _rows_of_model(setting: Setting, methods: Sequence[Method], spec: ModelSpec, backend: Backend) -> List[Row]:
    rows = []
    for place, partner in zip(setting.places, arms.partners(setting.places)):
        if place.scale != spec.scale:
            cause = f"The model is for {spec.scale}x, this evaluation is for {place.scale}x."
            rows += [Row(place.site, place.name, method.name, method.seed, error=cause) for method in methods]
            continue
        for method in _usable(methods, place):
            setting.tell(f"{place.name}: {method.name}")
            run = _Engine(setting, place, partner, method, spec, backend)
            rows.append(_row(setting, place, method.name, method.seed, spec, run))
    return rows


def _usable(methods: Sequence[Method], place: Place) -> List[Method]:
    """The methods; at a place without HSI every one without it, and each once."""
    if place.hsi is not None:
        return list(methods)
    return list(dict.fromkeys(replace(method, arm="none") for method in methods))


@dataclass(frozen=True)
class _Engine:
    """One run of the engine; called, it gives the result's pixels."""

    setting: Setting
    place: Place
    partner: Place
    method: Method
    spec: ModelSpec
    backend: Backend

    def __call__(self) -> np.ndarray:
        from ...core.engine import superresolve
        from ...core.geodata.grid import Window
        from ...core.geodata.raster import Layer
        from ...core.job import Job

        setting, place, method = self.setting, self.place, self.method
        hsi, hsi_range = arms.hsi_of(place, method.arm, self.partner, method.model, self.spec, setting.folder)
        output = setting.folder / f"{place.name} {method.name} {method.seed}".strip()
        output = output.with_name(output.name.replace("/", "_") + ".tif")
        batch, detail = setting.batch_size, method.detail
        job = Job.of(place.rgb, hsi, method.model, output, hsi_range=hsi_range, batch_size=batch, detail=detail)
        result = superresolve(job, backend=self.backend).output
        with Layer(str(result)) as reader:
            grid = reader.info.grid
            pixels, valid = reader.read([1, 2, 3], Window(0, 0, grid.width, grid.height))
        if not setting.keep:
            result.unlink()
        if pixels.shape != place.truth.shape or not valid.all():
            raise SpecGanError(
                "The result does not cover the whole place.", "The hyperspectral layer may end inside it.",
                f"{pixels.shape}, {valid.mean():.3f} of it valid",
            )  # fmt: skip
        return pixels


def _row(setting: Setting, place: Place, name: str, seed: str, spec: ModelSpec, make: Callable[[], np.ndarray]) -> Row:
    """Make and measure one result; what goes wrong is told in the row, and the others go on."""
    started = time.monotonic()
    try:
        result = make()
        seconds = time.monotonic() - started
        axes = patch_axes(place, spec)
        values = figures(result, place.truth, place.lr, place.value_range, axes, setting.lpips)
        seen = None if setting.judge is None else look(setting.judge, result, place, values)
    except (SpecGanError, OSError, ValueError, RuntimeError, MemoryError) as error:
        return Row(place.site, place.name, name, seed, error=f"{str(error) or repr(error)}")
    drawn = None
    if setting.drawing is not None:
        drawn = setting.drawing / f"{place.name} {name} {seed}.npy".replace("/", "_")
        np.save(drawn, part_of(result, place))
    return Row(place.site, place.name, name, seed, values, "", seconds, seen=seen, drawn=drawn)


def look(judge: Judge, result: np.ndarray, place: Place, values: Dict[str, float]) -> Seen:
    """What the judge sees of a result on crops of the place; its distances go into `values`: "form_1" to "form_5" by
    depth, and "form", their mean."""
    low, high = place.value_range
    ours, own = (
        crops_of((image.astype(np.float32) - np.float32(low)) / np.float32(high - low), place.scale)
        for image in (result, place.truth)
    )
    sights = judge.look({"result": ours}, own)
    away = sights["result"].distances.mean(0)
    values.update({"form": float(away.mean()), **{f"form_{k}": float(each) for k, each in enumerate(away, 1)}})
    features = ([depth.astype(np.float32) for depth in sights[name].features] for name in ("result", "truth"))
    return Seen(*(tuple(depths) for depths in features))


def patch_axes(place: Place, spec: ModelSpec) -> Tuple[Axis, Axis]:
    """Where the patches of a model lie at a place, rows and columns."""
    height, width = place.lr.shape[1:]
    return plan_axis(height, spec.in_size, spec.overlap), plan_axis(width, spec.in_size, spec.overlap)


def part_of(image: np.ndarray, place: Place) -> np.ndarray:
    """uint8 (h, w, 3): the middle of an image of the place, at most `PICTURE` pixels wide and high."""
    low, high = place.value_range
    height, width = image.shape[1:]
    row, col = max(0, (height - PICTURE) // 2), max(0, (width - PICTURE) // 2)
    part = (image[:, row : row + PICTURE, col : col + PICTURE] - np.float32(low)) * (255 / (high - low))
    return np.ascontiguousarray(np.clip(part + 0.5, 0, 255).astype(np.uint8).transpose(1, 2, 0))


def methods_of(models: Dict[str, Path], arm_names: Sequence[str], details: Sequence[float]) -> List[Method]:
    """Every model with every arm and every share of detail."""
    shares: List[Optional[float]] = [*details] if details else [None]
    return [Method(label, path, arm, share) for label, path in models.items() for arm in arm_names for share in shares]
