"""Faults of kind, which are told before any of value: raised, None, text, another type, another shape.

Each is a pair (name, sentence), or None where there is no fault. The sentence begins small, and goes
on from "Not yet."
"""

import linecache
import re
import traceback

import numpy as np

from lib.formula import guard
from lib.practice.engine import source
from lib.practice.engine.comparing import NotNumbers, Raised, is_words, numbers, rows
from lib.practice.engine.showing import kind, shape, show

DOTS = "there is still a `...` in it: put your own code in its place."
HINTS = (  # (kinds of exception, what the message says, what to tell, a name or "")
    (
        "IndexError|TypeError",
        "only integers, slices|indices must be integers",
        "An index counts places: 0, 1, 2 …, as `for i in range(len(w))` does; `for i in w` gives the "
        "entries of w themselves.",
        "",
    ),
    (
        "TypeError",
        "numpy.ndarray' object is not callable",
        "An array with round brackets behind it is a call: an entry is `a[i]`, a product `a * b`.",
        "",
    ),
    (
        "TypeError",
        "for \\^|bitwise_xor",
        "`^` is no power in Python: write `x**2`.",
        "",
    ),
    (
        "TypeError",
        "Cannot interpret .* as a data type|data type not understood|Field elements must be",
        "`np.array` takes one list: `np.array([a, b])`.",
        "",
    ),
    (
        "TypeError",
        "'(int|float|numpy.float64)' object is not callable",
        "A number with brackets behind it is a call: to multiply, write `2 * (x + 1)`.",
        "",
    ),
    (
        "TypeError",
        "operand.*'(function|method|numpy.ufunc|numpy._Array\\w+|builtin_\\w+)'|"
        "'(function|method)' object is not subscr|"
        "argument \\d+ of type (function|method|builtin_function|numpy.ufunc)",
        "A function is called with round brackets: `f(x)`.",
        "a function, not called",
    ),
    (
        "TypeError",
        "'bitwise_(and|or)' not supported|unsupported operand type\\(s\\) for [&|]",
        "`&` and `|` bind tighter than `>` and `==`: put each comparison in brackets.",
        "",
    ),
    (
        "TypeError",
        "unsupported operand.*'(tuple|list)'",
        "A tuple or a list isn't calculated with entry by entry: take its entries, or make an array of it.",
        "",
    ),
    (
        "ValueError",
        "truth value of an array",
        "For arrays there are `np.where(…, …, …)`, `np.maximum`, `&` and masks.",
        "one True or False asked of an array",
    ),
    (
        "ValueError",
        "inhomogeneous",
        "An array has rows of one length, and in each place one number: what is gathered here hasn't.",
        "no table",
    ),
    (
        "ValueError|TypeError",
        "setting an array element with a sequence|only (length-1|0-dimensional|size-1) arrays can",
        "A list or an array came where one number is due: pick its entry.",
        "an array where one number is due",
    ),
    (
        "TypeError",
        "can't multiply sequence by non-int",
        "A list, a tuple or a text can't be multiplied by such a number: pick its entry, or make an "
        "array of it.",
        "a list where a number is due",
    ),
    (
        "IndexError|TypeError",
        "invalid index to scalar|'(int|float|numpy.float64)' object is not subscriptable",
        "A single number has no entries: is there an index behind a number, or did a number go into a "
        "function that wants an array?",
        "a number where an array is due",
    ),
    (
        "IndexError",
        "(list|tuple) index out of range|is out of bounds for axis",
        "Of n entries the first has the index 0, the last n − 1.",
        "an index beyond the last",
    ),
    (
        "NameError|UnboundLocalError",
        "",
        "Is it spelled as above, and made before this line?",
        "",
    ),
    (
        "RecursionError",
        "",
        "The calls go deeper than Python allows: does each lead nearer to an end?",
        "a call without end",
    ),
)


def raised(outcome, answer):
    """(name, sentence) on a call that raised, or that had to be stopped."""
    problem = outcome.problem
    if outcome.stopped:
        names = {"time": "not done in time", "memory": "memory without end"}
        names |= {"output": "output without end", "interrupted": "interrupted"}
        return names[outcome.stopped], f"your function {outcome.told}"
    if isinstance(problem, SystemExit | MemoryError):
        return type(problem).__name__, f"your function {outcome.told}"
    code = source.code_of(answer)
    line, text = _line_of(problem, getattr(code, "co_filename", None))
    text = text if len(text) <= 60 else text[:59] + "…"
    where = (f" in line {line} (`{text}`)" if text else f" in line {line}") if line else ""
    said = _in_plain_words(problem) or _whole_words(guard.said_by(problem, 120))
    if (
        isinstance(problem, TypeError | AttributeError)
        and "ellipsis" in said
        and source.has_dots(answer)
    ):
        return "dots left in", f"there is still a `...`{where}: put your own code in its place."
    name = type(problem).__name__[:40]
    if "not callable" in said and (taken := source.shadowed(answer)):
        return (
            "a built-in name taken",
            f"`{taken}` is a name of Python's, and in this notebook it now means something else: "
            f"run `del {taken}` in a cell, and call your own thing otherwise.",
        )
    told = f"your function raised {name}{where}" + (f": {said}." if said else ".")
    hint = "" if line else _about_call(problem, said)
    called = f"raised {name}"
    for kinds, pattern, advice, better in HINTS:
        if name in kinds.split("|") and re.search(pattern, said):
            hint, called = advice, better or called
            break
    if isinstance(problem, RecursionError):
        told = f"your function raised {name}{where}."
    return called, f"{told} {hint}".strip()


def _whole_words(said):
    """What an exception says, without its full stop; where it was cut, at a word."""
    cut = said.endswith("…") and " " in said
    return said.rsplit(" ", 1)[0] + " …" if cut else said.rstrip(".…")


def _in_plain_words(problem):
    """What NumPy says of a truth value, or of A @ B whose sizes don't fit; "" of anything else."""
    if type(problem) is not ValueError:
        return ""
    if str(problem)[:400].startswith("The truth value of an array with more"):
        return "the truth value of an array: `if`, `not`, `and`, `max` want one True or False, it has many"
    if re.search(r"^matmul.*does not have enough dimensions", str(problem)[:400]):
        return (
            "`@` works on arrays, and on one side of it is none: a number, whose product takes `*`, or "
            "a function that isn't called"
        )
    found = re.search(r"^matmul.*size (\d+) is different from (\d+)", str(problem)[:400])
    if not found:
        return ""
    rows, columns = found.groups()
    return f"in A @ B the columns of A, {columns}, and the rows of B, {rows}, must be equally many"


def _about_call(problem, said):
    if isinstance(problem, TypeError) and "positional argument" in said:
        return "Keep the names in the first line of the function as they were."
    return ""


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


def _line_of(problem, file):
    """(number, text) of the line of `file` in which an exception arose; (0, "") if in none."""
    steps = traceback.walk_tb(problem.__traceback__)
    numbers = [number for frame, number in steps if frame.f_code.co_filename == file]
    if not numbers:
        return 0, ""
    return numbers[-1], linecache.getline(file, numbers[-1]).strip()
