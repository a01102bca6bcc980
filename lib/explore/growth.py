"""Live figure of notebook 03: which base makes the slope of bˣ its own height."""

import numpy as np

from lib import drawing
from lib.stage.controls import slider
from lib.stage.stage import Stage
from lib.stage.words import signed

STEP = 1e-6  # the h of (bʰ − 1)/h
LEFT, RIGHT, TOP = -2.0, 2.0, 9.0


def factor(base, h=STEP):
    """(bʰ − 1)/h, the slope of bˣ at 0 as a short step finds it; near ln b."""
    return np.expm1(h * np.log(base)) / h


def base(b=2.0, *, x=0.0) -> Stage:
    """The curve bˣ with its tangent: by what multiple of its height does it climb?

    b is the base, from 1.5 to 4, x the place. The multiple is the same at every x, and 1 for the
    base e = 2.718… only.
    """
    stage = Stage(figsize=(6.4, 3.6), title="base")

    def scene():
        ax = stage.figure.subplots()
        ax.set(xlim=(LEFT, RIGHT), ylim=(-1, TOP), xlabel="x", ylabel="height bˣ")
        ax.axhline(0, color=drawing.QUIET, linewidth=0.8)
        grid = np.linspace(LEFT, RIGHT, 81)
        (curve,) = ax.plot([], [], **drawing.role("function").line())
        (tangent,) = ax.plot([], [], **drawing.role("tangent").line())
        (height,) = ax.plot([], [], **drawing.role("rise").line())
        (point,) = ax.plot([], [], **drawing.role("secant").point(zorder=6))
        name = ax.text(LEFT + 0.12, 8.1, "", color=drawing.role("function").color)
        told = ax.text(LEFT + 0.12, 7.1, "", color=drawing.role("tangent").color)
        stage.moving(curve, tangent, height, point, name, told)

        def update(b, x):
            y, multiple = b**x, factor(b)
            curve.set_data(grid, b**grid)
            tangent.set_data([LEFT, RIGHT], y + multiple * y * (np.array([LEFT, RIGHT]) - x))
            height.set_data([x, x], [0, y])
            point.set_data([x], [y])
            name.set_text(f"bˣ, b = {signed(b, 3)}")
            told.set_text(f"slope {signed(multiple * y)} = {signed(multiple, 3)} × height")
            rounded = round(multiple, 3)
            beside = (
                "less" if rounded < 1 else "more" if rounded > 1 else "as much, to three digits"
            )
            return (
                f"With base {signed(b, 3)}, (bʰ − 1)/h is {signed(multiple, 3)} for a short h. At "
                f"x = {signed(x)} the curve is {signed(y)} high; its slope is {beside}: "
                f"{signed(multiple * y)}."
            )

        return update

    return stage.live(
        scene,
        b=slider("b, base", 1.5, 4.0, b, 0.01, format=".3f"),
        x=slider("x, place", LEFT, 1.5, x, 0.1),
    )
