"""What a network goes by: one number of its answer, and how it grows with each of its inputs."""

import numpy as np

from lib.learning.losses import softmax
from lib.learning.network import forward, input_jacobian

QUANTITIES = ("its score", "its lead", "its probability")


def quantity(what, scores, species):
    """One number a penguin, (N,), from its scores (N, K): "its score", lead or probability.

    species (N,) are labels; the lead is the score less the highest of the others.
    """
    rows = np.arange(len(scores))
    if what == "its probability":
        return softmax(scores)[rows, species]
    own = scores[rows, species]
    return own if what == "its score" else own - scores[rows, runner_up(scores, species)]


def runner_up(scores, species):
    """The label (N,) with the highest score but for `species` (N,)."""
    others = scores.copy()
    others[np.arange(len(scores)), species] = -np.inf
    return others.argmax(axis=1)


def slopes_of_quantity(what, layers, X, species):
    """∂quantity/∂inputs for each sample, (N, n), by the chain rule from the scores' Jacobian."""
    scores, J = forward(layers, X)[0], input_jacobian(layers, X)
    rows = np.arange(len(X))
    own = J[rows, species]
    if what == "its score":
        return own
    if what == "its lead":
        return own - J[rows, runner_up(scores, species)]
    p = softmax(scores)
    return p[rows, species, None] * (own - np.einsum("nk,nki->ni", p, J))
