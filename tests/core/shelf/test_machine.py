"""What this process may use of the machine."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from specgan.core.shelf.machine import cores, give_back, machine_memory
from support import ROOT


def test_memory_is_plausible_and_giving_it_back_does_no_harm():
    give_back()
    assert 64 << 20 < machine_memory() < 1 << 50


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are allotted to processes on Linux")
def test_cores_are_those_that_are_allotted():
    assert cores() == len(os.sched_getaffinity(0))
    one = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from specgan.core.shelf.machine import cores; print(cores())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev")}
    assert subprocess.run([sys.executable, "-c", one], env=environment, capture_output=True, text=True).stdout == "1\n"
