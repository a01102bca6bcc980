"""A real JupyterLab or Notebook 7 in a real Chromium, for tests and for looking at figures.

`with Lab(folder) as lab:` serves a folder; `lab.open("01_slope.ipynb")` gives a Playwright page.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

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


def chromium():
    """Path of a Chromium on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))
    return named or next(filter(None, found), None)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Lab:
    """JupyterLab over `folder`, and a browser; both are gone at the end of the `with`.

    app may be "notebook", for Notebook 7.
    """

    def __init__(self, folder, width=1280, height=1000, scale=1, app="jupyterlab"):
        self.folder = folder
        self.app = app
        self.size = {"width": width, "height": height}
        self.scale = scale
        self.errors = []

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.port = _free_port()
            settings = os.path.join(self.folder, ".lab-settings")
            server = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    self.app,
                    "--no-browser",
                    "--allow-root",
                    f"--ServerApp.port={self.port}",
                    "--ServerApp.ip=127.0.0.1",
                    "--IdentityProvider.token=",
                    "--ServerApp.password=",
                    "--ServerApp.disable_check_xsrf=True",
                    *APPS[self.app][1],
                ],
                cwd=self.folder,
                env={
                    **os.environ,
                    "DERIVATIVES_PROGRESS": f"{settings}-progress.json",
                    "JUPYTER_CONFIG_PATH": str(CONFIGURATION),
                    "JUPYTERLAB_SETTINGS_DIR": settings,
                    "JUPYTERLAB_WORKSPACES_DIR": f"{settings}-workspaces",
                },
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(_stop, server)
            self._wait_for_server(server)
            play = stack.enter_context(sync_playwright())
            browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
            stack.callback(browser.close)
            self.browser = browser
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)

    def _wait_for_server(self, server):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if server.poll() is not None:
                raise RuntimeError(f"{self.app} ended at once, with {server.returncode}")
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/status", timeout=2)
                return
            time.sleep(0.2)
        raise RuntimeError(f"{self.app} did not answer within 60 s")

    def open(self, notebook, ready=True, prepare=None, port=None, **context):
        """A page with the notebook open; console errors are gathered in `lab.errors`.

        prepare(page) is called before it goes anywhere; port may be that of a proxy; what else is
        given is for the browser's context, such as reduced_motion="reduce".
        """
        context = self.browser.new_context(
            viewport=self.size, device_scale_factor=self.scale, **context
        )
        page = context.new_page()
        if prepare:
            prepare(page)
        page.set_default_timeout(60_000)
        page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"http://127.0.0.1:{port or self.port}/" + APPS[self.app][0].format(notebook))
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        if ready:
            self.wait_for_kernel(page)
        return page

    def wait_for_kernel(self, page):
        """Wait until the notebook that is open has an idle kernel."""
        page.wait_for_function(
            "() => { const s = window.jupyterapp?.shell.currentWidget?.sessionContext;"
            " return s && s.session && s.session.kernel"
            " && s.session.kernel.status === 'idle'; }"
        )

    def run_all(self, page, timeout=120_000):
        """Run all cells and wait until the last has its number."""
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_function(
            "() => { const k = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;"
            " const cells = window.jupyterapp.shell.currentWidget.content.model.cells;"
            " let last = null; for (const c of cells) if (c.type === 'code' &&"
            " c.sharedModel.getSource().trim()) last = c;"
            " return k.status === 'idle' && last.executionCount; }",
            timeout=timeout,
        )


def _stop(server):
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(10)
    server.kill()
