"""The page's theme: in a dark page the colours of `lib.drawing.style.PALETTE` are its dark ones.

A drawing's colours are written as CSS variables with the light colour as default, so that the same
picture follows the page, at once and without a kernel. `SHEET` is what gives the variables their
values where a page says that it is dark, or says nothing and its reader prefers dark ones. It goes
with each picture, as pictures go to pages that have no style sheet of ours.
"""

import re

from matplotlib.colors import to_hex

from lib.drawing.style import PALETTE

_NAMES = {light: name for name, (light, _) in PALETTE.items()}
_TAG = re.compile(r"<[^>]*>")
_COLOR = re.compile(r"""(?<=: |=")#[0-9a-f]{6}\b""")
_DARK = ";".join(f"--st-{name}:{dark}" for name, (_, dark) in PALETTE.items())
_SHADES = "filter:brightness(.42)"  # of a surface in space: its greys are matplotlib's
# Who says that it is dark: JupyterLab and Notebook 7, VS Code, Sphinx's pages.
_SAID = ":is([data-jp-theme-light=false],.vscode-dark,[data-theme=dark])"
_UNSAID = ":root:not([data-theme],:has([data-jp-theme-light],.vscode-light,.vscode-dark))"
_SPACE = ".stage-drawing [id^=Poly3DCollection]"
SHEET = (
    f"<style>.stage-drawing{{fill:var(--st-black,#000000)}}{_SAID}{{{_DARK}}}{_SAID} {_SPACE}{{{_SHADES}}}"
    f"@media (prefers-color-scheme:dark){{{_UNSAID}{{{_DARK}}}{_UNSAID} {_SPACE}{{{_SHADES}}}}}</style>"
)


def paint(color):
    """A colour for CSS: a variable where it is one of the palette's, its hexadecimal digits else."""
    digits = to_hex(color)
    return f"var(--st-{_NAMES[digits]},{digits})" if digits in _NAMES else digits


def themed(svg):
    """SVG as matplotlib writes it, with the palette's colours as variables. Texts stay as they are."""
    return _TAG.sub(lambda tag: _COLOR.sub(lambda color: paint(color[0]), tag[0]), svg)
