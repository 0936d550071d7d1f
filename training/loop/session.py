"""The loop around the steps of a run: clock, log, checkpoints, and the wish to stop."""

from __future__ import annotations

import io
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from ...core.network.checkpoint import save_model
from ...core.shelf.console import on_stderr
from ...core.shelf.files import replacing
from ..data.crops import Batch, Sampler, at_factor
from .figures import mean_losses, panel, validate
from .folder import CHECKPOINT
from .guard import Guard
from .journal import Journal
from .trainer import Trainer, learning_rate

PANEL_ROWS = 6


class Session:
    """One uninterrupted part of a run, or of one of its stages; `record`: what its checkpoints say of the run beside
    the state of the trainer (options, data, stage).

    A second Ctrl-C ends it at once, like anywhere else; what came after the last checkpoint is lost then.
    """

    def __init__(
        self,
        trainer: Trainer,
        sampler: Sampler,
        held_out: Optional[Batch],
        out: Path,
        spec: ModelSpec,
        journal: Journal,
        record: Mapping[str, Any],
    ) -> None:
        self.trainer, self.sampler, self.held_out, self.out, self.spec = trainer, sampler, held_out, out, spec
        self.journal, self.about = journal, dict(record)
        self.guard = Guard(trainer.snapshot, trainer.go_back) if trainer.config.guard else None
        self._stop = self._interrupted = False
        self._saved_at = -1

    def go(self) -> bool:
        """Steps until the progress is 1 or somebody asks to stop; the last act is always a checkpoint. Whether somebody
        asked."""
        before = {number: signal.signal(number, self._ask_to_stop) for number in _signals()}
        try:
            stopped = self._steps()
            if self._saved_at != self.trainer.counters.step:
                self.save()
            event = "stopped" if stopped else "done"
            self.journal.record({"event": event, "progress": round(self.trainer.progress, 4)})
            return stopped
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _steps(self) -> bool:
        """Whether they ended because somebody asked to."""
        trainer, config, team = self.trainer, self.trainer.config, self.trainer.team
        clock = last_tick = last_save = time.monotonic()
        ticks: List[Dict[str, float]] = []
        _, stop = team.agree(trainer.counters.elapsed, self._stop, trainer.device)
        while trainer.progress < 1.0 and not stop:
            losses = trainer.step(at_factor(self.sampler.draw(config.batch), self.spec.scale))
            ticks.append(losses)
            if self.guard is not None and self.guard.watch(losses.get("pixel")):
                self._tell_of_divergence()
            now = time.monotonic()
            elapsed = trainer.counters.elapsed + now - clock
            trainer.counters.elapsed, stop = team.agree(elapsed, self._stop, trainer.device)
            clock = now
            if now - last_tick >= config.tick_seconds:
                self._tick(ticks, now - last_tick)
                ticks, last_tick = [], now
            if team.leads and now - last_save >= 60.0 * config.save_minutes:
                self._try_to_save()
                # measuring and saving take time too, but none of the training's budget
                last_save = clock = last_tick = time.monotonic()
                ticks = []
        if ticks:
            self._tick(ticks, time.monotonic() - last_tick)
        return stop

    def _tell_of_divergence(self) -> None:
        factor = self.trainer.rate_factor
        self.journal.record({"event": "diverged", "step": self.trainer.counters.step, "rate_factor": factor})
        if self.trainer.team.leads:
            words = f"The run diverged. It goes on from its last good state, at {factor:g} times the learning rate."
            on_stderr().warn(words)

    def _try_to_save(self) -> None:
        """Save; where that fails (a full disk) the last checkpoint stays, and the run goes on to the next attempt."""
        try:
            self.save()
        except SpecGanError as error:
            self.journal.record({"event": "not saved", "step": self.trainer.counters.step, "message": str(error)})
            on_stderr().warn(f"{error} The run goes on.")

    def save(self) -> None:
        """Measure, then write the checkpoint under a temporary name and rename it; the leader of a team alone does."""
        trainer, spec = self.trainer, self.spec
        if not trainer.team.leads:
            return
        model = trainer.ema.model if trainer.config.ema_images > 0 else trainer.generator
        counters = trainer.counters
        record: Dict[str, Any] = {"event": "save", "step": counters.step, "images": counters.images}
        model.eval()
        try:
            if self.held_out is not None:
                figures = validate(model, self.held_out, trainer.device, spec.scale)
                record.update(figures)
                spec = replace(spec, metrics={f"val_{name}": value for name, value in figures.items()})
            extra = {**trainer.state(), "sampler_random": self.sampler.state(), **self.about}
            save_model(self.out / CHECKPOINT, model, spec, extra)
            self._saved_at = counters.step
            self.journal.record(record, counters.step)
            if self.held_out is not None:
                self._try_panel(model, self.held_out)
        finally:
            if model is trainer.generator:
                model.train()

    def _tick(self, steps: List[Dict[str, float]], seconds: float) -> None:
        trainer, config = self.trainer, self.trainer.config
        self.journal.record(
            {
                "step": trainer.counters.step,
                "images": trainer.counters.images,
                "elapsed": round(trainer.counters.elapsed, 1),
                "progress": round(trainer.progress, 4),
                "factor": self.spec.scale,
                "phase": config.phase(trainer.progress).name,
                "lr": float(f"{trainer.rate_factor * learning_rate(config, trainer.progress):.4g}"),
                "images_per_s": round(len(steps) * config.batch / max(seconds, 1e-9), 2),
                "skipped": trainer.counters.skipped,
                **mean_losses(steps),
            },
            trainer.counters.step,
        )

    def _try_panel(self, model: Any, held_out: Batch) -> None:
        """A panel that cannot be written takes nothing away from the checkpoint."""
        try:
            self._panel(model, held_out)
        except SpecGanError as error:
            on_stderr().warn(f"{error} The run goes on without this panel.")

    def _panel(self, model: Any, held_out: Batch) -> None:
        """LR, base (or the second output), result and truth of some held-out crops: for TensorBoard, and as a PNG where
        Pillow is installed."""
        counters = self.trainer.counters
        rows = _spread_rows(len(held_out.truth), PANEL_ROWS)
        image = panel(model, held_out, rows, self.trainer.device, self.spec.scale)
        self.journal.picture("LR, base, result, truth", image, counters.step)
        try:
            from PIL import Image
        except ImportError:
            return
        content = io.BytesIO()
        Image.fromarray(image).save(content, "png")
        with replacing(self.out / f"panel_x{self.spec.scale}_{counters.images:08d}.png") as temporary:
            temporary.write_bytes(content.getvalue())

    def _ask_to_stop(self, number: int, frame: Any) -> None:
        # torchrun passes a Ctrl-C on as a polite kill, so only a second Ctrl-C is impatience
        if number == signal.SIGINT and self._interrupted:
            raise KeyboardInterrupt
        self._interrupted = self._interrupted or number == signal.SIGINT
        self._stop = True


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
