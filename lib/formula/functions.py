"""A function that knows its formula, its exact derivative and the points where it has none.

    f = function("x^2 sin(x)")      f(2.0), f.formula, f.latex, f.derivative(2.0)
    g = function(my_python_function)  g.derivative(2.0) is numerical, g.exact is False

What a learner types is read by lib.formula.reading. SymPy is imported at the first derivative.
"""

import functools
import keyword

from lib.formula.base import Function
from lib.formula.exact import FormulaFunction
from lib.formula.numerical import CallableFunction
from lib.formula.reading import read
from lib.formula.refusals import FunctionError, counted
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
