"""Live figure of notebook 07: a line fitted to real penguins, step by step."""

import functools
import itertools
from typing import NamedTuple

import numpy as np

from lib import drawing
from lib.data.penguins import complete, penguins
from lib.drawing.surfaces import contour_lines
from lib.learning.descent import batches_forever, gradient_descent
from lib.learning.fate import fate
from lib.stage.controls import UP, choice, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, plain, rate, signed

MEASURED = {
    "flipper length": "flipper_length_mm",
    "bill length": "bill_length_mm",
    "bill depth": "bill_depth_mm",
}
RAW, SCALED = "raw: mm and g", "standardised"
SEED = 0
MOST = 60  # steps
WORST = 1e6  # a typical miss beyond this, in g, is called an explosion


class Scale(NamedTuple):
    """Standardised values are (value - centre) / spread; raw ones have centre 0, spread 1."""

    centre: float
    spread: float


def scale_of(values, units):
    """The Scale of an array (n,): its mean and standard deviation, or 0 and 1 for raw units."""
    return Scale(0.0, 1.0) if units == RAW else Scale(float(values.mean()), float(values.std()))


def fit_line(measured="flipper length", *, units=RAW, eta=1e-5, batch=342, steps=40) -> Stage:
    """A line through 342 penguins, body mass in g against one measurement in mm, by descent.

    The loss is the mean squared difference over a batch; each step takes its gradient by w and b.
    Both units start from the same line: every penguin weighs 0 g.
    """
    stage = Stage(figsize=(6.4, 3.9), title="fit_line")

    def scene(measured, units):
        x_mm, mass = complete(*(penguins()[name] for name in (MEASURED[measured], "body_mass_g")))
        across, up = scale_of(x_mm, units), scale_of(mass, units)
        x, y = (x_mm - across.centre) / across.spread, (mass - up.centre) / up.spread
        begin = np.array([0.0, -up.centre / up.spread])
        best = np.array(np.polyfit(x, y, 1))
        left, right = stage.figure.subplots(1, 2, width_ratios=(1, 1))
        left.plot(x_mm, mass, ".", color=drawing.QUIET, markersize=4)
        left.set(xlabel=f"{measured} (mm)", ylabel="body mass (g)")
        left.set(xlim=drawing.nice_limits(x_mm), ylim=(0, 6600), title=" ")
        box = surface(right, x, y, begin, best)
        kind = "raw units" if units == RAW else "standardised"
        w_unit, b_unit = (" (g/mm)", " (g)") if units == RAW else ("", "")
        right.set(xlabel=f"w, slope{w_unit}", ylabel=f"b, intercept{b_unit}", title=f"MSE, {kind}")
        right.plot(*best, **drawing.role("best").point(markersize=13, zorder=6))
        right.plot(*begin, **drawing.role("start").point(zorder=6))
        (line,) = left.plot([], [], **drawing.role("path").line(linewidth=2.4))
        (path_line,) = right.plot([], [], **drawing.role("path").line(linewidth=1.2, zorder=4))
        stops = drawing.dots(right, "path", 5.0, zorder=5)
        miss = drawing.label(
            left, role_name="path", x=0, y=1.03, transform=left.transAxes, bbox=None
        )
        stage.moving(line, path_line, stops, miss)

        @functools.lru_cache(maxsize=4)
        def drawn(batch):
            """Means of x², x, xy and y over the batch that each step takes: the same at every η."""
            products = np.array([x * x, x, x * y, y])
            if batch >= len(x):  # all of them at every step: their order is of no account
                return [products.mean(axis=1).tolist()] * MOST
            rows = itertools.islice(batches_forever(len(x), batch, SEED), MOST)
            return batch_means(products, list(rows))

        def gradient(w, xx, x1, xy, y1):
            """Of the mean of (w x + b - y)² over a batch, multiplied out."""
            slope, intercept = w.tolist()
            by_slope = slope * xx + intercept * x1 - xy
            return np.array([2 * by_slope, 2 * (slope * x1 + intercept - y1)])

        def typical(w):
            return up.spread * np.sqrt(np.mean((w[0] * x + w[1] - y) ** 2))

        best_miss = typical(best)

        def update(eta, batch, steps):
            taken = iter(drawn(batch))
            path = gradient_descent(lambda w: gradient(w, *next(taken)), begin, eta, steps)
            shown = drawing.seen_part(path, box)
            path_line.set_data(*shown.T)
            drawing.move_dots(stops, *shown.T)
            w, b = path[-1]
            slope = w * up.spread / across.spread
            intercept = up.centre + b * up.spread - slope * across.centre
            said = f"η = {rate(eta)}, batches of {batch}: after "
            said = f"{kind[0].upper()}{kind[1:]}, {said}{counted(steps, 'step')} "
            error = typical(path[-1])
            if not error < WORST:
                far = next(k for k, at in enumerate(path) if not typical(at) < WORST)
                line.set_data([], [])
                miss.set_text("explodes ↑")
                return f"{said}it has exploded: from step {far} on it misses by more than a tonne."
            drawing.line_through(line, left, 0.0, intercept, slope)
            found = fate(path, np.inf, 0.0)
            if found.what == "explodes" and batch >= len(x):
                miss.set_text("explodes ↑")
                return (
                    f"{said}it explodes: each swing {found.growth:.3g} times as wide as the one "
                    f"before. The typical miss is {error:,.0f} g by now."
                )
            miss.set_text(f"typical miss {error:,.0f} g")
            return (
                f"{said}the line is mass = {signed(slope, 1)} g/mm · {measured} "
                f"{'−' if intercept < 0 else '+'} {plain(abs(round(intercept)), 5)} g. Its typical "
                f"miss is {error:,.0f} g; the best line's is {best_miss:,.0f} g."
            )

        return update

    return stage.live(
        scene,
        units=choice("units", [RAW, SCALED], units),
        eta=log_slider("η, learning rate", -7, 0.5, eta, 0.02, format=".3g"),
        batch=choice("penguins in a batch", [1, 8, 32, 342], batch),
        steps=slider("steps", 1, MOST, steps, 1, play=UP),
        measured=choice("x, measured", list(MEASURED), measured),
    )


def batch_means(values, batches):
    """The mean of each row of `values` (n, samples) over each batch, a list of arrays of indices.

    A list of n floats for each batch, in order.
    """
    sizes = np.array([len(batch) for batch in batches])
    starts = np.cumsum(sizes) - sizes
    sums = np.add.reduceat(values[:, np.concatenate(batches)], starts, axis=1)
    return (sums / sizes).T.tolist()


def surface(ax, x, y, begin, best):
    """Contours of the MSE of y = w x + b, with both points in view; returns (reach of w, of b)."""
    through_0 = np.mean(x * y) / np.mean(x**2)  # where w goes before b has moved
    ends = np.array([begin, best, [through_0, begin[1]]])
    middle, reach = (ends.max(axis=0) + ends.min(axis=0)) / 2, 0.65 * np.ptp(ends, axis=0)
    if np.isclose(x.std(), 1):
        reach[:] = reach.max()
        ax.set_aspect("equal")
    low, high = middle - reach, middle + reach
    w, b = np.meshgrid(*np.linspace(low, high, 241).T)
    # mean((w x + b - y)²), multiplied out, so that no array of 241 × 241 × 342 is needed
    losses = (
        w**2 * np.mean(x**2) + 2 * w * b * np.mean(x) + b**2
        - 2 * w * np.mean(x * y) - 2 * b * np.mean(y) + np.mean(y**2)
    )  # fmt: skip
    levels = losses.min() + (losses.max() - losses.min()) * np.geomspace(0.002, 1, 9)
    contour_lines(ax, w, b, losses, levels)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    ax.grid(False)
    return np.maximum(np.abs(low), np.abs(high))
