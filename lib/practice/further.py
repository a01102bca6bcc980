"""Practice of notebook 10: curvature, momentum, dual numbers, checkpoints, depth, PyTorch's words."""

import numpy as np

from lib.learning import Value, softmax
from lib.practice.engine.checking import Also, Exercise, Forbidden, Mistake
from lib.practice.engine.holding import most_held
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
            "In both cases the two roots are complex, each other's mirror image, and their product is β. So "
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
            "A stretch starts from its own first number, and is run once: nine machines in each of the ten."
        ),
        "100 stored, 0 run again": "So it is when nothing is thrown away.",
    },
    "19 stored, 90 run again",
)

bill = predict(
    "further.bill",
    "A network has 100 inputs and as many outputs, and between them 20 layers of 10 units. All of its "
    "Jacobian is wanted, by 100 runs of dual numbers, or by one run and 100 ways back. Which multiplies "
    "less, and which holds fewer numbers at once?",
    {
        "Dual numbers, in both": (
            "They hold fewer. But each run carries values as well as slopes, so the values are worked out "
            "100 times."
        ),
        "Ways back multiply less, dual numbers hold less": (
            "One run and 100 ways back are 101 times through the network; 100 runs of dual numbers are "
            "200 times: values and slopes. But dual numbers hold two layers, each number with its "
            "slope, and the ways back need the numbers of all."
        ),
        "Ways back, in both": (
            "They multiply less. But until the last way back begins all layers' numbers must be there."
        ),
        "The same in both: J is square": (
            "There are as many runs as ways back. But a run of dual numbers does values *and* slopes, and "
            "what is held doesn't depend on the shape of J alone."
        ),
    },
    "Ways back multiply less, dual numbers hold less",
)

fifty = predict(
    "further.fifty",
    "Fifty layers of ReLUs, n units each. The weights are drawn with spread 1/√n, so that each sum has the "
    "mean square of what came in. What is the size (the root of the mean square) of the last layer’s "
    "activations, against the first’s?",
    {
        "The same: 1/√n keeps the size": (
            "It keeps the size of the sums. ReLU then sets those below 0 to 0, about half of them."
        ),
        "About half: ReLU takes one half away": (
            "One layer takes half of the mean square away. There are fifty of them, and each takes half of "
            "what is left."
        ),
        "About 3·10⁻⁸": (
            "Each layer halves the mean square: (1/2)⁵⁰ is left of it, and of the size its root, "
            "(1/2)²⁵ = 3·10⁻⁸."
        ),
        "It explodes: n products are added in each unit": (
            "They are. But the products differ in sign, so the mean square of n of them grows n times, "
            "and the weights’ spread, squared, is 1/n."
        ),
    },
    "About 3·10⁻⁸",
)

held = predict(
    "further.held",
    "w = 3, and the loss is (w − w²)²: w is to come near a goal, and the goal w² is made from w itself. "
    "Its slope by w is 60. Now the goal is detached: it enters the loss as the plain number 9. "
    "What is the slope?",
    {
        "60, as before": (
            "60 counts that the goal moves as w moves, and from 3 it moves six times as fast. Detached, "
            "it holds still."
        ),
        "−12": (
            "With 9 held still, the slope of (w − 9)² is 2(w − 9) = −12: up towards the goal. With the "
            "goal moving along it was 2(w − w²)(1 − 2w) = 2·(−6)·(−5) = 60: down, away from 9. Detaching "
            "changed the very direction."
        ),
        "72": (
            "72 is what comes by the goal alone: 2(w − w²) times −2w. That is the part which detaching "
            "takes away; the other is left."
        ),
        "0: detached means no slope": (
            "The goal's path gives 0 now. But w is in the loss a second time, by itself."
        ),
    },
    "−12",
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


def _unsorted(edge, least):
    """A mistake's pair of the curvatures as `eigvals` happens to give them."""

    def pair(H):
        c = np.linalg.eigvals(H)
        return 2 / c[edge], c[edge] / c[least]

    return pair


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
    corners=tuple(
        (np.array(H),)
        for H in (
            [[2.0, -1.0], [-1.0, 2.0]],
            [[3.0, 0.0], [0.0, 3.0]],
            [[5.0]],
            [[1.0, 0.0, 0.0], [0.0, 400.0, 0.0], [0.0, 0.0, 20.0]],
            [[1e-3, 0.0], [0.0, 1e-4]],
            [[3, 1], [1, 2]],
            [[2e6, 1e6], [1e6, 3e6]],
        )
    ),
    mistakes=[
        Mistake(
            "the edge from the flattest direction",
            _pair(lambda c: 2 / c[0], _condition),
            "your edge is that of the flattest direction. The steepest explodes first: take the largest "
            "eigenvalue.",
        ),
        Mistake(
            "largest and smallest exchanged",
            _pair(lambda c: 2 / c[0], lambda c: c[0] / c[-1]),
            "the smallest curvature stands where the largest is due, in both. `eigvalsh` "
            "gives the smallest first.",
        ),
        Mistake(
            "for two by two only",
            _pair(lambda c: 2 / c[1], lambda c: c[1] / c[0]),
            "that is right where there are two curvatures. H may have more: the last of them is the largest, "
            "`c[-1]`.",
        ),
        Mistake(
            "the size of the whole table",
            lambda H: (2 / np.linalg.norm(H), _condition(_curvatures(H))),
            "2 over the root of the sum of all squares came first, and in that root all curvatures count. "
            "The largest alone sets the edge.",
        ),
        Mistake(
            "1/c in place of 2/c",
            _pair(lambda c: 1 / c[-1], _condition),
            "1/c is where the promise is best. The edge, where it ends, is twice as far: 2/c.",
        ),
        Mistake(
            "the largest curvature for the edge",
            _pair(lambda c: c[-1], _condition),
            "the largest curvature itself came first. The edge is 2 over it.",
        ),
        Mistake(
            "the best rate for the edge",
            _pair(lambda c: 2 / (c[0] + c[-1]), _condition),
            "2/(smallest + largest) is the rate that is best for both ends. The edge is set by the largest "
            "alone.",
        ),
        Mistake(
            "the order of `eigvals` trusted",
            _unsorted(0, -1),
            "`np.linalg.eigvals` gives the curvatures in no fixed order, and where the largest or "
            "the smallest wasn't in the expected place the answer is wrong. `eigvalsh` gives the "
            "smallest first.",
            also=(_unsorted(-1, 0), _unsorted(0, 1), _unsorted(1, 0)),
        ),
        Mistake(
            "the share left after a step",
            _pair(_edge, lambda c: (c[-1] - c[0]) / (c[-1] + c[0])),
            "(κ − 1)/(κ + 1) is what a step at the best rate leaves of the distance, at most. The "
            "condition number κ itself is due.",
        ),
        Mistake(
            "the difference of the curvatures",
            _pair(_edge, lambda c: c[-1] - c[0]),
            "κ is the largest curvature *over* the smallest, not minus it.",
        ),
        Mistake(
            "the condition number upside down",
            _pair(_edge, lambda c: c[0] / c[-1]),
            "the condition number is the largest curvature over the smallest, so it is at least 1.",
        ),
        Mistake(
            "from the diagonal",
            lambda H: (2 / np.diag(H).max(), np.diag(H).max() / np.diag(H).min()),
            "the diagonal has the curvatures along the axes. The ravine may lie askew to them: "
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
            "the largest entry of H is a curvature along one axis, and the ravine may lie askew to the axes. "
            "Take the largest eigenvalue.",
            also=(
                Also(
                    lambda H: (2 / H.max(), H.max() / H.min()),
                    "the largest and the smallest entry of H needn't be its largest and smallest curvature. "
                    "Take eigenvalues.",
                ),
            ),
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


def _size(learning_rate, beta, c):
    return float(np.abs(_roots(learning_rate, beta, c)).max())


def _by_formula(eta, beta, c, largest=True, sized=True):
    """The larger root by the formula with ±, NaN where there is none."""
    p = 1 + beta - eta * c
    with np.errstate(invalid="ignore"):
        wide = np.sqrt(p * p - 4 * beta)
    both = np.array([(p + wide) / 2, (p - wide) / 2])
    both = np.abs(both) if sized else both
    return both.max() if largest else both[0]


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
    corners=(
        (0.1, 0.0, 2.0),
        (0.5, 0.0, 4.0),
        (1, 0.25, 2),
        (1e-4, 0.9, 100.0),
        (0.2, 0.99, 30.0),
        (0.5, 0.0, 2.0),  # at the minimum in one step
        (2.25, 0.25, 1.0),  # two roots in one place
        (0.5, 0.5, 0.5),
        (50.0, 0.5, 200.0),
    ),
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
            "√β is right where the roots aren't real. Where they are real and differ, one of them is larger "
            "in size, and in the end its part is what counts.",
        ),
        Mistake(
            "the coefficients in the wrong order",
            lambda eta, beta, c: np.abs(np.roots([beta, -(1 + beta - eta * c), 1])).max(),
            "`np.roots` takes the coefficient of r² first, and the one without r last. Which of them is β?",
            also=(lambda eta, beta, c: np.abs(np.roots([beta, 1 + beta - eta * c, 1])).max(),),
        ),
        Mistake(
            "the smaller root",
            lambda eta, beta, c: np.abs(_roots(eta, beta, c)).min(),
            "where the two sizes differ, the smaller one came. In the end the part of the larger is what "
            "counts.",
        ),
        Mistake(
            "a real root where there is none",
            _by_formula,
            "NaN came where the roots are complex: `np.sqrt` gives no root of a negative number. `np.roots` "
            "finds complex roots, too.",
            also=(
                lambda eta, beta, c: _by_formula(eta, beta, c, largest=False),
                lambda eta, beta, c: _by_formula(eta, beta, c, sized=False),
            ),
        ),
        Mistake(
            "a minus before a part of 1 + β − ηc",
            lambda eta, beta, c: np.abs(np.roots([1, -1 + beta - eta * c, beta])).max(),
            "as if −1 + β − ηc stood in the middle. The minus belongs to all of 1 + β − ηc, and so ηc comes "
            "with a plus: brackets.",
        ),
        Mistake(
            "ηc with the sign of 1 + β",
            lambda eta, beta, c: np.abs(np.roots([1, -(1 + beta) - eta * c, beta])).max(),
            "in the middle it is as if 1 + β + ηc stood there, with a plus or a minus before all of it. Due "
            "is −(1 + β − ηc): 1 + β comes with a minus, and so ηc with a plus.",
        ),
        Mistake(
            "the sum of the roots",
            lambda eta, beta, c: 1 + beta - eta * c,
            "1 + β − ηc is the sum of the two roots. `np.roots` gives the roots themselves.",
            also=(
                Also(
                    lambda eta, beta, c: abs(1 + beta - eta * c),
                    "what came is the size of 1 + β − ηc, of the sum of the two roots. `np.roots` gives the "
                    "roots themselves.",
                ),
            ),
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
            "a complex root a + bi has the size √(a² + b²), which is `abs` of it, not a alone.",
            also=(
                lambda eta, beta, c: _roots(eta, beta, c).real.max(),
                lambda eta, beta, c: abs(_roots(eta, beta, c).real.max()),
            ),
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
            "the larger root, then its size",
            lambda eta, beta, c: abs(_roots(eta, beta, c).max()),
            "where both roots are below 0 and differ, the one with the larger size is the smaller "
            "number. Take `abs` of both first, then the larger.",
        ),
        Mistake(
            "both roots",
            lambda eta, beta, c: np.abs(_roots(eta, beta, c)),
            "both came. In the end only the larger size counts: `max` of both `abs`.",
            also=(lambda eta, beta, c: _roots(eta, beta, c),),
        ),
        Mistake(
            "half of the sum",
            lambda eta, beta, c: (1 + beta - eta * c) / 2,
            "half the sum of the roots came, (1 + β − ηc)/2: that is what is before the ± in the formula.",
            also=(
                Also(
                    lambda eta, beta, c: abs(1 + beta - eta * c) / 2,
                    "what came is the size of half the sum of the roots, and that half is what is before "
                    "the ± in the formula.",
                ),
            ),
        ),
        Mistake(
            "the 1 of 1 + β − ηc forgotten",
            lambda eta, beta, c: np.abs(np.roots([1, -(beta - eta * c), beta])).max(),
            "as if β − ηc stood in the middle. Due is 1 + β − ηc, where the 1 is for the old place.",
        ),
        Mistake(
            "1 − β in place of 1 + β",
            lambda eta, beta, c: np.abs(np.roots([1, -(1 - beta - eta * c), beta])).max(),
            "the middle coefficient has 1 + β − ηc: the old place comes twice, from w and from v.",
        ),
        Mistake(
            "the curvature left out",
            lambda eta, beta, c: _size(eta, beta, 1.0),
            "as if c were 1. The slope at w is c·w.",
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
    praise="Below 1 it arrives, above 1 it explodes; and in the long run nearer to 0 is sooner.",
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
    probes=[
        (1.0, 0.0, 2.0, 1.0),
        (3.0, 1.0, 4.0, 0.5),
        (-2.0, 0.5, 0.5, -3.0),
        (0.0, 1.0, 2.0, 3.0),
    ],
    draw=_duals,
    corners=(
        (4.0, 0.0, 2.0, 0.0),
        (4.0, 1.0, 2.0, 0.0),
        (0.0, 0.0, -2.0, 1.0),
        (6, 1, 3, 2),
        (2.0, 3.0, 2.0, 3.0),
        (1e-3, 2.0, 1e-2, 1.0),
        (300.0, 1.0, 0.5, 40.0),
        (3.0, 2.0, 3.0, -2.0),
        (1.0, 2.0, 1e-4, 3.0),
        (-6, 5, -3, 2),
    ),
    mistakes=[
        Mistake(
            "the product in place of the quotient",
            lambda a, da, b, db: (a * b, da * b + a * db),
            "that is a·b and its slope. Due are a/b and the slope of that.",
            also=(
                Also(
                    lambda a, da, b, db: (a * b, (da * b - a * db) / b**2),
                    "the slope is that of a/b already, but the value beside it is a·b.",
                ),
            ),
        ),
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
            "as if a plus stood between the two products. That is the product rule's: here ab′ is "
            "taken away.",
        ),
        Mistake(
            "not divided by b²",
            _value_and(lambda a, da, b, db: da * b - a * db),
            "that is the upper half. Divide by b²: `/ b**2`. (`/ b * b` divides by b, and "
            "multiplies by it again.)",
        ),
        Mistake(
            "divided by b, not b²",
            _value_and(lambda a, da, b, db: (da * b - a * db) / b),
            "below the line stands b², not b.",
        ),
        Mistake(
            "2b for b²",
            _value_and(lambda a, da, b, db: (da * b - a * db) / (2 * b)),
            "below the line it is as if 2b stood there. b² is b·b, in Python `b**2`.",
        ),
        Mistake(
            "a factor b missing",
            _value_and(lambda a, da, b, db: (da - a * db) / b**2),
            "a′b − ab′ stands over b², and that is a′/b − ab′/b². Here a b is missing in one place.",
            also=(
                _value_and(lambda a, da, b, db: da / b - a * db / b),
                Also(
                    _value_and(lambda a, da, b, db: da / b - a * db),
                    "a′b − ab′ stands over b², and that is a′/b − ab′/b². Below ab′ your b² is missing.",
                ),
            ),
        ),
        Mistake(
            "the slopes' difference",
            _value_and(lambda a, da, b, db: (da - db) / b**2),
            "each slope is multiplied by the *other* one’s value: a′b − ab′ stands over b².",
            also=(
                _value_and(lambda a, da, b, db: da - db),
                _value_and(lambda a, da, b, db: (da - db) / b),
            ),
        ),
        Mistake(
            "b·b′ below",
            _value_and(lambda a, da, b, db: (da * b - a * db) / (b * db)),
            "below the line stands b·b, and yours has b′ in it.",
        ),
        Mistake(
            "only a moves",
            _value_and(lambda a, da, b, db: da / b),
            "that is the slope while b holds still. But b may move as well, at the rate b′.",
        ),
        Mistake(
            "only b moves",
            _value_and(lambda a, da, b, db: -a * db / b**2),
            "that is the slope while a holds still. But a may move as well, at the rate a′.",
        ),
        Mistake(
            "b′ squared below",
            _value_and(lambda a, da, b, db: (da * b - a * db) / db**2),
            "below the line stands the square of the value b, not of its slope.",
        ),
        Mistake(
            "the pairs mixed up",
            _value_and(lambda a, da, b, db: (da * db - a * b) / b**2),
            "each product has one slope and one value in it: a′b and ab′.",
            also=(
                _value_and(lambda a, da, b, db: (a * b - da * db) / b**2),
                Also(
                    _value_and(lambda a, da, b, db: (a * da - b * db) / b**2),
                    "each slope is multiplied by the *other* one’s value: a′b and ab′.",
                ),
            ),
        ),
        Mistake(
            "rounded down",
            lambda a, da, b, db: (a // b, (da * b - a * db) / b**2),
            "as with `//`, which rounds down to a whole number; `/` keeps what is behind the decimal point.",
            also=(lambda a, da, b, db: (a // b, (da * b - a * db) // b**2),),
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
        "The value is q = a/b. As a = q·b, the product rule gives its slope.",
        "(a′b − ab′)/b²: here a′ is `da` and b′ is `db`.",
    ],
    stub="def divide(a, da, b, db):\n    return ..., ...  # your code here: value, slope\n",
    answer="def divide(a, da, b, db):\n    return a / b, (da * b - a * db) / b**2\n",
    praise="One rule for each operation, and the slope comes along with the value.",
)


def _two_ways(n, m, M):
    return 2 * n * M, (1 + m) * M


def _network(chance):
    return chance.whole(1, 40), chance.whole(1, 40), chance.whole(2, 900)


two_ways = Exercise(
    key="further.two_ways",
    title="The multiplications of two ways to a Jacobian",
    difficulty=1,
    right=_two_ways,
    probes=[(5, 3, 100), (67, 1, 50), (1, 10, 20)],
    draw=_network,
    corners=((1, 1, 1), (1, 1, 50), (4, 4, 7), (2000, 1000, 3), (1, 300, 10), (300, 1, 10**6)),
    mistakes=[
        Mistake(
            "n and m exchanged",
            lambda n, m, M: (2 * m * M, (1 + n) * M),
            "n and m have changed places: dual numbers take a run for each *input*, and there is a way "
            "back for each *output*.",
        ),
        Mistake(
            "the two exchanged",
            lambda n, m, M: _two_ways(n, m, M)[::-1],
            "both numbers are there, in the other order: dual numbers first.",
        ),
        Mistake(
            "no runs forward counted",
            lambda n, m, M: (n * M, m * M),
            "that counts slopes only. Dual numbers carry a value beside each slope, and before the first "
            "way back there is one run forwards.",
        ),
        Mistake(
            "the values of dual numbers left out",
            lambda n, m, M: (n * M, (1 + m) * M),
            "the second is right. A dual number is a pair: each weight multiplies its value *and* its "
            "slope.",
        ),
        Mistake(
            "the run forwards left out",
            lambda n, m, M: (2 * n * M, m * M),
            "the first is right. Before anything goes back the network is run once: M more.",
        ),
        Mistake(
            "a run forwards before each way back",
            lambda n, m, M: (2 * n * M, 2 * m * M),
            "the first is right. One run forwards serves all ways back: its numbers are kept.",
        ),
        Mistake(
            "ways back counted twice",
            lambda n, m, M: (2 * n * M, M + 2 * m * M),
            "the first is right. A way back takes as many multiplications as one run, M, and not twice M.",
            also=(
                Also(
                    lambda n, m, M: (2 * n * M, 2 * (1 + m) * M),
                    "the first is right, the second twice what is due. The run forwards takes M "
                    "multiplications, and each way back as many.",
                ),
            ),
        ),
        Mistake(
            "dual numbers counted more than twice",
            lambda n, m, M: (4 * n * M, (1 + m) * M),
            "the second is right. A weight multiplies a value and a slope: twice, not four times.",
            also=(
                Also(
                    lambda n, m, M: (3 * n * M, (1 + m) * M),
                    "the second is right. A weight is a plain number: it multiplies a value and a slope, "
                    "that is twice, not three times.",
                ),
            ),
        ),
        Mistake(
            "nudges in place of dual numbers",
            lambda n, m, M: ((1 + n) * M, (1 + m) * M),
            "the second is right. n + 1 runs is what nudging takes. Dual numbers take n, and each costs "
            "twice as much.",
        ),
        Mistake(
            "one run for all inputs",
            lambda n, m, M: (2 * M, (1 + m) * M),
            "one run of dual numbers gives one column of the Jacobian. There are n.",
        ),
        Mistake(
            "one way back for all outputs",
            lambda n, m, M: (2 * n * M, 2 * M),
            "the first is right. One way back gives one row of the Jacobian. There are m.",
        ),
        Mistake(
            "M left out",
            lambda n, m, M: (2 * n, 1 + m),
            "those are times through the network. Each has M multiplications.",
            also=(
                Also(
                    lambda n, m, M: (n, m),
                    "those are runs of dual numbers, and ways back. How many multiplications has each, for M "
                    "in a plain run? And what comes before the first way back?",
                ),
            ),
        ),
        Mistake(
            "brackets missing around 1 + m",
            lambda n, m, M: (2 * n * M, 1 + m * M),
            "the first is right. The one run forwards takes M multiplications as well: (1 + m)·M.",
        ),
        Mistake(
            "a run forwards for dual numbers as well",
            lambda n, m, M: (2 * n * M + M, (1 + m) * M),
            "the second is right. Each run of dual numbers carries the values with it: there "
            "is none besides the n.",
            also=(lambda n, m, M: (2 * (n + 1) * M, (1 + m) * M),),
        ),
        Mistake(
            "for each entry of the Jacobian",
            lambda n, m, M: (2 * n * m * M, (1 + n * m) * M),
            "n·m is the number of entries. One run gives a whole column, one way back a whole row.",
            also=(
                lambda n, m, M: (n * m * M, n * m * M),
                Also(
                    lambda n, m, M: (2 * n * m * M, (1 + m) * M),
                    "the second is right. One run of dual numbers gives a whole column of the Jacobian: n of "
                    "them will do.",
                ),
                Also(
                    lambda n, m, M: (2 * n * M, (1 + n * m) * M),
                    "the first is right. One way back gives a whole row of the Jacobian: m of them will do.",
                ),
            ),
        ),
        Mistake(
            "only dual numbers",
            lambda n, m, M: 2 * n * M,
            "the multiplications of dual numbers are right. Those of the ways back belong behind them.",
        ),
        Mistake(
            "only the ways back",
            lambda n, m, M: (1 + m) * M,
            "the multiplications of the ways back are right. Those of dual numbers belong before them.",
        ),
    ],
    hints=[
        "Dual numbers: a run for each input. Each weight multiplies a value and a slope.",
        "One run forwards has M multiplications, and each way back has M.",
    ],
    stub="def two_ways(n, m, M):\n    return ..., ...  # your code here: dual numbers, ways back\n",
    answer="def two_ways(n, m, M):\n    return 2 * n * M, (1 + m) * M\n",
    praise="Columns from the front, rows from behind: for one loss, two times through and done.",
)


def _pull_softmax(S, U):
    return S * (U - np.sum(S * U, axis=1, keepdims=True))


def _shares(chance):
    """Rows that are what softmax gives, and what comes back to them."""
    N, K = chance.in_turn((1, 2), (2, 3), (3, 3), (4, 2), (3, 5))
    return softmax(chance.numbers(N, K, low=-2.0, high=2.0, digits=1)), chance.numbers(N, K)


def _holds_a_table(answer, N=2, K=100):
    """Whether it holds half a table of K² numbers at once, or more, for rows of K."""
    S, U = softmax(np.sin(np.arange(N * K)).reshape(N, K)), np.cos(np.arange(N * K)).reshape(N, K)
    return most_held(lambda: answer(S.copy(), U.copy())) > 8 * K * K / 2


pull_softmax = Exercise(
    key="further.pull_softmax",
    title="Back through softmax, without the table",
    difficulty=2,
    right=_pull_softmax,
    probes=[
        (
            np.array([[0.5, 0.25, 0.25], [0.125, 0.25, 0.625]]),
            np.array([[1.0, 2, 3], [2.0, 0, -1]]),
        ),
        (np.array([[0.75, 0.25], [0.5, 0.5]]), np.array([[4.0, -2.0], [1.0, 3.0]])),
        (np.array([[0.25, 0.75]]), np.array([[0.0, 2.0]])),
    ],
    draw=_shares,
    corners=(
        (np.array([[1.0], [1.0]]), np.array([[2.0], [-1.0]])),
        (np.full((2, 4), 0.25), np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 8.0]])),
        (np.array([[1.0, 0.0, 0.0]]), np.array([[3.0, 3.0, -1.0]])),
        (np.array([[0.5, 0.5], [0.5, 0.5]]), np.array([[1.0, 2.0], [1.0, 2.0]])),
        (np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 2.0], [0.0, -300.0]])),
        (np.array([[0.25, 0.75]]), np.zeros((1, 2))),
        (np.array([[1 - 1e-9, 1e-9]]), np.array([[1.0, 3e5]])),
    ),
    mistakes=[
        Mistake(
            "softmax treated as elementwise",
            lambda S, U: S * (1 - S) * U,
            "s(1 − s) is the diagonal of the table only. Beside it stand the slopes by the other "
            "scores, if any.",
            also=(lambda S, U: S * (U - S * U),),
        ),
        Mistake(
            "one axis short",
            lambda S, U: S * (U - np.sum(S * U, axis=1)),
            "one number belongs to each row, but NumPy lays (N,) along the columns. `keepdims=True` makes "
            "it (N, 1).",
        ),
        Mistake(
            "all samples added up",
            lambda S, U: S * (U - np.sum(S * U)),
            "s·u is one number for each sample: sum along its row, not over all rows.",
        ),
        Mistake(
            "summed over the samples",
            lambda S, U: S * (U - np.sum(S * U, axis=0)),
            "that sums down the columns, over samples. Each row is a softmax of its own: axis 1.",
        ),
        Mistake(
            "the sign turned",
            lambda S, U: S * (np.sum(S * U, axis=1, keepdims=True) - U),
            "what came is −1 times what is due: u comes first, s·u is taken away.",
        ),
        Mistake(
            "plus for minus",
            lambda S, U: S * (U + np.sum(S * U, axis=1, keepdims=True)),
            "s·u is added. The table is diag(s) *minus* s sᵀ: it is taken away.",
        ),
        Mistake(
            "s left out in front",
            lambda S, U: U - np.sum(S * U, axis=1, keepdims=True),
            "the difference is right. Each entry of it is then weighed by its own s.",
        ),
        Mistake(
            "missing brackets",
            lambda S, U: S * U - np.sum(S * U, axis=1, keepdims=True),
            "as from `S * U - …`. Due is `S * (U - …)`: put the difference in brackets.",
        ),
        Mistake(
            "u added up without s",
            lambda S, U: S * (U - np.sum(U, axis=1, keepdims=True)),
            "the table's second part is s sᵀ, so what is taken away is s·u, and in it each entry of u is "
            "weighed by its own s.",
            also=(lambda S, U: S * (U - np.mean(U, axis=1, keepdims=True)),),
        ),
        Mistake(
            "the mean in place of the sum",
            lambda S, U: S * (U - np.mean(S * U, axis=1, keepdims=True)),
            "as if a mean stood in place of the sum: s·u is the sum of the products along the row.",
        ),
        Mistake(
            "only the diagonal part",
            lambda S, U: S * U,
            "s⊙u is diag(s) u, the first part of the product. The second, s (sᵀu), is to be taken away.",
        ),
        Mistake(
            "only the second part",
            lambda S, U: S * np.sum(S * U, axis=1, keepdims=True),
            "s (s·u) is the second part of the product, to be taken away from the first, s⊙u.",
        ),
        Mistake(
            "only s·u",
            lambda S, U: np.sum(S * U, axis=1),
            "s·u is one number for each sample. Due is a row for each: shaped like S.",
            also=(lambda S, U: np.sum(S * U, axis=1, keepdims=True),),
        ),
        Mistake(
            "cross-entropy's short cut",
            lambda S, U: S - U,
            "s − y is what comes through softmax *and* cross-entropy together. Here u is whatever comes "
            "back to softmax.",
        ),
        Mistake(
            "softmax taken once more",
            lambda S, U: _pull_softmax(softmax(S), U),
            "S is what softmax gave: it isn't to be put through softmax again.",
        ),
        Mistake(
            "only the first sample",
            lambda S, U: _pull_softmax(S, U)[0],
            "that is the first sample's row. There is one for each sample.",
        ),
        Mistake(
            "the tables",
            lambda S, U: S[:, :, None] * (np.eye(S.shape[1]) - S[:, None, :]),
            "those are the tables themselves, K² entries each. Due are their products with the rows of U.",
        ),
    ],
    forbids=[
        Forbidden(
            "through the table",
            "the values are right, but with K = 100 more memory was in use at once than K²/2 numbers take, "
            "as where a table is built. Multiply diag(s) − s sᵀ by u on paper first.",
            sight=_holds_a_table,
        ),
        Forbidden(
            "a tool of tables",
            "the values are right, by way of a tool that makes tables or picks from them (`diag`, `eye`, "
            "`outer` …). None is needed: one number for each sample, its sum of S⊙U, does it.",
            names=("diag", "diagflat", "eye", "identity", "outer", "jacobian", "fill_diagonal"),
        ),
    ],
    hints=[
        "diag(s) u is s⊙u, entry by entry. And s sᵀ u is s times *one* number.",
        "`np.sum(S * U, axis=1, keepdims=True)` is that number for each row, shaped (N, 1).",
    ],
    stub="def pull_softmax(S, U):\n    return ...  # your code here, (N, K)\n",
    answer=("def pull_softmax(S, U):\n    return S * (U - np.sum(S * U, axis=1, keepdims=True))\n"),
    praise="s⊙(u − s·u) is enough: 2K products a sample, and no table of K² entries.",
)


def _roots_slopes(x):
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, 0.5 / np.sqrt(np.where(x > 0, x, 1.0)), 0.0)


def _by_engine(loss):
    """A mistake's slopes: those that the engine finds of loss(v), the NaN and inf among them."""

    def slopes(x):
        v = Value(x)
        loss(v).backward()
        return v.grad

    return slopes


def _nan_arises(answer, x):
    """Whether a NaN or an ∞ comes back to where the answer begins, and so to what may stand before it.

    One that a `where` keeps from going further back harms nobody.
    """
    found, pull = [], Value.pull

    def noting(self, g):
        made = pull(self, g)
        begins = (part for part, to in zip(made, self.parents, strict=True) if not to.parents)
        found.extend(part for part in begins if part is not None and not np.isfinite(part).all())
        return made

    Value.pull = noting
    try:
        answer(x)
    finally:
        Value.pull = pull
    return bool(found)


def _some_not_above(chance):
    x = chance.numbers(chance.whole(2, 5))
    x[chance.whole(0, len(x) - 1)] = 0.0
    x[0] = chance.in_turn(-1.5, 0.0, 2.25, 0.04)
    return (x,)


def _above_only(outside):
    """Slopes that are right where x > 0, and elsewhere outside(x)."""
    return lambda x: np.where(np.asarray(x) > 0, _roots_slopes(x), outside(np.asarray(x)))


def _with_a_little(extra):
    return _by_engine(lambda v: np.sum(np.where(v > 0, np.sqrt(np.maximum(v, 0) + extra), 0)))


def _rooted(extra):
    return _by_engine(lambda v: np.sum(np.sqrt(np.maximum(v, 0) + extra)))


LITTLE = (1e-3, 1e-4, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12)

root_slopes = Exercise(
    key="further.root_slopes",
    title="The slopes of where, without NaN",
    difficulty=1,
    right=_roots_slopes,
    probes=[
        (np.array([0.0, 4.0]),),
        (np.array([1.0, -1.0, 0.25]),),
        (np.array([-2.0, 0.0, 0.0]),),
        (np.array([1e-4, 0.04, -1e-4]),),
    ],
    draw=_some_not_above,
    corners=(
        (np.array([1e-10, 4e6, -1e-12]),),
        (np.array([0.0]),),
        (np.array([1.0, 1.0, 1.0]),),
        (np.array([-3.0, -1e-300]),),
        (np.array([1e300]),),
        (np.array([-0.0, 2.25]),),
    ),
    mistakes=[
        Mistake(
            "picked only afterwards",
            _by_engine(lambda v: np.sum(np.where(v > 0, np.sqrt(v), 0.0))),
            "NaN came for each x that isn't above 0, as where the root is taken of all and the pick comes "
            "only afterwards. Pick before the root, too: what goes into it is to be above 0 everywhere.",
        ),
        Mistake(
            "a root still taken at 0",
            _by_engine(lambda v: np.sum(np.where(v > 0, np.sqrt(np.abs(v)), 0.0))),
            "all is well but at 0, where NaN came: the root's slope is ∞ there, and 0 · ∞ is NaN. What "
            "goes into the root is to be above 0 everywhere: not |x|, and not x where x ≥ 0.",
        ),
        Mistake(
            "a root taken where x isn't above 0",
            _by_engine(lambda v: np.sum(np.sqrt(np.maximum(v, 0.0)))),
            "at 0 the root's slope is ∞, and below 0 there is none. What goes into the root is to be above 0 "
            "everywhere: pick x where it is, and elsewhere a harmless number, such as 1.",
            also=(
                _by_engine(lambda v: np.sum(np.where(v > 0, np.sqrt(np.maximum(v, 0.0)), 0.0))),
                Also(
                    lambda x: np.where(np.asarray(x) < 0, np.nan, _above_only(lambda x: np.inf)(x)),
                    "∞ came at 0, and NaN below: there the root has no slope that is a number. "
                    "Give it a harmless number there, such as 1.",
                ),
            ),
        ),
        Mistake(
            "a small number added",
            _rooted(1e-8),
            "a small number under the root keeps NaN away, but the slopes are of another function. A "
            "pick before the root changes nothing where x > 0.",
            also=(
                *(_rooted(extra) for extra in LITTLE),
                *(_with_a_little(extra) for extra in LITTLE),
            ),
            rtol=1e-12,
        ),
        Mistake(
            "the root taken below 0",
            _by_engine(lambda v: np.sum(np.sqrt(v + 1e-12))),
            "NaN came for some x, as where a number below 0 goes into the root. What helps at 0 "
            "isn't enough. Pick before the root: what goes into it is to be above 0 everywhere.",
            also=tuple(
                _by_engine(loss)
                for extra in LITTLE
                for loss in (
                    lambda v, extra=extra: np.sum(np.sqrt(v + extra)),
                    lambda v, extra=extra: np.sum(np.where(v > 0, np.sqrt(v + extra), 0.0)),
                )
            ),
        ),
        Mistake(
            "nothing given back",
            lambda x: np.sum(np.where(Value(x) > 0, Value(x), 0.0)).backward(),
            "None came. `backward()` gives nothing back: it fills the `grad` of what the sum is made of. "
            "Call it on a line of its own, then return `v.grad`.",
        ),
        Mistake(
            "infinite at 0",
            _above_only(lambda x: np.where(x == 0, np.inf, 0.0)),
            "∞ came at 0. There the sum is to take the 0, not the root, and the slope of that is 0.",
        ),
        Mistake(
            "the roots, not their slopes",
            lambda x: np.sqrt(np.maximum(x, 0.0)),
            "those are the values of the function. Its slopes are in `grad`, after `backward`.",
        ),
        Mistake(
            "the sum in place of its slopes",
            lambda x: np.sqrt(np.maximum(x, 0.0)).sum(),
            "one number came, the sum of the roots. Its slopes by each x are in `v.grad`, after `backward`.",
        ),
        Mistake(
            "no slope came to x",
            lambda x: np.zeros(np.shape(x)),
            "all slopes are 0: so they begin. `backward()` of the sum fills them, for all that the sum was "
            "made of as Values: `v.data` are plain numbers, and through them no slope comes back.",
        ),
        Mistake(
            "the sum's own slope",
            lambda x: 1.0,
            "1 is the slope of the sum by itself, where the way back begins. Return x's.",
        ),
        Mistake(
            "another slope than 0 where x isn't above 0",
            _above_only(lambda x: 1.0),
            "where x isn't above 0 the sum is to take the 0, not the root, and the slope of that is 0.",
            also=(_above_only(lambda x: 0.5),),
        ),
        Mistake(
            "the mean in place of the sum",
            lambda x: _roots_slopes(x) / np.size(x),
            "as if each slope were divided by the number of entries: that is the mean's. Take the sum.",
        ),
        Mistake(
            "a factor 2",
            lambda x: 2 * _roots_slopes(x),
            "all slopes are twice what is due. The slope of √x is 1/(2√x), with a half; and who calls "
            "`backward` twice gets everything twice, as it adds.",
        ),
        Mistake(
            "only those above 0",
            lambda x: _roots_slopes(x)[np.asarray(x) > 0],
            "there is to be a slope for each x: 0 where x isn't above 0.",
        ),
    ],
    forbids=[
        Forbidden(
            "NaN or ∞ wiped away afterwards",
            "here it works, for nothing came before x. In a network NaN or ∞ would go on back into the "
            "weights before it could be wiped away: keep it from arising.",
            seen=_nan_arises,
        ),
        Forbidden(
            "a tool against NaN",
            "the values are right, with a tool that looks for NaN or wipes it away (`nan_to_num`, `isnan` "
            "…). None is needed where no NaN arises: let what goes into the root be above 0 everywhere.",
            names=("nan_to_num", "isnan", "isfinite", "nansum"),
        ),
    ],
    hints=[
        "`np.where(v > 0, v, 1.0)` is a Value whose entries are all above 0.",
        "`safe = np.where(v > 0, v, 1.0)`: the root of `safe`, picked once more, then the sum and "
        "`backward()`.",
    ],
    context="import numpy as np\nfrom lib.learning import Value\n",
    stub=(
        "def root_slopes(x):\n"
        "    v = Value(x)\n"
        "    return ...  # your code here: the sum, its backward, and v.grad\n"
    ),
    answer=(
        "def root_slopes(x):\n"
        "    v = Value(x)\n"
        "    safe = np.where(v > 0, v, 1.0)\n"
        "    np.sum(np.where(v > 0, np.sqrt(safe), 0.0)).backward()\n"
        "    return v.grad\n"
    ),
    praise="Right at all inputs tried, 0 and below among them. A pick before the root lets no ∞ and no "
    "NaN back to what came before it.",
)


def _of_scores(first, second):
    """A mistake's pair: einsum's letters for dQ, of G and K, and for dK, of G and Q."""
    return lambda G, Q, K: (np.einsum(first, G, K), np.einsum(second, G, Q))


_right_pair = _of_scores("hqk,hkd->hqd", "hqk,hqd->hkd")


def _heads(chance):
    h, d = chance.whole(1, 3), chance.whole(1, 4)
    q = chance.whole(1, 4)
    k = chance.in_turn(q + 1, q, q + 2)
    return chance.numbers(h, q, k), chance.numbers(h, q, d), chance.numbers(h, k, d)


def _whole_numbers(*shapes):
    """Arrays of these shapes, filled with −3 … 3 in no plain order."""
    return tuple((np.arange(np.prod(s)) * 5 % 7 - 3.0).reshape(s) for s in shapes)


pull_scores = Exercise(
    key="further.pull_scores",
    title="Back through an einsum",
    difficulty=2,
    right=_right_pair,
    probes=[
        _whole_numbers((2, 2, 3), (2, 2, 4), (2, 3, 4)),
        _whole_numbers((1, 3, 2), (1, 3, 2), (1, 2, 2)),
        _whole_numbers((3, 2, 2), (3, 2, 3), (3, 2, 3)),
    ],
    draw=_heads,
    corners=(
        _whole_numbers((1, 1, 1), (1, 1, 1), (1, 1, 1)),
        _whole_numbers((2, 2, 2), (2, 2, 2), (2, 2, 2)),
        tuple(np.ones(s) for s in ((2, 3, 4), (2, 3, 2), (2, 4, 2))),
        (np.zeros((1, 2, 2)), np.ones((1, 2, 3)), np.ones((1, 2, 3))),
        _whole_numbers((2, 1, 3), (2, 1, 4), (2, 3, 4)),
    ),
    mistakes=[
        Mistake(
            "the scores in place of G",
            lambda G, Q, K: _right_pair(Q @ np.swapaxes(K, 1, 2), Q, K),
            "as if the scores, made of Q and K, were computed anew and pulled back. What is pulled back is "
            "their gradient, G.",
        ),
        Mistake(
            "the two exchanged",
            lambda G, Q, K: _right_pair(G, Q, K)[::-1],
            "both are there, in the other order: the gradient by Q first.",
        ),
        Mistake(
            "only that of Q",
            lambda G, Q, K: _right_pair(G, Q, K)[0],
            "the gradient by Q is right. That by K belongs behind it: a pair.",
        ),
        Mistake(
            "only that of K",
            lambda G, Q, K: _right_pair(G, Q, K)[1],
            "the gradient by K is right. That by Q belongs before it: a pair.",
        ),
        Mistake(
            "the heads added up",
            _of_scores("hqk,hkd->qd", "hqk,hqd->kd"),
            "as where h is missing behind the arrow: the heads are added up. Each has its own Q and K: keep "
            "h.",
        ),
        Mistake(
            "two letters exchanged behind the arrow",
            _of_scores("hqk,hkd->hdq", "hqk,hqd->hdk"),
            "the numbers are right, their last two axes are exchanged. A gradient is shaped like what it "
            "belongs to: hqd and hkd.",
            also=(
                Also(
                    _of_scores("hqk,hkd->hqd", "hqk,hqd->hdk"),
                    "by Q all is right, and by K the last two axes are exchanged. A gradient is shaped like "
                    "what it belongs to: hkd.",
                ),
                Also(
                    _of_scores("hqk,hkd->hdq", "hqk,hqd->hkd"),
                    "by K all is right, and by Q the last two axes are exchanged. A gradient is shaped like "
                    "what it belongs to: hqd.",
                ),
            ),
        ),
        Mistake(
            "a letter too many",
            lambda G, Q, K: (np.einsum("hqk,hkd->hqkd", G, K), np.einsum("hqk,hqd->hqkd", G, Q)),
            "a letter behind the arrow isn't summed over. Q has no k, and K no q: leave those away.",
        ),
        Mistake(
            "the sum over the letter of the result",
            _of_scores("hqk,hkd->hkd", "hqk,hqd->hqd"),
            "these have the shapes of K and of Q, in this order, and yet aren't their gradients: by Q, what "
            "stands behind the arrow is hqd.",
        ),
        Mistake(
            "G left out",
            lambda G, Q, K: _right_pair(np.ones_like(G), Q, K),
            "that holds if every entry of G is 1. What comes back, G, weighs each score.",
        ),
        Mistake(
            "the scores again",
            lambda G, Q, K: np.einsum("hqd,hkd->hqk", Q, K),
            "those are the scores, forwards. Due are the gradients by Q and by K.",
        ),
        Mistake(
            "the scores again, times G",
            lambda G, Q, K: G * np.einsum("hqd,hkd->hqk", Q, K),
            "the scores are in it, forwards. Due are the gradients by Q and by K: of what is "
            "each score made?",
        ),
        Mistake(
            "divided by the root of d",
            lambda G, Q, K: tuple(g / np.sqrt(Q.shape[2]) for g in _right_pair(G, Q, K)),
            "attention divides its scores by √d, but these scores aren't divided, so their gradients "
            "aren't either.",
        ),
        Mistake(
            "G not turned over for K",
            lambda G, Q, K: (G @ K, G @ Q),
            "by K the sum runs over q, and in `G @ Q` the columns of G, its k, meet q. Exchange the last two "
            "axes of G first: `G.swapaxes(1, 2) @ Q`, or `einsum`.",
        ),
        Mistake(
            "all axes turned over",
            lambda G, Q, K: (G @ K, G.T @ Q),
            "`.T` turns the order of *all* axes round, and the heads, h, must stay in front. Exchange the "
            "last two only: `G.swapaxes(1, 2) @ Q`, or `einsum`.",
            also=(lambda G, Q, K: (G @ K.T, G.T @ Q), lambda G, Q, K: (G @ K.T, G @ Q.T)),
        ),
        Mistake(
            "G's letters exchanged for K",
            lambda G, Q, K: (_right_pair(G, Q, K)[0], np.einsum("hkq,hqd->hkd", G, Q)),
            "as if the axes of G were hkq for K. G is shaped like the scores: hqk, in both.",
        ),
        Mistake(
            "by Q with Q, by K with K",
            lambda G, Q, K: (np.einsum("hqk,hqd->hqd", G, Q), np.einsum("hqk,hkd->hkd", G, K)),
            "a product's slope by one factor is the *other* factor: by Q it takes K, by K it takes Q.",
        ),
    ],
    hints=[
        "Forwards: hqd,hkd->hqk. By Q: exchange the letters of Q with those of the result.",
        'By Q: `np.einsum("hqk,hkd->hqd", G, K)`. And by K?',
    ],
    stub="def pull_scores(G, Q, K):\n    return ..., ...  # your code here: by Q, by K\n",
    answer=(
        "def pull_scores(G, Q, K):\n"
        '    return np.einsum("hqk,hkd->hqd", G, K), np.einsum("hqk,hqd->hkd", G, Q)\n'
    ),
    praise="Attention's scores, pulled back for all heads: with `einsum`, exchanging letters is enough.",
)


__getattr__ = by_stub_name(globals())
