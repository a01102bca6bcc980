"""Processor time and bytes of one move of every live figure, against `interact` drawing the same."""

import itertools
import json
import statistics

import numpy as np

from benchmarks import then_and_now
from benchmarks.kernel import Kernel
from benchmarks.plain import BY_HAND
from benchmarks.report import table
from lib.explore import figures

WORDS = """Kernel processor time (all threads) and bytes for one move of one control, in a headless
kernel that is sent what JupyterLab sends: medians over {count} moves of every moving control of
Stage's, and {fewer} of the other two. *ms* is
handling the move, from its arrival to the picture handed over; *in all* adds reading and sending the
messages, as the kernel does for any widget. kB (of 1000 bytes) are the contents of the messages;
*wire* adds their envelopes. *Stage* is the live figure; *worst* is its slowest control, and its
largest frame. *interact* draws the same picture anew, inline, at each move: figures with a star from
a version written by hand with matplotlib alone (`benchmarks/plain.py`), the others with the figure's
own drawing code. *Kept* is the most that can be had from `interact` inline: the figure stays, its
artists move, the whole of it is drawn and sent as PNG. *ratio* is interact's ms over Stage's."""

HEAD = (
    "figure",
    "moving artists",
    "Stage ms",
    "worst",
    "in all",
    "kB",
    "worst",
    "wire",
    "interact ms",
    "in all",
    "kB",
    "ratio",
    "kept ms",
    "kB",
)


def measure(count=20, only="", kernels=True):
    """The section's text, for the figures whose names begin with `only` (several, with commas).

    Without `kernels`: what frames cost, and not what moves of controls do.
    """
    if not kernels:
        return then_and_now.measure(3 if count < 10 else 5, only)
    echo, _ = frames("", "echo", count)
    handling, everything, content, wire = medians(echo)
    floor = [ms(handling), "", ms(everything), kb(content), "", kb(wire)]
    rows = [["a bare HTML echo", "", *floor, *[""] * 6]]
    for name in sorted(n for n in figures() if n.startswith(tuple(only.split(",")))):
        rows.append(row(name, count))
        print("  ", *rows[-1], flush=True)
    moves = WORDS.format(count=count, fewer=fewer(count)) + "\n\n" + table(HEAD, rows)
    return then_and_now.measure(3 if count < 10 else 5, only) + "\n\n" + moves


def fewer(count):
    """How many moves of each control `interact` makes: each takes it a hundred times as long."""
    return max(4, count // 5)


def row(name, count):
    """One line of the table, each way in a kernel of its own."""
    own, facts = frames(name, "stage", count)
    other, _ = frames(name, "by_hand" if name in BY_HAND else "redrawn", fewer(count))
    kept, _ = frames(name, "kept", fewer(count))
    worst = max(statistics.median(f[0] for f in moved) for moved in own.values())
    largest = max(f[2] for moved in own.values() for f in moved)
    mine, theirs, best = medians(own), medians(other), medians(kept)
    return [
        name + ("*" if name in BY_HAND else ""),
        f"{facts['artists']}{', 3-D' if facts['solid'] else ''}",
        *(ms(mine[0]), ms(worst), ms(mine[1]), kb(mine[2]), kb(largest), kb(mine[3])),
        *(ms(theirs[0]), ms(theirs[1]), kb(theirs[2]), f"{theirs[0] / mine[0]:.1f}"),
        *(ms(best[0]), kb(best[2])),
    ]


def ms(seconds):
    return f"{seconds * 1e3:.1f}"


def kb(size):
    return f"{size / 1e3:.1f}"


def medians(moved):
    """Medians over all moves of all controls: of handling, all (s); of content, wire (bytes)."""
    return np.median(list(itertools.chain(*moved.values())), axis=0)


def frames(name, way, count):
    """{control: [(handling, all, content, wire) of each move]}, and facts on the figure."""
    with Kernel() as kernel:
        kernel.run("from benchmarks import in_kernel; in_kernel.watch()")
        said = kernel.run(f"in_kernel.{way}({name!r}, {count})").splitlines()
        facts = json.loads(said[-1])
        found = {}
        for control in facts["moves"]:
            states = itertools.cycle(control["states"])
            for _ in range(3):  # not counted: what is made once and kept
                kernel.move(control["model"], next(states))
            kernel.run("in_kernel.noted.clear()")
            sizes = [kernel.move(control["model"], next(states)) for _ in range(count + 1)]
            if not all(content for content, _ in sizes):
                raise RuntimeError(f"{name}, {way}: a move of {control['name']} changed nothing")
            times = json.loads(kernel.run("in_kernel.report()"))
            found[control["name"]] = [
                (*time, *size) for time, size in zip(times, sizes[:-1], strict=True)
            ]
    return found, facts
