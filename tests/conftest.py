"""Each test has a progress file of its own, so that the notebooks meet an empty one."""

import itertools

import pytest

from lib.practice.engine import progress

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def progress_files(tmp_path_factory):
    return tmp_path_factory.mktemp("progress")


@pytest.fixture(autouse=True)
def own_progress(progress_files, monkeypatch):
    """A file in one folder for all: a folder for each of 14,000 tests takes longer than many a test."""
    monkeypatch.setenv(progress.VARIABLE, str(progress_files / f"{next(NUMBERS)}.json"))
    progress.forget()
