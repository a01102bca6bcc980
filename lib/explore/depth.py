"""Live figure of notebook 04: what is left of a slope after many layers."""

import numpy as np

from lib import drawing
from lib.learning.signals import layer_slopes
from lib.stage.controls import choice, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, remaining, signed

LOOKS = {"sigmoid": "first", "tanh": "second", "ReLU": "third"}
MOST_LAYERS = 20
FAINTEST, LOUDEST = 1e-14, 1e4


def depth(activation="sigmoid", *, n=10, w=1.0, b=0.0, x=0.5) -> Stage:
    """The slope that is left after n layers of one neuron each, all with weight w and bias b.

    Layer k turns a into φ(w·a + b) and so passes on w·φ′(w·a + b) times what comes in. Above: that
    factor for the chosen activation φ; below: the product for all three, on a log axis.
    """
    stage = Stage(figsize=(6.4, 5.0), title="depth")

    def scene():
        above, ax = stage.figure.subplots(2, 1, sharex=True, height_ratios=(1, 2))
        for each in (above, ax):
            each.set_yscale("log")
            each.axhline(1, **drawing.role("quiet").line())
        above.set(ylim=(1e-3, 10), ylabel="size of factor")
        above.set_title("what each layer multiplies by", fontsize=11)
        ax.set(xlim=(-0.4, MOST_LAYERS + 0.6), ylim=(FAINTEST, LOUDEST))
        ax.set(xlabel="layer", ylabel="size of product", xticks=range(0, MOST_LAYERS + 1, 2))
        ax.set_title("what is left of the slope after it", fontsize=11)
        factors = drawing.dots(above, "function", 6.0)
        chosen = drawing.label(
            above, x=1.03, y=0.5, va="center", transform=above.transAxes, bbox=None
        )
        lines, numbers = [], []
        for (name, look), height in zip(LOOKS.items(), (0.06, 0.41, 0.76), strict=True):
            lines += ax.plot([], [], **drawing.role(look).line())
            sample = {"transform": ax.transAxes, "clip_on": False}
            ax.plot([1.03, 1.29], [height + 0.2] * 2, **drawing.role(look).line(), **sample)
            place = {"x": 1.03, "transform": ax.transAxes}
            ax.text(**place, y=height + 0.09, s=name, color=drawing.role(look).color)
            numbers.append(drawing.label(ax, role_name=look, y=height, bbox=None, **place))
        stage.moving(factors, *lines, *numbers, chosen)

        def update(n, w, b, x, activation):
            left = []
            for name, line, text in zip(LOOKS, lines, numbers, strict=True):
                passed = layer_slopes(name, n, w, b, x)
                sizes = np.abs(np.cumprod([1.0, *passed]))
                left.append(f"{remaining(sizes[-1])} for {name}")
                shown = (sizes >= FAINTEST / 1e3) & (sizes <= LOUDEST * 1e3)
                line.set_data(np.arange(n + 1), np.where(shown, sizes, np.nan))
                text.set_text(remaining(sizes[-1]))
                if name == activation:
                    drawing.move_dots(
                        factors, np.arange(1, n + 1), np.where(passed, abs(passed), np.nan)
                    )
                    first, last = remaining(passed[0]), remaining(passed[-1])
            chosen.set_text(f"{activation}:\nlast {last}")
            return (
                f"Through {counted(n, 'layer')} with weight w = {signed(w)}, bias b = {signed(b)}, input "
                f"x = {signed(x)}: the first {activation} layer multiplies by {first}, the last by "
                f"{last}. Size of the product: {', '.join(left)}."
            )

        return update

    return stage.live(
        scene,
        n=slider("n, layers", 1, MOST_LAYERS, n, 1),
        w=slider("w, weight", -4.0, 4.0, w, 0.25),
        b=slider("b, bias", -4.0, 4.0, b, 0.25),
        x=slider("x, input", -3.0, 3.0, x, 0.25),
        activation=choice("φ, activation", list(LOOKS), activation),
    )
