"""Draws the places of figures and packs them.

A pack holds one figure with one choice of its settings: a script with a text, as a page that is opened
from a disk may not fetch. Its first part is what moves at once, each slider alone from where it
starts; the rest comes when the reader's hand is there.
"""

import base64
import functools
import itertools
import math

from lib.stage import beforehand, frames
from website import grids, kept

WHOLE = 1_500_000  # bytes of one figure with one choice of its settings, as they are sent
FIRST = 150_000  # bytes of what moves first
ONE = 100_000  # bytes up to which a pack has one part


def pack(call, budget, number):
    """One pack: {"parts": [text, …], "places": how many, "of": how many there would be}.

    number counts the choices of the settings.
    """
    return kept.kept(_name(call, budget, number), lambda: _pack(call, budget, number))


def is_kept(call, budget, number):
    """Whether a pack was drawn before."""
    return kept.is_kept(_name(call, budget, number))


def _name(call, budget, number):
    return kept.name(call, budget, number, "website.packs")


def _pack(call, budget, number):
    figure = made(call)
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
def made(call):
    """The call's figure, a `Beforehand`; the last one is kept, as the next choice is often of the same."""
    return beforehand.Beforehand(call.make, call.name)
