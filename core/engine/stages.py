"""Parts of a job that run beside each other, each in a thread of its own, with bounded queues between them."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from typing import Any, Callable, Deque, Iterable, Iterator, Tuple, TypeVar

from ..shelf.progress import Progress

Item = TypeVar("Item")


class Stage:
    """One thread that does what it is given, in order; a context manager.

    Given to from one thread at a time. At most `waiting` pieces of work are unfinished when `give` returns, the one
    being done included: that is the memory bound. Errors of the work come out of a later `give` or of `wait`; what was
    given after the work that failed is not done.
    """

    def __init__(self, waiting: int) -> None:
        self._waiting = waiting
        self._pool = ThreadPoolExecutor(1)
        self._given: Deque[Future] = deque()
        self._failed = False

    def give(self, work: Callable[..., Any], *values: Any) -> Future:
        """Have `work(*values)` done; waits where too much is waiting already. Gives the future result."""
        future = self._pool.submit(self._do, work, *values)
        self._given.append(future)
        while len(self._given) > self._waiting:
            self._take()
        return future

    def wait(self) -> None:
        """Until everything is done."""
        while self._given:
            self._take()

    def drop(self) -> None:
        """What has not begun is not done any more; waits for what has."""
        for future in self._given:
            future.cancel()
        wait_for(self._given)
        self._given.clear()
        self._failed = False

    def _do(self, work: Callable[..., Any], *values: Any) -> Any:
        if self._failed:
            return None
        try:
            return work(*values)
        except BaseException:
            self._failed = True
            raise

    def _take(self) -> None:
        try:
            self._given.popleft().result()
        except BaseException:
            self.drop()
            raise

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *unused: object) -> None:
        self.drop()
        self._pool.shutdown()


def ahead(stage: Stage, items: Iterable[Item]) -> Iterator[Item]:
    """The items; while one is in use, `stage` gets the next one ready."""
    iterator, end = iter(items), object()
    coming = stage.give(next, iterator, end)
    while True:
        item = coming.result()
        if item is end:
            return
        coming = stage.give(next, iterator, end)
        yield item


class Postbox(Progress):
    """The host's progress for all threads of a job; a context manager, entered on the thread that the host knows.

    What that thread says is passed on at once. What others say waits for its next `step`, or for the end.
    """

    def __init__(self, host: Progress) -> None:
        self._host = host
        self._thread = threading.get_ident()
        self._waiting: Deque[Tuple[Callable[[str], None], str]] = deque()

    def step(self, done: int, total: int) -> None:
        self._deliver()
        self._host.step(done, total)

    def report(self, done: int, total: int) -> None:
        self._host.report(done, total)

    def is_cancelled(self) -> bool:
        return self._host.is_cancelled()

    def log(self, message: str) -> None:
        self._post(self._host.log, message)

    def warn(self, message: str) -> None:
        self._post(self._host.warn, message)

    def _post(self, tell: Callable[[str], None], message: str) -> None:
        self._waiting.append((tell, message))
        if threading.get_ident() == self._thread:
            self._deliver()

    def _deliver(self) -> None:
        while self._waiting:
            tell, message = self._waiting.popleft()
            tell(message)

    def __enter__(self) -> Postbox:
        return self

    def __exit__(self, *unused: object) -> None:
        self._deliver()
