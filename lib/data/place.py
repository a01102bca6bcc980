"""Where the notebooks and their data lie: beside the library, or inside it where it came as a wheel."""

from pathlib import Path

LIB = Path(__file__).resolve().parents[1]


def notebooks(lib=LIB):
    """The folder of the notebooks: `lib/notebooks` of a wheel, else `notebooks` beside `lib`."""
    inside = lib / "notebooks"
    return inside if inside.is_dir() else lib.parent / "notebooks"
