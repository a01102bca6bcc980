"""A class's progress files as one table: what was solved, in how many tries, which mistakes were met.

    python -m lib.practice report FILE…          a folder stands for the progress files in it

It reads files that were handed over, and writes and sends nothing. Each file is one learner; the table
says how many, not who.
"""

import glob
import os
import statistics
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lib.formula.typewriter import showable, typed
from lib.practice import exercises
from lib.practice.engine import progress_file
from lib.practice.engine.course import contents
from lib.stage.escaping import escaped, no_maths

HEADS = ("exercise", "solved", "tried", "tries", "hints", "mistakes, by how many learners met them")


def class_report(*files):
    """The table of these progress files: paths, patterns such as "*.json", or folders of them."""
    return Report(_found(files))


def _found(files):
    """Each file once, in the order in which they were named; of a folder those that end in .json."""
    found = []
    for named in map(str, files):
        if Path(named).is_dir():
            # What was kept aside as damaged is a copy: that learner's file lies beside it.
            inside = sorted(Path(named).rglob("*.json"))
            found += [path for path in inside if ".damaged-" not in path.name]
        elif Path(named).exists():
            found.append(Path(named))
        else:  # Windows leaves patterns to the program; what fits nothing is told as missing
            found += map(Path, sorted(glob.glob(named, recursive=True)) or [named])
    return list({os.path.abspath(path): path for path in found}.values())


@dataclass
class Row:
    """One exercise: how many learners solved it, the tries of each, hints, the mistakes met."""

    name: str
    solved: int = 0
    tries: list[int] = field(default_factory=list)
    hints: int = 0
    mistakes: Counter = field(default_factory=Counter)

    def add(self, entry):
        """Count one learner's entry of this exercise."""
        self.solved += entry["status"] == "right"
        self.tries += [entry["attempts"]] * (entry["attempts"] > 0)
        self.hints += entry["hints"]
        self.mistakes.update(name for name, count in entry["mistakes"].items() if count)

    def cells(self, learners):
        """What stands in the table, as texts."""
        tries = f"{statistics.median(self.tries):g} (most {max(self.tries)})" if self.tries else "–"
        met = sorted(self.mistakes.items(), key=lambda item: (-item[1], item[0]))
        return (
            self.name,
            f"{self.solved} of {learners}",
            str(len(self.tries)),
            tries,
            str(self.hints),
            ", ".join(f"{name} {count}" for name, count in met) or "–",
        )


def _blank_rows():
    """A row for each exercise, in the order of the course: a dict from key."""
    known = exercises()
    return {
        key: Row(f"{entry.number} ex.{known[key].name}")
        for entry in contents()
        for key in known
        if key.split(".")[0] == entry.practice
    }


class Report:
    """The table of progress files: `.rows`, how many `.learners`, and what was `.left_out` and why."""

    def __init__(self, files):
        self.learners, self.left_out = 0, []
        rows = _blank_rows()
        for file in files:
            try:
                found = _read(file)
            except progress_file.Refused as problem:
                self.left_out.append(f"Left out: {problem}")
                continue
            except (OSError, ValueError) as problem:  # ValueError: a name that no file can have
                why = getattr(problem, "strerror", None) or "no file can have this name"
                self.left_out.append(f"Left out: {progress_file.shown(file)} ({why}).")
                continue
            self.learners += 1
            for key, entry in found.stored["exercises"].items():
                # An exercise of another version of the course keeps its key for a name.
                rows.setdefault(key, Row(progress_file.shown(key))).add(entry)
        self.rows = list(rows.values())

    def _lines(self):
        return [HEADS, *(row.cells(self.learners) for row in self.rows)]

    def _said(self):
        count = f"{self.learners} learner{'s' * (self.learners != 1)}"
        return f"{count}. Tries: the median of those who tried it, and the most."

    def __repr__(self):
        lines = self._lines()
        widths = [max(len(line[n]) for line in lines) for n in range(len(HEADS) - 1)]
        table = (
            "  ".join([*(c.ljust(w) for c, w in zip(line, widths, strict=False)), line[-1]])
            for line in lines
        )
        return "\n".join(map(showable, [self._said(), "", *table, *self.left_out]))

    def __str__(self):
        return typed(repr(self))

    def _repr_html_(self):
        head, *body = self._lines()
        rows = "".join(
            "<tr>"
            + "".join(f'<td style="text-align:left">{escaped(c)}</td>' for c in line)
            + "</tr>"
            for line in body
        )
        return (
            f"<p>{escaped(self._said())}</p><table{no_maths(rows)}><thead><tr>"
            + "".join(f'<th style="text-align:left">{escaped(c)}</th>' for c in head)
            + f"</tr></thead><tbody>{rows}</tbody></table>"
            + "".join(
                f"<p{no_maths(sentence)}>{escaped(sentence)}</p>" for sentence in self.left_out
            )
        )


def _read(file):
    """What is in a learner's file. Raises OSError where there is none, Refused where it is no such."""
    file.stat()
    found = progress_file.read(file)
    if found.faults == ["all"]:
        raise progress_file.Refused(f"{progress_file.shown(file)} is damaged.")
    return found
