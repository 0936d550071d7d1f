"""Plots as SVG inside the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable, List, Sequence, Tuple

from ..shelf.markup import text

WIDTH, HEIGHT = 520, 340
LEFT, RIGHT, TOP, BOTTOM = 70, 16, 14, 52
"""Room around the axes."""
COLOURS = ("#2c7bb6", "#222222", "#e66101", "#8a8a8a")
"""Of the lines, in their order: also apart in grey and for the colour-blind."""
DASHES = ("", "6 4", "2 3", "8 3 2 3")

Points = Sequence[Tuple[float, float]]


@dataclass(frozen=True)
class Line:
    """One curve."""

    name: str
    points: Points
    """(x, y); those that are not finite, or not above 0 on a logarithmic axis, are left out."""
    marks: bool = False
    """Draw a dot at every point."""


@dataclass(frozen=True)
class Axes:
    """What stands along the axes."""

    x: str
    y: str
    logarithmic: bool = False
    """Both axes."""
    from_zero: bool = False
    """Both axes begin at 0."""


def plot(alt: str, axes: Axes, lines: Sequence[Line]) -> str:
    """The curves; empty where none has two points."""
    shown = [(line, _usable(line.points, axes.logarithmic)) for line in lines]
    points = [point for _, each in shown for point in each]
    if not any(len(each) > 1 for _, each in shown):
        return ""
    (left, right), (low, high) = (_ends([p[k] for p in points], axes) for k in (0, 1))
    across = _scale(left, right, LEFT, WIDTH - RIGHT, axes.logarithmic)
    down = _scale(low, high, HEIGHT - BOTTOM, TOP, axes.logarithmic)
    parts = [
        f'<svg role="img" aria-label="{text(alt)}" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" height="{HEIGHT - TOP - BOTTOM}" fill="none" '
        'stroke="#999"/>',
    ]
    for value in ticks(left, right, axes.logarithmic):
        at = across(value)
        parts.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#e4e4e4"/>')
        parts.append(_label(at, HEIGHT - BOTTOM + 16, "middle", _number(value)))
    for value in ticks(low, high, axes.logarithmic):
        at = down(value)
        parts.append(f'<line y1="{at:.1f}" y2="{at:.1f}" x1="{LEFT}" x2="{WIDTH - RIGHT}" stroke="#e4e4e4"/>')
        parts.append(_label(LEFT - 6, at + 4, "end", _number(value)))
    parts.append(_label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "middle", axes.x))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(f'<g transform="translate(16 {middle:.0f}) rotate(-90)">{_label(0, 0, "middle", axes.y)}</g>')
    for number, (line, usable) in enumerate(shown):
        parts += _curve(number, line, [(across(x), down(y)) for x, y in usable])
    parts += _legend([line.name for line, _ in shown])
    return "".join(parts) + "</svg>"


def ticks(low: float, high: float, logarithmic: bool) -> List[float]:
    """Round numbers from `low` to `high`: some five, or with a logarithm the powers of ten, with numbers between them
    where these are few."""
    if logarithmic:
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        for factors in ((1,), (1, 3), (1, 2, 5)):
            found = [factor * 10.0**power for power in powers for factor in factors]
            found = [value for value in found if low * 0.999 <= value <= high * 1.001]
            if len(found) >= 3:
                break
        return found
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [number * step for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _usable(points: Points, logarithmic: bool) -> List[Tuple[float, float]]:
    return [(x, y) for x, y in points if math.isfinite(x) and math.isfinite(y) and (not logarithmic or min(x, y) > 0)]


def _ends(values: Sequence[float], axes: Axes) -> Tuple[float, float]:
    low, high = min(values), max(values)
    if axes.logarithmic:
        return (low / 1.15, high * 1.15)
    low = min(0.0, low) if axes.from_zero else low
    room = 0.05 * (high - low) or abs(high) or 1.0
    return (low if axes.from_zero else low - room), high + room


def _scale(low: float, high: float, start: float, end: float, logarithmic: bool) -> Callable[[float], float]:
    change = math.log10 if logarithmic else float
    first, last = change(low), change(high)
    return lambda value: start + (change(value) - first) / (last - first) * (end - start)


def _curve(number: int, line: Line, places: Points) -> List[str]:
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    parts = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>']
    if line.marks:
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
    return parts


def _legend(names: Sequence[str]) -> List[str]:
    parts = []
    for number, name in enumerate(names):
        y, colour, dash = TOP + 16 + 17 * number, COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<line x1="{LEFT + 10}" x2="{LEFT + 38}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" '
                     f'stroke-width="2"{dashed}/>')  # fmt: skip
        parts.append(_label(LEFT + 44, y, "start", name))
    return parts


def _label(x: float, y: float, anchor: str, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12" fill="#333">{text(words)}</text>'


def _number(value: float) -> str:
    return f"{value:.4g}"
