"""The reader's progress: one JSON file, written whole or not at all.

It lies in the user's data folder, or where the environment variable DERIVATIVES_PROGRESS says. What
can't be read is set aside, never overwritten; what can't be written is said once and costs the
reader nothing but the record.
"""

import contextlib
import json
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

VERSION = 1
VARIABLE = "DERIVATIVES_PROGRESS"
PATIENCE = 5.0  # seconds
BEST = ["not attempted", "not yet", "right"]

_said = set()


def path() -> Path:
    """Where the progress file is (or would be)."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    return Path(jupyter_data_dir()) / "derivatives-hands-on" / "progress.json"


def _empty():
    return {"version": VERSION, "exercises": {}, "predictions": {}}


class _Newer(Exception):
    """The file was written by a newer version of the course."""


def _read():
    """(progress, note): the note is a sentence for the reader, or an empty text."""
    file = path()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _empty(), ""
    except (OSError, UnicodeDecodeError) as problem:
        if isinstance(problem, OSError):
            raise
        text = ""
    try:
        stored = json.loads(text)
        version = stored["version"]
        if isinstance(version, int) and version > VERSION:
            raise _Newer
        if not all(isinstance(entry, dict) for part in PARTS for entry in stored[part].values()):
            raise ValueError("an entry isn't a record")
        return stored, ""
    except _Newer:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _empty(), _set_aside(file)


PARTS = ("exercises", "predictions")


def _set_aside(file):
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for count in range(1000):
        aside = file.with_name(f"{file.stem}.damaged-{stamp}{f'-{count}' if count else ''}.json")
        if not aside.exists():
            break
    file.rename(aside)
    return f"Your progress file was damaged. It was kept as {aside.name}, and a new one was begun."


def load():
    """The stored progress: {"exercises": {key: …}, "predictions": {key: …}}.

    Never raises: without a readable file it is empty. What was wrong is in `trouble()`.
    """
    try:
        stored, note = _read()
    except _Newer:
        _trouble(_NEWER)
        return _empty()
    except OSError as problem:
        _trouble(f"Your progress can't be read ({problem.strerror or problem}).")
        return _empty()
    if note:
        _trouble(note)
    return stored


_NEWER = (
    "Your progress file was written by a newer version of this course; it was left as it is, "
    "and nothing is recorded until you update."
)
_waiting = []


def _trouble(sentence):
    if sentence not in _said:
        _said.add(sentence)
        _waiting.append(sentence)


def trouble():
    """What went wrong with the file since last asked: sentences for the reader, each said once."""
    told = list(_waiting)
    _waiting.clear()
    return told


@contextlib.contextmanager
def _lock(file):
    """Keep two notebooks from writing at once. A lock older than 5 s was left behind: it is taken."""
    lock = file.with_name(file.name + ".lock")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _write(file, stored):
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(stored, out, indent=1, sort_keys=True, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _change(change):
    """Read, change, write back, all under the lock. What fails is said, not raised."""
    file = path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _lock(file):
            stored, note = _read()
            if note:
                _trouble(note)
            change(stored)
            _write(file, stored)
    except _Newer:
        _trouble(_NEWER)
    except OSError as problem:
        _trouble(
            f"Your progress could not be saved ({problem.strerror or problem}). Your answers count "
            f"all the same; to save them elsewhere, set {VARIABLE} to a file you may write."
        )


def record_exercise(key, status, mistake=None):
    """Remember one try at exercise `key`: its status (the best is kept), and the named mistake if any.

    status is one of `BEST`; mistake is the name of a `Mistake`, or None. Never raises.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")

    def change(stored):
        entry = _entry(stored, key)
        entry["attempts"] = int(entry.get("attempts", 0)) + 1
        entry["last"] = now
        before = entry.get("status")
        if before not in BEST or BEST.index(status) > BEST.index(before):
            entry["status"] = status
        if status == "right":
            entry.setdefault("right", now)
        if mistake is not None:
            met = entry.setdefault("mistakes", {})
            met[mistake] = int(met.get(mistake, 0)) + 1

    _change(change)


def record_hint(key):
    """Remember that a hint to exercise `key` was shown. Never raises."""

    def change(stored):
        entry = _entry(stored, key)
        entry["hints"] = int(entry.get("hints", 0)) + 1

    _change(change)


def _entry(stored, key):
    return stored["exercises"].setdefault(key, {"status": "not attempted", "attempts": 0})


def record_prediction(key, choice, right):
    """Remember what was chosen in prediction `key`; the first choice is kept beside the last."""

    def change(stored):
        entry = stored["predictions"].setdefault(key, {"first": choice, "first_right": bool(right)})
        entry["choice"] = choice
        entry["right"] = bool(right) or bool(entry.get("right"))

    _change(change)
