"""What learners write: right answers in many styles, and wrong ones with the names due.

One module a notebook in `answers`, each with ANSWERS: a dict from an exercise's name to
{"right": [text, …], "wrong": [(text, name due), …]}, the eight most usual wrong ones first;
a name is None where none is asked. A text is a
whole definition, or the body of the stub's function, or, for a value, the value.
"""

import importlib
import pkgutil
import textwrap

import pytest

from lib.practice import exercises
from lib.practice.engine.checking import NOT_YET, RIGHT
from tests.practice import answers
from tests.practice.test_exercises import run

MODULES = [m.name for m in pkgutil.iter_modules(answers.__path__)]
ANSWERS = {
    f"{name}.{exercise}": given
    for name in MODULES
    for exercise, given in importlib.import_module(f"{answers.__name__}.{name}").ANSWERS.items()
}
RIGHTS = [(key, text) for key, given in ANSWERS.items() for text in given["right"]]
WRONGS = [(key, text, name) for key, given in ANSWERS.items() for text, name in given["wrong"]]
EXERCISES = exercises()


def answered(key, text):
    """The answer object that a text makes in the reader's cell."""
    exercise = EXERCISES[key]
    text = textwrap.dedent(text).strip()
    name = exercise.name_in_stub()
    if exercise.probes is None:
        text = f"{name} = {text}"
    elif f"def {name}(" not in text and not text.startswith(f"{name} = "):
        head = exercise.stub[: exercise.stub.index(":\n") + 2]
        text = head + textwrap.indent(text, "    ")
    return run(exercise, text + "\n")


@pytest.mark.parametrize(("key", "text"), RIGHTS)
def test_a_right_answer_is_accepted(key, text):
    result = EXERCISES[key].check(answered(key, text))
    assert result.status == RIGHT, result.message


@pytest.mark.parametrize(("key", "text", "name"), WRONGS)
def test_a_wrong_answer_gets_its_name(key, text, name, monkeypatch):
    if name == "not done in time":  # as sure after one second as after nine hundred
        monkeypatch.setattr(EXERCISES[key], "seconds", 1.0)
    result = EXERCISES[key].check(answered(key, text))
    if name is None:  # no name is asked of it, but that it is seen and told in truth
        assert result.status == NOT_YET, result.message
    else:
        assert (result.status, result.mistake) == (NOT_YET, name), result.message
    assert len(result.message) < 480 and "can't be looked at" not in result.message


@pytest.mark.parametrize("key", sorted(EXERCISES | ANSWERS))
def test_there_are_answers_enough(key):
    given = ANSWERS[key]
    assert len(given["right"]) >= 2 and len(given["wrong"]) >= 8
    assert len({text for text, _ in given["wrong"]}) == len(given["wrong"])
