"""A function that knows its formula, its exact derivative and the points where it has none.

    f = function("x^2 sin(x)")      f(2.0), f.formula, f.latex, f.derivative(2.0)
    g = function(my_python_function)  g.derivative(2.0) is numerical, g.exact is False

What a learner types is read by lib.formulas. SymPy is imported at the first derivative.
"""

import functools
import inspect
import keyword

import numpy as np

from lib import expressions
from lib.formulas import ALIASES, FUNCTIONS, KEYWORDS, FunctionError, read

__all__ = ["GALLERY", "Function", "FunctionError", "function", "gallery"]

EPS = np.finfo(float).eps


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
                f"a function of {_counted(len(variables))} is due, "
                f"{what.label} takes {_counted(len(what.variables))}"
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
            result = self._values(*args)
        return float(result) if result.ndim == 0 else result

    def _as_arrays(self, args):
        if len(args) != len(self.variables):
            raise FunctionError(
                f"{self.name} takes {_counted(len(self.variables))} "
                f"({', '.join(self.variables)}), here it got {len(args)}"
            )
        try:
            arrays = [np.asarray(arg, dtype=float) for arg in args]
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
                f"{self.name} has {_counted(len(self.variables))}: "
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
        step. For a Python callable nothing is looked for, and the list is empty.
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


class FormulaFunction(Function):
    """A Function with a formula. A derivative knows the function it is the `slope_of`."""

    exact = True

    def __init__(self, tree, variables, name, label=None, slope_of=None):
        self.tree, self.variables, self.name = tree, variables, name
        self.formula = expressions.write(tree)
        self.label = label or expressions.label(tree)
        self._slope_of = slope_of  # (function, index of the variable)
        breaks = {part for part in expressions.breaks(tree) if not _is_constant(part, variables)}
        self._breaks = breaks | (slope_of[0]._breaks if slope_of else set())

    @functools.cached_property
    def latex(self):
        return expressions.latex(self.tree)

    @functools.cached_property
    def expr(self):
        """The formula as a SymPy expression in real symbols."""
        return expressions.to_sympy(self.tree, self.variables)

    def _make_partial(self, i):
        tree = expressions.partial(self.tree, self.variables[i], self.variables)
        return FormulaFunction(tree, self.variables, self._slope_name(i), slope_of=(self, i))

    def _values(self, *args):
        at = dict(zip(self.variables, args, strict=True))
        values = np.array(np.broadcast_to(expressions.value(self.tree, at), args[0].shape), float)
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
            slopes[doubtful] = _slope_by_limit(f, points, i, slopes[doubtful])
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
                candidates |= _zeros(lambda x, tree=tree: self._broken(tree, x), lo, hi)
        points = np.array(sorted(candidates))
        if not points.size:
            return []
        bad = ~np.isfinite(self.derivative(points))
        with np.errstate(all="ignore"):  # a pole that rounding keeps just out of reach
            slopes = self.derivative(points)
            bad |= ~np.isfinite(_slope_by_limit(self, [points], 0, slopes))
        return [float(x) for x in points[bad]]

    def _broken(self, tree, x):
        return np.broadcast_to(expressions.value(tree, {self.variables[0]: x}), x.shape)


def _is_constant(tree, variables):
    return expressions.is_constant(tree, variables)


def _slope_by_limit(f, points, i, claimed):
    """Slope of f by variable i at each of the points (n,), by difference quotients from both sides.

    Where the quotients agree with the slope that a formula claims, the claim is returned; where
    they agree with one another only, their value (about 8 digits); where they grow with one sign,
    an infinity; otherwise nan. Fails for a slope approached as slowly as 1/log h.
    """
    steps = 10.0 ** -np.array(
        [3, 3.57, 4.11, 4.73, 5.29, 6.01, 6.67, 7.39, 8.13, 9.07, 10.19, 11.3]
    )
    x = points[i][:, None]
    h = np.concatenate([steps, -steps]) * np.maximum(1.0, np.abs(x))
    moved = x + h
    h = moved - x
    others = [p[:, None] for p in points]
    others[i] = moved
    here = f._values(*points)[:, None]
    there = f._values(*np.broadcast_arrays(*others))
    quotients = (there - here) / h
    noise = 8 * EPS * (np.abs(here) + np.abs(there)) / np.abs(h)
    n = len(steps)
    return np.array([
        _verdict(quotients[k, :n], quotients[k, n:], noise[k, :n] + noise[k, n:], claimed[k])
        for k in range(len(claimed))
    ])  # fmt: skip


def _verdict(right, left, noise, claimed):
    both = np.concatenate([right, left])
    if not np.isfinite(both).all():
        return np.nan
    quiet = noise <= np.maximum(1e-6 * np.abs(right), 1e-6)
    last = max(int(np.flatnonzero(quiet)[-1]) if quiet.any() else 0, 2)
    tail = slice(last - 2, last + 1)
    central = (right + left) / 2
    for slope in (claimed, central[last]):
        if not np.isfinite(slope):
            continue
        gap = np.maximum(np.abs(right - slope), np.abs(left - slope))
        size = max(1.0, abs(slope))
        if (gap[tail] <= 1e-4 * size).all():
            if slope is claimed:
                return claimed
            best = np.argmin(noise + (right - left) ** 2)
            return central[best]
        shrinking = gap[1 : last + 1] < 0.97 * gap[:last]
        if slope is claimed and last > 4 and shrinking.all() and gap[last] < 0.5 * gap[0]:
            return claimed
    growing = np.abs(both[: last + 1]), np.abs(both[len(right) : len(right) + last + 1])
    if all((np.diff(side) > 0).all() and side[-1] > 2 * side[0] for side in growing):
        signs = np.sign([right[last], left[last]])
        if signs[0] == signs[1]:
            return signs[0] * np.inf
    return np.nan


def _zeros(g, lo, hi, cells=2000):
    """Set of the points in [lo, hi] where g is 0, changes its sign or comes and goes."""
    x = np.linspace(lo, hi, cells + 1)
    y = g(x)
    found = set(x[y == 0])
    change = np.flatnonzero((np.sign(y[:-1]) != np.sign(y[1:])) & (y[:-1] != 0) & (y[1:] != 0))
    left, right, sign = x[change], x[change + 1], np.sign(y[change])
    for _ in range(80):
        middle = (left + right) / 2
        same = (np.sign(g(middle)) == sign) | (np.isnan(g(middle)) & np.isnan(sign))
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    found |= set(_rounded(right, g, hi - lo))
    size = np.abs(y)
    dip = (
        np.flatnonzero((size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] > 0)) + 1
    )
    left, right = x[dip - 1], x[dip + 1]
    for _ in range(60):  # a zero that is only touched: close in on the least |g|
        a, b = left + (right - left) * 0.382, left + (right - left) * 0.618
        lower = np.abs(g(a)) < np.abs(g(b))
        left, right = np.where(lower, left, a), np.where(lower, b, right)
    bottom = _rounded((left + right) / 2, g, hi - lo)
    touched = np.abs(g(bottom)) <= 1e-12 * (1 + np.maximum(size[dip - 1], size[dip + 1]))
    return found | set(bottom[touched])


def _rounded(points, g, span):
    """The points, moved to a short decimal where that is as near to the zero as rounding tells."""
    if not points.size:
        return points
    unit = 10.0 ** np.floor(np.log10(span) - 6)
    near = np.round(points / unit) * unit
    near = np.array([float(f"{value:.10g}") for value in near])
    better = (np.abs(near - points) < 1e-7 * span) & (np.abs(g(near)) <= np.abs(g(points)))
    return np.where(better, near, points)


class CallableFunction(Function):
    """A Python function of numbers: tried on whole arrays, else number by number."""

    def __init__(self, f, variables, name):
        self.f, self.variables, self.name = f, variables, name
        given = getattr(f, "__name__", type(f).__name__)
        self.label = name if given == "<lambda>" else given
        arguments = ", ".join(variables)
        self.latex = rf"\mathrm{{{self.label}}}({arguments})".replace("_", r"\_")
        try:
            inspect.signature(f).bind(*variables)
        except TypeError:
            raise FunctionError(
                f"your function {self.label} should take {_counted(len(variables))} "
                f"({arguments}), but it takes {inspect.signature(f)}"
            ) from None
        except ValueError:
            pass  # some built-in functions don't tell their signature

    @property
    def expr(self):
        raise FunctionError(f"{self.label} is a Python function: only a formula has an expression")

    def _make_partial(self, i):
        def slope(*args):
            from lib.differences import derivative

            def along(t):
                return self(*args[:i], t, *args[i + 1 :])

            return derivative(along, args[i]).value

        return _Numerical(slope, self.variables, self._slope_name(i))

    def _values(self, *args):
        shape = args[0].shape
        if shape == ():
            return np.float64(self._one([float(arg) for arg in args]))
        whole = self._whole(args)
        if whole is not None:
            return whole
        flat = [arg.ravel().tolist() for arg in args]
        values = [self._one(point) for point in zip(*flat, strict=True)]
        return np.array(values, dtype=float).reshape(shape)

    def _whole(self, args):
        """The values of one call with whole arrays, or None where that can't be trusted."""
        shape = args[0].shape
        try:
            raw = self.f(*(arg.copy() for arg in args))
            if isinstance(raw, list | tuple) or np.shape(raw) != shape:
                return None
            values = _real(np.asarray(raw))
        except Exception:  # it may still take single numbers, and if not, _one says why
            return None
        if not values.size:
            return values
        for place in {0, values.size // 2, values.size - 1}:
            try:
                one = self._one([float(arg.flat[place]) for arg in args])
            except FunctionError:
                continue  # made for arrays only
            if not np.isclose(values.flat[place], one, rtol=1e-9, atol=1e-12, equal_nan=True):
                return None  # not elementwise, as np.cumsum or a sum over all of x
        return values

    def _one(self, point):
        where = ", ".join(f"{v} = {p:.6g}" for v, p in zip(self.variables, point, strict=True))
        mine = f"your function {self.label}"
        try:
            raw = self.f(*point)
        except Exception as error:
            message = " ".join(str(error).split())
            told = f": {message[:200]}" if message else ""
            raise FunctionError(f"{mine} raised {type(error).__name__} at {where}{told}") from error
        if raw is None:
            raise FunctionError(f"{mine} gave None at {where}: is a `return` missing?")
        if isinstance(raw, str | bytes):
            raise FunctionError(f"{mine} gave the text {raw[:20]!r} at {where}; a number is due")
        try:
            values = _real(np.asarray(raw))
        except OverflowError:
            return np.inf if raw > 0 else -np.inf
        except Exception:
            raise FunctionError(
                f"{mine} gave a thing of type {type(raw).__name__} at {where}; a number is due"
            ) from None
        if values.size != 1:
            raise FunctionError(
                f"{mine} gave {values.size} values (shape {values.shape}) at {where}; "
                "one number is due"
            )
        return values.item()


class _Numerical(CallableFunction):
    """The derivative of a Python callable, by lib.differences."""

    def __init__(self, f, variables, name):
        self.f, self.variables, self.name = f, variables, name
        self.label = name
        self.latex = rf"{name}({', '.join(variables)})".replace("′", "'").replace("∂", r"\partial ")

    def _values(self, *args):
        return np.asarray(self.f(*args), dtype=float)


def _real(values):
    """As float64; a complex value with an imaginary part becomes nan."""
    if values.dtype == object:
        values = np.array([v if isinstance(v, complex) else float(v) for v in values.flat]).reshape(
            values.shape
        )
    if np.iscomplexobj(values):
        return np.where(values.imag == 0, values.real, np.nan)
    return values.astype(float)


def _counted(n):
    return "1 number" if n == 1 else f"{n} numbers"


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
