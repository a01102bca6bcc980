"""Arithmetic of germs, what functions do right beside a point (lib.formula.series).

Signs, limits and slopes at the point are read off a germ's first term.
Raises NoValue where a germ isn't real, and Unclear where its first term isn't known.
"""

from fractions import Fraction

from lib.formula.series import (
    FLAT,
    ONE,
    TERMS,
    ZERO,
    Beyond,
    NoValue,
    Series,
    Unclear,
    constant,
    ctx,
    cut,
    exact,
    larger_rest,
    order,
    remainder,
    sign_of,
    term,
    times_size,
    tolerance,
)

EVERYWHERE = 10**5  # e**x is beyond every float64 from here on


# -- sums and products ---------------------------------------------------------------------------
def add(a, b):
    """a + b."""
    if isinstance(a, Beyond) and isinstance(b, Beyond):
        return _add_two_beyond(a, b)
    if isinstance(b, Beyond):
        a, b = b, a
    if isinstance(a, Beyond):
        if a.huge or b == ZERO:
            return a
        return add(b, remainder(FLAT))
    if not a.terms and a.rest is None:
        return b
    if not b.terms and b.rest is None:
        return a
    found, made_of = dict(a.terms), {}
    for size, c in b.terms:
        if size in found:
            made_of[size] = max(abs(found[size]), abs(c))
            found[size] += c
        else:
            found[size] = c
    return cut(found, made_of, *larger_rest([(a.rest, a.wild), (b.rest, b.wild)]))


def _add_two_beyond(a, b):
    ratio = exp(subtract(a.power, b.power))
    if isinstance(ratio, Beyond):
        return a if ratio.huge else b
    return multiply(add(scale(ratio, a.sign * b.sign), ONE), b)


def scale(a, factor):
    """The germ times a number that isn't 0."""
    if isinstance(a, Beyond):
        return multiply(constant(factor), a)
    return Series(tuple((size, factor * c) for size, c in a.terms), a.rest, a.wild)


def negate(a):
    """-a."""
    if isinstance(a, Beyond):
        return Beyond(-a.sign, a.power)
    return Series(tuple((size, -c) for size, c in a.terms), a.rest, a.wild)


def subtract(a, b):
    """a - b."""
    return add(a, negate(b))


def multiply(a, b):
    """a * b."""
    if ZERO in (a, b):
        return ZERO
    if isinstance(a, Beyond) or isinstance(b, Beyond):
        return _multiply_beyond(a, b)
    found, made_of = {}, {}
    for size_a, c in a.terms:
        for size_b, d in b.terms:
            size, product = (size_a[0] + size_b[0], size_a[1] + size_b[1]), c * d
            if size in found:
                made_of[size] = max(made_of.get(size, abs(found[size])), abs(product))
                found[size] += product
            else:
                found[size] = product
    largest_a, largest_b = ((s.terms[0][0] if s.terms else None) for s in (a, b))
    return cut(
        found,
        made_of,
        *larger_rest([
            (times_size(a.rest, largest_b), a.wild),
            (times_size(largest_a, b.rest), b.wild),
            (times_size(a.rest, b.rest), a.wild or b.wild),
        ]),
    )  # fmt: skip


def _multiply_beyond(a, b):
    if not isinstance(a, Beyond):
        a, b = b, a
    if isinstance(b, Beyond):
        return scale(exp(add(a.power, b.power)), a.sign * b.sign)
    sign = sign_of(b)
    return Beyond(a.sign * sign, add(a.power, log(scale(b, sign))))


def goes_to(a):
    """The limit: a number, or an infinity. Raises Unclear."""
    if isinstance(a, Beyond):
        return a.sign * ctx.inf if a.huge else ctx.zero
    if not a.terms and a.rest is not None and order(a.rest) > order((0, 0)):
        return ctx.zero
    first = a.first
    if first is None or order(first[0]) > order((0, 0)):
        return ctx.zero
    return first[1] if first[0] == (0, 0) else ctx.sign(first[1]) * ctx.inf


def apart(a):
    """(limit, what is left) of a Series with a finite limit."""
    limit = goes_to(a)
    return limit, Series(tuple(each for each in a.terms if each[0] != (0, 0)), a.rest, a.wild)


def compose(coefficients, inner, complete=False):
    """The sum of coefficients[k] * inner**k for an `inner` that goes to 0.

    complete: whether all further coefficients are 0.
    """
    if inner == ZERO:
        return constant(coefficients[0])
    total = ZERO
    for c in reversed(coefficients):
        total = add(multiply(total, inner), constant(c))
    if not complete:
        size = inner.terms[0][0] if inner.terms else inner.rest
        left_out = (size[0] * len(coefficients), size[1] * len(coefficients))
        total = add(total, remainder(left_out))
    return total


# -- powers, e**a and logarithms, of which the rest are made -------------------------------------
def power(a, p, exponent=None):
    """a**p for an int or Fraction p, which may stand for an irrational `exponent` in sizes."""
    exponent = exact(p) if exponent is None else exponent
    if a == ZERO:
        if p < 0:
            raise NoValue
        return ONE if p == 0 else ZERO
    if p > 0 and p == int(p) and a == remainder(getattr(a, "rest", None), wild=True):
        return remainder((a.rest[0] * p, a.rest[1] * p), wild=True)
    sign = sign_of(a)
    if sign < 0 and p != int(p):
        raise NoValue
    sign = sign if p % 2 else 1
    if isinstance(a, Beyond):
        return Beyond(sign, scale(a.power, exponent)) if p else ONE
    size, c = a.first
    small = multiply(subtract(a, term(*size, c)), term(-size[0], -size[1], 1 / c))
    coefficients, factor = [], ctx.one
    for k in range(TERMS[0] + 1):
        coefficients.append(factor)
        factor = factor * (exponent - k) / (k + 1)
    first = term(_plain(size[0] * p), _plain(size[1] * p), sign * abs(c) ** exponent)
    return multiply(compose(coefficients, small, complete=coefficients[-1] == 0), first)


def _plain(number):
    """A whole Fraction as an int, which is quicker."""
    return int(number) if number == int(number) else number


def reciprocal(a):
    """1 / a."""
    return power(a, -1)


def log(a):
    """The natural logarithm."""
    if a == ZERO or sign_of(a) < 0:
        raise NoValue
    if isinstance(a, Beyond):
        return a.power
    size, c = a.first
    small = multiply(subtract(a, term(*size, c)), term(-size[0], -size[1], 1 / c))
    coefficients = [ctx.zero] + [ctx.mpf((-1) ** (k + 1)) / k for k in range(1, TERMS[0] + 1)]
    total = add(compose(coefficients, small), constant(cleaned(ctx.log(c), 1)))
    if size[0]:
        total = add(total, term(0, 1, -exact(size[0])))
    if size[1]:  # ln(L), which has no size here, but is smaller than this one
        total = add(total, remainder((0, Fraction(1, 100))))
    return total


def exp(a):
    """e**a."""
    limit = goes_to(a)
    if ctx.isinf(limit):
        return _exp_of_infinite(a)
    if isinstance(a, Beyond):
        return add(ONE, a)
    _, small = apart(a)
    if abs(limit) > EVERYWHERE:
        raise NoValue  # beyond every float64, or 0 among them
    first = ctx.exp(limit)
    return compose([first / ctx.factorial(k) for k in range(TERMS[0] + 1)], small)


def _exp_of_infinite(a):
    if isinstance(a, Beyond) or order(a.first[0]) < order((0, 1)):
        return Beyond(1, a)
    size, c = a.first
    if size != (0, 1):
        raise Unclear(wild=True)
    whole = Fraction(str(ctx.nstr(c, 40))).limit_denominator(10**6)
    if abs(c - exact(whole)) > tolerance() * abs(c):
        whole = Fraction(str(ctx.nstr(c, 40)))
    return multiply(term(-whole), exp(subtract(a, term(0, 1, c))))


def cleaned(value, size):
    """The number, 0 where it is nothing beside `size`."""
    return ctx.zero if abs(value) <= tolerance() * size else value
