"""One function after another, with a formula where both have one."""

from lib.formula.functions import FormulaFunction, function


def composition(f, g):
    """f after g, x → f(g(x)), a Function: with a formula of its own where both have one."""
    if not (f.exact and g.exact):
        return function(lambda x: f(g(x)), name="y")

    def put_in(tree):
        if tree == ("name", f.variables[0]):
            return g.tree
        return tuple(put_in(part) if isinstance(part, tuple) else part for part in tree)

    return FormulaFunction(put_in(f.tree), g.variables, "y")
