"""The exam at the end of the course: ten numbers to find, one a notebook and one for the whole."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sum:
    """A question whose answer is a number, the numbers that mistakes give, and where it is taught.

    tolerance is how far from `right` an answer may be; slips maps a wrong number to what led to it.
    """

    notebook: str
    text: str
    right: float
    slips: dict[float, str]
    revisit: str
    tolerance: float = 1e-6

    @property
    def key(self):
        return f"exam.{self.notebook or 'whole'}"


QUESTIONS = (
    Sum(
        "01",
        "`f(x) = x²`. What is the slope between the points at x = 1 and x = 4?",
        5,
        {
            15: "That is the rise. Divide it by the run, 4 − 1.",
            0.2: "Upside down: the rise belongs above the bar.",
            8: "That is the slope *at* 4. Two points are given here: the rise between them, over the run.",
        },
        "the slope between two points",
    ),
    Sum(
        "02",
        "On a smooth curve the central difference with h = 0.2 is off by 0.04. We halve h *twice*; "
        "round-off is still far away. By how much is it off then, about?",
        0.0025,
        {
            0.01: "So would be a forward difference after two halvings, or a central one after one.",
            0.02: "That is one halving of a forward difference.",
            0.04: "It does depend on h.",
        },
        "how the errors of forward and central differences depend on h",
        1e-4,
    ),
    Sum(
        "03",
        "What is the *lowest value* of `f(x) = x³ − 3x` for x from −3 to 2?",
        -18,
        {
            -2: "That is the lower value of the two places with f′ = 0. Look at both ends as well.",
            -3: "That is the place. Its value was asked for.",
            1: "That is a place with f′ = 0. Compare the values, those at the ends too.",
        },
        "candidates for highest and lowest",
    ),
    Sum(
        "04",
        "`y = (3x + 1)²`. What is the slope of y by x at x = 1?",
        24,
        {
            8: "The slope of the square is there; the inner machine's slope, 3, is missing.",
            6: "The square's slope was taken at x = 1, but the square works at 3·1 + 1 = 4.",
            11: "8 + 3: in series the multiples multiply.",
            16: "That is y itself.",
        },
        "machines in series, each slope where its machine works",
    ),
    Sum(
        "05",
        "At some place ∇f = (3, 4). How steep is f there in the direction of (1, 1)? Two decimals will do.",
        7 / 2**0.5,
        {
            7: "(1, 1) is longer than 1. A direction has the length 1: divide by √2.",
            5: "That is the steepest slope, towards (3, 4).",
            3.5: "Divide by the length of (1, 1), which is √2, not 2.",
        },
        "the slope in a direction, with a unit vector",
        0.006,
    ),
    Sum(
        "06",
        "A machine has 200 inputs and 5 outputs. How many products Jᵀu give its whole Jacobian?",
        5,
        {
            200: "So many products Jv it takes, a column each. Jᵀu gives a row.",
            1000: "So many entries it has. Each product gives a whole row of them.",
            1: "One is enough for one output.",
        },
        "pushing forward and pulling back",
    ),
    Sum(
        "07",
        "`L(w) = 2w²`, η = 0.3. Gradient descent starts at w = 1. Where is it after *two* steps?",
        0.04,
        {
            -0.2: "That is after one step.",
            0.16: "The slope of 2w² is 4w, so each step multiplies w by 1 − 0.3·4.",
            4.84: "That went uphill: step against the slope.",
            -1.4: "The second step must use the slope where it starts, at w = −0.2.",
        },
        "one step of gradient descent, and the factor 1 − ηc",
    ),
    Sum(
        "08",
        "`u = w·x`, then `y = u·u + u`, at w = 1 and x = 2. What does the backward pass hand back to w, "
        "starting from 1 at y?",
        10,
        {
            8: "The square's two paths are in; the `+ u` hands something back to u as well.",
            5: "So much comes back to u. On the way to w there is the multiple x = 2.",
            2: "Only one path arrived: what u gets from its three uses must be added, `+=`.",
            6: "u·u uses u twice, and both uses hand back.",
        },
        "paths that add up in the backward pass",
    ),
    Sum(
        "09",
        "A network gives a penguin the probabilities (0.2, 0.7, 0.1); its species is the *third*. What is "
        "the slope of the loss −ln p by the third *score* that went into softmax?",
        -0.9,
        {
            0.9: "The sign: a higher score of the true species makes the loss smaller.",
            0.1: "That is p. Take the one-hot away.",
            -10: "That is the slope by the *probability*, −1/p. Softmax comes before it.",
        },
        "what softmax with cross-entropy hands back",
    ),
    Sum(
        "",
        "The whole of it. A network `h = relu(w₁·x)`, `ŷ = w₂·h` with the loss `(ŷ − t)²`, at x = 5, "
        "w₁ = 1, w₂ = 3, t = 14. Go forward, go back, take one step with η = 0.01. What is the new w₁?",
        0.7,
        {
            1.3: "Uphill: the step goes against the gradient.",
            0.9: "On the way back w₂ is missing: ∂ŷ/∂h = w₂ = 3.",
            0.94: "On the way back x is missing: w₁ is multiplied by it.",
            0.85: "The 2 of the square is missing.",
            30: "That is the gradient by w₁. Now take the step.",
        },
        "the loop of 09: forward, loss, backward, step",
        1e-4,
    ),
)
