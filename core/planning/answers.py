"""How many answers of the network a job takes for each patch, and what for."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import SpecGanError
from ..job import Job
from ..models import ModelSpec
from ..patches.turns import TURNS


@dataclass(frozen=True)
class Answers:
    """The answers to one patch."""

    count: int = 1
    """Network calls for each patch: the time grows with it."""
    average: bool = False
    """The result is their mean, not the first one."""
    compared: bool = False
    """Their spread is wanted: each is blended on its own."""

    @property
    def blenders(self) -> int:
        """Pictures that are blended side by side: the result, and what is compared with it."""
        return 1 + (self.count if self.average else self.count - 1) if self.compared else 1


ONE = Answers()
"""The usual case."""


def uncertainty_bands(spec: ModelSpec) -> int:
    """Bands of UNCERTAINTY: two of the three need what the model expects."""
    return 3 if spec.expected else 1


def answers_of(job: Job) -> Answers:
    """What the job asks for; `SpecGanError` for a number of answers that cannot be."""
    if not 2 <= job.answers <= len(TURNS):
        raise SpecGanError(
            "The number of answers is {answers}.", "Choose 2 to {most}.", answers=job.answers, most=len(TURNS)
        )
    compared = job.uncertainty is not None
    return Answers(job.answers if compared or job.average else 1, job.average, compared)
