"""onnxruntime's I/O binding, executed on the CPU: the same numbers as plain calls, and no answer is overwritten."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from specgan.core.backends import OutOfMemory, open_backend
from specgan.core.backends.onnx_binding import KEPT, Bound
from specgan.core.errors import SpecGanError
from specgan.core.models import BUNDLED
from support import write_onnx

from .test_backends import SPEC, patches

COMPACT = BUNDLED / "specgan_aerial_x16.onnx"


def bound(backend):
    """Have `backend` use the binding, as on CUDA."""
    backend._bound = Bound(onnxruntime, backend._session, backend.spec, "cpu")
    return backend


def test_the_numbers_are_those_of_plain_calls_to_the_last_bit():
    plain, binding = open_backend(COMPACT, "cpu", threads=1), bound(open_backend(COMPACT, "cpu", threads=1))
    for count in (4, 4, 1, 3, 4):
        hsi, rgb = patches(plain.spec, count)
        turned = np.ascontiguousarray(rgb.transpose(0, 1, 3, 2)).transpose(0, 1, 3, 2)  # other strides, same values
        np.testing.assert_array_equal(binding.infer(hsi, turned), plain.infer(hsi, rgb))


def test_an_answer_stays_when_the_next_one_comes(tmp_path):
    """The engine blends one batch while the network computes the next: 4 x 4 times each pixel, by hand."""
    backend = bound(open_backend(write_onnx(tmp_path / "m.onnx", SPEC), "cpu"))
    hsi, rgb = patches(SPEC, 2)
    first = backend.infer(hsi, rgb)
    second = backend.infer(hsi, -rgb)
    np.testing.assert_array_equal(first, rgb.repeat(4, 2).repeat(4, 3))
    np.testing.assert_array_equal(second, -first)
    assert not np.shares_memory(first, second)


def test_memory_is_kept_for_the_two_sizes_used_last(tmp_path):
    backend = bound(open_backend(write_onnx(tmp_path / "m.onnx", SPEC), "cpu"))
    kept = backend._bound._kept
    for count in (4, 3, 4, 4):
        backend.infer(*patches(SPEC, count))
    before = kept[4].outputs[0].data_ptr()
    for count in (1, 4):
        backend.infer(*patches(SPEC, count))
    assert list(kept) == [1, 4] and len(kept) == KEPT and kept[4].outputs[0].data_ptr() == before


def test_a_batch_that_does_not_fit_is_told_and_gives_its_memory_back(tmp_path, monkeypatch):
    backend = bound(open_backend(write_onnx(tmp_path / "m.onnx", SPEC), "cpu"))
    hsi, rgb = patches(SPEC, 4)
    expected = backend.infer(hsi, rgb)

    def full(*arguments):
        raise RuntimeError("BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer")

    with monkeypatch.context() as patched:
        patched.setattr(backend._session, "run_with_iobinding", full)
        with pytest.raises(OutOfMemory):
            backend.infer(hsi, rgb)
    assert not backend._bound._kept
    np.testing.assert_array_equal(backend.infer(hsi[:2], rgb[:2]), expected[:2])


def test_a_batch_of_another_shape_is_refused(tmp_path):
    backend = bound(open_backend(write_onnx(tmp_path / "m.onnx", SPEC), "cpu"))
    hsi, rgb = patches(SPEC, 2)
    for pair in ((hsi[:, :2], rgb), (hsi[:1], rgb), (hsi, rgb[:, :, :4])):
        with pytest.raises(SpecGanError, match="stopped while computing") as caught:
            backend.infer(*pair)
        assert "the model takes" in caught.value.details


def test_on_the_cpu_calls_are_plain():
    assert open_backend(COMPACT, "cpu")._bound is None
