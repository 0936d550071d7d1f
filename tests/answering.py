"""Networks whose answers are known however a patch is turned, and jobs for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from osgeo import gdal
from specgan.core.backends import Backend
from specgan.core.errors import SpecGanError
from specgan.core.job import Job
from specgan.core.modelspec import METADATA_KEY, ModelSpec
from specgan.core.shelf.upsampling import matrix, upsample
from standins import WAVELENGTHS
from support import write_raster

SCALE, SIZE = 4, 8
ONE = ModelSpec("one", SCALE, SIZE, WAVELENGTHS, lr_consistent=True, overlap=3, detail_correlation=1.0)
TWO = replace(ONE, name="two", expected=True)
STRIPES = np.where(np.arange(SIZE * SCALE) % 2, -1.0, 1.0).astype(np.float32)
ACROSS = np.broadcast_to(STRIPES, (3, SIZE * SCALE, SIZE * SCALE))
"""Columns of 1 and -1 by turns: a patch may begin at any LR pixel, they go on in its neighbour."""
ALONG = ACROSS.swapaxes(1, 2)
NODATA = -9999.0


def write_network(path, spec, expected, more):
    """A real ONNX network: the LR-consistent base and the pattern `expected`; what `sr` has beside it is `more`.

    Patterns are (3, S, S) and lie still in the patch, so that its eight answers are known.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    size, out, up = spec.in_size, spec.out_size, matrix(spec.in_size, spec.scale).astype(np.float32)
    constants = {"up": up, "across": up.T.copy(), "e": expected[None], "m": more[None]}
    nodes = [("MatMul", ["up", "rgb"], "rows"), ("MatMul", ["rows", "across"], "base")]
    if spec.expected:
        nodes += [("Add", ["base", "e"], "expected"), ("Add", ["expected", "m"], "sr")]
    else:
        nodes += [("Add", ["base", "m"], "sr")]
    inputs = [("hsi", spec.bands, size), ("rgb", 3, size)]
    outputs = [(name, 3, out) for name in (("sr", "expected") if spec.expected else ("sr",))]
    infos = [
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", bands, s, s]) for name, bands, s in side]
        for side in (inputs, outputs)
    ]
    made = [helper.make_node(kind, taken, [given]) for kind, taken, given in nodes]
    weights = [numpy_helper.from_array(np.asarray(v, np.float32), name) for name, v in constants.items()]
    model = helper.make_model(
        helper.make_graph(made, "pattern", *infos, weights), opset_imports=[helper.make_opsetid("", 17)], ir_version=8
    )
    helper.set_model_props(model, {METADATA_KEY: spec.to_json()})
    onnx.save(model, str(path))
    return path


def make_job(folder, rgb, spec=ONE, expected=0 * ACROSS, more=0 * ACROSS, nodata=None, **options):
    """A job on (3, h, w) values, with a network that adds known patterns."""
    hsi = np.random.RandomState(1).uniform(100, 5000, (6, *rgb.shape[1:])).astype(np.int16)
    layers = (
        write_raster(folder / "rgb.tif", rgb, nodata=nodata),
        write_raster(folder / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
    )
    out = folder / "out"
    out.mkdir(exist_ok=True)
    usual = {"uncertainty": out / "u.tif", "rgb_range": (0.0, 100.0), "batch_size": 2, "device": "cpu"}
    model = write_network(folder / "m.onnx", spec, expected, more)
    return Job.of(*layers, model, out / "o.tif", **{**usual, **options})


def read(path):
    return gdal.Open(str(path)).ReadAsArray()


class Wild(Backend):
    """Another picture for every patch, drawn from its values and not from how it is turned; two outputs."""

    device, runtime = "cpu", "test"

    def __init__(self, spec, fail_after=None):
        self.spec, self._left = spec, fail_after

    def infer(self, hsi, rgb):
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise SpecGanError("The model stopped.", "Try again.")
        line = np.arange(self.spec.out_size, dtype=np.float32)
        base = upsample(rgb, self.spec.scale)
        waves = np.stack([np.sin(line[:, None] * (1 + s.mean()) + line[None] * (2 + s.std())) for s in hsi])
        expected = base + 0.2 * np.sin(0.9 * line)[:, None] * np.cos(0.4 * line)
        pictures = expected + 0.5 * waves[:, None] * np.array([1, 0.8, 0.5])[None, :, None, None]
        both = np.concatenate([pictures, expected], 1) if self.spec.expected else pictures
        return np.asarray(both, np.float32)


def hostile(dtype):
    """23 x 30 LR pixels with a hole, and roofs at the end of the range."""
    rgb = np.random.RandomState(5).uniform(1, 250, (3, 23, 30)).astype(dtype)
    rgb[:, 3:6, 10:20] = 255
    rgb[:, 9:14, 8:15] = 0
    return rgb
