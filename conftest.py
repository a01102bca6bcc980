"""What holds for all tests, nbval's included: nothing of the reader's own is touched or read."""

import os
import tempfile
from pathlib import Path

pytest_plugins = ["tests.kernels"]

OWN = Path(tempfile.mkdtemp())
os.environ["DERIVATIVES_PROGRESS"] = str(OWN / "progress.json")
for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
    os.environ[name] = str(OWN / name.lower())
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")


def pytest_configure(config):
    """nbval compares the words of a picture, not its bytes; said here it holds from any folder.

    matplotlib looks for the machine's fonts once, and tells of it where that takes long: here, and not
    in a kernel, where it would be an output, nor in several processes at once.
    """
    if not config.option.nbval_sanitize_with:
        config.option.nbval_sanitize_with = str(Path(__file__).parent / "tests" / "nbval.cfg")
    if not hasattr(config, "workerinput"):
        import matplotlib.font_manager  # noqa: F401


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
