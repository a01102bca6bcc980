"""What is the slope at x, and how far may it be off? From polynomials that fit f at many scales.

A fit over long steps has little noise in its slope and may miss what f does near x; one over short
steps the reverse. `fits` tells both for each window, `settle` takes the window where they are least
together, and lets no long steps overrule what shorter ones show beyond their noise.
Sources: L. F. Richardson (1911) for the extrapolation to step 0; O. V. Lepski (1991) for the choice
of a scale by intervals that must overlap; J. J. Moré & S. M. Wild (2012), "Estimating derivatives of
noisy simulations", for steps as long as the noise asks for.

All tables have a row for each window, longest steps first, and a column for each point.
"""

import functools

import numpy as np

from lib.calculus.noise import shorter
from lib.calculus.polynomials import basis

HIGH = 5  # the highest degree that is tried
SURE = 3.4  # so many times the noise of a slope is what we call its error
BENT = 10  # and so many times what a fit of too low a degree misses
DRIFT = 10  # a slope that still moves over three octaves goes on, to so many times as far


def fits(kind, z, noise, h, values_too=False):
    """Slopes at x by the best fit in each window, their errors, and the noise in these.

    z: parts (windows, 10, n); noise: (windows, n); h: longest step of each window, (windows, n).
    Of the degrees that whose error is least: the noise that one degree more would have, and what
    the parts beyond the fit have in them beyond noise. Errors are inf where values are missing.
    With values_too a pair: the same three for slopes, and for values at x.
    """
    beyond = np.maximum(np.abs(z) - 2 * noise[:, None], 0)
    rest = np.sqrt((beyond**2)[:, ::-1].cumsum(axis=1)[:, ::-1])
    slopes = [table / h for table in _best(*_amounts(kind, "slope"), z, noise, beyond, rest)]
    if not values_too:
        return slopes
    return slopes, _best(*_amounts(kind, "value"), z, noise, beyond, rest)


def _best(weights, low, sure, bent, z, noise, beyond, rest):
    """(found, error, noise of it), each (windows, n), of what the parts add up to by `weights`."""
    found = (weights * z[:, : HIGH + 1]).cumsum(axis=1)[:, low:]
    from_noise = sure * noise[:, None]
    missed = bent * (beyond[:, low + 1 : HIGH + 2] + rest[:, low + 2 : HIGH + 3])
    error = from_noise + missed
    error[~np.isfinite(error)] = np.inf
    at = np.arange(len(z))[:, None], error.argmin(axis=1), np.arange(z.shape[2])
    return found[at], error[at], from_noise[at]


@functools.cache
def _amounts(kind, what):
    """weights (6, 1) of the parts in a "slope" or a "value", the lowest degree that is tried, and
    for each degree (p, 1) how much of the noise, and of what it misses, is in its error."""
    weights, low = getattr(basis(kind), what), int((kind, what) == ("any", "slope"))
    sure = SURE * np.sqrt((weights**2).cumsum())[low + 1 : HIGH + 2]
    bent = BENT * np.abs(weights[low + 1 : HIGH + 2])
    return weights[: HIGH + 1, None], low, sure[:, None], bent[:, None]


def settle(found, error, doubt):
    """(value, error, window), each (n,): of the windows the one to be trusted most.

    found, error: (windows, n), as `fits` gives them; doubt: (windows, n), the error that belongs to
    a window where f isn't smooth beyond its noise, and 0 elsewhere. A window's error grows by how
    far it is off what shorter steps say, and is at least its own doubt and theirs.
    """
    low, high = found - error, found + error
    unknown = ~np.isfinite(error)
    low[unknown], high[unknown] = -np.inf, np.inf
    off = np.maximum(
        shorter(np.maximum, low, -np.inf) - high, low - shorter(np.minimum, high, np.inf)
    )
    # A fit that is good by accident isn't so for two windows in a row.
    before = np.concatenate([np.zeros((3, doubt.shape[1])), doubt])
    likely = np.maximum(np.maximum(before[2:-1] / 4, before[1:-2] / 16), before[:-3] / 64)
    likely = np.maximum(doubt, likely * (doubt > 0))
    likely = np.maximum.accumulate(likely[::-1], axis=0)[::-1]
    total = np.maximum(error + 2 * np.maximum(off, 0), likely)
    total[~np.isfinite(total)] = np.inf
    window = total.argmin(axis=0)
    at = window, np.arange(len(window))
    return found[at], total[at], window


def with_drift(found, error, window, doubt):
    """The error (n,) of what `settle` took, enlarged where it still moves from octave to octave.

    So it does for |x|**1.2 at 0, where no polynomial fits: there is doubt at every scale, and it
    shrinks slowly, by less than it would if f were smooth, until noise hides it.
    """
    rows, columns = np.arange(len(doubt))[:, None], np.arange(len(window))
    last = np.where((doubt > 0) & (rows <= window), rows, -1).max(axis=0)
    moving = (last >= 8) & (window - last <= 6)
    if not moving.any():
        return error
    run = doubt[np.maximum(last - np.arange(8)[:, None], 0), columns]
    moving &= ((run[1:] > run[:-1] / 1.1) & (run[1:] < 4.5 * run[:-1])).all(axis=0)
    moved = np.abs(found[last, columns] - found[last - 3, columns])
    return np.where(moving, np.maximum(error, DRIFT * moved), error)
