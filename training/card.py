"""The model card: what a person has to know about a model file, as Markdown beside it."""

from __future__ import annotations

from pathlib import Path

from ..core.errors import SpecGanError
from ..core.modelspec import ModelSpec, ValueRange

USE = (
    "For looking and for supporting interpretation. Not for measuring, counting, or as evidence of what stands on the "
    "ground: all detail below an LR pixel is generated."
)


def card(spec: ModelSpec, file: Path, weights: str, difference: float, table: str = "") -> str:
    """The text. `weights`: the type they are stored in; `difference`: the largest one from torch's answers, values in
    [-1, 1]; `table`: measured figures as Markdown, as `evaluate` writes them."""
    nm = f"{min(spec.wavelengths):g} to {max(spec.wavelengths):g} nm" + (
        " (assumed)" if spec.assumed_wavelengths else ""
    )
    gsd = f"{spec.gsd[0]:g} to {spec.gsd[1]:g} m" if spec.gsd[1] > 0 else "not recorded"
    consistent = "yes, the result averages back to the RGB layer" if spec.lr_consistent else "no"
    facts = {
        "File": f"`{file.name}`, {file.stat().st_size / 1e6:.1f} MB, {weights} weights",
        "Factor": f"{spec.scale}x, patches of {spec.in_size} x {spec.in_size} LR pixels, overlap {spec.overlap}",
        "HSI": f"{spec.bands} bands, {nm}, width {spec.band_width:g} nm",
        "RGB values": _range(spec.rgb_range),
        "HSI values": _range(spec.hsi_range),
        "LR-consistent": consistent,
        "Correlation of neighbouring patches' detail": f"{spec.detail_correlation:g}",
        "Share of the generated detail in a result, unless told otherwise (DETAIL)": f"{spec.detail:g}",
        "Pixel size of the training data (HR)": gsd,
        "Licence of the weights": spec.licence or "not stated",
        "Largest difference from torch": f"{difference:.1e} of values in [-1, 1], on random patches",
    }
    parts = [f"# Model card: {spec.name}", f"{spec.notes}".strip(), "## Use", USE, "## Facts"]
    parts.append("\n".join(["| | |", "|---|---|"] + [f"| {name} | {value} |" for name, value in facts.items()]))
    parts += ["## Training data", spec.trained_on or "Not recorded."]
    if spec.metrics:
        rows = [f"| {name} | {value:g} |" for name, value in sorted(spec.metrics.items())]
        parts += ["## Figures of the last checkpoint", "\n".join(["| figure | value |", "|---|---|"] + rows)]
    parts += ["## Evaluation", table.strip() or "Not measured; see `python -m specgan.training evaluate`."]
    return "\n\n".join(part for part in parts if part) + "\n"


def read_table(path: Path) -> str:
    """The measured table that goes into a card."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SpecGanError(f"The table {path} cannot be read.", "Give a Markdown file.", repr(error)) from error


def _range(mapping: ValueRange) -> str:
    low, high = mapping.percentiles
    percentiles = f"percentiles {low:g} and {high:g} of the layer" + (", band by band" if mapping.per_band else "")
    return f"{mapping.dtype}: {mapping.low:g} to {mapping.high:g}; else {percentiles}" if mapping.dtype else percentiles
