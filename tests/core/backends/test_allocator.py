"""What a network on the CPU frees stays in its process while the model is open, and goes back afterwards."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

DEV = Path(__file__).resolve().parents[3] / "dev"
PAGES = (64 << 20) // 4096
"""Of the block that is taken and freed again."""

TAKE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import torch
from specgan.core.backends.allocator import keep_freed, keep_no_more

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    torch.ones(16 << 20)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

def held():
    return int(open("/proc/self/statm").read().split()[1])

print(faults())
keep_freed()
keep_freed()
keep_no_more()
print(faults(), faults())
before = held()
keep_no_more()
print(before - held(), faults(), faults())
"""


def glibc_with_small_pages():
    huge = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    known = sys.platform.startswith("linux") and platform.libc_ver()[0] == "glibc"
    return known and not (huge.exists() and "[always]" in huge.read_text())


@pytest.mark.skipif(not glibc_with_small_pages(), reason="counts pages that glibc takes")
def test_freed_memory_is_kept_until_the_last_one_is_done():
    words = [sys.executable, "-c", TAKE, str(DEV)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    usual, first, second, returned, after, again = (int(word) for word in told)
    assert usual > PAGES / 2 and first > PAGES / 2, "the system had nothing to give"
    assert second < PAGES / 100
    assert returned > PAGES / 2
    assert min(after, again) > PAGES / 2
