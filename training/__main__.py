"""`python -m specgan.training simulate | prepare | pack | train | judge | evaluate | study | export |
describe`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import List, Optional

from ..core.errors import Cancelled, SpecGanError

COMMANDS = {
    "simulate": "write a simulated sample: RGB, HSI and HR truth",
    "prepare": "turn scenes and image pairs into training shards",
    "pack": "put a part of the shards into one small file, and take it out again",
    "train": "train a model on shards",
    "judge": "score a network on held-out crops by form, quickly",
    "evaluate": "measure models on held-out ground, beside baselines",
    "study": "train and measure what HSI and losses are worth, over several seeds",
    "export": "write a checkpoint as a self-describing ONNX model",
    "describe": "add the statistics of its training data to a model",
}
MODULES = {
    "simulate": "simulation.sensors",
    "prepare": "data.prepare_command",
    "pack": "data.packing",
    "train": "loop.train",
    "judge": "evaluation.scoring",
    "evaluate": "evaluation.evaluate",
    "study": "evaluation.study",
    "export": "export.command",
    "describe": "export.describe",
}


def main(arguments: Optional[List[str]] = None) -> int:
    """Run one subcommand; exit code 0, or 1 with a sentence and a hint on standard error, or 130 when stopped."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m specgan.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    module = None
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        # only the command that runs is imported: torch, GDAL and onnxruntime are not all there on every machine
        if name == next((a for a in given if not a.startswith("-")), None):
            module = import_module("." + MODULES[name], __package__)
            module.add_arguments(command)
    args = parser.parse_args(given)
    assert module is not None
    try:
        module.run(args)
    except SpecGanError as error:
        return _failed(error.message, error.hint)
    except OSError as error:  # a full disk in the middle of a run, for example
        return _failed(f"{error.filename or 'A file'}: {error.strerror or error}.", "Check the disk and the folder.")
    except ImportError as error:
        return _failed(f"The Python package {error.name} is missing.", "Install it, or use the project's environment.")
    except (KeyboardInterrupt, Cancelled):
        print("Stopped.", file=sys.stderr)
        return 130
    return 0


def _failed(message: str, hint: str) -> int:
    print(f"Error: {message}", file=sys.stderr)
    if hint:
        print(hint, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
