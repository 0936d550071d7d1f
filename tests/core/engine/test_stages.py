"""Threads with bounded queues: order, bound, errors, and who says what to the host."""

import threading
import time

import pytest
from specgan.core.engine.stages import Postbox, Stage, ahead
from specgan.core.errors import Cancelled, SpecGanError
from standins import Log


def test_nothing_is_done_after_work_that_failed():
    gate, done = threading.Event(), []

    def fail():
        gate.wait()
        raise SpecGanError("The disk is full.")

    with Stage(3) as stage:
        stage.give(fail)
        stage.give(done.append, 1)
        stage.give(done.append, 2)
        gate.set()
        with pytest.raises(SpecGanError):
            stage.wait()
        stage.wait()
        assert done == []
        stage.give(done.append, 3)  # the error is told: the next work is a new beginning
        stage.wait()
    assert done == [3]


def test_one_item_is_got_ready_while_one_is_in_use():
    made = []

    def items():
        for number in range(4):
            made.append(number)
            yield number

    with Stage(1) as stage:
        used = []
        for item in ahead(stage, items()):
            used.append(item)
            deadline = time.monotonic() + 5
            while len(made) < min(item + 2, 4) and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(0.01)
            assert made == list(range(min(item + 2, 4)))
    assert used == [0, 1, 2, 3]


def test_an_error_between_items_comes_after_the_items_before_it():
    def items():
        yield 1
        raise SpecGanError("The share is gone.")

    used = []
    with pytest.raises(SpecGanError, match="share"), Stage(1) as stage:
        for item in ahead(stage, items()):
            used.append(item)
    assert used == [1]


def test_what_other_threads_say_waits_for_the_hosts_thread():
    class Host(Log):
        def __init__(self, stop_after=None):
            super().__init__(stop_after)
            self.threads = set()

        def warn(self, message):
            self.threads.add(threading.get_ident())
            self.warnings.append(message)

    host = Host()
    with Postbox(host) as post, Stage(1) as stage:
        stage.give(post.warn, "one")
        stage.wait()
        assert host.warnings == []
        post.step(1, 2)
        assert host.warnings == ["one"] and host.reports == [(1, 2)]
        stage.give(post.warn, "two")
        stage.wait()
        post.warn("three")  # the host's thread is not kept waiting, and the order stays
        assert host.warnings == ["one", "two", "three"]
        stage.give(post.warn, "four")
        stage.wait()
    assert host.warnings == ["one", "two", "three", "four"] and host.threads == {threading.get_ident()}
    stopping = Host(stop_after=0)
    with pytest.raises(Cancelled), Postbox(stopping) as post:
        post.step(1, 2)
