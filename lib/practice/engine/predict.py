"""`predict`: a question that is answered before the slider is moved; each choice has its own reply."""

from dataclasses import dataclass

import ipywidgets as widgets

from lib.formula.typewriter import showable
from lib.practice.engine import progress
from lib.practice.engine.notes import rich
from lib.stage.escaping import escaped
from lib.stage.keys import keep_keys
from lib.stage.rerun import close_whole, replace_earlier_run
from lib.stage.worded import Worded


@dataclass(frozen=True)
class Prediction:
    """A question with choices. `ask()` puts it to the reader; see `predict`."""

    key: str
    question: str
    choices: dict[str, str]
    right: str

    @property
    def name(self):
        return self.key.split(".")[-1]

    def ask(self):
        """Show the question, with the reader's earlier answer if there is one."""
        return Asked(self)

    def reply(self, choice):
        """What is said to a choice: why it is right or wrong."""
        sign = "✓ Yes." if choice == self.right else "✗ Not so."
        return f"{sign} {self.choices[choice]}"


def predict(key, question, choices, right):
    """A prediction: `choices` maps each choice to the reply it gets, `right` is one of them.

    Raises ValueError when `right` isn't among the choices, or there are fewer than three.
    """
    if right not in choices:
        raise ValueError(f"{key}: the right choice {right!r} isn't among the choices")
    if len(choices) < 3:
        raise ValueError(f"{key}: a prediction needs three choices or more")
    return Prediction(key, question, dict(choices), right)


class Asked(Worded, widgets.VBox):
    """A prediction on the page: choices to pick from, a button, the reply.

    `.choose(text)` answers as the reader would; `.said` is the reply, empty before. `heading` is the
    word before the question. Where it is asked anew, an earlier answer isn't shown.
    """

    def __init__(self, prediction, heading="Predict.", button="This is my prediction", anew=False):
        super().__init__(layout=widgets.Layout(max_width="46em"))
        self.add_class("predict")
        self.prediction = prediction
        self.heading = heading
        self.said = ""
        self._choices = widgets.RadioButtons(
            options=list(prediction.choices),
            value=None,
            layout=widgets.Layout(width="100%"),
        )
        self._button = widgets.Button(description=button, disabled=True)
        self._button.layout.width = "14em"
        self._reply = widgets.HTML()
        self._choices.observe(self._picked, "value")
        self._button.on_click(self._answered)
        question = widgets.HTML(self._question())
        self.children = [question, self._choices, self._button, self._reply]
        self._keys = keep_keys(self)
        stored = progress.load()["predictions"].get(prediction.key, {}).get("choice")
        if stored in prediction.choices and not anew:
            self._choices.value = stored
            self._say(stored)
        replace_earlier_run(self)

    def choose(self, text):
        """Answer with this choice."""
        self._choices.value = text
        self._answered()

    def _picked(self, change):
        self._button.disabled = change["new"] is None

    def _answered(self, _=None):
        choice = self._choices.value
        progress.record_prediction(self.prediction.key, choice, choice == self.prediction.right)
        self._say(choice, progress.trouble())

    def _say(self, choice, trouble=()):
        self.said = self.prediction.reply(choice)
        text = "\n\n".join([self.said, *trouble])
        self._reply.value = f'<div role="status" aria-live="polite">{rich(text)}</div>'

    def close(self):
        """Take the question off the page."""
        children, self.children = {*self.children, self._keys} - {None}, ()
        self._choices = self._button = self._reply = self._keys = None
        for child in children:
            close_whole(child)
        self.layout.close()
        super().close()

    def __repr__(self):
        lines = [f"{self.heading} {self.prediction.question}"]
        lines += [f"  ( ) {choice}" for choice in self.prediction.choices]
        return showable("\n".join(lines))

    def _static(self):
        """The question for a page without a kernel: the replies are folded away under each choice."""
        items = "".join(
            f"<details><summary>{escaped(choice)}</summary>"
            f"<p>{rich(self.prediction.reply(choice))}</p></details>"
            for choice in self.prediction.choices
        )
        return f"<p>{self._question()}</p>{items}"

    def _question(self):
        return f"<strong>{escaped(self.heading)}</strong> {rich(self.prediction.question)}"
