"""Reading an answer as numbers, and saying whether it is the one that is due.

Text never counts as a number, nor None, nor what is masked; a list counts as the array it makes.
"""

import re

import numpy as np

from lib.formula.guard import Stopped

MOST = 200_000  # entries of a list that are looked at one by one
ROWS = 1000  # rows of an array that may be read as separate values
DEEP = 8


class NotNumbers(Exception):
    """The answer can't be read as numbers; the message says what it is: "a text among the values"."""


class Raised:
    """An exception in place of a value."""

    def __init__(self, problem, told=""):
        self.problem = problem
        self.told = told


def numbers(value):
    """The answer as an array of bool, int, float or complex.

    Raises NotNumbers, whatever the answer does when it is looked at.
    """
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        raise NotNumbers("a masked array: some of its numbers are hidden")
    if isinstance(value, np.ma.MaskedArray):
        value = value.data
    _walk(value)
    try:
        array = np.asarray(value)
    except ValueError:
        raise NotNumbers("rows of different lengths, which make no table") from None
    except OverflowError:
        raise NotNumbers("a number too large for a float") from None
    except Stopped:
        raise
    except BaseException as problem:
        told = type(problem).__name__[:40]
        raise NotNumbers(f"a thing that raised {told} when looked at") from None
    if array.dtype == object:
        array = _from_objects(array)
    if array.dtype.kind not in "biufc":
        raise NotNumbers(_foreign(value))
    return array


def _walk(value, depth=0):
    """Look into lists for what isn't a number, before NumPy makes numbers of it."""
    if isinstance(value, str | bytes):
        raise NotNumbers("a text among the values" if depth else "a text")
    if isinstance(value, list | tuple):
        if depth > DEEP:
            raise NotNumbers("a list in a list in a list, without end")
        for entry in value[:MOST]:
            if not isinstance(entry, float | int):
                _walk(entry, depth + 1)
        return
    if value is None or value is ... or isinstance(value, dict | set):
        raise NotNumbers(_foreign(value) + (" among the values" if depth else ""))
    if callable(value):
        raise NotNumbers("a function among the values" if depth else "a function")


def _from_objects(array):
    flat = []
    for entry in array.flat:
        _walk(entry, 1)
        if isinstance(entry, list | tuple):
            raise NotNumbers("rows of different lengths, which make no table")
        if isinstance(entry, np.ndarray) and entry.ndim:
            raise NotNumbers("arrays of different shapes in one array")
        try:
            flat.append(entry if isinstance(entry, complex) else float(entry))
        except OverflowError:
            raise NotNumbers("a number too large for a float") from None
        except Stopped:
            raise
        except BaseException:
            raise NotNumbers(_foreign(entry)) from None
    return np.array(flat).reshape(array.shape)


def _foreign(value):
    """What a thing is that isn't a number: "None", "a dict"."""
    if value is None:
        return "None"
    if value is ...:
        return "`...`"
    if isinstance(value, np.ndarray) and value.dtype.kind in "US":
        return "an array of texts"
    name = type(value).__name__[:40]
    known = {
        "str_": "a text",
        "bytes_": "a text",
        "map": "a `map` object (put `list(…)` around it)",
    }
    known["generator"] = "a generator (put `list(…)` around it)"
    known["ndarray"] = "an array of other things than numbers"
    return known.get(
        name, f"an object of type {name}" if name not in ("dict", "set") else f"a {name}"
    )


def rows(value):
    """An array as the list of its rows, anything else as it is; so is an array that has very many."""
    some = isinstance(value, np.ndarray) and value.ndim and len(value) <= ROWS
    return list(value) if some else value


def is_words(due):
    """Whether the due answer is a list of texts."""
    return isinstance(due, list | tuple) and len(due) > 0 and isinstance(due[0], str)


def says_the_same(value, due, count=None):
    """Whether two exceptions have one message, whatever the numbers in it; `count` is how much of it."""
    said, also = (re.sub(r"\d+", "#", str(getattr(v, "problem", ""))) for v in (value, due))
    return said[:count] == also[:count]


def same(value, due, rtol=1e-6, atol=1e-9):
    """Whether a value is the one that is due: same kind, same shape, numbers within tolerance."""
    if isinstance(value, Raised) or isinstance(due, Raised):
        return type(getattr(value, "problem", None)) is type(getattr(due, "problem", None))
    if isinstance(due, str):
        return isinstance(value, str) and value.strip().casefold() == due.strip().casefold()
    if isinstance(due, dict):
        return (
            isinstance(value, dict)
            and value.keys() == due.keys()
            and all(same(value[k], due[k], rtol, atol) for k in due)
        )
    if isinstance(due, tuple) or is_words(due):
        value = rows(value)
        return (
            isinstance(value, tuple | list)
            and len(value) == len(due)
            and all(same(v, d, rtol, atol) for v, d in zip(value, due, strict=True))
        )
    if value is None or due is None:
        return value is due
    try:
        value, due = numbers(value), numbers(due)
    except NotNumbers:
        return False
    return value.shape == due.shape and bool(np.all(close(value, due, rtol, atol)))


def close(value, due, rtol=1e-6, atol=1e-9):
    """Entry by entry, whether the numbers agree; NaN agrees with NaN."""
    with np.errstate(all="ignore"):
        if value.dtype.kind in "biuf" and due.dtype.kind in "biuf":  # as np.isclose, at once
            value, due = value.astype(float), due.astype(float)
            near = (np.abs(value - due) <= atol + rtol * np.abs(due)) & np.isfinite(due)
            return near | (value == due) | (np.isnan(value) & np.isnan(due))
        return np.isclose(value.astype(complex), due.astype(complex), rtol, atol, equal_nan=True)
