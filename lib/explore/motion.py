"""Live figure of notebook 03: one trip, with its position, velocity and acceleration."""

import numpy as np

from lib import drawing
from lib.calculus import shape
from lib.drawing import tracing
from lib.stage.controls import UP, FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import signed

TRIPS = {
    "a ball rolls up a ramp and back": "10t − t²",
    "a tram from stop to stop": "1.5t² − 0.1t³",
    "steady cycling": "5t",
    "a swing": "3·sin(1.5t)",
}


def motion(s="a ball rolls up a ramp and back", *, t=2.5, end=10.0) -> Stage:
    """One trip along a straight track: position, velocity and acceleration over time, with units.

    s is a name from the list, a formula in t, or a function of one number: seconds in, metres out.
    """
    stage = Stage(figsize=(6.4, 5.6), title="motion")

    def scene(s):
        velocity, acceleration = s.derivative, shape.second_derivative(s)
        stage.figure.get_layout_engine().set(rect=(0, 0, 0.82, 1))
        track, *axes = stage.figure.subplots(4, 1, height_ratios=[0.55, 1, 1, 1])
        for ax in axes[:-1]:
            ax.sharex(axes[-1])
        rows = [
            (s, "function", "position s\n(m)", "m"),
            (velocity, "derivative", "velocity s′\n(m/s)", "m/s"),
            (acceleration, "second derivative", "acceleration s″\n(m/s²)", "m/s²"),
        ]
        for ax, (g, name, title, _) in zip(axes, rows, strict=True):
            drawing.curve(ax, g, 0.0, end, name, margin=0.12)
            tracing.with_zero(ax)
            ax.set_ylabel(title, color=drawing.role(name).color, fontsize=10)
            if ax is not axes[-1]:
                ax.tick_params(labelbottom=False)
        points, texts = tracing.traced(axes, [name for _, name, *_ in rows])
        rule, move_rule = tracing.rule_through(axes)
        axes[-1].set_xlabel("time t (s)")
        low, high = axes[0].get_ylim()
        beyond = 0.3 * (high - low)
        track.set(xlim=(low - beyond, high + beyond), ylim=(-1, 1), title=f"s(t) = {s.label}")
        track.set_xlabel("the track: position (m)", fontsize=10)
        track.set_ylabel("track")
        track.yaxis.set_visible(False)
        track.spines["left"].set_visible(False)
        track.grid(False)
        (body,) = track.plot([], [], **drawing.role("function").point(markersize=11, zorder=6))
        going = drawing.arrow(track, "derivative", linewidth=2.5)
        stage.moving(rule, *points, *texts, body, going)
        fastest = np.abs(axes[1].get_ylim()).max()
        reach = beyond / fastest
        at = (
            (lambda t: (velocity(t), acceleration(t)))
            if s.exact
            else shape.remembered(velocity, acceleration, 0.0, end)
        )

        def update(t):
            values = (s(t), *map(shape.zero_if_tiny, at(t)))
            move_rule(t)
            for point, text, value, (*_, unit) in zip(points, texts, values, rows, strict=True):
                there = np.isfinite(value)
                point.set_data(*([[t], [value]] if there else [[], []]))
                text.set_text(f"{signed(value)} {unit}" if there else "none here")
            place, speed, _ = values
            seen = np.isfinite(place)
            body.set_data(*([[place], [0]] if seen else [[], []]))
            going.set_visible(bool(seen and np.isfinite(speed) and abs(speed) > 0.02 * fastest))
            if going.get_visible():
                going.set_positions((place, 0), (place + reach * speed, 0))
            return _told_motion(t, *values)

        return update

    return stage.live(
        scene,
        t=slider("t, time in s", 0.0, end, t, 0.05, play=UP),
        s=FunctionChooser("s(t), trip", s, TRIPS, variables=("t",), example="t^2 - t"),
    )


def _told_motion(t, s, v, a):
    if not np.isfinite(s):
        return f"At t = {signed(t)} s the trip has no position."
    told = f"At t = {signed(t)} s the position is {signed(s)} m"
    if not np.isfinite(v):
        return f"{told}, and there is no velocity to speak of."
    told += f", the velocity {signed(v)} m/s"
    told += ", which is standing still" if v == 0 else ", forwards" if v > 0 else ", backwards"
    if not np.isfinite(a):
        return f"{told}; there is no acceleration to speak of."
    told += f", and the acceleration {signed(a)} m/s²"
    if a == 0 or v == 0:
        return told + "."
    return f"{told}: it gets {'faster' if a * v > 0 else 'slower'}."
