"""The slope of the tangent, found by trying many steps; or the reason why there is none."""

from dataclasses import dataclass

import numpy as np

from lib.calculus.elementwise import like, real
from lib.calculus.sampling import (
    FEW,
    few_of_steps,
    look,
    look_at_one,
    octaves_left,
    octaves_tried,
    secants,
    steps,
)
from lib.calculus.single import roundoff_by_single, without_still
from lib.calculus.verdict import judge

UNEVEN = 0.3  # of their size: what goes up and down by more is no roundoff, at 16 spacings of x


@dataclass(frozen=True, eq=False)
class Derivative:
    """What `derivative` found out, each field shaped like x.

    value: slope of the tangent, in f's units per unit of x; NaN where there is none.
    error: estimate of how far value is off, in the same units; NaN where there is no tangent.
    exists: whether there is a tangent with a finite slope, as far as differences can tell.
    message: one sentence for each x, in words.
    left, right: the one-sided slopes; inf where they grow without bound, NaN where there is none.
    step: the shortest step, in x's units, that still says something: at shorter ones f's own
    roundoff is too large beside what is concluded, or x + step rounds to x.
    """

    value: float
    error: float
    exists: bool
    message: str
    left: float
    right: float
    step: float

    def __float__(self):
        return float(self.value)

    def __repr__(self):
        if np.ndim(self.value) == 0:
            return self.message
        found = int(np.sum(self.exists))
        text = f"A derivative exists at {found} of {np.size(self.exists)} points"
        if found:
            text += f", error about {np.max(self.error[self.exists]):.0e} at most"
        if found < np.size(self.exists):
            text += "; " + self.message[~self.exists][0]
        return text


def derivative(f, x):
    """Slope of the tangent of `f` at x, with an error estimate; or why there is no tangent.

    f is applied elementwise; x is a float or an array of any shape. f is called on whole arrays
    when it can take them, else number by number: 194 values for each x (78 in float32), about 60
    more where f isn't smooth, and up to 2,100 where x is so near 0 that shorter steps may tell more.
    Returns a `Derivative`: value in f's units per unit of x, error, exists, message, left, right,
    step, each shaped like x, in float32 for an x in float16. float(...) of it is the value.
    The step is halved 48 times, from about max(|x|, 1) down. From the values it is estimated how
    large the roundoff in f itself is; then polynomials are fitted at every scale, and the longest
    one is taken that shorter steps don't contradict, beyond that roundoff. There is no tangent
    where the slopes of the two sides differ, or don't settle, by more than roundoff explains.
    All this comes from values at finitely many points, so it is evidence and no proof: what f does
    between them, or at steps shorter than `step`, stays unseen. Roundoff is told from a feature of f
    by its looks, and in doubt by f in single precision, if f keeps to that. Where it takes more than
    half of f's digits, as in (1 - cos x) / x**2 from |x| = 1e-4 down, its own slope may be taken for
    f's; and a wave, or noise of f's own, is taken for roundoff up to 1e-8 of f's size.
    Where f isn't elementwise, as softmax, all of x moves at once: try lib.calculus.gradients.jacobian.
    Raises ValueError if x isn't real, or if f gives no real numbers or isn't elementwise.
    """
    at = real(x)
    wide = at.astype(np.float32) if at.dtype == np.float16 else at
    flat = np.atleast_1d(wide).reshape(-1)
    tried = octaves_tried(flat)
    with np.errstate(all="ignore"):
        y = look(f, wide, steps(flat, tried))
        found = judge(y)
        for i in np.flatnonzero(found["open"]):
            for name, part in _again(f, wide, i, y, found).items():
                found[name][i] = part[0]
    del found["open"], found["refused"]
    fields = {name: part.reshape(np.shape(at))[()] for name, part in found.items()}
    if np.ndim(at) == 0:
        fields["exists"] = bool(fields["exists"])
    for name in ("value", "error", "left", "right", "step"):
        fields[name] = like(x, fields[name])
    return Derivative(**fields)


def _again(f, x, i, y, found):
    """What is to be said of the point x.flat[i], that a first look left open.

    It is judged again if float32 shows that f has more roundoff than one would think, and with more
    steps if x is so near 0 that there are shorter ones.
    """
    at = np.atleast_1d(x).reshape(-1)[i : i + 1]
    told = {name: part[i : i + 1] for name, part in found.items()}
    allowed = None
    if told["value"][0] == 0 or np.isfinite(told["refused"][0]):
        allowed = roundoff_by_single(f, at[0])
        one = y if len(y.x) == 1 else y.columns([i])
        one = one._replace(allowed=allowed / one.f_unit)
        if allowed > 0 and told["value"][0] == 0:
            moving = without_still(f, at[0], one)
            if moving is not one:
                return judge(moving)
        if allowed >= told["refused"][0]:
            told = judge(one)
    octaves, tried = octaves_left(at[0]), len(y.t) // 2
    if octaves >= tried + 4:
        if told["exists"][0]:
            enough = told["error"][0] <= 1e-6 * abs(told["value"][0])
        else:
            enough = _apart(f, x, i, few_of_steps(at, octaves, 2 * tried), told)
        if not enough:
            closer = look_at_one(f, x, i, steps(at, octaves))
            if allowed is None:
                allowed = roundoff_by_single(f, at[0])
            told = judge(closer._replace(allowed=allowed / closer.f_unit))
    return _not_seen_from_0(at[0], told)


def _not_seen_from_0(x, told):
    """`told`, but no reason at 0 is given for one at x where x is nearer to 0 than any step."""
    nearest = 64 * np.sqrt(np.finfo(x.dtype).tiny)
    if told["exists"][0] or x == 0 or abs(x) > nearest:
        return told
    told = told | {name: np.array([np.nan], x.dtype) for name in ("left", "right")}
    words = (
        f"no derivative to be seen at x = {x:g}: no step is short enough to tell that place from 0 "
        f"(f may square it); try x = 0, or one beyond {nearest:.0e}"
    )
    return told | {"message": np.array([words], object)}


def _apart(f, x, i, shorter, found):
    """Whether a few of the shorter steps already show that no more steps will change the verdict:
    the slopes of the sides don't meet, or grow, or still go up and down, or f isn't defined."""
    ends = secants(f, x, i, shorter)
    slopes = np.array([found["right"][0], found["left"][0]])
    if np.isnan(slopes).all() and _swing(ends):
        return True
    sizes = np.abs(ends[:, :FEW])
    growth = sizes[:, 1:] / sizes[:, :-1]
    steeper = (growth > 2).all(axis=1) & (growth[:, -1] ** 2 > growth[:, 0])
    if steeper.all() or (steeper & np.isinf(slopes)).any():
        return True
    apart = np.abs(ends[0] - ends[1])[:FEW] > 1e-3 * sizes.max(axis=0)
    missing = np.isnan(sizes).all(axis=1)
    return bool(missing.any() or (np.isfinite(slopes).all() and apart.all()))


def _swing(ends):
    """Whether on both sides secants go up and down, from few steps to few and from step to step,
    and no less at the shortest."""
    sizes = np.abs(ends)
    if not (sizes[:, FEW:].max(axis=1) > sizes[:, :FEW].max(axis=1) / 2).all():
        return False
    for some in (ends[:, :FEW], ends[:, FEW - 1 :]):
        change = np.diff(some)
        turns = (change[:, 1:] * change[:, :-1] < 0).any(axis=1)
        if not (turns & (np.ptp(some, axis=1) > UNEVEN * np.abs(some).max(axis=1))).all():
            return False
    return True
