"""How long until one can begin: imports, `make lab` on a fresh clone, and what is on the disk then."""

import contextlib
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.kernel import ROOT, environment
from benchmarks.report import megabytes, middle, table

IMPORTS = {
    "`import numpy, matplotlib, ipywidgets`": "import numpy, matplotlib, ipywidgets",
    "the same with `matplotlib.pyplot`": "import numpy, matplotlib.pyplot, ipywidgets",
    "`import lib.explore.slope`": "import lib.explore.slope",
    "the same, and a first figure made": "import lib.explore.slope; lib.explore.slope.two_points()",
}
CLOCK = (
    "import time; wall, cpu = time.perf_counter(), time.process_time(); {};"
    " print(time.perf_counter() - wall, time.process_time() - cpu)"
)

WORDS = """Imports, each in a fresh Python, in turns, byte code cached: median (least–most) of {imports}.

{imported}

`make lab` on a fresh clone with empty caches of uv and pip: to the answer of JupyterLab's page for the
first notebook. The first time depends on how near a package index is.

{begun}

{disk}"""


def measure(imports=9, pip=True):
    """The section's text. `pip=False` leaves out the comparison of uv with plain pip."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        caches = {"UV_CACHE_DIR": str(folder / "uv"), "PIP_CACHE_DIR": str(folder / "pip")}
        clone = folder / "course"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        rows = [
            (f"`make lab`, {which} time", seconds_to_page(clone, caches))
            for which in ("first", "second")
        ]
        disk = sizes(clone / ".venv")
        if pip:
            rows += [
                (f"installing with {way}", install(folder, way))
                for way in ("uv, itself installed with pip", "pip alone")
            ]
        begun = table(("", "seconds"), [(what, f"{taken:.1f}") for what, taken in rows])
        return WORDS.format(imports=imports, imported=imported(imports), begun=begun, disk=disk)


def imported(times):
    """A table of import times."""
    found = {what: [] for what in IMPORTS}
    for turn in range(times + 1):
        for what, code in IMPORTS.items():
            done = subprocess.run(
                [sys.executable, "-c", CLOCK.format(code)],
                cwd=ROOT,
                env=environment(),
                check=True,
                capture_output=True,
                text=True,
            )
            if turn:  # the first writes the byte code
                found[what].append(tuple(map(float, done.stdout.split())))
    rows = []
    least = statistics.median(cpu for _, cpu in next(iter(found.values())))
    for what, taken in found.items():
        wall, cpu = zip(*taken, strict=True)
        rows.append(
            (
                what,
                middle(wall, 1000) + " ms",
                middle(cpu, 1000) + " ms",
                f"{statistics.median(cpu) / least:.2f}",
            )
        )
    return table(("", "wall clock", "processor", "ratio"), rows)


def seconds_to_page(clone, caches):
    """Seconds from `make lab` to the page of the first notebook."""
    first = min((clone / "notebooks").glob("*.ipynb")).name
    start = time.perf_counter()
    with lab(lambda flags: ["make", "lab", f"LABFLAGS={flags}"], clone, caches, first):
        return time.perf_counter() - start


@contextlib.contextmanager
def lab(command, folder, caches, notebook, within=900):
    """JupyterLab without a browser, answering for `notebook`: the id of the process that was started.

    `command(flags)` is what starts it in `folder`. Raises RuntimeError when it doesn't answer.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    flags = f"--no-browser --port={port} --ServerApp.port_retries=0 --IdentityProvider.token="
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags += " --allow-root"
    with tempfile.TemporaryFile("w+") as log:
        started = subprocess.Popen(
            command(flags),
            cwd=folder,
            env=environment(**caches),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            if not _answers(started, f"http://127.0.0.1:{port}/lab/tree/{notebook}", within):
                log.seek(0)
                raise RuntimeError("JupyterLab did not answer:\n" + log.read()[-4000:])
            yield started.pid
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                started.wait(15)


def _answers(started, page, within):
    """Wait for the page; False when the process ends before, or after `within` seconds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and started.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(page, timeout=5) as answer:
            if answer.status == 200:
                return True
        time.sleep(0.05)
    return False


def sizes(venv, largest=6):
    """A sentence: how much room the environment takes, and which packages most of it."""
    whole = size(venv)
    parts = [*venv.glob("lib/*/site-packages/*"), venv / "share"]
    found = sorted(((size(path), path.name) for path in parts), reverse=True)
    most = ", ".join(f"{name} {megabytes(taken)}" for taken, name in found[:largest])
    return f"The environment then takes {megabytes(whole)} on the disk: {most}, and smaller ones."


def size(path):
    """Bytes that a folder takes on the disk, a file with several names counted once."""
    seen = {}
    files = [path] if path.is_file() else path.rglob("*")
    for file in files:
        with contextlib.suppress(OSError):
            found = file.lstat()
            seen[found.st_dev, found.st_ino] = getattr(found, "st_blocks", 0) * 512 or found.st_size
    return sum(seen.values())


def install(folder, way):
    """Seconds to make a new environment with the pinned packages, nothing cached."""
    venv = folder / "tried"
    caches = {f"{name}_CACHE_DIR": str(folder / f"tried-{name}") for name in ("UV", "PIP")}
    python = venv / "bin" / "python"
    pip = [python, "-m", "pip", "install", "--quiet"]
    what = ["--require-hashes", "-r", ROOT / "requirements.txt"]
    tools = ["--require-hashes", "-r", ROOT / "requirements-tools.txt"]
    if way.startswith("uv"):
        uv = [venv / "bin" / "uv", "pip", "install", "--quiet", "--python", python]
        steps = [[*pip, *tools], [*uv, *what]]
    else:
        steps = [[*pip, *what]]
    start = time.perf_counter()
    for step in ([sys.executable, "-m", "venv", venv], *steps):
        subprocess.run(step, env=environment(**caches), check=True, capture_output=True)
    taken = time.perf_counter() - start
    for left in (venv, *map(Path, caches.values())):
        shutil.rmtree(left, ignore_errors=True)
    return taken
