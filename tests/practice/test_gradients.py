"""Practice of notebook 05: other right answers, and other ways into the same mistakes."""

from functools import partial

import numpy as np

from lib.calculus.gradients import gradient
from lib.practice import gradients as ex
from lib.practice.engine.checking import NOT_YET, RIGHT


def test_edges_of_either_order_are_right():
    for order in (1, 2):
        by_order = partial(np.gradient, edge_order=order)
        found = ex.grid.check(lambda table, dx, dy, by=by_order: by(table, dy, dx)[::-1])
        assert found.status == RIGHT
    assert ex.grid.check(lambda table, dx, dy: np.gradient(table, dy, dx)).status == NOT_YET


def test_nudge_and_restore_is_right_and_another_step_isnt():
    def in_place(f, v, h):
        slopes = []
        for i in range(len(v)):
            v[i] += h
            ahead = f(v)
            v[i] -= 2 * h
            slopes.append((ahead - f(v)) / (2 * h))
            v[i] += h
        return slopes

    assert ex.numerical.check(lambda f, v, h: gradient(f, v)).mistake == "a step of your own"
    assert ex.numerical.check(in_place).status == RIGHT
    assert all(v.dtype == float for f, v, h in ex.numerical.all_probes)


def test_along_the_contour_either_way_round():
    for sign in (1, -1):
        found = ex.downhill.check(lambda g, s=sign: s * np.array([g[1], -g[0]]))
        assert found.mistake == "along the contour"


def test_an_error_inside_isnt_blamed_on_the_first_line():
    inside = ex.numerical.check(lambda f, v, h: f(v[0] + h, v[1])).message
    assert "f() takes 1 positional argument" in inside and "first line" not in inside
    assert "first line" in ex.numerical.check(lambda f, v: v).message
