"""Every figure that takes a function, with functions that nobody would draw: a sentence, no error of ours.

A figure refuses by FunctionError, which the reader sees as a sentence beside the last good picture.
"""

import fractions
import inspect
import math
import re
import warnings

import numpy as np
import pytest

from lib.explore import figures
from lib.formula.refusals import FunctionError
from lib.stage.controls import FunctionChooser, places

FIGURES = figures()
NEVER = re.compile(r"\bnan\b|\binf\b|\de[+-]\d|\bNone\b|Traceback|Error\b")


def by_sum(g):
    return lambda *given: g(sum(given))


VALUES = {
    "as large as a float can be": by_sum(lambda s: s * 0 + 1.5e308),
    "as steep as a float can be": by_sum(lambda s: s * 1e308),
    "too small": by_sum(lambda s: s * 1e-310),
    "nowhere defined": by_sum(lambda s: s * math.nan),
    "infinite": by_sum(lambda s: s * 0 + math.inf),
    "half defined": by_sum(lambda s: np.where(s > 0, s, math.nan)),
    "one number": lambda *_: 1,
    "overflows by raising": by_sum(lambda s: math.exp(1000 * float(s))),
    "huge and back": by_sum(lambda s: (-1.0) ** np.floor(s * 1e6) * 1e307),
    "a huge pole": by_sum(lambda s: 1e300 / (s - 1.0) ** 2),
}
# What lib.formula makes float64 of, or refuses, before a figure sees it: tried in one figure of each kind.
KINDS = {
    "beyond floats": lambda *_: 10**400,
    "complex": by_sum(lambda s: s + 1j),
    "true or false": by_sum(lambda s: s > 0),
    "a fraction": lambda *_: fractions.Fraction(1, 3),
    "masked": by_sum(lambda s: np.ma.masked_greater(s, 1)),
    "objects": by_sum(lambda s: np.array(s, dtype=object)),
    "asks to exit": lambda *_: exit(),
    "text": lambda *_: "1.0",
}
TRIED = ("slope.nudge", "chain.compose", "tangent_plane.tangent_plane")
FORMULAS = [
    "1e308*{}",
    "e^(e^(e^{}))",
    "1/({}-1)^99",
    "{}^1000",
    "ln(-1-{}^2)",
    "|{}|*9e307",
    "floor(1e9*{})",
]


def takes_a_function(figure):
    return "Chooser" in inspect.getsource(inspect.getmodule(figure))


def test_each_kind_is_tried():
    assert set(TRIED) <= set(FIGURES)


@pytest.mark.parametrize("name", [n for n, f in FIGURES.items() if takes_a_function(f)])
def test_nothing_breaks_a_figure(name):
    stage = FIGURES[name]()
    choosers = {k: c for k, c in stage.controls.items() if isinstance(c, FunctionChooser)}
    for chooser in choosers.values():
        inside = "(" + "+".join(chooser.variables) + ")"
        own = [*VALUES.values(), *(KINDS.values() if name in TRIED else ())]
        for value in (*own, *(text.format(inside) for text in FORMULAS)):
            with warnings.catch_warnings():
                warnings.simplefilter("error", RuntimeWarning)
                chooser.value = value
                told(stage, value)
                for control in stage.controls.values():
                    if control not in choosers.values() and stage.error is None:
                        control.value = places(control, 0)[-1]
                        told(stage, value)
    stage.close()


def told(stage, value):
    if stage.error is not None:
        assert isinstance(stage.error, FunctionError), (value, stage.problem)
        assert len(stage.problem) < 600, stage.problem
    assert not NEVER.search(stage.state), (value, stage.state)
