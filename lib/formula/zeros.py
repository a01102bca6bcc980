"""Where a part of a formula is 0 near a point: to all digits, or all along beside it."""

import functools

from lib.formula.digits import evaluate
from lib.formula.germs import add, goes_to
from lib.formula.series import (
    DIGITS,
    SPARE,
    ZERO,
    NoValue,
    Series,
    Unclear,
    constant,
    ctx,
    order,
    term,
)
from lib.formula.tree_germs import (
    TABLE,
    digits_for,
    germ,
    is_nothing,
    moved,
    settled,
    terms_kept,
    with_digits,
)

PATIENT = 9  # terms that are kept where something is to be 0 all along


def zero_near(tree, variables, i, point, reach):
    """The zero of a tree within reach of a point along variable i, to all digits; None if none.

    By Newton's way for zeros of any order, which needs two derivatives: the germ has them. Near a
    zero of order m a tree's value has only 1/m of the digits to say where the zero is; so more
    digits are taken until the place is known to as many as are used elsewhere.
    """
    wanted, start = ctx.dps, point[i]
    x = start
    for times in (2, 4, 8):
        with with_digits(times * wanted):
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
    at = {name: constant(c) for name, c in zip(variables, point, strict=True)}
    step = ctx.zero
    for _ in range(15):
        try:
            with terms_kept(3):
                at[variables[i]] = add(constant(x), term(1))
                found = germ(tree, at)
                limit = goes_to(found)
        except (NoValue, Unclear):
            return None, 0
        if limit == 0:
            return x, abs(step)
        if not isinstance(found, Series) or ctx.isinf(limit):
            return None, 0
        terms = dict(found.terms)
        slope, bend = (terms.get((k, 0), ctx.zero) for k in (1, 2))
        if order(found.terms[-1][0]) < order((1, 0)) or not (slope or bend):
            return None, 0
        across = slope * slope - 2 * limit * bend
        step = -limit * slope / across if across else -limit / slope
        x += step
        if abs(x - start) > far:
            return None, 0
    return None, 0


def is_zero(tree, variables, i, point, place, reach):
    """Whether a tree is 0 where variable i is at a place that is known to be a zero of another."""
    at = dict(zip(variables, point, strict=True))
    here, beside = (
        evaluate(tree, at | {variables[i]: x}, ctx, TABLE, ctx.mpf) for x in (place, place + reach)
    )
    return here is not None and beside is not None and abs(here) < 1e-15 * abs(beside)


def digits_to_be_clear(tree, variables, i, point, reach):
    """With how many digits a tree is seen to have no zero within reach of a point; 0 if unseen."""
    for digits in (ctx.dps, 5 * DIGITS):
        with with_digits(digits):
            here, beside = (
                evaluate(tree, moved(variables, i, point, 1, t), ctx, TABLE, ctx.mpf)
                for t in (0, reach)
            )
        if here is None or beside is None:
            return 0
        least = ctx.mpf(10) ** (SPARE - digits)
        if abs(here) > 3 * abs(beside - here) + least:
            return digits
        if max(abs(here), abs(beside)) > least:
            return 0
    return 0


def ties(f, along, point, trees):
    """The frozenset of those trees that are 0 all along beside a point, in variables `along`."""
    found = set(trees)
    with digits_for(point), terms_kept(PATIENT):
        there = [ctx.mpf(x) for x in point]
        for tree in trees:
            for i in along:
                for way in (-1, 1):
                    beside = functools.partial(moved, f.variables, i, there, way)
                    if not is_nothing(tree, beside):  # a germ of many terms is dear
                        found.discard(tree)
                        break
                    at = {n: constant(x) for n, x in zip(f.variables, there, strict=True)}
                    name = f.variables[i]
                    at[name] = add(at[name], term(1, c=way))
                    try:
                        tied = settled(germ(tree, at, beside), tree, beside) == ZERO
                    except (NoValue, Unclear):
                        tied = False
                    if not tied:
                        found.discard(tree)
    return frozenset(found)
