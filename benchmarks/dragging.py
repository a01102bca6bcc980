"""What kernel and page keep of a figure that is dragged for minutes in a real browser."""

import re
import time

import psutil

from benchmarks import browser
from benchmarks.kernel import ROOT
from benchmarks.network import Network
from benchmarks.report import megabytes, table
from tests.browser.lab import chromium

WORDS = """`two_points` in JupyterLab in Chromium: both sliders dragged to and fro for {minutes:g} min,
{drags} drags. *Kernel* is its resident memory, *page* the JavaScript heap after a collection of garbage.
The kernel remembers {places:,} places that it has sent; a page keeps {text:.0f} million signs of packs
a figure, and lets go of those used longest ago."""
PID = "__import__('os').getpid()"
ASK = """async code => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const reply = await kernel.requestExecute(
    {code: '', silent: true, user_expressions: {it: code}}).done;
  return reply.content.user_expressions.it.data['text/plain'];
}"""


def measure(minutes):
    """The section's text."""
    from lib.stage.ahead import MOST

    if chromium() is None:
        return "Not measured: there is no Chromium here (CHROMIUM may name its path)."
    with browser.serving() as lab, Network(lab.port) as network:
        view = browser.View(lab, network, browser.AHEAD, 0)
        kernel = psutil.Process(int(view.page.evaluate(ASK, PID)))
        session = view.page.context.new_cdp_session(view.page)
        rows, drags, start = [], 0, time.monotonic()
        passed = 0.0
        while not rows or passed < minutes:
            if passed >= len(rows) * min(1, minutes / 5):  # each minute
                rows.append((f"{passed:.1f}", *held(kernel, session)))
                print("  ", *rows[-1], flush=True)
            view.drag(quiet=100, slider=drags % 2)
            drags, passed = drags + 1, (time.monotonic() - start) / 60
        rows.append((f"{passed:.1f}", *held(kernel, session)))
    words = WORDS.format(minutes=minutes, drags=drags, places=MOST, text=page_keeps())
    return words + "\n\n" + table(("minutes", "kernel", "page"), rows)


def page_keeps():
    """How many million signs of packs a page keeps of one figure, as frames.js has it."""
    script = (ROOT / "lib/stage/frames.js").read_text(encoding="utf-8")
    return float(re.search(r"^const MOST = ([\de.]+);", script, re.MULTILINE)[1]) / 1e6


def held(kernel, session):
    """Memory of kernel and page now, as text."""
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    return megabytes(kernel.memory_info().rss, 1), megabytes(used, 1)
