"""A parameter is declared in one place: one that is planted there is found at every door, in a real QGIS.

The package is copied, one declaration is added to `core/job/job.py` of the copy, and another Python goes to each door.
"""

import json
import os
import shutil
import subprocess
import sys

import pytest
from support import ROOT

pytestmark = pytest.mark.qgis
PLANTED = """    glow: Optional[float] = declared(
        Number(0, 9, whole=False), "Glow (default: none)", "How much the result glows.", None
    )
"""
BEFORE = "    host: Host = Host()\n"
DOORS = """
import json, sys
from pathlib import Path
folder = Path(sys.argv[1])
import numpy as np
from qgis_support import start_qgis
from specgan.core.modelspec import ModelSpec
from support import write_onnx, write_raster
start_qgis()
from qgis.core import QgsApplication, QgsProcessingContext
from qgis.gui import QgsMapCanvas
from specgan.cluster.__main__ import parser
from specgan.core.__main__ import declare
from specgan.core.engine.identity import identity
from specgan.core.engine.report import RanOn, repeat_command
from specgan.core.job.jobfile import job_from_json
from specgan.core.planning import plan
from specgan.core.shelf.subcommands import parser_for
from specgan.processing_provider.provider import SpecGanProvider
from specgan.processing_provider.superresolve import SuperResolve
from specgan.ui.run_dialog import RunDialog
import translations

nm = (460.0, 560.0, 660.0, 760.0)
asked = {
    "RGB": write_raster(folder / "rgb.tif", np.full((3, 12, 12), 9, np.uint8)),
    "HSI": write_raster(folder / "hsi.tif", np.ones((4, 12, 12), np.int16), wavelengths=nm),
    "MODEL": str(write_onnx(folder / "m.onnx", ModelSpec("repeat", 4, 8, nm))),
    "OUTPUT": str(folder / "o.tif"),
}
said = {}
job = job_from_json(json.dumps({**asked, "GLOW": "2.5"}))
said["JSON"] = job.glow
said["identity"] = identity(plan(job), RanOn("cpu", "float32", "none"))["parameter GLOW"]
said["repeat command"] = "--GLOW=2.5" in repeat_command(job)
said["not repeated by default"] = "GLOW" in repeat_command(job.changed(glow=None))
said["cluster"] = parser().parse_args(["a", "b", "c.vrt", "--glow", "2.5"]).glow
words = ["run", "a", "b", "c", "--glow", "2.5"]
said["command"] = parser_for(words, "specgan", "", [declare]).parse_args(words).glow
algorithm = SuperResolve().create()
made = algorithm.parameterDefinition("GLOW")
said["Processing"] = [made.description(), made.help(), made.minimum(), made.maximum()]
said["Processing reads"] = algorithm.read_job({**asked, "GLOW": 2.5}, QgsProcessingContext()).glow
said["help"] = "<b>Glow (default: none)</b>: How much the result glows." in algorithm.shortHelpString()
provider = SpecGanProvider()
QgsApplication.processingRegistry().addProvider(provider)
dialog = RunDialog(QgsMapCanvas())
before = dialog.advanced.parameters()
dialog.advanced.set_parameters({"GLOW": 2.5})
said["dialog"] = [before, dialog.advanced.parameters()]
said["translations"] = sorted({"Glow (default: none)", "How much the result glows."} & set(translations.texts()))
print(json.dumps(said))
"""


@pytest.fixture
def said(tmp_path):
    """Door -> what is there of the planted parameter."""
    pytest.importorskip("qgis.core")
    pytest.importorskip("dask")
    copy, data = tmp_path / "copy", tmp_path / "data"
    data.mkdir()
    for name in ("core", "cluster", "desktop", "processing_provider", "training", "ui", "dev"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__init__.py", "plugin.py", "metadata.txt"):
        shutil.copy(ROOT / name, copy / name)
    (copy / "resources").symlink_to(ROOT / "resources")
    declarations = copy / "core" / "job" / "job.py"
    text = declarations.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    declarations.write_text(text.replace(BEFORE, PLANTED + BEFORE), encoding="utf-8")
    paths = [str(copy / "dev"), str(ROOT / "tests"), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(
        [sys.executable, "-c", DOORS, str(data)], capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_a_planted_parameter_is_at_every_door(said):
    assert said == {
        "JSON": 2.5,
        "identity": "2.5",
        "repeat command": True,
        "not repeated by default": False,
        "cluster": "2.5",
        "command": "2.5",
        "Processing": ["Glow (default: none)", "How much the result glows.", 0.0, 9.0],
        "Processing reads": 2.5,
        "help": True,
        "dialog": [{}, {"GLOW": 2.5}],
        "translations": ["Glow (default: none)", "How much the result glows."],
    }
