"""Practice of notebook 06: Jacobians by nudging, of a layer, of softmax, in series, pulled back."""

import numpy as np

from lib.learning.activations import sigmoid
from lib.learning.losses import softmax
from lib.practice.engine import source
from lib.practice.engine.checking import Also, Exercise, Forbidden, Mistake, each
from lib.practice.engine.comparing import Raised, same
from lib.practice.engine.holding import most_held
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict
from lib.practice.engine.secants import STEPS, are_secants

# Predictions

table = predict(
    "jacobians.table",
    "A network reads 784 pixels and gives 10 scores. Its Jacobian has rows for outputs, columns for "
    "inputs. What is its shape, and where in it is the slope of score 3 with respect to pixel 500 "
    "(both counted from 0)?",
    {
        "(784, 10), at J[500, 3]: inputs come first": (
            "Inputs come first in time, not in the table. Rows are outputs, and there are 10 of them. "
            "(Some books write it your way; here and in most code it is the other.)"
        ),
        "(10, 784), at J[500, 3]": (
            "The shape is right. But the first index is the row, so it must be the output: 500 would "
            "be a row that isn't there."
        ),
        "(10, 784), at J[3, 500]": (
            "Ten rows, one for each score; each row is the gradient of one score, 784 long."
        ),
        "(784, 784): one slope for each pair of pixels": (
            "A pair is made of an output and an input. The pixels are all inputs."
        ),
    },
    "(10, 784), at J[3, 500]",
)

largest = predict(
    "jacobians.largest",
    "The layer has z = (1.5, 3.4). The weights of neuron 1 are 0.1, 0.2, 0.3; those of neuron 2 are "
    "0.4, 0.5, 0.6. Which output moves most when we nudge x₃ by a little?",
    {
        "y₂: its weight, 0.6, is the largest of all": (
            "The weight passes the nudge on to z₂. From z₂ to y₂ it must go through σ, and at 3.4 "
            "the sigmoid is nearly flat: slope 0.031, and 0.6 · 0.031 = 0.019."
        ),
        "y₁: σ is steeper where neuron 1 works": (
            "σ′(1.5) = 0.149 times 0.3 is 0.045; σ′(3.4) = 0.031 times 0.6 is 0.019. Both factors "
            "count, and a saturated neuron barely listens."
        ),
        "Both the same: x₃ is nudged once": (
            "One nudge, but it goes two ways, each with a weight and a slope of σ of its own."
        ),
        "y₂: it is closer to 1, so it is larger": (
            "y₂ is larger, but a slope asks how much an output moves. Near 1 the sigmoid hardly moves "
            "at all."
        ),
    },
    "y₁: σ is steeper where neuron 1 works",
)

area = predict(
    "jacobians.area",
    "At (1, 1) this map has J = [[1, −1], [1, 1]]. So a small nudge of x comes out √2 ≈ 1.41 times as "
    "long, and a small nudge of y too, and they still stand at a right angle. By what factor does the "
    "area of a small square change?",
    {
        "1.41 times, like its sides": (
            "Both sides are 1.41 times as long, so the area gets that factor twice."
        ),
        "2.82 times: the two factors added": (
            "Areas of squares multiply side by side: 1.41 · 1.41, not 1.41 + 1.41."
        ),
        "It can't be said: the image is bent": (
            "For a big square there is no exact answer without its size. The smaller the square, the "
            "closer its image is to a parallelogram, and the factor approaches one number."
        ),
        "About 2 times": (
            "√2 · √2 = 2, and the smaller the square, the closer. The number comes straight out of J: "
            "1 · 1 − (−1) · 1 = 2, its determinant."
        ),
    },
    "About 2 times",
)

all_up = predict(
    "jacobians.all_up",
    "Three scores (2, 1, 0) go through softmax and give (0.665, 0.245, 0.090). We raise all three "
    "scores by 0.5. What happens to the outputs?",
    {
        "Nothing": (
            "Every exponential gets the same factor e^0.5, above and below the bar, and it cancels. "
            "Only differences of scores count."
        ),
        "All three rise a little": (
            "They can't: softmax outputs always add up to 1, so what one gains the others lose."
        ),
        "The largest gains, the others lose": (
            "That happens when these scores are multiplied by a number above 1, which stretches their "
            "differences. Adding the same to all leaves the differences as they were."
        ),
        "They get closer to each other": (
            "For that the differences of the scores must shrink. Here they stay 1 and 1."
        ),
    },
    "Nothing",
)

how_many = predict(
    "jacobians.how_many",
    "A loss (one number) depends on 1,000,000 weights. A product Jv says what one direction v does; a "
    "product Jᵀu pulls one weighting u of the outputs back to all inputs. How many products does it "
    "take to get the slope of the loss for every weight?",
    {
        "A million either way: there are a million slopes": (
            "There are a million slopes, but they are not got one at a time in both ways. J is a "
            "single row here. What does Jᵀu give for u = 1?"
        ),
        "One Jv, with v = (1, 1, …, 1)": (
            "That nudges all weights at once and gives one number, the sum of all slopes. Whose "
            "doing it was can't be told from it."
        ),
        "A million Jv, or one Jᵀu": (
            "Each Jv gives one column of J, and J has a million. Each Jᵀu gives a row, and J has only "
            "one: the gradient. That is why training pulls."
        ),
        "One Jv, or a million Jᵀu": (
            "The other way round: Jv gives a column, and J, of shape (1, 1000000), has a million of "
            "those; it has one row."
        ),
    },
    "A million Jv, or one Jᵀu",
)

# Exercises


def _sheet(x):
    return np.array([x[0] * x[1], 2 * (x[0] + x[1]), np.hypot(x[0], x[1])])


def _mixed(x):
    return np.array([x[0] * np.sin(x[1]), x[2] ** 2 + 3 * x[0]])


def _square_map(x):
    return np.array([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]])


_sheet.label, _mixed.label = "(x₀x₁, 2x₀ + 2x₁, √(x₀² + x₁²))", "(x₀·sin x₁, x₂² + 3x₀)"
_square_map.label = "(x₀² − x₁², 2x₀x₁)"
for _f in (_sheet, _mixed, _square_map):
    _f.__qualname__ = "f"  # what an error message calls it


def _some_map(chance):
    """A map from one to four inputs to as many outputs, gently bent, and a place."""
    m, n = chance.in_turn(2, 3, 1, 4, 2), chance.in_turn(2, 1, 3, 2, 4, 3)
    A, B = (chance.numbers(m, n, low=-1.5, high=1.5, digits=1) for _ in "AB")
    f, f.label = chance.in_turn(
        (lambda x: A @ x + np.sin(B @ x), "Ax + sin(Bx)"),
        (lambda x: A @ x + (B @ x) ** 2 / 2, "Ax + (Bx)²/2"),
        (lambda x: (A @ x) * np.cos(x[-1]) + x[0], "Ax·cos(x[-1]) + x[0]"),
    )
    f.__qualname__ = "f"
    signs = np.where(chance.random.random(n) < 0.5, -1, 1)
    x = signs * chance.numbers(n, low=0.3, high=1.5)  # a step of 1e-17 is lost there
    if chance.turn % 7 == 3:
        x[-1] = 0.0  # a step in proportion to x is none
    return f, x


def _table(ahead, back, f, x):
    """The table of secants, a column for each input, from x - back to x + ahead."""
    columns = [(f(x + ahead * e) - f(x - back * e)) / (ahead + back) for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def _all_slopes(f, x):
    return _table(1e-6, 1e-6, f, x)


def _scaled(*factors):
    """fits: whether the values are a table of secants times one of the factors(h, run)."""

    def fits(values, probes):
        return any(
            are_secants(
                values,
                probes,
                lambda a, b, f, x, k=k: (
                    _table(a, b, f, x) * k(max(a, b), a + b) if a + b < 1 else None
                ),
                atol=0.0,
            )
            for k in factors
        )

    return fits


def _nudge_left_in(f, x):
    return np.cumsum(_all_slopes(f, x), axis=1)


def _not_put_back(f, x, h=1e-6):
    """x itself is nudged, each time further, and compared with where it was at first."""
    base, columns = f(x), []
    for j in range(len(x)):
        x[j] += h
        columns.append((f(x) - base) / h)
    return np.stack(columns, axis=1)


def _fresh(f, x, made, h=1e-6):
    """A column made(moved, j) for each j, from a copy with entry j nudged by h."""
    columns = []
    for j in range(len(x)):
        moved = x.copy()
        moved[j] += h
        columns.append(made(moved, j))
    return np.stack(columns, axis=1)


def _replaced(f, x, h):
    """Entry j replaced by h, not moved by it."""
    columns = []
    for j in range(len(x)):
        moved = x.copy()
        moved[j] = h
        columns.append((f(moved) - f(x)) / h)
    return np.stack(columns, axis=1)


def _with_some_step(values, probes, made, steps=STEPS):
    """Whether the values are made(f, x, h) with one of the steps that readers take."""
    return any(
        all(same(v, made(f, x, h), 1e-6) for v, (f, x) in zip(values, probes, strict=True))
        for h in steps
    )


@each
def _scaled_outputs(value, f, x):
    """f near x over a small step, in every column."""
    table, due = np.asarray(value, float), f(x)
    return table.shape == (len(due), len(x)) and any(
        np.allclose(table * h, due[:, None], rtol=0.05, atol=0.05 * np.abs(due).max())
        for h in STEPS
    )


def _half_divided(f, x, h, back, run):
    """Secants whose run divides the second output only, from x - back·h on."""
    return _fresh(f, x, lambda moved, j: f(moved) - f(x - back * (moved - x)) / run, h)


def _is_unbracketed(values, probes):
    """Whether one of those explains all values. Divided by a run of 1 brackets make no difference."""
    ways = [(h, back, run) for h in STEPS for back, run in ((0, h), (1, 2 * h), (1, h)) if run != 1]
    return any(
        all(
            same(v, _half_divided(f, x, *way), 1e-6)
            for v, (f, x) in zip(values, probes, strict=True)
        )
        for way in ways
    )


def _filled(shape, of_row):
    """A table of zeros of a shape, filled row by row or column by column: NumPy complains, or not."""

    def wrong(f, x):
        J = np.zeros(shape(len(f(x)), len(x)))
        for j, column in enumerate(_all_slopes(f, x).T):
            if of_row:
                J[j] = column
            else:
                J[:, j] = column
        return J

    return wrong


def _rows_over_outputs(f, x):
    """A loop over the outputs that nudges the input of that number, and fills a row."""
    J = np.zeros((len(f(x)), len(x)))
    for i in range(len(J)):
        moved = x.copy()
        moved[i] += 1e-6
        J[i] = (f(moved) - f(x)) / 1e-6
    return J


def _first_column_only(f, x):
    J = np.zeros((len(f(x)), len(x)))
    J[:, 0] = _all_slopes(f, x)[:, 0]
    return J


def _over_outputs(f, x):
    """What a loop over the outputs finds: too many inputs, or too few."""
    for j in range(len(f(x))):
        x[j]
    return _all_slopes(f, x)[:, : len(f(x))]


def _square(f, x):
    table = np.zeros((len(x), len(x)))
    rows = _all_slopes(f, x)[: len(x)]
    table[: len(rows)] = rows
    return table


def _in_proportion(f, x):
    table = _all_slopes(f, x)
    table[:, x == 0] = np.nan
    return table


def _is_square(value, f, x):
    """Whether the table has as many rows as there are inputs; with fewer outputs it may have raised."""
    if isinstance(value, Raised):
        return len(f(x)) < len(x)
    return np.shape(value) == (len(x), len(x)) and same(value, _square(f, x), 1e-2, 1e-2)


all_slopes = Exercise(
    key="jacobians.all_slopes",
    title="The Jacobian of any function, by nudging",
    difficulty=2,
    right=_all_slopes,
    probes=[
        (_sheet, np.array([3.0, 4.0])),
        (_mixed, np.array([0.5, 1.2, -2.0])),
        (_square_map, np.array([1.0, 0.5])),
    ],
    draw=_some_map,
    corners=(
        (_mixed, np.array([2.0, 2.0, 2.0])),  # who looks an entry up by its value finds the first
        (_square_map, np.zeros(2)),
        (_sheet, np.array([-6.0, 8.0])),
    ),
    rtol=1e-3,
    atol=1e-3,
    forbids=[
        Forbidden(
            "the library's own",
            "`jacobian`, `gradient` or another name of the library's is in it. Write the nudges "
            "yourself: a loop over the inputs.",
            names=("jacobian", "gradient", "partial", "jvp", "vjp", "directional_derivative"),
        ),
    ],
    mistakes=[
        Mistake(
            "transposed",
            lambda f, x: _all_slopes(f, x).T,
            "your rows belong to inputs. Nudging input j makes column j of J: rows are outputs.",
        ),
        Mistake(
            "a row for each input",
            _filled(lambda m, n: (m, n), of_row=True),
            "`J[j]` is row j, and belongs to an output. Nudging input j makes a column: `J[:, j]`.",
            also=(_rows_over_outputs,),
        ),
        Mistake(
            "a table of the wrong shape",
            _filled(lambda m, n: (n, n), of_row=False),
            "J has a row for each output and a column for each input: `np.zeros((len(f(x)), len(x)))`.",
            also=(
                _filled(lambda m, n: (m, m), of_row=False),
                _filled(lambda m, n: (n, m), of_row=False),
            ),
        ),
        Mistake(
            "every slope came out 0",
            lambda f, x: np.zeros((len(f(x)), len(x))),
            "as where nothing is put into the table, or f is asked twice at one place (`moved = x` makes "
            "no copy, both names mean one array: `x.copy()`), or with a step so short that it is lost.",
            fits=each(
                lambda value, f, x: (
                    np.shape(value) == (len(f(x)), len(x))
                    and same(value, np.zeros(np.shape(value)), 0, 0)
                )
            ),
            kind=True,
        ),
        Mistake(
            "a step that x can't feel",
            lambda f, x: np.where(x == 0, _all_slopes(f, x), 0.0),
            "0 came for every input that isn't 0 itself, as with a step so short that x + h is rounded to x. "
            "Take a longer one, such as 1e-6.",
            fits=each(
                lambda value, f, x: (
                    np.shape(value) == (len(f(x)), len(x))
                    and not np.any(np.asarray(value)[:, x != 0])
                )
            ),
        ),
        Mistake(
            "all inputs nudged at once",
            lambda f, x: _all_slopes(f, x).sum(axis=1),
            "nudge input j alone, and the others not at all: that makes column j.",
            also=(
                lambda f, x: np.stack([_all_slopes(f, x).sum(axis=1)] * len(x), axis=1),
                lambda f, x: np.stack([_all_slopes(f, x).sum(axis=1)] * len(x)),
            ),
        ),
        Mistake(
            "the nudge left in",
            _nudge_left_in,
            "as if input 0 were still nudged when input 1 is. Start each time from a fresh copy of x.",
            also=(lambda f, x: _nudge_left_in(f, x).T,),
        ),
        Mistake(
            "x not put back",
            _not_put_back,
            "you nudge x itself, and don't put it back. So in any further column earlier nudges are still "
            "there, and the caller's array isn't what it was. Nudge a copy, `x.copy()`.",
            also=(lambda f, x: _not_put_back(f, x).T,),
        ),
        Mistake(
            "stopped after the first input",
            lambda f, x: _all_slopes(f, x)[:, :1],
            "only the first column came. Does the `return` stand inside the loop?",
            also=(
                lambda f, x: _all_slopes(f, x)[:, 0],
                lambda f, x: _all_slopes(f, x).T[:1],
                Also(
                    _first_column_only,
                    "all columns behind the first are 0. Does the `return` stand inside the loop?",
                ),
            ),
        ),
        Mistake(
            "only the last column",
            lambda f, x: _all_slopes(f, x)[:, -1],
            "the last column came alone. Does each round of the loop overwrite the one before? "
            "Collect them: `columns.append(…)`.",
            also=(lambda f, x: _all_slopes(f, x)[:, -1:],),
        ),
        Mistake(
            "half the run",
            lambda f, x: 2 * _all_slopes(f, x),
            "from x − h to x + h the run is 2h, not h.",
        ),
        Mistake(
            "half the slope",
            lambda f, x: _all_slopes(f, x) / 2,
            "from x to x + h the run is h, not 2h.",
        ),
        Mistake(
            "the sign turned round",
            lambda f, x: -_all_slopes(f, x),
            "a slope is f after the nudge minus f before it, over the nudge with its own sign.",
        ),
        Mistake(
            "one long list",
            lambda f, x: _all_slopes(f, x).ravel(),
            "all slopes are there, output by output. Give them the shape (m, n).",
            also=(
                Also(
                    lambda f, x: _all_slopes(f, x).T.ravel(),
                    "all slopes are there, input by input. Those of one input make a column of J, (m, n).",
                ),
            ),
        ),
        Mistake(
            "the outputs added up",
            lambda f, x: _all_slopes(f, x).sum(axis=0),
            "these are the slopes of all outputs added up. Keep one row for each output.",
        ),
        Mistake(
            "the first output only",
            lambda f, x: _all_slopes(f, x)[0],
            "these are the slopes of one output. f gives an array: take the difference of all of it.",
            also=(
                lambda f, x: _all_slopes(f, x)[:1],
                lambda f, x: np.tile(_all_slopes(f, x)[0], (len(f(x)), 1)),
            ),
        ),
        Mistake(
            "reshaped instead of transposed",
            lambda f, x: _all_slopes(f, x).T.reshape(len(f(x)), len(x)),
            "`reshape` only breaks the row of numbers elsewhere: they still go input by input. `.T` turns "
            "rows into columns.",
        ),
        Mistake(
            "brackets missing around the difference",
            lambda f, x: _fresh(f, x, lambda moved, j: f(moved) - f(x) / 1e-6),
            "as if only what is taken away were divided. Put the whole difference in brackets, "
            "`(f(…) - f(…))`.",
            fits=_is_unbracketed,
        ),
        Mistake(
            "the outputs in place of their change",
            lambda f, x: _fresh(f, x, lambda moved, j: f(moved) / 1e-6),
            "every column is about f(x) itself, over h or over some other number. A slope divides the "
            "*change*, `(f(moved) - f(x))`, brackets and all.",
            fits=_scaled_outputs,
        ),
        Mistake(
            "the entry replaced by h",
            lambda f, x: _replaced(f, x, 1e-6),
            "you put h in place of the entry. A nudge is added to what is there: `+=`.",
            fits=lambda values, probes: _with_some_step(values, probes, _replaced),
        ),
        Mistake(
            "a nudge of 1 in place of h",
            lambda f, x: _table(1, 0, f, x) / 1e-6,
            "as if the input moved by 1. It should move by h: `h * e`.",
            fits=lambda values, probes: _with_some_step(
                values, probes, lambda f, x, h: _table(1, 0, f, x) / h, STEPS[1:]
            ),
        ),
        Mistake(
            "the outputs themselves",
            lambda f, x: f(x),
            "that is what f gives at x. Asked is how it moves with each input: a table.",
        ),
        Mistake(
            "f not called",
            lambda f, x: np.eye(len(x)),
            "as if the places themselves were subtracted. How far the outputs move says f: "
            "`f(moved) - f(x)`.",
        ),
        Mistake(
            "f given one number",
            lambda f, x: [f(x[j] + 1e-6) for j in range(len(x))],
            "f takes the whole array, not one entry alone. Nudge entry j of a copy of x, and give f the "
            "copy.",
        ),
        Mistake(
            "the loop runs over the outputs",
            _over_outputs,
            "there are as many columns as inputs: loop over `range(len(x))`.",
        ),
        Mistake(
            "as many rows as inputs",
            _square,
            "where f has more outputs than inputs a square table came, (n, n). J has a column for each "
            "input and a row for each *output*, as many as `len(f(x))` says.",
            fits=each(_is_square),
            kind=True,
        ),
        Mistake(
            "a step in proportion to x",
            _in_proportion,
            "NaN came where an entry of x is 0, as of a step in proportion: it is 0 there, and 0/0 is NaN. "
            "One step for all, such as 1e-6, or a floor under it.",
        ),
        Mistake(
            "a step too long or too short",
            lambda f, x: _table(0.5, 0.5, f, x),
            "each column was nudged for, and not all of the numbers are right to three digits. Too long a "
            "step may bring truncation, too short a one round-off: notebook 02.",
            fits=lambda values, probes: are_secants(values, probes, _table),
        ),
        Mistake(
            "not divided by the run",
            lambda f, x: _table(0.1, 0, f, x) * 0.1,
            "your entries are slopes times one and the same number below 1: divide the change by the run. "
            "(Brackets: `/ 2 * h` divides by 2 and multiplies by h.)",
            fits=_scaled(
                lambda h, run: run,
                lambda h, run: run / 2,
                lambda h, run: run * h,
                lambda h, run: run / 2 * h,
                lambda h, run: run * run,
            ),
        ),
        Mistake(
            "only the sizes",
            lambda f, x: np.abs(_all_slopes(f, x)),
            "the sizes are right, and the signs are gone. A slope may be negative.",
        ),
        Mistake(
            "a column left at 0",
            lambda f, x: _all_slopes(f, x) * (np.arange(len(x)) < len(x) - 1),
            "the last column, or the first, is 0, and all others are right. `range(len(x))` counts all "
            "inputs, from 0 on.",
            also=(lambda f, x: _all_slopes(f, x) * (np.arange(len(x)) > 0),),
        ),
    ],
    hints=[
        "For each j: copy x, add h to entry j of the copy, and see how all outputs move.",
        "`(f(moved) - f(x)) / h` is an array with one entry for each output: column j of J.",
        "`np.stack(columns, axis=1)` puts arrays side by side as columns.",
    ],
    stub="def all_slopes(f, x):\n    return ...  # your code here\n",
    answer=(
        "def all_slopes(f, x):\n"
        "    h = 1e-6\n"
        "    columns = []\n"
        "    for j in range(len(x)):\n"
        "        moved = x.copy()\n"
        "        moved[j] += h\n"
        "        columns.append((f(moved) - f(x)) / h)\n"
        "    return np.stack(columns, axis=1)\n"
    ),
    praise="One nudge, one column; n inputs, n columns; and each row is the gradient of one output.",
)


def _slopes(W, b, x):
    s = sigmoid(W @ x + b)
    return s * (1 - s)


def _slope_at(z):
    return sigmoid(z) * (1 - sigmoid(z))


def _of_slope(made):
    """The answer that scales row i of W by made(z)[i]."""
    return lambda W, b, x: made(W @ x + b)[:, None] * W


def _unbracketed(z):
    s = 1 + np.exp(-z)
    return s * (1 - s)


_W = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
_SQUARE = np.array([[1.0, -2.0], [0.5, 0.25]])
_TALL = np.array([[0.5, -1.0], [2.0, 0.3], [-0.7, 0.4], [0.1, 0.9]])
_LAYERS = [
    (_W, np.array([0.1, 0.2]), np.array([1.0, 2.0, 3.0])),
    (_SQUARE, np.array([0.3, -1.0]), np.array([0.5, 1.5])),
    (_TALL, np.array([0.0, 1.0, -0.5, 0.2]), np.array([-1.0, 0.8])),
]
EXACT = {"rtol": 1e-10, "atol": 1e-13}  # closer than any nudge comes

_FAR_OUT = (  # σ is level there, and exp of 800 is more than a float can hold
    (np.array([[1.0]]), np.array([0.0]), np.array([-800.0])),
    (np.array([[1.0]]), np.array([0.0]), np.array([800.0])),
    (np.array([[2.0, 1.0], [-2.0, 3.0]]), np.array([0.0, 802.0]), np.array([401.0, -1.0])),
)


def _some_layer(chance):
    m, n = chance.in_turn(2, 3, 2, 4, 1, 3), chance.in_turn(3, 3, 2, 1, 2, 2, 4)
    W, x = chance.numbers(m, n, low=-2, high=2), chance.numbers(n, low=-2, high=2)
    return W, chance.numbers(m, low=-1, high=1), x


def _layer_jacobian(W, b, x):
    return _slopes(W, b, x)[:, None] * W


def _by_a_nudge(right, secant):
    """fits: near to `right` or slopes of secants, and not exact somewhere where σ isn't level."""

    def off(value, W, b, x, *u):
        steep = np.abs(np.asarray(W) @ x + b).max() < 20
        return steep and not same(value, right(W, b, x, *u), **EXACT)

    @each
    def near(value, *inputs):
        return np.allclose(value, right(*inputs), rtol=1e-5, atol=1e-6)

    def fits(values, probes):
        if not any(off(value, *probe) for value, probe in zip(values, probes, strict=True)):
            return False
        return near(values, probes) or are_secants(values, probes, secant)

    return fits


def _of_b_turned(W, b, x):
    return _layer_jacobian(W, -b, x)


def _by_nudging(ahead, back, W, b, x):
    return _table(ahead, back, lambda x: sigmoid(W @ x + b), x)


def _indices_exchanged(W, b, x):
    """Two loops that take W[j, i] for W[i, j]."""
    a, made = _slopes(W, b, x), np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            made[i, j] = a[i] * W[j, i]
    return made


layer_jacobian = Exercise(
    key="jacobians.layer_jacobian",
    title="The Jacobian of a sigmoid layer",
    difficulty=2,
    right=_layer_jacobian,
    probes=_LAYERS,
    draw=_some_layer,
    corners=(
        (np.ones((2, 3)), np.array([0.5, 0.5]), np.array([0.1, 0.1, 0.1])),
        (np.array([[0.0, 2.0], [0.0, -1.0]]), np.zeros(2), np.zeros(2)),
        (np.array([[4.0, -1.0]]), np.array([-1.0]), np.array([2.0, -3.0])),
        *_FAR_OUT,
    ),
    **EXACT,
    forbids=[
        Forbidden(
            "nudged",
            "no nudging here, and none by the library: the rule gives each slope exactly.",
            names=("jacobian", "gradient", "partial", "jvp", "vjp", "directional_derivative"),
        ),
    ],
    mistakes=[
        Mistake(
            "∞/∞ far out",
            _of_slope(lambda z: np.exp(z) / (1 + np.exp(z)) ** 2),
            "far out exp is more than a float can hold: ∞, and ∞/∞ is NaN, as e^z/(1 + e^z) gives at "
            "z = 800, or e^−z/(1 + e^−z)² at −800. `sigmoid` holds at both ends: s(1 − s).",
            also=(_of_slope(lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),),
        ),
        Mistake(
            "transposed",
            lambda W, b, x: _layer_jacobian(W, b, x).T,
            "your rows belong to inputs. J has the shape of W: a row for each output.",
        ),
        Mistake(
            "σ forgotten",
            lambda W, b, x: W,
            "W alone is the Jacobian of Wx + b. The nudge still has to pass through σ, whose slope "
            "multiplies it.",
            also=(lambda W, b, x: W.T,),
        ),
        Mistake(
            "s in place of s(1 − s)",
            _of_slope(sigmoid),
            "you multiplied by how high σ is. What passes a nudge on is how steep it is.",
        ),
        Mistake(
            "z(1 − z) in place of s(1 − s)",
            _of_slope(lambda z: z * (1 - z)),
            "the rule s(1 − s) is written with what comes *out* of σ, s = σ(z), not with z.",
        ),
        Mistake(
            "s left out of s(1 − s)",
            _of_slope(lambda z: 1 - sigmoid(z)),
            "1 − s is one of two factors: the slope of σ is s(1 − s).",
        ),
        Mistake(
            "s(1 + s) in place of s(1 − s)",
            _of_slope(lambda z: sigmoid(z) * (1 + sigmoid(z))),
            "the slope of σ is s(1 − s), with a minus: it goes to 0 as s goes to 1, where σ levels off.",
        ),
        Mistake(
            "the slope of σ squared",
            _of_slope(lambda z: (sigmoid(z) * (1 - sigmoid(z))) ** 2),
            "the nudge passes σ once: its slope s(1 − s) is one factor, not two.",
        ),
        Mistake(
            "tanh's slope",
            _of_slope(lambda z: 1 - sigmoid(z) ** 2),
            "1 − s² belongs to tanh. The slope of σ is s(1 − s), which is s − s².",
            also=(_of_slope(lambda z: 1 - np.tanh(z) ** 2),),
        ),
        Mistake(
            "brackets missing in 1 / (1 + exp(−z))",
            _of_slope(_unbracketed),
            "`1 / 1 + np.exp(-z)` is 1 + exp(−z): the division comes first. Put 1 + exp(−z) in brackets.",
        ),
        Mistake(
            "the sign turned round",
            lambda W, b, x: -_layer_jacobian(W, b, x),
            "s(1 − s) is never negative: σ only rises.",
        ),
        Mistake(
            "every slope came out 0",
            lambda W, b, x: np.zeros(W.shape),
            "as where nothing is put into the table, or `s * 1 - s` stands where `s * (1 - s)` is meant.",
            also=(lambda W, b, x: np.zeros(len(b)),),
        ),
        Mistake(
            "columns scaled instead of rows",
            lambda W, b, x: _slopes(W, b, x) * W,
            "NumPy lines an array (m,) up with the last axis, so in `slopes * W` each slope goes with a "
            "column, without a word if W is square. Each slope belongs to an output, so to a row.",
            also=(
                lambda W, b, x: W @ np.diag(_slopes(W, b, x)),
                lambda W, b, x: sigmoid(W @ x + b) * W,
                lambda W, b, x: (1 - sigmoid(W @ x + b)) * W,
            ),
        ),
        Mistake(
            "W times x entry by entry",
            lambda W, b, x: np.diag(_slope_at(W * x + b)) @ W,
            "`W * x` multiplies entry by entry and doesn't add. z is a matrix times a vector: `W @ x + b`.",
            also=(lambda W, b, x: _slope_at(W * x + b) * W,),
        ),
        Mistake(
            "stopped before W",
            _slopes,
            "these are the slopes of σ, from z to y. From x to z the nudge passes through W.",
        ),
        Mistake(
            "the diagonal matrix only",
            lambda W, b, x: np.diag(_slopes(W, b, x)),
            "that is ∂y/∂z, which is ∂y/∂b as well. From x to z the nudge passes through W.",
        ),
        Mistake(
            "entry by entry",
            lambda W, b, x: np.diag(_slopes(W, b, x)) * W,
            "`*` multiplies entries at the same place, and off its diagonal diag(…) is 0. The matrix product "
            "is `@`.",
        ),
        Mistake(
            "the slope of σ at x",
            lambda W, b, x: _slope_at(x) * W,
            "σ works at z = Wx + b, so its slope has to be taken there, not at x.",
            also=(
                lambda W, b, x: _slope_at(x)[:, None] * W,
                lambda W, b, x: np.diag(_slope_at(x)) @ W,
            ),
        ),
        Mistake(
            "the slope of σ at W",
            lambda W, b, x: sigmoid(W) * (1 - sigmoid(W)),
            "σ works at z = Wx + b, so its slope has to be taken there. W is what multiplies it.",
            also=(lambda W, b, x: sigmoid(W) * (1 - sigmoid(W)) * W,),
        ),
        Mistake(
            "the slope of σ at its own output",
            _of_slope(lambda z: sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z)))),
            "you put y through σ once more. With s = σ(z) the slope is s(1 − s), or σ(z)(1 − σ(z)).",
        ),
        Mistake(
            "b forgotten",
            lambda W, b, x: _slopes(W, 0, x)[:, None] * W,
            "b isn't multiplied by x, but it moves z, and so the place where σ's slope is taken.",
        ),
        Mistake(
            "the inputs in place of the weights",
            lambda W, b, x: np.outer(_slopes(W, b, x), x),
            "x is what multiplies a nudge of the *weights*. A nudge of x is multiplied by W.",
        ),
        Mistake(
            "the rows added up",
            lambda W, b, x: _slopes(W, b, x) @ W,
            "`slopes @ W` adds the scaled rows up: several outputs can't be told apart any more. "
            "Keep a row for each.",
        ),
        Mistake(
            "W turned over",
            lambda W, b, x: np.diag(_slopes(W, b, x)) @ W.T,
            "W has a row for each output already, as J has: no `.T` is needed.",
            also=(lambda W, b, x: _slopes(W, b, x)[:, None] * W.T,),
        ),
        Mistake(
            "the minus doesn't reach b",
            _of_b_turned,
            "the slope of σ is taken at Wx − b, say as `exp(-W @ x + b)`. A minus in front of z goes to b "
            "as well: brackets.",
        ),
        Mistake(
            "multiplied by x",
            lambda W, b, x: _layer_jacobian(W, b, x) @ x,
            "J is the table itself. `J @ x` asks it what the nudge x would do.",
        ),
        Mistake(
            "the indices of W exchanged",
            _indices_exchanged,
            "row i of J is row i of W, scaled: W[i, j], not W[j, i].",
        ),
        Mistake(
            "the outputs themselves",
            lambda W, b, x: sigmoid(W @ x + b),
            "that is y. Asked is how fast each output moves with each input: a table.",
        ),
        Mistake(
            "nudged or rounded",
            lambda W, b, x: _by_nudging(1e-6, 0, W, b, x),
            "this isn't exact. No nudging here, and no rounding: the rule gives each slope exactly.",
            fits=_by_a_nudge(_layer_jacobian, _by_nudging),
        ),
    ],
    hints=[
        "z = Wx + b, then s = σ(z). What is the slope of σ at each z, written with s?",
        "Row i of J is row i of W times s_i(1 − s_i).",
        "`np.diag(a) @ W` scales the rows of W; so does `a[:, None] * W`.",
    ],
    stub="def layer_jacobian(W, b, x):\n    return ...  # your code here\n",
    answer=(
        "def layer_jacobian(W, b, x):\n"
        "    s = sigmoid(W @ x + b)\n"
        "    return np.diag(s * (1 - s)) @ W\n"
    ),
    context="import numpy as np\nfrom lib.learning.activations import sigmoid\n",
    praise="diag(s ⊙ (1 − s)) W: the weights, each row dimmed by how flat σ is there.",
)


def _turn(x):
    return np.array([x[0] * x[1], x[0] + x[1] ** 2])


def _turn_jacobian(x):
    return np.array([[x[1], x[0]], [1.0, 2 * x[1]]])


def _spread(x):
    return np.array([x[0] * x[1], x[1] * x[2]])


def _spread_jacobian(x):
    return np.array([[x[1], x[0], 0.0], [0.0, x[2], x[1]]])


def _bent(u):
    return np.array([[np.cos(u[0]), 2.0], [u[1], u[0]]])


def _three_outputs(u):
    return np.array([[2 * u[0], 0.0], [u[1], u[0]], [1.0, np.exp(u[1])]])


_turn.label, _turn_jacobian.label = "(x₀x₁, x₀ + x₁²)", "Jacobian of g"
_spread.label, _spread_jacobian.label = "(x₀x₁, x₁x₂)", "Jacobian of g"
_bent.label = _three_outputs.label = "Jacobian of f"
for _f, _name in (
    (_turn, "g"),
    (_spread, "g"),
    (_turn_jacobian, "Jg"),
    (_spread_jacobian, "Jg"),
    (_bent, "Jf"),
    (_three_outputs, "Jf"),
):
    _f.__qualname__ = _name


def _some_series(chance):
    """g: n → k and the Jacobian of an f: k → m, square at times."""
    m, k, n = chance.in_turn(2, 3, 2, 1, 3), chance.in_turn(2, 3, 4, 2), chance.in_turn(2, 3, 3, 1)
    A, B = (chance.numbers(k, n, low=-1.5, high=1.5, digits=1) for _ in "AB")
    C, D = (chance.numbers(m, k, low=-1.5, high=1.5, digits=1) for _ in "CD")
    Jf, Jf.label = lambda u: C + np.cos(D @ u)[:, None] * D, "C + diag(cos(Du)) D"
    g, g.label = lambda x: A @ x + (B @ x) ** 2, "Ax + (Bx)²"
    Jg, Jg.label = lambda x: A + 2 * (B @ x)[:, None] * B, "A + 2 diag(Bx) B"
    Jf.__qualname__, g.__qualname__, Jg.__qualname__ = "Jf", "g", "Jg"
    return Jf, g, Jg, chance.numbers(n, low=-2, high=2)


def _chained(Jf, g, Jg, x):
    return Jf(g(x)) @ Jg(x)


chained = Exercise(
    key="jacobians.chained",
    title="Two machines in series",
    difficulty=1,
    right=_chained,
    probes=[
        (_bent, _turn, _turn_jacobian, np.array([0.7, -0.4])),
        (_three_outputs, _turn, _turn_jacobian, np.array([1.0, 0.5])),
        (_three_outputs, _spread, _spread_jacobian, np.array([0.5, 1.0, -0.5])),
    ],
    draw=_some_series,
    corners=(
        (_bent, _turn, _turn_jacobian, np.zeros(2)),
        (_three_outputs, _spread, _spread_jacobian, np.array([0.7, 0.7, 0.7])),
    ),
    **EXACT,
    mistakes=[
        Mistake(
            "factors in the wrong order",
            lambda Jf, g, Jg, x: Jg(x) @ Jf(g(x)),
            "the machine that works first stands on the right. Where the shapes don't fit, NumPy complains; "
            "where they do, mostly another table comes, silently.",
        ),
        Mistake(
            "f's Jacobian at x",
            lambda Jf, g, Jg, x: Jf(x) @ Jg(x),
            "what f gets is g(x). Its Jacobian has to be taken there, where f works, and not at x.",
            also=(
                lambda Jf, g, Jg, x: Jf(x) * Jg(x),
                lambda Jf, g, Jg, x: Jg(x) @ Jf(x),
                lambda Jf, g, Jg, x: Jf(x) + Jg(x),
                lambda Jf, g, Jg, x: Jf(x),
                lambda Jf, g, Jg, x: Jf(x) @ g(x),
            ),
        ),
        Mistake(
            "g's Jacobian at its own output",
            lambda Jf, g, Jg, x: Jf(g(x)) @ Jg(g(x)),
            "f's Jacobian is in its place. But g works at x, not at g(x).",
        ),
        Mistake(
            "places exchanged",
            lambda Jf, g, Jg, x: Jf(x) @ Jg(g(x)),
            "each Jacobian is taken where the other machine works. Which machine receives x?",
        ),
        Mistake(
            "Jf at a table, in place of a point",
            lambda Jf, g, Jg, x: Jf(Jg(x)) @ Jg(x),
            "what f receives is g(x): its Jacobian is asked for there, not at Jg(x).",
        ),
        Mistake(
            "Jacobians composed instead of multiplied",
            lambda Jf, g, Jg, x: Jf(Jg(x)),
            "a table goes into a function that takes a point. What f receives is g(x); "
            "Jacobians are multiplied.",
            also=(
                lambda Jf, g, Jg, x: Jf(g(Jg(x))),
                lambda Jf, g, Jg, x: Jg(Jf(x)),
                lambda Jf, g, Jg, x: Jg(Jf(g(x))),
            ),
        ),
        Mistake(
            "entry by entry",
            lambda Jf, g, Jg, x: Jf(g(x)) * Jg(x),
            "`*` multiplies entries at the same place. A nudge reaches an output over all outputs of "
            "g, and the paths add: that is the matrix product `@`.",
        ),
        Mistake(
            "added or subtracted",
            lambda Jf, g, Jg, x: Jf(g(x)) + Jg(x),
            "in series the multipliers of machines are multiplied, neither added nor subtracted.",
            also=(
                lambda Jf, g, Jg, x: Jf(g(x)) - Jg(x),
                lambda Jf, g, Jg, x: Jg(x) - Jf(g(x)),
            ),
        ),
        Mistake(
            "one of the two transposed",
            lambda Jf, g, Jg, x: Jf(g(x)) @ Jg(x).T,
            "one table is turned over. As they came they fit: f's columns meet g's rows.",
            also=(
                lambda Jf, g, Jg, x: Jf(g(x)).T @ Jg(x),
                lambda Jf, g, Jg, x: Jg(x).T @ Jf(g(x)),
                lambda Jf, g, Jg, x: Jg(x) @ Jf(g(x)).T,
            ),
        ),
        Mistake(
            "transposed",
            lambda Jf, g, Jg, x: _chained(Jf, g, Jg, x).T,
            "rows are outputs of f, columns are inputs of g.",
        ),
        Mistake(
            "only the last machine",
            lambda Jf, g, Jg, x: Jf(g(x)),
            "that is how f's outputs move with g's. How do g's move with x?",
        ),
        Mistake(
            "only the first machine",
            lambda Jf, g, Jg, x: Jg(x),
            "that is how g's outputs move with x. How do f's move with them?",
        ),
        Mistake(
            "g's value in place of its Jacobian",
            lambda Jf, g, Jg, x: Jf(g(x)) @ g(x),
            "g(x) only says where f works. A nudge is passed on by g's Jacobian, `Jg(x)`.",
            also=(lambda Jf, g, Jg, x: Jf(g(x)) * g(x),),
        ),
        Mistake(
            "multiplied by x",
            lambda Jf, g, Jg, x: _chained(Jf, g, Jg, x) @ x,
            "the table itself is due. Times x it says what the nudge x would do.",
            also=(
                Also(
                    lambda Jf, g, Jg, x: _chained(Jf, g, Jg, x) * x,
                    "the table itself is due: x says where, and isn't a factor of it.",
                ),
            ),
        ),
        Mistake(
            "the diagonals only",
            lambda Jf, g, Jg, x: np.diag(Jf(g(x))) * np.diag(Jg(x)),
            "as if of each table the diagonal alone were there, for each output one input. All paths count: "
            "the matrix product `@`.",
            also=(lambda Jf, g, Jg, x: np.diag(np.diag(Jf(g(x))) * np.diag(Jg(x))),),
        ),
    ],
    hints=[
        "It is the chain rule of notebook 04, f′(g(x)) · g′(x), with tables for the two slopes.",
        "Shapes: f's Jacobian is (m, k), g's is (k, n). In which order can they be multiplied?",
    ],
    stub="def chained(Jf, g, Jg, x):\n    return ...  # your code here\n",
    answer="def chained(Jf, g, Jg, x):\n    return Jf(g(x)) @ Jg(x)\n",
    praise="(m, k) @ (k, n) = (m, n): last machine on the left, each taken where it works.",
)


class TableMade(RuntimeError):
    """A matrix was computed where vectors are enough."""


GIVEN = set()  # shape and bytes of the tables that were given, also transposed


class VectorsOnly(np.ndarray):
    """An array that refuses to take part in computing a table, or to meet one that was computed.

    A plain copy of a table that was given, as np.asarray makes it, is no computed one.
    """

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(i) if isinstance(i, VectorsOnly) else i for i in inputs]
        out = options.get("out", ())
        if out:  # an in-place operation
            options["out"] = tuple(np.asarray(o) for o in out)
        made = getattr(ufunc, method)(*plain, **options)
        for table in [made, *(i for i in inputs if not isinstance(i, VectorsOnly))]:
            if np.ndim(table) > 1 and min(np.shape(table)) > 1 and _looks(table) not in GIVEN:
                raise TableMade(
                    f"a table of shape {np.shape(table)} was computed, and vectors are enough here"
                )
        return out[0] if out else made


def _looks(table):
    table = np.asarray(table)
    return table.shape, table.tobytes()


def _guarded(W, b, x, u):
    """The inputs of one probe, with W and u as VectorsOnly."""
    for table in (W, W.T, -W, -W.T):  # a sign makes no other table
        GIVEN.add(_looks(table))
    return W.view(VectorsOnly), b, x, np.array(u, float).view(VectorsOnly)


def _some_pull(chance):
    W, b, x = _some_layer(chance)
    return _guarded(W, b, x, chance.numbers(len(b), low=-3, high=3))


def _pull(W, b, x, u):
    return W.T @ (u * _slopes(W, b, x))


def _pull_by_table(W, b, x, u):
    return (_slopes(W, b, x)[:, None] * W).T @ u


def _pull_of(made):
    """The answer that pulls back u times made(z)."""
    return lambda W, b, x, u: W.T @ (u * made(W @ x + b))


def _pull_by_nudging(ahead, back, W, b, x, u):
    return _table(ahead, back, lambda x: np.array([u @ sigmoid(W @ x + b)]), x)[0]


_PULLS = [
    _guarded(W, b, x, u)
    for (W, b, x), u in zip(_LAYERS, ([1, -2.0], [0.5, 3], [1, -1, 2, 0.25]), strict=True)
]
FORMED = (
    "a table was formed",
    "somewhere a table was made, as `np.diag(a)`, `a[:, None] * W` or `jacobian` do. "
    "Scale u first; then `W.T @` a vector is all that is left.",
)


def _made_a_table(value, W, b, x, u):
    """Whether it formed a table; for a W of one row or one column none is to be told from a vector."""
    return isinstance(getattr(value, "problem", None), TableMade) or min(np.shape(W)) == 1


COPYING = {"array", "copy", "deepcopy", "astype", "flatten", "ascontiguousarray", "asfortranarray"}


def _holds_a_table(answer, m=60, n=80):
    """Whether it holds a table as large as W, beside a copy of W or −W where the code may make one."""
    W, b = np.sin(np.arange(m * n)).reshape(m, n) / 9, np.cos(np.arange(m))
    x, u = np.sin(np.arange(n)), np.cos(np.arange(m))
    used = source.uses(answer)[0]
    copies = bool(used & COPYING) or source.negates(answer)
    lists = 5 * ("tolist" in used)  # W as lists of Python's numbers is as large as 4 or 5 tables
    return most_held(lambda: answer(W, b, x, u)) > 8 * m * n * (copies + lists + 0.5)


pull = Exercise(
    key="jacobians.pull",
    title="Pull a sensitivity back through a layer, without forming J",
    difficulty=2,
    right=_pull,
    probes=_PULLS,
    draw=_some_pull,
    corners=(
        _guarded(np.ones((2, 3)), np.array([0.5, 0.5]), np.full(3, 0.1), [2.0, 2.0]),
        _guarded(_SQUARE, np.array([0.3, -1.0]), np.zeros(2), [0.0, 1.0]),
        _guarded(_TALL, np.zeros(4), np.array([-1.0, 0.8]), [1e-3, -20.0, 0.0, 3.0]),
        *(_guarded(W, b, x, np.arange(1.0, len(b) + 1)) for W, b, x in _FAR_OUT),
    ),
    **EXACT,
    forbids=[
        Forbidden(*FORMED, names=("diag", "diagflat", "outer", "jacobian"), sight=_holds_a_table),
        Forbidden(
            "the library's own",
            "`vjp`, `gradient` or another name of the library's is in it. Here it takes two lines of "
            "your own.",
            names=("vjp", "jvp", "gradient", "partial"),
        ),
    ],
    mistakes=[
        Mistake(FORMED[0], _pull_by_table, FORMED[1], fits=each(_made_a_table), kind=True),
        Mistake(
            "∞/∞ far out",
            _pull_of(lambda z: np.exp(z) / (1 + np.exp(z)) ** 2),
            "far out exp is more than a float can hold: ∞, and ∞/∞ is NaN, as e^z/(1 + e^z) gives at "
            "z = 800, or e^−z/(1 + e^−z)² at −800. `sigmoid` holds at both ends: s(1 − s).",
            also=(_pull_of(lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),),
        ),
        Mistake(
            "pushed instead of pulled",
            lambda W, b, x, u: W @ (u * _slopes(W, b, x)),
            "W turns inputs into outputs. Going back from outputs to inputs takes W.T.",
            also=(
                lambda W, b, x, u: _slopes(W, b, x) * (W @ u),
                lambda W, b, x, u: W @ u,
            ),
        ),
        Mistake(
            "entry by entry",
            lambda W, b, x, u: u * _slopes(W, b, x) * W,
            "`*` multiplies entries at the same place, and `* W` even makes a table. From z back to x "
            "it is W.T with `@`.",
        ),
        Mistake(
            "u after W",
            lambda W, b, x, u: W.T @ _slopes(W, b, x) * u,
            "u belongs to the outputs, so it comes in before W.T: scale u by σ's slopes, then `W.T @` "
            "that.",
        ),
        Mistake(
            "the weights' gradient",
            lambda W, b, x, u: np.outer(u * _slopes(W, b, x), x),
            "where u is ∂L/∂y that is ∂L/∂W, a table shaped like W. Asked is the pull back to x, an "
            "array (n,).",
        ),
        Mistake(
            "σ forgotten",
            lambda W, b, x, u: W.T @ u,
            "on the way back u passes σ first, then W: each entry of u is multiplied by the slope "
            "of σ there.",
        ),
        Mistake(
            "s in place of s(1 − s)",
            _pull_of(sigmoid),
            "σ passes sensitivities on by its slope s(1 − s), not by its height s.",
        ),
        Mistake(
            "z(1 − z) in place of s(1 − s)",
            _pull_of(lambda z: z * (1 - z)),
            "the rule s(1 − s) is written with what comes *out* of σ, s = σ(z), not with z.",
        ),
        Mistake(
            "s left out of s(1 − s)",
            _pull_of(lambda z: 1 - sigmoid(z)),
            "1 − s is one of two factors: the slope of σ is s(1 − s).",
        ),
        Mistake(
            "brackets missing in 1 / (1 + exp(−z))",
            _pull_of(_unbracketed),
            "`1 / 1 + np.exp(-z)` is 1 + exp(−z): the division comes first. Put 1 + exp(−z) in brackets.",
        ),
        Mistake(
            "s(1 + s) in place of s(1 − s)",
            _pull_of(lambda z: sigmoid(z) * (1 + sigmoid(z))),
            "the slope of σ is s(1 − s), with a minus: it goes to 0 as s goes to 1, where σ levels off.",
        ),
        Mistake(
            "tanh's slope",
            _pull_of(lambda z: 1 - sigmoid(z) ** 2),
            "1 − s² belongs to tanh. The slope of σ is s(1 − s), which is s − s².",
            also=(_pull_of(lambda z: 1 - np.tanh(z) ** 2),),
        ),
        Mistake(
            "the slope of σ at its own output",
            _pull_of(lambda z: sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z)))),
            "you put y through σ once more. With s = σ(z) the slope is s(1 − s).",
        ),
        Mistake(
            "the slope of σ at x",
            lambda W, b, x, u: W.T @ (u * sigmoid(x) * (1 - sigmoid(x))),
            "σ works at z = Wx + b, so its slope has to be taken there, not at x.",
            also=(lambda W, b, x, u: (W.T @ u) * (sigmoid(x) * (1 - sigmoid(x))),),
        ),
        Mistake(
            "σ's slope after W",
            lambda W, b, x, u: (W.T @ u) * _slopes(W, b, x),
            "as if u went through W.T first, and σ's slopes came after it. On the way back σ comes first: "
            "scale u, then apply W.T (brackets!).",
        ),
        Mistake(
            "stopped before W",
            lambda W, b, x, u: u * _slopes(W, b, x),
            "that is the sensitivity at z, (m,). It still has to pass W to reach x, (n,).",
        ),
        Mistake(
            "multiplied by x",
            lambda W, b, x, u: _pull(W, b, x, u) * x,
            "the pull back to x is a sensitivity, and x itself isn't a factor of it.",
            also=(lambda W, b, x, u: _pull(W, b, x, u) @ x,),
        ),
        Mistake(
            "u forgotten",
            lambda W, b, x, u: W.T @ _slopes(W, b, x),
            "that is the pull where every entry of u is 1: u says how much each output matters.",
        ),
        Mistake(
            "added instead of multiplied",
            lambda W, b, x, u: W.T @ (u + _slopes(W, b, x)),
            "in series multipliers multiply: each entry of u times the slope of σ there.",
        ),
        Mistake(
            "divided by the slope",
            _pull_of(lambda z: 1 / (sigmoid(z) * (1 - sigmoid(z)))),
            "going back still multiplies: u times the slope of σ, entry by entry.",
        ),
        Mistake(
            "only the last output counted",
            lambda W, b, x, u: W[-1] * (u * _slopes(W, b, x))[-1],
            "one output alone has pulled. Does each round of the loop overwrite the one before? "
            "Add the pulls of all, as with `+=`.",
        ),
        Mistake(
            "added up to one number",
            lambda W, b, x, u: u @ _slopes(W, b, x),
            "one number came: `@` of two vectors adds up. Scale u entry by entry with `*`, then pull it "
            "through W.",
        ),
        Mistake(
            "the minus doesn't reach b",
            lambda W, b, x, u: _pull(W, -b, x, u),
            "the slope of σ is taken at Wx − b, say as `exp(-W @ x + b)`. A minus in front of z goes to b "
            "as well: brackets.",
        ),
        Mistake(
            "b forgotten",
            lambda W, b, x, u: W.T @ (u * _slopes(np.asarray(W), 0, x)),
            "b moves the place where σ's slope is taken.",
        ),
        Mistake(
            "nudged or rounded",
            lambda W, b, x, u: _pull_by_nudging(1e-6, 0, W, b, x, u),
            "this isn't exact. No nudging here, and no rounding: two exact factors do it.",
            fits=_by_a_nudge(_pull, _pull_by_nudging),
        ),
    ],
    hints=[
        "J = diag(a) W with a = s(1 − s), so Jᵀu = Wᵀ diag(a) u. What does diag(a) do to a vector?",
        "diag(a) u is `a * u`, entry by entry. No diag is needed.",
        "`W.T @ (u * a)`: one vector after the other.",
    ],
    stub="def pull(W, b, x, u):\n    return ...  # your code here\n",
    answer=(
        "def pull(W, b, x, u):\n    s = sigmoid(W @ x + b)\n    return W.T @ (u * s * (1 - s))\n"
    ),
    context="import numpy as np\nfrom lib.learning.activations import sigmoid\n",
    praise="First through σ, then through Wᵀ, and nothing larger than a vector on the way.",
)


def _softmax_jacobian(z):
    s = softmax(z)
    return np.diag(s) - np.outer(s, s)


def _of_shares(s):
    return np.diag(s) - np.outer(s, s)


def _naive(z):
    s = np.exp(z) / np.exp(z).sum()
    return np.diag(s) - np.outer(s, s)


def _with(made):
    """The answer that is made of the outputs s."""
    return lambda z: made(softmax(z))


def _diagonal_set(table, diagonal):
    np.fill_diagonal(table, diagonal)
    return table


def _overflows(values, probes):
    """NaN at some large scores, and only where exp of the scores overflows, or all of them vanish."""
    spoilt = [np.isnan(np.asarray(value)).any() for value in values]  # None is no NaN
    excused = [np.isnan(_naive(z)).any() for (z,) in probes]
    large = [z.max() > 0 for (z,) in probes]
    return any(s and n for s, n in zip(spoilt, large, strict=True)) and all(
        e or not s for s, e in zip(spoilt, excused, strict=True)
    )


def _off(value, z):
    """Whether the diagonal differs, and whether anything off it does."""
    wrong = ~np.isclose(np.asarray(value, float), _softmax_jacobian(z), rtol=1e-4, atol=1e-5)
    return wrong.diagonal().any(), (wrong & ~np.eye(len(z), dtype=bool)).any()


def _only_wrong(place):
    """fits: all that is wrong is on the diagonal (place 0), or off it (place 1)."""

    def fits(values, probes):
        offs = [_off(value, z) for value, (z,) in zip(values, probes, strict=True)]
        return not any(off[1 - place] for off in offs)

    return fits


def _some_scores(chance):
    """Scores near 0, near 1000, near −1000, and far apart; two at least."""
    z = chance.numbers(chance.in_turn(2, 3, 4, 2, 6), low=-2, high=2)
    return (z * chance.in_turn(1, 1, 0.1, 1000) + chance.in_turn(0, 0, 1000, 0, -1000),)


softmax_jacobian = Exercise(
    key="jacobians.softmax_jacobian",
    title="The full Jacobian of softmax",
    difficulty=2,
    right=_softmax_jacobian,
    probes=[
        (np.array([2.0, 1.0, 0.0]),),
        (np.array([0.3, -1.2]),),
        (np.array([1000.0, 1001.0, 999.0, 1000.5]),),
    ],
    draw=_some_scores,
    corners=tuple(
        (np.array(z),)
        for z in (
            [1.0, 1.0, -0.5],
            [0.0, 0.0, 0.0],
            [5.0, 5.0],
            [-800.0, 800.0, 0.0],
            [3.0],
            [1000.0, -1000.0, 1000.0],
        )
    ),
    rtol=1e-4,
    atol=1e-5,
    mistakes=[
        Mistake(
            "softmax treated as elementwise",
            _with(lambda s: np.diag(s * (1 - s))),
            "your diagonal is right, and the rest is 0. Does output 0 really not notice when score 1 "
            "moves?",
        ),
        Mistake(
            "the diagonal only, as a vector",
            _with(lambda s: s * (1 - s)),
            "these are the slopes of each output with its own score. Any other score moves it as well: "
            "a table (K, K) is due.",
        ),
        Mistake(
            "the identity in place of diag(s)",
            _with(lambda s: np.eye(len(s)) - np.outer(s, s)),
            "off the diagonal all is right, and on it stands 1 − s², as `np.eye` gives it. Due there is "
            "s − s²: `np.diag(s)`.",
            also=(
                Also(
                    _with(lambda s: np.eye(len(s)) - np.diag(s)),
                    "1 − s stands on the diagonal, and 0 elsewhere. Due is diag(s) − s sᵀ: `np.diag(s)`, and "
                    "all products s_i s_j.",
                ),
            ),
        ),
        Mistake(
            "only s on the diagonal",
            _with(np.diag),
            "that is what comes out if the sum below the bar is held still. It moves with every score.",
        ),
        Mistake(
            "the sign turned round",
            lambda z: -_softmax_jacobian(z),
            "raising a score never lowers its own output: on the diagonal no slope is negative.",
        ),
        Mistake(
            "plus for minus",
            _with(lambda s: np.diag(s) + np.outer(s, s)),
            "what one output gains the others lose: off the diagonal no slope is positive.",
        ),
        Mistake(
            "plus for minus off the diagonal",
            _with(lambda s: _diagonal_set(np.outer(s, s), s * (1 - s))),
            "your diagonal is right. What one output gains the others lose: off it no slope is positive.",
        ),
        Mistake(
            "the diagonal's rule everywhere",
            _with(lambda s: np.outer(s, 1 - s)),
            "s(1 − s) is for an output and its own score. For another score it is −s_i s_j.",
        ),
        Mistake(
            "the diagonal's rule everywhere, with a minus off it",
            _with(lambda s: _diagonal_set(-np.outer(s, 1 - s), s * (1 - s))),
            "s(1 − s) is for an output and its own score. For another score it is −s_i s_j.",
        ),
        Mistake(
            "the products only",
            _with(lambda s: -np.outer(s, s)),
            "−s_i s_j is right off the diagonal. On it the score also lifts its own exponential.",
            also=(
                Also(
                    _with(lambda s: np.outer(s, s)),
                    "the products came, with a plus. They are taken away, and on the diagonal the score "
                    "also lifts its own exponential: diag(s) − s sᵀ.",
                ),
            ),
        ),
        Mistake(
            "the diagonal left at 0",
            _with(lambda s: _diagonal_set(-np.outer(s, s), 0)),
            "off the diagonal all is right. On it stands how each output moves with its own score.",
        ),
        Mistake(
            "entry by entry in place of the table of products",
            _with(lambda s: np.diag(s) - s * s),
            "`s * s` is an array (K,), also with `.T`, and NumPy takes it off every row alike. All "
            "products s_i s_j make a table: `np.outer(s, s)`.",
        ),
        Mistake(
            "one number in place of the table of products",
            _with(lambda s: np.diag(s) - s @ s),
            "`s @ s` is one number. All products s_i s_j make a table: `np.outer(s, s)`.",
            also=(_with(lambda s: s - s @ s),),
        ),
        Mistake(
            "the vector in place of the diagonal matrix",
            _with(lambda s: s - np.outer(s, s)),
            "an array (K,) is added to every row of your table, as NumPy does. What goes with −s sᵀ stands "
            "on the diagonal only: `np.diag(s)`.",
            also=(_with(lambda s: s * (1 - s) - np.outer(s, s)),),
        ),
        Mistake(
            "the scores divided",
            lambda z: _softmax_jacobian(np.asarray(z) / np.max(np.abs(z))),
            "dividing mostly changes the differences of the scores, and so the outputs; *subtracting* one "
            "number from all scores never does. Subtract the largest.",
            also=(
                lambda z: _softmax_jacobian(np.asarray(z) / np.max(z)),
                lambda z: _softmax_jacobian(np.asarray(z) / np.sum(z)),
                lambda z: _softmax_jacobian(np.asarray(z) / np.linalg.norm(z)),
            ),
        ),
        Mistake(
            "the squares taken off twice",
            _with(lambda s: np.diag(s * (1 - s)) - np.outer(s, s)),
            "the diagonal of s sᵀ holds the s_i² already; s(1 − s) takes them off once more.",
        ),
        Mistake(
            "sigmoid in place of softmax",
            lambda z: np.diag(sigmoid(z) * (1 - sigmoid(z))),
            "that squashes each score by itself. Softmax divides by the sum over all scores.",
            also=(lambda z: np.diag(sigmoid(z)) - np.outer(sigmoid(z), sigmoid(z)),),
        ),
        Mistake(
            "the scores in place of the outputs",
            lambda z: np.diag(z) - np.outer(z, z),
            "the rule is written with the outputs s of softmax, not with the scores z.",
            also=(lambda z: np.diag(z * (1 - z)),),
        ),
        Mistake(
            "the largest score subtracted once, not twice",
            lambda z: _of_shares(np.exp(z - z.max()) / np.exp(z).sum()),
            "subtract it above the bar and below: `e = np.exp(z - z.max())`, then `e / e.sum()`.",
            also=(lambda z: _of_shares(np.exp(z) / np.exp(z - z.max()).sum()),),
        ),
        Mistake(
            "another number than the largest subtracted",
            lambda z: _of_shares(np.exp(z - z.min()) / np.exp(z - z.min()).sum()),
            "where the scores lie far apart exp still may be too large for a float, and ∞/∞ gives NaN. "
            "Subtract the *largest*: then no exponent is above 0.",
            also=(
                lambda z: _of_shares(np.exp(z - z.mean()) / np.exp(z - z.mean()).sum()),
                lambda z: _of_shares(np.exp(z - z[0]) / np.exp(z - z[0]).sum()),
            ),
        ),
        Mistake(
            "the scores with the wrong sign",
            lambda z: _softmax_jacobian(-z),
            "these are the slopes for −z, where the lowest score gets the largest share. It is exp(z), with "
            "no minus before z.",
        ),
        Mistake(
            "not divided by the sum",
            lambda z: np.diag(np.exp(z - z.max())) - np.outer(*[np.exp(z - z.max())] * 2),
            "as if s needn't add up to 1. Divide the exponentials by their sum.",
            also=(lambda z: np.diag(np.exp(z)) - np.outer(np.exp(z), np.exp(z)),),
        ),
        Mistake(
            "large scores overflow",
            _naive,
            "exp(1000) is too large for a float, and infinity over infinity gives NaN; so does 0 over 0 "
            "for large negative scores. Subtract the largest score first: softmax doesn't change.",
            fits=_overflows,
            kind=True,
        ),
        Mistake(
            "only the diagonal is wrong",
            _with(lambda s: _diagonal_set(-np.outer(s, s), s)),
            "off the diagonal all is right. On it stands how each output moves with its own score: it "
            "is lifted by its exponential, and held down by the sum below the bar.",
            fits=_only_wrong(0),
        ),
        Mistake(
            "the diagonal told by equal outputs",
            _with(lambda s: s[:, None] * (np.equal.outer(s, s) - s)),
            "it is wrong where two outputs are equal (and not 0): there s(1 − s) stands off the diagonal, "
            "too. An entry is on the diagonal for its place, i equal to j, not for its value.",
        ),
        Mistake(
            "wrong off the diagonal",
            _with(lambda s: _diagonal_set(-np.outer(s * (np.arange(len(s)) > 0), s), s * (1 - s))),
            "the diagonal is right, and off it not everything is. What one output gains, the others lose: "
            "how much of it does each lose?",
            fits=_only_wrong(1),
            also=(_with(lambda s: _diagonal_set(np.zeros((len(s), len(s))) - s, s * (1 - s))),),
        ),
        Mistake(
            "just the outputs",
            softmax,
            "that is softmax itself, (K,). Its Jacobian is a table (K, K).",
        ),
    ],
    hints=[
        "Off the diagonal the slope of s_i with respect to z_j is −s_i s_j; on it, s_i − s_i².",
        "`np.outer(s, s)` is the table of all products s_i s_j, and `np.diag(s)` has s on its diagonal.",
        "If large scores give NaN: `softmax` of this notebook doesn't overflow; or use z − z.max().",
    ],
    stub="def softmax_jacobian(z):\n    return ...  # your code here\n",
    answer=(
        "def softmax_jacobian(z):\n"
        "    e = np.exp(z - z.max())\n"
        "    s = e / e.sum()\n"
        "    return np.diag(s) - np.outer(s, s)\n"
    ),
    praise="diag(s) − s sᵀ: symmetric, every row adds up to 0, and so it can't be inverted.",
)


TABLES = "∂y/∂x", "∂y/∂b", "∂y/∂W", "∂L/∂W"
SHAPES = (3, 4), (3, 3), (3, 3, 4), (3, 4)
SLIPS = {  # at each place, what else may be written there
    "∂y/∂x transposed": ({(4, 3)}, {}, {}, {}),
    "∂y/∂b as a vector": ({}, {(3,), (3, 1), (1, 3)}, {}, {}),
    "∂y/∂W with the shape of W": ({}, {}, {(3, 4)}, {}),
    "∂y/∂W with two axes only": ({}, {}, {(4, 3)}, {}),
    "∂y/∂b shaped like W": ({}, {(3, 4)}, {}, {}),
    "W laid out flat": ({}, {}, {(3, 12), (12, 3), (3, 12, 1)}, {(12,), (1, 12)}),
    "∂y/∂W with axes made into one": ({}, {}, {(9, 4), (36,)}, {}),
    "∂y/∂W with its axes in another order": ({}, {}, {(3, 4, 3), (4, 3, 3)}, {}),
    "∂L/∂W like ∂y/∂W": ({}, {}, {}, {(3, 3, 4)}),
    "an axis for L": ({}, {}, {}, {(1, 3, 4), (3, 4, 1)}),
    "∂L/∂W transposed": ({}, {}, {}, {(4, 3)}),
    "∂L/∂W as one number": ({}, {}, {}, {(), (1,), (1, 1)}),
    "∂L/∂W for one row of W": ({}, {}, {}, {(4,), (1, 4), (4, 1)}),
    "∂L/∂W for one column of W": ({}, {}, {}, {(3,), (3, 1), (1, 3)}),
    "∂y/∂b with an axis of x": ({}, {(4, 3), (4, 4), (3, 3, 4)}, {}, {}),
    "∂y/∂W with an axis of x": ({}, {}, {(3, 4, 4), (4, 3, 4), (4, 4, 3), (4, 4), (4, 4, 4)}, {}),
}
ASIDE = {  # what is told of one table among several
    "∂y/∂x transposed": "outputs come first",
    "∂y/∂b as a vector": "3 outputs by 3 numbers in b",
    "∂y/∂W with the shape of W": "y has an axis as well, and it comes first",
    "∂y/∂W with two axes only": "y has an axis as well, and it comes first",
    "∂y/∂b shaped like W": "b has 3 entries, as y has",
    "W laid out flat": "keep both axes of W",
    "∂y/∂W with axes made into one": "keep the axis of y, and both of W",
    "∂y/∂W with its axes in another order": "the axis of y first, then the two of W",
    "∂L/∂W like ∂y/∂W": "L has no axis",
    "an axis for L": "L has no axis",
    "∂L/∂W transposed": "W is (3, 4)",
    "∂L/∂W as one number": "a slope for each weight",
    "∂L/∂W for one row of W": "W has 3 rows of 4",
    "∂L/∂W for one column of W": "W has 4 columns of 3",
    "∂y/∂b with an axis of x": "b has 3 entries, as y has",
    "∂y/∂W with an axis of x": "W is (3, 4), behind the axis of y",
}


def _as_shapes(value):
    """The four shapes as tuples, a bare number as (number,)."""
    if any(isinstance(shape, str) for shape in value):
        raise TypeError("a text is no shape")
    return [
        (_count(shape),) if np.ndim(shape) == 0 else tuple(_count(n) for n in shape)
        for shape in value
    ]


def _count(n):
    """A whole number; an error for a part of one, a truth value, a text."""
    if isinstance(n, bool) or n != int(n):
        raise TypeError("no count")
    return int(n)


def _met(value):
    """For each of the four tables the slip that was made, "" where it is another one, None where right."""
    found = []
    for place, shape in enumerate(_as_shapes(value)):
        names = [name for name, places in SLIPS.items() if shape in places[place]]
        found.append(None if shape == SHAPES[place] else (names or [""])[0])
    return found if len(found) == 4 else [""]


def _only(name):
    """fits: this slip was made, and no other."""
    return lambda value: set(_met(value)) - {None} == {name}


def _each_told(value):
    return (
        "; ".join(f"{t}: {ASIDE[m]}" for t, m in zip(TABLES, _met(value), strict=True) if m) + "."
    )


def _slip(name, wrong, look_at):
    return Mistake(name, wrong, look_at, fits=_only(name), kind=True)


table_shapes = Exercise(
    key="jacobians.table_shapes",
    title="Which shape has which table?",
    difficulty=2,
    right=SHAPES,
    mistakes=[
        Mistake(
            "inputs first everywhere",
            ((4, 3), (3, 3), (3, 4, 3), (3, 4)),
            "the axes of the outputs come first, then those of what is nudged.",
            fits=lambda value: (
                _met(value)[0] == "∂y/∂x transposed"
                and _met(value)[1] is None
                and _met(value)[2] == "∂y/∂W with its axes in another order"
                and _met(value)[3] in (None, "∂L/∂W transposed")
            ),
            kind=True,
        ),
        Mistake(
            "W taken as (4, 3)",
            ((3, 4), (3, 3), (3, 4, 3), (4, 3)),
            "in Wx, W has a row for each output: it is (3, 4), and so it stands in the last two tables.",
            fits=lambda value: _as_shapes(value) == [(3, 4), (3, 3), (3, 4, 3), (4, 3)],
            kind=True,
        ),
        Mistake(
            "a number for each, instead of the shape",
            (12, 9, 36, 12),
            "one number can say how many slopes there are. A shape says how they are laid out: how many "
            "rows, how many columns.",
            kind=True,
            fits=lambda value: len(value) == 4 and all(type(n) is int for n in value),
        ),
        _slip(
            "∂y/∂x transposed",
            ((4, 3), (3, 3), (3, 3, 4), (3, 4)),
            "outputs come first: ∂y/∂x has 3 rows.",
        ),
        _slip(
            "∂y/∂b as a vector",
            ((3, 4), (3,), (3, 3, 4), (3, 4)),
            "3 outputs and 3 numbers in b make 9 slopes, even if 6 of them are 0.",
        ),
        _slip(
            "∂y/∂W with the shape of W",
            ((3, 4), (3, 3), (3, 4), (3, 4)),
            "each of the 3 outputs has a slope for each of the 12 weights; one number, L, has a "
            "table shaped like W, but y is three numbers.",
        ),
        _slip(
            "∂y/∂W with two axes only",
            ((3, 4), (3, 3), (4, 3), (3, 4)),
            "each of the 3 outputs has a slope for each of the 12 weights: y has an axis, and W has two.",
        ),
        _slip(
            "∂y/∂b shaped like W",
            ((3, 4), (3, 4), (3, 3, 4), (3, 4)),
            "b has an entry for each output, whatever the size of x: 3 outputs by 3 numbers in b.",
        ),
        _slip(
            "W laid out flat",
            ((3, 4), (3, 3), (3, 12), (3, 4)),
            "that has W as one long list. Kept as it is, W has two axes.",
        ),
        _slip(
            "∂y/∂W with axes made into one",
            ((3, 4), (3, 3), (9, 4), (3, 4)),
            "that is room for all 36 slopes. Kept apart, y has one axis and W has two.",
        ),
        _slip(
            "∂y/∂W with its axes in another order",
            ((3, 4), (3, 3), (3, 4, 3), (3, 4)),
            "first the axis of y, then the two of W, in the order in which W has them.",
        ),
        _slip(
            "∂L/∂W like ∂y/∂W",
            ((3, 4), (3, 3), (3, 3, 4), (3, 3, 4)),
            "L is one number: one slope for each weight.",
        ),
        _slip(
            "an axis for L",
            ((3, 4), (3, 3), (3, 3, 4), (1, 3, 4)),
            "L is a single number and has no axis: ∂L/∂W is shaped like W.",
        ),
        _slip(
            "∂L/∂W transposed",
            ((3, 4), (3, 3), (3, 3, 4), (4, 3)),
            "W has a row for each output, so 3 rows, and ∂L/∂W is shaped like W.",
        ),
        _slip(
            "∂L/∂W as one number",
            ((3, 4), (3, 3), (3, 3, 4), (1,)),
            "L is one number, but it moves with each of the 12 weights: a slope for each.",
        ),
        _slip(
            "∂L/∂W for one row of W",
            ((3, 4), (3, 3), (3, 3, 4), (1, 4)),
            "L moves with each of the 12 weights, in 3 rows of 4: a slope for each.",
        ),
        _slip(
            "∂L/∂W for one column of W",
            ((3, 4), (3, 3), (3, 3, 4), (3,)),
            "L moves with each of the 12 weights, in 4 columns of 3: a slope for each.",
        ),
        _slip(
            "∂y/∂b with an axis of x",
            ((3, 4), (4, 4), (3, 3, 4), (3, 4)),
            "y and b have 3 entries each: 3 outputs by 3 numbers in b. The 4 of x doesn't come in.",
        ),
        _slip(
            "∂y/∂W with an axis of x",
            ((3, 4), (3, 3), (3, 4, 4), (3, 4)),
            "first the axis of y, 3, then the two of W, 3 and 4: the 4 of x comes in only as W's columns.",
        ),
        Mistake(
            "several slips",
            ((4, 3), (3,), (3, 4), (3, 4)),
            _each_told,
            fits=lambda value: "" not in _met(value) and any(_met(value)),
            kind=True,
        ),
    ],
    hints=[
        "First the axes of what moves, then the axes of what is nudged.",
        "y is (3,), x is (4,), b is (3,), W is (3, 4). L is one number, with no axes at all.",
    ],
    stub=(
        "table_shapes = (\n"
        "    ...,  # of ∂y/∂x\n"
        "    ...,  # of ∂y/∂b\n"
        "    ...,  # of ∂y/∂W\n"
        "    ...,  # of ∂L/∂W\n"
        ")\n"
    ),
    answer="table_shapes = ((3, 4), (3, 3), (3, 3, 4), (3, 4))\n",
    praise="What moves first, what is nudged after; for one number L the gradient is shaped like W.",
)

__getattr__ = by_stub_name(globals())
