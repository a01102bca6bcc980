"""Questions to predict and exercises as HTML; `page/practice.js` makes them answer."""

import json

from lib.practice import exercises, predictions
from lib.practice.engine.notes import rich
from lib.practice.engine.records import empty
from lib.stage.escaping import escaped
from website.figures import LIVE


def html(found):
    """What stands on the page for a `calls.Practice`."""
    if found.way == "ask":
        return _question(predictions()[found.key])
    return _exercise(exercises()[found.key])


def constants():
    """The line of script that `practice.js` begins with."""
    return f"const EMPTY = {json.dumps(empty())};\n"


def _question(asked):
    picks, replies = [], []
    for choice in asked.choices:
        right = " data-right" if choice == asked.right else ""
        picks.append(
            f'<label class="pick"><input type="radio" name="{asked.key}" value="{escaped(choice)}"{right} '
            f'autocomplete="off"><span>{escaped(choice)}</span></label>'
        )
        replies.append(f"<template><p>{rich(asked.reply(choice))}</p></template>")
    folded = "".join(
        f"<details><summary>{escaped(choice)}</summary><p>{rich(asked.reply(choice))}</p></details>"
        for choice in asked.choices
    )
    return (
        f'<form class="predict" data-key="{asked.key}"><fieldset>'
        f"<legend><strong>Predict.</strong> {rich(asked.question)}</legend>{''.join(picks)}</fieldset>"
        f'<button type="submit" disabled>This is my prediction</button>'
        f'<div class="said" role="status" aria-live="polite"></div>{"".join(replies)}'
        f"<noscript>{folded}</noscript></form>"
    )


def _exercise(exercise):
    hints = "".join(
        f'<details class="hint"><summary>Hint {number} of {len(exercise.hints)}</summary>'
        f"<p>{rich(hint)}</p></details>"
        for number, hint in enumerate(exercise.hints, 1)
    )
    return (
        f'<div class="exercise" data-key="{exercise.key}">'
        f"<p>Above is the stub: your own code comes where the dots are. "
        f'To have it checked, with a word on what went wrong, <a href="{LIVE}">start it live</a>.</p>'
        f'{hints}<details class="solution"><summary>A solution, when you have tried</summary>'
        f"<div><pre>{escaped(exercise.answer)}</pre></div></details></div>"
    )
