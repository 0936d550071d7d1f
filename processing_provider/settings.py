"""What the user has set, in QGIS's settings. The dialogs write it, the algorithms read it; the keys stand here only."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from qgis.core import QgsApplication, QgsSettings

from ..core.runtime import AUTO, MODES, Choice

RUNTIME_MODE = "specgan/runtime/mode"
RUNTIME_PYTHON = "specgan/runtime/python"


def runtime_folder() -> Path:
    """Folder of the set-up environment, in the profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "runtime"


def measurements_file() -> Path:
    """Where the speed of batches on this machine is kept, in the profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "batches.json"


def read_choice() -> Choice:
    """The runtime that the user wants; "auto" where nothing, or nonsense, is set."""
    settings = QgsSettings()
    mode = str(settings.value(RUNTIME_MODE, AUTO) or AUTO)
    own = str(settings.value(RUNTIME_PYTHON, "") or "")
    return Choice(mode if mode in MODES else AUTO, runtime_folder(), Path(own) if own else None)


def write_choice(choice: Choice) -> None:
    """Keep mode and own Python; the folder is always `runtime_folder`."""
    settings = QgsSettings()
    settings.setValue(RUNTIME_MODE, choice.mode)
    settings.setValue(RUNTIME_PYTHON, str(choice.own or ""))


def proxy() -> str:
    """The proxy that QGIS uses, as `plan_setup` takes it; empty where it uses none, or the system's."""
    settings = QgsSettings()
    if not settings.value("proxy/proxyEnabled", False, bool):
        return ""
    host = str(settings.value("proxy/proxyHost", "") or "")
    kind = str(settings.value("proxy/proxyType", "") or "")
    schemes = {"HttpProxy": "http", "HttpCachingProxy": "http", "Socks5Proxy": "socks5"}
    if not host or kind not in schemes:
        return ""
    user, password = (str(settings.value(f"proxy/proxy{part}", "") or "") for part in ("User", "Password"))
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    port = str(settings.value("proxy/proxyPort", "") or "")
    return f"{schemes[kind]}://{login}{host}{':' + port if port else ''}"
