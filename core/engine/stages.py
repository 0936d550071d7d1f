"""Parts of a job that run beside each other, each in a thread of its own, with bounded queues between them."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Callable, Deque


class Stage:
    """One thread that does what it is given, in order; a context manager.

    Given to from one thread at a time. At most `waiting` pieces of work are unfinished when `give` returns, the one
    being done included: that is the memory bound. Errors of the work come out of a later `give` or of `wait`.
    """

    def __init__(self, waiting: int) -> None:
        self._waiting = waiting
        self._pool = ThreadPoolExecutor(1)
        self._given: Deque[Future] = deque()

    def give(self, work: Callable[..., Any], *values: Any) -> None:
        """Have `work(*values)` done; waits where too much is waiting already."""
        self._given.append(self._pool.submit(work, *values))
        while len(self._given) > self._waiting:
            self._given.popleft().result()

    def wait(self) -> None:
        """Until everything is done."""
        while self._given:
            self._given.popleft().result()

    def drop(self) -> None:
        """What has not begun need not be done any more."""
        for future in list(self._given):
            future.cancel()

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *unused: object) -> None:
        self.drop()
        self._pool.shutdown()
