"""A notebook that was saved shows its pictures when it is opened again, wherever that is."""

import json
import os

import nbformat
import pytest

from lib.stage.saving import WIDGET
from tests.browser.lab import APPS, Lab, chromium
from tests.browser.rest import FIGURES, at_rest, take_focus
from tests.store import KERNEL

pytestmark = pytest.mark.browser

if chromium() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Chromium here (set CHROMIUM to its path)", allow_module_level=True)

CELLS = [
    "from lib.explore.slope import nudge\n\nnudge('x²')",
    "from lib.practice import slope as ex\n\nex.pairs.ask()",
    "import matplotlib.pyplot as plt\n\nfrom lib.stage import described\n\n"
    "fig, ax = plt.subplots()\ndescribed(fig, 'An empty pair of axes, nothing more.')",
]
ERRORS = "text=Error displaying widget"


def written(folder):
    return json.loads((folder / "reader.ipynb").read_text())


def saved(page):
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


@pytest.mark.parametrize("app", APPS)
def test_pictures_stay(tmp_path, app):
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    about = {"kernelspec": KERNEL}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), tmp_path / "reader.ipynb")
    with Lab(tmp_path, app=app) as lab:
        page = lab.open("reader.ipynb")
        lab.run_all(page)
        page.wait_for_function(FIGURES, arg=2)
        at_rest(page)
        saved(page)
        outputs = [o for cell in written(tmp_path)["cells"] for o in cell["outputs"]]
        assert len(outputs) == 3 and all("text/plain" in o["data"] for o in outputs)
        assert not any(WIDGET in o["data"] or WIDGET in o["metadata"] for o in outputs)

        # The page is loaded anew while the kernel lives: the figure moves.
        page.reload()
        lab.wait_for_kernel(page)
        page.wait_for_function(FIGURES, arg=2)
        page.wait_for_selector(".predict input[type=radio]")
        take_focus(page, page.locator(".stage [role=slider]").first)
        page.keyboard.press("Home")
        page.wait_for_selector("svg[role=img][aria-label*='At x = −2.00']")

        # The kernel is another one: what was made by the old one is a picture now.
        page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
        )
        saved(page)
        page.reload()
        lab.wait_for_kernel(page)
        shown(page)
    with Lab(tmp_path, app=app) as lab:
        shown(lab.open("reader.ipynb"))


def shown(page):
    page.wait_for_function(
        "() => document.querySelectorAll('.jp-OutputArea-output img').length === 2"
    )
    at_rest(page)
    assert page.locator(ERRORS).count() == 0
    assert page.locator(".stage").count() == 0
