"""The germ of a formula's tree right beside a point, with as many digits and terms as it takes."""

import contextlib

from lib.formula.digits import evaluate, operations
from lib.formula.germ_breaks import TESTS
from lib.formula.germ_functions import GERMS
from lib.formula.germs import subtract
from lib.formula.series import DIGITS, TERMS, ZERO, Series, Unclear, constant, ctx, sign_of

TABLE = operations(ctx)


@contextlib.contextmanager
def terms_kept(count):
    """So many terms in each germ, for as long as the with lasts."""
    before, TERMS[0] = TERMS[0], count
    try:
        yield
    finally:
        TERMS[0] = before


@contextlib.contextmanager
def with_digits(count):
    """So many decimal digits, for as long as the with lasts."""
    before, ctx.dps = ctx.dps, count
    try:
        yield
    finally:
        ctx.dps = before


@contextlib.contextmanager
def digits_for(point):
    """Enough digits for a point: more of them the closer a number of it is to 0."""
    small = min((abs(float(x)) for x in point if x), default=1.0)
    extra = max(0, -ctx.log10(small)) if small < 1e-3 else 0
    with with_digits(DIGITS + min(4 * int(extra), 600)):
        yield


def moved(variables, i, point, way, t):
    """The variables' numbers at a distance t from the point along variable i."""
    at = dict(zip(variables, point, strict=True))
    at[variables[i]] += way * t
    return at


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
            return constant(ctx.mpf(parts[0]))
        if kind == "name":
            return at[parts[0]] if parts[0] in at else constant(+getattr(ctx, parts[0]))
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
        difference = settled(subtract(a, b), ("-", left, right), there)
        return a if difference == ZERO else GERMS[kind](a, b)

    def holds(test):
        kind, parts = test[0], test[1:]
        if kind == "and":
            return holds(parts[0]) and holds(parts[1])
        if kind == "or":
            return holds(parts[0]) or holds(parts[1])
        if kind == "not":
            return not holds(parts[0])
        sign, left, right = parts
        difference = subtract(of(left), of(right))
        return TESTS[sign](sign_of(settled(difference, ("-", left, right), there)))

    return of(tree)


def settled(found, tree, there):
    """The germ of a tree; 0 where it is 0 all along beside the point, as far as values there tell.

    there: as for `germ`.
    """
    if not isinstance(found, Series) or found.terms or found.rest is None or found.wild:
        return found
    if there is None:
        return found
    return ZERO if is_nothing(tree, there) else found


def is_nothing(tree, there):
    """Whether a tree's values right beside a point are 0, as far as very many digits tell."""
    with with_digits(8 * ctx.dps):
        for t in (ctx.mpf("1.37e-30"), ctx.mpf("0.83e-30")):  # no other break is so near
            value = evaluate(tree, there(t), ctx, TABLE, ctx.mpf)
            if value is None or abs(value) > ctx.mpf(10) ** (-0.8 * ctx.dps):
                return False
    return True
