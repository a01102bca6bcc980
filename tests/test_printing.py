"""`print` of anything that we show goes into any file: an old terminal's, a log's, a C locale's."""

import pytest
from matplotlib.figure import Figure

from lib.explore.limits import one_sided
from lib.explore.slope import two_points
from lib.formula import function
from lib.practice import slope as ex
from lib.practice.engine import course_map, where_to_begin
from lib.stage import described
from lib.stage.progress_bar import Bar

SHOWN = {
    "a figure": lambda: two_points("x^2", x1=-1.0, x2=2.0),
    "another figure": lambda: one_sided("|x|"),
    "a still picture": lambda: described(Figure(), "At x₁ = −1 the slope f′(x₁) is ½."),
    "a progress bar": lambda: Bar("épöque −1", 3),
    "a prediction": ex.pairs.ask,
    "the questions": where_to_begin,
    "the map": course_map,
    "a check": lambda: ex.between.check(lambda f, x1, x2: 0.0),
    "a hint": ex.between.hint,
    "a derivative": lambda: function("sin(x)").derivative,
}


@pytest.mark.parametrize("code", ["cp1252", "ascii", "cp437", "latin-1"])
@pytest.mark.parametrize("name", SHOWN)
def test_it_prints_into_any_file(tmp_path, name, code):
    shown = SHOWN[name]()
    with open(tmp_path / "out.txt", "w", encoding=code) as out:
        print(shown, f"{shown}", file=out)
    assert len((tmp_path / "out.txt").read_text(encoding=code)) > 5
    if hasattr(shown, "close"):
        shown.close()


def test_on_the_page_it_keeps_its_letters():
    figure = two_points("x^2", x1=-1.0, x2=2.0)
    assert "−" in repr(figure) and "−" in figure.state and "-" in str(figure)
    figure.close()
