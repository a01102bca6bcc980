"""Live pages under a finger, on a phone of 360 px and on a tablet, and what a reader wrote after a reload.

Part of `make tab-test`. Chromium emulates the devices: no mouse, no Tab key, no Shift and Enter.
"""

import contextlib

import pytest

from tests.website.pages import browser, serious, watched  # noqa: F401
from tests.website.tab import LIVE, MINUTE, SITE, SLOPE, address, cell, rest  # noqa: F401

pytestmark = pytest.mark.skipif(not (SITE / "pyodide").exists(), reason="built without --live")
DEVICES = {
    "phone": {"viewport": {"width": 360, "height": 780}},
    "tablet": {"viewport": {"width": 820, "height": 1180}},
}
HELD = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
WRONG = "def slope(f, x1, x2):\n    return (x2 - x1) / (f(x2) - f(x1))\n\nex.between.check(slope)"
RIGHT = WRONG.replace("(x2 - x1) / (f(x2) - f(x1))", "(f(x2) - f(x1)) / (x2 - x1)")
OWN = "def machine(x):\n    return 7 * x\n\nmachine(6.0)"
# What of the live parts reaches beyond the page's right edge; what scrolls in a box of its own may.
BEYOND = """() => [...document.querySelectorAll(
    '#live-bar, .live-tools > *, .cm-editor, .live-output .stage *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility())
  .map(e => e.outerHTML.slice(0, 120))"""
# What a finger can't hit: smaller than 24 px either way. A slider's handle is more than is seen of it.
SMALL = """() => [...document.querySelectorAll('#live-bar, .live-tools, .live-output .stage')]
  .flatMap(e => [...e.querySelectorAll('button, select, input, summary, .live-load')])
  .filter(e => e.checkVisibility() && e.type !== 'file')
  .filter(e => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module", params=DEVICES)
def held(request, browser, address):  # noqa: F811
    """A page that a finger made live."""
    with watched(browser, address, **DEVICES[request.param], **HELD) as page:
        page.set_default_timeout(2 * MINUTE)
        page.goto(address + SLOPE)
        page.tap("text=Make this page live")
        page.locator("#live-bar progress").wait_for()
        assert page.evaluate(BEYOND) == []
        rest(page)
        page.set_default_timeout(MINUTE)
        yield page


def type_in(page, box, code):
    """Write code in place of a cell's, and run it, all by touch."""
    box.locator(".cm-content").tap()
    page.keyboard.press("Control+a")  # a long press does it on a device
    page.keyboard.insert_text(code)
    box.locator(".live-run").tap()


def drag(page, handle, by):
    """Put a finger on something and move it, (x, y) px far, in steps."""
    handle.scroll_into_view_if_needed()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)

    def touch(kind, *points):
        told = [{"x": x + part * by[0], "y": y + part * by[1]} for part in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    touch("touchStart", 0)
    for step in range(1, 11):
        touch("touchMove", step / 10)
    touch("touchEnd")
    finger.detach()


# How far from its middle a handle in sight can be taken hold of: to the left, up, down.
HOLD = """handle => {
  const { x, y, width, height } = handle.getBoundingClientRect();
  const [left, top] = [x + width / 2, y + height / 2];
  const held = (dx, dy) => handle.contains(document.elementFromPoint(left + dx, top + dy));
  const far = (dx, dy) => { let n = 0; while (n < 40 && held(n * dx, n * dy)) n++; return n; };
  return [far(-1, 0), far(0, -1), far(0, 1)]; }"""


def test_there_is_room_for_all_and_a_finger_can_hit_it(held):
    assert held.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert held.evaluate(BEYOND) == []
    assert held.evaluate(SMALL) == []
    assert serious(held) == []


def test_a_finger_drags_a_live_figure(held):
    figure = held.locator(".live-output .stage").first
    said, picture = figure.locator(".stage-readout"), figure.locator("svg").last
    handle = figure.locator(".noUi-handle").first
    handle.scroll_into_view_if_needed()
    assert min(handle.evaluate(HOLD)) >= 12
    before, drawn, top = said.inner_text(), picture.inner_html(), held.evaluate("scrollY")
    drag(held, handle, (-60, 0))
    held.wait_for_function(
        "t => document.querySelector('.live-output .stage .stage-readout').innerText !== t",
        arg=before,
    )
    assert picture.inner_html() != drawn and held.evaluate("scrollY") == top


def test_a_finger_on_a_live_picture_scrolls_the_page(held):
    picture = held.locator(".live-output .stage svg").first
    picture.scroll_into_view_if_needed()
    top = held.evaluate("scrollY")
    drag(held, picture, (0, -200))
    held.wait_for_function("y => scrollY > y + 50", arg=top)


def test_the_bar_leaves_most_of_the_screen_to_the_page(held):
    held.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    bar = held.locator("#live-bar").bounding_box()
    assert 0 <= bar["y"] < 120 and bar["height"] < held.viewport_size["height"] / 5
    assert held.locator("text=■ Stop").is_visible()


def test_a_cell_is_changed_run_and_an_exercise_checked(held):
    box = cell(held, "machine(1.0), machine(1.5)")
    type_in(held, box, OWN)
    box.locator(".live-output:has-text('42.0')").wait_for()
    box = cell(held, "ex.between.check(slope)")
    type_in(held, box, WRONG)
    box.locator(".live-output:has-text('upside down')").wait_for()
    type_in(held, box, RIGHT)
    box.locator(".live-output:has-text('✓')").wait_for()
    assert "updated" not in box.locator(".live-output").inner_text()  # of frozen Python's own age
    assert held.evaluate(BEYOND) == []


def test_what_was_written_is_there_after_a_reload_and_the_way_back_is_too(held):
    """Follows the test above: two cells have code of the reader's."""
    own, ours = (
        held.locator(".live-own:has-text('kept in this browser')"),
        "machine(1.0), machine(1.5)",
    )
    assert own.count() == 2
    held.reload()
    held.locator(".live-phase:has-text('is kept, in 2 cells')").wait_for()
    held.tap("text=Make this page live")
    rest(held)
    held.locator(".live-text:has-text('Your own code is back in 2 cells')").wait_for()
    box = cell(held, "7 * x")
    assert box.locator(".live-output").inner_text().strip() == "42.0"
    assert cell(held, "(f(x2) - f(x1)) / (x2 - x1)").locator(".live-output").inner_text()[0] == "✓"
    box.locator("text=As it was").tap()
    assert ours in box.locator(".cm-content").inner_text() and own.count() == 1
    held.reload()
    held.locator(".live-phase:has-text('is kept, in one cell')").wait_for()
    held.tap("text=Make this page live")
    rest(held)
    box = cell(held, ours)
    assert "(2.0, 4.5)" in box.locator(".live-output").inner_text()
    box.locator("text=My code").tap()
    assert "return 7 * x" in box.locator(".cm-content").inner_text() and own.count() == 2


def test_code_for_a_cell_that_has_changed_since_is_not_lost(browser, address):  # noqa: F811
    """The same page as the course's next version might have it."""
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        page.set_default_timeout(2 * MINUTE)
        page.goto(address + SLOPE)
        page.click("text=Make this page live")
        rest(page)
        box = cell(page, "machine(1.0), machine(1.5)")
        box.locator(".cm-content").click()
        page.keyboard.press("Control+Home")
        page.keyboard.insert_text("mine = 42\n")

        def newer(route):
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace("machine", "engine"))

        page.route(f"**/{SLOPE}", newer)
        page.reload()
        page.click("text=Make this page live")
        page.locator(".live-text:has-text('is under My progress')").wait_for()
        page.click("summary:has-text('My progress')")
        kept = page.locator(".live-left")
        assert "mine = 42\ndef machine(x):" in kept.locator("pre").inner_text()
        kept.locator("text=Forget it").click()
        kept.wait_for(state="hidden")
        page.reload()
        page.locator("[data-act=start]").wait_for()
        assert page.locator(".live-phase").inner_text() == ""
