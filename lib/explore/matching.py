"""Live figure of notebook 03: which of four curves is the derivative of this one."""

import functools

import numpy as np

from lib import drawing
from lib.calculus import shape
from lib.drawing import tracing
from lib.formula.functions import FunctionError, function
from lib.stage.controls import FunctionChooser, choice, slider
from lib.stage.stage import Stage
from lib.stage.words import cut, listed, seen, signed

LETTERS = "ABCD"
NONE = "none yet"
DEALT = "dealt, by the number"
CURVES = {DEALT: "x³ − 3x", "x³ − 3x": "x³ − 3x", "sin(2x)": "sin(2x)", "|x|": "|x|"}
DEALS = 24
STEP = 0.05  # a wrong pick is answered at one of these places
APART = 0.08  # of its height: so far two curves must be from each other to be told apart
LARGE, FINE = 1e100, 1e-9


def match(f=DEALT, *, deal=1, pick=NONE, lo=-2.5, hi=2.5) -> Stage:
    """A curve, and four others of which exactly one is its derivative on [lo, hi]: which one?

    f is dealt anew for each number, a formula, or a function of one number; `deal` also shuffles the
    four and says which wrong ones are among them. A pick is answered by a place. FunctionError where
    f has no slope in most of [lo, hi].
    """
    stage = Stage(figsize=(6.4, 6.2), title="match")
    chooser = FunctionChooser("f(x), curve", f, CURVES)

    def scene(f, deal):
        chance = np.random.default_rng(deal)
        dealt = chooser.value == DEALT
        f = _formula(deal) if dealt else f
        slope = _remembered(f.derivative)
        curves, kinds = _four(f, slope, lo, hi, chance)
        grid = stage.figure.add_gridspec(3, 2, height_ratios=(1.35, 1, 1))
        top = stage.figure.add_subplot(grid[0, :])
        drawing.curve(top, f, lo, hi, margin=0.14)
        top.set(ylabel="f(x)", title="f" if dealt else f"f(x) = {cut(f.label, 48)}")
        tracing.with_zero(top)
        panels = []
        for place, (letter, g) in enumerate(zip(LETTERS, curves, strict=True)):
            ax = stage.figure.add_subplot(grid[1 + place // 2, place % 2])
            drawing.curve(ax, g, lo, hi, "derivative", margin=0.14)
            tracing.with_zero(ax)
            ax.set_title(letter, fontweight="bold")
            ax.set_ylabel("slope?")
            panels.append(ax)
        for ax in (top, *panels):
            ax.set_xlabel("x", labelpad=0)
        (tangent,) = top.plot([], [], **drawing.role("tangent").line(linewidth=2.6, zorder=5))
        dots = [ax.plot([], [], **drawing.role("secant").point(zorder=6))[0] for ax in panels]
        rules = [ax.plot([], [], **drawing.role("quiet").line())[0] for ax in (top, *panels)]
        words = [
            drawing.label(ax, x=0.99, y=1.04, ha="right", va="bottom", transform=ax.transAxes)
            for ax in panels
        ]
        stage.moving(tangent, *dots, *rules, *words)
        answers = [
            _right(f, letter, lo, hi) if kind is None else _wrong(slope, g, letter, kind, lo, hi)
            for letter, g, kind in zip(LETTERS, curves, kinds, strict=True)
        ]

        def update(pick):
            for artist in (tangent, *dots, *rules):
                artist.set_data([], [])
            for word in words:
                word.set_text("")
            which = f"Deal {deal}: which" if dealt else "Which"
            if pick == NONE:
                return (
                    f"{which} of A, B, C and D is the derivative of the curve on top? Look where it "
                    "is level, where it falls, and where it is steepest."
                )
            number = LETTERS.index(pick)
            told, x, slope, value = answers[number]
            words[number].set_text("✓ f′" if kinds[number] is None else "✗ not f′")
            if x is not None:
                unit = (hi - lo) / np.ptp(top.get_ylim()) / 2
                drawing.piece_through(tangent, x, f(x), slope, 0.14 * (hi - lo), unit)
                dots[number].set_data([x], [value])
                for rule, ax in ((rules[0], top), (rules[1 + number], panels[number])):
                    rule.set_data([x, x], ax.get_ylim())
            return told

        return update

    return stage.live(
        scene,
        deal=slider("number of the deal", 1, DEALS, deal, 1),
        pick=choice("f′ is", [NONE, *LETTERS], pick),
        f=chooser,
    )


@functools.lru_cache(maxsize=2 * DEALS)
def _formula(deal):
    """The formula of a deal: a kind in turn, with numbers by chance."""
    chance = np.random.default_rng([deal, 7])
    a, c = (chance.choice([-1, 1]) * chance.integers(*ends) / 10 for ends in ((6, 16), (2, 13)))
    b = chance.integers(8, 21) / 10
    kinds = (
        f"{a}(x^3 - 3*{b}x)",
        f"{a}sin({b}x + {c})",
        f"2*{a}e^(-{b}(x - {c})^2)",
        f"{a}(x - {c})^2",
        f"{a}|x - {c}| + {round(a * c / 3, 2)}x",
        f"{a}tanh({b}x - {c})",
        f"{a}(x^4/4 - {b}x^2 + {round(c, 1)}x)",
        f"{a}x/(1 + {b}x^2)",
    )
    return function(kinds[(5 * deal) % len(kinds)])


def _remembered(slope):
    """The same function, which works out no array of places twice: the curves share theirs."""
    known = {}

    def at(x):
        x = np.asarray(x, dtype=float)
        key = x.tobytes()
        if key not in known:
            known[key] = np.asarray(slope(x), dtype=float)
        return known[key]

    at.corners = getattr(slope, "corners", None)
    return at


def _four(f, slope, lo, hi, chance):
    """(four curves, what each is), shuffled: f′, which is None, and three that differ from it and
    from each other. FunctionError where f hasn't enough slopes."""
    x = np.linspace(lo, hi, round((hi - lo) / STEP) + 1)
    bend = _remembered(shape.second_derivative(f))
    there = slope(x)
    fine = np.isfinite(there) & (np.abs(there) < LARGE)
    if fine.sum() < 0.5 * x.size or not (np.abs(np.asarray(f(x))[fine]) < LARGE).all():
        raise FunctionError(
            f"f has no slope in most of the places from {signed(lo, 1)} to {signed(hi, 1)}, or one "
            "too large to draw: choose another curve, such as x^3 - 3x"
        )
    low, high = np.quantile(there[fine], [0.1, 0.9])
    size = float(high - low) or 2 * float(np.abs(there[fine]).max()) or 2.0
    aside, up = 0.16 * (hi - lo), 0.4 * size
    wrong = [
        (f, "f itself: it says how high, not how steep"),
        (lambda x: -slope(x), "f′ upside down: below 0 where f rises"),
        (lambda x: slope(x - aside), f"f′ moved to the right by {signed(aside, 1)}"),
        (bend, "f″, the slope of f′: it says how f bends"),
        (lambda x: slope(x) + up, "f′ moved up: a constant too much"),
        (lambda x: np.abs(slope(x)), "the size of f′: the sign is lost"),
    ]
    tilted = [
        (lambda x: slope(x) - up, "f′ moved down: a constant too little"),
        (lambda x: slope(x) + up * (x - lo) / (hi - lo), "f′ tilted"),
        (lambda x: slope(x) + up * np.sin(2 * x), "f′ with a wave on it"),
    ]
    chosen = [(slope, None)]
    for g, kind in [*(wrong[k] for k in chance.permutation(len(wrong))), *tilted]:
        if len(chosen) < 4 and all(_differ(g, known, x, lo, hi) for known, _ in chosen):
            chosen.append((g, kind))
    if len(chosen) < 4:
        raise FunctionError(
            "near its poles f is so steep that the curves can’t be told apart: choose another one"
        )
    curves, kinds = zip(*(chosen[k] for k in chance.permutation(len(chosen))), strict=True)
    return curves, kinds


def _differ(g, known, x, lo, hi):
    """Whether two curves are apart in most places where both are, far enough to be seen."""
    one, other = (np.asarray(h(x), dtype=float) for h in (g, known))
    both = (np.abs(one) < LARGE) & (np.abs(other) < LARGE)
    if both.sum() < 0.5 * x.size:
        return False
    sizes = np.abs([one[both], other[both], one[both] - other[both]])
    *heights, gap = np.quantile(sizes, (0.9, 0.9, 0.8), axis=1).diagonal()
    return bool(gap > APART * max(heights))


def _right(f, letter, lo, hi):
    """What is said of f′, and no place: (sentence, None, None, None)."""
    found = shape.candidates(f, lo, hi)
    level = shape.merged(shape.slope_stretches(f, lo, hi), f.derivative)
    level = [(a, b) for a, b, sign in level if sign == 0]
    flat = [f"from x = {signed(a)} to x = {signed(b)}" for a, b in level] + [
        f"at x = {signed(x)}"
        for x, why in found
        if why == shape.FLAT and not any(a <= x <= b for a, b in level)
    ]
    missing = [f"at x = {signed(x)}" for x, why in found if why == shape.CORNER]
    told = (
        f"Right, {letter} is f′: f rises along each stretch where it is above 0 and falls where it is "
        "below"
    )
    if flat:
        told += f"; it is 0 {listed(flat)}, where f is level"
    if missing:
        told += f"; it has no value {listed(missing)}, as f has no slope there"
    return f"{told}.", None, None, None


def _wrong(slope, g, letter, kind, lo, hi):
    """Where a wrong curve contradicts f most plainly: (sentence, place, slope of f, value of g)."""
    x = np.array([round(lo + STEP * k, 9) for k in range(round((hi - lo) / STEP) + 1)])[2:-2]
    slope, value = (np.asarray(h(x), dtype=float) for h in (slope, g))
    both = (np.abs(slope) < LARGE) & (np.abs(value) < LARGE)
    x, slope, value = x[both], slope[both], value[both]
    tiny = FINE * max(np.abs(slope).max(), np.abs(value).max())
    slope, value = (np.where(np.abs(h) <= tiny, 0.0, h) for h in (slope, value))
    against = np.where(slope * value < 0, np.minimum(np.abs(slope), np.abs(value)), 0.0)
    big = 0.1 * np.abs(value).max()
    plain = against if against.max() > max(big, tiny) else np.abs(slope - value)
    k = int(plain.argmax())
    way = "rises" if slope[k] > 0 else "falls" if slope[k] < 0 else "is level"
    told = (
        f"{letter} isn’t f′. At x = {signed(x[k])} f {way}: its slope is {seen(float(slope[k]))} (the "
        f"tangent is drawn), and {letter} is {seen(float(value[k]))} there. {letter} is {kind}."
    )
    return told, float(x[k]), float(slope[k]), float(value[k])
