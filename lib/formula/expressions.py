"""The tree of a formula at work: its values, and where it may break."""

import functools
import math
import operator

import numpy as np


def sigmoid(x):
    """1 / (1 + e^-x) for every x: e^-x overflows below -709, logaddexp doesn't."""
    return np.exp(-np.logaddexp(0.0, -x))


def softplus(x):
    """log(1 + e^x) for every x."""
    return np.logaddexp(0.0, x)


def power(a, b):
    """a^b; NaN where either is: C's pow answers 1 for NaN^0 and 1^NaN."""
    if isinstance(b, float) and b and b == b:  # most are: one number, and then pow keeps a's NaN
        return np.power(a, b)
    return np.where(np.isnan(a) | np.isnan(b), np.nan, np.power(a, b))


def step(x):
    """0 below 0, 1 from 0 on."""
    return np.where(np.isnan(x), x, x >= 0)


def _compared(holds):
    """A comparison: 1 or 0, and NaN where a side has no value, so that there is no case either."""
    return lambda a, b: np.where(np.isnan(a) | np.isnan(b), np.nan, holds(a, b))


def both(p, q):
    """p and q, read from the left as Python does: where p doesn't hold, q needs no value."""
    return np.where(p == 1, q, p)


def either(p, q):
    """p or q, read from the left: where p holds, q needs no value."""
    return np.where(p == 0, q, p)


def choose(test, yes, no):
    """yes where the test holds, no where it doesn't, NaN where it has no value."""
    return np.where(np.isnan(test), np.nan, np.where(test == 1, yes, no))


VALUES = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos,
    "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp,
    "log": np.log, "log2": np.log2, "log10": np.log10, "sqrt": np.sqrt, "cbrt": np.cbrt,
    "abs": np.abs, "sign": np.sign, "step": step, "floor": np.floor, "ceil": np.ceil,
    "max": np.maximum, "min": np.minimum, "relu": lambda x: np.maximum(x, 0.0),
    "sigmoid": sigmoid, "softplus": softplus,
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": power,
    "neg": np.negative, "and": both, "or": either, "not": lambda p: 1 - p, "if": choose,
} | {sign: _compared(holds) for sign, holds in (
    ("<", np.less), ("<=", np.less_equal), (">", np.greater), (">=", np.greater_equal),
    ("==", np.equal), ("!=", np.not_equal),
)}  # fmt: skip
NAMED = {"e": math.e, "pi": math.pi}


literal = functools.lru_cache(maxsize=1000)(np.float64)  # from its text


def value(tree, at):
    """The tree's value where `at` gives each variable's: floats or arrays that broadcast."""
    kind = tree[0]
    if kind == "num":
        return literal(tree[1])
    if kind == "name":
        return at[tree[1]] if tree[1] in at else np.float64(NAMED[tree[1]])
    if kind in ("call", "cmp"):
        return VALUES[tree[1]](*(value(part, at) for part in tree[2:]))
    return VALUES[kind](*(value(part, at) for part in tree[1:]))


# NumPy's own operations for single numbers: the same to the bit, a fifth of the time.
AT_A_POINT = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def at_a_point(tree, variables):
    """The tree as a quick function of one point, a sequence of NumPy's floats, one a variable.

    It gives what `value` gives there, to the bit; for paths, which ask for one point after another.
    """
    if is_constant(tree, variables):
        with np.errstate(all="ignore"):
            constant = value(tree, {})
        return lambda point: constant
    if tree[0] == "name":
        return operator.itemgetter(variables.index(tree[1]))
    sign, *inner = tree[1:] if tree[0] in ("call", "cmp") else tree
    act, asked = AT_A_POINT.get(sign, VALUES[sign]), [at_a_point(p, variables) for p in inner]
    if len(asked) == 1:
        (a,) = asked
        return lambda point: act(a(point))
    if len(asked) == 2:
        a, b = asked
        return lambda point: act(a(point), b(point))
    return lambda point: act(*[a(point) for a in asked])


def value_where_defined(tree, at):
    """As `value`, NaN also where the formula divides by 0 on its way to a finite number.

    1/(1/x) has no value at 0, where floating-point numbers give 0.
    """
    divided = []
    with np.errstate(all="ignore", divide="call", call=lambda *_: divided.append(True)):
        found = value(tree, at)
    if not divided and tells_of_division():
        return found
    with np.errstate(all="ignore"):
        return np.where(np.isfinite(found) & _divides(tree, at), np.nan, found)


@functools.cache
def tells_of_division():
    """Whether this machine says that it has divided by 0. WebAssembly, Python's in a tab, says nothing."""
    told = []
    with np.errstate(all="ignore", divide="call", call=lambda *_: told.append(True)):
        np.divide(np.ones(1), np.zeros(1))
    return bool(told)


def _divides(tree, at):
    """Where a quotient, a logarithm or a power divides by 0, in the cases that are taken."""
    kind = tree[0]
    inner = [_divides(part, at) for part in parts(tree)]
    if kind == "if":
        return inner[0] | np.where(value(tree[1], at) == 1, inner[1], inner[2])
    if kind in ("and", "or"):
        return inner[0] | (inner[1] & (value(tree[1], at) == (kind == "and")))
    found = functools.reduce(np.logical_or, inner, np.False_)
    if kind == "/":
        return found | (value(tree[2], at) == 0)
    if kind == "call" and tree[1].startswith("log"):
        return found | (value(tree[2], at) == 0)
    if kind == "^":
        return found | ((value(tree[1], at) == 0) & (value(tree[2], at) < 0))
    return found


def parts(tree):
    """The subtrees one level down."""
    return [part for part in tree[1:] if isinstance(part, tuple)]


def shared(tree, pool=None):
    """The same tree, in which parts that are equal are one object: what is known of one by `id`
    is known of the others."""
    pool = {} if pool is None else pool
    if not parts(tree):
        return pool.setdefault(tree, tree)
    whole = tuple(shared(part, pool) if isinstance(part, tuple) else part for part in tree)
    key = tuple(id(part) if isinstance(part, tuple) else part for part in whole)
    return pool.setdefault(key, whole)


def size_and_depth(tree):
    """How many nodes the tree has, and how many stand one inside the other."""
    level, size, depth = [tree], 0, 0
    while level:
        size, depth = size + len(level), depth + 1
        level = [part for node in level for part in parts(node)]
    return size, depth


def is_constant(tree, variables):
    """Whether no variable stands anywhere in the tree."""
    if tree[0] == "name":
        return tree[1] not in variables
    return all(is_constant(part, variables) for part in parts(tree))


def breaks(tree):
    """Set of trees whose zeros are the only points where the formula may not be differentiable.

    The argument of a corner, a jump, a root, a logarithm; a denominator; both sides of a
    comparison or of max and min, subtracted; for floor and ceil the sine that is 0 at integers.
    """
    return set().union(breaks_itself(tree), *map(breaks, parts(tree)))


def breaks_itself(tree):
    """Those of `breaks` that the outermost operation gives."""
    found, kind = set(), tree[0]
    if kind == "call":
        name, arguments = tree[1], tree[2:]
        u = arguments[0]
        one = ("num", "1")
        if name in ("abs", "sign", "step", "relu", "sqrt", "cbrt", "log", "log2", "log10"):
            found.add(u)
        elif name in ("max", "min") and u != arguments[1]:
            found.add(("-", *arguments))
        elif name in ("floor", "ceil"):
            found.add(("call", "sin", ("*", ("name", "pi"), u)))
        elif name in ("asin", "acos"):
            found |= {("-", u, one), ("+", u, one)}
        elif name == "tan":
            found.add(("call", "cos", u))
    elif kind == "cmp" and tree[2] != tree[3]:
        found.add(("-", tree[2], tree[3]))
    elif kind == "/":
        found.add(tree[2])
    elif kind == "^" and not (tree[2][0] == "num" and float(tree[2][1]).is_integer()):
        found.add(tree[1])
        if tree[1][0] not in ("num", "name") or tree[1] == ("num", "0"):
            found.add(tree[2])  # 0^x is 1 at 0, and 0 to its right
    return found


def without_breaks(tree, ties):
    """The tree where the breaks in `ties` are 0 all along: a number in the place of what breaks.

    It has the same derivative there; its values may differ by a constant.
    """
    if not parts(tree):
        return tree
    kind, zero = tree[0], ("num", "0")
    if kind == "call" and tree[1] in ("max", "min") and ("-", *tree[2:]) in ties:
        return without_breaks(tree[2], ties)
    if kind == "cmp" and ("-", *tree[2:]) in ties:
        return ("cmp", tree[1], zero, zero)
    if kind in ("call", "^") and not breaks_itself(tree).isdisjoint(ties):
        return zero
    return tuple(without_breaks(part, ties) if isinstance(part, tuple) else part for part in tree)
