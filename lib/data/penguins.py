"""344 penguins, measured near Palmer Station, Antarctica: three species, some gaps."""

import csv
from pathlib import Path

import numpy as np

from lib.data.place import notebooks

FILE = notebooks() / "data" / "penguins.csv"
GAPS = ("", "NA")
TEXTS = ("species", "island", "sex")


def penguins(path=FILE):
    """The table as a dict from the name of a column to an array (344,).

    bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g and year are floats, nan where
    there is a gap; species, island and sex are texts, "" where there is a gap. The file is found
    from wherever Python was started. Raises FileNotFoundError, saying what to try, where it isn't.
    Source: Gorman, Williams & Fraser (2014), see notebooks/data/PROVENANCE.md.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"there is no {path.name} in {'/'.join(path.parts[-3:-1])}: it comes with the course, "
            "so start from a complete copy of it, or say where it is, as in penguins('my/file.csv')"
        )
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: _column(name, [row[name] for row in rows]) for name in rows[0]}


def complete(*columns):
    """Those rows of some float columns (n,) that have no gap in any of them, in the same order."""
    whole = np.all([np.isfinite(column) for column in columns], axis=0)
    return [np.asarray(column)[whole] for column in columns]


def _column(name, texts):
    if name in TEXTS:
        return np.array(["" if text in GAPS else text for text in texts])
    return np.array([np.nan if text in GAPS else float(text) for text in texts])
