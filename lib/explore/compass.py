"""Live figure of notebook 05: the slope in every direction from one place."""

import numpy as np

from lib import drawing
from lib.drawing import surfaces
from lib.formula.planes import has_tangent_plane, slopes_around
from lib.stage.choices import HI, LO, MAP, MAPS, of_two_inputs
from lib.stage.controls import slider
from lib.stage.stage import Stage
from lib.stage.words import in_brackets, seen, signed, title_of

LEVEL = 1e-6  # of the largest slope around: below it, round-off


def compass(f="x² + y²", *, x=1.0, y=0.5, angle=60) -> Stage:
    """The slope in every direction from one place, as a polar curve over the direction.

    f is a name from the list, a formula in x and y, or a function of two numbers; angle in degrees
    from the x axis towards the y axis. A new place draws the picture anew, on release.
    """
    stage = Stage(figsize=(6.4, 3.9), title="compass")
    around = np.radians(np.arange(0, 361, 3))

    def scene(f, x, y):
        field = surfaces.axes_at(stage.figure, (0.115, 0.16, 0.4, 0.66))
        surfaces.contours(field, f, *MAP, count=8)
        field.set_title("→ u, facing", fontsize=11)
        field.set_title("→ ∇f", fontsize=11, loc="right", color=drawing.role("gradient").color)
        here, slopes = f(x, y), f.gradient(x, y)
        dial = surfaces.axes_at(stage.figure, (0.56, 0.06, 0.43, 0.76))
        rose = slopes_around(f, x, y, around)
        known = has_tangent_plane(f, x, y, slopes)
        claimed = slopes[0] * np.cos(around) + slopes[1] * np.sin(around)
        sizes = np.abs(np.concatenate([rose, claimed]))
        reach = float(np.max(sizes[np.isfinite(sizes)], initial=0.0))
        if known:
            reach = float(np.hypot(*slopes)) or 1.0
        elif reach <= 1e-6:
            reach = 1.0
        _dial(dial, reach)
        stage.figure.text(0.02, 0.955, title_of(f), fontsize=12)
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
                    f"{where}: the slope ∇f·u is {_slope_said(slopes @ u, reach)} per unit of "
                    f"distance, {_way(slopes @ u, reach)}. The most there is, along ∇f, is "
                    f"‖∇f‖ = {_slope_said(size, reach)}."
                )
            claim = f"but the partials give ∇f·u = {_slope_said(slopes @ u, reach)}"
            if not np.isfinite(size):
                claim = "but not both partials exist"
            elif abs(slopes @ u - slope) < 1e-6 * reach:
                claim = "and this once ∇f·u agrees"
            return (
                f"{where}: walking this way the slope is {_slope_said(slope, reach)}, "
                f"{_way(slope, reach)}, "
                f"{claim}. f isn't differentiable here."
            )

        return update

    return stage.live(
        scene,
        x=slider("x, place (on release)", LO, HI, x, 0.05, live=False),
        y=slider("y, place (on release)", LO, HI, y, 0.05, live=False),
        angle=slider("θ, direction in °", 0, 360, angle, 5),
        f=of_two_inputs(f, MAPS),
    )


def _slope_said(slope, reach):
    """The slope as it is told: 0.00 only where `_way` calls it level."""
    return seen(float(slope)) if abs(slope) >= LEVEL * reach else signed(0.0)


def _way(slope, reach):
    if abs(slope) < LEVEL * reach:
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
        ax.plot(
            ring * np.cos(turn), ring * np.sin(turn), color=drawing.RING, linewidth=0.9, zorder=0
        )
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
    ax.plot([-1.1 * reach, 1.1 * reach], [0, 0], color=drawing.RING, linewidth=0.9, zorder=0)
    ax.plot([0, 0], [-1.1 * reach, 1.1 * reach], color=drawing.RING, linewidth=0.9, zorder=0)
    for angle, ha, va in (
        (0, "left", "center"),
        (90, "center", "bottom"),
        (180, "right", "center"),
    ):
        turn = np.radians(angle)
        place = 1.12 * reach * np.array([np.cos(turn), np.sin(turn)])
        ax.text(*place, f"{angle}°", ha=ha, va=va, color=drawing.QUIET, fontsize=9.5)
