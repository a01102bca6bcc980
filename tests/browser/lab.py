"""A real JupyterLab or Notebook 7 in a real Chromium, for tests and for looking at figures.

`with Lab(folder) as lab:` serves a folder; `lab.open("01_slope.ipynb")` gives a Playwright page.
`Server(folder)` serves it only, for another browser.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright

from tests.patience import TRIES

PATIENCE = 300  # s that anything may take on a machine with much else to do; none of it is measured

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


CONFIGURATION = Path(__file__).resolve().parents[2] / "jupyter"  # as `make lab` has it

# What differs between the two: module, address of a notebook, flags.
APPS = {
    "jupyterlab": (
        "lab/tree/{}?reset",
        [
            "--LabApp.expose_app_in_browser=True",
            "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ],
    ),
    "notebook": ("notebooks/{}", ["--JupyterNotebookApp.expose_app_in_browser=True"]),
}

# Of the notebook that is open, as functions in the page: has it an idle kernel, run it, has all of it
# run (its last code cell has a number), and its cells as they are.
IDLE = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext?.session;
  return session?.kernel?.status === 'idle'; }"""
RUN_ALL = """seconds => Promise.race([
  window.jupyterapp.commands.execute('notebook:run-all-cells'),
  new Promise((_, no) => setTimeout(() => no(new Error('cells still run')), 1000 * seconds))])"""
ALL_RUN = """() => {
  const { sessionContext, content } = window.jupyterapp.shell.currentWidget;
  const code = [...content.model.cells].filter(
    c => c.type === 'code' && c.sharedModel.getSource().trim());
  return sessionContext.session.kernel.status === 'idle' && code.at(-1)?.executionCount; }"""
NOTEBOOK = """() => { const n = window.jupyterapp.shell.currentWidget.content;
  const dialogs = document.querySelectorAll('.jp-Dialog').length;
  return JSON.stringify([n.activeCellIndex, n.model.cells.length, dialogs,
    [...n.model.cells].map(c => [c.type, c.sharedModel.getSource(), c.executionCount])]); }"""

# Where all stands, for the message of a test that waited in vain: a dialog takes the keys and the focus.
STANDS = """() => { const {context, sessionContext} = window.jupyterapp?.shell.currentWidget ?? {};
  return {dialogs: [...document.querySelectorAll('.jp-Dialog')].map(d => d.innerText),
    notebook: context?.path, session: sessionContext?.isReady,
    kernel: sessionContext?.session?.kernel?.status,
    connection: sessionContext?.session?.kernel?.connectionStatus,
    focus: document.activeElement.getAttribute('aria-label') || document.activeElement.tagName}; }"""


# What each page is given before anything else is in it. anywidget gives up on a model after two
# seconds, which a busy machine needs longer for. What frames.js has begun to unpack is counted.
BEFORE_ALL = """() => {
  const { timeout } = AbortSignal, { text } = Response.prototype;
  AbortSignal.timeout = ms => timeout.call(AbortSignal, 300 * ms);
  window.unpacking = 0;
  Response.prototype.text = function () {
    window.unpacking++;
    return text.call(this).finally(() => window.unpacking--);
  };
}"""


def chromium():
    """Path of a Chromium on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))
    return named or next(filter(None, found), None)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """JupyterLab over `folder`; it is gone at the end of the `with`.

    app may be "notebook", for Notebook 7.
    """

    def __init__(self, folder, app="jupyterlab"):
        self.folder = folder
        self.app = app
        self.settings = os.path.join(folder, ".lab-settings")

    def __enter__(self):
        for more in reversed(range(TRIES)):
            with contextlib.ExitStack() as stack:
                server = subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        self.app,
                        "--no-browser",
                        "--allow-root",
                        f"--ServerApp.port={_free_port()}",
                        "--ServerApp.ip=127.0.0.1",
                        "--IdentityProvider.token=",
                        "--ServerApp.password=",
                        "--ServerApp.disable_check_xsrf=True",
                        *APPS[self.app][1],
                    ],
                    cwd=self.folder,
                    env={
                        **os.environ,
                        "DERIVATIVES_PROGRESS": f"{self.settings}-progress.json",
                        "JUPYTER_CONFIG_PATH": str(CONFIGURATION),
                        "JUPYTER_RUNTIME_DIR": f"{self.settings}-runtime",
                        "JUPYTERLAB_SETTINGS_DIR": self.settings,
                        "JUPYTERLAB_WORKSPACES_DIR": f"{self.settings}-workspaces",
                    },
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                stack.callback(stop, server)
                self.port = self._answering(server)
                if self.port:
                    self._stack = stack.pop_all()
                    return self
            if not more:
                raise RuntimeError(f"{self.app} ended at once, with {server.returncode}")

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)

    def _answering(self, server):
        """The port at which the server answers; None where it ended, as when another took its port.

        The port asked for may be another's by now; the server says which one it has.
        """
        told = Path(f"{self.settings}-runtime", f"jpserver-{server.pid}.json")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if server.poll() is not None:
                return None
            with contextlib.suppress(OSError, ValueError):  # not there, or not yet all of it
                port = json.loads(told.read_text())["port"]
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status", timeout=PATIENCE)
                return port
            time.sleep(0.2)
        raise RuntimeError(f"{self.app} did not answer within {PATIENCE} s")

    def address(self, notebook, port=None):
        """Where the app shows a notebook; port may be that of a proxy."""
        return f"http://127.0.0.1:{port or self.port}/" + APPS[self.app][0].format(notebook)


class Lab(Server):
    """A server and a Chromium; both are gone at the end of the `with`."""

    def __init__(self, folder, width=1280, height=1000, scale=1, app="jupyterlab"):
        super().__init__(folder, app)
        self.size = {"width": width, "height": height}
        self.scale = scale
        self.errors = []

    def __enter__(self):
        super().__enter__()
        with self._stack as stack:
            play = stack.enter_context(sync_playwright())
            browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
            stack.callback(browser.close)
            self.browser = browser
            self._stack = stack.pop_all()
        return self

    def open(self, notebook, ready=True, prepare=None, port=None, **context):
        """A page with the notebook open; console errors are gathered in `lab.errors`.

        prepare(page) is called before it goes anywhere; port may be that of a proxy; what else is
        given is for the browser's context, such as reduced_motion="reduce".
        """
        context = self.browser.new_context(
            viewport=self.size, device_scale_factor=self.scale, **context
        )
        context.set_default_timeout(1000 * PATIENCE)
        context.add_init_script(f"({BEFORE_ALL})()")
        page = context.new_page()
        if prepare:
            prepare(page)
        page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.address(notebook, port))
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        if ready:
            self.wait_for_kernel(page)
        return page

    def wait_for_kernel(self, page):
        """Wait until the notebook that is open has an idle kernel; AssertionError where none comes."""
        try:
            page.wait_for_function(IDLE)
        except TimeoutError:
            raise AssertionError(f"no idle kernel came: {page.evaluate(STANDS)}") from None

    def run_all(self, page):
        """Run all cells and wait until the last has its number."""
        page.evaluate(RUN_ALL, PATIENCE)
        page.wait_for_function(ALL_RUN)


def stop(process):
    """End a process that we started."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    process.kill()
