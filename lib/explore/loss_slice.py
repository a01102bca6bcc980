"""Live figure of notebook 08: the loss of a real network along one of its weights."""

import functools

import numpy as np

from lib import drawing
from lib.learning.flock import MEASURED, penguin_data, penguin_network
from lib.learning.losses import cross_entropy
from lib.learning.network import forward, loss_and_gradients, with_weight
from lib.stage.controls import choice, slider
from lib.stage.stage import Stage
from lib.stage.words import signed

NUDGE = 1e-5
NAMES = tuple(MEASURED)
WEIGHTS = {
    f"W1[{unit},{j}]: {name} → unit {unit}": (0, unit, j)
    for unit, j, name in [(0, 0, NAMES[0]), (1, 1, NAMES[1]), (2, 2, NAMES[2]), (3, 3, NAMES[3])]
} | {"W2[0,0]: unit 0 → Adelie": (1, 0, 0), "W2[2,1]: unit 1 → Gentoo": (1, 2, 1)}
MOVES = np.linspace(-4.0, 4.0, 161)


def loss_slice(weight=(0, 0, 0), *, move=0.0, activation="tanh", epochs=5) -> Stage:
    """The loss of a real network along one of its 67 parameters, and the slope backprop claims.

    A 4–8–3 network on 342 penguins, after some epochs; weight is (layer, row, column), one of the
    list; move is how far the weight is from where training left it.
    """
    stage = Stage(figsize=(6.4, 4.0), title="loss_slice")
    X, y = penguin_data()

    def scene(weight, activation, epochs):
        layers = penguin_network(activation, epochs)
        k, i, j = weight
        start = float(layers[k].W[i, j])

        @functools.cache
        def loss(move):
            return cross_entropy(forward(with_weight(layers, weight, start + move), X)[0], y)

        heights = np.array([loss(float(m)) for m in MOVES])
        ax = stage.figure.subplots()
        ax.plot(start + MOVES, heights, **drawing.role("function").line())
        low, high = drawing.nice_limits(heights, 0.12)
        ax.set(xlim=start + MOVES[[0, -1]], ylim=(low, high), xlabel="value of the weight")
        ax.set(ylabel="loss (cross-entropy)", title="one weight moves, all others stand still")
        ax.axvline(start, **drawing.role("quiet").line())
        ax.annotate(
            "here training stands",
            (start, high),
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            xytext=(5, -4),
            textcoords="offset points",
            va="top",
            color=drawing.QUIET,
            fontsize=10,
        )
        color = drawing.role("tangent").color
        words = "— slope that backprop claims"
        ax.text(0.99, 0.03, words, color=color, ha="right", transform=ax.transAxes)
        (tangent,) = ax.plot([], [], **drawing.role("tangent").line())
        (point,) = ax.plot([], [], **drawing.role("function").point(zorder=6))
        stage.moving(tangent, point)

        def update(move):
            moved = with_weight(layers, weight, start + move)
            value, gradients = loss_and_gradients(moved, X, y)
            claimed = gradients[k][0][i, j]
            measured = (loss(move + NUDGE) - loss(move - NUDGE)) / (2 * NUDGE)
            drawing.line_through(tangent, ax, start + move, value, claimed)
            point.set_data([start + move], [value])
            way = "lower" if claimed > 0 else "raise"
            advice = f"to lose less, {way} it" if abs(claimed) > 5e-5 else "it hardly matters here"
            return (
                f"With the weight at {signed(start + move, 2)} the loss is {signed(value, 3)}. "
                f"Backprop claims the slope {signed(claimed, 4)}, a nudge measures "
                f"{signed(measured, 4)}: {advice}."
            )

        return update

    return stage.live(
        scene,
        move=slider("move of the weight", -4.0, 4.0, move, 0.1),
        weight=choice("weight", WEIGHTS, weight),
        epochs=choice("epochs of training", [0, 5, 50], epochs),
        activation=choice("activation", ["tanh", "sigmoid", "relu"], activation),
    )
