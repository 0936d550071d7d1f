"""What the machine lets this process use: cores and memory."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Optional


def cores() -> int:
    """CPU cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine_memory() -> int:
    """Bytes of memory that this process may use: the machine's, or what its container allows."""
    found = [size for size in (_physical(), _container()) if size]
    return min(found) if found else 4 << 30


def give_back() -> None:
    """Have glibc return to the system what it holds free, which is most of what many small blocks took. Changes nothing
    about what comes later; elsewhere: nothing."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # other C libraries have no such function
            ctypes.CDLL(None).malloc_trim(0)


def _physical() -> Optional[int]:
    if os.name == "nt":
        status = (ctypes.c_ulonglong * 8)()  # MEMORYSTATUSEX: length and load share the first eight bytes
        ctypes.cast(status, ctypes.POINTER(ctypes.c_ulong))[0] = ctypes.sizeof(status)
        loader = getattr(ctypes, "windll", None)
        return int(status[1]) if loader and loader.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else None
    with suppress(ValueError, OSError, AttributeError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None


def _container() -> Optional[int]:
    """The limit of this process's control group; None where there is none."""
    for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        with suppress(OSError, ValueError):
            limit = int(Path(file).read_text(encoding="ascii"))
            if limit < 1 << 60:
                return limit
    return None
