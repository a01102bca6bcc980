"""Notebook 00: the map with the reader's own progress, and the advice where to begin."""

import itertools
import json

import nbformat
import numpy as np
import pytest

from lib.practice import exercises, predictions
from lib.practice.beginning import ALL_RIGHT, QUESTIONS
from lib.practice.engine import progress
from lib.practice.engine.course import NOTEBOOKS, contents, course_map
from lib.practice.engine.diagnostic import UNSURE, recommendation, where_to_begin

RIGHT = [q.right for q in QUESTIONS]


def test_the_map_lists_every_notebook():
    files = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
    assert [entry.file for entry in contents()] == files
    for entry in contents():
        assert (entry.title and entry.question.endswith("?")) or entry.question.endswith("$?")
        assert 10 <= entry.minutes <= 90
        assert any(key.startswith(f"{entry.practice}.") for key in exercises())


def test_every_exercise_and_prediction_is_on_the_map():
    modules = {entry.practice for entry in contents()}
    assert {key.split(".")[0] for key in [*exercises(), *predictions()]} == modules


def test_the_map_shows_the_readers_progress():
    before = repr(course_map())
    assert "01 · Slope: 0 of" in before
    progress.record_exercise("slope.between", "right")
    progress.record_prediction("slope.pairs", "anything", False)
    after = course_map()
    assert "01 · Slope: 1 of" in repr(after) and "1 of 5 predictions" in repr(after)
    html = after._repr_html_()
    assert "✓ <code>ex.between</code>: right" in html and 'href="01_slope.ipynb"' in html


# What the progress file keeps, and the words with which notebook 00 tells the reader so.
TOLD = {
    "status": "whether",
    "right": "when you solved",
    "last": "when you solved",
    "attempts": "tries",
    "hints": "hints",
    "mistakes": "mistakes",
    "first": "first",
    "first_right": "first",
    "choice": "last choice",
}


def test_the_reader_is_told_what_is_kept():
    progress.record_exercise("slope.between", "right", "upside down")
    progress.record_hint("slope.between")
    progress.record_prediction("slope.pairs", "a", True)
    stored = json.loads(progress.progress_path().read_text())
    assert set(stored) == {"course", "version", "exercises", "predictions"}
    kept = {*stored["exercises"]["slope.between"], *stored["predictions"]["slope.pairs"]}
    assert kept == set(TOLD)
    cells = nbformat.read(NOTEBOOKS / "00_start_here.ipynb", as_version=4).cells
    (told,) = [c.source for c in cells if "Your progress stays on this machine" in c.source]
    assert [word for word in TOLD.values() if word not in told] == []
    assert "Nothing is sent anywhere" in told and "progress_path()" in told


def test_a_damaged_progress_file_is_said_on_the_map():
    progress.progress_path().write_text('{"exercises": {"slope')
    assert "damaged" in course_map()._repr_html_()
    assert "damaged" not in course_map()._repr_html_()


def test_a_damaged_notebook_is_left_out(tmp_path):
    (tmp_path / "01_slope.ipynb").write_text("{")
    (tmp_path / "02_limits.ipynb").write_text('{"cells": []}')
    assert contents(tmp_path) == []


def test_the_advice_names_the_first_gap():
    titles = {f"{entry.number} · {entry.title}" for entry in contents()}
    assert {q.notebook for q in QUESTIONS} | {ALL_RIGHT} <= titles
    assert ALL_RIGHT in recommendation(RIGHT)
    for number, question in enumerate(QUESTIONS):
        answers = [*RIGHT[:number], UNSURE, *RIGHT[number + 1 :]]
        assert question.notebook in recommendation(answers)
        assert question.right in question.choices and len(question.choices) >= 3
    assert QUESTIONS[0].notebook in recommendation([None] * len(QUESTIONS))


def test_every_way_to_answer_gets_advice():
    for answers in itertools.product(*[(q.right, UNSURE, None) for q in QUESTIONS]):
        assert recommendation(list(answers)).startswith(("Begin", "All", "1", "2", "3", "4", "5"))


def test_the_questions_on_the_page():
    asked = where_to_begin()
    assert asked.said == ""
    assert ALL_RIGHT in asked.answer(*RIGHT)
    assert f"<strong>{asked.said}" in asked._advice.value.replace("&#x27;", "'")
    bundle = asked._repr_mimebundle_()
    for question in QUESTIONS:
        assert all(choice in bundle["text/plain"] for choice in question.choices)
    assert bundle["text/html"].count("<details>") == len(QUESTIONS)
    asked.close()
    asked.close()


def test_the_diagnostics_answers_are_so():
    from lib.calculus.differences import forward_difference, slope_between
    from lib.formula.functions import function

    x = np.array([1.0, 2.0, 4.0])
    assert (x[1:] - x[:-1]).tolist() == json.loads(RIGHT[0])
    assert slope_between(function("x^2"), 1.0, 3.0) == float(RIGHT[1])
    errors = [abs(forward_difference(function("x^2"), 3.0, h) - 6) for h in (1e-2, 1e-8, 1e-15)]
    assert errors[1] < errors[0] < errors[2]
    cube = function("x^3")
    assert cube.derivative(0.0) == 0 and cube(-0.1) < cube(0.0) < cube(0.1)
    x = 0.7
    assert function("sin(x^2)").derivative(x) == pytest.approx(function("2x cos(x^2)")(x))
    f = function("x^2 + y^2", variables=("x", "y"))
    assert list(f.gradient(1.0, 2.0)) == [2.0, 4.0]
