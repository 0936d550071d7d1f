"""How good a model is on fixed held-out crops, and how they look."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ...core.network.generator import Generator
from ...core.shelf.upsampling import matrix
from ..data.crops import Batch
from ..losses import formulas as losses


@torch.no_grad()
def validate(model: Generator, batch: Batch, device: torch.device, scale: int, size: int = 8) -> Dict[str, float]:
    """Figures of the averaged model on fixed crops, for all of them and for each group.

    `psnr`: dB, peak 2 (values in [-1, 1]); `base`: the same for the LR-consistent base; `expected`: for the second
    output, where there is one; `detail`: standard deviation
    of luminance above the LR grid over that of the truth; `fine`: the same for the finest octave.
    """
    chunks = [slice(i, i + size) for i in range(0, len(batch.truth), size)]
    hsi, rgb = torch.from_numpy(batch.hsi), torch.from_numpy(batch.rgb)
    answers = [_pair(model(hsi[c].to(device), rgb[c].to(device))) for c in chunks]
    sr = torch.cat([sr.float().cpu() for sr, _ in answers])
    supported = [expected.float().cpu() for _, expected in answers if expected is not None]
    expected = torch.cat(supported) if supported else None
    truth, base = torch.from_numpy(batch.truth), base_of(rgb, scale)
    result: Dict[str, float] = {}
    for group in [""] + sorted(set(batch.groups)):
        rows = torch.tensor([not group or g == group for g in batch.groups])
        names = f"{group}_" if group else ""
        result[names + "psnr"] = _psnr(sr[rows], truth[rows])
        result[names + "base"] = _psnr(base[rows], truth[rows])
        if expected is not None:
            result[names + "expected"] = _psnr(expected[rows], truth[rows])
        for name, cell in (("detail", scale), ("fine", 2)):
            result[names + name] = _spread(sr[rows], cell) / max(_spread(truth[rows], cell), 1e-6)
    return {name: round(value, 4) for name, value in result.items()}


def _pair(answer: Any) -> Tuple[Tensor, Optional[Tensor]]:
    """Both images of a network's answer; the second is None where it gives one."""
    return answer if isinstance(answer, tuple) else (answer, None)


def base_of(rgb: Tensor, scale: int) -> Tensor:
    """LR-consistent upsampling of (n, 3, s, s)."""
    rows = torch.from_numpy(matrix(rgb.shape[-1], scale).copy()).to(rgb)
    return rows @ rgb @ rows.t()


def _psnr(image: Tensor, truth: Tensor) -> float:
    """Mean over images of the PSNR; a perfect image counts as 100 dB."""
    mse = (image - truth).square().mean((1, 2, 3)).clamp_min(4e-10)
    return float((10.0 * torch.log10(4.0 / mse)).mean())


def _spread(image: Tensor, cell: int) -> float:
    """Root mean square of luminance minus its mean over cells of `cell` pixels."""
    luma = losses.luminance(image)
    coarse = F.interpolate(F.avg_pool2d(luma, cell), scale_factor=float(cell), mode="nearest")
    return float((luma - coarse).square().mean().sqrt())


def panel(model: Any, batch: Batch, rows: Sequence[int], device: Any, scale: int) -> np.ndarray:
    """uint8 (rows * S, 4 * S, 3): LR pixels, base (or the second output), result and truth side by side, one
    held-out crop a row."""
    chosen = list(rows)
    hsi, rgb = torch.from_numpy(batch.hsi[chosen]), torch.from_numpy(batch.rgb[chosen])
    with torch.no_grad():
        answers = _pair(model(hsi.to(device), rgb.to(device)))
    sr, expected = (None if image is None else image.float().cpu().numpy() for image in answers)
    lr = batch.rgb[chosen].repeat(scale, 2).repeat(scale, 3)
    smooth = base_of(rgb, scale).numpy() if expected is None else expected
    columns = np.concatenate([lr, smooth, sr, batch.truth[chosen]], 3)
    pixels = np.clip((columns + 1.0) * 127.5 + 0.5, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(pixels.transpose(0, 2, 3, 1).reshape(-1, pixels.shape[3], 3))


def mean_losses(steps: List[Dict[str, float]]) -> Dict[str, Optional[float]]:
    """Mean of every loss over the steps that have it."""
    names = sorted({name for values in steps for name in values})
    return {name: round(_mean([v[name] for v in steps if name in v]), 5) for name in names}


def _mean(values: List[float]) -> float:
    return sum(values) / len(values)
