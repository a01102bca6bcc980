"""Figures, predictions, checks and the map in a light and in a dark page, wide and narrow."""

import os

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from lib.drawing.style import PALETTE
from lib.explore.slope import two_points
from tests.browser.lab import APPS, PATIENCE, Lab, chromium
from tests.browser.rest import FIGURES, at_rest
from tests.drawing.test_style import contrast
from tests.store import KERNEL

pytestmark = pytest.mark.browser

if chromium() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Chromium here (set CHROMIUM to its path)", allow_module_level=True)

CELLS = [
    "from lib.explore.slope import two_points\n\ntwo_points()",
    "from lib.explore.jacobians import layer\n\nlayer()",
    "from lib.explore.tangent_plane import tangent_plane\n\ntangent_plane()",
    "import matplotlib.pyplot as plt\n\nfrom lib.stage import described\n\n"
    "fig, ax = plt.subplots()\nax.set_title('Axes', color='#1f2328')\n"
    "described(fig, 'An empty pair of axes, nothing more.')",
    "from lib.practice import slope as ex\n\nex.pairs.ask()",
    "ex.between.check(lambda f, a, b: 1.0)",
    "from lib.practice.engine import course_map\n\ncourse_map()",
]
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
WIDTHS = (1280, 640, 320)  # 640: what 200 % zoom leaves of 1280

# The colours that are seen: of each picture's ground, of all texts in it, of the play buttons.
SEEN = """() => {
  const two = number => Number(number).toString(16).padStart(2, '0');
  const hex = css => '#' + css.match(/\\d+/g).slice(0, 3).map(two).join('');
  const of = (what, how) => [...new Set([...document.querySelectorAll(what)]
    .map(e => hex(getComputedStyle(e)[how])))];
  return {ground: of('.stage-drawing > g > g > path', 'fill').slice(0, 1),
    texts: of('.stage-drawing text, .stage-picture svg[role=img] text', 'fill'),
    play: of('.stage-play', 'backgroundColor'), sign: of('.stage-play', 'color'),
    surface: [...document.querySelectorAll('[id^=Poly3DCollection]')].map(e => getComputedStyle(e).filter)};
}"""


@pytest.fixture(scope="module", params=sorted(APPS), name="lab")
def served(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    about = {"kernelspec": KERNEL}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), folder / "reader.ipynb")
    with Lab(folder, app=request.param, height=1400) as lab:
        yield lab


@pytest.fixture(scope="module", name="page")
def run(lab):
    page = lab.open("reader.ipynb")
    page.evaluate("() => window.jupyterapp.shell.collapseLeft?.()")
    lab.run_all(page)
    page.wait_for_function(FIGURES, arg=4)
    yield page
    page.context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_colours_follow_the_page_and_axe_finds_nothing(page, theme):
    page.evaluate(
        "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})",
        THEMES[theme],
    )
    dark = theme == "dark"
    page.wait_for_selector(f'[data-jp-theme-light="{str(not dark).lower()}"]', state="attached")
    at_rest(page)
    paper = PALETTE["paper"][dark]
    seen = page.evaluate(SEEN)
    assert seen["ground"] == seen["play"] == [paper]
    assert PALETTE["ink"][dark] in seen["texts"] and seen["sign"] == [PALETTE["ink"][dark]]
    assert all(contrast(text, paper) >= 4.5 for text in seen["texts"]), seen["texts"]
    assert len(seen["surface"]) == 1 and (seen["surface"] != ["none"]) == dark
    try:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 1400})
            page.wait_for_function("width => innerWidth === width", arg=width)
            at_rest(page)
            found = Axe().run(
                page, context=".jp-OutputArea-output", options={"resultTypes": ["violations"]}
            )
            bad = [
                (v["id"], [n["html"][:200] for n in v["nodes"]][:3])
                for v in found.response["violations"]
                if v["impact"] in ("critical", "serious")
            ]
            assert not bad, (width, bad)
    finally:
        page.set_viewport_size({"width": 1280, "height": 1400})


@pytest.mark.parametrize("theme", THEMES)
def test_where_no_theme_is_known_the_readers_wish_counts(lab, theme):
    stage = two_points()
    context = lab.browser.new_context(color_scheme=theme)
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    said = {"": theme == "dark", 'data-theme="light"': False, 'data-theme="dark"': True}
    for attribute, dark in said.items():
        page.set_content(
            f"<!doctype html><html {attribute}><body>{stage._back.value}{stage._front.value}"
        )
        seen = page.evaluate(SEEN)
        assert seen["ground"] == [PALETTE["paper"][dark]]
        assert PALETTE["ink"][dark] in seen["texts"]
    stage.close()
    context.close()
