"""Odd and hostile answers: a check never raises, comes back in time with a short sentence, and records."""

import signal
import sys
import time

import numpy as np
import pytest

from lib.formula import guard
from lib.practice.engine import progress
from lib.practice.engine.checking import NOT_ATTEMPTED, NOT_YET, RIGHT, Exercise, Forbidden, Mistake
from lib.practice.engine.showing import cut
from tests.practice.engine.test_checking import sum_exercise
from tests.practice.test_exercises import run

itself = []
itself.append(itself)


def exits(*_, **__):
    raise SystemExit


class Mute:
    __repr__ = exits
    __str__ = __array__ = __float__ = __len__ = __eq__ = exits


of_objects = np.empty(2, object)
of_objects[0] = Mute()


class Endless:
    def __array__(self, *_, **__):
        while True:
            pass


HOSTILE = {
    "a number too large": 10**400,
    "a list in itself": itself,
    "no repr": Mute(),
    "a list of no repr": [Mute(), 1.0],
    "an array of objects": of_objects,
    "text as numbers": ["1.0", "2.0"],
    "text as a number": "3.0",
    "numpy text": np.str_("3.0"),
    "an array of text": np.array(["1.0", "2.0"]),
    "bytes": b"3",
    "numpy bytes": np.bytes_(b"3"),
    "masked": np.ma.masked_all(2),
    "one masked": np.ma.array([1.0, 2.0], mask=[False, True]),
    "None inside": [None, 2.0],
    "None in an array": np.array([None, 2.0], dtype=object),
    "rows of two lengths": [[1.0], [2.0, 3.0]],
    "ten million numbers": np.zeros(10**7),
    "a list of ten million": [0.0] * 10**7,
    "a generator": (i for i in range(2)),
    "a map": map(abs, [1, 2]),
    "a set": {1.0, 2.0},
    "a type": int,
    "a module": sys,
    "dates": np.array(["2020-01-01"], dtype="datetime64[D]"),
    "a long text": "x" * 10**6,
}
TEXT = {
    "text as numbers",
    "text as a number",
    "numpy text",
    "an array of text",
    "bytes",
    "numpy bytes",
}


def pair_exercise(right=lambda a, b: np.array([a, b])):
    mistakes = [Mistake("turned", lambda a, b: np.array([b, a]), "turn it.")]
    return sum_exercise(right=right, mistakes=mistakes)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "right", [lambda a, b: a + b, lambda a, b: np.array([a, b]), lambda a, b: (a, b)]
)
def test_a_hostile_value_is_answered(name, right, monkeypatch):
    value, told = HOSTILE[name], []
    monkeypatch.setattr(progress, "record_exercise", lambda *given: told.append(given))
    result = pair_exercise(right).check(lambda a, b: value)
    assert result.status == NOT_YET and len(result.message) < 360
    assert "can't be looked at" not in result.message
    assert told == [("test.total", NOT_YET, result.mistake)]
    if name in TEXT:
        assert "text" in result.message


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_value_where_a_value_is_due(name):
    exercise = sum_exercise(probes=None, right=np.array([1.0, 2.0]), mistakes=[])
    result = exercise.check(HOSTILE[name])
    assert result.status == NOT_YET and len(result.message) < 360


def test_a_value_that_never_lets_itself_be_looked_at(monkeypatch):
    monkeypatch.setattr("lib.practice.engine.checking.JUDGING", 0.3)
    result = pair_exercise().check(lambda a, b: Endless())
    assert result.status == NOT_YET and "can't be looked at" in result.message


class NoAttributes:
    def __getattribute__(self, name):
        raise SystemExit


def test_an_answer_without_attributes_is_answered():
    for exercise in (sum_exercise(), sum_exercise(probes=None, right=3.0)):
        assert exercise.check(NoAttributes()).status == NOT_YET


def test_something_odd_put_into_an_input_is_a_change():
    exercise = sum_exercise(right=lambda a, b: 1.0, probes=[([1.0], 2.0)], mistakes=[])

    def puts(a, b):
        a[0] = Mute()
        return 1.0

    assert exercise.check(puts).mistake == "an input changed"


def endless(a, b):
    while True:
        pass


def sleeps(a, b):
    time.sleep(60)


def prints(a, b):
    for i in range(10**8):
        print(i)


def calls_itself(a, b):
    return calls_itself(a, b)


@pytest.mark.parametrize(
    ("answer", "seconds", "said"),
    [
        (endless, 0.5, "never ends"),
        (sleeps, 0.5, "never ends"),
        (prints, 60, "without end"),
        (calls_itself, 60, "deeper than Python allows"),
    ],
)
def test_a_check_comes_back(answer, seconds, said):
    handler = signal.getsignal(signal.SIGINT)
    result = sum_exercise(seconds=seconds).check(answer)
    assert result.status == NOT_YET and said in result.message
    assert signal.getsignal(signal.SIGINT) is handler
    assert progress.load()["exercises"]["test.total"]["attempts"] == 1


def test_an_answer_that_waits_for_the_processor_has_longer(monkeypatch):
    def waits(a, b):
        time.sleep(long)
        return a + b

    long = 0.7
    check = sum_exercise(probes=[(1, 2)], draw=None, seconds=0.4).check
    monkeypatch.setattr("lib.practice.engine.checking.WAITING", 100)
    assert check(waits).status == RIGHT
    long = 60  # however late a busy machine looks
    monkeypatch.setattr("lib.practice.engine.checking.WAITING", 1)
    assert "never ends" in check(waits).message


class Own(BaseException):
    pass


@pytest.mark.parametrize(
    "problem", [SystemExit(), KeyboardInterrupt(), GeneratorExit(), StopIteration(), Own()]
)
def test_whatever_an_answer_raises_is_told(problem):
    def raises(a, b):
        raise problem

    result = sum_exercise().check(raises)
    assert result.status == NOT_YET
    assert ("exit" if isinstance(problem, SystemExit) else type(problem).__name__) in result.message


def test_what_is_too_long_is_cut_after_a_sentence():
    told = "Index 1 is out of bounds for size 1. Of n entries the last is n − 1."
    assert cut(told, len(told)) == told
    assert cut(told, len(told) - 3) == "Index 1 is out of bounds for size 1."
    assert cut("word " * 100, 50).endswith(" word …")


def test_a_megabyte_of_exception_is_cut():
    def raises(a, b):
        raise ValueError("much\n" * 10**6)

    assert len(sum_exercise().check(raises).message) < 360


def test_a_buffer_used_again_is_copied_at_once():
    buffer = np.zeros(2)

    def reuses(a, b):
        buffer[:] = a, b
        return buffer

    assert pair_exercise().check(reuses).status == RIGHT


# Kinds


def message(answer, **more):
    return sum_exercise(**more).check(answer).message


def test_a_mistake_that_always_raises_explains_no_other_exception():
    def always(a, b):
        return a[b]

    mistakes = [Mistake("indexed", always, "a is a number.")]
    exercise = sum_exercise(mistakes=mistakes)
    assert "has no len" in exercise.check(lambda a, b: len(a) + b).message
    half = [Mistake("indexed", lambda a, b: a[b] if a > 1 else a + b, "a is a number.")]
    answer = lambda a, b: len(a) + b if a > 1 else b + a  # noqa: E731
    assert sum_exercise(mistakes=half).check(answer).mistake == "raised TypeError"
    wrong = [Mistake("indexed", lambda a, b: a[b] if a > 1 else a - b, "a is a number.")]
    answer = lambda a, b: len(a) + b if a > 1 else a - b  # noqa: E731
    assert sum_exercise(mistakes=wrong).check(answer).mistake == "indexed"  # its values tell more


def test_exceptions_of_numpy_are_told_apart_by_what_they_say_too():
    def added(a, b):
        whole = np.zeros(1, int)
        whole += 0.5
        return whole

    def multiplied(a, b):
        whole = np.zeros(1, int)
        whole *= 0.5
        return whole

    check = sum_exercise(mistakes=[Mistake("added", added, "an array of whole numbers.")]).check
    assert check(added).mistake == "added"
    assert check(multiplied).mistake == "raised UFuncTypeError"


def test_sizes_that_do_not_fit_a_product_are_said_in_plain_words():
    message = (
        sum_exercise(mistakes=[]).check(lambda a, b: np.ones((4, 2)) @ np.ones((4, 3))).message
    )
    assert "the columns of A, 2, and the rows of B, 4," in message and "gufunc" not in message


def test_a_changed_input_is_to_be_copied_under_its_name():
    def answer(a, b):
        b[:] = b + 1
        return a + b - 1

    probes = [(np.array([1.0, 2.0]), np.array([0.5, 3.0]))] * 2
    assert "Work on `b.copy()`." in sum_exercise(mistakes=[], probes=probes).check(answer).message


def test_an_input_changed_by_a_sign_and_an_equals_sign_is_told_so():
    def answer(a, b):
        count = 0
        count += 1  # a name of one's own: not meant
        b -= count
        return a + b + count

    probes = [(np.array([1.0, 2.0]), np.array([0.5, 3.0]))] * 2
    said = sum_exercise(mistakes=[], probes=probes).check(answer).message
    assert "`b -= …` changes the array itself; `b = b - …` makes a new one." in said


@pytest.mark.parametrize(
    ("answer", "name", "said"),
    [
        (lambda a, b: np.float64(a)[0], "a number where an array is due", "has no entries"),
        (lambda a, b: [a, b][2], "an index beyond the last", "the last n − 1"),
        (lambda a, b: a @ np.ones((2, 2)), "raised ValueError", "a function that isn't called"),
    ],
)
def test_errors_of_numpy_are_told_in_plain_words(answer, name, said):
    exercise = sum_exercise(mistakes=[], probes=[(np.float64(1.5), np.float64(2.0))] * 2)
    result = exercise.check(answer)
    assert result.mistake == name and said in result.message, result.message


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda a, b: [a] * b, "a list where a number is due"),
        (lambda a, b: np.zeros(3).__setitem__(0, [a, b]), "an array where one number is due"),
    ],
)
def test_a_list_where_a_number_is_due_is_said(answer, name):
    assert sum_exercise(mistakes=[]).check(answer).mistake == name


def _own_number(a, b):
    b = 7.0
    return a + b


def _in_turn(a, b):
    if a > 2:
        b = 7.0  # on one way only: it is used on the other
    return a + 2 * b


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda a, b: a * a + 3, "an input not used"),
        (_own_number, "an input not used"),
        (lambda a, b: sum(a + b + k for k in range(1)) + a * a, None),  # used in an inner scope
        (_in_turn, None),
        (lambda *given: given[0] * 3 - 1, None),
    ],
)
def test_an_input_that_has_no_part_in_the_answer_is_told(answer, name):
    probes = [(1.0, 2.0), (3.0, 5.0), (4.0, -1.0)]
    result = sum_exercise(mistakes=[], probes=probes).check(answer)
    assert result.mistake == name and (name is None or "`b`" in result.message), result.message


def test_what_the_right_answer_does_not_need_may_be_left_unused():
    exercise = sum_exercise(mistakes=[], probes=[(1.0, 2.0), (3.0, 5.0), (4.0, -1.0)])
    exercise.right = lambda a, b: a
    assert exercise.check(lambda a, b: a * a + 3).mistake is None


def test_an_answer_for_one_length_only_is_told_so():
    probes = [(np.arange(float(n)), np.ones(n)) for n in (2, 3, 2, 5, 1)]
    exercise = sum_exercise(mistakes=[], probes=probes)
    result = exercise.check(lambda a, b: np.array([a[0] + b[0], a[1] + b[1]]))
    assert result.mistake == "for some lengths only"
    assert "raised IndexError" in result.message
    assert "It runs where `a` has the length 2 or 3 or 5; others come, too, as 1." in result.message

    def two(a, b):
        first, second = a
        return np.array([first + b[0], second + b[1]])

    result = exercise.check(two)
    assert result.mistake == "for some lengths only" and "length 2; others" in result.message
    everywhere = exercise.check(lambda a, b: a[99] + b)  # for no length at all
    assert everywhere.mistake == "an index beyond the last"


def test_an_answer_that_is_right_and_slow_is_told_so():
    probes = [(float(n), 2.0) for n in range(40)]
    exercise = sum_exercise(mistakes=[], probes=probes)

    def slow(a, b):
        if a == 10:  # ten are done; now the time is over
            guard._active.get()._end_of_patience = 0
            time.sleep(60)
        return a + b

    result = exercise.check(slow)
    assert result.mistake == "right, but too slow"
    assert "Right for the first 10 of 40 inputs" in result.message
    assert exercise.check(lambda a, b: slow(a, b) + 1).mistake == "not done in time"


def test_numbers_cut_to_whole_ones_are_told_so():
    probes = [(1.0, 2.5), (3.0, -5.75), (4.0, -1.5)]
    exercise = sum_exercise(mistakes=[], probes=probes)
    assert exercise.check(lambda a, b: int(a + b)).mistake == "cut to whole numbers"


def test_a_tuple_by_a_comma_is_told_so():
    result = sum_exercise(mistakes=[]).check(lambda a, b: (a + b + 1,))
    assert result.mistake == "another shape" and "Is there a comma behind it?" in result.message


def test_a_text_that_is_right_in_substance_counts_in_a_list():
    exercise = Exercise(
        key="test.letter",
        title="a letter",
        right="A",
        accepts=lambda value: "".join(value).strip() == "A",
        mistakes=[],
        hints=["h"],
        stub="letter = ...\n",
        answer="letter = 'A'\n",
        praise="Good.",
    )
    assert exercise.check(["A"]).status == RIGHT
    assert exercise.check(["B"]).mistake == "no text"


def _by_table(a, b):
    return a + b


def _softened(a, b):
    return np.log(np.exp(a) * np.exp(b))


class _Adder:
    def __init__(self, a):
        self.a = np.log(np.exp(a))

    def add(self, b):
        return self.a + b


def test_a_way_that_must_be_gone_is_looked_for_in_functions_and_classes():
    rule = Forbidden("no exp", "there is no exp in it.", without=("exp",))
    exercise = sum_exercise(mistakes=[])
    exercise.forbids = [rule]
    assert exercise.check(_by_table).mistake == "no exp"
    assert exercise.check(_softened).status == RIGHT
    assert exercise.check(lambda a, b: _softened(a, b)).status == RIGHT
    assert exercise.check(lambda a, b: _Adder(a).add(b)).status == RIGHT


def test_a_missing_return_is_said_only_where_it_is_missing():
    def never(a, b):
        a + b

    def sometimes(a, b):
        if a == 1:
            return a + b

    def always(a, b):
        return print("")

    def shows(a, b):
        print(a + b)

    assert "it has no `return` that" in message(never)
    assert "one way through it ends without" in message(sometimes)
    assert "For a = 2" in message(sometimes)
    assert "missing" not in message(always)
    assert "`print` shows" in message(shows)


def test_a_text_returned_is_an_attempt():
    def text(a, b):
        return "rises"

    result = sum_exercise().check(text)
    assert result.status == NOT_YET and "the text 'rises'" in result.message

    def dots(a, b):
        return ...

    assert sum_exercise().check(dots).status == NOT_ATTEMPTED


def test_an_index_error_is_no_ellipsis():
    def wrong(a, b):
        return np.zeros(3)[a]

    said = message(wrong)
    assert "still a" not in said and "An index counts places" in said

    def dots(a, b):
        return a + ...

    assert "still a `...`" in message(dots)


def test_a_built_in_name_taken_is_said():
    scope = {"sum": 3}
    exec("def total(a, b):\n    return sum([a, b])", scope)
    assert "`sum` is a name of Python's" in message(scope["total"])


def test_a_name_that_means_something_else_here_is_said():
    scope = {"sigmoid": lambda v: None}
    exec("def total(a, b):\n    return sigmoid(a) + b", scope)
    said = message(scope["total"], foreign={"sigmoid": "`sigmoid` is the one for nodes here."})
    assert "`sigmoid` is the one for nodes here." in said


def test_a_name_that_the_answer_imports_itself_is_none_of_the_notebook_s():
    foreign = {"sqrt": "In this notebook sqrt takes a Node."}
    exercise = sum_exercise(foreign=foreign)
    text = "def total(a, b):\n    from math import sqrt\n    np.sqrt(sqrt(a))\n"
    assert "takes a Node" not in exercise.check(run(exercise, text)).message
    taken = text.replace("    from math import sqrt\n", "").replace("def", "sqrt = abs\ndef", 1)
    assert "takes a Node" in exercise.check(run(exercise, taken)).message


def test_a_fault_of_kind_comes_before_one_of_value():
    exercise = sum_exercise(
        mistakes=[Mistake("nothing", lambda a, b: 0.0, "x.", fits=lambda values: True)]
    )

    def none(a, b):
        a + b

    assert exercise.check(none).mistake == "nothing returned"
    assert exercise.check(lambda a, b: 0.0).mistake == "nothing"


# Pointing


def test_one_entry_is_shown_with_the_digits_that_tell():
    def right(a, b):
        return np.full((40, 30), a / b)

    def off(a, b):
        made = right(a, b)
        made[3, 4] += 1e-5
        made[9, 9] += b * 1e-5
        return made

    said = sum_exercise(right=right, mistakes=[]).check(off).message
    assert "at [3, 4] 0.5 was due, 0.50001 came (2 of 1200 entries differ)" in said


def test_the_wrong_value_of_several_is_said():
    exercise = sum_exercise(right=lambda a, b: (a, b, a + b), mistakes=[])
    said = exercise.check(lambda a, b: (a, b * b, a + b)).message
    assert "value 2 of 3: 2 was due, 4 came (the others are right)" in said


def test_how_often_it_is_right_is_said():
    exercise = sum_exercise(mistakes=[], probes=[(1.0, 2.0), (2.0, 5.0), (3.0, -1.0)])
    said = exercise.check(lambda a, b: abs(a) + abs(b)).message
    assert "For a = 3, b = -1: 2 was due, 4 came. Right for 2 of 3 inputs." in said


# What is usual


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda a, b: -(a + b), "the sign reversed"),
        (lambda a, b: 3 * (a + b), "a factor too much"),
        (lambda a, b: 1 / (a + b), "upside down"),
        (lambda a, b: a + b + 7, "off by one amount"),
        (lambda a, b: abs(a + b), "only the sizes"),
        (lambda a, b: round(a + b, 1), "rounded"),
        (lambda a, b: [a + b], "another shape"),
        (lambda a, b: b, "an input came back"),
        (lambda a, b: 5.0, "the same whatever comes in"),
    ],
)
def test_what_is_usual_is_named(answer, name):
    probes = [(1.03, 2.5), (-2.04, -5.0), (3.07, 1.0), (0.22, 4.5)]
    assert sum_exercise(mistakes=[], probes=probes).check(answer).mistake == name


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda a, b: (-a - b, b - a), "the sign reversed"),
        (lambda a, b: (2 * a + 2 * b, 2 * a - 2 * b), "a factor too much"),
        (lambda a, b: (abs(a + b), abs(a - b)), "only the sizes"),
        (lambda a, b: (a - b, a + b), "in another order"),
        (lambda a, b: np.ones((3, 2)), "one value"),
    ],
)
def test_what_is_usual_of_several_values_is_named(answer, name):
    probes = [(1.03, 2.5), (-2.04, -5.0), (3.07, 1.0), (0.22, 4.5)]
    exercise = sum_exercise(right=lambda a, b: (a + b, a - b), mistakes=[], probes=probes)
    assert exercise.check(answer).mistake == name


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda a, b: np.sum(a + b), "only the sum"),
        (lambda a, b: (a + b).max(), "only the largest"),
        (lambda a, b: (a + b)[0], "only the first number"),
        (lambda a, b: (a + b)[-1], "only the last number"),
        (lambda a, b: (a + b)[::-1], "in reversed order"),
    ],
)
def test_what_is_usual_of_arrays_is_named_though_some_have_one_entry(answer, name):
    a = [np.array([1.03, 2.5, -1.0]), np.array([-2.04]), np.array([0.0, 4.0, 3.0])]
    probes = [(a[0], 0.5), (a[1], 2.0), (a[2], 1.5)]
    assert sum_exercise(mistakes=[], probes=probes).check(answer).mistake == name


# Forbidden ways


def looks_far(log, f, x):
    return any(abs(at - x) > 0.1 for (at,) in log["f"])


def test_forbidden_names_and_calls_are_seen():
    exercise = Exercise(
        key="test.slope",
        title="",
        right=lambda f, x: f.slope(x),
        mistakes=[],
        hints=["", ""],
        stub="def slope(f, x):\n    ...\n",
        answer="",
        praise="",
        probes=[],
        draw=lambda chance: (chance.curve(), chance.number(0.5, 2)),
        rtol=1e-3,
        atol=1e-3,
        forbids=[
            Forbidden("by name", "no np.gradient.", names=("gradient",)),
            Forbidden(
                "far away",
                "near x.",
                calls=lambda log, f, x: any(abs(a - x) > 0.1 for (a,) in log["f"]),
            ),
        ],
    )

    def near(f, x):
        return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5

    def far(f, x):
        return near(f, x) + 0 * f(x + 1)

    def named(f, x):
        return np.gradient([f(x - 1e-5), f(x + 1e-5)], 2e-5)[0]

    def helper(f, x):
        return near(f, x) if x > 99 else named_elsewhere(f, x)

    named_elsewhere = named
    assert exercise.check(near).status == RIGHT
    assert exercise.check(far).mistake == "far away"
    assert exercise.check(named).mistake == "by name"
    assert exercise.check(helper).mistake == "by name"
