"""Python for the tab: every file is the one it should be, and the course's wheel holds what it reads."""

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile

import pytest

from website import ROOT, WORK
from website.supply import fetch, folder, wheels

PINS = dict(re.findall(r"^(\S+)==(\S+)", folder.WANTED.read_text(), re.MULTILINE))
PURE = "thing-1.0-py3-none-any.whl"


def told(data=b"right", file=PURE):
    return {"file_name": file, "version": "1.0", "sha256": fetch.sha256(data), "depends": []}


def test_another_file_is_refused_wherever_it_comes_from(tmp_path):
    assert folder.from_pyodide(told(), {PURE: b"right"}.get, None)[0] == b"right"
    with pytest.raises(fetch.Refused, match=f"{PURE} isn't the file it should be"):
        folder.from_pyodide(told(), {PURE: b"wrong"}.get, None)
    (tmp_path / "pyodide-0.tgz").write_bytes(b"wrong")
    with pytest.raises(fetch.Refused, match="pyodide-0"):
        fetch.npm("pyodide@0", fetch.sha256(b"right"), tmp_path)


def test_what_pyodide_knows_is_neither_left_out_nor_taken_in_another_version(tmp_path):
    with pytest.raises(fetch.Refused, match="neither carried nor pinned"):
        folder.from_pyodide(told(), {}.get, None)
    pinned = tmp_path / "thing-2.0-py3-none-any.whl"
    with pytest.raises(fetch.Refused, match="make pins"):
        folder.from_pyodide(told(), {}.get, pinned)
    pinned = tmp_path / "thing-1.0-py2.py3-none-any.whl"
    pinned.write_bytes(b"pure")
    data, entry = folder.from_pyodide(told(), {}.get, pinned)
    assert data == b"pure" and entry["file_name"] == pinned.name


def test_a_distribution_in_a_folder_is_read_and_one_out_of_reach_is_told(tmp_path):
    (tmp_path / PURE).write_bytes(b"right")
    assert fetch.distribution(str(tmp_path), tmp_path)(PURE) == b"right"
    assert fetch.distribution(str(tmp_path), tmp_path)("other.whl") is None
    with pytest.raises(fetch.Lacking, match=r"other\.whl can't be had from http://127\.0\.0\.1:1"):
        fetch.distribution("http://127.0.0.1:1", tmp_path)("other.whl")


def test_a_site_without_npm_is_built_and_says_so_in_a_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(folder, "KEPT", tmp_path)
    assert folder.copy(tmp_path / "site", tmp_path / "out") is False
    said = capsys.readouterr().out
    assert said.startswith("npm isn't installed: Python in the tab needs npm and a network")
    assert said.count("\n") == 1 and not (tmp_path / "site").exists()


def test_all_that_is_needed_is_found_through_the_entries():
    packages = {"A_b": {"depends": ["C.d"]}, "c-d": {"depends": []}, "e": {"depends": []}}
    found = folder.closure(packages, ["a-b"])
    assert list(found) == ["a-b", "c-d"] and found["a-b"]["depends"] == ["c-d"]


def test_a_wheel_is_written_the_same_each_time_with_a_record_that_is_true():
    files = {"a/b.py": b"1", "a-1.0.dist-info/METADATA": b"Name: a"}
    data = wheels.write(files)
    assert data == wheels.write(wheels.read(data))
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        rows = wheel.read("a-1.0.dist-info/RECORD").decode().split()
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"1").digest()).rstrip(b"=").decode()
    assert rows[0] == f"a/b.py,sha256={digest},1" and rows[-1] == "a-1.0.dist-info/RECORD,,"


def test_the_courses_wheel_works_alone_with_notebooks_and_data(tmp_path):
    name, files = wheels.course()
    for file, data in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    code = (
        "import lib, json; from lib import data; from lib.practice.engine import course\n"
        'print(json.dumps([lib.__file__, len(data.penguins()["species"]), len(data.co2()[0]), '
        "len(course.contents())]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    notebooks = len(list((ROOT / "notebooks").glob("*.ipynb")))
    assert json.loads(done.stdout) == [str(tmp_path / "lib/__init__.py"), 344, 2284, notebooks]
    shipped = {file for file in files if file.startswith("lib/") and "/notebooks/" not in file}
    kept = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "lib"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shipped == set(kept.stdout.split())
    assert name == "derivatives_hands_on-1.0.0-py3-none-any.whl"
    assert not any(b"image/png" in files[file] for file in files if file.endswith(".ipynb"))


def test_the_tab_has_what_the_course_says_it_needs():
    lock = dict.fromkeys([*folder.FROM_PYODIDE, *folder.ALSO])
    needs = folder.course_needs(lock)
    asked = {re.match(r"[\w.-]+", need)[0] for need in wheels.project()["dependencies"]}
    assert {"numpy", "sympy", "matplotlib", "anywidget"} <= set(needs) <= {*asked, "jupyter-core"}
    assert asked - set(needs) == {"jupyterlab", *folder.ON_USE}
    for name in (*folder.ALSO, folder.KERNEL):
        assert PINS[name] == folder.of_site(name), f"{name}: `make pins`"


@pytest.mark.skipif(
    not (WORK / "pyodide" / folder.LOCK).exists(), reason="no folder was put together"
)
def test_every_file_of_the_folder_is_in_its_lock_and_is_the_one_it_names():
    out = WORK / "pyodide"
    lock = json.loads((out / folder.LOCK).read_text())
    named = {entry["file_name"]: entry for entry in lock["packages"].values()}
    assert {path.name for path in out.iterdir()} == {*named, *folder.CORE, folder.LOCK}
    for file, entry in named.items():
        assert fetch.sha256((out / file).read_bytes()) == entry["sha256"], file
        assert "/" not in file and set(entry["depends"]) <= set(lock["packages"]), file
