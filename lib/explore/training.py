"""Live figures of notebook 09: training, and the map it draws."""

import functools

import numpy as np

from lib import drawing
from lib.drawing.boundaries import Plane
from lib.formula.functions import FunctionError
from lib.learning.flock import (
    EPOCHS,
    ETA,
    HIDDEN,
    MEASURED,
    SPECIES,
    UNITS,
    flock,
    trained,
)
from lib.learning.network import predict, standardise
from lib.stage.controls import UP, choice, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, plain, rate

SETS = {
    "all four": tuple(MEASURED),
    "bill length, bill depth": ("bill length", "bill depth"),
    "bill length, flipper length": ("bill length", "flipper length"),
    "bill length, body mass": ("bill length", "body mass"),
    "bill depth, flipper length": ("bill depth", "flipper length"),
    "bill depth, body mass": ("bill depth", "body mass"),
    "flipper length, body mass": ("flipper length", "body mass"),
    "bill length alone": ("bill length",),
    "flipper length alone": ("flipper length",),
}
PAIRS = {name: chosen for name, chosen in SETS.items() if len(chosen) == 2}
ROLES = ("first", "second", "third")  # how each species looks
LOSSES = (0.005, 30.0)  # what the loss axis shows
GRID = 61


def chosen_set(measured, sets):
    """(sets with the reader's own among them, its name): measured is a name of one, or a list."""
    if isinstance(measured, str) and measured in sets:
        return sets, measured
    birds = flock(measured)
    known = next((name for name, names in sets.items() if names == birds.measured), None)
    name = known or ", ".join(birds.measured)
    return {name: birds.measured, **sets}, name


def train(measured="all four", *, eta=ETA, hidden=HIDDEN, epoch=20) -> Stage:
    """Loss and accuracy after each epoch, of a network with one hidden layer of tanh units.

    measured is a name from the list, or a list of measurements such as ["bill length"]. The test
    penguins are left alone; settings are judged by the 64 validation penguins.
    """
    sets, name = chosen_set(measured, SETS)
    stage = Stage(figsize=(6.4, 3.9), title="train")

    def scene(eta, hidden, measured):
        history = trained(measured, hidden, float(eta), EPOCHS)
        left, right = stage.figure.subplots(1, 2)
        numbers = np.arange(EPOCHS + 1)
        losses = np.array([(e.loss, e.held_out[0]) for e in history]).T
        shares = 100 * np.array([(e.accuracy, e.held_out[1]) for e in history]).T
        kinds = (("second", "training"), ("first", "validation"))
        for ax, both in ((left, losses), (right, shares)):
            for (role, _), values in zip(kinds, both, strict=True):
                ax.plot(numbers, values, **drawing.role(role).line(linewidth=1.6))
        for place, (role, words) in zip((0.96, 0.86), kinds, strict=True):
            look = {"ha": "right", "va": "top", "transform": left.transAxes}
            drawing.label(left, words, role, 0.97, place, **look)
        left.set(xlabel="epoch", ylabel="loss (cross-entropy)", yscale="log", ylim=LOSSES)
        left.set_yticks([0.01, 0.1, 1, 10], ["0.01", "0.1", "1", "10"])
        left.minorticks_off()
        right.set(xlabel="epoch", ylabel="right (% of the penguins)", ylim=(0, 103))
        made = []
        for ax in (left, right):
            ax.set_xlim(-3, EPOCHS + 3)
            made.append(ax.axvline(0, **drawing.role("quiet").line()))
            for role, _ in kinds:
                made += ax.plot([], [], **drawing.role(role).point(markersize=7, zorder=6))
        stage.moving(*made)
        size = f"A {len(measured)}–{hidden}–{len(SPECIES)} network"

        def update(epoch):
            for line, *points, values in ((*made[:3], losses), (*made[3:], shares)):
                line.set_xdata([epoch, epoch])
                for point, value in zip(points, values[:, epoch], strict=True):
                    point.set_data([epoch], [value])
            (a, b), (c, d) = losses[:, epoch], shares[:, epoch]
            if not np.isfinite(a + b):
                return f"{size}, η = {rate(eta)}: at epoch {epoch} the loss isn't finite."
            return (
                f"{size}, η = {rate(eta)}, after {counted(epoch, 'epoch')}: loss "
                f"{plain(a, 3)} on the training penguins, {plain(b, 3)} on the validation penguins; "
                f"right: {c:.1f} % and {d:.1f} %."
            )

        return update

    return stage.live(
        scene,
        eta=log_slider("η, learning rate", -3, 2, eta, 0.1, format=".3g", live=False),
        hidden=slider("hidden units", 1, 32, hidden, 1, live=False),
        epoch=slider("epoch", 0, EPOCHS, epoch, 1, play=UP),
        measured=choice("measurements", sets, sets[name]),
    )


def decision_map(measured="bill length, flipper length", *, hidden=HIDDEN, epoch=100) -> Stage:
    """The lines between the species over two measurements, epoch by epoch.

    measured is a name from the list, or two measurements such as ["body mass", "bill depth"].
    Small marks are training penguins, large ones validation penguins: hollow where it is wrong.
    """
    pairs, name = chosen_set(measured, PAIRS)
    if len(pairs[name]) != 2:
        raise FunctionError("a map has two axes: choose two measurements")
    stage = Stage(figsize=(6.4, 5.0), title="decision_map")

    def scene(hidden, measured):
        birds = flock(measured)
        history = trained(measured, hidden, ETA, EPOCHS)
        ax = stage.figure.subplots()
        every = birds.raw(slice(None))
        X, y = birds.part("validation")
        seen, judged = birds.raw(birds.training), birds.raw(birds.validation)
        for number, (species, role) in enumerate(zip(SPECIES, ROLES, strict=True)):
            look, mine = drawing.role(role), birds.y[birds.training] == number
            ax.plot(*seen[mine].T, **look.point(markersize=4, alpha=0.55, markeredgewidth=0))
            size = 10.5 if look.marker == "^" else 8.5
            ax.plot(*judged[y == number].T, **look.point(markersize=size, label=species))
        across, up = birds.measured
        limits = [drawing.nice_limits(column, 0.05) for column in every.T]
        ax.set(xlim=limits[0], ylim=limits[1])
        ax.set(xlabel=f"{across} ({UNITS[across]})", ylabel=f"{up} ({UNITS[up]})")
        look = {"frameon": False, "labelcolor": "linecolor", "handletextpad": 0.1}
        ax.legend(loc="lower left", bbox_to_anchor=(-0.02, 0.99), ncols=3, **look)
        look = {"color": drawing.QUIET, "fontsize": 10, "ha": "right", "transform": ax.transAxes}
        ax.text(1.0, 1.03, "large: validation, hollow: wrong", **look)
        x, z = (np.linspace(low, high, GRID) for low, high in limits)
        (line,) = ax.plot([], [], **drawing.role("function").line(linewidth=2.2, zorder=5))
        hollow = drawing.dots(ax, "function", 3.6, zorder=6)
        hollow.set_color("white")
        stage.moving(line, hollow)
        plane = Plane(x, z, functools.partial(standardise, mean=birds.mean, std=birds.std))

        def update(epoch):
            layers = history[epoch].layers
            lines, named = plane.boundaries(layers)
            line.set_data(*lines.T)
            wrong = predict(layers, X) != y
            drawing.move_dots(hollow, *judged[wrong].T)
            missing = [s for k, s in enumerate(SPECIES) if k not in named]
            none = f" On this map it never says {' or '.join(missing)}." if missing else ""
            return (
                f"After {counted(epoch, 'epoch')} the network with "
                f"{counted(hidden, 'hidden unit')} has a loss of {plain(history[epoch].loss, 3)}, and is "
                f"wrong about {int(wrong.sum())} of {len(y)} validation penguins.{none}"
            )

        return update

    return stage.live(
        scene,
        epoch=slider("epoch", 0, EPOCHS, epoch, 1, play=UP),
        hidden=slider("hidden units", 1, 32, hidden, 1, live=False),
        measured=choice("measurements", pairs, pairs[name]),
    )
