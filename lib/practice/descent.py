"""Practice of notebook 07: the loop, the learning rate, momentum, a line fitted, Adam, scaling."""

import functools
import re

import numpy as np

from lib.learning.descent import gradient_descent
from lib.practice.engine.checking import Also, Exercise, Forbidden, Mistake, each
from lib.practice.engine.comparing import Raised, same
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict
from lib.practice.engine.secants import are_secants

# Predictions

swing = predict(
    "descent.swing",
    "With `η = 0.5` every step halved w. Now take a step three times as long: `η = 1.5`, the same "
    "loss `w²/2`, the same start `w = 2`. What does w do?",
    {
        "It explodes: each step shoots past the lowest place": (
            "Each step does shoot past 0, but look how far: from 2 to 2 − 1.5·2 = −1, from −1 to "
            "0.5. Past the lowest place, and closer to it."
        ),
        "It jumps to and fro between 2 and −2": (
            "The first step leads from 2 to 2 − 1.5·2 = −1, not to −2. To and fro without end is what "
            "η = 2 does."
        ),
        "It swings from side to side and closes in on 0": (
            "2, −1, 0.5, −0.25, … Each step multiplies w by 1 − 1.5 = −0.5. Shooting past the lowest "
            "place does no harm as long as we end up closer to it."
        ),
        "It goes to 0 from the right, three times as fast": (
            "The first step is three times as long as before: 3 instead of 1. But 0 is only 2 away, "
            "so it leads past 0, to −1."
        ),
    },
    "It swings from side to side and closes in on 0",
)

edge = predict(
    "descent.edge",
    "For `w²/2`, whose second derivative is 1, the edge was at `η = 2`: below it w closes in, beyond "
    "it w explodes. Where is the edge for `2w²`, whose second derivative is 4?",
    {
        "At η = 8: a steeper bowl brings w down faster": (
            "A steeper bowl has longer steps at the same η, so w shoots past sooner. From w = 1 with "
            "η = 8: 1 − 8·4 = −31."
        ),
        "Still at η = 2: the edge belongs to the method": (
            "From w = 1 with η = 2 the first step leads to 1 − 2·4 = −7, the second to 49. The slope "
            "of 2w² is 4w, and the step is η times that."
        ),
        "At η = 1: the bowl is twice as steep": (
            "2w² is four times w²/2, and so is its slope. From w = 1 with η = 1: 1 − 4 = −3."
        ),
        "At η = 0.5: four times the slope, a quarter of η": (
            "The slope is 4w, so w ← w − 4ηw. What counts is η times the second derivative, and at the "
            "edge that product is 2."
        ),
    },
    "At η = 0.5: four times the slope, a quarter of η",
)

steepest = predict(
    "descent.steepest",
    "A long ravine: `L = w₁²/2 + 10·w₂²`, lowest at (0, 0). We stand at `w₁ = −2.5`, `w₂ = 1`. "
    "Which way does `−∇L`, the direction of steepest descent, point?",
    {
        "Straight to the lowest place, (0, 0)": (
            "That would be the direction (2.5, −1). But ∇L = (w₁, 20·w₂) = (−2.5, 20): downhill is "
            "(2.5, −20), nearly straight across. Only on a round bowl do the two agree everywhere."
        ),
        "Mostly across the ravine, down its steep side": (
            "∇L = (w₁, 20·w₂) = (−2.5, 20), so downhill is (2.5, −20): eight times as far across as "
            "along. Steepest here, and not the way to the lowest place."
        ),
        "Along the ravine, where it leads down to (0, 0)": (
            "Along the ravine the loss changes slowly: ∂L/∂w₁ = −2.5 only. Across it, ∂L/∂w₂ = 20."
        ),
        "Along the contour line through (−2.5, 1)": (
            "Along a contour line the loss stays the same, by definition. The gradient is square to it."
        ),
    },
    "Mostly across the ravine, down its steep side",
)

raw = predict(
    "descent.raw",
    "Flipper lengths are near 200 mm, body masses near 4,200 g. We start from `w = 0`, `b = 0` and "
    "take 40 steps, with an η a little below the edge. Where will the line be?",
    {
        "At the best line: 40 steps are plenty for two numbers": (
            "It would be so on a round bowl. This loss is a ravine, far longer than any we have drawn."
        ),
        "Nowhere near the penguins: it has hardly left 0": (
            "In w it moves fast: 40 steps are plenty to bring the line to the middle of the penguins. "
            "It is b that has hardly left 0."
        ),
        "Through the middle of them, but with the wrong tilt": (
            "w is multiplied by about 200, b by 1. A nudge of w moves the loss much more, so w sets "
            "how large η may be. For b that η is far too small: it stays near 0, and the line keeps "
            "going through (0, 0)."
        ),
        "Parallel to the best line, but too high or too low": (
            "It would be so if w were right and b wrong. But w can't be right while b is: it settles "
            "where the line fits best *given* that b is near 0, and that tilt is another one."
        ),
    },
    "Through the middle of them, but with the wrong tilt",
)

hundredfold = predict(
    "descent.hundredfold",
    "Somebody measures the loss in other units, so that every loss is 100 times what it was. All "
    "gradients are 100 times as long. η stays. Whose path stays practically the same?",
    {
        "Adam's; gradient descent takes steps 100 times as long": (
            "Adam divides by the typical size of the gradient, so a factor of 100 drops out (all but "
            "the tiny constant that keeps 0/0 away). Gradient descent needs an η a hundredth as large."
        ),
        "Both: the lowest place hasn't moved": (
            "The lowest place is where it was. But gradient descent multiplies the gradient by η, and "
            "that is now 100 times as long."
        ),
        "Gradient descent's: it goes downhill, whatever the units": (
            "The direction stays. The length of its steps doesn't: η times a gradient 100 times as "
            "long."
        ),
        "Neither: every method uses the gradient": (
            "Adam uses the gradient only in the quotient of m and √v. Above the bar it is 100 times as "
            "large, and below as well."
        ),
    },
    "Adam's; gradient descent takes steps 100 times as long",
)

# Exercises


def _labelled(label, f):
    f.label = label.replace("-", "−").replace("+−", "−")
    return f


_bowl = _labelled("w", lambda w: w)
_two_valleys = _labelled("w³ − 2w + 0.25", lambda w: w**3 - 2 * w + 0.25)
_ravine = _labelled("(w₁, 20·w₂)", lambda w: np.array([1.0, 20.0]) * w)
_tilted = _labelled(
    "(3w₁ + 2w₂, 2w₁ + 4w₂ − 1)",
    lambda w: np.array([3 * w[0] + 2 * w[1], 2 * w[0] + 4 * w[1] - 1]),
)


def _gradient(chance):
    """A gradient and a place for it: a number, or an array whose entries may depend on each other."""
    a, b, c = chance.number(0.5, 3, 1), chance.number(-2, 2, 1), chance.number(-1, 1, 1)
    if chance.turn % 2:
        w = chance.in_turn(chance.number(-1.5, 1.5), chance.whole(-2, 2) or 1)
        if chance.turn % 4 == 1:
            return _labelled(f"{a:g}w{b:+g}", lambda w: a * w + b), w
        return _labelled(f"w³ − 2w{b:+g}", lambda w: w**3 - 2 * w + b), w
    if chance.turn % 4 == 2:
        w = chance.numbers(chance.whole(1, 3), low=-1.5, high=1.5)
        return _labelled(f"w³{-a:+g}w{c:+g}", lambda w: w**3 - a * w + c), w
    n = chance.whole(2, 4)
    A = chance.numbers(n, n, low=-1, high=1, digits=1) + a * np.eye(n)
    return _labelled(f"A @ w with A of shape ({n}, {n})", lambda w: A @ w), chance.numbers(n)


_faint = _labelled("10⁻⁹·(w − 1)", lambda w: 1e-9 * (w - 1))
_even = _labelled("1 everywhere", lambda w: 1.0 + 0 * w)
_steep = _labelled("1000·w", lambda w: 1000.0 * w)

RATES = (0.02, 0.05, 0.1, 0.2)
FOR_ARRAYS_ONLY = (
    "for arrays your function gave what it should, and `w` may be a single number, too. No entry "
    "need be picked, and no method called: plain arithmetic moves a number, or all entries at "
    "once."
)
WRITTEN_ALREADY = (
    "`lib.learning` has this loop, tested and right. Here it is to be written, in a few lines."
)


WALKS = [
    (_bowl, 2.0, 0.3, 5),
    (_two_valleys, -0.5, 0.1, 4),
    (_ravine, np.array([-2.0, 1.0]), 0.04, 6),
    (_tilted, np.array([1.0, -2.0]), 0.1, 3),
    (_bowl, -3.0, 0.5, 1),
]


def _walk(grad, w, learning_rate, steps, *, change=lambda eta, g, w: w - eta * g):
    for _ in range(steps):
        w = change(learning_rate, grad(w), w)
    return w


def _descend(grad, w, learning_rate, steps):
    return _walk(grad, w, learning_rate, steps)


def _changed(change):
    return functools.partial(_walk, change=change)


def _descend_once_asked(grad, w, learning_rate, steps):
    return w - steps * learning_rate * grad(w)


def _descend_late(grad, w, learning_rate, steps):
    before = w
    for _ in range(steps):
        before, w = w, w - learning_rate * grad(before)
    return w


def _path(grad, w, learning_rate, steps, *, places=True, start=True):
    walked = [w] if start else []
    for _ in range(steps):
        step = learning_rate * grad(w)
        w = w - step
        walked.append(w if places else step)
    return walked


def _one_by_one(grad, w, learning_rate, steps):
    w = np.array(w, dtype=float)
    for _ in range(steps):
        for place in np.ndindex(w.shape):
            w[place] -= learning_rate * np.asarray(grad(w))[place]
    return w


def _right_for_arrays(right, rtol=1e-6):
    """A `fits`: whether arrays come out right, and numbers are refused, however they are."""

    @each
    def fits(value, grad, w, *settings):
        if np.ndim(w) == 0:
            refused = (TypeError, AttributeError, IndexError, ValueError)
            return isinstance(getattr(value, "problem", None), refused)
        return same(value, right(grad, w, *settings), rtol)

    return fits


def _for_arrays_only(walk, problem=TypeError):
    """The same walk, refused where w is a number, as `len(w)` and `w.copy()` refuse it."""

    def wrong(grad, w, *settings):
        if np.ndim(w) == 0:
            raise problem
        return walk(grad, w, *settings)

    return wrong


def _counted(factor):
    def wrong(grad, w, learning_rate, steps):
        for k in range(steps):
            w = w - factor(k) * learning_rate * grad(w)
        return w

    return wrong


def _asked_at_its_number(grad, w, learning_rate, steps):
    for k in range(steps):
        w = w - learning_rate * grad(k)
    return w


def _slope_of_the_gradient(grad, w, learning_rate, steps):
    h = 1e-5
    for _ in range(steps):
        w = w - learning_rate * (grad(w + h) - grad(w - h)) / (2 * h)
    return w


def _with_rate(rate):
    return lambda grad, w, learning_rate, steps: _descend(grad, w, rate, steps)


def _with_steps(count):
    return lambda grad, w, learning_rate, steps: _descend(grad, w, learning_rate, count)


@each
def _for_numbers_only(value, grad, w, *settings):
    """Whether numbers come out right, and arrays of more than one entry raise."""
    if np.size(w) == 1:
        return np.ndim(w) == 1 or same(value, _descend(grad, w, *settings))
    return isinstance(value, Raised)


def _counted_in_w(grad, learning_rate, steps):
    for w in range(steps):
        w = w - learning_rate * grad(w)
    return w


def _descend_mirrored(grad, w, learning_rate, steps):
    for _ in range(steps):
        w = w - learning_rate * grad(-w)
    return w


descend = Exercise(
    key="descent.descend",
    title="Write the loop",
    right=_descend,
    probes=[*WALKS, (_bowl, 0.005, 0.3, 3)],
    draw=lambda chance: (*_gradient(chance), chance.one_of(*RATES), chance.whole(1, 6)),
    corners=(
        (_bowl, 1.5, 0.3, 0),
        (_bowl, np.array([0.5, 0.5]), 0.1, 0),
        (_faint, 3.0, 1e8, 3),  # slopes of 10⁻⁹, and steps of 0.2
        (_bowl, 8e-9, 0.5, 3),
        (_even, 0.0, 5e-10, 100),  # many steps that are tiny
        (_steep, np.array([-40.0, 0.0]), 0.01, 4),
        (_bowl, 1.0, 0.02, 150),
        (_ravine, np.array([0.0, 3.0]), 0.05, 2),
        (_bowl, 2.0, 1.0, 3),
        (_bowl, 2e4, 3.0, 9),  # away from the minimum, further each time
        (_bowl, np.array([3.0, -2.0]), 1, 2),
    ),
    forbids=[
        Forbidden("a loop that is written already", WRITTEN_ALREADY, names=("gradient_descent",))
    ],
    mistakes=[
        Mistake(
            "uphill: plus instead of minus",
            _changed(lambda eta, g, w: w + eta * g),
            "the gradient points to where the loss grows fastest. To lower the loss, go against it.",
        ),
        Mistake(
            "the gradient taken once",
            _descend_once_asked,
            "as if every step used the slope at the start. After a step w may be elsewhere: ask "
            "`grad(w)` again, there.",
        ),
        Mistake(
            "the gradient one step late",
            _descend_late,
            "as if each step after the first used the gradient where the step before it began. "
            "Take it where w is now.",
        ),
        Mistake(
            "the learning rate left out",
            _changed(lambda eta, g, w: w - g),
            "each step is the whole gradient. Multiply it by `learning_rate`.",
        ),
        Mistake(
            "the gradient left out",
            _changed(lambda eta, g, w: w - eta),
            "each step moves all weights by `learning_rate`, wherever they are. That is to be "
            "multiplied by the gradient there.",
            also=(_changed(lambda eta, g, w: w + eta),),
        ),
        Mistake(
            "weights multiplied instead of changed",
            _changed(lambda eta, g, w: w * eta * g),
            "η times the gradient is how much to take *away from* w. Multiplying by it would keep "
            "every weight that is 0 at 0.",
        ),
        Mistake(
            "another learning rate",
            lambda grad, w, learning_rate, steps: _descend(grad, w, 0.1, steps),
            "your steps don't depend on `learning_rate`. Is there a number in your code where it "
            "is due?",
            also=tuple(_with_rate(rate) for rate in (0.5, 0.01, 0.001)),
        ),
        Mistake(
            "another number of steps",
            lambda grad, w, learning_rate, steps: _descend(grad, w, learning_rate, 10),
            "the number of steps doesn't depend on `steps`. Is there a number in your code where "
            "it is due?",
            also=tuple(_with_steps(count) for count in (20, 50, 100)),
        ),
        Mistake(
            "the number of steps in each step",
            lambda grad, w, learning_rate, steps: _descend(grad, w, steps * learning_rate, steps),
            "`steps` is a factor of each step, or a divisor. It only says how many steps there are: each is "
            "to be η times the gradient.",
            also=(
                lambda grad, w, learning_rate, steps: _descend(
                    grad, w, learning_rate / max(steps, 1), steps
                ),
            ),
        ),
        Mistake(
            "twice the step",
            lambda grad, w, learning_rate, steps: _descend(grad, w, 2 * learning_rate, steps),
            "each step is 2·η times the gradient. `grad(w)` is the gradient already, with any 2 "
            "in it.",
        ),
        Mistake(
            "one amount for all weights",
            _changed(lambda eta, g, w: w - eta * np.mean(g)),
            "all weights move by the same, η times the mean of the slopes or their sum. Each is "
            "to move by η times its own slope.",
            also=(_changed(lambda eta, g, w: w - eta * np.sum(g)),),
        ),
        Mistake(
            "for single numbers only",
            lambda grad, w, learning_rate, steps: _descend(grad, float(w), learning_rate, steps),
            "for numbers your function gave what it should, and `w` may be an array, too: "
            "`w - learning_rate * grad(w)` moves all its entries at once, with no `float` and no `if`.",
            fits=_for_numbers_only,
            kind=True,
        ),
        Mistake(
            "the size of the gradient only",
            _changed(lambda eta, g, w: w - eta * np.abs(g)),
            "no weight ever grows, whatever the sign of its slope. Where the slope is negative, "
            "downhill is to the right: keep the sign.",
        ),
        Mistake(
            "added instead of multiplied",
            _changed(lambda eta, g, w: w - (eta + g)),
            "η and the gradient are added here, or one taken from the other. A step is η "
            "*times* the gradient.",
            also=(
                _changed(lambda eta, g, w: w - eta + g),
                _changed(lambda eta, g, w: w + eta + g),
            ),
        ),
        Mistake(
            "brackets in the wrong place",
            _changed(lambda eta, g, w: (w - eta) * g),
            "first η times the gradient, then that is to be taken from w. Without brackets Python "
            "does it in this order.",
            also=(
                Also(
                    _changed(lambda eta, g, w: eta * (w - g)),
                    "η multiplies w as well. It is a factor of the gradient alone, before that is "
                    "taken from w.",
                ),
            ),
        ),
        Mistake(
            "w times its step",
            _changed(lambda eta, g, w: w * (1 - eta * g)),
            "as if you took away w·η·grad(w). The step is η·grad(w), with no further w in it. (For the "
            "loss w²/2 the gradient *is* w; that is one loss among many.)",
            also=(_changed(lambda eta, g, w: w - eta * g * w),),
        ),
        Mistake(
            "w in place of its gradient",
            _changed(lambda eta, g, w: w - eta * w),
            "as if you took away η·w. That is right where the gradient is w, as for the loss w²/2: call "
            "`grad(w)`.",
        ),
        Mistake(
            "divided by the learning rate",
            _changed(lambda eta, g, w: w - g / eta),
            "each step is the gradient divided by η. Multiply it by η: a smaller η is to make "
            "shorter steps.",
        ),
        Mistake(
            "divided by the gradient",
            _changed(lambda eta, g, w: w - eta / g),
            "the steeper it is, the shorter your steps. The step is η *times* the gradient.",
        ),
        Mistake(
            "w and its gradient exchanged",
            _changed(lambda eta, g, w: g - eta * w),
            "as if you went from grad(w), and took away η·w. It is w that is moved, by η·grad(w).",
        ),
        Mistake(
            "the step minus w",
            _changed(lambda eta, g, w: eta * g - w),
            "the two stand the wrong way round: w minus the step.",
        ),
        Mistake(
            "the sign of the gradient only",
            _changed(lambda eta, g, w: w - eta * np.sign(g)),
            "in each step a weight moves by η, or not at all, however steep its slope is. Gradient "
            "descent takes steps in proportion to the gradient.",
        ),
        Mistake(
            "steps of length η",
            _changed(lambda eta, g, w: w - eta * g / np.linalg.norm(g)),
            "as if you divided the gradient by its length, so that a step is η long wherever that isn't "
            "0. Gradient descent takes longer steps where it is steeper.",
        ),
        Mistake(
            "w replaced by the step",
            _changed(lambda eta, g, w: -eta * g),
            "the new w is the step alone, with nothing added to it. The step is to be taken *away "
            "from* the old w.",
            also=(
                _changed(lambda eta, g, w: eta * g),
                Also(
                    _changed(lambda eta, g, w: -g),
                    "the new w is minus the gradient, and nothing else. The step, η times the "
                    "gradient, is to be taken *away from* the old w.",
                ),
            ),
        ),
        Mistake(
            "w used to count",
            lambda grad, w, learning_rate, steps: _counted_in_w(grad, learning_rate, steps),
            "`for w in range(steps)` makes w 0, 1, 2 …: where it was is lost. Count with another name: "
            "`for _ in range(steps)`.",
        ),
        Mistake(
            "w never changed",
            lambda grad, w, learning_rate, steps: w,
            "w is still where it started. Each turn of the loop must give it a new value: `w = ...`.",
        ),
        Mistake(
            "one step only",
            lambda grad, w, learning_rate, steps: w - learning_rate * grad(w),
            "where more steps are asked for, w after one came. Is the `return` inside the loop? Or does each "
            "turn begin again at the old w?",
        ),
        Mistake(
            "one step too many",
            lambda grad, w, learning_rate, steps: _descend(grad, w, learning_rate, steps + 1),
            "`steps` steps were asked for, and this is w after one more. `range(steps)` has "
            "exactly `steps` turns.",
        ),
        Mistake(
            "one step too few",
            lambda grad, w, learning_rate, steps: _descend(grad, w, learning_rate, steps - 1),
            "where there is a step to take, the last of them is missing. Has the loop a turn too "
            "few, as `range(1, steps)` has?",
        ),
        Mistake(
            "the gradient at the end instead of w",
            lambda grad, w, learning_rate, steps: grad(_descend(grad, w, learning_rate, steps)),
            "that is the gradient where your walk ends. The place itself is asked for: w.",
        ),
        Mistake(
            "the whole path",
            _path,
            "the places on the way came, and the last one alone was asked for: give back w, at "
            "the end.",
            also=(functools.partial(_path, start=False),),
        ),
        Mistake(
            "one weight moved before the next one's slope is asked",
            _one_by_one,
            "as if `grad` were asked again after each entry, at a w that is partly moved. The "
            "gradient belongs to one place: ask once a step, then move all entries.",
            also=(
                _for_arrays_only(_one_by_one),
                _for_arrays_only(_one_by_one, AttributeError),
                _for_arrays_only(_one_by_one, IndexError),
            ),
        ),
        Mistake(
            "for arrays only",
            _for_arrays_only(_descend),
            FOR_ARRAYS_ONLY,
            fits=_right_for_arrays(_descend),
            kind=True,
        ),
        Mistake(
            "η grows with the number of the step",
            _counted(lambda k: k),
            "the number of the step is a factor of it. All steps are to have the same η.",
            also=(_counted(lambda k: k + 1),),
        ),
        Mistake(
            "η shrinks with the number of the step",
            _counted(lambda k: 1 / (k + 1)),
            "η gets smaller from step to step. Here all steps are to have the same.",
            also=(
                _counted(lambda k: 1 / (k + 2)),
                _counted(lambda k: 1 / np.sqrt(k + 1)),
                _counted(lambda k: 0.9**k),
                _counted(lambda k: 0.5**k),
            ),
        ),
        Mistake(
            "the number of the step for the place",
            _asked_at_its_number,
            "as if `grad` were asked at 0, 1, 2 …, the numbers of the turns. Ask it where w is.",
        ),
        Mistake(
            "the slope of the gradient",
            _slope_of_the_gradient,
            "as if you measured how fast the gradient changes. `grad` gives the slope already: nothing is "
            "to be differentiated here.",
            rtol=1e-3,
        ),
        Mistake(
            "the gradient asked at −w",
            _descend_mirrored,
            "as if `grad` were asked at −w. The slope is wanted where w is; the minus belongs "
            "before the step.",
        ),
    ],
    hints=[
        "`for _ in range(steps):` repeats. What happens to w in one turn?",
        "One turn: `w = w - learning_rate * grad(w)`. Give w back after the loop, not in it.",
    ],
    stub=(
        "def descend(grad, w, learning_rate, steps):\n"
        "    for _ in range(steps):\n"
        "        ...  # your code here\n"
        "    return w\n"
    ),
    answer=(
        "def descend(grad, w, learning_rate, steps):\n"
        "    for _ in range(steps):\n"
        "        w = w - learning_rate * grad(w)\n"
        "    return w\n"
    ),
    praise="One line in a loop is enough, and it moves one weight or a billion.",
    difficulty=1,
)


PUSHES = [
    (_bowl, 2.0, 0.3, 0.5, 5),
    (_two_valleys, -0.5, 0.1, 0.9, 4),
    (_ravine, np.array([-2.0, 1.0]), 0.04, 0.8, 6),
    (_tilted, np.array([1.0, -2.0]), 0.1, 0.5, 3),
    (_bowl, 1.0, 0.2, 0.0, 3),
]


def _pushed(new_v=lambda v, g, eta, beta: beta * v + g, new_w=None, v=0.0, back=lambda w, v: w):
    """Momentum with one thing otherwise: the new v, the new w, the start of v, or what is given back."""
    first = v

    def wrong(grad, w, learning_rate, beta, steps):
        v = first(grad, w) if callable(first) else first
        for _ in range(steps):
            v = new_v(v, grad(w), learning_rate, beta)
            w = w - learning_rate * v if new_w is None else new_w(w, v, learning_rate, beta)
        return back(w, v)

    return wrong


_momentum_of = _pushed()


def _momentum(grad, w, learning_rate, beta, steps):
    return _momentum_of(grad, w, learning_rate, beta, steps)


def _plain(grad, w, learning_rate, beta, steps):
    return _descend(grad, w, learning_rate, steps)


def _moved_first(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        w, v = w - learning_rate * v, beta * v + grad(w)
    return w


def _gradient_once_more(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        g = grad(w)
        v = beta * v + g
        w = w - learning_rate * (v + g)
    return w


def _pushed_once_more(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        g = grad(w)
        v = beta * v + g
        w = w - learning_rate * (beta * v + g)
    return w


def _look_ahead(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = beta * v + grad(w - learning_rate * beta * v)
        w = w - learning_rate * v
    return w


def _at_v(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = beta * v + grad(v)
        w = w - learning_rate * v
    return w


def _pushed_once_asked(grad, w, learning_rate, beta, steps):
    v, g = 0.0, grad(w)
    for _ in range(steps):
        v = beta * v + g
        w = w - learning_rate * v
    return w


def _moved_at_the_end(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = beta * v + grad(w)
    return w - learning_rate * v


def _pushes(count):
    """Momentum with another number of steps than was asked for."""
    return lambda grad, w, learning_rate, beta, steps: _momentum(
        grad, w, learning_rate, beta, count(steps)
    )


momentum = Exercise(
    key="descent.momentum",
    title="Momentum",
    right=_momentum,
    probes=PUSHES,
    draw=lambda chance: (
        *_gradient(chance),
        chance.one_of(*RATES),
        chance.one_of(0.0, 0.5, 0.8, 0.9, 0.95),
        chance.whole(1, 6),
    ),
    corners=(
        (_bowl, 1.5, 0.3, 0.9, 0),
        (_bowl, np.array([0.5, 0.5]), 0.1, 0.5, 0),
        (_faint, 3.0, 1e8, 0.5, 4),  # slopes of 10⁻⁹, and steps of 0.2
        (_bowl, 0.002, 0.3, 0.5, 4),
        (_steep, np.array([-40.0, 0.0]), 0.01, 0.9, 4),
        (_bowl, 1.0, 0.02, 0.5, 100),
        (_bowl, 2.0, 1.0, 0.5, 5),
        (_bowl, 2e4, 5.0, 0.5, 9),
        (_bowl, np.array([3.0, -2.0]), 1, 0.5, 2),
    ),
    forbids=[
        Forbidden(
            "a loop that is written already",
            WRITTEN_ALREADY,
            names=("momentum", "gradient_descent"),
        )
    ],
    mistakes=[
        Mistake(
            "no memory: plain gradient descent",
            _plain,
            "w moves by η times the gradient alone. v is to be β times the v of the step before, "
            "plus the gradient, and w moves by η·v. Is v set to 0 inside the loop?",
        ),
        Mistake(
            "nothing is forgotten",
            _pushed(lambda v, g, eta, beta: v + g),
            "`v = v + grad(w)` keeps all old gradients in full. Multiply the old v by `beta`.",
        ),
        Mistake(
            "averaged, not added up",
            _pushed(lambda v, g, eta, beta: beta * v + (1 - beta) * g),
            "v ← βv + (1 − β)∇L is another convention, met in some books: the same gradients give "
            "a v that is 1 − β times as large. Here the gradient is added in full.",
        ),
        Mistake(
            "β and 1 − β exchanged",
            _pushed(lambda v, g, eta, beta: (1 - beta) * v + beta * g),
            "the old v is to be multiplied by β, and the gradient by nothing.",
        ),
        Mistake(
            "1 − β for β",
            _pushed(lambda v, g, eta, beta: (1 - beta) * v + g),
            "β says how much of the old v is kept. With 0.9, nine tenths are to be; here one "
            "tenth is.",
        ),
        Mistake(
            "w moved before v",
            _moved_first,
            "as if w were moved by the v of the step before. First the new v, then w.",
        ),
        Mistake(
            "β at the gradient",
            _pushed(lambda v, g, eta, beta: v + beta * g),
            "β belongs to the old v, which is to fade. The new gradient is to come in full.",
            also=(_pushed(lambda v, g, eta, beta: beta * g),),
        ),
        Mistake(
            "β added",
            _pushed(lambda v, g, eta, beta: beta + g),
            "β is added to the gradient. It is a factor of the old v: what of v is kept.",
            also=(_pushed(lambda v, g, eta, beta: v + beta + g),),
        ),
        Mistake(
            "+= where = is due",
            _pushed(lambda v, g, eta, beta: v + beta * v + g),
            "`v += beta * v + …` keeps the old v in full and adds β of it once more. The new v replaces "
            "the old one: `v = …`.",
        ),
        Mistake(
            "w moved after the loop only",
            _moved_at_the_end,
            "as if w were moved once, by the last v. It is to move in every turn: is that line "
            "inside the loop?",
        ),
        Mistake(
            "the gradient put in with a minus, and η twice",
            _pushed(lambda v, g, eta, beta: beta * v - eta * g),
            "as if v held the gradients with a minus, and then were taken from w: that leads "
            "uphill. And η comes in twice. v ← βv + ∇L, then w ← w − ηv.",
        ),
        Mistake(
            "β v once more in the step",
            _pushed_once_more,
            "the new v holds the gradient already, and your step adds it to βv once more. w moves by η·v.",
        ),
        Mistake(
            "β at both",
            _pushed(lambda v, g, eta, beta: beta * (v + g)),
            "β is for the old v only. The new gradient is due in full, and w moves by η·v.",
        ),
        Mistake(
            "v starts as the gradient",
            _pushed(v=lambda grad, w: grad(w)),
            "as if v began as the first gradient, which then comes in once more. v is to start at "
            "0.",
        ),
        Mistake(
            "v starts at 1",
            _pushed(v=1.0),
            "before the first step there is nothing to remember: v is to start at 0.",
        ),
        Mistake(
            "v starts as w",
            _pushed(v=lambda grad, w: w),
            "w is a place, and v remembers gradients. Before the first step there are none: v is "
            "to start at 0.",
        ),
        Mistake(
            "the learning rate left out",
            _pushed(new_w=lambda w, v, eta, beta: w - v),
            "w moves by the whole of v. Multiply it by `learning_rate`.",
        ),
        Mistake(
            "the gradient once more in the step",
            _gradient_once_more,
            "w moves by η times the sum of v and the gradient. v has the gradient in it already.",
        ),
        Mistake(
            "the learning rate twice",
            _pushed(lambda v, g, eta, beta: beta * v + eta * g),
            "as if η multiplied the gradient on its way into v, and v again on its way into w. "
            "Once is due.",
        ),
        Mistake(
            "uphill",
            _pushed(new_w=lambda w, v, eta, beta: w + eta * v),
            "w moves along the gradients, and those point uphill. v adds them up, and w is to go "
            "against v: one minus in all.",
            also=(
                _pushed(
                    lambda v, g, eta, beta: beta * v + (1 - beta) * g,
                    lambda w, v, eta, beta: w + eta * v,
                ),
            ),
        ),
        Mistake(
            "the old v taken away",
            _pushed(lambda v, g, eta, beta: g - beta * v),
            "the old v is subtracted. What is remembered is to be *added* to the gradient.",
        ),
        Mistake(
            "the gradient at the point ahead",
            _look_ahead,
            "as if the gradient were taken where v is about to lead. That is Nesterov's method, a fine one; "
            "here it is taken at w.",
        ),
        Mistake(
            "the gradient at v",
            _at_v,
            "as if `grad` were asked at v, which is no place. Ask it where w is.",
        ),
        Mistake(
            "the gradient taken once",
            _pushed_once_asked,
            "as if every step used the gradient at the start. Ask `grad(w)` again inside the loop.",
        ),
        Mistake(
            "w replaced by the step",
            _pushed(new_w=lambda w, v, eta, beta: -eta * v),
            "the new w is the step alone, with nothing added to it. The step is to be taken *away "
            "from* the old w.",
            also=(_pushed(new_w=lambda w, v, eta, beta: eta * v),),
        ),
        Mistake(
            "β times w",
            lambda grad, w, learning_rate, beta, steps: _walk(
                grad, w, learning_rate, steps, change=lambda eta, g, w: w - eta * g + beta * w
            ),
            "β times w itself comes in. What is remembered is v, made of gradients, not the place.",
            also=(_pushed(lambda v, g, eta, beta: g, lambda w, v, eta, beta: beta * w - eta * v),),
        ),
        Mistake(
            "one step only",
            _pushes(lambda steps: 1),
            "where more steps are asked for, w after one came. Is the `return` inside the loop?",
        ),
        Mistake(
            "one step too many",
            _pushes(lambda steps: steps + 1),
            "`steps` steps were asked for, and this is w after one more.",
        ),
        Mistake(
            "one step too few",
            _pushes(lambda steps: steps - 1),
            "where there is a step to take, w is one step behind. Is it moved while v is still 0? "
            "First the new v, then w. Or has the loop a turn too few, as `range(1, steps)` has?",
        ),
        Mistake(
            "v instead of w",
            _pushed(back=lambda w, v: v),
            "that is v, after the last step. The last w was asked for.",
        ),
        Mistake(
            "w and v together",
            _pushed(back=lambda w, v: (w, v)),
            "v is yours to keep: give back w alone.",
        ),
        Mistake(
            "w never changed",
            lambda grad, w, learning_rate, beta, steps: w,
            "w is still where it started. Does each turn give it a new value, `w = …`? And is v ever "
            "anything but 0?",
        ),
        Mistake(
            "for arrays only",
            _for_arrays_only(_momentum),
            "for arrays your function gave what it should, and `w` may be a single number, too. "
            "`v = 0.0` will do for both, and no entry need be picked.",
            fits=_right_for_arrays(_momentum),
            kind=True,
        ),
    ],
    hints=[
        "Two lines in the loop: first the new v, from the old v and the gradient; then the new w.",
        "`v = beta * v + grad(w)`, and then a step against v, η times as long.",
    ],
    stub=(
        "def heavy_ball(grad, w, learning_rate, beta, steps):\n"
        "    v = 0.0\n"
        "    for _ in range(steps):\n"
        "        ...  # your code here\n"
        "    return w\n"
    ),
    answer=(
        "def heavy_ball(grad, w, learning_rate, beta, steps):\n"
        "    v = 0.0\n"
        "    for _ in range(steps):\n"
        "        v = beta * v + grad(w)\n"
        "        w = w - learning_rate * v\n"
        "    return w\n"
    ),
    praise="v remembers: gradients that agree add up, gradients that alternate damp each other.",
    difficulty=1,
)


CURVATURES = np.array([1.0, 10.0])
NEAR = 0.05


def distance_after(learning_rate, steps=20):
    """How far from (0, 0) gradient descent is on w₁²/2 + 5 w₂², from (−2, 1). inf if it left."""
    end = gradient_descent(lambda w: CURVATURES * w, [-2.0, 1.0], learning_rate, steps)[-1]
    return float(np.hypot(*end)) if np.isfinite(end).all() else np.inf


def _lands(rate):
    return np.ndim(rate) == 0 and distance_after(float(rate)) < NEAR


learning_rate = Exercise(
    key="descent.learning_rate",
    title="A learning rate that gets there in 20 steps",
    right=0.18,
    accepts=_lands,
    mistakes=[
        Mistake(
            "a rate for each weight",
            [1.0, 0.1],
            "plain gradient descent has one η for all weights: one number is due.",
            fits=lambda rate: np.shape(rate) == (2,) and np.asarray(rate).dtype.kind in "if",
            kind=True,
        ),
        Mistake(
            "η on the edge",
            0.2,
            "w₂ jumps to and fro between 1 and −1 and never settles. Stay below the edge.",
            fits=lambda rate: np.ndim(rate) == 0 and abs(rate - 0.2) <= 1e-9,
        ),
        Mistake(
            "η beyond the edge",
            0.25,
            "w₂ shoots further past 0 each time. The loss is 5·w₂² along w₂: what is its second "
            "derivative, and where is the edge?",
            fits=lambda rate: np.ndim(rate) == 0 and rate > 0.2,
        ),
        Mistake(
            "just below the edge",
            0.195,
            "it doesn't explode, but w₂ swings and closes in too slowly: its factor is nearer to −1 than "
            "to 0.",
            fits=lambda rate: np.ndim(rate) == 0 and 0.18 < rate < 0.2,
        ),
        Mistake(
            "too small a step",
            0.05,
            "w₁ goes the right way and creeps: after 20 steps it is still too far from 0. By what "
            "factor does a step multiply it?",
            fits=lambda rate: np.ndim(rate) == 0 and 0 < rate < 0.18,
        ),
        Mistake(
            "no step at all",
            0.0,
            "with η = 0 nothing moves.",
            fits=lambda rate: np.ndim(rate) == 0 and rate == 0,
        ),
        Mistake(
            "uphill: a negative η",
            -0.1,
            "minus times minus is plus, and so w goes up the slope. η is to be positive.",
            fits=lambda rate: np.ndim(rate) == 0 and rate < 0,
        ),
    ],
    hints=[
        "A step multiplies w₁ by 1 − η and w₂ by 1 − 10η. Both must be well inside −1 and 1.",
        "w₁ starts at −2: |1 − η| to the 20th power, times 2, must come below 0.05. So make η as "
        "large as w₂ lets you.",
        "The edge for w₂ is at 2/10 = 0.2. Try below it, and not right next to it, with the loop "
        "of `descend`.",
    ],
    stub="learning_rate = ...  # your number here\n",
    answer="learning_rate = 0.18\n",
    praise="The steep weight sets how large η may be, the flat one how large it must be. Between "
    "the two there is little room, and in a much longer ravine 20 steps leave none.",
    difficulty=1,
)


def _slope_w(w, b):
    return 2 * w + 3 * b


def _slope_b(w, b):
    return 3 * w + 10 * b


def _bent_w(w, b):
    return 4 * w**3 + b


def _bent_b(w, b):
    return w + 2 * b - 1


_slope_w.__qualname__, _slope_b.__qualname__ = (
    "slope_w",
    "slope_b",
)  # for what Python says of a call
_slope_w.label, _slope_b.label = "2w + 3b", "3w + 10b"
_bent_w.label, _bent_b.label = "4w³ + b", "w + 2b − 1"
PAIRS = [(_slope_w, _slope_b, 1.0, -2.0, 0.1), (_bent_w, _bent_b, 0.5, 2.0, 0.05)]


def _two_slopes(chance):
    """The partial derivatives of a loss in which w and b meet, a place, and a learning rate."""
    a, c, d, e = (chance.number(-3, 3, 1) or 1.0 for _ in range(4))
    if chance.turn % 2:
        slope_w = _labelled(f"{a:g}w{c:+g}b{d:+g}", lambda w, b: a * w + c * b + d)
        slope_b = _labelled(f"{c:g}w{e:+g}b", lambda w, b: c * w + e * b)
    else:
        slope_w = _labelled(f"{2 * a:g}wb{d:+g}", lambda w, b: 2 * a * w * b + d)
        slope_b = _labelled(f"{a:g}w²{e:+g}b", lambda w, b: a * w**2 + e * b)
    return slope_w, slope_b, chance.number(), chance.number(), chance.one_of(*RATES, 0.5)


def _both(slope_w, slope_b, w, b, learning_rate):
    return np.array([w - learning_rate * slope_w(w, b), b - learning_rate * slope_b(w, b)])


def _moved(step_w, step_b):
    """One step with other steps: step_w(gw, gb, w, b, eta) and step_b, both to be subtracted."""

    def wrong(slope_w, slope_b, w, b, learning_rate):
        known = slope_w(w, b), slope_b(w, b), w, b, learning_rate
        return np.array([w - step_w(*known), b - step_b(*known)])

    return wrong


def _w_first(slope_w, slope_b, w, b, learning_rate):
    w = w - learning_rate * slope_w(w, b)
    return np.array([w, b - learning_rate * slope_b(w, b)])


def _b_first(slope_w, slope_b, w, b, learning_rate):
    b = b - learning_rate * slope_b(w, b)
    return np.array([w - learning_rate * slope_w(w, b), b])


def _elsewhere(place_w, place_b):
    """One step with slopes that are asked at other places: place_w(w, b) and place_b(w, b)."""
    return lambda slope_w, slope_b, w, b, learning_rate: np.array(
        [
            w - learning_rate * slope_w(*place_w(w, b)),
            b - learning_rate * slope_b(*place_b(w, b)),
        ]
    )


both = Exercise(
    key="descent.both",
    title="One step for two weights",
    right=_both,
    probes=PAIRS,
    draw=_two_slopes,
    corners=(
        (_slope_w, _slope_b, 2.0, 2.0, 0.1),
        (_slope_w, _slope_b, 0.0, 0.0, 0.5),
        (_slope_w, _slope_b, 3, -2, 1.0),
        (_bent_w, _bent_b, 1.0, 0.0, 0.001),
        (_slope_w, _slope_b, 30.0, -40.0, 2.0),
    ),
    mistakes=[
        Mistake(
            "w updated before b's slope is taken",
            _w_first,
            "as if ∂L/∂b were asked at the new w. The gradient belongs to one place: take both slopes "
            "first, then move both.",
        ),
        Mistake(
            "b updated before w's slope is taken",
            _b_first,
            "as if ∂L/∂w were asked at the new b. The gradient belongs to one place: take both slopes "
            "first, then move both.",
        ),
        Mistake(
            "a slope asked without both weights",
            lambda slope_w, slope_b, w, b, learning_rate: slope_w(w),
            "each slope is to be asked with both weights: `slope_w(w, b)` and `slope_b(w, b)`.",
            also=(
                lambda slope_w, slope_b, w, b, learning_rate: slope_b(b),
                lambda slope_w, slope_b, w, b, learning_rate: slope_w(),
            ),
        ),
        Mistake(
            "uphill: plus instead of minus",
            _moved(lambda gw, gb, w, b, eta: -eta * gw, lambda gw, gb, w, b, eta: -eta * gb),
            "a positive slope means that the loss grows with the weight: then the weight must shrink.",
        ),
        Mistake(
            "one of the two uphill",
            _moved(lambda gw, gb, w, b, eta: eta * gw, lambda gw, gb, w, b, eta: -eta * gb),
            "η times the slope is added for one weight, and taken away for the other. Both are to "
            "go against their slopes.",
            also=(_moved(lambda gw, gb, w, b, eta: -eta * gw, lambda gw, gb, w, b, eta: eta * gb),),
        ),
        Mistake(
            "the slopes swapped",
            lambda slope_w, slope_b, w, b, learning_rate: _both(
                slope_b, slope_w, w, b, learning_rate
            ),
            "w is moved by η times ∂L/∂b, and b by η times ∂L/∂w. To each belongs its own.",
        ),
        Mistake(
            "the inputs swapped",
            _elsewhere(lambda w, b: (b, w), lambda w, b: (b, w)),
            "as if the slopes were asked at (b, w). Both take w first, then b.",
            also=(
                Also(
                    _elsewhere(lambda w, b: (w, b), lambda w, b: (b, w)),
                    "as if the slope by b were asked at (b, w). (That by w is right.) Both take "
                    "w first, then b.",
                ),
                Also(
                    _elsewhere(lambda w, b: (b, w), lambda w, b: (w, b)),
                    "as if the slope by w were asked at (b, w). (That by b is right.) Both take "
                    "w first, then b.",
                ),
            ),
        ),
        Mistake(
            "the learning rate left out",
            _moved(lambda gw, gb, w, b, eta: gw, lambda gw, gb, w, b, eta: gb),
            "each weight moved by its whole slope. Multiply the slopes by `learning_rate`.",
        ),
        Mistake(
            "the learning rate left out of one",
            _moved(lambda gw, gb, w, b, eta: eta * gw, lambda gw, gb, w, b, eta: gb),
            "one of the two moved by its whole slope. Both steps are to be η times the slope.",
            also=(_moved(lambda gw, gb, w, b, eta: gw, lambda gw, gb, w, b, eta: eta * gb),),
        ),
        Mistake(
            "the learning rate at the weight",
            lambda slope_w, slope_b, w, b, learning_rate: np.array(
                [w * learning_rate - slope_w(w, b), b * learning_rate - slope_b(w, b)]
            ),
            "η multiplies the weight, and the whole slope is taken away. It is the slope that η "
            "belongs to.",
        ),
        Mistake(
            "a step of length η",
            lambda slope_w, slope_b, w, b, learning_rate: (
                np.array([w, b])
                - learning_rate
                * np.array([slope_w(w, b), slope_b(w, b)])
                / np.hypot(slope_w(w, b), slope_b(w, b))
            ),
            "as if you divided the gradient by its length, so that the step is η long wherever that "
            "isn't 0. Gradient descent takes longer steps where it is steeper.",
        ),
        Mistake(
            "the answers swapped",
            lambda slope_w, slope_b, w, b, learning_rate: _both(
                slope_w, slope_b, w, b, learning_rate
            )[::-1],
            "both numbers are right and in the other order: the new w first, then the new b.",
        ),
        Mistake(
            "only w moved",
            _moved(lambda gw, gb, w, b, eta: eta * gw, lambda gw, gb, w, b, eta: 0.0),
            "b is where it was. Every weight is to be moved, each by its own slope.",
        ),
        Mistake(
            "only b moved",
            _moved(lambda gw, gb, w, b, eta: 0.0, lambda gw, gb, w, b, eta: eta * gb),
            "w is where it was. Every weight is to be moved, each by its own slope.",
        ),
        Mistake(
            "nothing moved",
            _moved(lambda gw, gb, w, b, eta: 0.0, lambda gw, gb, w, b, eta: 0.0),
            "w and b are where they were. `w - learning_rate * …` alone makes a number, and leaves "
            "w as it is: keep it with `w = ` in front.",
        ),
        Mistake(
            "the steps instead of the weights",
            lambda slope_w, slope_b, w, b, learning_rate: (
                _both(slope_w, slope_b, w, b, learning_rate) - [w, b]
            ),
            "that is how far each moves. Where do they end up?",
            also=(
                lambda slope_w, slope_b, w, b, learning_rate: (
                    [w, b] - _both(slope_w, slope_b, w, b, learning_rate)
                ),
            ),
        ),
        Mistake(
            "the slopes alone",
            lambda slope_w, slope_b, w, b, learning_rate: (slope_w(w, b), slope_b(w, b)),
            "that is the gradient at (w, b). Take a step against it, η times as long.",
        ),
        Mistake(
            "one slope for both",
            _moved(
                lambda gw, gb, w, b, eta: eta * (gw + gb), lambda gw, gb, w, b, eta: eta * (gw + gb)
            ),
            "both weights move by η times the sum of the slopes. Each is to move by its own.",
        ),
        Mistake(
            "the same slope for both",
            _moved(lambda gw, gb, w, b, eta: eta * gw, lambda gw, gb, w, b, eta: eta * gw),
            "both weights move by one and the same slope. Each is to move by its own.",
            also=(_moved(lambda gw, gb, w, b, eta: eta * gb, lambda gw, gb, w, b, eta: eta * gb),),
        ),
        Mistake(
            "the sizes of the slopes only",
            _moved(
                lambda gw, gb, w, b, eta: eta * abs(gw), lambda gw, gb, w, b, eta: eta * abs(gb)
            ),
            "neither weight ever grows, whatever the signs of their slopes. Where a slope is "
            "negative the weight has to grow: keep the sign.",
        ),
        Mistake(
            "twice the step",
            _moved(lambda gw, gb, w, b, eta: 2 * eta * gw, lambda gw, gb, w, b, eta: 2 * eta * gb),
            "both moved twice as far as they should. `slope_w` and `slope_b` are the slopes already, with "
            "any 2 in them.",
        ),
        Mistake(
            "weights multiplied instead of changed",
            _moved(
                lambda gw, gb, w, b, eta: w - w * eta * gw,
                lambda gw, gb, w, b, eta: b - b * eta * gb,
            ),
            "η times the slope is what to take *away from* the weight, not a factor of it.",
        ),
        Mistake(
            "the sum of both",
            lambda *given: np.sum(_both(*given)),
            "the new w and the new b came as their sum. Give back both: `return new_w, new_b`.",
        ),
        Mistake(
            "the weight multiplied in",
            _moved(lambda gw, gb, w, b, eta: eta * w * gw, lambda gw, gb, w, b, eta: eta * b * gb),
            "each step has its weight as a factor. A step is η times the slope.",
        ),
        Mistake(
            "brackets in the wrong place",
            lambda slope_w, slope_b, w, b, learning_rate: np.array(
                [(w - learning_rate) * slope_w(w, b), (b - learning_rate) * slope_b(w, b)]
            ),
            "η is taken from the weight before the slope is multiplied in. First η times the slope: "
            "without brackets Python does it in that order.",
        ),
        Mistake(
            "divided by the slope",
            _moved(lambda gw, gb, w, b, eta: eta / gw, lambda gw, gb, w, b, eta: eta / gb),
            "the steeper it is, the shorter your step. The step is η *times* the slope.",
        ),
        Mistake(
            "something else for the other weight",
            _elsewhere(lambda w, b: (w, 0), lambda w, b: (0, b)),
            "as if each slope were asked with something else in the other weight's place, such as "
            "0. Both are to be asked at (w, b), where we are.",
            also=(
                _elsewhere(lambda w, b: (w, 1), lambda w, b: (1, b)),
                _elsewhere(lambda w, b: (w, w), lambda w, b: (b, b)),
            ),
        ),
        Mistake(
            "only the new w",
            lambda *given: _both(*given)[0],
            "the new w came alone, and the new b is due as well. The first `return` ends a function: "
            "`return new_w, new_b`.",
        ),
        Mistake(
            "only the new b",
            lambda *given: _both(*given)[1],
            "the new b came alone, and the new w is due as well: `return new_w, new_b`.",
        ),
    ],
    hints=[
        "Both slopes are taken at the same place, the old w and b.",
        "Store them first: `gw, gb = slope_w(w, b), slope_b(w, b)`. Then move both.",
    ],
    stub="def one_step(slope_w, slope_b, w, b, learning_rate):\n    return ...  # your code here\n",
    answer=(
        "def one_step(slope_w, slope_b, w, b, learning_rate):\n"
        "    gw, gb = slope_w(w, b), slope_b(w, b)\n"
        "    return w - learning_rate * gw, b - learning_rate * gb\n"
    ),
    praise="One gradient, taken at one place, moves all weights at the same time.",
    difficulty=1,
)


FITS = [
    (0.5, 1.0, np.array([1.0, 2.0, 4.0]), np.array([2.0, 1.0, 5.0])),
    (-1.5, 0.25, np.array([0.5, -1.0, 3.0, 2.0]), np.array([1.0, 0.0, -2.0, 4.0])),
    (20.0, 100.0, np.array([181.0, 195.0, 220.0]), np.array([3750.0, 3900.0, 5250.0])),
]


def _samples(chance):
    """A line and samples, from one of them on; w and b are 0 now and then."""
    n = chance.in_turn(4, 1, 2, 3, 6, 5)
    w, b = chance.in_turn(chance.number(), 0.0, chance.number()), chance.number()
    return w, 0.0 if chance.turn % 7 == 6 else b, chance.numbers(n), chance.numbers(n)


def _residual(w, b, x, y):
    return w * x + b - y


def _mse_gradient(w, b, x, y):
    residual = _residual(w, b, x, y)
    return np.array([np.mean(2 * residual * x), np.mean(2 * residual)])


def _slopes(by_w, by_b):
    """Two numbers of the residuals r: by_w(r, w, b, x, y), by_b(r, w, b, x, y)."""
    return lambda w, b, x, y: np.array(
        [part(_residual(w, b, x, y), w, b, x, y) for part in (by_w, by_b)]
    )


def _by_w(r, w, b, x, y):
    return np.mean(2 * r * x)


def _by_b(r, w, b, x, y):
    return np.mean(2 * r)


def _not_averaged(w, b, x, y):
    residual = _residual(w, b, x, y)
    return np.array([2 * residual * x, 2 * residual])


def _one_sample(place, share=False):
    def wrong(w, b, x, y):
        found = _not_averaged(w, b, x, y)[:, place]
        return found / len(x) if share else found

    return wrong


@each
def _first_right(value, w, b, x, y):
    return same(value[0], _mse_gradient(w, b, x, y)[0]) and len(value) == 2


@each
def _second_right(value, w, b, x, y):
    return same(value[1], _mse_gradient(w, b, x, y)[1]) and len(value) == 2


def _loss_secants(ahead, back, w, b, x, y):
    """Slopes of secants of the loss, by w and by b."""

    def loss(w, b):
        return np.mean(_residual(w, b, x, y) ** 2)

    run = ahead + back
    by_w = (loss(w + ahead, b) - loss(w - back, b)) / run
    return np.array([by_w, (loss(w, b + ahead) - loss(w, b - back)) / run])


@each
def _nearly_right(value, w, b, x, y):
    due = _mse_gradient(w, b, x, y)
    most = 2e-3 * np.array([np.mean(x**2), 1]) + 1e-5 * np.abs(due)
    return np.shape(value) == (2,) and bool(np.all(np.abs(value - due) <= most))


mse_gradient = Exercise(
    key="descent.mse_gradient",
    title="The gradient of the mean squared error",
    right=_mse_gradient,
    probes=FITS,
    draw=_samples,
    corners=(
        (2, -1, np.array([1.0, 2.0, 4.0]), np.array([1.0, 4.0, 7.0])),
        (2.0, 1.0, np.array([0.5, -1.0, 3.0]), np.array([2.0, -1.0, 7.0])),  # all on the line
        (1.0, 0.0, np.array([2.0, 2.0, -1.0]), np.array([1.0, 1.0, 4.0])),
        (0.0, 0.0, np.array([1e-3, -1e-3]), np.array([300.0, 200.0])),
        (1.5, 2.0, np.zeros(3), np.array([1.0, 2.0, 6.0])),
        (2, -1, np.array([1, 2, 5]), np.array([1, 4, 7])),
        (3.0, -2e3, np.array([4e3, -1e3]), np.array([2e4, 5.0])),
        (1.0, 1.0, np.array([2.0, -1.0]), np.array([2.0, -1.0])),
    ),
    mistakes=[
        Mistake(
            "divided by n missing",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) * len(x),
            "as if you added up over the samples. The loss is a mean over them, and so is its gradient; "
            "with a sum, the η that fits would depend on how many penguins there are.",
        ),
        Mistake(
            "divided by n twice",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) / len(x),
            "a mean has the division by n in it already.",
        ),
        Mistake(
            "the factor 2 missing",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) / 2,
            "the square of r has the slope 2r.",
            also=(
                Also(
                    lambda w, b, x, y: _mse_gradient(w, b, x, y) * len(x) / 2,
                    "two things: the square of r has the slope 2r; and the loss is a mean over the samples, "
                    "not their sum.",
                ),
            ),
        ),
        Mistake(
            "the difference the other way round",
            lambda w, b, x, y: -_mse_gradient(w, b, x, y),
            "the signs are turned round. With r = w·x + b − y, ∂r/∂w is +x; with y − (w·x + b) it is "
            "−x.",
            also=(
                Also(
                    lambda w, b, x, y: -_mse_gradient(w, b, x, y) / 2,
                    "two things: the signs are turned round, as y − (w·x + b) does it where ∂r/∂w "
                    "is taken for +x; and the square of r has the slope 2r.",
                ),
                Also(
                    lambda w, b, x, y: -_mse_gradient(w, b, x, y) * len(x),
                    "two things: the signs are turned round, as y − (w·x + b) does it where ∂r/∂w "
                    "is taken for +x; and the loss is a mean over the samples, not their sum.",
                ),
            ),
        ),
        Mistake(
            "the inner slope missing",
            lambda w, b, x, y: _mse_gradient(w, b, x, y)[[1, 1]],
            "both slopes are the same. In w·x + b the weight is multiplied by x: the chain rule "
            "brings that x into ∂L/∂w.",
            also=(
                Also(
                    _slopes(lambda r, *_: np.mean(r), lambda r, *_: np.mean(r)),
                    "both slopes are the same. In w·x + b the weight is multiplied by x: the "
                    "chain rule brings that x into ∂L/∂w. And the square of r has the slope 2r: a "
                    "2 is due in both.",
                ),
            ),
        ),
        Mistake(
            "the weight for its input",
            _slopes(lambda r, w, b, x, y: np.mean(2 * r * w), _by_b),
            "the slope of w·x + b by w is what w is multiplied by. Which letter is that?",
            also=(
                Also(
                    _slopes(
                        lambda r, w, b, x, y: np.mean(2 * r * w),
                        lambda r, w, b, x, y: np.mean(2 * r * b),
                    ),
                    "the slope of w·x + b by w is what w is multiplied by, and that by b what b is "
                    "multiplied by. Neither is the weight itself.",
                ),
            ),
        ),
        Mistake(
            "w multiplied in",
            _slopes(lambda r, w, b, x, y: np.mean(2 * r * x * w), _by_b),
            "as if you multiplied by w as well. The slope of w·x by w is x alone.",
        ),
        Mistake(
            "b left out of the line",
            lambda w, b, x, y: _mse_gradient(w, 0 * b, x, y),
            "the line is w·x + b, and the difference w·x + b − y: b has a part in it.",
        ),
        Mistake(
            "b with the wrong sign",
            lambda w, b, x, y: _mse_gradient(w, -b, x, y),
            "b and w·x have different signs in the difference, as in `y - w * x + b`. The whole "
            "line is to be taken from y, or y from it: mind the brackets.",
            also=(lambda w, b, x, y: -_mse_gradient(w, -b, x, y),),
        ),
        Mistake(
            "w left out of the line",
            lambda w, b, x, y: _mse_gradient(1.0, b, x, y),
            "as if w weren't a factor of x in your difference. The line is w·x + b.",
        ),
        Mistake(
            "w added to x in the line",
            lambda w, b, x, y: _mse_gradient(1.0, w + b, x, y),
            "as if w weren't a factor of x in your difference. The line is w·x + b.",
        ),
        Mistake(
            "b times w as well",
            lambda w, b, x, y: _mse_gradient(w, w * b, x, y),
            "`w * (x + b)` multiplies b by w, too. The line is w·x + b.",
        ),
        Mistake(
            "the sizes of the differences",
            _slopes(
                lambda r, w, b, x, y: np.mean(2 * np.abs(r) * x),
                lambda r, *_: np.mean(2 * np.abs(r)),
            ),
            "a sample above the line pulls it up, one below pulls it down: keep the sign of r.",
        ),
        Mistake(
            "b multiplied in",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) * [1, b],
            "∂L/∂w is right. In w·x + b nothing multiplies b: what is the slope of w·x + b by b?",
        ),
        Mistake(
            "x in both",
            lambda w, b, x, y: _mse_gradient(w, b, x, y)[[0, 0]],
            "both slopes are the same. In w·x + b the weight is multiplied by x, and b by nothing.",
        ),
        Mistake(
            "w and b swapped",
            lambda w, b, x, y: _mse_gradient(w, b, x, y)[::-1],
            "both numbers are right and in the other order: ∂L/∂w first, then ∂L/∂b.",
        ),
        Mistake(
            "one sign turned round",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) * [1, -1],
            "the sign of one of the two is turned round: with r = w·x + b − y, both ∂r/∂w = x and "
            "∂r/∂b = 1 come with a plus.",
            also=(lambda w, b, x, y: _mse_gradient(w, b, x, y) * [-1, 1],),
        ),
        Mistake(
            "the mean of a product taken apart",
            _slopes(lambda r, w, b, x, y: 2 * np.mean(r) * np.mean(x), _by_b),
            "mean(r·x) is in general another number than mean(r)·mean(x). Multiply sample by "
            "sample, then take the mean.",
        ),
        Mistake(
            "the square kept",
            _slopes(
                lambda r, w, b, x, y: np.mean(r**2 * x),
                lambda r, w, b, x, y: np.mean(r**2),
            ),
            "r is squared in the loss. In the slope of r² the square is gone: 2r.",
            also=(
                _slopes(
                    lambda r, w, b, x, y: np.mean(2 * r**2 * x),
                    lambda r, w, b, x, y: np.mean(2 * r**2),
                ),
            ),
        ),
        Mistake(
            "the slopes squared",
            _slopes(
                lambda r, w, b, x, y: np.mean((2 * r * x) ** 2),
                lambda r, *_: np.mean((2 * r) ** 2),
            ),
            "each sample's slope is squared before the mean is taken. The loss has the square of r, "
            "its slope "
            "2·r·∂r/∂w.",
        ),
        Mistake(
            "the residuals left out",
            _slopes(lambda r, w, b, x, y: np.mean(2 * x), lambda *_: 2.0),
            "r itself is missing: the slope of r² by w is 2·r·∂r/∂w.",
            also=(
                _slopes(lambda r, w, b, x, y: np.mean(x), lambda *_: 1.0),
                _slopes(lambda r, w, b, x, y: np.mean(2 * x), lambda *_: 1.0),
            ),
        ),
        Mistake(
            "only one of the two averaged",
            _slopes(_by_w, lambda r, *_: np.sum(2 * r)),
            "one of the two is a mean over the samples, the other a sum. Two means are due.",
            also=(_slopes(lambda r, w, b, x, y: np.sum(2 * r * x), _by_b),),
        ),
        Mistake(
            "not averaged yet",
            _not_averaged,
            "numbers for each sample came. The loss is the mean over the samples: two numbers are "
            "due.",
            also=(
                lambda w, b, x, y: _not_averaged(w, b, x, y) / 2,
                lambda w, b, x, y: -_not_averaged(w, b, x, y),
                Also(
                    lambda w, b, x, y: _not_averaged(w, b, x, y) / len(x),
                    "numbers for each sample came, divided by n and not added up. A mean is both: "
                    "two numbers are due.",
                ),
            ),
        ),
        Mistake(
            "the last sample only",
            _one_sample(-1),
            "the last sample alone counts. Is there `=` where `+=` is due, in the loop over "
            "samples?",
            also=(_one_sample(-1, share=True),),
        ),
        Mistake(
            "the first sample only",
            _one_sample(0),
            "the first sample alone counts. Is the `return` inside the loop over samples?",
            also=(_one_sample(0, share=True),),
        ),
        Mistake(
            "the loss instead of its gradient",
            lambda w, b, x, y: np.mean(_residual(w, b, x, y) ** 2),
            "that is the loss itself, one number. Its two slopes are asked for.",
        ),
        Mistake(
            "∂L/∂w alone",
            lambda w, b, x, y: _mse_gradient(w, b, x, y)[0],
            "that is ∂L/∂w, and ∂L/∂b is due as well: give back both.",
        ),
        Mistake(
            "both added up",
            lambda w, b, x, y: np.sum(_mse_gradient(w, b, x, y)),
            "the two slopes came as their sum. They belong to two weights: give back both.",
        ),
        Mistake(
            "a step taken",
            lambda w, b, x, y: np.array([w, b]) - _mse_gradient(w, b, x, y),
            "those are a new w and b, a step with η = 1. The gradient itself is asked for.",
        ),
        Mistake(
            "a nudge in place of the formula",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) + 1e-3 * np.array([np.mean(x**2), 1]),
            "these are slopes of secants, as nudging w and b gives them. The slopes of L itself "
            "are asked for: differentiate r², with the chain rule.",
            fits=lambda values, probes: are_secants(values, probes, _loss_secants, 1e-6, 1e-6),
        ),
        Mistake(
            "a near miss",
            lambda w, b, x, y: (1 + 4e-6) * _mse_gradient(w, b, x, y),
            "numbers near to the slopes came, and not always equal to them. The slopes themselves "
            "are asked for: differentiate r², with the chain rule, and round nothing.",
            fits=_nearly_right,
        ),
        Mistake(
            "∂L/∂b alone is wrong",
            _slopes(_by_w, lambda *_: 1.0),
            "∂L/∂w came right each time, ∂L/∂b didn't. ∂r/∂b is 1: what is left of 2r·∂r/∂b?",
            fits=_first_right,
        ),
        Mistake(
            "∂L/∂w alone is wrong",
            _slopes(lambda r, w, b, x, y: np.mean(2 * r * y), _by_b),
            "∂L/∂b came right each time, ∂L/∂w didn't. By what is w multiplied in w·x + b − y?",
            fits=_second_right,
        ),
        Mistake(
            "the median in place of the mean",
            lambda w, b, x, y: (2 * np.median((w * x + b - y) * x), 2 * np.median(w * x + b - y)),
            "as if you took the median over the samples. The loss is the mean over them, and so are its "
            "slopes: `np.mean`.",
        ),
        Mistake(
            "divided by n − 1",
            lambda w, b, x, y: (
                2 * np.sum((w * x + b - y) * x) / (len(x) - 1),
                2 * np.sum(w * x + b - y) / (len(x) - 1),
            ),
            "a mean divides by the number of samples, n.",
            also=(
                lambda w, b, x, y: (
                    2 * np.sum((w * x + b - y) * x) / max(len(x) - 1, 1),
                    2 * np.sum(w * x + b - y) / max(len(x) - 1, 1),
                ),
            ),
        ),
    ],
    hints=[
        "Call the difference r = w·x + b − y, one for each sample. The loss is mean(r²).",
        "The chain rule for one sample: the slope of r² by w is 2r times ∂r/∂w. What is ∂r/∂w, and "
        "what is ∂r/∂b?",
        "∂r/∂w = x and ∂r/∂b = 1. Take the mean over the samples, and give back both in an array.",
    ],
    stub="def mse_gradient(w, b, x, y):\n    return ...  # your code here\n",
    answer=(
        "def mse_gradient(w, b, x, y):\n"
        "    r = w * x + b - y\n"
        "    return np.array([np.mean(2 * r * x), np.mean(2 * r)])\n"
    ),
    praise="Each sample says 2r, times its own x for w and times 1 for b; the gradient is the mean.",
    difficulty=2,
)


def _fitted(slopes=_mse_gradient, *, eta=lambda eta: eta, turns=lambda steps: steps, start=0.0):
    """A fit with one thing otherwise: the two slopes (w, b, x, y), η, the steps, or the start."""

    def wrong(x, y, learning_rate, steps):
        line = np.array([start, start])
        for _ in range(turns(steps)):
            line = line - eta(learning_rate) * slopes(*line, x, y)
        return line

    return wrong


def _fit(x, y, learning_rate, steps):
    return _fitted()(x, y, learning_rate, steps)


def _fitted_one_by_one(x, y, learning_rate, steps, w_first=True):
    w, b = 0.0, 0.0
    for _ in range(steps):
        if w_first:
            w = w - learning_rate * _mse_gradient(w, b, x, y)[0]
        b = b - learning_rate * _mse_gradient(w, b, x, y)[1]
        if not w_first:
            w = w - learning_rate * _mse_gradient(w, b, x, y)[0]
    return np.array([w, b])


def _fitted_sample_by_sample(x, y, learning_rate, steps):
    """Slopes that were not averaged: a line for each sample."""
    w, b = np.zeros(len(x)), np.zeros(len(x))
    for _ in range(steps):
        slopes = _not_averaged(w, b, x, y)
        w, b = w - learning_rate * slopes[0], b - learning_rate * slopes[1]
    return np.array([w, b])


def _fitted_sample_after_sample(x, y, learning_rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        for one_x, one_y in zip(x, y, strict=True):
            r = w * one_x + b - one_y
            w, b = w - learning_rate * 2 * r * one_x, b - learning_rate * 2 * r
    return np.array([w, b])


def _fitted_from_0(x, y, learning_rate, steps, sign=-1):
    """Steps that replace the line in place of moving it."""
    line = np.zeros(2)
    for _ in range(steps):
        line = sign * learning_rate * _mse_gradient(*line, x, y)
    return line


def _fitted_from_w(x, y, learning_rate, steps):
    """Both steps taken from w, as `w, b = w - learning_rate * mse_gradient(…)` does."""
    line = np.zeros(2)
    for _ in range(steps):
        line = line[0] - learning_rate * _mse_gradient(*line, x, y)
    return line


def _fitted_once_asked(x, y, learning_rate, steps):
    return -steps * learning_rate * _mse_gradient(0.0, 0.0, x, y)


def _fitted_by_both(x, y, learning_rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        g = _mse_gradient(w, b, x, y)
        w, b = w - learning_rate * g, b - learning_rate * g
    return w, b


@each
def _two_met_samples(value, x, y, learning_rate, steps):
    """Whether NumPy refused to join an array of two and one with an entry for each sample."""
    shapes = re.findall(r"\((\d+),\)", str(getattr(value, "problem", "")))
    return sorted(shapes) == sorted(["2", str(len(x))])


def _best_line(x, y, learning_rate, steps):
    return np.polyfit(x, y, 1)


def _line_and_samples(chance):
    """Samples, at least three of them so that a line fits best, a learning rate, and steps."""
    n = chance.in_turn(4, 3, 5, 6)
    return chance.numbers(n), chance.numbers(n), chance.one_of(*RATES), chance.whole(2, 6)


def _fitted_to_standardised(x, y, learning_rate, steps):
    return _fit((x - np.mean(x)) / np.std(x), y, learning_rate, steps)


fit = Exercise(
    key="descent.fit",
    title="A line, fitted",
    right=_fit,
    probes=[
        (np.array([1.0, 2.0, 4.0]), np.array([2.0, 1.0, 5.0]), 0.05, 3),
        (np.array([-1.5, -0.5, 0.5, 1.5]), np.array([3.0, 3.5, 4.5, 5.0]), 0.1, 8),
        (np.array([0.5, -1.0, 3.0]), np.array([1.0, 0.0, -2.0]), 0.02, 2),
        (np.array([-1.0, 0.0, 1.0]), np.array([-1.0, 1.0, 3.0]), 0.3, 20),  # exactly on a line
    ],
    draw=_line_and_samples,
    corners=(
        (np.array([1.0, 2.0, 4.0]), np.array([2.0, 1.0, 5.0]), 0.05, 0),
        (np.array([1.0, 2.0, 4.0]), np.array([2.0, 1.0, 5.0]), 0.05, 1),
        (np.array([2.0, 2.5]), np.array([3.0, 3.0]), 0.1, 4),
        (np.array([-1.0, 0.0, 1.0]), np.array([2e-7, 1e-7, 3e-7]), 0.3, 5),
        (np.array([-1.0, 0.0, 1.0]), np.array([100.0, 400.0, 500.0]), 0.2, 4),
        (np.array([2.0]), np.array([3.0]), 0.1, 4),
        (np.array([1, 2, 4]), np.array([2, 1, 5]), 0.05, 3),
        (np.array([-30.0, 40.0]), np.array([100.0, 500.0]), 0.5, 6),  # far beyond the edge
        (np.array([2.0, -1.0, 0.5]), np.zeros(3), 0.1, 3),
        (np.array([1.0, 2.0]), np.array([1.0, 2.0]), 0.02, 150),
    ),
    context=(
        "import numpy as np\n\n\n"
        "def mse_gradient(w, b, x, y):\n"
        "    r = w * x + b - y\n"
        "    return np.array([np.mean(2 * r * x), np.mean(2 * r)])\n\n\n"
    ),
    forbids=[
        Forbidden(
            "a fit or a walk that is written already",
            "Here the line is to be walked to, in a loop of your own, with no function that fits "
            "it or takes the steps.",
            names=("polyfit", "lstsq", "gradient_descent", "linregress"),
        )
    ],
    mistakes=[
        Mistake(
            "w updated before b's slope is taken",
            _fitted_one_by_one,
            "as if ∂L/∂b were asked at the new w. The gradient belongs to one place: take both slopes "
            "first, then move both.",
        ),
        Mistake(
            "b updated before w's slope is taken",
            functools.partial(_fitted_one_by_one, w_first=False),
            "as if ∂L/∂w were asked at the new b. The gradient belongs to one place: take both slopes "
            "first, then move both.",
        ),
        Mistake(
            "uphill: plus instead of minus",
            _fitted(eta=lambda eta: -eta),
            "w and b are to go *against* their slopes. Is there a plus before the step? Or are the "
            "slopes those of w·x + b − y, and the difference y − (w·x + b)?",
        ),
        Mistake(
            "not averaged: a sum",
            _fitted(lambda w, b, x, y: len(x) * _mse_gradient(w, b, x, y)),
            "as if your slopes were sums over the samples. The loss is a mean over them: "
            "`np.mean`.",
        ),
        Mistake(
            "the 2 missing",
            _fitted(lambda w, b, x, y: _mse_gradient(w, b, x, y) / 2),
            "the slope of r² is 2r, and your steps are as if it were r.",
        ),
        Mistake(
            "the inner slope missing",
            _fitted(_slopes(_by_b, _by_b)),
            "w is multiplied by x in w·x + b − y, so ∂L/∂w is the mean of 2·r·*x*.",
        ),
        Mistake(
            "the learning rate left out",
            _fitted(eta=lambda eta: 1.0),
            "each step is the whole gradient. Multiply it by `learning_rate`.",
        ),
        Mistake(
            "the learning rate left out of one",
            _fitted(eta=lambda eta: np.array([eta, 1.0])),
            "b moves by its whole slope, w by η times its own. Both are to be multiplied by "
            "`learning_rate`.",
            also=(
                Also(
                    _fitted(eta=lambda eta: np.array([1.0, eta])),
                    "w moves by its whole slope, b by η times its own. Both are to be multiplied "
                    "by `learning_rate`.",
                ),
            ),
        ),
        Mistake(
            "the whole gradient taken from w or b",
            _fitted_by_both,
            "as if w or b were an array of two, and met the samples of x. The gradient holds "
            "∂L/∂w and ∂L/∂b: `gw, gb = mse_gradient(w, b, x, y)`, and each weight moves by its "
            "own.",
            fits=_two_met_samples,
            kind=True,
        ),
        Mistake(
            "one step only",
            _fitted(turns=lambda steps: 1),
            "where more steps are asked for, the line after one came. Is the `return` inside the loop?",
        ),
        Mistake(
            "the gradient taken once",
            _fitted_once_asked,
            "as if every step used the gradient at w = 0, b = 0. Ask for it again inside the loop.",
        ),
        Mistake(
            "b left out of the line",
            _fitted(
                _slopes(
                    lambda r, w, b, x, y: np.mean(2 * (r - b) * x),
                    lambda r, w, b, x, y: np.mean(2 * (r - b)),
                )
            ),
            "as if your difference were w·x − y. The line is w·x + b.",
        ),
        Mistake(
            "w left out of the line",
            _fitted(
                _slopes(
                    lambda r, w, b, x, y: np.mean(2 * (x + b - y) * x),
                    lambda r, w, b, x, y: np.mean(2 * (x + b - y)),
                )
            ),
            "as if your difference were x + b − y. The line is w·x + b.",
        ),
        Mistake(
            "not averaged yet",
            _fitted_sample_by_sample,
            "a number for each sample came, for w and for b. The loss is the mean over the "
            "samples, and so are its slopes: `np.mean`.",
        ),
        Mistake(
            "divided by n twice",
            _fitted(lambda w, b, x, y: _mse_gradient(w, b, x, y) / len(x)),
            "the mean divides by the number of samples already. Once is due.",
        ),
        Mistake(
            "the slopes swapped",
            _fitted(lambda w, b, x, y: _mse_gradient(w, b, x, y)[::-1]),
            "w moves by η times ∂L/∂b, and b by η times ∂L/∂w. `mse_gradient` gives ∂L/∂w first.",
        ),
        Mistake(
            "the mean of a product taken apart",
            _fitted(_slopes(lambda r, w, b, x, y: 2 * np.mean(r) * np.mean(x), _by_b)),
            "the mean of r·x is in general another number than the mean of r times the mean of x. "
            "Multiply first, then average.",
        ),
        Mistake(
            "the loss in place of its slopes",
            _fitted(_slopes(lambda r, *_: np.mean(r**2), lambda r, *_: np.mean(r**2))),
            "as if you took away η times the loss. A step is η times the loss's *slope*.",
        ),
        Mistake(
            "b's step taken from w",
            _fitted_from_w,
            "the new b is w minus the step of b, as where both steps are taken from w. Each weight is "
            "to be moved from where it is itself.",
        ),
        Mistake(
            "the line replaced by the step",
            _fitted_from_0,
            "the new w is the step alone, with nothing added to it. The step is to be taken *away "
            "from* the old w.",
            also=(functools.partial(_fitted_from_0, sign=1),),
        ),
        Mistake(
            "x and y exchanged",
            lambda x, y, learning_rate, steps: _fit(y, x, learning_rate, steps),
            "that is a walk to the line that gives x from y. y is to be given from x: "
            "`mse_gradient(w, b, x, y)`.",
        ),
        Mistake(
            "one sample after the other",
            _fitted_sample_after_sample,
            "as if w and b were moved after each sample. The loss is the mean over all of them: "
            "take its slopes over all, then move both once.",
        ),
        Mistake(
            "one of the two uphill",
            _fitted(lambda w, b, x, y: _mse_gradient(w, b, x, y) * [1, -1]),
            "η times the slope is added for one of the two, and taken away for the other. Both "
            "are to go against their slopes.",
            also=(_fitted(lambda w, b, x, y: _mse_gradient(w, b, x, y) * [-1, 1]),),
        ),
        Mistake(
            "w and b swapped",
            lambda x, y, learning_rate, steps: _fit(x, y, learning_rate, steps)[::-1],
            "both are right, in the other order: first w, then b.",
        ),
        Mistake(
            "b never moved",
            _fitted(_slopes(_by_w, lambda r, w, b, x, y: 0.0)),
            "w is fitted as if b were 0 for ever. Both are to be moved in every step.",
        ),
        Mistake(
            "w never moved",
            _fitted(_slopes(lambda r, w, b, x, y: 0.0, _by_b)),
            "b is fitted as if w were 0 for ever. Both are to be moved in every step.",
        ),
        Mistake(
            "nothing moved",
            lambda x, y, learning_rate, steps: np.zeros(2),
            "the line is still at w = 0, b = 0. Does each turn of the loop give w and b new values?",
        ),
        Mistake(
            "the best line",
            _best_line,
            "that is a line that fits best. Asked for is where the walk stands after `steps` "
            "steps.",
        ),
        Mistake(
            "starts at 1",
            _fitted(start=1.0),
            "w and b are to start at 0.",
        ),
        Mistake(
            "one step too few",
            _fitted(turns=lambda steps: steps - 1),
            "where there is a step to take, the last of them is missing.",
        ),
        Mistake(
            "one step too many",
            _fitted(turns=lambda steps: steps + 1),
            "`steps` steps were asked for, and this is the line after one more.",
        ),
        Mistake(
            "the gradient instead of the line",
            lambda x, y, learning_rate, steps: _mse_gradient(
                *_fit(x, y, learning_rate, steps), x, y
            ),
            "that is the gradient where the walk ends. The line itself is asked for: w and b.",
        ),
        Mistake(
            "x standardised on the way",
            _fitted_to_standardised,
            "as if x were standardised before the walk: your w is a slope per standard "
            "deviation. The line is "
            "asked for in the units of x as it comes in.",
        ),
    ],
    hints=[
        "One turn: take both slopes at the present w and b, then move both. `mse_gradient(w, b, x, y)` "
        "gives both slopes at once.",
        "`gw, gb = mse_gradient(w, b, x, y)`, then `w = w - learning_rate * gw`, and b likewise.",
    ],
    stub=(
        "def fit(x, y, learning_rate, steps):\n"
        "    w, b = 0.0, 0.0\n"
        "    for _ in range(steps):\n"
        "        ...  # your code here\n"
        "    return w, b\n"
    ),
    answer=(
        "def fit(x, y, learning_rate, steps):\n"
        "    w, b = 0.0, 0.0\n"
        "    for _ in range(steps):\n"
        "        r = w * x + b - y\n"
        "        gw, gb = np.mean(2 * r * x), np.mean(2 * r)\n"
        "        w, b = w - learning_rate * gw, b - learning_rate * gb\n"
        "    return w, b\n"
    ),
    praise="A model, a loss, its gradient, a loop: with more weights, this is how networks are trained.",
    difficulty=1,
)


_switch = _labelled("10 where w > 0, else −0.1", lambda w: np.where(w > 0, 10.0, -0.1))


def _adams(
    new_m=lambda m, g: 0.9 * m + 0.1 * g,
    new_v=lambda v, g: 0.999 * v + 0.001 * g**2,
    *,
    m_due=lambda m, t: m / (1 - 0.9**t),
    v_due=lambda v, t: v / (1 - 0.999**t),
    step=lambda m, v, g: m / (np.sqrt(v) + 1e-8),
    move=lambda w, eta, step: w - eta * step,
    turns=lambda steps: steps,
    back=lambda w, m, v: w,
    once=False,
):
    """Adam with one thing otherwise: an average, its correction, the step, or what is given back."""

    def wrong(grad, w, learning_rate, steps):
        m, v, first = 0.0, 0.0, grad(w)
        for t in range(1, turns(steps) + 1):
            g = first if once else grad(w)
            m, v = new_m(m, g), new_v(v, g)
            with np.errstate(all="ignore"):
                w = move(w, learning_rate, step(m_due(m, t), v_due(v, t), g))
        return back(w, m, v)

    return wrong


def _adam(grad, w, learning_rate, steps):
    return _adams()(grad, w, learning_rate, steps)


def _corrected_for_good(m_too, v_too):
    """Adam that stores an average after its correction and goes on from that."""

    def wrong(grad, w, learning_rate, steps):
        m, v = 0.0, 0.0
        for t in range(1, steps + 1):
            g = grad(w)
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            mean, square = m / (1 - 0.9**t), v / (1 - 0.999**t)
            m, v = mean if m_too else m, square if v_too else v
            w = w - learning_rate * mean / (np.sqrt(square) + 1e-8)
        return w

    return wrong


def _adam_of_m_squared(grad, w, learning_rate, steps):
    m, v = 0.0, 0.0
    for t in range(1, steps + 1):
        m = 0.9 * m + 0.1 * grad(w)
        v = 0.999 * v + 0.001 * m**2
        w = w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w


def _adam_of_all_steps(grad, w, learning_rate, steps):
    return _adams(
        m_due=lambda m, t: m / (1 - 0.9**steps), v_due=lambda v, t: v / (1 - 0.999**steps)
    )(grad, w, learning_rate, steps)


def _adam_without_brackets(grad, w, learning_rate, steps):
    m, v = 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w = w - learning_rate * m / 1 - 0.9**t / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w


def _adam_from_0(grad, w, learning_rate, steps, only_m=False):
    m, v = 0.0, 0.0
    for t in range(steps):
        g = grad(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        square = v if only_m else v / (1 - 0.999**t)
        w = w - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(square) + 1e-8)
    return w


@each
def _only_nan(value, grad, w, learning_rate, steps):
    """Whether NaN came, and nothing else, wherever there is a slope."""
    return not np.any(grad(w)) or bool(np.all(np.isnan(value)))


adam = Exercise(
    key="descent.adam",
    title="Adam",
    right=_adam,
    probes=[
        (_bowl, 2.0, 0.3, 5),
        (_two_valleys, -0.5, 0.1, 4),
        (_ravine, np.array([-2.0, 1.0]), 0.1, 6),
        (_tilted, np.array([1.0, -2.0]), 0.2, 3),
        (_bowl, 0.0, 0.1, 2),  # here and where the slope is 3e-8 the tiny number counts
        (_bowl, 3e-8, 0.1, 2),
    ],
    draw=lambda chance: (*_gradient(chance), chance.one_of(*RATES), chance.whole(2, 6)),
    corners=(
        (_bowl, 1.5, 0.3, 0),
        (_bowl, np.array([0.5, -0.5]), 0.1, 1),
        (_switch, 0.05, 0.1, 4),  # v shrinks again
        (_faint, 1.3, 0.1, 3),
        (_steep, np.array([-40.0, 3.0]), 0.2, 5),
        (_bowl, 1.0, 0.02, 60),
        (_bowl, np.array([0.0, 2.0]), 0.1, 3),
        (_bowl, np.array([3.0, -2.0]), 1, 3),
        (_bowl, 2e6, 0.1, 3),
    ),
    forbids=[
        Forbidden(
            "a loop that is written already",
            WRITTEN_ALREADY,
            names=("adam", "gradient_descent", "rmsprop"),
        )
    ],
    mistakes=[
        Mistake(
            "NaN in place of w",
            _adams(m_due=lambda m, t: m / 1 - 0.9**t, v_due=lambda v, t: v / 1 - 0.999**t),
            "NaN came, as a root of something negative gives it, or 0/0. Are there brackets, `m / "
            "(1 - 0.9**t)`, and for v alike? Is t an exponent, `**t`? Does t begin at 1? And is v "
            "made of squares, with plus signs?",
            fits=_only_nan,
            kind=True,
            also=(
                _adams(v_due=lambda v, t: v / 1 - 0.999**t),
                _adams(
                    m_due=lambda m, t: m / (1 - 0.9 * t), v_due=lambda v, t: v / (1 - 0.999 * t)
                ),
                _adams(v_due=lambda v, t: v / (1 - 0.999 * t)),
            ),
        ),
        Mistake(
            "the averages not corrected",
            _adams(m_due=lambda m, t: m, v_due=lambda v, t: v),
            "m and v start at 0, and at first that draws both towards 0. Divide m by 1 − β₁ᵗ and "
            "v by 1 − β₂ᵗ.",
        ),
        Mistake(
            "brackets missing in a correction",
            _adams(m_due=lambda m, t: m / 1 - 0.9**t),
            "`m / 1 - 0.9**t` divides by 1 and then takes 0.9ᵗ away. 1 − 0.9ᵗ needs brackets.",
        ),
        Mistake(
            "only m corrected",
            _adams(v_due=lambda v, t: v),
            "m is divided by 1 − β₁ᵗ. Divide v by 1 − β₂ᵗ as well.",
        ),
        Mistake(
            "only v corrected",
            _adams(m_due=lambda m, t: m),
            "v is divided by 1 − β₂ᵗ. Divide m by 1 − β₁ᵗ as well.",
        ),
        Mistake(
            "corrected for good",
            _corrected_for_good(True, True),
            "as if corrected averages replaced m and v, or one of them, to be corrected again "
            "in the next turn. Keep m and v as they are; correct them only in the step.",
            also=(
                _corrected_for_good(True, False),
                _corrected_for_good(False, True),
            ),
        ),
        Mistake(
            "the gradient not squared",
            _adams(new_v=lambda v, g: 0.999 * v + 0.001 * g),
            "v is the average of the gradient's *square*: `g**2`.",
            also=(
                _adams(
                    new_v=lambda v, g: 0.999 * v + 0.001 * g,
                    v_due=lambda v, t: np.abs(v) / (1 - 0.999**t),
                ),
            ),
        ),
        Mistake(
            "the root missing",
            _adams(step=lambda m, v, g: m / (v + 1e-8)),
            "below the bar belongs the *root* of v/(1 − β₂ᵗ): `np.sqrt`.",
        ),
        Mistake(
            "the root of v before its correction",
            _adams(v_due=lambda v, t: v / (1 - 0.999**t) ** 2),
            "the root is to be taken of the whole of v/(1 − β₂ᵗ), not of v alone.",
        ),
        Mistake(
            "uphill: plus instead of minus",
            _adams(move=lambda w, eta, step: w + eta * step),
            "w is to go against the gradient's average: minus.",
        ),
        Mistake(
            "the learning rate left out",
            _adams(move=lambda w, eta, step: w - step),
            "the step is to be multiplied by `learning_rate`.",
        ),
        Mistake(
            "t counted from 0",
            _adam_from_0,
            "as if t were 0 in your first step: 1 − β⁰ is 0, and nothing can be divided by that. "
            "Let t begin at 1, as `range(1, steps + 1)` does.",
            also=(functools.partial(_adam_from_0, only_m=True),),
        ),
        Mistake(
            "β₁ and β₂ exchanged",
            _adams(
                lambda m, g: 0.999 * m + 0.001 * g,
                lambda v, g: 0.9 * v + 0.1 * g**2,
                m_due=lambda m, t: m / (1 - 0.999**t),
                v_due=lambda v, t: v / (1 - 0.9**t),
            ),
            "β₁ = 0.9 belongs to m, β₂ = 0.999 to v, in the averages and in their corrections.",
            also=(
                _adams(lambda m, g: 0.999 * m + 0.001 * g, lambda v, g: 0.9 * v + 0.1 * g**2),
                _adams(m_due=lambda m, t: m / (1 - 0.999**t), v_due=lambda v, t: v / (1 - 0.9**t)),
            ),
        ),
        Mistake(
            "0.9 in both averages",
            _adams(new_v=lambda v, g: 0.9 * v + 0.1 * g**2, v_due=lambda v, t: v / (1 - 0.9**t)),
            "v is to fade more slowly than m: its β₂ is 0.999.",
        ),
        Mistake(
            "added up, not averaged",
            _adams(lambda m, g: 0.9 * m + g, lambda v, g: 0.999 * v + g**2),
            "the new gradient is due with the factor 1 − β₁, its square with 1 − β₂.",
            also=(_adams(lambda m, g: 0.9 * m + g), _adams(new_v=lambda v, g: 0.999 * v + g**2)),
        ),
        Mistake(
            "β and 1 − β exchanged",
            _adams(lambda m, g: 0.1 * m + 0.9 * g, lambda v, g: 0.001 * v + 0.999 * g**2),
            "β is the share of the old average that is kept, 1 − β that of the new gradient, or "
            "of its square.",
        ),
        Mistake(
            "the correction of the first step in all",
            _adams(m_due=lambda m, t: m / (1 - 0.9), v_due=lambda v, t: v / (1 - 0.999)),
            "βᵗ is β to the power of t: `0.9**t`. It shrinks from step to step.",
        ),
        Mistake(
            "β times t",
            _adams(m_due=lambda m, t: m / (1 - 0.9 * t)),
            "βᵗ is β to the power of t, not times t: `0.9**t`, `0.999**t`.",
            also=(
                _adams(
                    m_due=lambda m, t: m / (1 - 0.9 * t),
                    v_due=lambda v, t: np.abs(v / (1 - 0.999 * t)),
                ),
            ),
        ),
        Mistake(
            "multiplied by the correction",
            _adams(m_due=lambda m, t: m * (1 - 0.9**t), v_due=lambda v, t: v * (1 - 0.999**t)),
            "m and v start at 0, and at first that draws them towards 0: *divide* them by 1 − βᵗ.",
        ),
        Mistake(
            "another β₂",
            _adams(new_v=lambda v, g: 0.99 * v + 0.01 * g**2),
            "v is to keep 0.999 of its old value and to take 0.001 of the new square. Is there "
            "another number in your code?",
            also=(
                _adams(
                    new_v=lambda v, g: 0.99 * v + 0.01 * g**2, v_due=lambda v, t: v / (1 - 0.99**t)
                ),
                _adams(new_v=lambda v, g: 0.9 * v + 0.1 * g**2),
            ),
        ),
        Mistake(
            "the size of the gradient, not its square",
            _adams(new_v=lambda v, g: 0.999 * v + 0.001 * np.abs(g)),
            "v is the average of the gradient's *square*: `g**2`.",
        ),
        Mistake(
            "one v for all weights",
            _adams(new_v=lambda v, g: 0.999 * v + 0.001 * np.sum(g**2)),
            "each weight is to have a v of its own: `g**2`, with no sum and no mean over the "
            "weights.",
            also=(_adams(new_v=lambda v, g: 0.999 * v + 0.001 * np.mean(g**2)),),
        ),
        Mistake(
            "the square of m",
            _adam_of_m_squared,
            "v is the average of the *gradient's* square: `g**2`, not m squared.",
        ),
        Mistake(
            "the whole average squared",
            _adams(new_v=lambda v, g: (0.999 * v + 0.001 * g) ** 2),
            "the gradient alone is to be squared, before it is averaged: `0.999 * v + 0.001 * "
            "g**2`.",
        ),
        Mistake(
            "the power over the brackets",
            _adams(m_due=lambda m, t: m / (1 - 0.9) ** t, v_due=lambda v, t: v / (1 - 0.999) ** t),
            "the power belongs to β alone: `1 - 0.9**t`.",
        ),
        Mistake(
            "the number of all steps for t",
            _adam_of_all_steps,
            "t is the number of *this* step: 1, 2, 3 … `steps` is the last of them.",
        ),
        Mistake(
            "brackets missing",
            _adam_without_brackets,
            "`m / 1 - 0.9**t` is m minus 0.9ᵗ. A difference below a bar needs brackets: "
            "`m / (1 - 0.9**t)`.",
        ),
        Mistake(
            "w replaced by the step",
            _adams(move=lambda w, eta, step: eta * step),
            "the new w is the step alone, with nothing added to it. The step is to be taken *away "
            "from* the old w.",
            also=(_adams(move=lambda w, eta, step: -eta * step),),
        ),
        Mistake(
            "the sign of the gradient only",
            _adams(step=lambda m, v, g: np.sign(g)),
            "in each step a weight moves by η, or not at all. Adam's step is m over the root of v, "
            "both corrected.",
        ),
        Mistake(
            "tiny missing below the bar",
            _adams(step=lambda m, v, g: m / np.sqrt(v)),
            "where every gradient so far was 0, that is 0/0. Add `1e-8` to the root itself.",
            also=(_adams(step=lambda m, v, g: m / np.sqrt(v) + 1e-8),),
        ),
        Mistake(
            "tiny in another place",
            _adams(step=lambda m, v, g: m / np.sqrt(v + 1e-8)),
            "`1e-8` is to be added to the root itself: `np.sqrt(…) + 1e-8`, all of it below the "
            "bar.",
            also=(
                Also(
                    _adams(move=lambda w, eta, step: w - (eta * step + 1e-8)),
                    "`1e-8` is taken from w as well. It belongs to the root alone, below the bar.",
                ),
            ),
        ),
        Mistake(
            "the gradient over the root",
            _adams(step=lambda m, v, g: g / (np.sqrt(v) + 1e-8)),
            "above the bar belongs m, the average, not the last gradient.",
        ),
        Mistake(
            "multiplied by the root of v",
            _adams(step=lambda m, v, g: m * (np.sqrt(v) + 1e-8)),
            "the root of v belongs *below* the bar: m is to be divided by it.",
        ),
        Mistake(
            "+= where = is due",
            _adams(lambda m, g: 1.9 * m + 0.1 * g, lambda v, g: 1.999 * v + 0.001 * g**2),
            "`m += 0.9 * m + …` keeps the old m in full and adds 0.9 of it once more. The new m replaces the "
            "old one: `m = …`, and v alike.",
        ),
        Mistake(
            "β not multiplied by the old average",
            _adams(lambda m, g: 0.9 + 0.1 * g, lambda v, g: 0.999 + 0.001 * g**2),
            "0.9 and 0.999 are added. They are to be factors: 0.9 of the old m, and 0.999 of the "
            "old v.",
        ),
        Mistake(
            "the step minus w",
            _adams(move=lambda w, eta, step: eta * step - w),
            "the two stand the wrong way round: w minus the step.",
        ),
        Mistake(
            "not divided by the root of v",
            _adams(step=lambda m, v, g: m),
            "the step is m/(1 − β₁ᵗ) *divided by* the root of v/(1 − β₂ᵗ).",
        ),
        Mistake(
            "plain gradient descent",
            _adams(step=lambda m, v, g: g),
            "the step is η times the gradient alone. Put m above the bar, and the root of v below it.",
        ),
        Mistake(
            "the gradient taken once",
            _adams(once=True),
            "as if every step used the gradient at the start. Ask `grad(w)` again inside the loop.",
        ),
        Mistake(
            "one step only",
            _adams(turns=lambda steps: 1),
            "where more steps are asked for, w after one came. Is the `return` inside the loop?",
        ),
        Mistake(
            "one step too few",
            _adams(turns=lambda steps: steps - 1),
            "where there is a step to take, the last of them is missing.",
        ),
        Mistake(
            "w never changed",
            lambda grad, w, learning_rate, steps: w,
            "w is still where it started. Does each turn give it a new value, `w = …`?",
        ),
        Mistake(
            "m instead of w",
            _adams(back=lambda w, m, v: m),
            "that is m, after the last step. The last w was asked for.",
        ),
        Mistake(
            "w, m and v together",
            _adams(back=lambda w, m, v: (w, m, v)),
            "m and v are yours to keep: give back w alone.",
        ),
        Mistake(
            "for arrays only",
            _for_arrays_only(_adam),
            FOR_ARRAYS_ONLY,
            fits=_right_for_arrays(_adam, rtol=1e-5),
            kind=True,
        ),
        Mistake(
            "t one too large",
            _adams(
                m_due=lambda m, t: m / (1 - 0.9 ** (t + 1)),
                v_due=lambda v, t: v / (1 - 0.999 ** (t + 1)),
            ),
            "as if t began at 2: the averages are corrected too little. In the first step t is 1, "
            "as in `range(1, steps + 1)`.",
        ),
    ],
    hints=[
        "Four lines in the loop: the gradient at w, the new m, the new v, the new w.",
        "`g = grad(w)`, `m = 0.9 * m + 0.1 * g`, and v likewise from `g**2`, with 0.999 and 0.001.",
        "The step: `m / (1 - 0.9**t)` over `np.sqrt(v / (1 - 0.999**t)) + 1e-8`, times the learning rate.",
    ],
    stub=(
        "def adam(grad, w, learning_rate, steps):\n"
        "    m, v = 0.0, 0.0\n"
        "    for t in range(1, steps + 1):\n"
        "        ...  # your code here\n"
        "    return w\n"
    ),
    answer=(
        "def adam(grad, w, learning_rate, steps):\n"
        "    m, v = 0.0, 0.0\n"
        "    for t in range(1, steps + 1):\n"
        "        g = grad(w)\n"
        "        m = 0.9 * m + 0.1 * g\n"
        "        v = 0.999 * v + 0.001 * g**2\n"
        "        root = np.sqrt(v / (1 - 0.999**t))\n"
        "        w = w - learning_rate * m / (1 - 0.9**t) / (root + 1e-8)\n"
        "    return w\n"
    ),
    praise="With its close relatives this trains most large networks, and a few lines are "
    "enough for it.",
    rtol=1e-5,
    difficulty=2,
)


INPUTS = [
    (np.array([1.0, 2.0, 4.0]),),
    (np.array([181.0, 195.0, 220.0, 210.0]),),
    (np.array([-1.5, 0.5, 2.0]),),
    (np.array([1, 0, 3]),),
]


def _some_inputs(chance):
    """An array of one to six inputs; every third time of whole numbers, every fifth with a 0."""
    n = chance.whole(1, 6)
    x = chance.random.integers(1, 9, n) if chance.turn % 3 == 2 else chance.numbers(n)
    if chance.turn % 5 == 4 and n > 1:
        x[0] = 0
    return (x * chance.one_of(1, 1, 10),)


def _largest_rate(x):
    return 1 / np.mean(x**2)


largest_rate = Exercise(
    key="descent.largest_rate",
    title="Why scaling helps",
    right=_largest_rate,
    probes=INPUTS,
    draw=_some_inputs,
    corners=tuple(
        (np.array(x),)
        for x in ([2.0, 2.0], [-3.0], [1e-3, 2e-3], [0.0, 0.0, 4.0], [500, -500], [1e-3, -3e-3])
    ),
    atol=1e-12,
    mistakes=[
        Mistake(
            "the 2 of the second derivative missing",
            lambda x: 2 / np.mean(x**2),
            "your number is twice the edge. The first derivative is mean(2(w·x − y)·x). "
            "Differentiate once more: the 2 stays.",
        ),
        Mistake(
            "the curvature instead of the edge",
            lambda x: 2 * np.mean(x**2),
            "that is the second derivative c. The edge is at 2/c.",
        ),
        Mistake(
            "upside down",
            lambda x: np.mean(x**2),
            "your number grows with the size of the inputs. The steeper the bowl, the "
            "*smaller* η must be: 2/c, with all of c below the bar. (`2 / 2 * m` is m: brackets.)",
            also=(
                lambda x: np.mean(x**2) / 2,
                lambda x: 4 * np.mean(x**2),
                lambda x: np.sum(x**2),
                lambda x: 2 * np.sum(x**2),
            ),
        ),
        Mistake(
            "the square of the mean",
            lambda x: 1 / np.mean(x) ** 2,
            "the mean of the squares is in general another number than the square of the mean: "
            "square first.",
            also=(
                lambda x: 2 / np.mean(x) ** 2,
                lambda x: 0.5 / np.mean(x) ** 2,
                lambda x: 1 / np.mean(np.abs(x)) ** 2,
                lambda x: 2 / np.mean(np.abs(x)) ** 2,
            ),
        ),
        Mistake(
            "the number of samples in it",
            lambda x: 1 / np.sum(x**2),
            "the number of samples is in your edge, as where the squares of x are added up. The"
            " loss is a mean over the samples: `np.mean(x**2)`, and no other n.",
            also=tuple(
                functools.partial(lambda k, x: k / np.sum(x**2), k) for k in (2.0, 4.0, 0.5, 0.25)
            ),
        ),
        Mistake(
            "the spread around the mean",
            lambda x: 1 / np.var(x),
            "the spread of x is in it, measured from its mean. The curvature is 2·mean(x²), and"
            " it measures from 0.",
            also=(
                lambda x: 2 / np.var(x),
                lambda x: 1 / np.std(x),
                lambda x: 2 / np.std(x),
                lambda x: 1 / np.std(x) ** 2 / 2,
            ),
        ),
        Mistake(
            "the largest x alone",
            lambda x: 1 / np.max(x**2),
            "the loss is a mean over all samples, and so is its curvature: every x has a part in "
            "it.",
            also=(
                lambda x: 2 / np.max(x**2),
                lambda x: 1 / np.max(x),
                lambda x: 2 / np.max(x),
                lambda x: 1 / np.max(np.abs(x)),
                lambda x: 2 / np.max(np.abs(x)),
                lambda x: 1 / np.max(x) ** 2,
                lambda x: 2 / np.max(x) ** 2,
            ),
        ),
        Mistake(
            "x not squared",
            lambda x: 1 / np.mean(x),
            "x comes in twice: once for each derivative by w.",
            also=(
                lambda x: 2 / np.mean(x),
                lambda x: 0.5 / np.mean(x),
                lambda x: 1 / np.mean(np.abs(x)),
                lambda x: 2 / np.mean(np.abs(x)),
                lambda x: 1 / np.sum(x),
                lambda x: 2 / np.sum(x),
                lambda x: np.mean(2 * x),
            ),
        ),
        Mistake(
            "the length of x",
            lambda x: 1 / np.linalg.norm(x),
            "√(sum of x²), the length of x, is in it. The curvature is 2·mean(x²): no root, and a mean.",
            also=(lambda x: 2 / np.linalg.norm(x),),
        ),
        Mistake(
            "the root of the mean",
            lambda x: 1 / np.sqrt(np.mean(x**2)),
            "a root of the mean of the squares is in it. The curvature is 2·mean(x²), without a root.",
            also=(
                lambda x: 0.5 / np.sqrt(np.mean(x**2)),
                lambda x: 2 / np.sqrt(np.mean(x**2)),
                lambda x: 2 / np.sqrt(np.mean(2 * x**2)),
            ),
        ),
        Mistake(
            "half of the edge",
            lambda x: 1 / (2 * np.mean(x**2)),
            "1/c is the η that lands in one step. The edge is at 2/c.",
        ),
        Mistake(
            "one x alone",
            lambda x: 1 / x[-1] ** 2,
            "one sample alone is in your number, the first or the last. Is a mean taken over all of "
            "them? Is the `return` inside the loop?",
            also=(lambda x: 1 / x[0] ** 2, lambda x: 2 / x[-1] ** 2, lambda x: 2 / x[0] ** 2),
        ),
        Mistake(
            "the number of samples alone",
            lambda x: 2 / len(x),
            "your number depends on how many samples there are, and not on what they are. The "
            "second derivative is 2·mean(x²).",
            also=(lambda x: 1 / len(x), lambda x: len(x) / 2, lambda x: 1 / (2 * len(x))),
        ),
        Mistake(
            "the mean of the reciprocals",
            lambda x: np.mean(1 / x**2),
            "mean(1 / x²) is in general another number than 1 / mean(x²): take the mean first, "
            "then divide.",
            also=(lambda x: np.mean(2 / x**2),),
        ),
        Mistake(
            "not averaged yet",
            lambda x: 1 / x**2,
            "one number for each sample came. The loss is the mean over them, and so is its curvature: "
            "one edge for all.",
            also=(
                lambda x: 2 / x**2,
                lambda x: 0.5 / x**2,
                lambda x: 2 * x**2,
                lambda x: 2 / (2 * x),
                lambda x: 2 / x,
            ),
        ),
    ],
    hints=[
        "Differentiate mean((w·x − y)²) by w once, with the chain rule: mean(2(w·x − y)·x).",
        "Once more by w: c = mean(2·x·x). It depends on neither w nor y. The edge is at 2/c.",
    ],
    stub="def largest_rate(x):\n    return ...  # your code here\n",
    answer="def largest_rate(x):\n    return 2 / np.mean(2 * x**2)\n",
    praise="The edge is set by the size of the inputs alone, and that depends on their units.",
    difficulty=2,
)

__getattr__ = by_stub_name(globals())
