"""Slopes at kinks, jumps and gaps, against what mathematics says and against 700 digits.

Each row of SHAPES says what a shape in u does at u = 0, by hand: its one-sided slopes in u, None
where there is none. Put at other places, turned and stretched, u = k (x - a), they make a table of
several hundred formulas and points.
"""

import math
import random

import mpmath
import numpy as np
import pytest

from lib.calculus.shape import slope_stretches
from lib.formula import germs, series, sides
from lib.formula.functions import FunctionError, function
from tests.formula.many_digits import verdict

INF = math.inf
SHAPES = [  # formula, slope on the left, slope on the right
    ("1e9 + |u|", -1, 1),
    ("|u|", -1, 1),
    ("relu(u)", 0, 1),
    ("|relu(u)|", 0, 1),
    ("max(0, relu(u))", 0, 1),
    ("relu(relu(u))", 0, 1),
    ("max(u, |u|)", -1, 1),
    ("min(u, 0)", 1, 0),
    ("sqrt(u^2)", -1, 1),
    ("sqrt(1 - cos(u))", -1 / math.sqrt(2), 1 / math.sqrt(2)),
    ("acos(cos(u))", -1, 1),
    ("asin(cos(u))", 1, -1),
    ("asin(sin(u))", 1, 1),
    ("atan(tan(u))", 1, 1),
    ("|sin(u + pi)|", -1, 1),
    ("|cos(u + pi/2)|", -1, 1),
    ("cbrt(u^3)", 1, 1),
    ("u*|u|", 0, 0),
    ("|u|^1.1", 0, 0),
    ("|u|^(4/3)", 0, 0),
    ("|u|^pi", 0, 0),
    ("|u^3|", 0, 0),
    ("|u| - |0 - u|", 0, 0),
    ("|u| - sqrt(u^2)", 0, 0),
    ("sign(u)*u^2", 0, 0),
    ("(e^(u) - 1)/(u) if u != 0 else 1", 0.5, 0.5),
    ("ln(1 + u)/(u) if u != 0 else 1", -0.5, -0.5),
    ("(1 - cos(u))/(u)^2 if u != 0 else 0.5", 0, 0),
    ("sin(u)/(u) if u != 0 else 1", 0, 0),
    ("(u)^2/|u| if u != 0 else 0", -1, 1),
    ("u*atan(1/(u)) if u != 0 else 0", -math.pi / 2, math.pi / 2),
    ("u*tanh(1/(u)) if u != 0 else 0", -1, 1),
    ("(u)/(1 + e^(1/(u))) if u != 0 else 0", 1, 0),
    ("e^(-1/(u)^2) if u != 0 else 0", 0, 0),
    ("(u)^2*sin(1/(u)) if u != 0 else 0", 0, 0),
    ("u if u < 0 else sin(u)", 1, 1),
    ("u if u < 0 else 2*(e^(u) - 1)", 1, 2),
    ("softplus(u)", 0.5, 0.5),
    ("tanh(u) + relu(u)", 1, 2),
    ("floor(u + 1)", None, 0),
    ("floor(5 - u)", 0, None),
    ("ceil(u - 4)", 0, None),
    ("floor(|u|)", 0, 0),
    ("sign(u)", None, None),
    ("step(u)", None, 0),
    ("u*sin(1/(u)) if u != 0 else 0", None, None),
    ("(e^(u) - 1)/(u) if u != 0 else 1.001", None, None),
    ("(1 - cos(u))/(u)^2 if u != 0 else 1", None, None),
    ("0^(u)", None, None),
    ("(u - u)^(u)", None, None),
    ("0^|u|", None, None),
    ("(u)/ln|u| if u != 0 else 0", 0, 0),
    ("sqrt(u)", None, INF),
    ("sqrt(|u| - u)", -INF, 0),
    ("|u|^0.5", -INF, INF),
    ("cbrt(u)", INF, INF),
    ("cbrt((u)^2)", -INF, INF),
    ("u*ln|u| if u != 0 else 0", -INF, -INF),
    ("ln|u|", None, None),
    ("1/(u)", None, None),
    ("tan(u + pi/2)", None, None),
]
PLACES = [("0", 0.0, 1), ("0.3", 0.3, 1), ("1/3", 1 / 3, -1), ("pi/2", math.pi / 2, 2),
          ("-sqrt(2)", -math.sqrt(2), 3), ("12.34", 12.34, -0.5)]  # fmt: skip
TABLE = [(shape, place) for shape in SHAPES for place in PLACES]


def put(shape, where, k):
    return (
        shape.replace("u", "\0")
        .replace("rel\0", "relu")
        .replace("softpl\0s", "softplus")
        .replace("\0", f"({k}*(x - ({where})))")
    )


@pytest.mark.parametrize(("shape", "place"), TABLE, ids=str)
def test_slopes_and_corners_are_those_of_mathematics(shape, place):
    (text, left, right), (where, x, k) = shape, place
    f = function(put(text, where, k))
    if k < 0:
        left, right = right, left
    sides_there = [s * k if s is not None else None for s in (left, right)]
    due = sides_there[0]
    if None in sides_there or not (
        due == sides_there[1] or abs(due - sides_there[1]) < 1e-12 * max(1, abs(due))
    ):
        due = math.nan
    assert f.derivative(x) == pytest.approx(due, rel=1e-12, abs=1e-12, nan_ok=True)
    listed = any(abs(corner - x) < 1e-12 for corner in f.corners(x - 1.03, x + 0.97))
    assert listed == (not math.isfinite(due)), f.corners(x - 1.03, x + 0.97)
    assert not np.isfinite(f.derivative(np.array([0.0, *f.corners(x - 1, x + 1)]))[1:]).any()


def test_one_sided_slopes_and_reasons():
    for text, left, right in SHAPES:
        f = function(put(text, "0", 1))
        found = sides.tangent(f, 0, (series.ctx.zero,))
        for side, due in ((found.left, left), (found.right, right)):
            if due is None or found.left.kind == found.right.kind == "missing":
                assert side.slope is None and side.kind in ("jump", "missing", "wild", "unbounded")
            else:
                assert float(side.slope) == pytest.approx(due, rel=1e-12, abs=1e-15), text
                assert side.kind == ("steep" if math.isinf(due) else "settled")


LOST = [  # formulas that float64 can't follow near 0, and their derivatives by mpmath
    ("(e^x - 1)/x if x != 0 else 1", lambda t: mpmath.expm1(t) / t),
    ("ln(1 + x)/x if x != 0 else 1", lambda t: mpmath.log1p(t) / t),
    ("(1 - cos(x))/x^2 if x != 0 else 1/2", lambda t: (1 - mpmath.cos(t)) / t**2),
    ("sqrt(1 - cos(x))", lambda t: mpmath.sqrt(1 - mpmath.cos(t))),
    ("acos(cos(x))", lambda t: mpmath.acos(mpmath.cos(t))),
    ("1e9 + |x|", lambda t: 10**9 + abs(t)),
    ("(sin(x) - x)/x^3 if x != 0 else -1/6", lambda t: (mpmath.sin(t) - t) / t**3),
]


@pytest.mark.parametrize(("text", "plain"), LOST, ids=[text for text, _ in LOST])
def test_a_derivative_keeps_its_digits_close_to_a_gap_and_to_a_kink(text, plain):
    f = function(text)
    with mpmath.workdps(150):
        for x in (0.1, 1e-3, 1e-6, -1e-8, 1e-9, -1e-12, 1e-20):
            t, h = mpmath.mpf(x), mpmath.mpf(10) ** -60 * abs(mpmath.mpf(x))
            due = float((plain(t + h) - plain(t - h)) / (2 * h))
            assert f.derivative(x) == pytest.approx(due, rel=1e-9), x
            assert f.derivative(np.array([x, x]))[1] == f.derivative(x)


def test_a_derivative_where_rounding_alone_says_that_the_function_is_undefined():
    f = function("sqrt(x^2 - 0.6x + 0.09)")  # |x - 0.3|, whose square may come out below 0
    x = 0.3 + 1e-10 * np.array([-9, -7, -5, -3, 3, 5, 7, 9])
    assert np.isnan(f(x)).any()
    assert f.derivative(x) == pytest.approx(np.sign(x - 0.3), rel=1e-9)
    g = function("sqrt(x - 1) + |relu(x)|")  # undefined on a stretch where a break is 0 as well
    assert np.isnan(g.derivative(np.linspace(-1, 0.9, 500))).all()


def test_a_second_derivative_at_a_gap_and_at_a_kink_of_the_first():
    assert function("(e^x - 1)/x if x != 0 else 1").derivative.derivative(0) == pytest.approx(1 / 3)
    assert function("|x|^3").derivative.derivative(0) == 0
    assert math.isnan(function("x|x|").derivative.derivative(0))
    assert math.isnan(function("x^3 sin(1/x) if x != 0 else 0").derivative.derivative(0))
    assert function("x^5 sin(1/x) if x != 0 else 0").derivative.derivative(0) == 0


LEVEL = [
    ("|relu(x)|", lambda x: x > 0), ("max(0, relu(x))", lambda x: x > 0),
    ("relu(relu(x))", lambda x: x > 0), ("max(x, |x|)", lambda x: np.sign(x)),
    ("√(|x| - x)", lambda x: np.where(x > 0, 0, -1 / np.sqrt(np.maximum(-2 * x, 1e-9)))),
    ("floor(relu(x))", lambda x: 0 * x), ("cbrt(relu(x))^3", lambda x: x > 0),
    ("relu(x)^2 + |relu(-x)|", lambda x: np.where(x > 0, 2 * x, -1)),
    ("asin(min(1, max(-1, 9x)))", lambda x: np.where(abs(9 * x) < 1, 9 / np.sqrt(abs(1 - 81 * x * x)), 0)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slope"), LEVEL, ids=[text for text, _ in LEVEL])
def test_a_stretch_where_a_part_is_level_is_no_heap_of_breaks(text, slope, monkeypatch):
    looked_at = []
    monkeypatch.setattr(
        sides, "slope_at", lambda *a, old=sides.slope_at: looked_at.append(a[3]) or old(*a)
    )
    x = np.linspace(-2, 2, 1001)[1:-1]
    x = x[(abs(x) > 1e-9) & (x != 1) & (abs(abs(9 * x) - 1) > 1e-9)]
    f = function(text)
    assert np.allclose(f.derivative(x), slope(x), rtol=1e-9, atol=1e-12)
    assert len(looked_at) < 30
    assert len(f.corners(-2, 2)) <= 3


@pytest.mark.parametrize(
    "text", ["x^3 - 2x", "sin(3x)/(1 + x^2)", "softplus(x)", "|x - 0.1|", "e^(-x^2)"]
)
def test_where_nothing_breaks_one_run_in_float64_is_all(text, monkeypatch):
    f = function(text)
    slope, ran = f.derivative, []
    steps = slope.steps
    monkeypatch.setattr(
        steps, "run", lambda *a, old=steps.run: ran.append(len(steps.steps)) or old(*a)
    )
    monkeypatch.setattr(sides, "slope_at", None)
    slope(np.linspace(-2.01, 2.02, 400))
    slope(0.77)
    assert len(ran) == 2
    assert ran[0] <= 25  # each operation of f, f' and the breaks once


@pytest.mark.parametrize("text", ["cbrt(|sin(30x)|^1.5)", "sin(cbrt(x)/sin(30x))", "floor(20x)"])
def test_signs_of_slopes_over_a_stretch_are_told_with_little_work(text, monkeypatch):
    looked_at = []
    monkeypatch.setattr(
        sides, "slope_at", lambda *a, old=sides.slope_at: looked_at.append(a[3]) or old(*a)
    )
    f = function(text)
    slope_stretches(f, -2.5, 2.5)
    assert len(looked_at) < 400  # most at places where f may break, one each
    before = len(looked_at)
    f.derivative.corners(-2.5, 2.5)
    assert len(looked_at) - before <= len(f.corners(-2.5, 2.5)) + 1


def test_corners_of_a_formula_that_takes_too_much_looking_are_refused_with_a_sentence():
    terms = "".join(f", floor(x^{k} - cos({k}x)))" for k in range(1, 8))
    text = "max(" * 7 + "x" + terms
    with pytest.raises(FunctionError, match=r"too many places|more than 250 places"):
        function(text).corners(-3, 3)


def test_where_rounding_rules_over_most_of_a_stretch_it_is_said():
    with pytest.raises(FunctionError, match="float64"):
        function("sqrt(1 - tanh(50x))").derivative(np.linspace(0.4, 2.4, 1000))
    with pytest.raises(FunctionError, match="more than 250 places"):
        function("|sin(900x)|").corners(-3, 3)


def test_corners_that_hide_between_samples():
    assert function("||x| - 1e-5|").corners(-3, 3.1) == [-1e-5, 0, 1e-5]
    assert function("|x^2 - 1e-9|").corners(-3, 3) == pytest.approx([-(1e-9**0.5), 1e-9**0.5])
    assert function("1/(x^2 (x - 0.0003))").corners(-3, 3) == pytest.approx([0, 0.0003], abs=1e-15)
    assert function("ln(relu(x))").corners(-3, 3) == [0]
    assert function("sqrt(1 - cos(x))").corners(-7, 7) == [-2 * math.pi, 0, 2 * math.pi]


def test_partials_on_a_crease_and_in_a_gap():
    f = function("|x| y + max(x, y)", ("x", "y"))
    assert f.partial("x")(0, 0.5) != f.partial("x")(0, 0.5)
    g = function("(e^(x y) - 1)/x if x != 0 else y", ("x", "y"))
    assert g.partial("x")(0, 3) == pytest.approx(4.5, rel=1e-12)
    assert g.partial("y")(0, 3) == 1
    assert function("|y|", ("x", "y")).partial("x")(np.linspace(-1, 1, 99), 0).tolist() == [0] * 99


# -- germs against values -------------------------------------------------------------------------
SMOOTH = ["sin(x)", "cos(x)", "tan(x)", "e^x", "ln(2 + x)", "atan(x)", "asin(x/3)", "acos(x/3)",
          "sinh(x)", "cosh(x)", "tanh(x)", "sigmoid(x)", "softplus(x)", "sqrt(2 + x)", "1/(2 + x)",
          "cbrt(x)", "log2(3 + x)", "log10(2 + x)", "(2 + x)^x", "sqrt(1 - cos(x))", "ln(x)^2",
          "acos(1 - x)", "x ln(x)", "atan(1/x)", "tanh(1/x)", "1/ln(x)", "sqrt(x) + cbrt(x)"]  # fmt: skip


@pytest.mark.parametrize("text", SMOOTH)
@pytest.mark.parametrize("at", ["0", "0.7", "-0.9"])
def test_the_first_terms_of_a_germ_are_as_close_as_its_remainder_says(text, at):
    f, ctx = function(text), series.ctx
    start = ctx.mpf(at)
    x = germs.add(series.constant(start), series.term(1))
    try:
        found = sides.germ(f.tree, {"x": x})
    except series.NoValue:
        assert (
            sides.evaluate(f.tree, {"x": start + ctx.mpf("1e-9")}, ctx, sides.TABLE, ctx.mpf)
            is None
        )
        return
    t = ctx.mpf("1e-7")
    large = ctx.log(1 / t)
    value = sides.evaluate(f.tree, {"x": start + t}, ctx, sides.TABLE, ctx.mpf)
    terms = sum(c * t ** series.exact(p) * large ** series.exact(q) for (p, q), c in found.terms)
    p, q = found.rest if found.rest not in (None, series.FLAT) else (9, 0)
    assert abs(value - terms) <= 1e4 * t ** series.exact(p) * large ** series.exact(q)


# -- random formulas -----------------------------------------------------------------------------
def smooth_zero(dice, a):
    """A formula that is smooth near a, and 0 there."""
    w = dice.choice(["", "2*", "-", "-7*", "pi*", "0.1*"]) + f"(x - ({a}))"
    return dice.choice([
        w, w, f"sin({w})", f"(e^({w}) - 1)", f"ln(1 + {w})", f"({w})^2", f"({w})^3", f"(1 - cos({w}))",
        f"tanh({w})", f"sin({w} + pi)", f"cos({w} + pi/2)", f"(sqrt(1 + {w}) - 1)",
    ])  # fmt: skip


def broken(dice, a):
    """A formula with a corner, a jump or a gap at a, most often."""
    z, y = smooth_zero(dice, a), smooth_zero(dice, a)
    return dice.choice([
        f"|{z}|", f"relu({z})", f"max({z}, {y})", f"sqrt(({z})^2)", f"sqrt(1 - cos({z}))", f"acos(cos({z}))",
        f"floor({z} + {dice.randint(-2, 2)})", f"sign({z})*({y})", f"cbrt({z})", f"({z})*|{y}|", f"|{z}|^1.5",
        f"(({z}) if x > {a} else ({y}))", f"((e^({z}) - 1)/({z}) if {z} != 0 else 1)", f"sqrt({z})",
        f"(sin({z})/({z}) if {z} != 0 else 1)", f"(({z})*atan(1/({z})) if {z} != 0 else 0)", f"1/({z})",
        f"(|{z}| if {y} > 0 else ({z})^2)", f"max({z}, |{z}|)", f"sqrt(|{z}| - ({z}))", f"step({z})",
    ])  # fmt: skip


def test_random_formulas_at_their_breaks_against_700_digits():
    dice, places = random.Random(11), {"0": 0, "0.3": "0.3", "-2": -2, "1.7": "1.7", "40": 40}
    compared = missing = 0
    for _ in range(110):
        a = dice.choice([*places])
        p, q = broken(dice, a), dice.choice(["x", "e^(x/9)", "2", "sin(x)", broken(dice, a)])
        text = dice.choice(
            [p, f"{p} + {q}", f"({p})*({q})", f"sin({p})", f"({p})^2", f"max({p}, {q})"]
        )
        try:
            f = function(text)
        except FunctionError:
            continue
        due, x = verdict(f.tree, places[a]), float(places[a])
        got = f.derivative(x)
        if due is None:
            assert math.isnan(got), (text, x)
            missing += 1
        else:
            assert got == pytest.approx(due, rel=1e-9, abs=1e-9), (text, x)
        listed = any(abs(c - x) < 1e-12 * max(1, abs(x)) for c in f.corners(x - 0.51, x + 0.47))
        assert listed != math.isfinite(got), text
        compared += 1
    assert compared > 100 and 30 < missing < 80


def nested(dice, depth):
    """A formula of cases, whose tests may be made of cases themselves, as may exponents."""
    if depth == 0:
        return dice.choice(
            ["x", "x", "0.5", "-1", "x^2", "sin(x)", "|x|", "2x", "(x - 1)", "-x", "atan(x)"]
        )
    a, b, c, d = (nested(dice, dice.randrange(depth)) for _ in range(4))
    sign = dice.choice(["<", "<=", ">", ">=", "!="])
    case = f"({a} if {b} {sign} {c} else {d})"
    word = dice.choice(["and", "or", "and not"])
    return dice.choice([
        case, case, case, f"1.49^({case})", f"atan(sinh(3))^({case})", f"max({case}, {a})", f"({case})*({b})",
        f"({a} if {b} {sign} {c} {word} {d} < 0.5 else {case})", f"softplus({case})", f"|{case}|",
    ])  # fmt: skip


def test_cases_whose_tests_are_cases_against_700_digits():
    dice, places = random.Random(5), ("0", "0.5", "1", "-1", "0.25", "-0.3", "2")
    compared = missing = 0
    for _ in range(60):
        text = nested(dice, dice.choice([2, 3]))
        try:
            f = function(text)
        except FunctionError:
            continue
        got = f.derivative(np.array([float(x) for x in places]))
        for x, slope in zip(places, got, strict=True):
            due = verdict(f.tree, x)
            if due is None:
                assert math.isnan(slope), (text, x)
                missing += 1
            else:
                assert slope == pytest.approx(due, rel=1e-9, abs=1e-9), (text, x)
            compared += 1
    assert compared > 320 and missing > 27
