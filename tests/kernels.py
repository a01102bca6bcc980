"""Kernels in tests, on a machine that is slow or busy as well: only what hangs or dies ends a wait.

A plugin for pytest, so that nbval has it as well.
"""

import functools
from queue import Empty

import nbval.kernel
from nbclient import NotebookClient
from nbclient.util import run_sync

from tests.patience import PATIENCE, TRIES

GLANCE = 5  # seconds between two looks at whether a kernel lives; what waits less asks again itself
LOST = "Kernel died before"


def pytest_configure():
    kernel = nbval.kernel
    kernel.start_new_kernel = patiently(kernel.start_new_kernel)
    kernel.RunningKernel.get_message = listening(kernel.RunningKernel.get_message)


def patiently(start, tries=TRIES):
    """`start`, begun again where the kernel dies at once, as it does when another took its port.

    A kernel's ports are looked for first and bound later: in between they are anybody's. The last
    RuntimeError is raised.
    """

    @functools.wraps(start)
    def started(*args, **kwargs):
        for _ in range(tries - 1):
            try:
                return start(*args, **kwargs)
            except RuntimeError as problem:
                if LOST not in str(problem):
                    raise
        return start(*args, **kwargs)

    return started


def listening(get):
    """nbval's `get_message`, whose waits of 5 s and more last as long as the kernel lives, or PATIENCE."""

    @functools.wraps(get)
    def got(kernel, stream, timeout=None):
        if timeout is None or timeout < GLANCE:
            return get(kernel, stream, timeout=timeout)
        for _ in range(int(max(timeout, PATIENCE) / GLANCE)):
            try:
                return get(kernel, stream, timeout=GLANCE)
            except Empty:
                if not kernel.is_alive():
                    break
        raise Empty

    return got


class Client(NotebookClient):
    """Runs a notebook in a fresh kernel that works in `folder`."""

    def __init__(self, notebook, folder, **more):
        limits = dict.fromkeys(("timeout", "startup_timeout", "iopub_timeout"), PATIENCE)
        place = {"metadata": {"path": str(folder)}}
        limits["raise_on_iopub_timeout"] = True  # or else outputs would be missing, and nobody told
        super().__init__(notebook, kernel_name="python3", resources=place, **limits, **more)

    async def async_start_new_kernel_client(self):
        for _ in range(TRIES - 1):
            try:
                return await super().async_start_new_kernel_client()
            except RuntimeError as problem:
                if LOST not in str(problem):
                    raise
            self.km = self.create_kernel_manager()
            await self.async_start_new_kernel()
        return await super().async_start_new_kernel_client()

    start_new_kernel_client = run_sync(async_start_new_kernel_client)
