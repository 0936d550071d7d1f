"""That `test_dependencies` finds every kind of break, planted into a small clean tree."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List

import pytest
from test_dependencies import problems

CLEAN = {
    "__init__.py": "def classFactory(iface):\n    from .plugin import SpecGanPlugin\n    return SpecGanPlugin(iface)\n",
    "plugin.py": "from qgis.PyQt.QtGui import QIcon\nfrom .processing_provider.provider import Provider\n",
    "ui/__init__.py": "from ..desktop import forecast\n",
    "desktop/__init__.py": "",
    "desktop/forecast.py": "from ..processing_provider import provider\n",
    "processing_provider/__init__.py": "",
    "processing_provider/provider.py": "from ..core.engine import run\n",
    "training/__init__.py": "",
    "training/loop/train.py": "import torch\nimport numpy\nfrom ...core.network.generator import Generator\n",
    "training/__main__.py": "from .loop import command\n",
    "training/loop/command.py": "def run():\n    from .train import Generator\n",
    "training/data/prepare.py": "from ...core.geodata import raster\n",
    "core/__init__.py": "",
    "core/errors.py": "class SpecGanError(Exception): ...\n",
    "core/shelf/__init__.py": "",
    "core/shelf/files.py": "from ..errors import SpecGanError\n",
    "core/engine.py": "import numpy\nfrom .models.model import open_backend\nfrom .geodata.raster import read\n",
    "core/backends/__init__.py": "def open_backend():\n    from .torch_backend import Torch\n    return Torch\n",
    "core/backends/torch_backend.py": "import torch\nfrom ..network.generator import Generator\nTorch = 1\n",
    "core/network/__init__.py": "",
    "core/network/generator.py": "import torch\nfrom .. import errors\nGenerator = 1\n",
    "core/geodata/__init__.py": "from .raster import read\n",
    "core/geodata/raster.py": "from osgeo import gdal\nfrom ..errors import SpecGanError\nread = 1\n",
    "core/geodata/writer.py": "from ..shelf import files\n",
    "core/patches/__init__.py": "",
    "core/planning/planner.py": "from ..geodata import raster\nfrom ..job.job import Job\n",
    "core/job/job.py": "Job = 1\n",
    "core/models/__init__.py": "",
    "core/models/model.py": "from ..backends import open_backend\n",
}


def planted(root: Path, changes: Dict[str, str]) -> List[str]:
    """The problems of the clean tree with some files replaced."""
    for name, text in {**CLEAN, **changes}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return problems(root)


def test_a_clean_tree_has_no_problems(tmp_path):
    assert planted(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("core/engine.py", "from ..processing_provider import provider\n", ":1: core may not import processing"),
        ("core/engine.py", "def f():\n    from ..training.loop.train import x\n", ":2: core may not import training"),
        ("training/loop/train.py", "from ...ui import dialog\n", "training may not import ui"),
        ("processing_provider/provider.py", "from .. import ui\n", "processing_provider may not import ui"),
        ("processing_provider/provider.py", "from ..desktop import forecast\n", "provider may not import desktop"),
        ("desktop/forecast.py", "from ..ui import dialog\n", "desktop may not import ui"),
        ("core/network/generator.py", "from ..geodata import raster\n", "network may not import core's geodata"),
        ("core/geodata/raster.py", "from .. import engine\n", "geodata may not import core's engine"),
        ("core/backends/__init__.py", "from ..geodata import raster\n", "backends may not import core's geodata"),
        ("core/errors.py", "from .patches import blend\n", "common may not import core's patches"),
        ("core/shelf/files.py", "from ..geodata import raster\n", "shelf may not import core's geodata"),
        ("core/engine.py", "def f():\n    import torch\n", "engine.py:2: torch does not belong here"),
        ("core/backends/torch_backend.py", "import onnxruntime as ort\n", "onnxruntime does not belong here"),
        ("training/loop/train.py", "import onnxruntime\n", "onnxruntime does not belong here"),
        ("training/data/prepare.py", "from osgeo import gdal\n", "osgeo does not belong here"),
        ("core/engine.py", "import qgis.core\n", "qgis.core does not belong here"),
        ("training/data/prepare.py", "def f():\n    import qgis.core\n", "qgis.core does not belong here"),
        ("ui/__init__.py", "from PyQt5.QtCore import Qt\n", "Qt comes from qgis.PyQt"),
        ("desktop/forecast.py", "from qgis.PyQt.QtWidgets import QWidget\n", "qgis.PyQt.QtWidgets: widgets are ui's"),
        ("processing_provider/provider.py", "import qgis.gui\n", "qgis.gui: widgets are ui's"),
        ("core/patches/__init__.py", "import scipy.ndimage\n", "scipy.ndimage: core is numpy"),
        ("core/engine.py", "from specgan.core import errors\n", "imports inside the package are relative"),
        ("training/loop/train.py", "import core.errors\n", "imports inside the package are relative"),
        ("plugin.py", "from ..elsewhere import x\n", "leaves the package"),
        ("__init__.py", "def f():\n    from .core import errors\n", "the names of core.api alone"),
        ("__init__.py", "def f():\n    from .ui import dialog\n", "__init__ may not import ui"),
        ("core/planning/planner.py", "from .. import engine\n", "planning may not import core's engine"),
        ("core/job/job.py", "from ..planning import planner\n", "job may not import core's planning"),
        ("core/planning/planner.py", "from ..modelspec import ModelSpec\n", "planning may not import core's modelspec"),
        ("core/engine.py", "from .backends import open_backend\n", "engine may not import core's backends"),
        ("core/models/model.py", "from ..geodata import raster\n", "models may not import core's geodata"),
        ("core/engine.py", "import importlib\nimportlib.import_module('torch')\n", "torch does not belong here"),
        ("core/errors.py", "__import__('osgeo.gdal')\n", "osgeo.gdal does not belong here"),
        ("core/backends/__init__.py", "from .torch_backend import Torch\n", "torch as soon as plugin is imported"),
        ("training/__init__.py", "from .data.prepare import raster\n", "osgeo as soon as training.loop.train is"),
        ("training/loop/train.py", "def f():\n    from ...core.geodata import raster\n", "runs without GDAL"),
        ("training/loop/command.py", "from .train import Generator\n", "torch as soon as training.__main__ is"),
        ("training/data/prepare.py", "from ..loop import train\n", "training's data may not import training's loop"),
        ("training/loop/train.py", "def f():\n    from .. import __main__\n", "may not import training's __main__"),
        ("core/errors.py", "from . import engine\n", "common may not import core's engine"),
        ("core/geodata/grid.py", "from .grid import x\n", "import circle: core.geodata.grid -> core.geodata.grid"),
    ],
)
def test_a_planted_break_is_found(tmp_path, name, text, told):
    found = planted(tmp_path, {name: text})
    assert any(told in problem for problem in found), found


def test_a_circle_through_several_modules_is_found(tmp_path):
    changes = {
        "core/geodata/grid.py": "from .warp import warp\n",
        "core/geodata/warp.py": "from . import bands\n",
        "core/geodata/bands.py": "from .grid import Grid\n",
    }
    assert planted(tmp_path, changes) == [
        "import circle: core.geodata.bands -> core.geodata.grid -> core.geodata.warp -> core.geodata.bands"
    ]


def test_imports_for_type_checkers_close_no_circle(tmp_path):
    changes = {
        "core/geodata/grid.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .warp import warp\n",
        "core/geodata/warp.py": "from .grid import Grid\n",
    }
    assert planted(tmp_path, changes) == []


def test_imports_inside_functions_close_circles(tmp_path):
    changes = {"core/patches/a.py": "def f():\n    from . import b\n", "core/patches/b.py": "from .a import f\n"}
    assert planted(tmp_path, changes) == ["import circle: core.patches.a -> core.patches.b -> core.patches.a"]


def test_syntax_newer_than_python_3_9_is_refused(tmp_path):
    with pytest.raises(SyntaxError):
        planted(tmp_path, {"core/engine.py": "match 1:\n    case 1:\n        pass\n"})
