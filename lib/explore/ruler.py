"""Live figure of notebook 05: one input counted in other units, and the steepest way turns."""

import numpy as np

from lib import drawing
from lib.drawing import surfaces
from lib.formula.planes import has_tangent_plane
from lib.stage.choices import HI, LO, MAP, of_two_inputs
from lib.stage.controls import slider
from lib.stage.stage import Stage
from lib.stage.words import in_brackets, partial_said, seen, signed, title_of

SURFACES = {
    "4x² + y²": "4x^2 + y^2",
    "x² + y²": "x^2 + y^2",
    "sin(2x)·cos(y)": "sin(2x) cos(y)",
    "√|xy|": "sqrt(|x*y|)",
}
NUDGE = 0.1  # of both inputs, for the change that both rows of slopes agree on
LEVEL = 1e-9


def ruler(f="4x² + y²", *, x=1.0, y=1.0, k=1.5) -> Stage:
    """One place on two maps, on the right with X = k·x: the steepest ways differ, the slopes only scale.

    f is a name from the list, a formula in x and y, or a function of two numbers. A new k draws both
    maps anew, on release. Arrows show directions alone; a unit of X is as long as a unit of y.
    """
    stage = Stage(figsize=(6.4, 4.4), title="ruler")

    def scene(f, k):
        left = surfaces.axes_at(stage.figure, (0.1, 0.27, 0.36, 0.58))
        right = surfaces.axes_at(stage.figure, (0.55, 0.27, 0.43, 0.58))
        lines = surfaces.contours(left, f, *MAP, count=8)
        side, heights = surfaces.mesh(f, *MAP, 81)
        right.set(xlim=(k * MAP[0], k * MAP[1]), ylim=MAP, aspect="equal", ylabel="y")
        if lines is not None:
            surfaces.contour_lines(right, k * side, side, heights, lines.levels, linewidths=0.8)
        left.set(ylabel="y")
        left.set_xlabel("x")
        right.set_xlabel(f"X = {signed(k)}·x")
        stage.figure.text(0.02, 0.94, title_of(f), fontsize=12)
        for height, name, words in (
            (0.1, "gradient", "→ steepest on the left map"),
            (0.1, "tangent", "⇢ steepest on the right map"),
        ):
            start = 0.02 if name == "gradient" else 0.5
            stage.figure.text(start, height, words, color=drawing.role(name).color)
        slopes_text = left.text(
            -0.2, -0.47, "", transform=left.transAxes, color=drawing.role("function").color
        )
        points = [
            ax.plot([], [], **drawing.role("function").point(zorder=7))[0] for ax in (left, right)
        ]
        arrows = [
            [
                drawing.arrow(ax, "gradient", linewidth=3),
                drawing.arrow(ax, "tangent", linewidth=2, linestyle=(0, (3, 1.5))),
            ]
            for ax in (left, right)
        ]
        stage.moving(*points, *arrows[0], *arrows[1], slopes_text)
        tiny = _tiny(f)
        scale = np.array([k, 1.0])  # a length along x is k times as long on the right
        edge = 0.96 * MAP[1]  # an arrow's point stays on its map

        def update(x, y):
            here, slopes = f(x, y), np.asarray(f.gradient(x, y), dtype=float)
            at = np.array([x, y])
            points[0].set_data([x], [y])
            points[1].set_data([k * x], [y])
            size = float(np.hypot(*slopes))
            shown = bool(np.isfinite(here) and np.isfinite(size) and size > tiny)
            ways = (slopes, slopes / scale**2)  # as the left map has them
            for arrow in (*arrows[0], *arrows[1]):
                arrow.set_visible(shown)
            for ax, factor in ((0, np.ones(2)), (1, scale)) if shown else ():
                units = [way * factor / np.hypot(*(way * factor)) for way in ways]
                rooms = [_room(at * factor, unit, edge * factor) for unit in units]
                reach = min(0.9 * max(1.0, factor[0]), *rooms)
                for arrow, unit in zip(arrows[ax], units, strict=True):
                    arrow.set_positions(tuple(at * factor), tuple(at * factor + reach * unit))
            slopes_text.set_text("")
            if shown:
                slopes_text.set_text(
                    f"row of slopes: {in_brackets(slopes)}, and per X and y: {in_brackets(slopes / scale)}"
                )
            return _told(f, x, y, k, here, slopes, tiny)

        return update

    return stage.live(
        scene,
        k=slider("k, X = k·x (on release)", 0.5, 3.0, k, 0.25, live=False),
        x=slider("x, first input", LO, HI, x, 0.05),
        y=slider("y, second input", LO, HI, y, 0.05),
        f=of_two_inputs(f, SURFACES),
    )


def _room(at, unit, edge):
    """How far one can go from `at` the way of `unit` within ±`edge`; all of shape (2,)."""
    ends = np.where(unit < 0, -edge, edge) - at
    return float(min(end / u for end, u in zip(ends, unit, strict=True) if u != 0))


def bearing(way):
    """The direction of an arrow (2,) in whole degrees from the x axis, 0 to 359."""
    return round(float(np.degrees(np.arctan2(way[1], way[0])))) % 360


def _tiny(f):
    """What counts as no slope of f: a share of its middle size on the map."""
    sizes = np.hypot(*f.gradient(*np.meshgrid(*2 * [np.linspace(*MAP, 9)])))
    sizes = sizes[np.isfinite(sizes)]
    return LEVEL * float(np.median(sizes)) if sizes.size else 0.0


def _told(f, x, y, k, here, slopes, tiny):
    where = f"At (x, y) = {in_brackets((x, y))}"
    if not np.isfinite(here):
        return f"{where} f has no value, and so no slopes, in no units."
    if not np.isfinite(slopes).all():
        return (
            f"{where} not both slopes exist: ∂f/∂x: {partial_said(slopes[0])}, "
            f"∂f/∂y: {partial_said(slopes[1])}. Other units don’t help."
        )
    row = slopes / np.array([k, 1.0])
    told = (
        f"{where} the row of slopes is {in_brackets(slopes)}. With X = {signed(k)}·x it is "
        f"{in_brackets(row)}: its first entry over {signed(k)}."
    )
    if not has_tangent_plane(f, x, y, slopes):
        return (
            f"{told} But f isn’t differentiable here: no row tells the slopes in other directions."
        )
    if np.hypot(*slopes) <= tiny:
        return f"{told} Level in every direction, whatever the units."
    change = NUDGE * float(slopes.sum())
    told += f" For the nudge {in_brackets((NUDGE, NUDGE))} of x and y both give {seen(change)}."
    if k == 1 or min(abs(slopes)) <= LEVEL * max(abs(slopes)):
        why = "the units are the same" if k == 1 else "it lies along one axis"
        return f"{told} Steepest up is at {bearing(slopes)}° on both maps: {why}."
    return (
        f"{told} Steepest up is at {bearing(slopes)}° on the left map; on the right one it is at "
        f"{bearing(row)}°, which is {bearing(row / np.array([k, 1.0]))}° on the left: another way."
    )
