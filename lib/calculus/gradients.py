"""Slopes of functions of a vector: gradients, Jacobians, and products with them.

Everywhere x has shape (n,), f takes the whole vector, and a Jacobian J has shape (m, n): rows are
outputs, columns are inputs. All here is numerical, by central differences; `autodiff` is exact.

    gradient(lambda v: 2 * v[1] ** 3 * v[0] ** 2, [1.0, 2.0])     # about [32, 24]
"""

import numpy as np

from lib.calculus.differences import best_step
from lib.calculus.elementwise import numbers, over, real


def gradient(f, x):
    """The vector of all partials of `f`, which gives one number.

    x: (n,); f: (n,) -> number (a float, or shape () or (1,)). Returns (n,), its entry i in f's
    units per unit of x[i]. Costs 2n evaluations.
    Error (h**2 / 6) times f's third derivative along x[i], with the `best_step(x[i], 2)` as h, plus
    O(h**4) where its fifth exists, plus roundoff about eps * |f(x)| / h: about 1e-10 of f's size
    where f changes over distances about max(|x[i]|, 1), as `best_step` says.
    Where f isn't differentiable the partials can exist all the same, and then they promise nothing
    about other directions.
    Raises ValueError if x isn't a vector, or f gives no finite numbers, or more than one.
    """
    x = _vector(x, "x")
    J = jacobian(f, x)
    if J.shape[0] != 1:
        raise ValueError(f"f gave {J.shape[0]} numbers, 1 was due: try jacobian")
    return J[0]


def directional_derivative(f, x, u, normalise=False):
    """Slope of `f` in the direction u, per unit of distance: ∇f·u where f is differentiable.

    x: (n,); f: (n,) -> number or (m,); u: (n,), of length 1, or of any length but 0 with
    normalise=True. Returns a number, or (m,), in f's units per unit of distance in x.
    It steps along u itself, two evaluations, so it doesn't assume that f is differentiable. It
    looks on both sides and takes their mean, so at the tip of a cone, as |x| at 0, it calmly
    answers 0. The step moves no x[i] further than `best_step` does; error as for `gradient`.
    Raises ValueError if |u| isn't 1 within 1e-6 and normalise is False, if u is 0, or if so small a
    step is lost in an input that is far larger than the others; else as `gradient` does.
    """
    x, u = _vector(x, "x"), _vector(u, "u")
    _due("u", u, x.shape, "x")
    largest, unit, length = _size_and_direction(u)
    if largest == 0:
        raise ValueError("u is 0, which is no direction: try a vector with |u| = 1")
    with np.errstate(over="ignore"):
        length = largest * length
    if not normalise and not abs(length - 1) <= 1e-6:
        divided = f"u / {length:.10g}, or " if 0 < length < np.inf else ""
        raise ValueError(
            f"|u| is {length:.10g}, a direction has length 1: try {divided}normalise=True"
        )
    slope = _along(f, x, unit, _step_along(x, unit))
    return slope.item() if slope.size == 1 else slope


def jacobian(f, x):
    """The table of all slopes of `f`: J[i, j] is how fast output i moves with input j.

    x: (n,); f: (n,) -> (m,), or a number, which counts as (1,). Returns (m, n): rows are outputs,
    columns are inputs; J[i, j] in units of output i per unit of x[j].
    Costs 2n evaluations, a column each two; error as for `gradient`.
    Raises ValueError as `gradient` does.
    """
    x = _vector(x, "x")
    return np.stack([_along(f, x, _unit(x, j), best_step(x[j], 2)) for j in range(x.size)], axis=1)


def jvp(f, x, v):
    """Jv, how the outputs of `f` move when its inputs move by v, without forming J.

    x: (n,); v: (n,), of any length; f: (n,) -> (m,), or a number. Returns (m,).
    Two evaluations, whatever n and m, where all max(|x[i]|, 1) are of one size, between two powers
    of 1000; else two for each such size, since no step suits x[i] = 1 and 1e9 alike.
    Error as for `gradient`, times |v|; inf where Jv is too large for a float.
    Raises ValueError if the shape of v isn't that of x; else as `gradient` does.
    """
    x, v = _vector(x, "x"), _vector(v, "v")
    _due("v", v, x.shape, "x")
    sizes = np.floor(np.log10(np.maximum(np.abs(x), 1)) / 3)
    total = None
    for size in np.unique(sizes[v != 0]):
        largest, unit, length = _size_and_direction(np.where(sizes == size, v, 0))
        with np.errstate(over="ignore", invalid="ignore"):
            part = largest * (length * _along(f, x, unit, _step_along(x, unit)))
            total = part if total is None else total + part
    return np.zeros_like(_evaluate(f, x)) if total is None else total


def vjp(f, x, u):
    """Jᵀu, how u·f(x) moves with each input: a sensitivity of the outputs pulled back.

    x: (n,); u: (m,), one weight for each output; f: (n,) -> (m,), or a number. Returns (n,).
    Numerically this needs all columns of J: 2n evaluations, of u·f, and one to see f's shape. That
    is what makes reverse mode worth having: it gets Jᵀu, so the gradient of one loss for n weights,
    in one sweep back.
    Error as for `gradient`, times |u|; inf where Jᵀu is too large for a float.
    Raises ValueError if u hasn't one entry for each output; else as `gradient` does.
    """
    x, u = _vector(x, "x"), _vector(u, "u")
    _due("u", u, _evaluate(f, x).shape, "f(x)")
    largest, unit, length = _size_and_direction(u)
    if largest == 0:
        return np.zeros_like(x)
    with np.errstate(over="ignore", invalid="ignore"):
        return largest * (length * gradient(lambda point: unit @ _evaluate(f, point), x))


def _along(f, x, direction, h):
    """Central difference of f (m,) at x along a unit direction, the points as they were rounded."""
    with np.errstate(over="ignore"):
        there, back = x + h * direction, x - h * direction
    if not (np.all(np.isfinite(there)) and np.all(np.isfinite(back))):
        raise ValueError(f"x has {np.abs(x).max():g} in it: x + h is too large for a float")
    half = there / 2 - back / 2
    bent = np.linalg.norm(half / h - direction) > max(1e-3, 1e3 * np.finfo(x.dtype).eps ** (2 / 3))
    if not half.any() or (bent and np.count_nonzero(direction) > 1):
        raise ValueError(_lost(x, direction))
    above, below = _evaluate(f, there), _evaluate(f, back)
    if above.shape != below.shape:
        raise ValueError(f"f gave shape {below.shape}, then {above.shape}: it must be one shape")
    return over(2 * (half @ direction), below, above)


def _lost(x, direction):
    """What to say of a step that rounding in x swallows, or bends."""
    return (
        f"inputs from {np.abs(x[direction != 0]).min():g} to {np.abs(x).max():g} in one step: what "
        "suits the small is lost in the large; try gradient(f, x) @ u, or other units"
    )


def _unit(x, i):
    """The direction of input i, (n,)."""
    unit = np.zeros_like(x)
    unit[i] = 1
    return unit


def _size_and_direction(v):
    """Largest |v[i]|, the direction of v, and |v| over the first, each of which a float can hold."""
    largest = np.abs(v).max()
    if largest == 0:
        return largest, v, largest
    scaled = v / largest
    length = np.linalg.norm(scaled)
    return largest, scaled / length, length


def _evaluate(f, x):
    """f(x) as (m,), finite; f gets a copy of x, so that it can't change ours."""
    with np.errstate(all="ignore"):
        y = np.asarray(numbers(f(x.copy()), x))
    if y.ndim > 1:
        raise ValueError(f"f gave shape {y.shape}, (m,) or a number was due: try f(x).ravel()")
    y = np.atleast_1d(y)
    if not np.all(np.isfinite(y)):
        raise ValueError(f"f({x}) is {y}, not finite: try another x")
    return y


def _vector(x, name):
    x = np.asarray(real(x, name))
    if x.ndim != 1 or x.size == 0:
        raise ValueError(f"{name} has shape {x.shape}, (n,) was due: try np.array([1.0, 2.0])")
    if not np.all(np.isfinite(x)):
        raise ValueError(f"{name} is {x}: try finite numbers")
    return x


def _due(name, given, shape, like):
    if given.shape != shape:
        raise ValueError(f"{name} has shape {given.shape}, {shape} was due, that of {like}")


def _step_along(x, direction):
    """How far to go along a unit direction so that no x[i] moves further than `best_step`."""
    moving = direction != 0
    with np.errstate(over="ignore"):
        return np.min(best_step(x[moving], 2) / np.abs(direction[moving]))
