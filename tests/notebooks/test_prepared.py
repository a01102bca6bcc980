"""Every Python and NumPy construct that a notebook uses is taught in 00b, or noted at its first use."""

import re

import nbformat
import pytest

from lib.practice import exercises
from tests.notebooks.constructs import PATTERNS, constructs, noted, notes
from tests.notebooks.minutes import FOLDER
from tests.opening import FIRST_LINE

TEACHES = "00b_numpy_you_need"
SECOND = "## Second sitting"  # 00b's second sitting is for the notebooks from 05 on
NOTEBOOKS = sorted(p.stem for p in FOLDER.glob("*.ipynb"))


def read(stem):
    return nbformat.read(FOLDER / f"{stem}.ipynb", as_version=4).cells


def uses(cells):
    """Each construct with the place of the cell that first uses it; an opening cell isn't the reader's."""
    first = {}
    for place, cell in enumerate(cells):
        if cell.cell_type == "code" and not cell.source.startswith(FIRST_LINE):
            for name in constructs(cell.source):
                first.setdefault(name, place)
    return first


def unprepared(cells, known=""):
    """The constructs that no note explains: in `known`, up to their cell, or just below it."""
    said = [notes(cell) for cell in cells]
    return {
        name: cells[place].source
        for name, place in uses(cells).items()
        if not noted(name, "\n".join([known, *said[: place + 2]]))
    }


def taught(stem):
    """All notes of 00b; before notebook 05 those of its first sitting only."""
    cells = read(TEACHES)
    end = next(i for i, c in enumerate(cells) if c.source.startswith(SECOND))
    return "\n".join(notes(c) for c in (cells[:end] if stem < "05" else cells))


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_every_construct_is_prepared(stem):
    known = "" if stem in (TEACHES, "00_start_here") else taught(stem)
    assert unprepared(read(stem), known) == {}


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_what_a_solution_and_its_hints_name_is_imported_by_then(stem):
    """A reader who writes `np.argmax` into a stub must not meet a NameError."""
    cells = [c for c in read(stem) if c.cell_type == "code"]
    everything = "\n".join(c.source for c in cells)
    module = re.search(r"from lib\.practice import (\w+) as ex", everything)[1]
    for place, cell in enumerate(cells):
        for name in re.findall(r"^ex\.(\w+)\.check\(", cell.source, re.MULTILINE):
            exercise = exercises()[f"{module}.{name}"]
            wants = "\n".join([exercise.answer, *exercise.hints])
            before = "\n".join(c.source for c in cells[: place + 1])
            assert "np." not in wants or "import numpy as np" in before, name


def test_an_unprepared_construct_is_seen():
    cells = [
        nbformat.v4.new_markdown_cell("An array: `np.array`."),
        nbformat.v4.new_code_cell(
            "a = np.array([f(b) for b in c])\nw = np.eye(3)[:, 1].copy()  # `copy`"
        ),
    ]
    assert set(unprepared(cells)) == {
        "a list comprehension",
        "np.eye",
        "a slice",
        "an index of two axes",
    }
    assert unprepared(cells, "for b in c, np.eye, A[1, 2], x[1:]") == {}
    assert set(constructs("class A:\n    def __add__(self, b):\n        return f'{b}{b:.1f}'")) == {
        "class",
        "__add__",
        "an f-string",
        "a format",
    }
    assert len(PATTERNS) > 30
