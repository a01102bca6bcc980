"""What every Function can do, whether it has a formula or not."""

import functools

import numpy as np

from lib.formula.refusals import FunctionError, counted
from lib.formula.typewriter import typed


class Function:
    """A real function of one or more real variables; made by `function`.

    Called with floats it gives a float, with arrays (broadcast) an array of float64.
    Where it is undefined it gives nan or an infinity, without a warning.

    variables: tuple of names; name: "f"; exact: whether its values come from a formula
    formula:   text of the formula, "2*x**2", or None for a Python callable
    label:     short text for a sentence or a legend, "2x²"
    latex:     "2 x^{2}", without dollar signs
    """

    formula = None
    exact = False

    def __call__(self, *args):
        args = self._as_arrays(args)
        with np.errstate(all="ignore"):
            result = np.asarray(self._values(*args)) + 0.0  # turns -0.0 into 0.0
        return float(result) if result.ndim == 0 else result

    def _as_arrays(self, args):
        if len(args) != len(self.variables):
            raise FunctionError(
                f"{self.name} takes {counted(len(self.variables))} "
                f"({', '.join(self.variables)}), here it got {len(args)}"
            )
        try:
            arrays = [_real_array(arg) for arg in args]
            if len(arrays) == 1 or len({array.shape for array in arrays}) == 1:
                return arrays  # broadcasting takes its time
            shape = np.broadcast_shapes(*(array.shape for array in arrays))
        except OverflowError:
            raise FunctionError(f"{self.name} takes numbers up to 1.8e308") from None
        except (TypeError, ValueError):
            raise FunctionError(
                f"{self.name} takes numbers or arrays of numbers of one shape"
            ) from None
        return [np.broadcast_to(array, shape) for array in arrays]

    @functools.cached_property
    def derivative(self):
        """f', a Function, for one variable: exact for a formula, else numerical.

        nan where the function has no derivative, as at a corner, a jump or an end of its
        domain; an infinity at a vertical tangent, as of cbrt(x) at 0.
        """
        if len(self.variables) != 1:
            raise FunctionError(
                f"{self.name} has {counted(len(self.variables))}: "
                f"ask for .partial({self.variables[0]!r}) or .gradient(...)"
            )
        return self.partial(0)

    def partial(self, variable):
        """The partial derivative by a variable, given by name or index, as a Function."""
        names = self.variables
        if isinstance(variable, str) and variable in names:
            variable = names.index(variable)
        if not isinstance(variable, int | np.integer) or not 0 <= variable < len(names):
            raise FunctionError(f"{variable!r} is none of the variables {', '.join(names)}")
        return self._partials(int(variable))

    @functools.cached_property
    def _partials(self):
        return functools.cache(self._make_partial)

    def gradient(self, *args):
        """All partial derivatives at a point, array (n,); for arrays (n, ...)."""
        self._as_arrays(args)  # the message is about the function, not about a partial
        return np.array([self.partial(i)(*args) for i in range(len(args))])

    def corners(self, lo, hi):
        """Sorted list of the points in [lo, hi] where a formula of one variable has no derivative.

        Found: corners and jumps of abs, sign, step, relu, max, min, floor, ceil and of cases;
        poles; ends of the domain of roots and logarithms; vertical tangents. Points where these
        do no harm, as x*abs(x) at 0, are left out: each is tried with difference quotients.
        Not found: what hides between 2000 equal steps from lo to hi, such as two corners in one
        step; where an argument only touches 0, as 1 - sin(x)^2, the place is good to 8 digits. A
        region where f is undefined counts by its ends. For a Python function nothing is looked
        for, and the list is empty.
        """
        lo, hi = float(lo), float(hi)
        if len(self.variables) != 1:
            raise FunctionError("corners are points on a line: for functions of one variable")
        if not (np.isfinite(lo) and np.isfinite(hi) and lo <= hi):
            raise FunctionError(f"corners from {lo:g} to {hi:g}: two finite ends, lo <= hi")
        return self._corners(lo, hi)

    def _corners(self, lo, hi):
        return []

    def _slope_name(self, i):
        if len(self.variables) == 1:
            return self.name + "′"
        return f"∂{self.name}/∂{self.variables[i]}"

    def __repr__(self):
        return f"{self.name}({', '.join(self.variables)}) = {self.formula or self.label}"

    def __str__(self):
        return typed(repr(self))


def _real_array(arg):
    array = np.asarray(arg)
    if array.dtype.kind not in "biufO" or (array.dtype == object and None in array.ravel()):
        raise TypeError("not real numbers")  # NumPy would take "3", None and drop imaginary parts
    return array.astype(float, copy=False)
