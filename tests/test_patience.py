"""A kernel that lost the race for a port is begun again; whatever else goes wrong is told at once."""

import nbval.kernel
import pytest

from tests.patience import TRIES, patiently

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


def test_a_dead_kernel_is_begun_again():
    begin, calls = start(DEAD, TRIES - 1)
    assert begin("python3") == "kernel" and calls == [("python3",)] * TRIES


@pytest.mark.parametrize(("said", "tries"), [(DEAD, TRIES), ("no kernel of that name", 1)])
def test_what_stays_wrong_is_told(said, tries):
    begin, calls = start(said, TRIES)
    with pytest.raises(RuntimeError, match=said):
        begin()
    assert len(calls) == tries


def test_the_notebooks_are_begun_so():
    assert nbval.kernel.start_new_kernel.__wrapped__
