"""Patience: a slow or busy machine fails no test, and what hangs still ends."""

PATIENCE = 600  # seconds; what takes longer hangs
TRIES = 3  # of what may lose a race for a port


def give_time(factor=100, short=1.0):
    """Let answers have so many times their seconds, but for a short budget: who sets that means it."""
    from lib.formula import guard

    def longer(seconds=guard.SECONDS, patience=1, watched=guard.watched):
        return watched(seconds if seconds <= short else factor * seconds, patience)

    guard.watched = longer
