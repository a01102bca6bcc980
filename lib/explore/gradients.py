"""Live figure of notebook 05: gradients and contours in the plane of the inputs."""

import numpy as np

from lib import drawing
from lib.drawing import surfaces
from lib.formula.planes import has_tangent_plane
from lib.stage.choices import HI, LO, MAP, MAPS, of_two_inputs
from lib.stage.controls import slider
from lib.stage.stage import Stage
from lib.stage.words import in_brackets, partial_said, seen, signed, title_of


def gradient_field(f="x² + y²", *, x=1.0, y=0.5) -> Stage:
    """Contours and gradients, both in the input plane: the gradient stands square on the contour.

    f is a name from the list, a formula in x and y, or a function of two numbers. All arrows are
    drawn at one scale, which the picture tells; a unit of x is as long as a unit of y.
    """
    stage = Stage(figsize=(6.4, 4.6), title="gradient_field")

    def scene(f):
        ax = surfaces.axes_at(stage.figure, (0.115, 0.125, 0.56, 0.78))
        surfaces.contours(ax, f, *MAP)
        ax.set_title(title_of(f))
        places = np.meshgrid(*2 * [0.6 * np.arange(-3, 4)])
        slopes = f.gradient(*places)
        unit = surfaces.arrow_unit(slopes, 1.0)
        arrows = {"angles": "xy", "scale_units": "xy", "scale": unit, "width": 0.005}
        fine = np.isfinite(slopes).all(axis=0)
        at, along = [p[fine] for p in places], [s[fine] for s in slopes]
        ax.quiver(*at, *along, color=drawing.FIELD, zorder=2, **arrows)
        lines = surfaces.LevelLines(f, *MAP)
        (level,) = ax.plot([], [], **drawing.role("tangent").line())
        (corner,) = ax.plot([], [], color=drawing.INK, linewidth=1.2, zorder=6)
        (point,) = ax.plot([], [], **drawing.role("function").point(zorder=7))
        steepest = drawing.arrow(ax, "gradient", linewidth=3)
        for height, name, words in (
            (0.93, "gradient", "→ gradient ∇f"),
            (0.63, "tangent", "— contour through\n    the point"),
        ):
            ax.text(1.05, height, words, color=drawing.role(name).color, transform=ax.transAxes)
        ax.text(
            1.05,
            0.2,
            f"1 long in the picture\nis a slope of {unit:g}",
            color=drawing.QUIET,
            fontsize=10,
            transform=ax.transAxes,
        )
        numbers = [
            ax.text(
                1.05,
                height,
                "",
                color=drawing.role(name).color,
                transform=ax.transAxes,
                fontsize=12,
            )
            for name, height in (("gradient", 0.84), ("tangent", 0.56))
        ]
        stage.moving(level, corner, steepest, point, *numbers)

        def update(x, y):
            here, slopes = f(x, y), f.gradient(x, y)
            point.set_data([x], [y])
            size = float(np.hypot(*slopes))
            level.set_data(*(lines.through(here) if np.isfinite(here) else ([], [])))
            steepest.set_visible(bool(size > 1e-3 * unit))
            corner.set_data([], [])
            if steepest.get_visible():
                steepest.set_positions((x, y), (x + slopes[0] / unit, y + slopes[1] / unit))
                if size > 0.15 * unit:
                    corner.set_data(*_square_corner(x, y, slopes / size))
            told = [
                in_brackets(slopes) if np.isfinite(size) else "none here",
                f"f = {signed(here)}" if np.isfinite(here) else "no value",
            ]
            for text, words in zip(numbers, told, strict=True):
                text.set_text(words)
            return _told_gradient(f, x, y, here, slopes, size)

        return update

    return stage.live(
        scene,
        x=slider("x, first input", LO, HI, x, 0.05),
        y=slider("y, second input", LO, HI, y, 0.05),
        f=of_two_inputs(f, MAPS),
    )


def _square_corner(x, y, g, size=0.13):
    """Three points of the mark of a right angle between g (2,), of length 1, and what crosses it."""
    across = np.array([-g[1], g[0]])
    corners = np.array([across, across + g, g]) * size
    return x + corners[:, 0], y + corners[:, 1]


def _told_gradient(f, x, y, here, slopes, size):
    where = f"At (x, y) = {in_brackets((x, y))}"
    if not np.isfinite(here):
        return f"{where} f has no value, and so no gradient."
    if not np.isfinite(size):
        return (
            f"{where} there is no gradient. The partials are ∂f/∂x: {partial_said(slopes[0])}, "
            f"∂f/∂y: {partial_said(slopes[1])}."
        )
    if not has_tangent_plane(f, x, y, slopes):
        return (
            f"{where} both partials exist, {in_brackets(slopes)}, and yet f isn't differentiable: no "
            "plane fits, so they needn't tell the slopes in other directions."
        )
    if size <= 1e-12 * abs(here):
        return (
            f"{where} the gradient is {in_brackets(slopes)}: level in every direction, so no arrow."
        )
    bearing = np.degrees(np.arctan2(slopes[1], slopes[0])) % 360
    return (
        f"{where} the gradient is {in_brackets(slopes)}: uphill is steepest at {bearing:.0f}° from the "
        f"x axis, with slope {seen(size)}, and square to the contour f = {signed(here)}."
    )
