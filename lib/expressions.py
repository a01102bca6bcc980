"""What can be done with the tree of a formula: its values, its text, its break points.

Values need NumPy only. Derivatives are SymPy's, imported at the first of them.
"""

import functools
import math
import re

import numpy as np

from lib.formulas import CONSTANTS, FunctionError

LARGEST, STEEPEST = 1e100, 64


def sigmoid(x):
    """1 / (1 + e^-x) for every x: e^-x overflows below -709, logaddexp doesn't."""
    return np.exp(-np.logaddexp(0.0, -x))


def softplus(x):
    """log(1 + e^x) for every x."""
    return np.logaddexp(0.0, x)


def step(x):
    """0 below 0, 1 from 0 on."""
    return np.where(np.isnan(x), np.nan, x >= 0)


VALUES = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos,
    "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp,
    "log": np.log, "log2": np.log2, "log10": np.log10, "sqrt": np.sqrt, "cbrt": np.cbrt,
    "abs": np.abs, "sign": np.sign, "step": step, "floor": np.floor, "ceil": np.ceil,
    "max": np.maximum, "min": np.minimum, "relu": lambda x: np.maximum(x, 0.0),
    "sigmoid": sigmoid, "softplus": softplus,
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power,
    "neg": np.negative, "and": np.logical_and, "or": np.logical_or, "not": np.logical_not,
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
    "==": np.equal, "!=": np.not_equal,
}  # fmt: skip
NAMED = {"e": math.e, "pi": math.pi, "nan": math.nan}


def value(tree, at):
    """The tree's value where `at` gives each variable's: floats or arrays that broadcast."""
    kind = tree[0]
    if kind == "num":
        return np.float64(tree[1])
    if kind == "name":
        return at[tree[1]] if tree[1] in at else np.float64(NAMED[tree[1]])
    if kind == "if":
        test, yes, no = (value(part, at) for part in tree[1:])
        return np.where(test, yes, no)
    if kind in ("call", "cmp"):
        return VALUES[tree[1]](*(value(part, at) for part in tree[2:]))
    return VALUES[kind](*(value(part, at) for part in tree[1:]))


def parts(tree):
    """The subtrees one level down."""
    return [part for part in tree[1:] if isinstance(part, tuple)]


def is_constant(tree, variables):
    if tree[0] == "name":
        return tree[1] not in variables
    return all(is_constant(part, variables) for part in parts(tree))


def check_constants(tree, variables):
    """Refuse constants above 1e100 or without a real value, constant exponents above 64."""
    with np.errstate(all="ignore"):
        _check(tree, variables)


def _check(tree, variables):
    """The tree's constant value, or None if a variable is in it."""
    inner = [_check(part, variables) for part in parts(tree)]
    if tree[0] == "^" and inner[1] is not None and abs(inner[1]) > STEEPEST:
        raise FunctionError(
            f"the exponent {float(inner[1]):.6g} is too large: at most {STEEPEST} in size"
        )
    if None in inner or (tree[0] == "name" and tree[1] in variables):
        return None
    constant = value(tree, {})
    if np.isnan(constant):
        raise FunctionError(f"{write(tree)[:40]} has no real value")
    if abs(constant) > LARGEST:
        if tree[0] == "/" and inner[1] == 0:
            raise FunctionError(f"{write(tree)} divides by 0")
        raise FunctionError(
            f"{write(tree)[:40]} is infinite or too large: numbers up to 1e100 are fine"
        )
    return constant


# -- text ----------------------------------------------------------------------------------------
LEVEL = {"if": 0, "or": 1, "and": 2, "not": 3, "cmp": 4, "+": 5, "-": 5, "*": 6, "/": 6,
         "neg": 6.5, "^": 7}  # fmt: skip
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def write(tree):
    """The tree as Python: 2*x**2."""
    return _write(tree, _python)


def label(tree):
    """The tree for a sentence or a legend: 2x²."""
    return _write(tree, _unicode)


def latex(tree):
    """The tree as LaTeX: 2 x^{2}."""
    return _write(tree, _latex)


def _write(tree, style):
    def put(part, least=0.0):
        """The part's text, in brackets if it binds looser than `least`."""
        text = style(part, put)
        level = 6.9 if style is _latex and part[0] == "/" else LEVEL.get(part[0], 8)
        if level >= least:
            return text
        return rf"\left({text}\right)" if style is _latex else f"({text})"

    return put(tree)


def _python(tree, put):
    kind = tree[0]
    if kind in ("num", "name"):
        return tree[1]
    if kind == "call":
        return f"{tree[1]}({', '.join(put(part) for part in tree[2:])})"
    if kind == "if":
        return f"{put(tree[2], 1)} if {put(tree[1], 1)} else {put(tree[3])}"
    if kind == "cmp":
        return f"{put(tree[2], 5)} {tree[1]} {put(tree[3], 5)}"
    if kind == "not":
        return f"not {put(tree[1], 4)}"
    if kind == "neg":
        return f"-{put(tree[1], 6.5 if tree[1][0] != 'neg' else 8)}"
    if kind == "^":
        return f"{put(tree[1], 8)}**{put(tree[2], 8)}"
    left, right = _sides(tree)
    gap = "" if kind in "*/" else " "
    return f"{put(tree[1], left)}{gap}{kind}{gap}{put(tree[2], right)}"


def _sides(tree):
    """How tightly the left and the right side must bind to stand without brackets."""
    level = LEVEL[tree[0]]
    right = {"-": 6, "/": 7, "*": 7, "+": 6}.get(tree[0], level + 1)
    return level, right


def _unicode(tree, put):
    kind = tree[0]
    if kind == "name":
        return {"pi": "π"}.get(tree[1], tree[1])
    if kind == "num":
        return tree[1]
    if kind == "call":
        inner = ", ".join(put(part) for part in tree[2:])
        simple = tree[2][0] in ("num", "name")
        if tree[1] == "exp":
            return f"e^{inner}" if simple else f"e^({inner})"
        if tree[1] == "abs" and "|" not in inner:
            return f"|{inner}|"
        if tree[1] in ("sqrt", "cbrt"):
            return ("√" if tree[1] == "sqrt" else "∛") + (inner if simple else f"({inner})")
        name = {"log": "ln", "relu": "ReLU"}.get(tree[1], tree[1])
        return f"{name}({inner})"
    if kind == "^":
        base = put(tree[1], 8) if not _shown_as_power(tree[1]) else f"({put(tree[1])})"
        if tree[2][0] == "num" and tree[2][1].isdigit():
            return base + tree[2][1].translate(RAISED)
        return f"{base}^{put(tree[2], 8)}"
    if kind == "*":
        sign = "" if _juxtaposes(tree[1], tree[2]) else "·"
        return f"{put(tree[1], 6)}{sign}{put(tree[2], 7)}"
    if kind in ("-", "neg"):
        return (
            _python(tree, put).replace("-", "−", 1)
            if kind == "neg"
            else (f"{put(tree[1], 5)} − {put(tree[2], 6)}")
        )
    if kind == "cmp":
        sign = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}.get(tree[1], tree[1])
        return f"{put(tree[2], 5)} {sign} {put(tree[3], 5)}"
    return _python(tree, put)


def _shown_as_power(tree):
    return tree[0] == "call" and tree[1] in ("exp", "sqrt", "cbrt")


def _juxtaposes(left, right):
    """Whether left·right may be written without a sign: 2x, 2x², 2√x, but not 2·3 or x·sin(x)."""
    base = right[1] if right[0] == "^" else right
    root = base[0] == "call" and base[1] in ("sqrt", "cbrt", "exp", "abs")
    named = base[0] == "name" and (base[1] != "e" or right[0] == "^")
    return left[0] == "num" and "e" not in left[1] and (root or named)


def _latex(tree, put):
    kind = tree[0]
    if kind == "num":
        mantissa, _, power = tree[1].lower().partition("e")
        return rf"{mantissa} \cdot 10^{{{int(power)}}}" if power else mantissa
    if kind == "name":
        return _latex_name(tree[1])
    if kind == "call":
        return _latex_call(tree[1], [put(part) for part in tree[2:]])
    if kind == "if":
        yes, test, no = put(tree[2]), put(tree[1]), put(tree[3])
        return (
            rf"\begin{{cases}} {yes} & \text{{if }} {test} \\"
            rf" {no} & \text{{otherwise}} \end{{cases}}"
        )
    if kind == "cmp":
        sign = {"<=": r"\leq", ">=": r"\geq", "!=": r"\neq", "==": "="}.get(tree[1], tree[1])
        return f"{put(tree[2], 5)} {sign} {put(tree[3], 5)}"
    if kind in ("and", "or"):
        return rf"{put(tree[1], LEVEL[kind])} \text{{ {kind} }} {put(tree[2], LEVEL[kind] + 1)}"
    if kind == "not":
        return rf"\text{{not }} {put(tree[1], 4)}"
    if kind == "/":
        return rf"\frac{{{put(tree[1])}}}{{{put(tree[2])}}}"
    if kind == "^":
        base = put(tree[1], 8)
        if tree[1][0] == "call" and tree[1][1] not in ("abs", "floor", "ceil"):
            base = rf"\left({put(tree[1])}\right)"
        return f"{base}^{{{put(tree[2])}}}"
    if kind == "*":
        dot = r"\cdot " if _latex_starts_with_digit(tree[2]) else ""
        return f"{put(tree[1], 6)} {dot}{put(tree[2], 6.6)}"
    return _python(tree, put)


def _latex_starts_with_digit(tree):
    while tree[0] in ("^", "*"):
        tree = tree[1]
    return tree[0] in ("num", "/", "neg")


def _latex_name(name):
    if name == "pi":
        return r"\pi"
    if match := re.fullmatch(r"([A-Za-z])_?([0-9]+)", name):
        return f"{match[1]}_{{{match[2]}}}"
    return name if len(name) == 1 else rf"\mathrm{{{name}}}".replace("_", r"\_")


def _latex_call(name, inner):
    joined = ", ".join(inner)
    pairs = {"abs": ("|", "|"), "floor": (r"\lfloor", r"\rfloor"), "ceil": (r"\lceil", r"\rceil")}
    if name in pairs:
        return rf"\left{pairs[name][0]} {joined} \right{pairs[name][1]}"
    if name == "exp":
        return f"e^{{{joined}}}"
    if name in ("sqrt", "cbrt"):
        return rf"\sqrt{'[3]' if name == 'cbrt' else ''}{{{joined}}}"
    names = {"log": r"\ln", "log2": r"\log_{2}", "log10": r"\log_{10}", "asin": r"\arcsin",
             "acos": r"\arccos", "atan": r"\arctan", "sigmoid": r"\sigma",
             "relu": r"\mathrm{ReLU}", "sign": r"\mathrm{sign}", "step": r"\mathrm{step}",
             "softplus": r"\mathrm{softplus}"}  # fmt: skip
    return rf"{names.get(name, chr(92) + name)}\left({joined}\right)"


# -- where a formula may break -------------------------------------------------------------------
def breaks(tree):
    """Set of trees whose zeros are the only points where the formula may not be differentiable.

    The argument of a corner, a jump, a root, a logarithm; a denominator; both sides of a
    comparison or of max and min, subtracted; for floor and ceil the sine that is 0 at integers.
    """
    found = set().union(*map(breaks, parts(tree)))
    kind = tree[0]
    if kind == "call":
        name, arguments = tree[1], tree[2:]
        u = arguments[0]
        one = ("num", "1")
        if name in ("abs", "sign", "step", "relu", "sqrt", "cbrt", "log", "log2", "log10"):
            found.add(u)
        elif name in ("max", "min"):
            found.add(("-", *arguments))
        elif name in ("floor", "ceil"):
            found.add(("call", "sin", ("*", ("name", "pi"), u)))
        elif name in ("asin", "acos"):
            found |= {("-", u, one), ("+", u, one)}
        elif name == "tan":
            found.add(("call", "cos", u))
    elif kind == "cmp":
        found.add(("-", tree[2], tree[3]))
    elif kind == "/":
        found.add(tree[2])
    elif kind == "^" and not (tree[2][0] == "num" and float(tree[2][1]).is_integer()):
        found.add(tree[1])
    return found


# -- SymPy, both ways ----------------------------------------------------------------------------
def partial(tree, variable, variables):
    """The tree of the partial derivative, by SymPy; break points must be judged by the caller."""
    from lib.formulas import Reader

    own, printer = _own_functions()
    slope = _to_sympy(tree, variables, own).diff(_symbol(variable))
    return Reader(printer(slope), variables, limits=False).formula()


def to_sympy(tree, variables):
    """The tree as an ordinary SymPy expression in real symbols."""
    return _to_sympy(tree, variables, _standard_functions())


def _symbol(name):
    import sympy

    return sympy.Symbol(name, real=True)


def _to_sympy(tree, variables, table):
    import sympy

    kind = tree[0]
    if kind == "num":
        return sympy.Rational(tree[1]) if _short(tree[1]) else sympy.Float(float(tree[1]))
    if kind == "name":
        if tree[1] in variables:
            return _symbol(tree[1])
        return {"e": sympy.E, "pi": sympy.pi, "nan": sympy.nan}[tree[1]]
    if kind == "^" and is_constant(tree, variables) and not _small_power(tree):
        with np.errstate(all="ignore"):
            return sympy.Float(float(value(tree, {})))
    inner = [_to_sympy(part, variables, table) for part in parts(tree)]
    name = tree[1] if kind in ("call", "cmp") else kind
    if name in table:
        return table[name](*inner)
    if name in ("+", "-", "*", "/", "^", "neg"):
        a, b = (*inner, None)[:2]
        return {
            "+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b,
            "^": lambda: a**b, "neg": lambda: -a,
        }[name]()  # fmt: skip
    return getattr(sympy, name)(*inner)


def _short(number):
    size = abs(float(number))
    return size == 0 or (len(number) <= 20 and 1e-20 < size < 1e20)


def _small_power(tree):
    """Constant powers that may stay exact: 2**10, (1/3)**2, not towers of them."""
    return all(part[0] in ("num", "name", "neg", "/") and not any(
        inner[0] not in ("num", "name") for inner in parts(part)
    ) for part in tree[1:])  # fmt: skip


@functools.cache
def _own_functions():
    """Functions with the derivatives that this course gives them, and a printer for the result.

    SymPy's own would answer with Dirac deltas at jumps, with complex arguments inside abs, and
    would try to prove things about conditions; here a condition is a function like any other.
    """
    import sympy
    from sympy.printing.str import StrPrinter

    def make(name, slope):
        return type(
            name,
            (sympy.Function,),
            {"is_real": True, "fdiff": lambda self, i=1: slope(*self.args)},
        )

    class choose(sympy.Function):
        is_real = True

        def _eval_derivative(self, symbol):
            test, yes, no = self.args
            yes, no = yes.diff(symbol), no.diff(symbol)
            return yes if yes == no else choose(test, yes, no)

    def larger(name, sign):
        def slope(self, symbol):
            a, b = self.args
            return choose(own[sign](a, b), a, b)._eval_derivative(symbol)

        return type(name, (sympy.Function,), {"is_real": True, "_eval_derivative": slope})

    nothing = lambda *_: sympy.Integer(0)  # noqa: E731
    signs = {
        "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal", "==": "equal",
        "!=": "unequal", "and": "both", "or": "either", "not": "opposite",
    }  # fmt: skip
    own = {sign: make(name, nothing) for sign, name in signs.items()}
    own |= {name: make(name, nothing) for name in ("sign", "step", "floor", "ceil")}
    own["if"] = choose
    own["max"], own["min"] = larger("max", ">"), larger("min", "<")
    own["abs"] = make("abs", lambda u: own["sign"](u))
    own["relu"] = make("relu", lambda u: own["step"](u))
    own["sigmoid"] = make("sigmoid", lambda u: own["sigmoid"](u) * (1 - own["sigmoid"](u)))
    own["softplus"] = make("softplus", lambda u: own["sigmoid"](u))
    own["cbrt"] = make("cbrt", lambda u: 1 / (3 * own["cbrt"](u) ** 2))
    own["log2"] = make("log2", lambda u: 1 / (u * sympy.log(2)))
    own["log10"] = make("log10", lambda u: 1 / (u * sympy.log(10)))

    infix = {name: sign for sign, name in signs.items()}

    class Printer(StrPrinter):
        def _print_Function(self, expr):
            name, args = expr.func.__name__, [self._print(part) for part in expr.args]
            if name == "choose":
                return f"({args[1]} if {args[0]} else {args[2]})"
            if name == "opposite":
                return f"(not ({args[0]}))"
            if name in infix:
                return f"({f' {infix[name]} '.join(f'({part})' for part in args)})"
            return f"{name}({', '.join(args)})"

        def _print_Abs(self, expr):
            return f"abs({self._print(expr.args[0])})"

        def _print_Exp1(self, expr):
            return "e"

        def _print_Float(self, expr):
            return repr(float(expr))

        def _nan(self, expr):
            return "nan"

        _print_NaN = _print_ComplexInfinity = _print_Infinity = _print_NegativeInfinity = _nan

    return own, Printer().doprint


@functools.cache
def _standard_functions():
    import sympy as sp

    def still(cls):
        return lambda *args: cls(*args, evaluate=False)

    table = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "==": sp.Eq, "!=": sp.Ne,
             "and": sp.And, "or": sp.Or, "not": sp.Not, "max": sp.Max, "min": sp.Min,
             "abs": sp.Abs, "floor": sp.floor, "ceil": sp.ceiling}  # fmt: skip
    table = {name: still(cls) for name, cls in table.items()}

    def cases(test, yes, no):
        return sp.Piecewise((yes, test), (no, True), evaluate=False)

    return table | {
        "if": cases,
        "step": lambda u: cases(table[">="](u, sp.Integer(0)), sp.Integer(1), sp.Integer(0)),
        "relu": lambda u: table["max"](sp.Integer(0), u),
        "sigmoid": lambda u: 1 / (1 + sp.exp(-u)),
        "softplus": lambda u: sp.log(1 + sp.exp(u)),
        "cbrt": lambda u: sp.sign(u) * sp.Abs(u, evaluate=False) ** sp.Rational(1, 3),
        "log2": lambda u: sp.log(u) / sp.log(2),
        "log10": lambda u: sp.log(u) / sp.log(10),
    }


assert set(CONSTANTS) <= set(NAMED)
