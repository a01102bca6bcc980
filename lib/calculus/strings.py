"""Thirty strings at once: what a machine does to the distances and the order of many inputs."""

from typing import NamedTuple

import numpy as np

COUNT = 30
FIRST, SECOND = np.triu_indices(COUNT, 1)  # of each pair of strings
PAIR = {pair: k for k, pair in enumerate(zip(FIRST.tolist(), SECOND.tolist(), strict=True))}
EVENLY = np.linspace(-1, 1, COUNT)
TOGETHER = 2e-13  # of the distance between the outermost two: the inputs' own rounding does so much
EPS = float(np.finfo(float).eps)


class Pulled(NamedTuple):
    """What one machine did to thirty strings.

    ends      where they arrive, array (30,); NaN where the machine has no value
    crossed   how many pairs changed their order in this machine, of `pairs` that came in apart and
              arrived; met: how many of those arrived at one place
    middle    how far apart the middle two arrive, as a multiple of how far apart they came in, with
              its sign; outer: the same of the first and the last. NaN where there is none
    """

    ends: np.ndarray
    crossed: int
    met: int
    pairs: int
    middle: float
    outer: float


def pulled(machines, x, w, rises, rounded):
    """One Pulled for each of the machines in a row; the first takes thirty inputs from x - w to x + w.

    rises(f, x, d, room) gives f(x + d) - f(x) for an array d, good to room; rounded says for each
    machine whether that has the round-off of float64 in it. Distances are
    carried through the row as such, so that no digit is lost where all values are large and alike.
    """
    base, away = x, w * EVENLY
    made = []
    for machine, rough in zip(machines, rounded, strict=True):
        ends = np.asarray(machine(base + away), float)
        there = np.flatnonzero(np.isfinite(ends))
        arrived = np.full(COUNT, np.nan)
        if there.size:
            # all distances are taken from one string that does arrive
            start = there[np.argmin(np.abs(there - COUNT // 2))]
            arrived[there] = rises(
                machine,
                base + away[start],
                away[there] - away[start],
                TOGETHER / 4 * np.ptp(ends[there]),
            )
        before = _order(away, 0.0)
        after = _order(
            arrived, 16 * EPS * np.abs(ends[there]).max() if rough and there.size else 0.0
        )
        turn = before * after
        known = np.isfinite(turn) & (before != 0)
        made.append(
            Pulled(
                ends,
                int((turn[known] < 0).sum()),
                int((turn[known] == 0).sum()),
                int(known.sum()),
                *(
                    _multiple(arrived, away, after, before, a, b)
                    for a, b in ((COUNT // 2 - 1, COUNT // 2), (0, COUNT - 1))
                ),
            )
        )
        if there.size:
            base, away = float(ends[start]), arrived
        else:
            away = arrived
    return made


def _multiple(arrived, away, after, before, a, b):
    """How far apart strings a and b arrive for how far they came in: NaN where they came in together."""
    if not before[PAIR[a, b]]:
        return np.nan
    return 0.0 if after[PAIR[a, b]] == 0 else (arrived[b] - arrived[a]) / (away[b] - away[a])


def _order(places, room):
    """1, -1 or 0 for each pair, array (435,): is its second to the right of its first, left, or with it?

    NaN where one of them isn't there. Places are together that differ by no more than `room` and a
    share TOGETHER of the distance between the outermost two.
    """
    apart = places[SECOND] - places[FIRST]
    known = places[np.isfinite(places)]
    room += TOGETHER * float(np.ptp(known)) if known.size else 0.0
    order = np.sign(apart)  # NaN of NaN
    order[np.abs(apart) <= room] = 0.0
    return order
