"""What all of a Jacobian costs a network, in four ways: multiplications, and numbers held at once.

The network is a chain of layers x ← W φ(x), of widths[0] = n inputs and widths[-1] = m outputs; its
Jacobian (m, n) is made column by column, or row by row. Counted are multiplications by weights, and
the numbers that must be there at once beside the weights and the finished part of J. The network's
outputs aren't kept for a way back: no layer takes its slopes there.
"""

import itertools
from typing import NamedTuple

from lib.learning.checkpointing import starts

WAYS = ("nudges", "dual numbers", "ways back", "with checkpoints")


class Cost(NamedTuple):
    """What one way to all of J takes."""

    multiplications: int
    held: int


def product(widths):
    """Multiplications of one run, of one Jv or of one Jᵀu, all local Jacobians known: a·b a layer."""
    return sum(a * b for a, b in itertools.pairwise(widths))


def costs(widths):
    """A dict from each of WAYS to its `Cost`, for a network with these widths.

    nudges            one run as it is and one for each input; the first's outputs are kept
    dual numbers      a run for each input; each number and its slope, so twice the work and the room
    ways back         one run, all its numbers kept, and a way back for each output
    with checkpoints  about √L of the L layers' inputs kept; each way back runs the stretches again
    """
    n, m, layers = widths[0], widths[-1], len(widths) - 1
    works = [a * b for a, b in itertools.pairwise(widths)]
    pairs = [a + b for a, b in itertools.pairwise(widths)]
    once, widest = product(widths), max(pairs)
    firsts = starts(layers, max(1, round(layers**0.5)))
    stretches = list(itertools.pairwise([*firsts, layers]))
    again = sum(sum(works[first : end - 1]) for first, end in stretches)
    inside = max(sum(widths[first + 1 : end]) + max(pairs[first:end]) for first, end in stretches)
    kept = sum(widths[first] for first in firsts)
    return dict(
        zip(
            WAYS,
            (
                Cost((n + 1) * once, widest + m),
                Cost(2 * n * once, 2 * widest),
                Cost((1 + m) * once, sum(widths[:-1]) + widest),
                Cost(once + m * (again + once), kept + inside),
            ),
            strict=True,
        )
    )
