"""Live figures of notebook 04: machines in series, composition, two paths, and long chains."""

import numpy as np

from lib import draw
from lib.activations import ACTIVATIONS
from lib.controls import FunctionChooser, choice, slider
from lib.functions import FormulaFunction, function
from lib.stage import Stage

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
LOOKS = {"sigmoid": "first", "tanh": "second", "ReLU": "third"}
MOST_LAYERS = 20
FAINTEST, LOUDEST = 1e-14, 1e4


def signed(value, digits=2):
    """A number for a sentence: a true minus sign, no −0.00."""
    text = f"{value:.{digits}f}"
    return f"{0.0:.{digits}f}" if float(text) == 0 else text.replace("-", "−")


def powered(value):
    """A number of any size in few characters: 0.25, 3.3·10⁻⁷."""
    if value == 0 or 1e-2 <= abs(value) < 1e4:
        return f"{value:.3g}".replace("-", "−")
    digits, power = f"{value:.1e}".split("e")
    return f"{digits}·10{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def short(text, most=24):
    """A label cut to fit: long formulas and long names of functions end in …"""
    return text if len(text) <= most else text[: most - 1] + "…"


def composition(f, g):
    """f after g, x → f(g(x)), a Function: with a formula of its own where both have one."""
    if not (f.exact and g.exact):
        return function(lambda x: f(g(x)), name="y")

    def put_in(tree):
        if tree == ("name", f.variables[0]):
            return g.tree
        return tuple(put_in(part) if isinstance(part, tuple) else part for part in tree)

    return FormulaFunction(put_in(f.tree), g.variables, "y")


def machines(f="sin u", g="x²", *, x=1.5, h=0.2, lo=-2.0, hi=2.0) -> Stage:
    """Two machines on one string: a nudge passes through g, then through f.

    g is the inner function of x, f the outer one of u: names from the lists, formulas, or functions
    of one number. All three number lines have one scale, so the arrows may be compared by eye.
    """
    stage = Stage(figsize=(6.4, 4.6), title="machines")

    def scene(g, f):
        ax = stage.figure.subplots()
        u = g(np.linspace(lo - 0.5, hi + 0.5, 201))
        values = np.concatenate([u, f(u), [lo - 0.5, hi + 0.5]])
        low, high = np.clip(draw.nice_limits(values, margin=0.02), -6.0, 6.0)
        wide = high - low
        side = high + 0.06 * wide
        ax.set(xlim=(low - 0.06 * wide, high + 0.33 * wide), ylim=(-0.55, 4.75))
        ax.axis("off")
        levels = {"x": (0.0, "input"), "u": (2.1, "third"), "y": (4.2, "output")}
        for name, (level, role_name) in levels.items():
            draw.number_line(ax, low, high, level, role_name, above=name == "y")
            ax.text(
                low - 0.025 * wide, level, name, color=draw.role(role_name).color,
                ha="right", va="center", fontsize=13, weight="bold",
            )  # fmt: skip
        for level, text in (
            (1.02, f"u = g(x) = {short(g.label)}"),
            (3.15, f"y = f(u) = {short(f.label)}"),
        ):
            draw.box(ax, (low + high) / 2, level, wide + 0.04 * wide, 0.62, "", zorder=1)
            ax.text(low + 0.01 * wide, level, text, va="center", color=draw.INK, zorder=2)
        (strings,) = ax.plot([], [], color=draw.QUIET, linewidth=1.2, zorder=3, clip_on=False)
        points, arrows, changes = [], [], []
        plain = {"va": "center", "bbox": None}
        for name, (level, role_name) in levels.items():
            look = draw.role(role_name)
            points += ax.plot([], [], **look.point(zorder=6, markersize=7, clip_on=False))
            arrows.append(draw.arrow(ax, role_name, linewidth=3, clip_on=False))
            changes.append(draw.label(ax, role_name=role_name, x=side, y=level, **plain))
        times = [
            draw.label(ax, x=side, y=level, fontsize=12, weight="bold", **plain)
            for level in (1.02, 3.15)
        ]
        slopes = [
            draw.label(ax, x=high - 0.01 * wide, y=level, ha="right", **plain)
            for level in (1.02, 3.15)
        ]
        stage.moving(strings, *points, *arrows, *changes, *times, *slopes)

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
        h=slider("h, nudge", -0.5, 0.5, h, 0.01),
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
        x_line, u_line = draw.samples(g, lo, hi)
        u_low, u_high = _calm_limits(u_line, 0.12)
        inner.plot(x_line, u_line, **draw.role("function").line())
        _, y_line = draw.curve(top, y, lo, hi, fit=False).get_data()
        _, f_line = draw.curve(outer, f, u_low, u_high, fit=False).get_data()
        top.set_ylim(*_calm_limits(y_line if np.isfinite(y_line).any() else f_line, 0.14))
        inner.set(xlim=(lo, hi), ylim=(u_low, u_high), xlabel="x", ylabel="u = g(x)")
        hand.plot([u_low, u_high], [u_low, u_high], **draw.role("quiet").line())
        hand.set(xlim=(u_low, u_high), xlabel="u")
        top.set_ylabel("y = f(u)")
        panels = {
            top: ("output", "f(g(x))"),
            outer: ("third", short(f"f(u) = {f.label}", 17)),
            inner: ("input", short(f"g(x) = {g.label}", 17)),
        }
        for ax, (_, title) in panels.items():
            ax.set_title(title, fontsize=11)
        hand.set_title("u is handed over", fontsize=11, color=draw.QUIET)
        (string,) = hand.plot(
            [], [], color=draw.QUIET, linewidth=1.3, linestyle=(0, (4, 3)), zorder=4,
            transform=stage.figure.transFigure, clip_on=False,
        )  # fmt: skip
        tangents, points, told = [], [], []
        for ax, (role_name, _) in panels.items():
            look = draw.role(role_name)
            tangents += ax.plot([], [], **look.line(zorder=5))
            points += ax.plot([], [], **look.point(zorder=6))
            told.append(
                draw.label(
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
                draw.line_through(line, ax, *place, slope)
                point.set_data(*[[v] for v in place] if np.isfinite(place).all() else ([], []))
                fine = np.isfinite([*place, slope]).all()
                text.set_text(f"slope {signed(slope)}" if fine else "no slope")
            return _composed_told(x, u, f(u), *slopes)

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


def _calm_limits(values, margin):
    """Limits that hold the middle of the values and five times as much on both sides."""
    values = np.asarray(values)[np.isfinite(values)]
    if not values.size:
        return -1.0, 1.0
    low, high = np.quantile(values, [0.2, 0.8])
    room = 5 * (high - low)
    return draw.nice_limits(np.clip(values, low - room, high + room) if room else values, margin)


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
        else f"f has none at {signed(u)}"
    )
    if np.isfinite(whole):
        return (
            told + f"But {which}, so the rule is silent; f(g(x)) itself has slope {signed(whole)}."
        )
    return told + f"But {which}, so the rule is silent, and f(g(x)) has no slope either."


def two_paths(a="x", b="sin x", *, merge="y = a · b", x=1.0, lo=-1.5, hi=1.5) -> Stage:
    """x reaches y along two paths: what each contributes to dy/dx, and their sum.

    a and b are functions of x; merge says how they meet: "y = a · b", "y = a + b" or "y = a / b".
    """
    stage = Stage(figsize=(6.4, 5.0), title="two_paths")

    def scene(a, b, merge):
        graph, ax = stage.figure.subplots(2, 1, height_ratios=(1, 1.35))
        value, local = MERGES[merge]
        _graph(graph, short(f"a = {a.label}", 14), short(f"b = {b.label}", 14), merge)
        xs = np.unique(np.concatenate([np.linspace(lo, hi, 401), *_beside_corners((a, b), lo, hi)]))
        by_a, by_b = local(a(xs), b(xs))
        via = [by_a * a.derivative(xs), by_b * b.derivative(xs)]
        via.append(via[0] + via[1])
        names = ["second", "first", "function"]
        for line, name in zip(via, names, strict=True):
            ax.plot(
                xs, np.where(np.isfinite(line), line, np.nan), **draw.role(name).line(alpha=0.75)
            )
        low, high = _calm_limits(np.concatenate([*via, [0.0]]), margin=0.1)
        ax.axhline(0, color=draw.QUIET, linewidth=1)
        ax.set(xlim=(lo, hi), ylim=(low, high), xlabel="x", ylabel="share of dy/dx")
        for place, name, words in zip(
            (0.0, 0.3, 0.6),
            names,
            ("— through a", "- - through b", "— dy/dx, their sum"),
            strict=True,
        ):
            ax.text(place, 1.03, words, color=draw.role(name).color, transform=ax.transAxes)
        arrows = [draw.arrow(ax, n, linewidth=3.5, mutation_scale=11) for n in names[:2]]
        (total,) = ax.plot([], [], **draw.role("function").point(zorder=7))
        edges = [
            draw.label(graph, role_name=name, x=place, y=height, ha="center", va="center")
            for name, height in zip(names, (3.35, 0.65), strict=False)
            for place in (1.65, 5.75)
        ]
        sums = [
            draw.label(graph, role_name=name, x=7.85, y=height, va="center", bbox=None)
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
    """Nodes x, a, b, y and the four arrows between them, on a sheet of 10 by 4."""
    ax.set(xlim=(0, 10), ylim=(0, 4))
    ax.axis("off")
    for name, y in (("second", 3.35), ("first", 0.65)):
        for tail, head in (((0.75, 2.0), (2.6, y)), ((5.0, y), (6.2, 2.0))):
            edge = draw.arrow(ax, name, zorder=2, linestyle=draw.role(name).linestyle)
            edge.set_positions(tail, head)
    for text, x, y, width in (
        ("x", 0.45, 2.0, 0.6),
        (a_text, 3.8, 3.35, 2.4),
        (b_text, 3.8, 0.65, 2.4),
        (y_text, 6.95, 2.0, 1.5),
    ):
        draw.box(ax, x, y, width, 0.9, text)


def depth(activation="sigmoid", *, n=10, w=1.0, b=0.0, x=0.5) -> Stage:
    """The slope that is left after n layers of one neuron each, all with weight w and bias b.

    Layer k turns a into φ(w·a + b) and so passes on w·φ′(w·a + b) times what comes in. Above: that
    factor for the chosen activation φ; below: the product for all three, on a log axis.
    """
    stage = Stage(figsize=(6.4, 5.0), title="depth")

    def scene():
        above, ax = stage.figure.subplots(2, 1, sharex=True, height_ratios=(1, 2))
        for each in (above, ax):
            each.set_yscale("log")
            each.axhline(1, **draw.role("quiet").line())
        above.set(ylim=(1e-3, 10), ylabel="size of factor")
        above.set_title("what each layer multiplies by", fontsize=11)
        ax.set(xlim=(-0.4, MOST_LAYERS + 0.6), ylim=(FAINTEST, LOUDEST))
        ax.set(xlabel="layer", ylabel="size of product", xticks=range(0, MOST_LAYERS + 1, 2))
        ax.set_title("what is left of the slope after it", fontsize=11)
        factors = draw.dots(above, "function", 6.0)
        chosen = draw.label(above, x=1.03, y=0.5, va="center", transform=above.transAxes, bbox=None)
        lines, numbers = [], []
        for (name, look), height in zip(LOOKS.items(), (0.06, 0.41, 0.76), strict=True):
            lines += ax.plot([], [], **draw.role(look).line())
            sample = {"transform": ax.transAxes, "clip_on": False}
            ax.plot([1.03, 1.2], [height + 0.2] * 2, **draw.role(look).line(), **sample)
            place = {"x": 1.03, "transform": ax.transAxes}
            ax.text(**place, y=height + 0.09, s=name, color=draw.role(look).color)
            numbers.append(draw.label(ax, role_name=look, y=height, bbox=None, **place))
        stage.moving(factors, *lines, *numbers, chosen)

        def update(n, w, b, x, activation):
            left = []
            for name, line, text in zip(LOOKS, lines, numbers, strict=True):
                passed = layer_slopes(name, n, w, b, x)
                sizes = np.abs(np.cumprod([1.0, *passed]))
                left.append(f"{powered(sizes[-1])} for {name}")
                shown = (sizes >= FAINTEST / 1e3) & (sizes <= LOUDEST * 1e3)
                line.set_data(np.arange(n + 1), np.where(shown, sizes, np.nan))
                text.set_text(powered(sizes[-1]))
                if name == activation:
                    draw.move_dots(
                        factors, np.arange(1, n + 1), np.where(passed, abs(passed), np.nan)
                    )
                    first, last = powered(passed[0]), powered(passed[-1])
            chosen.set_text(f"{activation}:\nlast {last}")
            return (
                f"{n} layer{'s' * (n > 1)} with weight w = {signed(w)}, bias b = {signed(b)}, input "
                f"x = {signed(x)}. The first {activation} layer multiplies by {first}, the last by "
                f"{last}. Size of the product: {', '.join(left)}."
            )

        return update

    return stage.live(
        scene,
        n=slider("n, layers", 1, MOST_LAYERS, n, 1),
        w=slider("w, weight", -4.0, 4.0, w, 0.25),
        b=slider("b, bias", -4.0, 4.0, b, 0.25),
        x=slider("x, input", -3.0, 3.0, x, 0.25),
        activation=choice("φ, activation", list(LOOKS), activation),
    )


def layer_slopes(activation, n, w, b, x):
    """What each of n one-neuron layers passes on, an array (n,): w · φ′(w·a + b), first to last.

    a is x for the first layer, and for each later one what the layer before it gives.
    """
    squash, slope = ACTIVATIONS[activation.lower()]
    passed, a = [], x
    for _ in range(n):
        z = w * a + b
        passed.append(w * float(slope(z)))
        a = float(squash(z))
    return np.array(passed)
