"""A plugin of pytest for Python in the tab: what a tab hasn't got is no failure of a test that asks for it.

There are no processes, threads or signals there, and no second event loop. A test that starts one itself
is skipped, and the report says so; where `lib` starts one, the test fails, as a reader's cell would.
"""

from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parents[2] / "lib"
SAID = {
    "emscripten does not support processes": "no processes in a tab",
    "can't start new thread": "no threads in a tab",
    "WebAssembly stack switching not supported": "no event loop of its own in this Node.js",
}


def missing(error, files):
    """Why a test can't run in a tab, "" if it can: its error, and the files that it came through."""
    if any(LIB in Path(file).parents for file in files):
        return ""
    return next((reason for said, reason in SAID.items() if said in str(error)), "")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    try:
        return (yield)
    except (OSError, RuntimeError) as error:
        files, traceback = [], error.__traceback__
        while traceback:
            files.append(traceback.tb_frame.f_code.co_filename)
            traceback = traceback.tb_next
        if reason := missing(error, files):
            pytest.skip(reason)
        raise
