"""Six questions that say with which notebook to begin."""

from dataclasses import dataclass

import ipywidgets as widgets

from lib.formula.typewriter import showable
from lib.practice.engine.notes import rich
from lib.stage.escaping import escaped
from lib.stage.keys import keep_keys
from lib.stage.rerun import close_whole, replace_earlier_run
from lib.stage.worded import Worded

UNSURE = "I don't know yet"


@dataclass(frozen=True)
class Question:
    """A question, its choices, the right one, and the notebook that teaches it."""

    text: str
    choices: tuple[str, ...]
    right: str
    notebook: str


QUESTIONS = [
    Question(
        "In Python, with NumPy, `x = np.array([1.0, 2.0, 4.0])`. What is `x[1:] - x[:-1]`?",
        ("[1, 2, 4]", "3", "[1, 2]"),
        "[1, 2]",
        "00b · The NumPy you need",
    ),
    Question(
        "The curve `f(x) = x²` passes through (1, 1) and (3, 9). What is the slope between these two points?",
        ("8", "4", "3", "6"),
        "4",
        "01 · Slope",
    ),
    Question(
        "In `(f(x + h) - f(x)) / h`, computed in ordinary floating-point numbers for `f(x) = sin x` at "
        "x = 1, we make h smaller and smaller, from 1 down to 10⁻¹⁵. What happens to the error?",
        (
            "It keeps shrinking in proportion to h",
            "It stays the same: it depends only on f",
            "It shrinks at first, then grows again",
        ),
        "It shrinks at first, then grows again",
        "02 · Limits",
    ),
    Question(
        "At some x, `f′(x) = 0`. What do we know for certain there?",
        ("f has a maximum or a minimum", "The tangent is level, no more", "f is 0"),
        "The tangent is level, no more",
        "03 · Reading a derivative",
    ),
    Question(
        "What is the derivative of `sin(x²)`?",
        ("cos(x²)", "cos(2x)", "2x·cos(x²)", "2x·cos(x)"),
        "2x·cos(x²)",
        "04 · The chain rule",
    ),
    Question(
        "`f(x, y) = x² + y²`. From the point (1, 2), in which direction of the plane does f grow fastest?",
        ("(2, 4)", "(1, 1)", "(−2, −4)", "(4, −2)"),
        "(2, 4)",
        "05 · Gradients",
    ),
]
ALL_RIGHT = "06 · Jacobians"


def recommendation(answers):
    """Which notebook to begin with: that of the first question not answered right.

    answers is a list with one choice (or None) for each question. Returns a sentence.
    """
    rights = [answer == q.right for answer, q in zip(answers, QUESTIONS, strict=True)]
    if all(rights):
        return (
            f"All six are right. Begin with {ALL_RIGHT}; if a Jacobian's transpose times a vector is "
            "an old friend too, with 07 · Gradient descent."
        )
    first = QUESTIONS[rights.index(False)]
    count = sum(rights)
    if count == 0:
        return (
            f"Begin with {first.notebook}. It needs school algebra and Python's def, return, if, for and "
            "lists."
        )
    return (
        f"{count} of {len(QUESTIONS)} right. Begin with {first.notebook}, which answers the first "
        "question that was not; what you know already you can skim."
    )


class Diagnostic(Worded, widgets.VBox):
    """The six questions on the page. `.said` is the advice, empty before."""

    def __init__(self):
        super().__init__(layout=widgets.Layout(max_width="46em"))
        self.said = ""
        self._choices = []
        children = []
        for number, question in enumerate(QUESTIONS, start=1):
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
        for number, q in enumerate(QUESTIONS, start=1):
            lines += [f"{number}. {q.text}", *(f"   ( ) {c}" for c in [*q.choices, UNSURE])]
        return showable("\n".join(lines))

    def _static(self):
        items = "".join(
            f"<li><p>{rich(q.text)}</p><ul>{''.join(f'<li>{escaped(c)}</li>' for c in q.choices)}</ul>"
            f"<details><summary>Answer</summary><p>{escaped(q.right)}. "
            f"If that was new: {escaped(q.notebook)}.</p></details></li>"
            for q in QUESTIONS
        )
        return f"<ol>{items}</ol>"


def where_to_begin():
    """Six questions that recommend a notebook."""
    return Diagnostic()
