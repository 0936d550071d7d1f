"""What a job leaves to its model, and what it may choose itself."""

from __future__ import annotations

from ..errors import SpecGanError
from ..job import Job
from ..models import ModelSpec


def chosen_overlap(job: Job, spec: ModelSpec) -> int:
    """Overlap of neighbouring patches, LR pixels; `SpecGanError` if patches are too small for it."""
    overlap = spec.overlap if job.overlap is None else job.overlap
    if not 0 <= overlap <= spec.in_size // 2:
        raise SpecGanError(
            "An overlap of {overlap} pixels does not fit patches of {in_size}.",
            "Choose 0 to {most}.",
            overlap=overlap,
            in_size=spec.in_size,
            most=spec.in_size // 2,
        )
    return overlap


def chosen_factor(job: Job, spec: ModelSpec) -> int:
    """Pixels of the result along an LR pixel; `SpecGanError` if it is no divisor of the model's."""
    factors = [factor for factor in range(2, spec.scale + 1) if spec.scale % factor == 0]
    if job.factor is None:
        return spec.scale
    if job.factor not in factors:
        raise SpecGanError(
            "A factor of {factor} cannot be made from the model's {scale}.",
            "Choose one of {factors}, or leave it empty for {scale}.",
            factor=job.factor,
            scale=spec.scale,
            factors=", ".join(map(str, factors)),
        )
    return job.factor


def chosen_detail(job: Job, spec: ModelSpec) -> float:
    """How much of the generated detail goes into the result; `SpecGanError` if it is not from 0 to 1."""
    detail = spec.detail if job.detail is None else job.detail
    if not 0 <= detail <= 1:
        raise SpecGanError("DETAIL is {detail:g}.", "Choose 0 (no generated detail) to 1 (all of it).", detail=detail)
    return detail
