"""Live figure of notebook 09: loss curves of runs with something wrong."""

import functools

import numpy as np

from lib import drawing
from lib.formula.functions import FunctionError
from lib.learning.flock import GUESS, flock
from lib.learning.symptoms import (
    FALLS,
    FAULTS,
    LITTLE,
    RESTS,
    RISES,
    certain_until,
    losses_of,
    trend,
)
from lib.stage.controls import UP, choice, slider
from lib.stage.stage import Stage
from lib.stage.words import plain

OWN_UPDATE = "your own update"
ONE = {FALLS: "falls", RISES: "rises", RESTS: "hardly moves"}  # of one loss


@functools.lru_cache(maxsize=64)
def run_with(fault, seed, own=None):
    """Loss curves (2, epochs + 1) of the notebook's network with a fault."""
    birds = flock()
    fault = "nothing wrong" if fault == OWN_UPDATE else fault
    parts = (birds.part("training"), birds.part("validation"))
    try:
        return losses_of(fault, *parts, seed, mean=birds.mean, std=birds.std, own=own)
    except Exception as problem:
        if own is None:
            raise
        raise FunctionError(
            f"your update stopped with {type(problem).__name__}: {problem}. It takes (layers, "
            "gradients, learning_rate) and gives back a list of new layers, as lib.learning.network.update"
        ) from None


@functools.lru_cache(maxsize=64)
def known_until(fault, seed):
    """The last epoch whose losses are the same on every processor."""
    birds = flock()
    parts = (birds.part("training"), birds.part("validation"))
    return certain_until(fault, *parts, seed, mean=birds.mean, std=birds.std)


def symptoms(fault="η 100 times too large", *, seed=3, epoch=60, update=None) -> Stage:
    """The loss curves of a run with one thing wrong, beside those of a healthy run.

    fault is a name from the list. update is the reader's own: update(layers, gradients,
    learning_rate) gives back new layers, as lib.learning.network.update does.
    """
    stage = Stage(figsize=(6.4, 4.0), title="symptoms")
    names = list(FAULTS[1:]) if update is None else [OWN_UPDATE, *FAULTS[1:]]
    fault = fault if update is None else OWN_UPDATE

    def scene(fault, seed):
        healthy = run_with(FAULTS[0], seed)[0]
        own = fault == OWN_UPDATE
        curves = run_with(fault, seed, update if own else None)
        known = curves.shape[1] - 1 if own else known_until(fault, seed)
        numbers = np.arange(len(healthy))
        ax = stage.figure.subplots()
        ax.plot(numbers, healthy, **drawing.role("quiet").line())
        ax.axhline(GUESS, color=drawing.GRID, linewidth=4, zorder=0)
        ax.set(xlabel="epoch", ylabel="loss (cross-entropy)", yscale="log", xlim=(-1, 61))
        ax.set(ylim=(0.005, 900), title=f"{fault}\n")
        ax.set_yticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
        ax.minorticks_off()
        ax.text(61.4, GUESS, "ln 3", va="center", color=drawing.QUIET, fontsize=10)
        for place, role, words in (
            (0.0, "second", "— training"),
            (0.2, "first", "- - validation"),
            (0.44, "quiet", "··· training, nothing wrong"),
        ):
            look = {"color": drawing.role(role).color, "transform": ax.transAxes}
            ax.text(place, 1.03, words, **look)
        lines = [
            ax.plot([], [], **drawing.role(role).line(linewidth=1.8))[0]
            for role in ("second", "first")
        ]
        stage.moving(*lines)
        shown = np.where(np.isfinite(curves), np.clip(curves, 1e-4, 1e5), np.nan)

        def update_picture(epoch):
            for line, values in zip(lines, shown, strict=True):
                line.set_data(numbers[: epoch + 1], values[: epoch + 1])
            if epoch > known:
                return _told_chaos(fault, epoch, curves[0, : known + 1], healthy[epoch])
            a, b = curves[:, epoch]
            if not np.isfinite(a + b):
                return f"With “{fault}” the loss isn't finite at epoch {epoch}."
            return (
                f"With “{fault}”, epoch {epoch}: loss {plain(a, 3)} on training, {plain(b, 3)} on "
                f"validation penguins; with nothing wrong {plain(healthy[epoch], 3)}. "
                f"{shape_of(curves[:, : epoch + 1])}"
            )

        return update_picture

    return stage.live(
        scene,
        fault=choice("what is wrong", names, fault),
        seed=slider("seed of the start", 0, 9, seed, 1, live=False),
        epoch=slider("epoch", 0, 60, epoch, 1, play=UP),
    )


def _told_chaos(fault, epoch, certain, healthy):
    """The state where rounding decides the loss: certain is the training loss (k,) before that."""
    worst = int(np.nanargmax(certain))
    return (
        f"With “{fault}”, epoch {epoch}: the training loss jumps up and down; at epoch {worst} it "
        f"was {plain(certain[worst], 3)}, with nothing wrong it is {plain(healthy, 3)} now. Such a "
        "run multiplies rounding errors: this far out another processor draws another curve."
    )


def shape_of(curves):
    """The course of two loss curves (2, k) so far, and what they do of late, in a sentence."""
    own, new = curves
    if own.size < 3:
        return "Too early to tell."
    steps = np.diff(own)
    if (steps > 0).all():
        return "The training loss has grown at every step."
    if int((steps > LITTLE * own[:-1]).sum()) > 3:
        return "The training loss has jumped up again and again."
    here, there = trend(own), trend(new)
    near = ", near the loss of a guess" if here == RESTS and own[-1] > 0.8 * GUESS else ""
    if here == there:
        return f"Both losses {here}{near}."
    said = f"The training loss {ONE[here]}{near}, the validation loss {ONE[there]}"
    if there == RISES and here == FALLS:
        said += f", from its lowest, {plain(float(np.min(new)), 3)}"
    return f"{said}."
