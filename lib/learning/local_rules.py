"""Local rules for `lib.learning.autodiff`: each operation on NumPy arrays beside its own slopes.

rule(*arrays, **options) gives y and, for each array, a pull: a function that turns g = ∂L/∂y into
that array's part of ∂L/∂array. No graph here, and no network: only one operation at a time.
Where a slope doesn't exist one is chosen: 0 at the corner of abs and relu; equal shares to the
largest where they tie in max and maximum. Outside the domain come nan and inf.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lib.learning.activations import relu, sigmoid


class Rule(NamedTuple):
    name: str
    inputs: int  # how many arguments are arrays that can have a slope; all others are options
    apply: Callable


def matmul(a, b):
    """y = a @ b for vectors and matrices: g bᵀ for a, aᵀ g for b."""
    if max(a.ndim, b.ndim) > 2:
        raise ValueError(f"@ of shapes {a.shape} and {b.shape}: only vectors and matrices here")
    y, A, B = a @ b, np.atleast_2d(a), b.reshape(len(b), -1)
    return y, [
        lambda g: (g.reshape(len(A), -1) @ B.T).reshape(a.shape),
        lambda g: (A.T @ g.reshape(len(A), -1)).reshape(b.shape),
    ]


def total(a, axis=None, keepdims=False):
    """y = sum of a: every entry that was added gets g."""
    kept = a.sum(axis=axis, keepdims=True).shape
    y = a.sum(axis=axis, keepdims=keepdims)
    return y, [lambda g: np.broadcast_to(g.reshape(kept), a.shape)]


def mean(a, axis=None, keepdims=False):
    """y = mean of n entries: each of them gets g / n."""
    y, [spread] = total(a, axis, keepdims)
    n = a.size / y.size
    return y / n, [lambda g: spread(g) / n]


def largest(a, axis=None, keepdims=False):
    """y = max of a: the largest entry gets g; where several tie, each gets its share."""
    winners = a == a.max(axis=axis, keepdims=True)
    shares = winners / winners.sum(axis=axis, keepdims=True)
    _, [spread] = total(a, axis, keepdims)
    return a.max(axis=axis, keepdims=keepdims), [lambda g: spread(g) * shares]


def take(a, index):
    """y = a[index]: g goes back to where it was taken; what was taken twice gets both."""

    def pull(g):
        spread = np.zeros(a.shape)
        np.add.at(spread, index, g)
        return spread

    return a[index], [pull]


def where(condition, a, b):
    """y = a where condition, b elsewhere: g goes to the one that was picked, and 0 to the other.

    A 0 can still turn into nan further back, where 0 is multiplied by an infinite slope:
    np.where(x > 0, np.sqrt(x), 0) has the slope nan at x = 0, though sqrt isn't picked there. Pick
    before, not only after: np.where(x > 0, np.sqrt(np.where(x > 0, x, 1)), 0) has 0.
    """
    picked = condition != 0
    return np.where(picked, a, b), [
        lambda g: 0 * g,
        lambda g: np.where(picked, g, 0),
        lambda g: np.where(picked, 0, g),
    ]


def reshape(a, shape):
    """y = a in another shape: g goes back into the old one."""
    return a.reshape(shape), [lambda g: g.reshape(a.shape)]


def transpose(a):
    """y = aᵀ: g goes back transposed."""
    return a.T, [lambda g: g.T]


ELEMENTWISE = {  # y = f(a) or f(a, b): its name, the slope of y by a (and by b)
    np.add: ("+", lambda y, a, b: 1, lambda y, a, b: 1),
    np.subtract: ("-", lambda y, a, b: 1, lambda y, a, b: -1),
    np.multiply: ("*", lambda y, a, b: b, lambda y, a, b: a),
    np.divide: ("/", lambda y, a, b: 1 / b, lambda y, a, b: -y / b),
    np.power: ("**", lambda y, a, b: power_slope(a, b), lambda y, a, b: y * log_base(a, b)),
    np.maximum: ("maximum", lambda y, a, b: share(a, b), lambda y, a, b: share(b, a)),
    np.logaddexp: ("logaddexp", lambda y, a, b: np.exp(a - y), lambda y, a, b: np.exp(b - y)),
    np.negative: ("neg", lambda y, a: -1),
    np.absolute: ("abs", lambda y, a: np.sign(a)),
    np.square: ("square", lambda y, a: 2 * a),
    np.sqrt: ("sqrt", lambda y, a: 0.5 / y),
    np.exp: ("exp", lambda y, a: y),
    np.log: ("log", lambda y, a: 1 / a),
    np.sin: ("sin", lambda y, a: np.cos(a)),
    np.cos: ("cos", lambda y, a: -np.sin(a)),
    np.tan: ("tan", lambda y, a: 1 + y**2),
    np.arcsin: ("arcsin", lambda y, a: 1 / np.sqrt(1 - a**2)),
    np.arccos: ("arccos", lambda y, a: -1 / np.sqrt(1 - a**2)),
    np.arctan: ("arctan", lambda y, a: 1 / (1 + a**2)),
    np.sinh: ("sinh", lambda y, a: np.cosh(a)),
    np.cosh: ("cosh", lambda y, a: np.sinh(a)),
    np.tanh: ("tanh", lambda y, a: 1 - y**2),
    sigmoid: ("sigmoid", lambda y, a: y * (1 - y)),
    relu: ("relu", lambda y, a: a > 0),
}


def power_slope(a, b):
    """Slope of a**b by a: b a**(b − 1), and 0 for b = 0 whatever a is."""
    return b * a ** np.where(b == 0, 1, b - 1)


def log_base(a, b):
    """Slope of a**b by b is a**b times this: log a, which doesn't matter where a = 0 < b."""
    return np.log(np.where((a == 0) & (b > 0), 1, a))


def share(a, b):
    """Slope of max(a, b) by a."""
    return (a > b) + 0.5 * (a == b)


def elementwise(f, name, *slopes):
    """The rule of an elementwise f: its pulls multiply g by the local slope."""

    def apply(*arrays):
        y = f(*arrays)
        return y, [lambda g, slope=slope: g * slope(y, *arrays) for slope in slopes]

    return Rule(name, len(slopes), apply)


RULES = {f: elementwise(f, *row) for f, row in ELEMENTWISE.items()} | {
    np.matmul: Rule("@", 2, matmul),
    np.sum: Rule("sum", 1, total),
    np.mean: Rule("mean", 1, mean),
    np.max: Rule("max", 1, largest),
    np.where: Rule("where", 3, where),
    np.reshape: Rule("reshape", 1, reshape),
    np.transpose: Rule("transpose", 1, transpose),
    take: Rule("[]", 1, take),
}
