"""Draws the places of figures, packs them, and keeps what was drawn for the next build.

A pack holds one figure with one choice of its settings: a script with a text, as a page that is opened
from a disk may not fetch. Its first part is what moves at once, each slider alone from where it
starts; the rest comes when the reader's hand is there.
"""

import ast
import base64
import functools
import importlib.metadata
import itertools
import json
import math
from pathlib import Path

from lib.stage import beforehand, frames
from website import NOTEBOOKS, ROOT, WORK, calls, figures, grids

WHOLE = 1_500_000  # bytes of one figure with one choice of its settings, as they are sent
FIRST = 150_000  # bytes of what moves first
ONE = 100_000  # bytes up to which a pack has one part


def plan(call, budget):
    """What is to be drawn of a figure, and its HTML: a dict that is kept as JSON.

    {"html": …, "choices": how many choices of its settings there are}
    """
    return _kept(_name(call, budget, "plan"), lambda: _plan(call, budget))


def _plan(call, budget):
    figure = _figure(call)
    figure.choose()
    axes = grids.settings(figure, budget)
    html = figures.html_of_figure(call.name, figure, grids.moving(figure, budget.start), axes)
    return {"html": html, "choices": grids.size(axes), "state": figure.stage.state}


def pack(call, budget, number):
    """One pack: {"parts": [text, …], "places": how many, "of": how many there would be}.

    number counts the choices of the settings.
    """
    return _kept(_name(call, budget, number), lambda: _pack(call, budget, number))


def is_kept(call, budget, number):
    """Whether a pack was drawn before."""
    return _file(_name(call, budget, number)).exists()


def _pack(call, budget, number):
    figure = _figure(call)
    figure.choose()
    settings = grids.settings(figure, budget)
    all_choices = grids.choices(settings)
    at_first = tuple(axis.first for axis in settings)
    chosen = all_choices[number]
    figure.choose(**{a.name: a.shown[n] for a, n in zip(settings, chosen, strict=True)})
    starts = chosen == at_first
    most = min(budget.others, budget.figure // len(all_choices))
    axes = grids.moving(figure, budget.start if starts else most)
    of = math.prod(len(axis.values) for axis in axes)
    drawn = {place: _layer(figure, axes, place) for place in _places(axes)}
    told = {} if starts else {"back": figure.still}
    while True:
        parts = _parts(axes, drawn, told)
        if sum(map(len, parts)) <= WHOLE or not grids.thin(axes, grids.size(axes) - 1):
            break
    return {"parts": parts, "places": grids.size(axes), "of": of}


def _places(axes):
    return itertools.product(*(axis.kept for axis in axes))


def _layer(figure, axes, place):
    return figure.layer(**{a.name: a.values[n] for a, n in zip(axes, place, strict=True)})


def _parts(axes, drawn, told):
    """The pack as one or two texts."""
    told = {**told, "axes": [_told(axis) for axis in axes]}
    rows = list(enumerate(_places(axes)))
    whole = _text(frames.pack(((key, drawn[place]) for key, place in rows), **told))
    if len(whole) <= ONE:
        return [whole]
    start = tuple(axis.start for axis in axes)
    step = 1
    while True:
        known, cross = frames.Known(), set()
        for key, place in rows:
            off = [(a, n) for a, n, s in zip(axes, place, start, strict=True) if n != s]
            if not off or (len(off) == 1 and off[0][0].kept.index(off[0][1]) % step == 0):
                cross.add(key)
        first = _text(frames.pack(((k, drawn[p]) for k, p in rows if k in cross), known, **told))
        if len(first) <= FIRST or len(cross) <= 2:
            break
        step *= 2
    rest = frames.pack(((k, drawn[p]) for k, p in rows if k not in cross), known)
    return [first, _text(rest)]


def _told(axis):
    shown = [beforehand.said(axis.control, value) for value in axis.shown]
    numbers = beforehand.kind(axis.control) in ("slider", "log", "steps")
    return {"texts": shown, "values": axis.shown if numbers else list(range(len(shown)))}


def _text(data):
    return base64.b64encode(data).decode()


@functools.lru_cache(maxsize=1)
def _figure(call):
    return beforehand.Beforehand(call.make, call.name)


def _kept(name, make):
    file = _file(name)
    if not file.exists():
        made = json.dumps(make(), ensure_ascii=False)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(made, encoding="utf-8")
        part.replace(file)
    return json.loads(file.read_text(encoding="utf-8"))


def _file(name):
    return WORK / "drawn" / f"{name}.json"


def _name(call, budget, what):
    """A name that changes with all that a drawing comes from."""
    module = f"lib.explore.{call.figure.partition('.')[0]}"
    return calls.digest(call, call.before, budget, what, _code(module), _surroundings())


@functools.cache
def _code(module):
    """A digest of a module of the course and of all that it imports of it."""
    seen, waiting = {}, [module, "lib.stage.beforehand", "website.packs", "website.figures"]
    while waiting:
        name = waiting.pop()
        file = _source(name)
        if file is None or file in seen:
            continue
        seen[file] = file.read_text(encoding="utf-8")
        waiting += _imports(seen[file])
    return calls.digest(sorted((str(f.relative_to(ROOT)), text) for f, text in seen.items()))


def _source(name):
    """The file of a module of ours, None for others'; a name in a module stands for the module."""
    parts = name.split(".")
    if parts[0] not in ("lib", "website"):
        return None
    path = ROOT.joinpath(*parts)
    found = [f for f in (path.with_suffix(".py"), path / "__init__.py") if f.exists()]
    return found[0] if found else None


def _imports(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@functools.cache
def _surroundings():
    """What else a drawing comes from: versions of packages, measured data."""
    packages = ("matplotlib", "numpy", "scipy", "sympy", "ipywidgets")
    data = [f for f in sorted(Path(NOTEBOOKS, "data").rglob("*")) if f.is_file()]
    contents = [calls.digest(f.name, f.read_bytes()) for f in data]
    return tuple(map(importlib.metadata.version, packages)), tuple(contents)
