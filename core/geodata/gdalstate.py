"""GDAL's errors as Python exceptions, for as long as this program needs them so.

The switch is process-wide and other plugins count on theirs, so it is counted here and put back.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import ContextManager, Dict, Iterator

from osgeo import gdal

WRITING = {
    "ESRI_XML_PAM": "NO",
    "GDAL_OVR_PROPAGATE_NODATA": "NO",
    "GDAL_PAM_ENABLED": "YES",
    "GDAL_PAM_MODE": "PAM",
    "GDAL_TIFF_ENDIANNESS": "NATIVE",
    "GDAL_TIFF_INTERNAL_MASK": "YES",
    "GDAL_TIFF_INTERNAL_MASK_TO_8BIT": "YES",
    "GTIFF_DELETE_ON_ERROR": "YES",
    "GTIFF_DIRECT_IO": "NO",
    "GTIFF_DONT_WRITE_BLOCKS": "NO",
    "GTIFF_ESRI_CITATION": "YES",
    "GTIFF_HONOUR_NEGATIVE_SCALEY": "NO",
    "GTIFF_IGNORE_READ_ERRORS": "NO",
    "GTIFF_LINEAR_UNITS": "DEFAULT",
    "GTIFF_POINT_GEO_IGNORE": "NO",
    "GTIFF_USE_MMAP": "NO",
    "GTIFF_VIRTUAL_MEM_IO": "NO",
    "GTIFF_WRITE_IMAGE_STRUCTURE_METADATA": "YES",
    "GTIFF_WRITE_TOWGS84": "AUTO",
    "HFA_USE_RRD": "NO",
    "TIFF_USE_OVR": "NO",
    "USE_RRD": "NO",
    "VRT_VIRTUAL_OVERVIEWS": "NO",
    "BIGTIFF_OVERVIEW": "IF_SAFER",
    "COMPRESS_OVERVIEW": "DEFLATE",
    "INTERLEAVE_OVERVIEW": "PIXEL",
    "PHOTOMETRIC_OVERVIEW": "RGB",
    "SPARSE_OK_OVERVIEW": "NO",
}
"""Options that GDAL also takes from the environment, each as it is where nobody sets it, or as results need it: they
settle what is in a file and beside it."""

_lock = threading.Lock()
_depth = 0
_before = False
_bounds = 0
_cache_before = 0


@contextmanager
def gdal_exceptions() -> Iterator[None]:
    """GDAL raises RuntimeError inside and prints nothing; the outermost end restores the earlier state.

    Nests, also across threads; enter and leave in the same thread. OSR keeps the switch it has (before GDAL 3.7 it is
    another one), so callers of OSR must bear both an exception and an answer that says "failed".
    """
    global _depth, _before
    with _lock:
        if _depth == 0:
            _before = bool(gdal.GetUseExceptions())
            gdal.UseExceptions()
        _depth += 1
    try:
        with gdal_quiet():
            yield
    finally:
        with _lock:
            _depth -= 1
            if _depth == 0 and not _before:
                # GDAL refuses while somebody has switched on another of its modules in the meantime
                with suppress(RuntimeError):
                    gdal.DontUseExceptions()


@contextmanager
def gdal_quiet() -> Iterator[None]:
    """GDAL prints nothing from this thread inside; for closing what is thrown away anyway."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


@contextmanager
def bounded_cache(more: int) -> Iterator[None]:
    """GDAL's block cache grows by at most `more` bytes inside; by default it takes a share of the machine's memory.

    Process-wide like the cache; what other users have in it stays. The outermost of several counts.
    """
    global _bounds, _cache_before
    with _lock:
        if _bounds == 0:
            _cache_before = gdal.GetCacheMax()
            gdal.SetCacheMax(min(_cache_before, gdal.GetCacheUsed() + more))
        _bounds += 1
    try:
        yield
    finally:
        with _lock:
            _bounds -= 1
            if _bounds == 0:
                gdal.SetCacheMax(_cache_before)


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


def writing_options(predictor: int = 1, level: int = 6, block: int = 128, **more: str) -> ContextManager[None]:
    """For writing rasters: whatever the environment says, the same files come out.

    `predictor`, `level`, `block` : of overviews, as DEFLATE and tiles in pixels; `more` : further options.
    """
    overviews: Dict[str, str] = {
        "PREDICTOR_OVERVIEW": str(predictor),
        "ZLEVEL_OVERVIEW": str(level),
        "GDAL_TIFF_OVR_BLOCKSIZE": str(block),
    }
    return gdal_config(**{**WRITING, **overviews, **more})
