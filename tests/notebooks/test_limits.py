"""Notebook 02: what its prose says is so, computed another way."""

import numpy as np
import pytest

from lib.calculus.differences import (
    backward_difference,
    central_difference,
    forward_difference,
)
from lib.calculus.tangent import derivative
from lib.formula.functions import gallery
from lib.practice import limits as ex


def square(x):
    return x**2


def test_for_a_square_each_secant_is_off_by_h():
    for x in (-2.0, 0.0, 3.0):
        for h in (1.0, 0.1, 1e-4):
            assert forward_difference(square, x, h) - 2 * x == pytest.approx(h, rel=1e-6)
            assert backward_difference(square, x, h) - 2 * x == pytest.approx(-h, rel=1e-6)
            assert central_difference(square, x, h) == pytest.approx(2 * x, abs=1e-10)
    assert f"{forward_difference(square, 3.0, 1e-4):.4f}" == "6.0001"


def test_the_games_of_the_limit():
    h = np.array([-1.0, -0.01, 0.001, 0.5])
    assert forward_difference(lambda x: 3 * x**2, 1.0, h) == pytest.approx(6 + 3 * h)
    wobble = gallery("x·sin(1/x)")
    for h0 in (0.1, 1e-3, 1e-5):
        turns = 2 * np.pi * np.ceil(1 / h0 / (2 * np.pi))
        top, bottom = 1 / (np.pi / 2 + turns), 1 / (3 * np.pi / 2 + turns)
        assert 0 < bottom < top <= h0
        assert forward_difference(wobble, 0.0, top) == pytest.approx(1)
        assert forward_difference(wobble, 0.0, bottom) == pytest.approx(-1)


def test_half_the_step_half_or_a_quarter_of_the_error():
    for scheme, ratio in ((forward_difference, 2), (central_difference, 4)):
        long, short = (scheme(np.exp, 1.0, h) - np.e for h in (0.05, 0.025))
        assert long / short == pytest.approx(ratio, rel=0.02)


def test_too_small():
    assert 3 + 1e-16 == 3 and forward_difference(square, 3.0, 1e-16) == 0
    assert f"{forward_difference(square, 3.0, 1e-15):.1f}" == "5.3"
    errors = [abs(forward_difference(square, 3.0, 10.0**-k) - 6) for k in range(0, 17, 2)]
    assert np.argmin(errors) == 4 and errors[:5] == sorted(errors[:5], reverse=True)
    assert errors[4:] == sorted(errors[4:])
    assert float(np.spacing(3.0)) == pytest.approx(4.4e-16, rel=0.01)
    assert pytest.approx(0.008, rel=0.03) == 2.0**-7


def test_secants_through_zero():
    h = 10.0 ** np.linspace(-6, -1, 50)
    for name, right, left in (
        ("x·sin(1/x)", np.sin(1 / h), -np.sin(1 / h)),
        ("x²·sin(1/x)", h * np.sin(1 / h), h * np.sin(1 / h)),
        ("x·|x|", h, h),
        ("∛x", h ** (-2 / 3), h ** (-2 / 3)),
        ("step", 0 * h, 1 / h),
    ):
        f = gallery(name)
        assert forward_difference(f, 0.0, h) == pytest.approx(right)
        assert backward_difference(f, 0.0, h) == pytest.approx(left)


def test_the_library_refuses_a_corner_and_scipy_does_not():
    differentiate = pytest.importorskip("scipy.differentiate")
    corner = differentiate.derivative(abs, 0.0)
    assert abs(corner.df) < 1e-9 and corner.success and corner.error < 1e-9
    for direction in (-1, 1):
        side = differentiate.derivative(abs, 0.0, step_direction=direction)
        assert side.df == pytest.approx(direction) and side.success
    assert not derivative(abs, 0.0).exists
    result = differentiate.derivative(lambda x: x**3 + x**2, 3.0)
    assert result.df == pytest.approx(33) and result.success
    with pytest.raises(ImportError), pytest.warns(DeprecationWarning):
        from scipy.misc import derivative as gone  # noqa: F401


def test_softmax_nudged_together_and_one_by_one():
    def softmax(x):
        e = np.exp(x - x.max())
        return e / e.sum()

    z = np.array([1.0, 2.0, 3.0])
    s = softmax(z)
    assert central_difference(softmax, z, 0.001) == pytest.approx(np.zeros(3), abs=1e-12)
    assert (s * (1 - s)).round(3).tolist() == [0.082, 0.185, 0.223]


def test_a_complex_step_subtracts_nothing_and_halved_steps_cancel_h_squared():
    x, h = 1.5, 0.25
    assert ((x + 1j * h) ** 3).imag / h == pytest.approx(3 * x**2 - h**2)
    assert np.sin(1 + 1e-200j).imag / 1e-200 == pytest.approx(np.cos(1), rel=1e-15)
    assert abs(2 + 1e-200j).imag == 0
    even, odd = ((np.exp(h) + s * np.exp(-h)) / 2 for s in (1, -1))
    assert (even, odd) == (pytest.approx(np.cosh(h)), pytest.approx(np.sinh(h)))
    errors = [ex.richardson.right(np.exp, 0.0, step) - 1 for step in (0.2, 0.1)]
    assert errors[0] / errors[1] == pytest.approx(16, rel=0.01)
