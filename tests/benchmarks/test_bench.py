"""The benchmark measures what it says: who takes turns with whom, operations, every stage."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import bench
import numpy as np
import pytest
from bench import Timed, counted, row_of, take_turns
from stages import stages_of


def test_everything_takes_turns_of_two_calls():
    calls = []
    items = [Timed(name, 1, lambda name=name: calls.append(name)) for name in "abc"]
    ticks = iter(range(100))
    take_turns(items, 3, 2, lambda: float(next(ticks)))
    assert calls == list("aabbcc" + "aabbcc" + "bbcc")
    assert [item.seconds for item in items] == [[1.0, 1.0], [1.0] * 3, [1.0] * 3]
    assert row_of(items[0]) == "1.00 s a patch (1.00 to 1.00, 2 turns)"


def test_the_yardsticks_process_tells_its_own_seconds(tmp_path, monkeypatch):
    """A stand-in for it answers two turns and then ends in mid-benchmark."""
    stub = tmp_path / "stub.py"
    stub.write_text("for answer in (7.0, 2.5):\n    input()\n    print(answer, flush=True)\n", encoding="utf-8")
    monkeypatch.setattr(bench, "__file__", str(stub))
    with bench.yardstick_process(1, False) as seconds:
        item = Timed("elsewhere", 1, seconds, tells=True)
        item.turn(lambda: 0.0)
        assert item.seconds == [2.5]
        time.sleep(0.5)  # it is gone then, and so is the pipe to it
        with pytest.raises(SystemExit, match="process ended"):
            item.turn(lambda: 0.0)


def test_operations_are_those_of_the_published_form():
    """403 GFLOP and 205.2 M parameters are told of the 16x network, noise and the unused mapping network apart."""
    floating, weights = counted("paper_x16")
    assert floating == pytest.approx(403.3, abs=0.5)
    assert weights / 4 == pytest.approx(203.1, abs=0.2)
    assert counted("compact_x16")[0] < floating / 100


@pytest.mark.slow
def test_every_stage_of_a_real_job_is_timed(tmp_path):
    stages = stages_of(tmp_path, 1, time.perf_counter, side=68)
    assert stages.pop("patches") == 121
    assert list(stages) == ["whole job", "reading", "inference alone", "blending", "writing"]
    assert stages["whole job"] > stages["blending"] > 0


def test_a_process_tells_its_own_peak_and_not_its_parents():
    """Numpy alone is below 200 MB; the parent holds 400 MB when it starts the other one."""
    command = "import sys; sys.path.append(sys.argv[1]); import bench; print(bench.own_peak())"
    held = np.ones(400 << 20, np.uint8)
    words = [sys.executable, "-c", command, str(Path(bench.__file__).parent)]
    told = subprocess.run(words, check=True, capture_output=True, text=True)
    assert held.all() and 5 < float(told.stdout) < 200
