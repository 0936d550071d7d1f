"""A model file, and all that can be asked of it."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Optional, Union

from ..backends.base import Backend
from ..backends.opening import existing_model, needed_package, open_backend, read_here, read_spec, runs_here
from ..modelspec import ModelSpec
from ..shelf.progress import Progress


class Model:
    """A model file. Nothing is read before it is asked for, and nothing is read twice."""

    def __init__(self, path: Union[str, Path], python: Optional[Path] = None) -> None:
        """`python`: interpreter of another process that runs the model, and reads it where this one cannot; None: this
        process."""
        self.path, self.python = Path(path), python

    def check(self) -> None:
        """Raises `SpecGanError` where there is no such file, or none that is named like a model."""
        existing_model(self.path)

    @cached_property
    def spec(self) -> ModelSpec:
        """What the model says about itself. Raises `SpecGanError`."""
        return read_spec(self.path, self.python)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file, 64 hexadecimal digits."""
        digest = hashlib.sha256()
        with open(self.path, "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
        return digest.hexdigest()

    @property
    def package(self) -> str:
        """The Python package that runs it: "onnxruntime" or "torch"."""
        return needed_package(self.path)

    @property
    def readable_here(self) -> bool:
        """Whether `spec` needs no other process: PyTorch files are read by the Python that runs them."""
        return self.python is None or read_here(self.path)

    def runs_here(self) -> bool:
        """Whether this process can import `package`; the import itself is the test, and stays."""
        return runs_here(self.path)

    def open(
        self, device: str = "auto", precision: str = "auto", progress: Optional[Progress] = None, threads: int = 0
    ) -> Backend:
        """The model, loaded, on the device that it is proven to run on; a context manager that closes it.

        `device`: "cuda" and "cpu" are kept or refused; "auto" takes CUDA where it works, else the CPU, and says which.
        `precision`: "full" is float32, without TF32 on CUDA, "half" bfloat16 (or float16, on CUDA cards that lack it)
        where digits allow it; both are kept or refused. "auto" is half for PyTorch files on CUDA, else what the model
        file holds. `threads`: CPU threads, 0 for as many as there are cores. Raises `SpecGanError`.
        """
        backend = open_backend(self.path, device, progress, threads, self.python, precision)
        self.__dict__.setdefault("spec", backend.spec)  # it was read on the way: not once more
        return backend
