"""Live figure of notebook 03: the secant slid until it touches (the mean value theorem)."""

import functools

import numpy as np

from lib import drawing
from lib.calculus import shape
from lib.calculus.crossings import Crossings
from lib.formula import expressions
from lib.stage.controls import UP, FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import listed, seen, signed

CURVES = {
    "x³ − 3x": "x³ − 3x",
    "x²": "x²",
    "sin(2x)": "sin(2x)",
    "|x|": "|x|",
    "cube root": "cbrt(x)",
    "a step": "0 if x < 0 else 1",
    "2x": "2x",
}
CELLS = 400
STRAIGHT = 1e-9


def mean_value(f="x³ − 3x", *, a=-1.5, b=2.0, slide=0.0, lo=-2.5, hi=2.5) -> Stage:
    """The secant from a to b, slid up or down without turning, to its last contact with the curve.

    f is a name from the list, a formula, or a function of one number; slide goes from 0, the secant
    itself, to 1, the last contact. Where f is continuous on [a, b] and differentiable inside, the line
    is a tangent there: f′ is the secant's slope.
    """
    stage = Stage(figsize=(6.4, 4.2), title="mean_value")
    middle = (lo + hi) / 2

    def scene(f):
        ax = stage.figure.subplots()
        drawing.curve(ax, f, lo, hi, margin=0.2)
        ax.set(xlabel="x", ylabel="f(x)", title=f"f(x) = {f.label}")
        bottom, top = ax.get_ylim()
        gaps = shape.breaks(f, lo, hi)
        (walls,) = ax.plot([], [], **drawing.role("quiet").line())
        (chord,) = ax.plot([], [], **drawing.role("secant").line())
        (slid,) = ax.plot([], [], **drawing.role("tangent").line())
        (ends,) = ax.plot([], [], **drawing.role("secant").point(zorder=6))
        (contact,) = ax.plot([], [], **drawing.role("tangent").point(zorder=7))
        told = ax.text(0.5, 0.02, "", ha="center", transform=ax.transAxes)
        stage.moving(walls, chord, slid, ends, contact, told)
        slopes, edges = _slopes(f, lo, hi), np.array([lo, hi])
        found = functools.lru_cache(maxsize=256)(lambda a, b: _Secant(f, a, b, gaps, slopes))

        def update(a, b, slide):
            secant = found(a, b)
            walls.set_data([a, a, np.nan, b, b], [bottom, top, np.nan, bottom, top])
            contact.set_data([], [])
            if secant.missing is not None:
                for line in (chord, slid, ends):
                    line.set_data([], [])
                told.set_text("")
                return f"At x = {signed(secant.missing)} f has no value: no secant from there."
            chord.set_data([a, b], secant.heights)
            ends.set_data([a, b], secant.heights)
            shift = slide * secant.farthest
            slid.set_data(edges, secant.line(edges) + shift)
            told.set_text(f"slope of the secant: {seen(secant.slope)}")
            if slide == 1 and secant.last is not None:
                contact.set_data([secant.last], [secant.line(secant.last) + secant.farthest])
            return secant.told(slide, shift)

        return update

    return stage.live(
        scene,
        slide=slider("slide, of the way", 0.0, 1.0, slide, 0.05, play=UP),
        a=slider("a, left end", lo, middle, a, 0.05),
        b=slider("b, right end", middle + 0.1, hi, b, 0.05),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def _slopes(f, lo, hi):
    """The Crossings of f′, for all secants; None where f′ has no formula."""
    tree = f.exact and getattr(f.derivative, "tree", None)
    if not tree:
        return None
    one = expressions.at_a_point(tree, f.variables)
    return Crossings(f.derivative, lambda x: one((x,)), lo, hi)


class _Secant:
    """The secant of f from a to b, its last contact, and the places between with its slope."""

    def __init__(self, f, a, b, gaps, slopes):
        self.a, self.b, self.f = a, b, f
        self.heights = [float(f(a)), float(f(b))]
        self.missing = next((x for x in (a, b) if not abs(f(x)) < shape.FAR), None)
        if self.missing is not None:
            return
        self.slope = (self.heights[1] - self.heights[0]) / (b - a)
        self.breaks = [x for x in gaps if a <= x <= b]
        self.corners = [
            x for x in f.corners(a, b) if a < x < b and all(abs(x - g) > 1e-6 for g in self.breaks)
        ]
        if not f.exact:  # its corners are known where it turns there
            turns = [x for x, why in shape.candidates(f, a, b) if why == shape.CORNER]
            self.corners = sorted({*self.corners, *turns})
        self.stretches, self.places = self._parallel(slopes)
        inner = np.array([*self.places, *self.corners, *(sum(s) / 2 for s in self.stretches)])
        off = np.asarray(f(inner), dtype=float) - self.line(inner) if inner.size else np.array([])
        off[~(np.abs(off) < shape.FAR)] = 0.0
        size = max(1.0, *np.abs(self.heights))
        self.straight = (
            any(left < a + 1e-6 and right > b - 1e-6 for left, right in self.stretches)
            and not self.breaks
        )
        self.last, self.farthest = None, 0.0
        if not self.straight and not self.breaks and off.size:
            k = int(np.abs(off).argmax())
            if abs(off[k]) > STRAIGHT * size:
                self.last, self.farthest = float(inner[k]), float(off[k])

    def line(self, x):
        """The height of the secant's line at x."""
        return self.heights[0] + self.slope * (x - self.a)

    def _parallel(self, slopes):
        """(stretches, single places) inside where f′ is the secant's slope, as far as is found."""
        f, slope = self.f, self.slope
        if slopes and not self.corners and not self.breaks:  # mostly f′ only crosses it
            least = 1e-3 * max(1.0, abs(slope))
            crossed = slopes.at(slope, self.a, self.b, CELLS, least)
            if crossed is not None:
                return [], crossed
        quiet = 1e-9 if f.exact else 1e-5

        def over(x):
            return f.derivative(x) - slope

        known = [*self.corners, *self.breaks]
        least = max(1.0, abs(slope)) * (1e-3 if f.exact else 1.0)
        signs = shape.sign_stretches(over, self.a, self.b, known, quiet, CELLS, least=least)
        level = [(left, right) for left, right, sign in shape.merged(signs, over) if sign == 0]
        edges = {left for left, _, _ in signs} & {right for _, right, _ in signs}
        single = []
        for x in sorted(edges):
            if any(abs(x - c) < 1e-6 for c in known) or any(
                left - 1e-6 <= x <= right + 1e-6 for left, right in level
            ):
                continue
            if abs(over(x)) <= 1e-4 * max(1.0, abs(slope)):
                single.append(x)
            else:  # f′ leaps over the secant's slope
                self.corners.append(x)
        return level, single

    def told(self, slide, shift):
        """What is to be seen, in a sentence or three."""
        start = (
            f"From a = {signed(self.a)} to b = {signed(self.b)} the secant has the slope "
            f"{seen(self.slope)}"
        )
        if self.straight:
            return f"{start}, and f is this line: it has that slope at every place between."
        if self.breaks:
            why = f"f jumps or has no value at x = {signed(self.breaks[0])}"
            return f"{start}. {why}, so the theorem doesn’t apply. {self._all()}"
        way = "up" if shift > 0 else "down"
        moved = f"slid {way} by {seen(abs(shift))} it" if shift else "it"
        corner = self.last is not None and self.last in self.corners
        if slide < 1 or self.last is None:
            begun = f"{start}; {moved} still cuts the curve."
            if self.last is None:
                begun = f"{start}."
            elif slide == 0:
                begun = f"{start}: slide it, without turning it, to its last contact."
            if self.corners:
                return (
                    f"{begun} f has no slope at x = {signed(self.corners[0])}, so the theorem doesn’t "
                    f"apply. {self._all()}"
                )
            return begun if self.last is not None else f"{begun} {self._all()}"
        if corner:
            return (
                f"{start}; {moved} leaves the curve at x = {signed(self.last)}, where f has no slope. So "
                f"the theorem doesn’t apply. {self._all()}"
            )
        told = (
            f"{start}; {moved} touches the curve at x = {signed(self.last)}, and there f′ = "
            f"{seen(float(self.f.derivative(self.last)))}"
        )
        if self.corners:
            told += (
                f", though f has no slope at x = {signed(self.corners[0])} and nothing was promised"
            )
        elif self.f.exact:
            told += ", as the theorem promises"
        several = len(self.places) + len(self.stretches) > 1
        return f"{told}. {self._all()}" if several else f"{told}."

    def _all(self):
        """The places inside that have the secant's slope."""
        named = [f"from x = {signed(p)} to x = {signed(q)}" for p, q in self.stretches]
        named += [f"at x = {signed(x)}" for x in self.places]
        if not named:
            return "No place between a and b is found where f′ is the secant’s slope."
        return f"f′ is the secant’s slope {listed(named)}."
