"""The library behind the notebooks of "Derivatives for deep learning, hands on".

Its rooms, from the top floor down; each may import what stands below it, but for what `APART` names:

    practice    exercises and predictions; `engine` in it checks, asks and remembers
    explore     live figures
    stage       what makes a figure live
    drawing     matplotlib, by role
    learning    descent, networks, their gradients
    formula     functions with a formula
    calculus    differences, gradients
    data        penguins and CO₂
"""

import importlib
import importlib.util
import sys

NEEDS = ("anywidget", "ipywidgets", "matplotlib", "numpy", "scipy", "sympy")  # and Python 3.11
FLOORS = ("data", "calculus", "formula", "learning", "drawing", "stage", "explore", "practice")
# What a room doesn't import though no floor is in the way; a figure no other figure.
APART = {
    "calculus": ("data",),
    "formula": ("data",),
    "explore": ("explore",),
    "practice": ("explore",),
    "practice.engine": ("explore", "practice"),
}
# The engine's modules that read all exercises or questions, and what they take of practice.
READERS = {
    "course": ("exercises", "predictions"),
    "diagnostic": ("beginning",),
    "drawing_lots": ("remembering",),
    "examining": ("final",),
    "report": ("exercises",),
}


def face(room, names):
    """(`__getattr__`, `__dir__`) of a room that gives out names of its modules, each loaded on use.

    room is the room's `__name__`; names a dict from a module's name to the names it gives out.
    """
    where = {name: module for module, given in names.items() for name in given.split()}

    def __getattr__(name):
        if name not in where:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{room}.{where[name]}"), name)

    return __getattr__, lambda: sorted(where)


def comes_on_use(name):
    """Whether this Python runs in a browser's tab, whose kernel fetches the package once it is imported."""
    if sys.platform != "emscripten":
        return False
    import pyodide_js

    return hasattr(pyodide_js.lockfile.packages, name)


def all_here():
    """Say what this kernel lacks of what the course needs; nothing where all is here."""
    lacking = [
        name for name in NEEDS if importlib.util.find_spec(name) is None and not comes_on_use(name)
    ]
    if sys.version_info < (3, 11):  # noqa: UP036 (that may be so where nothing was installed)
        print("The course needs Python 3.11 or newer, and this kernel runs", sys.version.split()[0])
    elif lacking:
        print(
            f"This kernel lacks {', '.join(lacking)}: start the course with `make lab`, or run\n"
            f"pip install {' '.join(lacking)}\nin a new cell, and restart the kernel."
        )
