"""The band game: who wins, by exact bounds of the slopes; and which claims win against every δ."""

import numpy as np
import pytest

from lib.explore.band import band
from tests.explore.test_sentences import walk


def within(bounds, m, delta):
    return all(abs(slope - m) <= delta + 1e-8 for slope in bounds)


# The least and the largest slope of a secant at x with 0 < |h| <= h0, on paper.
BOUNDS = {
    "x²": lambda x, h0: (2 * x - h0, 2 * x + h0),
    "x³": lambda x, h0: [
        3 * x * x + 3 * x * h + h * h for h in (-h0, h0, *([-1.5 * x] if abs(1.5 * x) < h0 else []))
    ],
    "e^x": lambda x, h0: [np.exp(x) * np.expm1(h) / h for h in (-h0, h0)],
    "x·|x|": lambda x, h0: (0, h0) if x == 0 else (2 * abs(x) - h0, 2 * abs(x) + h0),
}


@pytest.mark.parametrize("f", BOUNDS)
def test_who_wins(f):
    stage = band(f)
    won = 0
    for at in (at for x in (-1.0, 0.0, 1.0) for at in walk(stage, 12, x=x)):
        x, m, delta, h0 = at["x"], round(at["m"], 12), at["delta"], at["h0"]
        if f == "x·|x|" and 0 < abs(x) < h0:
            continue  # another formula beyond 0
        due = within(BOUNDS[f](x, h0), m, delta)
        assert ("this h₀ wins" in stage.state) == due, stage.state
        won += due
    assert won
    stage.close()


def set_to(stage, **values):
    for name, value in values.items():
        stage.controls[name].value = value
    return stage.state


def test_the_longest_and_the_claims():
    stage = band("x²", x=1.0, m=2.0, delta=0.5, h0=0.1)
    assert "The longest that does is about 0.5." in stage.state
    assert "m is f′(1.0): every δ has an h₀ that wins." in stage.state
    assert "against a δ below 0.1 no h₀ wins" in set_to(stage, m=1.9)
    told = set_to(stage, delta=0.1, h0=1e-4)  # from 2 on they are out: 2 itself is the edge
    assert "this h₀ loses" in told and "f′(1.0) = 2, the edge of this band" in told
    told = set_to(stage, delta=0.05, h0=1e-4)
    assert "this h₀ loses" in told and "No h₀ wins here" in told and "f′(1.0) = 2" in told
    stage.close()


def test_corners_jumps_wiggles_and_gaps():
    stage = band("|x|", x=0.0, m=0.0, delta=0.5, h0=1e-4)
    assert "this h₀ loses" in stage.state and "against a δ below 1 no m" in stage.state
    assert "this h₀ wins" in set_to(stage, delta=1.0)
    for f, words in (("step", "no m has an h₀ that wins"), ("√x", "no secant for h")):
        assert "this h₀ loses" in (told := set_to(stage, f=f, delta=1.0)) and words in told
    assert "settle on no number" in set_to(stage, f="x·sin(1/x)", delta=0.5)
    assert "this h₀ loses" in stage.state and "this h₀ wins" in set_to(stage, delta=1.0)
    told = set_to(stage, f="x²·sin(1/x)", delta=0.1, h0=0.1)
    assert "this h₀ wins" in told and "m is f′(0.0)" in told
    told = set_to(stage, f="|x−0.3|", m=-1.0, delta=0.1, h0=10**-0.5)
    assert "this h₀ loses" in told and "At h = 0.316 " in told
    stage.close()


def test_a_python_function_is_trusted_only_as_far_as_its_digits_go():
    stage = band(lambda x: 1e6 + x * x, x=1.0, m=2.0, delta=0.1, h0=0.05)
    assert "this h₀ wins" in stage.state and "as far as differences can tell" in stage.state
    assert "down to 10⁻⁸" not in stage.state  # round-off rules there
    stage.close()
    stage = band(np.abs, x=0.0, m=0.0, delta=0.5, h0=0.1)
    assert "No m is the limit: a corner" in stage.state
    stage.close()


def test_a_side_without_values_is_named():
    stage = band("x^1.5", x=0.0, m=0.0)
    assert "On a side without values there is no secant: no h₀ wins." in stage.state
    stage.close()
