"""match: exactly one of the four is the derivative, and a wrong one is contradicted by true numbers."""

import re

import numpy as np
import pytest

from lib.explore import matching
from lib.formula.functions import FunctionError
from tests.explore.test_sentences import agree, numbers


@pytest.fixture(name="stage", scope="module")
def opened():
    stage = matching.match()
    yield stage
    stage.close()


def drawn(ax):
    """The curve in a panel, as it is drawn."""
    return next(line.get_xydata() for line in ax.lines if len(line.get_xdata()) > 100)


def answers(stage):
    """For each letter (sentence, slope of the top curve at the place, the panel's height there, both
    read off the drawn curves)."""
    top, *panels = stage.figure.axes
    x, y = drawn(top).T
    middle, slope = (x[1:] + x[:-1]) / 2, np.diff(y) / np.diff(x)
    for letter, ax in zip("ABCD", panels, strict=True):
        stage.controls["pick"].value = letter
        place = float((re.search(r"At x = (\S+) ", stage.state) or [0, "0"])[1].replace("−", "-"))
        off = np.nanmax(
            np.abs(np.interp(middle, *drawn(ax).T) - slope)[np.abs(middle - 0.05) > 0.6]
        )
        yield stage.state, np.interp(place, middle, slope), np.interp(place, *drawn(ax).T), off


@pytest.mark.parametrize("deal", [3, 7, 10, 13, 20])
def test_one_is_the_derivative_and_the_others_are_contradicted(stage, deal):
    stage.controls["pick"].value = matching.NONE
    stage.controls["f"].value, stage.controls["deal"].value = matching.DEALT, deal
    assert stage.state.startswith(f"Deal {deal}: which") and "f(x) =" not in stage.state
    rights = 0
    for told, slope, height, off in answers(stage):
        if told.startswith("Right"):
            rights += 1
            assert off < 0.02
            continue
        assert off > 0.05, told
        _, due, came = (float(n.replace("−", "-")) for n in numbers(told)[:3])
        assert due == pytest.approx(slope, abs=0.02) and came == pytest.approx(height, abs=0.02)
        assert abs(due - came) > 0.05, "the place doesn't contradict it"
        way = "rises" if due > 0 else "falls" if due < 0 else "is level"
        assert f"f {way}" in told
    assert rights == 1


def test_every_number_deals_other_curves(stage):
    assert len({matching._formula(deal).label for deal in range(1, 25)}) == 24


@pytest.mark.parametrize("f", ["e^x", "3", "0", "|x|", "1/x", lambda x: x * np.abs(x)])
def test_curves_of_ones_own_even_those_that_are_their_own_derivative(stage, f):
    stage.controls["f"].value = f
    assert stage.problem is None
    told = [told for told, *_ in answers(stage)]
    assert sum(text.startswith("Right") for text in told) == 1
    own = stage.controls["f"].argument
    for text in told:
        if not text.startswith("Right"):
            place, due, came = numbers(text)[:3]
            assert agree(due, float(own.derivative(float(place.replace("−", "-"))))), text
            assert due != came, "the same number can't contradict"
    if f in ("0", "e^x"):
        assert not any("f itself" in text for text in told), "here f is f′"
    if f == "|x|":
        assert any("no value at x = 0.00" in text for text in told)
    if f == "3":
        assert any("0 from x = −2.50 to x = 2.50" in text for text in told)


def test_what_has_no_slopes_is_refused():
    with pytest.raises(FunctionError, match="choose another curve"):
        matching.match("sqrt(x-1)")


def test_slopes_are_remembered_by_their_places():
    asked = []
    at = matching._remembered(lambda x: asked.append(x) or 2 * x)
    for places in ([1.0, 2.0], [3.0, 4.0], [1.0, 2.0]):
        assert list(at(places)) == [2 * place for place in places]
    assert len(asked) == 2, "the same places were worked out twice"
