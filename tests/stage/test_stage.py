"""Stage: what moves, what stays, what is said, what is left behind."""

import re

import matplotlib as mpl
import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances

from lib import drawing
from lib.formula.functions import FunctionError
from lib.stage.controls import FunctionChooser, choice, log_slider, places, slider, switch
from lib.stage.escaping import escaped
from lib.stage.stage import Stage, open_stages


def tangent_free(f="x^2", x=1.0):
    """A small figure: a point on a curve, its label, and a setting for the curve."""
    stage = Stage()

    def scene(f, grid):
        ax = stage.figure.subplots()
        drawing.curve(ax, f, -2, 2)
        ax.grid(grid)
        (point,) = ax.plot([], [], **drawing.role("secant").point())
        (line,) = ax.plot([], [], **drawing.role("secant").line())
        text = drawing.label(ax, role_name="secant")
        stage.moving(point, line, text)

        def update(x):
            y = f(x)
            point.set_data([x], [y])
            line.set_data([0, x], [0, y])
            text.set(position=(x, y), text=f"{y:.4f}")
            return f"At x = {x:.2f} the height of {f.label} is {y:.4f}."

        return update

    return stage.live(
        scene,
        x=slider("x, input", -2.0, 2.0, x, 0.1),
        f=FunctionChooser("f(x), curve", f, ["x²", "sin x"]),
        grid=switch("grid", True),
    )


def test_moving_controls_change_the_layer_only():
    stage = tangent_free()
    back, front = stage._back.value, stage._front.value
    stage.controls["x"].value = -1.5
    assert stage._back.value == back
    assert stage._front.value != front
    assert stage.state == "At x = -1.50 the height of x² is 2.2500."


def test_setting_controls_change_the_background_and_fit_the_limits_anew():
    stage = tangent_free()
    back, limits = stage._back.value, stage.figure.axes[0].get_ylim()
    stage.controls["f"].value = "100*x^2"
    assert stage._back.value != back
    assert stage.figure.axes[0].get_ylim()[1] > 10 * limits[1]
    assert "100" in stage.state


def test_limits_stay_while_the_slider_moves():
    stage = tangent_free()
    limits = stage.figure.axes[0].get_xlim(), stage.figure.axes[0].get_ylim()
    for place in places(stage.controls["x"]):
        stage.controls["x"].value = place
    assert (stage.figure.axes[0].get_xlim(), stage.figure.axes[0].get_ylim()) == limits


def test_the_line_and_its_label_move_together():
    stage = tangent_free()
    seen = set()
    for place in places(stage.controls["x"]):
        stage.controls["x"].value = place
        label = re.search(r">(-?\d+\.\d{4})<", stage._front.value)[1]
        assert float(label) == pytest.approx(stage.controls["x"].value ** 2, abs=1e-4)
        seen.add(re.search(r'<path[^>]* d="([^"]*)"', stage._front.value)[1])
    assert len(seen) == len(places(stage.controls["x"]))


def test_the_state_is_readout_name_and_plain_text():
    stage = tangent_free()
    stage.controls["x"].value = 0.5
    sentence = "At x = 0.50 the height of x² is 0.2500."
    assert stage.state == sentence == repr(stage)
    assert f'aria-label="{sentence}"' in stage._front.value
    assert f'role="status" aria-live="polite">{sentence}<' in stage._readout.value
    bundle = stage._repr_mimebundle_()
    assert bundle["text/plain"] == sentence
    assert "application/vnd.jupyter.widget-view+json" in bundle
    picture = f'<img alt="{sentence}" width="640" src="data:image/png;base64,'
    assert bundle["text/html"].startswith(picture) and "image/png" not in bundle


def test_the_stored_picture_is_the_present_one_and_the_same_bytes_twice():
    stage = tangent_free()
    first = stage.png()
    assert first.startswith(b"\x89PNG")
    assert stage.png() == first
    stage.controls["x"].value = -1.0
    assert stage.png() != first
    stage.controls["x"].value = 1.0
    assert stage.png() == first
    layer = stage._front.value
    stage.png()
    stage._move()
    assert stage._front.value == layer, "taking the picture must not change the figure"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("x +", "missing"),
        ("__import__('os')", "formula"),
        (lambda x: 1 / 0, "ZeroDivisionError"),
        (lambda x: None, "return"),
        (lambda x: "text", "text"),
        ("", ""),
    ],
)
def test_trouble_is_said_and_the_last_good_picture_kept(bad, said):
    stage = tangent_free()
    back, front, figure = stage._back.value, stage._front.value, stage.figure
    stage.controls["f"].value = bad
    assert said in stage.problem
    assert "⚠" in stage._readout.value
    assert (stage._back.value, stage._front.value) == (back, front)
    assert stage.figure is figure
    stage.controls["x"].value = -2.0
    assert stage.state == "At x = -2.00 the height of x² is 4.0000.", "it lives on"
    assert said in stage.problem, "what is chosen is still not what is shown"
    assert "⚠" in stage._readout.value
    assert escaped(stage.state) in stage._readout.value
    assert stage._front.place == "", "no frame held ahead may take the warning away"
    stage.controls["f"].value = "sin x"
    assert stage.problem is None
    assert stage._front.place
    assert "⚠" not in stage._readout.value
    assert "sin" in stage.state


def test_a_function_that_fails_at_some_places_only():
    def picky(x):
        if abs(x - 0.555) < 0.001:
            raise ValueError("not there")
        return x

    stage = tangent_free(picky)
    good = stage._front.value
    stage.controls["x"].value = 0.555
    assert "not there" in stage.problem
    assert stage._front.value == good
    stage.controls["x"].value = -1.0
    assert stage.problem is None


def test_values_that_are_not_finite_leave_gaps():
    stage = tangent_free("1/x")
    stage.controls["x"].value = 0.0
    assert stage.problem is None
    stage.controls["f"].value = "log(x)"
    stage.controls["x"].value = -1.0
    assert stage.problem is None
    assert "nan" not in stage._front.value.split(">", 1)[1].replace(">nan<", "")


def test_a_wrong_start_is_an_error_with_a_message():
    with pytest.raises(FunctionError, match=r"allowed|know|write"):
        tangent_free("import os")
    with pytest.raises(TypeError, match="no parameter for the controls"):
        Stage().live(lambda: lambda: "nothing", x=slider("x, input", 0.0, 1.0, 0.5))


def test_what_a_reader_types_is_never_html():
    stage = tangent_free()
    stage.controls["f"].value = "<script>alert(1)</script>"
    assert "<script" not in stage._readout.value
    assert "&lt;" in stage._readout.value

    def named(x):
        return x

    named.__name__ = "<img src=x onerror=alert(1)>"
    stage.controls["f"].value = named
    everything = stage._front.value + stage._readout.value + stage._back.value
    assert "<img" not in everything


def test_only_numbers_inside_tags_are_shortened():
    stage = tangent_free()
    stage.controls["x"].value = 1.1
    assert ">1.2100<" in stage._front.value
    assert not re.search(r'd="[^"]*\d\.\d{3}', stage._front.value)


def test_ids_of_two_stages_differ():
    ids = [set(re.findall(r'id="(p[0-9a-f]{6,})"', tangent_free()._back.value)) for _ in "ab"]
    assert ids[0] and not ids[0] & ids[1]


def test_nothing_is_left_behind_on_closing():
    tangent_free().close()
    before, stages = len(_instances), len(open_stages())
    for _ in range(3):
        stage = tangent_free()
        stage.controls["x"].value = 0.3
        stage._repr_mimebundle_()
        stage.close()
        stage.close()
    assert len(_instances) == before
    assert len(open_stages()) == stages
    assert stage.figure is None and not stage.controls


def test_settings_of_matplotlib_are_as_before():
    before = dict(mpl.rcParams)
    stage = tangent_free()
    stage.controls["x"].value = 0.1
    stage.png()
    stage.controls["f"].value = "sin x"
    assert dict(mpl.rcParams) == before


def test_controls_are_labelled_and_refuse_nonsense():
    made = log_slider("h, step", -6, 0, 1e-3)
    assert made.description == "h, step" and made.value == pytest.approx(1e-3)
    with pytest.raises(ValueError, match="lo < hi"):
        slider("x", 1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="powers of ten"):
        log_slider("h", 0, -6, 1)
    assert places(choice("kind", {"one": 1, "two": 2})) == [1, 2]
    ends = places(log_slider("h, step", -6, 0, 1))
    assert ends[0] == pytest.approx(1e-6) and ends[-1] == pytest.approx(1) and len(ends) == 10


def test_the_chooser_follows_what_it_is_given():
    chooser = FunctionChooser("f(x), curve", "x²", ["x²", "sin x"])
    assert chooser.menu.value == "x²" and chooser.text.value == ""
    chooser.text.value = "3x + 1"
    assert chooser.value == "3x + 1" and chooser.argument(2.0) == 7.0
    chooser.menu.value = "sin x"
    assert chooser.value == "sin x" and chooser.text.value == ""
    chooser.value = "|x|"  # of the gallery, though not in this list
    assert chooser.argument(-3.0) == 3.0
    chooser.value = abs
    assert chooser.argument(-2.0) == 2.0
    np.testing.assert_allclose(chooser.argument(np.array([-1.0, 2.0])), [1.0, 2.0])
