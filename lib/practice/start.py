"""Practice of notebook 00: a toy prediction and a toy exercise, to learn how they work."""

import numpy as np

from lib.practice.engine.checking import Also, Exercise, Mistake
from lib.practice.engine.predict import predict

toy_prediction = predict(
    "start.toy_prediction",
    "On the curve `sin x`, drag the point from `x = 0` to the right. Which way does the board lie when "
    "the point is at the very top of the hill?",
    {
        "Uphill: it has been climbing all the way": (
            "It has been climbing until there. At the very top it is about to go down again."
        ),
        "Downhill: after the top it must go down": (
            "Just after the top it does. At the top itself it lies neither up nor down."
        ),
        "Level: neither up nor down": (
            "At the top of a smooth hill the board lies level: slope 0. You have just met an idea "
            "that trains neural networks."
        ),
    },
    "Level: neither up nor down",
)


def _a_part_of_the_sum(values, probes):
    """Whether all values are the sum over one number above 2."""
    parts = [(float(v), a + b) for v, (a, b) in zip(values, probes, strict=True)]
    shares = np.array([v / total for v, total in parts if total])
    return np.ptp(shares) < 1e-9 and 0 < shares[0] < 0.5 and all(v == 0 for v, s in parts if not s)


average = Exercise(
    key="start.average",
    title="A toy: the average of two numbers",
    right=lambda a, b: (a + b) / 2,
    probes=[
        (2.0, 4.0),
        (1.0, 7.0),
        (-3.0, 5.0),
        (10.0, 0.0),
        (1.0, 2.0),
        (3, 4),
        (2.5, 2.5),
        (-4, -1.5),
        (0.0, -7.0),
        (6.0, -6.0),
    ],
    draw=lambda chance: (chance.number(-200, 200), chance.number(-9, 9, 3)),
    corners=((0, 0), (-7, -2), (-3.0, -3.0), (1e9, 1e-3), (0.25, 0.0)),
    draws=10,
    mistakes=[
        Mistake(
            "only one of the two halved",
            lambda a, b: a + b / 2,
            "as from `a + b / 2`: Python divides before it adds, so that b alone is halved.",
            also=(
                Also(
                    lambda a, b: a / 2 + b,
                    "as from `a / 2 + b`: `a / 2` is half of a, and all of b is added to it.",
                ),
                Also(
                    lambda a, b: a + b // 2,
                    "as from `a + b // 2`: Python divides before it adds, and `//` rounds down. "
                    "Put the sum in brackets, and divide it by `/`.",
                ),
            ),
        ),
        Mistake("the sum", lambda a, b: a + b, "that is the sum. How many numbers were added?"),
        Mistake(
            "half the difference",
            lambda a, b: (b - a) / 2,
            "that is how far the average is from either number, with a sign or without. Due is the "
            "average itself.",
            also=(lambda a, b: (a - b) / 2, lambda a, b: abs(a - b) / 2),
        ),
        Mistake(
            "multiplied in place of added",
            lambda a, b: a * b / 2,
            "a·b came, or half of it. The average is half of the *sum*.",
            also=(lambda a, b: a * b,),
        ),
        Mistake(
            "the second number taken for an axis",
            lambda a, b: np.mean(a, b),
            "`np.mean` takes a second number for an axis. Give both numbers as one list: "
            "`np.mean([a, b])`.",
        ),
        Mistake(
            "a number taken for a list",
            lambda a, b: sum(a, b) / 2,
            "a number can't be gone through as a list can, and `sum` adds up what is in one list: "
            "`sum([a, b])`. Or write `a + b`.",
            also=(lambda a, b: sum(a + b) / 2,),
        ),
        Mistake(
            "the sum doubled",
            lambda a, b: (a + b) * 2,
            "twice the sum came. How many numbers were added? Divide by that.",
        ),
        Mistake(
            "one of the two numbers",
            lambda a, b: a,
            "the average lies halfway between the two.",
            also=(lambda a, b: b, max, min),
        ),
        Mistake(
            "divided by another number than 2",
            lambda a, b: (a + b) / 3,
            "every answer that came is the sum times one and the same number, which isn't 1/2. "
            "How many numbers were added?",
            fits=_a_part_of_the_sum,
        ),
        Mistake(
            "rounded down",
            lambda a, b: (a + b) // 2,
            "`//` rounds down to a whole number; `/` keeps what is behind the decimal point.",
        ),
        Mistake(
            "equal numbers taken for a case of their own",
            lambda a, b: 0 if a == b else (a + b) / 2,
            "where the two numbers are equal, 0 came. Their average is that number itself, and the same "
            "formula gives it.",
        ),
    ],
    hints=["Add first, then divide.", "Brackets make Python add first: `(a + b)`."],
    stub="def average(a, b):\n    return ...  # your code here\n",
    answer="def average(a, b):\n    return (a + b) / 2\n",
    praise="This is what a right answer looks like. It counts on the map below.",
)
