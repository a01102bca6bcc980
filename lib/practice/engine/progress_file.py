"""The progress file on the disk: where it is, whether it is ours, read, written whole or not at all.

What isn't a progress file of this course is never renamed, replaced or written to. A damaged one is
copied aside before it is replaced.
"""

import codecs
import contextlib
import json
import os
import re
import shutil
import stat
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

from lib.practice.engine.records import COURSE, VERSION, empty, is_ours, sound, version_of

VARIABLE = "DERIVATIVES_PROGRESS"
WINDOWS = os.name == "nt"
LARGEST = 20_000_000  # bytes; a progress file has some ten thousand
# How our files begin, spaces left out; those of the first version had no "course".
OPENINGS = (f'{{"course":"{COURSE}"', '{"exercises":{')


class Refused(Exception):
    """The file is left alone; the text is a sentence for the reader that says why."""


@dataclass
class Found:
    """What a progress file holds; faults are the places that made no sense, ["all"] if it all did."""

    stored: dict
    faults: list[str] = field(default_factory=list)


def place():
    """Where the progress file is (or would be): a Path. Raises Refused where there is no home."""
    named = os.environ.get(VARIABLE)
    try:
        return Path(named).expanduser() if named else _usual_place()
    except (RuntimeError, OSError) as problem:
        # Neither says it in words that help: "Could not determine home directory."
        if named:
            said = f"{VARIABLE} is {shown(named)}, and there is no such home folder."
        else:
            said = "There is no home folder to keep your progress in."
        raise Refused(said) from problem


def _usual_place():
    return Path(jupyter_data_dir()) / COURSE / "progress.json"


def _in_our_folder(file):
    """Whether `file` is the one in the user's data folder, where nothing but ours lies."""
    with contextlib.suppress(RuntimeError, OSError):
        usual = _usual_place()
        return file == Path(os.path.realpath(usual)) and file.name == usual.name
    return False


def shown(text):
    """A path, or a name from the file, for a sentence: letters that can be shown, not too many."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(text))
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= 100 else f"{text[:40]}…{text[-59:]}"


def read(file):
    """What is in `file`, a `Found`; of a file that isn't there, empty.

    Changes nothing. Raises Refused for what isn't ours, or is newer than we are; OSError.
    """
    try:
        raw = _bytes(file)
    except FileNotFoundError:
        return Found(empty())
    text = _text(raw)
    if not raw and file.suffix == ".json" and not _in_our_folder(file):
        return Found(empty())  # made to be filled
    try:
        stored = json.loads(text or "")
    except (ValueError, RecursionError):
        stored = None
    # In a folder of our own, whatever lies there was ours. Elsewhere it must look as ours do.
    ours = is_ours(stored) or (isinstance(stored, dict) and _in_our_folder(file))
    if ours and (version_of(stored) or VERSION) > VERSION:
        raise Refused(
            f"{shown(file)} was written by a newer version of this course. It was left as it is; update "
            "the course to go on with it."
        )
    if is_ours(stored):
        return Found(*sound(stored))
    if _in_our_folder(file) or (stored is None and _begins_as_ours(text or "")):
        return Found(empty(), ["all"])
    raise Refused(f"{shown(file)} is not a progress file of this course. It was left as it is.")


def _bytes(file):
    """The bytes of a regular file. Raises Refused for devices, pipes, folders and giants; OSError."""
    # Looked at before it is opened: opening a pipe waits, opening a device may do something.
    _want_regular(file, os.stat(file))
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(file, flags), "rb") as opened:
        _want_regular(file, os.fstat(opened.fileno()))
        raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Refused(f"{shown(file)} is too large for a progress file. It was left as it is.")
    return raw


def _want_regular(file, status):
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        raise Refused(f"{shown(file)} is {kind}, not a file to keep progress in.")


def _text(raw):
    """Bytes as text, with or without a mark of their encoding in front; None if they are no text."""
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def _begins_as_ours(text):
    text = re.sub(r"\s", "", text[:400].lstrip("\ufeff"))
    return text.startswith(OPENINGS)


def set_aside(file):
    """Copy a damaged file to a name of its own beside it, which is returned. Raises OSError."""
    raw = _bytes(file)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for count in range(1000):
        aside = file.with_name(f"{file.stem}.damaged-{stamp}{f'-{count}' if count else ''}.json")
        try:
            with open(aside, "xb") as out:
                out.write(raw)
        except FileExistsError:
            continue
        return aside.name
    raise FileExistsError(f"a thousand copies like {aside.name} are there already")


def signature(file):
    """What changes when somebody else has written the file; None while it isn't there."""
    with contextlib.suppress(FileNotFoundError):
        status = os.stat(file)
        return status.st_ino, status.st_mtime_ns, status.st_size
    return None


def write(file, stored, before, in_any_case=False):
    """Put `stored` in the place of `file`, whole or not at all. Raises OSError.

    before is the file's `signature` when it was read: if it has another one by now, somebody else
    has written, so nothing is written and False comes back (unless it is to be `in_any_case`).
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.", suffix=".new")
    try:
        # A lone surrogate becomes \udXXX, which in JSON is that surrogate again.
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            json.dump(stored, out, indent=1, sort_keys=True, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(file, name)
        if signature(file) != before and not in_any_case:
            os.unlink(name)
            return False
        _replace(name, file)
        return True
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _replace(name, file):
    """os.replace; Windows refuses for as long as somebody reads the file, which isn't long."""
    for _ in range(50 if WINDOWS else 0):
        with contextlib.suppress(PermissionError):
            return os.replace(name, file)
        time.sleep(0.02)
    return os.replace(name, file)


def clear_leftovers(file):
    """Take away what killed saves have left beside `file`. Only under the lock: nobody saves now."""
    # The first version's were called progressXXXXXXXX.new.
    ours = re.compile(
        rf"({re.escape(file.name)}\.|{re.escape(file.stem)})[a-z0-9_]{{8}}\.new", re.ASCII
    )
    for entry in os.scandir(file.parent):
        if not ours.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
            continue
        with contextlib.suppress(OSError, Refused):
            begun = _bytes(Path(entry.path))[:400].decode("utf-8", "ignore")
            mine = entry.name.startswith(f"{file.name}.")
            if _begins_as_ours(begun) or (mine and not begun.strip()):
                os.unlink(entry.path)
