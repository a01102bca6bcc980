"""Live figures of notebook 07: rolling down a curve, a ravine, four optimisers."""

import functools

import numpy as np

from lib import drawing
from lib.drawing.surfaces import valley_contours
from lib.formula import function
from lib.learning import descent
from lib.learning.fate import SAME, falls_away, fate, height_of, is_valley, slopes_of
from lib.stage.choices import of_two_weights
from lib.stage.controls import UP, FunctionChooser, choice, log_slider, slider, switch
from lib.stage.stage import Stage
from lib.stage.words import counted, in_brackets, indexed, plain, rate, signed

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
EIGHTH = 0.125  # of a power of ten, from one rate of `optimisers` to the next
RATES = [float(f"{10.0**power:.3g}") for power in np.arange(-3, 0.51, EIGHTH)]
EDGE, HIGH = 3.0, 2.25  # half the width and half the height of a picture of two weights
START, BUDGET = 2.5, 20
FAR, NEAR = 1e3, 5e-3
FAILED = {"explodes": "explodes", "no slope": "stops, no slope"}
REACHES = 0.15, 0.05, 0.015  # how far around a place is looked to tell whether it is a valley


def roll(loss="a bowl, w²/2", *, eta=0.1, start=2.5, steps=15, lo=-3.0, hi=3.0) -> Stage:
    """Gradient descent on a curve: each step is η times the slope, downhill.

    loss is a name from the list, a formula in w, or a function of one number.
    """
    stage = Stage(figsize=(6.4, 3.8), title="roll")

    def scene(loss):
        left, right = stage.figure.subplots(1, 2, sharey=True, width_ratios=(3, 2))
        drawing.curve(left, loss, lo, hi, margin=0.14)
        left.set(xlabel="w, weight", ylabel="L(w), loss", title=f"L(w) = {loss.label}")
        right.set(xlabel="step", ylabel="loss after each step", xlim=(-1, 26))
        bottom, top = left.get_ylim()
        look = drawing.role("path").line(linewidth=1.2)
        lines = [ax.plot([], [], **look)[0] for ax in (left, right)]
        stops = [drawing.dots(ax, "path", 6.0) for ax in (left, right)]
        (first,) = left.plot([], [], **drawing.role("start").point(zorder=6))
        word = drawing.label(
            right, role_name="path", x=0.97, y=0.96, transform=right.transAxes, ha="right", va="top"
        )
        stage.moving(*lines, *stops, first, word)
        slopes = slopes_of(loss)

        def update(eta, start, steps):
            path = descent.gradient_descent(slopes, start, eta, steps)
            shown = drawing.seen_part(path, hi - lo)[:, 0]
            heights = np.full(shown.shape, np.nan)
            near = (np.abs(shown) < 1.5 * (hi - lo)) | loss.exact
            heights[near] = np.clip(loss(shown[near]), bottom - 99, top + 99)
            for line, dots, x in zip(lines, stops, (shown, np.arange(len(shown))), strict=True):
                line.set_data(x, heights)
                drawing.move_dots(dots, x, heights)
            first.set_data(shown[:1], heights[:1])
            said, short = told(fate(path, FAR, 1e-3 * (hi - lo)), path, loss, slopes)
            word.set_text(short)
            where = f"With η = {rate(eta)} from w = {signed(start)}"
            return f"{where}, {counted(steps, 'step')}: {said}"

        return update

    return stage.live(
        scene,
        eta=log_slider("η, learning rate", -2, 1, eta, 0.02, format=".3g"),
        start=slider("w, start", lo, hi, start, 0.05),
        steps=slider("steps", 1, 25, steps, 1, play=UP),
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
        valley_contours(ax, loss, EDGE, HIGH)
        ax.set_title(f"L = {indexed(loss.label)}")
        (line,) = ax.plot([], [], **drawing.role("path").line(linewidth=1.3, zorder=4))
        stops = drawing.dots(ax, "path", 5.0, zorder=5)
        (first,) = ax.plot([], [], **drawing.role("start").point(zorder=6))
        (last,) = ax.plot([], [], **drawing.role("path").point(markersize=9, zorder=6))
        word = drawing.label(
            ax, role_name="path", x=0.985, y=0.975, transform=ax.transAxes, ha="right", va="top"
        )
        stage.moving(line, stops, first, last, word)
        slopes = slopes_of(loss)

        def update(method, eta, beta, start):
            path = METHODS[method](slopes, [-START, start], eta, steps, beta)
            shown = drawing.seen_part(path, (EDGE, HIGH))
            line.set_data(*shown.T)
            drawing.move_dots(stops, *shown.T)
            first.set_data(*shown[:1].T)
            last.set_data(*shown[1:][-1:].T)
            said, short = told(fate(path, FAR, NEAR), path, loss, slopes, coasts=beta > 0)
            word.set_text(short)
            memory = f"with momentum β = {beta:.2f}" if beta else "no momentum"
            name = f"Adam, β₁ = {beta:.2f}" if method == "Adam" else f"Gradient descent, {memory}"
            return f"{name}, η = {rate(eta)}, {steps} steps: {said}"

        return update

    return stage.live(
        scene,
        method=choice("method", list(METHODS), method),
        eta=log_slider("η, learning rate", -3, 0.5, eta, 0.02, format=".3g"),
        beta=slider("β, momentum", 0.0, 0.99, beta, 0.01),
        start=slider("w₂, start", -2.0, 2.0, start, 0.1),
        loss=of_two_weights(loss, SURFACES),
    )


def optimisers(loss="a ravine", *, eta=0.075, steps=BUDGET, own=False) -> Stage:
    """Four methods from one start, with the same number of gradients.

    With `own` each takes, instead of η, that one of the slider's 29 rates which leaves it with the
    lowest loss after 20 steps. loss as in `ravine`.
    """
    stage = Stage(figsize=(6.4, 5.2), title="optimisers")

    def scene(loss):
        axes = stage.figure.subplots(2, 2, sharex=True, sharey=True).ravel()
        stage.figure.suptitle(f"L = {indexed(loss.label)}\n", x=0.015, ha="left", fontsize=12)
        slopes = slopes_of(loss)

        @functools.lru_cache(maxsize=1000)
        def walked(name, rate):
            return RIVALS[name](slopes, [-START, 1.0], rate, BUDGET)

        @functools.cache  # 29 walks a method take long, where the loss is a reader's own
        def best(name):
            return best_rate(functools.partial(walked, name), loss)

        if loss.label in _listed():  # quick ones: then no move has to wait for a walk
            for name in RIVALS:
                best(name)
        lines = []
        for ax, name in zip(axes, RIVALS, strict=True):
            valley_contours(ax, loss, EDGE, HIGH, count=8)
            ax.set_title(name, fontsize=11)
            ax.plot(-START, 1.0, **drawing.role("start").point(markersize=6, zorder=6))
            lines += ax.plot([], [], **drawing.role("path").line(linewidth=1.3, zorder=4))
            ax.label_outer()
            ax.set_ylabel(ax.get_ylabel() or "w₂")
        whole = stage.figure.transFigure  # one artist for all four panels is quicker than four
        ends = drawing.dots(axes[-1], "path", 7.0, transform=whole, clip_on=False)
        word = drawing.label(axes[0], role_name="path", x=0.015, y=0.945, va="top", bbox=None)
        word.set(transform=whole, parse_math=False)
        stage.moving(*lines, ends, word)

        def update(eta, own, steps):
            results, losses, stops = [], {}, []
            for name, line, ax in zip(RIVALS, lines, axes, strict=True):
                used = best(name) if own else float(f"{eta:.3g}")
                path = walked(name, used)[: steps + 1]
                shown = drawing.seen_part(path, (EDGE, HIGH))
                line.set_data(*shown.T)
                if (np.abs(shown[-1]) <= (EDGE, HIGH)).all():
                    stops.append(ax.transData.transform_affine(shown[-1]))  # no axis bends
                what = fate(path, FAR, NEAR).what
                losses[name] = np.inf if what == "explodes" else height_of(loss, path[-1])
                result = FAILED.get(what) or _loss_said(losses[name])
                results.append(f"{name}{f', η = {rate(used)}:' if own else ''} {result}")
            drawing.move_dots(ends, *whole.inverted().transform(np.reshape(stops, (-1, 2))).T)
            word.set_text(ahead(losses))
            which = "each with its own best η" if own else f"all with η = {rate(used)}"
            return f"After {counted(steps, 'step')}, {which}: {'; '.join(results)}."

        return update

    return stage.live(
        scene,
        eta=log_slider("η, learning rate", -3, 0.5, eta, EIGHTH, format=".3g"),
        own=switch("each its own best η", own),
        steps=slider("steps", 1, BUDGET, steps, 1, play=UP),
        loss=of_two_weights(loss, SURFACES),
    )


@functools.cache
def _listed():
    """The labels of the losses to choose from."""
    return {function(text, ("w1", "w2")).label for text in SURFACES.values()}


def _loss_said(loss):
    return f"loss {plain(loss, 3)}" if np.isfinite(loss) else "L has no value there"


def ahead(losses):
    """Which of the methods, a dict from name to loss, has the lowest loss, in a few words."""
    said = {name: plain(loss, 3) for name, loss in losses.items() if np.isfinite(loss)}
    lowest = said.get(min(said, key=losses.get, default=None))
    first = [name for name, text in said.items() if text == lowest]
    return f"ahead: {', '.join(first)}" if 0 < len(first) < len(losses) else "none is ahead"


def best_rate(walk, loss):
    """That one of RATES for which the path walk(rate) ends with the lowest loss."""
    ends = [height_of(loss, walk(rate)[-1]) for rate in RATES]
    return RATES[int(np.argmin(np.where(np.isfinite(ends), ends, np.inf)))]


def told(found, path, loss, slopes, coasts=False):
    """What became of a path: a sentence, and a word or two for the picture.

    coasts: whether the method goes on where the slope is 0, as momentum does.
    """
    what, step, growth = found
    times = "" if abs(growth - 1) < 5e-4 else f"{growth:.3g} times "
    wider = f"each swing {times}as wide as the one before"
    if what == "oscillates" and growth > 1 + SAME[1]:
        wider = "its swings now wider, now narrower"
    if what == "explodes" and np.isnan(growth):
        return f"it explodes: from step {step} on it is more than {FAR:,.0f} away.", "explodes ↑"
    if what == "explodes":
        return f"it explodes: {wider}.", "explodes ↑"
    end = path[step]
    height = height_of(loss, end)
    slope = slopes(end)
    if np.ndim(end) == 0:
        place, steepness = f"w = {signed(end)}", f"the slope is {plain(float(slope), 2)}"
    else:
        place = f"w = {in_brackets(end)}"
        steepness = f"‖∇L‖ is {plain(float(np.linalg.norm(slope)), 2)}"
    if not np.isfinite(slope).all():
        steepness = "L has no slope"
    if not np.isfinite(height):
        return f"it stops at {place}, where L has no value.", "no value here"
    place += f", loss {plain(height, 3)}"
    if what == "no slope":
        return f"it stops at {place}, where L has no slope to follow.", "no slope here"

    def valley():  # asked only where it is told: it takes a look all around
        return any(is_valley(loss, end, reach) for reach in REACHES)

    if what == "stays":
        flat = float(np.max(np.abs(slope))) == 0
        kind = "the bottom of a valley" if valley() else "no valley"
        why = (
            f"the slope is 0 there, and it is {kind}" if flat else "the steps are too short to show"
        )
        return f"it stays at {place}: {why}.", "doesn’t move"
    if what == "settles":
        if valley():
            return f"it has landed in a valley, at {place}.", "lands"
        short_step = f"its last step was {plain(float(np.linalg.norm(end - path[step - 1])), 2)}"
        slow = f"it hardly moves at {place}: {short_step} long, where {steepness}"
        slow += ", and it is no valley." if falls_away(loss, end, slope, REACHES[0]) else "."
        return slow, "hardly moves"
    if what in ("oscillates", "closes in"):
        kind = "oscillates" if what == "oscillates" else "swings from side to side and closes in"
        return f"it {kind}, {wider}; now at {place}.", what
    steps = np.diff(path, axis=0).reshape(step, -1)
    onward = ((steps[1:] * steps[:-1]).sum(axis=1) >= 0).all()
    if not np.any(slope) and coasts:
        return f"it coasts on, now at {place}, where the slope is 0.", "coasts"
    if not np.any(slope):
        kind = "in a valley" if valley() else "where the slope is 0, though it is no valley"
        return f"it has landed {kind}, at {place}.", "lands"
    if onward and np.sum(steps[-1] * slope) > 0:  # uphill from here on: the lowest place is behind
        return f"it has stepped too far, now at {place}, where {steepness}.", "too far"
    kind, word = ("creeps",) * 2 if onward else ("is still on its way", "on its way")
    return f"it {kind}, now at {place}, where {steepness}.", word
