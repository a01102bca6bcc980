"""Mutants of a solution: one small change each, as a slip of the pen would make it.

Operators, signs, indices, constants, comparisons, names, axes, order of lines, dropped lines, dropped
calls, a `return` inside the loop. What a mutant gives is compared elsewhere.
"""

import ast
import copy

OPERATORS = {
    ast.Add: [ast.Sub, ast.Mult],
    ast.Sub: [ast.Add, ast.Div],
    ast.Mult: [ast.Div, ast.Add, ast.MatMult],
    ast.Div: [ast.Mult, ast.FloorDiv],
    ast.Pow: [ast.Mult, ast.Add],
    ast.MatMult: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
    ast.FloorDiv: [ast.Div],
}
COMPARISONS = {
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
}
TWINS = {"argmax": "argmin", "max": "min", "maximum": "minimum", "sin": "cos", "zeros": "ones"}
TWINS |= {"sum": "mean", "ones": "zeros", "mean": "sum", "min": "max", "cos": "sin", "exp": "log"}
TWINS |= {"zeros_like": "ones_like", "isfinite": "isnan", "std": "var", "tanh": "sin"}


def mutants(source):
    """Each mutant's source text, no two alike, none the same as `source`."""
    tree = ast.parse(source)
    plain, seen = ast.unparse(tree), set()
    for index, node in enumerate(ast.walk(tree)):
        for change in _changes(node, tree):
            other = copy.deepcopy(tree)
            twin = next(n for i, n in enumerate(ast.walk(other)) if i == index)
            change(twin, other)
            try:
                text = ast.unparse(ast.fix_missing_locations(other))
                compile(text, "<mutant>", "exec")
            except (SyntaxError, ValueError, AttributeError, TypeError):
                continue
            if text != plain and text not in seen:
                seen.add(text)
                yield text


def _put(field, value):
    return lambda node, tree: setattr(node, field, value)


def _instead(make):
    """Put make(node) in the node's place."""

    def change(node, tree):
        made = make(node)
        for parent in ast.walk(tree):
            for name, value in ast.iter_fields(parent):
                if value is node:
                    setattr(parent, name, made)
                elif isinstance(value, list):
                    value[:] = [made if entry is node else entry for entry in value]

    return change


def _changes(node, tree):
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for other in OPERATORS.get(type(node.op), []):
            yield _put("op", other())
    if isinstance(node, ast.BinOp):
        yield _swap("left", "right")
        yield _instead(lambda n: n.left)
        yield _instead(lambda n: n.right)
        yield _instead(lambda n: ast.UnaryOp(ast.USub(), n))
        yield _regroup
    if isinstance(node, ast.AugAssign):
        yield _instead(lambda n: ast.Assign([n.target], n.value))
    if isinstance(node, ast.UnaryOp):
        yield _instead(lambda n: n.operand)
    if isinstance(node, ast.Compare):
        for other in COMPARISONS.get(type(node.ops[0]), []):
            yield _put("ops", [other()])
    if isinstance(node, ast.Constant):
        yield from (_put("value", value) for value in _constants(node.value))
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from (_put("id", name) for name in _names(tree) if name != node.id)
    if isinstance(node, ast.Attribute):
        if node.attr in TWINS:
            yield _put("attr", TWINS[node.attr])
        yield _instead(lambda n: n.value)
    if isinstance(node, ast.Call):
        yield from _call_changes(node)
    if isinstance(node, ast.Subscript):
        yield _instead(lambda n: n.value)
        yield _put("slice", ast.Constant(0))
        yield _put("slice", ast.UnaryOp(ast.USub(), ast.Constant(1)))
    if isinstance(node, ast.Tuple | ast.List) and len(node.elts) > 1:
        yield lambda n, tree: n.elts.reverse()
        yield lambda n, tree: n.elts.pop()
    if isinstance(node, ast.Slice):
        yield _swap("lower", "upper")
        yield _put("lower", None)
        yield _put("upper", None)
    if isinstance(node, ast.IfExp):
        yield _swap("body", "orelse")
    body = getattr(node, "body", None)
    if isinstance(body, list) and not isinstance(node, ast.Module):
        yield from _line_changes(body)


def _swap(one, other):
    def change(node, tree):
        left, right = getattr(node, one), getattr(node, other)
        setattr(node, one, right)
        setattr(node, other, left)

    return change


def _regroup(node, tree):
    """a·(b·c) read as (a·b)·c: brackets forgotten."""
    if isinstance(node.right, ast.BinOp):
        inner = node.right
        node.left = ast.BinOp(node.left, node.op, inner.left)
        node.op, node.right = inner.op, inner.right
    elif isinstance(node.left, ast.BinOp):
        inner = node.left
        node.left, node.right = inner.left, ast.BinOp(inner.right, node.op, node.right)
        node.op = inner.op


def _constants(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1, -value]
    if isinstance(value, float):
        return [value * 10, value / 10, -value, value * 1e6, value / 1e9]
    return []


def _names(tree):
    return sorted(
        {arg.arg for n in ast.walk(tree) if isinstance(n, ast.arguments) for arg in n.args}
    )


def _call_changes(node):
    if node.args:
        yield _instead(lambda n: n.args[0])
        yield lambda n, tree: n.args.reverse()
        yield lambda n, tree: n.args.pop()
    if isinstance(node.func, ast.Attribute) and not node.args:
        yield _instead(lambda n: n.func.value)
    if isinstance(node.func, ast.Name) and node.func.id in TWINS:
        yield lambda n, tree: setattr(n.func, "id", TWINS[n.func.id])
    for place, word in enumerate(node.keywords):
        yield lambda n, tree, place=place: n.keywords.pop(place)
        if word.arg == "axis" and isinstance(word.value, ast.Constant):
            other = ast.Constant(1 - word.value.value)
            yield lambda n, tree, place=place, other=other: setattr(
                n.keywords[place], "value", other
            )


def _line_changes(body):
    for place in range(len(body)):
        if len(body) > 1:
            yield lambda n, tree, place=place: n.body.pop(place)
        if place + 1 < len(body):
            yield lambda n, tree, place=place: n.body.insert(place, n.body.pop(place + 1))
            if isinstance(body[place], ast.For | ast.While | ast.If):
                yield lambda n, tree, place=place: n.body[place].body.append(n.body.pop(place + 1))
        if isinstance(body[place], ast.For | ast.While) and len(body[place].body) > 1:
            yield lambda n, tree, place=place: n.body.insert(place + 1, n.body[place].body.pop())
            yield lambda n, tree, place=place: n.body.insert(place, n.body[place].body.pop(0))
