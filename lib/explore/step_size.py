"""The live figure of notebook 02 on the size of the step: truncation against roundoff."""

import numpy as np

from lib import drawing
from lib.calculus.differences import best_step
from lib.calculus.schemes import SCHEMES
from lib.drawing.secants import move_secant, secant_line
from lib.formula.precision import is_exact, rises, too_large
from lib.formula.tangents import measured_errors, tangent_at
from lib.stage.controls import DOWN, FunctionChooser, choice, log_slider
from lib.stage.stage import Stage
from lib.stage.words import plain

POWERS = {-1: "∝ ε/h", 1: "∝ h", 2: "∝ h²", 4: "∝ h⁴"}
STEPPED = ["sin x", "x²", "x³", "√x", "ln x", "1/x"]


def step_size_error(
    f="sin x", *, x=1.0, h=0.1, scheme="forward", dtype="float64", shortest=-16, longest=2
) -> Stage:
    """The secant for a step from 100 down to 10⁻¹⁶, and beside it the error for every step.

    f is a name from the list, a formula, or a function of one number. The places x are scaled:
    1, 1000 and 10⁶ show that the best step grows with x.
    """
    stage = Stage(figsize=(6.4, 4.0), title="step_size_error")
    steps = 10.0 ** np.linspace(shortest, longest, 10 * (longest - shortest) + 1)

    def scene(f, x, scheme, dtype):
        beside, ax = stage.figure.subplots(1, 2, width_ratios=(1, 1.45))
        _, order, reach = SCHEMES[scheme]
        at = float(np.dtype(dtype).type(x))
        slope, why = tangent_at(f, at)
        slopes, errors = measured_errors(f, x, steps, scheme, dtype)
        best = float(best_step(at, order, dtype))
        rules = _rules(f, x, slope, scheme, dtype, best)
        _secant_axes(beside, f, at, slope)
        floor, top = _error_axes(ax, f, at, steps, errors, scheme, dtype, best)
        secant = secant_line(beside, scheme)
        (here,) = ax.plot(
            [],
            [],
            **drawing.role(scheme).point(markersize=12, markeredgecolor=drawing.INK, zorder=8),
        )
        (drop,) = ax.plot([], [], color=drawing.role(scheme).color, linewidth=1.0)
        stage.moving(secant, here, drop)

        def update(h):
            found, error = (float(a[0]) for a in measured_errors(f, x, [h], scheme, dtype))
            ends = h * np.array(reach)
            heights = rises(f, at, ends)
            move_secant(secant, beside, ends, heights, found)
            shown = np.isfinite(error)
            height = np.clip(error, floor, top) if shown else floor
            here.set_data([h] if shown else [], [height] if shown else [])
            drop.set_data([h, h], [floor, height])
            start = f"In {dtype} at x = {plain(at)} with h = {plain(h, 2)} "
            if why:
                return f"{start}there is no tangent, so there is no error to speak of: {why}."
            if not np.isfinite(found):
                lacking = _no_secant(f, at + ends, dtype)
                return f"{start}f(x) = {f.label} {lacking} at one end, so there is no secant."
            return (
                f"{start}the {scheme} secant has slope {plain(found, 6)}, the tangent "
                f"{plain(slope, 6)}: error {plain(error, 2)}. {rules(h, found)}"
            )

        return update

    places = {"1": 1.0, "1000": 1e3, "10⁶": 1e6}
    if x not in places.values():
        places = {plain(x): x, **places}
    return stage.live(
        scene,
        h=log_slider("h, step", shortest, longest, h, play=DOWN),
        scheme=choice("secant", list(SCHEMES), scheme),
        dtype=choice("number format", ["float64", "float32"], dtype),
        x=choice("x, place", places, x),
        f=FunctionChooser("f(x), curve", f, STEPPED),
    )


def _no_secant(f, ends, dtype):
    """Why a secant has no slope: what f is at one of its ends, or both."""
    kind = np.finfo(dtype).dtype.type
    for end in ends:
        with np.errstate(all="ignore"):
            value = float(f(float(kind(end))))
        if too_large(f, float(kind(end))) or abs(value) > np.finfo(dtype).max:
            return f"is too large for a {dtype}"
    if all(np.isfinite(f(float(kind(end)))) for end in ends):
        return f"can't be computed in {dtype}"
    return "has no value"


def _rules(f, x, slope, scheme, dtype, best):
    """The function that says, for a step h and the slope found with it, which error rules.

    For a formula both errors are known: truncation is that of the secant computed with 50 digits,
    and what is left of the error is round-off. Round-off may vanish by chance at one step; so it
    counts as at least what is to be expected of it. For a Python callable the textbook's best step
    is all there is to go by.
    """
    kind = np.dtype(dtype).type
    at, reach, eps = kind(x), SCHEMES[scheme][2], float(np.finfo(dtype).eps)
    place = float(at)
    least = 4 * eps * abs(slope)
    expected = eps * (abs(f(place)) + abs(place * slope))

    def truncation(h):
        low, high = rises(f, place, h * np.array(reach, dtype=float))
        return abs((high - low) / (h * (reach[1] - reach[0])) - slope)

    near = max(1.0, abs(place)) * np.array([0.3, 0.03, 0.003])
    straight = is_exact(f) and all(truncation(h) <= least for h in near)

    def say(h, found):
        h = float(kind(h))
        points = {float(kind(place + h * end)) for end in reach}
        if len(points) == 1:
            return "x + h rounds to x: the two points are one, and the slope comes out as 0."
        if not is_exact(f):
            if h > 10 * best:
                return "For most functions so long a step leaves truncation to rule."
            if h < best / 10:
                return "For most functions so short a step leaves round-off to rule."
            return "For most functions this is near the bottom of the V."
        if straight:
            return "This secant has the tangent's slope at any step: only round-off is left."
        lost = truncation(h)
        rounded = max(abs(abs(found - slope) - lost), expected / h + least / 4)
        if lost > 10 * rounded:
            return "Too long a step: truncation rules."
        if rounded > 10 * lost:
            return "Too short a step: round-off rules."
        return "Near the bottom of the V: truncation and round-off balance."

    return say


def _secant_axes(ax, f, x, slope):
    """The curve around x, both axes counted from the point, and its tangent."""
    d = np.linspace(-0.9, 0.9, 121)
    y = rises(f, x, d)
    ax.plot(d, y, **drawing.role("function").line())
    ax.set_xlim(-0.9, 0.9)
    ax.set_ylim(*drawing.nice_limits([*y, 0], 0.12))
    (tangent,) = ax.plot([], [], **drawing.role("tangent").line(linewidth=1.6))
    drawing.line_through(tangent, ax, 0.0, 0.0, slope)
    ax.set(xlabel="distance from x", ylabel="f − f(x)")
    ax.set_title(f"f(x) = {f.label}", fontsize=11)
    ax.locator_params(nbins=4)
    ax.ticklabel_format(style="sci", scilimits=(-3, 4), useMathText=True)


def _error_axes(ax, f, x, steps, errors, scheme, dtype, best):
    """Error against step, both on log axes, with what theory says; returns the limits of error."""
    seen = errors[np.isfinite(errors) & (errors > 0)]
    low, high = (seen.min(), seen.max()) if seen.size else (1e-16, 1.0)
    floor, top = 10 ** (np.floor(np.log10(low)) - 1), 10 ** (np.ceil(np.log10(high)) + 0.6)
    role = drawing.role(scheme)
    ax.set(xscale="log", yscale="log", xlim=(steps[0], steps[-1]), ylim=(floor, top))
    ax.set(xlabel="h, step", ylabel="error of the slope")
    ax.set_title(f"{scheme}, {dtype}", fontsize=11, color=role.color)
    ax.plot(steps, np.clip(errors, floor, top), **role.point(markersize=4, markeredgewidth=0))
    order = SCHEMES[scheme][1]
    for size, power in (_truncation(f, x, order), (_roundoff(f, x, dtype), -1)):
        if np.isfinite(size) and size > 0:
            ax.plot(steps, size * steps**power, **drawing.role("quiet").line(zorder=2.5))
            _label_power(ax, size, power, POWERS[power], floor, top)
    ax.axvline(best, **drawing.role("tangent").line(linewidth=1.2, linestyle=(0, (1.2, 1.6))))
    root = "√ε" if order == 1 else "∛ε"
    far = best > 0.01
    ax.annotate(
        f"{root}·{plain(abs(x))}" if abs(x) > 1 else root,
        (best, floor),
        xytext=(-4 if far else 4, 4),
        textcoords="offset points",
        ha="right" if far else "left",
        color=drawing.role("tangent").color,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1},
    )
    return floor, top


def _truncation(f, x, order):
    """(size, power): the truncation error is about size * h**power; NaN for a Python callable.

    The secant of the first order leaves f″/2 h, and where f″ is 0 at x, f‴/6 h²; that of the second
    leaves f‴/6 h², and where f‴ is 0, f⁽⁵⁾/120 h⁴.
    """
    if not is_exact(f):
        return np.nan, order
    slopes = [f.derivative.derivative]
    slopes.append(slopes[0].derivative)
    size, more = (abs(g(x)) for g in slopes)
    if order == 2 and not abs(more) > 0:
        return abs(slopes[1].derivative.derivative(x)) / 120, 4
    if order == 2:
        return more / 6, 2
    return (size / 2, 1) if size > 0 else (more / 6, 2)


def _roundoff(f, x, dtype):
    """What 1 / h is multiplied by in the round-off to be expected; NaN for a Python callable."""
    if not is_exact(f):
        return np.nan
    return float(np.finfo(dtype).eps) * (abs(f(x)) + abs(x * f.derivative(x)))


def _label_power(ax, size, power, words, floor, top):
    """Write beside a straight line size * h**power, inside the V."""
    height = 10 ** (0.14 * np.log10(floor) + 0.86 * np.log10(top))
    right = power > 0
    ax.annotate(
        words,
        ((height / size) ** (1 / power), height),
        xytext=(-7 if right else 7, 0),
        textcoords="offset points",
        ha="right" if right else "left",
        va="bottom",
        color=drawing.QUIET,
    )
