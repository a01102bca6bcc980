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

WORDS = """A kernel's memory after one run of all cells, and what {reruns} reruns of all cells in the
same kernel add. *Unique* is what would be freed if that kernel ended (USS); *resident* counts what it
shares with others as well (RSS). Memory that grows in the first reruns and then stays is kept for
use, not lost: so what the last {half} of them add stands beside it."""

BARE = "import numpy, matplotlib.pyplot, ipywidgets"
LEARNERS = """The heaviest is {name}, with {most} unique after all reruns. Each learner's own JupyterLab
server takes {server} more: a shared machine that gives them 8 GB holds {count} learners."""
ROOM = 8e9


def measure(reruns=10):
    """The section's text."""
    half = reruns // 2
    rows = []
    for name, cells in (("a kernel with nothing run", []), (f"`{BARE}`", [BARE])):
        rows.append((name, *map(megabytes, reversed(run([cells])[0])), "", ""))
    most = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        used = run([cells] * (reruns + 1), path.parent)
        unique = [u for _, u in used]
        grown = [megabytes(unique[-1] - unique[since], 1) for since in (0, -1 - half)]
        rows.append((path.name, *map(megabytes, reversed(used[0])), *grown))
        print("  ", *rows[-1], flush=True)
        most[path.name] = max(unique)
    name = max(most, key=most.get)
    server = server_memory()
    head = ("notebook", "unique", "resident", f"{reruns} reruns add", f"the last {half} of them")
    words = LEARNERS.format(
        name=name,
        most=megabytes(most[name]),
        server=megabytes(server),
        count=int(ROOM // (most[name] + server)),
    )
    return WORDS.format(reruns=reruns, half=half) + "\n\n" + table(head, rows) + "\n\n" + words


def run(runs, folder=ROOT):
    """(resident, unique) bytes of a kernel after each run; a run is a list of cells."""
    with tempfile.TemporaryDirectory() as own:
        os.environ["DERIVATIVES_PROGRESS"] = str(Path(own) / "progress.json")
        try:
            with Kernel(folder) as kernel:
                used = []
                for cells in runs:
                    for number, code in enumerate(cells):
                        kernel.run(code, cell=f"cell-{number:02d}")
                    used.append(kernel.memory())
                return used
        finally:
            del os.environ["DERIVATIVES_PROGRESS"]


def server_memory():
    """Unique bytes of a JupyterLab server that has given out one page, its kernel not counted."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "jupyterlab"]
        with start.lab(lambda flags: [*command, *flags.split()], folder, {}, "") as process:
            return psutil.Process(process).memory_full_info().uss
