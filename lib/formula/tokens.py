"""A formula's text as a list of tokens: numbers, names, raised digits and signs.

What can't be cut up, or could be cut up in two ways, is asked back here.
"""

import re

from lib.formula.refusals import FunctionError, equation, pieces, signed_exponent, stranger
from lib.formula.vocabulary import ALIASES, CONSTANTS, FOREIGN, FUNCTIONS, KEYWORDS, NOWHERE

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
SIGNS = {
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "∕": "/", "−": "-", "–": "-",
    "**": "^", "≤": "<=", "≥": ">=", "≠": "!=",
}  # fmt: skip
TOKEN = re.compile(
    r"(?P<num>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*|[√∛πσ])"
    r"|(?P<sup>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<op>\*\*|<=|>=|==|!=|[-+*/^(),|<>×·⋅∙∗÷∕−–≤≥≠])"
)
HEAD = re.compile(r"([^=<>!]*?)\s*=(?!=)")
NAMED = re.compile(r"([A-Za-z_]\w*)\s*(?:\(\s*([\w\s,]*?)\s*\))?", re.ASCII)
SIGNED = re.compile(r"([0-9]*\.?[0-9]*)e([+\-−–])([0-9]+)")
SMALLEST, LARGEST = 1e-100, 1e100


def cut(text, variables=(), limits=True):
    """List of (kind, text, spaced): spaced when white space stands before the token.

    variables: names that stand for themselves. Without limits any number goes, as in what
    lib.formula.symbolic writes. Raises FunctionError.
    """
    found, place = [], 0
    while place < len(text):
        start = place
        while place < len(text) and text[place] in " \t":
            place += 1
        match = TOKEN.match(text, place)
        if match:
            kind, token = match.lastgroup, match[0]
            if kind == "num":
                if limits:
                    _ask_about_e(text, place, token, variables)
                token = _number(token, limits)
            found.append((kind, SIGNS.get(token, token), place > start))
            place = match.end()
        elif place < len(text):
            raise FunctionError(stranger(text[place]))
    return found


def _ask_about_e(text, place, token, variables):
    """2e-3 is 0.002 to a computer, 2e - 3 to a teacher: refuse what both may write."""
    signed = SIGNED.match(text, place)
    if signed and signed[1]:
        computer = signed[2] in "+-" and (signed[3][0] == "0" or float(signed[1]) == 1)
        if not computer or "e" in variables:
            raise signed_exponent(*signed.groups())
    elif "e" in token and "e" in variables:
        raise FunctionError(f"e is a variable here: write {token.replace('e', '*e*')}, or 10^3")


def _number(token, limits):
    """The number's text as the tree has it: a zero is 0, an exponent below 0 is led by a 0."""
    mantissa, _, power = token.lower().partition("e")
    if not mantissa.strip("0."):
        return "0"
    size = float(token)
    if limits and not SMALLEST <= size <= LARGEST:
        shown = token if len(token) <= 20 else token[:20] + "…"
        if size < SMALLEST:
            raise FunctionError(
                f"{shown} is too small: numbers from 1e-100 on are fine, or write 0"
            )
        raise FunctionError(f"{shown} is too large: numbers up to 1e100 are fine")
    if power.startswith("-"):
        return f"{mantissa}e-0{power[1:].lstrip('0')}"
    return f"{mantissa}e{power.lstrip('+0') or '0'}" if power else mantissa


def without_head(text, variables):
    """The text without a head such as `f(x) =` or `y =`; an equation is asked back.

    Raises FunctionError where something would be lost with the left side: sin(x) = x, pi = 3.
    """
    match = HEAD.match(text)
    if not match:
        return text
    left, right = match[1].strip(), text[match.end() :].strip()
    named = NAMED.fullmatch(left)
    if named and named[1] in variables:
        raise FunctionError(
            f"{named[1]} is the variable: write the formula alone, such as {named[1]}^2"
        )
    given = named and named[2] is not None and tuple(re.split(r"\s*,\s*", named[2]))
    if named and not means_something(named[1], variables):
        if given and given != tuple(variables):
            due = ", ".join(variables)
            raise FunctionError(
                f"here a function of {due} is due: write {named[1]}({due}) = …, "
                "or the formula alone"
            )
        return text[match.end() :]
    if _is_one_side(left, variables):
        raise equation(left, right)
    return text


def means_something(name, variables):
    """Whether the name, or what it is run together from, means something in a formula."""
    known = {*variables, *CONSTANTS, *FUNCTIONS, *ALIASES, *KEYWORDS}
    if name in known or (len(name) > 1 and name.lower() in {*FOREIGN, *NOWHERE}):
        return True
    short = 1 < len(name) < 4 and not known.isdisjoint(name)  # xy = 1, of x alone
    return short or bool(pieces(name, known)) or name.rstrip("0123456789_") in known


def _is_one_side(left, variables):
    """Whether what stands before an = could be one side of an equation."""
    try:
        tokens = cut(left, variables)
    except FunctionError:
        return False
    words = [token for _, token, _ in tokens]
    return bool(words) and words.count("(") == words.count(")") and not {*words} & {*KEYWORDS}
