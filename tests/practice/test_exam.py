"""The exam: each answer computed, each slip another number, and a page that says what to revisit."""

import math

import numpy as np
import pytest

from lib.calculus import central_difference
from lib.practice import final
from lib.practice.engine import exam, progress
from lib.practice.engine.course import contents
from lib.practice.engine.examining import NOT_A_NUMBER, mark, number

QUESTIONS = final.QUESTIONS
RIGHT = [repr(question.right) for question in QUESTIONS]
H = 1e-5


def slope(f, x):
    return central_difference(f, x, H)


def descended():
    w = 1.0
    for _ in range(2):
        w -= 0.3 * slope(lambda v: 2 * v * v, w)
    return w


def loss_of_scores(s):
    z = np.log([0.2, 0.7, 0.1]) + np.array([0.0, 0.0, s])
    return -np.log(np.exp(z)[2] / np.exp(z).sum())


COMPUTED = {
    "01": lambda: (4**2 - 1) / (4 - 1),
    "02": lambda: 0.04 / 4**2,  # h² falls to a quarter at each halving
    "03": lambda: np.min(np.linspace(-3, 2, 5001) ** 3 - 3 * np.linspace(-3, 2, 5001)),
    "04": lambda: slope(lambda x: (3 * x + 1) ** 2, 1.0),
    "05": lambda: slope(lambda s: 3 * s / math.sqrt(2) + 4 * s / math.sqrt(2), 0.0),
    "06": lambda: np.zeros((5, 200)).shape[0],
    "07": descended,
    "08": lambda: slope(lambda w: (2 * w) ** 2 + 2 * w, 1.0),
    "09": lambda: slope(loss_of_scores, 0.0),
    "": lambda: 1 - 0.01 * slope(lambda w: (3 * max(w * 5, 0) - 14) ** 2, 1.0),
}


def test_one_for_each_notebook_and_one_for_the_whole():
    numbered = [e.number for e in contents() if "01" <= e.number <= "09"]
    assert [q.notebook for q in QUESTIONS] == [*numbered, ""]
    assert [*COMPUTED] == [q.notebook for q in QUESTIONS] and len(QUESTIONS) == 10


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.key)
def test_the_answer_is_right_and_no_slip_is(question):
    assert abs(COMPUTED[question.notebook]() - question.right) < 1e-6
    assert mark(question, repr(question.right)) == (True, "Right.")
    assert mark(question, str(round(question.right, 4)))[0] is True
    for slip, reply in question.slips.items():
        assert mark(question, repr(slip)) == (False, f"Not so. {reply}")
    assert mark(question, "12345")[0] is False
    assert len({*question.slips.values()}) == len(question.slips) >= 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        (" -3 ", -3.0),
        ("−0,5", -0.5),
        ("1,000", 1000.0),
        ("1/4", 0.25),
        ("2e-3", 0.002),
        ("7 / 2", 3.5),
        ("1/0", None),
        ("1e999", None),
        ("nan", None),
        ("..", None),
        ("__import__('os')", None),
        ("٣", None),
        ("\ud800", None),
        ("", None),
    ],
)
def test_what_counts_as_a_number(text, value):
    assert number(text) == value


def test_the_page_says_what_to_revisit():
    page = exam()
    assert page.said == ""
    assert "All 10 are right" in page.answer(*RIGHT) and "revisit" in page.said
    assert "What to revisit" not in page._page.value
    for wrong, question in enumerate(QUESTIONS):
        answers = [*RIGHT]
        answers[wrong] = "77"
        said = page.answer(*answers)
        assert "9 of 10 right" in said and said.count("Revisit ") == 1 and question.revisit in said
        assert page._page.value.count("<a href=") == 1 and page._page.value.count("<li>") == 11
        assert f'href="{question.notebook or "09"}_' in page._page.value
    said = page.answer(*[""] * 10)
    assert "0 of 10" in said and said.count("No answer yet.") == 10 == said.count("Revisit ")
    assert NOT_A_NUMBER in page.answer("ten", *RIGHT[1:])
    page.close()
    page.close()


def test_answers_are_remembered_but_nothing_that_is_no_number():
    page = exam()
    page.answer("5", "ten", *[""] * 8)
    page.close()
    assert [*progress.load()["predictions"]] == ["exam.01"]
    again = exam()
    assert [field.value for field in again._fields] == ["5.0", *[""] * 9] and again.said == ""
    again.close()


def test_fields_have_names_and_the_exam_reads_without_a_kernel():
    page = exam()
    assert [field.description for field in page._fields] == [f"{n}. answer" for n in range(1, 11)]
    bundle = page._repr_mimebundle_()
    assert bundle["text/html"].count("<details>") == 10 and str(page).isascii()
    assert "4.94975" in bundle["text/html"] and "4.94975" not in bundle["text/plain"]
    page.close()
