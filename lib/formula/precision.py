"""One function in two other precisions: float32, as networks compute, and 50 digits, as a referee.

    single(f)(np.float32(0.1))     each operation of the formula rounded to float32
    rises(f, 1.0, [1e-6, 1e-9])    f(x + d) - f(x) with no roundoff to be seen, for a formula

SymPy's own arithmetic, mpmath, is imported at the first use of 50 digits.
"""

import functools

import numpy as np

from lib.formula import expressions
from lib.formula.digits import evaluate, operations

DIGITS = 50
EPS = float(np.finfo(float).eps)


def is_exact(f):
    """Whether `rises` can be trusted to the last digit: f has a formula."""
    return hasattr(f, "tree")


def single(f):
    """The Function `f` of one variable, computed in float32 throughout: float32 in, float32 out.

    For a formula every constant and every operation is rounded to float32. A Python callable is
    handed float32; where it computes in float64 inside, only what it gives is rounded.
    """

    def rounded(x):
        x = np.asarray(x, np.float32)
        with np.errstate(all="ignore"):
            if is_exact(f):
                y = _in_float32(f.tree, {f.variables[0]: x})
                return np.broadcast_to(np.asarray(y, np.float32), x.shape)[()]
            return np.asarray(_given_float32(f, x), np.float32)[()]

    return rounded


def _given_float32(f, x):
    try:
        y = np.asarray(f.f(x.copy()))
        if y.shape == x.shape and y.dtype.kind == "f":
            return y
    except Exception:  # it takes single numbers only; the Function knows how to feed it
        pass
    return f(x)


def _in_float32(tree, at):
    """As `lib.formula.expressions.value`, the constants float32: then NumPy keeps to float32 by itself."""
    kind, parts = tree[0], tree[1:]
    if kind in ("num", "name") and parts[0] not in at:
        return np.float32(expressions.value(tree, {}))
    if kind == "name":
        return at[parts[0]]
    if kind in ("call", "cmp"):
        kind, parts = parts[0], parts[1:]
    values = [_in_float32(part, at) for part in parts]
    return expressions.VALUES[kind](*values)


def rises(f, x, d):
    """f(x + d) - f(x) for each d, array (n,) of float64; NaN where there is no real value.

    x is a float, d an array (n,), both taken as the exact numbers that the floats are. For a
    formula x + d, both values and the difference are computed with 50 digits, so no digit is lost
    to roundoff in x + d or to cancellation. For a Python callable it is the plain float64
    difference: see `visible_roundoff`.
    """
    d = np.asarray(d, dtype=float)
    if not is_exact(f):
        return f(x + d) - f(float(x))
    ctx, table = _arithmetic()
    floats = functools.cache(lambda text: ctx.mpf(float(text)))
    name, start = f.variables[0], ctx.mpf(float(x))
    here = evaluate(f.tree, {name: start}, ctx, table, floats)
    moved = (
        evaluate(f.tree, {name: start + ctx.mpf(step)}, ctx, table, floats) for step in d.tolist()
    )
    return np.array([_rise(there, here) for there in moved])


def rises_within(f, x, d, room):
    """As `rises`, each good to `room`, in f's units: in float64 where that is surely enough."""
    d = np.asarray(d, dtype=float)
    if not is_exact(f):
        return rises(f, x, d)
    rise, off = rises_in_float64(f, x, d)
    vague = ~(off <= room)
    if vague.any():
        rise[vague] = rises(f, x, d[vague])
    return rise


def rises_in_float64(f, x, d):
    """f(x + d) - f(x) for each d of an array (n,), and a bound on the error of each: two arrays (n,).

    f is a formula. The bound is infinite or NaN where float64 doesn't tell.
    """
    name, there = f.variables[0], x + d
    with np.errstate(all="ignore"):
        y, off = f.with_error({name: there}, {name: np.spacing(np.abs(there))})
        start, start_off = f.with_error({name: np.float64(x)}, {name: 0.0})
        rise = np.array(np.broadcast_to(y - start, d.shape))
        return rise, np.broadcast_to(off + start_off + EPS * np.abs(rise), d.shape)


def too_large(f, x):
    """Whether f has a value at x, a float, and float64 is too small for it."""
    with np.errstate(all="ignore"):
        value = float(f(float(x)))
    if np.isfinite(value):
        return False
    if not is_exact(f):
        return bool(np.isinf(value))
    ctx, table = _arithmetic()
    there = evaluate(f.tree, {f.variables[0]: ctx.mpf(float(x))}, ctx, table, ctx.mpf)
    return there is not None and bool(abs(there) > np.finfo(float).max)


def visible_roundoff(f, x, reach):
    """How far roundoff may move f(x + d) - f(x) up or down, |d| <= reach, in f's units.

    0 for a formula. For a Python callable it is an estimate, 2 * eps * (|f| + |x f'|): good where
    f itself is computed to nearly full precision.
    """
    if is_exact(f):
        return 0.0
    around = x + reach * np.linspace(-1, 1, 5)
    y = f(around)
    rise = np.nan_to_num(np.abs(np.diff(y))).max() / (reach / 2)
    eps = np.finfo(float).eps
    return float(2 * eps * (np.nan_to_num(np.abs(y)).max() + abs(x) * rise))


@functools.cache
def _arithmetic():
    """mpmath with 50 digits, in a context of its own, and our operations in it."""
    import mpmath

    ctx = mpmath.mp.clone()
    ctx.dps = DIGITS
    return ctx, operations(ctx)


def _rise(there, here):
    return np.nan if there is None or here is None else float(there - here)
