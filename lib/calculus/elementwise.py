"""A reader's function, applied with care: what goes in is real, what comes out has a shape.

What goes wrong is a ValueError that says what to try.
"""

import numpy as np


def real(x, name="x"):
    """x as a NumPy float or float array: integers become float64, float32 stays float32.

    Whole numbers too large for a float become inf. Raises ValueError, by the name given, if x is
    complex, missing, ragged, or not made of numbers; text such as "1" is no number.
    """
    if type(x) is np.ndarray and x.dtype == np.float64:  # as it mostly is: nothing to be looked at
        return x[()]
    try:
        array = np.asarray(x)
    except ValueError:  # rows of different lengths
        array = np.asarray(None)
    if np.iscomplexobj(array):
        raise ValueError(f"{name} is complex: try its real part, {name}.real")
    if array.dtype.kind != "f":
        array = _as_float64(array)
        if array is None:
            raise ValueError(f"{name} is {short(x)}: try a number, or an array of numbers")
    return array[()]


def real64(x, name="x"):
    """As `real`, and float64 throughout."""
    return np.asarray(real(x, name), dtype=np.float64)[()]


def _as_float64(array):
    """A copy in float64; None where what is in it isn't all numbers."""
    if array.dtype.kind in "iub":
        return array.astype(np.float64)
    if array.dtype.kind != "O":
        return None
    try:
        return np.array([_float(one) for one in array.flat]).reshape(array.shape)
    except (TypeError, ValueError):
        return None


def _float(number):
    """A Python number as a float; float() would also read text."""
    if isinstance(number, str | bytes):
        raise TypeError
    try:
        return float(number)
    except OverflowError:
        return np.inf if number > 0 else -np.inf


def short(x):
    """What x is, in at most 60 signs, for a message."""
    text = " ".join(repr(x).split())
    return text if len(text) <= 60 else text[:57] + "…"


def values(f, x):
    """f(x) as NumPy floats, of whatever shape f gives; see `numbers`.

    Raises ValueError, too, where f fails on an array and not on one of its numbers.
    """
    try:
        y = f(x)
    except Exception:
        if not _takes_single_numbers(f, x):
            raise
        raise ValueError(SINGLE) from None
    return numbers(y, x)


SINGLE = (
    "f takes single numbers, not arrays: try NumPy's functions (np.sin, not math.sin), "
    "or np.vectorize(f)"
)


def _takes_single_numbers(f, x):
    if np.ndim(x) == 0 or not x.size:
        return False
    try:
        return np.ndim(numbers(f(x.flat[0]), x)) == 0
    except Exception:  # then what f said of the array is for its author to see
        return False


def numbers(y, x):
    """y = f(x) as NumPy floats, of whatever shape it has.

    Python numbers and integers take the type of x, so that a float32 x gives float32. What is masked
    counts as undefined, so as NaN.
    Raises ValueError if y is None, complex, or no numbers at all.
    """
    if y is None:
        raise ValueError("f gave None: does it end in return?")
    masked = np.ma.getmask(y)
    found = real(np.ma.getdata(y) if masked is not np.ma.nomask else y, "f(x)")
    if masked is not np.ma.nomask:
        found = np.where(masked, found.dtype.type(np.nan), found)
    own = getattr(y, "dtype", None)
    return found if own is not None and own.kind == "f" else found.astype(x.dtype)


def quotient(f, a, b, run):
    """(f(b) - f(a)) / run, elementwise; quietly NaN or inf where f is not finite.

    Raises ValueError if what f gives isn't shaped like what it was given.
    """
    shape = np.broadcast_shapes(np.shape(a), np.shape(b))
    with np.errstate(all="ignore"):
        ends = values(f, a), values(f, b)
        constant = np.ndim(ends[0]) == np.ndim(ends[1]) == 0 and ends[0] == ends[1]
        for point, value in zip((a, b), ends, strict=True):
            if np.shape(value) not in (np.shape(point), shape) and not constant:
                raise ValueError(not_elementwise(value, point))
        return np.broadcast_to(over(run, *ends), shape)[()]


def over(run, low, high):
    """(high - low) / run, even where the rise alone is too large for a float."""
    with np.errstate(all="ignore"):
        slope = (high - low) / run
        if np.any(np.isinf(slope)):
            slope = np.where(np.isinf(slope), (high / 2 - low / 2) / (run / 2), slope)[()]
    return slope


def together(**arrays):
    """Refuse two named arrays whose shapes don't broadcast."""
    try:
        np.broadcast_shapes(*(np.shape(array) for array in arrays.values()))
    except ValueError:
        shapes = " and ".join(f"{name} has shape {np.shape(a)}" for name, a in arrays.items())
        raise ValueError(f"{shapes}: try arrays of one shape, or one number") from None


def step_to_try(x):
    """Text for a message: about a thousandth of x, or of 1, a step that isn't lost in x."""
    size = np.max(np.abs(x), initial=1.0, where=np.isfinite(x))
    return f"1e{int(np.ceil(np.log10(size))) - 3}"


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
