"""The graph of an expression: built of `lib.learning.autodiff` Values from a formula, put into columns.

y, (x, w, b) = trace(function("(w*x + b)^2", ("x", "w", "b")), 2.0, 0.5, -1.0)
y.backward(); w.grad          what the formula's own graph says
layout(y)                     where its nodes may stand, inputs on the left
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lib.formula import guard
from lib.formula.expressions import is_constant, value
from lib.formula.refusals import FunctionError
from lib.formula.writing import true_signs
from lib.learning.autodiff import Value, relu, sigmoid, topological

MOST, WIDEST, TALLEST = 14, 7, 4  # nodes in all, columns, nodes above each other
LARGEST = 1e300  # of a constant that a function may give

OPERATIONS = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power,
    "neg": np.negative, "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin,
    "acos": np.arccos, "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh,
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "abs": np.absolute, "max": np.maximum,
    "sigmoid": sigmoid, "relu": relu, "softplus": lambda a: np.logaddexp(0.0, a),
}  # fmt: skip
INSTEAD = {  # operations that the engine has no rule for, and what to write
    "cbrt": "x^(1/3)", "log2": "ln(x)/0.693147", "log10": "ln(x)/2.302585",
    "min": "-max(-x, -w)", "if": "relu(x) or max(x, 0.1x)", "sign": "tanh(9x)",
    "step": "sigmoid(9x)", "floor": "sigmoid(9x)", "ceil": "sigmoid(9x)",
}  # fmt: skip


def trace(f, *inputs):
    """(output, inputs): the graph of Values that computes a `lib.formula.functions.Function`.

    inputs are numbers, or Values that have a graph of their own already, one for each variable.
    A part that stands twice in a formula, as x in x*sin(x), is one node, used twice. A part without
    variables is one constant. A Python callable is simply called with Values.
    Raises FunctionError where the engine has no rule for a part, or a callable can't take Values.
    """
    given = [
        number if isinstance(number, Value) else Value(number, label=name)
        for number, name in zip(inputs, f.variables, strict=True)
    ]
    if getattr(f, "tree", None) is None:
        return _called(f, given), given
    made = dict(zip(f.variables, given, strict=True))
    return _node(f.tree, made, f.variables), given


def _called(f, given):
    """The output of a Python callable that is given Values."""
    outcome = guard.call(f.f, *given)
    if outcome.stopped or isinstance(outcome.problem, SystemExit):
        raise FunctionError(f"your function {f.label} {outcome.told}")
    if outcome.problem is not None:
        said = f"{type(outcome.problem).__name__}: {guard.said_by(outcome.problem)}"
        raise FunctionError(
            f"{f.label} can't be followed through the graph ({said}); "
            "use + - * / ** and NumPy's functions, np.sin and not math.sin"
        )
    output = outcome.value
    if not isinstance(output, Value):
        small = isinstance(output, int | float) and abs(output) < LARGEST
        output = Value(output, op="constant") if small else None
    if output is None or output.shape != ():
        raise FunctionError(f"{f.label} should give one number, computed from what it is given")
    return output


def _node(tree, made, variables):
    """The Value of a part; `made` remembers what stands for each part already read."""
    key = tree[1] if tree[0] == "name" and tree[1] in variables else tree
    if key not in made:
        made[key] = _new_node(tree, made, variables)
    return made[key]


def _new_node(tree, made, variables):
    if is_constant(tree, variables):
        return Value(float(value(tree, {})), op="constant")
    kind = tree[1] if tree[0] == "call" else tree[0]
    if kind not in OPERATIONS:
        instead = INSTEAD.get(kind, "relu(x)")
        raise FunctionError(f"the graph has no {kind}: its slopes aren't in it; try {instead}")
    if kind == "^" and tree[2] == ("num", "2"):
        return np.square(_node(tree[1], made, variables))
    parts = [_node(part, made, variables) for part in tree[1:] if isinstance(part, tuple)]
    return OPERATIONS[kind](*parts)


def shown(output):
    """The nodes of a graph without its constants: in topological order, output last."""
    return [node for node in topological(output) if node.op != "constant"]


SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^", "neg": "−", "maximum": "max",
         "sigmoid": "σ", "relu": "ReLU", "log": "ln", "exp": "exp", "square": "²",
         "absolute": "| |", "abs": "| |", "logaddexp": "lnΣe"}  # fmt: skip


def symbol(node):
    """A node's name in few signs: w, ×, σ; its constants are written into it: −1, 2×, ^3."""
    if not node.parents:
        return node.label or true_signs(f"{float(node.data):.4g}")
    sign = SIGNS.get(node.op, node.op)
    if len(node.parents) != 2 or not any(p.op == "constant" for p in node.parents):
        return sign
    left, right = node.parents
    constant = left if left.op == "constant" else right
    number = true_signs(f"{float(constant.data):.4g}")
    if node.op == "logaddexp" and constant.data == 0:
        return "softplus"
    if sign.isalpha():
        return f"{sign} {number}"
    return f"{number}{sign}" if constant is left else f"{sign}{number}"


@dataclass
class Layout:
    """Where the nodes of a graph stand: `place` by id(node), (column, row), rows around 0.

    edges: one (parent, user, number, points) for each arrow, number being the parent's index among
    the user's parents, points the places that it goes through, both ends included.
    """

    place: dict
    edges: list
    columns: int
    rows: float
    order: list


def layout(output):
    """The Layout of a graph, left to right, without two nodes in one place and with few crossings.

    Each node stands in the last column that its users allow; an arrow that passes columns is given
    a place in each. Raises FunctionError where the graph is larger than a picture has room for.
    """
    nodes = shown(output)
    if not nodes or not nodes[-1].parents:
        raise FunctionError("there is nothing to compute here: try w*x + b")
    level = {id(nodes[-1]): 0}
    for node in reversed(nodes):
        for parent in node.parents:
            level[id(parent)] = max(level.get(id(parent), 0), level[id(node)] + 1)
    last = max(level[id(node)] for node in nodes)
    if len(nodes) > MOST or last + 1 > WIDEST:
        raise FunctionError(
            f"a graph of {len(nodes)} nodes, {last + 1} in a row: the picture has room for {MOST}, "
            f"{WIDEST} in a row; try a shorter expression"
        )
    column = {id(node): last - level[id(node)] for node in nodes}
    routes, columns = _routes(nodes, column, last + 1)
    links = [pair for *_, keys in routes for pair in pairwise(keys)]
    _untangle(columns, links)
    if max(map(len, columns)) > TALLEST:
        raise FunctionError(
            f"{max(map(len, columns))} nodes or arrows above each other: the picture has room for "
            f"{TALLEST}; try an expression with fewer parts side by side"
        )
    row = _rows(columns, links)
    place = {key: (c, row[key]) for c, keys in enumerate(columns) for key in keys}
    edges = [
        (parent, user, number, [place[k] for k in keys]) for parent, user, number, keys in routes
    ]
    spread = max(row.values()) - min(row.values())
    return Layout({id(n): place[id(n)] for n in nodes}, edges, last + 1, spread, nodes)


def _routes(nodes, column, count):
    """Each arrow with the keys that it passes, and the keys of each column, found from the right."""
    columns, routes, seen = [[] for _ in range(count)], [], set()

    def visit(user):
        if id(user) in seen:
            return
        seen.add(id(user))
        columns[column[id(user)]].append(id(user))
        for number, parent in enumerate(user.parents):
            if parent.op == "constant":
                continue
            between = range(column[id(parent)] + 1, column[id(user)])
            bends = [(id(parent), id(user), number, c) for c in between]
            for key in bends:
                columns[key[3]].append(key)
            routes.append((parent, user, number, [id(parent), *bends, id(user)]))
            visit(parent)

    visit(nodes[-1])
    return routes, columns


def _crossings(columns, links):
    at = {key: i for keys in columns for i, key in enumerate(keys)}
    of = {key: c for c, keys in enumerate(columns) for key in keys}
    return sum(
        of[a] == of[c] and (at[a] - at[c]) * (at[b] - at[d]) < 0
        for i, (a, b) in enumerate(links)
        for c, d in links[:i]
    )


def _untangle(columns, links):
    """Swap neighbours in a column as long as that takes away a crossing."""
    best, improved = _crossings(columns, links), True
    while best and improved:
        improved = False
        for keys in columns:
            for i in range(len(keys) - 1):
                keys[i], keys[i + 1] = keys[i + 1], keys[i]
                now = _crossings(columns, links)
                if now < best:
                    best, improved = now, True
                else:
                    keys[i], keys[i + 1] = keys[i + 1], keys[i]


def _rows(columns, links, sweeps=40):
    """A row for each key: near its neighbours' rows, at least 1 from the next in its column."""
    row = {key: (len(keys) - 1) / 2 - i for keys in columns for i, key in enumerate(keys)}
    near = {key: [] for key in row}
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    for _ in range(sweeps):
        for keys in columns:
            wished = [np.mean([row[k] for k in near[key]]) for key in keys]
            row.update(zip(keys, _apart(wished), strict=True))
    middle = (max(row.values()) + min(row.values())) / 2
    return {key: float(y - middle) for key, y in row.items()}


def _apart(wished):
    """Rows in falling order, at least 1 apart, with the mean that was wished for."""
    rows = []
    for y in wished:
        rows.append(min(y, rows[-1] - 1) if rows else y)
    return [y + np.mean(wished) - np.mean(rows) for y in rows]
