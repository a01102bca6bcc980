"""How `derivative` does on Pairs: what is refused, what is wrong, and how good its error is."""

from dataclasses import dataclass, field

import numpy as np

from tests.calculus.tables.exact import MP

EPS = np.finfo(float).eps


@dataclass
class Score:
    """Of a list of Pairs.

    refused: sentences for functions that are smooth within 0.01 of x and were said to have no slope.
    wrong: those for all false verdicts: the refused ones, a slope where there is none, none where
    there is one, and slopes off by more than ten times the error estimate.
    held (k,): for each slope found where there is one, whether it is off by at most the estimate.
    ratios: the estimate over the true error, which counts as eps·|slope| where it is less, since a
    double can't show less; pairs where both are 0, as the slope 0 found exactly, have no ratio.
    """

    count: int = 0
    refused: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    held: list = field(default_factory=list)
    ratios: list = field(default_factory=list)

    def __add__(self, other):
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dict__))

    @property
    def share_wrong(self):
        return len(self.wrong) / self.count

    @property
    def share_held(self):
        return float(np.mean(self.held))

    @property
    def typical_ratio(self):
        return float(np.median(self.ratios))


def score(pairs, derivative):
    """The Score of `derivative` on the pairs."""
    told = Score()
    for pair in pairs:
        found = derivative(pair.f, pair.x)
        told.count += 1
        said = f"{pair.name}: {found}, true: {pair.slope}"
        if bool(found.exists) != (pair.slope is not None):
            told.wrong.append(said)
            if pair.smooth:
                told.refused.append(said)
        elif found.exists:
            true, error = MP.mpf(pair.slope), float(found.error)
            off = float(abs(MP.mpf(float(found.value)) - true))
            told.held.append(off <= error + _own(pair))
            if off > 10 * error + _own(pair):
                told.wrong.append(said)
            least = max(off, EPS * abs(float(true)))
            if least > 0:
                told.ratios.append(error / least)
    return told


def _own(pair):
    """How far a slope that is stored as a double may itself be off."""
    return 0.0 if isinstance(pair.slope, MP.mpf) else 4 * EPS * abs(float(pair.slope))
