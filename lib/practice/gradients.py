"""Practice of notebook 05: partials, gradients, slopes in a direction, planes, slopes of a table."""

import numpy as np

from lib.calculus.gradients import gradient
from lib.practice.engine.checking import Also, Exercise, Mistake, each
from lib.practice.engine.comparing import Raised
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict
from lib.practice.engine.secants import are_secants

# Predictions

held = predict(
    "gradients.held",
    "`f(x, z) = 2·z³·x²`. Hold `z` still and nudge `x` alone. What is the slope along `x`?",
    {
        "4x: z is held still, a constant, so it drops out": (
            "A constant that is *added* drops out. Here 2z³ multiplies x², and a constant multiple "
            "stays: with z = 2 the slice is 16x²."
        ),
        "12z²x: both powers come down": (
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
            "Where you face changes nothing. (0.3, 0.4) is about north-east, behind you."
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

units = predict(
    "gradients.units",
    "At some place the gradient of `f(x, y) = 4x² + y²` is (8, 2). Now we count x in halves: `X = 2x`, "
    "so one unit of x is two of X. What is the gradient there in X and y?",
    {
        "(8, 2): it is the same hill": (
            "The same hill, and another map. A step of 1 in X is only half a step in x, so it changes f "
            "by half as much."
        ),
        "(16, 2): twice as many units": (
            "There are twice as many units, so each is half as long, and f changes by *less* for each."
        ),
        "(4, 2), which points another way": (
            "With X = 2x, f = X² + y², and its slopes there are 2X = 4 and 2. Each slope is per unit of "
            "its input; so here the arrow turns with the units."
        ),
        "(4, 1): as long as it has to be, the same way": (
            "Nothing has happened to y. Only the slope along X is per half a step."
        ),
    },
    "(4, 2), which points another way",
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
            "Its first axis is the rows, so y, and without a spacing it takes 1: inside the table the "
            "numbers are 0.25 times ∂f/∂y."
        ),
        "∂f/∂y": (
            "The right axis. But nobody told NumPy that the rows are 0.25 apart: it takes 1, and the "
            "numbers come out as a quarter of what they should be."
        ),
        "∇f at the first point of the table": (
            "It returns one array for each *axis*, as large as the table: all slopes down the rows, "
            "then all slopes along the columns."
        ),
    },
    "The change along y from row to row, not yet divided by 0.25",
)

# Exercises


def _by(first, second):
    """The answer that gives these two entries."""
    return lambda x, z: np.array([first(x, z), second(x, z)])


def _by_x(x, z):
    return 4 * z**3 * x


def _by_z(x, z):
    return 6 * z**2 * x**2


def _slips(first, second):
    """Answers with the one slip, the other, and both: those with both come first."""
    return _by(first, second), _by(first, _by_z), _by(_by_x, second)


def _slip(name, first, second, look_at, also=()):
    both, *one = _slips(first, second)
    return Mistake(name, both, look_at, also=(*one, *also))


def _secants(ahead, back, x, z):
    def f(x, z):
        return 2 * z**3 * x**2

    run = ahead + back
    by_x, by_z = f(x + ahead, z) - f(x - back, z), f(x, z + ahead) - f(x, z - back)
    return np.array([by_x / run, by_z / run])


partials = Exercise(
    key="gradients.partials",
    title="The exact gradient of 2z³x²",
    difficulty=1,
    right=_by(_by_x, _by_z),
    probes=[(1.0, 2.0), (-0.5, 1.5), (3.0, -1.0), (0.7, 0.3)],
    draw=lambda chance: (chance.number(-3, 3), chance.number(-3, 3)),
    corners=((2, -1), (0.0, 2.0), (3.0, 0.0), (0.0, 0.0), (2.0, 2.0), (20.0, -30.0), (1e-4, 1e-3)),
    rtol=1e-10,  # closer than any nudge comes
    atol=1e-13,
    mistakes=[
        Mistake(
            "the partials in the wrong order",
            _by(_by_z, _by_x),
            "f takes x first, so the first entry is ∂f/∂x. You have it in the second place.",
        ),
        Mistake(
            "one partial twice",
            _by(_by_x, _by_x),
            "both entries are the slope by the same input. First x moves, then z.",
            also=(_by(_by_z, _by_z),),
        ),
        _slip(
            "the held input dropped",
            lambda x, z: 4 * x,
            lambda x, z: 6 * z**2,
            "what is held still is a constant *multiple* here, and such a factor stays.",
            also=(*_slips(lambda x, z: 2 * x, lambda x, z: 3 * z**2),),
        ),
        _slip(
            "the moving input dropped",
            lambda x, z: 4 * z**3,
            lambda x, z: 6 * x**2,
            "x² gives 2x and z³ gives 3z²: the power falls by one, it doesn't vanish.",
            also=(*_slips(lambda x, z: 2 * z**3, lambda x, z: 2 * x**2),),
        ),
        Mistake(
            "one partial only",
            _by_x,
            "one number came. A gradient has an entry for each input: two here.",
            also=(_by_z, lambda x, z: [_by_x(x, z)], lambda x, z: [_by_z(x, z)]),
        ),
        Mistake(
            "the partials added",
            lambda x, z: _by_x(x, z) + _by_z(x, z),
            "both parts are there, but a gradient keeps them apart: an array with two entries.",
            also=(
                Also(
                    _by(
                        lambda x, z: _by_x(x, z) + _by_z(x, z),
                        lambda x, z: _by_x(x, z) + _by_z(x, z),
                    ),
                    "the sum of both slopes came, twice. A gradient keeps them apart: first that by x, then "
                    "that by z.",
                ),
            ),
        ),
        Mistake(
            "both powers brought down at once",
            lambda x, z: 12 * z**2 * x,
            "12z²x comes of differentiating by x and by z. A partial moves one input, and there are two "
            "of them, one for each input.",
            also=(
                Also(
                    lambda x, z: 24 * z**2 * x,
                    "both powers fell by one. A partial moves one input, and there are two of them, one for "
                    "each input.",
                ),
                Also(
                    _by(lambda x, z: 24 * z**2 * x, lambda x, z: 24 * z**2 * x),
                    "both powers fell by one, in both entries. In the first z³ stays as it is, in the "
                    "second x².",
                ),
            ),
        ),
        Mistake(
            "the partials multiplied",
            lambda x, z: _by_x(x, z) * _by_z(x, z),
            "that is the product of both slopes. A gradient keeps them apart: an array with two entries.",
        ),
        _slip(
            "both inputs moved in one entry, or in both",
            lambda x, z: 12 * z**2 * x,
            lambda x, z: 12 * z**2 * x,
            "somewhere both powers fell. In the first entry z³ stays as it is, in the second x².",
            also=(
                *_slips(lambda x, z: 4 * z**2 * x, lambda x, z: 6 * z**2 * x),
                *_slips(lambda x, z: 4 * z**2 * x, lambda x, z: 12 * z**2 * x),
            ),
        ),
        Mistake(
            "z³'s slope gone wrong",
            _by(_by_x, lambda x, z: 6 * z * x**2),
            "look at the second entry: z³ gives 3z².",
            also=(_by(_by_x, lambda x, z: 4 * z**2 * x**2),),
        ),
        _slip(
            "powers brought down but not lowered",
            lambda x, z: 4 * z**3 * x**2,
            lambda x, z: 6 * z**3 * x**2,
            "the derivative of x² is 2x and that of z³ is 3z²: the power comes down in front *and* "
            "falls by one.",
        ),
        Mistake(
            "powers lowered but not brought down",
            _by(lambda x, z: 2 * z**3 * x, lambda x, z: 2 * z**2 * x**2),
            "the power falls by one *and* comes down in front, as a factor.",
            also=(
                _by(_by_x, lambda x, z: 2 * z**2 * x**2),
                _by(lambda x, z: z**3 * x, lambda x, z: z**2 * x**2),
            ),
        ),
        _slip(
            "a factor of f lost",
            lambda x, z: 2 * z**3 * x,
            lambda x, z: 3 * z**2 * x**2,
            "a factor is missing. Is the 2 in front of f still there, and the power that comes down?",
        ),
        _slip(
            "a factor added instead of multiplied",
            lambda x, z: 4 * x + z**3,
            lambda x, z: 6 * z**2 + x**2,
            "you add what is held still. In 2z³x² it is multiplied by what moves, and a factor stays a "
            "factor.",
            also=(
                *_slips(lambda x, z: 2 * z**3 + 2 * x, lambda x, z: 3 * z**2 + 2 * x**2),
                *_slips(lambda x, z: 4 * x + 2 * z**3, lambda x, z: 6 * z**2 + 2 * x**2),
            ),
        ),
        Mistake(
            "the powers exchanged in the first entry",
            _by(lambda x, z: 4 * z * x**3, _by_z),
            "in the first entry x has the power that is due to z, and z that of x. x² moves there, z³ stays.",
        ),
        Mistake(
            "x and z exchanged",
            _by(lambda x, z: 6 * x**2 * z**2, lambda x, z: 4 * x**3 * z),
            "you have the gradient of 2x³z². Here the cube is on z.",
        ),
        Mistake(
            "a secant in place of the slope",
            lambda x, z: _secants(0.1, 0, x, z),
            "a secant need not be exact, and asked is the exact gradient, by the rules.",
            fits=lambda values, probes: are_secants(values, probes, _secants),
        ),
        Mistake(
            "the value of f",
            lambda x, z: 2 * z**3 * x**2,
            "that is f itself. How fast does it move when x moves, and when z does?",
        ),
        Mistake(
            "the gradient normalised",
            lambda x, z: _unit(_by(_by_x, _by_z)(x, z)),
            "where the gradient isn't 0 yours points its way, with length 1. How steep it is belongs to a "
            "gradient: leave its length.",
        ),
        Mistake(
            "the gradient's length",
            lambda x, z: np.hypot(_by_x(x, z), _by_z(x, z)),
            "one number came, the length of the gradient. A gradient is the array of both slopes.",
        ),
        Mistake(
            "f itself among the entries",
            lambda x, z: np.append(_by(_by_x, _by_z)(x, z), 2 * z**3 * x**2),
            "the gradient has an entry for each input, two of them; how high f is doesn't belong to it.",
            also=(lambda x, z: np.append(2 * z**3 * x**2, _by(_by_x, _by_z)(x, z)),),
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


def _unit(v):
    return v / np.linalg.norm(v)


def _stretched(v):
    return 2 * v[1] ** 3 * v[0] ** 2


def _three(v):
    return v[0] * v[1] + np.exp(v[2])


def _wave(v):
    return np.sin(v[0]) * np.cos(v[1])


def _many(v):
    return np.sum(np.arange(1, len(v) + 1) * np.exp(v))


_many.label = "1·e^v[0] + 2·e^v[1] + …"
_stretched.label, _three.label = "2·v[1]³·v[0]²", "v[0]·v[1] + e^v[2]"
_wave.label = "sin(v[0])·cos(v[1])"


def _some_f(chance):
    """A function of one to five numbers, a place with numbers of both signs, and a step."""
    count = chance.in_turn(2, 3, 1, 4, 2, 5)
    a, b = chance.numbers(2, count, low=-2, high=2, digits=1)
    f, f.label = chance.in_turn(
        (
            lambda v: np.sum(a * np.asarray(v) ** 3) + np.prod(v),
            f"Σ aᵢ·v[i]³ + product, a = {a.tolist()}",
        ),
        (lambda v: np.sin(a @ v) + b @ v, f"sin(a·v) + b·v, a = {a.tolist()}, b = {b.tolist()}"),
        (
            lambda v: np.exp(a @ v / 4) * (1 + b @ v),
            f"exp(a·v/4)·(1 + b·v), a = {a.tolist()}, b = {b.tolist()}",
        ),
        (lambda v: (a @ v) ** 2 * np.cos(v[-1]), f"(a·v)²·cos(v[-1]), a = {a.tolist()}"),
    )
    return f, chance.numbers(count, low=-2, high=2), chance.step()


for _f in (_stretched, _three, _wave, _many):
    _f.__qualname__ = "f"  # what an error message calls it


def _numerical(f, v, h, *, over=2.0):
    """The right way, with another divisor than 2h where `over` isn't 2."""
    made = []
    for i in range(len(v)):
        ahead, back = v.copy(), v.copy()
        ahead[i] += h
        back[i] -= h
        made.append((f(ahead) - f(back)) / (over * h))
    return np.array(made)


def _loop(round_, start=None):
    """A loop over the inputs; round_(f, v, i, h, kept) gives a slope; kept is start(v), made once."""

    def answer(f, v, h):
        kept = start(v) if start else None
        return np.array([round_(f, v, i, h, kept) for i in range(len(v))])

    return answer


def _ahead_only(f, v, h):
    return np.array([(f(v + h * e) - f(v)) / h for e in np.eye(len(v))])


def _together(f, v, h):
    return (f(v + h) - f(v - h)) / (2 * h)


def _kept_unit(f, v, i, h, e):
    e[i] = h
    return (f(v + e) - f(v - e)) / (2 * h)


def _kept_copy(f, v, i, h, moved):
    moved[i] += h
    back = moved.copy()
    back[i] -= 2 * h
    return (f(moved) - f(back)) / (2 * h)


def _kept_ahead(f, v, i, h, moved):
    moved[i] += h
    return (f(moved) - f(v)) / h


def _there_and_back(f, v, i, h, _):
    v[i] += h
    ahead = f(v)
    v[i] -= 2 * h
    return (ahead - f(v)) / (2 * h)


def _there(f, v, i, h, _):
    before = f(v)
    v[i] += h
    return (f(v) - before) / h


def _there_and_fresh(f, v, i, h, _):
    """v itself moves ahead, and a copy of it back."""
    back = v.copy()
    v[i] += h
    back[i] -= h
    return (f(v) - f(back)) / (2 * h)


def _replaced(f, v, i, h, _):
    ahead, back = v.copy(), v.copy()
    ahead[i], back[i] = h, -h
    return (f(ahead) - f(back)) / (2 * h)


def _multiplied(f, v, i, h, _):
    ahead, back = v.copy(), v.copy()
    ahead[i] *= 1 + h
    back[i] *= 1 - h
    return (f(ahead) - f(back)) / (2 * h)


def _starred(f, v, i, h, _):
    ahead, back = v.copy(), v.copy()
    ahead[i] += h
    back[i] -= h
    return (f(*ahead) - f(*back)) / (2 * h)


def _unbracketed(f, v, i, h, run):
    ahead, back = v.copy(), v.copy()
    ahead[i] += h
    back[i] -= h
    return f(ahead) - f(back) / run


def _with_pairs(f, v, h):
    """As written for two inputs: v + [h, 0] and so on."""
    first, second = np.array([h, 0]), np.array([0, h])
    return [(f(v + e) - f(v - e)) / (2 * h) for e in (first, second)]


def _bend(f, v, h):
    return np.array([(f(v + h * e) - 2 * f(v) + f(v - h * e)) / h**2 for e in np.eye(len(v))])


def _of_numbers(f, v, h):
    return [(f(v[i] + h) - f(v[i] - h)) / (2 * h) for i in range(len(v))]


def _missing(place):
    """The right slopes, with 0 in one place."""

    def answer(f, v, h):
        made = _numerical(f, v, h)
        made[place] = 0
        return made

    return answer


def _first_alone(f, v, h):
    """A table of zeros in which only the first slope was put."""
    made = np.zeros(len(v))
    made[0] = _numerical(f, v, h)[0]
    return made


@each
def _own_step(value, f, v, h):
    """Right slopes, but too good for the step that was asked for."""
    return np.allclose(value, gradient(f, v), rtol=1e-4, atol=1e-4)


numerical = Exercise(
    key="gradients.numerical",
    title="A numerical gradient",
    difficulty=2,
    right=_numerical,
    probes=[
        (_stretched, np.array([1.0, 2.0]), 0.1),
        (_three, np.array([0.5, -2.0, 1.0]), 0.2),
        (_wave, np.array([0.4, 1.1]), 0.01),
    ],
    draw=_some_f,
    corners=(
        (
            _three,
            np.array([0.5, 0.5, 0.5]),
            0.1,
        ),  # who looks an entry up by its value finds the first
        (_three, np.zeros(3), 0.5),
        (_many, np.arange(8.0) / 4 - 1, 0.1),
        (_stretched, np.array([30.0, -0.01]), 2.0),
        (_wave, np.array([0.4, 1.1]), 1e-5),
    ),
    mistakes=[
        Mistake(
            "all inputs nudged at once",
            _together,
            "a partial moves one input and holds all the others still: a nudge for each.",
            also=(
                lambda f, v, h: np.full(len(v), _together(f, v, h)),
                lambda f, v, h: (f(v + h) - f(v)) / h,
                lambda f, v, h: np.full(len(v), (f(v + h) - f(v)) / h),
                lambda f, v, h: (f(v + h) - f(v - h)) / 2 * h,
                lambda f, v, h: (f(v + h) - f(v - h)) / h,
            ),
        ),
        Mistake(
            "stopped after the first input",
            lambda f, v, h: _numerical(f, v, h)[:1],
            "only the first slope came. Does the `return` stand inside the loop?",
            also=(
                lambda f, v, h: _numerical(f, v, h)[0],
                Also(
                    _first_alone,
                    "all entries behind the first are 0. Does the `return` stand inside the loop?",
                ),
            ),
        ),
        Mistake(
            "every slope came out 0",
            lambda f, v, h: np.zeros(len(v)),
            "as where nothing is put into the array, or f is asked twice at one place (`ahead = v` makes "
            "no copy, both names mean one array: `v.copy()`), or with a step so short that it is lost.",
        ),
        Mistake(
            "the nudge left in",
            _loop(_kept_unit, lambda v: np.zeros(len(v))),
            "as if the first input were still nudged when the second is. Start anew for each input: a "
            "fresh copy of v, or a fresh array of zeros.",
            also=(
                _loop(_kept_copy, np.copy),
                _loop(
                    lambda f, v, i, h, e: _kept_unit(f, v, i, h, e) * h**2,
                    lambda v: np.zeros(len(v)),
                ),
                _loop(_kept_ahead, np.copy),
            ),
        ),
        Mistake(
            "v not put back",
            _loop(_there_and_back),
            "you nudge v itself, and don't put it back. So any further slope is taken somewhere else, and "
            "the caller's array isn't what it was. Nudge a copy, `v.copy()`.",
            also=(_loop(_there), _loop(_there_and_fresh)),
        ),
        Mistake(
            "divided by h where 2h is due",
            lambda f, v, h: _numerical(f, v, h, over=1.0),
            "every slope is twice what is due: from v − h to v + h the run is 2h.",
        ),
        Mistake(
            "only the step ahead",
            _ahead_only,
            "that is the forward difference, whose error mostly is of order h. The exercise wants the "
            "central one: a step ahead and a step back.",
        ),
        Mistake(
            "a step ahead, divided by 2h",
            lambda f, v, h: _ahead_only(f, v, h) / 2,
            "from v to v + h the run is only h. For a run of 2h start at v − h.",
        ),
        Mistake(
            "only the step back",
            lambda f, v, h: _ahead_only(f, v, -h),
            "that is the backward difference, whose error mostly is of order h. The exercise wants the "
            "central one: a step ahead and a step back.",
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
            "brackets missing around the difference",
            _loop(lambda f, v, i, h, _: _unbracketed(f, v, i, h, 2 * h)),
            "as if only the second height were divided. Put the difference in brackets, "
            "`(f(ahead) - f(back))`.",
            also=(
                _loop(lambda f, v, i, h, _: _unbracketed(f, v, i, h, 2 / h)),
                _loop(lambda f, v, i, h, _: _unbracketed(f, v, i, h, h)),
            ),
        ),
        Mistake(
            "plus for minus",
            _loop(lambda f, v, i, h, _: -_unbracketed(f, v, i, h, -1.0) / (-2 * h)),
            "as if the two heights were added. How far f rose is their difference.",
        ),
        Mistake(
            "the sign reversed",
            lambda f, v, h: -_numerical(f, v, h),
            "take f ahead minus f back, and divide by the run in the same direction, 2h.",
        ),
        Mistake(
            "f not called",
            lambda f, v, h: np.eye(len(v)),
            "as if the places themselves were subtracted. The rise is the difference of f there: "
            "f(ahead) and f(back).",
            also=(lambda f, v, h: np.ones(len(v)),),
        ),
        Mistake(
            "f given one number",
            _of_numbers,
            "f takes the whole array, not one entry alone, v[i] + h. Nudge entry i of a copy of v, and "
            "give f the copy.",
        ),
        Mistake(
            "f given the entries one by one",
            _loop(_starred),
            "f takes the whole array, as one input: `f(up)`, not `f(*up)`.",
        ),
        Mistake(
            "a nudge of 2h",
            lambda f, v, h: _numerical(f, v, 2 * h, over=1.0),
            "as if each nudge were 2h. With the step h it is h each way: from v − h to v + h the run is 2h.",
            also=(
                lambda f, v, h: _numerical(f, v, 2 * h),
                lambda f, v, h: _numerical(f, v, 2 * h, over=0.5),
            ),
        ),
        Mistake(
            "`np.gradient` of what is no table",
            lambda f, v, h: np.gradient(f(v), v),
            "`np.gradient` compares neighbours in a table, and f(v) is one number. Nudge each input, "
            "and call f there.",
            also=(lambda f, v, h: np.gradient(f, v, h), lambda f, v, h: np.gradient(f, v)),
        ),
        Mistake(
            "`np.gradient` of the place",
            lambda f, v, h: np.gradient(v, h),
            "the entries of v are places, and how f moves isn't in them. Nudge each input of v, and call f "
            "there.",
            also=(lambda f, v, h: np.gradient(v),),
        ),
        Mistake(
            "nothing collected",
            lambda f, v, h: [],
            "no slope came at all. Collect them with `slopes.append(…)`: `slopes += …` with a number of "
            "NumPy's adds nothing to an empty list. And `np.gradient` of one number has nothing to compare.",
        ),
        Mistake(
            "slopes cut to whole numbers",
            lambda f, v, h: _numerical(f, v, h).astype(int),
            "these are the slopes without their decimals: an array of whole numbers, as `dtype=int` "
            "makes, cuts off what is put in.",
        ),
        Mistake(
            "always the same input nudged",
            lambda f, v, h: np.full(len(v), _numerical(f, v, h)[0]),
            "all slopes are that of one and the same input. Nudge entry `i`, in the loop.",
            also=(lambda f, v, h: np.full(len(v), _numerical(f, v, h)[-1]),),
        ),
        Mistake(
            "an input left out",
            lambda f, v, h: _numerical(f, v, h)[1:],
            "one input has no slope. `range(len(v))` counts all of them, from 0 on.",
            also=(
                lambda f, v, h: _numerical(f, v, h)[:-1],
                Also(
                    _missing(0),
                    "the first entry came out 0 every time. `range(len(v))` counts all inputs, from 0 on.",
                ),
                Also(
                    _missing(-1),
                    "the last entry came out 0 every time. `range(len(v))` counts all inputs, the last too.",
                ),
            ),
        ),
        Mistake(
            "only the first two inputs",
            lambda f, v, h: _numerical(f, v, h)[: 2 if len(v) > 1 else v[1]],
            "v may have any length: loop over `range(len(v))`.",
            also=(_with_pairs,),
        ),
        Mistake(
            "only the last slope",
            lambda f, v, h: _numerical(f, v, h)[-1],
            "only the last slope came. Does each round of the loop overwrite the one before? "
            "Collect them in a list, with `append` inside the loop.",
            also=(lambda f, v, h: _numerical(f, v, h)[-1:],),
        ),
        Mistake(
            "half the step on each side",
            lambda f, v, h: _numerical(f, v, h / 2),
            "you go h/2 ahead and h/2 back. With the step h it is h each way, and the run is 2h.",
        ),
        Mistake(
            "a nudge of 1 in place of h",
            lambda f, v, h: _numerical(f, v, 1.0),
            "as if the input moved by 1. It should move by h.",
            also=(lambda f, v, h: _numerical(f, v, 1.0) / h,),
        ),
        Mistake(
            "the entry multiplied",
            _loop(_multiplied),
            "as if the nudge were a share of the entry: so a large one moves by more, and 0 not at all. "
            "Add h, the same for each.",
        ),
        Mistake(
            "the entry replaced by h",
            _loop(_replaced),
            "you put h in place of the entry. A nudge is added to what is there: `+=`.",
        ),
        Mistake(
            "the slopes added",
            lambda f, v, h: _numerical(f, v, h).sum(),
            "that is the sum of the slopes. A gradient keeps them apart.",
        ),
        Mistake(
            "the bend instead of the slope",
            _bend,
            "f ahead − 2f + f back, over h², is how a second derivative is measured. A slope takes "
            "f ahead − f back.",
        ),
        Mistake(
            "a step of your own",
            lambda f, v, h: gradient(f, v),
            "these slopes are near the exact ones, and not the central differences for the step `h` "
            "that comes in.",
            fits=_own_step,
        ),
    ],
    hints=[
        "One entry for each input: loop over `i in range(len(v))` and collect the slopes in a list.",
        "For input i make two copies with `v.copy()`; add h to entry i of the one, take h from entry "
        "i of the other.",
        "The slope is `(f(ahead) - f(back)) / (2 * h)`. Return `np.array(slopes)`.",
    ],
    stub="def numerical_gradient(f, v, h):\n    return ...  # your code here\n",
    answer=(
        "def numerical_gradient(f, v, h):\n"
        "    slopes = []\n"
        "    for i in range(len(v)):\n"
        "        ahead, back = v.copy(), v.copy()\n"
        "        ahead[i] += h\n"
        "        back[i] -= h\n"
        "        slopes.append((f(ahead) - f(back)) / (2 * h))\n"
        "    return np.array(slopes)\n"
    ),
    praise="One nudge at a time, both ways: two looks at f are enough for each input.",
)


def _length_of_two(v):
    return np.sqrt(v[0] ** 2 + v[1] ** 2)


def _some_gradient(chance, count):
    """A gradient: large or small, entries of both signs, one of them 0 now and then."""
    g = chance.numbers(count) * chance.in_turn(1, 1, 0.1, 10)
    if chance.turn % 6 == 3 and count > 1:
        g[chance.whole(0, count - 1)] = 0.0
    return g if g.any() else g + 0.5


def _gradient_and_way(chance):
    count = chance.in_turn(2, 3, 2, 4, 1)
    return _some_gradient(chance, count), _some_gradient(chance, count) * chance.one_of(0.1, 1, 5)


slope_towards = Exercise(
    key="gradients.slope_towards",
    title="The slope in a direction",
    difficulty=1,
    right=lambda g, d: g @ d / np.linalg.norm(d),
    probes=[
        (np.array([2.0, 1.0]), np.array([3.0, 4.0])),
        (np.array([-1.0, 3.0]), np.array([2.0, 0.0])),
        (np.array([0.5, -2.0]), np.array([-1.0, 1.0])),
        (np.array([1.0, 2.0, -2.0]), np.array([2.0, -1.0, 4.0])),
    ],
    draw=_gradient_and_way,
    corners=(
        (np.array([2.0, -1.0]), np.array([2e-6, -1e-6])),
        (np.array([2.0, -1.0]), np.array([3e6, 4e6])),
        (np.zeros(2), np.array([1.0, 2.0])),
        (np.array([1.0, 2.0]), np.array([4.0, -2.0])),
        (np.array([1.0, 2.0]), np.array([1.0, 2.0])),
    ),
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
            "where g isn't 0 that is the cosine of the angle between the two. The gradient's length is how "
            "steep the place is: leave it in.",
        ),
        Mistake(
            "the gradient normalised in place of the direction",
            lambda g, d: g @ d / np.linalg.norm(g),
            "it is d that has to have length 1. The gradient's length belongs to the answer.",
        ),
        Mistake(
            "not added up",
            lambda g, d: g * d / np.linalg.norm(d),
            "products came that aren't added up. A slope is one number: `@` multiplies entry by entry and "
            "adds.",
            also=(
                Also(
                    lambda g, d: np.outer(g, d) / np.linalg.norm(d),
                    "every slope was multiplied by every entry. Each belongs to its own: `@` multiplies "
                    "entry by entry and adds, for one number.",
                ),
            ),
        ),
        Mistake(
            "neither normalised nor added up",
            lambda g, d: g * d,
            "two things: a direction has length 1, so divide d by its length; and the products are to "
            "be added up, for one number.",
            also=(
                Also(
                    lambda g, d: np.outer(g, d),
                    "two things: a direction has length 1, so divide d by its length; and every slope was "
                    "multiplied by every entry: `@` multiplies entry by entry and adds.",
                ),
            ),
        ),
        Mistake(
            "divided by the length twice",
            lambda g, d: g @ d / (d @ d),
            "d @ d is the length *squared*.",
        ),
        Mistake(
            "an arrow instead of a slope",
            lambda g, d: d * (g @ d) / (d @ d),
            "that is d times a number. A slope is one number: the product of g with the direction.",
            also=(lambda g, d: d * (g @ d) / np.linalg.norm(d),),
        ),
        Mistake(
            "divided by the sum of the entries",
            lambda g, d: g @ d / d.sum(),
            "the length of (3, 4) is 5, not 7: `np.linalg.norm(d)`.",
        ),
        Mistake(
            "divided by the sum of the sizes",
            lambda g, d: g @ d / np.abs(d).sum(),
            "the length of (3, 4) is 5, not 7: `np.linalg.norm(d)`.",
        ),
        Mistake(
            "divided by the number of entries",
            lambda g, d: g @ d / len(d),
            "`len(d)` counts the entries of d. How long it is, as an arrow, `np.linalg.norm(d)` says.",
        ),
        Mistake(
            "divided by the largest entry",
            lambda g, d: g @ (d / d.max()),
            "the length of (3, 4) is 5, not 4: `np.linalg.norm(d)`.",
            also=(lambda g, d: g @ d / d.max(),),
        ),
        Mistake(
            "divided by the largest size",
            lambda g, d: g @ d / np.abs(d).max(),
            "the length of (3, 4) is 5, not 4: `np.linalg.norm(d)`.",
        ),
        Mistake(
            "the steepest slope, whatever the direction",
            lambda g, d: np.linalg.norm(g),
            "that is the largest slope of all directions, and the same for every d.",
        ),
        Mistake(
            "only the size",
            lambda g, d: abs(g @ d) / np.linalg.norm(d),
            "keep the sign: it says whether the way leads up or down.",
            also=(
                Also(
                    lambda g, d: abs(g @ d),
                    "keep the sign: it says whether the way leads up or down. And make d 1 long first.",
                ),
            ),
        ),
        Mistake(
            "the root of the sum of the entries",
            lambda g, d: g @ d / np.sqrt(np.sum(d)),
            "for the length the entries are squared before they are added: √(d₁² + d₂² + …), or "
            "`np.linalg.norm(d)`.",
        ),
        Mistake(
            "the root of the sum of the sizes",
            lambda g, d: g @ d / np.sqrt(np.sum(np.abs(d))),
            "for the length the entries are squared before they are added: √(d₁² + d₂² + …), or "
            "`np.linalg.norm(d)`.",
        ),
        Mistake(
            "the products averaged",
            lambda g, d: np.mean(g * d) / np.linalg.norm(d),
            "each input's share counts in full: add the products, as `g @ d` does.",
        ),
        Mistake(
            "an angle",
            lambda g, d: np.arccos(g @ d / np.linalg.norm(g) / np.linalg.norm(d)),
            "where g isn't 0 that is the angle between the two. The slope is the gradient's length times its "
            "cosine: g @ d over the length of d.",
            also=(
                lambda g, d: np.degrees(np.arccos(g @ d / np.linalg.norm(g) / np.linalg.norm(d))),
            ),
        ),
        Mistake(
            "only the first two entries",
            lambda g, d: (g[0] * d[0] + g[1] * d[1]) / _length_of_two(d),
            "right for two inputs. g and d may have more entries, or one: take all of them, in the "
            "product and in the length.",
            also=(
                lambda g, d: g @ d / _length_of_two(d),
                lambda g, d: (g[0] * d[0] + g[1] * d[1]) / np.linalg.norm(d),
            ),
        ),
        Mistake(
            "d only as a length",
            lambda g, d: g / np.linalg.norm(d),
            "you divide by the length of d, and where it points doesn't come in. Divide d by its "
            "length, then take its product with g.",
            also=(
                lambda g, d: np.linalg.norm(g) / np.linalg.norm(d),
                lambda g, d: np.sum(g) / np.linalg.norm(d),
            ),
        ),
        Mistake(
            "multiplied by the length",
            lambda g, d: g @ d * np.linalg.norm(d),
            "with a d twice as long your slope is four times what it was. Divide by the length.",
        ),
        Mistake(
            "the two lengths multiplied",
            lambda g, d: np.linalg.norm(g) * np.linalg.norm(d),
            "two lengths don't say how the arrows lie to each other. In `g @ d` it counts.",
        ),
        Mistake(
            "every slope times every step",
            lambda g, d: g.sum() * d.sum() / np.linalg.norm(d),
            "each slope belongs to its own input: multiply entry by entry, then add.",
            also=(lambda g, d: g.sum() * d.sum(),),
        ),
        Mistake(
            "the direction alone",
            lambda g, d: _unit(d),
            "that is the direction, with length 1. What is the slope of this gradient in it?",
        ),
        Mistake(
            "divided entry by entry",
            lambda g, d: g / d,
            "you divide slopes by steps. The slopes are multiplied by the entries of the direction, and "
            "added.",
            also=(lambda g, d: np.sum(g / d),),
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


@each
def _along_contour(u, g):
    """Square to the first two entries of the gradient, either way round; an error with one entry."""
    if len(g) < 2:
        return isinstance(u, Raised) and isinstance(u.problem, IndexError)
    if np.shape(u) != (2,) or (np.any(g[:2]) and not np.any(u)):
        return False
    return abs(g[:2] @ np.asarray(u)) < 1e-9 * np.abs(g).max()


@each
def _is_against(u, g):
    u = np.asarray(u, float)
    return u.shape == g.shape and u @ g < 0 and np.allclose(_unit(u), -_unit(g), atol=1e-9)


def _against(values, probes):
    """Along −g everywhere, and somewhere of another length than 1."""
    lengths = [np.linalg.norm(value) for value in values]
    return _is_against(values, probes) and max(abs(n - 1) for n in lengths) > 1e-5


@each
def _with(u, g):
    u = np.asarray(u, float)
    return u.shape == g.shape and u @ g > 0 and np.allclose(_unit(u), _unit(g), atol=1e-9)


def _steepest_input(g):
    u = np.zeros(len(g))
    i = np.argmax(np.abs(g))
    u[i] = -np.sign(g[i])
    return u


downhill = Exercise(
    key="gradients.downhill",
    title="The direction of steepest descent",
    difficulty=1,
    right=lambda g: -_unit(g),
    probes=[
        (np.array([3.0, 4.0]),),
        (np.array([-0.2, 0.1]),),
        (np.array([5.0, -12.0]),),
        (np.array([0.0, -2.0]),),
        (np.array([2.0, -1.0, 2.0]),),
    ],
    draw=lambda chance: (_some_gradient(chance, chance.in_turn(2, 3, 4, 2, 1, 6)),),
    corners=tuple(
        (np.array(g),)
        for g in (
            [2e-6, -1e-6],
            [3e6, 4e6],
            [2.0, 2.0, 2.0],
            [0.0, 0.0, 5.0],
            [-1e-6],
        )
    ),
    mistakes=[
        Mistake(
            "uphill",
            _unit,
            "the gradient points where f grows fastest. Which way does it fall fastest?",
        ),
        Mistake(
            "the gradient itself",
            lambda g: g,
            "two things: it points the steepest way *up*, and its length is the slope, where 1 is due.",
        ),
        Mistake(
            "divided by the sum of the entries",
            lambda g: -g / g.sum(),
            "the length of (3, 4) is 5, not 7: `np.linalg.norm(g)`.",
            also=(lambda g: g / g.sum(),),
        ),
        Mistake(
            "divided by the sum of the sizes",
            lambda g: -g / np.abs(g).sum(),
            "the length of (3, 4) is 5, not 7: `np.linalg.norm(g)`.",
        ),
        Mistake(
            "the root of the sum of the entries",
            lambda g: -g / np.sqrt(np.sum(g)),
            "for the length the entries are squared before they are added: √(g₁² + g₂² + …), or "
            "`np.linalg.norm(g)`.",
        ),
        Mistake(
            "the root of the sum of the sizes",
            lambda g: -g / np.sqrt(np.sum(np.abs(g))),
            "for the length the entries are squared before they are added: √(g₁² + g₂² + …), or "
            "`np.linalg.norm(g)`.",
        ),
        Mistake(
            "the number of an input",
            np.argmin,
            "one whole number came, as `np.argmin` or `np.argmax` gives the place of an entry. A direction "
            "is an array, an entry for each input.",
            also=(np.argmax, lambda g: np.argmax(np.abs(g)), lambda g: np.argmin(np.abs(g))),
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
            "divided by the largest entry",
            lambda g: -g / np.max(g),
            "the length of (3, 4) is 5, not 4: `np.linalg.norm(g)`.",
            also=(lambda g: g / np.max(g),),
        ),
        Mistake(
            "divided by the largest size",
            lambda g: -g / np.max(np.abs(g)),
            "the length of (3, 4) is 5, not 4: `np.linalg.norm(g)`.",
            also=(lambda g: g / np.max(np.abs(g)),),
        ),
        Mistake(
            "a small number added below",
            lambda g: -g / (np.linalg.norm(g) + 1e-8),
            "as if a small number were added to the length. Beside a short gradient it isn't small: there "
            "your direction is shorter than 1. g isn't 0: nothing need be added.",
            also=tuple(
                lambda g, extra=extra: -g / (np.linalg.norm(g) + extra)
                for extra in (1e-5, 1e-6, 1e-7, 1e-9, 1e-10)
            ),
        ),
        Mistake(
            "not of length 1",
            lambda g: -g,
            "that points the right way, but a direction has length 1. Divide by its length.",
            fits=_against,
        ),
        Mistake(
            "uphill, and not of length 1",
            lambda g: 2 * g,
            "two things: it points the steepest way *up*, and a direction has length 1.",
            fits=_with,
        ),
        Mistake(
            "along the contour",
            lambda g: np.array([-g[1], g[0]]) / np.linalg.norm(g),
            "with two inputs your arrow is square to the gradient. That way f doesn't change, to first "
            "order: go against the gradient.",
            fits=_along_contour,
            kind=True,
        ),
        Mistake(
            "only the first two entries",
            lambda g: -g / _length_of_two(g),
            "right for two inputs. g may have more entries, or one: take all of them.",
            also=(
                lambda g: np.array([-g[0], -g[1]]) / _length_of_two(g),
                lambda g: np.array([-g[0], -g[1]]) / np.linalg.norm(g),
            ),
        ),
        Mistake(
            "only the first two entries, and not made 1 long",
            lambda g: np.array([-g[0], -g[1]]),
            "the signs are right. g may have more entries than two, or one: take all of them, "
            "and divide by the length of g.",
        ),
        Mistake(
            "how steep instead of which way",
            lambda g: -np.linalg.norm(g),
            "that one number is how steep it is. A direction is an array, an entry for each input.",
            also=(np.linalg.norm,),
        ),
        Mistake(
            "the gradient drawn on the surface",
            lambda g: -_unit(np.append(g, g @ g)),
            "your arrow has one entry more than g, as if for the height. A direction has an entry for each "
            "input, and no more.",
            also=(
                lambda g: np.append(-g, -(g @ g)),
                lambda g: np.append(-_unit(g), -np.linalg.norm(g)),
            ),
        ),
        Mistake(
            "one sign turned round, the others not",
            lambda g: np.append(-_unit(g)[0], _unit(g)[1:]),
            "as if one entry alone were turned round. Against the gradient *all* of them turn.",
            also=(
                lambda g: np.append(_unit(g)[:-1], -_unit(g)[-1]),
                lambda g: np.append(-g[0], g[1:]),
                lambda g: np.append(g[:-1], -g[-1]),
            ),
        ),
        Mistake(
            "the signs only",
            lambda g: -np.sign(g),
            "that moves all inputs whose slope isn't 0 by the same amount. The steeper input has the "
            "larger share.",
            also=(lambda g: -g / np.abs(g), lambda g: -np.sign(g) / np.sqrt(len(g))),
        ),
        Mistake(
            "divided by itself",
            lambda g: -g / g,
            "an entry divided by itself is 1, or NaN where it is 0. Divide all entries by one number, the "
            "length of g.",
            also=(lambda g: g / g,),
        ),
        Mistake(
            "the sizes, with a minus",
            lambda g: -np.abs(g) / np.linalg.norm(g),
            "where a slope is negative the way down is towards larger values: a minus turns each sign "
            "round, and `abs` loses it.",
            also=(lambda g: -np.abs(g),),
        ),
        Mistake(
            "along one input only",
            _steepest_input,
            "you go along the steepest input alone. A direction may have a share of each, and where more "
            "than one slope isn't 0 it leads down more steeply so.",
            also=(
                Also(
                    lambda g: 1.0 * (np.arange(len(g)) == np.argmin(g)),
                    "you go along one input alone. A direction may have a share of each: how large are they?",
                ),
                Also(
                    lambda g: -1.0 * (np.arange(len(g)) == np.argmax(np.abs(g))),
                    "you go along one input alone. A direction may have a share of each: how large are they?",
                ),
            ),
        ),
        Mistake(
            "an angle",
            lambda g: np.arctan2(-g[1], -g[0]),
            "an angle came. The direction is due as an array of length 1, an entry for each input.",
            also=(
                lambda g: np.arctan2(g[1], g[0]),
                lambda g: np.arctan2(g[1], g[0]) + np.pi,
                lambda g: np.arctan(g[1] / g[0]),
                lambda g: np.degrees(np.arctan2(-g[1], -g[0])),
            ),
        ),
        Mistake(
            "the entries in the wrong order",
            lambda g: -_unit(g[::-1]),
            "the first entry belongs to the first input.",
        ),
        Mistake(
            "one over each entry",
            lambda g: -_unit(1 / g),
            "of two inputs the steeper has the smaller share here, and where a slope is 0 its 1/0 is no "
            "number. The steeper one is due the larger share.",
            also=(lambda g: -1 / g, lambda g: _unit(1 / g), lambda g: 1 / g),
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


def _some_step(chance):
    count = chance.in_turn(2, 3, 1, 4, 2)
    step = chance.numbers(count, low=-1, high=1)
    return chance.number(-20, 20), _some_gradient(chance, count), step * (chance.turn % 8 != 7)


nearby = Exercise(
    key="gradients.nearby",
    title="The height nearby, by the tangent plane",
    difficulty=1,
    right=lambda height, g, step: height + g @ step,
    probes=[
        (1.25, np.array([2.0, 1.0]), np.array([0.1, -0.3])),
        (10.0, np.array([-4.0, 6.0]), np.array([0.05, 0.02])),
        (-3.0, np.array([0.5, 0.0, 2.0]), np.array([0.2, 0.7, -0.1])),
    ],
    draw=_some_step,
    corners=(
        (2, np.array([1.0, -2.0]), np.array([3.0, 1.0])),
        (0.0, np.array([0.3, -0.2]), np.array([100.0, -50.0])),
        (5.0, np.zeros(2), np.array([1.0, 2.0])),
        (1.0, np.array([2.0, 4.0]), np.array([2.0, -1.0])),
        (0.0, np.array([2e-7, 0.0]), np.array([0.1, 1.0])),
        (0.0, np.array([3.0, 3.0]), np.array([1.0, 4.0])),
        (7, np.array([1, -2]), np.array([3, 3])),
    ),
    mistakes=[
        Mistake(
            "the change without the height",
            lambda height, g, step: g @ step,
            "that is the change alone. The height nearby is the height here plus that change.",
        ),
        Mistake(
            "the step normalised",
            lambda height, g, step: height + g @ _unit(step),
            "dividing by the step's length gives a slope. For the change the whole step counts, its "
            "length too.",
        ),
        Mistake(
            "the gradient normalised",
            lambda height, g, step: height + _unit(g) @ step,
            "the gradient's length is how steep the place is, and it counts. Leave it in.",
            also=(lambda height, g, step: height + _unit(g) @ _unit(step),),
        ),
        Mistake(
            "every slope times every step",
            lambda height, g, step: height + g.sum() * step.sum(),
            "each slope belongs to its own input: multiply entry by entry, then add.",
        ),
        Mistake(
            "the steepest slope times the distance",
            lambda height, g, step: height + np.linalg.norm(g) * np.linalg.norm(step),
            "that is the height after a step straight along the gradient. A step may go another way.",
            also=(
                Also(
                    lambda height, g, step: height - np.linalg.norm(g) * np.linalg.norm(step),
                    "that is the height after a step straight *against* the gradient. A step may go another "
                    "way.",
                ),
            ),
        ),
        Mistake(
            "the height among the steps",
            lambda height, g, step: height + g @ (height + step),
            "as if the height were added to the step, before the slopes come in: slopes and steps alone "
            "make the change.",
            also=(lambda height, g, step: g @ (height + step),),
        ),
        Mistake(
            "minus the change",
            lambda height, g, step: height - g @ step,
            "a positive slope times a positive step leads higher.",
        ),
        Mistake(
            "a sign lost",
            lambda height, g, step: height + abs(g @ step),
            "a change may lead down as well: keep its sign.",
            also=(
                Also(
                    lambda height, g, step: height + np.abs(g) @ np.abs(step),
                    "slopes and steps come in by their sizes alone. Each share may lead down as well: keep "
                    "the signs.",
                ),
                Also(
                    lambda height, g, step: height + np.abs(g) @ step,
                    "the slopes come in by their sizes alone. A slope may lead down as well: keep its sign.",
                ),
                Also(
                    lambda height, g, step: height + g @ np.abs(step),
                    "the steps come in by their sizes alone. A step may go back as well: keep its sign.",
                ),
            ),
        ),
        Mistake(
            "only the first two inputs",
            lambda height, g, step: height + g[0] * step[0] + g[1] * step[1],
            "right for two inputs, but g and step may have more entries, or one: add all the shares.",
        ),
        Mistake(
            "only the first input",
            lambda height, g, step: height + g[0] * step[0],
            "only the first input's share was added. Is a `return` inside the loop?",
        ),
        Mistake(
            "only the last input",
            lambda height, g, step: height + g[-1] * step[-1],
            "only the last input's share came in. Add those of all, as with `+=`.",
        ),
        Mistake(
            "not added up",
            lambda height, g, step: height + g * step,
            "each input has its share of the change; add the shares, for one height.",
            also=(
                Also(
                    lambda height, g, step: height + np.outer(g, step),
                    "every slope was multiplied by every step. Each slope belongs to its own input: multiply "
                    "entry by entry, then add.",
                ),
            ),
        ),
        Mistake(
            "the step added, without the slopes",
            lambda height, g, step: height + step,
            "the step says how far you go; how much higher that leads the slopes in g say.",
            also=(
                lambda height, g, step: height + step.sum(),
                lambda height, g, step: height + np.linalg.norm(step),
            ),
        ),
        Mistake(
            "the slopes added, without the step",
            lambda height, g, step: height + g,
            "g is how steep it is; the change is that times how far you go, each input by itself.",
            also=(
                lambda height, g, step: height + g.sum(),
                lambda height, g, step: height + np.linalg.norm(g),
            ),
        ),
        Mistake(
            "multiplied by the height",
            lambda height, g, step: height * (g @ step),
            "the change is added to the height here.",
            also=(lambda height, g, step: height * (1 + g @ step),),
        ),
        Mistake(
            "slopes and steps added",
            lambda height, g, step: height + g + step,
            "you add slopes and steps. A slope says how much higher a step of 1 leads: multiply the two, "
            "input by input, and add the shares.",
            also=(
                lambda height, g, step: height + np.sum(g + step),
                lambda height, g, step: np.sum(height + g + step),
            ),
        ),
        Mistake(
            "brackets around height and slopes",
            lambda height, g, step: (height + g) @ step,
            "as if the height were added to the slopes, before the step comes in. Multiply slopes and "
            "steps first.",
            also=(lambda height, g, step: (height + g) * step,),
        ),
        Mistake(
            "a bend added",
            lambda height, g, step: height + g @ step + step @ step / 2,
            "squares of the step are in your height. A tangent plane doesn't bend: a slope times a step for "
            "each input, and no more.",
            also=(lambda height, g, step: height + g @ step + step @ step,),
        ),
        Mistake(
            "twice the change",
            lambda height, g, step: height + 2 * (g @ step),
            "the change counts once: the plane rises by slope times step.",
        ),
        Mistake(
            "half the change",
            lambda height, g, step: height + g @ step / 2,
            "the whole change counts: the plane rises by slope times step.",
        ),
        Mistake(
            "the shares squared",
            lambda height, g, step: height + np.sqrt(np.sum((g * step) ** 2)),
            "you square the shares. They are changes of one height: add them as they are, signs"
            " and all.",
            also=(lambda height, g, step: height + np.sum((g * step) ** 2),),
        ),
        Mistake(
            "the shares averaged",
            lambda height, g, step: height + np.mean(g * step),
            "each input's share counts in full: add them.",
        ),
        Mistake(
            "the height counted for each input",
            lambda height, g, step: np.sum(height + g * step),
            "you add the height once for each input. Add the shares first, then the height.",
        ),
        Mistake(
            "divided by the step",
            lambda height, g, step: height + g / step,
            "the change is slope *times* step; nothing is divided.",
            also=(lambda height, g, step: height + np.sum(g / step),),
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


def _by_ruler(power, sign=-1):
    """The step −η g kᵖ."""
    return lambda g, k, eta: sign * eta * g * k**power


own_ruler = Exercise(
    key="gradients.own_ruler",
    title="A step by another ruler",
    difficulty=2,
    right=_by_ruler(-2.0),
    probes=[
        (np.array([8.0, 2.0]), np.array([2.0, 1.0]), 0.1),
        (np.array([1.0, -3.0, 0.5]), np.array([0.5, 4.0, 10.0]), 0.02),
        (np.array([-6.0, 0.2]), np.array([3.0, 0.2]), 0.5),
        (np.array([1.0, -2.0]), np.array([-2.0, 0.5]), 0.1),  # a ruler that runs the other way
    ],
    draw=lambda chance: (
        chance.numbers(n := chance.whole(2, 4)) + 0.003,
        np.array([chance.one_of(0.2, 0.5, 2.0, 3.0, 5.0) for _ in range(n)]),
        chance.one_of(0.01, 0.1, 0.3),
    ),
    corners=(
        (np.array([1.0, -2.0]), np.array([3.0, 3.0]), 2.0),
        (np.array([0.0, 0.5]), np.array([1.0, 20.0]), 10.0),
        (np.array([4e-3]), np.array([0.001]), 0.1),
        (np.array([3.0, -2.0]), np.array([1, 2]), 0.5),  # whole numbers
    ),
    mistakes=[
        Mistake(
            "a step on which k has no effect",
            _by_ruler(0.0),
            "that is a gradient step in the old inputs. k comes in twice: in the slope per unit of the "
            "new ones, and on the way back.",
        ),
        Mistake(
            "not carried back",
            _by_ruler(-1.0),
            "that is how far the new inputs move. A new unit is 1/k of an old one: divide once more.",
        ),
        Mistake(
            "multiplied by k",
            _by_ruler(1.0),
            "a step of 1 in a new input is 1/k of an old one, so the slope per new unit is g/k, not g·k.",
        ),
        Mistake(
            "multiplied twice",
            _by_ruler(2.0),
            "both times the other way round: the slope per new unit is g/k, and a new unit is 1/k of an "
            "old one.",
        ),
        Mistake(
            "k's sign kept",
            lambda g, k, eta: -eta * g / (k * np.abs(k)),
            "where k is negative a step that isn't 0 goes the wrong way: k² is above 0 there, too. A ruler "
            "that runs the other way turns the slope, and turns the step back.",
        ),
        Mistake(
            "2k for k²",
            lambda g, k, eta: -eta * g / (2 * k),
            "below the line it is as if 2k stood there. k² is k·k, in Python `k**2`.",
        ),
        Mistake(
            "2 to the power of k",
            lambda g, k, eta: -eta * g / 2**k,
            "2ᵏ stands below the line. k² is `k**2`, k times k.",
        ),
        Mistake(
            "k moved in place of the inputs",
            lambda g, k, eta: k - eta * g / k**2,
            "k itself is in it. Due is the step alone, how far each input moves.",
            also=(lambda g, k, eta: k - eta * g / k, lambda g, k, eta: k - eta * g),
        ),
        Mistake(
            "uphill",
            _by_ruler(-2.0, sign=1),
            "the step goes against the gradient, so there is a minus.",
            also=(
                Also(
                    _by_ruler(-1.0, sign=1),
                    "the new inputs would move so far uphill. The step goes against the gradient, so there "
                    "is a minus, and a new unit is 1/k of an old one.",
                ),
                Also(
                    _by_ruler(0.0, sign=1),
                    "that is a step uphill in the old inputs: k drops out of it. The step goes against the "
                    "gradient, so there is a minus.",
                ),
            ),
        ),
        Mistake(
            "divided by η",
            lambda g, k, eta: -g / k**2 / eta,
            "with half the η your step is twice as long. The gradient is multiplied by η.",
            also=(lambda g, k, eta: -g / k / eta,),
        ),
        Mistake(
            "g moved in place of the inputs",
            lambda g, k, eta: g - eta * g / k**2,
            "g itself is in it. Due is the step alone, how far each input moves.",
            also=(lambda g, k, eta: g - eta * g / k, lambda g, k, eta: g - eta * g),
        ),
        Mistake(
            "one ruler for all",
            lambda g, k, eta: -eta * g / np.linalg.norm(k) ** 2,
            "one number stands for all of k, such as its length or its mean. Each input has its own ruler: "
            "divide entry by entry.",
            also=(
                lambda g, k, eta: -eta * g / (k @ k),
                lambda g, k, eta: -eta * g / np.mean(k) ** 2,
                lambda g, k, eta: -eta * g / np.sum(k) ** 2,
                lambda g, k, eta: -eta * g / np.linalg.norm(k),
                lambda g, k, eta: -eta * g / k[0] ** 2,
            ),
        ),
        Mistake(
            "η left out",
            lambda g, k, eta: -g / k**2,
            "η is missing: it scales the step.",
            also=(lambda g, k, eta: -g / k, lambda g, k, eta: g / k**2),
        ),
        Mistake(
            "made 1 long",
            lambda g, k, eta: -eta * (g / k**2) / np.linalg.norm(g / k**2),
            "you made the step one η long. A gradient step keeps the gradient's size.",
            also=(
                lambda g, k, eta: -eta * (g / k) / np.linalg.norm(g / k),
                lambda g, k, eta: -eta * g / np.linalg.norm(g),
                Also(
                    lambda g, k, eta: -eta * (g / k) / np.linalg.norm(g / k) / k,
                    "you made the gradient in the new inputs 1 long. Its length counts: leave it.",
                ),
                Also(
                    lambda g, k, eta: -eta * g / np.linalg.norm(g) / k**2,
                    "you made g 1 long. How steep it is counts: leave its length.",
                ),
            ),
        ),
        Mistake(
            "the slopes squared as well",
            lambda g, k, eta: -eta * (g / k) ** 2,
            "g is squared along with k. Only k comes in twice: g / k**2.",
        ),
        Mistake(
            "a root too many",
            lambda g, k, eta: -eta * g / np.sqrt(k),
            "the root of k is in it. k comes in twice: g / k**2.",
        ),
        Mistake(
            "divided once too often",
            _by_ruler(-3.0),
            "k comes in three times. Two are due: once because the slope is per new unit, once because the "
            "step is counted in them.",
        ),
        Mistake(
            "the wrong sign of the power",
            lambda g, k, eta: -eta * k**2 / g,
            "g and k² stand upside down: the slopes are above the line, and k² below it.",
        ),
        Mistake(
            "each entry by its own size",
            lambda g, k, eta: -eta * np.sign(g),
            "that is nearly Adam's first step: each entry divided by its own size. Here the ruler k is "
            "given.",
        ),
        Mistake(
            "one number",
            lambda g, k, eta: float(-eta * np.sum(g / k**2)),
            "one number came. Each input moves by its own amount: an array as long as `g`.",
            also=(
                lambda g, k, eta: float(-eta * np.sum(g / k)),
                lambda g, k, eta: float(-eta * (g @ k)),
            ),
        ),
    ],
    hints=[
        "A step of 1 in a new input X = k·x is a step of 1/k in x. So how much does f change for it?",
        "The gradient in the new inputs is g/k, and the new inputs move by −η·g/k.",
        "x = X/k: when X moves by −η·g/k, by how much does x?",
    ],
    stub="def own_ruler(g, k, eta):\n    return ...  # your code here\n",
    answer="def own_ruler(g, k, eta):\n    return -eta * g / k**2\n",
    praise="Once because the slope is per new unit, once because the step is counted in them.",
)


def _heights(dx, dy):
    x, y = dx * np.arange(5), dy * np.arange(4)[:, None]
    return x**2 + 3 * y + np.sin(x * y)


def _some_table(chance):
    """A table of three rows and columns at least, so that its edges have neighbours enough."""
    rows, columns = chance.whole(3, 6), chance.whole(3, 6)
    dx, dy = (chance.one_of(0.1, 0.25, 0.5, 2.0, 3.0) for _ in "xy")
    return chance.numbers(rows, columns if chance.turn % 3 else rows), dx, dy


def _slopes_of(table, dx, dy):
    by_y, by_x = np.gradient(table, dy, dx)
    return by_x, by_y


def _edges_by_three(table, dx, dy):
    return tuple(np.gradient(table, dy, dx, edge_order=2)[::-1])


def _spaced(*, x=None, y=None, turned=False):
    """Slopes in NumPy's order, or `turned`; x(dx, dy) and y(dx, dy) are the spacings, 1 if left out."""

    def answer(table, dx, dy):
        along_y = np.gradient(table, y(dx, dy) if y else 1.0, axis=0)
        along_x = np.gradient(table, x(dx, dy) if x else 1.0, axis=1)
        return (along_x, along_y) if turned else (along_y, along_x)

    return answer


def _inside(table, dx, dy):
    by_x, by_y = np.zeros_like(table), np.zeros_like(table)
    by_x[:, 1:-1] = (table[:, 2:] - table[:, :-2]) / (2 * dx)
    by_y[1:-1] = (table[2:] - table[:-2]) / (2 * dy)
    return by_x, by_y


def _inside_only(table, dx, dy):
    by_x, by_y = _inside(table, dx, dy)
    return by_x[:, 1:-1], by_y[1:-1]


def _inside_of_both(table, dx, dy):
    by_x, by_y = _slopes_of(table, dx, dy)
    return by_x[1:-1, 1:-1], by_y[1:-1, 1:-1]


def _frame_left_out(table, dx, dy):
    """Zeros in the whole frame of the table, as two loops from 1 to -1 leave it."""
    by_x, by_y = np.zeros_like(table), np.zeros_like(table)
    by_x[1:-1, 1:-1], by_y[1:-1, 1:-1] = _inside_of_both(table, dx, dy)
    return by_x, by_y


def _ahead_padded(table, dx, dy, mode="edge", front=False):
    """Differences between neighbours, made as large as the table again."""
    pads = (1, 0) if front else (0, 1)
    by_x = np.pad(np.diff(table, axis=1) / dx, ((0, 0), pads), mode)
    return by_x, np.pad(np.diff(table, axis=0) / dy, (pads, (0, 0)), mode)


def _rolled(table, dx, dy):
    ahead, back = (lambda a: np.roll(table, -1, a)), (lambda a: np.roll(table, 1, a))
    return (ahead(1) - back(1)) / (2 * dx), (ahead(0) - back(0)) / (2 * dy)


def _dx(dx, dy):
    return dx


def _dy(dx, dy):
    return dy


grid = Exercise(
    key="gradients.grid",
    title="Both slopes of a table of heights",
    difficulty=2,
    right=_slopes_of,
    others=(_edges_by_three,),
    probes=[
        (_heights(0.5, 0.25), 0.5, 0.25),
        (_heights(0.1, 2.0), 0.1, 2.0),
        (_heights(1.0, 1.0)[:, :3], 1.0, 1.0),
    ],
    draw=_some_table,
    corners=(
        (np.full((3, 4), 5.0), 0.5, 0.25),  # level
        (1e-6 * _heights(0.5, 0.25), 1e-3, 50.0),
        (np.array([[1.0, 4.0, 9.0], [1.0, 4.0, 9.0], [1.0, 4.0, 9.0]]), 1, 2),
    ),
    mistakes=[
        Mistake(
            "the spacing forgotten",
            _spaced(turned=True),
            "without spacings NumPy takes 1 between neighbours. Give it `dy` and `dx`.",
        ),
        Mistake(
            "the two arrays in the wrong order",
            _spaced(x=_dx, y=_dy),
            "NumPy's first array goes down the rows, and rows are y. The exercise wants the slopes "
            "along x first.",
        ),
        Mistake(
            "the spacings in the wrong order",
            _spaced(x=_dy, y=_dx, turned=True),
            "the axes are right, but the spacings go in the order of the axes: rows first, and rows are "
            "`dy` apart.",
        ),
        Mistake(
            "rows taken for x",
            _spaced(x=_dy, y=_dx),
            "each *row* of the table is one y: going down the rows y changes. So the first axis is y.",
        ),
        Mistake(
            "neither spacing nor order",
            _spaced(),
            "two things: rows come first, and they are y; and NumPy has to be told the spacings.",
        ),
        Mistake(
            "one spacing for both",
            _spaced(x=_dx, y=_dx),
            "one number alone is taken as the spacing of both axes. Give one for each, in the order of "
            "the axes; rows, the y, come first.",
            also=(
                _spaced(x=_dy, y=_dy),
                _spaced(x=_dx, y=_dx, turned=True),
                _spaced(x=_dy, y=_dy, turned=True),
                _spaced(x=lambda dx, dy: dx * dy, y=lambda dx, dy: dx * dy, turned=True),
            ),
        ),
        Mistake(
            "the same axis twice",
            lambda table, dx, dy: (np.gradient(table, dx, axis=0), np.gradient(table, dy, axis=0)),
            "both go along the same axis. Along x is axis 1, from column to column; along y is "
            "axis 0.",
            also=(
                lambda table, dx, dy: (
                    np.gradient(table, dx, axis=1),
                    np.gradient(table, dy, axis=1),
                ),
                lambda table, dx, dy: (np.diff(table) / dx, np.diff(table) / dy),
            ),
        ),
        Mistake(
            "one of the two only",
            lambda table, dx, dy: np.gradient(table, dx, axis=1),
            "one table came, and two are due: the slopes along x, then those along y.",
            also=(
                lambda table, dx, dy: np.gradient(table, dy, axis=0),
                lambda table, dx, dy: np.gradient(table, dx, axis=0),
                lambda table, dx, dy: np.gradient(table, dy, axis=1),
            ),
        ),
        Mistake(
            "both axes at each call",
            lambda table, dx, dy: (np.gradient(table, dx), np.gradient(table, dy)),
            "`np.gradient` of a table gives the slopes along both axes at once. Call it once with both "
            "spacings, or say `axis=1`, `axis=0`.",
            also=(lambda table, dx, dy: (np.gradient(table, dy), np.gradient(table, dx)),),
        ),
        Mistake(
            "multiplied by the spacing",
            _spaced(x=lambda dx, dy: 1 / dx, y=lambda dx, dy: 1 / dy, turned=True),
            "a slope is the change *divided* by the run.",
            also=(_spaced(x=lambda dx, dy: 1 / dx, y=lambda dx, dy: 1 / dy),),
        ),
        Mistake(
            "differences between neighbours",
            lambda table, dx, dy: (np.diff(table, axis=1) / dx, np.diff(table, axis=0) / dy),
            "`np.diff` gives one value fewer than there are points along its axis, each for halfway between "
            "two of them. `np.gradient` gives a slope at every point.",
            also=(
                lambda table, dx, dy: (np.diff(table, axis=1), np.diff(table, axis=0)),
                lambda table, dx, dy: (np.diff(table, axis=0) / dy, np.diff(table, axis=1) / dx),
                lambda table, dx, dy: (np.diff(table, axis=0) / dx, np.diff(table, axis=1) / dy),
            ),
        ),
        Mistake(
            "divided by twice the spacing",
            _spaced(x=lambda dx, dy: 2 * dx, y=lambda dx, dy: 2 * dy, turned=True),
            "every slope is half of what is due. `np.gradient` knows how many spacings lie between its "
            "neighbours: give it, or divide by, one.",
        ),
        Mistake(
            "the edges left out",
            _inside,
            "inside all is well, and the edges have no slope yet. There a neighbour is missing: take the "
            "step to the one that is there.",
            also=(
                _inside_only,
                *(
                    Also(
                        frame,
                        "inside all is well, and the whole frame has no slope yet. Along x neighbours are "
                        "missing in the first and last column only, along y in the first and last row: take "
                        "the step to the one that is there.",
                    )
                    for frame in (_inside_of_both, _frame_left_out)
                ),
            ),
        ),
        Mistake(
            "the slope to one neighbour",
            _ahead_padded,
            "inside, a slope takes the neighbours on both sides; only at the edges it is one-sided. Yours "
            "take one neighbour inside as well.",
            also=(
                lambda table, dx, dy: _ahead_padded(table, dx, dy, "constant"),
                lambda table, dx, dy: _ahead_padded(table, dx, dy, front=True),
                lambda table, dx, dy: _ahead_padded(table, dx, dy, "constant", front=True),
            ),
        ),
        Mistake(
            "the edges joined",
            _rolled,
            "as if the last column were the neighbour of the first, and the last row of the first row, as "
            "with `np.roll` or the index −1. At the edges take the one neighbour that is there.",
        ),
        Mistake(
            "turned over and not back",
            lambda table, dx, dy: tuple(np.gradient(table.T, dx, dy)),
            "your slopes have rows for columns: the table, or the slopes, are turned over. Turn them "
            "back, or don't turn.",
            also=(
                lambda table, dx, dy: tuple(np.gradient(table.T, dy, dx)),
                lambda table, dx, dy: tuple(np.gradient(table.T, dx, dy)[::-1]),
            ),
        ),
        Mistake(
            "both slopes in one array",
            lambda table, dx, dy: np.hypot(*_slopes_of(table, dx, dy)),
            "both slopes were made into one. Return the two by themselves: `return by_x, by_y`.",
            also=(
                lambda table, dx, dy: sum(_slopes_of(table, dx, dy)),
                lambda table, dx, dy: np.dstack(_slopes_of(table, dx, dy)),
            ),
        ),
        Mistake(
            "one row and one column only",
            lambda table, dx, dy: (np.gradient(table[0], dx), np.gradient(table[:, 0], dy)),
            "you look along one row and down one column. All rows and columns are due: arrays as large "
            "as the table.",
        ),
        Mistake(
            "one of the two turned over",
            lambda table, dx, dy: (_slopes_of(table, dx, dy)[0], _slopes_of(table, dx, dy)[1].T),
            "the numbers are right, and one of the two tables has rows for columns. Turn it over: `.T`.",
            also=(
                lambda table, dx, dy: (
                    _slopes_of(table, dx, dy)[0].T,
                    _slopes_of(table, dx, dy)[1],
                ),
            ),
        ),
        Mistake(
            "heights over spacings",
            lambda table, dx, dy: (table / dx, table / dy),
            "you divide the heights themselves. A slope is the *difference* between neighbours, divided "
            "by their distance.",
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
    praise="Rows are y, columns x: in this order `np.gradient` takes spacings and gives arrays.",
)


__getattr__ = by_stub_name(globals())
