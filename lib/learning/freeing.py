"""Long chains of objects that hold each other are freed one by one.

When the last of a chain goes, the one before it has nobody left, and so on. Python frees them within
each other, which a browser's tab can't: its stack is short, and 3,000 nodes ended that Python.
"""

import sys


def free_in_turn(parts):
    """A `__del__` for objects whose attributes `parts` hold others of their kind."""
    waiting = []
    at_work = []

    def __del__(self):
        waiting.extend(self.__dict__.pop(part, None) for part in parts)
        if not at_work:  # else one further up the chain sees to it
            at_work.append(True)
            try:
                while waiting:
                    waiting.pop()
            finally:
                at_work.clear()

    return __del__


def in_turn_in_a_tab(*parts):
    """A decorator of classes: their objects are freed in turn where Python runs in a browser's tab."""

    def decorated(cls):
        if sys.platform == "emscripten":
            cls.__del__ = free_in_turn(parts)
        return cls

    return decorated
