"""The page is loaded anew, the kernel restarted: progress and predictions look as they were left."""

import os

import nbformat
import pytest
from playwright.sync_api import TimeoutError

from lib.practice import exercises, predictions
from lib.practice import slope as ex
from tests.browser.lab import Lab, chromium
from tests.store import KERNEL

pytestmark = pytest.mark.browser

if chromium() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Chromium here (set CHROMIUM to its path)", allow_module_level=True)

CELLS = [
    "from lib.practice import slope as ex\n\nex.pairs.ask()",
    "ex.between.check(lambda f, x1, x2: (f(x2) - f(x1)) / (x2 - x1))",
    "from lib.practice.engine import course_map\n\ncourse_map()",
]
DOLLARS = "costs $5 and $6, $x^2$"
CELLS.insert(1, f"def f(f, x1, x2):\n    raise ValueError({DOLLARS!r})\nex.between.check(f)")
CHOICE = list(ex.pairs.choices)[1]
SOLVED = f"1 of {sum(key.startswith('slope.') for key in exercises())} right"
ANSWERED = f"1 of {sum(key.startswith('slope.') for key in predictions())}"


@pytest.fixture(scope="module", name="lab")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    about = {"kernelspec": KERNEL}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), folder / "reader.ipynb")
    with Lab(folder) as lab:
        yield lab


# What the reader sees of the prediction: the choice that is picked, and the reply.
SEEN = """() => {
  const q = document.querySelector('.predict');
  const picked = q?.querySelector('input[type=radio]:checked');
  return q && {picked: picked && picked.closest('label').textContent.trim(),
    reply: q.querySelector('[role=status]')?.textContent ?? '',
    ready: !q.querySelector('button').disabled}; }"""


def shown_again(page):
    """Wait until what was left is to be seen: the choice and its reply, as plain text."""
    reply = ex.pairs.reply(CHOICE).replace("`", "")
    due = {"picked": CHOICE, "reply": reply, "ready": True}
    try:
        page.wait_for_function(
            f"""due => {{ const seen = ({SEEN})();
              return seen && Object.keys(due).every(key => seen[key] === due[key]); }}""",
            arg=due,
        )
    except TimeoutError:
        assert page.evaluate(SEEN) == due


@pytest.fixture(scope="module", name="page")
def answered(lab):
    page = lab.open("reader.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".predict input[type=radio]")
    page.locator(".predict label", has_text=CHOICE).last.locator("input").check()
    page.locator(".predict button").click()
    shown_again(page)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    yield page
    page.context.close()


def test_a_prediction_shows_its_reply(page):
    shown_again(page)


# JupyterLab's own typesetter, asked for again, is done with an output when this is.
TYPESET = """async output => {
  await window.jupyterapp.shell.currentWidget.content.rendermime.latexTypesetter.typeset(output);
  return output.textContent; }"""


def test_dollars_in_a_message_are_no_formula(page):
    """The map's formula shows that there is a typesetter. (The line quoted before it is code.)"""
    page.wait_for_selector(".jp-OutputArea-output table mjx-container")
    message = page.locator(".jp-OutputArea-output").nth(1)
    assert f"): {DOLLARS}" in message.evaluate(TYPESET)


def test_after_the_page_is_loaded_anew_it_shows_it_again(lab, page):
    page.reload()
    lab.wait_for_kernel(page)
    shown_again(page)
    page.locator("text=✓ Right").first.wait_for()
    page.locator(f"td >> text={SOLVED}").first.wait_for()


def test_after_a_restart_the_cells_show_it_again_and_the_map_has_it(lab, page):
    page.evaluate(
        "async () => { await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');"
        " await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
    )
    lab.wait_for_kernel(page)
    lab.run_all(page)
    shown_again(page)
    page.wait_for_function(
        "([solved, answered]) => [...document.querySelectorAll('table tr')].some(r => {"
        " const said = r.textContent.trim();"
        " return said.includes('01 · Slope') && said.includes(solved) && said.endsWith(answered); })",
        arg=[SOLVED, ANSWERED],
    )
