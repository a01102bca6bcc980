"""Real records, and the rate at which a measured quantity changes."""

from pathlib import Path

import numpy as np

from lib.data.place import notebooks

CO2 = Path("data") / "co2.csv"


def co2(path=None):
    """Weekly CO₂ in the air at Mauna Loa: (dates, ppm), two arrays (2284,).

    dates are datetime64[D], ppm floats in parts per million, nan for the 59 weeks without a
    measurement. The file is looked for beside the notebooks, then under the present folder; or
    say where it is. Raises FileNotFoundError where it isn't.
    Source: Keeling & Whorf (2004), see notebooks/data/PROVENANCE.md.
    """
    places = [Path(path)] if path else [notebooks() / CO2, Path.cwd() / CO2]
    place = next((p for p in places if p.is_file()), None)
    if place is None:
        raise FileNotFoundError(
            f"no {places[0].name} beside the course's notebooks or in data/ of this folder: "
            "start from the whole course, or pass the arrays yourself"
        )
    rows = np.genfromtxt(place, delimiter=",", skip_header=1, dtype=str)
    dates = np.array([f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in rows[:, 0]], dtype="datetime64[D]")
    return dates, np.array([float(value or "nan") for value in rows[:, 1]])


def as_years(dates):
    """Dates as numbers of years, array (n,): 1970 + days / 365.25."""
    return 1970 + np.asarray(dates, "datetime64[D]").astype(float) / 365.25


def central_rate(values, half, spacing):
    """Central difference of equally spaced samples, over `half` samples to each side.

    values (n,), nan where one is missing; spacing between neighbours, in units of time. Returns
    (values[i + half] - values[i - half]) / (2 half spacing), array (n,): nan where either of the
    two is missing or beyond the ends. If each value is off by noise of standard deviation s,
    independently, the rate is off by s / (sqrt(2) half spacing).
    Raises ValueError unless half is a whole number, 1 or more, and spacing positive.
    """
    values = np.asarray(values, dtype=float)
    if half != int(half) or half < 1 or not spacing > 0:
        raise ValueError(
            f"half is {half}, spacing {spacing}: try half = 1 and spacing = 7 / 365.25"
        )
    half = int(half)
    rate = np.full(values.shape, np.nan)
    if len(values) > 2 * half:
        rate[half:-half] = (values[2 * half :] - values[: -2 * half]) / (2 * half * spacing)
    return rate
