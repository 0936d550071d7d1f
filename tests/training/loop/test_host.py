"""What a run does to the process that it runs in."""

from __future__ import annotations

import torch
from specgan.training.config import Phase, TrainConfig
from specgan.training.loop.train import train

RUN = TrainConfig(
    model="tiny_x16",
    phases=(Phase("all", 0.0),),
    images=2,
    batch=2,
    threads=1,
    device="cpu",
    val_crops=0,
    tensorboard=False,
)


def test_the_process_gets_its_settings_back(tmp_path, write_data):
    threads = torch.get_num_threads()
    torch.set_num_threads(threads + 1)
    try:
        train(RUN, [write_data(tmp_path / "data")], tmp_path / "run")
        assert torch.get_num_threads() == threads + 1
        assert float(torch.tensor(1e-40) * 0.5) != 0.0  # denormals are back
    finally:
        torch.set_num_threads(threads)
