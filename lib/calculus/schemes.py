"""The three difference quotients by name, with what a picture of them needs to know."""

from lib.calculus.differences import backward_difference, central_difference, forward_difference

SCHEMES = {  # the difference, its order, where the secant's ends are, in steps from x
    "forward": (forward_difference, 1, (0, 1)),
    "backward": (backward_difference, 1, (-1, 0)),
    "central": (central_difference, 2, (-1, 1)),
}
