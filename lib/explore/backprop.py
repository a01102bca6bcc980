"""Live figures of notebook 08: a graph forwards and backwards, one neuron, activations, a slice."""

import functools

import numpy as np

from lib import drawing
from lib.data.penguins import complete, penguins
from lib.drawing.graph_picture import GraphPicture
from lib.formula.functions import FunctionError
from lib.learning.autodiff import Value
from lib.learning.graph import layout, symbol, trace
from lib.learning.network import initialise, loss_and_gradients, scaling, standardise, train
from lib.learning.walk import Walk
from lib.stage.controls import FunctionChooser, Stepper, choice, slider
from lib.stage.stage import Stage
from lib.stage.words import short, signed

VARIABLES = ("x", "w", "b")
EXPRESSIONS = {
    "neuron and loss": "(sigmoid(w*x + b) - 1)^2",
    "x used twice": "w*x + x^2",
    "a node used twice": "(w*x + b)*sigmoid(w*x + b)",
    "ReLU and loss": "(relu(w*x + b) - 1)^2",
    "two layers, one w": "sigmoid(w*sigmoid(w*x + b) + b)",
}
KINDS = {
    "sigmoid": "sigmoid(z)",
    "tanh": "tanh(z)",
    "ReLU": "relu(z)",
    "leaky ReLU, leak 0.1": "0.1z + 0.9relu(z)",
    "identity": "z",
}
NUDGE = 1e-5


def graph_steps(
    expression="neuron and loss", *, x=1.5, w=0.8, b=-0.5, step=9, lo=-3.0, hi=3.0
) -> Stage:
    """Through the graph of an expression step by step: values forwards, gradients backwards.

    expression is a name from the list, a formula in x, w and b, or a function of three numbers.
    """
    stage = Stage(figsize=(6.4, 3.8), title="graph_steps")
    stepper = Stepper("step", max(step, 1), step)

    def scene(expression, x, w, b):
        output, inputs = trace(expression, x, w, b)
        told = Walk(output, inputs, layout(output))
        stepper.reach(told.last)
        ax = stage.figure.subplots()
        picture = GraphPicture(ax, told.layout, told.values, told.gradients, told.slopes, short)
        ax.set_title(f"L = {expression.label}")
        for place, name, words in (
            (0.0, "function", "above: value"),
            (0.3, "slope", "× local slope"),
            (0.62, "gradient", "∂ below: gradient ∂L/∂node"),
        ):
            color = drawing.role(name).color
            ax.text(place, -0.01, words, color=color, fontsize=10, transform=ax.transAxes)
        stage.moving(*picture.artists)

        def update(step):
            picture.reveal(*told.known(step))
            picture.highlight(*told.at_work(step))
            return told_step(told, step)

        return update

    return stage.live(
        scene,
        x=slider("x, input", lo, hi, x, 0.1, live=False),
        w=slider("w, weight", lo, hi, w, 0.1, live=False),
        b=slider("b, bias", lo, hi, b, 0.1, live=False),
        step=stepper,
        expression=FunctionChooser(
            "L, expression", expression, EXPRESSIONS, VARIABLES, "(tanh(w*x) - b)^2"
        ),
    )


def told_step(walk, step):
    """What has just happened in a `lib.learning.walk.Walk`, with its numbers."""
    inputs = ", ".join(f"{v.label} = {short(v.data)}" for v in walk.inputs)
    if step == 0:
        return f"The inputs are {inputs}; nothing has been computed yet."
    node, arrows, backward = walk.at_work(step)
    name = f"“{symbol(node)}”"
    if not backward:
        taken = " and ".join(short(p.data, "no number") for p in node.parents)
        slopes = " and ".join(short(walk.slopes[key], "none") for key in arrows)
        return (
            f"Forward {step} of {walk.count}: {name} takes {taken} and makes "
            f"{short(node.data, 'no number')}; local slope{'s' * (len(arrows) > 1)} {slopes}."
        )
    if not np.isfinite(walk.output.data):
        return "L has no value here, so there is nothing to go back from; move x, w or b."
    if step == walk.count + 1:
        return f"Forward is done: L = {short(walk.output.data)}. Backward starts: ∂L/∂L = 1."
    sums = walk.known(step)[3]
    passed = []
    for key, later in zip(arrows, [*arrows[1:], None], strict=True):
        parent = node.parents[key[1]]
        told = f"{short(node.grad)} × {short(walk.slopes[key])} = {short(walk.shares[key])} to "
        told += f"“{symbol(parent)}”"
        if later and node.parents[later[1]] is parent:
            pass  # twice from one node: what it comes to is said the second time
        elif id(parent) in sums:
            told += f" ({short(sums[id(parent)])} so far, more to come)"
        elif sum(edge[0] is parent for edge in walk.layout.edges) > 1:
            told += f" (added up: {short(parent.grad)})"
        passed.append(told)
    said = (
        f"Backward {step - walk.count - 1} of {walk.count}: {name} hands on {' and '.join(passed)}."
    )
    if step == walk.last:
        all_of = ", ".join(f"∂L/∂{v.label} = {short(v.grad)}" for v in walk.inputs)
        said += f" Done: {all_of}."
    return said


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
            loss = (y - target) ** 2
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


FLAT = 0.05


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
            if here == 0:
                return f"{told}: nothing is handed back from here."
            if abs(here) < flat:
                return f"{told}: all but flat. Ten layers like this pass on {short(here**10, least=0)}."
            return f"{told}. Ten layers with this slope pass on {short(here**10, least=0)}."

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
        ax.axvspan(left, right, facecolor="#eef1f4", hatch="//", edgecolor=drawing.GRID, zorder=0)
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


MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
NAMES = ("bill length", "bill depth", "flipper length", "body mass")
WEIGHTS = {
    f"W1[{unit},{j}]: {name} → unit {unit}": (0, unit, j)
    for unit, j, name in [(0, 0, NAMES[0]), (1, 1, NAMES[1]), (2, 2, NAMES[2]), (3, 3, NAMES[3])]
} | {"W2[0,0]: unit 0 → Adelie": (1, 0, 0), "W2[2,1]: unit 1 → Gentoo": (1, 2, 1)}
MOVES = np.linspace(-4.0, 4.0, 161)


@functools.cache
def penguin_data():
    """X (342, 4) standardised and labels (342,), 0 Adelie, 1 Chinstrap, 2 Gentoo: no gaps."""
    table = penguins()
    _, labels = np.unique(table["species"], return_inverse=True)
    *columns, labels = complete(*(table[name] for name in MEASURES), labels.astype(float))
    X = np.column_stack(columns)
    return standardise(X, *scaling(X)), labels.astype(int)


@functools.cache
def penguin_network(activation, epochs, hidden=8, seed=0):
    """The layers of a 4–8–3 network after some epochs of gradient descent on all penguins."""
    X, y = penguin_data()
    layers = initialise([4, hidden, 3], seed, activation)
    return [*train(layers, X, y, learning_rate=0.5, epochs=epochs)][-1].layers


def with_weight(layers, where, value):
    """The layers with one weight W[k][i, j] at another value; where is (k, i, j)."""
    k, i, j = where
    W = layers[k].W.copy()
    W[i, j] = value
    return [layer._replace(W=W) if n == k else layer for n, layer in enumerate(layers)]


def loss_slice(weight=(0, 0, 0), *, move=0.0, activation="tanh", epochs=5) -> Stage:
    """The loss of a real network along one of its 67 parameters, and the slope backprop claims.

    A 4–8–3 network on 342 penguins, after some epochs; weight is (layer, row, column), one of the
    list; move is how far the weight is from where training left it.
    """
    stage = Stage(figsize=(6.4, 4.0), title="loss_slice")
    X, y = penguin_data()

    def scene(weight, activation, epochs):
        layers = penguin_network(activation, epochs)
        k, i, j = weight
        start = float(layers[k].W[i, j])
        loss = functools.cache(
            lambda move: loss_and_gradients(with_weight(layers, weight, start + move), X, y)
        )
        heights = np.array([loss(float(m))[0] for m in MOVES])
        ax = stage.figure.subplots()
        ax.plot(start + MOVES, heights, **drawing.role("function").line())
        low, high = drawing.nice_limits(heights, 0.12)
        ax.set(xlim=start + MOVES[[0, -1]], ylim=(low, high), xlabel="value of the weight")
        ax.set(ylabel="loss (cross-entropy)", title="one weight moves, all others stand still")
        ax.axvline(start, **drawing.role("quiet").line())
        ax.annotate(
            "here training stands",
            (start, high),
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            xytext=(5, -4),
            textcoords="offset points",
            va="top",
            color=drawing.QUIET,
            fontsize=10,
        )
        color = drawing.role("tangent").color
        words = "— slope that backprop claims"
        ax.text(0.99, 0.03, words, color=color, ha="right", transform=ax.transAxes)
        (tangent,) = ax.plot([], [], **drawing.role("tangent").line())
        (point,) = ax.plot([], [], **drawing.role("function").point(zorder=6))
        stage.moving(tangent, point)

        def update(move):
            value, gradients = loss(move)
            claimed = gradients[k][0][i, j]
            measured = (loss(move + NUDGE)[0] - loss(move - NUDGE)[0]) / (2 * NUDGE)
            drawing.line_through(tangent, ax, start + move, value, claimed)
            point.set_data([start + move], [value])
            way = "lower" if claimed > 0 else "raise"
            advice = f"to lose less, {way} it" if abs(claimed) > 5e-5 else "it hardly matters here"
            return (
                f"With the weight at {signed(start + move, 2)} the loss is {signed(value, 3)}. "
                f"Backprop claims the slope {signed(claimed, 4)}, a nudge measures "
                f"{signed(measured, 4)}: {advice}."
            )

        return update

    return stage.live(
        scene,
        move=slider("move of the weight", -4.0, 4.0, move, 0.1),
        weight=choice("weight", WEIGHTS, weight),
        epochs=choice("epochs of training", [0, 5, 50], epochs),
        activation=choice("activation", ["tanh", "sigmoid", "relu"], activation),
    )
