"""What is often wrong in any exercise, and can be said in truth from the values alone.

Each name stands only if it explains the values at *all* probes, the smallest as well: an absolute
tolerance, made for values of about 1, would let 10⁻¹⁰ agree with whatever. An exercise's own mistakes
go first.
"""

import itertools

import numpy as np

from lib.practice.engine.comparing import NotNumbers, close, numbers, rows, same
from lib.practice.engine.showing import number, shape


def usual(values, rights, probes=None, names=()):
    """(name, sentence) that explains all values, or None.

    values, rights  what came and what was due at each probe
    probes, names   the inputs of each probe and what they are called; None for an answer that is a value
    """
    if all(isinstance(right, tuple) for right in rights):
        found = _of_tuples(values, rights) or _of_tuples_sizes(values, rights, probes is not None)
        return found or _of_inputs(values, rights, probes, names)
    pairs = []
    for value, right in zip(values, rights, strict=True):
        try:
            pairs.append((numbers(value), numbers(right)))
        except NotNumbers:
            return None
    if all(came.shape == due.shape for came, due in pairs):
        found = _of_sizes(pairs, probes is not None)
    else:
        found = _of_shapes(pairs, probes is not None)
    return found or _of_inputs(values, rights, probes, names)


def _little(due):
    """What counts as 0 beside these numbers: at most 1e-9, and a millionth of what is usual among them."""
    sizes = np.abs(due[np.isfinite(due) & (due != 0)])
    return min(1e-9, 1e-6 * float(np.median(sizes))) if sizes.size else 0.0


def alike(came, due, rtol=1e-6):
    """Entry by entry, whether the numbers agree in proportion to their own size, the small ones too."""
    if came.dtype.kind == "c" or due.dtype.kind == "c":
        return close(came, due, rtol)
    with np.errstate(all="ignore"):
        due = due.astype(float)
        finite = np.abs(due[np.isfinite(due)])
        rounding = 1e-13 * float(finite.max(initial=0.0))
        off = np.abs(came.astype(float) - due)
        roughly = (due == 0) | ~np.isfinite(due) | (off <= 1e-3 * np.abs(due) + rounding)
        return close(came, due, rtol, max(_little(due), rounding)) & roughly


def _same(value, due):
    """As `comparing.same`, in proportion to the numbers that are due."""
    try:
        parts = [numbers(part).ravel() for part in (due if isinstance(due, tuple) else (due,))]
        atol = _little(np.abs(np.concatenate(parts).astype(complex)))
    except (NotNumbers, TypeError, ValueError):  # texts have no size
        atol = 1e-9
    return same(value, due, atol=atol)


def _flat(pairs):
    came = np.concatenate([c.ravel() for c, _ in pairs])
    due = np.concatenate([d.ravel() for _, d in pairs])
    return came, due


def _of_sizes(pairs, many):
    came, due = _flat(pairs)
    if came.dtype.kind == "c":
        return None
    if due.dtype == bool:
        if np.array_equal(came.astype(float), 1.0 - due):
            return "yes and no exchanged", "each True should be False, and each False True."
        return None
    came, due = came.astype(float), due.astype(float)
    for digits in range(6):
        if came.any() and np.array_equal(came, np.round(due, digits)):
            return "rounded", f"your numbers are the right ones, rounded to {_decimals(digits)}."
    if came.any() and np.array_equal(came, np.trunc(due)):
        return (
            "cut to whole numbers",
            "what is behind the decimal point is cut off, as `int(…)` or an array of whole numbers "
            "does, and `//` above 0.",
        )
    if came.any() and np.array_equal(came, np.floor(due)):
        return "cut to whole numbers", "your numbers are rounded down to whole ones, as `//` does."
    if alike(came, due).all():  # off by less than what is told apart here
        return None
    if alike(came, -due).all():
        return "the sign reversed", "the sizes are right, and the signs are turned round."
    if alike(came, np.abs(due)).all():
        return "only the sizes", "the sizes are right, and no minus is left."
    rows = all(c.ndim == 1 for c, _ in pairs) and any(c.size > 1 for c, _ in pairs)
    if rows and all(alike(c[::-1], d).all() for c, d in pairs):
        return "in reversed order", "the numbers are right, and stand the wrong way round."
    if all(c.ndim == 2 and c.T.shape == d.shape and alike(c.T, d).all() for c, d in pairs):
        return "rows and columns exchanged", "each number at [i, j] belongs at [j, i]: transpose."
    return (_of_factors(came, due) or _of_some(pairs)) if many else None


def _decimals(count):
    return {0: "whole numbers", 1: "1 decimal"}.get(count, f"{count} decimals")


def _of_some(pairs):
    """What all numbers that aren't right have in common, where others are: another sign, or 0."""
    came, due = _flat(pairs)
    wrong = ~close(came, due)
    if wrong.all() or not np.any(due[~wrong]):
        return None
    if alike(np.abs(came), np.abs(due)).all():
        return "some signs", "the sizes are all right, and some of the signs aren't."
    if any(c.ndim not in (1, 2) for c, _ in pairs) or came[wrong].any():
        return None
    if _empty(pairs, 0):
        which, why = "the first", " Does the loop, or `range`, begin too late?"
    elif _empty(pairs, -1):
        which, why = "the last", " Does the loop, or `range`, stop too early?"
    elif _empty(pairs, 0, -1):
        which, why = "some", " Does the loop, or `range`, begin too late and stop too early?"
    else:
        which, why = "some", ""
    if which == "some":
        told = "some of your numbers are 0 where another was due"
    elif any(c.ndim == 2 for c, _ in pairs):
        told = f"{which} column is 0"
    else:
        told = f"{which} of your numbers is 0"
    return f"{which} left at 0", f"{told}, and all others are right.{why}"


def _empty(pairs, *places):
    """Whether just these places of a row, or these columns, are 0 wherever another number was due."""
    for came, due in pairs:
        wrong = ~close(came, due)
        here = np.zeros(wrong.shape, bool)
        here[..., list(places)] = ~close(np.zeros(due.shape), due)[..., list(places)]
        if not np.array_equal(wrong, here):
            return False
    return True


def _of_factors(came, due):
    there = np.abs(due) > 1e-9
    if there.sum() < 3 or np.ptp(due[there]) < 1e-9:
        return None
    if not np.isfinite(came[there]).all():
        return None
    k = float(np.median(came[there] / due[there]))
    if k and alike(came, k * due).all():
        return "a factor too much", f"every number came out {number(k)} times as large as due."
    inverse = alike(came[there] * due[there], np.ones(there.sum())).all()
    if inverse and not np.isfinite(came[~there]).any():
        return "upside down", "every number is 1 over the one that was due."
    if alike(came, due**2).all():
        return "squared", "every number is the square of the one that was due."
    offset = float(np.median(came - due))
    spread = float(np.ptp(due))
    if np.all(np.abs(came - due - offset) <= 1e-6 * min(spread, abs(offset))):
        more = "large" if offset > 0 else "small"
        return "off by one amount", f"every number is {number(abs(offset))} too {more}."
    return None


def _of_shapes(pairs, many):
    if all(c.shape != d.shape and c.size == d.size for c, d in pairs):
        came, due = pairs[0]
        if all(c.ndim == 2 and c.T.shape == d.shape and alike(c.T, d).all() for c, d in pairs):
            return (
                "rows and columns exchanged",
                "each number at [i, j] belongs at [j, i]: transpose.",
            )
        if all(alike(c.ravel(), d.ravel()).all() for c, d in pairs):
            return (
                "another shape",
                f"the numbers are right, and {shape(came)} came where {shape(due)} was due.",
            )
    if many and (found := _of_lengths(pairs)):
        return found
    if many and all(c.ndim == 0 and d.size for c, d in pairs) and any(d.size > 1 for _, d in pairs):
        for name, made in (("sum", np.sum), ("average", np.mean), ("largest", np.max)):
            if all(alike(c, np.asarray(made(d))).all() for c, d in pairs):
                return (f"only the {name}", f"that is the {name} of the numbers that were due.")
        for name, place in (("first", 0), ("last", -1)):
            if all(alike(c, np.asarray(d.ravel()[place])).all() for c, d in pairs):
                return (
                    f"only the {name} number",
                    f"the {name} of the numbers that were due came, alone. Is the `return` inside "
                    "the loop?"
                    if name == "first"
                    else f"the {name} of the numbers that were due came, alone: keep all of them.",
                )
    return None


ENDS = (
    (
        "only the first",
        slice(None, 1),
        "the first of what was due came, alone. Is the `return` inside the loop?",
    ),
    ("only the last", slice(-1, None), "the last of what was due came, alone: keep all of it."),
    (
        "the first left out",
        slice(1, None),
        "all that was due came but the first. Does the loop, or `range`, begin too late?",
    ),
    (
        "the last left out",
        slice(None, -1),
        "all that was due came but the last. Does the loop, or `range`, stop too early?",
    ),
)


def _of_lengths(pairs):
    """One end of the numbers, or rows, that were due came, or all but one end; or None."""
    if any(d.ndim == 0 or c.ndim != d.ndim for c, d in pairs) or all(len(d) < 3 for _, d in pairs):
        return None
    found = [
        (name, told)
        for name, part, told in ENDS
        if all(c.shape == d[part].shape and alike(c, d[part]).all() for c, d in pairs)
    ]
    return found[0] if len(found) == 1 else None  # several where all entries are alike


def _of_tuples(values, rights):
    values = [rows(value) for value in values]
    sized = all(
        isinstance(v, list | tuple) and len(v) == len(r)
        for v, r in zip(values, rights, strict=True)
    )
    if not sized or len(rights[0]) > 4:
        return None
    for order in itertools.islice(itertools.permutations(range(len(rights[0]))), 1, None):
        if all(_same(tuple(v[i] for i in order), r) for v, r in zip(values, rights, strict=True)):
            return (
                "in another order",
                "the values are right, and stand in another order than asked.",
            )
    return None


def _of_tuples_sizes(values, rights, many):
    """What is wrong with all numbers of all tuples alike: their signs, a factor."""
    pairs = []
    for value, right in zip(values, rights, strict=True):
        value = rows(value)
        if not isinstance(value, tuple | list) or len(value) != len(right):
            return None
        try:
            parts = [(numbers(v), numbers(r)) for v, r in zip(value, right, strict=True)]
        except NotNumbers:
            return None
        if any(came.shape != due.shape for came, due in parts):
            return None
        came, due = _flat(parts)
        pairs.append((came[:, None, None], due[:, None, None]))  # in no order, and no table
    return _of_sizes(pairs, many)


def _size(thing):
    try:
        return np.shape(thing)
    except ValueError:  # rows of different lengths
        return (len(thing),)


def _of_inputs(values, rights, probes, names):
    if probes is None or len(probes) < 3:
        return None
    for place in range(min(map(len, probes))):
        if all(same(v, p[place], atol=0.0) for v, p in zip(values, probes, strict=True)):
            name = names[place] if place < len(names) else f"input {place + 1}"
            return "an input came back", f"your function gives `{name}` back as it came in."
    sized = all(_size(v) == _size(r) for v, r in zip(values, rights, strict=True))
    fixed = sized and all(same(v, values[0], atol=0.0) for v in values)
    if fixed and not all(same(r, rights[0]) for r in rights):
        return (
            "the same whatever comes in",
            "your function gave the same for all inputs. What in it should change with them?",
        )
    return None
