"""Exercises whose check names the mistake.

An `Exercise` knows inputs to probe an answer with, the right answer, and its named mistakes: each of
them a function that makes that wrong answer from the same inputs. A check compares what the reader's
answer gives with what is right and, where they differ, with what each mistake would give.
"""

import copy
import dis
import html
import inspect
import linecache
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

import numpy as np

from lib.practice.engine import progress
from lib.stage import freshness

NOT_ATTEMPTED, NOT_YET, RIGHT = progress.BEST
LOOKS = {NOT_ATTEMPTED: ("○", "#59636e"), NOT_YET: ("✗", "#b34700"), RIGHT: ("✓", "#00694e")}


@dataclass(frozen=True)
class Note:
    """Something said to the reader: shows itself in a notebook, and as plain text anywhere else."""

    message: str
    sign: str = ""
    color: str = "#59636e"

    def __repr__(self):
        return f"{self.sign} {self.message}".strip()

    def _repr_html_(self):
        sign = f'<strong aria-hidden="true">{self.sign}</strong> ' if self.sign else ""
        return (
            f'<div style="border-left:4px solid {self.color};padding:0.2em 0.8em;max-width:46em">'
            f"{sign}{rich(self.message)}</div>"
        )


@dataclass(frozen=True, repr=False)
class Result(Note):
    """What a check found: `.status`, `.mistake` (a name or None) and `.message`."""

    status: str = NOT_ATTEMPTED
    mistake: str | None = None


def rich(text):
    """Plain text as HTML: `code` between backticks, code blocks between ``` lines, paragraphs."""
    parts = re.split(r"```\n?(.*?)```", text, flags=re.DOTALL)
    made = []
    for index, part in enumerate(parts):
        safe = html.escape(part, quote=False)
        if index % 2:
            made.append(f"<pre>{safe.rstrip()}</pre>")
        else:
            safe = re.sub(r"`([^`]+)`", r"<code>\1</code>", safe.strip())
            made.append(safe.replace("\n\n", "<br><br>").replace("\n", " "))
    return "".join(made)


@dataclass(frozen=True)
class Mistake:
    """A wrong answer with a name.

    `wrong` makes it: for a function exercise from the same inputs as the right answer, for a value
    exercise it is the value itself or a function without arguments. Where many wrong values share
    one reason, `fits(value)` says whether it is this one, and `wrong` is an example of it; for a
    function exercise it gets the list of the values at all probes.
    """

    name: str
    wrong: Any
    look_at: str
    fits: Callable | None = None


@dataclass
class Exercise:
    """One exercise. `check(answer)` compares, `hint()` helps, `solution()` shows.

    right       what is right: a function of the probed inputs, or a value (or function without
                arguments that computes it) when `probes` is None
    probes      the inputs, a list of tuples; None for an exercise whose answer is a value
    accepts     where many answers are right: accepts(value) -> bool, for a function exercise
                accepts(list of the values at all probes)
    difficulty  1, 2 or 3, for the minutes that a novice is told
    rtol, atol  an answer counts as right within rtol of the right one, or atol absolutely
    """

    key: str
    title: str
    right: Any
    mistakes: list[Mistake]
    hints: list[str]
    stub: str
    answer: str
    praise: str
    probes: list[tuple] | None = None
    accepts: Callable | None = None
    rtol: float = 1e-6
    atol: float = 1e-9
    context: str = "import numpy as np\n"
    difficulty: int = 2
    _hinted: int = field(default=0, repr=False)

    @property
    def name(self):
        return self.key.split(".")[-1]

    def check(self, answer=...):
        """Compare an answer with the right one. Never raises; see `Result`."""
        try:
            result = self._judge(answer)
        except KeyboardInterrupt:
            result = self._not_yet(
                "your function was stopped before it was done. Is there a loop that never ends? "
                "Try it by hand on one small input."
            )
        if result.status != NOT_ATTEMPTED:
            progress.record_exercise(self.key, result.status)
        return _with_trouble(result)

    def hint(self):
        """The next hint; after the last one they begin again."""
        number = self._hinted % len(self.hints)
        self._hinted += 1
        more = (
            f"`ex.{self.name}.hint()` again gives the next."
            if number + 1 < len(self.hints)
            else f"That was the last hint; `ex.{self.name}.solution()` shows a solution."
        )
        return Note(f"Hint {number + 1} of {len(self.hints)}: {self.hints[number]}\n\n{more}", "→")

    def solution(self):
        """One way to do it, with a word on why."""
        return Note(f"One way to do it:\n```\n{self.answer}```", "★", "#0063a6")

    def _judge(self, answer):
        if self._untouched(answer):
            return self._not_attempted()
        if self.probes is None:
            return self._judge_values([answer], [self.right_values()[0]])
        if not callable(answer):
            return self._not_yet(
                f"This is {_what(answer)}, and the check wants the function itself: "
                f"`ex.{self.name}.check({self.name_in_stub()})`, with no call brackets after the name."
            )
        values = []
        for probe in self.probes:
            try:
                with np.errstate(all="ignore"):
                    values.append(answer(*copy.deepcopy(probe)))
            except Exception as problem:
                values.append(Raised(problem, _told(problem, answer)))
        return self._judge_values(values, self.right_values())

    def _judge_values(self, values, rights):
        faults = (self._fault(value, right) for value, right in zip(values, rights, strict=True))
        if self.accepts is not None and not any(faults):
            if self._satisfied(self.accepts, values):
                return self._right()
        elif all(self._same(value, right) for value, right in zip(values, rights, strict=True)):
            return self._right()
        for mistake in self.mistakes:
            if self._made(mistake, values):
                return self._not_yet(mistake.look_at, mistake.name)
        for index, (value, right) in enumerate(zip(values, rights, strict=True)):
            told = self._told_difference(index, value, right)
            if told:
                return self._not_yet(told)
        return self._not_yet("That isn't it, and it is none of the mistakes we know. Try a hint.")

    def right_values(self):
        """What is right for each probe, as a list."""
        if self.probes is None:
            return [self.right() if callable(self.right) else self.right]
        return _values(self.right, self.probes)

    def mistake_values(self, mistake):
        """What the mistake gives for each probe, as a list."""
        if self.probes is None:
            return [mistake.wrong() if callable(mistake.wrong) else mistake.wrong]
        return _values(mistake.wrong, self.probes)

    def _made(self, mistake, values):
        if mistake.fits is not None:
            return self._satisfied(mistake.fits, values)
        wrongs = self.mistake_values(mistake)
        return all(self._same(value, wrong) for value, wrong in zip(values, wrongs, strict=True))

    def _satisfied(self, test, values):
        """Whether `test` says yes to the value, or to the list of the values at all probes."""
        try:
            with np.errstate(all="ignore"):
                return bool(test(values[0] if self.probes is None else values))
        except Exception:
            return False

    def _same(self, value, due):
        return same(value, due, self.rtol, self.atol)

    def _told_difference(self, index, value, right):
        """One sentence on one input: what was due, what came. Empty where they agree."""
        where = f"For {self._said_probe(index)}: " if self.probes else ""
        if isinstance(value, Raised):
            return f"{where}{value.told}"
        fault = self._fault(value, right)
        if fault:
            return f"{where}{fault}"
        if self._same(value, right):
            return ""
        if self.probes is None:
            return f"{_show(value)} isn't it, and it is none of the mistakes we know. Try a hint."
        return f"{where}{_show(right)} was due, {_show(value)} came."

    def _fault(self, value, right):
        """What is wrong with the kind of a value, before its size is looked at; empty if nothing."""
        it = "your function gave" if self.probes else "your answer is"
        if value is None:
            extra = " Is a `return` missing?" if self.probes else ""
            return f"{it} None.{extra}"
        if value is ... or (isinstance(value, list | tuple) and any(v is ... for v in value)):
            return "there is still a `...` in it: put your own code in its place."
        if isinstance(right, str):
            if not isinstance(value, str):
                return (
                    f"{it} {_what(value)}, and a text in quotes was due, such as {self._example()}."
                )
            return ""
        if isinstance(right, list | tuple) and right and isinstance(right[0], str):
            if isinstance(value, str) or not hasattr(value, "__len__") or len(value) != len(right):
                return f"{it} {_what(value)}, and a list of {len(right)} texts was due."
            return ""
        if callable(value):
            return f"{it} a function, and a number was due: call it first."
        if isinstance(value, str):
            return f"{it} the text {value!r}, and {_due(right)} was due, without quotes."
        if isinstance(right, dict):
            return "" if isinstance(value, dict) else f"{it} {_what(value)}; a dict was due."
        if isinstance(right, tuple):
            value = _unpacked(value)
            if not isinstance(value, tuple | list) or len(value) != len(right):
                return f"{it} {_what(value)}, and {len(right)} values were due, in this order."
            faults = (self._fault(v, r) for v, r in zip(value, right, strict=True))
            return next(filter(None, faults), "")
        try:
            array = np.asarray(value)
            if array.dtype == object:
                array = array.astype(float)
        except (TypeError, ValueError):
            return f"{it} {_what(value)}, and {_due(right)} was due."
        if array.dtype.kind not in "biufc":
            return f"{it} {_what(value)}, and {_due(right)} was due."
        if array.dtype.kind == "c" and np.any(array.imag):
            return f"{it} complex: {_show(value)}. A real number was due."
        if array.shape != np.shape(right):
            return f"{it} {_shape(array)}, and {_due(right)} was due."
        if np.isnan(array.astype(complex)).any() and not np.isnan(np.asarray(right, float)).any():
            return f"{it} NaN (not a number): somewhere 0/0, or a gap in the data, came in."
        return ""

    def _example(self):
        options = [m.wrong for m in self.mistakes if isinstance(m.wrong, str)]
        return repr(options[0]) if options else "'...'"

    def _said_probe(self, index):
        names = list(inspect.signature(self.right).parameters)
        probe = self.probes[index]
        return ", ".join(f"{n} = {_show(v)}" for n, v in zip(names, probe, strict=False))

    def name_in_stub(self):
        """The name that the stub gives the answer."""
        found = re.search(r"^(?:def\s+(\w+)|(\w+)\s*=)", self.stub, flags=re.MULTILINE)
        return (found.group(1) or found.group(2)) if found else self.name

    def _untouched(self, answer):
        if answer is ...:
            return True
        if isinstance(answer, tuple | list) and len(answer) and all(a is ... for a in answer):
            return True
        code = getattr(answer, "__code__", None)
        if code is None:
            return False
        # Python compiles a call of np.array differently where numpy is imported in the same cell.
        stubs = [compile(text, "stub", "exec") for text in (self.stub, self.context + self.stub)]
        functions = [c for stub in stubs for c in stub.co_consts if isinstance(c, CodeType)]
        return _does_nothing(code) or any(_alike(code, function) for function in functions)

    def _not_attempted(self):
        return self._result(
            NOT_ATTEMPTED,
            "Not attempted yet: put your own code in place of the `...`, then run this cell again. "
            f"Stuck? `ex.{self.name}.hint()`.",
        )

    def _not_yet(self, message, mistake=None):
        name = f"Not yet: {mistake}. " if mistake else "Not yet. "
        return self._result(NOT_YET, name + _sentence(message), mistake)

    def _right(self):
        return self._result(RIGHT, f"Right. {self.praise}")

    def _result(self, status, message, mistake=None):
        sign, color = LOOKS[status]
        return Result(message, sign, color, status, mistake)


@dataclass(frozen=True)
class Raised:
    """An exception in place of a value."""

    problem: Exception
    told: str


def _values(function, probes):
    made = []
    for probe in probes:
        try:
            with np.errstate(all="ignore"):
                made.append(function(*copy.deepcopy(probe)))
        except Exception as problem:
            made.append(Raised(problem, str(problem)))
    return made


def _sentence(text):
    """The text with a capital letter in front, unless it begins with a symbol: x + h, f(x)."""
    return text[0].upper() + text[1:] if re.match(r"(a|[a-z]{2,})[ ,']", text) else text


def _unpacked(value):
    """An array as the list of its rows, anything else as it is."""
    return list(value) if isinstance(value, np.ndarray) and value.ndim else value


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
    if isinstance(due, tuple) or (isinstance(due, list) and due and isinstance(due[0], str)):
        value = _unpacked(value)
        return (
            isinstance(value, tuple | list)
            and len(value) == len(due)
            and all(same(v, d, rtol, atol) for v, d in zip(value, due, strict=True))
        )
    if value is None or due is None or isinstance(value, str) or callable(value):
        return value is due
    try:
        value, due = np.asarray(value, dtype=complex), np.asarray(due, dtype=complex)
    except (TypeError, ValueError, OverflowError):
        return False
    if value.shape != due.shape:
        return False
    return bool(np.allclose(value, due, rtol=rtol, atol=atol, equal_nan=True))


def _told(problem, answer):
    """A reader's exception in one line: what, and in which line of their cell."""
    file = getattr(getattr(answer, "__code__", None), "co_filename", None)
    frames = [f for f in traceback.extract_tb(problem.__traceback__) if f.filename == file]
    where = ""
    if frames:
        number = frames[-1].lineno
        line = linecache.getline(file, number).strip()
        where = f" in line {number} (`{line}`)" if line else f" in line {number}"
    said = str(problem).splitlines()[0].rstrip(".") if str(problem) else ""
    if "ellipsis" in said.lower():
        return f"there is still a `...`{where}: put your own code in its place."
    kind = type(problem).__name__
    hint = ""
    if isinstance(problem, TypeError) and "positional argument" in said and not frames:
        hint = " Keep the names in the first line of the function as they were."
    if isinstance(problem, RecursionError):
        said, hint = "the function calls itself without end", ""
    return f"your function raised {kind}{where}: {said}.{hint}"


def _does_nothing(code):
    names = {step.opname for step in dis.get_instructions(code)}
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "LOAD_COMMON_CONSTANT"}
    consts = [c for c in code.co_consts if c is not None and c is not ...]
    return names <= idle and all(isinstance(c, str) for c in consts)


def _alike(code, stub):
    if not isinstance(stub, CodeType) or code.co_code != stub.co_code:
        return False
    if code.co_names != stub.co_names or len(code.co_consts) != len(stub.co_consts):
        return False
    return all(
        _alike(a, b) if isinstance(a, CodeType) else (a is b or (type(a) is type(b) and a == b))
        for a, b in zip(code.co_consts, stub.co_consts, strict=True)
    )


def _with_trouble(result):
    trouble = [*progress.trouble(), *filter(None, [freshness.advice()])]
    if not trouble:
        return result
    message = result.message + "\n\n(" + " ".join(trouble) + ")"
    return Result(message, result.sign, result.color, result.status, result.mistake)


def _what(value):
    kinds = {str: "a text", bool: "True or False", int: "a number", float: "a number"}
    if callable(value):
        return "a function"
    shown = _show(value)
    return f"{kinds.get(type(value), type(value).__name__)} ({shown})"


def _shape(array):
    return "a single number" if array.shape == () else f"an array of shape {array.shape}"


def _due(right):
    return f"a list of {len(right)}" if isinstance(right, tuple) else _shape(np.asarray(right))


def _show(value):
    """A value in few characters."""
    for name in ("label", "__name__"):
        text = getattr(value, name, None)
        if callable(value) and isinstance(text, str) and text != "<lambda>":
            return text
    if isinstance(value, float | np.floating | int | np.integer) and not isinstance(value, bool):
        return f"{value:.6g}"
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=4, threshold=12, separator=", ")
        return re.sub(r"\s+", " ", text)
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_show, value)) + ("," if len(value) == 1 else "") + ")"
    text = "[" + ", ".join(map(_show, value)) + "]" if isinstance(value, list) else repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
