"""The four ways to a Jacobian, each done with every multiplication counted and every number in its place."""

import itertools

import numpy as np
import pytest

from lib.calculus import jacobian
from lib.learning.checkpointing import starts
from lib.learning.costs import WAYS, costs, product


class Bench:
    """A network that counts; what is on the bench is held, by name."""

    def __init__(self, widths):
        rng = np.random.default_rng(0)
        self.W = [rng.normal(size=(b, a)) / a for a, b in itertools.pairwise(widths)]
        self.work, self.most, self.there = 0, 0, {}

    def put(self, name, array):
        self.there[name] = array
        self.most = max(self.most, sum(a.size for a in self.there.values()))
        return array

    def drop(self, *names):
        for name in names:
            del self.there[name]

    def times(self, table, x):
        self.work += table.size
        return table @ x

    def f(self, x):
        for W in self.W:
            x = W @ np.tanh(x)
        return x


def slope(x):
    return 1 - np.tanh(x) ** 2


def run(bench, x, name):
    """A run that holds two layers at a time; leaves the last on the bench."""
    bench.put((name, 0), x)
    for k, W in enumerate(bench.W):
        x = bench.put((name, k + 1), bench.times(W, np.tanh(x)))
        bench.drop((name, k))
    bench.drop((name, len(bench.W)))
    return x


def nudges(bench, x, h=1e-6):
    first = run(bench, x, "x")
    bench.put("first", first)
    return np.array([(run(bench, x + h * e, "x") - first) / h for e in np.eye(len(x))]).T


def dual_numbers(bench, x):
    columns = []
    for e in np.eye(len(x)):
        bench.put(("x", 0), x), bench.put(("v", 0), e)
        here, v = x, e
        for k, W in enumerate(bench.W):
            v = bench.put(("v", k + 1), bench.times(W, slope(here) * v))
            here = bench.put(("x", k + 1), bench.times(W, np.tanh(here)))
            bench.drop(("x", k), ("v", k))
        bench.drop(("x", k + 1), ("v", k + 1))
        columns.append(v)
    return np.array(columns).T


def back_with(bench, x, firsts):
    """One run that keeps the inputs of some layers, and a way back for each output."""
    layers, inputs = len(bench.W), {}
    inputs[0] = bench.put(("x", 0), x)
    for k, W in enumerate(bench.W):
        x = bench.put(("x", k + 1), bench.times(W, np.tanh(x)))
        inputs[k + 1] = x
        if k not in firsts:
            bench.drop(("x", k))
    bench.drop(("x", layers))
    rows = []
    for u in np.eye(bench.W[-1].shape[0]):
        g = bench.put(("g", layers), u)
        for first, end in zip(firsts[::-1], [layers, *firsts[:0:-1]], strict=True):
            for k in range(first, end - 1):  # once more; never from what was thrown away
                bench.put(("x", k + 1), bench.times(bench.W[k], np.tanh(bench.there["x", k])))
            for k in range(end - 1, first - 1, -1):
                here = bench.there["x", k]
                g = bench.put(("g", k), slope(here) * bench.times(bench.W[k].T, g))
                bench.drop(("g", k + 1))
            bench.drop(*[("x", k) for k in range(first + 1, end)])
        bench.drop(("g", 0))
        rows.append(g)
    return np.array(rows)


@pytest.mark.parametrize(
    "widths",
    [
        [3, 5, 2],
        [1, 4, 4, 4, 4, 4, 6],
        [9, 4, 4, 4, 1],
        [2, 3],
        [30, 4, 4, 4, 4, 20],
        [2, 4, 4, 40],
        [40, 4, 4, 4, 1],
    ],
)
def test_each_way_finds_the_jacobian_at_its_cost(widths):
    layers = len(widths) - 1
    some = starts(layers, max(1, round(layers**0.5)))
    ways = (
        nudges,
        dual_numbers,
        lambda bench, x: back_with(bench, x, list(range(layers))),
        lambda bench, x: back_with(bench, x, some),
    )
    x = np.linspace(-1, 1, widths[0])
    for name, way in zip(WAYS, ways, strict=True):
        bench = Bench(widths)
        J = way(bench, x)
        assert np.allclose(J, jacobian(bench.f, x), atol=1e-5)
        assert (bench.work, bench.most) == costs(widths)[name], name


class Tally:
    """Numbers that count how often they are multiplied."""

    count = 0

    def __init__(self, value):
        self.value = value

    def __mul__(self, other):
        Tally.count += 1
        return Tally(self.value * getattr(other, "value", other))

    def __add__(self, other):
        return Tally(self.value + getattr(other, "value", other))


def test_one_product_multiplies_once_by_each_local_jacobian():
    rng = np.random.default_rng(3)
    for m, n, depth in [(1, 5, 1), (4, 2, 3)]:
        widths = [n, *[3] * depth, m]
        local = [rng.normal(size=(b, a)) for a, b in itertools.pairwise(widths)]
        counts = []
        for start, tables in (
            (n, local),
            (m, [table.T for table in reversed(local)]),
        ):
            Tally.count = 0
            vector = np.array([Tally(value) for value in rng.normal(size=start)], dtype=object)
            for table in tables:
                vector = np.array(
                    [
                        sum((t * a for t, a in zip(vector, row, strict=True)), Tally(0))
                        for row in table
                    ]
                )
            counts.append(Tally.count)
        assert counts == [product(widths)] * 2
