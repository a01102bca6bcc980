"""Work is counted in calls, not timed: a slow machine makes as many of them as a quick one."""

import contextlib
import gc
import sys

import pytest


@contextlib.contextmanager
def at_most(calls):
    """The block may make so many calls, of Python's functions and of C's; at one more the test fails."""
    made = 0

    def count(frame, event, arg):
        nonlocal made
        made += event in ("call", "c_call")
        if made > calls:
            too_many()

    def too_many():
        pytest.fail(f"more than {calls} calls")

    before, collects = sys.getprofile(), gc.isenabled()
    gc.disable()  # what others left may be finalized by any number of calls
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()
    if made > calls:  # and whoever was stopped caught that
        too_many()
