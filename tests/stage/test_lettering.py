"""Our own lettering puts words where matplotlib would, and leaves to it what it can't do."""

import re

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from lib import drawing
from lib.stage.lettering import plain_text

HEIGHT = 288.0


def label(**style):
    figure = Figure(figsize=(6.4, 4.0), dpi=72)
    FigureCanvasAgg(figure)
    ax = figure.subplots()
    ax.set(xlim=(0, 10), ylim=(0, 10))
    figure.draw_without_rendering()
    return drawing.label(ax, "Δx = 1.00", "run", x=4, y=5, **style)


@pytest.mark.parametrize("ha", ["left", "center", "right"])
@pytest.mark.parametrize("va", ["baseline", "bottom", "center", "top"])
def test_words_stand_where_matplotlib_puts_them(ha, va):
    text = label(ha=ha, va=va, bbox=None)
    x, y = map(float, re.search(r'x="([\d.]+)" y="([\d.]+)"', plain_text(text, HEIGHT)).groups())
    box = text.get_window_extent()
    due = {"left": box.x0, "center": (box.x0 + box.x1) / 2, "right": box.x1}[ha]
    assert x == pytest.approx(due, abs=1.0)
    # The box reaches from a little under the baseline to the top of the letters.
    assert HEIGHT - box.y1 < y - 6 and y == pytest.approx(HEIGHT - box.y0, abs=3.5)


def test_look_and_escaping():
    text = label(ha="right", va="center")
    text.set_text("a < b & c")
    svg = plain_text(text, HEIGHT)
    assert "a &lt; b &amp; c" in svg and "text-anchor:end" in svg
    assert drawing.role("run").color in svg and "paint-order" in svg


def test_nothing_is_written_for_nothing():
    text = label()
    text.set_text("")
    assert plain_text(text, HEIGHT) == ""
    text.set(text="x", position=(float("nan"), 1))
    assert plain_text(text, HEIGHT) == ""
    text.set(position=(1, 1), visible=False)
    assert plain_text(text, HEIGHT) == ""


def test_what_it_cannot_do_is_left_to_matplotlib():
    for change in ({"text": "$x^2$"}, {"text": "a\nb"}, {"rotation": 30}):
        text = label()
        text.set(**change)
        assert plain_text(text, HEIGHT) is None
    framed = label(bbox={"facecolor": "white", "edgecolor": "black"})
    assert plain_text(framed, HEIGHT) is None
    assert plain_text(framed.axes.plot([], [])[0], HEIGHT) is None
    assert plain_text(framed.axes.annotate("a", (1, 1)), HEIGHT) is None
