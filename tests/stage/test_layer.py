"""What we write as SVG ourselves looks as matplotlib draws it: random artists, both ways, as pixels."""

import contextlib
import warnings

import matplotlib as mpl
import matplotlib.patheffects as effects
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.markers import MarkerStyle
from matplotlib.patches import (
    Annulus,
    Arc,
    Circle,
    Ellipse,
    FancyArrowPatch,
    FancyBboxPatch,
    PathPatch,
    Polygon,
    Rectangle,
    RegularPolygon,
    Shadow,
    Wedge,
)
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from lib.drawing.heatmap import HeatMap
from lib.stage.layer import layer
from tests.stage.raster import by_matplotlib, by_us, differ, pixels, strays

SIZE = (216.0, 162.0)
SPECKS = 8  # pixels: as many may be left where dashes between rounded corners fall out of step
MATPLOTLIBS = (
    'id="line2d_',
    'id="patch_',
    'id="text_',
    'id="name"',
)  # groups that its renderer writes


def axes(kind="linear", **more):
    figure = Figure(figsize=(SIZE[0] / 72, SIZE[1] / 72), dpi=72)
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0.1, 0.12, 0.85, 0.8), **more)
    ax.set(xlim=(0, 10), ylim=(-1, 1))
    if kind == "log":
        ax.set(xscale="log", yscale="log", xlim=(0.1, 100), ylim=(1e-3, 1e3))
    figure.draw_without_rendering()
    return ax


def same(*artists):
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert differ(artists, SIZE) <= SPECKS


def ours(*artists):
    """All of them are written by us, none by matplotlib."""
    with np.errstate(all="ignore"):
        svg = layer(artists, SIZE, "", "s")
    return not any(group in svg for group in MATPLOTLIBS)


LINE_KINDS = {
    "two points": lambda r: (r.uniform(0, 10, 2), r.uniform(-1, 1, 2)),
    "a list": lambda r: (r.uniform(0, 10, 4).tolist(), r.uniform(-1, 1, 4).tolist()),
    "whole numbers": lambda r: ([0, 5, 10], [0, int(r.integers(-1, 2)), 1]),
    "numpy's numbers": lambda r: (
        list(r.uniform(0, 10, 3).astype(np.float32)),
        list(r.normal(size=3)),
    ),
    "outside": lambda r: (r.uniform(-30, 40, 5), r.uniform(-9, 9, 5)),
    "outside, many": lambda r: (np.linspace(-30, 40, 60), 5 * r.normal(size=60)),
    "gaps": lambda r: (np.arange(8.0), np.where(r.random(8) < 0.4, np.nan, r.uniform(-1, 1, 8))),
    "long gaps": lambda r: (
        np.linspace(0, 10, 50),
        np.where(r.random(50) < 0.3, np.nan, r.normal(size=50)),
    ),
    "infinite": lambda r: ([0, 3, np.inf, 6, 8], [0, r.uniform(), 0.5, -np.inf, 1]),
    "huge": lambda r: ([0, 5, 1e300, 10], [0.5, -1e200 * r.uniform(), 0, 1e18]),
    "empty": lambda r: ([], []),
    "one point": lambda r: ([r.uniform(0, 10)], [r.uniform(-1, 1)]),
    "no length": lambda r: ([4, 4], [0.2, 0.2]),
    "all gaps": lambda r: ([np.nan], [np.nan]),
    "masked": lambda r: (np.arange(6.0), np.ma.masked_greater(r.uniform(-1, 1, 6), 0.5)),
    "smooth": lambda r: (
        np.linspace(0, 10, 300),
        np.sin(np.linspace(0, 10, 300) * r.uniform(0.3, 3)),
    ),
    "very many": lambda r: (
        np.linspace(-5, 15, 1500),
        np.sin(np.linspace(-5, 15, 1500) * r.uniform(1, 4)),
    ),
    "one height": lambda r: (r.uniform(0, 10, 5), [0.3]),
}
STROKES = ("-", "--", ":", "-.", (0, (6, 2.5)), (3, (4, 1.5, 1, 1.5)), "none", "")
MARKERS = (
    None,
    "o",
    ".",
    "s",
    "D",
    "^",
    "v",
    "x",
    "+",
    "|",
    "_",
    "*",
    "p",
    "h",
    "P",
    "1",
    ",",
    "$a$",
    4,
)


def width(r, choices):
    """One of some widths; before 3.11 matplotlib itself fails at a dashed line of width 0."""
    chosen = r.choice(choices)
    return chosen if chosen or mpl.__version_info__ >= (3, 11) else 1


def random_line(ax, r, data):
    look = {
        "color": r.choice(["#b34700", "black", "C0"]) if r.random() < 0.7 else tuple(r.random(3)),
        "linestyle": STROKES[r.integers(len(STROKES))],
        "linewidth": width(r, [0, 1, 2.2, 5]),
        "marker": MARKERS[r.integers(len(MARKERS))],
        "markersize": r.choice([0, 3, 7.5, 12]),
        "alpha": r.choice([None, None, 0, 0.4, 1]),
        "clip_on": bool(r.random() < 0.7),
        "zorder": r.integers(5),
        "solid_capstyle": r.choice(["butt", "round", "projecting"]),
        "dash_capstyle": r.choice(["butt", "round", "projecting"]),
        "solid_joinstyle": r.choice(["miter", "round", "bevel"]),
        "dash_joinstyle": r.choice(["miter", "round", "bevel"]),
    }
    if r.random() < 0.5:
        look |= {
            "markeredgecolor": r.choice(["white", "none", "#0063a680"]),
            "markerfacecolor": r.choice(["red", "none", "#00694e55"]),
            "markeredgewidth": r.choice([0, 1, 2.5]),
            "fillstyle": r.choice(["full", "full", "none", "left"]),
        }
    if r.random() < 0.3:
        look["drawstyle"] = r.choice(["steps-pre", "steps-mid", "steps-post"])
    if r.random() < 0.2:
        look["gapcolor"] = "#59636e"
    if r.random() < 0.3:
        length = np.size(data[0])
        ways = [2, (1, 3), slice(0, None, 2)]
        ways += [0.2] if np.isfinite(data[1]).all() and length > 1 else []  # else matplotlib fails
        ways += [[0], [-1], [length - 1, 0]] if length else [[1]]
        look["markevery"] = ways[r.integers(len(ways))]
    (line,) = ax.plot([0], [0], **look)
    line.set_data(*data)
    return line


@pytest.mark.parametrize("kind", LINE_KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_random_lines(kind, seed):
    r = np.random.default_rng([seed, *kind.encode()])
    for scale in ("linear", "log"):
        ax = axes(scale)
        same(*(random_line(ax, r, LINE_KINDS[kind](r)) for _ in range(4)))


@pytest.mark.parametrize("kind", sorted(set(LINE_KINDS) - {"very many"}))
def test_plain_lines_are_ours(kind):
    r = np.random.default_rng(0)
    for scale in ("linear", "log"):
        (line,) = axes(scale).plot([], [], "o--", markeredgecolor="white")
        line.set_data(*LINE_KINDS[kind](r))
        assert ours(line)
        same(line)


@pytest.mark.parametrize("marker", [m for m in MarkerStyle.filled_markers if m != ","])
@pytest.mark.parametrize("fillstyle", ["full", "none"])
def test_every_filled_marker(marker, fillstyle):
    look = {"marker": marker, "markersize": 20, "fillstyle": fillstyle, "linestyle": "none"}
    (line,) = axes().plot(
        [2, 4.5, 5, 9], [-0.5, 0.1, 0, 0.6], **look, markeredgecolor="black", mew=2
    )
    assert ours(line)
    same(line)


@pytest.mark.parametrize("end", ["butt", "round", "projecting"])
@pytest.mark.parametrize("corner", ["miter", "round", "bevel"])
@pytest.mark.parametrize("stroke", ["-", (0, (3, 2))])
def test_ends_and_corners(end, corner, stroke):
    look = {"solid_capstyle": end, "dash_capstyle": end}
    look |= {"solid_joinstyle": corner, "dash_joinstyle": corner}
    (line,) = axes().plot([1, 5, 5.5, 9], [-0.5, 0.6, -0.6, -0.4], linewidth=9, ls=stroke, **look)
    assert ours(line)
    same(line)


def test_dashes_start_where_matplotlib_starts_them():
    (line,) = axes().plot([-50, 60], [-7, 8], linestyle=(0, (9, 5)), linewidth=3)
    assert ours(line)
    same(line)


ALL = {"color": "red", "alpha": 0.3, "visible": False}
LINED = {"linewidth": 7, "linestyle": (0, (9, 9))}
CHANGES = {
    "line": {
        **ALL,
        **LINED,
        "marker": "s",
        "markersize": 15,
        "fillstyle": "none",
        "markerfacecolor": "none",
        "markeredgecolor": "k",
        "markeredgewidth": 4,
        "solid_capstyle": "round",
        "solid_joinstyle": "bevel",
        "clip_on": False,
        "drawstyle": "steps-mid",
        "zorder": 9,
    },
    "rectangle": {
        **ALL,
        **LINED,
        "width": 2,
        "height": 0.2,
        "xy": (5, 0),
        "angle": 30,
        "facecolor": "none",
        "edgecolor": "k",
        "hatch": "/",
        "joinstyle": "round",
        "clip_on": False,
    },
    "text": {
        **ALL,
        "zorder": 0,
        "fontsize": 20,
        "fontweight": "bold",
        "fontstyle": "italic",
        "fontfamily": "monospace",
        "ha": "right",
        "va": "top",
        "text": "others",
        "position": (3, 0),
        "clip_on": True,
        "bbox": {"facecolor": "white", "edgecolor": "none"},
    },
}


@pytest.mark.parametrize("which, name", [(k, name) for k in CHANGES for name in CHANGES[k]])
def test_a_look_that_changes_is_seen(which, name):
    ax = axes()
    artists = {
        "line": ax.plot([1, 4, 9], [-0.5, 0.5, 0.5], "o-")[0],
        "rectangle": ax.add_patch(Rectangle((1, -0.5), 4, 0.5, ec="blue", zorder=2)),
        "text": ax.text(2, 0.5, "words"),
    }
    shown = list(artists.values())
    before = layer(shown, SIZE, "", "s")
    artists[which].set(**{name: CHANGES[which][name]})
    assert layer(shown, SIZE, "", "s") != before
    same(*shown)


def test_axes_that_change_are_seen():
    ax = axes()
    shown = [ax.plot([1, 9], [-0.5, 0.5], "o-")[0], ax.add_patch(Rectangle((1, -0.5), 4, 0.5))]
    for change in (
        lambda: ax.set_xlim(-5, 5),
        lambda: ax.set_position((0.3, 0.3, 0.5, 0.5)),
        lambda: ax.set_yscale("symlog"),
        lambda: ax.invert_yaxis(),
    ):
        before = layer(shown, SIZE, "", "s")
        change()
        assert layer(shown, SIZE, "", "s") != before
        same(*shown)


def random_patch(ax, r):
    x, y = r.uniform(-1, 9), r.uniform(-1.2, 0.8)
    kind = r.integers(9)
    patch = (
        lambda: Rectangle((x, y), r.normal(0, 4), r.normal(), angle=r.choice([0, 0, 30])),
        lambda: Circle((x, y), r.uniform(0, 2)),
        lambda: Ellipse((x, y), 3, 0.7, angle=20),
        lambda: Polygon(
            np.column_stack([r.uniform(0, 10, 5), r.normal(size=5)]), closed=r.random() < 0.5
        ),
        lambda: Wedge((x, y), 1, 20, 200, width=0.4),
        lambda: FancyBboxPatch((x, y), 3, 0.4, boxstyle="round,pad=0.1"),
        lambda: PathPatch(Path([(x, y), (x + 3, 1), (x + 4, -1), (5, 0)], [1, 4, 4, 4])),
        lambda: RegularPolygon((x, y), 5, radius=1),
        lambda: Annulus((x, y), 1, 0.3),
    )[kind]()
    patch.set(
        facecolor=["#0063a6", "none", (0.2, 0.5, 0, 0.4)][r.integers(3)],
        edgecolor=["black", "none", (1, 0, 0, 0.5)][r.integers(3)],
        linewidth=width(r, [0, 1, 3]),
        linestyle=["-", "--", (0, (3, 1)), "none"][r.integers(4)],
        alpha=r.choice([None, None, 0, 0.5]),
        joinstyle=r.choice(["miter", "round", "bevel"]),
        capstyle=r.choice(["butt", "round", "projecting"]),
        hatch=r.choice([None, None, None, "/"]),
        zorder=r.integers(4),
    )
    ax.add_patch(patch)
    patch.set_clip_on(bool(r.random() < 0.7))
    return patch


@pytest.mark.parametrize("seed", range(40))
def test_random_patches(seed):
    r = np.random.default_rng(seed)
    ax = axes("log" if seed % 4 == 3 else "linear")
    same(*(random_patch(ax, r) for _ in range(3)))


@pytest.mark.parametrize("at", [(np.nan, 0), (np.inf, 0), (1e30, 0), (3, -1e300), (3, 0.2)])
@pytest.mark.parametrize("face", ["red", "none"])
def test_rectangles_anywhere(at, face):
    ax = axes()
    for width, height in ((1, 0.5), (0, 0.5), (-2, -0.3), (1e30, 1), (np.nan, 1)):
        box = ax.add_patch(Rectangle(at, width, height, facecolor=face, edgecolor="black"))
        same(box)
        box.remove()


def test_patches_that_draw_in_a_way_of_their_own_are_matplotlibs():
    ax = axes()
    base = Rectangle((2, 0), 3, 0.5, facecolor="red")
    for patch in (Arc((5, 0), 4, 1, theta2=120), Shadow(base, 0.2, -0.1)):
        ax.add_patch(patch)
        assert not ours(patch)
        same(patch)


ENDS = {
    "within": lambda r: [(r.uniform(0, 10), r.uniform(-1, 1)) for _ in range(2)],
    "short": lambda r: [(5, 0), (5 + r.normal(0, 0.2), r.normal(0, 0.02))],
    "outside": lambda r: [(r.uniform(-30, 40), r.uniform(-5, 5)) for _ in range(2)],
    "no length": lambda r: [(3, 0.2), (3, 0.2)],
    "nowhere": lambda r: [(3, 0.2), (np.nan, 0.5)],
    "infinite": lambda r: [(np.inf, 0.2), (4, 0.5)],
    "whole numbers": lambda r: [(1, 0), (int(r.integers(2, 9)), 1)],
    "huge": lambda r: [(1, 0), (1e12, 1e12)],
}


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("seed", range(6))
def test_random_arrows(kind, seed):
    r = np.random.default_rng([seed, *kind.encode()])
    ax = axes()
    arrows = []
    for shrink in (0, r.uniform(0, 12)):
        arrow = FancyArrowPatch(
            (0, 0),
            (1, 1),
            arrowstyle=r.choice(["-|>", "-|>", "->", "<->", "-", "simple", "-|>,head_length=1"]),
            connectionstyle=r.choice(["arc3", "arc3", "arc3,rad=0.3"]),
            shrinkA=0,
            shrinkB=shrink,
            color=r.choice(["#b34700", "#0063a680"]),
            alpha=r.choice([None, 0.5]),
            linewidth=r.choice([1, 2.2, 3.5]),
            linestyle=r.choice(["-", "--"]),
            mutation_scale=r.choice([8, 14, 20]),
            mutation_aspect=r.choice([None, 1, 2]),
        )
        ax.add_patch(arrow)
        arrow.set_positions(*ENDS[kind](r))
        with np.errstate(all="ignore"), contextlib.suppress(StopIteration, ValueError):
            by_matplotlib([arrow], SIZE)  # which can't draw all that lead nowhere
            arrows.append(arrow)
    same(*arrows)


@pytest.mark.parametrize("kind", sorted(set(ENDS) - {"huge"}))
@pytest.mark.parametrize("style", ["-|>", "->"])
def test_plain_arrows_are_ours(kind, style):
    ax = axes()
    arrow = FancyArrowPatch(
        (0, 0), (1, 1), arrowstyle=style, shrinkA=0, shrinkB=0, mutation_scale=14
    )
    ax.add_patch(arrow)
    arrow.set_positions(*ENDS[kind](np.random.default_rng(3)))
    assert ours(arrow)
    same(arrow)


def test_tables():
    ax = axes()
    table = HeatMap(ax, ["a", "b"], ["one", "two", "three"], limit=1.0, write="{:.3f}<9".format)
    ax.figure.draw_without_rendering()
    for values in ([[0.5, -1, 0], [np.nan, 3, -0.0001]], np.zeros((2, 3)), np.full((2, 3), np.inf)):
        table.set_values(values)
        assert ours(table)
        same(table)
        said = [
            svg.split("<text")[1:] for svg in (by_us([table], SIZE), by_matplotlib([table], SIZE))
        ]
        words = [[part[part.index(">") + 1 : part.index("<")] for part in one] for one in said]
        assert words[0] == words[1] and len(words[0]) == 6


@pytest.mark.parametrize("seed", range(6))
def test_lines_in_space(seed):
    r = np.random.default_rng(seed)
    ax = axes(projection="3d")
    ax.set_zlim(-1, 1)
    ax.figure.draw_without_rendering()
    lines = []
    for points in (
        r.uniform(-1, 1, (3, 2)),
        r.uniform(-1, 1, (3, 40)),
        np.empty((3, 0)),
        np.full((3, 1), np.nan),
    ):
        points[0] = 5 + 4 * points[0]
        lines += ax.plot(
            [], [], [], marker="D", linestyle="--", markevery=[-1] if seed % 2 else None
        )
        lines[-1].set_data_3d(*points)
    assert ours(*lines)
    same(*lines)
    far = np.array([0.0, 1e9])
    lines[0].set_data_3d(far, far, np.array([0.0, np.nan if seed else -1e9]))
    same(*lines)


def test_what_only_matplotlib_can_do_is_left_to_it():
    for change in (
        {"path_effects": [effects.withStroke(linewidth=6, foreground="red")]},
        {"rasterized": True},
        {"fillstyle": "left"},
        {"marker": ","},
        {"linestyle": "--", "gapcolor": "red"},
        {"gid": "name"},
        {"url": "there"},
    ):
        (line,) = axes().plot([1, 4, 9], [-0.5, 0.9, 0.5], "o-", linewidth=2)
        line.set(**change)
        assert not ours(line), change
    (line,) = axes().plot([1, 4, 9], [-0.5, 0.9, 0.5], "o-", linewidth=2)
    line.set_sketch_params(3, 20, 5)
    assert not ours(line)
    ax = axes()
    (line,) = ax.plot([1, 4, 9], [-0.5, 0.9, 0.5], "o-", linewidth=2)
    line.set_clip_path(Circle((5, 0), 3, transform=ax.transData))
    assert not ours(line)
    same(line)


def test_a_clip_box_of_its_own():
    ax = axes()
    (line,) = ax.plot([1, 4, 9], [-0.5, 0.9, 0.5], "o-", linewidth=8)
    line.set_clip_box(Bbox([[40, 30], [120, 100]]))
    assert ours(line)
    same(line)


def test_markers_off_the_sheet():
    """Unclipped ones are left to matplotlib (which puts some at the sheet's edge); others are unseen."""
    look = {"marker": "o", "markersize": 20, "linestyle": "-"}
    for clip in (True, False):
        (line,) = axes().plot([-20, 5, 30, np.nan], [0, 0.5, 7, 0], **look, clip_on=clip)
        assert ours(line) == clip
        same(line)


def test_all_kinds_together_lie_over_each_other_in_order():
    ax = axes()
    r = np.random.default_rng(7)
    (first,) = ax.plot([1, 9], [0, 0], linewidth=12, color="red", zorder=2)
    second = ax.add_patch(Rectangle((2, -0.4), 3, 0.8, color="green", zorder=1))
    (third,) = ax.plot([4, 4], [-1, 1], linewidth=12, color="blue", zorder=3, marker="$m$")
    fourth = ax.add_patch(FancyArrowPatch((1, 0.5), (9, -0.5), zorder=2.5, linewidth=8))
    fifth = ax.scatter(r.uniform(0, 10, 20), r.uniform(-1, 1, 20), s=90, zorder=2.2)
    sixth = ax.fill_between([0, 5, 10], [-1, -0.5, 0], [1, 0.5, 0.2], color="orange", zorder=1.5)
    same(first, second, third, fourth, fifth, sixth)
    same(*ax.contour(r.normal(size=(5, 5)), cmap="viridis").axes.collections, first)


def test_the_comparison_sees_what_differs():
    """Half a point to the side, another end, another corner, a dash out of step: each is seen."""
    for changed in (
        {"xdata": [1.6, 4.6, 9.6]},
        {"solid_capstyle": "butt"},
        {"solid_joinstyle": "bevel"},
        {"linewidth": 8},
        {"color": "#904000"},
        {"linestyle": (0, (5, 0.3))},
        {"markersize": 9},
    ):
        pictures = []
        for change in ({}, changed):
            (line,) = axes().plot([1, 4, 9], [-0.5, 0.6, -0.5], linewidth=5, color="#e08000")
            line.set(solid_joinstyle="miter", marker="s", markersize=12, markevery=[2])
            line.set(**change)
            pictures.append(pixels(by_us([line], SIZE)))
        assert strays(*pictures) > SPECKS, changed
