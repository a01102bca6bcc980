"""The questions that a notebook opens with: drawn as they should be, answered and remembered."""

import json
import random

import pytest
from ipywidgets.widgets.widget import _instances

from lib.practice import exercises, predictions
from lib.practice.engine import progress, recall
from lib.practice.engine.drawing_lots import COUNT, NEVER, NOTEBOOKS, draw, last_met, missed
from lib.practice.engine.records import empty
from lib.practice.remembering import QUESTIONS

BY_KEY = {question.key: question for question in QUESTIONS}
OPENING = NOTEBOOKS[1:]


# Drawing


@pytest.mark.parametrize("number", OPENING)
def test_without_progress_the_same_three_from_earlier_notebooks(number):
    drawn = draw(number, empty())
    assert draw(number, empty()) == drawn and len({q.key for q in drawn}) == COUNT
    earlier = NOTEBOOKS[: NOTEBOOKS.index(number)]
    assert {q.notebook for q in drawn} <= {*earlier}
    assert len({q.notebook for q in drawn}) == min(COUNT, len(earlier))


def test_every_question_is_asked_on_the_way_and_most_once():
    asked = [q.key for number in OPENING for q in draw(number, empty())]
    assert len({*asked}) >= 25 and max(asked.count(key) for key in asked) <= 2


def stored_of(**more):
    return {**empty(), **more}


def test_what_was_missed_comes_first():
    for question in QUESTIONS[:24]:
        wrong = next(c for c in question.asked.choices if c != question.asked.right)
        own = stored_of(predictions={question.key: {"choice": wrong, "last": "2026-01-01"}})
        assert draw("09", own)[0] == question
        own["predictions"][question.key]["choice"] = question.asked.right
        assert question not in draw("09", own)


@pytest.mark.parametrize(
    ("part", "key", "entry"),
    [
        ("predictions", "slope.which_weight", {"first": "x", "first_right": False, "right": True}),
        ("exercises", "slope.impacts", {"status": "not yet", "attempts": 1}),
        ("exercises", "slope.impacts", {"status": "right", "mistakes": {"upside down": 1}}),
    ],
)
def test_trouble_with_an_idea_brings_it_back_until_it_is_answered(part, key, entry):
    stored = stored_of(**{part: {key: entry}})
    assert draw("05", stored)[0].key == "recall.01_weight"
    right = BY_KEY["recall.01_weight"].asked.right
    stored["predictions"]["recall.01_weight"] = {"choice": right, "last": "2026-01-01"}
    assert not missed(BY_KEY["recall.01_weight"], stored)


def test_what_was_not_met_for_longest_comes_next():
    met = {
        q.key: {"choice": q.asked.right, "last": f"{1990 + year}-01-01T00:00:00+00:00"}
        for year, q in enumerate(reversed(QUESTIONS), start=1)
    }
    newest_first = [q for q in QUESTIONS if q.notebook == "08"]
    drawn = draw("09", stored_of(predictions=met))
    assert drawn[0] == newest_first[-1] and [q.notebook for q in drawn] == ["08", "07", "06"]


def test_an_exercise_that_was_only_run_is_not_met():
    question = BY_KEY["recall.01_weight"]
    entry = {"status": "not attempted", "attempts": 1, "last": "2026-01-01"}
    assert last_met(question, stored_of(exercises={"slope.impacts": entry})) == NEVER
    entry["status"] = "right"
    assert last_met(question, stored_of(exercises={"slope.impacts": entry})) > NEVER


def odd(chance, depth=0):
    """Something that a hand may leave in a JSON file."""
    flat = [None, True, -1, 10**400, 2.5, "", "2026-13-45", "9999-12-31T23:59:59-23:59", "\ud800"]
    flat += ["0001-01-01T00:00:00+23:59", "2026-01-01", "right", "not yet", "4", "x" * 1000]
    if depth < 2 and chance.random() < 0.3:
        return [odd(chance, depth + 1)] if chance.random() < 0.5 else {"a": odd(chance, depth + 1)}
    return chance.choice(flat)


def random_progress(chance, likely):
    """A progress file: entries of the course's own keys, fields sound or odd."""
    keys = {
        "exercises": [*exercises()],
        "predictions": [*predictions(), *BY_KEY, "exam.01", "gone.from_the_course"],
    }
    fields = ["status", "attempts", "hints", "mistakes", "last", "right", "first", "choice"]
    made = empty()
    for part, known in keys.items():
        for key in chance.sample(known, chance.randrange(len(known))):
            entry = {field: odd(chance) for field in fields if chance.random() < likely}
            if key in BY_KEY and chance.random() < 0.7:
                entry["choice"] = chance.choice([*BY_KEY[key].asked.choices])
                entry["last"] = f"20{chance.randrange(10, 40)}-02-1{chance.randrange(10)}"
            made[part][key] = odd(chance) if chance.random() < 0.1 else entry
    if chance.random() < 0.1:
        made[chance.choice([*made])] = odd(chance)
    return made


@pytest.mark.parametrize("seed", range(40))
def test_any_progress_file_gives_three_earlier_questions_and_the_same_again(seed):
    chance = random.Random(seed)
    progress.progress_path().write_text(json.dumps(random_progress(chance, chance.random())))
    stored = progress.load()
    for number in OPENING:
        drawn = draw(number, stored)
        assert len({q.key for q in drawn}) == COUNT and draw(number, progress.load()) == drawn
        assert {q.notebook for q in drawn} <= {*NOTEBOOKS[: NOTEBOOKS.index(number)]}
        left = [q for q in QUESTIONS if NOTEBOOKS.index(q.notebook) < NOTEBOOKS.index(number)]
        if any(missed(q, stored) for q in left):
            assert missed(drawn[0], stored)
        else:
            assert last_met(drawn[0], stored) == min(last_met(q, stored) for q in left)


# On the page


def test_the_questions_on_the_page_are_answered_remembered_and_asked_anew():
    page = recall("05")
    assert len(page.asked) == COUNT and repr(page).count("( )") == 9
    for asked in page.asked:
        assert asked._choices.value is None and asked._button.disabled
        asked.choose(asked.prediction.right)
        assert asked.said.startswith("✓")
        stored = progress.load()["predictions"][asked.prediction.key]
        assert stored["right"] is True and "last" in stored
    keys = {asked.prediction.key for asked in page.asked}
    page.close()
    again = recall("05")
    assert not keys & {asked.prediction.key for asked in again.asked}
    again.close()


def test_a_question_that_was_missed_is_asked_anew_without_its_old_answer():
    page = recall("05")
    asked = page.asked[0]
    asked.choose(next(c for c in asked.prediction.choices if c != asked.prediction.right))
    assert asked.said.startswith("✗")
    page.close()
    again = recall("06")
    assert again.asked[0].prediction == asked.prediction
    assert again.asked[0].said == "" and again.asked[0]._choices.value is None
    again.close()


def test_the_page_reads_without_a_kernel_and_closes_whole():
    before = {*_instances}
    page = recall("09")
    bundle = page._repr_mimebundle_()
    assert bundle["text/html"].count("<details>") == 9 and str(page).isascii()
    assert "1 of 3, from notebook 06." in bundle["text/plain"]
    page.close()
    page.close()
    assert {*_instances} <= before


@pytest.mark.parametrize("number", ["00", "11", "5", 5, None, [], "<pwn>"])
def test_a_notebook_that_opens_with_no_questions(number):
    with pytest.raises(ValueError, match="try one of"):
        recall(number)
