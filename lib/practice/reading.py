"""Practice of notebook 03: rising and falling, velocity, marginal cost, extremes, products, records."""

import functools
import itertools
import math

import numpy as np

from lib.practice.engine.checking import Also, Exercise, Forbidden, Mistake, each
from lib.practice.engine.comparing import Raised, close
from lib.practice.engine.draws import Chance
from lib.practice.engine.grids import STEPS, is_index, on_a_grid
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict

# Predictions

falling = predict(
    "reading.falling",
    "`f(x) = x³ − 3x` falls all the way from x = −1 to x = 1, and at x = 0 it passes through "
    "f(0) = 0. What is f′ at x = 0?",
    {
        "0, because f is 0 there": (
            "f(0) = 0 says how high f is. f′ says how steep, and f falls most steeply just here."
        ),
        "negative, and at its lowest": (
            "f falls, so f′ isn't above 0; it falls most steeply here, so nowhere is f′ "
            "lower: f′(0) = −3."
        ),
        "negative, and on its way down": (
            "f′ is below 0, true. But f′ has been on its way down up to here: from x = 0 on the fall "
            "gets gentler, so f′ rises again."
        ),
        "positive: f is above 0 before and below 0 after": (
            "Above before and below after is what falling looks like, and where f falls, f′ is "
            "nowhere above 0."
        ),
    },
    "negative, and at its lowest",
)

level = predict(
    "reading.level",
    "For `f(x) = x³` the derivative is `3x²`, so f′(0) = 0. What is at x = 0?",
    {
        "a lowest point": (
            "To the left of 0 the cube is negative, so lower. Where f′ passes from − to + there is a "
            "lowest point, but 3x² is positive on both sides."
        ),
        "a highest point": (
            "To the right of 0 the cube is positive, so higher. Where f′ passes from + to − there is "
            "a highest point, but 3x² is positive on both sides."
        ),
        "f is constant near 0": (
            "f′ is 0 at the one place x = 0, and positive on both sides of it. Constant would need "
            "f′ = 0 on a whole stretch."
        ),
        "neither: f rises before and after": (
            "f′ = 3x² touches 0 and stays positive on both sides. f′ = 0 makes x = 0 a candidate "
            "for an extreme, no more."
        ),
    },
    "neither: f rises before and after",
)

steepest = predict(
    "reading.steepest",
    "A curve f is smooth, rises, most steeply at x = 1, and goes on rising. Four curves are offered as "
    "its f′. What do you look for at x = 1?",
    {
        "a highest point": (
            "The height of f′ is the steepness of f. Where f is steepest, f′ is highest, "
            "though f itself "
            "goes on up."
        ),
        "a zero": "f′ = 0 is a place where f is level, and at x = 1 it is anything but that.",
        "a steep place: f′ is steep where f is steep": (
            "How steep f′ is says how fast the slope *changes*. At the steepest place it has just "
            "stopped growing: there f′ is level."
        ),
        "the same height as f": (
            "f says how high, f′ how steep. A curve can be steep far below 0."
        ),
    },
    "a highest point",
)

sketch = predict(
    "reading.sketch",
    "Of a curve from −2 to 2 we know f′, everywhere. What else must we be told to draw f exactly?",
    {
        "Nothing: f′ says it all": (
            "f′ says how f goes on from each place. The same curve moved up by 5 goes on in "
            "the same way "
            "everywhere: it has the same f′."
        ),
        "One height, anywhere": (
            "f′ fixes the shape and leaves one number free: how high it lies. One height at one place "
            "tells that, and then all others follow."
        ),
        "Both heights at the ends": (
            "One of them is enough: from there f′ leads all along, and says how high the "
            "other end lies."
        ),
        "f″ as well": (
            "f″ is the slope of f′, so it is known already. Neither says how high f lies."
        ),
    },
    "One height, anywhere",
)

mean = predict(
    "reading.mean",
    "A car needs 1.5 h for the 120 km between two cameras: 80 km/h on average. Its position is a "
    "continuous function of time, and it has a velocity at every moment. What is certain?",
    {
        "At some moment it went at exactly 80 km/h": (
            "Slide the secant of position over time until it touches the curve for the last "
            "time: there "
            "the slope, its velocity, is 80 km/h."
        ),
        "It went at 80 km/h half of the time": (
            "It may have passed through 80 km/h for a moment only, say on its way from 60 to 100 km/h."
        ),
        "At half-time, after 0.75 h, it went at 80 km/h": (
            "There is such a moment, and nothing says when. It is half-time if the velocity changes "
            "evenly, as for x²; in general it isn't."
        ),
        "Nothing: it may have gone at 60, then at 100 km/h": (
            "To get from 60 to 100 km/h it had to pass 80: with a velocity at every moment "
            "it can’t leap "
            "from one to the other. For |x|, with its corner, it could."
        ),
    },
    "At some moment it went at exactly 80 km/h",
)

wiggle = predict(
    "reading.wiggle",
    "`f(x) = x + 2x²·sin(1/x)`, with f(0) = 0, has a slope at every place, and f′(0) = 1. "
    "Does f rise on "
    "some stretch around 0, if the stretch is only short enough?",
    {
        "Yes: f′(0) = 1 is above 0, so f rises near 0": (
            "f′(0) says how f leaves 0 on the whole: just right of 0 f is above 0, just left below. "
            "It doesn’t say that f never turns back on the way."
        ),
        "Yes: whatever is zoomed in on becomes a straight line": (
            "Seen beside x, the waves 2x²·sin(1/x) do vanish. Their *slopes* don’t: f′ goes "
            "on from about −1 "
            "to about 3, however near to 0."
        ),
        "No: on every stretch around 0 it also falls": (
            "f′(x) = 1 + 4x·sin(1/x) − 2cos(1/x) for x ≠ 0. Wherever cos(1/x) = 1 that is −1, and such "
            "places lie as near to 0 as you like."
        ),
        "No: f has no slope at 0": (
            "(f(h) − f(0))/h = 1 + 2h·sin(1/h), and the second part is at most 2|h|: it goes "
            "to 0, so the "
            "slope at 0 is 1."
        ),
    },
    "No: on every stretch around 0 it also falls",
)

turning = predict(
    "reading.turning",
    "A ball rolls up a ramp, stops at the top of its way and rolls back down: `s(t) = 10t − t²` "
    "metres after t seconds. At t = 5 s its velocity is 0. What is its acceleration at that moment?",
    {
        "0: it stands still": (
            "It stands still for that moment only. If the acceleration were 0 as well, and stayed "
            "so, the ball would stay up there."
        ),
        "−2 m/s²: the velocity goes on changing": (
            "s′ = 10 − 2t and s″ = −2 at all times. Velocity 0 is where the velocity passes from + "
            "to −, and it passes at the same pace as ever."
        ),
        "It jumps from −2 to +2 m/s² as the ball turns": (
            "Going up the ball gets slower, coming down it gets faster, and yet the velocity does "
            "one thing only: it sinks, from +10 to −10 m/s."
        ),
        "−10 m/s²: as much as it started with": (
            "10 m/s is the velocity it started with. The velocity sinks by 2 m/s in each second."
        ),
    },
    "−2 m/s²: the velocity goes on changing",
)

factors = predict(
    "reading.factors",
    "At x = 0.5 the slopes of `x` and of `x²` are both 1. What is the slope of their product `x · x²` "
    "there?",
    {
        "1: slopes multiply as the functions do, 1 · 1": (
            "A slope isn't a factor of the product. x · x² is x³: nudge it, and 0.501³ − 0.5³ is "
            "0.00075, not 0.001."
        ),
        "2: slopes add, 1 + 1": (
            "Both slopes count, but not bare. What one factor gains is multiplied by the other factor, "
            "and those are 0.5 and 0.25 here."
        ),
        "0.75: each slope counts as much as the other factor is large": (
            "x gains h, times 0.25; x² gains about h, times 0.5. Together 0.75 h, and measured: "
            "0.501³ − 0.5³ is 0.00075."
        ),
        "0.125: the product of the two values": (
            "0.5 · 0.25 = 0.125 is how large the product is. How fast it grows is another question."
        ),
    },
    "0.75: each slope counts as much as the other factor is large",
)

noise = predict(
    "reading.noise",
    "CO₂ rises by about 1.5 ppm a year. Each weekly value is off by a few tenths of a ppm. We want the "
    "rate, and take a central difference from one week before to one week after. How far off is it?",
    {
        "A few tenths of a ppm per year, like the values": (
            "The values are off by tenths of a *ppm*, and that is then divided by two weeks, which is "
            "0.038 years."
        ),
        "Less: a smaller step gives a better slope": (
            "For a formula, down to round-off. These values are off by tenths, not by 10⁻¹⁶, so the "
            "V-shaped curve of the last notebook turns up much earlier."
        ),
        "About 10 ppm per year, far more than the rate": (
            "The difference of two such values is off by about 0.4 ppm. Divided by two weeks, 0.038 "
            "years, that makes 10 ppm per year. A small step makes noise large."
        ),
        "Nothing to speak of: the errors cancel": (
            "They would if both values were off by the same. Each week is off in its own way."
        ),
    },
    "About 10 ppm per year, far more than the rate",
)

# Exercises


def _bend(f, x, h=1e-4):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


def _named(f, label, slope=None):
    f.label, f.slope = label, slope
    return f


_cubic = _named(lambda x: x**3 - 3 * x, "x³ − 3x", lambda x: 3 * x**2 - 3)
_small_cubic = _named(lambda x: x**3 - 3e-4 * x, "x³ − 0.0003x", lambda x: 3 * x**2 - 3e-4)
_hill = _named(lambda x: 5 - (x - 1) ** 2, "5 − (x − 1)²", lambda x: -2 * (x - 1))
_wave = _named(lambda x: np.sin(2 * x) + 0.3, "sin(2x) + 0.3", lambda x: 2 * np.cos(2 * x))
_level = _named(lambda x: 3 + 0 * x, "3", lambda x: 0 * x)
_gentle = _named(lambda x: 0.001 * x**2, "0.001x²", lambda x: 0.002 * x)
_quick = _named(lambda x: np.sin(230 * x) / 20, "sin(230x)/20", lambda x: 11.5 * np.cos(230 * x))
_ramp = _named(
    lambda x: np.maximum(x, 0) ** 2, "0, from x = 0 on x²", lambda x: 2 * np.maximum(x, 0)
)


def _curve_and_places(chance):
    """A curve and places that aren't next to a turning point, in no order."""
    f = chance.in_turn(chance.curve(), _level, _ramp, chance.curve(), _cubic)
    x = chance.numbers(14, low=-3, high=3)
    before, after = np.sign(f.slope(x - 0.08)), np.sign(f.slope(x + 0.08))
    clear = (np.abs(f.slope(x)) > 0.1) | (f.slope(x) == 0)
    kept = x[(before == after) & clear][: chance.whole(1, 8)]
    return (f, kept) if kept.size else (_level, x[:3])


def _rises(f, x):
    return f.slope(x) > 0


rises = Exercise(
    key="reading.rises",
    title="Where does it rise?",
    difficulty=1,
    right=_rises,
    probes=[
        (_cubic, np.array([-2.5, -1.9, -1.2, -0.5, 0.4, 0.8, 1.3, 2.2])),
        (_hill, np.array([-3.0, -0.4, 0.2, 0.9, 1.5, 4.0])),
        (_wave, np.array([-2.0, -1.2, -0.3, 0.5, 1.0, 2.0, 2.6])),
        (_ramp, np.array([-2.0, -1.0, 1.0, 2.0])),
        (_named(lambda x: x**2, "x²", lambda x: 2 * x), np.array([-1.5, 0.0, 1.0])),
        (_named(lambda x: 2 - x**2, "2 − x²", lambda x: -2 * x), np.array([-0.5, 0.0, 2.0])),
        (_cubic, np.array([2.0, 2.0, 1.2, 0.3, 0.3, -0.6, -1.4, -2.5, -40.0, 60.0])),
        (_hill, np.array([-2, 0, 1, 3])),
        (_gentle, np.array([-3.0, -0.1, 0.0, 0.1, 2.0])),
        (_quick, np.array([-0.956, -0.014, 0.0, 0.014, 0.82])),
    ],
    draw=_curve_and_places,
    corners=(
        (_small_cubic, np.array([0.009, 0.0099])),
        (_hill, np.array([0])),
        (_hill, np.array([1000.0])),
        (_wave, np.array([0.0])),
    ),
    mistakes=[
        Mistake(
            "a step to one side",
            lambda f, x: f(x + 1e-5) > f(x),
            "at level places, the lowest of a valley or the highest of a hill, True came, as with a "
            "step to one side only. Compare f(x + h) with f(x − h).",
            fits=lambda values, probes: any(
                _mostly(values, probes, lambda f, x: np.abs(f.slope(x)) > 1e-2, _rises)
                and _mostly(values, probes, lambda f, x: f.slope(x) == 0, side)
                for side in (
                    lambda f, x: f(x + 1e-3) > f(x),
                    lambda f, x: f(x) > f(x - 1e-3),
                )
            ),
        ),
        Mistake(
            "f and f′ confused",
            lambda f, x: f(x) > 0,
            "you ask for the sign of f: where it is above 0, or at least 0. A curve can be high "
            "and falling: it is the sign of f′ that counts.",
            also=(lambda f, x: f(x) >= 0,),
        ),
        Mistake(
            "falling taken for rising",
            lambda f, x: f.slope(x) < 0,
            "True came where f falls, and False where it rises. Which sign has Δy/Δx when y "
            "grows with x?",
            also=(
                lambda f, x: f.slope(x) <= 0,
                lambda f, x: f(x + 1e-5) < f(x),
                lambda f, x: f(x) < f(x - 1e-5),
            ),
        ),
        Mistake(
            "level taken for rising",
            lambda f, x: f.slope(x) >= 0,
            "True came at places where f is level. There f′ = 0: is it `>` that you compare "
            "with, and a slope that you compare?",
            also=(lambda f, x: f(x + 1e-6) >= f(x),),
        ),
        Mistake(
            "bending up taken for rising",
            lambda f, x: _bend(f, x) > 1e-4,
            "that is the sign of f″, and above 0 it says that f bends up. A falling curve can bend up, "
            "as x² does left of 0.",
            fits=lambda values, probes: _mostly(
                values,
                probes,
                lambda f, x: np.abs(_bend(f, x)) > 1e-3,
                lambda f, x: _bend(f, x) > 0,
            ),
        ),
        Mistake(
            "the sign of x",
            lambda f, x: x > 0,
            "you ask for the sign of x, and f doesn't come in.",
            also=(lambda f, x: x >= 0,),
        ),
        Mistake(
            "the slope instead of its sign",
            lambda f, x: f.slope(x),
            "these are the slopes themselves. The question is yes or no: compare each with 0.",
            rtol=1e-2,
        ),
        Mistake(
            "the sign as a number",
            lambda f, x: np.sign(f.slope(x)),
            "+1, −1 or 0 came for each place, and True or False was due: compare the slope with 0.",
        ),
        Mistake(
            "everywhere but where it is level",
            lambda f, x: np.abs(f.slope(x)) > 0,
            "True came wherever f isn't level, as from the size of its slope. Below 0 "
            "the slope is that of a fall: keep the sign, and ask for above 0.",
        ),
        Mistake(
            "everywhere",
            lambda f, x: np.ones(x.shape, bool),
            "you say that f rises at every place. Where does it fall, or lie level?",
        ),
        Mistake(
            "from place to place",
            lambda f, x: np.gradient(f(x), x) > 0 if x.size > 1 else f.slope(x) > 0,
            "where several places are given, what came is what a comparison of f from one to another "
            "gives. They may be far apart, and f may turn between them. You have f itself: nudge each "
            "place by a small h.",
            fits=lambda values, probes: _place_to_place(values, probes),
            kind=True,
        ),
        Mistake(
            "one value too few",
            lambda f, x: np.diff(f(x)) > 0,
            "you compare each place with the next, and the last has no next. Nudge each place by a "
            "small h instead.",
            also=(lambda f, x: np.diff(f(x)), lambda f, x: np.diff(f(x)) / np.diff(x) > 0),
        ),
        Mistake(
            "a step too long",
            lambda f, x: f(x + 1) > f(x),
            "as if you compared places that are hundredths apart, or more: on the way f may turn "
            "round. How small was h when we measured slopes?",
            also=(
                lambda f, x: f(x + 1) - f(x) > 0,
                lambda f, x: f(x) > f(x - 1),
                lambda f, x: f(x + 1) > f(x - 1),
                lambda f, x: f(x + 0.5) > f(x),
                lambda f, x: f(x + 0.5) > f(x - 0.5),
                lambda f, x: f(x + 0.1) > f(x),
                lambda f, x: f(x + 0.1) > f(x - 0.1),
                lambda f, x: f(x + 0.05) > f(x - 0.05),
                lambda f, x: f(x + 0.05) > f(x),
                lambda f, x: f(x + 0.02) > f(x - 0.02),
            ),
        ),
        Mistake(
            "nowhere",
            lambda f, x: np.zeros(x.shape, bool),
            "False came everywhere, also where f rises: is the step so short that x + h is rounded "
            "to x? Or is the difference compared with more than 0? Take a step such as 1e-5, and ask "
            "for the sign of the difference.",
        ),
        Mistake(
            "a step too short",
            lambda f, x: f(x + 1e-17) > f(x),
            "False came also where f rises, as where x + h is rounded to x: only next to 0 is such a "
            "step felt. Take a step such as 1e-5.",
            also=(
                lambda f, x: f(x) > f(x - 1e-17),
                lambda f, x: f(x + 1e-17) > f(x - 1e-17),
            ),
        ),
        Mistake(
            "the places instead of yes or no",
            lambda f, x: x[f.slope(x) > 0],
            "places came, or their numbers, as if those were picked at which f rises. Due is True or "
            "False for each place.",
            also=(
                lambda f, x: np.flatnonzero(f.slope(x) > 0),
                lambda f, x: x[f(x + 1e-5) > f(x)],
                lambda f, x: np.flatnonzero(f(x + 1e-5) > f(x)),
            ),
        ),
        Mistake(
            "one answer for all places",
            lambda f, x: bool(np.all(f.slope(x) > 0)),
            "one True or False came, and one is due for each place in x.",
            also=(
                lambda f, x: bool(np.any(f.slope(x) > 0)),
                lambda f, x: bool(f.slope(x)[0] > 0),
                lambda f, x: bool(f.slope(x)[-1] > 0),
            ),
        ),
    ],
    hints=[
        "True is due where the slope is positive. How did we measure a slope at each entry of an array?",
        "A central difference with, say, h = 1e-5 does it for the whole array x at once.",
        "`slope > 0` makes an array of True and False.",
    ],
    stub="def rises(f, x):\n    return ...  # your code here\n",
    answer="def rises(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x - h)) / (2 * h) > 0\n",
    praise="What counts is the sign of f′; how high f is doesn't matter.",
)


def _mostly(values, probes, where, due):
    """Whether values agree with due(f, x) wherever where(f, x): elsewhere rounding decides."""
    return all(
        np.shape(value) == x.shape
        and np.array_equal(np.asarray(value)[where(f, x)], due(f, x)[where(f, x)])
        for value, (f, x) in zip(values, probes, strict=True)
    )


def _place_to_place(values, probes):
    """Whether the answer is that of np.gradient over the places; one place alone is too few for it."""
    many = [(v, f, x) for v, (f, x) in zip(values, probes, strict=True) if x.size > 1]
    return all(
        not isinstance(value, Raised)
        and np.shape(value) == x.shape
        and (
            np.array_equal(value, np.gradient(f(x), x) > 0)
            or np.array_equal(value, np.gradient(f(x)) > 0)
            or np.array_equal(value[:-1], np.diff(f(x)) > 0)
        )
        for value, f, x in many
    )


def _slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


_area = _named(lambda x: x * (10 - x), "x(10 − x)")
_cube = _named(lambda x: x**3, "x³")
_bowl = _named(lambda x: (x - 1) ** 2 + 2, "(x − 1)² + 2")
_tent = _named(lambda x: 3 - np.abs(x - 1) - x / 4, "3 − |x − 1| − x/4")
_two_hills = _named(lambda x: np.sin(3 * x) + 0.3 * x, "sin(3x) + 0.3x")


def _grid(a, b):
    return np.linspace(a, b, 18001)  # with 5 and 1 among the places of the first probes


_under_zero = _named(lambda x: -200 - (x - 0.8) ** 2, "−200 − (x − 0.8)²")


def _landscape(chance):
    """A continuous function and a stretch on which one place is clearly the highest.

    Some hills, or peaks with corners, on a slope; the highest anywhere, at an end too.
    """
    for _ in range(1000):
        count = chance.whole(1, 4)
        heights, centres = (
            chance.numbers(count, low=0.5, high=3).tolist(),
            chance.numbers(count, low=-4, high=4).tolist(),
        )
        tilt, peaked = chance.number(-0.5, 0.5), chance.turn % 3 == 2
        a = chance.number(-4.5, 0)
        b = round(a + chance.number(2, 7), 2)

        def f(x, heights=heights, centres=centres, tilt=tilt, peaked=peaked):
            if isinstance(x, float):  # one place: ten times as fast without NumPy, for fine grids
                x, y = float(x), tilt * float(x)
                for h, c in zip(heights, centres, strict=True):
                    y += h * (max(0.0, 1 - abs(x - c)) if peaked else math.exp(-2 * (x - c) ** 2))
                return y
            away = [np.abs(x - c) for c in centres]
            hills = [np.maximum(0, 1 - d) if peaked else np.exp(-2 * d**2) for d in away]
            return tilt * x + sum(h * hill for h, hill in zip(heights, hills, strict=True))

        x = _grid(a, b)
        y = f(x)
        best = np.argmax(y)
        others = y[np.abs(x - x[best]) > 0.25]
        if y[best] - others.max() > 0.08 * np.ptp(y):
            break
    f.label = f"{count} {'peaks' if peaked else 'hills'} on a slope of {tilt:g}"
    return f, a, b


def _at(choose):
    """The place in [a, b] that `choose`, given f's values and slopes on a fine grid, points out."""

    def place(f, a, b):
        x = _grid(a, b)
        return x[choose(f(x), _slope(f, x))]

    return place


_highest = _at(lambda y, dy: np.argmax(y))


def _from_zero(f, a, b, otherwise):
    """The highest place if f is above 0 there."""
    place = _highest(f, a, b)
    return place if f(place) > 0 else otherwise


def _first_hill(y, dy):
    """Where a climb from the left end stops."""
    down = np.flatnonzero(np.diff(y) <= 0)
    return down[0] if down.size else len(y) - 1


@each
def _is_a_hill(place, f, a, b):
    """Whether f is no higher close by, to both sides, as far as [a, b] goes."""
    if not a - 1e-3 <= place <= b + 1e-3:
        return False
    near = np.clip([place - 0.05, place + 0.05], a, b)
    near = near[np.abs(near - place) > 0.02]  # the height next to an end is about that of the end
    return bool(np.all(f(near) <= f(place) + 1e-6 * np.ptp(f(_grid(a, b)))))


@each
def _is_level(place, f, a, b):
    """Whether f′ is about 0 there, or passes through 0 at a corner; an end counts.

    Where f′ is 0 nowhere, any place counts.
    """
    nowhere = np.min(np.abs(_slope(f, _grid(a, b)))) > 0.1
    if nowhere or min(abs(place - a), abs(place - b)) < 0.02:
        return True
    left, right = f(place) - f(place - 0.01), f(place + 0.01) - f(place)
    return bool(abs(_slope(f, place, 0.01)) < 0.1 or left * right <= 0)


@each
def _is_steepest(place, f, a, b):
    """Whether f climbs about as steeply there as anywhere."""
    slopes = _slope(f, _grid(a, b))
    near = _slope(f, np.clip(place + np.array([-0.01, 0, 0.01]), a, b))
    return a <= place <= b and near.max() >= slopes.max() - 0.03 * np.ptp(slopes) - 1e-6


@each
def _near_highest_all(value, f, a, b):
    return abs(value - _highest(f, a, b)) < 0.3


def _near_highest(value, f, a, b):
    return abs(value - _highest(f, a, b)) < 0.1


GRIDS = [lambda a, b, step=step: np.arange(a, b, step) for step in STEPS]
GRIDS += [lambda a, b, n=n: np.linspace(a, b, n) for n in (5, 10, 11, 20, 21, 50, 51, 100, 101)]


def _is_coarse(values, probes):
    """Whether the values come from places too far apart: the highest of a usual row, or near on one."""
    if _near_highest_all(values, probes) and on_a_grid(values, probes):
        return True
    return any(
        all(
            abs(value - max(grid(a, b), key=f)) < 1e-9
            for value, (f, a, b) in zip(values, probes, strict=True)
        )
        for grid in GRIDS
    )


highest = Exercise(
    key="reading.highest",
    title="Where is it highest?",
    difficulty=2,
    right=_highest,
    probes=[
        (_area, 0.0, 9.0),
        (_cube, -1.0, 2.0),
        (_bowl, -1.0, 2.5),
        (_tent, -2.0, 3.0),
        (_two_hills, 0.0, 3.5),
        (_under_zero, -1.5, 2.5),
        (_tent, 1.5, 4.0),
    ],
    draw=_landscape,
    corners=(
        (_two_hills, 0.0, 0.9),
        (_area, 4.6, 5.3),
        (_named(lambda x: -((x - 1000.3) ** 2), "−(x − 1000.3)²"), 1000.0, 1000.8),
        (_area, 0, 1),
    ),
    draws=24,
    seconds=9.0,  # a fine grid, place by place, is a right answer
    rtol=0.0,
    atol=0.02,
    mistakes=[
        Mistake(
            "how high instead of where",
            lambda f, a, b: f(_grid(a, b)).max(),
            "that is the highest value. The place x is due at which f takes it.",
        ),
        Mistake(
            "the index instead of the place",
            lambda f, a, b: np.argmax(f(_grid(a, b))),
            "whole numbers came, as large as `np.argmax` gives them: it says at which index the "
            "highest value stands. Which place x is that?",
            fits=lambda values, probes: is_index(values, probes, _near_highest),
        ),
        Mistake(
            "a best height that begins too high",
            lambda f, a, b: _from_zero(f, a, b, a),
            "wherever f gets above 0 your place is right. Where it doesn’t, it mostly isn't, as "
            "from a search that begins with 0 for the best height so far. Begin with f(a).",
            also=(
                lambda f, a, b: _from_zero(f, a, b, b),
                lambda f, a, b: _from_zero(f, a, b, 0.0),
                lambda f, a, b: _from_zero(f, a, b, None),
            ),
        ),
        Mistake(
            "for the fence only",
            lambda f, a, b: 5.0,
            "x = 5 is the best for the fence, where there is room for it. Any continuous f may come.",
            also=(lambda f, a, b: min(max(5.0, a), b), lambda f, a, b: min(5.0, b)),
        ),
        Mistake(
            "whole numbers only",
            lambda f, a, b: max(range(int(np.ceil(a)), int(np.floor(b)) + 1), key=f),
            "every value that came is a whole number. Is it an index, and no place? Or do you try "
            "whole numbers alone? The highest place may lie between two of them.",
            fits=lambda values: (
                all(float(v).is_integer() for v in values) and len(set(map(float, values))) > 2
            ),
        ),
        Mistake(
            "both the place and the height",
            lambda f, a, b: (_highest(f, a, b), f(_highest(f, a, b))),
            "two values came. Only the place is due.",
            also=(lambda f, a, b: (f(_highest(f, a, b)), _highest(f, a, b)),),
        ),
        Mistake(
            "the place in an array or a list",
            lambda f, a, b: np.array([_highest(f, a, b)]),
            "the place is right, and stands in an array or a list: a number is due, `[0]` takes it "
            "out.",
        ),
        Mistake(
            "the lowest",
            _at(lambda y, dy: np.argmin(y)),
            "that is where f is lowest.",
        ),
        Mistake(
            "the largest size",
            _at(lambda y, dy: np.argmax(np.abs(y))),
            "where f is far below 0 its size is large, and it is low: heights count with their signs.",
        ),
        Mistake(
            "where f′ is largest",
            _at(lambda y, dy: np.argmax(dy)),
            "about there f′ is largest. Asked is where f itself is.",
            fits=_is_steepest,
        ),
        Mistake(
            "the higher of the two ends",
            lambda f, a, b: a if f(a) > f(b) else b,
            "you compare the two ends. In between there may be something higher.",
        ),
        Mistake(
            "one end",
            lambda f, a, b: b,
            "you give an end of the stretch, or nearly. f needn't rise or fall all the way.",
            also=(
                lambda f, a, b: a,
                lambda f, a, b: b - 0.01,
                lambda f, a, b: b - 0.001,
            ),
        ),
        Mistake(
            "halfway",
            lambda f, a, b: (a + b) / 2,
            "f may be highest anywhere from a to b, at an end or between, and not just halfway.",
        ),
        Mistake(
            "places too far apart",
            lambda f, a, b: max(np.arange(a, b, 0.15), key=f),
            "as if the highest of a row of places were taken, and the row were too coarse to be "
            "good to 0.02, or stopped short of an end. Take more places between a and b, and both "
            "ends among them.",
            fits=lambda values, probes: _is_coarse(values, probes),
        ),
        Mistake(
            "a near miss",
            lambda f, a, b: _highest(f, a, b) + 0.1,
            "your places are within 0.3 of the highest, and 0.02 is wanted. Do the places "
            "that you try lie "
            "close enough together, and are both ends among them?",
            fits=lambda values, probes: all(
                abs(v - _highest(*probe)) < 0.3 for v, probe in zip(values, probes, strict=True)
            ),
        ),
        Mistake(
            "one hill, and not the highest",
            _at(_first_hill),
            "no place close by is much higher than the one that came, as on top of a hill or at an "
            "end, and not always is it the highest. There may be several hills: compare many "
            "places from a to b, both ends among them.",
            fits=_is_a_hill,
        ),
        Mistake(
            "a candidate, and not the highest",
            _at(lambda y, dy: np.argmin(np.abs(dy))),
            "places where f′ = 0, and both ends, are candidates. As far as f has level places, "
            "one of the candidates came, or a place near one, or nearly level, and not always the "
            "highest: for x³ f′ = 0 is no extreme, for a bowl it is the lowest point. Compare "
            "heights.",
            fits=_is_level,
        ),
    ],
    hints=[
        "A plain way: try many places from a to b, ends included, and keep the best.",
        "`x = np.linspace(a, b, 2001)` are the places, f(x) the heights, `np.argmax` the index of the "
        "highest.",
        "Return the place `x[index]`, not the height.",
    ],
    stub="def highest(f, a, b):\n    return ...  # your code here\n",
    answer=(
        "def highest(f, a, b):\n    x = np.linspace(a, b, 2001)\n    return x[np.argmax(f(x))]\n"
    ),
    praise="Good to 0.02 for one hill and for many, for corners and for ends.",
)


def _choice(f, slope, x, *order):
    """A curve, four curves of which one is its derivative, in the order of their names, and places."""
    known = {
        "f′": lambda x: slope(x),
        "f": lambda x: f(x),
        "−f′": lambda x: -slope(x),
        "f″": lambda x: _bend(f, x),
        "2f′": lambda x: 2 * slope(x),
        "tilted": lambda x: slope(x) + (x - np.asarray(x).flat[0]),
        "balanced": lambda t: slope(t) + 2 * (t - np.mean(x)),  # the same mean at these places
        "sunk": lambda t: slope(t) - 1.5,
        "lifted": lambda t: slope(t) + 1.5,
        "meeting": lambda t: (
            slope(t) + np.prod([t - p for p in x[:-1]], axis=0)
        ),  # all but the last
        "crossing": lambda t: slope(t) + np.prod([t - p for p in x[1:]], axis=0),  # but the first
    }
    curves = [_named(known[name], name) for name in order]
    return f, curves, np.array(x)


def _choices(chance):
    """The same for a curve by chance, and places where none of the six comes near another."""
    f = chance.in_turn(_cubic, _wave, _hill)
    names = chance.random.permutation(["f", "−f′", "f″", "2f′", "tilted"])[:3]
    order = chance.random.permutation(["f′", *names])
    places = {
        _cubic: (-1.7, -0.4, 0.35, 2.2),
        _wave: (0.15, 1.1, 2.0, -1.3),
        _hill: (-1.5, 0.5, 2.5, 3),
    }
    shift = chance.one_of(0.0, 0.04, -0.03)
    return _choice(f, f.slope, np.array(places[f]) + shift, *order)


def _nearest(due):
    """The answer that takes the curve nearest to due(f, x), all places together."""

    def which(f, curves, x):
        return int(np.argmin([np.sum(np.abs(g(x) - due(f, x))) for g in curves]))

    return which


def _farthest_least(due):
    """The answer that takes the curve whose largest distance from due(f, x) is least."""

    def which(f, curves, x):
        return int(np.argmin([np.max(np.abs(g(x) - due(f, x))) for g in curves]))

    return which


_which = _nearest(lambda f, x: f.slope(x))
_log = _named(lambda x: np.log(x), "ln x", lambda x: 1 / x)  # these two have no values left of 0
_root = _named(lambda x: np.sqrt(x), "√x", lambda x: 0.5 / np.sqrt(x))


def _nearest_slope(f, curves, x):
    """The curve whose slope is nearest to f."""
    return int(
        np.argmin([np.sum(np.abs((g(x + 1e-5) - g(x - 1e-5)) / 2e-5 - f(x))) for g in curves])
    )


def _has_nearly_the_nearest_slope(value, f, curves, x):
    """Whether the slope of this curve is as near to f as any, but for a little."""
    if np.ndim(value) or not 0 <= value < len(curves):
        return False
    off = [np.abs((g(x + 1e-3) - g(x - 1e-3)) / 2e-3 - f(x)) for g in curves]
    return any(
        measure(off[int(value)]) <= 1.02 * min(map(measure, off)) + 1e-2
        for measure in (np.sum, np.max)
    )


def _first(agrees):
    """The answer that takes the first curve that agrees(f, curve, x)."""

    def which(f, curves, x):
        return next((k for k, g in enumerate(curves) if agrees(f, g, x)), None)

    return which


def _last(agrees):
    def which(f, curves, x):
        return max((k for k, g in enumerate(curves) if agrees(f, g, x)), default=None)

    return which


def _nearest_at(place):
    return lambda f, curves, x: int(
        np.argmin([abs(g(x)[place] - f.slope(x)[place]) for g in curves])
    )


def _same_sign(f, g, x):
    return np.array_equal(np.sign(g(x)), np.sign(f.slope(x)))


def _same_at(place):
    return lambda f, g, x: abs(g(x)[place] - f.slope(x)[place]) < 1e-3


def _meets_somewhere(value, f, curves, x):
    """Whether this is the number of a curve that has the value of f′ at one of the places, or more."""
    if np.ndim(value) or not 0 <= value < len(curves):
        return False
    return bool(np.min(np.abs(curves[int(value)](x) - f.slope(x))) < 1e-4)


which = Exercise(
    key="reading.which",
    title="Which one is f′?",
    difficulty=1,
    right=_which,
    probes=[
        _choice(_cubic, _cubic.slope, [-1.7, -0.4, 0.35, 2.2], "tilted", "2f′", "f", "f′"),
        _choice(_wave, _wave.slope, [0.15, 1.1, 2.0, -1.3], "f", "tilted", "f′", "−f′"),
        _choice(_hill, _hill.slope, [-1.5, 0.5, 2.5, 3.0], "2f′", "f′", "f", "f″"),
        _choice(_wave, _wave.slope, [0.2, 1.2, 2.2, -1.2], "f′", "f", "−f′", "f″"),
        _choice(_cubic, _cubic.slope, [-1.6, -0.4, 0.4, 2.1], "f″", "−f′", "f′", "2f′"),
        _choice(_cubic, _cubic.slope, [-1.7, -0.4, 0.35, 2.2], "balanced", "−f′", "2f′", "f′"),
        _choice(_wave, _wave.slope, [0.15, 1.1, 2.0, -1.3], "−f′", "balanced", "f′", "2f′"),
        _choice(_hill, _hill.slope, [-1.5, 0.5, 2.5, 3.0], "balanced", "f′", "2f′", "−f′"),
        _choice(_wave, _wave.slope, [0.2, 1.2, 2.2, -1.2], "2f′", "−f′", "balanced", "f′"),
        _choice(_cubic, _cubic.slope, [-1.7, -0.4, 0.35, 2.2], "meeting", "sunk", "f′", "f"),
        _choice(_wave, _wave.slope, [0.15, 1.1, 2.0, -1.3], "meeting", "lifted", "f′", "−f′"),
        _choice(_hill, _hill.slope, [-1.5, 0.5, 2.5, 3.0], "sunk", "meeting", "f′", "2f′"),
        _choice(_cubic, _cubic.slope, [-1.6, -0.3, 0.45, 2.1], "lifted", "meeting", "f′", "sunk"),
        _choice(
            _log, _log.slope, [0.4, 0.8, 3.0, 1.5, 5.0, 0.6], "f", "−f′", "2f′", "tilted", "f′"
        ),
        _choice(_root, _root.slope, [2.5, 0.3], "f″", "f′", "f"),
        _choice(_cubic, _cubic.slope, [-1.7, -0.4, 0.35, 2.2], "crossing", "f", "f′", "−f′"),
        _choice(_wave, _wave.slope, [0.15, 1.1, 2.0, -1.3], "2f′", "f′", "f", "crossing"),
    ],
    draw=_choices,
    corners=(
        _choice(_cubic, _cubic.slope, [2], "f", "f′"),
        _choice(_hill, _hill.slope, [50.0, 60.0], "f′", "f"),
        _choice(_hill, _hill.slope, [1.5, 2.0], "f′"),
        _choice(_wave, _wave.slope, [-1, 0, 2], "2f′", "f′"),
    ),
    mistakes=[
        Mistake(
            "f itself",
            _nearest(lambda f, x: f(x)),
            "wherever f itself is among the curves, its number came. f says how high, f′ how "
            "steep: measure a slope of f, and compare the curves with that.",
            fits=lambda values, probes: _takes(values, probes, "f"),
        ),
        Mistake(
            "counted from 1",
            lambda f, curves, x: _which(f, curves, x) + 1,
            "the right curve, counted from 1. Python counts from 0: the first of the list is number 0.",
        ),
        Mistake(
            "the curve instead of its number",
            lambda f, curves, x: curves[_which(f, curves, x)],
            "one of the curves came itself, and a number is due: that of the right curve in the list.",
            fits=each(lambda value, f, curves, x: any(value is g for g in curves)),
            kind=True,
        ),
        Mistake(
            "the curve nearest to 0",
            _nearest(lambda f, x: 0 * x),
            "it came everywhere, as where no slope is subtracted from the curves, or a rise that isn't "
            "divided by its run: with a short step that is next to 0.",
            also=(
                lambda f, curves, x: int(np.argmin([np.max(np.abs(g(x))) for g in curves])),
                # f′ and −f′ are as near to 0 as each other: slopes that are too small decide for f′
                _nearest(lambda f, x: 1e-8 * f.slope(x)),
                _farthest_least(lambda f, x: 1e-8 * f.slope(x)),
            ),
        ),
        Mistake(
            "one place only",
            _first(_same_at(0)),
            "your curve agrees with the slope at one of the places, or most nearly. Two curves "
            "may meet there: compare at all of them.",
            also=(
                _last(_same_at(0)),
                *(_nearest_at(place) for place in (0, 1, -1)),
            ),
        ),
        Mistake(
            "the sign only",
            _first(_same_sign),
            "each curve that came has the sign of the slope at all the places, and not each has "
            "its size: 2f′ has that sign, too.",
            also=(_last(_same_sign),),
        ),
        Mistake(
            "the one farthest off",
            lambda f, curves, x: int(
                np.argmax([np.max(np.abs(g(x) - f.slope(x))) for g in curves])
            ),
            "that is the curve that is farthest from the slopes. The least distance is due: "
            "`np.argmin`.",
            also=(
                lambda f, curves, x: int(
                    np.argmax([np.sum((g(x) - f.slope(x)) ** 2) for g in curves])
                ),
                lambda f, curves, x: int(
                    np.argmax([np.sum(np.abs(g(x) - f.slope(x))) for g in curves])
                ),
            ),
        ),
        Mistake(
            "differences with their sign",
            lambda f, curves, x: int(np.argmin([np.sum(g(x) - f.slope(x)) for g in curves])),
            "as if you looked for the least *signed* difference: one far below 0 is less than 0. Take "
            "`np.abs`, or squares.",
            also=(
                lambda f, curves, x: int(np.argmin([np.min(g(x) - f.slope(x)) for g in curves])),
                lambda f, curves, x: int(np.argmin([np.sum(f.slope(x) - g(x)) for g in curves])),
            ),
        ),
        Mistake(
            "the slopes instead of a number",
            lambda f, curves, x: f.slope(x),
            "the slopes came. One number is due: which of the curves has them.",
            rtol=1e-2,
        ),
        Mistake(
            "how far off each one is",
            lambda f, curves, x: [float(np.max(np.abs(g(x) - f.slope(x)))) for g in curves],
            "a number for each curve came. Which of them is the least? `np.argmin` gives its number.",
            fits=lambda values, probes: _distances(values, probes),
            kind=True,
        ),
        Mistake(
            "a value for each curve",
            lambda f, curves, x: [float(g(x)[0]) for g in curves],
            "as many values as curves came. One number is due: at which place of the list the "
            "right curve stands.",
            fits=lambda values, probes: all(
                np.shape(value) == (len(curves),) and np.asarray(value).dtype.kind in "biuf"
                for value, (_, curves, _) in zip(values, probes, strict=True)
            ),
            kind=True,
        ),
        Mistake(
            "f″",
            _nearest(_bend),
            "wherever f″ is among the curves, its number came. That is the slope of the slope: the "
            "slope of f itself is due.",
            fits=lambda values, probes: _takes(values, probes, "f″"),
        ),
        Mistake(
            "upside down",
            _nearest(lambda f, x: -f.slope(x)),
            "wherever −f′ is among the curves, its number came: is it f(x + h) minus f(x − h), "
            "in this order, over 2h?",
            fits=lambda values, probes: _takes(values, probes, "−f′"),
        ),
        Mistake(
            "twice the slope",
            _nearest(lambda f, x: 2 * f.slope(x)),
            "wherever 2f′ is among the curves, its number came: from x − h to x + h the run "
            "is 2h, and not h.",
            fits=lambda values, probes: _takes(values, probes, "2f′"),
        ),
        Mistake(
            "from place to place",
            _nearest(lambda f, x: np.gradient(f(x), x)),
            "as if f were compared from one given place to the next. They may lie far apart: "
            "nudge each place by a small h.",
            also=(
                _farthest_least(lambda f, x: np.gradient(f(x), x)),
                _nearest(lambda f, x: np.gradient(f(x))),
                _farthest_least(lambda f, x: np.gradient(f(x))),
            ),
        ),
        Mistake(
            "only the averages compared",
            lambda f, curves, x: int(
                np.argmin([abs(np.round(np.mean(g(x) - f.slope(x)), 6)) for g in curves])
            ),
            "each curve that came has the slopes' average, and not each has the slopes: "
            "compare place by place.",
            fits=each(
                lambda value, f, curves, x: (
                    np.ndim(value) == 0 and abs(np.mean(curves[value](x) - f.slope(x))) < 1e-3
                )
            ),
        ),
        Mistake(
            "the least distance instead of its number",
            lambda f, curves, x: 5e-4,
            "a number next to 0 came everywhere, as the least of the distances is. Due is "
            "the number of its "
            "curve: `np.argmin`.",
            fits=each(
                lambda value, f, curves, x: np.ndim(value) == 0 and 0 < value < 1e-3 and x.size > 0
            ),
        ),
        Mistake(
            "only the sizes compared",
            lambda f, curves, x: int(
                np.argmin([np.sum(np.abs(np.abs(g(x)) - np.abs(f.slope(x)))) for g in curves])
            ),
            "for some of the inputs −f′ came: its sizes are those of f′. Compare the slopes "
            "with their signs.",
            fits=lambda values, probes: all(
                np.ndim(v) == 0
                and any(
                    v == k and close(np.abs(g(x)), np.abs(f.slope(x)), 1e-3, 1e-3).all()
                    for k, g in enumerate(curves)
                )
                for v, (f, curves, x) in zip(values, probes, strict=True)
            ),
        ),
        Mistake(
            "the curve whose slope is f",
            _nearest_slope,
            "the number came of the curve whose own slope is nearest to f, or as near as any but for a "
            "little. It is f whose slope is to be measured.",
            fits=each(_has_nearly_the_nearest_slope),
        ),
        Mistake(
            "an entry of the table instead of a curve",
            lambda f, curves, x: _which(f, curves, x) * x.size,
            "`np.argmin` of a table counts all its entries, row after row, and what came is as "
            "such a count. Make one number of each curve first, the largest or the sum of its "
            "distances.",
            fits=lambda values, probes: _entries_of_the_table(values, probes),
        ),
        Mistake(
            "no curve found",
            _first(lambda f, g, x: False),
            "None came, as where a curve is looked for that equals the measured slope to the last "
            "digit, or a `return` isn't reached. Which curve is the nearest?",
            fits=lambda values: all(value is None for value in values),
            kind=True,
        ),
        Mistake(
            "always the same one",
            lambda f, curves, x: 0,
            "the same came, whatever the curves are. They come in any order.",
            fits=lambda values: len({repr(value) for value in values}) == 1,
        ),
        Mistake(
            "near at one place alone",
            lambda f, curves, x: int(
                np.argmin([np.min(np.abs(g(x) - f.slope(x))) for g in curves])
            ),
            "each curve that came meets f′ at one of the places at least, and not all of them meet it at "
            "all places, as where each curve is judged by its smallest distance. Judge it by the largest, "
            "or by the sum.",
            fits=each(lambda value, f, curves, x: _meets_somewhere(value, f, curves, x)),
        ),
    ],
    hints=[
        "Measure the slope of f at all places x at once, by a central difference.",
        "How far is a curve off? `np.max(np.abs(curve(x) - slope))`. It should be least for f′.",
        "A list of these numbers, one for each curve: `np.argmin` says which is the least.",
    ],
    stub="def which(f, curves, x):\n    return ...  # your code here\n",
    answer=(
        "def which(f, curves, x):\n"
        "    slope = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
        "    return np.argmin([np.max(np.abs(g(x) - slope)) for g in curves])\n"
    ),
    praise="A curve is f′ if it is the slope of f at every place, in sign and size.",
)


def _distances(values, probes):
    """Whether a number came for each curve, none below 0, the least of them for the right one."""
    return all(
        np.shape(value) == (len(curves),)
        and np.asarray(value).dtype.kind in "iuf"
        and np.min(value) >= 0
        and np.argmin(value) == _which(f, curves, x)
        for value, (f, curves, x) in zip(values, probes, strict=True)
    )


def _entries_of_the_table(values, probes):
    """Whether all count to an entry of the table, a row a curve, where curve and slope agree, some beyond
    the number of curves."""

    def agrees(value, f, curves, x):
        if np.ndim(value) or not float(value).is_integer() or not 0 <= value < len(curves) * x.size:
            return False
        row, column = divmod(int(value), x.size)
        return abs(curves[row](x)[column] - f.slope(x)[column]) < 1e-3

    beyond = any(np.max(v) >= len(curves) for v, (_, curves, _) in zip(values, probes, strict=True))
    return beyond and each(agrees)(values, probes)


def _takes(values, probes, name):
    """Whether the curve of this name is taken wherever it is among the curves, and it is somewhere."""
    there = [
        (value, [g.label for g in curves].index(name))
        for value, (_, curves, _) in zip(values, probes, strict=True)
        if name in [g.label for g in curves]
    ]
    return bool(there) and all(np.ndim(v) == 0 and v == due for v, due in there)


def _heights(c, slopes, width):
    return np.concatenate([[c], c + width * np.cumsum(slopes)])


def _heights_cut(c, slopes, width):
    made = np.full(len(slopes) + 1, c)
    for place, slope in enumerate(slopes):
        made[place + 1] = made[place] + slope * width
    return made


def _slopes_drawn(chance):
    return chance.number(), chance.numbers(chance.whole(2, 5)), chance.one_of(0.5, 0.25, 2.0)


heights = Exercise(
    key="reading.heights",
    title="Heights from slopes",
    difficulty=2,
    right=_heights,
    probes=[
        (1.0, np.array([2.0, -1.0, 0.5]), 0.5),
        (-2.0, np.array([1.0, 3.0]), 2.0),
        (0.5, np.array([-0.5, 0.25, 0.75, -2.0]), 0.25),
        (0, np.array([2.0, 0.0, 0.0, -1.5, 2.0, 150.0, 1.0, -3.0]), 0.5),
        (2.0, np.array([3.0]), 2.0),
        (120.0, np.array([1.0, -1.0]), 1.5),
    ],
    draw=_slopes_drawn,
    corners=(
        (1, np.array([2, -1, 3]), 2),
        (0.5, np.array([1, 0, -2]), 0.5),
        (0.0, np.array([0.0, 0.0]), 1.0),
        (-3, np.array([3.0]), 1),
    ),
    mistakes=[
        Mistake(
            "a number among the arrays",
            lambda c, slopes, width: np.concatenate([c, c + width * np.cumsum(slopes)]),
            "`np.concatenate` joins arrays or lists, and something else came among them, such as a bare "
            "number. Put that in a list of its own: `[c]`.",
            fits=each(
                lambda value, *given: (
                    isinstance(value, Raised) and "zero-dimensional arrays" in str(value.problem)
                )
            ),
            kind=True,
        ),
        Mistake(
            "c left out of the sums",
            lambda c, slopes, width: np.concatenate([[c], width * np.cumsum(slopes)]),
            "the heights after the first count from 0. All of them stand on `c`.",
        ),
        Mistake(
            "c forgotten",
            lambda c, slopes, width: np.concatenate([[0.0], width * np.cumsum(slopes)]),
            "the line has the right form, and starts at height 0. Slopes don’t say how high it lies: "
            "`c` does.",
        ),
        Mistake(
            "the width left out",
            lambda c, slopes, width: np.concatenate([[c], c + np.cumsum(slopes)]),
            "a slope is a rise for each unit of x. Over a stretch of length `width` it rises "
            "slope·width.",
        ),
        Mistake(
            "divided by the width",
            lambda c, slopes, width: np.concatenate([[c], c + np.cumsum(slopes) / width]),
            "a rise divided by its width is a slope. To come back from slope to rise, multiply.",
        ),
        Mistake(
            "the first height left out",
            lambda c, slopes, width: c + width * np.cumsum(slopes),
            "n stretches have n + 1 corners, both ends included. The first has the height `c` itself.",
        ),
        Mistake(
            "stopped after the first stretch",
            lambda c, slopes, width: np.array([c, c + width * slopes[0]]),
            "two heights came, those of the first stretch, however many stretches there are. Does "
            "the `return` stand inside the loop?",
        ),
        Mistake(
            "only the last height",
            lambda c, slopes, width: np.array([c + width * np.sum(slopes)]),
            "the last height came alone. All of them are due, with `c` in front. Collect one "
            "after each stretch, with `append` inside the loop.",
        ),
        Mistake(
            "rises not added up",
            lambda c, slopes, width: np.concatenate([[c], c + width * np.asarray(slopes)]),
            "each further stretch begins where the one before it ended, not at `c`: add the rises "
            "up, `np.cumsum`.",
        ),
        Mistake(
            "only the rises",
            lambda c, slopes, width: np.concatenate([[c], width * np.asarray(slopes)]),
            "after `c` the rises came. A height is all the rises up to there, added to `c`.",
        ),
        Mistake(
            "minus for plus",
            lambda c, slopes, width: np.concatenate([[c], c - width * np.cumsum(slopes)]),
            "a positive slope leads up, so its rise is added.",
        ),
        Mistake(
            "c added at every step",
            lambda c, slopes, width: np.cumsum(
                np.concatenate([[c], c + width * np.asarray(slopes)])
            ),
            "`c` is there once, at the start. Each further step adds a rise alone.",
            also=(
                lambda c, slopes, width: np.append(c, np.cumsum(slopes * width + c)),
                lambda c, slopes, width: np.append(c, c + np.cumsum(slopes + c) * width),
                lambda c, slopes, width: np.append(c, np.cumsum(slopes + c) * width),
            ),
        ),
        Mistake(
            "each slope as if from the start",
            lambda c, slopes, width: np.append(
                c, c + slopes * width * np.arange(1, len(slopes) + 1)
            ),
            "each height after the first is `c` plus its slope times the whole way from the "
            "start. A slope holds for its own stretch alone: add the rises up.",
        ),
        Mistake(
            "c times the width",
            lambda c, slopes, width: width * np.cumsum(np.concatenate([[c], slopes])),
            "`c` is a height already. Only slopes are multiplied by the width.",
        ),
        Mistake(
            "slopes from heights",
            lambda c, slopes, width: np.diff(slopes) / width,
            "you took differences of the slopes. Due is the way back: heights whose slopes "
            "these are.",
            also=(lambda c, slopes, width: np.diff(slopes),),
        ),
        Mistake(
            "as many values as stretches",
            lambda c, slopes, width: c + width * np.asarray(slopes),
            "as many values came as there are stretches. But n stretches have n + 1 corners, both ends "
            "included: the first has the height `c`, and each stretch adds one more.",
            fits=lambda values, probes: all(
                np.shape(value) == np.shape(slopes)
                for value, (c, slopes, width) in zip(values, probes, strict=True)
            ),
            kind=True,
        ),
        Mistake(
            "the slopes in reversed order",
            lambda c, slopes, width: np.append(c, c + width * np.cumsum(slopes[::-1])),
            "as if the slopes were taken from the last to the first: the end is right, the way "
            "there mostly isn't.",
        ),
        Mistake(
            "cut where c is whole",
            _heights_cut,
            "where c comes as an `int` all your heights are whole numbers: an array filled with "
            "such a c can hold no fractions. Begin with `float(c)`.",
        ),
    ],
    hints=[
        "The first height is `c`. Over the first stretch the curve rises by slopes[0]·width: "
        "what is the "
        "second?",
        "Each height is the one before plus slope·width. `np.cumsum(a)` gives all sums from the start.",
        "`np.concatenate([[c], c + width * np.cumsum(slopes)])`.",
    ],
    stub="def heights(c, slopes, width):\n    return ...  # your code here\n",
    answer=(
        "def heights(c, slopes, width):\n"
        "    return np.concatenate([[c], c + width * np.cumsum(slopes)])\n"
    ),
    praise=(
        "With the means of a continuous f′ for slopes, and c = f at the start, each corner "
        "lies on f, and "
        "shorter stretches come as close to f as you like. Another c moves it up or down: no "
        "slope changes."
    ),
)


def _mean_slope(f, a, b):
    return (f(b) - f(a)) / (b - a)


def _grid_inside(a, b):
    return np.linspace(a, b, 4001)[1:-1]


def _parallel(f, a, b):
    """A place between a and b whose slope is the secant's."""
    x = _grid_inside(a, b)
    return float(x[np.argmin(np.abs(f.slope(x) - _mean_slope(f, a, b)))])


def _is_parallel(value, f, a, b):
    """Whether value lies between a and b, within 0.01 of a place with the secant's slope."""
    if isinstance(value, Raised) or not (np.isscalar(value) or np.shape(value) == ()):
        return False
    if isinstance(value, (bool, str, complex)) or value is None or not a < value < b:
        return False
    near = f.slope(np.linspace(value - 0.01, value + 0.01, 41)) - _mean_slope(f, a, b)
    return bool(near.min() <= 0 <= near.max())


def _near_parallel(value, f, a, b, within=0.2):
    """Whether a place with the secant's slope is within so much of the value."""
    near = f.slope(np.linspace(value - within, value + within, 41)) - _mean_slope(f, a, b)
    return bool(near.min() <= 0 <= near.max())


@each
def _near_parallel_all(value, f, a, b):
    return np.ndim(value) == 0 and a <= value <= b and _near_parallel(value, f, a, b)


def _inside(due):
    """The answer that takes the place inside where due(f, x, a, b) is least."""

    def place(f, a, b):
        x = _grid_inside(a, b)
        return float(x[np.argmin(due(f, x, a, b))])

    return place


_growing = _named(lambda x: np.exp(x), "exp(x)", lambda x: np.exp(x))
_step_up = _named(
    lambda x: np.tanh(8 * (x - 0.5)), "tanh(8(x − ½))", lambda x: 8 / np.cosh(8 * (x - 0.5)) ** 2
)
_slowing = _named(lambda x: 3 - np.exp(-x), "3 − exp(−x)", lambda x: np.exp(-x))
_fourth = _named(lambda x: x**4 / 4 - x, "x⁴/4 − x", lambda x: x**3 - 1)


def _least(due):
    """Whether due(f, x, a, b) is about as small at the value as anywhere from a to b, at each probe."""

    def small(value, f, a, b):
        if np.ndim(value) or isinstance(value, (Raised, str, bool)) or value is None:
            return False
        x = np.linspace(a, b, 4001)
        all_of_them, here = due(f, x, a, b), due(f, np.array([float(value)]), a, b)[0]
        near = np.min(np.abs(x - value)) < 0.02
        return bool(near and here <= all_of_them.min() + 0.01 * np.ptp(all_of_them))

    return each(small)


def _by_differences(count):
    return _inside(lambda f, x, a, b: np.abs(f.slope(x) * (b - a) / count - _mean_slope(f, a, b)))


def _inside_and_fits(due):
    return {"wrong": _inside(due), "fits": _least(due)}


def _between(chance):
    """A smooth curve and two ends, far enough apart that the middle isn't the place."""
    f = chance.in_turn(_growing, _fourth, _cubic)
    low = {_growing: (-2, 0), _fourth: (0, 0.8), _cubic: (0.2, 0.9)}[f]
    a = chance.number(*low, 1)
    return f, a, a + chance.one_of(1.5, 2.0, 2.5)


mean_place = Exercise(
    key="reading.mean_place",
    title="Where does it touch?",
    difficulty=2,
    right=_parallel,
    probes=[
        (_cubic, -1.5, 2.0),
        (_growing, -1.0, 2.0),
        (_wave, 0.2, 2.9),
        (_fourth, -0.5, 2.0),
        (_cubic, 0.5, 2.5),
        (_slowing, -1.0, 2.0),
    ],
    draw=_between,
    corners=(
        (_cubic, 10.0, 10.4),
        (_growing, 5.0, 5.2),
        (_fourth, 0.25, 0.5),
        (_cubic, -1, 2),
        (_step_up, 0.0, 2.0),  # both places in one half: a bisection that keeps a half loses them
        (_step_up, -1.0, 1.0),
    ),
    draws=12,
    accepts=each(_is_parallel),
    mistakes=[
        Mistake(
            "halfway",
            lambda f, a, b: (a + b) / 2,
            "halfway between the ends is right for a parabola, such as x², and in general it isn't. "
            "Search for the place where f′ is the secant’s slope.",
        ),
        Mistake(
            "the slope instead of the place",
            _mean_slope,
            "that is the secant’s slope. Due is a place between a and b at which f′ has it.",
            fits=each(
                lambda value, f, a, b: (
                    np.ndim(value) == 0 and abs(value - _mean_slope(f, a, b)) < 0.02
                )
            ),
        ),
        Mistake(
            "f′ nearest to 0",
            look_at="there f is about as level as it gets from a to b. The slope that is looked for is "
            "the secant’s, (f(b) − f(a))/(b − a), whatever that is.",
            **_inside_and_fits(lambda f, x, a, b: np.abs(f.slope(x))),
        ),
        Mistake(
            "f and f′ confused",
            look_at="about there f itself, the height, comes nearest to the secant’s slope. Measure f′ "
            "and compare that.",
            **_inside_and_fits(lambda f, x, a, b: np.abs(f(x) - _mean_slope(f, a, b))),
        ),
        Mistake(
            "where the curve cuts the secant",
            _inside(lambda f, x, a, b: np.abs(f(x) - f(a) - _mean_slope(f, a, b) * (x - a))),
            "about there the curve meets its secant, at an end or between. It touches the line that is "
            "slid away where the *slopes* agree.",
            rtol=0.02,
            also=(lambda f, a, b: a, lambda f, a, b: b),
        ),
        Mistake(
            "the rise instead of the slope",
            look_at="about there f′ comes nearest to the rise f(b) − f(a). Divide it by the run, b − a.",
            **_inside_and_fits(lambda f, x, a, b: np.abs(f.slope(x) - (f(b) - f(a)))),
        ),
        Mistake(
            "upside down",
            look_at="about there f′ comes nearest to run over rise. The slope is rise over run.",
            **_inside_and_fits(lambda f, x, a, b: np.abs(f.slope(x) - 1 / _mean_slope(f, a, b))),
        ),
        Mistake(
            "without the size",
            look_at="about there f′ is lowest, and so is its *signed* difference from the secant’s slope. "
            "Take `np.abs` of that.",
            **_inside_and_fits(lambda f, x, a, b: f.slope(x)),
        ),
        Mistake(
            "the mean height",
            look_at="about there the height is halfway between those of the ends. It is the *slope* that "
            "is to be the secant’s.",
            **_inside_and_fits(lambda f, x, a, b: np.abs(f(x) - (f(a) + f(b)) / 2)),
        ),
        Mistake(
            "missing brackets",
            look_at="about there f′ comes nearest to f(b) − f(a)/b − a, or to a like of it. Python divides "
            "before it subtracts: put each difference in brackets.",
            wrong=_inside(lambda f, x, a, b: np.abs(f.slope(x) - (f(b) - f(a) / b - a))),
            fits=lambda values, probes: any(
                _least(due)(values, probes)
                for due in (
                    lambda f, x, a, b: np.abs(f.slope(x) - (f(b) - f(a) / b - a)),
                    lambda f, x, a, b: np.abs(f.slope(x) - ((f(b) - f(a)) / b - a)),
                    lambda f, x, a, b: np.abs(f.slope(x) - (f(b) - f(a) / (b - a))),
                )
            ),
        ),
        Mistake(
            "the spacing left out of a difference",
            look_at="about there the difference of neighbouring heights, not divided by their spacing, "
            "comes nearest to the secant’s slope. Divide by it, or give `np.gradient` the places, too.",
            wrong=_by_differences(4001),
            fits=lambda values, probes: any(
                _least(
                    lambda f, x, a, b, n=n: np.abs(f.slope(x) * (b - a) / n - _mean_slope(f, a, b))
                )(values, probes)
                for n in (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 100_000)
            ),
        ),
        Mistake(
            "the index instead of the place",
            lambda f, a, b: int(
                np.argmin(np.abs(f.slope(_grid_inside(a, b)) - _mean_slope(f, a, b)))
            ),
            "whole numbers came, as large as `np.argmin` gives them: it says at which index the "
            "least difference stands. Which place is that?",
            fits=lambda values, probes: is_index(values, probes, _near_parallel, first=1),
        ),
        Mistake(
            "a row in place of a number",
            lambda f, a, b: np.array([_parallel(f, a, b)]),
            "a row of values came. One place is due, a number, even where there are several.",
            fits=lambda values: all(np.ndim(value) == 1 for value in values),
            kind=True,
        ),
        Mistake(
            "places too far apart",
            lambda f, a, b: float(
                np.linspace(a, b, 11)[
                    np.argmin(np.abs(f.slope(np.linspace(a, b, 11)) - _mean_slope(f, a, b)))
                ]
            ),
            "close, and not always to 0.01: try more places between a and b.",
            fits=lambda values, probes: (
                _near_parallel_all(values, probes) and on_a_grid(values, probes)
            ),
        ),
        Mistake(
            "a near miss",
            lambda f, a, b: _parallel(f, a, b) + 0.05,
            "your places are within 0.2 of one where f′ is the secant’s slope, and 0.01 is wanted. Do "
            "the places that you try lie close enough together, and is the step short with which you "
            "measure f′?",
            fits=lambda values, probes: _near_parallel_all(values, probes),
        ),
        Mistake(
            "where f is highest",
            **_inside_and_fits(lambda f, x, a, b: -f(x)),
            look_at="what came is about where f is highest. Asked is where f′ is the secant's slope, "
            "which may be anywhere between a and b.",
        ),
        Mistake(
            "only above the secant",
            **_inside_and_fits(lambda f, x, a, b: _mean_slope(f, a, b) * x - f(x)),
            look_at="what came is about where f lies highest above the secant. Where the curve hangs below "
            "it all the way, that is an end: look for the place that is furthest away from the secant, "
            "above or below.",
        ),
    ],
    hints=[
        "First the slope of the secant: (f(b) − f(a))/(b − a).",
        "Take many places between a and b, and measure f′ at all of them by a central difference.",
        "Where is `np.abs(measured - slope)` least? `np.argmin` gives the index.",
    ],
    stub="def mean_place(f, a, b):\n    return ...  # your code here\n",
    answer=(
        "def mean_place(f, a, b):\n"
        "    slope = (f(b) - f(a)) / (b - a)\n"
        "    x = np.linspace(a, b, 4001)[1:-1]\n"
        "    measured = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
        "    return x[np.argmin(np.abs(measured - slope))]\n"
    ),
    praise="There the curve is parallel to its secant: it has gone at its mean rate for that moment.",
)


def _wild_slope(power):
    """The slope of x + 2xᵖ sin(1/x), p = 2 or 3, elementwise."""

    def slope(x):
        x = np.asarray(x, dtype=float)
        t = 1 / np.where(x == 0, 1.0, x)
        wave = 2 * power * x ** (power - 1) * np.sin(t) - 2 * x ** (power - 2) * np.cos(t)
        return 1 + np.where(x == 0, 0.0, wave)

    return slope


def _dip(x):
    return 1 - 3 * np.exp(-(((x - 0.031) / 0.004) ** 2))


def _slit(x):
    return 1 - 3 * np.exp(-((x / 1.5e-4) ** 2))


def _has_other_sign(df, reach):
    x = np.linspace(-reach, reach, 20_001)
    return bool(np.any(df(x) * df(0.0) < 0))


ROWS = (11, 21, 51, 101, 201, 501, 1001, 2001, 5001, 10_001, 20_001)  # places, usual ones


def _waits_for_zero(values, probes, near=0.0):
    """Whether True came just where |f′| is at most `near` at one of the places, of some usual row."""
    made = [
        lambda reach, n=n: np.linspace(-reach, reach, n) for n in (*ROWS, *(n - 1 for n in ROWS))
    ]
    made += [lambda reach, h=h: np.arange(-reach, reach, h) for h in (0.1, 0.01, 0.001, 1e-4)]
    pairs = list(zip(values, probes, strict=True))
    return any(values) and any(
        all(
            np.ndim(v) == 0 and bool(v) == bool(np.any(np.abs(df(row(reach))) <= near))
            for v, (df, reach) in pairs
        )
        for row in made
    )


def _zero_counts(values, probes):
    """Whether True came where f′ has the other sign, and somewhere else where it is 0, and nowhere else."""
    beside = False
    for value, (df, reach) in zip(values, probes, strict=True):
        if np.ndim(value):
            return False
        if _has_other_sign(df, reach):
            if not value:
                return False
        elif value:
            if np.min(np.abs(df(np.linspace(-reach, reach, 20_001)))) > 1e-9:
                return False
            beside = True
    return beside


def _slope_line(chance):
    """A straight f′ with f′(0) = ±1, which may have its zero inside of the reach; never at its end."""
    middle, reach = chance.one_of(-1.0, 1.0), chance.one_of(0.1, 0.5, 2.0)
    steep = chance.in_turn(-1, 1) * chance.one_of(0.4, 0.7, 1.6, 3.0) / reach
    return _named(lambda x: middle + steep * x, f"{middle:g}{steep:+g}x"), reach


turns = Exercise(
    key="reading.turns",
    title="Does it turn back?",
    difficulty=1,
    right=_has_other_sign,
    probes=[
        (_named(_wild_slope(2), "slope of x + 2x²·sin(1/x)"), 0.1),
        (_named(_wild_slope(3), "slope of x + 2x³·sin(1/x)"), 0.1),
        (_named(lambda x: 1 - 50 * x, "1 − 50x"), 0.1),
        (_named(lambda x: 1 + 50 * x, "1 + 50x"), 0.1),
        (_named(lambda x: -2 + 0 * x, "−2"), 1.0),
        (_named(lambda x: (x - 0.5) ** 2, "(x − 0.5)²"), 1.0),
        (_named(lambda x: -1 + 30 * x, "−1 + 30x"), 0.1),
        (_named(_dip, "a narrow dip at 0.031"), 0.1),
        (_named(lambda x: _dip(x - 0.019), "a narrow dip at 0.05"), 0.1),
        (_named(lambda x: _dip(-x - 0.019), "a narrow dip at −0.05"), 0.1),
        (_named(lambda x: _slit(x - 0.0537), "a very narrow dip at 0.0537"), 0.1),
        (_named(lambda x: -_slit(x + 0.0763), "a very narrow peak at −0.0763"), 0.1),
        (_named(lambda x: 1000 * (x - 0.03) ** 2 + 5e-7, "1000(x − 0.03)² + 5·10⁻⁷"), 0.1),
        (_named(lambda x: -1000 * (x + 0.06) ** 2 - 5e-7, "−1000(x + 0.06)² − 5·10⁻⁷"), 0.1),
        (_named(lambda x: 1 - x, "1 − x"), 1.0),
        (_named(lambda x: -1 - x / 3, "−1 − x/3"), 3),
        (_named(lambda x: np.maximum(0.5 - x, 0), "0.5 − x, from x = 0.5 on 0"), 1.0),
        (_named(lambda x: 7 - x, "7 − x"), 150),
        (_named(lambda x: 1000 * (x - 0.03) ** 2 - 5e-5, "1000(x − 0.03)² − 5·10⁻⁵"), 0.1),
    ],
    draw=_slope_line,
    corners=(
        (_named(lambda x: 1 - 5000 * x, "1 − 5000x"), 1e-3),
        (_named(lambda x: 2 - x, "2 − x"), 3),
        (_named(lambda x: -0.3 + 2 * x, "−0.3 + 2x"), 1.0),
        (_named(lambda x: 1e-4 - 1e-3 * x, "10⁻⁴ − 10⁻³x"), 1.0),
        (_named(lambda x: 1e-3 + x**2, "10⁻³ + x²"), 1.0),
    ),
    mistakes=[
        Mistake(
            "one answer for all curves",
            lambda df, reach: False,
            "the same answer always came, as from `np.all`. Does *any* place from −reach to "
            "reach have the other sign?",
            also=(
                Also(
                    lambda df, reach: True,
                    "True came every time. 0 is among the places, and has its own sign: do you ask "
                    "whether any place has the *same* sign as 0? Ask for the other.",
                ),
            ),
        ),
        Mistake(
            "the sign at 0 alone",
            lambda df, reach: bool(df(0.0) < 0),
            "your answer says whether f′(0) is below 0. Does any place from −reach to reach "
            "have *another* sign than f′(0)?",
        ),
        Mistake(
            "at the ends alone",
            lambda df, reach: bool(df(-reach) * df(0.0) < 0 or df(reach) * df(0.0) < 0),
            "f′ may change its sign between the ends and change it back.",
            also=(
                lambda df, reach: bool(df(-reach) * df(reach) < 0),
                Also(
                    lambda df, reach: bool(df(reach) * df(0.0) < 0),
                    "of all places only reach counts. Does each round of a loop overwrite the answer? Has "
                    "*any* place from −reach to reach the other sign?",
                ),
                Also(
                    lambda df, reach: bool(df(-reach) * df(0.0) < 0),
                    "only the place −reach counts. Does a loop give back False at the first place "
                    "that has no other sign? False is due only after all places have been looked "
                    "at.",
                ),
            ),
        ),
        Mistake(
            "to one side alone",
            lambda df, reach: bool(np.any(df(np.linspace(0, reach, 20_001)) * df(0.0) < 0)),
            "the places go from −reach to reach, on both sides of 0.",
            also=(
                lambda df, reach: bool(np.any(df(np.linspace(-reach, 0, 20_001)) * df(0.0) < 0)),
            ),
        ),
        Mistake(
            "places too far apart",
            lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 11)) * df(0.0) < 0)),
            "too few places may miss a narrow dip: take thousands, from −reach to reach.",
            also=(
                lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 21)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 5)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 101)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 51)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 100)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 201)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.arange(-reach, reach)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.arange(-reach, reach, 0.1)) * df(0.0) < 0)),
                lambda df, reach: bool(np.any(df(np.arange(-reach, reach, 0.01)) * df(0.0) < 0)),
                lambda df, reach: any(
                    df(float(i)) * df(0.0) < 0 for i in range(int(-reach), int(reach))
                ),
                lambda df, reach: any(
                    df(float(i)) * df(0.0) < 0 for i in range(int(-reach), int(reach) + 1)
                ),
                lambda df, reach: bool(np.any(df(np.arange(-reach, reach + 1)) * df(0.0) < 0)),
            ),
        ),
        Mistake(
            "below 0 taken for another sign",
            lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 20_001)) < 0)),
            "you ask whether f′ is below 0 somewhere. Where f′(0) is below 0, the other sign is above.",
        ),
        Mistake(
            "above 0 taken for another sign",
            lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 20001)) > 0)),
            "as if you ask whether f′ is above 0 somewhere. Where f′(0) is above 0, the "
            "other sign is below.",
        ),
        Mistake(
            "a slope of exactly 0 waited for",
            lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 10_001)) == 0)),
            "where f′ passes 0 between two of the places, neither of the two has exactly 0. Ask "
            "for the other sign.",
            fits=_waits_for_zero,
        ),
        Mistake(
            "a slope near 0 waited for",
            lambda df, reach: bool(np.any(np.abs(df(np.linspace(-reach, reach, 10001))) < 1e-3)),
            "True came where f′ comes near 0. It may turn back before it gets there, or pass "
            "0 between two of "
            "your places. Ask for the other sign.",
            fits=lambda values, probes: any(
                _waits_for_zero(values, probes, near) for near in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
            ),
        ),
        Mistake(
            "the slope of f′ in place of f′",
            lambda df, reach: bool(np.any(np.gradient(df(np.linspace(-reach, reach, 20001))) < 0)),
            "as if you asked whether f′ falls somewhere. Asked is whether f′ itself has "
            "another sign than "
            "f′(0).",
        ),
        Mistake(
            "0 taken for another sign",
            lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 20_001)) * df(0.0) <= 0)),
            "True came also where f′ gets to 0 and no further. 0 isn't the other sign: ask for `< 0`, "
            "not `<= 0`, and not for signs that are unequal.",
            fits=_zero_counts,
        ),
        Mistake(
            "any other value taken for another sign",
            lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 20_001)) != df(0.0))),
            "True came wherever f′ isn't constant: another value than f′(0) needn't have another "
            "sign. Ask where f′ has the other sign.",
        ),
        Mistake(
            "the answer turned round",
            lambda df, reach: not _has_other_sign(df, reach),
            "True came where f′ nowhere has the other sign, and False where it has: the other way "
            "round.",
            also=(
                Also(
                    lambda df, reach: (
                        not np.any(df(np.linspace(-reach, reach, 20_001)) * df(0.0) <= 0)
                    ),
                    "True came where f′ keeps its sign and isn't 0, and False where it doesn't: the other "
                    "way round, and a 0 isn't another sign.",
                ),
            ),
        ),
        Mistake(
            "an answer for each place",
            lambda df, reach: df(np.linspace(-reach, reach, 20_001)) * df(0.0) < 0,
            "a row of truth values came, as with one for each place. One is due for all: `np.any`.",
            fits=lambda values: all(
                np.ndim(value) == 1 and np.asarray(value).dtype == bool for value in values
            ),
            kind=True,
        ),
        Mistake(
            "a smaller slope taken for another sign",
            lambda df, reach: bool(np.any(df(np.linspace(-reach, reach, 20_001)) < df(0.0))),
            "as if a slope below f′(0) counted already. It has the other sign only if one of the "
            "two is above 0, and the other below.",
            also=(
                Also(
                    lambda df, reach: bool(
                        np.any(df(np.linspace(-reach, reach, 20_001)) > df(0.0))
                    ),
                    "as if a slope above f′(0) counted already. It has the other sign only if one "
                    "of the two is above 0, and the other below.",
                ),
            ),
        ),
    ],
    hints=[
        "`np.linspace(-reach, reach, 20001)` makes places enough for all that will be tried.",
        "Two numbers have different signs if their product is below 0.",
        "`np.any` says whether at least one entry is True.",
    ],
    stub="def turns(df, reach):\n    return ...  # your code here\n",
    answer=(
        "def turns(df, reach):\n"
        "    x = np.linspace(-reach, reach, 20001)\n"
        "    return np.any(df(x) * df(0.0) < 0)\n"
    ),
    praise="A slope at one place fixes no sign around it, unless f′ is continuous there.",
)


def _motion(chance):
    """Equally spaced readings of a motion forth and back."""
    count, step = chance.whole(3, 12), chance.one_of(0.2, 0.25, 0.5, 2.0, 0.1)
    t = chance.number(0, 3, 1) + step * np.arange(count)
    return t, np.round(chance.curve()(t / 3) + chance.numbers(count, low=-0.5, high=0.5), 3)


def _sampled(f, step, count, start=0.0):
    t = start + step * np.arange(count)
    return t, f(t)


def _steps(t, s):
    return np.diff(s) / np.diff(t)


def _own_spacing(values, probes):
    """Whether all are np.gradient(s) over one number that isn't the spacing."""
    ratios = [
        (np.asarray(v) / np.gradient(s))[np.abs(np.gradient(s)) > 1e-6]
        for v, (t, s) in zip(values, probes, strict=True)
    ]
    ratios = np.concatenate(ratios)
    return bool(np.ptp(ratios) < 1e-6 and ratios.min() > 0)


velocity = Exercise(
    key="reading.velocity",
    title="Velocity from positions",
    difficulty=1,
    right=lambda t, s: np.gradient(s, t),
    probes=[
        (*_sampled(lambda t: 10 * t - t**2, 0.5, 9),),
        (*_sampled(lambda t: 3 + 2 * np.sin(t), 0.2, 12, 1.0),),
        (*_sampled(lambda t: 5 * t, 0.25, 6),),
    ],
    draw=_motion,
    corners=(
        (np.array([0, 2, 4]), np.array([1, 4, 3])),
        (np.array([-3.0, -2.5]), np.array([1.0, 2.0])),
        (np.array([0.0, 0.25, 0.5]), np.array([2.0, 2.0, 2.0])),
        (np.array([100.0, 100.0625, 100.125, 100.1875]), np.array([0.0, 1.0, -1.0, 0.0])),
    ),
    mistakes=[
        Mistake(
            "the ends by three readings",
            lambda t, s: np.gradient(s, t, edge_order=2),
            "all but the ends are right. There the slope of a curve through three readings came, "
            "as with `edge_order=2`, often a good idea. Asked are the one-sided slopes, from the "
            "first reading to the second, and from the last but one to the last.",
        ),
        Mistake(
            "the spacing forgotten",
            lambda t, s: np.gradient(s),
            "that is metres per *reading*. The readings aren't 1 s apart: divide by the time "
            "between them, or tell `np.gradient` the times.",
        ),
        Mistake(
            "times and positions the wrong way round",
            lambda t, s: np.gradient(t, s),
            "that is seconds per metre. For `np.gradient` what is sampled comes first, where it "
            "was sampled second.",
            also=(lambda t, s: np.diff(t) / np.diff(s), lambda t, s: 1 / np.gradient(s, t)),
        ),
        Mistake(
            "position over time",
            lambda t, s: s / t,
            "for t > 0, s/t is the average velocity since t = 0 of a trip that began at s = 0. The "
            "velocity now is a slope near now.",
        ),
        Mistake(
            "the average velocity so far",
            lambda t, s: (s - s[0]) / (t - t[0]),
            "that is the average velocity since the first reading, and 0/0 at the first one "
            "itself. The "
            "velocity now is a slope near now: compare with the readings next to it.",
        ),
        Mistake(
            "divided by the time itself",
            lambda t, s: np.gradient(s) / t,
            "you divide the change between readings by times out of t, and those say when a reading was "
            "made. How long a change took, the difference of two times says.",
            also=(
                lambda t, s: np.diff(s) / t[1:],
                lambda t, s: np.diff(s) / t[:-1],
                lambda t, s: np.gradient(s) / t[-1],
            ),
        ),
        Mistake(
            "one value too few",
            _steps,
            "these are the slopes between neighbours: one fewer than there are readings, and they "
            "belong halfway between two times.",
        ),
        Mistake(
            "the distance instead of the rate",
            lambda t, s: np.diff(s),
            "those are metres, changes of s from reading to reading. Per second, please.",
            also=(lambda t, s: np.diff(s, prepend=s[0]), lambda t, s: np.diff(s, append=s[-1])),
        ),
        Mistake(
            "one velocity for the whole trip",
            lambda t, s: (s[-1] - s[0]) / (t[-1] - t[0]),
            "that is one number for the whole trip, an average. The velocity at each reading "
            "was asked for.",
            also=(
                lambda t, s: np.mean(np.gradient(s, t)),
                lambda t, s: np.mean(_steps(t, s)),
            ),
        ),
        Mistake(
            "index −1 taken for the reading before",
            lambda t, s: (s - np.roll(s, 1)) / (t - np.roll(t, 1)),
            "as if each velocity were that since the reading before. The first reading has none: for "
            "i = 0, `s[i - 1]` is `s[-1]`, the last reading.",
        ),
        Mistake(
            "another number for the spacing",
            lambda t, s: np.gradient(s, t[-1] - t[0]),
            "as if the spacing were how long the whole record is, or how many readings it has. It "
            "is how far two neighbours in t are apart.",
            also=(lambda t, s: np.gradient(s, len(t)),),
        ),
        Mistake(
            "a time for the spacing",
            lambda t, s: np.gradient(s, t[1]),
            "`t[1]` says when a reading was made. The spacing is the difference of two neighbours, "
            "`t[1] - t[0]`; or give `np.gradient` all of t.",
        ),
        Mistake(
            "the acceleration",
            lambda t, s: np.gradient(np.gradient(s, t), t),
            "you took the derivative twice: that says how the velocity changes.",
            also=(lambda t, s: np.gradient(np.gradient(s)),),
        ),
        Mistake(
            "the speed",
            lambda t, s: np.abs(np.gradient(s, t)),
            "you dropped the sign, which says forwards or backwards.",
        ),
        Mistake(
            "times the spacing",
            lambda t, s: np.gradient(s) * (t[1] - t[0]),
            "you multiplied by the seconds between readings. Metres per second has them below the bar.",
        ),
        Mistake(
            "the spacing by the number of readings",
            lambda t, s: np.gradient(s, t[-1] / len(t)),
            "you divide a time by how many readings, or gaps, there are. n readings have n − 1 "
            "gaps between them, and the first needn't be at t = 0: one gap is `t[1] - t[0]`, or"
            " give `np.gradient` all of t.",
            also=(
                lambda t, s: np.gradient(s, (t[-1] - t[0]) / len(t)),
                lambda t, s: np.gradient(s, t[-1] / (len(t) - 1)),
                lambda t, s: np.gradient(s) * len(t) / (t[-1] - t[0]),
            ),
        ),
        Mistake(
            "a spacing of your own",
            lambda t, s: np.gradient(s, 0.75),
            "as if each change were divided by one number of seconds, the same for every record. The "
            "spacing is in t: the difference of two neighbours.",
            fits=_own_spacing,
        ),
        Mistake(
            "the slope to the next reading",
            lambda t, s: np.append(_steps(t, s), _steps(t, s)[-1]),
            "you look ahead alone, wherever there is a next reading. `np.gradient` takes the readings "
            "on both sides, where there are two.",
            also=(
                lambda t, s: np.append(_steps(t, s), 0.0),
                lambda t, s: np.append(_steps(t, s), np.nan),
            ),
        ),
        Mistake(
            "the slope from the reading before",
            lambda t, s: np.append(_steps(t, s)[0], _steps(t, s)),
            "you look back alone, wherever there is a reading before. `np.gradient` takes the readings "
            "on both sides, where there are two.",
            also=(
                lambda t, s: np.append(0.0, _steps(t, s)),
                lambda t, s: np.append(np.nan, _steps(t, s)),
            ),
        ),
        Mistake(
            "the ends left out",
            lambda t, s: _ends(np.gradient(s, t), 0.0),
            "inside it is right. The first and the last reading have a velocity, too: the slope to "
            "their one neighbour.",
            also=(
                lambda t, s: np.gradient(s, t)[1:-1],
                lambda t, s: _ends(np.gradient(s, t), np.nan),
            ),
        ),
        Mistake(
            "divided by one spacing where it is two",
            lambda t, s: _ends(2 * np.gradient(s, t), np.gradient(s, t)),
            "from the reading before to the reading after it is two spacings: divide by the time "
            "between just those two.",
            also=(
                lambda t, s: _ends(2 * np.gradient(s, t), 0.0),
                lambda t, s: 2 * np.gradient(s, t)[1:-1],
            ),
        ),
        Mistake(
            "the ends joined",
            lambda t, s: (np.roll(s, -1) - np.roll(s, 1)) / (np.roll(t, -1) - np.roll(t, 1)),
            "as if the last reading were the neighbour of the first: `np.roll` makes it so. At "
            "the ends take the one neighbour that is there.",
            also=(lambda t, s: (np.roll(s, -1) - np.roll(s, 1)) / (2 * (t[1] - t[0])),),
        ),
    ],
    hints=[
        "`np.gradient` takes the samples, and then what tells it the spacing.",
        "Either the step, `t[1] - t[0]`, or all the times may be the second argument.",
    ],
    stub="def velocity(t, s):\n    return ...  # your code here\n",
    answer="def velocity(t, s):\n    return np.gradient(s, t)\n",
    praise="Metres over seconds, at each reading, with its sign.",
)


def _ends(inside, ends):
    """A copy with its first and last entry put in: one number, or those of an array."""
    made = np.array(inside)
    made[[0, -1]] = ends if np.ndim(ends) == 0 else np.asarray(ends)[[0, -1]]
    return made


_bakery = _named(lambda q: 150 + 0.5 * q + 0.01 * q**2, "150 + 0.5q + 0.01q²")
_press = _named(lambda q: 60 + 20 * np.sqrt(q), "60 + 20√q")
_brewery = _named(lambda q: 300 + 4 * q + 1e-4 * q**3, "300 + 4q + 0.0001q³")


def _costs(chance):
    rent, piece, more = chance.whole(50, 400), chance.number(0.5, 5, 1), chance.number(0.01, 0.05)

    def bent(q):
        return rent + piece * q + more * q**2

    def flattening(q):
        return rent + 10 * piece * np.sqrt(q)

    bent.label = f"{rent} + {piece:g}q + {more:g}q²"
    flattening.label = f"{rent} + {10 * piece:g}√q"
    return chance.in_turn(bent, flattening), float(chance.whole(20, 200)), chance.whole(2, 19)


def _marginal(C, q):
    return _slope(C, q, 1e-3)


def _one_factor(values, probes):
    """The one factor by which all values are too large, if it isn't 1; or None."""
    rights = [_marginal(C, q) * n for C, q, n in probes]
    factors = np.array([float(value) / right for value, right in zip(values, rights, strict=True)])
    one = np.allclose(factors, factors[0], rtol=1e-3)
    return factors[0] if one and factors[0] > 0 and abs(factors[0] - 1) > 0.01 else None


def _run_forgotten(values, probes):
    """Whether the one factor is 2 or 1/2, or such as a step h makes: 1, 2 or 5 times a power of ten."""
    factor = _one_factor(values, probes)
    if factor is None or factor > 2.01:
        return False
    known = [2, 0.5, *(a * 10.0**-k for a in (1, 2, 4, 5) for k in range(1, 17))]
    return any(abs(factor / one - 1) < 0.01 for one in known)


def _far_from(log, C, q, n):
    """Whether C was called further than half a piece from q."""
    return any(np.any(np.abs(np.asarray(place, float) - q) > 0.5 + 1e-9) for (place,) in log["C"])


_RISES = tuple(
    functools.partial(lambda ahead, back, C, q, n: n * (C(q + ahead) - C(q - back)), ahead, back)
    for h in (0.5, 0.25, 0.1, 0.05, 0.01)
    for ahead, back in ((h, 0), (0, h), (h, h), (h / 2, h / 2))
)


_UNBRACKETED = tuple(
    functools.partial(
        lambda ahead, back, over, C, q, n: C(q + ahead) - C(q - back) / over * n, *parts
    )
    for h in (0.5, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6)
    for parts in ((h, h, 2 * h), (h, 0, h), (h, h, h))
)


extra_cost = Exercise(
    key="reading.extra_cost",
    title="What n more will cost, by the marginal cost",
    difficulty=1,
    right=lambda C, q, n: _marginal(C, q) * n,
    probes=[(_bakery, 50.0, 20), (_press, 64.0, 16), (_brewery, 40.0, 10), (_bakery, 120.0, 5)],
    draw=_costs,
    corners=((_bakery, 50, 1),),
    rtol=1e-3,
    forbids=[
        Forbidden(
            "C asked too far from q",
            "you ask C further away than half a piece from q. Take the slope at q by a smaller step, to "
            "both sides.",
            calls=_far_from,
        )
    ],
    mistakes=[
        Mistake(
            "rate read as amount",
            lambda C, q, n: _marginal(C, q),
            "that is the marginal cost, in € per piece. It isn't an amount until you say how many "
            "pieces.",
        ),
        Mistake(
            "the real cost",
            lambda C, q, n: C(q + n) - C(q),
            "that is what n more really cost, no estimate: it needs C at q + n, which we often can't "
            "know. Use the slope at q alone.",
        ),
        Mistake(
            "the real cost, with a minus",
            lambda C, q, n: C(q) - C(q + n),
            "that compares C at q with C at q + n: what n more really cost, and with the wrong "
            "sign. Use the slope at q alone.",
        ),
        Mistake(
            "the average cost",
            lambda C, q, n: C(q) / q * n,
            "C(q)/q is what one piece has cost on average, rent and all. The next piece doesn't "
            "pay the rent again.",
            also=(lambda C, q, n: C(q) / q,),
        ),
        Mistake(
            "the cost of them all",
            lambda C, q, n: C(q) + _marginal(C, q) * n,
            "that is the estimated total for q + n pieces. How much of it is for the n more?",
        ),
        Mistake(
            "times another number of pieces",
            lambda C, q, n: _marginal(C, q) * (q + n),
            "the marginal cost is right, and you multiply it by q, or by q + n. How many "
            "more pieces is "
            "it?",
            also=(lambda C, q, n: _marginal(C, q) * q,),
        ),
        Mistake(
            "the whole cost, n times",
            lambda C, q, n: C(q) * n,
            "C(q) is what all q pieces cost together. What does one more add?",
        ),
        Mistake(
            "the cost so far",
            lambda C, q, n: C(q),
            "C(q) is what the q pieces cost together that are made already. What does one more add?",
        ),
        Mistake(
            "the cost so far, divided by n",
            lambda C, q, n: C(q) / n,
            "C(q) is what the q pieces cost together that are made already, and n are the "
            "pieces to come. What does one more add?",
        ),
        Mistake(
            "the slope further on",
            lambda C, q, n: _marginal(C, q + n) * n,
            "you took the marginal cost at q + n, or halfway there. We stand at q.",
            also=(
                lambda C, q, n: _marginal(C, q + n / 2) * n,
                lambda C, q, n: _marginal(C, q + n),
            ),
        ),
        Mistake(
            "the slope along the way",
            lambda C, q, n: sum(_marginal(C, q + i) for i in range(int(n))),
            "you took the slope anew after each piece, which may need C far from q. Follow the "
            "tangent at q all the way.",
            also=(lambda C, q, n: sum(_marginal(C, q + i + 1) for i in range(int(n))),),
        ),
        Mistake(
            "q and n exchanged",
            lambda C, q, n: _marginal(C, n) * q,
            "you took the slope at n. Where do we stand, and how many more is it?",
        ),
        Mistake(
            "the slope at n",
            lambda C, q, n: _marginal(C, n) * n,
            "n is how many more there are. We stand at q: the slope there counts.",
            also=(lambda C, q, n: _marginal(C, n),),
        ),
        Mistake(
            "divided by n",
            lambda C, q, n: _marginal(C, q) / n,
            "€ per piece, times pieces, are €. € per piece, divided by pieces, aren't.",
        ),
        Mistake(
            "what one of the n really costs",
            lambda C, q, n: (C(q + n) - C(q)) / n,
            "that is what each of the n more really costs on average: a secant, and it needs "
            "C at q + n. "
            "Take the slope at q instead, and then n pieces of it.",
        ),
        Mistake(
            "the cost of n alone",
            lambda C, q, n: C(n),
            "C(n) is what the first n pieces cost together, rent and all.",
        ),
        Mistake(
            "a whole piece for a small step",
            lambda C, q, n: (C(q + 1) - C(q)) * n,
            "you nudge by a whole piece, and that is a secant. The marginal cost is the slope at q: "
            "take a small h, on both sides.",
            also=(
                lambda C, q, n: (C(q) - C(q - 1)) * n,
                lambda C, q, n: sum(C(q + 1) - C(q) for _ in range(int(n))),
            ),
        ),
        Mistake(
            "a step of n pieces",
            lambda C, q, n: (C(q + n) - C(q - n)) / 2,
            "as if the secant from q − n to q + n were taken, which needs C too far from q. Take "
            "the slope at q by a small step, and then n pieces of it.",
        ),
        Mistake(
            "brackets missing around the rise",
            lambda C, q, n: C(q + 1e-3) - C(q - 1e-3) / 2e-3 * n,
            "Python divides before it subtracts, so only one of the two costs was divided. "
            "Put their difference "
            "in brackets.",
            also=_UNBRACKETED,
            rtol=1e-6,
        ),
        Mistake(
            "half a piece to one side",
            lambda C, q, n: (C(q + 0.5) - C(q)) / 0.5 * n,
            "as if the secant went from q half a piece to one side: its slope may well be another "
            "than that at q. Step to both sides, or by much less.",
            rtol=1e-6,
            also=(lambda C, q, n: (C(q) - C(q - 0.5)) / 0.5 * n,),
        ),
        Mistake(
            "the next piece only",
            lambda C, q, n: C(q + 1) - C(q),
            "that is what one more really costs. Estimate n more, by the slope at q.",
        ),
        Mistake(
            "the last piece only",
            lambda C, q, n: C(q) - C(q - 1),
            "that is what the last piece really cost. Estimate n more, by the slope at q.",
        ),
        Mistake(
            "the real total",
            lambda C, q, n: C(q + n),
            "that is what q + n pieces cost in all, and it needs C too far from q.",
        ),
        Mistake(
            "the sign reversed",
            lambda C, q, n: -_marginal(C, q) * n,
            "where more pieces cost more your estimate is negative: in which order do you "
            "subtract?",
        ),
        Mistake(
            "a step that q can't feel",
            lambda C, q, n: 0.0,
            "0 came, as where q + h is rounded to q, or both costs are taken at one place. Take a "
            "longer step, such as 0.001.",
        ),
        Mistake(
            "not divided by its own run",
            lambda C, q, n: 2 * _marginal(C, q) * n,
            "all your answers are off by one and the same factor, such as a step makes. Is the "
            "difference divided by the distance of its two places, 2h for q − h and q + h?",
            fits=lambda values, probes: _run_forgotten(values, probes),
        ),
        Mistake(
            "one factor too much",
            lambda C, q, n: 1.3 * _marginal(C, q) * n,
            "all your answers are off by one and the same factor. Compare yours with those in "
            "(C(q + h) − C(q − h)) / (2h) · n: which doesn’t belong there, or is missing?",
            fits=lambda values, probes: _one_factor(values, probes) is not None,
        ),
        Mistake(
            "the rise, not divided by its run",
            lambda C, q, n: n * (C(q + 0.5) - C(q)),
            "you multiply a rise by n, the cost of a part of a piece. A slope is rise over run: "
            "by what is it to be divided?",
            also=_RISES,
        ),
        Mistake(
            "another number of pieces than n",
            lambda C, q, n: _marginal(C, q) * (n - 1),
            "the marginal cost is right, and you multiply it by n − 1, or n + 1. It is n more pieces.",
            also=(lambda C, q, n: _marginal(C, q) * (n + 1),),
        ),
        Mistake(
            "the marginal cost rounded",
            lambda C, q, n: round(_marginal(C, q), 2) * n,
            "as if the marginal cost were rounded, to whole cents, say, before it is multiplied. Then "
            "n times the rounding is in the result.",
        ),
        Mistake(
            "the bend added",
            lambda C, q, n: _marginal(C, q) * n + _bend(C, q, 0.25) * n**2 / 2,
            "as if half of C″·n² were added: another estimate, and often a better one. Asked is "
            "the marginal cost, times n.",
        ),
    ],
    hints=[
        "First the marginal cost: the slope of C at q, by a central difference with a small h.",
        "Its unit is € per piece. How do you make € of it?",
    ],
    stub="def extra_cost(C, q, n):\n    return ...  # your code here\n",
    answer=(
        "def extra_cost(C, q, n):\n"
        "    h = 1e-3\n"
        "    marginal = (C(q + h) - C(q - h)) / (2 * h)\n"
        "    return marginal * n\n"
    ),
    praise="€ per piece, times pieces: the tangent at q, followed for n pieces.",
)


_affine, _three = _named(lambda x: 3 * x + 1, "3x + 1"), _named(lambda x: 3.0, "3")
_sine, _cosine = _named(lambda x: np.sin(x), "sin"), _named(lambda x: np.cos(x), "cos")
_square, _double = _named(lambda x: x**2, "x²"), _named(lambda x: 2 * x, "2x")
_exp = _named(lambda x: np.exp(x), "eˣ")
_minus_sine = _named(lambda x: -np.sin(x), "−sin")


def _two_curves(chance):
    u, v = chance.curve(), Chance(f"v{chance.turn}", chance.turn + 2).curve()
    return (
        u,
        _named(u.slope, f"({u.label})′"),
        v,
        _named(v.slope, f"({v.label})′"),
        chance.number(-2, 2),
    )


def _of_secants(values, probes):
    """Whether the values are made of secants over one step, of the product or of its factors."""
    ways = [lambda f, x, h: (f(x + h) - f(x)) / h, lambda f, x, h: (f(x) - f(x - h)) / h, _slope]
    steps = [a * 10.0**-k for a in (1, 2, 5) for k in range(1, 8)]
    for way, h in itertools.product(ways, steps):
        whole = [way(lambda t, u=u, v=v: u(t) * v(t), x, h) for u, _, v, _, x in probes]
        parts = [way(u, x, h) * v(x) + u(x) * way(v, x, h) for u, _, v, _, x in probes]
        for made in (whole, parts):
            if np.allclose(values, made, rtol=1e-6, atol=1e-7):
                return True
    return False


def _product_slope(u, du, v, dv, x):
    return du(x) * v(x) + u(x) * dv(x)


@each
def _nearly_product_slope(value, *given):
    return np.isclose(value, _product_slope(*given), rtol=5e-2, atol=0.1)


product_slope = Exercise(
    key="reading.product_slope",
    title="The slope of a product",
    difficulty=1,
    right=_product_slope,
    probes=[
        (_square, _double, _affine, _three, 2.0),
        (_square, _double, _sine, _cosine, 0.7),
        (_exp, _exp, _affine, _three, -1.0),
        (_sine, _cosine, _exp, _exp, 1.2),
        (_exp, _exp, _cosine, _minus_sine, 0.0),
        (_square, _double, _exp, _exp, -2),
        (_affine, _three, _square, _double, 150.0),
    ],
    draw=_two_curves,
    corners=(
        (_sine, _cosine, _exp, _exp, 0.0),
        (_exp, _exp, _sine, _cosine, 0),
        (_square, _double, _sine, _cosine, 0.0),
        (_exp, _exp, _square, _double, 0.0),
        (_sine, _cosine, _square, _double, -3),
    ),
    mistakes=[
        Mistake(
            "u′ times v′",
            lambda u, du, v, dv, x: du(x) * dv(x),
            "you multiplied the slopes. That belongs to the corner, and even divided by h the "
            "corner goes to 0. What is each strip's other side?",
        ),
        Mistake(
            "one strip only",
            lambda u, du, v, dv, x: du(x) * v(x),
            "that is one of the two strips, as if the other side stood still.",
            also=(lambda u, du, v, dv, x: u(x) * dv(x),),
        ),
        Mistake(
            "the quotient's minus",
            lambda u, du, v, dv, x: du(x) * v(x) - u(x) * dv(x),
            "the minus belongs to the quotient. When both sides grow both strips are added.",
            also=(lambda u, du, v, dv, x: u(x) * dv(x) - du(x) * v(x),),
        ),
        Mistake(
            "the slope of the sum",
            lambda u, du, v, dv, x: du(x) + dv(x),
            "u′ + v′ is the slope of u + v.",
        ),
        Mistake(
            "the product itself",
            lambda u, du, v, dv, x: u(x) * v(x),
            "that is u·v itself, and its slope was asked for.",
        ),
        Mistake(
            "a slope with its own side",
            lambda u, du, v, dv, x: u(x) * du(x) + v(x) * dv(x),
            "Δu makes a strip along v, and Δv one along u: each slope goes with the *other* function.",
            also=(
                lambda u, du, v, dv, x: du(x) * v(x) + dv(x) * v(x),
                lambda u, du, v, dv, x: du(x) * u(x) + dv(x) * u(x),
            ),
        ),
        Mistake(
            "a product without a slope",
            lambda u, du, v, dv, x: du(x) * v(x) + u(x) * v(x),
            "as if one of the two products were u·v itself. Each of them is to have one slope in "
            "it, and one value.",
            also=(
                lambda u, du, v, dv, x: u(x) * v(x) + u(x) * dv(x),
                lambda u, du, v, dv, x: du(x) * dv(x) + u(x) * v(x),
            ),
        ),
        Mistake(
            "sums multiplied",
            lambda u, du, v, dv, x: (du(x) + v(x)) * (u(x) + dv(x)),
            "as if a `+` stood for a `*`, or a `*` for a `+`, or brackets elsewhere: two "
            "products are added.",
            also=(
                lambda u, du, v, dv, x: du(x) * (v(x) + u(x)) * dv(x),
                lambda u, du, v, dv, x: (du(x) + dv(x)) * (u(x) + v(x)),
            ),
        ),
        Mistake(
            "all four multiplied",
            lambda u, du, v, dv, x: du(x) * v(x) * u(x) * dv(x),
            "two products are due, u′·v and u·v′, and they are added.",
        ),
        Mistake(
            "plus and times exchanged",
            lambda u, du, v, dv, x: du(x) + v(x) * u(x) + dv(x),
            "as if a `+` stood where a `*` belongs, and a `*` where the `+` belongs: two products are "
            "added.",
        ),
        Mistake(
            "one function put into the other",
            lambda u, du, v, dv, x: du(v(x)) + dv(u(x)),
            "you put one function into the other. All four are taken at the same x.",
            also=(
                lambda u, du, v, dv, x: du(v(x)) * dv(x),
                lambda u, du, v, dv, x: dv(u(x)) * du(x),
                lambda u, du, v, dv, x: du(v(x)) * dv(u(x)),
                lambda u, du, v, dv, x: du(v(x)),
                lambda u, du, v, dv, x: du(x * v(x)) + dv(x * u(x)),
            ),
        ),
        Mistake(
            "the corner counted as well",
            lambda u, du, v, dv, x: du(x) * v(x) + u(x) * dv(x) + du(x) * dv(x),
            "the corner is Δu·Δv. Divided by h it still goes to 0, as the third bar of the figure did.",
        ),
        Mistake(
            "the quotient rule",
            lambda u, du, v, dv, x: (du(x) * v(x) - u(x) * dv(x)) / v(x) ** 2,
            "only the slope of u/v is divided by v². Here u and v are multiplied.",
            also=(lambda u, du, v, dv, x: (du(x) * v(x) + u(x) * dv(x)) / v(x) ** 2,),
        ),
        Mistake(
            "times x, or divided by it",
            lambda u, du, v, dv, x: (du(x) * v(x) + u(x) * dv(x)) * x,
            "x is where the functions are taken; the result is neither multiplied nor divided by it.",
            also=(lambda u, du, v, dv, x: (du(x) * v(x) + u(x) * dv(x)) / x,),
        ),
        Mistake(
            "a secant in place of the slope",
            lambda u, du, v, dv, x: (u(x + 0.01) * v(x + 0.01) - u(x) * v(x)) / 0.01,
            "slopes of secants came, or what is made of them, and mostly those aren't exact. The "
            "exact slopes came in: use du and dv.",
            fits=lambda values, probes: _of_secants(values, probes),
        ),
        Mistake(
            "a near miss",
            lambda u, du, v, dv, x: 1.001 * _product_slope(u, du, v, dv, x),
            "what came is near the slope, and not always the slope itself. The exact slopes came "
            "in: use du and dv, and round nothing.",
            fits=_nearly_product_slope,
        ),
    ],
    hints=[
        "A nudge of x changes the sides u and v. Draw a rectangle where both grow: which two strips are "
        "added?",
        "One strip is Δu wide and v tall, the other u wide and Δv tall. Divide both by h.",
    ],
    stub="def product_slope(u, du, v, dv, x):\n    return ...  # your code here\n",
    answer=("def product_slope(u, du, v, dv, x):\n    return du(x) * v(x) + u(x) * dv(x)\n"),
    praise="Two strips, u′v and u·v′; the corner is too small to count.",
)


WEEK = 7 / 365.25  # years


def _week_record(missing, count=14, start=1990.0):
    years = start + WEEK * np.arange(count)
    ppm = 353 + 1.5 * (years - start) + 3 * np.sin(2 * np.pi * (years - start))
    ppm = np.round(ppm + 0.2 * np.cos(9.0 * np.arange(count)), 1)
    ppm[list(missing)] = np.nan
    return years, ppm


def _any_weeks(chance):
    """Weekly records with gaps anywhere, none at times, three measurements at least."""
    count = chance.whole(6, 20)
    ppm = np.round(340 + np.cumsum(chance.numbers(count, low=-0.9, high=1)), 1)
    gaps = chance.random.random(count) < chance.in_turn(0.3, 0.2, 0.5, 0.0)
    gaps[chance.random.choice(count, 3, replace=False)] = False
    ppm[gaps] = np.nan
    return chance.whole(1960, 2020) + WEEK * np.arange(count), ppm


def _measured(years, ppm):
    keep = np.isfinite(ppm)
    return years[keep], ppm[keep]


def _rate(years, ppm):
    t, c = _measured(years, ppm)
    return np.gradient(c, t)


def _gaps_alone(values, probes):
    """Whether NaN came for each gap and nothing else, or too few gaps for `np.gradient`."""

    def alone(value, ppm):
        gaps = np.sum(np.isnan(ppm))
        if isinstance(value, Raised):
            return gaps < 2
        return np.shape(value) == (gaps,) and bool(np.all(np.isnan(value)))

    return any(not isinstance(value, Raised) for value in values) and all(
        alone(value, ppm) for value, (_, ppm) in zip(values, probes, strict=True)
    )


def _all_filled_in_place(years, ppm):
    ppm[np.isnan(ppm)] = 0
    return np.gradient(ppm, years)


def _rate_filled(years, ppm):
    return np.gradient(np.nan_to_num(ppm), years)[np.isfinite(ppm)]


def _rate_filled_in_place(years, ppm):
    keep = np.isfinite(ppm)
    ppm[~keep] = 0
    return np.gradient(ppm, years)[keep]


def _rate_with_gaps(years, ppm):
    rate = np.full(ppm.shape, np.nan)
    rate[np.isfinite(ppm)] = _rate(years, ppm)
    return rate


def _rate_bridged(years, ppm):
    t, c = _measured(years, ppm)
    return np.gradient(np.interp(years, t, c), years)


def _rows_for_weeks(values, probes, spacing=None):
    """Whether all are the differences by row over one number, about `spacing` if there is one."""
    pairs = [
        (v, np.gradient(_measured(*probe)[1])) for v, probe in zip(values, probes, strict=True)
    ]
    ratios = [(np.asarray(v) / row)[np.abs(row) > 1e-6] for v, row in pairs]
    ratios = np.concatenate(ratios)
    one = np.ptp(ratios) < 1e-3 * np.median(ratios)
    return bool(one and (spacing is None or abs(np.median(ratios) * spacing - 1) < 0.05))


@each
def _lengths_differ(value, *given):
    return isinstance(value, Raised) and "distances must match" in str(value.problem)


record_rate = Exercise(
    key="reading.record_rate",
    title="The rate of a record with gaps",
    difficulty=2,
    right=_rate,
    others=(lambda years, ppm: np.gradient(*_measured(years, ppm)[::-1], edge_order=2),),
    probes=[
        _week_record([4, 5, 9]),
        _week_record([2, 7, 8, 10], 18, 1974.5),
        _week_record([3], 8, 2000.25),
    ],
    draw=_any_weeks,
    corners=(
        (np.array([2000, 2001, 2003, 2004]), np.array([340.0, 341.0, np.nan, 343.0])),
        (np.array([1990.0, 1990.5, 1991.0, 1992.0]), np.array([np.nan, 340.0, 340.0, 340.0])),
    ),
    mistakes=[
        Mistake(
            "the first spacing for all",
            lambda years, ppm: np.gradient(
                _measured(years, ppm)[1], np.diff(_measured(years, ppm)[0])[0]
            ),
            "as if the first spacing were taken for all. From one measured week to the next it may be "
            "another: give `np.gradient` all the times that were kept.",
        ),
        Mistake(
            "the spacing forgotten",
            lambda years, ppm: np.gradient(_measured(years, ppm)[1]),
            "that is ppm per row. Rows are weeks, and some may be missing: how far apart they are "
            "the times say, which `np.gradient` takes as well.",
        ),
        Mistake(
            "the gaps kept, the measurements dropped",
            lambda years, ppm: np.full(np.sum(np.isnan(ppm)), np.nan),
            "where there are two gaps or more, NaN came for each of them and nothing else, as from a "
            "mask that is the wrong way round. `~` turns a mask over.",
            fits=lambda values, probes: _gaps_alone(values, probes),
            kind=True,
        ),
        Mistake(
            "every row taken for a week",
            lambda years, ppm: np.gradient(_measured(years, ppm)[1], WEEK),
            "as if neighbours were always one week apart. Across a gap they are two weeks apart, or "
            "more: give all the times that were kept.",
            fits=lambda values, probes: _rows_for_weeks(values, probes, WEEK),
        ),
        Mistake(
            "one spacing for all",
            lambda years, ppm: np.gradient(_measured(years, ppm)[1], 0.1),
            "that is the difference by row, over one number for all. Where weeks are missing the rows "
            "needn't be evenly spaced: give `np.gradient` the times that were kept.",
            fits=lambda values, probes: _rows_for_weeks(values, probes),
        ),
        Mistake(
            "the gaps left in",
            lambda years, ppm: np.gradient(ppm, years),
            "each NaN spoils its neighbours. Drop the weeks without a measurement first.",
            also=(
                lambda years, ppm: np.gradient(ppm, years)[np.isfinite(ppm)],
                lambda years, ppm: np.gradient(ppm, years)[np.isfinite(np.gradient(ppm, years))],
            ),
        ),
        Mistake(
            "a gap taken for zero",
            _rate_filled,
            "a week without a measurement isn't a week with 0 ppm: that would be a crash of CO₂.",
            also=(
                _rate_filled_in_place,
                _all_filled_in_place,
                lambda years, ppm: np.gradient(np.nan_to_num(ppm), years),
            ),
        ),
        Mistake(
            "values made up in the gaps",
            _rate_bridged,
            "you filled the gaps with values that nobody measured. The rate was asked for at the "
            "measured weeks, from measurements only.",
            also=(lambda years, ppm: _rate_bridged(years, ppm)[np.isfinite(ppm)],),
        ),
        Mistake(
            "neighbours' slope at a gap",
            lambda years, ppm: (
                np.gradient(_measured(years, ppm)[1]) / np.gradient(_measured(years, ppm)[0])
            ),
            "where there are two neighbours, that is the slope between them. Beside a gap one of them "
            "may be further off, and then that slope belongs to another time; `np.gradient` with the "
            "times weighs the two sides.",
        ),
        Mistake(
            "years over ppm, upside down",
            lambda years, ppm: np.gradient(*_measured(years, ppm)),
            "that is years per ppm. What was measured comes first, then when.",
        ),
        Mistake(
            "per week",
            lambda years, ppm: _rate(years, ppm) * WEEK,
            "that is ppm per week or per day, and ppm per year was asked for.",
            also=(
                lambda years, ppm: _rate(years, ppm) / 52,
                lambda years, ppm: _rate(years, ppm) / 365.25,
            ),
        ),
        Mistake(
            "a place for each week",
            _rate_with_gaps,
            "the rates are right, but the weeks without a measurement still have a place among them. "
            "Return those of the measured weeks only.",
            also=(lambda years, ppm: np.nan_to_num(_rate_with_gaps(years, ppm)),),
        ),
        Mistake(
            "one value too few",
            lambda years, ppm: np.divide(*map(np.diff, _measured(years, ppm)[::-1])),
            "a value for each pair of neighbours came: one fewer than there are measured weeks.",
            also=(lambda years, ppm: np.diff(_measured(years, ppm)[1]),),
        ),
        Mistake(
            "one rate for the whole record",
            lambda years, ppm: np.mean(_rate(years, ppm)),
            "one number came, and a rate is due for each measured week.",
            also=(
                lambda years, ppm: np.polyfit(*_measured(years, ppm), 1)[0],
                lambda years, ppm: np.ptp(_measured(years, ppm)[1]) / np.ptp(years),
                lambda years, ppm: (
                    (_measured(years, ppm)[1][-1] - _measured(years, ppm)[1][0])
                    / (_measured(years, ppm)[0][-1] - _measured(years, ppm)[0][0])
                ),
            ),
        ),
        Mistake(
            "the gaps dropped from one of the two",
            lambda years, ppm: np.gradient(ppm[np.isfinite(ppm)], years),
            "`np.gradient` got values and places of different lengths where there are gaps, as if "
            "they were dropped from one of the two only. Use one mask for both.",
            fits=each(
                lambda value, years, ppm: _lengths_differ.test(value) == bool(np.isnan(ppm).any())
            ),
            kind=True,
        ),
        Mistake(
            "values and places of different lengths",
            lambda years, ppm: np.gradient(
                _measured(years, ppm)[1], np.diff(_measured(years, ppm)[0])
            ),
            "`np.gradient` got values and places of different lengths, as where `np.diff` was taken "
            "of one of them. It wants the values, and as many times.",
            fits=_lengths_differ,
            kind=True,
        ),
    ],
    hints=[
        "`keep = np.isfinite(ppm)` marks the weeks with a measurement.",
        "Give `np.gradient` the kept values, and as second argument the kept times.",
    ],
    stub="def record_rate(years, ppm):\n    return ...  # your code here\n",
    answer=(
        "def record_rate(years, ppm):\n"
        "    keep = np.isfinite(ppm)\n"
        "    return np.gradient(ppm[keep], years[keep])\n"
    ),
    praise="Ppm per year at each measured week, with the gaps' real lengths.",
)


__getattr__ = by_stub_name(globals())
