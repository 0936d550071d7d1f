"""Names of hidden files, and files that appear when they are complete."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specgan.core.errors import SpecGanError
from specgan.core.shelf.files import (
    ROOM,
    USUAL,
    hidden,
    leftovers,
    make_folder,
    remove_leftovers,
    replacing,
    replacing_apart,
    temporary,
    write_text,
)

CHARACTERS = st.characters(blacklist_categories=("Cs",), blacklist_characters="/\0")
NAMES = st.text(CHARACTERS, min_size=1, max_size=80).filter(
    lambda text: text.strip(".") and len(os.fsencode(f"{text}.tif")) <= 255
)


def lengths(name):
    return len(os.fsencode(name)), len(name.encode("utf-16-le")) // 2


def test_a_usual_name_stays_readable():
    assert hidden("/data/o.tif", ".specgan-journal") == Path("/data/.o.tif.specgan-journal")
    name = temporary("/data/lake.tif", ".tif").name
    assert name.startswith(".lake.tif.") and name.endswith(".part.tif")
    assert len(name) == len(".lake.tif.12345678.part.tif")


@given(NAMES, st.sampled_from([".specgan-journal", ".part", ".12345678.part.tif"]))
def test_with_gdals_endings_a_hidden_name_is_as_short_as_its_files(name, ending):
    name = f"{name}.tif"
    for own, theirs in zip(lengths(hidden(Path("/x") / name, ending).name), lengths(name)):
        assert own + ROOM <= max(theirs, USUAL)


@pytest.mark.parametrize("name", ["L" * 251 + ".tif", "名" * 83 + "12.tif", "é" * 125 + "1.tif"], ids=["L", "CJK", "é"])
def test_names_as_long_as_the_file_system_takes(tmp_path, name):
    assert len(os.fsencode(name)) == 255
    target = tmp_path / name
    for ending in ("", ".aux.xml", ".msk.ovr.tmp"):
        part = temporary(target, ".tif")
        part.with_name(part.name + ending).write_text("x")
    hidden(target, ".specgan-journal").write_text("x")
    assert len(leftovers(target)) == 3
    remove_leftovers(target)
    assert [path.name for path in tmp_path.iterdir()] == [hidden(target, ".specgan-journal").name]
    write_text(target, "done")
    assert target.read_text() == "done"


def test_long_names_that_begin_alike_have_files_of_their_own(tmp_path):
    one, other = (tmp_path / ("L" * 250 + end + ".tif") for end in "ab")
    assert hidden(one, ".specgan-journal") != hidden(other, ".specgan-journal")
    temporary(one, ".tif").write_text("x")
    assert leftovers(other) == [] and len(leftovers(one)) == 1


def test_only_the_targets_own_leftovers(tmp_path):
    for name in (".[a].tif.12345678.part.tif", ".[a].tif.12345678.part.tif.aux.xml", ".[a].tif.specgan-journal"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".a.tif.12345678.part.tif").write_text("x")
    assert [path.name for path in leftovers(tmp_path / "[a].tif")] == [
        ".[a].tif.12345678.part.tif",
        ".[a].tif.12345678.part.tif.aux.xml",
    ]


def test_two_jobs_at_once_do_not_meet(tmp_path):
    target = tmp_path / "t.json"
    with replacing(target) as first, replacing(target) as second:
        assert first != second
        first.write_text("first")
        second.write_text("second")
    assert target.read_text() == "first" and os.listdir(tmp_path) == ["t.json"]  # the outer block ends last


def test_what_fails_leaves_the_older_file_and_nothing_else(tmp_path):
    target = tmp_path / "t.json"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(target) as part:
        part.write_text("half")
        assert 1 / 0
    assert target.read_text() == "old" and os.listdir(tmp_path) == ["t.json"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(SpecGanError, match="the folder .*none does not exist"):
        write_text(tmp_path / "none" / "t.json", "x")


def test_a_file_that_is_made_apart_keeps_its_name_and_leaves_its_company(tmp_path):
    target = tmp_path / "m.onnx"
    with replacing_apart(target) as made:
        assert made.name == "m.onnx" and made.parent.parent == tmp_path and made.parent.name.startswith(".m.onnx.")
        made.write_text("whole")
        made.with_name("m.onnx.data").write_text("beside it")
        assert not target.exists()
    assert target.read_text() == "whole" and os.listdir(tmp_path) == ["m.onnx"]


def test_what_fails_apart_leaves_the_older_file_and_nothing_else(tmp_path):
    target = tmp_path / "m.onnx"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing_apart(target) as made:
        made.write_text("half")
        assert 1 / 0
    with pytest.raises(SpecGanError, match="m.onnx failed"), replacing_apart(target):
        pass  # nothing was written
    assert target.read_text() == "old" and os.listdir(tmp_path) == ["m.onnx"]


def test_folders_are_made_with_those_around_them(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(SpecGanError, match="file/c cannot be made"):
        make_folder(tmp_path / "file" / "c")
