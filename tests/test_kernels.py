"""A kernel that lost the race for a port is begun again, a slow one is waited for, a dead one isn't;
whatever else goes wrong is told at once."""

import asyncio
from pathlib import Path
from queue import Empty
from types import SimpleNamespace

import nbformat
import nbval.kernel
import pytest
from nbclient import NotebookClient

from tests import kernels
from tests.kernels import GLANCE, Client, listening, patiently
from tests.patience import PATIENCE, TRIES

DEAD = "Kernel died before replying to kernel_info"


def start(said, fails):
    """A start that fails so many times, and the list of its calls."""
    calls = []

    def begin(*args):
        calls.append(args)
        if len(calls) <= fails:
            raise RuntimeError(said)
        return "kernel"

    return patiently(begin), calls


def client_start(said, fails, monkeypatch):
    """The same of a Client, its calls one for each kernel and one for each client of it."""
    calls, begun = [], Client(nbformat.v4.new_notebook(), ".")

    async def kernel(self):
        calls.append("kernel")

    async def client(self):
        calls.append("client")
        if calls.count("client") <= fails:
            self.km = None
            raise RuntimeError(said)
        return "kernel"

    monkeypatch.setattr(NotebookClient, "async_start_new_kernel", kernel)
    monkeypatch.setattr(NotebookClient, "async_start_new_kernel_client", client)
    return begun, calls


def test_a_dead_kernel_is_begun_again():
    begin, calls = start(DEAD, TRIES - 1)
    assert begin("python3") == "kernel" and calls == [("python3",)] * TRIES


@pytest.mark.parametrize("how", ["at once", "awaited"])
def test_a_client_s_dead_kernel_is_begun_again(how, monkeypatch):
    begun, calls = client_start(DEAD, TRIES - 1, monkeypatch)
    found = (
        begun.start_new_kernel_client()
        if how == "at once"
        else asyncio.run(begun.async_start_new_kernel_client())
    )
    assert found == "kernel" and calls == ["client"] + ["kernel", "client"] * (TRIES - 1)
    assert begun.km is not None


@pytest.mark.parametrize(("said", "tries"), [(DEAD, TRIES), ("no kernel of that name", 1)])
def test_what_stays_wrong_is_told(said, tries, monkeypatch):
    begin, calls = start(said, TRIES)
    with pytest.raises(RuntimeError, match=said):
        begin()
    assert len(calls) == tries
    begun, calls = client_start(said, TRIES, monkeypatch)
    with pytest.raises(RuntimeError, match=said):
        begun.start_new_kernel_client()
    assert calls.count("client") == tries


def heard(lives, answers):
    """nbval's get_message of a kernel that is silent but for its answers, and the waits it was given."""
    waits, silent = [], iter(answers)

    def get(kernel, stream, timeout):
        waits.append(timeout)
        found = next(silent, None)
        if found is None:
            raise Empty
        return found

    return lambda **wait: listening(get)(
        SimpleNamespace(is_alive=lambda: lives), "iopub", **wait
    ), waits


def test_a_slow_kernel_is_waited_for_and_a_dead_one_is_not():
    get, waits = heard(True, [None, None, "a message"])
    assert get(timeout=5) == "a message" and waits == [GLANCE] * 3
    for lives, timeout, times in (
        (True, 5, PATIENCE // GLANCE),
        (True, 2 * PATIENCE, 2 * PATIENCE // GLANCE),
        (False, PATIENCE, 1),
    ):
        get, waits = heard(lives, [])
        with pytest.raises(Empty):
            get(timeout=timeout)
        assert waits == [GLANCE] * times


@pytest.mark.parametrize("timeout", [None, 1])
def test_what_nbval_asks_again_itself_is_left_as_it_is(timeout):
    get, waits = heard(True, [])
    with pytest.raises(Empty):
        get(timeout=timeout)
    assert waits == [timeout]


def test_the_notebooks_are_begun_so(request):
    assert request.config.pluginmanager.get_plugin("tests.kernels") is kernels
    root = Path(kernels.__file__).parents[1]
    assert 'pytest_plugins = ["tests.kernels"]' in (root / "conftest.py").read_text()
    assert nbval.kernel.start_new_kernel.__wrapped__
    assert nbval.kernel.RunningKernel.get_message.__wrapped__
    mine = (Path(__file__), Path(kernels.__file__))
    for path in (p for p in (root / "tests").rglob("*.py") if p not in mine):
        assert "NotebookClient" not in path.read_text(), f"{path.name}: take tests.kernels.Client"
