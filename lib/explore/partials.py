"""Live figure of notebook 05: a surface cut along x and along y, with the slopes of the cuts."""

import numpy as np

from lib import drawing
from lib.drawing import surfaces
from lib.stage.choices import HI, LO, SURFACES, of_two_inputs, views
from lib.stage.controls import slider
from lib.stage.stage import Stage
from lib.stage.words import in_brackets, partial_said, signed, title_of

TOUCH = np.array([-0.7, 0.0, 0.7])  # how far a tangent reaches


def slices(f="2x²y³", *, x=1.0, y=1.2, turn=-60, tilt=30) -> Stage:
    """A surface cut twice through one point: y held still, then x held still; the cuts' tangents.

    f is a name from the list, a formula in x and y, or a function of two numbers.
    """
    stage = Stage(figsize=(6.4, 4.3), title="slices")
    side = np.linspace(LO, HI, 21)

    def scene(f, turn, tilt):
        space = surfaces.axes_at(stage.figure, (0.0, 0.03, 0.59, 0.95), projection="3d")
        low, high = surfaces.surface(space, f, LO, HI, turn, tilt)
        stage.figure.text(0.02, 0.955, f"height {title_of(f)}", fontsize=12)
        ink = drawing.role("function").line(linewidth=1.2)
        (cuts3,) = space.plot(*np.empty((3, 0)), **ink, marker="D", markevery=[-1], zorder=12)
        cuts, touches, touches3 = [], [], []
        for bottom, name, along, still, mark in (
            (0.61, "first", "x", "y", "D"),
            (0.12, "second", "y", "x", "s"),
        ):
            ax = surfaces.axes_at(stage.figure, (0.73, bottom, 0.25, 0.28))
            ax.set(
                xlim=(LO, HI), ylim=(low, high), xlabel=f"{along} ({still} held still)", ylabel="f"
            )
            look = drawing.role(name)
            ax.set_title(f"slope ∂f/∂{along}", color=look.color, fontsize=11)
            ax.locator_params(nbins=5)
            ax.tick_params(labelsize=9.5)
            cuts += ax.plot([], [], **ink)
            touches += ax.plot([], [], **look.line(marker=mark, markevery=[1], zorder=5))
            touches3 += space.plot(*np.empty((3, 0)), **look.line(zorder=11))
        stage.moving(cuts3, *cuts, *touches, *touches3)

        def update(x, y):
            here, slopes = f(x, y), f.gradient(x, y)
            still_x, still_y = np.full(side.shape, x), np.full(side.shape, y)
            heights = f(np.concatenate([side, still_x, [x]]), np.concatenate([still_y, side, [y]]))
            heights = np.where((heights >= low) & (heights <= high), heights, np.nan)
            for cut, z in zip(cuts, np.split(heights[:-1], 2), strict=True):
                cut.set_data(side, z)
            cuts3.set_data_3d(
                np.concatenate([side, [np.nan], still_x, [np.nan, x]]),
                np.concatenate([still_y, [np.nan], side, [np.nan, y]]),
                np.insert(heights, [side.size, 2 * side.size], np.nan),
            )
            for i, at in enumerate((x, y)):
                rise = here + slopes[i] * TOUCH
                touches[i].set_data(at + TOUCH, rise)
                there = [np.full(3, x), np.full(3, y)]
                there[i] = at + TOUCH
                touches3[i].set_data_3d(*there, rise)
            return _told_slices(x, y, here, *slopes)

        return update

    return stage.live(
        scene,
        x=slider("x, first input", LO, HI, x, 0.05),
        y=slider("y, second input", LO, HI, y, 0.05),
        **views(turn, tilt),
        f=of_two_inputs(f, SURFACES),
    )


def _told_slices(x, y, here, by_x, by_y):
    if not np.isfinite(here):
        return f"f has no value at (x, y) = {in_brackets((x, y))}, and so no slopes."
    if not np.isfinite([by_x, by_y]).all():
        return (
            f"At (x, y) = {in_brackets((x, y))} the partials are ∂f/∂x: {partial_said(by_x)}, "
            f"∂f/∂y: {partial_said(by_y)}. A slice with a corner or a jump has no tangent."
        )
    return (
        f"At (x, y) = {in_brackets((x, y))}: with y held still the slope is ∂f/∂x = "
        f"{signed(by_x)}, with x held still ∂f/∂y = {signed(by_y)}."
    )
