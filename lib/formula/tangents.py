"""The tangent of a function with or without a formula: its slope, or why there is none."""

import re

import numpy as np

from lib.calculus.differences import derivative
from lib.formula.precision import is_exact, too_large
from lib.formula.writing import RAISED

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
    if found.exists:
        return np.nan, "the formula has no derivative there"
    why = _reason(found)
    return np.nan, re.sub(", as far as .* show$", "", why) if is_exact(f) else why


def _reason(found):
    """Why there is no tangent: the end of the message, with true minus signs and powers of ten."""
    why = re.sub(r"^no derivative( at x = \S+)?: ", "", found.message)
    why = re.sub(r"e([-+]\d+)", lambda power: "·10" + str(int(power[1])).translate(RAISED), why)
    return re.sub(r"(?<![\d.])1·10", "10", re.sub(r"-(?=[\d.])", "−", why))
