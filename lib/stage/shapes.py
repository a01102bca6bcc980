"""Moving patches, arrows and tables, written as SVG by ourselves.

What isn't plain (hatches, bent arrows, brackets) is left to matplotlib.
"""

import functools
import math

from matplotlib.colors import to_rgb
from matplotlib.patches import ArrowStyle, ConnectionStyle

from lib.drawing import heatmap
from lib.drawing.style import INK, LESS, MORE
from lib.stage.escaping import escaped
from lib.stage.sheet import ends, fill, joined, short, stroke
from lib.stage.theme import paint

FILLED = {ArrowStyle.CurveB: False, ArrowStyle.CurveFilledB: True}  # a head at the end only


def patch(artist, sheet):
    """The SVG of a Patch, an area and its edge; None where matplotlib must draw."""
    style = _look(artist)
    if style is None:
        return None
    place = sheet.place(artist.get_data_transform())
    path = artist.get_patch_transform().transform_path(artist.get_path())
    if place.bends:
        path = place.transform.transform_path_non_affine(path)
    cut = not artist.get_facecolor()[3]
    return _drawn(
        sheet.trace(path, place.matrix, cut, cut and path.should_simplify), style, artist, sheet
    )


def rectangle(artist, sheet):
    """The SVG of a Rectangle; None where matplotlib must draw."""
    x, y, width, height = artist.get_x(), artist.get_y(), artist.get_width(), artist.get_height()
    place = sheet.place(artist.get_data_transform())
    plain = all(isinstance(number, float | int) for number in (x, y, width, height))
    if not plain or artist.get_angle() or place.bends or not artist.get_facecolor()[3]:
        return patch(artist, sheet)
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    points = [place.point(*corner) for corner in corners]
    style = _look(artist)
    if None in points or style is None:
        return patch(artist, sheet)
    return _drawn(f"M{joined(points)}z", style, artist, sheet)


def arrow(artist, sheet):
    """The SVG of a straight FancyArrowPatch with a head at its end; None where matplotlib must draw."""
    kind, way = artist.get_arrowstyle(), artist.get_connectionstyle()
    if type(kind) not in FILLED or type(way) is not ConnectionStyle.Arc3 or way.rad:
        return None
    places, style = artist._posA_posB, _look(artist)
    head = _head(kind.head_length, kind.head_width, artist.get_mutation_scale())
    if places is None or artist.patchA or artist.patchB or style is None or head is None:
        return None
    (x0, y0), (x1, y1) = places
    if not all(isinstance(number, float | int) for number in (x0, y0, x1, y1)):
        return None
    if artist.get_mutation_aspect() != 1:
        return None
    place = sheet.place(artist.get_transform())
    start, end = place.point(x0, y0), place.point(x1, y1)
    if start is None or end is None:
        nowhere = not math.isfinite(x0 + y0 + x1 + y1) and not (artist.shrinkA or artist.shrinkB)
        return "" if nowhere else None
    return _arrow(artist, sheet, start, end, head, style)


def _arrow(artist, sheet, start, end, head, style):
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    across, down = ((x1 - x0) / length, (y1 - y0) / length) if length else (0.0, 0.0)
    if artist.shrinkA and length >= artist.shrinkA:
        x0, y0 = x0 + artist.shrinkA * across, y0 + artist.shrinkA * down
        length -= artist.shrinkA
    if artist.shrinkB and length >= artist.shrinkB:
        x1, y1 = x1 - artist.shrinkB * across, y1 - artist.shrinkB * down
        length -= artist.shrinkB
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    back, aside, slant = head
    room = 0.5 * artist.get_linewidth() / slant  # its corner would reach beyond the end
    x1, y1 = x1 - room * across, y1 - room * down
    # A curve through the middle, as matplotlib draws it: a short arrow's end lies behind its middle.
    shaft = f"M{joined([(x0, y0)])}Q{joined([middle, (x1, y1)])}"
    svg = _drawn(shaft, _hollow(style), artist, sheet)
    if not length:
        return svg
    wings = [
        (x1 - back * across + side * down, y1 - back * down - side * across)
        for side in (aside, -aside)
    ]
    filled = FILLED[type(artist.get_arrowstyle())]
    tip = f"M{joined([wings[0], (x1, y1), wings[1]])}" + ("z" if filled else "")
    return svg + _drawn(tip, style if filled else _hollow(style), artist, sheet)


@functools.lru_cache(maxsize=64)
def _head(length, width, scale):
    """How far an arrow's head reaches back and aside, and the sine of half its angle."""
    back, aside = length * scale, width * scale
    slanted = math.hypot(back, aside)
    return (back, aside, aside / slanted) if aside > 0 and back >= 0 else None


def _drawn(d, style, artist, sheet):
    return f'<path{sheet.clip(artist)} d="{d}" style="{style}"/>' if d else ""


def _hollow(style):
    return "fill:none" + style[style.index(";") :] if ";" in style else "fill:none"


def _look(artist):
    """CSS of a patch; None where matplotlib must draw."""
    if artist.get_hatch():
        return None
    lined = artist.get_linestyle() != "None"
    offset, lengths = artist._dash_pattern
    if lengths and getattr(artist, "_gapcolor", None) is not None:
        return None
    return _patch_style(
        artist.get_facecolor(),
        artist.get_edgecolor(),
        artist.get_alpha(),
        artist.get_linewidth() if lined else 0,
        (offset, lengths and tuple(lengths)),
        artist.get_capstyle(),
        artist.get_joinstyle(),
    )


@functools.lru_cache(maxsize=512)
def _patch_style(face, edge, alpha, width, dashes, cap, join):
    if alpha is not None:  # it holds for both together
        face, edge = ((*color[:3], 1.0 if color[3] else 0.0) for color in (face, edge))
    line = stroke(edge, width, dashes)
    opacity = "" if alpha in (None, 1) else f";opacity:{short(alpha, 3)}"
    return fill(face) + (line and line + ends(cap, join)) + opacity


def heat_map(artist, sheet):
    """The SVG of a `lib.drawing.heatmap.HeatMap`: its cells, each with its number."""
    rows, columns = artist.values.shape
    place = sheet.place(artist.axes.transData)
    if place.bends:
        return None
    size = artist.font.get_size_in_points()
    across = [place.point(j - 0.5, 0)[0] for j in range(columns + 1)]
    down = [place.point(0, i - 0.5)[1] for i in range(rows + 1)]
    svg = [f'<g style="font-size:{size:g}px;text-anchor:middle;fill:{paint(INK)}">']
    for i, row in enumerate(artist.values.tolist()):
        top, bottom = down[i] + heatmap.GAP, down[i + 1] - heatmap.GAP
        for j, value in enumerate(row):
            left, right = across[j] + heatmap.GAP, across[j + 1] - heatmap.GAP
            if math.isfinite(value) and value != 0:  # the ground is white
                look = fill(
                    (*to_rgb(MORE if value > 0 else LESS), heatmap.share(value, artist.limit))
                )
                svg.append(
                    f'<path d="M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}z" '
                    f'style="{look}"/>'
                )
            said = escaped(artist.write(value))
            x, y = (left + right) / 2, (top + bottom) / 2 + heatmap.HALF_DIGIT * size
            svg.append(f'<text x="{x:.1f}" y="{y:.1f}">{said}</text>')
    return "".join(svg) + "</g>"
