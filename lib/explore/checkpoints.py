"""Live figure of notebook 10: a chain gone back through with few of its numbers kept."""

import numpy as np

from lib import drawing
from lib.learning.checkpointing import moments, price, starts
from lib.stage.controls import UP, slider
from lib.stage.stage import Stage
from lib.stage.words import counted

LONGEST = 48
SAID = {"run": "forwards", "run again": "once more", "back": "back"}


def checkpoints(kept=6, *, moment=0, steps=36) -> Stage:
    """A chain of machines there and back: which numbers are stored at each moment, and the price.

    kept is how many numbers of the run forwards are kept; steps the length of the chain, from 4 to
    48. Raises ValueError where they aren't whole numbers that fit.
    """
    if not isinstance(steps, int) or isinstance(steps, bool) or not 4 <= steps <= LONGEST:
        raise ValueError(f"steps is {steps!r}: a whole number of machines from 4 to {LONGEST}")
    starts(steps, kept)
    stage = Stage(figsize=(6.4, 4.2), title="checkpoints")
    counts = np.arange(1, steps + 1)
    prices = np.array([price(steps, int(count)) for count in counts])

    def scene():
        chain, cost = stage.figure.subplots(2, 1, height_ratios=(1, 2.6))
        chain.set(
            xlim=(-1, steps),
            ylim=(-1, 1),
            yticks=[],
            xlabel="number i of the chain",
            ylabel="chain",
        )
        chain.set_title("○ not stored   ● stored   ▲ the machine at work")
        chain.grid(False)
        chain.plot(
            counts - 1,
            0 * counts,
            linestyle="none",
            marker="o",
            markerfacecolor="none",
            markeredgecolor=drawing.QUIET,
            markersize=7,
        )
        for name, values, words in zip(
            ("second", "first"), prices.T, ("stored at once", "run again"), strict=True
        ):
            look = drawing.role(name)
            cost.plot(counts, values, **look.line())
            cost.text(
                {"second": 0.02, "first": 0.5}[name],
                1.03,
                {"second": f"— most {words}", "first": f"- - machines {words}"}[name],
                color=look.color,
                transform=cost.transAxes,
            )
        cost.set(xlim=(0, steps + 1), ylim=(-1, steps * 1.08), xlabel="kept from the run forwards")
        cost.set_ylabel("count")
        (stored,) = chain.plot([], [], **drawing.role("second").point(marker="o", markersize=7))
        (works,) = chain.plot([], [], **drawing.role("first").point(marker="^", markersize=8))
        points = [
            cost.plot([], [], **drawing.role(name).point(zorder=6))[0]
            for name in ("second", "first")
        ]
        stage.moving(stored, works, *points)

        def update(kept, moment):
            way = moments(steps, kept)
            at = round(moment / 100 * (len(way) - 1))
            done, machine, there = way[at]
            stored.set_data(sorted(there), [0] * len(there))
            works.set_data([machine - 0.5], [-0.55])
            for point, value in zip(points, prices[kept - 1], strict=True):
                point.set_data([kept], [value])
            most, again = (int(value) for value in prices[kept - 1])
            return (
                f"A chain of {steps} machines, {counted(kept, 'number')} kept: at most {most} stored "
                f"at once, {counted(again, 'machine')} run again. After {at + 1} of {len(way)} moves, "
                f"machine {machine} was the last, {SAID[done]}; {len(there)} stored."
            )

        return update

    return stage.live(
        scene,
        kept=slider("kept numbers", 1, steps, kept, 1),
        moment=slider("time, in %", 0, 100, moment, 1, play=UP),
    )
