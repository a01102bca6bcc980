"""Whether places look as if they were chosen from a row of places, or are their indices."""

import numpy as np

STEPS = (1, 0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01)
COUNTS = (10, 20, 25, 40, 50, 100, 200, 500)  # numbers of gaps, and so many less one


def on_a_grid(values, probes):
    """Whether each value is one of equally spaced places from a, by one step or one number of gaps.

    Each probe is (f, a, b).
    """
    places = [(float(v) - a, b - a) for v, (_, a, b) in zip(values, probes, strict=True)]
    shares = [[off / step for off, _ in places] for step in STEPS]
    shares += [[off / long * (n - less) for off, long in places] for n in COUNTS for less in (0, 1)]
    return any(np.allclose(share, np.round(share), rtol=0, atol=1e-6) for share in shares)


def is_index(values, probes, near, first=0):
    """Whether all values are whole numbers, and indices of places near the right ones.

    near    near(place, f, a, b) says whether a place is the one that is looked for, or close to it
    first   the probe that has one such place only: it tells how far apart the places of the row are
    """
    if not all(float(v).is_integer() and v >= 0 for v in values) or not max(values) > 9:
        return False
    f, a, b = probes[first]
    index = float(values[first])
    inside = [x for x in np.linspace(a, b, 201) if near(x, f, a, b)]
    if not inside or not index:
        return False
    off = np.mean(inside) - a
    by_step = [a + off * v / index for v, (_, a, b) in zip(values, probes, strict=True)]
    by_count = [
        a + off * v / index * (b - a) / (probes[first][2] - probes[first][1])
        for v, (_, a, b) in zip(values, probes, strict=True)
    ]
    return any(
        all(near(place, *probe) for place, probe in zip(row, probes, strict=True))
        for row in (by_step, by_count)
    )
