"""Marks on a picture that a figure moves about: labels, dots, arrows, boxes, the triangle of a slope.

Every helper draws into the Axes it is given and returns the artists it made.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from lib.drawing.style import INK, QUIET, TINT, role
from lib.formula.writing import true_signs


def label(ax: Axes, text="", role_name="function", x=0, y=0, **style):
    """A text that a figure moves about: in its role's colour, on a pale ground so it stays legible."""
    style = {
        "color": role(role_name).color,
        "fontsize": 11,
        "zorder": 7,
        "bbox": {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
        **style,
    }
    return ax.text(x, y, text, **style)


def title_row(ax: Axes, title, *names):
    """A title, and under it a row of texts to be moved, one for each role; returns the texts."""
    ax.set_title(title + "\n", linespacing=1.5)
    return [
        ax.text(
            place / len(names),
            1.03,
            "",
            color=role(name).color,
            transform=ax.transAxes,
            fontsize=11,
        )
        for place, name in enumerate(names)
    ]


def rise_and_run(ax: Axes):
    """The triangle under a secant, to be moved: returns the `Triangle` that moves it."""
    return Triangle(ax)


class Triangle:
    """Run Δx (horizontal) and rise Δy (vertical) between two points, each with its label."""

    def __init__(self, ax):
        (self.run,) = ax.plot([], [], **role("run").line(zorder=4))
        (self.rise,) = ax.plot([], [], **role("rise").line(zorder=4))
        self.run_label = label(ax, role_name="run", ha="center")
        self.rise_label = label(ax, role_name="rise", va="center")
        self.ax = ax
        self.artists = (self.run, self.rise, self.run_label, self.rise_label)

    def move(self, x1, y1, x2, y2, run_text, rise_text):
        """Put the triangle between (x1, y1) and (x2, y2), the labels outside of it."""
        self.run.set_data([x1, x2], [y1, y1])
        self.rise.set_data([x2, x2], [y1, y2])
        (left, right), (bottom, top) = self.ax.get_xlim(), self.ax.get_ylim()
        up = y2 >= y1
        gap = 0.02 * (top - bottom)
        below = up
        if below and y1 - 4 * gap < bottom:
            below = False
        if not below and y1 + 4 * gap > top:
            below = True
        middle = np.clip((x1 + x2) / 2, left + 0.1 * (right - left), right - 0.1 * (right - left))
        self.run_label.set(
            position=(middle, y1 - gap if below else y1 + gap),
            text=run_text,
            verticalalignment="top" if below else "bottom",
        )
        on_right = x2 >= x1
        if on_right and x2 > left + 0.8 * (right - left):
            on_right = False
        elif not on_right and x2 < left + 0.2 * (right - left):
            on_right = True
        side = 0.015 * (right - left)
        self.rise_label.set(
            position=(
                x2 + side if on_right else x2 - side,
                np.clip((y1 + y2) / 2, bottom + 2 * gap, top - 2 * gap),
            ),
            text=rise_text,
            horizontalalignment="left" if on_right else "right",
        )


def dots(ax: Axes, role_name, size=6.0, **style):
    """Many small dots to be moved with `move_dots`: a fifth of the bytes that markers take."""
    (made,) = ax.plot([], [], color=role(role_name).color, linewidth=size, **style)
    made.set_solid_capstyle("round")
    made.set_snap(False)
    return made


def move_dots(made, x, y):
    """Put the dots at (x, y), two arrays (n,): each is a line too short to see, with round ends."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    gap = np.full(x.shape, np.nan)
    made.set_data(np.column_stack([x, x + 1e-3, gap]).ravel(), np.column_stack([y, y, gap]).ravel())


def number_line(ax: Axes, lo, hi, y=0.0, role_name="function", title=None, above=False):
    """A horizontal number line from lo to hi at height y; returns its artists.

    The numbers stand below the line, or `above` it; the title on the other side.
    """
    from matplotlib.ticker import MaxNLocator

    color = role(role_name).color
    ticks = [
        t for t in MaxNLocator(9, steps=[1, 2, 2.5, 5, 10]).tick_values(lo, hi) if lo <= t <= hi
    ]
    made = ax.plot([lo, hi], [y, y], color=color, linewidth=1.4, zorder=2)
    made += ax.plot(ticks, [y] * len(ticks), "|", color=color, markersize=9, zorder=2)
    for tick in ticks:
        made.append(
            ax.annotate(
                true_signs(f"{tick:g}"),
                (tick, y),
                xytext=(0, 8 if above else -8),
                textcoords="offset points",
                ha="center",
                va="bottom" if above else "top",
                fontsize=9.5,
                color=INK,
            )
        )
    if title:
        made.append(
            ax.annotate(
                title,
                (lo, y),
                xytext=(0, -8 if above else 8),
                textcoords="offset points",
                ha="left",
                va="top" if above else "bottom",
                color=color,
            )
        )
    return made


def arrow(ax: Axes, role_name, **style):
    """An arrow to be moved with `arrow.set_positions((x0, y0), (x1, y1))`, in data coordinates."""
    look = role(role_name)
    made = FancyArrowPatch(
        (0, 0),
        (0, 0),
        arrowstyle="-|>",
        shrinkA=0,
        shrinkB=0,
        color=look.color,
        **{"zorder": 5, "linewidth": look.linewidth, "mutation_scale": 14, **style},
    )
    ax.add_patch(made)
    return made


def box(ax: Axes, x, y, width, height, text, **style):
    """A machine: a rounded box around (x, y) with its name in it. Returns (box, text)."""
    patch = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle="round,pad=0,rounding_size=0.08",
        facecolor=TINT[0],
        edgecolor=QUIET,
        **{"zorder": 3, **style},
    )
    ax.add_patch(patch)
    return patch, ax.text(x, y, text, ha="center", va="center", zorder=4, color=INK)
