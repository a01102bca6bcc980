"""Drawing: roles, contrast, colours told apart by everybody, limits, gaps."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from lib import drawing
from lib.drawing.style import PALETTE
from lib.formula.functions import function

# Simulation of colour-blindness on linear RGB: Machado, Oliveira & Fernandes (2009), severity 1.
BLINDNESS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Roles that meet in one picture: each pair must look different by colour to everybody, or by dash
# or marker; both is the rule, colour alone never.
TOGETHER = [
    ("function", "secant", "run", "rise"),
    ("function", "secant", "tangent"),
    ("input", "output"),
    ("forward", "backward", "central"),
    ("function", "derivative", "second derivative"),
    ("first", "second", "third", "fourth"),
    ("guess", "path", "best"),
]


def linear(color):
    c = np.array(to_rgb(color))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def luminance(color):
    return float(linear(color) @ [0.2126, 0.7152, 0.0722])


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    """CIELAB of linear RGB, white point D65."""
    xyz = (
        np.clip(rgb, 0, 1)
        @ np.array(
            [
                [0.4124564, 0.3575761, 0.1804375],
                [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041],
            ]
        ).T
    )
    t = xyz / [0.95047, 1.0, 1.08883]
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_of_known_pairs():
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("#767676", "white") == pytest.approx(4.54, abs=0.01)


@pytest.fixture(params=["light", "dark"], name="shown")
def theme(request):
    """A function from a colour, or the name of one, to how it is shown in a light or a dark page."""
    names = {light: name for name, (light, _) in PALETTE.items()}
    return lambda color: PALETTE[names.get(color, color)][request.param == "dark"]


@pytest.mark.parametrize("name", drawing.ROLES)
def test_every_role_may_be_read_as_text(name, shown):
    assert contrast(shown(drawing.ROLES[name].color), shown("paper")) >= 4.5


def test_ink_and_quiet_may_be_read(shown):
    assert contrast(shown("ink"), shown("paper")) >= 7
    for ground in ("paper", "box"):
        assert contrast(shown("quiet"), shown(ground)) >= 4.5, "text on a machine's box"
    for ground in ("box", "up", "down", "third", "more", "less"):
        assert contrast(shown("ink"), shown(ground)) >= 4.5, f"numbers and names on {ground}"


def test_lines_are_seen_on_tints(shown):
    for tint in ("up", "down", "box"):
        for line in ("ink", "quiet", "orange", "blue", "purple", "green"):
            assert contrast(shown(line), shown(tint)) >= 3, (line, tint)


def test_tints_are_told_from_the_paper_and_from_each_other(shown):
    for kind in [np.eye(3), *map(np.array, BLINDNESS.values())]:
        for pair in itertools.combinations(("paper", "up", "down"), 2):
            one, other = (lab(kind @ linear(shown(name))) for name in pair)
            assert np.linalg.norm(one - other) > 5, pair
        one, other = (lab(kind @ linear(shown(name))) for name in ("more", "less"))
        assert np.linalg.norm(one - other) > 20


@pytest.mark.parametrize("roles", TOGETHER, ids=" ".join)
def test_roles_differ_for_all_eyes(roles, shown):
    for a, b in itertools.combinations(roles, 2):
        left, right = drawing.role(a), drawing.role(b)
        assert left.linestyle != right.linestyle or left.marker != right.marker, (a, b)
        assert left.color != right.color, (a, b)
        seen = [lab(linear(shown(r.color))) for r in (left, right)]
        assert np.linalg.norm(seen[0] - seen[1]) > 20, (a, b)


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("roles", TOGETHER, ids=" ".join)
def test_roles_differ_for_colour_blind_eyes(roles, kind, shown):
    matrix = np.array(BLINDNESS[kind])
    for a, b in itertools.combinations(roles, 2):
        seen = [lab(matrix @ linear(shown(drawing.role(r).color))) for r in (a, b)]
        assert np.linalg.norm(seen[0] - seen[1]) > 10, (a, b, kind)


def test_an_unknown_role_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match="no role 'sekant'; there are function"):
        drawing.role("sekant")


def test_limits_hold_the_values_and_ignore_a_pole():
    low, high = drawing.nice_limits([0.0, 1.0])
    assert low < 0 < 1 < high < 1.2
    x = np.linspace(-1, 1, 401)
    with np.errstate(all="ignore"):
        low, high = drawing.nice_limits(1 / x)
    assert -200 < low < -5 and 5 < high < 200
    assert drawing.nice_limits([np.nan, np.inf]) == (-1, 1)
    low, high = drawing.nice_limits([3.0, 3.0])
    assert low < 3 < high


@pytest.mark.parametrize("formula", ["1/x", "1/x^2", "sign(x)", "tan(x)", "floor(x)", "log(x)"])
def test_no_line_is_drawn_across_a_jump_or_a_pole(formula):
    x, y = drawing.samples(function(formula), -3, 3)
    low, high = drawing.nice_limits(y)
    inside = np.abs(np.diff(y)) < 0.5 * (high - low)
    drawn = np.isfinite(y[1:]) & np.isfinite(y[:-1])
    assert inside[drawn].all()


def test_smooth_curves_have_no_gaps():
    for formula in ("x^2", "sin(x)", "exp(x)", "abs(x)", "x^3 - x", "tanh(50*x)"):
        x, y = drawing.samples(function(formula), -3, 3)
        assert np.isfinite(y).all(), formula


def test_helpers_return_artists_and_make_no_figure():
    import matplotlib.pyplot as plt

    ax = Figure().subplots()
    assert drawing.curve(ax, function("x^2"), -1, 1).axes is ax
    assert drawing.arrow(ax, "input").axes is ax
    drawing.move_dots(dots := drawing.dots(ax, "guess"), [1.0, 2.0], [3.0, 4.0])
    assert np.isfinite(dots.get_xdata()).sum() == 4
    line = ax.plot([], [])[0]
    drawing.line_through(line, ax, 0.0, 0.0, 2.0)
    (x0, x1), (y0, y1) = line.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(2)
    drawing.line_through(line, ax, 0.0, 0.0, np.nan)
    assert len(line.get_xdata()) == 0
    assert not plt.get_fignums()


def test_a_piece_of_a_line_is_as_long_at_any_slope():
    (line,) = Figure().subplots().plot([], [])
    for slope in (0.0, 2.0, -1e6):
        drawing.piece_through(line, 1.0, 2.0, slope, 0.5, unit=3.0)
        (x0, x1), (y0, y1) = line.get_data()
        assert np.hypot(x1 - x0, 3.0 * (y1 - y0)) == pytest.approx(1.0)
        assert (x0 + x1) / 2 == pytest.approx(1.0) and (y0 + y1) / 2 == pytest.approx(2.0)
        assert y1 - y0 == pytest.approx(slope * (x1 - x0))
    for missing in ((np.nan, 0.0), (0.0, np.inf)):
        drawing.piece_through(line, 1.0, *missing, 0.5, unit=3.0)
        assert len(line.get_xdata()) == 0


def test_calm_limits():
    low, high = drawing.calm_limits(np.exp(np.linspace(-2, 2, 401) ** 3), 0.1)
    assert low < 0.1 and 29 < high < 100
    assert drawing.calm_limits([np.nan], 0.1) == (-1.0, 1.0)
    low, high = drawing.calm_limits([2.0, 2.0], 0.1)
    assert low < 2 < high
