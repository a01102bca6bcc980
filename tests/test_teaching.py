"""The teachers' table names every live figure once, and each of its lines opens that figure."""

import importlib
import re
from pathlib import Path

import pytest

from lib.explore import figures
from lib.stage.stage import Stage

TEXT = (Path(__file__).resolve().parent.parent / "TEACHING.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+\?) \| (\w+) \| `(.+?)` \| (.+?\?) \| (.+?) \|$", TEXT, re.MULTILINE)


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
