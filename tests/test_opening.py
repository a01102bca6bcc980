"""A notebook that is opened alone says in a sentence what to do; in the course its first cell is silent."""

import ast
import re
import sys
import tomllib
import types
from pathlib import Path

import nbformat
import pytest

import lib
from tests import opening
from tests.kernels import Client

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def first_code_cell(path):
    cells = nbformat.read(path, as_version=4).cells
    return next(c.source for c in cells if c.cell_type == "code")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_the_first_code_cell_of_every_notebook(path):
    assert first_code_cell(path) == opening.source(opening.address())


def said(folder, source, before=""):
    """What a cell prints in a kernel that works in `folder`, and knows the course only by `before`."""
    cells = [nbformat.v4.new_code_cell(text) for text in (before, source)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    Client(notebook, folder).execute()
    return "".join(output["text"] for output in notebook.cells[1].outputs)


# The course is installed where the tests run; without it Python finds no `lib` but the folder's own.
WITHOUT = (
    """import sys
sys.meta_path = [f for f in sys.meta_path if "editable" not in getattr(f, "__module__", "")
                 and "editable" not in getattr(f, "__name__", "")]
for name in [n for n in sys.modules if n.split(".")[0] == "lib"]:
    del sys.modules[name]
sys.path = [p for p in sys.path if p != """
    + f'{str(ROOT)!r} and "editable" not in p]'
)
FOREIGN = {
    "nothing": {},
    "a lib.py": {"lib.py": "answer = 42"},
    "a lib.py that fails": {"lib.py": "1 / 0"},
    "a lib.py that isn't Python": {"lib.py": "def ("},
    "a folder lib": {"lib/tools.py": "answer = 42"},
    "a package lib": {"lib/__init__.py": "", "lib/explore/__init__.py": ""},
}


@pytest.mark.parametrize("files", FOREIGN.values(), ids=FOREIGN)
def test_alone_or_beside_a_strangers_lib_it_says_what_to_do(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for source in {first_code_cell(path) for path in NOTEBOOKS}:
        text = said(tmp_path, source, WITHOUT)
        assert text.startswith("This notebook needs the library of its course")
        assert "`make lab`" in text and "pip install -e" in text and "lib.py" in text
        assert "Traceback" not in text and "Error" not in text


def test_a_lib_beside_it_is_noticed_though_the_course_is_installed(tmp_path):
    (tmp_path / "lib.py").write_text("answer = 42")
    assert "give that another name" in said(tmp_path, opening.source("a/b"))


def test_with_the_course_it_says_nothing(tmp_path):
    assert said(tmp_path, opening.source("a/b")) == ""


def test_what_a_kernel_lacks_is_named(monkeypatch, capsys):
    real = lib.importlib.util.find_spec
    monkeypatch.setattr(
        lib.importlib.util, "find_spec", lambda n: None if n in ("sympy", "anywidget") else real(n)
    )
    lib.all_here()
    assert "pip install anywidget sympy\n" in capsys.readouterr().out


def test_what_a_tab_fetches_once_it_is_imported_is_not_lacking(monkeypatch, capsys):
    packages = types.SimpleNamespace(scipy={})
    there = types.SimpleNamespace(lockfile=types.SimpleNamespace(packages=packages))
    monkeypatch.setattr(
        lib.importlib.util, "find_spec", lambda n: n not in ("scipy", "sympy") or None
    )
    monkeypatch.setattr(lib.sys, "platform", "emscripten")
    monkeypatch.setitem(sys.modules, "pyodide_js", there)
    lib.all_here()
    assert "lacks sympy:" in capsys.readouterr().out


def test_an_old_python_is_named(monkeypatch, capsys):
    monkeypatch.setattr(lib.sys, "version_info", (3, 10, 4))
    lib.all_here()
    assert "needs Python 3.11 or newer" in capsys.readouterr().out


def test_what_is_looked_for_is_what_the_package_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    assert set(lib.NEEDS) == declared - {"jupyterlab"}  # the kernel may live without the page
    assert project["requires-python"] == ">=3.11"
    assert project["name"] in opening.CELL


def test_the_cell_is_plain_python_in_old_kernels_too():
    ast.parse(opening.source("a/b"), feature_version=(3, 7))


def test_the_address_comes_from_one_place():
    assert opening.address("https://mybinder.org/v2/gh/ann/deriv-1/HEAD?urlpath") == "ann/deriv-1"
    filled = opening.source("ann/deriv-1")
    assert "github.com/ann/deriv-1#egg" in filled and opening.UNKNOWN not in filled
    assert opening.UNKNOWN in opening.source(opening.UNKNOWN).split("pip install")[0]
    assert len(filled.splitlines()) <= 15
