"""Live figure of notebook 05: a plane laid against a surface, and how far it can be trusted."""

import numpy as np

from lib import drawing
from lib.drawing import surfaces
from lib.formula.planes import has_tangent_plane, plane_error, rim_error
from lib.stage.choices import HI, LO, SURFACES, of_two_inputs, views
from lib.stage.controls import DOWN, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import in_brackets, plain, signed, title_of

SHARES = np.linspace(-1, 1, 4)


def tangent_plane(f="x² + y²", *, x=0.5, y=0.5, reach=0.63, turn=-60, tilt=25) -> Stage:
    """The plane of both partials, laid against the surface, and its error against the reach.

    f is a name from the list, a formula in x and y, or a function of two numbers. Where f is twice
    differentiable the error falls like the reach squared, a slope of 2 on the log-log axes.
    """
    stage = Stage(figsize=(6.4, 4.0), title="tangent_plane")
    reaches = np.logspace(-3, 0, 13)

    def scene(f, turn, tilt):
        space = surfaces.axes_at(stage.figure, (0.0, 0.03, 0.57, 0.95), projection="3d")
        low, high = surfaces.surface(space, f, LO, HI, turn, tilt)
        stage.figure.text(0.02, 0.95, f"height {title_of(f)}", fontsize=12)
        ax = surfaces.axes_at(stage.figure, (0.73, 0.14, 0.25, 0.74))
        top = 10 ** np.ceil(np.log10(2 * (high - low)))
        ax.set(xscale="log", yscale="log", xlim=(7e-4, 1.5), ylim=(1e-8 * top, top))
        ax.set(xlabel="reach", ylabel="error of the plane")
        ax.yaxis.label.set_color(drawing.role("error").color)
        ax.tick_params(labelsize=9.5)
        ax.minorticks_off()
        for power, words, height, at, beside in (
            (1, "∝ reach", 0.3, 1.2e-3, 25.0),
            (2, "∝ reach²", 3e-2, 0.05, 0.01),
        ):
            ax.plot(
                [1e-3, 1],
                [height * top * 1e-3**power, height * top],
                **drawing.role("quiet").line(),
            )
            place = at, beside * height * top * at**power
            ax.text(*place, words, color=drawing.QUIET, fontsize=9.5)
        (errors,) = ax.plot([], [], **drawing.role("error").line())
        (mark,) = ax.plot([], [], **drawing.role("error").point(zorder=6))
        (plane,) = space.plot(
            *np.empty((3, 0)), **drawing.role("tangent").line(zorder=11, linewidth=1.4)
        )
        (point,) = space.plot(*np.empty((3, 0)), **drawing.role("function").point(zorder=12))
        stage.moving(errors, mark, plane, point)

        def update(x, y, reach):
            here, slopes = f(x, y), f.gradient(x, y)
            point.set_data_3d(*np.array([[x], [y], [here if low <= here <= high else np.nan]]))
            exists = bool(np.isfinite(here) and np.isfinite(slopes).all())
            for artist in (plane, errors, mark):
                artist.set_visible(exists)
            where = f"At (x, y) = {in_brackets((x, y))}"
            if not exists:
                return f"{where} there is no plane to lay: not both partials exist."
            plane.set_data_3d(*_sheet(x, y, here, slopes, reach))
            curve = np.maximum.accumulate(rim_error(f, x, y, slopes, reaches))
            error = plane_error(f, x, y, slopes, reach)
            tiny = 1e-13 * top
            errors.set_data(reaches, np.where(curve > tiny, curve, np.nan))
            mark.set_data([reach], [error if tiny < error < np.inf else np.nan])
            return _told_plane(f, x, y, slopes, reach, error, where, tiny)

        return update

    return stage.live(
        scene,
        x=slider("x, first input", LO, HI, x, 0.05),
        y=slider("y, second input", LO, HI, y, 0.05),
        reach=log_slider("r, reach of the plane", -3, 0, reach, play=DOWN),
        **views(turn, tilt),
        f=of_two_inputs(f, SURFACES),
    )


def _sheet(x, y, here, slopes, reach):
    """A square of the plane as one line: its rulings there and across, (3, k)."""
    s, ends = SHARES * reach, np.array([-reach, reach])
    lines = [(ends, np.full(2, t)) for t in s] + [(np.full(2, t), ends) for t in s]
    gap = np.array([np.nan])
    dx = np.concatenate([part for a, _ in lines for part in (a, gap)])
    dy = np.concatenate([part for _, b in lines for part in (b, gap)])
    return x + dx, y + dy, here + slopes[0] * dx + slopes[1] * dy


def _told_plane(f, x, y, slopes, reach, error, where, tiny):
    reached = f"within reach {reach:.2g}"
    steep = f"{where} the plane has the slopes ∂f/∂x = {signed(slopes[0])} and ∂f/∂y = "
    steep += f"{signed(slopes[1])};"
    if np.isinf(error):
        return f"{steep} {reached} f grows without bound, and so does the plane's error."
    if not np.isfinite(error):
        return f"{steep} {reached} f isn't finite everywhere."
    if error <= tiny:
        return f"{steep} {reached} it is off by nothing but roundoff: f is its own plane here."
    off = f"{steep} {reached} it is off by {plain(error, 2)} at most, "
    off += f"{plain(error / reach, 2)} times the reach."
    if has_tangent_plane(f, x, y, slopes):
        return off
    return f"{off} That share doesn't go to 0: f isn't differentiable, this is no tangent plane."
