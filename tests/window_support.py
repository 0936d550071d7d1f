"""A real QGIS window under Xvfb: started with the plugin's zip in a fresh profile, driven by a script inside it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import zipfile
from pathlib import Path
from typing import Any, Dict, Sequence, Tuple

import pytest
from package import build
from support import ROOT

SCRIPTS = ROOT / "tests" / "window"
PACKAGES = [str(path) for path in ROOT.glob(".venv/lib/python3*/site-packages")]
SCREENSHOTS = ROOT / "build" / "screenshots"
INI = """
[PythonPlugins]
specgan=true

[app]
projections\\promptWhenMultipleTransformsExist=false
"""


def start(
    folder: Path,
    script: str = "window.py",
    language: str = "en",
    packages: Sequence[str] = PACKAGES,
    timeout_s: float = 600,
) -> Tuple[int, str]:
    """QGIS under Xvfb with the zip installed and `script` in it; ends by itself. Its exit code and output.

    `packages`: folders with what its Python finds beside its own.
    """
    profile = folder / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    for made in (plugins, profile / "QGIS", folder / "runtime", folder / "out"):
        made.mkdir(parents=True, mode=0o700)
    (profile / "QGIS" / "QGIS3.ini").write_text(INI + f"[locale]\noverrideFlag=true\nuserLocale={language}\n")
    with zipfile.ZipFile(build(folder / "specgan.zip")) as archive:
        archive.extractall(plugins)
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment.update(
        PYTHONPATH=os.pathsep.join([*packages, str(SCRIPTS)]),
        SPECGAN_OUT=str(folder / "out"),
        XDG_RUNTIME_DIR=str(folder / "runtime"),
    )
    program = shutil.which("qgis.bin") or shutil.which("qgis")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1440x940x24", program, "--nologo", "--noversioncheck"]
    command += ["--profiles-path", str(folder), "--code", str(SCRIPTS / script)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, env=environment, start_new_session=True, **pipes) as running:
        try:
            output, _ = running.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)  # QGIS and the screen it runs on too
            output, _ = running.communicate()
    return running.returncode, output


def drive(folder: Path, *arguments: Any, **options: Any) -> Dict[str, Any]:
    """What a script saw in QGIS, see `start`; its pictures go to build/."""
    if not (shutil.which("xvfb-run") and (shutil.which("qgis.bin") or shutil.which("qgis"))):
        pytest.skip("no Xvfb or no QGIS desktop")
    code, output = start(folder, *arguments, **options)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for picture in (folder / "out").glob("*.png"):
        shutil.copy(picture, SCREENSHOTS)
    report = folder / "out" / "told.json"
    assert report.exists(), output
    answers = json.loads(report.read_text(encoding="utf-8"))
    assert "errors" not in answers, "\n".join(answers["errors"])
    return {**answers, "exit": code, "folder": folder, "output": output}
