"""Each test has a progress file of its own, so that the notebooks meet an empty one."""

import pytest

from lib.practice.engine import progress


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "own-progress.json"))
    progress.forget()
