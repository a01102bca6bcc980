"""What a formula may be made of, and the messages for what it may not.

Every refusal is a FunctionError whose message says what to write instead.
"""

import difflib
import re
import unicodedata

from lib.formula.vocabulary import ALIASES, CONSTANTS, FOREIGN, FUNCTIONS, NOWHERE
from lib.formula.writing import write

NEIGHBOURS = {  # what people also try, and what to write
    ".": "no dots between names: write sin(x), not np.sin(x) or math.sin(x)",
    "=": 'write the formula alone, such as "x^2"; to compare, write ==',
    "[": "square brackets mean nothing here; write round ones, ( )",
    "]": "square brackets mean nothing here; write round ones, ( )",
    "{": "curly brackets mean nothing here; write round ones, ( )",
    "}": "curly brackets mean nothing here; write round ones, ( )",
    "'": "no quotes and no f′ inside a formula; write the formula alone, such as x^2",
    '"': "no quotes inside a formula; write the formula alone, such as x^2",
    ";": "one formula at a time, without ;",
    ":": "no : in a formula; for two cases write x if x > 0 else 0",
    "!": "no factorials here; write the number itself",
    "%": "no % here; write 0.05 for 5 %",
    "\n": "one line, please",
}


class FunctionError(ValueError):
    """A function that can't be used; the message says what to try."""


def stranger(sign):
    """What to say of a sign that no formula has."""
    if sign in NEIGHBOURS:
        return NEIGHBOURS[sign]
    name = unicodedata.name(sign, f"character number {ord(sign)}")
    plain = unicodedata.normalize("NFKD", sign)[:1]
    if plain.isascii() and plain.isalnum():
        return f"the sign {sign} ({name}) is not a plain {plain}: write {plain}"
    if sign.isalpha():
        return f"{sign} is not one of the plain letters a to z ({name}): type it anew, or use x"
    shown = f"{sign} ({name})" if sign.isprintable() else name
    return f"I can't read {shown} in a formula: letters, numbers and + - * / ^ ( ) | | are fine"


def two_readings(one, other):
    """One reading is sign, left, right; the left side of the first is shown in brackets."""
    sign, left, right = one
    shown = f"({write(left)}){sign}" if left[0] in "/^" or is_exp(left) else write(one)
    if shown[-1] == sign:
        shown += write(("*", ("name", "x"), right))[2:]
    return FunctionError(f"this can be read in two ways: write {shown} or {write(other)}")


def is_exp(tree):
    """Whether the tree is e^(…)."""
    return tree[:2] == ("call", "exp")


def bare_exponent(tree, factor):
    """What to say of 2^3x, which can be read two ways."""
    while tree[0] != "^" and not is_exp(tree):
        tree = tree[-1]  # the power is what was read last
    return two_readings(("*", tree, factor), (*tree[:-1], ("*", tree[-1], factor)))


def no_brackets(tree, sign, factor):
    """What to say of sin x/2, which can be read two ways."""
    while tree[0] != "call":
        tree = tree[-1]
    name, inner = tree[1], tree[2]
    return two_readings((sign, tree, factor), ("call", name, (sign, inner, factor)))


def equation(left, right):
    """What to say of sin(x) = x, where a function is due."""
    shown = f"{left} - ({right})" if right else left
    if len(shown) > 60 or not shown.isprintable():
        shown = "left - (right)"
    return FunctionError(
        f"an equation is no function: write one side alone, or their difference, {shown}; "
        "to compare, write =="
    )


def signed_exponent(mantissa, sign, digits):
    """What to say of 2e-3, which is a power of ten or Euler's number."""
    sign = "+" if sign == "+" else "-"
    power = digits if sign == "+" else f"-{digits}"
    shown = digits if len(digits) <= 9 else digits[:9] + "…"
    return FunctionError(
        f"{mantissa}e{sign}{shown} can be read in two ways: "
        f"write {mantissa}*e {sign} {shown} or {mantissa}*10^{power[:10]}"
    )


def unknown(word, variables, called=False):
    """What to say of a name that isn't known: the closest one, or how to write a product."""
    known = (*variables, *CONSTANTS, *FUNCTIONS, *ALIASES)
    shown = f"I don't know {word if len(word) <= 20 else word[:20] + '…'}"
    x = variables[0]
    small = word if word in NOWHERE or word in FOREIGN else word.lower()
    if small in FOREIGN:
        return f"{shown}: write {FOREIGN[small].format(x=x)}"
    if small in NOWHERE and (word == small or len(word) > 1):
        return f"{shown}: {NOWHERE[small]}"
    if found := pieces(word, known):
        return f"{shown}: write {_product(found, x)}"
    if match := re.fullmatch(r"([A-Za-z]+?)_?([0-9]+)([A-Za-z]*)", word):
        name, digits, rest = match.groups()
        if name in variables and not rest:
            return f"{shown}: write {name}*{digits} or {name}^{digits}"
        if ALIASES.get(name, name) in FUNCTIONS:
            return f"{shown}: write {name}({f'{digits}*{rest}' if rest else digits})"
    near = {name.lower(): name for name in known if len(name) > 1}
    close = difflib.get_close_matches(word.lower()[:30], near, n=1, cutoff=0.75)
    if close and len(word) > 1:
        return f"{shown}: did you mean {near[close[0]]}?"
    if word.lower() in variables:
        return f"{shown}: write {word.lower()}, capitals count"
    only = f"I know only {', '.join(variables)} here"
    if called or len(word) > 1:
        return f"{shown}: {only}, e, pi and functions such as sin, exp, log, sqrt, abs"
    return f"{shown}: {only}"


def _product(found, x):
    """[x, sin] as x*sin(x), [sin, x] as sin(x)."""
    if ALIASES.get(found[-1], found[-1]) in FUNCTIONS:
        found[-1] += f"({x})"
    else:
        while len(found) > 1 and ALIASES.get(found[-2], found[-2]) in FUNCTIONS:
            found[-2:] = [f"{found[-2]}({found[-1]})"]
    return "*".join(found)


def pieces(word, known):
    """`xsin` as [x, sin], longest names first; [] where it doesn't come out."""
    if len(word) > 20:
        return []
    for size in range(len(word), 0, -1):
        if word[:size] in known:
            if size == len(word):
                return [word]
            if rest := pieces(word[size:], known):
                return [word[:size], *rest]
    return []


def counted(n):
    """A number of numbers in words."""
    return "1 number" if n == 1 else f"{n} numbers"
