"""Live figure of notebook 02: a magnifying glass on a curve."""

import functools

import numpy as np

from lib import drawing
from lib.formula.magnify import departure, magnified
from lib.formula.precision import visible_roundoff
from lib.formula.tangents import tangent_at
from lib.stage.controls import UP, FunctionChooser, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import plain, seen, signed

ZOOMED = ["x²", "sin x", "|x|", "ReLU", "∛x", "step", "x·sin(1/x)", "x²·sin(1/x)"]
WIDEST = 2.0  # half the width of the window at zoom 1
OUTSIDE = 9.0  # what leaves the window is drawn up to here
EPS = float(np.finfo(float).eps)


def zoom_in(f="x²", *, x=1.0, zoom=1.0, lo=-2.0, hi=2.0) -> Stage:
    """A magnifying glass on a curve, 1 to 10⁶ times, with the tangent where there is one.

    f is a name from the list, a formula, or a function of one number. Both directions are magnified
    alike. For a formula 50 digits are used wherever float64 could show its roundoff, so nothing in
    the picture is roundoff; for a Python function the sentence says how much of it may be.
    """
    stage = Stage(figsize=(6.4, 3.9), title="zoom_in")

    def scene(f):
        whole, glass = stage.figure.subplots(1, 2, width_ratios=(1, 1.45))
        drawing.curve(whole, f, lo - WIDEST, hi + WIDEST, fit=False)
        bottom, top = drawing.nice_limits(drawing.samples(f, lo, hi)[1], 0)
        whole.set(xlim=(lo - WIDEST, hi + WIDEST), ylim=(bottom - 1.1 * WIDEST, top + 1.1 * WIDEST))
        whole.set(xlabel="x", ylabel="f(x)", title=f"f(x) = {f.label}")
        if top - bottom < 8 * WIDEST:
            whole.set_aspect("equal")
        glass.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal")
        ticks = [-1, 0, 1]
        glass.set_xticks(ticks, ["−w", "0", "w"])
        glass.set_yticks(ticks, ["−w", "0", "w"])
        glass.set(xlabel="distance from x", ylabel="f − f(x)", title=" ")
        (window,) = whole.plot([], [], **drawing.role("secant").line(linestyle="-", linewidth=1.6))
        (spot,) = whole.plot([], [], **drawing.role("secant").point(zorder=6, markersize=6))
        (tangent,) = glass.plot([], [], **drawing.role("tangent").line(linewidth=5, alpha=0.45))
        (curve,) = glass.plot([], [], **drawing.role("function").line(linewidth=1.8))
        (thick,) = glass.plot([], [], color=drawing.INK, linewidth=6.0, solid_capstyle="butt")
        words = glass.text(
            0, 1.04, "", transform=glass.transAxes, color=drawing.role("secant").color
        )
        verdict = glass.text(1, 1.04, "", transform=glass.transAxes, color=drawing.INK, ha="right")
        stage.moving(window, spot, tangent, curve, thick, words, verdict)
        exact = functools.cache(lambda x: tangent_at(f, x))

        def update(x, zoom):
            x, w = round(x, 12), WIDEST / zoom
            y, (slope, why) = f(x), exact(x)
            box = np.array([-w, w, w, -w, -w]), np.array([-w, -w, w, w, -w])
            window.set_data(x + box[0], y + box[1])
            spot.set_data([x], [y])
            line, (middle, low, high) = magnified(f, x, w)
            curve.set_data(line[0], np.clip(line[1], -OUTSIDE, OUTSIDE))
            thick.set_data(
                np.column_stack([middle, middle, middle]).ravel(),
                np.column_stack(
                    [*np.clip([low, high], -OUTSIDE, OUTSIDE), np.full(low.shape, np.nan)]
                ).ravel(),
            )
            drawing.line_through(tangent, glass, 0.0, 0.0, slope)
            words.set_text(f"{_times(zoom)}, w = {plain(w, 2)}")
            verdict.set_text("" if np.isfinite(slope) else "no tangent")
            start = f"At x = {signed(x)}, magnified {_times(zoom)}, "
            if not np.isfinite(y):
                return f"{start}f(x) = {f.label} has no value."
            doubt = _doubt(f, x, w)
            if why:
                return f"{start}there is no tangent: {why}.{doubt}"
            found = departure(f, x, w, (line, (middle, low, high)), slope)
            return f"{start}{_departure_told(*found, slope, w)}.{doubt}"

        return update

    return stage.live(
        scene,
        x=slider("x, place", lo, hi, x, 0.05),
        zoom=log_slider("zoom, times", 0, 6, zoom, play=UP),
        f=FunctionChooser("f(x), curve", f, ZOOMED),
    )


def _departure_told(bow, whole, slope, w):
    """How far the curve leaves its tangent in the window, in words."""
    if np.isinf(bow):
        return f"f grows without bound, and so leaves its tangent, slope {seen(slope)}, by any distance"
    where = "" if whole else "where it has values, "
    if bow <= 8 * EPS * (1 + abs(slope)):
        return f"{where}the curve and its tangent, slope {seen(slope)}, are one straight line"
    return (
        f"{where}the curve leaves its tangent, slope {seen(slope)}, by up to "
        f"{plain(100 * bow, 2)} % of the window's half-width w = {plain(w, 2)}"
    )


def _times(zoom):
    return f"{plain(zoom, 2)}×"


def _doubt(f, x, w):
    """What to say of roundoff in the window of a Python function; nothing for a formula."""
    share = 100 * visible_roundoff(f, x, w) / w
    if share < 0.5:
        return ""
    return f" Up to about {plain(share, 1)} % of w is round-off in your Python function."
