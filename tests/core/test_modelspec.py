"""A model describes itself, and what it says is checked."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import FORMAT_VERSION, ModelSpec, ValueRange, spec_from_json, spec_from_onnx
from support import write_onnx

HSI_RANGE = ValueRange("", percentiles=(2.0, 98.0), per_band=True)
SPEC = ModelSpec("m", 16, 8, (460.0, 480.5), 20.0, hsi_range=HSI_RANGE, metrics={"a": 1.5})


def test_the_description_survives_json_and_onnx(tmp_path):
    assert spec_from_json(SPEC.to_json()) == SPEC
    assert spec_from_onnx(write_onnx(tmp_path / "m.onnx", SPEC)) == SPEC
    assert SPEC.bands == 2 and SPEC.out_size == 128


@pytest.mark.parametrize("margin", [-0.1, 11, "wide", None, float("nan")])
def test_a_margin_that_is_none_is_refused(margin):
    raw = json.loads(SPEC.to_json())
    raw["rgb_range"]["margin"] = margin
    with pytest.raises(SpecGanError, match="margin of the RGB value range"):
        spec_from_json(json.dumps(raw))


def test_unknown_fields_of_a_newer_minor_version_are_ignored():
    raw = json.loads(SPEC.to_json())
    raw["new_field"] = 1
    assert spec_from_json(json.dumps(raw)) == SPEC


def test_a_newer_format_asks_for_an_update():
    raw = json.loads(SPEC.to_json())
    raw["format_version"] = FORMAT_VERSION + 1
    with pytest.raises(SpecGanError, match="Update"):
        spec_from_json(json.dumps(raw))


@pytest.mark.parametrize(
    "change",
    [{"scale": 0}, {"scale": "16"}, {"in_size": -1}, {"wavelengths": []}, {"overlap": 5}, {"detail_correlation": 2}],
)
def test_nonsense_is_refused(change):
    raw = json.loads(SPEC.to_json())
    raw.update(change)
    with pytest.raises(SpecGanError, match="description"):
        spec_from_json(json.dumps(raw))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "fuzz.onnx"
    path.write_bytes(content)
    with pytest.raises(SpecGanError):
        spec_from_onnx(path)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
def test_no_json_brings_the_reader_down(value):
    with pytest.raises(SpecGanError):
        spec_from_json(json.dumps(value))
