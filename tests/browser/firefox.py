"""A real Firefox, driven over WebDriver BiDi: one page, a keyboard, and what the console says.

`with Firefox(folder) as page:` starts one with a profile of its own in that folder.
"""

import contextlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import websocket

from tests.browser.lab import BEFORE_ALL, PATIENCE, stop

# WebDriver's names of keys that are no letters: https://www.w3.org/TR/webdriver2/#keyboard-actions
KEYS = {"Enter": "\ue007", "End": "\ue010", "Home": "\ue011", "ArrowLeft": "\ue012"}
KEYS |= {"ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015", "Space": " "}


def firefox():
    """Path of a Firefox on this machine, or None."""
    named = os.environ.get("FIREFOX")
    return named or next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


class Firefox:
    """One Firefox with one page; `errors` holds what its console and its scripts complained of."""

    def __init__(self, folder):
        self.profile = Path(folder) / "profile"
        self.errors = []
        self._sent = 0

    def __enter__(self):
        self.profile.mkdir()
        flags = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile"]
        with contextlib.ExitStack() as stack:
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            browser = subprocess.Popen([firefox(), *flags, str(self.profile)], **quiet)
            stack.callback(stop, browser)
            address = f"ws://127.0.0.1:{self._port(browser)}/session"
            self._socket = websocket.create_connection(
                address, timeout=2 * PATIENCE, suppress_origin=True, http_no_proxy=["127.0.0.1"]
            )
            stack.callback(self._socket.close)
            self._ask("session.new", capabilities={})
            self._ask("session.subscribe", events=["log.entryAdded"])
            self._ask("script.addPreloadScript", functionDeclaration=BEFORE_ALL)
            # A new tab has the focus; the one that Firefox opens with has not, when it is headless.
            self.page = self._ask("browsingContext.create", type="tab")["context"]
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)

    def _port(self, browser):
        """The port that Firefox chose, which it writes into its profile."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and browser.poll() is None:
            with contextlib.suppress(OSError, ValueError):  # not there, or not yet all of it
                return json.loads((self.profile / "WebDriverBiDiServer.json").read_text())[
                    "ws_port"
                ]
            time.sleep(0.05)
        raise RuntimeError(f"Firefox did not open a port (it ended with {browser.poll()})")

    def _ask(self, method, **params):
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while (said := json.loads(self._socket.recv())).get("id") != self._sent:
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self.errors.append(said["params"]["text"])
        if said["type"] == "error":
            raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
        return said["result"]

    def goto(self, address):
        self._ask("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def size(self, width, height):
        """Give the window these sides, in CSS pixels."""
        viewport = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self.page, viewport=viewport)

    def press(self, *keys):
        """Press and release keys, by WebDriver BiDi, one after the other; they go where the focus is."""
        values = [KEYS.get(key, key) for key in keys]
        strokes = [{"type": f"key{way}", "value": v} for v in values for way in ("Down", "Up")]
        actions = [{"type": "key", "id": "keyboard", "actions": strokes}]
        self._ask("input.performActions", context=self.page, actions=actions)

    def evaluate(self, function, *arguments):
        """What a function in the page (a promise is awaited) gives back, as JSON knows it."""
        call = f"({function})(...{json.dumps(arguments)})"
        done = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await {call}) ?? 'null')()",
            target={"context": self.page},
            awaitPromise=True,
        )
        if done["type"] == "exception":
            raise RuntimeError(f"{done['exceptionDetails']['text']}\nin {call}")
        return json.loads(done["result"]["value"])

    def until(self, condition, *arguments, seconds=PATIENCE):
        """Wait until a function in the page gives something true."""
        self.evaluate(
            f"""async (...given) => {{
              const end = performance.now() + {1000 * seconds};
              while (!await ({condition})(...given)) {{
                if (performance.now() > end) throw new Error('waited {seconds} s in vain');
                await new Promise(requestAnimationFrame);
              }} }}""",
            *arguments,
        )
