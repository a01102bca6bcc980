"""How far round-off may have carried a formula's float64 value: a running error, node by node.

    v, off = with_error(tree, {"x": x}, {"x": 0.0})      the true value lies within v ± off

`off` is a bound and generous; it is infinite where rounding may decide: at a corner, a jump, a
pole, an end of a domain. Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 3.3.
"""

import functools
from fractions import Fraction

import numpy as np

from lib.formula.expressions import NAMED, VALUES

UNIT = np.finfo(float).eps / 2
FUNCTION = 4 * UNIT  # NumPy's functions are good to a few units in the last place


def with_error(tree, at, off):
    """(value, bound on its error) of a tree; for a condition (truth, whether rounding decides it).

    at gives each variable's value, floats or arrays that broadcast, off how far each may be off.
    """
    kind, parts = tree[0], tree[1:]
    if kind == "num":
        return _literal(parts[0])
    if kind == "name":
        if parts[0] in at:
            return at[parts[0]], off[parts[0]]
        return np.float64(NAMED[parts[0]]), UNIT * abs(NAMED[parts[0]])
    if kind == "call":
        kind, parts = parts[0], parts[1:]
    elif kind == "cmp":
        sign, left, right = parts
        return _compared(VALUES[sign], with_error(left, at, off), with_error(right, at, off))
    given = [with_error(part, at, off) for part in parts]
    if kind == "if":
        (test, doubt), (yes, yes_off), (no, no_off) = given
        chosen = np.where(test == 1, yes_off, no_off)
        return VALUES["if"](test, yes, no), np.where(doubt, np.inf, chosen)
    if kind in ("and", "or", "not"):
        truth = VALUES[kind](*(truth for truth, _ in given))
        return truth, functools.reduce(np.logical_or, (doubt for _, doubt in given))
    v, bound = OPERATIONS[kind](*(number for pair in given for number in pair))
    return v, np.fmin(bound + 0.0 * v, np.inf)  # inf where v isn't finite or the bound is NaN


@functools.cache
def _literal(text):
    v = np.float64(text)
    exact = len(text) < 40 and Fraction(text) == Fraction(float(v))
    return v, 0.0 if exact else UNIT * abs(v)


def _compared(holds, left, right):
    (a, a_off), (b, b_off) = left, right
    room = a_off + b_off
    return holds(a, b), ~((np.abs(a - b) > room) | ((room == 0) & np.isfinite(a - b)))


def _monotone(f, rounded=FUNCTION):
    """The rule for a function that only rises or only falls: try both ends."""

    def rule(a, off):
        v = f(a)
        wide = np.where(off > 0, np.maximum(off, np.spacing(np.abs(a))), 0.0)
        bound = np.maximum(np.abs(f(a + wide) - v), np.abs(v - f(a - wide)))
        return v, bound + rounded * np.abs(v)

    return rule


def _plus(sign):
    def rule(a, a_off, b, b_off):
        v = a + sign * b
        return v, a_off + b_off + UNIT * np.abs(v)

    return rule


def _times(a, a_off, b, b_off):
    v = a * b
    return v, np.abs(a) * b_off + np.abs(b) * a_off + a_off * b_off + UNIT * np.abs(v)


def _over(a, a_off, b, b_off):
    v, room = a / b, np.abs(b) - b_off
    return v, np.where(room > 0, (a_off + np.abs(v) * b_off) / room, np.inf) + UNIT * np.abs(v)


def _power_bound(v, size, a_off, b, b_off):
    turns = np.abs(b) * -np.log1p(-a_off / size) + np.abs(np.log(size)) * b_off
    bound = np.abs(v) * np.expm1(np.where(np.isnan(turns), np.inf, turns))
    near_zero = (b > 0) & (b_off == 0) & ((a_off == 0) | (b == np.round(b)))
    return np.where(size <= a_off, np.where(near_zero, (size + a_off) ** b, np.inf), bound)


def _power(a, a_off, b, b_off):
    v = VALUES["^"](a, b)
    size = np.abs(a)
    if isinstance(a_off, float) and isinstance(b_off, float) and a_off == b_off == 0:
        bound = np.where((size < np.inf) & ((size > 0) | (b > 0)), 0.0, np.inf)
    else:
        bound = _power_bound(v, size, a_off, b, b_off)
    whole = (a == np.round(a)) & (b == np.round(b)) & (b >= 0) & (np.abs(v) < 2.0**53)
    exact = (a_off == 0) & (b_off == 0) & (whole | (b == 1))
    return v, bound + np.where(exact, 0.0, FUNCTION) * np.abs(v)


def _wave(f, slope):
    def rule(a, off):
        v = f(a)
        bound = np.abs(slope(a)) * off + off * off / 2
        return v, np.minimum(bound, 2.0) + FUNCTION * np.abs(v)

    return rule


def _tan(a, off):
    v, t = np.tan(a), np.tan(np.minimum(off, 1.0))
    room = 1 - np.abs(v) * t
    return v, np.where(room > 0, (1 + v * v) * t / room, np.inf) + FUNCTION * np.abs(v)


def _cosh(a, off):
    v = np.cosh(a)
    return v, np.sinh(np.abs(a) + off) * off + FUNCTION * v


def _larger(f):
    def rule(a, a_off, b, b_off):
        v, clear = f(a, b), np.abs(a - b) > a_off + b_off
        return v, np.where(clear, np.where(v == a, a_off, b_off), np.maximum(a_off, b_off))

    return rule


OPERATIONS = {
    "+": _plus(1), "-": _plus(-1), "*": _times, "/": _over, "^": _power,
    "neg": lambda a, off: (-a, off), "abs": lambda a, off: (np.abs(a), off),
    "sin": _wave(np.sin, np.cos), "cos": _wave(np.cos, np.sin), "tan": _tan, "cosh": _cosh,
    "max": _larger(np.maximum), "min": _larger(np.minimum),
} | {
    name: _monotone(VALUES[name])
    for name in (
        "asin", "acos", "atan", "sinh", "tanh", "exp", "log", "log2", "log10", "sqrt", "cbrt",
        "sigmoid", "softplus",
    )
} | {name: _monotone(VALUES[name], 0.0) for name in ("sign", "step", "floor", "ceil", "relu")}  # fmt: skip
