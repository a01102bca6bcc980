"""One function in two other precisions: float32, as networks compute, and 50 digits, as a referee.

    single(f)(np.float32(0.1))     each operation of the formula rounded to float32
    rises(f, 1.0, [1e-6, 1e-9])    f(x + d) - f(x) with no roundoff to be seen, for a formula

SymPy's own arithmetic, mpmath, is imported at the first use of 50 digits.
"""

import functools

import numpy as np

from lib.formula import expressions

DIGITS = 50
HUGE = 1e5  # e^-HUGE is 0 for every purpose here, and e^HUGE beyond every float64


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
    ctx, operations = _arithmetic()
    name, start = f.variables[0], ctx.mpf(float(x))
    here = _exactly(f.tree, {name: start}, ctx, operations)
    moved = (
        _exactly(f.tree, {name: start + ctx.mpf(step)}, ctx, operations) for step in d.tolist()
    )
    return np.array([_real(ctx, there, here) for there in moved])


def too_large(f, x):
    """Whether f has a value at x, a float, and float64 is too small for it."""
    with np.errstate(all="ignore"):
        value = float(f(float(x)))
    if np.isfinite(value):
        return False
    if not is_exact(f):
        return bool(np.isinf(value))
    ctx, operations = _arithmetic()
    there = _exactly(f.tree, {f.variables[0]: ctx.mpf(float(x))}, ctx, operations)
    if there is None or (isinstance(there, ctx.mpc) and there.imag):
        return False
    there = ctx.mpf(there.real)
    return bool(ctx.isfinite(there) and abs(there) > np.finfo(float).max)


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

    def real_only(f, fits):
        return lambda *a: f(*a) if fits(*a) else ctx.nan

    def exp(a):
        if a > HUGE:
            raise OverflowError("no float64 is as large")
        return ctx.exp(a) if a > -HUGE else ctx.zero

    def power(a, b):
        if a == 0 and b < 0:
            return ctx.inf
        if a and abs(b) > 1 and abs(b * ctx.log(abs(a))) > HUGE:
            return exp(b * ctx.log(a)) if a > 0 else ctx.nan
        return ctx.power(a, b)

    def wave(f):
        return lambda a: f(a) if abs(a) < 1e308 else ctx.nan

    def cbrt(a):
        return -ctx.cbrt(-a) if a < 0 else ctx.cbrt(a)

    operations = {
        "sin": wave(ctx.sin), "cos": wave(ctx.cos), "tan": wave(ctx.tan), "atan": ctx.atan,
        "sinh": lambda a: ctx.sinh(a) if abs(a) < HUGE else exp(abs(a)) * ctx.sign(a),
        "cosh": lambda a: ctx.cosh(a) if abs(a) < HUGE else exp(abs(a)),
        "tanh": lambda a: ctx.tanh(a) if abs(a) < HUGE else ctx.sign(a),
        "exp": exp, "cbrt": cbrt, "abs": abs,
        "asin": real_only(ctx.asin, lambda a: abs(a) <= 1),
        "acos": real_only(ctx.acos, lambda a: abs(a) <= 1),
        "sqrt": real_only(ctx.sqrt, lambda a: a >= 0),
        "log": real_only(ctx.log, lambda a: a >= 0),
        "log2": real_only(lambda a: ctx.log(a, 2), lambda a: a >= 0),
        "log10": real_only(ctx.log10, lambda a: a >= 0),
        "sign": ctx.sign, "step": lambda a: ctx.mpf(a >= 0), "floor": ctx.floor, "ceil": ctx.ceil,
        "max": max, "min": min, "relu": lambda a: max(a, ctx.zero),
        "sigmoid": lambda a: 1 / (1 + exp(-a)) if a > -HUGE else ctx.zero,
        "softplus": lambda a: ctx.log1p(exp(a)) if a < HUGE else a,
        "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
        "/": lambda a, b: a / b, "^": power, "neg": lambda a: -a,
        "and": lambda a, b: a and b, "or": lambda a, b: a or b, "not": lambda a: not a,
        "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
    }  # fmt: skip
    return ctx, operations


def _exactly(tree, at, ctx, operations):
    """The tree's value with 50 digits; None where there is none."""
    try:
        return _evaluate(tree, at, ctx, operations)
    except (ArithmeticError, ValueError, TypeError):
        return None


def _evaluate(tree, at, ctx, operations):
    kind, parts = tree[0], tree[1:]
    if kind == "num":
        return ctx.mpf(float(parts[0]))
    if kind == "name":
        return at[parts[0]] if parts[0] in at else ctx.mpf(getattr(ctx, parts[0]))
    if kind == "if":
        test, yes, no = parts
        chosen = yes if _evaluate(test, at, ctx, operations) else no
        return _evaluate(chosen, at, ctx, operations)
    if kind in ("call", "cmp"):
        kind, parts = parts[0], parts[1:]
    return operations[kind](*(_evaluate(part, at, ctx, operations) for part in parts))


def _real(ctx, there, here):
    if there is None or here is None:
        return np.nan
    rise = there - here
    return np.nan if isinstance(rise, ctx.mpc) and rise.imag else float(rise.real)
