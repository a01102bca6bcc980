"""The progress file: whole or not at all, never lost, never in the way."""

import json
import os
import stat
import subprocess
import sys

import pytest

from lib.practice import exercises
from lib.practice.engine import progress

KEY = "slope.between"


@pytest.fixture(name="file", autouse=True)
def own_file(tmp_path, monkeypatch):
    file = tmp_path / "deep" / "progress.json"
    monkeypatch.setenv(progress.VARIABLE, str(file))
    progress._said.clear()
    progress._waiting.clear()
    return file


def test_the_best_status_is_kept(file):
    progress.record_exercise(KEY, "not yet")
    assert progress.load()["exercises"][KEY]["status"] == "not yet"
    progress.record_exercise(KEY, "right")
    progress.record_exercise(KEY, "not yet")
    entry = progress.load()["exercises"][KEY]
    assert (entry["status"], entry["attempts"]) == ("right", 3)
    assert json.loads(file.read_text())["version"] == progress.VERSION
    assert not progress.trouble()


def test_tries_hints_and_mistakes_are_counted():
    progress.record_hint(KEY)
    assert progress.load()["exercises"][KEY]["status"] == "not attempted"
    progress.record_exercise(KEY, "not yet", "upside down")
    progress.record_exercise(KEY, "not yet", "upside down")
    progress.record_exercise(KEY, "not yet")
    progress.record_exercise(KEY, "right")
    progress.record_hint(KEY)
    entry = progress.load()["exercises"][KEY]
    assert entry["attempts"] == 4 and entry["hints"] == 2 and entry["status"] == "right"
    assert entry["mistakes"] == {"upside down": 2}
    assert not progress.trouble()


def test_a_check_is_recorded():
    exercises()[KEY].check(lambda f, x1, x2: (f(x2) - f(x1)) / (x2 - x1))
    assert progress.load()["exercises"][KEY]["status"] == "right"
    exercises()[KEY].check(...)
    assert progress.load()["exercises"][KEY]["attempts"] == 1, "a stub is no attempt"


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b'{"version": 1, "exer',
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b'{"version": 1}',
        b'{"version": 1, "exercises": [], "predictions": {}}',
        b'{"version": 1, "exercises": {"a": 3}, "predictions": {}}',
        b"[" * 100_000,
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_damaged_file_is_set_aside_and_said_once(file, damaged):
    file.parent.mkdir()
    file.write_bytes(damaged)
    result = exercises()[KEY].check(lambda f, x1, x2: 0.0)
    assert "damaged" in result.message and result.status == "not yet"
    aside = [p for p in file.parent.iterdir() if "damaged" in p.name]
    assert [p.read_bytes() for p in aside] == [damaged]
    assert progress.load()["exercises"][KEY]["status"] == "not yet"
    assert "damaged" not in exercises()[KEY].check(lambda f, x1, x2: 0.0).message


def test_a_file_from_the_future_is_left_alone(file):
    file.parent.mkdir()
    text = json.dumps({"version": progress.VERSION + 1, "anything": True})
    file.write_text(text)
    message = exercises()[KEY].check(lambda f, x1, x2: 0.0).message
    assert "newer version" in message and "update" in message
    assert file.read_text() == text
    assert [p.name for p in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("what", ["folder", "replace", "full"])
def test_what_cannot_be_written_costs_only_the_record(file, monkeypatch, what):
    def fails(*args, **kwargs):
        raise OSError(28 if what == "full" else 13, "No space left" if what == "full" else "Denied")

    progress.record_exercise(KEY, "right")
    before = file.read_text()
    target = {"folder": "tempfile.mkstemp", "replace": "os.replace", "full": "os.fsync"}[what]
    monkeypatch.setattr(f"lib.practice.engine.progress.{target}", fails)
    result = exercises()["slope.line_slope"].check(lambda w, b: w)
    assert result.status == "right" and "could not be saved" in result.message
    assert progress.VARIABLE in result.message
    assert file.read_text() == before
    monkeypatch.undo()
    assert not [p for p in file.parent.iterdir() if p.name != file.name], "nothing left lying about"


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anything"
)
def test_a_read_only_folder(file):
    file.parent.mkdir()
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert "could not be saved" in exercises()[KEY].check(lambda f, x1, x2: 0.0).message


def test_a_folder_in_place_of_the_file(file):
    file.mkdir(parents=True)
    assert "could not be saved" in exercises()[KEY].check(lambda f, x1, x2: 0.0).message


def test_two_notebooks_at_once_lose_nothing(file):
    code = (
        "import sys\nfrom lib.practice.engine import progress\n"
        "for n in range(25): progress.record_exercise(f'{sys.argv[1]}.{n}', 'right')\n"
        "assert not progress.trouble()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, name]) for name in "ab"]
    assert [p.wait(60) for p in running] == [0, 0]
    stored = json.loads(file.read_text())["exercises"]
    assert len(stored) == 50
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_a_lock_left_behind_does_not_block_for_ever(file, monkeypatch):
    file.parent.mkdir()
    (file.parent / "progress.json.lock").touch()
    monkeypatch.setattr("lib.practice.engine.progress.PATIENCE", 0.05)
    progress.record_exercise(KEY, "right")
    assert progress.load()["exercises"][KEY]["status"] == "right"


def test_the_default_place_is_the_users_data_folder(monkeypatch):
    monkeypatch.delenv(progress.VARIABLE)
    monkeypatch.setenv("JUPYTER_DATA_DIR", "/somewhere")
    assert progress.path().as_posix() == "/somewhere/derivatives-hands-on/progress.json"
