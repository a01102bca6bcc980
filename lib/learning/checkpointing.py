"""Going back through a chain of machines while few of its numbers are kept.

Machine k takes x_{k-1} and gives x_k, k = 1 … n; to go back through it x_{k-1} must be there.
Kept from the run forwards are the inputs of `kept` stretches of the chain, as equal as can be. Going
back, a stretch is run once more from its first number. Source: Chen, Xu, Zhang & Guestrin (2016),
"Training deep nets with sublinear memory cost".
"""

from typing import NamedTuple

from lib.learning.descent import whole


class Moment(NamedTuple):
    """What has just been done, "run", "run again" or "back", with which machine, and what is stored
    afterwards: a frozenset of the numbers i of xᵢ."""

    done: str
    machine: int
    stored: frozenset


def starts(steps, kept):
    """Numbers i of the xᵢ that are kept: the first of each stretch. Raises ValueError where kept isn't
    a whole number from 1 to steps."""
    steps, kept = whole("steps", steps, 1), whole("kept", kept, 1)
    if kept > steps:
        raise ValueError(f"{kept} numbers can't be kept of a chain that has {steps}: try {steps}")
    return [j * steps // kept for j in range(kept)]


def moments(steps, kept):
    """The whole way there and back: a list of `Moment`."""
    firsts = starts(steps, kept)
    stored, made = set(), []

    def note(done, machine):
        made.append(Moment(done, machine, frozenset(stored)))

    for machine in range(1, steps + 1):
        if machine - 1 in firsts:
            stored.add(machine - 1)
        note("run", machine)
    for first, end in zip(firsts[::-1], [steps, *firsts[:0:-1]], strict=True):
        for machine in range(first + 1, end):
            stored.add(machine)
            note("run again", machine)
        for machine in range(end, first, -1):
            stored.discard(machine - 1)
            note("back", machine)
    return made


def price(steps, kept):
    """(the most numbers stored at once, machines run again)."""
    way = moments(steps, kept)
    most = max(len(moment.stored) for moment in way)
    return most, sum(moment.done == "run again" for moment in way)
