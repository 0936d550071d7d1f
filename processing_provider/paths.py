"""Where things lie on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import List

from qgis.core import QgsApplication

from ..core.models import BUNDLED

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
ICON = RESOURCES / "icons" / "specgan.svg"
HELP = RESOURCES / "help"
STYLES = RESOURCES / "styles"


def own_models() -> Path:
    """Folder of the user's own models, in the profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "models"


def model_folders() -> List[Path]:
    """Folders of installed models: the user's own first, then the bundled ones."""
    return [own_models(), BUNDLED]


def icon(name: str) -> str:
    """Path of one of the plugin's icons."""
    return str(RESOURCES / "icons" / f"{name}.svg")
