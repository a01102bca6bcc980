"""Live figure of notebook 03: f′ is there, and the reader builds f from it, stretch by stretch."""

import numpy as np

from lib import drawing
from lib.drawing import tracing
from lib.formula.refusals import FunctionError
from lib.stage.controls import FunctionChooser, slider
from lib.stage.stage import Stage
from lib.stage.words import cut, seen, signed

SLOPES = {
    "x² − 1": "x² − 1",
    "x": "x",
    "1 − |x|": "1 − |x|",
    "2·cos(2x)": "2cos(2x)",
    "e^x/2": "e^x/2",
    "sign(x)": "sign(x)",
}
EDGES = np.linspace(-2.0, 2.0, 5)
FINE = 400  # places looked at on each stretch
STEEPEST, STEP = 3.0, 0.25  # of the sliders
CLOSE = 0.15  # so near to the mean of f′ counts as agreeing: a stop of the slider always is
LARGE = 1e6


def sketch(f="x² − 1", *, s1=1.0, s2=0.5, s3=0.5, s4=-1.0, c=0.0) -> Stage:
    """f′ from −2 to 2, and above it a broken line of four slopes that is to become f.

    f is the *derivative*: a name from the list, a formula, or a function of one number. s1 to s4 are
    the slopes of the sketch, c its height at −2. A slope agrees if it is the mean of f′ on its
    stretch to within 0.15; once all do, the curve itself is drawn, whatever c is. Where what is given
    leaps, no curve has it for a slope: title and sentence leave such places out. FunctionError where f′
    has no value, or a mean steeper than 3.
    """
    stage = Stage(figsize=(6.4, 5.4), title="sketch")

    def scene(f):
        x, given = _looked_at(f)
        leaps = _leaps(f, x.ravel(), given.ravel())
        means = given.mean(axis=1)
        # The midpoints' sums: f at every place but for its height at −2.
        rises = np.concatenate([[0.0], np.cumsum(given.ravel()) * (x[0, 1] - x[0, 0])])
        places = np.concatenate([[EDGES[0]], (x + (x[0, 1] - x[0, 0]) / 2).ravel()])
        upper, lower = stage.figure.subplots(2, 1, sharex=True, height_ratios=(1.3, 1))
        drawing.curve(lower, f, EDGES[0], EDGES[-1], "derivative")
        lower.set(xlabel="x", ylabel="f′(x)", xlim=(-2.15, 2.15))
        lower.set_ylim(*drawing.nice_limits([*given.ravel(), -STEEPEST, STEEPEST], 0.06))
        lower.set_title(f"given: f′(x) = {cut(f.label, 40)}{_but(leaps)}", fontsize=11)
        upper.set_ylabel("f(x)")
        upper.set_ylim(*drawing.nice_limits([rises.min() - 3, rises.max() + 3], 0.02))
        upper.set_title("your sketch of f", fontsize=11)
        upper.text(
            1.0,
            1.03,
            "thick: not the slope that f′ gives",
            ha="right",
            color=drawing.role("error").color,
            transform=upper.transAxes,
        )
        for ax in (upper, lower):
            tracing.with_zero(ax)
            ax.set_xticks(EDGES)
        thick = drawing.role("tangent").line(linewidth=5, alpha=0.4)
        (curve,) = upper.plot([], [], **thick)
        copies = upper.plot([], [], [], [], **drawing.role("quiet").line())
        (line,) = upper.plot([], [], **drawing.role("function").line(marker="o", markersize=6))
        # Thick under thin: sketch and dashed steps are seen upon it.
        (wrong,) = upper.plot(
            [], [], **drawing.role("error").line(linewidth=8, alpha=0.45, zorder=2)
        )
        (flat,) = lower.plot([], [], **drawing.role("secant").line(zorder=5))
        (off,) = lower.plot([], [], **drawing.role("error").line(linewidth=8, alpha=0.45, zorder=2))
        stage.moving(curve, *copies, line, wrong, flat, off)
        ranges = _ranges(f, given)
        few = slice(None, None, len(places) // 40)

        def update(s1, s2, s3, s4, c):
            slopes = np.round([s1, s2, s3, s4], 12)
            heights = c + np.concatenate([[0.0], np.cumsum(slopes)])
            agrees = np.abs(slopes - means) <= CLOSE
            line.set_data(EDGES, heights)
            flat.set_data(*_steps(slopes, np.full(4, True)))
            off.set_data(*_steps(slopes, ~agrees))
            wrong.set_data(*_pieces(heights, ~agrees))
            for artist, higher in ((curve, 0), (copies[0], 1), (copies[1], -1)):
                shown = places[few], c + rises[few] + higher
                artist.set_data(*(shown if agrees.all() else ([], [])))
            return _told(slopes, c, ranges, means, agrees, leaps)

        return update

    ends = [signed(edge, 0) for edge in EDGES]
    steep = {
        f"s{k + 1}": slider(f"slope from {ends[k]} to {ends[k + 1]}", -STEEPEST, STEEPEST, s, STEP)
        for k, s in enumerate((s1, s2, s3, s4))
    }
    return stage.live(
        scene,
        **steep,
        c=slider("c, height at −2", -2.0, 2.0, c, 0.25),
        f=FunctionChooser("f′(x), given", f, SLOPES, example="x^2 - x"),
    )


def _looked_at(f):
    """Places and values of f′ on each stretch, two arrays (4, FINE). Raises FunctionError."""
    left, width = EDGES[:-1, None], EDGES[1] - EDGES[0]
    x = left + width * (np.arange(FINE) + 0.5) / FINE
    with np.errstate(all="ignore"):
        given = np.asarray(f(x.ravel()), dtype=float).reshape(x.shape)
    missing = ~(np.abs(given) < LARGE)
    if missing.any():
        raise FunctionError(
            f"{cut(f.label, 40)} has no value, or a huge one, at x = {signed(x[missing][0])}: a slope is "
            "needed all the way from −2 to 2"
        )
    steep = np.abs(given.mean(axis=1)) > STEEPEST
    if steep.any():
        k = int(steep.argmax())
        raise FunctionError(
            f"from {signed(EDGES[k], 0)} to {signed(EDGES[k + 1], 0)} this slope is "
            f"{seen(given[k].mean())} on average, and the sliders end at 3: try a part of it, such as "
            "a tenth"
        )
    return x, given


def _leaps(f, x, given):
    """Places where f′ leaps, an array: the widest gaps between neighbours are halved to the last float.

    Leaps are what stays of a gap while both sides are calm; a wiggle without end isn't one.
    """
    widest = np.sort(np.argsort(np.abs(np.diff(given)))[-16:])
    low, high = x[widest], x[widest + 1]
    with np.errstate(all="ignore"):
        for _ in range(60):
            middle = (low + high) / 2
            at = [np.asarray(f(place), dtype=float) for place in (low, middle, high)]
            left = ~(np.abs(at[1] - at[0]) < np.abs(at[2] - at[1]))  # also where it has no value
            low, high = np.where(left, low, middle), np.where(left, middle, high)
        near, far = (
            [np.asarray(f(place), dtype=float) for place in (low - d, high + d)]
            for d in (1e-9, 1e-8)
        )
        stays = np.abs(np.asarray(f(high), float) - np.asarray(f(low), float))
        leap = np.abs(near[1] - near[0])
        calm = np.maximum(np.abs(far[0] - near[0]), np.abs(far[1] - near[1])) < 0.01 * leap
    return np.unique(np.round(high[calm & ~(stays < 0.1 * leap) & (leap > 1e-5)], 6)) + 0.0


def _but(leaps):
    """The places left out, for the title."""
    if not leaps.size:
        return ""
    return f" for x ≠ {signed(leaps[0])}" if leaps.size == 1 else " but where it leaps"


def _steps(slopes, which):
    """The slopes of some stretches as level lines with gaps between, for `set_data`."""
    return _gaps(np.stack([slopes, slopes], axis=1), which)


def _pieces(heights, which):
    """The sketch on some stretches."""
    return _gaps(np.stack([heights[:-1], heights[1:]], axis=1), which)


def _gaps(ends, which):
    x = np.stack([EDGES[:-1], EDGES[1:]], axis=1)
    parts = [np.column_stack([part[which], np.full(which.sum(), np.nan)]) for part in (x, ends)]
    return parts[0].ravel(), parts[1].ravel()


def _ranges(f, given):
    """The least and the largest value of f′ on each stretch, its ends included where f′ has one: (4, 2)."""
    with np.errstate(all="ignore"):
        ends = np.asarray(f(EDGES), dtype=float)
    inner = np.stack([given[:, 0], given[:, -1]], axis=1)
    ends = np.stack([ends[:-1], ends[1:]], axis=1)
    # An end that f′ leaps at belongs to neither stretch.
    near = np.abs(ends - inner) <= 0.01 * np.maximum(1.0, np.ptp(given, axis=1))[:, None]
    every = np.concatenate([given, np.where(near, ends, inner)], axis=1)
    return np.stack([every.min(axis=1), every.max(axis=1)], axis=1)


def _told(slopes, c, ranges, means, agrees, leaps):
    """How many stretches agree, and what is wrong with the first that doesn't."""
    steps = ", ".join(signed(slope) for slope in slopes)
    begun = f"Your sketch begins at height {signed(c)} and has the slopes {steps}."
    if agrees.all():
        but = ""
        if leaps.size:
            but = f" but where it leaps, as at x = {signed(leaps[0])}: there the curve has a corner"
        return (
            f"{begun} All 4 agree: as nearly as the sliders allow, its corners lie on a curve with this "
            f"f′{but}. So they would from any other height: the dashed copies have the same f′."
        )
    k = int(agrees.argmin())
    least, most = ranges[k]
    start = (
        f"{begun} So far {int(agrees.sum())} of 4 agree. From {signed(EDGES[k], 0)} to "
        f"{signed(EDGES[k + 1], 0)} "
    )
    if least - 1e-9 <= slopes[k] <= most + 1e-9:
        side = "higher" if means[k] > slopes[k] else "lower"
        return f"{start}f′ has your slope somewhere, but on average it lies {side}."
    if most - least < 1e-9:
        return f"{start}f′ is {seen(most)}."
    return f"{start}f′ lies between {seen(least)} and {seen(most)}, so on average as well."
