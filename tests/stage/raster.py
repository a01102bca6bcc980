"""Two ways to draw the same artists, as pixels: matplotlib's own SVG renderer, and our layer."""

import io
import re

import matplotlib as mpl
import numpy as np
import resvg_py
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.text import Text
from PIL import Image

from lib.stage.layer import layer

ZOOM = 2  # pixels a point: the tenth of a point that a path is rounded to moves an edge by a tenth
FAINT = 64  # of 255: less is a matter of how edges are smoothed, two of them in a pixel


def by_matplotlib(artists, size, salt="theirs"):
    """The artists as SVG, drawn by matplotlib's renderer with all its digits."""
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}):
        renderer = RendererSVG(*size, out, image_dpi=72)
        for artist in sorted(artists, key=lambda artist: artist.zorder):
            artist.draw(renderer)
        renderer.finalize()
    text = out.getvalue()
    return _framed(size, text[text.index("</metadata>") + len("</metadata>") : -len("</svg>\n")])


def by_us(artists, size, salt="ours"):
    """The artists as SVG, drawn as the live figures draw them."""
    text = layer(artists, size, "A sentence.", salt)
    style = re.search(r'style="([^"]*)"', text)[1].replace("width:100%;height:auto;", "")
    return _framed(size, text[text.index(">") + 1 : -len("</svg>")], style)


def _framed(size, body, style=""):
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" '
        f'style="{style}">{body}</svg>'
    )


def pixels(svg, zoom=ZOOM):
    """The picture as an array (height, width, 3) of whole numbers, on white."""
    svg = re.sub(r"var\(--st-\w+,(#\w+)\)", r"\1", svg)  # resvg knows no variables
    png = resvg_py.svg_to_bytes(
        svg_string=svg, zoom=zoom, background="white", skip_system_fonts=True
    )
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(np.int16)


def strays(one, other, faint=FAINT):
    """How many pixels of either picture are like none of the nine around them in the other."""
    if one.shape != other.shape:
        raise ValueError(f"pictures of different sizes: {one.shape} and {other.shape}")
    rows, columns = np.nonzero((np.abs(one - other) > faint).any(axis=2))
    return int(
        (
            _beyond(one, other, rows, columns, faint) | _beyond(other, one, rows, columns, faint)
        ).sum()
    )


def _beyond(one, other, rows, columns, faint):
    """Whether these pixels of one are darker or lighter than all around them in the other."""
    height, width, _ = other.shape
    around = [
        other[np.clip(rows + down, 0, height - 1), np.clip(columns + across, 0, width - 1)]
        for down in (-1, 0, 1)
        for across in (-1, 0, 1)
    ]
    low, high, here = np.min(around, axis=0), np.max(around, axis=0), one[rows, columns]
    return ((here < low - faint) | (here > high + faint)).any(axis=1)


def differ(artists, size):
    """`strays` between matplotlib's picture of the artists and ours; texts are left out."""
    artists = [artist for artist in artists if not isinstance(artist, Text)]
    theirs, ours = by_matplotlib(artists, size), by_us(artists, size)
    return strays(pixels(theirs), pixels(ours))
