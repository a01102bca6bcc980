"""The reader's progress: what was answered, kept in one JSON file, shared by all open notebooks.

It lies in the user's data folder, or where the environment variable DERIVATIVES_PROGRESS says. A save
reads the file anew, adds what this notebook has to add, and writes it, under a lock. What can't be
saved now stays in memory and goes along with the next save; it is said once, and costs the reader
nothing else. `records` has what is in the file, `progress_file` how it lies on the disk.
"""

import atexit
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

from lib.practice.engine import progress_file, records
from lib.practice.engine.locking import Busy, locked
from lib.practice.engine.progress_file import VARIABLE, Refused, shown
from lib.practice.engine.records import BEST

PATIENCE = 5.0  # seconds that a save waits for its turn
MOST_WAITING = 10_000  # changes
MOST_TURNS = 20  # how often a save begins anew because somebody wrote without the lock

_said = set()
_waiting = []
_unsaved = []
_guard = threading.RLock()
_owner = os.getpid()


def progress_path() -> Path:
    """Where the progress file is (or would be). Raises progress_file.Refused where there is no home."""
    return progress_file.place()


def load():
    """The progress: {"exercises": {key: …}, "predictions": {key: …}}, see `records`.

    Never raises, and changes nothing: without a file that can be read it is what this notebook has
    still to save. What was wrong is in `trouble()`.
    """
    found = progress_file.Found(records.empty())
    try:
        found = progress_file.read(_file())
        if found.faults:
            _trouble(f"{_what_is_wrong(found.faults)} With your next answer it is kept aside.")
    except Refused as problem:
        _trouble(f"{problem} {ELSEWHERE}")
    except Exception as problem:
        _trouble(f"Your progress can't be read ({_reason(problem)}).")
    with _guard:
        for change in _unsaved:
            change(found.stored)
    return found.stored


def trouble():
    """What went wrong with the file since last asked: sentences for the reader, each said once."""
    told = list(_waiting)
    _waiting.clear()
    return told


def forget():
    """Forget what this process remembers beside the file: what is unsaved, and what was said."""
    for memory in (_said, _waiting, _unsaved):
        memory.clear()


def record_exercise(key, status, mistake=None):
    """Remember one try at exercise `key`: its status (the best is kept), and the named mistake if any.

    status is one of `BEST`, else ValueError; mistake is the name of a `Mistake`, or None.
    """
    if status not in BEST:
        raise ValueError(f"{status!r} is no status; try one of {BEST}")
    now = datetime.now(UTC).isoformat(timespec="seconds")

    def change(stored):
        entry = _entry(stored, key)
        entry["attempts"] += 1
        entry["last"] = now
        entry["status"] = max(entry["status"], status, key=BEST.index)
        if status == "right":
            entry.setdefault("right", now)
        if mistake is not None:
            entry["mistakes"][mistake] = entry["mistakes"].get(mistake, 0) + 1

    _save(change)


def record_hint(key):
    """Remember that a hint to exercise `key` was shown."""

    def change(stored):
        _entry(stored, key)["hints"] += 1

    _save(change)


def record_prediction(key, choice, right):
    """Remember what was chosen in prediction `key`, and when; the first choice is kept beside the last."""
    now = datetime.now(UTC).isoformat(timespec="seconds")

    def change(stored):
        entry = stored["predictions"].setdefault(key, {})
        entry.setdefault("first", choice)
        entry.setdefault("first_right", bool(right))
        entry["choice"] = choice
        entry["last"] = now
        entry["right"] = bool(right) or entry.get("right", False)

    _save(change)


def _entry(stored, key):
    blank = {"status": BEST[0], "attempts": 0, "hints": 0, "mistakes": {}}
    return stored["exercises"].setdefault(key, blank)


def _save(change):
    with _guard:
        _unsaved.append(change)
        del _unsaved[:-MOST_WAITING]
        _save_all()


def _save_all():
    """Put all that is unsaved into the file. What fails is said, not raised, and stays unsaved."""
    try:
        file = _file()
        progress_file.read(file)  # what isn't ours gets no lock beside it either
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file.with_name(f"{file.name}.lock"), PATIENCE) as held:
            if held:
                progress_file.clear_leftovers(file)
            for last in [False] * MOST_TURNS + [True]:
                if _merge(file, last):
                    break
        _unsaved.clear()
    except Refused as problem:
        _trouble(f"{problem} {ELSEWHERE}")
    except Busy:
        _trouble(
            "Your progress file is kept busy by another program. Your answer counts all the same; it "
            "is saved with the next one."
        )
    except Exception as problem:
        _trouble(f"Your progress could not be saved ({_reason(problem)}). {ELSEWHERE}")


def _merge(file, in_any_case):
    """Add what is unsaved to what is in the file now; False if somebody else wrote meanwhile."""
    before = progress_file.signature(file)
    found = progress_file.read(file)
    for change in _unsaved:
        change(found.stored)
    if found.faults:
        aside = progress_file.set_aside(file)
    if not progress_file.write(file, found.stored, before, in_any_case):
        return False
    if found.faults:
        _trouble(f"{_what_is_wrong(found.faults)} It was kept as {shown(aside)}.")
    return True


def _file():
    """The file itself, behind any links, so that a link stays one and all wait at the same lock."""
    return Path(os.path.realpath(progress_path()))


ELSEWHERE = (
    "Your answers count all the same; to save them elsewhere, "
    f"set {VARIABLE} to a file you may write."
)


def _what_is_wrong(faults):
    if faults == ["all"]:
        return "Your progress file was damaged, so a new one is begun."
    more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
    return (
        f"Something in your progress file makes no sense ({shown(faults[0])}{more}); "
        "all the rest of it counts. Was it damaged, or edited by hand?"
    )


def _reason(problem):
    return getattr(problem, "strerror", None) or f"{type(problem).__name__}: {shown(problem)}"


def _trouble(sentence):
    if sentence not in _said:
        _said.add(sentence)
        _waiting.append(sentence)


@atexit.register
def _save_at_the_end():
    if _unsaved and os.getpid() == _owner:
        _save_all()
