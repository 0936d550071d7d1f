"""Terms of a loss balanced by their gradients instead of by their values."""

from __future__ import annotations

from typing import Dict, Mapping, Optional, Tuple

import torch
from torch import Tensor

from .team import Team

KEEP = 0.95
"""Part of the running norm that stays at every step."""
TINY = 1e-12


class Balance:
    """Divides each term's gradient by its own running norm, so that a weight is a share of the step, whatever the
    term's scale and however it changes while the discriminators learn."""

    def __init__(self, team: Optional[Team] = None) -> None:
        self.team = team or Team()
        self.norms: Dict[str, float] = {}
        """Running norm of each term's gradient."""

    def gradients(self, terms: Mapping[str, Tuple[float, Tensor, Tensor]]) -> Dict[str, Tensor]:
        """For terms by name, each a weight, a value and the image that it judges (a tensor that requires a gradient):
        the weighted gradient of every term with respect to its image.

        A term that is new begins with its own norm; one that grows at once counts with its present norm, so that no
        step is larger than the weights say.
        """
        raw = {
            name: torch.autograd.grad(value, image, retain_graph=True)[0] for name, (_, value, image) in terms.items()
        }
        present = {name: float(gradient.float().norm()) for name, gradient in raw.items()}
        device = next(iter(raw.values())).device
        present = self.team.mean(present, device)
        result = {}
        for name, gradient in raw.items():
            norm = present[name]
            if norm == norm and norm != float("inf"):
                self.norms[name] = KEEP * self.norms.get(name, norm) + (1.0 - KEEP) * norm
            result[name] = gradient * (terms[name][0] / max(self.norms.get(name, norm), norm, TINY))
        return result
