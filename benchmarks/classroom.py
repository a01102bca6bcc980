"""A class on one server: kernels that have all run notebook 01, and then all drag a slider at once."""

import json
import os
import statistics
import tempfile
import threading
import time

import nbformat
import psutil

from benchmarks.kernel import ROOT, Kernel
from benchmarks.memory import server_memory
from benchmarks.report import megabytes, table

NOTEBOOK = ROOT / "notebooks" / "01_slope.ipynb"
TOGETHER = 5  # kernels that begin at once
SPARE = 0.15  # of the machine's memory, which stays free
PAUSE = 0.1  # s between two moves of one learner
# The slider that the last figure opened: its model, its ends and a step.
SLIDER = """import json
from ipywidgets import FloatSlider, IntSlider
from ipywidgets.widgets.widget import _instances
found = [w for w in list(_instances.values()) if isinstance(w, FloatSlider | IntSlider) and w.comm]
print(json.dumps([found[-1].model_id, found[-1].min, found[-1].max, found[-1].step]))"""
WORDS = """Kernels on one machine ({processors} processors, {memory} GB), each of which has run all
cells of notebook 01; then all of them drag one slider at once, a move each {pause:g} s. *Each* is
a kernel's share of memory (PSS: what several use is divided among them), *answer* the time from a
move to the end of its answer, {moves} moves a kernel.{stopped} A learner takes {each} for the kernel and
{server} for JupyterLab's server, if each has one. With 1 GB left to the system, 8 GB hold {eight} learners
and 16 GB hold {sixteen}: {how}."""


def measure(sizes=(10, 20, 30), moves=20, seconds=120):
    """The section's text. No more kernels are started after `seconds`, or where memory is short."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    rows, kernels, begun = [], [], time.perf_counter()
    total = psutil.virtual_memory().total
    try:
        for size in sizes:
            while len(kernels) < size and time.perf_counter() - begun < seconds:
                if psutil.virtual_memory().available < SPARE * total:
                    break
                kernels += _started(min(TOGETHER, size - len(kernels)), cells)
                print(f"  {len(kernels)} kernels, {time.perf_counter() - begun:.0f} s", flush=True)
            share = sum(kernel.process.memory_full_info().pss for kernel, _ in kernels)
            each = share / len(kernels)
            took = _drag(kernels, moves)
            rows.append((len(kernels), megabytes(each), megabytes(share), *took))
            if len(kernels) < size:
                break
    finally:
        for kernel, _ in kernels:
            kernel.__exit__(None, None, None)
    server = server_memory()
    eight, sixteen = (int((size - 1) * 1e9 // (each + server)) for size in (8, 16))
    measured = len(kernels)
    words = WORDS.format(
        processors=os.cpu_count(),
        memory=round(total / 1e9),
        pause=PAUSE,
        moves=moves,
        stopped=f" Time or memory ended it at {measured}." if measured < sizes[-1] else "",
        each=megabytes(each),
        server=megabytes(server),
        eight=eight,
        sixteen=sixteen,
        how="measured" if sixteen <= measured else f"reckoned from the {measured} measured",
    )
    head = ("kernels", "each", "together", "answer, median (ms)", "19 of 20 within (ms)")
    return table(head, rows) + "\n\n" + words


def _started(count, cells):
    """Kernels that have run the cells, side by side, each with its slider."""
    made = [None] * count

    def start(place):
        kernel = Kernel(NOTEBOOK.parent)
        kernel.__enter__()
        progress = os.path.join(tempfile.mkdtemp(), "progress.json")
        kernel.run(f"import os; os.environ['DERIVATIVES_PROGRESS'] = {progress!r}")
        for number, source in enumerate(cells):
            kernel.run(source, cell=str(number))
        made[place] = kernel, json.loads(kernel.run(SLIDER))

    _at_once([threading.Thread(target=start, args=(place,)) for place in range(count)])
    return made


def _drag(kernels, moves):
    """(median, 95th percentile) of the ms that an answer takes, of all moves of all kernels."""
    took = []

    def drag(kernel, slider):
        model, low, high, step = slider
        for number in range(moves):
            value = low + step * (number % max(1, round((high - low) / step)))
            begun = time.perf_counter()
            kernel.move(model, {"value": value})
            took.append(1000 * (time.perf_counter() - begun))
            time.sleep(PAUSE)

    _at_once([threading.Thread(target=drag, args=pair) for pair in kernels])
    return round(statistics.median(took)), round(statistics.quantiles(took, n=20)[-1])


def _at_once(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
