"""Where a function takes a value, asked for many values: what doesn't depend on the value is done once."""

import numpy as np

CLOSE = 1e-9  # of the middle size of g - value: what is smaller counts as 0


class Crossings:
    """Samples of a function g on [lo, hi], and from them where g crosses a value.

    g takes arrays (n,); one takes a single NumPy float, quickly, and gives what g gives.
    """

    def __init__(self, g, one, lo, hi, cells=2000):
        self.x, self.one = np.linspace(lo, hi, cells + 1), one
        self.y = np.asarray(g(self.x), dtype=float)

    def at(self, value, a, b, cells, least):
        """The places inside of [a, b] where g crosses the value, sorted; None where that isn't all.

        That is where g isn't finite, is level at the value, only touches it, or takes it at an end:
        then `lib.calculus.shape.sign_stretches` can tell. Its places, for so many cells and the
        same `least`, are given to the last bit.
        """
        first = max(int(self.x.searchsorted(a, "right")) - 1, 0)
        end = int(self.x.searchsorted(b)) + 1
        off = self.y[first:end] - value
        size = np.abs(off)
        small = CLOSE * max(float(np.median(size)), least)
        ends = [abs(self.one(np.float64(x)) - value) for x in (a, b)]
        if not (np.isfinite(size.max()) and min(ends) > 10 * small) or _touches(off, size):
            return None
        above = off > 0
        crossed = np.flatnonzero(above[1:] != above[:-1])
        step = (b - a) / cells
        found = []
        for k in crossed.tolist():
            rough = self.x[first + k] + (self.x[1] - self.x[0]) * size[k] / (size[k] + size[k + 1])
            place = self._narrowed(value, a, b, step, round((rough - a) / step), cells, small)
            if place is None or place - (found[-1] if found else a) <= 2e-7 * (b - a):
                return None
            found.append(place)
        return None if found and b - found[-1] <= 2e-7 * (b - a) else found

    def _narrowed(self, value, a, b, step, near, cells, small):
        """The crossing in one of the two cells beside the sample `near`; None if it isn't there."""

        def sample(k):
            return np.float64(b if k == cells else k * step + a)

        if not 0 < near < cells:
            return None
        middle = sample(near)
        off = self.one(middle) - value
        if abs(off) <= small:
            return float(middle)
        for left, right in ((sample(near - 1), middle), (middle, sample(near + 1))):
            begin, other = self.one(left) - value, self.one(right) - value
            if min(abs(begin), abs(other)) <= small:
                return None
            if (begin > 0) != (other > 0):
                for _ in range(36):
                    middle = (left + right) / 2
                    there = self.one(middle) - value
                    if there and (there > 0) == (begin > 0):
                        left = middle
                    else:
                        right = middle
                return float(right)
        return None


def _touches(off, size):
    """Whether the size may come down to 0 between samples, and up again without a change of sign."""
    dip = (size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:])
    if not dip.any():
        return False
    k = np.flatnonzero(dip) + 1
    same = (off[k] > 0) == (off[k - 1] > 0)
    same &= (off[k] > 0) == (off[k + 1] > 0)
    reach = np.maximum(size[k - 1], size[k + 1]) - size[k]
    return bool((same & (size[k] <= 4 * reach)).any())
