"""Live figures of notebook 08: one neuron with its loss, and activations with their slopes."""

import numpy as np

from lib import drawing
from lib.formula.functions import FunctionError
from lib.learning.autodiff import Value
from lib.learning.graph import trace
from lib.stage.controls import FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import short

KINDS = {
    "sigmoid": "sigmoid(z)",
    "tanh": "tanh(z)",
    "ReLU": "relu(z)",
    "leaky ReLU, leak 0.1": "0.1z + 0.9relu(z)",
    "identity": "z",
}
NUDGE = 1e-5
FLAT = 0.05  # of the largest slope, or of 1: below it an activation is called flat


def slope_by_graph(f, at):
    """f's value and slope at a number as the engine gives them: (value, slope), two floats."""
    output, (z,) = trace(f, at)
    output.backward()
    return float(output.data), float(z.grad)


def neuron(activation="sigmoid", *, w=1.0, b=-0.5, x=1.5, target=0.0) -> Stage:
    """One neuron, its loss (ŷ − t)², and both derivatives by hand, by nudge and by graph.

    activation is a name from the list, a formula in z, or a function of one number.
    """
    stage = Stage(figsize=(6.4, 4.6), title="neuron")

    def scene(activation):
        ax, table = stage.figure.subplots(2, 1, height_ratios=(2.3, 1))
        drawing.curve(ax, activation, -9.5, 9.5)
        low, high = ax.get_ylim()
        ax.set(xlabel="z = w·x + b", ylabel="output of the neuron")
        ax.set_title(f"ŷ = {activation.label}\n", linespacing=1.5)
        ax.set(ylim=(min(low, -1.5) - 0.1, max(high, 2.5) + 0.1), xticks=range(-9, 10, 3))
        for place, name, words in (
            (0.0, "tangent", "— tangent"),
            (0.3, "quiet", "⋯ target t"),
            (0.6, "rise", "-·-·  ŷ − t, the miss"),
        ):
            ax.text(place, 1.04, words, color=drawing.role(name).color, transform=ax.transAxes)
        (goal,) = ax.plot([], [], **drawing.role("quiet").line())
        (gap,) = ax.plot([], [], **drawing.role("rise").line())
        (tangent,) = ax.plot([], [], **drawing.role("tangent").line(linewidth=1.8))
        (point,) = ax.plot([], [], **drawing.role("function").point(zorder=6))
        texts = _table(table, ("∂L/∂w", "∂L/∂b"), ("by hand", "by nudge", "by graph"))
        stage.moving(goal, gap, tangent, point, *texts)

        def update(w, b, x, target):
            z = w * x + b
            y = activation(z)
            loss = np.square(y - target)
            slope = activation.derivative(z)
            hand = 2 * (y - target) * slope * np.array([x, 1.0])
            nudged = _nudged(activation, w, b, x, target)
            graph = _by_graph(activation, w, b, x, target)
            goal.set_data([-9.5, 9.5], [target, target])
            point.set_data([z], [y])
            gap.set_data([z, z], [target, y])
            drawing.line_through(tangent, ax, z, y, slope)
            for text, number in zip(texts, np.ravel([hand, nudged, graph], "F"), strict=True):
                text.set_text(short(number, "none", 4))
            said = f"With z = {short(z)}: ŷ = {short(y)}, loss {short(loss)}"
            if not np.isfinite(y):
                return f"At z = {short(z)} the activation has no value, so there is no loss."
            if not np.isfinite(slope):
                return (
                    f"{said}. The activation has no slope here, so by hand nothing can be said, and "
                    f"the nudge averages both sides.{_chosen(activation, z)}"
                )
            return (
                f"{said}, slope of the activation {short(slope)}: ∂L/∂w = {short(hand[0])} and "
                f"∂L/∂b = {short(hand[1])}{_blame(hand, x, y, target, slope)}."
            )

        return update

    return stage.live(
        scene,
        w=slider("w, weight", -3.0, 3.0, w, 0.1),
        b=slider("b, bias", -3.0, 3.0, b, 0.1),
        x=slider("x, input", -2.0, 2.0, x, 0.1),
        target=slider("t, target", -1.0, 2.0, target, 0.1),
        activation=FunctionChooser("activation", activation, KINDS, ("z",), "z*sigmoid(z)"),
    )


def _table(ax, columns, rows):
    """A table to be filled: its numbers as texts to be moved, column by column."""
    ax.axis("off")
    ax.set(xlim=(0, 4), ylim=(0, 3))
    for i, column in enumerate(columns):
        ax.text(0.9, 1.5 - i, column, color=drawing.role("gradient").color, ha="right", va="center")
    for j, row in enumerate(rows):
        ax.text(1.5 + j, 2.5, row, ha="center", va="center")
    ax.axhline(2.05, color=drawing.QUIET, linewidth=0.8)
    return [
        ax.text(1.5 + j, 1.5 - i, "", ha="center", va="center", fontsize=13)
        for i in range(len(columns))
        for j in range(len(rows))
    ]


def _nudged(activation, w, b, x, target):
    """Central differences of the loss by w and by b."""
    h = NUDGE
    z = np.array([(w + h) * x, (w - h) * x, w * x + h, w * x - h]) + b
    losses = (activation(z) - target) ** 2
    return (losses[::2] - losses[1::2]) / (2 * h)


def _by_graph(activation, w, b, x, target):
    w, b = Value(w), Value(b)
    y, _ = trace(activation, w * x + b)
    loss = np.square(y - target)
    loss.backward()
    return np.array([float(w.grad), float(b.grad)])


def _blame(hand, x, y, target, slope):
    """Why one of the derivatives is next to nothing, where it is."""
    if abs(y - target) < 1e-9:
        return "; the target is met, nobody is to blame"
    if abs(slope) < 1e-12:
        return "; the slope is 0, so nothing comes back through this activation"
    if abs(x) < 1e-9:
        return "; with x = 0 the weight has no say"
    if abs(slope) < 0.02:
        return "; the activation is all but flat here, and little comes back"
    return ""


def _chosen(f, z):
    """What the graph takes for the slope where there is none, in words; "" if it has no rule."""
    try:
        return f" The graph goes on with {short(slope_by_graph(f, z)[1])}, which was chosen."
    except FunctionError:
        return ""


def activations(kind="sigmoid", *, z=1.5, lo=-6.0, hi=6.0) -> Stage:
    """An activation above, its slope below: where it lets gradients through, and where it doesn't.

    kind is a name from the list, a formula in z, or a function of one number.
    """
    stage = Stage(figsize=(6.4, 4.8), title="activations")

    def scene(kind):
        above, below = stage.figure.subplots(2, 1, sharex=True)
        drawing.curve(above, kind, lo, hi)
        above.set(ylabel="a(z)", title=f"a(z) = {kind.label}")
        slope = kind.derivative
        flat = _shade_flat(below, slope, lo, hi)
        drawing.curve(below, _with_gaps(kind), lo, hi, "derivative", margin=0.15)
        bottom, top = below.get_ylim()
        below.set(xlabel="z, what goes into the activation", ylabel="slope a′(z)", xlim=(lo, hi))
        below.set_ylim(min(bottom, -0.05), max(top, 0.3))
        (tangent,) = above.plot([], [], **drawing.role("tangent").line())
        (point,) = above.plot([], [], **drawing.role("function").point(zorder=6))
        (slope_point,) = below.plot([], [], **drawing.role("derivative").point(zorder=6))
        stage.moving(tangent, point, slope_point)

        def update(z):
            z = round(z, 9)
            y, here = kind(z), slope(z)
            point.set_data([z], [y])
            slope_point.set_data([z], [here])
            drawing.line_through(tangent, above, z, y, here)
            told = f"At z = {short(z)} the activation gives {short(y)}"
            if not np.isfinite(y):
                return f"At z = {short(z)} the activation has no value."
            if not np.isfinite(here):
                left, right = slope(z - 1e-6), slope(z + 1e-6)
                return (
                    f"{told} and has no slope: {short(left)} on the left, {short(right)} on the "
                    f"right.{_chosen(kind, z)}"
                )
            told += f", with slope {short(here)}"
            passed = short(np.power(here, 10), none="more than can be counted", least=0)
            if here == 0:
                return f"{told}: nothing is handed back from here."
            if abs(here) < flat:
                return f"{told}: all but flat. Ten layers like this pass on {passed}."
            return f"{told}. Ten layers with this slope pass on {passed}."

        return update

    return stage.live(
        scene,
        z=slider("z, input", lo, hi, z, 0.1),
        kind=FunctionChooser("activation", kind, KINDS, ("z",), "z*sigmoid(z)"),
    )


def _with_gaps(f):
    """The slope of f, broken where f has none, so that no line is drawn across a jump."""
    slope = f.derivative

    class Slope:
        corners = staticmethod(f.corners)

        def __call__(self, z):
            return slope(z)

    return Slope()


def _shade_flat(ax, slope, lo, hi):
    """Shade where the slope is below a twentieth of its largest, or of 1; give that bound."""
    z = np.linspace(lo, hi, 481)
    sizes = np.abs(slope(z))
    largest = np.nanmax(sizes) if np.isfinite(sizes).any() else 0.0
    bound = FLAT * min(largest, 1.0)
    flat = sizes < bound
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flat, [0]])))
    for start, end in edges.reshape(-1, 2):
        left, right = z[start], z[end - 1]
        ax.axvspan(
            left, right, facecolor=drawing.TINT[0], hatch="//", edgecolor=drawing.GRID, zorder=0
        )
        if right - left > 1.2:
            ax.text(
                (left + right) / 2,
                0.9,
                "flat",
                transform=ax.get_xaxis_transform(),
                ha="center",
                va="top",
                color=drawing.QUIET,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            )
    return bound
