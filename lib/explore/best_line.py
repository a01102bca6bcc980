"""Live figure of notebook 02: a line is turned about a point of the curve; one slope is the best."""

import functools

import numpy as np

from lib import drawing
from lib.formula.precision import is_exact, rises, rises_in_float64, visible_roundoff
from lib.formula.tangents import tangent_at
from lib.stage.controls import DOWN, FunctionChooser, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import plain, signed

CURVES = ["x²", "x³", "sin x", "e^x", "|x|", "√x", "x²·sin(1/x)"]
STEPS = 10.0 ** np.linspace(-4, 0, 41)
BOTH = np.concatenate([-STEPS, STEPS])
LEAST, MOST = 1e-10, 30.0
CLEAR = 1e-9  # of an error, that float64 may be off by: nothing of it is to be seen


def best_line(f="x²", *, x=1.0, m=1.0, h=0.5, lo=-2.0, hi=2.0) -> Stage:
    """A line through (x, f(x)) with slope m: how far is it off at distance h, to either side?

    f is a name from the list, a formula, or a function of one number. Beside the curve stands the
    larger of the two errors for every h, on log axes. Where f is differentiable at x, it falls
    faster than h for m = f′(x), and for no other m.
    """
    stage = Stage(figsize=(6.4, 3.9), title="best_line")

    def scene(f):
        beside, ax = stage.figure.subplots(1, 2, width_ratios=(1, 1.15))
        drawing.curve(beside, f, lo - 1, hi + 1, margin=0.1)
        beside.set(xlabel="x", ylabel="f(x)", xlim=(lo - 1, hi + 1))
        beside.set_title(f"f(x) = {f.label}", fontsize=11)
        ax.set(xscale="log", yscale="log", xlim=(STEPS[0], 1.3), ylim=(LEAST, MOST))
        ax.set(xlabel="h, distance", ylabel="error of the line")
        for power, words in ((1, "h"), (2, "h²")):
            ax.plot(STEPS, STEPS**power, **drawing.role("quiet").line(zorder=2))
            ax.annotate(
                words, (STEPS[2], STEPS[2] ** power), xytext=(0, -5), va="top",
                textcoords="offset points", color=drawing.QUIET,
            )  # fmt: skip
        (line,) = beside.plot([], [], **drawing.role("tangent").line())
        (gaps,) = beside.plot([], [], **drawing.role("error").line(linewidth=2.6, zorder=5))
        (spot,) = beside.plot([], [], **drawing.role("function").point(markersize=7, zorder=7))
        (errors,) = ax.plot([], [], **drawing.role("error").line(zorder=4))
        (here,) = ax.plot([], [], **drawing.role("error").point(markersize=10, zorder=6))
        words = ax.text(0, 1.03, "", transform=ax.transAxes, color=drawing.role("error").color)
        stage.moving(line, gaps, spot, errors, here, words)
        exact = functools.lru_cache(maxsize=1000)(lambda x: tangent_at(f, x))
        around = functools.lru_cache(maxsize=1000)(lambda x: _rises_around(f, x))

        def update(x, m, h):
            x, m = round(x, 12), round(m, 12)
            y, (slope, why) = float(f(x)), exact(x)
            with np.errstate(all="ignore"):
                off = _errors(f, x, m, *around(x))
                near = _both_sides(f, x, np.array([h, h / 10]))
                gap = np.abs(near - m * np.array([[-h, -h / 10], [h, h / 10]])).max(axis=0)
            drawing.line_through(line, beside, x, y, m)
            sides = np.array([x - h, x + h])
            curve = y + near[:, 0]
            there = np.isfinite(curve)
            heights = np.array([y + m * (sides - x), curve, [np.nan, np.nan]])
            places = np.array([sides, sides, [np.nan, np.nan]])
            gaps.set_data(*(part[:, there].T.ravel() for part in (places, heights)))
            spot.set_data([x], [y])
            errors.set_data(
                STEPS, np.where((off > 0) & np.isfinite(off), np.clip(off, LEAST, MOST), np.nan)
            )
            shown = np.isfinite(gap[0]) and gap[0] > 0
            here.set_data(*(([h], [np.clip(gap[0], LEAST, MOST)]) if shown else ([], [])))
            words.set_text(f"error/h = {plain(gap[0] / h, 3)}" if np.isfinite(gap[0]) else "")
            start = f"At x = {signed(x)} the line of slope m = {signed(m)} "
            if not np.isfinite(gap[0]):
                return f"{start}has no error to speak of at distance h = {plain(h, 2)}: f has no value there."
            error = _error_told(h, gap, visible_roundoff(f, x, h))
            return f"{start}{error} {_limit_told(f, x, m, slope, why)}"

        return update

    return stage.live(
        scene,
        m=slider("m, slope of the line", -4.0, 4.0, m, 0.05),
        h=log_slider("h, distance", -4, 0, h, play=DOWN),
        x=slider("x, place", lo, hi, x, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def _both_sides(f, x, steps):
    """f(x - h) - f(x) and f(x + h) - f(x) for each h, array (2, n)."""
    with np.errstate(all="ignore"):
        return np.reshape(rises(f, x, np.concatenate([-steps, steps])), (2, len(steps)))


def _rises_around(f, x):
    """f(x + d) - f(x) for all of BOTH, and how far each may be off; the bound is 0 for a callable."""
    if is_exact(f):
        return rises_in_float64(f, x, BOTH)
    return rises(f, x, BOTH), np.zeros(BOTH.shape)


def _errors(f, x, m, rise, bound):
    """The larger error of the line of slope m for each of STEPS, of what `_rises_around` gives.

    Where float64 doesn't tell it, as where it is 0, it is worked out with many digits.
    """
    off = np.abs(rise - m * BOTH)
    vague = ~(bound <= CLEAR * off)
    if is_exact(f) and vague.any():
        off[vague] = np.abs(rises(f, x, BOTH[vague]) - m * BOTH[vague])
    return off.reshape(2, -1).max(axis=0)


def _error_told(h, gap, roundoff):
    told = f"is off by {plain(gap[0], 3)} at distance h = {plain(h, 2)}: error/h = {plain(gap[0] / h, 3)}."
    if gap[0] == 0 or not np.isfinite(gap[1]):
        return told
    if gap[1] <= 4 * roundoff:
        return f"{told} At a tenth of h no more than round-off may be left of it."
    return f"{told} At a tenth of h the error is {plain(gap[0] / gap[1], 3)} times smaller."


def _limit_told(f, x, m, slope, why):
    """What error/h does as h shrinks: it goes to 0 for m = f′(x), and for no other m."""
    if why or not np.isfinite(slope):
        return f"No m brings error/h to 0 here, as there is no f′({signed(x)}): {why}."
    room = (1e-12 if is_exact(f) else 1e-7) * (1 + abs(slope))
    if abs(m - slope) <= room:
        return f"m is f′({signed(x)}) = {plain(slope)}: error/h goes to 0."
    return (
        f"f′({signed(x)}) = {plain(slope)}, so error/h doesn't go to 0, but to |f′ − m| = "
        f"{plain(abs(slope - m), 3)}."
    )
