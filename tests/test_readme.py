"""The README's example prints what it says, its table is the notebooks', its links lead somewhere."""

import contextlib
import io
import re
from pathlib import Path

import nbformat
import pytest

from lib.practice.engine.course import contents
from tests.store import shows_picture

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(ROOT.glob("*.md"))


def test_the_example_prints_what_it_says():
    code, said = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", README, re.DOTALL).groups()
    assert len([line for line in code.splitlines() if line.strip()]) == 6
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})
    assert out.getvalue() == said


def test_the_teachers_line_opens_a_figure():
    code = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[1]
    scope = {}
    *before, last = code.strip().splitlines()
    exec("\n".join(before), scope)
    exec(f"stage = {last}", scope)
    assert scope["stage"].state
    scope["stage"].close()


def measured_rows():
    """The lines of the README's table of notebooks, counted from the notebooks themselves."""
    rows = []
    for entry in contents():
        cells = nbformat.read(ROOT / "notebooks" / entry.file, as_version=4).cells
        words = sum(len(c.source.split()) for c in cells if c.cell_type == "markdown")
        code = [c for c in cells if c.cell_type == "code"]
        opened = "\n".join(c.source for c in code)
        figures = sum(
            shows_picture(output) and "described(" not in cell.source
            for cell in code
            for output in cell.outputs
        )
        asked = len(set(re.findall(r"^ex\.(\w+)\.check\(", opened, re.MULTILINE)))
        rows.append(
            f"| [{entry.number} · {entry.title}](notebooks/{entry.file}) | {entry.question} "
            f"| {entry.minutes} | {round(words, -1)} | {len(cells)} | {figures} | {asked} |"
        )
    return rows


def test_the_table_is_that_of_the_notebooks():
    rows = [line for line in README.splitlines() if "](notebooks/" in line and line.startswith("|")]
    assert rows == measured_rows()


def test_the_two_commands_are_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_relative_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_pictures_have_words():
    for words in re.findall(r"!\[([^\]]*)\]", README):
        assert len(words) > 40
