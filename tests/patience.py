"""Kernels that are begun beside others: what loses a race begins again."""

import functools

TRIES = 3


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
                if "Kernel died" not in str(problem):
                    raise
        return start(*args, **kwargs)

    return started
