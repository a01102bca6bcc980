"""Live figure of notebook 06: what all of a Jacobian costs, pushing nudges or pulling back."""

import numpy as np

from lib import drawing
from lib.learning.costs import costs, product
from lib.stage.controls import choice, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import whole

HIDDEN = 100
EDGE = 0.3
PUSH, PULL = "Jv, push nudges", "Jᵀu, pull back"


def shapes(*, m=1, n=1_000_000, depth=3, direction=PULL) -> Stage:
    """What all of J (m, n) costs a network by pushing nudges (Jv) and by pulling back (Jᵀu).

    The network: n inputs, `depth` hidden layers of 100 units, m outputs, its local Jacobians dense.
    Counted are the products' multiplications, and numbers held at once (8 bytes each in float64):
    pushing holds two layers at a time, value and nudge of each; pulling keeps the inputs of all
    layers, and two layers of sensitivities. See `lib.learning.costs`.
    """
    stage = Stage(figsize=(6.4, 4.1), title="shapes")

    def scene():
        plane, bars = stage.figure.subplots(1, 2, width_ratios=[1, 1.15])
        plane.set(xscale="log", yscale="log", xlim=(EDGE, 3e6), ylim=(EDGE, 3e6))
        plane.set(xlabel="n, inputs: columns", ylabel="m, outputs: rows", aspect="equal")
        plane.set_title("shape of J, log scales", fontsize=11)
        plane.plot([EDGE, 3e6], [EDGE, 3e6], **drawing.role("quiet").line())
        for words, name, where, side in (
            ("pushing is cheaper", "first", (0.47, 0.53), "bottom"),
            ("pulling is cheaper", "second", (0.53, 0.47), "top"),
        ):
            turned = {"rotation": 45, "rotation_mode": "anchor", "transform": plane.transAxes}
            drawing.label(plane, words, name, *where, va=side, ha="center", fontsize=10, **turned)
        looks = {PUSH: drawing.role("first"), PULL: drawing.role("second")}
        (outline,) = plane.plot([], [], color=drawing.INK, linewidth=1.6, zorder=4)
        (strip,) = plane.plot([], [], linewidth=6, zorder=5, solid_capstyle="butt")
        bars.set(xscale="log", xlim=(1, 1e15), ylim=(-0.5, 7.0), yticks=[])
        bars.set(xticks=10.0 ** np.arange(0, 16, 5), xlabel="how many, log scale")
        bars.set_title("what all of J costs", fontsize=11, loc="center")
        bars.spines["left"].set_visible(False)
        bars.grid(False)
        heading = {"va": "center", "fontsize": 10.5}
        bars.text(1, 6.75, "multiplications in all", **heading)
        bars.text(1, 2.75, "numbers held at once", **heading)
        lines, texts = [], []
        for y, name in ((5.3, PUSH), (4, PULL), (1.3, PUSH), (0, PULL)):
            look = looks[name]
            lines += bars.plot([1, 1], [y, y], color=look.color, linewidth=9, solid_capstyle="butt")
            role = "first" if name == PUSH else "second"
            texts.append(
                drawing.label(bars, "", role, 1, y + 0.6, va="center", fontsize=10.5, bbox=None)
            )
        stage.moving(outline, strip, *lines, *texts)

        def update(m, n, depth, direction):
            m, n = round(m), round(n)
            widths = [n, *[HIDDEN] * depth, m]
            work = (n * product(widths), m * product(widths))
            held = tuple(costs(widths)[way].held for way in ("dual numbers", "ways back"))
            outline.set_data([EDGE, n, n, EDGE, EDGE], [EDGE, EDGE, m, m, EDGE])
            strip.set_data(*(([n, n], [EDGE, m]) if direction == PUSH else ([EDGE, n], [m, m])))
            strip.set_color(looks[direction].color)
            for name, line, text, count in zip(
                (PUSH, PULL) * 2, lines, texts, work + held, strict=True
            ):
                line.set_xdata([1, count])
                verb = "push" if name == PUSH else "pull"
                text.set_text(f"{'▶ ' if name == direction else ''}{verb}: {whole(count)}")
            return _told_cost(m, n, direction, work, held)

        return update

    return stage.live(
        scene,
        m=log_slider("m, outputs", 0, 6, m, 0.25),
        n=log_slider("n, inputs", 0, 6, n, 0.25),
        depth=slider("depth, hidden layers", 1, 50, depth, 1),
        direction=choice("product", [PUSH, PULL], direction),
    )


def _told_cost(m, n, direction, work, held):
    mine, other = (0, 1) if direction == PUSH else (1, 0)
    verb, part = (("Pushing", "column"), ("Pulling", "row"))[mine]
    passes = (n, m)[mine]
    products = "1 product" if passes == 1 else f"{passes:,} products"
    return (
        f"J has shape ({m:,}, {n:,}). {verb} gives one {part} a product, so all of J takes "
        f"{products}: {whole(work[mine])} multiplications, against {whole(work[other])} the other "
        f"way. {verb} holds {whole(held[mine])} numbers at once, the other way {whole(held[other])}."
    )
