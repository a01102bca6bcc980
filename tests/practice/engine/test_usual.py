"""A general name holds for the smallest numbers as well; agreeing by tolerance alone explains nothing."""

import numpy as np

from lib.practice.engine.checking import Mistake
from lib.practice.engine.usual import usual
from tests.practice.engine.test_checking import sum_exercise

DUE = [0.0, 1.0, 2.0, 4.0, 0.0]


def name_of(came, due=DUE):
    found = usual(came, due, [(i,) for i in range(len(due))], ("x",))
    return found and found[0]


def test_a_factor_is_told_of_numbers_in_proportion_only():
    assert name_of([0.0, 3.0, 6.0, 12.0, 0.0]) == "a factor too much"
    assert name_of([0.0, 3e-10, 6e-10, 12e-10, 0.0]) == "a factor too much"
    assert (
        name_of([0.0, 1e-10, 5e-10, 3e-10, 0.0]) is None
    )  # each within 1e-9 of any small multiple
    assert name_of([3e-10, 3e-10, 6e-10, 12e-10, 3e-10]) is None  # 0 was due, and another came


def test_small_numbers_belie_other_names_too():
    small = [1e-10, 2.0, -3.0, 4.0]
    assert name_of([-1e-10, -2.0, 3.0, -4.0], small) == "the sign reversed"
    assert name_of([5e-10, -2.0, 3.0, -4.0], small) is None
    assert name_of([5e-10, 4.0, 9.0, 16.0], small) is None
    assert name_of([0.0, 0.0, 0.0, 0.0], [0.2, -0.3, 0.4, 0.1]) != "rounded"
    pairs = [(1e-10, 4e-10), (2e-10, 5e-10), (3e-10, 7e-10)]
    assert name_of([pair[::-1] for pair in pairs], pairs) == "in another order"
    assert name_of([(1e-10, 1e-10)] * 3, pairs) is None


def test_numbers_next_to_0_are_no_mistake_that_gives_0():
    nothing = Mistake("nothing", lambda a, b: 0.0 * a, "0 came.")
    check = sum_exercise(mistakes=[nothing]).check
    assert check(lambda a, b: 0.0).mistake == "nothing"
    assert check(lambda a, b: 1e-10 * (1 + np.abs(a))).mistake != "nothing"


def test_numbers_that_are_nearly_right_are_not_explained():
    near = [due * (1 + 1e-8) for due in (1.0, 2.0, 4.0)]
    assert name_of(near, [1.0, 2.0, 4.0]) is None  # not "only the sizes"
    table = [np.array([[1.0, 2.0], [2.0, 3.0]]) * k for k in (1, 2, 3)]
    assert (
        name_of([t * (1 + 1e-8) for t in table], table) is None
    )  # not "rows and columns exchanged"
    pairs = [(1.0, 2.0), (3.0, 5.0), (2.0, 7.0)]
    assert name_of([(a * (1 + 1e-8), b) for a, b in pairs], pairs) is None  # not "in another order"


def test_one_end_of_what_was_due_or_all_but_one():
    rows = [np.arange(1.0, n) ** 2 for n in (5, 3, 7, 2)]
    for name, part in (
        ("only the first", slice(None, 1)),
        ("only the last", slice(-1, None)),
        ("the first left out", slice(1, None)),
        ("the last left out", slice(None, -1)),
    ):
        assert name_of([row[part] for row in rows], rows) == name
        assert (
            name_of([np.outer(row, row)[part] for row in rows], [np.outer(r, r) for r in rows])
            == name
        )
    assert name_of([row[1:] + 1 for row in rows], rows) is None
    alike = [np.full(n, 2.0) for n in (5, 3, 7)]
    assert name_of([row[1:] for row in alike], alike) is None  # which end is it?


def test_what_is_left_at_0_is_a_number_of_a_row_and_a_column_of_a_table():
    def told(dues):
        came = [due.copy() for due in dues]
        for values in came:
            values[..., 0] = 0
        return usual(came, dues, [(i,) for i in range(len(dues))], ("x",))

    rows = [np.arange(1.0, n) for n in (5, 3, 7)]
    assert told(rows)[1].startswith("the first of your numbers is 0, and all others are right.")
    tables = [np.add.outer(row, row) for row in rows]
    assert told(tables)[1].startswith("the first column is 0, and all others are right.")


def test_an_array_of_rows_of_several_lengths_is_told_as_such():
    result = sum_exercise().check(lambda a, b: np.array([[a, b], [a]]))
    assert "rows of one length" in result.message, result.message
