"""Does a predicted uncertainty tell the true error? Errors by deciles of the prediction, and how monotone they are."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

import numpy as np

BINS = 10
"""Deciles."""
WIDTH, HEIGHT, MARGIN = 480, 320, 48
"""Of a picture, pixels."""
COLOURS = ("#1f77b4", "#d95f02", "#1b9e77", "#7570b3")


@dataclass(frozen=True)
class Bin:
    """A tenth of the samples, by what was predicted for them."""

    low: float
    """Least prediction."""
    high: float
    """Largest prediction."""
    predicted: float
    """Root mean square of the predictions."""
    error: float
    """Root mean square of the true errors."""
    count: int


@dataclass(frozen=True)
class Reliability:
    """A prediction against the true error."""

    bins: Tuple[Bin, ...]
    """From the smallest to the largest prediction."""
    correlation: float
    """Spearman's rank correlation of prediction and size of the error over all samples, -1 to 1; nan: all equal."""
    monotone: float
    """The same of the bins: 1 if every bin has a larger error than the one before it."""
    rises: int
    """Steps from one bin to the next at which the error rises, of one fewer than there are bins."""


def reliability(predicted: np.ndarray, error: np.ndarray, bins: int = BINS) -> Reliability:
    """Both (n,), n at least `bins`; the sign of an error does not count. ValueError for fewer samples.

    Bins are equal in number; equal predictions stand in the order in which they came.
    """
    size = np.abs(np.asarray(error, np.float64))
    wide = np.asarray(predicted, np.float64)
    if wide.shape != size.shape or len(wide) < bins:
        raise ValueError(f"{wide.shape} predictions and {size.shape} errors for {bins} bins")
    parts = np.array_split(np.argsort(wide, kind="stable"), bins)
    found = tuple(Bin(wide[p].min(), wide[p].max(), _rms(wide[p]), _rms(size[p]), len(p)) for p in parts)
    errors = np.array([each.error for each in found])
    return Reliability(found, spearman(wide, size), spearman(np.arange(bins), errors), int((np.diff(errors) > 0).sum()))


def spearman(first: np.ndarray, second: np.ndarray) -> float:
    """Rank correlation of two arrays (n,), equal values sharing their mean rank (Spearman 1904); nan where one of them
    has but one value."""
    ranks = [_ranks(values) for values in (first, second)]
    spreads = [rank.std() for rank in ranks]
    if min(spreads) == 0:
        return float("nan")
    return float(np.mean((ranks[0] - ranks[0].mean()) * (ranks[1] - ranks[1].mean())) / (spreads[0] * spreads[1]))


def _ranks(values: np.ndarray) -> np.ndarray:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[place.ravel()]


def _rms(values: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(values))))


def table(title: str, found: Reliability, unit: str) -> str:
    """As Markdown, with the figures of how monotone it is."""
    lines = [f"### {title}\n", f"| decile | predicted, {unit} | true error (RMSE), % of the range | samples |"]
    lines.append("|---|---|---|---|")
    for number, each in enumerate(found.bins, start=1):
        lines.append(f"| {number} | {each.predicted:.3g} | {each.error:.3g} | {each.count} |")
    lines += [
        "",
        f"The error rises at {found.rises} of {len(found.bins) - 1} steps; rank correlation of the deciles "
        f"{found.monotone:.2f}, of all samples {found.correlation:.2f}.",
        "",
    ]
    return "\n".join(lines)


def csv_text(named: Dict[str, Reliability]) -> str:
    """A line for every bin, after one of headings."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("prediction", "decile", "low", "high", "predicted", "error", "count", "spearman", "monotone"))
    for name, found in named.items():
        for number, each in enumerate(found.bins, start=1):
            figures = [f"{value:.6g}" for value in (each.low, each.high, each.predicted, each.error)]
            writer.writerow([name, number, *figures, each.count, f"{found.correlation:.6g}", f"{found.monotone:.6g}"])
    return stream.getvalue()


def picture(named: Dict[str, Reliability]) -> str:
    """True error over predicted one as SVG; on the dashed line both are equal."""
    most = max((max(b.predicted, b.error) for found in named.values() for b in found.bins), default=1.0) or 1.0
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _line([(0, 0), (most, most)], most, "#888", ' stroke-dasharray="4 4"'),
        _line([(0, most), (0, 0), (most, 0)], most, "#222"),
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">predicted, % of the range of values</text>',
        f'<text transform="translate(14 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">true error (RMSE), %</text>',
        f'<text x="{WIDTH - MARGIN}" y="{HEIGHT - MARGIN + 16}" text-anchor="end">{most:.3g}</text>',
        f'<text x="{MARGIN - 4}" y="{MARGIN}" text-anchor="end">{most:.3g}</text>',
    ]
    for index, (name, found) in enumerate(named.items()):
        colour, points = COLOURS[index % len(COLOURS)], [(b.predicted, b.error) for b in found.bins]
        parts.append(_line(points, most, colour, ' stroke-width="2"'))
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in _places(points, most)]
        parts.append(f'<text x="{MARGIN + 12}" y="{MARGIN + 16 * index}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(points: Sequence[Tuple[float, float]], most: float, colour: str, more: str = "") -> str:
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in _places(points, most))
    return f'<polyline points="{joined}" fill="none" stroke="{colour}"{more}/>'


def _places(points: Sequence[Tuple[float, float]], most: float) -> List[Tuple[float, float]]:
    across, up = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return [(MARGIN + x / most * across, HEIGHT - MARGIN - y / most * up) for x, y in points]
