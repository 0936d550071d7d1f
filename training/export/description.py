"""What a model that a run makes says about itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Mapping, Sequence

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec, ValueRange
from ..config import BAND_WIDTH, PERCENTILES, RGB_MARGIN, WAVELENGTHS, TrainConfig
from ..data.shards import read_manifest

SEPARATOR = "; "
"""Between the entries of what a model was trained on."""


def model_spec(config: TrainConfig, network: Any, data: Sequence[Path], factor: int = 0) -> ModelSpec:
    """The description that goes into the checkpoint; bands and sources are those of the manifests. `factor`: that of
    the run, where the network is one of its earlier stages."""
    manifests = [read_manifest(Path(folder)) for folder in data]
    wavelengths = tuple(float(w) for w in manifests[0].get("wavelengths", WAVELENGTHS))
    if any(tuple(m.get("wavelengths", WAVELENGTHS)) != wavelengths for m in manifests):
        raise SpecGanError("The data folders have different HSI bands.", "Prepare them with the same bands.")
    if len(wavelengths) != network.hsi_bands:
        raise SpecGanError(
            "The data have {wavelengths} HSI bands, the model {model} takes {hsi_bands}.",
            "Prepare the data again, or choose another model.",
            wavelengths=len(wavelengths),
            model=config.model,
            hsi_bands=network.hsi_bands,
        )
    ratio = (factor or network.scale) // network.scale
    learnt = _usual(config, [s for m in manifests for s in m["scenes"] if s.get("split") == "train"])
    gsd = [ratio * float(s["gsd"]) for s in learnt if s.get("gsd")]
    sources = sorted({str(s.get("source", "")) for m in manifests for s in m["scenes"]} - {""})
    return ModelSpec(
        name=config.name or config.model,
        scale=network.scale,
        in_size=network.in_size,
        wavelengths=wavelengths,
        band_width=float(manifests[0].get("band_width", BAND_WIDTH)),
        rgb_range=ValueRange(percentiles=PERCENTILES, margin=RGB_MARGIN),
        lr_consistent=network.base == "lr_consistent",
        expected=network.expected_width > 0,
        hsi_optional=config.hsi_drop > 0 and config.hsi_arm == "hsi",
        overlap=min(2, network.in_size // 2),
        gsd=(min(gsd), max(gsd)) if gsd else (0.0, 0.0),
        trained_on=config.trained_on or _each_once(sources, config.inherited),
        notes="Experimental.",
    )


def _usual(config: TrainConfig, scenes: Sequence[Mapping[str, Any]]) -> List[Mapping[str, Any]]:
    """The scenes of groups that give at least a twentieth of the crops: what a model has seen now and then is nothing
    that it is for."""
    weights = {str(s.get("group", "")): 1.0 for s in scenes}
    weights.update({group: weight for group, weight in config.group_weights if group in weights})
    least = 0.05 * sum(weights.values())
    return [s for s in scenes if weights[str(s.get("group", ""))] >= least]


def _each_once(sources: Sequence[str], inherited: str) -> str:
    """Own sources, then what the model started from adds to them: a run on the same data names these once."""
    own = [source.replace(SEPARATOR, ", ") for source in sources]
    return SEPARATOR.join(dict.fromkeys([*own, *filter(None, inherited.split(SEPARATOR))]))
