"""One QGIS for all tests of a process, with widgets, on a screen that is not there."""

from __future__ import annotations

import os
import tempfile
import time

SPARE = []
"""What QGIS would crash without."""


def start_qgis():
    """The running QGIS application; started on the first call. Skips the test where there is no QGIS."""
    import pytest

    core = pytest.importorskip("qgis.core")
    application = core.QgsApplication.instance()
    if application is None:
        from qgis.PyQt.QtCore import QCoreApplication, QSettings

        # settings and profile of the tests' own: those of the person stay as they are
        folder = tempfile.mkdtemp(prefix="specgan-profile-")
        os.environ["QGIS_CUSTOM_CONFIG_PATH"] = folder
        QCoreApplication.setOrganizationName("specgan-tests")
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = core.QgsApplication([], True)
        application.initQgis()
        SPARE.append(application)
    return application


def wait(condition, what, seconds=60.0):
    """Let Qt work until `condition`."""
    from qgis.PyQt.QtCore import QCoreApplication

    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()
        time.sleep(0.005)
