"""How large is the roundoff inside f? Told from f's own values, at steps that halve.

Where f computes by way of larger numbers, as log(1 + x*x) near 0, its roundoff is far more than
eps * |f|. It shows as follows. The upper parts of a window (see `polynomials`) shrink quickly with
the step as long as they come from a smooth f; roundoff stays where it is. So a level that the upper
parts keep over ten octaves is roundoff, unless it is too large to be any; and it is there at all
shorter steps as well, even where f happens to stand still between two of its stairs.
Source: J. J. Moré & S. M. Wild (2011), "Estimating computational noise", SIAM J. Sci. Comput. 33.
They take a table of differences at one spacing. We take one at every scale, since we don't know
beforehand at which of them f is smooth and its noise is to be seen.

All tables have a row for each window, its longest step half of the one before, and a column for
each point.
"""

import functools

import numpy as np

from lib.calculus.polynomials import OCTAVES, SIZE, TOP

LONG = 2 * OCTAVES  # a feature of f fills the windows of five octaves; roundoff fills more
SHORT = OCTAVES + 2  # how many must do for a small level, and where there are few windows
FLAT = 8  # how far a level may fall over so many octaves and still be one
AMPLIFIED = 64  # roundoff up to so many times eps * |f| is a small level
BIAS = 1.2  # we take one of the lowest, which is lower than their mean


def level(*tables):
    """Size of the upper parts (windows, 10, n) in each window, (windows, n); inf where missing."""
    square = sum(np.einsum("wkn,wkn->wn", z[:, TOP:], z[:, TOP:]) for z in tables)
    size = np.sqrt(square / (len(tables) * (SIZE - TOP)))
    return np.where(np.isfinite(size), size, np.inf)


def noise(levels, floor, allowed, eps):
    """(size of the roundoff in one value of f, in each window; the lowest level that would be taken
    for roundoff if only so much were allowed, (n,), inf if there is none).

    levels: as `level` gives them; floor: eps * |f| in each window; allowed: what may be
    taken for roundoff in any case. Up to sqrt(eps) of f's size, half of the digits, it is; what is larger,
    or goes on shrinking with the step, is taken for a feature of f. f's size is looked up four
    octaves further out as well, since it may be 0 at x.
    """
    count = len(levels)
    low, all_there = _lowest(levels, *((LONG, 2) if count > 2 * LONG else (SHORT, 1)))
    with np.errstate(all="ignore"):
        largest = _following(floor[::-1], OCTAVES, 0).max(axis=0)[::-1] / np.sqrt(eps)
        largest = np.maximum(largest, allowed)
        ratios = levels / floor
        ratio, _ = _lowest(ratios, SHORT, 1)
    loud = np.where(levels > AMPLIFIED * floor, levels, np.inf)  # else f's own stairs are at rest
    lasting = _following(loud, LONG + 2, np.inf).max(axis=0)
    later = shorter(np.minimum, lasting, np.inf)
    flat = (low > 0) & all_there & (levels <= FLAT * low) & (low <= FLAT * later)
    small_enough = low <= largest
    refused = np.where(flat & ~small_enough, low, np.inf).min(axis=0)
    small = (ratio <= AMPLIFIED / BIAS) & (ratios <= FLAT * ratio)
    found = np.where(flat & small_enough, low, 0), np.where(small, ratio, 0)
    absolute, relative = np.hsplit(BIAS * _onward(np.concatenate(found, axis=1)), 2)
    return np.maximum(absolute, np.maximum(relative, 0.3) * floor), refused


def stair(rises, size, unit):
    """Height (n,) of the stairs in rises f(x ± t) - f(x), (k, n), if they are roundoff; else 0.

    Where few digits are left, f stands still at the short steps, and its least rises are small
    multiples of one number: the spacing of floats at some number that f goes by. So they are taken
    for roundoff where they are 1e-5 of f's size or less, or a power of 2 as such a spacing is.
    """
    if (rises != 0).all():  # it stands still nowhere
        return np.zeros(rises.shape[1])
    rises = np.where(np.isfinite(rises), np.abs(rises), 0)
    least = np.where(rises > 0, rises, np.inf).min(axis=0)
    least = np.where(np.isfinite(least), least, 0)
    steps = (
        4 * rises / np.where(least > 0, least, 1)
    )  # in quarters: x ± t may lie where eps is less
    few = (steps > 2) & (steps <= 32)
    whole = np.where(few, np.abs(steps - np.round(steps)) < 1e-2 * steps, True).all(axis=0)
    seen = (few.sum(axis=0) >= 4) & ((rises == 0).sum(axis=0) >= 6)
    spacing = (np.frexp(least)[0] == 0.5) & (least * unit <= 2.0**-8)
    return np.where(whole & seen & (spacing | (least <= 1e-5 * size)), least, 0)


def _onward(found):
    """The largest found so far, going to shorter steps; before the first of all, that one."""
    met = np.maximum.accumulate(found, axis=0)
    first = met[(met > 0).argmax(axis=0), np.arange(met.shape[1])]
    return np.where(met > 0, met, first)


def _lowest(table, count, rank):
    """Of each row and the next, `count` in all: the lowest but `rank`; and whether none is missing."""
    run = np.sort(_following(table, count, np.inf), axis=0)
    return run[rank], np.isfinite(run[-1])


def _following(table, count, fill):
    """Each row and the next, (count, rows, n), `fill` beyond the last."""
    padded = np.concatenate([table, np.full((count - 1, *table.shape[1:]), fill)])
    return padded[_rows(len(table), count)]


@functools.cache
def _rows(rows, count):
    return np.arange(count)[:, None] + np.arange(rows)


def shorter(ufunc, table, start):
    """For each row, ufunc.reduce over all rows of shorter steps; `start` for the last."""
    table = ufunc.accumulate(table[::-1], axis=0)[::-1]
    return np.concatenate([table[1:], np.full_like(table[:1], start)])
