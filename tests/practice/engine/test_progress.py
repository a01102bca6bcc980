"""What is remembered of the reader's answers, and what is said when it can't be kept."""

import json
import os
import stat
from datetime import datetime

import pytest

from lib.practice import exercises, predictions
from lib.practice.engine import progress, records
from lib.practice.engine.locking import locked
from lib.practice.engine.progress_file import VARIABLE

KEY = "slope.between"


@pytest.fixture(name="file", autouse=True)
def own_file(tmp_path, monkeypatch):
    file = tmp_path / "deep" / "progress.json"
    monkeypatch.setenv(VARIABLE, str(file))
    return file


def check(answer=0.0):
    """The result of a check of a wrong function."""
    return exercises()[KEY].check(lambda f, x1, x2: answer)


def test_the_best_status_is_kept(file):
    progress.record_exercise(KEY, "not yet")
    assert progress.load()["exercises"][KEY]["status"] == "not yet"
    progress.record_exercise(KEY, "right")
    progress.record_exercise(KEY, "not yet")
    entry = progress.load()["exercises"][KEY]
    assert (entry["status"], entry["attempts"]) == ("right", 3)
    assert json.loads(file.read_text())["version"] == records.VERSION
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


def test_the_first_prediction_is_kept_beside_the_last():
    progress.record_prediction("slope.pairs", "a", False)
    progress.record_prediction("slope.pairs", "b", True)
    progress.record_prediction("slope.pairs", "c", False)
    due = {"first": "a", "first_right": False, "choice": "c", "right": True}
    stored = progress.load()["predictions"]["slope.pairs"]
    assert datetime.fromisoformat(stored.pop("last")).tzinfo is not None
    assert stored == due


def test_a_status_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not attempted"):
        progress.record_exercise(KEY, "perfect")
    assert progress.load()["exercises"] == {}


def test_a_check_is_recorded():
    exercises()[KEY].check(lambda f, x1, x2: (f(x2) - f(x1)) / (x2 - x1))
    assert progress.load()["exercises"][KEY]["status"] == "right"
    exercises()[KEY].check(...)
    assert progress.load()["exercises"][KEY]["attempts"] == 1, "a stub is no attempt"


def test_a_file_of_an_older_version_is_read_and_completed(file):
    file.parent.mkdir()
    old = {"status": "right", "attempts": 3, "last": "2025-01-01", "right": "2025-01-01"}
    asked = {"first": "a", "first_right": False, "choice": "b", "right": True}
    text = json.dumps(
        {"version": 1, "exercises": {KEY: old}, "predictions": {"slope.pairs": asked}}
    )
    file.write_text(text)
    progress.record_exercise(KEY, "not yet", "upside down")
    stored = progress.load()
    assert stored["predictions"] == {"slope.pairs": asked}
    entry = stored["exercises"][KEY]
    assert (entry["status"], entry["attempts"], entry["right"]) == ("right", 4, "2025-01-01")
    assert (entry["hints"], entry["mistakes"]) == (0, {"upside down": 1})
    assert not progress.trouble()


def test_fields_that_we_do_not_know_stay(file):
    progress.record_exercise(KEY, "right")
    stored = json.loads(file.read_text())
    stored["a later part"] = stored["exercises"][KEY]["a later field"] = [1, {"σ": "½"}]
    file.write_text(json.dumps(stored))
    progress.record_exercise(KEY, "right")
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert stored["a later part"] == stored["exercises"][KEY]["a later field"] == [1, {"σ": "½"}]


@pytest.mark.parametrize("what", ["folder", "replace", "full", "too deep"])
def test_what_cannot_be_written_waits_for_the_next_save(file, monkeypatch, what):
    def fails(*args, **kwargs):
        if what == "too deep":
            raise RecursionError("maximum recursion depth exceeded")
        raise OSError(28 if what == "full" else 13, "No space left" if what == "full" else "Denied")

    progress.record_exercise(KEY, "right")
    before = file.read_text()
    target = {"folder": "tempfile.mkstemp", "replace": "os.replace", "full": "os.fsync"}
    monkeypatch.setattr(target.get(what, "json.dump"), fails)
    result = exercises()["slope.line_slope"].check(lambda w, b: w)
    assert result.status == "right" and "could not be saved" in result.message
    assert VARIABLE in result.message
    assert file.read_text() == before
    assert progress.load()["exercises"]["slope.line_slope"]["status"] == "right", "on the map"
    monkeypatch.undo()
    monkeypatch.setenv(VARIABLE, str(file))
    assert not [p for p in file.parent.iterdir() if p.suffix == ".new"], "nothing left lying about"
    progress.record_hint(KEY)
    stored = json.loads(file.read_text())["exercises"]
    assert stored["slope.line_slope"]["attempts"] == 1 and stored[KEY]["hints"] == 1


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anything"
)
def test_a_read_only_folder(file):
    file.parent.mkdir()
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert "could not be saved" in check().message


def test_a_file_that_is_kept_busy_is_said_and_the_answer_is_saved_later(file, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    progress.record_exercise(KEY, "not yet")
    with locked(file.with_name("progress.json.lock"), 1):
        assert "busy" in check().message
        assert progress.load()["exercises"][KEY]["attempts"] == 2
    progress.record_hint(KEY)
    entry = json.loads(file.read_text())["exercises"][KEY]
    assert (entry["attempts"], entry["hints"]) == (2, 1)


def test_somebody_who_writes_without_the_lock_loses_nothing(file, monkeypatch):
    """Another version of the course, or a disk that knows no locks."""
    progress.record_exercise(KEY, "right")
    theirs = json.loads(file.read_text())
    theirs["exercises"]["slope.theirs"] = {"status": "right", "attempts": 1}
    sync, calls = os.fsync, []

    def meanwhile(handle):
        sync(handle)
        if not calls:
            calls.append(handle)
            file.with_suffix(".other").write_text(json.dumps(theirs))
            os.replace(file.with_suffix(".other"), file)

    monkeypatch.setattr("os.fsync", meanwhile)
    progress.record_exercise("slope.ours", "right")
    assert calls
    assert set(json.loads(file.read_text())["exercises"]) == {KEY, "slope.theirs", "slope.ours"}
    assert [p.name for p in file.parent.iterdir() if p.suffix == ".new"] == []


def test_a_file_that_always_looks_changed_is_written_all_the_same(file, monkeypatch):
    numbers = iter(range(10**6))
    monkeypatch.setattr(
        "lib.practice.engine.progress_file.signature", lambda file: next(numbers) or None
    )
    progress.record_exercise(KEY, "right")
    assert json.loads(file.read_text())["exercises"][KEY]["attempts"] == 1
    assert not progress.trouble()


def test_loading_changes_nothing(file):
    assert progress.load()["exercises"] == {}
    assert not file.parent.exists()
    file.parent.mkdir()
    file.write_text('{"exercises": {')
    progress.load()
    assert "damaged" in progress.trouble()[0]
    assert [p.read_text() for p in file.parent.iterdir()] == ['{"exercises": {']


def test_a_prediction_asked_again_shows_its_answer_and_reply():
    """The cell is run again, in this kernel or in one of another day."""
    prediction = predictions()["slope.pairs"]
    for choice in prediction.choices:
        asked = prediction.ask()
        asked.choose(choice)
        asked.close()
        again = prediction.ask()
        assert again._choices.value == choice and not again._button.disabled
        assert again.said == prediction.reply(choice) and "status" in again._reply.value
        again.close()
    assert progress.load()["predictions"]["slope.pairs"]["first"] == next(iter(prediction.choices))


def test_a_choice_that_is_gone_is_no_choice():
    """The course was updated, and says it in other words now."""
    progress.record_prediction("slope.pairs", "in other words", False)
    asked = predictions()["slope.pairs"].ask()
    assert asked._choices.value is None and asked._button.disabled and asked.said == ""
    asked.close()
