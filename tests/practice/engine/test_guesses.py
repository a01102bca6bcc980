"""A name is told of what came: how it was done is said as a likeness, and of loops only where one is."""

import functools

from lib.practice.engine import source
from lib.practice.engine.checking import Mistake
from tests.practice.engine.test_checking import sum_exercise

LOOPED = "you multiply the two. Is the `return` inside the loop? Add them."


def told(answer, look_at=LOOPED):
    return sum_exercise(mistakes=[Mistake("product", lambda a, b: a * b, look_at)]).check(answer)


def in_a_loop(a, b):
    for factor in (b,):
        a = a * factor
    return a


def calls_one_with_a_loop(a, b):
    return in_a_loop(a, b)


def test_what_was_done_is_said_as_a_likeness():
    message = told(lambda a, b: a * b).message
    assert message.startswith("Not yet; it looks like product, as if you multiply the two. Add")
    given = told(lambda a, b: a * b, "you give the product.").message
    assert given.startswith("Not yet; it looks like product. You give the product.")


def test_of_loops_is_spoken_only_where_there_is_one():
    assert "loop" not in told(lambda a, b: a * b).message
    for answer in (in_a_loop, calls_one_with_a_loop):
        assert "Is the `return` inside the loop? Add them." in told(answer).message
    assert told(lambda a, b: a * b, "The loop stops early.").message.endswith(
        "The loop stops early."
    )


class Called:
    def __call__(self, a, b):
        return a + 2 * b


class Careless:
    def __call__(self, a, b):
        return b + 7


def test_an_object_counts_as_no_input_of_its_own(monkeypatch):
    for kind in (Called, Careless):
        monkeypatch.setattr(kind, "__module__", "__main__")
    exercise = sum_exercise(mistakes=[])
    assert source.unused(Called(), in_order=True) == ["", ""]
    assert source.unused(Careless(), in_order=True) == ["never", ""]
    assert source.unused(Careless().__call__, in_order=True) == ["never", ""]
    assert "nothing with `a`" in exercise.check(Careless()).message
    assert not source.unused(functools.partial(lambda c, a, b: a + b, 3), in_order=True)
