"""Practice of notebook 09: a whole backward pass, preparing data, ill loss curves, beating 97 %."""

import functools

import numpy as np

from lib.data.penguins import complete, penguins
from lib.learning.activations import sigmoid, sigmoid_slope
from lib.learning.network import forward as network_forward
from lib.learning.network import initialise, predict, scaling, split, standardise, train
from lib.learning.symptoms import losses_of
from lib.practice.engine.checking import Exercise, Mistake
from lib.practice.engine.checking import same as _same
from lib.practice.engine.predict import predict as _predict

# Predictions

zeros = _predict(
    "training.zeros",
    "Why begin with random weights? Somebody starts the same network with all weights and biases at "
    "0 and trains it for 100 epochs. What does it know then?",
    {
        "The same: it takes a little longer, but the slope leads there": (
            "Which slope? All hidden units give 0, so W2 gets no gradient; W2 is 0, so nothing comes "
            "back to W1 either."
        ),
        "Only how common each species is: it says Adelie to every penguin": (
            "Only b2 has a gradient. It learns the three shares, and the scores never depend on the "
            "penguin. Adelies are the commonest, so everyone is called one."
        ),
        "Nothing at all: every gradient is 0 for ever": (
            "Nearly: those of W1, b1 and W2 are. But b2 meets the loss directly."
        ),
        "It divides by 0 and ends in NaN": (
            "Nothing is divided by a weight. All runs smoothly, and to no purpose."
        ),
    },
    "Only how common each species is: it says Adelie to every penguin",
)

rate = _predict(
    "training.rate",
    "In notebook 07 a step beyond the edge made gradient descent explode, each swing wider than the "
    "one before. Now η = 100 in place of 0.5, on our tanh network with cross-entropy. What will the "
    "loss do?",
    {
        "Explode: grow at every step, up to infinity": (
            "On a bowl the slope grows with the distance, so each step is longer. Here p − one-hot "
            "lies between −1 and 1 and tanh is flat far out: the steps can't keep growing."
        ),
        "Jump up and down without settling": (
            "The steps carry far past the valley, but the gradient of this loss by the scores is "
            "bounded, so there is no explosion: wild jumps, up to nearly 90 times the loss of the "
            "start, and no rest."
        ),
        "Fall 200 times as fast": (
            "A step follows the slope of the place where it begins; that long a step ends somewhere "
            "quite different."
        ),
        "Stand still: all tanh units saturate at once": (
            "Saturation does slow some units down, but b2 and the units that aren't saturated go on "
            "jumping."
        ),
    },
    "Jump up and down without settling",
)

memory = _predict(
    "training.memory",
    "We take 60 training penguins and shuffle their species among them: there is no rule left to "
    "learn. A network with 64 hidden units trains on them for 1,000 epochs. How many of these 60 "
    "does it get right, and how many of the unseen penguins?",
    {
        "About 45 % of both: there is nothing to learn": (
            "There is no *rule* to learn. But 60 penguins can be learned one by one, and a network "
            "with 515 parameters does."
        ),
        "Nearly all of the 60, and hardly more of the unseen than by guessing": (
            "It has learned the 60 by heart. Its training accuracy looks excellent and says nothing: "
            "that is why a network is judged by penguins it never saw."
        ),
        "Nearly all of both: a network finds a rule": (
            "It finds something that fits the 60, whatever it is. Nothing in it holds for others."
        ),
        "None: the loss can't go down": (
            "It can: each wrong label pulls the boundary round its penguin."
        ),
    },
    "Nearly all of the 60, and hardly more of the unseen than by guessing",
)

units = _predict(
    "training.units",
    "For one penguin the slope of the Chinstrap score is 0.5 per mm of bill length and −0.0016 per "
    "gram of body mass. Which of the two does the network go by more?",
    {
        "Bill length: its slope is 300 times as large": (
            "In numbers, yes. In units it compares a millimetre with a gram. Count body mass in kg, "
            "and its slope is −1.6: now it would win."
        ),
        "Body mass: it is in the thousands, so it moves the score most": (
            "The size of a number says nothing; what counts is how much it *differs* between "
            "penguins."
        ),
        "It can't be said yet: millimetres and grams don't compare": (
            "Ask instead how far a *typical difference* moves the score: slope times standard "
            "deviation. Bills differ by 5.5 mm (0.5 · 5.5 = 2.8), masses by 800 g (−0.0016 · 800 = "
            "−1.3). That is the slope by the standardised input."
        ),
    },
    "It can't be said yet: millimetres and grams don't compare",
)

# Exercises


def _backward(
    X, T, W1, b1, W2, b2, *, slope=None, through=True, factor=2.0, mean=True, sign=1.0, add=np.sum
):
    Z = X @ W1.T + b1
    H = sigmoid(Z)
    D2 = sign * factor * (H @ W2.T + b2 - T) / (len(X) if mean else 1)
    local = sigmoid_slope(Z) if slope is None else slope(Z)
    D1 = (D2 @ W2 if through else D2) * local
    return D1.T @ X, add(D1, axis=0), D2.T @ H, add(D2, axis=0)


def _rows_kept(D, axis):
    return D


def _transposed(*probe):
    dW1, db1, dW2, db2 = _backward(*probe)
    return dW1.T, db1, dW2.T, db2


def _last_first(*probe):
    dW1, db1, dW2, db2 = _backward(*probe)
    return dW2, db2, dW1, db1


def _network_probe(seed, samples, inputs, hidden):
    rng = np.random.default_rng(seed)
    shapes = [
        (samples, inputs),
        (samples, 1),
        (hidden, inputs),
        (hidden,),
        (1, hidden),
        (1,),
    ]
    return tuple(np.round(rng.normal(size=shape), 2) for shape in shapes)


backward = Exercise(
    key="training.backward",
    title="The backward pass of a two-layer network",
    right=_backward,
    probes=[_network_probe(1, 5, 3, 4), _network_probe(2, 7, 2, 3), _network_probe(3, 4, 4, 2)],
    mistakes=[
        Mistake(
            "the hidden slope left out",
            functools.partial(_backward, slope=np.ones_like),
            "on its way to W1 the gradient passes the sigmoid. Its local slope is missing.",
        ),
        Mistake(
            "the slope at the output instead of the input",
            functools.partial(_backward, slope=lambda Z: sigmoid_slope(sigmoid(Z))),
            "σ′ is due at Z. In terms of H = σ(Z) it is H·(1 − H), and σ isn't applied again.",
        ),
        Mistake(
            "σ in place of its slope",
            functools.partial(_backward, slope=sigmoid),
            "you multiply by H itself. The slope of σ is H·(1 − H).",
        ),
        Mistake(
            "W2 skipped on the way back",
            functools.partial(_backward, through=False),
            "each hidden unit reaches the output through its weight in W2; the blame comes back "
            "through the same weight.",
        ),
        Mistake(
            "the bias gradients not summed over the batch",
            functools.partial(_backward, add=_rows_kept),
            "a bias serves all samples, so their shares are added: one number for each unit.",
        ),
        Mistake(
            "the bias gradients averaged",
            functools.partial(_backward, add=np.mean),
            "the 1/N of the mean is in the first factor already. From there on shares are added.",
        ),
        Mistake(
            "the 1/N left out",
            functools.partial(_backward, mean=False),
            "all four are N times too large: the loss is a mean over the samples.",
        ),
        Mistake(
            "the 2 left out",
            functools.partial(_backward, factor=1.0),
            "all four are half of what they should be: the slope of a square is twice its root.",
        ),
        Mistake(
            "target minus output",
            functools.partial(_backward, sign=-1.0),
            "all four have the wrong sign. The slope of (y − t)² by y is 2(y − t).",
        ),
        Mistake(
            "the weight gradients transposed",
            _transposed,
            "a gradient is shaped like its parameter: W1 is (hidden, n), W2 is (1, hidden).",
        ),
        Mistake(
            "the last layer's gradients first",
            _last_first,
            "they are computed from the last layer on, but returned as dW1, db1, dW2, db2.",
        ),
    ],
    hints=[
        "Forward first, and keep H: `H = 1 / (1 + np.exp(-(X @ W1.T + b1)))`, `Y = H @ W2.T + b2`.",
        "At the output: `D2 = 2 * (Y - T) / len(X)`, shaped (N, 1). Then `dW2 = D2.T @ H`.",
        "One layer back: `D1 = (D2 @ W2) * H * (1 - H)`, shaped (N, hidden). Then as before, with X.",
        "Biases: `D1.sum(axis=0)` and `D2.sum(axis=0)`.",
    ],
    stub=(
        "def mass_backward(X, T, W1, b1, W2, b2):\n"
        "    dW1, db1, dW2, db2 = ..., ..., ..., ...  # your code here\n"
        "    return dW1, db1, dW2, db2\n"
    ),
    answer=(
        "def mass_backward(X, T, W1, b1, W2, b2):\n"
        "    H = 1 / (1 + np.exp(-(X @ W1.T + b1)))\n"
        "    D2 = 2 * (H @ W2.T + b2 - T) / len(X)\n"
        "    D1 = (D2 @ W2) * H * (1 - H)\n"
        "    dW1, db1, dW2, db2 = D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum(axis=0)\n"
        "    return dW1, db1, dW2, db2\n"
    ),
    praise="Another loss, another activation, the same walk: local slope, weights, one layer back.",
)


def _prepared(X_train, X_new, mean_of=None, std_of=None, centre=True, divide=True, spread=np.std):
    mean_of, std_of = mean_of or (lambda A, B: (A, A)), std_of or (lambda A, B: (A, A))
    done = []
    for X, M, S in zip(
        (X_train, X_new), mean_of(X_train, X_new), std_of(X_train, X_new), strict=True
    ):
        mean = M.mean(axis=0) if centre else 0.0
        done.append((X - mean) / (spread(S, axis=0) if divide else 1.0))
    return tuple(done)


def _together(A, B):
    return np.concatenate([A, B]), np.concatenate([A, B])


def _each_its_own(A, B):
    return A, B


def _whole_table(X_train, X_new):
    return tuple((X - X_train.mean()) / X_train.std() for X in (X_train, X_new))


def _by_rows(X_train, X_new):
    return tuple(
        (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True) for X in (X_train, X_new)
    )


def _measures(seed, train_rows, new_rows):
    rng = np.random.default_rng(seed)
    typical, spread = np.array([44.0, 17.0, 201.0]), np.array([5.5, 2.0, 14.0])
    draw = lambda n: np.round(typical + spread * rng.normal(size=(n, 3)), 1)  # noqa: E731
    return draw(train_rows), draw(new_rows)


PREPARED = [_measures(0, 6, 4), _measures(1, 9, 3), _measures(2, 5, 5)]


def _standardised_either_way(values):
    return any(
        all(
            _same(value, _prepared(*probe, spread=spread), 1e-6, 1e-9)
            for value, probe in zip(values, PREPARED, strict=True)
        )
        for spread in (np.std, functools.partial(np.std, ddof=1))
    )


prepare = Exercise(
    key="training.prepare",
    title="Standardise without a leak",
    right=_prepared,
    probes=PREPARED,
    accepts=_standardised_either_way,
    mistakes=[
        Mistake(
            "mean and spread of all penguins together",
            functools.partial(_prepared, mean_of=_together, std_of=_together),
            "the new penguins are in your mean and your standard deviation. They leak into the "
            "training data before anybody has looked at them. Take both from X_train alone.",
        ),
        Mistake(
            "the new ones standardised by themselves",
            functools.partial(_prepared, mean_of=_each_its_own, std_of=_each_its_own),
            "the network learned what 0 means from the training penguins. A flock of Gentoos, "
            "standardised by itself, would look like an average flock; a single penguin would be all "
            "zeros, or 0/0.",
        ),
        Mistake(
            "the spread of the new ones by themselves",
            functools.partial(_prepared, std_of=_each_its_own),
            "the mean is that of the training part, as it should be. So must the standard deviation.",
        ),
        Mistake(
            "the new ones left as they are",
            lambda X_train, X_new: (_prepared(X_train, X_new)[0], X_new),
            "the network would get millimetres where it has learned from standard deviations.",
        ),
        Mistake(
            "not centred",
            functools.partial(_prepared, centre=False),
            "you divide, but the mean isn't subtracted.",
        ),
        Mistake(
            "not divided",
            functools.partial(_prepared, divide=False),
            "you subtract the mean, but grams still are hundreds where millimetres are ones.",
        ),
        Mistake(
            "divided by the variance",
            functools.partial(_prepared, spread=np.var),
            "the variance is in mm²; divide by its root, the standard deviation.",
        ),
        Mistake(
            "one mean for the whole table",
            _whole_table,
            "each column has its own mean and spread: axis=0.",
        ),
        Mistake(
            "row by row",
            _by_rows,
            "a mean of a bill and a flipper isn't the mean of anything. Columns, axis=0.",
        ),
    ],
    hints=[
        "Whose mean does the network know, when a new penguin comes in years later?",
        "`mean = X_train.mean(axis=0)`, and the standard deviation alike.",
        "The same two numbers a column for both tables.",
    ],
    stub="def prepare(X_train, X_new):\n    return ..., ...  # your code here\n",
    answer=(
        "def prepare(X_train, X_new):\n"
        "    mean, std = X_train.mean(axis=0), X_train.std(axis=0)\n"
        "    return (X_train - mean) / std, (X_new - mean) / std\n"
    ),
    praise="What the network is judged by has had no part in its training, not even by its mean.",
)


def _sensitivities(W1, b1, W2, x, slope=lambda z: 1 - np.tanh(z) ** 2, with_b=True):
    return W2 * slope(W1 @ x + (b1 if with_b else 0)) @ W1


def _small_network(seed, inputs, hidden, outputs):
    rng = np.random.default_rng(seed)
    shapes = [(hidden, inputs), (hidden,), (outputs, hidden), (inputs,)]
    return tuple(np.round(rng.normal(size=shape), 2) for shape in shapes)


sensitivities = Exercise(
    key="training.sensitivities",
    title="Every score by every measurement",
    right=_sensitivities,
    probes=[_small_network(1, 4, 5, 3), _small_network(2, 3, 2, 3), _small_network(3, 2, 6, 4)],
    rtol=1e-5,
    atol=1e-7,
    mistakes=[
        Mistake(
            "tanh's slope left out",
            functools.partial(_sensitivities, slope=np.ones_like),
            "W2 @ W1 would be right without an activation. Between them each hidden unit takes its "
            "local slope.",
        ),
        Mistake(
            "tanh in place of its slope",
            functools.partial(_sensitivities, slope=np.tanh),
            "you multiply by h. The slope of tanh is 1 − h².",
        ),
        Mistake(
            "the slope at the output instead of the input",
            functools.partial(_sensitivities, slope=lambda z: 1 - np.tanh(np.tanh(z)) ** 2),
            "tanh is applied twice: h is tanh already, and its slope is 1 − h².",
        ),
        Mistake(
            "1 − z²",
            functools.partial(_sensitivities, slope=lambda z: 1 - z**2),
            "you put z where h = tanh(z) is due.",
        ),
        Mistake(
            "the bias forgotten",
            functools.partial(_sensitivities, with_b=False),
            "b1 has no slope by x, that is true. But it decides where tanh works, and so how steep.",
        ),
        Mistake(
            "transposed",
            lambda *probe: _sensitivities(*probe).T,
            "rows are outputs: one row a species, one column a measurement.",
        ),
        Mistake(
            "times the input",
            lambda W1, b1, W2, x: _sensitivities(W1, b1, W2, x) * x,
            "slope times x is another quantity. Here only the slopes are asked for.",
        ),
        Mistake(
            "the sizes only",
            lambda *probe: np.abs(_sensitivities(*probe)),
            "a longer bill may speak against a species: keep the sign.",
        ),
    ],
    hints=[
        "Two layers on one string: J = (slopes of layer 2) @ (slopes of layer 1), notebook 06.",
        "Layer 1 has J₁ = diag(1 − h²) W1 with h = tanh(W1 @ x + b1); layer 2 has no activation.",
        "`(1 - h**2)[:, None] * W1` multiplies each row of W1 by its unit's slope.",
    ],
    stub="def sensitivities(W1, b1, W2, x):\n    return ...  # your code here\n",
    answer=(
        "def sensitivities(W1, b1, W2, x):\n"
        "    h = np.tanh(W1 @ x + b1)\n"
        "    return W2 @ ((1 - h**2)[:, None] * W1)\n"
    ),
    praise="The Jacobian of notebook 06, now of a network: a slope for every score and measurement.",
)


@functools.cache
def _table():
    """(X (342, 4) in mm and g, y (342,)): the penguins without gaps."""
    table = penguins()
    _, labels = np.unique(table["species"], return_inverse=True)
    names = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
    *columns, labels = complete(*(table[name] for name in names), labels.astype(float))
    return np.column_stack(columns), labels.astype(int)


PATIENTS = {
    1: ("only 12 to train on", 23),
    2: ("all weights start at 0", 6),
    3: ("η 100 times too small", 9),
}


def patient(number):
    """Loss curves of a run with something wrong: (on training, on validation), each (61,).

    number is 1, 2 or 3. Raises ValueError for others.
    """
    if number not in PATIENTS:
        raise ValueError(f"there is no patient {number!r}: try 1, 2 or 3")
    fault, seed = PATIENTS[number]
    X, y = _table()
    training, validation = split(len(X), 0.25, seed)
    mean, std = scaling(X[training])
    parts = [(standardise(X[rows], mean, std), y[rows]) for rows in (training, validation)]
    return losses_of(fault, *parts, seed, mean=mean, std=std)


def _letters(value):
    return [str(letter).strip().upper() for letter in value] if len(value) == 3 else []


diagnosis = Exercise(
    key="training.diagnosis",
    title="Find the bug from the loss curve",
    right=["E", "D", "B"],
    mistakes=[
        Mistake(
            "patients 2 and 3 exchanged",
            ["E", "B", "D"],
            "both look flat. Look at the numbers: one of them starts at exactly ln 3, then stops; the "
            "other starts elsewhere, and falls a little with every epoch.",
            fits=lambda v: _letters(v)[1:] == ["B", "D"],
        ),
        Mistake(
            "slow and stuck not told apart",
            ["E", "D", "D"],
            "patients 2 and 3 don't have the same illness. One has stopped; the other falls all the "
            "way, by equal small amounts.",
            fits=lambda v: _letters(v)[1:] in (["D", "D"], ["B", "B"]),
        ),
        Mistake(
            "the penguins' preparation suspected",
            ["F", "D", "B"],
            "were the validation penguins prepared otherwise, their loss would go wrong from the "
            "first epoch on. Patient 1's falls with the other at first. And look how far the "
            "training loss has come: who can learn that fast?",
            fits=lambda v: _letters(v)[0] == "F",
        ),
        Mistake(
            "too long a step",
            ["E", "D", "C"],
            "with too large an η the training loss jumps up again and again. None of the three does.",
            fits=lambda v: "C" in _letters(v),
        ),
        Mistake(
            "the wrong sign",
            ["E", "A", "B"],
            "added gradients lead uphill: the training loss would grow at every step.",
            fits=lambda v: "A" in _letters(v),
        ),
        Mistake(
            "memory where nothing is learned",
            ["E", "E", "B"],
            "a network that learns few penguins by heart has a training loss near 0. Only one of the "
            "three has.",
            fits=lambda v: "E" in _letters(v)[1:],
        ),
    ],
    hints=[
        "Look at the training loss first. Which patient learns, which hardly, which not at all?",
        "Where training falls and validation doesn't follow, ask what is different between the two.",
        "Print the first and the last losses of patients 2 and 3. Which of them begins at ln 3 = "
        "1.0986, the loss of three equal scores?",
    ],
    stub='diagnosis = [..., ..., ...]  # such as ["A", "B", "C"], for patients 1, 2 and 3\n',
    answer='diagnosis = ["E", "D", "B"]\n',
    praise=(
        "By heart, all units alike, and creeping: three cures, more data, random weights, a larger η."
    ),
)

SPLITS = (11, 12, 13, 14, 15)


@functools.cache
def _flocks():
    """Six probes (X, species, X_new) in mm and g, and the species of the new ones."""
    X, y = _table()
    found = []
    for seed in SPLITS:
        rows, new = split(len(X), 0.25, seed)
        found.append(((X[rows], y[rows], X[new]), y[new]))
    rows, new = split(len(X), 0.25, 16)
    gentoos = new[y[new] == 2]
    found.append(((X[rows], y[rows], X[gentoos]), y[gentoos]))
    return [probe for probe, _ in found], [answer for _, answer in found]


def _trained_on(X, species, epochs=100, eta=0.5, raw=False):
    mean, std = (0.0, 1.0) if raw else scaling(X)
    layers = initialise([X.shape[1], 8, 3], 0)
    inputs = standardise(X, mean, std)
    *_, last = train(layers, inputs, species, learning_rate=eta, epochs=epochs)
    return last.layers, mean, std


def _know(X, species, X_new, **how):
    layers, mean, std = _trained_on(X, species, **how)
    return predict(layers, standardise(X_new, mean, std))


def _leak(X, species, X_new):
    layers, _, _ = _trained_on(X, species)
    return predict(layers, standardise(X_new, *scaling(X_new)))


def _scores(X, species, X_new):
    layers, mean, std = _trained_on(X, species)
    return network_forward(layers, standardise(X_new, mean, std))[0]


def _old_ones(X, species, X_new):
    return _know(X, species, X)


def _names(X, species, X_new):
    return np.array(["Adelie", "Chinstrap", "Gentoo"])[_know(X, species, X_new)]


def _shares(values):
    """Share right for each probe: nan where the answer isn't one whole number a penguin."""
    return np.array(
        [
            np.mean(np.asarray(value) == answer) if np.shape(value) == answer.shape else np.nan
            for value, answer in zip(values, _flocks()[1], strict=True)
        ]
    )


def _beats(values):
    *mixed, gentoos = _shares(values)
    return np.median(mixed) >= 0.97 and gentoos >= 0.9


def _is_leak(values):
    *mixed, gentoos = _shares(values)
    return np.median(mixed) >= 0.9 and gentoos < 0.9


def _is_one_for_all(values):
    return all(np.ndim(v) == 1 and len(np.unique(v)) == 1 for v in values[:-1])


def _is_weak(values):
    return np.median(_shares(values)[:-1]) < 0.97


know_penguins = Exercise(
    key="training.know_penguins",
    title="Beat 97 %",
    right=_know,
    probes=_flocks()[0],
    accepts=_beats,
    mistakes=[
        Mistake(
            "scores in place of labels",
            _scores,
            "one row of numbers came for each penguin. Return the number of the highest: "
            "`.argmax(axis=1)`.",
            fits=lambda values: all(np.ndim(v) == 2 for v in values),
        ),
        Mistake(
            "names in place of numbers",
            _names,
            "numbers 0, 1, 2 were due, as in `species`.",
            fits=lambda values: all(np.asarray(v).dtype.kind == "U" for v in values),
            kind=True,
        ),
        Mistake(
            "the old penguins again",
            _old_ones,
            "there is one answer for each *training* penguin. Those in X_new are asked for.",
            fits=lambda values: all(
                np.shape(v) == np.shape(probe[1])
                for v, probe in zip(values, _flocks()[0], strict=True)
            ),
        ),
        Mistake(
            "one species for all",
            functools.partial(_know, raw=True),
            "every penguin of a flock gets the same answer. Were the measurements standardised? Are "
            "the weights random? Was it trained at all?",
            fits=_is_one_for_all,
        ),
        Mistake(
            "the new ones standardised by themselves",
            _leak,
            "mixed flocks you know well. One flock of our test is Gentoos only, and there you fail: "
            "standardised by its own mean, a flock of Gentoos looks like an average one.",
            fits=_is_leak,
        ),
        Mistake(
            "not good enough yet",
            functools.partial(_know, epochs=5, eta=0.1),
            "the median over five splits is below 97 %. Look at the loss curve, on part of X only: "
            "does it still fall? Then more epochs, or a larger η.",
            fits=_is_weak,
        ),
    ],
    hints=[
        "Four steps: mean and spread of X, standardise; initialise; train; standardise X_new *by the "
        "same mean and spread*, and predict.",
        "All of it is in `lib.learning.network`: `scaling`, `standardise`, `initialise`, `train`, `predict`.",
        "`*_, last = train(layers, inputs, species, learning_rate=0.5, epochs=100)`, then "
        "`last.layers`.",
    ],
    stub="def know_penguins(X, species, X_new):\n    return ...  # your code here\n",
    answer=(
        "def know_penguins(X, species, X_new):\n"
        "    from lib.learning.network import initialise, predict, scaling, standardise, train\n\n"
        "    mean, std = scaling(X)\n"
        "    layers = initialise([X.shape[1], 8, 3], seed=0)\n"
        "    inputs = standardise(X, mean, std)\n"
        "    *_, last = train(layers, inputs, species, learning_rate=0.5, epochs=100)\n"
        "    return predict(last.layers, standardise(X_new, mean, std))\n"
    ),
    praise="At least 97 % of penguins it never saw, in the median over five splits; and all yours.",
)
