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
