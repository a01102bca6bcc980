"""Python as it is kept for live pages: what is imported before, what stays as a file, what comes late."""

import json

import pytest

from website.live import files, frozen


def test_notebooks_imports_are_run_before_but_for_what_comes_late():
    found = frozen.imports()
    assert "import numpy as np" in found and any(s.startswith("from lib.explore") for s in found)
    assert len(found) == len(set(found))
    assert not [s for s in found if "all_here" in s or any(late in s for late in frozen.LATE)]


def test_another_program_is_refused():
    program = "".join(frozen.CHANGES)
    assert frozen.changed(program) == "".join(frozen.CHANGES.values())
    for old in frozen.CHANGES:
        with pytest.raises(frozen.Unfit, match="no line"):
            frozen.changed(program.replace(old, ""))
        with pytest.raises(frozen.Unfit, match="no line"):
            frozen.changed(program + old)


def test_compiled_files_that_were_imported_go():
    imported = {"lib/a.py", "numpy/b.pyc"}
    stay = {"lib/a.py": True, "lib/__pycache__/a.cpython-314.pyc": False, "numpy/b.pyc": False}
    stay |= {"lib/__pycache__/c.cpython-314.pyc": True, "numpy/b.so": True, "numpy/late.pyc": False}
    assert {name: frozen._stays(name, imported) for name in stay} == stay
    assert frozen._module("a/b/__init__.pyc") == "a.b" and frozen._module("a/c.py") == "a.c"


def test_files_are_told_with_their_size_and_where_python_cant_be_frozen_wheels_do(
    tmp_path, monkeypatch
):
    def unfit(*_):
        raise frozen.Unfit("no")

    monkeypatch.setattr(frozen, "freeze", unfit)
    folder = tmp_path / "pyodide"
    folder.mkdir()
    entries = {
        "pyodide-kernel": {"file_name": "k.whl", "depends": ["numpy"]},
        "derivatives-hands-on": {"file_name": "d.whl", "depends": []},
        "numpy": {"file_name": "n.whl", "depends": []},
        "sympy": {"file_name": "s.whl", "depends": []},
    }
    names = ("pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "k.whl", "d.whl", "n.whl")
    for name in names:
        (folder / name).write_bytes(name.encode())
    (folder / "pyodide-lock.json").write_text(json.dumps({"packages": entries}))
    told = files(tmp_path)
    assert told["frozen"] is None
    assert {"pyodide/k.whl", "pyodide/n.whl", "pyodide/pyodide.asm.wasm"} <= set(told["usual"])
    assert "pyodide/s.whl" not in told["fetched"]
    assert told["fetched"]["pyodide/k.whl"]["bytes"] == 5
