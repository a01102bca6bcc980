"""A notebook in JupyterLite where hands are different: a phone, a tablet (Chromium's emulation), Firefox.

Part of `make lite-test`. It opens, its first figure moves, an exercise is checked, and after a reload both
the code and the progress are there.
"""

import pytest

from tests.browser.firefox import Firefox
from tests.website.lite import SITE, address  # noqa: F401
from tests.website.pages import browser  # noqa: F401
from tests.website.tab_touch import DEVICES, HELD, RIGHT, WRONG, drag
from website import lite

pytestmark = pytest.mark.skipif(not (SITE / "lite").exists(), reason="JupyterLite isn't built")
NAME = "01_slope.ipynb"
LONGEST = 150  # s for Python's start on a busy machine
PATIENT = 110  # s that Firefox is waited for without a word from it
FIGURE, EXERCISE, FIRST = 'nudge("x²"', "ex.between.check(slope)", "from lib import all_here"
ANSWERS = "from lib.practice.engine import progress\nprint(sorted(progress.load()['exercises']))"
# Once a notebook is open and its kernel idle.
OPEN = """() => {
  const open = window.jupyterapp?.shell.currentWidget;
  return Boolean(open?.content?.model?.sharedModel?.cells.length
                 && open.sessionContext?.session?.kernel?.status === 'idle'); }"""
# Bring the code cell with this in it into sight, make it the active one, and say which it is.
FIND = """async (code) => {
  const { content } = window.jupyterapp.shell.currentWidget;
  const has = ({ model }) => model.type === 'code' && model.sharedModel.getSource().includes(code);
  const at = content.widgets.findIndex(has);
  content.activeCellIndex = at;
  await content.scrollToItem(at, 'center');
  return at; }"""
# Write code into a cell and run it, as a hand does that types and presses Shift and Enter.
RUN = """async ([at, code]) => {
  const { content } = window.jupyterapp.shell.currentWidget;
  if (code) content.widgets[at].model.sharedModel.setSource(code);
  content.activeCellIndex = at;
  await window.jupyterapp.commands.execute('notebook:run-cell'); }"""
# What a cell says, once it has run.
SAID = """at => {
  const cell = window.jupyterapp.shell.currentWidget.content.widgets[at].model.sharedModel.toJSON();
  return cell.outputs.map(o => [o.text, o.data?.['text/plain'], o.evalue].flat().join('')).join(''); }"""
SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
# What in the notebook that is open lies beyond the screen's right edge.
BEYOND = """() => [...document.querySelectorAll('.jp-NotebookPanel, .jp-Notebook .jp-Cell, .stage *')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module", params=DEVICES)
def held(request, browser, address):  # noqa: F811
    """A notebook on a device, opened from a page's link."""
    context = browser.new_context(**DEVICES[request.param], **HELD)
    page = context.new_page()
    page.set_default_timeout(LONGEST * 1000)
    page.goto(address + lite.address(NAME))
    page.wait_for_function(OPEN)
    yield page
    context.close()


def found(page, code):
    """The cell with this in it, in sight: (its number, the cell)."""
    at = page.evaluate(FIND, code)
    return at, page.locator(f".jp-Notebook [data-windowed-list-index='{at}']")


def tapped_run(page, code, new=None):
    """Run a cell by a finger in it and one on the toolbar's button; gives (number, cell)."""
    at, box = found(page, code)
    box.locator(".cm-content").tap()
    if new:
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(new)
    button = page.locator(
        "[data-command='notebook:run-cell-and-select-next'] >> visible=true"
    ).first
    if not button.is_visible():  # on a phone it is behind the toolbar's three dots
        page.locator(".jp-NotebookPanel-toolbar .jp-Toolbar-responsive-opener").tap()
    button.tap()
    return at, box


def test_a_notebook_has_the_screen_and_nothing_lies_beyond(held):
    panel = held.locator(".jp-NotebookPanel").bounding_box()
    assert panel["width"] >= min(340, 0.6 * held.viewport_size["width"])
    assert held.evaluate(BEYOND) == []


def test_a_finger_moves_the_first_figure(held):
    _, box = tapped_run(held, FIGURE)
    figure = box.locator(".jp-OutputArea .stage").first
    figure.locator(".noUi-handle").first.wait_for()
    said = figure.locator(".stage-readout")
    before = said.inner_text()
    drag(held, figure.locator(".noUi-handle").first, (-40, 0))
    held.wait_for_function(
        "t => document.querySelector('.jp-OutputArea .stage .stage-readout').innerText !== t",
        arg=before,
    )
    assert held.evaluate(BEYOND) == []


def test_an_exercise_is_checked_and_all_is_there_after_a_reload(held):
    tapped_run(held, "from lib.practice import slope as ex")
    for new, said in ((WRONG, "upside down"), (RIGHT, "✓")):
        at, box = tapped_run(held, EXERCISE, new)
        box.locator(f".jp-OutputArea-output:has-text('{said}')").wait_for()
    held.wait_for_function(SAVED)
    held.reload()
    held.wait_for_function(OPEN)
    at, box = found(held, EXERCISE)
    assert "(f(x2) - f(x1)) / (x2 - x1)" in box.locator(".cm-content").inner_text()
    _, box = tapped_run(held, FIRST, ANSWERS)
    box.locator(".jp-OutputArea-output:has-text('slope.between')").wait_for()


def test_a_notebook_works_in_firefox(tmp_path, address):  # noqa: F811
    with Firefox(tmp_path) as page:

        def says(code, what, new=""):
            at = page.evaluate(FIND, code)
            page.evaluate(RUN, [at, new])
            page.until(
                "([at, what]) => (" + SAID + ")(at).includes(what)", [at, what], seconds=PATIENT
            )
            return at

        def opens():
            page.goto(address + lite.address(NAME))
            page.until(OPEN, seconds=PATIENT)

        opens()
        says(FIGURE, "nudge")
        stage = "document.querySelector('.jp-OutputArea .stage')"
        page.until(f"() => {stage}?.querySelector('.noUi-handle')", seconds=PATIENT)
        before = page.evaluate(f"() => {stage}.querySelector('.stage-readout').innerText")
        page.evaluate(f"() => {stage}.querySelector('.noUi-handle').focus()")
        page.press("ArrowLeft")
        page.until(f"t => {stage}.querySelector('.stage-readout').innerText !== t", before)
        says("from lib.practice import slope as ex", "")
        says(EXERCISE, "upside down", WRONG)
        says(EXERCISE, "✓", RIGHT)
        page.until(SAVED, seconds=60)
        opens()
        page.evaluate(FIND, "(f(x2) - f(x1)) / (x2 - x1)")
        says(FIRST, "slope.between", ANSWERS)
