"""Marks: arrows and dots."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from lib.drawing import marks


def test_marks_are_artists_of_their_axes():
    ax = Figure().subplots()
    assert marks.arrow(ax, "input").axes is ax
    marks.move_dots(dots := marks.dots(ax, "guess"), [1.0, 2.0], [3.0, 4.0])
    assert np.isfinite(dots.get_xdata()).sum() == 4
    assert not plt.get_fignums()
