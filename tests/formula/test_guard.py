"""The guard comes back from any function, says why, and leaves everything as it was."""

import contextlib
import gc
import signal
import sys
import threading
import time
import warnings

import numpy as np
import pytest

from lib.formula import FunctionError, function, guard, surroundings
from lib.formula.guard import call, watched
from tests.patience import PATIENCE

SHORT = 0.3


def loop(*_):
    while True:
        pass


def counting(*_):
    count = 0
    while True:
        count += 1


def sleeper(*_):
    time.sleep(60)


def swallower(*_):
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(0.01)


def stubborn(*_):
    while True:
        try:
            loop()
        except BaseException:
            continue


def printer(*_):
    for i in range(10**9):
        print(i)


def hoarder(*_):
    kept = []
    while True:
        kept.append("a" * 10**6 + str(len(kept)))
        time.sleep(len(kept) / 10_000)  # ever slower: who looks late finds no gigabytes


def deep(x=0):  # with *_ in its place Python 3.13.0 itself never raises RecursionError
    return deep(x)


def very_deep(*_):
    sys.setrecursionlimit(10**6)
    return deep()


class Own(BaseException):
    """An exception that no `except Exception` catches."""


def raiser(problem):
    def raises(*_):
        raise problem

    return raises


def state():
    return (
        sys.stdout,
        sys.stderr,
        sys.gettrace(),
        sys.getrecursionlimit(),
        signal.getsignal(signal.SIGINT),
        np.geterr(),
        list(warnings.filters),
        [
            t
            for t in threading.enumerate()
            if t.name == "watch" and (t.join(PATIENCE) or t.is_alive())
        ],
    )


@pytest.fixture(autouse=True)
def as_in_a_kernel():
    """Interrupts are heard, though who started the tests in the background had them ignored; and what
    other tests left isn't collected in the midst of a recursion or an interrupt, where its finalizers
    would fail and this test be blamed for it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("f", [loop, counting, sleeper, swallower, stubborn])
def test_what_never_ends_is_stopped_and_leaves_no_trace(f):
    before = state()
    outcome = call(f, seconds=SHORT)
    assert outcome.stopped == "time" and not outcome.fine
    assert "after 0.3 seconds" in outcome.told
    assert state() == before
    assert call(abs, -2.0).value == 2.0


def test_one_budget_for_all_calls():
    with watched(SHORT) as watch:
        assert watch.call(abs, -1).value == 1
        assert watch.call(loop).stopped == "time"
        assert watch.call(abs, -1).stopped == "time"
        with watched(60) as inner:
            assert inner is watch


def test_with_patience_it_is_work_that_counts_and_not_the_wait_for_a_processor():
    with watched(SHORT, patience=10_000) as watch:
        assert watch.call(time.sleep, 3 * SHORT).fine
        assert watch.call(loop).stopped == "time"
    assert call(time.sleep, 20, seconds=SHORT).stopped == "time"
    with watched(SHORT, patience=2) as watch:
        assert watch.call(time.sleep, 20).stopped == "time"


def test_output_without_end_is_stopped_and_its_beginning_kept(capsys):
    outcome = call(printer, seconds=PATIENCE)
    assert outcome.stopped == "output" and outcome.printed.startswith("0\n1\n2")
    assert len(outcome.printed) == surroundings.KEPT
    assert capsys.readouterr() == ("", "")


def test_memory_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(guard, "MEMORY", 50 * 2**20)
    assert call(hoarder, seconds=PATIENCE).stopped == "memory"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits one request")
def test_a_giant_request_for_memory_fails_at_once():
    outcome = call(lambda: [0] * 10**11)
    assert isinstance(outcome.problem, MemoryError) and "more memory" in outcome.told


@pytest.mark.parametrize(
    "problem",
    [SystemExit(3), KeyboardInterrupt(), GeneratorExit(), StopIteration(1), Own("x"), ValueError()],
    ids=lambda p: type(p).__name__,
)
def test_whatever_is_raised_is_caught(problem):
    outcome = call(raiser(problem))
    assert outcome.problem is problem and not outcome.stopped
    assert ("exit" if isinstance(problem, SystemExit) else type(problem).__name__) in outcome.told


def test_a_recursion_ends_and_the_limit_is_put_back():
    before = state()
    assert isinstance(call(deep).problem, RecursionError)
    assert not call(very_deep, seconds=SHORT).fine
    assert state() == before


def test_a_megabyte_of_message_is_one_short_line():
    assert len(call(raiser(ValueError("two\nlines" * 10**6))).told) < 200

    class Mute(Exception):
        def __str__(self):
            raise SystemExit

    assert call(raiser(Mute())).told == "raised Mute"


def interrupts(*_):
    signal.raise_signal(signal.SIGINT)
    loop()


def test_the_readers_interrupt_stops_the_function_and_nothing_else():
    outcome = call(interrupts)
    assert outcome.stopped == "interrupted"
    with pytest.raises(KeyboardInterrupt), watched():
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("f", [loop, counting])
def test_off_the_main_thread_it_is_stopped_too(f):
    found = []

    def go():
        found.append(call(f, seconds=SHORT))
        found.append(call(abs, -2.0, seconds=SHORT))

    thread = threading.Thread(target=go, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert [o.stopped for o in found] == ["time", ""] and found[1].value == 2.0


@pytest.mark.parametrize("f", [counting, printer])
def test_without_threads_lines_are_traced(f, monkeypatch):
    monkeypatch.setattr(guard.Watch, "_begin", lambda self, stack: "trace")
    before = state()
    assert call(f, seconds=SHORT).stopped in ("time", "output")
    assert state() == before


def swallows_all(x):
    while True:
        try:
            x += 1
        except BaseException:
            x -= 1


def swallows_on_one_line(x):
    while True:
        with contextlib.suppress(BaseException):
            for _ in iter(int, 1): pass  # fmt: skip # noqa: E701


def swallows_when_called_again(x):
    try:
        return swallows_when_called_again(x)
    except BaseException:
        return swallows_when_called_again(x)


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="sys.monitoring is Python 3.12's")
@pytest.mark.parametrize(
    "f", [swallower, swallows_all, swallows_on_one_line, swallows_when_called_again]
)
def test_without_threads_whoever_catches_all_is_stopped(f, monkeypatch):
    monkeypatch.setattr(guard.Watch, "_begin", lambda self, stack: "trace")
    before = state()
    assert call(f, 1.0, seconds=SHORT).stopped == "time"
    assert state() == before and not [n for n in range(6) if sys.monitoring.get_tool(n) == "guard"]
    assert call(call, abs, -2.0).value.value == 2.0


def test_exit_in_a_notebook_does_not_end_the_kernel(monkeypatch):
    class Shell:
        def ask_exit(self):
            asked.append(True)

    asked, shell = [], Shell()

    class IPython:
        @staticmethod
        def get_ipython():
            return shell

    monkeypatch.setitem(sys.modules, "IPython", IPython)
    outcome = call(lambda: shell.ask_exit())
    assert isinstance(outcome.problem, SystemExit) and not asked
    shell.ask_exit()
    assert asked


# Functions of a figure


@pytest.mark.parametrize("f", [loop, sleeper, swallower])
def test_a_function_that_never_ends_is_refused(f, monkeypatch):
    monkeypatch.setattr("lib.formula.callables.SECONDS", SHORT)
    monkeypatch.setattr("lib.formula.numerical.SECONDS", SHORT)
    with pytest.raises(FunctionError, match="wasn't done after"):
        function(f)(np.linspace(0, 1, 50))
    with pytest.raises(FunctionError, match="wasn't done after"):
        function(f).derivative(1.0)


@pytest.mark.parametrize("f", [swallower, stubborn])
def test_nothing_of_a_stopped_function_is_still_being_handled(f):
    before = sys.exc_info()
    with guard.watched(SHORT) as watch:
        assert watch.call(f, 1.0).stopped == "time"
    assert sys.exc_info() == before


@pytest.mark.parametrize("problem", [SystemExit(), GeneratorExit(), KeyboardInterrupt(), Own("x")])
def test_a_function_that_raises_anything_is_refused(problem):
    for x in (1.0, np.linspace(0, 1, 5)):
        with pytest.raises(FunctionError, match=r"exit|raised"):
            function(raiser(problem))(x)


def test_a_value_that_cannot_be_looked_at_is_refused():
    class Odd:
        def __array__(self, *_, **__):
            raise SystemExit

        def __float__(self):
            raise SystemExit

    with pytest.raises(FunctionError, match="thing of type Odd"):
        function(lambda x: Odd())(1.0)


def test_slopes_of_a_slow_function_say_that_it_was_slow():
    def slow(x):
        time.sleep(0.02)
        return float(x) ** 2

    with watched(SHORT), pytest.raises(FunctionError, match=r"slow wasn't done after 0\.3 seconds"):
        function(slow).derivative(np.linspace(0, 1, 9))
