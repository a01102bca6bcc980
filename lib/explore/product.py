"""Live figure of notebook 03: the product rule as the area of a rectangle that grows."""

import numpy as np
from matplotlib.patches import Rectangle

from lib import drawing
from lib.stage.controls import DOWN, FunctionChooser, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import signed

SIDES = {name: name for name in ("x", "x²", "√x", "3 − x", "sin x", "e^x")}


def product_area(u="x", v="x²", *, x=1.0, h=0.5) -> Stage:
    """The product u·v as the area of a rectangle; a nudge h adds two strips and a small corner.

    u and v are names from the list, formulas, or functions of one number. The bars on the right
    are the three added areas, each divided by h; the ticks are u'v and u v'.
    """
    stage = Stage(figsize=(6.4, 3.9), title="product_area")
    lo, hi, longest = 0.5, 1.5, 10**-0.3

    def scene(u, v):
        left, right = stage.figure.subplots(1, 2, width_ratios=[1.15, 1])
        du, dv = u.derivative, v.derivative
        grid = np.linspace(lo, hi + longest, 61)
        for ax_limits, g in ((left.set_xlim, u), (left.set_ylim, v)):
            low, high = drawing.nice_limits([*g(grid), 0.0], 0.0)
            room = 0.08 * (high - low)
            ax_limits(low - room * (low < 0), high + room)
        left.set(xlabel=f"width u = {u.label}", ylabel=f"height v = {v.label}")
        left.set_title("u·v, whole line; then nudged")
        names = ["Δu · v", "u · Δv", "Δu · Δv"]
        looks = [("first", drawing.TINT[-1]), ("second", drawing.TINT[1]), ("third", drawing.THIRD)]
        old = Rectangle(
            (0, 0), 0, 0, facecolor=drawing.TINT[0], edgecolor=drawing.INK, linewidth=1.5
        )
        strips = [
            Rectangle(
                (0, 0),
                0,
                0,
                facecolor=tint,
                edgecolor=drawing.role(name).color,
                linestyle=drawing.role(name).linestyle,
                linewidth=1.5,
            )
            for name, tint in looks
        ]
        places = np.meshgrid(np.linspace(lo, hi, 9), 10.0 ** np.linspace(-3, -0.3, 9))
        each = [*_parts(u, v, *places)[1] / places[1], du(places[0]) * v(places[0])]
        low, high = drawing.nice_limits([*np.ravel(each), 0.0], 0.05)
        right.set(xlim=(low, high), ylim=(2.75, -0.75), yticks=[], title="added area ÷ h")
        right.set_xlabel("upright ticks: u′v, u·v′ and 0")
        right.set_ylabel("strip, strip, corner")
        right.axvline(0, color=drawing.QUIET, linewidth=1)
        right.spines["left"].set_visible(False)
        bars = []
        for row, (name, _) in enumerate(looks):
            bars += right.plot([], [], color=drawing.role(name).color, linewidth=17)
            bars[row].set_solid_capstyle("butt")
        for patch in (old, *strips):
            left.add_patch(patch)
        words = [
            drawing.label(right, "", name, high, row - 0.25, ha="right", va="bottom", bbox=None)
            for row, (name, _) in enumerate(looks)
        ]
        (marks,) = right.plot([], [], "|", color=drawing.INK, markersize=22, markeredgewidth=2)
        stage.moving(old, *strips, *bars, *words, marks)

        def update(x, h):
            (width, height, wide, tall), changes = _parts(u, v, x, h)
            rates = changes / h
            exact = du(x) * height, width * dv(x)
            if not np.isfinite([*rates, *exact]).all():
                for part in (old, *strips, *bars, *words, marks):
                    part.set_visible(False)
                return f"At x = {signed(x)}{_missing(u, v, du, dv, x, h)}."
            for part in (old, *strips, *bars, *words, marks):
                part.set_visible(True)
            old.set_bounds(0, 0, width, height)
            strips[0].set_bounds(width, 0, wide, height)
            strips[1].set_bounds(0, height, width, tall)
            strips[2].set_bounds(width, height, wide, tall)
            for row, (bar, word, name, rate) in enumerate(
                zip(bars, words, names, rates, strict=True)
            ):
                bar.set_data([0, rate], [row, row])
                word.set_text(f"{name} ÷ h = {signed(rate, 3)}")
            marks.set_data([*exact, 0.0], [0, 1, 2])
            return (
                f"At x = {signed(x)}, nudged by h = {signed(h, 3)}, the area grows by "
                f"{signed(sum(changes), 3)}. Divided by h: strips {signed(rates[0], 3)} and "
                f"{signed(rates[1], 3)}, corner {signed(rates[2], 3)}; "
                f"u′v = {signed(exact[0], 3)} and u·v′ = {signed(exact[1], 3)}."
            )

        return update

    return stage.live(
        scene,
        x=slider("x, input", lo, hi, x, 0.05),
        h=log_slider("h, nudge", -3, -0.3, h, 0.1, play=DOWN),
        u=FunctionChooser("u(x), width", u, SIDES),
        v=FunctionChooser("v(x), height", v, SIDES),
    )


def _missing(u, v, du, dv, x, h):
    """Which value or slope is missing first, in words."""
    for name, side, slope in (("u", u, du), ("v", v, dv)):
        if not np.isfinite(side(x)):
            return f" the side {name} has no value"
        if not np.isfinite(slope(x)):
            return f" the side {name} has no slope"
    for name, side in (("u", u), ("v", v)):
        if not np.isfinite(side(x + h)):
            return f", nudged by h = {signed(h, 3)}, the side {name} has no value at x + h"
    return " the product is too large for a float64"


def _parts(u, v, x, h):
    """Width, height and what h adds to them, (4,); the three added areas: strip, strip, corner."""
    width, height = u(x), v(x)
    wide, tall = u(x + h) - width, v(x + h) - height
    return (width, height, wide, tall), np.array([wide * height, width * tall, wide * tall])
