"""Watches over a run that leaves sanity: back to the last good state, at half the rate."""

from __future__ import annotations

import copy
from collections import deque
from statistics import median
from typing import Any, Callable, Deque, Dict, List, Optional

from ...core.errors import SpecGanError

LIMIT = 3.0
"""A pixel loss above this many times its running median is a divergence."""
MEMORY = 200
"""Steps of the running median."""
BEGIN = 50
"""Steps before the guard trusts its median."""
PATIENCE = 3
"""Steps in a row above the limit that count: one odd batch is no divergence."""
EVERY = 100
"""Steps between two states that are kept."""
MOST = 6
"""Times that a run may go back before it gives up."""


class Guard:
    """Keeps the last two good states of a run in memory. Of the two it goes back to the older one: what breaks a run
    may have begun some steps before it shows."""

    def __init__(self, state: Callable[[], Dict[str, Any]], restore: Callable[[Dict[str, Any]], None]) -> None:
        """`state` gives what `restore` takes; both of the run."""
        self._state, self._restore = state, restore
        self._losses: Deque[float] = deque(maxlen=MEMORY)
        self._kept: List[Dict[str, Any]] = []
        self._steps = self._high = 0
        self.falls = 0
        """Times that the run went back."""

    def watch(self, loss: Optional[float]) -> bool:
        """Take in the pixel loss of a step (None: the step was skipped); whether the run went back because of it.

        `SpecGanError` where it has gone back too often.
        """
        self._steps += 1
        if loss is not None:
            if len(self._losses) >= BEGIN and not loss <= LIMIT * median(self._losses):
                self._high += 1
            else:
                self._high = 0
                self._losses.append(loss)
        if self._high >= PATIENCE:
            return self._go_back()
        if self._steps % EVERY == 1 and self._high == 0:
            self._kept = [*self._kept[-1:], copy.deepcopy(self._state())]
        return False

    def _go_back(self) -> bool:
        self.falls += 1
        if self.falls > MOST or not self._kept:
            raise SpecGanError(
                "Training diverged {falls} times, also at a smaller learning rate.",
                "Start again from the last checkpoint with a much smaller --learning-rate, or with other data.",
                falls=self.falls,
            )
        self._restore(copy.deepcopy(self._kept[0]))
        self._kept, self._high = self._kept[:1], 0
        return True
