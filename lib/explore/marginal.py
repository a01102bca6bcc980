"""Live figure of notebook 03: what n more pieces cost, along the tangent and really."""

import numpy as np
from matplotlib.patches import Rectangle

from lib import drawing
from lib.drawing.tracing import with_zero
from lib.stage.controls import FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import seen, signed

COSTS = {
    "a bakery, overtime": "150 + 0.5q + 0.01q²",
    "a printer, bulk paper": "60 + 20√q",
    "a second oven above 60": "100 + q + (80 if q > 60 else 0)",
}


def marginal(C="a bakery, overtime", *, q=50, n=30) -> Stage:
    """What n more pieces cost: along the tangent, C'(q) times n, against C(q + n) - C(q).

    C is a name from the list, a formula in q, or a function of one number: pieces in, euros out.
    """
    stage = Stage(figsize=(6.4, 5.0), title="marginal")
    most, more = 100, 40

    def scene(C):
        slope = C.derivative
        axes = stage.figure.subplots(2, 1, sharex=True, height_ratios=[1.6, 1])
        drawing.curve(axes[0], C, 1, most + more, margin=0.1)
        drawing.curve(axes[1], slope, 1, most + more, "derivative", margin=0.2)
        for ax in axes:
            ax.set_xlim(0, most + more)
        low, high = with_zero(axes[1])
        axes[1].set_ylim(low, high + 0.1 * (high - low))
        axes[0].set(ylabel="cost C (€)", title=f"C(q) = {C.label}")
        axes[1].set_ylabel(
            "marginal cost C′\n(€ per piece)", color=drawing.role("derivative").color
        )
        axes[1].set_xlabel("quantity q (pieces)")
        (tangent,) = axes[0].plot([], [], **drawing.role("secant").line(zorder=5))
        (points,) = axes[0].plot([], [], **drawing.role("function").point(zorder=6))
        (guess,) = axes[0].plot([], [], **drawing.role("first").point(marker="D", zorder=6))
        (miss,) = axes[0].plot([], [], **drawing.role("error").line(linewidth=3, zorder=5))
        wrong = drawing.label(axes[0], role_name="error", ha="left", va="center")
        (rate,) = axes[1].plot([], [], **drawing.role("derivative").point(zorder=6))
        area = Rectangle(
            (0, 0), 0, 0, facecolor=drawing.TINT[-1], edgecolor=drawing.role("first").color
        )
        area.set_zorder(2)
        axes[1].add_patch(area)
        (bottom, top) = axes[0].get_ylim()
        said = drawing.label(axes[1], role_name="first", x=1, y=1.03, ha="right", bbox=None)
        said.set_transform(axes[1].transAxes)
        axes[1].set_title(" ")
        stage.moving(tangent, points, guess, miss, wrong, area, rate, said)

        def update(q, n):
            here, there, rise = C(q), C(q + n), slope(q)
            points.set_data([q, q + n], [here, there])
            fine = np.isfinite([here, there, rise]).all()
            for line in (tangent, guess, miss, rate):
                line.set_data([], [])
            area.set_visible(bool(fine))
            wrong.set_text("")
            said.set_text("")
            if not fine:
                return _told_missing(q, n, here, there, rise)
            estimate = rise * n
            off = there - here - estimate
            tangent.set_data([q, q + n], [here, here + estimate])
            guess.set_data([q + n], [here + estimate])
            miss.set_data([q + n, q + n], [here + estimate, there])
            height = np.clip(there - off / 2, bottom + 0.05 * (top - bottom), top)
            if abs(off) > 0.02 * (top - bottom):
                wrong.set(position=(q + n + 2, height), text=f"{signed(abs(off))} € off")
                wrong.set_horizontalalignment("left" if q + n < 115 else "right")
                wrong.set_x(q + n + 2 if q + n < 115 else q + n - 2)
            rate.set_data([q], [rise])
            area.set_bounds(q, 0, n, rise)
            said.set_text(f"C′(q)·n = {signed(rise)} × {n} = {signed(estimate)} €")
            return (
                f"At q = {q} pieces the marginal cost is C′(q) = {signed(rise)} € per piece. "
                f"{n} more: estimated {signed(estimate)} €, really {signed(there - here)} €; "
                f"the estimate is {signed(abs(off))} € off."
            )

        return update

    return stage.live(
        scene,
        q=slider("q, pieces", 1, most, q, 1),
        n=slider("n, pieces more", 1, more, n, 1),
        C=FunctionChooser("C(q), cost", C, COSTS, variables=("q",), example="50 + 3q + q^2/40"),
    )


def _told_missing(q, n, here, there, rise):
    """What can still be said where a cost or the slope is missing."""
    where = f"At q = {q} pieces"
    if not np.isfinite(here):
        return f"{where} C has no value, so nothing can be said of what more of them cost."
    if not np.isfinite(rise):
        rate = f"{where} C has no derivative, so there is no marginal cost here"
    else:
        rate = f"{where} the marginal cost is C′(q) = {seen(rise)} € per piece"
    if not np.isfinite(there):
        return f"{rate}; at q + n = {q + n} pieces C has no value, so there is nothing to compare with."
    return f"{rate}; {n} more really cost {seen(there - here)} €."
