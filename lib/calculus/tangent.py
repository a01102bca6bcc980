"""The slope of the tangent, found by trying many steps; or the reason why there is none."""

from dataclasses import dataclass

import numpy as np

from lib.calculus.elementwise import like, not_elementwise, numbers, real, values
from lib.calculus.extrapolation import limit

HALVINGS = 64
LONGEST = 0.7368  # no round number, so that no wave of the reader's fits into the steps
LOSS = 2**13  # roundoff inside f is taken for roundoff up to so many times eps * |f|
SETTLED = 0.01  # a one-sided slope known worse than this, with no roundoff to blame, has no limit

REASONS = {
    "missing": "f is not defined",
    "jump": "f jumps",
    "unbounded": "f grows without bound",
    "wild": "the slopes of secants don't settle as the step shrinks",
    "steep": "secants get steeper without bound, as at a vertical tangent or a cusp",
}


@dataclass(frozen=True, eq=False)
class Derivative:
    """What `derivative` found out, each field shaped like x.

    value: slope of the tangent, in f's units per unit of x; NaN where there is none.
    error: estimate of how far value is off, in the same units; NaN where there is no tangent.
    exists: whether there is a tangent with a finite slope, as far as differences can tell.
    message: one sentence for each x, in words.
    left, right: the one-sided slopes; inf where they grow without bound, NaN where there is none.
    """

    value: float
    error: float
    exists: bool
    message: str
    left: float
    right: float

    def __float__(self):
        return float(self.value)

    def __repr__(self):
        if np.ndim(self.value) == 0:
            return self.message
        found = int(np.sum(self.exists))
        text = f"A derivative exists at {found} of {np.size(self.exists)} points"
        if found:
            text += f", error about {np.max(self.error[self.exists]):.0e} at most"
        if found < np.size(self.exists):
            text += "; " + self.message[~self.exists][0]
        return text


def derivative(f, x):
    """Slope of the tangent of `f` at x, with an error estimate; or why there is no tangent.

    f is applied elementwise; x is a float or an array of any shape. f is called on whole arrays
    when it can take them, else number by number; about 130 values for each x.
    Returns a `Derivative`: value in f's units per unit of x, error, exists, message, left, right,
    each shaped like x. float(...) of it is the value.
    It halves a step 64 times, from about max(|x|, 1) down, and extrapolates the central
    quotients (error h**2, h**4, ...) and the one-sided ones; the step is settled on where
    truncation and roundoff balance. There is a tangent where the slopes on both sides settle and
    agree.
    All this comes from values at finitely many points, so it is evidence and no proof: what f does
    between them, or within roundoff of x, stays unseen, and where f itself loses digits, as
    (1 - cos x) / x**2 does near 0, it may be the slope of the roundoff that we see. The slope of
    x**2 sin(1/x) at 0 comes out as 0 within about 1e-15, the shortest steps being that short.
    Where f isn't elementwise, as softmax, all of x moves at once: try lib.calculus.gradients.jacobian.
    Raises ValueError if x is complex or no number, or if f gives no numbers or isn't elementwise.
    """
    at = real(x)
    flat = np.atleast_1d(at).reshape(1, -1)
    steps = _steps(flat)
    table = np.concatenate([flat - steps, flat, flat + steps])
    with np.errstate(all="ignore"):
        y = _sample(f, at, table.reshape(len(table), *np.shape(at)))
        found = _judge(table, y.reshape(table.shape))
    fields = {name: part.reshape(np.shape(at))[()] for name, part in found.items()}
    if np.ndim(at) == 0:
        fields["exists"] = bool(fields["exists"])
    for name in ("value", "error", "left", "right"):
        fields[name] = like(x, fields[name])
    return Derivative(**fields)


def _steps(x):
    """Steps (k, n) for points x (1, n): halved again and again, far below the size of x."""
    size = np.abs(x).astype(float)
    tiny = np.clip(size[size > 0], 1e-30, 1e-12).min(initial=1e-12)
    halvings = HALVINGS + int(np.log2(1e-12 / tiny))
    longest = LONGEST * np.maximum(np.where(np.isfinite(size), size, 1), 1)
    return (longest * 0.5 ** np.arange(halvings)[:, None]).astype(x.dtype)


def _sample(f, x, points):
    """f at points (m, *x.shape): all at once, or row by row, or number by number."""
    here = None
    try:
        here = values(f, x)
        y = values(f, points)
        if y.shape == points.shape and _same(y[len(y) // 2], here):
            return y
    except Exception:  # f can't take arrays, or not of this shape: the next way will tell
        pass
    if here is not None and np.shape(here) not in (np.shape(x), ()):
        raise ValueError(not_elementwise(here, x))
    if np.ndim(x) and np.shape(here) == np.shape(x):
        try:
            return np.stack([values(f, row) for row in points])
        except Exception:
            pass
    y = np.array([_sample_one(f, point) for point in points.flat]).reshape(points.shape)
    if np.ndim(x) and here is not None and not _same(y[len(y) // 2], here):
        raise ValueError(not_elementwise(here, x))
    return y


def _same(y, here):
    return np.shape(here) in (np.shape(y), ()) and np.allclose(y, here, 1e-6, 0, equal_nan=True)


def _sample_one(f, x):
    """f at one number; NaN where it can't be computed there."""
    try:
        y = f(x)
    except (ArithmeticError, ValueError):
        return x.dtype.type(np.nan)
    y = numbers(y, x)
    if np.ndim(y):
        raise ValueError(not_elementwise(y, x))
    return y


def _judge(points, y):
    """The fields of a Derivative, each (n,), from points and y = f(points), both (2k + 1, n)."""
    eps, dtype, k = np.finfo(y.dtype).eps, y.dtype, len(y) // 2
    spacing = np.spacing(np.abs(points[k])).astype(float)
    points, y = points.astype(float), y.astype(float)
    at, here = points[k], y[k]
    run = np.stack([at - points[:k], points[k + 1 :] - at])  # (2, k, n): left, right
    rise = np.stack([here - y[:k], y[k + 1 :] - here])
    usable = run.min(axis=0) >= 2 * spacing
    size = np.maximum(np.abs(np.stack([y[:k], y[k + 1 :]])), np.abs(here))
    rise[:, ~usable] = np.nan
    rise[~np.isfinite(rise)] = np.nan
    outer = np.nan_to_num(np.abs([*y[:8], *y[k + 1 : k + 9]]), posinf=0).max(axis=0)
    slopes = np.nan_to_num(np.abs(rise / run)).reshape(2 * k, at.size)
    typical = np.quantile(slopes, 0.75, axis=0)
    loss = LOSS * np.maximum(np.abs(here), np.minimum(outer, 1))
    most = eps * np.maximum(loss, 4 * np.abs(at) * typical)
    grain = np.max([_grain(*side, usable, most) for side in zip(rise, run, strict=True)], axis=0)
    noise = (eps * size + 2 * grain) / run

    sides = [_side(s, e, usable) for s, e in zip(rise / run, noise, strict=True)]
    (left, left_error, left_kind), (right, right_error, right_kind) = sides
    slope, error, _ = limit(
        rise.sum(axis=0) / run.sum(axis=0), noise.max(axis=0) / 2, (2, 4, 6, 8, 10, 12)
    )
    mean_error = (left_error + right_error) / 2
    slope = np.where(error <= mean_error, slope, (left + right) / 2)
    error = np.maximum(np.minimum(error, mean_error), 2 * eps * np.abs(slope))

    settled = (left_kind == "settled") & (right_kind == "settled")
    exists = settled & (np.abs(right - left) <= 2 * (left_error + right_error))
    slope[~exists] = error[~exists] = np.nan
    kinds = zip(at, here, exists, slope, error, left, right, left_kind, right_kind, strict=True)
    message = np.array([_say(*each) for each in kinds], dtype=object)
    floats = {"value": slope, "error": error, "left": left, "right": right}
    return {n: v.astype(dtype) for n, v in floats.items()} | {"exists": exists, "message": message}


def _grain(rise, run, usable, most):
    """Roundoff in f (n,), seen as jitter of the rises (k, n) over the shortest runs.

    More than eps * |f| where f computes by way of larger numbers, as log(1 + x) does near 0;
    `most` (n,) is what we are ready to take for roundoff and not for a feature of f.
    """
    moves = np.nan_to_num(rise) != 0
    rank = np.cumsum(moves[::-1], axis=0)[::-1]  # 1 for the shortest run over which f moves
    seen = moves & (rank <= 10)
    change = np.where(seen[1:] & seen[:-1], np.nan_to_num(np.diff(rise / run, axis=0)), 0)
    jitter = np.max(np.abs(change) * run[1:] / 2, axis=0)
    # Roundoff goes up and down; a slope that only grows is a feature of f, if it isn't too small.
    # Where the runs end long before the spacing of doubles does, near x = 0, roundoff shows as
    # stairs and not as jitter.
    up, down = np.sum(change > 0, axis=0), np.sum(change < 0, axis=0)
    steady = (np.minimum(up, down) == 0) & (up + down > 5) & (jitter > 8 * most / LOSS)
    jitter = np.where(steady | usable[-1], 0, jitter)
    # Where f doesn't move at all over the shortest runs, it is flat, or it is a staircase of
    # roundoff: then the stairs are equal and small.
    stair = np.max(np.abs(np.where(moves & (rank == 1), rise, 0)), axis=0)
    stairs = np.where(moves & (rank <= 5), rise, 0) / np.where(stair > 0, stair, 1)
    staircase = np.all(np.abs(stairs - np.round(stairs)) < 1e-3, axis=0) & (stair < most)
    last = np.maximum(usable.sum(axis=0) - 1, 0)
    still = ~np.take_along_axis(moves, last[None], 0)[0]
    return np.where(still, np.where(staircase, stair, 0), np.minimum(jitter, most))


def _side(slope, noise, usable):
    """One-sided slope (n,), its error, and what kind it is, from quotients (k, n)."""
    value, error, roundoff = limit(slope, noise, (1, 2, 3, 4, 5), unknown_power=True)
    size = np.abs(np.nan_to_num(slope))
    scale = np.maximum(np.abs(value), np.median(size[:16], axis=0))
    settled = error <= np.maximum(SETTLED * scale, 20 * roundoff)
    last = np.maximum(usable.sum(axis=0) - 1, 0)
    missing = ~np.isfinite(np.take_along_axis(slope, last[None], 0)[0])
    kind = np.where(missing, "missing", "settled").astype(object)
    for i in np.flatnonzero(~settled & ~missing):
        clear = slope[size[:, i] > 20 * noise[:, i], i][-16:]
        growth = clear[1:] / clear[:-1]
        value[i] = np.nan
        kind[i] = "wild"
        if growth.size > 3 and np.all(growth > 1):
            value[i] = np.copysign(np.inf, clear[-1])
            steepness = np.median(growth)
            kind[i] = "steep" if steepness < 1.9 else "jump" if steepness < 2.1 else "unbounded"
    value[missing] = np.nan
    return value, error, kind


def _say(x, y, exists, slope, error, left, right, left_kind, right_kind):
    """One sentence for one point."""
    if exists:
        if error == 0:
            return f"slope {slope:g} at x = {x:g}, no error to be seen"
        decade = int(np.ceil(np.log10(error)))
        digits = max(1, int(np.floor(np.log10(max(abs(slope), error)))) - decade + 1)
        return f"slope {slope:.{digits}g} at x = {x:g}, error below 1e{decade:+03d}"
    if not np.isfinite(x):
        return f"no derivative: x is {x:g}, try a finite number"
    if not np.isfinite(y):
        return f"no derivative at x = {x:g}: f has no finite value there"
    for kind, reason in REASONS.items():
        sides = [side for side, its in (("left", left_kind), ("right", right_kind)) if its == kind]
        if sides:
            return f"no derivative at x = {x:g}: on the {' and the '.join(sides)} {reason}"
    corner = f"slope {left:.6g} on the left and {right:.6g} on the right"
    return f"no derivative at x = {x:g}: a corner, {corner}"
