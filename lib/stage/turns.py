"""Whose turn it is to draw. JupyterLab hands the messages of widgets to a thread beside the cells'."""

import asyncio
import contextlib
import functools
import signal
import threading

import matplotlib as mpl

WAIT = 2  # s for another thread to end its drawing
_lock = threading.RLock()
_settings = threading.Lock()
_styled = {}  # the style in use: how many draw in it, and what the settings were before


@contextlib.contextmanager
def alone(wait=WAIT):
    """One figure is drawn at a time; gives whether so.

    A reader's function may never return: after `wait` seconds nobody waits any longer, and two draw
    at once. So what they share, matplotlib's settings, is set by `styled`.
    """
    got = _lock.acquire(timeout=wait) if wait else _lock.acquire(blocking=False)
    try:
        yield got
    finally:
        if got:
            _lock.release()


def one_at_a_time(method):
    """The method, run by one thread at a time."""

    @functools.wraps(method)
    def run(*args, **more):
        with alone():
            return method(*args, **more)

    return run


@contextlib.contextmanager
def styled(style):
    """matplotlib's settings are `style`, a dict that is the same in all calls, while somebody draws.

    The last to leave puts the old ones back. (With `rc_context` each puts back what it has found:
    of two that overlap, the second would leave the style behind for ever.)
    """
    with _settings:
        if not _styled:
            _styled.update(count=0, before={key: mpl.rcParams[key] for key in style})
            mpl.rcParams.update(style)
        _styled["count"] += 1
    try:
        yield
    finally:
        with _settings:
            _styled["count"] -= 1
            if not _styled["count"]:
                mpl.rcParams.update(_styled["before"])
                _styled.clear()


@contextlib.contextmanager
def interruptible():
    """The kernel's interrupt works here, as it does in a cell. (Between messages it is ignored.)"""
    if not in_main_thread():
        yield
        return
    armed = [True]

    def interrupt(*_):
        if armed:
            armed.clear()
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        # One that comes just now must not leave its handler behind: the next would end the kernel.
        with contextlib.suppress(KeyboardInterrupt):
            armed.clear()
        signal.signal(signal.SIGINT, before)


def in_main_thread():
    """Whether the thread that runs here is the one that runs the cells."""
    return threading.current_thread() is threading.main_thread()


def main_loop():
    """The loop in which the kernel runs cells, asked for in a cell; None elsewhere."""
    with contextlib.suppress(RuntimeError):
        return asyncio.get_running_loop() if in_main_thread() else None
