"""Each notebook comes in two sittings that a novice can finish, and says truthfully how long they are."""

import re
from pathlib import Path

import nbformat
import pytest

from tests.notebooks.minutes import EXAM, FOLDER, RECALL, REMEMBER, SITTING, sittings

ONE_SITTING = {"00_start_here"}
LONGEST, MEDIAN_PROSE = 45, 60
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
CUT = [p for p in NOTEBOOKS if p.stem not in ONE_SITTING]


def by_stem(path: Path):
    return path.stem


def markdown(path):
    cells = nbformat.read(path, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "markdown"]


@pytest.mark.parametrize("path", CUT, ids=by_stem)
def test_two_sittings_with_question_practice_recap_and_a_place_to_stop(path):
    text = "\n\n".join(markdown(path))
    marks = list(SITTING.finditer(text))
    assert [mark[1] for mark in marks] == ["First", "Second"]
    first, second = text[: marks[1].start()], text[marks[1].start() :]
    assert "\n## Recap, first sitting" in first and "**A good place to stop.**" in first
    assert "\n## Recap" in second
    code = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    assert sum(".check(" in source for source in code) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_stem)
def test_minutes_are_those_of_the_rule(path):
    parts = sittings(path)
    assert all(part.minutes <= LONGEST for part in parts), parts
    said = re.search(r"about (\d+)(?: and (\d+))? minutes", markdown(path)[0], re.IGNORECASE)
    assert [int(number) for number in said.groups() if number] == [
        round(part.minutes) for part in parts
    ]


@pytest.mark.parametrize("path", CUT, ids=by_stem)
def test_little_prose_between_two_things_to_do(path):
    lengths, words = [], 0
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            words += len(cell.source.split())
        elif words:
            lengths.append(words)
            words = 0
    assert sorted(lengths)[len(lengths) // 2] <= MEDIAN_PROSE


@pytest.mark.parametrize("path", CUT, ids=by_stem)
def test_it_opens_with_questions_from_earlier_notebooks_before_the_first_sitting(path):
    cells = nbformat.read(path, as_version=4).cells
    (at,) = [i for i, cell in enumerate(cells) if REMEMBER.match(cell.source)]
    assert "Two minutes" in cells[at].source and RECALL == 2
    number = path.stem.split("_")[0]
    assert cells[at + 1].source == f'from lib.practice.engine import recall\n\nrecall("{number}")'
    assert SITTING.match(cells[at + 2].source)
    stored = cells[at + 1].outputs[0].data["text/plain"]
    assert [line for line in stored.splitlines() if line[:6] in ("1 of 3", "2 of 3", "3 of 3")]


def test_09_ends_with_the_exam_outside_its_sittings():
    (last,) = FOLDER.glob("09_*.ipynb")  # what stands beyond it may be skipped, and isn't asked
    cells = nbformat.read(last, as_version=4).cells
    (at,) = [i for i, cell in enumerate(cells) if cell.source.startswith("## Exam")]
    assert "Twenty minutes" in cells[at].source and EXAM == 20
    assert cells[at + 1].source == "from lib.practice.engine import exam\n\nexam()"
    assert at > max(i for i, cell in enumerate(cells) if ".check(" in cell.source)
    assert sittings(last)[-1].further >= EXAM
