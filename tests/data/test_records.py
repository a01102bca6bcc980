"""The record of CO₂, and rates from samples."""

import os

import numpy as np
import pytest

from lib.data import place, records

WEEK = 7 / 365.25


def test_co2_is_read_whole_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dates, ppm = records.co2()
    assert dates.shape == ppm.shape == (2284,)
    assert np.isnan(ppm).sum() == 59
    assert str(dates[0]) == "1958-03-29" and ppm[0] == 316.1
    assert str(dates[-1]) == "2001-12-29" and ppm[-1] == 371.5
    assert set(np.diff(dates).astype(int)) == {7}
    years = records.as_years(dates)
    assert years[0] == pytest.approx(1958.24, abs=0.01)
    assert records.as_years("1970-01-01") == 1970


def test_the_notebooks_are_found_inside_a_wheel_and_beside_a_checkout(tmp_path):
    assert place.notebooks(tmp_path / "lib") == tmp_path / "notebooks"
    (tmp_path / "lib" / "notebooks").mkdir(parents=True)
    assert place.notebooks(tmp_path / "lib") == tmp_path / "lib" / "notebooks"


def test_a_missing_record_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no other\.csv .* pass the arrays yourself"):
        records.co2(os.path.join(tmp_path, "other.csv"))


def test_central_rate_is_exact_for_a_parabola_and_leaves_gaps():
    t = WEEK * np.arange(60)
    values = 3 - 2 * t + 5 * t**2
    for half in (1, 4, 13):
        rate = records.central_rate(values, half, WEEK)
        assert np.isnan(rate[:half]).all() and np.isnan(rate[-half:]).all()
        assert np.allclose(rate[half:-half], (-2 + 10 * t)[half:-half])
    values[20] = np.nan
    rate = records.central_rate(values, 4, WEEK)
    assert np.flatnonzero(np.isnan(rate[4:-4])).tolist() == [12, 20]
    assert np.isnan(records.central_rate(values[:5], 4, WEEK)).all()
    for half, spacing in ((0, WEEK), (1.5, WEEK), (1, 0.0)):
        with pytest.raises(ValueError, match="try half = 1"):
            records.central_rate(values, half, spacing)


def test_noise_in_the_rate_is_as_its_docstring_says():
    noise = np.random.default_rng(0).normal(0, 0.3, 200_000)
    for half in (1, 5):
        spread = np.nanstd(records.central_rate(noise, half, WEEK))
        assert spread == pytest.approx(0.3 / (np.sqrt(2) * half * WEEK), rel=0.02)
