"""Whatever is shown on a page, wherever it comes from, goes through here: it stays text."""

import html

from lib.formula.typewriter import showable


def escaped(text):
    """The text for HTML or SVG, between tags or inside quotes: no tag, no end of a quote is left."""
    return html.escape(showable(text), quote=True)
