"""Practice of notebook 06: Jacobians by nudging, of a layer, of softmax, in series, pulled back."""

import numpy as np

from lib.learning.activations import sigmoid
from lib.learning.losses import softmax
from lib.practice.engine.checking import Exercise, Mistake
from lib.practice.engine.predict import predict

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
            "That happens when scores are multiplied by a number above 1, which stretches their "
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


def _all_slopes(f, x, h=1e-6):
    return np.stack([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))], axis=1)


def _nudge_stays(f, x, h=1e-6):
    moved, columns = np.array(x, dtype=float), []
    for j in range(len(x)):
        moved[j] += h
        columns.append((f(moved) - f(x)) / h)
    return np.stack(columns, axis=1)


def _all_nudged(f, x, h=1e-6):
    column = (f(x + h) - f(x - h)) / (2 * h)
    return np.stack([column] * len(x), axis=1)


def _one_array(f, x, h=1e-6):
    moved, columns = x, []
    for j in range(len(x)):
        moved[j] += h
        columns.append((f(moved) - f(x)) / h)
    return np.stack(columns, axis=1)


def _all_too_small(values):
    """The right slopes, all times the same small number: not divided by the run."""
    rights = all_slopes.right_values()
    share = np.ravel(values[0])[0] / np.ravel(rights[0])[0]
    return 0 < abs(share) < 0.02 and all(
        np.allclose(np.asarray(value) / share, right, rtol=0.03, atol=0.03)
        for value, right in zip(values, rights, strict=True)
    )


def _nearly(values):
    """Slopes of the right kind, but not to three digits: too long a step, or too short."""
    return all(
        np.allclose(value, right, rtol=0.15, atol=0.35)
        for value, right in zip(values, all_slopes.right_values(), strict=True)
    )


all_slopes = Exercise(
    key="jacobians.all_slopes",
    title="The Jacobian of any function, by nudging",
    right=_all_slopes,
    probes=[
        (_sheet, np.array([3.0, 4.0])),
        (_mixed, np.array([0.5, 1.2, -2.0])),
        (_square_map, np.array([1.0, 0.5])),
    ],
    rtol=1e-3,
    atol=1e-4,
    mistakes=[
        Mistake(
            "transposed",
            lambda f, x: _all_slopes(f, x).T,
            "your rows belong to inputs. Nudging input j makes column j of J: rows are outputs.",
        ),
        Mistake(
            "all inputs nudged at once",
            _all_nudged,
            "every column came out the same, because every input got the nudge each time. Nudge "
            "input j alone.",
        ),
        Mistake(
            "the nudge left in",
            lambda f, x: np.cumsum(_all_slopes(f, x), axis=1),
            "when input 1 is nudged, input 0 is still nudged from before. Start each time from a "
            "fresh copy of x.",
        ),
        Mistake(
            "half the run",
            lambda f, x: 2 * _all_slopes(f, x),
            "from x − h to x + h the run is 2h, and you divided by h.",
        ),
        Mistake(
            "half the slope",
            lambda f, x: _all_slopes(f, x) / 2,
            "from x to x + h the run is h, and you divided by 2h.",
        ),
        Mistake(
            "the sign turned round",
            lambda f, x: -_all_slopes(f, x),
            "take f after the nudge minus f before it.",
        ),
        Mistake(
            "one long list",
            lambda f, x: _all_slopes(f, x).ravel(),
            "all slopes are there, in one row after the other. Give them the shape (m, n).",
        ),
        Mistake(
            "the outputs added up",
            lambda f, x: _all_slopes(f, x).sum(axis=0),
            "you added the outputs before taking slopes. Keep one row for each output.",
        ),
        Mistake(
            "one array under two names",
            _one_array,
            "every slope came out 0. `moved = x` makes no copy: nudge the one and you nudge the "
            "other. Copy with `x.copy()`.",
            fits=lambda values: not any(np.any(value) for value in values),
        ),
        Mistake(
            "not divided by the run",
            lambda f, x: _all_slopes(f, x) * 1e-3,
            "your entries are too small, all by the same factor: divide the change by the run. "
            "(Brackets: `/ 2 * h` divides by 2 and multiplies by h.)",
            fits=_all_too_small,
        ),
        Mistake(
            "a step too long or too short",
            lambda f, x: _all_slopes(f, x, h=0.5),
            "the table is right, but not to three digits. Too long a step brings truncation, too "
            "short a one round-off: notebook 02.",
            fits=_nearly,
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


_W = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
_SQUARE = np.array([[1.0, -2.0], [0.5, 0.25]])
_TALL = np.array([[0.5, -1.0], [2.0, 0.3], [-0.7, 0.4], [0.1, 0.9]])
_LAYERS = [
    (_W, np.array([0.1, 0.2]), np.array([1.0, 2.0, 3.0])),
    (_SQUARE, np.array([0.3, -1.0]), np.array([0.5, 1.5])),
    (_TALL, np.array([0.0, 1.0, -0.5, 0.2]), np.array([-1.0, 0.8])),
]


def _layer_jacobian(W, b, x):
    return _slopes(W, b, x)[:, None] * W


layer_jacobian = Exercise(
    key="jacobians.layer_jacobian",
    title="The Jacobian of a sigmoid layer",
    right=_layer_jacobian,
    probes=_LAYERS,
    mistakes=[
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
        ),
        Mistake(
            "s in place of s(1 − s)",
            lambda W, b, x: sigmoid(W @ x + b)[:, None] * W,
            "you multiplied by how high σ is. What passes a nudge on is how steep it is.",
        ),
        Mistake(
            "columns scaled instead of rows",
            lambda W, b, x: _slopes(W, b, x) * W,
            "NumPy lines an array (m,) up with the last axis, so `slopes * W` scales the columns, "
            "without a word if W is square. Each slope belongs to an output, so to a row.",
        ),
        Mistake(
            "the slope of σ at x",
            lambda W, b, x: (sigmoid(x) * (1 - sigmoid(x))) * W,
            "σ works at z = Wx + b, so its slope has to be taken there, not at x.",
        ),
        Mistake(
            "the slope of σ at its own output",
            lambda W, b, x: (
                (sigmoid(sigmoid(W @ x + b)) * (1 - sigmoid(sigmoid(W @ x + b))))[:, None] * W
            ),
            "you put y through σ once more. With s = σ(z) the slope is s(1 − s), or σ(z)(1 − σ(z)).",
        ),
        Mistake(
            "b forgotten",
            lambda W, b, x: _slopes(W, 0, x)[:, None] * W,
            "b isn't multiplied by x, but it moves z, and so the place where σ's slope is taken.",
        ),
        Mistake(
            "the diagonal matrix only",
            lambda W, b, x: np.diag(_slopes(W, b, x)),
            "that is ∂y/∂z, which is ∂y/∂b as well. From x to z the nudge passes through W.",
        ),
        Mistake(
            "the inputs in place of the weights",
            lambda W, b, x: np.outer(_slopes(W, b, x), x),
            "x is what multiplies a nudge of the *weights*. A nudge of x is multiplied by W.",
        ),
        Mistake(
            "the rows added up",
            lambda W, b, x: _slopes(W, b, x) @ W,
            "`slopes @ W` adds the scaled rows up, and the outputs can't be told apart any more. "
            "Keep a row for each.",
        ),
        Mistake(
            "the sign of 1 − s",
            lambda W, b, x: -_layer_jacobian(W, b, x),
            "s(1 − s) is never negative: σ only rises.",
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


def _softmax_jacobian(z):
    s = softmax(z)
    return np.diag(s) - np.outer(s, s)


def _naive(z):
    s = np.exp(z) / np.exp(z).sum()
    return np.diag(s) - np.outer(s, s)


softmax_jacobian = Exercise(
    key="jacobians.softmax_jacobian",
    title="The full Jacobian of softmax",
    right=_softmax_jacobian,
    probes=[
        (np.array([2.0, 1.0, 0.0]),),
        (np.array([0.3, -1.2]),),
        (np.array([1000.0, 1001.0, 999.0, 1000.5]),),
    ],
    rtol=1e-4,
    atol=1e-5,
    mistakes=[
        Mistake(
            "softmax treated as elementwise",
            lambda z: np.diag(softmax(z) * (1 - softmax(z))),
            "your diagonal is right, and the rest is 0. Does output 0 really not notice when score 1 "
            "moves?",
        ),
        Mistake(
            "only s on the diagonal",
            lambda z: np.diag(softmax(z)),
            "that is what comes out if the sum below the bar is held still. It moves with every score.",
        ),
        Mistake(
            "the sign turned round",
            lambda z: -_softmax_jacobian(z),
            "raising a score raises its own output, so the diagonal is positive.",
        ),
        Mistake(
            "plus for minus",
            lambda z: np.diag(softmax(z)) + np.outer(softmax(z), softmax(z)),
            "what one output gains the others lose: off the diagonal the slopes are negative.",
        ),
        Mistake(
            "the products only",
            lambda z: -np.outer(softmax(z), softmax(z)),
            "−s_i s_j is right off the diagonal. On it the score also lifts its own exponential.",
        ),
        Mistake(
            "entry by entry in place of the table of products",
            lambda z: np.diag(softmax(z)) - softmax(z) * softmax(z),
            "`s * s` is an array (K,), also with `.T`, and NumPy takes it off every row alike. All "
            "products s_i s_j make a table: `np.outer(s, s)`.",
        ),
        Mistake(
            "one number in place of the table of products",
            lambda z: np.diag(softmax(z)) - softmax(z) @ softmax(z),
            "`s @ s` is one number. All products s_i s_j make a table: `np.outer(s, s)`.",
        ),
        Mistake(
            "the squares taken off twice",
            lambda z: np.diag(softmax(z) * (1 - softmax(z))) - np.outer(softmax(z), softmax(z)),
            "the diagonal of s sᵀ holds the s_i² already; s(1 − s) takes them off once more.",
        ),
        Mistake(
            "sigmoid in place of softmax",
            lambda z: np.diag(sigmoid(z) * (1 - sigmoid(z))),
            "that squashes each score by itself. Softmax divides by the sum over all scores.",
        ),
        Mistake(
            "large scores overflow",
            _naive,
            "right for small scores, but exp(1000) is too large for a float, and infinity over "
            "infinity gives NaN. Subtract the largest score first: that changes nothing else.",
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


def _chained(Jf, g, Jg, x):
    return Jf(g(x)) @ Jg(x)


chained = Exercise(
    key="jacobians.chained",
    title="Two machines in series",
    right=_chained,
    probes=[
        (_bent, _turn, _turn_jacobian, np.array([0.7, -0.4])),
        (_three_outputs, _turn, _turn_jacobian, np.array([1.0, 0.5])),
        (_three_outputs, _spread, _spread_jacobian, np.array([0.5, 1.0, -0.5])),
    ],
    mistakes=[
        Mistake(
            "factors in the wrong order",
            lambda Jf, g, Jg, x: Jg(x) @ Jf(g(x)),
            "the machine that works first stands on the right. With other shapes NumPy complains, "
            "with square ones it silently gives another table.",
        ),
        Mistake(
            "f's Jacobian at x",
            lambda Jf, g, Jg, x: Jf(x) @ Jg(x),
            "f never sees x. Its Jacobian has to be taken where f works: at g(x).",
        ),
        Mistake(
            "entry by entry",
            lambda Jf, g, Jg, x: Jf(g(x)) * Jg(x),
            "`*` multiplies entries at the same place. A nudge reaches an output over all outputs of "
            "g, and the paths add: that is the matrix product `@`.",
        ),
        Mistake(
            "added",
            lambda Jf, g, Jg, x: Jf(g(x)) + Jg(x),
            "multipliers of machines in series multiply.",
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


class VectorsOnly(np.ndarray):
    """An array that refuses to take part in computing a table, or to meet one that was computed."""

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(i) if isinstance(i, VectorsOnly) else i for i in inputs]
        made = getattr(ufunc, method)(*plain, **options)
        for table in [made, *(i for i in inputs if not isinstance(i, VectorsOnly))]:
            if np.ndim(table) > 1:
                raise TableMade(
                    f"a table of shape {np.shape(table)} was computed, and vectors are enough here"
                )
        return made


def _pull(W, b, x, u):
    return W.T @ (u * _slopes(W, b, x))


def _pull_by_table(W, b, x, u):
    return (_slopes(W, b, x)[:, None] * W).T @ u


_PULLS = [
    (W.view(VectorsOnly), b, x, np.array(u).view(VectorsOnly))
    for (W, b, x), u in zip(_LAYERS, ([1, -2.0], [0.5, 3], [1, -1, 2, 0.25]), strict=True)
]

pull = Exercise(
    key="jacobians.pull",
    title="Pull a sensitivity back through a layer, without forming J",
    right=_pull,
    probes=_PULLS,
    mistakes=[
        Mistake(
            "a table was formed",
            _pull_by_table,
            "somewhere a table was computed, as `np.diag(a)`, `a[:, None] * W` or `jacobian` do. "
            "Scale u first; then `W.T @` a vector is all that is left.",
        ),
        Mistake(
            "pushed instead of pulled",
            lambda W, b, x, u: W @ (u * _slopes(W, b, x)),
            "W turns inputs into outputs. Going back from outputs to inputs takes W.T.",
        ),
        Mistake(
            "σ forgotten",
            lambda W, b, x, u: W.T @ u,
            "on the way back u passes σ first, then W: each entry of u is multiplied by the slope "
            "of σ there.",
        ),
        Mistake(
            "s in place of s(1 − s)",
            lambda W, b, x, u: W.T @ (u * sigmoid(W @ x + b)),
            "σ passes sensitivities on by its slope s(1 − s), not by its height s.",
        ),
        Mistake(
            "stopped before W",
            lambda W, b, x, u: u * _slopes(W, b, x),
            "that is the sensitivity at z, (m,). It still has to pass W to reach x, (n,).",
        ),
        Mistake(
            "u forgotten",
            lambda W, b, x, u: W.T @ _slopes(W, b, x),
            "you pulled back as if every output mattered equally: u says how much each does.",
        ),
        Mistake(
            "b forgotten",
            lambda W, b, x, u: W.T @ (u * _slopes(np.asarray(W), 0, x)),
            "b moves the place where σ's slope is taken.",
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


def _has(place, *shapes):
    """Whether the answer has one of these shapes at this place."""
    return lambda value: len(value) == 4 and tuple(value[place]) in shapes


table_shapes = Exercise(
    key="jacobians.table_shapes",
    title="Which shape has which table?",
    right=((3, 4), (3, 3), (3, 3, 4), (3, 4)),
    mistakes=[
        Mistake(
            "inputs first everywhere",
            ((4, 3), (3, 3), (3, 4, 3), (3, 4)),
            "the axes of the outputs come first, then those of what is nudged.",
            fits=lambda value: _has(0, (4, 3))(value) and _has(2, (3, 4, 3), (4, 3, 3))(value),
        ),
        Mistake(
            "∂y/∂x transposed",
            ((4, 3), (3, 3), (3, 3, 4), (3, 4)),
            "outputs come first, in all four: ∂y/∂x has 3 rows.",
            fits=_has(0, (4, 3)),
        ),
        Mistake(
            "∂y/∂b is a vector",
            ((3, 4), (3,), (3, 3, 4), (3, 4)),
            "3 outputs and 3 numbers in b make 9 slopes, even if 6 of them are 0.",
            fits=_has(1, (3,), (3, 1), (1, 3)),
        ),
        Mistake(
            "∂y/∂W has the shape of W",
            ((3, 4), (3, 3), (3, 4), (3, 4)),
            "each of the 3 outputs has a slope for each of the 12 weights; one number, L, has a "
            "table shaped like W, but y has three.",
            fits=_has(2, (3, 4)),
        ),
        Mistake(
            "W laid out flat",
            ((3, 4), (3, 3), (3, 12), (3, 4)),
            "that is the table with W as one long list. Kept as it is, W has two axes.",
            fits=_has(2, (3, 12)),
        ),
        Mistake(
            "∂y/∂W with its axes in another order",
            ((3, 4), (3, 3), (3, 4, 3), (3, 4)),
            "first the axis of y, then the two of W, in the order in which W has them.",
            fits=_has(2, (3, 4, 3), (4, 3, 3)),
        ),
        Mistake(
            "∂L/∂W like ∂y/∂W",
            ((3, 4), (3, 3), (3, 3, 4), (3, 3, 4)),
            "L is one number: one slope for each weight.",
            fits=_has(3, (3, 3, 4)),
        ),
        Mistake(
            "an axis for L",
            ((3, 4), (3, 3), (3, 3, 4), (1, 3, 4)),
            "L is a single number and has no axis: ∂L/∂W is shaped like W.",
            fits=_has(3, (1, 3, 4), (3, 4, 1), (1, 12)),
        ),
        Mistake(
            "∂L/∂W transposed",
            ((3, 4), (3, 3), (3, 3, 4), (4, 3)),
            "W has a row for each output, so 3 rows, and ∂L/∂W is shaped like W.",
            fits=_has(3, (4, 3)),
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
