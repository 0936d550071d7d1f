"""What a run tells: one JSON object a line, and the same for TensorBoard where it is installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional

import numpy as np

from ...core.shelf.console import on_stderr
from .folder import LOG

BOARD = "tensorboard"


class Journal:
    """Writes `log.jsonl` (and standard output), and the folder `tensorboard` beside it; silent where `talks` is false.

    A full disk costs lines of the log, but never the run: what cannot be written is still printed.
    """

    def __init__(self, out: Path, talks: bool = True, board: bool = True, step: int = 0) -> None:
        """`step`: that of the checkpoint a run goes on from; curves that were drawn beyond it are dropped."""
        self.path, self.talks = out / LOG, talks
        self._writer = _writer(out / BOARD, step) if talks and board else None

    def record(self, values: Mapping[str, Any], step: Optional[int] = None) -> None:
        """One line of JSON; with `step`, its numbers are also drawn as curves."""
        if not self.talks:
            return
        line = json.dumps(dict(values))
        print(line, flush=True)
        try:
            with self.path.open("ab+") as stream:
                if stream.tell() > 0:  # a disk that was full may have left half a line
                    stream.seek(-1, 2)
                    line = line if stream.read() == b"\n" else "\n" + line
                stream.write(line.encode() + b"\n")
        except OSError as error:
            on_stderr().warn(f"{self.path} cannot be written: {error.strerror}.")
        if step is not None:
            self._on_board(lambda writer: self._draw(writer, values, step))

    def _on_board(self, write: Callable[[Any], Any]) -> None:
        """What TensorBoard cannot write costs its curves from there on; its writer does not recover from an error."""
        if self._writer is None:
            return
        try:
            write(self._writer)
        except (OSError, RuntimeError) as error:
            self._writer = None
            on_stderr().warn(f"no more curves for TensorBoard: {error}.")

    @staticmethod
    def _draw(writer: Any, values: Mapping[str, Any], step: int) -> None:
        group = "held out" if values.get("event") == "save" else "training"
        numbers: Dict[str, float] = {
            name: value for name, value in values.items() if type(value) in (int, float) and name != "step"
        }
        for name, value in numbers.items():
            writer.add_scalar(f"{group}/{name}", value, step)
        writer.flush()

    def picture(self, name: str, image: np.ndarray, step: int) -> None:
        """A uint8 picture (h, w, 3) for TensorBoard."""
        self._on_board(lambda writer: writer.add_image(name, image, step, dataformats="HWC"))

    def close(self) -> None:
        """End the files."""
        self._on_board(lambda writer: writer.close())


def _writer(folder: Path, step: int) -> Any:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(str(folder), purge_step=step + 1 if step else None)
