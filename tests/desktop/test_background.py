"""One way to work in the background: a thread for dialogs, QGIS's task manager for what the person is to see."""

import threading

import pytest
from qgis_support import start_qgis, wait
from specgan.core.errors import Cancelled, SpecGanError

pytestmark = pytest.mark.qgis


@pytest.fixture(params=["", "SpecGAN: a test"], ids=["thread", "task manager"])
def make(request):
    """Makes a `Background` of some work and a list that its signals go to."""
    start_qgis()
    from specgan.desktop.background import Background

    def made(work):
        told, job = [], Background(work, title=request.param)
        for name in ("stage", "line", "done", "failed"):
            getattr(job, name).connect(lambda *values, name=name: told.append((name, *values, threading.get_ident())))
        return job, told

    return made


def of(told):
    """What was told, without the thread, which is the main one."""
    assert {item[-1] for item in told} == {threading.get_ident()}
    return [item[:-1] for item in told]


def test_progress_lines_and_the_answer_come_in_their_order_on_the_main_thread(make):
    def work(progress):
        progress.step(1, 4)
        progress.log("half way")
        progress.step(4, 4)
        return threading.get_ident()

    job, told = make(work)
    assert not job.running
    job.start()
    wait(lambda: told and told[-1][0] == "done", "the answer")
    *before, (_, thread) = of(told)
    assert before == [("stage", 1, 4), ("line", "half way"), ("stage", 4, 4)]
    assert thread != threading.get_ident() and not job.running


@pytest.mark.parametrize("error", [SpecGanError("No.", "Try."), ZeroDivisionError("x")], ids=["known", "unknown"])
def test_an_error_is_told_once(make, error):
    def work(progress):
        raise error

    job, told = make(work)
    job.start()
    wait(lambda: told, "the error")
    ((name, answer),) = of(told)
    assert name == "failed" and isinstance(answer, SpecGanError) and str(answer) in ("No. Try.", "x")


def test_cancel_reaches_the_work_and_is_told(make):
    entered = threading.Event()

    def work(progress):
        entered.set()
        while True:
            progress.step(0, 1)

    job, told = make(work)
    job.start()
    assert entered.wait(10) and job.running
    job.cancel(reason="the layer went")
    wait(lambda: told and told[-1][0] == "failed", "the end")
    assert isinstance(told[-1][1], Cancelled) and job.was_cancelled and job.reason == "the layer went"
    assert [item[0] for item in told].count("failed") == 1


def test_whoever_waits_comes_back_when_the_work_has_let_go(make):
    entered, left = threading.Event(), []

    def work(progress):
        entered.set()
        while not progress.is_cancelled():
            pass
        left.append(True)

    job, _ = make(work)
    job.start()
    assert entered.wait(10)
    job.cancel(20.0)
    assert left == [True] and not job.running


def test_a_task_is_seen_and_may_be_cancelled_before_its_turn():
    application = start_qgis()
    from specgan.desktop.background import Background

    began, told = [], []
    job = Background(began.append, title="SpecGAN: later")
    job.failed.connect(told.append)
    job.task.hold()
    job.start()
    assert job.task in application.taskManager().tasks() and job.task.description() == "SpecGAN: later"
    job.task.cancel()  # as its button in the task manager does
    wait(lambda: told, "the end")
    assert began == [] and isinstance(told[0], Cancelled) and job.was_cancelled


def test_a_task_shows_how_far_it_is():
    start_qgis()
    from specgan.desktop.background import Background

    gate, told = threading.Event(), []
    job = Background(lambda progress: (progress.step(1, 4), gate.wait(20)), title="SpecGAN: a quarter")
    job.done.connect(told.append)
    job.start()
    wait(lambda: job.task.progress() == 25.0, "the progress")
    gate.set()
    wait(lambda: told, "the end")
