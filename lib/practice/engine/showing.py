"""Values in few characters: an input, what was due and what came, with the digits that tell them apart."""

import re

import numpy as np

from lib.formula.guard import Stopped

MOST = 60  # characters of one shown value


def show(value, most=MOST):
    """A value in few characters, whatever it is."""
    try:
        text = _shown(value)
    except Stopped:
        raise
    except BaseException:
        return f"an object of type {type(value).__name__[:40]}"
    return text if len(text) <= most else text[: most - 1] + "…"


def _shown(value):
    for name in ("label", "__name__"):
        text = getattr(value, name, None)
        if callable(value) and isinstance(text, str) and text != "<lambda>":
            return text
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, float | np.floating | int | np.integer):
        return number(value)
    if isinstance(value, np.ndarray):
        if value.size > 6:
            return f"an array of shape {value.shape}"
        text = np.array2string(value, precision=4, separator=", ")
        return re.sub(r"\s+", " ", text).replace("[ ", "[")
    if isinstance(value, list | tuple):
        left, right = "[]" if isinstance(value, list) else "()"
        if len(value) > 6:
            return f"a {type(value).__name__} of {len(value)}"
        inner = ", ".join(show(v, 30) for v in value)
        return left + inner + ("," if len(value) == 1 and left == "(" else "") + right
    if isinstance(value, str) and len(value) > MOST:
        return repr(value[:MOST])
    if isinstance(value, dict) and len(value) > 6:
        return f"a dict of {len(value)}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{show(k, 20)}: {show(v, 30)}" for k, v in value.items()) + "}"
    return " ".join(repr(value).split())


def number(value, digits=6):
    """A number with so many digits; whole numbers with all of theirs, up to 15."""
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    try:
        return f"{float(value):.{digits}g}"
    except OverflowError:
        return "a number too large for a float"


def apart(due, came):
    """Two numbers, with as many digits as it takes to see that they differ."""
    if isinstance(due, complex | np.complexfloating) or isinstance(
        came, complex | np.complexfloating
    ):
        return f"{due:.6g}", f"{came:.6g}"
    if isinstance(due, bool | np.bool_):
        return str(bool(due)), str(bool(came)) if came in (0, 1) else number(came)
    for digits in range(4, 18):
        shown = number(due, digits), number(came, digits)
        if shown[0] != shown[1]:
            break
    return shown


def shape(array):
    """The shape of an array in words."""
    return "a single number" if array.shape == () else f"an array of shape {array.shape}"


def kind(value):
    """What kind of thing a value is, and what it looks like: "a text ('rises')"."""
    if callable(value):
        return "a function"
    kinds = {str: "a text", bool: "True or False", int: "a number", float: "a number"}
    name = kinds.get(type(value))
    if isinstance(value, np.ndarray):
        return show(value) if value.size > 6 else f"an array ({show(value)})"
    if name is None:
        name = type(value).__name__[:40]
        name = f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
    shown = show(value)
    return name if " at 0x" in shown else f"{name} ({shown})"


def cut(text, most=320):
    """A message of at most so many characters, cut after a sentence, or at a word where they are long."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in re.finditer(r"[.?!](?= )", text[: most + 1])]
    if ends and ends[-1] > most / 2:
        return text[: ends[-1]]  # half a sentence may say what isn't so
    return text[:most].rsplit(" ", 1)[0] + " …"
