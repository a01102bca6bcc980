"""The notebooks in JupyterLite, in Chromium: every cell runs without an error, and asks nobody else.

`make lite-test` builds what is needed and runs this on all notebooks (`K=01` on one). It isn't part of
`make test`: Pyodide is fetched, and all of them take many minutes. SITE names another folder that holds
`lite` and `pyodide`.
"""

import functools
import http.server
import os
import threading
from pathlib import Path

import nbformat
import pytest

from tests.website.pages import browser  # noqa: F401 (a fixture)
from website import NOTEBOOKS, WORK, lite

SITE = Path(os.environ.get("SITE", WORK / "tab"))
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
LONGEST = 900_000  # ms for a notebook on a busy machine

# Run all cells of the notebook that is open, and give back its code cells once they have run.
RUN = """async () => {
  const app = window.jupyterapp;
  const panel = await (async () => {
    for (;;) {
      const open = app.shell.currentWidget;
      if (open?.sessionContext && open.content?.model) return open;
      await new Promise(requestAnimationFrame);
    }
  })();
  await panel.context.ready;
  await panel.sessionContext.ready;
  await app.commands.execute('notebook:run-all-cells');
  return panel.content.model.sharedModel.cells.filter(c => c.cell_type === 'code').map(c => c.toJSON());
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass


@pytest.fixture(scope="module")
def address():
    handler = functools.partial(Quiet, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def texts(output):
    """What an output says: a stream's text, a result's, a figure's sentence."""
    if output["output_type"] == "stream":
        return "".join(output["text"])
    return "".join(output.get("data", {}).get("text/plain", ""))


# Which of the drawings in prose that are in sight are shown.
DRAWINGS = """async () => {
  const all = [...document.querySelectorAll('.jp-RenderedMarkdown img')];
  const settled = (e) => e.complete || new Promise((go) => (e.onload = e.onerror = go));
  await Promise.all(all.map(settled));
  return all.map((e) => e.naturalWidth > 100); }"""


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_a_notebook_runs_and_says_what_is_stored(name, browser, address):  # noqa: F811
    context = browser.new_context()
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_default_timeout(LONGEST)
    page.goto(address + lite.address(name))
    page.wait_for_function("() => window.jupyterapp")
    cells = page.evaluate(RUN)
    drawings = page.evaluate(DRAWINGS)
    context.close()
    assert drawings == [True] * len(drawings), "a drawing is broken"
    stored = [
        c for c in nbformat.read(NOTEBOOKS / name, as_version=4).cells if c.cell_type == "code"
    ]
    assert [cell["source"] for cell in cells] == [cell.source for cell in stored]
    for cell in cells:
        assert cell["execution_count"], cell["source"]
        failed = [out for out in cell["outputs"] if out["output_type"] == "error"]
        assert not failed, (cell["source"], failed[0]["evalue"])
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    said, kept = (["".join(map(texts, cell["outputs"])) for cell in cs] for cs in (cells, stored))
    other = [
        f"{cell.source[:80]}: {now!r}, stored {then!r}"
        for cell, now, then in zip(stored, said, kept, strict=True)
        if now != then
    ]
    print(f"{name}: {len(cells)} cells ran, of which {sum(map(bool, said))} say something")
    assert not other
