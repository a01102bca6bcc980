"""Text in the moving layer, written as SVG by ourselves: a third of the time matplotlib's layout takes.

What is more than one plain horizontal line (formulas, several lines, boxes with a look of their own)
is left to matplotlib.
"""

import math

from matplotlib.colors import to_hex
from matplotlib.text import Annotation, Text

from lib.stage.escaping import escaped

FONTS = "'DejaVu Sans',Verdana,sans-serif"
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
# Where the baseline lies below the place of the text, in its font size (DejaVu Sans).
BASELINES = {
    "baseline": 0.0,
    "bottom": -0.24,
    "center": 0.36,
    "center_baseline": 0.36,
    "top": 0.93,
}


def plain_text(artist, height):
    """The SVG of a moving text, in a picture `height` points high; None where matplotlib must draw.

    A text on a pale ground gets a white rim in its place, as wide as the ground would reach.
    """
    if not isinstance(artist, Text) or isinstance(artist, Annotation):
        return None
    words = artist.get_text()
    if "$" in words or "\n" in words or artist.get_rotation() or artist.get_path_effects():
        return None
    if not artist.get_visible() or not words:
        return ""
    ground = artist.get_bbox_patch()
    if ground is not None and ground.get_linewidth() and ground.get_edgecolor()[3] > 0:
        return None
    x, y = artist.get_transform().transform(artist.get_unitless_position())
    if not (math.isfinite(x) and math.isfinite(y)):
        return ""
    size = artist.get_fontsize()
    down = BASELINES[artist.get_verticalalignment()] * size
    look = f"font-size:{size:g}px;fill:{to_hex(artist.get_color())}"
    if artist.get_fontweight() in ("bold", 700):
        look += ";font-weight:bold"
    if artist.get_fontstyle() != "normal":
        look += f";font-style:{artist.get_fontstyle()}"
    anchor = ANCHORS[artist.get_horizontalalignment()]
    if anchor != "start":
        look += f";text-anchor:{anchor}"
    if ground is not None:
        look += ";stroke:#fff;stroke-width:4px;stroke-opacity:.85;paint-order:stroke"
    return f'<text x="{x:.1f}" y="{height - y + down:.1f}" style="{look}">{escaped(words)}</text>'
