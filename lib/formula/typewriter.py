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
    "′": "'", "″": "''", "‘": "'", "’": "'", "“": '"', "”": '"', "‖": "||", "…": "...", "⋯": "...",
    "→": "->", "←": "<-", "↑": "up", "↓": "down", "▶": ">", "◀": "<", "▲": "^", "▼": "v",
    "✓": "(ok)", "✗": "(x)", "○": "(o)", "●": "(*)", "★": "*", "⚠": "(!)", "▬": "-", "◆": "*",
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
