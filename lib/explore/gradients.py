"""Live figures of notebook 05: slices of a surface, the gradient, a compass, the tangent plane."""

import numpy as np

from lib import drawing
from lib.drawing import surfaces
from lib.formula.planes import has_tangent_plane, plane_error, slopes_around
from lib.stage.controls import DOWN, FunctionChooser, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import in_brackets, plain, signed

INPUTS = ("x", "y")
LO, HI = -1.5, 1.5
MAP = -2.0, 2.0  # a map reaches further than its sliders, so that arrows have room
SMOOTH = {
    "2x²y³": "2x^2 y^3",
    "x² + y²": "x^2 + y^2",
    "x² − y²": "x^2 - y^2",
    "sin(2x)·cos(y)": "sin(2x) cos(y)",
    "a hill and a hollow": "2e^(-(x-0.8)^2 - y^2) - e^(-(x+1)^2 - (y-0.8)^2)",
}
ROUGH = {
    "√|xy|": "sqrt(|x*y|)",
    "x²y/(x² + y²), 0 at 0": "x^2 y/(x^2 + y^2) if x != 0 else 0",
    "xy/(x² + y²), 0 at 0": "x*y/(x^2 + y^2) if x != 0 else 0",
    "|x| + |y|": "|x| + |y|",
}
RING = "#c3cad2"
SHARES = np.linspace(-1, 1, 4)
TOUCH = np.array([-0.7, 0.0, 0.7])  # how far a tangent reaches


def _axes(stage, place, **more):
    """Axes at a place of their own, where two pictures of unlike kind share a figure."""
    stage.figure.set_layout_engine("none")
    return stage.figure.add_axes(place, **more)


def _chooser(f, choices):
    return FunctionChooser(
        "f(x, y), function", f, choices, variables=INPUTS, example="x^2 + 3x*y, sin(x) y"
    )


def _views(turn, tilt):
    """Sliders that turn the view: everything is drawn anew, once, on release."""
    return {
        "turn": slider("turn of the view, in °", -150, 150, turn, 5, live=False),
        "tilt": slider("tilt of the view, in °", 10, 70, tilt, 5, live=False),
    }


def _title(f):
    return f"f(x, y) = {f.label}" if len(f.label) <= 40 else "f(x, y)"


def _or_none(partial):
    return signed(partial) if np.isfinite(partial) else "none here"


def slices(f="2x²y³", *, x=1.0, y=1.2, turn=-60, tilt=30) -> Stage:
    """A surface cut twice through one point: y held still, then x held still; the cuts' tangents.

    f is a name from the list, a formula in x and y, or a function of two numbers.
    """
    stage = Stage(figsize=(6.4, 4.3), title="slices")
    side = np.linspace(LO, HI, 21)

    def scene(f, turn, tilt):
        space = _axes(stage, (0.0, 0.03, 0.59, 0.95), projection="3d")
        low, high = surfaces.surface(space, f, LO, HI, turn, tilt)
        stage.figure.text(0.02, 0.955, f"height {_title(f)}", fontsize=12)
        ink = drawing.role("function").line(linewidth=1.2)
        (cuts3,) = space.plot(*np.empty((3, 0)), **ink, marker="D", markevery=[-1], zorder=12)
        cuts, touches, touches3 = [], [], []
        for bottom, name, along, still, mark in (
            (0.61, "first", "x", "y", "D"),
            (0.12, "second", "y", "x", "s"),
        ):
            ax = _axes(stage, (0.73, bottom, 0.25, 0.28))
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
        **_views(turn, tilt),
        f=_chooser(f, SMOOTH | ROUGH),
    )


def _told_slices(x, y, here, by_x, by_y):
    if not np.isfinite(here):
        return f"f has no value at (x, y) = {in_brackets((x, y))}, and so no slopes."
    if not np.isfinite([by_x, by_y]).all():
        return (
            f"At (x, y) = {in_brackets((x, y))} the partials are ∂f/∂x: {_or_none(by_x)}, "
            f"∂f/∂y: {_or_none(by_y)}. A slice with a corner or a jump has no tangent."
        )
    return (
        f"At (x, y) = {in_brackets((x, y))}: with y held still the slope is ∂f/∂x = "
        f"{signed(by_x)}, with x held still ∂f/∂y = {signed(by_y)}."
    )


def gradient_field(f="x² + y²", *, x=1.0, y=0.5) -> Stage:
    """Contours and gradients, both in the input plane: the gradient stands square on the contour.

    f is a name from the list, a formula in x and y, or a function of two numbers. All arrows are
    drawn at one scale, which the picture tells; a unit of x is as long as a unit of y.
    """
    stage = Stage(figsize=(6.4, 4.6), title="gradient_field")

    def scene(f):
        ax = _axes(stage, (0.115, 0.125, 0.56, 0.78))
        surfaces.contours(ax, f, *MAP)
        ax.set_title(_title(f))
        places = np.meshgrid(*2 * [0.6 * np.arange(-3, 4)])
        slopes = f.gradient(*places)
        unit = surfaces.arrow_unit(slopes, 1.0)
        arrows = {"angles": "xy", "scale_units": "xy", "scale": unit, "width": 0.005}
        fine = np.isfinite(slopes).all(axis=0)
        at, along = [p[fine] for p in places], [s[fine] for s in slopes]
        ax.quiver(*at, *along, color="#d99a73", zorder=2, **arrows)
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
        f=_chooser(f, {k: SMOOTH[k] for k in [*list(SMOOTH)[1:], "2x²y³"]} | ROUGH),
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
            f"{where} there is no gradient. The partials are ∂f/∂x: {_or_none(slopes[0])}, "
            f"∂f/∂y: {_or_none(slopes[1])}."
        )
    if not has_tangent_plane(f, x, y, slopes):
        return (
            f"{where} both partials exist, {in_brackets(slopes)}, and yet f isn't differentiable: they "
            "tell nothing about other directions."
        )
    if size < 1e-9:
        return (
            f"{where} the gradient is {in_brackets(slopes)}: level in every direction, so no arrow."
        )
    bearing = np.degrees(np.arctan2(slopes[1], slopes[0])) % 360
    return (
        f"{where} the gradient is {in_brackets(slopes)}: uphill is steepest at {bearing:.0f}° from the "
        f"x axis, with slope {signed(size)}, and square to the contour f = {signed(here)}."
    )


def compass(f="x² + y²", *, x=1.0, y=0.5, angle=60) -> Stage:
    """The slope in every direction from one place, as a polar curve over the direction.

    f is a name from the list, a formula in x and y, or a function of two numbers; angle in degrees
    from the x axis towards the y axis. A new place draws the picture anew, on release.
    """
    stage = Stage(figsize=(6.4, 3.9), title="compass")
    around = np.radians(np.arange(0, 361, 3))

    def scene(f, x, y):
        field = _axes(stage, (0.115, 0.16, 0.4, 0.66))
        surfaces.contours(field, f, *MAP, count=8)
        field.set_title("→ u, facing", fontsize=11)
        field.set_title("→ ∇f", fontsize=11, loc="right", color=drawing.role("gradient").color)
        here, slopes = f(x, y), f.gradient(x, y)
        dial = _axes(stage, (0.56, 0.06, 0.43, 0.76))
        rose = slopes_around(f, x, y, around)
        known = has_tangent_plane(f, x, y, slopes)
        claimed = slopes[0] * np.cos(around) + slopes[1] * np.sin(around)
        sizes = np.abs(np.concatenate([rose, claimed]))
        reach = float(np.max(sizes[np.isfinite(sizes)], initial=0.0))
        reach = reach if reach > 1e-6 else 1.0
        _dial(dial, reach)
        stage.figure.text(0.02, 0.955, _title(f), fontsize=12)
        dial.set_title("slope in each direction", fontsize=11, loc="center")
        for sign, name in ((1, "gradient"), (-1, "tangent")):
            lobe = np.where(sign * rose > -1e-7 * reach, np.abs(rose), np.nan)
            look = drawing.role(name).line(linestyle="-" if sign > 0 else (0, (4, 2)))
            dial.plot(lobe * np.cos(around), lobe * np.sin(around), **look)
            words, edge = ("— uphill", 0.02) if sign > 0 else ("- - downhill", 0.98)
            ha = "left" if sign > 0 else "right"
            dial.text(edge, 0.0, words, color=look["color"], ha=ha, transform=dial.transAxes)
        field.plot([x], [y], **drawing.role("function").point(zorder=7))
        size = float(np.hypot(*slopes))
        if np.isfinite(size) and size > 1e-9:
            tip = slopes / size * 0.6
            drawing.arrow(field, "gradient").set_positions((x, y), (x + tip[0], y + tip[1]))
            drawing.arrow(dial, "gradient").set_positions((0, 0), tuple(slopes))
        facing = drawing.arrow(field, "function")
        needle = drawing.arrow(dial, "function")
        stage.moving(facing, needle)

        def update(angle):
            turn = np.radians(angle)
            u = np.array([np.cos(turn), np.sin(turn)])
            facing.set_positions((x, y), (x + 0.8 * u[0], y + 0.8 * u[1]))
            slope = float(slopes_around(f, x, y, np.array([turn]))[0])
            shown = np.isfinite(slope) and abs(slope) > 1e-6 * reach
            needle.set_visible(bool(shown))
            if shown:
                needle.set_positions((0, 0), tuple(abs(slope) * u))
            where = f"At (x, y) = {in_brackets((x, y))}, facing {angle}°, so u = {in_brackets(u)}"
            if not np.isfinite(here):
                return f"{where}: f has no value here, and so no slope."
            if not np.isfinite(slope):
                return f"{where}: no slope this way, the quotients don't settle."
            if known:
                return (
                    f"{where}: the slope ∇f·u is {signed(float(slopes @ u))} per unit of distance, "
                    f"{_way(slope, reach)}. The most there is, along ∇f, is ‖∇f‖ = {signed(size)}."
                )
            claim = f"but the partials give ∇f·u = {signed(float(slopes @ u))}"
            if not np.isfinite(size):
                claim = "but not both partials exist"
            elif abs(slopes @ u - slope) < 1e-6 * reach:
                claim = "and this once ∇f·u agrees"
            return (
                f"{where}: walking this way the slope is {signed(slope)}, {_way(slope, reach)}, "
                f"{claim}. f isn't differentiable here."
            )

        return update

    return stage.live(
        scene,
        x=slider("x, place (on release)", LO, HI, x, 0.05, live=False),
        y=slider("y, place (on release)", LO, HI, y, 0.05, live=False),
        angle=slider("θ, direction in °", 0, 360, angle, 5),
        f=_chooser(f, {k: SMOOTH[k] for k in [*list(SMOOTH)[1:], "2x²y³"]} | ROUGH),
    )


def _way(slope, reach):
    if abs(slope) < 1e-6 * reach:
        return "level"
    return "uphill" if slope > 0 else "downhill"


def _dial(ax, reach):
    """Rings that tell the size of a slope, and the directions of the two axes."""
    ax.set(xlim=(-1.25 * reach, 1.25 * reach), ylim=(-1.25 * reach, 1.25 * reach), aspect="equal")
    ax.axis("off")
    turn = np.linspace(0, 2 * np.pi, 73)
    step = 10 ** np.floor(np.log10(reach / 1.999))
    step *= max(s for s in (1, 2, 5) if s * step <= reach / 1.999)
    for ring in step * np.arange(1, int(reach / step + 1e-9) + 1):
        ax.plot(ring * np.cos(turn), ring * np.sin(turn), color=RING, linewidth=0.9, zorder=0)
        ax.text(
            ring * np.cos(np.radians(105)),
            ring * np.sin(np.radians(105)),
            f"{ring:g}",
            color=drawing.QUIET,
            fontsize=9.5,
            ha="center",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    ax.plot([-1.1 * reach, 1.1 * reach], [0, 0], color=RING, linewidth=0.9, zorder=0)
    ax.plot([0, 0], [-1.1 * reach, 1.1 * reach], color=RING, linewidth=0.9, zorder=0)
    for angle, ha, va in (
        (0, "left", "center"),
        (90, "center", "bottom"),
        (180, "right", "center"),
    ):
        turn = np.radians(angle)
        place = 1.12 * reach * np.array([np.cos(turn), np.sin(turn)])
        ax.text(*place, f"{angle}°", ha=ha, va=va, color=drawing.QUIET, fontsize=9.5)


def tangent_plane(f="x² + y²", *, x=0.5, y=0.5, reach=0.63, turn=-60, tilt=25) -> Stage:
    """The plane of both partials, laid against the surface, and its error against the reach.

    f is a name from the list, a formula in x and y, or a function of two numbers. Where f is twice
    differentiable the error falls like the reach squared, a slope of 2 on the log-log axes.
    """
    stage = Stage(figsize=(6.4, 4.0), title="tangent_plane")
    reaches = np.logspace(-3, 0, 13)

    def scene(f, turn, tilt):
        space = _axes(stage, (0.0, 0.03, 0.57, 0.95), projection="3d")
        low, high = surfaces.surface(space, f, LO, HI, turn, tilt)
        stage.figure.text(0.02, 0.95, f"height {_title(f)}", fontsize=12)
        ax = _axes(stage, (0.73, 0.14, 0.25, 0.74))
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
            curve = plane_error(f, x, y, slopes, reaches)
            error = float(plane_error(f, x, y, slopes, reach))
            tiny = 1e-13 * top
            errors.set_data(reaches, np.where(curve > tiny, curve, np.nan))
            mark.set_data([reach], [error if error > tiny else np.nan])
            return _told_plane(f, x, y, slopes, reach, error, where, tiny)

        return update

    return stage.live(
        scene,
        x=slider("x, first input", LO, HI, x, 0.05),
        y=slider("y, second input", LO, HI, y, 0.05),
        reach=log_slider("r, reach of the plane", -3, 0, reach, play=DOWN),
        **_views(turn, tilt),
        f=_chooser(f, SMOOTH | ROUGH),
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
    if not np.isfinite(error):
        return f"{steep} {reached} f isn't finite everywhere."
    if error <= tiny:
        return f"{steep} {reached} it is off by nothing but roundoff: f is its own plane here."
    off = f"{steep} {reached} it is off by {plain(error, 2)} at most, "
    off += f"{plain(error / reach, 2)} times the reach."
    if has_tangent_plane(f, x, y, slopes):
        return off
    return f"{off} That share doesn't go to 0: f isn't differentiable, this is no tangent plane."
