"""Live figure of notebook 10: what all of a Jacobian costs, in time and in memory, in four ways."""

from lib import drawing
from lib.drawing.surfaces import axes_at
from lib.learning.costs import WAYS, costs
from lib.stage.controls import log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, whole

HIDDEN = 10
ROLES = dict(zip(WAYS, ("function", "first", "second", "third"), strict=True))
TALLEST = (1e9, 1e5)  # where the axes end: multiplications, numbers


def modes(n=10, m=1, *, depth=15) -> Stage:
    """Multiplications, and numbers held at once, for all of a network's Jacobian (m, n), in four ways.

    The network has n inputs, m outputs and `depth` hidden layers of 10 units. The ways, and what is
    counted: `lib.learning.costs.costs`.
    """
    stage = Stage(figsize=(6.4, 3.7), title="modes")

    def scene():
        bars = []
        for left, end, title, ticks in (
            (0.02, TALLEST[0], "time: multiplications", range(1, 10, 2)),
            (0.52, TALLEST[1], "memory: numbers held at once", range(1, 6)),
        ):
            ax = axes_at(stage.figure, (left, 0.17, 0.44, 0.72))
            ax.set(
                xscale="log",
                xlim=(1, end),
                ylim=(-0.45, 3.95),
                yticks=[],
                xlabel="how many, log scale",
            )
            ax.set(xticks=[10.0**power for power in ticks])
            ax.minorticks_off()
            ax.set_title(title, fontsize=11, loc="center")
            ax.spines["left"].set_visible(False)
            ax.grid(False)
            for y, way in zip((3, 2, 1, 0), WAYS, strict=True):
                color = drawing.role(ROLES[way]).color
                (bar,) = ax.plot([1, 1], [y, y], color=color, linewidth=9, solid_capstyle="butt")
                text = drawing.label(
                    ax, "", ROLES[way], 1, y + 0.46, va="center", fontsize=10.5, bbox=None
                )
                bars.append((bar, text))
        stage.moving(*[part for bar in bars for part in bar])

        def update(n, m, depth):
            n, m = round(n), round(m)
            found = costs([n, *[HIDDEN] * depth, m])
            numbers = [found[way][kind] for kind in (0, 1) for way in WAYS]
            least = [min(numbers[:4]), min(numbers[4:])]
            for k, ((bar, text), count) in enumerate(zip(bars, numbers, strict=True)):
                bar.set_xdata([1, count])
                mark = "▶ " * (count == least[k // 4])
                text.set_text(f"{mark}{WAYS[k % 4]}: {whole(count)}")
            return _told(n, m, depth, found)

        return update

    return stage.live(
        scene,
        n=log_slider("n, inputs", 0, 3, n, 0.25, format=".0f"),
        m=log_slider("m, outputs", 0, 3, m, 0.25, format=".0f"),
        depth=slider("depth, hidden layers", 1, 50, depth, 1),
    )


def _told(n, m, depth, found):
    each = [
        f"{way} {whole(found[way].multiplications)} and {whole(found[way].held)}" for way in WAYS
    ]
    return (
        f"A network of {counted(n, 'input')}, {counted(m, 'output')} and {counted(depth, 'hidden layer')}: "
        f"{counted(n + 1, 'run')} by nudging, {counted(n, 'run')} of dual numbers, or 1 run and "
        f"{counted(m, 'way')} back. Multiplications, and numbers held at once: {'; '.join(each)}."
    )
