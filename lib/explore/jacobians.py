"""Live figures of notebook 06: the Jacobian of a layer, and that of softmax."""

import functools

import numpy as np

from lib import drawing
from lib.drawing.heatmap import HeatMap
from lib.learning.activations import sigmoid, sigmoid_slope
from lib.learning.losses import softmax
from lib.stage.controls import FunctionChooser, choice, slider
from lib.stage.stage import Stage
from lib.stage.words import agreed, cell, in_brackets, signed

ACTIVATIONS = {
    "sigmoid": "sigmoid(z)",
    "tanh": "tanh z",
    "ReLU": "max(0, z)",
    "softplus": "softplus(z)",
    "none": "z",
}
SEED_W = ((0.1, 0.2, 0.3), (0.4, 0.5, 0.6))
SEED_B = (0.1, 0.2)
REACH = 6.0
INDEX = "₁₂₃"
ALONE, TOGETHER = "sigmoid, each alone", "softmax, all together"


def layer(f="sigmoid", *, x1=1.0, x2=2.0, x3=3.0, W=SEED_W, b=SEED_B) -> Stage:
    """A layer of two neurons with three inputs, y = σ(Wx + b), and its Jacobian diag(σ′(z)) W.

    f is a name from the list, a formula in z, or a function of one number; W is (2, 3), b is (2,).
    Raises ValueError where W or b has another shape.
    """
    W, b = np.array(W, dtype=float), np.array(b, dtype=float)
    if W.shape != (2, 3) or b.shape != (2,):
        raise ValueError(f"W has shape {W.shape} and b {b.shape}: (2, 3) and (2,) were due")
    stage = Stage(figsize=(6.4, 4.5), title="layer")
    reach = 1.15 * float((REACH * np.abs(W).sum(axis=1) + np.abs(b)).max()) or 1.0

    def scene(f):
        figure, slope = stage.figure, f.derivative
        layout = figure.subplot_mosaic(
            [["curve"] * 5, ["slopes", "times", "W", "equals", "J"]],
            width_ratios=[1.0, 0.12, 1.4, 0.12, 1.4],
            height_ratios=[1.25, 1.0],
        )
        ax = layout["curve"]
        drawing.curve(ax, f, -reach, reach, margin=0.25)
        ax.set(xlabel="z = Wx + b, what goes into σ", ylabel="y = σ(z)", title=f"σ(z) = {f.label}")
        looks = [drawing.role(name) for name in ("input", "rise")]
        points = [ax.plot([], [], **look.point(zorder=6))[0] for look in looks]
        tangents = [ax.plot([], [], **look.line(zorder=4))[0] for look in looks]
        names = [
            drawing.label(ax, "y₁", "input", ha="right", va="bottom", bbox=None),
            drawing.label(ax, "y₂", "rise", ha="left", va="top", bbox=None),
        ]
        steepest = np.abs(slope(np.linspace(-reach, reach, 401)))
        steepest = float(np.nanmax(np.where(np.isfinite(steepest), steepest, np.nan), initial=1e-9))
        heaviest = float(np.abs(W).max()) or 1.0
        rows, columns = ("y₁", "y₂"), ("x₁", "x₂", "x₃")
        diagonal = HeatMap(layout["slopes"], rows, ("z₁", "z₂"), steepest, cell)
        HeatMap(
            layout["W"], ("z₁", "z₂"), columns, heaviest, functools.partial(cell, digits=2)
        ).set_values(W)
        table = HeatMap(layout["J"], rows, columns, steepest * heaviest, cell)
        for name, title in (("slopes", "diag(σ′(z))"), ("W", "W"), ("J", "J, slopes ∂y/∂x")):
            layout[name].set_title(title, fontsize=11, loc="center")
            layout[name].set_xlabel("nudged", fontsize=10)
        for name, sign in (("times", "@"), ("equals", "=")):
            layout[name].axis("off")
            layout[name].text(0.5, 0.5, sign, ha="center", va="center", fontsize=13)
        stage.moving(*tangents, *points, *names, diagonal, table)
        low, high = ax.get_ylim()

        def update(x1, x2, x3):
            z = W @ [x1, x2, x3] + b
            y, slopes = f(z), slope(z)
            J = slopes[:, None] * W
            diagonal.set_values(np.where(np.eye(2) == 1, slopes[:, None], 0.0))
            table.set_values(J)
            for i in (0, 1):
                points[i].set_data(z[i : i + 1], y[i : i + 1])
                unit = reach / (high - low)
                drawing.piece_through(tangents[i], z[i], y[i], slopes[i], 0.1 * reach, unit)
                aside = (-1, 1)[i]
                names[i].set_visible(bool(np.isfinite(y[i])))
                names[i].set_position(
                    (z[i] + aside * 0.02 * reach, y[i] - aside * 0.04 * (high - low))
                )
            told = f"x = {in_brackets((x1, x2, x3))} gives z = {in_brackets(z)}"
            if not np.isfinite(J).all():
                missing = " and ".join(f"z{INDEX[i]}" for i in (0, 1) if not np.isfinite(slopes[i]))
                return f"The input {told}; σ has no slope at {missing}, so J lacks a row there."
            i, j = np.unravel_index(np.abs(J).argmax(), J.shape)
            return (
                f"The input {told}, y = {in_brackets(y, 3)}, and the slopes σ′(z) = "
                f"{in_brackets(slopes, 3)} scale the rows of W. The entry of J that is largest in size is "
                f"∂y{INDEX[i]}/∂x{INDEX[j]} = {signed(J[i, j], 3)}."
            )

        return update

    return stage.live(
        scene,
        x1=slider("x₁, first input", -REACH, REACH, x1, 0.1),
        x2=slider("x₂, second input", -REACH, REACH, x2, 0.1),
        x3=slider("x₃, third input", -REACH, REACH, x3, 0.1),
        f=FunctionChooser("σ, activation", f, ACTIVATIONS, variables=("z",), example="z/(1 + |z|)"),
    )


def softmax_coupling(*, z1=2.0, z2=1.0, z3=0.0, kind=TOGETHER) -> Stage:
    """Three scores, their softmax, and its Jacobian: every output depends on every score.

    Beside it, by choice, the sigmoid of each score by itself, whose Jacobian is diagonal.
    """
    stage = Stage(figsize=(6.4, 3.4), title="softmax_coupling")

    def scene():
        bars, ax, sums = stage.figure.subplots(1, 3, width_ratios=[1.25, 2.1, 0.7])
        bars.set(xlim=(-0.6, 2.6), ylim=(0, 1.02), xlabel="output", ylabel="s")
        bars.set_xticks(range(3), ("s₁", "s₂", "s₃"))
        bars.set_yticks([0, 0.25, 0.5, 0.75, 1])
        bars.grid(axis="x", visible=False)
        bars.set_title("outputs", fontsize=11)
        look = drawing.role("output")
        (columns,) = bars.plot([], [], color=look.color, linewidth=22, solid_capstyle="butt")
        columns.set_snap(False)
        rows = ("s₁", "s₂", "s₃")
        table = HeatMap(ax, rows, ("z₁", "z₂", "z₃"), 0.25, cell)
        ax.set_title("J, slopes ∂s/∂z", fontsize=11, loc="center")
        total = HeatMap(sums, rows, ("all z",), 0.25, cell)
        sums.set_title("row sum", fontsize=11, loc="center")
        for cells in (ax, sums):
            cells.set_xlabel("nudged", fontsize=10)
        stage.moving(columns, table, total)

        def update(z1, z2, z3, kind):
            z = np.array([z1, z2, z3])
            s = softmax(z) if kind == TOGETHER else sigmoid(z)
            J = np.diag(s) - np.outer(s, s) if kind == TOGETHER else np.diag(sigmoid_slope(z))
            row_sums = J.sum(axis=1)
            table.set_values(J)
            total.set_values(np.round(row_sums, 12)[:, None])
            columns.set_data(np.repeat(np.arange(3), 3), [*_bar(s[0]), *_bar(s[1]), *_bar(s[2])])
            told = (
                f"Scores {in_brackets(z)} give {in_brackets(s, 3)}, which add up to {signed(s.sum(), 3)}. "
                f"Raising z₁ moves the outputs at rates {in_brackets(J[:, 0], 3)}. "
            )
            if kind == TOGETHER:
                return told + f"Each row of J adds up to {agreed(row_sums)}: J is singular."
            return told + f"The rows of J add up to {in_brackets(row_sums, 3)}: nothing is coupled."

        return update

    return stage.live(
        scene,
        z1=slider("z₁, first score", -4.0, 4.0, z1, 0.1),
        z2=slider("z₂, second score", -4.0, 4.0, z2, 0.1),
        z3=slider("z₃, third score", -4.0, 4.0, z3, 0.1),
        kind=choice("outputs", [TOGETHER, ALONE], kind),
    )


def _bar(height):
    return 0.0, height, np.nan
