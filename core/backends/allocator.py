"""What the C library does with memory that is freed: kept while a network computes on the CPU, else given back."""

from __future__ import annotations

import ctypes
import sys
import threading
from contextlib import suppress
from typing import Callable

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_MMAP_MAX = -1, -3, -4
"""Names of mallopt(3)."""
USUAL = ((M_MMAP_MAX, 65536), (M_MMAP_THRESHOLD, 32 << 20), (M_TRIM_THRESHOLD, 64 << 20))
"""The first is glibc's own value, the others are what it raises them to as large blocks come and go. It stops doing so
once one of them was set."""
NEVER, ALWAYS = -1, 1 << 30
"""Bytes: nothing that is free is given back, and no block is too large to be made of it."""

_lock = threading.Lock()
_keepers = 0


def keep_freed() -> None:
    """Have glibc keep what is freed, until `keep_no_more` was called as often. Elsewhere: nothing.

    A large map is otherwise mapped anew from the system for every layer, filled with zeros page by page, and unmapped:
    a sixth to a quarter of the published network's time. torch has no cache of its own on the CPU. Of what threads
    other than the first allocate, glibc keeps less: blocks of some ten MB on are mapped anew all the same.
    """
    global _keepers
    with _lock:
        _keepers += 1
        if _keepers == 1:
            _ask(_keep)


def keep_no_more() -> None:
    """Undo one `keep_freed`; after the last one free memory goes back to the system."""
    global _keepers
    with _lock:
        _keepers -= 1
        if not _keepers:
            _ask(lambda library: [library.mallopt(name, value) for name, value in USUAL])
            give_back()


def give_back() -> None:
    """Have the C library return what it holds free to the system: glibc keeps most of what many small blocks took, and
    every thread takes from a share of its own."""
    _ask(lambda library: library.malloc_trim(0))


def _keep(library: ctypes.CDLL) -> None:
    if not library.mallopt(M_MMAP_THRESHOLD, ALWAYS):  # glibc before 2.35 refuses more than 32 MB
        library.mallopt(M_MMAP_MAX, 0)
    library.mallopt(M_TRIM_THRESHOLD, NEVER)


def _ask(what: Callable[[ctypes.CDLL], object]) -> None:
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # other C libraries have no such functions
            what(ctypes.CDLL(None))
