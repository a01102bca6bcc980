"""Live figure of notebook 09: what a trained network looks at, input by input."""

import numpy as np

from lib import drawing
from lib.learning.flock import EPOCHS, ETA, HIDDEN, SPECIES, UNITS, flock, trained
from lib.learning.losses import softmax
from lib.learning.network import forward, predict
from lib.learning.sensitivity import QUANTITIES, quantity, slopes_of_quantity
from lib.stage.controls import choice, slider
from lib.stage.stage import Stage
from lib.stage.words import change


def sensitivity(of="its lead", *, penguin=4, layers=None) -> Stage:
    """What the network goes by: how a nudge of each measurement moves its answer for one penguin.

    One bar an input, per standard deviation: ∂(what is chosen)/∂input. of is "its score", "its
    lead" (over the runner-up) or "its probability", of the species that the network names. The
    diamond is what really happens when the input grows by one standard deviation.
    layers is a network with four inputs, standardised as in the notebook, else one of 100 epochs.
    """
    stage = Stage(figsize=(6.4, 3.6), title="sensitivity")
    birds = flock()
    if layers is None:
        layers = trained(birds.measured, HIDDEN, ETA, EPOCHS)[-1].layers
    X, y = birds.part("test")
    named = predict(layers, X)
    p = softmax(forward(layers, X)[0])

    def scene(of):
        slopes = slopes_of_quantity(of, layers, X, named)
        before = quantity(of, forward(layers, X)[0], named)
        raised = [forward(layers, X + step)[0] for step in np.eye(4)]
        moved = np.stack([quantity(of, s, named) for s in raised], axis=1) - before[:, None]
        reach = 1.08 * max(np.abs(slopes).max(), np.abs(moved).max(), 0.05)
        ax = stage.figure.subplots()
        ax.axvline(0, color=drawing.INK, linewidth=1)
        ax.set(xlim=(-reach, 1.5 * reach), ylim=(3.6, -0.6))
        ax.set(xlabel=f"change of the {of.removeprefix('its ')} per standard deviation")
        ax.set_ylabel("input (standard deviation)")
        spreads = [f"{s:.{0 if s > 100 else 1}f}" for s in birds.std]
        ticks = [
            f"{name}\n({spread} {UNITS[name]})"
            for name, spread in zip(birds.measured, spreads, strict=True)
        ]
        ax.set_yticks(range(4), ticks)
        ax.grid(axis="y", visible=False)
        ticks = [t for t in ax.get_xticks() if abs(t) <= reach]
        ax.set_xticks(ticks)
        wide = drawing.role("gradient").line(linewidth=22, solid_capstyle="butt", zorder=2)
        (bars,) = ax.plot([], [], **wide)
        truth = drawing.role("slope").point(markersize=8, marker="D", zorder=6)
        (real,) = ax.plot([], [], **truth)
        texts = [
            drawing.label(ax, "", "gradient", 1.48 * reach, k, ha="right", bbox=None)
            for k in range(4)
        ]
        for text in texts:
            text.set(verticalalignment="center", fontsize=10.5)
        title = drawing.label(ax, x=0, y=1.03, transform=ax.transAxes, bbox=None)
        for place, words, role in (
            (0.55, "▬ promised", "gradient"),
            (0.79, "◆ happens", "slope"),
        ):
            look = {"color": drawing.role(role).color, "fontsize": 10, "transform": ax.transAxes}
            ax.text(place, 1.03, words, **look)
        stage.moving(bars, real, *texts, title)

        def update(penguin):
            mine = slopes[penguin]
            bars.set_data(*np.array([(v, k) for k, s in enumerate(mine) for v in (0, s, np.nan)]).T)
            for text, slope in zip(texts, mine, strict=True):
                text.set_text(change(slope))
            real.set_data(moved[penguin], range(4))
            species, sure = SPECIES[named[penguin]], p[penguin, named[penguin]]
            title.set_text(f"penguin {penguin}: {species}, {100 * sure:.1f} %")
            most = int(np.abs(mine).argmax())
            right = (
                "is right"
                if named[penguin] == y[penguin]
                else f"it is one of the {SPECIES[y[penguin]]}s"
            )
            return (
                f"Test penguin {penguin}: the network says {species} with {100 * sure:.1f} %, and "
                f"{right}. For each standard deviation {of} grows by "
                + ", ".join(f"{change(s)} ({n})" for s, n in zip(mine, birds.measured, strict=True))
                + f"; {birds.measured[most]} counts most."
            )

        return update

    return stage.live(
        scene,
        penguin=slider("penguin, of 86 unseen", 0, len(y) - 1, penguin, 1),
        of=choice("of its answer", QUANTITIES, of),
    )
