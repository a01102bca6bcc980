"""How much memory a call holds at its fullest: a table that is built shows, however it is built."""


def most_held(call):
    """The most bytes that were held at once by what `call()` made, the smaller of two runs; 0 if unknown.

    NumPy's arrays count, and Python's lists and numbers. What another thread makes meanwhile would count
    as well, hence two runs.
    """
    try:
        import tracemalloc
    except ImportError:  # a Python without it
        return 0
    ours = not tracemalloc.is_tracing()
    if ours:
        tracemalloc.start()
    try:
        return min(_run(call, tracemalloc) for _ in range(2))
    finally:
        if ours:
            tracemalloc.stop()


def _run(call, tracemalloc):
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    call()
    return tracemalloc.get_traced_memory()[1] - before
