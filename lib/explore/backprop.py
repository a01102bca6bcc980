"""Live figures of notebook 08: a graph forwards and backwards, one neuron, activations, a slice."""

import numpy as np

from lib import draw
from lib.controls import FunctionChooser, Stepper, slider
from lib.graph import layout, symbol, trace
from lib.graph_picture import GraphPicture, short
from lib.stage import Stage

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
        picture = GraphPicture(ax, told.layout, told.values, told.gradients, told.slopes)
        ax.set_title(f"L = {expression.label}")
        for place, name, words in (
            (0.0, "function", "above: value"),
            (0.3, "slope", "× local slope"),
            (0.62, "gradient", "∂ below: gradient ∂L/∂node"),
        ):
            color = draw.role(name).color
            ax.text(place, -0.01, words, color=color, fontsize=10, transform=ax.transAxes)
        stage.moving(*picture.artists)

        def update(step):
            picture.reveal(*told.known(step))
            picture.highlight(*told.at_work(step))
            return told.sentence(step)

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


class Walk:
    """What is known after each step through a graph: forwards, then backwards.

    Step 0: the inputs. Then one step for each operation; then ∂L/∂L = 1; then one step back for
    each operation, last first. values, gradients: dicts by id(node), when all is done.
    """

    def __init__(self, output, inputs, layout):
        self.output, self.inputs, self.layout = output, inputs, layout
        output.backward()
        self.operations = [node for node in layout.order if node.parents]
        self.count = len(self.operations)
        self.last = 2 * self.count + 1
        self.values = {id(node): float(node.data) for node in layout.order}
        self.gradients = {id(node): float(node.grad) for node in layout.order}
        self.slopes, self.shares = {}, {}
        for node in self.operations:
            slopes, shares = node.pull(1.0), node.pull(node.grad)
            for number, (slope, share) in enumerate(zip(slopes, shares, strict=True)):
                if slope is not None:
                    self.slopes[id(node), number] = float(slope)
                    self.shares[id(node), number] = float(share)

    def arrows(self, node):
        return [key for key in self.slopes if key[0] == id(node)]

    def _back(self, step):
        """The operations that have handed their gradient on after a step."""
        return self.operations[::-1][: max(0, step - self.count - 1)]

    def known(self, step):
        """(values, gradients, slopes, sums so far) that are known after a step; see reveal."""
        done = self.operations[:step]
        values = {id(n) for n in [*done, *self.layout.order] if n in done or not n.parents}
        slopes = {key for node in done for key in self.arrows(node)}
        gradients, sums, missing = set(), {}, {}
        if step > self.count:
            gradients.add(id(self.output))
        back = {id(node) for node in self._back(step)}
        for parent, user, number, _ in self.layout.edges:
            if id(user) in back:
                sums[id(parent)] = sums.get(id(parent), 0.0) + self.shares[id(user), number]
            else:
                missing[id(parent)] = True
        gradients |= {key for key in sums if key not in missing}
        return values, gradients, slopes, {k: v for k, v in sums.items() if k in missing}

    def at_work(self, step):
        """(node, arrows, backward): who computes or hands on in this step."""
        if step == 0:
            return None, [], False
        if step <= self.count:
            node = self.operations[step - 1]
            return node, self.arrows(node), False
        if step == self.count + 1:
            return self.output, [], True
        node = self._back(step)[-1]
        return node, self.arrows(node), True

    def sentence(self, step):
        inputs = ", ".join(f"{v.label} = {short(v.data)}" for v in self.inputs)
        if step == 0:
            return f"The inputs are {inputs}; nothing has been computed yet."
        node, arrows, backward = self.at_work(step)
        name = f"“{symbol(node)}”"
        if not backward:
            taken = " and ".join(short(p.data, "no number") for p in node.parents)
            slopes = " and ".join(short(self.slopes[key], "none") for key in arrows)
            return (
                f"Forward {step} of {self.count}: {name} takes {taken} and makes "
                f"{short(node.data, 'no number')}; local slope{'s' * (len(arrows) > 1)} {slopes}."
            )
        if not np.isfinite(self.output.data):
            return "L has no value here, so there is nothing to go back from; move x, w or b."
        if step == self.count + 1:
            return f"Forward is done: L = {short(self.output.data)}. Backward starts: ∂L/∂L = 1."
        sums = self.known(step)[3]
        passed = []
        for key in arrows:
            parent = node.parents[key[1]]
            told = f"{short(node.grad)} × {short(self.slopes[key])} = {short(self.shares[key])} to "
            told += f"“{symbol(parent)}”"
            if id(parent) in sums:
                told += f" ({short(sums[id(parent)])} so far, more to come)"
            elif sum(p is parent for _, _, _, p in self._uses(parent)) > 1:
                told += f" (added up: {short(parent.grad)})"
            passed.append(told)
        said = (
            f"Backward {step - self.count - 1} of {self.count}: {name} hands on "
            f"{' and '.join(passed)}."
        )
        if step == self.last:
            all_of = ", ".join(f"∂L/∂{v.label} = {short(v.grad)}" for v in self.inputs)
            said += f" Done: {all_of}."
        return said

    def _uses(self, node):
        return [(u, n, p, parent) for parent, u, n, p in self.layout.edges if parent is node]
