"""Formulas' trees as rows of steps: float64 values, each with a bound on what round-off did to it.

    v, off = with_error(tree, {"x": x}, {"x": 0.0})      the true value lies within v ± off

`off` is infinite where rounding may decide: at a corner, a jump, a pole, an end of a domain. The
rules of it are in lib.formula.rounding.
"""

import numpy as np

from lib.formula.expressions import NAMED, parts, shared
from lib.formula.rounding import UNIT, literal, rule


def with_error(tree, at, off):
    """(value, bound on its error) of a tree; for a condition (truth, whether rounding decides it).

    at gives each variable's value, floats or arrays that broadcast, off how far each may be off.
    """
    return Steps((tree,), tuple(at)).run(at, off)[0]


class Steps:
    """The operations of several trees in a row, each but once, ready to be run many times.

    What is constant is worked out here; what isn't needed any more is let go on the way.
    """

    def __init__(self, trees, variables):
        self.known, self.variables, self.steps = [], [], []
        places, pool = {}, {}

        def place(tree):
            """Where the tree's pair is found; equal trees are one object."""
            if id(tree) not in places:
                given = [place(part) for part in parts(tree)]
                places[id(tree)] = len(self.known)
                pairs = [self.known[k] for k in given]
                self.known.append(_constant(tree, pairs, variables))
                if tree[0] == "name" and tree[1] in variables:
                    self.variables.append((places[id(tree)], tree[1]))
                elif self.known[-1] is None:
                    self.steps.append((places[id(tree)], rule(tree, pairs), given, []))
            return places[id(tree)]

        with np.errstate(all="ignore"):
            self.roots = [place(shared(tree, pool)) for tree in trees]
        last = {used: k for k, (_, _, given, _) in enumerate(self.steps) for used in given}
        for used, k in last.items():
            if self.known[used] is None and used not in self.roots:
                self.steps[k][3].append(used)

    def run(self, at, off):
        """A list of (value, bound), one a tree: see `with_error`. To be called with NumPy silenced."""
        found = self.known.copy()
        for place, name in self.variables:
            found[place] = at[name], off[name]
        for place, applied, given, spent in self.steps:
            if len(given) == 1:
                found[place] = applied(*found[given[0]])
            else:
                found[place] = applied(*[number for k in given for number in found[k]])
            for k in spent:
                found[k] = None
        pairs = [found[root] for root in self.roots]
        return [(v, np.fmin(bound, np.inf)) for v, bound in pairs]


def _constant(tree, given, variables):
    """The pair of a tree without variables, else None; given: the parts' pairs, or None."""
    if tree[0] == "num":
        return literal(tree[1])
    if tree[0] == "name":
        number = NAMED.get(tree[1], 0.0)
        return None if tree[1] in variables else (np.float64(number), UNIT * number)
    if any(pair is None for pair in given):
        return None
    return rule(tree, given)(*[number for pair in given for number in pair])
