"""Where things lie on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import List

from qgis.core import QgsApplication

from ..core.library import BUNDLED

ICON = Path(__file__).resolve().parents[1] / "resources" / "icons" / "specgan.svg"


def own_models() -> Path:
    """Folder of the user's own models, in the profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specgan" / "models"


def model_folders() -> List[Path]:
    """Folders of installed models: the user's own first, then the bundled ones."""
    return [own_models(), BUNDLED]
