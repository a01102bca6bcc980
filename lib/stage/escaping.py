"""Whatever is shown on a page, wherever it comes from, goes through here: it stays text."""

import html

from lib.formula.typewriter import showable

# A message with two dollar signs in it isn't a formula: MathJax leaves what has these classes alone.
NO_MATHS = 'class="mathjax_ignore tex2jax_ignore"'


def escaped(text):
    """The text for HTML or SVG, between tags or inside quotes: no tag, no end of a quote is left."""
    return html.escape(showable(text), quote=True)
