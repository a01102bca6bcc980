"""Pointing where nothing has a name: for which input, at which entry, what was due and what came."""

import numpy as np

from lib.practice.engine import source
from lib.practice.engine.comparing import close, is_words, numbers, rows, same
from lib.practice.engine.faults import first
from lib.practice.engine.showing import apart, show

UNKNOWN = "it is none of the mistakes we know. Try a hint."


def input_said(names, probe):
    """One probe in few characters: "x = 3, h = 0.1"."""
    most = max(16, 150 // max(len(probe), 1))
    return ", ".join(f"{n} = {show(v, most)}" for n, v in zip(names, probe, strict=False))


def entry_said(value, due, rtol, atol):
    """What was due and what came, at the first entry that differs. Both are of one kind."""
    if isinstance(due, str):
        return f"{show(due)} was due, {show(value)} came"
    if isinstance(due, dict):
        for key in due:
            if not same(value[key], due[key], rtol, atol):
                return f"under {show(key)}, {entry_said(value[key], due[key], rtol, atol)}"
    if isinstance(due, tuple) or is_words(due):
        wrong = [
            i
            for i, (v, d) in enumerate(zip(rows(value), due, strict=True))
            if not same(v, d, rtol, atol)
        ]
        place = wrong[0]
        others = {0: "", 1: " (the other one is right)"}.get(
            len(due) - 1, " (the others are right)"
        )
        said = entry_said(rows(value)[place], due[place], rtol, atol)
        return f"value {place + 1} of {len(due)}: {said}{others if len(wrong) == 1 else ''}"
    value, due = numbers(value), numbers(due)
    odd = ~np.asarray(close(value, due, rtol, atol))
    place = tuple(np.argwhere(odd)[0]) if due.ndim else ()
    was_due, came = apart(due[place], value[place])
    said = f"{was_due} was due, {came} came"
    if due.ndim == 0:
        return said
    count = "" if odd.sum() == 1 else f" ({odd.sum()} of {odd.size} entries differ)"
    return f"at {first(odd)} {said}{count}"


def where(names, probes, place):
    """How a sentence on one probe begins: "For x = 3, h = 0.1: "; "" where the answer is a value."""
    return "" if probes is None else f"For {input_said(names, probes[place])}: "


def pointed(exercise, probes, values, rights):
    """A sentence on a wrong answer without a name: one input, one entry, what was due and what came.

    values are what came at each probe, rights what was due; probes is None where the answer is a value.
    """
    names, near = exercise.input_names, (exercise.rtol, exercise.atol)
    if exercise.accepts is not None and probes is not None:
        return _first_refused(exercise, probes, values) or f"that isn't it, and {UNKNOWN}"
    if probes is None:
        if exercise.accepts is None and isinstance(rights[0], tuple | list | np.ndarray):
            return f"{_wrong_parts(values[0], rights[0], *near)}, and {UNKNOWN}"
        return f"{show(values[0])} isn't it, and {UNKNOWN}"
    fine = [same(value, due, *near) for value, due in zip(values, rights, strict=True)]
    place = fine.index(False)
    said = entry_said(values[place], rights[place], *near)
    return f"{where(names, probes, place)}{said}.{_often(fine)}"


def _often(fine):
    return f" Right for {sum(fine)} of {len(fine)} inputs." if any(fine) else ""


def _first_refused(exercise, probes, values):
    """A sentence on the first value that `accepts` refuses, if it looks at each by itself; or ""."""
    test = getattr(exercise.accepts, "test", None)
    if test is None:
        return ""
    fine = [bool(test(v, *p)) for v, p in zip(values, probes, strict=True)]
    if all(fine):
        return ""
    place = fine.index(False)
    said = f"{where(exercise.input_names, probes, place)}{show(values[place])} came"
    return f"{said}, and that isn't right.{_often(fine)}"


def _wrong_parts(value, due, rtol, atol):
    """Which values of a tuple are wrong; of a list only that some are."""
    if not isinstance(due, tuple):
        return "not all of it is right"
    pairs = enumerate(zip(rows(value), due, strict=True), start=1)
    wrong = [str(i) for i, (v, d) in pairs if not same(v, d, rtol, atol)]
    if len(wrong) == len(due):
        return "none of the values is right"
    if len(wrong) == 1:
        return f"value {wrong[0]} of {len(due)} isn't right yet"
    return f"values {' and '.join(wrong)} of {len(due)} aren't right yet"


def unused_said(names, right, answer):
    """A sentence on an input that the right answer needs and that has no part in this one; or ""."""
    needed = [n for n in names if n not in source.unused(right)]
    unused = [
        (name, how)
        for place, how in enumerate(source.unused(answer, in_order=True))
        if how and place < len(names) and (name := names[place]) in needed
    ]
    if not unused:
        return ""
    name, how = unused[0]
    return {
        "never": f"your function does nothing with `{name}`, and what is due depends on it.",
        "overwritten": f"your function gives `{name}` a value of its own, so what came in is lost.",
    }[how]


def lengths_said(names, probes, problems):
    """A sentence on the lengths of one input for which it raised, if it ran for all others; or "".

    problems are the exceptions that came at each probe, None where none did.
    """
    raised = [problem is not None for problem in problems]
    problem = next(filter(None, problems), None)
    if not isinstance(problem, IndexError) and "to unpack" not in str(problem)[:100]:
        return ""
    if all(raised) or not any(raised):
        return ""
    for place in range(min(map(len, probes))):
        lengths = [_length(probe[place]) for probe in probes]
        bad = {n for n, r in zip(lengths, raised, strict=True) if r}
        good = {n for n, r in zip(lengths, raised, strict=True) if not r}
        if None not in bad | good and not bad & good:
            has = f"It runs where `{names[place]}` has the length {_listed(good)}"
            return f"{has}; others come, too, as {_listed(bad)}."
    return ""


def _length(thing):
    """How many entries an input has; None if it is a number or a function."""
    sized = isinstance(thing, list) or (isinstance(thing, np.ndarray) and thing.ndim)
    return len(thing) if sized else None


def _listed(lengths):
    words = [str(n) for n in sorted(lengths)]
    return " or ".join(words) if len(words) < 4 else f"{words[0]}, {words[1]} …"
