"""What is said to the reader: a note shows itself in a notebook, and as plain text anywhere else."""

import re
from dataclasses import dataclass

from lib.drawing.style import GREEN, ORANGE, QUIET
from lib.formula.typewriter import showable, typed
from lib.practice.engine import progress
from lib.stage.escaping import escaped, no_maths

NOT_ATTEMPTED, NOT_YET, RIGHT = progress.BEST
LOOKS = {NOT_ATTEMPTED: ("○", QUIET), NOT_YET: ("✗", ORANGE), RIGHT: ("✓", GREEN)}


@dataclass(frozen=True)
class Note:
    """Something said to the reader."""

    message: str
    sign: str = ""
    color: str = QUIET

    def __repr__(self):
        return showable(f"{self.sign} {self.message}".strip())

    def __str__(self):
        return typed(repr(self))

    def _repr_html_(self):
        sign = f'<strong aria-hidden="true">{self.sign}</strong> ' if self.sign else ""
        return (
            f'<div{no_maths(self.message)} style="border-left:4px solid {self.color};padding:0.2em 0.8em;'
            f'max-width:46em">{sign}{rich(self.message)}</div>'
        )


@dataclass(frozen=True, repr=False)
class Result(Note):
    """What a check found: `.status`, `.mistake` (a name or None) and `.message`."""

    status: str = NOT_ATTEMPTED
    mistake: str | None = None


def result(status, message, mistake=None):
    """A Result with the looks of its status."""
    return Result(message, *LOOKS[status], status, mistake)


_STRESS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")


def rich(text):
    """Plain text as HTML: `code` between backticks, code blocks between ``` lines, *stress*, paragraphs."""
    parts = re.split(r"```\n?(.*?)```", text, flags=re.DOTALL)
    made = []
    for index, part in enumerate(parts):
        safe = escaped(part)
        if index % 2:
            made.append(f"<pre>{safe.rstrip()}</pre>")
        else:
            pieces = re.split(r"`([^`]+)`", safe.strip())
            pieces[::2] = [_STRESS.sub(r"<em>\1</em>", piece) for piece in pieces[::2]]
            pieces[1::2] = [f"<code>{code}</code>" for code in pieces[1::2]]
            safe = "".join(pieces)
            made.append(safe.replace("\n\n", "<br><br>").replace("\n", " "))
    return "".join(made)
