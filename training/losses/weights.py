"""Weights of networks that have learnt to see, out of files that packages bring: found without importing the package,
read without running anything, and only where the SHA-256 is the known one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Optional

from ...core.errors import SpecGanError


@dataclass(frozen=True)
class PackagedWeights:
    """One file of one version of a package."""

    network: str
    """Whose weights they are, in words."""
    package: str
    """Name under which the package would be imported."""
    file: str
    """Path inside the package."""
    sha256: str
    install: str
    """The command that installs it."""
    otherwise: str
    """What to do without these weights, after "or"."""

    def find(self) -> Path:
        """The file of the installed package; `SpecGanError` where that is missing."""
        spec = find_spec(self.package)
        folders = list(spec.submodule_search_locations or ()) if spec is not None else []
        if not folders:
            raise SpecGanError(
                "This needs the weights of {network}, which are not installed.",
                "Install them: {install}; or {otherwise}.",
                network=self.network,
                install=self.install,
                otherwise=self.otherwise,
            )
        return Path(folders[0]) / self.file

    def read(self, path: Optional[Path] = None) -> bytes:
        """The content, of the installed package's file or of a copy of it in `path`.

        `SpecGanError` where it is missing, cannot be read or is not the known one.
        """
        path = path or self.find()
        try:
            content = path.read_bytes()
        except OSError as error:
            raise SpecGanError(
                "The weights {path} cannot be read.",
                "Install them again: {install}.",
                repr(error),
                path=path,
                install=self.install,
            ) from error
        digest = hashlib.sha256(content).hexdigest()
        if digest != self.sha256:
            raise SpecGanError(
                "{path} is not the file of {network}'s weights that this version knows.",
                "Install it again: {install}; or {otherwise}.",
                f"SHA-256 {digest}, expected {self.sha256}",
                path=path,
                network=self.network,
                install=self.install,
                otherwise=self.otherwise,
            )
        return content
