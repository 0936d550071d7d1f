"""The command line of `train`."""

from __future__ import annotations

import argparse
import os
from dataclasses import fields
from pathlib import Path
from typing import Any, Dict

from ...core.errors import SpecGanError
from ...core.shelf.console import on_stderr
from ..config import CHOICES, Phase, TrainConfig, with_weights
from ..flags import add_flags, add_group_weights, documented, given, group_weights
from . import stages
from .folder import options_in
from .options import assignments, changed, read_toml, recipe
from .recipes import RECIPES

WEIGHTS = {"texture": "texture", "patches": "patch", "perceptual": "perceptual", "adversarial": "adversarial"}
"""Weights of the losses, as `Phase` calls them -> their flags without "--" and "-weight"."""
OPTIONS = [item.name for item in fields(TrainConfig) if item.name != "inherited"]
"""All but what a run itself sets."""


def declare(commands: Any) -> None:
    """Add the room's subcommands; `commands`: a `Subcommands`."""
    text = "train a model on shards"
    parser = commands.add_parser("train", help=text, description=text)
    parser.set_defaults(run=run)
    known = ", ".join(sorted(RECIPES))
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="folders written by `prepare`")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run: checkpoint.pt, log.jsonl, panels")
    parser.add_argument("--recipe", help=f"set of options to start from: {known} (default: default)")
    parser.add_argument("--config", type=Path, metavar="FILE.toml", help="options in place of the recipe's")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE",
                        help="any option by its name, lists and tables as in TOML; repeatable")  # fmt: skip
    parser.add_argument("--resume", action="store_true", help="continue the run in --out with its options")
    parser.add_argument("--dry-run", action="store_true",
                        help="write nothing; print parameters, memory and time, from a few measured steps")  # fmt: skip
    add_group_weights(parser, "how often crops come from a group of scenes; 1 where none is given")
    options = parser.add_argument_group("options of the run", "in place of the recipe's, the TOML file's and --set's")
    words = documented(Phase)
    for name, word in WEIGHTS.items():
        phases = "the phases that have one" if name == "adversarial" else "every phase"
        options.add_argument(f"--{word}-weight", type=float, metavar="X", help=f"{words[name]} In {phases}.")
    more: Dict[str, Dict[str, Any]] = {name: {"choices": choices} for name, choices in CHOICES.items()}
    more["amp"].update(nargs="?", const="auto")
    add_flags(options, TrainConfig, OPTIONS, more, defaults=False)


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    # read when torch is loaded: threads that wait must not spin, or other programs on the machine stop the run
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    config = config_of(args)
    if args.dry_run:
        from .dryrun import dry_run

        print(dry_run(config, args.data))
        return
    from .train import train

    train(config, args.data, args.out, args.resume)


def config_of(args: argparse.Namespace) -> TrainConfig:
    """Recipe or resumed run, then the TOML file, then --set, then the other options: each overrules those before."""
    written = read_toml(args.config) if args.config is not None else {}
    start = written.pop("recipe", "default")
    config = recipe(str(args.recipe or start))
    if args.resume:
        config = options_in(args.out)
        _check_resumed(args, config)
    told = {**written, **assignments(args.set), **given(args, TrainConfig, OPTIONS)}
    if args.group_weight:
        told["group_weights"] = tuple(group_weights(args.group_weight).items())
    if "learning_rate" in told and "learning_rate_end" not in told:
        share = config.learning_rate_end / config.learning_rate
        told["learning_rate_end"] = told["learning_rate"] * share
    weights = {name: getattr(args, f"{word}_weight") for name, word in WEIGHTS.items()}
    config = with_weights(changed(config, told if args.resume else stages.fitted(config, told)), **weights)
    if (config.vgg or config.perceptual == "features") and not any(phase.perceptual > 0 for phase in config.phases):
        raise SpecGanError(
            "The perceptual loss has no weight in these options.", "Give --perceptual-weight too, for example 0.001."
        )
    return config


def _check_resumed(args: argparse.Namespace, config: TrainConfig) -> None:
    """A run that goes on has begun already: what only says how to begin has to be the same, or is told to be idle."""
    if args.start_from is not None and args.start_from != config.start_from:
        begun = config.start_from or "random weights"
        raise SpecGanError(
            "The run in {out} started from {begun}.",
            "Leave out --start-from to go on with it.",
            out=args.out,
            begun=begun,
        )
    if args.recipe is not None:
        on_stderr().log("The run keeps the options that it began with; --recipe is for new runs.")
