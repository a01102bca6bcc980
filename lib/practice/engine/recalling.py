"""`recall`: the three questions from earlier notebooks with which a notebook opens."""

import ipywidgets as widgets

from lib.practice.engine import progress
from lib.practice.engine.drawing_lots import draw
from lib.practice.engine.notes import rich
from lib.practice.engine.predict import Asked
from lib.stage.rerun import close_whole, replace_earlier_run
from lib.stage.worded import Worded


class Recalled(Worded, widgets.VBox):
    """Questions on the page, one below the other. `.asked` are they, each as in `predict`."""

    def __init__(self, questions):
        super().__init__(layout=widgets.Layout(max_width="46em"))
        self.asked = [
            Asked(
                question.asked,
                heading=f"{place} of {len(questions)}, from notebook {question.notebook}.",
                button="This is my answer",
                anew=True,
            )
            for place, question in enumerate(questions, start=1)
        ]
        trouble = "\n\n".join(progress.trouble())
        self._trouble = widgets.HTML(f'<div role="status">{rich(trouble)}</div>' if trouble else "")
        self.children = [*self.asked, self._trouble]
        replace_earlier_run(self)

    def close(self):
        """Take the questions off the page."""
        asked, self.asked, self.children = self.asked, [], ()
        for question in asked:
            question.close()
        if self._trouble is not None:
            close_whole(self._trouble)
        self._trouble = None
        self.layout.close()
        super().close()

    def __repr__(self):
        return "\n".join(repr(question) for question in self.asked)

    def _static(self):
        return "".join(question._static() for question in self.asked)


def recall(notebook):
    """Three questions from notebooks before `notebook`, such as "05", by the reader's progress.

    First come those that were missed, then those not met for longest. Raises ValueError for a notebook
    that opens with no questions.
    """
    return Recalled(draw(notebook, progress.load()))
