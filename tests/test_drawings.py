"""The drawings are made by their script, the same bytes every time, and are used with words."""

import re
from pathlib import Path

import matplotlib
import nbformat
import pytest

from img.drawings import DRAWINGS, svg

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(ROOT.glob("notebooks/*.ipynb"))
# What drew those that are stored: another matplotlib lays a drawing out by other digits.
(PINNED,) = re.findall(
    r"^matplotlib==([\d.]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE
)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_reproducible(name):
    stored = (ROOT / "img" / f"{name}.svg").read_bytes()
    assert stored.isascii(), "JupyterLite shows others as broken"
    due = stored if matplotlib.__version__ == PINNED else svg(name)
    assert svg(name) == due, "draw again with `python -m img.drawings`"
    assert DRAWINGS[name].__doc__.strip().endswith(".")


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_stands_on_its_own_card(name):
    text = svg(name).decode()
    assert re.search(r'<g id="patch_1">\s*<path d="[^"]*" style="fill: #ffffff', text), (
        "a white ground"
    )
    assert "<text" not in text, "text as shapes: no font is missing"
    assert len(text) < 120_000


def test_every_drawing_is_used_with_words_and_none_is_missing():
    used = {}
    for page in PAGES:
        for cell in nbformat.read(page, as_version=4).cells:
            if cell.cell_type == "markdown":
                for words, name in re.findall(r"!\[([^\]]*)\]\(\.\./img/(\w+)\.svg\)", cell.source):
                    used[name] = words
    assert set(used) == set(DRAWINGS)
    for words in used.values():
        assert len(words.split()) >= 8
