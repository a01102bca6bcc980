"""Gradients, Jacobians and products, against SymPy, the complex step, and each other."""

import numpy as np
import pytest
import sympy

from lib.calculus.differences import best_step
from lib.calculus.gradients import directional_derivative, gradient, jacobian, jvp, vjp

W = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
b = np.array([0.1, 0.2])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def layer(x):
    return sigmoid(W @ x + b)


def seed_function(v):
    x, z = v
    return 2 * z**3 * x**2


def random_function(seed, n, m):
    """A smooth function (n,) -> (m,) that also takes complex x."""
    rng = np.random.default_rng(seed)
    A, B, c = rng.normal(size=(m, n)), rng.normal(size=(m, n)), rng.normal(size=m)
    return lambda x: np.sin(A @ x + c) + np.exp(B @ x / n) * (A @ x**2)


def by_complex_step(f, x):
    """J to machine precision: no difference is taken, so nothing cancels."""
    return np.stack([f(x + 1e-30j * e).imag / 1e-30 for e in np.eye(x.size)], axis=1)


SHAPES = [(1, 1, 0), (3, 2, 1), (2, 5, 2), (6, 6, 3), (7, 1, 4)]


@pytest.mark.parametrize(("n", "m", "seed"), SHAPES)
def test_jacobian_against_the_complex_step(n, m, seed):
    f, x = random_function(seed, n, m), np.random.default_rng(seed + 10).normal(size=n)
    J = jacobian(f, x)
    assert J.shape == (m, n)
    np.testing.assert_allclose(J, by_complex_step(f, x), rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize(("n", "m", "seed"), SHAPES)
def test_products_and_their_inner_products(n, m, seed):
    rng = np.random.default_rng(seed + 20)
    f, x, v, u = random_function(seed, n, m), *(rng.normal(size=k) for k in (n, n, m))
    J, Jv, JTu = by_complex_step(f, x), jvp(f, x, v), vjp(f, x, u)
    assert Jv.shape == (m,) and JTu.shape == (n,)
    np.testing.assert_allclose(Jv, J @ v, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(JTu, J.T @ u, rtol=1e-7, atol=1e-8)
    assert u @ Jv == pytest.approx(JTu @ v, rel=1e-7, abs=1e-7)


def test_jacobian_against_sympy():
    names = sympy.symbols("x y z")
    rows = sympy.Matrix([names[0] * sympy.sin(names[1]), sympy.exp(names[2] * names[0])])
    f = sympy.lambdify([names], list(rows), "numpy")
    exact = sympy.lambdify([names], rows.jacobian(names), "numpy")
    x = [0.3, -1.2, 0.8]
    np.testing.assert_allclose(jacobian(f, x), exact(x), rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("point", [(1.0, 2.0), (-0.5, 3.0), (10.0, -4.0)])
def test_gradient_of_the_seed_function(point):
    x, z = point
    exact = [4 * z**3 * x, 6 * z**2 * x**2]
    np.testing.assert_allclose(gradient(seed_function, point), exact, rtol=1e-8)


def test_sigmoid_layer_with_the_seed_numbers():
    x = np.array([1.0, 2.0, 3.0])
    s = layer(x)
    np.testing.assert_allclose(s, [0.8175744762, 0.9677045353], rtol=1e-9)
    np.testing.assert_allclose(jacobian(layer, x), np.diag(s * (1 - s)) @ W, atol=1e-10)


def test_elementwise_is_diagonal_and_softmax_is_not():
    x = np.array([0.5, -1.0, 2.0])
    np.testing.assert_allclose(jacobian(np.tanh, x), np.diag(1 - np.tanh(x) ** 2), atol=1e-10)

    def softmax(z):
        return np.exp(z) / np.exp(z).sum()

    s, J = softmax(x), jacobian(softmax, x)
    np.testing.assert_allclose(J, np.diag(s) - np.outer(s, s), atol=1e-10)
    np.testing.assert_allclose(J @ np.ones(3), 0, atol=1e-10)


def test_directional_derivative():
    x = np.array([1.0, 2.0])
    slope = gradient(seed_function, x)
    steepest = slope / np.linalg.norm(slope)
    level = np.array([-steepest[1], steepest[0]])
    assert directional_derivative(seed_function, x, steepest) == pytest.approx(np.hypot(32, 24))
    assert directional_derivative(seed_function, x, -steepest) == pytest.approx(-40)
    assert directional_derivative(seed_function, x, level) == pytest.approx(0, abs=1e-7)
    for u in ([0.6, 0.8], [1, 0]):
        assert directional_derivative(seed_function, x, u) == pytest.approx(np.dot([32, 24], u))
    assert directional_derivative(seed_function, x, [3, 4], normalise=True) == pytest.approx(38.4)
    with pytest.raises(ValueError, match=r"\|u\| is 5.*try u / 5, or normalise=True"):
        directional_derivative(seed_function, x, [3, 4])
    with pytest.raises(ValueError, match="no direction"):
        directional_derivative(seed_function, x, [0, 0], normalise=True)
    assert directional_derivative(layer, np.ones(3), [0, 1, 0]).shape == (2,)


def test_partials_without_a_tangent_plane_promise_nothing():
    """xy / (x² + y²): both partials at 0 are 0, and along the diagonal f jumps."""

    def f(v):
        return v[0] * v[1] / (v @ v) if v.any() else 0.0

    np.testing.assert_array_equal(gradient(f, [0.0, 0.0]), [0, 0])

    def cone(v):  # along u the slope is u1 u2 (u1 + u2), which isn't linear in u
        return v[0] * v[1] * (v[0] + v[1]) / (v @ v) if v.any() else 0.0

    along = directional_derivative(cone, [0.0, 0.0], [1, 1], normalise=True)
    assert along == pytest.approx(0.5 * np.sqrt(2))
    np.testing.assert_array_equal(gradient(cone, [0.0, 0.0]), [0, 0])


def test_evaluations_are_counted():
    calls = 0

    def f(x):
        nonlocal calls
        calls += 1
        return np.array([x @ x, x.sum(), x[0]])

    def cost(ask, *more):
        nonlocal calls
        calls = 0
        ask(f, np.arange(1.0, 11), *more)
        return calls

    assert cost(jvp, np.ones(10)) == 2
    assert cost(jacobian) == 20
    assert cost(vjp, np.ones(3)) == 21  # one more to check the shape of u


@pytest.mark.parametrize("one", [float, np.float64, lambda y: np.array(y), lambda y: np.array([y])])
def test_a_number_may_come_in_many_shapes(one):
    def f(x):
        return one(x @ x)

    x = np.array([1.0, 2.0])
    np.testing.assert_allclose(gradient(f, x), 2 * x, rtol=1e-9)
    assert jacobian(f, x).shape == (1, 2)
    assert np.ndim(directional_derivative(f, x, [1, 0])) == 0
    assert jvp(f, x, [1, 1]) == pytest.approx(6)
    np.testing.assert_allclose(vjp(f, x, [2]), 4 * x, rtol=1e-9)
    np.testing.assert_array_equal(jvp(f, x, [0, 0]), [0])


SCALES = [5e-324, 1e-310, 1e-200, 1e-8, 1.0, 1e8, 1e200, 1e307]


@pytest.mark.parametrize("scale", SCALES)
def test_products_take_vectors_of_any_length(scale):
    """J of the layer times v, where v is so short, or so long, that its square isn't a float."""
    x, v, u = np.array([1.0, 2.0, 3.0]), np.array([1.0, -2.0, 3.0]), np.array([-1.0, 2.0])
    s = layer(x)
    J = (s * (1 - s))[:, None] * W
    whole = np.array([1.0, 0.0, 1.0])
    with np.errstate(all="raise", under="ignore"):
        Jv, JTu = jvp(layer, x, whole * scale), vjp(layer, x, u * scale)
    near = {"rtol": 1e-8, "atol": 1e-323}
    np.testing.assert_allclose(Jv, J @ whole * scale, **near)
    np.testing.assert_allclose(JTu, J.T @ u * scale, **near)
    along = directional_derivative(layer, x, v * scale, normalise=True)
    np.testing.assert_allclose(along, J @ v / np.sqrt(14), rtol=1e-8)


@pytest.mark.parametrize("scale", [1e-300, 1e-30, 1e30, 1e300])
def test_values_of_any_size(scale):
    """f of size 1e300: rises that a float can't hold don't spoil slopes that it can."""
    x, v = np.array([0.5, -1.5]), np.array([3.0, 4.0])
    J = scale * np.array([[np.cos(0.5), 0], [-np.sin(1), 2 * np.sin(1)]])
    with np.errstate(all="raise", under="ignore"):

        def f(p):
            return scale * np.array([np.sin(p[0]), np.sin(1) * (p[1] * 2 - p[0])])

        np.testing.assert_allclose(jacobian(f, x), J, rtol=1e-9, atol=1e-9 * scale)
        np.testing.assert_allclose(jvp(f, x, v), J @ v, rtol=1e-9)
        np.testing.assert_allclose(vjp(f, x, v), v @ J, rtol=1e-9)
        along = directional_derivative(f, x, v, normalise=True)
        np.testing.assert_allclose(along, J @ v / 5, rtol=1e-9)
    steep = gradient(lambda p: 1e308 * np.sign(p[0] - 1e6), [1e6])
    assert steep == pytest.approx(1e308 / best_step(1e6, 2))


@pytest.mark.parametrize("large", [1e3, 1e6, 1e10, 1e20, 1e100])
def test_products_with_inputs_of_very_different_sizes(large):
    """No step suits both: sin of the small needs a short one, and it would be lost in the large."""

    def f(p):
        return np.array([p[0] / large + np.sin(p[1]), p[0] / large * p[1], np.cos(p[1])])

    x = np.array([large, 1.0])
    J = np.array([[1 / large, np.cos(1)], [1 / large, 1], [0, -np.sin(1)]])
    np.testing.assert_allclose(vjp(f, x, [1, 2, 3]), [1, 2, 3] @ J, rtol=1e-8)
    for v in np.array([[2 * large, 3.0], [2.0, 3.0], [-1e-3 * large, 1e-6]]):
        np.testing.assert_allclose(jvp(f, x, v), J @ v, rtol=1e-8)
        if large < 1e7:
            along = directional_derivative(f, x, v, normalise=True)
            np.testing.assert_allclose(along, J @ v / np.linalg.norm(v), rtol=1e-4)


def test_a_direction_may_be_level_but_for_rounding():
    """cos(π/2) is 6e-17: what an input gets of the step may be lost, if it is nothing anyway."""
    u = [np.cos(np.pi / 2), np.sin(np.pi / 2)]
    along = directional_derivative(lambda p: p[0] * p[1] ** 2, [50.0, 2.0], u)
    assert along == pytest.approx(200, rel=1e-8)
    cone = directional_derivative(lambda p: np.hypot(*p), [0.0, 0.0], [1, 0])
    assert cone == 0  # as its docstring warns


def test_x_is_never_changed_and_size_is_respected():
    x = np.array([1e3, 2.0])

    def f(v):
        v *= 2
        return v @ v

    np.testing.assert_allclose(gradient(f, x), [8e3, 16], rtol=1e-4)
    np.testing.assert_array_equal(x, [1e3, 2])


def two(x):
    return np.array([x.sum(), x @ x])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: gradient(two, [1.0, 2.0]), r"2 numbers, 1 was due: try jacobian"),
        (lambda: jacobian(two, 3.0), r"x has shape \(\), \(n,\) was due"),
        (lambda: jacobian(two, np.eye(2)), r"x has shape \(2, 2\), \(n,\) was due"),
        (lambda: jacobian(two, []), r"x has shape \(0,\)"),
        (lambda: jvp(two, [1, 2], [1, 2, 3]), r"v has shape \(3,\), \(2,\) was due"),
        (lambda: vjp(two, [1, 2, 3], [1, 2, 3]), r"u has shape \(3,\), \(2,\) was due"),
        (lambda: directional_derivative(two, [1, 2], [1]), r"u has shape \(1,\), \(2,\) was due"),
        (lambda: jacobian(lambda x: np.outer(x, x), [1, 2]), r"f gave shape \(2, 2\).*ravel"),
        (lambda: jacobian(two, [1.79769e308, 1]), "too large for a float"),
        (lambda: directional_derivative(two, [1e12, 1], [0.6, 0.8]), "other units"),
        (lambda: directional_derivative(two, [1, 2], [1e200, 1e200]), "try u / 1.41.*e.200, or"),
        (lambda: directional_derivative(two, [1, 2], [1.7e308, 1e308]), "inf.*try normalise"),
        (lambda: jacobian(two, [[1.0], [1.0, 2.0]]), "try a number, or an array"),
        (lambda: jacobian(two, ["1", "2"]), "try a number, or an array"),
        (lambda: gradient(lambda x: np.log(x).sum(), [0.0, 1.0]), "not finite: try"),
        (lambda: jacobian(two, [1, np.nan]), "try finite numbers"),
        (lambda: jacobian(two, [1, 2j]), "complex: try"),
        (lambda: jacobian(lambda x: None, [1, 2]), "return"),
        (lambda: jacobian(lambda x: x + 1j, [1, 2]), "complex: try"),
        (lambda: jacobian(lambda x: x[x > 1], [1, 2]), "one shape"),
    ],
)
def test_refusals_name_shapes_and_say_what_to_try(call, message):
    with pytest.raises(ValueError, match=message):
        call()
