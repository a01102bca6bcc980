"""Formulas drawn at random: what readers write, put into one another, at places of all sizes."""

import random

import numpy as np

from tests.calculus.tables.exact import Pair, analytic, callable_of, defined, true_slope

ONE = (
    "sin({u})", "cos({u})", "tanh({u})", "exp({u})", "log({u})", "sqrt({u})", "arctan({u})", "1/({u})",
    "({u})**2", "({u})**3", "expm1({u})", "log1p({u})", "log(1 + ({u}))", "log(1 + ({u})**2)",
    "sqrt(1 + ({u})**2)", "sqrt(1 + ({u})) - 1", "sqrt(({u})**2 + 1) - ({u})", "1/(1 + ({u})**2)",
    "1/(1 + exp(-({u})))", "1/(1 + exp(-({u}))) - 0.5", "-log(1/(1 + exp(-({u}))))", "exp(-({u})**2)",
    "log(1 + exp({u}))", "log(cosh({u}))", "exp({u}) - 1", "({u})/(1 + exp(-({u})))", "({u})*log({u})",
    "(exp({u}) - exp(-({u})))/(exp({u}) + exp(-({u})))", "1 - tanh({u})**2", "sin({u})/({u})",
    "(1 - cos({u}))/({u})", "(1 - cos({u}))/({u})**2", "(exp({u}) - 1)/({u})",
)  # fmt: skip
TWO = (
    "({u}) + ({v})", "({u}) - ({v})", "({u})*({v})", "({u})/({v})", "log(exp({u}) + exp({v}))",
    "sqrt(({u})**2 + ({v})**2)",
)  # fmt: skip


def _number(draw):
    return repr(round(draw.choice([-1, 1]) * 10 ** draw.uniform(-1.5, 1.5), 3))


def _formula(draw, depth):
    if depth == 0:
        kinds = ("x", f"{_number(draw)}*x", f"({_number(draw)}*x + {_number(draw)})")
        return draw.choices(kinds, (45, 30, 25))[0]
    first = _formula(draw, depth - 1)
    if draw.random() < 0.62:
        return draw.choice(ONE).format(u=first)
    return draw.choice(TWO).format(u=first, v=_formula(draw, draw.randrange(depth)))


def _place(draw):
    kind = draw.random()
    if kind < 0.5:
        return draw.gauss(0, 1)
    if kind < 0.9:
        return draw.choice([-1, 1]) * 10 ** draw.uniform(*((-4, 0) if kind < 0.75 else (0, 3)))
    return draw.choice([0.0, 1.0, -1.0, 0.5, 2.0, 0.1, 0.05, 0.01, -0.3, 10.0])


def compositions(count, seed):
    """So many Pairs, each of a formula that is smooth, and that NumPy can compute, within 0.01 of x."""
    draw, found = random.Random(seed), []
    while len(found) < count:
        text, x = _formula(draw, draw.choice([1, 2, 2, 3, 3, 4])), _place(draw)
        f = callable_of(text)
        try:
            with np.errstate(over="raise", invalid="raise", divide="raise"):
                f(x + np.array([-0.01, 0.0, 1e-3, 0.01]))
            slope = true_slope(text, x)
        except ArithmeticError:
            continue
        if defined(slope) and analytic(text, x, slope):
            found.append(Pair(f"{text} at {x!r}", f, x, slope, smooth=True))
    return found
