"""A secant that moves: a dashed line across the Axes with a marker at each of its two points."""

import numpy as np

from lib.drawing.style import role


def secant_line(ax, scheme):
    """A dashed line with a marker at each end of the secant, to be moved by `move_secant`."""
    look = role(scheme)
    style = {**look.point(), **look.line(linestyle=(0, (6, 2.5)))}
    return ax.plot([], [], **style, markevery=[1, 2], zorder=6)[0]


def move_secant(line, ax, ends, heights, slope):
    """Move the line through the secant's ends and on across the Axes, with the slope computed."""
    if not (np.isfinite(slope) and np.isfinite(heights).all()):
        line.set_data([], [])
        return
    far = np.array(ax.get_xlim())
    beyond = heights[0] + slope * (far - ends[0])
    line.set_data([far[0], *ends, far[1]], [beyond[0], *heights, beyond[1]])
