"""A formula's tree through SymPy and back: exact derivatives. SymPy is imported on first use."""

import functools

import numpy as np

from lib.formula.expressions import is_constant, parts, size_and_depth, value
from lib.formula.reading import Reader

LARGEST, LONGEST, DEEPEST = 1500, 50_000, 150


class NoFormula(Exception):
    """The derivative has no formula of use: too large, or a part without a real value in it."""


def partial(tree, variable, variables):
    """The tree of the partial derivative, by SymPy; break points must be judged by the caller.

    Raises NoFormula where the formula, or its derivative, would take seconds, or has no value.
    """
    import sympy

    if size_and_depth(tree)[0] > LARGEST:
        raise NoFormula
    own, printer = _own_functions("e" not in variables)
    slope = _to_sympy(tree, variables, own).diff(_symbol(variable))
    if slope.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo, sympy.I):
        raise NoFormula
    text = printer(slope)
    if len(text) > LONGEST:
        raise NoFormula
    slope = Reader(text, variables, limits=False).formula()
    if size_and_depth(slope)[1] > DEEPEST:
        raise NoFormula
    return slope


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
        return {"e": sympy.E, "pi": sympy.pi}[tree[1]]
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
def _own_functions(e_is_free):
    """Functions with the derivatives that this course gives them, and a printer for the result.

    SymPy's own would answer with Dirac deltas at jumps, with complex arguments inside abs, with
    i for the root or the logarithm of what may be negative, and would try to prove things about
    conditions; here a condition is a function like any other.
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
            if a.is_number:  # of max(0, x): 1 if x > 0, as one says it
                a, b = b, a
            return choose(own[sign](a, b), a, b)._eval_derivative(symbol)

        return type(name, (sympy.Function,), {"is_real": True, "_eval_derivative": slope})

    class power(sympy.Function):
        is_real = True

        def _eval_derivative(self, symbol):
            base, exponent = self.args
            if base.is_zero:  # 0, or 1 where the exponent is 0: which is a break
                return sympy.Integer(0)
            inner, growth = base.diff(symbol), exponent.diff(symbol)
            if growth == 0:
                return exponent * raised(base, exponent - 1) * inner
            return self * (growth * log(base) + exponent * inner / base)

    def raised(base, exponent):
        if exponent.is_Integer or (base.is_number and base.is_positive):
            return base**exponent
        if exponent.is_number and exponent.is_negative:
            return 1 / power(base, -exponent)
        return power(base, exponent)

    def where_real(name, slope, fits):
        """SymPy's own function of a number where it is real, else ours."""
        ours, theirs = make(name, slope), getattr(sympy, name)

        def applied(u):
            real = fits(u) if u.is_number else None
            if real is False:
                raise NoFormula
            return theirs(u) if real else ours(u)

        return applied

    root = where_real("sqrt", lambda u: 1 / (2 * root(u)), lambda u: u.is_nonnegative)
    log = where_real("log", lambda u: 1 / u, lambda u: u.is_positive)
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
    own |= {"^": raised, "sqrt": root, "log": log}
    own["tan"] = make("tan", lambda u: own["tan"](u) ** 2 + 1)  # SymPy's may turn into cot
    own["asin"] = make("asin", lambda u: 1 / root(1 - u**2))
    own["acos"] = make("acos", lambda u: -1 / root(1 - u**2))
    own["log2"] = make("log2", lambda u: 1 / (u * sympy.log(2)))
    own["log10"] = make("log10", lambda u: 1 / (u * sympy.log(10)))

    infix = {name: sign for sign, name in signs.items()}

    class Printer(StrPrinter):
        def _print_Function(self, expr):
            name, args = expr.func.__name__, [self._print(part) for part in expr.args]
            if name == "choose":
                return f"({args[1]} if {args[0]} else {args[2]})"
            if name == "power":
                return f"(({args[0]})**({args[1]}))"
            if name == "opposite":
                return f"(not ({args[0]}))"
            if name in infix:
                return f"({f' {infix[name]} '.join(f'({part})' for part in args)})"
            return f"{name}({', '.join(args)})"

        def _print_Abs(self, expr):
            return f"abs({self._print(expr.args[0])})"

        def _print_Exp1(self, expr):
            return "e" if e_is_free else "exp(1)"

        def _print_Float(self, expr):
            return repr(float(expr))

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
