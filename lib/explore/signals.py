"""Live figure of notebook 10: activations and gradients through fifty layers, at the start."""

import functools

import numpy as np

from lib import drawing
from lib.drawing.surfaces import axes_at
from lib.learning.signals import MOST, STARTS, signals
from lib.stage.controls import choice, log_slider, slider, switch
from lib.stage.stage import Stage
from lib.stage.words import counted, plain, remaining

ROLES = ("first", "second", "third")  # of the three starts; the reader's own is the function's
LEAST, LARGEST = 1e-8, 1e8
TITLES = ("activations, on the way in", "gradients, on the way back")
PLACES = (0.02, 0.24, 0.44, 0.66)  # of the words below, from the left
DRAWN = 17  # layers at most, of which a line shows the sizes
WIDTHS = (8, 32, 128)
NAMES = {"tanh": "tanh", "ReLU": "relu"}


def fifty_layers(activation="tanh", *, scale=1.0, depth=50, width=32, skip=False) -> Stage:
    """Sizes of activations and gradients, layer by layer, with weights of spread scale/√n.

    The layers are n = width units wide, φ(W h), or h + φ(W h) with the skip. Beside the chosen scale
    three usual starts are drawn: 0.1/√n, 1/√n and √(2/n). Weights are drawn once for each width.
    """
    stage = Stage(figsize=(6.4, 4.2), title="fifty layers")

    def scene():
        first = axes_at(stage.figure, (0.11, 0.24, 0.41, 0.66))
        axes = (first, axes_at(stage.figure, (0.57, 0.24, 0.41, 0.66), sharey=first))
        axes[1].tick_params(labelleft=False)
        lines, numbers = [], []
        for ax, title in zip(axes, TITLES, strict=True):
            ax.set(yscale="log", xlim=(-1, MOST + 1), ylim=(LEAST / 10, LARGEST * 10))
            ax.set(yticks=10.0 ** np.arange(-8, 9, 4), xlabel="layer", xticks=range(0, 51, 10))
            ax.minorticks_off()
            ax.set_title(title, fontsize=11, loc="center")
            ax.axhline(1, color=drawing.QUIET, linewidth=0.8)
            lines.append(
                [ax.plot([], [], **drawing.role(name).line())[0] for name in ROLES]
                + ax.plot([], [], **drawing.role("function").line(linewidth=4, zorder=1.5))
            )
            numbers.append(
                drawing.label(
                    ax, x=0.03, y=0.94, va="center", transform=ax.transAxes, fontsize=10.5
                )
            )
        axes[0].set_ylabel("size, against its start")
        words = (*STARTS, "yours, s/√n")
        for place, name, said in zip(PLACES, (*ROLES, "function"), words, strict=True):
            look = drawing.role(name)
            sample = {"transform": stage.figure.transFigure, "clip_on": False}
            axes[0].plot([place, place + 0.06], [0.045] * 2, **look.line(), **sample)
            stage.figure.text(place + 0.07, 0.045, said, color=look.color, va="center")
        stage.moving(*lines[0], *lines[1], *numbers)

        def update(scale, depth, width, activation, skip):
            place = (depth, width, NAMES[activation], skip)
            all_sizes = [*(_start(s, *place) for s in STARTS.values()), signals(scale, *place)]
            layers = np.unique(np.linspace(0, depth, DRAWN).round()).astype(int)
            for k, sizes in enumerate(all_sizes):
                for panel, size in zip(lines, (way[layers] for way in sizes), strict=True):
                    shown = (size >= LEAST / 1e15) & (size <= LARGEST * 1e15)
                    panel[k].set_data(layers, np.where(shown, size, np.nan))
            (forwards, backwards), starts = all_sizes[-1], all_sizes[:-1]
            for text, end in zip(numbers, (forwards[-1], backwards[0]), strict=True):
                text.set(text=f"yours: {remaining(end)} arrives", y=0.06 if end > 1 else 0.94)
            others = ", ".join(
                f"{remaining(sizes[1][0])} with {name}"
                for name, sizes in zip(STARTS, starts, strict=True)
            )
            return (
                f"Through {counted(depth, f'{activation} layer')} of {width} units"
                f"{', with a skip' * skip}, weights of spread {plain(scale, 3)}/√n: of the activations’ "
                f"size {remaining(forwards[-1])} arrives at the end, of the gradient’s "
                f"{remaining(backwards[0])} at the beginning. Usual starts leave of the gradient: {others}."
            )

        return update

    return stage.live(
        scene,
        scale=log_slider("s, weights’ scale", -1.5, 0.45, scale, 0.15, format=".3g"),
        depth=slider("depth, layers", 1, MOST, depth, 1),
        activation=choice("φ, activation", list(NAMES), activation),
        width=choice("n, width", list(WIDTHS), width),
        skip=switch("skip, h + φ(W h)", skip),
    )


@functools.lru_cache(maxsize=2048)
def _start(scale, depth, width, activation, skip):
    return signals(scale, depth, width, activation, skip)
