"""Live figures of notebook 03: what a derivative tells, in shapes, trips, costs and records."""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MultipleLocator

from lib import draw, records, shape
from lib.controls import FunctionChooser, choice, log_slider, slider
from lib.explore.slope import signed
from lib.stage import Stage

CURVES = {
    "x³ − 3x": "x³ − 3x",
    "x²": "x²",
    "x³": "x³",
    "x⁴ − 2x²": "x⁴ − 2x²",
    "sin(2x)": "sin(2x)",
    "x·e^(−x²)": "x·e^(−x²)",
    "|x|": "|x|",
    "x·|x|": "x·|x|",
    "ReLU": "max(0, x)",
    "softplus": "softplus(x)",
}
TRIPS = {
    "a ball rolls up a ramp and back": "10t − t²",
    "a tram from stop to stop": "1.5t² − 0.1t³",
    "steady cycling": "5t",
    "a swing": "3·sin(1.5t)",
}
COSTS = {
    "a bakery, overtime": "150 + 0.5q + 0.01q²",
    "a printer, bulk paper": "60 + 20√q",
    "a second oven above 60": "100 + q + (80 if q > 60 else 0)",
}
SIDES = {name: name for name in ("x", "x²", "√x", "3 − x", "sin x", "e^x")}
SPANS = {
    "1990 to 1994": 1990.0,
    "1974 to 1978": 1974.0,
    "1958 to 1962, with gaps": 1958.25,
}
WORDS = {1: "rises", -1: "falls", 0: "is level"}
BENDS = {1: "bends up", -1: "bends down", 0: "bends neither way here"}
TINT = {1: "#dcebf7", -1: "#f7e3d6", 0: "#eef1f4"}
HATCH = {1: None, -1: "///", 0: None}


def trace_derivative(f="x³ − 3x", *, x=-0.5, lo=-2.5, hi=2.5) -> Stage:
    """f, f' and f'' one above the other over one x, with the stretches where each keeps its sign.

    f is a name from the list, a formula, or a function of one number. For a Python function both
    derivatives are numerical. No tangent is drawn where there is none.
    """
    stage = Stage(figsize=(6.4, 5.4), title="trace_derivative")

    def scene(f):
        slope, bend = f.derivative, shape.second_derivative(f)
        stage.figure.get_layout_engine().set(rect=(0, 0, 0.86, 1), hspace=0.02)
        axes = stage.figure.subplots(3, 1, sharex=True)
        rising = shape.merged(shape.slope_stretches(f, lo, hi), slope)
        known = slope.corners(lo, hi) if f.exact else ()
        bending = shape.sign_stretches(bend, lo, hi, known, 1e-9 if f.exact else 1e-5, 400)
        bending = shape.merged(bending, bend)
        shown = [(f, "function"), (slope, "derivative"), (bend, "second derivative")]
        for ax, (g, name) in zip(axes, shown, strict=True):
            draw.curve(ax, g, lo, hi, name, margin=0.12)
            _with_zero(ax)
        _sign_bands(axes[0], rising)
        _sign_bands(axes[1], rising, {1: "+  f rises", -1: "−  f falls", 0: "0  level"})
        _sign_bands(axes[2], bending, {1: "+  bends up", -1: "−  bends down", 0: "0  straight"})
        axes[0].set(ylabel="f(x)", title=f"f(x) = {f.label}")
        axes[1].set_ylabel("f′(x)", color=draw.role("derivative").color)
        axes[2].set_ylabel("f″(x)", color=draw.role("second derivative").color)
        axes[2].set_xlabel("x")
        (tangent,) = axes[0].plot([], [], **draw.role("tangent").line(linewidth=2.6, zorder=5))
        points, texts = _traced(axes, [name for _, name in shown])
        rule, move_rule = _rule(axes)
        stage.moving(rule, tangent, *points, *texts)
        half = 0.16 * (hi - lo)
        at = _remembered(slope, bend, lo, hi) if not f.exact else lambda x: (slope(x), bend(x))

        def update(x):
            y = f(x)
            dy, ddy = at(x)
            dy = _zero_if_tiny(dy)
            ddy = _zero_if_tiny(ddy, 1e-9 if f.exact else 1e-5)
            stretch = 1 / np.hypot(1, dy * (hi - lo) / np.ptp(axes[0].get_ylim()))
            run = half * np.array([-1, 1]) * stretch
            tangent.set_data(*([x + run, y + dy * run] if np.isfinite(y + dy) else [[], []]))
            move_rule(x)
            for point, text, value, symbol in zip(
                points, texts, (y, dy, ddy), ("f", "f′", "f″"), strict=True
            ):
                there = np.isfinite(value)
                point.set_data(*([[x], [value]] if there else [[], []]))
                text.set_text(f"{symbol} = {signed(value)}" if there else f"no {symbol}")
            return _told_shape(f, x, y, dy, ddy)

        return update

    return stage.live(
        scene,
        x=slider("x, place", lo, hi, x, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def _told_shape(f, x, y, dy, ddy):
    """What the two derivatives say at x, in a sentence."""
    if not np.isfinite(y):
        return f"At x = {signed(x)} f(x) = {f.label} has no value."
    start = f"At x = {signed(x)} f is {signed(y)}"
    if not np.isfinite(dy):
        more = "the tangent would be vertical" if np.isinf(dy) else "there is no tangent"
        return f"{start}, and f′ has no value here: {more}."
    told = f"{start}; f′ = {signed(dy)}"
    sign = int(np.sign(dy))
    told += f", so f {WORDS[sign]} here" if sign else ", so x is a stationary point"
    if not np.isfinite(ddy):
        return f"{told}; f″ has no value here."
    return f"{told}; f″ = {signed(ddy)}, so f {BENDS[int(np.sign(ddy))]}."


def _traced(axes, roles):
    """For each Axes a point that will trace its curve, and room for its value at the right."""
    points, texts = [], []
    for ax, name in zip(axes, roles, strict=True):
        points += ax.plot([], [], clip_on=False, **draw.role(name).point(zorder=6))
        text = draw.label(ax, role_name=name, x=1.02, y=0.5, va="center", bbox=None)
        text.set_transform(ax.transAxes)
        texts.append(text)
    return points, texts


def _rule(axes):
    """A vertical line through all of the axes, and the function that moves it to x."""
    last = axes[-1]
    (line,) = last.plot([], [], color=draw.QUIET, linewidth=1, clip_on=False, zorder=3)
    line.set_transform(last.get_xaxis_transform())

    def move(x):
        here = last.get_position()
        line.set_data([x, x], [0, (axes[0].get_position().y1 - here.y0) / here.height])

    return line, move


def _with_zero(ax):
    """Widen the limits of y so that 0 is seen, and draw its line; returns the limits."""
    low, high = ax.get_ylim()
    room = 0.06 * (max(high, 0) - min(low, 0))
    ax.set_ylim(min(low, -room), max(high, room))
    ax.axhline(0, color=draw.QUIET, linewidth=1, zorder=1)
    return ax.get_ylim()


def _zero_if_tiny(value, tiny=1e-9):
    return 0.0 if abs(value) < tiny else value


def _remembered(slope, bend, lo, hi, step=0.05):
    """Both derivatives at a slider's places, computed once: numerical ones take milliseconds."""
    places = lo + step * np.arange(round((hi - lo) / step) + 1)
    table = {
        round(x, 6): pair
        for x, *pair in zip(
            places.tolist(), slope(places).tolist(), bend(places).tolist(), strict=True
        )
    }
    return lambda x: table.get(round(x, 6)) or (slope(x), bend(x))


def _sign_bands(ax, stretches, words=None):
    """Tint each stretch by its sign, hatch the negative ones, and write above it what it means."""
    left, right = ax.get_xlim()
    for a, b, sign in stretches:
        ax.axvspan(a, b, facecolor=TINT[sign], edgecolor="white", hatch=HATCH[sign], zorder=0)
        if words and b - a > 0.022 * len(words[sign]) * (right - left):
            ax.annotate(
                words[sign],
                ((a + b) / 2, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=10,
            )


def motion(s="a ball rolls up a ramp and back", *, t=2.5, end=10.0) -> Stage:
    """One trip along a straight track: position, velocity and acceleration over time, with units.

    s is a name from the list, a formula in t, or a function of one number: seconds in, metres out.
    """
    stage = Stage(figsize=(6.4, 5.6), title="motion")

    def scene(s):
        velocity, acceleration = s.derivative, shape.second_derivative(s)
        stage.figure.get_layout_engine().set(rect=(0, 0, 0.82, 1))
        track, *axes = stage.figure.subplots(4, 1, height_ratios=[0.55, 1, 1, 1])
        for ax in axes[:-1]:
            ax.sharex(axes[-1])
        rows = [
            (s, "function", "position s\n(m)", "m"),
            (velocity, "derivative", "velocity s′\n(m/s)", "m/s"),
            (acceleration, "second derivative", "acceleration s″\n(m/s²)", "m/s²"),
        ]
        for ax, (g, name, title, _) in zip(axes, rows, strict=True):
            draw.curve(ax, g, 0.0, end, name, margin=0.12)
            _with_zero(ax)
            ax.set_ylabel(title, color=draw.role(name).color, fontsize=10)
            if ax is not axes[-1]:
                ax.tick_params(labelbottom=False)
        points, texts = _traced(axes, [name for _, name, *_ in rows])
        rule, move_rule = _rule(axes)
        axes[-1].set_xlabel("time t (s)")
        low, high = axes[0].get_ylim()
        beyond = 0.3 * (high - low)
        track.set(xlim=(low - beyond, high + beyond), ylim=(-1, 1), title=f"s(t) = {s.label}")
        track.set_xlabel("the track: position (m)", fontsize=10)
        track.set_ylabel("track")
        track.yaxis.set_visible(False)
        track.spines["left"].set_visible(False)
        track.grid(False)
        (body,) = track.plot([], [], **draw.role("function").point(markersize=11, zorder=6))
        going = draw.arrow(track, "derivative", linewidth=2.5)
        stage.moving(rule, *points, *texts, body, going)
        fastest = np.abs(axes[1].get_ylim()).max()
        reach = beyond / fastest
        at = (
            (lambda t: (velocity(t), acceleration(t)))
            if s.exact
            else _remembered(velocity, acceleration, 0.0, end)
        )

        def update(t):
            values = (s(t), *map(_zero_if_tiny, at(t)))
            move_rule(t)
            for point, text, value, (*_, unit) in zip(points, texts, values, rows, strict=True):
                there = np.isfinite(value)
                point.set_data(*([[t], [value]] if there else [[], []]))
                text.set_text(f"{signed(value)} {unit}" if there else "none here")
            place, speed, _ = values
            seen = np.isfinite(place)
            body.set_data(*([[place], [0]] if seen else [[], []]))
            going.set_visible(bool(seen and np.isfinite(speed) and abs(speed) > 0.02 * fastest))
            if going.get_visible():
                going.set_positions((place, 0), (place + reach * speed, 0))
            return _told_motion(t, *values)

        return update

    return stage.live(
        scene,
        t=slider("t, time in s", 0.0, end, t, 0.05),
        s=FunctionChooser("s(t), trip", s, TRIPS, variables=("t",), example="t^2 - t"),
    )


def _told_motion(t, s, v, a):
    if not np.isfinite(s):
        return f"At t = {signed(t)} s the trip has no position."
    told = f"At t = {signed(t)} s the position is {signed(s)} m"
    if not np.isfinite(v):
        return f"{told}, and there is no velocity to speak of."
    told += f", the velocity {signed(v)} m/s"
    told += ", which is standing still" if v == 0 else ", forwards" if v > 0 else ", backwards"
    if not np.isfinite(a):
        return f"{told}; there is no acceleration to speak of."
    told += f", and the acceleration {signed(a)} m/s²"
    if a == 0 or v == 0:
        return told + "."
    return f"{told}: it gets {'faster' if a * v > 0 else 'slower'}."


def marginal(C="a bakery, overtime", *, q=50, n=30) -> Stage:
    """What n more pieces cost: along the tangent, C'(q) times n, against C(q + n) - C(q).

    C is a name from the list, a formula in q, or a function of one number: pieces in, euros out.
    """
    stage = Stage(figsize=(6.4, 5.0), title="marginal")
    most, more = 100, 40

    def scene(C):
        slope = C.derivative
        axes = stage.figure.subplots(2, 1, sharex=True, height_ratios=[1.6, 1])
        draw.curve(axes[0], C, 1, most + more, margin=0.1)
        draw.curve(axes[1], slope, 1, most + more, "derivative", margin=0.2)
        for ax in axes:
            ax.set_xlim(0, most + more)
        low, high = _with_zero(axes[1])
        axes[1].set_ylim(low, high + 0.1 * (high - low))
        axes[0].set(ylabel="cost C (€)", title=f"C(q) = {C.label}")
        axes[1].set_ylabel("marginal cost C′\n(€ per piece)", color=draw.role("derivative").color)
        axes[1].set_xlabel("quantity q (pieces)")
        (tangent,) = axes[0].plot([], [], **draw.role("secant").line(zorder=5))
        (points,) = axes[0].plot([], [], **draw.role("function").point(zorder=6))
        (guess,) = axes[0].plot([], [], **draw.role("first").point(marker="D", zorder=6))
        (miss,) = axes[0].plot([], [], **draw.role("error").line(linewidth=3, zorder=5))
        wrong = draw.label(axes[0], role_name="error", ha="left", va="center")
        (rate,) = axes[1].plot([], [], **draw.role("derivative").point(zorder=6))
        area = Rectangle((0, 0), 0, 0, facecolor=TINT[-1], edgecolor=draw.role("first").color)
        area.set_zorder(2)
        axes[1].add_patch(area)
        (bottom, top) = axes[0].get_ylim()
        said = draw.label(axes[1], role_name="first", x=1, y=1.03, ha="right", bbox=None)
        said.set_transform(axes[1].transAxes)
        axes[1].set_title(" ")
        stage.moving(tangent, points, guess, miss, wrong, area, rate, said)

        def update(q, n):
            here, there, rise = C(q), C(q + n), slope(q)
            points.set_data([q, q + n], [here, there])
            fine = np.isfinite([here, there, rise]).all()
            for line in (tangent, guess, miss, rate):
                line.set_data([], [])
            area.set_visible(bool(fine))
            wrong.set_text("")
            said.set_text("")
            if not fine:
                return (
                    f"At q = {q} pieces C has no derivative, so there is no marginal cost "
                    f"here; {n} more really cost {signed(there - here)} €."
                )
            estimate = rise * n
            off = there - here - estimate
            tangent.set_data([q, q + n], [here, here + estimate])
            guess.set_data([q + n], [here + estimate])
            miss.set_data([q + n, q + n], [here + estimate, there])
            height = np.clip(there - off / 2, bottom + 0.05 * (top - bottom), top)
            if abs(off) > 0.02 * (top - bottom):
                wrong.set(position=(q + n + 2, height), text=f"{signed(abs(off))} € off")
                wrong.set_horizontalalignment("left" if q + n < 115 else "right")
                wrong.set_x(q + n + 2 if q + n < 115 else q + n - 2)
            rate.set_data([q], [rise])
            area.set_bounds(q, 0, n, rise)
            said.set_text(f"C′(q)·n = {signed(rise)} × {n} = {signed(estimate)} €")
            return (
                f"At q = {q} pieces the marginal cost is C′(q) = {signed(rise)} € per piece. "
                f"{n} more: estimated {signed(estimate)} €, really {signed(there - here)} €; "
                f"the estimate is {signed(abs(off))} € off."
            )

        return update

    return stage.live(
        scene,
        q=slider("q, pieces", 1, most, q, 1),
        n=slider("n, pieces more", 1, more, n, 1),
        C=FunctionChooser("C(q), cost", C, COSTS, variables=("q",), example="50 + 3q + q^2/40"),
    )


def extremes(f="x³ − 3x", *, a=-2.0, b=1.5, lo=-2.5, hi=2.5) -> Stage:
    """The candidates for highest and lowest on [a, b]: both ends, f' = 0, and where f' has no value.

    f is a name from the list, a formula, or a function of one number.
    """
    stage = Stage(figsize=(6.4, 4.2), title="extremes")
    middle = (lo + hi) / 2

    def scene(f):
        ax = stage.figure.subplots()
        draw.curve(ax, f, lo, hi, margin=0.16)
        bottom, top = ax.get_ylim()
        inner = [(x, why) for x, why in shape.candidates(f, lo, hi) if why != shape.END]
        inner = inner[:60]
        for x, why in inner:
            if why == shape.FLAT:
                reach = 0.05 * (hi - lo)
                ax.plot([x - reach, x + reach], [f(x)] * 2, **draw.role("tangent").line())
        gaps = shape.breaks(f, lo, hi)
        ax.set(xlabel="x", ylabel="f(x)", title=f"f(x) = {f.label}, on the interval from a to b")
        covers = [
            Rectangle((x, bottom), 0, top - bottom, facecolor="#d8dde3", alpha=0.75, zorder=3)
            for x in (lo, hi)
        ]
        for cover in covers:
            ax.add_patch(cover)
        (walls,) = ax.plot([], [], color=draw.INK, linewidth=1.2, zorder=4)
        (ends,) = ax.plot([], [], **draw.role("start").point(markersize=7, zorder=5))
        (flat,) = ax.plot([], [], **draw.role("tangent").point(marker="o", zorder=5))
        (corner,) = ax.plot([], [], **draw.role("third").point(markersize=10, zorder=5))
        high = draw.label(ax, role_name="best", ha="center", va="bottom")
        low = draw.label(ax, role_name="first", ha="center", va="top")
        stage.moving(*covers, walls, ends, flat, corner, high, low)

        def update(a, b):
            covers[0].set_width(a - lo)
            covers[1].set_x(b)
            covers[1].set_width(hi - b)
            walls.set_data([a, a, np.nan, b, b], [bottom, top, np.nan, bottom, top])
            points = [(a, shape.END), *((x, w) for x, w in inner if a < x < b), (b, shape.END)]
            points = [(x, f(x), why) for x, why in points if np.isfinite(f(x))]
            for line, kind in ((ends, shape.END), (flat, shape.FLAT), (corner, shape.CORNER)):
                line.set_data(
                    [x for x, _, why in points if why == kind],
                    [y for _, y, why in points if why == kind],
                )
            high.set_text("")
            low.set_text("")
            start = f"On the interval from a = {signed(a)} to b = {signed(b)}"
            broken = [x for x in gaps if a <= x <= b]
            if broken or len(points) < 2:
                where = f" at x = {signed(broken[0])}" if broken else ""
                return (
                    f"{start} f jumps or has no value{where}, so there needn't be a highest or "
                    "a lowest one."
                )
            top_x, top_y = _put(high, points, max, "▲ highest", bottom, top)
            low_x, low_y = _put(low, points, min, "▼ lowest", bottom, top)
            return (
                f"{start} there are {len(points)} candidates. Highest: {signed(top_y)}, at "
                f"{top_x}. Lowest: {signed(low_y)}, at {low_x}."
            )

        return update

    def _put(text, points, best, word, bottom, top):
        value = best(y for _, y, _ in points)
        near = 1e-9 * (1 + abs(value))
        winners = [(x, y, why) for x, y, why in points if abs(y - value) <= near]
        x = winners[0][0]
        room = 0.03 * (top - bottom)
        text.set(
            position=(
                np.clip(x, lo + 0.01 * (hi - lo), hi - 0.01 * (hi - lo)),
                np.clip(value + (room if best is max else -room), bottom + room, top - room),
            ),
            text=word,
            horizontalalignment=_side(x, points[0][0], points[-1][0]),
        )
        said = [f"x = {signed(x)} ({_WHY[why]})" for x, _, why in winners[:3]]
        return " and ".join(said), value

    return stage.live(
        scene,
        a=slider("a, left end", lo, middle - 0.05, a, 0.05),
        b=slider("b, right end", middle + 0.05, hi, b, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES | {"1/x": "1/x", "step": "0 if x < 0 else 1"}),
    )


_WHY = {shape.END: "an end", shape.FLAT: "f′ = 0", shape.CORNER: "no f′"}


def _side(x, a, b):
    """On which side of its point a label stands, so as to stay between the ends."""
    return "left" if x < a + 0.12 * (b - a) else "right" if x > b - 0.12 * (b - a) else "center"


def product_area(u="x", v="x²", *, x=1.0, h=0.5) -> Stage:
    """The product u·v as the area of a rectangle; a nudge h adds two strips and a small corner.

    u and v are names from the list, formulas, or functions of one number. The bars on the right
    are the three added areas, each divided by h; the ticks are u'v and u v'.
    """
    stage = Stage(figsize=(6.4, 3.9), title="product_area")
    lo, hi, longest = 0.5, 1.5, 10**-0.3

    def scene(u, v):
        left, right = stage.figure.subplots(1, 2, width_ratios=[1.15, 1])
        du, dv = u.derivative, v.derivative
        grid = np.linspace(lo, hi + longest, 61)
        for ax_limits, g in ((left.set_xlim, u), (left.set_ylim, v)):
            low, high = draw.nice_limits([*g(grid), 0.0], 0.0)
            room = 0.08 * (high - low)
            ax_limits(low - room * (low < 0), high + room)
        left.set(xlabel=f"width u = {u.label}", ylabel=f"height v = {v.label}")
        left.set_title("u·v, solid grey; then nudged")
        names = ["Δu · v", "u · Δv", "Δu · Δv"]
        looks = [("first", TINT[-1]), ("second", TINT[1]), ("third", "#efd9e7")]
        old = Rectangle((0, 0), 0, 0, facecolor=TINT[0], edgecolor=draw.INK, linewidth=1.5)
        strips = [
            Rectangle(
                (0, 0),
                0,
                0,
                facecolor=tint,
                edgecolor=draw.role(name).color,
                linestyle=draw.role(name).linestyle,
                linewidth=1.5,
            )
            for name, tint in looks
        ]
        places = np.meshgrid(np.linspace(lo, hi, 9), 10.0 ** np.linspace(-3, -0.3, 9))
        each = [*_parts(u, v, *places)[1] / places[1], du(places[0]) * v(places[0])]
        low, high = draw.nice_limits([*np.ravel(each), 0.0], 0.05)
        right.set(xlim=(low, high), ylim=(2.75, -0.75), yticks=[], title="added area ÷ h")
        right.set_xlabel("black ticks: u′v, u·v′ and 0")
        right.set_ylabel("strip, strip, corner")
        right.axvline(0, color=draw.QUIET, linewidth=1)
        right.spines["left"].set_visible(False)
        bars = []
        for row, (name, _) in enumerate(looks):
            bars += right.plot([], [], color=draw.role(name).color, linewidth=17)
            bars[row].set_solid_capstyle("butt")
        for patch in (old, *strips):
            left.add_patch(patch)
        words = [
            draw.label(right, "", name, high, row - 0.25, ha="right", va="bottom", bbox=None)
            for row, (name, _) in enumerate(looks)
        ]
        (marks,) = right.plot([], [], "|", color=draw.INK, markersize=22, markeredgewidth=2)
        stage.moving(old, *strips, *bars, *words, marks)

        def update(x, h):
            (width, height, wide, tall), changes = _parts(u, v, x, h)
            rates = changes / h
            exact = du(x) * height, width * dv(x)
            if not np.isfinite([*rates, *exact]).all():
                for part in (old, *strips, *bars, *words, marks):
                    part.set_visible(False)
                return f"At x = {signed(x)} one of the sides has no value or no slope."
            for part in (old, *strips, *bars, *words, marks):
                part.set_visible(True)
            old.set_bounds(0, 0, width, height)
            strips[0].set_bounds(width, 0, wide, height)
            strips[1].set_bounds(0, height, width, tall)
            strips[2].set_bounds(width, height, wide, tall)
            for row, (bar, word, name, rate) in enumerate(
                zip(bars, words, names, rates, strict=True)
            ):
                bar.set_data([0, rate], [row, row])
                word.set_text(f"{name} ÷ h = {signed(rate, 3)}")
            marks.set_data([*exact, 0.0], [0, 1, 2])
            return (
                f"At x = {signed(x)}, nudged by h = {signed(h, 3)}, the area grows by "
                f"{signed(sum(changes), 3)}. Divided by h: strips {signed(rates[0], 3)} and "
                f"{signed(rates[1], 3)}, corner {signed(rates[2], 3)}; "
                f"u′v = {signed(exact[0], 3)} and u·v′ = {signed(exact[1], 3)}."
            )

        return update

    return stage.live(
        scene,
        x=slider("x, input", lo, hi, x, 0.05),
        h=log_slider("h, nudge", -3, -0.3, h, 0.1),
        u=FunctionChooser("u(x), width", u, SIDES),
        v=FunctionChooser("v(x), height", v, SIDES),
    )


def _parts(u, v, x, h):
    """Width, height and what h adds to them, (4,); the three added areas: strip, strip, corner."""
    width, height = u(x), v(x)
    wide, tall = u(x + h) - width, v(x + h) - height
    return (width, height, wide, tall), np.array([wide * height, width * tall, wide * tall])


def measured_slope(
    dates=None, values=None, *, window=8, date=2.0, unit="ppm", quantity="CO₂"
) -> Stage:
    """The rate of change of a weekly record: a central difference over a window of weeks.

    dates (n,) are datetime64, one each week; values (n,), nan where one is missing. Without them it
    is CO₂ at Mauna Loa, and FileNotFoundError says so where the file isn't. `date` is in years from
    the start of the years shown. Raises ValueError if the dates aren't a week apart.
    """
    if dates is None:
        dates, values = records.co2()
    dates, values = np.asarray(dates, "datetime64[D]"), np.asarray(values, dtype=float)
    if dates.shape != values.shape or dates.ndim != 1 or len(dates) < 120:
        raise ValueError(
            f"dates {dates.shape} and values {values.shape}: two arrays of one length are due, at "
            "least 120 weeks"
        )
    if np.any(np.diff(dates).astype(int) != 7):
        raise ValueError(
            "the dates aren't a week apart: put nan in the weeks without a measurement"
        )
    years = records.as_years(dates)
    week = 7 / 365.25
    length = min(4.0, years[-1] - years[0])
    spans = {name: first for name, first in SPANS.items() if years[0] <= first <= years[-1] - 3.9}
    spans = spans or {"all": years[0]}
    stage = Stage(figsize=(6.4, 4.9), title="measured_slope")

    def scene(span):
        inside = (years >= span) & (years <= span + length)
        t, c = years[inside], values[inside]
        shown = np.flatnonzero(inside)[::2]
        stage.figure.get_layout_engine().set(hspace=0.04)
        above, below = stage.figure.subplots(2, 1, sharex=True)
        above.plot(t, c, color=draw.QUIET, linestyle="none", marker=".", markersize=4)
        above.set(xlim=(span, span + length), ylabel=f"{quantity} ({unit})")
        above.set_ylim(*draw.nice_limits(c, 0.15))
        above.set_title("measured each week")
        rough = records.central_rate(values, 1, week)[inside]
        reach = 1.05 * np.nanmax(np.abs(rough))
        below.set(ylim=(-reach, reach), xlabel="year", ylabel=f"rate ({unit} per year)")
        below.xaxis.set_major_locator(MultipleLocator(1))
        below.xaxis.set_major_formatter("{x:.0f}")
        below.axhline(0, color=draw.QUIET, linewidth=1)
        (line,) = below.plot([], [], **draw.role("derivative").line(linewidth=1.4, zorder=4))
        (point,) = below.plot([], [], **draw.role("secant").point(zorder=6))
        (secant,) = above.plot([], [], **draw.role("secant").line(zorder=5))
        (ends,) = above.plot([], [], **draw.role("secant").point(zorder=6))
        said = draw.label(below, role_name="derivative", x=1, y=1.02, ha="right", bbox=None)
        said.set_transform(below.transAxes)
        below.set_title(" ")
        stage.moving(line, point, secant, ends, said)

        def update(window, date):
            half = window // 2
            rate = records.central_rate(values, half, week)
            line.set_data(years[shown], rate[shown])
            seen = rate[inside][np.isfinite(rate[inside])]
            here = int(np.argmin(np.abs(years - (span + date))))
            low, high = here - half, here + half
            for artist in (point, secant, ends):
                artist.set_data([], [])
            start = f"With a window of {window} weeks "
            if seen.size:
                spread = f"from {signed(seen.min(), 1)} to {signed(seen.max(), 1)} {unit} per year"
                said.set_text(f"{window} weeks: {spread}")
                start += f"the rate goes {spread} in these years. "
            else:
                said.set_text("")
                start += "there is no rate in these years. "
            when = f"On {dates[here]}"
            if not np.isfinite(rate[here]):
                return f"{start}{when} there is none: an end of the window has no measurement."
            secant.set_data(years[[low, high]], values[[low, high]])
            ends.set_data(years[[low, high]], values[[low, high]])
            point.set_data([years[here]], [rate[here]])
            return (
                f"{start}{when} it is ({signed(values[high], 1)} − {signed(values[low], 1)}) {unit} "
                f"in {window} weeks, or {signed(rate[here], 1)} {unit} per year."
            )

        return update

    return stage.live(
        scene,
        window=slider("window, weeks", 2, 104, window, 2),
        date=slider("date, years in", 0.0, 4.0, date, week),
        span=choice("years shown", spans),
    )
