"""A headless kernel, spoken to as JupyterLab does, that is asked what a move costs it."""

import os
import time
from pathlib import Path

import psutil
from jupyter_client import KernelManager

ROOT = Path(__file__).resolve().parent.parent


def environment(**more):
    """This process's environment, as a learner has it: with byte code written to disk."""
    without = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    return {key: value for key, value in os.environ.items() if key not in without} | more


class Kernel:
    """A Python kernel that works in `folder`; it is gone at the end of the `with`."""

    def __init__(self, folder=ROOT):
        self.folder = folder

    def __enter__(self):
        self._manager = KernelManager(kernel_name="python3")
        quiet = ["--log-level=ERROR"]
        self._manager.start_kernel(cwd=str(self.folder), env=environment(), extra_arguments=quiet)
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=60)
        self.process = psutil.Process(self._manager.provisioner.pid)
        return self

    def __exit__(self, *exc):
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def run(self, code, cell="", timeout=180):
        """Run a cell and return what it printed. Raises RuntimeError when the cell does."""
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        said = self._send("execute_request", content, {"cellId": cell} if cell else {}, timeout)
        self._client.get_shell_msg(timeout=timeout)
        for message, _ in said:
            if message["msg_type"] == "error":
                raise RuntimeError("\n".join(message["content"]["traceback"]))
        return "".join(m["content"]["text"] for m, _ in said if m["msg_type"] == "stream")

    def move(self, model, state):
        """Set the state of the widget `model` from outside, as the page does.

        Returns (content, wire): bytes of what the kernel has to say to it, and of all messages
        with their envelopes and those about being busy and idle.
        """
        data = {"method": "update", "state": state, "buffer_paths": []}
        said = self._send("comm_msg", {"comm_id": model, "data": data}, {}, 60)
        content = wire = 0
        for message, frames in said:
            # After the delimiter: signature, header, parent, metadata, content, then any buffers.
            own = frames[frames.index(b"<IDS|MSG>") + 1 :]
            wire += sum(map(len, frames))
            if message["msg_type"] != "status":
                content += sum(map(len, own[4:]))
        return content, wire

    def memory(self):
        """(resident, unique) memory in bytes: all that is in memory, and what no one else shares."""
        used = self.process.memory_full_info()
        return used.rss, used.uss

    def _send(self, kind, content, metadata, timeout):
        session = self._client.session
        message = session.msg(kind, content=content, metadata=metadata)
        self._client.shell_channel.send(message)
        return self._until_idle(message["header"]["msg_id"], timeout)

    def _until_idle(self, asked, timeout):
        """All messages that answer `asked`, each with its frames."""
        socket, session = self._client.iopub_channel.socket, self._client.session
        deadline = time.monotonic() + timeout
        said = []
        while time.monotonic() < deadline:
            if not socket.poll(1000):
                continue
            frames = socket.recv_multipart()
            _, parts = session.feed_identities(frames)
            message = session.deserialize(parts)
            if message["parent_header"].get("msg_id") != asked:
                continue
            said.append((message, frames))
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return said
        raise TimeoutError(f"the kernel did not finish within {timeout} s")
