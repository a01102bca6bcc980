"""Notebook 04: what its prose says is so, computed another way."""

import itertools

import mpmath
import numpy as np
import pytest
import sympy as sp

from lib.formula import function

X = sp.symbols("x", real=True)


def test_two_machines_on_one_string():
    g, f, x, h = (lambda x: x**2), np.sin, 1.5, 0.4
    du, dy = g(x + h) - g(x), f(g(x + h)) - f(g(x))
    assert [round(float(v), 2) for v in (du / h, dy / du, dy / h)] == [3.40, -0.90, -3.07]
    assert (dy / du) * (du / h) == pytest.approx(dy / h, rel=1e-12)
    step = 1e-30
    assert np.imag(np.sin((x + 1j * step) ** 2)) / step == pytest.approx(2 * x * np.cos(x**2))


def test_places_where_the_tangent_is_level():
    slope = sp.diff(sp.sin(X**2), X)
    assert slope.subs(X, 0) == 0
    assert slope.subs(X, sp.sqrt(sp.pi / 2)) == 0
    assert abs(float(sp.sqrt(sp.pi / 2)) - 1.25) < 0.005


def test_cosines_in_the_prediction():
    assert [round(float(np.cos(v)), 2) for v in (3, 6, 9)] == [-0.99, 0.96, -0.91]


def test_the_slope_of_the_tower_is_zero_at_zero_and_positive_beside_it():
    slope = sp.diff(sp.exp(X**3), X)
    assert slope.subs(X, 0) == 0
    assert sp.simplify(slope - sp.exp(X**3) * 3 * X**2) == 0
    values = sp.lambdify(X, slope)(np.array([-1.0, -0.5, -0.01, 0.01, 0.5, 1.0]))
    assert (values > 0).all()


def test_three_machines():
    exact = float(sp.diff(sp.sin(sp.exp(X**3)), X).subs(X, 0.5))
    u = 0.5**3
    assert np.cos(np.exp(u)) * np.exp(u) * 3 * 0.25 == pytest.approx(exact, rel=1e-12)
    assert round(exact, 6) == 0.360180


def test_where_two_paths_cancel():
    root = mpmath.findroot(lambda x: mpmath.diff(lambda t: t * mpmath.cos(t), x), 0.8)
    assert round(float(root), 2) == 0.86
    assert sp.diff(X * sp.sin(X), X).subs(X, 0) == 0


def test_counts_of_multiplications():
    class Counted(float):
        count = 0

        def __mul__(self, other):
            Counted.count += 1
            return Counted(float(self) * float(other))

    def product(factors):
        factors = iter(factors)
        made = next(factors)
        for factor in factors:
            made = made * factor
        return made

    slopes = [Counted(1.01)] * 100
    for k in range(100):
        product(slopes[k:])
    assert Counted.count == 4950
    Counted.count = 0
    list(itertools.accumulate(slopes[::-1], lambda a, b: a * b))
    assert Counted.count == 99 and 4950 / 99 == 50
    Counted.count = 0
    for weight in [Counted(2)] * 1000:
        product([weight, *slopes])
    assert Counted.count == 100_000
    Counted.count = 0
    chain = product(slopes)
    for weight in [Counted(2)] * 1000:
        weight * chain
    assert Counted.count == 1_099


def test_sigmoid_slope():
    z = sp.symbols("z", real=True)
    sigma = 1 / (1 + sp.exp(-z))
    v = 1 + sp.exp(-z)
    assert sp.simplify(sp.diff(sigma, z) - (-1) * sp.exp(-z) * 1 * (-1 / v**2)) == 0
    assert sp.simplify(sp.diff(sigma, z) - sigma * (1 - sigma)) == 0
    assert sp.diff(sigma, z).subs(z, 0) == sp.Rational(1, 4)
    line = np.linspace(-30, 30, 2001)
    assert (np.asarray(sp.lambdify(z, sigma * (1 - sigma))(line)) <= 0.25).all()
    assert f"{0.25**10:.1e}" == "9.5e-07"
    assert 0.25**4 > 1e-3 >= 0.25**5


def test_paths_need_more_than_their_slopes():
    """ab²/(a² + b²) has both slopes at (0, 0), 0 and 0; along a = b = x it is x/2, with slope ½."""
    meet = function("a*b^2/(a^2 + b^2) if a != 0 else 0", variables=("a", "b"))
    assert meet.gradient(0.0, 0.0).tolist() == [0, 0]
    assert (meet(1e-3, 1e-3) - meet(-1e-3, -1e-3)) / 2e-3 == pytest.approx(0.5)
