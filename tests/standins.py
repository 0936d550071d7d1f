"""A network and a host that do as a test wants."""

from __future__ import annotations

import numpy as np
from specgan.core.backends import Backend
from specgan.core.errors import SpecGanError
from specgan.core.errors.messages import Message
from specgan.core.modelspec import ModelSpec
from specgan.core.shelf.progress import Progress

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(6))
SPEC = ModelSpec("texture", 4, 8, WAVELENGTHS, detail_correlation=0.2, overlap=3)


class Texture(Backend):
    """Texture that depends on the patch, and in the last digits on the batch it is in; fails when told to."""

    device, runtime = "cpu", "test"

    def __init__(self, spec=SPEC, fail_after=None):
        self.spec, self.calls, self.sizes, self._fail_after = spec, 0, [], fail_after

    def infer(self, hsi, rgb):
        if self._fail_after is not None and self.calls >= self._fail_after:
            raise SpecGanError("The model stopped.", "Try again.")
        self.calls += 1
        self.sizes.append(len(rgb))
        size = self.spec.out_size
        wave = np.sin(np.arange(size) * 1.7)[:, None] * np.cos(np.arange(size) * 2.3)
        low = rgb.repeat(self.spec.scale, 2).repeat(self.spec.scale, 3)
        strength = hsi.mean((1, 2, 3))[:, None, None, None] + 0.01 * len(rgb)
        return (low + strength * wave).astype(np.float32)


class Log(Progress):
    """A host that keeps what it is told; it takes messages only, since a plain text cannot be translated."""

    def __init__(self, stop_after=None):
        self.messages, self.warnings, self.reports, self._stop_after = [], [], [], stop_after

    def report(self, done, total):
        self.reports.append((done, total))

    def is_cancelled(self):
        return self._stop_after is not None and len(self.reports) >= self._stop_after

    def log(self, message):
        assert isinstance(message, Message), message
        self.messages.append(message)

    def warn(self, message):
        assert isinstance(message, Message), message
        self.warnings.append(message)

    @property
    def text(self):
        return "\n".join(self.messages)
