"""Installed models: their cards, and taking own ones away."""

import pytest
from specgan.core.errors import SpecGanError
from specgan.core.models import BUNDLED, describe_model, find_model, installed_models, is_bundled, remove_model
from specgan.core.modelspec import ModelSpec, ValueRange, spec_from_onnx
from support import write_onnx

SPEC = ModelSpec(
    "mine", 16, 8, (460.0, 480.0, 1000.0), 20.0, hsi_range=ValueRange("", 0, 1, (2, 98), True), lr_consistent=True,
    gsd=(0.5, 1.0), trained_on="two towns", licence="CC0", notes="careful", metrics={"PSNR": 20.513},
)  # fmt: skip


def test_the_card_tells_everything():
    assert describe_model(SPEC).splitlines() == [
        "Name: mine",
        "Scale: 16x",
        "Patches: 8 x 8 LR pixels, overlap 2",
        "HSI bands: 3, 460 to 1000 nm, 20 nm wide",
        "RGB values: 0 to 255 for uint8, else percentiles 1 to 99 of the layer",
        "HSI values: percentiles 2 to 98 of each band",
        "GSD of the training data: 0.5 to 1 m",
        "LR-consistent: yes: results average back to the RGB layer",
        "Trained on: two towns",
        "Metrics: PSNR 20.513",
        "Licence: CC0",
        "Notes: careful",
    ]
    bare = describe_model(ModelSpec("m", 4, 8, (450.0,), assumed_wavelengths=True))
    for line in ("HSI bands: 1, 450 to 450 nm, assumed", "GSD of the training data: not recorded", "Notes: none"):
        assert line in bare


def test_the_bundled_model_has_a_card_with_its_licence():
    path = installed_models()["specgan_aerial_x16"]
    assert is_bundled(path) and "CC BY 4.0" in describe_model(spec_from_onnx(path))


def test_own_models_can_be_removed_and_bundled_ones_cannot(tmp_path):
    write_onnx(tmp_path / "mine.onnx", ModelSpec("m", 4, 8, (450.0,)))
    assert not is_bundled(tmp_path / "mine.onnx")
    with pytest.raises(SpecGanError, match="came with the plugin"):
        remove_model("specgan_aerial_x16", tmp_path)
    with pytest.raises(SpecGanError, match="came with the plugin"):
        remove_model("specgan_aerial_x16", BUNDLED)
    with pytest.raises(SpecGanError, match="no own model 'yours'.*mine"):
        remove_model("yours", tmp_path)
    remove_model("mine", tmp_path)
    assert list(tmp_path.iterdir()) == [] and "specgan_aerial_x16" in installed_models()


def test_the_name_of_a_former_bundled_model_leads_to_its_successor_unless_somebody_has_it(tmp_path):
    assert find_model("specgan_compact_x16") == BUNDLED / "specgan_aerial_x16.onnx"
    own = tmp_path / "specgan_compact_x16.onnx"
    own.write_bytes(b"")
    assert find_model("specgan_compact_x16", (BUNDLED, tmp_path)) == own
    assert find_model(str(own)) == own
    with pytest.raises(SpecGanError, match="There is no model 'specgan_compact_x17'"):
        find_model("specgan_compact_x17")
