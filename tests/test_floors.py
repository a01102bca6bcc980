"""Nobody imports upwards, no figure another; importing changes nothing, and SymPy waits for a formula.

The floors are `lib.FLOORS`, from the ground up.
"""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

from lib import FLOORS

LIB = Path(__file__).resolve().parent.parent / "lib"
MODULES = sorted(
    ".".join(p.relative_to(LIB.parent).with_suffix("").parts).removesuffix(".__init__")
    for p in LIB.rglob("*.py")
)
HEAVY = ["matplotlib", "ipywidgets", "sympy", "scipy", "IPython"]
ALLOWED = {"drawing": {"matplotlib"}}
ALLOWED["stage"] = {"matplotlib", "ipywidgets", "IPython"}
ALLOWED["explore"] = ALLOWED["practice"] = {*ALLOWED["stage"], "scipy"}


def room(module):
    """The room of a module, or of a name in it: "calculus" of "lib.calculus.tangent"."""
    return module.split(".")[1]


def imported(source):
    """All that a module's source imports, late imports too: names such as "lib.calculus.tangent"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def wrong(module, source):
    """What this module imports and must not: from a floor above, or from another figure."""
    mine = FLOORS.index(room(module))
    for name in imported(source):
        if not name.startswith("lib.") or room(name) not in FLOORS:
            continue
        if FLOORS.index(room(name)) > mine or room(module) == room(name) == "explore":
            yield name


def loaded_by(module, then=""):
    names = HEAVY + MODULES
    code = f"import sys, {module}\n{then}\nprint(*[n for n in {names!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_module_lives_in_a_room_and_every_room_has_a_face():
    assert {room(m) for m in MODULES if m != "lib"} == set(FLOORS)
    for name in FLOORS:
        assert (LIB / name / "__init__.py").read_text().startswith('"""'), name
        assert (
            f"lib.{name}"
            in tomllib.loads((LIB.parent / "pyproject.toml").read_text())["tool"]["setuptools"][
                "packages"
            ]
        )


@pytest.mark.parametrize("module", [m for m in MODULES if m != "lib"])
def test_no_import_goes_up_or_from_figure_to_figure(module):
    file = LIB.parent.joinpath(*module.split("."))
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    assert not list(wrong(module, file.read_text()))


@pytest.mark.parametrize("name", FLOORS)
def test_tests_mirror_the_rooms(name):
    files = sorted((LIB.parent / "tests" / name).glob("test_*.py"))
    assert files
    for file in files:
        rooms = {room(n) for n in imported(file.read_text()) if n.startswith("lib.")}
        assert name in rooms, f"{file.name} imports nothing of lib.{name}: is it in its room?"


def test_the_test_sees_a_wrong_import():
    assert list(wrong("lib.calculus.tangent", "def f():\n    from lib.formula import function"))
    assert list(wrong("lib.explore.motion", "from lib.explore.reading import traced"))
    assert not list(wrong("lib.explore.motion", "from lib.stage import Stage"))


@pytest.mark.parametrize("name", FLOORS)
def test_what_a_room_loads_is_below_it(name):
    loaded = loaded_by(", ".join(m for m in MODULES if m != "lib" and room(m) == name))
    above = FLOORS[FLOORS.index(name) + 1 :]
    assert not {m for m in loaded if m.startswith("lib.") and room(m) in above}
    assert loaded & set(HEAVY) <= ALLOWED.get(name, set())


@pytest.mark.parametrize("name", FLOORS)
def test_all_that_a_face_gives_out_is_there(name):
    face = importlib.import_module(f"lib.{name}")
    for given in dir(face):
        assert getattr(face, given) is not None
    with pytest.raises((AttributeError, ImportError)):
        exec(f"from lib.{name} import no_such_name")


def shown_code():
    """(where, code) of all that a reader is shown: cells of notebooks, examples of the pages."""
    for file in sorted((LIB.parent / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(file, as_version=4).cells:
            if cell.cell_type == "code":
                yield file.name, cell.source
    for file in sorted(LIB.parent.glob("*.md")):
        for code in re.findall(r"```python\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL):
            yield file.name, code


def test_readers_import_from_the_faces():
    found = []
    for where, code in shown_code():
        for line in re.findall(r"^\s*(?:from|import) lib\b.*", code, re.MULTILINE):
            face, names = re.fullmatch(r"\s*from (lib[\w.]*) import (.+)", line).groups()
            assert re.fullmatch(
                rf"lib(\.({'|'.join(FLOORS)}|explore\.\w+|practice\.engine))?", face
            ), f"{where}: {line.strip()}"
            module = importlib.import_module(face)
            for name in re.split(r",\s*", names):
                name = name.split(" as ")[0].strip()
                if not hasattr(module, name):
                    importlib.import_module(f"{face}.{name}")
                found.append(face)
    assert {"lib.calculus", "lib.learning", "lib.formula", "lib.data", "lib.stage"} <= set(found)


def test_a_face_loads_only_what_is_asked_of_it():
    assert "lib.learning.network" not in loaded_by("lib.learning", "lib.learning.sigmoid")


def test_sympy_waits_for_a_formula():
    assert "sympy" not in loaded_by(
        "lib.formula.functions", "lib.formula.functions.function(abs)(-2.0)"
    )
    assert "sympy" in loaded_by(
        "lib.formula.functions", "lib.formula.functions.function('x**2').derivative(1.0)"
    )


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
