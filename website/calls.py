"""What a notebook's code cells show: live figures, questions to predict, exercises to check.

Found in the code itself, by what it imports: `two_points("x²")` after `from lib.explore.slope import
two_points`, `ex.machine.ask()` and `ex.between.check(slope)` after `from lib.practice import slope as ex`.
"""

import ast
import contextlib
import functools
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import nbformat

from website import NOTEBOOKS


@dataclass(frozen=True)
class Call:
    """A live figure as one cell calls it.

    figure     its name in `lib.explore.figures()`, such as "slope.two_points"
    source     the call, such as 'two_points("x²")'
    home       the notebook's name and the cell's number, where the arguments aren't literals
    """

    figure: str
    source: str
    home: tuple[str, int] | None = None

    def make(self):
        """The figure: a new Stage."""
        from lib.explore import figures

        name = self.source.partition("(")[0]
        names = {name: figures()[self.figure]}
        if self.home:
            names = _run(*self.home) | names
        return eval(compile(self.source, self.figure, "eval"), names)

    @property
    def name(self):
        """A name for files and ids, its own for each call: "slope-two_points-1a2b3c"."""
        return f"{self.figure.replace('.', '-')}-{digest(self.source, self.home)[:6]}"

    @property
    def before(self):
        """The code that the arguments come from, as text; empty for literals."""
        return "\n".join(_sources(*self.home)) if self.home else ""


@dataclass(frozen=True)
class Practice:
    """A question ("ask") or an exercise ("check") that a cell shows; key as in `lib.practice`."""

    way: str
    key: str


def shown(cells, notebook=""):
    """For each cell that shows one: a dict from its number to its Call or Practice.

    cells are those of a notebook (dicts with cell_type and source), notebook its file's name.
    """
    found, names = {}, {}
    for number, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        with contextlib.suppress(SyntaxError):  # a cell with a magic shows nothing of ours
            tree = ast.parse("".join(cell["source"]))
            names |= _imported(tree)
            last = tree.body[-1] if tree.body else None
            if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
                what = _shown_by(last.value, names, (notebook, number))
                if what:
                    found[number] = what
    return found


def _imported(tree):
    """What a cell imports from our two rooms: a dict from name to ("explore", "slope.two_points")."""
    found = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        parts = node.module.split(".")
        for alias in node.names:
            if parts[:2] == ["lib", "explore"] and len(parts) == 3:
                found[alias.asname or alias.name] = ("explore", f"{parts[2]}.{alias.name}")
            elif parts == ["lib", "practice"]:
                found[alias.asname or alias.name] = ("practice", alias.name)
    return found


def _shown_by(call, names, home):
    func = call.func
    if isinstance(func, ast.Name):
        room, name = names.get(func.id, ("", ""))
        if room != "explore":
            return None
        parts = [*call.args, *(keyword.value for keyword in call.keywords)]
        return Call(name, ast.unparse(call), None if all(map(_literal, parts)) else home)
    if isinstance(func, ast.Attribute) and func.attr in ("ask", "check"):
        inner = func.value
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            room, name = names.get(inner.value.id, ("", ""))
            if room == "practice":
                return Practice(func.attr, f"{name}.{inner.attr}")
    return None


def _literal(node):
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def read(name):
    """A notebook of the course, by its file's name."""
    return nbformat.read(Path(NOTEBOOKS, name), as_version=4)


@functools.cache
def _sources(name, number):
    return tuple(c.source for c in read(name).cells[:number] if c.cell_type == "code")


@functools.cache
def _run(name, number):
    """The names that a notebook has before the cell with this number."""
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for source in _sources(name, number):
            exec(compile(source, name, "exec"), names)
    return names


def digest(*parts):
    """Hexadecimal digits that stand for these parts, which are the same each time they are made."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()
