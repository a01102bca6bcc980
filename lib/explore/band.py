"""Live figure of notebook 02: the limit as a game. Which steps keep the secant's slope in a band?"""

import functools
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from lib import drawing
from lib.formula.precision import is_exact, rises_within, visible_roundoff
from lib.formula.tangents import sides_at, tangent_at
from lib.stage.controls import FunctionChooser, choice, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import counted, plain, seen, signed

CURVES = ["x²", "x³", "e^x", "√x", "|x|", "x·|x|", "x·sin(1/x)", "x²·sin(1/x)", "step"]
PLACES = [-1.0, 0.0, 0.5, 1.0]
# The steps looked at, to each side: 800 evenly apart, and 80 to each power of ten.
STEPS = np.union1d(np.arange(1, 801) / 800, 10.0 ** np.linspace(-8, 0, 641))
ROOM = 1e-10  # how well their slopes are known, for each unit of slope
SEEN = 40  # points of the curve under the glass, to each side
AROUND = 2.2  # how far the glass reaches beyond m, in bands


def band(f="x²", *, x=1.0, m=2.0, delta=0.5, h0=1.0) -> Stage:
    """Slopes of secants at x against their step h, a band m ± δ, and the longest step h₀ allowed.

    f is a name from the list, a formula, or a function of one number. h₀ wins if every secant with
    0 < |h| ≤ h₀ has a slope in the band. Beside it lies the same under a glass that always shows
    band and h₀ in one size. Which steps are in is decided by those in `STEPS`; whether any h₀ can win, for
    a formula, by the exact slopes that the secants approach.
    """
    stage = Stage(figsize=(6.4, 3.9), title="band")

    def scene(f, x):
        game = _Game(f, x)
        ax, glass = stage.figure.subplots(1, 2, width_ratios=(1.25, 1))
        _all_slopes(ax, game)
        _under_glass(glass)
        strip, box, lens = (
            part.add_patch(Rectangle((0, 0), 0, 0, facecolor=tint, edgecolor=edge, zorder=1.5))
            for part, tint, edge in (
                (ax, drawing.TINT[1], "none"),
                (ax, "none", drawing.role("tangent").color),
                (glass, "none", drawing.role("tangent").color),
            )
        )
        glass.axhspan(-1, 1, color=drawing.TINT[1], zorder=1)
        lens.set_bounds(-1, -1, 2, 2)
        box.set(linewidth=1.6, zorder=5)
        lens.set(linewidth=1.6, zorder=5)
        (near,) = glass.plot([], [], **drawing.role("function").line(zorder=4))
        outs = [
            part.plot([], [], **drawing.role("error").point(markersize=10, zorder=7))[0]
            for part in (ax, glass)
        ]
        told = ax.text(0, 1.04, "", transform=ax.transAxes, color=drawing.role("tangent").color)
        stage.moving(strip, box, near, *outs, told)

        def update(m, delta, h0):
            m = round(m, 12)
            strip.set_bounds(-1.1, m - delta, 2.2, 2 * delta)
            wide, high = max(h0, 0.01), max(delta, 0.02)  # as drawn: a narrower box is a stroke
            box.set_bounds(-wide, m - high, 2 * wide, 2 * high)
            h, slopes = game.near(h0)
            near.set_data(h / h0, np.clip((slopes - m) / delta, -50, 50))
            out = game.worst(m, delta, h0)
            for point in outs:
                point.set_data([], [])
            if out is not None and np.isfinite(out[1]):
                bottom, top = ax.get_ylim()
                outs[0].set_data([out[0]], [np.clip(out[1], bottom, top)])
                scaled = np.clip((out[1] - m) / delta, -0.93 * AROUND, 0.93 * AROUND)
                outs[1].set_data([out[0] / h0], [scaled])
            told.set_text(f"{'in the band' if out is None else 'not in the band'}, up to h₀")
            return f"{_game_told(game, m, delta, h0, out)} {_limit_told(game, m, delta)}".rstrip()

        return update

    places = {signed(place, 1): place for place in sorted({*PLACES, float(x)})}
    return stage.live(
        scene,
        delta=log_slider("δ, half the band", -2, 0.3, delta),
        h0=log_slider("h₀, longest step", -4, 0, h0, 0.05),
        m=slider("m, slope claimed", -4.0, 4.0, m, 0.1),
        x=choice("x, place", places, float(x)),
        f=FunctionChooser("f(x), curve", f, CURVES),
    )


def _all_slopes(ax, game):
    """The slope for every step, both ways."""
    h, slopes = game.steps, game.slopes
    known = slopes[np.isfinite(slopes) & (np.abs(slopes) < 1e100)]
    low, high = np.quantile(known, [0.03, 0.97]) if known.size else (0.0, 0.0)
    bottom, top = drawing.nice_limits([min(low, -4.2), max(high, 4.2)], 0.03)
    bottom, top = max(bottom, -12.0), min(top, 12.0)
    for side in (h < 0, h > 0):
        shown = np.where(np.abs(slopes[side]) < 1e100, slopes[side], np.nan)
        ax.plot(h[side], np.clip(shown, bottom - 9, top + 9), **drawing.role("function").line())
    ax.set(xlim=(-1.1, 1.1), ylim=(bottom, top), xlabel="h, step", ylabel="slope of the secant")
    ax.set_title(f"f(x) = {game.f.label}, x = {signed(game.x, 1)}\n", fontsize=11)


def _under_glass(glass):
    """Axes on which the band and h₀ always have the same size."""
    glass.set(xlim=(-1.3, 1.3), ylim=(-AROUND, AROUND), xlabel="h, step", ylabel="slope")
    glass.set_xticks([-1, 0, 1], ["−h₀", "0", "h₀"])
    glass.set_yticks([-1, 0, 1], ["m − δ", "m", "m + δ"])
    glass.set_title("under the glass", fontsize=11)


@dataclass
class _Game:
    """The secants of f at x: the slope of each, and where the slopes go."""

    f: object
    x: float

    def __post_init__(self):
        f, x = self.f, self.x
        self.exact = is_exact(f)
        self.steps = np.concatenate([-STEPS[::-1], STEPS])
        self.slopes, self.vague = self._slopes(self.steps)
        self.looked = self.vague <= 1e-3  # for a callable, shorter steps would show round-off
        self.shortest = np.abs(self.steps[self.looked]).min() if self.looked.any() else 1.0
        self.slope, self.why = tangent_at(f, x)
        self.left, self.right = sides_at(f, x) if self.exact else (None, None)
        self.near = functools.lru_cache(maxsize=128)(self._near)
        self.ends = functools.lru_cache(maxsize=128)(lambda h0: self._slopes(np.array([-h0, h0])))

    def _slopes(self, h):
        """(slopes, how far round-off may move each) for an array of steps."""
        with np.errstate(all="ignore"):
            size = max(1.0, abs(float(self.f.derivative(self.x)))) if self.exact else 1.0
            size = size if np.isfinite(size) else 1.0
            slopes = rises_within(self.f, self.x, h, ROOM * size * np.abs(h)) / h
            vague = np.full(h.shape, 10 * ROOM * size)
            if not self.exact:
                vague += visible_roundoff(self.f, self.x, 1.0) / np.abs(h)
        return slopes, vague

    def _near(self, h0):
        h = h0 * np.arange(1, SEEN + 1) / SEEN * 1.3
        h = np.concatenate([-h[::-1], [np.nan], h])
        slopes = np.full(h.shape, np.nan)
        there = np.isfinite(h)
        slopes[there] = self._slopes(h[there])[0]
        return h, slopes

    def outside(self, m, delta):
        """Which of the steps looked at have no slope in the band."""
        return self.looked & ~(np.abs(self.slopes - m) <= delta + self.vague)

    def worst(self, m, delta, h0):
        """(h, slope) of the step up to h0 whose slope is furthest from m, if that is too far; else None."""
        h = np.concatenate([self.steps, [-h0, h0]])
        slopes, vague = (
            np.concatenate(pair)
            for pair in zip((self.slopes, self.vague), self.ends(h0), strict=True)
        )
        inside = np.concatenate([self.looked, [True, True]]) & (np.abs(h) <= h0 * (1 + 1e-12))
        off = np.abs(slopes - m)
        off[np.isnan(off)] = np.inf
        out = inside & ~(off <= delta + vague)
        if not out.any():
            return None
        k = int(np.where(out, off, -1.0).argmax())
        return float(h[k]), float(slopes[k])

    def longest(self, m, delta):
        """The longest of the steps looked at that still wins; 0 if none does."""
        out = np.abs(self.steps[self.outside(m, delta)])
        if not out.size:
            return 1.0
        won = STEPS[(self.shortest <= STEPS) & (out.min() > STEPS)]
        return float(won.max()) if won.size else 0.0


def _game_told(game, m, delta, h0, out):
    """Whether h0 wins, in a sentence or two."""
    start = f"Band {signed(m)} ± {plain(delta, 2)}, h₀ = {plain(h0, 2)}: "
    if out is not None:
        h, slope = out
        if np.isnan(slope):
            return f"{start}this h₀ loses, as there is no secant for h = {plain(h, 3)}."
        return (
            f"{start}this h₀ loses. At h = {plain(h, 3)} the slope is {seen(slope)}, which is "
            f"{plain(abs(slope - m), 3)} from m."
        )
    looked = int((game.looked & (np.abs(game.steps) <= h0 * (1 + 1e-12))).sum())
    told = (
        f"{start}this h₀ wins at all {counted(looked, 'step')} looked at, down to "
        f"{plain(game.shortest, 2)}."
    )
    longest = game.longest(m, delta)
    if longest <= h0:
        return told
    most = (
        "So does every other one here."
        if longest == 1
        else f"The longest that does is about {plain(longest, 2)}."
    )
    return f"{told} {most}"


def _limit_told(game, m, delta):
    """Whether some h₀ wins at all, and against which bands m does."""
    place = f"f′({signed(game.x, 1)})"
    if np.isfinite(game.slope) and not game.why:
        off, told = abs(game.slope - m), f"{place} = {plain(game.slope)}"
        if off <= (1e-9 if game.exact else 1e-6) * max(1.0, abs(game.slope)):
            seen_so = "" if game.exact else ", as far as differences can tell"
            return f"m is {place}{seen_so}: every δ has an h₀ that wins."
        if abs(off - delta) <= 1e-9 * max(1.0, delta):
            return f"m isn’t the limit: {told}, the edge of this band, and no h₀ wins against a smaller δ."
        if off > delta:
            return f"No h₀ wins here: short secants have slopes near {told}, outside the band."
        return f"But m isn’t the limit: {told}, so against a δ below {plain(off, 3)} no h₀ wins."
    if not game.exact:
        return f"No m is the limit: {game.why}."
    sides = (game.left, game.right)
    if all(side.kind == "settled" for side in sides):
        left, right = (float(side.slope) for side in sides)
        return (
            f"The slopes go to {plain(left)} on the left and to {plain(right)} on the right: against "
            f"a δ below {plain(abs(left - right) / 2)} no m has an h₀ that wins."
        )
    kinds = {side.kind for side in sides}
    if kinds & {"steep", "jump", "unbounded"}:
        return "Short secants get steeper without bound: no m has an h₀ that wins, against any δ."
    if "missing" in kinds:
        return "On a side without values there is no secant: no h₀ wins."
    return "The slopes settle on no number: no m wins against every δ."
