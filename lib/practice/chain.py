"""Practice of notebook 04: slopes of machines in series, of variables used twice, of long chains."""

import numpy as np

from lib.practice.engine.checking import Exercise, Mistake, same
from lib.practice.engine.predict import predict

# Predictions

series = predict(
    "chain.series",
    "Two machines in series. At the place where it works the first passes a nudge on 3 times, the "
    "second −2 times. By what multiple does the last output move?",
    {
        "By 1: 3 and −2 together": (
            "That adds the multiples. But the second machine never sees the nudge: what comes in is "
            "already 3 times as long, and it acts on that."
        ),
        "By −2: the last machine decides": (
            "It decides what happens to its own input. But that input has moved by 3 times the nudge, "
            "not by the nudge."
        ),
        "By −6": (
            "A small nudge, 0.001, leaves the first machine as about 0.003, and the second turns that "
            "into about −0.006. In series, multiples multiply."
        ),
        "That can't be said without knowing both formulas": (
            "It can: for small nudges the multiple is all there is to know about a machine at its "
            "place. Follow a nudge of 0.001 through both."
        ),
    },
    "By −6",
)

where = predict(
    "chain.where",
    "`y = sin(x²)` at `x = 3`. The slope of sin is cos. We want the multiple by which the *second* "
    "machine passes on a very short nudge: at which place do we take cos?",
    {
        "At 9": (
            "sin receives u = x² = 9, so that is where it works: its local slope is cos 9. What x was "
            "before it became 9 sin can't know."
        ),
        "At 3, for x = 3": (
            "3 is where the squaring machine works. sin never sees the 3, only what the first machine "
            "makes of it."
        ),
        "At 6, the slope of x² at 3": (
            "6 is the multiple of the first machine. It is a factor of the result; it isn't what is "
            "fed into sin."
        ),
        "It makes no difference: cos is the slope of sin everywhere": (
            "cos 3 is about −0.99, cos 6 about 0.96, cos 9 about −0.91. The slope is local."
        ),
    },
    "At 9",
)

flat = predict(
    "chain.flat",
    "`y = e^(x³)`, put together from cubing and exp. At `x = 0` the output is `e⁰ = 1`. What is the "
    "slope there?",
    {
        "1: exp is its own slope, and e⁰ = 1": (
            "1 is what exp contributes, at u = 0. In front of it stands the cubing machine: what does "
            "that pass on at x = 0?"
        ),
        "3: the power comes down as a factor": ("3x² has the 3 in front, but at x = 0 it is 0."),
        "There is none: e^(x³) bends too fast": (
            "Both machines have a slope wherever they work, so the whole has one. It is only small."
        ),
        "0": (
            "The cubing machine passes on 3x² = 0 there, and 0 · 1 = 0. One machine that lets nothing "
            "through is enough to stop the nudge."
        ),
    },
    "0",
)

twice = predict(
    "chain.twice",
    "`y = x · x` at `x = 3`. One string leads from x to the left factor, another to the right one. "
    "Nudging the left factor alone passes on 3 times the nudge; so does the right one. And x itself?",
    {
        "9: the two multiples multiply": (
            "They would if one machine came after the other. Here they stand side by side: each moves "
            "y by itself. 3.1 · 3.1 = 9.61, which is 0.61 more than 9."
        ),
        "6: the two multiples add": (
            "A nudge of 0.1 moves y by about 0.3 through the left factor and by about 0.3 through "
            "the right one. Side by side, contributions add: 2x."
        ),
        "3: there is only one x": (
            "One x, but it is used twice, and 3 is what one use contributes. 3.1 · 3 is 9.3, while "
            "3.1 · 3.1 is 9.61."
        ),
    },
    "6: the two multiples add",
)

cost = predict(
    "chain.cost",
    "100 machines in series, all local slopes known. We want the slope of the last output by the "
    "input of *each* of the 100 machines. How many multiplications does it take?",
    {
        "About 10,000: 100 slopes, up to 100 factors each": (
            "That starts from nothing for each of them. But the slope by the 7th input is the slope by "
            "the 8th times one more factor."
        ),
        "4,950: 99 + 98 + … + 1 + 0": (
            "So it is if each product is made anew. Two neighbours share all factors but one: begin at "
            "the end and keep what you have."
        ),
        "99": (
            "Begin at the output. The last machine's slope is there already, and each step towards "
            "the input takes one more multiplication. Every product on the way is one of the answers."
        ),
        "1: the chain rule gives the whole at once": (
            "The whole slope alone has 100 factors, and that is 99 multiplications."
        ),
    },
    "99",
)

ten = predict(
    "chain.ten",
    "Ten sigmoids in series, all weights 1. The slope of a sigmoid is nowhere more than ¼. How large "
    "can the slope of the whole be?",
    {
        "About 2.5, ten times ¼": (
            "Ten factors in series multiply. Adding is for paths side by side."
        ),
        "About ¼: the smallest link of a chain counts": (
            "That is what one sigmoid lets through. The next lets through a quarter of that, at most."
        ),
        "About 0.025, a tenth of ¼": "Not a tenth of one factor: a quarter of a quarter of a quarter …",
        "About a millionth": (
            "Ten factors of ¼ make 9.5·10⁻⁷, and no slope can be larger. It stays below: only at z = 0 "
            "is the slope a full ¼, and with weights 1 alone what one sigmoid hands to the next is "
            "above 0."
        ),
    },
    "About a millionth",
)

# Exercises


def _square(x):
    return x**2


def _square_slope(x):
    return 2 * x


def _cube(x):
    return x**3


def _cube_slope(x):
    return 3 * x**2


def _line(x):
    return 5 - 3 * x


def _line_slope(x):
    return -3.0


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _sigmoid_slope(x):
    return _sigmoid(x) * (1 - _sigmoid(x))


for made, text in (
    (_square, "x²"), (_square_slope, "2x"), (_cube, "x³"), (_cube_slope, "3x²"),
    (_line, "5 − 3x"), (_line_slope, "−3"), (_sigmoid, "σ"), (_sigmoid_slope, "σ(1 − σ)"),
):  # fmt: skip
    made.label = text

chain_of_two = Exercise(
    key="chain.chain_of_two",
    title="The slope of two machines in series",
    right=lambda f_slope, g, g_slope, x: f_slope(g(x)) * g_slope(x),
    probes=[
        (np.cos, _square, _square_slope, 1.5),
        (np.exp, _cube, _cube_slope, 0.5),
        (_square_slope, np.sin, np.cos, -1.0),
        (_cube_slope, _line, _line_slope, 2.0),
    ],
    mistakes=[
        Mistake(
            "the inner factor is missing",
            lambda f_slope, g, g_slope, x: f_slope(g(x)),
            "that is what the second machine passes on of Δu. But u moved by more or less than x did: "
            "which factor says by how much?",
        ),
        Mistake(
            "f′ taken at x",
            lambda f_slope, g, g_slope, x: f_slope(x) * g_slope(x),
            "the second machine doesn't work at x. What number is fed into it?",
        ),
        Mistake(
            "factors added",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) + g_slope(x),
            "both factors are right, and you add them. The second machine acts on what the first has "
            "made of the nudge.",
        ),
        Mistake(
            "derivatives composed instead of multiplied",
            lambda f_slope, g, g_slope, x: f_slope(g_slope(x)),
            "f′(g′(x)) feeds a multiple into f′. What f receives is the value g(x).",
        ),
        Mistake(
            "only f′ at x",
            lambda f_slope, g, g_slope, x: f_slope(x),
            "g isn't used at all. Where does the second machine work, and what does the first pass on?",
        ),
        Mistake(
            "the inner value in place of the inner slope",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) * g(x),
            "the second factor is g(x), a value. A nudge is passed on by the slope of g.",
        ),
        Mistake(
            "both slopes taken at g(x)",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) * g_slope(g(x)),
            "f′ is in its place. But g works at x, not at its own output.",
        ),
        Mistake(
            "only the inner factor",
            lambda f_slope, g, g_slope, x: g_slope(x),
            "that is how far u moves. It still has to pass through the second machine.",
        ),
        Mistake(
            "places exchanged",
            lambda f_slope, g, g_slope, x: f_slope(x) * g_slope(g(x)),
            "each slope is taken where the other machine works. Which machine receives x?",
        ),
        Mistake(
            "f′ taken at the slope of g",
            lambda f_slope, g, g_slope, x: f_slope(g_slope(x)) * g_slope(x),
            "f receives what g gives out, a value. The slope of g is only a factor.",
        ),
    ],
    hints=[
        "Two factors: what g passes on where it works, and what f passes on where it works.",
        "g works at x. f works at what it is fed: g(x).",
        "`f_slope(...) * g_slope(...)`: which number goes into which?",
    ],
    stub="def chain_slope(f_slope, g, g_slope, x):\n    return ...  # your code here\n",
    answer="def chain_slope(f_slope, g, g_slope, x):\n    return f_slope(g(x)) * g_slope(x)\n",
    praise="f′ at g(x), g′ at x, multiplied.",
)


FACTORS = {  # four answers each: what is right, and what goes wrong with one of them or more
    "right": lambda x: (3.0, 2 * x, -np.sin(x), 3 * x**2),
    "outer": lambda x: (5 * (3 * x + 1) ** 4, np.cos(x**2), np.exp(np.cos(x)), np.exp(x**3)),
    "whole": lambda x: tuple(np.multiply(FACTORS["right"](x), FACTORS["outer"](x))),
    "inner": lambda x: (3 * x + 1, x**2, np.cos(x), x**3),
    "sign": lambda x: (3.0, 2 * x, np.sin(x), 3 * x**2),
    "twice": lambda x: (0.0, 2.0, -np.cos(x), 6 * x),
    "power": lambda x: (3.0, x, -np.sin(x), x**2),
    "constant": lambda x: (3 * x, 2 * x, -np.sin(x), 3 * x**2),
}


def _in_part(kind):
    """Whether each of the four answers is right or wrong in this one way, and not all are right."""

    def fits(values):
        found = set()
        for k in range(4):
            for name in ("right", kind):
                due = [FACTORS[name](x)[k] for (x,) in missing_factor.probes]
                if same([value[k] for value in values], due):
                    found.add((k, name))
                    break
            else:
                return False
        return len(found) == 4 and any(name == kind for _, name in found)

    return fits


missing_factor = Exercise(
    key="chain.missing_factor",
    title="Name the missing factor",
    right=FACTORS["right"],
    probes=[(0.7,), (-1.2,), (1.3,)],
    mistakes=[
        Mistake(
            "the outer factor",
            FACTORS["outer"],
            "in one place or more you repeat what somebody wrote already, the outer slope. Missing is "
            "what the inner machine passes on.",
            fits=_in_part("outer"),
        ),
        Mistake(
            "the whole slope",
            FACTORS["whole"],
            "in one place or more that is the finished slope. Asked is the factor alone that was left "
            "out.",
            fits=_in_part("whole"),
        ),
        Mistake(
            "the inner machine in place of its slope",
            FACTORS["inner"],
            "in one place or more that is the inner value. A nudge is passed on by the inner slope.",
            fits=_in_part("inner"),
        ),
        Mistake(
            "the sign of cos's slope",
            FACTORS["sign"],
            "three of four. From 0 to π cos goes down while sin is positive: which sign has its slope?",
            fits=_in_part("sign"),
        ),
        Mistake(
            "one slope too many",
            FACTORS["twice"],
            "in one place or more you took the slope twice. 3x + 1, say, has slope 3, and it is the 3 "
            "that is missing.",
            fits=_in_part("twice"),
        ),
        Mistake(
            "the power without its factor",
            FACTORS["power"],
            "x² has slope 2x and x³ has slope 3x²: the power comes down in front.",
            fits=_in_part("power"),
        ),
        Mistake(
            "3x in place of 3",
            FACTORS["constant"],
            "three of four. 3x + 1 is a line: how many times does it pass a nudge on?",
            fits=_in_part("constant"),
        ),
    ],
    hints=[
        "For each, say what the inner machine is: what is done to x first?",
        "The inner machines are 3x + 1, x², cos x and x³. The missing factor is the slope of each.",
        "The slope of cos x is −sin x.",
    ],
    stub=(
        "def missing(x):\n"
        "    power = ...  # (3x + 1)⁵: somebody wrote 5(3x + 1)⁴\n"
        "    wave = ...  # sin(x²): somebody wrote cos(x²)\n"
        "    hill = ...  # e^(cos x): somebody wrote e^(cos x)\n"
        "    steep = ...  # e^(x³): somebody wrote e^(x³)\n"
        "    return power, wave, hill, steep\n"
    ),
    answer=(
        "def missing(x):\n"
        "    power = 3\n"
        "    wave = 2 * x\n"
        "    hill = -np.sin(x)\n"
        "    steep = 3 * x**2\n"
        "    return power, wave, hill, steep\n"
    ),
    praise="Four inner slopes. It is always the inner one that gets forgotten.",
)


def _chain(machines, slopes, x, *, start=1.0, late=False, stuck=False, add=False, skip=0):
    """The loop of the solution, and what it becomes when one thing in it goes wrong."""
    value, product = x, start
    for machine, slope in list(zip(machines, slopes, strict=True))[skip:]:
        before = value
        value = machine(value)
        factor = slope(x if stuck else value if late else before)
        product = product + factor if add else product * factor
    return product


def _value(machines, slopes, x):
    for machine in machines:
        x = machine(x)
    return x


def _composed(machines, slopes, x):
    for slope in slopes:
        x = slope(x)
    return x


def _all_but_last(machines, slopes, x):
    return _chain(machines[:-1], slopes[:-1], x)


chain_of_list = Exercise(
    key="chain.chain_of_list",
    title="The slope of a whole list of machines",
    right=_chain,
    probes=[
        ([_square, np.sin], [_square_slope, np.cos], 1.5),
        ([_cube, np.exp, np.sin], [_cube_slope, np.exp, np.cos], 0.5),
        (
            [_line, _square, np.sin, _sigmoid],
            [_line_slope, _square_slope, np.cos, _sigmoid_slope],
            1.2,
        ),
        ([_sigmoid, _sigmoid, _line], [_sigmoid_slope, _sigmoid_slope, _line_slope], -0.4),
    ],
    mistakes=[
        Mistake(
            "all slopes taken at x",
            lambda machines, slopes, x: _chain(machines, slopes, x, stuck=True),
            "only the first machine works at x. Each later one works at what the one before it gives.",
        ),
        Mistake(
            "each slope taken at the machine's own output",
            lambda machines, slopes, x: _chain(machines, slopes, x, late=True),
            "the value moves on before the slope is taken. Inside the loop: which must come first?",
        ),
        Mistake(
            "factors added",
            lambda machines, slopes, x: _chain(machines, slopes, x, start=0.0, add=True),
            "machines in series multiply: each acts on what the one before has made of the nudge.",
        ),
        Mistake(
            "added to a first 1",
            lambda machines, slopes, x: _chain(machines, slopes, x, add=True),
            "you begin with 1 and add. In series the factors multiply.",
        ),
        Mistake(
            "the product begins at 0",
            lambda machines, slopes, x: 0.0,
            "a product that begins with 0 stays 0. What does an empty chain do to a nudge?",
        ),
        Mistake(
            "the list read from its end",
            lambda machines, slopes, x: _chain(machines[::-1], slopes[::-1], x),
            "x goes into `machines[0]` first, and you begin with the last machine.",
        ),
        Mistake(
            "the last machine left out",
            _all_but_last,
            "the nudge stops before the last machine: the loop ends one round too early.",
        ),
        Mistake(
            "only the first factor",
            lambda machines, slopes, x: slopes[0](x),
            "you stop after the first machine. Does the `return` stand inside the loop?",
        ),
        Mistake(
            "only the last factor",
            lambda machines, slopes, x: slopes[-1](_value(machines[:-1], slopes, x)),
            "each round of the loop overwrites the product: `*=` keeps what was there.",
        ),
        Mistake(
            "the value instead of the slope",
            _value,
            "that is what comes out at the end. Asked is by what multiple it moves.",
        ),
        Mistake(
            "derivatives composed instead of multiplied",
            _composed,
            "the slopes are fed into each other. Values go from machine to machine; slopes multiply.",
        ),
    ],
    hints=[
        "Walk through the list with two variables: the present value, and the product so far.",
        "Begin with `value = x` and `product = 1`. `zip(machines, slopes)` gives them in pairs.",
        "In each round: first `product *= slope(value)`, then `value = machine(value)`.",
    ],
    stub="def chain_of_list(machines, slopes, x):\n    return ...  # your code here\n",
    answer=(
        "def chain_of_list(machines, slopes, x):\n"
        "    value, product = x, 1.0\n"
        "    for machine, slope in zip(machines, slopes):\n"
        "        product *= slope(value)\n"
        "        value = machine(value)\n"
        "    return product\n"
    ),
    praise="Slope first, at the value that comes in; then the value moves on.",
)

both_rules = Exercise(
    key="chain.both_rules",
    title="The slope of x·e^(x²)",
    right=lambda x: np.exp(x**2) * (1 + 2 * x**2),
    probes=[(0.5,), (-1.0,), (1.3,), (0.0,)],
    mistakes=[
        Mistake(
            "only one path counted: x held still",
            lambda x: 2 * x**2 * np.exp(x**2),
            "that is the path through e^(x²). The x in front moves as well.",
        ),
        Mistake(
            "only one path counted: e^(x²) held still",
            lambda x: np.exp(x**2),
            "that is the path through the x in front. The x in the exponent moves as well.",
        ),
        Mistake(
            "the product of the two slopes",
            lambda x: 2 * x * np.exp(x**2),
            "1 · 2x·e^(x²) multiplies slope by slope. Each path is one slope times the *other* factor "
            "as it is, and the two paths add.",
        ),
        Mistake(
            "the x in front is left out",
            lambda x: np.exp(x**2) * (1 + 2 * x),
            "both paths are there. But along the second, what happens in the exponent is multiplied by "
            "the x in front.",
        ),
        Mistake(
            "the inner factor is missing",
            lambda x: np.exp(x**2) * (1 + x),
            "two paths, added: good. But the slope of e^(x²) has one more factor, from the x² inside.",
        ),
        Mistake(
            "factors added inside",
            lambda x: np.exp(x**2) + x * (np.exp(x**2) + 2 * x),
            "the slope of e^(x²) is a product, exp's slope times that of x².",
        ),
        Mistake(
            "exp taken at the slope of x²",
            lambda x: np.exp(x**2) + x * np.exp(2 * x),
            "e^(2x) has the inner slope in the exponent. exp works at x², and 2x is a factor.",
        ),
        Mistake(
            "the inner factor on both paths",
            lambda x: 2 * x * np.exp(x**2) * (1 + x),
            "the 2x comes from the x² in the exponent. The path through the x in front doesn't pass "
            "there.",
        ),
        Mistake(
            "the slope of a power",
            lambda x: np.exp(x**2) + x * x**2 * np.exp(x**2 - 1),
            "the power rule is for x in the base. Here x stands in the exponent: exp is its own slope.",
        ),
        Mistake(
            "the value instead of the slope",
            lambda x: x * np.exp(x**2),
            "that is the function itself.",
        ),
    ],
    hints=[
        "Two paths: the x in front, and the x in the exponent. What does each contribute?",
        "Holding e^(x²) still, x passes on e^(x²). Holding the x in front still, what remains is x "
        "times the slope of e^(x²).",
        "The slope of e^(x²) is e^(x²) · 2x.",
    ],
    stub="def slope(x):\n    return ...  # your code here\n",
    answer="def slope(x):\n    return np.exp(x**2) + x * np.exp(x**2) * 2 * x\n",
    praise="One path e^(x²), the other 2x²·e^(x²): added they are (1 + 2x²)·e^(x²).",
    rtol=1e-5,
)


def _layers(slopes, left, *, size=abs, start=0, strict=False):
    product = 1.0
    for number, slope in enumerate(slopes, start=1):
        product *= slope
        if size(product) < left or (not strict and size(product) == left):
            return number + start
    return 0


def _layers_single(slopes, left):
    return next((n for n, s in enumerate(slopes, start=1) if abs(s) <= left), 0)


def _layers_added(slopes, left):
    total = 0.0
    for number, slope in enumerate(slopes, start=1):
        total += abs(slope)
        if total <= left:
            return number
    return 0


def _layers_divided(slopes, left):
    for number, slope in enumerate(slopes, start=1):
        if abs(slope) / number <= left:
            return number
    return 0


def _layers_above(slopes, left):
    return sum(abs(p) > left for p in np.cumprod(slopes))


def _product_at(slopes, left):
    return float(np.prod(slopes[: _layers(slopes, left)]))


_QUARTERS = [0.25] * 12
_REAL = [0.235, 0.2293, 0.2264, 0.2253, 0.2249, 0.2247, 0.2247, 0.2247]

depth_left = Exercise(
    key="chain.depth_left",
    title="The depth at which a given slope is left",
    right=_layers,
    probes=[
        (_QUARTERS, 1e-3),
        (_REAL, 1e-3),
        ([-0.5, 0.8, -0.9, 0.5, 0.1, -0.4, 0.0005], 0.2),
        ([0.5, 0.5, 0.5, 0.5], 0.25),
        ([2.0, 0.3, 0.5, -0.01, 0.9], 0.1),
    ],
    mistakes=[
        Mistake(
            "the sign not taken off",
            lambda slopes, left: _layers(slopes, left, size=float),
            "a negative product is smaller than `left` at once. Asked is its size: `abs`.",
        ),
        Mistake(
            "counted from 0",
            lambda slopes, left: _layers(slopes, left, start=-1),
            "one too few: that is an index, and the first layer is number 1. (Or is it the last layer "
            "with more than that left?)",
        ),
        Mistake(
            "one layer too many",
            lambda slopes, left: _layers(slopes, left, start=1),
            "one too many: look at the product right after you have multiplied, before you count on.",
        ),
        Mistake(
            "each slope looked at by itself",
            _layers_single,
            "you compare single slopes with `left`. What is left after n layers is the product of all n.",
        ),
        Mistake(
            "factors added",
            _layers_added,
            "layers in series multiply; the sum of the slopes only grows.",
        ),
        Mistake(
            "strictly less",
            lambda slopes, left: _layers(slopes, left, strict=True),
            "at most `left` includes `left` itself: `<=`.",
        ),
        Mistake(
            "the product instead of the number of layers",
            _product_at,
            "that is what is left there. Asked is after how many layers.",
        ),
        Mistake(
            "divided by the number of layers",
            _layers_divided,
            "the slope doesn't shrink by division through n. Each layer multiplies by its own factor.",
        ),
    ],
    hints=[
        "Keep a running product, beginning with 1, and a count of the layers.",
        "After each multiplication: is `abs(product) <= left`? Then return the count.",
        "`for n, slope in enumerate(slopes, start=1):` counts the layers from 1.",
    ],
    stub="def depth_left(slopes, left):\n    return ...  # your code here\n",
    answer=(
        "def depth_left(slopes, left):\n"
        "    product = 1.0\n"
        "    for n, slope in enumerate(slopes, start=1):\n"
        "        product *= slope\n"
        "        if abs(product) <= left:\n"
        "            return n\n"
    ),
    praise="The product so far, by its size, looked at after each layer.",
)


def _from_the_end(slopes):
    return np.cumprod(np.asarray(slopes)[::-1])[::-1]


every_slope = Exercise(
    key="chain.every_slope",
    title="The slope of the output by each machine's input",
    right=_from_the_end,
    probes=[
        ([2.0, 3.0, 5.0],),
        ([0.5, -4.0, 1.5, 3.0],),
        ([-1.0, 2.0],),
        ([2.0, 0.0, 7.0, 0.5, 3.0],),
    ],
    mistakes=[
        Mistake(
            "products from the input",
            np.cumprod,
            "those are the slopes of each machine's output by the first input. Asked is the other way "
            "round: the last output by each machine's input.",
        ),
        Mistake(
            "the order not turned back",
            lambda slopes: np.cumprod(np.asarray(slopes)[::-1]),
            "the products are right, and they begin with the last machine. The answer begins with the "
            "first.",
        ),
        Mistake(
            "one factor short",
            lambda slopes: np.array([np.prod(slopes[k + 1 :]) for k in range(len(slopes))]),
            "a nudge of a machine's input passes through that machine as well: its own factor counts.",
        ),
        Mistake(
            "the whole product everywhere",
            lambda slopes: np.full(len(slopes), np.prod(slopes)),
            "that is the slope by the first input. A nudge further on passes through fewer machines.",
        ),
        Mistake(
            "the local slopes themselves",
            lambda slopes: np.array(slopes, dtype=float),
            "those were given. Each must be carried on to the last output.",
        ),
        Mistake(
            "sums from the end",
            lambda slopes: np.cumsum(np.asarray(slopes)[::-1])[::-1],
            "in series the factors multiply.",
        ),
        Mistake(
            "the whole product divided up",
            lambda slopes: np.prod(slopes) / np.cumprod([1.0, *slopes[:-1]]),
            "this works until a slope is 0, as that of ReLU may be: then it is 0/0. Multiply from the "
            "end instead, and nothing has to be divided out.",
        ),
    ],
    hints=[
        "Begin at the end: the slope by the last machine's input is that machine's own slope.",
        "Each step towards the input multiplies what you have by one more slope.",
        "Collect the products while walking `slopes[::-1]`, then turn the list round.",
    ],
    stub="def every_slope(slopes):\n    return ...  # your code here\n",
    answer=(
        "def every_slope(slopes):\n"
        "    found, product = [], 1.0\n"
        "    for slope in slopes[::-1]:\n"
        "        product *= slope\n"
        "        found.append(product)\n"
        "    return np.array(found[::-1])\n"
    ),
    praise="One walk from the output to the input, and every slope is there. Nothing was done twice.",
)
