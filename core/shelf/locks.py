"""Locks on files: the operating system's, which go with the process, however it ends."""

from __future__ import annotations

import os
from typing import Any, BinaryIO

LOCKED_BYTE = 1 << 60
"""Where Windows, which locks bytes and not files, has its lock: beyond everything that is read."""


def locked(file: BinaryIO) -> bool:
    """Lock an open file for this process until it is closed; False where another one has it.

    True also on file systems that have no locks.
    """
    if os.name == "nt":
        return _locked_on_windows(file)
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _locked_on_windows(file: BinaryIO) -> bool:
    import msvcrt

    system: Any = msvcrt  # its functions are unknown to type checkers on other systems
    file.seek(LOCKED_BYTE)
    try:
        system.locking(file.fileno(), system.LK_NBLCK, 1)
    except OSError:
        return False
    return True
