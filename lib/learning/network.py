"""A network of fully connected layers, trained by hand: forward, loss, backward, update.

N samples are the rows of X (N, n). A layer computes a(W x + b) for each of them, a being its
activation: Z = X Wᵀ + b, with W (m, n), rows = outputs, and b (m,). In shapes, layer by layer:

    forward    X (N, n)  →  Z = X Wᵀ + b (N, m)  →  a(Z) (N, m), the X of the next layer
    backward   G = ∂L/∂a(Z) (N, m)  →  D = ∂L/∂Z = G ∘ a′(Z) (N, m)
               ∂L/∂W = Dᵀ X (m, n)     ∂L/∂b = Σ rows of D (m,)     ∂L/∂X = D W (N, n)

The last ∂L/∂X is the G of the layer before. Activations are in `lib.learning.activations`, losses in
`lib.learning.losses`. Source: Rumelhart, Hinton & Williams (1986), Nature 323, 533–536.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lib.calculus.elementwise import real64, short
from lib.learning.activations import ACTIVATIONS
from lib.learning.descent import batches, whole
from lib.learning.losses import LOSSES


class Layer(NamedTuple):
    """W (m, n), rows = outputs; b (m,); activation, a name in ACTIVATIONS."""

    W: np.ndarray
    b: np.ndarray
    activation: str = "identity"


def initialise(sizes, seed, activation="tanh"):
    """New layers: initialise([4, 8, 3], seed=0) has 4 inputs, 8 hidden units and 3 scores.

    Weights are normal with mean 0 and variance 1/n, or 2/n before ReLUs, so that a layer roughly
    keeps the size of what passes through it; biases are 0. The last layer's activation is the
    identity. Raises ValueError where sizes or activation can't be.
    Sources: LeCun et al. (1998); He et al. (2015).
    """
    sizes = list(sizes) if np.ndim(sizes) == 1 else [sizes]
    if len(sizes) < 2 or not all(isinstance(n, int | np.integer) and n > 0 for n in sizes):
        raise ValueError(f"sizes is {short(sizes)}: try [4, 8, 3], inputs first and outputs last")
    _known(activation, ACTIVATIONS, "activation")
    rng = np.random.default_rng(seed)
    layers = []
    for k, (n, m) in enumerate(pairwise(sizes), start=2):
        a = activation if k < len(sizes) else "identity"
        gain = 2 if a.endswith("relu") else 1
        layers.append(Layer(rng.normal(0, np.sqrt(gain / n), (m, n)), np.zeros(m), a))
    return layers


def forward(layers, X):
    """Scores (N, K) for samples X (N, n), and the tape that `backward` needs.

    The tape has one pair for each layer: what came in, and Z before the activation.
    """
    X, tape = _samples(layers, X), []
    for layer in layers:
        Z = X @ layer.W.T + layer.b
        tape.append((X, Z))
        X = ACTIVATIONS[layer.activation][0](Z)
    return X, tape


def backward(layers, tape, G):
    """Gradients [(∂L/∂W, ∂L/∂b), …], one pair for each layer and shaped like it, and ∂L/∂X (N, n).

    G is ∂L/∂scores (N, K), and tape is what `forward` gave. Row i of ∂L/∂X belongs to sample i.
    """
    gradients = []
    for layer, (X, Z) in zip(reversed(layers), reversed(tape), strict=True):
        D = G * ACTIVATIONS[layer.activation][1](Z)
        gradients.append((D.T @ X, D.sum(axis=0)))
        G = D @ layer.W
    return gradients[::-1], G


def loss_and_gradients(layers, X, targets, loss="cross_entropy", backward=backward):
    """The loss, averaged over the samples, and its gradients as `backward` gives them.

    targets are labels (N,) for "cross_entropy", or shaped like the scores for "mse" and "log_loss".
    """
    value, slope = LOSSES[_known(loss, LOSSES, "loss")]
    scores, tape = forward(layers, X)
    return value(scores, targets), backward(layers, tape, slope(scores, targets))[0]


def update(layers, gradients, learning_rate, decay=0.0):
    """New layers, one step of gradient descent on: W − η (∂L/∂W + λ W) and b − η ∂L/∂b.

    decay is λ, the weight decay: each step also takes the share η λ of every weight away, of no bias.
    """
    return [
        Layer(
            layer.W - learning_rate * (dW + decay * layer.W),
            layer.b - learning_rate * db,
            layer.activation,
        )
        for layer, (dW, db) in zip(layers, gradients, strict=True)
    ]


class Epoch(NamedTuple):
    """One line of the history; held_out is None, or the same (loss, accuracy) of held-out data."""

    number: int
    loss: float
    accuracy: float
    held_out: tuple | None
    layers: list


def train(
    layers,
    X,
    targets,
    *,
    learning_rate,
    epochs,
    batch_size=None,
    seed=0,
    loss="cross_entropy",
    held_out=None,
    decay=0.0,
):
    """Give out an Epoch before training and after each epoch: `for epoch in train(…): …`

    One epoch takes every sample once, in shuffled batches of batch_size (None: all at once).
    held_out is (X, targets) of data not trained on; decay as for `update`. Accuracy is nan unless the loss is
    cross-entropy. Divergence shows as a loss that is inf or nan, without a warning.
    """
    X, targets, rng = _samples(layers, X), np.asarray(targets), np.random.default_rng(seed)
    for number in range(epochs + 1):
        with np.errstate(all="ignore"):
            if number:
                for rows in batches(len(X), len(X) if batch_size is None else batch_size, rng):
                    _, gradients = loss_and_gradients(layers, X[rows], targets[rows], loss)
                    layers = update(layers, gradients, learning_rate, decay)
            beyond = None if held_out is None else _judge(layers, *held_out, loss)
            line = Epoch(number, *_judge(layers, X, targets, loss), beyond, layers)
        yield line


def with_weight(layers, where, value):
    """The layers with one weight W[k][i, j] at another value; where is (k, i, j)."""
    k, i, j = where
    W = layers[k].W.copy()
    W[i, j] = value
    return [layer._replace(W=W) if n == k else layer for n, layer in enumerate(layers)]


def predict(layers, X):
    """Label of the highest score for each sample, (N,)."""
    return forward(layers, X)[0].argmax(axis=1)


def accuracy(layers, X, labels):
    """Share of samples whose predicted label is right, from 0 to 1."""
    return float(np.mean(predict(layers, X) == np.asarray(labels)))


def input_jacobian(layers, X):
    """∂scores/∂inputs for each sample: J (N, K, n), rows = outputs; by K backward passes."""
    scores, tape = forward(layers, X)
    one_hot = np.eye(scores.shape[1])
    rows = [backward(layers, tape, np.broadcast_to(e, scores.shape))[1] for e in one_hot]
    return np.stack(rows, axis=1)


def numerical_gradients(loss, parameters, h=1e-5):
    """Central differences of loss(parameters) by every entry of every array in parameters.

    parameters is a list of arrays; so is the answer, shaped alike. Two losses an entry: slow.
    """
    parameters = [np.array(real64(p, "a parameter")) for p in parameters]
    gradients = [np.zeros(p.shape) for p in parameters]
    for p, g in zip(parameters, gradients, strict=True):
        for i in np.ndindex(p.shape):
            here = p[i]
            p[i] = here + h
            above = loss(parameters)
            p[i] = here - h
            g[i] = (above - loss(parameters)) / (2 * h)
            p[i] = here
    return gradients


def relative_error(a, b):
    """‖a − b‖ / (‖a‖ + ‖b‖), from 0 to 1; 0 if both are 0, nan if one isn't finite.

    Raises ValueError on two shapes, or if a or b isn't real.
    """
    a, b = np.asarray(real64(a, "a")), np.asarray(real64(b, "b"))
    if a.shape != b.shape:
        raise ValueError(f"shapes {a.shape} and {b.shape}: a gradient is shaped like its parameter")
    largest = max(np.abs(a).max(initial=0), np.abs(b).max(initial=0))
    if largest == 0 or not np.isfinite(largest):
        return 0.0 if largest == 0 else np.nan
    a, b = a / largest, b / largest  # their squares now fit into a float
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))


def gradient_check(layers, X, targets, *, loss="cross_entropy", backward=backward, h=1e-5):
    """Relative error of each gradient against central differences: {"W1": …, "b1": …, "W2": …}.

    About 1e-9 is right, 1e-2 a mistake; between them look for a ReLU's corner within h of some Z.
    backward is the backward pass to be checked, this module's unless told.
    """
    _, claimed = loss_and_gradients(layers, X, targets, loss, backward)

    def value(parameters):
        pairs = zip(parameters[::2], parameters[1::2], layers, strict=True)
        moved = [Layer(W, b, layer.activation) for W, b, layer in pairs]
        return LOSSES[loss][0](forward(moved, X)[0], targets)

    measured = numerical_gradients(value, [p for layer in layers for p in layer[:2]], h)
    claimed = [g for pair in claimed for g in pair]
    names = [f"{letter}{k + 1}" for k in range(len(layers)) for letter in "Wb"]
    return {name: relative_error(c, m) for name, c, m in zip(names, claimed, measured, strict=True)}


def split(samples, test_fraction, seed):
    """Row numbers (training, test): 0 … samples − 1 shuffled, test_fraction of them set aside."""
    samples = whole("samples", samples, 2)
    share = real64(test_fraction, "test_fraction")
    held = round(float(samples * share)) if np.ndim(share) == 0 and np.isfinite(share) else 0
    if not 0 < held < samples:
        left = 0.25 if samples > 2 else 0.5
        raise ValueError(
            f"{short(test_fraction)} of {samples} rows: nothing would be left; try {left}"
        )
    rows = np.random.default_rng(seed).permutation(samples)
    return rows[held:], rows[:held]


def scaling(X):
    """Mean and standard deviation of each column of X (N, n): give it training data alone."""
    X = np.asarray(real64(X, "X"))
    if X.ndim != 2 or X.size == 0:
        raise ValueError(f"X has shape {X.shape}: give (N, n), one row a sample and a column each")
    if not np.isfinite(X).all():
        raise ValueError("X has gaps (nan) or inf: drop these rows, X[np.isfinite(X).all(axis=1)]")
    with np.errstate(over="ignore", invalid="ignore"):
        mean, std = X.mean(axis=0), X.std(axis=0)
    if not np.isfinite(std).all():
        raise ValueError(
            f"X has {np.abs(X).max():g} in it, too large to be squared: try other units"
        )
    if (std == 0).any():
        column = int(np.argmin(std))
        raise ValueError(f"column {column} is the same in every row: drop it, it tells nothing")
    return mean, std


def standardise(X, mean, std):
    """(X − mean) / std, column by column, without units; mean and std as `scaling` gives them."""
    return (real64(X, "X") - mean) / std


def _judge(layers, X, targets, loss):
    value = LOSSES[loss][0](forward(layers, X)[0], targets)
    return value, accuracy(layers, X, targets) if loss == "cross_entropy" else np.nan


def _samples(layers, X):
    X, n = np.asarray(real64(X, "X")), layers[0].W.shape[1]
    if X.ndim != 2 or X.shape[1] != n:
        one = "; for one sample try X[None, :]" if X.shape == (n,) else ""
        raise ValueError(
            f"X has shape {X.shape}: this network takes (N, {n}), one row a sample{one}"
        )
    return X


def _known(name, table, what):
    if name not in list(table):
        raise ValueError(f"{what} {name!r}: try one of {', '.join(table)}")
    return name
