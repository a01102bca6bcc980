"""The Python half of a live page: runs cells, passes widgets' messages, watches the progress file.

worker.js runs it inside Pyodide, with four names: PROGRESS, the progress file's path; post(text, buffers),
which sends a message (JSON) and buffers to the page; LATE, a dict from a module to the wheel that has it,
and HOME, the address where wheels are.
"""

import importlib
import importlib.machinery
import io
import json
import os
import sys
import zipfile

import pyodide_kernel
from js import XMLHttpRequest
from pyodide.ffi import to_js
from pyodide_kernel.jsonutil import json_clean

from lib.data.place import notebooks

os.chdir(notebooks())  # where a notebook's cells run: they open "data/…"
kernel = pyodide_kernel.kernel_instance
shell = kernel.interpreter
LARGE = ("scipy",)  # what Pyodide itself fetches before a cell runs that imports it
_come = set()  # wheels that came late
_seen = None  # what the progress file was when the page was last told


class Late:
    """Finds modules whose wheels weren't fetched yet: fetches them, when they are imported."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in LARGE:
            raise ImportError(cls._lacks(name, "a cell imports it"))
        wheel = LATE.get(name)  # noqa: F821
        if wheel is None or wheel in _come:
            return None
        site = os.path.dirname(os.path.dirname(pyodide_kernel.__file__))
        with zipfile.ZipFile(io.BytesIO(cls._fetched(wheel, name))) as files:
            for entry in files.namelist():
                if not os.path.exists(os.path.join(site, entry)):
                    files.extract(entry, site)
        _come.add(wheel)
        importlib.invalidate_caches()
        return importlib.machinery.PathFinder.find_spec(name, path, target)

    @staticmethod
    def _lacks(name, when, why=""):
        advice = "Is the network there? Then run the cell again."
        return f"{name} is fetched when {when}, and it didn't come{why}. {advice}"

    @classmethod
    def _fetched(cls, wheel, name):
        asked = XMLHttpRequest.new()
        try:
            asked.open("GET", HOME + wheel, False)  # noqa: F821 (waits: an import can't be awaited)
            asked.responseType = "arraybuffer"
            asked.send()
            if asked.status != 200:
                raise OSError(f"the answer was {asked.status}")
        except Exception as why:
            raise ImportError(cls._lacks(name, "it is first used", f" ({why})")) from None
        return asked.response.to_bytes()


# After all that is here, before Pyodide's own advice on what isn't.
sys.meta_path.insert(sys.meta_path.index(importlib.machinery.PathFinder) + 1, Late)


def say(what, buffers=None, **more):
    """Send the page a message."""
    try:
        text = json.dumps({"what": what, **more}, allow_nan=False)
    except (TypeError, ValueError):
        text = json.dumps(json_clean({"what": what, **more}))
    post(text, to_js(buffers) if buffers else None)  # noqa: F821 (worker.js gives it)


def _comm(kind, content, metadata, ident, buffers):
    say("comm", buffers, kind=kind, content=content, metadata=metadata)


def _no_answer(*_, **__):
    raise RuntimeError("A page has nowhere to type an answer in: write the value into the code.")


shell.send_comm = _comm
shell.input = _no_answer
shell.displayhook.publish_execution_result = lambda count, data, _: say("shown", data=data)
shell.display_pub.display_data_callback = lambda data, *_: say("shown", data=data)
shell.display_pub.update_display_data_callback = lambda data, *_: say("shown", data=data)
shell.display_pub.clear_output_callback = lambda wait: say("clear")
for stream in (pyodide_kernel.stdout_stream, pyodide_kernel.stderr_stream):
    stream.publish_stream_callback = lambda name, text: say("printed", name=name, text=text)


async def run(code, cell, number):
    """Run a cell; gives JSON: its status, and what went wrong."""
    kernel._parent_header = {
        "header": {"msg_id": str(number)},
        "metadata": {"cellId": cell},
        "content": {"code": code},
    }
    done = await kernel.run(code)
    _tell_progress()
    return json.dumps({key: done.get(key) for key in ("status", "ename", "evalue", "traceback")})


def comm(text, buffers):
    """Hand a widget the message that the page has for it."""
    message = json.loads(text)
    message["buffers"] = [memoryview(each) for each in buffers.to_py()]
    kernel.comm_manager.comm_msg(None, None, message)
    _tell_progress()


def stand(text):
    """Put the figure that the last cell showed where its picture on the page stood (JSON: name → value)."""
    controls = getattr(shell.user_ns.get("_"), "controls", None)
    if not isinstance(controls, dict):
        return
    for name, value in json.loads(text).items():
        try:
            controls[name].value = value
        except Exception:  # a value that this control doesn't know: it stays where it is
            continue


def take_progress(text):
    """Begin with this progress, or go on with it."""
    global _seen
    with open(PROGRESS, "w", encoding="utf-8") as file:  # noqa: F821 (worker.js gives it)
        file.write(text)
    _seen = _signature()


def _tell_progress():
    global _seen
    now = _signature()
    if now not in (None, _seen):
        _seen = now
        with open(PROGRESS, encoding="utf-8") as file:  # noqa: F821
            say("progress", text=file.read())


def _signature():
    try:
        found = os.stat(PROGRESS)  # noqa: F821
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
