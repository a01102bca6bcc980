"""Wheels, read and written: dicts from a file's name to its bytes. The same files give the same bytes."""

import base64
import hashlib
import io
import json
import re
import tomllib
import zipfile

from website import NOTEBOOKS, ROOT

COURSE = "derivatives-hands-on"
SHIPPED = (".py", ".js", ".css", ".json")  # of lib


def normal(name):
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(data):
    """The files of a wheel, without its RECORD."""
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        names = [entry.filename for entry in wheel.infolist() if not entry.is_dir()]
        return {name: wheel.read(name) for name in names if not name.endswith("/RECORD")}


def write(files):
    """A wheel's bytes, with a RECORD of its own."""
    (metadata,) = (name for name in files if re.fullmatch(r"[^/]*\.dist-info/METADATA", name))
    record = metadata.replace("METADATA", "RECORD")
    lines = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in files.items()]
    whole = files | {record: "\n".join([*lines, f"{record},,", ""]).encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as wheel:
        for name, data in whole.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            wheel.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def project():
    """pyproject.toml's [project]."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def course():
    """(file name, files) of the course's own wheel: `lib`, and in it the notebooks and their data.

    Outputs are dropped: the course's map reads the notebooks, nobody shows them.
    """
    told = project()
    files = {}
    for path in sorted((ROOT / "lib").rglob("*")):
        if path.suffix in SHIPPED and "__pycache__" not in path.parts:
            files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        files[f"lib/notebooks/{path.name}"] = _without_outputs(path.read_text(encoding="utf-8"))
    for path in sorted((NOTEBOOKS / "data").iterdir()):
        files[f"lib/notebooks/data/{path.name}"] = path.read_bytes()
    stem = f"{COURSE.replace('-', '_')}-{told['version']}"
    needs = "".join(f"Requires-Dist: {need}\n" for need in told["dependencies"])
    files[f"{stem}.dist-info/METADATA"] = (
        f"Metadata-Version: 2.4\nName: {COURSE}\nVersion: {told['version']}\n"
        f"License-Expression: {told['license']}\n{needs}"
    ).encode()
    tag = "py3-none-any"
    files[f"{stem}.dist-info/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: website.supply\nRoot-Is-Purelib: true\nTag: {tag}\n"
    ).encode()
    for name in told["license-files"]:
        files[f"{stem}.dist-info/licenses/{name}"] = (ROOT / name).read_bytes()
    return f"{stem}-{tag}.whl", files


def _without_outputs(text):
    notebook = json.loads(text)
    notebook["metadata"].pop("widgets", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return json.dumps(notebook, ensure_ascii=False).encode()
