"""One row a result, and what many rows say together: per site, mean and spread."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.files import replacing

COLUMNS = (
    ("psnr", "PSNR, dB", 2),
    ("ssim", "SSIM", 3),
    ("sam", "SAM, °", 2),
    ("ergas", "ERGAS", 2),
    ("lpips", "LPIPS", 3),
    ("energy", "HF energy", 3),
    ("texture", "texture map r", 2),
    ("detail", "detail r", 2),
    ("swd", "SWD", 3),
    ("swd_1", "SWD 1 px", 3),
    ("swd_2", "SWD 2 px", 3),
    ("swd_4", "SWD 4 px", 3),
    ("swd_8", "SWD 8 px", 3),
    ("swd_16", "SWD 16 px", 3),
    ("consistency", "LR RMSE", 3),
    ("seam", "seam", 2),
)
"""Figures in the order of the tables: name, heading, digits."""
FIELDS = ("site", "place", "method", "seed", "seconds", "error")
"""What a CSV row has beside the figures."""


@dataclass(frozen=True)
class Row:
    """One result at one place."""

    site: str
    place: str
    method: str
    """What made it, as shown."""
    seed: str = ""
    """Seed of the training run where several are compared, else empty."""
    values: Dict[str, float] = field(default_factory=dict)
    """Figures by name; empty where the result failed."""
    error: str = ""
    """Why there is no result."""
    seconds: float = 0.0
    """Time of the engine or the baseline."""
    picture: Optional[np.ndarray] = None
    """uint8 (h, w, 3): a part of the result, for the page; not in the CSV."""


class Mean(NamedTuple):
    """Mean and spread of one figure; nan where there is none."""

    mean: float
    spread: float
    """Standard deviation (n - 1) over seeds where there are several, else over places; nan for a single one."""


@dataclass(frozen=True)
class Summary:
    """All rows of one method at one site."""

    site: str
    method: str
    means: Dict[str, Mean]
    places: int
    seeds: int
    errors: Tuple[str, ...]
    """Of rows that failed; they are in no mean."""


def summaries(rows: Sequence[Row]) -> List[Summary]:
    """One summary a site and method, in the order in which they appear.

    Places are averaged for every seed first; the mean is over seeds. So is the spread, or over places for one seed.
    """
    keys = list(dict.fromkeys((row.site, row.method) for row in rows))
    return [_summary(site, method, [r for r in rows if (r.site, r.method) == (site, method)]) for site, method in keys]


def _summary(site: str, method: str, rows: Sequence[Row]) -> Summary:
    good = [row for row in rows if not row.error]
    names = [name for name, _, _ in COLUMNS if any(name in row.values for row in good)]
    seeds = list(dict.fromkeys(row.seed for row in good))
    means: Dict[str, Mean] = {}
    for name in names:
        per_seed = [[row.values.get(name, math.nan) for row in good if row.seed == seed] for seed in seeds]
        over = [_mean(values) for values in per_seed] if len(seeds) > 1 else per_seed[0]
        means[name] = Mean(_mean(over), _spread(over))
    errors = tuple(dict.fromkeys(row.error for row in rows if row.error))
    return Summary(site, method, means, len({row.place for row in good}), len(seeds), errors)


def over_sites(every: Sequence[Summary]) -> List[Summary]:
    """One summary a method: mean and spread over the sites at which every method has a result; none for fewer than two.

    Sites without some of the rows (no HSI there) stay out, so that all rows are means over the same ground.
    """
    methods = list(dict.fromkeys(summary.method for summary in every if summary.means))
    table = {(summary.site, summary.method): summary for summary in every if summary.means}
    sites = [site for site in dict.fromkeys(s.site for s in every) if all((site, m) in table for m in methods)]
    result = []
    for method in methods if len(sites) > 1 else []:
        mine = [table[site, method] for site in sites]
        means = {}
        for name in mine[0].means:
            values = [summary.means.get(name, Mean(math.nan, math.nan)).mean for summary in mine]
            means[name] = Mean(_mean(values), _spread(values))
        result.append(Summary(", ".join(sites), method, means, sum(s.places for s in mine), mine[0].seeds, ()))
    return result


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan


def _spread(values: Sequence[float]) -> float:
    known = [value for value in values if math.isfinite(value)]
    return float(np.std(known, ddof=1)) if len(known) > 1 else math.nan


def columns_of(summary: Iterable[Summary]) -> List[Tuple[str, str, int]]:
    """The columns that some summary has."""
    there = {name for item in summary for name in item.means}
    return [column for column in COLUMNS if column[0] in there]


def shown(value: float, digits: int) -> str:
    """A figure in a table; a dash where there is nothing to compare."""
    if math.isnan(value):
        return "–"
    return ("∞" if value > 0 else "-∞") if math.isinf(value) else f"{value:.{digits}f}"


def shown_mean(mean: Optional[Mean], digits: int) -> str:
    """Mean and spread in a table."""
    if mean is None:
        return "–"
    spread = "" if math.isnan(mean.spread) else f" ± {mean.spread:.{digits}f}"
    return shown(mean.mean, digits) + spread


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    """All rows with all digits; the file appears when it is complete."""
    names = [name for name, _, _ in COLUMNS]
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*FIELDS, *names])
        for row in rows:
            told = [row.site, row.place, row.method, row.seed, f"{row.seconds:.2f}", row.error]
            writer.writerow(told + [repr(row.values[name]) if name in row.values else "" for name in names])


def read_csv(path: Path) -> List[Row]:
    """What `write_csv` wrote, without pictures; `SpecGanError` for anything else."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return [_row(record) for record in csv.DictReader(stream)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SpecGanError(
            f"{path} is no table of an evaluation.", "Delete it and start again.", repr(error)
        ) from error


def _row(record: Dict[str, str]) -> Row:
    values = {name: float(record[name]) for name, _, _ in COLUMNS if record[name] != ""}
    site, place, method, seed = (record[name] for name in FIELDS[:4])
    return Row(site, place, method, seed, values, record["error"], float(record["seconds"]))
