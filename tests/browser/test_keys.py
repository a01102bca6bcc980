"""Keys pressed in a control are the control's: every letter, figure and arrow, in every kind of control."""

import os
import string

import nbformat
import pytest

from tests.browser.lab import APPS, NOTEBOOK, Lab, chromium
from tests.browser.rest import at_rest, take_focus
from tests.browser.test_frames import EVERY_KIND
from tests.store import KERNEL

pytestmark = pytest.mark.browser

if chromium() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Chromium here (set CHROMIUM to its path)", allow_module_level=True)

CELLS = [
    "from lib.practice import slope as ex\n\nex.pairs.ask()",  # first: no figure is there yet
    EVERY_KIND.strip() + "\n\nevery_kind()",
    "from lib.explore.limits import secant_to_tangent\n\nsecant_to_tangent()",
    "from lib.practice.engine import where_to_begin\n\nwhere_to_begin()",
]
ARROWS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight")
KEYS = (*string.ascii_lowercase, *string.digits, *string.ascii_uppercase, *ARROWS)
# Of each kind: where it is, and what of it a key is to change (None: nothing does).
KINDS = {
    "radio": (
        ".predict input[type=radio]",
        "ArrowDown",
        "e => [...e.closest('.predict')"
        ".querySelectorAll('input[type=radio]')].findIndex(r => r.checked)",
    ),
    "radio of five": (
        ".keeps-keys:not(.predict) input[type=radio]",
        "ArrowDown",
        "e => [...e.closest('.widget-radio').querySelectorAll('input')].findIndex(r => r.checked)",
    ),
    "slider": (".stage [role=slider]", "ArrowRight", "e => e.ariaValueText"),
    "list": (".stage select", "ArrowDown", "e => e.selectedIndex"),
    "check box": (".stage input[type=checkbox]", "Space", "e => e.checked"),
    "text": (".stage input[type=text]", "x", "e => e.value"),
    "number beside a slider": (".stage .widget-readout", "7", "e => e.textContent"),
    "step button": (
        ".stage button.jupyter-button:has-text('on')",
        "Enter",
        "e => e.closest('.stage').querySelector('.stage-readout').textContent",
    ),
    "play button": (".stage-play", "Enter", "e => e.ariaLabel"),
}


@pytest.fixture(scope="module", params=sorted(APPS), name="page")
def run(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    about = {"kernelspec": KERNEL}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), folder / "reader.ipynb")
    with Lab(folder, app=request.param, height=2400) as lab:
        page = lab.open("reader.ipynb")
        lab.run_all(page)
        page.wait_for_selector(".stage-play")
        page.wait_for_function(
            "() => document.querySelectorAll('.keeps-keys button[data-lm-suppress-shortcuts]').length === 2"
        )
        at_rest(page)
        yield page
        page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_the_controls_own(page, kind):
    where, key, state = KINDS[kind]
    control = page.locator(where).first
    take_focus(page, control)
    before = page.evaluate(NOTEBOOK)
    start = control.evaluate(state)
    page.keyboard.press(key)
    page.wait_for_function(
        f"([e, start]) => ({state})(e) !== start", arg=[control.element_handle(), start]
    )
    for key in KEYS:
        control.focus()
        page.keyboard.press(key)
    at_rest(page)
    assert page.evaluate(NOTEBOOK) == before
    page.keyboard.press("Escape")
