"""What a formula may be made of, and the messages for what it may not.

Every refusal is a FunctionError whose message says what to write instead.
"""

import difflib
import re
import unicodedata

from lib.formula.writing import write

CONSTANTS = ("e", "pi")
FUNCTIONS = (
    "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "log2",
    "log10", "sqrt", "cbrt", "abs", "sign", "step", "floor", "ceil", "relu", "sigmoid",
    "softplus", "max", "min",
)  # fmt: skip
ALIASES = {
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "heaviside": "step",
    "ReLU": "relu", "σ": "sigmoid", "√": "sqrt", "∛": "cbrt", "π": "pi",
}  # fmt: skip
KEYWORDS = ("if", "else", "and", "or", "not")
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


def unknown(word, variables, called=False):
    """What to say of a name that isn't known: the closest one, or how to write a product."""
    known = (*variables, *CONSTANTS, *FUNCTIONS, *ALIASES)
    shown = word if len(word) <= 20 else word[:20] + "…"
    x = variables[0]
    pieces = _split(word, known)
    if pieces:
        if ALIASES.get(pieces[-1], pieces[-1]) in FUNCTIONS:
            pieces[-1] += f"({x})"
        else:
            while len(pieces) > 1 and ALIASES.get(pieces[-2], pieces[-2]) in FUNCTIONS:
                pieces[-2:] = [f"{pieces[-2]}({pieces[-1]})"]
        return f"I don't know {shown}: write {'*'.join(pieces)}"
    if match := re.fullmatch(r"([A-Za-z]+?)_?([0-9]+)", word):
        name, digits = match.groups()
        if name in variables:
            return f"I don't know {shown}: write {name}*{digits} or {name}^{digits}"
    near = {name.lower(): name for name in known if len(name) > 1}
    close = difflib.get_close_matches(word.lower()[:30], near, n=1, cutoff=0.6)
    if close and len(word) > 1:
        return f"I don't know {shown}: did you mean {near[close[0]]}?"
    if word.lower() in variables:
        return f"I don't know {shown}: write {word.lower()}, capitals count"
    only = f"I know only {', '.join(variables)} here"
    if called or len(word) > 1:
        return f"I don't know {shown}: {only}, e, pi and functions such as sin, exp, log, sqrt, abs"
    return f"I don't know {shown}: {only}"


def _split(word, known):
    """`xsin` as [x, sin], longest names first; [] where it doesn't come out."""
    if len(word) > 20:
        return []
    for size in range(len(word), 0, -1):
        if word[:size] in known:
            if size == len(word):
                return [word]
            if rest := _split(word[size:], known):
                return [word[:size], *rest]
    return []


def counted(n):
    """A number of numbers in words."""
    return "1 number" if n == 1 else f"{n} numbers"
