"""Tables in Markdown, and one HTML page that needs no other file: tables and pictures."""

from __future__ import annotations

from typing import List, Mapping, Sequence, Tuple

from ...core.shelf.markup import document, listed, picture, table, text
from .rows import Row, Summary, columns_of, over_sites, summaries

READING = (
    "MMD: how far the results as a set look unlike the truths, as a VGG16 that took part in no training sees them, at "
    "five depths from edges to objects; the line of the truth's halves says what chance makes. Distance: how far a "
    "result looks unlike its own truth. Form decides: neither HF energy nor SWD does alone, noise passes both. "
    "Improvement, omission, hallucination: shares of what is near the truth, left at the LR image, or near neither. "
    "HF energy: power above the LR Nyquist frequency over the truth's, 1 is right. Texture map r: is texture where it "
    "belongs? Detail r: how much of the detail is the truth's. SWD: distance of the textures from the truth's, by "
    "octave, 0 is right. LR RMSE: re-averaged result against the LR image, in steps of 8 bit. Seam: step across patch "
    "borders over step across other LR lines; compare it with the truth's on the same lines. ± is the standard "
    "deviation over {over}; – means nothing to compare. See docs/evaluation.md."
)
NO_RANKS: Mapping[str, str] = {}


def markdown(title: str, about: Mapping[str, str], rows: Sequence[Row]) -> str:
    """One table a site, one line a method; failed rows with their cause."""
    every = summaries(rows)
    parts = [f"# {title}\n", *(f"* {name}: {value}" for name, value in about.items()), ""]
    parts += [READING.format(over=_over(every)), ""]
    for site in dict.fromkeys(summary.site for summary in every):
        mine = [summary for summary in every if summary.site == site]
        parts += [f"## {site} ({_count(mine)})\n", markdown_table(mine), ""]
    together = over_sites(every)
    if together:
        parts += [f"## {_together(together)}\n", markdown_table(together), ""]
    return "\n".join(parts)


def markdown_table(table: Sequence[Summary]) -> str:
    """The summaries of one site."""
    columns = columns_of(name for summary in table for name in summary.means)
    lines = [
        "| | " + " | ".join(column.heading for column in columns) + " |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for summary in table:
        cells = [column.of_means(summary.means) for column in columns]
        if summary.means:
            lines.append(f"| {summary.method} | " + " | ".join(cells) + " |")
        if summary.errors:
            lines.append(f"| {summary.method} | failed: {' '.join(summary.errors)}" + " |" * len(columns))
    return "\n".join(lines)


def page(title: str, about: Mapping[str, str], rows: Sequence[Row], ranks: Mapping[str, str] = NO_RANKS) -> str:
    """The page: per site the table of `markdown`, then every row of every place, with pictures where rows have them.

    `ranks`: what is to be said of places by their names, such as "worst of 12"; these come first, in that order.
    """
    every = summaries(rows)
    parts = [f"<h1>{text(title)}</h1>", listed(about), f"<p>{text(READING.format(over=_over(every)))}</p>"]
    for site in dict.fromkeys(summary.site for summary in every):
        mine = [summary for summary in every if summary.site == site]
        parts += [f"<h2>{text(site)} ({text(_count(mine))})</h2>", _summary_table(mine)]
        places = list(dict.fromkeys(row.place for row in rows if row.site == site))
        for place in [*(place for place in ranks if place in places), *(p for p in places if p not in ranks)]:
            of_place = [row for row in rows if (row.site, row.place) == (site, place)]
            heading = f"{place}: {ranks[place]}" if place in ranks else place
            parts += [f"<h3>{text(heading)}</h3>", _pictures(of_place), _place_table(of_place)]
    together = over_sites(every)
    if together:
        parts += [f"<h2>{text(_together(together))}</h2>", _summary_table(together)]
    return document(title, parts)


def _over(every: Sequence[Summary]) -> str:
    return "seeds" if any(summary.seeds > 1 for summary in every) else "places"


def _together(table: Sequence[Summary]) -> str:
    return f"Mean ± spread over sites: {table[0].site}"


def _count(table: Sequence[Summary]) -> str:
    places, seeds = max(s.places for s in table), max(s.seeds for s in table)
    told = f"{places} place" + ("" if places == 1 else "s")
    return told + (f", {seeds} seeds" if seeds > 1 else "")


def _summary_table(every: Sequence[Summary]) -> str:
    columns = columns_of(name for summary in every for name in summary.means)
    lines: List[Tuple[str, List[str], str]] = []
    for summary in every:
        cells = [column.of_means(summary.means) for column in columns]
        if summary.means:
            lines.append((summary.method, cells, ""))
        if summary.errors:
            lines.append((summary.method, [], " ".join(summary.errors)))
    return table([column.heading for column in columns], lines)


def _place_table(rows: Sequence[Row]) -> str:
    columns = columns_of(name for row in rows for name in row.values)
    lines = []
    for row in rows:
        cells = [column.of_values(row.values) for column in columns]
        lines.append((_called(row), cells, row.error))
    return table([column.heading for column in columns], lines)


def _pictures(rows: Sequence[Row]) -> str:
    parts = []
    for row in rows:
        if row.picture is not None:
            caption = _called(row) + (": the LR pixels" if row.method == "nearest" else "")
            parts.append(picture(row.picture, caption))
    return f'<div class="pictures">{"".join(parts)}</div>' if parts else ""


def _called(row: Row) -> str:
    return row.method + (f", seed {row.seed}" if row.seed else "")
