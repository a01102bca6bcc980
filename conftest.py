"""What holds for all tests, nbval's included: the reader's own progress file is never touched."""

import os
import tempfile
from pathlib import Path

os.environ["DERIVATIVES_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "progress.json")
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")


def pytest_configure(config):
    """nbval compares the words of a picture, not its bytes; said here it holds from any folder."""
    if not config.option.nbval_sanitize_with:
        config.option.nbval_sanitize_with = str(Path(__file__).parent / "tests" / "nbval.cfg")


def pytest_xdist_auto_num_workers():
    """One more than there are processors: a test in a browser or a kernel waits half of its time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that no worker has a whole browser left at the end."""
    items.sort(key=_haste)


def _haste(item):
    folders = item.nodeid.split("/")
    if "browser" in folders:
        return 0
    return 1 if "notebooks" in folders else 2
