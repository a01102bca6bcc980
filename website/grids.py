"""Which places of a figure are drawn beforehand: a grid of stops, exact at each, within a budget.

Where all stops are too many, the control with the most of them keeps only round numbers, its ends and
where it starts. Nothing between two stops is ever made up.
"""

import dataclasses
import itertools
import math

import numpy as np

from lib.stage import beforehand
from lib.stage.stops import leaf


@dataclasses.dataclass(frozen=True)
class Budget:
    """How much is drawn.

    start     pictures with the settings that a figure starts with
    others    pictures with each other choice of the settings
    figure    pictures of one figure with all other choices together
    settings  choices of the settings, beyond those of its lists
    lists     choices of the settings by lists; all of them where it is None
    """

    start: int = 15_000
    others: int = 2_000
    figure: int = 20_000
    settings: int = 30
    lists: int | None = None


SMALL = Budget(start=60, others=20, figure=40, settings=1, lists=2)  # for tests


@dataclasses.dataclass
class Axis:
    """A control with values that are kept, by number, and where among all it starts."""

    name: str
    control: object
    values: list
    start: int
    kept: list = None

    def __post_init__(self):
        self.kept = list(range(len(self.values))) if self.kept is None else self.kept
        self.ways = strides(self)

    def thin(self):
        """Keep fewer values. False where there is no way to."""
        ways = [way for way in self.ways if len(way) < len(self.kept)]
        if ways:
            self.kept = ways[0]
        return bool(ways)

    @property
    def shown(self):
        """The values kept."""
        return [self.values[number] for number in self.kept]

    @property
    def first(self):
        """Which of the values kept it starts with."""
        return self.kept.index(self.start)


def strides(axis):
    """Ever fewer numbers of values: multiples of a round number with both ends and the start."""
    control = leaf(axis.control)
    if beforehand.kind(axis.control) not in ("slider", "log", "steps"):
        return []
    places = np.array(axis.values, dtype=float)
    if beforehand.kind(axis.control) == "log":
        places = np.log(places) / math.log(control.base)
    ends = {0, len(places) - 1, axis.start}
    ways = []
    for power, digit in itertools.product(range(-4, 8), (1, 2, 5)):
        width = digit * 10.0**power
        steps = width / control.step
        if steps < 1.5 or abs(steps - round(steps)) > 1e-6:
            continue
        near = np.flatnonzero(np.abs(places / width - np.round(places / width)) < 1e-6)
        ways.append(sorted(ends | {int(n) for n in near}))
    ways.append(sorted(ends))
    return [way for way in ways if len(way) < len(places)]


def size(axes):
    """How many places a grid has."""
    return math.prod(len(axis.kept) for axis in axes)


def thin(axes, most):
    """Thin the axes until there are at most so many places, or they can't be thinned any more."""
    while size(axes) > most:
        for axis in sorted(axes, key=lambda axis: -len(axis.kept)):
            if axis.thin():
                break
        else:
            return axes
    return axes


def moving(figure, most):
    """The axes of a `Beforehand` that move its layer, with at most so many places."""
    controls = figure.stage.controls
    return thin([Axis(n, controls[n], *beforehand.place(controls[n])) for n in figure.moving], most)


def settings(figure, budget):
    """The axes of its settings: all choices of lists, and stops of sliders where there is room."""
    axes = []
    for name in figure.settings:
        control = figure.stage.controls[name]
        values = beforehand.offered(control)
        if control.value not in values:  # between two stops, or a function from no list
            values = [control.value, *values]
        axes.append(Axis(name, control, values, values.index(control.value)))
    lists = [axis for axis in axes if not axis.ways]
    while budget.lists and size(lists) > budget.lists:
        axis = max(lists, key=lambda axis: len(axis.kept))
        if len(axis.kept) == 1:
            break
        last = next(number for number in reversed(axis.kept) if number != axis.start)
        axis.kept = [number for number in axis.kept if number != last]
    sliders = [axis for axis in axes if axis.ways]
    thin(sliders, max(1, budget.settings // size(lists)))
    if size(sliders) > 1 and size(axes) > max(budget.settings, size(lists)):
        for axis in sliders:
            axis.kept = [axis.start]
    return axes


def choices(axes):
    """All choices of the settings, as tuples of numbers into `axis.shown`; the last varies fastest."""
    return list(itertools.product(*(range(len(axis.kept)) for axis in axes)))
