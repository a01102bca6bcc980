"""The course in a real JupyterLab in a real Firefox: a figure and a prediction, by keyboard.

Without a Firefox these tests are skipped, and say so; where CI is set its absence is a failure.
"""

import os
import string

import nbformat
import pytest

from tests.browser.firefox import Firefox, firefox
from tests.browser.lab import ALL_RUN, IDLE, NOTEBOOK, PATIENCE, RUN_ALL, Server
from tests.browser.rest import FIGURES, all_ahead, at_rest, until
from tests.store import KERNEL

pytestmark = pytest.mark.browser

if firefox() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Firefox: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Firefox here (set FIREFOX to its path)", allow_module_level=True)

CELLS = [
    "import lib.stage.ahead\n\nlib.stage.ahead.SLOW = 1e9  # however slow the machine",
    "from lib.practice import slope as ex\n\nex.pairs.ask()",
    "from lib.explore.slope import nudge\n\nnudge()",
    "from lib.practice.engine import where_to_begin\n\nwhere_to_begin()",
]
LETTERS = string.ascii_lowercase + string.digits + string.ascii_uppercase
X, H = "x, input", "h, nudge"

# A handle by the name of its slider; what the figure says, in the picture and beside it.
HANDLE = """name => [...document.querySelectorAll('.stage [role=slider]')]
  .find(e => e.getAttribute('aria-label') === name)"""
FOCUS = f"name => {{ const handle = ({HANDLE})(name); handle.scrollIntoView(); handle.focus(); }}"
RADIO = "() => document.querySelector('.predict input[type=radio]')"
BUTTON = "() => document.querySelector('.predict button')"
SAYS = """words => [document.querySelector('.stage svg[role=img]').getAttribute('aria-label'),
  document.querySelector('.stage-readout').textContent].every(said => said.includes(words))"""


def take_focus(page, find, *arguments):
    """As `rest.take_focus`; `find` is a function in the page that gives the control."""

    def taken():
        focus = f"(...given) => {{ const e = ({find})(...given); e.scrollIntoView(); e.focus(); }}"
        page.evaluate(focus, *arguments)
        at_rest(page)
        there = f"(...given) => ({find})(...given) === document.activeElement"
        return page.evaluate(there, *arguments)

    until(taken)


@pytest.fixture(scope="module", name="lab")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    about = {"kernelspec": KERNEL}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), folder / "reader.ipynb")
    with Server(folder) as server:
        yield server


@pytest.fixture(scope="module", name="opened")
def run(lab, tmp_path_factory):
    with Firefox(tmp_path_factory.mktemp("firefox")) as page:
        page.size(1280, 1400)
        page.goto(lab.address("reader.ipynb"))
        page.until(IDLE)
        page.evaluate(RUN_ALL, PATIENCE)
        page.until(ALL_RUN)
        page.until(FIGURES, 1)
        all_ahead(page)
        yield page


@pytest.fixture(name="page")
def with_console_errors(opened):
    """The page; at the end there must be no console error, nor was there one before."""
    yield opened
    opened.evaluate("() => null")  # what the console has said by now comes before this answer
    assert not opened.errors


def test_held_frames_move_while_a_cell_runs(page, tmp_path):
    gate = tmp_path / "enough"
    take_focus(page, HANDLE, X)
    all_ahead(page)
    before = page.evaluate("() => document.querySelector('.stage-readout').textContent")
    page.evaluate(
        """code => {
          const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
          kernel.commsOverSubshells = 'disabled';
          window.long = kernel.requestExecute({ code }).done; }""",
        f"import time, pathlib\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.01)",
    )
    try:
        page.press("ArrowRight")
        page.until(f"before => !({SAYS})(before)", before)
    finally:
        gate.touch()
    page.evaluate("async () => { await window.long; }")
    at_rest(page)
    assert not page.evaluate(SAYS, before)


def test_a_slider_moves_by_keyboard_and_the_sentence_follows(page):
    take_focus(page, HANDLE, X)
    for key, due in (("Home", "−2.00"), ("ArrowRight", "−1.95"), ("End", "2.00")):
        before = page.evaluate("() => document.querySelector('.stage-picture').innerHTML")
        page.press(key)
        page.until(SAYS, f"At x = {due} ")
        at_rest(page)
        assert page.evaluate(SAYS, f"At x = {due} ")
        assert page.evaluate("() => document.querySelector('.stage-picture').innerHTML") != before


@pytest.mark.parametrize("name", [X, H])
def test_spoken_values_are_those_shown_with_their_symbol(page, name):
    take_focus(page, HANDLE, name)
    page.press("Home", "ArrowRight", "ArrowRight", "ArrowRight")
    at_rest(page)
    spoken, shown = page.evaluate(
        f"""name => {{ const handle = ({HANDLE})(name);
          return [handle.getAttribute('aria-valuetext'),
            handle.closest('.widget-slider').querySelector('.widget-readout').textContent]; }}""",
        name,
    )
    assert spoken == f"{name.split(',')[0]} = {shown}"


def test_keys_on_a_slider_are_its_own(page):
    take_focus(page, HANDLE, X)
    before = page.evaluate(NOTEBOOK)
    for key in (*LETTERS, "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        page.evaluate(FOCUS, X)
        page.press(key)
    at_rest(page)
    assert page.evaluate(NOTEBOOK) == before


@pytest.mark.parametrize("box", [".predict", ".keeps-keys:not(.predict)"])
def test_arrows_move_from_choice_to_choice(page, box):
    radios = f"document.querySelector('{box} .widget-radio-box').querySelectorAll('input')"
    chosen = f"due => [...{radios}].filter(e => e.checked).map(e => e.value).join() === due"
    take_focus(page, f"() => {radios}[0]")  # its cell is the active one from now on
    before = page.evaluate(NOTEBOOK)
    for key, due in (("Space", "0"), ("ArrowDown", "1"), ("ArrowDown", "2"), ("ArrowUp", "1")):
        page.press(key)
        page.until(chosen, due)
        at_rest(page)
        assert page.evaluate(chosen, due)
    assert page.evaluate(NOTEBOOK) == before


def test_a_prediction_by_keyboard(page):
    take_focus(page, RADIO)
    before = page.evaluate(NOTEBOOK)
    for key, due in (("Space", 0), ("ArrowDown", 1), ("ArrowDown", 2)):
        page.press(key)
        page.until(
            "due => document.querySelectorAll('.predict input[type=radio]')[due].checked", due
        )
        at_rest(page)
    page.until("() => !document.querySelector('.predict button').disabled")
    take_focus(page, BUTTON)
    page.press("Enter")
    page.until("() => document.querySelector('.predict').textContent.includes('✓ Yes')")
    at_rest(page)
    assert page.evaluate(NOTEBOOK) == before


def test_the_tracks_are_wide_enough_in_a_narrow_window(page):
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    page.size(320, 900)
    try:
        page.evaluate(FOCUS, X)  # JupyterLab lays out what is in view
        page.until(
            """() => {
              const tracks = [...document.querySelectorAll('.stage .noUi-target')];
              return innerWidth === 320 && tracks.length === 2 && tracks.every(track => {
                const [own, name] = [track, track.closest('.widget-slider').querySelector('.widget-label')]
                  .map(e => e.getBoundingClientRect());
                return own.width >= 160 && name.bottom <= own.top && own.right <= innerWidth; }); }"""
        )
    finally:
        page.size(1280, 1400)
