"""The page is loaded anew, the kernel restarted: progress and predictions look as they were left."""

import os

import nbformat
import pytest

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


def seen(page):
    """What the reader sees of the prediction: the choice that is picked, and the reply."""
    return page.evaluate(
        "() => { const q = document.querySelector('.predict'); if (!q) return null;"
        " const r = q.querySelector('input[type=radio]:checked');"
        " return {picked: r && r.closest('label').textContent.trim(),"
        "  reply: q.querySelector('[role=status]')?.textContent ?? '',"
        "  ready: !q.querySelector('button').disabled}; }"
    )


def wait_for_reply(page):
    page.wait_for_function(
        "() => document.querySelector('.predict [role=status]')?.textContent.length > 10"
    )


def left():
    """What is to be seen after the answer, as plain text."""
    reply = ex.pairs.reply(CHOICE).replace("`", "")
    return {"picked": CHOICE, "reply": reply, "ready": True}


@pytest.fixture(scope="module", name="page")
def answered(lab):
    page = lab.open("reader.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".predict input[type=radio]")
    page.locator(".predict label", has_text=CHOICE).last.locator("input").check()
    page.locator(".predict button").click()
    wait_for_reply(page)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    yield page
    page.context.close()


def test_a_prediction_shows_its_reply(page):
    assert seen(page) == left()


def test_dollars_in_a_message_are_no_formula(page):
    """The next cell's formula, by JupyterLab itself, says when MathJax has been at work."""
    page.wait_for_selector(".jp-OutputArea-output table mjx-container")
    assert page.locator(".jp-OutputArea-output", has_text=DOLLARS).count() == 1


def test_after_the_page_is_loaded_anew_it_shows_it_again(lab, page):
    page.reload()
    lab.wait_for_kernel(page)
    wait_for_reply(page)
    assert seen(page) == left()
    assert page.locator("text=✓ Right").count() and page.locator(f"td >> text={SOLVED}").count()


def test_after_a_restart_the_cells_show_it_again_and_the_map_has_it(lab, page):
    page.evaluate(
        "async () => { await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');"
        " await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
    )
    lab.wait_for_kernel(page)
    lab.run_all(page)
    wait_for_reply(page)
    assert seen(page) == left()
    page.wait_for_function(
        "([solved, answered]) => [...document.querySelectorAll('table tr')].some(r => {"
        " const said = r.textContent.trim();"
        " return said.includes('01 · Slope') && said.includes(solved) && said.endsWith(answered); })",
        arg=[SOLVED, ANSWERED],
    )
