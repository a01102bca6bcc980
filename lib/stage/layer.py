"""The moving artists of a live figure as one small SVG picture, laid over the still one."""

import contextlib
import io
import re

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG

from lib.stage.escaping import escaped
from lib.stage.lettering import FONTS, plain_text

FIT = 'style="width:100%;height:auto;display:block;overflow:hidden"'


def layer(artists, size, sentence, salt):
    """The artists as SVG text, with the sentence as the picture's accessible name.

    size is the picture's (width, height) in points; salt makes the ids inside it the stage's own.
    """
    width, height = size
    with svg_settings(salt):
        drawn = io.StringIO()
        renderer = RendererSVG(width, height, drawn, image_dpi=72)
        for artist in sorted(artists, key=lambda artist: artist.zorder):
            words = plain_text(artist, height)
            if words is None:
                artist.draw(renderer)
            else:
                drawn.write(words)
        renderer.finalize()
    text = drawn.getvalue()
    body = _short(text[text.index("</metadata>") + len("</metadata>") :])
    name = escaped(sentence)
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{name}" '
        f'{FIT[:-1]};font-family:{FONTS}" xmlns:xlink="http://www.w3.org/1999/xlink">{body}'
    )


@contextlib.contextmanager
def svg_settings(salt):
    """Text stays text, ids are the stage's own. (`rc_context` copies all settings: too slow.)"""
    ours = {"svg.fonttype": "none", "svg.hashsalt": salt}
    theirs = {key: mpl.rcParams[key] for key in ours}
    mpl.rcParams.update(ours)
    try:
        yield
    finally:
        mpl.rcParams.update(theirs)


_TAG = re.compile(r"<[^>]*>")
_LONG_NUMBER = re.compile(r"(\d+\.\d\d)\d+")
_IN_PATH = re.compile(r"(\d+\.\d)\d+")
_NO_TURN = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
_LEVEL = re.compile(r"(M \S+ (\S+) )L (\S+) \2\b")
_LINE_END = re.compile(r"\s*\n\s*")
_OURS = "font-family: 'DejaVu Sans'; "


def _short(svg):
    """SVG with shorter numbers (paths to a tenth of a point, all else to a hundredth)."""
    return _LINE_END.sub(" ", _TAG.sub(_short_tag, svg))


def _short_tag(tag):
    text = tag[0]
    if text.startswith("<path"):
        return _LEVEL.sub(r"\1H \3", _IN_PATH.sub(r"\1", text))
    return _LONG_NUMBER.sub(r"\1", _NO_TURN.sub("", text)).replace(_OURS, "")  # the root has it
