"""How long a patch takes on this machine, remembered from run to run."""

from __future__ import annotations

from typing import Optional, Tuple

from .settings import keep, kept, timing_key

MIN_PATCHES = 8
"""Runs with fewer patches tell more about starting and ending than about patches; they count until a longer one."""


def remember(model: str, asked: str, device: str, tiles: int, seconds: float, precision: str = "auto") -> None:
    """Keep the speed of a run of `model` on `device`, also as that of the device that was `asked` for ("auto").

    `precision`: the one that was asked for; each has speeds of its own.
    """
    if tiles < 1:
        return
    for name in {asked, device}:
        key = timing_key(model, name, precision)
        if tiles >= MIN_PATCHES or not kept(key):
            keep(key, f"{seconds / tiles:.6g} {device}")


def recall(model: str, asked: str, precision: str = "auto") -> Optional[Tuple[float, str]]:
    """Seconds a patch and the device of the last such run; None before the first one."""
    text = str(kept(timing_key(model, asked, precision)))
    try:
        seconds, device = text.split(" ", 1)
        return float(seconds), device
    except ValueError:
        return None
