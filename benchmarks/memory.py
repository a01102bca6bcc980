"""Memory of a kernel after a run of all cells of each notebook, and what reruns add to it."""

import os
import sys
import tempfile
from pathlib import Path

import nbformat
import psutil

from benchmarks import start
from benchmarks.kernel import ROOT, Kernel
from benchmarks.report import megabytes, table

WORDS = """A kernel's memory after one run of all cells. *Unique* is what would be freed if that
kernel ended (USS), *resident* counts what it shares with others as well (RSS). Then what {reruns}
reruns of all cells in the same kernel add: *as it stands*, and what is *held* when garbage has been
collected and free memory given back, in all and by the last {half} reruns. IPython itself keeps every
output of a session; the last column is what came free when it was made to forget them."""

TIDY = """import contextlib, ctypes, gc
gc.collect()
with contextlib.suppress(Exception):
    ctypes.CDLL(None).malloc_trim(0)"""
FORGET = (
    """get_ipython().run_line_magic("reset", "-f out")
getattr(get_ipython().history_manager, "outputs", {}).clear()
"""
    + TIDY
)
BARE = "import numpy, matplotlib.pyplot, ipywidgets"
LEARNERS = """The heaviest is {name}, with {most} unique after all reruns. Each learner's own JupyterLab
server takes {server} more: a shared machine that gives them 8 GB holds {count} learners."""
ROOM = 8e9


def measure(reruns=10):
    """The section's text."""
    half = reruns // 2
    rows = []
    for name, cells in (("a kernel with nothing run", []), (f"`{BARE}`", [BARE])):
        (bare,) = run([cells])
        rows.append((name, megabytes(bare["unique"]), megabytes(bare["resident"]), *[""] * 4))
    most = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        used = run([cells] * (reruns + 1), path.parent)
        first, middle, last = used[0], used[-1 - half], used[-1]
        most[path.name] = max(after["unique"] for after in used)
        columns = (
            first["unique"],
            first["resident"],
            last["unique"] - first["unique"],
            last["held"] - first["held"],
            last["held"] - middle["held"],
            last["held"] - last["forgot"],
        )
        rows.append((path.name, *(megabytes(size, 1) for size in columns)))
        print("  ", *rows[-1], flush=True)
    head = (
        *("notebook", "unique", "resident", f"{reruns} reruns add", "of that held"),
        *(f"by the last {half}", "IPython's outputs"),
    )
    name = max(most, key=most.get)
    server = server_memory()
    words = LEARNERS.format(
        name=name,
        most=megabytes(most[name]),
        server=megabytes(server),
        count=int(ROOM // (most[name] + server)),
    )
    return WORDS.format(reruns=reruns, half=half) + "\n\n" + table(head, rows) + "\n\n" + words


def run(runs, folder=ROOT):
    """Bytes of a kernel after each run, as a list of dicts; a run is a list of cells.

    `resident` and `unique` are as it stands, `held` is unique memory when it has been tidied;
    the last run has also `forgot`, when IPython's record of outputs is gone.
    """
    with tempfile.TemporaryDirectory() as own:
        os.environ["DERIVATIVES_PROGRESS"] = str(Path(own) / "progress.json")
        try:
            with Kernel(folder) as kernel:
                used = []
                for cells in runs:
                    for number, code in enumerate(cells):
                        kernel.run(code, cell=f"cell-{number:02d}")
                    resident, unique = kernel.memory()
                    kernel.run(TIDY, cell="tidy")
                    used.append(
                        {"resident": resident, "unique": unique, "held": kernel.memory()[1]}
                    )
                kernel.run(FORGET, cell="forget")
                used[-1]["forgot"] = kernel.memory()[1]
                return used
        finally:
            del os.environ["DERIVATIVES_PROGRESS"]


def server_memory():
    """Unique bytes of a JupyterLab server that has given out one page, its kernel not counted."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "jupyterlab"]
        with start.lab(lambda flags: [*command, *flags.split()], folder, {}, "") as process:
            return psutil.Process(process).memory_full_info().uss
