"""How far round-off may carry what one operation of a formula gives: rules of a running error.

A rule takes the operands, each a value and a bound on its error, and gives such a pair. Bounds are
generous; they are infinite or NaN where rounding may decide: at a corner, a jump, a pole, an end of
a domain. Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 3.3.
"""

import functools
from fractions import Fraction

import numpy as np

from lib.formula.expressions import VALUES

UNIT = np.finfo(float).eps / 2
FUNCTION = 4 * UNIT  # NumPy's functions are good to a few units in the last place


@functools.cache
def literal(text):
    """The pair of a number as it was typed."""
    v = np.float64(text)
    exact = len(text) < 40 and Fraction(text) == Fraction(float(v))
    return v, 0.0 if exact else UNIT * abs(v)


def rule(tree, given):
    """The rule of the tree's outermost operation.

    given: the operands' pairs where they are constants, else None.
    """
    kind = tree[1] if tree[0] in ("call", "cmp") else tree[0]
    if kind == "^" and given[0] is None and given[1] is not None:
        exponent, off = given[1]
        if off == 0 and exponent == round(exponent) and exponent >= 1:
            return _whole_power(exponent)
    return RULES[kind]


# -- conditions: (whether it holds, whether rounding decides it) ----------------------------------
def _compared(holds):
    def applied(a, a_off, b, b_off):
        apart, room = abs(a - b), a_off + b_off
        return holds(a, b), ~((apart > room) | ((room == 0) & np.isfinite(apart)))

    return applied


def _joined(joins):
    return lambda p, p_doubt, q, q_doubt: (joins(p, q), p_doubt | q_doubt)


def _chosen(test, doubt, yes, yes_off, no, no_off):
    chosen = np.where(test == 1, yes_off, no_off)
    return VALUES["if"](test, yes, no), np.where(doubt, np.inf, chosen)


# -- numbers ---------------------------------------------------------------------------------------
def _monotone(f, rounded=FUNCTION):
    """For a function that only rises or only falls: try both ends."""

    def applied(a, off):
        v = f(a)
        wide = np.where(off == 0, 0.0, np.maximum(off, np.spacing(abs(a))))
        bound = np.maximum(abs(f(a + wide) - v), abs(v - f(a - wide)))
        return v, bound + rounded * abs(v)

    return applied


def _gentle(f):
    """For a function whose slope is nowhere larger than 1."""

    def applied(a, off):
        v = f(a)
        return v, off + FUNCTION * abs(v)

    return applied


def _growing(f):
    """For a positive function whose slope is nowhere larger than its value."""

    def applied(a, off):
        v = f(a)
        return v, v * (np.expm1(off) + FUNCTION)

    return applied


def _wave(f):
    def applied(a, off):
        v = f(a)
        return v, np.fmin(off, 2.0) + FUNCTION * abs(v)

    return applied


def _plus(a, a_off, b, b_off):
    v = a + b
    return v, a_off + b_off + UNIT * abs(v)


def _minus(a, a_off, b, b_off):
    v = a - b
    return v, a_off + b_off + UNIT * abs(v)


def _times(a, a_off, b, b_off):
    v = a * b
    return v, abs(a) * b_off + (abs(b) + b_off) * a_off + UNIT * abs(v)


def _over(a, a_off, b, b_off):
    v, room = a / b, abs(b) - b_off
    return v, np.where(room > 0, (a_off + abs(v) * b_off) / room, np.inf) + UNIT * abs(v)


def _power(a, a_off, b, b_off):
    v = VALUES["^"](a, b)
    size = np.abs(a)
    turns = np.abs(b) * -np.log1p(-a_off / size) + np.abs(np.log(size)) * b_off
    bound = np.abs(v) * np.expm1(np.where(np.isnan(turns), np.inf, turns))
    near_zero = (b > 0) & (b_off == 0) & ((a_off == 0) | (b == np.round(b)))
    bound = np.where(size <= a_off, np.where(near_zero, (size + a_off) ** b, np.inf), bound)
    whole = (a == np.round(a)) & (b == np.round(b)) & (b >= 0) & (np.abs(v) < 2.0**53)
    exact = (a_off == 0) & (b_off == 0) & (whole | (b == 1))
    return v, bound + np.where(exact, 0.0, FUNCTION) * np.abs(v)


def _whole_power(b):
    """a**b for a whole number b, 1 or more: the longer way up is the larger one."""

    def applied(a, off, *_):
        v = np.power(a, b)
        size = abs(v)
        return v, np.power(abs(a) + off, b) - size + 3 * FUNCTION * size

    return applied


def _tan(a, off):
    v, t = np.tan(a), np.tan(np.minimum(off, 1.0))
    room = 1 - abs(v) * t
    return v, np.where(room > 0, (1 + v * v) * t / room, np.inf) + FUNCTION * abs(v)


def _cosh(a, off):
    v = np.cosh(a)
    return v, np.sinh(abs(a) + off) * off + FUNCTION * v


def _larger(f):
    def applied(a, a_off, b, b_off):
        v, clear = f(a, b), abs(a - b) > a_off + b_off
        return v, np.where(clear, np.where(v == a, a_off, b_off), np.maximum(a_off, b_off))

    return applied


RULES = {
    "+": _plus, "-": _minus, "*": _times, "/": _over, "^": _power,
    "neg": lambda a, off: (-a, off), "abs": lambda a, off: (abs(a), off),
    "sin": _wave(np.sin), "cos": _wave(np.cos), "tan": _tan, "cosh": _cosh,
    "atan": _gentle(np.arctan), "tanh": _gentle(np.tanh),
    "exp": _growing(np.exp), "sigmoid": _growing(VALUES["sigmoid"]), "softplus": _growing(VALUES["softplus"]),
    "max": _larger(np.maximum), "min": _larger(np.minimum),
    "if": _chosen, "not": lambda p, doubt: (VALUES["not"](p), doubt),
} | {
    name: _monotone(VALUES[name])
    for name in ("asin", "acos", "sinh", "log", "log2", "log10", "sqrt", "cbrt")
} | {name: _monotone(VALUES[name], 0.0) for name in ("sign", "step", "floor", "ceil", "relu")
} | {name: _joined(VALUES[name]) for name in ("and", "or")
} | {name: _compared(VALUES[name]) for name in ("<", "<=", ">", ">=", "==", "!=")}  # fmt: skip
