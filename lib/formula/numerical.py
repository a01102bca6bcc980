"""Functions without a formula: a Python callable, and slopes that differences give."""

import numpy as np

from lib.formula.base import Function
from lib.formula.callables import SECONDS, check_parameters, values
from lib.formula.guard import Outcome, watched
from lib.formula.refusals import FunctionError


class CallableFunction(Function):
    """A Python function of numbers, as a Function."""

    def __init__(self, f, variables, name):
        self.f, self.variables, self.name = f, variables, name
        given = getattr(f, "__name__", type(f).__name__)
        self.label = name if given == "<lambda>" else given
        self.latex = rf"\mathrm{{{self.label}}}({', '.join(variables)})".replace("_", r"\_")
        check_parameters(f, self.label, variables)

    @property
    def expr(self):
        raise FunctionError(f"{self.label} is a Python function: only a formula has an expression")

    def _values(self, *args):
        return values(self.f, args, self.label, self.variables)

    def _make_partial(self, i):
        return NumericalPartial(self, i)


class NumericalPartial(Function):
    """A partial derivative by lib.calculus.differences, of a Python function or of too large a formula.

    nan where there is no derivative, as far as difference quotients can tell.
    """

    def __init__(self, f, i):
        self.f, self.i, self.variables = f, i, f.variables
        self.name = self.label = f._slope_name(i)
        by, whole = f.variables[i], rf"\left({f.latex}\right)" if f.formula else f.latex
        d = "d" if len(f.variables) == 1 else r"\partial"
        self.latex = rf"\frac{{{d}}}{{{d} {by}}} {whole}"

    def _values(self, *args):
        with watched(SECONDS) as watch:
            self.f(*args)  # what goes wrong at the point itself is told; beside it, it is nan
            try:
                slopes = self._slopes(args)
            except ValueError:
                if not watch.reason:
                    raise
            if watch.reason:  # what came after f was stopped says nothing of f
                told = Outcome(stopped=watch.reason, seconds=watch.seconds).told
                raise FunctionError(f"your function {self.f.label} {told}")
        return slopes

    def _slopes(self, args):
        if len(args) == 1:
            return np.asarray(self._slope(args, args[0]))
        points = zip(*(arg.ravel().tolist() for arg in args), strict=True)
        slopes = [float(self._slope(point, point[self.i])) for point in points]
        return np.array(slopes, dtype=float).reshape(args[0].shape)

    def _slope(self, point, at):
        from lib.calculus.tangent import derivative

        before, after = point[: self.i], point[self.i + 1 :]

        def along(t):
            there = np.broadcast_arrays(*before, np.asarray(t, dtype=float), *after)
            if isinstance(self.f, CallableFunction):
                return values(self.f.f, there, self.f.label, self.variables, quiet=True)
            return self.f(*there)

        found = derivative(along, at if np.ndim(at) else float(at))
        # What is no larger than its own error can't be told from 0, not even its sign.
        return np.where(np.abs(found.value) <= found.error, 0.0, found.value)

    def _make_partial(self, i):
        return NumericalPartial(self, i)
