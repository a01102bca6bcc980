"""Our own lettering puts words where matplotlib would, and leaves to it what it can't do."""

import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from lib import drawing
from lib.stage.layer import writer
from lib.stage.lettering import text as write
from lib.stage.sheet import Sheet
from tests.stage.raster import by_matplotlib

HEIGHT = 288.0


def plain_text(artist):
    return write(artist, Sheet((460.8, HEIGHT), "s"))


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
    x, y = map(float, re.search(r'x="([\d.]+)" y="([\d.]+)"', plain_text(text)).groups())
    box = text.get_window_extent()
    due = {"left": box.x0, "center": (box.x0 + box.x1) / 2, "right": box.x1}[ha]
    assert x == pytest.approx(due, abs=1.0)
    # The box reaches from a little under the baseline to the top of the letters.
    assert HEIGHT - box.y1 < y - 6 and y == pytest.approx(HEIGHT - box.y0, abs=3.5)


def test_look_and_escaping():
    text = label(ha="right", va="center")
    text.set_text("a < b & c")
    svg = plain_text(text)
    assert "a &lt; b &amp; c" in svg and "text-anchor:end" in svg
    assert drawing.role("run").color in svg and "paint-order" in svg


def test_nothing_is_written_for_nothing():
    text = label()
    text.set_text("")
    assert plain_text(text) == ""
    text.set(text="x", position=(float("nan"), 1))
    assert plain_text(text) == ""


def test_what_it_cannot_do_is_left_to_matplotlib():
    changes = ({"text": "$x^2$"}, {"rotation": 30}, {"fontfamily": "monospace"}, {"wrap": True})
    for change in (*changes, {"fontvariant": "small-caps"}):
        text = label()
        text.set(**change)
        assert plain_text(text) is None, change
    for ground in ({"edgecolor": "black"}, {"facecolor": "navy"}):
        assert plain_text(label(bbox={"facecolor": "white", **ground})) is None
    assert writer(type(label().axes.annotate("a", (1, 1)))) is None


@pytest.mark.parametrize("va", ["baseline", "bottom", "center", "top"])
@pytest.mark.parametrize("ha", ["left", "right"])
def test_several_lines_stand_where_matplotlib_puts_them(ha, va):
    """The baselines, against those in matplotlib's own SVG."""
    text = label(ha=ha, va=va, bbox=None)
    text.set_text("tanh:\nlast 0.9\nand a third")
    svg = plain_text(text)
    assert re.findall(r">([^<]+)</text>", svg) == ["tanh:", "last 0.9", "and a third"]
    theirs = re.findall(r"translate\(\S+ (\S+)\)", by_matplotlib([text], (460.8, HEIGHT)))
    ours = re.findall(r' y="(\S+)"', svg)
    assert len(theirs) == 3
    np.testing.assert_allclose(np.array(ours, float), np.array(theirs, float), atol=1.0)


def test_opacity_and_clipping_are_kept():
    text = label(alpha=0.4, clip_on=True)
    assert "opacity:0.4" in plain_text(text) and "clip-path" in plain_text(text)
