"""Frames ahead in real browsers: JupyterLab and Notebook 7.

A frame that the browser holds is shown in the very task in which the slider moves: no kernel can have
answered in it. So a test moves a control and reads the picture in one go.
"""

import contextlib
import os
import re
from pathlib import Path

import nbformat
import pytest

from tests.browser.lab import APPS, PATIENCE, Lab, chromium
from tests.browser.rest import FIGURES, all_ahead, ask, read, take_focus, until
from tests.store import KERNEL

pytestmark = pytest.mark.browser

if chromium() is None:
    if os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: .ci/run installs Debian's", pytrace=False)
    pytest.skip("no Chromium here (set CHROMIUM to its path)", allow_module_level=True)

EVERY_KIND = '''
from lib.stage.controls import Stepper, choice, log_slider, slider, switch
from lib.stage.stage import Stage

def every_kind():
    """One control of each kind that moves the layer, and no setting."""
    stage = Stage()
    def scene():
        ax = stage.figure.subplots()
        ax.set(xlim=(-2, 4), ylim=(-2, 8))
        point, line = stage.moving(*ax.plot([], [], "o", [], [], "-"))
        def update(x, n, h, shown, kind, step):
            point.set_data([x], [n + h])
            line.set_data([0, x], [step, kind] if shown else [0, kind])
            return f"x {x:.2f}, n {n}, h {h:.3g}, {'lit' if shown else 'dark'}, kind {kind}, step {step}."
        return update
    return stage.live(
        scene,
        x=slider("x, input", -1.0, 1.0, 0.0, 0.05),
        n=slider("n, number", 0, 7, 2, 1),
        h=log_slider("h, step", -3, 0, 0.1),
        shown=switch("lit"),
        kind=choice("kind", {"one": 1, "two": 2, "three": 3}),
        step=Stepper("step", 4, 1),
    )
'''
CELLS = {
    "kinds": (EVERY_KIND, "kinds = every_kind()\nkinds", "kinds"),
    "play": ("from lib.explore.limits import secant_to_tangent\nsecant_to_tangent()",),
    "own": (
        "from pathlib import Path\nfrom lib.explore.slope import two_points\nstuck = []\ndef own(x):\n"
        "    while stuck:\n        Path(stuck[0]).touch()\n    return x * 1.0\n"
        "two_points(own, x1=-1.0, x2=0.95)",
    ),
    "formula": ("from lib.explore.slope import two_points\nfigure = two_points()\nfigure",),
}
# However slow the machine: frames are drawn ahead, and a function is stopped by nothing but an interrupt.
FAST = """import lib.formula.callables
import lib.stage.ahead

lib.formula.callables.SECONDS = lib.stage.ahead.SLOW = 1e9"""
# Errors that aren't ours: what the pages themselves ask for in vain, whatever is in the notebook.
# (Notebook 7.6 says "reading 'schema'" of itself, with a notebook that holds nothing but 1 + 1.)
NOISE = re.compile(
    r"favicon|fonts?/|/api/(terminals|kernels|sessions)|status of 404|WebSocket"
    r"|^Cannot read properties of undefined \(reading 'schema'\)$"
)

# Press a key on a handle, or click, and read the picture's sentence before and after, at once.
ACT = """([stage, number, what, act]) => {
  const figure = document.querySelectorAll('.stage')[stage];
  const part = figure.querySelectorAll(what)[number];
  const said = () => figure.querySelector('svg[role=img]').getAttribute('aria-label');
  const before = said();
  part.focus();
  if (act === 'click') part.click();
  else if (act.startsWith('choose ')) {
    part.selectedIndex = Number(act.slice(7));
    part.dispatchEvent(new Event('change', {bubbles: true}));
  }
  else part.dispatchEvent(new KeyboardEvent('keydown',
    {key: act, keyCode: act === 'Enter' ? 13 : 0, bubbles: true, cancelable: true}));
  const spoken = figure.querySelector('.stage-readout').textContent.trim();
  return {before, after: said(), spoken, play: figure.querySelector('button.stage-play')?.ariaLabel,
    picture: figure.querySelector('.stage-picture').innerHTML,
    views: [...document.querySelectorAll('.stage')].map(s =>
      s.querySelector('svg[role=img]').getAttribute('aria-label'))};
}"""

SHOWN = """() => [document.querySelector('.stage-picture').innerHTML,
  document.querySelector('.stage-readout').textContent.trim()]"""
# What the first picture says.
SAYS = "() => document.querySelector('svg[role=img]').getAttribute('aria-label')"

SHUT_DOWN = "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"

BEGIN = """code => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  window.long = kernel.requestExecute({code}).done; }"""
END = "async () => (await window.long).content.status"


@pytest.fixture(scope="module", params=sorted(APPS), name="lab")
def served(request, tmp_path_factory):
    with Lab(tmp_path_factory.mktemp(request.param), height=1400, app=request.param) as lab:
        yield lab


# What hangs on the kernel and on our half of the page, not on the application around it.
in_one_app = pytest.mark.parametrize("lab", ["jupyterlab"], indirect=True)


def written(lab, name):
    """A new notebook of these cells, with a kernel of its own; its file name."""
    made = [nbformat.v4.new_code_cell(source.strip()) for source in (FAST, *CELLS[name])]
    for number, cell in enumerate(made):
        cell.id = f"cell-{number}"
    count = len(list(Path(lab.folder).glob("*.ipynb")))
    file = f"{name}-{count}.ipynb"
    notebook = nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, Path(lab.folder) / file)
    return file


@pytest.fixture(scope="module", name="kept")
def by_name(lab):
    """Pages that more than one test uses, each with its kernel."""
    return {}


@pytest.fixture(name="opened")
def with_console_errors(lab, kept):
    """A function that opens a notebook and runs it; at the end there must be no console error.

    With `again` it may be a page that an earlier test left, in which all cells run anew.
    """
    pages = []
    lab.errors.clear()

    def opened(name, before=None, again=False, **context):
        page = kept.get(name) if again else None
        if not page:
            page = lab.open(written(lab, name), **context)
            if again:
                kept[name] = page
            else:
                pages.append(page)
            if before:
                page.evaluate(before)
        lab.run_all(page)
        page.wait_for_function(FIGURES, arg=2 if name == "kinds" else 1)
        all_ahead(page)
        return page

    yield opened
    for page in pages:
        page.evaluate(SHUT_DOWN)
        page.context.close()
    wrong = [error for error in lab.errors if not NOISE.search(error)]
    assert not wrong, wrong


def act(page, number, what, how, stage=0):
    return page.evaluate(ACT, [stage, number, what, how])


HANDLE = ".widget-slider [role=slider]"
MOVES = [
    (0, HANDLE, "ArrowRight", "x 0.05, n 2, h 0.1, dark, kind 1, step 1."),
    (0, HANDLE, "ArrowRight", "x 0.10, n 2, h 0.1, dark, kind 1, step 1."),
    (1, HANDLE, "ArrowLeft", "x 0.10, n 1, h 0.1, dark, kind 1, step 1."),
    (2, HANDLE, "ArrowRight", "x 0.10, n 1, h 0.126, dark, kind 1, step 1."),
    (0, "input[type=checkbox]", "click", "x 0.10, n 1, h 0.126, lit, kind 1, step 1."),
    (0, "select", "choose 2", "x 0.10, n 1, h 0.126, lit, kind 3, step 1."),
    (3, HANDLE, "ArrowRight", "x 0.10, n 1, h 0.126, lit, kind 3, step 2."),
    (1, HANDLE, "End", "x 0.10, n 7, h 0.126, lit, kind 3, step 2."),
]


def test_every_kind_of_control_is_ahead_and_both_views_agree(opened):
    page = opened("kinds", again=True)
    for number, what, how, due in MOVES:
        seen = act(page, number, what, how)
        assert seen["after"] == seen["spoken"] == due, f"{how} on {what} {number} waits"
        assert seen["views"] == [due, due]
        all_ahead(page)
        assert page.evaluate(SHOWN) == [seen["picture"], due], "the kernel draws another one"
        assert ask(page, "kinds.state") == repr(due)


def test_a_typed_value_is_ahead(opened):
    page = opened("kinds", again=True)
    typed = page.locator(".widget-readout").first
    take_focus(page, typed)
    page.keyboard.press("Control+A")
    page.keyboard.type("-0.25")
    kernel = ask(page, "kinds.state")
    seen = act(page, 0, ".widget-readout", "Enter")
    assert seen["after"].startswith("x -0.25") and "x 0.00" in kernel
    all_ahead(page)
    assert ask(page, "kinds.state") == repr(seen["after"])


# An async cell that waits for the third move.
WAITING = f"""import asyncio
async with asyncio.timeout({PATIENCE}):
    while kinds.controls["x"].value < 0.14:
        await asyncio.sleep(0.01)"""


@in_one_app
def test_moves_arrive_while_an_async_cell_waits(opened):
    page = opened("kinds", before=ONE_THREAD)
    page.evaluate(BEGIN, WAITING)
    for _ in range(3):
        act(page, 0, HANDLE, "ArrowRight")
    assert page.evaluate(END) == "ok"
    all_ahead(page)
    assert ask(page, "kinds.state").startswith("'x 0.15")


# All messages through the cells' own thread, as with kernels that have no subshells.
ONE_THREAD = """() => { const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  kernel.commsOverSubshells = 'disabled'; }"""


def test_while_a_cell_runs_long_held_frames_move(opened, lab):
    page = opened("kinds", before=ONE_THREAD)
    gate = Path(lab.folder) / "gate"
    gate.unlink(missing_ok=True)
    page.evaluate(
        BEGIN,
        f"import time, pathlib\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.01)",
    )
    for stop in range(1, 11):
        seen = act(page, 0, HANDLE, "ArrowRight")
        due = f"x {0.05 * stop:.2f}, n 2, h 0.1, dark, kind 1, step 1."
        assert seen["after"] == seen["spoken"] == due
    gate.touch()
    assert page.evaluate(END) == "ok"
    all_ahead(page)
    assert ask(page, "kinds.state").startswith("'x 0.50")


def test_after_a_reload_it_is_ahead_again(opened, lab):
    page = opened("formula")
    act(page, 0, HANDLE, "ArrowRight")
    all_ahead(page)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    lab.wait_for_kernel(page)
    page.wait_for_function(FIGURES, arg=1)
    all_ahead(page)
    first = act(page, 0, HANDLE, "ArrowRight")
    assert "x₁ = 0.10" in first["after"] == first["spoken"]
    all_ahead(page)


STANDS = """() => [document.querySelector('.stage-readout').textContent.trim(),
  ...[...document.querySelectorAll('.stage [role=slider]')].map(e => e.ariaValueText)]"""

INERT = """() => [...document.querySelectorAll(
  '.stage :is(input, select, button, [role=slider], .widget-readout)')].every(e => e.closest('[inert]'))"""


def test_a_restarted_kernel_leaves_a_figure_that_says_so(opened, lab):
    page = opened("play")
    page.locator(PLAY).click()  # it plays on its own; it stops with the kernel
    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    page.wait_for_function(
        "() => document.querySelector('.stage-readout').textContent.includes('stands still')"
    )
    # It says where it stands, and nothing moves any more: a slider that moved would contradict it.
    said, before = page.evaluate(f"() => [({SAYS})(), ({STANDS})()]")
    assert said in before[0]
    for number in range(page.locator(HANDLE).count()):
        page.locator(HANDLE).nth(number).focus()
        page.keyboard.press("ArrowRight")
    box = page.locator(".stage .noUi-target").first.bounding_box()
    page.mouse.click(box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2)
    inert, after = read(page, f"() => [({INERT})(), ({STANDS})()]")
    assert inert and after == before and "stands still" in before[0]
    lab.wait_for_kernel(page)
    lab.run_all(page)
    page.wait_for_function(FIGURES, arg=1)
    all_ahead(page)
    seen = act(page, 0, HANDLE, "ArrowRight")
    assert "At x = 1.05" in seen["after"] == seen["spoken"]


@in_one_app
def test_running_a_cell_again_leaves_nothing_behind(opened, lab):
    page = opened("formula", again=True)
    count = "len(__import__('ipywidgets').widgets.widget._instances)"
    counts = set()
    for _ in range(4):
        lab.run_all(page)
        page.wait_for_function(FIGURES, arg=1)
        all_ahead(page)
        counts.add(ask(page, count))
    assert len(counts) == 1, counts
    assert page.locator(".stage").count() == 1
    seen = act(page, 0, HANDLE, "ArrowRight")
    assert "x₁ = 0.05" in seen["after"] == seen["spoken"]


INTERRUPT = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()"


def test_interrupt_ends_a_function_that_never_returns(opened, tmp_path):
    page = opened("own")
    seen = act(page, 1, HANDLE, "ArrowRight")
    page.wait_for_function(f"() => ({SHOWN})()[1].includes('x₂ = 1.00')")
    assert seen["after"] == seen["before"], "a function of the reader's own isn't called ahead"
    inside = tmp_path / "inside"
    ask(page, f"stuck.append({str(inside)!r})")
    act(page, 1, HANDLE, "ArrowRight")
    until(inside.exists)
    page.evaluate(INTERRUPT)
    page.wait_for_function(f"() => ({SHOWN})()[1].includes('stopped by an interrupt')")
    ask(page, "stuck.clear()")
    act(page, 1, HANDLE, "ArrowLeft")
    page.wait_for_function(f"() => ({SHOWN})()[1].includes('x₂ = 1.00')")


@in_one_app
@pytest.mark.parametrize("before", [None, ONE_THREAD], ids=["subshell", "one thread"])
def test_interrupt_while_frames_are_drawn_ahead(opened, before):
    page = opened("formula", before=before)
    for _ in range(5):
        act(page, 0, HANDLE, "PageUp")
        page.evaluate(INTERRUPT)
    all_ahead(page)
    assert ask(page, "6 * 7") == "42"
    before = act(page, 0, HANDLE, "ArrowLeft")["before"]
    # Not in the same task: an interrupt ends drawing ahead until the next move, which the kernel shows.
    page.wait_for_function(f"before => ({SAYS})() !== before", arg=before)
    all_ahead(page)
    until(lambda: ask(page, "figure.state") == repr(page.evaluate(SAYS)) != repr(before))


PLAY = "button.stage-play"


@in_one_app
def test_play_goes_once_to_the_end_and_stops(opened):
    page = opened("play", again=True)
    assert page.locator(PLAY).get_attribute("aria-label") == "Play h, step"
    assert act(page, 0, PLAY, "click")["play"] == "Pause h, step"
    page.wait_for_function(f"() => ({PLAYED})().join() === 'Play h, step,h = 0.00010'")
    all_ahead(page)
    assert "h = 10⁻⁴" in page.locator(".stage-readout").inner_text()


# What the button says, and where its slider stands.
PLAYED = """() => [document.querySelector('button.stage-play').ariaLabel,
  document.querySelectorAll('[role=slider]')[1].ariaValueText]"""

# The play button's timers don't go off by themselves: `steps` are those that are set, `delays` the ms
# that were asked for.
HOLD = """() => {
  const { setTimeout, clearTimeout } = window;
  Object.assign(window, { steps: new Map(), delays: [], letGo: { setTimeout, clearTimeout } });
  window.setTimeout = (call, ms, ...more) => {
    if (call.name !== 'step') return setTimeout(call, ms, ...more);
    const id = 1e9 + window.delays.push(ms);
    window.steps.set(id, call);
    return id;
  };
  window.clearTimeout = id => { window.steps.delete(id) || clearTimeout(id); };
}"""
STEP = """() => {
  const [[id, step]] = window.steps;
  window.steps.delete(id);
  step();
}"""


@contextlib.contextmanager
def by_hand(page):
    """What is played goes a step when it is told to."""
    page.evaluate(HOLD)
    try:
        yield
    finally:
        page.evaluate("() => { Object.assign(window, window.letGo); }")


def test_play_is_paused_from_the_keyboard_and_by_the_readers_hand(opened):
    page = opened("play", again=True)
    with by_hand(page):
        for stop in ("Space", "ArrowRight"):
            take_focus(page, page.locator(PLAY))
            start = read(page, PLAYED)
            page.keyboard.press("Enter")
            page.evaluate(STEP)
            moved = read(page, PLAYED)
            assert moved[0] == "Pause h, step" and moved[1] != start[1]
            if stop == "ArrowRight":
                take_focus(page, page.locator(HANDLE).nth(1))
            page.keyboard.press(stop)
            left = page.evaluate(f"() => [...({PLAYED})(), window.steps.size]")
            assert left[0] == "Play h, step" and left[2] == 0, "no step is to come"
            assert (left[1] == moved[1]) == (stop == "Space")


@in_one_app
def test_play_shows_still_pictures_to_those_who_want_no_motion(opened):
    page = opened("play", reduced_motion="reduce")
    assert page.evaluate("() => matchMedia('(prefers-reduced-motion: reduce)').matches")
    with by_hand(page):
        act(page, 0, PLAY, "click")
        seen = []
        for _ in range(3):
            page.evaluate(STEP)
            all_ahead(page)
            seen.append(page.evaluate(PLAYED)[1])
        assert seen == ["h = 0.32", "h = 0.10", "h = 0.032"]
        assert page.evaluate("() => window.delays.slice(1)") == [1000] * 3, (
            "each stays for a second"
        )
        assert act(page, 0, PLAY, "click")["play"] == "Play h, step"


def test_without_the_module_all_is_as_it_was(lab):
    refused = []

    def without(page):
        def refuse(route):
            refused.append(route.request.url)
            route.abort()

        page.context.route("**/extensions/anywidget/**", refuse)

    page = lab.open(written(lab, "play"), prepare=without)
    lab.run_all(page)
    page.wait_for_selector(".stage svg[role=img]")
    assert refused
    # With the mouse: Notebook 7 takes the arrow keys for itself, as nobody asks it not to.
    page.locator(".noUi-target").first.click(position={"x": 5, "y": 2})
    page.wait_for_function(
        "() => document.querySelector('.stage-readout').textContent.includes('x = −')"
    )
    shown = page.locator(".jp-OutputArea-output").first.inner_text()
    assert "Error" not in shown and "rror displaying" not in page.locator("body").inner_text()
    assert page.locator(PLAY).count() == 0
    page.evaluate(SHUT_DOWN)
    page.context.close()


def test_keys_meant_for_a_slider_stay_with_it_and_it_says_what_it_shows(opened):
    page = opened("play", again=True)
    cells = page.locator(".jp-Cell").count()
    for key in ("x", "d", "d", "m", "ArrowUp", "ArrowDown", "ArrowRight"):
        page.locator(HANDLE).first.focus()
        page.keyboard.press(key)
    all_ahead(page)
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-CodeCell").count() == cells
    for index, due in ((0, "x = 1.05"), (1, "h = 1.0")):
        handle = page.locator(HANDLE).nth(index)
        assert handle.get_attribute("aria-valuetext") == due
        shown = page.locator(".stage .widget-readout").nth(index).inner_text()
        assert due.endswith(f" = {shown}")
    for part in page.locator(".stage :is([role=slider], input, select, button)").all():
        assert part.get_attribute("data-lm-suppress-shortcuts") == "true"


def test_the_tracks_are_wide_enough_in_a_narrow_window(opened, lab):
    page = opened("play", again=True)
    if lab.app == "jupyterlab":
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": 320, "height": 900})
    try:
        page.wait_for_function(
            """() => innerWidth === 320
              && [...document.querySelectorAll('.stage .noUi-target')].every(track => {
                const [own, name] = [track, track.closest('.widget-slider').querySelector('.widget-label')]
                  .map(e => e.getBoundingClientRect());
                return own.width >= 160 && name.bottom <= own.top && own.right <= innerWidth; })"""
        )
    finally:
        page.set_viewport_size(lab.size)
