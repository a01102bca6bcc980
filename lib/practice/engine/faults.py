"""Faults of kind, which are told before any of value: None, text, another type, another shape.

Each is a pair (name, sentence), or None where there is no fault. The sentence begins small, and goes
on from "Not yet." Where a call raised, it is what `raising` has made of it.
"""

import numpy as np

from lib.practice.engine import source
from lib.practice.engine.comparing import NotNumbers, Raised, is_words, numbers, rows
from lib.practice.engine.showing import kind, shape, show

DOTS = "there is still a `...` in it: put your own code in its place."


def fault(value, right, answer=None, printed="", example="'...'"):
    """(name, sentence) on the kind of a value, before its size is looked at; None if it is fine.

    answer is the function that gave it, None where the value itself is the answer; example is such a
    text as is due, where one is.
    """
    it = "your answer is" if answer is None else "your function gave"
    if isinstance(value, Raised):
        return value.told
    if value is None:
        return _nothing(answer, printed)
    if value is ... or (isinstance(value, list | tuple) and any(v is ... for v in value[:1000])):
        return "dots left in", DOTS
    if isinstance(right, str):
        if isinstance(value, str):
            return None
        return "no text", f"{it} {kind(value)}, and a text in quotes was due, such as {example}."
    if is_words(right):
        if isinstance(value, str) or not hasattr(value, "__len__") or len(value) != len(right):
            texts = isinstance(value, list | tuple) and all(isinstance(v, str) for v in value)
            name = "another number of texts" if texts and value else "no list of texts"
            return name, f"{it} {kind(value)}; a list of {len(right)} texts was due."
        return None
    if callable(value):
        return (
            "a function, not called",
            f"{it} a function, and {due(right)} was due: call it, with its inputs in brackets.",
        )
    if isinstance(right, dict):
        return _dict_fault(it, value, right)
    if isinstance(value, str | bytes):
        return "a text", f"{it} the text {show(value)}; {due(right)} was due, without quotes."
    if isinstance(right, tuple):
        return _tuple_fault(it, value, right, answer)
    return _number_fault(it, value, right)


def _nothing(answer, printed):
    if answer is None:
        return "None", "your answer is None."
    if printed.strip():
        return (
            "printed, not returned",
            "your function prints something and gives back None. `print` shows a value to you, "
            "`return` hands it on: use `return`.",
        )
    return {
        "never": (
            "nothing returned",
            "your function gave None: it has no `return` that hands on a value.",
        ),
        "sometimes": (
            "nothing returned",
            "your function gave None: one way through it ends without a `return` of a value.",
        ),
        "always": (
            "None returned",
            "what your function returns is None, as `print(…)`, `.append(…)` and `.sort()` give. "
            "Return the value itself.",
        ),
    }[source.returns(answer)]


def _dict_fault(it, value, right):
    if not isinstance(value, dict):
        return "no dict", f"{it} {kind(value)}; a dict was due."
    if value.keys() != right.keys():
        missing = [k for k in right if k not in value]
        extra = [k for k in value if k not in right]
        told = (
            f"the key {show(missing[0])} is missing" if missing else f"{show(extra[0])} is no key"
        )
        return "other keys", f"{told} in the dict."
    return None


def _tuple_fault(it, value, right, answer):
    if isinstance(value, np.ndarray) and (value.ndim == 0 or len(value) != len(right)):
        return "one value", f"{it} {shape(value)}, and {due(right)} was due."
    value = rows(value)
    if not isinstance(value, tuple | list):
        return "one value", f"{it} {kind(value)}, and {due(right)} was due."
    if len(value) != len(right):
        return (
            "another number of values",
            f"{it} {_counted(len(value))}, and {due(right)} was due.",
        )
    for place, (v, r) in enumerate(zip(value, right, strict=True), start=1):
        if v is None:
            return "None", f"value {place} of {len(right)} is None."
        found = fault(v, r, answer)
        if found:
            name, told = found
            return name, f"value {place} of {len(right)}: {told.removeprefix(it).strip()}"
    return None


def _counted(n):
    return "1 value" if n == 1 else f"{n} values"


def _number_fault(it, value, right):
    if (
        isinstance(value, list | tuple)
        and np.ndim(right)
        and len(value) > 1000 + 2 * np.size(right)
    ):
        return "another shape", f"{it} {_counted(len(value))}, and {due(right)} was due."
    try:
        array = numbers(value)
    except NotNumbers as reason:
        told = str(reason)
        if "text" in told:
            return (
                "a text",
                f"{it} {kind(value)}: {told}. {_big(due(right))} was due, without quotes.",
            )
        return "no numbers", f"{it} {kind(value)}: {told}. {_big(due(right))} was due."
    if array.dtype.kind == "c" and np.any(array.imag):
        return "complex", f"{it} complex: {show(value)}. A real number was due."
    if array.shape != np.shape(right) and isinstance(value, tuple) and len(value) < 1000:
        comma = " Is there a comma behind it?" if len(value) == 1 else ""
        return "another shape", f"{it} {_counted(len(value))}, and {due(right)} was due.{comma}"
    if array.shape != np.shape(right):
        came = f"a list of {len(value)}" if _flat_list(value, array) else shape(array)
        return "another shape", f"{it} {came}, and {due(right)} was due."
    odd = np.isnan(array.astype(complex)) & ~np.isnan(np.asarray(right, float))
    if odd.any():
        what = "NaN (not a number)" if array.ndim == 0 else f"NaN (not a number) at {first(odd)}"
        return (
            "NaN",
            f"{it} {what}, as 0/0, ∞/∞, ∞ − ∞, the root or the logarithm of a negative number give, "
            "or a gap in the data.",
        )
    return None


def _flat_list(value, array):
    """Whether this is a list, which isn't called an array, of single values, whose number says it all."""
    return isinstance(value, list) and array.ndim == 1


def first(odd):
    """The first place that is True, as an index: "[2]" or "[0, 1]"."""
    return "[" + ", ".join(str(int(i)) for i in np.argwhere(odd)[0]) + "]"


def _big(text):
    return text[:1].upper() + text[1:]


def due(right):
    """What is due, in words: "a single number", "2 values, in this order,"."""
    if isinstance(right, tuple):
        return f"a tuple or list of {len(right)}"
    array = np.asarray(right)
    if array.dtype == bool:
        if array.ndim == 0:
            return "True or False"
        return f"{array.size} times True or False"
    return shape(array)
