"""Practice of notebook 08: local rules, shared nodes, a neuron, a layer, checking a gradient."""

import functools

import numpy as np

from lib.learning.activations import ACTIVATIONS, relu_slope, sigmoid, sigmoid_slope
from lib.practice.engine.checking import Exercise, Mistake
from lib.practice.engine.predict import predict

# Predictions

blame = predict(
    "backprop.blame",
    "A neuron computes `ŷ = σ(w·x + b)` with `w = 0.8`, `b = −0.5`. The sample that comes in is "
    "`x = −2`; its target is 1, and ŷ is far too small. Which way should w move, so that the loss "
    "goes down?",
    {
        "Up: ŷ is too small, so every weight must grow": (
            "ŷ must grow, that is right. But w reaches z only through w·x, and x = −2: a larger w "
            "makes z smaller."
        ),
        "Down: x is negative, so a smaller w makes z larger": (
            "∂z/∂w = x = −2. To raise z, w has to go down; b, whose local slope is 1, has to go up. "
            "The sample decides which way a weight is to blame."
        ),
        "Not at all: b can do it alone": (
            "b can raise z as well, and its derivative says so. But w isn't blameless: a nudge of w "
            "moves z by twice the nudge."
        ),
        "It can't be said without the activation's formula": (
            "How much, no. Which way, yes: the slope of σ is positive everywhere, so only the signs "
            "of ŷ − t and of x count."
        ),
    },
    "Down: x is negative, so a smaller w makes z larger",
)

overwritten = predict(
    "backprop.overwritten",
    "Take `y = x·x + x` at x = 3, where the true slope is 2·3 + 1 = 7. x is used three times: twice "
    "by `·`, once by `+`. In the backward pass somebody writes `=` in place of `+=`. "
    "What can `x.grad` be?",
    {
        "Still 7": ("7 is the sum of three contributions, 3, 3 and 1. With `=` there is no sum."),
        "0: nothing arrives": (
            "Every contribution arrives. Each one throws out what was there before it."
        ),
        "Only one of the contributions: 1 or 3, whichever came last": (
            "Each path writes over the one before. Which one is left depends on the order; all the "
            "others are lost, without any error message."
        ),
        "21: they are multiplied": (
            "Slopes multiply along one path. Between paths they are added, and `=` does neither."
        ),
    },
    "Only one of the contributions: 1 or 3, whichever came last",
)

twice = predict(
    "backprop.twice",
    "Our engine again: `u = 3·x`, `y = u·u`, at x = 1; the slope of y by x is 18. We call "
    "`backward(y)`, don't reset anything, and call it a second time. What is `x.grad` now?",
    {
        "18: the same graph gives the same gradient": (
            "It would, if every grad had started at 0 again. `+=` adds to what is left from the "
            "first call."
        ),
        "36: the same again, added": (
            "That is what x gets where each call counts for itself, as in `lib.learning.autodiff`. In our "
            "engine u, too, still has its gradient from the first call."
        ),
        "54: three times the gradient": (
            "u starts the second call with its old 6 and gets 6 more: 12. It hands on 12·3 = 36, "
            "and x has 18 already: 54. The deeper the graph, the worse."
        ),
        "324: the gradient squared": (
            "Nothing multiplies the two calls; `+=` adds. But it adds in u as well as in x."
        ),
    },
    "54: three times the gradient",
)

corner = predict(
    "backprop.corner",
    "ReLU has a corner at 0: slope 0 on its left, 1 on its right. We ask `lib.learning.autodiff` for its "
    "slope exactly there, and a central difference. What do they say?",
    {
        "0 from the engine, 0.5 from the difference": (
            "The engine's rule is `z > 0`, and 0 isn't: 0 was chosen. The central difference takes "
            "one point on each side and averages the slopes. Neither is *the* slope: there is none."
        ),
        "1 from both: the neuron is just switching on": (
            "The engine asks `z > 0`, and at 0 that is False. And the central difference has one "
            "foot on the flat side."
        ),
        "Both raise an error: there is no derivative": (
            "There is none, but neither of them notices. One looks a rule up, the other subtracts "
            "two numbers."
        ),
        "0.5 from both": (
            "That holds for the difference, which averages both sides. The engine doesn't measure; "
            "it has a rule, and in the rule somebody had to choose."
        ),
    },
    "0 from the engine, 0.5 from the difference",
)

sure_and_wrong = predict(
    "backprop.sure_and_wrong",
    "A sigmoid neuron gets z = 10 and says ŷ = 0.99995; the target is 0. It is sure, and it is "
    "wrong. The loss is (ŷ − t)². How large is ∂L/∂z?",
    {
        "About 2: the miss is 1, and the loss is its square": (
            "2 is ∂L/∂ŷ. On the way to z it is multiplied by σ′(10)."
        ),
        "About 1: it moves as much as it is wrong": (
            "That is what cross-entropy would give. With the squared loss, σ′(10) comes in between."
        ),
        "About 0.0001: next to nothing": (
            "∂L/∂ŷ is 2, but σ′(10) = 0.000045, and they are multiplied. A saturated neuron learns "
            "least where it has most to learn; cross-entropy cures that."
        ),
        "Exactly 0: the sigmoid is flat there": (
            "A sigmoid is nowhere exactly flat; its slope only gets small, 0.000045 here."
        ),
    },
    "About 0.0001: next to nothing",
)

# Exercises


def _multiply(a, b, g):
    return g * b, g * a


multiply_backward = Exercise(
    key="backprop.multiply_backward",
    title="Backward through a multiplication",
    right=_multiply,
    probes=[(3.0, -2.0, 1.0), (0.5, 4.0, -3.0), (-1.5, 2.5, 0.2), (0.0, 7.0, 2.0)],
    mistakes=[
        Mistake(
            "each keeps its own number",
            lambda a, b, g: (g * a, g * b),
            "nudge a by 1: a·b moves by b, not by a. The slope by one factor is the other one.",
        ),
        Mistake(
            "the arriving gradient left out",
            lambda a, b, g: (b, a),
            "these are the local slopes. What comes back from behind, g, has to be multiplied in.",
        ),
        Mistake(
            "the rule of addition",
            lambda a, b, g: (g, g),
            "a sum hands g on as it is. In a product a nudge of one factor is multiplied by the other.",
        ),
        Mistake(
            "the whole product to both",
            lambda a, b, g: (g * a * b, g * a * b),
            "g·a·b has both factors in it. The slope of a·b by a holds b still, and is b.",
        ),
        Mistake(
            "added instead of multiplied",
            lambda a, b, g: (g + b, g + a),
            "along one path slopes multiply: g times the local slope.",
        ),
        Mistake(
            "both shares added together",
            lambda a, b, g: (g * (a + b), g * (a + b)),
            "only where two paths meet are shares added. a and b are two nodes; each has its own.",
        ),
    ],
    hints=[
        "Hold b still. By what does a·b move when a is nudged by h?",
        "By b·h: the local slope by a is b. Multiply it by the gradient that arrives, g.",
    ],
    stub="def multiply_backward(a, b, g):\n    return ...  # your code here\n",
    answer="def multiply_backward(a, b, g):\n    return g * b, g * a\n",
    praise="Each factor's local slope is the other factor: that is why forward must store both.",
)


def _relu_back(z, g):
    return g * (z > 0)


relu_backward = Exercise(
    key="backprop.relu_backward",
    title="Backward through ReLU",
    right=_relu_back,
    probes=[
        (np.array([-2.0, -0.5, 0.0, 0.5, 3.0]), np.array([1.0, -2.0, 3.0, -4.0, 5.0])),
        (np.array([[1.0, -1.0], [0.25, 2.0]]), np.array([[0.5, 0.5], [-2.0, 3.0]])),
        (np.array([-1.0, -3.0]), np.array([2.0, -2.0])),
    ],
    mistakes=[
        Mistake(
            "the arriving gradient cut instead of z",
            lambda z, g: g * (g > 0),
            "g may well be negative, and has to pass where the unit is on. Ask z, not g.",
        ),
        Mistake(
            "times the output instead of the slope",
            lambda z, g: g * np.maximum(z, 0),
            "max(z, 0) is what went out. Its slope is 1 or 0, however large z is.",
        ),
        Mistake(
            "everything handed on",
            lambda z, g: g * np.ones_like(z),
            "where z is below 0 the output is 0 and stays 0 under a nudge: nothing comes back.",
        ),
        Mistake(
            "the arriving gradient left out",
            lambda z, g: (z > 0) * 1.0,
            "that is the local slope alone. It has to be multiplied by g.",
        ),
        Mistake(
            "forward in place of backward",
            lambda z, g: np.maximum(z, 0),
            "that is what went forward, ReLU itself. What comes back is g, where z let it through.",
        ),
        Mistake(
            "on and off exchanged",
            lambda z, g: g * (z < 0),
            "ReLU lets z through where z > 0; there its slope is 1.",
        ),
        Mistake(
            "1 at the corner",
            lambda z, g: g * (z >= 0),
            "you chose slope 1 at z = 0. Any number from 0 to 1 could be defended; the exercise asks "
            "for 0, as in PyTorch and `lib.learning.autodiff`.",
        ),
        Mistake(
            "a half at the corner",
            lambda z, g: g * np.heaviside(z, 0.5),
            "you chose 0.5 at z = 0, as a central difference does. It could be defended; the "
            "exercise asks for 0.",
        ),
        Mistake(
            "ReLU once more",
            lambda z, g: np.maximum(g * z, 0),
            "backward multiplies by a slope. It doesn't apply ReLU to anything again.",
        ),
    ],
    hints=[
        "What is the slope of max(z, 0) where z > 0, and where z < 0?",
        "`z > 0` is an array of True and False, and counts as 1 and 0 in a product.",
    ],
    stub="def relu_backward(z, g):\n    return ...  # your code here\n",
    answer="def relu_backward(z, g):\n    return g * (z > 0)\n",
    praise="A gate: open where z > 0, shut elsewhere, whatever sign the gradient has.",
)


def _blame_all(parents, slopes, *, add=True, seed=1.0, order=None, chain=True, spread=False):
    n = len(parents)
    grad = [0.0] * n
    grad[-1] = seed
    if spread:
        grad = [1.0] * n
    for i in reversed(range(n)) if order is None else order(n):
        for p, slope in zip(parents[i], slopes[i], strict=True):
            share = (grad[i] if chain else 1.0) * slope
            grad[p] = grad[p] + share if add else share
    return np.array(grad)


def _blame_once(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in reversed(range(len(parents))):
        grad[np.array(parents[i], dtype=int)] += grad[i] * np.array(slopes[i])
    return grad


def _blame_product(parents, slopes):
    grad = np.ones(len(parents))
    for i in reversed(range(len(parents))):
        for p, slope in zip(parents[i], slopes[i], strict=True):
            grad[p] *= grad[i] * slope
    return grad


def _by_first(parents, slopes):
    moved = np.eye(len(parents))[0]
    for i in range(1, len(parents)):
        moved[i] = sum(moved[p] * slope for p, slope in zip(parents[i], slopes[i], strict=True))
    return moved


# Graphs as (parents, slopes): a chain, x·x + x at 3, a node used twice, one with long arrows.
_CHAIN = ([[], [0], [1]], [[], [3.0], [2.0]])
_SQUARE_PLUS = ([[], [0, 0], [1, 0]], [[], [3.0, 3.0], [1.0, 1.0]])
_DIAMOND = ([[], [], [0, 1], [2], [2, 3]], [[], [], [1.5, 0.8], [0.25], [0.5, 2.0]])
_DEEP = (
    [[], [0], [0, 1], [1, 2], [2, 3], [3, 4, 0]],
    [[], [-2.0], [0.5, 3.0], [1.0, -1.0], [4.0, 0.5], [2.0, -0.5, 7.0]],
)

blame_all = Exercise(
    key="backprop.blame_all",
    title="The backward pass, with shared nodes",
    right=_blame_all,
    probes=[_CHAIN, _SQUARE_PLUS, _DIAMOND, _DEEP],
    mistakes=[
        Mistake(
            "= in place of +=",
            functools.partial(_blame_all, add=False),
            "a node that is used twice gets two shares, and your second one throws out the first. "
            "Paths add.",
        ),
        Mistake(
            "from the inputs to the output",
            functools.partial(_blame_all, order=lambda n: range(n)),
            "you begin at node 0, whose gradient isn't known yet: it hands on nothing. Begin at the "
            "output, and go back.",
        ),
        Mistake(
            "no seed",
            functools.partial(_blame_all, seed=0.0),
            "all gradients are 0 because none was there to begin with. What is the slope of the "
            "output by itself?",
        ),
        Mistake(
            "local slopes only",
            functools.partial(_blame_all, chain=False),
            "you add up local slopes. Each must be multiplied by the gradient of the node it belongs "
            "to: that is the chain rule.",
        ),
        Mistake(
            "every node seeded",
            functools.partial(_blame_all, spread=True),
            "only the output starts at 1, since ∂L/∂L = 1. All others start at 0 and get what comes.",
        ),
        Mistake(
            "nothing handed on",
            lambda parents, slopes: np.eye(len(parents))[-1],
            "only the output has a gradient. Does your loop visit the output's parents, and is a "
            "share grad[i]·slope? grad[p] is still 0 when it is due.",
        ),
        Mistake(
            "a repeated parent counted once",
            _blame_once,
            "x·x has x twice among its parents, and you gave x one of its two shares. NumPy's "
            "`grad[[0, 0]] += …` adds once only: go through the parents one by one.",
        ),
        Mistake(
            "multiplied where paths meet",
            _blame_product,
            "along a path multiply, over the paths add: shares that meet in a node are added.",
        ),
        Mistake(
            "from node 0 forwards",
            _by_first,
            "you have by how much each node moves when node 0 is nudged. Asked is by how much the "
            "output moves when each node is nudged: begin at the output.",
        ),
        Mistake(
            "the output left out",
            lambda parents, slopes: _blame_all(parents, slopes)[:-1],
            "the output is a node too, and its gradient is 1. Give a gradient for every node.",
        ),
        Mistake(
            "listed from the output",
            lambda parents, slopes: _blame_all(parents, slopes)[::-1],
            "the numbers are right, in the wrong places: entry i belongs to node i, output last.",
        ),
    ],
    hints=[
        "Start with `grad = np.zeros(n)` and the output's own gradient, 1, in its last place.",
        "`for i in reversed(range(n))` visits the output first; all users of a node come before it.",
        "For each parent p of node i: `grad[p] += grad[i] * slope`.",
    ],
    stub=(
        "def blame_all(parents, slopes):\n"
        "    grad = np.zeros(len(parents))\n"
        "    ...  # your code here\n"
        "    return grad\n"
    ),
    answer=(
        "def blame_all(parents, slopes):\n"
        "    grad = np.zeros(len(parents))\n"
        "    grad[-1] = 1.0\n"
        "    for i in reversed(range(len(parents))):\n"
        "        for p, slope in zip(parents[i], slopes[i]):\n"
        "            grad[p] += grad[i] * slope\n"
        "    return grad\n"
    ),
    praise="Seed 1, from the output back, g times slope, added up. That is all of backpropagation.",
)


def _neuron(w, b, x, t):
    z = w * x + b
    common = 2 * (sigmoid(z) - t) * sigmoid_slope(z)
    return float(common * x), float(common)


def _neuron_with(slope, factor=2.0, sign=1.0, to_b=1.0, by="x"):
    def wrong(w, b, x, t):
        z = w * x + b
        common = sign * factor * (sigmoid(z) - t) * slope(z)
        return float(common * (x if by == "x" else w if by == "w" else 1.0)), float(common * to_b)

    return wrong


def _local_slopes(w, b, x, t):
    slope = float(sigmoid_slope(w * x + b))
    return slope * x, slope


def _no_activation(w, b, x, t):
    miss = 2 * (w * x + b - t)
    return miss * x, miss


def _other_loss(w, b, x, t):
    miss = float(sigmoid(w * x + b) - t)
    return miss * x, miss


def _bias_with_x(w, b, x, t):
    by_w, _ = _neuron(w, b, x, t)
    return by_w, by_w


neuron_gradients = Exercise(
    key="backprop.neuron_gradients",
    title="One neuron: both derivatives",
    right=_neuron,
    probes=[
        (0.8, -0.5, 1.5, 1.0),
        (-1.2, 0.3, -2.0, 0.0),
        (0.5, 0.1, 0.25, 0.7),
        (2.0, -1.0, 3.0, 0.2),
    ],
    rtol=1e-4,  # forward differences pass
    mistakes=[
        Mistake(
            "the other order",
            lambda w, b, x, t: _neuron(w, b, x, t)[::-1],
            "the numbers are right, and change places: ∂L/∂w comes first.",
        ),
        Mistake(
            "the activation left out, forward too",
            _no_activation,
            "you took ŷ = w·x + b. The neuron bends that with σ, and σ's slope joins the product.",
        ),
        Mistake(
            "the loss's slope left out",
            _local_slopes,
            "those are ∂ŷ/∂w and ∂ŷ/∂b. From ŷ to the loss there is one more slope, 2(ŷ − t).",
        ),
        Mistake(
            "another loss",
            _other_loss,
            "(ŷ − t)·x and ŷ − t belong to cross-entropy, where σ's slope cancels. With (ŷ − t)² "
            "it stays, and so does the 2.",
        ),
        Mistake(
            "the slope at the output instead of the input",
            _neuron_with(lambda z: sigmoid_slope(sigmoid(z))),
            "the slope of σ is due where the activation works, at z, not at ŷ. In terms of ŷ it is "
            "ŷ·(1 − ŷ), and then σ isn't applied again.",
        ),
        Mistake(
            "z(1 − z)",
            _neuron_with(lambda z: z * (1 - z)),
            "σ′ is s·(1 − s) with s = σ(z). You put z itself in.",
        ),
        Mistake(
            "σ in place of its slope",
            _neuron_with(sigmoid),
            "you multiply by σ(z) itself. Its slope is s·(1 − s).",
        ),
        Mistake(
            "the activation's slope left out",
            _neuron_with(lambda z: 1.0),
            "between ŷ and z stands σ, and its local slope belongs into the product.",
        ),
        Mistake(
            "the 2 left out",
            _neuron_with(sigmoid_slope, factor=1.0),
            "the loss is (ŷ − t)², without a half in front: its slope by ŷ is 2(ŷ − t).",
        ),
        Mistake(
            "target minus output",
            _neuron_with(sigmoid_slope, sign=-1.0),
            "both have the wrong sign: the slope of (ŷ − t)² by ŷ is 2(ŷ − t).",
        ),
        Mistake(
            "x in the bias too",
            _bias_with_x,
            "∂z/∂b is 1: the bias is added, and never meets x.",
        ),
        Mistake(
            "x left out",
            _neuron_with(sigmoid_slope, by="1"),
            "w reaches z as w·x, so its local slope is x.",
        ),
        Mistake(
            "times the weight",
            _neuron_with(sigmoid_slope, by="w"),
            "∂z/∂w is x. The other one, ∂z/∂x, is w: you answered for the input.",
        ),
    ],
    hints=[
        "Forward first: `z = w*x + b`, then `y = 1 / (1 + np.exp(-z))`.",
        "Three local slopes lie between L and z's inputs: 2(y − t), then y(1 − y), then ∂z/∂w or ∂z/∂b.",
        "∂z/∂w = x and ∂z/∂b = 1. Return both products as a pair.",
    ],
    stub="def neuron_gradients(w, b, x, t):\n    return ...  # your code here\n",
    answer=(
        "def neuron_gradients(w, b, x, t):\n"
        "    y = 1 / (1 + np.exp(-(w * x + b)))\n"
        "    to_z = 2 * (y - t) * y * (1 - y)\n"
        "    return to_z * x, to_z\n"
    ),
    praise="One product up to z, shared by both; only the last factor differs, x or 1.",
)


def _layer(X, W, b, G):
    D = G * relu_slope(X @ W.T + b)
    return D.T @ X, D.sum(axis=0)


def _layer_with(D_of, dW=lambda D, X: D.T @ X, db=lambda D: D.sum(axis=0)):
    def wrong(X, W, b, G):
        D = D_of(X @ W.T + b, G)
        return dW(D, X), db(D)

    return wrong


def _gated(Z, G):
    return G * relu_slope(Z)


def _layer_probe(seed, samples, inputs, outputs):
    rng = np.random.default_rng(seed)
    return tuple(
        np.round(rng.normal(size=shape), 2)
        for shape in [(samples, inputs), (outputs, inputs), (outputs,), (samples, outputs)]
    )


layer_backward = Exercise(
    key="backprop.layer_backward",
    title="Backward through a layer, a batch at once",
    right=_layer,
    probes=[_layer_probe(1, 4, 3, 2), _layer_probe(2, 5, 2, 3), _layer_probe(3, 6, 4, 4)],
    mistakes=[
        Mistake(
            "the bias gradient not summed over the batch",
            _layer_with(_gated, db=lambda D: D),
            "you have one row a sample. All samples share the one b, so their rows are added up: "
            "paths add.",
        ),
        Mistake(
            "the bias gradient averaged",
            _layer_with(_gated, db=lambda D: D.mean(axis=0)),
            "the 1/N of an average is in G already, if the loss has one. The samples' shares are "
            "added.",
        ),
        Mistake(
            "the bias gradient summed over everything",
            _layer_with(_gated, db=lambda D: D.sum()),
            "b has one entry an output, and so has its gradient: add over the samples, axis 0, only.",
        ),
        Mistake(
            "summed over the outputs",
            _layer_with(_gated, db=lambda D: D.sum(axis=1)),
            "axis 1 runs over outputs. The samples are the rows: axis 0.",
        ),
        Mistake(
            "both averaged",
            _layer_with(_gated, lambda D, X: D.T @ X / len(X), lambda D: D.mean(axis=0)),
            "the 1/N of an average is in G already, if the loss has one. The samples' shares are "
            "added, for W as for b.",
        ),
        Mistake(
            "the gradient by the inputs",
            lambda X, W, b, G: (_gated(X @ W.T + b, G) @ W, _layer(X, W, b, G)[1]),
            "D @ W is ∂L/∂X, what goes on to the layer before. W's own gradient needs D and X.",
        ),
        Mistake(
            "ReLU's slope left out for the bias",
            lambda X, W, b, G: (_layer(X, W, b, G)[0], G.sum(axis=0)),
            "b, too, sits before ReLU: its gradient is summed after G has gone back through it.",
        ),
        Mistake(
            "the other order",
            lambda X, W, b, G: _layer(X, W, b, G)[::-1],
            "the arrays are right, and change places: ∂L/∂W comes first.",
        ),
        Mistake(
            "the bias forgotten in Z",
            lambda X, W, b, G: _layer(X, W, 0 * b, G),
            "whether a unit is on depends on X Wᵀ + b, and b isn't in your Z.",
        ),
        Mistake(
            "the weight gradient transposed",
            _layer_with(_gated, dW=lambda D, X: X.T @ D),
            "a gradient is shaped like its parameter: W is (m, n), rows = outputs.",
        ),
        Mistake(
            "ReLU's slope left out",
            _layer_with(lambda Z, G: G),
            "G belongs to the layer's outputs. Before it reaches W and b it goes back through ReLU.",
        ),
        Mistake(
            "G left out",
            _layer_with(lambda Z, G: relu_slope(Z)),
            "you have the local slopes only: multiply them by G, entry by entry.",
        ),
        Mistake(
            "ReLU's output in place of its slope",
            _layer_with(lambda Z, G: G * np.maximum(Z, 0)),
            "you multiply by max(Z, 0). The slope of ReLU is 1 where Z > 0, else 0.",
        ),
        Mistake(
            "the arriving gradient cut instead of Z",
            _layer_with(lambda Z, G: G * (G > 0)),
            "whether a unit is on is decided by Z, not by the sign of G.",
        ),
    ],
    hints=[
        "First `Z = X @ W.T + b`, then `D = G * (Z > 0)`: that is ∂L/∂Z, shaped (N, m).",
        "∂L/∂W is shaped like W, (m, n). Which product of D (N, m) and X (N, n) is?",
        "`D.T @ X`, which adds over the samples. For b add them too: `D.sum(axis=0)`.",
    ],
    stub=(
        "def layer_backward(X, W, b, G):\n"
        "    dW, db = ..., ...  # your code here\n"
        "    return dW, db\n"
    ),
    answer=(
        "def layer_backward(X, W, b, G):\n"
        "    D = G * (X @ W.T + b > 0)\n"
        "    dW, db = D.T @ X, D.sum(axis=0)\n"
        "    return dW, db\n"
    ),
    praise="D.T @ X and D.sum(axis=0): both add over the batch, since all samples share W and b.",
)


def _cubic(w):
    return w[0] ** 3 + w[0] * w[1] - 4 * w[1] ** 2


def _cubic_slopes(w):
    return np.array([3 * w[0] ** 2 + w[1], w[0] - 8 * w[1]])


def _waves(w):
    return np.sin(w[0]) + 1e-4 * np.exp(w[1]) + 50 * w[2] ** 2


def _waves_slopes(w):
    return np.array([np.cos(w[0]), 1e-4 * np.exp(w[1]), 100 * w[2]])


def _flipped(w):
    return _cubic_slopes(w) * np.array([1.0, -1.0])


def _small_wrong(w):
    return _waves_slopes(w) * np.array([1.0, 1.5, 1.0])


def _two_wrong(w):
    return _waves_slopes(w) * np.array([0.9, 1.0, 2.0])


for _f, _label in [
    (_cubic, "w₀³ + w₀w₁ − 4w₁²"),
    (_waves, "sin w₀ + 10⁻⁴·e^w₁ + 50w₂²"),
    (_cubic_slopes, "claim A"),
    (_flipped, "claim B"),
    (_waves_slopes, "claim C"),
    (_small_wrong, "claim D"),
    (_two_wrong, "claim E"),
]:
    _f.label = _label


def _measured(loss, w, h, kept=False, run=2.0):
    slopes = np.zeros(len(w))
    up, down = np.array(w, dtype=float), np.array(w, dtype=float)
    for i in range(len(w)):
        if not kept:
            up, down = np.array(w, dtype=float), np.array(w, dtype=float)
        up[i] += h
        down[i] -= h
        slopes[i] = (loss(up) - loss(down)) / (run * h)
    return slopes


def _one_sided(loss, w, h):
    return np.array([(loss(w + h * step) - loss(w)) / h for step in np.eye(len(w))])


def _relative(claimed, measured):
    return np.abs(claimed - measured) / (np.abs(claimed) + np.abs(measured))


def _errors(loss, gradient, w, h, **how):
    return _relative(gradient(w), _measured(loss, w, h, **how))


def _all_nudged(loss, gradient, w, h):
    return _relative(gradient(w), (loss(w + h) - loss(w - h)) / (2 * h))


def _sizes_only(loss, gradient, w, h):
    return _relative(np.abs(gradient(w)), np.abs(_measured(loss, w, h)))


relative_errors = Exercise(
    key="backprop.relative_errors",
    title="A gradient check, entry by entry",
    right=_errors,
    probes=[
        (_cubic, _cubic_slopes, np.array([1.3, 0.7]), 1e-5),
        (_cubic, _flipped, np.array([1.3, 0.7]), 1e-5),
        (_waves, _waves_slopes, np.array([0.4, 0.2, -0.3]), 1e-5),
        (_waves, _small_wrong, np.array([0.4, 0.2, -0.3]), 1e-5),
        (_waves, _two_wrong, np.array([0.4, 0.2, -0.3]), 1e-5),
        (_cubic, _cubic_slopes, np.array([1.3, 0.7]), 1e-2),  # one-sided differences are off here
    ],
    rtol=1e-3,
    atol=1e-4,
    mistakes=[
        Mistake(
            "all weights nudged at once",
            _all_nudged,
            "you nudge every weight at the same time, and measure the sum of all slopes. Nudge entry "
            "i alone.",
        ),
        Mistake(
            "the nudge left in",
            functools.partial(_errors, kept=True),
            "when the second weight is nudged, the first still is. Start each time from w itself.",
        ),
        Mistake(
            "divided by h where 2h is due",
            functools.partial(_errors, run=1.0),
            "from w − h to w + h is a run of 2h: your measured slopes are twice too large.",
        ),
        Mistake(
            "nothing measured",
            lambda loss, gradient, w, h: np.ones(len(w)),
            "all measured slopes are 0. Is `measured` filled, and are up and down two arrays? "
            "`up = w` makes no copy; `w.copy()` does.",
        ),
        Mistake(
            "one side only",
            lambda loss, gradient, w, h: _relative(gradient(w), _one_sided(loss, w, h)),
            "you measure from w to w + h. A central difference goes from w − h to w + h.",
        ),
        Mistake(
            "one side, divided by both",
            lambda loss, gradient, w, h: _relative(gradient(w), _one_sided(loss, w, h) / 2),
            "you divide by 2h and go only one h far, from w to w + h. If you nudge w in place: from "
            "w + h to w − h the way is 2h.",
        ),
        Mistake(
            "not divided at all",
            lambda loss, gradient, w, h: _errors(loss, gradient, w, h, run=1 / h),
            "you compare a slope with a difference of two losses. Divide that by 2h.",
        ),
        Mistake(
            "the difference, not the relative one",
            lambda loss, gradient, w, h: np.abs(gradient(w) - _measured(loss, w, h)),
            "an entry of 0.0001 that is half as large again as it should be looks fine that way. "
            "Divide by the sizes, |claimed| + |measured|.",
        ),
        Mistake(
            "relative to one of the two",
            lambda loss, gradient, w, h: np.abs(gradient(w) / _measured(loss, w, h) - 1),
            "you divide by the measured slope alone. Divide by |claimed| + |measured|: then the "
            "error lies between 0 and 1, and neither of the two is taken for the true one.",
        ),
        Mistake(
            "only the sizes compared",
            _sizes_only,
            "a gradient with the wrong sign goes uphill. Subtract the entries, not their sizes.",
        ),
        Mistake(
            "the sign left on",
            lambda loss, gradient, w, h: (
                _errors(loss, gradient, w, h) * np.sign(gradient(w) - _measured(loss, w, h))
            ),
            "an error of −0.2 is as bad as one of 0.2: take the size of the difference.",
        ),
        Mistake(
            "one number for all",
            lambda loss, gradient, w, h: _errors(loss, gradient, w, h).max(),
            "that says whether something is wrong. To find the bug we want to know *which* entry is.",
        ),
    ],
    hints=[
        "For each i: copy w twice, add h to entry i of one, take it from the other.",
        "measured[i] = (loss(up) − loss(down)) / (2h).",
        "At the end |claimed − measured| / (|claimed| + |measured|), an array with one entry a weight.",
    ],
    stub=(
        "def relative_errors(loss, gradient, w, h):\n"
        "    claimed = gradient(w)\n"
        "    measured = np.zeros(len(w))\n"
        "    ...  # your code here\n"
        "    return abs(claimed - measured) / (abs(claimed) + abs(measured))\n"
    ),
    answer=(
        "def relative_errors(loss, gradient, w, h):\n"
        "    claimed = gradient(w)\n"
        "    measured = np.zeros(len(w))\n"
        "    for i in range(len(w)):\n"
        "        nudge = h * np.eye(len(w))[i]\n"
        "        measured[i] = (loss(w + nudge) - loss(w - nudge)) / (2 * h)\n"
        "    return abs(claimed - measured) / (abs(claimed) + abs(measured))\n"
    ),
    praise="One nudge at a time, judged by its size: no backward pass need be believed any more.",
)


def suspect(layers, tape, G):
    """lib.learning.network's backward pass with one bug planted in it; which, a gradient check tells."""
    gradients = []
    for layer, (X, Z) in zip(reversed(layers), reversed(tape), strict=True):
        activation, slope = ACTIVATIONS[layer.activation]
        D = G * slope(activation(Z))
        gradients.append((D.T @ X, D.sum(axis=0)))
        G = D @ layer.W
    return gradients[::-1], G


culprit = Exercise(
    key="backprop.culprit",
    title="Find the planted bug",
    right="A",
    mistakes=[
        Mistake(
            "the weight line",
            "B",
            "line B runs for both layers. Were it wrong, W2 would fail too, and b1 would pass.",
        ),
        Mistake(
            "the bias line",
            "C",
            "line C touches nothing but biases, in both layers: b2 would fail, and W1 would pass.",
        ),
        Mistake(
            "the line that goes on to the layer before",
            "D",
            "line D would make W1 and b1 fail, as you have seen. But it would do so whatever the "
            'activation is. Check once more with `initialise([4, 5, 3], 0, "identity")`.',
        ),
        Mistake(
            "a gradient in place of a line",
            "W1",
            "that is what fails. Which line, A to D, makes just these fail?",
            fits=lambda value: str(value).strip().upper() in ("W1", "B1", "W2", "B2"),
        ),
    ],
    hints=[
        "Which of W1, b1, W2, b2 fail? A line that runs for both layers alike would spoil both.",
        "The last layer has no activation (identity), the hidden one has tanh. So A spoils the first "
        "layer only; and so does D.",
        'Tell A from D: give the hidden layer the activation "identity", whose slope is 1 wherever '
        "it is taken. Does the check still fail?",
    ],
    stub='culprit = ...  # "A", "B", "C" or "D"\n',
    answer='culprit = "A"\n',
    praise=(
        'With "identity" all is well, so the activation\'s slope is at fault: it was taken at the '
        "output, not at Z. Under ReLU nobody would have noticed: there, both are the same."
    ),
)
