"""The drawings of the course: `python -m img.drawings` writes each as SVG, the same bytes every time.

They stand on a white card of their own, so that they can be read on dark and on light pages; text
is drawn as shapes, so that no font is missing.
"""

import io
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from lib import drawing

PALE = {"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85}
HERE = Path(__file__).parent
SETTINGS = {**drawing.STYLE, "svg.fonttype": "path", "svg.hashsalt": "derivatives", "font.size": 12}


def _canvas(width, height, xlim=None, ylim=None, **axes):
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasSVG(figure)
    ax = figure.subplots(**axes)
    if xlim:
        ax.set(xlim=xlim, ylim=ylim)
        ax.axis("off")
    return figure, ax


def _arrow(ax, start, end, role="quiet", **style):
    made = drawing.arrow(ax, role, **style)
    made.set_positions(start, end)
    return made


def _words(ax, x, y, text, role="function", **style):
    style = {"ha": "center", "va": "center", "color": drawing.role(role).color, **style}
    return ax.text(x, y, text, **style)


def string_and_factory():
    """A factory with a string through it: pull the input by h, and the output moves by five times h."""
    figure, ax = _canvas(7, 2.4, (0, 14), (0, 4.8))
    drawing.box(ax, 7, 2.4, 3.6, 2.2, "")
    _words(ax, 7, 2.75, "f", fontsize=18, style="italic")
    _words(ax, 7, 1.9, "the factory", "quiet", fontsize=11)
    for x0, x1 in ((1.2, 5.2), (8.8, 13.3)):
        ax.plot([x0, x1], [2.4, 2.4], color=drawing.QUIET, linewidth=1.4, zorder=1)
    for x, role in ((2.0, "input"), (2.7, "input"), (9.3, "output"), (12.8, "output")):
        ax.plot([x], [2.4], **drawing.role(role).point(markersize=10))
    _arrow(ax, (2.0, 3.1), (2.7, 3.1), "input", linewidth=2.6)
    _arrow(ax, (9.3, 3.1), (12.8, 3.1), "output", linewidth=2.6)
    _words(ax, 2.35, 3.75, "pull by h", "input")
    _words(ax, 11.05, 3.75, "moves by ? · h", "output")
    _words(ax, 2.35, 1.5, "input x", "input")
    _words(ax, 11.05, 1.5, "output f(x)", "output")
    return figure


def secants():
    """Secants through a fixed point close in on the tangent as the second point comes nearer."""
    figure, ax = _canvas(6, 3.8)
    x = np.linspace(-0.3, 3.1, 200)

    def f(t):
        return 0.35 * t**2 + 0.4

    ax.plot(x, f(x), **drawing.role("function").line())
    for h, alpha in ((2.0, 0.55), (1.2, 0.75), (0.5, 1.0)):
        slope = (f(0.9 + h) - f(0.9)) / h
        ax.plot(
            x, f(0.9) + slope * (x - 0.9), **drawing.role("secant").line(alpha=alpha, linewidth=1.5)
        )
        ax.plot([0.9 + h], [f(0.9 + h)], **drawing.role("secant").point())
        ax.annotate(
            f"h = {h:g}",
            (0.9 + h, f(0.9 + h)),
            xytext=(9, -13),
            textcoords="offset points",
            color=drawing.role("secant").color,
            bbox=PALE,
        )
    slope = 0.7 * 0.9
    ax.plot(x, f(0.9) + slope * (x - 0.9), **drawing.role("tangent").line(linewidth=2.6))
    ax.annotate(
        "tangent",
        (2.9, f(0.9) + slope * 2.0),
        xytext=(6, -30),
        textcoords="offset points",
        color=drawing.role("tangent").color,
        ha="center",
        bbox=PALE,
    )
    ax.plot([0.9], [f(0.9)], **drawing.role("start").point(markersize=9))
    ax.set(xlim=(-0.3, 3.3), ylim=(-0.2, 3.9), xlabel="x", ylabel="f(x)")
    return figure


def limit():
    """Slopes of secants from the left and from the right approach one number as h approaches 0."""
    figure, ax = _canvas(6, 3.2)
    for sign, role, side in ((1, "forward", "from the right"), (-1, "backward", "from the left")):
        h = sign * 1.6 * 0.62 ** np.arange(9)
        ax.plot(h, 6 + h, **drawing.role(role).point())
        ax.plot(
            [0, sign * 1.8], [6, 6 + sign * 1.8], **drawing.role(role).line(linewidth=1, alpha=0.6)
        )
        ax.annotate(
            side,
            (sign * 1.15, 6 + sign * 1.15),
            xytext=(-10 * sign, 12 * sign),
            textcoords="offset points",
            ha="right" if sign > 0 else "left",
            va="center",
            color=drawing.role(role).color,
        )
    ax.plot(
        [0],
        [6],
        "o",
        markersize=11,
        markerfacecolor="white",
        markeredgecolor=drawing.role("tangent").color,
        markeredgewidth=2.2,
    )
    ax.annotate(
        "the limit, 6: no secant has it,\nall short ones are close to it",
        (0, 6),
        xytext=(22, -38),
        textcoords="offset points",
        color=drawing.role("tangent").color,
        arrowprops={"arrowstyle": "-", "color": drawing.role("tangent").color},
    )
    ax.set(xlim=(-2, 2), ylim=(4, 8), xlabel="step h", ylabel="slope of the secant of x² at 3")
    return figure


def unit_circle():
    """A nudge of the angle moves a point of the unit circle along an arc; its upright part is cos x · h."""
    figure, ax = _canvas(5.6, 4.2, (-0.12, 1.5), (-0.1, 1.14))
    ax.set_aspect("equal")
    angle, nudge = np.radians(38), 0.36
    arc = np.linspace(0, np.pi / 2, 91)
    ax.plot(np.cos(arc), np.sin(arc), **drawing.role("function").line())
    ax.plot([0, 1.12], [0, 0], color=drawing.QUIET, linewidth=1)
    ax.plot([0, 0], [0, 1.1], color=drawing.QUIET, linewidth=1)
    here, there = (np.array([np.cos(a), np.sin(a)]) for a in (angle, angle + nudge))
    ahead = here + nudge * np.array([-np.sin(angle), np.cos(angle)])
    ax.plot([0, here[0]], [0, here[1]], color=drawing.QUIET, linewidth=1.2)
    ax.plot(*zip(here, (here[0], 0), strict=True), **drawing.role("quiet").line())
    ax.plot(*zip(here, ahead, strict=True), **drawing.role("tangent").line(linewidth=2.4))
    corner = (here[0], ahead[1])
    ax.plot(*zip(here, corner, strict=True), **drawing.role("rise").line())
    ax.plot(*zip(corner, ahead, strict=True), **drawing.role("run").line())
    ax.plot(*here, **drawing.role("start").point(markersize=9))
    ax.plot(*there, **drawing.role("secant").point(markersize=8))
    turn = np.linspace(0, angle, 31)
    ax.plot(0.2 * np.cos(turn), 0.2 * np.sin(turn), color=drawing.QUIET, linewidth=1)
    _words(ax, 0.27, 0.08, "x", "quiet")
    _words(ax, 0.36, 0.36, "1", "quiet")
    _words(ax, 0.81, 0.26, "sin x", "quiet", ha="left")
    _words(ax, 0.5, 0.74, "h", "tangent")
    _words(ax, 0.81, 0.78, "up: cos x · h", "rise", ha="left")
    return figure


def machines():
    """Two machines in series: a nudge is multiplied by 2 in the first and by 3 in the second, 6 in all."""
    figure, ax = _canvas(7.4, 2.4, (0, 15), (0, 4.8))
    for x, name in ((4.6, "g"), (10.4, "f")):
        drawing.box(ax, x, 2.4, 2.2, 1.8, "")
        _words(ax, x, 2.4, name, fontsize=18, style="italic")
    for x0, x1 in ((0.6, 3.4), (5.8, 9.2), (11.6, 14.6)):
        ax.plot([x0, x1], [2.4, 2.4], color=drawing.QUIET, linewidth=1.4, zorder=1)
    for x0, width, role, name in (
        (1.6, 0.4, "input", "x"),
        (7.0, 0.8, "third", "u = g(x)"),
        (11.9, 2.4, "output", "y = f(u)"),
    ):
        _arrow(ax, (x0, 3.0), (x0 + width, 3.0), role, linewidth=2.6)
        _words(ax, x0 + width / 2, 1.6, name, role)
    _words(ax, 1.8, 3.7, "h", "input")
    _words(ax, 7.4, 3.7, "2h", "third")
    _words(ax, 13.1, 3.7, "6h", "output")
    _words(ax, 4.6, 4.2, "× 2", "quiet")
    _words(ax, 10.4, 4.2, "× 3", "quiet")
    _words(ax, 4.6, 0.8, "g′ at x", "quiet", fontsize=11)
    _words(ax, 10.4, 0.8, "f′ at g(x)", "quiet", fontsize=11)
    return figure


def slices():
    """A surface cut along x and along y at one point: each cut is a curve with a slope of its own."""
    figure = Figure(figsize=(6, 4.2), layout="constrained")
    FigureCanvasSVG(figure)
    ax = figure.add_subplot(projection="3d")
    side = np.linspace(-1.5, 1.5, 16)
    X, Y = np.meshgrid(side, side)

    def f(x, y):
        return 2.6 - 0.7 * x**2 - 0.45 * y**2 + 0.25 * x * y

    ax.plot_surface(
        X, Y, f(X, Y), color="#dfe5ea", edgecolor="#9aa5b1", linewidth=0.4, alpha=0.55, shade=False
    )
    t = np.linspace(-1.5, 1.5, 60)
    x0, y0 = 0.6, -0.5
    for role, line, slope, name in (
        ("first", (t, np.full_like(t, y0)), (1, 0, -1.4 * x0 + 0.25 * y0), "hold y still: ∂f/∂x"),
        ("second", (np.full_like(t, x0), t), (0, 1, -0.9 * y0 + 0.25 * x0), "hold x still: ∂f/∂y"),
    ):
        ax.plot(*line, f(*line) + 0.02, **drawing.role(role).line(linewidth=2.4, zorder=5))
        s = np.array([-0.8, 0.8])
        ax.plot(
            x0 + slope[0] * s,
            y0 + slope[1] * s,
            f(x0, y0) + slope[2] * s + 0.05,
            color=drawing.role(role).color,
            linewidth=1.2,
            zorder=6,
        )
        place = (0.02, 0.82) if role == "first" else (0.62, 0.9)
        ax.text2D(*place, name, color=drawing.role(role).color, transform=ax.transAxes)
    ax.plot([x0], [y0], [f(x0, y0) + 0.05], **drawing.role("start").point(zorder=8))
    ax.set(xlabel="x", ylabel="y", zlabel="f(x, y)")
    ax.view_init(28, -58)
    return figure


def gradient():
    """Contour lines of a hill, and the gradient at one point: square to the contour, pointing uphill."""
    figure, ax = _canvas(5, 4.2)
    side = np.linspace(-2, 2, 161)
    X, Y = np.meshgrid(side, side)
    Z = -(X**2 + 2 * Y**2)
    lines = ax.contour(
        X,
        Y,
        Z,
        levels=[-8, -6, -4.5, -3, -2, -1, -0.3],
        colors=drawing.QUIET,
        linewidths=1,
        linestyles="solid",
    )
    ax.clabel(lines, fmt=lambda v: f"{v:g}".replace("-", "−"), fontsize=10)
    p = np.array([-1.0, -1.0])
    g = np.array([-2 * p[0], -4 * p[1]]) / 4
    along = np.array([-g[1], g[0]]) / np.hypot(*g)
    ax.plot(
        *np.array([p - 0.9 * along, p + 0.9 * along]).T,
        **drawing.role("second").line(linewidth=1.4),
    )
    _arrow(ax, p, p + g, "gradient", linewidth=2.8)
    corner = 0.16 * np.array([along, along + g / np.hypot(*g), g / np.hypot(*g)])
    ax.plot(*(p + corner).T, color=drawing.INK, linewidth=1.2)
    ax.plot(*p, **drawing.role("start").point())
    ax.annotate(
        "∇f: steepest way up",
        p + g,
        xytext=(-6, 8),
        textcoords="offset points",
        color=drawing.role("gradient").color,
        ha="left",
        bbox=PALE,
    )
    ax.annotate(
        "along the contour:\nslope 0",
        p - 0.9 * along,
        xytext=(6, -4),
        textcoords="offset points",
        color=drawing.role("second").color,
        ha="left",
        va="top",
        bbox=PALE,
    )
    ax.set(xlabel="x", ylabel="y", aspect="equal", xlim=(-2, 2), ylim=(-2, 2))
    ax.grid(False)
    return figure


def layer():
    """A layer with three inputs and two outputs, and its Jacobian: two rows of outputs, three columns."""
    figure, ax = _canvas(7, 3, (0, 14), (0, 6))
    inputs = [(1.2, y) for y in (4.8, 3.0, 1.2)]
    outputs = [(5.4, y) for y in (3.9, 2.1)]
    for x0, y0 in inputs:
        for x1, y1 in outputs:
            ax.plot([x0, x1], [y0, y1], color=drawing.QUIET, linewidth=1.2, zorder=1)
    for k, (x, y) in enumerate(inputs, 1):
        ax.plot(
            [x],
            [y],
            "o",
            markersize=25,
            color="white",
            markeredgecolor=drawing.role("input").color,
            markeredgewidth=2,
        )
        _words(ax, x, y, f"x{'₁₂₃'[k - 1]}", "input")
    for k, (x, y) in enumerate(outputs, 1):
        ax.plot(
            [x],
            [y],
            "D",
            markersize=22,
            color="white",
            markeredgecolor=drawing.role("output").color,
            markeredgewidth=2,
        )
        _words(ax, x, y, f"y{'₁₂'[k - 1]}", "output")
    _words(ax, 8.0, 3.0, "J  =", fontsize=15)
    for row in range(2):
        for column in range(3):
            x, y = 9.7 + 1.7 * column, 3.75 - 1.5 * row
            patch, _ = drawing.box(ax, x, y, 1.5, 1.3, "")
            _words(
                ax,
                x,
                y,
                f"$\\frac{{\\partial y_{row + 1}}}{{\\partial x_{column + 1}}}$",
                fontsize=15,
                zorder=5,
            )
    _words(ax, 11.4, 5.2, "one column an input", "input", fontsize=11)
    _words(ax, 11.4, 0.9, "one row an output", "output", fontsize=11)
    return figure


def graph():
    """The graph of (w·x + b − t)²: values go forwards through it, sensitivities come back."""
    figure, ax = _canvas(7.4, 3.2, (0, 14.8), (0, 6.4))
    nodes = {
        "w": (1, 5.2),
        "x": (1, 3.2),
        "b": (4.2, 1.2),
        "×": (4.2, 4.2),
        "+": (7.2, 3.2),
        "−t": (10.2, 3.2),
        "( )²": (13.2, 3.2),
    }
    edges = [("w", "×"), ("x", "×"), ("×", "+"), ("b", "+"), ("+", "−t"), ("−t", "( )²")]
    for a, b in edges:
        (x0, y0), (x1, y1) = np.array(nodes[a], float), np.array(nodes[b], float)
        d = np.array([x1 - x0, y1 - y0])
        d /= np.hypot(*d)
        n = np.array([-d[1], d[0]]) * 0.2
        start, end = np.array([x0, y0]) + 0.75 * d, np.array([x1, y1]) - 0.75 * d
        _arrow(ax, start + n, end + n, "second", linewidth=1.8, mutation_scale=12)
        _arrow(
            ax, end - n, start - n, "first", linewidth=1.8, linestyle=(0, (4, 2)), mutation_scale=12
        )
    for name, (x, y) in nodes.items():
        ax.plot(
            [x],
            [y],
            "o",
            markersize=31,
            color="white",
            markeredgecolor=drawing.QUIET,
            markeredgewidth=1.6,
            zorder=6,
        )
        _words(ax, x, y, name, zorder=7)
    _words(ax, 10.2, 5.5, "→ values, forwards", "second")
    _words(ax, 10.2, 0.9, "← sensitivities ∂L/∂(…), backwards", "first")
    return figure


DRAWINGS = {
    "string_and_factory": string_and_factory,
    "secants": secants,
    "limit": limit,
    "unit_circle": unit_circle,
    "machines": machines,
    "slices": slices,
    "gradient": gradient,
    "layer": layer,
    "graph": graph,
}


def svg(name):
    """The drawing as the bytes of an SVG file, all ASCII: JupyterLite takes its letters for Latin-1."""
    with mpl.rc_context(SETTINGS):
        out = io.BytesIO()
        DRAWINGS[name]().savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue().decode().encode("ascii", "xmlcharrefreplace")


if __name__ == "__main__":
    for name in DRAWINGS:
        (HERE / f"{name}.svg").write_bytes(svg(name))
        print(f"img/{name}.svg")
