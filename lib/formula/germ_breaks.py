"""The functions of a formula that jump or have corners, applied to germs; see lib.formula.series.

What is bounded stays so where nobody knows a sign, as of sin(1/x) at 0: then no more is known of it.
"""

from lib.formula.germs import add, goes_to, negate, scale, subtract
from lib.formula.series import ZERO, Unclear, constant, ctx, remainder, sign_of, tolerance


def _unless_wild(doc, applied):
    """A function, said in `doc`, that keeps what is bounded bounded where nobody knows its sign."""

    def careful(a):
        try:
            return applied(a)
        except Unclear as unclear:
            if not unclear.wild:
                raise
            return remainder(a.rest, wild=True)

    careful.__doc__ = doc
    return careful


absolute = _unless_wild("|a|.", lambda a: scale(a, sign) if (sign := sign_of(a)) else ZERO)
relu = _unless_wild("a where it is positive, else 0.", lambda a: a if sign_of(a) > 0 else ZERO)


def larger(a, b):
    """The larger of a and b."""
    return add(b, relu(subtract(a, b)))


def smaller(a, b):
    """The smaller of a and b."""
    return negate(larger(negate(a), negate(b)))


def _switch(doc, value):
    def applied(a):
        try:
            return constant(value(sign_of(a)))
        except Unclear as unclear:
            if not unclear.wild:
                raise
            return remainder((0, 0), wild=True)

    applied.__doc__ = doc
    return applied


sign = _switch("1, 0 or -1.", lambda s: s)
step = _switch("1 from 0 on, else 0.", lambda s: s >= 0)


def floor(a):
    """The largest whole number that is no larger."""
    limit = goes_to(a)
    if ctx.isinf(limit):
        return add(a, remainder((0, 0), wild=True))
    whole = ctx.nint(limit)
    if abs(limit - whole) > tolerance() * max(1, abs(limit)):
        return constant(ctx.floor(limit))
    try:
        return constant(whole - (sign_of(subtract(a, constant(whole))) < 0))
    except Unclear as unclear:
        if not unclear.wild:
            raise
        return add(constant(whole), remainder((0, 0), wild=True))


def ceil(a):
    """The smallest whole number that is no smaller."""
    return negate(floor(negate(a)))


TESTS = {
    "<": lambda s: s < 0, "<=": lambda s: s <= 0, ">": lambda s: s > 0, ">=": lambda s: s >= 0,
    "==": lambda s: s == 0, "!=": lambda s: s != 0,
}  # fmt: skip
