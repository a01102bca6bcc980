"""Every idea that the course must teach, and the cell that teaches it.

`coverage.tsv` has a line for each row of the course's coverage plan: its number, the notebook, and a
phrase that stands in one of that notebook's cells. S-rows are those of the first plan, in order; an
N-row, such as N03b, is a later idea: its notebook's number and a letter.
"""

import re
from pathlib import Path

import nbformat
import pytest

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "notebooks"
LINES = (HERE / "coverage.tsv").read_text(encoding="utf-8").strip().splitlines()[1:]
ROWS = [line.split("\t") for line in LINES]
SECTIONS = {
    "01_slope": (1, 12),
    "02_limits": (13, 27),
    "03_reading_a_derivative": (28, 38),
    "04_chain_rule": (39, 47),
    "05_gradients": (48, 59),
    "06_jacobians": (60, 68),
    "07_gradient_descent": (69, 79),
    "08_backpropagation": (80, 92),
    "09_training_a_network": (93, 98),
}


def test_every_row_is_there_in_its_notebook():
    expected = [
        (f"S{number:02d}", notebook)
        for notebook, (first, last) in SECTIONS.items()
        for number in range(first, last + 1)
    ]
    assert [(row, notebook) for row, notebook, _ in ROWS if row[0] == "S"] == expected


def test_later_rows_have_their_notebooks_number():
    later = [(row, notebook) for row, notebook, _ in ROWS if row[0] != "S"]
    assert later and len(dict(later)) == len(later), "a row is there twice"
    for row, notebook in later:
        assert re.fullmatch(r"N\d\d[a-z]", row) and row[1:3] == notebook[:2], row


@pytest.mark.parametrize(("row", "notebook", "phrase"), ROWS, ids=lambda value: value[:24])
def test_the_cell_is_there(row, notebook, phrase):
    cells = nbformat.read(FOLDER / f"{notebook}.ipynb", as_version=4).cells
    assert len(phrase) >= 12
    assert any(phrase in cell.source for cell in cells), (
        f"{row}: nothing in {notebook} says {phrase!r}"
    )
