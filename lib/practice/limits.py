"""Practice of notebook 02: differences, the step that suits x and its precision, corners."""

import numpy as np

from lib.practice.engine.checking import Also, Exercise, Forbidden, Mistake, each, same
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict
from lib.practice.engine.showing import apart

# Predictions

six = predict(
    "limits.six",
    "The slope of the secant of `x²` from 3 to 3 + h, computed by hand: ((3 + h)² − 9) / h. For "
    "`h = 0.0001`, what is it?",
    {
        "Exactly 6": (
            "6 is what it approaches. For every h > 0, however short, the point 3 + h lies a little "
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

best_line = predict(
    "limits.best_line",
    "A line is turned about the point (1, 1) of x². At distance `h` from 1 it misses the curve by some "
    "error. For which slopes `m` of the line does error / h go to 0 as h shrinks?",
    {
        "For every m: near the point each line gets close to the curve": (
            "The error goes to 0 for every m, but so does h. Along a line of slope 1 the error is "
            "h + h², and divided by h that goes to 1."
        ),
        "For every m near 2, such as 1.9": (
            "For m = 1.9 the error to the right is 0.1·h + h². Divided by h that goes to 0.1, not 0."
        ),
        "For m = 2 alone": (
            "The curve is (1 + h)² = 1 + 2h + h², the line 1 + m·h: the error is (2 − m)·h + h², and "
            "error / h goes to 2 − m. That is 0 for the tangent alone."
        ),
        "For no m: the curve bends, and a line doesn't": (
            "It does bend, but for m = 2 the error is h² alone, and h² / h = h goes to 0."
        ),
    },
    "For m = 2 alone",
)

band = predict(
    "limits.band",
    "At 0 the secants of `|x|` have slope 1 to the right and −1 to the left. I name δ = ½: "
    "all slopes have "
    "to be within ½ of your number m, for all steps up to an h₀ that you choose. Which m do you name?",
    {
        "0, halfway between": (
            "Halfway is 1 from either side, and the band reaches only ½. Against δ = 1 or "
            "more it would do."
        ),
        "1, with h₀ as short as need be": (
            "To the right all is well. But steps to the left count as well, and there the slope is −1 "
            "however short they are."
        ),
        "Any m, as long as h₀ is short enough": (
            "Short steps help where slopes change with h. These never do: −1 and 1 for every h."
        ),
        "None: no m wins": (
            "A number within ½ of both −1 and 1 would be at least ½ and at most −½. So no limit, "
            "and no slope at the corner."
        ),
    },
    "None: no m wins",
)

halve = predict(
    "limits.halve",
    "We halve h. The error of the forward difference is about halved. By what is the error of the "
    "central difference of `eˣ` divided?",
    {
        "By 2, as before: the step was halved": (
            "The parts in proportion to h in the errors of the forward and the backward difference "
            "have opposite signs. The central one is their mean: these parts cancel, and an error in "
            "proportion to h² is left."
        ),
        "By 4": (
            "To the right and to the left, the errors have parts in proportion to h that are of the "
            "same size and of opposite signs. In the mean of the two slopes these cancel. An error in "
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

miracle = predict(
    "limits.miracle",
    "In Python `1j` is i, with i² = −1, and a complex number's `.imag` is what stands beside i. Let "
    "h be 10⁻²⁰⁰. What is `np.sin(1 + 1j * h).imag / h`? (Sine's slope is the cosine: "
    "notebook 03. NumPy's "
    "sine takes complex numbers by its power series, x − x³/6 + x⁵/120 − ….)",
    {
        "0: h is far below what a float of size 1 can keep": (
            "1 + h would be rounded to 1. But the real part 1 and the imaginary part h are two floats, "
            "each with digits of its own."
        ),
        "Noise: whatever is divided by 10⁻²⁰⁰ is lost": (
            "Noise comes from two nearly equal heights that are subtracted. No heights are "
            "subtracted here."
        ),
        "The slope cos(1), to about 16 digits": (
            "The imaginary part is h·cos(1), no more than rounded, and so is the quotient. "
            "Its error by truncation is less than h², too small for any float."
        ),
        "sin(1), as hardly anything was added": (
            "sin(1) is the real part. `.imag` takes what stands beside i: the rise for the step ih."
        ),
    },
    "The slope cos(1), to about 16 digits",
)

after = predict(
    "limits.after",
    "On log axes the errors of the differences make a V. h goes from 1 down to 10⁻³⁰⁰. What does the "
    "error of the complex step of `sin x` do?",
    {
        "A V as well, only lower": (
            "The left arm of the V is round-off, which comes from subtracting two nearly "
            "equal heights. Here no heights are subtracted, so there is no such arm."
        ),
        "It falls with slope 1, and never ends": (
            "The error by truncation is in proportion to h², so it falls with slope 2. And in the end "
            "the rounding of the slope itself is left."
        ),
        "It falls with slope 2 to about 10⁻¹⁶ or less, and stays there": (
            "Truncation leaves, at x = 1, about h²·cos(1)/6. From h of about 10⁻⁸ on that is less than "
            "the rounding of "
            "the slope: an error of about 10⁻¹⁶, or by luck of 0."
        ),
        "It is at 10⁻¹⁶ for every h": (
            "For long steps truncation is there as for the central difference: about h²·cos(1)/6 at 1."
        ),
    },
    "It falls with slope 2 to about 10⁻¹⁶ or less, and stays there",
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
            "0, but for rounding: true for that nudge, and not the slopes we wanted."
        ),
    },
    "Three zeros",
)

# Exercises


SLOPE_THERE = 3.0  # the secant of 3x² at 1 is off by this many times the step


def _h0(shorter):
    """A `fits` for `within`: shorter(h0, δ) says yes at every δ."""
    return each(lambda value, delta: np.ndim(value) == 0 and bool(shorter(value, delta)))


def _some(test):
    """A `fits`: all values are numbers, and test(value, input) says yes somewhere."""

    def fits(values, probes):
        alone = all(np.ndim(value) == 0 and np.isreal(value) for value in values)
        return alone and any(test(v, *probe) for v, probe in zip(values, probes, strict=True))

    return fits


def _off_by(values, probes):
    """Of the steps of `within` the one that is too long by most, its δ, and how far it is off."""
    h0, (delta,) = max(zip(values, probes, strict=True), key=lambda pair: pair[0] / pair[1][0])
    due, came = apart(delta, SLOPE_THERE * h0)
    return h0, due, came


def _not_fixed(test):
    """An `accepts`: test says yes at each probe, and not to one and the same step for all of them."""

    def fits(values, probes):
        return each(test)(values, probes) and len(set(map(float, values))) > 1

    return fits


within = Exercise(
    key="limits.within",
    title="The limit by hand: short enough for any δ",
    difficulty=2,
    right=lambda delta: delta / SLOPE_THERE,
    probes=[(1.0,), (0.3,), (0.01,), (1e-6,)],
    draw=lambda chance: (chance.number(1, 9) * 10.0 ** chance.whole(-12, 2),),
    corners=((1,), (3,), (6.0,), (1e5,)),
    accepts=_not_fixed(
        lambda h0, delta: np.ndim(h0) == 0 and bool(0 < h0 <= delta / SLOPE_THERE * (1 + 1e-9))
    ),
    atol=0.0,
    mistakes=[
        Mistake(
            "the square of δ",
            lambda delta: delta**2,
            "δ² does get smaller with δ. But as soon as δ is above 1/3 it is longer than δ/3, and with "
            "such a step the slope is off by more than δ. Solve 3h = δ for h.",
            also=(
                Also(
                    lambda delta: delta**2 / 3,
                    "δ²/3 does get smaller with δ. But as soon as δ is above 1 it is longer than δ/3, and "
                    "with such a step the slope is off by more than δ. Solve 3h = δ for h.",
                ),
                Also(
                    lambda delta: delta**2 / 6,
                    "δ²/6 does get smaller with δ. But as soon as δ is above 2 it is longer than δ/3, and "
                    "with such a step the slope is off by more than δ. Solve 3h = δ for h.",
                ),
            ),
        ),
        Mistake(
            "short enough for x², not for 3x²",
            lambda delta: delta,
            "a step of δ, or of half of it, leaves the slope of 3x² off by more than δ. Work "
            "the quotient "
            "out: by what multiple of h does it miss 6?",
            also=(lambda delta: delta / 2,),
        ),
        Mistake(
            "multiplied instead of divided",
            lambda delta: 3 * delta,
            "the slope is off by 3h, and that must be at most δ. Solve 3h = δ for h.",
            also=(lambda delta: 6 * delta,),
        ),
        Mistake(
            "the slope instead of the step",
            lambda delta: 6 + delta,
            "that is a slope, 6 or an end of the band around it. What is asked for is a step: "
            "how far may h be from 0?",
            also=(
                lambda delta: 6 - delta,
                lambda delta: 6.0,
            ),
        ),
        Mistake(
            "divided by δ",
            lambda delta: 6 / delta,
            "a smaller δ makes your h₀ longer, and a small δ needs a short one. The slope is "
            "off by 3h: solve 3h = δ for h.",
            also=(lambda delta: 3 / delta, lambda delta: 1 / delta, lambda delta: 1 / (3 * delta)),
        ),
        Mistake(
            "the slope of a secant",
            lambda delta: 6 + 3 * delta,
            "that is how steep the secant with the step δ is. Asked is how long a step may be.",
            rtol=2e-3,
        ),
        Mistake(
            "the same step for every δ",
            lambda delta: 0.001,
            "one step came, and a fixed step is beaten: I name a smaller δ. h₀ has to shrink with δ.",
            fits=lambda values: len(set(map(float, values))) == 1 and values[0] > 0,
        ),
        Mistake(
            "no step at all",
            lambda delta: 0.0,
            "with h₀ = 0 there is no step left: h itself is never 0.",
        ),
        Mistake(
            "a negative step",
            lambda delta: -delta / 3,
            "h₀ bounds the size of h, |h| ≤ h₀, so it is positive.",
            fits=_h0(lambda h0, delta: h0 < 0),
        ),
        Mistake(
            "both ends of the steps",
            lambda delta: (-delta / 3, delta / 3),
            "one number is due, h₀: the steps go from −h₀ to h₀.",
        ),
        Mistake(
            "a root of δ",
            lambda delta: np.sqrt(delta / 3),
            "the slope of 3x² is off by a multiple of h, not of h². For a small δ its root is much "
            "larger than δ.",
            also=(lambda delta: np.sqrt(delta), lambda delta: np.sqrt(delta) / 3),
        ),
        Mistake(
            "the 6 left in",
            lambda delta: (delta - 6) / 3,
            "as if a 6 were left in h₀. The slope is 6 + 3h, so it is off by 3h alone: the 6 "
            "drops out, and 3h is to be at most δ.",
            also=(
                lambda delta: delta - 6,
                lambda delta: (delta + 6) / 3,
                lambda delta: (6 - delta) / 3,
                lambda delta: abs(delta - 6) / 3,
                lambda delta: abs(delta - 6),
                lambda delta: (delta - 6) / 6,
                lambda delta: delta / 3 - 6,
                lambda delta: delta / 3 + 6,
                lambda delta: (delta - 6) / 9,
            ),
        ),
        Mistake(
            "no step for some δ",
            lambda delta: delta / 3 - 0.001,
            lambda values, probes: (
                "at δ = {1:.3g} your h₀ is {0:.3g}, and a bound on |h| has to be positive.".format(
                    *next((v, d) for v, (d,) in zip(values, probes, strict=True) if v <= 0)
                )
            ),
            fits=_some(lambda h0, delta: h0 <= 0),
        ),
        Mistake(
            "too long a step for some δ",
            lambda delta: delta / 3 + 0.0001,
            lambda values, probes: (
                "at δ = {1} your h₀ is {0:.3g}. With that step the slope is off by 3h = {2}, more "
                "than δ.".format(*_off_by(values, probes))
            ),
            fits=_some(lambda h0, delta: h0 > delta / SLOPE_THERE * (1 + 1e-9)),
        ),
    ],
    hints=[
        "3(1 + h)² − 3 = 6h + 3h². Divide by h: what is left, and by how much does it miss 6?",
        "It misses 6 by 3h. Which h make |3h| at most δ?",
    ],
    stub="def within(delta):\n    return ...  # your code here\n",
    answer="def within(delta):\n    return delta / 3\n",
    praise="Whatever δ is named, steps up to δ/3 stay inside: that is what lim = 6 means.",
)


def _named(label, slope=None):
    def name(f):
        f.label, f.slope = label, slope
        return f

    return name


_square = _named("x²", lambda x: 2 * x)(lambda x: x**2)
_exp = _named("eˣ", np.exp)(lambda x: np.exp(x))
_cubic = _named("x³ + x²", lambda x: 3 * x**2 + 2 * x)(lambda x: x**3 + x**2)
_down = _named("7 − 3x", lambda x: -3.0 + 0 * x)(lambda x: 7 - 3 * x)
_sin = _named("sin x", np.cos)(lambda x: np.sin(x))


def _forward(f, x, h):
    return (f(x + h) - f(x)) / h


def _backward(f, x, h):
    return (f(x) - f(x - h)) / h


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@each
def _nearly_tangent(value, f, x, h):
    """Whether the value is the tangent's slope, or next to it."""
    return np.shape(value) == np.shape(x) and np.allclose(value, f.slope(x), rtol=2e-3, atol=3e-3)


forward = Exercise(
    key="limits.forward",
    title="Forward difference",
    difficulty=1,
    right=_forward,
    probes=[
        (_square, 3.0, 0.1),
        (_exp, 0.5, 0.01),
        (_cubic, 3.0, 0.5),
        (_down, 2.0, 0.25),
        (_cubic, 1.0, -0.25),
        (_exp, 0.0, 0.1),
        (_square, -2, 1),
        (_down, 150.0, 2.5),
    ],
    draw=lambda chance: (chance.curve(), chance.number(-3, 3), chance.step()),
    corners=(
        (_square, 0.0, 0.1),
        (_square, 0, 1),
        (_square, -0.5, 0.5),
        (_cubic, 0.5, 0.5),
        (_square, -0.25, 0.5),
        (_sin, 0.0, 1e-3),
        (_down, -4, -2),
    ),
    mistakes=[
        Mistake(
            "the change instead of the slope",
            lambda f, x, h: f(x + h) - f(x),
            "that is the rise, f(x + h) − f(x). A slope is rise over run; what is the run?",
        ),
        Mistake(
            "missing brackets",
            lambda f, x, h: f(x + h) - f(x) / h,
            "here only f(x) is divided by h: Python divides before it subtracts. Put the rise "
            "in brackets.",
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
            also=(lambda f, x, h: (f(x) + h) / h,),
        ),
        Mistake(
            "x taken away in place of f(x)",
            lambda f, x, h: (f(x + h) - x) / h,
            "x is a place, and f(x) the height there. The rise is the difference of two heights.",
            also=(lambda f, x, h: f(x + h) - x,),
        ),
        Mistake(
            "x + h taken away in place of f(x)",
            lambda f, x, h: (f(x + h) - (x + h)) / h,
            "x + h is a place, and f(x + h) the height there. The rise is the difference of two "
            "heights.",
        ),
        Mistake(
            "the backward difference",
            _backward,
            "that is the secant from x − h to x. Forward goes from x to x + h.",
        ),
        Mistake(
            "a backward difference turned round",
            lambda f, x, h: (f(x - h) - f(x)) / h,
            "that is minus the slope from x − h to x, as where the rise from x to x − h is "
            "taken over a run of +h. Forward goes from x to x + h.",
        ),
        Mistake(
            "the central difference",
            _central,
            "that is the secant from x − h to x + h. The one asked for starts at x itself.",
        ),
        Mistake(
            "a step to x − h as well",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
            "as if the rise went from x − h to x + h. Forward starts at x itself, and its run "
            "is h.",
            also=(lambda f, x, h: f(x + h) - f(x - h),),
        ),
        Mistake(
            "run over rise, upside down",
            lambda f, x, h: h / (f(x + h) - f(x)),
            "you divide the run by the rise. The slope is how much the output moves for one unit of "
            "input.",
        ),
        Mistake(
            "multiplied by h",
            lambda f, x, h: (f(x + h) - f(x)) * h,
            "you multiplied the rise by the run. A slope is rise over run.",
        ),
        Mistake(
            "rounded down",
            lambda f, x, h: (f(x + h) - f(x)) // h,
            "`//` rounds down to a whole number; `/` keeps what is behind the decimal point.",
        ),
        Mistake(
            "divided by the place",
            lambda f, x, h: (f(x + h) - f(x)) / (x + h),
            "x and x + h are places. The run is how far the second is from the first.",
            also=(
                lambda f, x, h: (f(x + h) - f(x)) / x,
                lambda f, x, h: (f(x + h) - f(x)) / x + h,
            ),
        ),
        Mistake(
            "brackets missing around the run",
            lambda f, x, h: (f(x + h) - f(x)) / h - x,
            "Python divides before it subtracts: of `a / b - c` only b divides. Put the run in "
            "brackets, or write it as h.",
            also=(
                lambda f, x, h: (f(x + h) - f(x)) / (x + h) - x,
                Also(
                    lambda f, x, h: (f(x + h) - f(x)) / x + h - x,
                    "Python divides before it adds and subtracts: of `a / b + c - d` only b divides. "
                    "Put the run in brackets, or write it as h.",
                ),
            ),
        ),
        Mistake(
            "only the size",
            lambda f, x, h: abs(_forward(f, x, h)),
            "where the secant falls, from left to right, the slope is negative: keep the sign.",
            also=(
                Also(
                    lambda f, x, h: abs(f(x + h) - f(x)) / h,
                    "as if the rise lost its sign before it was divided. Keep it: where f "
                    "falls from x to x + h the rise is negative.",
                ),
            ),
        ),
        Mistake(
            "f of the step",
            lambda f, x, h: f(h) / h,
            "f(h) is the output for the input h. We want f at x + h and at x.",
            also=(lambda f, x, h: f(h), lambda f, x, h: (f(h) - f(x)) / h),
        ),
        Mistake(
            "one height over h",
            lambda f, x, h: f(x + h) / h,
            "a whole height is divided by h. The rise is the difference of two heights, f(x + h) − f(x).",
            also=(lambda f, x, h: f(x) / h,),
        ),
        Mistake(
            "one height alone",
            lambda f, x, h: f(x + h),
            "that is a height. The slope is the difference of two heights, over h.",
            also=(lambda f, x, h: f(x),),
        ),
        Mistake(
            "f(h) taken away in place of f(x)",
            lambda f, x, h: (f(x + h) - f(h)) / h,
            "f(h) is the height at the place h. The secant begins at x, with the height f(x).",
        ),
        Mistake(
            "a ratio of heights",
            lambda f, x, h: f(x + h) / f(x),
            "one height is divided by the other. The rise is their difference, and it is divided by h.",
        ),
        Mistake(
            "h taken for a place",
            lambda f, x, h: (f(h) - f(x)) / (h - x),
            "that is the secant from x to h. h is a step, not a place: the other end is at x + h.",
            also=(
                Also(
                    lambda f, x, h: (f(x - h) - f(h)) / (x - h),
                    "f(h) is in it, the height at the place h. h is a step, not a place: the secant goes "
                    "from x to x + h.",
                ),
                Also(
                    lambda f, x, h: (f(h) - f(x)) / (x - h),
                    "that is the secant from x to h, with its run turned round. h is a step, not a place: "
                    "the other end is at x + h.",
                ),
            ),
        ),
        Mistake(
            "f at x + h put together from pieces",
            lambda f, x, h: (f(x) + f(h)) / h,
            "f(x + h) is seldom f(x) + f(h): add first, then call f, with x + h.",
            also=(lambda f, x, h: f(x) + f(h) - f(x) / h,),
        ),
        Mistake(
            "plus instead of minus",
            lambda f, x, h: (f(x + h) + f(x)) / h,
            "you added the two heights. The rise is their difference.",
        ),
        Mistake(
            "`np.gradient` of one height",
            lambda f, x, h: np.gradient(f(x), x),
            "`np.gradient` compares neighbours in a table of heights, and f(x) is one height. Here f "
            "itself is to be called, at x and at x + h.",
            also=(lambda f, x, h: np.gradient(f(x), h),),
        ),
        Mistake(
            "another step than h",
            lambda f, x, h: f.slope(x),
            "as if the step were a short one of your own, whatever h comes in. Here the slope of the "
            "secant from x to x + h is asked for.",
            fits=_nearly_tangent,
        ),
        Mistake(
            "the sign of h taken off",
            lambda f, x, h: (f(x + h) - f(x)) / abs(h),
            "a step may lead to the left: then h is negative, above the bar and below it. "
            "Keep its sign.",
            also=(lambda f, x, h: (f(x + abs(h)) - f(x)) / abs(h),),
        ),
        Mistake(
            "a step in proportion to x",
            lambda f, x, h: (f(x * (1 + h)) - f(x)) / h,
            "you multiply x by 1 + h, so the step is x·h. The other end of the secant is at x + h.",
        ),
        Mistake(
            "x multiplied by h",
            lambda f, x, h: (f(x * h) - f(x)) / h,
            "x·h is x taken h times. A step is added: the other end of the secant is at x + h.",
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


def _one_sided(f, x, h):
    return _backward(f, x, h), _forward(f, x, h)


_abs = _named("|x|")(lambda x: abs(x))
_relu = _named("ReLU")(lambda x: max(0.0, x))
_bent = _named("x² or 3x − 2")(lambda x: x**2 if x < 1 else 3 * x - 2)
_roof = _named("5 − |x − 2|")(lambda x: 5 - abs(x - 2))


def _corners(chance):
    """A function of one number with a corner at or near x, or a smooth one; left steeper or right."""
    x, left, right = chance.number(-3, 3), chance.number(-3, 3, 1), chance.number(-3, 3, 1)

    def kinked(t):
        return left * (t - x) if t < x else right * (t - x)

    kinked.label = f"{left:g}·(x − {x:g}) left of {x:g}, {right:g}·(x − {x:g}) right of it"
    return chance.in_turn(kinked, chance.curve()), x, chance.step()


def _sides(left, right):
    return lambda f, x, h: (left(f, x, h), right(f, x, h))


def _rise_left(f, x, h):
    return f(x) - f(x - h)


def _rise_right(f, x, h):
    return f(x + h) - f(x)


def _turned(side):
    return lambda f, x, h: -side(f, x, h)


def _bare_left(f, x, h):
    return f(x) - f(x - h) / h


def _bare_right(f, x, h):
    return f(x + h) - f(x) / h


one_sided = Exercise(
    key="limits.one_sided",
    title="The slopes on both sides",
    difficulty=1,
    right=_one_sided,
    probes=[
        (_abs, 0.0, 0.1),
        (_relu, 0.0, 0.01),
        (_bent, 1.0, 0.1),
        (_exp, 0.5, 0.2),
        (_roof, 2.0, 0.1),
        (_bent, 1, 0.5),
        (_square, -2, 1),
        (_bent, 150.0, 2.5),
    ],
    draw=_corners,
    corners=(
        (_square, 0.0, 0.5),
        (_abs, 0, 1),
        (_abs, 0.1, 0.1),
        (_abs, -0.1, 0.1),
        (_square, 0.5, 1.0),
        (_down, 1.0, 0.25),
        (_relu, 3, 2),
    ),
    mistakes=[
        Mistake(
            "left and right exchanged",
            _sides(_forward, _backward),
            "both slopes are right, in the wrong order: left first.",
        ),
        Mistake(
            "the left rise turned round",
            _sides(_turned(_backward), _forward),
            "the left slope is minus what is due, as where f(x − h) − f(x), which goes from x to "
            "x − h, is taken over a run of +h. Each difference must go the way of its run.",
        ),
        Mistake(
            "the right rise turned round",
            _sides(_backward, _turned(_forward)),
            "the right slope is minus what is due, as where f(x) − f(x + h), which goes from "
            "x + h to x, is taken over a run of +h. Each difference must go the way of its run.",
        ),
        Mistake(
            "both signs turned round",
            _sides(_turned(_backward), _turned(_forward)),
            "the sizes are right. Each rise is the height where its secant ends minus that where "
            "it begins: from x − h to x, and from x to x + h.",
        ),
        Mistake(
            "not divided",
            _sides(_rise_left, _rise_right),
            "those are the rises. Each is still to be divided by its run, h.",
            also=(
                Also(
                    _sides(_turned(_rise_left), _rise_right),
                    "those are differences of heights, not divided yet. The right one is over a run of h; "
                    "the left one goes from x to x − h, and its run is −h.",
                ),
            ),
        ),
        Mistake(
            "divided by 2h",
            _sides(
                lambda f, x, h: _backward(f, x, h) / 2,
                lambda f, x, h: _forward(f, x, h) / 2,
            ),
            "each secant here has one end at x, so its run is h.",
        ),
        Mistake(
            "missing brackets",
            _sides(_bare_left, _bare_right),
            "Python divides before it subtracts. Put each rise in brackets.",
            also=(_sides(_bare_left, _forward), _sides(_backward, _bare_right)),
        ),
        Mistake(
            "the right slope twice",
            _sides(_forward, _forward),
            "both are the slope on the right. For the left one, step to x − h.",
        ),
        Mistake(
            "the left slope twice",
            _sides(_backward, _backward),
            "both are the slope on the left. For the right one, step to x + h.",
        ),
        Mistake(
            "the central slope twice",
            _sides(_central, _central),
            "the average of both sides came, twice, and that hides a corner, which is what we "
            "are after. Take each side by itself.",
        ),
        Mistake(
            "the average of both",
            _central,
            "one number came, the average of both slopes, which hides a corner. Two are due: "
            "`return left, right`.",
        ),
        Mistake(
            "a central slope on one side",
            _sides(_central, _forward),
            "as if one of the secants went from x − h to x + h. Each of the two has one end at x.",
            also=(_sides(_backward, _central), _sides(_central, _backward)),
        ),
        Mistake(
            "the smaller first",
            lambda f, x, h: tuple(sorted(_one_sided(f, x, h))),
            "you sorted the two. The left one comes first, also where it is the larger.",
        ),
        Mistake(
            "the larger first",
            lambda f, x, h: tuple(sorted(_one_sided(f, x, h), reverse=True)),
            "you sorted the two. The left one comes first, also where it is the smaller.",
        ),
        Mistake(
            "only the sizes",
            lambda f, x, h: tuple(abs(s) for s in _one_sided(f, x, h)),
            "you took the sizes. Keep each sign: it says whether the secant climbs or falls.",
        ),
        Mistake(
            "the heights instead of the slopes",
            _sides(lambda f, x, h: f(x - h), lambda f, x, h: f(x + h)),
            "those are heights. Each slope is the difference of two heights, over h.",
        ),
        Mistake(
            "heights divided by h",
            _sides(lambda f, x, h: f(x - h) / h, lambda f, x, h: f(x + h) / h),
            "h divides whole heights. Each slope is the *difference* of two heights, over h.",
        ),
        Mistake(
            "divided by the place",
            _sides(
                lambda f, x, h: (f(x) - f(x - h)) / (x - h),
                lambda f, x, h: (f(x + h) - f(x)) / (x + h),
            ),
            "x − h, x and x + h are places. The run is how far it is from one to the next: h.",
            also=(
                _sides(
                    lambda f, x, h: np.divide(f(x) - f(x - h), x),
                    lambda f, x, h: np.divide(f(x + h) - f(x), x),
                ),
            ),
        ),
        Mistake(
            "the places instead of the slopes",
            lambda f, x, h: (x - h, x + h),
            "x − h and x + h are places. How high is the curve at each, and at x?",
        ),
        Mistake(
            "one of the two not divided",
            _sides(_backward, _rise_right),
            "one of the two is a slope, the other still a rise: each is to be divided by h.",
            also=(_sides(_rise_left, _forward),),
        ),
        Mistake(
            "heights added",
            _sides(lambda f, x, h: (f(x) + f(x - h)) / h, lambda f, x, h: (f(x + h) + f(x)) / h),
            "as if there were a plus in it. Each rise is a *difference* of two heights.",
        ),
        Mistake(
            "multiplied by h",
            _sides(
                lambda f, x, h: _rise_left(f, x, h) * h, lambda f, x, h: _rise_right(f, x, h) * h
            ),
            "the rises are multiplied by h. A slope is rise over run: divide.",
        ),
        Mistake(
            "both steps over h",
            _sides(_backward, lambda f, x, h: (f(x + h) - f(x - h)) / h),
            "as if one of the rises went from x − h to x + h. Each of the two has one end at "
            "x, and the run h.",
            also=(_sides(lambda f, x, h: (f(x + h) - f(x - h)) / h, _forward),),
        ),
        Mistake(
            "how far apart the two are",
            lambda f, x, h: _forward(f, x, h) - _backward(f, x, h),
            "one number came, the difference of the two slopes, with its sign or without. Both "
            "slopes are due: `return left, right`.",
            also=(
                lambda f, x, h: _backward(f, x, h) - _forward(f, x, h),
                lambda f, x, h: abs(_backward(f, x, h) - _forward(f, x, h)),
            ),
        ),
        Mistake(
            "one slope and its negative",
            _sides(_turned(_forward), _forward),
            "the slope on the left that came is minus that on the right, or the other way round. Measure "
            "each side by itself: they needn't be opposite.",
            also=(_sides(_backward, _turned(_backward)),),
        ),
        Mistake(
            "one side only",
            _backward,
            "one number came, and two are due: `return left, right`.",
            also=(_forward,),
        ),
        Mistake(
            "the secants end in other places",
            _sides(lambda f, x, h: _backward(f, x - h, h), lambda f, x, h: _forward(f, x + h, h)),
            "your secants don't both have an end at x. The left one goes from x − h to x, the right "
            "one from x to x + h.",
            also=(
                _sides(lambda f, x, h: _backward(f, x - h, h), _forward),
                _sides(_backward, lambda f, x, h: _forward(f, x + h, h)),
            ),
        ),
        Mistake(
            "another step than h",
            lambda f, x, h: _one_sided(f, x, 1e-7),
            "as if the step were a short one of your own; the check calls with an h of its own. Is there "
            "a number in your code where `h` is due?",
            fits=each(lambda value, f, x, h: same(value, _one_sided(f, x, 1e-6), 0.01, 0.01)),
        ),
        Mistake(
            "h − x for x − h",
            _sides(lambda f, x, h: (f(x) - f(h - x)) / h, _forward),
            "as if one of the ends were h − x. The one due is x − h: from x back by h.",
        ),
        Mistake(
            "half of the step",
            _sides(lambda f, x, h: _backward(f, x, h / 2), lambda f, x, h: _forward(f, x, h / 2)),
            "your secants reach half as far as they should: from x − h to x, and from x to x + h.",
        ),
        Mistake(
            "mirrored at 0 instead of at x",
            _sides(lambda f, x, h: (f(-x) - f(-x - h)) / h, _forward),
            "as if one of the two secants lay at −x. Left of x means back by h: x − h.",
            also=(
                _sides(lambda f, x, h: -(f(-x - h) - f(-x)) / h, _forward),
                _sides(lambda f, x, h: (f(-x + h) - f(-x)) / h, _forward),
            ),
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
        fine = told.shape == (5,) and bool(np.all((told == 0) | (told == 1)))
        return fine and bool(told[number - 1]) != bool(differentiable.right()[number - 1])

    return fits


differentiable = Exercise(
    key="limits.differentiable",
    title="Is there a derivative?",
    difficulty=1,
    right=lambda: np.array([False, True, True, False, False]),
    mistakes=[
        Mistake(
            "continuous taken for differentiable",
            [True, True, True, True, True],
            "none of the five jumps, and that isn't enough. At which of them do secants from the left "
            "and from the right approach one slope, a number?",
        ),
        Mistake(
            "no derivative anywhere",
            [False, False, False, False, False],
            "two of the five do have one. At which do secants from both sides settle on one number?",
        ),
        Mistake(
            "as the central difference has it",
            [True, True, True, False, True],
            "of the first and the fifth function the central difference says 0, for every h. It averages "
            "the sides: look at each side by itself.",
        ),
        Mistake(
            "only the corner found",
            [False, True, True, True, True],
            "the one corner at these places is found. But secants may fail to settle on a number in other "
            "ways: what do those of ∛x do at 0, and those of x·sin(1/x)?",
            also=(
                Also(
                    [False, True, False, True, True],
                    "the one corner at these places is found. x·|x| has none: it is x² on the right "
                    "and −x² on the left, and both are level at 0. And secants may fail to settle on "
                    "a number in other ways: what do those of ∛x do at 0, and those of x·sin(1/x)?",
                ),
            ),
        ),
        Mistake(
            "ReLU and x·|x| suspected, ∛x and x·sin(1/x) trusted",
            [False, False, False, True, True],
            "whether there is a derivative is decided by the secants at that place, not by how the "
            "formula looks. At 2, is there a corner of ReLU? And what do the secants of ∛x do at 0?",
        ),
        Mistake(
            "yes and no exchanged",
            [True, False, False, True, True],
            "the other way round: True where there is a derivative.",
        ),
        Mistake(
            "a corner overlooked",
            [True, True, True, False, False],
            "|x − 5| at 5 is |x| at 0, moved. What are its slopes on both sides?",
            fits=_wrong_at(1),
        ),
        Mistake(
            "a derivative overlooked, of x·|x| at 0",
            [False, True, False, False, False],
            "|x| has a corner at 0, but x·|x| is x² on the right and −x² on the left. What slopes do "
            "those have at 0?",
            fits=_wrong_at(3),
        ),
        Mistake(
            "a derivative overlooked, of ReLU at 2",
            [False, False, True, False, False],
            "ReLU has its corner at 0. The question is asked at 2, and a derivative belongs to "
            "a place.",
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


def _line_error(f, x, m, h):
    return (f(x + h) - f(x) - m * h) / h


def _turned_lines(chance):
    h = chance.one_of(1, 1, -1) * chance.step()
    return chance.curve(), chance.number(-2, 2), chance.number(-3, 3, 1) or 1.0, h


line_error = Exercise(
    key="limits.line_error",
    title="How far a line is off, for each unit of h",
    difficulty=2,
    right=_line_error,
    probes=[
        (_square, 1.0, 1.5, 0.5),
        (_square, 3.0, 6.0, 0.1),
        (_down, 2.0, -1.0, 0.25),
        (_exp, 0.0, 0.0, 0.25),
        (_cubic, -1, 2, 1),
        (_exp, 0.5, 0.55, 0.5),
        (_square, 150.0, -40.0, 2.5),
    ],
    draw=_turned_lines,
    corners=(
        (_square, 0.0, 0.0, 0.5),
        (_square, 1.0, 0.0, 0.5),
        (_down, 2.0, -3.0, 0.5),
        (_exp, 0.0, 1.0, -0.25),
        (_square, -1, 3, -1),
        (_cubic, 0.0, 2.0, 0.1),
        (_sin, 0.0, -1.0, 0.25),
    ),
    mistakes=[
        Mistake(
            "the error itself",
            lambda f, x, m, h: f(x + h) - f(x) - m * h,
            "that is the error. Where f is continuous it goes to 0 with h for every line; what tells "
            "lines apart is the error divided by h.",
            also=(
                Also(
                    lambda f, x, m, h: f(x) + m * h - f(x + h),
                    "that is the error, with its sign turned round. Where f is continuous it goes to 0 "
                    "with h for every line; what tells lines apart is the error divided by h.",
                ),
            ),
        ),
        Mistake(
            "the line not through the point",
            lambda f, x, m, h: (f(x + h) - m * (x + h)) / h,
            "with the height m·(x + h) a line goes through (0, 0). Ours goes through (x, f(x)):"
            " start at f(x), and climb m for each unit of h.",
        ),
        Mistake(
            "f(x) left out of the line",
            lambda f, x, m, h: (f(x + h) - m * h) / h,
            "the line's height at x + h is f(x) + m·h, since it goes through the point (x, "
            "f(x)). Here f(x) isn't taken away.",
        ),
        Mistake(
            "a climb counted from 0",
            lambda f, x, m, h: (f(x + h) - f(x) - m * x) / h,
            "from x to x + h the line climbs m·h; how far x itself is from 0 doesn't matter.",
            also=(lambda f, x, m, h: (f(x + h) - f(x) - m * (x + h)) / h,),
        ),
        Mistake(
            "m not times h",
            lambda f, x, m, h: (f(x + h) - f(x) - m) / h,
            "over a distance of h the line climbs m·h, not m.",
        ),
        Mistake(
            "the line left out",
            lambda f, x, m, h: (f(x + h) - f(x)) / h,
            "that is the slope of the secant, so m doesn't come into it. By how much is it off m?",
        ),
        Mistake(
            "line minus curve",
            lambda f, x, m, h: -_line_error(f, x, m, h),
            "that is minus what is due: take the line's height away from the curve's, over h.",
        ),
        Mistake(
            "only the size",
            lambda f, x, m, h: abs(_line_error(f, x, m, h)),
            "the size is right. Keep the sign: where h is positive, it says on which side of "
            "the line the curve lies.",
            also=(
                Also(
                    lambda f, x, m, h: abs(f(x + h) - f(x) - m * h) / h,
                    "as if the error lost its sign before it was divided by h. Keep it: it "
                    "says on which side of the line the curve lies.",
                ),
            ),
        ),
        Mistake(
            "missing brackets",
            lambda f, x, m, h: f(x + h) - f(x) - m * h / h,
            "as if only a part of the error were divided by h, or m weren't multiplied by it. Due "
            "is the whole error, with m·h in it, over h: put it in brackets.",
            also=(
                lambda f, x, m, h: f(x + h) - (f(x) + m * h) / h,
                Also(
                    lambda f, x, m, h: (f(x + h) - f(x)) / h - m * h,
                    "only the rise of f is divided by h, and m·h isn’t. Put the whole error "
                    "in brackets.",
                ),
            ),
        ),
        Mistake(
            "plus instead of minus",
            lambda f, x, m, h: (f(x + h) - f(x) + m * h) / h,
            "the line's height is f(x) + m·h, and all of it is taken away: in brackets, or with two "
            "minus signs.",
        ),
        Mistake(
            "the larger of two sides",
            lambda f, x, m, h: max(abs(f(x + h) - f(x) - m * h), abs(f(x - h) - f(x) + m * h)) / h,
            "the larger error of both sides came, without its sign, over h. Due is that at x + "
            "h, with its sign.",
        ),
        Mistake(
            "divided by the size of h",
            lambda f, x, m, h: (f(x + h) - f(x) - m * h) / abs(h),
            "h may be negative, and then x + h lies on the left. Due is the error over h, with its "
            "sign: the secant's slope minus m.",
        ),
        Mistake(
            "both sides averaged",
            lambda f, x, m, h: _central(f, x, h) - m,
            "that is the central slope, less m. Due is the error at x + h alone, over h.",
        ),
        Mistake(
            "divided by h twice",
            lambda f, x, m, h: _line_error(f, x, m, h) / h,
            "you divided by h² in the end. Due is error / h.",
        ),
        Mistake(
            "multiplied by h",
            lambda f, x, m, h: _line_error(f, x, m, h) * h * h,
            "you multiplied the error by h. Due is error / h.",
        ),
        Mistake(
            "divided by the place",
            lambda f, x, m, h: _line_error(f, x, m, h) * h / (x + h),
            "you divided by where it is. Due is the error for each unit of distance: divide by h.",
            also=(lambda f, x, m, h: _line_error(f, x, m, h) * h / x,),
        ),
        Mistake(
            "the step to x − h",
            lambda f, x, m, h: _line_error(f, x, m, -h),
            "you looked at x − h. Due is the error at x + h.",
            also=(
                lambda f, x, m, h: (f(x - h) - f(x) + m * h) / h,
                Also(
                    lambda f, x, m, h: (f(x - h) - f(x) - m * h) / h,
                    "as if f were asked at x − h, and the line at x + h. Due is the error at x "
                    "+ h.",
                ),
            ),
        ),
    ],
    hints=[
        "The line starts at the height f(x) and climbs m for each unit: how high is it at x + h?",
        "The error is f(x + h) − (f(x) + m·h). What is still to be done with it?",
    ],
    stub="def line_error(f, x, m, h):\n    return ...  # your code here\n",
    answer="def line_error(f, x, m, h):\n    return (f(x + h) - (f(x) + m * h)) / h\n",
    praise="It is the slope of the secant minus m. So where f has a derivative it goes to "
    "f′(x) − m, and that is 0 for the tangent alone: f′(x) is the slope of the best "
    "line.",
)


def _narrowest(left, right):
    return (left + right) / 2, abs(left - right) / 2


def _fixed_half_width(values, probes):
    """Whether m is right everywhere, and δ one and the same number."""
    pairs = [(v, _narrowest(*probe)) for v, probe in zip(values, probes, strict=True)]
    if not all(np.shape(v) == (2,) and same(v[0], m) for v, (m, _) in pairs):
        return False
    return same([v[1] for v in values], [values[0][1]] * len(values))


narrowest = Exercise(
    key="limits.narrowest",
    title="The narrowest band at a corner",
    difficulty=2,
    right=_narrowest,
    probes=[
        (-1.0, 1.0),
        (0.0, 1.0),
        (3.0, -2.0),
        (-0.5, -4.0),
        (2, 7),
        (1.5, 0),
        (120.0, -0.002),
        (2.5, 2.5),
    ],
    draw=lambda chance: (chance.number(-9, 9), chance.number(-9, 9)),
    corners=(
        (0, 0),
        (-2, -2),
        (5, -5),
        (0, -3),
        (-4.0, 0),
        (-7, -2),
        (3.0, 3.5),
    ),
    mistakes=[
        Mistake(
            "the whole gap for δ",
            lambda left, right: ((left + right) / 2, abs(left - right)),
            "m is right. The band reaches δ to *both* sides of m, so the gap from left to right is 2δ.",
        ),
        Mistake(
            "one side claimed",
            lambda left, right: (left, abs(left - right)),
            "claiming one side’s slope leaves the other the whole gap away. Where they differ, "
            "a number between them is nearer to the further one.",
            also=(lambda left, right: (right, abs(left - right)),),
        ),
        Mistake(
            "one side forgotten",
            lambda left, right: (left, 0.0),
            "where the slopes differ, δ = 0 leaves the other side’s out. The band has to hold "
            "both.",
            also=(lambda left, right: (right, 0.0),),
        ),
        Mistake(
            "no width at all",
            lambda left, right: ((left + right) / 2, 0.0),
            "m is right. But with δ = 0 the band is a line, and where the slopes differ "
            "neither lies on it.",
        ),
        Mistake(
            "half the gap, claimed at one side",
            lambda left, right: (left, abs(left - right) / 2),
            "this δ is right if m lies halfway between the sides. From one side it doesn’t "
            "reach the other, where they differ.",
            also=(lambda left, right: (right, abs(left - right) / 2),),
        ),
        Mistake(
            "the sum for the mean",
            lambda left, right: (left + right, abs(left - right) / 2),
            "δ is right. Halfway between the two is half their sum.",
        ),
        Mistake(
            "the sum, and the whole gap",
            lambda left, right: (left + right, abs(left - right)),
            "both are twice what is due. Halfway between the two is half their sum, and each is"
            " half the gap away.",
        ),
        Mistake(
            "half the difference for the mean",
            lambda left, right: ((right - left) / 2, abs(left - right) / 2),
            "half of the difference, without its sign, is how far each side is from the "
            "middle: δ. The middle itself is half of the sum.",
            also=(
                lambda left, right: ((left - right) / 2, abs(left - right) / 2),
                lambda left, right: (abs(left - right) / 2, abs(left - right) / 2),
                lambda left, right: ((right - left) / 2, (left + right) / 2),
            ),
        ),
        Mistake(
            "m and δ exchanged",
            lambda left, right: _narrowest(left, right)[::-1],
            "both numbers are right, in the wrong order: m first, then δ.",
        ),
        Mistake(
            "δ with a sign",
            lambda left, right: ((left + right) / 2, (right - left) / 2),
            "m is right. δ is a distance and isn’t negative, whichever side is steeper: take its size, "
            "`abs`.",
            also=(lambda left, right: ((left + right) / 2, (left - right) / 2),),
        ),
        Mistake(
            "0 always claimed",
            lambda left, right: (0.0, max(abs(left), abs(right))),
            "0 is halfway only where one slope is minus the other, as for |x|. Elsewhere a "
            "narrower band would do around another m.",
        ),
        Mistake(
            "0 claimed, with half the gap",
            lambda left, right: (0.0, abs(left - right) / 2),
            "δ is right. m lies halfway between the two slopes, and that is 0 only where one is"
            " minus the other.",
        ),
        Mistake(
            "a quarter of the gap",
            lambda left, right: ((left + right) / 2, abs(left - right) / 4),
            "m is right. From m to either side it is half the gap.",
        ),
        Mistake(
            "sizes for slopes",
            lambda left, right: (
                (abs(left) + abs(right)) / 2,
                abs(abs(left) - abs(right)) / 2,
            ),
            "keep the signs: a slope of −1 is 2 away from a slope of 1.",
            also=(lambda left, right: ((left + right) / 2, abs(abs(left) - abs(right)) / 2),),
        ),
        Mistake(
            "missing brackets",
            lambda left, right: (left + right / 2, abs(left - right) / 2),
            "here only one of the two is halved: Python divides before it adds. Put the sum in "
            "brackets.",
            also=(
                lambda left, right: (left / 2 + right, abs(left - right) / 2),
                Also(
                    lambda left, right: (left + right / 2, abs(left - right / 2)),
                    "Python divides before it adds, or subtracts, so only one of the two is halved. Put "
                    "the sum in brackets, and the difference as well.",
                ),
            ),
        ),
        Mistake(
            "one δ for all corners",
            lambda left, right: ((left + right) / 2, 0.5),
            "m is right. The same δ came for all corners; the further apart the two slopes are, the "
            "wider the band has to be.",
            fits=_fixed_half_width,
        ),
        Mistake(
            "δ from the sum",
            lambda left, right: ((left + right) / 2, abs(left + right) / 2),
            "m is right, and δ is half of the sum, or the size of that. How far each side is "
            "from m, half the *difference* says.",
            also=(lambda left, right: ((left + right) / 2, (left + right) / 2),),
        ),
        Mistake(
            "one number only",
            lambda left, right: abs(left - right) / 2,
            "one number came, and two are due: `return m, delta`.",
            also=(lambda left, right: (left + right) / 2,),
        ),
        Mistake(
            "the ends of the band",
            lambda left, right: (min(left, right), max(left, right)),
            "those are the two ends of the narrowest band. Due are its middle m, and δ, how "
            "far each end is from it.",
            also=(lambda left, right: (left, right), lambda left, right: (right, left)),
        ),
        Mistake(
            "the larger size instead of a distance",
            lambda left, right: ((left + right) / 2, max(abs(left), abs(right))),
            "your δ is how far the further one of the two slopes is from 0. Due is how far it is from m.",
            also=(
                Also(
                    lambda left, right: ((left + right) / 2, max(left, right)),
                    "your δ is the larger slope itself. Due is how far it is from m.",
                ),
                Also(
                    lambda left, right: (
                        (left + right) / 2,
                        max(abs(left), abs(right)) - (left + right) / 2,
                    ),
                    "your δ is the larger size less m, and where that size belongs to a "
                    "negative slope it is seldom the distance from m. Subtract first, then "
                    "take the size.",
                ),
            ),
        ),
    ],
    hints=[
        "Both slopes have to lie in the band from m − δ to m + δ. How long is that band?",
        "It is 2δ long, and the gap from `left` to `right` must fit in. The narrowest is just so long.",
        "So m is the middle, `(left + right) / 2`, and δ half the gap, `abs(left - right) / 2`.",
    ],
    stub="def narrowest(left, right):\n    m = ...\n    delta = ...\n    return m, delta\n",
    answer=(
        "def narrowest(left, right):\n"
        "    m = (left + right) / 2\n"
        "    delta = abs(left - right) / 2\n"
        "    return m, delta\n"
    ),
    praise=(
        "Against any smaller δ no m has an h₀ that wins, so a corner has no limit. And m is what the "
        "central difference says."
    ),
)


def _elsewhere(values, probes):
    """The first step of `escape` at which the slope isn't 1: what is said of it."""
    for h, (h0,) in zip(values, probes, strict=True):
        if not abs(np.sin(1 / h) - 1) < 1e-6:
            sine = apart(1.0, float(np.sin(1 / h)))[1]
            return f"for h₀ = {h0:.3g} your step is {h:.3g}, and there sin(1/h) is {sine}."
    return "at none of your steps is the slope 1."


def _outside(values, probes):
    """The first step of `escape` that isn't between 0 and h0: what is said of it."""
    found = ((h, h0) for h, (h0,) in zip(values, probes, strict=True) if not 0 < h <= h0)
    h, h0 = next(found)
    bound, step = apart(h0, h)
    return f"for h₀ = {bound} your step is {step}. It has to be above 0, and at most h₀."


def _too_few_turns(values, probes):
    return (
        f"sin(1/h) is 1 at your steps. But {_outside(values, probes)} Add more full turns to 1/h: "
        "where their number is rounded, `np.ceil` rounds it up."
    )


def _steps_with(test):
    """A `fits` for `escape`: test(h, h0) says yes to every step, all of them numbers and none 0."""
    return each(lambda h, h0: np.ndim(h) == 0 and h != 0 and bool(test(h, h0)))


_at_the_top = _steps_with(lambda h, h0: abs(np.sin(1 / h) - 1) < 1e-6)


def _quarter_turn(h0, turns=0.25):
    """The longest step up to h0 with 1/h a whole number of turns and `turns` of one."""
    return 1 / (2 * np.pi * (np.ceil(1 / h0 / (2 * np.pi)) + turns))


escape = Exercise(
    key="limits.escape",
    title="sin(1/h) loses: a step that leaves any band",
    difficulty=3,
    right=lambda h0: _quarter_turn(h0),
    probes=[(1.0,), (0.1,), (1e-3,), (2e-5,)],
    draw=lambda chance: (chance.number(1, 9) * 10.0 ** chance.whole(-5, -1),),
    corners=(
        (0.5,),
        (0.55,),
        (0.6,),
        (0.63,),
        (0.64,),
        (0.7,),
        (1,),
        (2,),
        (50.0,),
        (0.127,),
        (0.1274,),
        (0.0706,),
    ),
    accepts=_not_fixed(
        lambda h, h0: np.ndim(h) == 0 and 0 < h <= h0 and abs(np.sin(1 / h) - 1) < 1e-6
    ),
    atol=0.0,
    mistakes=[
        Mistake(
            "the same step for every h₀",
            lambda h0: _quarter_turn(1e-7),
            "a fixed step is beaten: I name an h₀ that is shorter still. Let the number of "
            "turns depend on h₀.",
            fits=lambda values, probes: (
                len(set(map(float, values))) == 1 and 0 < values[0] <= min(h0 for (h0,) in probes)
            ),
        ),
        Mistake(
            "too few turns",
            lambda h0: 1 / (np.pi / 2 + 2 * np.pi * np.floor((1 / h0 - np.pi / 2) / (2 * np.pi))),
            _too_few_turns,
            fits=lambda values, probes: _at_the_top(values, probes) and min(values) < 0,
        ),
        Mistake(
            "longer than h₀",
            lambda h0: 2 / np.pi,
            "sin(1/h) is 1 at your steps, but not each of them is as short as the h₀ that was "
            "named. Add full turns, 2π each, to 1/h until h is short enough.",
            fits=_steps_with(lambda h, h0: h > 0 and abs(np.sin(1 / h) - 1) < 1e-6),
        ),
        Mistake(
            "1/h instead of h",
            lambda h0: 1 / _quarter_turn(h0),
            "that is 1/h for a step that would do. The step is one over it.",
        ),
        Mistake(
            "−1 instead of 1",
            lambda h0: _quarter_turn(h0, 0.75),
            "there the slope is −1, or next to it. The top of the sine, 1, is half a turn, π, "
            "away.",
            fits=each(lambda h, h0: np.ndim(h) == 0 and 0 < h <= h0 and np.sin(1 / h) < -0.999),
        ),
        Mistake(
            "half turns for full ones",
            lambda h0: 1 / (np.pi / 2 + np.pi * np.ceil(1 / h0 / np.pi)),
            "at some of your steps sin(1/h) is 1, at others −1: they are half a turn, π, "
            "apart. A full turn "
            "is 2π.",
            fits=_steps_with(lambda h, h0: 0 < h <= h0 and abs(abs(np.sin(1 / h)) - 1) < 1e-6),
        ),
        Mistake(
            "a step to the left",
            lambda h0: -_quarter_turn(h0),
            "your step is negative. Ask for 0 < h ≤ h₀.",
            also=(lambda h0: -_quarter_turn(h0, 0.75),),
        ),
        Mistake(
            "a fixed share of h₀",
            lambda h0: h0,
            "at h₀ itself, or at a fixed part or multiple of it, sin(1/h) may be anything from "
            "−1 to 1. Look for an h up to h₀ at which 1/h is a quarter turn, π/2, and some "
            "full turns.",
            also=(lambda h0: h0 / 2, lambda h0: h0 / 10),
            fits=lambda values, probes: (
                min(values) > 0
                and np.ptp(shares := [v / h0 for v, (h0,) in zip(values, probes, strict=True)])
                < 1e-9 * min(shares)
            ),
        ),
        Mistake(
            "where the sine is 0",
            lambda h0: _quarter_turn(h0, 0.0),
            "the sine of 1/h is 0 there, or next to it, as at every multiple of π. It is 1 at "
            "a quarter turn, π/2, and full turns, 2π each.",
            fits=_steps_with(lambda h, h0: abs(np.sin(1 / h)) < 1e-6),
        ),
        Mistake(
            "degrees for radians",
            lambda h0: 1 / (90 + 360 * np.ceil(1 / h0 / 360)),
            "you count a turn as 360. The sine counts angles in radians: a full turn is 2π.",
            fits=_steps_with(lambda h, h0: abs((1 / h - 90) / 360 % 1 - 0.5) > 0.5 - 1e-9),
        ),
        Mistake(
            "the sine of h",
            lambda h0: np.pi / 2,
            "the sine of your steps themselves is 1. Due is sin(1/h) = 1: which h makes 1/h "
            "= π/2 and full "
            "turns? (Is your number 1/h, not turned over yet?)",
            fits=_steps_with(lambda h, h0: abs(np.sin(h) - 1) < 1e-9),
        ),
        Mistake(
            "the slope for the step h₀",
            lambda h0: np.sin(1 / h0),
            "sin(1/h₀) came, the slope of the secant from 0 to h₀. Due is a step h, not a slope: one "
            "up to h₀, for which sin(1/h) is 1.",
        ),
        Mistake(
            "a step that isn't between 0 and h₀",
            lambda h0: 0.0,
            _outside,
            fits=_some(lambda h, h0: not 0 < h <= h0),
        ),
        Mistake(
            "another slope than 1",
            lambda h0: 1 / (1 + 2 * np.pi * np.ceil(1 / h0)),
            _elsewhere,
            fits=_some(lambda h, h0: abs(np.sin(1 / h) - 1) >= 1e-6),
        ),
    ],
    hints=[
        "The sine is 1 at π/2, and again after each full turn: at π/2 + 2πk for each whole k.",
        "So 1/h = π/2 + 2πk, and h = 1 / (π/2 + 2πk). How large must k be for h ≤ h₀?",
        "2πk ≥ 1/h₀ is enough: `k = np.ceil(1 / h0 / (2 * np.pi))`. `np.ceil` rounds up.",
    ],
    stub="def escape(h0):\n    return ...  # your code here\n",
    answer=(
        "def escape(h0):\n"
        "    k = np.ceil(1 / h0 / (2 * np.pi))\n"
        "    return 1 / (np.pi / 2 + 2 * np.pi * k)\n"
    ),
    praise=(
        "However short the steps, one of them has slope 1, and as easily one has −1. No number is "
        "within ½ of both, so there is no limit."
    ),
)


def _places(chance):
    """A number, or an array of one or two dimensions, now and then of whole numbers."""
    x = chance.in_turn(
        chance.numbers(chance.whole(1, 6), low=-3, high=3),
        chance.number(-3, 3),
        chance.numbers(2, 3, low=-3, high=3),
        chance.random.integers(-3, 4, 4),
        chance.whole(-3, 3),
    )
    return chance.curve(), x, chance.step()


def _for_arrays_only(f, x, h):
    return [_central(f, value, h) for value in x]


def _cut(f, x, h):
    slopes = _central(f, x, h)
    return slopes.astype(int) if np.asarray(x).dtype.kind == "i" and np.ndim(x) else slopes


central = Exercise(
    key="limits.central",
    title="Central difference, at every element of an array",
    difficulty=1,
    right=_central,
    probes=[
        (_square, np.array([1.0, 2.0, 3.0]), 0.1),
        (_exp, np.array([0.0, 0.5]), 0.5),
        (_cubic, np.array([-1.0, 0.0, 3.0]), 0.25),
        (_sin, np.array([0.0, 1.0, 2.0, 3.0]), 0.125),
        (_square, 3.0, 0.1),
        (_exp, np.array([0.0, 0.0, 1.0, -1.0, 1.0, 2.0, 0.5, 0.0]), -0.25),
        (_square, 0, 2),
        (_cubic, np.array([150.0, 0.001]), 1.5),
    ],
    draw=_places,
    corners=(
        (_square, np.array([1, 2, 3]), 0.1),
        (_exp, np.array([1, 0, -1]), 0.5),
        (_square, np.array([0.0]), 0.1),
        (_sin, 0.0, 1e-3),
        (_square, -3, 1),
        (_square, np.array([0.5, 0.5]), 0.5),
    ),
    mistakes=[
        Mistake(
            "h − x for x − h",
            lambda f, x, h: (f(x + h) - f(h - x)) / (2 * h),
            "as if one of the two ends were h − x. The one due is x − h: from x back by h.",
            also=(
                lambda f, x, h: (f(x + h) - f(h - x)) / h,
                lambda f, x, h: f(x + h) - f(h - x),
            ),
        ),
        Mistake(
            "divided by h where 2h is due",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
            "each slope is twice what is due. How far is it from x − h to x + h?",
        ),
        Mistake(
            "brackets missing around 2h",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
            "`/ 2 * h` divides by 2 and then multiplies by h. The run 2h needs brackets.",
        ),
        Mistake(
            "brackets missing around the rise",
            lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
            "here only f(x − h) is divided: Python divides before it subtracts. Put the rise "
            "in brackets.",
            also=(
                lambda f, x, h: f(x + h) - f(x - h) / 2 * h,
                lambda f, x, h: f(x + h) - f(x - h) / h,
            ),
        ),
        Mistake(
            "h left out on one side",
            lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
            "as if one end of the secant were at x itself, with a run of 2h. The central one "
            "has an end on each side of x.",
            also=(lambda f, x, h: (f(x) - f(x - h)) / (2 * h),),
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
            "you go half a step to each side. Go a whole h, so that the run is 2h.",
            also=(
                lambda f, x, h: _central(f, x, h / 2) / 2,
                lambda f, x, h: f(x + h / 2) - f(x - h / 2),
            ),
        ),
        Mistake(
            "two steps to each side",
            lambda f, x, h: _central(f, x, 2 * h),
            "you go 2h to each side. Go one h, so that the run is 2h.",
            also=(lambda f, x, h: 2 * _central(f, x, 2 * h),),
        ),
        Mistake(
            "two steps to one side",
            lambda f, x, h: (f(x + 2 * h) - f(x)) / (2 * h),
            "the run is 2h, and it lies on one side of x. Put x in the middle: from x − h to x + h.",
            also=(lambda f, x, h: (f(x) - f(x - 2 * h)) / (2 * h),),
        ),
        Mistake(
            "the bend instead of the slope",
            lambda f, x, h: (f(x + h) - 2 * f(x) + f(x - h)) / h**2,
            "f(x + h) − 2·f(x) + f(x − h), over h², is the quotient for the second derivative. "
            "A slope takes the right end minus the left end.",
        ),
        Mistake(
            "not divided",
            lambda f, x, h: f(x + h) - f(x - h),
            "that is the rise from x − h to x + h. What is the run?",
        ),
        Mistake(
            "divided by 2 alone",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2,
            "you divided the rise by 2. From x − h to x + h the run is 2h.",
        ),
        Mistake(
            "plus instead of minus",
            lambda f, x, h: (f(x + h) + f(x - h)) / (2 * h),
            "you added the two heights. The rise is their difference.",
        ),
        Mistake(
            "the sign reversed",
            lambda f, x, h: -_central(f, x, h),
            "the size is right. The rise is the height at x + h minus that at x − h.",
        ),
        Mistake(
            "only the sizes",
            lambda f, x, h: abs(_central(f, x, h)),
            "where the secant falls, from left to right, the slope is negative: keep the sign "
            "of the rise.",
            also=(
                Also(
                    lambda f, x, h: abs(f(x + h) - f(x - h)) / (2 * h),
                    "as if the rise lost its sign before it was divided. Keep it: where f "
                    "falls from x − h to x + h the rise is negative.",
                ),
            ),
        ),
        Mistake(
            "the run by subtraction, without brackets",
            lambda f, x, h: (f(x + h) - f(x - h)) / (x + h - x - h),
            "on paper `x + h - x - h` is 0. The run from x − h to x + h is `(x + h) - (x - h)`, "
            "which is 2h.",
        ),
        Mistake(
            "`np.gradient` of the values",
            lambda f, x, h: np.gradient(f(x), x),
            "`np.gradient` compares f at the places that came in, which may lie far apart. Here f "
            "itself is to be called, at x + h and at x − h.",
            fits=each(
                lambda value, f, x, h: (
                    np.ndim(x) == 0
                    or np.ndim(x) > 1
                    or np.size(x) < 2
                    or np.allclose(value, np.gradient(f(x), x), equal_nan=True)
                )
            ),
            kind=True,
        ),
        Mistake(
            "for arrays only",
            _for_arrays_only,
            "for an array it is right, and x may be a single number, too: `x + h` does for "
            "both. No loop is needed.",
        ),
        Mistake(
            "for single numbers only",
            lambda f, x, h: _central(f, float(x), h),
            "for one number it is right, and x may be an array, too: `x + h` adds h to every element, "
            "and f takes arrays.",
        ),
        Mistake(
            "cut where x is whole",
            _cut,
            "where x is an array of integers (`dtype` int), your slopes came out whole, as in an "
            "array made like x: it can hold no fractions. Compute the slopes without a table to fill.",
            also=(lambda f, x, h: _cut(f, np.atleast_1d(x), h).reshape(np.shape(x)),),
        ),
        Mistake(
            "another step than h",
            lambda f, x, h: _central(f, x, 0.001),
            "as if the step were a short one of your own; the check calls with an h of its own. Is there "
            "a number in your code where `h` is due?",
            fits=_nearly_tangent,
        ),
        Mistake(
            "divided by h twice",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h) / h,
            "as if the rise were divided by h a second time. The run, 2h, divides once.",
            also=(lambda f, x, h: (f(x + h) - f(x - h)) / h**2,),
        ),
        Mistake(
            "divided by the place",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 * x),
            "x is a place. The run from x − h to x + h is 2h, wherever x is.",
            also=(lambda f, x, h: (f(x + h) - f(x - h)) / x,),
        ),
        Mistake(
            "2 + h for 2h",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 + h),
            "the rise is divided by 2 + h. From x − h to x + h the run is 2 times h.",
        ),
    ],
    hints=[
        "The secant has one end at x − h and the other at x + h.",
        "x may be an array: `x + h` adds h to every element, and f works on all of them. No loop.",
        "Its run is 2h, and in Python that needs brackets: `/ (2 * h)`.",
    ],
    stub="def deriv(f, x, h=0.001):\n    return ...  # your code here\n",
    answer="def deriv(f, x, h=0.001):\n    return (f(x + h) - f(x - h)) / (2 * h)\n",
    praise="One line is enough, at every element of an array, as long as f is elementwise.",
)


EPSILON = float(np.finfo(float).eps)
CUBE_ROOT = EPSILON ** (1 / 3)


def _step(x):
    return CUBE_ROOT * max(abs(x), 1.0)


def _any_place(chance):
    """Numbers of all sizes and both signs, 0 among them."""
    x = chance.one_of(-1, 1) * chance.number(1, 10) * 10.0 ** chance.whole(-6, 11)
    return (chance.in_turn(x, x, x, chance.whole(-1000, 1000), 0.0),)


def _suits(step, x):
    """Whether a step lies within a factor of 30 of ∛ε·max(|x|, 1); near 0 it may be shorter."""
    size = abs(x)
    least = CUBE_ROOT / 30 * size if size >= 1 else max(1e-10, CUBE_ROOT / 30 * size)
    most = CUBE_ROOT * 30 * max(size, 1.0) if size else 1e-2
    return least <= step <= most


def _steps(test):
    """A `fits` for good_step: test(steps, |x| or 1 if that is larger, x), as arrays; x = 0 left out."""

    def fits(values, probes):
        x = np.array([probe[0] for probe in probes], float)
        steps = np.array(values, float)
        return bool(test(steps[x != 0], np.maximum(np.abs(x), 1)[x != 0], x[x != 0]))

    return fits


def _by_scale(least, most, scale, even=False):
    """Whether steps over scale(x) lie between two bounds where |x| is at least 1.

    even    whether they have to be much the same everywhere: 1 + |x| is up to twice |x|
    """

    def fits(h, larger, x):
        far = np.abs(x) >= 1
        ratio = h[far] / scale(x[far])
        alike = not even or ratio.max() <= 3 * ratio.min()
        return alike and np.all((least <= ratio) & (ratio <= most))

    return _steps(fits)


def _zero_at_zero(values, probes):
    at_zero = [abs(float(v)) for v, (x,) in zip(values, probes, strict=True) if x == 0]
    return max(at_zero) < 1e-10 and _by_scale(CUBE_ROOT / 30, 1e-4, np.abs)(values, probes)


def _power(power, rtol):
    """Whether all steps are this number times 1, |x|, x, 1 + |x| or max(|x|, 1)."""

    def fits(h, larger, x):
        scales = (1 + 0 * x, np.abs(x), x, 1 + np.abs(x), larger)
        return any(np.allclose(h / (power * scale), 1, rtol=rtol) for scale in scales)

    return _steps(fits)


def _bars_forgotten(h, larger, x):
    right, left = x >= 1, x <= -1000
    fine = (h / larger >= CUBE_ROOT / 30) & (h / larger <= CUBE_ROOT * 30)
    return np.all(fine[right]) and np.all(h > 0) and np.all(h[left] < 1e-3 * np.abs(x[left]) * 1e-5)


def _signed(h, larger, x):
    far = np.abs(x) >= 1
    sizes = np.abs(h[far]) / larger[far]
    fine = np.all((sizes >= CUBE_ROOT / 300) & (sizes <= CUBE_ROOT * 300))
    return fine and np.all(np.sign(h) == np.sign(x))


def _grows_otherwise(h, larger, x):
    far, order = np.abs(x) >= 1, np.argsort(np.abs(x))
    h = h[order][far[order]]
    ratio = h / np.abs(x)[order][far[order]]
    grows = np.all(h > 0) and np.mean(np.diff(h) >= 0) > 0.9 and h[-1] > 10 * h[0]
    return grows and ratio.max() > 3 * ratio.min()


def _smaller_of_both(h, larger, x):
    """Whether the step is in proportion to |x| up to 1, and the same from there on."""
    near = np.minimum(np.abs(x), 1)
    return np.all(h > 0) and np.allclose(h / near, h[np.abs(x) >= 1][0], rtol=1e-6, atol=0)


def _next_float(h, larger, x):
    """Whether x + h is the float next to x, or the next but one, where |x| is 1 or more."""
    far = np.abs(x) >= 1
    ratio = np.abs(h[far]) / np.spacing(np.abs(x[far]))
    return np.all((ratio >= 0.4) & (ratio <= 2.1))


def _absolute(values):
    """What is told of one step for all x; of a very short one, that it is too short even at 1."""
    short = float(values[0]) < 1e-12
    told = "the same step came for every x"
    told += ", and one that is too short even at 1. And n" if short else ". N"
    return told + (
        "ear 10⁶ neighbouring floats lie about 10⁻¹⁰ apart, half a million times as far as just "
        "above 1: what should "
        "h do as |x| grows?"
    )


good_step = Exercise(
    key="limits.good_step",
    title="A step that suits x, even x = 10⁶",
    difficulty=2,
    right=_step,
    probes=[(1.0,), (1e6,), (-300.0,), (0.0,)],
    draw=_any_place,
    corners=((3,), (-7,), (10**6,), (-1.0,), (1e-3,), (1e-9,), (1e15,), (1e100,)),
    accepts=each(_suits),
    atol=0.0,
    mistakes=[
        Mistake(
            "brackets missing around 1 / 3",
            lambda x: EPSILON**1 / 3 * max(abs(x), 1),
            "ε/3 came, by itself or times something made of x, as with `eps ** 1 / 3`: the "
            "power comes first. For the cube root the exponent needs brackets.",
            fits=_power(EPSILON / 3, rtol=2e-2),  # 2.2e-16 is often written for ε
        ),
        Mistake(
            "the third power instead of the root",
            lambda x: EPSILON**3 * max(abs(x), 1),
            "ε·ε·ε came, about 10⁻⁴⁷, by itself or times something made of x. The cube root of "
            "ε has the exponent 1/3.",
            fits=_power(EPSILON**3, rtol=4e-2),
        ),
        Mistake(
            "a negative step",
            lambda x: -CUBE_ROOT * max(abs(x), 1),
            "every step that came is negative. A step is a length: where does the minus come from?",
            fits=lambda values: all(value < 0 for value in values),
        ),
        Mistake(
            "no step at all",
            lambda x: 0.0,
            "0 came for every x, and a difference needs two different points.",
        ),
        Mistake(
            "an absolute step",
            lambda x: 1e-5,
            _absolute,
            fits=lambda values: len(set(map(float, values))) == 1 and values[0] > 0,
        ),
        Mistake(
            "a step as short as from float to float",
            lambda x: float(np.spacing(abs(x))),
            "where |x| is 1 or more, your step is about as long as neighbouring floats are "
            "apart: hardly any shorter one is felt, and round-off is divided by it. ε itself "
            "is too short for a step: which power of it is right?",
            fits=_steps(_next_float),
        ),
        Mistake(
            "so short that it is rounded away, or nearly",
            lambda x: 1e-15 * max(abs(x), 1),
            "where |x| is 1 or more, a step of that size is rounded away, or mostly leaves few "
            "digits of f(x + h) − f(x − h). Look at the left arm of the V.",
            fits=_steps(
                lambda h, larger, x: (
                    np.all(np.abs(h) <= 1e-12 * larger) and np.all(h[np.abs(x) >= 1] != 0)
                )
            ),
        ),
        Mistake(
            "the step has the sign of x",
            lambda x: CUBE_ROOT * x,
            "at x = −300 your step is negative. A step is a length: which of x and |x| counts?",
            fits=_steps(_signed),
        ),
        Mistake(
            "zero at zero",
            lambda x: CUBE_ROOT * abs(x),
            "where |x| was 1 or more your step was fine, and at x = 0 it was 0 or next to it. "
            "Put a floor under it.",
            fits=_zero_at_zero,
        ),
        Mistake(
            "too short or too long near 0",
            lambda x: CUBE_ROOT * max(abs(x), 1) if x else 1.0,
            "where |x| was 1 or more your step was fine. For some x nearer 0 it wasn't: there, "
            "too, it should be about as long as at 1, or a little shorter.",
            fits=_by_scale(CUBE_ROOT / 30, CUBE_ROOT * 30, np.abs),
        ),
        Mistake(
            "x taken for its size",
            lambda x: CUBE_ROOT * max(x, 1.0),
            "for large positive x your step was long enough, for large negative x far too "
            "short. Floats lie as far apart on the left of 0 as on the right: which of x and "
            "|x| counts?",
            fits=_steps(_bars_forgotten),
        ),
        Mistake(
            "the step for the forward difference",
            lambda x: EPSILON**0.5 * max(abs(x), 1),
            "about √ε·|x| came where |x| is 1 or more. By the rule of thumb that suits the "
            "forward difference; the central one has the bottom of its V further to the right.",
            fits=_by_scale(5e-9, 5e-8, np.abs),
        ),
        Mistake(
            "too short for its x",
            lambda x: 1e-10 * max(abs(x), 1),
            "where |x| is 1 or more the step grows with it as it should. But it is 30 times too "
            "short, or more, so mostly round-off rules. Where is the bottom of the V for the "
            "central difference?",
            fits=_by_scale(1e-12, CUBE_ROOT / 30, np.abs, even=True),
        ),
        Mistake(
            "the ε of float32",
            lambda x: float(np.finfo(np.float32).eps) ** (1 / 3) * max(abs(x), 1),
            "∛(10⁻⁷) suits float32. Here f is computed in float64, with an ε of 2·10⁻¹⁶: "
            "`np.finfo(float).eps`.",
            fits=_power(float(np.finfo(np.float32).eps) ** (1 / 3), rtol=2e-2),
        ),
        Mistake(
            "far too long",
            lambda x: 0.1 * max(abs(x), 1),
            "where |x| is 1 or more the step grows with it as it should. But it is about 30 times "
            "too long, or more, so mostly truncation rules. Where is the bottom of the V for the "
            "central difference?",
            fits=_by_scale(CUBE_ROOT * 29, np.inf, np.abs, even=True),
        ),
        Mistake(
            "min in place of max",
            lambda x: CUBE_ROOT * min(abs(x), 1),
            "from |x| = 1 on your step is the same for all x, and towards 0 it shrinks. Due is "
            "one that grows from 1 on, and doesn't shrink below: of |x| and 1, which counts, the "
            "smaller or the larger?",
            fits=_steps(_smaller_of_both),
        ),
        Mistake(
            "scaled with the square of x",
            lambda x: CUBE_ROOT * max(x * x, 1.0),
            "ten times as far out, floats lie about ten times as far apart, not a hundred times.",
            fits=_by_scale(1e-7, 1e-3, np.square),
        ),
        Mistake(
            "divided by the size of x",
            lambda x: CUBE_ROOT / max(abs(x), 1),
            "far out your step is shorter than at 1. Floats lie further apart out there: it must "
            "grow with |x|.",
            fits=_by_scale(1e-8, 1e-3, lambda x: 1 / np.abs(x)),
        ),
        Mistake(
            "not in proportion to x",
            lambda x: CUBE_ROOT * np.sqrt(max(abs(x), 1)),
            "your step grows with |x|, by and large, but not in proportion. From 1 to 10⁶ the "
            "distance between floats grows about as |x| does; so should h.",
            fits=_steps(_grows_otherwise),
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
    praise="A step of about ∛ε, times |x| where that is above 1 (anything within a factor of "
    "30 passes).",
)


_hardly = _named("0.07·|x| left of 0, else 0")(lambda x: 0.07 * max(0.0, -x))
_slight = _named("0.15·|x| right of 0, else 0")(lambda x: 0.15 * max(0.0, x))
_slighter = _named("0.05·|x| right of 0, else 0")(lambda x: 0.05 * max(0.0, x))


def _kinked_or_not(chance):
    """A function of one number with a corner or a jump at x, or beside it, or a curve; and x."""
    x, left = chance.number(-3, 3), chance.number(-3, 3, 1)
    right = left + chance.one_of(-4, -2, -0.5, 0, 0.5, 2, 4)
    up, place = chance.in_turn(0, 0, 2, 0), x + chance.in_turn(0, 0, 0, 0.5)

    def kinked(t):
        return left * (t - place) if t < place else up + right * (t - place)

    run = f"(x − {place:g})"
    kinked.label = f"{left:g}·{run} left of {place:g}, {up:g} + {right:g}·{run} from there on"
    return chance.in_turn(kinked, kinked, chance.curve()), x


def _gap(f, x, h=1e-6):
    return _forward(f, x, h) - _backward(f, x, h)


def _another_limit(values, probes):
    """Whether True or False came: True for all gaps above one number that isn't 0.1, and no others."""
    if any(value not in (0, 1) for value in values):
        return False
    gaps = [abs(_gap(f, x)) for f, x in probes]
    told = [gap for gap, value in zip(gaps, values, strict=True) if value]
    passed = [gap for gap, value in zip(gaps, values, strict=True) if not value]
    return bool(told) and bool(passed) and min(told) > 1e-4 and max(passed) < min(told)


_jump = _named("the step")(lambda x: 0.0 if x < 0 else 1.0)
_small_jump = _named("0 left of 0, else 0.05")(lambda x: 0.0 if x < 0 else 0.05)


def _kink(left, right):
    return _named(f"{left:g}·x left of 0, {right:g}·x right of it")(
        lambda x: left * x if x < 0 else right * x
    )


def _divided_by_another(answer, *_):
    """Whether x² at 0 is called a lie with h = 0.04, by slopes that are 0.08 apart then."""
    try:
        return bool(answer(lambda x: x**2, 0.0, 0.04))
    except TypeError:
        return False


def _without_its_h(answer, *_):
    """Whether x² at 0 is called smooth with h = 0.09, by slopes that are 0.18 apart then."""
    try:
        return not answer(lambda x: x**2, 0.0, 0.09)
    except TypeError:  # it takes no h, so none can be handed to it
        return False


lies = Exercise(
    key="limits.lies",
    title="A computed slope that lies, caught",
    difficulty=2,
    forbids=[
        Forbidden(
            "wrong for h = 0.09",
            "asked with h = 0.09, your function says False of x² at 0, where the slopes to the left and "
            "to the right are 0.18 apart then. Is the step to each side the `h` that comes in?",
            seen=_without_its_h,
        ),
        Forbidden(
            "wrong for h = 0.04",
            "asked with h = 0.04, your function says True of x² at 0, where the slopes to the left and "
            "to the right are 0.08 apart then, less than 0.1. Is the step to each side the `h` that "
            "comes in, and divided by?",
            seen=_divided_by_another,
        ),
    ],
    right=lambda f, x: abs(_gap(f, x)) > 0.1,
    probes=[
        (_abs, 0.0),
        (_relu, 0.0),
        (_relu, 2.0),
        (_roof, 2.0),
        (_jump, 0.0),
        (_small_jump, 0.0),
        (np.exp, 2.0),
        (np.cos, 0.0),
        (_bent, 1.0),
        (_slight, 0.0),
        (_slighter, 0.0),
        (_hardly, 0.0),
        (_kink(2.0, 2.11), 0.0),
        (_kink(-2.0, -2.09), 0.0),
        (_kink(-3.0, -3.0), 2),
    ],
    draw=_kinked_or_not,
    corners=(
        (_kink(1.0, -1.0), 0.0),
        (_kink(0.0, -0.15), 0.0),
        (_kink(5.0, 5.05), 0.0),
        (_kink(-2.0, -2.2), 0.0),
        (_kink(0.26, 0.34), 0),
        (_kink(0.26, 0.38), 0),
        (_roof, 2),
    ),
    mistakes=[
        Mistake(
            "yes and no exchanged",
            lambda f, x: not abs(_gap(f, x)) > 0.1,
            "the other way round: True where the central difference lies.",
            also=(
                Also(
                    lambda f, x: bool(np.isclose(_forward(f, x, 1e-6), _backward(f, x, 1e-6))),
                    "True came where the two slopes agree: the other way round. And they may "
                    "differ by up to 0.1.",
                ),
            ),
        ),
        Mistake(
            "any difference taken for a corner",
            lambda f, x: _gap(f, x) != 0,
            "where a smooth curve bends the two slopes differ a little, too, as h isn't 0. "
            "Ask whether they are more than 0.1 apart.",
        ),
        Mistake(
            "the bend taken for a corner",
            lambda f, x: abs(_gap(f, x) / 1e-6) > 0.1,
            "as if the difference of the two slopes were divided by h once more. That is about f″, "
            "which may be large on a smooth curve. The difference itself goes to 0 with h there, "
            "and at a corner it doesn’t.",
            also=(lambda f, x: abs(_gap(f, x, 1e-3) / 1e-3) > 0.1,),
        ),
        Mistake(
            "the central slope compared with one side",
            lambda f, x: abs(_gap(f, x)) / 2 > 0.1,
            "gaps between 0.1 and 0.2 pass, as with the central slope, which is only half "
            "the gap away from "
            "each side, or with 0.2 for 0.1. Compare the two sides with each other, and with 0.1.",
        ),
        Mistake(
            "the left rise turned round",
            lambda f, x: abs(_forward(f, x, 1e-6) + _backward(f, x, 1e-6)) > 0.1,
            "as if one of the two slopes had the wrong sign, as f(x − h) − f(x) over h has, or "
            "as if they were added. Both rises must go the same way, and their slopes are "
            "compared.",
        ),
        Mistake(
            "too long a step",
            lambda f, x: abs(_gap(f, x, 0.1)) > 0.1,
            "over a long step a smooth curve may bend enough by itself, and a corner near x may "
            "come into it. Use the `h` that comes in, 1e-6 where none does.",
            also=(lambda f, x: abs(_gap(f, x, 1.0)) > 0.1,),
        ),
        Mistake(
            "a level tangent taken for a lie",
            lambda f, x: abs(_forward(f, x, 1e-6) + _backward(f, x, 1e-6)) < 1e-3,
            "the slope 0 may well be true: cos x at 0 is level. What gives a corner away is that the "
            "two sides disagree.",
        ),
        Mistake(
            "only the sizes compared",
            lambda f, x: abs(abs(_forward(f, x, 1e-6)) - abs(_backward(f, x, 1e-6))) > 0.1,
            "at |x|'s corner the two slopes are −1 and 1: alike in size, and 2 apart. Keep the signs.",
            also=(
                lambda f, x: abs(_forward(f, x, 1e-6)) != abs(_backward(f, x, 1e-6)),
                lambda f, x: abs(_forward(f, x, 1e-6)) - abs(_backward(f, x, 1e-6)) > 0.1,
            ),
        ),
        Mistake(
            "only the signs compared",
            lambda f, x: _forward(f, x, 1e-6) * _backward(f, x, 1e-6) < 0,
            "slopes of one sign may be far apart, as 1 and 3 are, and slopes of 0 and 0.01 "
            "aren't. Compare the numbers, not their signs.",
            also=(
                lambda f, x: np.sign(_forward(f, x, 1e-6)) != np.sign(_backward(f, x, 1e-6)),
                lambda f, x: _forward(f, x, 1e-6) * _backward(f, x, 1e-6) <= 0,
            ),
        ),
        Mistake(
            "the size forgotten",
            lambda f, x: _gap(f, x) > 0.1,
            "only one way of bending is caught: the difference of the two slopes may have either "
            "sign. Take its size, `abs(...)`.",
            also=(lambda f, x: _gap(f, x) < -0.1, lambda f, x: -_gap(f, x) > 0.1),
        ),
        Mistake(
            "heights compared, not slopes",
            lambda f, x: abs(f(x + 1e-6) - f(x - 1e-6)) > 0.1,
            "at |x|'s corner heights so close to each other hardly differ, and the slopes do. "
            "Divide by h: compare the slope on the left with that on the right.",
            also=(lambda f, x: abs(_gap(f, x)) * 1e-6 > 0.1,),
        ),
        Mistake(
            "always believed",
            lambda f, x: False,
            "False came everywhere. Of |x| at 0 True is due: the two sides have slopes −1 and 1.",
        ),
        Mistake(
            "never believed",
            lambda f, x: True,
            "True came everywhere. Of eˣ at 2 the slope is true: both sides agree, or nearly.",
        ),
        Mistake(
            "the gap instead of yes or no",
            lambda f, x: abs(_gap(f, x)),
            "that is how far apart the two slopes are, with or without its sign. Return whether "
            "it is more than 0.1.",
            fits=each(lambda value, f, x: abs(abs(float(value)) - abs(_gap(f, x))) < 1e-6),
            kind=True,
        ),
        Mistake(
            "another limit than 0.1",
            lambda f, x: abs(_gap(f, x)) > 0.01,
            "as if the two slopes were compared, but with another number: some that are more "
            "than 0.1 apart pass, or some that are less apart don't.",
            fits=_another_limit,
        ),
        Mistake(
            "compared with the slope itself",
            lambda f, x: abs(_gap(f, x)) > 0.1 * abs(_forward(f, x, 1e-6)),
            "as if the limit were a tenth of a slope: that shrinks to nothing where the curve "
            "is level. Compare the gap with 0.1 itself.",
            also=(
                lambda f, x: abs(_gap(f, x)) > 0.1 * abs(_backward(f, x, 1e-6)),
                lambda f, x: (
                    abs(_gap(f, x))
                    > 0.1 * max(abs(_backward(f, x, 1e-6)), abs(_forward(f, x, 1e-6)))
                ),
            ),
        ),
        Mistake(
            "how steep it is, not how far apart the two are",
            lambda f, x: max(_forward(f, x, 1e-6), _backward(f, x, 1e-6)) > 0.1,
            "a curve may be steep without a corner. Ask how far apart the slopes on both sides are, not "
            "how large a slope is.",
            also=(
                lambda f, x: abs(_forward(f, x, 1e-6)) > 0.1,
                lambda f, x: abs(_forward(f, x, 1e-6) + _backward(f, x, 1e-6)) / 2 > 0.1,
            ),
        ),
        Mistake(
            "rounded before they are compared",
            lambda f, x: round(_backward(f, x, 1e-6), 1) != round(_forward(f, x, 1e-6), 1),
            "as if both slopes were rounded to one decimal first: then 0.04 and 0.06 differ, and they are "
            "0.02 apart. Compare their distance with 0.1.",
        ),
    ],
    hints=[
        "The slopes on both sides: `(f(x) - f(x - h)) / h` and `(f(x + h) - f(x)) / h`.",
        "`abs(right - left) > 0.1` is True or False; return it.",
    ],
    stub="def lies(f, x, h=1e-6):\n    return ...  # your code here\n",
    answer=(
        "def lies(f, x, h=1e-6):\n"
        "    left = (f(x) - f(x - h)) / h\n"
        "    right = (f(x + h) - f(x)) / h\n"
        "    return abs(right - left) > 0.1\n"
    ),
    praise="Two sides that disagree give the lie away. A slope that nobody asked twice proves nothing.",
)


def _size(x, b):
    return (x, b) if x >= 0 else (-x, -b)


def _is_number(value):
    """One real or complex number, and no truth value."""
    return np.ndim(value) == 0 and np.asarray(value).dtype.kind in "iufc"


def _close_to(value, any_of):
    return any(abs(value - due) <= 1e-6 * abs(due) for due in any_of)


size = Exercise(
    key="limits.size",
    title="A size that the complex step can follow",
    difficulty=2,
    right=_size,
    probes=[
        (2.0, 0.5),
        (-3.0, 0.25),
        (-0.5, -1.0),
        (1.5, -0.125),
        (2, 2),
        (-1.5, -1.5),
        (-3, 3),
        (-0.002, 0.5),
        (200.0, 1e-3),
        (-1.0, 0.0),
    ],
    draw=lambda chance: (chance.one_of(-1, 1) * chance.number(0.1, 4), chance.number()),
    corners=((-2, 0), (3, 0), (2, -2), (-2, 2), (1e-6, 1.0), (-1e-6, -1.0), (5, 3)),
    mistakes=[
        Mistake(
            "the size of a complex number",
            lambda x, b: (float(np.hypot(x, b)), 0.0),
            "that is how far x + bi is from 0: real, with 0 beside i, and so the slope would "
            "be 0. Ask for "
            "the sign of x, and take x + bi or minus that.",
            also=(
                Also(
                    lambda x, b: (float(np.hypot(x, b)), b),
                    "√(x² + b²) is how far x + bi is from 0. Due as the real part is |x|: ask "
                    "for the sign of x, and take x + bi or minus that.",
                ),
            ),
        ),
        Mistake(
            "the part beside i dropped",
            lambda x, b: (abs(x), 0.0),
            "|x| alone came, with 0 beside i. The sign of x turns both parts round, or neither:"
            " x + bi, or minus that.",
        ),
        Mistake(
            "the size alone",
            lambda x, b: float(np.hypot(x, b)),
            "that is a real size alone, so nothing stands beside i, and the slope would be 0. "
            "Ask for the sign of x, take x + bi or minus that, and return both of its parts.",
            fits=each(
                lambda value, x, b: _is_number(value) and _close_to(value, (np.hypot(x, b), abs(x)))
            ),
            kind=True,
        ),
        Mistake(
            "one complex number",
            lambda x, b: complex(*_size(x, b)),
            "that complex number is right. Return its two parts, `z.real, z.imag`.",
            fits=each(
                lambda value, x, b: _is_number(value) and _close_to(value, (complex(*_size(x, b)),))
            ),
            kind=True,
        ),
        Mistake(
            "brackets missing around the two pairs",
            lambda x, b: (x, b if x > 0 else -x, -b),
            "three values came: without brackets `x, b if x > 0 else -x, -b` chooses the middle one alone. "
            "Put each pair in brackets, `(x, b) if … else (-x, -b)`.",
            fits=each(
                lambda value, x, b: (
                    np.shape(value) == (3,) and same(value, [x, b if x > 0 else -x, -b])
                )
            ),
            kind=True,
        ),
        Mistake(
            "nothing turned round",
            lambda x, b: (x, b),
            "left of 0 the slope of |x| is −1, so there both parts turn their signs.",
        ),
        Mistake(
            "always turned round",
            lambda x, b: (-x, -b),
            "right of 0 the slope of |x| is 1, so there both parts stay as they are.",
        ),
        Mistake(
            "right and left exchanged",
            lambda x, b: (-_size(x, b)[0], -_size(x, b)[1]),
            "you turn the signs right of 0 and keep them left of it. Due is the other way round.",
        ),
        Mistake(
            "the sign of the step",
            lambda x, b: (x, b) if b >= 0 else (-x, -b),
            "you asked for the sign of `b`, which is the step. The place is `x`.",
        ),
        Mistake(
            "only the real part turned round",
            lambda x, b: (abs(x), b),
            "left of 0 what stands beside i has to turn its sign as well: it becomes the "
            "step times the "
            "slope, and the slope is −1 there.",
        ),
        Mistake(
            "the size of each part",
            lambda x, b: (abs(x), abs(b)),
            "beside i stands the step times the slope: its sign depends on x, and on the step’s own.",
        ),
        Mistake(
            "only the part beside i turned round",
            lambda x, b: (x, b if x >= 0 else -b),
            "the part beside i is right. The other one is |x|, which isn’t negative.",
        ),
        Mistake(
            "only the part beside i turned round, always",
            lambda x, b: (x, -b),
            "x came as it was, and the part beside i with the other sign. Ask for the sign of "
            "x, and take x + bi or minus that.",
        ),
        Mistake(
            "ReLU",
            lambda x, b: (x, b) if x >= 0 else (0.0, 0.0),
            "that is ReLU: 0 left of 0. |x| is −x there.",
        ),
        Mistake(
            "the slope alone",
            lambda x, b: (abs(x), float(np.sign(x))),
            "the slope is right. Beside i it stands multiplied by the step, `b`.",
        ),
        Mistake(
            "the sign by b instead of by x",
            lambda x, b: (x, b) if b > 0 else (-x, -b),
            "as if the sign of b decided whether both are turned round. It is the sign of x that "
            "decides.",
            also=(lambda x, b: (x, b) if b >= 0 else (-x, -b),),
        ),
        Mistake(
            "beside i always the other sign",
            lambda x, b: (abs(x), -b if x > 0 else b),
            "the real part is right, and what stands beside i is minus what is due. At x > 0 "
            "the size acts as x, so there b stays b.",
        ),
        Mistake(
            "multiplied by x instead of by its sign",
            lambda x, b: (abs(x), b * x),
            "the real part is right, and b is multiplied by x itself. Its sign alone turns b round.",
        ),
        Mistake(
            "the sign of the whole part of x",
            lambda x, b: (abs(x), np.sign(int(x)) * b),
            "where x lies between −1 and 1, 0 came beside i, as if x were cut to a whole number first.",
        ),
    ],
    hints=[
        "For x above 0 the size is x, a function with a power series. Which one is it below 0?",
        "So above 0 it is x + bi itself. Below 0 it is −(x + bi): which two parts has that?",
        "`return (x, b) if x >= 0 else (-x, -b)`.",
    ],
    stub="def size(x, b):\n    return ..., ...  # your code here\n",
    answer="def size(x, b):\n    return (x, b) if x >= 0 else (-x, -b)\n",
    praise=(
        "With it the complex step finds −1 and 1. At the corner itself it says what your code "
        "takes at x = 0: a step along i sees no corner."
    ),
)


def _richardson(f, x, h):
    return (4 * _central(f, x, h / 2) - _central(f, x, h)) / 3


richardson = Exercise(
    key="limits.richardson",
    title="Two central differences, and h² cancels",
    difficulty=2,
    right=_richardson,
    probes=[
        (_exp, 1.0, 0.5),
        (_sin, 0.5, 0.8),
        (_cubic, 2.0, 0.5),
        (_exp, 0.0, 0.25),
        (_sin, -2, 1),
        (_exp, 0.75, 0.75),
        (_sin, 150.0, 1.5),
    ],
    draw=lambda chance: (chance.curve(), chance.number(-2, 2), chance.one_of(0.4, 0.6, 0.8)),
    corners=(
        (_square, 0.0, 0.5),
        (_exp, 0, 1),
        (_sin, 0.0, 0.1),
        (_cubic, 1, 2),
        (_down, -3.0, 0.25),
    ),
    mistakes=[
        Mistake(
            "the two swapped",
            lambda f, x, h: (4 * _central(f, x, h) - _central(f, x, h / 2)) / 3,
            "as if the longer step's had the factor 4. In the shorter one's stands a quarter "
            "of c·h²: four times *that* is as large as the other's.",
        ),
        Mistake(
            "2 for 4, as for order 1",
            lambda f, x, h: 2 * _central(f, x, h / 2) - _central(f, x, h),
            "that cancels an error in proportion to h. Of a central difference it is c·h² that has "
            "to cancel: half the step leaves a quarter of it.",
        ),
        Mistake(
            "the average",
            lambda f, x, h: (_central(f, x, h / 2) + _central(f, x, h)) / 2,
            "an average adds c·h² and c·h²/4, and nothing cancels. Take one slope away from a "
            "multiple of the other.",
        ),
        Mistake(
            "not divided by 3",
            lambda f, x, h: 4 * _central(f, x, h / 2) - _central(f, x, h),
            "c·h² is gone. But 4f′ − f′ is 3f′: what is still to be done?",
        ),
        Mistake(
            "a quarter of the shorter step's",
            lambda f, x, h: _central(f, x, h) - _central(f, x, h / 2) / 4,
            "you took a quarter of D(h/2). It has a quarter of c·h² *already*: take four times "
            "D(h/2), and c·h² is in both.",
            also=(
                lambda f, x, h: (_central(f, x, h) - _central(f, x, h / 2) / 4) / 3,
                lambda f, x, h: _central(f, x, h / 2) / 4 - _central(f, x, h),
                lambda f, x, h: (_central(f, x, h / 2) / 4 - _central(f, x, h)) / 3,
            ),
        ),
        Mistake(
            "one minus the other",
            lambda f, x, h: _central(f, x, h / 2) - _central(f, x, h),
            "of f′ − f′ nothing is left: only the errors are. Take four times the shorter "
            "step's first.",
            also=(lambda f, x, h: _central(f, x, h) - _central(f, x, h / 2),),
        ),
        Mistake(
            "missing brackets",
            lambda f, x, h: 4 * _central(f, x, h / 2) - _central(f, x, h) / 3,
            "only the longer step's is divided by 3: Python divides before it subtracts. Put the "
            "difference in brackets.",
        ),
        Mistake(
            "only one of the two divided by 3",
            lambda f, x, h: 4 * _central(f, x, h / 2) / 3 - _central(f, x, h),
            "all of 4·D(h/2) − D(h) has to be divided by 3, and here it is as if only one of the "
            "two were.",
            also=(
                lambda f, x, h: _central(f, x, h) - 4 * _central(f, x, h / 2) / 3,
                lambda f, x, h: _central(f, x, h) / 3 - 4 * _central(f, x, h / 2),
            ),
        ),
        Mistake(
            "the error alone",
            lambda f, x, h: (_central(f, x, h) - _central(f, x, h / 2)) / 3,
            "but for h⁴ and so on that is c·h²/4, which D(h/2) has too much. It is still to be "
            "taken away from D(h/2), and that makes (4·D(h/2) − D(h))/3.",
            also=(
                Also(
                    lambda f, x, h: (_central(f, x, h / 2) - _central(f, x, h)) / 3,
                    "but for h⁴ and so on that is −c·h²/4, and D(h/2) has c·h²/4 too much. It is "
                    "still to be added to D(h/2), and that makes (4·D(h/2) − D(h))/3.",
                ),
            ),
        ),
        Mistake(
            "the slope halved, not the step",
            lambda f, x, h: (4 * _central(f, x, h) / 2 - _central(f, x, h)) / 3,
            "that is a third of D(h), as with D(h)/2 where D(h/2) is due. Take a second "
            "difference, with "
            "half the step.",
        ),
        Mistake(
            "the weights of the next round",
            lambda f, x, h: (16 * _central(f, x, h / 2) - _central(f, x, h)) / 15,
            "16 and 15 cancel an error in proportion to h⁴. Here it is h², and half the step leaves a "
            "quarter: 4 and 3.",
        ),
        Mistake(
            "divided by 4 or 5",
            lambda f, x, h: (4 * _central(f, x, h / 2) - _central(f, x, h)) / 4,
            "4f′ − f′ is 3f′: divide by that many.",
            also=(lambda f, x, h: (4 * _central(f, x, h / 2) - _central(f, x, h)) / 5,),
        ),
        Mistake(
            "another share of the difference",
            lambda f, x, h: _central(f, x, h / 2) + (_central(f, x, h / 2) - _central(f, x, h)) / 4,
            "but for h⁴ and so on D(h/2) is off by a third of D(h) − D(h/2). Here another share "
            "of that is taken away.",
            also=(lambda f, x, h: (3 * _central(f, x, h / 2) - _central(f, x, h)) / 2,),
        ),
        Mistake(
            "another step than half",
            lambda f, x, h: (4 * _central(f, x, h / 4) - _central(f, x, h)) / 3,
            "the 4 belongs to half the step, h/2, which leaves a quarter of c·h². Here the "
            "second step isn’t half of the first.",
            also=(
                lambda f, x, h: (4 * _central(f, x, 2 * h) - _central(f, x, h)) / 3,
                Also(
                    lambda f, x, h: (4 * _central(f, x, h**2) - _central(f, x, h)) / 3,
                    "the 4 belongs to half the step, h/2, which leaves a quarter of c·h². Here "
                    "the second step is as if it were h².",
                ),
            ),
        ),
        Mistake(
            "plus instead of minus",
            lambda f, x, h: (4 * _central(f, x, h / 2) + _central(f, x, h)) / 5,
            "you added. Then c·h² adds up as well; it cancels when D(h) is taken away from four "
            "times D(h/2).",
            also=(lambda f, x, h: (4 * _central(f, x, h / 2) + _central(f, x, h)) / 3,),
        ),
        Mistake(
            "the shorter step alone",
            lambda f, x, h: _central(f, x, h / 2),
            "that is D(h/2) alone, with c·h²/4 still in it. In D(h) there is four times as much.",
        ),
        Mistake(
            "the longer step alone",
            _central,
            "that is D(h) alone, with all of c·h² in it. Take a second one, with half the step.",
        ),
        Mistake(
            "forward differences",
            lambda f, x, h: (4 * _forward(f, x, h / 2) - _forward(f, x, h)) / 3,
            "in forward differences there is an error in proportion to h, and 4 doesn't cancel "
            "that. Take central ones.",
        ),
        Mistake(
            "forward differences, with 2 for 4",
            lambda f, x, h: 2 * _forward(f, x, h / 2) - _forward(f, x, h),
            "of forward differences 2 and 1 cancel the error in h, and mostly one in h² remains. "
            "Take central ones, with 4 and 1.",
        ),
        Mistake(
            "twice the step in place of half",
            lambda f, x, h: (4 * _central(f, x, h) - _central(f, x, 2 * h)) / 3,
            "the rule is right, for the steps h and 2h. Due are h and h/2.",
        ),
        Mistake(
            "only half of D(h/2)",
            lambda f, x, h: (2 * _central(f, x, h / 2) - _central(f, x, h)) / 3,
            "D(h/2) came in twice where four times is due, as when 2h divides for the step "
            "h/2, too: there the two points are h apart, and h is the run.",
        ),
    ],
    hints=[
        "`central_difference(f, x, h)` is D(h): call it with h and with h / 2.",
        "But for h⁴ and so on, D(h) is f′ + c·h², D(h/2) is f′ + c·h²/4. What is 4·D(h/2) − D(h)?",
    ],
    stub="def richardson(f, x, h):\n    return ...  # your code here\n",
    answer="def richardson(f, x, h):\n"
    "    from lib.calculus import central_difference\n\n"
    "    return (4 * central_difference(f, x, h / 2) - central_difference(f, x, h)) / 3\n",
    praise="4(f′ + c·h²/4) − (f′ + c·h²) is 3f′: c·h² is gone, and where f is analytic the error is "
    "of order 4, or better. The same trick with two such results, by 16 and 15, makes it 6.",
)


def _float32(label, f, slope):
    f.label, f.slope = label, slope
    return f


_sin32 = _float32("sin x", lambda x: np.sin(x), np.cos)
_cubic32 = _float32("x³ + x²", lambda x: x**3 + x**2, lambda x: 3 * x**2 + 2 * x)
_exp32 = _float32("eˣ", lambda x: np.exp(x), np.exp)
_line32 = _float32("10 − x", lambda x: 10 - x, lambda x: np.full_like(x, -1.0))
_tanh32 = _float32("tanh x", lambda x: np.tanh(x), lambda x: 1 - np.tanh(x) ** 2)


def _any_float32(chance):
    """A float32 array, 0 and negative numbers among it."""
    x = chance.numbers(chance.whole(1, 6), low=-2.5, high=2.5).astype(np.float32)
    x[0] = chance.in_turn(x[0], 0.0, x[0])
    return chance.in_turn(_sin32, _cubic32, _exp32, _tanh32), x


def _in_float64(f, x):
    return f.slope(np.asarray(x, np.float64))


def _in_float32(f, x, h):
    h = np.float32(h)
    return (f(x + h) - f(x - h)) / (2 * h)


def _compared(values, probes):
    """(came, due) of all probes in one array each; where the slope is next to 0 left out."""
    came = np.concatenate([np.asarray(value, float) for value in values])
    due = np.concatenate([_in_float64(*probe) for probe in probes])
    return came[np.abs(due) > 0.1], due[np.abs(due) > 0.1]


def _noisy(values, probes):
    """Answers with round-off in them: neither right nor all zero."""
    came, due = _compared(values, probes)
    factors = came / due
    # A wrong formula gives the right slopes times one factor; noise scatters, about 1.
    one_factor = np.ptp(factors) < 0.02 and abs(np.median(factors) - 1) > 0.02
    scatters = np.mean(np.abs(factors - 1) <= 3) > 0.9 and 0.5 < np.median(factors) < 1.5
    return bool(scatters and not one_factor and not _right_for_one(values, probes))


def _near(values, probes):
    """Whether all slopes are right to 0.3, or to three tenths of them."""
    came = np.concatenate([np.asarray(value, float) for value in values])
    due = np.concatenate([_in_float64(*probe) for probe in probes])
    return bool(np.allclose(came, due, rtol=0.3, atol=0.3))


def _some_lost(values, probes):
    """Whether some slopes are exactly 0 that shouldn't be, and those that aren't have the right sign."""
    came, due = _compared(values, probes)
    lost = came == 0
    return bool(lost.mean() > 0.02 and np.all(came[~lost] * due[~lost] > 0) and not lost.all())


def _both_ways(values, probes):
    """Whether slopes of eˣ came too large and too small: truncation errs to one side there."""
    off = [
        np.asarray(value, float) / _in_float64(f, x) - 1
        for value, (f, x) in zip(values, probes, strict=True)
        if f is _exp32
    ]
    return np.concatenate(off).min() < 0 < np.concatenate(off).max()


def _right_for_one(values, probes):
    """Whether all slopes of one of the functions are right: there is a formula for it, and no noise."""
    fine = {}
    for value, (f, x) in zip(values, probes, strict=True):
        fine.setdefault(f, []).append(same(value, _in_float64(f, x), 1e-6, 1e-6))
    return any(map(all, fine.values()))


def _too_long(values, probes, schemes=((_central, 0.02), (_forward, 1e-3), (_backward, 1e-3))):
    """Differences, of a scheme and from a shortest step on, so long that their error is truncation."""
    there = [(f, np.asarray(x, np.float64)) for f, x in probes]
    rights = np.concatenate([_in_float64(*probe) for probe in there])
    came = np.concatenate([np.asarray(value, float) for value in values])
    for scheme, shortest in schemes:
        for h in np.geomspace(shortest, 1.0, 100):
            made = np.concatenate([scheme(f, x, h) for f, x in there])
            if np.allclose(came - rights, made - rights, rtol=0.1, atol=2e-3):
                return True
    return False


def _in_proportion(values, probes):
    """Whether all values are the right slopes times one small factor."""
    came, due = _compared(values, probes)
    factor = float(np.median(came / due))
    return 0 < factor <= 0.3 and bool(np.allclose(came / due, factor, rtol=0.02))


def _zero_over_zero(value, f, x):
    """Whether there is NaN where x is 0, and a number elsewhere."""
    value = np.asarray(value, float)
    return np.array_equal(np.isnan(value), x == 0) and bool(np.all(value[x != 0] != 0))


float32 = Exercise(
    key="limits.float32",
    title="Mend a float32 derivative",
    difficulty=2,
    right=_in_float64,
    probes=[
        (_sin32, np.array([0.5, 1.0, 2.0], np.float32)),
        (_cubic32, np.array([1.0, 3.0], np.float32)),
        (_exp32, np.array([0.25, 1.0, 1.5, 2.0], np.float32)),
        (_exp32, np.array([0.0, -1.0], np.float32)),
        (_cubic32, np.array([3.0, -3.0, 0.0, 0.0, 1.0, 1e-3, -2.0, 0.5], np.float32)),
    ],
    draw=_any_float32,
    corners=(
        (_sin32, np.array([1.0], np.float32)),
        (_tanh32, np.array([0.0], np.float32)),
        (_exp32, np.array([3.0, -5.0], np.float32)),
        (_line32, np.array([-0.9996, 0.3, 1.7, -2.2], np.float32)),
    ),
    rtol=1e-3,
    atol=1e-3,
    mistakes=[
        Mistake(
            "no difference at all",
            lambda f, x: 0.0 * x,
            "all slopes that came are exactly 0, even where x is 0, where no x + h is rounded to "
            "x. Are both ends of your secant at the same place?",
            fits=each(lambda value, f, x: not np.any(value)),
        ),
        Mistake(
            "more digits when they are lost already",
            lambda f, x: np.asarray(_in_float32(f, x, 1e-8), np.float64),
            "your slopes are float64, and have the digits of an x + h in float32, where the "
            "step is mostly rounded away. The digits are needed before: make x a float64 array "
            "in the first line.",
            fits=each(
                lambda value, f, x: (
                    np.asarray(value).dtype == np.float64
                    and same(value, _in_float32(f, x, 1e-8), 1e-6)
                )
            ),
        ),
        Mistake(
            "one side only, by the same step",
            lambda f, x: _forward(f, x, np.float32(1e-8)),
            "you took the secant to one side, and the step is still 10⁻⁸: except near 0, x + h "
            "is rounded to x as before. Near 1, neighbouring float32 numbers lie 10⁻⁷ apart.",
            also=(lambda f, x: _backward(f, x, np.float32(1e-8)),),
        ),
        Mistake(
            "a step that x can't feel",
            lambda f, x: np.where(x == 0, f.slope(x), 0.0),
            "slopes of 0 came, as where x + h is rounded to x. Near 1, neighbouring float32 "
            "numbers lie 10⁻⁷ apart, float64 numbers 2·10⁻¹⁶. Take a longer step, or more "
            "digits.",
            fits=each(lambda value, f, x: not np.any(np.asarray(value)[np.abs(x) > 0.5])),
        ),
        Mistake(
            "divided by h where 2h is due",
            lambda f, x: 2 * _in_float64(f, x),
            "each slope is twice what is due: from x − h to x + h the run is 2h.",
        ),
        Mistake(
            "half of each slope",
            lambda f, x: _in_float64(f, x) / 2,
            "each slope is half of what is due. Are the rise and the run between the same two "
            "points?",
        ),
        Mistake(
            "the sign reversed",
            lambda f, x: -_in_float64(f, x),
            "the size is right. Take the right end minus the left end.",
        ),
        Mistake(
            "NaN where x is 0",
            lambda f, x: _central(f, x.astype(float), 1e-5 * x.astype(float)),
            "a step that is in proportion to x near 0 is 0 there, and 0 divided by 0 is NaN. "
            "If yours is such a step, put a floor under it, or take one step for all.",
            fits=each(_zero_over_zero),
            kind=True,
        ),
        Mistake(
            "to one side, by a long step",
            lambda f, x: _forward(f, x.astype(np.float64), 0.01),
            "that is as a secant to one side gives it: where the curve bends over the step, the "
            "error is about in proportion to h. Take both sides, x + h and x − h, or a far shorter "
            "step in float64.",
            fits=lambda values, probes: (
                _too_long(values, probes, ((_forward, 1e-3), (_backward, 1e-3)))
                and not _too_long(values, probes, ((_central, 0.02),))
            ),
        ),
        Mistake(
            "a step too long",
            lambda f, x: _central(f, x.astype(np.float64), 0.3),
            "your slopes are off as truncation makes it: over a long step the curve bends "
            "between the two points. Take a shorter one, in float64 about 10⁻⁵.",
            fits=_too_long,
        ),
        Mistake(
            "not divided by the step",
            lambda f, x: _in_float64(f, x) * 0.02,
            "your slopes are about the right ones times one and the same number, smaller than 1. "
            "Is the rise divided by the run, and the run, 2h, in brackets?",
            fits=lambda values, probes: _in_proportion(values, probes),
        ),
        Mistake(
            "a step that some x can't feel",
            lambda f, x: _in_float32(f, x, 1e-7),
            "some of your slopes are exactly 0, as where x + h is rounded to x. Then the step is "
            "too short for the digits you keep: in float32, ε is 10⁻⁷. How much is ∛ε there, "
            "and in float64?",
            fits=lambda values, probes: (
                _some_lost(values, probes)
                and _both_ways(values, probes)
                and not _right_for_one(values, probes)
            ),
        ),
        Mistake(
            "round-off still there",
            lambda f, x: _in_float32(f, x, 1e-6),
            "the slopes scatter about the right ones, as where the step is too short for the "
            "digits you keep. In float32, ε is 10⁻⁷: how much is ∛ε there, and in float64?",
            fits=lambda values, probes: _noisy(values, probes) and _both_ways(values, probes),
        ),
        Mistake(
            "a near miss",
            lambda f, x: 1.02 * _in_float64(f, x) + 0.02,
            "the slopes are near the right ones, but not all to three digits. Compute in float64 "
            "from the first line on, with a central difference and a step that suits it.",
            fits=lambda values, probes: _noisy(values, probes) and _near(values, probes),
        ),
    ],
    hints=[
        "Run the stub's lines by hand for x = np.float32(1.0): what is x + h?",
        "Two ways, for instance: a step near ∛ε of float32, which is about 0.005, or float64.",
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
    praise="Three digits and more (the tolerance is 0.1 %, and 0.001 near 0), where there were "
    "hardly any.",
)

__getattr__ = by_stub_name(globals())
