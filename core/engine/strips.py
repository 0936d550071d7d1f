"""What flows through the engine: rows of patches on their way in, finished strips on their way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Optional, Tuple

import numpy as np


@dataclass(frozen=True)
class LrStrip:
    """What finishing needs of the LR layers, besides the blended patches."""

    valid: np.ndarray
    """bool (in_size, padded width): both layers hold data."""
    base_rgb: np.ndarray
    """float32 (3, final rows + 2 RADIUS, padded width), network values, not clipped: the rows that this row of patches
    completes, with margin."""
    unlike: Optional[np.ndarray] = None
    """uint8 (final rows, padded width): how these are unlike the training data (`shelf.domain`); None: not known."""


@dataclass(frozen=True)
class PatchRow:
    """One row of patches: n of them hold data and go through the network."""

    index: int
    """Number of the row, from the top."""
    cols: Tuple[int, ...]
    """Column of each of the n patches."""
    hsi: np.ndarray
    """float32 (n, bands, in_size, in_size), network values."""
    rgb: np.ndarray
    """float32 (n, 3, in_size, in_size), network values within [-1, 1]."""
    lr: LrStrip


@dataclass(frozen=True)
class FinishedStrip:
    """HR rows to which nothing will be added any more."""

    index: int
    """Number of the row of patches that completed them."""
    top: int
    """First HR row."""
    pixels: np.ndarray
    """(3, rows, width) in the type of the result."""
    valid: np.ndarray
    """bool (rows, width): which pixels are data."""
    batches: Tuple[int, ...]
    """Patches in each network call of the row of patches."""
    batch_size: int
    """Patches a network call from here on, at most."""
    sums: Tuple[float, ...]
    """What the meters had counted after this strip."""
    layers: Mapping[str, np.ndarray] = field(default_factory=dict)
    """What else was made, by the name of its parameter: (bands, rows, width) each."""


@dataclass(frozen=True)
class Figures:
    """What was measured over a whole run."""

    seam_ratio: float
    """Mean step across patch borders over mean step across other LR lines; 1 is seamless; nan: nothing to compare."""
    energy_ratio: float
    """Detail energy in blend zones over that inside patches; nan: nothing to compare."""
    lr_rmse_before: float
    """RMSE of the result's block means against the RGB layer, in its values, were the result not brought to it
    (CONSISTENCY); nan: nothing to compare."""
    lr_rmse: float
    """The same as written."""
    expected_share: float
    """Share of the detail's energy that is in what the model expects, 0 to 1; nan: the model does not say."""
    unlike: Tuple[float, ...]
    """LR pixels that are like the training data, and that are not, by reason (`planning.alarm`); zeros: not known."""
    sums: Tuple[float, ...]
    """The counts behind all of them."""
