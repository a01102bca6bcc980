"""Every exercise and every prediction of the course, found by walking the registry."""

import itertools
import re

import nbformat
import numpy as np
import pytest

from lib.practice import exercises, predictions
from lib.practice.engine import progress
from lib.practice.engine.checking import NOT_ATTEMPTED, NOT_YET, RIGHT, same
from lib.practice.engine.course import NOTEBOOKS, contents

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


@pytest.mark.parametrize("entry", contents(), ids=lambda entry: entry.number)
def test_a_module_has_the_order_of_its_notebook(entry):
    cells = nbformat.read(NOTEBOOKS / entry.file, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    for way, known in (("ask", PREDICTIONS), ("check", EXERCISES)):
        met = [f"{entry.practice}.{name}" for name in re.findall(rf"\bex\.(\w+)\.{way}\(", code)]
        assert [key for key in known if key.split(".")[0] == entry.practice] == met


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
    places = range(len(exercise.rights()))
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
