"""Live figure of notebook 04: two paths from x to y, whose shares add up."""

import numpy as np

from lib import drawing
from lib.stage.controls import FunctionChooser, choice, slider
from lib.stage.stage import Stage
from lib.stage.words import cut, signed

UPPER = {k: k for k in ("x", "x²", "sin x", "e^x", "|x|", "3")}
LOWER = {k: k for k in ("sin x", "x", "x²", "cos x", "e^x", "e^(x²)", "|x|")}
MERGES = {  # how two values meet in y, and the slopes of y by each with the other held still
    "y = a · b": (lambda a, b: a * b, lambda a, b: (b, a)),
    "y = a + b": (lambda a, b: a + b, lambda a, b: (1.0, 1.0)),
    "y = a / b": (
        lambda a, b: np.divide(a, b),
        lambda a, b: (np.divide(1.0, b), -a / np.square(b)),
    ),
}


def two_paths(a="x", b="sin x", *, merge="y = a · b", x=1.0, lo=-1.5, hi=1.5) -> Stage:
    """x reaches y along two paths: what each contributes to dy/dx, and their sum.

    a and b are functions of x; merge says how they meet: "y = a · b", "y = a + b" or "y = a / b".
    """
    stage = Stage(figsize=(6.4, 5.0), title="two_paths")

    def scene(a, b, merge):
        graph, ax = stage.figure.subplots(2, 1, height_ratios=(1, 1.35))
        value, local = MERGES[merge]
        _graph(graph, cut(f"a = {a.label}", 14), cut(f"b = {b.label}", 14), merge)
        xs = np.unique(np.concatenate([np.linspace(lo, hi, 401), *_beside_corners((a, b), lo, hi)]))
        by_a, by_b = local(a(xs), b(xs))
        via = [by_a * a.derivative(xs), by_b * b.derivative(xs)]
        via.append(via[0] + via[1])
        names = ["second", "first", "function"]
        for line, name in zip(via, names, strict=True):
            ax.plot(
                xs, np.where(np.isfinite(line), line, np.nan), **drawing.role(name).line(alpha=0.75)
            )
        low, high = drawing.calm_limits(np.concatenate([*via, [0.0]]), margin=0.1)
        edge = 0.02 * (hi - lo)
        ax.set(xlim=(lo - edge, hi + edge), ylim=(low, high))
        ax.axhline(0, color=drawing.QUIET, linewidth=1)
        ax.set(xlabel="x", ylabel="share of dy/dx")
        for place, name, words in zip(
            (0.0, 0.3, 0.6),
            names,
            ("— through a", "- - through b", "— dy/dx, their sum"),
            strict=True,
        ):
            ax.text(place, 1.03, words, color=drawing.role(name).color, transform=ax.transAxes)
        arrows = [drawing.arrow(ax, n, linewidth=3.5, mutation_scale=11) for n in names[:2]]
        (total,) = ax.plot([], [], **drawing.role("function").point(zorder=7))
        edges = [
            drawing.label(
                graph, role_name=name, x=place, y=height, ha="center", va="center", bbox=None
            )
            for name, height in zip(names, (3.35, 0.65), strict=False)
            for place in (1.4, 5.95)
        ]
        sums = [
            drawing.label(graph, role_name=name, x=7.85, y=height, va="center", bbox=None)
            for name, height in zip(names, (3.35, 0.65, 2.0), strict=True)
        ]
        stage.moving(*arrows, total, *edges, *sums)

        def update(x):
            at, slope = (a(x), b(x)), (a.derivative(x), b.derivative(x))
            into = local(*at)
            share = [into[0] * slope[0], into[1] * slope[1]]
            whole = share[0] + share[1]
            numbers = (slope[0], into[0], slope[1], into[1])
            for text, number in zip(edges, numbers, strict=True):
                text.set_text(f"× {signed(number)}" if np.isfinite(number) else "× ?")
            for text, words, number in zip(
                sums, ("through a", "through b", "dy/dx"), (*share, whole), strict=True
            ):
                text.set_text(f"{words}: {signed(number) if np.isfinite(number) else 'none'}")
            fine = np.isfinite([*share, value(*at)]).all()
            aside = 0.006 * (hi - lo)
            if fine:
                arrows[0].set_positions((x - aside, 0), (x - aside, share[0]))
                arrows[1].set_positions((x + aside, share[0]), (x + aside, whole))
            for arrow, part in zip(arrows, share, strict=True):
                arrow.set_visible(bool(fine and abs(part) > 1e-9))
            total.set_data(*([x], [whole]) if fine else ([], []))
            if not fine:
                if not np.isfinite(value(*at)):
                    return f"At x = {signed(x)} y has no value, so there is nothing to add."
                return f"At x = {signed(x)} a or b has no slope, so the rule is silent about y."
            off = "" if low <= whole <= high else " That is off the picture."
            return (
                f"At x = {signed(x)} the path through a contributes {signed(slope[0])} · "
                f"{signed(into[0])} = {signed(share[0])}, the path through b {signed(slope[1])} · "
                f"{signed(into[1])} = {signed(share[1])}. Together dy/dx = {signed(whole)}.{off}"
            )

        return update

    return stage.live(
        scene,
        x=slider("x, input of both", lo, hi, x, 0.05),
        a=FunctionChooser("a(x), upper machine", a, UPPER),
        b=FunctionChooser("b(x), lower machine", b, LOWER),
        merge=choice("y, where they meet", list(MERGES), merge),
    )


def _beside_corners(functions, lo, hi):
    """Points at and right beside the corners, so that slopes aren't joined across them."""
    tiny = (hi - lo) * 1e-9
    return [[c + d for c in f.corners(lo, hi) for d in (-tiny, 0.0, tiny)] for f in functions]


def _graph(ax, a_text, b_text, y_text):
    """Nodes x, a, b, y and the four arrows between them, on a sheet of 11 by 4."""
    ax.set(xlim=(0, 11), ylim=(0, 4))
    ax.axis("off")
    for name, y in (("second", 3.35), ("first", 0.65)):
        for tail, head in (((0.75, 2.0), (2.6, y)), ((5.0, y), (6.2, 2.0))):
            edge = drawing.arrow(ax, name, zorder=2, linestyle=drawing.role(name).linestyle)
            edge.set_positions(tail, head)
    for text, x, y, width in (
        ("x", 0.45, 2.0, 0.6),
        (a_text, 3.8, 3.35, 2.4),
        (b_text, 3.8, 0.65, 2.4),
        (y_text, 6.95, 2.0, 1.5),
    ):
        drawing.box(ax, x, y, width, 0.9, text)
