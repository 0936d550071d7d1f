"""What a person asks for: the parameters of one super-resolution job, as plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Tuple

from .errors import SpecGanError


@dataclass(frozen=True)
class Extent:
    """A rectangle on the map."""

    xmin: float
    ymin: float
    xmax: float
    ymax: float
    crs_wkt: str
    """CRS of the four numbers; empty: that of the RGB layer."""
    crs_id: str = ""
    """Short name of that CRS ("EPSG:32633") for the command that repeats the job."""


@dataclass(frozen=True)
class Job:
    """Parameters of `specgan:superresolve`; `planning.plan` checks them against the layers and the model."""

    rgb: str
    """GDAL source of the RGB layer, the LR image."""
    hsi: str
    """GDAL source of the hyperspectral layer."""
    model: Path
    """Model file."""
    output: Path
    """GeoTIFF to write."""
    rgb_crs: str = ""
    """WKT of the CRS assigned to the RGB layer; empty: the file's own."""
    hsi_crs: str = ""
    """The same for the hyperspectral layer."""
    rgb_bands: Tuple[int, ...] = ()
    """Band numbers (from 1) of red, green and blue; empty: found from the layer."""
    rgb_shown: Tuple[int, ...] = ()
    """Bands that the layer's style in QGIS shows as red, green and blue; empty: not known, or no colour picture."""
    extent: Optional[Extent] = None
    """Part of the map to compute; None: all that both layers cover."""
    overlap: Optional[int] = None
    """Overlap of neighbouring patches, LR pixels; None: the model's."""
    detail: Optional[float] = None
    """How much of the generated detail goes into the result, 0 (the LR-consistent base) to 1; None: the model's."""
    factor: Optional[int] = None
    """How many times finer the result is, a divisor of the model's scale: block means; None: the model's scale."""
    consistency: Optional[bool] = None
    """Bring the block means of the result to the RGB layer where they are not; None: where the model is LR-consistent,
    that is, where the range of the type has cut something off."""
    rgb_range: Optional[Tuple[float, float]] = None
    """File values of the RGB layer that map to -1 and 1; None: the model's rule."""
    hsi_range: Optional[Tuple[float, float]] = None
    """File values of the HSI layer that map to -1 and 1; None: the model's rule."""
    hsi_wavelengths: Tuple[float, ...] = ()
    """Band centres of the HSI layer, nm, in place of its own; 0 for bands to leave out; empty: its own."""
    device: str = "auto"
    """auto, cuda or cpu."""
    precision: str = "auto"
    """full (float32), half, or auto: half for PyTorch models on CUDA, else full as far as the device gives it."""
    batch_size: int = 0
    """Patches a network call, fewer where memory does not allow it; 0: measured for long jobs, else the usual ones."""
    memory_mb: int = 0
    """MB that the job may take beside the program and the model; 0: a quarter of the machine's memory."""
    python: Optional[Path] = None
    """Interpreter of another process to run the model in; None: this process."""
    measurements: Optional[Path] = None
    """File that keeps how quick batches of each size were here (`core.engine.calibration`); None: not kept."""


def parse_range(text: str, label: str) -> Optional[Tuple[float, float]]:
    """("low,high") -> (low, high); None for empty text. Raises `SpecGanError` that names the parameter `label`."""
    if not text.strip():
        return None
    try:
        low, high = (float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        low, high = 0.0, 0.0
    if not low < high or not (math.isfinite(low) and math.isfinite(high)):
        raise SpecGanError(
            f"{label} is {text!r}, which is not a range.", "Write two numbers, low,high, the first one smaller."
        )
    return low, high


def parse_bands(text: str, label: str) -> Tuple[int, ...]:
    """("3,2,1") -> (3, 2, 1); () for empty text. Raises `SpecGanError` that names the parameter `label`."""
    if not text.strip():
        return ()
    try:
        bands = tuple(int(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        bands = ()
    if len(bands) != 3 or min(bands) < 1:
        raise SpecGanError(
            f"{label} is {text!r}, which is not three band numbers.",
            "Write the bands of red, green and blue, for example 3,2,1.",
        )
    return bands
