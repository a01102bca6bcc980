"""An exercise is found by its own name, and by that of the function in its stub."""

import pytest

from lib.practice import chain, limits, slope


def test_the_name_in_the_stub_leads_to_the_exercise():
    assert limits.deriv is limits.central and slope.slope is slope.between
    assert chain.missing is chain.missing_factor
    assert limits.forward.key == "limits.forward"


def test_another_name_is_answered_with_those_that_there_are():
    with pytest.raises(AttributeError, match=r"Did you mean `ex.good_step`"):
        limits.good_steps  # noqa: B018
    with pytest.raises(AttributeError, match=r"The exercises are line_slope, between"):
        slope.newton  # noqa: B018
    assert not hasattr(slope, "_repr_html_")
