"""What the C library does with memory that is freed: kept while a network computes on the CPU, else given back."""

from __future__ import annotations

import ctypes
import sys
import threading
from contextlib import suppress
from typing import Callable

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Names of mallopt(3)."""
NEVER, ALWAYS = (2**31 - 1, 1 << 30)
"""Bytes: free memory is never given back, and no block is too large to be made of it."""
USUAL = (64 << 20, 32 << 20)
"""What glibc's own thresholds rise to as large blocks come and go. It stops adjusting them once they were set."""

_lock = threading.Lock()
_keepers = 0


def keep_freed() -> None:
    """Have glibc keep what is freed, until `keep_no_more` was called as often. Elsewhere: nothing.

    A large map is otherwise mapped anew from the system for every layer, filled with zeros page by page, and unmapped:
    a fifth to a third of the published network's time. torch has no cache of its own on the CPU.
    """
    global _keepers
    with _lock:
        _keepers += 1
        if _keepers == 1:
            _set(NEVER, ALWAYS)


def keep_no_more() -> None:
    """Undo one `keep_freed`; after the last one free memory goes back to the system."""
    global _keepers
    with _lock:
        _keepers -= 1
        if not _keepers:
            _set(*USUAL)
            give_back()


def give_back() -> None:
    """Have the C library return what it holds free to the system: glibc keeps most of what many small blocks took, and
    every thread takes from a share of its own."""
    _ask(lambda library: library.malloc_trim(0))


def _set(trim: int, own_map: int) -> None:
    _ask(lambda library: (library.mallopt(M_MMAP_THRESHOLD, own_map), library.mallopt(M_TRIM_THRESHOLD, trim)))


def _ask(what: Callable[[ctypes.CDLL], object]) -> None:
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # other C libraries have no such functions
            what(ctypes.CDLL(None))
