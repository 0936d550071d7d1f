"""What the user has set and what the plugin remembers, in QGIS's settings. All keys stand here and only here."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from qgis.core import QgsApplication, QgsSettings

from ..core.models import DEFAULT_MODEL, DEVICES
from ..core.runtime import AUTO, MODES, Choice

RUNTIME_MODE, RUNTIME_PYTHON = "specgan/runtime/mode", "specgan/runtime/python"
FIRST_MODEL, FIRST_DEVICE = "specgan/default/model", "specgan/default/device"
"""What the run dialog begins with; the options page writes them."""
COMPARISON = "specgan/default/comparison"
"""Whether a bicubic picture of the source comes with a result."""
MODEL_FOLDER = "specgan/folders/model"
"""Where the person has last looked for a model file."""


def timing_key(model: str, device: str, precision: str) -> str:
    """Of the speed of a model, see `timing`."""
    named = f"{device}-{precision}" if precision != "auto" else device
    return f"specgan/timing/{model.replace('/', '_')}/{named}"


def window_key(name: str) -> str:
    """Of size and place of a dialog."""
    return f"specgan/windows/{name}"


def kept(key: str) -> Any:
    """What stands under a key; "" where nothing does."""
    return QgsSettings().value(key, "") or ""


def keep(key: str, value: Any) -> None:
    """Write it."""
    QgsSettings().setValue(key, value)


def runtime_folder() -> Path:
    """Folder of the set-up environment, in the profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "runtime"


def measurements_file() -> Path:
    """Where the speed of batches on this machine is kept, in the profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "batches.json"


def read_choice() -> Choice:
    """The runtime that the user wants; "auto" where nothing, or nonsense, is set."""
    mode, own = str(kept(RUNTIME_MODE)), str(kept(RUNTIME_PYTHON))
    return Choice(mode if mode in MODES else AUTO, runtime_folder(), Path(own) if own else None)


def write_choice(choice: Choice) -> None:
    """Keep mode and own Python; the folder is always `runtime_folder`."""
    keep(RUNTIME_MODE, choice.mode)
    keep(RUNTIME_PYTHON, str(choice.own or ""))


def first_model() -> str:
    """Name of a model; it may have been removed since."""
    return str(kept(FIRST_MODEL) or DEFAULT_MODEL)


def first_device() -> str:
    """One of `DEVICES`."""
    chosen = str(kept(FIRST_DEVICE))
    return chosen if chosen in DEVICES else DEVICES[0]


def write_first(model: str, device: str) -> None:
    """Keep both."""
    keep(FIRST_MODEL, model)
    keep(FIRST_DEVICE, device)


def comparison() -> bool:
    """Whether a bicubic picture of the source comes with a result."""
    return bool(QgsSettings().value(COMPARISON, False, bool))


def proxy() -> str:
    """The proxy that QGIS uses, as `plan_setup` takes it; empty where it uses none, or the system's."""
    if not QgsSettings().value("proxy/proxyEnabled", False, bool):
        return ""
    host, kind, port = (str(kept(f"proxy/proxy{part}")) for part in ("Host", "Type", "Port"))
    schemes = {"HttpProxy": "http", "HttpCachingProxy": "http", "Socks5Proxy": "socks5"}
    if not host or kind not in schemes:
        return ""
    user, password = (str(kept(f"proxy/proxy{part}")) for part in ("User", "Password"))
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    return f"{schemes[kind]}://{login}{host}{':' + port if port else ''}"
