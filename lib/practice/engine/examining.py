"""`exam`: ten numbers to find; a page then says which are right, and what to revisit."""

import math
import re
from contextlib import suppress
from urllib.parse import quote

import ipywidgets as widgets

from lib.formula.typewriter import showable
from lib.practice import final
from lib.practice.engine import progress
from lib.practice.engine.course import contents
from lib.practice.engine.notes import rich
from lib.stage.escaping import escaped
from lib.stage.keys import keep_keys
from lib.stage.rerun import close_whole, replace_earlier_run
from lib.stage.worded import Worded

NOT_A_NUMBER = "This is no number. Type one like `0.25`, `-3` or `1/4`."


def number(text):
    """The number that a reader has typed: -0.5, −0,5, 1,000 or 1/4; None for anything else."""
    text = text.strip().replace("−", "-")
    text = text.replace(",", "" if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", text) else ".")
    if not re.fullmatch(
        r"[-+]?[\d.]+(e[-+]?\d+)?( ?/ ?[-+]?[\d.]+)?", text, re.ASCII | re.IGNORECASE
    ):
        return None
    with suppress(ValueError, ZeroDivisionError):
        above, _, below = text.partition("/")
        value = float(above) / float(below or "1")
        return value if math.isfinite(value) else None
    return None


def mark(question, text):
    """(right, reply) to what was typed: True or False, None where nothing was; the reply is a text."""
    if not text.strip():
        return None, "No answer yet."
    value = number(text)
    if value is None:
        return None, NOT_A_NUMBER
    if abs(value - question.right) <= question.tolerance:
        return True, "Right."
    for slip, reply in question.slips.items():
        if abs(value - slip) <= question.tolerance:
            return False, f"Not so. {reply}"
    return False, "Not so. Do it in small steps on paper, and write each multiple down."


class Exam(Worded, widgets.VBox):
    """The exam on the page. `.answer(…)` fills it in; `.marks` are the results, `.said` is the page."""

    def __init__(self):
        super().__init__(layout=widgets.Layout(max_width="46em"))
        self.marks, self.said = [], ""
        self._questions = final.QUESTIONS
        self._titles = {entry.number: entry for entry in contents()}
        self._fields, children = [], []
        stored = progress.load()["predictions"]
        for place, question in enumerate(self._questions, start=1):
            children.append(widgets.HTML(f"<strong>{place}.</strong> {rich(question.text)}"))
            before = stored.get(question.key, {}).get("choice", "")
            field = widgets.Text(
                value=before if number(before) is not None else "",
                description=f"{place}. answer",
                placeholder="a number",
            )
            self._fields.append(field)
            children.append(field)
        self._button = widgets.Button(
            description="Mark my exam", layout=widgets.Layout(width="14em")
        )
        self._button.on_click(self._marked)
        self._page = widgets.HTML()
        self.children = [*children, self._button, self._page]
        self._keys = keep_keys(self)
        replace_earlier_run(self)

    def answer(self, *answers):
        """Type all answers, as the reader would, and have them marked; the page as text."""
        for field, text in zip(self._fields, answers, strict=True):
            field.value = str(text)
        self._marked()
        return self.said

    def _marked(self, _=None):
        typed_in = [field.value for field in self._fields]
        self.marks = [mark(q, text) for q, text in zip(self._questions, typed_in, strict=True)]
        for question, text, (right, _reply) in zip(
            self._questions, typed_in, self.marks, strict=True
        ):
            if right is not None:
                progress.record_prediction(question.key, repr(number(text)), right)
        lines = self._lines()
        self.said = showable("\n".join(lines))
        trouble = "".join(f"<p>{rich(sentence)}</p>" for sentence in progress.trouble())
        self._page.value = (
            f'<div role="status" aria-live="polite">{self._page_html()}{trouble}</div>'
        )

    def _verdict(self):
        count = sum(right is True for right, _ in self.marks)
        if count == len(self.marks):
            return f"All {count} are right. There is nothing that you have to revisit."
        return f"{count} of {len(self.marks)} right."

    def _where(self, question):
        """The title of the notebook that teaches it, and its file."""
        entry = self._titles.get(question.notebook or "09")
        return (f"{entry.number} · {entry.title}", entry.file) if entry else (question.notebook, "")

    def _to_revisit(self):
        return [q for q, (right, _) in zip(self._questions, self.marks, strict=True) if not right]

    def _lines(self):
        lines = [self._verdict()]
        for place, (right, reply) in enumerate(self.marks, start=1):
            lines.append(f"{_sign(right)} {place}. {reply}")
        lines += [f"Revisit {self._where(q)[0]}: {q.revisit}." for q in self._to_revisit()]
        return lines

    def _page_html(self):
        rows = "".join(
            f'<li><span aria-hidden="true">{_sign(right)}</span> {rich(reply)}</li>'
            for right, reply in self.marks
        )
        again = "".join(
            f"<li>{_link(*self._where(question))}: {rich(question.revisit)}</li>"
            for question in self._to_revisit()
        )
        revisit = f"<p><strong>What to revisit</strong></p><ul>{again}</ul>" if again else ""
        return f"<p><strong>{escaped(self._verdict())}</strong></p><ol>{rows}</ol>{revisit}"

    def close(self):
        """Take the exam off the page."""
        children, self.children = {*self.children, self._keys} - {None}, ()
        self._fields, self._button, self._page, self._keys = [], None, None, None
        for child in children:
            close_whole(child)
        self.layout.close()
        super().close()

    def __repr__(self):
        texts = [f"{place}. {q.text}" for place, q in enumerate(self._questions, start=1)]
        return showable("\n".join(texts))

    def _static(self):
        items = "".join(
            f"<li><p>{rich(q.text)}</p><details><summary>Answer</summary><p>{q.right:.6g}. If yours is "
            f"another: {_link(*self._where(q))}, {rich(q.revisit)}.</p></details></li>"
            for q in self._questions
        )
        return f"<ol>{items}</ol>"


def _sign(right):
    return {True: "✓", False: "✗", None: "○"}[right]


def _link(title, file):
    return (
        f'<a href="{escaped(quote(file, errors="replace"))}">{escaped(title)}</a>'
        if file
        else escaped(title)
    )


def exam():
    """Ten questions, each with a number for an answer, and a page that says what to revisit."""
    return Exam()
