"""How often `derivative` is right, how good its error estimate is, and what it costs."""

import math
import time

import numpy as np

from benchmarks import report
from lib.calculus.tangent import derivative
from tests.calculus.tables import TABLES
from tests.calculus.tables.compositions import compositions
from tests.calculus.tables.score import score

COSTS = {  # what is differentiated, and where
    "`np.sin` at 0.7": (np.sin, 0.7),
    "`log(1 + x*x)` at 0.05": (lambda x: np.log(1 + x * x), 0.05),
    "`np.abs` at 1": (np.abs, 1.0),
    "`np.abs` at its corner": (np.abs, 0.0),
    "`np.maximum(x, 0)` at its corner": (lambda x: np.maximum(x, 0), 0.0),
    "`np.sqrt(np.abs(x))` at its cusp": (lambda x: np.sqrt(np.abs(x)), 0.0),
    "`np.cbrt` at 0": (np.cbrt, 0.0),
    "`np.where(x > 0, 1.0, 0.0)` at its jump": (lambda x: np.where(x > 0, 1.0, 0.0), 0.0),
    "x·sin(1/x), 0 at 0, at 0": (
        lambda x: np.where(x == 0, 0, x * np.sin(1 / np.where(x == 0, 1, x))),
        0.0,
    ),
    "`math.erf` at 0.3": (math.erf, 0.3),
    "`np.tanh` at 1,000 places at once": (np.tanh, np.linspace(-3, 3, 1000)),
}


def measure(formulas, repeats):
    """The section: so many formulas drawn at random, each cost the least of so many repeats."""
    tables = {name: score(make(), derivative) for name, make in TABLES.items()}
    tables["formulas drawn at random"] = score(compositions(formulas, seed=2026), derivative)
    rows = [
        (
            name, found.count, len(found.refused), f"{100 * found.share_wrong:.2f} %",
            f"{100 * found.share_held:.2f} %", f"{found.typical_ratio:.1f}",
        )
        for name, found in tables.items()
    ]  # fmt: skip
    head = (
        "pairs (f, x)",
        "count",
        "smooth, refused",
        "wrong",
        "error held",
        "error is × too large",
    )
    costs = [(name, f"{1e3 * _least(*what, repeats):.2f}") for name, what in COSTS.items()]
    return "\n\n".join([
        "`derivative` against slopes by another route (50 digits, or by hand): the tables of\n"
        "`tests/calculus/tables`, and formulas drawn at random that are smooth within 0.01 of x.\n"
        "What counts as wrong, held and too large (the median) is said in `score.py` there.",
        report.table(head, rows),
        f"Processor time of one call, in ms: the least of {repeats}.",
        report.table(("of", "ms"), costs),
    ])  # fmt: skip


def _least(f, x, repeats):
    """Seconds of processor time of derivative(f, x), the least of so many."""
    found = []
    for _ in range(repeats):
        start = time.thread_time()
        derivative(f, x)
        found.append(time.thread_time() - start)
    return min(found)
