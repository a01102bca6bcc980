"""Slopes from differences: secants, and the tangent that they approach.

    forward_difference(lambda x: x**2, 3, 1e-4)      # about 6.0001: for x² the error is h
    derivative(lambda x: x**2, 3)                    # picks its own step, says how sure it is

The three differences take the step h from you: the step is what they teach. `derivative` (see
lib/calculus/tangent.py) tries many steps, and refuses to answer where it finds no tangent.
"""

import numpy as np

from lib.calculus.elementwise import like, quotient, real, step_to_try, together


@np.errstate(all="ignore")
def forward_difference(f, x, h):
    """Slope of the secant of `f` through x and x + h.

    f is applied elementwise; x is a float or an array of any shape; h has the units of x, and is
    one step, or an array of them that broadcasts with x. A negative h looks to the left.
    Returns f's units per unit of x, shaped like x. A float32 x stays float32 (h too) as long as f
    keeps it; integers become float64.
    Error (h / 2) f''(x) + O(h**2) where f'''(x) exists, plus roundoff about eps * |f(x)| / h.
    When h is so small that x + h rounds to x the answer is 0: the two points have become one. That
    is what the computer does, so we show it.
    Raises ValueError if h is 0 or not finite, if x or h isn't real or their shapes don't broadcast,
    if f gives no real numbers, or isn't elementwise (as math.sin, which takes no arrays).
    """
    at, h = _point_and_step(x, h)
    return like(x, quotient(f, at, at + h, h))


@np.errstate(all="ignore")
def backward_difference(f, x, h):
    """Slope of the secant of `f` through x - h and x.

    f is applied elementwise; x is a float or an array of any shape; h has the units of x.
    Returns f's units per unit of x, shaped like x; float32 stays float32.
    Error -(h / 2) f''(x) + O(h**2) where f'''(x) exists, plus roundoff about eps * |f(x)| / h.
    When x - h rounds to x the answer is 0.
    Raises ValueError as `forward_difference` does.
    """
    at, h = _point_and_step(x, h)
    return like(x, quotient(f, at - h, at, h))


@np.errstate(all="ignore")
def central_difference(f, x, h):
    """Slope of the secant of `f` through x - h and x + h.

    f is applied elementwise; x is a float or an array of any shape; h has the units of x.
    Returns f's units per unit of x, shaped like x; float32 stays float32.
    Error (h**2 / 6) f'''(x) + O(h**4) where the fifth derivative of f exists at x, plus roundoff
    about eps * |f(x)| / h. It is the mean of the forward and the backward difference, and so it
    calmly answers 0 at the corner of |x|: use `derivative` when there may be no tangent. When x - h
    and x + h both round to x the answer is 0.
    Raises ValueError as `forward_difference` does.
    """
    at, h = _point_and_step(x, h)
    return like(x, quotient(f, at - h, at + h, 2 * h))


@np.errstate(all="ignore")
def slope_between(f, a, b):
    """Slope of the secant of `f` through a and b: rise over run, (f(b) - f(a)) / (b - a).

    f is applied elementwise; a and b are floats or arrays of shapes that broadcast.
    Returns f's units per unit of x. Exact up to roundoff: it claims nothing about a tangent.
    Raises ValueError if a equals b anywhere, if a or b isn't real and finite or their shapes don't
    broadcast, if f gives no real numbers, or isn't elementwise.
    """
    start, end = real(a, "a"), real(b, "b")
    together(a=start, b=end)
    for name, point in (("a", start), ("b", end)):
        if not np.all(np.isfinite(point)):
            raise ValueError(f"{name} is {point}: a secant needs two finite points")
    same = np.asarray(start == end)
    if same.any():
        where = np.broadcast_to(start, same.shape)[same][0]
        raise ValueError(f"a and b are both {where}: a secant needs two different points")
    run = end - start
    if np.any(np.isinf(run)):  # the two are further apart than the largest float
        return like(a, quotient(f, start, end, end / 2 - start / 2) / 2)
    return like(a, quotient(f, start, end, run))


def best_step(x, order, dtype=None):
    """Textbook step for a difference quotient whose error is of the given order.

    order is 1 for forward and backward, 2 for central; x is a float or an array of any shape.
    Returns eps**(1 / (order + 1)) * max(|x|, 1), in x's units and shaped like x: for float64
    about 1.5e-8 (the square root of eps) and 6.1e-6 (its cube root) near x = 1.
    eps is that of `dtype`, or of x's own type if none is given.
    It balances truncation, of size h**order, with roundoff, eps / h. That holds to a factor of a
    few where f changes over distances about max(|x|, 1): |f| is as large as |f''| (order 1) or
    |f'''| (order 2) times that distance to the power 2 or 3. For sin(1000 x) it is far too long;
    `derivative` finds out by itself.
    Raises ValueError if order is not a whole number from 1 to 99, or x isn't real.
    """
    if isinstance(order, bool | complex) or np.ndim(order) or order not in range(1, 100):
        raise ValueError(f"order is {order}: try 1 (forward, backward) or 2 (central)")
    x = real(x, "x")
    eps = np.finfo(x.dtype if dtype is None else dtype).eps
    return (eps ** (1 / (order + 1)) * np.maximum(np.abs(x), 1)).astype(eps.dtype)[()]


def _point_and_step(x, h):
    """x and h as floats of x's own type, h checked."""
    x, h = real(x, "x"), real(h, "h")
    together(x=x, h=h)
    if not np.all(np.isfinite(h)):
        raise ValueError(f"h is {h}: a step is a finite number; try h = {step_to_try(x)}")
    if np.any(h == 0):
        raise ValueError(f"h is 0: a secant needs two different points; try h = {step_to_try(x)}")
    with np.errstate(all="ignore"):
        cast = np.asarray(h, x.dtype)[()]
    if np.any(cast == 0) or not np.all(np.isfinite(cast)):
        raise ValueError(f"h = {h} can't be held in {x.dtype}: try h = {step_to_try(x)}")
    return x, cast
