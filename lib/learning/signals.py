"""How large activations and gradients are, layer by layer, in a deep network at its start.

The network has layers h → φ(W h), or h → h + φ(W h) with a skip, all of one width n and without
biases. The weights are normal with spread scale/√n; they, the samples and what comes back from the
loss are drawn once for each width, so that another scale is the same network with all weights
multiplied. `layer_slopes` is of a simpler network, with one neuron a layer.
Sources: Glorot & Bengio (2010); He et al. (2015); He et al. (2016) for x + F(x).
"""

import functools

import numpy as np

from lib.learning.activations import ACTIVATIONS

MOST, SAMPLES, SEED = 50, 8, 1
STARTS = {"0.1/√n": 0.1, "1/√n": 1.0, "√(2/n)": 2**0.5}  # small, and those of Glorot and He


@functools.cache
def drawn(width):
    """Standard normal: weights (50, n, n), samples (8, n), and what comes back (8, n)."""
    rng = np.random.default_rng(SEED)
    ends = rng.normal(size=(2, SAMPLES, width))
    return rng.normal(size=(MOST, width, width)), ends[0], ends[1]


def signals(scale, depth, width, activation, skip=False):
    """Sizes of activations and of gradients at layers 0 … depth, two arrays (depth + 1,).

    A size is the root of the mean square over units and samples; activations are measured by those
    that come in, gradients by the one that begins at the last layer. activation is a name in
    ACTIVATIONS. Raises ValueError where depth isn't one of 1 … 50.
    """
    if depth not in range(1, MOST + 1):
        raise ValueError(f"depth is {depth!r}: a whole number of layers from 1 to {MOST}")
    squash, slope = ACTIVATIONS[activation]
    weights, h, g = drawn(width)
    weights = weights[:depth] * (scale / width**0.5)
    forwards, inside = [h], []
    for W in weights:
        inside.append(h @ W.T)
        h = squash(inside[-1]) + skip * h
        forwards.append(h)
    backwards = [g]
    for W, z in zip(weights[::-1], inside[::-1], strict=True):
        g = (g * slope(z)) @ W + skip * g
        backwards.append(g)
    return _sizes(forwards), _sizes(backwards)[::-1]


def layer_slopes(activation, n, w, b, x):
    """What each of n one-neuron layers passes on, an array (n,): w · φ′(w·a + b), first to last.

    a is x for the first layer, and for each later one what the layer before it gives.
    """
    squash, slope = ACTIVATIONS[activation.lower()]
    passed, a = [], x
    for _ in range(n):
        z = w * a + b
        passed.append(w * float(slope(z)))
        a = float(squash(z))
    return np.array(passed)


def _sizes(arrays):
    sizes = np.array([np.sqrt(np.mean(a**2)) for a in arrays])
    return sizes / sizes[0]
