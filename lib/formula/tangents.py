"""The tangent of a function with or without a formula: its slope, or why there is none.

And how far secants are from it, for every step: `measured_errors`.
"""

import re

import numpy as np

from lib.calculus.schemes import SCHEMES
from lib.calculus.tangent import derivative
from lib.formula.precision import is_exact, single, too_large
from lib.formula.writing import true_signs

LARGEST = "too large for a float64, which ends at about 1.8·10³⁰⁸"


def tangent_at(f, x):
    """Slope of the tangent of the Function f at x, and "" ; or NaN, and why there is no tangent.

    For a formula the exact derivative decides, and differences say why where there is none; for a
    Python callable the differences decide, as far as they can see: why tells down to which step.
    """
    if is_exact(f):
        slope = f.derivative(x)
        if np.isfinite(slope):
            return slope, ""
    if too_large(f, x):
        return np.nan, f"f(x) is {LARGEST}"
    if is_exact(f) and too_large(f.derivative, x):
        return np.nan, f"the slope is {LARGEST}"
    found = derivative(f, x)
    if found.exists and not is_exact(f):
        return float(found.value), ""
    if is_exact(f) and (exact := _exact_reason(f, x)):
        return np.nan, exact
    if found.exists:
        return np.nan, "the formula has no derivative there"
    why = _reason(found)
    return np.nan, re.sub(", as far as .* show$", "", why) if is_exact(f) else why


def measured_errors(f, x, h, scheme="forward", dtype="float64"):
    """Slopes of secants computed in float32 or float64, and their errors: two arrays like h.

    f is a Function, x a float, h a float or an array (n,). The errors are taken against the slope
    of the tangent in float64; NaN where there is no tangent.
    """
    quotient, _, _ = SCHEMES[scheme]
    kind = np.dtype(dtype).type
    used = single(f) if kind is np.float32 else f
    at, steps = np.full(np.shape(h), x, kind), np.asarray(h, kind)
    slopes = np.asarray(quotient(used, at, steps), float)
    return slopes, np.abs(slopes - tangent_at(f, float(kind(x)))[0])


def sides_at(f, x):
    """What the slopes of secants of a formula do to the left and to the right of x: two Sides.

    See `lib.formula.sides.Side`: where its kind is "settled", its slope is what they approach.
    """
    return _both_sides(f, x)[:2]


def _both_sides(f, x):
    """(left, right, value) of a formula's slopes at x, a float."""
    from lib.formula.series import ctx
    from lib.formula.sides import tangent
    from lib.formula.tree_germs import digits_for

    with digits_for([x]):
        found = tangent(f, 0, (ctx.mpf(x),))
    return found.left, found.right, found.value


def _exact_reason(f, x):
    """Why a formula has no tangent at x, where both of its sides tell; else ""."""
    left, right, value = _both_sides(f, x)
    if left.kind == right.kind == "settled" and value is None:
        return f"a corner, slope {_slope(left)} on the left and {_slope(right)} on the right"
    jumps = [where for where, side in (("left", left), ("right", right)) if side.kind == "jump"]
    return f"on {' and '.join(f'the {where}' for where in jumps)} f jumps" if jumps else ""


def _slope(side):
    text = true_signs(f"{float(side.slope):.3g}")
    return "0" if text == "−0" else text


def _reason(found):
    """Why there is no tangent: the end of the message."""
    why = re.sub(r"^no derivative( at x = \S+)?: ", "", found.message)
    return true_signs(why)
