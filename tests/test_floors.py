"""Nobody imports upwards, importing changes nothing, and SymPy waits for a formula."""

import subprocess
import sys
from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parent.parent / "lib"
MODULES = sorted(
    ".".join(p.relative_to(LIB.parent).with_suffix("").parts).removesuffix(".__init__")
    for p in LIB.rglob("*.py")
)
FLOOR_2 = {"lib.draw", "lib.heatmap", "lib.surfaces", "lib.graph_picture", "lib.lettering"}
FLOOR_3 = {"lib.stage", "lib.controls", "lib.rerun", "lib.still", "lib.progress_bar"}
HEAVY = ["matplotlib", "ipywidgets", "sympy", "scipy", "IPython"]


def floor(module):
    if module.startswith(("lib.explore", "lib.practice")):
        return 4
    if module in FLOOR_3:
        return 3
    return 2 if module in FLOOR_2 else 1


def loaded_by(module, then=""):
    names = HEAVY + MODULES
    code = f"import sys, {module}\n{then}\nprint(*[n for n in {names!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_nobody_imports_upwards(number):
    mine = [m for m in MODULES if floor(m) == number and m != "lib"]
    loaded = loaded_by(", ".join(mine))
    assert not {m for m in loaded if m.startswith("lib.") and floor(m) > number}
    allowed = {1: set(), 2: {"matplotlib"}, 3: {"matplotlib", "ipywidgets", "IPython"}}
    allowed[4] = {*allowed[3], "scipy"}
    assert loaded & set(HEAVY) <= allowed[number]


def test_sympy_waits_for_a_formula():
    assert "sympy" not in loaded_by("lib.functions", "lib.functions.function(abs)(-2.0)")
    assert "sympy" in loaded_by("lib.functions", "lib.functions.function('x**2').derivative(1.0)")


def test_importing_changes_no_setting():
    everything = ", ".join(MODULES)
    code = (
        "import matplotlib, numpy, random\n"
        "before = dict(matplotlib.rcParams), matplotlib.rcParams._get_backend_or_none() if hasattr("
        "matplotlib.rcParams, '_get_backend_or_none') else None, numpy.geterr(), random.getstate()\n"
        "state = numpy.random.get_state()[1].tolist()\n"
        f"import {everything}\n"
        "after = dict(matplotlib.rcParams), matplotlib.rcParams._get_backend_or_none() if hasattr("
        "matplotlib.rcParams, '_get_backend_or_none') else None, numpy.geterr(), random.getstate()\n"
        "assert before == after\n"
        "assert state == numpy.random.get_state()[1].tolist()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_public_says_what_it_is():
    import importlib
    import inspect

    for name in MODULES:
        module = importlib.import_module(name)
        assert module.__doc__, f"{name} has no docstring"
        for public, thing in vars(module).items():
            if getattr(thing, "__name__", "_").startswith("_") or public.startswith("_"):
                continue
            if getattr(thing, "__module__", "") != module.__name__:
                continue
            if inspect.isfunction(thing) or inspect.isclass(thing):
                assert inspect.getdoc(thing), f"{name}.{public} has no docstring"
