"""Numbers as a sentence says them: with a true minus sign, and no longer than they need to be.

signed     so many decimals, for places and slopes that are compared: −0.50
seen       the same, but a number that isn't 0 isn't said to be 0.00
plain      so many significant digits, for sizes that differ widely: 0.0123, 4.3·10⁻⁷
short      where there is little room, at a node or in a cell of a table: 0.221, 3.2·10⁻⁷
remaining  what is left of a slope or a signal after many layers: 3.6·10⁻⁵⁸
rate       a learning rate
change     what a small step changes: two decimals, or two digits where that says more
partial_said           a partial derivative, where there is one
whole      a count, in full or as a power of ten
cell       a number in a table whose zeros are to be seen as such
in_brackets, agreed    several numbers
counted    a number and what is counted: 1 step, 2 steps
listed     places, the first few of them in full
cut, indexed, title_of the label of a formula, made to fit
"""

import numpy as np

from lib.formula.writing import RAISED

MOST = 3  # so many places are named, the others counted
HUGE = 1e5  # from here on a number is written as a power of ten


def missing(value):
    """What is said where there is no number: ∞, −∞, or none for NaN."""
    return "none" if np.isnan(value) else "∞" if value > 0 else "−∞"


def signed(value, digits=2):
    """A number with so many decimals: no −0.00; a power of ten where it is huge."""
    if not np.isfinite(value):
        return missing(value)
    if HUGE <= abs(value) < np.inf:
        return plain(value, 3)
    text = f"{value:.{digits}f}"
    return f"{0.0:.{digits}f}" if float(text) == 0 else _true_minus(text)


def seen(value, digits=2):
    """As `signed`, but with two significant digits where a number other than 0 would become 0.00."""
    small = value != 0 and abs(value) < 0.5 * 10.0**-digits
    return plain(value, 2) if small else signed(value, digits)


def plain(value, digits=4):
    """A number to so many significant digits, as a power of ten if need be; no idle zeros."""
    if not np.isfinite(value):
        return missing(value)
    if value == 0:
        return "0"
    if not 1e-3 <= abs(value) < HUGE:
        return scientific(value, digits)
    decimals = max(0, digits - 1 - int(np.floor(np.log10(abs(value)))))
    return _true_minus(_without_idle_zeros(f"{value:.{decimals}f}"))


def scientific(value, digits=2):
    """A number as a power of ten, 4.3·10⁻⁷, to so many significant digits."""
    if not np.isfinite(value):
        return missing(value)
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = _power(exponent)
    mantissa = _without_idle_zeros(mantissa)
    return _true_minus({"1": power, "-1": f"-{power}"}.get(mantissa, f"{mantissa}·{power}"))


def short(value, none="none", digits=3, least=1e-12, smallest=1e-4, largest=HUGE):
    """A number in few characters; `none` where it isn't finite, 0 where it is below `least`.

    Written out from `smallest` to `largest`, else as a power of ten with one digit less.
    """
    if not np.isfinite(value):
        return none
    if value == 0 or abs(value) < least:
        return "0"
    if not smallest <= abs(value) < largest:
        mantissa, exponent = f"{value:.{digits - 2}e}".split("e")
        return _true_minus(f"{mantissa}·{_power(exponent)}")
    text = f"{value:.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:.{digits}g}"
    return _true_minus(text)


def remaining(size):
    """What is left of a size after many layers, however small or large, in few characters."""
    return short(size, least=0.0, smallest=1e-2, largest=1e4)


def title_of(f):
    """The title of a picture of a function of two numbers: without a formula that is too long."""
    return f"f(x, y) = {f.label}" if len(f.label) <= 40 else "f(x, y)"


def partial_said(slope):
    """A partial derivative, or that there is none."""
    return signed(slope) if np.isfinite(slope) else "none here"


def rate(eta):
    """A learning rate η, a number of any kind, to three digits."""
    return plain(float(eta), 3)


def change(value):
    """What a step changes: two decimals, or two digits where it is small."""
    return signed(value, 2) if abs(value) >= 0.1 else plain(value, 2)


def whole(number):
    """A count: in full below ten million, else with a power of ten."""
    if number < 10**7:
        return f"{number:,}"
    mantissa, exponent = f"{number:.1e}".split("e")
    return f"{mantissa} × {_power(exponent)}"


def cell(value, digits=3):
    """A number in a table: a bare 0 where it is exactly that, a dash where there is none."""
    if not np.isfinite(value):
        return "–"
    return "0" if value == 0 else signed(value, digits)


def in_brackets(values, digits=2):
    """Several numbers, each as `signed` says it: (1.00, −2.00)."""
    return "(" + ", ".join(signed(value, digits) for value in values) + ")"


def agreed(values, digits=3):
    """The one number that all values agree on when they are said, or all of them in brackets."""
    said = {signed(value, digits) for value in values}
    return said.pop() if len(said) == 1 else in_brackets(values, digits)


def counted(number, what):
    """A count and what is counted, in the plural unless it is one: 1 step, 2 steps."""
    return f"{number} {what}{'s' * (number != 1)}"


def listed(places):
    """The first few of some places, texts such as "at x = 1.00", and how many more there are."""
    rest = len(places) - MOST
    more = f" and in {counted(rest, 'more place')}" if rest > 0 else ""
    return " and ".join(places[:MOST]) + more


def cut(text, most=24):
    """A label cut to fit: long formulas and long names of functions end in …"""
    return text if len(text) <= most else text[: most - 1] + "…"


def indexed(label):
    """A formula's label with w₁ and w₂ for w1 and w2."""
    return label.replace("w1", "w₁").replace("w2", "w₂")


def _true_minus(text):
    return text.replace("-", "−")


def _without_idle_zeros(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


def _power(exponent):
    return "10" + str(int(exponent)).translate(RAISED)
