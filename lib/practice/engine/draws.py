"""Inputs drawn for a check: many, of all signs and sizes, and the same every time.

An exercise's `draw(chance)` makes one set of inputs of a `Chance`. Numbers have few decimals, so that
a message can show them.
"""

import zlib

import numpy as np


class Chance:
    """A seeded source of inputs. `turn` counts the draws: 0, 1, 2, …, for what shall come in turn."""

    def __init__(self, key, turn, more=0):
        self.turn = turn
        self.random = np.random.default_rng([zlib.crc32(key.encode()), turn, more])

    def number(self, low=-4.0, high=4.0, digits=2):
        """A number from low to high, seldom 0."""
        return round(float(self.random.uniform(low, high)), digits)

    def whole(self, low, high):
        """A whole number from low to high, both included."""
        return int(self.random.integers(low, high + 1))

    def step(self):
        """A step h: 0.5, 0.25, 0.1, 0.02 or 0.001."""
        return self.one_of(0.5, 0.25, 0.1, 0.02, 0.001)

    def numbers(self, *shape, low=-4.0, high=4.0, digits=2):
        """An array of numbers from low to high."""
        return np.round(self.random.uniform(low, high, shape), digits)

    def one_of(self, *things):
        """One of these."""
        return things[int(self.random.integers(len(things)))]

    def in_turn(self, *things):
        """Each of these in turn, from draw to draw."""
        return things[self.turn % len(things)]

    def curve(self):
        """A smooth function with a label; see `Curve`."""
        a, b, c, d = (self.number(-2, 2, 1) or 1.0 for _ in range(4))
        kind = self.in_turn("cubic", "wave", "growth", "square", "line")
        return Curve(kind, a, b, c, d)


class Curve:
    """A smooth function of one number, elementwise on arrays; `.slope` is its derivative.

    `.label` is its formula. kind is "line", "square", "cubic", "wave" or "growth".
    """

    def __init__(self, kind, a, b, c, d):
        self.kind, self.parts = kind, (a, b, c, d)
        self.label = {
            "line": f"{a:g}x{b:+g}",
            "square": f"{a:g}x²{b:+g}x{c:+g}",
            "cubic": f"{a:g}x³{b:+g}x²{c:+g}x{d:+g}",
            "wave": f"{a:g}·sin({b:g}x){c:+g}",
            "growth": f"{a:g}·exp({b / 2:g}x){c:+g}",
        }[kind].replace("-", "−")

    def __deepcopy__(self, memo):
        return self

    def __call__(self, x):
        a, b, c, d = self.parts
        if self.kind == "line":
            return a * x + b
        if self.kind == "square":
            return a * x**2 + b * x + c
        if self.kind == "cubic":
            return a * x**3 + b * x**2 + c * x + d
        if self.kind == "wave":
            return a * np.sin(b * x) + c
        return a * np.exp(b / 2 * x) + c

    def slope(self, x):
        """The derivative at x."""
        a, b, c, _ = self.parts
        if self.kind == "line":
            return a + 0 * x
        if self.kind == "square":
            return 2 * a * x + b
        if self.kind == "cubic":
            return 3 * a * x**2 + 2 * b * x + c
        if self.kind == "wave":
            return a * b * np.cos(b * x)
        return a * b / 2 * np.exp(b / 2 * x)
