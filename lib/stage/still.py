"""A still picture with its words: for figures that a notebook draws itself with matplotlib."""

import contextlib
import io

import ipywidgets as widgets

from lib.formula.typewriter import showable
from lib.stage.escaping import escaped
from lib.stage.layer import svg_settings
from lib.stage.lettering import FONTS
from lib.stage.picture import MAX_WIDTH, picture
from lib.stage.rerun import replace_earlier_run
from lib.stage.theme import SHEET, themed
from lib.stage.worded import Worded


class Still(Worded, widgets.HTML):
    """A matplotlib figure on the page, with a text that says what a seeing reader takes from it."""

    def __init__(self, figure, words):
        self.words = showable(" ".join(words.split()))
        self._png = _saved(figure, "png", dpi=144)
        drawn = _saved(figure, "svg").decode().replace("'DejaVu Sans'", FONTS)
        width, height = figure.get_size_inches() * 72
        super().__init__(
            f'{SHEET}<svg viewBox="0 0 {width:g} {height:g}" class="stage-drawing" role="img" '
            f'aria-label="{escaped(self.words)}" '
            f'style="width:100%;max-width:{MAX_WIDTH}px;height:auto;display:block"'
            + themed(drawn[drawn.index(" xmlns=", drawn.index("<svg")) :])
        )
        replace_earlier_run(self)

    def close(self):
        """Take the picture off the page."""
        self._png, self.value = b"", ""
        self.layout.close()
        self.style.close()
        super().close()

    def __repr__(self):
        return self.words

    def _static(self):
        return picture(self._png, self.words)


def described(figure, words):
    """Show a matplotlib figure with a text for those who don't see it. Returns the `Still`.

    Use it in place of `plt.show()`. Raises ValueError where the words are missing.
    """
    if not isinstance(words, str) or len(words.split()) < 4:
        raise ValueError("say in a sentence what is to be seen: described(fig, 'CO₂ rises from …')")
    shown = Still(figure, words)
    with contextlib.suppress(ImportError):
        import matplotlib.pyplot as plt

        plt.close(figure)
    return shown


def _saved(figure, kind, **more):
    out = io.BytesIO()
    with svg_settings("still"):
        figure.savefig(out, format=kind, metadata=_NO_DATE[kind], **more)
    return out.getvalue()


_NO_DATE = {"svg": {"Date": None}, "png": {"Software": None}}
