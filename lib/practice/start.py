"""Practice of notebook 00: a toy prediction and a toy exercise, to learn how they work."""

from lib.practice.engine.checking import Exercise, Mistake
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

average = Exercise(
    key="start.average",
    title="A toy: the average of two numbers",
    right=lambda a, b: (a + b) / 2,
    probes=[(2.0, 4.0), (1.0, 7.0), (-3.0, 5.0), (10.0, 0.0), (1.0, 2.0)],
    mistakes=[
        Mistake(
            "missing brackets",
            lambda a, b: a + b / 2,
            "one of the two is halved only: Python divides before it adds, and `a + b / 2` halves b alone.",
            also=(lambda a, b: a / 2 + b,),
        ),
        Mistake("the sum", lambda a, b: a + b, "that is the sum. How many numbers were added?"),
        Mistake(
            "half the difference",
            lambda a, b: (b - a) / 2,
            "that is how far the average is from a, not where it is.",
        ),
        Mistake(
            "rounded down",
            lambda a, b: (a + b) // 2,
            "`//` rounds down to a whole number; `/` keeps what is behind the decimal point.",
        ),
    ],
    hints=["Add first, then divide.", "Brackets make Python add first: `(a + b)`."],
    stub="def average(a, b):\n    return ...  # your code here\n",
    answer="def average(a, b):\n    return (a + b) / 2\n",
    praise="This is what a right answer looks like. It counts on the map below.",
)
