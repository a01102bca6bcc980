"""The first slider of the course, in notebook 00."""

import numpy as np

from lib import drawing
from lib.stage.controls import FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import signed

CURVES = ["x²", "x³", "sin x", "|x|", "e^x"]


def first_slider(f="sin x", *, x=1.0, lo=-3.0, hi=3.0) -> Stage:
    """A board that slides along a curve and lies as steep as the curve is there.

    f is a name from the list, a formula, or a function of one number. Where the curve has a corner
    the board can't lie, and none is drawn.
    """
    stage = Stage(figsize=(6.4, 3.4), title="first_slider")

    def scene(f):
        ax = stage.figure.subplots()
        drawing.curve(ax, f, lo, hi, margin=0.16)
        edge = 0.08 * (hi - lo)
        ax.set_xlim(lo - edge, hi + edge)
        ax.set(xlabel="x", ylabel="height f(x)", title=f"f(x) = {f.label}")
        (board,) = ax.plot([], [], **drawing.role("tangent").line(linewidth=5, alpha=0.75))
        (point,) = ax.plot([], [], **drawing.role("secant").point(zorder=6))
        stage.moving(board, point)
        steepness = f.derivative
        corners = f.corners(lo, hi)
        across, up = ax.get_position().size * stage.figure.get_size_inches()
        unit = (up / across) * np.diff(ax.get_xlim())[0] / np.diff(ax.get_ylim())[0]

        def update(x):
            y = f(x)
            at_corner = any(abs(x - c) < 1e-9 * max(1.0, abs(c)) for c in corners)
            slope = np.nan if at_corner else steepness(x)
            point.set_data(*([[x], [y]] if np.isfinite(y) else [[], []]))
            drawing.piece_through(board, x, y, slope, 0.09 * (hi - lo), unit)
            if not np.isfinite(y):
                return f"At x = {signed(x)} the curve of {f.label} has no height."
            if not np.isfinite(slope):
                return (
                    f"At x = {signed(x)} the height is {signed(y)}, and the board has nothing to lie "
                    f"on: {f.label} has no one slope here."
                )
            way = "level" if abs(slope) < 0.005 else "uphill" if slope > 0 else "downhill"
            way = "almost level" if 0.005 <= abs(slope) < 0.05 else way
            return (
                f"At x = {signed(x)} the height is {signed(y)} and the board lies {way}: "
                f"slope {signed(slope)}."
            )

        return update

    return stage.live(
        scene,
        x=slider("x, place", lo, hi, x, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )
