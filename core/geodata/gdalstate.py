"""GDAL's errors as Python exceptions, for as long as this program needs them so.

The switch is process-wide and other plugins count on theirs, so it is counted here and put back.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import Iterator

from osgeo import gdal

_lock = threading.Lock()
_depth = 0
_before = False


@contextmanager
def gdal_exceptions() -> Iterator[None]:
    """GDAL raises RuntimeError inside; nests, also across threads; the outermost end restores the earlier state."""
    global _depth, _before
    with _lock:
        if _depth == 0:
            _before = bool(gdal.GetUseExceptions())
            gdal.UseExceptions()
        _depth += 1
    try:
        yield
    finally:
        with _lock:
            _depth -= 1
            if _depth == 0 and not _before:
                gdal.DontUseExceptions()


@contextmanager
def gdal_config(**options: str) -> Iterator[None]:
    """GDAL configuration options for this thread, put back afterwards."""
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in options}
    for name, value in options.items():
        gdal.SetThreadLocalConfigOption(name, value)
    try:
        yield
    finally:
        for name, old in before.items():
            gdal.SetThreadLocalConfigOption(name, old)
