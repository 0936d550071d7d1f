"""What the judge saw of the results at a place, and what that comes to over many places."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, NamedTuple, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.files import replacing
from .form import Floor, floor, median_distance, mmd

DEPTHS = 5
CELLS = 8
"""Width and height of the crops that are looked at, LR pixels."""
MOST = 6
"""Most crops along either side of a place."""


class Seen(NamedTuple):
    """Features of crops of results, and of the truths of the same crops, a depth each: (crops, k)."""

    results: Tuple[np.ndarray, ...]
    truths: Tuple[np.ndarray, ...]


def crops_of(image: np.ndarray, scale: int) -> np.ndarray:
    """Crops (n, 3, h, w) of an image (3, H, W), each `CELLS` LR pixels wide and high, or as the image where that is
    smaller. As many as fit a side, rounded, spread evenly from end to end; they overlap by half at most."""
    corners: List[Sequence[int]] = []
    sizes = []
    for length in image.shape[1:]:
        size = min(CELLS * scale, length)
        count = min(max(1, round(length / size)), MOST)
        room = length - size
        corners.append([room // 2] if count == 1 else [round(k * room / (count - 1)) for k in range(count)])
        sizes.append(size)
    rows, cols = corners
    return np.stack([image[:, row : row + sizes[0], col : col + sizes[1]] for row in rows for col in cols])


def pooled(many: Sequence[Seen]) -> Seen:
    """All crops of several places."""
    results, truths = ([np.concatenate(each) for each in zip(*parts)] for parts in zip(*many))
    return Seen(tuple(results), tuple(truths))


def discrepancies(seen: Seen) -> Dict[str, float]:
    """ "mmd_1" to "mmd_5": discrepancy of results and truths, x 1000; the bandwidth is the truths' median."""
    pairs = zip(seen.results, seen.truths)
    return {f"mmd_{k}": 1000 * mmd(ours, own, median_distance(own)) for k, (ours, own) in enumerate(pairs, 1)}


def floors(seen: Seen) -> Dict[str, Floor]:
    """The same for random halves of the truths: mean and spread, x 1000."""
    found = (floor(own, median_distance(own)) for own in seen.truths)
    return {f"mmd_{k}": Floor(1000 * each.mean, 1000 * each.spread) for k, each in enumerate(found, 1)}


def save(path: Path, seen: Dict[str, Seen]) -> None:
    """Write what was seen, by any names; the file appears when it is complete."""
    arrays = {}
    for number, (name, each) in enumerate(seen.items()):
        arrays[f"{number}_name"] = np.array(name)
        for kind, depths in zip(Seen._fields, each):
            arrays.update({f"{number}_{kind}_{k}": depth for k, depth in enumerate(depths)})
    with replacing(path) as part, part.open("wb") as stream:
        np.savez(stream, **arrays)


def load(path: Path) -> Dict[str, Seen]:
    """What `save` wrote; `SpecGanError` for anything else."""
    try:
        with np.load(path, allow_pickle=False) as file:
            count = sum(name.endswith("_name") for name in file.files)
            return {
                str(file[f"{number}_name"]): Seen(
                    *(tuple(file[f"{number}_{kind}_{k}"] for k in range(DEPTHS)) for kind in Seen._fields)
                )
                for number in range(count)
            }
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise SpecGanError(
            "{path} is no file of an evaluation.", "Delete it and start again.", repr(error), path=path
        ) from error
