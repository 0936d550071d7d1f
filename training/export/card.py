"""The model card: what a person has to know about a model file, as Markdown beside it."""

from __future__ import annotations

from pathlib import Path

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec, ValueRange

USE = (
    "For looking, and to support interpretation. Not for measuring or counting, and no evidence of what stands on the "
    "ground: all detail below an LR pixel is generated."
)
CITE = (
    "Meng, Li, Lei, Zou, Shi: Large-factor Super-resolution of Remote Sensing Images with Spectra-guided Generative "
    "Adversarial Networks. IEEE TGRS 60, 2022, doi 10.1109/TGRS.2022.3222360; and this plugin (`CITATION.cff`, or its "
    "repository)."
)


def card(spec: ModelSpec, file: Path, weights: str, difference: float, table: str = "") -> str:
    """The text. `weights`: the type they are stored in; `difference`: the largest one from torch's answers, values in
    [-1, 1]; `table`: measured figures as Markdown, as `measure` writes them."""
    nm = f"{min(spec.wavelengths):g} to {max(spec.wavelengths):g} nm" + (
        " (assumed)" if spec.assumed_wavelengths else ""
    )
    gsd = "not recorded"
    if spec.gsd[1] > 0:
        low, high = (spec.scale * size for size in spec.gsd)
        gsd = f"LR pixels of {low:g} to {high:g} m in, pixels of {spec.gsd[0]:g} to {spec.gsd[1]:g} m out"
    outputs = "`sr`, one plausible picture"
    if spec.expected:
        outputs += "; `expected`, what the inputs support. DETAIL goes from `expected` (0) to `sr` (1)"
    consistent = "yes, the result averages back to the RGB layer" if spec.lr_consistent else "no"
    facts = {
        "File": f"`{file.name}`, {file.stat().st_size / 1e6:.1f} MB, {weights} weights",
        "Factor": f"{spec.scale}x, patches of {spec.in_size} x {spec.in_size} LR pixels, overlap {spec.overlap}",
        "HSI": f"{spec.bands} bands, {nm}, width {spec.band_width:g} nm"
        + ("; may be missing" if spec.hsi_optional else ""),
        "Outputs": outputs,
        "RGB values": _range(spec.rgb_range),
        "HSI values": _range(spec.hsi_range),
        "LR-consistent": consistent,
        "Correlation of neighbouring patches' detail": f"{spec.detail_correlation:g}",
        "Share of the generated detail in a result, unless told otherwise (DETAIL)": f"{spec.detail:g}",
        "Pixel sizes that it was trained for": gsd,
        "Licence of the weights": spec.licence or "not stated",
        "Largest difference from torch": f"{difference:.1e} of values in [-1, 1], on random patches",
    }
    parts = [f"# Model card: {spec.name}", f"{spec.notes}".strip(), "## Use", USE, "## Facts"]
    parts.append("\n".join(["| | |", "|---|---|"] + [f"| {name} | {value} |" for name, value in facts.items()]))
    sources = spec.trained_on.split("; ") if spec.trained_on else []
    parts += ["## Training", "\n".join(f"* {source}" for source in sources) or "Not recorded."]
    parts += ["## Figures", table.strip() or "Not measured; see `specgan measure`."]
    parts += ["## How to cite", CITE]
    return "\n\n".join(part for part in parts if part) + "\n"


def read_table(path: Path) -> str:
    """The measured table that goes into a card."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SpecGanError(
            "The table {path} cannot be read.", "Give a Markdown file.", repr(error), path=path
        ) from error


def _range(mapping: ValueRange) -> str:
    low, high = mapping.percentiles
    percentiles = f"percentiles {low:g} and {high:g} of the layer" + (", band by band" if mapping.per_band else "")
    if mapping.margin:
        percentiles += f", widened by {100 * mapping.margin:g} % at either end"
    return f"{mapping.dtype}: {mapping.low:g} to {mapping.high:g}; else {percentiles}" if mapping.dtype else percentiles
