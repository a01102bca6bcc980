"""Moving lines and markers, written as SVG by ourselves: a tenth of the time matplotlib takes."""

import functools
import math

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from lib.stage.sheet import Points, ends, fill, hashable, joined, line_style, short, stroke

FEW = 8  # points: so many are faster one by one than as arrays
SIMPLIFIED = 128  # points: from so many on matplotlib leaves out those that don't show
MANY = 1000  # of more points matplotlib draws only those to be seen
NOTHING = ("None", "none", " ", "", None)
DASHED = ("--", "-.", ":")


def line(artist, sheet):
    """The SVG of a Line2D with its markers; None where matplotlib must draw."""
    drawn = "" if artist.get_linestyle() in NOTHING else _look(artist)
    marked = artist.get_marker() not in NOTHING and artist.get_markersize() > 0
    mark = _mark(artist) if marked else None
    if drawn is None or (marked and mark is None):
        return None
    place = sheet.place(artist.get_transform())
    straight = artist.get_drawstyle() == "default"
    points = _few(*artist.get_data(orig=True), place) if straight else None
    if points is not None:
        d = _through(points, sheet) if drawn else ""
    else:
        path = (_plain_points(artist) if straight else None) or artist.get_path()
        if len(path.vertices) > MANY or (mark and not straight):
            return None
        if place.bends and isinstance(path, Points):
            path = Points(place.transform.transform_non_affine(path.vertices))
        elif place.bends:
            path = place.transform.transform_path_non_affine(path)
        digits = 2 if artist.get_linestyle() in DASHED else 1
        d = sheet.trace(path, place.matrix, True, path.should_simplify, digits) if drawn else ""
        points = place.points(path.vertices).tolist() if mark else ()
    svg = f'<path{sheet.clip(artist)} d="{d}" style="{drawn}"/>' if d else ""
    if mark:
        marks = _marks(artist, points, mark, sheet)
        return None if marks is None else svg + marks
    return svg


def line_in_space(artist, sheet):
    """The SVG of a Line3D, seen as its Axes3D was when last drawn; None where matplotlib must draw."""
    ax = artist.axes
    if getattr(artist, "_axlim_clip", False):
        return None
    if (ax.get_xscale(), ax.get_yscale(), ax.get_zscale()) != ("linear", "linear", "linear"):
        return None
    try:
        points = np.array(artist.get_data_3d(), dtype=float)
    except (TypeError, ValueError):  # lengths that differ, dates
        return None
    across, down, away, scale = ax.M @ np.vstack([points, np.ones(points.shape[1])])
    across, down, away = across / scale, down / scale, away / scale
    seen = (abs(across) <= 1) & (abs(down) <= 1) & (away <= 0)
    if not (seen | np.isnan(scale)).all():
        return None  # behind the eye, or infinitely far
    artist.set_data(across, down)
    return line(artist, sheet)


def _look(artist):
    dashed = artist.get_linestyle() in DASHED
    if dashed and getattr(artist, "_gapcolor", None) is not None:
        return None
    offset, lengths = artist._dash_pattern
    return line_style(
        hashable(artist.get_color()),
        artist.get_alpha(),
        artist.get_linewidth(),
        (offset, lengths and tuple(lengths)),
        artist.get_dash_capstyle() if dashed else artist.get_solid_capstyle(),
        artist.get_dash_joinstyle() if dashed else artist.get_solid_joinstyle(),
    )


def _plain_points(artist):
    """The `Points` of a line of two plain arrays; None where matplotlib must look at them first."""
    xs, ys = artist.get_data(orig=True)
    if not (type(xs) is type(ys) is np.ndarray and xs.dtype == ys.dtype == float):
        return None
    if not xs.ndim == ys.ndim == 1 or xs.size != ys.size or xs.size >= SIMPLIFIED:
        return None
    vertices = np.empty((xs.size, 2))
    vertices[:, 0], vertices[:, 1] = xs, ys
    return Points(vertices)


def _few(xs, ys, place):
    """A few plain points as pairs on the sheet or off it; None where there are more, or others."""
    if isinstance(xs, np.ndarray) and xs.size > FEW:
        return None
    xs = xs.tolist() if isinstance(xs, np.ndarray) else xs
    ys = ys.tolist() if isinstance(ys, np.ndarray) else ys
    if not (isinstance(xs, list | tuple) and isinstance(ys, list | tuple)):
        return None
    if len(xs) != len(ys) or len(xs) > FEW:
        return None
    if not all(isinstance(number, float | int) for number in (*xs, *ys)):
        return None
    if place.bends and xs:
        bent = place.transform.transform_non_affine(np.array([xs, ys], dtype=float).T)
        xs, ys = bent.T.tolist()
    a, b, c, d, e, f = place.a, place.b, place.c, place.d, place.e, place.f
    try:
        return [(x * a + y * c + e, x * b + y * d + f) for x, y in zip(xs, ys, strict=True)]
    except OverflowError:  # a whole number beyond all floats
        return None


def _through(points, sheet):
    """The `d` of a line through a few points."""
    if not all(sheet.holds(x, y) for x, y in points):
        return sheet.trace(Points(np.array(points)), None, True)
    return f"M{joined(points)}" if len(points) > 1 else ""


@functools.lru_cache(maxsize=512)
def _mark_style(face, edge, alpha, width, edge_like_face):
    """CSS of the markers of a line, all but their corners."""
    face, edge = to_rgba(face, alpha), to_rgba(edge, alpha)
    if edge_like_face:
        edge = (*edge[:3], face[3])
    return fill(face) + stroke(edge, width)


def _mark(artist):
    """(CSS of all, the one marker as SVG before and after its place); None where it isn't plain."""
    shape = _shape(artist._marker, artist.get_markersize())
    if shape is None:
        return None
    face, edge = artist.get_markerfacecolor(), artist._markeredgecolor
    auto = isinstance(edge, str) and edge == "auto"
    if artist.get_fillstyle() == "none":
        face = "none"
    style = _mark_style(
        hashable(face),
        hashable(artist.get_markeredgecolor()),
        artist.get_alpha(),
        artist.get_markeredgewidth(),
        auto and not (isinstance(face, str) and face.lower() == "none"),
    )
    return style, shape


@functools.lru_cache(maxsize=512)
def _shape(marker, size):
    """SVG of one marker as a pattern for its place; None for half-filled ones and pixels."""
    if marker.get_alt_path() is not None or marker.get_marker() == ",":
        return None
    style = ends(marker.get_capstyle(), marker.get_joinstyle())[1:]
    style = style and f' style="{style}"'
    if marker.get_marker() in ("o", ".") and marker.get_user_transform() is None:
        radius = size / (2 if marker.get_marker() == "o" else 4)
        return f'<circle cx="%.2f" cy="%.2f" r="{short(radius, 3)}"{style}/>'
    path = marker.get_transform().scale(size).scale(1, -1).transform_path(marker.get_path())
    return f'<path{style} d="M%.2f %.2f{_relative(path)}"/>'


def _relative(path):
    """The `d` of a Path in steps from where the pen stands."""
    here = start = np.zeros(2)
    d = ""
    for vertices, code in path.iter_segments(curves=True, simplify=False):
        if code == Path.CLOSEPOLY:
            d, here = d + "z", start
            continue
        steps = (vertices.reshape(-1, 2) - here).ravel()
        d += _LETTERS[code] + " ".join(short(step, 3) for step in steps)
        here = vertices[-2:]
        start = here if code == Path.MOVETO else start
    return d


_LETTERS = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c"}


def _marks(artist, points, mark, sheet):
    """The markers at their points; None where some lie off the sheet and nothing clips them."""
    every = artist.get_markevery()
    if every is not None:
        if not isinstance(every, list) or not all(type(n) is int for n in every):
            return None
        if points:
            if not all(-len(points) <= n < len(points) for n in every):
                return None
            points = [points[n] for n in every]
    clip = sheet.clip(artist)
    style, shape = mark
    held = [(x, y) for x, y in points if sheet.holds(x, y)]
    if not clip and len(held) < len(points):
        lost = [point for point in points if not sheet.holds(*point)]
        if any(math.isfinite(x + y) for x, y in lost):
            return None
    if not held:
        return ""
    return f'<g{clip} style="{style}">{"".join([shape % point for point in held])}</g>'
