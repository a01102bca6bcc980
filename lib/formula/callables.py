"""Calling a learner's own Python function with care, and saying in one line what went wrong."""

import inspect

import numpy as np

from lib.formula.guard import said_by, watched
from lib.formula.refusals import FunctionError, counted

SECONDS = 5.0  # for all points of one array, unless an outer `watched` block gives less


def check_parameters(f, label, variables):
    """Refuse a function that can't be called with one number for each variable."""
    try:
        signature = inspect.signature(f)
    except (TypeError, ValueError):
        return  # some built-in functions don't tell
    try:
        signature.bind(*variables)
    except TypeError:
        raise FunctionError(
            f"your function {label} should take {counted(len(variables))} "
            f"({', '.join(variables)}), but it is {label}{signature}"
        ) from None


def values(f, args, label, variables, quiet=False):
    """f at arrays of one shape, as float64 of that shape.

    Tried on the whole arrays first; number by number where that fails, or where it turns out
    that f mixes its elements, as np.cumsum does. Complex results count as nan.
    Raises FunctionError naming the point where f raised, gave None, text or several numbers; with
    `quiet` that point's value is nan instead. A function that doesn't end is stopped, see `guard`.
    """
    shape = args[0].shape
    with watched(SECONDS) as watch:
        if shape:
            whole = _whole(watch, f, args, label, variables)
            if whole is not None:
                return whole
        points = list(zip(*(arg.ravel().tolist() for arg in args), strict=True))
        found = []
        while len(found) < len(points):
            try:
                _some(watch, f, points, found, label, variables)
            except FunctionError:
                if not quiet or watch.reason:
                    raise
                found.append(np.nan)
    return np.array(found, dtype=float).reshape(shape)


def _whole(watch, f, args, label, variables):
    """The values of one call with whole arrays, or None where that can't be trusted."""
    shape = args[0].shape

    def called():
        raw = f(*(arg.copy() for arg in args))
        if isinstance(raw, list | tuple) or np.shape(raw) != shape:
            return None
        return _real(np.asarray(raw))

    outcome = watch.call(called)
    if outcome.stopped:
        raise FunctionError(f"your function {label} {outcome.told}")
    found = outcome.value
    if found is None:
        return None  # it may still take single numbers, and if not, _one says why
    for place in {0, found.size // 2, found.size - 1} if found.size else ():
        try:
            one = _one(watch, f, [float(arg.flat[place]) for arg in args], label, variables)
        except FunctionError:
            continue  # made for arrays only, or 1/0, which arrays forgive
        if not np.isclose(found.flat[place], one, rtol=1e-9, atol=1e-12, equal_nan=True):
            return None
    return found


EXACT = 2**1000  # larger integers may be beyond floats


def _some(watch, f, points, found, label, variables):
    """Appends to `found` f at the next points, in one guarded call up to the first odd value."""

    def called():
        while len(found) < len(points):
            raw = f(*points[len(found)])
            if type(raw) is int and -EXACT < raw < EXACT:
                raw = float(raw)
            if type(raw) is not float and type(raw) is not np.float64:
                return raw
            found.append(raw)
        return found

    outcome = watch.call(called)
    if outcome.value is not found:
        found.append(_number(watch, outcome, points[len(found)], label, variables))


def _one(watch, f, point, label, variables):
    return _number(watch, watch.call(f, *point), point, label, variables)


def _number(watch, outcome, point, label, variables):
    """The number that a call of f at a point came to; FunctionError where it is none."""
    raw, mine = outcome.value, f"your function {label}"
    if outcome.fine and type(raw) is float:
        return raw
    where = ", ".join(f"{v} = {p:.6g}" for v, p in zip(variables, point, strict=True))
    if outcome.stopped or isinstance(outcome.problem, SystemExit):
        raise FunctionError(f"{mine} {outcome.told}")
    if not outcome.fine:
        kind, message = type(outcome.problem).__name__[:40], said_by(outcome.problem)
        told = f": {message}" if message else ""
        raise FunctionError(f"{mine} raised {kind} at {where}{told}") from outcome.problem
    if raw is None:
        raise FunctionError(f"{mine} gave None at {where}: is a `return` missing?")
    if isinstance(raw, str | bytes):
        raise FunctionError(f"{mine} gave the text {raw[:20]!r} at {where}; a number is due")
    read = watch.call(lambda: _real(np.asarray(raw)))
    if isinstance(read.problem, OverflowError):
        return np.inf if raw > 0 else -np.inf
    if not read.fine:
        raise FunctionError(
            f"{mine} gave a thing of type {type(raw).__name__[:40]} at {where}; a number is due"
        )
    found = read.value
    if found.size != 1:
        raise FunctionError(
            f"{mine} gave {found.size} values (shape {found.shape}) at {where}; one number is due"
        )
    return found.item()


def _real(found):
    """As float64; a complex value with an imaginary part becomes nan."""
    if found.dtype == object:
        numbers = [v if isinstance(v, complex) else float(v) for v in found.flat]
        found = np.array(numbers).reshape(found.shape)
    if found.dtype.kind not in "biufc":
        raise TypeError("not a number")
    if np.iscomplexobj(found):
        return np.where(found.imag == 0, found.real, np.nan)
    return found.astype(float)
