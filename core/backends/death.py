"""Why the worker process died, in a sentence."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Sequence

from ..errors import SpecGanError
from ..errors.messages import Message

_MEMORY_WORDS = ("MemoryError", "bad_alloc", "out of memory", "Cannot allocate memory")
_MEMORY_CODES = (0xC0000017, 0xC000012D, 0xC0000044)
"""Windows: STATUS_NO_MEMORY, STATUS_COMMITMENT_LIMIT, STATUS_QUOTA_EXCEEDED."""
_MISSING_LIBRARY = (0xC0000135, 0xC0000139)
"""Windows: STATUS_DLL_NOT_FOUND, STATUS_ENTRYPOINT_NOT_FOUND."""
_SET_UP_AGAIN = Message("Open SpecGAN's runtime set-up and set the environment up again, or choose the device cpu.")


def died(code: int, errors: Sequence[str], python: Path, answered: bool) -> SpecGanError:
    """`code`: exit code as `subprocess` gives it (minus the signal, or Windows's status); `errors`: the last lines on
    standard error; `answered`: whether the worker had answered before, so that its Python as such works."""
    details = "\n".join([f"exit code {code} ({_name(code)}), {python}", *errors])
    said = "\n".join(errors)
    if code == -9 or code in _MEMORY_CODES or any(word in said for word in _MEMORY_WORDS):
        return SpecGanError(
            "The process that runs the model was ended ({end}), most likely because memory ran out.",
            "Choose a smaller batch size or a smaller extent, or close other programs.",
            details,
            end=_name(code),
        )
    if "No module named 'numpy'" in said:
        return SpecGanError(
            "The Python {python} has no numpy.", "Install it there, or choose another runtime.", details, python=python
        )
    if code in _MISSING_LIBRARY or not answered:
        return SpecGanError(
            "The Python {python} cannot run models: it stopped while starting.",
            "Open SpecGAN's runtime set-up, which tells what is missing.",
            details,
            python=python,
        )
    if code in (-15, -2, -1):
        return SpecGanError(
            "The process that runs the model was ended from outside ({end}).",
            "Run the job again.",
            details,
            end=_name(code),
        )
    return SpecGanError("The process that runs the model crashed ({end}).", _SET_UP_AGAIN, details, end=_name(code))


def _name(code: int) -> str:
    """Name of an exit code for people: "signal 9, SIGKILL", "status 0xC0000005"."""
    if code < 0:
        try:
            return Message("signal {code:d}, {name}", code=-code, name=signal.Signals(-code).name)
        except ValueError:
            return Message("signal {code:d}", code=-code)
    return Message("status 0x{code:08X}", code=code) if code > 255 else Message("exit code {code}", code=code)
