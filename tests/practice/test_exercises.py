"""Every exercise and every prediction of the course, found by walking the registry."""

import itertools
import re

import numpy as np
import pytest

from lib.practice import exercises, predictions
from lib.practice.engine import progress
from lib.practice.engine.checking import (
    NOT_ATTEMPTED,
    NOT_YET,
    RIGHT,
    Exercise,
    Forbidden,
    Mistake,
    same,
)

EXERCISES = exercises()
PREDICTIONS = predictions()
CASES = [(key, mistake.name) for key, e in EXERCISES.items() for mistake in e.mistakes]


def run(exercise, text):
    """What the reader's cell defines: the answer object that the text makes."""
    scope = {}
    exec(compile(exercise.context + text, "<cell>", "exec"), scope)
    return scope[exercise.name_in_stub()]


@pytest.fixture(params=sorted(EXERCISES), name="exercise")
def each(request):
    return EXERCISES[request.param]


def answer_with(exercise, value):
    """An answer that gives `value` wherever it is asked."""
    return value if exercise.probes is None else lambda *inputs: value


def test_there_are_exercises_and_their_keys_are_their_names():
    assert len(EXERCISES) >= 4
    for key, exercise in EXERCISES.items():
        module, name = key.split(".")
        assert getattr(__import__(f"lib.practice.{module}", fromlist=[name]), name) is exercise


def test_the_solution_is_right(exercise):
    result = exercise.check(run(exercise, exercise.answer))
    assert result.status == RIGHT, result.message
    assert result.mistake is None and exercise.praise in result.message


def test_the_stub_is_not_attempted(exercise):
    result = exercise.check(run(exercise, exercise.stub))
    assert result.status == NOT_ATTEMPTED, result.message


def test_a_stub_without_dots_is_not_told_to_fill_them_in(exercise):
    told = exercise.check(run(exercise, exercise.stub)).message
    assert ("`...`" in told) == ("..." in exercise.stub)


def test_an_empty_answer_is_not_attempted(exercise):
    assert exercise.check(...).status == NOT_ATTEMPTED
    assert exercise.check().status == NOT_ATTEMPTED
    if exercise.probes is not None:

        def docstring_only(*inputs):
            """What it should do."""

        assert exercise.check(docstring_only).status == NOT_ATTEMPTED


@pytest.mark.parametrize(("key", "name"), CASES)
def test_each_mistake_is_named(key, name):
    exercise = EXERCISES[key]
    mistake = next(m for m in exercise.mistakes if m.name == name)
    answer = mistake.wrong
    if exercise.probes is None and callable(answer):
        answer = answer()
    result = exercise.check(answer)
    assert (result.status, result.mistake) == (NOT_YET, name), result.message
    assert result.message.startswith(f"Not yet; it looks like {name}")


def test_right_and_all_mistakes_are_told_apart(exercise):
    places = range(len(exercise.right_values()))
    every = {"right": exercise.rights()}
    every |= {m.name: [exercise.made(m.wrong, i) for i in places] for m in exercise.mistakes}
    assert len(every) == len(exercise.mistakes) + 1, "two mistakes with one name"
    for (a, left), (b, right) in itertools.combinations(every.items(), 2):
        alike = all(
            same(x.value, y.value, exercise.rtol, exercise.atol) and bool(x.which) == bool(y.which)
            for x, y in zip(left, right, strict=True)
        )
        assert not alike, f"{a} and {b} give the same on all probes"


def test_an_exercise_is_whole(exercise):
    assert len(exercise.mistakes) >= 3
    assert len(exercise.hints) >= 2
    assert exercise.title and exercise.praise
    told = [m.look_at for m in exercise.mistakes if isinstance(m.look_at, str)]
    for text in [*exercise.hints, exercise.praise, *told]:
        assert text.rstrip().endswith((".", "?", "!", "`", ")")), text


@pytest.mark.parametrize(
    "value",
    [None, "three", float("nan"), np.zeros((3, 1, 2)), 1 + 2j, {}, [], object(), np.inf, [1, "a"]],
    ids=lambda value: type(value).__name__,
)
def test_odd_values_get_a_clear_message(exercise, value):
    result = exercise.check(answer_with(exercise, value))
    assert result.status == NOT_YET
    assert len(result.message) > len("Not yet. ") + 10
    assert "Traceback" not in result.message
    assert result.message.count("\n") < 8 and len(result.message) < 700


def test_an_answer_that_raises_is_told_in_one_line(exercise):
    if exercise.probes is None:
        pytest.skip("the answer is a value")

    def answer(*inputs):
        return inputs[0] / undefined  # noqa: F821

    result = exercise.check(answer)
    assert result.status == NOT_YET
    assert "NameError" in result.message and "line" in result.message
    assert "undefined" in result.message

    def few():
        return 1

    result = exercise.check(few)
    assert result.status == NOT_YET and "TypeError" in result.message

    def half(*inputs):
        return inputs[0] + ...

    assert exercise.check(half).status == NOT_YET

    def endless(*inputs):
        return endless(*inputs)

    assert "deeper than Python" in exercise.check(endless).message


def test_a_call_in_place_of_the_function(exercise):
    if exercise.probes is not None:
        assert "function itself" in exercise.check(4.2).message


def test_hints_come_in_order_and_the_solution_is_shown(exercise):
    exercise._hinted = 0
    said = [exercise.hint() for _ in exercise.hints]
    for number, (note, hint) in enumerate(zip(said, exercise.hints, strict=True), start=1):
        assert f"Hint {number} of {len(exercise.hints)}: {hint}" in repr(note)
    assert "last hint" in repr(said[-1])
    assert exercise.answer.strip() in repr(exercise.solution())
    for note in [*said, exercise.solution(), exercise.check(...)]:
        html = note._repr_html_()
        assert html.startswith("<div") and "<script" not in html
        assert len(re.findall("<div", html)) == len(re.findall("</div", html))


def test_answers_do_not_change_the_probes(exercise):
    if exercise.probes is None:
        pytest.skip("the answer is a value")
    before = repr(exercise.probes)

    def vandal(*inputs):
        for thing in inputs:
            if isinstance(thing, np.ndarray):
                thing[...] = 0
            if isinstance(thing, list):
                thing.clear()
        return 0.0

    exercise.check(vandal)
    assert repr(exercise.probes) == before


# Predictions


@pytest.fixture(params=sorted(PREDICTIONS), name="prediction")
def each_prediction(request, tmp_path, monkeypatch):
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "progress.json"))
    return PREDICTIONS[request.param]


def test_each_choice_has_its_own_reply(prediction):
    assert len(prediction.choices) >= 3 and prediction.right in prediction.choices
    assert len(set(prediction.choices.values())) == len(prediction.choices)
    for choice in prediction.choices:
        asked = prediction.ask()
        asked.choose(choice)
        assert asked.said == prediction.reply(choice)
        assert asked.said.startswith("✓") == (choice == prediction.right)
        asked.close()


def test_the_right_choice_is_not_always_in_one_place():
    places = {list(p.choices).index(p.right) for p in PREDICTIONS.values()}
    assert len(places) >= min(3, len(PREDICTIONS))


def test_a_prediction_is_remembered_after_a_restart(prediction):
    asked = prediction.ask()
    assert asked.said == ""
    asked.choose(prediction.right)
    again = prediction.ask()
    assert again._choices.value == prediction.right and again.said == asked.said


def test_a_prediction_reads_without_a_kernel(prediction):
    bundle = prediction.ask()._repr_mimebundle_()
    for choice in prediction.choices:
        assert choice in bundle["text/plain"]
    assert bundle["text/html"].count("<details>") == len(prediction.choices)
    assert prediction.reply(prediction.right) not in bundle["text/plain"]


# The engine itself


def sum_exercise(**more):
    settings = {
        "key": "test.total",
        "title": "Add",
        "right": lambda a, b: a + b,
        "probes": [(1.0, 2.0), (2.0, 5.0)],
        "mistakes": [
            Mistake("product", lambda a, b: a * b, "that multiplies."),
            Mistake("difference", lambda a, b: a - b, "that subtracts."),
            Mistake("only the first", lambda a, b: a, "b is missing."),
        ],
        "hints": ["Add.", "Use +."],
        "stub": "def total(a, b):\n    ...\n",
        "answer": "def total(a, b):\n    return a + b\n",
        "praise": "That adds.",
    }
    return Exercise(**settings | more)


def test_another_way_to_be_right_is_right():
    assert sum_exercise().check(lambda a, b: np.float32(b + a)).status == RIGHT
    assert sum_exercise().check(lambda a, b: (a + b) * (1 + 1e-9)).status == RIGHT
    assert sum_exercise().check(lambda a, b: np.array(a + b)).status == RIGHT
    assert sum_exercise().check(lambda a, b: (a + b) * (1 + 1e-4)).status == NOT_YET


def test_an_unknown_mistake_shows_one_input_what_was_due_and_what_came():
    message = sum_exercise().check(lambda a, b: a + b + 1).message
    assert "For a = 1, b = 2: 3 was due, 4 came." in message


def test_a_mistake_that_fits_some_probes_only_is_not_named():
    result = sum_exercise().check(lambda a, b: a * b if a == 1 else 0.0)
    assert result.mistake is None


def test_value_exercises():
    exercise = sum_exercise(
        probes=None,
        right=lambda: 3.0,
        mistakes=[
            Mistake("product", 2.0, "that multiplies."),
            Mistake("negative", -1.0, "it is above 0.", fits=lambda v: v < 0),
        ],
        stub="total = ...\n",
        answer="total = 1 + 2\n",
    )
    assert exercise.check(3).status == RIGHT
    assert exercise.check(2).mistake == "product"
    assert exercise.check(-17).mistake == "negative"
    assert exercise.check("3").status == NOT_YET and "without quotes" in exercise.check("3").message
    assert "function" in exercise.check(lambda: 3).message
    assert exercise.check([...]).status == NOT_ATTEMPTED
    many = sum_exercise(
        probes=None, right=3.0, accepts=lambda v: 2 < v < 4, mistakes=exercise.mistakes
    )
    assert many.check(2.5).status == RIGHT and many.check(5).status == NOT_YET


def test_one_number_where_several_are_due_is_a_fault_of_kind_though_it_is_always_the_same():
    exercise = sum_exercise(
        right=lambda a, b: (a + b, a - b),
        probes=[(1.0, 2.0), (2.0, 5.0), (4.0, 1.0)],
        mistakes=[Mistake("exchanged", lambda a, b: (a - b, a + b), "the other way round.")],
    )
    assert exercise.check(lambda a, b: 3.0).mistake == "one value"
    assert exercise.check(lambda a, b: (3.0, 4.0)).mistake == "the same whatever comes in"


def test_one_factor_or_sign_on_all_values_of_a_tuple_is_seen():
    exercise = sum_exercise(
        right=lambda a, b: (a + b, np.array([a, a - b])),
        probes=[(1.0, 2.0), (2.0, 5.0), (4.0, 1.0)],
        mistakes=[Mistake("exchanged", lambda a, b: (a - b, a + b), "the other way round.")],
    )
    for factor, name in ((-1, "the sign reversed"), (0.5, "a factor too much")):
        found = exercise.check(lambda a, b, k=factor: (k * (a + b), [k * a, k * (a - b)]))
        assert found.mistake == name
    assert exercise.check(lambda a, b: (a + b, [-a, b - a])).mistake == "some signs"
    assert exercise.check(lambda a, b: (a + b, [-a, 7.0])).mistake is None


def test_numbers_left_at_0_are_told_by_their_place():
    exercise = sum_exercise(
        right=lambda a, b: np.array([a, a + b, b]),
        probes=[(1.0, 2.0), (2.0, 5.0), (4.0, 1.0)],
        mistakes=[Mistake("exchanged", lambda a, b: np.array([b, a, b]), "the other way round.")],
    )
    for place, name in ((0, "the first"), (1, "some"), (2, "the last")):
        keep = np.arange(3) != place
        found = exercise.check(lambda a, b, keep=keep: keep * [a, a + b, b])
        assert found.mistake == f"{name} left at 0"


def test_what_is_forbidden_in_the_library_may_have_its_name_in_the_notebook():
    rule = Forbidden("the library's own", "write it yourself.", names=("jacobian",))
    exercise = sum_exercise(forbids=[rule])
    own = "def jacobian(a, b):\n    return a + b\n\ndef total(a, b):\n    return jacobian(a, b)\n"
    assert exercise.check(run(exercise, own)).status == RIGHT
    for line in ("import jacobian", "import jacobian as J"):
        taken = f"from lib.calculus {line}\n\ndef total(a, b):\n    {line.split()[-1]}\n    return a + b\n"
        assert exercise.check(run(exercise, taken)).mistake == "the library's own"
    inside = "def total(a, b):\n    from lib.calculus import jacobian as J\n    return a + b\n"
    assert exercise.check(run(exercise, inside)).mistake == "the library's own"


def test_of_a_tuple_as_answer_the_wrong_values_are_told():
    exercise = sum_exercise(probes=None, right=(1, 2, 3), mistakes=[], stub="total = ...\n")
    assert "Value 2 of 3 isn't right yet" in exercise.check((1, 7, 3)).message
    assert "Values 1 and 2 of 3 aren't right yet" in exercise.check([5, 7, 3]).message
    assert "None of the values is right" in exercise.check((5, 7, 9)).message


def test_exceptions_alone_are_alike_only_if_they_say_the_same():
    mistake = Mistake("a list's index", lambda a, b: [a][int(b)], "that list has one entry.")
    exercise = sum_exercise(mistakes=[mistake])
    assert exercise.check(lambda a, b: [a][int(b) + 7]).mistake == "a list's index"
    assert exercise.check(lambda a, b: np.ones(1)[int(b)]).mistake == "an index beyond the last"


def test_a_mistakes_sentence_may_depend_on_what_came():
    def told(values, probes):
        return f"you gave {values[0]:g} for {probes[0][0]:g} and {probes[0][1]:g}."

    mistake = Mistake("product", lambda a, b: a * b, told)
    assert (
        "You gave 2 for 1 and 2." in sum_exercise(mistakes=[mistake]).check(mistake.wrong).message
    )


def test_a_stub_with_parts_is_not_attempted_until_it_is_changed():
    stub = "def total(a, b):\n    parts = []\n    for part in (a, b):\n        ...\n    return sum(parts)\n"
    exercise = sum_exercise(stub=stub)
    assert exercise.check(run(exercise, stub)).status == NOT_ATTEMPTED
    changed = stub.replace("...", "parts.append(part)")
    assert exercise.check(run(exercise, changed)).status == RIGHT
    assert exercise.check(run(exercise, stub.replace("...", "parts.append(1)"))).status == NOT_YET
