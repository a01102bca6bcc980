"""One sentence that points: for which input, at which entry, what was due and what came."""

import numpy as np

from lib.practice.engine.comparing import close, is_words, numbers, rows, same
from lib.practice.engine.faults import first
from lib.practice.engine.showing import apart, show


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
