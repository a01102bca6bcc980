"""Corners, inputs looked at only where all else is right; and ways that an exercise excludes, seen."""

import re

import numpy as np
import pytest

from lib.practice.engine.checking import NOT_YET, RIGHT
from lib.practice.engine.holding import most_held
from tests.practice.engine.test_checking import sum_exercise
from tests.practice.test_truth import judged


def test_a_corner_counts_only_where_all_else_is_right():
    check = sum_exercise(corners=((0, 0),)).check
    assert check(lambda a, b: a + b).status == RIGHT
    usual = sum_exercise().check(lambda a, b: a - b)
    assert check(lambda a, b: a - b if a else None).message == usual.message
    told = check(lambda a, b: a + b or 1.0)
    assert told.status == NOT_YET and "For a = 0, b = 0: 0 was due, 1 came." in told.message
    assert "gave None" in check(lambda a, b: a + b or None).message


def test_an_input_that_moved_by_little_is_shown_with_digits_enough():
    body = "x[0] += 1e-6\nreturn np.outer(f(x), x)"
    assert "was 3, and is 3.000001 afterwards" in judged("jacobians.all_slopes", body).message


def test_a_table_shows_by_the_memory_it_takes():
    v = np.ones(300)
    assert most_held(lambda: np.sum(v[:, None] * v, axis=0)) > 8 * 300**2 * 0.9
    assert most_held(lambda: [[a * b for b in v] for a in v]) > 8 * 300**2
    assert most_held(lambda: v * (v @ v)) < 8 * 300 * 5


FAR_OUT = [
    ("jacobians.layer_jacobian", "e = np.exp(W @ x + b)\n"
     "return (e / (1 + e) ** 2)[:, None] * W"),
    ("backprop.neuron_gradients", "e = np.exp(-np.float64(w * x + b))\nby_b = 2 * (1 / (1 + e) - t)\n"
     "by_b = by_b * e / (1 + e) ** 2\nreturn by_b * x, by_b"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "body"), FAR_OUT)
def test_what_overflows_far_out_has_its_name(key, body):
    assert re.search("∞/∞.* is NaN", judged(key, body).message)


def test_what_is_left_at_0_is_called_the_first_only_where_it_is_so_everywhere():
    small = "root = 2 * np.sqrt(np.where(x > 0, x, 1.0))\nreturn np.where(x > 1e-3, 1 / root, 0.0)"
    assert "The first of" not in (told := judged("further.root_slopes", small).message), told
    late = "J = np.array(W, float) * 0\ns = sigmoid(W @ x + b)\nfor j in range(1, len(x)):\n"
    late += "    J[:, j] = s * (1 - s) * W[:, j]\nreturn J"
    assert "The first column is 0" in judged("jacobians.layer_jacobian", late).message
