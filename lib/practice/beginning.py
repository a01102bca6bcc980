"""Where to begin: six questions, each answered by one notebook, and what is said where all are right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question, its choices, the right one, and the notebook that teaches it."""

    text: str
    choices: tuple[str, ...]
    right: str
    notebook: str


QUESTIONS = [
    Question(
        "In Python, with NumPy, `x = np.array([1.0, 2.0, 4.0])`. What is `x[1:] - x[:-1]`?",
        ("[1, 2, 4]", "3", "[1, 2]"),
        "[1, 2]",
        "00b · The NumPy you need",
    ),
    Question(
        "The curve `f(x) = x²` passes through (1, 1) and (3, 9). What is the slope between these two points?",
        ("8", "4", "3", "6"),
        "4",
        "01 · Slope",
    ),
    Question(
        "In `(f(x + h) - f(x)) / h`, computed in ordinary floating-point numbers for `f(x) = sin x` at "
        "x = 1, we make h smaller and smaller, from 1 down to 10⁻¹⁵. What happens to the error?",
        (
            "It keeps shrinking in proportion to h",
            "It stays the same: it depends only on f",
            "It shrinks at first, then grows again",
        ),
        "It shrinks at first, then grows again",
        "02 · Limits",
    ),
    Question(
        "At some x, `f′(x) = 0`. What do we know for certain there?",
        ("f has a maximum or a minimum", "The tangent is level, no more", "f is 0"),
        "The tangent is level, no more",
        "03 · Reading a derivative",
    ),
    Question(
        "What is the derivative of `sin(x²)`?",
        ("cos(x²)", "cos(2x)", "2x·cos(x²)", "2x·cos(x)"),
        "2x·cos(x²)",
        "04 · The chain rule",
    ),
    Question(
        "`f(x, y) = x² + y²`. From the point (1, 2), in which direction of the plane does f grow fastest?",
        ("(2, 4)", "(1, 1)", "(−2, −4)", "(4, −2)"),
        "(2, 4)",
        "05 · Gradients",
    ),
]
ALL_RIGHT = "06 · Jacobians"
ALL_RIGHT_SAID = (
    f"All six are right. Begin with {ALL_RIGHT}; if a Jacobian's transpose times a vector is "
    "an old friend too, with 07 · Gradient descent."
)
