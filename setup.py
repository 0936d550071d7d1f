"""What pyproject.toml cannot say: the checkout is the package `specgan`, whatever its folder is called, and its version
stands in metadata.txt."""

from __future__ import annotations

import atexit
import configparser
import shutil
import tempfile
from pathlib import Path
from typing import List, Tuple

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
BESIDE = ("benchmarks*", "build*", "dev*", "tests*")
"""No part of the package."""


def version() -> str:
    """The plugin's."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


class Modules(build_py):
    """All modules but this one."""

    def find_package_modules(self, package: str, package_dir: str) -> List[Tuple[str, str, str]]:
        modules = super().find_package_modules(package, package_dir)
        return [found for found in modules if found[:2] != ("specgan", "setup")]


scratch = tempfile.mkdtemp(prefix="specgan-build-")
atexit.register(shutil.rmtree, scratch, ignore_errors=True)
setup(
    version=version(),
    package_dir={"specgan": "."},
    packages=["specgan", *(f"specgan.{name}" for name in find_packages(str(ROOT), exclude=BESIDE))],
    cmdclass={"build_py": Modules},
    # modules of an earlier build would get into the wheel
    options={"build": {"build_base": scratch}},
)
