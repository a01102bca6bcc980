"""The progress file on the disk: what isn't ours is never touched, what is ours is never lost."""

import codecs
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lib.practice import exercises, predictions
from lib.practice.engine import progress, progress_file
from lib.practice.engine.course import course_map
from lib.practice.engine.progress_file import VARIABLE
from lib.practice.engine.records import VERSION, empty

KEY = "slope.between"
POSIX = os.name == "posix"


@pytest.fixture(name="file")
def named_file(tmp_path, monkeypatch):
    file = tmp_path / "deep" / "progress.json"
    file.parent.mkdir()
    monkeypatch.setenv(VARIABLE, str(file))
    return file


@pytest.fixture(name="usual")
def usual_file(tmp_path, monkeypatch):
    """The file in the reader's data folder, with no variable set."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    file = tmp_path / "data" / "derivatives-hands-on" / "progress.json"
    file.parent.mkdir(parents=True)
    return file


def check():
    """What a check of a wrong function says."""
    return exercises()[KEY].check(lambda f, x1, x2: 0.0)


def seen(folder):
    """All that lies in a folder: names, kinds, and the bytes of what is a file."""
    return {
        path.name: (stat.S_IFMT(path.lstat().st_mode), path.is_file() and path.read_bytes())
        for path in Path(folder).iterdir()
    }


def ours(**exercise):
    """A progress file as text, with these fields in one exercise."""
    entry = {"status": "right", "attempts": 3, "hints": 0, "mistakes": {}, **exercise}
    return json.dumps({**empty(), "exercises": {KEY: entry}})


# What isn't ours


NOT_OURS = {
    "notes.txt": b"Buy milk.\n",
    "empty.txt": b"",
    "numbers.csv": b"a,b\n1,2\n",
    "brace.json": b"{",
    "list.json": b"[]",
    "null.json": b"null",
    "other.json": b'{"version": 1}',
    "another.json": b'{"exercises": {"a": 1}, "students": []}',
    "theirs.json": b'{"course": "knitting", "version": 1, "exercises": {}, "predictions": {}}',
    "notebook.ipynb": b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "deep.json": b"[" * 100_000,
    "half a letter.json": b"\xff\xfe\x00",
    "spaces.json": b" \n ",
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_a_file_that_is_no_progress_file_is_left_alone(tmp_path, monkeypatch, name):
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / name).write_bytes(NOT_OURS[name])
    before = seen(folder)
    monkeypatch.setenv(VARIABLE, str(folder / name))
    result = check()
    assert f"{name} is not a progress file" in result.message and VARIABLE in result.message
    assert result.status == "not yet" and seen(folder) == before
    assert "progress file" not in check().message, "said once"
    course_map()
    exercises()[KEY].hint()
    assert seen(folder) == before


def test_a_file_too_large_to_be_ours_is_left_alone(file, monkeypatch):
    monkeypatch.setattr(progress_file, "LARGEST", 100)
    file.write_text(ours() + " " * 100)
    before = seen(file.parent)
    assert "too large" in check().message and seen(file.parent) == before


@pytest.mark.skipif(not POSIX, reason="devices and pipes as files")
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/full", "/dev/stdin", "pipe"])
def test_devices_and_pipes_are_refused(tmp_path, monkeypatch, device):
    if device == "pipe":
        device = str(tmp_path / "pipe")
        os.mkfifo(device)
    before = os.lstat(device).st_mode, os.lstat(device).st_ino
    monkeypatch.setenv(VARIABLE, device)
    message = check().message
    assert "not a" in message and VARIABLE in message
    assert before == (os.lstat(device).st_mode, os.lstat(device).st_ino)
    assert not list(Path(device).parent.glob(f"{Path(device).name}.*"))


def test_a_folder_in_place_of_the_file(tmp_path, monkeypatch):
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setenv(VARIABLE, str(folder))
    assert "is a folder" in check().message
    assert not list(folder.iterdir()) and not (tmp_path / "folder.lock").exists()


def test_a_file_below_a_file(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("theirs")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "progress.json"))
    assert VARIABLE in check().message
    assert (tmp_path / "file").read_text() == "theirs"


def test_an_empty_json_file_was_made_to_be_filled(file):
    file.touch()
    assert "progress" not in check().message
    assert progress.load()["exercises"][KEY]["attempts"] == 1


def test_a_file_from_the_future_is_left_alone(file):
    for version in (VERSION + 1, str(VERSION + 1), float(VERSION + 1)):
        progress.forget()
        file.write_text(json.dumps({**empty(), "version": version, "anything": True}))
        before = seen(file.parent)
        message = check().message
        assert "newer version" in message and "update" in message
        assert seen(file.parent) == before


def test_a_future_that_looks_quite_different_is_left_alone_in_the_usual_place(usual):
    usual.write_text('{"version": 2, "learners": []}')
    assert "newer version" in check().message
    assert usual.read_text() == '{"version": 2, "learners": []}'


def test_a_prediction_says_it_too(tmp_path, monkeypatch):
    (tmp_path / "notes.txt").write_text("theirs")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "notes.txt"))
    asked = predictions()["slope.pairs"].ask()
    asked.choose(asked.prediction.right)
    assert "notes.txt is not a progress file" in asked._reply.value
    assert asked.said == asked.prediction.reply(asked.prediction.right)
    asked.close()


# Where it is


def test_the_usual_place_is_the_users_data_folder(usual):
    assert progress.progress_path() == usual
    progress.record_exercise(KEY, "right")
    assert json.loads(usual.read_text())["exercises"][KEY]["status"] == "right"


NOWHERE = (
    "from lib.practice import slope as ex\nfrom lib.practice.engine import course_map\n"
    "print(ex.between.check(lambda f, x1, x2: 0.0).message)\nprint(course_map())\n"
    "print(ex.pairs.ask().said)\nprint(ex.between.hint())\n"
)


@pytest.mark.skipif(not POSIX, reason="homes of POSIX")
@pytest.mark.parametrize("what", ["no such user", "no home"])
def test_no_home_is_said_without_a_traceback(tmp_path, what):
    places = (VARIABLE, "HOME", "XDG_DATA_HOME", "JUPYTER_DATA_DIR")
    env = {k: v for k, v in os.environ.items() if k not in places}
    code = NOWHERE
    if what == "no such user":
        env[VARIABLE] = "~nosuchuser/progress.json"
    else:  # neither HOME nor an entry among the system's users
        code = f"import os.path\nos.path.expanduser = lambda path: path\n{NOWHERE}"
    env["MPLCONFIGDIR"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True
    )
    assert "home" in done.stdout and VARIABLE in done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stdout.count(VARIABLE) <= 2, "said once"


@pytest.mark.skipif(not POSIX, reason="links")
def test_a_link_stays_a_link(file, tmp_path, monkeypatch):
    link = tmp_path / "link.json"
    link.symlink_to(file)
    monkeypatch.setenv(VARIABLE, str(link))
    for _ in range(2):  # first it points nowhere
        progress.record_exercise(KEY, "right")
        assert link.is_symlink() and file.is_file() and not file.is_symlink()
    assert json.loads(file.read_text())["exercises"][KEY]["attempts"] == 2
    assert not (tmp_path / "link.json.lock").exists(), "all wait at the file's own lock"
    file.write_text("theirs")
    assert "not a progress file" in check().message
    assert file.read_text() == "theirs" and link.is_symlink()


@pytest.mark.skipif(not POSIX, reason="links")
def test_links_in_a_circle(tmp_path, monkeypatch):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "a"))
    assert VARIABLE in check().message or "can't be read" in check().message
    assert (tmp_path / "a").is_symlink() and (tmp_path / "b").is_symlink()


@pytest.mark.skipif(not POSIX, reason="modes of POSIX")
def test_who_may_read_it_stays(file):
    progress.record_exercise(KEY, "not yet")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "nobody else's business, unless wanted"
    file.chmod(0o640)
    progress.record_exercise(KEY, "right")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(not POSIX, reason="odd names")
def test_a_name_that_is_no_text_can_be_shown(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m.txt"))
    progress.progress_path().write_text("theirs")
    check().message.encode("utf-8")
    assert "\x1b" not in repr(course_map())


# Ours, damaged


DAMAGED = [
    b"",
    b"{",
    b'{"version": 1, "exer',
    b"[]",
    b"null",
    b"\xff\xfe\x00",
    b'{"version": 1}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("damaged", DAMAGED, ids=lambda value: repr(value[:20]))
def test_a_damaged_file_in_the_usual_place_is_kept_aside_and_said_once(usual, damaged):
    usual.write_bytes(damaged)
    result = check()
    assert "damaged" in result.message and result.status == "not yet"
    aside = [p for p in usual.parent.iterdir() if "damaged" in p.name]
    assert [p.read_bytes() for p in aside] == [damaged] and aside[0].name in result.message
    assert progress.load()["exercises"][KEY]["status"] == "not yet"
    assert "damaged" not in check().message


@pytest.mark.parametrize(
    "damaged",
    [
        ours()[:-20],
        ours().replace('"version": 1', '"version": 1,,'),
        json.dumps({"exercises": {KEY: {"attempts": 1}}, "version": 1}, indent=1)[:50],
        f"\ufeff  {ours()[:-20]}",
    ],
    ids=["cut", "a slip", "cut, of the first version", "cut, with a mark in front"],
)
def test_a_damaged_file_elsewhere_is_known_by_its_beginning(file, damaged):
    file.write_text(damaged, encoding="utf-8")
    assert "damaged" in check().message
    aside = [p for p in file.parent.iterdir() if "damaged" in p.name]
    assert [p.read_text(encoding="utf-8") for p in aside] == [damaged]


def test_a_full_disk_leaves_a_damaged_file_as_it_is(usual, monkeypatch):
    usual.write_text("{")
    monkeypatch.setattr("os.fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space")))
    assert "could not be saved" in check().message
    assert usual.read_text() == "{"


# Ours, edited by hand


HAND_EDITED = {
    "attempts: null": ours(attempts=None),
    "attempts: many": ours(attempts="many"),
    "attempts: Infinity": ours(attempts=float("inf")),
    "attempts: NaN": ours(attempts=float("nan")),
    "attempts: −1": ours(attempts=-1),
    "attempts: 1e999": ours(attempts=7).replace("7", "1e999"),
    "attempts: 400 digits": ours(attempts=7).replace("7", "7" * 400),
    "attempts: true": ours(attempts=True),
    "attempts: a list": ours(attempts=[1]),
    "hints: many": ours(hints="many"),
    "mistakes: a list": ours(mistakes=["upside down"]),
    "mistakes: null": ours(mistakes={"upside down": None}),
    "mistakes: surrogate": ours(mistakes={"\ud800": 1}),
    "status: null": ours(status=None),
    "status: a list": ours(status=["right"]),
    "status: html": ours(status="<img src=x onerror=alert(1)>"),
    "status: surrogate": ours(status="\ud800"),
    "last: a number": ours(last=7),
    "right: surrogate": ours(right="\udfff"),
    "an entry: 3": json.dumps({**empty(), "exercises": {KEY: 3}}),
    "an entry: null": json.dumps({**empty(), "predictions": {"slope.pairs": None}}),
    "a prediction": json.dumps({**empty(), "predictions": {"slope.pairs": {"choice": ["a"]}}}),
    "a part: null": json.dumps({**empty(), "exercises": None}),
    "a part: a list": json.dumps({**empty(), "predictions": []}),
    "version: null": json.dumps({**empty(), "version": None}),
    "version: Infinity": json.dumps({**empty(), "version": float("inf")}),
    "version: many": json.dumps({**empty(), "version": "many"}),
    "version: 0": json.dumps({**empty(), "version": 0}),
    "version: true": json.dumps({**empty(), "version": True}),
    "version: a list": json.dumps({**empty(), "version": []}),
    "a key with a surrogate": json.dumps({**empty(), "exercises": {"\ud800": 3}}),
    "a key that is html": json.dumps({**empty(), "exercises": {"<b>": 3}}),
}


@pytest.mark.parametrize("name", HAND_EDITED)
def test_what_was_edited_by_hand_costs_no_more_than_itself(file, name):
    file.write_text(HAND_EDITED[name])
    map_html = course_map()._repr_html_()
    map_html.encode("utf-8")
    assert "<img" not in map_html and "<b>" not in map_html
    assert "makes no sense" in map_html
    assert seen(file.parent) == {"progress.json": (stat.S_IFREG, HAND_EDITED[name].encode())}
    progress.record_exercise("slope.line_slope", "right", "upside down")
    progress.record_exercise(KEY, "not yet", "upside down")
    progress.record_hint(KEY)
    progress.record_prediction("slope.pairs", "a", True)
    (said,) = [t for t in progress.trouble() if "kept as" in t]
    said.encode("utf-8")
    aside = [p for p in file.parent.iterdir() if "damaged" in p.name]
    assert [p.read_text() for p in aside] == [HAND_EDITED[name]] and aside[0].name in said
    stored = progress.load()
    assert stored["exercises"]["slope.line_slope"]["status"] == "right"
    assert stored["exercises"][KEY]["attempts"] >= 1 and stored["exercises"][KEY]["hints"] >= 1
    assert stored["exercises"][KEY]["mistakes"]["upside down"] == 1
    assert stored["predictions"]["slope.pairs"]["right"] is True
    kept = 3 if '"attempts": 3' in HAND_EDITED[name] else 0
    assert stored["exercises"][KEY]["attempts"] == kept + 1, "the other fields still count"
    assert not progress.trouble(), "all is well now"


def test_surrogates_in_fields_that_we_do_not_know_come_back_the_same(file):
    file.write_text(ours(note="\ud800", more={"\udfff": "½"}))
    progress.record_hint(KEY)
    assert not progress.trouble()
    entry = json.loads(file.read_text(encoding="utf-8"))["exercises"][KEY]
    assert entry["note"] == "\ud800" and entry["more"] == {"\udfff": "½"}


@pytest.mark.parametrize(
    "code", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"], ids=lambda code: code
)
def test_an_editors_mark_in_front_is_read(file, code):
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    file.write_bytes(marks.get(code, b"") + ours().encode(code))
    progress.record_exercise(KEY, "right")
    assert progress.load()["exercises"][KEY]["attempts"] == 4
    assert not progress.trouble()
    assert json.loads(file.read_text(encoding="utf-8"))


def test_line_ends_of_windows_are_read(file):
    file.write_bytes(json.dumps(json.loads(ours()), indent=1).replace("\n", "\r\n").encode())
    assert progress.load()["exercises"][KEY]["attempts"] == 3 and not progress.trouble()


# What killed saves leave


def test_leftovers_of_killed_saves_are_cleared_and_nothing_else(file):
    progress.record_exercise(KEY, "right")
    folder, text = file.parent, file.read_text()
    for name in ("progress.json.ab12_c9z.new", "progress.json.00000000.new"):
        (folder / name).write_text(text[: len(text) // 2])
    (folder / "progress.json.empty___.new").touch()
    (folder / "progressab12_c9z.new").write_text('{\n "exercises": {\n')
    theirs = {
        "progress_report1.new": "my report",
        "progressempty___.new": "",
        "progress.json.notours1.new": "my own",
        "progress.json.longer.than.ours.new": text,
        "other.json.ab12_c9z.new": text,
        "progress.json.bak": text,
    }
    for name, content in theirs.items():
        (folder / name).write_text(content)
    if POSIX:
        (folder / "progress.json.alink_00.new").symlink_to(folder / "progress.json.bak")
    progress.record_exercise(KEY, "right")
    left = {p.name for p in folder.iterdir()} - {"progress.json.alink_00.new"}
    assert left == {*theirs, "progress.json", "progress.json.lock"}
    assert all((folder / name).read_text() == content for name, content in theirs.items())


def test_windows_waits_for_those_who_read(file, monkeypatch):
    progress.record_exercise(KEY, "not yet")
    calls, replace = [], os.replace

    def refused_twice(old, new):
        calls.append(new)
        if len(calls) < 3:
            raise PermissionError(13, "used by another process")
        replace(old, new)

    monkeypatch.setattr("os.replace", refused_twice)
    monkeypatch.setattr(progress_file, "WINDOWS", True)
    progress.record_exercise(KEY, "right")
    assert len(calls) == 3 and not progress.trouble()
    assert progress.load()["exercises"][KEY]["status"] == "right"


def test_a_file_that_is_taken_away_is_begun_anew(file):
    progress.record_exercise(KEY, "right")
    shutil.rmtree(file.parent)
    assert progress.load()["exercises"] == {}
    progress.record_exercise(KEY, "not yet")
    assert progress.load()["exercises"][KEY]["attempts"] == 1 and not progress.trouble()
