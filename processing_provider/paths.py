"""Where things lie on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import List

from qgis.core import QgsApplication

from ..core.library import BUNDLED

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
ICON = RESOURCES / "icons" / "specgan.svg"
HELP = RESOURCES / "help"


def model_folders() -> List[Path]:
    """Folders of installed models: the user's own in the profile first, then the bundled ones."""
    return [Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "models", BUNDLED]
