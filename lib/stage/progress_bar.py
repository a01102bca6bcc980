"""A bar that fills while a loop runs: for epoch in progress_bar(train(…), "epoch", 100): …"""

import time

import ipywidgets as widgets

from lib.formula.typewriter import showable
from lib.stage.escaping import escaped
from lib.stage.rerun import close_whole, replace_earlier_run
from lib.stage.worded import Worded

PAUSE = 0.05  # seconds between two movements of the bar: the loop isn't to wait for it


def progress_bar(steps, what="step", total=None, say=None):
    """Give out what `steps` gives out, and show how far it has come.

    total is the number of steps, len(steps) unless told; `what` is one of them, in one word.
    say(step) is a short text that stands behind the bar. A loop that is left early leaves the bar
    where it was. Raises ValueError where the number isn't known.
    """
    if total is None and hasattr(steps, "__len__"):
        total = len(steps)
    if total is None or total < 0:
        raise ValueError("how many steps? try progress_bar(steps, total=100)")
    return _run(steps, Bar(what, total), say)


def _run(steps, bar, say):
    from IPython.display import display

    display(bar)
    done, text, begun = 0, "", 0.0
    try:
        for done, step in enumerate(steps, start=1):
            text = say(step) if say else ""
            if time.monotonic() - begun > PAUSE:
                bar.move(done, text)
                begun = time.monotonic()
            yield step
        bar.move(done, text, "done")
    finally:
        if not bar.ended:
            bar.move(done, text, "stopped")


class Bar(Worded, widgets.HBox):
    """The bar: `.done` of `.total` steps. It only speaks at its end, so as not to chatter."""

    def __init__(self, what, total):
        self.what, self.total, self.done, self.ended = what, total, 0, False
        self._bar = widgets.IntProgress(
            value=0, max=max(total, 1), layout=widgets.Layout(width="40%", max_width="256px")
        )
        self._text = widgets.HTML()
        super().__init__([self._bar, self._text], layout=widgets.Layout(max_width="640px"))
        self.move(0)
        replace_earlier_run(self)

    def move(self, done, text="", end=""):
        """Fill the bar up to `done` steps; `end` is "done" or "stopped" when no more will come."""
        self.done, self.ended = done, bool(end)
        self._bar.value = done
        said = f"{self.what} {done} of {self.total}" + (f" · {text}" if text else "")
        said = escaped(said + (f" · {end}" if end else ""))
        self._text.value = f'<span role="status">{said}</span>' if end else said

    def close(self):
        """Take the bar off the page."""
        children, self.children = self.children, ()
        for child in children:
            close_whole(child)
        self.layout.close()
        super().close()

    def __repr__(self):
        return f"(A bar fills here while {self.total} {showable(self.what)}s are worked through.)"
