"""Live figure of notebooks 01 and 04: thirty strings at once through one machine, or through two."""

import functools
import itertools

import numpy as np

from lib import drawing
from lib.calculus.strings import COUNT, EVENLY, pulled
from lib.formula.precision import is_exact, rises_within
from lib.formula.tangents import tangent_at
from lib.stage.controls import DOWN, FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, cut, seen, signed

MACHINES = ["x²", "2x", "3 − x", "x³", "sin x", "e^x", "|x|", "√x", "1/x", "step"]
OUTER = {"sin u": "sin(u)", "u²": "u^2", "−2u": "-2u", "e^u": "e^u", "√u": "√(u)", "|u|": "|u|"}
HALF = COUNT // 2
WIDEST = 6.0  # number lines end here at the latest


def strings(f="x²", g=None, *, x=0.0, w=2.0, lo=-2.0, hi=2.0) -> Stage:
    """Thirty strings from evenly spaced inputs x - w … x + w to their outputs, all on one scale.

    f is a machine: a name from the list, a formula, or a function of one number. With g there are
    two, f after g: x goes into g, and f is a function of u = g(x). How much further apart strings
    arrive than they start is the slope, in size; where they cross, it is negative.
    """
    stage = Stage(figsize=(6.4, 3.4 if g is None else 5.2), title="strings")

    def scene(f, g=None):
        machines = [f] if g is None else [g, f]
        names = "fy" if g is None else "gfuy"
        called, levels = names[: len(machines)], "x" + names[len(machines) :]
        ax = stage.figure.subplots()
        low, high = _limits(machines, lo, hi)
        wide, top = high - low, 2.0 * len(machines)
        ax.set(xlim=(low - 0.06 * wide, high + 0.34 * wide), ylim=(-0.55, top + 0.55))
        ax.axis("off")
        looks = ("input", "output") if g is None else ("input", "third", "output")
        for k, (name, look) in enumerate(zip(levels, looks, strict=True)):
            drawing.number_line(ax, low, high, 2.0 * k, look, above=2 * k == top)
            ax.text(
                low - 0.025 * wide, 2.0 * k, name, color=drawing.role(look).color,
                ha="right", va="center", fontsize=13, weight="bold",
            )  # fmt: skip
        told, plain = [], {"x": high + 0.03 * wide, "va": "center", "bbox": None}
        for k, machine in enumerate(machines):
            level = 2 * k + 1
            drawing.box(ax, (low + high) / 2, level, 1.04 * wide, 0.5, "", zorder=1)
            words = f"{levels[k + 1]} = {called[k]}({levels[k]}) = {cut(machine.label)}"
            drawing.label(ax, words, x=low + 0.01 * wide, y=level, va="center")
            told.append(drawing.label(ax, y=level + 0.2, fontsize=12, weight="bold", **plain))
            told.append(drawing.label(ax, y=level - 0.24, fontsize=10.5, **plain))
        looks = drawing.role("second"), drawing.role("first")
        lines = [
            ax.plot([], [], **look.line(linewidth=width, zorder=order))[0]
            for width, order in ((1.0, 3), (2.8, 5))
            for look in looks
        ]
        parts = slice(HALF), slice(HALF, COUNT), slice(HALF - 1, HALF), slice(HALF, HALF + 1)
        stage.moving(*lines, *told)
        slope_of = [
            functools.lru_cache(maxsize=1000)(functools.partial(tangent_at, one))
            for one in machines
        ]

        def update(x, w):
            x = round(x, 12)
            with np.errstate(all="ignore"):
                passed = pulled(
                    machines, x, w, rises_within, [not is_exact(one) for one in machines]
                )
            slopes, at = [], x
            for machine, slope in zip(machines, slope_of, strict=True):
                slopes.append((at, *(slope(at) if np.isfinite(at) else (np.nan, ""))))
                at = float(machine(at)) if np.isfinite(at) else np.nan
            runs = [x + w * EVENLY, *(one.ends for one in passed)]
            pieces = [_inside(*pair, low, high) for pair in itertools.pairwise(runs)]
            for line, data in zip(lines, _drawn(pieces, parts), strict=True):
                line.set_data(data)
            for k, (one, (at, slope, _)) in enumerate(zip(passed, slopes, strict=True)):
                fine = np.isfinite(one.middle)
                told[2 * k].set_text(f"× {signed(one.middle)}" if fine else "× ?")
                said = f"= {signed(slope)}" if np.isfinite(slope) else "none"
                told[2 * k + 1].set_text(f"{called[k]}′({signed(at)}) {said}")
            ends = np.array(runs)
            off = int(((ends < low) | (ends > high)).any(axis=0).sum())
            about = _two_told(x, w, passed, slopes) if g else _one_told(x, w, *passed, *slopes)
            return about + (f" {_strings(off, 'leave')} the picture." if off else "")

        return update

    if g is None:
        chosen = {"f": FunctionChooser("f(x), machine", f, MACHINES)}
    else:
        more = {"variables": ("u",), "example": "u^2 + 1"}
        chosen = {
            "g": FunctionChooser("g(x), first machine", g, MACHINES),
            "f": FunctionChooser("f(u), second machine", f, OUTER, **more),
        }
    return stage.live(
        scene,
        x=slider("x, middle", lo, hi, x, 0.05),
        w=slider("w, reach", 0.05, 2.0, w, 0.05, play=DOWN),
        **chosen,
    )


def _limits(machines, lo, hi):
    """Ends of the number lines: all that is pulled about, as far as WIDEST."""
    seen_values = [np.linspace(lo, hi, 101)]
    for machine in machines:
        seen_values.append(machine(seen_values[-1]))
    values = np.concatenate([*seen_values, [lo - 1, hi + 1]])
    return np.clip(drawing.nice_limits(values, margin=0.02), -WIDEST, WIDEST)


def _inside(start, end, low, high):
    """The strings from `start` to `end` between low and high: (2, n) places, (2, n) heights 0 … 1.

    A string whose end isn't there stops at the machine; one that leaves the picture, at its edge.
    """
    missing = np.isfinite(start) & ~np.isfinite(end)
    with np.errstate(all="ignore"):
        end = np.clip(np.where(missing, start, end), -1e9, 1e9)
        start = np.clip(start, -1e9, 1e9)
        run = end - start
        reach = [np.where(run == 0, np.nan, (edge - start) / run) for edge in (low, high)]
        first = np.fmax(np.fmin(*reach), 0.0)
        last = np.fmin(np.fmax(*reach), np.where(missing, 0.375, 1.0))
        gone = ~(first <= last) | ((run == 0) & ((start < low) | (start > high)))
        heights = np.where(gone, np.nan, [first, last])
        return start + np.where(missing, 0.0, run) * heights, heights


def _drawn(pieces, parts):
    """Lines through all stages, one for each of the parts of the strings, with gaps between strings."""
    torn = np.full((2, len(pieces), COUNT, 3), np.nan)  # of x and y, stage, string
    for k, (places, heights) in enumerate(pieces):
        torn[0, k, :, :2] = places.T
        torn[1, k, :, :2] = 2 * (k + heights.T)
    return [torn[:, :, part].reshape(2, -1) for part in parts]


def _strings(count, verb):
    return f"1 string {verb}s" if count == 1 else f"{count} strings {verb}"


def _multiple(ratio):
    return seen(ratio) if np.isfinite(ratio) else "no number"


def _order_told(crossed, met, pairs):
    """What becomes of the strings' order: "none cross", "all cross", "3 of 435 pairs cross"."""
    if not pairs:
        return "no two can be compared"
    if crossed == pairs:
        return "all cross each other"
    if met == pairs:
        return "all end at one place"
    told = f"{crossed} of {pairs} pairs cross" if crossed else "no two cross"
    return f"{told}, {counted(met, 'pair')} end together" if met else told


def _lost(name, before, after):
    gone = int(np.sum(np.isfinite(before) & ~np.isfinite(after)))
    return f" {_strings(gone, 'end')} in the machine: {name} has no value there." if gone else ""


def _slope_said(name, at, slope, why):
    if not np.isfinite(at):
        return f"The middle doesn't get to {name}."
    if why or not np.isfinite(slope):
        return f"There is no {name}′({signed(at)}): {why}."
    return f"The slope there: {name}′({signed(at)}) = {seen(slope)}."


def _one_told(x, w, one, slope):
    return (
        f"Of the 30 strings that start within {signed(w)} of x = {signed(x)}, "
        f"{_order_told(one.crossed, one.met, one.pairs)}. Multiple from the first string to the last: "
        f"{_multiple(one.outer)}; between the middle two: {_multiple(one.middle)}. "
        f"{_slope_said('f', *slope)}{_lost('f', np.zeros(COUNT), one.ends)}"
    )


def _two_told(x, w, passed, slopes):
    g, f = passed
    whole = g.middle * f.middle
    told = (
        f"30 strings start within {signed(w)} of x = {signed(x)}. In g "
        f"{_order_told(g.crossed, g.met, g.pairs)}; in f {_order_told(f.crossed, f.met, f.pairs)}. "
    )
    if np.isfinite(whole):
        told += (
            f"Multiples between the middle two: {seen(g.middle)} in g, {seen(f.middle)} in f, "
            f"{seen(whole)} in all. "
        )
    elif g.middle == 0:
        told += "The middle two leave g at one place, and f has nothing to spread. "
    (x, first, why_g), (u, second, why_f) = slopes
    if np.isfinite([first, second]).all():
        told += (
            f"The slopes there: g′({signed(x)}) · f′({signed(u)}) = {seen(first)} · {seen(second)} "
            f"= {seen(first * second)}."
        )
    elif not np.isfinite(first):
        told += _slope_said("g", x, first, why_g)
    else:
        told += _slope_said("f", u, second, why_f)
    return told + _lost("g", np.zeros(COUNT), g.ends) + _lost("f", g.ends, f.ends)
