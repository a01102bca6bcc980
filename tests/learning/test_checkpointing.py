"""A chain gone back through with few of its numbers kept gives the same slope as with all of them."""

import math

import pytest

from lib.learning.checkpointing import moments, price


@pytest.mark.parametrize("kept", [1, 3, 4, 5, 12, 13])
def test_every_number_is_there_when_it_is_needed_and_the_slope_is_right(kept):
    """The chain is x ← sin(x + k): each move is done with what is stored, and nothing else."""
    steps, x0 = 13, 0.4
    stored, passing, slope, runs = {0: x0}, x0, 1.0, 0
    for moment in moments(steps, kept):
        k = moment.machine
        if moment.done == "back":
            slope *= math.cos(stored[k - 1] + k)
        elif moment.done == "run again":
            passing = math.sin(stored[k - 1] + k)
            runs += 1
        else:
            before, passing = passing, math.sin(passing + k)
            if k - 1 in moment.stored:
                stored[k - 1] = before
        if moment.done == "run again":
            stored[k] = passing
        stored = {i: value for i, value in stored.items() if i in moment.stored}
        assert stored.keys() == moment.stored
    assert not stored and runs == steps - kept == price(steps, kept)[1]
    h, ends = 1e-6, []
    for x in (x0 + h, x0 - h):
        for k in range(1, steps + 1):
            x = math.sin(x + k)
        ends.append(x)
    assert slope == pytest.approx((ends[0] - ends[1]) / (2 * h), rel=1e-4, abs=1e-12)


def test_near_the_root_the_least_is_stored():
    assert price(100, 10) == (19, 90) and price(100, 100) == (100, 0) and price(100, 1) == (100, 99)
    assert min(range(1, 101), key=lambda kept: price(100, kept)) == 10
