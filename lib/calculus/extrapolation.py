"""Where is a sequence of slopes heading? Richardson's extrapolation, with an honest error.

A table S of difference quotients has a row for every step, each step half of the one before, and a
column for every point. Rows far down have little truncation error and much roundoff; rows at the
top the reverse. `limit` combines rows so that leading terms of the truncation error cancel, and
keeps, point by point, the combination that it trusts most.
Source: L. F. Richardson (1911); the choice among combinations after C. J. F. Ridders (1982),
and A. C. Aitken (1926).
"""

import numpy as np

# How far rows so much further down may be from a guess, as a multiple of how far the rows are that
# it was made from. An error that shrinks like h**0.2 is still let through.
DRIFT = {0: 2, 12: 0.5, 24: 0.1}


def limit(slopes, noise, powers, unknown_power=False):
    """The limit of `slopes` as the step goes to 0, and an estimate of how far off it may be.

    slopes: (k, n), row i for step h0 / 2**i, NaN where unknown; noise: (k, n), the roundoff to be
    expected in each; powers: the powers of h in the truncation error, (2, 4, 6, ...) for central
    quotients of a smooth function, (1, 2, 3, ...) for one-sided ones; unknown_power: let there be
    another one, such as the h**0.5 of |x|**1.5 at 0.
    Returns value (n,), error (n,) and the part of the error that is roundoff (n,); where all is
    NaN, NaN and inf. The error is large, not small, where the sequence doesn't settle.
    """
    columns = list(_richardson(slopes, noise, powers))
    if unknown_power:
        columns.append(_aitken(slopes, noise))
    low, high = _bounds_from_finer_steps(slopes, noise)
    value = np.full(slopes.shape[1], np.nan)
    error, roundoff = np.full_like(value, np.inf), np.full_like(value, np.inf)
    for guess, truncation, spread in columns:
        finer = len(slopes) - len(guess) + 1  # guess i has used the rows from i to i + finer - 1
        used = np.maximum(*(np.abs(slopes[i : i + len(guess)] - guess) for i in (0, finer - 1)))
        drift = np.zeros_like(guess)
        for deeper, allowed in DRIFT.items():
            rows = slice(finer + deeper, finer + deeper + len(guess))
            outside = np.maximum(low[rows] - guess, guess - high[rows])
            drift = np.maximum(drift, outside - allowed * used)
        total = 2 * (truncation + spread + drift)
        total[~np.isfinite(total)] = np.inf
        for steps in (1, 2):  # a guess by accident isn't repeated with shorter steps
            total[:-steps] = np.maximum(total[:-steps], total[steps:] / 4**steps)
        total[-1] = np.inf
        best = np.argmin(total, axis=0), np.arange(value.size)
        better = total[best] < error
        value[better] = guess[best][better]
        error[better] = total[best][better]
        roundoff[better] = spread[best][better]
    return value, error, roundoff


def _richardson(slopes, noise, powers):
    """Richardson's table, a column at a time: guesses, their truncation, their roundoff.

    Each column cancels one more power of h: new = (2**p * finer - coarser) / (2**p - 1). How much
    it has moved from the column before is taken for what is still wrong.
    """
    yield slopes[1:], 4 * np.abs(np.diff(slopes, axis=0)), noise[1:]
    for power in powers:
        factor = 2.0**power
        coarser, finer = slopes[:-1], slopes[1:]
        slopes = (factor * finer - coarser) / (factor - 1)
        noise = (factor * noise[1:] + noise[:-1]) / (factor - 1)
        yield slopes, np.maximum(np.abs(slopes - finer), np.abs(slopes - coarser)), noise


def _aitken(slopes, noise):
    """Aitken's guess from three rows, (k - 3, n): exact for limit + c * h**p, whatever p is."""
    first, second = np.diff(slopes, axis=0)[:-1], np.diff(slopes, axis=0)[1:]
    ratio = np.abs(second / first)
    guess = slopes[2:] - np.where(second == 0, 0, second**2 / (second - first))
    spread = noise[2:] * 4 / (1 - ratio) ** 2
    guess[(ratio > 0.97) & (second != 0)] = np.nan
    moved = np.abs(np.diff(guess, axis=0))
    return guess[1:], moved, np.where(second == 0, noise[2:], spread)[1:]


def _bounds_from_finer_steps(slopes, noise):
    """For each row, bounds on what it and the rows below it say; then rows without bounds.

    This is what keeps a coarse look from overruling a fine one: near a corner, or for a wave that
    coarse steps jump over, coarse rows agree among themselves and are wrong.
    """
    unknown = ~np.isfinite(slopes) | ~np.isfinite(noise)
    room = np.where(unknown, np.inf, 4 * noise)
    slopes = np.where(unknown, 0, slopes)
    edge = np.full((1 + max(DRIFT), slopes.shape[1]), np.inf)
    low = np.maximum.accumulate(np.concatenate([slopes - room, -edge])[::-1])[::-1]
    high = np.minimum.accumulate(np.concatenate([slopes + room, edge])[::-1])[::-1]
    return low, high
