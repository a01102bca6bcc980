"""The teachers' table names every live figure once, and each of its lines opens that figure."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from lib.explore import figures
from lib.practice import exercises, predictions
from lib.practice.engine import progress
from lib.stage.stage import Stage

TEXT = (Path(__file__).resolve().parent.parent / "TEACHING.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+\?) \| (\w+) \| `(.+?)` \| (.+?\?) \| (.+?) \|$", TEXT, re.MULTILINE)


PRACTISED = re.findall(r"^\| .+\? \| `(\w+\.\w+)` \| .+\? \| .+ \|$", TEXT, re.MULTILINE)


def test_what_has_no_figure_is_practised():
    assert len(PRACTISED) >= 3
    assert set(PRACTISED) <= {*exercises(), *predictions()}


def test_the_table_of_a_class_is_made_as_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "handed_in").mkdir()
    for name in ("anna", "ben"):
        monkeypatch.setenv("DERIVATIVES_PROGRESS", str(tmp_path / "handed_in" / f"{name}.json"))
        progress.record_exercise("slope.between", "right")
    cells = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    (where,) = [cell for cell in cells if "import progress_path" in cell]
    assert last_value(where) == tmp_path / "handed_in" / "ben.json"
    (table,) = [cell for cell in cells if "import class_report" in cell]
    assert last_value(table).learners == 2
    assert "python -m lib.practice report" in TEXT


def last_value(cell):
    """What a notebook would show under this cell."""
    *before, last = ast.parse(cell).body
    scope = {}
    exec(compile(ast.Module(before, []), "cell", "exec"), scope)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), scope)


def test_every_figure_is_there_once():
    named = [f"{module}.{line.split('(')[0]}" for _, module, line, *_ in ROWS]
    assert sorted(named) == sorted(figures())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2].split("(")[0])
def test_each_line_opens_its_figure(row):
    _, module, line, *_ = row
    line = line.replace("\\|", "|")
    scope = vars(importlib.import_module(f"lib.explore.{module}")).copy()
    exec(f"stage = {line}", scope)
    stage = scope["stage"]
    assert isinstance(stage, Stage) and stage.state
    stage.close()
