"""Writes resources/runtime/probe.onnx, the small model by which a Python shows that it runs models.

    python dev/probe_model.py

sr = 2x nearest of (rgb + hsi / 2), through a 3 x 3 convolution, which is what a half-installed CUDA stumbles over.
"""

from __future__ import annotations

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from specgan.core.backends.probe import MODEL
from specgan.core.modelspec import METADATA_KEY


def probe_model() -> onnx.ModelProto:
    """The model; old enough in its format for every onnxruntime from 1.10 on."""
    kernel = np.zeros((3, 4, 3, 3), np.float32)
    kernel[:, :3, 1, 1] = np.eye(3)
    kernel[:, 3, 1, 1] = 0.5
    weights = [
        numpy_helper.from_array(kernel, "kernel"),
        numpy_helper.from_array(np.array([1, 1, 2, 2], np.float32), "scales"),
    ]
    nodes = [
        helper.make_node("Concat", ["rgb", "hsi"], ["both"], axis=1),
        helper.make_node("Conv", ["both", "kernel"], ["low"], pads=[1, 1, 1, 1]),
        helper.make_node(
            "Resize", ["low", "", "scales"], ["sr"], mode="nearest", nearest_mode="floor",
            coordinate_transformation_mode="asymmetric",
        ),
    ]  # fmt: skip
    shapes = {"hsi": ["n", 1, 2, 2], "rgb": ["n", 3, 2, 2], "sr": ["n", 3, 4, 4]}
    values = {name: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()}
    graph = helper.make_graph(nodes, "probe", [values["hsi"], values["rgb"]], [values["sr"]], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    spec = {"name": "probe", "scale": 2, "in_size": 2, "wavelengths": [550.0], "overlap": 0}  # no more than it takes
    helper.set_model_props(model, {METADATA_KEY: json.dumps(spec)})
    return model


if __name__ == "__main__":
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(probe_model(), str(MODEL))
    print(MODEL)
