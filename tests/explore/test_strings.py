"""All strings at once: what is said of spreading and crossing, pair by pair, by another route."""

import itertools
import math
import re
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from lib.explore.strings import strings
from tests.explore.test_sentences import NUMBER, X, agree, sharp, walk

# exact on fractions, so that ties are ties: the machine, its slope (SymPy), and its formula
EXACT = {
    "x²": (lambda x: x * x, 2 * X),
    "x³ − x": (lambda x: x**3 - x, 3 * X**2 - 1),
    "|x|": (abs, sp.sign(X)),
    "1 − 2x": (lambda x: 1 - 2 * x, sp.Integer(-2)),
}


def bundle(x, w):
    x, w = Fraction(round(x * 20), 20), Fraction(round(w * 20), 20)
    return [x + w * Fraction(2 * k - 29, 29) for k in range(30)]


def compared(starts, ends):
    """(crossed, met, pairs) counted one by one; who came in together isn't compared."""
    turns = [
        (starts[j] - starts[i]) * (ends[j] - ends[i])
        for i, j in itertools.combinations(range(30), 2)
        if starts[i] != starts[j]
    ]
    return sum(t < 0 for t in turns), sum(t == 0 for t in turns), len(turns)


def told_of(crossed, met, pairs):
    if crossed == pairs:
        return "all cross each other"
    if met == pairs:
        return "all end at one place"
    told = f"{crossed} of {pairs} pairs cross" if crossed else "no two cross"
    return told + (f", {met} pair{'s' * (met > 1)} end together" if met else "")


@pytest.mark.parametrize("f", EXACT)
def test_one_machine(f):
    machine, slope = EXACT[f][0], sharp(EXACT[f][1])
    stage = strings(f)
    for at in walk(stage, 24):
        starts = bundle(at["x"], at["w"])
        ends = [machine(x) for x in starts]
        assert f", {told_of(*compared(starts, ends))}. Multiple" in stage.state
        told = re.search(rf"last: ({NUMBER}); between the middle two: ({NUMBER})\.", stage.state)
        for text, (a, b) in zip(told.groups(), ((0, 29), (14, 15)), strict=True):
            assert agree(text, float((ends[b] - ends[a]) / (starts[b] - starts[a]))), stage.state
        if f == "|x|" and abs(at["x"]) < 1e-9:
            assert "There is no f′(0.00): a corner" in stage.state
        else:
            assert agree(
                re.search(rf"f′\({NUMBER}\) = ({NUMBER})\.", stage.state)[1], slope(at["x"])
            )
        off = sum(not (-4 <= x <= 4 and abs(y) <= 6) for x, y in zip(starts, ends, strict=True))
        assert (" the picture." in stage.state) >= bool(off)
        for line in stage.figure.axes[0].lines[-4:]:
            heights = np.array(line.get_ydata(), float)
            assert np.nanmin(heights) >= 0 and np.nanmax(heights) <= 2, "within the two lines"
    stage.close()


@pytest.mark.parametrize("inner", ["x³ − x", "1 − 2x", "|x|"])
def test_two_machines_multiply(inner):
    g = EXACT[inner][0]
    stage = strings("u^2 - u", inner)
    for at in walk(stage, 16):
        starts = bundle(at["x"], at["w"])
        middle = [g(x) for x in starts]
        ends = [u * u - u for u in middle]
        first, second = told_of(*compared(starts, middle)), told_of(*compared(middle, ends))
        assert f"In g {first}; in f {second}. " in stage.state, stage.state
        du, dy = middle[15] - middle[14], ends[15] - ends[14]
        if not du:
            assert "leave g at one place" in stage.state
            continue
        told = re.search(rf"two: ({NUMBER}) in g, ({NUMBER}) in f, ({NUMBER}) in all", stage.state)
        dx = starts[15] - starts[14]
        for text, value in zip(told.groups(), (du / dx, dy / du, dy / dx), strict=True):
            assert agree(text, float(value)), stage.state
        x = Fraction(round(at["x"] * 20), 20)
        found = re.search(rf" = ({NUMBER}) · ({NUMBER}) = ({NUMBER})\.", stage.state)
        if found:
            slopes = [float(sharp(EXACT[inner][1])(x)), float(2 * g(x) - 1)]
            for text, value in zip(found.groups(), (*slopes, math.prod(slopes)), strict=True):
                assert agree(text, value), stage.state
        else:
            assert inner == "|x|" and x == 0 and "There is no g′(0.00): a corner" in stage.state
    stage.close()


def test_strings_end_where_there_is_no_value():
    stage = strings("√x")
    assert "15 strings end in the machine: f has no value there." in stage.state
    heights = np.concatenate([line.get_ydata() for line in stage.figure.axes[0].lines[-4:-2]])
    assert np.nanmin(heights) == 0 and sorted(set(heights[np.isfinite(heights)])) == [0, 0.75, 2]
    stage.close()
    stage = strings("√u", "x − 3", x=0.0, w=1.0)
    assert "no two can be compared" in stage.state and "There is no f′(−3.00)" in stage.state
    stage.close()
    stage = strings("u²", "√x", x=-1.0, w=0.5)
    assert "30 strings end in the machine: g has no value there." in stage.state
    stage.close()


@pytest.mark.parametrize("f", ["1e15 + |x|", lambda x: 5.0 + 0 * x, "1/x", "step"])
def test_what_hides_in_large_or_level_or_torn_values(f):
    stage = strings(f, x=-1.0, w=0.25)
    due = {"1e15 + |x|": "all cross each other", "1/x": "all cross each other"}
    assert due.get(f if isinstance(f, str) else "", "all end at one place") in stage.state
    stage.close()
