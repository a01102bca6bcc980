"""Text in the moving layer, written as SVG by ourselves: a third of the time matplotlib's layout takes.

What is more than plain horizontal lines (formulas, turned text, boxes with a look of their own) is
left to matplotlib.
"""

import functools

from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import weight_dict
from matplotlib.text import Text

from lib.stage.escaping import escaped
from lib.stage.sheet import hashable, short
from lib.stage.theme import paint

FONTS = "'DejaVu Sans',Verdana,sans-serif"
FAMILIES = (["sans-serif"], ["DejaVu Sans"])
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
# Where the baseline lies below the place of the text, in its font size (DejaVu Sans).
BASELINES = {
    "baseline": 0.0,
    "bottom": -0.24,
    "center": 0.36,
    "center_baseline": 0.36,
    "top": 0.93,
}
PALE = 0.9


def text(artist, sheet):
    """The SVG of a Text; None where matplotlib must draw.

    A text on a pale ground gets a white rim in its place, as wide as the ground would reach.
    """
    words = artist.get_text()
    if not words:
        return ""
    font = artist.get_fontproperties()
    if (
        "$" in words
        or artist.get_rotation()
        or artist.get_usetex()
        or artist.get_wrap()
        or font.get_family() not in FAMILIES
        or font.get_variant() != "normal"
        or font.get_stretch() not in ("normal", 500, 400)
    ):
        return None
    ground = artist.get_bbox_patch()
    rim = ground is not None and ground.get_visible() and ground.get_facecolor()[3] > 0
    if ground is not None and ground.get_visible():
        framed = ground.get_linewidth() and ground.get_edgecolor()[3] > 0
        if framed or (rim and min(ground.get_facecolor()[:3]) < PALE):
            return None
    x, y = artist.get_position()
    if not (isinstance(x, float | int) and isinstance(y, float | int)):
        x, y = artist.get_unitless_position()
    at = sheet.place(artist.get_transform()).point(x, y)
    if at is None:
        return ""
    lines = words.split("\n")
    if len(lines) > 1 and artist._multialignment not in (None, artist.get_horizontalalignment()):
        return None
    look, downs = _look(
        hashable(artist.get_color()),
        artist.get_alpha(),
        artist.get_fontsize(),
        font.get_weight(),
        font.get_style(),
        artist.get_horizontalalignment(),
        artist.get_verticalalignment(),
        rim,
        len(lines) > 1 and (artist._linespacing, len(lines)),
    )
    start = f'<text{sheet.clip(artist)} x="{at[0]:.1f}" y="'
    return "".join(
        [
            f'{start}{at[1] + down:.1f}" style="{look}">{escaped(line)}</text>'
            for down, line in zip(downs, lines, strict=True)
        ]
    )


@functools.lru_cache(maxsize=512)
def _look(color, alpha, size, weight, style, across, up, rim, several):
    """CSS of a text, and how far the baselines of its lines lie below its place."""
    rgba = to_rgba(color, alpha)
    css = f"font-size:{size:g}px;fill:{paint(rgba)}"
    if rgba[3] < 1:
        css += f";opacity:{short(rgba[3], 3)}"
    weight = weight_dict.get(weight, weight)
    if weight != 400:
        css += ";font-weight:" + ("bold" if weight == 700 else str(weight))
    if style != "normal":
        css += f";font-style:{style}"
    if ANCHORS[across] != "start":
        css += f";text-anchor:{ANCHORS[across]}"
    if rim:
        css += f";stroke:{paint('white')};stroke-width:4px;stroke-opacity:.85;paint-order:stroke"
    return css, _baselines(size, up, *several) if several else [BASELINES[up] * size]


def _baselines(size, up, spacing, count):
    """How far below a text of so many lines matplotlib puts their baselines."""
    sample = Text(0, 0, "\n".join("0" * count), fontsize=size, va=up, linespacing=spacing)
    sample.set(figure=Figure(dpi=72), fontfamily="DejaVu Sans")
    listener = _Listener()
    sample.draw(listener)
    return listener.heights


class _Listener(RendererBase):
    """Draws nothing, but notes how high each line of a text would stand."""

    def __init__(self):
        super().__init__()
        self.heights = []

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        self.heights.append(y - self.get_canvas_width_height()[1])
