"""Exceptions in plain words: what a call of an answer raised, in which line, and what to try.

A call that had to be stopped is told here, too. The sentence begins small, and goes on from "Not yet."
"""

import linecache
import re
import traceback

from lib.formula import guard
from lib.practice.engine import source

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


def _line_of(problem, file):
    """(number, text) of the line of `file` in which an exception arose; (0, "") if in none."""
    steps = traceback.walk_tb(problem.__traceback__)
    numbers = [number for frame, number in steps if frame.f_code.co_filename == file]
    if not numbers:
        return 0, ""
    return numbers[-1], linecache.getline(file, numbers[-1]).strip()
