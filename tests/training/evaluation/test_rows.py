"""Means, spreads and tables."""

from __future__ import annotations

import math

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.training.evaluation.report import markdown, page
from specgan.training.evaluation.rows import Row, over_sites, read_csv, shown, summaries, write_csv


def row(place, method, psnr, seed="", site="s", **more):
    return Row(site, place, method, seed, {"psnr": psnr, "texture": psnr / 100}, **more)


def test_one_seed_spreads_over_places():
    (summary,) = summaries([row("a", "m", 20.0), row("b", "m", 22.0), row("c", "m", 27.0)])
    assert (summary.places, summary.seeds) == (3, 1)
    assert summary.means["psnr"] == pytest.approx((23.0, math.sqrt((9 + 1 + 16) / 2)))


def test_several_seeds_spread_over_the_means_of_their_places():
    rows = [row(p, "m", v, s) for p, s, v in (("a", "0", 20), ("b", "0", 30), ("a", "1", 24), ("b", "1", 30))]
    (summary,) = summaries(rows)
    assert (summary.places, summary.seeds) == (2, 2)
    assert summary.means["psnr"] == pytest.approx((26.0, math.sqrt(2.0)))  # of 25 and 27


def test_failed_rows_and_figures_that_are_not_there_are_in_no_mean():
    rows = [
        row("a", "m", 20.0),
        Row("s", "b", "m", error="No memory."),
        row("c", "m", math.nan),
        row("d", "n", math.inf),
    ]
    first, second = summaries(rows)
    assert first.means["psnr"].mean == 20.0 and math.isnan(first.means["psnr"].spread)
    assert first.errors == ("No memory.",)
    assert second.means["psnr"].mean == math.inf and math.isnan(second.means["psnr"].spread)


def test_sites_together_are_those_that_have_every_row():
    rows = [row("a", m, v, site=s) for s, m, v in (("s", "m", 10), ("s", "n", 11), ("t", "m", 20), ("t", "n", 31))]
    rows += [row("a", "m", 99.0, site="u"), row("b", "m", 30.0, site="t")]
    first, second = over_sites(summaries(rows))
    assert (first.site, first.method, first.places) == ("s, t", "m", 3)
    assert first.means["psnr"] == pytest.approx((17.5, math.sqrt(2 * 7.5**2)))  # of 10 and 25
    assert second.means["psnr"].mean == 21.0
    assert over_sites(summaries(rows[:2])) == []
    assert "## Mean ± spread over sites: s, t" in markdown("t", {}, rows)


def test_figures_in_tables():
    assert [shown(v, 2) for v in (1.005, math.nan, math.inf, -math.inf, -0.004)] == ["1.00", "–", "∞", "-∞", "-0.00"]


ROWS = [
    row("a", "bicubic", 20.0),
    row("b", "bicubic", 22.0),
    row("a", "model & co", 21.0, picture=np.full((4, 4, 3), 7, np.uint8)),
    Row("s", "b", "model & co", error="The device <gpu> gave up."),
    row("z", "bicubic", 30.123, site="t"),
]


def test_the_markdown_table_by_hand():
    lines = markdown("Title", {"scale": "16x"}, ROWS).splitlines()
    assert lines[0] == "# Title" and "* scale: 16x" in lines
    start = lines.index("## s (2 places)")
    assert lines[start + 2 : start + 7] == [
        "| | PSNR, dB | texture map r |",
        "|---|---|---|",
        "| bicubic | 21.00 ± 1.41 | 0.21 ± 0.01 |",
        "| model & co | 21.00 | 0.21 |",
        "| model & co | failed: The device <gpu> gave up. | |",
    ]
    assert "| bicubic | 30.12 | 0.30 |" in lines and "## t (1 place)" in lines


def test_the_page_holds_every_row_and_needs_no_other_file():
    text = page("Title", {"scale": "16x"}, ROWS)
    for place in ("a", "b"):
        part = text.split(f"<h3>{place}</h3>")[1].split("<h3>")[0].split("<h2>")[0]
        assert part.count("<tr>") == 3  # heading, bicubic, model
    assert text.count("failed: The device &lt;gpu&gt; gave up.") == 2  # of the site and of the place
    assert text.count("<td>model &amp; co</td>") == 4 and "<td>30.12</td>" in text
    assert text.count('src="data:image/png;base64,') == 1 and "<figcaption>model &amp; co</figcaption>" in text
    assert "http" not in text and "<script" not in text


def test_rows_survive_the_disk_with_all_digits(tmp_path):
    rows = [row("a", "m, x", 1 / 3, "2", seconds=1.25), Row("s", "b", "m", error='It said "no",\nand left.')]
    rows.append(Row("s", "c", "m", values={"psnr": math.inf, "texture": math.nan}))
    write_csv(tmp_path / "r.csv", rows)
    read = read_csv(tmp_path / "r.csv")
    assert read[:2] == rows[:2]
    assert read[2].values["psnr"] == math.inf and math.isnan(read[2].values["texture"])
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", None])
def test_a_file_that_is_no_table(text, tmp_path):
    if text:
        (tmp_path / "r.csv").write_text(text)
    with pytest.raises(SpecGanError, match="no table of an evaluation"):
        read_csv(tmp_path / "r.csv")
