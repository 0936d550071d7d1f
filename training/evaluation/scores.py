"""Form, fidelity and consistency of a network's answers on fixed held-out crops: what a training run is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import torch

from ...core.patches.metrics.correctness import KINDS
from ...core.shelf.upsampling import block_mean
from ..data.crops import Batch, make_batch
from ..data.shards import Scene, cut, cut_low
from . import noise
from .baselines import base, bicubic
from .correctness import shares
from .form import Floor, floor, median_distance, mmd
from .judge import SMALLEST, Judge, Sight

GREY = 127.5
"""Grey levels of 8 bit in 1: values are from -1 to 1."""
ALL = "all"
"""Name of the group that is every crop."""

Start = Tuple[int, int]
"""Cell (row, col) of a crop's corner."""
Model = Callable[..., Any]
"""Tensors hsi (n, bands, s, s), rgb (n, 3, s, s) to sr (n, 3, S, S), or to sr and `expected`."""


@dataclass(frozen=True)
class Score:
    """One method on the crops of one group."""

    crops: int
    """How many."""
    psnr: float
    """Mean over crops, dB."""
    mmd: Tuple[float, ...]
    """Discrepancy from the truths at five depths, x 1000; nan where there are too few crops."""
    distance: Tuple[float, ...]
    """Mean distance to the own truth at five depths."""
    shares: Tuple[float, float, float]
    """Improvement, omission and hallucination, see `correctness`; mean over crops."""
    lr_rmse: float
    """Block means of the result against the LR image, grey levels of 8 bit."""


@dataclass(frozen=True)
class Scores:
    """All methods on all groups."""

    table: Dict[Tuple[str, str], Score]
    """By group and method, in the order of the table."""
    floors: Dict[str, Tuple[Floor, ...]]
    """By group: random halves of the truth at five depths, x 1000."""


def held_out_batch(
    scenes: Sequence[Scene], scale: int, in_size: int, bands: int, count: int, split: str = "val"
) -> Optional[Batch]:
    """About `count` fixed crops of a split, as many of every group where it has so many, spread evenly over all that
    do not overlap; None where the split is empty."""
    chosen: List[Tuple[Scene, Start]] = []
    groups = sorted({scene.group for scene in scenes if scene.split == split})
    for group in groups:
        mine = [scene for scene in scenes if (scene.split, scene.group) == (split, group)]
        every = [(scene, start) for scene in mine for start in apart(scene.starts, in_size * scale // scene.cell)]
        most = min(len(every), max(1, count // len(groups)))
        chosen += [every[int((number + 0.5) * len(every) / most)] for number in range(most)]
    if not chosen:
        return None
    truths, spectra = zip(*(cut(scene, start, in_size, scale, bands) for scene, start in chosen))
    lows = [cut_low(scene, start, in_size, scale) for scene, start in chosen]
    return make_batch(list(truths), list(spectra), [scene.group for scene, _ in chosen], scale, lows)


def apart(starts: np.ndarray, cells: int) -> List[Start]:
    """Of the corners (k, 2) of windows of `cells` x `cells`, in order, those that overlap none that was taken."""
    taken: List[Start] = []
    for row, col in starts.tolist():
        if all(max(abs(row - top), abs(col - left)) >= cells for top, left in taken):
            taken.append((row, col))
    return taken


def at_factor(images: np.ndarray, size: int, factor: int) -> np.ndarray:
    """(n, 3, S, S) averaged until `factor` pixels lie along each of the `size` LR pixels."""
    ratio, rest = divmod(images.shape[-1], size * factor)
    if rest or ratio < 1:
        raise ValueError(f"images of {images.shape[-1]} pixels have no {factor} for each of {size} LR pixels")
    return np.asarray(block_mean(images, ratio), np.float32) if ratio > 1 else images


def form_scores(
    model: Model, batch: Batch, judge: Judge, device: Any = "cpu", factor: int = 0, baselines: bool = True
) -> Scores:
    """Judge a network on crops, beside bicubic, the LR-consistent base and noise (`baselines`).

    `model` is called with tensors on `device`, and is put into eval mode for that where it has one. Its answer is
    "model" in the scores, a second one "expected". `factor`: HR pixels along one LR pixel at which truth and answers
    are compared, after averaging; 0: the network's own. So the crops may be finer than the network's answers, as in
    the early stages of training that grows.
    """
    answers = answers_of(model, batch, device)
    size = batch.rgb.shape[-1]
    factor = factor or answers["model"].shape[-1] // size
    truth = at_factor(batch.truth, size, factor)
    results = baselines_of(batch, truth, factor) if baselines else {}
    results.update({name: at_factor(images, size, factor) for name, images in answers.items()})
    return score(results, truth, batch.rgb, batch.groups, judge)


@torch.no_grad()
def answers_of(model: Model, batch: Batch, device: Any = "cpu", size: int = 8) -> Dict[str, np.ndarray]:
    """float32 (n, 3, S, S), in [-1, 1]: "model", and "expected" where the network has two outputs."""
    was_training = isinstance(model, torch.nn.Module) and model.training
    if isinstance(model, torch.nn.Module):
        model.eval()
    ask = getattr(model, "answers", model)  # networks that may have a second output give it there
    found: Dict[str, List[np.ndarray]] = {}
    for first in range(0, len(batch.truth), size):
        inputs = (torch.from_numpy(each[first : first + size]).to(device) for each in (batch.hsi, batch.rgb))
        answer = ask(*inputs)
        images = answer if isinstance(answer, (tuple, list)) else (answer,)
        for name, image in zip(("model", "expected"), images):
            if image is not None:
                found.setdefault(name, []).append(image.float().cpu().numpy())
    if was_training:
        model.train()  # type: ignore[attr-defined]
    return {name: np.concatenate(images) for name, images in found.items()}


def baselines_of(batch: Batch, truth: np.ndarray, factor: int) -> Dict[str, np.ndarray]:
    """What a network has to beat; the noise is fitted to these very crops, `truth` (n, 3, S, S) at `factor`."""
    fitted = noise.fit_crops(list(truth), list(batch.rgb), factor)
    return {
        "bicubic": np.stack([bicubic(low, factor) for low in batch.rgb]),
        "base": np.stack([base(low, factor) for low in batch.rgb]),
        "noise": np.stack([fitted.apply(low, number) for number, low in enumerate(batch.rgb)]),
    }


def score(
    results: Mapping[str, np.ndarray], truth: np.ndarray, lr: np.ndarray, groups: Sequence[str], judge: Judge
) -> Scores:
    """Score results (n, 3, S, S) by name against truths of that shape and LR images (n, 3, s, s), all in [-1, 1].

    Over all crops, and for every group where there are several; each group's bandwidth is its own truths'. Form is nan
    for images that are too small for the judge.
    """
    sights: Dict[str, Sight] = {}
    if min(truth.shape[-2:]) >= SMALLEST:
        sights = judge.look({name: (images + 1) / 2 for name, images in results.items()}, (truth + 1) / 2)
    table: Dict[Tuple[str, str], Score] = {}
    floors: Dict[str, Tuple[Floor, ...]] = {}
    names = sorted(set(groups))
    kinds = {name: _shares(images, truth, lr) for name, images in results.items()}
    for group in [ALL, *(names if len(names) > 1 else ())]:
        rows = np.array([group in (ALL, own) for own in groups])
        truths = [depth[rows] for depth in sights["truth"].features] if sights else []
        widths = [median_distance(sample) for sample in truths]
        floors[group] = tuple(_thousand(floor(sample, width)) for sample, width in zip(truths, widths))
        for name, images in results.items():
            form: Tuple[float, ...] = ()
            away: Tuple[float, ...] = ()
            if sights:
                seen = sights[name]
                samples = zip(seen.features, truths, widths)
                form = tuple(1000 * mmd(sample[rows], own, width) for sample, own, width in samples)
                away = tuple(float(value) for value in seen.distances[rows].mean(0))
            means = [float(np.nanmean(each[rows])) if np.isfinite(each[rows]).any() else np.nan for each in kinds[name]]
            images, own_truth, low = images[rows], truth[rows], lr[rows]
            table[group, name] = Score(
                crops=int(rows.sum()),
                psnr=_psnr(images, own_truth),
                mmd=form,
                distance=away,
                shares=(means[0], means[1], means[2]),
                lr_rmse=_lr_rmse(images, low),
            )
    return Scores(table, floors)


def table_of(scores: Scores) -> str:
    """The scores as Markdown, a table for every group."""
    parts = []
    for group in dict.fromkeys(group for group, _ in scores.table):
        mine = {name: score for (own, name), score in scores.table.items() if own == group}
        count = next(iter(mine.values())).crops
        parts += [
            f"{group}, {count} crops\n",
            "| | PSNR, dB | MMD x 1000, depth 1 to 5 | distance | by depth | impr. om. hall. | LR RMSE |",
            "|---|---|---|---|---|---|---|",
        ]
        for name, each in mine.items():
            form, away, kinds = (
                _joined(each.mmd, "{:.0f}"), _joined(each.distance, "{:.3f}"), _joined(each.shares, "{:.2f}")
            )  # fmt: skip
            mean = f"{np.mean(each.distance):.3f}" if each.distance else "–"
            parts.append(f"| {name} | {each.psnr:.2f} | {form} | {mean} | {away} | {kinds} | {each.lr_rmse:.2f} |")
        halves = _joined([item.spread for item in scores.floors[group]], "±{:.0f}")
        parts.append(f"| halves of the truth | | {halves} | | | | |\n")
    return "\n".join(parts)


def _joined(values: Sequence[float], form: str) -> str:
    return " ".join(form.format(value) for value in values) or "–"


def _thousand(value: Floor) -> Floor:
    return Floor(1000 * value.mean, 1000 * value.spread)


def _psnr(images: np.ndarray, truth: np.ndarray) -> float:
    """Mean over images; a perfect one counts as 100 dB, as in training."""
    errors = ((images - truth).astype(np.float64) ** 2).mean((1, 2, 3))
    return float((10 * np.log10(4 / np.maximum(errors, 4e-10))).mean())


def _shares(images: np.ndarray, truth: np.ndarray, lr: np.ndarray) -> np.ndarray:
    """Of (n, 3, S, S) and (n, 3, s, s) in [-1, 1]: (3, n)."""
    crops = zip(*((each + 1) / 2 for each in (images, truth, lr)))
    found = [shares(*crop) for crop in crops]
    return np.array([[each[kind] for each in found] for kind in KINDS])


def _lr_rmse(images: np.ndarray, lr: np.ndarray) -> float:
    means = block_mean(images.astype(np.float64), images.shape[-1] // lr.shape[-1])
    return float(np.sqrt(((means - lr) ** 2).mean()) * GREY)
