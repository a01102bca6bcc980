"""Practice of notebook 02: differences, the step that suits x and its precision, corners."""

import functools

import numpy as np

from lib.practice.engine.checking import Exercise, Mistake
from lib.practice.engine.predict import predict

# Predictions

six = predict(
    "limits.six",
    "The slope of the secant of `x²` from 3 to 3 + h, computed by hand: ((3 + h)² − 9) / h. For "
    "`h = 0.0001`, what is it?",
    {
        "Exactly 6": (
            "6 is what it approaches. For every h, however short, the point 3 + h lies a little "
            "further along, where the curve is steeper already."
        ),
        "6.00000001, as h² is 0.00000001": (
            "The h² is in the rise: 6h + h². Then we divide by h, and one h is left."
        ),
        "5.9999": (
            "It would be for a step to the left. To the right of 3 the curve climbs more steeply, "
            "so the secant is steeper than the tangent, not flatter."
        ),
        "6.0001": (
            "(3 + h)² − 9 = 6h + h², and divided by h that is 6 + h. For x² the error of this "
            "secant is h itself."
        ),
    },
    "6.0001",
)

halve = predict(
    "limits.halve",
    "We halve h. The error of the forward difference is about halved. By what is the error of the "
    "central difference of `eˣ` divided?",
    {
        "By 2, as before: the step was halved": (
            "The forward and the backward difference have errors in proportion to h with opposite "
            "signs. The central one is their mean: they cancel, and an error in proportion to h² is "
            "left."
        ),
        "By 4": (
            "Half the difference of the two ends keeps what has opposite signs on both sides, the slope "
            "among it; the part in proportion to h is alike on both sides and cancels. An error in "
            "proportion to h² is left: half the step, a quarter of the error."
        ),
        "By 8": ("That would be an error in proportion to h³. It's h² that is left: (1/2)² = 1/4."),
        "By 1: it has no error": (
            "That is so for x², whose sides cancel altogether. For eˣ something is left."
        ),
    },
    "By 4",
)

tiny = predict(
    "limits.tiny",
    "Smaller was better all the way from 1 to 10⁻⁴. What does the computer answer for the slope of "
    "`x²` at 3 with `h = 10⁻¹⁶`?",
    {
        "6.0000000000000001": (
            "On paper. A Python float has about 16 significant digits, and this number would need 17."
        ),
        "6, rounded": (
            "It would need the rise, 6·10⁻¹⁶, and the computer never gets to see it: it rounds "
            "before it subtracts."
        ),
        "0": (
            "3 + 10⁻¹⁶ is rounded to the nearest float, and that is 3 itself. Then f(3) − f(3) is "
            "0, and 0 divided by h is 0."
        ),
        "An error: division by zero": (
            "h isn't 0 and doesn't become 0: 10⁻¹⁶ is a perfectly good float. It is in the sum "
            "3 + h that it gets lost."
        ),
    },
    "0",
)

zoomed = predict(
    "limits.zoomed",
    "We put a magnifying glass on the lowest point of `|x|` and turn it up to 1,000,000 times. What "
    "is in it?",
    {
        "A curve, round at the bottom: nothing is really pointed": (
            "A drawing or a stone is round if you look closely. |x| is neither: at distance d from "
            "0 its height is d, on both sides, for every d however small."
        ),
        "A flat line: everything looks straight from close by": (
            "That is what happens to smooth curves. Here both arms keep their slopes, −1 and 1."
        ),
        "The same corner as before": (
            "|x| is made of two straight rays. A magnified ray is the same ray, so the corner never "
            "goes away."
        ),
        "One line of slope 1": (
            "Only to the right of 0. The glass stands on 0 itself and shows both sides."
        ),
    },
    "The same corner as before",
)

calm = predict(
    "limits.calm",
    "What does the central difference say about `|x|` at its corner, x = 0?",
    {
        "0, whatever h is": (
            "(|h| − |−h|) / 2h = 0 for every h. It averages the two slopes, −1 and 1, and says "
            "nothing about there being two."
        ),
        "1, the slope on the right": (
            "That is the forward difference. The central one looks to both sides."
        ),
        "NaN: there is no slope": (
            "It ought to, perhaps. But it only subtracts two heights and divides, and both heights "
            "are fine."
        ),
        "It jumps between −1 and 1 as h shrinks": (
            "Each side keeps its slope for every h, and so does their average."
        ),
    },
    "0, whatever h is",
)

lie = predict(
    "limits.lie",
    "Softmax turns three numbers into three shares that add up to 1. `deriv(softmax, x)` nudges all "
    "three numbers together, by the same h. What comes out?",
    {
        "The slope of each share by its own input": (
            "For that, one input alone would have to be nudged. Each share depends on all three "
            "inputs, and all three move."
        ),
        "An error message: softmax takes a whole vector": (
            "x + h is a vector too, and the shapes fit. Nothing warns us."
        ),
        "Three times 1": (
            "It would be so if each share followed its input. But shares add up to 1, before and "
            "after: they can't all grow."
        ),
        "Three zeros": (
            "If all inputs rise by the same h, the shares stay as they are. So the answer is 0, 0, "
            "0: true for that nudge, and not the slopes we wanted."
        ),
    },
    "Three zeros",
)

# Exercises


def _named(label):
    def name(f):
        f.label = label
        return f

    return name


@_named("x²")
def _square(x):
    return x**2


@_named("eˣ")
def _exp(x):
    return np.exp(x)


@_named("x³ + x²")
def _cubic(x):
    return x**3 + x**2


@_named("7 − 3x")
def _down(x):
    return 7 - 3 * x


@_named("sin x")
def _sin(x):
    return np.sin(x)


def _forward(f, x, h):
    return (f(x + h) - f(x)) / h


def _backward(f, x, h):
    return (f(x) - f(x - h)) / h


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


TANGENTS = {
    _square: lambda x: 2 * x,
    _exp: np.exp,
    _cubic: lambda x: 3 * x**2 + 2 * x,
    _down: lambda x: -3.0 + 0 * x,
    _sin: np.cos,
}


def _nearly_tangents(values, probes):
    """Whether all values are the slopes of the tangents, or next to them."""
    dues = (TANGENTS[f](x) for f, x, h in probes)
    return all(np.allclose(v, due, atol=3e-3) for v, due in zip(values, dues, strict=True))


FORWARD_PROBES = [(_square, 3.0, 0.1), (_exp, 0.5, 0.01), (_cubic, 3.0, 0.5), (_down, 2.0, 0.25)]

forward = Exercise(
    key="limits.forward",
    title="Forward difference",
    right=_forward,
    probes=FORWARD_PROBES,
    mistakes=[
        Mistake(
            "the change instead of the slope",
            lambda f, x, h: f(x + h) - f(x),
            "that is the rise, f(x + h) − f(x). A slope is rise over run; what is the run?",
        ),
        Mistake(
            "missing brackets",
            lambda f, x, h: f(x + h) - f(x) / h,
            "Python divides before it subtracts, so only f(x) was divided by h.",
        ),
        Mistake(
            "divided by 2h",
            lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
            "from x to x + h the run is h. 2h is the run of the central difference.",
        ),
        Mistake(
            "the sign reversed",
            lambda f, x, h: -_forward(f, x, h),
            "the size is right. The rise is the output after the step minus the output before it.",
        ),
        Mistake(
            "h added to the output",
            lambda f, x, h: (f(x) + h - f(x)) / h,
            "f(x) + h moves the output. It is the input that we nudge: what goes into f?",
        ),
        Mistake(
            "the backward difference",
            _backward,
            "that is the secant to the left, from x − h to x. Forward goes from x to x + h.",
        ),
        Mistake(
            "the central difference",
            _central,
            "that is the better one, and not the one asked for: here the secant starts at x itself.",
        ),
        Mistake(
            "another step than h",
            lambda f, x, h: TANGENTS[f](x),
            "that is close to the slope of the tangent, so your step isn't the h that came in. Here "
            "the secant's own slope is asked for.",
            fits=lambda values: _nearly_tangents(values, FORWARD_PROBES),
        ),
        Mistake(
            "divided by the place",
            lambda f, x, h: (f(x + h) - f(x)) / (x + h),
            "x + h is where the second point stands. The run is how far it is from the first.",
        ),
        Mistake(
            "only the size",
            lambda f, x, h: abs(_forward(f, x, h)),
            "where the curve falls, the slope is negative: keep the sign.",
        ),
        Mistake(
            "f of the step",
            lambda f, x, h: f(h) / h,
            "f(h) is the output for the input h. We want f at x + h and at x.",
        ),
    ],
    hints=[
        "Two points of the curve: at x and at x + h. How high is each?",
        "Rise over run: `f(x + h) - f(x)` in brackets, over h.",
    ],
    stub="def forward(f, x, h):\n    return ...  # your code here\n",
    answer="def forward(f, x, h):\n    return (f(x + h) - f(x)) / h\n",
    praise="For x² at 3 with h = 0.1 it gives 6.1: the tangent's 6, and h too much.",
)

CENTRAL_PROBES = [
    (_square, np.array([1.0, 2.0, 3.0]), 0.1),
    (_exp, np.array([0.0, 0.5]), 0.5),
    (_cubic, np.array([-1.0, 0.0, 3.0]), 0.25),
    (_sin, np.array([0.0, 1.0, 2.0, 3.0]), 0.125),
]

central = Exercise(
    key="limits.central",
    title="Central difference, at every element of an array",
    right=_central,
    probes=CENTRAL_PROBES,
    mistakes=[
        Mistake(
            "divided by h where 2h is due",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
            "every slope is twice too large. How far is it from x − h to x + h?",
        ),
        Mistake(
            "brackets missing around 2h",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
            "`/ 2 * h` divides by 2 and then multiplies by h. The run 2h needs brackets.",
        ),
        Mistake(
            "brackets missing around the rise",
            lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
            "Python divides before it subtracts, so only f(x − h) was divided.",
        ),
        Mistake(
            "h left out on one side",
            lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
            "one end of your secant is at x, and the run is 2h: a step is missing on one side.",
        ),
        Mistake(
            "the forward difference",
            _forward,
            "that is the secant from x to x + h. The central one goes from x − h to x + h.",
        ),
        Mistake(
            "the backward difference",
            _backward,
            "that is the secant from x − h to x. The central one goes on to x + h.",
        ),
        Mistake(
            "half a step to each side",
            lambda f, x, h: _central(f, x, h / 2),
            "a central difference it is, with half the step: go a whole h to each side.",
        ),
        Mistake(
            "another step than h",
            lambda f, x, h: _central(f, x, 0.001),
            "close to the slopes of the tangents, but the check calls with an h of its own. Is there "
            "a number in your code where `h` is due?",
            fits=lambda values: _nearly_tangents(values, CENTRAL_PROBES),
        ),
        Mistake(
            "not divided",
            lambda f, x, h: f(x + h) - f(x - h),
            "that is the rise from x − h to x + h. What is the run?",
        ),
        Mistake(
            "plus instead of minus",
            lambda f, x, h: (f(x + h) + f(x - h)) / (2 * h),
            "you added the two heights. The rise is their difference.",
        ),
        Mistake(
            "the sign reversed",
            lambda f, x, h: -_central(f, x, h),
            "the size is right. Take the right end minus the left end.",
        ),
    ],
    hints=[
        "The secant has one end at x − h and the other at x + h.",
        "x may be an array: `x + h` adds h to every element, and f works on all of them. No loop.",
        "Its run is 2h, and in Python that needs brackets: `/ (2 * h)`.",
    ],
    stub="def deriv(f, x, h=0.001):\n    return ...  # your code here\n",
    answer="def deriv(f, x, h=0.001):\n    return (f(x + h) - f(x - h)) / (2 * h)\n",
    praise="One line, and it works at every element of an array, as long as f is elementwise.",
)


PLACES = (1.0, 1e6, -300.0, 0.0)
CUBE_ROOT = float(np.finfo(float).eps ** (1 / 3))


def _step(x):
    return CUBE_ROOT * max(abs(x), 1.0)


def _fits(steps, scale, least, most):
    """Whether each step is `scale(x)` times something from least to most."""
    steps = np.asarray(steps, float)
    ratio = steps / np.array([scale(x) for x in PLACES])
    return bool(np.all((least <= ratio) & (ratio <= most)))


def _larger(x):
    return max(abs(x), 1.0)


def _zero_at_zero(steps):
    sizes = np.abs([*steps[:3], CUBE_ROOT])
    return 0 <= steps[3] < 1e-10 and _fits(sizes, _larger, 1e-7, 1e-4)


def _bars_forgotten(steps):
    there = [*steps[:2], CUBE_ROOT * 300, CUBE_ROOT]
    return _fits(there, _larger, 1e-7, 1e-4) and 1e-8 < steps[2] < 1e-4


def _grows_otherwise(steps):
    return min(steps[:3]) > 0 and steps[1] > steps[0] and not 2e4 < steps[1] / steps[0] < 5e7


good_step = Exercise(
    key="limits.good_step",
    title="A step that suits x, even x = 10⁶",
    right=_step,
    probes=[(x,) for x in PLACES],
    accepts=lambda steps: (
        _fits([*steps[:3], CUBE_ROOT], _larger, CUBE_ROOT / 30, CUBE_ROOT * 30)
        and 1e-10 <= steps[3] <= 1e-2
    ),
    mistakes=[
        Mistake(
            "an absolute step",
            lambda x: 1e-5,
            "you give the same step for every x. Near 10⁶ neighbouring floats lie 10⁻¹⁰ apart, a "
            "million times as far as near 1: what should h do as |x| grows?",
            fits=lambda steps: len(set(map(float, steps))) == 1 and 1e-12 < steps[0] < 1e9,
        ),
        Mistake(
            "smaller is better",
            lambda x: 1e-15 * _larger(x),
            "a step of that size is rounded away, or leaves hardly a digit of f(x + h) − f(x − h). "
            "Look at the left arm of the V.",
            fits=lambda steps: _fits(np.abs(steps), _larger, 0, 1e-12) and steps[0] > 0,
        ),
        Mistake(
            "zero at zero",
            lambda x: CUBE_ROOT * abs(x),
            "a step in proportion to |x| is fine for large x, and at x = 0 it is 0 or next to it. "
            "Put a floor under it.",
            fits=_zero_at_zero,
        ),
        Mistake(
            "the step has the sign of x",
            lambda x: np.copysign(_step(x), x),
            "at x = −300 your step is negative. A step is a length: which of x and |x| counts?",
            fits=lambda steps: (
                steps[2] < 0 and _fits(np.abs(steps), _larger, CUBE_ROOT / 30, CUBE_ROOT * 30)
            ),
        ),
        Mistake(
            "x taken for its size",
            lambda x: CUBE_ROOT * max(x, 1.0),
            "at x = 10⁶ your step is long, at x = −300 it is as short as at 1. Floats lie as far apart "
            "on the left of 0 as on the right: which of x and |x| counts?",
            fits=_bars_forgotten,
        ),
        Mistake(
            "the step for the forward difference",
            lambda x: np.finfo(float).eps ** 0.5 * _larger(x),
            "√ε is where the forward difference has the bottom of its V. For the central one the V "
            "has its bottom further to the right.",
            fits=lambda steps: _fits(steps, _larger, 5e-9, 5e-8),
        ),
        Mistake(
            "scaled with the square of x",
            lambda x: CUBE_ROOT * max(x * x, 1.0),
            "ten times as far out, floats lie ten times as far apart, not a hundred times.",
            fits=lambda steps: _fits(steps, lambda x: max(x * x, 1.0), 1e-7, 1e-3),
        ),
        Mistake(
            "not in proportion to x",
            lambda x: CUBE_ROOT * np.sqrt(_larger(x)),
            "your step grows with |x|, but not in proportion. From 1 to 10⁶ the distance between "
            "floats grows about as |x| does; so should h.",
            fits=_grows_otherwise,
        ),
        Mistake(
            "divided by the size of x",
            lambda x: CUBE_ROOT / _larger(x),
            "your step shrinks as |x| grows. Floats lie further apart out there: it must grow.",
            fits=lambda steps: _fits(steps, lambda x: 1 / _larger(x), 1e-7, 1e-3),
        ),
        Mistake(
            "far too long",
            lambda x: 0.1 * _larger(x),
            "the step grows with x as it should, but it is so long that truncation rules. Where is "
            "the bottom of the V for the central difference?",
            fits=lambda steps: _fits(steps, _larger, 3e-4, 1e3),
        ),
    ],
    hints=[
        "In the figure, set x to 1, 1000 and 10⁶ and look where the dotted line stands.",
        "ε is `np.finfo(float).eps`, and a cube root is a power: `eps ** (1 / 3)`.",
        "Multiply by |x|, and by 1 where |x| is smaller than that: `max(abs(x), 1)`.",
    ],
    stub="def good_step(x):\n    return ...  # your code here\n",
    answer=(
        "def good_step(x):\n"
        "    eps = np.finfo(float).eps\n"
        "    return eps ** (1 / 3) * max(abs(x), 1)\n"
    ),
    praise="A step near ∛ε, and relative to x (anything within a factor of 30 passes).",
)


def _one_sided(f, x, h):
    return (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h


@_named("|x|")
def _abs(x):
    return abs(x)


@_named("ReLU")
def _relu(x):
    return max(0.0, x)


@_named("x² or 3x")
def _bent(x):
    return x**2 if x < 1 else 3 * x - 2


one_sided = Exercise(
    key="limits.one_sided",
    title="The slopes on both sides",
    right=_one_sided,
    probes=[(_abs, 0.0, 0.1), (_relu, 0.0, 0.01), (_bent, 1.0, 0.1), (_exp, 0.5, 0.2)],
    mistakes=[
        Mistake(
            "left and right exchanged",
            lambda f, x, h: _one_sided(f, x, h)[::-1],
            "both slopes are right, in the wrong order: left first.",
        ),
        Mistake(
            "the left rise turned round",
            lambda f, x, h: (-_one_sided(f, x, h)[0], _one_sided(f, x, h)[1]),
            "on the left you took f(x − h) − f(x), which goes leftwards, over a run of +h. Both "
            "differences must go the same way.",
        ),
        Mistake(
            "not divided",
            lambda f, x, h: (f(x) - f(x - h), f(x + h) - f(x)),
            "those are the rises. Each is still to be divided by its run, h.",
        ),
        Mistake(
            "divided by 2h",
            lambda f, x, h: tuple(s / 2 for s in _one_sided(f, x, h)),
            "each secant here has one end at x, so its run is h.",
        ),
        Mistake(
            "both signs turned round",
            lambda f, x, h: tuple(-s for s in _one_sided(f, x, h)),
            "the sizes are right. Each rise is the end on the right minus the end on the left.",
        ),
        Mistake(
            "missing brackets",
            lambda f, x, h: (f(x) - f(x - h) / h, f(x + h) - f(x) / h),
            "Python divides before it subtracts. Put each rise in brackets.",
        ),
        Mistake(
            "the right slope twice",
            lambda f, x, h: (_forward(f, x, h),) * 2,
            "both are the slope on the right. For the left one, step to x − h.",
        ),
        Mistake(
            "the central slope twice",
            lambda f, x, h: (_central(f, x, h),) * 2,
            "the average of both sides hides the corner, which is what we are after. Take each "
            "side by itself.",
        ),
    ],
    hints=[
        "The left secant goes from x − h to x, the right one from x to x + h.",
        "Left: `(f(x) - f(x - h)) / h`. The right one has the same form. `return left, right`.",
    ],
    stub="def sides(f, x, h):\n    left = ...\n    right = ...\n    return left, right\n",
    answer=(
        "def sides(f, x, h):\n"
        "    left = (f(x) - f(x - h)) / h\n"
        "    right = (f(x + h) - f(x)) / h\n"
        "    return left, right\n"
    ),
    praise="Where the two approach different slopes there is a corner, and no derivative.",
)


def _wrong_at(number):
    """Whether the answer to this one of the five questions, counted from 1, is wrong."""

    def fits(value):
        told = np.asarray(value)
        fine = told.shape == (5,) and told.dtype.kind in "biuf"
        return fine and bool(told[number - 1]) != bool(differentiable.right()[number - 1])

    return fits


differentiable = Exercise(
    key="limits.differentiable",
    title="Is there a derivative?",
    right=lambda: np.array([False, True, True, False, False]),
    mistakes=[
        Mistake(
            "continuous taken for differentiable",
            [True, True, True, True, True],
            "none of the five jumps, and that isn't enough. At which of them do secants from the left "
            "and from the right approach one slope, a number?",
        ),
        Mistake(
            "the central difference believed",
            [True, True, True, False, True],
            "at 1 and at 5 the central difference says 0, for every h. It averages the sides: look at "
            "each side by itself.",
        ),
        Mistake(
            "yes and no exchanged",
            [True, False, False, True, True],
            "exactly the other way round: True where there is a derivative.",
        ),
        Mistake(
            "a corner overlooked",
            [True, True, True, False, False],
            "|x − 5| at 5 is |x| at 0, moved. What are its slopes on both sides?",
            fits=_wrong_at(1),
        ),
        Mistake(
            "bars taken for corners",
            [False, True, False, False, False],
            "|x| has a corner at 0, but x·|x| is x² on the right and −x² on the left. What slopes do "
            "those have at 0?",
            fits=_wrong_at(3),
        ),
        Mistake(
            "a corner somewhere taken for a corner everywhere",
            [False, False, True, False, False],
            "ReLU has its corner at 0. The question is asked at 2, and a derivative belongs to a "
            "place.",
            fits=_wrong_at(2),
        ),
        Mistake(
            "a vertical tangent taken for a derivative",
            [False, True, True, True, False],
            "the secants of ∛x at 0 get steeper without end: 1/h^(2/3). They approach no number.",
            fits=_wrong_at(4),
        ),
        Mistake(
            "wiggles forgotten",
            [False, True, True, False, True],
            "x·sin(1/x) is squeezed to 0 at 0, so it is continuous there. But its secants through 0 "
            "have slope sin(1/h), and that never settles.",
            fits=_wrong_at(5),
        ),
    ],
    hints=[
        "Put each into `one_sided` at its place, and bring h down. Do both slopes settle? On one?",
        "For 3: x·|x| is x² to the right of 0 and −x² to the left.",
        "For 5: the slope of the secant from 0 to h is h·sin(1/h)/h = sin(1/h).",
    ],
    stub="differentiable = [..., ..., ..., ..., ...]  # True or False for each\n",
    answer="differentiable = [False, True, True, False, False]\n",
    praise=(
        "A corner, a place beside a corner, two arms that meet smoothly, a vertical tangent, and "
        "slopes that never settle."
    ),
)


@_named("float32 sin")
def _sin32(x):
    return np.sin(x)


@_named("float32 x³ + x²")
def _cubic32(x):
    return x**3 + x**2


@_named("float32 eˣ")
def _exp32(x):
    return np.exp(x)


SLOPES = {
    _sin32: np.cos,
    _cubic32: lambda x: 3 * x**2 + 2 * x,
    _exp32: np.exp,
}


def _in_float64(f, x):
    return SLOPES[f](np.asarray(x, np.float64))


def _in_float32(f, x, h):
    h = np.float32(h)
    return (f(x + h) - f(x - h)) / (2 * h)


def _noisy(values):
    """Answers with roundoff in them: neither right nor all zero."""
    rights = np.concatenate([_in_float64(*probe) for probe in _float32_probes()])
    factors = np.concatenate([np.asarray(value, float) for value in values]) / rights
    near = np.all(np.abs(factors - 1) <= 3)
    # A wrong formula gives the right slopes times one factor; noise scatters, about 1.
    one_factor = np.ptp(factors) < 0.02 and abs(np.median(factors) - 1) > 0.02
    return bool(near and not one_factor)


def _too_long(values):
    """Differences whose step is so long that their error is truncation."""
    probes = [(f, np.asarray(x, np.float64)) for f, x in _float32_probes()]
    rights = np.concatenate([_in_float64(*probe) for probe in probes])
    came = np.concatenate([np.asarray(value, float) for value in values])
    for scheme, shortest in ((_central, 0.02), (_forward, 1e-3), (_backward, 1e-3)):
        for h in np.geomspace(shortest, 1.0, 100):
            made = np.concatenate([scheme(f, x, h) for f, x in probes])
            if np.allclose(came - rights, made - rights, rtol=0.1, atol=1e-3):
                return True
    return False


@functools.cache
def _float32_probes():
    return (
        (_sin32, np.array([0.5, 1.0, 2.0], np.float32)),
        (_cubic32, np.array([1.0, 3.0], np.float32)),
        (_exp32, np.array([0.25, 1.0, 1.5, 2.0], np.float32)),
    )


float32 = Exercise(
    key="limits.float32",
    title="Mend a float32 derivative",
    right=_in_float64,
    probes=list(_float32_probes()),
    rtol=1e-3,
    mistakes=[
        Mistake(
            "a step that float32 can't feel",
            lambda f, x: np.zeros_like(x),
            "all slopes are 0: x + h was rounded to x, and so was x − h. Neighbouring float32 numbers "
            "near 1 lie 10⁻⁷ apart. Take a longer step, or more digits.",
            fits=lambda values: not any(np.any(value) for value in values),
        ),
        Mistake(
            "a step too long",
            lambda f, x: _central(f, x.astype(np.float64), 0.3),
            "round-off is gone, and now the curve bends between your two points: truncation. Try a "
            "step between the two.",
            fits=_too_long,
        ),
        Mistake(
            "divided by h where 2h is due",
            lambda f, x: 2 * _in_float64(f, x),
            "every slope is twice too large: from x − h to x + h the run is 2h.",
        ),
        Mistake(
            "not divided by the step",
            lambda f, x: _in_float64(f, x) * 2e-5,
            "all slopes are too small by one and the same factor. Is the rise divided by the run, and "
            "the run, 2h, in brackets?",
            fits=lambda values: _in_proportion(values) is not None,
        ),
        Mistake(
            "round-off still there",
            lambda f, x: _in_float32(f, x, 1e-6),
            "the slopes are about right, with round-off in the third digit or before: the step is too "
            "short for the digits you keep. In float32, ε is 10⁻⁷: where is ∛ε? In float64?",
            fits=_noisy,
        ),
    ],
    hints=[
        "Run the stub's lines by hand for x = np.float32(1.0): what is x + h?",
        "There are two ways: a step near ∛ε of float32, which is about 0.005, or float64.",
        "`x = np.asarray(x, dtype=np.float64)` as the first line, then h = 1e-5 will do.",
    ],
    stub=(
        "def slope32(f, x):\n    h = np.float32(1e-8)\n    return (f(x + h) - f(x - h)) / (2 * h)\n"
    ),
    answer=(
        "def slope32(f, x):\n"
        "    x = np.asarray(x, dtype=np.float64)\n"
        "    h = 1e-5\n"
        "    return (f(x + h) - f(x - h)) / (2 * h)\n"
    ),
    praise="Three digits and more (the tolerance is 0.1 %), where there were none.",
)


def _in_proportion(values):
    """The factor, at most 0.3, by which all values are the right slopes; None if there is none."""
    rights = np.concatenate([_in_float64(*probe) for probe in _float32_probes()])
    factors = np.concatenate([np.asarray(v, float) for v in values]) / rights
    factor = float(np.median(factors))
    fine = 0 < abs(factor) <= 0.3 and np.allclose(factors, factor, rtol=0.02)
    return factor if fine else None
