"""The lines on which two classes of a network score alike."""

import numpy as np
import pytest

from lib.drawing.boundaries import Plane, where_positive
from lib.learning.flock import flock, trained
from lib.learning.network import forward

MAP = ("bill length", "flipper length")


@pytest.mark.parametrize("hidden", [1, 8])
def test_on_the_lines_two_scores_are_equal_and_highest(hidden):
    birds = flock(MAP)
    x, z = (np.linspace(*ends, 121) for ends in ((30, 62), (168, 235)))
    for epoch in (1, 20, 100):
        layers = trained(MAP, hidden, 0.5, 100)[epoch].layers
        scale = lambda p: (p - birds.mean) / birds.std  # noqa: E731
        lines, named = Plane(x, z, scale).boundaries(layers)
        points = lines[np.isfinite(lines).all(axis=1)]
        assert len(points) > 4
        scores = np.sort(forward(layers, scale(points))[0], axis=1)
        assert (scores[:, 2] - scores[:, 1]).max() < 0.005 * np.ptp(scores)


def test_one_hidden_unit_draws_straight_parallel_lines():
    birds = flock(MAP)
    layers = trained(MAP, 1, 2.0, 100)[-1].layers
    x, z = (np.linspace(*ends, 61) for ends in ((30, 62), (168, 235)))
    plane = Plane(x, z, lambda p: (p - birds.mean) / birds.std)
    lines, named = plane.boundaries(layers)
    slopes = np.diff(lines, axis=0)
    slopes = slopes[np.isfinite(slopes).all(axis=1) & (np.abs(slopes).max(axis=1) > 0.2)]
    assert len(slopes) > 10
    assert np.ptp(np.arctan2(slopes[:, 1], slopes[:, 0]) % np.pi) < 0.05


def test_a_line_is_cut_where_its_height_is_0():
    line = np.column_stack([np.arange(5.0), np.zeros(5)])
    parts = where_positive(line, np.array([1.0, -1.0, -1.0, 3.0, 1.0]))
    assert [p[:, 0].tolist() for p in parts] == [[0, 0.5], [2.25, 3, 4]]
