"""Live figures of notebook 04: machines in series, and a composition drawn."""

import numpy as np

from lib import drawing
from lib.formula.composition import composition
from lib.stage.controls import DOWN, FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import cut, signed

INNER = {k: k for k in ("x²", "x³", "3x", "sin x", "e^x", "|x|", "√x", "1/x")}
OUTER = {
    "sin u": "sin(u)",
    "e^u": "e^u",
    "u²": "u^2",
    "2u": "2u",
    "ln u": "ln(u)",
    "√u": "√(u)",
    "|u|": "|u|",
    "sigmoid": "sigmoid(u)",
}


def machines(f="sin u", g="x²", *, x=1.5, h=0.4, lo=-2.0, hi=2.0) -> Stage:
    """Two machines on one string: a nudge passes through g, then through f.

    g is the inner function of x, f the outer one of u: names from the lists, formulas, or functions
    of one number. All three number lines have one scale, so the arrows may be compared by eye.
    """
    stage = Stage(figsize=(6.4, 4.6), title="machines")

    def scene(g, f):
        ax = stage.figure.subplots()
        u = g(np.linspace(lo - 0.5, hi + 0.5, 201))
        values = np.concatenate([u, f(u), [lo - 0.5, hi + 0.5]])
        low, high = np.clip(drawing.nice_limits(values, margin=0.02), -6.0, 6.0)
        wide = high - low
        side = high + 0.06 * wide
        ax.set(xlim=(low - 0.06 * wide, high + 0.33 * wide), ylim=(-0.55, 4.75))
        ax.axis("off")
        levels = {"x": (0.0, "input"), "u": (2.1, "third"), "y": (4.2, "output")}
        for name, (level, role_name) in levels.items():
            drawing.number_line(ax, low, high, level, role_name, above=name == "y")
            ax.text(
                low - 0.025 * wide, level, name, color=drawing.role(role_name).color,
                ha="right", va="center", fontsize=13, weight="bold",
            )  # fmt: skip
        for level, text in (
            (1.02, f"u = g(x) = {cut(g.label)}"),
            (3.15, f"y = f(u) = {cut(f.label)}"),
        ):
            drawing.box(ax, (low + high) / 2, level, wide + 0.04 * wide, 0.62, "", zorder=1)
            ax.text(low + 0.01 * wide, level, text, va="center", color=drawing.INK, zorder=2)
        (strings,) = ax.plot([], [], color=drawing.QUIET, linewidth=1.2, zorder=3, clip_on=False)
        points, arrows, changes = [], [], []
        plain = {"va": "center", "bbox": None}
        for level, role_name in levels.values():
            look = drawing.role(role_name)
            points += ax.plot([], [], **look.point(zorder=6, markersize=7, clip_on=False))
            arrows.append(drawing.arrow(ax, role_name, linewidth=3, clip_on=False))
            words = "Δx = h" if level == 0 else ""
            changes.append(drawing.label(ax, words, role_name, x=side, y=level, **plain))
        times = [
            drawing.label(ax, x=side, y=level, fontsize=12, weight="bold", **plain)
            for level in (1.02, 3.15)
        ]
        slopes = [
            drawing.label(ax, x=high - 0.01 * wide, y=level, ha="right", **plain)
            for level in (1.02, 3.15)
        ]
        stage.moving(strings, *points, *arrows, *changes[1:], *times, *slopes)

        def update(x, h):
            u, moved_u = g(x), g(x + h)
            y, moved_y = f(u), f(moved_u)
            pairs = [(x, x + h), (u, moved_u), (y, moved_y)]
            change = [end - start for start, end in pairs]
            g_slope, f_slope = g.derivative(x), f.derivative(u)
            ratios = [_ratio(change[1], change[0]), _ratio(change[2], change[1])]
            inside = np.clip(pairs, low - 0.03 * wide, high + 0.03 * wide)
            path = []
            for end in (0, 1):
                path += [(inside[0][end], 0.0), (inside[0][end], 0.7), (np.nan, np.nan)]
                path += [(inside[1][end], 1.34), (inside[1][end], 2.83), (np.nan, np.nan)]
                path += [(inside[2][end], 3.46), (inside[2][end], 4.2), (np.nan, np.nan)]
            strings.set_data(*np.transpose(path))
            for k, (name, (level, _)) in enumerate(levels.items()):
                there = np.isfinite(pairs[k]).all()
                shown = there and low <= min(pairs[k]) and max(pairs[k]) <= high
                points[k].set_data(*(([pairs[k][0]], [level]) if shown else ([], [])))
                length = 327 * abs(inside[k][1] - inside[k][0]) / wide  # in points on the page
                arrows[k].set_mutation_scale(np.clip(length, 4, 14) if there else 4)
                arrows[k].set_positions((inside[k][0], level), (inside[k][1], level))
                arrows[k].set_visible(bool(there and abs(change[k]) > 1e-12))
                if k:
                    changes[k].set_text(f"Δ{name} = {signed(change[k])}" if there else f"no {name}")
            for text, ratio in zip(times, ratios, strict=True):
                text.set_text(f"× {signed(ratio)}" if np.isfinite(ratio) else "× ?")
            slopes[0].set_text(_slope_told("g", x, g_slope))
            slopes[1].set_text(_slope_told("f", u, f_slope))
            off = [name for k, name in enumerate("xuy") if np.any(np.abs(inside[k] - pairs[k]) > 0)]
            told = _series_told(x, h, (u, y), change, ratios, (g_slope, f_slope))
            return told + (f" Off the picture: {', '.join(off)}." if off else "")

        return update

    return stage.live(
        scene,
        x=slider("x, input", lo, hi, x, 0.05),
        h=slider("h, nudge", -0.5, 0.5, h, 0.01, play=DOWN),
        g=FunctionChooser("g(x), first machine", g, INNER),
        f=FunctionChooser("f(u), second machine", f, OUTER, variables=("u",), example="u^2 + 1"),
    )


def _ratio(change, by):
    return change / by if np.isfinite(change) and abs(by) > 1e-12 else np.nan


def _slope_told(name, at, slope):
    """ "g′(1.50) = 3.00", or that there is none."""
    if not np.isfinite(at):
        return ""
    return f"{name}′({signed(at)}) " + (f"= {signed(slope)}" if np.isfinite(slope) else "none")


def _series_told(x, h, values, change, ratios, slopes):
    for name, value, moved in zip("uy", values, change[1:], strict=True):
        if not np.isfinite([value, moved]).all():
            return (
                f"{name} has no value for x = {signed(x)} or for x + h = {signed(x + h)}: "
                "the string ends there."
            )
    if abs(h) < 1e-12:
        told = f"At x = {signed(x)} nothing was nudged: h = 0."
    elif not np.isfinite(ratios[1]):
        told = (
            f"At x = {signed(x)} a nudge of h = {signed(h)} leaves u where it was: Δu = 0, so y "
            "doesn't move, and Δy/Δu is no number."
        )
    else:
        told = (
            f"At x = {signed(x)} a nudge of h = {signed(h)} moves u by {signed(ratios[0])} times h "
            f"and y by {signed(ratios[1])} times Δu: {signed(ratios[0] * ratios[1])} times h in all."
        )
    if not np.isfinite(slopes).all():
        return told + " One of the two machines has no slope where it works."
    return (
        f"{told} The slopes there: {signed(slopes[0])} · {signed(slopes[1])} = "
        f"{signed(slopes[0] * slopes[1])}."
    )


def compose(f="sin u", g="x²", *, x=1.5, lo=-2.0, hi=2.0) -> Stage:
    """A composition drawn: follow x through g, u through f, and find the point of f(g(x)).

    g is the inner function of x, f the outer one of u. The three curves share their axes, so the
    dashed string is one closed line, and each curve has its own tangent.
    """
    stage = Stage(figsize=(6.4, 5.2), title="compose")

    def scene(g, f):
        (top, outer), (inner, hand) = stage.figure.subplots(2, 2, sharex="col", sharey="row")
        y = composition(f, g)
        x_line, u_line = drawing.samples(g, lo, hi)
        u_low, u_high = drawing.calm_limits(u_line, 0.12)
        inner.plot(x_line, u_line, **drawing.role("function").line())
        _, y_line = drawing.curve(top, y, lo, hi, fit=False).get_data()
        _, f_line = drawing.curve(outer, f, u_low, u_high, fit=False).get_data()
        top.set_ylim(*drawing.calm_limits(y_line if np.isfinite(y_line).any() else f_line, 0.14))
        inner.set(xlim=(lo, hi), ylim=(u_low, u_high), xlabel="x", ylabel="u = g(x)")
        hand.plot([u_low, u_high], [u_low, u_high], **drawing.role("quiet").line())
        hand.set(xlim=(u_low, u_high), xlabel="u")
        top.set_ylabel("y = f(u)")
        outer.set_ylabel("y")
        hand.set_ylabel("u")
        panels = {
            top: ("output", "f(g(x))"),
            outer: ("third", cut(f"f(u) = {f.label}", 17)),
            inner: ("input", cut(f"g(x) = {g.label}", 17)),
        }
        for ax, (_, title) in panels.items():
            ax.set_title(title, fontsize=11)
        hand.set_title("u is handed over", fontsize=11, color=drawing.QUIET)
        (string,) = hand.plot(
            [], [], color=drawing.QUIET, linewidth=1.3, linestyle=(0, (4, 3)), zorder=4,
            transform=stage.figure.transFigure, clip_on=False,
        )  # fmt: skip
        tangents, points, told = [], [], []
        for ax, (role_name, _) in panels.items():
            look = drawing.role(role_name)
            tangents += ax.plot([], [], **look.line(zorder=5))
            points += ax.plot([], [], **look.point(zorder=6))
            told.append(
                drawing.label(
                    ax, role_name=role_name, x=1, y=1.03, ha="right", va="bottom", bbox=None,
                    transform=ax.transAxes, fontsize=10.5,
                )
            )  # fmt: skip
        stage.moving(string, *tangents, *points, *told)

        def update(x):
            u = g(x)
            places = [(x, f(u)), (u, f(u)), (x, u)]
            slopes = [y.derivative(x), f.derivative(u), g.derivative(x)]
            there = np.isfinite([u, f(u)]).all()
            pieces = [
                (top, [(x, -np.inf), places[0], (np.inf, f(u))]),
                (outer, [(-np.inf, f(u)), places[1], (u, -np.inf)]),
                (hand, [(u, np.inf), (u, u), (-np.inf, u)]),
                (inner, [(np.inf, u), places[2], (x, np.inf)]),
            ]
            string.set_data(*_on_paper(stage, pieces) if there else ([], []))
            for ax, line, point, text, place, slope in zip(
                panels, tangents, points, told, places, slopes, strict=True
            ):
                drawing.line_through(line, ax, *place, slope)
                point.set_data(*[[v] for v in place] if np.isfinite(place).all() else ([], []))
                fine = np.isfinite([*place, slope]).all()
                text.set_text(f"slope {signed(slope)}" if fine else "no slope")
            seen = (u_low, u_high), top.get_ylim()
            return _composed_told(x, u, f(u), *slopes) + _off(u, f(u), *seen)

        return update

    return stage.live(
        scene,
        x=slider("x, input", lo, hi, x, 0.05),
        g=FunctionChooser("g(x), inner", g, INNER),
        f=FunctionChooser("f(u), outer", f, OUTER, variables=("u",), example="u^2 + 1"),
    )


def _on_paper(stage, pieces):
    """Lines, each in its own Axes and kept inside it, as one line in fractions of the figure."""
    made = []
    for ax, points in pieces:
        limits = np.transpose([ax.get_xlim(), ax.get_ylim()])
        inside = ax.transData.transform(np.clip(points, *limits))
        made += [*stage.figure.transFigure.inverted().transform(inside), (np.nan, np.nan)]
    return np.transpose(made)


def _off(u, y, u_seen, y_seen):
    """What lies off the picture, as a sentence; empty where nothing does."""
    off = [n for n, v, (low, high) in (("u", u, u_seen), ("y", y, y_seen)) if not low <= v <= high]
    return f" Off the picture: {', '.join(off)}." if off and np.isfinite([u, y]).all() else ""


def _composed_told(x, u, y, whole, f_slope, g_slope):
    if not np.isfinite(u):
        return f"g has no value at x = {signed(x)}, so there is nothing to hand over to f."
    if not np.isfinite(y):
        return f"g hands over u = {signed(u)}, and f has no value there: a gap in f(g(x))."
    told = f"x = {signed(x)} becomes u = {signed(u)}, and that becomes y = {signed(y)}. "
    if np.isfinite([f_slope, g_slope]).all():
        return told + (
            f"g′({signed(x)}) = {signed(g_slope)} and f′({signed(u)}) = {signed(f_slope)}; their "
            f"product {signed(f_slope * g_slope)} is the slope of f(g(x))."
        )
    which = (
        f"g has no slope at {signed(x)}"
        if not np.isfinite(g_slope)
        else f"f has no slope at {signed(u)}"
    )
    if np.isfinite(whole):
        return (
            told + f"But {which}, so the rule is silent; f(g(x)) itself has slope {signed(whole)}."
        )
    return told + f"But {which}, so the rule is silent, and f(g(x)) has no slope either."
