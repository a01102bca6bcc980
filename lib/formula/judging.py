"""A derivative's values: its formula's where rounding can't hurt, else decided with many digits.

The formula of a slope is wrong or silent at the points where the function may break, and loses
digits where it subtracts what is nearly equal. Both are seen by a running error in float64; only
those points are looked at with many digits (lib.formula.sides).
"""

import numpy as np

from lib.formula.expressions import size_and_depth
from lib.formula.refusals import FunctionError
from lib.formula.steps import Steps, with_error

ENOUGH, ROUGHLY = 1e-10, 1e-3  # the error, relative to the slope, that float64 may leave
FEW = 24  # so many points are looked at one by one without first asking whether they are alike
PATIENT = 350  # of more vague points, those known to 5 digits keep what float64 says
QUICK = 8  # of more vague points all keep what float64 says where three digits are enough
JUDGED = 2000  # at a break, points times parts of the formula
REMEMBERED = 20_000


def slopes(slope, args, enough=ENOUGH):
    """The values of `slope`, the derivative of a FormulaFunction, at arrays of one shape.

    NaN where there is no derivative, an infinity at a vertical tangent. enough: the error, relative
    to the slope, that float64 may leave; an infinity asks only whether there is a slope.
    """
    f, i = slope.slope_of
    shape = args[0].shape
    if not shape:
        args = [arg[()] for arg in args]  # NumPy's scalars are faster than its arrays of one
    with np.errstate(all="ignore"):
        room = 4 * np.spacing(np.abs(args[i]))
        (height, unsure), (values, off), *breaks = _run(slope, args, room)
        if not f.slope_of and _sure((height, unsure), (values, off), breaks, enough):
            return np.array(np.broadcast_to(values, shape) if shape else values, float)
        signs = _signs(breaks, shape)
    defined = np.isfinite(height)
    if f.slope_of:
        defined = np.isfinite(slopes(f, [np.broadcast_to(arg, shape) for arg in args], np.inf))
    elif not np.all(defined & np.isfinite(unsure)):
        defined = np.isfinite(f._values(*(np.broadcast_to(arg, shape) for arg in args)))
    values, off = (np.array(np.broadcast_to(v, shape), float) for v in (values, off))
    values[~defined] = np.nan
    at_break = (signs == 0).any(axis=0)
    if np.count_nonzero(at_break & ~defined) > FEW:
        at_break &= defined
    # Elsewhere rounding may be all that f isn't defined by: cos(1e-8) isn't 1 in every arithmetic.
    vague = _vague(values, off, enough) & defined & ~at_break
    if vague.any():
        values[vague], off[vague] = _run(
            slope, [np.broadcast_to(arg, shape)[vague] for arg in args], 0.0
        )[1]
        vague &= _vague(values, off, enough)
        if enough > ENOUGH and np.count_nonzero(vague) > QUICK:
            vague &= ~np.isfinite(values)
        elif np.count_nonzero(vague) > PATIENT:
            vague &= ~(off <= 1e-5 * np.abs(values))
    doubtful = vague | at_break
    if doubtful.any():
        points = np.array([np.broadcast_to(arg, shape)[doubtful] for arg in args])
        values[doubtful] = _decided(slope, points, signs[:, doubtful])
    return values


def _sure(height, value, breaks, enough):
    """Whether nothing is to be decided anywhere, as mostly; all are pairs (number, bound)."""
    off, size = value[1], abs(value[0])
    known = (off <= enough * size) & np.isfinite(size) & np.isfinite(height[0] + height[1])
    for number, bound in breaks:
        known = known & ~(abs(number) <= bound)
    return bool(known.all())


def _vague(values, off, enough):
    known = off <= enough * np.abs(values) if np.isfinite(enough) else np.isfinite(off)
    return ~(np.isfinite(values) & known)


def _run(slope, args, room):
    """(value, bound on its error) of the function, of its slope, and of each of its breaks.

    room: how far the variable may be off by which the slope is taken.
    """
    at = dict(zip(slope.variables, args, strict=True))
    off = dict.fromkeys(slope.variables, 0.0)
    off[slope.variables[slope.slope_of[1]]] = room
    with np.errstate(all="ignore"):
        return slope.steps.run(at, off)


def _signs(breaks, shape):
    """The sign of each break, int8: 0 where it may be 0, 2 where it has no value."""
    signs = np.empty((len(breaks), *shape), np.int8)
    for k, (value, off) in enumerate(breaks):
        known = np.where(abs(value) <= off, 0, np.sign(value))
        signs[k] = np.where(np.isfinite(value), known, 2)
    return signs


def _decided(slope, points, signs):
    """The slopes at points (variables, m); signs (breaks, m)."""
    found = np.full(points.shape[1], np.nan)
    left = np.ones(found.shape, bool)
    at_break = (signs == 0).any(axis=0)
    for pattern in np.unique(signs.T, axis=0):
        alike = np.flatnonzero((pattern == signs.T).all(axis=1))
        ties = _ties(slope, points[:, alike], pattern)
        if slope.tree in ties:
            found[alike] = 0.0
        elif ties:
            found[alike] = slope.with_ties(ties)._values(*points[:, alike])
        left[alike] = not ties
    parts = size_and_depth(slope.slope_of[0].tree)[0]
    if np.count_nonzero(left & at_break) > max(FEW, min(PATIENT, JUDGED // parts)):
        raise FunctionError(
            f"{slope.slope_of[0].label[:40]} can't be told from its corners by float64 over most of "
            "this stretch: try a shorter one, or gentler numbers"
        )
    for k in np.flatnonzero(left):
        found[k] = _one(slope, tuple(points[:, k].tolist()), signs[:, k] == 0)
    return found


def _ties(slope, points, pattern):
    """The frozenset of the function's own breaks that are 0 all along at points (variables, m).

    Away from breaks, of the slope's own tree, if that is 0 all along and only rounding hides it.
    Looked for where many points are alike, and remembered for the single points that come later.
    """
    from lib.formula.zeros import ties

    key = ("ties of", pattern.tobytes())
    known = slope.remembered.get(key, frozenset())
    if known and _level_around(slope, points, known):
        return known
    if points.shape[1] <= FEW:
        return frozenset()
    f, along = slope, set()
    while f.slope_of:
        f, i = f.slope_of
        along.add(i)
    trees = [tree for tree, sign in zip(f.breaks, pattern, strict=False) if sign == 0]
    if not (pattern == 0).any():
        trees = [slope.tree]
    few = points[:, [0, points.shape[1] // 2, -1]].T.tolist()
    found = frozenset.intersection(*(ties(f, along, point, trees) for point in few))
    slope.remembered[key] = found
    return found


def _level_around(slope, points, trees):
    """Whether the trees are 0 within rounding at some distance on both sides of all points too."""
    f, i = slope.slope_of
    for way in (-1e-5, 1e-5):
        moved = points.copy()
        moved[i] += way * np.maximum(1.0, np.abs(moved[i]))
        at = dict(zip(f.variables, moved, strict=True))
        for tree in trees:
            with np.errstate(all="ignore"):
                value, off = with_error(tree, at, dict.fromkeys(f.variables, 0.0))
            if not np.all(np.isfinite(value) & (np.abs(value) <= off)):
                return False
    return True


def _one(slope, point, near):
    """The slope at one point, a tuple of floats."""
    from lib.formula import sides

    if point not in slope.remembered:
        f, i = slope.slope_of
        trees = [tree for tree, is_near in zip(f.breaks, near, strict=True) if is_near]
        if len(slope.remembered) > REMEMBERED:
            slope.remembered.clear()
        slope.remembered[point] = sides.slope_at(slope, f, i, point, trees)
    return slope.remembered[point]


def cleaned(f, tree):
    """The function of an array of f's one variable that gives a tree's values there.

    They are 0 where rounding can't tell them from 0.
    """
    steps, name = Steps((tree,), f.variables), f.variables[0]

    def applied(x):
        with np.errstate(all="ignore"):
            value, off = steps.run({name: x}, {name: 0.0})[0]
            value = np.where(np.isfinite(value) & (np.abs(value) <= off), 0.0, value)
        return np.broadcast_to(value, x.shape)

    return applied


def zero_beside(f, tree, x, reach):
    """The zero of one of f's breaks that lies within reach of x, to the last digit; x if none."""
    from lib.formula.series import ctx
    from lib.formula.tree_germs import digits_for
    from lib.formula.zeros import zero_near

    around = np.float64(x) + np.array([-3, 3]) * np.spacing(abs(x))
    left, right = np.sign(cleaned(f, tree)(around))
    if left * right < 0:
        return x  # a plain crossing, found as well as can be
    with digits_for([x]):
        zero = zero_near(tree, f.variables, 0, [ctx.mpf(x)], reach)
        return x if zero is None else float(zero)


def undefined_around(f, x):
    """Whether f has no value on both sides of x either."""
    if np.isfinite(f(x)):
        return False
    from lib.formula.sides import undefined_at

    reach = 4 * float(np.spacing(abs(x)))
    return all(undefined_at(f, x + way * reach) for way in (-1, 1))
