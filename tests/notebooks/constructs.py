"""What Python and NumPy a notebook's cells use, read from their syntax trees, and where it is noted.

A construct is named as a note would write it: `np.eye`, `.copy`, `zip`, `lambda`, `f"{x:.2f}"`. It is
noted where a cell of text has it in a code span, or a comment of the code names it.
"""

import ast
import builtins
import io
import re
import tokenize

import numpy as np

# Syntax that wants a note, and how a note is known.
SYNTAX = {
    ast.Lambda: ("lambda", r"lambda"),
    ast.ListComp: ("a list comprehension", r"for .* in|[Cc]omprehension"),
    ast.GeneratorExp: ("a generator expression", r"for .* in|[Cc]omprehension"),
    ast.DictComp: ("a dict comprehension", r"\{.*:.* for .* in"),
    ast.SetComp: ("a set comprehension", r"\{.* for .* in"),
    ast.ClassDef: ("class", r"\bclass\b"),
    ast.Dict: ("a dict", r"\bdict|\{.*:.*\}"),
    ast.Set: ("a set", r"\bset\b|\{.*,.*\}"),
    ast.IfExp: ("a if c else b", r"if .* else"),
    ast.With: ("with", r"\bwith\b"),
    ast.Try: ("try", r"\btry\b"),
    ast.Raise: ("raise", r"\braise"),
    ast.While: ("while", r"\bwhile\b"),
    ast.Starred: ("*values", r"\*\w|\*\("),
    ast.AugAssign: ("+=", r"[-+*/]="),
    ast.Slice: ("a slice", r"\[.*:.*\]"),
    ast.MatMult: ("@", r"@"),
    ast.FloorDiv: ("//", r"//"),
    ast.Mod: ("%", r"%"),
    ast.Invert: ("~", r"~"),
    ast.BitAnd: ("&", r"&"),
    ast.BitOr: ("|", r"\|"),
    ast.NamedExpr: (":=", r":="),
    ast.Yield: ("yield", r"\byield\b"),
    ast.Break: ("break", r"\bbreak\b"),
    ast.Continue: ("continue", r"\bcontinue\b"),
}
OTHER = {
    "a closure": r"[Cc]losure",
    "a default": r"\w+=[\w.]+",
    "@decorator": r"@\w",
    "an f-string": r"\{\w+|f-string",
    "a format": r"\{\w*:",
    "two names filled at once": r"\w, \w+ =|\w, \w+ in",
    "an index of two axes": r"\[[^\]]*,[^\]]*\]",
}
PATTERNS = {**dict(SYNTAX.values()), **OTHER}
ASKED = {
    "print",
    "range",
    "len",
    "int",
    "str",
    "list",
    "True",
    "False",
}  # what notebook 00 asks for
KEYWORDS = {"axis", "dtype", "keepdims", "size"}
PLOTS = {"ex", "plt", "fig", "ax"}
METHODS = {
    name for kind in (np.ndarray, np.random.Generator, list, dict, str, set) for name in dir(kind)
} | {"__name__"}
METHODS -= {
    "data"
}  # an array has such a part, but it is the course's own class that is asked for it


def constructs(source):
    """The constructs of one cell's code, a set of names.

    Not counted: def, return, if, for, calls, arithmetic, comparisons, lists and what is in ASKED,
    which notebook 00 asks for; what comes from `lib`; and the plots' own calls.
    """
    tree = ast.parse(source)
    inner = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    return {name for node in ast.walk(tree) for name in _of(node, inner)} - ASKED


def _dotted(node):
    """`np.random.default_rng` of an attribute that hangs on a plain name, else None."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _of(node, inner):
    if type(node) in SYNTAX:
        yield SYNTAX[type(node)][0]
    if isinstance(node, ast.FunctionDef):
        if any(isinstance(part, ast.FunctionDef) for part in node.body):
            yield "a closure"
        if node.args.defaults:
            yield "a default"
        if node.decorator_list:
            yield "@decorator"
        if node.name.startswith("__"):
            yield node.name
    if isinstance(node, ast.FormattedValue):
        yield "an f-string" if node.format_spec is None else "a format"
    if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Tuple):
        yield "two names filled at once"
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Tuple) for t in node.targets):
        yield "two names filled at once"
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        yield "an index of two axes"
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in vars(builtins):
        yield node.func.id
    if isinstance(node, ast.keyword) and node.arg in KEYWORDS:
        yield f"{node.arg}="
    if isinstance(node, ast.Attribute) and id(node) not in inner:
        whole = _dotted(node)
        if whole.split(".")[0] in ("np", "sp"):
            yield whole
        elif whole.split(".")[0] not in PLOTS and node.attr in METHODS:
            yield f".{node.attr}"


def noted(name, text):
    """Whether text, the code spans and comments of some cells a line each, has a note on `name`."""
    if name in PATTERNS:
        return bool(re.search(PATTERNS[name], text))
    last = re.escape(name.split(".")[-1])
    end = "" if name.endswith("=") else r"(?!\w)"
    return bool(re.search(rf"(?<!\w){last}{end}", text))


def notes(cell):
    """What a cell says about code: the code spans of a text, the comments of a code cell."""
    if cell.cell_type == "markdown":
        spans = re.findall(r"`([^`]+)`", cell.source)
        return "\n".join([*spans, *re.findall(r"\*\*([^*]+)\*\*", cell.source)])
    if cell.cell_type != "code":
        return ""
    read = io.StringIO(cell.source).readline
    return "\n".join(t.string for t in tokenize.generate_tokens(read) if t.type == tokenize.COMMENT)
