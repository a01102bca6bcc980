"""What the figures of notebook 10 say, computed another way."""

import re

import numpy as np
import pytest

from lib.explore.checkpoints import checkpoints
from lib.explore.dial import dial
from lib.explore.modes import modes
from lib.explore.signals import fifty_layers
from lib.learning.autodiff import Value, relu
from lib.learning.signals import drawn

# Momentum's dial


@pytest.fixture(scope="module", name="hands")
def opened():
    stage = dial()
    yield stage
    stage.close()


def moved(stage, **values):
    for name, value in values.items():
        stage.controls[name].value = value
    assert stage.problem is None
    return stage.state.replace("−", "-")


def walked(pace, beta, steps):
    """v ← β v + w, w ← w − ηc v, as notebook 07 writes it."""
    w, v, path = 1.0, 0.0, [1.0]
    for _ in range(steps):
        v = beta * v + w
        w -= pace * v
        path.append(w)
    return np.array(path)


@pytest.mark.parametrize(
    ("pace", "beta"),
    [
        (0.1, 0.9),
        (0.01, 0.9),
        (0.1, 0.0),
        (1.0, 0.3),
        (3.3, 0.7),
        (0.02, 0.2),
        (1.9, 0.0),
        (3.0, 0.55),
    ],
)
def test_when_the_dial_says_that_it_has_arrived(hands, pace, beta):
    said = moved(hands, pace=pace, beta=beta)
    distance = np.abs(walked(pace, beta, 5000))
    step = int(re.search(r"From step (\d+) on it is within 1 %", said)[1])
    assert distance[step - 1] > 0.01 >= distance[step:].max()


@pytest.mark.parametrize(("pace", "beta"), [(0.1, 0.9), (0.01, 0.9), (1.0, 0.3), (2.2, 0.6)])
def test_a_swing_on_the_dial_is_one_of_the_path(hands, pace, beta):
    """The path is √βᵏ times a wave: divided by that, it crosses 0 twice in each whole swing."""
    said = moved(hands, pace=pace, beta=beta)
    size, period = (
        float(n) for n in re.search(r"√β = ([\d.]+)\. .* in ([\d.]+) steps", said).groups()
    )
    assert size == pytest.approx(beta**0.5, abs=5e-4)
    k = np.arange(3001)
    with np.errstate(under="ignore"):
        wave = walked(pace, beta, 3000)[:600] / beta ** (k[:600] / 2)
    crossings = np.count_nonzero(wave[1:] * wave[:-1] < 0)
    assert crossings == pytest.approx(2 * 600 / period, abs=2)


@pytest.mark.parametrize(
    ("pace", "beta"), [(0.1, 0.0), (0.02, 0.2), (1.9, 0.0), (3.5, 0.7), (5.0, 0.5)]
)
def test_what_a_step_does_in_the_end(hands, pace, beta):
    said = moved(hands, pace=pace, beta=beta)
    path = walked(pace, beta, 60)
    share = path[-1] / path[-2]
    told = float(re.search(r"multiplies the distance by (-?[\d.]+)\.", said)[1])
    assert told == pytest.approx(abs(share), rel=2e-3)
    assert ("explodes" in said) == (abs(share) > 1)
    assert ("from side to side" in said) == (-1 < share < 0)


def test_the_ends_of_the_dial(hands):
    assert "for ever" in moved(hands, pace=2.0, beta=0.0)
    assert "After 5000 steps it is still further" in moved(hands, pace=1.9995, beta=0.0)
    for bad, said in (((0.0, 0.5), "above 0"), ((0.1, 1.0), "below 1"), ((0.1, -0.1), "from 0")):
        with pytest.raises(ValueError, match=said):
            dial(*bad)


# Checkpoints


def test_what_checkpoints_cost():
    """Counted once more, stretch by stretch."""
    stage = checkpoints(steps=36)
    for kept in (1, 2, 5, 6, 7, 18, 36):
        lengths = [len(part) for part in np.array_split(np.arange(36), kept)]
        again = sum(length - 1 for length in lengths)
        most = {1: 36, 2: 19, 5: 12, 6: 11, 7: 12, 18: 19, 36: 36}[kept]
        said = moved(stage, kept=kept, moment=0)
        assert f"at most {most} stored at once, {again} machine" in said
    assert "0 stored." in moved(stage, moment=100)
    stage.close()


def test_chains_that_there_are_not():
    for arguments, said in (
        ({"steps": 3}, "from 4 to"),
        ({"kept": 37}, "can't be kept"),
        ({"kept": 0}, "kept"),
    ):
        with pytest.raises(ValueError, match=said):
            checkpoints(**arguments)


# Fifty layers


def through(scale, depth, width, squash, skip):
    """What arrives of activations and of gradients, by the engine."""
    weights, samples, back = drawn(width)
    x = h = Value(samples)
    for W in weights[:depth]:
        moved = squash(h @ (scale / width**0.5 * W.T))
        h = h + moved if skip else moved
    np.sum(h * back).backward()
    arrived = np.mean(h.data**2) / np.mean(samples**2), np.mean(x.grad**2) / np.mean(back**2)
    return np.sqrt(arrived)


def number(said):
    """0.12 or 1.2·10⁻⁷ as a float."""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
    return float(said.translate(raised).replace("·10", "e"))


@pytest.mark.parametrize(
    "place",
    [
        {"depth": 50, "activation": "ReLU", "skip": False, "width": 128},
        {"depth": 20, "activation": "ReLU", "skip": True, "width": 32},
        {"depth": 7, "activation": "tanh", "skip": False, "width": 8},
        {"depth": 50, "activation": "tanh", "skip": True, "width": 8},
    ],
)
def test_what_arrives_through_the_layers(place):
    stage = fifty_layers()
    for name, value in place.items():
        stage.controls[name].value = value
    squash = {"ReLU": relu, "tanh": np.tanh}[place["activation"]]
    rest = place["depth"], place["width"], squash, place["skip"]
    told = re.search(r"size (\S+) arrives at the end, of the gradient’s (\S+) at", stage.state)
    assert [number(n) for n in told.groups()] == pytest.approx(
        list(through(stage.controls["scale"].value, *rest)), rel=0.06
    )
    others = re.search(r"(\S+) with 0.1/√n, (\S+) with 1/√n, (\S+) with √\(2/n\)\.", stage.state)
    due = [through(scale, *rest)[1] for scale in (0.1, 1.0, 2**0.5)]
    assert [number(n) for n in others.groups()] == pytest.approx(due, rel=0.06)
    stage.close()


# Four ways to a Jacobian


def told(stage, **values):
    said = moved(stage, **values).rpartition("at once: ")[2].replace(",", "")
    return [float(n.replace(" × 10", "e").translate(RAISED)) for n in re.findall(COUNT, said)]


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
COUNT = r"\d[\d.]*(?: × 10[⁰-⁹¹²³]+)?"


def test_the_bill_of_a_small_network_by_hand():
    """10 inputs, 10 units, 1 output: 100 + 10 multiplications a run; two layers have 20 numbers."""
    stage = modes()
    assert told(stage, n=10, m=1, depth=1) == [1210, 21, 2200, 40, 220, 40, 320, 40]
    stage.close()


def test_what_the_prose_says_of_the_bill():
    stage = modes(n=1000, m=1, depth=20)
    _, _, dual, _, back, *_ = told(stage)
    assert dual == pytest.approx(1000 * back, rel=0.02)
    shallow, deep = told(stage, n=100, m=100, depth=20), told(stage, depth=50)
    assert all(b > a for a, b in zip(shallow[::2], deep[::2], strict=True))
    assert shallow[1:4:2] == deep[1:4:2] and shallow[5] < deep[5] and shallow[7] < deep[7]
    assert shallow[4] < shallow[2] and shallow[3] < shallow[5]  # the prediction
    assert shallow[6] > shallow[4] and shallow[7] < shallow[5]  # time for memory
    stage.close()


def test_bars_and_lines_end_where_the_sentence_says():
    stage = modes()
    said = told(stage, n=10, m=1, depth=50)
    for kind, ax in enumerate(stage.figure.axes):
        ends = [line.get_xdata()[1] for line in ax.lines]
        assert ends == said[kind::2]
        least = [text.get_text().startswith("▶") for text in ax.texts]
        assert least == [end == min(ends) for end in ends]
    stage.close()
    stage = fifty_layers(depth=20)
    first, second = (ax.lines for ax in stage.figure.axes)
    arrived = re.findall(r"(\S+) arrives at the end, .*? (\S+) at the beginning", stage.state)[0]
    yours = first[4].get_ydata()[-1], second[4].get_ydata()[0]  # the first line is the start's size
    assert yours == pytest.approx([number(n) for n in arrived], rel=0.01)
    stage.close()


@pytest.mark.parametrize(
    ("n", "m", "due"),
    [
        (10, 1, "11 runs by nudging, 10 runs of dual numbers, or 1 run and 1 way back."),
        (1, 10, "2 runs by nudging, 1 run of dual numbers, or 1 run and 10 ways back."),
    ],
)
def test_the_runs_of_each_way_are_counted(n, m, due):
    stage = modes(n=n, m=m)
    assert due in stage.state
    stage.close()
