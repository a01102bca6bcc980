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
        """A smooth function of one number, elementwise on arrays.

        `.slope` is its derivative, `.label` its formula. Line, square, cubic, wave and growth in turn.
        """
        a, b, c, d = (self.number(-2, 2, 1) or 1.0 for _ in range(4))
        return self.in_turn(_line, _square, _cubic, _wave, _growth)(a, b, c, d)


def _curve(label, f, slope):
    f.label, f.slope = label.replace("-", "−"), slope
    return f


def _line(a, b, c, d):
    return _curve(f"{a:g}x{b:+g}", lambda x: a * x + b, lambda x: a + 0 * x)


def _square(a, b, c, d):
    label = f"{a:g}x²{b:+g}x{c:+g}"
    return _curve(label, lambda x: a * x**2 + b * x + c, lambda x: 2 * a * x + b)


def _cubic(a, b, c, d):
    return _curve(
        f"{a:g}x³{b:+g}x²{c:+g}x{d:+g}",
        lambda x: a * x**3 + b * x**2 + c * x + d,
        lambda x: 3 * a * x**2 + 2 * b * x + c,
    )


def _wave(a, b, c, d):
    label = f"{a:g}·sin({b:g}x){c:+g}"
    return _curve(label, lambda x: a * np.sin(b * x) + c, lambda x: a * b * np.cos(b * x))


def _growth(a, b, c, d):
    rate = b / 2
    label = f"{a:g}·exp({rate:g}x){c:+g}"
    return _curve(label, lambda x: a * np.exp(rate * x) + c, lambda x: a * rate * np.exp(rate * x))
