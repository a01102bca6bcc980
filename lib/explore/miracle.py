"""Live figure of notebook 02: the error of two differences and of the complex step, down to 10⁻³⁰⁰."""

import numpy as np

from lib import drawing
from lib.calculus.schemes import SCHEMES
from lib.formula.complex_step import complex_slopes
from lib.formula.precision import is_exact
from lib.formula.refusals import FunctionError
from lib.formula.tangents import tangent_at
from lib.stage.controls import DOWN, FunctionChooser, choice, log_slider
from lib.stage.stage import Stage
from lib.stage.words import plain, signed

CURVES = {
    "sin x": "sin x",
    "x³": "x³",
    "e^x": "e^x",
    "√x": "√x",
    "1/x": "1/x",
    "tanh x": "tanh x",
    "eˣ/√(sin³x + cos³x)": "e^x/sqrt(sin(x)^3 + cos(x)^3)",
    "|x|": "|x|",
}
PLACES = [0.5, 1.0, 1.5]
BEND = -20  # the power of ten at which the far axis ends and the near one begins
STEPS = 10.0 ** np.concatenate([np.arange(-300, BEND, 4), np.arange(BEND, 0.01, 0.25)])
NAMES = ("forward", "central", "complex")
LOOKS = {"forward": "forward", "central": "central", "complex": "tangent"}
LEAST, MOST = 1e-18, 1e2  # errors as drawn, for each unit of slope
EPS = float(np.finfo(float).eps)
SURE = 1e-30  # the complex step by which the others are judged where there is no formula


def after_the_v(f="sin x", *, x=1.0, h=0.1) -> Stage:
    """The error of the forward difference, the central one and the complex step, for h down to 10⁻³⁰⁰.

    f is a name from the list, a formula, or a function of one number, which is then called with
    complex numbers. An error of 0 is drawn at the bottom, and the picture says so. Where f isn't
    analytic, or can't be computed with complex numbers, the sentence says why, and the two differences
    alone are drawn.
    """
    stage = Stage(figsize=(6.4, 4.0), title="after_the_v")

    def scene(f, x):
        slopes, why = _slopes(f, x, STEPS)
        slope, none = _judge(f, x)
        unit = float(np.clip(abs(slope), 1e-200, 1e200)) if np.isfinite(slope) and slope else 1.0
        far, near = stage.figure.subplots(1, 2, sharey=True, width_ratios=(1, 1.6))
        _axes(far, near, unit, f, x)
        for name in NAMES:
            _line(far, near, name, _shown(np.abs(slopes[name] - slope), unit))
        points = [
            ax.plot([], [], **drawing.role(LOOKS[name]).point(markersize=10, zorder=8))[0]
            for name in NAMES
            for ax in (far, near)
        ]
        stage.moving(*points)

        def update(h):
            found, _ = _slopes(f, x, np.array([h]), known=why)
            errors = {name: float(abs(found[name][0] - slope)) for name in NAMES}
            heights = [float(_shown(np.array([errors[name]]), unit)[0]) for name in NAMES]
            for k, point in enumerate(points):
                here = (h < 10.0**BEND) == (k % 2 == 0) and np.isfinite(heights[k // 2])
                point.set_data(*(([h], [heights[k // 2]]) if here else ([], [])))
            start = f"At x = {signed(x, 1)} with h = {plain(h, 2)} "
            if none:
                return f"{start}there is no slope to compare with: {none}."
            told = [_told(name, errors[name], found[name][0], slope) for name in NAMES]
            if why:
                return f"{start}{told[0]}, {told[1]}. {why}."
            judged = "" if is_exact(f) else " All are compared with the complex step for h = 10⁻³⁰."
            return f"{start}{told[0]}, {told[1]}; {told[2]}.{judged}"

        return update

    places = {signed(place, 1): place for place in sorted({*PLACES, float(x)})}
    return stage.live(
        scene,
        h=log_slider("h, step", -300, 0, h, 1, play=DOWN),
        x=choice("x, place", places, float(x)),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def _slopes(f, x, steps, known=None):
    """Slopes by name for each step, and why there is no complex one, or "": (dict of arrays, text).

    known: that text, if it is known already.
    """
    with np.errstate(all="ignore"):
        found = {name: np.asarray(SCHEMES[name][0](f, x, steps), float) for name in NAMES[:2]}
    found["complex"] = np.full(steps.shape, np.nan)
    if known:
        return found, known
    try:
        found["complex"] = complex_slopes(f, x, steps)
    except FunctionError as refused:
        told = str(refused).rstrip(".")
        return found, told[0].upper() + told[1:]
    return found, ""


def _judge(f, x):
    """The slope by which errors are measured, and "" ; or NaN, and why there is none."""
    slope, none = tangent_at(f, x)
    if none or is_exact(f):
        return slope, none
    try:
        sharp = float(complex_slopes(f, x, [SURE])[0])
    except FunctionError:
        return slope, none
    # f may do something else with complex numbers: then the differences are believed.
    return (sharp if abs(sharp - slope) <= 1e-5 * max(1.0, abs(slope)) else slope), none


def _shown(errors, unit):
    """Errors as drawn: clipped to the axis, and NaN where there is none."""
    with np.errstate(all="ignore"):
        return np.where(np.isnan(errors), np.nan, np.clip(errors, LEAST * unit, MOST * unit))


def _axes(far, near, unit, f, x):
    for ax, low, high in ((far, 1e-300, 10.0**BEND), (near, 10.0**BEND, 2.0)):
        ax.set(xscale="log", yscale="log", xlim=(low, high))
        ax.set_ylim(LEAST * unit / 300, MOST * unit * 3)
        ax.set_xlabel("h, step")
    far.set_xticks([1e-300, 1e-200, 1e-100])
    near.set_xticks([1e-20, 1e-15, 1e-10, 1e-5, 1])
    near.annotate(
        "this low: an error of exactly 0",
        (1e-19, LEAST * unit),
        xytext=(0, -4),
        textcoords="offset points",
        va="top",
        color=drawing.role("quiet").color,
    )
    far.set_ylabel("error of the slope")
    far.set_title("far down …", fontsize=11)
    near.set_title(f"f(x) = {f.label}, x = {signed(x, 1)}", fontsize=11)
    near.set_ylabel("error")
    for ax in (far, near):
        ax.minorticks_off()


def _line(far, near, name, heights):
    role = drawing.role(LOOKS[name])
    wide = 4.0 if name == "central" else role.linewidth  # it lies under the complex step's
    for ax in (far, near):
        ax.plot(STEPS, heights, **role.line(linewidth=wide, zorder=4))
    known = np.flatnonzero(np.isfinite(heights) & (STEPS < 1e-100))
    if known.size:
        above = name != "central"
        far.annotate(
            {"complex": "complex step"}.get(name, name),
            # Rounding makes the complex step's line leap: its name keeps clear of every leap.
            (1e-290, heights[known].max() if above else heights[known].min()),
            xytext=(0, 5 if above else -5),
            textcoords="offset points",
            va="bottom" if above else "top",
            color=role.color,
        )


def _told(name, error, found, slope):
    """How far one of them is off."""
    who = {
        "forward": "the forward difference",
        "central": "the central one",
        "complex": "the complex step",
    }[name]
    if not np.isfinite(found):
        return f"{who} has no value"
    if found == 0 and slope != 0:
        return f"{who} finds 0"
    if error <= 8 * EPS * abs(slope):
        return f"{who} is off by no more than rounding"
    return f"{who} is off by {plain(error, 2)}"
