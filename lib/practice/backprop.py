"""Practice of notebook 08: local rules, shared nodes, a neuron, a layer, checking a gradient."""

import functools
import itertools
import re

import numpy as np

from lib.learning.activations import ACTIVATIONS, relu_slope, sigmoid, sigmoid_slope
from lib.practice.engine.checking import Also, Exercise, Mistake, each
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict

# Predictions

blame = predict(
    "backprop.blame",
    "A neuron computes `ŷ = σ(w·x + b)` with `w = 0.8`, `b = −0.5`. The sample that comes in is "
    "`x = −2`; its target is 1, and ŷ is far too small. Which way should w move, so that the loss "
    "goes down?",
    {
        "Up: ŷ is too small, so every weight must grow": (
            "ŷ must grow, that is right. But w reaches z only through w·x, and x = −2: a larger w "
            "makes z smaller."
        ),
        "Down: x is negative, so a smaller w makes z larger": (
            "∂z/∂w = x = −2: a lower w raises z. (For b, whose local slope is 1, it is a higher "
            "one.) The sample decides which way a weight is to blame."
        ),
        "Not at all: b can do it alone": (
            "b can raise z as well, and its derivative says so. But w isn't blameless: a nudge of w "
            "moves z by −2 times the nudge."
        ),
        "It can't be said without the activation's formula": (
            "How much, no. Which way, yes: the slope of σ is positive everywhere, so only the signs "
            "of ŷ − t and of x count."
        ),
    },
    "Down: x is negative, so a smaller w makes z larger",
)

overwritten = predict(
    "backprop.overwritten",
    "Take `y = x·x + x` at x = 3, where the true slope is 2·3 + 1 = 7. x is used three times: twice "
    "by `·`, once by `+`. In the backward pass somebody writes `=` in place of `+=`. "
    "What can `x.grad` be?",
    {
        "Still 7": ("7 is the sum of three contributions, 3, 3 and 1. With `=` there is no sum."),
        "0: nothing arrives": (
            "Every contribution arrives. Each one throws out what was there before it."
        ),
        "Only one of the contributions: 1 or 3, whichever came last": (
            "Each path writes over the one before. Which one is left depends on the order (in ours `·` comes "
            "last, so it is a 3); all the others are lost, without any error message."
        ),
        "21: they are multiplied": (
            "Slopes multiply along one path. Where paths meet they should be added, and `=` adds "
            "nothing."
        ),
    },
    "Only one of the contributions: 1 or 3, whichever came last",
)

twice = predict(
    "backprop.twice",
    "Our engine again: `u = 3·x`, `y = u·u`, at x = 1; the slope of y by x is 18. We call "
    "`backward(y)`, don't reset anything, and call it a second time. What is `x.grad` now?",
    {
        "18: the same graph gives the same gradient": (
            "It would, if every grad had started at 0 again. `+=` adds to what is left from the "
            "first call."
        ),
        "36: the same again, added": (
            "That is what x gets where each call counts for itself, as in `lib.learning.autodiff`. In our "
            "engine u, too, still has its gradient from the first call."
        ),
        "54: three times the gradient": (
            "u starts the second call with its old 6 and gets 6 more: 12. It hands on 12·3 = 36, "
            "and x has 18 already: 54. In a deeper graph it can get worse."
        ),
        "324: the gradient squared": (
            "Nothing multiplies the two calls; `+=` adds. But it adds in u as well as in x."
        ),
    },
    "54: three times the gradient",
)

which_product = predict(
    "backprop.which_product",
    "D = ∂L/∂Z is (N, m), X is (N, n), W is (m, n). The gradient by W adds up, over the samples, what "
    "arrived at a unit times the input that the weight met. Which product is it?",
    {
        "D @ X": (
            "Its inner sizes, m and N, don't fit, unless they are equal by chance. And the "
            "samples, which are to be added up, are the rows of both."
        ),
        "X.T @ D": (
            "It adds over the samples, as it should. But it is (n, m), and a gradient is shaped like "
            "its parameter."
        ),
        "D.T @ X": (
            "(m, N) times (N, n) is (m, n), shaped like W, and the size that vanishes, N, is the one "
            "that is added over."
        ),
        "D @ W": (
            "It is (N, n), shaped like X: one row a sample. It adds over the units, and is the "
            "gradient by something else."
        ),
    },
    "D.T @ X",
)

sure_and_wrong = predict(
    "backprop.sure_and_wrong",
    "A sigmoid neuron gets z = 10 and says ŷ = 0.99995; the target is 0. It is sure, and it is "
    "wrong. The loss is (ŷ − t)². How large is ∂L/∂z?",
    {
        "About 2: the miss is 1, and the loss is its square": (
            "About 2 is ∂L/∂ŷ. On the way to z it is multiplied by σ′(10)."
        ),
        "About 1: it moves as much as it is wrong": (
            "That is what cross-entropy would give. With the squared loss, σ′(10) comes in between."
        ),
        "About 0.0001: next to nothing": (
            "∂L/∂ŷ is about 2, but σ′(10) = 0.000045, and they are multiplied. With this loss a "
            "neuron that is sure and wrong hardly learns, though it has most to; cross-entropy "
            "cures that."
        ),
        "Exactly 0: the sigmoid is flat there": (
            "A sigmoid is nowhere exactly flat; its slope only gets small, 0.000045 here."
        ),
    },
    "About 0.0001: next to nothing",
)

corner = predict(
    "backprop.corner",
    "ReLU has a corner at 0: slope 0 on its left, 1 on its right. We ask `lib.learning.autodiff` for its "
    "slope exactly there, and a central difference. What do they say?",
    {
        "0 from the engine, 0.5 from the difference": (
            "The engine's rule is `z > 0`, and 0 isn't: 0 was chosen. The central difference takes "
            "one point on each side and averages the slopes. Neither is *the* slope: there is none."
        ),
        "1 from both: the neuron is just switching on": (
            "The engine asks `z > 0`, and at 0 that is False. And the central difference has one "
            "foot on the flat side."
        ),
        "Both raise an error: there is no derivative": (
            "There is none, but neither of them notices. One looks a rule up, the other subtracts "
            "two numbers."
        ),
        "0.5 from both": (
            "That holds for the difference, which averages both sides. The engine doesn't measure; "
            "it has a rule, and in the rule somebody had to choose."
        ),
    },
    "0 from the engine, 0.5 from the difference",
)

# Exercises

NODES = {
    "sigmoid": "The notebook's own `sigmoid` takes a Node; for numbers write `1 / (1 + np.exp(-z))`.",
    "multiply": "The notebook's own `multiply` takes Nodes; for numbers write `a * b`.",
    "square": "The notebook's own `square` takes a Node; for numbers write `a**2`.",
    "backward": "The notebook's own `backward` takes a Node, the output of a graph.",
}


class _Bowl:
    """Adds the gradient of a bowl around c into an array, as a backward pass with `+=` does.

    a  the curvature along each weight, or a table of them, for a bowl that lies askew
    """

    def __init__(self, a, c):
        self.a, self.c = np.asarray(a, float), np.asarray(c, float)

    def __call__(self, w, grad):
        grad += self.a @ (w - self.c) if self.a.ndim == 2 else self.a * (w - self.c)

    def __repr__(self):
        return "add_gradient"


def _steps(
    w, add_gradient, learning_rate, steps, *, reset="before", sign=-1.0, rate=None, at=None, every=1
):
    """Gradient descent with something otherwise: where it is reset, the sign, the rate, the place."""
    rate = learning_rate if rate is None else rate
    grad = np.zeros(len(w))
    here = np.array(w, dtype=float)
    for turn in range(steps):
        if reset == "before" and turn % every == 0:
            grad = np.zeros(len(w))
        add_gradient(here if at is None else at, grad)
        if reset == "after":
            grad = np.zeros(len(w))
        here = here + sign * rate * grad
    return here


def _steps_with(**how):
    return lambda w, add_gradient, learning_rate, steps: _steps(
        w, add_gradient, learning_rate, steps, **how
    )


def _gradient_at(place):
    def wrong(w, add_gradient, learning_rate, steps):
        grad = np.zeros(len(w))
        add_gradient(_steps(w, add_gradient, learning_rate, place(steps)), grad)
        return grad

    return wrong


def _reset_to_one(w, add_gradient, learning_rate, steps):
    here = np.array(w, dtype=float)
    for _ in range(steps):
        grad = np.ones(len(w))
        add_gradient(here, grad)
        here = here - learning_rate * grad
    return here


def _averaged(w, add_gradient, learning_rate, steps):
    here, grad = np.array(w, dtype=float), np.zeros(len(w))
    for turn in range(steps):
        add_gradient(here, grad)
        here = here - learning_rate * grad / (turn + 1)
    return here


def _given_back_added(w, add_gradient, learning_rate, steps):
    grad = np.zeros(len(w))
    grad += add_gradient(w, grad)
    return w - learning_rate * grad


def _one_gradient(w, add_gradient, learning_rate, steps):
    return _steps(w, add_gradient, learning_rate, steps, at=np.array(w, dtype=float))


def _bowl(chance):
    n = chance.whole(2, 4)
    a = chance.numbers(n, low=0.5, high=3.0, digits=1)
    if chance.turn % 2:
        a = np.diag(a) + chance.numbers(n, n, low=-0.5, high=0.5, digits=1)
    return (
        chance.numbers(n),
        _Bowl(a, chance.numbers(n, digits=1)),
        chance.one_of(0.1, 0.2, 0.3),
        chance.whole(3, 6),
    )


def _added_twice(w, add_gradient, learning_rate, steps):
    return _steps(w, add_gradient, learning_rate, steps, rate=2 * learning_rate)


def _exchanged(w, add_gradient, learning_rate, steps):
    for _ in range(steps):
        grad = np.zeros(len(w))
        add_gradient(grad, w)
        w = w - learning_rate * grad
    return w


def _own_step(step):
    """Gradient descent with another new w: step(w, eta, grad)."""

    def wrong(w, add_gradient, learning_rate, steps):
        for _ in range(steps):
            grad = np.zeros(len(w))
            add_gradient(w, grad)
            w = step(w, learning_rate, grad)
        return w

    return wrong


_steps_divided = _own_step(lambda w, eta, grad: w - grad / eta)
_steps_by_sign = _own_step(lambda w, eta, grad: w - eta * np.sign(grad))
_replaced_by_the_step = _own_step(lambda w, eta, grad: -eta * grad)


def _weight_by_weight(w, add_gradient, learning_rate, steps):
    w = np.array(w, dtype=float)
    for _ in range(steps):
        for i in range(len(w)):
            grad = np.zeros(len(w))
            add_gradient(w, grad)
            w[i] -= learning_rate * grad[i]
    return w


def _by_mean(w, add_gradient, learning_rate, steps):
    for _ in range(steps):
        grad = np.zeros(len(w))
        add_gradient(w, grad)
        w = w - learning_rate * grad.mean()
    return w


descend = Exercise(
    key="backprop.descend",
    title="Reset, backward, step",
    right=lambda w, add_gradient, learning_rate, steps: _steps(
        w, add_gradient, learning_rate, steps
    ),
    probes=[
        (np.array([2.0, -1.0]), _Bowl([1.0, 2.0], [0.0, 1.0]), 0.1, 3),
        (np.array([1.0, 3.0, -2.0]), _Bowl([0.5, 1.5, 2.5], [-1.0, 0.5, 2.0]), 0.2, 5),
    ],
    draw=_bowl,
    corners=(
        (np.array([2.0, 2.0]), _Bowl([1.0, 1.0], [0.0, 1.0]), 0.1, 0),
        (np.array([2.0, -1.0]), _Bowl([1.0, 2.0], [0.0, 1.0]), 0.1, 1),
        (np.array([3.0]), _Bowl([0.5], [3.0]), 0.2, 4),
        (np.array([1e-7, 3e-7]), _Bowl([1.0, 1.0], [0.0, 0.0]), 0.3, 5),
        (np.array([30.0, -20.0]), _Bowl([20.0, 10.0], [0.0, 1.0]), 0.05, 4),
        (np.array([1.0, -1.0]), _Bowl([1.0, 0.5], [0.0, 0.0]), 0.02, 100),
        (np.array([2e3, -1.0]), _Bowl([1.0, 2.0], [0.0, 1.0]), 2.5, 8),  # away from the minimum
        (np.array([0.0, 1.0]), _Bowl([1.0, 2.0], [0.0, 1.0]), 0.1, 3),
    ),
    foreign=NODES,
    mistakes=[
        Mistake(
            "never reset",
            _steps_with(reset="never"),
            "as if each step went by the sum of all gradients so far: `add_gradient` adds to what "
            "stands in `grad`. For each step `grad` begins from 0.",
            also=(
                Also(
                    _steps_with(reset="never", sign=1.0),
                    "as if each step went by the sum of all gradients so far, and were added to w. "
                    "For each step `grad` begins from 0; it points uphill: subtract it.",
                ),
                Also(
                    _averaged,
                    "as if each step went by the mean of all gradients so far. Due is the gradient "
                    "at the w of now alone: for each step `grad` begins from 0.",
                ),
            ),
        ),
        Mistake(
            "w hasn't moved",
            _steps_with(reset="after"),
            "w came back as it was. Is `grad` an array of zeros, reset before `add_gradient`? Is the step "
            "taken after it, while `grad` is filled? Is the new w kept: `w = w - …`?",
        ),
        Mistake(
            "what add_gradient gives back",
            lambda w, add_gradient, learning_rate, steps: (
                w - learning_rate * add_gradient(w, np.zeros(len(w)))
            ),
            "`add_gradient(w, grad)` gives nothing back, None. It changes `grad`: call it on a line of its "
            "own, then use `grad`.",
            also=(
                lambda w, add_gradient, learning_rate, steps: (
                    np.zeros(len(w)) + add_gradient(w, np.zeros(len(w)))
                ),
                _given_back_added,
            ),
        ),
        Mistake(
            "uphill",
            _steps_with(sign=1.0),
            "you add the gradient. It points uphill: subtract it.",
        ),
        Mistake(
            "the learning rate left out",
            _steps_with(rate=1.0),
            "as if the step were the whole gradient. Multiply it by the learning rate.",
            also=(
                Also(
                    _steps_with(rate=1.0, reset="never"),
                    "as if each step went by the sum of all gradients so far, without the learning rate. "
                    "For each step `grad` begins from 0; a step is η times the gradient.",
                ),
            ),
        ),
        Mistake(
            "twice the gradient in each step",
            _added_twice,
            "each of your steps is 2η times the gradient where it begins. Is `add_gradient` called twice in "
            "a turn? It adds each time.",
        ),
        Mistake(
            "w and grad exchanged",
            _exchanged,
            "as from `add_gradient(grad, w)`, which takes grad for the place and adds to w. First the place, "
            "then the array that is added to: `add_gradient(w, grad)`.",
        ),
        Mistake(
            "one step only",
            lambda w, add_gradient, learning_rate, steps: _steps(w, add_gradient, learning_rate, 1),
            "where more than one step is asked for, w after the first came. Is the `return` "
            "inside the loop?",
        ),
        Mistake(
            "one step too few",
            lambda w, add_gradient, learning_rate, steps: _steps(
                w, add_gradient, learning_rate, steps - 1
            ),
            "where any step is asked for, one is missing. Does your loop step before the gradient "
            "has been added, or begin with 1?",
        ),
        Mistake(
            "one step too many",
            lambda w, add_gradient, learning_rate, steps: _steps(
                w, add_gradient, learning_rate, steps + 1
            ),
            "there is a step too many: `range(steps)` makes `steps` turns.",
        ),
        Mistake(
            "the gradient of the start in every step",
            _one_gradient,
            "as if every step used the gradient of the place where you began. Ask `add_gradient` anew, at "
            "the w of now.",
        ),
        Mistake(
            "reset to 1",
            _reset_to_one,
            "as if `grad` began each step at 1. A sum begins at 0. (It is ∂L/∂L that starts at 1.)",
        ),
        Mistake(
            "the gradient given back",
            _gradient_at(lambda steps: steps - 1),
            "a gradient came. Asked for is w, after all steps.",
            also=(
                _gradient_at(lambda steps: steps),
                _gradient_at(lambda steps: 0),
            ),
        ),
        Mistake(
            "one weight moved before the next one's slope is asked",
            _weight_by_weight,
            "as if `add_gradient` were asked again after each weight, at a w half moved. The gradient "
            "belongs to one place: ask once a turn, then move all weights.",
        ),
        Mistake(
            "divided by the learning rate",
            _steps_divided,
            "as if the gradient were divided by η. Multiply it by η: a step is η times the gradient.",
        ),
        Mistake(
            "the sign of the gradient only",
            _steps_by_sign,
            "in each step a weight moves by η, or not at all, however steep it is. Due is η times its slope.",
        ),
        Mistake(
            "w replaced by the step",
            _replaced_by_the_step,
            "as if the new w were −η times the gradient, and no more. A step starts at w.",
        ),
        Mistake(
            "the mean of the gradient",
            _by_mean,
            "as if all weights moved alike, by η times the mean of their slopes. Each moves by η "
            "times its own.",
        ),
    ],
    hints=[
        "Three lines a turn: set `grad` to 0, call `add_gradient(w, grad)`, step.",
        "`grad = np.zeros(len(w))` stands inside the loop, before `add_gradient`, which gives nothing "
        "back: it changes `grad`.",
        "The step is `w = w - learning_rate * grad`.",
    ],
    stub=(
        "def descend(w, add_gradient, learning_rate, steps):\n"
        "    for _ in range(steps):\n"
        "        ...  # your code here\n"
        "    return w\n"
    ),
    answer=(
        "def descend(w, add_gradient, learning_rate, steps):\n"
        "    for _ in range(steps):\n"
        "        grad = np.zeros(len(w))\n"
        "        add_gradient(w, grad)\n"
        "        w = w - learning_rate * grad\n"
        "    return w\n"
    ),
    praise="Reset, backward, step: in PyTorch `zero_grad()`, `backward()`, `step()`, in this order.",
    difficulty=1,
)


def _blame_all(parents, slopes):
    return _blamed()(parents, slopes)


def _blamed(
    share=lambda i, p, s, grad: grad[i] * s, add=True, seed=1.0, order=None, start=None, few=None
):
    """A backward pass with one thing otherwise.

    share  what a parent gets; add  whether to what it has; seed  where the output starts; order(n)
    the nodes' order; start  where all nodes start; few(pairs)  the (parent, slope) that are visited
    """

    def wrong(parents, slopes):
        n = len(parents)
        grad = np.zeros(n) if start is None else np.full(n, start)
        if seed is not None:
            grad[-1] = seed
        for i in reversed(range(n)) if order is None else order(n):
            pairs = list(zip(parents[i], slopes[i], strict=True))
            for p, slope in pairs if few is None else few(pairs):
                got = share(i, p, slope, grad)
                grad[p] = grad[p] + got if add else got
        return grad

    return wrong


def _blame_once(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in reversed(range(len(parents))):
        grad[np.array(parents[i], dtype=int)] += grad[i] * np.array(slopes[i])
    return grad


def _slope_by_parent(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in reversed(range(len(parents))):
        for p in parents[i]:
            grad[p] += grad[i] * slopes[i][p]
    return grad


def _blame_product(parents, slopes):
    grad = np.ones(len(parents))
    for i in reversed(range(len(parents))):
        for p, slope in zip(parents[i], slopes[i], strict=True):
            grad[p] *= grad[i] * slope
    return grad


def _slopes_multiplied(parents, slopes):
    grad = np.ones(len(parents))
    for i in reversed(range(len(parents))):
        for p, slope in zip(parents[i], slopes[i], strict=True):
            grad[p] *= slope
    return grad


def _each_with_each(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in reversed(range(len(parents))):
        for p, slope in itertools.product(parents[i], slopes[i]):
            grad[p] += grad[i] * slope
    return grad


def _one_slope(place):
    def wrong(parents, slopes):
        slopes = [[s[place]] * len(s) if s else [] for s in slopes]
        return _blame_all(parents, slopes)

    return wrong


def _set_back(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in reversed(range(len(parents))):
        for p, slope in zip(parents[i], slopes[i], strict=True):
            grad[p] += grad[i] * slope
            grad[i] = 0
    return grad


def _two_passes(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in [*reversed(range(len(parents)))] * 2:
        for p, slope in zip(parents[i], slopes[i], strict=True):
            grad[p] += grad[i] * slope
    return grad


def _first_kept(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in reversed(range(len(parents))):
        for p, slope in zip(parents[i], slopes[i], strict=True):
            if grad[p] == 0:
                grad[p] = grad[i] * slope
    return grad


def _last_turn_only(most):
    """What is there when the `return` comes too early: after so many parents of the output."""

    def wrong(parents, slopes):
        grad = np.zeros(len(parents))
        grad[-1] = 1.0
        for p, slope in list(zip(parents[-1], slopes[-1], strict=True))[:most]:
            grad[p] += slope
        return grad

    return wrong


def _by_first(parents, slopes):
    moved = np.eye(len(parents))[0]
    for i in range(1, len(parents)):
        moved[i] = sum(moved[p] * slope for p, slope in zip(parents[i], slopes[i], strict=True))
    return moved


# Graphs as (parents, slopes): a chain, x·x + x at 3, a node used twice, one with long arrows.
_CHAIN = ([[], [0], [1]], [[], [3.0], [2.0]])
_SQUARE_PLUS = ([[], [0, 0], [1, 0]], [[], [3.0, 3.0], [1.0, 1.0]])
_DIAMOND = ([[], [], [0, 1], [2], [2, 3]], [[], [], [1.5, 0.8], [0.25], [0.5, 2.0]])
_DEEP = (
    [[], [0], [0, 1], [1, 2], [2, 3], [3, 4, 0]],
    [[], [-2.0], [0.5, 3.0], [1.0, -1.0], [4.0, 0.5], [2.0, -0.5, 7.0]],
)


def _graph(chance):
    """A graph of two to seven nodes: some are leaves, some parents come twice, a slope may be 0."""
    n = chance.whole(2, 7)
    parents, slopes = [[]], [[]]
    for i in range(1, n):
        count = 0 if i < n - 1 and chance.whole(1, 5) == 1 else chance.whole(1, 3)
        parents.append([chance.whole(0, i - 1) for _ in range(count)])
        slopes.append(
            [chance.in_turn(chance.number(-2, 2, 1), chance.whole(-2, 3)) for _ in range(count)]
        )
    return parents, slopes


def _multiplied_from_the_second_on(parents, slopes):
    grad = np.zeros(len(parents))
    grad[-1] = 1.0
    for i in reversed(range(len(parents))):
        for p, slope in zip(parents[i], slopes[i], strict=True):
            grad[p] = grad[i] * slope * (grad[p] if grad[p] else 1.0)
    return grad


blame_all = Exercise(
    key="backprop.blame_all",
    title="The backward pass, with shared nodes",
    right=_blame_all,
    probes=[_CHAIN, _SQUARE_PLUS, _DIAMOND, _DEEP],
    draw=_graph,
    corners=(
        ([[]], [[]]),
        ([[], []], [[], []]),  # the output depends on no node
        (
            [[], [0], [0, 1], [1, 2]],
            [[], [1.0], [2.0, -2.0], [1.0, 1.0]],
        ),  # shares that cancel at node 1
        ([[], [0, 0, 0], [1, 1]], [[], [2.0, 2.0, 2.0], [3.0, 3.0]]),  # alike, and both count
        ([[], [0], [1], [2]], [[], [1e6], [1e-4], [1e-4]]),
        ([[], [], [0], [1], [0]], [[], [], [2.0], [3.0], [5.0]]),  # nodes that lead nowhere
    ),
    foreign=NODES,
    mistakes=[
        Mistake(
            "= in place of +=",
            _blamed(add=False),
            "a node that is used twice gets two shares, and here the second throws out the first. "
            "Paths add.",
        ),
        Mistake(
            "only the output's parents reached",
            _last_turn_only(None),
            "what the output itself hands on came, and no other share. Is the `return` inside the "
            "loop? Or does the loop begin at node 0, where nothing has arrived yet?",
        ),
        Mistake(
            "the first parent of the output only",
            _last_turn_only(1),
            "of all shares only the one that the output hands to its first parent came. Is the "
            "`return` inside the inner loop?",
        ),
        Mistake(
            "all gradients 0",
            _blamed(seed=0.0),
            "where nothing has arrived, nothing is handed on. What is the slope of the output by "
            "itself? And does anything in your loop set a `grad` back to 0?",
        ),
        Mistake(
            "local slopes only",
            _blamed(lambda i, p, s, grad: s),
            "you add up local slopes. Each must be multiplied by the gradient of the node it belongs "
            "to: that is the chain rule.",
        ),
        Mistake(
            "the slopes left out",
            _blamed(lambda i, p, s, grad: grad[i]),
            "as if each parent got the whole gradient of its child: that counts the paths to the output. "
            "A share is gradient times local slope.",
        ),
        Mistake(
            "every node seeded",
            _blamed(start=1.0),
            "only the output starts at 1, since ∂L/∂L = 1. All others start at 0 and get what comes.",
            also=(
                Also(
                    _blamed(start=1.0, add=False),
                    "as if all nodes started at 1, and the share that comes last threw out what was there. "
                    "Only the output starts at 1, since ∂L/∂L = 1, and paths add.",
                ),
            ),
        ),
        Mistake(
            "every gradient 1",
            lambda parents, slopes: np.ones(len(parents)),
            "every node ended with 1. Only the output starts with it: is `grad[i] = 1` inside the "
            "loop?",
        ),
        Mistake(
            "the seed at node 0",
            lambda parents, slopes: np.eye(len(parents))[0],
            "as if 1 were put at node 0, to begin with. Blame begins at the output: what is its "
            "slope by itself?",
        ),
        Mistake(
            "nothing handed on",
            lambda parents, slopes: np.eye(len(parents))[-1],
            "0 came for all nodes but the output. Does your loop visit the output itself? And "
            "which way do shares go: is `grad[p]` given something that is made of `grad[i]`?",
        ),
        Mistake(
            "the first nodes not visited",
            _blamed(order=lambda n: range(n - 1, 1, -1)),
            "what has arrived at the first nodes isn't handed on, as when the loop stops before it comes to "
            "them. `reversed(range(len(parents)))` goes through all, down to node 0.",
            also=(_blamed(order=lambda n: range(n - 1, 2, -1)),),
        ),
        Mistake(
            "a repeated parent counted once",
            _blame_once,
            "x·x has x twice among its parents, and here x gets one of its two shares. (A set "
            "keeps one of two that are alike, and NumPy's `grad[[0, 0]] += …` adds once.) Go "
            "through the parents one by one.",
            also=(_blamed(few=lambda pairs: sorted(set(pairs))),),
        ),
        Mistake(
            "slopes looked up by the parent's number",
            _slope_by_parent,
            "`slopes[i]` stands in the order of `parents[i]`: its first slope belongs to the first "
            "parent, whatever that one's number. Go through both together, with `zip`.",
        ),
        Mistake(
            "multiplied where paths meet",
            _blame_product,
            "along a path multiply, over the paths add: shares that meet in a node are added.",
            also=(_slopes_multiplied, _multiplied_from_the_second_on),
        ),
        Mistake(
            "one slope for all parents",
            _one_slope(0),
            "as if all parents of a node had the same slope. The first slope belongs to the first "
            "parent, the second to the second: go through both together, with `zip`.",
            also=(_one_slope(-1),),
        ),
        Mistake(
            "each parent with each slope",
            _each_with_each,
            "as if every parent of a node were paired with every one of its slopes. The first slope "
            "belongs to the first parent: go through both together, with `zip`.",
        ),
        Mistake(
            "grad[i] set back between its parents",
            _set_back,
            "once `grad[i]` is set back to 0, node i hands on nothing more, and its own gradient is "
            "gone. Nothing need be set back.",
        ),
        Mistake(
            "two passes",
            _two_passes,
            "as if the graph were gone through twice, the second time with the gradients of the first. One "
            "pass from the output is enough.",
        ),
        Mistake(
            "added along a path",
            _blamed(lambda i, p, s, grad: grad[i] + s),
            "along a path multiply, over the paths add: a share is gradient *times* slope.",
        ),
        Mistake(
            "shares taken away",
            _blamed(lambda i, p, s, grad: -grad[i] * s),
            "as if the shares were subtracted. They are added: paths add.",
        ),
        Mistake(
            "only the first share kept",
            _first_kept,
            "a node that is used twice gets two shares, and here the first that isn't 0 is kept, and no "
            "more is added. Paths add.",
        ),
        Mistake(
            "one parent of each node only",
            _blamed(few=lambda pairs: pairs[:1]),
            "a node may have two parents, or more, and each gets its share. Here no more than one "
            "of them does.",
            also=(_blamed(few=lambda pairs: pairs[-1:]),),
        ),
        Mistake(
            "from node 0 forwards",
            _by_first,
            "these are the slopes of each node by node 0. Asked are the slopes of the output by "
            "each node: begin at the output, and go back.",
        ),
        Mistake(
            "the output left out",
            lambda parents, slopes: _blame_all(parents, slopes)[:-1],
            "the output is a node too, and its gradient is 1. Give a gradient for every node.",
            also=(
                Also(
                    lambda parents, slopes: (
                        _blame_all(parents, slopes) * (np.arange(len(parents)) + 1 < len(parents))
                    ),
                    "the output has the gradient 0. It is a node too, and its gradient is 1: ∂L/∂L.",
                ),
            ),
        ),
        Mistake(
            "listed from the output",
            lambda parents, slopes: _blame_all(parents, slopes)[::-1],
            "the numbers are right, in reversed order: entry i belongs to node i, output last.",
        ),
    ],
    hints=[
        "Start with `grad = np.zeros(n)` and the output's own gradient, 1, in its last place.",
        "`for i in reversed(range(n))` visits the output first; all users of a node come before it.",
        "For each parent p of node i: `grad[p] += grad[i] * slope`.",
    ],
    stub=(
        "def blame_all(parents, slopes):\n"
        "    grad = np.zeros(len(parents))\n"
        "    ...  # your code here\n"
        "    return grad\n"
    ),
    answer=(
        "def blame_all(parents, slopes):\n"
        "    grad = np.zeros(len(parents))\n"
        "    grad[-1] = 1.0\n"
        "    for i in reversed(range(len(parents))):\n"
        "        for p, slope in zip(parents[i], slopes[i]):\n"
        "            grad[p] += grad[i] * slope\n"
        "    return grad\n"
    ),
    praise="Seed 1, from the output back, g times slope, added up. That is all of backpropagation.",
    difficulty=2,
)


def _multiply(a, b, g):
    return g * b, g * a


@each
def _first_right(value, a, b, g):
    return len(value) == 2 and np.isclose(value[0], g * b, 1e-6, 1e-9)


@each
def _second_right(value, a, b, g):
    return len(value) == 2 and np.isclose(value[1], g * a, 1e-6, 1e-9)


multiply_backward = Exercise(
    key="backprop.multiply_backward",
    title="Backward through a multiplication",
    right=_multiply,
    probes=[(3.0, -2.0, 1.0), (0.5, 4.0, -3.0), (-1.5, 2.5, 0.2), (0.0, 7.0, 2.0), (3.0, 3.0, 2.0)],
    draw=lambda chance: (chance.number(), chance.number(), chance.number()),
    corners=(
        (5.0, 0.0, -2.0),
        (0.0, 0.0, 3.0),
        (2.0, -2.0, 1.5),
        (3, 4, 2),
        (3.0, 4.0, 0.0),
        (1e-7, 2000.0, 5.0),
        (300.0, -2e-6, 50.0),
    ),
    foreign=NODES,
    mistakes=[
        Mistake(
            "each keeps its own number",
            lambda a, b, g: (g * a, g * b),
            "nudge a by 1: a·b moves by b. The slope by one factor is the other one.",
        ),
        Mistake(
            "each keeps its own number, and g left out",
            lambda a, b, g: (a, b),
            "the slope by one factor is the other one. And what comes back from behind, g, has to be "
            "multiplied in.",
        ),
        Mistake(
            "the arriving gradient left out",
            lambda a, b, g: (b, a),
            "these are the local slopes. What comes back from behind, g, has to be multiplied in.",
        ),
        Mistake(
            "g in one of the two only",
            lambda a, b, g: (g * b, a),
            "g came back to the product, and so to both factors: multiply it into both.",
            also=(
                lambda a, b, g: (b, g * a),
                *(
                    Also(
                        wrong,
                        "two things: g came back to the product, and so to both factors. And the slope of "
                        "a·b by one factor is the other one.",
                    )
                    for wrong in (lambda a, b, g: (g * a, b), lambda a, b, g: (a, g * b))
                ),
            ),
        ),
        Mistake(
            "the rule of addition",
            lambda a, b, g: (g, g),
            "a sum hands g on as it is. In a product a nudge of one factor is multiplied by the other.",
        ),
        Mistake(
            "the whole product to both",
            lambda a, b, g: (g * a * b, g * a * b),
            "a·b has both factors in it. The slope of a·b by a holds b still, and is b.",
            also=(lambda a, b, g: (a * b, a * b),),
        ),
        Mistake(
            "one number for both",
            lambda a, b, g: g * a * b,
            "there are two factors, a and b: two numbers are due, and the slope of a·b by a is b "
            "alone.",
            also=(lambda a, b, g: a * b, lambda a, b, g: g),
        ),
        Mistake(
            "only the first value",
            lambda a, b, g: g * b,
            "∂L/∂a came alone. ∂L/∂b is due as well: `return …, …`. (The first `return` that "
            "Python comes to ends the function.)",
        ),
        Mistake(
            "only the second value",
            lambda a, b, g: g * a,
            "∂L/∂b came alone. ∂L/∂a is due as well, before it: `return …, …`.",
        ),
        Mistake(
            "the same for both",
            lambda a, b, g: (g * b, g * b),
            "both came out alike. Hold the other one still each time: a·b moves by b where a is nudged by 1; "
            "by what where b is?",
            also=(lambda a, b, g: (g * a, g * a), lambda a, b, g: (b, b), lambda a, b, g: (a, a)),
        ),
        Mistake(
            "added instead of multiplied",
            lambda a, b, g: (g + b, g + a),
            "along one path slopes multiply: g times the local slope.",
            also=(lambda a, b, g: (g + a, g + b),),
        ),
        Mistake(
            "divided instead of multiplied",
            lambda a, b, g: (g / b, g / a),
            "along one path slopes multiply: g times the local slope. Nothing need be divided.",
            also=(
                lambda a, b, g: (g / a, g / b),
                lambda a, b, g: (b / g, a / g),
                lambda a, b, g: (a / g, b / g),
            ),
        ),
        Mistake(
            "the slope of a square",
            lambda a, b, g: (2 * a * g, 2 * b * g),
            "2a is the slope of a². In a·b, b holds still while a is nudged: a·b moves by b for each unit.",
            also=(lambda a, b, g: (2 * a, 2 * b),),
        ),
        Mistake(
            "twice the slope",
            lambda a, b, g: (2 * g * b, 2 * g * a),
            "both are twice what is due. While a is nudged, b holds still, and a·b moves by b for "
            "each unit.",
        ),
        Mistake(
            "g squared",
            lambda a, b, g: (g * g * b, g * g * a),
            "g comes in once: g times the local slope.",
        ),
        Mistake(
            "a step taken",
            lambda a, b, g: (a - g * b, b - g * a),
            "you have added the gradient to the number, or taken it away. The gradient itself is asked "
            "for; nothing is moved yet.",
            also=(lambda a, b, g: (a + g * b, b + g * a),),
        ),
        Mistake(
            "both added up",
            lambda a, b, g: g * (a + b),
            "only where two paths meet are shares added. Here each of the two factors has its own.",
            also=(lambda a, b, g: (g * (a + b), g * (a + b)), lambda a, b, g: a + b),
        ),
        Mistake(
            "∂L/∂b alone is wrong",
            lambda a, b, g: (g * b, g),
            "∂L/∂a is right, as far as tried, ∂L/∂b isn't. Hold a still: by what does a·b move for a nudge "
            "of b?",
            fits=_first_right,
        ),
        Mistake(
            "∂L/∂a alone is wrong",
            lambda a, b, g: (g, g * a),
            "∂L/∂b is right, as far as tried, ∂L/∂a isn't. Hold b still: by what does a·b move for a nudge "
            "of a?",
            fits=_second_right,
        ),
    ],
    hints=[
        "Hold b still. By what does a·b move when a is nudged by h?",
        "By b·h: the local slope by a is b. Multiply it by the gradient that arrives, g.",
    ],
    stub="def multiply_backward(a, b, g):\n    return ...  # your code here\n",
    answer="def multiply_backward(a, b, g):\n    return g * b, g * a\n",
    praise="Each factor's local slope is the other factor: that is why forward stores both.",
    difficulty=1,
)


def _neuron(w, b, x, t):
    z = w * x + b
    common = 2 * (sigmoid(z) - t) * sigmoid_slope(z)
    return float(common * x), float(common)


def _sample(chance):
    """w, b, x and a target from 0 to 1 that isn't hit by chance: there a difference has no digits."""
    w, b, x = chance.number(-2, 2), chance.number(-1, 1), chance.number(-2, 2)
    t = chance.in_turn(0.0, 1.0, chance.number(0, 1))
    return w, b, x, t if abs(t - sigmoid(w * x + b)) > 0.05 else 0.0


def _neuron_with(
    slope=sigmoid_slope, factor=2.0, sign=1.0, to_w=None, to_b=None, forward=None, miss=None
):
    """The neuron with one thing otherwise.

    slope(z)  σ′ at z; forward(w, b, x)  what ŷ is, then the slope is ŷ(1 − ŷ); miss(y, t)  the loss's
    slope; to_w, to_b (w, b, x)  the last factors
    """

    def wrong(w, b, x, t):
        z = w * x + b
        y = sigmoid(z) if forward is None else forward(w, b, x)
        local = slope(z) if forward is None else y * (1 - y)
        loss = factor * (y - t) if miss is None else miss(y, t)
        common = sign * loss * local
        by_w = x if to_w is None else to_w(w, b, x)
        return common * by_w, common * (1.0 if to_b is None else to_b(w, b, x))

    return wrong


def _shared_out(z):
    e = np.exp(np.float64(z))
    return e / (1 + e)


def _combined(common):
    """The neuron with another product up to z: common(y, t)."""

    def wrong(w, b, x, t):
        found = common(float(sigmoid(w * x + b)), t)
        return found * x, found

    return wrong


def _bent(activation, slope):
    """The neuron with another activation."""

    def wrong(w, b, x, t):
        z = w * x + b
        found = 2 * (activation(z) - t) * slope(z)
        return found * x, found

    return wrong


def _no_activation(w, b, x, t):
    miss = 2 * (w * x + b - t)
    return miss * x, miss


@each
def _only_b_wrong(value, w, b, x, t):
    return np.isclose(value[0], _neuron(w, b, x, t)[0], 1e-4, 1e-7)


@each
def _only_w_wrong(value, w, b, x, t):
    return np.isclose(value[1], _neuron(w, b, x, t)[1], 1e-4, 1e-7)


def _by_size(w, b, x, t):
    """The neuron's gradients with |ŷ − t| for ŷ − t."""
    by_w, by_b = _neuron(w, b, x, t)
    sign = np.sign(sigmoid(w * x + b) - t)
    return sign * by_w, sign * by_b


neuron_gradients = Exercise(
    key="backprop.neuron_gradients",
    title="One neuron: both derivatives",
    right=_neuron,
    probes=[
        (0.8, -0.5, 1.5, 1.0),
        (-1.2, 0.3, -2.0, 0.0),
        (0.5, 0.1, 0.25, 0.7),
        (2.0, -1.0, 3.0, 0.2),
    ],
    draw=_sample,
    corners=(
        (0.8, -0.5, 0.0, 1.0),
        (0.0, 0.0, 1.0, 0.0),
        (1, -1, 2, 0),
        (2.0, 2.0, 2.0, 0.0),
        (0.0, 0.0, 0.5, 0.5),  # a hit: at the minimum
        (0.4, -0.2, 0.5, 0.5),
        (1.0, 0.0, 800.0, 0.5),  # exp of 800 is more than a float can hold
        (-1.0, 0.0, 800.0, 0.5),
    ),
    rtol=1e-4,  # forward differences pass
    atol=1e-6,
    foreign=NODES,
    mistakes=[
        Mistake(
            "NaN far out",
            _neuron_with(forward=lambda w, b, x: _shared_out(w * x + b)),
            "e^800 is more than a float can hold: ∞, and ∞/∞ or ∞·0 is NaN, as e^z/(1 + e^z) gives "
            "at z = 800, or e^−z/(1 + e^−z)² at −800. 1/(1 + e^−z) holds at both "
            "ends, and σ′ is ŷ(1 − ŷ).",
            also=(_neuron_with(slope=lambda z: _shared_out(-z) / (1 + np.exp(-z))),),
        ),
        Mistake(
            "the other order",
            lambda w, b, x, t: _neuron(w, b, x, t)[::-1],
            "the two are in the other order: ∂L/∂w comes first.",
        ),
        Mistake(
            "the activation left out, forward too",
            _no_activation,
            "you took ŷ = w·x + b. The neuron bends that with σ, and σ's slope joins the product.",
        ),
        Mistake(
            "the loss's slope left out",
            _combined(lambda y, t: y * (1 - y)),
            "those are ∂ŷ/∂w and ∂ŷ/∂b. From ŷ to the loss there is one more slope, 2(ŷ − t).",
        ),
        Mistake(
            "another loss",
            _combined(lambda y, t: y - t),
            "(ŷ − t)·x and ŷ − t belong to cross-entropy, where σ's slope cancels. With (ŷ − t)² "
            "it stays, and so does the 2.",
        ),
        Mistake(
            "the slope at the output instead of the input",
            _neuron_with(lambda z: sigmoid_slope(sigmoid(z))),
            "the slope of σ is due where the activation works, at z, not at ŷ. In terms of ŷ it is "
            "ŷ·(1 − ŷ), and then σ isn't applied again.",
        ),
        Mistake(
            "z(1 − z)",
            _neuron_with(lambda z: z * (1 - z)),
            "σ′ is s·(1 − s) with s = σ(z). What came is as with z itself for s.",
        ),
        Mistake(
            "σ in place of its slope",
            _neuron_with(sigmoid),
            "you multiply by σ(z) itself. Its slope is s·(1 − s), with s = σ(z).",
        ),
        Mistake(
            "1 − ŷ in place of the slope",
            _combined(lambda y, t: 2 * (y - t) * (1 - y)),
            "σ's slope is s·(1 − s), with s = σ(z). Here only one of these two factors is there.",
        ),
        Mistake(
            "the slope of tanh",
            _combined(lambda y, t: 2 * (y - t) * (1 - y**2)),
            "1 − y² is the slope of tanh in terms of its output. That of σ is y·(1 − y).",
        ),
        Mistake(
            "the activation's slope left out",
            _neuron_with(lambda z: 1.0),
            "between ŷ and z stands σ, and its local slope belongs into the product.",
        ),
        Mistake(
            "brackets missing around 1 − y",
            _combined(lambda y, t: 2 * (y - t) * y * 1 - y),
            "`… * y * 1 - y` multiplies by 1 and then takes y away. 1 − y needs brackets.",
            also=(_combined(lambda y, t: (y - t) * y * 1 - y),),
        ),
        Mistake(
            "brackets missing around ŷ − t",
            _combined(lambda y, t: 2 * y - t * y * (1 - y)),
            "as where the brackets around ŷ − t are missing: Python multiplies before it subtracts.",
            also=(_combined(lambda y, t: y - t * y * (1 - y)), _combined(lambda y, t: 2 * y - t)),
        ),
        Mistake(
            "brackets missing in the sigmoid",
            _neuron_with(forward=lambda w, b, x: 1 / 1 + np.exp(-(w * x + b))),
            "`1 / 1 + np.exp(-z)` divides first, and that is 1 + e⁻ᶻ. What is below the bar needs "
            "brackets.",
            also=(
                Also(
                    _neuron_with(forward=lambda w, b, x: 1 / 1 + np.exp(-w * x + b)),
                    "as if two pairs were missing. `1 / 1 + …` divides first, so what is below the bar needs "
                    "brackets; and `-w * x + b` turns the sign of w·x alone: −(w·x + b).",
                ),
            ),
        ),
        Mistake(
            "the minus in the exponent missing",
            _neuron_with(forward=lambda w, b, x: sigmoid(-(w * x + b))),
            "as with ŷ = 1 / (1 + eᶻ), which falls as z grows. In σ the exponent is −z.",
        ),
        Mistake(
            "the minus for w·x alone",
            _neuron_with(forward=lambda w, b, x: sigmoid(w * x - b)),
            "as if z were w·x − b. In `-w * x + b` the minus is for w·x alone. The exponent is −z, "
            "all of it: `-(w * x + b)`.",
        ),
        Mistake(
            "tanh where σ is due",
            _bent(np.tanh, lambda z: 1 - np.tanh(z) ** 2),
            "as if the neuron bent with tanh. It bends with σ, and both ŷ and the slope are those of σ.",
            also=(_bent(np.tanh, lambda z: np.tanh(z) * (1 - np.tanh(z))),),
        ),
        Mistake(
            "ReLU where σ is due",
            _bent(lambda z: max(z, 0.0), lambda z: float(z > 0)),
            "as if the neuron bent with ReLU. It bends with σ, and both ŷ and the slope are those of σ.",
        ),
        Mistake(
            "b left out of z",
            _neuron_with(forward=lambda w, b, x: sigmoid(w * x)),
            "as if z were w·x. b has its part in where σ works: z = w·x + b.",
        ),
        Mistake(
            "the 2 left out",
            _neuron_with(factor=1.0),
            "the loss is (ŷ − t)², without a half in front: its slope by ŷ is 2(ŷ − t).",
        ),
        Mistake(
            "the sign reversed",
            _neuron_with(sign=-1.0),
            "what came is −1 times what is due. Is it ŷ − t, and ŷ·(1 − ŷ), in this order?",
        ),
        Mistake(
            "the square kept",
            _neuron_with(miss=lambda y, t: (y - t) ** 2),
            "ŷ − t is squared in the loss. In its slope the square is gone: 2(ŷ − t).",
            also=(
                _neuron_with(miss=lambda y, t: 2 * (y - t) ** 2),
                _neuron_with(miss=lambda y, t: (y - t) ** 2 / 2),
                _combined(lambda y, t: (y - t) ** 2),
            ),
        ),
        Mistake(
            "added along a path",
            _combined(lambda y, t: 2 * (y - t) + y * (1 - y)),
            "along a path slopes multiply: 2(ŷ − t) *times* σ′.",
        ),
        Mistake(
            "x in the bias too",
            _neuron_with(to_b=lambda w, b, x: x),
            "∂z/∂b is 1: the bias is added, and never meets x.",
        ),
        Mistake(
            "b multiplied in",
            _neuron_with(to_b=lambda w, b, x: b),
            "as if ∂z/∂b were b. b is added to w·x, and multiplied by nothing: by what does z "
            "move when b is nudged?",
        ),
        Mistake(
            "x left out",
            _neuron_with(to_w=lambda w, b, x: 1.0),
            "w reaches z as w·x, so its local slope is x.",
        ),
        Mistake(
            "times the weight",
            _neuron_with(to_w=lambda w, b, x: w),
            "∂z/∂w is x. The other one, ∂z/∂x, is w: that gives the gradient by the input.",
            also=(
                Also(
                    _neuron_with(to_w=lambda w, b, x: w, to_b=lambda w, b, x: b),
                    "as if ∂z/∂w were w, and ∂z/∂b were b. Nudge each: w is multiplied by x, and "
                    "b is added. By what does z move?",
                ),
            ),
        ),
        Mistake(
            "only the first value",
            lambda w, b, x, t: _neuron(w, b, x, t)[0],
            "∂L/∂w came alone. ∂L/∂b is due as well: `return …, …`.",
        ),
        Mistake(
            "only the second value",
            lambda w, b, x, t: _neuron(w, b, x, t)[1],
            "∂L/∂b came alone. ∂L/∂w is due as well, before it: `return …, …`.",
        ),
        Mistake(
            "the loss instead of its slopes",
            lambda w, b, x, t: float(sigmoid(w * x + b) - t) ** 2,
            "that is the loss, one number. Its slopes by w and by b are asked for.",
        ),
        Mistake(
            "a step taken",
            lambda w, b, x, t: (w - _neuron(w, b, x, t)[0], b - _neuron(w, b, x, t)[1]),
            "those are w and b after a step with η = 1. The gradient itself is asked for.",
        ),
        Mistake(
            "∂L/∂b alone is wrong",
            lambda w, b, x, t: (_neuron(w, b, x, t)[0], 1.0),
            "∂L/∂w is right, as far as tried, ∂L/∂b isn't. Both share the product up to z; what comes "
            "after it for b?",
            fits=_only_b_wrong,
        ),
        Mistake(
            "∂L/∂w alone is wrong",
            lambda w, b, x, t: (x, _neuron(w, b, x, t)[1]),
            "∂L/∂b is right, as far as tried, ∂L/∂w isn't. Both share the product up to z; what comes "
            "after it for w?",
            fits=_only_w_wrong,
        ),
        Mistake(
            "the size of the miss",
            lambda w, b, x, t: _by_size(w, b, x, t),
            "an output too high and one too low pull in opposite directions: keep the sign of ŷ − t.",
        ),
    ],
    hints=[
        "Forward first: `z = w*x + b`, then `y = 1 / (1 + np.exp(-z))`.",
        "Three local slopes lie between L and z's inputs: 2(y − t), then y(1 − y), then ∂z/∂w or ∂z/∂b.",
        "∂z/∂w = x and ∂z/∂b = 1. Return both products as a pair.",
    ],
    stub="def neuron_gradients(w, b, x, t):\n    return ...  # your code here\n",
    answer=(
        "def neuron_gradients(w, b, x, t):\n"
        "    y = 1 / (1 + np.exp(-(w * x + b)))\n"
        "    to_z = 2 * (y - t) * y * (1 - y)\n"
        "    return to_z * x, to_z\n"
    ),
    praise="One product up to z, shared by both; only the last factor differs, x or 1.",
    difficulty=2,
)


def _handed(D, X, W):
    return D.T @ X, D.sum(axis=0), D @ W


def _handed_with(dW=lambda D, X, W: D.T @ X, db=lambda D: D.sum(axis=0), dX=lambda D, W: D @ W):
    """What a layer hands back, with one of the three otherwise."""
    return lambda D, X, W: (dW(D, X, W), db(D), dX(D, W))


def _handed_of(samples):
    """What comes of some samples alone, where a `return` or a `=` stands at the wrong place."""
    return lambda D, X, W: _handed(D[samples], X[samples], W)


def _handed_probe(chance_or_seed, samples, inputs, outputs):
    rng = np.random.default_rng(chance_or_seed)
    shapes = [(samples, outputs), (samples, inputs), (outputs, inputs)]
    return tuple(np.round(rng.normal(size=shape), 2) for shape in shapes)


def _handed_sizes(chance):
    N, n, m = (chance.whole(1, 5) for _ in range(3))
    return tuple(chance.numbers(*s, low=-2, high=2) for s in [(N, m), (N, n), (m, n)])


def _only_wrong(*places):
    """A `fits`: of the three arrays all are right but those in these places."""

    @each
    def fits(value, *probe):
        due = _handed(*probe)
        return len(value) == 3 and all(
            np.shape(value[k]) == np.shape(due[k]) and np.allclose(value[k], due[k], 1e-6, 1e-9)
            for k in range(3)
            if k not in places
        )

    return fits


handed_back = Exercise(
    key="backprop.handed_back",
    title="What a layer hands back, for a batch",
    right=_handed,
    probes=[_handed_probe(1, 4, 3, 2), _handed_probe(2, 5, 2, 3), _handed_probe(3, 6, 4, 4)],
    draw=_handed_sizes,
    corners=(
        (np.ones((2, 2)), np.ones((2, 2)), np.array([[1.0, 2.0], [3.0, 4.0]])),
        (np.array([[2.0]]), np.array([[-3.0]]), np.array([[0.0]])),
        (np.zeros((3, 2)), np.ones((3, 1)), np.array([[1.0], [2.0]])),
        (np.array([[1, -2], [3, 0]]), np.array([[2], [5]]), np.array([[1], [-1]])),
        (np.array([[1e-7, 300.0]]), np.array([[300.0, 1e-7]]), np.array([[1.0, -2.0], [3.0, 0.0]])),
    ),
    foreign=NODES,
    mistakes=[
        Mistake(
            "D not turned over",
            _handed_with(dW=lambda D, X, W: D @ X),
            "D and X both have a row for each sample. Over the samples it is added up, so they must meet: "
            "`D.T @ X`.",
            also=(
                Also(
                    _handed_with(dW=lambda D, X, W: D @ X, dX=lambda D, W: D.T @ W),
                    "D and X both have a row for each sample, and over the samples it is added up: turn D "
                    "over there, `D.T @ X`. Back to the inputs D stands as it is: `D @ W`.",
                ),
                Also(
                    _handed_with(dW=lambda D, X, W: D @ X, dX=lambda D, W: W @ D),
                    "D and X both have a row for each sample, and over the samples it is added up: turn D "
                    "over, `D.T @ X`. Back to the inputs W comes second: `D @ W`.",
                ),
                _handed_with(dW=lambda D, X, W: D @ X.T),
                _handed_with(dW=lambda D, X, W: X @ D),
            ),
        ),
        Mistake(
            "X before D",
            _handed_with(dW=lambda D, X, W: X @ D.T),
            "a gradient is shaped like its parameter: W has a row for each unit, as `D.T @ X` has.",
        ),
        Mistake(
            "the weight gradient transposed",
            _handed_with(dW=lambda D, X, W: X.T @ D),
            "a gradient is shaped like its parameter. W is (m, n): m rows, one a unit. Yours is (n, m).",
        ),
        Mistake(
            "the weights in their own gradient",
            _handed_with(dW=lambda D, X, W: W),
            "how far a weight moves Z is what it multiplies, X. Once D is there, ∂L/∂W needs no W.",
            also=(
                _handed_with(dW=lambda D, X, W: D.T @ D @ W),
                _handed_with(dW=lambda D, X, W: D @ W),
                _handed_with(dW=lambda D, X, W: D.T @ W),
                _handed_with(dW=lambda D, X, W: D.T @ X * W),
            ),
        ),
        Mistake(
            "W turned over on the way back",
            _handed_with(dX=lambda D, W: D @ W.T),
            "forward W is turned over, `X @ W.T`; on the way back it stands as it is: (N, m) times "
            "(m, n) is (N, n), shaped like X.",
        ),
        Mistake(
            "W before D",
            _handed_with(dX=lambda D, W: W @ D),
            "what came is as from `W @ D`, the factors in the other order. D has a row for each sample, and "
            "comes first: (N, m) times (m, n) is (N, n), shaped like X.",
            also=(
                Also(
                    _handed_with(dX=lambda D, W: W.T @ D),
                    "what came is as from `W.T @ D`. W stands as it is, behind D: (N, m) times (m, n) is "
                    "(N, n), shaped like X.",
                ),
                Also(
                    _handed_with(dX=lambda D, W: W @ D.T),
                    "what came is as from `W @ D.T`. D stands as it is, before W: (N, m) times (m, n) is "
                    "(N, n), shaped like X.",
                ),
            ),
        ),
        Mistake(
            "the input gradient transposed",
            _handed_with(dX=lambda D, W: W.T @ D.T),
            "X has a row for each sample, and so has its gradient. Yours has a column for each.",
        ),
        Mistake(
            "forward in place of back",
            lambda D, X, W: (D.T @ X, D.sum(axis=0), X @ W.T),
            "X Wᵀ belongs to the way forward. What comes back is D, through the same weights.",
        ),
        Mistake(
            "* and @ mixed up",
            _handed_with(dX=lambda D, W: D * W),
            "`*` multiplies entry by entry. Here products are added up as well, for X over the units and "
            "for W over the samples: `@`.",
            also=(
                _handed_with(dW=lambda D, X, W: D * X),
                _handed_with(dW=lambda D, X, W: D.T * X),
                _handed_with(dW=lambda D, X, W: D * X, dX=lambda D, W: D * W),
                _handed_with(dW=lambda D, X, W: D.T * X, dX=lambda D, W: D * W),
            ),
        ),
        Mistake(
            "the bias gradient not summed over the batch",
            _handed_with(db=lambda D: D),
            "for b there is one row a sample. All samples share the one b, so their rows are added up: "
            "paths add.",
        ),
        Mistake(
            "summed over the units",
            _handed_with(db=lambda D: D.sum(axis=1)),
            "axis 1 runs over the units. The samples are the rows of D: axis 0.",
        ),
        Mistake(
            "the bias gradient summed over everything",
            _handed_with(db=lambda D: D.sum()),
            "b has one entry a unit, and so has its gradient: add over the samples, axis 0, only.",
        ),
        Mistake(
            "a table for the bias",
            _handed_with(db=lambda D: D.sum(axis=0, keepdims=True)),
            "the numbers are right, but ∂L/∂b came as a table of one row, or of one column (as "
            "with `keepdims`). b is (m,), and so is its gradient.",
            also=(_handed_with(db=lambda D: D.sum(axis=0)[:, None]),),
        ),
        Mistake(
            "averaged over the batch",
            _handed_with(dW=lambda D, X, W: D.T @ X / len(X), db=lambda D: D.mean(axis=0)),
            "the 1/N of an average is in D already, if the loss has one. For W and b the samples' shares are "
            "added.",
            also=(
                _handed_with(db=lambda D: D.mean(axis=0)),
                _handed_with(dW=lambda D, X, W: D.T @ X / len(X)),
                Also(
                    lambda D, X, W: tuple(part / len(X) for part in _handed(D, X, W)),
                    "the 1/N of an average is in D already, if the loss has one. None of the "
                    "three is divided by N.",
                ),
            ),
        ),
        Mistake(
            "the input gradient summed over the batch",
            _handed_with(dX=lambda D, W: (D @ W).sum(axis=0)),
            "samples share W and b, but each has inputs of its own: in ∂L/∂X nothing is added over the "
            "samples, there is one row for each.",
        ),
        Mistake(
            "the first sample only",
            _handed_of([0]),
            "the first sample's share alone came out. Is the `return` inside the loop over samples?",
            also=(
                lambda D, X, W: (np.outer(D[0], X[0]), D[0], D[0] @ W),
                Also(
                    lambda D, X, W: (np.outer(D[0], X[0]), D[0], D @ W),
                    "∂L/∂X is right. In ∂L/∂W and ∂L/∂b there is the first sample's share alone: all "
                    "samples' shares are added.",
                ),
            ),
        ),
        Mistake(
            "the last sample only",
            _handed_of([-1]),
            "the last sample's share alone came out. Is there `=` where `+=` is due, in the loop over "
            "samples?",
            also=(
                lambda D, X, W: (np.outer(D[-1], X[-1]), D[-1], D[-1] @ W),
                Also(
                    lambda D, X, W: (np.outer(D[-1], X[-1]), D[-1], D @ W),
                    "∂L/∂X is right. In ∂L/∂W and ∂L/∂b there is the last sample's share alone. Is there "
                    "`=` where `+=` is due, in the loop over samples?",
                ),
            ),
        ),
        Mistake(
            "D handed on as it is",
            _handed_with(dX=lambda D, W: D),
            "what arrived at the units, D, reaches the inputs through the weights. Which product "
            "of D and W is shaped like X, (N, n)?",
        ),
        Mistake(
            "two of the three",
            lambda D, X, W: (D.T @ X, D.sum(axis=0)),
            "∂L/∂W and ∂L/∂b came, and are right. ∂L/∂X is due as well: a layer before would wait "
            "for it.",
        ),
        Mistake(
            "one of the three",
            lambda D, X, W: D.T @ X,
            "∂L/∂W is right, and came alone. ∂L/∂b and ∂L/∂X are due as well.",
        ),
        Mistake(
            "another order",
            lambda D, X, W: (D @ W, D.T @ X, D.sum(axis=0)),
            "the three arrays are right, in another order than ∂L/∂W, ∂L/∂b, ∂L/∂X.",
            also=tuple(
                lambda D, X, W, order=order: tuple(_handed(D, X, W)[k] for k in order)
                for order in [(0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 1, 0)]
            ),
        ),
        Mistake(
            "the weight gradient alone is wrong",
            _handed_with(dW=lambda D, X, W: 0 * W),
            "∂L/∂b and ∂L/∂X are right, as far as tried, ∂L/∂W isn't. Which product of D (N, m) and X "
            "(N, n) is shaped like W, (m, n)?",
            fits=_only_wrong(0),
        ),
        Mistake(
            "the bias gradient alone is wrong",
            _handed_with(db=lambda D: 0 * D[0]),
            "∂L/∂W and ∂L/∂X are right, as far as tried, ∂L/∂b isn't. b is added to every row of Z: what "
            "is added up?",
            fits=_only_wrong(1),
        ),
        Mistake(
            "the input gradient alone is wrong",
            _handed_with(dX=lambda D, W: 0 * (D @ W)),
            "∂L/∂W and ∂L/∂b are right, as far as tried, ∂L/∂X isn't. Which product of D (N, m) and W "
            "(m, n) is shaped like X, (N, n)?",
            fits=_only_wrong(2),
        ),
    ],
    hints=[
        "Write the shapes down: D (N, m), X (N, n), W (m, n). The gradients are shaped like W, b and X.",
        "W and b serve all samples, so over the samples it is added; each row of X belongs to one sample.",
        "`D.T @ X`, `D.sum(axis=0)`, `D @ W`.",
    ],
    stub=(
        "def handed_back(D, X, W):\n"
        "    dW, db, dX = ..., ..., ...  # your code here\n"
        "    return dW, db, dX\n"
    ),
    answer=(
        "def handed_back(D, X, W):\n"
        "    dW, db, dX = D.T @ X, D.sum(axis=0), D @ W\n"
        "    return dW, db, dX\n"
    ),
    praise="Two products and a sum carry the blame through a layer: dW and db stay there, dX goes on.",
    difficulty=1,
)


def _layer(X, W, b, G):
    D = G * relu_slope(X @ W.T + b)
    return D.T @ X, D.sum(axis=0)


def _gated(Z, G):
    return G * relu_slope(Z)


def _layer_with(D_of=_gated, dW=lambda D, X: D.T @ X, db=lambda D: D.sum(axis=0)):
    def wrong(X, W, b, G):
        D = D_of(X @ W.T + b, G)
        return dW(D, X), db(D)

    return wrong


def _layer_by_Z(X, Z, G):
    D = _gated(Z, G)
    return D.T @ X, D.sum(axis=0)


def _in_two_ways(for_W, for_b):
    """The layer with one D for the weights and another for the bias."""

    def wrong(X, W, b, G):
        Z = X @ W.T + b
        return for_W(Z, G).T @ X, for_b(Z, G).sum(axis=0)

    return wrong


def _layer_sizes(chance, samples, inputs, outputs):
    """X, W, b, G of these sizes; no unit stands exactly at its corner."""
    while True:
        X, W, b = (
            chance.numbers(*s, low=-2, high=2)
            for s in [(samples, inputs), (outputs, inputs), (outputs,)]
        )
        if np.abs(X @ W.T + b).min() > 1e-6:
            return X, W, b, chance.numbers(samples, outputs, low=-2, high=2)


def _layer_probe(seed, samples, inputs, outputs):
    rng = np.random.default_rng(seed)
    return tuple(
        np.round(rng.normal(size=shape), 2)
        for shape in [(samples, inputs), (outputs, inputs), (outputs,), (samples, outputs)]
    )


def _one_of_two(place):
    """A `fits`: of the two values the one in this place is right for all inputs."""

    @each
    def fits(value, *probe):
        return np.allclose(value[place], _layer(*probe)[place], 1e-6, 1e-9)

    return fits


layer_backward = Exercise(
    key="backprop.layer_backward",
    title="Backward through a layer, a batch at once",
    right=_layer,
    probes=[_layer_probe(1, 4, 3, 2), _layer_probe(2, 5, 2, 3), _layer_probe(3, 6, 4, 4)],
    draw=lambda chance: _layer_sizes(chance, *(chance.whole(1, 5) for _ in range(3))),
    corners=(
        tuple(
            np.array(part) for part in ([[1.0]], [[1e-7]], [0.0], [[2.0]])
        ),  # on, by ever so little
        tuple(
            np.array(p)
            for p in ([[1.0, 2.0]] * 2, [[1.0, 1.0]] * 2, [-1.0, -1.0], [[3.0, 3.0]] * 2)
        ),
        tuple(np.array(p) for p in ([[1.0], [2.0]], [[-1.0], [2.0]], [0.5, 0.5], [[1.0, 0.0]] * 2)),
        tuple(np.array(p) for p in ([[1.0, 2.0]], [[1.0, 0.0], [0.0, 1.0]], [1.0, 1.0], [[0, 0]])),
        tuple(np.array(p) for p in ([[1, 2], [3, -1]], [[1, -1]], [1], [[4], [-2]])),
        tuple(
            np.array(p) for p in ([[1e3, 2e3]], [[5.0, 1.0], [-3.0, 2.0]], [1.0, 2.0], [[1e3, 1]])
        ),
    ),
    foreign=NODES,
    mistakes=[
        Mistake(
            "W not turned over",
            lambda X, W, b, G: _layer_by_Z(X, X @ W + b, G),
            "samples are the rows of X, and outputs those of W: the layer computes `X @ W.T + b`.",
        ),
        Mistake(
            "the inputs asked in place of Z",
            lambda X, W, b, G: _layer_by_Z(X, X, G),
            "whether a unit is on is decided by what went into ReLU, `X @ W.T + b`, not by X.",
        ),
        Mistake(
            "D not turned over",
            _layer_with(dW=lambda D, X: D @ X),
            "D and X both have a row for each sample. Over the samples it is added up, so they must meet: "
            "`D.T @ X`.",
            also=(_layer_with(dW=lambda D, X: D @ X.T), _layer_with(dW=lambda D, X: X @ D)),
        ),
        Mistake(
            "* and @ mixed up",
            _layer_with(dW=lambda D, X: D.T * X),
            "ReLU's slope multiplies G entry by entry, `*`. The weights' gradient is added up over the "
            "samples: `D.T @ X`.",
            also=(
                _layer_with(dW=lambda D, X: D * X),
                _layer_with(D_of=lambda Z, G: G @ relu_slope(Z)),
            ),
        ),
        Mistake(
            "the bias gradient not summed over the batch",
            _layer_with(db=lambda D: D),
            "for b there is one row a sample. All samples share the one b, so their rows are added up: "
            "paths add.",
        ),
        Mistake(
            "the bias gradient averaged",
            _layer_with(db=lambda D: D.mean(axis=0)),
            "the 1/N of an average is in G already, if the loss has one. The samples' shares are "
            "added.",
        ),
        Mistake(
            "the bias gradient summed over everything",
            _layer_with(db=lambda D: D.sum()),
            "b has one entry an output, and so has its gradient: add over the samples, axis 0, only.",
        ),
        Mistake(
            "summed over the outputs",
            _layer_with(db=lambda D: D.sum(axis=1)),
            "axis 1 runs over outputs. The samples are the rows: axis 0.",
        ),
        Mistake(
            "a table for the bias",
            _layer_with(db=lambda D: D.sum(axis=0, keepdims=True)),
            "the numbers are right, but ∂L/∂b came as a table of one row, or of one column (as "
            "with `keepdims`). b is (m,), and so is its gradient.",
            also=(_layer_with(db=lambda D: D.sum(axis=0)[:, None]),),
        ),
        Mistake(
            "both averaged",
            _layer_with(dW=lambda D, X: D.T @ X / len(X), db=lambda D: D.mean(axis=0)),
            "the 1/N of an average is in G already, if the loss has one. The samples' shares are "
            "added, for W as for b.",
        ),
        Mistake(
            "the weights' gradient averaged",
            _layer_with(dW=lambda D, X: D.T @ X / len(X)),
            "the 1/N of an average is in G already, if the loss has one. The samples' shares "
            "are added for W, as they are for b.",
        ),
        Mistake(
            "the gradient by the inputs",
            lambda X, W, b, G: (_gated(X @ W.T + b, G) @ W, _layer(X, W, b, G)[1]),
            "D @ W is ∂L/∂X, for a layer before this one. W's own gradient needs D and X.",
            also=(
                Also(
                    lambda X, W, b, G: (G @ W, G.sum(axis=0)),
                    "G @ W came first, on the way to the inputs, and the ReLU is left out. W's own gradient "
                    "needs D, which is G taken back through the ReLU, and X.",
                ),
            ),
        ),
        Mistake(
            "ReLU's slope left out for the bias",
            lambda X, W, b, G: (_layer(X, W, b, G)[0], G.sum(axis=0)),
            "b, too, sits before ReLU: its gradient is summed after G has gone back through it.",
        ),
        Mistake(
            "ReLU's slope left out for the weights",
            lambda X, W, b, G: (G.T @ X, _layer(X, W, b, G)[1]),
            "∂L/∂b came out right. W, too, sits before ReLU: what meets X is G after it has gone "
            "back through it.",
        ),
        Mistake(
            "the other order",
            lambda X, W, b, G: _layer(X, W, b, G)[::-1],
            "the arrays are right, in the other order: ∂L/∂W comes first.",
        ),
        Mistake(
            "the bias forgotten in Z",
            lambda X, W, b, G: _layer(X, W, 0 * b, G),
            "as if Z were X Wᵀ. Whether a unit is on depends on X Wᵀ + b.",
        ),
        Mistake(
            "the weight gradient transposed",
            _layer_with(dW=lambda D, X: X.T @ D),
            "a gradient is shaped like its parameter: W is (m, n), rows = outputs.",
        ),
        Mistake(
            "ReLU's slope left out",
            _layer_with(lambda Z, G: G),
            "G belongs to the layer's outputs. Before it reaches W and b it goes back through ReLU.",
            also=(
                _layer_with(lambda Z, G: G, db=lambda D: D),
                _layer_with(lambda Z, G: G, dW=lambda D, X: X.T @ D),
            ),
        ),
        Mistake(
            "G left out",
            _layer_with(lambda Z, G: relu_slope(Z)),
            "as with ReLU's slopes alone where ∂L/∂Z is due: multiply them by G, entry by entry.",
        ),
        Mistake(
            "G left out for the bias",
            _in_two_ways(_gated, lambda Z, G: relu_slope(Z)),
            "∂L/∂W came out right. For the bias, too, the local slopes are multiplied by G before "
            "they are added.",
        ),
        Mistake(
            "G left out for the weights",
            _in_two_ways(lambda Z, G: relu_slope(Z), _gated),
            "∂L/∂b came out right. For the weights, too, the local slopes are multiplied by G "
            "first.",
        ),
        Mistake(
            "ReLU's output in place of its slope",
            _layer_with(lambda Z, G: G * np.maximum(Z, 0)),
            "as if max(Z, 0) stood where the slope of ReLU is due: 1 where Z > 0, else 0.",
            also=(
                Also(
                    _layer_with(lambda Z, G: np.maximum(Z, 0)),
                    "as if max(Z, 0), what the layer gives, stood where ∂L/∂Z is due: G times ReLU's "
                    "slope, which is 1 where Z > 0, else 0.",
                ),
            ),
        ),
        Mistake(
            "added instead of multiplied",
            _layer_with(lambda Z, G: G + relu_slope(Z)),
            "along a path slopes multiply: G *times* ReLU's slope, entry by entry.",
        ),
        Mistake(
            "taken away instead of multiplied",
            _layer_with(lambda Z, G: G - relu_slope(Z)),
            "along a path slopes multiply: G *times* ReLU's slope, entry by entry.",
        ),
        Mistake(
            "another activation's slope",
            _layer_with(lambda Z, G: G * sigmoid(Z) * (1 - sigmoid(Z))),
            "you take the slope of σ, or of tanh. This layer ends in ReLU, whose slope is 1 where Z > 0, "
            "else 0.",
            also=(_layer_with(lambda Z, G: G * (1 - np.tanh(Z) ** 2)),),
        ),
        Mistake(
            "−1 where the unit is off",
            _layer_with(lambda Z, G: G * np.sign(Z)),
            "the sign of Z is −1 where Z < 0, and ReLU's slope there is 0.",
        ),
        Mistake(
            "b taken away in Z",
            lambda X, W, b, G: _layer(X, W, -b, G),
            "as if Z were X Wᵀ − b. Whether a unit is on depends on X Wᵀ + b.",
        ),
        Mistake(
            "Z in place of ReLU's slope",
            _layer_with(lambda Z, G: G * Z),
            "you multiply by Z itself. The slope of ReLU is 1 where Z > 0, else 0.",
        ),
        Mistake(
            "on and off exchanged",
            _layer_with(lambda Z, G: G * (Z < 0)),
            "ReLU lets Z through where Z > 0; there its slope is 1.",
        ),
        Mistake(
            "the arriving gradient cut instead of Z",
            _layer_with(lambda Z, G: G * (G > 0)),
            "whether a unit is on is decided by Z, not by the sign of G.",
        ),
        Mistake(
            "the last sample only",
            lambda X, W, b, G: (
                np.outer(_gated(X[-1:] @ W.T + b, G[-1:]), X[-1]),
                _gated(X[-1:] @ W.T + b, G[-1:])[0],
            ),
            "the last sample's share alone came out. Is there `=` where `+=` is due, in the loop over "
            "samples?",
        ),
        Mistake(
            "the first sample only",
            lambda X, W, b, G: (
                np.outer(_gated(X[:1] @ W.T + b, G[:1]), X[0]),
                _gated(X[:1] @ W.T + b, G[:1])[0],
            ),
            "the first sample's share alone came out. Is the `return` inside the loop over samples?",
        ),
        Mistake(
            "a step taken",
            lambda X, W, b, G: (W - _layer(X, W, b, G)[0], b - _layer(X, W, b, G)[1]),
            "those are new parameters, a step with η = 1. The gradients themselves are asked for.",
        ),
        Mistake(
            "∂L/∂W alone",
            lambda *probe: _layer(*probe)[0],
            "∂L/∂W came alone. ∂L/∂b is due as well: `return dW, db`.",
        ),
        Mistake(
            "the bias gradient alone is wrong",
            lambda X, W, b, G: (_layer(X, W, b, G)[0], 0 * b),
            "∂L/∂W is right, as far as tried, ∂L/∂b isn't. b reaches every sample, and is multiplied by "
            "nothing: what is added up over the batch?",
            fits=_one_of_two(0),
        ),
        Mistake(
            "the weight gradient alone is wrong",
            lambda X, W, b, G: (0 * W, _layer(X, W, b, G)[1]),
            "∂L/∂b is right, as far as tried, ∂L/∂W isn't. Which product of D (N, m) and X (N, n) is "
            "shaped like W and adds over the samples?",
            fits=_one_of_two(1),
        ),
    ],
    hints=[
        "First `Z = X @ W.T + b`, then `D = G * (Z > 0)`: that is ∂L/∂Z, shaped (N, m).",
        "∂L/∂W is shaped like W, (m, n). Which product of D (N, m) and X (N, n) is?",
        "`D.T @ X`, which adds over the samples. For b add them too: `D.sum(axis=0)`.",
    ],
    stub=(
        "def layer_backward(X, W, b, G):\n"
        "    dW, db = ..., ...  # your code here\n"
        "    return dW, db\n"
    ),
    answer=(
        "def layer_backward(X, W, b, G):\n"
        "    D = G * (X @ W.T + b > 0)\n"
        "    dW, db = D.T @ X, D.sum(axis=0)\n"
        "    return dW, db\n"
    ),
    praise="D.T @ X and D.sum(axis=0): both add over the batch, since all samples share W and b.",
    difficulty=2,
)


def _relu_back(z, g):
    return g * (z > 0)


def _went_in(chance):
    """What went into ReLU, a fifth of it 0, and what arrived: one dimension or two."""
    n = chance.whole(1, 6)
    shape = chance.in_turn((n,), (chance.whole(1, 4), chance.whole(2, 4)), (n,))
    z = chance.numbers(*shape) * (chance.random.uniform(size=shape) > 0.2)
    return chance.random.integers(-3, 4, shape) if chance.turn % 5 == 4 else z, chance.numbers(
        *shape
    )


def _one_by_one(z, g):
    return np.array([gi if zi > 0 else 0 for zi, gi in zip(z, g, strict=True)])


relu_backward = Exercise(
    key="backprop.relu_backward",
    title="Backward through ReLU",
    right=_relu_back,
    probes=[
        (np.array([-2.0, -0.5, 0.0, 0.5, 3.0]), np.array([1.0, -2.0, 3.0, -4.0, 5.0])),
        (np.array([[1.0, -1.0], [0.25, 2.0]]), np.array([[0.5, 0.5], [-2.0, 3.0]])),
        (np.array([-1.0, -3.0]), np.array([2.0, -2.0])),
        (np.array([1e-6, -1e-6, 1e-4]), np.array([2.0, 1.0, -2.0])),
    ],
    draw=_went_in,
    corners=(
        (np.array([1e-12, -1e-12, 1e-300]), np.array([2.0, 1.0, -3.0])),
        (np.array([[[1.0, -1.0], [0.0, 2.0]]]), np.array([[[0.5, 4.0], [-2.0, 3.0]]])),
        (np.array([50.0, 2000.0]), np.array([-300.0, 1e-7])),
        (np.array([-4.0]), np.array([2.0])),
    ),
    foreign=NODES,
    mistakes=[
        Mistake(
            "the arriving gradient cut instead of z",
            lambda z, g: g * (g > 0),
            "g may well be negative, and has to pass where the unit is on. Ask z, not g.",
        ),
        Mistake(
            "times the output instead of the slope",
            lambda z, g: g * np.maximum(z, 0),
            "max(z, 0) is what went out. Its slope is 1 or 0, however large z is.",
        ),
        Mistake(
            "everything handed on",
            lambda z, g: g * np.ones_like(z),
            "where z is below 0 the output is 0 and stays 0 under a small nudge: nothing comes back.",
        ),
        Mistake(
            "the arriving gradient left out",
            lambda z, g: (z > 0) * 1.0,
            "that is the local slope alone. It has to be multiplied by g.",
            also=(
                Also(
                    lambda z, g: (z >= 0) * 1.0,
                    "that is the local slope alone, with 1 chosen at z = 0, where 0 is asked for. It has "
                    "to be multiplied by g.",
                ),
            ),
        ),
        Mistake(
            "forward in place of backward",
            lambda z, g: np.maximum(z, 0),
            "that is what went forward, ReLU itself. What comes back is g where z is above 0, "
            "else 0.",
        ),
        Mistake(
            "on and off exchanged",
            lambda z, g: g * (z < 0),
            "ReLU lets z through where z > 0; there its slope is 1.",
            also=(
                lambda z, g: g * (z <= 0),
                *(
                    Also(
                        wrong,
                        "two things: ReLU lets z through where z > 0, and there its slope is 1. "
                        "And the slope has to be multiplied by g.",
                    )
                    for wrong in (lambda z, g: (z < 0) * 1.0, lambda z, g: (z <= 0) * 1.0)
                ),
            ),
        ),
        Mistake(
            "1 at the corner",
            lambda z, g: g * (z >= 0),
            "your slope at z = 0 is 1. Any number from 0 to 1 could be defended; the exercise asks "
            "for 0, as in PyTorch and `lib.learning.autodiff`.",
        ),
        Mistake(
            "a half at the corner",
            lambda z, g: g * np.heaviside(z, 0.5),
            "your slope at z = 0 is 0.5, as a central difference has it. It could be defended; the "
            "exercise asks for 0.",
        ),
        Mistake(
            "brackets missing around z > 0",
            lambda z, g: g * z > 0,
            "as from `g * z > 0`, where `*` comes before `>`: that asks whether g·z is above 0, and the "
            "answers count as 1 and 0. Due is g times z > 0, and that in brackets.",
        ),
        Mistake(
            "ReLU once more",
            lambda z, g: np.maximum(g * z, 0),
            "backward multiplies by a slope. It doesn't apply ReLU to anything again.",
            also=(
                lambda z, g: g * (z > 0) * (g > 0),
                lambda z, g: np.maximum(g, 0) * np.maximum(z, 0),
            ),
        ),
        Mistake(
            "times z",
            lambda z, g: g * z,
            "you multiply g by z. It is to be multiplied by ReLU's slope at z, which is 1 or 0.",
        ),
        Mistake(
            "−1 where the unit is off",
            lambda z, g: g * np.sign(z),
            "the sign of z is −1 where z < 0, and ReLU's slope there is 0.",
        ),
        Mistake(
            "z handed on where the unit is off",
            lambda z, g: np.where(z > 0, g, z),
            "where z is above 0, g came back, as it should. Elsewhere z did, and 0 is due there.",
        ),
        Mistake(
            "z and g exchanged",
            lambda z, g: z * (g > 0),
            "it is g that comes back, and z that decides where it passes. What came is as with "
            "the two in each other's place.",
        ),
        Mistake(
            "a leak where the unit is off",
            lambda z, g: np.where(z > 0, g, 0.01 * g),
            "as with leaky ReLU, where its slope below 0 is 0.01. ReLU's own is 0 there.",
            also=(lambda z, g: np.where(z >= 0, g, 0.01 * g),),
        ),
        Mistake(
            "added instead of multiplied",
            lambda z, g: g + (z > 0),
            "along one path slopes multiply: g times the local slope.",
        ),
        Mistake(
            "only the entries that are on",
            lambda z, g: g[z > 0],
            "entries came for z > 0 alone, as `[z > 0]` picks them. ∂L/∂z is shaped like z, with 0 "
            "where nothing comes back.",
            also=(lambda z, g: z[z > 0],),
        ),
        Mistake(
            "for arrays of one dimension only",
            _one_by_one,
            "for one row it came out right, but z may be a table, too. `z > 0` asks all entries "
            "at once, whatever the shape: no loop is needed.",
        ),
    ],
    hints=[
        "What is the slope of max(z, 0) where z > 0, and where z < 0?",
        "`z > 0` is an array of True and False, and counts as 1 and 0 in a product.",
    ],
    stub="def relu_backward(z, g):\n    return ...  # your code here\n",
    answer="def relu_backward(z, g):\n    return g * (z > 0)\n",
    praise="A gate: open where z > 0, shut elsewhere, whatever sign the gradient has.",
    difficulty=1,
)


def _cubic(w):
    return w[0] ** 3 + w[0] * w[1] - 4 * w[1] ** 2


def _cubic_slopes(w):
    return np.array([3 * w[0] ** 2 + w[1], w[0] - 8 * w[1]])


def _waves(w):
    return np.sin(w[0]) + 1e-4 * np.exp(w[1]) + 50 * w[2] ** 2


def _waves_slopes(w):
    return np.array([np.cos(w[0]), 1e-4 * np.exp(w[1]), 100 * w[2]])


def _flipped(w):
    return _cubic_slopes(w) * np.array([1.0, -1.0])


def _small_wrong(w):
    return _waves_slopes(w) * np.array([1.0, 1.5, 1.0])


def _two_wrong(w):
    return _waves_slopes(w) * np.array([0.9, 1.0, 2.0])


def _none_claimed(w):
    return np.zeros(len(w))


def _faint_cubic(w):
    return 1e-6 * _cubic(w)


def _faint_slopes(w):
    return _cubic_slopes(w) * np.array([1e-6, 3e-6])


for _f, _label in [
    (_cubic, "w₀³ + w₀w₁ − 4w₁²"),
    (_waves, "sin w₀ + 10⁻⁴·e^w₁ + 50w₂²"),
    (_cubic_slopes, "claim A"),
    (_flipped, "claim B"),
    (_waves_slopes, "claim C"),
    (_small_wrong, "claim D"),
    (_two_wrong, "claim E"),
]:
    _f.label = _label


def _claimed(chance):
    """A loss of one to four weights, a gradient that is right or wrong in an entry, w, and a step.

    No entry is small next to the others, and the step may be so long that a central difference isn't
    the slope any more: the answer is to use the step that comes.
    """
    n = chance.whole(1, 4)
    while True:
        a, c, w = (chance.numbers(n, low=-2, high=2, digits=1) for _ in range(3))
        k, bend = chance.number(-2, 2, 1), np.ones(n)
        if chance.turn % 3:
            bend[chance.whole(0, n - 1)] = chance.one_of(-1.0, 2.0, 0.9, 0.5)
        slopes = functools.partial(_claim, a=a, c=c, k=k, bend=bend)
        if np.abs(slopes(w)).min() > 0.5:
            break
    slopes.label = "a claim" if bend.min() == bend.max() == 1 else "a claim with one entry wrong"
    loss = functools.partial(_loss_of, a=a, c=c, k=k)
    loss.label = f"a loss of {n} weight{'s' if n > 1 else ''}"
    return loss, slopes, w, chance.one_of(1e-5, 1e-3, 0.05, 0.1, 0.25, 0.5)


def _loss_of(w, a, c, k):
    return np.sum(a * w**3 + c * w) + k * w[0] ** 2 * w[-1]


def _claim(w, a, c, k, bend):
    slopes = 3 * a * w**2 + c
    slopes[0] += 2 * k * w[0] * w[-1]
    slopes[-1] += k * w[0] ** 2
    return slopes * bend


def _measured(loss, w, h, *, kept=False, run=2.0, slope=None, last=None):
    """Central differences with one thing otherwise: slope(above, below, h), entries left out."""
    slopes = np.zeros(len(w))
    up, down = np.array(w, dtype=float), np.array(w, dtype=float)
    for i in range(len(w))[:last]:
        if not kept:
            up, down = np.array(w, dtype=float), np.array(w, dtype=float)
        up[i] += h
        down[i] -= h
        above, below = loss(up), loss(down)
        slopes[i] = slope(above, below, h) if slope else (above - below) / (run * h)
    return slopes


def _one_sided(loss, w, h):
    return np.array([(loss(w + h * step) - loss(w)) / h for step in np.eye(len(w))])


def _relative(claimed, measured):
    return np.abs(claimed - measured) / (np.abs(claimed) + np.abs(measured))


def _errors(loss, gradient, w, h, **how):
    return _relative(gradient(w), _measured(loss, w, h, **how))


def _left_in_place(loss, gradient, w, h, back=2):
    """Nudges w itself, `back` steps back, and leaves it there."""
    claimed, measured = gradient(w), np.zeros(len(w))
    for i in range(len(w)):
        w[i] += h
        above = loss(w)
        w[i] -= back * h
        measured[i] = (above - loss(w)) / (2 * h)
        if back == 1:
            w[i] -= h
    return _relative(claimed, measured)


def _judged(judge, **how):
    """The measured slopes as they should be, and another judgement of them: judge(claimed, measured)."""
    return lambda loss, gradient, w, h: judge(gradient(w), _measured(loss, w, h, **how))


def _with_step(step):
    return lambda loss, gradient, w, h: _errors(loss, gradient, w, step)


def _all_nudged(loss, gradient, w, h):
    return _relative(gradient(w), (loss(w + h) - loss(w - h)) / (2 * h))


def _gradient_differentiated(loss, gradient, w, h):
    steps = h * np.eye(len(w))
    found = [(gradient(w + s)[i] - gradient(w - s)[i]) / (2 * h) for i, s in enumerate(steps)]
    return _relative(gradient(w), np.array(found))


def _nudged(ends, run=2.0, by=None):
    """Each entry by itself from one of ends(w, i, h) to the other, divided by run·h, or run·by."""

    def wrong(loss, gradient, w, h):
        measured = np.zeros(len(w))
        for i in range(len(w)):
            up, down = w.copy(), w.copy()
            up[i], down[i] = ends(w, i, h)
            measured[i] = (loss(up) - loss(down)) / (run * (h if by is None else by))
        return _relative(gradient(w), measured)

    return wrong


def _first_left_out(loss, gradient, w, h):
    measured = _measured(loss, w, h)
    measured[0] = 0
    return _relative(gradient(w), measured)


def _first_only(loss, gradient, w, h):
    measured = _measured(loss, w, h)
    measured[1:] = 0
    return _relative(gradient(w), measured)


relative_errors = Exercise(
    key="backprop.relative_errors",
    title="A gradient check, entry by entry",
    right=_errors,
    probes=[
        (_cubic, _cubic_slopes, np.array([1.3, 0.7]), 1e-5),
        (_cubic, _flipped, np.array([1.3, 0.7]), 1e-5),
        (_waves, _waves_slopes, np.array([0.4, 0.2, -0.3]), 1e-5),
        (_waves, _small_wrong, np.array([0.4, 0.2, -0.3]), 1e-5),
        (_waves, _two_wrong, np.array([0.4, 0.2, -0.3]), 1e-5),
        (_cubic, _cubic_slopes, np.array([1.3, 0.7]), 0.25),  # far from the slope, and asked for
    ],
    draw=_claimed,
    corners=(
        (_cubic, _cubic_slopes, np.array([0.7, 0.7]), 0.25),
        (_cubic, _none_claimed, np.array([1.3, 0.7]), 0.1),
        (_cubic, _flipped, np.array([1.3, 0.7]), 1.0),
        (_faint_cubic, _faint_slopes, np.array([1.3, 0.7]), 0.25),
    ),
    rtol=1e-3,
    atol=1e-4,
    foreign={"backward": NODES["backward"]},
    mistakes=[
        Mistake(
            "all weights nudged at once",
            _all_nudged,
            "as if every weight were nudged at the same time: the loss then moves by what all of "
            "them do. For measured[i] nudge entry i alone.",
        ),
        Mistake(
            "added up over the entries",
            lambda loss, gradient, w, h: _relative(gradient(w), _measured(loss, w, h).sum()),
            "as if all claims were compared with the sum of the measured slopes. Write each into its place: "
            "`measured[i] = …`.",
        ),
        Mistake(
            "the nudge left in",
            functools.partial(_errors, kept=True),
            "as if earlier weights were still nudged when the next one is. Start each time from w itself.",
        ),
        Mistake(
            "the nudge not taken back",
            _left_in_place,
            "you nudge w itself, up by h, then down by 2h, and leave it there: the caller's w is changed, "
            "and if a slope comes next, it is measured elsewhere. Add h again, or nudge a copy, `w.copy()`.",
            also=(
                Also(
                    functools.partial(_left_in_place, back=1),
                    "as if w itself were nudged, up by h, then down by h for the second loss, and by h once "
                    "more: the caller's w is changed. From a copy of w go up by h, and from another down.",
                ),
            ),
        ),
        Mistake(
            "divided by h where 2h is due",
            functools.partial(_errors, run=1.0),
            "from w − h to w + h is a run of 2h. It is as if each measured slope were twice what "
            "it should be.",
        ),
        Mistake(
            "brackets missing around 2h",
            functools.partial(_errors, slope=lambda above, below, h: (above - below) / 2 * h),
            "`/ 2 * h` divides by 2 and then multiplies by h. The run 2h needs brackets.",
        ),
        Mistake(
            "brackets missing around the rise",
            functools.partial(_errors, slope=lambda above, below, h: above - below / (2 * h)),
            "as if only the loss below were divided: Python divides before it subtracts. Put the "
            "difference of the two losses in brackets.",
            also=(
                functools.partial(_errors, slope=lambda above, below, h: above - below / 2 * h),
                functools.partial(_errors, slope=lambda above, below, h: above - below / h),
            ),
        ),
        Mistake(
            "nothing measured",
            lambda loss, gradient, w, h: np.ones(len(w)),
            "as if all measured slopes were 0. Is `measured` filled, and are up and down two "
            "arrays? `up = w` makes no copy; `w.copy()` does.",
        ),
        Mistake(
            "compared with itself",
            lambda loss, gradient, w, h: np.zeros(len(w)),
            "0 came for every error, even where a claim is wrong, as when what you compare comes "
            "from the claim. Measure the slopes by calling `loss`.",
        ),
        Mistake(
            "one side only",
            lambda loss, gradient, w, h: _relative(gradient(w), _one_sided(loss, w, h)),
            "you measure to one side, from w to w + h or from w − h to w. A central difference "
            "goes from w − h to w + h.",
            also=(lambda loss, gradient, w, h: _relative(gradient(w), _one_sided(loss, w, -h)),),
        ),
        Mistake(
            "one side, divided by both",
            lambda loss, gradient, w, h: _relative(gradient(w), _one_sided(loss, w, h) / 2),
            "you divide by 2h and go only one h far, from w to w + h. If you nudge w in place: from "
            "w + h to w − h the way is 2h.",
        ),
        Mistake(
            "not divided at all",
            functools.partial(_errors, slope=lambda above, below, h: above - below),
            "you compare a slope with a difference of two losses. Divide that by 2h.",
        ),
        Mistake(
            "divided by 2 alone",
            functools.partial(_errors, slope=lambda above, below, h: (above - below) / 2),
            "you divided the difference of the losses by 2. From w − h to w + h the run is 2h.",
        ),
        Mistake(
            "half a step to each side",
            _nudged(lambda w, i, h: (w[i] + h / 2, w[i] - h / 2), run=1.0),
            "a central difference it is, with half the step: go a whole h to each side.",
        ),
        Mistake(
            "a step in proportion to w",
            _nudged(lambda w, i, h: (w[i] * (1 + h), w[i] * (1 - h))),
            "as with `w[i] * (1 + h)`, a step of h·w[i], over a run of 2h. Add h, whatever w[i] is.",
        ),
        Mistake(
            "the entry replaced by the nudge",
            _nudged(lambda w, i, h: (h, -h)),
            "as if entry i were h, and −h, in place of w[i] + h and w[i] − h. `=` replaces an "
            "entry, `+=` nudges it.",
        ),
        Mistake(
            "nudged by 1",
            _nudged(lambda w, i, h: (w[i] + 1, w[i] - 1)),
            "as if the entry were nudged by 1. The nudge is h, and so the run is 2h.",
            also=(_nudged(lambda w, i, h: (w[i] + 1, w[i] - 1), run=2.0, by=1.0),),
        ),
        Mistake(
            "the loss itself in place of a slope",
            lambda loss, gradient, w, h: _relative(gradient(w), loss(w)),
            "you compare the claims with the loss. Its *slopes* are to be measured: nudge each entry.",
        ),
        Mistake(
            "plus instead of minus",
            functools.partial(_errors, slope=lambda above, below, h: (above + below) / (2 * h)),
            "you add the two losses. What matters is their difference.",
        ),
        Mistake(
            "down minus up",
            functools.partial(_errors, run=-2.0),
            "as if the signs of the measured slopes were turned. Due is the loss above minus the loss below.",
        ),
        Mistake(
            "another step than h",
            _with_step(1e-5),
            "where h is long, your errors are those of a small step. Is there a number in your code "
            "where the h that came in is due?",
            also=(_with_step(1e-3), _with_step(1e-4), _with_step(0.01)),
        ),
        Mistake(
            "the gradient nudged, not the loss",
            _gradient_differentiated,
            "as if the claim were compared with something made of `gradient` as well. The slopes "
            "are to be measured on `loss`: nudge each entry, and call it.",
            also=(
                lambda loss, gradient, w, h: _relative(
                    gradient(w), (gradient(w + h) - gradient(w - h)) / (2 * h)
                ),
                lambda loss, gradient, w, h: _relative(gradient(w), gradient(w + h)),
            ),
        ),
        Mistake(
            "the last slope for all",
            lambda loss, gradient, w, h: _relative(gradient(w), _measured(loss, w, h)[-1]),
            "as if all claims were compared with one measured slope, the last. Write each into its place: "
            "`measured[i] = …`.",
        ),
        Mistake(
            "the first entry only",
            _first_only,
            "as if only the first slope were measured, and 0 were left for others. Is the `return` "
            "inside the loop?",
        ),
        Mistake(
            "the first entry left out",
            _first_left_out,
            "as if the first slope weren't measured: indices begin with 0, as those of `range(len(w))`.",
        ),
        Mistake(
            "the last entry left out",
            functools.partial(_errors, last=-1),
            "as if the last slope weren't measured: `range(len(w))` has an index for each entry.",
        ),
        Mistake(
            "the difference, not the relative one",
            _judged(lambda claimed, measured: np.abs(claimed - measured)),
            "an entry of 0.0001 that is half as large again as it should be looks fine that way. "
            "Divide by the sizes, |claimed| + |measured|.",
        ),
        Mistake(
            "relative to one of the two",
            _judged(lambda claimed, measured: np.abs(claimed / measured - 1)),
            "you divide by one of the two slopes alone. Divide by |claimed| + |measured|: then the "
            "error lies between 0 and 1, and neither of the two is taken for the true one.",
            also=(
                _judged(lambda claimed, measured: np.abs(measured / claimed - 1)),
                _judged(
                    lambda claimed, measured: (
                        np.abs(claimed - measured) / np.maximum(np.abs(claimed), np.abs(measured))
                    )
                ),
            ),
        ),
        Mistake(
            "relative to their mean",
            _judged(lambda claimed, measured: 2 * _relative(claimed, measured)),
            "your errors are twice those asked for, as if divided by the mean of the two sizes. Divide "
            "by their sum.",
        ),
        Mistake(
            "the sum below the bar",
            _judged(lambda claimed, measured: np.abs((claimed - measured) / (claimed + measured))),
            "their sum is 0 where the two are each other's opposite. Add the sizes: "
            "|claimed| + |measured|.",
            also=(
                _judged(
                    lambda claimed, measured: np.abs(claimed - measured) / (claimed + measured)
                ),
                _judged(lambda claimed, measured: (claimed - measured) / (claimed + measured)),
            ),
        ),
        Mistake(
            "brackets missing below the bar",
            _judged(
                lambda claimed, measured: (
                    np.abs(claimed - measured) / np.abs(claimed) + np.abs(measured)
                )
            ),
            "as if only |claimed| were below the bar: Python divides before it adds. Put the sum "
            "in brackets.",
        ),
        Mistake(
            "the slopes instead of the errors",
            _judged(lambda claimed, measured: measured),
            "those are slopes, the measured or the claimed ones. How far apart are the two, in "
            "proportion to the sizes of both?",
            also=(_judged(lambda claimed, measured: claimed),),
        ),
        Mistake(
            "only the sizes compared",
            _judged(lambda claimed, measured: _relative(np.abs(claimed), np.abs(measured))),
            "an entry that is wrong in its sign alone points uphill, and passes here. Subtract the "
            "entries, not their sizes.",
        ),
        Mistake(
            "the sign left on",
            _judged(
                lambda claimed, measured: _relative(claimed, measured) * np.sign(claimed - measured)
            ),
            "an error of −0.2 is as bad as one of 0.2: take the size of the difference.",
            also=(
                _judged(
                    lambda claimed, measured: (
                        _relative(claimed, measured) * np.sign(measured - claimed)
                    )
                ),
            ),
        ),
        Mistake(
            "one number for all",
            _judged(lambda claimed, measured: _relative(claimed, measured).max()),
            "one number says at most whether something is wrong. To find the bug we want to know "
            "*which* entry is.",
            also=(
                _judged(lambda claimed, measured: _relative(claimed, measured).mean()),
                _judged(lambda claimed, measured: _relative(claimed, measured).sum()),
                _judged(
                    lambda claimed, measured: (
                        np.linalg.norm(claimed - measured)
                        / (np.linalg.norm(claimed) + np.linalg.norm(measured))
                    )
                ),
            ),
        ),
    ],
    hints=[
        "For each i: copy w twice, add h to entry i of one, take it from the other.",
        "measured[i] = (loss(up) − loss(down)) / (2h).",
        "At the end |claimed − measured| / (|claimed| + |measured|), an array with one entry a weight.",
    ],
    stub=(
        "def relative_errors(loss, gradient, w, h):\n"
        "    claimed = gradient(w)\n"
        "    measured = np.zeros(len(w))\n"
        "    ...  # your code here\n"
        "    return abs(claimed - measured) / (abs(claimed) + abs(measured))\n"
    ),
    answer=(
        "def relative_errors(loss, gradient, w, h):\n"
        "    claimed = gradient(w)\n"
        "    measured = np.zeros(len(w))\n"
        "    for i in range(len(w)):\n"
        "        nudge = h * np.eye(len(w))[i]\n"
        "        measured[i] = (loss(w + nudge) - loss(w - nudge)) / (2 * h)\n"
        "    return abs(claimed - measured) / (abs(claimed) + abs(measured))\n"
    ),
    praise="One nudge at a time, judged in proportion: no backward pass need be taken on trust.",
    difficulty=2,
)


def suspect(layers, tape, G):
    """lib.learning.network's backward pass with one bug planted in it; which, a gradient check tells."""
    gradients = []
    for layer, (X, Z) in zip(reversed(layers), reversed(tape), strict=True):
        activation, slope = ACTIVATIONS[layer.activation]
        D = G * slope(activation(Z))
        gradients.append((D.T @ X, D.sum(axis=0)))
        G = D @ layer.W
    return gradients[::-1], G


LINES = {"d=g*slope(z)": "A", "dw=d.t@x": "B", "db=d.sum(axis=0)": "C", "g=d@layer.w": "D"}


def _letters(text):
    """The letters A to D that a text has, but for the D of line A: "D = G * slope(Z)"."""
    return re.findall(r"\b(?:[ABC]|D(?! *=))\b", text)


def _line(value):
    """The letter that a text means: "a", "line A", "A.", "A: D = G * slope(Z)", the line itself; or "".

    A list of one such text means the same.
    """
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    if isinstance(value, list | tuple | set) and len(value) == 1:
        value = next(iter(value))
    said = re.match(
        r"(?i:(?:the )?line )?\W*([A-D])\W*(,|because|since|as it\b|[:.;–—-]\s|\s\(|$)(.*)",
        str(value),
        flags=re.DOTALL,
    )
    if said and not _letters(said[3]) and re.sub(r"\s+", "", said[3]).casefold() not in LINES:
        return said[1]  # "(A)", "#A", "A, because …", "A: the slope is …"
    text = re.sub(r"[\s\"'`]+", "", str(value).split("#")[0]).casefold()
    text = re.sub(r"^(the)?line", "", text)
    letter, _, line = text.partition(":")
    letter = letter.rstrip(".)")
    if line:
        return letter.upper() if LINES.get(line) == letter.upper() else ""
    return LINES.get(text) or (letter.upper() if letter in ("a", "b", "c", "d") else "")


def _joined(value):
    """A text as it is, a list of texts as one, with commas."""
    some = isinstance(value, list | tuple | set) and len(value) > 0
    return ", ".join(map(str, value)) if some else str(value)


PARTS = {
    "slope",
    "slope(z)",
    "z",
    "g",
    "x",
    "d.t",
    "d.t @ x",
    "layer.w",
    "d @ layer.w",
    "sum",
    "axis=0",
}


culprit = Exercise(
    key="backprop.culprit",
    title="Find the planted bug",
    right="A",
    accepts=lambda value: _line(value) == "A",
    mistakes=[
        Mistake(
            "the weight line",
            "B",
            "line B makes the weights' gradients and nothing else. Were it wrong, b1 would pass.",
            fits=lambda value: _line(value) == "B",
            kind=True,
        ),
        Mistake(
            "the bias line",
            "C",
            "line C makes the biases' gradients and nothing else. Were it wrong, W1 would pass.",
            fits=lambda value: _line(value) == "C",
            kind=True,
        ),
        Mistake(
            "the line that goes on to the layer before",
            "D",
            "a bug in line D could make W1 and b1 fail, as they do. But it would do so with "
            '"identity", too. Check once more with `initialise([4, 5, 3], 0, "identity")`.',
            fits=lambda value: _line(value) == "D",
            kind=True,
        ),
        Mistake(
            "a gradient in place of a line",
            "W1",
            "what a check finds wrong or right are gradients. Which line, A to D, makes those of "
            "W1 and b1 fail, and only these?",
            fits=lambda value: re.fullmatch(
                r"(d?[wb][12]?)([\s,;&+]|and|d?[wb][12])*", _joined(value).strip().casefold()
            ),
            kind=True,
        ),
        Mistake(
            "no letter from A to D",
            "E",
            "a letter from A to D is due, the one behind the `#` of the wrong line.",
            fits=lambda value: re.fullmatch(
                r"[e-z]?|all|none|true|false", str(value).strip().casefold()
            ),
            kind=True,
        ),
        Mistake(
            "a word in place of the line's letter",
            "slope",
            "that is a part of a line. The answer is the letter behind the `#` of the wrong line, A to D.",
            fits=lambda value: str(value).strip().casefold() in PARTS,
        ),
        Mistake(
            "an activation in place of a line",
            "tanh",
            "an activation only shows the bug, or hides it. Which of the four lines, A to D, is wrong, so "
            "that it shows with some activations and not with others?",
            fits=lambda value: (
                str(value).strip().casefold() in ("tanh", "sigmoid", "relu", "identity", "σ")
            ),
        ),
        Mistake(
            "the line's number",
            0,
            'lines have letters here: the one behind the `#`, such as `"B"`.',
            fits=lambda value: re.fullmatch(r"(line ?)?[0-9]+", str(value).strip().casefold()),
            kind=True,
        ),
        Mistake(
            "more than one line, and not the one",
            "B and C",
            "only one line is wrong. B makes the weights' gradients alone, and C the biases': neither can "
            "make both W1 and b1 fail.",
            fits=lambda value: re.fullmatch(
                r"B\W*(and|,|&|\+)?\W*C", str(value).strip(), re.IGNORECASE
            ),
            kind=True,
        ),
        Mistake(
            "more than one letter",
            "A and D",
            "only one line is wrong. What would tell A from D? An activation whose slope is the same "
            "wherever it is taken.",
            fits=lambda value: (
                len(set(_letters(str(value)))) > 1
                or re.fullmatch(r"(?i)(?!(.)\1+$)[A-D]{2,4}", str(value).strip()) is not None
            ),
            kind=True,
        ),
    ],
    hints=[
        "Which of W1, b1, W2, b2 fail? B makes the weights' gradients alone, C the biases' alone.",
        "The last layer has no activation (identity), the hidden one has tanh. So a bug in A can "
        "show in the first layer alone; and so can one in D.",
        'Tell A from D: give the hidden layer the activation "identity", whose slope is 1 wherever '
        "it is taken. Does the check still fail?",
    ],
    stub='culprit = ...  # "A", "B", "C" or "D"\n',
    answer='culprit = "A"\n',
    praise=(
        'With "identity" all is well, so the activation\'s slope is at fault: it was taken at the '
        "output, not at Z. Under ReLU nobody would have noticed: there, both are the same."
    ),
    difficulty=2,
)

__getattr__ = by_stub_name(globals())
