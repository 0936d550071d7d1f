"""How the patches of a row are divided into network calls."""

from __future__ import annotations

from typing import Sequence, Tuple


class Batches:
    """At most `size` patches a call; rows of an earlier run as they were divided then.

    Another division can change the last digits.
    """

    def __init__(self, size: int, recorded: Sequence[Tuple[int, ...]] = ()) -> None:
        """`recorded`: patches in each call, of the rows of patches from the top that an earlier run has finished."""
        self.size = size
        """Patches a call from here on, at most."""
        self._recorded = recorded

    def next(self, row: int, call: int, waiting: int) -> int:
        """Patches for call number `call` of patch row `row`, of the `waiting` ones."""
        recorded = self._recorded[row] if row < len(self._recorded) else ()
        most = recorded[call] if call < len(recorded) else self.size
        return min(most, self.size, waiting)

    def shrink(self, count: int) -> int:
        """A call of `count` patches was too much for the device's memory: the number to go on with."""
        self.size = count // 2
        return self.size
