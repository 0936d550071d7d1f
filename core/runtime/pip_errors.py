"""What pip says when it fails, as a sentence for the person."""

from __future__ import annotations

import re
from typing import Sequence, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message

_FULL = ("No space left on device", "Errno 28", "WinError 112", "not enough space on the disk", "Disk quota exceeded")
_DISK_FULL = (
    Message("The disk is full: the runtime could not be installed."),
    Message("Free some space on the disk of the QGIS profile and of temporary files, then try again."),
)
_CASES: Tuple[Tuple[Tuple[str, ...], Message, Message], ...] = (
    (_FULL, *_DISK_FULL),
    (
        ("ProxyError", "Cannot connect to proxy", "Proxy Authentication Required", "Tunnel connection failed"),
        Message("The proxy did not let the download through."),
        Message(
            "Check address, user and password of the proxy in QGIS's network settings, or install from a folder of "
            "wheels."
        ),
    ),
    (
        ("dependencies for SOCKS",),
        Message("The proxy is a SOCKS proxy, which pip cannot use."),
        Message("Use an HTTP proxy, or install from a folder of wheels."),
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSL: "),
        Message("The package index could not be trusted: its certificate was refused."),
        Message(
            "Where the network inspects traffic, give its certificate to pip (environment variable PIP_CERT), or "
            "install from a folder of wheels."
        ),
    ),
    (
        (
            "NewConnectionError",
            "NameResolutionError",
            "name resolution",
            "getaddrinfo failed",
            "nodename nor servname",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "Read timed out",
            "Network is unreachable",
            "Connection refused",
            "Connection aborted",
            "RemoteDisconnected",
            "ConnectionResetError",
            "IncompleteRead",
        ),
        Message("The package index cannot be reached."),
        Message(
            "Check the internet connection and the proxy and try again; without internet install from a folder of "
            "wheels."
        ),
    ),
    (
        ("ensurepip is not available", "No module named ensurepip", "No module named venv"),
        Message("This Python lacks its parts venv and ensurepip, which make environments."),
        Message("On Debian or Ubuntu install them with: sudo apt install python3-venv. Or choose an own Python."),
    ),
    (
        ("DO NOT MATCH THE HASHES", "BadZipFile", "has an invalid wheel", "is not a valid wheel"),
        Message("A downloaded package is damaged."),
        Message("Try again; if it comes from a folder of wheels, copy the wheels again."),
    ),
    (
        ("Permission denied", "Access is denied", "Read-only file system", "WinError 5]"),
        Message("A file of the environment could not be written."),
        Message("Close other QGIS windows and see that the QGIS profile folder is writable, then try again."),
    ),
)
_MISSING = re.compile(r"No matching distribution found for (\S+)")


def sentence(lines: Sequence[str], wheels: str, download: str, full: bool = False) -> SpecGanError:
    """`lines`: what pip or venv wrote; `wheels`: folder of wheels, empty for the index; `download`: the command that
    fills it; `full`: whether the disk is, which venv keeps to itself."""
    text = "\n".join(lines)
    details = "\n".join(lines[-40:])
    if full:
        return SpecGanError(*_DISK_FULL, details)
    for words, message, hint in _CASES:
        if any(word in text for word in words):
            return SpecGanError(message, hint, details)
    missing = _MISSING.search(text)
    if missing and wheels:
        return SpecGanError(
            "The folder {wheels} has no wheel of {package} for this Python and system.",
            "Fill it on a machine with internet, with the same system and Python version: {command}",
            details,
            wheels=wheels,
            package=missing[1],
            command=download,
        )
    if missing:
        return SpecGanError(
            "The package index has no {package} for this Python and system.",
            "Build the environment on another Python (3.10 to 3.13 are best), or choose an own Python.",
            details,
            package=missing[1],
        )
    return SpecGanError(
        "The runtime could not be installed.", "Try again; if it fails again, report it with the details.", details
    )


def disk_sentence(error: OSError, folder: str) -> SpecGanError:
    """The sentence for an `OSError` of this process while it prepared `folder`."""
    if error.errno == 28 or any(word in str(error) for word in _FULL):
        return SpecGanError(*_DISK_FULL, repr(error))
    return SpecGanError(
        "The folder {folder} cannot be used for the runtime.",
        "See that the QGIS profile folder exists and is writable.",
        repr(error),
        folder=folder,
    )
