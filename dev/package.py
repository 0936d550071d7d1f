"""`make package`: the plugin as a zip that QGIS installs, and the checks of a plugin repository on it; every text is
translated.

The zip is the same, byte for byte, for the same files: sorted names, one date, one mode.
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from pathlib import Path
from typing import Iterator, List

import translations

ROOT = Path(__file__).resolve().parents[1]
TOP = "specgan"
"""The one folder in the zip; it becomes the plugin's folder in the profile."""
FILES = ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
FOLDERS = ("core", "desktop", "processing_provider", "training", "ui", "resources")
"""`training` too: algorithms of the provider use it."""
LEFT_OUT = {"__pycache__"}
SUFFIXES_LEFT_OUT = {".pyc", ".xml", ".ts"}
"""GDAL's side files and what only translators need."""
MAX_BYTES = 25_000_000
DATE = (2020, 1, 1, 0, 0, 0)
REQUIRED = (
    *("name", "qgisMinimumVersion", "description", "about", "version", "author", "email", "repository", "tracker"),
    *("license", "icon", "category", "tags"),
)
URLS = ("homepage", "repository", "tracker")


def content(root: Path = ROOT) -> Iterator[Path]:
    """Every file of the plugin, relative to `root`, in the order of the zip."""
    files = [Path(name) for name in FILES if (root / name).is_file()]
    for folder in FOLDERS:
        files += [path.relative_to(root) for path in (root / folder).rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.as_posix()):
        if not LEFT_OUT & set(path.parts) and path.suffix not in SUFFIXES_LEFT_OUT and path.name[0] != ".":
            yield path


def version(root: Path = ROOT) -> str:
    """The plugin's version."""
    return metadata((root / "metadata.txt").read_text(encoding="utf-8"))["version"]


def metadata(text: str) -> configparser.SectionProxy:
    """The section `general` of a metadata.txt."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    return parser["general"]


def build(target: Path, root: Path = ROOT) -> Path:
    """Write the zip; an older one of that name is replaced once the new one is complete."""
    part = target.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in content(root):
            entry = zipfile.ZipInfo(f"{TOP}/{path.as_posix()}", DATE)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (root / path).read_bytes())
    part.replace(target)
    return target


def problems(target: Path) -> List[str]:
    """What a plugin repository would refuse about a zip, in a sentence each."""
    found = []
    if target.stat().st_size > MAX_BYTES:
        found.append(f"The zip has {target.stat().st_size / 1e6:.1f} MB; {MAX_BYTES / 1e6:.0f} are allowed.")
    with zipfile.ZipFile(target) as archive:
        names = set(archive.namelist())
        found += [f"{name} lies outside the folder {TOP}." for name in names if not name.startswith(f"{TOP}/")]
        for needed in ("__init__.py", "metadata.txt", "LICENSE"):
            if f"{TOP}/{needed}" not in names:
                found.append(f"{needed} is missing.")
        if f"{TOP}/metadata.txt" in names:
            general = metadata(archive.read(f"{TOP}/metadata.txt").decode("utf-8"))
            found += _metadata_problems(general, names)
    return found


def _metadata_problems(general: configparser.SectionProxy, names: set) -> List[str]:
    found = [f"metadata.txt has no {key}." for key in REQUIRED if not general.get(key, "").strip()]
    found += [
        f"{key} is no address: {general[key]}." for key in URLS if not re.match(r"https?://\S+$", general.get(key, ""))
    ]
    if not re.match(r"\d+(\.\d+){1,2}$", general.get("version", "")):
        found.append(f"The version {general.get('version')} is no version.")
    if f"{TOP}/{general.get('icon')}" not in names:
        found.append(f"The icon {general.get('icon')} is not in the zip.")
    return found


def untranslated() -> List[str]:
    """Texts without a translation, or with one that does not fit; a sentence each."""
    listed = translations.wanted(ROOT)
    files = [translations.FOLDER / f"specgan_{language}.ts" for language in translations.LANGUAGES]
    return [f"{problem}." for file in files for problem in translations.problems(file, listed)]


def main() -> None:
    """Write the zip, and print it or what is wrong with it."""
    target = build(ROOT / "build" / f"{TOP}-{version()}.zip")
    found = [*problems(target), *untranslated()]
    print("\n".join(found) or f"{target} ({target.stat().st_size / 1e6:.1f} MB)")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
