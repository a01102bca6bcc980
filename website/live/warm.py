"""What runs in Python for the tab when its memory is frozen: all that pages import, and one picture.

frozen.py puts a line before it, IMPORTS = […]. IMPORTED then holds the files that were imported.
"""

import gc
import importlib
import io
import sys

import pyodide_kernel  # noqa: F401 (it changes sys.stdout and more: before all others)

for statement in IMPORTS:  # noqa: F821
    exec(statement, {})

from matplotlib import font_manager  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402


def _draw():
    """Let matplotlib read its fonts, and import what it imports for the first picture only."""
    figure = Figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], label="$x^2$")
    axes.set(title="f′(x) = −1.5", xlabel="x")
    axes.legend()
    for kind in ("svg", "png"):
        figure.savefig(io.BytesIO(), format=kind)


_draw()
for (
    thing
) in gc.get_objects():  # those of matplotlib hold fonts, which are open files: none can be kept
    if type(thing).__name__ == "_lru_cache_wrapper" and "matplotlib" in (thing.__module__ or ""):
        thing.cache_clear()
font_manager._get_font.cache_clear()
importlib.invalidate_caches()  # one of them is an open zip file
IMPORTED = sorted({f for m in sys.modules.values() if (f := getattr(m, "__file__", None))})
gc.collect()
