"""What a formula does on both sides of a point, decided with many digits: its slopes, and why none.

    found = tangent(f, 0, (0.0,))     found.value, found.left.slope, found.right.kind

The formula is followed right beside the point as a germ (lib.formula.germs), so that rounding
decides nothing: |x| + 1e9 has its corner at 0, and (e^x - 1)/x, filled with 1 at 0, its slope 1/2.
"""

import contextlib
import functools
from dataclasses import dataclass

import numpy as np

from lib.formula import germs
from lib.formula.digits import evaluate, operations
from lib.formula.germ_functions import GERMS, TESTS
from lib.formula.germs import NoValue, Series, Unclear, ctx

TABLE = operations(ctx)
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
    """The Tangent of a FormulaFunction by variable i at a point, numbers of `germs.ctx`."""
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
        if abs(left.slope - right.slope) <= ctx.sqrt(germs.tolerance()) * size:
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
            if enough := _digits_to_be_clear(tree, f.variables, i, there, reach):
                digits = max(digits, enough)
                continue
            if any(_is_zero(tree, f.variables, i, there, place, reach) for place in places):
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


def _is_zero(tree, variables, i, point, place, reach):
    """Whether a tree is 0 where variable i is at a place that is known to be a zero of another."""
    at = dict(zip(variables, point, strict=True))
    here, beside = (
        evaluate(tree, at | {variables[i]: x}, ctx, TABLE, ctx.mpf) for x in (place, place + reach)
    )
    return here is not None and beside is not None and abs(here) < 1e-15 * abs(beside)


def _evaluated(f, point, digits):
    """The value of f's tree, with digits enough that twice as many say the same; or None."""
    at, before = dict(zip(f.variables, point, strict=True)), None
    for times in (1, 2, 4, 8):
        with _digits(times * digits):
            found = evaluate(f.tree, at, ctx, TABLE, ctx.mpf)
        if found is None or (before is not None and abs(found - before) <= 1e-14 * abs(found)):
            return found
        before = found
    return None


def _digits_to_be_clear(tree, variables, i, point, reach):
    """With how many digits a tree is seen to have no zero within reach of a point; 0 if unseen."""
    for digits in (ctx.dps, 5 * germs.DIGITS):
        with _digits(digits):
            here, beside = (
                evaluate(tree, _moved(variables, i, point, 1, t), ctx, TABLE, ctx.mpf)
                for t in (0, reach)
            )
        if here is None or beside is None:
            return 0
        least = ctx.mpf(10) ** (germs.SPARE - digits)
        if abs(here) > 3 * abs(beside - here) + least:
            return digits
        if max(abs(here), abs(beside)) > least:
            return 0
    return 0


def as_float(number):
    """A number of many digits as a float, None as NaN."""
    if number is None:
        return np.nan
    try:
        return float(number)
    except OverflowError:
        return np.inf if number > 0 else -np.inf


def zero_near(tree, variables, i, point, reach):
    """The zero of a tree within reach of a point along variable i, to all digits; None if none.

    By Newton's way for zeros of any order, which needs two derivatives: the germ has them. Near a
    zero of order m a tree's value has only 1/m of the digits to say where the zero is; so more
    digits are taken until the place is known to as many as are used elsewhere.
    """
    wanted, start = ctx.dps, point[i]
    x = start
    for times in (2, 4, 8):
        with _digits(times * wanted):
            x, step = _newton(tree, variables, i, point, x, start, 4 * reach)
            if x is None:
                return None
            size = max(abs(start), reach)
            if step * step <= ctx.mpf(10) ** -wanted * size * size:
                break
    unit = ctx.mpf(10) ** (ctx.floor(ctx.log10(max(abs(x), reach))) - wanted + 10)
    x = ctx.nint(x / unit) * unit  # 0.3 and 0 come out as they are
    return x if abs(x - start) <= reach else None


def _newton(tree, variables, i, point, x, start, far):
    """(zero, size of the last step) from x on; (None, 0) where there is none so near the start."""
    at = {name: germs.constant(c) for name, c in zip(variables, point, strict=True)}
    step = ctx.zero
    for _ in range(15):
        try:
            with _terms(3):
                at[variables[i]] = germs.add(germs.constant(x), germs.term(1))
                found = germ(tree, at)
                limit = germs.goes_to(found)
        except (NoValue, Unclear):
            return None, 0
        if limit == 0:
            return x, abs(step)
        if not isinstance(found, Series) or ctx.isinf(limit):
            return None, 0
        terms = dict(found.terms)
        slope, bend = (terms.get((k, 0), ctx.zero) for k in (1, 2))
        if germs.order(found.terms[-1][0]) < germs.order((1, 0)) or not (slope or bend):
            return None, 0
        across = slope * slope - 2 * limit * bend
        step = -limit * slope / across if across else -limit / slope
        x += step
        if abs(x - start) > far:
            return None, 0
    return None, 0


def ties(f, along, point, trees):
    """The frozenset of those trees that are 0 all along beside a point, in variables `along`."""
    found = set(trees)
    with digits_for(point), _terms(PATIENCE[1]):
        there = [ctx.mpf(x) for x in point]
        for tree in trees:
            for i in along:
                for way in (-1, 1):
                    beside = functools.partial(_moved, f.variables, i, there, way)
                    if not _nothing(tree, beside):  # a germ of many terms is dear
                        found.discard(tree)
                        break
                    at = {n: germs.constant(x) for n, x in zip(f.variables, there, strict=True)}
                    name = f.variables[i]
                    at[name] = germs.add(at[name], germs.term(1, c=way))
                    try:
                        tied = settled(germ(tree, at, beside), tree, beside) == germs.ZERO
                    except (NoValue, Unclear):
                        tied = False
                    if not tied:
                        found.discard(tree)
    return frozenset(found)


def undefined_at(f, x):
    """Whether a function of one variable has no value at x, a number that may have many digits."""
    with digits_for([x]):
        return evaluate(f.tree, {f.variables[0]: ctx.mpf(x)}, ctx, TABLE, ctx.mpf) is None


def _moved(variables, i, point, way, t):
    """The variables' numbers at a distance t from the point along variable i."""
    at = dict(zip(variables, point, strict=True))
    at[variables[i]] += way * t
    return at


def value_at(f, point):
    """The value of a FormulaFunction at a point; None where it has none.

    A derivative's is the slope of the function that it belongs to, whatever its own formula says.
    """
    if f.slope_of:
        value = tangent(*f.slope_of, point).value
        return None if value is None or ctx.isinf(value) else value
    at = {name: germs.constant(x) for name, x in zip(f.variables, point, strict=True)}
    try:
        found = germ(f.tree, at)
        return germs.goes_to(found) if found.rest is None else None
    except (NoValue, Unclear):
        return None


def _side(f, i, point, way, here):
    """One Side: way is 1 for the right, -1 for the left."""
    at = {name: germs.constant(x) for name, x in zip(f.variables, point, strict=True)}
    name = f.variables[i]
    at[name] = germs.add(at[name], germs.term(1, c=way))
    there = functools.partial(_moved, f.variables, i, point, way)

    for count in PATIENCE:
        with _terms(count):
            try:
                rise = germs.subtract(germ(f.tree, at, there), germs.constant(here))
                return _judged(rise, way)
            except NoValue:
                return Side("missing")
            except Unclear as unclear:
                if unclear.wild:
                    break
    return _by_quotients(f, there, here, way)


def _judged(rise, way):
    """The Side that a germ f(there) - f(here) tells. Raises Unclear."""
    limit = germs.goes_to(rise)
    if ctx.isinf(limit):
        return Side("unbounded")
    if limit != 0:
        return Side("jump")
    quotient = germs.multiply(rise, germs.term(-1))
    slope = germs.goes_to(quotient) * way
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


@contextlib.contextmanager
def _terms(count):
    before, germs.TERMS[0] = germs.TERMS[0], count
    try:
        yield
    finally:
        germs.TERMS[0] = before


@contextlib.contextmanager
def _digits(count):
    before, ctx.dps = ctx.dps, count
    try:
        yield
    finally:
        ctx.dps = before


@contextlib.contextmanager
def digits_for(point):
    """Enough digits for a point: more of them the closer a number of it is to 0."""
    small = min((abs(float(x)) for x in point if x), default=1.0)
    extra = max(0, -germs.ctx.log10(small)) if small < 1e-3 else 0
    with _digits(germs.DIGITS + min(4 * int(extra), 600)):
        yield


def germ(tree, at, there=None):
    """The germ of a tree where `at` gives the variables' germs. Raises NoValue, Unclear.

    there: a function from a distance t to the variables' numbers, by which it is decided whether
    what looks like 0 is 0 all along.
    """

    known = {}  # by id: see lib.formula.expressions.shared

    def of(tree):
        if tree[0] not in ("call", "^"):
            return worked_out(tree)
        if id(tree) not in known:
            known[id(tree)] = worked_out(tree)
        return known[id(tree)]

    def worked_out(tree):
        kind, parts = tree[0], tree[1:]
        if kind == "num":
            return germs.constant(ctx.mpf(parts[0]))
        if kind == "name":
            return at[parts[0]] if parts[0] in at else germs.constant(+getattr(ctx, parts[0]))
        if kind == "if":
            return of(parts[1] if holds(parts[0]) else parts[2])
        if kind == "call":
            kind, parts = parts[0], parts[1:]
        if kind in ("max", "min"):
            return either(kind, *parts)
        given = [of(part) for part in parts]
        try:
            return GERMS[kind](*given)
        except Unclear as unclear:
            if unclear.wild or there is None:
                raise
            surer = [settled(g, part, there) for g, part in zip(given, parts, strict=True)]
            if surer == given:
                raise
            return GERMS[kind](*surer)

    def either(kind, left, right):
        """The larger or the smaller; of two that are the same all along, the first."""
        a, b = of(left), of(right)
        difference = settled(germs.subtract(a, b), ("-", left, right), there)
        return a if difference == germs.ZERO else GERMS[kind](a, b)

    def holds(test):
        kind, parts = test[0], test[1:]
        if kind == "and":
            return holds(parts[0]) and holds(parts[1])
        if kind == "or":
            return holds(parts[0]) or holds(parts[1])
        if kind == "not":
            return not holds(parts[0])
        sign, left, right = parts
        difference = germs.subtract(of(left), of(right))
        return TESTS[sign](germs.sign_of(settled(difference, ("-", left, right), there)))

    return of(tree)


def settled(found, tree, there):
    """The germ of a tree; 0 where it is 0 all along beside the point, as far as values there tell.

    there: as for `germ`.
    """
    if not isinstance(found, Series) or found.terms or found.rest is None or found.wild:
        return found
    if there is None:
        return found
    return germs.ZERO if _nothing(tree, there) else found


def _nothing(tree, there):
    """Whether a tree's values right beside a point are 0, as far as very many digits tell."""
    with _digits(8 * ctx.dps):
        for t in (ctx.mpf("1.37e-30"), ctx.mpf("0.83e-30")):  # no other break is so near
            value = evaluate(tree, there(t), ctx, TABLE, ctx.mpf)
            if value is None or abs(value) > ctx.mpf(10) ** (-0.8 * ctx.dps):
                return False
    return True
