"""Every colour of every figure follows the page's theme, and only colours do."""

import re
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from lib.drawing.style import PALETTE, STYLE
from lib.explore import figures
from lib.stage import theme
from lib.stage.still import Still

FIGURES = figures()
LEFT = re.compile(r"(?<!,)#[0-9a-fA-F]{3,8}\b|\brgba?\(")
IN_SPACE = re.compile(r'<g id="Poly3DCollection_\d+">.*?</g>', re.DOTALL)


def parts(svg):
    """The tags of an SVG without ids, links to them, and the greys of a surface in space."""
    svg = IN_SPACE.sub("", svg.replace(theme.SHEET, ""))
    return re.sub(r'url\(#[^)]*\)|href="#[^"]*"', "", " ".join(re.findall(r"<[^>]*>", svg)))


def drawn(svg):
    """What an SVG draws: its elements without itself and the frames that cut."""
    return re.sub(r"<clipPath.*?</clipPath>|</?svg[^>]*>", "", svg)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_no_colour_of_a_figure_stays_behind(name):
    stage = FIGURES[name]()
    for svg in (stage._back.value, stage._front.value):
        assert LEFT.findall(parts(svg)) == []
        named = set(re.findall(r"var\(--st-(\w+),(#\w+)\)", svg))
        assert named or not drawn(svg)  # `match` draws nothing before an answer
        assert all(PALETTE[key][0] == light for key, light in named)
    assert stage._back.value.startswith(theme.SHEET)
    stage.close()


def test_a_still_picture_follows_too():
    with mpl.rc_context(STYLE):
        figure = Figure()
        figure.subplots().plot([0, 1], color="#b34700")
        still = Still(figure, "A line that rises from 0 to 1.")
    assert "stroke: var(--st-orange,#b34700)" in still.value
    assert LEFT.findall(parts(still.value)) == []
    still.close()


def test_texts_and_other_colours_stay():
    assert theme.paint("white") == theme.paint((1, 1, 1, 0.3)) == "var(--st-paper,#ffffff)"
    assert theme.paint("#123456") == "#123456"
    text = "<text>fill: #b34700</text>"
    assert theme.themed(text) == text


def test_what_a_light_page_falls_back_to_is_the_palette():
    css = Path(theme.__file__).with_name("stage.css").read_text(encoding="utf-8")
    found = re.findall(r"var\(--st-(\w+), (#\w+)\)", css)
    assert len(found) > 4 and all(PALETTE[name][0] == color for name, color in found)


def test_the_sheet_holds_the_dark_set_twice():
    for name, (_, dark) in PALETTE.items():
        assert theme.SHEET.count(f"--st-{name}:{dark}") == 2
    assert "prefers-color-scheme:dark" in theme.SHEET
    assert ".stage-drawing{fill:var(--st-black,#000000)}" in theme.SHEET  # of what has no fill
