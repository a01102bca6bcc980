"""Losses and activations as they are written, many with a branch; their slopes by hand."""

import math

import numpy as np
from scipy import special

from tests.calculus.tables.exact import Pair


def sigma(x):
    """The sigmoid, for the slopes."""
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def _between(low, high, slope, elsewhere=0.0):
    """A slope between two corners, another elsewhere, None at them."""
    return lambda x: None if x in (low, high) else slope if low < x < high else elsewhere


def _bell(x):
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


WRITTEN = {  # name: (f, its slope, None where there is none)
    "hinge": (lambda x: np.maximum(0, 1 - x), lambda x: None if x == 1 else -float(x < 1)),
    "hinge²": (lambda x: np.maximum(0, 1 - x) ** 2, lambda x: -2 * max(0, 1 - x)),
    "smooth L1": (
        lambda x: np.where(np.abs(x) < 1, 0.5 * x * x, np.abs(x) - 0.5),
        lambda x: min(max(x, -1.0), 1.0),
    ),
    "absolute error": (
        lambda x: np.abs(x - 1),
        lambda x: None if x == 1 else math.copysign(1, x - 1),
    ),
    "quantile loss": (
        lambda x: np.maximum(0.9 * (x - 0.5), -0.1 * (x - 0.5)),
        lambda x: None if x == 0.5 else 0.9 if x > 0.5 else -0.1,
    ),
    "cross-entropy of logits": (
        lambda x: np.maximum(x, 0) - 0.3 * x + np.log1p(np.exp(-np.abs(x))),
        lambda x: sigma(x) - 0.3,
    ),
    "logaddexp": (lambda x: np.logaddexp(0, x), sigma),
    "log sum exp, naive": (
        lambda x: np.log(np.exp(x) + np.exp(1.0) + np.exp(-2.0)),
        lambda x: 1 / (1 + (math.e + math.exp(-2)) * math.exp(-x)),
    ),
    "log softmax": (
        lambda x: x - np.log(np.exp(x) + np.exp(2 * x) + 1),
        lambda x: 1 - (math.exp(x) + 2 * math.exp(2 * x)) / (math.exp(x) + math.exp(2 * x) + 1),
    ),
    "GELU": (
        lambda x: 0.5 * x * (1 + special.erf(x / np.sqrt(2))),
        lambda x: 0.5 * math.erfc(-x / math.sqrt(2)) + x * _bell(x),
    ),
    "erf": (special.erf, lambda x: 2 / math.sqrt(math.pi) * math.exp(-x * x)),
    "expit": (special.expit, lambda x: sigma(x) * sigma(-x)),
    "ReLU6": (lambda x: np.clip(x, 0, 6), _between(0, 6, 1.0)),
    "hard sigmoid": (lambda x: np.clip(0.2 * x + 0.5, 0, 1), _between(-2.5, 2.5, 0.2)),
    "hard tanh": (lambda x: np.clip(x, -1, 1), _between(-1, 1, 1.0)),
    "soft shrink": (
        lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0),
        _between(-0.5, 0.5, 0.0, 1.0),
    ),
    "softsign": (lambda x: x / (1 + np.abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "x - tanh x": (lambda x: x - np.tanh(x), lambda x: math.tanh(x) ** 2),
    "sigmoid in two branches": (
        lambda x: np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x))),
        lambda x: sigma(x) * sigma(-x),
    ),
    "weight decay": (
        lambda x: (x - 3) ** 2 / 7 + 0.01 * x * x,
        lambda x: 2 * (x - 3) / 7 + 0.02 * x,
    ),
    "lasso": (
        lambda x: (x - 3) ** 2 + 0.1 * np.abs(x),
        lambda x: None if x == 0 else 2 * (x - 3) + math.copysign(0.1, x),
    ),
}
PLACES = (-10.0, -2.5, -1.0, -0.5, -1e-3, 0.0, 1e-6, 0.05, 0.5, 1.0, 2.0, 6.0, 10.0)


def loss_pairs():
    """The Pairs."""
    return [
        Pair(f"{name} at {x:g}", f, x, slope(x))
        for name, (f, slope) in WRITTEN.items()
        for x in PLACES
    ]
