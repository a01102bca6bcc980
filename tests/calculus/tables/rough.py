"""Corners, cusps, jumps, swings, gaps and ends, at four places and in two sizes, and beside them.

Each is a function g of u that is special at u = 0. What is asked is f(x) = sin(x) + size·g(x - c),
at c, where its slope is cos(c) + size·g′(0) or nothing, and at places beside it.
"""

import mpmath
import numpy as np

from tests.calculus.tables.exact import Pair


def patched(g):
    """g with g(0) = 0, elementwise."""
    return lambda u: np.where(u == 0, 0, g(np.where(u == 0, 1, u)))


def _nothing(u):
    return 0.0


SPECIAL = {  # name: (g, g′(0) or None, g′ beside 0 or None where it isn't asked)
    "|u|": (np.abs, None, np.sign),
    "ReLU": (lambda u: np.maximum(u, 0), None, lambda u: float(u > 0)),
    "leaky ReLU": (lambda u: np.where(u > 0, u, 0.01 * u), None, lambda u: 1.0 if u > 0 else 0.01),
    "SELU": (
        lambda u: np.where(u > 0, u, 1.67 * np.expm1(np.minimum(u, 0))),
        None,
        lambda u: 1.0 if u > 0 else 1.67 * np.exp(u),
    ),
    "ELU": (
        lambda u: np.where(u > 0, u, np.expm1(np.minimum(u, 0))),
        1,
        lambda u: 1.0 if u > 0 else np.exp(u),
    ),
    "Huber": (
        lambda u: np.where(np.abs(u) < 1, u * u / 2, np.abs(u) - 0.5),
        0,
        lambda u: max(-1, min(u, 1)),
    ),
    "u|u|": (lambda u: u * np.abs(u), 0, lambda u: 2 * abs(u)),
    "ReLU²": (lambda u: np.maximum(u, 0) ** 2, 0, lambda u: 2 * max(u, 0)),
    "two parabolas": (
        lambda u: np.where(u > 0, u * u, -3 * u * u),
        0,
        lambda u: 2 * u if u > 0 else -6 * u,
    ),
    "|u|³": (lambda u: np.abs(u) ** 3, 0, lambda u: 3 * u * abs(u)),
    "|u|^1.5": (lambda u: np.abs(u) ** 1.5, 0, lambda u: 1.5 * np.sign(u) * abs(u) ** 0.5),
    "|u|^(4/3)": (lambda u: np.abs(u) ** (4 / 3), 0, None),
    "u² ln|u|": (patched(lambda u: u * u * np.log(np.abs(u))), 0, None),
    "e^(-1/u) right of 0": (
        lambda u: np.where(u > 0, np.exp(-1 / np.where(u > 0, u, 1)), 0),
        0,
        lambda u: np.exp(-1 / u) / u**2 if u > 0 else 0.0,
    ),
    "u² sin(1/u)": (patched(lambda u: u * u * np.sin(1 / u)), 0, None),
    "|u|^1.5 sin(1/u)": (patched(lambda u: np.abs(u) ** 1.5 * np.sin(1 / u)), 0, None),
    "u sin(1/u)": (patched(lambda u: u * np.sin(1 / u)), None, None),
    "0.005u sin(1/u)": (patched(lambda u: 0.005 * u * np.sin(1 / u)), None, None),
    "sqrt|u| sin(1/u)": (patched(lambda u: np.sqrt(np.abs(u)) * np.sin(1 / u)), None, None),
    "sin(1/u)": (patched(lambda u: np.sin(1 / u)), None, None),
    "u ln|u|": (patched(lambda u: u * np.log(np.abs(u))), None, None),
    "cbrt": (np.cbrt, None, lambda u: abs(u) ** (-2 / 3) / 3),
    "sqrt|u|": (lambda u: np.sqrt(np.abs(u)), None, lambda u: 0.5 * np.sign(u) / abs(u) ** 0.5),
    "|u|^(2/3)": (lambda u: np.abs(u) ** (2 / 3), None, None),
    "sqrt u": (np.sqrt, None, lambda u: 0.5 * u**-0.5 if u > 0 else None),
    "u^1.5": (lambda u: np.sqrt(u) ** 3, None, lambda u: 1.5 * u**0.5 if u > 0 else None),
    "ln u": (np.log, None, lambda u: 1 / u if u > 0 else None),
    "1/u": (lambda u: 1 / u, None, lambda u: -1 / u**2),
    "1/u, 0 at 0": (patched(lambda u: 1 / u), None, None),
    "1/u²": (lambda u: 1 / u**2, None, lambda u: -2 / u**3),
    "sin(u)/u, undefined at 0": (lambda u: np.sin(u) / u, None, None),
    "one point off": (lambda u: np.where(u == 0, 1.0, 0.0), None, _nothing),
    "step, 1 at 0": (lambda u: np.where(u >= 0, 1.0, 0.0), None, _nothing),
    "step, 0 at 0": (lambda u: np.where(u > 0, 1.0, 0.0), None, _nothing),
    "sign": (np.sign, None, _nothing),
}
PLACES, SIZES = (0.0, 0.3, -1.7, 1e3), (1.0, 1e-3)
BESIDE = (0.05, -1e-3, 1e-5)


def rough_pairs():
    """The Pairs."""
    found = []
    for name, (g, at_0, beside) in SPECIAL.items():
        for c in PLACES:
            for size in SIZES:
                slope = None if at_0 is None else mpmath.cos(c) + size * at_0
                found.append(
                    Pair(f"sin x + {size:g}·{name}, u = x - {c:g}", _added(g, c, size), c, slope)
                )
            for off in BESIDE if beside else ():
                x = c + off
                slope = beside(x - c)
                if slope is not None:
                    slope += mpmath.cos(x)
                found.append(Pair(f"sin x + {name}, u = {off:g}", _added(g, c, 1.0), x, slope))
    found.append(Pair("|x|^1.2", lambda x: np.abs(x) ** 1.2, 0.0, 0))
    swings = {  # the two of the ten that were reported and are no formulas
        "x + 0.005x sin(1/x)": (lambda x: x + 0.005 * x * np.sin(1 / x), None),
        "|x|^1.1 sin(1/x)": (lambda x: np.abs(x) ** 1.1 * np.sin(1 / x), 0),
    }
    found += [Pair(name, patched(f), 0.0, slope) for name, (f, slope) in swings.items()]
    return found


def _added(g, c, size):
    return lambda x: np.sin(x) + size * g(x - c)
