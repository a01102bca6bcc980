"""Gradient descent and its relatives: each gives back the whole path it walked.

    path = gradient_descent(grad, start, learning_rate, steps)

grad(w) is the gradient of the loss L at w; start is a number, or an array (n,). The path has shape
(steps + 1,) or (steps + 1, n): path[0] is start, and path[k] is where k steps have led.
learning_rate is η, or a function of k = 0, 1, 2, … that returns η for step k.

Divergence is shown, not hidden and not warned about: on overflow the path has inf or nan in it.
From its first row that isn't finite, grad is asked no more, and all later rows are nan.

All raise ValueError, saying what to try, where start or η isn't real and finite, where steps isn't
a whole number, and where grad's answer isn't real or isn't shaped like w.
"""

import math
import operator

import numpy as np

from lib.calculus.elementwise import real64, short


def gradient_descent(grad, start, learning_rate, steps):
    """Path of w ← w − η ∇L(w).

    On a quadratic with curvatures in (0, L] it converges for 0 < η < 2/L, and beyond 2/L explodes
    (unless start has no part along L).
    Source: Cauchy (1847). With a noisy grad (see `sgd`): Robbins & Monro (1951).
    """
    return _descend(grad, start, learning_rate, steps, lambda g, k: g)


def momentum(grad, start, learning_rate, steps, *, momentum=0.9):
    """Path of v ← β v + ∇L(w), w ← w − η v, from v = 0; β is `momentum`, in [0, 1).

    Where the gradient stays the same, v grows to ∇L / (1 − β): steps 10 times as long for β = 0.9.
    On a quadratic with curvatures in (0, L] it converges for 0 < η < 2 (1 + β) / L.
    Source: Polyak (1964), "heavy ball"; written as in PyTorch. Some books write
    v ← β v + (1 − β) ∇L instead: the same path for η / (1 − β) in place of η.
    """
    _check_share("momentum", momentum)
    v = 0.0

    def direction(g, k):
        nonlocal v
        v = momentum * v + g
        return v

    return _descend(grad, start, learning_rate, steps, direction)


def rmsprop(grad, start, learning_rate, steps, *, decay=0.9, tiny=1e-8):
    """Path of s ← ρ s + (1 − ρ) ∇L², w ← w − η ∇L / (√s + tiny), from s = 0, each coordinate by
    itself; ρ is `decay`, in [0, 1).

    Steps are about η long however large the gradient: with a constant η it ends up
    within about η of a minimum, and keeps moving there. The very first step is η / √(1 − ρ).
    tiny keeps 0 / 0 away (PyTorch calls it eps). Source: Tieleman & Hinton (2012), lecture 6.5.
    """
    _check_share("decay", decay)
    s = 0.0

    def direction(g, k):
        nonlocal s
        s = decay * s + (1 - decay) * g**2
        return g / (np.sqrt(s) + tiny)

    return _descend(grad, start, learning_rate, steps, direction)


def adam(grad, start, learning_rate, steps, *, beta1=0.9, beta2=0.999, tiny=1e-8):
    """Path of Adam: momentum over RMSProp, both corrected for their start from 0.

    m ← β₁ m + (1 − β₁) ∇L,  m̂ = m / (1 − β₁ᵗ)      t = 1, 2, 3, … counts the steps
    v ← β₂ v + (1 − β₂) ∇L²,  v̂ = v / (1 − β₂ᵗ)
    w ← w − η m̂ / (√v̂ + tiny)                       each coordinate by itself

    The first step is η long in every coordinate whose gradient isn't 0, whatever its size (while
    that is far above tiny).
    beta1 and beta2 are in [0, 1); tiny keeps 0 / 0 away (the paper's ε, PyTorch's eps).
    Source: Kingma & Ba (2015), Algorithm 1.
    """
    _check_share("beta1", beta1)
    _check_share("beta2", beta2)
    m = v = 0.0

    def direction(g, k):
        nonlocal m, v
        t = k + 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        return m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + tiny)

    return _descend(grad, start, learning_rate, steps, direction)


def sgd(grad, start, learning_rate, steps, *, samples, batch_size, seed):
    """Path of stochastic gradient descent: each step takes the gradient over one batch only.

    grad(w, rows) is the gradient of the loss over these rows of the data, where rows are whole
    numbers (batch,) from 0 to samples − 1. Every row is used once before any is used again.
    With a constant η the path ends up wandering about the minimum. It converges if η shrinks so
    that Σ η = ∞ and Σ η² < ∞, say lambda k: 1 / (k + 1), on a smooth, strongly convex loss.
    Source: Robbins & Monro (1951).
    """
    rows = batches_forever(samples, batch_size, seed)
    return gradient_descent(lambda w: grad(w, next(rows)), start, learning_rate, steps)


def batches(samples, batch_size, seed):
    """One epoch: rows 0 … samples − 1 shuffled, then given out in arrays of batch_size (the last
    may be shorter). seed is a whole number, or a numpy Generator, which moves on."""
    samples, batch_size = whole("samples", samples, 1), whole("batch_size", batch_size, 1)
    order = np.random.default_rng(seed).permutation(samples)
    for first in range(0, samples, batch_size):
        yield order[first : first + batch_size]


def batches_forever(samples, batch_size, seed):
    """Epoch after epoch of `batches`, without end."""
    rng = np.random.default_rng(seed)
    while True:
        yield from batches(samples, batch_size, rng)


def _descend(grad, start, learning_rate, steps, direction):
    """path[k + 1] = path[k] − η · direction(grad(path[k]), k), until a row isn't finite."""
    w, steps = _finite("start", start), whole("steps", steps, 0)
    if w.ndim > 1:
        raise ValueError(f"start has shape {w.shape}; give a number or an array (n,): try .ravel()")
    path = np.full((steps + 1, *w.shape), np.nan)
    path[0] = w
    here = path[0]
    with np.errstate(all="ignore"):
        for k in range(steps):
            if k == 0 or callable(learning_rate):
                eta = learning_rate(k) if callable(learning_rate) else learning_rate
                eta = float(_finite("learning_rate", eta, ndim=0))
            try:
                g = grad(here.copy())
            except OverflowError:  # Python's own floats raise where NumPy's say inf
                break
            here = here - eta * direction(_shaped_like(w, g), k)
            path[k + 1] = here
            if not _all_finite(here):
                break
    return path


def _all_finite(row):
    # Of a few numbers this is asked thousands of times a second, and then NumPy is slow.
    if row.size > 8:
        return np.isfinite(row).all()
    return all(map(math.isfinite, row.tolist() if row.ndim else (row,)))


def _shaped_like(w, g):
    if g is None:
        raise ValueError("grad gave back None: does it end in `return`?")
    if type(g) is np.ndarray and g.dtype == w.dtype and g.shape == w.shape:
        return g
    g = np.asarray(real64(g, "grad(w)"))
    if g.shape != w.shape:
        raise ValueError(
            f"grad gave back shape {g.shape} at a point of shape {w.shape}: "
            "a gradient has one number for each coordinate"
        )
    return g


def _finite(name, value, ndim=None):
    array = np.array(real64(value, name))
    if not np.isfinite(array).all():
        raise ValueError(f"{name} is {short(value)}: it must be finite; try 0.1")
    if ndim is not None and array.ndim != ndim:
        raise ValueError(f"{name} has shape {array.shape}: try one number, like 0.1")
    return array


def whole(name, value, least):
    """value as an int, at least so large; raises ValueError, by the name given, if it isn't one."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or number < least:
        raise ValueError(f"{name} is {short(value)}: try a whole number, {least} or more")
    return number


def _check_share(name, value):
    if not 0 <= _finite(name, value, ndim=0) < 1:
        raise ValueError(f"{name} is {value!r}: it lies in [0, 1); try 0.9")
