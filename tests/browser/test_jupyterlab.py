"""The course in a real JupyterLab in a real Chromium.

Without a Chromium these tests are skipped, and say so; where CI is set its absence is a failure.
"""

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import TimeoutError

from tests.browser.lab import STANDS, Lab, chromium
from tests.browser.rest import FIGURES, at_rest, faults, read, take_focus
from tests.store import shows_picture

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
OURS = re.compile(r"stage|widget|Traceback|SyntaxError|ReferenceError|TypeError", re.IGNORECASE)

pytestmark = pytest.mark.browser

if chromium() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Chromium here (set CHROMIUM to its path)", allow_module_level=True)


@pytest.fixture(scope="module", name="lab")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    for part in ("notebooks", "img"):
        shutil.copytree(FOLDER.parent / part, folder / part)
    with Lab(folder, height=1400) as lab:
        yield lab


@pytest.fixture(params=NOTEBOOKS, name="name", scope="module")
def each(request):
    return request.param


def stored_pictures(name):
    notebook = nbformat.read(FOLDER / name, as_version=4)
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    return sum(map(shows_picture, outputs))


def close(page):
    page.context.close()


@pytest.fixture(scope="module", name="desk")
def one_page(lab):
    page = lab.open(f"notebooks/{NOTEBOOKS[0]}", ready=False)
    yield page
    close(page)


# As a reader goes from one notebook to the next; the kernel of the last one ends.
NEXT = """async path => {
  const { shell, commands } = window.jupyterapp, last = shell.currentWidget;
  if (last?.context?.path === path) return;
  if (last?.context) {
    await last.sessionContext.shutdown();
    last.context.model.dirty = false;
    last.close();
  }
  await commands.execute('docmanager:open', {path});
}"""


@pytest.fixture(scope="module", name="cloned")
def open_notebook(lab, desk, name):
    desk.evaluate(NEXT, f"notebooks/{name}")
    desk.wait_for_selector(".jp-Notebook .jp-Cell")
    return desk


def test_just_cloned_it_shows_its_pictures(cloned, name):
    due = stored_pictures(name)
    cloned.wait_for_function(
        "due => { const seen = [...document.querySelectorAll('.jp-OutputArea-output img')];"
        " return seen.length === due && seen.every(i => i.complete && i.naturalWidth > 300); }",
        arg=due,
    )
    assert not cloned.locator(".jp-OutputArea-output >> text=Error displaying widget").count()
    cloned.wait_for_function(
        "() => [...document.querySelectorAll('.jp-RenderedMarkdown img')]"
        ".every(i => i.complete && i.naturalWidth > 100 && i.alt)"
    )


@pytest.fixture(scope="module", name="page")
def run_notebook(lab, cloned, name):
    lab.wait_for_kernel(cloned)
    lab.errors.clear()
    lab.run_all(cloned)
    cloned.wait_for_function(FIGURES, arg=stored_pictures(name))
    at_rest(cloned)
    return cloned


def test_run_all_shows_every_figure_live(lab, page):
    assert not page.locator(".jp-RenderedText[data-mime-type*=error]").count()
    assert not [e for e in lab.errors if OURS.search(e)], lab.errors


def test_every_slider_has_a_name_and_every_readout_is_live(page):
    handles = page.locator(".stage [role=slider]")
    for index in range(handles.count()):
        assert (handles.nth(index).get_attribute("aria-label") or "").strip()
    readouts = page.locator(".stage-readout .widget-html-content")
    assert readouts.count() == page.locator(".stage").count()
    for index in range(readouts.count()):
        assert readouts.nth(index).get_attribute("aria-live") == "polite"


def test_axe_finds_nothing_serious_in_the_outputs(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(
        page, context=".jp-OutputArea-output", options={"resultTypes": ["violations"]}
    )
    bad = [
        (v["id"], v["impact"], [n["html"][:200] for n in v["nodes"]][:3])
        for v in found.response["violations"]
        if v["impact"] in ("critical", "serious")
    ]
    assert not bad, bad


# noUiSlider rounds aria-valuenow to one decimal: a single step shows only in the number beside it.
SHOWN = f"""([index, number]) => {{
  const stage = document.querySelectorAll('.stage')[index];
  const handle = stage.querySelectorAll('[role=slider]')[number];
  const end = name => Number(handle.getAttribute('aria-value' + name));
  return {{low: end('min'), high: end('max'), now: end('now'), stands: ({STANDS})(),
    number: handle.closest('.widget-slider').querySelector('.widget-readout').textContent,
    picture: stage.querySelector('.stage-picture').innerHTML}};
}}"""


def test_the_keyboard_moves_every_figure(page):
    """Home and End lead to the ends, an arrow goes between; each move shows another picture."""
    stages = page.locator(".stage")
    for index in range(stages.count()):
        handles = stages.nth(index).locator("[role=slider]")
        for number in range(handles.count()):
            handle = handles.nth(number)
            take_focus(page, handle)
            before = read(page, SHOWN, [index, number])
            for key, due in (("End", "high"), ("ArrowLeft", ""), ("Home", "low")):
                page.keyboard.press(key)
                after = read(page, SHOWN, [index, number])
                where = f"figure {index}, slider {number}: {key} leads to {after['number']}"
                where += f"; {after['stands']}"
                moved = after["number"] != before["number"]
                if due:
                    assert after["now"] == pytest.approx(after[due], rel=1e-6, abs=1e-9), where
                    assert after["picture"] != before["picture"] or not moved, where
                else:
                    assert moved, f"{where}, where it was"
                before = after


# All boxes of a figure at once, and what is wrong with them.
MISFITS = """([index, width]) => {
  const stage = document.querySelectorAll('.stage')[index];
  const box = name => stage.querySelector(name).getBoundingClientRect();
  const picture = box('.stage-picture'), layer = box('svg[role=img]');
  const back = box('svg[aria-hidden=true]'), found = [];
  if (innerWidth !== width) found.push(`the window is ${innerWidth} wide`);
  if (picture.right > width) found.push(`the picture goes to ${picture.right}`);
  if (picture.width <= 150) found.push(`the picture is ${picture.width} wide`);
  for (const side of ['x', 'y', 'width', 'height'])
    if (!(Math.abs(layer[side] - back[side]) <= 1))
      found.push(`the layer's ${side} is ${layer[side]}, its background's ${back[side]}`);
  return found;
}"""


def test_figures_fit_a_narrow_window(page):
    """600 px wide, which is also what 200 % zoom leaves of a window of 1200."""
    page.set_viewport_size({"width": 600, "height": 900})
    try:
        stages = page.locator(".stage")
        for index in range(stages.count()):
            stages.nth(index).scroll_into_view_if_needed()
            assert faults(page, MISFITS, [index, 600]) == [], f"figure {index}"
    finally:
        page.set_viewport_size({"width": 1280, "height": 1400})


def state(stage):
    return stage.locator("svg[role=img]").get_attribute("aria-label")


# What is the same for all figures is tried on one.


@pytest.fixture(scope="module", name="slope")
def first_notebook(lab):
    page = lab.open("notebooks/01_slope.ipynb")
    lab.run_all(page)
    page.wait_for_function(FIGURES, arg=stored_pictures("01_slope.ipynb"))
    at_rest(page)
    yield page
    close(page)


def nudge(page):
    return page.locator(".stage").filter(has=page.locator("text=h, nudge")).first


FIGURE_STANDS = f"""stage => {{
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  return {{
    ...({STANDS})(),
    picture: stage.querySelector('svg[role=img]').getAttribute('aria-label'),
    readout: stage.querySelector('.stage-readout').textContent,
    controls: [...stage.querySelectorAll('.widget-readout')].map(e => e.textContent),
    typed: [...stage.querySelectorAll('input[type=text]')].map(e => e.value),
    unanswered: [...window.requestsOf?.get(kernel)?.keys() ?? []], log: window.kernelLog}};
}}"""


def wait_for(page, stage, words):
    """Wait until the picture's words hold `words`; an AssertionError says where all stands instead."""
    try:
        page.wait_for_function(
            "([stage, words]) => stage.querySelector('svg[role=img]')"
            ".getAttribute('aria-label').includes(words)",
            arg=[stage.element_handle(), words],
        )
    except TimeoutError:
        raise AssertionError(f"{words!r} never came: {stage.evaluate(FIGURE_STANDS)}") from None


def test_arrow_keys_move_one_step(slope):
    stage = nudge(slope)
    take_focus(slope, stage.locator("[role=slider]").first)
    paths = []
    for key, due in (("Home", "−2.00"), ("ArrowRight", "−1.95"), ("End", "2.00")):
        slope.keyboard.press(key)
        wait_for(slope, stage, f"At x = {due}")
        at_rest(slope)
        paths.append(stage.locator("svg[role=img] path").first.get_attribute("d"))
    assert paths[1] != paths[2]


def test_a_typed_value_moves_the_picture(slope):
    stage = nudge(slope)
    take_focus(slope, stage.locator(".widget-readout").first)
    slope.keyboard.press("Control+A")
    slope.keyboard.type("-1.25")
    slope.keyboard.press("Enter")
    wait_for(slope, stage, "At x = −1.25")


def test_a_typed_function_and_a_wrong_one(slope):
    stage = nudge(slope)
    text = stage.locator("input[type=text]").first
    text.fill("3x + 1")
    text.press("Enter")
    wait_for(slope, stage, "3.00 times the nudge")
    at_rest(slope)
    before = state(stage)
    text.fill("import os")
    text.press("Enter")
    slope.wait_for_function(
        "stage => stage.querySelector('.stage-readout').textContent.includes('⚠')",
        arg=stage.element_handle(),
    )
    at_rest(slope)
    assert state(stage) == before


def test_a_prediction_by_keyboard(slope):
    question = slope.locator(".predict").first
    take_focus(slope, question.locator("input[type=radio]").first)
    slope.keyboard.press("Space")
    slope.keyboard.press("ArrowDown")
    button = question.locator("button")
    slope.wait_for_function("button => !button.disabled", arg=button.element_handle())
    take_focus(slope, button)
    slope.keyboard.press("Enter")
    slope.wait_for_function(
        "question => /✓ Yes|✗ Not so/.test(question.textContent)", arg=question.element_handle()
    )


# The kernel's messages since then, as [ms, direction, channel, kind, id, parent, subshell, content].
LOG = """() => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const log = window.kernelLog = [], start = performance.now();
  kernel.anyMessage.connect((_, {msg, direction}) => {
    const {header, parent_header: parent} = msg;
    log.push([Math.round(performance.now() - start), direction, msg.channel, header.msg_type,
      header.msg_id.slice(-12), parent.msg_id?.slice(-12), header.subshell_id ?? parent.subshell_id,
      JSON.stringify(msg.content).slice(0, 160)].join(' '));
    if (log.length > 300) log.shift();
  });
}"""
BUSY = """flag => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
  .requestExecute({code: 'import os, time\\nwhile not os.path.exists(' + JSON.stringify(flag)
    + '):\\n    time.sleep(0.02)'}); }"""


def test_a_figure_catches_up_with_a_slider_dragged_while_a_cell_runs(slope, tmp_path):
    stage = nudge(slope)
    take_focus(slope, stage.locator("[role=slider]").first)
    slope.keyboard.press("Home")
    wait_for(slope, stage, "At x = −2.00")
    at_rest(slope)
    slope.evaluate(LOG)
    slope.evaluate(BUSY, str(tmp_path / "enough"))
    for _ in range(12):
        slope.keyboard.press("ArrowRight")
    slope.keyboard.press("End")
    (tmp_path / "enough").touch()
    wait_for(slope, stage, "At x = 2.00")
