"""Live figures of notebook 07: rolling down a curve, a ravine, four optimisers, a fitted line."""

import functools

import numpy as np

from lib import descent, draw
from lib.controls import FunctionChooser, choice, log_slider, slider, switch
from lib.explore.limits import plain
from lib.explore.slope import signed
from lib.fate import fate, height_of, is_valley, slopes_of
from lib.stage import Stage

CURVES = {
    "a bowl, w²/2": "w^2/2",
    "a steeper bowl, 2w²": "2*w^2",
    "two valleys": "w^4/4 - w^2 + w/4 + 1.5",
    "a plateau": "4 - 4*e^(-w^2)",
    "a corner, |w|": "|w|",
    "a staircase": "floor(|w| + 0.2)",
}
SURFACES = {
    "a ravine": "w1^2/2 + 10*w2^2",
    "a round bowl": "(w1^2 + w2^2)/2",
    "a saddle": "w1^2/2 - w2^2/2 + w2^4/16",
    "a plateau": "3 - 3*e^(-w1^2 - w2^2)",
    "two valleys": "(w1^2 - 2)^2/4 + w2^2 - w1/4",
}
METHODS = {
    "gradient descent": lambda g, w, eta, steps, beta: descent.momentum(
        g, w, eta, steps, momentum=beta
    ),
    "Adam": lambda g, w, eta, steps, beta: descent.adam(g, w, eta, steps, beta1=beta),
}
RIVALS = {
    "gradient descent": descent.gradient_descent,
    "momentum (β = 0.7)": functools.partial(descent.momentum, momentum=0.7),
    "RMSProp": descent.rmsprop,
    "Adam": descent.adam,
}
RATES = 10.0 ** np.arange(-3, 0.51, 0.125)
EDGE, HIGH = 3.0, 2.25  # half the width and half the height of a picture of two weights
START, BUDGET = 2.5, 20
FAR, NEAR = 1e3, 5e-3
REACH = 0.15  # how far around a place is looked to tell whether it is a valley


def seen_part(path, box):
    """The rows of a path (k, n) up to the first one so far off that it can't be drawn to scale."""
    path = np.asarray(path, dtype=float).reshape(len(path), -1)
    wild = ~(np.abs(path) < 300 * np.asarray(box)).all(axis=1)
    return path[: int(np.argmax(wild))] if wild.any() else path


def rate_said(eta):
    """η for a sentence."""
    return plain(float(eta), 3)


def roll(loss="a bowl, w²/2", *, eta=0.1, start=2.5, steps=15, lo=-3.0, hi=3.0) -> Stage:
    """Gradient descent on a curve: each step is η times the slope, downhill.

    loss is a name from the list, a formula in w, or a function of one number.
    """
    stage = Stage(figsize=(6.4, 3.8), title="roll")

    def scene(loss):
        left, right = stage.figure.subplots(1, 2, sharey=True, width_ratios=(3, 2))
        draw.curve(left, loss, lo, hi, margin=0.14)
        left.set(xlabel="w, weight", ylabel="L(w), loss", title=f"L(w) = {loss.label}")
        right.set(xlabel="step", ylabel="loss after each step", xlim=(-1, 26))
        bottom, top = left.get_ylim()
        lines = [
            ax.plot([], [], **draw.role("path").line(linewidth=1.2))[0] for ax in (left, right)
        ]
        stops = [draw.dots(ax, "path", 6.0) for ax in (left, right)]
        (first,) = left.plot([], [], **draw.role("start").point(zorder=6))
        word = draw.label(
            right, role_name="path", x=0.97, y=0.96, transform=right.transAxes, ha="right", va="top"
        )
        stage.moving(*lines, *stops, first, word)
        slopes = slopes_of(loss)

        def update(eta, start, steps):
            path = descent.gradient_descent(slopes, start, eta, steps)
            shown = seen_part(path, hi - lo)[:, 0]
            heights = np.full(shown.shape, np.nan)
            near = (np.abs(shown) < 1.5 * (hi - lo)) | loss.exact
            heights[near] = np.clip(loss(shown[near]), bottom - 99, top + 99)
            for line, dots, x in zip(lines, stops, (shown, np.arange(len(shown))), strict=True):
                line.set_data(x, heights)
                draw.move_dots(dots, x, heights)
            first.set_data(shown[:1], heights[:1])
            found = fate(path, FAR, 1e-3 * (hi - lo))
            said, short = told(found, path, loss, slopes)
            word.set_text(short)
            where = f"With η = {rate_said(eta)} from w = {signed(start)}"
            return f"{where}, {steps} step{'s' * (steps != 1)}: {said}"

        return update

    return stage.live(
        scene,
        eta=log_slider("η, learning rate", -2, 1, eta, 0.02, format=".3g"),
        start=slider("w, start", lo, hi, start, 0.05),
        steps=slider("steps", 1, 25, steps, 1),
        loss=FunctionChooser("L(w), loss", loss, CURVES, variables=("w",), example="w^4 - w^2"),
    )


def ravine(
    loss="a ravine", *, method="gradient descent", eta=0.09, beta=0.0, start=1.0, steps=40
) -> Stage:
    """The path of a method over the contours of a loss of two weights, from w₁ = −2.5.

    loss is a name from the list, a formula in w1 and w2, or a function of two numbers. β is the
    momentum; plain gradient descent has β = 0. For Adam it is β₁.
    """
    stage = Stage(figsize=(6.4, 5.0), title="ravine")

    def scene(loss):
        ax = stage.figure.subplots()
        contours(ax, loss)
        ax.set_title(f"L = {indexed(loss.label)}")
        (line,) = ax.plot([], [], **draw.role("path").line(linewidth=1.3, zorder=4))
        stops = draw.dots(ax, "path", 5.0, zorder=5)
        (first,) = ax.plot([], [], **draw.role("start").point(zorder=6))
        (last,) = ax.plot([], [], **draw.role("path").point(markersize=9, zorder=6))
        word = draw.label(
            ax, role_name="path", x=0.985, y=0.975, transform=ax.transAxes, ha="right", va="top"
        )
        stage.moving(line, stops, first, last, word)
        slopes = slopes_of(loss)

        def update(method, eta, beta, start):
            path = METHODS[method](slopes, [-START, start], eta, steps, beta)
            shown = seen_part(path, (EDGE, HIGH))
            line.set_data(*shown.T)
            draw.move_dots(stops, *shown.T)
            first.set_data(*shown[:1].T)
            last.set_data(*shown[1:][-1:].T)
            said, short = told(fate(path, FAR, NEAR), path, loss, slopes)
            word.set_text(short)
            name = {"Adam": f"Adam with β₁ = {beta:.2f}"}.get(method, method)
            if method != "Adam":
                name += f" with momentum β = {beta:.2f}" if beta else ", no momentum"
            return f"{name[0].upper()}{name[1:]}, η = {rate_said(eta)}, {steps} steps: {said}"

        return update

    return stage.live(
        scene,
        method=choice("method", list(METHODS), method),
        eta=log_slider("η, learning rate", -3, 0.5, eta, 0.02, format=".3g"),
        beta=slider("β, momentum", 0.0, 0.99, beta, 0.01),
        start=slider("w₂, start", -2.0, 2.0, start, 0.1),
        loss=FunctionChooser(
            "L, loss", loss, SURFACES, variables=("w1", "w2"), example="w1^2 + (w2 - 1)^2"
        ),
    )


def optimisers(loss="a ravine", *, eta=0.08, steps=BUDGET, own=False) -> Stage:
    """Four methods from one start, with the same number of gradients.

    With `own` each takes, instead of η, that one of 29 rates from 0.001 to 3 which leaves it with
    the lowest loss after 20 steps. loss as in `ravine`.
    """
    stage = Stage(figsize=(6.4, 5.3), title="optimisers")

    def scene(loss):
        axes = stage.figure.subplots(2, 2, sharex=True, sharey=True).ravel()
        slopes = slopes_of(loss)
        begin = [-START, 1.0]
        best = {name: best_rate(rival, loss, slopes, begin) for name, rival in RIVALS.items()}
        lines, words = [], []

        @functools.lru_cache(maxsize=1000)
        def walked(name, rate):
            return RIVALS[name](slopes, begin, rate, BUDGET)

        for ax, name in zip(axes, RIVALS, strict=True):
            contours(ax, loss, count=8)
            ax.set_title(f"{name}\n", fontsize=11)
            ax.plot(*begin, **draw.role("start").point(markersize=6, zorder=6))
            look = draw.role("path").line(linewidth=1.3, marker="o", markevery=[-1], zorder=4)
            lines += ax.plot([], [], **look)
            word = draw.label(ax, role_name="path", fontsize=10, bbox=None, parse_math=False)
            word.set(position=(0, 1.035), transform=ax.transAxes)
            words.append(word)
            ax.label_outer()
            ax.set_ylabel(ax.get_ylabel() or "w₂")
        stage.moving(*lines, *words)

        def update(eta, own, steps):
            results = []
            for name, line, word in zip(RIVALS, lines, words, strict=True):
                rate = best[name] if own else eta
                path = walked(name, rate)[: steps + 1]
                shown = seen_part(path, (EDGE, HIGH))
                line.set_data(*shown.T)
                result = outcome(fate(path, FAR, NEAR), path, loss)
                word.set_text(f"η = {rate_said(rate)}: {result}" if own else result)
                results.append(f"{name}{f', η = {rate_said(rate)}:' if own else ''} {result}")
            which = "each with its own best η" if own else f"all with η = {rate_said(eta)}"
            return f"After {steps} step{'s' * (steps != 1)}, {which}: {'; '.join(results)}."

        return update

    return stage.live(
        scene,
        eta=log_slider("η, learning rate", -3, 0.5, eta, 0.02, format=".3g"),
        own=switch("each its own best η", own),
        steps=slider("steps", 1, BUDGET, steps, 1),
        loss=FunctionChooser(
            "L, loss", loss, SURFACES, variables=("w1", "w2"), example="w1^2 + (w2 - 1)^2"
        ),
    )


def outcome(found, path, loss):
    """The end of a path in a word or two."""
    if found.what == "explodes":
        return "explodes"
    if found.what == "no slope":
        return "stops, no slope"
    return f"loss {plain(height_of(loss, path[-1]), 3)}"


def best_rate(method, loss, slopes, start, steps=BUDGET):
    """That one of RATES which leaves the method with the lowest loss after so many steps."""
    ends = [height_of(loss, method(slopes, start, eta, steps)[-1]) for eta in RATES]
    return float(RATES[int(np.argmin(np.where(np.isfinite(ends), ends, np.inf)))])


def indexed(label):
    """A formula's label with w₁ and w₂ for w1 and w2."""
    return label.replace("w1", "w₁").replace("w2", "w₂")


def contours(ax, loss, count=11):
    """The contour lines of a loss of two weights, closer together where it is low."""
    w1, w2 = np.meshgrid(np.linspace(-EDGE, EDGE, 121), np.linspace(-HIGH, HIGH, 91))
    heights = loss(w1, w2)
    heights = np.where(np.isfinite(heights), heights, np.nan)
    seen = heights[np.isfinite(heights)]
    low, top = (seen.min(), np.quantile(seen, 0.97)) if seen.size else (0.0, 1.0)
    levels = low + max(top - low, 1e-9) * np.linspace(0.04, 1, count) ** 2
    if seen.size:
        look = {"colors": draw.role("contour").color, "linewidths": 0.9, "linestyles": "solid"}
        ax.contour(w1, w2, heights, levels=levels, **look)
    ax.set(xlabel="w₁, first weight", ylabel="w₂, second weight", aspect="equal")
    ax.set(xlim=(-EDGE, EDGE), ylim=(-HIGH, HIGH))
    ax.grid(False)


def told(found, path, loss, slopes):
    """What became of a path: a sentence, and a word or two for the picture."""
    what, step, growth = found
    times = "" if abs(growth - 1) < 5e-4 else f"{growth:.3g} times "
    wider = f"each swing {times}as wide as the one before"
    if what == "explodes" and np.isnan(growth):
        return f"it explodes: from step {step} on it is more than {FAR:,.0f} away.", "explodes ↑"
    if what == "explodes":
        return f"it explodes: {wider}.", "explodes ↑"
    end = path[step]
    height = height_of(loss, end)
    steepness = plain(float(np.linalg.norm(slopes(end))), 2)
    at = ", ".join(signed(value) for value in np.atleast_1d(end))
    place = f"w = {at}" if np.ndim(end) == 0 else f"w = ({at})"
    if not np.isfinite(height):
        return f"it stops at {place}, where L has no value.", "no value here"
    place += f", loss {plain(height, 3)}"
    if what == "no slope":
        return f"it stops at {place}, where L has no slope to follow.", "no slope here"
    valley = is_valley(loss, end, REACH)
    if what == "stays":
        kind = "the bottom of a valley" if valley else "no valley"
        return f"it stays at {place}: the slope is 0 there, and it is {kind}.", "doesn’t move"
    if what == "settles" and valley:
        return f"it has landed in a valley, at {place}.", "lands"
    if what == "settles":
        short_step = f"its last step was {plain(float(np.linalg.norm(end - path[step - 1])), 2)}"
        slow = f"it hardly moves at {place}: {short_step} long, though this is no valley."
        return slow, "hardly moves"
    if what in ("oscillates", "closes in"):
        kind = "oscillates" if what == "oscillates" else "swings from side to side and closes in"
        return f"it {kind}, {wider}; now at {place}.", what
    steps = np.diff(path, axis=0).reshape(step, -1)
    onward = ((steps[1:] * steps[:-1]).sum(axis=1) >= 0).all()
    kind = "creeps" if onward else "is still on its way"
    return f"it {kind}, now at {place}, where the slope is {steepness}.", (
        "creeps" if onward else "on its way"
    )
