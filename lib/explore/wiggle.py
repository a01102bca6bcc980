"""Live figure of notebook 03: a slope at one place, and none of its sign on any stretch around."""

import numpy as np

from lib import drawing
from lib.drawing import tracing
from lib.stage.controls import FunctionChooser, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import plain, seen

CURVES = {
    "x + 2x²·sin(1/x)": "x + 2x^2 sin(1/x) if x != 0 else 0",
    "x + 2x³·sin(1/x)": "x + 2x^3 sin(1/x) if x != 0 else 0",
    "x + x³": "x + x^3",
    "|x|": "|x|",
}
# So many places on each side, evenly apart in the logarithm, and as many evenly in x: for a formula,
# and for a function in Python, which takes longer.
SIDE, OWN_SIDE = 600, 150
NEAREST = 0.02  # of the reach: from there outwards


def around_zero(f="x + 2x²·sin(1/x)", *, reach=1.0, place=0.0) -> Stage:
    """f above and f′ below, from −reach to reach: does f rise near 0 because it rises at 0?

    f is a name from the list, a formula, or a function of one number; place is a share of the reach,
    where the tangent is drawn. Where f falls, both curves are drawn in another colour. A new reach
    draws both anew, on release. What lies between the places looked at isn't seen.
    """
    stage = Stage(figsize=(6.4, 5.0), title="around_zero")

    def scene(f, reach):
        x = _places(reach, SIDE if f.exact else OWN_SIDE)
        y, slope = (np.asarray(g(x), dtype=float) for g in (f, f.derivative))
        slope = np.where(np.abs(slope) < 1e100, slope, np.nan)
        y = np.where(np.abs(y) < 1e100, y, np.nan)
        middle = float(f.derivative(0.0))
        upper, lower = stage.figure.subplots(2, 1, sharex=True)
        falls = slope < 0
        for ax, values, name in ((upper, y, "function"), (lower, slope, "derivative")):
            ax.plot(x, values, **drawing.role(name).line(linewidth=1.4))
            look = drawing.role("secant").line(linestyle="-", linewidth=2.4)
            ax.plot(x, np.where(falls, values, np.nan), **look)
            ax.set_ylim(*drawing.nice_limits(values, 0.1))
            tracing.with_zero(ax)
        upper.set(xlim=(-reach, reach), ylabel="f(x)")
        upper.set_title(f"f(x) = {f.label}" if len(f.label) < 44 else "f(x)", fontsize=11)
        upper.text(
            0.99,
            0.04,
            "thick: f falls",
            ha="right",
            color=drawing.role("secant").color,
            transform=upper.transAxes,
        )
        lower.set(xlabel="x", ylabel="f′(x)")
        lower.locator_params(axis="x", nbins=5)
        (tangent,) = upper.plot([], [], **drawing.role("tangent").line(zorder=5))
        points = [
            ax.plot([], [], **drawing.role(name).point(zorder=6))[0]
            for ax, name in ((upper, "tangent"), (lower, "derivative"))
        ]
        stage.moving(tangent, *points)
        around = _told_around(x, slope, middle, reach)

        def update(place):
            here = place * reach
            height, steep = float(f(here)), float(f.derivative(here))
            there = bool(np.isfinite(height) and abs(steep) < 1e100)
            tangent.set_data([], [])
            for point, value in zip(points, (height, steep), strict=True):
                point.set_data(*([[here], [value]] if there else [[], []]))
            if there:
                run = reach * np.array([-0.35, 0.35])
                tangent.set_data(here + run, height + steep * run)
            said = f"f′ = {seen(steep)}" if there else "f has no slope"
            return f"{around} At x = {plain(here, 3)} {said}."

        return update

    return stage.live(
        scene,
        reach=log_slider("reach (on release)", -4, 0, reach, 0.5, live=False),
        place=slider("place, of the reach", -1.0, 1.0, place, 0.02),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def _places(reach, side):
    """Places on both sides of 0 and 0 itself, sorted: ever denser towards it, and evenly besides."""
    near = reach * np.geomspace(NEAREST, 1.0, side)
    right = np.union1d(near, reach * np.arange(1, side + 1) / side)
    return np.concatenate([-right[::-1], [0.0], right])


def _told_around(x, slope, middle, reach):
    """What f′(0) says, and whether the slopes around it agree, in sentences."""
    within = f"within {plain(reach, 3)} of it"
    if not abs(middle) < 1e100:
        return f"At 0 f has no slope, so nothing is to be said of its sign {within}."
    start = f"At 0 the slope is {seen(middle)}"
    known = np.isfinite(slope)
    if not known.all():
        start += f", and f has no slope at {int((~known).sum())} of the places looked at"
    if not known.any():
        return f"{start}, and no slope is found {within}."
    x, slope = x[known], slope[known]
    low, high = int(slope.argmin()), int(slope.argmax())
    if abs(middle) <= 1e-9 * max(abs(slope[low]), abs(slope[high])):
        return f"{start}: neither up nor down, so it promises no sign {within}."
    k, way = (low, "falls") if middle > 0 else (high, "rises")
    if slope[k] * middle < 0:
        return (
            f"{start}, and yet f {way} {within}: at x = {plain(float(x[k]), 3)} f′ is "
            f"{seen(float(slope[k]))}."
        )
    if np.any(slope == 0):
        return f"{start}, and {within} f′ has that sign or is 0 at all {x.size:,} places looked at."
    sign = "above" if middle > 0 else "below"
    ends = [seen(float(slope[k])) for k in (low, high)]
    spread = f"from {ends[0]} to {ends[1]}" if ends[0] != ends[1] else "the same to two decimals"
    return f"{start}, and {within} f′ is {sign} 0 at all {x.size:,} places looked at, {spread}."
