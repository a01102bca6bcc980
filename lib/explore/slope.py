"""Live figures of notebook 01: two points on a curve, and a nudged machine."""

import numpy as np

from lib import drawing
from lib.stage.controls import DOWN, FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import signed

CURVES = ["2x", "x²", "2x²", "x³", "sin x", "e^x", "|x|", "√x"]


def two_points(f="2x²", *, x1=0.0, x2=1.0, lo=-3.0, hi=3.0) -> Stage:
    """Slope between two points of a curve, as rise over run.

    f is a name from the list, a formula, or a function of one number; lo and hi bound x.
    """
    stage = Stage(title="two_points")

    def scene(f):
        ax = stage.figure.subplots()
        drawing.curve(ax, f, lo, hi, margin=0.14)
        edge = 0.025 * (hi - lo)
        ax.set_xlim(lo - edge, hi + edge)
        ax.set(xlabel="x", ylabel="f(x)", title=f"f(x) = {f.label}")
        (secant,) = ax.plot([], [], **drawing.role("secant").line())
        (points,) = ax.plot([], [], **drawing.role("secant").point(zorder=6))
        triangle = drawing.rise_and_run(ax)
        stage.moving(secant, points, *triangle.artists)

        def update(x1, x2):
            y1, y2 = f(x1), f(x2)
            run, rise = x2 - x1, y2 - y1
            slope = rise / run if abs(run) > 1e-12 else np.nan
            drawing.line_through(secant, ax, x1, y1, slope)
            points.set_data([x1, x2], [y1, y2])
            apart = np.isfinite([slope, rise]).all()
            labels = (f"Δx = {signed(run)}", f"Δy = {signed(rise)}") if apart else ("", "")
            triangle.move(x1, y1, x2, y2, *labels)
            told = f"x₁ = {signed(x1)} and x₂ = {signed(x2)}"
            if not np.isfinite(rise):
                ends = (("x₁", x1, y1), ("x₂", x2, y2))
                gone = " and ".join(f"{n} = {signed(x)}" for n, x, y in ends if not np.isfinite(y))
                return f"f(x) = {f.label} has no value at {gone}, so there is no slope."
            if not np.isfinite(slope):
                return (
                    f"Both points are at x₁ = x₂ = {signed(x1)}: Δx = 0, and no slope to speak of."
                )
            return (
                f"Between {told} the slope is Δy/Δx = {signed(rise)} / {signed(run)} "
                f"= {signed(slope)}."
            )

        return update

    return stage.live(
        scene,
        x1=slider("x₁, first point", lo, hi, x1, 0.05),
        x2=slider("x₂, second point", lo, hi, x2, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def nudge(f="2x²", *, x=1.0, h=0.5, lo=-2.0, hi=2.0) -> Stage:
    """A machine on a string: nudge the input by h and see by what multiple the output moves.

    Both number lines have the same scale, so the arrows may be compared by eye.
    """
    stage = Stage(figsize=(6.4, 3.4), title="nudge")

    def scene(f):
        ax = stage.figure.subplots()
        values = f(np.linspace(lo - 1, hi + 1, 201))
        low, high = drawing.nice_limits(np.concatenate([values, [lo - 1, hi + 1]]), margin=0.02)
        low, high = max(low, -12.0), min(high, 12.0)
        edge = 0.1 * (high - low)
        ax.set(xlim=(low - 0.3, high + 0.3), ylim=(-1.05, 3.05))
        ax.axis("off")
        drawing.number_line(ax, low, high, 0.0, "input", "input x")
        drawing.number_line(ax, low, high, 2.0, "output", "output f(x)", above=True)
        drawing.box(ax, (low + high) / 2, 1.05, high - low + 0.4, 0.6, "", zorder=1)
        ax.text(low, 1.05, f"machine f: x → {f.label}", va="center", color=drawing.QUIET, zorder=2)
        strings = ax.plot([], [], [], [], color=drawing.QUIET, linewidth=1.2, zorder=3)
        (ends,) = ax.plot([], [], **drawing.role("input").point(zorder=6))
        (outs,) = ax.plot([], [], **drawing.role("output").point(zorder=6))
        push = drawing.arrow(ax, "input", linewidth=3)
        move = drawing.arrow(ax, "output", linewidth=3)
        below = drawing.label(ax, role_name="input", ha="center", va="top")
        above = drawing.label(ax, role_name="output", ha="center", va="bottom")
        stage.moving(*strings, push, move, ends, outs, below, above)

        def update(x, h):
            y, moved = f(x), f(x + h)
            change = moved - y
            fits = np.isfinite([y, moved]).all()
            for string, start, end in zip(strings, (x, x + h), (y, moved), strict=True):
                end = np.clip(end, low - 0.2, high + 0.2)
                string.set_data(
                    *([start, start, end, end], [0, 0.75, 1.35, 2]) if fits else ([], [])
                )
            ends.set_data([x, x + h], [0, 0])
            outs.set_data(*([y, moved], [2, 2]) if fits else ([], []))
            push.set_positions((x, 0), (x + h, 0))
            if fits:
                move.set_positions((y, 2), (moved, 2))
            move.set_visible(bool(fits))
            below.set(
                position=(np.clip(x + h / 2, low + edge, high - edge), -0.5),
                text=f"nudge h = {signed(h)}",
            )
            above.set(
                position=(np.clip(y + change / 2 if fits else 0, low + edge, high - edge), 2.5),
                text=f"moves by {signed(change)}" if fits else "",
            )
            if not fits:
                return (
                    f"f(x) = {f.label} has no value at x = {signed(x)} or at x + h = "
                    f"{signed(x + h)}, so there is no multiple."
                )
            if abs(h) < 1e-12:
                return f"At x = {signed(x)} nothing was nudged: h = 0, and no multiple to speak of."
            away = "" if low <= min(y, moved) and max(y, moved) <= high else " (off the picture)"
            return (
                f"At x = {signed(x)} a nudge of h = {signed(h)} moves the output by "
                f"{signed(change)}, from {signed(y)} to {signed(moved)}{away}: "
                f"{signed(change / h)} times the nudge."
            )

        return update

    return stage.live(
        scene,
        x=slider("x, input", lo, hi, x, 0.05),
        h=slider("h, nudge", -1.0, 1.0, h, 0.05, play=DOWN),
        f=FunctionChooser("f(x), machine", f, CURVES),
    )
