"""Roles: contrast, colours told apart by everybody."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from lib import drawing
from lib.drawing.style import PALETTE

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
