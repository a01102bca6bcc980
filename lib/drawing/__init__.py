"""Drawing: colours and dashes by role, and helpers that take an Axes and return artists.

Imports learning (graphs, networks) and what is below it; matplotlib, no widgets. Gives out the roles, the
graphs of functions and the marks on them.
"""

from lib.drawing.curves import (
    calm_limits,
    curve,
    line_label,
    line_through,
    nice_limits,
    piece_through,
    samples,
    seen_part,
)
from lib.drawing.marks import (
    Triangle,
    arrow,
    box,
    dots,
    label,
    move_dots,
    number_line,
    rise_and_run,
    title_row,
)
from lib.drawing.style import (
    FIELD,
    GRID,
    INK,
    MESH,
    QUIET,
    RING,
    ROLES,
    STYLE,
    THIRD,
    TINT,
    Role,
    role,
)

__all__ = [
    "FIELD",
    "GRID",
    "INK",
    "MESH",
    "QUIET",
    "RING",
    "ROLES",
    "STYLE",
    "THIRD",
    "TINT",
    "Role",
    "Triangle",
    "arrow",
    "box",
    "calm_limits",
    "curve",
    "dots",
    "label",
    "line_label",
    "line_through",
    "move_dots",
    "nice_limits",
    "number_line",
    "piece_through",
    "rise_and_run",
    "role",
    "samples",
    "seen_part",
    "title_row",
]
