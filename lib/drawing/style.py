"""Drawing for the figures: colours and line styles by role, helpers that take an Axes.

Every helper draws into the Axes it is given and returns the artists it made. None makes a figure,
and nothing here changes matplotlib's settings: what holds for all figures is in `STYLE`, which
`lib.stage.stage` applies while a figure is drawn.
"""

from dataclasses import dataclass

INK = "#1f2328"
QUIET = "#59636e"
GRID = "#d8dde3"
TINT = {1: "#dcebf7", -1: "#f7e3d6", 0: "#eef1f4"}  # of an area, by the sign of what it stands for


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
    "secant": Role("#b34700", (0, (6, 2.5)), "o"),
    "tangent": Role("#0063a6", "-", "s", 2.2),
    "input": Role("#0063a6", "-", "o", 2.2),
    "output": Role("#b34700", "-", "D", 2.2),
    "run": Role("#0063a6", (0, (1.2, 1.6)), "o", 2.2),
    "rise": Role("#8f2d70", (0, (4, 1.5, 1, 1.5)), "s", 2.2),
    "first": Role("#b34700", (0, (6, 2.5)), "o"),
    "second": Role("#0063a6", "-", "s"),
    "third": Role("#8f2d70", (0, (4, 1.5, 1, 1.5)), "^"),
    "fourth": Role("#00694e", (0, (1.2, 1.6)), "D"),
    "derivative": Role("#0063a6", "-", "s", 2.0),
    "second derivative": Role("#8f2d70", (0, (4, 1.5, 1, 1.5)), "^", 2.0),
    "error": Role("#8f2d70", "-", "D", 1.8),
    "forward": Role("#b34700", (0, (6, 2.5)), "o"),
    "backward": Role("#8f2d70", (0, (4, 1.5, 1, 1.5)), "^"),
    "central": Role("#00694e", "-", "s"),
    "gradient": Role("#b34700", "-", "o", 2.2),
    "slope": Role("#00694e", (0, (1.2, 1.6)), "^", 1.8),
    "contour": Role(QUIET, "-", "o", 1.0),
    "guess": Role("#8f2d70", "none", "x"),
    "path": Role("#b34700", "-", "o", 1.6),
    "start": Role(INK, "none", "s"),
    "best": Role("#00694e", "none", "*"),
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
