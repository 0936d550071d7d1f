"""One process at a time, and never longer than it lives."""

from __future__ import annotations

import os
import subprocess
import sys

from specgan.core.shelf.locks import locked
from support import ROOT

HOLD = """
import sys
from specgan.core.shelf.locks import locked
file = open(sys.argv[1], "a+b")
print(locked(file), flush=True)
sys.stdin.read()
"""


def test_a_lock_goes_with_its_process(tmp_path):
    path = tmp_path / "file"
    with open(path, "a+b") as mine:
        assert locked(mine)
        with open(path, "a+b") as another:
            assert not locked(another)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev")}
    words = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "True\n"
        with open(path, "a+b") as mine:
            assert not locked(mine)
        holder.kill()
        holder.wait()
    with open(path, "a+b") as mine:
        assert locked(mine)
