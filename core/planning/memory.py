"""How much memory a job may take, and how it is shared out: strips, queues, batches, GDAL's cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SpecGanError
from ..models import ModelSpec
from ..patches.normalize import FILL_REACH
from ..patches.tiling import Axis
from ..shelf.machine import machine_memory
from ..shelf.upsampling import RADIUS
from .answers import ONE, Answers, uncertainty_bands

FLOAT = 4
"""Bytes of a float32."""
USUAL_BATCH = 4
"""Patches a network call where nobody has asked for another number or measured a better one."""
MOST_WAITING = 2
"""Strips that may wait for being written."""
LEAST_CACHE = 16 << 20
"""Bytes of GDAL's block cache that a job does not go below."""
USUAL_CACHE = 64 << 20
"""Bytes of GDAL's block cache for reading up to which two rows of the layers' blocks are kept, not one. What is read
stays in the cache until it is full, so a larger one than is of use grows with the height of the layers for long."""
COMPACT_FLOATS = 260
"""float32 numbers that a compact (LR-consistent) network holds for each HR pixel of a batch while it computes.

Growth of the process's peak over the loaded model, one thread, 25 November 2026, by patches a call: onnxruntime 1.32.0
152 (1), 166 (4), 165 (16); torch 2.13.0 423 (1, of which 14 MB come once), 260 (4), 218 (16)."""
PUBLISHED_FLOATS = 1400
"""The same for the others, the published 16x network: onnxruntime 1269 (1), torch 1168 (1), 1094 (2), the latter with
plain convolutions; torch in a worker, which keeps what is freed, 1391 for each patch from the second to the fourth.
Winograd's kernels (`network.winograd`, 300 MB there) come once, and count as the model."""
TILE_ROWS = 256
"""HR rows that wait in the writer until a row of the file's tiles is full."""


@dataclass(frozen=True)
class Sizes:
    """What fits into the memory that a job may take."""

    budget: int
    """Bytes that the job may take, beside the program and the model."""
    needed: int
    """Bytes that it takes, reckoned; GDAL's cache left out."""
    batch_size: int
    """Patches a network call."""
    waiting: int
    """Finished strips that may wait for being written; with 0 the network waits for the writer."""
    tile_row: int
    """Bytes of one row of the result's tiles, which GDAL's block cache holds until all bands are there; in `needed`."""

    def cache_bytes(self, block_row: int) -> int:
        """For GDAL's block cache: what is being written, and for reading one row of the layers' blocks (`block_row`
        bytes), with less each strip decodes the same blocks again, or two where that is not much."""
        reading = max(block_row, min(2 * block_row, USUAL_CACHE))
        return self.tile_row + max(LEAST_CACHE, min(reading, self.budget - self.needed))


def size_job(
    spec: ModelSpec,
    cols: Axis,
    dtype: str,
    layer_bands: int,
    batch_size: int,
    memory_mb: int = 0,
    answers: Answers = ONE,
    alarm: bool = False,
) -> Sizes:
    """Share out `memory_mb` MB (0: a quarter of the machine's memory).

    `dtype`: type of the result; `layer_bands`: bands that are read from the HSI layer; `answers`: how many pictures are
    blended side by side; `alarm`: a raster of one byte a pixel is written too. First fewer strips wait, then batches
    get smaller. Raises `SpecGanError` that gives the needed figure where even that does not fit.
    """
    if memory_mb < 0:
        raise SpecGanError("The memory is {memory} MB.", "Choose 1 or more, or leave it empty.", memory=memory_mb)
    budget = memory_mb << 20 if memory_mb else machine_memory() // 4
    tile_row = TILE_ROWS * cols.padded * spec.scale * _pixel_bytes(dtype)
    strip = answers.blenders * _strip_bytes(spec, cols)
    fixed = strip + _fixed_bytes(spec, cols, dtype, layer_bands)
    if answers.compared:
        tile_row += TILE_ROWS * cols.padded * spec.scale * FLOAT
        fixed += _written_bytes(spec, cols, uncertainty_bands(spec) * FLOAT + 1)
    if alarm:
        tile_row += TILE_ROWS * cols.padded * spec.scale
        fixed += _written_bytes(spec, cols, 2)
    waiting, batch = MOST_WAITING, batch_size
    while True:
        needed = fixed + (waiting + 1) * strip + batch * _patch_bytes(spec)
        if needed + LEAST_CACHE <= budget:
            return Sizes(budget, needed, batch, waiting, tile_row)
        if waiting > 0:
            waiting -= 1
        elif batch > 1:
            batch //= 2
        else:
            least = _mb(needed + LEAST_CACHE)
            raise SpecGanError(
                "A raster {length} pixels wide needs {least} MB of memory beside the model, the job may take "
                "{budget} MB.",
                "Allow that much (MEMORY_MB {least}), or choose a narrower extent.",
                f"memory of the machine {_mb(machine_memory())} MB, asked for {memory_mb} MB",
                length=cols.length,
                least=least,
                budget=_mb(budget),
            )


def _mb(size: int) -> int:
    return -(-size >> 20)


def _strip_bytes(spec: ModelSpec, cols: Axis) -> int:
    """One row of patches, three channels: weighted details, and what is not detail, unless that follows from the LR
    layer."""
    return (1 if spec.lr_consistent and not spec.expected else 2) * 3 * FLOAT * spec.out_size * cols.padded * spec.scale


def _fixed_bytes(spec: ModelSpec, cols: Axis, dtype: str, layer_bands: int) -> int:
    """What does not depend on batch, queue and answers: pixels on their way to the file, LR strips."""
    pixels = _written_bytes(spec, cols, _pixel_bytes(dtype))
    # a layer's rows while they are read: as in the file, float32, masked, in the model's bands, filled
    rows = spec.in_size + 2 * (RADIUS + FILL_REACH)
    reading = 5 * FLOAT * rows * cols.padded * (max(layer_bands, spec.bands) + 3)
    kept = 4 * FLOAT * spec.in_size * cols.padded * (spec.bands + 3)
    return pixels + reading + kept


def _written_bytes(spec: ModelSpec, cols: Axis, pixel: int) -> int:
    """Pixels of `pixel` bytes on their way to a file: a finished strip and its copy with nodata; then a row of tiles
    here and one in GDAL."""
    return (2 * spec.out_size + 2 * TILE_ROWS) * cols.padded * spec.scale * pixel


def _pixel_bytes(dtype: str) -> int:
    """One pixel of the result: three bands and the mask."""
    return 3 * np.dtype(dtype).itemsize + 1


def _patch_bytes(spec: ModelSpec) -> int:
    """One patch in a batch: in, out, base, and what the network holds meanwhile."""
    network = COMPACT_FLOATS if spec.lr_consistent else PUBLISHED_FLOATS
    return FLOAT * spec.out_size**2 * (network + 3 * 3 + spec.out_channels)
