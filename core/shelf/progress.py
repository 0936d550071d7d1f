"""How the engine tells the outside how far it is, and how the outside stops it."""

from __future__ import annotations

from ..errors import Cancelled


class Progress:
    """Silent progress; hosts (QGIS, command line, tests) override `report`, `log`, `warn` and `is_cancelled`."""

    def step(self, done: int, total: int) -> None:
        """Report `done` of `total` units of work; raises `Cancelled` if the host wants to stop.

        This is the engine's only way out in mid-job, so it is called at least once a batch.
        """
        if self.is_cancelled():
            raise Cancelled
        self.report(done, total)

    def report(self, done: int, total: int) -> None:
        """Show `done` of `total`."""

    def is_cancelled(self) -> bool:
        """Whether the host wants the job to stop."""
        return False

    def log(self, message: str) -> None:
        """Tell something that is good to know."""

    def warn(self, message: str) -> None:
        """Tell something that makes the result less trustworthy than expected."""
