"""A live figure as HTML: as it first stands it says everything without a script, then it moves.

What is in here is found again by `page/moving.js`.
"""

import html
import json
import re

from lib.stage import beforehand
from lib.stage.escaping import escaped
from website import grids, kept, packs

LIVE = "{live}"  # stands for the address of the page that says how to start Python


def plan(call, budget):
    """A figure as HTML, and how many choices of its settings are drawn: a dict that is kept.

    {"html": …, "choices": …}
    """
    name = kept.name(call, budget, "plan", "website.figures")
    return kept.kept(name, lambda: _plan(call, budget))


def _plan(call, budget):
    figure = packs.made(call)
    figure.choose()
    axes = grids.settings(figure, budget)
    html = html_of_figure(call.name, figure, grids.moving(figure, budget.start), axes)
    return {"html": html, "choices": grids.size(axes)}


def html_of_figure(name, figure, axes, settings):
    """The figure. axes are those that move its layer, settings the others (`grids.Axis`)."""
    parts = {axis.name: _moving(name, axis) for axis in axes}
    parts |= {axis.name: _setting(name, axis) for axis in settings if len(axis.kept) > 1}
    held = [axis for axis in settings if len(axis.kept) == 1 and len(axis.values) > 1]
    place = {axis.name: axis.shown[axis.first] for axis in axes}
    shown = [parts[name] for name in figure.stage.controls if name in parts]
    about = {
        "name": name,
        "moves": [axis.name for axis in axes],
        "chooses": [axis.name for axis in settings],
        "sizes": [len(axis.kept) for axis in settings],
        "first": [axis.first for axis in settings],
    }
    return (
        f'<figure class="moving stage" id="{name}" data-about="{html.escape(json.dumps(about))}">'
        f'<div class="picture" style="aspect-ratio: {_shape(figure.still)}">'
        f'<div class="back">{figure.still}</div>'
        f'<div class="front">{figure.layer(**place)}</div></div>'
        f'<div class="controls">{"".join(shown)}</div>'
        f'<p class="said" role="status" aria-live="polite">{escaped(figure.stage.state)}</p>'
        f'<p class="more">{_more(figure, held)}</p></figure>'
    )


def _shape(still):
    """Width / height of a still part, so that a picture out of sight takes its room undrawn."""
    _, _, width, height = re.search(r'viewBox="([^"]*)"', still)[1].split()
    return f"{width} / {height}"


def _more(figure, held):
    """What can't be had here, and where."""
    wanted = []
    if any(hasattr(control, "menu") for control in figure.stage.controls.values()):
        wanted.append("a function of your own")
    wanted += [beforehand.label(axis.control).split(" (")[0] for axis in held]
    wanted.append("values in between")
    listed = ", ".join(wanted[:-1]) + " and " * (len(wanted) > 1) + wanted[-1]
    return (
        f"Python drew this beforehand. For {escaped(listed)}, "
        f'<a href="{LIVE}">start it live</a>.<span class="aside"></span>'
    )


def _moving(name, axis):
    return _control(name, axis, "moves")


def _setting(name, axis):
    return _control(name, axis, "chooses")


def _control(figure, axis, role):
    """A control with its label; its value is the number of a value kept."""
    kind, control = beforehand.kind(axis.control), axis.control
    label, ident = (
        escaped(beforehand.label(control).split(" (on release)")[0]),
        f"{figure}-{axis.name}",
    )
    texts = [escaped(beforehand.said(control, value)) for value in axis.shown]
    about = f'id="{ident}" data-{role}="{axis.name}" autocomplete="off"'
    if kind == "list":
        options = "".join(
            f'<option value="{n}"{" selected" * (n == axis.first)}>{text}</option>'
            for n, text in enumerate(texts)
        )
        inner = f"<select {about}>{options}</select>"
    elif kind == "switch":
        inner = f'<input type="checkbox" {about}{" checked" * axis.first}>'
    else:
        now = texts[axis.first]
        inner = (
            f'<input type="range" min="0" max="{len(texts) - 1}" value="{axis.first}" {about} '
            f'aria-valuetext="{label.split(",")[0]} = {now}"{_play(control)}>'
            f'<input class="typed" aria-label="{label}, typed value" value="{now}" autocomplete="off" '
            f'inputmode="{"text" if kind == "log" else "decimal"}" spellcheck="false">'
        )
        if kind == "steps":
            inner += (
                '<span class="steps"><button type="button" data-step="-1">◀ one step back</button>'
                '<button type="button" data-step="1">one step on ▶</button></span>'
            )
        if role == "chooses":  # the values are few, and stand here, as no pack tells of them
            told = {"texts": texts, "values": axis.shown}
            inner += f'<script type="application/json">{json.dumps(told).replace("<", "")}</script>'
    return f'<div class="control {kind}"><label for="{ident}">{label}</label>{inner}</div>'


def _play(control):
    way = beforehand.plays(control)
    return f' data-plays="{way}"' if way else ""
