"""The statistics of training data: fitted, held-out thresholds, written into a finished model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnx
import pytest
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import METADATA_KEY, ModelSpec, spec_from_onnx
from specgan.core.patches.normalize import HSI_LIMIT
from specgan.core.shelf.domain import colour_features
from specgan.training.data.shards import Scene
from specgan.training.export.describe import describe
from specgan.training.export.domain import by_group, domain_of, fit, look_at, looks_of, stretched, unlike_shares
from support import write_onnx

SPEC = ModelSpec("tiny", 16, 4, (460.0, 560.0, 660.0, 900.0), 20.0, gsd=(0.4, 9.0))
SCENES = [("a", "train", True), ("a", "val", True), ("b", "train", False), ("b", "val", False), ("a", "train", True)]


def test_one_gaussian_is_mean_and_covariance():
    """Its distance is the plain squared Mahalanobis distance of the sample's covariance, but for the floor."""
    random = np.random.default_rng(1)
    values = random.normal(size=(4000, 2)) @ np.array([[2.0, 0.5], [0.0, 1.0]]) + (3.0, -1.0)
    mixture = fit(values, random, 1)
    away = values - values.mean(0)
    plain = (away @ np.linalg.inv(np.cov(values.T, bias=True)) * away).sum(1)
    assert mixture.offsets == (0.0,) and mixture.threshold == 0
    assert mixture.distance(values) == pytest.approx(plain, rel=0.01, abs=0.01)


def test_two_clouds_are_two_gaussians():
    """The rarer one has the offset 2 ln(3): three quarters and one quarter of the pixels, equal shapes."""
    random = np.random.default_rng(2)
    values = np.vstack([random.normal(0, 1, (6000, 2)), random.normal(0, 1, (2000, 2)) + (20.0, 0.0)])
    mixture = fit(values, random, 2)
    order = np.argsort([mean[0] for mean in mixture.means])
    assert np.array(mixture.means)[order] == pytest.approx(np.array([[0, 0], [20, 0]]), abs=0.1)
    assert np.array(mixture.offsets)[order] == pytest.approx([0, 2 * np.log(3)], abs=0.2)
    assert mixture.distance(np.array([[10.0, 0.0]]))[0] > 80  # between the two lies neither


def test_a_scene_as_the_network_sees_it():
    """Cells of 8 pixels, LR pixels of 16: means of both layers, cells without data spoil their LR pixel, HSI is cut."""
    rgb = np.zeros((3, 32, 48), np.uint8)
    rgb[:, :16, :16] = 255
    rgb[:, :8, 16:32] = 255
    hsi = np.zeros((2, 4, 6), np.float16)
    hsi[0, :2, :2], hsi[1] = 0.5, 9
    valid = np.ones((4, 6), bool)
    valid[3, 5] = False
    look = look_at(Scene("s", "a", "train", 8, rgb, hsi, valid), 16)
    assert look.rgb[0, 1:-1, 1:-1].tolist() == [[1, 0, -1], [-1, -1, -1]] and look.rgb.shape == (3, 4, 5)
    assert look.hsi[0].tolist() == [[0.5, 0, 0], [0, 0, 0]] and (look.hsi[1] == HSI_LIMIT).all()
    assert look.valid.tolist() == [[True, True, True], [True, True, False]]
    assert np.array_equal(look.rgb[:, 0], look.rgb[:, 1]) and colour_features(look.rgb).shape == (4, 2, 3)


@pytest.fixture
def data(tmp_path, write_data):
    return write_data(tmp_path / "data", SCENES)


def test_half_a_percent_of_each_held_out_kind_lies_beyond(data):
    looks = looks_of(SPEC, [data])
    domain = domain_of(looks)
    shares = unlike_shares(domain, by_group(looks, "val"))
    assert set(shares) == {"a", "b"}
    # scenes of 6 x 6 LR pixels: half a percent of 36 is less than one, and there are two mixtures
    assert max(shares.values()) <= 2 / 36 and domain.pixels == 3 * 36
    assert len(domain.shape) == 4 and domain == domain_of(looks)


def test_a_layer_of_another_type_is_stretched_to_its_percentiles(data):
    """Two scenes of the group make one layer: its values at percentiles 1 and 99 become -1 and 1 in both."""
    looks = [look for look in looks_of(SPEC, [data]) if look.scene.group == "a" and look.scene.split == "train"]
    inner = np.concatenate([look.rgb[:, 1:-1, 1:-1].ravel() for look in looks])
    low, high = np.percentile(inner, (1, 99))
    found = {look.scene.name: look for look in stretched(looks, SPEC.rgb_range)}
    assert len(looks) == len(found) == 2
    for look in looks:
        wanted = (look.rgb - low) * 2 / (high - low) - 1
        assert np.abs(found[look.scene.name].rgb - wanted).max() < 1e-5
        assert found[look.scene.name].hsi is look.hsi


def test_the_model_gets_them_and_nothing_else_changes(data, tmp_path):
    path = write_onnx(tmp_path / "m.onnx", SPEC)
    before = onnx.load(str(path))
    spec = describe(path, [data])
    after = onnx.load(str(path))
    assert spec_from_onnx(path) == spec and None not in (spec.domain, spec.stretched_domain)
    assert replace(spec, domain=None, stretched_domain=None) == SPEC
    assert after.graph == before.graph and [p.key for p in after.metadata_props] == [METADATA_KEY]
    other = tmp_path / "other.onnx"
    describe(path, [data], other)
    assert other.read_bytes() == path.read_bytes()


def test_data_that_do_not_fit_are_refused(tmp_path, write_data, data):
    path = write_onnx(tmp_path / "m.onnx", SPEC)
    for folder, spec in (
        (write_data(tmp_path / "none", [("a", "train", True)]), SPEC),  # nothing is held out
        (data, replace(SPEC, gsd=(20.0, 30.0))),  # pixels that the model is not for
        (write_data(tmp_path / "bands", SCENES, bands=(460.0, 900.0)), SPEC),
    ):
        path.write_bytes(write_onnx(tmp_path / "other.onnx", spec).read_bytes())
        kept = path.read_bytes()
        with pytest.raises(SpecGanError):
            describe(path, [folder])
        assert path.read_bytes() == kept
