"""`where_to_begin`: six questions that say with which notebook to begin."""

import ipywidgets as widgets

from lib.formula.typewriter import showable
from lib.practice import beginning
from lib.practice.engine.notes import rich
from lib.stage.escaping import escaped
from lib.stage.keys import keep_keys
from lib.stage.rerun import close_whole, replace_earlier_run
from lib.stage.worded import Worded

UNSURE = "I don't know yet"


def recommendation(answers):
    """Which notebook to begin with: that of the first question not answered right.

    answers is a list with one choice (or None) for each question. Returns a sentence.
    """
    questions = beginning.QUESTIONS
    rights = [answer == q.right for answer, q in zip(answers, questions, strict=True)]
    if all(rights):
        return beginning.ALL_RIGHT_SAID
    first = questions[rights.index(False)]
    count = sum(rights)
    if count == 0:
        return (
            f"Begin with {first.notebook}. It needs school algebra and Python's def, return, if, for and "
            "lists."
        )
    return (
        f"{count} of {len(questions)} right. Begin with {first.notebook}, which answers the first "
        "question that was not; what you know already you can skim."
    )


class Diagnostic(Worded, widgets.VBox):
    """The six questions on the page. `.said` is the advice, empty before."""

    def __init__(self):
        super().__init__(layout=widgets.Layout(max_width="46em"))
        self.said = ""
        self._choices = []
        children = []
        for number, question in enumerate(beginning.QUESTIONS, start=1):
            children.append(widgets.HTML(f"<strong>{number}.</strong> {rich(question.text)}"))
            choices = widgets.RadioButtons(
                options=[*question.choices, UNSURE],
                value=None,
                layout=widgets.Layout(width="100%"),
            )
            self._choices.append(choices)
            children.append(choices)
        self._button = widgets.Button(
            description="Where shall I begin?", layout=widgets.Layout(width="14em")
        )
        self._button.on_click(self._advise)
        self._advice = widgets.HTML()
        self.children = [*children, self._button, self._advice]
        self._keys = keep_keys(self)
        replace_earlier_run(self)

    def answer(self, *answers):
        """Answer all questions at once, as the reader would, and get the advice."""
        for control, answer in zip(self._choices, answers, strict=True):
            control.value = answer
        self._advise()
        return self.said

    def _advise(self, _=None):
        self.said = recommendation([control.value for control in self._choices])
        self._advice.value = (
            f'<div role="status" aria-live="polite"><strong>{escaped(self.said)}</strong></div>'
        )

    def close(self):
        """Take the questions off the page."""
        children, self.children = {*self.children, self._keys} - {None}, ()
        self._choices, self._button, self._advice, self._keys = [], None, None, None
        for child in children:
            close_whole(child)
        self.layout.close()
        super().close()

    def __repr__(self):
        lines = []
        for number, q in enumerate(beginning.QUESTIONS, start=1):
            lines += [f"{number}. {q.text}", *(f"   ( ) {c}" for c in [*q.choices, UNSURE])]
        return showable("\n".join(lines))

    def _static(self):
        items = "".join(
            f"<li><p>{rich(q.text)}</p><ul>{''.join(f'<li>{escaped(c)}</li>' for c in q.choices)}</ul>"
            f"<details><summary>Answer</summary><p>{escaped(q.right)}. "
            f"If that was new: {escaped(q.notebook)}.</p></details></li>"
            for q in beginning.QUESTIONS
        )
        return f"<ol>{items}</ol>"


def where_to_begin():
    """Six questions that recommend a notebook."""
    return Diagnostic()
