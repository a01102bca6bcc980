"""Downhill by looks at a loss of two weights alone: notebook 01, before there are derivatives."""

import numpy as np

RATE = 0.2
LONGEST = 0.6


def slope_steps(loss, start, looks, rate=RATE, h=1e-4):
    """Follow the slope downhill, each step at the price of three looks at the loss.

    loss takes two numbers. Returns the path, an array (steps + 1, 2). A step is `rate` times both
    slopes, measured by nudging one weight at a time by h, and at most LONGEST long.
    """
    path = [np.array(start, dtype=float)]
    for _ in range(looks // 3):
        w1, w2 = path[-1]
        here = loss(w1, w2)
        slopes = np.array([loss(w1 + h, w2) - here, loss(w1, w2 + h) - here]) / h
        step = -rate * slopes
        length = np.hypot(*step)
        if not np.isfinite(length):
            break
        path.append(path[-1] + step * min(1.0, LONGEST / max(length, 1e-300)))
    return np.array(path)
