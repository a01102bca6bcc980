"""Live figure of notebook 08: what a layer hands back, first for one sample, then for a batch."""

import functools

import numpy as np
from matplotlib.patches import Rectangle

from lib import drawing
from lib.drawing.heatmap import HeatMap
from lib.stage.controls import choice, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, short

SEED_D = ((0.5, -0.25), (-0.75, 0.5), (0.25, 1.0), (-0.5, 0.25))
SEED_X = ((1.0, 2.0, -1.0), (0.5, -1.0, 2.0), (-2.0, 1.0, 0.5), (1.5, 0.0, 1.0))
SEED_W = ((0.5, -1.0, 2.0), (1.0, 0.5, -0.5))
LARGEST = 5  # rows or columns that the picture has room for
INDEX = "₁₂₃₄₅"
BRIEF = functools.partial(short, none="–", digits=4, least=1e-9)  # a sum of round numbers is one
DW, DB, DX = "∂L/∂W = Dᵀ X", "∂L/∂b = column sums of D", "∂L/∂X = D W"


def layer_back(*, samples=4, unit=1, input=1, what=DW, D=SEED_D, X=SEED_X, W=SEED_W) -> Stage:
    """The tables of a layer's backward pass, Z = X Wᵀ + b, and of what one entry is made.

    D (N, m) is ∂L/∂Z, one row a sample and one column a unit; X (N, n) came in; W is (m, n). So many
    `samples` count, from the first on; unit and input are counted from 1, as the picture names them.
    Raises ValueError where the three don't fit together, or are smaller than 2 or larger than 5.
    """
    D, X, W = (np.array(table, dtype=float) for table in (D, X, W))
    _fitting(D, X, W)
    (N, m), n = D.shape, X.shape[1]
    stage = Stage(figsize=(6.4, 4.6), title="layer_back")

    def scene():
        layout = stage.figure.subplot_mosaic([["D", "X", "W"], ["dW", "db", "dX"]])
        rows = [f"{k + 1}" for k in range(N)]
        units = [f"z{INDEX[i]}" for i in range(m)]
        inputs = [f"x{INDEX[j]}" for j in range(n)]
        tables = {
            "D": (rows, units, "D = ∂L/∂Z", D),
            "X": (rows, inputs, "X, what came in", X),
            "W": (units, inputs, "W", W),
            "dW": (units, inputs, "Dᵀ X = ∂L/∂W", None),
            "db": (("all",), units, "sums = ∂L/∂b", None),
            "dX": (rows, inputs, "D W = ∂L/∂X", None),
        }
        maps = {}
        for name, (down, across, title, values) in tables.items():
            ax = layout[name]
            maps[name] = HeatMap(ax, down, across, _limit(D, X, W), BRIEF, 10.0)
            ax.set_title(title, fontsize=11, loc="center")
            shape = f"({len(down)}, {len(across)})" if name != "db" else f"({m},)"
            ax.set_xlabel(shape, fontsize=10)
            if name in ("D", "X", "dX"):
                ax.set_ylabel("sample", fontsize=10)
            if values is not None:
                maps[name].set_values(values)
        frames = {name: _outline(layout[name], name) for name in tables}
        stage.moving(maps["dW"], maps["db"], maps["dX"], *frames.values())

        def update(samples, unit, input, what):
            k, i, j = round(samples), round(unit) - 1, round(input) - 1
            seen = D[:k]
            maps["dW"].set_values(seen.T @ X[:k])
            maps["db"].set_values(seen.sum(axis=0)[None, :])
            back = np.full((N, n), np.nan)
            back[:k] = seen @ W
            maps["dX"].set_values(back)
            boxes, name, terms, why = {
                DW: lambda: _for_weight(D, X, k, i, j),
                DB: lambda: _for_bias(D, k, i),
                DX: lambda: _for_input(D, W, k, j),
            }[what]()
            for table, frame in frames.items():
                frame.set_visible(table in boxes)
                if table in boxes:
                    _frame(frame, *boxes[table])
            total = f"{' + '.join(terms.written)} = {BRIEF(terms.total)}"
            return f"With {counted(k, 'sample')} {name} = {total}: {why}"

        return update

    return stage.live(
        scene,
        samples=slider("N, samples", 1, N, samples, 1),
        unit=slider("i, unit", 1, m, unit, 1),
        input=slider("j, input", 1, n, input, 1),
        what=choice("gradient", [DW, DB, DX], what),
    )


class _Terms:
    """Products or numbers to be added: how each is written, and their sum."""

    def __init__(self, *factors):
        self.written = [
            "·".join(_bracketed(number) for number in pair) for pair in zip(*factors, strict=True)
        ]
        self.total = float(np.prod(factors, axis=0).sum())


def _for_weight(D, X, k, i, j):
    boxes = {"D": (i, 0, 1, k), "X": (j, 0, 1, k), "dW": (j, i, 1, 1)}
    share = "what arrived at" if k == 1 else "sample by sample what arrived at"
    return (
        boxes,
        f"∂L/∂W{INDEX[i]}{INDEX[j]}",
        _Terms(D[:k, i], X[:k, j]),
        f"{share} z{INDEX[i]}, times the input x{INDEX[j]} that the weight met there.",
    )


def _for_bias(D, k, i):
    boxes = {"D": (i, 0, 1, k), "db": (i, 0, 1, 1)}
    why = f"all that arrived at z{INDEX[i]}; a bias meets the input 1 in every sample."
    return boxes, f"∂L/∂b{INDEX[i]}", _Terms(D[:k, i]), why


def _for_input(D, W, k, j):
    boxes = {"D": (0, k - 1, D.shape[1], 1), "W": (j, 0, 1, len(W)), "dX": (j, k - 1, 1, 1)}
    why = (
        f"in sample {k}, what comes back to x{INDEX[j]} through each unit that it feeds. "
        "No other sample has a part in it."
    )
    return boxes, f"∂L/∂x{INDEX[j]}", _Terms(D[k - 1], W[:, j]), why


def _outline(ax, name):
    """An empty frame round cells of a table, to be moved: dashed round what is made, whole elsewhere."""
    look = drawing.role("first" if name in ("dW", "db", "dX") else "second")
    frame = Rectangle(
        (0, 0), 1, 1, fill=False, edgecolor=look.color, linestyle=look.linestyle, linewidth=2.4
    )
    frame.set_zorder(6)
    frame.set_clip_on(False)
    return ax.add_patch(frame)


def _frame(frame, column, row, width, height):
    frame.set_xy((column - 0.5, row - 0.5))
    frame.set_width(width)
    frame.set_height(height)


def _limit(D, X, W):
    """The size of a number with a full colour: the largest that is shown."""
    return float(max(np.abs(table).max() for table in (D, X, W, D.T @ X, D @ W))) or 1.0


def _bracketed(value):
    return f"({BRIEF(value)})" if value < 0 else BRIEF(value)


def _fitting(D, X, W):
    shapes = f"D {D.shape}, X {X.shape} and W {W.shape}"
    if D.ndim != 2 or X.ndim != 2 or W.ndim != 2 or W.shape != (D.shape[1], X.shape[1]):
        raise ValueError(f"{shapes}: (N, m), (N, n) and (m, n) were due")
    if len(D) != len(X):
        raise ValueError(f"{shapes}: D and X need a row for each sample, as many in both")
    if min(*D.shape, X.shape[1]) < 2 or max(*D.shape, X.shape[1]) > LARGEST:
        raise ValueError(f"{shapes}: 2 to {LARGEST} samples, units and inputs can be shown")
    if not all(np.isfinite(table).all() for table in (D, X, W)):
        raise ValueError("D, X and W need finite numbers, no nan and no inf")
