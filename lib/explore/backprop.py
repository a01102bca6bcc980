"""Live figure of notebook 08: through a graph step by step, forwards and backwards."""

import numpy as np

from lib import drawing
from lib.drawing.graph_picture import GraphPicture
from lib.learning.graph import layout, symbol, trace
from lib.learning.walk import Walk
from lib.stage.controls import FunctionChooser, Stepper, slider
from lib.stage.stage import Stage
from lib.stage.words import short

VARIABLES = ("x", "w", "b")
EXPRESSIONS = {
    "neuron and loss": "(sigmoid(w*x + b) - 1)^2",
    "x used twice": "w*x + x^2",
    "a node used twice": "(w*x + b)*sigmoid(w*x + b)",
    "ReLU and loss": "(relu(w*x + b) - 1)^2",
    "two layers, one w": "sigmoid(w*sigmoid(w*x + b) + b)",
}


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
