"""Pages that are live, in a real Chromium: Python in the tab, and nobody else is asked for anything.

`make tab-test` builds a small site with `--live` and runs this; it isn't part of `make test`. SITE names
another folder with pages; ALL=1 runs every cell of every page too, and compares with what is stored.
"""

import contextlib
import json
import os
import re

import nbformat
import pytest

from tests.browser.firefox import Firefox
from tests.website import pages as site
from tests.website.pages import PAGES, SITE, browser, serious, watched  # noqa: F401
from website import NOTEBOOKS

pytestmark = pytest.mark.skipif(not (SITE / "pyodide").exists(), reason="built without --live")
address = site.address
LIVE = "document.querySelector('.live-text').textContent.startsWith('Live')"
TOLD = """[...document.querySelectorAll('[data-status]')]
  .map(e => [e.dataset.status, e.live.output.plain])"""
MINUTE = 60_000
SLOPE = "notebooks/01_slope.html"
DRAWN = "import random, numpy as np\nprint(f'{random.random()} {np.random.rand()}')"
# A package, and a module of another one, that are fetched when they are imported; random numbers.
LATE = (
    """import sympy
from pygments.lexers.c_cpp import CppLexer
x = sympy.Symbol("x")
print(sympy.integrate(x, x), CppLexer.name)
"""
    + DRAWN
)
# Catches all that a guard may raise in it.
EVERYTHING = "while True:\n    try:\n        x = 1\n    except BaseException:\n        pass"
SWALLOWS = f"""def slope(f, x1, x2):
{EVERYTHING.replace("while", "    while", 1).replace(chr(10), chr(10) + "    ")}

ex.between.check(slope)"""
NUMBER = "code => [...document.querySelectorAll('[data-status]')].findIndex(e => e.live.code.includes(code))"


# What the bar has said so far, in order.
LISTEN = """window.said = [];
new MutationObserver(() => {
  const now = document.querySelector('.live-text')?.textContent;
  if (now && now !== window.said.at(-1)) window.said.push(now);
}).observe(document, { subtree: true, childList: true, characterData: true });"""


def start(page, home, path=SLOPE):
    page.set_default_timeout(2 * MINUTE)
    page.goto(home + path)
    page.click("text=Make this page live")


def rest(page):
    """Wait until no cell runs any more."""
    page.wait_for_function(LIVE, timeout=10 * MINUTE)


def cell(page, code):
    """The cell whose code has this in it, whatever is written into it later."""
    number = page.evaluate(NUMBER, code)
    return page.locator("[data-status]").nth(number)


def write(page, box, code):
    """Type code in place of a cell's, and run it as a hand would."""
    box.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")


@pytest.fixture(scope="module")
def live(browser, address):  # noqa: F811
    """A page on which all cells have run once."""
    opened = watched(browser, address)
    with opened as page:
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.add_init_script(LISTEN)
        start(page, address)
        bar = page.locator("#live-bar progress")
        bar.wait_for()
        page.wait_for_function("document.querySelector('#live-bar progress').value > 0.02")
        figure = page.locator("figure.moving").first  # it moves while Python comes
        before = figure.locator(".said").inner_text()
        figure.locator("input[type=range]").first.press("ArrowLeft")
        page.wait_for_function(
            "said => document.querySelector('figure.moving .said').innerText !== said", arg=before
        )
        rest(page)
        said = page.evaluate("window.said")
        assert any(re.search(r"Fetching .+: [\d.]+ MB of \d+ MB", text) for text in said), said
        page.set_default_timeout(MINUTE)
        yield page


def test_all_cells_run_and_figures_move_meanwhile(live):
    found = live.evaluate(
        "[...document.querySelectorAll('[data-status]')].map(e => e.dataset.status)"
    )
    assert len(found) > 20 and set(found) == {"ok"}
    due = (SITE / SLOPE).read_text("utf-8").count("data-packs=")
    assert live.locator(".live-output .stage").count() == due > 0


def test_python_was_frozen(live):
    """What was imported when the site was built isn't imported again, and what comes late comes."""
    assert live.get_attribute("#live-bar", "data-python") == "frozen"
    assert any("/frozen/memory" in url for url in live.asked)
    box = cell(live, "machine(1.0), machine(1.5)")
    old = box.locator(".cm-content").inner_text()
    write(live, box, LATE)
    box.locator(".live-output:has-text('x**2/2 C++')").wait_for()
    live.drawn = box.locator(".live-output pre").last.inner_text()
    write(live, box, old)
    box.locator(".live-output:has-text('(2.0, 4.5)')").wait_for()


def test_axe_finds_nothing_on_a_live_page(live):
    assert serious(live) == []


def test_a_figure_takes_a_function_of_the_readers_own(live):
    figure = live.locator(".live-output .stage").first
    before = figure.locator(".stage-readout").inner_text()
    own = figure.locator("input[type=text]").last
    own.fill("5x + 1")
    own.press("Enter")
    live.wait_for_function(
        "t => document.querySelector('.live-output .stage .stage-readout').innerText !== t",
        arg=before,
    )
    assert "5.00 times the nudge" in figure.locator(".stage-readout").inner_text()


def test_an_edited_cell_runs_and_goes_back_to_what_it_was(live):
    box = cell(live, "machine(1.0), machine(1.5)")
    write(live, box, "def machine(x):\n    return 7 * x\n\nmachine(6.0)")
    box.locator(".live-output:has-text('42.0')").wait_for()
    box.locator("text=As it was").click()
    box.locator(".live-run").click()
    box.locator(".live-output:has-text('(2.0, 4.5)')").wait_for()


def test_an_error_is_one_line_with_the_rest_folded(live):
    box = cell(live, "change, change / h")
    old = box.locator(".cm-content").inner_text()
    write(live, box, "1 / 0")
    box.locator(".live-error:has-text('ZeroDivisionError: division by zero')").wait_for()
    assert not box.locator(".live-error pre").is_visible()
    write(live, box, old)
    box.locator(".live-output:has-text('(2.5, 5.0)')").wait_for()


def test_an_exercise_is_checked_and_progress_goes_out_and_in(live, tmp_path):
    box = cell(live, "ex.between.check(slope)")
    wrong = (
        "def slope(f, x1, x2):\n    return (x2 - x1) / (f(x2) - f(x1))\n\nex.between.check(slope)"
    )
    write(live, box, wrong)
    box.locator(".live-output:has-text('upside down')").wait_for()
    write(live, box, wrong.replace("(x2 - x1) / (f(x2) - f(x1))", "(f(x2) - f(x1)) / (x2 - x1)"))
    box.locator(".live-output:has-text('✓')").wait_for()
    live.click("summary:has-text('My progress')")
    with live.expect_download() as saved:
        live.click("text=Save to a file")
    kept = json.loads(saved.value.path().read_text("utf-8"))
    entry = kept["exercises"]["slope.between"]
    assert (entry["status"], entry["mistakes"]) == ("right", {"run over rise, upside down": 1})
    kept["exercises"]["slope.average_rise"] = {**entry, "last": "2999-01-01T00:00:00+00:00"}
    file = tmp_path / "progress.json"
    file.write_text(json.dumps(kept), "utf-8")
    live.set_input_files("#live-bar input[type=file]", file)
    live.locator(".live-kept:has-text('Loaded: 2 exercises solved')").wait_for()
    file.write_text("[1, 2]", "utf-8")
    live.set_input_files("#live-bar input[type=file]", file)
    live.locator(".live-kept:has-text('no progress file')").wait_for()
    write(
        live,
        box,
        "from lib.practice.engine import progress\nprint(sorted(progress.load()['exercises']))",
    )
    box.locator(".live-output:has-text('slope.average_rise')").wait_for()


def test_an_answer_that_catches_everything_is_stopped(live):
    box = cell(live, "ex.between.check(slope)")
    old = box.locator(".cm-content").inner_text()
    write(live, box, SWALLOWS)
    box.locator(
        ".live-output:has-text('wasn’t done'), .live-output:has-text(\"wasn't done\")"
    ).wait_for()
    write(live, box, old)
    rest(live)


def test_stop_ends_an_endless_loop_and_runs_the_cells_above_again(live):
    box = cell(live, "slope_between(machine, 1, 2)")
    old = box.locator(".cm-content").inner_text()
    write(live, box, EVERYTHING)
    live.wait_for_function("document.querySelector('.live-text').textContent.startsWith('Running')")
    live.locator(".live-text:has-text('Stop ends it')").wait_for()  # the worker says nothing by now
    live.click("text=■ Stop")
    box.locator(".live-output:has-text('Stopped')").wait_for()
    rest(live)
    found = live.evaluate(
        "[...document.querySelectorAll('[data-status]')].map(e => e.dataset.status)"
    )
    at = found.index("stopped")
    assert set(found[:at]) == {"ok"} and set(found[at + 1 :]) == {"new"}
    assert live.locator("figure.moving >> visible=true").count() > 0  # those below move as before
    write(live, box, old)
    box.locator(".live-output:has-text('6')").wait_for()


def test_a_second_page_knows_the_progress_and_a_figure_goes_on_where_it_stood(live, address):
    page = live.context.new_page()
    page.set_default_timeout(2 * MINUTE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "index.html")
    slide = page.locator("figure.moving input[type=range]").first
    slide.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('figure.moving').dataset.moved")
    slide.press("Home")
    stood = page.locator("figure.moving .typed").first.input_value()
    page.click("text=Make this page live")
    rest(page)
    shown = page.locator(".live-output .stage .widget-readout").first
    page.wait_for_function(
        "t => document.querySelector('.live-output .stage .widget-readout').textContent === t",
        arg=stood,
    )
    assert shown.inner_text() == stood
    large = [url for url in asked if "/frozen/memory" in url or ".wasm" in url]
    assert any("/frozen/program" in url for url in asked) and not large  # they were kept
    box = page.locator("[data-status]").first
    write(page, box, DRAWN)
    box.locator(".live-output pre").wait_for()
    own = box.locator(".live-output pre").last.inner_text().split()
    assert len(own) == 2 and not set(own) & set(live.drawn.split())
    page.close()


def test_what_does_not_come_is_said_and_the_button_tries_again(browser, address):  # noqa: F811
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        context.route("**/*.wasm*", lambda route: route.abort())
        start(page, address)
        page.locator(".live-text:has-text('Is the network there?')").wait_for()
        context.unroute("**/*.wasm*")
        page.click("text=Make this page live")
        page.locator("#live-bar[data-python=frozen]").wait_for()


def test_a_page_is_live_in_firefox(tmp_path, address):
    with Firefox(tmp_path) as page:
        page.goto(address + SLOPE)
        page.evaluate("() => document.querySelector('[data-act=start]').click()")
        page.until("() => document.querySelector('#live-bar').dataset.python", seconds=100)
        page.until(f"() => {LIVE}", seconds=100)
        told = page.evaluate(f"() => {TOLD}")
        assert {status for status, _ in told} == {"ok"} and page.errors == []
        assert page.evaluate("() => document.querySelectorAll('.live-output .stage').length")
        assert page.evaluate("() => document.querySelector('#live-bar').dataset.python") == "frozen"


@pytest.mark.skipif("ALL" not in os.environ, reason="every cell of every page: ALL=1")
@pytest.mark.parametrize("path", [p for p in PAGES if p.startswith("notebooks/")])
def test_every_cell_of_every_page_says_what_is_stored(path, browser, address):  # noqa: F811
    with watched(browser, address) as page:
        start(page, address, path)
        rest(page)
        told = page.evaluate(TOLD)
    name = path.removeprefix("notebooks/").replace(".html", ".ipynb")
    cells = [c for c in nbformat.read(NOTEBOOKS / name, 4).cells if c.cell_type == "code"]
    cells = [c for c in cells if "from lib import all_here" not in c.source]
    assert [status for status, _ in told] == ["ok"] * len(cells)
    differ = [
        (c.source[:60], stored(c), text)
        for c, (_, text) in zip(cells, told, strict=True)
        if stored(c) != (text or "")
    ]
    assert differ == []


def stored(cell):
    """What a stored cell printed and showed, as plain text."""
    parts = (o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.outputs)
    return "".join(parts)
