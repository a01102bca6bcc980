"""The tools of `make personalities`: perturbed arithmetic is some processor's, and nothing pretends."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import personalities

ROOT = Path(__file__).resolve().parent.parent

PERTURBED = """
import itertools, math, warnings
import numpy as np
import perturbed
warnings.simplefilter("error")
x = np.random.default_rng(0).normal(size=(60, 40))

# Exact stays exact.
assert np.exp(0.0) == 1 and np.power(2.0, 3.0) == 8 and np.hypot(3.0, 4.0) == 5
assert np.arange(1000.0).sum() == 499500 and np.arange(10.0) @ np.arange(10.0) == 285
assert math.exp(0) == 1 and math.pow(2, 10) == 1024 and np.tanh(40.0) == 1 and np.sin(0.0) == 0

# The same question gets the same answer, in whatever shape it is asked.
assert np.array_equal(np.exp(x), np.exp(x)) and np.array_equal(x @ x.T, x @ x.T)
assert np.array_equal(np.exp(x[::2, ::-3]), np.exp(x)[::2, ::-3])
assert np.exp(x[0, 0]) == np.exp(x)[0, 0] == math.exp(x[0, 0])
own = x.copy()
assert np.array_equal(np.exp(own, out=own), np.exp(x)) and np.array_equal(own, np.exp(x))

# Some digits differ, none by much more than a unit.
for old, new in ((np.sin, math.sin), (np.exp, math.exp)):
    wide = old(x.astype(np.longdouble))
    off = np.abs(((old(x) - wide) / np.spacing(np.abs(old(x)))).astype(float))
    assert 0.8 < off.max() < 1.8, off.max()  # the machine itself may err by 0.8
wide = (x.astype(np.longdouble) @ x.T.astype(np.longdouble)).astype(float)
assert 0 < np.abs(x @ x.T - wide).max() < 1e-13
assert 0 < abs(x.sum() - math.fsum(x.flat)) < 1e-12
assert np.cumsum(x[0]).tolist() == list(itertools.accumulate(x[0].tolist()))

# Warnings are those of the old arithmetic.
for bad in (lambda: np.exp(np.array([1000.0])), lambda: np.log(np.array([0.0, 1.0]))):
    try:
        bad()
    except RuntimeWarning:
        continue
    raise AssertionError("no warning")
print("all as it should be")
"""


def test_perturbed_arithmetic_is_some_processor_s():
    noise = {"PYTHONPATH": str(ROOT / "tests" / "noise"), "DERIVATIVES_NOISE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PERTURBED],
        env={**personalities.os.environ, **noise},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "all as it should be\n", done.stderr


def test_a_personality_that_is_not_in_force_is_told():
    plain = personalities.asked({})
    pretended = personalities.Personality("pretended", {}, core="Z80")
    with pytest.raises(SystemExit, match=r"kernels .*, not Z80"):
        personalities.check_in_force(pretended, plain)
    idle = personalities.Personality("idle", {"SOME_VARIABLE": "1"})
    with pytest.raises(SystemExit, match="idle is not in force: no digit differs"):
        personalities.check_in_force(idle, plain)


def test_a_text_that_hangs_on_rounding_is_found(tmp_path):
    """A notebook that prints last digits fails under the perturbed personality, and only there."""
    import nbformat

    from tests.store import run, tidy

    source = "import numpy as np\nprint(np.exp(np.linspace(0, 1, 50)).tolist())"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    path = tmp_path / "last_digits.ipynb"
    nbformat.write(tidy(run(notebook, tmp_path)), path)
    for settings, due in (
        ({}, "1 passed"),
        (
            {"PYTHONPATH": str(ROOT / "tests" / "noise"), "DERIVATIVES_NOISE": "1"},
            "Cell outputs differ",
        ),
    ):
        how = ["-c", ROOT / "pyproject.toml", "-p", "tests.kernels", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *how, path],
            cwd=ROOT,
            env={**personalities.os.environ, **settings},
            capture_output=True,
            text=True,
        )
        assert due in done.stdout, done.stdout + done.stderr
