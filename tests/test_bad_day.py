"""A learner's bad day: nothing of theirs is lost, and every message says what to do next.

Progress files in every state and odd answers to exercises are in tests/practice/engine.
"""

import os
import signal
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from lib.explore import figures
from lib.explore.slope import two_points
from lib.practice import exercises
from lib.stage import freshness
from tests.kernels import Client
from tests.practice.engine.test_checking import sum_exercise
from tests.practice.test_exercises import answer_with
from tests.store import shows_picture

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"


def scalar_only(x):
    return x**2 if x > 0 else -x


def whole(x):
    return int(np.floor(float(x)))


FUNCTIONS = {
    "only scalars": (scalar_only, None),
    "integers": (whole, None),
    "a constant": (lambda x: 3, None),
    "lists": (lambda x: [float(v) for v in np.atleast_1d(x)] if np.ndim(x) else float(x), None),
    "complex with no imaginary part": (lambda x: x + 0j, None),
    "complex": (lambda x: np.emath.sqrt(x), None),
    "None": (lambda x: None, "return"),
    "a text": (lambda x: "two", "text"),
    "raises": (lambda x: 1 / 0, "ZeroDivisionError"),
    "wrong number of inputs": (lambda x, y: x + y, "one"),
    "not a function": (42, ""),
    "a class": (dict, ""),
    "numpy of one number": (lambda x: np.array([x])[0], None),
    "nan everywhere": (lambda x: np.nan * x, None),
    "infinite": (lambda x: np.inf + x, None),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_any_function_in_a_figure(name):
    f, said = FUNCTIONS[name]
    stage = two_points()
    kept = stage._back.value
    stage.controls["f"].value = f
    if said is None:
        assert stage.problem is None, stage.problem
        stage.controls["x1"].value = -1.0
        assert stage.problem is None and "nan" not in stage.state
    else:
        assert said in stage.problem.replace("1 number", "one") and stage._back.value == kept
        assert len(stage.problem) < 250 and "\n" not in stage.problem
        stage.controls["f"].value = "x²"
        assert stage.problem is None
    stage.close()


def test_an_interrupted_figure_keeps_its_picture():
    def endless(x):
        signal.raise_signal(signal.SIGINT)  # Kernel → Interrupt, inside of a long loop
        while True:
            pass

    stage = two_points()
    kept = stage._back.value
    stage.controls["f"].value = endless
    assert "interrupt" in stage.problem and stage._back.value == kept
    stage.controls["x1"].value = -2.0  # of the picture that is there: another function's
    assert "interrupt" in stage.problem and "x₁ = −2.00" in stage.state
    stage.controls["f"].value = "x²"
    assert stage.problem is None
    stage.close()


def test_an_interrupted_check_says_so():
    def interrupted(a, b):
        signal.raise_signal(signal.SIGINT)
        while True:
            pass

    result = sum_exercise().check(interrupted)
    assert result.status == "not yet" and "by an interrupt" in result.message


@pytest.mark.parametrize("key", sorted(exercises()))
@pytest.mark.parametrize(
    "value", [3, [1.0, 2.0], (), 2 + 0j, True, np.float32(2), b"x", {1}, range(3)]
)
def test_any_answer_gets_an_answer(key, value):
    exercise = exercises()[key]
    result = exercise.check(answer_with(exercise, value))
    assert result.message and result.status in ("not yet", "right")


def test_a_library_changed_under_the_kernel_is_said(monkeypatch):
    assert freshness.advice() == ""
    monkeypatch.setattr(freshness, "STARTED", os.path.getmtime(freshness.__file__) - 1)
    assert "Restart the kernel" in freshness.advice()
    assert "Restart the kernel" in sum_exercise().check(lambda a, b: a + b).message
    monkeypatch.setattr(
        sys, "platform", "emscripten"
    )  # Python in a tab may be older than its files
    assert freshness.advice() == ""


def run_cells(sources):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    Client(notebook, FOLDER, allow_errors=True).execute()
    return notebook.cells


def figure_cells():
    for path in sorted(FOLDER.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and "from lib.explore" in cell.source:
                yield path.stem, cell.source


def test_figures_open_in_any_order_in_a_fresh_kernel():
    """Restarted in the middle, the cell with the figure is the first to be run."""
    cells = [source for _, source in figure_cells() if source.count("\n") <= 3]
    assert len(cells) >= 3
    for cell in run_cells(cells[::-1]):
        failed = [o for o in cell.outputs if o.output_type == "error"]
        if failed:
            assert failed[0].ename == "NameError", cell.source


def test_each_figure_alone_in_an_empty_notebook():
    """One import, one line: what a teacher types."""
    names = sorted(figures())
    cells = run_cells(
        [
            f"from lib.explore.{n.split('.')[0]} import {n.split('.')[1]}\n{n.split('.')[1]}()"
            for n in names
        ]
    )
    for name, cell in zip(names, cells, strict=True):
        assert any(map(shows_picture, cell.outputs)), f"{name}: {cell.outputs}"


def test_a_check_in_another_cell_before_the_function_is_pythons_plain_error():
    cell = run_cells(["from lib.practice import slope as ex", "ex.between.check(slope)"])[1]
    assert cell.outputs[0].ename == "NameError"
    assert all("/lib/" not in line for line in cell.outputs[0].traceback), "none of our lines in it"


def test_a_reader_s_error_shows_no_library_lines():
    source = (
        "from lib.practice import slope as ex\n"
        "def slope(f, x1, x2):\n    rise = f(x2) - f(x1)\n    return rise / run\n"
        "ex.between.check(slope)"
    )
    (cell,) = run_cells([source])
    said = cell.outputs[0].data["text/plain"]
    assert "NameError" in said and "line 4" in said and "return rise / run" in said


def test_importing_twice_and_reloading_do_no_harm():
    cells = run_cells(
        [
            "import importlib, lib.practice.slope, lib.explore.slope",
            "importlib.reload(lib.practice.slope); importlib.reload(lib.explore.slope)",
            "lib.practice.slope.line_slope.check(lambda w, b: w)",
            "lib.explore.slope.nudge()",
        ]
    )
    assert not [o for c in cells for o in c.outputs if o.output_type == "error"]
