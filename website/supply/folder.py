"""Which files Python in the tab consists of, and the lock file that tells Pyodide where they are."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from website import ROOT, WORK
from website.supply import fetch, wheels

PYODIDE = "314.0.3"
PYODIDE_SHA256 = (
    "d7f7d24f8db486c7eda7280f3b0f7517524c8e43e8b086c6ee6ae8016658b484"  # of npm's package
)
CARRIER = (
    "open-webui==0.12.4"  # holds Pyodide's wheels; each is compared with Pyodide's own lock file
)
WANTED = Path(__file__).with_name("wanted.txt")
COMPILER = Path(__file__).with_name("compile.mjs")
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
KEPT = WORK / "supply"

# What the notebooks and the kernel import, by the names of Pyodide's own lock file.
FROM_PYODIDE = (
    "numpy",
    "matplotlib",
    "scipy",
    "sympy",
    "ipython",
    "jedi",
    "micropip",
    "platformdirs",
)
FROM_PYODIDE += ("typing-extensions",)
# What that lock file doesn't know, and what each of it needs.
KERNEL = "jupyterlite-pyodide-kernel"  # carries the kernel's wheels
ALSO = {
    "comm": ["traitlets"],
    "jupyterlab-widgets": [],
    "ipywidgets": ["comm", "ipython", "traitlets", "jupyterlab-widgets", "widgetsnbextension"],
    "psygnal": [],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "jupyter-core": ["platformdirs", "traitlets"],
}
OF_KERNEL = {
    "ipykernel": ["pyodide-kernel"],
    "pyodide-kernel": ["comm", "ipython", "jedi"],
    "piplite": ["micropip"],
    "widgetsnbextension": [],
}
ON_USE = ("scipy",)  # 14 MB that one cell imports: fetched then


def assemble(out=WORK / "pyodide", distribution=None):
    """Put the folder together in `out`, and say what went in. Returns the lock file's content.

    distribution is a folder, or an address, with Pyodide's own distribution; without it the same files
    come through npm and pip. Raises fetch.Lacking where they can't be had, fetch.Refused where a file
    is another one.
    """
    cache = KEPT / "fetched"
    cache.mkdir(parents=True, exist_ok=True)
    core = fetch.npm(f"pyodide@{PYODIDE}", PYODIDE_SHA256, cache)
    official = json.loads(core[LOCK])
    needed = closure(official["packages"], FROM_PYODIDE)
    pure = {wheels.normal(path.name.split("-")[0]): path for path in fetch.pinned(WANTED, cache)}
    get = fetch.distribution(distribution, cache) if distribution else fetch.carried(CARRIER, cache)
    found, lock = {}, {}
    for name, told in needed.items():
        data, lock[name] = from_pyodide(told, get, pure.get(name))
        found[name] = data
    for name, needs in ALSO.items():
        found[name] = pure[name].read_bytes()
        lock[name] = entry(pure[name].name, needs)
    for file, data in kernel_wheels(pure[KERNEL].read_bytes()).items():
        name = wheels.normal(file.split("-")[0])
        found[name], lock[name] = data, entry(file, OF_KERNEL[name])
    file, files = wheels.course()
    found[wheels.COURSE] = wheels.write(files)
    lock[wheels.COURSE] = entry(file, course_needs(lock), imports=["lib"])
    found = compiled(core, found)
    for name, told in lock.items():
        told["sha256"] = fetch.sha256(found[name])
    official["packages"] = dict(sorted(lock.items()))
    _write(out, {name: core[name] for name in CORE}, official, found)
    return official


def copy(site, out=WORK / "pyodide", distribution=None):
    """Put the folder into `site`/pyodide. False, and a sentence said, where it can't be had."""
    try:
        assemble(out, distribution)
    except fetch.Lacking as why:
        print(f"{why} The site is built without it: its pages move, and can't be made live.")
        return False
    shutil.copytree(out, site / "pyodide", dirs_exist_ok=True)
    return True


def closure(packages, names):
    """The entries of these packages and of all that they need: a dict from normal name to entry."""
    by_name = {wheels.normal(name): told for name, told in packages.items()}
    needed, todo = {}, list(names)
    while todo:
        name = wheels.normal(todo.pop())
        if name not in needed:
            needs = [wheels.normal(need) for need in by_name[name]["depends"]]
            needed[name] = by_name[name] | {"depends": needs}
            todo += needs
    return dict(sorted(needed.items()))


def from_pyodide(told, get, pure):
    """(bytes, entry) of a wheel that Pyodide's lock file knows.

    Pyodide's own file is taken where `get` has it. Otherwise PyPI's, whose hash is pinned: only for pure
    Python, and only the version that the lock file names.
    """
    file = told["file_name"]
    data = get(file)
    if data is not None:
        return fetch.checked(data, told["sha256"], file), told
    if pure is None:
        raise fetch.Refused(f"{file} is in Pyodide's lock file, and neither carried nor pinned.")
    if pure.name.split("-")[1] != told["version"]:
        raise fetch.Refused(f"{pure.name} is pinned, and Pyodide asks for {file}: `make pins`.")
    return pure.read_bytes(), told | {"file_name": pure.name}


def entry(file, needs, imports=None):
    """A lock file's entry for a wheel that Pyodide doesn't know; its sha256 comes later."""
    name, version = file.split("-")[:2]
    return {
        "name": wheels.normal(name),
        "version": version,
        "file_name": file,
        "install_dir": "site",
        "imports": imports or [name],
        "depends": needs,
        "package_type": "package",
        "unvendored_tests": False,
    }


def kernel_wheels(data):
    """The wheels inside the kernel's own, by file name; of two versions of one, the later."""
    latest = {}
    for name, inside in sorted(wheels.read(data).items()):
        found = re.search(r"/pypi/(([^/]+?)-[^/]*\.whl)$", name)
        if found:
            latest[found[2]] = (found[1], inside)
    return dict(latest.values())


def course_needs(lock):
    """What pyproject.toml says the course needs, as far as a tab has it, and where progress is kept."""
    named = [re.match(r"[\w.-]+", need)[0] for need in wheels.project()["dependencies"]]
    return [n for n in named if n in lock and n not in ON_USE] + ["jupyter-core"]


def compiled(core, found):
    """These wheels with compiled files in them; what was compiled once is kept."""
    kept = KEPT / "compiled"
    kept.mkdir(parents=True, exist_ok=True)
    salt = fetch.sha256(core["pyodide.asm.wasm"] + COMPILER.read_bytes())
    where = {name: kept / f"{fetch.sha256(salt.encode() + d)}.whl" for name, d in found.items()}
    lacking = [name for name, place in where.items() if not place.exists()]
    if lacking:
        with tempfile.TemporaryDirectory() as folder:
            _compile(core, {name: found[name] for name in lacking}, Path(folder))
            for name in lacking:
                made = Path(folder, name + ".new").read_bytes()
                where[name].write_bytes(wheels.write(wheels.read(made)))
    return {name: place.read_bytes() for name, place in where.items()}


def _compile(core, found, folder):
    (folder / "python").mkdir()
    for name in (*CORE, "package.json"):
        (folder / "python" / name).write_bytes(core[name])
    (folder / "python" / LOCK).write_bytes(core[LOCK])
    jobs = []
    for name, data in found.items():
        old, new = folder / (name + ".old"), folder / (name + ".new")
        old.write_bytes(data)
        jobs.append({"from": str(old), "to": str(new), "sources": name == wheels.COURSE})
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    command = ["node", str(COMPILER), str(folder / "python"), str(folder / "jobs.json")]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as why:
        raise fetch.Lacking("node isn't installed: Python in the tab needs Node.js.") from why
    except subprocess.CalledProcessError as why:
        raise RuntimeError(f"Pyodide doesn't run in this Node.js:\n{why.stderr}") from why


def _write(out, core, lock, found):
    """Write the folder; a file that is there already is left as it is."""
    files = core | {LOCK: json.dumps(lock, indent=1).encode()}
    files |= {lock["packages"][name]["file_name"]: data for name, data in found.items()}
    out.mkdir(parents=True, exist_ok=True)
    for path in out.iterdir():
        if path.name not in files:
            path.unlink()
    for name, data in files.items():
        if not (out / name).exists() or (out / name).read_bytes() != data:
            (out / name).write_bytes(data)


def wanted():
    """What `wanted.txt` pins, a requirement a line: what isn't Pyodide's, and its pure wheels.

    Those that the carrier has aren't among them: the lock file's own sha256 is enough.
    """
    core = fetch.npm(f"pyodide@{PYODIDE}", PYODIDE_SHA256, KEPT / "fetched")
    needed = closure(json.loads(core[LOCK])["packages"], FROM_PYODIDE)
    carried = fetch.carried(CARRIER, KEPT / "fetched")
    exact = [
        f"{n}=={told['version']}" for n, told in needed.items() if not carried(told["file_name"])
    ]
    return exact + [f"{name}=={of_site(name)}" for name in (*ALSO, KERNEL)]


def of_site(name):
    """The version that the site's own requirements pin: the tab has the same widgets as the course."""
    pins = (ROOT / "requirements-site.txt").read_text(encoding="utf-8")
    return re.search(rf"^{name}==(\S+)", pins, re.MULTILINE)[1]
