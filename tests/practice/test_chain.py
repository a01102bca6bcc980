"""Practice of notebook 04: other right answers, and other ways into the same mistakes."""

import numpy as np
import pytest
import sympy as sp

from lib.practice import chain as ex

X = sp.symbols("x", real=True)


def test_answers_to_practice_against_sympy():
    for x in (0.7, -1.2, 1.3):
        parts = [(3 * X + 1) ** 5, sp.sin(X**2), sp.exp(sp.cos(X)), sp.exp(X**3)]
        written = [5 * (3 * X + 1) ** 4, sp.cos(X**2), sp.exp(sp.cos(X)), sp.exp(X**3)]
        due = [float((sp.diff(p, X) / w).subs(X, x)) for p, w in zip(parts, written, strict=True)]
        assert ex.missing_factor.right(x) == pytest.approx(due)
        exact = float(sp.diff(X * sp.exp(X**2), X).subs(X, x))
        assert ex.both_rules.right(x) == pytest.approx(exact)


def test_a_numerical_answer_is_right_too():
    def slope(x, h=1e-5):
        def y(x):
            return x * np.exp(x**2)

        return (y(x + h) - y(x - h)) / (2 * h)

    assert ex.both_rules.check(slope).status == "right"

    def chain_of_list(machines, slopes, x, h=1e-5):
        def whole(x):
            for machine in machines:
                x = machine(x)
            return x

        return (whole(x + h) - whole(x - h)) / (2 * h)

    assert ex.chain_of_list.check(chain_of_list).status == "right"


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (lambda x: (3, 2 * x, np.cos(x), 3 * x**2), "the inner machine in place of its slope"),
        (lambda x: [3, 2, -np.sin(x), 3 * x**2], "one slope too many"),
        (lambda x: (3, 2 * x * np.cos(x**2), -np.sin(x), 3 * x**2), "the whole slope"),
        (lambda x: np.array([3, 2 * x, -np.sin(x), np.exp(x**3)]), "the outer factor"),
        (lambda x: (3, 2 * x, -np.sin(x), x**3 + 1), "one of the four alone is wrong"),
        (lambda x: (3, x, np.sin(x), 3 * x**2), "several slips"),
    ],
)
def test_one_wrong_factor_of_four_is_named_too(answer, mistake):
    result = ex.missing_factor.check(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)


def test_only_the_parts_that_went_wrong_are_told():
    inner = ex.missing_factor.check(lambda x: (3, x**2, np.cos(x), 3 * x**2)).message
    assert "In `wave` and `hill` that is the inner value" in inner and "`power`" not in inner
    mixed = ex.missing_factor.check(lambda x: (3, x, np.sin(x), 3 * x**2)).message
    assert "`wave`: the power" in mixed and "`hill`: check the sign" in mixed
    assert "`power`" not in mixed and "`steep`" not in mixed


def test_a_list_of_functions_is_shown_by_their_labels():
    def odd(machines, slopes, x):
        return 17.0 + machines[0](x) - slopes[0](x) ** 2

    message = ex.chain_of_list.check(odd).message
    assert "machines = [x², sin], slopes = [2x, cos], x = 1.5" in message
