"""What a formula does on both sides of a point, decided with many digits: its slopes, and why none.

    found = tangent(f, 0, (0.0,))     found.value, found.left.slope, found.right.kind

The formula is followed right beside the point as a germ (lib.formula.series), so that rounding
decides nothing: |x| + 1e9 has its corner at 0, and (e^x - 1)/x, filled with 1 at 0, its slope 1/2.
"""

import functools
from dataclasses import dataclass

import numpy as np

from lib.formula.digits import evaluate
from lib.formula.germs import add, goes_to, multiply, subtract
from lib.formula.series import NoValue, Unclear, constant, ctx, term, tolerance
from lib.formula.tree_germs import TABLE, digits_for, germ, moved, terms_kept, with_digits
from lib.formula.zeros import digits_to_be_clear, is_zero, zero_near

PATIENCE = (4, 9, 18)  # how many terms are kept, at first and where that isn't enough


@dataclass(frozen=True)
class Side:
    """One side of a point: its slope, and `kind`, which says what the slope's quotient does.

    kind: "settled", or why the slope isn't a number: "steep" (slope is an infinity), "jump",
    "unbounded", "missing", "wild" (slope is None).
    """

    kind: str
    slope: object = None


@dataclass(frozen=True)
class Tangent:
    """The slope at a point: `value`, a number, an infinity, or None; and both sides."""

    value: object
    left: Side
    right: Side


def tangent(f, i, point):
    """The Tangent of a FormulaFunction by variable i at a point, numbers of `series.ctx`."""
    key = ("tangent", i, ctx.dps, *point)
    if key not in f.remembered:
        f.remembered[key] = _tangent(f, i, point)
    return f.remembered[key]


def _tangent(f, i, point):
    here = value_at(f, point)
    if here is None:
        return Tangent(None, Side("missing"), Side("missing"))
    left, right = (_side(f, i, point, way, here) for way in (-1, 1))
    value = None
    if left.kind == right.kind == "settled":
        size = max(abs(left.slope), abs(right.slope))
        if abs(left.slope - right.slope) <= ctx.sqrt(tolerance()) * size:
            value = (left.slope + right.slope) / 2
    elif left.kind == right.kind == "steep" and left.slope == right.slope:
        value = left.slope
    return Tangent(value, left, right)


def slope_at(slope, f, i, point, near):
    """The value of `slope`, f's derivative by variable i, at a tuple of floats, as a float.

    near: the breaks of f that may be 0 there, within rounding. A zero of theirs within four units
    in the last place of the point is taken for the point that was meant.
    """
    with digits_for(point):
        there = [ctx.mpf(x) for x in point]
        reach = 4 * ctx.mpf(float(np.spacing(abs(point[i]))))
        places = []
        digits = ctx.dps
        for tree in near:
            if enough := digits_to_be_clear(tree, f.variables, i, there, reach):
                digits = max(digits, enough)
                continue
            if any(is_zero(tree, f.variables, i, there, place, reach) for place in places):
                continue
            zero = zero_near(tree, f.variables, i, there, reach)
            if zero is not None and zero not in places:
                places.append(zero)
        if not places:
            found = _evaluated(slope, there, digits)
            if found is not None:
                return as_float(found)
        values = [
            as_float(tangent(f, i, [*there[:i], place, *there[i + 1 :]]).value)
            for place in places or [there[i]]
        ]
        return next((value for value in values if not np.isfinite(value)), values[0])


def _evaluated(f, point, digits):
    """The value of f's tree, with digits enough that twice as many say the same; or None."""
    at, before = dict(zip(f.variables, point, strict=True)), None
    for times in (1, 2, 4, 8):
        with with_digits(times * digits):
            found = evaluate(f.tree, at, ctx, TABLE, ctx.mpf)
        if found is None or (before is not None and abs(found - before) <= 1e-14 * abs(found)):
            return found
        before = found
    return None


def as_float(number):
    """A number of many digits as a float, None as NaN."""
    if number is None:
        return np.nan
    try:
        return float(number)
    except OverflowError:
        return np.inf if number > 0 else -np.inf


def undefined_at(f, x):
    """Whether a function of one variable has no value at x, a number that may have many digits."""
    with digits_for([x]):
        return evaluate(f.tree, {f.variables[0]: ctx.mpf(x)}, ctx, TABLE, ctx.mpf) is None


def value_at(f, point):
    """The value of a FormulaFunction at a point; None where it has none.

    A derivative's is the slope of the function that it belongs to, whatever its own formula says.
    """
    if f.slope_of:
        value = tangent(*f.slope_of, point).value
        return None if value is None or ctx.isinf(value) else value
    at = {name: constant(x) for name, x in zip(f.variables, point, strict=True)}
    try:
        found = germ(f.tree, at)
        return goes_to(found) if found.rest is None else None
    except (NoValue, Unclear):
        return None


def _side(f, i, point, way, here):
    """One Side: way is 1 for the right, -1 for the left."""
    at = {name: constant(x) for name, x in zip(f.variables, point, strict=True)}
    name = f.variables[i]
    at[name] = add(at[name], term(1, c=way))
    there = functools.partial(moved, f.variables, i, point, way)

    for count in PATIENCE:
        with terms_kept(count):
            try:
                rise = subtract(germ(f.tree, at, there), constant(here))
                return _judged(rise, way)
            except NoValue:
                return Side("missing")
            except Unclear as unclear:
                if unclear.wild:
                    break
    return _by_quotients(f, there, here, way)


def _judged(rise, way):
    """The Side that a germ f(there) - f(here) tells. Raises Unclear."""
    limit = goes_to(rise)
    if ctx.isinf(limit):
        return Side("unbounded")
    if limit != 0:
        return Side("jump")
    quotient = multiply(rise, term(-1))
    slope = goes_to(quotient) * way
    return Side("steep" if ctx.isinf(slope) else "settled", slope)


def _by_quotients(f, there, here, way):
    """The Side that quotients of shorter and shorter steps tell, where germs can't."""
    slopes = []
    for k in range(8, 21):
        t = ctx.mpf(10) ** -k * (1 + ctx.mpf(k * k % 7) / 10)
        y = evaluate(f.tree, there(t), ctx, TABLE, ctx.mpf)
        if y is None:
            return Side("missing")
        slopes.append((y - here) / t * way)
    low, high = min(slopes[4:]), max(slopes[4:])
    if high - low <= ctx.mpf(10) ** -6 * max(1, abs(low)):
        return Side("settled", slopes[-1])
    return Side("wild")
