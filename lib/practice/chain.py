"""Practice of notebook 04: slopes of machines in series, of variables used twice, of long chains."""

import functools
import itertools
import math

import numpy as np

from lib.practice.engine.checking import Also, Exercise, Mistake, same
from lib.practice.engine.draws import Chance
from lib.practice.engine.naming import by_stub_name
from lib.practice.engine.predict import predict
from lib.practice.engine.secants import are_secants

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
            "Both machines have a slope wherever they work, so the whole has one. What does the "
            "cubing machine pass on at x = 0?"
        ),
        "0": (
            "The cubing machine passes on 3x² = 0 there, and 0 · 1 = 0. One machine that lets nothing "
            "through is enough to stop the nudge."
        ),
    },
    "0",
)

strings = predict(
    "chain.strings",
    "Thirty strings run through two machines. The first has slope −2 wherever they come in, the "
    "second has slope −3 wherever those arrive. How do they come out?",
    {
        "In their old order, 6 times as far apart": (
            "They cross in the first machine and cross back in the second. Distances are doubled, "
            "then tripled: (−2) · (−3) = 6."
        ),
        "In reversed order, 6 times as far apart": (
            "The size is right. But they cross twice: who changes places with a neighbour in both "
            "machines is where they were."
        ),
        "In reversed order, 5 times as far apart": (
            "−2 − 3 = −5 adds the slopes. The second machine triples the distances that it is "
            "given, and those are doubled already."
        ),
        "In their old order, 1.5 times as far apart": (
            "−3 / (−2) divides. The second machine triples what the first one has doubled."
        ),
    },
    "In their old order, 6 times as far apart",
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
            "That is the most one sigmoid lets through. The next lets through a quarter of that, at most."
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


def _named(f, label):
    f.label = label
    return f


def _two_machines(chance):
    f, g = chance.curve(), Chance(f"g{chance.turn}", chance.turn + chance.turn // 5).curve()
    slopes = [_named(m.slope, f"({m.label})′") for m in (f, g)]
    return slopes[0], g, slopes[1], chance.number(-2, 2)


def _secant_of_the_slope(ahead, back, f_slope, g, g_slope, x):
    return (f_slope(g(x + ahead)) - f_slope(g(x - back))) / (ahead + back)


chain_of_two = Exercise(
    key="chain.chain_of_two",
    title="The slope of two machines in series",
    right=lambda f_slope, g, g_slope, x: f_slope(g(x)) * g_slope(x),
    draw=_two_machines,
    corners=(
        (np.exp, _square, _square_slope, 0.0),
        (_square_slope, _square, _square_slope, 0),
        (_square_slope, np.sin, np.cos, 0.0),
        (_line_slope, _line, _line_slope, 1.0),
        (np.exp, _line, _line_slope, -3),
        (np.cos, _square, _square_slope, 1),
    ),
    rtol=1e-4,
    difficulty=1,
    probes=[
        (np.cos, _square, _square_slope, 1.5),
        (np.exp, _cube, _cube_slope, 0.5),
        (_square_slope, np.sin, np.cos, -1.0),
        (_cube_slope, _line, _line_slope, 2.0),
        (np.cos, _line, _line_slope, 0.0),
        (_cube_slope, _square, _square_slope, -2),
    ],
    mistakes=[
        Mistake(
            "the inner factor is missing",
            lambda f_slope, g, g_slope, x: f_slope(g(x)),
            "that is the multiple by which the second machine passes a short Δu on. And by what "
            "multiple of Δx has u moved?",
        ),
        Mistake(
            "f′ taken at x",
            lambda f_slope, g, g_slope, x: f_slope(x) * g_slope(x),
            "the second machine works at the number that is fed into it. Which one is that?",
        ),
        Mistake(
            "factors added",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) + g_slope(x),
            "that is the sum of the two right factors. The second machine acts on what the first "
            "has made of the nudge: multiply.",
        ),
        Mistake(
            "factors subtracted",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) - g_slope(x),
            "that is the difference of the two right factors. The second machine acts on what the "
            "first has made of the nudge: multiply.",
            also=(lambda f_slope, g, g_slope, x: g_slope(x) - f_slope(g(x)),),
        ),
        Mistake(
            "derivatives composed instead of multiplied",
            lambda f_slope, g, g_slope, x: f_slope(g_slope(x)),
            "one slope is fed into the other. What f receives is the value g(x); slopes multiply.",
            also=(lambda f_slope, g, g_slope, x: g_slope(f_slope(x)),),
        ),
        Mistake(
            "only f′ at x",
            lambda f_slope, g, g_slope, x: f_slope(x),
            "that is f′(x), and g has no part in it. Where does the second machine work, and what "
            "does the first pass on?",
        ),
        Mistake(
            "the inner value in place of the inner slope",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) * g(x),
            "one of the factors is g(x), a value. A nudge is passed on by the slope of g.",
        ),
        Mistake(
            "both slopes taken at g(x)",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) * g_slope(g(x)),
            "f′ is in its place. But g works at what goes into it, and that is x.",
        ),
        Mistake(
            "only the inner factor",
            lambda f_slope, g, g_slope, x: g_slope(x),
            "that is what the first machine passes on of a nudge. It still has to pass through the "
            "second machine.",
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
        Mistake(
            "the machines exchanged",
            lambda f_slope, g, g_slope, x: g_slope(f_slope(x)) * f_slope(x),
            "as if f_slope got x, and g_slope what f_slope gives out, a slope. It is g that x goes into, "
            "and what comes out of g, a value, goes into f.",
        ),
        Mistake(
            "the slope of the sum",
            lambda f_slope, g, g_slope, x: f_slope(x) + g_slope(x),
            "f′(x) + g′(x) is the slope of f(x) + g(x), the machines side by side. Here g feeds f.",
        ),
        Mistake(
            "one factor too many",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) * g_slope(x) * x,
            "as if a third factor stood beside the two right slopes, x or g(x). Those only "
            "say where the machines work.",
            also=(lambda f_slope, g, g_slope, x: f_slope(g(x)) * g_slope(x) * g(x),),
        ),
        Mistake(
            "the factors not multiplied",
            lambda f_slope, g, g_slope, x: (f_slope(g(x)), g_slope(x)),
            "both factors are right, and they came side by side. Multiply them.",
            also=(lambda f_slope, g, g_slope, x: (g_slope(x), f_slope(g(x))),),
        ),
        Mistake(
            "the product rule",
            lambda f_slope, g, g_slope, x: f_slope(x) * g(x) + g_slope(x),
            "you add, as for two functions that are multiplied. Here one machine feeds the "
            "other: two factors, and no plus.",
            also=(
                lambda f_slope, g, g_slope, x: f_slope(g(x)) * g(x) + g_slope(x),
                lambda f_slope, g, g_slope, x: f_slope(x) * g(x) + g_slope(x) * g(x),
                lambda f_slope, g, g_slope, x: f_slope(x) * g(x) + f_slope(x) * g_slope(x),
                lambda f_slope, g, g_slope, x: f_slope(g(x)) * g(x) + f_slope(g(x)) * g_slope(x),
                lambda f_slope, g, g_slope, x: f_slope(x) * g_slope(x) + f_slope(x) * g(x),
            ),
        ),
        Mistake(
            "f′ at x, times g",
            lambda f_slope, g, g_slope, x: f_slope(x) * g(x),
            "f′ belongs at g(x), where f works, and the other factor is what g makes of a nudge: its "
            "slope, not its value.",
        ),
        Mistake(
            "divided instead of multiplied",
            lambda f_slope, g, g_slope, x: f_slope(g(x)) / g_slope(x),
            "that is one of the two right slopes divided by the other. A nudge passes through g, "
            "then through f.",
            also=(lambda f_slope, g, g_slope, x: g_slope(x) / f_slope(g(x)),),
        ),
        Mistake(
            "the inner slope inside the brackets",
            lambda f_slope, g, g_slope, x: f_slope(g(x) * g_slope(x)),
            "f is to be fed with g(x) alone. The slope of g belongs outside the brackets, as a "
            "factor.",
            also=(
                lambda f_slope, g, g_slope, x: f_slope(x * g_slope(x)),
                lambda f_slope, g, g_slope, x: f_slope(g(x) + g_slope(x)),
            ),
        ),
        Mistake(
            "the slope taken once more",
            lambda f_slope, g, g_slope, x: (f_slope(g(x + 1e-5)) - f_slope(g(x))) / 1e-5,
            "as if you nudged x in f′(g(x)), and that is a slope already. No further nudge is due: what does "
            "g pass on?",
            fits=lambda values, probes: are_secants(values, probes, _secant_of_the_slope),
        ),
        Mistake(
            "g applied twice",
            lambda f_slope, g, g_slope, x: f_slope(g(g(x))) * g_slope(x),
            "x is to go through g once, and what comes out goes into f.",
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


PARTS = "power", "wave", "hill", "steep"


def _the_right(x):
    return 3.0, 2 * x, -np.sin(x), 3 * x**2


def _the_outer(x):
    return 5 * (3 * x + 1) ** 4, np.cos(x**2), np.exp(np.cos(x)), np.exp(x**3)


def _the_whole(x):
    return tuple(np.multiply(_the_right(x), _the_outer(x)))


SLIPS = {  # what each of the four may be instead of right: a tuple of values a part
    "the outer factor": lambda x: [(outer,) for outer in _the_outer(x)],
    "the 5 counted again": lambda x: [(15.0, 15 * x, 5.0), (), (), ()],
    "the outer machine's slope": lambda x: [
        (5 * x**4, 5.0), (np.cos(x),), (np.exp(x),), (np.exp(x),)
    ],
    "the whole slope": lambda x: [(whole,) for whole in _the_whole(x)],
    "the inner machine in place of its slope": lambda x: [
        (3 * x + 1,), (x**2,), (np.cos(x),), (x**3,)
    ],
    "the sign of cos's slope": lambda x: [(), (), (np.sin(x),), ()],
    "the slope of the line gone wrong": lambda x: [(3 * x, 4.0), (), (), ()],
    "nothing left out": lambda x: [(1.0,), (1.0,), (1.0,), (1.0,)],
    "a sign turned round": lambda x: [(-3.0,), (-2 * x,), (), (-3 * x**2,)],
    "−cos for the slope of cos": lambda x: [(), (), (-np.cos(x),), ()],
    "one slope too many": lambda x: [(0.0,), (2.0,), (-np.cos(x),), (6 * x,)],
    "a power's slope gone wrong": lambda x: [
        (), (x, 2.0, 2 * x**2, x**2 / 2), (), (x**2, 3 * x, 3.0, 3 * x**3, 2 * x**2, 2 * x, x**3 / 3),
    ],
}  # fmt: skip
ASIDE = {  # what is told of one part among several that went wrong in different ways
    "the outer machine's slope": "the outer machine's slope, and the inner one's is missing",
    "−cos for the slope of cos": "where cos x is at its top, at 0, it is level",
    "the outer factor": "the outer slope, which is there already",
    "the whole slope": "the finished slope",
    "the inner machine in place of its slope": "the inner value, not its slope",
    "the sign of cos's slope": "check the sign",
    "the slope of the line gone wrong": "a line's slope has no x, and no + 1",
    "the 5 counted again": "the 5 is there already",
    "nothing left out": "a factor 1 would say that nothing is missing",
    "a sign turned round": "another sign",
    "one slope too many": "the slope of the inner slope",
    "a power's slope gone wrong": "the power in front, and one less above",
}


INNER = ("3x + 1", "x²", "cos x", "x³")


def _slips(values, probes):
    """For each of the four parts the slips that explain it at all probes; None where it is right."""
    found = []
    for k in range(4):
        column = [value[k] for value in values]
        if same(column, [_the_right(x)[k] for (x,) in probes]):
            found.append(None)
            continue
        found.append([])
        for name, made in SLIPS.items():
            options = [made(x)[k] for (x,) in probes]
            if any(same(column, list(one)) for one in zip(*options, strict=True)):
                found[-1].append(name)
    return found


def _slip(name, told, wrong=None):
    """The Mistake that all parts which aren't right went wrong in this one way; {} are their names."""

    def fits(values, probes):
        return all(part is None or name in part for part in _slips(values, probes))

    def look_at(values, probes):
        parts = zip(PARTS, _slips(values, probes), strict=True)
        return told.format(_listed([f"`{part}`" for part, slips in parts if slips is not None]))

    def example(x):
        options = zip(SLIPS[name](x), _the_right(x), strict=True)
        return tuple(slips[0] if slips else right for slips, right in options)

    return Mistake(name, example, look_at, fits=fits)


def _listed(words):
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _each_told(values, probes):
    """Of each part that isn't right: what went wrong, or else whose slope is due."""
    parts = zip(PARTS, INNER, _slips(values, probes), strict=True)
    told = [
        f"`{part}`: {ASIDE[slips[0]] if slips else f'what is the slope of {inner}?'}"
        for part, inner, slips in parts
        if slips is not None
    ]
    right = " The others are right." if len(told) < 4 else ""
    said = f"{'; '.join(told)}{'' if told[-1].endswith('?') else '.'}"
    return said.replace("?;", "?") + right


def _how_many(count):
    """A `fits`: so many of the four, or more, are wrong."""

    def fits(values, probes):
        wrong = [slips for slips in _slips(values, probes) if slips is not None]
        return len(wrong) >= count and not _in_another_order(values, probes)

    return fits


def _in_another_order(values, probes):
    due = [sorted(_the_right(x)) for (x,) in probes]
    return same([sorted(value) for value in values], due)


missing_factor = Exercise(
    key="chain.missing_factor",
    title="Name the missing factor",
    right=_the_right,
    probes=[(0.7,), (-1.2,), (1.3,), (0.0,), (1,), (-3.0,)],
    draw=lambda chance: (chance.number(-2, 2),),
    corners=((2,), (-1,), (1e-6,), (-2.5,)),
    difficulty=1,
    mistakes=[
        _slip(
            "the sign of cos's slope",
            "look at {}: between 0 and π cos goes down, and sin is positive. Which sign has cos's "
            "slope?",
        ),
        _slip(
            "the slope of the line gone wrong",
            "look at {}: 3x + 1 is a line. How many times does it pass a nudge on, wherever it is?",
        ),
        _slip(
            "the 5 counted again",
            "look at {}: the 5 and the fourth power are written already. What does 3x + 1 contribute?",
        ),
        _slip(
            "the outer factor",
            "in {} you repeat what somebody wrote already, the outer slope. Missing is what the inner "
            "machine passes on.",
        ),
        _slip(
            "the outer machine's slope",
            "in {} you give the slope of the outer machine, or a piece of it. Somebody has "
            "written the outer slope already; missing is the inner machine's.",
        ),
        _slip(
            "the whole slope",
            "in {} that is the finished slope. Asked is the factor alone that was left out.",
        ),
        _slip(
            "the inner machine in place of its slope",
            "in {} that is the inner value. A nudge is passed on by the inner slope.",
        ),
        _slip(
            "−cos for the slope of cos",
            "in {} you have −cos x. At x = 0 cos is at its top, and level there: which "
            "function is 0 at 0?",
        ),
        _slip(
            "one slope too many",
            "in {} stands the slope of the inner slope. Was it taken twice, or an x lost?",
        ),
        _slip(
            "a power's slope gone wrong",
            "look at {}: the power comes down in front as a factor, and one less stays above.",
        ),
        _slip(
            "nothing left out",
            "look at {}: a factor 1 would say that the inner machine passes a nudge on as it is. What does "
            "it do with x?",
        ),
        _slip(
            "a sign turned round",
            "look at {}: the size is right, and the sign is turned round. Of the four inner "
            "machines only cos has a minus in its slope.",
        ),
        Mistake(
            "one of the four alone",
            lambda x: 3.0,
            "one number came, and four are due: `return power, wave, hill, steep`.",
            also=(lambda x: 2 * x, lambda x: -np.sin(x), lambda x: 3 * x**2),
        ),
        Mistake(
            "several slips",
            lambda x: (3 * x, 2 * x, np.sin(x), 3 * x),
            _each_told,
            fits=_how_many(2),
        ),
        Mistake(
            "one of the four alone is wrong",
            lambda x: (3.0, 2 * x, -np.sin(x), 7.0),
            _each_told,
            fits=_how_many(1),
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
    praise="Four inner slopes: each time it was the inner one that had been forgotten.",
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


def _fed_with_x(machines, slopes, x, back=0):
    """Each slope taken at what one machine makes of x: its own (back=0), or the one before it."""
    return np.prod([slope(machines[i - back](x)) for i, slope in enumerate(slopes)])


def _fed_with_x_in_turn(machines, slopes, x):
    value, product = x, 1.0
    for machine, slope in zip(machines, slopes, strict=True):
        product *= slope(value)
        value = machine(x)
    return product


def _factors(machines, slopes, x):
    made = []
    for machine, slope in zip(machines, slopes, strict=True):
        made.append(slope(x))
        x = machine(x)
    return made


def _along_the_slopes(machines, slopes, x):
    product = 1.0
    for slope in slopes:
        product *= slope(x)
        x = slope(x)
    return product


def _with_values(which):
    """Products in which which(slope, before, after) stands in place of the slope."""

    def made(machines, slopes, x):
        product = 1.0
        for machine, slope in zip(machines, slopes, strict=True):
            before, x = x, machine(x)
            product *= which(slope, before, x)
        return product

    return made


def _without_first(machines, slopes, x):
    return _chain(machines[1:], slopes[1:], machines[0](x))


def _secant(ahead, back, machines, slopes, x):
    rise = _value(machines, slopes, x + ahead) - _value(machines, slopes, x - back)
    return rise / (ahead + back)


def _cosine_slope(x):
    return -np.sin(x)


def _tanh_slope(x):
    return 1 - np.tanh(x) ** 2


_cosine_slope.label, _tanh_slope.label = "−sin", "1 − tanh²"


def _some_machines(chance):
    """One to five machines, and values that stay small, so that a nudged answer is exact enough."""
    x = value = chance.number(-2, 2)
    machines, slopes = [], []
    for _ in range(chance.in_turn(2, 3, 1, 4, 3, 5)):
        a, b = chance.number(-2, 2, 1) or 0.5, chance.number(-1, 1, 1)
        line = _named(lambda x, a=a, b=b: a * x + b, f"{a:g}x{b:+g}")
        bends = [(_square, _square_slope), (_cube, _cube_slope)] if abs(value) < 1.5 else []
        machine, slope = chance.one_of(
            (np.sin, np.cos),
            (np.cos, _cosine_slope),
            (np.tanh, _tanh_slope),
            (_sigmoid, _sigmoid_slope),
            (line, _named(lambda x, a=a: a, f"{a:g}")),
            *bends,
        )
        machines.append(machine)
        slopes.append(slope)
        value = machine(value)
    return machines, slopes, x


chain_of_list = Exercise(
    key="chain.chain_of_list",
    title="The slope of a whole list of machines",
    right=_chain,
    draw=_some_machines,
    corners=(
        ([_square], [_square_slope], 3.0),
        ([_square, _square], [_square_slope, _square_slope], 0.0),
        ([_line, _line, _line], [_line_slope, _line_slope, _line_slope], 1),
        ([_square, np.exp], [_square_slope, np.exp], 0),
        ([np.sin, _square], [np.cos, _square_slope], 0.0),
    ),
    rtol=1e-4,
    atol=1e-6,
    difficulty=2,
    probes=[
        ([_square, np.sin], [_square_slope, np.cos], 1.5),
        ([_cube, np.exp, np.sin], [_cube_slope, np.exp, np.cos], 0.5),
        (
            [_line, _square, np.sin, _sigmoid],
            [_line_slope, _square_slope, np.cos, _sigmoid_slope],
            1.2,
        ),
        ([_sigmoid, _sigmoid, _line], [_sigmoid_slope, _sigmoid_slope, _line_slope], -0.4),
        ([_sigmoid, _line, np.sin], [_sigmoid_slope, _line_slope, np.cos], 0.0),
        ([_line, np.tanh], [_line_slope, _tanh_slope], 2),
    ],
    mistakes=[
        Mistake(
            "all slopes taken at x",
            lambda machines, slopes, x: _chain(machines, slopes, x, stuck=True),
            "x is where the first machine works. Each later one works at what the one before it "
            "gives.",
        ),
        Mistake(
            "each slope taken at the machine's own output",
            lambda machines, slopes, x: _chain(machines, slopes, x, late=True),
            "a machine works at what goes into it: its slope is due there, not at what comes out. "
            "Inside the loop: which must come first?",
        ),
        Mistake(
            "factors added",
            lambda machines, slopes, x: _chain(machines, slopes, x, start=0.0, add=True),
            "machines in series multiply: each acts on what the one before has made of the nudge.",
            also=(lambda machines, slopes, x: sum(slope(x) for slope in slopes),),
        ),
        Mistake(
            "added to a first 1",
            lambda machines, slopes, x: _chain(machines, slopes, x, add=True),
            "as if you began with 1 and added. In series the factors multiply.",
        ),
        Mistake(
            "the product begins at 0",
            lambda machines, slopes, x: 0.0,
            "you give 0 whatever comes in. A product that begins with 0 stays 0: what does an empty chain "
            "do to a nudge?",
        ),
        Mistake(
            "the list read from its end",
            lambda machines, slopes, x: _chain(machines[::-1], slopes[::-1], x),
            "as if x went into the last machine first. It goes into `machines[0]`, and on from "
            "there.",
        ),
        Mistake(
            "the last machine left out",
            _all_but_last,
            "the nudge stops before the last machine. Does a loop end one round too early?",
            also=(
                Also(
                    lambda machines, slopes, x: (
                        _all_but_last(machines, slopes, x) if machines[1:] else slopes[0](x)
                    ),
                    "where there are several machines, the nudge stops before the last one. Does "
                    "a loop end one round too early?",
                ),
            ),
        ),
        Mistake(
            "the first machine left out",
            _without_first,
            "the first machine's slope isn't among the factors. Does a loop, or an index, begin "
            "one too late?",
            also=(
                Also(
                    lambda machines, slopes, x: _chain(machines, slopes, x, skip=1),
                    "the first machine is passed by: it is `machines[0]` that x goes into. Does a "
                    "loop, or an index, begin one too late?",
                ),
            ),
        ),
        Mistake(
            "only the first factor",
            lambda machines, slopes, x: slopes[0](x),
            "the slope of the first machine came alone. Does the `return` stand inside the loop?",
        ),
        Mistake(
            "only the last factor",
            lambda machines, slopes, x: slopes[-1](_value(machines[:-1], slopes, x)),
            "the slope of the last machine came alone. Each machine has a factor in the "
            "product: multiply it in, as with `*=`, where a plain `=` forgets what was there.",
        ),
        Mistake(
            "the value instead of the slope",
            _value,
            "that is what comes out at the end. Asked is by what multiple it moves.",
        ),
        Mistake(
            "derivatives composed instead of multiplied",
            _composed,
            "as if the slopes were fed into each other. Values go from machine to machine; slopes "
            "multiply.",
        ),
        Mistake(
            "machines fed with x",
            _fed_with_x,
            "x itself is for the first machine. Each later one works on what all before it have "
            "made of x: the value must be kept, and moved on.",
            also=(
                lambda machines, slopes, x: _fed_with_x(machines, slopes, x, back=1),
                _fed_with_x_in_turn,
            ),
        ),
        Mistake(
            "walked along the slopes",
            _along_the_slopes,
            "as if the value were passed on through the slopes. It moves through the "
            "machines; the slopes are "
            "only looked at on the way.",
        ),
        Mistake(
            "all slopes taken at the last output",
            lambda machines, slopes, x: np.prod([s(_value(machines, slopes, x)) for s in slopes]),
            "as if you ran through all machines first. Each slope is due where its machine works, "
            "on the way.",
        ),
        Mistake(
            "values multiplied in",
            _with_values(lambda slope, before, after: slope(before) * before),
            "as if values were among the factors. Slopes alone belong there, one a machine.",
            also=(
                _with_values(lambda slope, before, after: slope(before) * after),
                _with_values(lambda slope, before, after: before),
                _with_values(lambda slope, before, after: after),
                lambda machines, slopes, x: np.prod([machine(x) for machine in machines]),
                lambda machines, slopes, x: (
                    _chain(machines, slopes, x) * _value(machines, slopes, x)
                ),
            ),
        ),
        Mistake(
            "the factors not multiplied",
            _factors,
            "these are the factors, one a machine. Multiply them: one number is due.",
        ),
        Mistake(
            "the product begins at x",
            lambda machines, slopes, x: x * _chain(machines, slopes, x),
            "x is among the factors. An empty chain passes a nudge on once: begin with 1.",
        ),
        Mistake(
            "a secant in place of the slope",
            lambda machines, slopes, x: _secant(0.01, 0, machines, slopes, x),
            "these are slopes of secants, and in general those aren't exact. The exact slopes came "
            "in: multiply them.",
            fits=lambda values, probes: are_secants(values, probes, _secant),
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
    praise="Each slope at the value that comes in, and all of them multiplied.",
)


def _secant_of_both(ahead, back, x):
    rise = (x + ahead) * np.exp((x + ahead) ** 2) - (x - back) * np.exp((x - back) ** 2)
    return rise / (ahead + back)


both_rules = Exercise(
    key="chain.both_rules",
    title="The slope of x·e^(x²)",
    difficulty=2,
    right=lambda x: np.exp(x**2) * (1 + 2 * x**2),
    probes=[(0.5,), (-1.0,), (1.3,), (0.0,), (1,), (0.001,)],
    draw=lambda chance: (chance.number(-1.7, 1.7),),
    corners=((-1,), (0,), (1e-6,), (2,), (-2,)),
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
            "1 · 2x·e^(x²) multiplies slope by slope. Each path is one slope times the other factor "
            "as it is, and the two paths add.",
        ),
        Mistake(
            "an x missing on the second path",
            lambda x: np.exp(x**2) * (1 + 2 * x),
            "both paths are there. On the second x is due twice: the one in front, and one from the slope "
            "of the exponent.",
        ),
        Mistake(
            "the inner factor is missing",
            lambda x: np.exp(x**2) * (1 + x),
            "two paths, added: good. But the slope of e^(x²) has one more factor, from the x² inside.",
        ),
        Mistake(
            "the 2 is missing",
            lambda x: np.exp(x**2) * (1 + x**2),
            "two paths, and the x from inside is there. But the slope of x² is 2x, not x.",
        ),
        Mistake(
            "an x too many",
            lambda x: np.exp(x**2) * (1 + 2 * x**3),
            "along the path through the exponent two x meet: the one in front, and the one of 2x. You "
            "have three.",
        ),
        Mistake(
            "minus between the two paths",
            lambda x: np.exp(x**2) * (1 - 2 * x**2),
            "both paths are right, and what they contribute is to be added: x is used twice.",
            also=(lambda x: np.exp(x**2) * (2 * x**2 - 1),),
        ),
        Mistake(
            "brackets missing",
            lambda x: np.exp(x**2) + 2 * x**2,
            "exp reaches one of the two paths only. Both have the factor e^(x²): are there brackets "
            "missing?",
            also=(lambda x: 1 + 2 * x**2 * np.exp(x**2),),
        ),
        Mistake(
            "another exponent than x²",
            lambda x: np.exp(x) ** 2 * (1 + 2 * x**2),
            "the exponent due is x²: `np.exp(x**2)` squares x first; `np.exp(x)**2` and `x * 2` do "
            "something else.",
            also=(
                lambda x: np.exp(x) * (1 + 2 * x**2),
                lambda x: np.exp(2 * x) * (1 + 4 * x),
                lambda x: np.exp(2 * x) * (1 + 2 * x),
                lambda x: np.exp(x**3) * (1 + 2 * x**2),
            ),
        ),
        Mistake(
            "paths multiplied",
            lambda x: 2 * x**2 * np.exp(x**2) ** 2,
            "both paths are right. Side by side they add.",
        ),
        Mistake(
            "the slope of the sum",
            lambda x: 1 + 2 * x * np.exp(x**2),
            "1 + 2x·e^(x²) is the slope of x + e^(x²). Here x multiplies e^(x²).",
        ),
        Mistake(
            "the inner value in place of the inner slope",
            lambda x: np.exp(x**2) * (1 + x**3),
            "the slope of e^(x²) has a factor from inside, and it is the slope of x², not x² itself.",
            also=tuple(
                Also(
                    wrong,
                    "the slope of e^(x²) has a factor from inside, and it is the slope of x², not x² "
                    "itself. And there are two paths to add: the x in front moves as well.",
                )
                for wrong in (lambda x: x**2 * np.exp(x**2), lambda x: x**3 * np.exp(x**2))
            ),
        ),
        Mistake(
            "the other factor in the wrong place",
            lambda x: x * np.exp(x**2) + 2 * x * np.exp(x**2),
            "x·e^(x²) is the value, and 2x·e^(x²) a slope without its factor. On one path the x in front "
            "moves, with slope 1; on the other it stands as a factor beside the slope of e^(x²).",
        ),
        Mistake(
            "each slope with its own factor",
            lambda x: x + 2 * x * np.exp(x**2) ** 2,
            "each slope is multiplied by its own factor. One path is 1 · e^(x²), the other x "
            "times the slope of e^(x²).",
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
            also=(
                lambda x: np.exp(2 * x),
                lambda x: x * np.exp(2 * x),
                lambda x: np.exp(x**2) + 2 * x * np.exp(2 * x),
                lambda x: np.exp(x**2) + 2 * x**2 * np.exp(2 * x),
            ),
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
            also=(
                lambda x: x**2 * np.exp(x**2 - 1),
                lambda x: x**3 * np.exp(x**2 - 1),
                lambda x: 2 * x**2 * np.exp(x**2 - 1),
                lambda x: np.exp(x**2) + 2 * x * x**2 * np.exp(x**2 - 1),
            ),
        ),
        Mistake(
            "the value instead of the slope",
            lambda x: x * np.exp(x**2),
            "that is the function itself.",
        ),
        Mistake(
            "a secant in place of the slope",
            lambda x: _secant_of_both(0.01, 0, x),
            "these are slopes of secants, and in general those aren't exact: how does each x "
            "contribute, exactly?",
            fits=lambda values, probes: are_secants(values, probes, _secant_of_both),
        ),
        Mistake(
            "e^(x²) lost",
            lambda x: 1 + 2 * x**2,
            "exp is its own slope, so e^(x²) stays a factor of both paths.",
            also=(lambda x: 2 * x**2, lambda x: 2 * x + 1, lambda x: 2 * x),
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


def _from_the_end(slopes):
    return np.cumprod(np.asarray(slopes)[::-1])[::-1]


def _some_slopes(chance):
    """One to six slopes: of both signs, zeros now and then, whole numbers now and then."""
    count = chance.in_turn(3, 4, 2, 5, 6, 1, 3)
    slopes = chance.numbers(count, low=-3, high=3, digits=chance.in_turn(1, 2, 0)).tolist()
    if chance.turn % 5 == 4:
        slopes[chance.whole(0, count - 1)] = 0.0
    return ([int(s) for s in slopes] if chance.turn % 6 == 5 else slopes,)


def _divided_up(slopes):
    return np.prod(slopes) / np.cumprod([1.0, *slopes[:-1]])


def _divided_by_floats(slopes):
    made, product = [], float(np.prod(slopes))
    for slope in slopes:
        made.append(product)
        product = product / float(slope)
    return made


def _divided_by_products(slopes):
    return [float(np.prod(slopes)) / float(np.prod(slopes[:k])) for k in range(len(slopes))]


def _divided_in_turn(slopes):
    """Round by round with NumPy's numbers: after a 0 all is NaN."""
    made, product = [], np.prod(np.asarray(slopes, float))
    for slope in slopes:
        made.append(product)
        product = product / slope
    return np.array(made)


every_slope = Exercise(
    key="chain.every_slope",
    title="The slope of the output by each machine's input",
    difficulty=2,
    right=_from_the_end,
    probes=[
        ([2.0, 3.0, 5.0],),
        ([0.5, -4.0, 1.5, 3.0],),
        ([-1.0, 2.0],),
        ([2.0, 0.0, 7.0, 0.5, 3.0],),
        ([2.0, 2.0, -0.5, 1.0, 1.0, 2.0, 120.0, 3.0, -0.25],),
    ],
    draw=_some_slopes,
    corners=(
        ([3.0],),
        ([0.0],),
        ([0, 2],),
        ([2.0, 0.0],),
        ([0.0, 0.0, 3.0],),
        ([-1, 2, -3],),
        ([1.0, 1.0, 1.0],),
    ),
    mistakes=[
        Mistake(
            "products from the input",
            np.cumprod,
            "as if you multiplied from the input on. A nudge of a machine's input passes "
            "through that machine "
            "and all later ones: multiply from the output back.",
            also=(
                lambda slopes: np.cumprod(slopes)[::-1],
                lambda slopes: np.cumprod([1.0, *slopes[:-1]]),
                lambda slopes: np.cumprod([1.0, *slopes[:-1]])[::-1],
            ),
        ),
        Mistake(
            "the order not turned back",
            lambda slopes: np.cumprod(np.asarray(slopes)[::-1]),
            "the products are right, and they begin with the last machine. What is due begins with "
            "the first.",
        ),
        Mistake(
            "one factor short",
            lambda slopes: np.array([np.prod(slopes[k + 1 :]) for k in range(len(slopes))]),
            "a nudge of a machine's input passes through that machine as well: its own factor counts.",
            also=(
                Also(
                    lambda slopes: np.cumprod([1.0, *slopes[:0:-1]]),
                    "a nudge of a machine's input passes through that machine as well: its own factor "
                    "counts. And what came begins with the last machine; what is due, with the first.",
                ),
            ),
        ),
        Mistake(
            "only the whole slope",
            lambda slopes: np.prod(slopes),
            "that one number is the slope by the first input. Asked is one for each machine.",
            also=(lambda slopes: np.array([np.prod(slopes)]),),
        ),
        Mistake(
            "the whole product everywhere",
            lambda slopes: np.full(len(slopes), np.prod(slopes)),
            "that is the slope by the first input. A nudge further on passes through fewer machines.",
        ),
        Mistake(
            "the local slopes themselves",
            lambda slopes: np.array(slopes, dtype=float),
            "those were given. Each is to be carried on through all later machines.",
            also=(lambda slopes: np.array(slopes, dtype=float)[::-1],),
        ),
        Mistake(
            "the product begins at 0",
            lambda slopes: np.zeros(len(slopes)),
            "all came out 0. A product that begins with 0 stays 0: what does an empty chain do to a "
            "nudge?",
        ),
        Mistake(
            "sums in place of products",
            lambda slopes: np.cumsum(np.asarray(slopes)[::-1])[::-1],
            "these are sums. In series the factors multiply.",
            also=(
                np.cumsum,
                lambda slopes: 1 + np.cumsum(np.asarray(slopes)[::-1])[::-1],
                lambda slopes: np.cumsum(np.asarray(slopes)[::-1]),
            ),
        ),
        Mistake(
            "the whole product divided up",
            _divided_up,
            "a slope may be 0, as ReLU's, and 0/0 has no value; a product of many small slopes may be "
            "rounded to 0, too. Multiply from the end instead, and nothing has to be divided out.",
            also=(_divided_by_floats, _divided_by_products, _divided_in_turn),
        ),
        Mistake(
            "one factor too many divided out",
            lambda slopes: np.prod(slopes) / np.cumprod(slopes),
            "the machine's own factor is divided out as well, and from a slope of 0 on that is 0/0. "
            "Multiply from the end instead, and nothing has to be divided out.",
        ),
        Mistake(
            "its own factor divided out",
            lambda slopes: np.prod(slopes) / np.asarray(slopes),
            "each machine's own factor is missing, and those before it are there. It should be the "
            "other way round.",
            also=(lambda slopes: [float(np.prod(slopes)) / float(s) for s in slopes],),
        ),
        Mistake(
            "stopped after one round",
            lambda slopes: np.array(slopes[-1:], dtype=float),
            "only one slope came. Does the loop end after one round, with the `return` inside it?",
            also=(lambda slopes: slopes[-1], lambda slopes: slopes[:1], lambda slopes: slopes[0]),
        ),
        Mistake(
            "the first machine left out",
            lambda slopes: _from_the_end(slopes)[1:] if len(slopes) > 1 else _from_the_end(slopes),
            "as if the walk back stopped before the first machine. The slope by the very first "
            "input is the product of all. Does the loop, or `range`, stop too early?",
            also=(
                lambda slopes: _from_the_end(slopes)[1:],
                lambda slopes: _from_the_end(slopes[1:]),
                lambda slopes: np.append(0.0, _from_the_end(slopes)[1:]),
                lambda slopes: np.append(1.0, _from_the_end(slopes)[1:]),
                lambda slopes: np.append(slopes[0], _from_the_end(slopes)[1:]),
                lambda slopes: np.append(
                    [0.0, slopes[0]][len(slopes) < 2], _from_the_end(slopes)[1:]
                ),
                lambda slopes: np.append(
                    [1.0, slopes[0]][len(slopes) < 2], _from_the_end(slopes)[1:]
                ),
            ),
        ),
        Mistake(
            "the last machine left out",
            lambda slopes: _from_the_end(slopes[:-1]),
            "as if the last machine weren't there. Where does the walk begin?",
            also=(
                lambda slopes: np.append(_from_the_end(slopes[:-1]), 0.0),
                lambda slopes: np.append(_from_the_end(slopes[:-1]), 1.0),
            ),
        ),
        Mistake(
            "the last slope missing",
            lambda slopes: _from_the_end(slopes)[:-1],
            "the slope by the last machine's input is missing. Does the loop, or `range`, stop one too "
            "early?",
        ),
        Mistake(
            "only the last factor",
            lambda slopes: np.full(len(slopes), float(slopes[-1])),
            "the last machine's own slope came everywhere. Does the product begin anew in each round?",
        ),
        Mistake(
            "one number too many",
            lambda slopes: [*_from_the_end(slopes), 1.0],
            "one number more came than there are machines. Is what you began with still among them?",
            also=(
                lambda slopes: [1.0, *_from_the_end(slopes)],
                lambda slopes: [1.0, *_from_the_end(slopes)[::-1]],
                lambda slopes: [1.0, *np.cumprod(slopes)],
                lambda slopes: [*np.cumprod(slopes)[::-1], 1.0],
                lambda slopes: np.cumprod([slopes[-1], *slopes[::-1]])[::-1],
                lambda slopes: np.cumprod([slopes[-1], *slopes[::-1]]),
            ),
        ),
        Mistake(
            "only the next factor",
            lambda slopes: np.multiply(slopes, [*slopes[1:], 1.0]),
            "as if you went one machine further and stopped. The nudge runs on to the last output.",
            also=(lambda slopes: np.multiply(slopes[:-1], slopes[1:]),),
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
    praise="One walk from the output to the input is enough for every slope: nothing need be done twice.",
)


def _layers(slopes, left):
    product = 1.0
    for number, slope in enumerate(slopes, start=1):
        product *= slope
        if abs(product) <= left:
            return number
    return 0


def _first(test, more=0):
    """Answers that count the layers up to the first where test(slopes[:n], left) holds, and `more`.

    A tuple: they differ in what they give where it holds nowhere.
    """

    def found(slopes, left):
        places = range(1, len(slopes) + 1)
        return next((n + more for n in places if test(slopes[:n], left)), None)

    def or_else(otherwise):
        def answer(slopes, left):
            n = found(slopes, left)
            return otherwise(slopes, more) if n is None else n

        return answer

    return (
        found,
        or_else(lambda slopes, more: len(slopes) + more),
        or_else(lambda slopes, more: len(slopes)),
        or_else(lambda slopes, more: len(slopes) + 1 + more),
        or_else(lambda slopes, more: 0),
        or_else(lambda slopes, more: -1),
        or_else(lambda slopes, more: slopes[len(slopes)]),  # an IndexError
    )


def _turned(answer):
    return lambda slopes, left: answer(slopes[::-1], left)


def _small(slopes, left):
    return abs(np.prod(slopes)) <= left


def _layers_above(slopes, left):
    return sum(abs(p) > left for p in np.cumprod(slopes))


def _last_time(slopes, left):
    return max(n for n in range(1, len(slopes) + 1) if _small(slopes[:n], left))


def _stack(chance):
    """Slopes of layers, some rising again or landing on `left` exactly; at last it is always reached."""
    count = chance.whole(1, 9)
    if chance.turn % 3 == 0:
        slopes = [chance.one_of(0.5, -0.5, 0.25, -0.25, 2.0, -2.0, 1.0, -1.0) for _ in range(count)]
        slopes += [0.5, -0.25, 0.5, 0.5, 0.5, 0.5][: chance.whole(2, 6)]
        sizes = np.abs(np.cumprod(slopes))
        left = float(chance.one_of(*sizes[sizes < 1])) if sizes.min() < 1 else 0.25
    else:
        high = chance.in_turn(0.9, 1.5, 2.5)
        slopes = [x or 0.3 for x in chance.numbers(count, low=-high, high=high).tolist()]
        left = chance.one_of(0.5, 0.1, 0.02, 0.001)
        if np.any(np.isclose(np.abs(np.cumprod(slopes)), left, rtol=1e-6)):
            left *= 1.01
    while not np.any(np.abs(np.cumprod(slopes)) <= left):
        slopes.append(chance.number(-0.9, 0.9) or 0.3)
    if chance.turn % 4 == 1:
        slopes += [3.0, -2.5, 0.004]
    return slopes, left


_QUARTERS = [0.25] * 12
_REAL = [0.235, 0.2293, 0.2264, 0.2253, 0.2249, 0.2247, 0.2247, 0.2247]

_BY_LOGARITHMS = tuple(
    functools.partial(
        lambda log, cut, base, slopes, left: cut(log(left) / log(base(slopes))), *parts
    )
    for parts in itertools.product(
        (np.log, math.log, np.log10),
        (lambda n: int(np.ceil(n)), math.ceil, round, int, lambda n: int(n) + 1),
        (lambda s: abs(s[0]), lambda s: s[0], np.mean, lambda s: np.mean(np.abs(s))),
    )
)
_from_the_last = tuple(_turned(answer) for answer in _first(_small))

depth_left = Exercise(
    key="chain.depth_left",
    title="The depth at which a given slope is left",
    difficulty=2,
    right=_layers,
    probes=[
        (_QUARTERS, 1e-3),
        (_REAL, 1e-3),
        ([-0.5, 0.8, -0.9, 0.5, 0.1, -0.4, 0.0005], 0.2),
        ([0.5, 0.5, 0.5, 0.5], 0.25),
        ([2.0, 0.3, 0.5, -0.01, 0.9], 0.1),
        ([0.5, -0.5, 4.0, -2.0, 0.1], 0.3),
        ([4.0, 0.5, 0.3, 0.1], 1.5),
        ([0.5, 0.4], 1.0),
        ([0.5, 0.5002, -0.5, 0.9], 0.25),
        ([0.3], 0.5),
        ([2, 3, 0, 5], 0.5),
    ],
    draw=_stack,
    corners=(
        ([0.5, 0.0, 2.0], 0.0),
        ([-0.3], 0.3),
        ([1, 1, 0], 0.5),
        ([3, -2, 0.1, 0.5], 1),
        ([0.9] * 60, 0.01),
        ([0.0, 5.0, 2.0], 0.1),
        ([0.5, 0.5], 10.0),
    ),
    mistakes=[
        Mistake(
            "yes or no instead of a number",
            lambda slopes, left: abs(np.prod(slopes)) <= left,
            "True or False came. Asked is after how many layers it is so.",
            fits=lambda values: all(isinstance(v, bool | np.bool_) for v in values),
            kind=True,
        ),
        Mistake(
            "the sign not taken off",
            _first(lambda slopes, left: np.prod(slopes) <= left)[0],
            "a negative product is smaller than `left` at once. Asked is its size: `abs`.",
            also=(
                lambda slopes, left: (
                    0 if left >= 1 else _first(lambda s, most: np.prod(s) <= most)[0](slopes, left)
                ),
                *_first(lambda slopes, left: np.prod(slopes) < left),
                *_first(lambda slopes, left: np.prod(slopes) <= left, more=-1),
            ),
        ),
        Mistake(
            "counted from 0",
            _first(_small, more=-1)[0],
            "one too few, as an index would be: the first layer is number 1. (Or is it the last "
            "layer with more than that left?)",
        ),
        Mistake(
            "looked at before the first layer",
            lambda slopes, left: 0 if left >= 1 else _layers(slopes, left),
            "where `left` is 1 or more you say 0, as if the product before any layer, 1, were "
            "looked at. At least one layer is due.",
        ),
        Mistake(
            "one layer too many",
            lambda slopes, left: _layers(slopes, left) + 1,
            "one too many, wherever there is a further layer: look at the product right after "
            "you have multiplied, before you count on.",
            also=(
                lambda slopes, left: min(_layers(slopes, left) + 1, len(slopes)),
                *(
                    Also(
                        wrong,
                        "where `left` is 1 or more you say 1; elsewhere one too many, wherever there is a "
                        "further layer. Look at the product right after you have multiplied, before you "
                        "count on.",
                    )
                    for wrong in (
                        lambda slopes, left: (
                            1 if left >= 1 else min(_layers(slopes, left) + 1, len(slopes))
                        ),
                        lambda slopes, left: (
                            1
                            if left >= 1
                            else _layers(slopes, left) + 1
                            if _layers(slopes, left) < len(slopes)
                            else None
                        ),
                    )
                ),
                lambda slopes, left: (
                    _layers(slopes, left) + 1 if _layers(slopes, left) < len(slopes) else None
                ),
            ),
        ),
        Mistake(
            "strictly less",
            _first(lambda slopes, left: abs(np.prod(slopes)) < left)[0],
            "at most `left` includes `left` itself: `<=`.",
            also=_first(lambda slopes, left: abs(np.prod(slopes)) < left)[1:],
        ),
        Mistake(
            "a formula for equal factors",
            lambda slopes, left: int(np.ceil(np.log(left) / np.log(abs(slopes[0])))),
            "as if a formula with logarithms counted how often *one* factor is multiplied. Each layer may "
            "have a factor of its own: multiply on, and look after each.",
            also=_BY_LOGARITHMS,
        ),
        Mistake(
            "each slope looked at by itself",
            _first(lambda slopes, left: abs(slopes[-1]) <= left)[0],
            "as if you compared single slopes with `left`. What is left after n layers is the "
            "product of all n.",
            also=(
                *_first(lambda slopes, left: abs(slopes[-1]) <= left)[1:],
                *_first(lambda slopes, left: slopes[-1] <= left),
                *_first(lambda slopes, left: abs(slopes[-1]) <= left, more=-1),
            ),
        ),
        Mistake(
            "counted from the last layer",
            _from_the_last[0],
            "as if you began with the last slope. The layers count from the first: multiply from there on.",
            also=_from_the_last[1:],
        ),
        Mistake(
            "factors added",
            _first(lambda slopes, left: abs(sum(slopes)) <= left)[0],
            "layers in series multiply: what is left after them is the product of their slopes.",
            also=(
                *_first(lambda slopes, left: abs(sum(slopes)) <= left)[1:],
                *_first(lambda slopes, left: sum(slopes) <= left),
                *_first(lambda slopes, left: abs(1 + sum(slopes)) <= left),
            ),
        ),
        Mistake(
            "factors taken off",
            _first(lambda slopes, left: abs(1 - sum(slopes)) <= left)[0],
            "as if you subtracted. Each layer multiplies what is left by its own factor.",
            also=(
                *_first(lambda slopes, left: abs(1 - sum(slopes)) <= left)[1:],
                *_first(lambda slopes, left: 1 - sum(slopes) <= left),
                *_first(lambda slopes, left: 1 - sum(map(abs, slopes)) <= left),
            ),
        ),
        Mistake(
            "the product begins at 0",
            lambda slopes, left: 1,
            "you say 1 whatever comes in. Does the product begin at 0, and stay 0?",
        ),
        Mistake(
            "the product instead of the number of layers",
            lambda slopes, left: float(np.prod(slopes[: _layers(slopes, left)])),
            "that is what is left there. Asked is after how many layers.",
            also=(lambda slopes, left: abs(float(np.prod(slopes[: _layers(slopes, left)]))),),
        ),
        Mistake(
            "a product that rises again counted",
            lambda slopes, left: _layers_above(slopes, left) + 1,
            "as if you counted all layers with more than `left`, and one more. After a slope "
            "of a size above 1 "
            "the product may rise again: stop at the first that is small enough.",
            also=(
                Also(
                    _layers_above,
                    "you count the layers after which more than `left` remains. The one that gets "
                    "it down to `left` counts too; and after a slope of a size above 1 the "
                    "product may rise again, which isn't to be counted.",
                ),
            ),
        ),
        Mistake(
            "all small ones counted",
            lambda slopes, left: int(np.sum(np.abs(np.cumprod(slopes)) <= left)),
            "you count the layers after which the product is small enough. Asked is after how many it is "
            "so for the first time.",
            also=(
                Also(
                    lambda slopes, left: int(np.sum(np.abs(np.cumprod(slopes)) < left)),
                    "you count the layers after which the product is below `left`. Asked is after "
                    "how many it is at most `left` for the first time.",
                ),
                Also(
                    lambda slopes, left: int(np.sum(np.cumprod(slopes) <= left)),
                    "you count the layers after which the product, with its sign, is at most "
                    "`left`. Asked is after how many its size is so for the first time.",
                ),
            ),
        ),
        Mistake(
            "the last time instead of the first",
            _last_time,
            "that is the last layer after which it is so. Stop at the first.",
        ),
        Mistake(
            "the first layer not looked at",
            _first(lambda slopes, left: len(slopes) > 1 and _small(slopes, left))[0],
            "as if you looked from the second layer on. After the first the product may be small "
            "enough already.",
            also=_first(lambda slopes, left: len(slopes) > 1 and _small(slopes, left))[1:],
        ),
        Mistake(
            "the first factor twice",
            _first(lambda slopes, left: abs(slopes[0] * np.prod(slopes)) <= left)[0],
            "as if you began with the first slope, and multiplied by it again. An empty product "
            "is 1.",
            also=_first(lambda slopes, left: abs(slopes[0] * np.prod(slopes)) <= left)[1:],
        ),
        Mistake(
            "the comparison turned round",
            _first(lambda slopes, left: abs(np.prod(slopes)) >= left)[0],
            "as if you stopped at `left` or more, with `>=` or `>`. At most `left` was asked.",
            also=(
                *_first(lambda slopes, left: abs(np.prod(slopes)) >= left)[1:],
                *_first(lambda slopes, left: abs(np.prod(slopes)) > left),
                *_first(lambda slopes, left: np.prod(slopes) > left),
                *_first(lambda slopes, left: np.prod(slopes) >= left),
            ),
        ),
        Mistake(
            "only the first layer counts",
            lambda slopes, left: 1 if abs(slopes[0]) <= left else 0,
            "what came is as if no layer after the first were looked at, or found small enough. Is there "
            "a `return` in an `else`, or do you add up sizes, a sum that never shrinks?",
            also=(
                lambda slopes, left: 1 if abs(slopes[0]) <= left else -1,
                lambda slopes, left: 1 if abs(slopes[0]) <= left else 2,
                lambda slopes, left: 1 if abs(slopes[0]) <= left else len(slopes),
            ),
        ),
        Mistake(
            "where the product is smallest",
            lambda slopes, left: int(np.argmin(np.abs(np.cumprod(slopes)))) + 1,
            "you look for the layer after which the product is smallest in size. Asked is the "
            "first after which its size is at most `left`.",
            also=(
                Also(
                    lambda slopes, left: int(np.argmin(np.abs(np.cumprod(slopes)))),
                    "you look for the layer after which the product is smallest in size, and count from "
                    "0. Asked is the first after which its size is at most `left`, counted from 1.",
                ),
            ),
        ),
        Mistake(
            "the small slopes counted",
            lambda slopes, left: sum(abs(s) <= left for s in slopes),
            "as if you counted the slopes that are small by themselves. What is left after n "
            "layers is the product "
            "of all n.",
        ),
        Mistake(
            "all layers",
            lambda slopes, left: len(slopes),
            "that is how many layers there are. After how many is the product small enough?",
        ),
        Mistake(
            "the product of all layers",
            lambda slopes, left: float(np.prod(slopes)),
            "that is what is left at the end, after all layers. Asked is after how many it is small "
            "enough.",
            also=(lambda slopes, left: abs(float(np.prod(slopes))),),
        ),
        Mistake(
            "the slopes instead of their number",
            lambda slopes, left: slopes[: _layers(slopes, left)],
            "a slope came, or several. Asked is how many there are until then.",
            also=(lambda slopes, left: slopes[_layers(slopes, left) - 1],),
        ),
        Mistake(
            "divided by the number of layers",
            _first(lambda slopes, left: abs(slopes[-1]) / len(slopes) <= left)[0],
            "nothing is divided by the number of layers. Each layer multiplies by its own factor.",
            also=_first(lambda slopes, left: abs(slopes[-1]) / len(slopes) <= left)[1:],
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

__getattr__ = by_stub_name(globals())
