"""What a frame costs: today's library beside that of commit b36c594, in turns, in one run."""

import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.kernel import ROOT, environment
from benchmarks.report import table
from lib.explore import figures

THEN = "b36c594"
WORDS = """**A frame** is `update`, which moves the artists, and the layer's SVG: what is drawn for each
move, and for each place drawn ahead. Processor time in ms, without kernel and widgets. *Then* is
commit {then}, where matplotlib's SVG renderer drew all but plain texts; *now* is this commit. A figure
with a dagger is younger: *then* is its own `update` of today, its artists drawn in the way of that
commit. Processes, one with each, take turns figure by figure, {rounds} times; each time the figure is
built anew and each place of each control that moves it is visited once; the least time of a place
counts, and the median over places. *Times* is then over now for the whole frame, *worst* for its worst
control. The load of the machine was {before:.1f} at the beginning and {after:.1f} at the end."""
HEAD = (
    "figure",
    "moving artists",
    "update then",
    "SVG then",
    "update now",
    "SVG now",
    "times",
    "worst",
    "bytes then",
    "now",
)


def measure(rounds=5, only=""):
    """The table's text, for the figures whose names begin with `only` (several, with commas)."""
    names = sorted(name for name in figures() if name.startswith(tuple(only.split(","))))
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as processes:
        unpack(THEN, folder)
        then = processes.enter_context(library(folder))
        now = processes.enter_context(library(ROOT))
        as_then = processes.enter_context(library(ROOT, folder))
        for process in (then, now, as_then):
            ask(process, "two_points")  # not counted: what is made once and kept
        rows = []
        for name in names:
            first = ask(then, name)
            old = as_then if first is None else then
            answers = [(first or ask(old, name), ask(now, name))]
            answers += [(ask(old, name), ask(now, name)) for _ in range(rounds - 1)]
            rows.append(row(name, "†" * (old is as_then), *zip(*answers, strict=True)))
            print("  ", *rows[-1], flush=True)
    words = WORDS.format(then=THEN, rounds=rounds, before=before, after=os.getloadavg()[0])
    return "\n\n".join([words, table(HEAD, rows), goal(rows)])


def goal(rows):
    """What came of the goal: figures with up to eight moving artists 2.5 times cheaper, none dearer."""
    under = [f"{name} ({times})" for name, artists, *_, times, _, _ in rows
             if float(times) < (2.5 if artists <= 8 else 1)]  # fmt: skip
    return (
        "Goal: on every control of a figure with up to eight moving artists at least 2.5 times "
        f"cheaper, none dearer. {len(rows)} figures; below it: {', '.join(under) or 'none'}."
    )


def unpack(commit, folder):
    """Put the library as it was at a commit into a folder. Raises RuntimeError without the history."""
    done = subprocess.run(
        ["git", "archive", commit, "lib", "notebooks/data"], cwd=ROOT, capture_output=True
    )
    if done.returncode:
        raise RuntimeError(f"needs the history of the course: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


@contextlib.contextmanager
def library(folder, *drawn_as):
    """A process that measures frames with the `lib` in a folder; see `one_frame` for drawn_as."""
    script = Path(__file__).with_name("one_frame.py")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, str(script), *map(str, drawn_as)],
        stdin=pipe,
        stdout=pipe,
        text=True,
        cwd=folder,
        env=environment(PYTHONPATH=str(folder), OMP_NUM_THREADS="1"),
    ) as process:
        yield process
        process.stdin.close()


def ask(process, name):
    """What the frames of a figure cost in that process; None where it doesn't know the figure."""
    print(name.rpartition(".")[2], file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        raise RuntimeError(f"{name}: the process that measures it has ended")
    return json.loads(answer)


def row(name, mark, then, now):
    """One line of the table, from what all rounds said."""
    fresh, new = least(now)
    _, old = least(then)
    worst = min(whole(old[control]) / whole(new[control]) for control in new if control in old)
    (update0, svg0, size0), (update1, svg1, size1) = middle(old), middle(new)
    times = whole(np.concatenate(list(old.values()))) / whole(np.concatenate(list(new.values())))
    return [
        *(name + mark, fresh, ms(update0), ms(svg0), ms(update1), ms(svg1)),
        *(f"{times:.2f}", f"{worst:.2f}", f"{size0:.0f}", f"{size1:.0f}"),
    ]


def least(answers):
    """(moving artists, {control: the least of all rounds, array (places, 3)})."""
    controls = answers[0]["controls"]
    found = {name: np.min([one["controls"][name] for one in answers], axis=0) for name in controls}
    return answers[0]["artists"], found


def middle(costs):
    """Medians over all places of all controls: of update, of the SVG (ms), of bytes."""
    return np.median(np.concatenate(list(costs.values())), axis=0)


def whole(costs):
    """The median frame, update and SVG together, of an array (places, 3)."""
    return statistics.median(costs[:, :2].sum(axis=1).tolist())


def ms(number):
    return f"{number:.2f}"
