"""Python for live pages, kept as it is when all is imported: its memory, and the files that it may open.

Starting Python and importing NumPy, Matplotlib and the library take a tab eight seconds; reading back the
memory of a Python that has done so, one. `freeze(pyodide, folder)` lets that very Python run in Node.js,
and writes what page/thaw.js reads. Where that fails, pages start Python the long way, from the wheels.
"""

import ast
import gzip
import hashlib
import json
import re
import subprocess
import tempfile
from pathlib import Path

import nbformat

from website import NOTEBOOKS, WORK
from website.supply import wheels

HERE = Path(__file__).parent
KEPT = WORK / "frozen"
SITE = "/lib/python3.14/site-packages/"
# Packages that are fetched when somebody imports them, by their names in Pyodide's lock file.
LATE = ("sympy", "mpmath", "fonttools", "scipy")
NEVER = ("jedi", "parso", "micropip", "piplite", "pytz")  # a page has no use for them
# Files of other packages that nobody opens; of their modules, those not imported come late as well.
UNUSED = re.compile(
    r"/(tests?|include|sample_data|pdfcorefonts|afm|labextension)/|\.dist-info/(?!METADATA$|entry_points.txt$)|\.pyi$|\.data/"
)
# What pyodide.asm.mjs is given: a library can be put where it was, and isn't begun once more.
CHANGES = {
    "var getMemory=size=>{": (
        'var getMemory=size=>{if(Module["memoryAt"])return Module["memoryAt"](size);'
    ),
    'var init=moduleExports["__wasm_call_ctors"];': (
        'var init=Module["memoryAt"]?0:moduleExports["__wasm_call_ctors"];'
    ),
}


class Unfit(Exception):
    """Python can't be frozen here: one sentence says why."""


def freeze(pyodide, folder, roots):
    """Write memory, files, program and plan into `folder`, out of the folder `pyodide`.

    roots are the packages that a page needs. Returns a dict: what is what, by names that say their
    content too. Raises Unfit.
    """
    packages = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    found, late = _files(pyodide, packages, roots)
    code = f"IMPORTS = {imports()!r}\n" + (HERE / "warm.py").read_text(encoding="utf-8")
    program = changed((pyodide / "pyodide.asm.mjs").read_text(encoding="utf-8"))
    begun = _packed(found)
    parts = [begun, code.encode(), program.encode(), (HERE / "freeze.mjs").read_bytes()]
    parts.append((HERE / "frozen.py").read_bytes())
    kept = KEPT / hashlib.sha256(b"".join(hashlib.sha256(p).digest() for p in parts)).hexdigest()
    if not (kept / "done").exists():
        kept.mkdir(parents=True, exist_ok=True)
        memory, plan = _run(pyodide, program, begun, code)
        imported = {name.removeprefix(SITE) for name in plan.pop("imported")}
        plan["late"] = late | _late_modules(pyodide, packages, found, imported)
        plan["loaded"] = _closure(packages, roots)
        stay = {name: data for name, data in found.items() if _stays(name, imported)}
        plan = json.dumps(plan, separators=(",", ":")).encode()
        written = {"memory.gz": _zipped(memory), "files.gz": _zipped(_packed(stay))}
        for name, data in (written | {"plan.json": plan, "program.mjs": program.encode()}).items():
            (kept / name).write_bytes(data)
        (kept / "done").touch()
    folder.mkdir(parents=True, exist_ok=True)
    names = {}
    for name in ("memory.gz", "files.gz", "plan.json", "program.mjs"):
        data = (kept / name).read_bytes()
        stem, end = name.split(".")
        names[stem] = f"{stem}-{hashlib.sha256(data).hexdigest()[:10]}.{end}"
        (folder / names[stem]).write_bytes(data)
    return names


def imports():
    """The import statements of the notebooks, each once; not of what comes late."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in nbformat.read(path, 4).cells:
            if cell.cell_type != "code" or "all_here" in cell.source or "%" in cell.source:
                continue
            for node in ast.walk(ast.parse(cell.source)):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                if names and not any(name.split(".")[0] in LATE for name in names):
                    found[ast.unparse(node)] = None
    return list(found)


def changed(program):
    """Pyodide's program with CHANGES. Raises Unfit where a line of it isn't there exactly once."""
    for old, new in CHANGES.items():
        if program.count(old) != 1:
            raise Unfit(f"This Pyodide has no line {old}")
        program = program.replace(old, new)
    return program


def _closure(packages, roots):
    needed, asked = [], list(roots)
    while asked:
        name = asked.pop()
        if name not in (*needed, *LATE, *NEVER):
            needed.append(name)
            asked += packages[name]["depends"]
    return sorted(needed)


def _files(pyodide, packages, roots):
    """What lies in site-packages when Python starts: name → bytes; and module → wheel of what comes late."""
    found = {}
    for name in _closure(packages, roots):
        inside = wheels.read((pyodide / packages[name]["file_name"]).read_bytes())
        found |= {name: data for name, data in inside.items() if not UNUSED.search(name)}
    late = {}
    for name in LATE:
        if name != "scipy":  # its libraries are more than a file: pyodide-kernel fetches it
            late |= dict.fromkeys(packages[name]["imports"], packages[name]["file_name"])
    return found, late


def _module(name):
    return re.sub(r"(/__init__)?\.pyc?$", "", name).replace("/", ".")


def _stays(name, imported):
    """Whether a file is there from the beginning, once these are imported."""
    source = re.sub(r"__pycache__/(\w+)\.[\w-]+\.pyc$", r"\1.py", name)
    return not name.endswith(".pyc") or (source != name and source not in imported)


def _late_modules(pyodide, packages, found, imported):
    """Modules of packages that are there, but weren't imported: module → wheel."""
    late = {}
    for package in packages.values():
        for name in wheels.read((pyodide / package["file_name"]).read_bytes()):
            if name in found and not _stays(name, imported) and name not in imported:
                late[_module(name)] = package["file_name"]
    return late


def _packed(files):
    """Files as one, as page/packed.js reads them."""
    index = json.dumps([[name, len(data)] for name, data in files.items()]).encode()
    return len(index).to_bytes(4, "little") + index + b"".join(files.values())


def _zipped(data):
    return gzip.compress(data, 6, mtime=0)


def _run(pyodide, program, files, code):
    """(memory, plan) of a Python that has run `code`."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        given = {"program.mjs": program.encode(), "files": files, "code.py": code.encode()}
        for name, data in given.items():
            (out / name).write_bytes(data)
        paths = [HERE / "freeze.mjs", pyodide, *(out / name for name in given), out]
        command = ["node", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Unfit(f"Python can't be frozen: {done.stderr.strip()[-2000:]}")
        return (out / "memory.bin").read_bytes(), json.loads((out / "plan.json").read_text())
