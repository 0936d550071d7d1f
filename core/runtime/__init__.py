"""The Python that runs models: found, inspected, set up and chosen. Nothing here imports torch, onnxruntime or QGIS."""

from __future__ import annotations

from .choice import AUTO, ENVIRONMENT, HERE, MODES, OWN, Choice, NoRuntime, Resolved, resolve
from .diagnostics import diagnostics
from .environment import Environment, read_environment, remove_environment
from .inspection import Found, Runner, check, inspect
from .interpreters import find_base
from .setup import SetupPlan, download_command, plan_setup, set_up

__all__ = [
    "AUTO",
    "ENVIRONMENT",
    "HERE",
    "MODES",
    "OWN",
    "Choice",
    "Environment",
    "Found",
    "NoRuntime",
    "Resolved",
    "Runner",
    "SetupPlan",
    "check",
    "diagnostics",
    "download_command",
    "find_base",
    "inspect",
    "plan_setup",
    "read_environment",
    "remove_environment",
    "resolve",
    "set_up",
]
