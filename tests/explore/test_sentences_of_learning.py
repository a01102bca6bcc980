"""What the figures of descent, networks and records say, computed again: plain loops, mpmath, autograd.

As in test_sentences.py: every number of a sentence to the last digit that is said, every verdict by
the signs and sizes that it stands on.
"""

import itertools
import math
import re

import mpmath
import numpy as np
import pytest
import sympy as sp

from lib.data import records
from lib.data.penguins import complete, penguins
from lib.explore.backprop import EXPRESSIONS, graph_steps
from lib.explore.depth import depth
from lib.explore.descent import RATES, START, optimisers, ravine
from lib.explore.fitting import MEASURED, RAW, SCALED, SEED, fit_line
from lib.explore.guessing import LOSSES, guess_or_follow
from lib.explore.loss_slice import WEIGHTS, loss_slice
from lib.explore.products import PULL, PUSH, shapes
from lib.explore.record import measured_slope
from lib.explore.sensitivity import sensitivity
from lib.explore.training import decision_map, train
from lib.learning.flock import (
    EPOCHS,
    ETA,
    HIDDEN,
    SPECIES,
    flock,
    penguin_data,
    penguin_network,
    trained,
)
from lib.learning.looks import LONGEST, RATE
from tests.explore.test_sentences import NUMBER, agree, numbers, said, walk

W1, W2 = sp.symbols("w1 w2", real=True)
SURFACES = {
    "a ravine": W1**2 / 2 + 10 * W2**2,
    "a round bowl": (W1**2 + W2**2) / 2,
    "a saddle": W1**2 / 2 - W2**2 / 2 + W2**4 / 16,
    "a plateau": 3 - 3 * sp.exp(-(W1**2) - W2**2),
    "two valleys": (W1**2 - 2) ** 2 / 4 + W2**2 - W1 / 4,
}


def loss_and_slopes(name):
    """(L, ∇L) of a surface, both of a pair of floats, by SymPy."""
    tree = SURFACES[name]
    L = sp.lambdify((W1, W2), tree, "math")
    parts = [sp.lambdify((W1, W2), sp.diff(tree, w), "math") for w in (W1, W2)]

    def slopes(w):
        return np.array([float(part(*map(float, w))) for part in parts])

    return lambda w: float(L(*map(float, w))), slopes


def descended(slopes, method, start, eta, steps, beta):
    """The path of a method, from its own formula; rows of (w₁, w₂)."""
    w, path = np.array(start, dtype=float), []
    v = s = np.zeros(2)
    for k in range(steps + 1):
        path.append(w)
        if k == steps or not np.isfinite(w).all() or np.abs(w).max() > 1e3:
            break
        g = slopes(w)
        if method == "Adam":
            v, s = beta * v + (1 - beta) * g, 0.999 * s + 0.001 * g**2
            k1, k2 = 1 - beta ** (k + 1), 1 - 0.999 ** (k + 1)
            w = w - eta * (v / k1) / (np.sqrt(s / k2) + 1e-8)
        elif method == "RMSProp":
            s = 0.9 * s + 0.1 * g**2
            w = w - eta * g / (np.sqrt(s) + 1e-8)
        else:
            v = beta * v + g
            w = w - eta * v
    return np.array(path)


def tame(*given):
    """Whether the digits that are said don't hang on the last digits of the arithmetic."""
    path, again = (
        descended(*given),
        descended(*given[:2], np.array(given[2]) * (1 + 1e-11), *given[3:]),
    )
    return len(path) == len(again) and np.allclose(path, again, rtol=1e-6, atol=1e-9)


ROUNDOFF = 8 * np.finfo(float).eps  # of a loss such as 3 − 3·e^(…), where that is nearly 0


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("method", ["gradient descent", "Adam"])
def test_a_ravine_is_walked_as_its_formula_says(name, method):
    L, slopes = loss_and_slopes(name)
    stage, tried = ravine(name, method=method), 0
    for at in walk(stage, 80, method=method):
        eta, beta = float(f"{at['eta']:.15g}"), at["beta"]
        given = slopes, method, [-START, at["start"]], eta, 40, beta
        path = descended(*given)
        state, end = stage.state, path[-1]
        head = numbers(state.partition(":")[0])
        assert agree(head[-2], eta, 1.1) and head[-1] == "40", state
        if "explodes" in state:
            lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
            assert np.abs(path).max() > 1e3 or lengths[-1] == lengths.max(), state
            continue
        if not tame(*given):
            continue
        where = re.search(rf"\(({NUMBER}), ({NUMBER})\), loss ({NUMBER})", state)
        for text, value in zip(where.groups(), (*end, L(end)), strict=True):
            off = 1e-7 * abs(value) + ROUNDOFF
            assert abs(said(text)[0] - value) <= 1.1 * said(text)[1] + off, state
        steep = re.search(rf"‖∇L‖ is ({NUMBER})", state)
        if steep:
            due = np.linalg.norm(slopes(end))
            assert abs(said(steep[1])[0] - due) <= 1.1 * said(steep[1])[1] + 1e-7 * due, state
        angles = np.linspace(0, 2 * np.pi, 360)
        ring = [np.column_stack([np.cos(angles), np.sin(angles)]) * r + end for r in (0.01, 0.3)]
        higher = [all(L(w) > L(end) for w in places) for places in ring]
        if "landed in a valley" in state:
            assert any(higher), state
        if "no valley" in state:
            assert not all(higher), state
        tried += 1
    assert tried > 15
    stage.close()


def best_rate(L, slopes, method, beta):
    ends = []
    for rate in RATES:
        path = descended(slopes, method, [-START, 1.0], rate, 20, beta)
        ends.append(L(path[-1]) if np.abs(path).max() < 1e3 else math.inf)
    return ends


RIVALS = {"gradient descent": 0.0, "momentum (β = 0.7)": 0.7, "RMSProp": 0.0, "Adam": 0.9}


@pytest.mark.parametrize("name", ["a ravine", "a round bowl", "a plateau", "two valleys"])
@pytest.mark.parametrize("own", [False, True])
def test_four_optimisers_from_their_formulas(name, own):
    L, slopes = loss_and_slopes(name)
    stage = optimisers(name, own=own)
    best = {m: best_rate(L, slopes, m, beta) for m, beta in RIVALS.items()}
    for at in walk(stage, 40, own=own):
        results = stage.state.partition(": ")[2].rstrip(".").split("; ")
        for (method, beta), told in zip(RIVALS.items(), results, strict=True):
            assert told.startswith(method), stage.state
            eta = float(f"{at['eta']:.3g}")
            if own:
                eta = said(re.search(rf"η = ({NUMBER})", told)[1])[0]
                index = int(np.argmin(np.abs(np.array(RATES) - eta)))
                assert best[method][index] <= min(best[method]) + 1e-9, told
            given = slopes, method, [-START, 1.0], eta, at["steps"], beta
            path = descended(*given)
            if "explodes" in told:
                lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
                assert np.abs(path).max() > 1e3 or lengths[-1] == lengths.max(), stage.state
            elif tame(*given):
                text = re.search(rf"loss ({NUMBER})", told)[1]
                due = L(path[-1])
                assert abs(said(text)[0] - due) <= 1.1 * said(text)[1] + 1e-7 * abs(due), told
    stage.close()


@pytest.mark.parametrize("measured", MEASURED)
@pytest.mark.parametrize("units", [RAW, SCALED])
def test_a_fitted_line_by_plain_loops(measured, units):
    x, y = complete(*(penguins()[name] for name in (MEASURED[measured], "body_mass_g")))
    a, b = (0, 1) if units == RAW else (x.mean(), x.std())
    c, d = (0, 1) if units == RAW else (y.mean(), y.std())
    stage = fit_line(measured, units=units)
    A = np.column_stack([x, np.ones(len(x))])
    least = np.linalg.lstsq(A, y, rcond=None)[0]
    best = math.sqrt(np.mean((A @ least - y) ** 2))
    for batch in (1, 8, 32, 342):
        for at in walk(stage, 20, seed=batch, batch=batch, units=units, measured=measured):
            w, shift, state = 0.0, -c / d, stage.state
            rng, rows = np.random.default_rng(SEED), []
            for _ in range(at["steps"]):
                if not len(rows):
                    rows = list(rng.permutation(len(x)))
                now, rows = rows[:batch], rows[batch:]
                miss = [w * (x[i] - a) / b + shift - (y[i] - c) / d for i in now]
                dw = 2 * sum(m * (x[i] - a) / b for m, i in zip(miss, now, strict=True)) / len(now)
                w, shift = w - at["eta"] * dw, shift - at["eta"] * 2 * sum(miss) / len(now)
                if abs(w) > 1e12:
                    break
            slope = w * d / b
            intercept = c + d * shift - slope * a
            typical = math.sqrt(np.mean((slope * x + intercept - y) ** 2))
            if "has exploded" in state:
                assert typical > 1e6, state
                continue
            if "it explodes" in state:
                assert agree(re.search(rf"miss is ({NUMBER}) g", state)[1], typical, 1.2), state
                assert typical > best
                continue
            told = re.search(
                rf"mass = ({NUMBER}) g/mm · {measured} ([−+]) ({NUMBER}) g\. Its typical miss is "
                rf"({NUMBER}) g; the best line's is ({NUMBER}) g",
                state,
            )
            sign = -1 if told[2] == "−" else 1
            pairs = ((told[1], slope), (told[3], sign * intercept), (told[4], typical))
            for text, value in (*pairs, (told[5], best)):
                assert agree(text, value, 1.05), (state, text, value)
    stage.close()


@pytest.mark.parametrize("name", LOSSES)
def test_guesses_and_steps_by_plain_loops(name):
    stage, L = (
        guess_or_follow(name),
        sp.sympify(
            LOSSES[name].replace("^", "**").replace("2w", "2*w").replace(")(", ")*("),
            locals={"w1": W1, "w2": W2},
        ),
    )
    value = sp.lambdify((W1, W2), L, "math")
    for at in walk(stage, 60):
        looks, seed = at["looks"], at["seed"]
        rng = np.random.default_rng(seed)
        found = min(value(*(rng.uniform(-3, 3) for _ in range(2))) for _ in range(looks))
        w, h = [-2.0, 2.0], 1e-4
        for _ in range(looks // 3):
            here = value(*w)
            g = [(value(w[0] + h, w[1]) - here) / h, (value(w[0], w[1] + h) - here) / h]
            length = RATE * math.hypot(*g)
            short = min(1.0, LONGEST / length) if length else 1.0
            w = [u - RATE * short * s for u, s in zip(w, g, strict=True)]
        told = re.search(
            r"After (\d+) looks .* has loss (\S+); following the slope, (\d+) steps? .* to (\S+)\.$",
            stage.state,
        ).groups()
        assert (int(told[0]), int(told[2])) == (looks, looks // 3)
        for text, due in ((told[1], found), (told[3], value(*w))):
            assert math.isclose(float(text.replace("−", "-")), due, rel_tol=6e-3, abs_tol=1e-9)
    stage.close()


SQUASH = {
    "sigmoid": (lambda z: 1 / (1 + mpmath.exp(-z)), lambda a, z: a * (1 - a)),
    "tanh": (mpmath.tanh, lambda a, z: 1 - a**2),
    "ReLU": (lambda z: max(z, mpmath.mpf(0)), lambda a, z: mpmath.mpf(z > 0)),
}


@pytest.mark.parametrize("activation", SQUASH)
def test_what_is_left_after_layers_by_many_digits(activation):
    stage = depth(activation)
    for at in walk(stage, 80, activation=activation):
        left, passed = {}, {}
        with mpmath.workdps(60):
            w, b = mpmath.mpf(at["w"]), mpmath.mpf(at["b"])
            for name, (squash, slope) in SQUASH.items():
                a, factors = mpmath.mpf(at["x"]), []
                for _ in range(at["n"]):
                    z = w * a + b
                    a = squash(z)
                    factors.append(w * slope(a, z))
                passed[name], left[name] = factors, abs(mpmath.fprod(factors))
        told = re.search(
            r"multiplies by (\S+), the last by (\S+)\. Size of the product: (.*)\.$", stage.state
        )
        pairs = [(told[1], passed[activation][0]), (told[2], passed[activation][-1])]
        for part in told[3].split(", "):
            text, _, name = part.partition(" for ")
            pairs.append((text, left[name]))
        for text, due in pairs:
            assert agree(text, float(due), 1.02), (stage.state, text, due)
    stage.close()


def test_products_are_counted_one_by_one():
    stage = shapes()
    for direction in (PUSH, PULL):
        for at in walk(stage, 60, direction=direction):
            m, n = round(at["m"]), round(at["n"])
            widths = [n] + [100] * at["depth"] + [m]
            once = sum(a * b for a, b in itertools.pairwise(widths))
            held = {
                PUSH: max(2 * (a + b) for a, b in itertools.pairwise(widths)),
                PULL: sum(widths[:-1]) + max(a + b for a, b in itertools.pairwise(widths)),
            }
            cost = {PUSH: n * once, PULL: m * once}
            other = PULL if direction == PUSH else PUSH
            due = (
                m,
                n,
                (n if direction == PUSH else m),
                cost[direction],
                cost[other],
                held[direction],
            )
            for text, value in zip(
                numbers(stage.state.replace(" × 10", "·10")), (*due, held[other]), strict=True
            ):
                assert agree(text, value, 1.02), (stage.state, text, value)
    stage.close()


def test_the_record_by_its_own_weeks():
    dates, values = records.co2()
    days = dates.astype("datetime64[D]").astype(int)
    stage = measured_slope()
    for span in (1990.0, 1974.0, 1958.25):
        for at in walk(stage, 40, span=span):
            half, state = at["window"] // 2, stage.state
            when = np.datetime64(re.search(r"On (\d{4}-\d\d-\d\d)", state)[1])
            here = int(np.flatnonzero(dates == when)[0])
            years = 1970 + days / 365.25
            assert abs(years[here] - (span + at["date"])) < 0.6 * 7 / 365.25 + 0.01, state

            def rate(i, half=half):
                if i < half or i + half >= len(values):
                    return math.nan
                return (values[i + half] - values[i - half]) / (2 * half * 7 / 365.25)

            told = re.search(
                rf"it is \(({NUMBER}) − ({NUMBER})\).* or ({NUMBER}) ppm per year", state
            )
            if "there is none" in state:
                assert math.isnan(rate(here)) and not told
            else:
                due = values[here + half], values[here - half], rate(here)
                for text, value in zip(told.groups(), due, strict=True):
                    assert agree(text, value, 1.05), state
            shown = [rate(i) for i in range(len(days)) if span <= years[i] <= span + 3]
            shown = [r for r in shown if not math.isnan(r)]
            ends = re.search(rf"goes from ({NUMBER}) to ({NUMBER}) ppm", state)
            if ends:
                assert agree(ends[1], min(shown), 1.05) and agree(ends[2], max(shown), 1.05), state
            else:
                assert not shown
    stage.close()


def scores_of(layers, x):
    """The scores of one sample, unit by unit, as Python floats."""
    values = [float(v) for v in x]
    for layer in layers:
        z = [
            sum(w * v for w, v in zip(row, values, strict=True)) + b
            for row, b in zip(layer.W, layer.b, strict=True)
        ]
        squash = {
            "tanh": math.tanh,
            "identity": float,
            "sigmoid": lambda t: 1 / (1 + math.exp(-t)),
            "relu": lambda t: max(t, 0.0),
        }[layer.activation]
        values = [squash(t) for t in z]
    return values


def probabilities(scores):
    top = max(scores)
    parts = [math.exp(s - top) for s in scores]
    return [part / math.fsum(parts) for part in parts]


def judged(layers, X, y):
    """(mean cross-entropy, share that is right) of a network, sample by sample."""
    given = [probabilities(scores_of(layers, x)) for x in X]
    loss = -math.fsum(math.log(max(p[k], 1e-320)) for p, k in zip(given, y, strict=True)) / len(y)
    return loss, sum(p.index(max(p)) == k for p, k in zip(given, y, strict=True)) / len(y)


def test_training_and_its_map_sample_by_sample():
    stage, birds = train(), flock()
    for epoch in (0, 1, 7, 20, 63, 100):
        stage.controls["epoch"].value = epoch
        layers = trained(birds.measured, HIDDEN, ETA, EPOCHS)[epoch].layers
        told = re.search(
            rf"loss ({NUMBER}) on .*, ({NUMBER}) on the validation .*: ({NUMBER}) % and ({NUMBER}) %",
            stage.state,
        ).groups()
        both = [judged(layers, *birds.part(part)) for part in ("training", "validation")]
        due = both[0][0], both[1][0], 100 * both[0][1], 100 * both[1][1]
        for text, value in zip(told, due, strict=True):
            assert agree(text, value, 1.02), (stage.state, value)
    stage.close()
    for pair in ("bill length, flipper length", "bill depth, body mass"):
        stage, birds = decision_map(pair), flock(pair.split(", "))
        X, y = birds.part("validation")
        for epoch in (0, 1, 2, 5, 30, 100):
            stage.controls["epoch"].value = epoch
            layers, state = trained(birds.measured, HIDDEN, ETA, EPOCHS)[epoch].layers, stage.state
            loss = judged(layers, *birds.part("training"))[0]
            assert agree(re.search(rf"loss of ({NUMBER})", state)[1], loss), state
            wrong = round((1 - judged(layers, X, y)[1]) * len(y))
            assert f"wrong about {wrong} of {len(y)}" in state, state
            (ax,) = stage.figure.axes
            corners = np.stack(
                np.meshgrid(*(np.linspace(*lim, 40) for lim in (ax.get_xlim(), ax.get_ylim()))), -1
            )
            inputs = (corners.reshape(-1, 2) - birds.mean) / birds.std
            named = {int(np.argmax(scores_of(layers, x))) for x in inputs}
            for number, species in enumerate(SPECIES):
                never = "never says" in state and species in state.partition("never says")[2]
                assert never == (number not in named), (pair, epoch, state, named)
        stage.close()


def test_slices_and_sensitivities_by_complex_step_and_many_digits():
    X, y = penguin_data()
    for (weight, activation), epochs in zip(
        itertools.product(list(WEIGHTS.values())[::2], ("tanh", "sigmoid")),
        itertools.cycle((0, 5, 50)),
    ):
        stage, (k, i, j) = loss_slice(weight, activation=activation, epochs=epochs), weight
        layers = penguin_network(activation, epochs)
        squash = {
            "tanh": np.tanh,
            "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
            "identity": lambda z: z,
        }
        for at in walk(stage, 12, weight=weight, activation=activation, epochs=epochs):
            A = X.astype(complex)
            for n, layer in enumerate(layers):
                W = layer.W.astype(complex)
                if n == k:
                    W[i, j] += at["move"] + 1e-30j
                A = squash[layer.activation](A @ W.T + layer.b)
            top = A.real.max(axis=1, keepdims=True)
            L = np.mean(np.log(np.exp(A - top).sum(axis=1)) + top[:, 0] - A[np.arange(len(y)), y])
            told = re.search(
                rf"weight at ({NUMBER}) the loss is ({NUMBER})\. .* slope ({NUMBER}), .* ({NUMBER}):",
                stage.state,
            ).groups()
            slope = L.imag / 1e-30
            due = layers[k].W[i, j] + at["move"], L.real, slope, slope
            for text, value in zip(told, due, strict=True):
                assert agree(text, value, 1.05), (stage.state, value)
            if abs(slope) > 6e-5:
                assert ("lower it" in stage.state) == (slope > 0), stage.state
        stage.close()
    birds = flock()
    layers, (X, y) = trained(birds.measured, HIDDEN, ETA, EPOCHS)[-1].layers, birds.part("test")
    for of in ("its score", "its lead", "its probability"):
        stage = sensitivity(of)
        for at in walk(stage, 40, of=of):
            x, state = X[at["penguin"]], stage.state
            scores = scores_of(layers, x)
            p = probabilities(scores)
            named = scores.index(max(scores))
            second = max((s, k) for k, s in enumerate(scores) if k != named)[1]

            def asked(x, named=named, second=second, of=of):
                scores = scores_of(layers, x)
                if of == "its probability":
                    return probabilities(scores)[named]
                return scores[named] - (scores[second] if of == "its lead" else 0)

            assert f"says {SPECIES[named]} with" in state
            assert agree(re.search(rf"with ({NUMBER}) %", state)[1], 100 * p[named], 1.05), state
            assert ("and is right" in state) == (named == y[at["penguin"]]), state
            slopes = []
            for axis in range(4):
                step = np.eye(4)[axis] * 1e-3
                d = [(asked(x + s * step) - asked(x - s * step)) / (2e-3 * s) for s in (1, 2)]
                slopes.append((4 * d[0] - d[1]) / 3)
            told = re.search(r"grows by (.*); (.*) counts most", state)
            for text, slope in zip(re.findall(rf"({NUMBER}) \(", told[1]), slopes, strict=True):
                assert abs(said(text)[0] - slope) <= 1.1 * said(text)[1] + 1e-7, (state, slope)
            assert told[2] == birds.measured[int(np.argmax(np.abs(slopes)))], state
        stage.close()


X_, W_, B_ = sp.symbols("x w b", real=True)
TREES = {
    "neuron and loss": (1 / (1 + sp.exp(-(W_ * X_ + B_))) - 1) ** 2,
    "x used twice": W_ * X_ + X_**2,
    "a node used twice": (W_ * X_ + B_) / (1 + sp.exp(-(W_ * X_ + B_))),
    "two layers, one w": 1 / (1 + sp.exp(-(W_ / (1 + sp.exp(-(W_ * X_ + B_))) + B_))),
}


@pytest.mark.parametrize("name", TREES)
def test_graphs_end_with_the_gradient_that_sympy_finds(name):
    assert name in EXPRESSIONS
    chance = np.random.default_rng(3)
    for _ in range(6):
        x, w, b = (round(float(v), 1) for v in chance.uniform(-3, 3, 3))
        stage = graph_steps(name, x=x, w=w, b=b)
        stepper = stage.controls["step"]
        stepper.value = stepper.max
        at = {X_: x, W_: w, B_: b}
        for symbol, text in re.findall(
            rf"∂L/∂([xwb]) = ({NUMBER})", stage.state.partition("Done:")[2]
        ):
            due = float(
                sp.diff(TREES[name], {"x": X_, "w": W_, "b": B_}[symbol]).evalf(30, subs=at)
            )
            assert agree(text, due, 1.02), (stage.state, due)
        assert stage.state.count("∂L/∂") >= len(TREES[name].free_symbols)
        for step in range(stepper.max + 1):
            stepper.value = step
            for left, right, product in re.findall(
                rf"({NUMBER}) × ({NUMBER}) = ({NUMBER})", stage.state
            ):
                due = said(left)[0] * said(right)[0]
                slack = sum(said(t)[1] / max(abs(said(t)[0]), 1e-300) for t in (left, right))
                assert (
                    abs(said(product)[0] - due) <= said(product)[1] * 1.1 + abs(due) * slack * 1.1
                ), stage.state
            made = re.search(rf"and makes ({NUMBER})", stage.state)
            assert (
                "Forward" not in stage.state
                or step == 0
                or made
                or "Forward is done" in stage.state
            )
        stage.close()
