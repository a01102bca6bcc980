"""A function that knows its formula, its exact derivative and the points where it has none.

    f = function("x^2 sin(x)")      f(2.0), f.formula, f.latex, f.derivative(2.0)
    g = function(my_python_function)  g.derivative(2.0) is numerical, g.exact is False

What a learner types is read by lib.formula.reading. SymPy is imported at the first derivative.
"""

import functools
import keyword

import numpy as np

from lib.calculus.breakpoints import EPS, slope_by_limit, zeros
from lib.formula import expressions, writing
from lib.formula.callables import SECONDS, check_parameters, values
from lib.formula.guard import watched
from lib.formula.reading import read
from lib.formula.refusals import FunctionError, counted
from lib.formula.typewriter import typed
from lib.formula.vocabulary import ALIASES, FUNCTIONS, KEYWORDS

__all__ = ["GALLERY", "Function", "FunctionError", "function", "gallery"]


def function(what, variables=("x",), name="f"):
    """A Function from a formula such as "2x^2", from a Python callable, or from a Function.

    A formula may use the variables, numbers, e and pi; + - * / ^ and |x|; sin, cos, tan, asin,
    acos, atan, sinh, cosh, tanh, exp, ln or log, log2, log10, sqrt, cbrt, abs, sign, step,
    floor, ceil, max, min, relu, sigmoid, softplus; and two cases, x if x > 0 else 0.
    Angles are in radians; log is the natural logarithm; step(0) is 1.
    Raises FunctionError, a ValueError, whose message says what to write instead.
    """
    variables = _checked_names(variables)
    if isinstance(what, Function):
        if len(what.variables) != len(variables):
            raise FunctionError(
                f"a function of {counted(len(variables))} is due, "
                f"{what.label} takes {counted(len(what.variables))}"
            )
        return what
    if callable(what):
        return CallableFunction(what, variables, name)
    return FormulaFunction(read(what, variables), variables, name)


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
        args = self._as_arrays(args)
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


class FormulaFunction(Function):
    """A Function with a formula. A derivative knows the function it is the `slope_of`."""

    exact = True

    def __init__(self, tree, variables, name, label=None, slope_of=None):
        self.tree, self.variables, self.name = tree, variables, name
        self.formula = writing.write(tree)
        self.label = label or writing.label(tree, variables)
        self._slope_of = slope_of  # (function, index of the variable)
        breaks = {
            part
            for part in expressions.breaks(tree)
            if not expressions.is_constant(part, variables)
        }
        self._breaks = breaks | (slope_of[0]._breaks if slope_of else set())

    @functools.cached_property
    def latex(self):
        return writing.latex(self.tree, self.variables)

    @functools.cached_property
    def expr(self):
        """The formula as a SymPy expression in real symbols."""
        from lib.formula.symbolic import to_sympy

        return to_sympy(self.tree, self.variables)

    def _make_partial(self, i):
        from lib.formula.symbolic import NoFormula, partial

        try:
            tree = partial(self.tree, self.variables[i], self.variables)
        except (NoFormula, RecursionError, FunctionError):
            return NumericalPartial(self, i)
        return FormulaFunction(tree, self.variables, self._slope_name(i), slope_of=(self, i))

    def _values(self, *args):
        at = dict(zip(self.variables, args, strict=True))
        values = expressions.value_where_defined(self.tree, at)
        values = np.array(np.broadcast_to(values, args[0].shape), float)
        for arg in args:
            values[np.isnan(arg)] = np.nan
        return self._judged(values, args) if self._slope_of else values

    def _judged(self, slopes, args):
        """The formula's slopes, put right where the formula alone can't be trusted."""
        f, i = self._slope_of
        heights = f._values(*args)
        doubtful = np.isfinite(heights) & (~np.isfinite(slopes) | self._at_break(args, i))
        slopes[~np.isfinite(heights)] = np.nan
        if doubtful.any():
            points = [arg[doubtful] for arg in args]
            slopes[doubtful] = slope_by_limit(f, points, i, slopes[doubtful])
        return slopes

    def _at_break(self, args, i):
        """Where a break point lies within four rounding errors of the point."""
        found = np.zeros(args[0].shape, bool)
        for tree in self._slope_of[0]._breaks:
            nearby = []
            for shift in (-4, 0, 4):
                moved = [*args]
                moved[i] = args[i] * (1 + shift * EPS)
                nearby.append(
                    expressions.value(tree, dict(zip(self.variables, moved, strict=True)))
                )
            left, here, right = nearby
            found |= (here == 0) | ~(np.sign(left) == np.sign(right))
        return found

    def _corners(self, lo, hi):
        candidates = set()
        with np.errstate(all="ignore"):
            for tree in self._breaks:
                candidates |= zeros(lambda x, tree=tree: self._broken(tree, x), lo, hi)
        points = np.array(sorted(candidates))
        if not points.size:
            return []
        bad = ~np.isfinite(self.derivative(points))
        with np.errstate(all="ignore"):  # a pole that rounding keeps just out of reach
            slopes = self.derivative(points)
            bad |= ~np.isfinite(slope_by_limit(self, [points], 0, slopes))
        found = []
        for x in points[bad]:
            if not found or x - found[-1] > 1e-12 * max(1.0, abs(x)):
                found.append(float(x) + 0.0)
        return found

    def _broken(self, tree, x):
        return np.broadcast_to(expressions.value(tree, {self.variables[0]: x}), x.shape)


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
        with watched(SECONDS):
            self.f(*args)  # what goes wrong at the point itself is told; beside it, it is nan
            if len(args) == 1:
                return np.asarray(self._slope(args, args[0]))
            points = zip(*(arg.ravel().tolist() for arg in args), strict=True)
            slopes = [float(self._slope(point, point[self.i])) for point in points]
        return np.array(slopes, dtype=float).reshape(args[0].shape)

    def _slope(self, point, at):
        from lib.calculus.differences import derivative

        before, after = point[: self.i], point[self.i + 1 :]

        def along(t):
            there = np.broadcast_arrays(*before, np.asarray(t, dtype=float), *after)
            if isinstance(self.f, CallableFunction):
                return values(self.f.f, there, self.f.label, self.variables, quiet=True)
            return self.f(*there)

        return derivative(along, at if np.ndim(at) else float(at)).value

    def _make_partial(self, i):
        return NumericalPartial(self, i)


def _real_array(arg):
    array = np.asarray(arg)
    if array.dtype.kind not in "biufO" or (array.dtype == object and None in array.ravel()):
        raise TypeError("not real numbers")  # NumPy would take "3", None and drop imaginary parts
    return array.astype(float)


def _checked_names(variables):
    if isinstance(variables, str):
        variables = (variables,)
    variables = tuple(variables)
    taken = {*FUNCTIONS, *ALIASES, *KEYWORDS, "pi", "nan"}
    for name in variables:
        fine = isinstance(name, str) and name.isascii() and name.isidentifier()
        if not fine or name in taken or keyword.iskeyword(name):
            raise FunctionError(f"{name!r} can't be the name of a variable: try x, y, w1 or theta")
    if not variables or len(set(variables)) < len(variables):
        raise FunctionError("the variables need names, each its own: ('x',) or ('x', 'y')")
    return variables


GALLERY = {
    "2x": "2x",
    "2x²": "2x²",
    "x²": "x²",
    "x³": "x³",
    "x³ + x²": "x³ + x²",
    "sin x": "sin x",
    "cos x": "cos x",
    "e^x": "e^x",
    "ln x": "ln x",
    "√x": "√x",
    "|x|": "|x|",
    "ReLU": "max(0, x)",
    "∛x": "∛x",
    "1/x": "1/x",
    "sigmoid": "sigmoid(x)",
    "tanh x": "tanh x",
    "softplus": "softplus(x)",
    "step": "0 if x < 0 else 1",
    "sin(x²)": "sin(x²)",
    "e^(x³)": "e^(x³)",
    "x·|x|": "x·|x|",
    "x·sin(1/x)": "x·sin(1/x) if x ≠ 0 else 0",
    "x²·sin(1/x)": "x²·sin(1/x) if x ≠ 0 else 0",
}


@functools.cache
def gallery(name):
    """The Function of the course with that name, one of GALLERY's."""
    if name not in GALLERY:
        raise FunctionError(f"no {name!r} in the gallery; there are {', '.join(GALLERY)}")
    return FormulaFunction(read(GALLERY[name]), ("x",), "f", label=name)
