"""GDAL's errors as Python exceptions, for as long as this program needs them so.

The switches are process-wide and other plugins count on theirs, so they are counted here and put back.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import Iterator, List

from osgeo import gdal, ogr, osr

_lock = threading.Lock()
_depth = 0
_before: List[bool] = []


@contextmanager
def gdal_exceptions() -> Iterator[None]:
    """GDAL raises RuntimeError inside and prints nothing; the outermost end restores the earlier state.

    Nests, also across threads. OSR does not raise inside, because one point without a counterpart would then throw
    away the whole list: its callers look at what comes back. Enter and leave in the same thread.
    """
    global _depth, _before
    with _lock:
        if _depth == 0:
            _before = [bool(module.GetUseExceptions()) for module in (gdal, ogr, osr)]
            gdal.UseExceptions()
            osr.DontUseExceptions()  # from GDAL 3.7 on, the line above switches OSR as well
        _depth += 1
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()
        with _lock:
            _depth -= 1
            if _depth == 0:
                for module, raised in zip((gdal, ogr, osr), _before):
                    (module.UseExceptions if raised else module.DontUseExceptions)()


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
