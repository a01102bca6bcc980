"""The map for contributors: every path that it names is there, and every room is on it."""

import re
from pathlib import Path

import pytest

from lib import FLOORS

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("CONTRIBUTING.md", "README.md", "TEACHING.md")
PATH = re.compile(r"`((?!_)(?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|yml|txt|py))`")


def paths(text):
    """The paths in backquotes of a page: with a slash, or a file's name. Patterns aren't paths."""
    return PATH.findall(text)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_is_there(page):
    named = paths((ROOT / page).read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_room_is_on_the_map_with_its_tests():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for room in FLOORS:
        assert f"`lib/{room}/" in text and f"`tests/{room}/" in text, room


def test_the_map_goes_from_the_top_floor_down():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]*\| `lib/(\w+)/", text, re.MULTILINE)
    # neither of explore and practice imports the other; the map begins with what a teacher changes
    assert [FLOORS.index(room) for room in rows] == sorted(map(FLOORS.index, rows), reverse=True)


def test_a_path_that_is_not_there_is_seen():
    assert paths("see `lib/draw.py`, `tests/x/`, `make lab` and `slope.nudge`") == [
        "lib/draw.py",
        "tests/x/",
    ]
