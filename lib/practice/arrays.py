"""Practice of notebook 00b: slopes with NumPy arrays, gaps, copies, and a table by broadcasting."""

import functools
import re

import numpy as np

from lib.practice.engine.checking import Also, Exercise, Mistake, each
from lib.practice.engine.comparing import same
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict

# Predictions

apart = predict(
    "arrays.apart",
    "`y = np.array([0.0, 1.0, 4.0, 9.0])`. What is `y[1:] - y[:-1]`?",
    {
        "[0, 1, 4, 9]: it takes the same array away from itself": (
            "The two aren't the same: `y[1:]` leaves out the first entry, `y[:-1]` the last."
        ),
        "[1, 3, 5]: each entry minus the one before it": (
            "`y[1:]` is [1, 4, 9] and `y[:-1]` is [0, 1, 4]. Entry by entry the difference is "
            "[1, 3, 5]: three rises between four heights."
        ),
        "[9]: the last minus the first": (
            "That would be `y[-1] - y[0]`, one number. `y[1:]` and `y[:-1]` have three entries each."
        ),
        "An error: the lengths differ": (
            "Both have three entries: one lacks the first, the other the last."
        ),
    },
    "[1, 3, 5]: each entry minus the one before it",
)

two_names = predict(
    "arrays.two_names",
    "`w = np.array([1.0, 2.0])`, then `v = w`, then `v[0] = 9.0`. What is `w` now?",
    {
        "[1, 2]: only v was changed": (
            "`v = w` makes no second array. It gives the one array a second name."
        ),
        "[9, 2]": (
            "There is one array with two names. Whoever wants a second array writes `v = w.copy()`."
        ),
        "[9, 9]": ("`v[0] = 9.0` changes the entry with index 0 and no other."),
        "An error: w has two names": (
            "A thing may have as many names as one likes, and Python says nothing."
        ),
    },
    "[9, 2]",
)

columns = predict(
    "arrays.columns",
    "`A` has the shape (2, 3): two rows, three columns. What is the shape of `A.sum(axis=0)`?",
    {
        "(2,): one sum for each row": (
            "Axis 0 is the one that disappears, and it has length 2. The length 3 stays."
        ),
        "(3,): one sum for each column": (
            "Axis 0 counts the rows. Summing over it takes the rows together, and one number for each "
            "of the three columns is left."
        ),
        "(): one number": (
            "That is `A.sum()` without an axis. `axis=0` takes one axis away, not both."
        ),
        "(1, 3): one row is left": (
            "Nearly: the axis isn't kept with length 1, it disappears. (`keepdims=True` would keep it.)"
        ),
    },
    "(3,): one sum for each column",
)

# Exercises


def _places_and_heights(chance):
    count = chance.whole(2, 6)
    x = np.cumsum(np.abs(chance.numbers(count, low=0.1, high=2.0)))
    return x, chance.numbers(count)


def _rises(x, y):
    return y[1:] - y[:-1]


def _runs(x, y):
    return x[1:] - x[:-1]


def _tells_the_sign(value, x, y):
    """Whether these are truth values, or +1, 0 and −1, for where y rises or falls."""
    value, signs = np.asarray(value), np.sign(_rises(x, y))
    if value.dtype == bool:
        return np.array_equal(value, signs > 0) or np.array_equal(value, signs < 0)
    return np.array_equal(value, signs)


neighbours = Exercise(
    key="arrays.neighbours",
    title="Slopes between neighbours, all at once",
    difficulty=1,
    right=lambda x, y: _rises(x, y) / _runs(x, y),
    probes=[
        (np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 1.0, 4.0, 9.0])),
        (np.array([1.0, 1.5, 4.0]), np.array([3.0, 2.0, 2.5])),
        (np.array([-2.0, 0.5]), np.array([1.0, -4.0])),
        (
            np.array([-9.0, -8.5, -7.0, -3.0, -2.5, -1.0, 0.0, 120.0]),
            np.array([2.0] * 5 + [0.0, 0.0, 500.0]),
        ),
    ],
    draw=_places_and_heights,
    corners=(
        (np.array([0, 1, 3]), np.array([0.0, 0.5, 2.0])),
        (np.array([-2, 1, 2]), np.array([4, -1, -1])),
        (np.array([0.0, 0.5, 2.0]), np.array([0, 1, 3])),
        (np.array([1000.0, 1000.125, 1000.25]), np.array([1.0, 1.0, -1.0])),
    ),
    mistakes=[
        Mistake(
            "the rises, not yet divided",
            _rises,
            "those are the rises. Divide them by the runs, the differences of x made the same way.",
        ),
        Mistake(
            "run over rise, upside down",
            lambda x, y: _runs(x, y) / _rises(x, y),
            "the rise, from y, belongs above the bar.",
        ),
        Mistake(
            "one difference reversed",
            lambda x, y: -_rises(x, y) / _runs(x, y),
            "the sizes are right: take both differences the same way, later minus earlier.",
        ),
        Mistake(
            "missing brackets",
            lambda x, y: y[1:] - y[:-1] / x[1:] - x[:-1],
            "Python divides before it subtracts. Put each difference in brackets.",
            also=(
                lambda x, y: (y[1:] - y[:-1]) / x[1:] - x[:-1],
                lambda x, y: y[1:] - y[:-1] / (x[1:] - x[:-1]),
            ),
        ),
        Mistake(
            "all from the first point",
            lambda x, y: (y[1:] - y[0]) / (x[1:] - x[0]),
            "every slope starts at the first point. Each is to start at its own left neighbour: `y[:-1]`.",
        ),
        Mistake(
            "first to last only",
            lambda x, y: (y[-1] - y[0]) / (x[-1] - x[0]),
            "one slope came, from the first point to the last. `y[1:]` and `y[:-1]` give all neighbours.",
        ),
        Mistake(
            "a slope at each place",
            lambda x, y: np.gradient(y, x),
            "`np.gradient` gives one slope for each place. Between n places there are n − 1 slopes.",
            also=(lambda x, y: np.gradient(y),),
        ),
        Mistake(
            "the rise over a place",
            lambda x, y: _rises(x, y) / x[1:],
            "the rises are divided by places. The run is how far a place is from the one before it: "
            "`x[1:] - x[:-1]`.",
            also=(lambda x, y: _rises(x, y) / x[:-1],),
        ),
        Mistake(
            "each height over its place, then the differences",
            lambda x, y: np.diff(y / x),
            "each height is divided by its place first. Take the differences of y, and those of x, and "
            "divide these.",
        ),
        Mistake(
            "plus instead of minus",
            lambda x, y: (y[1:] + y[:-1]) / (x[1:] + x[:-1]),
            "as if there were a plus in it. Rise and run are differences: later minus earlier.",
            also=(
                lambda x, y: (y[1:] + y[:-1]) / (x[1:] - x[:-1]),
                lambda x, y: (y[1:] - y[:-1]) / (x[1:] + x[:-1]),
            ),
        ),
        Mistake(
            "the runs taken off",
            lambda x, y: _rises(x, y) - _runs(x, y),
            "the runs are taken away from the rises. A slope is rise *over* run: divide.",
        ),
        Mistake(
            "whether it rises or falls, not how steeply",
            lambda x, y: _rises(x, y) / _runs(x, y) > 0,
            "True and False came, or signs. The slopes themselves are due, one for each pair of neighbours.",
            fits=lambda values, probes: all(
                _tells_the_sign(v, *p) for v, p in zip(values, probes, strict=True)
            ),
        ),
        Mistake(
            "the slope of one line through all",
            lambda x, y: np.polyfit(x, y, 1)[0],
            "one slope came, that of one line fitted to all points together. Due is one for "
            "each pair of neighbours.",
        ),
        Mistake(
            "multiplied instead of divided",
            lambda x, y: _rises(x, y) * _runs(x, y),
            "you multiplied rise and run. The slope is how much rise there is for one unit of run.",
        ),
        Mistake(
            "heights over places",
            lambda x, y: y[1:] / x[1:],
            "as if no difference were taken. A slope needs two: a rise, from y, and a run, from x.",
            also=(lambda x, y: y / x, lambda x, y: y[:-1] / x[:-1]),
        ),
        Mistake(
            "all to the last point",
            lambda x, y: (y[1:] - y[-1]) / (x[1:] - x[-1]),
            "every slope goes to the last point. Each is to go from a place to the next. `y[-1]` "
            "is the last entry; `y[:-1]` are all but the last.",
            also=(lambda x, y: (y[:-1] - y[-1]) / (x[:-1] - x[-1]),),
        ),
        Mistake(
            "one run for all",
            lambda x, y: np.diff(y) / (x[1] - x[0]),
            "all rises are divided by one and the same number. The places needn't be evenly "
            "spaced: each rise has its own run.",
            also=(lambda x, y: np.diff(y) / np.mean(np.diff(x)),),
        ),
        Mistake(
            "one slope too many",
            lambda x, y: (y - np.roll(y, 1)) / (x - np.roll(x, 1)),
            "as many slopes as places came, and a slope between the first place and the last is "
            "among them, as `np.roll` and the index −1 make it. Between n places there are n − 1 "
            "slopes.",
            also=(lambda x, y: (np.roll(y, -1) - y) / (np.roll(x, -1) - x),),
        ),
        Mistake(
            "every second place",
            lambda x, y: (y[2:] - y[:-2]) / (x[2:] - x[:-2]),
            "each slope goes from a place to the one after the next. Neighbours are due: "
            "`y[1:]` and `y[:-1]`.",
        ),
    ],
    hints=[
        "`y[1:] - y[:-1]` are the rises. What are the runs?",
        "Divide one array by the other: NumPy does it entry by entry.",
    ],
    stub="def neighbours(x, y):\n    return ...  # your code here\n",
    answer="def neighbours(x, y):\n    return (y[1:] - y[:-1]) / (x[1:] - x[:-1])\n",
    praise="n places have n − 1 slopes between them, and no loop is needed.",
)


def _with_gaps(chance):
    x, y = _places_and_heights(chance)
    gaps = chance.random.uniform(size=len(y)) < 0.4
    gaps[chance.whole(0, len(y) - 1)] = False
    gaps[chance.turn % len(y)] = False
    return x, np.where(gaps, np.nan, y)


def _kept(x, y):
    return ~np.isnan(y)


def _in_pairs(value, x, y):
    """Whether the places and heights that were measured stand side by side in rows."""
    due = np.column_stack([x[_kept(x, y)], y[_kept(x, y)]])
    return same(np.reshape(value, (-1, 2)) if np.size(value) == 0 else value, due)


def _short_mask(value, x, y):
    """Whether a mask with as many entries as there are measurements went into an array with more.

    Where there is no gap nothing is wrong with that, and NumPy takes a mask without entries.
    """
    keep = _kept(x, y)
    if keep.all() or not keep.any():
        return same(value, (x[keep], y[keep]))
    told = re.findall(r"\d+", str(getattr(value, "problem", "")).partition("boolean index")[2])
    return list(map(int, told))[-2:] == [len(x), int(keep.sum())]  # what is cut, the mask


measured = Exercise(
    key="arrays.measured",
    title="Leave the gaps out",
    difficulty=1,
    right=lambda x, y: (x[_kept(x, y)], y[_kept(x, y)]),
    probes=[
        (np.array([1.0, 2.0, 3.0, 4.0]), np.array([5.0, np.nan, 7.0, 8.0])),
        (np.array([0.0, 1.0, 2.0]), np.array([np.nan, 2.0, np.nan])),
        (np.array([3.0, 4.0]), np.array([1.0, -1.0])),
        (
            np.array([-5.0, 0.0, 3.0, 1.0, 1.0, 8.0, -2.0, 150.0]),
            np.array([0.0, np.nan, 2.0, 2.0, -200.0, np.nan, 0.0, 300.0]),
        ),
        (np.array([4.0, 5.0]), np.array([np.nan, np.nan])),
    ],
    draw=_with_gaps,
    corners=(
        (np.array([3, 4, 6]), np.array([1.0, np.nan, -2.0])),
        (np.array([1.0, 2.0]), np.array([3, 0])),
        (np.array([2.0]), np.array([0.0])),
        (np.array([2.0]), np.array([np.nan])),
        (np.array([0.0, 1.0, 2.0, 3.0]), np.array([np.nan, np.nan, 1e12, np.nan])),
    ),
    mistakes=[
        Mistake(
            "the gaps kept, the values left out",
            lambda x, y: (x[np.isnan(y)], y[np.isnan(y)]),
            "`np.isnan(y)` is True at the gaps. `~` turns a mask round: ~np.isnan(y).",
        ),
        Mistake(
            "only the heights",
            lambda x, y: y[_kept(x, y)],
            "two arrays are due: the places, then the heights, `return x[keep], y[keep]`.",
        ),
        Mistake(
            "a gap taken for zero",
            lambda x, y: (x, np.nan_to_num(y)),
            "where there is a gap nobody measured 0. Leave those places out of both arrays.",
            also=(
                lambda x, y: (np.where(_kept(x, y), x, 0), np.nan_to_num(y)),
                lambda x, y: (x[_kept(x, y)], np.nan_to_num(y)),
            ),
        ),
        Mistake(
            "the places not masked",
            lambda x, y: (x, y[_kept(x, y)]),
            "where there is a gap, the heights lost it and the places didn't: the two are no "
            "longer equally long. Use one mask for both.",
        ),
        Mistake(
            "nothing left out",
            lambda x, y: (x, y),
            "every gap is still there, as with `y != np.nan`: that is True everywhere, since NaN "
            "equals nothing, not even itself. Ask `np.isnan(y)`.",
        ),
        Mistake(
            "nothing left at all",
            lambda x, y: (x[:0], y[:0]),
            "both came empty, as with `y == np.nan`: that is False everywhere, since NaN equals "
            "nothing, not even itself. Ask `np.isnan(y)`.",
        ),
        Mistake(
            "a mask in place of the values",
            lambda x, y: _kept(x, y),
            "True and False came, or 1 and 0, as in a mask. A mask goes into the square brackets, "
            "of x and of y.",
            also=(
                lambda x, y: (np.isfinite(x), _kept(x, y)),
                lambda x, y: (_kept(x, y), _kept(x, y)),
                lambda x, y: (x, _kept(x, y)),
                lambda x, y: np.isnan(y),
                lambda x, y: (np.isnan(x), np.isnan(y)),
            ),
        ),
        Mistake(
            "measurements left out as well",
            lambda x, y: (x[y > 0], y[y > 0]),
            "not only gaps were left out, but measurements as well, as where `y > 0`, `y != 0` or "
            "`x > 0` is asked. Heights and places may have either sign, or be 0: ask "
            "`np.isnan(y)`.",
            also=tuple(
                functools.partial(lambda test, x, y: (x[test(x, y)], y[test(x, y)]), test)
                for test in (
                    lambda x, y: y >= 0,
                    lambda x, y: (y != 0) & np.isfinite(y),
                    lambda x, y: y < 0,
                    lambda x, y: y <= 0,
                    lambda x, y: (x > 0) & np.isfinite(y),
                    lambda x, y: (y > 0) & (x > 0),
                )
            ),
        ),
        Mistake(
            "a mask made of what is cut already",
            lambda x, y: (x[~np.isnan(y[_kept(x, y)])], y[_kept(x, y)]),
            "the mask has as many entries as y has without its gaps: with a gap, fewer than the array it "
            "goes into. Make the mask once, of all of y, and use it for both.",
            fits=each(_short_mask),
            kind=True,
        ),
        Mistake(
            "pairs in place of two arrays",
            lambda x, y: np.column_stack([x[_kept(x, y)], y[_kept(x, y)]]),
            "each place came together with its height. Two arrays are due, all places and all heights: "
            "`return x[keep], y[keep]`.",
            fits=lambda values, probes: all(
                _in_pairs(v, *p) for v, p in zip(values, probes, strict=True)
            ),
            kind=True,
        ),
        Mistake(
            "only the places",
            lambda x, y: x[_kept(x, y)],
            "two arrays are due: the places, then the heights, `return x[keep], y[keep]`.",
        ),
        Mistake(
            "the heights not masked",
            lambda x, y: (x[_kept(x, y)], y),
            "where there is a gap, the places lost it and the heights didn't: the two are no "
            "longer equally long. Use one mask for both.",
        ),
        Mistake(
            "the same array twice",
            lambda x, y: (y[_kept(x, y)], y[_kept(x, y)]),
            "one and the same array came twice. The places are due, then the heights.",
            also=(lambda x, y: (x[_kept(x, y)], x[_kept(x, y)]),),
        ),
        Mistake(
            "heights before places",
            lambda x, y: (y[_kept(x, y)], x[_kept(x, y)]),
            "the places come first: x, then y.",
        ),
    ],
    hints=[
        "`keep = ~np.isnan(y)` is True where something was measured.",
        "`x[keep]` and `y[keep]` have the entries where the mask is True. Return both.",
    ],
    stub="def measured(x, y):\n    return ...  # your code here\n",
    answer="def measured(x, y):\n    keep = ~np.isnan(y)\n    return x[keep], y[keep]\n",
    praise="One mask for both arrays keeps places and heights together.",
)


def _weights(chance):
    w = chance.numbers(chance.whole(2, 5))
    return w, chance.turn % len(w), chance.step()


def _changed(w, i, value):
    w = w.copy()
    w[i] = value
    return w


nudged = Exercise(
    key="arrays.nudged",
    title="Nudge one weight, in a copy",
    difficulty=1,
    right=lambda w, i, h: _changed(w, i, w[i] + h),
    probes=[
        (np.array([1.0, 2.0, 3.0]), 1, 0.5),
        (np.array([-4.0, 0.25]), 0, 0.1),
        (np.array([0.5, 2.5, -1.0, 3.0]), 3, 0.25),
        (np.array([2.0, 0.0, 2.0, 2.0, 0.0, -150.0, 2.0]), 2, -0.5),
        (np.array([0.0]), 0, 2.0),
    ],
    draw=_weights,
    corners=(
        (np.array([1, 2, 3]), 0, 2),
        (np.array([3.0, -3.0]), 1, 3.0),
        (np.array([5.0, 5.0, 5.0]), 2, -5.0),
    ),
    mistakes=[
        Mistake(
            "the nudge not stored",
            lambda w, i, h: w.copy(),
            "the weights came back as they were. Is h added to an entry, is the sum kept there, and is "
            "that the array which goes back? `v[i] + h` alone stores nothing; `v[i] += h` does.",
        ),
        Mistake(
            "all weights nudged",
            lambda w, i, h: w + h,
            "h was added to every entry. Only the entry with index i is to move.",
        ),
        Mistake(
            "the weight replaced by the nudge",
            lambda w, i, h: _changed(w, i, h),
            "entry i is h now. It is to be what it was, plus h: `+=`.",
        ),
        Mistake(
            "only the one weight",
            lambda w, i, h: w[i] + h,
            "one number came. All weights are due, the others as they were.",
        ),
        Mistake(
            "nudged downwards",
            lambda w, i, h: _changed(w, i, w[i] - h),
            "h was taken away from entry i instead of added.",
        ),
        Mistake(
            "only the nudge",
            lambda w, i, h: h * np.eye(len(w))[i],
            "that is the nudge alone. Add it to w.",
        ),
        Mistake(
            "an entry put in",
            lambda w, i, h: np.insert(w, i, w[i] + h),
            "one entry more came than there are weights. h is to be added to the weight that is there, "
            "not put in beside it.",
            fits=lambda values, probes: all(
                np.shape(v) == (len(w) + 1,) for v, (w, _, _) in zip(values, probes, strict=True)
            ),
            kind=True,
        ),
        Mistake(
            "each weight in turn",
            lambda w, i, h: w + h * np.eye(len(w)),
            "a table came, with every weight nudged in a row of its own. One row is due: that of i.",
        ),
        Mistake(
            "counted from 1",
            lambda w, i, h: _changed(w, i - 1, w[i - 1] + h),
            "the entry before i moved, for i = 0 the last one. Python counts from 0, and so does i.",
        ),
        Mistake(
            "multiplied by the nudge",
            lambda w, i, h: _changed(w, i, w[i] * h),
            "entry i was multiplied by h, or by 1 + h. A nudge is added.",
            also=(lambda w, i, h: _changed(w, i, w[i] * (1 + h)),),
        ),
        Mistake(
            "all entries with the same value",
            lambda w, i, h: np.where(w == w[i], w + h, w),
            "where other weights happen to equal `w[i]`, they moved as well. The entry is found by its "
            "index, not by its value.",
        ),
        Mistake(
            "a stretch of entries instead of one",
            lambda w, i, h: np.where(np.arange(len(w)) >= i, w + h, w),
            "all entries from i on moved. `v[i:]` is a stretch of them, `v[i]` the one entry.",
            also=(
                Also(
                    lambda w, i, h: np.where(np.arange(len(w)) <= i, w + h, w),
                    "all entries up to i moved. `v[: i + 1]` is a stretch of them, `v[i]` the one entry.",
                ),
            ),
        ),
        Mistake(
            "all the others nudged",
            lambda w, i, h: np.where(np.arange(len(w)) != i, w + h, w),
            "every entry moved but the one that should, the one with index i.",
        ),
    ],
    hints=[
        "First `v = w.copy()`, then change `v`, so that `w` stays what it was.",
        "`v[i] += h` adds h to the entry with index i. Return `v`.",
    ],
    stub="def nudged(w, i, h):\n    return ...  # your code here\n",
    answer="def nudged(w, i, h):\n    v = w.copy()\n    v[i] += h\n    return v\n",
    praise="One weight moved, the others and w itself stayed still.",
)


def _function_places_steps(chance):
    x = chance.numbers(chance.whole(2, 4))
    return chance.curve(), x, np.array([0.5, 0.25, 0.1, 0.02, 0.001])[: 2 + chance.turn % 4]


def _table(f, x, h):
    return (f(x + h[:, None]) - f(x)) / h[:, None]


def _square(x):
    return x * x


_square.label = "x²"

table = Exercise(
    key="arrays.table",
    title="A table of slopes, a row for each step",
    difficulty=2,
    right=_table,
    probes=[
        (_square, np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.1])),
        (_square, np.array([0.5, -1.0]), np.array([0.5, 0.25, 0.1])),
        (_square, np.array([3.0, 0.0]), np.array([0.5, 0.25])),
        (_square, np.array([2.0, 2.0, -1.5, 0.0, 4.0, -60.0, 7.0]), np.array([-0.5, 1.0, 3.0])),
        (_square, np.array([0.0]), np.array([2.0])),
    ],
    draw=_function_places_steps,
    corners=(
        (_square, np.array([1, 2]), np.array([0.5, 0.25])),
        (_square, np.array([2, -1, 0]), np.array([1, 2])),
        (_square, np.array([1.5]), np.array([0.5, 0.1])),
        (_square, np.array([1.0, 2.0, 3.0]), np.array([0.5])),
        (_square, np.array([1.0, 1.0]), np.array([0.5, 0.5])),
    ),
    mistakes=[
        Mistake(
            "rows and columns exchanged",
            lambda f, x, h: _table(f, x, h).T,
            "a row for each step and a column for each place is due; here it is the other way round. "
            "The steps are to stand in a column: `h[:, None]`.",
        ),
        Mistake(
            "the rises, not yet divided",
            lambda f, x, h: f(x + h[:, None]) - f(x),
            "those are the rises. Divide each row by its own step.",
        ),
        Mistake(
            "missing brackets",
            lambda f, x, h: f(x + h[:, None]) - f(x) / h[:, None],
            "Python divides before it subtracts: put the difference in brackets.",
        ),
        Mistake(
            "the central difference",
            lambda f, x, h: (f(x + h[:, None]) - f(x - h[:, None])) / (2 * h[:, None]),
            "the slope from x to x + h is due; x − h has no part in it.",
        ),
        Mistake(
            "a step to x − h",
            lambda f, x, h: (f(x) - f(x - h[:, None])) / h[:, None],
            "your secants go from x − h to x. From x to x + h is due.",
        ),
        Mistake(
            "the sign reversed",
            lambda f, x, h: -_table(f, x, h),
            "the sizes are right: take f(x + h) minus f(x), over h.",
        ),
        Mistake(
            "the heights alone",
            lambda f, x, h: f(x + h[:, None]),
            "those are heights, f(x + h). Take f(x) away, and divide by the step.",
        ),
        Mistake(
            "only the sizes",
            lambda f, x, h: np.abs(_table(f, x, h)),
            "where the secant falls, from left to right, the slope is negative: keep the signs "
            "of rise and run.",
            also=(
                Also(
                    lambda f, x, h: np.abs(f(x + h[:, None]) - f(x)) / h[:, None],
                    "as if the rises lost their sign before they were divided. Keep it: where "
                    "f(x + h) is less than f(x) the rise is negative.",
                ),
            ),
        ),
        Mistake(
            "heights over steps",
            lambda f, x, h: f(x + h[:, None]) / h[:, None],
            "whole heights are divided by the steps. Take f(x) away first: the rise is the difference.",
        ),
        Mistake(
            "multiplied by the steps",
            lambda f, x, h: (f(x + h[:, None]) - f(x)) * h[:, None],
            "the rises are multiplied by the steps. A slope is rise over run: divide.",
        ),
        Mistake(
            "run over rise, upside down",
            lambda f, x, h: h[:, None] / (f(x + h[:, None]) - f(x)),
            "the steps are divided by the rises. The rise belongs above the bar.",
        ),
        Mistake(
            "plus instead of minus",
            lambda f, x, h: (f(x + h[:, None]) + f(x)) / h[:, None],
            "the two heights are added here. The rise is their difference.",
        ),
        Mistake(
            "1 everywhere",
            lambda f, x, h: (f(x) + h[:, None] - f(x)) / h[:, None],
            "1 came everywhere, as where h is added to f(x), or where f isn't asked at all. It is "
            "the place that moves: (f(x + h) − f(x))/h.",
            fits=each(lambda value, f, x, h: same(value, np.ones((len(h), len(x))))),
        ),
        Mistake(
            "x taken away in place of f(x)",
            lambda f, x, h: (f(x + h[:, None]) - x) / h[:, None],
            "x is a place, and f(x) the height there. The rise is the difference of two heights.",
        ),
        Mistake(
            "x multiplied by the steps",
            lambda f, x, h: (f(x * h[:, None]) - f(x)) / h[:, None],
            "x·h is x taken h times. A step is added: x + h.",
        ),
        Mistake(
            "f of the steps",
            lambda f, x, h: (f(h[:, None]) - f(x)) / h[:, None],
            "f(h) is the height at the place h. Due is the one at x + h.",
        ),
        Mistake(
            "divided by 2h",
            lambda f, x, h: (f(x + h[:, None]) - f(x)) / (2 * h[:, None]),
            "from x to x + h the run is h. 2h is the run of the central difference.",
        ),
        Mistake(
            "the steps not in a column",
            lambda f, x, h: (f(x + h) - f(x)) / h,
            "`x + h` lays places and steps side by side, which takes equal lengths, or a length "
            "of 1. Stand the steps up as a column, `h[:, None]`: then each of them meets each "
            "place.",
        ),
        Mistake(
            "divided by the steps in a row",
            lambda f, x, h: (f(x + h[:, None]) - f(x)) / h,
            "the rises are a table with a row for each step, and in `/ h` the steps lie in a "
            "row, too. The run stands in a column as well: `/ h[:, None]`.",
        ),
        Mistake(
            "the first step only",
            lambda f, x, h: (f(x + h[0]) - f(x)) / h[0],
            "one row came, that of the first step. Each step is to have a row.",
        ),
        Mistake(
            "the average over the steps",
            lambda f, x, h: _table(f, x, h).mean(axis=0),
            "the rows were averaged into one. The whole table is due.",
        ),
        Mistake(
            "reshaped instead of turned",
            lambda f, x, h: np.reshape(_table(f, x, h).T, (len(h), len(x))),
            "the numbers and the shape are right, and not all numbers came in their place. "
            "`reshape` fills a table row by row in the order it finds; `.T` makes columns of "
            "rows.",
        ),
        Mistake(
            "divided by the place that is reached",
            lambda f, x, h: (f(x + h[:, None]) - f(x)) / (x + h[:, None]),
            "the rises are divided by x + h, a place. The run is how far it is from x: the step.",
        ),
    ],
    hints=[
        "`h[:, None]` has the shape (m, 1): the steps stand in a column. What is `x + h[:, None]`?",
        "`f(x + h[:, None]) - f(x)` is a table of rises. Divide it by `h[:, None]`.",
    ],
    stub="def table(f, x, h):\n    return ...  # your code here\n",
    answer="def table(f, x, h):\n    steps = h[:, None]\n    return (f(x + steps) - f(x)) / steps\n",
    praise="m steps in a column, n places in a row: broadcasting makes the m × n table.",
)

__getattr__ = by_stub_name(globals())
