"""Live figure of notebook 03: the candidates for highest and lowest between two ends."""

import numpy as np
from matplotlib.patches import Rectangle

from lib import drawing
from lib.calculus import shape
from lib.stage.choices import CURVES
from lib.stage.controls import FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import listed, seen, signed

SAME = 1e-6
_WHY = {shape.END: "an end", shape.FLAT: "f′ = 0", shape.CORNER: "no f′"}


def extremes(f="x³ − 3x", *, a=-2.0, b=1.5, lo=-2.5, hi=2.5) -> Stage:
    """The candidates for highest and lowest on [a, b]: both ends, f' = 0, and where f' has no value.

    f is a name from the list, a formula, or a function of one number.
    """
    stage = Stage(figsize=(6.4, 4.2), title="extremes")
    middle = (lo + hi) / 2

    def scene(f):
        ax = stage.figure.subplots()
        drawing.curve(ax, f, lo, hi, margin=0.16)
        bottom, top = ax.get_ylim()
        inner = [(x, why) for x, why in shape.candidates(f, lo, hi) if why != shape.END]
        levels = shape.merged(shape.slope_stretches(f, lo, hi), f.derivative)
        levels = [(left, right) for left, right, sign in levels if sign == 0]
        for x, why in inner:
            if why == shape.FLAT:
                reach = 0.05 * (hi - lo)
                ax.plot([x - reach, x + reach], [f(x)] * 2, **drawing.role("tangent").line())
        gaps = shape.breaks(f, lo, hi)
        ax.set(xlabel="x", ylabel="f(x)", title=f"f(x) = {f.label}, on the interval from a to b")
        covers = [
            Rectangle((x, bottom), 0, top - bottom, facecolor=drawing.GRID, alpha=0.75, zorder=3)
            for x in (lo, hi)
        ]
        for cover in covers:
            ax.add_patch(cover)
        (walls,) = ax.plot([], [], color=drawing.INK, linewidth=1.2, zorder=4)
        (ends,) = ax.plot([], [], **drawing.role("start").point(markersize=7, zorder=5))
        (flat,) = ax.plot([], [], **drawing.role("tangent").point(marker="o", zorder=5))
        (corner,) = ax.plot([], [], **drawing.role("third").point(markersize=10, zorder=5))
        high = drawing.label(ax, role_name="best", ha="center", va="bottom")
        low = drawing.label(ax, role_name="first", ha="center", va="top")
        stage.moving(*covers, walls, ends, flat, corner, high, low)

        def update(a, b):
            covers[0].set_width(a - lo)
            covers[1].set_x(b)
            covers[1].set_width(hi - b)
            walls.set_data([a, a, np.nan, b, b], [bottom, top, np.nan, bottom, top])
            points = [(a, shape.END), *((x, w) for x, w in inner if a < x < b), (b, shape.END)]
            points = [(x, f(x), why) for x, why in points if np.isfinite(f(x))]
            for line, kind in ((ends, shape.END), (flat, shape.FLAT), (corner, shape.CORNER)):
                line.set_data(
                    [x for x, _, why in points if why == kind],
                    [y for _, y, why in points if why == kind],
                )
            high.set_text("")
            low.set_text("")
            start = f"On the interval from a = {signed(a)} to b = {signed(b)}"
            broken = [x for x in gaps if a <= x <= b]
            if broken or len(points) < 2:
                where = f" at x = {signed(broken[0])}" if broken else ""
                return (
                    f"{start} f jumps or has no value{where}, so there needn't be a highest or "
                    "a lowest one."
                )
            level = [(max(a, left), min(b, right)) for left, right in levels]
            level = [(*ends, f(sum(ends) / 2)) for ends in level if ends[0] < ends[1]]
            top_x, top_y = _put(high, points, level, max, "▲ highest", bottom, top)
            low_x, low_y = _put(low, points, level, min, "▼ lowest", bottom, top)
            return (
                f"{start} there are {len(points)} candidates. Highest: {seen(top_y)}, {top_x}. "
                f"Lowest: {seen(low_y)}, {low_x}."
            )

        return update

    def _put(text, points, level, best, word, bottom, top):
        value = best(y for _, y, _ in points)
        near = 1e-9 * (1 + abs(value))
        winners = [(x, y, why) for x, y, why in points if abs(y - value) <= near]
        x = winners[0][0]
        room = 0.03 * (top - bottom)
        text.set(
            position=(
                np.clip(x, lo + 0.01 * (hi - lo), hi - 0.01 * (hi - lo)),
                np.clip(value + (room if best is max else -room), bottom + room, top - room),
            ),
            text=word,
            horizontalalignment=_side(x, points[0][0], points[-1][0]),
        )
        level = [(left, right) for left, right, y in level if abs(y - value) <= near]
        return _places(winners, level), value

    return stage.live(
        scene,
        a=slider("a, left end", lo, middle - 0.05, a, 0.05),
        b=slider("b, right end", middle + 0.05, hi, b, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES | {"1/x": "1/x", "step": "0 if x < 0 else 1"}),
    )


def _places(winners, level):
    """Where the best value is taken: the stretches all of whose points do, then single points."""
    said = [f"everywhere from x = {signed(left)} to x = {signed(right)}" for left, right in level]
    alone = [
        f"at x = {signed(x)} ({_WHY[why]})"
        for x, _, why in winners
        if not any(left - SAME <= x <= right + SAME for left, right in level)
    ]
    return listed(said + alone)


def _side(x, a, b):
    """On which side of its point a label stands, so as to stay between the ends."""
    return "left" if x < a + 0.12 * (b - a) else "right" if x > b - 0.12 * (b - a) else "center"
