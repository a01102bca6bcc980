"""Activations of neurons and their slopes, all elementwise, none overflowing for any finite z.

Every slope is a function of z, what goes into the activation, not of what comes out. At z = ±inf
come the limits, at nan comes nan. Raises ValueError where z isn't made of real numbers.
ReLU and leaky ReLU have no slope at their corner z = 0; the slope of the left side is chosen,
0 and leak, as in PyTorch. Any number from there to 1 would be a subgradient; in floating point z
is hardly ever exactly 0.
"""

import numpy as np

from lib.calculus.elementwise import real64


def _numbers(z):
    """z as floats; an array of floats stays what it is, float32 or of a class of its own."""
    return z if isinstance(z, np.ndarray) and z.dtype.kind == "f" else real64(z, "z")


def identity(z):
    """z itself: for a last layer that gives scores."""
    return _numbers(z)


def identity_slope(z):
    """1 everywhere."""
    z = real64(z, "z")
    return np.where(np.isnan(z), z, 1.0)[()]


def sigmoid(z):
    """1 / (1 + exp(−z)), in [0, 1]; only exp of −|z| is taken, which can't overflow."""
    z = real64(z, "z")
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_slope(z):
    """σ(z) (1 − σ(z)), at most 1/4, written as σ(|z|) σ(−|z|): exact where σ(z) rounds to 1."""
    e = np.exp(-np.abs(real64(z, "z")))
    return 1 / (1 + e) * (e / (1 + e))


def tanh(z):
    """Hyperbolic tangent, in [−1, 1]; equals 2 σ(2z) − 1."""
    return np.tanh(_numbers(z))


def tanh_slope(z):
    """1 − tanh(z)², at most 1; written as 4 σ(2z) σ(−2z). From |z| = 373 on it is 0, as a float."""
    return 4 * sigmoid_slope(2 * np.clip(real64(z, "z"), -999, 999))


def relu(z):
    """max(z, 0). Source: Glorot, Bordes & Bengio (2011)."""
    return np.maximum(_numbers(z), 0.0)


def relu_slope(z):
    """1 where z > 0, else 0; a unit with z < 0 for every sample learns nothing: it is dead."""
    return leaky_relu_slope(z, 0.0)


def leaky_relu(z, leak=0.01):
    """z where z > 0, else leak · z. Source: Maas, Hannun & Ng (2013)."""
    z = real64(z, "z")
    return np.where(z > 0, z, leak * np.minimum(z, 0.0))[()]


def leaky_relu_slope(z, leak=0.01):
    """1 where z > 0, else leak."""
    z = real64(z, "z")
    return np.where(np.isnan(z), z, np.where(z > 0, 1.0, leak))[()]


ACTIVATIONS = {
    "identity": (identity, identity_slope),
    "sigmoid": (sigmoid, sigmoid_slope),
    "tanh": (tanh, tanh_slope),
    "relu": (relu, relu_slope),
    "leaky_relu": (leaky_relu, leaky_relu_slope),
}
