"""Text in the signs that a typewriter has (ASCII): what `print` writes must go into any file.

A notebook shows −, x₁ and f′. A terminal or a file of an older kind has no such letters, and `print`
would end in a UnicodeEncodeError; so what is printed says -, x1 and f'.
"""

import re
import unicodedata

WORDS = {
    "−": "-", "–": "-", "—": "-", "·": "*", "×": "*", "⋅": "*", "∙": "*", "∗": "*", "⊙": "*", "÷": "/",
    "∕": "/", "√": "sqrt", "∛": "cbrt", "∞": "infinity", "∂": "d", "∇": "grad ", "∘": " o ",
    "≈": "~", "≠": "!=", "≤": "<=", "≥": ">=", "±": "+-", "∝": " ~ ", "°": " degrees", "€": "EUR ",
    "′": "'", "″": "''", "‴": "'''", "‘": "'", "’": "'", "“": '"', "”": '"', "‖": "||", "…": "...",
    "⋯": "...", "→": "->", "←": "<-", "↑": "up", "↓": "down", "▶": ">", "◀": "<", "▲": "^", "▼": "v",
    "✓": "(ok)", "✗": "(x)", "○": "(o)", "●": "(*)", "★": "*", "⚠": "(!)", "▬": "-", "◆": "*", "⇢": "->",
}  # fmt: skip
_RAISED = re.compile("[²³¹⁰-⁻ˣᵀᵗ]+")


def typed(text):
    """The text in ASCII: x₁² − σ as x1^2 - sigma. A letter that has no likeness becomes a ?."""
    if text.isascii():
        return text
    return "".join(map(_typed, _RAISED.sub(lambda raised: "^" + raised[0], text)))


def _typed(letter):
    if letter.isascii():
        return letter
    if letter in WORDS:
        return WORDS[letter]
    greek = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER (\w+)", unicodedata.name(letter, ""))
    if greek:
        name = greek[2].lower()
        return name.capitalize() if greek[1] == "CAPITAL" else {"epsilon": "eps"}.get(name, name)
    if unicodedata.combining(letter):
        return ""
    plain = unicodedata.normalize("NFKD", letter).replace("−", "-").replace("⁄", "/")
    return "".join(part for part in plain if part.isascii()) or "?"


def showable(text):
    """The text without what a page can't show: lone halves of a letter and control signs become �.

    A file name, a hand-edited file or a reader's own message can hold them, and a kernel that is to
    send them to a page ends in a UnicodeEncodeError.
    """
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", str(text))


# Halves of a letter are the surrogates. Tabs and line ends are fine; what turns the direction of
# writing around can make a text read as another.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
