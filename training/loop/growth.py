"""A network begins with what another one has learnt."""

from __future__ import annotations

from typing import Tuple

import torch

from ...core.network.generator import Generator

CLOSING = ("decoder.out.", "expected.out.")
"""Layers that begin anew, near 0, in a network of another factor: what they close is another map there."""
PARTIAL = ("encoder.", "synthesis.")
"""Parts whose layers come in the same order at every factor, coarse to fine, so that a larger one begins with the rows
of a smaller one."""


def take(network: Generator, other: Generator) -> Tuple[int, int]:
    """Give `network` the weights of `other` as far as they are alike; how many numbers were taken, and how many there
    are.

    Of a layer with fewer or more channels the first ones are taken. Between networks of different factors, layers of
    decoders are taken only where their shape is the same, and `CLOSING` not at all.
    """
    given = dict(other.named_parameters())
    same_scale = network.config.scale == other.config.scale
    taken = total = 0
    with torch.no_grad():
        for name, own in network.named_parameters():
            total += own.numel()
            theirs = given.get(name)
            if theirs is None or theirs.dim() != own.dim() or theirs.shape[2:] != own.shape[2:]:
                continue
            partly = same_scale or name.startswith(PARTIAL)
            if name.startswith(CLOSING) and not same_scale or theirs.shape != own.shape and not partly:
                continue
            common = tuple(slice(min(sizes)) for sizes in zip(own.shape, theirs.shape))
            own[common] = theirs[common].to(own.device)
            taken += own[common].numel()
    return taken, total
