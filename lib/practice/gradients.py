"""Practice of notebook 05: partials, gradients, slopes in a direction, planes, slopes of a table."""

import numpy as np

from lib.calculus.gradients import gradient
from lib.practice.engine.checking import Exercise, Mistake, same
from lib.practice.engine.predict import predict

# Predictions

held = predict(
    "gradients.held",
    "`f(x, z) = 2·z³·x²`. Hold `z` still and nudge `x` alone. What is the slope along `x`?",
    {
        "4x: z is held still, a constant, so it drops out": (
            "A constant that is *added* drops out. Here 2z³ multiplies x², and a constant multiple "
            "stays: with z = 2 the slice is 16x²."
        ),
        "24z²x: both powers come down": (
            "z doesn't move, so there is nothing to differentiate about z³. Only x² changes, into 2x."
        ),
        "4z³x: 2z³ is a constant multiple": (
            "With z held still f is (2z³)·x², a number times x². The number stays, x² gives 2x."
        ),
        "4z³x + 6z²x²: one part for each input": (
            "The second part is how f moves with z, and z is held still."
        ),
    },
    "4z³x: 2z³ is a constant multiple",
)

hillside = predict(
    "gradients.hillside",
    "You stand on a hillside, facing south-west. With x counted to the east and y to the north, the "
    "gradient of the height at your feet is (0.3, 0.4): metres up per metre walked. What does it say?",
    {
        "I am moving to the north-east": (
            "The gradient belongs to the hill and the place. It knows nothing of you: not where you "
            "face, not whether you walk."
        ),
        "The summit lies in the direction (0.3, 0.4)": (
            "It speaks of the ground at your feet. Further on the steepest way may turn, and most "
            "often it does."
        ),
        "Facing south-west, I look along the steepest way up": (
            "Where you face changes nothing. (0.3, 0.4) is towards the north-east, behind you."
        ),
        "From here, uphill is steepest towards (0.3, 0.4), whichever way I face": (
            "A direction on the map, at one place. Its length is the slope that way: 0.5, half a "
            "metre up for each metre."
        ),
    },
    "From here, uphill is steepest towards (0.3, 0.4), whichever way I face",
)

sixty = predict(
    "gradients.sixty",
    "At some place the gradient has length 5. Walking along it the slope is 5; square to it the "
    "slope is 0. How steep is it in a direction 60° away from the gradient?",
    {
        "2.5, a half": (
            "The slope is 5 times the cosine of 60°, and that is one half. It falls slowly at first: "
            "30° off the steepest way 87 % are left."
        ),
        "1.67, a third: 60° is two thirds of the way to 90°": (
            "The slope doesn't fall in equal parts with the angle: it goes with the cosine."
        ),
        "4.33": (
            "That is 5 times the sine of 60°, the slope 30° away from the gradient. Which one is 5 "
            "at 0° and 0 at 90°?"
        ),
        "5: a gradient is the slope in every direction": (
            "Then it would be steep along the contour, too, where the height doesn't change at all."
        ),
    },
    "2.5, a half",
)

crease = predict(
    "gradients.crease",
    "`f(x, y) = x²y/(x² + y²)`, with 0 at (0, 0), is 0 all along both axes, so at (0, 0) both partials "
    "are 0. Now you walk through (0, 0) along the diagonal x = y. How steep is your way there?",
    {
        "Level: ∇f·u = 0 for every u": (
            "That formula needs a differentiable f. On the diagonal f(t, t) = t³/(2t²) = t/2: it climbs."
        ),
        "It rises 0.35 per unit of distance": (
            "f(t, t) = t/2, and the way from (0, 0) to (t, t) is √2·t long: t/2 divided by √2·t is "
            "0.354. The two partials only looked along the two axes, where f happens to be level."
        ),
        "Level at the very start, then steeper and steeper": (
            "That would be a bowl. Here f(t, t) = t/2, so the quotient is the same for every t."
        ),
        "There is no slope, because f isn't differentiable": (
            "f has no tangent plane at (0, 0), true. Yet along this one way there is a slope: f(t, t) = "
            "t/2 is a straight line."
        ),
    },
    "It rises 0.35 per unit of distance",
)

table = predict(
    "gradients.table",
    "`table` holds the heights of `x² + y²`: each row is one y, each column one x; neighbours are 0.5 "
    "apart along x and 0.25 along y. What is the *first* array that `np.gradient(table)` returns?",
    {
        "∂f/∂x": (
            "NumPy goes down the rows first, and rows are y here. Besides, nobody told it how far "
            "apart the rows are."
        ),
        "The change along y from row to row, not yet divided by 0.25": (
            "Its first axis is the rows, so y, and without a spacing it takes 1: the numbers are "
            "0.25 times ∂f/∂y."
        ),
        "∂f/∂y": (
            "The right axis. But nobody told NumPy that the rows are 0.25 apart: it takes 1, and the "
            "numbers come out four times too small."
        ),
        "∇f at the first point of the table": (
            "It returns one array for each *axis*, as large as the table: all slopes down the rows, "
            "then all slopes along the columns."
        ),
    },
    "The change along y from row to row, not yet divided by 0.25",
)

# Exercises

partials = Exercise(
    key="gradients.partials",
    title="The exact gradient of 2z³x²",
    right=lambda x, z: np.array([4 * z**3 * x, 6 * z**2 * x**2]),
    probes=[(1.0, 2.0), (-0.5, 1.5), (3.0, -1.0), (0.7, 0.3)],
    mistakes=[
        Mistake(
            "the partials in the wrong order",
            lambda x, z: np.array([6 * z**2 * x**2, 4 * z**3 * x]),
            "f takes x first, so the first entry is ∂f/∂x. You have it in the second place.",
        ),
        Mistake(
            "the held input dropped",
            lambda x, z: np.array([4 * x, 6 * z**2]),
            "what is held still is a constant *multiple* here, and such a factor stays.",
        ),
        Mistake(
            "both powers brought down at once",
            lambda x, z: 24 * z**2 * x,
            "that differentiates by x and then by z. A partial moves one input; you want two numbers, "
            "one for each input.",
        ),
        Mistake(
            "the partials added",
            lambda x, z: 4 * z**3 * x + 6 * z**2 * x**2,
            "both parts are there, but a gradient keeps them apart: an array with two entries.",
        ),
        Mistake(
            "powers brought down but not lowered",
            lambda x, z: np.array([4 * z**3 * x**2, 6 * z**3 * x**2]),
            "the derivative of x² is 2x and that of z³ is 3z²: the power comes down in front *and* "
            "falls by one.",
        ),
        Mistake(
            "powers lowered but not brought down",
            lambda x, z: np.array([2 * z**3 * x, 2 * z**2 * x**2]),
            "the power falls by one *and* comes down in front, as a factor.",
        ),
        Mistake(
            "each input differentiated by the other",
            lambda x, z: np.array([4 * z * x**3, 6 * z**2 * x**2]),
            "in your first entry the powers have changed places: x² is what moves there, z³ stays.",
        ),
    ],
    hints=[
        "For the first entry read 2z³ as one number, c. What is the slope of c·x²?",
        "∂f/∂x = 2z³·2x. For ∂f/∂z read 2x² as a number and differentiate z³.",
    ],
    stub="def exact_gradient(x, z):\n    return ...  # your code here\n",
    answer=("def exact_gradient(x, z):\n    return np.array([4 * z**3 * x, 6 * z**2 * x**2])\n"),
    praise="Each entry moves one input and carries the other along as a constant: 4z³x and 6z²x².",
)


def _stretched(v):
    return 2 * v[1] ** 3 * v[0] ** 2


def _three(v):
    return v[0] * v[1] + np.exp(v[2])


def _wave(v):
    return np.sin(v[0]) * np.cos(v[1])


def _first_squared(v):
    return 3 * v[0] ** 2 + 5 * v[1]


_stretched.label, _three.label = "2·v[1]³·v[0]²", "v[0]·v[1] + e^v[2]"
_wave.label, _first_squared.label = "sin(v[0])·cos(v[1])", "3·v[0]² + 5·v[1]"
for _f in (_stretched, _three, _wave, _first_squared):
    _f.__qualname__ = "f"  # what an error message calls it


def _numerical(f, v, h, *, over=2.0, keep=False, kind=float):
    moved, slopes = np.array(v, dtype=kind), []
    for i in range(len(v)):
        ahead = moved if keep else np.array(v, dtype=kind)
        ahead[i] += h
        back = ahead.copy()
        back[i] -= 2 * h
        slopes.append((f(ahead) - f(back)) / (over * h))
    return np.array(slopes)


def _ahead_only(f, v, h):
    v = np.array(v, dtype=float)
    return np.array([(f(v + h * e) - f(v)) / h for e in np.eye(len(v))])


def _together(f, v, h):
    v = np.array(v, dtype=float)
    return np.full(len(v), (f(v + h) - f(v - h)) / (2 * h))


def _one_array(f, v, h):
    slopes, ahead, back = [], v, v
    for i in range(len(v)):
        ahead[i] += h
        back[i] -= h
        slopes.append((f(ahead) - f(back)) / (2 * h))
    return np.array(slopes)


def _own_step(values):
    """Right slopes, but too good for the steps that were asked for."""
    return all(
        np.allclose(value, gradient(f, v), rtol=1e-4, atol=1e-4)
        for value, (f, v, _) in zip(values, numerical.probes, strict=True)
    )


def _only_whole_fail(values):
    rights = numerical.right_values()
    return all(map(same, values[:3], rights[:3])) and np.shape(values[3]) == (2,)


def _whole_numbers(f, v, h):
    slopes = []
    for i in range(len(v)):
        ahead, back = v.copy(), v.copy()
        ahead[i] += h
        back[i] -= h
        slopes.append((f(ahead) - f(back)) / (2 * h))
    return np.array(slopes)


numerical = Exercise(
    key="gradients.numerical",
    title="A numerical gradient",
    right=_numerical,
    probes=[
        (_stretched, np.array([1.0, 2.0]), 0.1),
        (_three, np.array([0.5, -2.0, 1.0]), 0.2),
        (_wave, np.array([0.4, 1.1]), 0.01),
        (_first_squared, np.array([2, -1]), 0.1),
    ],
    mistakes=[
        Mistake(
            "all inputs nudged at once",
            _together,
            "every input got the nudge at the same time. A partial moves one input and holds all "
            "the others still.",
        ),
        Mistake(
            "the nudge left in",
            lambda f, v, h: _numerical(f, v, h, keep=True),
            "when the second input is nudged the first is still nudged. Start from a fresh copy of v "
            "for each input.",
        ),
        Mistake(
            "divided by h where 2h is due",
            lambda f, v, h: _numerical(f, v, h, over=1.0),
            "every slope is twice too large: from v − h to v + h the run is 2h.",
        ),
        Mistake(
            "only the step ahead",
            _ahead_only,
            "that is the forward difference, and its error is of order h. The exercise wants the "
            "central one: a step ahead and a step back.",
        ),
        Mistake(
            "a step ahead, divided by 2h",
            lambda f, v, h: _ahead_only(f, v, h) / 2,
            "from v to v + h the run is only h. For a run of 2h start at v − h.",
        ),
        Mistake(
            "the change instead of the slope",
            lambda f, v, h: _numerical(f, v, h, over=1 / h),
            "that is how far f moved between the two nudges. Divide by the run.",
        ),
        Mistake(
            "divided without brackets",
            lambda f, v, h: _numerical(f, v, h, over=2 / h**2),
            "Python reads `/ 2 * h` as: divide by 2, then multiply by h. Write `/ (2 * h)`.",
        ),
        Mistake(
            "the sign reversed",
            lambda f, v, h: -_numerical(f, v, h),
            "take f ahead minus f behind, and divide by a positive run.",
        ),
        Mistake(
            "only the step back",
            lambda f, v, h: _ahead_only(f, v, -h),
            "that is the backward difference, and its error is of order h. The exercise wants the "
            "central one: a step ahead and a step back.",
        ),
        Mistake(
            "one array under two names",
            _one_array,
            "every slope came out 0. `ahead = v` makes no copy: what you do to the one you do to the "
            "other. Copy with `np.array(v, dtype=float)`.",
        ),
        Mistake(
            "a step of your own",
            lambda f, v, h: gradient(f, v),
            "these slopes are good, even better than what is due, but they weren't taken with the "
            "step `h` that comes in.",
            fits=_own_step,
        ),
        Mistake(
            "the nudge lost in whole numbers",
            _whole_numbers,
            "all is well, except for `np.array([2, -1])`: an array of whole numbers rounds your nudge "
            "away. Make the copy with `np.array(v, dtype=float)`.",
            fits=_only_whole_fail,
        ),
    ],
    hints=[
        "One entry for each input: loop over `i in range(len(v))` and collect the slopes in a list.",
        "For input i make two copies with `np.array(v, dtype=float)`; add h to entry i of the one, "
        "take h from entry i of the other.",
        "The slope is `(f(ahead) - f(back)) / (2 * h)`. Return `np.array(slopes)`.",
    ],
    stub="def numerical_gradient(f, v, h):\n    return ...  # your code here\n",
    answer=(
        "def numerical_gradient(f, v, h):\n"
        "    slopes = []\n"
        "    for i in range(len(v)):\n"
        "        ahead, back = np.array(v, dtype=float), np.array(v, dtype=float)\n"
        "        ahead[i] += h\n"
        "        back[i] -= h\n"
        "        slopes.append((f(ahead) - f(back)) / (2 * h))\n"
        "    return np.array(slopes)\n"
    ),
    praise="One nudge at a time, both ways: two looks at f for each input.",
)


def _unit(v):
    return v / np.linalg.norm(v)


slope_towards = Exercise(
    key="gradients.slope_towards",
    title="The slope in a direction",
    right=lambda g, d: g @ d / np.linalg.norm(d),
    probes=[
        (np.array([2.0, 1.0]), np.array([3.0, 4.0])),
        (np.array([-1.0, 3.0]), np.array([2.0, 0.0])),
        (np.array([0.5, -2.0]), np.array([-1.0, 1.0])),
        (np.array([1.0, 2.0, -2.0]), np.array([2.0, -1.0, 4.0])),
    ],
    mistakes=[
        Mistake(
            "the direction not normalised",
            lambda g, d: g @ d,
            "with a d twice as long your slope doubles, and the hill hasn't changed. Make its length "
            "1 first.",
        ),
        Mistake(
            "the gradient normalised too",
            lambda g, d: g @ d / np.linalg.norm(d) / np.linalg.norm(g),
            "that is the cosine of the angle between the two. The gradient's length is how steep the "
            "place is: leave it in.",
        ),
        Mistake(
            "the gradient normalised in place of the direction",
            lambda g, d: g @ d / np.linalg.norm(g),
            "it is d that has to have length 1. The gradient's length belongs to the answer.",
        ),
        Mistake(
            "not added up",
            lambda g, d: g * d / np.linalg.norm(d),
            "`*` multiplies entry by entry and leaves an array. A slope is one number: add them up, "
            "or use `@`.",
        ),
        Mistake(
            "divided by the length twice",
            lambda g, d: g @ d / (d @ d),
            "d @ d is the length *squared*.",
        ),
        Mistake(
            "divided by the sum of the entries",
            lambda g, d: g @ d / d.sum(),
            "the length of d isn't the sum of its entries; try `np.linalg.norm(d)`.",
        ),
        Mistake(
            "divided by the number of entries",
            lambda g, d: g @ d / len(d),
            "`len(d)` counts the entries of d. How long it is, as an arrow, `np.linalg.norm(d)` says.",
        ),
        Mistake(
            "the steepest slope, whatever the direction",
            lambda g, d: np.linalg.norm(g),
            "that is the slope along the gradient itself; d made no difference.",
        ),
        Mistake(
            "only the size",
            lambda g, d: abs(g @ d) / np.linalg.norm(d),
            "keep the sign: it says whether the way leads up or down.",
        ),
    ],
    hints=[
        "A direction has length 1. `np.linalg.norm(d)` is the length of d.",
        "u = d / length. The slope is the dot product of the gradient and u: `g @ u`.",
    ],
    stub="def slope_towards(g, d):\n    return ...  # your code here\n",
    answer=("def slope_towards(g, d):\n    u = d / np.linalg.norm(d)\n    return g @ u\n"),
    praise="∇f·u with |u| = 1: a property of the place and the direction, not of how long d was.",
)


def _along_contour(values):
    """Square to the gradient at every probe, either way round."""
    return all(
        np.shape(u) == (2,) and abs(g @ np.asarray(u)) < 1e-9 and np.linalg.norm(u) > 0
        for u, (g,) in zip(values, downhill.probes, strict=True)
    )


downhill = Exercise(
    key="gradients.downhill",
    title="The direction of steepest descent",
    right=lambda g: -_unit(g),
    probes=[
        (np.array([3.0, 4.0]),),
        (np.array([-0.2, 0.1]),),
        (np.array([5.0, -12.0]),),
        (np.array([0.0, -2.0]),),
    ],
    mistakes=[
        Mistake(
            "uphill",
            _unit,
            "the gradient points where f grows fastest. Which way does it fall fastest?",
        ),
        Mistake(
            "not of length 1",
            lambda g: -g,
            "that points the right way, but a direction has length 1. Divide by its length.",
        ),
        Mistake(
            "the gradient itself",
            lambda g: g,
            "two things: it points the steepest way *up*, and its length is the slope, not 1.",
        ),
        Mistake(
            "along the contour",
            lambda g: np.array([-g[1], g[0]]) / np.linalg.norm(g),
            "square to the gradient f doesn't change at all, to first order. You want to go against "
            "it.",
            fits=_along_contour,
        ),
        Mistake(
            "the gradient drawn on the surface",
            lambda g: -_unit(np.array([g[0], g[1], g @ g])),
            "your arrow has a third entry, for the height. A gradient lives in the input plane: two "
            "inputs, two entries.",
        ),
        Mistake(
            "the signs only",
            lambda g: -np.sign(g),
            "that moves all inputs by the same amount. The steeper input has the larger share.",
        ),
        Mistake(
            "divided by the sum of the entries",
            lambda g: -g / np.abs(g).sum(),
            "the length of (3, 4) is 5, not 7: `np.linalg.norm(g)`.",
        ),
        Mistake(
            "divided by the number of entries",
            lambda g: -g / len(g),
            "`len(g)` counts the entries. How long g is, as an arrow, `np.linalg.norm(g)` says.",
        ),
        Mistake(
            "divided by the length squared",
            lambda g: -g / (g @ g),
            "g @ g is the length squared; take the square root, or `np.linalg.norm(g)`.",
        ),
        Mistake(
            "the entries in the wrong order",
            lambda g: -_unit(g[::-1]),
            "the first entry belongs to the first input.",
        ),
    ],
    hints=[
        "The slope in direction u is ‖∇f‖ times the cosine of the angle to ∇f. Where is it lowest?",
        "Opposite to the gradient. Divide −g by `np.linalg.norm(g)`.",
    ],
    stub="def downhill(g):\n    return ...  # your code here\n",
    answer="def downhill(g):\n    return -g / np.linalg.norm(g)\n",
    praise="Against the gradient, with length 1: down as steeply as it gets, from here.",
)

nearby = Exercise(
    key="gradients.nearby",
    title="The height nearby, by the tangent plane",
    right=lambda height, g, step: height + g @ step,
    probes=[
        (1.25, np.array([2.0, 1.0]), np.array([0.1, -0.3])),
        (10.0, np.array([-4.0, 6.0]), np.array([0.05, 0.02])),
        (-3.0, np.array([0.5, 0.0, 2.0]), np.array([0.2, 0.7, -0.1])),
    ],
    mistakes=[
        Mistake(
            "the change without the height",
            lambda height, g, step: g @ step,
            "that is how much f changes. The height nearby is the height here plus that change.",
        ),
        Mistake(
            "the step normalised",
            lambda height, g, step: height + g @ _unit(step),
            "dividing by the step's length gives a slope. For the change the whole step counts, its "
            "length too.",
        ),
        Mistake(
            "every slope times every step",
            lambda height, g, step: height + g.sum() * step.sum(),
            "each slope belongs to its own input: multiply entry by entry, then add.",
        ),
        Mistake(
            "the steepest slope times the distance",
            lambda height, g, step: height + np.linalg.norm(g) * np.linalg.norm(step),
            "that is the change for a step straight along the gradient. This step goes another way.",
        ),
        Mistake(
            "minus the change",
            lambda height, g, step: height - g @ step,
            "a positive slope and a positive step make f larger.",
        ),
        Mistake(
            "only the first two inputs",
            lambda height, g, step: height + g[0] * step[0] + g[1] * step[1],
            "right for two inputs, but g and step may have more entries: add all the shares.",
        ),
        Mistake(
            "not added up",
            lambda height, g, step: height + g * step,
            "each input has its share of the change; add the shares, for one height.",
        ),
    ],
    hints=[
        "With one input: f(x) + f′(x)·Δx. With several, each input adds its own share.",
        "The shares are ∂f/∂x·Δx and ∂f/∂y·Δy, so `g @ step`. What is still to be added?",
    ],
    stub="def height_nearby(height, g, step):\n    return ...  # your code here\n",
    answer="def height_nearby(height, g, step):\n    return height + g @ step\n",
    praise="Height here, plus each input's slope times its own step: the tangent plane.",
)


def _heights(dx, dy):
    x, y = dx * np.arange(5), dy * np.arange(4)[:, None]
    return x**2 + 3 * y + np.sin(x * y)


def _slopes_of(table, dx, dy):
    by_y, by_x = np.gradient(table, dy, dx)
    return by_x, by_y


def _good_grid(values):
    """Slopes at the edges of order 1, as `np.gradient` has them by itself, or of order 2."""
    return all(
        any(
            same(value, tuple(np.gradient(table, dy, dx, edge_order=order)[::-1]))
            for order in (1, 2)
        )
        for value, (table, dx, dy) in zip(values, grid.probes, strict=True)
    )


def _swapped_spacing(table, dx, dy):
    by_y, by_x = np.gradient(table, dx, dy)
    return by_x, by_y


def _unspaced(table, dx, dy):
    by_y, by_x = np.gradient(table)
    return by_x, by_y


grid = Exercise(
    key="gradients.grid",
    title="Both slopes of a table of heights",
    right=_slopes_of,
    probes=[
        (_heights(0.5, 0.25), 0.5, 0.25),
        (_heights(0.1, 2.0), 0.1, 2.0),
        (_heights(1.0, 1.0)[:, :3], 1.0, 1.0),
    ],
    accepts=_good_grid,
    mistakes=[
        Mistake(
            "the spacing forgotten",
            _unspaced,
            "without spacings NumPy takes 1 between neighbours. Give it `dy` and `dx`.",
        ),
        Mistake(
            "the two arrays in the wrong order",
            lambda table, dx, dy: tuple(np.gradient(table, dy, dx)),
            "NumPy's first array goes down the rows, and rows are y. The exercise wants the slopes "
            "along x first.",
        ),
        Mistake(
            "the spacings in the wrong order",
            _swapped_spacing,
            "you return the right axes, but the spacings go in the order of the axes: rows first, "
            "and rows are `dy` apart.",
        ),
        Mistake(
            "rows taken for x",
            lambda table, dx, dy: tuple(np.gradient(table, dx, dy)),
            "each *row* of the table is one y: going down the rows y changes. So the first axis is y.",
        ),
        Mistake(
            "neither spacing nor order",
            lambda table, dx, dy: tuple(np.gradient(table)),
            "two things: rows come first, and they are y; and NumPy has to be told the spacings.",
        ),
        Mistake(
            "multiplied by the spacing",
            lambda table, dx, dy: tuple(
                s * d for s, d in zip(_unspaced(table, dx, dy), (dx, dy), strict=True)
            ),
            "a slope is the change *divided* by the run.",
        ),
        Mistake(
            "differences between neighbours",
            lambda table, dx, dy: (np.diff(table, axis=1) / dx, np.diff(table, axis=0) / dy),
            "`np.diff` gives one value fewer than there are points, each halfway between two of "
            "them. `np.gradient` gives a slope at every point.",
        ),
    ],
    hints=[
        "`np.gradient(table, a, b)` takes the spacing of the first axis, then of the second.",
        "The first axis is the rows, and from row to row y changes: `np.gradient(table, dy, dx)`.",
        "It returns the slopes along y first. Give names to both arrays, then return them in the "
        "other order.",
    ],
    stub="def slopes_of(table, dx, dy):\n    return ...  # your code here\n",
    answer=(
        "def slopes_of(table, dx, dy):\n"
        "    by_y, by_x = np.gradient(table, dy, dx)\n"
        "    return by_x, by_y\n"
    ),
    praise="Rows are y: spacings in the order of the axes, and so come the arrays.",
)
