"""Practice of notebook 03: rising and falling, velocity, marginal cost, extremes, products, records."""

import numpy as np

from lib.practice.engine.checking import Exercise, Mistake
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
            "f falls, so f′ isn't above 0; it falls most steeply here, so nowhere is f′ lower: f′(0) = −3."
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

level = predict(
    "reading.level",
    "For `f(x) = x³` the derivative is `3x²`, so f′(0) = 0. What is at x = 0?",
    {
        "a lowest point": (
            "To the left of 0 the cube is negative, so lower. A lowest point would need f′ to pass "
            "from − to +, and 3x² is positive on both sides."
        ),
        "a highest point": (
            "To the right of 0 the cube is positive, so higher. A highest point would need f′ to "
            "pass from + to −, and 3x² is positive on both sides."
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


def _slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def _bend(f, x, h=1e-4):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


def _named(f, label):
    f.label = label
    return f


_cubic = _named(lambda x: x**3 - 3 * x, "x³ − 3x")
_hill = _named(lambda x: 5 - (x - 1) ** 2, "5 − (x − 1)²")
_wave = _named(lambda x: np.sin(2 * x) + 0.3, "sin(2x) + 0.3")

rises = Exercise(
    key="reading.rises",
    title="Where does it rise?",
    right=lambda f, x: _slope(f, x) > 0,
    probes=[
        (_cubic, np.array([-2.5, -1.9, -1.2, -0.5, 0.4, 0.8, 1.3, 2.2])),
        (_hill, np.array([-3.0, -0.4, 0.2, 0.9, 1.5, 4.0])),
        (_wave, np.array([-2.0, -1.2, -0.3, 0.5, 1.0, 2.0, 2.6])),
    ],
    mistakes=[
        Mistake(
            "f and f′ confused",
            lambda f, x: f(x) > 0,
            "you ask where f is above 0. A curve can be high and falling: it is the sign of f′ that "
            "says which way it goes.",
        ),
        Mistake(
            "falling taken for rising",
            lambda f, x: _slope(f, x) < 0,
            "these are the places where f falls. Which sign has Δy/Δx when y grows with x?",
        ),
        Mistake(
            "bending up taken for rising",
            lambda f, x: _bend(f, x) > 0,
            "that is the sign of f″: where f bends up. A falling curve can bend up, as x² does left "
            "of 0.",
        ),
        Mistake(
            "the sign of x",
            lambda f, x: x > 0,
            "you ask where x is positive, and f doesn't come in.",
        ),
        Mistake(
            "the slope instead of its sign",
            _slope,
            "these are the slopes themselves. The question is yes or no: compare each with 0.",
        ),
        Mistake(
            "the sign as a number",
            lambda f, x: np.sign(_slope(f, x)),
            "+1 and −1 came, and True and False were due: compare the slope with 0.",
        ),
        Mistake(
            "everywhere",
            lambda f, x: np.abs(_slope(f, x)) > 0,
            "a size is always positive. Leave the sign on the slope.",
        ),
        Mistake(
            "from place to place",
            lambda f, x: np.gradient(f(x), x) > 0,
            "np.gradient compares f at the given places. They are far apart, and f may turn between "
            "them. You have f itself: nudge each place by a small h.",
        ),
        Mistake(
            "one value too few",
            lambda f, x: np.diff(f(x)) > 0,
            "you compare each place with the next, and the last has no next. Nudge each place by a "
            "small h instead.",
        ),
        Mistake(
            "a step too long",
            lambda f, x: f(x + 1) > f(x),
            "between x and x + 1 f may turn round. How small was h when we measured slopes?",
        ),
        Mistake(
            "a step too short",
            lambda f, x: f(x + 1e-17) > f(x),
            "False everywhere: x + h was rounded to x, perhaps. Take a longer step.",
        ),
        Mistake(
            "the places instead of yes or no",
            lambda f, x: x[_slope(f, x) > 0],
            "these are the places where f rises. Due is True or False for each place.",
        ),
    ],
    hints=[
        "Where f rises, its slope is positive. How did we measure a slope at each entry of an array?",
        "A central difference with, say, h = 1e-5 does it for the whole array x at once.",
        "`slope > 0` makes an array of True and False.",
    ],
    stub="def rises(f, x):\n    return ...  # your code here\n",
    answer="def rises(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x - h)) / (2 * h) > 0\n",
    praise="The sign of f′ says which way f goes; how high f is doesn't matter.",
)


def _sampled(f, step, count, start=0.0):
    t = start + step * np.arange(count)
    return t, f(t)


velocity = Exercise(
    key="reading.velocity",
    title="Velocity from positions",
    right=lambda t, s: np.gradient(s, t),
    probes=[
        (*_sampled(lambda t: 10 * t - t**2, 0.5, 9),),
        (*_sampled(lambda t: 3 + 2 * np.sin(t), 0.2, 12, 1.0),),
        (*_sampled(lambda t: 5 * t, 0.25, 6),),
    ],
    rtol=1e-6,
    mistakes=[
        Mistake(
            "spacing forgotten in np.gradient",
            lambda t, s: np.gradient(s),
            "that is metres per *reading*. The readings aren't 1 s apart: `np.gradient` has to be "
            "told the times.",
        ),
        Mistake(
            "times and positions the wrong way round",
            lambda t, s: np.gradient(t, s),
            "that is seconds per metre. What is sampled comes first, where it was sampled second.",
        ),
        Mistake(
            "position over time",
            lambda t, s: s / t,
            "s/t is the average velocity since t = 0 of a trip that began at s = 0. The velocity now "
            "is a slope near now.",
        ),
        Mistake(
            "one value too few",
            lambda t, s: np.diff(s) / np.diff(t),
            "these are the slopes between neighbours: one fewer than there are readings, and they "
            "belong halfway between two times.",
        ),
        Mistake(
            "the distance instead of the rate",
            lambda t, s: np.diff(s),
            "that is how many metres were covered from reading to reading. Per second, please.",
        ),
        Mistake(
            "the acceleration",
            lambda t, s: np.gradient(np.gradient(s, t), t),
            "you took the derivative twice: that is m/s².",
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
            "the slope to the next reading",
            lambda t, s: np.append(np.diff(s) / np.diff(t), (s[-1] - s[-2]) / (t[-1] - t[-2])),
            "inside you look forwards only. `np.gradient` takes the readings on both sides.",
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


def _bakery(q):
    return 150 + 0.5 * q + 0.01 * q**2


def _press(q):
    return 60 + 20 * np.sqrt(q)


def _brewery(q):
    return 300 + 4 * q + 1e-4 * q**3


_bakery.label, _press.label = "150 + 0.5q + 0.01q²", "60 + 20√q"
_brewery.label = "300 + 4q + 0.0001q³"


def _one_factor(values, rights):
    """Whether all values are the right ones times one factor, which isn't 1."""
    factors = np.array([value / right for value, right in zip(values, rights, strict=True)])
    return bool(np.allclose(factors, factors[0], rtol=1e-3) and abs(factors[0] - 1) > 1e-2)


extra_cost = Exercise(
    key="reading.extra_cost",
    title="What n more will cost, by the marginal cost",
    right=lambda C, q, n: _slope(C, q, 1e-3) * n,
    probes=[
        (_bakery, 50.0, 20.0),
        (_press, 64.0, 16.0),
        (_brewery, 40.0, 10.0),
        (_bakery, 120.0, 5.0),
    ],
    rtol=1e-3,
    mistakes=[
        Mistake(
            "rate read as amount",
            lambda C, q, n: _slope(C, q, 1e-3),
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
            "the average cost",
            lambda C, q, n: C(q) / q * n,
            "C(q)/q is what one piece has cost on average, the rent of the oven included. The next "
            "piece doesn't pay the rent again.",
        ),
        Mistake(
            "the cost of them all",
            lambda C, q, n: C(q) + _slope(C, q, 1e-3) * n,
            "that is the estimated total for q + n pieces. How much of it is for the n more?",
        ),
        Mistake(
            "the slope at the far end",
            lambda C, q, n: _slope(C, q + n, 1e-3) * n,
            "that is the marginal cost at q + n. We stand at q.",
        ),
        Mistake(
            "q and n exchanged",
            lambda C, q, n: _slope(C, n, 1e-3) * q,
            "you took the slope at n, times q. Where do we stand, and how many more is it?",
        ),
        Mistake(
            "divided by n",
            lambda C, q, n: _slope(C, q, 1e-3) / n,
            "€ per piece times pieces are €. Per piece divided by pieces is neither.",
        ),
        Mistake(
            "the cost of n alone",
            lambda C, q, n: C(n),
            "C(n) is what the first n pieces cost, rent and all.",
        ),
        Mistake(
            "the next piece taken for the slope",
            lambda C, q, n: (C(q + 1) - C(q)) * n,
            "you nudge by a whole piece, and that is a secant. The marginal cost is the slope at q: "
            "take a small h, on both sides.",
        ),
        Mistake(
            "the next piece only",
            lambda C, q, n: C(q + 1) - C(q),
            "that is what one more really costs. Estimate n more, by the slope at q.",
        ),
        Mistake(
            "the real total",
            lambda C, q, n: C(q + n),
            "that is what q + n pieces cost in all, and it needs C far from q.",
        ),
        Mistake(
            "divided by the wrong step",
            lambda C, q, n: 2 * _slope(C, q, 1e-3) * n,
            "all your answers are off by one and the same factor. Is the difference divided by the "
            "distance of its two places, 2h for q − h and q + h?",
            fits=lambda values: _one_factor(values, extra_cost.right_values()),
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

_area = _named(lambda x: x * (10 - x), "x(10 − x)")
_cube = _named(lambda x: x**3, "x³")
_bowl = _named(lambda x: (x - 1) ** 2 + 2, "(x − 1)² + 2")
_tent = _named(lambda x: 3 - np.abs(x - 1) - x / 4, "3 − |x − 1| − x/4")


def _grid(a, b):
    return np.linspace(a, b, 18001)  # with 5 and 1 among the places


def _at(choose):
    """The place in [a, b] that `choose`, given f's values and slopes on a fine grid, points out."""

    def place(f, a, b):
        x = _grid(a, b)
        return x[choose(f(x), _slope(f, x))]

    return place


_highest = _at(lambda y, dy: np.argmax(y))

highest = Exercise(
    key="reading.highest",
    title="Where is it highest?",
    right=_highest,
    probes=[
        (_area, 0.0, 9.0),
        (_cube, -1.0, 2.0),
        (_bowl, -1.0, 2.5),
        (_tent, -2.0, 3.0),
    ],
    rtol=0.0,
    atol=0.02,
    mistakes=[
        Mistake(
            "f′ = 0 taken for an extreme",
            _at(lambda y, dy: np.argmin(np.abs(dy))),
            "you look for f′ = 0. That gives candidates: for x³ it is no extreme, for a bowl the "
            "lowest point. Both ends are candidates as well.",
        ),
        Mistake(
            "the lowest",
            _at(lambda y, dy: np.argmin(y)),
            "that is where f is lowest.",
        ),
        Mistake(
            "the steepest",
            _at(lambda y, dy: np.argmax(dy)),
            "that is where f′ is largest: where f climbs most steeply, not where it is highest.",
        ),
        Mistake(
            "how high instead of where",
            lambda f, a, b: f(_grid(a, b)).max(),
            "that is the highest value. The place x is due at which f takes it.",
        ),
        Mistake(
            "the higher of the two ends",
            lambda f, a, b: a if f(a) > f(b) else b,
            "you compare the two ends. In between there may be something higher.",
        ),
        Mistake(
            "the right end",
            lambda f, a, b: b,
            "f needn't rise all the way.",
        ),
        Mistake(
            "the index instead of the place",
            lambda f, a, b: np.argmax(f(_grid(a, b))),
            "`np.argmax` says at which index the highest value stands. Which place x is that?",
            fits=lambda values: values[0] > 9 and all(float(v).is_integer() for v in values),
        ),
        Mistake(
            "places too far apart",
            lambda f, a, b: max(np.arange(a, b, 0.15), key=f),
            "that is close, but not within 0.02 each time. Take more places between a and b, and see "
            "that both ends are among them.",
            fits=lambda values: np.allclose(values, highest.right_values(), rtol=0, atol=0.3),
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
    praise="All candidates had their chance: f′ = 0, corners, and both ends.",
)


def _affine(x):
    return 3 * x + 1


def _three(x):
    return 3.0


_affine.label, _three.label = "3x + 1", "3"
_sine, _cosine = _named(lambda x: np.sin(x), "sin"), _named(lambda x: np.cos(x), "cos")
_square, _double = _named(lambda x: x**2, "x²"), _named(lambda x: 2 * x, "2x")
_exp = _named(lambda x: np.exp(x), "eˣ")

product_slope = Exercise(
    key="reading.product_slope",
    title="The slope of a product",
    right=lambda u, du, v, dv, x: du(x) * v(x) + u(x) * dv(x),
    probes=[
        (_square, _double, _affine, _three, 2.0),
        (_square, _double, _sine, _cosine, 0.7),
        (_exp, _exp, _affine, _three, -1.0),
        (_sine, _cosine, _exp, _exp, 1.2),
    ],
    mistakes=[
        Mistake(
            "u′ times v′",
            lambda u, du, v, dv, x: du(x) * dv(x),
            "you multiplied the slopes. That is the corner, which vanishes beside the strips. What is "
            "each strip's other side?",
        ),
        Mistake(
            "one strip only",
            lambda u, du, v, dv, x: du(x) * v(x),
            "u′·v is the one strip, as if v stood still.",
        ),
        Mistake(
            "the other strip only",
            lambda u, du, v, dv, x: u(x) * dv(x),
            "u·v′ is the one strip, as if u stood still.",
        ),
        Mistake(
            "the quotient's minus",
            lambda u, du, v, dv, x: du(x) * v(x) - u(x) * dv(x),
            "the minus belongs to the quotient. When both sides grow both strips are added.",
        ),
        Mistake(
            "the slope of the sum",
            lambda u, du, v, dv, x: du(x) + dv(x),
            "u′ + v′ is the slope of u + v.",
        ),
        Mistake(
            "the product itself",
            lambda u, du, v, dv, x: u(x) * v(x),
            "that is the area, and its slope was asked for.",
        ),
        Mistake(
            "each slope with its own side",
            lambda u, du, v, dv, x: u(x) * du(x) + v(x) * dv(x),
            "Δu makes a strip along v, and Δv one along u: each slope goes with the *other* function.",
        ),
        Mistake(
            "a slope of a slope",
            lambda u, du, v, dv, x: du(v(x)) + dv(u(x)),
            "you put one function into the other's slope. All four are taken at the same x.",
        ),
        Mistake(
            "the corner counted as well",
            lambda u, du, v, dv, x: du(x) * v(x) + u(x) * dv(x) + du(x) * dv(x),
            "the corner is Δu·Δv. Divided by h it still goes to 0, as the third bar of the figure did.",
        ),
        Mistake(
            "the quotient rule",
            lambda u, du, v, dv, x: (du(x) * v(x) - u(x) * dv(x)) / v(x) ** 2,
            "that is the slope of u/v.",
        ),
    ],
    hints=[
        "A nudge of x makes u wider and v taller. Draw the rectangle: which two strips are added?",
        "One strip is Δu wide and v tall, the other u wide and Δv tall. Divide both by h.",
    ],
    stub="def product_slope(u, du, v, dv, x):\n    return ...  # your code here\n",
    answer=("def product_slope(u, du, v, dv, x):\n    return du(x) * v(x) + u(x) * dv(x)\n"),
    praise="Two strips, u′v and u·v′; the corner is too small to count.",
)


def _week_record(missing, count=14, start=1990.0):
    years = start + 7 / 365.25 * np.arange(count)
    ppm = 353 + 1.5 * (years - start) + 3 * np.sin(2 * np.pi * (years - start))
    ppm = np.round(ppm + 0.2 * np.cos(9.0 * np.arange(count)), 1)
    ppm[list(missing)] = np.nan
    return years, ppm


def _measured(years, ppm):
    keep = np.isfinite(ppm)
    return years[keep], ppm[keep]


def _rate(years, ppm):
    t, c = _measured(years, ppm)
    return np.gradient(c, t)


def _rate_filled(years, ppm):
    t, _ = _measured(years, ppm)
    filled = np.gradient(np.nan_to_num(ppm), years)
    return filled[np.isfinite(ppm)]


def _rate_with_gaps(years, ppm):
    rate = np.full(ppm.shape, np.nan)
    rate[np.isfinite(ppm)] = _rate(years, ppm)
    return rate


def _rate_bridged(years, ppm):
    t, c = _measured(years, ppm)
    return np.gradient(np.interp(years, t, c), years)


record_rate = Exercise(
    key="reading.record_rate",
    title="The rate of a record with gaps",
    right=_rate,
    probes=[
        _week_record([4, 5, 9]),
        _week_record([2, 7, 8, 10], 18, 1974.5),
        _week_record([3], 8, 2000.25),
    ],
    mistakes=[
        Mistake(
            "spacing forgotten in np.gradient",
            lambda years, ppm: np.gradient(_measured(years, ppm)[1]),
            "that is ppm per row. Rows are weeks, some of them missing: give `np.gradient` the times.",
        ),
        Mistake(
            "every row taken for a week",
            lambda years, ppm: np.gradient(_measured(years, ppm)[1], years[1] - years[0]),
            "one spacing for all is right only without gaps. Across a gap the neighbours are two "
            "weeks apart, or more: give all the times that were kept.",
        ),
        Mistake(
            "the gaps left in",
            lambda years, ppm: np.gradient(ppm, years),
            "each NaN spoils its neighbours. Drop the weeks without a measurement first.",
        ),
        Mistake(
            "a gap taken for zero",
            _rate_filled,
            "a week without a measurement isn't a week with 0 ppm: CO₂ seems to crash and recover.",
        ),
        Mistake(
            "values made up in the gaps",
            _rate_bridged,
            "you filled the gaps with values that nobody measured. The rate was asked for at the "
            "measured weeks only.",
        ),
        Mistake(
            "neighbours' slope at a gap",
            lambda years, ppm: (
                np.gradient(_measured(years, ppm)[1]) / np.gradient(_measured(years, ppm)[0])
            ),
            "that is the slope between both neighbours. Beside a gap one of them is further off, so it "
            "belongs to another week; `np.gradient` with the times weighs the two sides.",
        ),
        Mistake(
            "years over ppm, upside down",
            lambda years, ppm: np.gradient(*_measured(years, ppm)),
            "that is years per ppm. What was measured comes first, then when.",
        ),
        Mistake(
            "per week",
            lambda years, ppm: _rate(years, ppm) * 7 / 365.25,
            "that is ppm per week, and ppm per year was asked for.",
        ),
        Mistake(
            "a place for each week",
            _rate_with_gaps,
            "the rates are right, but the weeks without a measurement still have a place among them. "
            "Return those of the measured weeks only.",
        ),
        Mistake(
            "one value too few",
            lambda years, ppm: np.divide(*map(np.diff, _measured(years, ppm)[::-1])),
            "these are the slopes between neighbours: one fewer than there are measured weeks.",
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
