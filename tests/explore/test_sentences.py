"""What a figure says, computed again by another route: SymPy, 30-digit mpmath, plain loops.

Every figure below is walked to a few hundred places of all its controls together: ends, corners,
ties, seeded random ones. Each number in its sentence is compared with its own computation to the
last digit that is said; each verdict with the signs and sizes that it stands on.
"""

import math
import re

import mpmath
import numpy as np
import pytest
import sympy as sp

from lib.explore.bend import bend
from lib.explore.chain import compose, machines
from lib.explore.compass import compass
from lib.explore.descent import roll
from lib.explore.extremes import extremes
from lib.explore.gradients import gradient_field
from lib.explore.jacobians import layer, softmax_coupling
from lib.explore.limits import one_sided, secant_to_tangent
from lib.explore.marginal import marginal
from lib.explore.motion import motion
from lib.explore.neuron import activations, neuron
from lib.explore.partials import slices
from lib.explore.paths import two_paths
from lib.explore.product import product_area
from lib.explore.reading import trace_derivative
from lib.explore.slope import nudge, two_points
from lib.explore.start import first_slider
from lib.explore.step_size import step_size_error
from lib.explore.symptoms import shape_of
from lib.explore.tangent_plane import tangent_plane
from lib.explore.zoom import zoom_in
from lib.formula import function
from lib.formula.planes import plane_error
from lib.stage.words import signed
from tests.formula import many_digits

X, Y, U, T, Q = sp.symbols("x y u t q", real=True)
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
UP = "[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"
NUMBER = rf"−?(?:10{UP}|\d[\d,]*(?:\.\d+)?(?:·10{UP})?)"


def numbers(text):
    """All numbers of a sentence, as they are written."""
    return re.findall(NUMBER, text)


def said(text):
    """(value, half a unit of its last digit) of a number as a sentence writes it."""
    if re.fullmatch(rf"−?10{UP}", text):
        text = text.replace("10", "1·10", 1)
    mantissa, _, power = text.replace("−", "-").replace(",", "").partition("·10")
    exponent = int(power.translate(RAISED)) if power else 0
    digits = len(mantissa.partition(".")[2])
    return float(mantissa) * 10.0**exponent, 0.5 * 10.0 ** (exponent - digits)


def agree(text, value, loose=1.02):
    """Whether a written number is `value`, to the last digit that is written.

    Idle zeros aren't written, so a number that ends sooner may be exact: 3 for 3.0000004.
    """
    told, half = said(text)
    return math.isclose(told, value, rel_tol=2e-12, abs_tol=half * loose)


def walk(stage, count, seed=0, **fixed):
    """Move all controls of a figure together to `count` places; give its values at each."""
    chance = np.random.default_rng(seed)
    names = [n for n in stage.controls if n not in fixed and n not in stage._settings]
    for name, value in fixed.items():
        stage.controls[name].value = value
    for turn in range(count):
        for name in names:
            control = stage.controls[name]
            if hasattr(control, "base"):
                steps = round((control.max - control.min) / control.step)
                place = chance.integers(steps + 1) if turn > 3 else (0, steps)[turn % 2]
                control.value = control.base ** (control.min + place * control.step)
            elif hasattr(control, "step"):
                steps = round((control.max - control.min) / control.step)
                place = chance.integers(steps + 1) if turn > 3 else (0, steps)[(turn // 2) % 2]
                control.value = min(control.min + place * control.step, control.max)
        assert stage.problem is None, stage.problem
        yield {name: control.value for name, control in stage.controls.items()}


def sharp(expression, symbol=X):
    """A SymPy expression as a function of one float, computed with 30 digits; None where not real."""
    compiled = sp.lambdify(symbol, expression, "mpmath")

    def value(x):
        with mpmath.workdps(30):
            try:
                y = mpmath.mpmathify(compiled(mpmath.mpf(float(x))))
            except (ZeroDivisionError, ValueError):
                return math.nan
            return float(y.real) if mpmath.im(y) == 0 and mpmath.isfinite(y) else math.nan

    return value


SMOOTH = {
    "x²": X**2,
    "x³ − 3x": X**3 - 3 * X,
    "sin(2x)": sp.sin(2 * X),
    "e^(-x^2)*x": X * sp.exp(-(X**2)),
    "ln(x^2+1)": sp.log(X**2 + 1),
    "tanh(3x)": sp.tanh(3 * X),
}


@pytest.mark.parametrize("f", SMOOTH)
def test_two_points_and_nudge_and_first_slider(f):
    g = sharp(SMOOTH[f])
    stage = two_points(f)
    for at in walk(stage, 60):
        a, b = at["x1"], at["x2"]
        if abs(b - a) < 1e-9:
            assert "Δx = 0" in stage.state
            continue
        told = re.search(rf"= ({NUMBER}) / ({NUMBER}) = ({NUMBER})\.", stage.state).groups()
        for text, value in zip(told, (g(b) - g(a), b - a, (g(b) - g(a)) / (b - a)), strict=True):
            assert agree(text, value), (stage.state, value)
    stage.close()
    stage = nudge(f)
    for at in walk(stage, 60):
        x, h = at["x"], at["h"]
        if abs(h) < 1e-9:
            continue
        moved = g(x + h) - g(x)
        told = numbers(stage.state)
        assert agree(told[2], moved) and agree(told[-1], moved / h), (stage.state, moved)
    stage.close()
    stage, slope = first_slider(f), sharp(sp.diff(SMOOTH[f], X))
    for at in walk(stage, 60):
        told = numbers(stage.state)
        assert agree(told[1], g(at["x"])) and agree(told[-1], slope(at["x"])), stage.state
        if "almost level" not in stage.state and abs(slope(at["x"])) > 0.006:
            assert ("uphill" in stage.state) == (slope(at["x"]) > 0)
    stage.close()


@pytest.mark.parametrize("f", SMOOTH)
def test_secants_and_tangents(f):
    g, slope = sharp(SMOOTH[f]), sharp(sp.diff(SMOOTH[f], X))
    for scheme, (left, right) in {
        "forward": (0, 1), "backward": (-1, 0), "central": (-1, 1)
    }.items():  # fmt: skip
        stage = secant_to_tangent(f, scheme=scheme)
        for at in walk(stage, 40):
            x, h = round(at["x"], 12), at["h"]
            secant = (g(x + right * h) - g(x + left * h)) / ((right - left) * h)
            told = re.search(
                rf"secant has slope ({NUMBER}), the tangent ({NUMBER}): .* by ({NUMBER})\.",
                stage.state,
            ).groups()
            assert agree(told[0], secant) and agree(told[1], slope(x)), stage.state
            assert said(told[2])[0] == pytest.approx(secant - slope(x), rel=6e-3, abs=1e-10)
        stage.close()
    stage = one_sided(f)
    for at in walk(stage, 40):
        x, h = round(at["x"], 12), at["h"]
        sides = [(g(x) - g(x - h)) / h, (g(x + h) - g(x)) / h, (g(x + h) - g(x - h)) / (2 * h)]
        told = re.search(
            rf"left has slope ({NUMBER}), to the right ({NUMBER}), the central one ({NUMBER})",
            stage.state,
        ).groups()
        for text, value in zip(told, sides, strict=True):
            assert said(text)[0] == pytest.approx(value, rel=6e-4, abs=1e-8), stage.state
        assert said(re.search(rf"tangent has slope ({NUMBER})\.", stage.state)[1])[
            0
        ] == pytest.approx(slope(x), rel=6e-4, abs=1e-12)
    stage.close()


@pytest.mark.parametrize(
    ("f", "tree"),
    [("sin x", sp.sin(X)), ("x²", X**2), ("x³", X**3), ("sin(x − 1)", sp.sin(X - 1))],
)
@pytest.mark.parametrize("scheme", ["forward", "central"])
def test_what_rules_the_error_is_what_is_larger(f, tree, scheme):
    g, slope = sharp(tree), sharp(sp.diff(tree, X))
    reach = {"forward": (0, 1), "central": (-1, 1)}[scheme]
    for x in (1.0, 1000.0):
        stage = step_size_error(f, x=x, scheme=scheme)
        for at in walk(stage, 60):
            h = at["h"]
            with mpmath.workdps(40):
                compiled = sp.lambdify(X, tree, "mpmath")
                ends = [compiled(mpmath.mpf(x) + mpmath.mpf(h) * k) for k in reach]
                secant = (ends[1] - ends[0]) / (mpmath.mpf(h) * (reach[1] - reach[0]))
                lost = float(
                    abs(secant - sp.lambdify(X, sp.diff(tree, X), "mpmath")(mpmath.mpf(x)))
                )
            points = {x + k * h for k in reach}
            if len(points) == 1:
                assert "comes out as 0" in stage.state
                continue
            rounding = 2.0**-52 * (abs(g(x)) + abs(x * slope(x))) / h + 2.0**-52 * abs(slope(x))
            if "truncation rules" in stage.state:
                assert lost > rounding, stage.state
            elif "round-off rules" in stage.state:
                error = said(re.search(rf"error ({NUMBER})\. ", stage.state)[1])[0]
                assert max(rounding, abs(error - lost)) > lost, stage.state
            elif "only round-off is left" in stage.state:
                assert lost <= 1e-15 * abs(slope(x)) + 1e-16
        stage.close()


@pytest.mark.parametrize(
    ("f", "tree"), [*SMOOTH.items(), ("1000x", 1000 * X), ("3x + 1", 3 * X + 1), ("x^4", X**4)]
)
def test_the_magnifying_glass_says_how_far_the_curve_leaves_its_tangent(f, tree):
    slope = sp.lambdify(X, sp.diff(tree, X), "mpmath")
    value = sp.lambdify(X, tree, "mpmath")
    stage = zoom_in(f)
    for at in walk(stage, 40):
        x, w = round(at["x"], 12), 2.0 / at["zoom"]
        with mpmath.workdps(40):
            m, y = slope(mpmath.mpf(x)), value(mpmath.mpf(x))
            bow = max(
                abs(value(x + mpmath.mpf(d) * w) - y - m * mpmath.mpf(d) * w)
                for d in np.linspace(-1, 1, 161).tolist()
            )
        share = float(100 * bow / w)
        if "one straight line" in stage.state:
            assert share < 1e-12 * (1 + abs(float(m)))
        else:
            told = said(re.search(rf"by up to ({NUMBER}) %", stage.state)[1])[0]
            assert told == pytest.approx(share, rel=0.06), stage.state
    stage.close()


ENDS = [  # a formula, a place whose window reaches its end, and whether it has a bound there
    ("1/x", 1.0, False), ("tan x", 1.0, False), ("x^-0.5", 1.05, False), ("ln x", 1.0, False),
    ("ln x", 1.05, False), ("ln|x|", 1.05, False), ("ln|x|", -0.35, False), ("ln(1+x)/x", 0.55, False),
    ("log10(3 - 2x)", 0.85, False), ("ln(x)^2", 0.7, False), ("1/(x - 0.301)", 0.7, False),
    ("√x", 1.0, True), ("√x", 1.05, True),
    ("x ln x", 1.05, True), ("|x|^0.1", 1.05, True), ("cbrt x", 0.35, True), ("asin(x/2)", 1.05, True),
    ("sin(1/x)", 1.05, True), ("1/(x^2+0.001)", 1.05, True), ("ln(x^2 + 1e-6)", 1.05, True),
]  # fmt: skip


@pytest.mark.parametrize(("f", "x", "bounded"), ENDS)
def test_zoom_tells_what_has_no_bound_from_what_only_ends(f, x, bounded):
    stage = zoom_in(f, x=x)
    assert ("grows without bound" in stage.state) != bounded, stage.state
    assert "pole" not in stage.state
    stage.close()


def test_planes_tell_what_has_no_bound():
    for f, due in (("ln|x| + y", np.inf), ("1/x + y", np.inf), ("cbrt(x) + y", None)):
        error = plane_error(function(f, ("x", "y")), 0.31, 0.2, (1.0, 1.0), 0.5)
        assert np.isinf(error) == (due is not None), f


def test_zoom_at_poles_steps_and_domain_ends():
    without = "grows without bound"
    for f, x, words in (
        ("1/x", 1.0, without),
        ("tan x", 1.0, without),
        ("√x", 1.0, "where it has"),
    ):
        stage = zoom_in(f, x=x)
        assert words in stage.state
        stage.controls["zoom"].value = 1e4
        assert words not in stage.state and "by up to" in stage.state
        stage.close()


SHAPES = {
    "x³ − 3x": X**3 - 3 * X,
    "x^4": X**4,
    "x^5": X**5,
    "sin(2x)": sp.sin(2 * X),
    "1e-12x^3": sp.Rational(1, 10**12) * X**3,
    "max(0, x)": None,
    "x^6 - x^2": X**6 - X**2,
}


@pytest.mark.parametrize("f", SHAPES)
def test_rising_and_bending_are_those_of_the_signs(f):
    stage, tree = trace_derivative(f), SHAPES[f]
    for at in walk(stage, 101):
        x, state = round(at["x"], 12), stage.state
        if tree is None:
            slope, bend_at = (np.nan, np.nan) if x == 0 else (float(x > 0), 0.0)
            sides = (0, 0) if x else None
        else:
            d1, d2 = sp.diff(tree, X), sp.diff(tree, X, 2)
            exact = sp.nsimplify(x)
            slope, bend_at = d1.subs(X, exact), d2.subs(X, exact)
            near = sp.Rational(1, 1000)
            sides = [int(sp.sign(sp.N(d2.subs(X, exact + s * near), 30))) for s in (-1, 1)]
            slope, bend_at = (float(sp.N(v, 30)) for v in (slope, bend_at))
        if np.isnan(slope):
            assert "no tangent" in state
            continue
        for sign, word in ((1, "so f rises here"), (-1, "so f falls here"), (0, "stationary")):
            assert (word in state) == (np.sign(slope) == sign), (state, slope)
        if bend_at:
            assert ("so f bends up" in state) == (bend_at > 0), (state, bend_at)
        elif tuple(sides) == (0, 0):
            assert "straight here" in state
        elif sides[0] == sides[1]:
            assert f"bends {'up' if sides[0] > 0 else 'down'} on both sides" in state
        else:
            assert "inflection" in state, state
    stage.close()


def brute(f, a, b):
    """Highest and lowest of f on [a, b], looked for at 20,001 places and once more around the best."""
    x = np.linspace(a, b, 20_001)
    y = f(x)
    best = []
    for pick in (np.argmax, np.argmin):
        k = int(pick(y))
        near = np.linspace(x[max(k - 1, 0)], x[min(k + 1, x.size - 1)], 2001)
        best.append(float(f(near)[pick(f(near))]))
    return best


@pytest.mark.parametrize(
    ("f", "g"),
    [
        ("x³ − 3x", lambda x: x**3 - 3 * x),
        ("max(0, x)", lambda x: np.maximum(0, x)),
        ("sin(9x)", lambda x: np.sin(9 * x)),
        ("|x|", np.abs),
        ("x⁴ − 2x²", lambda x: x**4 - 2 * x**2),
        ("2 + 0x", lambda x: 2 + 0 * x),
    ],
)
def test_the_extremes_are_those_of_a_search(f, g):
    stage = extremes(f)
    for at in walk(stage, 40):
        a, b = at["a"], at["b"]
        highest, lowest = brute(g, a, b)
        told = re.search(rf"Highest: ({NUMBER}), (.*)\. Lowest: ({NUMBER}), (.*)\.", stage.state)
        assert agree(told[1], highest, 1.2) and agree(told[3], lowest, 1.2), stage.state
        for where, best in ((told[2], highest), (told[4], lowest)):
            stretch = re.findall(rf"from x = ({NUMBER}) to x = ({NUMBER})", where)
            for left, right in stretch:
                middle = (said(left)[0] + said(right)[0]) / 2
                assert g(np.array([middle]))[0] == pytest.approx(best)
            alone = re.findall(rf"at x = ({NUMBER})", where)
            more = re.search(r"(\d+) more place", where)
            assert stretch or alone
            for x in alone:
                assert g(np.array([said(x)[0]]))[0] == pytest.approx(best, abs=0.01)
            if f == "sin(9x)":  # each of them is counted
                tops = np.pi / 18 * np.arange(-33, 35, 4) * (-1 if best > 0 else 1)
                count = int(((tops > a) & (tops < b)).sum())
                if abs(best) > 0.9999 and min(abs(np.r_[tops - a, tops - b])) > 1e-3:
                    assert len(alone) + (int(more[1]) if more else 0) == count, stage.state
    stage.close()


def test_a_level_stretch_ties_as_a_whole():
    stage = extremes("max(0, x)", a=-2.0, b=1.5)
    assert "Lowest: 0.00, everywhere from x = −2.00 to x = 0.00." in stage.state
    stage.close()


def test_cost_and_product_say_what_is_missing():
    for C, words in (
        ("50 + sqrt(60 - q)", "at q + n = 80 pieces C has no value"),
        ("|q - 50|", "C has no derivative, so there is no marginal cost here; 30 more really cost 30.00"),
        ("1/(q - 50)", "C has no value, so nothing can be said"),
    ):  # fmt: skip
        stage = marginal(C, q=50, n=30)
        assert words in stage.state
        stage.close()
    for u, words in (
        ("sqrt(1.2 - x)", "the side u has no value at x + h"),
        ("|x - 1|", "the side u has no slope"),
        ("1/(x - 1)", "the side u has no value."),
    ):
        stage = product_area(u, "x²", x=1.0, h=0.5)
        assert words in stage.state
        stage.close()


def test_cost_motion_product():
    C = 150 + Q / 2 + Q**2 / 100
    cost, rate = sharp(C, Q), sharp(sp.diff(C, Q), Q)
    stage = marginal()
    for at in walk(stage, 60):
        q, n = at["q"], at["n"]
        told = numbers(stage.state)[1:]
        estimate, real = rate(q) * n, cost(q + n) - cost(q)
        for text, value in zip(
            told, (rate(q), n, estimate, real, abs(real - estimate)), strict=True
        ):
            assert agree(text, value), stage.state
    stage.close()
    s = 10 * T - T**2
    position, velocity = sharp(s, T), sharp(sp.diff(s, T), T)
    stage = motion("10t - t^2")
    for at in walk(stage, 60):
        told = numbers(stage.state)
        assert agree(told[1], position(at["t"])) and agree(told[2], velocity(at["t"]))
        faster = velocity(at["t"]) * -2 > 0
        if abs(velocity(at["t"])) > 0.01:
            assert ("faster" in stage.state) == faster, stage.state
    stage.close()
    stage = product_area("sin x", "e^x")
    for at in walk(stage, 60):
        x, h = at["x"], at["h"]
        u, v = math.sin, math.exp
        parts = [(u(x + h) - u(x)) * v(x) / h, u(x) * (v(x + h) - v(x)) / h]
        told = re.search(rf"strips ({NUMBER}) and ({NUMBER}), corner ({NUMBER}); u′v = ({NUMBER}) "
                         rf"and u·v′ = ({NUMBER})\.", stage.state).groups()  # fmt: skip
        due = [*parts, (u(x + h) - u(x)) * (v(x + h) - v(x)) / h, math.cos(x) * v(x), u(x) * v(x)]
        assert all(agree(text, value, 1.1) for text, value in zip(told, due, strict=True))
    stage.close()


@pytest.mark.parametrize(("outer", "g"), [("sin u", sp.sin(U)), ("e^u", sp.exp(U)), ("u²", U**2)])
def test_chains_multiply_where_each_machine_works(outer, g):
    inner = X**2
    whole = g.subs(U, inner)
    slope, u_slope, y_slope = sharp(sp.diff(whole, X)), sharp(2 * X), sharp(sp.diff(g, U), U)
    stage = compose(outer, "x²")
    for at in walk(stage, 60):
        x = at["x"]
        told = re.search(
            rf"g′\({NUMBER}\) = ({NUMBER}) and f′\({NUMBER}\) = ({NUMBER}); their product ({NUMBER})",
            stage.state,
        )
        for text, value in zip(told.groups(), (u_slope(x), y_slope(x * x), slope(x)), strict=True):
            assert agree(text, value), stage.state
    stage.close()
    stage, y = machines(outer, "x²"), sharp(whole)
    for at in walk(stage, 60):
        x, h = at["x"], at["h"]
        if abs(h) < 1e-9 or abs((x + h) ** 2 - x**2) < 1e-9:
            continue
        told = re.search(rf"moves u by ({NUMBER}) times h and y by ({NUMBER}) times Δu: ({NUMBER}) "
                         "times h", stage.state)  # fmt: skip
        if told:
            du = (x + h) ** 2 - x**2
            dy = y(x + h) - y(x)
            assert agree(told[1], du / h) and agree(told[2], dy / du), stage.state
            assert agree(told[3], dy / h), stage.state
    stage.close()
    stage = two_paths("x", "sin x")
    for at in walk(stage, 60):
        x = at["x"]
        total = math.sin(x) + x * math.cos(x)
        assert agree(numbers(stage.state)[-1], total), stage.state
    stage.close()


PLANES = {
    "x² + y²": X**2 + Y**2,
    "sin(2x)·cos(y)": sp.sin(2 * X) * sp.cos(Y),
    "2x²y³": 2 * X**2 * Y**3,
}


@pytest.mark.parametrize("f", PLANES)
def test_gradients_slices_compass_and_plane(f):
    tree = PLANES[f]
    by_x, by_y, value = (
        sp.lambdify((X, Y), part, "mpmath") for part in (sp.diff(tree, X), sp.diff(tree, Y), tree)
    )
    stage = slices(f)
    for at in walk(stage, 40):
        told = numbers(stage.state)[-2:]
        assert agree(told[0], float(by_x(at["x"], at["y"]))), stage.state
        assert agree(told[1], float(by_y(at["x"], at["y"]))), stage.state
    stage.close()
    stage = gradient_field(f)
    for at in walk(stage, 60):
        g = np.array([float(by_x(at["x"], at["y"])), float(by_y(at["x"], at["y"]))])
        size = float(np.hypot(*g))
        if size < 1e-9:
            assert "level in every direction" in stage.state
            continue
        told = re.search(rf"gradient is \(({NUMBER}), ({NUMBER})\): uphill is steepest at (\d+)° "
                         rf"from the x axis, with slope ({NUMBER})", stage.state)  # fmt: skip
        assert agree(told[1], g[0]) and agree(told[2], g[1]) and agree(told[4], size), stage.state
        bearing = math.degrees(math.atan2(g[1], g[0])) % 360
        assert min(abs(int(told[3]) - bearing), 360 - abs(int(told[3]) - bearing)) < 0.51
    stage.close()
    stage = compass(f, x=0.7, y=-0.4)
    g = np.array([float(by_x(0.7, -0.4)), float(by_y(0.7, -0.4))])
    for at in walk(stage, 73):
        u = np.array([math.cos(math.radians(at["angle"])), math.sin(math.radians(at["angle"]))])
        assert agree(re.search(rf"∇f·u is ({NUMBER}) per", stage.state)[1], float(g @ u))
        if abs(g @ u) > 1e-9:
            assert ("uphill" if g @ u > 0 else "downhill") in stage.state, stage.state
        else:
            assert "level" in stage.state
    stage.close()
    stage = tangent_plane(f)
    for at in walk(stage, 24):
        x, y, r = at["x"], at["y"], at["reach"]
        slopes, here = (float(by_x(x, y)), float(by_y(x, y))), float(value(x, y))
        quick = sp.lambdify((X, Y), tree, "numpy")
        radii, turns = np.meshgrid(np.linspace(0, r, 41), np.linspace(0, 2 * np.pi, 241))
        dx, dy = radii * np.cos(turns), radii * np.sin(turns)
        off = np.abs(quick(x + dx, y + dy) - here - slopes[0] * dx - slopes[1] * dy).max()
        told = re.search(rf"off by ({NUMBER}) at most", stage.state)
        if told and off > 1e-9:
            assert said(told[1])[0] == pytest.approx(off, rel=0.06), stage.state
    stage.close()


@pytest.mark.parametrize(
    ("f", "x", "there"),
    [
        ("|x|^1.3 + y", 0.0, True),
        ("x^3*y/(x^4 + y^2) if x != 0 else 0", 0.0, False),
        ("x^2 y/(x^2 + y^2) if x != 0 else 0", 0.0, False),
        ("sqrt(|x*y|)", 0.0, False),
        ("|x*y|", 0.0, True),
        ("x^2 y^2/(x^2 + y^2) if x != 0 else 0", 0.0, True),
    ],
)
def test_the_field_says_whether_a_plane_fits(f, x, there):
    stage = gradient_field(f, x=x, y=0.0)
    assert ("isn't differentiable" not in stage.state) == there, stage.state
    stage.close()


@pytest.mark.parametrize(
    ("p", "q"),
    [("(x² − y²)/2", "x·y"), ("|x|", "y"), ("x + sin y", "y")],
)
def test_signed_areas_are_integrals_of_the_determinant(p, q):
    stage = bend(p, q)
    for at in walk(stage, 40):
        x, y, s = at["x"], at["y"], at["size"]
        if p == "|x|":
            left, right = x - s / 2, x + s / 2
            area = (abs(right) - abs(left)) / s
            folds = left < -s / 20 and right > s / 20 and "no J" not in stage.state
            assert ("folds over" in stage.state) or not folds
        elif q == "x·y":
            area = x * x + y * y + s * s / 6
        else:
            area = 1.0
        told = re.search(rf"true image is ({NUMBER}) times", stage.state)
        if told:
            assert said(told[1])[0] == pytest.approx(area, abs=0.012), stage.state
    stage.close()


def test_layers_and_softmax():
    W, b = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]), np.array([0.1, 0.2])
    stage = layer()
    for at in walk(stage, 60):
        z = W @ [at["x1"], at["x2"], at["x3"]] + b
        s = np.array([float(1 / (1 + mpmath.e ** (-mpmath.mpf(v)))) for v in z])
        J = (s * (1 - s))[:, None] * W
        told = re.search(rf"largest in size is ∂y(.)/∂x(.) = ({NUMBER})", stage.state)
        i, j = "₁₂".index(told[1]), "₁₂₃".index(told[2])
        assert abs(J[i, j]) == pytest.approx(np.abs(J).max()) and agree(told[3], J[i, j], 1.1)
    stage.close()
    stage = softmax_coupling()
    for at in walk(stage, 60, kind="softmax, all together"):
        z = [mpmath.mpf(at[k]) for k in ("z1", "z2", "z3")]
        total = sum(mpmath.e**v for v in z)
        s = [float(mpmath.e**v / total) for v in z]
        rates = [s[0] * (1 - s[0]), -s[0] * s[1], -s[0] * s[2]]
        told = re.search(rf"rates \(({NUMBER}), ({NUMBER}), ({NUMBER})\)", stage.state).groups()
        assert all(agree(t, r, 1.1) for t, r in zip(told, rates, strict=True)), stage.state
    stage.close()


def test_neurons_and_activations():
    stage = neuron()
    for at in walk(stage, 60):
        w, b, x, target = (mpmath.mpf(at[k]) for k in ("w", "b", "x", "target"))

        def loss(w, b, x=x, target=target):
            return (1 / (1 + mpmath.e ** (-(w * x + b))) - target) ** 2

        told = re.search(rf"∂L/∂w = ({NUMBER}) and ∂L/∂b = ({NUMBER})", stage.state)
        with mpmath.workdps(30):
            slopes = [mpmath.diff(loss, (w, b), n) for n in ((1, 0), (0, 1))]
        for text, value in zip(told.groups(), slopes, strict=True):
            assert said(text)[0] == pytest.approx(float(value), rel=6e-3, abs=1e-9), stage.state
    stage.close()
    stage = activations()
    for at in walk(stage, 60):
        s = float(1 / (1 + mpmath.e ** (-mpmath.mpf(at["z"]))))
        told = numbers(stage.state)
        assert said(told[1])[0] == pytest.approx(s, rel=6e-3)
        assert said(told[2])[0] == pytest.approx(s * (1 - s), rel=6e-3, abs=1e-6)
    stage.close()


def test_what_becomes_of_a_rolling_weight():
    """On w²/2 each step multiplies w by 1 − η: what is said of the path follows from that."""
    stage = roll()
    for at in walk(stage, 200):
        eta, start, steps = at["eta"], at["start"], at["steps"]
        end, state = start * (1 - eta) ** steps, stage.state
        if "explodes" in state:
            assert eta > 2 and start
        if "creeps" in state:
            assert eta < 1 or abs(end) < 1e-9, state
        if "too far" in state:
            assert eta > 1 and steps == 1, state
        if "oscillates" in state or "closes in" in state:
            assert eta > 1, state
        if "landed" in state:
            assert abs(end) < 0.16, state
        assert "no valley" not in state
        place = re.search(rf"w = ({NUMBER}), loss ({NUMBER})", state)
        if place:
            assert agree(place[1], end) and said(place[2])[0] == pytest.approx(
                end**2 / 2, rel=6e-3, abs=1e-9
            )
    stage.close()
    for start, eta in ((0.5, 0.25), (0.5, 0.5)):
        stage = roll("a corner, |w|", eta=eta, start=start, steps=round(start / eta))
        assert "the slope is 0" not in stage.state and "no slope" in stage.state
        stage.close()


def test_symptoms_look_before_they_speak():
    fall = np.geomspace(1, 0.1, 30)
    assert shape_of(np.array([fall, fall])) == "Both losses fall."
    overfit = np.concatenate([fall[:15], fall[14] * 1.05 ** np.arange(15)])
    told = shape_of(np.array([fall, overfit]))
    assert "training loss falls" in told and "validation loss rises, from its lowest" in told
    up = np.array([0.93, 9.0, 6.0, 4.03])
    assert "rise" in shape_of(np.array([up, up]))


def test_the_slope_across_a_ridge_is_exact():
    stage = slices("xy/(x² + y²), 0 at 0", x=0.0, y=0.05)
    assert "∂f/∂x = 20.00" in stage.state, stage.state
    stage.close()


AT_ZERO = [  # a formula, and what figures say of its tangent at 0
    ("1e9 + |x|", "a corner, slope −1 on the left and 1 on the right"),
    ("1e15 + |x|", "a corner, slope −1 on the left and 1 on the right"), ("0^x", "jumps"),
    ("sqrt(1 - cos(x))", "a corner, slope −0.707 on the left and 0.707 on the right"),
    ("acos(cos(x))", "a corner, slope −1 on the left and 1 on the right"),
    ("|sin(x + π)|", "a corner, slope −1 on the left and 1 on the right"),
    ("|cos(x + π/2)|", "a corner, slope −1 on the left and 1 on the right"),
    ("floor(x + 1)", "on the left f jumps"), ("floor(5 - x)", "on the right f jumps"),
    ("ceil(x - 4)", "on the right f jumps"), ("(e^x - 1)/x if x != 0 else 1", 0.5),
    ("ln(1 + x)/x if x != 0 else 1", -0.5), ("(1 - cos(x))/x^2 if x != 0 else 1/2", 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "due"), AT_ZERO, ids=[text for text, _ in AT_ZERO])
def test_a_formula_at_its_corner_jump_or_gap_is_told_exactly(text, due):
    told = {}
    for figure in (secant_to_tangent, zoom_in, trace_derivative):
        stage = figure(text, x=0.0)
        told[figure.__name__] = stage.state
        stage.close()
    stage = slices(f"({text}) + y", x=0.0, y=0.5)
    told["slices"] = stage.state
    stage.close()
    assert function(text).corners(-0.5, 0.5) == ([0] if isinstance(due, str) else [])
    stage = nudge(text, x=0.0, h=0.5)
    here, there = (many_digits.value(function(text).tree, x) for x in (0, 0.5))
    assert f"{signed(float((there - here) / 0.5))} times the nudge" in stage.state, stage.state
    stage.close()
    if isinstance(due, str):
        assert due in told["secant_to_tangent"] and due in told["zoom_in"], told
        assert "f′ has no value here: there is no tangent" in told["trace_derivative"]
        assert "∂f/∂x: none here" in told["slices"]
    else:
        slope = f"{due:.2f}".replace("-", "−")
        assert f"the tangent {slope}" in told["secant_to_tangent"]
        assert f"slope {slope}" in told["zoom_in"] and f"f′ = {slope}" in told["trace_derivative"]
        assert f"∂f/∂x = {slope}" in told["slices"]
