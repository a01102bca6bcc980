"""Is there a tangent, and what is its slope? What the values of f near x say, point by point.

Where f is smooth on both sides of x at once, beyond its roundoff, the odd half of f alone tells the
slope, and nothing else is asked. Where it isn't, each side is looked at by itself, in `sides`.
"""

import math

import numpy as np

from lib.calculus.extrapolation import BENT, fits, settle, with_drift
from lib.calculus.polynomials import OCTAVES, SIZE, frames
from lib.calculus.scales import CROOKED, scales
from lib.calculus.sides import CORNER, SLOW, by_sides

CLEAR = 1e3  # crookedness at long steps that would make so much more error doesn't matter
LATE = 2 * OCTAVES  # where f is crooked at so many scales before, a second opinion is asked for
SMALL = 0.1  # noise is small beside what is concluded up to this share of it

HUGE = "too large"


def judge(y):
    """The fields of a Derivative for a Sight, each (n,); `open` (n,): whether shorter steps, or
    another precision, might say more; and `refused` (n,), as in Scales, in units of f."""
    z = scales(y)
    slopes, errors, _ = fits("odd", z.odd, z.noise, np.sqrt(2) * z.h)
    doubt = BENT * z.crooked / z.h
    slope, error, window = settle(slopes, errors, doubt)
    clean = _clean(y, z, doubt, error, window)
    settled, typical = error, 0.0
    if clean.any():  # else each point is asked side by side
        error = with_drift(slopes, error, window, doubt)
        typical = _typical(y, window)
    found = {
        "value": slope, "error": error.copy(), "exists": clean, "left": slope.copy(),
        "right": slope.copy(), "window": window, "why": np.full(len(slope), "", dtype=object),
        "concluded": np.maximum(np.abs(slope), typical),
    }  # fmt: skip
    doubtful = np.flatnonzero(~clean)
    if doubtful.size:
        some = y, z, slopes, errors
        if not clean.any():  # spare one point's cost
            told = by_sides(*some)
        else:
            told = by_sides(
                *(q.columns(doubtful) for q in some[:2]), *(q[:, doubtful] for q in some[2:])
            )
        for name, part in told.items():
            found[name][doubtful] = part
    found["error"] += y.eps * (np.abs(found["value"]) + _bend(y, found["window"]))
    # Where f stands still, as 1 - tanh(x)**2 does from 19 on, what it is there may be lost in what it
    # was computed from, which is of the size that f has a little further off.
    still = found["concluded"] == 0
    if still.any():
        rows, columns = (
            frames(len(y.t))[np.maximum(found["window"] - 4, 0)].T,
            np.arange(len(still)),
        )
        lost = y.eps * y.size[rows, columns].max(axis=0) / y.t[2 * found["window"], columns]
        found["error"] += np.where(still, lost, 0)
    nowhere = ~np.isfinite(y.x) | ~np.isfinite(y.here)
    found["exists"] &= ~nowhere
    numbers = ("value", "error", "left", "right")
    table = np.array([found[name] for name in numbers])
    table[:, nowhere] = np.nan
    # the quotient of both units may be too large for a float, or too small
    table = np.where(y.f_unit > 1, table * y.f_unit / y.x_unit, table * (y.f_unit / y.x_unit))
    found |= zip(numbers, table, strict=True)
    found["step"] = _shortest(y, z.noise, found) * y.x_unit
    hidden = found["exists"] & ~np.isfinite(found["error"])  # f is near the largest float
    if hidden.any():
        found["exists"] &= ~hidden
        found["why"][hidden] = HUGE
        for name in numbers:
            found[name][hidden] = np.nan
    # No step but the longest says anything, as for 1e15 + |x| at 0: it could be a corner.
    seen = np.where(found["step"] >= y.t[4] * y.x_unit, found["concluded"], 0)
    seen = seen * (y.f_unit / y.x_unit)
    unclear = found["exists"] & (found["error"] > SMALL * seen)
    found["error"] = np.where(unclear, np.maximum(found["error"], seen), found["error"])
    found["message"] = np.array([_say(y, found, i) for i in range(len(y.x))], dtype=object)
    for name in ("value", "error", "left", "right", "step"):
        found[name] = found[name].astype(y.dtype, copy=False)
    longer = np.arange(len(doubt))[:, None] < window
    late = ((doubt > 0) & longer).sum(axis=0) > LATE
    found["open"] = (~clean | late | (error > settled)) & ~nowhere
    found["refused"] = z.refused * y.f_unit
    return {name: found[name] for name in found if name not in ("window", "why", "concluded")}


def _clean(y, z, doubt, error, window):
    """Whether f is smooth on both sides of x at once, at all steps that matter, (n,)."""
    rows = np.arange(len(doubt))[:, None]
    longer = rows < window
    spoilt = (~longer & (doubt > 0)).any(axis=0)
    clean = np.isfinite(error) & np.isfinite(y.here) & ~spoilt
    if not clean.any():
        return clean
    far = np.where(longer & (doubt >= CLEAR * error), rows, -1).max(axis=0)
    near = (longer & (rows > far) & (doubt > 0)).sum(axis=0)
    off = np.abs((y.right + y.left)[-SIZE:].mean(axis=0)) / 2  # f(x), from the middle of its sides
    clean &= (near <= OCTAVES) & (off <= CROOKED * z.noise[-1])
    return clean & ~_hidden(z, doubt)


def _hidden(z, doubt):
    """Whether from the longest step on the doubt doesn't shrink, as at a corner, until noise hides
    it, (n,)."""
    if not doubt[0].any():
        return np.zeros(doubt.shape[1], dtype=bool)
    columns = np.arange(doubt.shape[1])
    last = np.where(doubt > 0, np.arange(len(doubt))[:, None], 0).max(axis=0)
    following = np.minimum(last + 1, len(doubt) - 1)
    lasting = np.where(np.arange(len(doubt))[:, None] <= last, doubt, np.inf).min(axis=0)
    lasting = (last > 0) & (lasting > doubt.max(axis=0) / 4)
    next_one = doubt[last, columns] * z.h[following, columns] / BENT
    return lasting & (next_one <= CROOKED * z.noise[following, columns])


def _typical(y, window):
    """Median size of the secants in the window that was chosen, (n,)."""
    rows, columns = frames(len(y.t))[window].T, np.arange(len(window))
    secants = np.maximum(np.abs(y.right[rows, columns]), np.abs(y.left[rows, columns]))
    middle = np.sort(secants / y.t[rows, columns], axis=0)[SIZE // 2]
    return np.where(np.isfinite(middle), middle, 0)


def _bend(y, window):
    """|x f''(x)|, roughly: eps times it is what the rounding of x itself does to the slope."""
    at = 2 * window, np.arange(len(window))
    bend = np.abs(y.x) * np.abs(y.right[at] + y.left[at]) / y.t[at] ** 2
    return np.where(np.isfinite(bend), bend, 0)


def _shortest(y, noise, found):
    """The shortest step at which noise is small beside what was concluded, (n,); if there is none,
    the shortest from which it was."""
    concluded, columns = found["concluded"], np.arange(len(y.x))
    in_row = noise[np.minimum(np.arange(len(y.t)) // 2, len(noise) - 1)]
    small = (in_row <= SMALL * concluded * y.t) | (concluded == 0)  # there f stands still
    last = len(y.t) - 1 - np.argmax(small[::-1], axis=0)
    used = 2 * found["window"] + SIZE - 1
    return np.where(small.any(axis=0), y.t[last, columns], y.t[used, columns])


def _say(y, found, i):
    """One sentence for point i."""
    x, here = float(y.x[i] * y.x_unit[i]), float(y.here[i])
    value, error = float(found["value"][i]), float(found["error"][i])
    down = f"as far as steps down to h = {found['step'][i]:.0e} show"
    if found["exists"][i]:
        if error == 0:
            return f"slope {value:g} at x = {x:g}, no error to be seen, {down}"
        decade = math.ceil(math.log10(error))
        digits = max(1, math.floor(math.log10(max(abs(value), error))) - decade + 1)
        return f"slope {value:.{digits}g} at x = {x:g}, error about {error:.0e}, {down}"
    if not math.isfinite(x):
        return f"no derivative: x is {x:g}, try a finite number"
    if not math.isfinite(here):
        return f"no derivative at x = {x:g}: f has no finite value there"
    why = found["why"][i]
    if why == HUGE:
        return (
            f"no derivative to be seen at x = {x:g}: f is {here * y.f_unit[i]:.0e} there, and its "
            "roundoff hides any slope; try f / 1e300"
        )
    if why == CORNER:
        left, right = float(found["left"][i]), float(found["right"][i])
        apart = abs(right - left) / max(abs(left), abs(right))
        digits = min(max(1 - math.floor(math.log10(apart)), 6), 17)
        why += f", slope {left:.{digits}g} on the left and {right:.{digits}g} on the right"
    seen = " to be seen" if SLOW in why else ""
    return f"no derivative{seen} at x = {x:g}: {why}, {down}"
