"""Several processes that train one model, as `torchrun` starts them: who they are, and what they tell each other.

Gradients are averaged by hand and not by torch's DistributedDataParallel: its hooks know neither the second derivative
of the R1 penalty nor a discriminator that is frozen in one half of a step. What comes out is the same.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Dict, Iterable, Iterator, List, Tuple

import torch
from torch import Tensor, nn

from ...core.errors import SpecGanError
from ...core.network.config import DiscriminatorConfig
from ...core.network.discriminator import Discriminator

BUCKET = 1 << 24
"""About the most numbers that are sent at once."""


@dataclass(frozen=True)
class Team:
    """The processes of a run; all numbers count from 0. A process that was not started by torchrun is alone."""

    rank: int = 0
    """Number of this process; number 0 alone writes and talks."""
    size: int = 1
    """How many there are."""
    local_rank: int = 0
    """Number of this process on its machine, and of its GPU."""

    @property
    def leads(self) -> bool:
        """Whether this is the process that writes and talks."""
        return self.rank == 0

    def device(self, chosen: torch.device) -> torch.device:
        """This process's GPU where there are several processes and `chosen` names none."""
        if self.size == 1 or chosen.type != "cuda" or chosen.index is not None:
            return chosen
        return torch.device("cuda", self.local_rank)

    def average_gradients(self, parameters: Iterable[nn.Parameter]) -> None:
        """Give every process the mean of all processes' gradients."""
        if self.size == 1:
            return
        waiting: List[Tensor] = []
        for parameter in parameters:
            if parameter.grad is not None:
                waiting.append(parameter.grad)
            if sum(g.numel() for g in waiting) >= BUCKET:
                self._average(waiting)
                waiting = []
        self._average(waiting)

    def _average(self, tensors: List[Tensor]) -> None:
        if not tensors:
            return
        flat = torch.cat([tensor.reshape(-1) for tensor in tensors])
        torch.distributed.all_reduce(flat)
        flat /= self.size
        for tensor, part in zip(tensors, flat.split([tensor.numel() for tensor in tensors])):
            tensor.copy_(part.view(tensor.shape))

    def mean(self, values: Dict[str, float], device: torch.device) -> Dict[str, float]:
        """Mean over all processes of every value; all processes must have the same names."""
        if self.size == 1 or not values:
            return values
        names = sorted(values)
        packed = torch.tensor([values[name] for name in names], dtype=torch.float64, device=device)
        torch.distributed.all_reduce(packed)
        return dict(zip(names, (packed / self.size).tolist()))

    def agree(self, elapsed: float, stop: bool, device: torch.device) -> Tuple[float, bool]:
        """The leader's clock, and whether any process wants to stop: all decide alike, or they would wait for ever."""
        if self.size == 1:
            return elapsed, stop
        packed = torch.tensor([elapsed if self.leads else 0.0, float(stop)], dtype=torch.float64, device=device)
        torch.distributed.all_reduce(packed)
        return float(packed[0]), bool(packed[1] > 0)

    def copy_from_leader(self, *networks: nn.Module) -> None:
        """Give every process the leader's weights and buffers."""
        if self.size > 1:
            for network in networks:
                for tensor in network.state_dict().values():
                    torch.distributed.broadcast(tensor, 0)


def team_of_environment() -> Team:
    """The team that torchrun's environment variables describe; alone where there are none."""
    names = ("RANK", "WORLD_SIZE", "LOCAL_RANK")
    if "RANK" not in os.environ or "WORLD_SIZE" not in os.environ:
        return Team()
    try:
        rank, size, local = (int(os.environ.get(name, "0")) for name in names)
        if not 0 <= rank < size or local < 0:
            raise ValueError("numbers out of range")
    except ValueError as error:
        told = ", ".join(f"{name}={os.environ.get(name)}" for name in names)
        raise SpecGanError(
            "The processes do not know their numbers: {told}.", "Start with torchrun.", told=told
        ) from error
    return Team(rank, size, local)


@contextmanager
def joined(team: Team, device: torch.device) -> Iterator[None]:
    """The processes can talk to each other while the block runs: through nccl on CUDA, gloo on the CPU."""
    if team.size == 1:
        yield
        return
    if device.type == "cuda":
        torch.cuda.set_device(device)
    torch.distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield
    finally:
        torch.distributed.destroy_process_group()


class _SumOverTeam(torch.autograd.Function):
    """Sum over all processes; its gradient is the sum of their gradients, and so on for higher derivatives."""

    @staticmethod
    def forward(context: Any, tensor: Tensor) -> Tensor:
        total = tensor.clone()
        torch.distributed.all_reduce(total)
        return total

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> Any:
        return _SumOverTeam.apply(gradients[0].contiguous())


class TeamDiscriminator(Discriminator):
    """A discriminator whose groups (minibatch standard deviation) reach over all processes.

    The crops of a step are shared out in order, so the groups are those that one process with all crops would have.
    """

    def __init__(self, config: DiscriminatorConfig, team: Team) -> None:
        super().__init__(config)
        self.team = team

    def deviation(self, maps: Tensor) -> Tensor:
        """As one process with the crops of all would give it, for the crops of this one."""
        if self.team.size == 1:
            return super().deviation(maps)
        count, rank = len(maps), self.team.rank
        own = maps.float()
        everyone = own.new_zeros((count * self.team.size, *own.shape[1:]))
        placed = torch.cat([everyone[: rank * count], own, everyone[(rank + 1) * count :]])
        gathered = _SumOverTeam.apply(placed)
        return super().deviation(gathered)[rank * count : (rank + 1) * count].to(maps.dtype)
