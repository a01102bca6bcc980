"""Figures: machines, compositions, paths, long chains. What they show is so."""

import numpy as np
import pytest
import sympy as sp

from lib.explore.chain import INNER, OUTER, compose, machines
from lib.explore.depth import depth
from lib.explore.paths import LOWER, MERGES, UPPER, two_paths
from lib.formula.functions import function
from lib.learning.signals import layer_slopes
from lib.stage.controls import places
from lib.stage.words import remaining

X = sp.symbols("x", real=True)


def outer(text):
    return function(OUTER.get(text, text), variables=("u",))


def test_where_the_rule_is_silent():
    stage = compose("u²", "|x|", x=0.0)
    assert "silent" in stage.state and "has slope 0.00" in stage.state
    stage.controls["f"].value, stage.controls["g"].value = "√u", "x²"
    assert "silent" in stage.state and "no slope either" in stage.state
    stage.close()


def moving_texts(stage):
    return [a.get_text() for a in stage._moving if hasattr(a, "get_text")]


def test_machines_show_multiples_that_approach_the_slopes():
    stage = machines(x=1.5, h=0.4)
    assert {"× 3.40", "× −0.90", "g′(1.50) = 3.00", "f′(2.25) = −0.63"} <= set(moving_texts(stage))
    stage.controls["h"].value = 0.01
    assert "× 3.01" in moving_texts(stage)
    stage.controls["x"].value = -1.5
    assert "g′(−1.50) = −3.00" in moving_texts(stage)
    assert "f′(2.25) = −0.63" in moving_texts(stage)
    stage.close()


def test_machines_with_nothing_to_pass_on():
    stage = machines(x=-0.1, h=0.2)
    assert "Δu = 0" in stage.state and "× ?" in moving_texts(stage)
    stage.controls["h"].value = 0.0
    assert "nothing was nudged" in stage.state
    stage.controls["g"].value = "√x"
    assert "no value" in stage.state
    stage.close()


def test_the_string_of_compose_goes_through_the_three_points():
    stage = compose(x=1.5)
    string = stage._moving[0]
    top, outer_ax, inner, hand = stage.figure.axes
    on_paper = np.transpose(string.get_data())
    for ax, point in [
        (top, (1.5, np.sin(2.25))),
        (outer_ax, (2.25, np.sin(2.25))),
        (hand, (2.25, 2.25)),
        (inner, (1.5, 2.25)),
    ]:
        there = stage.figure.transFigure.inverted().transform(ax.transData.transform(point))
        assert np.nanmin(np.abs(on_paper - there).sum(axis=1)) < 1e-9
    stage.close()


def test_tangents_have_the_slopes_they_are_labelled_with():
    stage = compose(x=1.5)
    lines = [a for a in stage._moving[1:] if hasattr(a, "get_xdata") and len(a.get_xdata()) == 2]
    slopes = [float(np.diff(a.get_ydata())[0] / np.diff(a.get_xdata())[0]) for a in lines]
    assert slopes == pytest.approx([3 * np.cos(2.25), np.cos(2.25), 3.0])
    stage.close()


@pytest.mark.parametrize("merge", list(MERGES))
@pytest.mark.parametrize(("a", "b"), [("x", "sin x"), ("x²", "e^x"), ("sin x", "cos x")])
def test_two_paths_add_up_to_the_slope(merge, a, b):
    stage = two_paths(a, b, merge=merge, x=0.75)
    one, other = (function(t).expr.subs(function(t).expr.free_symbols.pop(), X) for t in (a, b))
    whole = {"y = a · b": one * other, "y = a + b": one + other, "y = a / b": one / other}[merge]
    due = float(sp.diff(whole, X).subs(X, 0.75))
    assert f"dy/dx = {due:.2f}".replace("-", "−") in stage.state
    stage.close()


def test_two_paths_at_a_corner():
    stage = two_paths("|x|", "sin x", x=0.0)
    assert "silent" in stage.state
    stage.controls["b"].value, stage.controls["merge"].value = "x", "y = a / b"
    assert "no value" in stage.state
    stage.close()


def test_depth_tells_the_product_of_what_the_layers_pass_on():
    stage = depth(n=10)
    for activation in places(stage.controls["activation"]):
        stage.controls["activation"].value = activation
        left = abs(np.prod(layer_slopes(activation, 10, 1.0, 0.0, 0.5)))
        assert f"{remaining(left)} for {activation}" in stage.state
    lines = [a for a in stage._moving if len(getattr(a, "get_xdata", list)()) == 11]
    assert len(lines) == 3 and all(line.axes.get_yscale() == "log" for line in lines)
    stage.close()


@pytest.mark.parametrize("open_figure", [machines, compose])
def test_own_functions_in_both_places(open_figure):
    def scalars_only(x):
        return x + 1 if x > 0 else 1 - x

    stage = open_figure("u^2 + 1", scalars_only, x=0.5)
    assert stage.problem is None and "scalars_only" not in stage.state
    stage.controls["x"].value = 0.0
    assert stage.problem is None and ("no slope" in stage.state)
    stage.controls["f"].value = "ln(u) sin(3u) - 4u^3 + e^(-u^2)/(1 + u^2)"
    assert stage.problem is None
    stage.controls["g"].value = lambda x: None
    assert stage.problem and "Traceback" not in stage.problem
    stage.controls["g"].value = "x^"
    assert stage.problem
    stage.controls["g"].value = "-1 - x^2"
    stage.controls["f"].value = "√u"
    assert stage.problem is None and "no value" in stage.state
    stage.close()


def test_lists_are_readable_and_all_can_be_read():
    for text in [*INNER.values(), *UPPER.values(), *LOWER.values()]:
        assert function(text).exact
    for text in OUTER:
        assert outer(text).exact
