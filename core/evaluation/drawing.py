"""Pictures of single places, read once more when it is known which are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

import numpy as np

from ..geodata.address import Address, address
from ..geodata.grid import Window
from ..shelf.formulas import luma
from .colours import as_kinds, as_picture, as_ramp
from .compared import LEAST, Comparing, kinds_of
from .doubt import Doubt
from .inputs import Ground, View
from .places import low_place
from .worst import Chosen

SHOWN = 256
"""Pixels of a place that are shown: its middle."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """A place with its pictures."""

    chosen: Chosen
    address: Address
    pictures: Tuple[Tuple[str, np.ndarray], ...]
    """Caption, and uint8 (h, w, 3)."""


@dataclass(frozen=True, eq=False)
class Pencil:
    """Draws places of a comparison, or of a result alone."""

    ground: Ground
    low_high: Tuple[float, float]
    result: View
    lr: Optional[View]
    comparing: Optional[Comparing]
    """None: no truth."""
    doubt: Optional[Doubt]
    most_error: float
    """Error of luma that is drawn in the lightest colour."""
    most_doubt: float
    """The same of the uncertainty."""

    def draw(self, chosen: Chosen) -> Drawn:
        """The pictures of a place."""
        window = self._middle(chosen.window)
        low, high = self.low_high
        result, valid = self.result.read(window)
        pictures: List[Tuple[str, np.ndarray]] = []
        lr = low_place(self.lr, self.ground, window) if self.lr is not None else None
        if lr is not None:
            factor = self.ground.factor
            plain = np.where(lr.valid, lr.inner, np.nan).repeat(factor, 1).repeat(factor, 2)
            pictures.append(("LR layer", as_picture(plain, low, high)))
        pictures.append(("result", as_picture(np.where(valid, result, np.nan), low, high)))
        if self.comparing is not None:
            pictures += self._against_truth(window, result, valid)
        elif lr is not None:
            detail = np.where(valid, np.abs(luma(result - lr.base())), np.nan)
            caption = f"generated detail, 0 to {self.most_error:.3g}"
            pictures.append((caption, as_ramp(detail, 0, self.most_error)))
        if self.doubt is not None:
            values, known = self.doubt.read(window)
            picture = as_ramp(np.where(known[0], values[0], np.nan), 0, self.most_doubt)
            pictures.append((f"uncertainty, 0 to {self.most_doubt:.3g}", picture))
        return Drawn(chosen, address(self.ground.grid, window), tuple(pictures))

    def _against_truth(self, window: Window, result: np.ndarray, valid: np.ndarray) -> List[Tuple[str, np.ndarray]]:
        assert self.comparing is not None
        seen = self.comparing.read(window)
        truth, both = seen.inner(seen.truth), seen.inner(seen.valid)
        error = np.where(both, np.abs(luma(result - truth)), np.nan)
        pictures = [
            ("truth", as_picture(np.where(both, truth, np.nan), *self.low_high)),
            (f"error of luma, 0 to {self.most_error:.3g}", as_ramp(error, 0, self.most_error)),
        ]
        if seen.low is not None and both.sum() >= LEAST:
            pictures.append(("improvement, omission, hallucination", as_kinds(kinds_of(self.comparing, seen)[0])))
        return pictures

    def _middle(self, window: Window) -> Window:
        """The part of a place that is shown: whole LR pixels around its middle."""
        factor = self.ground.factor
        most = max(factor, SHOWN - SHOWN % factor)
        width, height = min(window.width, most), min(window.height, most)
        col, row = (window.width - width) // (2 * factor), (window.height - height) // (2 * factor)
        return Window(window.col + col * factor, window.row + row * factor, width, height)


def scale_end(values: Sequence[float]) -> float:
    """A value that nearly all of `values` are below: the end of a ramp. 1 for none."""
    known = np.asarray([value for value in values if np.isfinite(value)], float)
    return (float(np.percentile(known, 98)) or 1.0) if known.size else 1.0
