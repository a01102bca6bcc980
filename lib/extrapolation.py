"""Where is a sequence of slopes heading? Richardson's extrapolation, with an honest error.

A table S of difference quotients has a row for every step, each step half of the one before, and a
column for every point. Rows far down have little truncation error and much roundoff; rows at the
top the reverse. `limit` combines rows so that leading terms of the truncation error cancel, and
keeps, point by point, the combination that it trusts most.
Source: L. F. Richardson (1911); the choice among combinations after C. J. F. Ridders (1982).
"""

import numpy as np


def limit(slopes, noise, powers):
    """The limit of `slopes` as the step goes to 0, and a bound for its error that is an estimate.

    slopes: (k, n), row i for step h0 / 2**i, NaN where unknown; noise: (k, n), the roundoff to be
    expected in each; powers: the powers of h in the truncation error, (2, 4, 6, ...) for central
    quotients of a smooth function, (1, 2, 3, ...) for one-sided ones.
    Returns value (n,), error (n,) and the part of error that is roundoff (n,).
    The error is large, not small, where the sequence doesn't settle. NaN and inf where all is NaN.
    """
    low, high = _bounds_from_finer_steps(slopes, noise)
    value = np.full(slopes.shape[1], np.nan)
    error, roundoff = np.full_like(value, np.inf), np.full_like(value, np.inf)
    for guess, truncation, spread in _combinations(slopes, noise, powers):
        finer = slopes.shape[0] - guess.shape[0] + 1  # guess i has used rows up to i + finer - 1
        conflict = np.maximum(low[finer:] - guess, guess - high[finer:])
        total = 2 * (truncation + spread + np.maximum(conflict, 0))
        total[~np.isfinite(total)] = np.inf
        best = np.argmin(total, axis=0), np.arange(value.size)
        better = total[best] < error
        value[better] = guess[best][better]
        error[better] = total[best][better]
        roundoff[better] = spread[best][better]
    return value, error, roundoff


def _combinations(slopes, noise, powers):
    """Richardson's table, a column at a time: guesses, their truncation, their roundoff.

    Each column cancels one more power of h: new = (2**p * finer - coarser) / (2**p - 1).
    """
    # 4: enough for slopes whose error shrinks like h**0.3, as at a cusp that isn't one
    yield slopes[1:], 4 * np.abs(np.diff(slopes, axis=0)), noise[1:]
    for power in powers:
        factor = 2.0**power
        finer = slopes[1:]
        slopes = (factor * finer - slopes[:-1]) / (factor - 1)
        noise = (factor * noise[1:] + noise[:-1]) / (factor - 1)
        yield slopes, np.abs(slopes - finer), noise


def _bounds_from_finer_steps(slopes, noise):
    """For each row, how low and how high the limit can be, from that row and all below it.

    This is what keeps a coarse look from overruling a fine one: near a corner, or for a wave that
    coarse steps jump over, coarse rows agree among themselves and are wrong.
    """
    change = np.abs(np.diff(slopes, axis=0))
    change = np.concatenate([change, change[-1:]])
    room = 4 * noise + 2 * change
    unknown = ~np.isfinite(slopes) | ~np.isfinite(room)
    room[unknown] = np.inf
    slopes = np.where(unknown, 0, slopes)
    edge = np.full((1, slopes.shape[1]), np.inf)
    low = np.maximum.accumulate(np.concatenate([slopes - room, -edge])[::-1])[::-1]
    high = np.minimum.accumulate(np.concatenate([slopes + room, edge])[::-1])[::-1]
    return low, high
