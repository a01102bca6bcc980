"""Practice of notebook 07: the loop, the learning rate, momentum, the slopes of a loss, scaling."""

import functools

import numpy as np

from lib.learning.descent import gradient_descent
from lib.practice.engine.checking import Exercise, Mistake
from lib.practice.engine.predict import predict

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
            "Adam uses the gradient only in the quotient m̂/√v̂. Above the bar it is 100 times as large, "
            "and below as well."
        ),
    },
    "Adam's; gradient descent takes steps 100 times as long",
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

# Exercise 1: the loop


def _bowl(w):
    return w


def _two_valleys(w):
    return w**3 - 2 * w + 0.25


def _ravine(w):
    return np.array([1.0, 20.0]) * w


_bowl.label, _two_valleys.label, _ravine.label = "w", "w³ − 2w + 0.25", "(w₁, 20·w₂)"
WALKS = [
    (_bowl, 2.0, 0.3, 5),
    (_two_valleys, -0.5, 0.1, 4),
    (_ravine, np.array([-2.0, 1.0]), 0.04, 6),
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


descend = Exercise(
    key="descent.descend",
    title="Write the loop",
    right=_descend,
    probes=WALKS,
    mistakes=[
        Mistake(
            "uphill: plus instead of minus",
            _changed(lambda eta, g, w: w + eta * g),
            "the gradient points to where the loss grows fastest. To lower the loss, go against it.",
        ),
        Mistake(
            "the gradient taken once",
            _descend_once_asked,
            "every step used the slope at the start. After each step w is elsewhere: ask `grad(w)` "
            "again inside the loop.",
        ),
        Mistake(
            "the gradient at the old point twice",
            _descend_late,
            "from the second step on you use the gradient at the place where the step before began. "
            "Take it where w is now.",
        ),
        Mistake(
            "the learning rate left out",
            _changed(lambda eta, g, w: w - g),
            "each step is the whole gradient. Multiply it by `learning_rate`.",
        ),
        Mistake(
            "weights multiplied instead of changed",
            _changed(lambda eta, g, w: w * eta * g),
            "η times the gradient is how much to take *away from* w. Multiplying by it would keep "
            "every weight that is 0 at 0.",
        ),
        Mistake(
            "the sign of the gradient only",
            _changed(lambda eta, g, w: w - eta * np.sign(g)),
            "each step has the length η, however steep it is. Gradient descent takes steps in "
            "proportion to the gradient.",
        ),
        Mistake(
            "w replaced by the step",
            _changed(lambda eta, g, w: -eta * g),
            "`w = -learning_rate * grad(w)` forgets where w was. The step is added to w.",
        ),
        Mistake(
            "w never changed",
            lambda grad, w, learning_rate, steps: w,
            "w is still where it started. Each turn of the loop must give it a new value: `w = ...`.",
        ),
        Mistake(
            "one step only",
            lambda grad, w, learning_rate, steps: w - learning_rate * grad(w),
            "you give back w after the first step. Is the `return` inside the loop?",
        ),
        Mistake(
            "one step too many",
            lambda grad, w, learning_rate, steps: _descend(grad, w, learning_rate, steps + 1),
            "`steps` steps were asked for, and you took one more: `range(steps)` has exactly "
            "`steps` turns.",
        ),
        Mistake(
            "one step too few",
            lambda grad, w, learning_rate, steps: _descend(grad, w, learning_rate, steps - 1),
            "`range(1, steps)` has one turn less than `steps`.",
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
    praise="One line in a loop. The same line moves one weight or a billion.",
)

# Exercise 2: a learning rate

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
            "η beyond the edge",
            0.25,
            "w₂ shoots further past 0 each time. The loss is 5·w₂² along w₂: what is its second "
            "derivative, and where is the edge?",
            fits=lambda rate: np.ndim(rate) == 0 and rate > 0.2,
        ),
        Mistake(
            "η on the edge",
            0.2,
            "w₂ jumps to and fro between 1 and −1 and never settles. Stay below the edge.",
            fits=lambda rate: np.ndim(rate) == 0 and abs(rate - 0.2) <= 1e-9,
        ),
        Mistake(
            "just below the edge",
            0.195,
            "it doesn't explode, but w₂ swings and closes in too slowly: its factor is close to −1.",
            fits=lambda rate: np.ndim(rate) == 0 and 0.18 < rate < 0.2,
        ),
        Mistake(
            "too small a step",
            0.05,
            "it goes the right way and creeps: after 20 steps w₁ is still too far from 0. By what "
            "factor does a step multiply w₁?",
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
            "minus times minus goes up the slope. η is positive.",
            fits=lambda rate: np.ndim(rate) == 0 and rate < 0,
        ),
    ],
    hints=[
        "A step multiplies w₁ by 1 − η and w₂ by 1 − 10η. Both must be well inside −1 and 1.",
        "w₁ starts at −2: |1 − η| to the 20th power, times 2, must come below 0.05. So make η as "
        "large as w₂ lets you.",
        "The edge for w₂ is at 2/10 = 0.2. Try a little below, with the loop of exercise 1.",
    ],
    stub="learning_rate = ...  # your number here\n",
    answer="learning_rate = 0.18\n",
    praise="The steep weight sets how large η may be, the flat one how large it must be. Between "
    "the two there is little room, and in a longer ravine there is none.",
)

# Exercise 3: momentum

PUSHES = [
    (_bowl, 2.0, 0.3, 0.5, 5),
    (_two_valleys, -0.5, 0.1, 0.9, 4),
    (_ravine, np.array([-2.0, 1.0]), 0.04, 0.8, 6),
    (_bowl, 1.0, 0.2, 0.0, 3),
]


def _momentum(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - learning_rate * v
    return w


def _plain(grad, w, learning_rate, beta, steps):
    return _descend(grad, w, learning_rate, steps)


def _moved_first(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        w, v = w - learning_rate * v, beta * v + grad(w)
    return w


def _look_ahead(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = beta * v + grad(w - learning_rate * beta * v)
        w = w - learning_rate * v
    return w


def _rate_twice(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = beta * v + learning_rate * grad(w)
        w = w - learning_rate * v
    return w


def _full_start(grad, w, learning_rate, beta, steps):
    v = grad(w)
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - learning_rate * v
    return w


def _beta_on_both(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = beta * (v + grad(w))
        w = w - learning_rate * v
    return w


def _beta_on_gradient(grad, w, learning_rate, beta, steps):
    v = 0.0
    for _ in range(steps):
        v = v + beta * grad(w)
        w = w - learning_rate * v
    return w


momentum = Exercise(
    key="descent.momentum",
    title="Momentum",
    right=_momentum,
    probes=PUSHES,
    mistakes=[
        Mistake(
            "no memory: plain gradient descent",
            _plain,
            "v is the gradient alone. Add β times the v of the step before, and don't set v to 0 "
            "inside the loop.",
        ),
        Mistake(
            "nothing is forgotten",
            lambda grad, w, learning_rate, beta, steps: _momentum(grad, w, learning_rate, 1, steps),
            "`v = v + grad(w)` keeps all old gradients in full. Multiply the old v by `beta`.",
        ),
        Mistake(
            "averaged, not added up",
            lambda grad, w, learning_rate, beta, steps: _momentum(
                grad, w, learning_rate * (1 - beta), beta, steps
            ),
            "v ← βv + (1 − β)∇L is another convention, met in some books: its steps are 1 − β times "
            "as long. Here the gradient is added in full.",
        ),
        Mistake(
            "w moved before v",
            _moved_first,
            "w was moved by the v of the step before. First the new v, then w.",
        ),
        Mistake(
            "β at the gradient",
            _beta_on_gradient,
            "β belongs to the old v, which is to fade. The new gradient comes in full.",
        ),
        Mistake(
            "β at both",
            _beta_on_both,
            "β multiplies the old v only. The new gradient comes in full.",
        ),
        Mistake(
            "v starts as the gradient",
            _full_start,
            "the first gradient comes in twice: before the loop and in its first turn. v starts at 0.",
        ),
        Mistake(
            "the learning rate left out",
            lambda grad, w, learning_rate, beta, steps: _momentum(grad, w, 1.0, beta, steps),
            "w moves by the whole of v. Multiply it by `learning_rate`.",
        ),
        Mistake(
            "the learning rate twice",
            _rate_twice,
            "η multiplies the gradient on its way into v, and v again on its way into w. Once is due.",
        ),
        Mistake(
            "uphill: plus instead of minus",
            lambda grad, w, learning_rate, beta, steps: _momentum(
                grad, w, -learning_rate, beta, steps
            ),
            "v adds up gradients, and those point uphill. w goes against v.",
        ),
        Mistake(
            "the gradient at the point ahead",
            _look_ahead,
            "you take the gradient where v is about to lead. That is Nesterov's method, a fine one; "
            "here it is taken at w.",
        ),
    ],
    hints=[
        "`v = 0.0` before the loop, and two lines in it: first the new v, from the old v and the "
        "gradient; then the new w.",
        "`v = beta * v + grad(w)`, and then a step against v, η times as long.",
    ],
    stub=(
        "def heavy_ball(grad, w, learning_rate, beta, steps):\n    return ...  # your code here\n"
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
)

# Exercise 4: the gradient of the mean squared error

FITS = [
    (0.5, 1.0, np.array([1.0, 2.0, 4.0]), np.array([2.0, 1.0, 5.0])),
    (-1.5, 0.25, np.array([0.5, -1.0, 3.0, 2.0]), np.array([1.0, 0.0, -2.0, 4.0])),
    (20.0, 100.0, np.array([181.0, 195.0, 220.0]), np.array([3750.0, 3900.0, 5250.0])),
]


def _mse_gradient(w, b, x, y):
    residual = w * x + b - y
    return np.array([np.mean(2 * residual * x), np.mean(2 * residual)])


def _separate_means(w, b, x, y):
    residual = w * x + b - y
    return np.array([2 * np.mean(residual) * np.mean(x), 2 * np.mean(residual)])


def _times_weights(w, b, x, y):
    residual = w * x + b - y
    return np.array([np.mean(2 * residual * w), np.mean(2 * residual)])


def _not_averaged(w, b, x, y):
    residual = w * x + b - y
    return np.array([2 * residual * x, 2 * residual])


mse_gradient = Exercise(
    key="descent.mse_gradient",
    title="The gradient of the mean squared error",
    right=_mse_gradient,
    probes=FITS,
    mistakes=[
        Mistake(
            "divided by n missing",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) * len(x),
            "you added up over the samples. The loss is their mean, so the gradient is a mean too; "
            "with a sum, η would depend on how many penguins there are.",
        ),
        Mistake(
            "the factor 2 missing",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) / 2,
            "the square of r has the slope 2r.",
        ),
        Mistake(
            "the difference the other way round",
            lambda w, b, x, y: -_mse_gradient(w, b, x, y),
            "the signs are turned round. With r = w·x + b − y, ∂r/∂w is +x; with y − (w·x + b) it is "
            "−x.",
        ),
        Mistake(
            "the inner slope missing",
            lambda w, b, x, y: _mse_gradient(w, b, x, y)[[1, 1]],
            "both slopes are the same. In w·x + b the weight is multiplied by x: the chain rule "
            "brings that x into ∂L/∂w.",
        ),
        Mistake(
            "the weight for its input",
            _times_weights,
            "the slope of w·x + b by w is what w is multiplied by. Which letter is that?",
        ),
        Mistake(
            "b left out of the line",
            lambda w, b, x, y: _mse_gradient(w, 0 * b, x, y),
            "both slopes depend on b, too: the difference is w·x + b − y.",
        ),
        Mistake(
            "b multiplied in",
            lambda w, b, x, y: _mse_gradient(w, b, x, y) * [1, b],
            "∂L/∂w is right. In w·x + b nothing multiplies b: what is the slope of w·x + b by b?",
        ),
        Mistake(
            "w and b swapped",
            lambda w, b, x, y: _mse_gradient(w, b, x, y)[::-1],
            "both numbers are right and in the other order: ∂L/∂w first, then ∂L/∂b.",
        ),
        Mistake(
            "the mean of a product taken apart",
            _separate_means,
            "mean(r·x) isn't mean(r)·mean(x). Multiply sample by sample, then take the mean.",
        ),
        Mistake(
            "not averaged yet",
            _not_averaged,
            "you have the slope for each sample. The loss is the mean over them: two numbers are due.",
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
)

# Exercise 5: both at once


def _slope_w(w, b):
    return 2 * w + 3 * b


def _slope_b(w, b):
    return 3 * w + 10 * b


def _bent_w(w, b):
    return 4 * w**3 + b


def _bent_b(w, b):
    return w + 2 * b - 1


_slope_w.label, _slope_b.label = "2w + 3b", "3w + 10b"
_bent_w.label, _bent_b.label = "4w³ + b", "w + 2b − 1"


def _both(slope_w, slope_b, w, b, learning_rate):
    return np.array([w - learning_rate * slope_w(w, b), b - learning_rate * slope_b(w, b)])


def _w_first(slope_w, slope_b, w, b, learning_rate):
    w = w - learning_rate * slope_w(w, b)
    return np.array([w, b - learning_rate * slope_b(w, b)])


def _b_first(slope_w, slope_b, w, b, learning_rate):
    b = b - learning_rate * slope_b(w, b)
    return np.array([w - learning_rate * slope_w(w, b), b])


PAIRS = [(_slope_w, _slope_b, 1.0, -2.0, 0.1), (_bent_w, _bent_b, 0.5, 2.0, 0.05)]
STRIDES = [np.abs(_both(*pair) - pair[2:4]) for pair in PAIRS]

both = Exercise(
    key="descent.both",
    title="One step for two weights",
    right=_both,
    probes=PAIRS,
    mistakes=[
        Mistake(
            "w updated before b's slope is taken",
            _w_first,
            "∂L/∂b was asked at the new w. The gradient belongs to one place: take both slopes "
            "first, then move both.",
        ),
        Mistake(
            "b updated before w's slope is taken",
            _b_first,
            "∂L/∂w was asked at the new b. The gradient belongs to one place: take both slopes "
            "first, then move both.",
        ),
        Mistake(
            "uphill: plus instead of minus",
            lambda slope_w, slope_b, w, b, learning_rate: _both(
                slope_w, slope_b, w, b, -learning_rate
            ),
            "a positive slope means that the loss grows with the weight: then the weight must shrink.",
        ),
        Mistake(
            "the slopes swapped",
            lambda slope_w, slope_b, w, b, learning_rate: _both(
                slope_b, slope_w, w, b, learning_rate
            ),
            "w was moved by the slope of b, and b by that of w.",
        ),
        Mistake(
            "the learning rate left out",
            lambda slope_w, slope_b, w, b, learning_rate: _both(slope_w, slope_b, w, b, 1.0),
            "each weight moved by its whole slope. Multiply the slopes by `learning_rate`.",
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
            lambda slope_w, slope_b, w, b, learning_rate: np.array(
                [w - learning_rate * slope_w(w, b), b]
            ),
            "b is where it was. Every weight is moved, each by its own slope.",
        ),
        Mistake(
            "the steps instead of the weights",
            lambda slope_w, slope_b, w, b, learning_rate: (
                _both(slope_w, slope_b, w, b, learning_rate) - [w, b]
            ),
            "that is how far each moves. Where do they end up?",
            fits=lambda values: np.allclose(np.abs(values), STRIDES),
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
)

# Exercise 6: why scaling helps

INPUTS = [
    (np.array([1.0, 2.0, 4.0]),),
    (np.array([181.0, 195.0, 220.0, 210.0]),),
    (np.array([-1.5, 0.5, 2.0]),),
]


def _largest_rate(x):
    return 1 / np.mean(x**2)


largest_rate = Exercise(
    key="descent.largest_rate",
    title="Why scaling helps",
    right=_largest_rate,
    probes=INPUTS,
    mistakes=[
        Mistake(
            "the 2 of the second derivative missing",
            lambda x: 2 / np.mean(x**2),
            "the first derivative is mean(2(w·x − y)·x). Differentiate once more: the 2 stays.",
        ),
        Mistake(
            "the curvature instead of the edge",
            lambda x: 2 * np.mean(x**2),
            "that is the second derivative c. The edge is at 2/c.",
        ),
        Mistake(
            "the square of the mean",
            lambda x: 1 / np.mean(x) ** 2,
            "the mean of the squares isn't the square of the mean: square first.",
        ),
        Mistake(
            "divided by n missing",
            lambda x: 1 / np.sum(x**2),
            "you added up over the samples. The loss is their mean.",
        ),
        Mistake(
            "the spread around the mean",
            lambda x: 1 / np.var(x),
            "you took the variance, and it measures from the mean of x. The curvature is 2·mean(x²), "
            "and it measures from 0.",
        ),
        Mistake(
            "the largest x alone",
            lambda x: 1 / np.max(x**2),
            "one sample doesn't set the edge. The loss is a mean over all of them, and so is its "
            "curvature.",
        ),
        Mistake(
            "x not squared",
            lambda x: 1 / np.mean(x),
            "x comes in twice: once for each derivative by w.",
        ),
        Mistake(
            "half of the edge",
            lambda x: 1 / (2 * np.mean(x**2)),
            "1/c is the η that lands in one step. The edge is at 2/c.",
        ),
    ],
    hints=[
        "Differentiate mean((w·x − y)²) by w once, with the chain rule: mean(2(w·x − y)·x).",
        "Once more by w: c = mean(2·x·x). It depends on neither w nor y. The edge is at 2/c.",
    ],
    stub="def largest_rate(x):\n    return ...  # your code here\n",
    answer="def largest_rate(x):\n    return 2 / np.mean(2 * x**2)\n",
    praise="The edge is set by the size of the inputs alone, and that depends on their units.",
)
