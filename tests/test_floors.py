"""Nobody imports upwards, no figure another; importing changes nothing, and SymPy waits for a formula.

The floors are `lib.FLOORS`, from the ground up; `lib.APART` says what isn't imported though no floor
is in the way.
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

import lib
from lib import APART, FLOORS, READERS

ROOT = Path(__file__).resolve().parent.parent
LIB = ROOT / "lib"


def dotted(file):
    """The name by which a file is imported: "lib.calculus.tangent"."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


FILES = {dotted(file): file for file in sorted(LIB.rglob("*.py"))}
MODULES = list(FILES)
# What is imported anywhere in a room, besides NumPy.
PACKAGES = {
    "lib": {"pyodide_js"},
    "formula": {"mpmath", "psutil", "sympy"},
    "drawing": {"contourpy", "matplotlib"},
    "stage": {"IPython", "anywidget", "ipywidgets", "matplotlib", "traitlets"},
    "explore": {"matplotlib"},
    "practice.engine": {"ipywidgets", "jupyter_core"},
}
# What is loaded once all modules of a room are, and not before a room above it needs it.
HEAVY = {"scipy"}.union(*PACKAGES.values()) - {"psutil"}  # IPython may load that one
LOADED = {"formula": {"mpmath"}, "drawing": PACKAGES["drawing"], "stage": PACKAGES["stage"]}
LOADED["explore"] = LOADED["drawing"] | LOADED["stage"]
LOADED["practice"] = LOADED["stage"] - {"matplotlib"} | {"jupyter_core"}
# Imports that the text doesn't show, and the faces that walk through their room.
HIDDEN = ("__import__", "importlib", "pkgutil", "runpy")
WALKERS = ("lib", "lib.explore", "lib.practice")


def room(name):
    """The room of a module, or of a name in it: "calculus" of "lib.calculus.tangent".

    The engine of practice counts as one; "lib" is where no room is.
    """
    parts = name.split(".")[1:]
    if parts[:2] == ["practice", "engine"]:
        return "practice.engine"
    return parts[0] if parts and parts[0] in FLOORS else "lib"


def floor(name):
    """How high a room lies; what is in none lies below all."""
    return FLOORS.index(name.split(".")[0]) if name != "lib" else -1


def imported(source):
    """All that a source imports, late imports too: names such as "lib.calculus.tangent".

    Relative ones begin with a dot. Of `import a.b` also "a", which is the name that it brings.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
            yield from (name.name.split(".")[0] for name in node.names if not name.asname)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from (f"{start}.{name.name}" for name in node.names)
        elif "__import__" in (getattr(node, "id", ""), getattr(node, "attr", "")):
            yield "__import__"


def packages(source):
    """Those of others that it imports, Python's own left out, NumPy too."""
    found = {name.split(".")[0] for name in imported(source)}
    return found - sys.stdlib_module_names - {"lib", "numpy"}


def wrong(module, source):
    """What this module imports and must not."""
    here = room(module)
    for name in imported(source):
        package, there = name.split(".")[0], room(name)
        if package in HIDDEN:
            right = module in WALKERS
        elif package != "lib":
            right = package in {*sys.stdlib_module_names, "numpy", *PACKAGES.get(here, ())}
        elif there == "lib":
            right = name == "lib.face"
        elif here == "practice.engine" and there == "practice":
            right = name.removeprefix("lib.practice.").split(".")[0] in READERS.get(
                module.split(".")[-1], ()
            )
        else:
            right = floor(there) <= floor(here) and there not in APART.get(here, ())
        if not right:
            yield name


def loaded_by(module, then=""):
    names = [*HEAVY, *MODULES]
    code = f"import sys, {module}\n{then}\nprint(*[n for n in {names!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_module_lives_in_a_room_and_every_room_has_a_face():
    folders = {dotted(file.parent) for file in FILES.values()}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert (
        folders
        == set(settings["packages"])
        == {n for n, f in FILES.items() if f.stem == "__init__"}
    )
    assert {n.split(".")[1] for n in MODULES if n != "lib"} == set(FLOORS)
    for name in folders:
        assert FILES[name].read_text().startswith('"""'), name


def test_the_house_is_drawn_as_it_is():
    assert re.findall(r"^    (\w+)  ", lib.__doc__, re.MULTILINE) == list(reversed(FLOORS))


@pytest.mark.parametrize("module", MODULES)
def test_no_import_goes_up_or_from_figure_to_figure(module):
    assert not list(wrong(module, FILES[module].read_text()))


WRONG = [
    ("lib.calculus.tangent", "def f():\n    from lib.formula import function"),
    ("lib.calculus.tangent", "from ..formula import function"),
    ("lib.calculus.tangent", "def f():\n    from ..formula import function"),
    ("lib.calculus.tangent", "from lib.data import penguins"),
    ("lib.calculus.tangent", "from lib import *"),
    ("lib.calculus.tangent", "def f():\n    import matplotlib.pyplot as plt"),
    ("lib.formula.series", "from lib.data import penguins"),
    ("lib.learning.network", "from scipy.optimize import minimize"),
    ("lib.stage.ahead", "from tests.surfaces import EXACT"),
    ("lib.stage.ahead", "import website.packs"),
    ("lib.stage.ahead", "import benchmarks"),
    ("lib.explore.motion", "from lib.explore.reading import traced"),
    ("lib.explore.motion", "from lib.explore import slope"),
    ("lib.explore.motion", "from . import slope"),
    ("lib.explore.motion", "from .slope import two_points"),
    ("lib.explore.motion", 'import importlib\nimportlib.import_module("lib.explore.slope")'),
    (
        "lib.explore.motion",
        'from importlib import import_module\nimport_module("lib.explore.slope")',
    ),
    ("lib.explore.motion", '__import__("lib.explore.slope")'),
    ("lib.explore.motion", 'import builtins\nbuiltins.__import__("lib.explore.slope")'),
    ("lib.explore.motion", "import lib\nlib.explore.slope"),
    ("lib.explore.motion", "import lib as course"),
    ("lib.explore.motion", "import lib.stage\nlib.explore.slope"),
    ("lib.explore.motion", "from lib.practice import slope"),
    ("lib.practice.slope", "from lib.explore.slope import two_points"),
    ("lib.practice.slope", "from lib.explore import figures"),
    ("lib.practice.engine.predict", "from lib.explore.slope import two_points"),
    ("lib.practice.engine.predict", "from lib.practice import slope"),
    ("lib.practice.engine.predict", "from lib.practice.slope import pairs"),
    ("lib.practice.engine.predict", "from lib.practice import exercises"),
    ("lib.practice.engine.course", "from lib.practice import slope"),
    ("lib", "from lib.stage import Stage"),
]


@pytest.mark.parametrize(("module", "source"), WRONG)
def test_the_test_sees_a_wrong_import(module, source):
    assert module in MODULES and list(wrong(module, source))


def test_the_test_lets_the_right_ones_pass():
    assert not list(wrong("lib.explore.motion", "from lib.stage import Stage\nimport os.path"))
    assert not list(wrong("lib.practice.slope", "from lib.practice.engine import Exercise"))


def test_who_reads_all_exercises_is_known():
    found = {}
    for module in MODULES:
        if room(module) == "practice.engine":
            for name in imported(FILES[module].read_text()):
                if room(name) == "practice":
                    found.setdefault(module.split(".")[-1], set()).add(name.split(".")[2])
    assert found == {module: set(taken) for module, taken in READERS.items()}


def test_packages_are_those_that_are_imported():
    found = {}
    for module, file in FILES.items():
        found.setdefault(room(module), set()).update(packages(file.read_text()))
    assert {place: there for place, there in found.items() if there} == PACKAGES


# What the stage promises is tried on all figures that there are.
FROM_ABOVE = {"stage": {"lib.explore.figures"}}


@pytest.mark.parametrize("name", FLOORS)
def test_tests_mirror_the_rooms(name):
    files = sorted((ROOT / "tests" / name).rglob("*.py"))
    assert files
    for file in files:
        taken = {n for n in imported(file.read_text()) if n.startswith("lib.")}
        if file.name.startswith("test_"):
            rooms = {room(n).split(".")[0] for n in taken}
            assert name in rooms, f"{file.name} imports nothing of lib.{name}: is it in its room?"
        apart = {*FLOORS[FLOORS.index(name) + 1 :], *APART.get(name, ())} - {name}
        above = {n for n in taken if room(n).split(".")[0] in apart}
        assert above <= FROM_ABOVE.get(name, set()), f"{file.name} reaches above lib.{name}"


@pytest.mark.parametrize("name", FLOORS)
def test_what_a_room_loads_is_below_it(name):
    loaded = loaded_by(", ".join(m for m in MODULES if floor(room(m)) == FLOORS.index(name)))
    assert not {m for m in loaded - HEAVY if floor(room(m)) > FLOORS.index(name)}
    assert loaded & HEAVY == LOADED.get(name, set())


@pytest.mark.parametrize("name", FLOORS)
def test_all_that_a_face_gives_out_is_there(name):
    face = importlib.import_module(f"lib.{name}")
    for given in dir(face):
        assert getattr(face, given) is not None
    with pytest.raises((AttributeError, ImportError)):
        exec(f"from lib.{name} import no_such_name")


def shown_code():
    """(where, code) of all that a reader is shown: cells of notebooks, examples of the pages."""
    for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(file, as_version=4).cells:
            if cell.cell_type == "code":
                yield file.name, cell.source
    for file in sorted(ROOT.glob("*.md")):
        for code in re.findall(r"```python\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL):
            yield file.name, code


# Modules that notebooks take whole; those of practice and figures are meant to be taken so.
WHOLE = {"lib.learning": {"autodiff", "descent", "network"}}


def test_readers_import_from_the_faces():
    found = {}
    for where, code in shown_code():
        for line in re.findall(r"^\s*(?:from|import) lib\b.*", code, re.MULTILINE):
            face, names = re.fullmatch(r"\s*from (lib[\w.]*) import (.+)", line).groups()
            assert re.fullmatch(
                rf"lib(\.({'|'.join(FLOORS)}|explore\.\w+|practice\.engine))?", face
            ), f"{where}: {line.strip()}"
            module = importlib.import_module(face)
            given = {*dir(module), *getattr(module, "__all__", ())}
            taken = {name.split(" as ")[0].strip() for name in names.split(",")}
            found.setdefault(face, set()).update(taken - given)
            for name in taken & given:
                assert getattr(module, name) is not None
    assert {f"lib.practice.{name}" for name in found.pop("lib.practice")} <= set(MODULES)
    assert {face: whole for face, whole in found.items() if whole} == WHOLE
    assert {"lib.calculus", "lib.learning", "lib.formula", "lib.data", "lib.stage"} <= set(found)


# A function that has its module's name is taken at once: later the name would be the module.
AT_ONCE = {
    "lib.data": {"penguins", "place", "records"},
    "lib.stage": {"progress_bar", "escaping", "rerun", "worded"},
}


@pytest.mark.parametrize("face", sorted(m for m, file in FILES.items() if file.stem == "__init__"))
def test_a_face_loads_only_what_is_asked_of_it(face):
    loaded = loaded_by(face) - HEAVY
    inside = {m.removeprefix(f"{face}.") for m in loaded if m.startswith(f"{face}.")}
    assert inside == AT_ONCE.get(face, set())


def test_a_name_loads_its_module_alone():
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
