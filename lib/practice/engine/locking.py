"""A lock that dies with its process: the system holds it, so nothing stale can be left behind.

The lock is on an empty file that stays where it is; that the file exists says nothing. Where the
system or the disk knows no locks (some network disks, Python in a browser's tab), `locked` goes on
without one and says so.
"""

import contextlib
import errno
import os
import random
import time

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
try:
    import msvcrt
except ImportError:  # everywhere else
    msvcrt = None

_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK)}


class Busy(OSError):
    """Somebody else kept the lock for all the time that we would wait."""


@contextlib.contextmanager
def locked(path, patience):
    """Hold the lock on the file `path` (made where it is missing), waiting for at most `patience` s.

    Gives True, or False where locks aren't known here. It is given back at the end of the `with`,
    and by the system when the process ends in any way. Raises Busy when it can't be had in time,
    OSError when the file can't be opened.
    """
    handle, held = _wait(path, time.monotonic() + patience)
    try:
        yield held
    finally:
        _release(handle, held)


def _wait(path, deadline):
    """(open file, whether it is locked): the lock is on the file that `path` names then."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        held = None
        try:
            held = _try(handle)
            # The file may have been taken away while we waited: then others lock another one.
            if not held or _same_file(handle, path):
                return handle, held
        except OSError as problem:
            if problem.errno not in _TAKEN:
                return handle, False
        except BaseException:
            os.close(handle)
            raise
        _release(handle, held)
        if time.monotonic() > deadline:
            raise Busy(errno.EBUSY, "another program keeps the file busy")
        time.sleep(random.uniform(0.001, 0.02))


def _try(handle):
    """Take the lock at once: True, or False where there is no way to lock. Raises OSError if taken."""
    if hasattr(fcntl, "flock"):  # the kernel in a browser's tab puts an empty module in its place
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    elif msvcrt is not None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        return False
    return True


def _same_file(handle, path):
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _release(handle, held):
    if held and fcntl is None:  # Windows gives a lock back with the file, but takes its time
        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    os.close(handle)
