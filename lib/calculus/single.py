"""A second opinion on one point: the same formula in single precision.

What changes where a formula is computed in single precision is roundoff; what doesn't is f.
"""

import numpy as np

SURE = 8  # that f stands still by roundoff, at so many steps
SPOILT = 8  # and at so many steps before most of its digits are lost


def roundoff_by_single(f, x):
    """What may be taken for f's roundoff near x, by how far off float32 is; 0 if x is no float64.

    Double precision has 2**29 times less roundoff. Where a hundredth of f is lost or more,
    as the half of (1 - cos x) / x**2 is, single precision can't tell any more: then a tenth of f as
    well, if that is more. (It isn't for sinh(x) - x at 1e-8, which is nothing but roundoff.)
    0 where f doesn't keep to its input's type, or takes no arrays.
    """
    if x.dtype != np.float64:
        return 0.0
    t = (abs(x) or 1.0) * 0.5 ** np.arange(1, 13)
    single = np.concatenate([x - t, x + t]).astype(np.float32)
    try:
        low, high = f(single), f(single.astype(float))
        if low.dtype != np.float32 or not low.shape == high.shape == single.shape:
            return 0.0
    except Exception:
        return 0.0
    off, size = np.abs(low.astype(float) - high), np.abs(high)
    lost = np.isnan(low) | (np.isinf(low) & (size < float(np.finfo(np.float32).max)))
    off[lost] = size[lost]
    seen = np.isfinite(off)
    off, size = np.sort(off[seen]), np.sort(size[seen])
    if not off.size:
        return 0.0
    middle = len(off) // 2
    least = 0.1 * float(size[middle]) if off[middle] > 0.01 * size[middle] else 0.0
    return max(least, 8 * float(off[-1]) * float(np.finfo(float).eps / np.finfo(np.float32).eps))


def without_still(f, x, y):
    """The Sight y of f at x without the steps at which f stands still by roundoff alone, as
    sqrt(1 - cos(x)) does from x = 1e-8 down; y itself where float32 doesn't show that.

    In single precision it stands still as well, at steps at which in double precision it moves;
    though at longer ones both move alike.
    """
    moves = np.flatnonzero((y.right[:, 0] != 0) | (y.left[:, 0] != 0))
    kept = moves[-1] + 1 - SPOILT if moves.size else 0
    if kept < 2 * SPOILT or moves[-1] + SURE > len(y.t):
        return y
    t = y.t[moves, 0] * y.x_unit[0]
    t = t[t > 64 * np.spacing(np.float32(abs(x)))]
    single = np.concatenate([x - t, [x], x + t]).astype(np.float32)
    try:
        low = f(single)
        if low.dtype != np.float32 or low.shape != single.shape:
            return y
    except Exception:
        return y
    if len(t) < 2 * SURE:
        return y
    low = low.astype(float)
    left, right = low[: len(t)] - low[len(t)], low[len(t) + 1 :] - low[len(t)]
    stands = (left[-SURE:] == 0) & (right[-SURE:] == 0)
    due = np.concatenate([y.left[moves[:SURE], 0], y.right[moves[:SURE], 0]]) * y.f_unit[0]
    alike = np.abs(np.concatenate([left[:SURE], right[:SURE]]) - due) <= 0.01 * np.abs(due)
    if not (stands.all() and alike.all()):
        return y
    cut = {name: getattr(y, name)[:kept] for name in ("t", "right", "left", "size")}
    return y._replace(**cut, rises=np.concatenate([cut["right"], cut["left"]]))
