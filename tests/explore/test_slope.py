"""Figures: nudges, two points, guessing. What they show is so."""

from lib.explore.guessing import guess_or_follow
from lib.explore.slope import nudge, two_points
from lib.explore.start import first_slider


def test_the_figure_says_the_same():
    stage = nudge("x²", x=2.0, h=0.5)
    assert "4.50 times the nudge" in stage.state
    stage.controls["x"].value = -2.0
    assert "moves the output by −1.75" in stage.state and "−3.50 times" in stage.state
    stage.close()


def test_secants_between_mirror_points_are_level():
    stage = two_points("2x²", x1=-1.5, x2=1.5)
    assert stage.state.endswith("= 0.00.")
    stage.controls["x2"].value = -1.5
    assert "no slope to speak of" in stage.state
    stage.close()


def test_guessing_and_following_with_two_weights():
    stage = guess_or_follow(looks=48, seed=0)
    found = []
    for seed in range(21):
        stage.controls["seed"].value = seed
        found.append(float(stage.state.split("has loss ")[1].split(";")[0]))
        assert stage.state.endswith("has come to 0.111.")
    assert (min(found), max(found)) == (0.126, 1.56)
    stage.close()


def test_the_board_on_the_hill_of_notebook_00():
    stage = first_slider("sin x", x=1.0)
    for x, word in ((1.0, "uphill"), (1.55, "almost level"), (1.6, "almost level")):
        stage.controls["x"].value = x
        assert f"lies {word}:" in stage.state
    for x, word in ((1.57, "level"), (2.0, "downhill")):
        stage.controls["x"].value = x
        assert f"lies {word}:" in stage.state
    stage.close()
