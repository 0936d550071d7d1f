"""The wheel as a person gets it: built, installed beside QGIS's GDAL in a fresh environment, used from elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import numpy as np
import package
import pytest
from osgeo import gdal
from support import ROOT

pytestmark = pytest.mark.slow
SAMPLE = ROOT / "resources" / "sample"
LIBRARY = """
from pathlib import Path
from specgan import Job, find_model, superresolve

job = Job({rgb!r}, {hsi!r}, model=find_model("specgan_aerial_x16"), output=Path("sharp.tif"))
result = superresolve(job)

import specgan
print(result.model, result.output, specgan.__version__, Path(specgan.__file__).parent)
"""


def run(*command, cwd):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The built file."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", "wheel", *options, ROOT, cwd=folder)
    (file,) = folder.glob("specgan-*-py3-none-any.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Folder of programs of a fresh environment with the wheel, the system's GDAL and this environment's runtimes."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    base = getattr(sys, "_base_executable", sys.executable)
    run(base, "-m", "venv", "--system-site-packages", folder, cwd=folder.parent)
    python = folder / "bin" / "python"
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
    run(python, "-m", "pip", "install", *options, wheel, cwd=folder.parent)
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    Path(where, "runtimes.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin"


def test_the_wheel_holds_every_module_and_resource_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = {name[len("specgan/") :] for name in archive.namelist() if name.startswith("specgan/")}
    floors = ("core", "training", "cluster", "command", "processing_provider", "desktop", "ui")
    modules = {path.relative_to(ROOT).as_posix() for floor in floors for path in (ROOT / floor).rglob("*.py")}
    kept = [path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix not in (".ts", ".xml")]
    files = {path.relative_to(ROOT).as_posix() for path in kept if "__pycache__" not in path.parts}
    assert inside == modules | files | {"__init__.py", "plugin.py", "metadata.txt", "py.typed"}
    assert wheel.stat().st_size < 25_000_000


def test_the_command_is_there(installed, tmp_path):
    listed = run(installed / "specgan", "--help", cwd=tmp_path).stdout
    for name in ("run", "cluster", "simulate", "prepare", "train", "measure", "export", "import"):
        assert f"\n    {name} " in listed
    version = run(installed / "specgan", "--version", cwd=tmp_path).stdout
    assert version == f"specgan {package.version()}\n"


def test_the_command_and_the_library_do_the_same_job(installed, tmp_path):
    """The bundled sample, 16 times finer; without the checkout."""
    rgb, hsi = (str(SAMPLE / f"town_{name}.tif") for name in ("rgb_lr", "hsi"))
    run(installed / "specgan", "run", rgb, hsi, tmp_path / "command.tif", cwd=tmp_path)
    (tmp_path / "job.py").write_text(LIBRARY.format(rgb=rgb, hsi=hsi), encoding="utf-8")
    model, output, version, place = run(installed / "python", "job.py", cwd=tmp_path).stdout.split()
    assert (model, output, version) == ("specgan_aerial_x16", "sharp.tif", package.version())
    assert Path(place).is_relative_to(installed.parent)
    low = gdal.Open(rgb).ReadAsArray()[:3]
    results = [gdal.Open(str(tmp_path / name)).ReadAsArray() for name in ("command.tif", "sharp.tif")]
    assert [image.shape for image in results] == [(3, 16 * low.shape[1], 16 * low.shape[2])] * 2
    np.testing.assert_array_equal(*results)
