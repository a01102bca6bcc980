"""Several kernels that save at once, kernels that are killed while they save, locks left behind."""

import contextlib
import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import types

import pytest

from lib.practice.engine import locking, progress
from lib.practice.engine.locking import Busy, locked
from lib.practice.engine.progress_file import VARIABLE
from tests.patience import PATIENCE

KEY = "slope.between"
POSIX = os.name == "posix"
# Says each number only when its save is done, as a check answers only then.
SAVES = f"""
import sys
from lib.practice.engine import progress
progress.PATIENCE = {PATIENCE}
for n in range(int(sys.argv[2])):
    progress.record_exercise(f"{{sys.argv[1]}}.{{n}}", "right", "a slip")
    progress.record_exercise("shared.one", "not yet", sys.argv[1])
    print(n, flush=True)
assert not progress.trouble()
"""
# Kills itself at one place of a save.
DIES = """
import os, signal, sys
from lib.practice.engine import progress, progress_file

def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)

place = sys.argv[1]
if place == "half written":
    dump = progress_file.json.dump
    def half(stored, out, **more):
        out.write('{\\n "course": "derivatives-hands-on",\\n "exercises": {')
        out.flush()
        die()
    progress_file.json.dump = half
elif place == "renamed":
    replace = os.replace
    os.replace = lambda *args: (replace(*args), die())
elif place == "waiting for the lock":
    progress.locked = die
else:
    owner = {"set_aside": progress_file, "read": progress_file}.get(place, os)
    setattr(owner, place, die)
progress.record_exercise("slope.killed", "right")
"""


@pytest.fixture(name="file", autouse=True)
def own_file(tmp_path, monkeypatch):
    file = tmp_path / "progress.json"
    monkeypatch.setenv(VARIABLE, str(file))
    monkeypatch.setattr(progress, "PATIENCE", PATIENCE)
    return file


def start(code, *args):
    """A Python process that runs this, its output at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)], stdout=subprocess.PIPE, text=True
    )


def stored(file):
    return json.loads(file.read_text(encoding="utf-8"))["exercises"]


def test_eight_kernels_at_once_lose_nothing(file):
    file.with_name("progress.json.lock").touch()  # a killed kernel of the first version left it
    running = {name: start(SAVES, name, 12) for name in "abcdefgh"}
    for process in running.values():
        process.communicate(timeout=PATIENCE)
    assert [p.returncode for p in running.values()] == [0] * 8
    found = stored(file)
    assert set(found) == {f"{name}.{n}" for name in running for n in range(12)} | {"shared.one"}
    assert found["shared.one"]["attempts"] == 96
    assert found["shared.one"]["mistakes"] == dict.fromkeys(running, 12)
    assert {p.name for p in file.parent.iterdir()} == {file.name, f"{file.name}.lock"}


@pytest.mark.skipif(not POSIX, reason="SIGKILL")
def test_kernels_killed_among_others_lose_nothing_that_was_answered(file):
    """Four go on; four are killed after a random number of answers, in the middle of the next."""
    chance = random.Random(18)
    steady = {name: start(SAVES, name, 12) for name in "abcd"}
    killed = {name: start(SAVES, name, 1000) for name in "efgh"}
    due = {f"{name}.{n}" for name in steady for n in range(12)}
    for name, process in killed.items():
        for _ in range(chance.randint(1, 6)):
            due.add(f"{name}.{int(process.stdout.readline())}")
        process.kill()
        due |= {f"{name}.{int(line)}" for line in process.communicate()[0].split()}
    for process in steady.values():
        process.communicate(timeout=PATIENCE)
    assert [p.returncode for p in steady.values()] == [0] * 4
    progress.record_hint(KEY)
    found = stored(file)
    begun = set(found) - due - {"shared.one", KEY}
    assert due <= set(found) and len(begun) <= len(killed), "one save more each, not yet answered"
    assert {p.name for p in file.parent.iterdir()} == {file.name, f"{file.name}.lock"}
    assert not progress.trouble()


PLACES = ["waiting for the lock", "read", "half written", "fsync", "replace", "renamed"]


@pytest.mark.skipif(not POSIX, reason="SIGKILL")
@pytest.mark.parametrize("place", PLACES)
def test_a_kernel_killed_at_any_place_of_a_save_leaves_all_whole(file, monkeypatch, place):
    monkeypatch.setattr(progress, "PATIENCE", 0.5)
    progress.record_exercise(KEY, "right")
    process = start(DIES, place)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    assert stored(file)[KEY]["status"] == "right"
    assert ("slope.killed" in stored(file)) == (place == "renamed")
    progress.record_exercise(KEY, "right")
    assert stored(file)[KEY]["attempts"] == 2 and not progress.trouble()
    assert {p.name for p in file.parent.iterdir()} == {file.name, f"{file.name}.lock"}


@pytest.mark.skipif(not POSIX, reason="SIGKILL")
def test_a_kernel_killed_while_a_damaged_file_is_kept_aside(file):
    damaged = '{"course": "derivatives-hands-on",'
    file.write_text(damaged)
    for place in ("set_aside", "fsync", "replace"):
        start(DIES, place).communicate(timeout=PATIENCE)
        assert file.read_text() == damaged
    progress.record_exercise(KEY, "right")
    assert stored(file)[KEY]["status"] == "right"
    aside = [p for p in file.parent.iterdir() if "damaged" in p.name]
    assert aside and all(p.read_text() == damaged for p in aside)


def test_threads_of_one_kernel_lose_nothing(file):
    def work(name):
        for n in range(10):
            progress.record_exercise(f"{name}.{n}", "right")

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {e["attempts"] for e in stored(file).values()} == {1} and len(stored(file)) == 40


@pytest.mark.skipif(not POSIX, reason="signals")
def test_an_interrupt_while_it_saves_costs_nothing(file, monkeypatch):
    """Kernel → Interrupt in the middle of a save: the next save takes the answer along."""
    progress.record_exercise(KEY, "not yet")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda handle: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            progress.record_exercise(KEY, "right")
    assert stored(file)[KEY]["status"] == "not yet"
    progress.record_hint(KEY)
    entry = stored(file)[KEY]
    assert (entry["status"], entry["attempts"], entry["hints"]) == ("right", 2, 1)
    assert {p.name for p in file.parent.iterdir()} == {file.name, f"{file.name}.lock"}


def test_what_is_unsaved_when_the_kernel_ends_is_saved_then(file):
    code = (
        "from lib.practice.engine import progress\n"
        "from lib.practice.engine.locking import locked\n"
        "progress.PATIENCE = 0.01\n"
        "with locked(progress.progress_path().with_name('progress.json.lock'), 1):\n"
        "    progress.record_exercise('slope.late', 'right')\n"
        "assert 'busy' in progress.trouble()[0] and not progress.progress_path().exists()\n"
    )
    process = start(code)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0 and stored(file)["slope.late"]["attempts"] == 1


# The lock by itself


def test_only_one_has_the_lock(tmp_path):
    lock = tmp_path / "lock"
    with locked(lock, 0.1) as held:
        assert held
        with pytest.raises(Busy, match="busy"), locked(lock, 0.1):
            pytest.fail("two have it")
    with locked(lock, 0.1) as held:
        assert held


def test_a_lock_file_that_was_taken_away_is_no_lock(tmp_path, monkeypatch):
    """Two that lock different files of one name would both go on."""
    lock, begin = tmp_path / "lock", locking._try
    calls = []

    def taken_away(handle):
        done = begin(handle)
        if not calls:
            lock.unlink()
        calls.append(handle)
        return done

    monkeypatch.setattr(locking, "_try", taken_away)
    with locked(lock, PATIENCE):
        monkeypatch.setattr(locking, "_try", begin)
        with pytest.raises(Busy), locked(lock, 0.05):
            pytest.fail("two have it")
    assert len(calls) == 2


@pytest.mark.skipif(not POSIX, reason="fcntl")
def test_a_disk_that_knows_no_locks(file, monkeypatch):
    def unknown(*args):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locking.fcntl, "flock", unknown)
    with locked(file.with_name("lock"), 0.1) as held:
        assert held is False
    progress.record_exercise(KEY, "right")
    assert stored(file)[KEY]["attempts"] == 1 and not progress.trouble()


@pytest.mark.parametrize("fcntl", [None, types.ModuleType("fcntl")], ids=["none", "empty"])
def test_a_system_that_knows_no_locks(fcntl, file, monkeypatch):
    monkeypatch.setattr(locking, "fcntl", fcntl)
    monkeypatch.setattr(locking, "msvcrt", None)
    progress.record_exercise(KEY, "right")
    assert stored(file)[KEY]["attempts"] == 1 and not progress.trouble()


class FakeWindows:
    """msvcrt.locking as its documentation says: one byte, EACCES when another handle has it."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self):
        self.holder = None

    def locking(self, handle, mode, count):
        assert count == 1
        if mode == self.LK_UNLCK:
            assert self.holder == handle
            self.holder = None
        elif self.holder is None:
            self.holder = handle
        else:
            raise PermissionError(errno.EACCES, "Permission denied")


def test_the_lock_of_windows(file, monkeypatch):
    windows = FakeWindows()
    monkeypatch.setattr(locking, "fcntl", None)
    monkeypatch.setattr(locking, "msvcrt", windows)
    test_only_one_has_the_lock(file.parent)
    assert windows.holder is None
    with contextlib.suppress(ZeroDivisionError), locked(file.with_name("lock"), 0.1):
        raise ZeroDivisionError
    assert windows.holder is None
    progress.record_exercise(KEY, "right")
    assert stored(file)[KEY]["attempts"] == 1 and windows.holder is None
