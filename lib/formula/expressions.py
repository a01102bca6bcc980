"""The tree of a formula at work: its values, its constants, where it may break."""

import math

import numpy as np

from lib.formula.refusals import FunctionError
from lib.formula.writing import write

LARGEST, STEEPEST = 1e100, 64


def sigmoid(x):
    """1 / (1 + e^-x) for every x: e^-x overflows below -709, logaddexp doesn't."""
    return np.exp(-np.logaddexp(0.0, -x))


def softplus(x):
    """log(1 + e^x) for every x."""
    return np.logaddexp(0.0, x)


def step(x):
    """0 below 0, 1 from 0 on."""
    return np.where(np.isnan(x), np.nan, x >= 0)


VALUES = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos,
    "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp,
    "log": np.log, "log2": np.log2, "log10": np.log10, "sqrt": np.sqrt, "cbrt": np.cbrt,
    "abs": np.abs, "sign": np.sign, "step": step, "floor": np.floor, "ceil": np.ceil,
    "max": np.maximum, "min": np.minimum, "relu": lambda x: np.maximum(x, 0.0),
    "sigmoid": sigmoid, "softplus": softplus,
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power,
    "neg": np.negative, "and": np.logical_and, "or": np.logical_or, "not": np.logical_not,
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
    "==": np.equal, "!=": np.not_equal,
}  # fmt: skip
NAMED = {"e": math.e, "pi": math.pi, "nan": math.nan}


def value(tree, at):
    """The tree's value where `at` gives each variable's: floats or arrays that broadcast."""
    kind = tree[0]
    if kind == "num":
        return np.float64(tree[1])
    if kind == "name":
        return at[tree[1]] if tree[1] in at else np.float64(NAMED[tree[1]])
    if kind == "if":
        test, yes, no = (value(part, at) for part in tree[1:])
        return np.where(test, yes, no)
    if kind in ("call", "cmp"):
        return VALUES[tree[1]](*(value(part, at) for part in tree[2:]))
    return VALUES[kind](*(value(part, at) for part in tree[1:]))


def parts(tree):
    """The subtrees one level down."""
    return [part for part in tree[1:] if isinstance(part, tuple)]


def size_and_depth(tree):
    """How many nodes the tree has, and how many stand one inside the other."""
    level, size, depth = [tree], 0, 0
    while level:
        size, depth = size + len(level), depth + 1
        level = [part for node in level for part in parts(node)]
    return size, depth


def is_constant(tree, variables):
    """Whether no variable stands anywhere in the tree."""
    if tree[0] == "name":
        return tree[1] not in variables
    return all(is_constant(part, variables) for part in parts(tree))


def check_constants(tree, variables):
    """Refuse constants above 1e100 or without a real value, constant exponents above 64."""
    with np.errstate(all="ignore"):
        _check(tree, variables)


def _check(tree, variables):
    """The tree's constant value, or None if a variable is in it."""
    inner = [_check(part, variables) for part in parts(tree)]
    if tree[0] == "^" and inner[1] is not None and abs(inner[1]) > STEEPEST:
        raise FunctionError(
            f"the exponent {float(inner[1]):.6g} is too large: at most {STEEPEST} in size"
        )
    if None in inner or (tree[0] == "name" and tree[1] in variables):
        return None
    constant = value(tree, {})
    if np.isnan(constant):
        raise FunctionError(f"{write(tree)[:40]} has no real value")
    if abs(constant) > LARGEST:
        if tree[0] == "/" and inner[1] == 0:
            raise FunctionError(f"{write(tree)} divides by 0")
        raise FunctionError(
            f"{write(tree)[:40]} is infinite or too large: numbers up to 1e100 are fine"
        )
    return constant


def breaks(tree):
    """Set of trees whose zeros are the only points where the formula may not be differentiable.

    The argument of a corner, a jump, a root, a logarithm; a denominator; both sides of a
    comparison or of max and min, subtracted; for floor and ceil the sine that is 0 at integers.
    """
    found = set().union(*map(breaks, parts(tree)))
    kind = tree[0]
    if kind == "call":
        name, arguments = tree[1], tree[2:]
        u = arguments[0]
        one = ("num", "1")
        if name in ("abs", "sign", "step", "relu", "sqrt", "cbrt", "log", "log2", "log10"):
            found.add(u)
        elif name in ("max", "min") and u != arguments[1]:
            found.add(("-", *arguments))
        elif name in ("floor", "ceil"):
            found.add(("call", "sin", ("*", ("name", "pi"), u)))
        elif name in ("asin", "acos"):
            found |= {("-", u, one), ("+", u, one)}
        elif name == "tan":
            found.add(("call", "cos", u))
    elif kind == "cmp" and tree[2] != tree[3]:
        found.add(("-", tree[2], tree[3]))
    elif kind == "/":
        found.add(tree[2])
    elif kind == "^" and not (tree[2][0] == "num" and float(tree[2][1]).is_integer()):
        found.add(tree[1])
    return found
