"""The referee of test_sides: difference quotients of absurdly short steps, with 700 digits."""

import functools

import mpmath

mp = mpmath.mp.clone()
mp.dps = 700
NOTHING = mp.mpf(10) ** -600  # what is smaller is a 0 that rounding has spoilt
STEPS = [mp.mpf(10) ** -k * (1 + mp.mpf(k % 7) / 9) for k in (24, 37, 44)]


class Undefined(ArithmeticError):
    """No value."""


def clean(number):
    return mp.zero if abs(number) < NOTHING else number


def value(tree, x):
    """The formula's value at x, a number or its text, as a number of `mp`."""
    return _value(tree, mp.mpf(x))  # numbers of other contexts would be kept for equal ones


@functools.lru_cache(maxsize=5000)  # formulas hold their parts more than once, and f(x) twice
def _value(tree, x):
    kind, parts = tree[0], tree[1:]
    if kind == "num":
        return mp.mpf(parts[0])
    if kind == "name":
        return {"x": x, "e": +mp.e, "pi": +mp.pi}[parts[0]]
    if kind == "if":
        return _value(parts[1 if holds(parts[0], x) else 2], x)
    numbers = [_value(part, x) for part in (parts[1:] if kind == "call" else parts)]
    return FUNCTIONS[parts[0] if kind == "call" else kind](*numbers)


def holds(test, x):
    kind, parts = test[0], test[1:]
    if kind == "not":
        return not holds(parts[0], x)
    if kind in ("and", "or"):
        return (all if kind == "and" else any)(holds(part, x) for part in parts)
    gap = clean(_value(parts[1], x) - _value(parts[2], x))
    return {
        "<": gap < 0, "<=": gap <= 0, ">": gap > 0, ">=": gap >= 0, "!=": gap != 0, "==": gap == 0,
    }[parts[0]]  # fmt: skip


def quotient(a, b):
    if not clean(b):
        raise Undefined
    return a / b


def root(a):
    if clean(a) < 0:
        raise Undefined
    return mp.sqrt(abs(a))


def floor(a):
    whole = mp.nint(a)
    return whole if abs(a - whole) < NOTHING else mp.floor(a)


def power(a, b):
    return a ** int(b) if b == int(b) else mp.exp(b * mp.log(a)) if clean(a) else mp.zero


FUNCTIONS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": quotient,
    "^": power, "neg": lambda a: -a, "abs": abs, "sin": lambda a: clean(mp.sin(a)),
    "cos": lambda a: clean(mp.cos(a)), "exp": mp.exp, "log": mp.log, "tanh": mp.tanh, "atan": mp.atan,
    "sinh": mp.sinh, "acos": lambda a: mp.acos(min(a, 1)), "sqrt": root, "floor": floor, "max": max,
    "ceil": lambda a: -floor(-a),
    "relu": lambda a: max(a, mp.zero), "sign": lambda a: mp.sign(clean(a)),
    "softplus": lambda a: mp.log(1 + mp.exp(a)), "sigmoid": lambda a: 1 / (1 + mp.exp(-a)),
    "min": min, "step": lambda a: mp.mpf(clean(a) >= 0), "cbrt": lambda a: mp.sign(a) * mp.cbrt(abs(a)),
}  # fmt: skip


def side(tree, x, way):
    """The one-sided slope, an infinity for a vertical tangent, None for none."""
    try:
        here = _value(tree, x)
        slopes = [(_value(tree, x + way * h) - here) / (way * h) for h in STEPS]
    except Undefined:
        return None
    before, last = slopes[-2:]
    if abs(last - before) < 1e-9 * max(1, abs(last)):
        return last
    rises = [abs(slope) * h for slope, h in zip(slopes, STEPS, strict=True)]
    return mp.sign(last) * mp.inf if rises[-1] < rises[0] / 10 else None


def verdict(tree, x):
    """The slope at x, a number or its text, as a float; None where there is none."""
    left, right = (side(tree, mp.mpf(x), way) for way in (-1, 1))
    if left is None or right is None:
        return None
    if mp.isinf(left) or mp.isinf(right):
        return float(left) if left == right else None
    return float(left + right) / 2 if abs(left - right) < 1e-8 * max(1, abs(left)) else None
