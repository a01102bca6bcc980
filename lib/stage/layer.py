"""The moving artists of a live figure as one small SVG picture, laid over the still one.

Lines, markers, patches, arrows, tables and plain text are written here, in `strokes`, `shapes` and
`lettering`; all else is drawn by matplotlib's own SVG renderer. tests/explore/test_figures.py
rasterises both ways at every place of every figure.
"""

import contextlib
import functools
import io
import re
import threading

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle
from matplotlib.text import Text

from lib.drawing.heatmap import HeatMap
from lib.stage import lettering, shapes, strokes
from lib.stage.escaping import escaped
from lib.stage.lettering import FONTS
from lib.stage.sheet import Sheet, plain, short
from lib.stage.theme import themed

_writing = threading.RLock()
FIT = 'style="width:100%;height:auto;display:block;overflow:hidden"'


def layer(artists, size, sentence, salt):
    """The artists as SVG text, with the sentence as the picture's accessible name.

    size is the picture's (width, height) in points; salt makes the ids inside it the stage's own.
    """
    sheet, matplotlibs = Sheet(size, salt), _Matplotlibs(size, salt)
    drawn = []
    for artist in sorted(artists, key=lambda artist: artist.zorder):
        if not artist.get_visible():
            continue
        write = writer(type(artist)) if plain(artist) else None
        svg = write(artist, sheet) if write else None
        drawn.append(matplotlibs.draw(artist) if svg is None else svg)
    drawn.append(matplotlibs.rest())
    name = escaped(sentence)
    links = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if matplotlibs.used else ""
    return (
        f'<svg viewBox="0 0 {sheet.width:g} {sheet.height:g}" role="img" aria-label="{name}" '
        f'{FIT[:-1]};font-family:{FONTS};stroke-linejoin:round"{links}>{sheet.clips}'
        f"{''.join(drawn)}</svg>"
    )


@functools.cache
def writer(kind):
    """The function (artist, sheet) that writes the SVG of this class; None where matplotlib must.

    A class that draws in a way of its own is left to matplotlib, whatever it derives from.
    """
    if kind in (HeatMap, Text, FancyArrowPatch):
        return {HeatMap: shapes.heat_map, Text: lettering.text, FancyArrowPatch: shapes.arrow}[kind]
    if issubclass(kind, Patch) and kind.draw is Patch.draw:
        return shapes.rectangle if kind is Rectangle else shapes.patch
    if issubclass(kind, Line2D) and kind.draw is Line2D.draw:
        return strokes.line
    # By name: importing it takes time that a figure without space needn't spend.
    if (kind.__module__, kind.__name__) == ("mpl_toolkits.mplot3d.art3d", "Line3D"):
        return strokes.line_in_space
    return None


class _Matplotlibs:
    """matplotlib's own SVG renderer, made where an artist needs it."""

    def __init__(self, size, salt):
        self._size, self._salt = size, salt
        self._renderer = self._text = None

    used = property(lambda self: self._renderer is not None)

    def draw(self, artist):
        """What the renderer writes for one artist."""
        with svg_settings(self._salt):
            if self._renderer is None:
                self._text = io.StringIO()
                self._renderer = RendererSVG(*self._size, self._text, image_dpi=72)
            return self._since(lambda: artist.draw(self._renderer))

    def rest(self):
        """What the renderer writes at the end: clips and hatches."""
        if self._renderer is None:
            return ""
        with svg_settings(self._salt):
            return self._since(self._renderer.finalize).replace("</svg>", "")

    def _since(self, write):
        start = self._text.tell()
        write()
        self._text.seek(start)
        return _short(self._text.read())


@contextlib.contextmanager
def svg_settings(salt):
    """Text stays text, ids are the stage's own. (`rc_context` copies all settings: too slow.)

    One thread at a time, however long it takes: nothing of the reader's runs in here.
    """
    ours = {"svg.fonttype": "none", "svg.hashsalt": salt}
    with _writing:
        theirs = {key: mpl.rcParams[key] for key in ours}
        mpl.rcParams.update(ours)
        try:
            yield
        finally:
            mpl.rcParams.update(theirs)


_TAG = re.compile(r"<[^>]*>")
_LONG_NUMBER = re.compile(r"-?\d+\.\d\d+")
_NO_TURN = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
_LINE_END = re.compile(r"\s*\n\s*")
_PATH = re.compile(r'(?<= d=")[^"]*')
_OURS = "font-family: 'DejaVu Sans'; "


def _short(svg):
    """SVG with shorter numbers: paths to a tenth of a point, dashes to 4 decimals, all else to 2."""
    return themed(_LINE_END.sub(" ", _TAG.sub(_short_tag, svg)))


def _short_tag(tag):
    text = tag[0]
    if text.startswith("<path id"):  # a marker, small and used again and again
        return _PATH.sub(lambda d: _LONG_NUMBER.sub(_to(2), d[0]), text)
    if text.startswith("<path"):
        text = _PATH.sub(lambda d: _LONG_NUMBER.sub(_to(1), d[0]), text)
        return _LONG_NUMBER.sub(_to(4), text)
    return _LONG_NUMBER.sub(_to(2), _NO_TURN.sub("", text)).replace(_OURS, "")  # the root has it


def _to(digits):
    return lambda number: short(float(number[0]), digits)
