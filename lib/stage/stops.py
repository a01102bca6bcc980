"""Where a control can stand: its stops, counted from 0. They number the frames of a figure.

A slider's stops are min, min + step, … and max; those of a list are its options. A value between two
stops, such as a typed one, is a place too. `frames.js` counts in the same way.
"""

import math
from decimal import Decimal

import ipywidgets as widgets

from lib.stage.controls import Stepper

NOISE = 1e-14  # of the largest value: as far as a slider's own arithmetic may be off


def leaf(control):
    """The plain ipywidgets control in which `control` keeps its value in the browser."""
    return control.slider if isinstance(control, Stepper) else control


def count(control):
    """How many stops there are; 0 where they can't be counted."""
    control = leaf(control)
    if isinstance(control, widgets.Checkbox | widgets.ToggleButton):
        return 2
    if hasattr(control, "index"):
        return len(control._options_full)
    if not all(hasattr(control, name) for name in ("min", "max", "step")) or not control.step:
        return 0
    return math.ceil((control.max - control.min) / control.step - 1e-9) + 1


def stop(control, number):
    """The value at a stop, free of the noise of a slider's arithmetic: 0.15, not 0.15000000000000002.

    Raises IndexError where there is no such stop.
    """
    control = leaf(control)
    if not 0 <= number < count(control):
        raise IndexError(f"{control.description} has {count(control)} stops, not {number + 1}")
    if isinstance(control, widgets.Checkbox | widgets.ToggleButton):
        return bool(number)
    if hasattr(control, "index"):
        return control._options_full[number][1]
    lowest, step = (Decimal(repr(part)) for part in (control.min, control.step))
    place = min(lowest + number * step, Decimal(repr(control.max)))
    if isinstance(control, widgets.FloatLogSlider):
        return float(f"{control.base ** float(place):.15g}")
    return int(place) if isinstance(control.min, int) else float(place)


def stops(control):
    """All values of `control`, in order; an empty list where they can't be counted."""
    return [stop(control, number) for number in range(count(control))]


def nearest(control):
    """The stop next to where `control` stands; 0 where stops can't be counted."""
    control = leaf(control)
    if isinstance(control.value, bool) or hasattr(control, "index"):
        return at(control) or 0
    if not count(control):
        return 0
    return min(round((_position(control) - control.min) / control.step), count(control) - 1)


def at(control):
    """At which of its stops `control` stands; None where it stands at none, as after typing."""
    control = leaf(control)
    if isinstance(control.value, bool):
        return int(control.value)
    if hasattr(control, "index"):
        return control.index
    if not count(control):
        return None
    here, near = _position(control), NOISE * max(abs(control.min), abs(control.max))
    if abs(here - control.max) <= near:  # the last step may be a shorter one
        return count(control) - 1
    number = nearest(control)
    return number if abs(here - control.min - number * control.step) <= near else None


def _position(control):
    log = isinstance(control, widgets.FloatLogSlider)
    return math.log(control.value, control.base) if log else control.value


def place(control):
    """Where `control` stands, for a name that browser and kernel share: a stop's number, or [value]."""
    number = at(control)
    return (leaf(control).value,) if number is None else number


def argument(control):
    """What a figure is given for a control: its `.argument` where it has one, else its value.

    At a stop it is the stop itself.
    """
    if hasattr(type(control), "argument"):
        return control.argument
    number = (
        at(control) if isinstance(control, widgets.FloatSlider | widgets.FloatLogSlider) else None
    )
    return control.value if number is None else stop(control, number)
