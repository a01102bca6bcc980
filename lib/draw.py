"""Drawing for the figures: colours and line styles by role, helpers that take an Axes.

Every helper draws into the Axes it is given and returns the artists it made. None makes a figure,
and nothing here changes matplotlib's settings: what holds for all figures is in `STYLE`, which
`lib.stage` applies while a figure is drawn.
"""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

INK = "#1f2328"
QUIET = "#59636e"
GRID = "#d8dde3"


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
# tests/test_draw.py computes it, and how far apart they stay for three kinds of colour-blindness.
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


def nice_limits(values, margin=0.08, least=1e-9):
    """Limits (low, high) that hold the finite `values` with a margin on both sides.

    A handful of wild values must not flatten all the others: what lies further than five times the
    middle nine tenths from them is left out. No finite value at all gives (-1, 1).
    """
    values = np.asarray(values, dtype=float).ravel()
    values = values[np.isfinite(values)]
    if not values.size:
        return -1.0, 1.0
    low, high = values.min(), values.max()
    inner_low, inner_high = np.quantile(values, [0.05, 0.95])
    spread = inner_high - inner_low
    if spread > 0:
        low, high = max(low, inner_low - 5 * spread), min(high, inner_high + 5 * spread)
    room = max((high - low) * margin, abs(high) * least, least)
    if high - low < 1e-12 * max(1.0, abs(high)):
        room = max(1.0, abs(high)) * 0.5
    return float(low - room), float(high + room)


def samples(f, lo, hi, count=401):
    """Points (x, f(x)) of a curve, two arrays (n,): gaps where f is not finite or jumps.

    The points closest to a corner, a jump or a pole are put exactly there when f knows them
    (`f.corners`), and a step between neighbours that looks like a jump or a pole becomes a gap, so
    that no line is drawn where there is no curve.
    """
    x = np.linspace(lo, hi, count)
    corners = getattr(f, "corners", None)
    if corners is not None:
        known = [c for c in corners(lo, hi) if lo < c < hi]
        if known and len(known) < 50:
            eps = (hi - lo) * 1e-9
            around = [c + d for c in known for d in (-eps, 0.0, eps)]
            x = np.unique(np.concatenate([x, around]))
    y = np.array(f(x), dtype=float)
    y[~np.isfinite(y)] = np.nan
    low, high = nice_limits(y)
    beside = np.diff(x) < (hi - lo) * 1e-6  # a step across a corner, where a jump shows itself
    leap = np.abs(np.diff(y)) > np.where(beside, 0.02, 0.5) * (high - low)
    narrow = np.diff(x) <= (hi - lo) / (count - 1) * 1.001
    steep = np.flatnonzero(leap & narrow)
    if steep.size and steep.size < 40:
        x = np.insert(x, steep + 1, x[steep])
        y = np.insert(y, steep + 1, np.nan)
    return x, y


def curve(ax: Axes, f, lo, hi, role_name="function", label=None, fit=True, margin=0.08, **style):
    """The graph of `f` on [lo, hi], gaps where f has none; limits fitted to it when `fit`.

    f is elementwise. Returns the line (and the label's text, when a label is asked for, as
    `line.label_text`).
    """
    x, y = samples(f, lo, hi)
    look = role(role_name)
    (line,) = ax.plot(x, y, **look.line(**style))
    if fit:
        ax.set_xlim(lo, hi)
        ax.set_ylim(*nice_limits(y, margin))
    if label:
        line.label_text = line_label(ax, x, y, label, look.color)
    return line


def line_label(ax: Axes, x, y, text, color=INK):
    """Write `text` beside a line, in its colour, near the right end of what can be seen of it."""
    (left, right), (bottom, top) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
    seen = np.isfinite(y) & (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    if not seen.any():
        return None
    where = np.flatnonzero(seen)[-1]
    near_top = y[where] > bottom + 0.85 * (top - bottom)
    return ax.annotate(
        text,
        (x[where], y[where]),
        xytext=(-6, -4 if near_top else 6),
        textcoords="offset points",
        ha="right",
        va="top" if near_top else "bottom",
        color=color,
        zorder=6,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
    )


def label(ax: Axes, text="", role_name="function", x=0, y=0, **style):
    """A text that a figure moves about: in its role's colour, on a pale ground so it stays legible."""
    style = {
        "color": role(role_name).color,
        "fontsize": 11,
        "zorder": 7,
        "bbox": {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
        **style,
    }
    return ax.text(x, y, text, **style)


def rise_and_run(ax: Axes):
    """The triangle under a secant, to be moved: returns the `Triangle` that moves it."""
    return Triangle(ax)


class Triangle:
    """Run Δx (horizontal) and rise Δy (vertical) between two points, each with its label."""

    def __init__(self, ax):
        (self.run,) = ax.plot([], [], **role("run").line(zorder=4))
        (self.rise,) = ax.plot([], [], **role("rise").line(zorder=4))
        self.run_label = label(ax, role_name="run", ha="center")
        self.rise_label = label(ax, role_name="rise", va="center")
        self.ax = ax
        self.artists = (self.run, self.rise, self.run_label, self.rise_label)

    def move(self, x1, y1, x2, y2, run_text, rise_text):
        """Put the triangle between (x1, y1) and (x2, y2), the labels outside of it."""
        self.run.set_data([x1, x2], [y1, y1])
        self.rise.set_data([x2, x2], [y1, y2])
        (left, right), (bottom, top) = self.ax.get_xlim(), self.ax.get_ylim()
        up = y2 >= y1
        gap = 0.02 * (top - bottom)
        below = up
        if below and y1 - 4 * gap < bottom:
            below = False
        if not below and y1 + 4 * gap > top:
            below = True
        middle = np.clip((x1 + x2) / 2, left + 0.1 * (right - left), right - 0.1 * (right - left))
        self.run_label.set(
            position=(middle, y1 - gap if below else y1 + gap),
            text=run_text,
            verticalalignment="top" if below else "bottom",
        )
        on_right = x2 >= x1
        if on_right and x2 > left + 0.8 * (right - left):
            on_right = False
        elif not on_right and x2 < left + 0.2 * (right - left):
            on_right = True
        side = 0.015 * (right - left)
        self.rise_label.set(
            position=(
                x2 + side if on_right else x2 - side,
                np.clip((y1 + y2) / 2, bottom + 2 * gap, top - 2 * gap),
            ),
            text=rise_text,
            horizontalalignment="left" if on_right else "right",
        )


def dots(ax: Axes, role_name, size=6.0, **style):
    """Many small dots to be moved with `move_dots`: a fifth of the bytes that markers take."""
    (made,) = ax.plot([], [], color=role(role_name).color, linewidth=size, **style)
    made.set_solid_capstyle("round")
    made.set_snap(False)
    return made


def move_dots(made, x, y):
    """Put the dots at (x, y), two arrays (n,): each is a line too short to see, with round ends."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    gap = np.full(x.shape, np.nan)
    made.set_data(np.column_stack([x, x + 1e-3, gap]).ravel(), np.column_stack([y, y, gap]).ravel())


def line_through(line, ax: Axes, x0, y0, slope):
    """Move `line` to the straight line through (x0, y0) with `slope`, across the whole Axes.

    A slope that isn't finite leaves the line empty.
    """
    left, right = ax.get_xlim()
    if not (np.isfinite(slope) and np.isfinite(y0)):
        line.set_data([], [])
        return
    line.set_data([left, right], [y0 + slope * (left - x0), y0 + slope * (right - x0)])


def number_line(ax: Axes, lo, hi, y=0.0, role_name="function", title=None, above=False):
    """A horizontal number line from lo to hi at height y; returns its artists.

    The numbers stand below the line, or `above` it; the title on the other side.
    """
    from matplotlib.ticker import MaxNLocator

    color = role(role_name).color
    ticks = [
        t for t in MaxNLocator(9, steps=[1, 2, 2.5, 5, 10]).tick_values(lo, hi) if lo <= t <= hi
    ]
    made = ax.plot([lo, hi], [y, y], color=color, linewidth=1.4, zorder=2)
    made += ax.plot(ticks, [y] * len(ticks), "|", color=color, markersize=9, zorder=2)
    for tick in ticks:
        made.append(
            ax.annotate(
                f"{tick:g}".replace("-", "−"),
                (tick, y),
                xytext=(0, 8 if above else -8),
                textcoords="offset points",
                ha="center",
                va="bottom" if above else "top",
                fontsize=9.5,
                color=INK,
            )
        )
    if title:
        made.append(
            ax.annotate(
                title,
                (lo, y),
                xytext=(0, -8 if above else 8),
                textcoords="offset points",
                ha="left",
                va="top" if above else "bottom",
                color=color,
            )
        )
    return made


def arrow(ax: Axes, role_name, **style):
    """An arrow to be moved with `arrow.set_positions((x0, y0), (x1, y1))`, in data coordinates."""
    look = role(role_name)
    made = FancyArrowPatch(
        (0, 0),
        (0, 0),
        arrowstyle="-|>",
        shrinkA=0,
        shrinkB=0,
        color=look.color,
        **{"zorder": 5, "linewidth": look.linewidth, "mutation_scale": 14, **style},
    )
    ax.add_patch(made)
    return made


def box(ax: Axes, x, y, width, height, text, **style):
    """A machine: a rounded box around (x, y) with its name in it. Returns (box, text)."""
    patch = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle="round,pad=0,rounding_size=0.08",
        facecolor="#eef1f4",
        edgecolor=QUIET,
        **{"zorder": 3, **style},
    )
    ax.add_patch(patch)
    return patch, ax.text(x, y, text, ha="center", va="center", zorder=4, color=INK)
