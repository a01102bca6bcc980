"""The table of penguins is found from anywhere."""

import pytest

from lib.data.penguins import penguins


def test_penguins_are_found_from_anywhere_and_missed_with_a_clear_word(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(penguins()["year"]) == 344
    with pytest.raises(FileNotFoundError, match=r"no other\.csv in .*comes with the course"):
        penguins(tmp_path / "other.csv")
