"""Losses and their slopes: one number that says how wrong the predictions are, averaged.

Each slope has the shape of the predictions, and carries the 1/N of the average. Cross-entropy and
log loss take scores, before softmax and sigmoid: only so do they stay finite for sure predictions.
All raise ValueError, saying what to try, where shapes or labels don't fit, or what is given isn't
made of real numbers. What is too large for a float is inf, without a warning.
"""

import numpy as np

from lib.calculus.elementwise import real64
from lib.learning.activations import sigmoid


def softmax(scores):
    """exp(sₖ) / Σⱼ exp(sⱼ) along the last axis: positive, adding up to 1.

    scores (…, K), any finite size: the largest is subtracted first, which changes nothing.
    """
    return np.exp(log_softmax(scores))


def log_softmax(scores):
    """log of softmax, sₖ − log Σⱼ exp(sⱼ), finite even where softmax rounds to 0."""
    scores = real64(scores, "scores")
    if np.ndim(scores) == 0 or scores.shape[-1] == 0:
        raise ValueError(f"scores have shape {np.shape(scores)}: try one number for each class")
    with np.errstate(over="ignore", invalid="ignore"):
        scores = scores - scores.max(axis=-1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))


def cross_entropy(scores, labels):
    """Mean of −log softmax(scores)[label]: 0 if sure and right, log K if all K are equal.

    scores (N, K); labels (N,), whole numbers 0 … K − 1.
    """
    scores, labels = _scores_and_labels(scores, labels)
    return -log_softmax(scores)[np.arange(len(labels)), labels].mean()


def cross_entropy_slope(scores, labels):
    """∂cross_entropy/∂scores, (N, K): (softmax − 1 at the label) / N."""
    scores, labels = _scores_and_labels(scores, labels)
    slope = softmax(scores)
    slope[np.arange(len(labels)), labels] -= 1
    return slope / len(labels)


def log_loss(scores, targets):
    """Cross-entropy for two classes: mean of −t log σ(s) − (1 − t) log(1 − σ(s)).

    scores and targets t, in [0, 1], have one shape.
    """
    s, t = _same_shape(scores, targets)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.mean(t * np.logaddexp(0, -s) + (1 - t) * np.logaddexp(0, s))


def log_loss_slope(scores, targets):
    """∂log_loss/∂scores: (σ(s) − t) / N."""
    s, t = _same_shape(scores, targets)
    return (sigmoid(s) - t) / s.size


def mse(predictions, targets):
    """Mean squared error: mean of (prediction − target)², in squared units of the target.

    predictions and targets have one shape; the mean is over all entries.
    """
    p, t = _same_shape(predictions, targets)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.mean((p - t) ** 2)


def mse_slope(predictions, targets):
    """∂mse/∂predictions: 2 (prediction − target) / N, N being the number of entries."""
    p, t = _same_shape(predictions, targets)
    with np.errstate(over="ignore", invalid="ignore"):
        return 2 * (p - t) / p.size


LOSSES = {
    "cross_entropy": (cross_entropy, cross_entropy_slope),
    "log_loss": (log_loss, log_loss_slope),
    "mse": (mse, mse_slope),
}


def _same_shape(predictions, targets):
    p = np.asarray(real64(predictions, "predictions"))
    t = np.asarray(real64(targets, "targets"))
    if p.shape != t.shape:
        fits = ", say with targets.reshape(predictions.shape)" if p.size == t.size else ""
        raise ValueError(
            f"predictions have shape {p.shape} and targets {t.shape}: give both one shape{fits}"
        )
    if p.size == 0:
        raise ValueError(f"predictions have shape {p.shape}: there is nothing to take a mean of")
    return p, t


def _scores_and_labels(scores, labels):
    s, y = np.asarray(real64(scores, "scores")), np.asarray(labels)
    if s.ndim != 2 or y.shape != s.shape[:1] or s.size == 0:
        one = "; for one sample try scores[None, :] and [label]" if s.ndim == 1 else ""
        raise ValueError(
            f"scores have shape {s.shape} and labels {y.shape}: give scores (N, K), one row a "
            f"sample, and labels (N,){one}"
        )
    if y.dtype.kind not in "iu" or y.min() < 0 or y.max() >= s.shape[1]:
        raise ValueError(f"labels must be whole numbers from 0 to {s.shape[1] - 1}")
    return s, y
