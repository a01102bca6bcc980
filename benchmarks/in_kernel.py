"""Runs inside the kernel that `frames` measures: opens a figure in one of four ways.

Each way shows its widgets and prints, as JSON, the moves that its controls can make: for each a
name, the widget's model, and the states to set from outside. Processor time is read when a move
arrives and when it has been handled; from one arrival to the next is all that a move cost the kernel,
reading and sending messages included.
"""

import gc
import json
import time

import ipywidgets as widgets
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from IPython import get_ipython
from IPython.display import display

from benchmarks.plain import BY_HAND
from lib.drawing.style import STYLE
from lib.explore import figures
from lib.stage.controls import places
from lib.stage.stage import open_stages
from lib.stage.stops import argument

noted = []


def watch():
    """From now on, note processor time before and after each message for a widget is handled."""
    handlers = get_ipython().kernel.shell_handlers
    handle = handlers["comm_msg"]

    def timed(*message):
        start = time.process_time()
        answer = handle(*message)
        noted.append((start, time.process_time()))
        return answer

    handlers["comm_msg"] = timed


def report():
    """Print [handling, all] in seconds for each move since the last report but the last."""
    starts, ends = np.array(noted).T
    print(json.dumps(np.column_stack([ends - starts, np.append(np.diff(starts), 0)])[:-1].tolist()))
    noted.clear()


def clear():
    """Take down what is shown, before the next figure."""
    for shown in open_stages():
        shown.close()
    widgets.Widget.close_all()
    plt.close("all")
    gc.collect()
    noted.clear()


def echo(name, count):
    """The least that any slider costs: its value written into an `HTML` widget."""
    slider, shown = widgets.FloatSlider(max=count), widgets.HTML()
    slider.observe(lambda change: setattr(shown, "value", f"{change.new:.2f}"), "value")
    display(slider, shown)
    states = [{"value": value} for value in places(slider, between=count)]
    moves = [{"name": "x", "model": slider.model_id, "states": states}]
    print(json.dumps({"moves": moves, "artists": 0, "solid": False}))


def stage(name, count):
    """The live figure itself."""
    made = figures()[name]()
    display(made)
    _tell(made, count)


def by_hand(name, count):
    """`interact` with the same picture written with matplotlib alone."""
    made, controls = _controls(name)
    widgets.interact(BY_HAND[name], **controls)
    _tell(made, count)


def redrawn(name, count):
    """`interact` with the figure's own drawing code, in a new pyplot figure at each move."""
    made, controls = _controls(name)

    def draw(**_):
        made.figure = plt.figure(figsize=made.figsize, layout="constrained")
        made._moving = []
        with mpl.rc_context(STYLE), np.errstate(all="ignore"):
            update = made._scene(**made._arguments(made._settings))
            sentence = update(**_values(made))
            _still(made)
            plt.show()
        print(sentence)

    widgets.interact(draw, **controls)
    _tell(made, count)


def kept(name, count):
    """`interact` that keeps the figure, moves its artists and shows the whole of it as a PNG."""
    made, controls = _controls(name)
    _still(made)

    def draw(**_):
        with mpl.rc_context(STYLE), np.errstate(all="ignore"):
            sentence = made._update(**_values(made))
            made.figure.set_dpi(mpl.rcParamsDefault["figure.dpi"])
            display(made.figure)
        print(sentence)

    widgets.interact(draw, **controls)
    _tell(made, count)


def _controls(name):
    """The figure and its moving controls, no longer connected to it."""
    made = figures()[name]()
    for control in made.controls.values():
        control.unobserve_all("value")
    return made, _moving(made)


def _moving(made):
    """The ordinary widgets that move the figure; a Stepper is moved by the slider in it."""
    parts = {name: made.controls[name] for name in made.controls if name in made._values}
    parts = {name: getattr(part, "slider", part) for name, part in parts.items()}
    return {name: part for name, part in parts.items() if isinstance(part, widgets.ValueWidget)}


def _values(made):
    return {name: argument(made.controls[name]) for name in made._values}


def _still(made):
    """Let the moving artists be drawn with the rest of the figure."""
    for artist in made._moving:
        artist.set_animated(False)


def _tell(made, count):
    moves = []
    for name, control in _moving(made).items():
        if isinstance(control, widgets.Dropdown | widgets.RadioButtons | widgets.ToggleButtons):
            states = [{"index": index} for index in range(len(control.options))]
            states.sort(key=lambda state: state["index"] == control.index)  # first a real move
        else:
            states = [{"value": value} for value in places(control, between=count)]
            states.sort(key=lambda state: state["value"] == control.value)
        moves.append({"name": name, "model": control.model_id, "states": states})
    facts = {"artists": len(made._moving), "solid": any(a.name == "3d" for a in made.figure.axes)}
    print(json.dumps({"moves": moves, **facts}))
