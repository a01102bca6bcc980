"""What a message says of an answer holds: near misses of mistakes get another name, or another sentence."""

import dataclasses
import zlib
from types import SimpleNamespace

import numpy as np
import pytest

from lib.practice import exercises
from lib.practice.engine.checking import NOT_YET, RIGHT, Also, Mistake
from lib.practice.engine.comparing import Raised
from lib.practice.engine.grids import is_index, on_a_grid
from lib.practice.engine.judging import Judge
from lib.practice.engine.raising import raised
from lib.practice.engine.running import plainly, tried
from tests.practice.engine.test_checking import sum_exercise
from tests.practice.near_misses import near_misses
from tests.practice.test_exercises import run

EXERCISES = exercises()
ONLY_NEAR = {  # names that say no more than where the values lie
    "a near miss",
    "numbers that aren't whole",
    "several slips",
    "round-off still there",
    "no step for some δ",
    "too long a step for some δ",
    "a step that isn't between 0 and h₀",
}
GENERAL = {  # names that `usual` gives for numbers of the right shape
    "the sign reversed",
    "only the sizes",
    "in reversed order",
    "a factor too much",
    "upside down",
    "squared",
    "off by one amount",
    "in another order",
    "rounded",
}


def told(key, body):
    """(name, message) of an answer whose lines are `body`, which isn't right."""
    result = judged(key, body)
    assert result.status == NOT_YET
    return result.mistake, result.message


def judged(key, body):
    """What the check says of an answer whose lines are `body`."""
    exercise = EXERCISES[key]
    head = exercise.stub[: exercise.stub.index(":\n") + 2]
    text = head + "".join(f"    {line}\n" for line in body.split("\n"))
    return exercise._judge(run(exercise, text))


def test_a_variant_may_have_a_sentence_of_its_own():
    mistake = Mistake(
        "a minus",
        lambda a, b: a - b,
        "the second is taken away.",
        also=(lambda a, b: 2 * (a - b), Also(lambda a, b: b - a, "the first is taken away.")),
    )
    check = sum_exercise(mistakes=[mistake]).check
    assert check(lambda a, b: a - b).message.endswith("The second is taken away.")
    assert check(lambda a, b: 2 * (a - b)).message.endswith("The second is taken away.")
    assert check(lambda a, b: b - a).message.endswith("The first is taken away.")


def test_what_begins_with_as_if_goes_on_in_the_sentence():
    mistake = Mistake("a minus", lambda a, b: a - b, "as if one were taken away.")
    told = sum_exercise(mistakes=[mistake]).check(lambda a, b: a - b).message
    assert told == "Not yet; it looks like a minus, as if one were taken away."


def test_where_nothing_is_returned_that_is_said_and_no_more():
    name, message = told("reading.which", "best = np.argmin([np.sum(g(x)) for g in curves])")
    assert name == "nothing returned", message
    name, message = told("limits.forward", "return 0.0 if h is None else None")
    assert name == "nothing returned" and "one way through it" in message, message
    name, message = told(
        "reading.which",
        "for k, g in enumerate(curves):\n    if g(x)[0] == 0.123:\n        return k",
    )
    assert name == "no curve found", message


@pytest.mark.parametrize(
    ("key", "body", "not_this"),
    [
        (
            "reading.extra_cost",
            "return 1.3 * n * (C(q + 1e-3) - C(q - 1e-3)) / 2e-3",
            "not divided by its own run",
        ),
        (
            "reading.highest",
            "x = np.linspace(a, b, 2001)\nreturn x[np.argmax(f(x))] + 0.1",
            "places too far apart",
        ),
        ("reading.highest", "return round(100 * b)", "the index instead of the place"),
        ("reading.highest", "return 0.0", "whole numbers only"),
        ("reading.velocity", "return -np.gradient(s)", "a spacing of your own"),
        (
            "reading.record_rate",
            "k = np.isfinite(ppm)\nreturn 3 * np.gradient(ppm[k])",
            "every row taken for a week",
        ),
        (
            "reading.product_slope",
            "return 1.01 * (du(x) * v(x) + u(x) * dv(x))",
            "a secant in place of the slope",
        ),
        ("reading.which", "return [g(x)[0] for g in curves]", "how far off each one is"),
        ("limits.good_step", "return 1e-8 * max(abs(x), 1) ** 0.7", "too short for its x"),
        ("limits.escape", "return h0**1.2 * 1e-10", "a fixed share of h₀"),
        (
            "limits.float32",
            "return 1.03 * f.slope(np.asarray(x, float)) + 0.01",
            "round-off still there",
        ),
    ],
)
def test_a_near_miss_gets_another_name(key, body, not_this):
    name, message = told(key, body)
    assert name != not_this, message


@pytest.mark.parametrize(
    "wiped",
    ["np.where(x > 0, v.grad, 0)", "[g if g == g else 0 for g in v.grad]", "v.grad * 1"],
)
def test_a_nan_that_is_wiped_away_is_found_however_it_is_done(wiped):
    body = "v = Value(x)\nnp.sum(np.where(v > 0, np.sqrt(v), 0.0)).backward()\nreturn "
    name, message = told("further.root_slopes", body + wiped)
    assert name == (
        "picked only afterwards" if "*" in wiped else "NaN or ∞ wiped away afterwards"
    ), message


def test_a_nan_that_comes_back_to_nothing_of_the_answers_is_no_fault():
    body = "v = Value(x)\nroot = np.sqrt(np.where(v > 0, v, 0.0))\n"
    body += "np.sum(np.where(v > 0, root, 0.0)).backward()\nreturn v.grad"
    assert judged("further.root_slopes", body).status == RIGHT


def test_what_an_exception_says_is_cut_at_a_word():
    _, message = told("arrays.measured", "keep = -np.isnan(y)\nreturn x[keep], y[keep]")
    assert "logical_not function …" in message and "instea." not in message


def test_places_of_a_row_and_their_indices():
    probes = [(None, 0.0, 1.0), (None, 2.0, 5.0), (None, -1.0, 1.0)]
    peaks = [0.62, 3.1, 0.4]

    def near(place, f, a, b):
        return abs(place - peaks[probes.index((f, a, b))]) < 0.02

    row = [
        a + (b - a) * round((p - a) / (b - a) * 100) / 100
        for p, (_, a, b) in zip(peaks, probes, strict=True)
    ]
    assert on_a_grid(row, probes) and not on_a_grid([x + 0.001 for x in row], probes)
    index = [round((p - a) / (b - a) * 2000) for p, (_, a, b) in zip(peaks, probes, strict=True)]
    assert is_index(index, probes, near)
    assert not is_index([i + 300 for i in index[:2]] + index[2:], probes, near)
    assert not is_index(peaks, probes, near) and not is_index([0, 0, 0], probes, near)


def cames_of(exercise, answer, probes):
    """What comes of an answer of our own at these probes; its exceptions as the check tells them."""
    spied = any(rule.calls for rule in exercise.forbids)
    found = []
    for probe in probes:
        came = tried(plainly, answer, probe, exercise.input_names, spied)
        if isinstance(came.value, Raised):
            outcome = SimpleNamespace(problem=came.value.problem, stopped="", told="")
            told = Raised(outcome.problem, raised(outcome, answer))
            came = dataclasses.replace(came, value=told)
        found.append(came)
    return found


def still_so(name, judge):
    """Whether what has this name is met by what came to this judge: values that agree, or a `fits`."""
    for mistake in judge.exercise.mistakes:
        if mistake.name == name:
            return bool(
                judge._satisfies(mistake.fits) if mistake.fits else judge._explained(mistake)
            )
    general = judge._usual()
    return general is not None and general.mistake == name


@pytest.mark.parametrize("key", sorted(k for k, e in EXERCISES.items() if e.draw is not None))
def test_what_is_told_of_a_near_miss_holds_on_further_inputs_too(key):
    exercise = EXERCISES[key]
    given = {"probes": exercise.drawn(12, more=2), "draw": None, "corners": ()}
    further = dataclasses.replace(exercise, **given)
    names = {m.name for m in exercise.mistakes} | GENERAL
    belied, tried_out = [], 0
    for text, answer in near_misses(key, 25):
        tried_out += 1
        cames = cames_of(exercise, answer, exercise.all_probes)
        found = Judge(exercise, cames, answer).verdict()
        assert "can't be looked at" not in found.message
        raised = any(isinstance(came.value, Raised) for came in cames)
        if found.mistake not in names or raised:  # of what raised, the very exception is compared
            continue
        again = Judge(further, cames_of(further, answer, further.probes), answer)
        if not still_so(found.mistake, again):
            belied.append(f"{found.message}\n{text}")
    assert not belied, "\n\n".join(belied)
    assert tried_out >= 6


def with_noise(value, noise, size):
    """The value, each number in it moved by chance in proportion to its size; True and False tossed up."""
    if isinstance(value, tuple | list):
        return type(value)(with_noise(part, noise, size) for part in value)
    array = np.asarray(value)
    if array.dtype == bool:
        made = noise.random(array.shape) < 0.5
    else:
        made = array * (1 + size * noise.normal(size=array.shape))
    return made if array.ndim else made.item()


@pytest.mark.parametrize("size", [0.6, 0.01])
def test_chance_has_no_name(size):
    told = {}
    for key, exercise in EXERCISES.items():
        if exercise.probes is None or key == "limits.good_step":  # where a factor of 30 is right
            continue
        noise = np.random.default_rng(zlib.crc32(key.encode()))

        def answer(*probe, noise=noise, right=exercise.right):
            return with_noise(right(*probe), noise, size)

        cames = cames_of(exercise, answer, exercise.all_probes)
        found = Judge(exercise, cames, answer).verdict()
        if found.mistake is not None and found.mistake not in ONLY_NEAR:
            told[key] = found.message
    assert not told
