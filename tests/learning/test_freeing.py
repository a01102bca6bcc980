"""A long chain is freed whole, and never one within another."""

import sys
import weakref

from lib.learning.autodiff import Value
from lib.learning.freeing import free_in_turn


def depth():
    frame, count = sys._getframe(), 0
    while frame is not None:
        frame, count = frame.f_back, count + 1
    return count


def test_a_chain_is_freed_whole_and_not_one_within_another():
    free, depths = free_in_turn(("before", "pull")), []

    class Link:
        def __init__(self, before):
            self.before, self.pull = (before,), lambda: before

        def __del__(self):
            depths.append(depth())
            free(self)

    link, alive = None, []
    for _ in range(500):
        link = Link(link)
        alive.append(weakref.ref(link))
    del link
    assert len(depths) == 500 and not any(reference() for reference in alive)
    assert max(depths) <= depths[0] + 2


def test_a_value_frees_what_it_was_computed_from_under_the_names_that_it_has():
    value = Value(1.0) * 2
    kept = {name for name, what in vars(value).items() if isinstance(what, tuple)}
    assert kept == {"parents", "pulls"}
