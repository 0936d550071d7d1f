"""The set-up dialog: what was found, progress, cancel, retry, an own Python, diagnostics."""

import sys
import threading
from pathlib import Path

import pytest
from qgis_support import wait
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.runtime import ENVIRONMENT, OWN, Environment, Found, Runner, SetupPlan

pytestmark = pytest.mark.qgis
CARD = Runner("1.20.0", ("cuda", "cpu"), "NVIDIA H100")
NONE = Runner()


@pytest.fixture
def found(monkeypatch, tmp_path):
    """A machine where nothing runs models until `set_up` has ended; the set-up waits for `gate`."""
    from specgan.desktop.diagnosis import Diagnosis
    from specgan.ui import setup_dialog as module

    class Machine:
        gate = threading.Event()
        error = None
        ready = False
        plans = []

    def set_up(plan, progress):
        Machine.plans.append(plan)
        progress.report(1, 3)
        progress.log("Collecting onnxruntime")
        while not Machine.gate.wait(0.01):
            progress.step(1, 3)
        if Machine.error is not None:
            raise Machine.error
        Machine.ready = True
        return Environment(tmp_path / "python", plan.packages, ("onnxruntime",), False)

    def plan_setup(folder, torch=False, wheels=None, proxy=""):
        packages = ("onnxruntime==1.20.0",) + (("torch==2.5.0",) if torch else ())
        return SetupPlan(Path(folder), Path(sys.executable), packages, False, "", 400 << 20, wheels, proxy)

    def diagnose(choice, progress):
        environment = Found(tmp_path / "python", "3.11.2", "2.2.6", CARD, NONE) if Machine.ready else None
        return Diagnosis({}, environment, None)

    monkeypatch.setattr(module, "set_up", set_up)
    monkeypatch.setattr(module, "plan_setup", plan_setup)
    monkeypatch.setattr(module, "diagnose", diagnose)
    monkeypatch.setattr(module, "runtime_missing", lambda: "" if Machine.ready else "missing")
    Machine.plans = []
    return Machine


@pytest.fixture
def dialog(iface, found):
    from specgan.ui.setup_dialog import SetupDialog

    dialog = SetupDialog(iface.mainWindow())
    wait(lambda: dialog.start_button.isEnabled() and "Nothing here" in dialog.state.text(), "what was found")
    yield dialog
    found.gate.set()
    dialog.reject()


def test_the_plan_is_told_before_anything_happens(dialog):
    from specgan.processing_provider import settings

    assert "Installs onnxruntime==1.20.0 with" in dialog.planned.text()
    assert str(settings.runtime_folder()) in dialog.planned.text() and "400.00 MB" in dialog.planned.text()
    dialog.torch.setChecked(True)
    wait(lambda: "torch==2.5.0" in dialog.planned.text(), "the other plan")


def test_a_set_up_shows_progress_and_makes_ready(dialog, found):
    from specgan.processing_provider import settings

    came = []
    dialog.ready.connect(lambda: came.append(True))
    dialog.start_button.click()
    wait(lambda: "Collecting onnxruntime" in dialog.log.toPlainText(), "the log")
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 3)
    assert not dialog.start_button.isEnabled() and dialog.cancel_button.isEnabled()
    found.gate.set()
    wait(lambda: "NVIDIA H100" in dialog.state.text(), "what was found afterwards")
    assert "Environment, Python 3.11.2: onnxruntime 1.20.0 runs on NVIDIA H100 (cuda); no torch" in dialog.state.text()
    assert came == [True]
    assert settings.read_choice().mode == ENVIRONMENT


def test_cancel_and_try_again(dialog, found):
    dialog.start_button.click()
    wait(lambda: found.plans, "the start")
    dialog.cancel_button.click()
    wait(lambda: "cancelled" in dialog.state.text(), "the end")
    assert dialog.start_button.text() == "&Try again" and dialog.start_button.isEnabled()
    found.gate.set()
    dialog.start_button.click()
    wait(lambda: "NVIDIA H100" in dialog.state.text(), "the second set-up")
    assert len(found.plans) == 2


def test_a_full_disk_is_told_and_can_be_retried(dialog, found):
    found.error = SpecGanError("The disk is full.", "Free some space.", "OSError 28")
    found.gate.set()
    dialog.start_button.click()
    wait(lambda: "The disk is full. Free some space." in dialog.state.text(), "the sentence")
    assert "OSError 28" in dialog.log.toPlainText() and dialog.start_button.isEnabled()


def test_wheels_and_proxy_reach_the_plan(dialog, found, tmp_path):
    from qgis.core import QgsSettings

    settings = QgsSettings()
    for key, value in (("Enabled", True), ("Type", "HttpProxy"), ("Host", "proxy.local"), ("Port", "3128")):
        settings.setValue(f"proxy/proxy{key}", value)
    try:
        dialog.wheels.setFilePath(str(tmp_path))
        wait(lambda: dialog._plan is not None and dialog._plan.wheels == tmp_path, "the plan")
    finally:
        settings.remove("proxy")
    assert dialog._plan.proxy == "http://proxy.local:3128"


def test_closing_ends_a_set_up(dialog, found):
    dialog.start_button.click()
    wait(lambda: found.plans, "the start")
    work = dialog._setting_up
    dialog.reject()
    assert not work.running and not found.ready


def test_an_own_python_is_used_once_it_passed_the_check(dialog, monkeypatch, tmp_path):
    from specgan.processing_provider import settings
    from specgan.ui import own_python

    def check(python, progress):
        if python.name == "bad":
            raise SpecGanError("It has no numpy.")
        return Found(python, "3.12.1", "2.2.6", Runner("1.20.0", ("cpu",), "EPYC"), NONE)

    monkeypatch.setattr(own_python, "check", check)
    own = dialog.own
    assert not own.button.isEnabled()
    own.file.setFilePath(str(tmp_path / "bad"))
    own.button.click()
    wait(lambda: "It has no numpy." in own.answer.text(), "the refusal")
    assert settings.read_choice().own is None
    own.file.setFilePath(str(tmp_path / "good"))
    own.button.click()
    wait(lambda: "onnxruntime 1.20.0 runs on EPYC (cpu)" in own.answer.text(), "the answer")
    choice = settings.read_choice()
    assert (choice.mode, choice.own) == (OWN, tmp_path / "good")
    own.forget_button.click()
    assert settings.read_choice().own is None


def test_diagnostics_go_to_the_clipboard(dialog, monkeypatch):
    from qgis.PyQt.QtWidgets import QApplication
    from specgan.ui import setup_dialog as module

    monkeypatch.setattr(module, "report", lambda choice: "the whole story")
    dialog.copy_button.click()
    wait(lambda: QApplication.clipboard().text() == "the whole story", "the clipboard")


def test_work_that_fails_in_any_way_is_told(qgis):
    from specgan.desktop.background import Background

    told = []
    for work in (lambda progress: 1 / 0, lambda progress: progress.step(0, 1)):
        job = Background(work, None)
        job.failed.connect(told.append)
        job.cancel()
        job.start()
        wait(lambda job=job: not job.running and not job._timer.isActive(), "the end")
    assert str(told[0]) == "division by zero" and isinstance(told[1], Cancelled)
