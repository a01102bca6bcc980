"""A function with a formula: exact derivatives, and the points where it has none."""

import functools

import numpy as np

from lib.calculus.breakpoints import zeros
from lib.formula import expressions, writing
from lib.formula.base import Function
from lib.formula.numerical import NumericalPartial
from lib.formula.refusals import FunctionError

MOST = 250  # places between two ends where a formula may break; each takes a millisecond or two
JUDGED = 500  # places times parts of the formula: that many are looked at with many digits
STRETCHES = 200  # from one end to another, of which a function remembers its places
WORK = 4000  # of looking for them, in operations: a tree of n takes about n * (15 + its zeros)


class FormulaFunction(Function):
    """A Function with a formula.

    slope_of: for a derivative, (function, index of the variable) that it is the derivative of.
    breaks: the trees whose zeros are the only points where it may not be differentiable.
    """

    exact = True

    def __init__(self, tree, variables, name, label=None, slope_of=None):
        tree = expressions.shared(tree)
        self.tree, self.variables, self.name = tree, variables, name
        self.formula = writing.write(tree)
        self.label = label or writing.label(tree, variables)
        self.slope_of = slope_of
        if slope_of:  # a slope breaks nowhere else: in between all operations are smooth
            self.breaks = slope_of[0].breaks
        else:
            found = expressions.breaks(tree)
            varying = (part for part in found if not expressions.is_constant(part, variables))
            self.breaks = tuple(sorted(varying, key=repr))
        self.remembered = {}  # what judging has found out, point by point
        self._at = functools.lru_cache(maxsize=1000)(super().__call__)

    def __call__(self, *args):
        # A figure asks for the same few places again and again. (Not for 0: it is equal to -0.)
        if all(isinstance(arg, float) and arg for arg in args):
            return self._at(*args)
        return super().__call__(*args)

    @functools.cached_property
    def latex(self):
        return writing.latex(self.tree, self.variables)

    @functools.cached_property
    def expr(self):
        """The formula as a SymPy expression in real symbols."""
        from lib.formula.symbolic import to_sympy

        return to_sympy(self.tree, self.variables)

    @functools.cached_property
    def with_error(self):
        """(value, bound on its error) of the formula itself: a function of at and off, as in Steps."""
        from lib.formula.steps import Steps

        steps = Steps((self.tree,), self.variables)
        return lambda at, off: steps.run(at, off)[0]

    @functools.cached_property
    def steps(self):
        """For a derivative: its function's value, its own, and those of its function's breaks."""
        from lib.formula.steps import Steps

        f = self.slope_of[0]
        return Steps((f.tree, self.tree, *f.breaks), self.variables)

    def _make_partial(self, i):
        from lib.formula.symbolic import NoFormula, partial

        try:
            tree = partial(self.tree, self.variables[i], self.variables)
        except (NoFormula, RecursionError, FunctionError):
            return NumericalPartial(self, i)
        return FormulaFunction(tree, self.variables, self._slope_name(i), slope_of=(self, i))

    def with_ties(self, ties):
        """The function where some breaks are 0 all along: without them; derivatives likewise."""
        key = ("ties", ties)
        if key not in self.remembered:
            if self.slope_of:
                f, i = self.slope_of
                self.remembered[key] = f.with_ties(ties).partial(i)
            else:
                tree = expressions.without_breaks(self.tree, ties)
                self.remembered[key] = FormulaFunction(tree, self.variables, self.name)
        return self.remembered[key]

    def _values(self, *args):
        if self.slope_of:
            from lib.formula.judging import slopes

            values = slopes(self, args)
        else:
            at = dict(zip(self.variables, args, strict=True))
            values = expressions.value_where_defined(self.tree, at)
            if np.shape(values) != args[0].shape:
                values = np.broadcast_to(values, args[0].shape)
            values = np.array(values, float)
        nowhere = functools.reduce(np.logical_or, map(np.isnan, args))
        if nowhere.any():
            values[nowhere] = np.nan
        return values

    def roughly(self, *args):
        """The values at arrays to three digits at least, which is enough for signs and is quick."""
        args = self._as_arrays(args)
        if not self.slope_of:
            return self._values(*args)
        from lib.formula.judging import ROUGHLY, slopes

        return slopes(self, args, ROUGHLY)

    @functools.cached_property
    def _corners(self):
        return functools.lru_cache(maxsize=STRETCHES)(self._find_corners)

    def _find_corners(self, lo, hi):
        from lib.formula.judging import undefined_around

        points = np.array(sorted(self._places(lo, hi)))
        if not points.size:
            return []
        found = []
        for x in points[~np.isfinite(self.derivative(points))].tolist():
            apart = not found or x - found[-1] > 1e-12 * max(1.0, abs(x))
            if apart and not undefined_around(self, x):
                found.append(x + 0.0)
        return found

    @functools.cached_property
    def _places(self):
        if self.slope_of:
            return self.slope_of[0]._places
        return functools.lru_cache(maxsize=STRETCHES)(self._find_places)

    def _find_places(self, lo, hi):
        """The set of the points in [lo, hi] where breaks are 0, to all digits."""
        from lib.formula.judging import cleaned, zero_beside

        points, exact, work = set(), set(), 0
        reach = (hi - lo) / 1000
        for tree in sorted(self.breaks, key=expressions.size_and_depth):  # inner ones first
            values = cleaned(self, tree)
            known = np.array(sorted(exact))
            known = known[values(known) == 0]
            found = zeros(values, lo, hi, points) - points
            points |= found
            work += expressions.size_and_depth(tree)[0] * (15 + len(found))
            judged = len(points) * expressions.size_and_depth(self.tree)[0]
            if len(points) > MOST or work > WORK or judged > JUDGED:
                many = f"more than {MOST}" if len(points) > MOST else "too many"
                raise FunctionError(
                    f"{self.label[:40]} has {many} places between {lo:g} and {hi:g} "
                    "where it may break: try a shorter stretch or a calmer function"
                )
            for x in found:
                if not (np.abs(known - x) < 1e-12 * (hi - lo)).any():
                    exact.add(min(max(zero_beside(self, tree, x, reach), lo), hi))
        return exact
