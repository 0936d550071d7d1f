"""Where things lie on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import List

from qgis.core import QgsApplication

from ..core.library import BUNDLED

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
ICON = RESOURCES / "icons" / "specgan.svg"
HELP = RESOURCES / "help"


def model_folders() -> List[Path]:
    """Folders of installed models: the user's own in the profile first, then the bundled ones."""
    return [Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "models", BUNDLED]


def icon(name: str) -> str:
    """Path of one of the plugin's icons."""
    return str(RESOURCES / "icons" / f"{name}.svg")


def user_models() -> Path:
    """Folder of the user's own models, in the profile."""
    return model_folders()[0]
