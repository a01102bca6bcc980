"""Every picture has its words where no kernel runs: in HTML by nbconvert, in a notebook just opened."""

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbconvert import HTMLExporter

from tests.browser.lab import APPS, PATIENCE, Lab, chromium
from tests.store import shows_picture

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NAME = "02_limits.ipynb"  # live figures and a still one

pytestmark = pytest.mark.browser

if chromium() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Chromium here (set CHROMIUM to its path)", allow_module_level=True)


@pytest.fixture(scope="module", params=sorted(APPS), name="lab")
def served(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(FOLDER, folder / "notebooks")
    shutil.copytree(FOLDER.parent / "img", folder / "img")
    for template in ("lab", "classic"):
        html, _ = HTMLExporter(template_name=template).from_filename(str(FOLDER / NAME))
        (folder / "notebooks" / f"{template}.html").write_text(html, encoding="utf-8")
    with Lab(folder, app=request.param) as lab:
        yield lab


def words():
    """The text of each stored picture of the notebook, in order."""
    cells = nbformat.read(FOLDER / NAME, as_version=4).cells
    outputs = [o for c in cells if c.cell_type == "code" for o in c.outputs]
    return [o["data"]["text/plain"] for o in outputs if shows_picture(o)]


SHOWN = """() => [...document.querySelectorAll('img[src^="data:image/png"]')].map(i => i.alt)"""
# Shown whole, not larger than meant, in a window of 320 px too.
FITS = """() => [...document.querySelectorAll('img[src^="data:image/png"]')].every(i => {
  const box = i.getBoundingClientRect();
  return i.complete && i.naturalWidth > 300 && box.width <= Math.min(640, innerWidth) && box.width > 100
    && Math.abs(box.height / box.width - i.naturalHeight / i.naturalWidth) < 0.02; })"""


def without_words(page, where="html"):
    """The pictures in `where` of which a screen reader can say nothing."""
    rules = {"runOnly": {"type": "rule", "values": ["image-alt", "role-img-alt", "svg-img-alt"]}}
    found = Axe().run(page, context=where, options=rules).response
    assert found["passes"], "axe found no picture at all"
    return [node["html"][:200] for v in found["violations"] for node in v["nodes"]]


def test_in_a_notebook_that_was_not_run(lab):
    page = lab.open(f"notebooks/{NAME}", ready=False)
    page.wait_for_function(f"due => ({SHOWN})().length === due", arg=len(words()))
    assert page.evaluate(SHOWN) == words()
    page.wait_for_function(FITS)
    # Not the whole page: Notebook 7 has a picture of the kernel, without words until one is there.
    assert without_words(page, ".jp-Notebook") == []
    page.evaluate("() => window.jupyterapp.shell.collapseLeft?.()")
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function(FITS)
    page.context.close()


@pytest.mark.parametrize("template", ["lab", "classic"])
def test_in_html_by_nbconvert(lab, template):
    context = lab.browser.new_context(viewport={"width": 320, "height": 900})
    context.set_default_timeout(1000 * PATIENCE)
    # Its scripts, which typeset formulas, are on other hosts, which needn't answer.
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1:)"), lambda route: route.abort())
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{lab.port}/files/notebooks/{template}.html")
    page.wait_for_function(f"due => ({SHOWN})().length === due", arg=len(words()))
    assert page.evaluate(SHOWN) == words()
    page.wait_for_function(FITS)
    assert without_words(page) == []
    context.close()
