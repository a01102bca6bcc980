"""The constant parts of a formula: refused where they have no value, or one too large or small."""

import numpy as np

from lib.formula.expressions import parts
from lib.formula.refusals import FunctionError
from lib.formula.steps import with_error
from lib.formula.tokens import LARGEST, SMALLEST
from lib.formula.writing import write

STEEPEST = 64


def check_constants(tree, variables):
    """Refuse what divides by 0, constants without a real value, beyond 1e100 or below 1e-100.

    Constant exponents may be 64 in size, those of 10 100.
    """
    with np.errstate(all="ignore"):
        _check(tree, variables)


def _check(tree, variables):
    """The tree's constant value, or None if a variable is in it."""
    inner = [_check(part, variables) for part in parts(tree)]
    steepest = 100 if tree[0] == "^" and tree[1] == ("num", "10") else STEEPEST
    if tree[0] == "^" and inner[1] is not None and abs(inner[1]) > steepest:
        raise FunctionError(
            f"the exponent {float(inner[1]):.6g} is too large: at most {steepest} in size"
        )
    if tree[0] == "/" and inner[1] is not None and inner[0] != 0 and _may_be_zero(tree[2]):
        raise FunctionError(f"{_short(tree)} divides by 0")
    if None in inner or (tree[0] == "name" and tree[1] in variables):
        return None
    constant, off = with_error(tree, {}, {})
    if tree[:2] == ("call", "tan") and np.isinf(off):
        constant = np.nan
    if np.isnan(constant):
        raise FunctionError(f"{_short(tree)} has no real value")
    if tree[0] == "^" and _may_be_zero(tree[1]) and inner[1] < 0:
        raise FunctionError(f"{_short(tree)} divides by 0")
    logarithm = tree[0] == "call" and tree[1].startswith("log")
    if abs(constant) > LARGEST or (logarithm and _may_be_zero(tree[2])):
        raise FunctionError(
            f"{_short(tree)} is infinite or too large: numbers up to 1e100 are fine"
        )
    if 0 < abs(constant) < SMALLEST:
        raise FunctionError(
            f"{_short(tree)} is too small: numbers from 1e-100 on are fine, or write 0"
        )
    return constant


def _may_be_zero(tree):
    """Whether a constant is 0 as far as rounding tells: sin(π) is."""
    constant, off = with_error(tree, {}, {})
    return abs(constant) <= off


def _short(tree):
    text = write(tree)
    return text if len(text) <= 40 else text[:39] + "…"
