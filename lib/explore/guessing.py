"""Live figure of notebook 01: guessing weights against following the slope."""

import functools

import numpy as np

from lib import drawing
from lib.drawing.surfaces import contour_lines
from lib.formula.writing import true_signs
from lib.learning.looks import slope_steps
from lib.stage.choices import of_two_weights
from lib.stage.controls import UP, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, plain

LOSSES = {
    "one neuron, three samples": "((w1+2w2-1)^2 + (2w1+w2-3)^2 + (w1-w2-1)^2)/3",
    "a narrow valley": "(w1-1)^2 + 12*(w2+1)^2",
    "two dips": "(w1^2-2)^2/2 + (w2-w1/2)^2 + w1/3",
}
BOX = 3.0
MOST = 48  # looks


def guess_or_follow(loss="one neuron, three samples", *, looks=30, seed=1) -> Stage:
    """Two ways to look for the best two weights with the same number of looks at the loss.

    loss is a name from the list, a formula in w1 and w2, or a function of two numbers.
    """
    stage = Stage(figsize=(6.4, 4.6), title="guess_or_follow")
    start = (-2.0, 2.0)

    def scene(loss):
        ax = stage.figure.subplots()
        side = np.linspace(-BOX, BOX, 81)
        heights = loss(*np.meshgrid(side, side))
        finite = heights[np.isfinite(heights)]
        floor = finite.min() if finite.size else 0.0
        top = np.quantile(finite, 0.95) if finite.size else 1.0
        room = max(top - floor, 1e-9 * max(1.0, abs(floor)))
        levels = floor + room * np.linspace(0.01, 1, 9) ** 2
        lines = contour_lines(ax, side, side, heights, levels, linestyles=None)
        ax.clabel(lines, lines.levels[2::2], fmt=lambda v: true_signs(f"{v:.3g}"), fontsize=9)
        ax.set(xlabel="w₁, first weight", ylabel="w₂, second weight", aspect="equal")
        ax.set(xlim=(-BOX, BOX), ylim=(-BOX, BOX), title="loss for every pair of weights")
        guesses = drawing.dots(ax, "guess")
        (steps,) = ax.plot([], [], **drawing.role("path").line())
        stops = drawing.dots(ax, "path", 4.0)
        ax.plot(*start, **drawing.role("start").point())
        ax.annotate("start", start, xytext=(8, 6), textcoords="offset points")
        (best,) = ax.plot([], [], **drawing.role("best").point(markersize=15, zorder=7))
        for height, name, words in (
            (0.95, "best", "★ best guess"),
            (0.7, "path", "— slope"),
        ):
            ax.text(1.04, height, words, color=drawing.role(name).color, transform=ax.transAxes)
        numbers = [
            drawing.label(ax, role_name=name, x=1.04, y=height, transform=ax.transAxes, fontsize=13)
            for name, height in (("best", 0.86), ("path", 0.61))
        ]
        ax.text(
            1.04, 0.43, "● all guesses", color=drawing.role("guess").color, transform=ax.transAxes
        )
        stage.moving(guesses, steps, stops, best, *numbers)
        whole = functools.cache(lambda: slope_steps(loss, start, MOST))

        def update(looks, seed):
            tried = np.random.default_rng(seed).uniform(-BOX, BOX, size=(looks, 2))
            losses = loss(tried[:, 0], tried[:, 1])
            # A reader's own function is looked at no more often than is said.
            path = whole()[: looks // 3 + 1] if loss.exact else slope_steps(loss, start, looks)
            end = float(loss(*path[-1]))
            drawing.move_dots(guesses, *tried.T)
            drawing.move_dots(stops, *path.T)
            steps.set_data(*path.T)
            found = np.nan
            best.set_data([], [])
            if np.isfinite(losses).any():
                winner = int(np.nanargmin(np.where(np.isfinite(losses), losses, np.nan)))
                best.set_data(*tried[winner : winner + 1].T)
                found = float(losses[winner])
            for text, value in zip(numbers, (found, end), strict=True):
                text.set_text(f"loss {plain(value, 3)}")
            return (
                f"After {looks} looks at the loss (seed {seed}): the best of {looks} random guesses "
                f"has loss {plain(found, 3)}; following the slope, "
                f"{counted(len(path) - 1, 'step')} at three looks each, has come to {plain(end, 3)}."
            )

        return update

    return stage.live(
        scene,
        looks=slider("looks at the loss", 3, MOST, looks, 3, play=UP),
        seed=slider("seed of the guesses", 0, 20, seed, 1),
        loss=of_two_weights(loss, LOSSES),
    )
