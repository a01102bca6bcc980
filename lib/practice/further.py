"""Practice of notebook 10: curvature, momentum's roots, dual numbers, checkpoints."""

import numpy as np

from lib.practice.engine.checking import Exercise, Mistake
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict

# Predictions

flat = predict(
    "further.flat",
    "Momentum with β = 0.9 and ηc = 0.1 needs about 80 steps until it stays within 1 % of its first "
    "distance. Now a bowl ten times as flat, with the same η: ηc = 0.01. How many steps?",
    {
        "About 800: ten times as flat, ten times as many": (
            "So it is without momentum: there each step leaves 1 − ηc of the distance. Here both "
            "roots have the size √β, as long as they aren't real, and c isn't in that."
        ),
        "About 250: √10 times as many": (
            "The square root is the gain with the *best* β for each bowl. Here β stays 0.9: the path "
            "turns more slowly, and shrinks at the same pace."
        ),
        "About 80 again": (
            "The two roots are conjugate complex numbers in both cases, and their product is β. So "
            "each has the size √β = 0.949, whatever c is: 81 steps, and 85."
        ),
        "It never arrives: the slope is too small": (
            "The slope is small, but velocity gathers up many small slopes. Nothing stops it."
        ),
    },
    "About 80 again",
)

kept = predict(
    "further.kept",
    "A chain of 100 machines. To go back, each machine's input must be there. We keep only every tenth, "
    "and run each stretch of ten once more when its turn comes. How many numbers are stored at once, "
    "at most, and how many machines are run again?",
    {
        "10 stored, 100 run again": (
            "A stretch that is run once more has its own numbers stored, too, until we have gone back "
            "through it."
        ),
        "19 stored, 90 run again": (
            "The ten kept ones, and nine more within a stretch: its first is kept already, and what "
            "comes out of its last isn't needed. So nine of each ten are run again, too."
        ),
        "19 stored, 900 run again": (
            "That would be starting each time from the first machine. A stretch starts from its own "
            "first number, and is run once."
        ),
        "100 stored, 0 run again": "So it is when nothing is thrown away.",
    },
    "19 stored, 90 run again",
)

# Exercises


def _curvatures(H):
    return np.linalg.eigvalsh(H)


def _bowl(chance):
    """A symmetric table with all eigenvalues at least about 0.3, not diagonal."""
    n = chance.whole(2, 4)
    A = chance.numbers(n, n, low=-2.0, high=2.0, digits=1)
    A[0, 1] = A[0, 1] or 0.5
    H = A @ A.T + 0.3 * np.eye(n)
    H[0, 1] += 0.05 * (H[0, 1] == 0)
    return (np.round((H + H.T) / 2, 2),)


def _pair(edge, condition):
    """A mistake's pair, from functions of the curvatures, which come in rising order."""
    return lambda H: (edge(_curvatures(H)), condition(_curvatures(H)))


def _edge(c):
    return 2 / c[-1]


def _condition(c):
    return c[-1] / c[0]


ravine = Exercise(
    key="further.ravine",
    title="How far, and how hard: from the Hessian",
    difficulty=1,
    right=_pair(_edge, _condition),
    probes=[
        (np.array([[10.5, 9.5], [9.5, 10.5]]),),
        (np.array([[2.0, 1.0], [1.0, 3.0]]),),
        (np.array([[4.0, 1.0, 0.0], [1.0, 3.0, 0.5], [0.0, 0.5, 2.0]]),),
    ],
    draw=_bowl,
    mistakes=[
        Mistake(
            "the edge from the flattest direction",
            _pair(lambda c: 2 / c[0], _condition),
            "your edge is that of the flattest direction. The steepest explodes first: take the largest "
            "eigenvalue.",
        ),
        Mistake(
            "1/c in place of 2/c",
            _pair(lambda c: 1 / c[-1], _condition),
            "1/c is where the guarantee is best. The edge, where falling ends, is twice as far: 2/c.",
        ),
        Mistake(
            "the condition number upside down",
            _pair(_edge, lambda c: c[0] / c[-1]),
            "the condition number is the largest curvature over the smallest, so it is at least 1.",
        ),
        Mistake(
            "from the diagonal",
            lambda H: (2 / np.diag(H).max(), np.diag(H).max() / np.diag(H).min()),
            "the diagonal has the curvatures along the axes. The ravine lies askew to them: "
            "`np.linalg.eigvalsh(H)` gives the curvatures along its own.",
        ),
        Mistake(
            "the two exchanged",
            lambda H: (_condition(_curvatures(H)), _edge(_curvatures(H))),
            "both numbers are there, in the other order: the edge first.",
        ),
        Mistake(
            "only the edge",
            lambda H: _edge(_curvatures(H)),
            "the edge is right. Return the condition number behind it: two numbers.",
        ),
        Mistake(
            "only the condition number",
            lambda H: _condition(_curvatures(H)),
            "that is the condition number. The edge is to stand before it: two numbers.",
        ),
        Mistake(
            "the curvatures themselves",
            _pair(lambda c: c[-1], lambda c: c[0]),
            "those are the largest and the smallest curvature. Make the edge, and the ratio, of them.",
            also=(_pair(lambda c: c[0], lambda c: c[-1]),),
        ),
        Mistake(
            "the sum of all curvatures",
            lambda H: (2 / np.trace(H), _condition(_curvatures(H))),
            "the diagonal's sum is the sum of *all* curvatures. The largest alone sets the edge.",
        ),
        Mistake(
            "the largest entry",
            lambda H: (2 / H.max(), _condition(_curvatures(H))),
            "the largest entry of H is no curvature of the ravine. Take the largest eigenvalue.",
            also=(lambda H: (2 / H.max(), H.max() / H.min()),),
        ),
        Mistake(
            "a square root too many",
            _pair(_edge, lambda c: np.sqrt(c[-1] / c[0])),
            "the root of the condition number is what momentum works with. The ratio itself is due.",
        ),
        Mistake(
            "the determinant",
            lambda H: (2 / np.linalg.det(H), _condition(_curvatures(H))),
            "the determinant is the product of all curvatures. The largest alone sets the edge.",
        ),
    ],
    hints=[
        "`np.linalg.eigvalsh(H)` gives the curvatures, the smallest first.",
        "`c = np.linalg.eigvalsh(H)`: then the edge is `2 / c[-1]`. What is the ratio?",
    ],
    stub=(
        "def edge_and_condition(H):\n"
        "    return ..., ...  # your code here: the edge, the condition number\n"
    ),
    answer=(
        "def edge_and_condition(H):\n"
        "    c = np.linalg.eigvalsh(H)\n"
        "    return 2 / c[-1], c[-1] / c[0]\n"
    ),
    praise="The largest curvature says how far a step may go, the ratio how long the way takes.",
)


def _roots(eta, beta, c):
    return np.roots([1.0, -(1 + beta - eta * c), beta])


def _size(eta, beta, c):
    return float(np.abs(_roots(eta, beta, c)).max())


def _ball(chance):
    """η, β and c: roots that are complex, both above 0, both below 0, or explode, in turn."""
    beta = chance.one_of(0.1, 0.3, 0.5, 0.8, 0.9)
    low, high = (1 - np.sqrt(beta)) ** 2, (1 + np.sqrt(beta)) ** 2
    ends = chance.in_turn(
        (low, high), (0.1 * low, low), (high, 2 * (1 + beta)), (2 * (1 + beta), 5.0)
    )
    pace = ends[0] + (ends[1] - ends[0]) * chance.number(0.2, 0.8)
    c = chance.number(0.5, 20.0, 1)
    return float(f"{pace / c:.4g}"), beta, c


factor = Exercise(
    key="further.factor",
    title="By what each step shrinks the distance",
    difficulty=2,
    right=_size,
    probes=[
        (0.1, 0.9, 1.0),
        (0.5, 0.1, 0.4),
        (0.6, 0.5, 4.9),
        (0.4, 0.5, 8.0),
        (0.05, 0.8, 20.0),
    ],
    draw=_ball,
    mistakes=[
        Mistake(
            "momentum left out",
            lambda eta, beta, c: abs(1 - eta * c),
            "1 − ηc is the factor without momentum. With β there are two roots.",
            also=(lambda eta, beta, c: 1 - eta * c,),
        ),
        Mistake(
            "always √β",
            lambda eta, beta, c: np.sqrt(beta),
            "√β is right where the roots aren't real. Where they are, they differ, and the larger one "
            "remains.",
        ),
        Mistake(
            "the smaller root",
            lambda eta, beta, c: np.abs(_roots(eta, beta, c)).min(),
            "that is the smaller of the two. Its part dies out first; the larger remains.",
        ),
        Mistake(
            "the sum of the roots",
            lambda eta, beta, c: 1 + beta - eta * c,
            "1 + β − ηc is the sum of the two roots. `np.roots` gives the roots themselves.",
            also=(lambda eta, beta, c: abs(1 + beta - eta * c),),
        ),
        Mistake(
            "the sign of β",
            lambda eta, beta, c: np.abs(np.roots([1, -(1 + beta - eta * c), -beta])).max(),
            "the last coefficient is +β: r² − (1 + β − ηc) r + β.",
            also=(lambda eta, beta, c: np.abs(np.roots([1, 1 + beta - eta * c, -beta])).max(),),
        ),
        Mistake(
            "the real part only",
            lambda eta, beta, c: np.abs(_roots(eta, beta, c).real).max(),
            "a complex root a + bi has the size √(a² + b²), which is `abs` of it. You took a alone.",
            also=(lambda eta, beta, c: _roots(eta, beta, c).real.max(),),
        ),
        Mistake(
            "not the size",
            lambda eta, beta, c: _roots(eta, beta, c).max(),
            "a root may be complex, or below 0. Take `abs` first, then the larger.",
            also=(
                lambda eta, beta, c: max(_roots(eta, beta, c), key=abs),
                lambda eta, beta, c: _roots(eta, beta, c)[0],
            ),
        ),
        Mistake(
            "both roots",
            lambda eta, beta, c: np.abs(_roots(eta, beta, c)),
            "both sizes came. In the end only the larger one counts: `max`.",
            also=(lambda eta, beta, c: _roots(eta, beta, c),),
        ),
        Mistake(
            "half of the sum",
            lambda eta, beta, c: abs(1 + beta - eta * c) / 2,
            "half the sum of the roots lies between them: it is what is before the ± in the formula.",
            also=(lambda eta, beta, c: (1 + beta - eta * c) / 2,),
        ),
        Mistake(
            "1 − β in place of 1 + β",
            lambda eta, beta, c: np.abs(np.roots([1, -(1 - beta - eta * c), beta])).max(),
            "the middle coefficient has 1 + β − ηc: the old place comes twice, from w and from v.",
        ),
        Mistake(
            "the curvature left out",
            lambda eta, beta, c: _size(eta, beta, 1.0),
            "c is missing: the slope at w is c·w.",
        ),
        Mistake(
            "the product of the roots",
            lambda eta, beta, c: beta,
            "β is the product of the two roots. Which size has each?",
        ),
    ],
    hints=[
        "`np.roots([1, p, q])` gives both roots of r² + p r + q, complex ones too.",
        "Here p is −(1 + β − ηc) and q is β. `abs` of a complex number is its size.",
    ],
    stub="def factor(learning_rate, beta, c):\n    return ...  # your code here\n",
    answer=(
        "def factor(learning_rate, beta, c):\n"
        "    roots = np.roots([1, -(1 + beta - learning_rate * c), beta])\n"
        "    return max(abs(roots))\n"
    ),
    praise="Below 1 it arrives, above 1 it explodes, and nearer to 0 is sooner.",
)


def _duals(chance):
    numbers = [chance.number() for _ in range(3)]
    b = chance.number(0.5, 4.0) * chance.one_of(-1, 1)
    return numbers[0], numbers[1], b, numbers[2] or 1.0


def _value_and(slope):
    return lambda a, da, b, db: (a / b, slope(a, da, b, db))


divide = Exercise(
    key="further.divide",
    title="A dual number divided by another",
    difficulty=1,
    right=_value_and(lambda a, da, b, db: (da * b - a * db) / b**2),
    probes=[(1.0, 0.0, 2.0, 1.0), (3.0, 1.0, 4.0, 0.5), (-2.0, 0.5, 0.5, -3.0)],
    draw=_duals,
    mistakes=[
        Mistake(
            "the slopes divided",
            _value_and(lambda a, da, b, db: da / db if db else np.inf),
            "the slope of a quotient isn't the quotient of the slopes: (a′b − ab′)/b².",
        ),
        Mistake(
            "the sign turned",
            _value_and(lambda a, da, b, db: (a * db - da * b) / b**2),
            "the size is right: a′b comes first, and ab′ is taken away. A larger b makes the "
            "quotient of positive numbers smaller.",
        ),
        Mistake(
            "a sum in place of the difference",
            _value_and(lambda a, da, b, db: (da * b + a * db) / b**2),
            "a plus came between the two products. That is the product rule's: here ab′ is taken away.",
        ),
        Mistake(
            "not divided by b²",
            _value_and(lambda a, da, b, db: da * b - a * db),
            "that is the upper half. Divide by b².",
        ),
        Mistake(
            "divided by b, not b²",
            _value_and(lambda a, da, b, db: (da * b - a * db) / b),
            "below the line stands b², not b.",
        ),
        Mistake(
            "only a moves",
            _value_and(lambda a, da, b, db: da / b),
            "that is the slope while b holds still. Nudging b moves the quotient, too.",
        ),
        Mistake(
            "only b moves",
            _value_and(lambda a, da, b, db: -a * db / b**2),
            "that is the slope while a holds still. Nudging a moves the quotient, too.",
        ),
        Mistake(
            "the product rule",
            _value_and(lambda a, da, b, db: da * b + a * db),
            "that is the slope of a·b. For a/b: (a′b − ab′)/b².",
        ),
        Mistake(
            "only the slope",
            lambda a, da, b, db: (da * b - a * db) / b**2,
            "the slope is right. A dual number is a pair: the value a/b first.",
        ),
        Mistake(
            "only the value",
            lambda a, da, b, db: a / b,
            "that is the value. The slope belongs behind it: a pair.",
        ),
        Mistake(
            "missing brackets",
            _value_and(lambda a, da, b, db: da * b - a * db / b**2),
            "Python divides before it subtracts: put the difference in brackets.",
        ),
        Mistake(
            "the two exchanged",
            lambda a, da, b, db: ((da * b - a * db) / b**2, a / b),
            "both are there, in the other order: the value first.",
        ),
    ],
    hints=[
        "The value is a/b. The slope is the quotient rule of notebook 03.",
        "(a′b − ab′)/b²: here a′ is `da` and b′ is `db`.",
    ],
    stub="def divide(a, da, b, db):\n    return ..., ...  # your code here: value, slope\n",
    answer="def divide(a, da, b, db):\n    return a / b, (da * b - a * db) / b**2\n",
    praise="One rule for each operation, and the slope comes along with the value.",
)

__getattr__ = by_stub_name(globals())
