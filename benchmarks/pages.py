"""The course as pages: when they can be read, when the first figure moves, from a key to its picture.

Of `_site/`, as `make site` left it, served as a public host does: packed with gzip, from a subfolder.
"""

import functools
import gzip
import http.server
import statistics
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.kernel import ROOT
from benchmarks.report import megabytes, middle, table
from tests.browser.lab import FLAGS, chromium

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 1e5}
PACKED = (".html", ".js", ".css", ".svg", ".json")
PAGES = ("index.html", "notebooks/01_slope.html", "notebooks/05_gradients.html")

# How long after the page was asked for there was something to read.
READABLE = """() => new Promise(done => new PerformanceObserver(list =>
  list.getEntriesByName('first-contentful-paint').forEach(e => done(e.startTime))
).observe({ type: 'paint', buffered: true }))"""
# Scroll to the first figure as soon as it is there, as a reader would who wants nothing else.
SCROLL = """{
  const look = () => {
    const figure = document.querySelector('figure.moving .aside')?.closest('figure');
    figure ? figure.scrollIntoView() : requestAnimationFrame(look);
  };
  look(); }"""
# How long until it shows a picture from its pack.
MOVES = """async () => {
  const [figure] = document.getElementsByClassName('moving');
  while (!figure.dataset.moved) await new Promise(requestAnimationFrame);
  return Number(figure.dataset.moved); }"""
SENT = """() => [performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')]
  .reduce((sum, e) => sum + e.transferSize, 0)"""
# From each press of a key until its picture has been painted.
WATCH = """() => {
  window.took = [];
  const figure = document.querySelector('figure.moving');
  figure.querySelectorAll('input[type=range]')[0].focus();
  addEventListener('keydown', event => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => took.push(performance.now() - event.timeStamp);
    port2.postMessage('');
  }), true); }"""

WORDS = """Through 1.6 Mbit/s and 150 ms there and back, on a processor slowed down 4 times, nothing in the
browser's cache: median (least–most) of {repeats}.

{slow}

From a key to its picture, nothing slowed down, {presses} presses of an arrow at a reader's pace, out of
step with the screen: {key} ms.

What was served: {size}, in {files} files; packs {packs} (drawn: {drawn})."""


class Packed(http.server.SimpleHTTPRequestHandler):
    """Files as a public host sends them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *said):
        pass

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in PACKED or not path.is_file():
            return super().do_GET()
        data = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@functools.cache
def _packed(path):
    return gzip.compress(path.read_bytes(), 6)


def measure(repeats, presses, site=ROOT / "_site"):
    """The text of the section."""
    if not (site / "index.html").exists():
        raise FileNotFoundError(f"{site} has no pages: run `make site` first")
    handler = functools.partial(Packed, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            home = f"http://127.0.0.1:{server.server_port}/"
            rows = [_slowly(browser, home, path, repeats) for path in PAGES]
            key = _keys(browser, home, presses)
            browser.close()
        server.shutdown()
    files = [path for path in site.rglob("*") if path.is_file()]
    sizes = {path: path.stat().st_size for path in files}
    packs = sum(size for path, size in sizes.items() if "packs" in path.parts)
    return WORDS.format(
        repeats=repeats,
        slow=table(["page", "readable, s", "first figure moves, s", "kB sent till then"], rows),
        presses=presses,
        key=key,
        size=megabytes(sum(sizes.values()), 1),
        files=len(files),
        packs=megabytes(packs, 1),
        drawn=(site / "drawn.txt").read_text(encoding="utf-8").strip(),
    )


def _slowly(browser, home, path, repeats):
    seen = []
    for _ in range(repeats):
        context = browser.new_context(viewport={"width": 360, "height": 780})
        page = context.new_page()
        page.add_init_script(SCROLL)
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(home + path, wait_until="commit")
        page.wait_for_selector("figure.moving", state="attached")
        moves = page.evaluate(MOVES)
        seen.append((page.evaluate(READABLE) / 1e3, moves / 1e3, page.evaluate(SENT) / 1e3))
        context.close()
    readable, moves, sent = zip(*seen, strict=True)
    return [
        path,
        middle(readable, digits=2),
        middle(moves, digits=2),
        f"{statistics.median(sent):.0f}",
    ]


def _keys(browser, home, presses):
    page = browser.new_page()
    page.goto(home + "index.html")
    page.evaluate(MOVES)
    page.evaluate(WATCH)
    for number in range(presses):
        # A reader's pause, out of step with the screen: a press just after a picture waits for a whole one.
        page.wait_for_timeout(100 + number * 7 % 17)
        page.keyboard.press("ArrowRight" if number % 40 < 20 else "ArrowLeft")
        page.wait_for_function("n => window.took.length > n", arg=number)
    took = page.evaluate("window.took")
    page.close()
    return middle(took, digits=1)
