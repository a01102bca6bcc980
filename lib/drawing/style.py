"""Drawing for the figures: colours, dashes and markers by role.

Nothing here changes matplotlib's settings: what holds for all figures is in `STYLE`, which
`lib.stage.stage` applies while a figure is drawn.
"""

from dataclasses import dataclass

INK = "#1f2328"
QUIET = "#59636e"
GRID = "#d8dde3"
TINT = {1: "#dcebf7", -1: "#f7e3d6", 0: "#eef1f4"}  # of an area, by the sign of what it stands for
THIRD = "#efd9e7"  # a third tint, of no sign
RING, MESH, FIELD = "#c3cad2", "#b9c2cc", "#d99a73"  # circles to go by, a bent grid, far arrows
SURFACE, SEAM = "#dbe4ee", "#a9b6c4"  # in space, shaded by light: a dark page dims both (theme.py)
MORE, LESS = "#f2a25c", "#7fb5e6"  # of a number in a table, by its sign
ORANGE, BLUE, PURPLE, GREEN = "#b34700", "#0063a6", "#8f2d70", "#00694e"

# All colours by name: on white, and in a dark page, where lib/stage/theme.py puts the second ones.
# Both sets keep the same contrasts and stay apart for the same eyes: tests/drawing/test_style.py.
PALETTE = {
    "paper": ("#ffffff", "#111111"),
    "ink": (INK, "#e6e9ec"),
    "black": ("#000000", "#f2f4f6"),  # what matplotlib writes with, unless told otherwise
    "quiet": (QUIET, "#9aa4ae"),
    "grid": (GRID, "#33393f"),
    "box": (TINT[0], "#1e2328"),
    "up": (TINT[1], "#16304a"),
    "down": (TINT[-1], "#45260f"),
    "third": (THIRD, "#43223a"),
    "ring": (RING, "#474f57"),
    "mesh": (MESH, "#535c65"),
    "field": (FIELD, "#a3623a"),
    "more": (MORE, "#8a4a12"),
    "less": (LESS, "#1f5c94"),
    "orange": (ORANGE, "#fc7d30"),
    "blue": (BLUE, "#4f87f3"),
    "purple": (PURPLE, "#fb89dd"),
    "green": (GREEN, "#23d68b"),
}


@dataclass(frozen=True)
class Role:
    """How one idea looks wherever it is drawn: a colour never comes without a dash or a marker."""

    color: str
    linestyle: str | tuple = "-"
    marker: str = "o"
    linewidth: float = 1.8

    def line(self, **more):
        """Keyword arguments for `Axes.plot` that draw a line in this role."""
        return {
            "color": self.color,
            "linestyle": self.linestyle,
            "linewidth": self.linewidth,
            **more,
        }

    def point(self, **more):
        """Keyword arguments for `Axes.plot` that draw separate points in this role."""
        return {
            "color": self.color,
            "linestyle": "none",
            "marker": self.marker,
            "markersize": 8,
            "markeredgecolor": "white",
            "markeredgewidth": 1,
            **more,
        }


# Each colour has a contrast of at least 4.5 : 1 on white, so that it may be used for text too;
# tests/drawing/test_style.py computes it, and how far apart they stay for three kinds of colour-blindness.
ROLES = {
    "function": Role(INK, "-", "o", 2.0),
    "secant": Role(ORANGE, (0, (6, 2.5)), "o"),
    "tangent": Role(BLUE, "-", "s", 2.2),
    "input": Role(BLUE, "-", "o", 2.2),
    "output": Role(ORANGE, "-", "D", 2.2),
    "run": Role(BLUE, (0, (1.2, 1.6)), "o", 2.2),
    "rise": Role(PURPLE, (0, (4, 1.5, 1, 1.5)), "s", 2.2),
    "first": Role(ORANGE, (0, (6, 2.5)), "o"),
    "second": Role(BLUE, "-", "s"),
    "third": Role(PURPLE, (0, (4, 1.5, 1, 1.5)), "^"),
    "fourth": Role(GREEN, (0, (1.2, 1.6)), "D"),
    "derivative": Role(BLUE, "-", "s", 2.0),
    "second derivative": Role(PURPLE, (0, (4, 1.5, 1, 1.5)), "^", 2.0),
    "error": Role(PURPLE, "-", "D", 1.8),
    "forward": Role(ORANGE, (0, (6, 2.5)), "o"),
    "backward": Role(PURPLE, (0, (4, 1.5, 1, 1.5)), "^"),
    "central": Role(GREEN, "-", "s"),
    "gradient": Role(ORANGE, "-", "o", 2.2),
    "slope": Role(GREEN, (0, (1.2, 1.6)), "^", 1.8),
    "contour": Role(QUIET, "-", "o", 1.0),
    "guess": Role(PURPLE, "none", "x"),
    "path": Role(ORANGE, "-", "o", 1.6),
    "start": Role(INK, "none", "s"),
    "best": Role(GREEN, "none", "*"),
    "quiet": Role(QUIET, (0, (2, 2)), "o", 1.2),
}

STYLE = {
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.titlesize": 12,
    "axes.titleweight": "normal",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.formatter.useoffset": False,
    "axes.unicode_minus": True,
    "axes.grid": True,
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "mathtext.fontset": "dejavusans",
    "text.color": INK,
    "text.usetex": False,
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.color": QUIET,
    "ytick.labelcolor": INK,
    "image.cmap": "cividis",
}


def role(name: str) -> Role:
    """The look of a role. Raises ValueError, naming the roles there are."""
    try:
        return ROLES[name]
    except KeyError:
        raise ValueError(f"no role {name!r}; there are {', '.join(ROLES)}") from None
