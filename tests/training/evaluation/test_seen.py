"""What the judge saw: crops, discrepancies over many places, files, and the tables that come of it."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.training.evaluation.form import floor, median_distance, mmd
from specgan.training.evaluation.ranking import ranked
from specgan.training.evaluation.report import markdown, page
from specgan.training.evaluation.rows import HALVES, Row, over_sites, summaries, write_form
from specgan.training.evaluation.seen import Seen, crops_of, discrepancies, floors, load, pooled, save


def corners(height, width, scale=16):
    """(row, col) of the crops and their shape, on an image that holds its own coordinates."""
    rows, cols = np.mgrid[:height, :width]
    crops = crops_of(np.stack([rows, cols, cols]), scale)
    return [(int(crop[0, 0, 0]), int(crop[1, 0, 0])) for crop in crops], crops.shape[2:]


def test_crops_cover_a_place():
    assert corners(256, 256) == ([(0, 0), (0, 128), (128, 0), (128, 128)], (128, 128))
    assert corners(200, 160) == ([(0, 16), (72, 16)], (128, 128))  # 1.56 crops are two, 1.25 are one
    assert corners(64, 150) == ([(0, 11)], (64, 128))
    places, size = corners(512, 128, 32)
    assert (places, size) == ([(0, 0), (256, 0)], (256, 128))
    assert [row for row, _ in corners(2048, 128)[0]] == [0, 384, 768, 1152, 1536, 1920]  # six at most


def seen_of(seed, crops, shift=0.0):
    random = np.random.default_rng(seed)
    truths = tuple(random.standard_normal((crops, 3)) for _ in range(5))
    return Seen(tuple(truth + random.standard_normal(truth.shape) + shift for truth in truths), truths)


def test_discrepancies_are_of_all_crops_with_the_truths_own_bandwidth():
    one, other = seen_of(1, 6), seen_of(2, 5)
    both = pooled([one, other])
    assert [len(depth) for depth in both.truths] == [11] * 5
    found = discrepancies(both)
    for depth in range(5):
        truths = np.concatenate([one.truths[depth], other.truths[depth]])
        results = np.concatenate([one.results[depth], other.results[depth]])
        assert found[f"mmd_{depth + 1}"] == pytest.approx(1000 * mmd(results, truths, median_distance(truths)))
        wanted = floor(truths, median_distance(truths))
        assert floors(both)[f"mmd_{depth + 1}"] == pytest.approx((1000 * wanted.mean, 1000 * wanted.spread))


def test_what_was_seen_survives_the_disk(tmp_path):
    seen = {"a/b": seen_of(1, 3), "c": seen_of(2, 4)}
    save(tmp_path / "seen.npz", seen)
    read = load(tmp_path / "seen.npz")
    assert list(read) == list(seen) and [path.name for path in tmp_path.iterdir()] == ["seen.npz"]
    for name, each in seen.items():
        for ours, theirs in zip(each.results + each.truths, read[name].results + read[name].truths):
            np.testing.assert_array_equal(ours, theirs)
    save(tmp_path / "none.npz", {})
    assert load(tmp_path / "none.npz") == {}
    (tmp_path / "broken.npz").write_bytes(b"PK nothing")
    with pytest.raises(SpecGanError, match="no file of an evaluation"):
        load(tmp_path / "broken.npz")


def row(site, place, method, seen, seed="", form=0.5):
    values = {"psnr": 20.0, "form": form, **{f"form_{k}": k / 10 for k in range(1, 6)}}
    return Row(site, place, method, seed, values, seen=seen)


def test_tables_have_form_behind_psnr_and_the_halves_last(tmp_path):
    rows = [
        row(site, place, "m", seen_of(seed, 4)) for site, place, seed in (("s", "a", 1), ("s", "b", 2), ("t", "c", 3))
    ]
    every = summaries(rows)
    assert [(item.site, item.method) for item in every] == [("s", "m"), ("s", HALVES), ("t", "m"), ("t", HALVES)]
    of_s = discrepancies(pooled([rows[0].seen, rows[1].seen]))
    assert {name: mean.mean for name, mean in every[0].means.items() if name.startswith("mmd")} == pytest.approx(of_s)
    lines = markdown("T", {}, rows).splitlines()
    start = lines.index("## s (2 places)")
    assert lines[start + 2] == "| | PSNR, dB | MMD x 1000, depth 1 to 5 | distance | distance, depth 1 to 5 |"
    numbers = " ".join(f"{value:.0f}" for value in of_s.values())
    assert lines[start + 4] == f"| m | 20.00 ± 0.00 | {numbers} | 0.500 ± 0.000 | 0.10 0.20 0.30 0.40 0.50 |"
    chance = floors(pooled([rows[0].seen, rows[1].seen])).values()
    halves = " ".join(f"{each.mean:.0f}±{each.spread:.0f}" for each in chance)
    assert lines[start + 5] == f"| {HALVES} | – | {halves} | – | – |"
    together = over_sites(every)
    assert [item.method for item in together] == ["m", HALVES] and together[0].site == "s, t"
    of_all = discrepancies(pooled([each.seen for each in rows]))
    assert together[0].means["mmd_3"].mean == pytest.approx(of_all["mmd_3"])  # of all crops, no mean of sites
    assert len(together[0].seen[0].truths[0]) == 12
    write_form(tmp_path / "form.csv", [*every, *together])
    with (tmp_path / "form.csv").open() as stream:
        read = list(csv.DictReader(stream))
    assert [(line["site"], line["method"], line["crops"]) for line in read][::2] == [
        ("s", "m", "8"), ("t", "m", "4"), ("s, t", "m", "12")
    ]  # fmt: skip
    assert float(read[0]["mmd_5"]) == of_s["mmd_5"] and read[0]["mmd_5_spread"] == "nan"
    assert float(read[1]["mmd_5_spread"]) > 0


def test_seeds_have_a_discrepancy_each():
    rows = [row("s", "a", "m", seen_of(seed, 5), str(seed)) for seed in (1, 2)]
    (summary, halves) = summaries(rows)
    two = [discrepancies(each.seen)["mmd_1"] for each in rows]
    assert summary.means["mmd_1"] == pytest.approx((np.mean(two), np.std(two, ddof=1)))
    assert halves.method == HALVES


def test_rows_without_a_judge_have_no_form():
    rows = [Row("s", "a", "m", "", {"psnr": 20.0})]
    assert [item.method for item in summaries(rows)] == ["m"] and "MMD" not in markdown("T", {}, rows).split("##")[1]


def test_places_to_look_at_are_the_worst_the_median_and_the_best():
    forms = {"a": 0.9, "b": 0.4, "c": 0.7, "d": 0.5, "e": 0.6}
    rows = [row("s", place, "m", None, form=form) for place, form in forms.items()]
    rows += [row("s", place, "base", None, form=1 - form) for place, form in forms.items()]  # not asked
    assert ranked(rows, 3) == {
        "a": "worst of 5 (distance 0.900)", "e": "median of 5 (distance 0.600)", "b": "best of 5 (distance 0.400)"
    }  # fmt: skip
    assert list(ranked(rows, 1)) == ["a"] and list(ranked(rows, 2)) == ["a", "b"] and ranked(rows, 0) == {}
    assert list(ranked(rows, 9)) == ["a", "c", "e", "d", "b"] and ranked(rows, 9)["c"].startswith("number 2 of 5")
    rows.append(Row("s", "f", "m", error="No memory."))
    assert ranked(rows, 1) == {"f": "worst of 6 (distance nan)"}
    plain = [Row("s", place, "m", "", {"psnr": psnr}) for place, psnr in (("a", 20.0), ("b", 10.0), ("c", math.inf))]
    assert list(ranked(plain, 3)) == ["b", "a", "c"]  # without a judge


def test_the_page_begins_with_them():
    picture = np.full((4, 4, 3), 7, np.uint8)
    rows = [Row("s", place, "m", "", {"psnr": 1.0}, picture=picture if place != "a" else None) for place in "abc"]
    text = page("T", {}, rows, {"c": "worst of 3 (distance 0.9)", "b": "best of 3 (distance 0.1)"})
    headings = [part.split("</h3>")[0] for part in text.split("<h3>")[1:]]
    assert headings == ["c: worst of 3 (distance 0.9)", "b: best of 3 (distance 0.1)", "a"]
