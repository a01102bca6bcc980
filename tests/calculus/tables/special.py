"""What else a Python callable may be: single precision inside, noisy, only for numbers, a table."""

import math

import mpmath
import numpy as np

from tests.calculus.tables.exact import Pair


def _hashed(x):
    """Noise in [-0.5, 0.5] that looks random, and is the same for the same x."""
    u = np.sin(np.asarray(x, float) * 12.9898e5) * 43758.5453
    return u - np.floor(u) - 0.5


def _single(f, out=np.float32):
    """f, computed in float32 whatever goes in; what comes out may be made float64 again."""
    return lambda x: f(np.asarray(x, np.float32)).astype(out)


def _rounded(digits):
    return lambda x: np.round(np.sin(x), digits)


def _sigmoid(steep, c):
    return lambda x: 1 / (1 + np.exp(-steep * (x - c)))


def _round_corner(size, c):
    return lambda x: np.sqrt((x - c) ** 2 + size**2)


SINGLE = {  # name: (f, its slope)
    "sin": (np.sin, math.cos),
    "log(1 + x²)": (lambda x: np.log(1 + x * x), lambda x: 2 * x / (1 + x * x)),
    "softplus": (lambda x: np.log(1 + np.exp(x)), lambda x: 1 / (1 + math.exp(-x))),
    "tanh": (np.tanh, lambda x: 1 - math.tanh(x) ** 2),
}


def _in_single():
    for x in (0.05, 0.7, -2.3):
        for name, (f, slope) in SINGLE.items():
            near = np.float32(x)
            yield Pair(f"{name} of a float32 {x}", f, near, slope(float(near)))
            yield Pair(f"{name} in float32 inside, at {x}", _single(f), x, slope(x))
            yield Pair(f"{name} in float32 and back, at {x}", _single(f, float), x, slope(x))
    yield Pair("|x| of a float32", np.abs, np.float32(0), None)
    yield Pair("ReLU of a float32", lambda x: np.maximum(x, 0), np.float32(0), None)


def _noisy():
    for size in (1e-14, 1e-12, 1e-10, 1e-8):
        yield Pair(
            f"sin + noise of {size:g}",
            lambda x, a=size: np.sin(x) + a * _hashed(x),
            0.7,
            math.cos(0.7),
        )
    # Rounded to so many digits f is a staircase, its slope 0 between two steps; but nobody means that.
    for digits in (10, 12, 14):
        yield Pair(f"sin, {digits} decimals", _rounded(digits), 0.7, math.cos(0.7))
    for c in (0.1, 2.5, -1.5, 7.25):
        yield Pair(f"floor at {c}", np.floor, c, 0)
        yield Pair(f"x mod 1 at {c}", lambda x: x % 1, c, 1)
    for c in (0.0, 1.0, -2.0, 1e3):
        yield Pair(f"floor at {c}", np.floor, c, None)
        yield Pair(f"x mod 1 at {c}", lambda x: x % 1, c, None)


def _tables():
    at = np.linspace(-3, 3, 61)
    height = np.sin(at)

    def f(x):
        return np.interp(x, at, height)

    yield Pair("np.interp between nodes", f, 0.33, (height[34] - height[33]) / (at[34] - at[33]))
    yield Pair("np.interp at a node", f, float(at[35]), None)
    yield Pair("np.interp beyond its table", f, 4.0, 0)


def _numbers():
    """f that takes single numbers only."""
    yield Pair("math.erf", math.erf, 0.3, 2 / math.sqrt(math.pi) * math.exp(-0.09))
    yield Pair("math.gamma", math.gamma, 2.5, mpmath.diff(mpmath.gamma, 2.5))
    yield Pair("math.log", math.log, 0.01, 100)
    yield Pair("math.sqrt at its end", math.sqrt, 0.0, None)
    yield Pair("x if x > 0 else 0", lambda x: x if x > 0 else 0, 0.0, None)
    yield Pair("x if x > 0 else 0, at 1", lambda x: x if x > 0 else 0, 1.0, 1)
    yield Pair(
        "softplus of numbers", lambda x: math.log(1 + math.exp(x)), -2.8, 1 / (1 + math.exp(2.8))
    )
    yield Pair("of a whole number", lambda x: x**3, 2, 12)
    yield Pair("constant", lambda x: 3, 2.0, 0)


def _scales():
    for x in (1e8, 1e12, 1e15, 1e100, 1e300):
        yield Pair(f"3x at {x:g}", lambda x: 3 * x, x, 3)
        yield Pair(f"sqrt at {x:g}", np.sqrt, x, 0.5 / math.sqrt(x))
        yield Pair(f"log at {x:g}", np.log, x, 1 / x)
    for x in (1e-8, 1e-30, 1e-100):
        yield Pair(f"sqrt at {x:g}", np.sqrt, x, 0.5 / math.sqrt(x))
        yield Pair(f"log at {x:g}", np.log, x, 1 / x)
        yield Pair(f"x log x at {x:g}", lambda x: x * np.log(x), x, math.log(x) + 1)
        yield Pair(f"|x| at {x:g}", np.abs, x, 1)
    for steep in (1e2, 1e4, 1e6):
        for c in (0.0, 0.3, 100.0):
            yield Pair(f"steep sigmoid {steep:g} at {c}", _sigmoid(steep, c), c, steep / 4)
            yield Pair(f"round corner 1/{steep:g} at {c}", _round_corner(1 / steep, c), c, 0)
    for waves in (2, 16, 128, 1024):
        slope = 2 * math.pi * waves * mpmath.cos(2 * mpmath.pi * waves * mpmath.mpf(0.31))
        yield Pair(f"{waves} waves", lambda x, n=waves: np.sin(2 * np.pi * n * x), 0.31, slope)


def special_pairs():
    """The Pairs."""
    return [pair for table in (_in_single, _noisy, _tables, _numbers, _scales) for pair in table()]
