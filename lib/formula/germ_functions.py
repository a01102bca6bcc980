"""The functions of a formula, applied to germs; see lib.formula.series.

Smooth ones are here, by Taylor; GERMS has those of lib.formula.germ_breaks too.

Taylor's coefficients come from recurrences that the functions' differential equations give.
"""

from fractions import Fraction

from lib.formula.germ_breaks import (
    absolute,
    ceil,
    floor,
    larger,
    relu,
    sign,
    smaller,
    step,
)
from lib.formula.germs import (
    EVERYWHERE,
    add,
    apart,
    cleaned,
    compose,
    exp,
    goes_to,
    log,
    multiply,
    negate,
    power,
    reciprocal,
    scale,
    subtract,
)
from lib.formula.series import (
    ONE,
    TERMS,
    ZERO,
    Beyond,
    NoValue,
    Series,
    constant,
    ctx,
    exact,
    remainder,
    sign_of,
    tolerance,
)

HALF = Fraction(1, 2)


def _regular(doc, taylor, at_infinity):
    """A function, said in `doc`, smooth everywhere: by Taylor, and by a rule of its own far out."""

    def applied(a):
        limit = goes_to(a)
        if ctx.isinf(limit):
            return at_infinity(a)
        if isinstance(a, Beyond):  # smaller than every power: the function's tangent will do
            first, slope = taylor(ctx.zero, 2)
            return add(constant(first), scale(a, slope) if slope else ZERO)
        limit, small = apart(a)
        return compose(taylor(limit, TERMS[0] + 1), small)

    applied.__doc__ = doc
    return applied


def _waves(doc, start):
    def taylor(c, count):
        at = [cleaned(f(c), max(1, abs(c))) for f in (ctx.sin, ctx.cos)]
        turns = [at[0], at[1], -at[0], -at[1]]
        return [turns[(k + start) % 4] / ctx.factorial(k) for k in range(count)]

    return _regular(doc, taylor, lambda a: remainder((0, 0), wild=True))


sin, cos = _waves("The sine; far out no more is known than its size.", 0), _waves("The cosine.", 1)


def tan(a):
    """Sine over cosine."""
    return multiply(sin(a), reciprocal(cos(a)))


def _from_equation(start, first):
    """Taylor's coefficients of y' = first + mixed * y + second * y**2, with y(c) known."""

    def taylor(c, count):
        y = [start(c)]
        one, linear, square = first
        for k in range(count - 1):
            products = sum(y[i] * y[k - i] for i in range(k + 1))
            y.append(((one if k == 0 else 0) + linear * y[k] + square * products) / (k + 1))
        return y

    return taylor


def _sigmoid_number(c):
    return 1 / (1 + ctx.exp(-c)) if abs(c) < EVERYWHERE else ctx.mpf(c > 0)


_sigmoid_taylor = _from_equation(_sigmoid_number, (0, 1, -1))
sigmoid = _regular(
    "1 / (1 + e**-a).", _sigmoid_taylor, lambda a: reciprocal(add(ONE, exp(negate(a))))
)


def _softplus_taylor(c, count):
    start = ctx.log1p(ctx.exp(c)) if c < EVERYWHERE else c
    slopes = _sigmoid_taylor(c, count)
    return [start] + [slopes[k] / (k + 1) for k in range(count - 1)]


def _softplus_far_out(a):
    if sign_of(a) < 0:
        return log(add(ONE, exp(a)))
    return add(a, log(add(ONE, exp(negate(a)))))


softplus = _regular("log(1 + e**a).", _softplus_taylor, _softplus_far_out)


def _tanh_number(c):
    return ctx.tanh(c) if abs(c) < EVERYWHERE else ctx.sign(c)


def _tanh_far_out(a):
    sign = sign_of(a)
    gone = exp(scale(a, -2 * sign))
    return scale(multiply(subtract(ONE, gone), reciprocal(add(ONE, gone))), sign)


tanh = _regular("The hyperbolic tangent.", _from_equation(_tanh_number, (1, 0, -1)), _tanh_far_out)


def sinh(a):
    """Half of e**a - e**-a; by its own series near 0, where that difference loses terms."""
    if not isinstance(a, Beyond) and not ctx.isinf(goes_to(a)):
        c, small = apart(a)
        if abs(c) > EVERYWHERE:
            raise NoValue
        both = (ctx.sinh(c), ctx.cosh(c))
        count = TERMS[0] + 1
        return compose([both[k % 2] / ctx.factorial(k) for k in range(count)], small)
    if isinstance(a, Beyond) and not a.huge:
        return a
    return scale(subtract(exp(a), exp(negate(a))), exact(HALF))


def cosh(a):
    """Half of e**a + e**-a."""
    return scale(add(exp(a), exp(negate(a))), exact(HALF))


def _atan_taylor(c, count):
    b = [1 / (1 + c * c)]
    for k in range(1, count):
        b.append(-(2 * c * b[k - 1] + (b[k - 2] if k > 1 else 0)) / (1 + c * c))
    return [ctx.atan(c)] + [b[k] / (k + 1) for k in range(count - 1)]


def _atan_far_out(a):
    return subtract(constant(sign_of(a) * ctx.pi / 2), atan(reciprocal(a)))


atan = _regular("The inverse of the tangent.", _atan_taylor, _atan_far_out)


def _asin_taylor(c, count):
    room = 1 - c * c
    z = [1 / ctx.sqrt(room)]
    for k in range(count - 1):
        before = z[k - 1] if k else 0
        z.append(((2 * k + 1) * c * z[k] + k * before) / (room * (k + 1)))
    return [ctx.asin(c)] + [z[k] / (k + 1) for k in range(count - 1)]


def asin(a):
    """The inverse of the sine on [-1, 1]."""
    limit = goes_to(a)
    if ctx.isinf(limit):
        raise NoValue
    if isinstance(a, Beyond):
        return a
    near = abs(limit) - 1
    if abs(near) <= tolerance():
        return subtract(constant(ctx.pi / 2), _acos_near_an_end(a))
    if near > 0:
        raise NoValue
    limit, small = apart(a)
    return compose(_asin_taylor(limit, TERMS[0] + 1), small)


def acos(a):
    """The inverse of the cosine on [-1, 1]."""
    if not isinstance(a, Beyond) and abs(abs(goes_to(a)) - 1) <= tolerance():
        return _acos_near_an_end(a)
    return subtract(constant(ctx.pi / 2), asin(a))


def _acos_near_an_end(a):
    if goes_to(a) < 0:
        return subtract(constant(ctx.pi), _acos_near_an_end(negate(a)))
    inside = scale(subtract(ONE, a), exact(HALF))
    if sign_of(inside) < 0:
        raise NoValue
    return scale(asin(power(inside, HALF)), 2)


def cbrt(a):
    """The cube root, of negative numbers too."""
    sign = sign_of(a)
    return scale(power(scale(a, sign), Fraction(1, 3)), sign) if sign else ZERO


def to_the(a, b):
    """a**b; `b` may be any germ, a number among them."""
    if isinstance(b, Series) and b.rest is None and all(size == (0, 0) for size, _ in b.terms):
        exponent = b.terms[0][1] if b.terms else ctx.zero
        p = _fraction(exponent)
        near = abs(exponent - exact(p)) <= tolerance() * max(1, abs(exponent))
        return power(a, p, None if near else exponent)
    if a == ZERO:
        sign = sign_of(b)
        if sign < 0:
            raise NoValue
        return ZERO if sign else ONE
    return exp(multiply(b, log(a)))


def _fraction(number):
    """The number as a Fraction: a simple one where it is one, else to 40 digits."""
    near = Fraction(ctx.nstr(number, 45)).limit_denominator(10**6)
    close = abs(number - exact(near)) <= tolerance() * max(1, abs(number))
    found = near if close else Fraction(ctx.nstr(number, 40))
    return int(found) if found.denominator == 1 else found


def _logarithm_of_base(base):
    return lambda a: scale(log(a), 1 / ctx.log(base))


GERMS = {
    "+": add, "-": subtract, "*": multiply, "/": lambda a, b: multiply(a, reciprocal(b)),
    "^": to_the, "neg": negate, "sin": sin, "cos": cos, "tan": tan, "asin": asin, "acos": acos,
    "atan": atan, "sinh": sinh, "cosh": cosh, "tanh": tanh, "exp": exp, "log": log,
    "log2": _logarithm_of_base(2), "log10": _logarithm_of_base(10),
    "sqrt": lambda a: power(a, HALF), "cbrt": cbrt, "abs": absolute, "sign": sign, "step": step,
    "floor": floor, "ceil": ceil, "relu": relu, "max": larger, "min": smaller,
    "sigmoid": sigmoid, "softplus": softplus,
}  # fmt: skip
