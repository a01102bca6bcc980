"""What was drawn is kept until something that it comes from changes.

A name stands for all that a drawing comes from: the code of the modules that draw it, without what is
only said in them, versions of packages, measured data.
"""

import ast
import functools
import importlib.metadata
import json
from pathlib import Path

from website import NOTEBOOKS, ROOT, WORK, calls


def kept(name, make):
    """What make() gives, as JSON holds it; made once for each name."""
    file = _file(name)
    if not file.exists():
        made = json.dumps(make(), ensure_ascii=False)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(made, encoding="utf-8")
        part.replace(file)
    return json.loads(file.read_text(encoding="utf-8"))


def is_kept(name):
    """Whether it was made before."""
    return _file(name).exists()


def name(call, budget, what, *modules):
    """A name that changes with all that `what` of a call comes from, as these modules make it."""
    own = f"lib.explore.{call.figure.partition('.')[0]}"
    return calls.digest(call, call.before, budget, what, code(own, *modules), _surroundings())


@functools.cache
def code(*modules):
    """A digest of modules of the course and of all that they import of it."""
    seen, waiting = {}, list(modules)
    while waiting:
        file = source(waiting.pop())
        if file is None or file in seen:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        waiting += _imports(tree, ".".join(file.relative_to(ROOT).parent.parts))
        seen[file] = ast.unparse(_unsaid(tree))
    return calls.digest(sorted((f.relative_to(ROOT).as_posix(), text) for f, text in seen.items()))


def source(name):
    """The file of a module of ours, None for others'; a name in a module stands for the module."""
    parts = name.split(".")
    if parts[0] not in ("lib", "website") or len(parts) == 1:  # which rooms there are draws nothing
        return None
    path = ROOT.joinpath(*parts)
    found = [f for f in (path.with_suffix(".py"), path / "__init__.py") if f.exists()]
    return found[0] if found else None


def _file(name):
    return WORK / "drawn" / f"{name}.json"


def _imports(tree, folder):
    """What a module in a folder imports; a room's face also what it loads on use."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "face":
            yield from (f"{folder}.{module.value}" for module in node.args[1].keys)


def _unsaid(tree):
    """The tree without docstrings; comments aren't in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            node.body[0] = ast.Pass()
    return tree


@functools.cache
def _surroundings():
    """What else a drawing comes from: versions of packages, measured data."""
    packages = ("matplotlib", "numpy", "scipy", "sympy", "ipywidgets")
    data = [f for f in sorted(Path(NOTEBOOKS, "data").rglob("*")) if f.is_file()]
    contents = [calls.digest(f.name, f.read_bytes()) for f in data]
    return tuple(map(importlib.metadata.version, packages)), tuple(contents)
