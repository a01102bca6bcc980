"""Live pages where the frozen Python can't be used, and packages that come late.

Part of `make tab-test`. Whatever is wrong with the frozen memory, the page comes alive from the wheels.
"""

import contextlib
import functools

import pytest

from tests.website.pages import browser  # noqa: F401
from tests.website.tab import LIVE, MINUTE, SITE, SLOPE, address, cell, rest, start, write  # noqa: F401

pytestmark = pytest.mark.skipif(not (SITE / "pyodide").exists(), reason="built without --live")
# How many files with this in their names the browser has kept.
KEPT = """async (name) => {
  const kept = await (await caches.open('derivatives-hands-on: Python')).keys();
  return kept.filter(({ url }) => url.includes(name)).length; }"""
# Solved by SciPy, drawn with the library: what a reader may well try.
OF_SCIPY = """from scipy import optimize
print(f"{optimize.brentq(lambda x: x**2 - 2, 0, 2):.6f}")"""


def spoiled(body):
    """A file of which one byte in the middle is another."""
    at = len(body) // 2
    return body[:at] + bytes([body[at] ^ 255]) + body[at + 1 :]


def other_table(body):
    """A plan in which the table of functions is shorter than it is in any browser."""
    return body.replace(b'"place":', b'"place":1,"was":')


def _change(by, route):
    answer = route.fetch()
    route.fulfill(response=answer, body=by(answer.body()))


@contextlib.contextmanager
def opened(browser, changes):  # noqa: F811
    """A page in a browser to which files come changed: changes is a dict from a pattern to a function."""
    with contextlib.closing(browser.new_context()) as context:
        for pattern, by in changes.items():
            context.route(pattern, functools.partial(_change, by))
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        yield page


WRONG = {
    "memory with a wrong byte": {"**/frozen/memory*": spoiled},
    "plan of another browser": {"**/frozen/plan*": other_table},
    "no way to unpack": {"**/worker.js": lambda body: b"delete self.DecompressionStream;" + body},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_page_comes_alive_from_the_wheels(wrong, browser, address):  # noqa: F811
    with opened(browser, WRONG[wrong]) as page:
        start(page, address)
        page.locator("#live-bar[data-python='from its wheels']").wait_for()
        assert any("Python starts the long way" in text for text in page.said)
        rest(page)
        found = page.evaluate(
            "[...document.querySelectorAll('[data-status]')].map(e => e.dataset.status)"
        )
        assert len(found) > 20 and set(found) == {"ok"}
        before = page.locator(".live-output .stage-readout").first.inner_text()
        page.locator(".live-output .stage .noUi-handle").first.press("ArrowLeft")
        page.wait_for_function(
            "t => document.querySelector('.live-output .stage-readout').innerText !== t", arg=before
        )
        if wrong == "memory with a wrong byte":  # it wasn't kept: the next visit is a quick one
            assert page.evaluate(KEPT, "/frozen/memory") == 0 < page.evaluate(KEPT, "numpy")


def test_a_kept_file_that_is_spoiled_is_fetched_anew(browser, address):  # noqa: F811
    """Python's own program, without which nothing starts."""
    with opened(browser, {"**/*.wasm*": spoiled}) as page:
        start(page, address)
        page.locator(
            ".live-text:has-text('couldn’t be started'), .live-text:has-text(\"couldn't be started\")"
        ).wait_for()
        page.context.unroute("**/*.wasm*")
        page.click("text=Make this page live")
        page.locator("#live-bar[data-python]").wait_for()
        rest(page)


def test_scipy_comes_when_a_cell_imports_it(browser, address):  # noqa: F811
    with opened(browser, {}) as page:
        page.context.route("**/scipy*", lambda route: route.abort())
        start(page, address)
        rest(page)
        box = cell(page, "machine(1.0), machine(1.5)")
        write(page, box, OF_SCIPY)
        box.locator(".live-error:has-text('Is the network there?')").wait_for()
        page.context.unroute("**/scipy*")
        box.locator(".live-run").click()
        box.locator(".live-output:has-text('1.414214')").wait_for()
