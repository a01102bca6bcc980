"""Figures drawn beforehand, for pages without a kernel: all settings, all places of the sliders.

`Beforehand` stands for one live figure whose pictures are wanted in great number. It moves nothing on
a page, and asks `scene` and `update` themselves: what it gives is what a kernel would have shown.
"""

import ipywidgets as widgets

from lib.stage.controls import FunctionChooser, Stepper
from lib.stage.stage import SALT
from lib.stage.stops import at, leaf, stops


class Beforehand:
    """One figure, made by make() (a function that returns a Stage), with ids of its own in its SVG.

    name is for these ids: two figures on one page need two names.
    """

    def __init__(self, make, name):
        token = SALT.set(name)
        try:
            self.stage = make()
        finally:
            SALT.reset(token)
        self.settings = list(self.stage._settings)
        self._first = {name: self.stage.controls[name].value for name in self.stage.controls}
        for name in self.settings:  # they are set together, then drawn once
            self.stage.controls[name].unobserve_all("value")

    def choose(self, **settings):
        """Draw the still part for these values of the settings; all else stands as at first.

        Raises what `scene` raises.
        """
        controls = self.stage.controls
        wanted = {**{name: self._first[name] for name in self.settings}, **settings}
        if any(controls[name].value != value for name, value in wanted.items()):
            for name, value in wanted.items():
                controls[name].value = value
            if not self.stage._set():
                raise self.stage.error

    @property
    def still(self):
        """The still part as it is now, as HTML."""
        return self.stage._back.value

    @property
    def moving(self):
        """The names of the controls that only move the layer, in the order in which they are shown."""
        return [name for name in self.stage.controls if name in self.stage._free]

    def layer(self, **values):
        """The moving part, as SVG with its sentence, at these values of all controls in `moving`."""
        return self.stage._draw(**values)

    def close(self):
        """Take the figure down."""
        self.stage.close()


def offered(control):
    """All values that a control of a figure offers, in order; what may be typed besides isn't there."""
    return list(control.choices) if isinstance(control, FunctionChooser) else stops(control)


def place(control):
    """(values, number): the values a moving control can have, and at which of them it stands.

    A value between two stops, as a figure may begin with, becomes one of the values.
    """
    number = at(control)
    if number is not None:
        return stops(control), number
    values = sorted([*stops(control), leaf(control).value])
    return values, values.index(leaf(control).value)


def kind(control):
    """How a control is shown: "slider", "log" (a slider of exponents), "steps", "list" or "switch"."""
    if isinstance(control, Stepper):
        return "steps"
    if isinstance(control, FunctionChooser) or hasattr(control, "index"):
        return "list"
    if isinstance(control, widgets.Checkbox | widgets.ToggleButton):
        return "switch"
    return "log" if isinstance(control, widgets.FloatLogSlider) else "slider"


def label(control):
    """What stands before a control: "x₁, first input"."""
    return getattr(control, "menu", control).description


def said(control, value):
    """A value of a control as it is shown beside it."""
    if kind(control) in ("slider", "log", "steps"):
        return format(value, leaf(control).readout_format).replace("-", "−")
    names = {kept: text for text, kept in getattr(control, "_options_full", ())}
    return str(names.get(value, value))


def plays(control):
    """Which way a control's play button moves it: "up", "down", or None without one."""
    classes = leaf(control)._dom_classes
    if "stage-plays" not in classes:
        return None
    return "down" if "stage-plays-down" in classes else "up"
