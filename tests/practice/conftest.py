"""Answers have time: these tests aren't about a slow machine."""

import pytest

from lib.formula import guard
from tests.patience import give_time


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    monkeypatch.setattr(guard, "watched", guard.watched)  # it is put back afterwards
    give_time()
