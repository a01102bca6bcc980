"""Live figure of notebook 09: a network that learns by heart, and two remedies."""

import functools

import numpy as np

from lib import drawing
from lib.learning.flock import GUESS, SPECIES, flock
from lib.learning.network import initialise, train
from lib.stage.controls import UP, choice, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, plain

FEW, EVERY, HIDDEN, ETA, EPOCHS, SEED = 60, 6, 32, 0.2, 1500, 3
DECAYS = {"0, none": 0.0, "0.003": 0.003, "0.01": 0.01, "0.03": 0.03}
STEP = 10  # epochs between two stops of the slider
RISE = 1.05  # a last validation loss by this factor above the lowest has risen


@functools.lru_cache(maxsize=16)
def by_heart(decay, every=EVERY):
    """(losses, shares right), each (2, epochs + 1), on the training and the validation penguins.

    60 training penguins, every so many of them (0: none) labelled as the species that comes next.
    """
    birds = flock()
    X, y = (part[:FEW] for part in birds.part("training"))
    y = y.copy()
    if every:
        y[::every] = (y[::every] + 1) % len(SPECIES)
    history = list(
        train(
            initialise([X.shape[1], HIDDEN, len(SPECIES)], SEED),
            X,
            y,
            learning_rate=ETA,
            epochs=EPOCHS,
            held_out=birds.part("validation"),
            decay=decay,
        )
    )
    losses = np.array([(e.loss, e.held_out[0]) for e in history]).T
    return losses, np.array([(e.accuracy, e.held_out[1]) for e in history]).T


def remedies(decay=0.0, *, epoch=EPOCHS, every=EVERY) -> Stage:
    """Loss curves of a network that is far too large for 60 penguins, one in six of them mislabelled.

    decay is λ of the weight decay; stopping early is moving the epoch back. Every `every`-th label is
    wrong, none if it is 0. Raises ValueError where `every` isn't a whole number from 0 to 60.
    """
    if not isinstance(every, int) or isinstance(every, bool) or not 0 <= every <= FEW:
        raise ValueError(f"every is {every!r}: a whole number from 0 (no wrong label) to {FEW}")
    decays = DECAYS if decay in DECAYS.values() else {f"{decay:g}": float(decay), **DECAYS}
    stage = Stage(figsize=(6.4, 3.9), title="remedies")

    def scene(decay):
        losses, shares = by_heart(decay, every)
        best = int(losses[1].argmin())
        rises = losses[1, -1] > RISE * losses[1, best]
        numbers = np.arange(EPOCHS + 1)
        ax = stage.figure.subplots()
        kinds = (("second", "— training, wrong labels and all"), ("first", "- - validation"))
        for place, (role, words), values in zip((0.0, 0.6), kinds, losses, strict=True):
            look = drawing.role(role)
            ax.plot(numbers, values, **look.line(linewidth=1.6))
            ax.text(place, 1.03, words, color=look.color, transform=ax.transAxes)
        ax.set(
            xlabel="epoch", ylabel="loss (cross-entropy)", ylim=(0, 1.2), xlim=(-10, EPOCHS + 10)
        )
        ax.axhline(GUESS, **drawing.role("quiet").line(linewidth=1))
        ax.text(EPOCHS, GUESS, "a guess", ha="right", va="bottom", color=drawing.QUIET)
        if rises:
            dot = drawing.role("first").point(markersize=10, zorder=5)
            ax.plot([best], [losses[1, best]], **dot)
            low = f"lowest, epoch {best}"
            drawing.label(ax, low, "first", best, losses[1, best] - 0.04, va="top", bbox=None)
        line = ax.axvline(0, **drawing.role("quiet").line())
        points = [
            ax.plot([], [], **drawing.role(role).point(markersize=7, zorder=6))[0]
            for role, _ in kinds
        ]
        stage.moving(line, *points)
        end = (
            f"The validation loss is lowest at epoch {best}."
            if rises
            else "The validation loss comes down and stays down."
        )
        with_decay = f"With weight decay λ = {decay:g}" if decay else "Without weight decay"

        def update(epoch):
            line.set_xdata([epoch, epoch])
            for point, values in zip(points, losses, strict=True):
                point.set_data([epoch], [values[epoch]])
            own, new = (plain(float(values[epoch]), 2) for values in losses)
            share, beyond = (100 * float(values[epoch]) for values in shares)
            return (
                f"{with_decay}, after {counted(epoch, 'epoch')}: loss {own} on the 60 it trains on, "
                f"{new} on validation penguins, {beyond:.0f} % of which it gets right; of its own 60 "
                f"labels it says {share:.0f} %. {end}"
            )

        return update

    return stage.live(
        scene,
        decay=choice("λ, weight decay", decays, float(decay)),
        epoch=slider("epoch", 0, EPOCHS, epoch, STEP, play=UP),
    )
