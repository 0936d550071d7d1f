"""`python -m specgan.cluster`: what `specgan cluster` does."""

from __future__ import annotations

import argparse
import sys
from typing import List, Optional

from .command import add_options, run


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(prog="python -m specgan.cluster", description=__doc__)
    add_options(result)
    return result


def main(arguments: Optional[List[str]] = None) -> int:
    """Run the job; exit code 0, or 1 with a sentence on standard error, or 130 when stopped."""
    return run(parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
