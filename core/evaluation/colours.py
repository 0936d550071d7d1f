"""Arrays as pictures: layers in their colours, figures in a ramp, shares in three colours."""

from __future__ import annotations

from typing import Tuple

import numpy as np

RAMP = np.array(
    [(68, 1, 84), (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137), (53, 183, 121),
     (110, 206, 88), (181, 222, 43), (253, 231, 37)],
    float,
)  # fmt: skip
"""Dark to light, even for the eye, and in grey and for the colour-blind too: ten colours of viridis (Smith and van der
Walt 2015, CC0)."""
KIND_COLOURS = np.array([(44, 123, 182), (204, 204, 204), (215, 25, 28)], float)
"""Improvement blue, omission grey, hallucination red."""
NOTHING = np.array((255, 255, 255), float)
"""Where there is no figure."""


def as_picture(image: np.ndarray, low: float, high: float) -> np.ndarray:
    """(3, h, w) in file units to uint8 (h, w, 3); nan becomes white."""
    known = np.isfinite(image).all(0)
    scaled = (np.where(known, image, low) - low) * (255 / (high - low))
    return _pixels(np.clip(scaled, 0, 255).transpose(1, 2, 0), known)


def as_ramp(figure: np.ndarray, low: float, high: float) -> np.ndarray:
    """(h, w) in the ramp, from `low` to `high`, to uint8 (h, w, 3); nan becomes white."""
    known = np.isfinite(figure)
    place = np.clip((np.where(known, figure, low) - low) / (high - low or 1.0), 0, 1) * (len(RAMP) - 1)
    levels = np.arange(len(RAMP))
    return _pixels(np.stack([np.interp(place, levels, RAMP[:, k]) for k in range(3)], -1), known)


def as_kinds(shares: np.ndarray) -> np.ndarray:
    """Shares (3, h, w) of improvement, omission and hallucination to uint8 (h, w, 3); pixels whose shares do not add up
    to anything become white, what counts in part is paler."""
    total = np.where(np.isfinite(shares), shares, 0)
    sums = np.minimum(total.sum(0), 1.0)
    mixed = np.tensordot(total.transpose(1, 2, 0), KIND_COLOURS, 1) + (1 - sums)[..., None] * NOTHING
    return _pixels(np.clip(mixed, 0, 255), sums > 0)


def ramp_ends() -> Tuple[str, str]:
    """Colours of the lowest and the highest value, as in a style sheet."""
    return _hex(RAMP[0]), _hex(RAMP[-1])


def ramp_style() -> str:
    """The ramp as a background in a style sheet, from left to right."""
    return f"linear-gradient(to right, {', '.join(_hex(colour) for colour in RAMP)})"


def kind_styles() -> Tuple[str, ...]:
    """Colours of improvement, omission, hallucination, as in a style sheet."""
    return tuple(_hex(colour) for colour in KIND_COLOURS)


def _hex(colour: np.ndarray) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour)


def _pixels(colours: np.ndarray, known: np.ndarray) -> np.ndarray:
    return np.where(known[..., None], colours + 0.5, NOTHING).astype(np.uint8)
