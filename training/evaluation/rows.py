"""One row a result, and what many rows say together: per site, mean and spread."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.files import replacing
from .seen import Seen, discrepancies, floors, pooled

COLUMNS = (
    ("psnr", "PSNR, dB", 2),
    ("form", "distance", 3),
    *((f"form_{depth}", f"distance {depth}", 3) for depth in range(1, 6)),
    ("ssim", "SSIM", 3),
    ("sam", "SAM, °", 2),
    ("ergas", "ERGAS", 2),
    ("lpips", "LPIPS", 3),
    ("improvement", "improvement", 2),
    ("omission", "omission", 2),
    ("hallucination", "hallucination", 2),
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
"""Figures of a row, in the order of the CSV: name, heading, digits."""
HALVES = "halves of the truth"
"""Name of the line that says what MMD comes to where there is no difference."""
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
    seen: Optional[Seen] = None
    """What the judge saw of it; not in the CSV."""
    drawn: Optional[Path] = None
    """Where the picture of a row that may come onto the page is kept, as a numpy file; not in the CSV."""


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
    seen: Tuple[Seen, ...] = ()
    """What the judge saw of the results of every seed; empty where there is no judge."""


def summaries(rows: Sequence[Row]) -> List[Summary]:
    """One summary a site and method, in the order in which they appear, and one of the truth's halves a site with a
    judge.

    Places are averaged for every seed first; the mean is over seeds. So is the spread, or over places for one seed.
    """
    keys = list(dict.fromkeys((row.site, row.method) for row in rows))
    every = [_summary(site, method, [r for r in rows if (r.site, r.method) == (site, method)]) for site, method in keys]
    sites = [[summary for summary in every if summary.site == site] for site in dict.fromkeys(s for s, _ in keys)]
    return [summary for site in sites for summary in [*site, *_halves(site)]]


def _halves(table: Sequence[Summary]) -> List[Summary]:
    """The floor of MMD at the places of the method that was seen at most of them."""
    seen = [(summary.places, -number) for number, summary in enumerate(table) if summary.seen]
    if not seen:
        return []
    summary = table[-max(seen)[1]]
    means = {name: Mean(*each) for name, each in floors(summary.seen[0]).items()}
    return [Summary(summary.site, HALVES, means, summary.places, 1, (), summary.seen)]


def _summary(site: str, method: str, rows: Sequence[Row]) -> Summary:
    good = [row for row in rows if not row.error]
    names = [name for name, _, _ in COLUMNS if any(name in row.values for row in good)]
    seeds = list(dict.fromkeys(row.seed for row in good))
    means: Dict[str, Mean] = {}
    for name in names:
        per_seed = [[row.values.get(name, math.nan) for row in good if row.seed == seed] for seed in seeds]
        over = [_mean(values) for values in per_seed] if len(seeds) > 1 else per_seed[0]
        means[name] = Mean(_mean(over), _spread(over))
    of_seeds = [[row.seen for row in good if row.seed == seed and row.seen is not None] for seed in seeds]
    seen = tuple(pooled(each) for each in of_seeds if each)
    means.update(_discrepancies(seen))
    errors = tuple(dict.fromkeys(row.error for row in rows if row.error))
    return Summary(site, method, means, len({row.place for row in good}), len(seeds), errors, seen)


def _discrepancies(seen: Sequence[Seen]) -> Dict[str, Mean]:
    """Mean and spread over seeds."""
    found = [discrepancies(each) for each in seen]
    return {name: Mean(_mean(each), _spread(each)) for name in (found[0] if found else ())
            for each in [[of_seed[name] for of_seed in found]]}  # fmt: skip


def over_sites(every: Sequence[Summary]) -> List[Summary]:
    """One summary a method: mean and spread over the sites at which every method has a result; none for fewer than two.
    MMD is that of all their crops together.

    Sites without some of the rows (no HSI there) stay out, so that all rows are means over the same ground.
    """
    methods = list(dict.fromkeys(summary.method for summary in every if summary.means))
    table = {(summary.site, summary.method): summary for summary in every if summary.means}
    sites = [site for site in dict.fromkeys(s.site for s in every) if all((site, m) in table for m in methods)]
    result: List[Summary] = []
    methods = [method for method in methods if method != HALVES]
    for method in methods if len(sites) > 1 else []:
        mine = [table[site, method] for site in sites]
        means = {}
        for name in mine[0].means:
            values = [summary.means.get(name, Mean(math.nan, math.nan)).mean for summary in mine]
            means[name] = Mean(_mean(values), _spread(values))
        seen = tuple(pooled(each) for each in zip(*(summary.seen for summary in mine)))
        means.update(_discrepancies(seen))
        places = sum(summary.places for summary in mine)
        result.append(Summary(", ".join(sites), method, means, places, mine[0].seeds, (), seen))
    return result + _halves(result)


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan


def _spread(values: Sequence[float]) -> float:
    known = [value for value in values if math.isfinite(value)]
    return float(np.std(known, ddof=1)) if len(known) > 1 else math.nan


@dataclass(frozen=True)
class Column:
    """A column of a table: one figure, or one at each depth."""

    heading: str
    """As shown."""
    names: Tuple[str, ...]
    """Of its figures."""
    digits: int
    """Behind the decimal point."""
    spreads: bool = True
    """Whether means are shown with their spread."""

    def of_means(self, means: Mapping[str, Mean]) -> str:
        """The cell of a summary."""
        if len(self.names) == 1:
            return shown_mean(means.get(self.names[0]), self.digits)
        cells = []
        for mean in (means[name] for name in self.names if name in means):
            spread = f"±{mean.spread:.{self.digits}f}" if self.spreads and not math.isnan(mean.spread) else ""
            cells.append(shown(mean.mean, self.digits) + spread)
        return " ".join(cells) or "–"

    def of_values(self, values: Mapping[str, float]) -> str:
        """The cell of a row."""
        cells = [shown(values[name], self.digits) for name in self.names if name in values]
        return " ".join(cells) or "–"


MMD = Column("MMD x 1000, depth 1 to 5", tuple(f"mmd_{depth}" for depth in range(1, 6)), 0)
"""No figure of a row, but of all crops of a site."""
GATHERED = (
    Column("distance, depth 1 to 5", tuple(f"form_{depth}" for depth in range(1, 6)), 2, False),
    Column("SWD at 1, 2, 4 ... px", tuple(f"swd_{2**level}" for level in range(5)), 2, False),
)
"""Figures of a row that share a cell."""


def columns_of(names: Iterable[str]) -> List[Column]:
    """The columns for figures of these names: PSNR, form, then the rest."""
    there = set(names)
    together = {name: column for column in GATHERED for name in column.names}
    first, *rest = (together.get(name, Column(heading, (name,), digits)) for name, heading, digits in COLUMNS)
    return [column for column in dict.fromkeys([first, MMD, *rest]) if there & set(column.names)]


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


def write_form(path: Path, every: Sequence[Summary]) -> None:
    """MMD x 1000 at five depths as CSV, a line for every site and method; spread as in the tables. The file appears
    when it is complete."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["site", "method", "crops", *MMD.names, *(f"{name}_spread" for name in MMD.names)])
        for item in every:
            if item.seen:
                means = [item.means[name] for name in MMD.names]
                figures = [repr(mean.mean) for mean in means] + [repr(mean.spread) for mean in means]
                writer.writerow([item.site, item.method, len(item.seen[0].truths[0]), *figures])


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
            "{path} is no table of an evaluation.", "Delete it and start again.", repr(error), path=path
        ) from error


def _row(record: Dict[str, str]) -> Row:
    values = {name: float(record[name]) for name, _, _ in COLUMNS if record[name] != ""}
    site, place, method, seed = (record[name] for name in FIELDS[:4])
    return Row(site, place, method, seed, values, record["error"], float(record["seconds"]))
