"""The engine against HIPS autograd, against central differences, and against its own promises."""

import inspect
import math
import warnings

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from lib.learning import autodiff, local_rules
from lib.learning.autodiff import RULES, Value, topological

SHAPES = [(), (3,), (2, 3), (2, 1)]


def grad(f, argnum=0):
    """The function that gives ∂f/∂(argument number argnum), by the engine."""

    def slope(*inputs):
        x = Value(inputs[argnum])
        f(*inputs[:argnum], x, *inputs[argnum + 1 :]).backward()
        return x.grad

    return slope


class Ours:
    """Names that differ between NumPy on Values and autograd's NumPy."""

    np = np
    sigmoid = staticmethod(autodiff.sigmoid)
    relu = staticmethod(autodiff.relu)


class Theirs:
    np = anp
    sigmoid = staticmethod(lambda x: 1 / (1 + anp.exp(-x)))
    relu = staticmethod(lambda x: anp.maximum(x, 0))


UNARY = [
    lambda k, a: -a,
    lambda k, a: k.np.sin(a),
    lambda k, a: k.np.cos(a),
    lambda k, a: k.np.exp(k.np.tanh(a)),
    lambda k, a: k.np.log(1.5 + a * a),
    lambda k, a: k.np.sqrt(0.5 + a**2),
    lambda k, a: k.np.tanh(a),
    lambda k, a: k.np.arctan(a),
    lambda k, a: k.np.abs(a),
    lambda k, a: k.np.square(a) / (1 + k.np.square(a)),
    lambda k, a: k.sigmoid(a),
    lambda k, a: k.relu(a),
    lambda k, a: (1 + k.np.abs(a)) ** -1.5,
    lambda k, a: 2 ** k.np.sin(a),
    lambda k, a: k.np.array([1.0, -2.0, 0.5]) * a,
    lambda k, a: a - k.np.array([[0.3], [1.0]]),
    lambda k, a: k.np.sum(a),
    lambda k, a: k.np.mean(a),
    lambda k, a: k.np.max(a),
    lambda k, a: a.T.T,
]
BINARY = [
    lambda k, a, b: a + b,
    lambda k, a, b: a - b,
    lambda k, a, b: a * b,
    lambda k, a, b: a / (2 + k.np.cos(b)),
    lambda k, a, b: (1 + k.np.abs(a)) ** k.np.sin(b),
    lambda k, a, b: k.np.maximum(a, b),
    lambda k, a, b: k.np.logaddexp(a, b),
]
MATRIX = [  # for a of shape (2, 3)
    lambda k, a: k.np.sum(a, axis=0),
    lambda k, a: k.np.mean(a, axis=1, keepdims=True),
    lambda k, a: k.np.max(a, axis=0, keepdims=True),
    lambda k, a: a @ k.np.array([1.0, -1.0, 2.0]),
    lambda k, a: k.np.array([1.0, -1.0]) @ a,
    lambda k, a: k.np.tanh(a) @ k.np.tanh(a).T,
    lambda k, a: k.np.reshape(a, (3, 2)).T,
    lambda k, a: k.np.where(np.array([True, False, True]), a, 0.1 * a),
    lambda k, a: a[1],
    lambda k, a: a[np.array([0, 1, 1]), np.array([2, 0, 0])],
    lambda k, a: a[:, :1],
]


def random_expression(rng, depth):
    """A tree of the operations above, over leaves of all four shapes, as f(kit, leaves)."""
    if depth == 0:
        i = int(rng.integers(len(SHAPES)))
        return lambda k, leaves: leaves[i]
    kind = rng.choice(["unary", "binary", "matrix"], p=[0.35, 0.45, 0.2])
    a = random_expression(rng, depth - 1)
    if kind == "unary":
        f = UNARY[rng.integers(len(UNARY))]
        return lambda k, leaves: f(k, a(k, leaves))
    if kind == "binary":
        f = BINARY[rng.integers(len(BINARY))]
        b = random_expression(rng, int(rng.integers(depth)))
        return lambda k, leaves: f(k, a(k, leaves), b(k, leaves))
    f = MATRIX[rng.integers(len(MATRIX))]
    return lambda k, leaves: f(k, a(k, leaves) + np.zeros((2, 3)))


def valid(expression, leaves):
    """Random trees may not fit: a (3, 2) met by a (2, 3). Those are drawn anew."""
    try:
        y = expression(Theirs, leaves)
    except ValueError:
        return False
    return np.isfinite(y).all() and y.size <= 40


def compare(f, leaves, tolerance=1e-10):
    """Gradients by all leaves: ours, and autograd's, to a relative tolerance."""
    values = [Value(x) for x in leaves]
    y = f(Ours, values)
    y.backward()
    ours = [v.grad for v in values]
    theirs = autograd.grad(lambda leaves: f(Theirs, leaves))(list(leaves))
    np.testing.assert_allclose(y.data, f(Theirs, leaves), rtol=1e-12)
    for mine, reference, x in zip(ours, theirs, leaves, strict=True):
        assert np.shape(mine) == np.shape(reference) == np.shape(x)
        assert np.abs(mine - reference).max() <= tolerance * max(np.abs(reference).max(), 1e-6)
    return ours


@pytest.mark.parametrize("seed", range(150))
def test_agrees_with_autograd_on_a_random_expression(seed):
    rng = np.random.default_rng(seed)
    leaves = [rng.normal(size=shape) for shape in SHAPES]
    while not valid(tree := random_expression(rng, 5), leaves):
        pass

    def loss(k, leaves):  # every leaf takes part, so that no gradient is trivially 0
        rest = sum(k.np.sum(k.np.sin(x)) * c for x, c in zip(leaves, (1, 2, 3, 4), strict=True))
        return k.np.sum(tree(k, leaves) * 1.5) * k.np.cos(rest) + rest

    gradients = compare(loss, leaves)
    assert any(np.abs(g).max() > 1e-3 for g in gradients)


def test_the_random_expressions_reach_every_operation():
    met = set()
    for seed in range(150):
        rng = np.random.default_rng(seed)
        leaves = [rng.normal(size=shape) for shape in SHAPES]
        while not valid(tree := random_expression(rng, 5), leaves):
            pass
        met |= {node.op for node in topological(tree(Ours, [Value(x) for x in leaves]))}
    named = {rule.name for rule in RULES.values()}
    assert named - met <= {"tan", "sinh", "cosh", "arcsin", "arccos"}


def two_layers(k, parameters, X, labels):
    """Softmax cross-entropy of a two-layer network, y = W x + b in each layer."""
    W1, b1, W2, b2 = parameters
    z = k.np.tanh(X @ W1.T + b1) @ W2.T + b2
    z = z - k.np.max(z, axis=1, keepdims=True)
    log_p = z - k.np.log(k.np.sum(k.np.exp(z), axis=1, keepdims=True))
    return -k.np.mean(log_p[np.arange(len(labels)), labels])


def test_agrees_with_autograd_on_the_two_layer_network():
    rng = np.random.default_rng(0)
    parameters = [rng.normal(size=shape) for shape in [(8, 4), (8,), (3, 8), (3,)]]
    X, labels = rng.normal(size=(20, 4)), rng.integers(3, size=20)
    compare(lambda k, p: two_layers(k, p, X, labels), parameters)


def central(f, x, h=1e-6):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        slopes[i] = (f(x + e) - f(x - e)) / (2 * h)
    return slopes


def probes(function, rule, rng):
    """Two-dimensional arrays, inside every domain, and the options of rules that need some."""
    first = rng.uniform(0.2, 0.8, (2, 3))
    second = rng.uniform(0.2, 0.8, (3, 2) if function is np.matmul else (2, 3))
    if function is np.where:
        return [np.array([[1.0, 0, 1], [0, 0, 1]]), first, second], []
    options = {np.reshape: [(3, 2)], local_rules.take: [np.array([0, 1, 1])]}
    return [first, second][: rule.inputs], options.get(function, [])


@pytest.mark.parametrize("function", RULES, ids=lambda f: f.__name__)
def test_every_local_rule_against_central_differences(function):
    rng = np.random.default_rng(7)
    rule = RULES[function]
    arrays, options = probes(function, rule, rng)
    y, pulls = rule.apply(*arrays, *options)
    assert len(pulls) == rule.inputs == len(arrays)
    g = rng.normal(size=np.shape(y))
    for i, pull in enumerate(pulls):
        if function is np.where and i == 0:
            continue

        def along(x, i=i):
            moved = [*arrays[:i], x, *arrays[i + 1 :]]
            return np.sum(g * rule.apply(*moved, *options)[0])

        slopes = np.broadcast_to(pull(np.asarray(g)), arrays[i].shape)
        np.testing.assert_allclose(slopes, central(along, arrays[i]), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("shapes", [((3,), (3,)), ((2, 3), (3,)), ((2,), (2, 3)), ((2, 3), (3, 4))])
def test_matmul_of_vectors_and_matrices(shapes):
    rng = np.random.default_rng(1)
    leaves = [rng.normal(size=s) for s in shapes]
    compare(lambda k, ab: k.np.sum(k.np.sin(ab[0] @ ab[1])), leaves)


@pytest.mark.parametrize("left", SHAPES)
@pytest.mark.parametrize("right", SHAPES)
def test_broadcasting_both_ways(left, right):
    rng = np.random.default_rng(2)
    leaves = [rng.normal(size=left), rng.normal(size=right)]
    compare(lambda k, ab: k.np.sum(k.np.sin(ab[0] * ab[1]) + ab[0] / (3 + ab[1])), leaves)


@pytest.mark.parametrize(
    "array", [2.0, 2, np.float64(2), [1, 2, 3], np.ones((2, 3)), np.arange(1, 4)]
)
def test_arrays_and_numbers_on_either_side(array):
    x = np.array([0.5, -1.0, 2.0])
    A = np.array(array, dtype=float)
    for f, expected in [
        (lambda v: array + v, A + x),
        (lambda v: array - v, A - x),
        (lambda v: array * v, A * x),
        (lambda v: array / v, A / x),
        (lambda v: v - array, x - A),
        (lambda v: v / array, x / A),
        (lambda v: np.subtract(array, v), A - x),
    ]:
        y = f(Value(x))
        assert isinstance(y, Value)
        np.testing.assert_array_equal(y.data, expected)


def test_matrix_on_the_left_of_a_value():
    W, x = np.arange(6.0).reshape(2, 3), Value([1.0, -1.0, 0.5])
    (W @ x).backward([1.0, 10.0])
    np.testing.assert_array_equal(x.grad, W.T @ [1, 10])


def test_paths_add_at_a_shared_node():
    x = Value(3.0)
    y = x * x + x
    y.backward()
    assert x.grad == 7.0
    x = Value(0.7)
    s = np.sin(x)
    (s * s + np.exp(s)).backward()
    expected = (2 * math.sin(0.7) + math.exp(math.sin(0.7))) * math.cos(0.7)
    assert x.grad == pytest.approx(expected, rel=1e-14)


def test_the_diamond_that_a_wrong_order_gets_wrong():
    """b is used early by d and late by c: it may pass on nothing before both have arrived."""
    a = Value(2.0)
    b = a * 3
    c = np.sin(b)
    d = b * c
    d.backward()
    assert a.grad == pytest.approx(3 * (math.sin(6) + 6 * math.cos(6)), rel=1e-14)


def test_backward_again_adds_the_same_again_in_every_node():
    x = Value([1.0, 2.0])
    u = np.exp(x)
    y = np.sum(u * u)
    y.backward()
    once = [node.grad for node in (x, u, y)]
    y.backward()
    for node, first in zip((x, u, y), once, strict=True):
        np.testing.assert_array_equal(node.grad, 2 * first)
    y.zero_grad()
    y.backward()
    for node, first in zip((x, u, y), once, strict=True):
        np.testing.assert_array_equal(node.grad, first)


def test_two_losses_add_up_in_what_they_share():
    w = Value(3.0)
    (w * w).backward()
    (5 * w).backward()
    assert w.grad == 11.0
    w.zero_grad()
    assert w.grad == 0.0


def test_a_chain_of_twenty_thousand_nodes():
    x = Value(1.0)
    y = x
    for _ in range(10_000):
        y = y + 1e-4 * y
    y.backward()
    assert x.grad == pytest.approx((1 + 1e-4) ** 10_000, rel=1e-10)
    assert y.data == pytest.approx(x.grad, rel=1e-10)
    del y


def test_doubling_paths_cost_no_more_than_nodes():
    """2**60 paths, 61 nodes."""
    x = y = Value(1.0)
    for _ in range(60):
        y = y + y
    y.backward()
    assert x.grad == 2.0**60
    assert len(topological(y)) == 61


def test_topological_puts_parents_first_and_the_output_last():
    a, b = Value(2.0, label="a"), Value(-1.0, label="b")
    c = a * b + 1
    L = np.tanh(c) * a
    order = topological(L)
    place = {id(node): i for i, node in enumerate(order)}
    assert order[-1] is L
    assert len(place) == len(order) == 7
    assert all(place[id(p)] < place[id(node)] for node in order for p in node.parents)
    assert [n.op for n in order if n.label] == ["input", "input"]
    assert sorted(n.op for n in order) == ["*", "*", "+", "constant", "input", "input", "tanh"]


def test_pull_gives_the_slopes_on_the_edges_and_the_gradient_is_their_sum():
    a, b = Value(2.0), Value(-1.0)
    y = a * b
    assert y.pull(1.0) == [-1.0, 2.0]
    z = y + y * 3
    z.backward()
    assert z.pull(z.grad) == [1.0, 1.0]
    last = z.parents[1]
    assert last.pull(1.0) == [3.0, None]
    assert y.grad == z.pull(z.grad)[0] + last.pull(last.grad)[0] == 4.0


def test_a_constant_gets_no_gradient_and_does_no_harm():
    x = Value(-2.0)
    y = x**3  # the slope by the exponent would be x**3 log x
    y.backward()
    assert x.grad == 12.0
    assert y.parents[1].op == "constant"
    assert y.parents[1].grad == 0.0


@pytest.mark.parametrize(
    ("f", "x", "slope"),
    [
        (autodiff.relu, 0.0, 0.0),
        (np.abs, 0.0, 0.0),
        (lambda x: np.maximum(x, 0), 0.0, 0.5),
        (lambda x: np.maximum(x, x), 1.0, 1.0),
        (lambda x: np.max(np.array([1.0, 1.0, 0.0]) * x), 2.0, 1.0),
        (lambda x: x**0, 0.0, 0.0),
        (lambda x: x**1, 0.0, 1.0),
        (lambda x: x**2, 0.0, 0.0),
        (lambda x: 0.0**x, 2.0, 0.0),
    ],
)
def test_what_is_chosen_at_corners(f, x, slope):
    assert grad(f)(x) == slope


@pytest.mark.parametrize("shape", SHAPES)
def test_where_broadcasts_its_choices(shape):
    """By differences: autograd's own where doesn't add up over copies."""
    x, picked = np.random.default_rng(4).normal(size=shape), np.array([True, False, True])

    def f(x):
        return np.sum(np.where(picked, np.sin(x), 0.1 * x) * np.arange(1.0, 7).reshape(2, 3))

    np.testing.assert_allclose(grad(f)(x), central(f, x), rtol=1e-7)


def test_where_keeps_what_it_did_not_pick_out_of_the_gradient():
    slope = grad(lambda x: np.sum(np.where(x > 0, np.log(x), x)))
    np.testing.assert_array_equal(slope(np.array([2.0, -1.0])), [0.5, 1.0])


def test_where_lets_the_infinite_slope_of_what_it_did_not_pick_through_as_its_docstring_says():
    assert np.isnan(grad(lambda x: np.where(x > 0, np.sqrt(x), 0))(0.0))
    safe = grad(lambda x: np.sum(np.where(x > 0, np.sqrt(np.where(x > 0, x, 1)), 0)))
    np.testing.assert_array_equal(safe([0.0, 4.0, -1.0]), [0, 0.25, 0])
    assert "np.sqrt(np.where(x > 0, x, 1))" in " ".join(local_rules.where.__doc__.split())


def test_ties_in_max_share():
    np.testing.assert_array_equal(grad(np.max)([2.0, 5.0, 5.0]), [0, 0.5, 0.5])


def test_outside_the_domain_come_inf_and_nan_and_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert grad(np.sqrt)(0.0) == np.inf
        assert np.isnan(grad(lambda x: np.log(x) * np.sqrt(x))(-1.0))
        assert Value(1.0).__truediv__(0.0).data == np.inf
        assert grad(np.exp)(1000.0) == np.inf


@pytest.mark.parametrize("x", [-800.0, -30.0, 0.0, 30.0, 800.0])
def test_sigmoid_overflows_nowhere(x):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert local_rules.sigmoid(x) == pytest.approx(0.5 * (1 + math.tanh(x / 2)), abs=2e-16)
        assert 0 <= grad(autodiff.sigmoid)(x) <= 0.25


def test_grad_of_any_argument_with_its_shape():
    def f(w, x, b):
        return np.sum((x @ w + b) ** 2)

    w, x, b = np.array([1.0, -2.0]), np.arange(6.0).reshape(3, 2), 0.5
    for argnum in range(3):
        expected = autograd.grad(f, argnum)(w, x, b)
        np.testing.assert_allclose(grad(f, argnum)(w, x, b), expected, rtol=1e-13)
    assert grad(lambda x: x * x)(3) == 6


def test_inplace_writing_makes_a_new_value():
    x = y = Value([1.0, 2.0])
    y += 1
    y *= y
    np.testing.assert_array_equal(x.data, [1, 2])
    np.sum(y).backward()
    np.testing.assert_array_equal(x.grad, [4, 6])


def test_changing_an_array_afterwards_changes_no_value():
    a = np.ones(2)
    x = Value(a)
    a[:] = 7
    np.testing.assert_array_equal(x.data, [1, 1])


def test_comparisons_are_plain_and_a_value_can_be_a_key():
    x = Value([1.0, -1.0])
    assert (x > 0).tolist() == [True, False]
    assert (x == x.data).all()
    assert {x: "here"}[x] == "here"


def test_unpacking_takes_the_entries():
    w = Value([2.0, 5.0])
    a, b = w
    (a * b).backward()
    np.testing.assert_array_equal(w.grad, [5, 2])


@pytest.mark.parametrize("data", [0.0, 3.0, -0.0, math.nan, [0.0], [2.0], [1.0, 0.0], [], [[5.0]]])
@pytest.mark.parametrize(
    "ask",
    [
        bool,
        len,
        lambda v: f"{v:.3f}",
        lambda v: format(v, "8.2e"),
        lambda v: [np.ndarray.tolist(np.asarray(getattr(one, "data", one))) for one in v.T],
        lambda v: 2.0 in v,
        lambda v: (v == None) is True,  # noqa: E711
        lambda v: [np.shape(getattr(one, "data", one)) for one in reversed(v)],
        lambda v: "yes" if v else "no",
    ],
)
def test_python_asks_a_value_as_it_asks_numpy(data, ask):
    """The answer of the array itself, or an error of the same type."""
    told = []
    for asked in (Value(data), np.array(data)):
        try:
            told.append(ask(asked))
        except (TypeError, ValueError) as error:
            told.append(type(error))
    assert told[0] == told[1]


def test_pythons_own_sum_of_one_number_is_refused_and_of_entries_adds():
    with pytest.raises(TypeError, match=r"one number.*try np\.sum, not sum"):
        grad(lambda w: sum((w * 1.0 - 2.0) ** 2))(0.0)
    assert grad(lambda w: np.sum((w * 1.0 - 2.0) ** 2))(0.0) == -4
    np.testing.assert_array_equal(grad(lambda w: sum((w - 2.0) ** 2))([0.0, 5.0]), [-4, 6])
    x = Value([3.0, 1.0, 2.0])
    assert max(x).data == 3 and [v.data for v in sorted(x)] == [1, 2, 3]
    assert f"{x}" == str(x) and f"{np.mean(x):.1f}" == "2.0"


def test_backward_with_a_seed_is_a_vector_jacobian_product():
    rng = np.random.default_rng(3)
    A, x, u, v = rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=4), rng.normal(size=3)
    node = Value(x)
    np.tanh(A @ node).backward(u)
    h = 1e-6
    Jv = (np.tanh(A @ (x + h * v)) - np.tanh(A @ (x - h * v))) / (2 * h)
    assert u @ Jv == pytest.approx(node.grad @ v, rel=1e-8)


def vector():
    return Value([1.0, 2.0])


@pytest.mark.parametrize(
    ("do", "error", "says"),
    [
        (lambda: np.exp(vector()).backward(), ValueError, r"shape \(2,\).*np.sum.*seed"),
        (lambda: vector().backward([1.0, 2.0, 3.0]), ValueError, r"\(3,\).*\(2,\)"),
        (lambda: math.sin(Value(1.0)), TypeError, r"np\.sin, not math\.sin"),
        (lambda: np.array([Value(1.0), Value(2.0)]), TypeError, "graph"),
        (lambda: Value(Value(1.0)), TypeError, "graph"),
        (lambda: np.floor(vector()), TypeError, "no local rule for np.floor.*sin"),
        (lambda: np.std(vector()), TypeError, "no local rule for np.std"),
        (lambda: np.add.reduce(vector()), TypeError, "try y = a"),
        (lambda: np.exp(vector(), out=np.zeros(2)), TypeError, "try y = a"),
        (lambda: Value("two"), TypeError, "try a number"),
        (lambda: Value(None), TypeError, "try a number"),
        (lambda: Value([[1.0], [1.0, 2.0]]), TypeError, "try a number"),
        (lambda: Value(np.ones((2, 2, 2))) @ np.ones(2), ValueError, "vectors and matrices"),
        (lambda: vector() + np.ones(3), ValueError, "broadcast"),
        (lambda: np.exp(vector()).backward([1j, 2]), ValueError, "complex: try its real part"),
        (lambda: np.exp(vector()).backward(["1", "2"]), ValueError, "try a number"),
        (lambda: int(Value(1.0)), TypeError, "graph"),
        (lambda: complex(Value(1.0)), TypeError, "graph"),
        (lambda: round(Value(1.5)), TypeError, "graph"),
        (lambda: math.floor(Value(1.5)), TypeError, "graph"),
    ],
)
def test_errors_say_what_to_try(do, error, says):
    with pytest.raises(error, match=says):
        do()


def test_both_files_are_short_enough_to_read():
    for module in (autodiff, local_rules):
        assert len(inspect.getsource(module).splitlines()) <= 210
