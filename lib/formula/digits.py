"""A formula's tree evaluated with many digits, in a context of mpmath; None where it has no value."""

HUGE = 1e5  # e^-HUGE is 0 for every purpose here, and e^HUGE beyond every float64


class NoNumber(ArithmeticError):
    """No real number, or none that a float64 could hold."""


def operations(ctx):
    """A formula's operations in a context of mpmath, by name; they raise ArithmeticError."""

    def where(fits, f):
        def applied(*numbers):
            if not fits(*numbers):
                raise NoNumber
            return f(*numbers)

        return applied

    def exp(a):
        if a > HUGE:
            raise NoNumber
        return ctx.exp(a) if a > -HUGE else ctx.zero

    def power(a, b):
        if (not a and b < 0) or (a < 0 and b != ctx.nint(b)):
            raise NoNumber
        if a and _may_be_huge(ctx, a, b) and abs(b) > 1 and abs(b * ctx.log(abs(a))) > HUGE:
            sign = -1 if a < 0 and ctx.nint(b) % 2 else 1
            return sign * exp(b * ctx.log(abs(a)))
        return ctx.power(a, b)

    def wave(f):
        return where(lambda a: abs(a) < 1e308, f)

    def cbrt(a):
        return -ctx.cbrt(-a) if a < 0 else ctx.cbrt(a)

    inside, positive = (lambda a: abs(a) <= 1), (lambda a: a > 0)
    return {
        "sin": wave(ctx.sin), "cos": wave(ctx.cos), "tan": wave(ctx.tan), "atan": ctx.atan,
        "sinh": lambda a: ctx.sinh(a) if abs(a) < HUGE else exp(abs(a)) * ctx.sign(a),
        "cosh": lambda a: ctx.cosh(a) if abs(a) < HUGE else exp(abs(a)),
        "tanh": lambda a: ctx.tanh(a) if abs(a) < HUGE else ctx.sign(a),
        "exp": exp, "cbrt": cbrt, "abs": abs,
        "asin": where(inside, ctx.asin), "acos": where(inside, ctx.acos),
        "sqrt": where(lambda a: a >= 0, ctx.sqrt), "log": where(positive, ctx.log),
        "log2": where(positive, lambda a: ctx.log(a, 2)), "log10": where(positive, ctx.log10),
        "sign": ctx.sign, "step": lambda a: ctx.mpf(a >= 0), "floor": ctx.floor, "ceil": ctx.ceil,
        "max": max, "min": min, "relu": lambda a: max(a, ctx.zero),
        "sigmoid": lambda a: 1 / (1 + exp(-a)) if a > -HUGE else ctx.zero,
        "softplus": lambda a: ctx.log1p(exp(a)) if a < HUGE else a,
        "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
        "/": lambda a, b: a / b, "^": power, "neg": lambda a: -a,
        "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
    }  # fmt: skip


def _may_be_huge(ctx, a, b):
    """False where |b log|a|| is less than HUGE for sure: a logarithm with all digits takes long."""
    return ctx.mag(b) > 40 or (abs(ctx.mag(a)) + 1) * 2.0 ** ctx.mag(b) > HUGE


def evaluate(tree, at, ctx, table, literal):
    """The tree's value, or None; `at` gives the variables' numbers, literal(text) a literal's.

    table: the `operations` of ctx.
    """

    known = {}  # by id: see lib.formula.expressions.shared

    def value(tree):
        if tree[0] not in ("call", "^"):
            return of(tree)
        if id(tree) not in known:
            known[id(tree)] = of(tree)
        return known[id(tree)]

    def of(tree):
        kind, parts = tree[0], tree[1:]
        if kind == "num":
            return literal(parts[0])
        if kind == "name":
            return at[parts[0]] if parts[0] in at else +getattr(ctx, parts[0])
        if kind == "if":
            return value(parts[1] if value(parts[0]) else parts[2])
        if kind == "not":
            return not value(parts[0])
        if kind == "and":
            return value(parts[0]) and value(parts[1])
        if kind == "or":
            return value(parts[0]) or value(parts[1])
        if kind in ("call", "cmp"):
            kind, parts = parts[0], parts[1:]
        return table[kind](*(value(part) for part in parts))

    try:
        return value(tree)
    except (ArithmeticError, ValueError):
        return None
