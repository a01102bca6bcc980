"""Each test has a progress file of its own, so that the notebooks meet an empty one."""

import nbval.kernel
import pytest

from lib.practice.engine import progress
from tests.patience import patiently

nbval.kernel.start_new_kernel = patiently(nbval.kernel.start_new_kernel)


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "own-progress.json"))
    progress.forget()
