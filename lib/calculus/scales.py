"""The values of f near x, at every scale: how noisy they are, and how crooked."""

from typing import NamedTuple

import numpy as np

from lib.calculus.noise import level, noise, stair
from lib.calculus.polynomials import SIZE, frames, parts

CROOKED = 8  # f isn't smooth in a window where the upper parts are so many times their noise


class Scales(NamedTuple):
    """A Sight at every scale, each table with a row for each window and a column for each point.

    h (windows, n): the longest step. odd, right, left (windows, 10, n): the parts of the odd half of
    f, (f(x + t) - f(x - t)) / √2, and of both sides. noise (windows, n): the
    roundoff in one value. crooked, crooked_right, crooked_left (windows, n): the upper parts, of
    both halves and of the sides, where they are more than noise explains; else 0. refused (n,): if
    so much or more were `allowed`, more of f would be taken for roundoff.
    """

    h: np.ndarray
    odd: np.ndarray
    right: np.ndarray
    left: np.ndarray
    noise: np.ndarray
    crooked: np.ndarray
    crooked_right: np.ndarray
    crooked_left: np.ndarray
    refused: np.ndarray

    def columns(self, which):
        """The Scales of some points alone."""
        return Scales(*(table[..., which] for table in self))


def scales(y):
    """The Scales of a Sight."""
    rows, n = frames(len(y.t)), len(y.x)
    odd = parts("odd", (y.right - y.left) / np.sqrt(2))
    even = parts("even", (y.right + y.left) / np.sqrt(2))
    sides = parts("any", np.concatenate([y.right, y.left], axis=1))
    on_right, on_left = np.split(level(sides), [n], axis=1)
    halves = level(odd, even)
    both = np.sqrt((on_right**2 + on_left**2) / 2)
    both = np.where(np.isfinite(both), both, np.minimum(on_right, on_left))
    # Of these two the halves are freer of what a fit misses at long steps; but a jump on one side
    # fills all their windows, and those of the sides only near it. So the lower one is the noise.
    floor = y.eps * y.size[rows.T].max(axis=0)
    height = stair(y.rises, y.size[:8].max(axis=0), y.f_unit)
    allowed = np.maximum(y.allowed, 2 * height)  # up and down by one stair and the next
    allowed = np.maximum(allowed, 8 * y.eps * _moved_by_x(y, rows))
    twice = (np.concatenate(q, axis=-1) for q in ((both, halves), (floor,) * 2, (allowed,) * 2))
    found, refused = noise(*twice, y.eps)
    refused = np.minimum(refused[:n], refused[n:])
    found = np.where(
        np.isfinite(halves).any(axis=0), np.minimum(found[:, :n], found[:, n:]), found[:, :n]
    )
    found = np.maximum(np.maximum(found, height / 2), _lost_in_x(y, rows))
    crooked = [np.where(u > CROOKED * found, u, 0) for u in (halves, on_right, on_left)]
    right, left = sides[..., :n], sides[..., n:]
    return Scales(y.t[rows[:, 0]], odd, right, left, found, *crooked, refused)


def _moved_by_x(y, rows):
    """|x f'(x)| in each window, (windows, n): eps times it is what rounding of x does to f."""
    if not y.x.any():
        return 0.0
    secants = np.maximum(np.abs(y.right), np.abs(y.left)) / y.t
    return (
        np.abs(y.x) * np.sort(np.where(np.isfinite(secants), secants, 0)[rows.T], axis=0)[SIZE // 2]
    )


def _lost_in_x(y, rows):
    """What rounding of x ± t does to f where its slope changes within a window, (windows, n)."""
    if not y.x.any():
        return 0.0
    slopes = np.concatenate([y.right, -y.left], axis=1) / np.concatenate([y.t, y.t], axis=1)
    slopes = np.where(np.isfinite(slopes), slopes, np.nan)[rows.T]
    highest, lowest = np.fmax.reduce(slopes), np.fmin.reduce(slopes)
    n = len(y.x)
    spread = np.fmax(highest[:, :n], highest[:, n:]) - np.fmin(lowest[:, :n], lowest[:, n:])
    return 0.3 * np.where(y.x == 0, 0, y.spacing) * np.where(spread < np.inf, spread, 0)
