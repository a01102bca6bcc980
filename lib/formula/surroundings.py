"""What surrounds a guarded call: its output, the memory it may fill, exits that are refused, signals."""

import contextlib
import ctypes
import io
import os
import signal
import sys
import threading
from pathlib import Path

ROOM = 4 * 2**30  # bytes of address space that one call may ask for at once, where Linux can tell
PRINTED = 500_000  # characters that a function may print before it is stopped
KEPT = 1000  # characters of them that are kept


class Page(io.TextIOBase):
    """What a learner's function prints: its beginning. Too much calls `too_much`, which raises."""

    def __init__(self, too_much):
        self.too_much = too_much
        self.text = ""
        self.count = 0

    def writable(self):
        return True

    def write(self, text):
        self.count += len(text)
        if len(self.text) < KEPT:
            self.text = (self.text + str(text))[:KEPT]
        if self.count > PRINTED:
            self.too_much()
        return len(text)


def knock():
    """Send the main thread SIGINT, so that a sleep ends, too."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:  # Windows: the handler runs in this thread and wakes the main one
        signal.raise_signal(signal.SIGINT)


def raise_in(thread, exception):
    """Let this exception be raised in another thread at its next step."""
    what = ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


def resident():
    """Bytes of memory that this process fills; 0 where nobody can say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError, IndexError):
        pass
    try:
        import psutil  # comes with the kernel

        return psutil.Process().memory_info().rss
    except Exception:
        return 0


@contextlib.contextmanager
def limited_room():
    """Let one giant request for memory fail at once, on Linux, where it else may kill the kernel."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + ROOM
        kept = resource.getrlimit(resource.RLIMIT_AS)
        if kept[0] != resource.RLIM_INFINITY and kept[0] <= most:
            raise ValueError("already limited")
        resource.setrlimit(resource.RLIMIT_AS, (most, kept[1]))
    except (ImportError, OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, kept)


@contextlib.contextmanager
def no_exit():
    """Let `exit()` and `quit()` raise SystemExit, which in Jupyter end the kernel without."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        yield
        return

    def refuse(*_, **__):
        raise SystemExit

    shell.ask_exit = refuse
    try:
        yield
    finally:
        with contextlib.suppress(AttributeError):
            del shell.ask_exit
