"""Live figures of notebook 01: two points on a curve, a nudged machine, guessing against following."""

import numpy as np

from lib import drawing
from lib.stage.controls import DOWN, UP, FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, signed

CURVES = ["2x", "x²", "2x²", "x³", "sin x", "e^x", "|x|", "√x"]
LOSSES = {
    "one neuron, three samples": "((w1+2w2-1)^2 + (2w1+w2-3)^2 + (w1-w2-1)^2)/3",
    "a narrow valley": "(w1-1)^2 + 12*(w2+1)^2",
    "two dips": "(w1^2-2)^2/2 + (w2-w1/2)^2 + w1/3",
}
RATE = 0.2
LONGEST = 0.6
BOX = 3.0


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
            triangle.move(x1, y1, x2, y2, f"Δx = {signed(run)}", f"Δy = {signed(rise)}")
            told = f"x₁ = {signed(x1)} and x₂ = {signed(x2)}"
            if not np.isfinite(rise):
                return f"f(x) = {f.label} has no value at one of {told}, so there is no slope."
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


def slope_steps(loss, start, looks, rate=RATE, h=1e-4):
    """Follow the slope downhill, each step at the price of three looks at the loss.

    loss takes two numbers. Returns the path, an array (steps + 1, 2). A step is `rate` times both
    slopes, measured by nudging one weight at a time by h, and at most LONGEST long.
    """
    path = [np.array(start, dtype=float)]
    for _ in range(looks // 3):
        w1, w2 = path[-1]
        here = loss(w1, w2)
        slopes = np.array([loss(w1 + h, w2) - here, loss(w1, w2 + h) - here]) / h
        step = -rate * slopes
        length = np.hypot(*step)
        if not np.isfinite(length):
            break
        path.append(path[-1] + step * min(1.0, LONGEST / max(length, 1e-300)))
    return np.array(path)


def guess_or_follow(loss="one neuron, three samples", *, looks=30, seed=1) -> Stage:
    """Two ways to look for the best two weights with the same number of looks at the loss.

    loss is a name from the list, a formula in w1 and w2, or a function of two numbers.
    """
    stage = Stage(figsize=(6.4, 4.6), title="guess_or_follow")
    start = (-2.0, 2.0)

    def scene(loss):
        ax = stage.figure.subplots()
        side = np.linspace(-BOX, BOX, 81)
        heights = loss(*np.meshgrid(side, side))
        finite = heights[np.isfinite(heights)]
        floor = finite.min() if finite.size else 0.0
        top = np.quantile(finite, 0.95) if finite.size else 1.0
        levels = floor + max(top - floor, 1e-9) * np.linspace(0.01, 1, 9) ** 2
        lines = ax.contour(
            side, side, heights, levels=levels, colors=drawing.role("contour").color, linewidths=0.9
        )
        ax.clabel(lines, lines.levels[2::2], fmt="%.3g", fontsize=9)
        ax.set(xlabel="w₁, first weight", ylabel="w₂, second weight", aspect="equal")
        ax.set(xlim=(-BOX, BOX), ylim=(-BOX, BOX), title="loss for every pair of weights")
        guesses = drawing.dots(ax, "guess")
        (steps,) = ax.plot([], [], **drawing.role("path").line())
        stops = drawing.dots(ax, "path", 4.0)
        ax.plot(*start, **drawing.role("start").point())
        ax.annotate("start", start, xytext=(8, 6), textcoords="offset points")
        (best,) = ax.plot([], [], **drawing.role("best").point(markersize=15, zorder=7))
        for height, name, words in (
            (0.95, "best", "★ best guess"),
            (0.7, "path", "— slope"),
        ):
            ax.text(1.04, height, words, color=drawing.role(name).color, transform=ax.transAxes)
        numbers = [
            drawing.label(ax, role_name=name, x=1.04, y=height, transform=ax.transAxes, fontsize=13)
            for name, height in (("best", 0.86), ("path", 0.61))
        ]
        ax.text(
            1.04, 0.43, "● all guesses", color=drawing.role("guess").color, transform=ax.transAxes
        )
        stage.moving(guesses, steps, stops, best, *numbers)

        def update(looks, seed):
            tried = np.random.default_rng(seed).uniform(-BOX, BOX, size=(looks, 2))
            losses = loss(tried[:, 0], tried[:, 1])
            path = slope_steps(loss, start, looks)
            end = float(loss(*path[-1]))
            drawing.move_dots(guesses, *tried.T)
            drawing.move_dots(stops, *path.T)
            steps.set_data(*path.T)
            found = np.nan
            best.set_data([], [])
            if np.isfinite(losses).any():
                winner = int(np.nanargmin(np.where(np.isfinite(losses), losses, np.nan)))
                best.set_data(*tried[winner : winner + 1].T)
                found = float(losses[winner])
            for text, value in zip(numbers, (found, end), strict=True):
                text.set_text(f"loss {value:.3g}".replace("-", "−"))
            return (
                f"After {looks} looks at the loss (seed {seed}): the best of {looks} random guesses "
                f"has loss {found:.3g}; following the slope, "
                f"{counted(len(path) - 1, 'step')} at three looks each, has come to {end:.3g}."
            ).replace("-", "−")

        return update

    return stage.live(
        scene,
        looks=slider("looks at the loss", 3, 48, looks, 3, play=UP),
        seed=slider("seed of the guesses", 0, 20, seed, 1),
        loss=FunctionChooser(
            "L, loss", loss, LOSSES, variables=("w1", "w2"), example="w1^2 + (w2 - 1)^2"
        ),
    )
