"""The networks that a run grows through: which ones, and how its time is shared out to them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Mapping

from ...core.errors import SpecGanError
from ...core.network.config import PRESETS, GeneratorConfig
from ..config import Stage, TrainConfig


def fitted(config: TrainConfig, given: Mapping[str, Any]) -> Dict[str, Any]:
    """The options `given` for `config`, a recipe, with stages that fit them: those of the model's family, beyond the
    factor that the run starts from, and without a batch or rate of their own where one was asked for.

    Stages that were given by hand stay as they are; their last network is the model where none was named.
    """
    if "stages" in given or not config.stages:
        return dict(given)
    stages = list(config.stages)
    model = str(given.get("model", config.model))
    if model != config.model:
        stages = _for_model(stages, model)
    if given.get("start_from"):
        factor = factor_of(Path(str(given["start_from"])))
        stages = [stage for stage in stages if network_of(stage.model).scale > factor] or stages[-1:]
    if "batch" in given:
        stages = [replace(stage, batch=0) for stage in stages]
    if "learning_rate" in given:
        stages = [replace(stage, learning_rate=0.0) for stage in stages]
    total = sum(stage.share for stage in stages)
    return {**given, "stages": tuple(replace(stage, share=stage.share / total) for stage in stages)}


def _family(model: str) -> List[str]:
    """The presets of a model's name that have its patch and bands and at most its factor, smallest factor first."""
    network = network_of(model)
    stem = re.sub(r"_x\d+$", "", model)
    names = [f"{stem}_x{2**k}" for k in range(1, 7) if 2**k <= network.scale]
    alike = (network.in_size, network.hsi_bands)
    return [n for n in names if n in PRESETS and (PRESETS[n].in_size, PRESETS[n].hsi_bands) == alike]


def _for_model(known: List[Stage], model: str) -> List[Stage]:
    """A stage for every network of the model's family; the last one gets twice the time of the others."""
    options = {stage.model: stage for stage in known}
    names = _family(model) or [model]
    shares = [1.0] * (len(names) - 1) + [2.0]
    return [replace(options.get(name, Stage(name, 1.0)), share=share) for name, share in zip(names, shares)]


def network_of(model: str) -> GeneratorConfig:
    """The generator's preset of that name."""
    if model not in PRESETS:
        known = ", ".join(sorted(PRESETS))
        raise SpecGanError("There is no network called {model!r}.", "Choose one of {known}.", model=model, known=known)
    return PRESETS[model]


def factor_of(path: Path) -> int:
    """The factor of the model in a checkpoint or an .onnx file."""
    from ...core.modelspec import spec_from_onnx
    from ...core.network.checkpoint import read_model_spec

    return (spec_from_onnx if path.suffix.lower() == ".onnx" else read_model_spec)(path).scale


def networks(config: TrainConfig) -> List[GeneratorConfig]:
    """The generators of a run's stages, the final one last; `SpecGanError` where they do not fit together."""
    final = network_of(config.model)
    found = [network_of(stage.model) for stage in config.stages] or [final]
    for network in found:
        if (network.in_size, network.hsi_bands) != (final.in_size, final.hsi_bands) or final.scale % network.scale:
            raise SpecGanError(
                "A stage of {scale}x, patches of {in_size} LR pixels and {hsi_bands} bands cannot grow into {model}.",
                "Choose networks of the same patch and bands, each of a factor that is at most the last one's.",
                scale=network.scale,
                in_size=network.in_size,
                hsi_bands=network.hsi_bands,
                model=config.model,
            )
    return found
