"""Formulas as a reader types them, at many places; among them those that were once refused."""

from tests.calculus.tables.exact import Pair, analytic, callable_of, defined, true_slope

# What `derivative` said before it estimated f's own roundoff: a slope of 0, one of the wrong sign, or
# no derivative. The last two columns of the issue are the true slopes.
REPORTED = {
    ("log(1 + x*x)", 0.05): 0.0998,
    ("log(1 + x*x)", 0.2): 0.3846,
    ("log(1 + x)", 0.01): 0.990,
    ("(1 - cos(x)) / x", 0.01): 0.5,
    ("log(cosh(x))", 0.05): 0.04996,
    ("log(1 + exp(x))", -2.8): 0.0573,
    ("(exp(x)-exp(-x))/(exp(x)+exp(-x))", 0.05): 0.9975,
    ("sqrt(x*x+1)-x", 1e5): -5e-11,
}  # the other two, x + 0.005x sin(1/x) and |x|**1.1 sin(1/x), are in `rough`

EVERYWHERE = (-2.8, -0.4, -1e-5, 0.0, 1e-8, 1e-3, 0.01, 0.05, 0.2, 0.7, 1.0, 3.1)
BESIDE_0 = (-2.3, -0.05, 1e-3, 0.01, 0.2, 0.7, 3.1)
POSITIVE = (1e-6, 1e-3, 0.01, 0.05, 0.2, 0.7, 3.1, 12.0, 1e3, 1e6)

TYPED = {
    EVERYWHERE: (
        "log(1 + x*x)", "log(1 + exp(x))", "log(1 + exp(-x))", "log(cosh(x))", "1/(1 + exp(-x))",
        "(exp(x) - exp(-x))/(exp(x) + exp(-x))", "-log(1/(1 + exp(-x)))", "x/(1 + exp(-x))",
        "x*tanh(log(1 + exp(x)))", "0.5*x*(1 + tanh(0.7978845608*(x + 0.044715*x**3)))",
        "log(exp(x) + exp(1) + exp(-2))", "exp(x)/(exp(x) + exp(1) + exp(-2))", "1/(1 + x*x)",
        "-0.3*log(1/(1 + exp(-x))) - 0.7*log(1 - 1/(1 + exp(-x)))", "exp(x) - 1", "expm1(x)",
        "sqrt(1 + x*x) - 1", "sqrt(x*x + 1) - x", "1 - cos(x)", "cos(x)**2 + sin(x)**2",
        "exp(-x*x/2)/sqrt(2*pi)", "sin(100*x)", "tanh(50*x)", "exp(sin(5*x))", "x**3 - 3*x**2 + 3*x - 1",
        "x**7 - 7*x**6 + 21*x**5 - 35*x**4 + 35*x**3 - 21*x**2 + 7*x - 1", "(x - 1)**5",
        "(1 + x)**2 - 1 - 2*x", "sinh(x) - x", "arctan(1000*x)",
    ),
    BESIDE_0: (
        "(1 - cos(x))/x", "(1 - cos(x))/x**2", "sin(x)/x", "(exp(x) - 1)/x", "tan(x)/x",
        "(x - sin(x))/x**3", "sin(1/x)", "x*sin(1/x)", "exp(-1/x**2)", "1/x", "1/x**2",
        "(exp(x) - 1 - x)/x**2", "(sqrt(4 + x) - 2)/x",
    ),
    POSITIVE: (
        "sqrt(x)", "log(x)", "x*log(x)", "x**x", "log(1 + x)", "log1p(x)", "log(1 + x)/x",
        "sqrt(x + 1) - sqrt(x)", "log(x + 1) - log(x)", "x**0.1", "x**2.5", "log(log(1 + x))",
        "sqrt(1 + x) - 1", "arctan(x)", "x/(1 + x)",
    ),
    (1e-6, 0.01, 0.3, 0.5, 0.9, 0.999): (
        "-x*log(x) - (1 - x)*log(1 - x)", "arcsin(x)", "arccos(x)", "log(x/(1 - x))",
        "log(-log(x))", "sqrt(1 - x*x)", "tan(pi*x/2)",
    ),
}  # fmt: skip

FAR = (
    "sin(x - {c})", "(x - {c})**2", "log(1 + (x - {c})**2)", "tanh(x - {c})", "exp(-(x - {c})**2)",
    "(x + {c}) - {c}", "cos(x/{c})", "sin(x)", "1/x", "sqrt(x*x + 1) - x",
)  # fmt: skip
LOST = (
    "({c} + sin(x)) - {c}", "({c} + x*x) - {c}", "log({c} + x) - log({c})", "{c}*x - {c}*x + x",
    "sqrt({c} + x*x) - sqrt({c})", "{c} + tanh(x)/{c}",
)  # fmt: skip
SCALED = (
    "{c}*sin(x)", "{c}*log(1 + x*x)", "{c}*exp(x)", "sin(x/{c})", "log(1 + (x/{c})**2)",
    "1/(1 + exp(-x/{c}))",
)  # fmt: skip


def _written():
    """All (text, x)."""
    yield from REPORTED
    for places, texts in TYPED.items():
        yield from ((text, x) for text in texts for x in places)
    for size in (1e3, 1e5, 1e8):
        yield from ((text.format(c=size), size + 0.3) for text in FAR)
    for size in (10.0, 1e3, 1e6, 1e9):
        yield from ((text.format(c=size), x) for text in LOST for x in (0.3, -1.1))
    for size in (1e-100, 1e-30, 1e-8, 1e8, 1e30, 1e100):
        for text in SCALED:
            unit = size if "x/{c}" in text else 1.0
            yield from ((text.format(c=size), x * unit) for x in (0.05, 0.7, -2.3))


def smooth_pairs():
    """The Pairs: all places where the formula has a slope and NumPy gives it a value."""
    found = []
    for text, x in _written():
        try:
            slope = true_slope(text, x)
        except ArithmeticError:
            continue
        if defined(slope):
            smooth = analytic(text, x, slope)
            found.append(Pair(f"{text} at {x:g}", callable_of(text), x, slope, smooth))
    return found
