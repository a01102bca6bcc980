"""Live figure of notebook 10: momentum's two roots as the hands of a dial."""

import numpy as np

from lib import drawing
from lib.learning.curvature import momentum_roots
from lib.learning.descent import momentum as with_momentum
from lib.stage.controls import log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, plain, signed

REACH, SHOWN, HEIGHT = 1.5, 50, 1.3  # half the dial's width; steps and distances that are drawn
NEAR, MOST = 0.01, 5000  # arrived: within 1 % of its start; steps that are looked through
LOST = 1e-6  # two distances so small never grow to NEAR again: below β = 0.99 at most 150 times
SAME = 1e-9  # a size that differs from 1 by rounding only


def arrival(pace, beta):
    """The step from which on the ball stays within 1 % of its first distance; None if not in 5,000."""
    before = now = 1.0
    last = 0
    shrinks = pace < 2 * (1 + beta)
    for step in range(1, MOST + 1):
        before, now = now, (1 + beta - pace) * now - beta * before
        if now > NEAR or now < -NEAR:
            last = step
            if abs(now) > 1e6:
                return None
        elif shrinks and abs(now) + abs(before) < LOST:
            break
    return last + 1 if last < MOST else None


def told(roots, pace, beta):
    """What the two roots do to the distance: a sentence."""
    larger, smaller = roots
    size = abs(larger)
    if isinstance(larger, complex):
        angle = np.degrees(np.angle(larger))
        real, imaginary = signed(larger.real, 3), signed(larger.imag, 3)
        return (
            f"the roots are {real} ± {imaginary} i, of size √β = {signed(size, 3)}. Each step turns "
            f"by {signed(angle, 1)}°, a whole swing in {plain(360 / angle, 3)} steps, and multiplies the "
            f"swing by {signed(size, 3)}."
        )
    both = f"the roots are {signed(larger, 3)} and {signed(smaller, 3)}"
    if np.isclose(size, 1, rtol=0, atol=SAME):
        return f"{both}: it swings from side to side for ever."
    if size > 1:
        return f"{both}: it explodes; each step in the end multiplies the distance by {signed(size, 3)}."
    how = "from one side" if larger >= 0 else "from side to side"
    return (
        f"{both}: it comes closer {how}; each step in the end multiplies the distance by "
        f"{signed(size, 3)}."
    )


def dial(pace=0.1, beta=0.9) -> Stage:
    """The two roots of r² − (1 + β − ηc) r + β, and the path that they make on a bowl.

    pace is ηc, learning rate times curvature; beta the momentum β, from 0 to 0.99. The bowl has one
    weight; the path begins at distance 1, with v = 0.
    """
    momentum_roots(pace, beta)  # says what is wrong with them
    stage = Stage(figsize=(6.4, 3.5), title="dial")

    def scene():
        left, right = stage.figure.subplots(1, 2, width_ratios=(1, 1.15))
        left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal")
        left.set(xlabel="real part of r", ylabel="imaginary part of r", title="the two roots")
        left.set_anchor("N")  # its title stands as high as the other
        around = np.linspace(0, 2 * np.pi, 181)
        left.plot(np.cos(around), np.sin(around), color=drawing.QUIET, linewidth=1.2)
        left.text(0, -1.12, "size 1: the edge", color=drawing.QUIET, ha="center", va="top")
        right.set(xlim=(-1, SHOWN + 1), ylim=(-HEIGHT, HEIGHT))
        right.set(
            xlabel="step",
            ylabel="w, from 1 at the start",
            title=f"the path: its first {SHOWN} steps",
        )
        right.axhline(0, color=drawing.QUIET, linewidth=0.8)
        (ring,) = left.plot([], [], **drawing.role("quiet").line())
        hands, tips = [], []
        for name in ("third", "second"):
            hands += left.plot([], [], **drawing.role(name).line())
            tips += left.plot([], [], **drawing.role(name).point(zorder=6))
        (line,) = right.plot([], [], **drawing.role("path").line(linewidth=1.2))
        stops = drawing.dots(right, "path", 4.0)
        stage.moving(ring, *hands, *tips, line, stops)

        def update(pace, beta):
            roots = momentum_roots(pace, beta)
            size = np.sqrt(beta)
            ring.set_data(size * np.cos(around[::6]), size * np.sin(around[::6]))
            for hand, tip, root in zip(hands, tips, roots[::-1], strict=True):
                x, y = np.real(root), np.imag(root)
                hand.set_data([0, x], [0, y])
                tip.set_data([x], [y])
            path = np.clip(with_momentum(lambda w: w, 1.0, pace, SHOWN, momentum=beta), -99, 99)
            outside = np.flatnonzero(np.abs(path) > HEIGHT)
            gone = outside.size and abs(roots[0]) > 1
            shown = path[: outside[0] + 1] if gone else path
            line.set_data(np.arange(len(shown)), shown)
            drawing.move_dots(stops, np.arange(len(shown)), shown)
            arrived = arrival(pace, beta)
            end = (
                f" From step {arrived} on it is within 1 % of its first distance."
                if arrived
                else ""
            )
            if not arrived and abs(roots[0]) < 1 - SAME:
                end = f" After {counted(MOST, 'step')} it is still further than 1 % away."
            said = told(roots, pace, beta)
            return f"With ηc = {plain(pace, 3)} and β = {signed(beta)}, {said}{end}"

        return update

    return stage.live(
        scene,
        pace=log_slider("ηc, rate × curvature", -3, 0.7, pace, 0.02, format=".3g"),
        beta=slider("β, momentum", 0.0, 0.99, beta, 0.01),
    )
