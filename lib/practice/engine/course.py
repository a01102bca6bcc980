"""The map of the course: the notebooks, and how far the reader has come in each."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lib.data.place import notebooks
from lib.formula.typewriter import showable, typed
from lib.practice import exercises, predictions
from lib.practice.engine import progress
from lib.stage.escaping import escaped, no_maths

NOTEBOOKS = notebooks()


@dataclass(frozen=True)
class Entry:
    """One notebook: file name, number, title, question, minutes, the module of its practice."""

    file: str
    number: str
    title: str
    question: str
    minutes: int
    practice: str


def contents(folder=NOTEBOOKS):
    """The notebooks there are, read from their first cells: a list of `Entry`."""
    found = []
    for path in sorted(Path(folder).glob("[0-9][0-9]*_*.ipynb")):
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            first = "".join(cells[0]["source"])
            code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        except (OSError, ValueError, KeyError, IndexError, TypeError):
            continue
        title = re.search(r"^# \d\d\w? · (.+)$", first, re.MULTILINE)
        question = re.search(r"^\*([^*]+)\*$", first, re.MULTILINE)
        minutes = re.search(r"(\d+)(?: and (\d+))? minutes", first)
        practice = re.search(r"from lib\.practice import (\w+) as ex", code)
        found.append(
            Entry(
                path.name,
                path.name.split("_")[0],
                title[1] if title else path.stem,
                question[1] if question else "",
                sum(map(int, filter(None, minutes.groups()))) if minutes else 0,
                practice[1] if practice else "",
            )
        )
    return found


class CourseMap:
    """The map as it stands now; run its cell again to bring it up to date."""

    def __init__(self, entries=None):
        self.entries = contents() if entries is None else entries
        stored = progress.load()
        self.trouble = progress.trouble()
        done = stored["exercises"]
        said = stored["predictions"]
        self.rows = []
        for entry in self.entries:
            mine = [e for key, e in exercises().items() if key.split(".")[0] == entry.practice]
            asked = [key for key in predictions() if key.split(".")[0] == entry.practice]
            status = {e.name: done.get(e.key, {}).get("status", "not attempted") for e in mine}
            self.rows.append((entry, status, sum(key in said for key in asked), len(asked)))

    def __repr__(self):
        lines = []
        for entry, status, said, asked in self.rows:
            right = sum(s == "right" for s in status.values())
            lines.append(
                f"{entry.number} · {entry.title}: {right} of {len(status)} exercises right, "
                f"{said} of {asked} predictions made"
            )
        return showable("\n".join([*lines, *self.trouble]))

    def __str__(self):
        return typed(repr(self))

    def _repr_html_(self):
        trouble = "".join(
            f"<p{no_maths(sentence)}>{escaped(sentence)}</p>" for sentence in self.trouble
        )
        return (
            "<table><thead><tr><th>notebook</th><th>its question</th><th>minutes</th>"
            "<th>exercises</th><th>predictions</th></tr></thead><tbody>"
            + "".join(_row_html(*row) for row in self.rows)
            + f"</tbody></table>{trouble}"
        )


SIGNS = {"right": "✓", "not yet": "✗", "not attempted": "○"}


def _row_html(entry, status, said, asked):
    """One notebook's row. All that comes from files (titles, questions, statuses) is escaped."""
    right = sum(s == "right" for s in status.values())
    each = "".join(
        f"<li>{SIGNS.get(s, '○')} <code>ex.{escaped(name)}</code>: {escaped(s)}</li>"
        for name, s in status.items()
    )
    details = (
        f"<details><summary>{right} of {len(status)} right</summary><ul>{each}</ul></details>"
        if status
        else "–"
    )
    title = escaped(f"{entry.number} · {entry.title}")
    link = escaped(quote(entry.file, errors="replace"))
    return (
        f'<tr><td style="text-align:left"><a href="{link}">{title}</a></td>'
        f'<td style="text-align:left">{escaped(entry.question)}</td>'
        f"<td>{escaped(entry.minutes)}</td>"
        f'<td style="text-align:left">{details}</td><td>{said} of {asked}</td></tr>'
    )


def course_map():
    """The map of the course with the reader's own progress."""
    return CourseMap()
