"""Practice of notebook 01: slopes between points, of lines, of a real record, of weights."""

import numpy as np

from lib.practice.engine.checking import Also, Exercise, Mistake, each
from lib.practice.engine.comparing import Raised
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict

# Predictions

machine = predict(
    "slope.machine",
    "A machine squares its input. At input 2, a nudge of 0.5 moves the output by 2.25, which is 4.5 "
    "times the nudge. What does the same nudge of 0.5 do at input −2?",
    {
        "It moves the output by +2.25: the square forgets the sign": (
            "The square of −2 is 4, the same as that of 2. But a nudge to the right leads from −2 to "
            "−1.5, and 1.5² is smaller than 2²."
        ),
        "It moves the output by −1.75": (
            "(−1.5)² = 2.25, and 2.25 − 4 = −1.75, which is −3.5 times the nudge. The multiple "
            "belongs to the place: it changes with the input, its sign too."
        ),
        "It moves the output by 0.25, the square of the nudge": (
            "0.25 is what comes out for the input 0.5. Here the input is −2, and it becomes −1.5."
        ),
        "It moves the output by −2.25: left and right are mirror images": (
            "The mirror image of a nudge to the right at 2 is a nudge to the left at −2. Both "
            "nudges here go to the right: compute (−1.5)² − (−2)²."
        ),
    },
    "It moves the output by −1.75",
)

pairs = predict(
    "slope.pairs",
    "For `f(x) = 2x`, every pair of points gave slope 2. Now take `f(x) = 2x²`, first the pair "
    "`x = 0` and `x = 1`, then the pair `x = 1` and `x = 2`. Which two slopes come out?",
    {
        "2 and 2: the 2 in front is the slope": (
            "The first is 2, but the 2 in front is the slope of 2x, where x has no square. From 1 to 2 "
            "the curve climbs from 2 to 8."
        ),
        "2 and 4: twice as far along, twice as steep": (
            "The first is 2. For the second, compute both ends: f(1) = 2 and f(2) = 8. The rise "
            "isn't 4."
        ),
        "2 and 6: the curve gets steeper": (
            "f(0) = 0, f(1) = 2, f(2) = 8: the rises are 2 and 6, each over a run of 1. On a "
            "curve the slope depends on the pair."
        ),
        "2 and 8: the height at the end": (
            "8 is the height at x = 2, not the rise. The rise starts at f(1) = 2, so it is 8 − 2 = 6."
        ),
    },
    "2 and 6: the curve gets steeper",
)

strings = predict(
    "slope.strings",
    "Thirty inputs from −2 to 2, evenly spaced, each tied by a string to its square. At first the "
    "strings stand in order, from left to right. What of those that start left of 0?",
    {
        "They keep their order: a machine can't change who is left of whom": (
            "−2 goes to 4 and −1 to 1: what started on the left ends on the right of its neighbour."
        ),
        "They cross each other: there the multiple is negative": (
            "−2 goes to 4, −1 to 1: a nudge to the right moves the output to the left, and "
            "neighbours change places. Crossing strings are what a negative multiple looks like."
        ),
        "They cross only the strings that start right of 0": (
            "Those they may cross as well. But −2 goes to 4 and −1 to 1: already two strings that "
            "start left of 0 change places."
        ),
        "They end evenly spaced: they were so at the start": (
            "The squares of −2, −1 and 0 are 4, 1 and 0: gaps of 3 and of 1. A line keeps all even "
            "gaps even, a square doesn't."
        ),
    },
    "They cross each other: there the multiple is negative",
)

which_weight = predict(
    "slope.which_weight",
    "A neuron adds up `w₁·x₁ + w₂·x₂`. Its weights are `w₁ = 0.5` and `w₂ = 3`; the sample that comes "
    "in is `x₁ = 4`, `x₂ = 0.1`. Which weight, nudged by 0.01, moves the output more?",
    {
        "w₂: it is the larger weight": (
            "How large a weight is says nothing about what nudging it does. Its nudge is multiplied "
            "by its input, and x₂ is only 0.1."
        ),
        "Both the same: both are nudged by 0.01": (
            "The nudges are equal, but each weight is multiplied by its own input before it reaches "
            "the output."
        ),
        "w₁, because w₁·x₁ = 2 is larger than w₂·x₂ = 0.3": (
            "The right weight for the wrong reason: with w₁ = 0 the product would be 0, and a nudge "
            "of w₁ would still move the output by 0.04. Only the input counts here."
        ),
        "w₁: its input is larger": (
            "A nudge of w₁ passes through x₁ = 4 and moves the output by 0.04; one of w₂ passes "
            "through x₂ = 0.1 and moves it by 0.001. Inputs scale the impact of weights."
        ),
    },
    "w₁: its input is larger",
)

guessing = predict(
    "slope.guessing",
    "Both searches get 3,000 looks at the loss: one guesses weights at random, one follows the slope. "
    "With 2 weights both get close to the best loss, 0. What happens with 100 weights?",
    {
        "Both do worse by about the same factor": (
            "They part company. Every guess must get all 100 weights right at once; the slope says "
            "for each weight by itself which way to go."
        ),
        "Guessing stays far from 0, the slope still gets close": (
            "A guess has to be lucky 100 times at once, and 3,000 tries are nothing against that. "
            "A slope step costs 101 looks now, yet 29 such steps get close to 0."
        ),
        "The slope fails: 101 looks a step leave too few steps": (
            "Only 29 steps are left, true. But each moves all 100 weights the right way, and that "
            "is enough here."
        ),
        "Guessing wins: 3,000 guesses are far more than 29 steps": (
            "It is the number of combinations that counts. Ten values for each weight make 10^100 "
            "combinations; 3,000 of them is next to none."
        ),
    },
    "Guessing stays far from 0, the slope still gets close",
)

# Exercises


def _needs(name):
    """A `fits` that says whether every call asked for a name that isn't there."""
    return each(
        lambda value, *inputs: (
            isinstance(value, Raised)
            and isinstance(value.problem, NameError)
            and f"'{name}'" in str(value.problem)
        )
    )


def _mixed(values, probes):
    """(p, q) if all values are p·w + q·b with the same two numbers, else None."""
    if not all(np.ndim(value) == 0 and np.isreal(value) for value in values):
        return None
    lines, came = np.array(probes, float), np.array(values, float)
    mix, *_ = np.linalg.lstsq(lines, came, rcond=None)
    return mix if np.allclose(lines @ mix, came, rtol=1e-9, atol=1e-9) else None


def _height_somewhere(values, probes):
    """Whether all values are w·x + b for one x, which isn't 0, nor −1: b − w comes of many ways."""
    mix = _mixed(values, probes)
    return (
        mix is not None and abs(mix[0]) > 1e-9 and abs(mix[0] + 1) > 1e-9 and abs(mix[1] - 1) < 1e-9
    )


def _b_twice(values, probes):
    """Whether b came into all values more than once, as a minus without brackets makes it."""
    mix = _mixed(values, probes)
    return mix is not None and mix[0] > 1e-9 and mix[1] > 1 + 1e-9


def _lines(chance):
    w, b = chance.number(-9, 9, 1), chance.number(-9, 9, 1)
    return chance.in_turn((w, b), (w, 0.0), (0.0, b), (chance.whole(-9, 9), chance.whole(-9, 9)))


line_slope = Exercise(
    key="slope.line_slope",
    title="The slope of any line from its two numbers",
    difficulty=1,
    right=lambda w, b: w,
    probes=[(2.0, 0.0), (2.0, 5.0), (-0.5, 3.0), (0.0, 4.0), (10.0, -7.0), (0.0125, 300.0)],
    draw=_lines,
    corners=(
        (0, 0),
        (0.0, -2.0),
        (3, 3),
        (-2, -2),
        (-4, 0),
        (5, -5),
        (1, 7),
        (-1e-3, 2.0),
    ),
    mistakes=[
        Mistake(
            "the intercept instead of the slope",
            lambda w, b: b,
            "b is part of the height at both ends, so it drops out of the rise. Take two points "
            "of 2x + 5 and compute Δy / Δx.",
        ),
        Mistake(
            "the intercept, its sign turned round or lost",
            lambda w, b: -b,
            "b is part of the height at both ends, so it drops out of the rise. Take two points "
            "of 2x + 5 and compute Δy / Δx.",
            also=(lambda w, b: abs(b),),
        ),
        Mistake(
            "the height at x = 1",
            lambda w, b: w + b,
            "w + b is how high the line is at x = 1. From x = 0 to x = 1 it rises by (w + b) − b.",
        ),
        Mistake(
            "the sign reversed",
            lambda w, b: -w,
            "for 2x the output grows when x grows, so the slope is positive.",
        ),
        Mistake(
            "where the line crosses zero",
            lambda w, b: -b / w,
            "−b/w is, for w ≠ 0, the x at which the line meets the x axis: a place and not a "
            "slope.",
        ),
        Mistake(
            "rise over run upside down",
            lambda w, b: 1 / w,
            "1/w is Δx/Δy, where w isn't 0. The slope says how much the output moves for one unit of "
            "input: Δy/Δx.",
        ),
        Mistake(
            "an x that doesn't come in",
            lambda w, b: w * x + b,  # noqa: F821
            "your function asks for an `x`, and no x came in. How steep a line is doesn't depend "
            "on the place: from x = 0 to x = 1, how far does it rise?",
            fits=_needs("x"),
            kind=True,
        ),
        Mistake(
            "the height at a place of your own",
            lambda w, b: w * 3 + b,
            "w·x + b, with some number for x, is how high the line is there. How steep it is doesn't "
            "depend on the place: from x = 0 to x = 1, how far does it rise?",
            fits=_height_somewhere,
        ),
        Mistake(
            "b taken in more than once",
            lambda w, b: (w * 2 + b - w * 1 + b) / (2 - 1),
            "a multiple of b is still in it. Of two heights, `w*x2 + b - w*x1 + b` adds b "
            "twice: the minus reaches only as far as w*x1. Put each height in brackets.",
            fits=_b_twice,
        ),
        Mistake(
            "w and b divided",
            lambda w, b: b / w,
            "you divided one of the line's numbers by the other. Rise over run divides two "
            "differences: take two points of the line, at x = 0 and at x = 1.",
            also=(lambda w, b: w / b, lambda w, b: -w / b),
        ),
        Mistake(
            "w and b multiplied",
            lambda w, b: w * b,
            "you multiplied the line's two numbers. Take two points, at x = 0 and at x = 1: what "
            "are the rise and the run?",
        ),
        Mistake(
            "b taken along",
            lambda w, b: w - b,
            "b is still in it. It is part of both heights, and the rise is their difference.",
            also=(
                lambda w, b: b - w,
                lambda w, b: (w + b) / 2,
                lambda w, b: 2 * w + b,
                *(lambda w, b, x=x: w + b / x for x in (2, 3, 4, 5, 10, 100, -1)),
            ),
        ),
        Mistake(
            "both numbers",
            lambda w, b: (w, b),
            "you gave both numbers of the line. One of them says how steep it is: which?",
            also=(lambda w, b: (b, w),),
        ),
        Mistake(
            "a function in place of a number",
            lambda w, b: lambda x: w * x + b,
            "a function came, as the line itself is one. Due is one number: how steep the line is.",
            fits=lambda values: all(callable(value) for value in values),
            kind=True,
        ),
        Mistake(
            "the angle",
            lambda w, b: np.arctan(w),
            "that is the line's angle to the x axis, below 0 where it falls. The slope is rise "
            "over run itself.",
            also=(lambda w, b: np.degrees(np.arctan(w)),),
        ),
        Mistake(
            "the tangent of the slope",
            lambda w, b: np.tan(w),
            "`tan` makes a slope of an angle, and w is no angle: it is the slope itself.",
        ),
    ],
    hints=[
        "Take two points that are easy: x = 0 and x = 1. How high is w·x + b at each?",
        "The heights are b and w + b. What is their difference, over a run of 1?",
    ],
    stub="def line_slope(w, b):\n    return ...  # your code here\n",
    answer="def line_slope(w, b):\n    return w\n",
    praise="b is at both ends, so it drops out of the rise: (w·x₂ + b − w·x₁ − b) / (x₂ − x₁) = w.",
)


def _labelled(label, f):
    f.label = label
    return f


_square = _labelled("x²", lambda x: x**2)
_line_down = _labelled("7 − 3x", lambda x: 7 - 3 * x)
_cube = _labelled("x³", lambda x: x**3)
_flat = _labelled("3", lambda x: 3.0 + 0 * x)


_cornered = _labelled("x² up to 1, then 3x − 2", lambda x: x**2 if x < 1 else 3 * x - 2)


def _between(f, x1, x2):
    return (f(x2) - f(x1)) / (x2 - x1)


def _steepness(f, x):
    """f′(x), as well as a nudge finds it."""
    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6


def _pairs_of_places(chance):
    x1 = chance.number(-2, 2)
    x2 = round(x1 + chance.one_of(-1, 1) * chance.number(0.1, 2), 2)
    if chance.turn % 4 == 3:
        x1, x2 = chance.one_of((-2, 1), (3, 1), (0, 2), (2, -1))
    return chance.curve(), x1, x2


between = Exercise(
    key="slope.between",
    title="Slope between two points",
    difficulty=1,
    right=_between,
    probes=[
        (_square, 1.0, 4.0),
        (_line_down, 2.0, 0.5),
        (_cube, -1.0, 2.0),
        (np.exp, 0.5, 1.0),
        (np.sqrt, 9.0, 4.0),
        (_square, 2.0, -2.0),
        (_line_down, 0.0, -3.0),
        (_cornered, 3, 0),
        (_square, 150.0, 2.5),
    ],
    draw=_pairs_of_places,
    corners=(
        (_square, 0.0, 3.0),
        (_cube, 2.0, 0.0),
        (_square, -3, -1),
        (_square, 1.0, 1.001),
        (_line_down, 100.0, 100.5),
        (_flat, 0.0, 2.0),
        (_cornered, 0.5, 1.5),
    ),
    mistakes=[
        Mistake(
            "places in place of heights",
            lambda f, x1, x2: 1.0,
            "1 came every time, as where places are divided by places: f has no say in it. The rise is a "
            "difference of heights, f(x2) − f(x1).",
            also=(
                Also(
                    lambda f, x1, x2: -1.0,
                    "−1 came every time, as where places are divided by places: f has no say in it. The "
                    "rise is a difference of heights, f(x2) − f(x1).",
                ),
            ),
        ),
        Mistake(
            "run over rise, upside down",
            lambda f, x1, x2: (x2 - x1) / (f(x2) - f(x1)),
            "you divide Δx by Δy. The slope is how much the output moves for one unit of input.",
        ),
        Mistake(
            "one difference reversed",
            lambda f, x1, x2: (f(x2) - f(x1)) / (x1 - x2),
            "as if one of the two differences went from point 1 to point 2, and the other the "
            "other way: then uphill comes out as downhill. Let both go the same way.",
        ),
        Mistake(
            "missing brackets",
            lambda f, x1, x2: f(x2) - f(x1) / x2 - x1,
            "Python divides before it subtracts: of `a - b / c - d` only b is divided by c. Put each "
            "difference in brackets.",
            also=(lambda f, x1, x2: f(x1) - f(x2) / x1 - x2,),
        ),
        Mistake(
            "brackets around the rise only",
            lambda f, x1, x2: (f(x2) - f(x1)) / x2 - x1,
            "as if the run had no brackets: of `a / c - d` only c divides, and d is taken away at "
            "the end.",
            also=(lambda f, x1, x2: (f(x1) - f(x2)) / x1 - x2,),
        ),
        Mistake(
            "brackets around the run only",
            lambda f, x1, x2: f(x2) - f(x1) / (x2 - x1),
            "as if the rise had no brackets: of `a - b / c` only b is divided by c.",
            also=(lambda f, x1, x2: f(x1) - f(x2) / (x1 - x2),),
        ),
        Mistake(
            "only the sizes",
            lambda f, x1, x2: abs((f(x2) - f(x1)) / (x2 - x1)),
            "the size is right. Where the output falls while the input grows, the slope is negative: "
            "keep the sign.",
        ),
        Mistake(
            "one of the two differences always from left to right",
            lambda f, x1, x2: (f(x2) - f(x1)) / abs(x2 - x1),
            "as if the points of one difference were put in order, by `abs`, or `min` and `max`, "
            "and those of the other not: where x2 is the smaller, uphill then comes out as "
            "downhill. Let both go from point 1 to point 2.",
            also=(lambda f, x1, x2: (f(x2) - f(x1)) / (max(x1, x2) - min(x1, x2)),),
        ),
        Mistake(
            "the rise without its sign",
            lambda f, x1, x2: abs(f(x2) - f(x1)) / (x2 - x1),
            "you took the rise without its sign. Where f(x2) is below f(x1) the rise is negative: "
            "keep it.",
            also=(lambda f, x1, x2: (max(f(x2), f(x1)) - min(f(x2), f(x1))) / (x2 - x1),),
        ),
        Mistake(
            "the change instead of the rate",
            lambda f, x1, x2: f(x2) - f(x1),
            "that is a difference of the two outputs. A slope is per unit of input: what is still "
            "to be divided by?",
            also=(
                lambda f, x1, x2: f(x1) - f(x2),
                lambda f, x1, x2: abs(f(x2) - f(x1)),
            ),
        ),
        Mistake(
            "multiplied instead of divided",
            lambda f, x1, x2: (f(x2) - f(x1)) * (x2 - x1),
            "you multiplied the rise by the run. The slope is how much rise there is for one unit of "
            "run.",
        ),
        Mistake(
            "plus instead of minus",
            lambda f, x1, x2: (f(x2) + f(x1)) / (x2 + x1),
            "as if there were a plus in it. Rise and run are differences: the second minus the "
            "first.",
            also=(
                lambda f, x1, x2: (f(x2) - f(x1)) / (x2 + x1),
                lambda f, x1, x2: (f(x2) + f(x1)) / (x2 - x1),
            ),
        ),
        Mistake(
            "the inputs' difference put through f",
            lambda f, x1, x2: f(x2 - x1) / (x2 - x1),
            "f(x2 − x1) is one output, that for the input x2 − x1. The rise is the difference of "
            "two outputs.",
            also=(lambda f, x1, x2: f(x2 - x1),),
        ),
        Mistake(
            "the run divided inside f",
            lambda f, x1, x2: f((x2 - x1) / (x2 - x1)),
            "that is f(1), as where the run is divided by itself within the brackets of f. f "
            "takes one place at a time: the rise is f(x2) − f(x1), and the run stands outside.",
        ),
        Mistake(
            "the average of the two heights",
            lambda f, x1, x2: (f(x2) + f(x1)) / 2,
            "that is a height halfway between the two, not a slope.",
        ),
        Mistake(
            "divided by 2",
            lambda f, x1, x2: (f(x2) - f(x1)) / 2,
            "you divided the rise by 2. What counts is the run, from x1 to x2: how far is that?",
        ),
        Mistake(
            "half the slope",
            lambda f, x1, x2: (f(x2) - f(x1)) / (2 * (x2 - x1)),
            "every slope came out half as large as due: divide the rise by the run alone.",
        ),
        Mistake(
            "the height over the place",
            lambda f, x1, x2: f(x2) / x2,
            "a height over its place is, where that isn't 0, the slope from the origin to that "
            "point. Take the two points that came in.",
            also=(
                lambda f, x1, x2: f(x1) / x1,
                Also(
                    lambda f, x1, x2: f(x2) / x2 - f(x1) / x1,
                    "as if each height were divided by its place, and then one taken from the "
                    "other. Take the differences first, of the heights and of the places, and "
                    "divide these.",
                ),
                Also(
                    lambda f, x1, x2: (f(x2) / x2 + f(x1) / x1) / 2,
                    "as if each height were divided by its place, and both averaged. Take the "
                    "difference of the heights, and that of the places, and divide these.",
                ),
            ),
        ),
        Mistake(
            "the height halfway",
            lambda f, x1, x2: f((x1 + x2) / 2),
            "that is the height in the middle between the two places, not a slope.",
        ),
        Mistake(
            "divided by the run twice",
            lambda f, x1, x2: (f(x2) - f(x1)) / (x2 - x1) ** 2,
            "as if the slope were divided by the run once more. Once is enough.",
        ),
        Mistake(
            "the length of the way",
            lambda f, x1, x2: np.hypot(f(x2) - f(x1), x2 - x1),
            "that is how long the straight line between the two points is. How steep it is, rise over "
            "run says.",
        ),
        Mistake(
            "the angle",
            lambda f, x1, x2: np.arctan((f(x2) - f(x1)) / (x2 - x1)),
            "that is the angle of the straight line to the x axis, below 0 where it falls. The "
            "slope is rise over run itself.",
            also=(
                lambda f, x1, x2: np.degrees(np.arctan((f(x2) - f(x1)) / (x2 - x1))),
                Also(
                    lambda f, x1, x2: np.arctan2(f(x2) - f(x1), x2 - x1),
                    "that is the angle of the way from point 1 to point 2. The slope is rise over run "
                    "itself.",
                ),
            ),
        ),
        Mistake(
            "a place taken away from a height",
            lambda f, x1, x2: (f(x2) - x2) / (x2 - x1),
            "as if a place were taken away from a height. The rise takes a height from a height, "
            "the run a place from a place.",
            also=(
                lambda f, x1, x2: (f(x2) - x2) / (f(x1) - x1),
                lambda f, x1, x2: (f(x1) - x1) / (f(x2) - x2),
                lambda f, x1, x2: (f(x2) - x1) / (x2 - x1),
            ),
        ),
        Mistake(
            "the rise over one place",
            lambda f, x1, x2: (f(x2) - f(x1)) / x2,
            "as if a difference of heights were divided by x2, or by x1, and those are places. The "
            "run is how far the one is from the other.",
            also=(
                lambda f, x1, x2: (f(x2) - f(x1)) / x1,
                lambda f, x1, x2: (f(x1) - f(x2)) / x1,
            ),
        ),
        Mistake(
            "a ratio of heights",
            lambda f, x1, x2: f(x2) / f(x1),
            "you divided one height by the other. The rise is their difference.",
            also=(lambda f, x1, x2: (f(x2) / f(x1)) / (x2 / x1), lambda f, x1, x2: f(x1) / f(x2)),
        ),
        Mistake(
            "the run alone",
            lambda f, x1, x2: x2 - x1,
            "that is the difference of the places, and f doesn't come in. How far does the output "
            "move meanwhile?",
            also=(lambda f, x1, x2: x1 - x2,),
        ),
        Mistake(
            "rounded down",
            lambda f, x1, x2: (f(x2) - f(x1)) // (x2 - x1),
            "`//` rounds down to a whole number; `/` keeps what is behind the decimal point.",
        ),
        Mistake(
            "two numbers for one slope",
            lambda f, x1, x2: np.gradient([f(x1), f(x2)], [x1, x2]),
            "two numbers came, and one is due: two points have one slope between them. (`np.gradient` gives "
            "one for each point.)",
            also=(lambda f, x1, x2: np.gradient([f(x1), f(x2)]),),
        ),
        Mistake(
            "the slope at single places",
            lambda f, x1, x2: _steepness(f, x1),
            "as if you measured how steep f is at one end, at both in the mean, or halfway. Here "
            "it is the straight line between the two points whose slope is due, however far apart "
            "they are.",
            rtol=1e-2,
            also=(
                lambda f, x1, x2: _steepness(f, x2),
                lambda f, x1, x2: _steepness(f, (x1 + x2) / 2),
                lambda f, x1, x2: (_steepness(f, x1) + _steepness(f, x2)) / 2,
            ),
        ),
    ],
    hints=[
        "Call f twice: what is its output at x1, and at x2?",
        "Δy = f(x2) − f(x1), and Δx = x2 − x1. Mind the brackets.",
    ],
    stub="def slope(f, x1, x2):\n    return ...  # your code here\n",
    answer="def slope(f, x1, x2):\n    return (f(x2) - f(x1)) / (x2 - x1)\n",
    praise="Rise over run, both differences in the same order.",
)


_steps = _labelled(
    "0, from x = 0 on 3, from x = 1 on 1.002",
    lambda x: np.where(x < 0, 0.0, np.where(x < 1, 3.0, 1.002)),
)


def _spreads(f, xs):
    return (f(xs[1:]) - f(xs[:-1])) / (xs[1:] - xs[:-1])


def _uneven_places(chance):
    steps = chance.numbers(chance.whole(2, 5), low=0.1, high=0.9)
    return chance.curve(), np.round(chance.number(-2, 0) + np.cumsum(steps), 2)


spreads = Exercise(
    key="slope.spreads",
    title="How strings spread, and where they cross",
    difficulty=1,
    right=_spreads,
    probes=[
        (_square, np.array([-2.0, -1.5, 0.0, 0.5, 2.0])),
        (_line_down, np.array([0.0, 0.25, 1.0])),
        (_cube, np.array([-1.0, 0.5, 1.0, 3.0])),
        (_steps, np.array([-80.0, -3.0, -1.5, -1.0, 0.5, 1.5, 2.0, 4.0, 90.0])),
    ],
    draw=_uneven_places,
    corners=(
        (_steps, np.array([-1, 0, 2])),
        (_line_down, np.array([1, 4])),
        (_flat, np.array([0.0, 1.0, 1.5])),
        (_square, np.array([-2.0, 2.0])),
        (_cube, np.array([100.0, 100.25])),
    ),
    mistakes=[
        Mistake(
            "the ends put in order",
            lambda f, xs: np.diff(np.sort(f(xs))) / np.diff(xs),
            "as if the ends were put in rising order: then no string crosses another. Leave each "
            "end with its string.",
        ),
        Mistake(
            "the distances themselves",
            lambda f, xs: np.diff(f(xs)),
            "those are the distances at the end. How many times as far apart as at the start is "
            "that? Divide by the distance at the start.",
            also=(
                Also(
                    lambda f, xs: -np.diff(f(xs)),
                    "those are the distances at the end, each left minus right. Take right minus left, and "
                    "divide by the distance at the start.",
                ),
            ),
        ),
        Mistake(
            "start over end, upside down",
            lambda f, xs: np.diff(xs) / np.diff(f(xs)),
            "you divided the distance at the start by that at the end. The multiple is how far "
            "apart they *end*, for one unit at the start.",
        ),
        Mistake(
            "only the sizes",
            lambda f, xs: np.abs(_spreads(f, xs)),
            "the sizes are right. Where two strings cross, the multiple is negative: keep the sign.",
        ),
        Mistake(
            "the sign reversed",
            lambda f, xs: -_spreads(f, xs),
            "as if one of the two differences were right minus left, and the other left minus "
            "right: strings that keep their order come out negative.",
        ),
        Mistake(
            "all divided by one distance",
            lambda f, xs: np.diff(f(xs)) / (xs[1] - xs[0]),
            "you divided every distance by one and the same. The strings needn't start evenly "
            "spaced: each pair has its own, `xs[1:] - xs[:-1]`.",
            also=(
                lambda f, xs: np.diff(f(xs)) / (xs[-1] - xs[-2]),
                lambda f, xs: np.diff(f(xs)) / (xs[-1] - xs[0]),
                lambda f, xs: np.diff(f(xs)) / np.mean(np.diff(xs)),
            ),
        ),
        Mistake(
            "output over input",
            lambda f, xs: f(xs) / xs,
            "you divided places: where a string ends by where it starts. A multiple compares "
            "*distances* between neighbours.",
            also=(lambda f, xs: f(xs[1:]) / xs[1:], lambda f, xs: f(xs)[:-1] / xs[:-1]),
        ),
        Mistake(
            "all compared with the first string",
            lambda f, xs: (f(xs[1:]) - f(xs[0])) / (xs[1:] - xs[0]),
            "each string is compared with the first one. Due is each with its neighbour on the "
            "left: `[1:]` and `[:-1]`, in the ends and in the starts.",
        ),
        Mistake(
            "the first and the last only",
            lambda f, xs: (f(xs[-1]) - f(xs[0])) / (xs[-1] - xs[0]),
            "that is one multiple, for the first string and the last. Due is one for each pair of "
            "neighbours.",
        ),
        Mistake(
            "the first pair only",
            lambda f, xs: _spreads(f, xs)[:1] if len(xs) > 2 else _spreads(f, xs)[0],
            "the multiple of the first pair came, alone. Is the `return` inside the loop?",
            also=(lambda f, xs: _spreads(f, xs)[0], lambda f, xs: _spreads(f, xs)[:1]),
        ),
        Mistake(
            "a pair left out",
            lambda f, xs: _spreads(f, xs)[1:],
            "one pair of neighbours has no multiple: n strings make n − 1 pairs. Does the "
            "loop, or `range`, begin "
            "too late, or stop too early?",
            also=(lambda f, xs: _spreads(f, xs)[:-1],),
        ),
        Mistake(
            "the first string paired with the last",
            lambda f, xs: (f(xs) - f(np.roll(xs, 1))) / (xs - np.roll(xs, 1)),
            "as many multiples as strings came, the first string being paired with the last as "
            "well, as the index −1 and `np.roll` do. n strings make n − 1 pairs of neighbours.",
            also=(lambda f, xs: (f(np.roll(xs, -1)) - f(xs)) / (np.roll(xs, -1) - xs),),
        ),
        Mistake(
            "the machine fed with distances",
            lambda f, xs: f(np.diff(xs)) / np.diff(xs),
            "you put distances into the machine. It takes the places where strings start: `f(xs)` "
            "is where they end, and then come the distances.",
            also=(lambda f, xs: f(np.diff(xs)),),
        ),
        Mistake(
            "missing brackets",
            lambda f, xs: f(xs[1:]) - f(xs[:-1]) / xs[1:] - xs[:-1],
            "Python divides before it subtracts: of `a - b / c - d` only b is divided by c. Put each "
            "difference in brackets.",
            also=(
                lambda f, xs: (f(xs[1:]) - f(xs[:-1])) / xs[1:] - xs[:-1],
                lambda f, xs: f(xs[1:]) - f(xs[:-1]) / (xs[1:] - xs[:-1]),
            ),
        ),
        Mistake(
            "plus instead of minus",
            lambda f, xs: (f(xs[1:]) + f(xs[:-1])) / (xs[1:] + xs[:-1]),
            "as if there were a plus in it. A distance is a difference: the right one minus the "
            "left one.",
            also=(
                lambda f, xs: (f(xs[1:]) - f(xs[:-1])) / (xs[1:] + xs[:-1]),
                lambda f, xs: (f(xs[1:]) + f(xs[:-1])) / (xs[1:] - xs[:-1]),
            ),
        ),
        Mistake(
            "multiplied instead of divided",
            lambda f, xs: np.diff(f(xs)) * np.diff(xs),
            "you multiplied the two distances. What multiple of the start's is the end's? Divide.",
        ),
        Mistake(
            "distances over places",
            lambda f, xs: np.diff(f(xs)) / xs[1:],
            "the distances at the end are divided by places. Divide each by the distance at the start, "
            "`xs[1:] - xs[:-1]`.",
            also=(lambda f, xs: np.diff(f(xs)) / xs[:-1],),
        ),
        Mistake(
            "one end over the other",
            lambda f, xs: f(xs[1:]) / f(xs[:-1]),
            "the ends of neighbours are divided by each other. A multiple compares *distances*: that at "
            "the end with that at the start.",
            also=(lambda f, xs: f(xs[:-1]) / f(xs[1:]),),
        ),
        Mistake(
            "a distance taken from the other",
            lambda f, xs: np.diff(f(xs)) - np.diff(xs),
            "the distance at the start is taken away from that at the end. What multiple of it is it? "
            "Divide.",
        ),
        Mistake(
            "each end over its start, then the differences",
            lambda f, xs: np.diff(f(xs) / xs),
            "ends are divided by starts before the differences are taken. First the distances, of the "
            "ends and of the starts; then divide.",
        ),
        Mistake(
            "which cross, not how much",
            lambda f, xs: np.diff(f(xs)) < 0,
            "you said where they cross, or where they keep their order. Due is by what multiple "
            "they spread; its sign says that, too.",
            also=(
                lambda f, xs: np.sign(np.diff(f(xs))),
                lambda f, xs: np.where(np.diff(f(xs)) < 0, -1, 1),
                lambda f, xs: np.diff(f(xs)) > 0,
            ),
        ),
        Mistake(
            "a value for each string",
            lambda f, xs: np.gradient(f(xs), xs),
            "there is a number for each string, and one is due for each pair of neighbours: one less.",
            also=(lambda f, xs: np.gradient(f(xs)),),
        ),
    ],
    hints=[
        "`f(xs)` is where the strings end, all of them at once. `xs[1:]` is all but the first, "
        "`xs[:-1]` all but the last.",
        "`xs[1:] - xs[:-1]` are the distances between neighbours at the start. And at the end?",
    ],
    stub="def spreads(f, xs):\n    return ...  # your code here\n",
    answer="def spreads(f, xs):\n    return (f(xs[1:]) - f(xs[:-1])) / (xs[1:] - xs[:-1])\n",
    praise="Each is the slope of a secant between neighbours: above 1 in size where they spread, "
    "negative where they cross.",
)


_neuron = _labelled("4·w₁ + 0.1·w₂", lambda w: w[0] * 4.0 + w[1] * 0.1)
_other_sample = _labelled("−0.5·w₁ + 2·w₂", lambda w: w[0] * -0.5 + w[1] * 2.0)
_squared = _labelled("(w₁ + 3w₂ − 1)²", lambda w: (w[0] + w[1] * 3.0 - 1.0) ** 2)
_first_squared = _labelled("w₁²", lambda w: w[0] ** 2)
_three = _labelled("w₁·w₂ + 5w₃²", lambda w: w[0] * w[1] + 5 * w[2] ** 2)


def _output(x, t):
    """A neuron's output for the sample x, or its squared error with the target t."""

    def total(w):
        return sum(w[i] * x[i] for i in range(len(x)))

    if t is None:
        return _labelled(f"the sum of w·x with x = {x.tolist()}", total)
    return _labelled(
        f"(the sum of w·x − {t:g})² with x = {x.tolist()}", lambda w: (total(w) - t) ** 2
    )


_seven = _output(np.array([1.0, -2.0, 0.5, 4.0, 3.0, 1.0, 0.25]), 1.5)


def _any_output(chance):
    n = chance.in_turn(2, 3, 1, 4)
    target = chance.in_turn(None, chance.number(-2, 2, 1))
    return _output(chance.numbers(n, digits=1), target), chance.numbers(n), chance.step()


def _multiples(output, w, h):
    return np.array([(output(w + h * row) - output(w)) / h for row in np.eye(len(w))])


def _kept_nudges(output, w, h):
    here, moved, made = output(w), w.copy(), []
    for i in range(len(w)):
        moved[i] += h
        made.append((output(moved) - here) / h)
    return np.array(made)


def _kept_nudges_and_base(output, w, h):
    moved, made = w.copy(), []
    for i in range(len(w)):
        here = output(moved)
        moved[i] += h
        made.append((output(moved) - here) / h)
    return np.array(made)


def _in_place(answer):
    """The same, on w itself: after `moved = w` both names mean one array."""

    class Same(np.ndarray):
        def copy(self, order="C"):
            return self

    return lambda output, w, h: answer(output, w.view(Same), h)


def _aliased(output, w, h):
    made = []
    for i in range(len(w)):
        w[i] += h
        made.append((output(w) - output(w)) / h)
    return np.array(made)


def _replaced(output, w, h):
    rows = (np.where(np.arange(len(w)) == i, h, w) for i in range(len(w)))
    return np.array([(output(row) - output(w)) / h for row in rows])


def _times(output, w, h):
    rows = (np.where(np.arange(len(w)) == i, w * (1 + h), w) for i in range(len(w)))
    return np.array([(output(row) - output(w)) / h for row in rows])


def _both_ways(output, w, h):
    return np.array(
        [(output(w + h * row) - output(w - h * row)) / (2 * h) for row in np.eye(len(w))]
    )


def _other_step(value, output, w, h):
    """Whether these are multiples for another, small nudge."""
    fine = np.shape(value) == w.shape
    return fine and np.allclose(value, _both_ways(output, w, 1e-5), rtol=1e-2, atol=1e-2)


def _one_alone(value, *inputs):
    """Whether `output` was called with a number in place of the array: it then fails, not the answer."""
    if not isinstance(value, Raised) or value.problem is None:
        return False
    told, step = str(value.problem), value.problem.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    inside = step is not None and step.tb_frame.f_code.co_filename == __file__
    return inside and ("float' object is not sub" in told or "invalid index to scalar" in told)


def _of_whole_weights(output, w, h):
    found = []
    for i in range(len(w)):
        moved = np.array(w, dtype=int)
        moved[i] += h
        found.append((output(moved) - output(w)) / h)
    return np.array(found)


impacts = Exercise(
    key="slope.impacts",
    title="Which weight matters more for this output?",
    difficulty=2,
    right=_multiples,
    probes=[
        (_neuron, np.array([0.5, 3.0]), 0.01),
        (_other_sample, np.array([0.5, 3.0]), 0.01),
        (_squared, np.array([0.5, -0.25]), 0.001),
        (_three, np.array([2.0, -1.0, 0.5]), 0.1),
        (_seven, np.array([2.0, 0.0, 2.0, 0.0, -1.0, 2.0, 150.0]), -0.5),
        (_squared, np.array([2.0, 2.0]), 2.0),
    ],
    draw=_any_output,
    corners=(
        (_squared, np.array([1, 2]), 1),
        (_squared, np.array([0.0, 0.0]), 0.5),
        (_three, np.array([1.0, 1.0, 1.0]), -1.0),
        (_first_squared, np.array([3.0]), 0.5),
    ),
    mistakes=[
        Mistake(
            "nothing collected",
            lambda output, w, h: np.array([]),
            "no multiple came: is there an `append` in the loop?",
        ),
        Mistake(
            "only the first weight",
            lambda output, w, h: _multiples(output, w, h)[:1],
            "the first weight's multiple came, alone. A `return` ends the function at once: it "
            "belongs after the loop, as far left as `for`.",
            also=(lambda output, w, h: _multiples(output, w, h)[0],),
        ),
        Mistake(
            "only the last weight",
            lambda output, w, h: _multiples(output, w, h)[-1:],
            "the last weight's multiple came, alone. Collect them all: `multiples.append(…)`, "
            "inside the loop.",
            also=(lambda output, w, h: _multiples(output, w, h)[-1],),
        ),
        Mistake(
            "a weight left out",
            lambda output, w, h: _multiples(output, w, h)[1:],
            "one weight has no multiple. `range(len(w))` counts all of them, from 0 on.",
            also=(lambda output, w, h: _multiples(output, w, h)[:-1],),
        ),
        Mistake(
            "w nudged in place of a copy",
            _aliased,
            "all multiples are 0, as where before and after come from the same array, and w "
            "itself is changed. After `moved = w` both names mean one array; `w.copy()` makes a "
            "second one.",
        ),
        Mistake(
            "no difference between before and after",
            lambda output, w, h: np.zeros(len(w)),
            "all multiples are 0, as where both outputs come from the same weights. One is due "
            "for w as it is, and one for the copy in which weight i was nudged.",
        ),
        Mistake(
            "all weights nudged at once",
            lambda output, w, h: np.full(len(w), (output(w + h) - output(w)) / h),
            "as if all weights got the nudge at the same time: then you can't tell whose doing it "
            "was. Nudge one, with all others held still.",
            also=(lambda output, w, h: (output(w + h) - output(w)) / h,),
        ),
        Mistake(
            "the nudge left in",
            _kept_nudges,
            "as if earlier nudges were still there when the next weight is nudged. Start each "
            "time from a fresh copy of w.",
            also=(_kept_nudges_and_base, _in_place(_kept_nudges), _in_place(_kept_nudges_and_base)),
        ),
        Mistake(
            "the weight replaced by the nudge",
            _replaced,
            "you put h in the place of the weight. A nudge is added to what is there: `+=`.",
        ),
        Mistake(
            "the weight multiplied",
            _times,
            "you multiplied the weight, by h or by 1 + h. Add h to it, the same for each.",
            also=(
                lambda output, w, h: np.array(
                    [
                        (output(np.where(np.arange(len(w)) == i, w * h, w)) - output(w)) / h
                        for i in range(len(w))
                    ]
                ),
            ),
        ),
        Mistake(
            "missing brackets",
            lambda output, w, h: np.array(
                [output(w + h * row) - output(w) / h for row in np.eye(len(w))]
            ),
            "Python divides before it subtracts, so only the output before the nudge was divided by h.",
        ),
        Mistake(
            "nudged both ways",
            _both_ways,
            "you nudged both ways, by h and by −h. A good idea, and notebook 02 comes to it; here one "
            "nudge is asked for, by h.",
            also=(
                Also(
                    lambda output, w, h: 2 * _both_ways(output, w, h),
                    "you nudged both ways, by h and by −h, and divided by h, where 2h lie between. Here "
                    "one nudge is asked for, by h.",
                ),
            ),
        ),
        Mistake(
            "nudged downwards",
            lambda output, w, h: _multiples(output, w, -h),
            "as if h were taken away from the weight. Here it is to be added.",
            also=(lambda output, w, h: -_multiples(output, w, -h),),
        ),
        Mistake(
            "the change instead of the multiple",
            lambda output, w, h: _multiples(output, w, h) * h,
            "that is how far the output moved. Divide by h to get the multiple of the nudge.",
        ),
        Mistake(
            "multiplied by the nudge",
            lambda output, w, h: _multiples(output, w, h) * h**2,
            "you multiplied the change by h. What multiple of h is it? Divide.",
        ),
        Mistake(
            "here minus moved",
            lambda output, w, h: -_multiples(output, w, h),
            "as if the output after the nudge were taken away from that before it. Due is after "
            "minus before.",
        ),
        Mistake(
            "times the weight",
            lambda output, w, h: _multiples(output, w, h) * w,
            "you multiplied by the weight itself. The multiple is the change over the nudge, and "
            "nothing more.",
        ),
        Mistake(
            "divided by the weight",
            lambda output, w, h: _multiples(output, w, h) * h / w,
            "you divided by the weight, before its nudge or after. The change is to be compared "
            "with the nudge alone: divide by h.",
            also=(
                lambda output, w, h: _multiples(output, w, h) * h / (w + h),
                Also(
                    lambda output, w, h: _multiples(output, w, h) / w,
                    "as if you divided by h, and by the weight as well. The change is to be "
                    "compared with the nudge alone.",
                ),
            ),
        ),
        Mistake(
            "divided by the number of weights",
            lambda output, w, h: np.array(_multiples(output, w, h)) / len(w),
            "each multiple is divided by `len(w)`. One weight is nudged at a time, and its multiple is the "
            "change over h.",
        ),
        Mistake(
            "the weights cut to whole numbers",
            _of_whole_weights,
            "as if the copy held whole numbers only: then what is behind the decimal point is "
            "lost before the output is asked. `w.copy()` keeps it.",
        ),
        Mistake(
            "only the sizes",
            lambda output, w, h: np.abs(_multiples(output, w, h)),
            "you took the sizes. Keep the sign: it says which way the output moves.",
            also=(
                Also(
                    lambda output, w, h: np.abs(h * _multiples(output, w, h)) / h,
                    "the changes lost their sign before they were divided. Keep it: it says which way the "
                    "output moves.",
                ),
            ),
        ),
        Mistake(
            "the outputs themselves",
            lambda output, w, h: np.array([output(w + h * row) for row in np.eye(len(w))]),
            "those are outputs. By how much does the output move when one weight is nudged, and what "
            "multiple of h is that?",
            also=(lambda output, w, h: np.full(len(w), output(w)),),
        ),
        Mistake(
            "outputs divided by the nudge",
            lambda output, w, h: np.array([output(w + h * row) / h for row in np.eye(len(w))]),
            "h divides the whole output. By how much does the output *move* when one weight is "
            "nudged, and what multiple of h is that?",
        ),
        Mistake(
            "after over before",
            lambda output, w, h: np.array(
                [output(w + h * row) / output(w) for row in np.eye(len(w))]
            ),
            "you divide the output after the nudge by the output before it. By how much did it *move*? "
            "And what multiple of h is that?",
        ),
        Mistake(
            "the other weights at 0",
            lambda output, w, h: np.array(
                [(output(h * row) - output(w)) / h for row in np.eye(len(w))]
            ),
            "as if the nudged weight were h alone, and all others 0. Add h to one weight in a "
            "copy of w, so that the others stay what they are.",
            also=(
                lambda output, w, h: np.array([output(h * row) / h for row in np.eye(len(w))]),
                lambda output, w, h: np.array([output(h * row) for row in np.eye(len(w))]),
            ),
        ),
        Mistake(
            "one weight for all",
            lambda output, w, h: np.full(len(w), _multiples(output, w, h)[0]),
            "the multiple of one and the same weight came every time. In each turn of the loop another "
            "weight is to be nudged: `moved[i]`.",
            also=(lambda output, w, h: np.full(len(w), _multiples(output, w, h)[-1]),),
        ),
        Mistake(
            "compared with the output",
            lambda output, w, h: h * _multiples(output, w, h) / output(w),
            "the change is divided by the output. By what multiple of the *nudge* the output moves is "
            "asked: divide by h.",
            also=(
                Also(
                    lambda output, w, h: _multiples(output, w, h) / output(w),
                    "the change is divided by h and by the output. By what multiple of the *nudge* the "
                    "output moves is asked: divide by h alone.",
                ),
            ),
        ),
        Mistake(
            "shares of the whole, or of the largest",
            lambda output, w, h: _multiples(output, w, h) / np.sum(_multiples(output, w, h)),
            "the multiples are divided by their sum, or by the largest of their sizes. They are "
            "due as they are.",
            also=(
                lambda output, w, h: (
                    _multiples(output, w, h) / np.max(np.abs(_multiples(output, w, h)))
                ),
            ),
        ),
        Mistake(
            "which weight, not how much",
            lambda output, w, h: np.argmax(np.abs(_multiples(output, w, h))),
            "a weight's number came, as `np.argmax` gives it. Due is one multiple for each weight.",
            also=(lambda output, w, h: np.argmax(_multiples(output, w, h)),),
        ),
        Mistake(
            "a single number given to `output`",
            lambda output, w, h: output(w[0] + h),
            "`output` got a single number, and it wants all the weights: make a copy of w, nudge "
            "entry i of it, and call `output` on the whole copy.",
            fits=each(_one_alone),
            kind=True,
        ),
        Mistake(
            "a nudge of your own",
            lambda output, w, h: _multiples(output, w, 1e-6),
            "these are about the multiples for a very small nudge. Due are those for `h`, which "
            "may be a large one: is there a number in your code where `h` is due?",
            fits=each(_other_step),
        ),
    ],
    hints=[
        "For each i: copy w, add h to entry i of the copy, call `output` on the copy.",
        "`moved = w.copy()` then `moved[i] += h`, inside the loop, so that each nudge starts afresh.",
        "The multiple is `(output(moved) - output(w)) / h`. Collect them and return an array.",
    ],
    stub=(
        "def impacts(output, w, h):\n"
        "    multiples = []\n"
        "    for i in range(len(w)):\n"
        "        ...  # your code here\n"
        "    return np.array(multiples)\n"
    ),
    answer=(
        "def impacts(output, w, h):\n"
        "    multiples = []\n"
        "    for i in range(len(w)):\n"
        "        moved = w.copy()\n"
        "        moved[i] += h\n"
        "        multiples.append((output(moved) - output(w)) / h)\n"
        "    return np.array(multiples)\n"
    ),
    praise="One nudge at a time, the others held still: one multiple for each weight.",
)


def _small_record():
    years = np.array([2000.0, 2000.5, 2001.0, 2001.5, 2003.0, 2003.5, 2004.0, 2006.0])
    ppm = np.array([np.nan, 370.0, 371.5, np.nan, 374.0, 376.5, np.nan, 381.0])
    return years, ppm


def _first_years_of_record():
    """The start of the record at Mauna Loa as the notebook reads it: four years, gaps and all."""
    years = 1958.24 + 7 / 365.25 * np.arange(40)
    season = 315 + 0.7 * (years - 1958) + 2.5 * np.sin(2 * np.pi * (years - 0.15))
    season[[6, 9, 10, 11, 12, 21, 39]] = np.nan
    return years, season


def _any_record(chance):
    """A record whose first and last week in the range may be gaps, or exactly at the dates."""
    count = chance.whole(10, 30)
    years = np.round(1970 + np.cumsum(chance.numbers(count, low=0.02, high=0.4)), 2)
    ppm = np.round(330 + 1.4 * (years - 1970) + chance.numbers(count, low=-2, high=2), 1)
    first = chance.whole(0, count // 2 - 3)
    last = chance.whole(count // 2 + 2, count - 1)
    gaps = chance.random.random(count) < 0.3
    gaps[[first + 1, last - 1]] = False
    gaps[[first, last]] = chance.in_turn((True, False), (False, True), (False, False), (True, True))
    ppm[gaps] = np.nan
    edge = chance.in_turn(0.0, 0.01)
    return years, ppm, round(years[first] - edge, 2), round(years[last] + edge, 2)


def _within(years, ppm, start, end):
    return (years >= start) & (years <= end)


def _rise(kept, change=lambda t, c: c[-1] - c[0], span=lambda t, c: t[-1] - t[0]):
    """An answer that keeps the weeks that `kept` says, and divides a change by a span."""

    def answer(years, ppm, start, end):
        keep = kept(years, ppm, start, end)
        t, c = years[keep], ppm[keep]
        return change(t, c) / span(t, c)

    return answer


def _valid(years, ppm, start, end):
    return np.isfinite(ppm) & _within(years, ppm, start, end)


def _open(after, before):
    """Weeks from start to end, with the comparisons of one's own."""
    return lambda years, ppm, start, end: (
        np.isfinite(ppm) & after(years, start) & before(years, end)
    )


_average_rise = _rise(_valid)


def _rise_asked(years, ppm, start, end):
    c = ppm[_valid(years, ppm, start, end)]
    return (c[-1] - c[0]) / (end - start)


def _rise_filled(years, ppm, start, end):
    return _rise(_within)(years, np.nan_to_num(ppm), start, end)


def _rise_filled_in_place(years, ppm, start, end):
    ppm[np.isnan(ppm)] = 0
    return _rise(_within)(years, ppm, start, end)


def _rise_two_masks(years, ppm, start, end):
    c = ppm[_valid(years, ppm, start, end)]
    t = years[_within(years, ppm, start, end)]
    return (c[-1] - c[0]) / (t[-1] - t[0])


def _rise_of_all_years(years, ppm, start, end):
    c = ppm[_valid(years, ppm, start, end)]
    return (c[-1] - c[0]) / (years[-1] - years[0])


def _rise_each(years, ppm, start, end):
    keep = _valid(years, ppm, start, end)
    return np.gradient(ppm[keep], years[keep])


def _rise_each_step(years, ppm, start, end):
    keep = _valid(years, ppm, start, end)
    return np.diff(ppm[keep]) / np.diff(years[keep])


def _rise_between_dates(years, ppm, start, end):
    keep = np.isfinite(ppm)
    before, after = np.interp([start, end], years[keep], ppm[keep])
    return (after - before) / (end - start)


def _rise_nearest(years, ppm, start, end):
    keep = np.isfinite(ppm)
    t, c = years[keep], ppm[keep]
    i, j = np.argmin(np.abs(t - start)), np.argmin(np.abs(t - end))
    return (c[j] - c[i]) / (t[j] - t[i])


def _rise_one_too_far(years, ppm, start, end, strict=True):
    keep = np.isfinite(ppm)
    t, c = years[keep], ppm[keep]
    i, j = np.searchsorted(t, start), np.searchsorted(t, end)
    if not strict:
        j = min(j, len(t) - 1)
    return (c[j] - c[i]) / (t[j] - t[i])


def _rise_between_extremes(years, ppm, start, end):
    c = ppm[_valid(years, ppm, start, end)]
    return (c.max() - c.min()) / (end - start)


def _rise_each_of_all(years, ppm, start, end):
    keep = np.isfinite(ppm)
    return np.diff(ppm[keep]) / np.diff(years[keep])


def _rise_for_rows(years, ppm, start, end, more=0):
    c = ppm[_valid(years, ppm, start, end)]
    return (c[-1] - c[0]) / (len(c) + more) * 52


def _rise_upside_down(years, ppm, start, end):
    return 1 / _average_rise(years, ppm, start, end)


average_rise = Exercise(
    key="slope.average_rise",
    title="The average rise of CO₂ between two dates",
    difficulty=2,
    right=lambda years, ppm, start, end: _average_rise(years, ppm, start, end),
    probes=[
        (*_small_record(), 2000.0, 2004.0),
        (*_small_record(), 2000.25, 2005.0),
        (*_small_record(), 2001.0, 2006.0),
        (*_first_years_of_record(), 1958.3, 1959.2),
    ],
    draw=_any_record,
    corners=(
        (*_small_record(), 1990, 2100),
        (np.array([1999.5, 2003.25]), np.array([340.0, 340.0]), 1999, 2004),
        (
            np.array([2000, 2001, 2002, 2003, 2004]),
            np.array([np.nan, 342.0, 341.0, 340.5, np.nan]),
            2000,
            2004,
        ),
    ),
    mistakes=[
        Mistake(
            "the change instead of the rate",
            _rise(_valid, span=lambda t, c: 1),
            "that is by how many ppm CO₂ changed in all. The rise per year is that change divided "
            "by the years between the two measurements.",
        ),
        Mistake(
            "years over ppm, upside down",
            _rise_upside_down,
            "that is years per ppm. Ppm per year has the change of CO₂ above the bar.",
        ),
        Mistake(
            "one difference reversed",
            _rise(_valid, span=lambda t, c: t[0] - t[-1]),
            "as if one of the two differences were first minus last: then a rise comes out as a "
            "fall. Take both as last minus first.",
        ),
        Mistake(
            "divided by the years asked for",
            _rise_asked,
            "`end - start` are the years that were asked for. The first and the last measurement "
            "in between may lie further inside: divide by the time between those two.",
        ),
        Mistake(
            "a gap taken for a measurement",
            _rise(_within),
            "NaN comes out where the first or the last week in the range has no measurement. Keep "
            "only the weeks where `np.isfinite(ppm)`.",
        ),
        Mistake(
            "a gap taken for zero",
            _rise_filled,
            "a week without a measurement isn't a week with 0 ppm. Leave those weeks out.",
            also=(_rise_filled_in_place,),
        ),
        Mistake(
            "divided by the number of rows",
            _rise(_valid, span=lambda t, c: len(c) - 1),
            "as if the change were divided by a number of rows with a measurement. Rows are no "
            "years: divide by the difference of two entries of `years`.",
            also=(_rise(_valid, span=lambda t, c: len(c)),),
        ),
        Mistake(
            "every row taken for a week",
            lambda *given: _rise_for_rows(*given),
            "as if 52 rows with a measurement made a year. Some weeks may have none: divide by "
            "the difference of two entries of `years`.",
            also=(lambda *given: _rise_for_rows(*given, more=-1),),
        ),
        Mistake(
            "the highest minus the lowest",
            _rise(_valid, change=lambda t, c: c.max() - c.min()),
            "CO₂ goes up and down with the seasons, so the highest and the lowest week needn't be "
            "the last and the first.",
            also=(
                _rise_between_extremes,
                _rise(_within, change=lambda t, c: np.nanmax(c) - np.nanmin(c)),
                lambda *given: (
                    _rise(_valid, change=lambda t, c: np.ptp(c), span=lambda t, c: 1)(*given)
                    / (given[3] - given[2])
                ),
                _rise(_valid, change=lambda t, c: c.max() - c.min(), span=lambda t, c: 1),
            ),
        ),
        Mistake(
            "the average CO₂ instead of its rise",
            lambda *given: np.mean(given[1][_valid(*given)]) / (given[3] - given[2]),
            "you averaged the ppm themselves: that says how much CO₂ there was, and not "
            "how fast it rose. A rise is a difference: the last measurement minus the first.",
            also=(
                lambda *given: np.mean(given[1][_valid(*given)]),
                _rise(_valid, change=lambda t, c: np.mean(c)),
                lambda years, ppm, start, end: np.nanmean(ppm) / (end - start),
                lambda years, ppm, start, end: np.nanmean(ppm),
            ),
        ),
        Mistake(
            "the dates asked for left out",
            _rise(_open(np.greater, np.less)),
            "a week exactly at `start` or `end` counts, too: compare with `>=` and `<=`.",
            also=(
                _rise(_open(np.greater, np.less_equal)),
                _rise(_open(np.greater_equal, np.less)),
            ),
        ),
        Mistake(
            "two different masks",
            _rise_two_masks,
            "as if the gaps were left out of the ppm, and not of the years: then the first or the "
            "last of one needn't be from the same week as that of the other. Use one mask for "
            "both.",
            also=(
                Also(
                    _rise_of_all_years,
                    "the change is that within the range, and the years are those of the whole record. "
                    "Use one mask for both.",
                ),
            ),
        ),
        Mistake(
            "the average of the single slopes",
            lambda *given: np.mean(_rise_each_step(*given)),
            "as if you averaged the slopes from one measurement to the next. One across a gap of "
            "months then counts hardly more than one across a week, or no more. Only the first and "
            "the last measurement are asked for.",
            also=(lambda *given: np.mean(_rise_each(*given)),),
        ),
        Mistake(
            "a slope for each week",
            _rise_each,
            "a row of slopes came, and one number is due: the slope from the first measurement "
            "in the range to the last.",
            also=(_rise_each_step,),
        ),
        Mistake(
            "a line fitted through all of them",
            lambda years, ppm, start, end: np.polyfit(
                years[_valid(years, ppm, start, end)], ppm[_valid(years, ppm, start, end)], 1
            )[0],
            "that is a fair way to measure a rise, and not the one asked for: here only the first and "
            "the last measurement count.",
        ),
        Mistake(
            "the whole record",
            _rise(lambda years, ppm, start, end: np.isfinite(ppm)),
            "`start` and `end` made no difference: keep only the weeks from `start` to `end`.",
            also=(
                _rise(lambda years, ppm, start, end: slice(None)),
                lambda *given: np.mean(_rise_each_of_all(*given)),
            ),
        ),
        Mistake(
            "one of the two dates forgotten",
            _rise(lambda years, ppm, start, end: np.isfinite(ppm) & (years >= start)),
            "as if only one of the two dates counted: keep the weeks that are both from `start` "
            "on and up to `end`.",
            also=(
                _rise(lambda years, ppm, start, end: np.isfinite(ppm) & (years <= end)),
                _rise(lambda years, ppm, start, end: years >= start),
                _rise(lambda years, ppm, start, end: years <= end),
            ),
        ),
        Mistake(
            "values made up at the dates",
            _rise_between_dates,
            "you worked out values at exactly `start` and `end`, where perhaps nobody measured. Take "
            "the first and the last week in the range that were really measured.",
        ),
        Mistake(
            "the nearest week",
            _rise_nearest,
            "the measured week nearest to a date may lie outside of the range. Take the first and the "
            "last one from `start` to `end`.",
        ),
        Mistake(
            "one week too far",
            _rise_one_too_far,
            "the first week that isn't before `end` may lie after it. Take the last one up to `end`.",
            also=(lambda *given: _rise_one_too_far(*given, strict=False),),
        ),
        Mistake(
            "the first two or the last two only",
            _rise(_valid, lambda t, c: c[1] - c[0], lambda t, c: t[1] - t[0]),
            "that is the rise between the first two measurements in the range, or the last two. From the "
            "first to the *last* is asked: index 0 and index −1.",
            also=(_rise(_valid, lambda t, c: c[-1] - c[-2], lambda t, c: t[-1] - t[-2]),),
        ),
        Mistake(
            "missing brackets",
            _rise(_valid, lambda t, c: c[-1] - c[0] / t[-1] - t[0], lambda t, c: 1),
            "Python divides before it subtracts. Put each difference in brackets.",
            also=(
                _rise(_valid, lambda t, c: (c[-1] - c[0]) / t[-1] - t[0], lambda t, c: 1),
                _rise(_valid, lambda t, c: c[-1] - c[0] / (t[-1] - t[0]), lambda t, c: 1),
            ),
        ),
        Mistake(
            "divided by a date",
            _rise(_valid, span=lambda t, c: t[-1]),
            "the change is divided by a date, some two thousand years. Divide by the years between the "
            "two measurements.",
            also=(
                _rise(_valid, span=lambda t, c: t[0]),
                lambda years, ppm, start, end: (
                    _rise(_valid, span=lambda t, c: 1)(years, ppm, start, end) / end
                ),
            ),
        ),
        Mistake(
            "a start and an end of the whole record",
            lambda years, ppm, start, end: (
                _rise(lambda *g: np.isfinite(g[1]), span=lambda t, c: 1)(years, ppm, start, end)
                / (end - start)
            ),
            "the change is that of the whole record, and the years are those that were asked for. Take "
            "both from the measurements in the range.",
        ),
        Mistake(
            "another week than the first or the last",
            _rise(_valid, change=lambda t, c: c[-1] - c[1]),
            "as if another index were taken than 0 and −1, such as 1 or −2: 0 is the first entry, "
            "−1 the last.",
            also=(
                _rise(_valid, lambda t, c: c[-1] - c[1], lambda t, c: t[-1] - t[1]),
                _rise(_valid, lambda t, c: c[-2] - c[0], lambda t, c: t[-2] - t[0]),
            ),
        ),
    ],
    hints=[
        "First make a mask of the weeks that count: "
        "`keep = np.isfinite(ppm) & (years >= start) & (years <= end)`.",
        "`years[keep]` and `ppm[keep]` are of measured weeks alone. Index 0 is the first of them, "
        "index −1 the last.",
        "Rise over run: the difference of the two ppm over the difference of the two years.",
    ],
    stub="def average_rise(years, ppm, start, end):\n    return ...  # your code here\n",
    answer=(
        "def average_rise(years, ppm, start, end):\n"
        "    keep = np.isfinite(ppm) & (years >= start) & (years <= end)\n"
        "    t, c = years[keep], ppm[keep]\n"
        "    return (c[-1] - c[0]) / (t[-1] - t[0])\n"
    ),
    praise="Ppm per year, between two weeks that were really measured.",
)

__getattr__ = by_stub_name(globals())
