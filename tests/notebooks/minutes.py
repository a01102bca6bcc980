"""How long a notebook takes a novice, by a rule that anyone can recompute.

    python -m tests.notebooks.minutes

A minute for 200 words (a formula's tokens count as words), a quarter for a line of code that is
read and run, 2 for a prediction, 4 for a live figure (opened again with other values it counts as
its lines), and 5, 8 or 12 for an exercise of difficulty 1, 2 or 3. What stands under a heading
"## Further: …" may be skipped, so it is counted apart.

So are the three questions from earlier notebooks before the first sitting (`recall`, 2 minutes: a
question is half a minute to answer and a few seconds to read on) and the exam after the last one
(`exam`, 2 minutes for each of its questions): neither belongs to a sitting, and each says its minutes.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from lib.practice import exercises, final
from tests.opening import FIRST_LINE

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
WORDS, LINE, PREDICTION, FIGURE = 200, 0.25, 2, 4
RECALL, EXAM = 2, 2 * len(final.QUESTIONS)
EXERCISE = {1: 5, 2: 8, 3: 12}
SITTING = re.compile(r"^## (First|Second) sitting: (.+\?)$", re.MULTILINE)
FURTHER = re.compile(r"^## (Further|Exam)\b", re.MULTILINE)
REMEMBER = re.compile(r"^\*\*Remember\.\*\*")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass
class Sitting:
    """A part that is worked through in one go: its question, its minutes, and what is counted apart."""

    question: str
    minutes: float = 0.0
    further: float = 0.0


def of_cell(cell, module):
    """Minutes of one cell; module is the name of the notebook's practice module."""
    if cell.cell_type == "markdown":
        return len(LINK.sub(r"\1", cell.source).split()) / WORDS
    if cell.cell_type != "code" or cell.source.startswith(FIRST_LINE):
        return 0.0
    if cell.source.startswith("from lib.practice.engine import recall"):
        return RECALL
    if cell.source.startswith("from lib.practice.engine import exam"):
        return EXAM
    minutes = LINE * sum(bool(line.strip()) for line in cell.source.splitlines())
    minutes += PREDICTION * len(re.findall(r"^ex\.\w+\.ask\(\)", cell.source, re.MULTILINE))
    minutes += FIGURE * len(re.findall(r"^from lib\.explore", cell.source, re.MULTILINE))
    for name in re.findall(r"^ex\.(\w+)\.check\(", cell.source, re.MULTILINE):
        minutes += EXERCISE[exercises()[f"{module}.{name}"].difficulty]
    return minutes


def sittings(path):
    """The sittings of the notebook at `path`, in order; one without a question where it has no marks."""
    cells = nbformat.read(path, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    module = (re.search(r"from lib\.practice import (\w+) as ex", code) or [None, None])[1]
    found, aside = [Sitting("")], False
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            aside = bool(FURTHER.match(cell.source))
            begins = SITTING.match(cell.source)
            if begins and not found[-1].question:
                found[-1].question = begins[2]
            elif begins:
                found.append(Sitting(begins[2]))
        elif cell.cell_type == "markdown" and REMEMBER.match(cell.source):
            aside = True  # until the first sitting begins
        if aside:
            found[-1].further += of_cell(cell, module)
        else:
            found[-1].minutes += of_cell(cell, module)
    return found


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.ipynb")):
        parts = [f"{s.minutes:5.1f} (+ {s.further:4.1f})  {s.question}" for s in sittings(path)]
        print(f"{path.stem:26}", ("\n" + " " * 27).join(parts))
