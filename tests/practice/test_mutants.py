"""Every mutant of a solution that gives other values on allowed inputs is caught, and none gets a name
that further inputs belie; every answer that changes its inputs is caught as well."""

import copy

import numpy as np
import pytest

from lib.formula import guard
from lib.practice import exercises
from lib.practice.engine import source
from lib.practice.engine.checking import NOT_YET, RIGHT, same
from lib.practice.engine.pointing import input_said
from lib.practice.engine.running import plainly, tried
from tests.practice.mutations import mutants
from tests.practice.test_exercises import run

FUNCTIONS = {key: e for key, e in exercises().items() if e.probes is not None}
DRAWN = {key: e for key, e in FUNCTIONS.items() if e.draw is not None}
NAMED = 12  # further inputs on which an answer has to be what its name says
LATE = {"not done in time", "right, but too slow"}  # which a starved machine says as well
MORE = 60  # further inputs that tell a mutant from a solution written otherwise


@pytest.fixture(params=sorted(DRAWN), name="exercise")
def each(request):
    return DRAWN[request.param]


def came(answer, probes):
    """What comes of an answer at each of these; one that isn't done tells nothing, and fails the test."""
    with guard.watched() as watch:
        found = [tried(watch.call, answer, probe) for probe in probes]
    if watch.reason == "time":
        pytest.fail("not done on inputs that the check doesn't have")
    return found


def differs(exercise, answer):
    """Whether an answer gives anything else than the solution on inputs that the check doesn't have."""
    probes = [*exercise.all_probes, *exercise.drawn(MORE, more=1)]
    cames = came(answer, probes)
    if exercise.accepts is not None:
        return None
    return not all(
        same(c.value, tried(plainly, exercise.right, probe).value, exercise.rtol, exercise.atol)
        for c, probe in zip(cames, probes, strict=True)
    )


class Further:
    """What comes of named mistakes on inputs that the check doesn't have, made once each."""

    def __init__(self, exercise):
        self.exercise, self.made = exercise, {}
        self.probes = exercise.drawn(NAMED, more=2)

    def belie(self, name, answer):
        """Whether an answer that got this name gives anything else than that mistake does."""
        mistakes = [m for m in self.exercise.mistakes if m.name == name and m.fits is None]
        if not mistakes:
            return False
        cames = [c.value for c in came(answer, self.probes)]
        rtol, atol = mistakes[0].rtol or self.exercise.rtol, self.exercise.atol
        return not any(
            all(same(c, v, rtol, atol) for c, v in zip(cames, self.values(wrong), strict=True))
            for wrong in (mistakes[0].wrong, *(getattr(a, "wrong", a) for a in mistakes[0].also))
        )

    def values(self, wrong):
        if id(wrong) not in self.made:
            self.made[id(wrong)] = [tried(plainly, wrong, probe).value for probe in self.probes]
        return self.made[id(wrong)]


def test_every_mutant_that_differs_is_caught_and_named_in_truth(exercise):
    let_through, belied, count, further = [], [], 0, Further(exercise)
    for text in mutants(exercise.answer):
        answer = run(exercise, text)
        result = exercise._judge(answer)
        count += 1
        # None of them loops for ever today. One that does must be told from one that is only slow.
        assert result.mistake not in LATE, (text, result.message)
        assert "can't be looked at" not in result.message, (text, result.message)
        if result.status == RIGHT and differs(exercise, answer):
            let_through.append(text)
        if further.belie(result.mistake, answer):
            belied.append(f"{result.mistake}:\n{text}")
    assert count
    assert not belied, "\n\n".join(belied)
    assert not let_through, "\n\n".join(let_through)


INPUTS = [
    (key, name)
    for key, e in sorted(FUNCTIONS.items())
    for name in e.input_names[: len(e.probes[0])]
    if name not in source.unused(e.right)  # as b in the slope of w·x + b
]


@pytest.mark.parametrize(("key", "name"), INPUTS)
def test_an_answer_with_a_number_of_its_own_for_an_input_is_caught(key, name):
    exercise = FUNCTIONS[key]
    place = exercise.input_names.index(name)
    for own in (exercise.all_probes[0][place], exercise.all_probes[-1][place]):

        def answer(*inputs, own=own):
            return exercise.right(*inputs[:place], copy.deepcopy(own), *inputs[place + 1 :])

        result = exercise._judge(answer)
        assert result.status == NOT_YET, f"{name} is always {own!r}: {result.message}"


def changeable(value):
    return isinstance(value, np.ndarray | list | dict) and len(value) > 0


CHANGES = [
    (key, place)
    for key, e in sorted(FUNCTIONS.items())
    for place in range(len(e.probes[0]))
    if all(changeable(probe[place]) for probe in e.probes)
]


@pytest.mark.parametrize(("key", "place"), CHANGES)
def test_an_answer_that_changes_an_input_is_told_which(key, place):
    exercise = FUNCTIONS[key]

    def vandal(*inputs):
        value = copy.deepcopy(exercise.right(*copy.deepcopy(inputs)))
        given = inputs[place]
        if isinstance(given, np.ndarray):
            plain = np.asarray(given)  # an exercise's own kind of array may refuse to be added to
            plain[...] = ~plain if plain.dtype == bool else plain + plain.dtype.type(1)
        elif isinstance(given, list):
            given.append(given[0])
        else:
            given.clear()
        return value

    result = exercise._judge(vandal)
    assert result.status == NOT_YET and result.mistake == "an input changed", result.message
    assert f"`{exercise.input_names[place]}" in result.message, result.message


def test_the_drawn_inputs_are_the_same_every_time(exercise):
    once, again, others = (
        [input_said(exercise.input_names, probe) for probe in exercise.drawn(5, more)]
        for more in (0, 0, 1)
    )
    assert once == again != others
