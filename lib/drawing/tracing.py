"""Several graphs over one x: a point that traces each, its value beside it, a line through all."""

from lib.drawing.marks import label
from lib.drawing.style import QUIET, role


def traced(axes, roles):
    """For each Axes a point that will trace its curve, and room for its value at the right."""
    points, texts = [], []
    for ax, name in zip(axes, roles, strict=True):
        points += ax.plot([], [], clip_on=False, **role(name).point(zorder=6))
        text = label(ax, role_name=name, x=1.02, y=0.5, va="center", bbox=None)
        text.set_transform(ax.transAxes)
        texts.append(text)
    return points, texts


def rule_through(axes):
    """A vertical line through all of the axes, and the function that moves it to x."""
    last = axes[-1]
    (line,) = last.plot([], [], color=QUIET, linewidth=1, clip_on=False, zorder=3)
    line.set_transform(last.get_xaxis_transform())

    def move(x):
        here = last.get_position()
        line.set_data([x, x], [0, (axes[0].get_position().y1 - here.y0) / here.height])

    return line, move


def with_zero(ax):
    """Widen the limits of y so that 0 is seen, and draw its line; returns the limits."""
    low, high = ax.get_ylim()
    room = 0.06 * (max(high, 0) - min(low, 0))
    ax.set_ylim(min(low, -room), max(high, room))
    ax.axhline(0, color=QUIET, linewidth=1, zorder=1)
    return ax.get_ylim()
