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
Stage's, and of the other two over two moves or more of every control, six at least in all. Each way
has one kernel, in which figures are opened one after the other. *ms* is
handling the move, from its arrival to the picture handed over; *in all* adds reading and sending the
messages, as the kernel does for any widget. kB (of 1000 bytes) are the contents of the messages;
*wire* adds their envelopes. *Stage* is the live figure; *worst* is its slowest control, and its
largest frame. *interact* draws the same picture anew, inline, at each move: figures with a star from
a version written by hand with matplotlib alone (`benchmarks/plain.py`), the others with the figure's
own drawing code. *Kept* is the most that can be had from `interact` inline: the figure stays, its
artists move, the whole of it is drawn and sent as PNG. *ratio* is interact's ms over Stage's."""

FEWER = 6  # moves of a figure drawn by `interact`: each takes it a hundred times as long

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
    names = sorted(n for n in figures() if n.startswith(tuple(only.split(","))))
    missed = []
    with Kernel() as one, Kernel() as two, Kernel() as three:
        for kernel in (one, two, three):
            kernel.run("from benchmarks import in_kernel; in_kernel.watch()")
        handling, everything, content, wire = medians(frames(one, "", "echo", count)[0])
        floor = [ms(handling), "", ms(everything), kb(content), "", kb(wire)]
        rows = [["a bare HTML echo", "", *floor, *[""] * 6]]
        for name in names:
            try:
                rows.append(row(name, count, one, two, three))
                print("  ", *rows[-1], flush=True)
            except RuntimeError as problem:  # the others are still worth their minutes
                missed.append(f"{name} ({str(problem).splitlines()[-1]})")
                print("  ", missed[-1], flush=True)
                for kernel in (one, two, three):
                    kernel.run("in_kernel.clear()")
    moves = WORDS.format(count=count) + "\n\n" + table(HEAD, rows)
    if missed:
        moves += "\n\nNot measured: " + "; ".join(missed) + "."
    return then_and_now.measure(3, only) + "\n\n" + moves


def row(name, count, one, two, three):
    """One line of the table; each way has a kernel."""
    own, facts = frames(one, name, "stage", count)
    other, _ = frames(two, name, "by_hand" if name in BY_HAND else "redrawn", FEWER)
    kept, _ = frames(three, name, "kept", FEWER)
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


def frames(kernel, name, way, count):
    """{control: [(handling, all, content, wire) of each move]}, and facts on the figure.

    FEWER moves are shared out among the controls, as each takes `interact` long. The first moves
    aren't counted: they make what is made once and kept.
    """
    facts = json.loads(kernel.run(f"in_kernel.{way}({name!r}, {count})").splitlines()[-1])
    controls = facts["moves"]
    slow = way not in ("echo", "stage")
    each = max(2, -(-count // len(controls))) if slow else count
    found = {}
    for number, control in enumerate(controls):
        states = itertools.cycle(control["states"])
        for _ in range((number == 0) if slow else 3):
            kernel.move(control["model"], next(states))
        kernel.run("in_kernel.noted.clear()")
        sizes = [kernel.move(control["model"], next(states)) for _ in range(each + 1)]
        if not all(content for content, _ in sizes):
            raise RuntimeError(f"{way}: a move of {control['name']} changed nothing")
        times = json.loads(kernel.run("in_kernel.report()"))
        found[control["name"]] = [
            (*time, *size) for time, size in zip(times, sizes[:-1], strict=True)
        ]
    kernel.run("in_kernel.clear()")
    return found, facts
