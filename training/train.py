"""`train`: run a training recipe on prepared shards, in parts if need be, until its images or its time are used up."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..core.errors import SpecGanError
from ..core.modelspec import ModelSpec
from .config import ARMS, BAND_WIDTH, RECIPES, WAVELENGTHS, TrainConfig, config_from, with_weights
from .data import Batch, Sampler, read_manifest, read_scenes, validation_batch

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
OPTIONS = "options.json"
PANEL_ROWS = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand; those without a default keep the recipe's value."""
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="folders written by `prepare`")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run: checkpoint.pt, log.jsonl, panels")
    parser.add_argument("--recipe", choices=sorted(RECIPES), default="own", help="set of options to start from")
    parser.add_argument("--model", help="preset of the network, for example compact_x16")
    parser.add_argument("--images", type=int, help="training images of the whole run")
    parser.add_argument("--minutes", type=float, help="time of the whole run; the schedule follows whichever is first")
    parser.add_argument("--batch", type=int, help="crops a step")
    parser.add_argument("--learning-rate", type=float, help="at the start of the cosine")
    parser.add_argument("--pixel-loss", choices=("l1", "mse"))
    parser.add_argument("--texture-weight", type=float, help="weight of the texture statistics in every phase")
    parser.add_argument("--adversarial-weight", type=float, help="in the phases that have an adversarial loss")
    parser.add_argument("--r1-gamma", type=float, help="weight of the R1 penalty")
    parser.add_argument("--ema-images", type=float, help="half-life of the averaged weights, images")
    parser.add_argument("--hsi-drop", type=float, help="chance that a crop loses its HSI")
    parser.add_argument("--hsi-arm", choices=ARMS, help="what stands in for the HSI: itself, none, another place's")
    parser.add_argument("--group-weight", action="append", default=[], metavar="GROUP=W",
                        help="how often crops come from it; default 1; repeatable")  # fmt: skip
    parser.add_argument("--amp", action="store_true", default=None, help="bfloat16 autocast")
    parser.add_argument("--device", help="auto, cpu, cuda")
    parser.add_argument("--threads", type=int, help="CPU threads; 0: torch's own choice")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--save-minutes", type=float, help="time between checkpoints")
    parser.add_argument("--tick-seconds", type=float, help="time between lines of the log")
    parser.add_argument("--resume", action="store_true", help="continue the run in --out with its options")
    parser.add_argument("--name", help="name of the model; default: the preset's")
    parser.add_argument("--trained-on", help="training data in words, for the model card; default: from the manifests")


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    # read when torch is loaded: threads that wait must not spin, or other programs on the machine stop the run
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    config = _resumed_config(args.out) if args.resume else RECIPES[args.recipe]
    names = (
        "model", "images", "minutes", "batch", "learning_rate", "pixel_loss", "r1_gamma", "ema_images", "hsi_drop",
        "hsi_arm", "amp", "device", "threads", "seed", "save_minutes", "tick_seconds", "name", "trained_on",
    )  # fmt: skip
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if "learning_rate" in given:
        given["learning_rate_end"] = given["learning_rate"] * config.learning_rate_end / config.learning_rate
    if args.group_weight:
        given["group_weights"] = group_weights(args.group_weight)
    config = with_weights(
        replace(config, **given),
        -1.0 if args.texture_weight is None else args.texture_weight,
        -1.0 if args.adversarial_weight is None else args.adversarial_weight,
    )
    train(config, args.data, args.out, args.resume)


def train(config: TrainConfig, data: Sequence[Path], out: Path, resume: bool = False) -> Path:
    """Train in the folder `out` until the run's images or minutes are used up, or SIGINT or SIGTERM asks to stop.

    Writes `options.json` before the first step, then `log.jsonl` (one JSON object a line), `checkpoint.pt` and panels.
    Returns the checkpoint's path. A run stopped and resumed gives the same weights as one that was not stopped, to the
    last bit where torch's operations are deterministic (on the CPU), as long as images and not minutes end it.
    """
    with _fast_cpu(config.threads):
        return _train(config, data, out, resume)


def _train(config: TrainConfig, data: Sequence[Path], out: Path, resume: bool) -> Path:
    from .loop import Trainer, model_config, pick_device

    network = model_config(config.model)
    scenes = read_scenes(data, network.scale, network.in_size, network.hsi_bands)
    sampler = Sampler(scenes, network.scale, network.in_size, network.hsi_bands, config)
    held_out = validation_batch(
        scenes, network.scale, network.in_size, network.hsi_bands, config.val_crops, config.hsi_arm
    )
    trainer = Trainer(config, network, pick_device(config.device))
    path = _run_folder(out, resume)
    if resume:
        _restore(trainer, sampler, path)
    spec = model_spec(config, network, data)
    _write_options(out, config)
    run_ = _Run(trainer, sampler, held_out, out, spec)
    run_.log(
        {
            "event": "resume" if resume else "start",
            "scenes": {group: sum(scene.group == group for scene in scenes) for group in sampler.groups},
            "parameters": sum(p.numel() for p in trainer.generator.parameters()),
            "device": str(trainer.device),
        }
    )
    run_.go()
    return path


class _Run:
    """The loop around the steps: clock, log, checkpoints, and the wish to stop.

    A second wish ends it at once, like Ctrl-C anywhere else; what came after the last checkpoint is lost then.
    """

    def __init__(self, trainer: Any, sampler: Sampler, held_out: Optional[Batch], out: Path, spec: ModelSpec) -> None:
        self.trainer, self.sampler, self.held_out, self.out, self.spec = trainer, sampler, held_out, out, spec
        self._stop = False
        self._saved_at = -1

    def go(self) -> None:
        """Steps until the progress is 1 or somebody asks to stop; the last act is always a checkpoint."""
        trainer, config = self.trainer, self.trainer.config
        before = {number: signal.signal(number, self._ask_to_stop) for number in _signals()}
        clock = last_tick = last_save = time.monotonic()
        ticks: List[Dict[str, float]] = []
        try:
            while trainer.progress < 1.0 and not self._stop:
                ticks.append(trainer.step(self.sampler.draw(config.batch)))
                now = time.monotonic()
                trainer.counters.elapsed += now - clock
                clock = now
                if now - last_tick >= config.tick_seconds:
                    self._tick(ticks, now - last_tick)
                    ticks, last_tick = [], now
                if now - last_save >= 60.0 * config.save_minutes:
                    self.save()
                    # measuring and saving take time too, but none of the training's budget
                    last_save = clock = last_tick = time.monotonic()
                    ticks = []
            if ticks:
                self._tick(ticks, time.monotonic() - last_tick)
            if self._saved_at != trainer.counters.step:
                self.save()
            self.log({"event": "stopped" if self._stop else "done", "progress": round(trainer.progress, 4)})
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def save(self) -> None:
        """Measure, then write the checkpoint under a temporary name and rename it."""
        from ..core.network.checkpoint import save_model
        from .loop import validate

        trainer, spec = self.trainer, self.spec
        model = trainer.ema.model if trainer.config.ema_images > 0 else trainer.generator
        record: Dict[str, Any] = {"event": "save", "step": trainer.counters.step, "images": trainer.counters.images}
        if self.held_out is not None:
            model.eval()
            figures = validate(model, self.held_out, trainer.device, spec.scale)
            record.update(figures)
            spec = replace(spec, metrics={f"val_{name}": value for name, value in figures.items()})
            self._panel(model)
        extra = {**trainer.state(), "sampler_random": self.sampler.state(), "options": trainer.config.to_json()}
        save_model(self.out / CHECKPOINT, model, spec, extra)
        self._saved_at = trainer.counters.step
        self.log(record)
        if model is trainer.generator:
            model.train()

    def log(self, record: Mapping[str, Any]) -> None:
        """One line of JSON to the log file and to standard output."""
        line = json.dumps(dict(record))
        with (self.out / LOG).open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
        print(line, flush=True)

    def _tick(self, steps: List[Dict[str, float]], seconds: float) -> None:
        from .loop import learning_rate, mean_losses

        trainer, config = self.trainer, self.trainer.config
        self.log(
            {
                "step": trainer.counters.step,
                "images": trainer.counters.images,
                "elapsed": round(trainer.counters.elapsed, 1),
                "progress": round(trainer.progress, 4),
                "phase": config.phase(trainer.progress).name,
                "lr": float(f"{learning_rate(config, trainer.progress):.4g}"),
                "images_per_s": round(len(steps) * config.batch / max(seconds, 1e-9), 2),
                "skipped": trainer.counters.skipped,
                **mean_losses(steps),
            }
        )

    def _panel(self, model: Any) -> None:
        """LR, base, result and truth of some held-out crops as a PNG, where Pillow is installed."""
        try:
            from PIL import Image
        except ImportError:
            return
        assert self.held_out is not None
        rows = _spread_rows(len(self.held_out.truth), PANEL_ROWS)
        image = panel(model, self.held_out, rows, self.trainer.device, self.spec.scale)
        Image.fromarray(image).save(self.out / f"panel_{self.trainer.counters.images:08d}.png")

    def _ask_to_stop(self, number: int, frame: Any) -> None:
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True


def panel(model: Any, batch: Batch, rows: Sequence[int], device: Any, scale: int) -> np.ndarray:
    """uint8 (rows * S, 4 * S, 3): LR pixels, base, result and truth side by side, one held-out crop a row."""
    import torch

    from .loop import base_of

    chosen = list(rows)
    hsi, rgb = torch.from_numpy(batch.hsi[chosen]), torch.from_numpy(batch.rgb[chosen])
    with torch.no_grad():
        sr = model(hsi.to(device), rgb.to(device)).float().cpu().numpy()
    lr = batch.rgb[chosen].repeat(scale, 2).repeat(scale, 3)
    columns = np.concatenate([lr, base_of(rgb, scale).numpy(), sr, batch.truth[chosen]], 3)
    pixels = np.clip((columns + 1.0) * 127.5 + 0.5, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(pixels.transpose(0, 2, 3, 1).reshape(-1, pixels.shape[3], 3))


def model_spec(config: TrainConfig, network: Any, data: Sequence[Path]) -> ModelSpec:
    """The description that goes into the checkpoint; bands and sources are those of the manifests."""
    manifests = [read_manifest(Path(folder)) for folder in data]
    wavelengths = tuple(float(w) for w in manifests[0].get("wavelengths", WAVELENGTHS))
    if any(tuple(m.get("wavelengths", WAVELENGTHS)) != wavelengths for m in manifests):
        raise SpecGanError("The data folders have different HSI bands.", "Prepare them with the same bands.")
    if len(wavelengths) != network.hsi_bands:
        raise SpecGanError(
            f"The data have {len(wavelengths)} HSI bands, the model {config.model} takes {network.hsi_bands}.",
            "Prepare the data again, or choose another model.",
        )
    gsd = [float(s["gsd"]) for m in manifests for s in m["scenes"] if s.get("split") == "train" and s.get("gsd")]
    sources = sorted({str(s.get("source", "")) for m in manifests for s in m["scenes"]} - {""})
    return ModelSpec(
        name=config.name or config.model,
        scale=network.scale,
        in_size=network.in_size,
        wavelengths=wavelengths,
        band_width=float(manifests[0].get("band_width", BAND_WIDTH)),
        lr_consistent=network.base == "lr_consistent",
        overlap=min(2, network.in_size // 2),
        gsd=(min(gsd), max(gsd)) if gsd else (0.0, 0.0),
        trained_on=config.trained_on or "; ".join(sources),
        notes="Experimental.",
    )


def _run_folder(out: Path, resume: bool) -> Path:
    """The checkpoint's path in the run's folder, which is made if needed; an old run is not overwritten."""
    path = out / CHECKPOINT
    if resume and not path.exists():
        raise SpecGanError(f"There is nothing to resume in {out}.", "Leave out --resume to start a new run.")
    if not resume and path.exists():
        raise SpecGanError(f"{out} already holds a run.", "Continue it with --resume, or choose another folder.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpecGanError(f"The folder {out} cannot be made.", "Choose another folder.", repr(error)) from error
    return path


def _write_options(out: Path, config: TrainConfig) -> None:
    try:
        (out / OPTIONS).write_text(config.to_json() + "\n", encoding="utf-8")
    except OSError as error:
        raise SpecGanError(
            f"The folder {out} cannot be written to.", "Choose another folder.", repr(error)
        ) from error


@contextmanager
def _fast_cpu(threads: int) -> Iterator[None]:
    """Torch's CPU settings for training; the rest of the process gets its own back."""
    import torch

    before = torch.get_num_threads()
    if threads > 0:
        torch.set_num_threads(threads)
    _ = np.finfo(np.float32), np.finfo(np.float64)  # numpy looks at denormals once, and would warn below
    torch.set_flush_denormal(True)  # fresh weights give denormal gradients, which slow a CPU down up to ten times
    try:
        yield
    finally:
        torch.set_flush_denormal(False)
        torch.set_num_threads(before)


def _restore(trainer: Any, sampler: Sampler, path: Path) -> None:
    from ..core.network.checkpoint import read_checkpoint

    checkpoint = read_checkpoint(path)
    trainer.restore(checkpoint)
    sampler.restore(checkpoint.get("sampler_random"))


def _resumed_config(out: Path) -> TrainConfig:
    path = out / OPTIONS
    try:
        return config_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise SpecGanError(
            f"There is nothing to resume in {out}.", "Leave out --resume to start a new run.", repr(error)
        ) from error


def group_weights(texts: Sequence[str]) -> Tuple[Tuple[str, float], ...]:
    """("simulated=3", ...) as pairs of group and weight; `SpecGanError` for anything else."""
    result: List[Tuple[str, float]] = []
    for text in texts:
        name, _, value = text.partition("=")
        try:
            result.append((name, float(value)))
        except ValueError as error:
            raise SpecGanError(f"{text!r} is not a group weight.", "Write it like simulated=2.") from error
    return tuple(result)


def _spread_rows(count: int, wanted: int) -> List[int]:
    """`wanted` row numbers, evenly over `count`."""
    wanted = min(count, wanted)
    return [int((i + 0.5) * count / wanted) for i in range(wanted)]


def _signals() -> Tuple[int, ...]:
    """Ctrl-C and the polite kill, where this thread may listen for them."""
    import threading

    if threading.current_thread() is not threading.main_thread():
        return ()
    return (signal.SIGINT, signal.SIGTERM) if sys.platform != "win32" else (signal.SIGINT,)
