"""What f' and f'' tell of f: where it rises, which way it bends, where its extremes can be."""

import numpy as np

END, FLAT, CORNER = "end", "f′ = 0", "no f′"
FAR = 1e10  # what is larger is taken for a pole that rounding keeps out of reach


def second_derivative(f):
    """f'' of a `lib.formula.functions.Function` of one variable, as a function of floats or arrays (n,).

    Exact where f has a formula. For a Python callable: (f(x + h) - 2 f(x) + f(x - h)) / h**2 with
    h = 1e-3 max(1, |x|), error (h**2 / 12) f''''(x) + O(h**4) where the sixth derivative exists,
    plus roundoff about 4e6 eps |f(x)|; nan where
    the quotient doesn't settle as h is halved, or those of the left and the right don't meet.
    """
    if f.exact:
        return f.derivative.derivative

    def second(x):
        x = np.asarray(x, dtype=float)
        size = np.maximum(1.0, np.abs(x))
        values, gaps = [], []
        for h in (2e-3 * size, 1e-3 * size):
            left2, left, here, right, right2 = (f(x + k * h) for k in (-2, -1, 0, 1, 2))
            gaps.append(np.abs((right2 - 2 * right + here) - (here - 2 * left + left2)) / h**2)
            values.append((right - 2 * here + left) / h**2)
        coarse, fine = values
        jumps = (gaps[1] > 1e-5 * (1 + np.abs(fine))) & (gaps[1] > 0.75 * gaps[0])
        corner = np.abs(fine - coarse) > 0.3 * np.abs(fine) + 1e-3
        fine = np.where(jumps | corner, np.nan, fine)
        return float(fine) if fine.ndim == 0 else fine

    return second


def sign_stretches(g, lo, hi, breaks=(), quiet=1e-9, cells=1000, least=1e-3):
    """Stretches of [lo, hi] on which g keeps its sign: a list of (left, right, sign).

    g takes arrays (n,); sign is 1, -1, or 0 where g is 0 all along. Stretches where g isn't finite
    are left out. A point where g only touches 0 parts two stretches of the same sign. Values within
    `quiet` of 0, relative to the middle size of g (to `least` where that is smaller), count as 0.
    Not found: what happens and is undone between two of the `cells` + 1 samples and the `breaks`,
    which are points known beforehand, such as corners. Where g has `roughly`, a quicker way to its
    values to three digits, places are narrowed down by that.
    """
    x = np.unique([*np.linspace(lo, hi, cells + 1), *(b for b in breaks if lo < b < hi)])
    y = np.asarray(g(x), dtype=float)
    sizes = np.abs(y)
    seen = sizes[np.isfinite(sizes)]
    small = quiet * max(float(np.median(seen)) if seen.size else 0.0, least)

    def sign(y, least=small):
        return np.where(np.isfinite(y), np.where(np.abs(y) <= least, 0, np.sign(y)), 9)

    signs = sign(y)
    alone = np.zeros(x.shape, bool)  # one sample unlike both of its neighbours is an edge itself
    alone[1:-1] = (
        np.isin(signs[1:-1], (0, 9)) & (signs[1:-1] != signs[:-2]) & (signs[1:-1] != signs[2:])
    )
    edges = [lo, hi, *x[alone]]
    change = np.flatnonzero((signs[1:] != signs[:-1]) & ~alone[1:] & ~alone[:-1])
    left, right = x[change], x[change + 1]
    flat = (signs[change] == 0) | (signs[change + 1] == 0)
    quick = getattr(g, "roughly", g)
    for _ in range(36 if change.size else 0):
        middle = (left + right) / 2
        y = quick(middle)
        same = np.where(flat, sign(y), sign(y, 0.0)) == signs[change]
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    edges += list(right)
    edges += _touches(quick, x, sizes, signs, small)
    edges = np.array(_apart(edges, (hi - lo) * 1e-7))
    between = sign(np.asarray(g((edges[:-1] + edges[1:]) / 2), dtype=float)).astype(int)
    kept = zip(edges[:-1].tolist(), edges[1:].tolist(), between.tolist(), strict=True)
    return [stretch for stretch in kept if stretch[2] != 9]


def _touches(g, x, sizes, signs, small):
    """Points between samples where |g| comes down to 0 and up again, by golden section."""
    inner = np.isin(signs[1:-1], (-1, 1)) & (signs[1:-1] == signs[:-2]) & (signs[1:-1] == signs[2:])
    dip = np.flatnonzero(inner & (sizes[1:-1] <= sizes[:-2]) & (sizes[1:-1] < sizes[2:])) + 1
    left, right = x[dip - 1], x[dip + 1]
    for _ in range(40 if dip.size else 0):
        a, b = left + 0.382 * (right - left), left + 0.618 * (right - left)
        lower = np.abs(g(a)) < np.abs(g(b))
        left, right = np.where(lower, left, a), np.where(lower, b, right)
    bottom = (left + right) / 2
    return list(bottom[np.abs(g(bottom)) <= small]) if dip.size else []


def _apart(points, least):
    """Sorted points, those closer than `least` to the one before left out; the ends are kept."""
    points = sorted(float(p) for p in points)
    kept = [points[0]]
    for point in points[1:-1]:
        if point - kept[-1] > least and points[-1] - point > least:
            kept.append(point)
    return [*kept, points[-1]]


def merged(stretches, g):
    """Stretches of g's sign with neighbours of one sign joined where g is finite between them."""
    joined = []
    for left, right, sign in stretches:
        if joined and joined[-1][1:] == (left, sign) and abs(g(left)) < FAR:
            left = joined.pop()[0]
        joined.append((left, right, sign))
    return joined


def slope_stretches(f, lo, hi):
    """`sign_stretches` of the derivative of a `lib.formula.functions.Function`: 1 rising, -1 falling."""
    if f.exact:
        return sign_stretches(f.derivative, lo, hi, f.corners(lo, hi), least=roundoff(f, lo, hi, 1))

    def quick(x):
        h = np.cbrt(np.finfo(float).eps) * np.maximum(1.0, np.abs(x))
        return (f(x + h) - f(x - h)) / (2 * h)

    return sign_stretches(quick, lo, hi, quiet=1e-5)


def roundoff(f, lo, hi, order):
    """A size beside which 1e-9 is the roundoff of f's derivative of this order on [lo, hi]."""
    sizes = np.abs(f(np.linspace(lo, hi, 101)))
    sizes = sizes[np.isfinite(sizes)]
    return 1e-3 * min(1.0, float(sizes.max(initial=0.0)) / (hi - lo) ** order)


def candidates(f, a, b):
    """Points of [a, b] where a highest or lowest value of f can be: a list of (x, why), sorted.

    f is a `lib.formula.functions.Function`. `why` is "end", "f′ = 0" (for a flat stretch its middle), or
    "no f′" (a corner, a jump, a vertical tangent). Where f is continuous on [a, b] its highest and
    its lowest value are at some of these; each of the inner ones may also be neither.
    Raises ValueError unless a < b, both finite.
    """
    if not (np.isfinite(a) and np.isfinite(b) and a < b):
        raise ValueError(f"the interval from {a} to {b}: two finite ends are due, a < b")
    slopes = slope_stretches(f, a, b)
    found = dict.fromkeys(f.corners(a, b), CORNER)
    for left, right, sign in slopes:
        if sign == 0:
            found[(left + right) / 2] = FLAT
    for edge in {end for left, right, _ in slopes for end in (left, right)} - {a, b}:
        if min((abs(edge - known) for known in found), default=1.0) < 1e-7 * (b - a):
            continue
        beside = {sign for left, right, sign in slopes if edge in (left, right)}
        if 0 not in beside:  # the ends of a flat stretch are no news
            slope = f.derivative(edge)
            steep = abs(slope) > 1e-5 * (1 + abs(f.derivative(edge + 1e-3 * (b - a))))
            found[edge] = CORNER if np.isnan(slope) or steep else FLAT
    inner = [(x, why) for x, why in found.items() if a < x < b and abs(f(x)) < FAR]
    ends = [(x, END) for x in (a, b) if abs(f(x)) < FAR]
    return sorted(ends + inner)


def breaks(f, lo, hi, cells=1000):
    """Points of [lo, hi] where f jumps or isn't finite, sorted; f is a `lib.formula.functions.Function`.

    A jump is taken for one if it is more than a hundredth of f's range there, and still is when the
    step around it has been halved 40 times. Not found: what hides between two samples.
    """
    x = np.linspace(lo, hi, cells + 1)
    y = f(x)
    missing = ~np.isfinite(y)
    found = x[missing].tolist() + [c for c in f.corners(lo, hi) if not abs(f(c)) < FAR]
    seen = y[~missing]
    least = 0.01 * np.ptp(seen) if seen.size else 0.0
    steps = np.abs(np.diff(y))
    usual = np.median(steps[np.isfinite(steps)]) if np.isfinite(steps).any() else 0.0
    for i in np.flatnonzero(steps > max(least, 4 * usual, 1e-12))[:50]:
        left, right = x[i], x[i + 1]
        for _ in range(40):
            middle = (left + right) / 2
            there = f(middle)
            if not np.isfinite(there):
                break
            if abs(there - f(left)) > abs(f(right) - there):
                right = middle
            else:
                left = middle
        if abs(f(right) - f(left)) > least:
            found.append(float(right))
    return sorted(found)


def zero_if_tiny(value, tiny=1e-9):
    """The value, or 0.0 where it is closer to 0 than `tiny`: round-off shouldn't give it a sign."""
    return 0.0 if abs(value) < tiny else value


def remembered(slope, bend, lo, hi, step=0.05):
    """Both derivatives as one function of x, known beforehand at a slider's places from lo to hi.

    Numerical ones take milliseconds; here those at the places are computed once, together.
    """
    places = lo + step * np.arange(round((hi - lo) / step) + 1)
    table = {
        round(x, 6): pair
        for x, *pair in zip(
            places.tolist(), slope(places).tolist(), bend(places).tolist(), strict=True
        )
    }
    return lambda x: table.get(round(x, 6)) or (slope(x), bend(x))
