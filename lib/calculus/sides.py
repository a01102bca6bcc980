"""The slopes on both sides of x, each by itself; whether they settle; whether they agree.

For points where f isn't smooth on both sides at once: at corners and jumps, near them, and where f
swings, or is hidden in roundoff.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lib.calculus.extrapolation import BENT, fits, settle, with_drift
from lib.calculus.polynomials import SIZE, frames

SLOW = "the slopes of secants move too slowly to tell where they settle"
REASONS = {
    "missing": "f is not defined",
    "jump": "f jumps",
    "unbounded": "f grows without bound",
    "wild": "the slopes of secants don't settle as the step shrinks",
    "slow": SLOW,
    "steep": "secants get steeper without bound, as at a vertical tangent or a cusp",
}
CORNER = "a corner"
SETTLED = 0.05  # an error of more than this share of the steepest secants, not by noise, is none
SHRUNK = 0.01  # where f swings at all scales, its slope's error must shrink to this share
SLIGHT = 1e-3  # swings of less than this share of the steepest secants may be roundoff after all,
TINY = 1e-8  # and where they are far above f's noise, of less than this share
LASTING = 0.8  # of a corner this share must be left eight octaves further down
CLEAR = 1e4  # so many times its noise is a secant that is seen in four digits


class Side(NamedTuple):
    """One side of one point. secants (k,): slopes from x to x ± t; slopes, errors, from_noise
    (windows,): by the fits; slope, error, window: what they settle on; reserve: the error, enlarged
    where the slope still moves from octave to octave; jump, jump_error: how far the side's limit is
    from f(x)."""

    secants: np.ndarray
    slopes: np.ndarray
    errors: np.ndarray
    from_noise: np.ndarray
    slope: float
    error: float
    window: int
    reserve: float
    jump: float
    jump_error: float


def by_sides(y, z, odd_slopes, odd_errors):
    """For a Sight, its Scales, and the slopes of its odd half with errors (windows, n): a dict of
    value, error, exists, left, right, window, why (what is wrong, in words; "" where there is a
    tangent) and concluded (the size of what was told from slopes), each (n,)."""
    n = len(y.x)
    parts, noise, h = (
        np.concatenate(q, axis=-1) for q in ((z.right, z.left), (z.noise,) * 2, (z.h,) * 2)
    )
    crooked = np.concatenate([z.crooked_right, z.crooked_left], axis=1)
    (slopes, errors, from_noise), limits = fits("any", parts, noise, h, values_too=True)
    slopes[:, n:] *= -1
    secants = np.concatenate([y.right / y.t, -y.left / y.t], axis=1)
    worst = np.maximum(z.crooked, np.maximum(z.crooked_right, z.crooked_left))
    jumps, jump_errors, _ = limits
    tables = (
        (slopes, odd_slopes, jumps),
        (errors, odd_errors, jump_errors),
        (BENT * crooked / h, BENT * worst / z.h, BENT * crooked),
    )
    found, error, doubt = (np.concatenate(three, axis=1) for three in tables)
    best, its_error, window = settle(found, error, doubt)
    some = slice(0, 3 * n)  # those that are slopes
    reserve = with_drift(found[:, some], its_error[some], window[some], doubt[:, some])
    jump = best[3 * n :], its_error[3 * n :]
    sides = [
        Side(*(table[:, i] for table in (secants, slopes, errors, from_noise)),
             *(part[i] for part in (best, its_error, window, reserve, *jump)))
        for i in range(2 * n)
    ]  # fmt: skip
    middle = best, reserve, window
    rows = frames(len(y.t))
    points = [
        _judge(
            sides[n + i], sides[i], [q[2 * n + i] for q in middle], y.t[:, i], z.noise[:, i], rows
        )
        for i in range(n)
    ]
    names = ("value", "error", "exists", "left", "right", "window", "why", "concluded")
    dtypes = (float, float, bool, float, float, int, object, float)
    return {
        name: np.array(part, dtype=dtype)
        for name, part, dtype in zip(names, zip(*points, strict=True), dtypes, strict=True)
    }


def _judge(left, right, middle, t, noise, rows):
    """The fields of one point, in the order of `by_sides`."""
    sides = {"left": left, "right": right}
    both = np.abs(np.concatenate([left.secants, right.secants]))
    both[both == np.inf] = np.nan
    both = both[np.concatenate([rows.T, rows.T + len(t)])]
    steepness = np.fmax.accumulate(_median(both))
    kinds = {name: _kind(side, steepness, t, noise) for name, side in sides.items()}
    fading = {name: _fading(sides[name], t, noise) for name in sides if kinds[name] == "slow"}
    for name, error in fading.items():
        if error <= SETTLED * steepness[-1]:
            sides[name] = sides[name]._replace(slope=0.0, error=error, reserve=error)
            kinds[name] = ""
    left, right = sides.values()
    ends = [_end(side, kinds[name]) for name, side in sides.items()]
    bad = [kind for kind in kinds.values() if kind]
    if bad:
        steep = steepness[-1] if np.isfinite(steepness[-1]) else 0.0
        concluded = np.inf if set(bad) & {"missing", "jump"} else steep
        return np.nan, np.nan, False, *ends, 0, _why(kinds), concluded
    value, error, window = middle
    error_of_sides = (left.reserve + right.reserve) / 2
    kink = _kink(left, right)
    if fading:
        value, error = (left.slope + right.slope) / 2, error_of_sides
    elif kink is not None:
        corner, window = kink
        if corner:
            why = CORNER
            return np.nan, np.nan, False, *ends, window, why, abs(ends[1] - ends[0])
        value = (left.slopes[window] + right.slopes[window]) / 2
        error = abs(right.slopes[window] - left.slopes[window])
    elif not error <= error_of_sides:
        value, error = (left.slope + right.slope) / 2, error_of_sides
        window = max(left.window, right.window)
    return value, error, True, *ends, window, "", max(abs(value), steepness[window])


def _median(table):
    """Median of each column without its NaNs; NaN where a column has nothing else."""
    ordered, count = np.sort(table, axis=0), (table == table).sum(axis=0)
    return ordered[np.maximum(count - 1, 0) // 2, np.arange(table.shape[1])]


def _kink(left, right):
    """None where the sides agree; else (whether it is a corner, window): the window with the
    shortest steps that still shows a difference, and whether it is as large there as before.

    |x|**1.2 at 0 has no corner, though at every step its sides differ: the difference fades away.
    """
    if not abs(right.slope - left.slope) > 1.5 * (left.error + right.error):
        return None
    kinks, errors = right.slopes - left.slopes, left.errors + right.errors
    shown = np.flatnonzero(np.abs(kinks) > 2 * errors)
    if not shown.size:
        return None
    last, before = shown[-1], shown[-1] - 8
    lasting = before < 0 or abs(kinks[last]) >= LASTING * abs(kinks[before])
    sure = np.abs(kinks) > 3 * errors
    return lasting and not _dwindles(np.abs(kinks[sure])), last


def _dwindles(sizes):
    """Whether sizes shrink all the way through their later half, as they do at |x|**1.04 + x."""
    if len(sizes) < 32:
        return False
    marks = sizes[_spread(len(sizes))].tolist()
    return all(after < LASTING * before for before, after in pairwise(marks))


def _spread(count):
    """Five places in the later half of so many."""
    return [count // 2 + (count - 1 - count // 2) * i // 4 for i in range(5)]


def _fading(side, t, noise):
    """The last secant that is clear of noise, if they shrink by the same share all the way through
    their later half, as those of |x|**1.04 at 0 do, on to 0; else inf."""
    clear = _clear(side, t, noise, CLEAR)
    if len(clear) < 32:
        return np.inf
    clear = clear[(len(clear) - 1) % 16 :]  # then marks are equally far apart
    marks = clear[_spread(len(clear))]
    shares = marks[1:] / marks[:-1]
    even = np.ptp(shares) <= 0.02 * (1 - shares.mean())
    return abs(clear[-1]) if even and shares.max() < 1 else np.inf


def _kind(side, steepness, t, noise):
    """What is wrong with a side, one of REASONS; "" where its slope settles.

    steepness (windows,): the steepest secants up to there.
    """
    if not np.isfinite(side.secants[-SIZE:]).any():
        return "missing"
    if not np.isfinite(side.error):
        return _growth(side, t, noise)
    if abs(side.jump) > max(1.5 * side.jump_error + 3 * noise[-1], 3 * side.jump_error):
        return "steep" if _growth(side, t, noise) == "steep" else "jump"
    w = side.window
    steep = steepness[w] if np.isfinite(steepness[w]) else 0.0
    by_noise = side.from_noise[w] >= side.error / 4
    if not by_noise and side.error > SETTLED * steep:
        return _growth(side, t, noise)
    longer = side.errors[:w], side.from_noise[:w]
    swings = np.isfinite(longer[0]) & (longer[0] > 4 * longer[1])
    if swings.sum() >= max(8, w / 2):
        errors = longer[0][swings]
        loud = np.median(errors / np.maximum(longer[1][swings], 1e-300)) > 100
        least = TINY if loud else SLIGHT
        largest = np.sort(errors)[int(0.9 * len(errors))]
        if side.error > max(SHRUNK * largest, least * steep):
            return _growth(side, t, noise)
    return "slow" if _creeps(side, t, noise) else ""


def _creeps(side, t, noise):
    """Whether the secants go on shrinking by the same small share from octave to octave, as those
    of |x|**1.02 at 0: then the slope of a fit may be far off what they go to."""
    middle = len(t) // 2
    if not 0.97 < side.secants[middle] / side.secants[middle - 2] < 0.9999:  # spare the cost
        return False
    clear = _clear(side, t, noise, 20)[-16:]
    growth = clear[2:] / clear[:-2]
    shrinks = growth.size >= 12 and np.all((growth > 0.97) & (growth < 1))
    return bool(shrinks and 1 - growth[-1] > (1 - growth[0]) / 2)


def _clear(side, t, noise, times):
    """The secants, longest first, that are so many times their noise."""
    of_step = noise[np.minimum(np.arange(len(t)) // 2, len(noise) - 1)]
    known = np.isfinite(side.secants) & (np.abs(side.secants) > times * of_step / t)
    return side.secants[known]


def _growth(side, t, noise):
    """What kind of unsettled: "steep", "jump", "unbounded", "slow", as x / ln|x| at 0, or "wild"."""
    clear = _clear(side, t, noise, 20)[-16:]
    growth = clear[2:] / clear[:-2]
    if growth.size >= 8 and np.all((growth > 0.9) & (growth < 1)):
        return "slow"
    if growth.size < 4 or not np.all(growth > 1):
        return "wild"
    typical = np.sort(growth)[len(growth) // 2]
    if typical < 1.9:
        return "slow" if _slows_down(np.abs(clear[2:] - clear[:-2])) else "steep"
    return "jump" if typical < 2.1 else "unbounded"


def _slows_down(gains):
    """Whether each octave adds less than the one before, as at 1 - 1 / ln|x|, which has a bound;
    at ln|x| all add the same."""
    return len(gains) >= 12 and gains[-1] < 0.995 * gains[0] and bool(np.all(np.diff(gains) < 0))


def _end(side, kind):
    """The one-sided slope: inf where secants grow without bound, NaN where there is none."""
    if not kind:
        return side.slope
    if kind in ("missing", "wild", "slow"):
        return np.nan
    known = side.secants[np.isfinite(side.secants)]
    return float(np.copysign(np.inf, known[-1]))


def _why(kinds):
    """What is wrong on which side, in words: the first of REASONS that holds."""
    kind = next(kind for kind in REASONS if kind in kinds.values())
    where = " and the ".join(name for name, its in kinds.items() if its == kind)
    return f"on the {where} {REASONS[kind]}"
