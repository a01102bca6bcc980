"""Whatever is shown on a page, wherever it comes from, goes through here: it stays text."""

import html

from lib.formula.typewriter import showable


def escaped(text):
    """The text for HTML or SVG, between tags or inside quotes: no tag, no end of a quote is left."""
    return html.escape(showable(text), quote=True)


def no_maths(text):
    """An attribute for the element around `text`, where a page might take parts of it for a formula.

    A message with two dollar signs in it isn't one: MathJax leaves what has these classes alone.
    """
    found = "$" in text or "\\" in text
    return ' class="mathjax_ignore tex2jax_ignore"' if found else ""
