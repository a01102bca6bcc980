"""The check itself, on an exercise made for it: right in other ways, wrong in ways without a name."""

import numpy as np

from lib.practice.engine.checking import NOT_ATTEMPTED, NOT_YET, RIGHT, Exercise, Forbidden, Mistake
from tests.practice.test_exercises import run


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
