"""Practice of notebook 01: slopes between points, of lines, of a real record, of weights."""

import functools

import numpy as np

from lib.practice.engine.checking import Exercise, Mistake
from lib.practice.engine.predict import predict

# Predictions

pairs = predict(
    "slope.pairs",
    "For `f(x) = 2x`, every pair of points gave slope 2. Now take `f(x) = 2x²`, first the pair "
    "`x = 0` and `x = 1`, then the pair `x = 1` and `x = 2`. Which two slopes come out?",
    {
        "2 and 2: the 2 in front is the slope": (
            "The first is 2, but the 2 in front is the slope only when x stands alone. From 1 to 2 "
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


def _line(w, b):
    return w


line_slope = Exercise(
    key="slope.line_slope",
    title="The slope of any line from its two numbers",
    right=_line,
    probes=[(2.0, 0.0), (2.0, 5.0), (-0.5, 3.0), (0.0, 4.0), (10.0, -7.0)],
    mistakes=[
        Mistake(
            "the intercept instead of the slope",
            lambda w, b: b,
            "b lifts the whole line; it is there at both ends, so it drops out of the rise. Take "
            "two points of 2x + 5 and compute Δy / Δx.",
        ),
        Mistake(
            "the height at x = 1",
            lambda w, b: w + b,
            "w + b is how high the line is at x = 1, not how steep. The rise from x = 0 to x = 1 is "
            "(w + b) − b.",
        ),
        Mistake(
            "the sign reversed",
            lambda w, b: -w,
            "for 2x the output grows when x grows, so the slope is positive.",
        ),
        Mistake(
            "where the line crosses zero",
            lambda w, b: -b / w,
            "−b/w is the x at which the line meets the x axis, a place and not a slope.",
        ),
        Mistake(
            "rise over run upside down",
            lambda w, b: 1 / w,
            "1/w is Δx/Δy. The slope says how much the output moves for one unit of input: Δy/Δx.",
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


def _square(x):
    return x**2


def _line_down(x):
    return 7 - 3 * x


def _cube(x):
    return x**3


_square.label, _line_down.label, _cube.label = "x²", "7 − 3x", "x³"


def _between(f, x1, x2):
    return (f(x2) - f(x1)) / (x2 - x1)


between = Exercise(
    key="slope.between",
    title="Slope between two points",
    right=_between,
    probes=[
        (_square, 1.0, 4.0),
        (_line_down, 2.0, 0.5),
        (_cube, -1.0, 2.0),
        (np.exp, 0.5, 1.0),
        (np.sqrt, 9.0, 4.0),
    ],
    mistakes=[
        Mistake(
            "run over rise, upside down",
            lambda f, x1, x2: (x2 - x1) / (f(x2) - f(x1)),
            "you divide Δx by Δy. The slope is how much the output moves for one unit of input.",
        ),
        Mistake(
            "one difference reversed",
            lambda f, x1, x2: (f(x2) - f(x1)) / (x1 - x2),
            "above the bar you go from x1 to x2, below it from x2 to x1. Both differences must go "
            "the same way, or the sign turns round.",
        ),
        Mistake(
            "missing brackets",
            lambda f, x1, x2: f(x2) - f(x1) / x2 - x1,
            "Python divides before it subtracts, so `f(x2) - f(x1) / x2 - x1` divides only f(x1). "
            "Put each difference in brackets.",
        ),
        Mistake(
            "brackets around the rise only",
            lambda f, x1, x2: (f(x2) - f(x1)) / x2 - x1,
            "the rise has its brackets, the run hasn't: `/ x2 - x1` divides by x2 and then takes "
            "x1 away.",
        ),
        Mistake(
            "brackets around the run only",
            lambda f, x1, x2: f(x2) - f(x1) / (x2 - x1),
            "the run has its brackets, the rise hasn't: only f(x1) is divided by the run.",
        ),
        Mistake(
            "only the sizes",
            lambda f, x1, x2: abs((f(x2) - f(x1)) / (x2 - x1)),
            "the size is right. Where the output falls while the input grows, the slope is negative: "
            "keep the sign.",
        ),
        Mistake(
            "the run without its sign",
            lambda f, x1, x2: (f(x2) - f(x1)) / abs(x2 - x1),
            "when x2 is the smaller, Δx is negative, and so is Δy of a rising curve. Keep both signs, "
            "or take both away at once.",
        ),
        Mistake(
            "the change instead of the rate",
            lambda f, x1, x2: f(x2) - f(x1),
            "that is Δy, how far the output moved. A slope is per unit of input: what is still to "
            "be divided by?",
        ),
        Mistake(
            "the inputs' difference put through f",
            lambda f, x1, x2: f(x2 - x1) / (x2 - x1),
            "f(x2 − x1) is the output for one other input. The rise is the difference of two "
            "outputs.",
        ),
        Mistake(
            "the average of the two heights",
            lambda f, x1, x2: (f(x2) + f(x1)) / 2,
            "that is a height halfway between the two, not a slope.",
        ),
        Mistake(
            "the height over the place",
            lambda f, x1, x2: f(x2) / x2,
            "f(x2)/x2 is the slope from the origin to the second point, as if the first point were "
            "(0, 0).",
        ),
    ],
    hints=[
        "Call f twice: what is its output at x1, and at x2?",
        "Δy = f(x2) − f(x1), and Δx = x2 − x1. Mind the brackets.",
    ],
    stub="def slope(f, x1, x2):\n    return ...  # your code here\n",
    answer="def slope(f, x1, x2):\n    return (f(x2) - f(x1)) / (x2 - x1)\n",
    praise="Rise over run, both differences in the same order, each in its brackets.",
)


def _small_record():
    years = np.array([2000.0, 2000.5, 2001.0, 2001.5, 2003.0, 2003.5, 2004.0, 2006.0])
    ppm = np.array([np.nan, 370.0, 371.5, np.nan, 374.0, 376.5, np.nan, 381.0])
    return years, ppm


def _inside(years, ppm, start, end):
    keep = np.isfinite(ppm) & (years >= start) & (years <= end)
    return years[keep], ppm[keep]


def _average_rise(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    return (c[-1] - c[0]) / (t[-1] - t[0])


def _average_rise_undivided(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    return c[-1] - c[0]


def _average_rise_asked(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    return (c[-1] - c[0]) / (end - start)


def _average_rise_gaps(years, ppm, start, end):
    inside = (years >= start) & (years <= end)
    t, c = years[inside], ppm[inside]
    return (c[-1] - c[0]) / (t[-1] - t[0])


def _average_rise_rows(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    return (c[-1] - c[0]) / (len(c) - 1)


def _average_rise_extremes(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    return (c.max() - c.min()) / (t[-1] - t[0])


def _average_rise_open(years, ppm, start, end, left=True, right=True):
    inside = (years > start if left else years >= start) & (years < end if right else years <= end)
    keep = np.isfinite(ppm) & inside
    t, c = years[keep], ppm[keep]
    return (c[-1] - c[0]) / (t[-1] - t[0])


def _a_date_left_out(values):
    """Whether weeks exactly at the start, or the end, or both were left out."""
    return any(
        np.allclose(values, [_average_rise_open(*p, left, right) for p in RISE_PROBES], rtol=1e-6)
        for left, right in ((True, True), (True, False), (False, True))
    )


def _average_rise_two_masks(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    t = years[(years >= start) & (years <= end)]
    return (c[-1] - c[0]) / (t[-1] - t[0])


def _average_rise_steps(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    return np.mean(np.diff(c) / np.diff(t))


def _average_rise_fitted(years, ppm, start, end):
    t, c = _inside(years, ppm, start, end)
    return np.polyfit(t, c, 1)[0]


def _average_rise_all(years, ppm, start, end):
    keep = np.isfinite(ppm)
    t, c = years[keep], ppm[keep]
    return (c[-1] - c[0]) / (t[-1] - t[0])


def _average_rise_filled(years, ppm, start, end):
    inside = (years >= start) & (years <= end)
    t, c = years[inside], np.nan_to_num(ppm[inside])
    return (c[-1] - c[0]) / (t[-1] - t[0])


def _first_years_of_record():
    """The start of the record at Mauna Loa as the notebook reads it: four years, gaps and all."""
    years = 1958.24 + 7 / 365.25 * np.arange(40)
    season = 315 + 0.7 * (years - 1958) + 2.5 * np.sin(2 * np.pi * (years - 0.15))
    season[[6, 9, 10, 11, 12, 21, 39]] = np.nan
    return years, season


RISE_PROBES = [
    (*_small_record(), 2000.0, 2004.0),
    (*_small_record(), 2000.25, 2005.0),
    (*_small_record(), 2001.0, 2006.0),
    (*_first_years_of_record(), 1958.3, 1959.2),
]

average_rise = Exercise(
    key="slope.average_rise",
    title="The average rise of CO₂ between two dates",
    right=_average_rise,
    probes=RISE_PROBES,
    mistakes=[
        Mistake(
            "the change instead of the rate",
            _average_rise_undivided,
            "that is how many ppm came in all. The rise per year is that change divided by the years "
            "between the two measurements.",
        ),
        Mistake(
            "years over ppm, upside down",
            lambda years, ppm, start, end: 1 / _average_rise(years, ppm, start, end),
            "that is years per ppm. Ppm per year has the change of CO₂ above the bar.",
        ),
        Mistake(
            "one difference reversed",
            lambda years, ppm, start, end: -_average_rise(years, ppm, start, end),
            "the size is right and the sign isn't: take both differences as last minus first.",
        ),
        Mistake(
            "divided by the years asked for",
            _average_rise_asked,
            "`end - start` are the dates that were asked for. The first and the last measurement in "
            "between lie a little inside: divide by the time between those two.",
        ),
        Mistake(
            "a gap taken for a measurement",
            _average_rise_gaps,
            "NaN came out because the first or the last week in the range has no measurement. Keep "
            "only the weeks where `np.isfinite(ppm)`.",
        ),
        Mistake(
            "a gap taken for zero",
            _average_rise_filled,
            "a week without a measurement isn't a week with 0 ppm. Leave those weeks out.",
        ),
        Mistake(
            "divided by the number of rows",
            _average_rise_rows,
            "that is the rise per row. Rows are weeks, and some are missing: divide by the "
            "difference of two entries of `years`.",
        ),
        Mistake(
            "the highest minus the lowest",
            _average_rise_extremes,
            "CO₂ goes up and down with the seasons, so the highest and the lowest week are seldom "
            "the last and the first.",
        ),
        Mistake(
            "the dates asked for left out",
            _average_rise_open,
            "a week exactly at `start` or `end` counts, too: compare with `>=` and `<=`.",
            fits=_a_date_left_out,
        ),
        Mistake(
            "two different masks",
            _average_rise_two_masks,
            "the ppm leave out the gaps, the years don't, so the first of one isn't from the same week "
            "as the first of the other. Use one mask for both.",
        ),
        Mistake(
            "the average of the single slopes",
            _average_rise_steps,
            "you took the slope from each measurement to the next and averaged them. A slope across a "
            "gap of months then counts no more than one across a week. Only the first and the last "
            "measurement are asked for.",
        ),
        Mistake(
            "a line fitted through all of them",
            _average_rise_fitted,
            "that is a fair way to measure a rise, and not the one asked for: here only the first and "
            "the last measurement count.",
        ),
        Mistake(
            "the whole record",
            _average_rise_all,
            "`start` and `end` made no difference: keep only the weeks from `start` to `end`.",
        ),
    ],
    hints=[
        "First make a mask of the weeks that count: "
        "`keep = np.isfinite(ppm) & (years >= start) & (years <= end)`.",
        "`years[keep]` and `ppm[keep]` have no gaps. Index 0 is the first of them, index −1 the last.",
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


def _neuron(w, x=(4.0, 0.1)):
    return w[0] * x[0] + w[1] * x[1]


def _other_sample(w):
    return _neuron(w, (-0.5, 2.0))


def _squared(w):
    return (_neuron(w, (1.0, 3.0)) - 1.0) ** 2


def _three(w):
    return w[0] * w[1] + 5 * w[2] ** 2


_neuron.label, _other_sample.label = "4·w₁ + 0.1·w₂", "−0.5·w₁ + 2·w₂"
_squared.label, _three.label = "(w₁ + 3w₂ − 1)²", "w₁·w₂ + 5w₃²"


def _impacts(output, w, h, *, divide=True, keep=False, sign=1.0):
    here = output(w)
    moved = np.array(w, dtype=float)
    made = []
    for i in range(len(w)):
        if not keep:
            moved = np.array(w, dtype=float)
        moved[i] += sign * h
        made.append((output(moved) - here) / (h if divide else 1.0))
    return np.array(made)


def _impacts_together(output, w, h):
    change = (output(np.asarray(w) + h) - output(w)) / h
    return np.full(len(w), change)


def _impacts_aliased(output, w, h):
    return np.zeros(len(w))


def _impacts_both_ways(output, w, h):
    return (_impacts(output, w, h) + _impacts(output, w, h, sign=-1.0) * -1.0) / 2


def _impacts_replaced(output, w, h):
    here = output(w)
    rows = (np.where(np.arange(len(w)) == i, h, w) for i in range(len(w)))
    return np.array([(output(row) - here) / h for row in rows])


def _impacts_no_brackets(output, w, h):
    return np.array([output(w + h * row) - output(w) / h for row in np.eye(len(w))])


def _impacts_scaled(output, w, h):
    return _impacts(output, w, h) * np.asarray(w)


impacts = Exercise(
    key="slope.impacts",
    title="Which weight matters more for this output?",
    right=_impacts,
    probes=[
        (_neuron, np.array([0.5, 3.0]), 0.01),
        (_other_sample, np.array([0.5, 3.0]), 0.01),
        (_squared, np.array([0.5, -0.25]), 0.001),
        (_three, np.array([2.0, -1.0, 0.5]), 0.1),
    ],
    mistakes=[
        Mistake(
            "all weights nudged at once",
            _impacts_together,
            "every weight got the nudge at the same time, so you can't tell whose doing it was. "
            "Nudge one, with all others held still.",
        ),
        Mistake(
            "the nudge left in",
            functools.partial(_impacts, keep=True),
            "when the second weight is nudged the first is still nudged from before. Start each time "
            "from a fresh copy of w.",
        ),
        Mistake(
            "w nudged in place of a copy",
            _impacts_aliased,
            "all multiples are 0: before and after came from the same array. After `moved = w` both "
            "names mean one array, and a nudge of one nudges the other. `w.copy()` makes a second one.",
        ),
        Mistake(
            "the weight replaced by the nudge",
            _impacts_replaced,
            "you put h in the place of the weight. A nudge is added to what is there: `+=`.",
        ),
        Mistake(
            "missing brackets",
            _impacts_no_brackets,
            "Python divides before it subtracts, so only the output before the nudge was divided by h.",
        ),
        Mistake(
            "nudged both ways",
            _impacts_both_ways,
            "you nudged up and down, h each way. A good idea, and notebook 02 comes to it; here one "
            "nudge of h is asked for, upwards.",
        ),
        Mistake(
            "the change instead of the multiple",
            functools.partial(_impacts, divide=False),
            "that is how far the output moved. Divide by h to get the multiple of the nudge.",
        ),
        Mistake(
            "here minus moved",
            lambda output, w, h: -_impacts(output, w, h),
            "the sign is turned round: output after the nudge minus output before it.",
        ),
        Mistake(
            "times the weight",
            _impacts_scaled,
            "you multiplied by the weight itself. How large a weight is doesn't enter: the multiple "
            "is the change over the nudge.",
        ),
        Mistake(
            "only the sizes",
            lambda output, w, h: np.abs(_impacts(output, w, h)),
            "you took the sizes. Keep the sign: it says which way the output moves.",
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
