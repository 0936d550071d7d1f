"""`judge`: how good a network is on held-out crops, by form, in a minute; no engine, no files written."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, List, Tuple

import torch

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from ..data.crops import Batch
from ..data.shards import read_manifest, read_scenes
from .judge import open_judge
from .scores import Model, form_scores, held_out_batch, table_of


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    if args.threads:
        torch.set_num_threads(args.threads)
    device = args.device
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    judge = open_judge(args.vgg, device)
    with network(args.checkpoint, device, args.threads) as (model, spec):
        if args.at_factor and spec.scale % args.at_factor:
            raise SpecGanError(
                "A network of {scale}x cannot be judged at {at_factor}x.",
                "Give a factor that divides its own, or leave --at-factor out.",
                scale=spec.scale,
                at_factor=args.at_factor,
            )
        batch = crops_for(spec, args.data, args.crops, args.split, args.lr_pixel)
        if args.no_hsi:
            batch.hsi[:] = 0
        print(f"{spec.name}, {spec.scale}x; judge: {judge.source}\n")
        print(table_of(form_scores(model, batch, judge, device, args.at_factor)))


def crops_for(spec: ModelSpec, folders: List[Path], count: int, split: str, lr_pixel: int = 0) -> Batch:
    """Held-out crops with LR pixels of `lr_pixel` HR pixels of the data; 0: as many as the data were prepared for, or
    the network's factor where that is more."""
    prepared = max(int(read_manifest(folder).get("scale", spec.scale)) for folder in folders)
    scale = lr_pixel or max(prepared, spec.scale)
    if scale % spec.scale:
        raise SpecGanError(
            "LR pixels of {scale} HR pixels cannot be divided into {spec_scale}.",
            "Give --lr-pixel, a multiple of {spec_scale}, or data that were prepared with --scale {spec_scale}.",
            scale=scale,
            spec_scale=spec.scale,
        )
    scenes = read_scenes(folders, scale, spec.in_size, spec.bands)
    batch = held_out_batch(scenes, scale, spec.in_size, spec.bands, count, split)
    if batch is None:
        raise SpecGanError(
            "The data hold no scenes of the split {split}.", "Choose another --split, or other data.", split=split
        )
    return batch


@contextmanager
def network(path: Path, device: str, threads: int = 0) -> Iterator[Tuple[Model, ModelSpec]]:
    """The network in a checkpoint or an ONNX file as a function of tensors, and its description."""
    if path.suffix != ".onnx":
        from ...core.network.checkpoint import load_generator

        generator, spec = load_generator(path)
        yield generator.to(device), spec
        return
    from ...core.models import Model

    backend = Model(path).open(device, threads=threads)

    def answer(hsi: torch.Tensor, rgb: torch.Tensor) -> Any:
        given = torch.from_numpy(backend.infer(hsi.cpu().numpy(), rgb.cpu().numpy()))
        return given.split(3, 1) if backend.spec.expected else (given, None)

    try:
        yield answer, backend.spec
    finally:
        backend.close()
