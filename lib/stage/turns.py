"""Whose turn it is to draw. JupyterLab hands the messages of widgets to a thread beside the cells'."""

import asyncio
import contextlib
import functools
import signal
import threading

WAIT = 2  # s for another thread to end its drawing
_lock = threading.RLock()


@contextlib.contextmanager
def alone(wait=WAIT):
    """One figure is drawn at a time, since matplotlib's settings are everybody's; gives whether so.

    A reader's function may never return: after `wait` seconds nobody waits any longer.
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
