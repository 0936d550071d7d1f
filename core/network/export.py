"""A generator as one self-describing ONNX file."""

from __future__ import annotations

import copy
import logging
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, Set, Tuple, Union

import numpy as np
import torch

from ..errors import SpecGanError
from ..modelspec import METADATA_KEY, ModelSpec
from ..shelf.files import replacing
from .checkpoint import check_agreement
from .generator import Generator

OPSET = 18


HALF_FROM = 10_000
"""Smallest tensor, numbers, that is stored in half precision where that is asked for. The many small ones of the fusion
(a sixth of a compact model) make half of the difference from full weights."""
HALF_LARGEST = 65504.0
"""Largest float16."""


def export_onnx(generator: Generator, spec: ModelSpec, path: Union[str, Path], half: bool = False) -> None:
    """Write `generator` and its description to one ONNX file with a dynamic batch.

    Inputs `hsi` (n, bands, s, s) and `rgb` (n, 3, s, s), output `sr` and, where the network has
    it, `expected` (n, 3, S, S), float32. The file appears, or
    replaces an old one, only when it is complete. Needs the packages onnx and onnxscript.

    With `half` large tensors are stored as float16 and cast to float32 by the graph, which onnxruntime does once, when
    it loads the file: three fifths of a compact model's size, the arithmetic of the full model. The matrix of the
    LR-consistent base stays float32.
    """
    check_agreement(spec, generator.config)
    config = generator.config
    network = copy.deepcopy(generator).cpu().float().eval()
    inputs = (
        torch.zeros(2, config.hsi_bands, config.in_size, config.in_size),
        torch.zeros(2, 3, config.in_size, config.in_size),
    )
    batch = torch.export.Dim("batch", min=1, max=4096)
    try:
        with _quiet(), torch.no_grad():
            program = torch.onnx.export(
                network,
                inputs,
                dynamo=True,
                verbose=False,
                opset_version=OPSET,
                input_names=["hsi", "rgb"],
                output_names=["sr", "expected"] if spec.expected else ["sr"],
                dynamic_shapes={"hsi": {0: batch}, "rgb": {0: batch}},
            )
    except ImportError as error:
        raise SpecGanError(
            "Writing an ONNX file needs the Python packages onnx and onnxscript.",
            "Install them: pip install onnx onnxscript.",
            repr(error),
        ) from error
    except torch.onnx.errors.OnnxExporterError as error:
        raise SpecGanError(
            "torch could not export the network.",
            "Try other versions of onnxscript than the installed one; torch is {version}.",
            repr(error),
            version=torch.__version__,
        ) from error
    assert program is not None
    _strip(program.model)
    program.model.metadata_props[METADATA_KEY] = spec.to_json()
    with replacing(path) as temporary:
        program.save(str(temporary), external_data=False)
        if half:
            _store_half(temporary, {(config.out_size, config.in_size), (config.in_size, config.out_size)})


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the exporter's own deprecations and its remarks on packages that are not needed here."""
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _store_half(path: Path, kept: Set[Tuple[int, ...]]) -> None:
    """Store large float32 tensors of the file as float16, but those of a shape in `kept`."""
    import onnx

    model = onnx.load(str(path))
    graph, casts = model.graph, []
    for tensor in graph.initializer:
        shape, count = tuple(tensor.dims), int(np.prod(tensor.dims))
        if tensor.data_type != onnx.TensorProto.FLOAT or count < HALF_FROM or shape in kept:
            continue
        values = onnx.numpy_helper.to_array(tensor)
        if not np.abs(values).max() <= HALF_LARGEST:
            raise SpecGanError(
                "The network has weights that half precision cannot hold.", "Export it without --half.", tensor.name
            )
        name = tensor.name
        tensor.CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def constants_of(path: Path) -> Dict[str, np.ndarray]:
    """Constants of an ONNX file by name, in the order of the file; floating point numbers as float32."""
    import onnx

    found = {}
    for tensor in onnx.load(str(path)).graph.initializer:
        values = onnx.numpy_helper.to_array(tensor)
        found[tensor.name] = values.astype(np.float32) if values.dtype.kind == "f" else values
    return found


def _strip(model: Any) -> None:
    """Remove the exporter's notes (stack traces with the paths of this machine), a tenth of a small file."""
    model.metadata_props.clear()
    model.graph.metadata_props.clear()
    for node in model.graph.all_nodes():
        node.metadata_props.clear()
        node.doc_string = None
    for value in (*model.graph.inputs, *model.graph.outputs, *model.graph.initializers.values()):
        value.metadata_props.clear()
    for node in model.graph.all_nodes():
        for value in node.outputs:
            value.metadata_props.clear()
