"""Live figure of notebook 03: the rate of a measured record, over a window to be chosen."""

import numpy as np
from matplotlib.ticker import MultipleLocator

from lib import drawing
from lib.data import records
from lib.stage.controls import UP, choice, slider
from lib.stage.stage import Stage
from lib.stage.words import signed

SPANS = {
    "1990 to 1992": 1990.0,
    "1974 to 1976": 1974.0,
    "1958 to 1961, with gaps": 1958.25,
}
LENGTH = 3.0  # years shown: so many that every week's rate can be drawn


def measured_slope(
    dates=None, values=None, *, window=8, date=1.5, unit="ppm", quantity="CO₂"
) -> Stage:
    """The rate of change of a weekly record: a central difference over a window of weeks.

    dates (n,) are datetime64, one each week; values (n,), nan where one is missing. Without them it
    is CO₂ at Mauna Loa, and FileNotFoundError says so where the file isn't. `date` is in years from
    the start of the years shown. Raises ValueError if the dates aren't a week apart.
    """
    if dates is None:
        dates, values = records.co2()
    dates, values = np.asarray(dates, "datetime64[D]"), np.asarray(values, dtype=float)
    if dates.shape != values.shape or dates.ndim != 1 or len(dates) < 120:
        raise ValueError(
            f"dates {dates.shape} and values {values.shape}: two arrays of one length are due, at "
            "least 120 weeks"
        )
    if np.any(np.diff(dates).astype(int) != 7):
        raise ValueError(
            "the dates aren't a week apart: put nan in the weeks without a measurement"
        )
    years = records.as_years(dates)
    week = 7 / 365.25
    length = min(LENGTH, years[-1] - years[0])
    last = years[-1] - length + 0.1
    spans = {name: first for name, first in SPANS.items() if years[0] <= first <= last}
    spans = spans or {"all": years[0]}
    stage = Stage(figsize=(6.4, 4.9), title="measured_slope")

    def scene(span):
        inside = (years >= span) & (years <= span + length)
        t, c = years[inside], values[inside]
        stage.figure.get_layout_engine().set(hspace=0.04)
        above, below = stage.figure.subplots(2, 1, sharex=True)
        above.plot(t, c, color=drawing.QUIET, linestyle="none", marker=".", markersize=4)
        above.set(xlim=(span, span + length), ylabel=f"{quantity} ({unit})")
        above.set_ylim(*drawing.nice_limits(c, 0.15))
        above.set_title("measured each week")
        rough = records.central_rate(values, 1, week)[inside]
        reach = 1.05 * np.nanmax(np.abs(rough))
        below.set(ylim=(-reach, reach), xlabel="year", ylabel=f"rate ({unit} per year)")
        below.xaxis.set_major_locator(MultipleLocator(1))
        below.xaxis.set_major_formatter("{x:.0f}")
        below.axhline(0, color=drawing.QUIET, linewidth=1)
        (line,) = below.plot([], [], **drawing.role("derivative").line(linewidth=1.4, zorder=4))
        (point,) = below.plot([], [], **drawing.role("secant").point(zorder=6))
        (secant,) = above.plot(
            [], [], **drawing.role("secant").point(**drawing.role("secant").line())
        )
        said = drawing.label(below, role_name="derivative", x=1, y=1.02, ha="right", bbox=None)
        said.set_transform(below.transAxes)
        below.set_title(" ")
        stage.moving(line, point, secant, said)

        def update(window, date):
            half = window // 2
            rate = records.central_rate(values, half, week)
            line.set_data(t, rate[inside])
            seen = rate[inside][np.isfinite(rate[inside])]
            here = int(np.argmin(np.abs(years - (span + date))))
            low, high = here - half, here + half
            point.set_data([], [])
            secant.set_data([], [])
            start = f"With a window of {window} weeks "
            if seen.size:
                spread = f"from {signed(seen.min(), 1)} to {signed(seen.max(), 1)} {unit} per year"
                said.set_text(f"{window} weeks: {spread}")
                start += f"the rate goes {spread} in these years. "
            else:
                said.set_text("")
                start += "there is no rate in these years. "
            when = f"On {dates[here]}"
            if not np.isfinite(rate[here]):
                return f"{start}{when} there is none: an end of the window has no measurement."
            secant.set_data(years[[low, high]], values[[low, high]])
            point.set_data([years[here]], [rate[here]])
            return (
                f"{start}{when} it is ({signed(values[high], 1)} − {signed(values[low], 1)}) {unit} "
                f"in {window} weeks, or {signed(rate[here], 1)} {unit} per year."
            )

        return update

    return stage.live(
        scene,
        window=slider("window, weeks", 2, 104, window, 2),
        date=slider("date, years in", 0.0, length, date, week, play=UP),
        span=choice("years shown", spans),
    )
