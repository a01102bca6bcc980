"""What became of a path: it exploded, swings, closed in, settled, or is still on its way."""

from typing import NamedTuple

import numpy as np

from lib.calculus.differences import central_difference
from lib.calculus.elementwise import real64
from lib.formula import expressions
from lib.formula.refusals import FunctionError

SAME = 0.02, 0.002  # a swing that shrinks or grows by less than this share is of the same width
ANGLES = np.linspace(0, 2 * np.pi, 16, endpoint=False)
CIRCLE = np.column_stack([np.cos(ANGLES), np.sin(ANGLES)])  # where it is looked, around a place
LARGEST = np.finfo(float).max
WILD = 1e6  # a Python callable isn't asked beyond it


class Fate(NamedTuple):
    """`what` is one of the words below; `step` the row where it was seen; `growth` the factor from
    one swing to the next (nan where it doesn't swing).

    "explodes"    it got further away than `far`, or its last swing was the widest of all
    "no slope"    it came to a point where the gradient isn't a number, and stopped
    "stays"       it never moved: the gradient is 0 at its start
    "settles"     its last step was shorter than `near`
    "oscillates"  it swings from side to side, each swing about as wide as the one before
    "closes in"   it swings from side to side, each swing narrower than the one before
    "moves"       none of these: it is still on its way
    """

    what: str
    step: int
    growth: float = np.nan


def fate(path, far, near):
    """The Fate of a path (steps + 1,) or (steps + 1, n), as lib.learning.descent gives it.

    It is gone when a coordinate is further from 0 than `far`; it has settled when a step is
    shorter than `near`. Judged by the path alone: where it settles need not be a minimum.
    """
    path = np.reshape(real64(path, "path"), (len(path), -1))
    last = len(path) - 1
    if not (np.abs(path) <= min(far, LARGEST)).all():  # NaN isn't, either
        gone = (np.isinf(path) | (np.abs(path) > far)).any(axis=1)
        if gone.any():
            return Fate("explodes", int(np.argmax(gone)))
        return Fate("no slope", int(np.argmax(np.isnan(path).any(axis=1))) - 1)
    with np.errstate(all="ignore"):
        steps = path[1:] - path[:-1]
        lengths = np.sqrt((steps**2).sum(axis=1))
    if not lengths.any():
        return Fate("stays", last)
    growth = _growth(steps[-5:], lengths[-5:])
    if growth > 1 + SAME[1] and lengths[-1] == lengths.max():
        return Fate("explodes", last, growth)
    if lengths[-1] < near:
        return Fate("settles", last, growth)
    if np.isnan(growth):
        return Fate("moves", last)
    return Fate("oscillates" if growth > 1 - SAME[0] else "closes in", last, growth)


def _growth(steps, lengths):
    """Factor from one step to the next where each turns back on the one before; else nan."""
    turns = (steps[1:] * steps[:-1]).sum(axis=1) < 0
    if len(turns) < 2 or not turns.all():
        return np.nan
    return float((lengths[-1] / lengths[0]) ** (1 / len(turns)))


def height_of(loss, w):
    """The loss at w, a float; inf where it is a Python callable that overflows there."""
    try:
        return float(loss(*np.atleast_1d(w)))
    except FunctionError:
        return np.inf


def is_valley(loss, w, reach):
    """Whether the loss is higher everywhere around w, an array (n,), at the distance `reach`."""
    return bool(np.all(_heights_around(loss, w, reach) > loss(*np.atleast_1d(w))))


def falls_away(loss, w, slope, reach):
    """Whether the loss falls around w by more than twice what its slope there can account for.

    Then w is near a saddle or a hilltop, and not on the side of a valley.
    """
    drop = loss(*np.atleast_1d(w)) - _heights_around(loss, w, reach).min()
    return bool(drop > 2 * reach * float(np.linalg.norm(slope)))


def _heights_around(loss, w, reach):
    w = np.atleast_1d(np.asarray(w, dtype=float))
    around = np.array([[-reach], [reach]]) if w.size == 1 else reach * CIRCLE
    return loss(*(w + around).T)


def slopes_of(f):
    """The gradient of a `lib.formula.functions.Function` at w, a function of a float or an array (n,).

    Exact for a formula, and quick where it has no corners; for a Python callable by central
    differences, whose error is of the order of 1e-10 for a smooth function of ordinary size. A
    callable isn't asked beyond 1e6, where it might overflow: there the slopes are infinite.
    """
    names = f.variables
    if not f.exact:
        return lambda w: _differences(f, w) if np.abs(w).max() < WILD else np.asarray(w) * np.inf
    partials = [f.partial(name) for name in names]
    trees = [getattr(partial, "tree", None) for partial in partials]
    if None in trees or any(
        not expressions.is_constant(b, names) for b in expressions.breaks(f.tree)
    ):
        return lambda w: _shaped([partial(*np.atleast_1d(w)) for partial in partials], w)

    quick = [expressions.at_a_point(tree, names) for tree in trees]

    def slopes(w):
        point = w if np.ndim(w) else (w,) if type(w) is np.float64 else np.atleast_1d(w)
        if len(point) != len(names):
            raise ValueError(f"{f.name} has {len(names)} variables, w has shape {np.shape(w)}")
        found = np.array([slope(point) for slope in quick], dtype=float)
        return found if found.shape == np.shape(w) else found.reshape(np.shape(w))

    return slopes


def _shaped(slopes, w):
    return np.array(slopes, dtype=float).reshape(np.shape(w))


def _differences(f, w):
    at, made = np.atleast_1d(real64(w, "w")), []
    for i, value in enumerate(at):

        def along(t, i=i):
            return f(*at[:i], t, *at[i + 1 :])

        made.append(central_difference(along, float(value), 1e-5 * max(1.0, abs(value))))
    return _shaped(made, w)
