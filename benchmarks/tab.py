"""A page made live: when Python answers, the first live figure, all cells; from a key to its picture.

Of `_site/` as `make site` left it, or of the small one that `make tab-test` builds, served from this machine.
The second visit is another browser process with the same profile: what was kept there is kept.
"""

import functools
import http.server
import statistics
import tempfile
import threading

from playwright.sync_api import sync_playwright

from benchmarks import browser
from benchmarks.kernel import ROOT
from benchmarks.pages import READABLE
from benchmarks.report import megabytes, middle, table
from tests.browser.lab import FLAGS, chromium

SITES = (ROOT / "_site", ROOT / "build/site/small")
PAGE = "notebooks/01_slope.html"
MINUTES = 10 * 60_000  # ms that a slow machine may take

# Press the button, and note when what was there first, in s after the press.
WATCH = """() => {
  const begun = performance.now();
  const marks = window.marks = {};
  const there = {
    python: () => document.querySelector('#live-bar').dataset.python,
    figure: () => document.querySelector('.live-output:not([hidden]) .stage .stage-readout'),
    all: () => document.querySelector('.live-text').textContent.startsWith('Live'),
  };
  const look = () => {
    for (const [name, is] of Object.entries(there)) {
      if (!(name in marks) && is()) marks[name] = (performance.now() - begun) / 1000;
    }
    if (!('all' in marks)) setTimeout(look, 10);
  };
  document.querySelector('[data-act=start]').click();
  look(); }"""
WORDS = """`{page}`, files from this machine, {repeats} times, each with a fresh profile; seconds after
the button was pressed, median (least–most). *Python* is there when nothing has to be imported any
more; *all cells* have run when the page says *Live*.

{visits}

Python came {python}. From a key to its picture while live, {presses} presses of an arrow: {key} ms."""


class Counted(http.server.SimpleHTTPRequestHandler):
    """Files, and how many bytes of them were asked for."""

    protocol_version = "HTTP/1.1"
    sent = 0

    def log_message(self, *said):
        pass

    def copyfile(self, source, outputfile):
        Counted.sent += len(source.read())
        source.seek(0)
        super().copyfile(source, outputfile)


def measure(repeats, presses):
    """The text of the section."""
    site = next((place for place in SITES if (place / "pyodide").exists()), None)
    if site is None:
        raise FileNotFoundError("no pages that can be made live: run `make site` first")
    handler = functools.partial(Counted, directory=str(site))
    rows, keys, came = {"first": [], "second": []}, [], set()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        with sync_playwright() as playwright:
            for _ in range(repeats):
                with tempfile.TemporaryDirectory() as profile:
                    for visit, seen in rows.items():
                        context = playwright.chromium.launch_persistent_context(
                            profile, executable_path=chromium(), args=FLAGS
                        )
                        page = context.new_page()
                        seen.append(_visit(page, home + PAGE))
                        came.add(page.get_attribute("#live-bar", "data-python"))
                        if visit == "second":
                            keys += _keys(page, presses)
                        context.close()
        server.shutdown()
    return WORDS.format(
        page=PAGE,
        repeats=repeats,
        visits=table(
            ["visit", "readable", "Python", "first live figure", "all cells", "fetched"],
            [_row(visit, seen) for visit, seen in rows.items()],
        ),
        python=" and ".join(sorted(came)),
        presses=presses * repeats,
        key=middle(keys, digits=1),
    )


def _visit(page, address):
    before = Counted.sent
    page.goto(address)
    readable = page.evaluate(READABLE) / 1e3
    page.evaluate(WATCH)
    page.wait_for_function("window.marks.all", timeout=MINUTES, polling=50)
    marks = page.evaluate("window.marks")
    return readable, marks["python"], marks["figure"], marks["all"], Counted.sent - before


def _keys(page, presses):
    """ms from each press of a key until the picture that it makes has been painted."""
    page.bring_to_front()
    page.evaluate(browser.WATCH.replace(".jp-OutputArea-output", ".live-output"))
    handle = page.locator(".live-output .stage [role=slider]").first
    took = []
    for number in range(presses):
        handle.focus()
        page.wait_for_timeout(browser.PAUSE)  # a reader's, in which Python draws ahead
        page.evaluate("() => window.bench.arm()")
        page.keyboard.press("ArrowLeft" if number % 10 < 5 else "ArrowRight")
        took.append(page.evaluate("() => window.bench.move"))
    return took


def _row(visit, seen):
    *times, sent = zip(*seen, strict=True)
    return [visit, *(middle(t, digits=1) for t in times), megabytes(statistics.median(sent), 1)]
