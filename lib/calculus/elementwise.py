"""A reader's function, applied with care: what goes in is real, what comes out has a shape.

What goes wrong is a ValueError that says what to try.
"""

import numpy as np


def real(x, name="x"):
    """x as a NumPy float or float array: integers become float64, float32 stays float32.

    Raises ValueError, by the name given, if x is complex, missing, or not made of numbers.
    """
    array = np.asarray(x)
    if np.iscomplexobj(array):
        raise ValueError(f"{name} is complex: try its real part, {name}.real")
    if array.dtype.kind not in "f":
        try:
            array = array.astype(np.float64) if array.dtype.kind in "iubO" else None
        except (TypeError, ValueError):
            array = None
        if array is None or x is None:
            raise ValueError(f"{name} is {x!r}: try a number, or an array of numbers")
    return array[()]


def values(f, x):
    """f(x) as NumPy floats, of whatever shape f gives; see `numbers`."""
    return numbers(f(x), x)


def numbers(y, x):
    """y = f(x) as NumPy floats, of whatever shape it has.

    Python numbers and integers take the type of x, so that a float32 x gives float32.
    Raises ValueError if y is None, complex, or no numbers at all.
    """
    if y is None:
        raise ValueError("f gave None: does it end in return?")
    array = np.asarray(y)
    if np.iscomplexobj(array):
        raise ValueError(f"f({x}) is complex: try a function with real values, or another x")
    if array.dtype.kind == "f":
        return (array.astype(x.dtype) if type(y) is float else array)[()]
    if array.dtype.kind in "iub":
        return array.astype(x.dtype)[()]
    return real(y, "f(x)")


def quotient(f, a, b, run):
    """(f(b) - f(a)) / run, elementwise; quietly NaN or inf where f is not finite.

    Raises ValueError if what f gives isn't shaped like what it was given.
    """
    with np.errstate(all="ignore"):
        ends = values(f, a), values(f, b)
        shape = np.broadcast_shapes(np.shape(a), np.shape(b))
        constant = np.ndim(ends[0]) == np.ndim(ends[1]) == 0 and ends[0] == ends[1]
        for point, value in zip((a, b), ends, strict=True):
            if np.shape(value) not in (np.shape(point), shape) and not constant:
                raise ValueError(not_elementwise(value, point))
        return np.broadcast_to((ends[1] - ends[0]) / run, shape)[()]


def not_elementwise(value, x):
    """What to say of an f whose value isn't shaped like its x."""
    return (
        f"f gave shape {np.shape(value)} for an x of shape {np.shape(x)}: it must be elementwise; "
        "for a function of a vector try lib.calculus.gradients"
    )


def like(x, result):
    """`result` as a Python float if x is a Python number, as it is otherwise."""
    plain = isinstance(x, (int, float)) and not isinstance(x, np.generic)
    return float(result) if plain and np.ndim(result) == 0 else result
