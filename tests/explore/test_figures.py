"""Every live figure, at every place of every control. Found by walking `lib.explore`.

One walk asks everything that is asked of each place: most of its time goes into drawing.
"""

import re
import sys

import numpy as np
import pytest

from lib.explore import figures
from lib.stage.controls import places
from lib.stage.layer import layer
from lib.stage.stage import Stage

if sys.platform == "emscripten":  # in a tab there is no other renderer
    differ = None
else:
    from tests.stage.raster import differ

FIGURES = figures()
NOT_FINITE = re.compile(r"\b(nan|inf|None|e[+]\d{3})\b", re.IGNORECASE)


@pytest.fixture(params=sorted(FIGURES), scope="module", name="figure")
def opened_once(request):
    stage = FIGURES[request.param]()
    yield stage, {name: control.value for name, control in stage.controls.items()}
    stage.close()


@pytest.fixture(name="stage")
def at_its_start(figure):
    stage, starts = figure
    for name, value in starts.items():
        stage.controls[name].value = value
    return stage


def test_there_are_figures():
    assert len(FIGURES) >= 3


def test_every_control_at_every_place(stage):
    """There is a finite sentence, a small picture, and our layer looks as matplotlib's own SVG of it."""
    assert isinstance(stage, Stage)
    size = np.array(stage.figsize) * 72
    drawn = set()
    for name, control in stage.controls.items():
        start = control.value
        seen = set()
        for number, place in enumerate(places(control, 5)):
            control.value = place
            assert stage.problem is None, f"{name} = {place}: {stage.problem}"
            assert not NOT_FINITE.search(stage.state), f"{name} = {place}: {stage.state}"
            seen.add((stage.state, stage._back.value))
            length = len(stage._front.value.encode())
            assert length <= 4096 or name in stage._settings, f"{length} bytes: {name} = {place}"
            if differ is None or (hasattr(control, "step") and number % 2):
                continue  # of a slider every second place: to compare takes longer than to draw
            picture = layer(stage._moving, size, "", "s")
            if picture not in drawn:
                drawn.add(picture)
                strays = differ(stage._moving, size)
                assert strays <= 2, f"{strays} pixels with {name} = {place}"
        control.value = start
        assert len(seen) > 1, f"{name} changes nothing"
    assert len(drawn) > 1 or differ is None


def test_it_waits_for_nothing_of_matplotlib(stage):
    """What moves in the course's figures is written by us: matplotlib takes ten times as long."""
    for group in ('id="line2d_', 'id="patch_', 'id="text_', "<defs>"):
        assert group not in stage._front.value


def test_both_ends_of_all_sliders_together(stage):
    ends = {
        name: places(control)[:: len(places(control)) - 1]
        for name, control in stage.controls.items()
    }
    for which in (0, -1):
        for name, control in stage.controls.items():
            control.value = ends[name][which]
            assert stage.problem is None, f"{name} at an end: {stage.problem}"
            assert not NOT_FINITE.search(stage.state), stage.state


def test_sentence_and_labels(stage):
    assert stage.state[0].isupper() or stage.state[0] in "fx"
    assert stage.state.endswith((".", "!", "?"))
    for name, control in stage.controls.items():
        label = getattr(control, "description", "") or control.menu.description
        assert label, f"{name} has no label"
        assert len(label) <= 26, f"the label {label!r} is cut on the page"


def test_axes_are_labelled(stage):
    for ax in stage.figure.axes:
        if ax.axison and ax.get_label() != "<colorbar>":
            below = [a for a in stage.figure.axes if a is ax or a.get_shared_x_axes().joined(a, ax)]
            assert any(a.get_xlabel() for a in below), "an axis without a quantity"
            assert ax.get_ylabel() or ax.get_title(), "an axis without a quantity"


def test_text_is_large_enough(stage):
    from matplotlib.text import Text

    for text in stage.figure.findobj(Text):
        if text.get_text().strip() and text.get_visible():
            assert text.get_fontsize() >= 8.5, f"{text.get_text()!r} has {text.get_fontsize()} pt"
