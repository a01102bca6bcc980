"""The complex step: a Function taken along i, Im f(x + ih) / h, where it is analytic.

    complex_slopes(function("sin x"), 1.0, [1e-8, 1e-300])     cos 1, twice

A formula is evaluated in complex128 as its power series would have it. Sizes, signs, steps, floor,
max and min and cases have no such series: they are refused, with what to write in their place.
"""

import numpy as np

from lib.formula import expressions
from lib.formula.callables import SECONDS
from lib.formula.guard import said_by, watched
from lib.formula.precision import is_exact
from lib.formula.refusals import FunctionError

INSTEAD = {  # by operation: how it is written, and what to try
    "abs": ("|…|", "Above 0 it is x, below 0 it is −x: write the one that holds at x"),
    "sign": ("sign", "It is 1 above 0 and −1 below: write that number"),
    "step": ("step", "It is 0 below 0 and 1 from there on: write that number"),
    "floor": ("floor", "Between two whole numbers it is constant: write that number"),
    "ceil": ("ceil", "Between two whole numbers it is constant: write that number"),
    "relu": ("relu", "It is x above 0 and 0 below: write the one that holds at x, or softplus(x)"),
    "max": ("max", "Write whichever of the two is larger at x"),
    "min": ("min", "Write whichever of the two is smaller at x"),
    "if": ("a formula with cases", "Write the case that holds at x"),
}


def complex_slopes(f, x, h):
    """Im f(x + ih) / h for each step of h, array (n,) of numbers other than 0; NaN where f has no value.

    f is a Function of one variable, x a float. Raises FunctionError where a formula isn't analytic,
    or a Python function can't be called with a complex number or answers it with a real one.
    """
    h = np.asarray(h, dtype=float)
    there = x + 1j * h
    if is_exact(f):
        refuse(f)
        with np.errstate(all="ignore"):
            found = _value(f.tree, {f.variables[0]: there})
            known = np.isfinite(f(float(x)))
            slopes = np.broadcast_to(np.imag(found), h.shape) / h
        return np.where(known & np.isfinite(slopes), slopes, np.nan)
    return _called(f, there) / h


def refuse(f):
    """Raise FunctionError if f, a formula, has a part that isn't analytic."""
    if name := _first(f.tree):
        written, advice = INSTEAD[name]
        raise FunctionError(
            f"no complex step for {f.label}: {written} isn’t analytic, it has no power series that "
            f"complex numbers could follow. {advice}"
        )


def _first(tree):
    """The first operation in the tree that isn't analytic, or ""."""
    name = tree[1] if tree[0] == "call" else "if" if tree[0] == "cmp" else tree[0]
    if name in INSTEAD:
        return name
    return next(filter(None, map(_first, expressions.parts(tree))), "")


def _called(f, there):
    """The imaginary parts that the reader's own function answers, array like `there`."""
    mine, found = f"your function {f.label}", []
    with watched(SECONDS) as watch:
        for z in there.tolist():
            outcome = watch.call(f.f, z)
            if outcome.stopped or isinstance(outcome.problem, SystemExit):
                raise FunctionError(f"{mine} {outcome.told}")
            if not outcome.fine:
                kind = type(outcome.problem).__name__[:40]
                told = said_by(outcome.problem) or f"it raised {kind.removesuffix('Error')}"
                advice = ". Take np.sin for math.sin, and no comparisons" * (kind == "TypeError")
                raise FunctionError(
                    f"{mine} can’t be called with a complex number: {told}{advice}"
                ) from outcome.problem
            read = watch.call(_number, outcome.value)
            if not read.fine or read.value is None:
                raise FunctionError(
                    f"{mine} was given a complex number and didn’t answer with one. Sizes (abs), "
                    "comparisons, float(…) and .real lose what stands beside i"
                )
            found.append(read.value.imag)
    return np.array(found)


def _number(value):
    """The one complex number that a value is; None for anything else, a real number too."""
    array = np.asarray(value)
    one = array.size == 1 and array.dtype.kind == "c"
    return complex(array.item()) if one else None


def _value(tree, at):
    """The tree's value in complex128; a part without variables stays a float."""
    kind, parts = tree[0], tree[1:]
    if kind in ("num", "name"):
        return expressions.value(tree, at)
    if kind == "call":
        kind, parts = parts[0], parts[1:]
    values = [_value(part, at) for part in parts]
    if not any(np.iscomplexobj(value) for value in values):
        return expressions.VALUES[kind](*values)
    return COMPLEX[kind](*values)


def _power(a, b):
    """a^b: a whole exponent multiplied out; else the branch that is real where a is above 0."""
    if not np.iscomplexobj(b) and np.ndim(b) == 0 and float(b).is_integer():
        return _multiplied(a, int(b)) if b >= 0 else 1 / _multiplied(a, -int(b))
    known = np.real(a) > 0
    return np.where(known, np.exp(b * np.log(np.where(known, a, 1.0))), np.nan)


def _multiplied(a, n):
    """a^n by squaring, which keeps every digit of what stands beside i."""
    found = np.ones_like(a)
    while n:
        if n & 1:
            found = found * a
        a, n = a * a, n >> 1
    return found


def _cbrt(z):
    left = np.real(z) < 0
    root = np.exp(np.log(np.where(left, -z, z)) / 3)
    return np.where(left, -root, root)


def _sigmoid(z):
    right = np.real(z) > 0
    e = np.exp(np.where(right, -z, z))
    return np.where(right, 1, e) / (1 + e)


def _softplus(z):
    right = np.real(z) > 0
    return np.where(right, z, 0) + np.log1p(np.exp(np.where(right, -z, z)))


COMPLEX = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos,
    "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp,
    "log": np.log, "log2": lambda z: np.log(z) / np.log(2), "log10": lambda z: np.log(z) / np.log(10),
    "sqrt": np.sqrt, "cbrt": _cbrt, "sigmoid": _sigmoid, "softplus": _softplus,
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": _power,
    "neg": np.negative,
}  # fmt: skip
