"""Second derivatives: the table of them, a network as one function of one long array, and the two
roots that say what momentum does on a bowl.

The Hessian H of a loss has ∂²L/∂wᵢ∂wⱼ in row i, column j: it is the Jacobian of the gradient. Where
the second derivatives are continuous it is symmetric, its eigenvectors are square to each other, and
its eigenvalues are the curvatures along them. Source: Boyd & Vandenberghe (2004), sections 9.1–9.3.
"""

import numpy as np

from lib.calculus.elementwise import real64
from lib.learning.network import Layer, loss_and_gradients


def hessian(gradient, w, h=1e-4):
    """H (n, n) of a loss at w (n,), from central differences of gradient(w) (n,).

    2n calls. Error O(h²), plus roundoff about eps |∇L| / h. The mean of H and its transpose is
    returned, so that it is symmetric to the last digit. Raises ValueError where h isn't above 0.
    """
    w = np.atleast_1d(real64(w, "w"))
    if not (np.isfinite(h) and h > 0):
        raise ValueError(f"h is {h}: second derivatives need a step above 0; try h = 1e-4")
    rows = [(gradient(w + h * e) - gradient(w - h * e)) / (2 * h) for e in np.eye(w.size)]
    return (np.array(rows) + np.array(rows).T) / 2


def flattened(layers, X, targets, loss="cross_entropy"):
    """(gradient, start): a network's loss over samples X as a function of one array of all parameters.

    start holds W and b of each layer, one after the other; gradient(w) is ∂loss/∂w, shaped like it.
    """
    starts = [part for layer in layers for part in layer[:2]]
    cuts = np.cumsum([part.size for part in starts])[:-1]

    def gradient(w):
        parts = [p.reshape(s.shape) for p, s in zip(np.split(w, cuts), starts, strict=True)]
        pairs = zip(parts[::2], parts[1::2], layers, strict=True)
        network = [Layer(W, b, layer.activation) for W, b, layer in pairs]
        gradients = loss_and_gradients(network, X, targets, loss)[1]
        return np.concatenate([np.ravel(g) for pair in gradients for g in pair])

    return gradient, np.concatenate([np.ravel(part) for part in starts])


def momentum_roots(pace, momentum):
    """The roots of r² − (1 + β − ηc) r + β = 0, the larger first; pace is ηc, momentum is β.

    On a bowl of curvature c momentum's steps are w ← (1 + β − ηc) w − β (the w before): the
    distance is a sum of powers of the two roots. Two floats, or two conjugate complex numbers of
    size √β. Raises ValueError where ηc isn't above 0 or β isn't in [0, 1).
    Source: Polyak (1964).
    """
    if not (np.isfinite(pace) and pace > 0):
        raise ValueError(f"ηc is {pace}: learning rate times curvature is above 0; try 0.1")
    if not 0 <= momentum < 1:
        raise ValueError(f"β is {momentum}: it is from 0 to below 1; try 0.9")
    half = (1 + momentum - pace) / 2
    inside = half**2 - momentum
    if inside < 0:
        turn = complex(half, np.sqrt(-inside))
        return turn, turn.conjugate()
    larger = half + np.copysign(np.sqrt(inside), half)
    return larger, momentum / larger if larger else 0.0
