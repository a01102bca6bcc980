"""The table of a class: counted from the learners' files, whatever these hold; nothing is written."""

import json
import os
import subprocess
import sys

import pytest

from lib.practice import exercises
from lib.practice.__main__ import main
from lib.practice.engine import class_report, progress
from lib.practice.engine.course import contents
from lib.practice.engine.progress_file import VARIABLE
from lib.practice.engine.records import empty

KEY = "slope.between"


@pytest.fixture(name="folder")
def handed_in(tmp_path, monkeypatch):
    """Three learners' files, made by the course itself, and what else lies in such a folder."""
    folder = tmp_path / "class"
    for name, slips in (
        ("anna", ["upside down", "upside down", None]),
        ("ben", []),
        ("cem", ["the sum"]),
    ):
        monkeypatch.setenv(VARIABLE, str(folder / name / "progress.json"))
        for slip in slips:
            progress.record_exercise(KEY, "not yet", slip)
        if name != "cem":
            progress.record_exercise(KEY, "right")
        progress.record_hint(KEY)
        progress.record_hint("limits.central")
    (folder / "anna" / "progress.damaged-20260101-000000.json").write_text("{")
    (folder / "readme.txt").write_text("not looked at")
    return folder


def row(report, name):
    """The cells of one exercise."""
    (found,) = [r for r in report.rows if r.name == name]
    return found.cells(report.learners)


def test_a_class_is_counted(folder):
    report = class_report(folder)
    assert report.learners == 3 and report.left_out == []
    assert row(report, "01 ex.between") == (
        "01 ex.between", "2 of 3", "3", "1 (most 4)", "3", "the sum 1, upside down 1",
    )  # fmt: skip
    assert row(report, "02 ex.central") == ("02 ex.central", "0 of 3", "0", "–", "3", "–")


def test_mistakes_are_counted_by_learners_and_the_most_frequent_comes_first(folder):
    for name in ("ben", "cem"):
        file = folder / name / "progress.json"
        stored = json.loads(file.read_text())
        stored["exercises"][KEY]["mistakes"] = {"upside down": 7, "never": 0}
        file.write_text(json.dumps(stored))
    assert row(class_report(folder), "01 ex.between")[-1] == "upside down 3"


def test_every_exercise_has_a_row_in_the_order_of_the_course(folder):
    names = [r.name for r in class_report(folder).rows]
    assert len(names) == len(exercises())
    numbers = [name.split()[0] for name in names]
    assert numbers == sorted(numbers)
    assert set(numbers) == {entry.number for entry in contents()}


def test_reading_changes_nothing(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    class_report(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_files_patterns_and_folders_may_be_named_each_file_counts_once(folder):
    anna, pattern = folder / "anna" / "progress.json", str(folder / "*" / "progress.json")
    assert class_report(anna).learners == 1
    assert class_report(anna, anna, folder, pattern).learners == 3
    assert class_report(pattern).learners == 3


def test_what_cannot_be_read_is_left_out_and_said(folder, tmp_path):
    (folder / "broken.json").write_text("{")
    (folder / "cut.json").write_text('{"course": "derivatives-hands-on", "exer')
    (folder / "new.json").write_text(json.dumps({**empty(), "version": 9}))
    (folder / "other.json").write_text('{"grades": []}')
    report = class_report(folder, folder / "missing.json")
    assert report.learners == 3 and len(report.left_out) == 5
    for name, why in (
        ("broken", "not a progress file"),
        ("cut", "damaged"),
        ("new", "newer version"),
        ("other", "not a progress file"),
        ("missing", "No such file"),
    ):
        (said,) = [s for s in report.left_out if f"{name}.json" in s]
        assert why in said and said in repr(report) and said.startswith("Left out: ")


def test_files_of_an_older_version_and_exercises_that_are_gone_count(tmp_path):
    old = {"status": "right", "attempts": 2, "last": "2025-01-01", "right": "2025-01-01"}
    file = tmp_path / "old.json"
    stored = {"version": 1, "exercises": {KEY: old, "slope.gone": old}, "predictions": {}}
    file.write_text(json.dumps(stored))
    report = class_report(file)
    assert row(report, "01 ex.between")[:4] == ("01 ex.between", "1 of 1", "1", "2 (most 2)")
    assert row(report, "slope.gone")[1] == "1 of 1"


def test_a_hand_edited_file_counts_with_what_makes_sense(tmp_path):
    entry = {"status": "<b>", "attempts": "many", "hints": 2, "mistakes": {"\x1b[31m": 1}}
    file = tmp_path / "odd.json"
    file.write_text(json.dumps({**empty(), "exercises": {KEY: entry}}))
    report = class_report(file)
    assert row(report, "01 ex.between")[1:5] == ("0 of 1", "0", "–", "2")
    assert "\x1b" not in repr(report) + report._repr_html_() and "<b>" not in report._repr_html_()


def test_the_command_prints_the_table_into_any_terminal(folder):
    done = subprocess.run(
        [sys.executable, "-m", "lib.practice", "report", str(folder)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    said = done.stdout.decode("ascii")
    assert "3 learners" in said and "the sum 1, upside down 1" in said
    assert len({line.find("of 3") for line in said.splitlines() if "of 3" in line}) == 1, "columns"


def test_the_command_says_when_there_is_nothing_to_report(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == 1
    assert "0 learners" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([])


def test_the_table_in_a_notebook(folder):
    html = class_report(folder)._repr_html_()
    assert html.count("<tr>") == len(exercises()) + 1 and "the sum 1, upside down 1" in html
