"""Live figure of notebook 03: f, f' and f'' over one x."""

import numpy as np

from lib import drawing
from lib.calculus import shape
from lib.drawing import tracing
from lib.stage.choices import CURVES
from lib.stage.controls import FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import seen, signed

WORDS = {1: "rises", -1: "falls", 0: "is level"}
BENDS = {1: "bends up", -1: "bends down"}
LEVEL = {  # what f″ = 0 at a place means, by its signs on the left and on the right
    (1, 1): "0 at this one place; f bends up on both sides, and so here as well",
    (-1, -1): "0 at this one place; f bends down on both sides, and so here as well",
    (-1, 1): "0, where it changes its sign: a turning point of the bend, an inflection point",
    (0, 0): "0 on both sides as well: f is straight here",
}
LEVEL[1, -1] = LEVEL[-1, 1]
NEAR = 1e-6  # so close the end of a stretch is the place itself
HATCH = {1: None, -1: "///", 0: None}


def trace_derivative(f="x³ − 3x", *, x=-0.5, lo=-2.5, hi=2.5) -> Stage:
    """f, f' and f'' one above the other over one x, with the stretches where each keeps its sign.

    f is a name from the list, a formula, or a function of one number. For a Python function both
    derivatives are numerical. No tangent is drawn where there is none.
    """
    stage = Stage(figsize=(6.4, 5.4), title="trace_derivative")

    def scene(f):
        slope, bend = f.derivative, shape.second_derivative(f)
        stage.figure.get_layout_engine().set(rect=(0, 0, 0.84, 1), hspace=0.02)
        axes = stage.figure.subplots(3, 1, sharex=True)
        rising = shape.merged(shape.slope_stretches(f, lo, hi), slope)
        known = slope.corners(lo, hi) if f.exact else ()
        least = shape.roundoff(f, lo, hi, 2) if f.exact else 1e-3
        bending = shape.sign_stretches(
            bend, lo, hi, known, 1e-9 if f.exact else 1e-5, 400, least=least
        )
        bending = shape.merged(bending, bend)
        shown = [(f, "function"), (slope, "derivative"), (bend, "second derivative")]
        for ax, (g, name) in zip(axes, shown, strict=True):
            drawing.curve(ax, g, lo, hi, name, margin=0.12)
            tracing.with_zero(ax)
        _sign_bands(axes[0], rising)
        _sign_bands(axes[1], rising, {1: "+  f rises", -1: "−  f falls", 0: "0  level"})
        _sign_bands(axes[2], bending, {1: "+  bends up", -1: "−  bends down", 0: "0  straight"})
        axes[0].set(ylabel="f(x)", title=f"f(x) = {f.label}")
        axes[1].set_ylabel("f′(x)", color=drawing.role("derivative").color)
        axes[2].set_ylabel("f″(x)", color=drawing.role("second derivative").color)
        axes[2].set_xlabel("x")
        (tangent,) = axes[0].plot([], [], **drawing.role("tangent").line(linewidth=2.6, zorder=5))
        points, texts = tracing.traced(axes, [name for _, name in shown])
        rule, move_rule = tracing.rule_through(axes)
        stage.moving(rule, tangent, *points, *texts)
        half, unit = 0.16 * (hi - lo), (hi - lo) / np.ptp(axes[0].get_ylim())
        tiny = [_tiny(g, lo, hi, f.exact) for g in (slope, bend)]
        at = shape.remembered(slope, bend, lo, hi) if not f.exact else lambda x: (slope(x), bend(x))

        def update(x):
            y = f(x)
            dy, ddy = at(x)
            dy = shape.zero_if_tiny(dy, tiny[0])
            ddy = shape.zero_if_tiny(ddy, tiny[1])
            drawing.piece_through(tangent, x, y, dy, half, unit)
            move_rule(x)
            for point, text, value, symbol in zip(
                points, texts, (y, dy, ddy), ("f", "f′", "f″"), strict=True
            ):
                there = np.isfinite(value)
                point.set_data(*([[x], [value]] if there else [[], []]))
                digits = 2 if abs(value) < 10 else 1 if abs(value) < 1000 else 0
                text.set_text(f"{symbol} = {signed(value, digits)}" if there else f"no {symbol}")
            return _told_shape(f, x, y, dy, ddy, _beside(bending, x))

        return update

    return stage.live(
        scene,
        x=slider("x, place", lo, hi, x, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def _tiny(g, lo, hi, exact):
    """What counts as 0 of a derivative g: round-off, beside its size from lo to hi."""
    sizes = np.abs(g(np.linspace(lo, hi, 101)))
    sizes = sizes[np.isfinite(sizes)]
    return (1e-9 if exact else 1e-5) * (float(np.median(sizes)) if sizes.size else 0.0)


def _beside(stretches, x):
    """The signs of the stretches that end at x and begin there, at an end twice the one there is."""
    left = [sign for a, b, sign in stretches if a < x - NEAR and x <= b + NEAR]
    right = [sign for a, b, sign in stretches if a <= x + NEAR and x + NEAR < b]
    sides = (left or right)[-1:] + (right or left)[:1]
    return tuple(sides)


def _told_shape(f, x, y, dy, ddy, beside):
    """What the two derivatives say at x, in a sentence; `beside`: signs of f″ left and right of x."""
    if not np.isfinite(y):
        return f"At x = {signed(x)} f(x) = {f.label} has no value."
    start = f"At x = {signed(x)} f is {seen(y)}"
    if not np.isfinite(dy):
        more = "the tangent would be vertical" if np.isinf(dy) else "there is no tangent"
        return f"{start}, and f′ has no value here: {more}."
    told = f"{start}; f′ = {seen(dy)}"
    sign = int(np.sign(dy))
    told += f", so f {WORDS[sign]} here" if sign else ", so x is a stationary point"
    if not np.isfinite(ddy):
        return f"{told}; f″ has no value here."
    if ddy == 0:
        return f"{told}; f″ is {LEVEL.get(beside, '0 here; that alone doesn’t tell how f bends')}."
    return f"{told}; f″ = {seen(ddy)}, so f {BENDS[int(np.sign(ddy))]}."


def _sign_bands(ax, stretches, words=None):
    """Tint each stretch by its sign, hatch the negative ones, and write above it what it means."""
    left, right = ax.get_xlim()
    for a, b, sign in stretches:
        ax.axvspan(
            a, b, facecolor=drawing.TINT[sign], edgecolor="white", hatch=HATCH[sign], zorder=0
        )
        if words and b - a > 0.022 * len(words[sign]) * (right - left):
            ax.annotate(
                words[sign],
                ((a + b) / 2, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=10,
            )
