"""Drawing: colours and dashes by role, and helpers that take an Axes and return artists.

Imports learning (graphs, networks) and what is below it; matplotlib, no widgets. Gives out the roles, the
graphs of functions and the marks on them.
"""

from lib import face

__getattr__, __dir__ = face(
    __name__,
    {
        "curves": "calm_limits curve line_label line_through nice_limits piece_through samples seen_part",
        "marks": "Triangle arrow box dots label move_dots number_line rise_and_run title_row",
        "style": "FIELD GRID INK MESH QUIET RING ROLES STYLE THIRD TINT Role role",
    },
)
