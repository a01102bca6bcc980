"""Live figure of notebook 06: a map of the plane bends a grid, and J is its flat likeness."""

import numpy as np

from lib import drawing
from lib.calculus.differences import central_difference
from lib.stage.choices import of_two_inputs
from lib.stage.controls import slider
from lib.stage.stage import Stage
from lib.stage.words import seen, signed

P = {name: name for name in ("(x² − y²)/2", "x + y/2", "x + sin y", "e^(x/2)·cos y", "|x|", "y")}
Q = {name: name for name in ("x·y", "y", "x/2 + y/4", "e^(x/2)·sin y", "y + x²/4", "x")}
SIDE = 1.5
SPREAD = np.linspace(-0.5, 0.5, 12)
# Places of a square of side 1 about 0, (2, k): its middle, then a net over all of it.
PLACES = np.hstack([np.zeros((2, 1)), np.reshape(np.meshgrid(SPREAD, SPREAD), (2, -1))])
NUDGE, ROUGH = 1e-5, 1e-8  # for slopes whose sign is all that is asked; their share of round-off
FLAT = 1e-9  # a determinant so small is 0 but for round-off


def bend(p="(x² − y²)/2", q="x·y", *, x=1.0, y=1.0, size=1.0) -> Stage:
    """A map (x, y) → (p, q): its bent grid, a square's true image, and J's parallelogram.

    p and q are names from their lists, formulas in x and y, or functions of two numbers. A
    function's slopes are exact for a formula, else numerical; where there are none, there is no J.
    """
    stage = Stage(figsize=(6.4, 3.7), title="bend")

    def scene(p, q):
        left, right = stage.figure.subplots(1, 2)
        lines = _grid_lines()
        images = [(p(*line), q(*line)) for line in lines]
        for ax, curves in ((left, lines), (right, images)):
            for curve in curves:
                ax.plot(*curve, color=drawing.MESH, linewidth=0.8, zorder=1)
            ax.set_aspect("equal")
            ax.grid(False)
        left.set(xlim=(-1.8, 1.8), ylim=(-1.8, 1.8), xlabel="x", ylabel="y")
        left.set_title("inputs: a square", fontsize=11)
        across, up = _square_limits(images)
        right.set(xlim=across, ylim=up, xlabel="p", ylabel="q")
        right.set_title(f"p = {p.label}\nq = {q.label}", fontsize=11)
        (square,) = left.plot([], [], **drawing.role("function").line(zorder=4))
        (image,) = right.plot([], [], **drawing.role("function").line(zorder=5))
        (flat,) = right.plot([], [], **drawing.role("secant").line(zorder=6))
        arrows = [
            drawing.arrow(ax, name, mutation_scale=10)
            for ax in (left, right)
            for name in ("input", "rise")
        ]
        key = {"transform": right.transAxes, "fontsize": 10, "ha": "center", "va": "top"}
        drawing.label(right, "— true image   ", "function", 0.12, -0.21, **key)
        drawing.label(right, "- - J's parallelogram", "secant", 0.66, -0.21, **key)
        key = {**key, "transform": left.transAxes}
        drawing.label(left, "→ nudge of x", "input", 0.24, -0.21, **key)
        drawing.label(left, "→ nudge of y", "rise", 0.76, -0.21, **key)
        stage.moving(square, image, flat, *arrows)

        def update(x, y, size):
            here = np.array([x, y])
            # One call for all places: a call takes longer than its numbers.
            places = here[:, None] + size * PLACES
            around = np.array([_slopes_at(f, *places) for f in (p, q)])
            J = around[:, :, 0]
            edge = here[:, None] + size * EDGE
            true = np.array([p(*edge), q(*edge)])
            centre, true = true[:, 0], true[:, 1:]
            corners = _square_edge(1) * size
            square.set_data(*(here[:, None] + corners))
            image.set_data(*true[:, ::6])
            exists = np.isfinite(J).all() and np.isfinite(centre).all()
            flat.set_data(*(centre[:, None] + J @ corners if exists else ((), ())))
            for arrow, start, step in zip(
                arrows,
                (here, here, centre, centre),
                (*(size / 2 * np.eye(2)), *(size / 2 * J.T)),
                strict=True,
            ):
                seen = bool(np.isfinite([*start, *step]).all() and np.abs(step).max() > 1e-9)
                arrow.set_visible(seen)
                if seen:
                    arrow.set_positions(start, start + step)
            return _told_bend(x, y, size, J, true, _folds(around[:, :, 1:]))

        return update

    return stage.live(
        scene,
        x=slider("x, first input", -1.2, 1.2, x, 0.05),
        y=slider("y, second input", -1.2, 1.2, y, 0.05),
        size=slider("side of the square", 0.1, 1.2, size, 0.05),
        p=of_two_inputs(p, P, "p, first output", "x^2 + sin(y)"),
        q=of_two_inputs(q, Q, "q, second output", "x^2 + sin(y)"),
    )


def _grid_lines():
    """Lines of the grid over the inputs, each an array (2, points)."""
    along, levels = np.linspace(-SIDE, SIDE, 81), np.linspace(-SIDE, SIDE, 7)
    level = [np.array([along, np.full_like(along, c)]) for c in levels]
    return level + [line[::-1] for line in level]


def _square_edge(points):
    """Once around a square of side 1 about 0, counterclockwise: (2, 4 · points + 1)."""
    t = np.arange(4 * points + 1) / points
    across = np.clip(np.abs((t - 2.5 + 2) % 4 - 2) - 1, -0.5, 0.5)
    return np.array([across, across[(np.arange(t.size) - points) % (4 * points)]])


EDGE = np.hstack([np.zeros((2, 1)), _square_edge(48)])  # its middle, then once around it


def _square_limits(curves):
    """Limits of p and of q, both of one length, so that both pictures are equally large."""
    spans = [drawing.nice_limits(np.concatenate([c[k] for c in curves])) for k in (0, 1)]
    half = max(1.8, *((high - low) / 2 for low, high in spans))
    return [((low + high) / 2 - half, (low + high) / 2 + half) for low, high in spans]


def _area(curve):
    """The area that a closed curve (2, points) goes around: negative where it does so clockwise."""
    x, y = curve - curve[:, :1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def _folds(around):
    """Whether det J has both signs somewhere; around (2, 2, k) is J at places of the square."""
    (a, b), (c, d) = around
    with np.errstate(all="ignore"):
        det, flat = a * d - b * c, FLAT + ROUGH * (abs(a * d) + abs(b * c))
    return bool((det > flat).any() and (det < -flat).any())


def _slopes_at(f, x, y):
    """(∂f/∂x, ∂f/∂y) at arrays of places, exact for a formula.

    Of a Python function the first place, the square's middle, has slopes that are judged; the sign
    is all that is asked elsewhere, and two calls for a slope do.
    """
    if f.exact:
        return [f.partial(0)(x, y), f.partial(1)(x, y)]
    quick = np.array(
        [
            central_difference(lambda t: f(t, y), x, NUDGE),
            central_difference(lambda t: f(x, t), y, NUDGE),
        ]
    )
    quick[:, 0] = [f.partial(i)(x[0], y[0]) for i in (0, 1)]
    return quick


def _told_bend(x, y, size, J, true, folded):
    at = f"At ({signed(x)}, {signed(y)})"
    if not np.isfinite(true).all():
        return f"{at} the map has no value everywhere on the square, so there is no image to draw."
    if not np.isfinite(J).all():
        return f"{at} a slope is missing: there is no J, however small the square."
    (a, b), (c, d) = J
    det = a * d - b * c
    kind = ""
    if abs(det) <= FLAT * max(1.0, np.abs(J).max() ** 2):
        kind = " (flattened)"
    elif det < 0:
        kind = " (negative: turned over)"
    fold = " The square folds over: what is turned over is subtracted." if folded else ""
    return (
        f"{at} J has the rows ({seen(a)}, {seen(b)}) and ({seen(c)}, {seen(d)}), and "
        f"det J = {seen(det)}{kind}. The signed area of the true image is "
        f"{seen(_area(true) / size**2)} times that of the square with side {size:.2f}.{fold}"
    )
