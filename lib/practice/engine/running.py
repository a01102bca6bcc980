"""Calling an answer with one set of inputs, and noticing all that came of it.

The answer gets copies; what it gives back is copied at once, so that a buffer used again can't change
it; the copies are compared with the inputs afterwards.
"""

import copy
import functools
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lib.practice.engine.comparing import Raised
from lib.practice.engine.showing import apart, show

FEW = 100_000  # entries of a list that are copied one by one
HUGE = 10**6  # entries that no answer of this course has
CALLS = 5000  # calls of a probed function that are kept


@dataclass(frozen=True)
class Came:
    """What came of one call.

    value    what the answer gave, or a Raised
    changed  a sentence on an input that isn't as it was, or ""
    which    the places among the inputs that were changed
    printed  what it printed
    calls    by the input's place, the argument tuples with which it called a function among the inputs
    stopped  why it was stopped, or ""
    """

    value: Any
    changed: str = ""
    which: frozenset = frozenset()
    printed: str = ""
    calls: dict = field(default_factory=dict)
    stopped: str = ""


def tried(call, function, inputs, names=(), spied=False):
    """What comes of calling `function` with copies of `inputs`.

    call    calls a function with arguments and gives an Outcome: that of a `guard.Watch`, or `plainly`
    names   the inputs' names, for the sentence on a changed one
    spied   whether to keep the calls of functions among the inputs
    """
    given = copy.deepcopy(inputs)
    calls = {}
    passed = tuple(_spied(v, calls, i) for i, v in enumerate(given)) if spied else given
    outcome = call(lambda: kept(function(*passed)))
    changed, which = "", set()
    for place, (before, after) in enumerate(zip(inputs, given, strict=True)):
        try:
            found = difference(before, after)
        except BaseException:  # something was put in that can't be compared
            found = "", before, after
        if found is not None:
            name = names[place] if place < len(names) else f"input {place + 1}"
            where, was, became = found
            which.add(place)
            was, became = _told_apart(was, became)
            changed = changed or f"`{name}{where}` was {was}, and is {became} afterwards"
    value = outcome.value if outcome.fine else Raised(outcome.problem, outcome.told)
    return Came(value, changed, frozenset(which), outcome.printed, calls, outcome.stopped)


def _told_apart(was, became):
    """Both as texts, numbers with as many digits as it takes to see that they differ."""
    if all(isinstance(x, int | float | np.number) for x in (was, became)):
        return apart(was, became)
    return show(was), show(became)


def plainly(function):
    """Call a function of the course's own: exceptions are kept, nothing is watched."""
    from lib.formula.guard import Outcome

    try:
        with np.errstate(all="ignore"):
            return Outcome(function())
    except Exception as problem:
        return Outcome(problem=problem)


def is_huge(value):
    """Whether an answer is so large that one of them is enough."""
    try:
        return isinstance(value, np.ndarray | list | tuple | str | bytes) and len(value) > HUGE
    except BaseException:  # an array that is a single number has no length
        return False


def kept(value):
    """A copy of what came, made at once; a very long list is copied at its top only."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple) and len(value) > FEW:
        return type(value)(value)
    if isinstance(value, list | tuple | dict):
        try:
            return copy.deepcopy(value)
        except Exception:
            return value
    return value


def _spied(value, calls, place):
    """A function that keeps the arguments it is called with; lists of functions entry by entry."""
    if isinstance(value, list | tuple):
        return type(value)(_spied(v, calls, place) for v in value)
    if not callable(value):
        return value
    log = calls.setdefault(place, [])

    @functools.wraps(value)
    def spy(*args, **kwargs):
        if len(log) < CALLS:
            log.append(copy.deepcopy(args))
        return value(*args, **kwargs)

    return spy


def difference(before, after, where="", depth=0):
    """(place, before, after) of the first thing that isn't as it was, or None.

    Round-off isn't a change: x + h - h may be off by a last digit.
    """
    if depth > 6 or callable(before):
        return None
    if isinstance(before, np.ndarray):
        return _array_difference(before, after, where)
    if isinstance(before, list | tuple):
        if len(before) != len(after):
            return where, before, after
        pairs = (
            (f"{where}[{i}]", b, a) for i, (b, a) in enumerate(zip(before, after, strict=True))
        )
    elif isinstance(before, dict):
        if before.keys() != after.keys():
            return where, before, after
        pairs = ((f"{where}[{k!r}]", before[k], after[k]) for k in before)
    elif isinstance(before, int | float | str | bool | complex | type(None) | np.generic):
        fine = before == after or (before != before and after != after) or _near(before, after)
        return None if fine else (where, before, after)
    elif hasattr(before, "__dict__"):
        pairs = ((f"{where}.{k}", v, vars(after).get(k)) for k, v in vars(before).items())
    else:
        return None
    found = (difference(b, a, w, depth + 1) for w, b, a in pairs)
    return next((f for f in found if f is not None), None)


def _near(before, after):
    try:
        return bool(np.isclose(before, after, rtol=1e-9, atol=1e-12, equal_nan=True))
    except TypeError:
        return False


def _array_difference(before, after, where):
    if not isinstance(after, np.ndarray) or before.shape != after.shape:
        return where, before, after
    before, after = np.asarray(before), np.asarray(after)  # of no class with manners of its own
    if before.dtype == object:
        return difference(before.tolist(), after.tolist(), where, 1)
    if before.dtype == after.dtype and before.tobytes() == after.tobytes():
        return None  # nearly always, and much faster than looking at each number
    if before.dtype.kind in "fc":
        rtol = 1e-6 if before.itemsize < 8 else 1e-9
        alike = np.isclose(before, after, rtol, 1e-3 * rtol, equal_nan=True)
    else:
        alike = before == after
    if np.all(alike):
        return None
    place = tuple(int(i) for i in np.argwhere(~np.asarray(alike))[0])
    index = f"[{', '.join(map(str, place))}]" if place else ""
    return where + index, before[place], after[place]
