"""What learners write in notebook 04."""


def _four(
    power="3",
    wave="2 * x",
    hill="-np.sin(x)",
    steep="3 * x**2",
    end="return power, wave, hill, steep",
):
    return f"power = {power}\nwave = {wave}\nhill = {hill}\nsteep = {steep}\n{end}"


def _walk(
    inside,
    start="product = 1.0",
    loop="machine, slope in zip(machines, slopes)",
    end="return product",
):
    lines = "\n    ".join(inside.split("; "))
    return f"value = x\n{start}\nfor {loop}:\n    {lines}\n{end}"


def _count(
    inside, start="product = 1.0", loop="n, slope in enumerate(slopes, start=1)", end="return n"
):
    lines = "\n    ".join(inside.split("; "))
    return f"{start}\nfor {loop}:\n    {lines}\n{end}"


def _back(
    inside,
    start="found, product = [], 1.0",
    loop="slope in slopes[::-1]",
    end="return np.array(found[::-1])",
):
    lines = "\n    ".join(inside.split("; "))
    return f"{start}\nfor {loop}:\n    {lines}\n{end}"


LEFT = "if abs(product) <= left: return n"

ANSWERS = {
    "chain_of_two": {
        "right": [
            "return f_slope(g(x)) * g_slope(x)",
            "u = g(x)\ndu = g_slope(x)\ndf = f_slope(u)\nreturn df * du",
            "chain_slope = lambda f_slope, g, g_slope, x: g_slope(x) * f_slope(g(x))",
            "return np.prod([f_slope(g(x)), g_slope(x)])",
            "product = 1\nfor part in (g_slope(x), f_slope(g(x))):\n    product *= part\nreturn product",
            """
            import math
            return math.prod((g_slope(x), f_slope(g(x))))
            """,
            """
            u, du = g(x), g_slope(x)
            dy = f_slope(u)
            dy *= du
            return dy
            """,
            "return np.multiply.reduce([f_slope(g(x)), g_slope(x)])",
        ],
        "wrong": [
            ("return f_slope(x) * g_slope(x)", "f′ taken at x"),
            ("return f_slope(g(x))", "the inner factor is missing"),
            ("return f_slope(g_slope(x))", "derivatives composed instead of multiplied"),
            ("return f_slope(g(x)) + g_slope(x)", "factors added"),
            ("return f_slope * g_slope", "a function, not called"),
            ("return f_slope(g(x)) * g(x)", "the inner value in place of the inner slope"),
            ("print(f_slope(g(x)) * g_slope(x))", "printed, not returned"),
            ("return f_slope(g(x)) * g_slope(g(x))", "both slopes taken at g(x)"),
            ("return f_slope(x) * g_slope(g(x))", "places exchanged"),
            ("return f_slope(g) * g_slope(x)", "a function, not called"),
            ("slope = f_slope(g(x)) * g_slope(x)", "nothing returned"),
            ("return g_slope(f_slope(x)) * f_slope(x)", "the machines exchanged"),
            ("return f_slope(x) + g_slope(x)", "the slope of the sum"),
            ("return f_slope(g_slope(x)) * g_slope(x)", "f′ taken at the slope of g"),
            ("return f_slope(g(x)) * g_slope(x) * x", "one factor too many"),
            (
                "h = 1e-5\nreturn (f_slope(g(x + h)) - f_slope(g(x))) / h",
                "the slope taken once more",
            ),
            ("return f_slope(x) * g(x)", "f′ at x, times g"),
            ("return f_slope(g(x)) / g_slope(x)", "divided instead of multiplied"),
            ("return lambda x: f_slope(g(x)) * g_slope(x)", "a function, not called"),
            ("return f_slope(g(x) * g_slope(x))", "the inner slope inside the brackets"),
            ("return g_slope(f_slope(x))", "derivatives composed instead of multiplied"),
            ("return f_slope(g(x), g_slope(x))", "raised TypeError"),
            ("return f_slope(x)", "only f′ at x"),
            ("return f_slope(x * g_slope(x))", "the inner slope inside the brackets"),
            ("u = g_slope(x)\nreturn f_slope(u) * u", "f′ taken at the slope of g"),
            ("return g_slope(x)", "only the inner factor"),
            ("return f_slope(g(x)), g_slope(x)", "the factors not multiplied"),
            ("return f_slope(x) * g(x) + g_slope(x)", "the product rule"),
            ("return f_slope(g(x)) - g_slope(x)", "factors subtracted"),
            ("return f_slope(g(g(x))) * g_slope(x)", "g applied twice"),
            ("return (f_slope(g(x)) * g_slope(x)) ** 2", "squared"),
        ],
    },
    "missing_factor": {
        "right": [
            _four(),
            "return 3, 2 * x, -np.sin(x), 3 * x**2",
            "import math\nreturn [3.0, x + x, -math.sin(x), 3 * x * x]",
            "return np.array([3, 2 * x, -np.sin(x), 3 * x**2])",
            "h = 1e-5\nd = lambda g: (g(x + h) - g(x - h)) / (2 * h)\n"
            "return d(lambda x: 3 * x + 1), d(lambda x: x**2), d(np.cos), d(lambda x: x**3)",
            "return 3.0, x + x, np.cos(x + np.pi / 2), 3 * x * x",
            """
            import math
            power, wave = 3, 2 * x
            hill, steep = -math.sin(x), 3 * pow(x, 2)
            return [power, wave, hill, steep]
            """,
            """
            power = 6 / 2
            wave = (x + 1) ** 2 - x ** 2 - 1
            hill = np.sin(-x)
            steep = x ** 2 * 3
            return power, wave, hill, steep
            """,
            """
            d = dict(power=3, wave=2*x, hill=-np.sin(x), steep=3*x**2)
            return tuple(d.values())
            """,
        ],
        "wrong": [
            (_four(hill="np.sin(x)"), "the sign of cos's slope"),
            (_four(power="3 * x"), "the slope of the line gone wrong"),
            (
                _four("3 * x + 1", "x**2", "np.cos(x)", "x**3"),
                "the inner machine in place of its slope",
            ),
            (
                _four(
                    "15 * (3*x + 1)**4",
                    "2*x * np.cos(x**2)",
                    "-np.sin(x) * np.exp(np.cos(x))",
                    "3*x**2 * np.exp(x**3)",
                ),
                "the whole slope",
            ),
            (_four(steep="3 * x"), "a power's slope gone wrong"),
            (_four("'3'", "'2x'", "'-sin x'", "'3x²'"), "a text"),
            (_four(power="15"), "the 5 counted again"),
            (_four(end="print(power, wave, hill, steep)"), "printed, not returned"),
            (_four(hill="-np.cos(x)"), "−cos for the slope of cos"),
            (_four(wave="x**2", steep="x**3"), "the inner machine in place of its slope"),
            (
                _four("5 * (3*x + 1)**4", "np.cos(x**2)", "np.exp(np.cos(x))", "np.exp(x**3)"),
                "the outer factor",
            ),
            (_four(wave="2", steep="3"), "a power's slope gone wrong"),
            (
                _four(
                    "lambda x: 3", "lambda x: 2 * x", "lambda x: -np.sin(x)", "lambda x: 3 * x**2"
                ),
                "a function, not called",
            ),
            (_four(steep="..."), "dots left in"),
            (_four(hill="np.cos(x)"), "the inner machine in place of its slope"),
            (_four(steep="x**2"), "a power's slope gone wrong"),
            (_four(wave="-2 * x"), "a sign turned round"),
            (_four(hill="-np.sin"), "a function, not called"),
            (_four(steep="3 * x**3"), "a power's slope gone wrong"),
            (_four(power="3 * x", hill="np.sin(x)"), "several slips"),
            (_four("3 * x", "x**2", "np.sin(x)", "3 * x"), "several slips"),
            (_four(end="return power"), "one of the four alone"),
            (_four(end="return steep, hill, wave, power"), "in another order"),
            (_four(power="0", wave="2", hill="-np.cos(x)", steep="6 * x"), "one slope too many"),
            (_four(hill="-sin(x)"), "raised NameError"),
            (_four(power="4"), "the slope of the line gone wrong"),
            (
                """
            power = 15 * (3 * x + 1) ** 4
            wave = 2 * x * np.cos(x ** 2)
            hill = -np.sin(x) * np.exp(np.cos(x))
            steep = 3 * x ** 2 * np.exp(x ** 3)
            return power, wave, hill, steep
            """,
                "the whole slope",
            ),
            (
                """
            power = 3
            wave = 2 * x
            hill = np.sin(x)
            steep = 3 * x ** 2
            return power, wave, hill, steep
            """,
                "the sign of cos's slope",
            ),
            (
                """
            power = 3 * x
            wave = 2 * x
            hill = -np.sin(x)
            steep = 3 * x ** 2
            return power, wave, hill, steep
            """,
                "the slope of the line gone wrong",
            ),
            (
                """
            power = 3
            wave = 2
            hill = -np.sin(x)
            steep = 3 * x
            return power, wave, hill, steep
            """,
                "a power's slope gone wrong",
            ),
            (
                """
            power = 3
            wave = x
            hill = -np.sin(x)
            steep = x ** 2
            return power, wave, hill, steep
            """,
                "a power's slope gone wrong",
            ),
            (
                """
            power = 3 * x + 1
            wave = x ** 2
            hill = np.cos(x)
            steep = x ** 3
            return power, wave, hill, steep
            """,
                "the inner machine in place of its slope",
            ),
            (
                """
            power = 3
            wave = 2 * x
            hill = -np.sin
            steep = 3 * x ** 2
            return power, wave, hill, steep
            """,
                "a function, not called",
            ),
            (
                """
            power = '3'
            wave = '2x'
            hill = '-sin(x)'
            steep = '3x^2'
            return power, wave, hill, steep
            """,
                "a text",
            ),
            (
                """
                power = 5
                wave = np.cos(x)
                hill = np.exp(x)
                steep = np.exp(x)
                return power, wave, hill, steep
                """,
                "the outer machine's slope",
            ),
            (_four(power="1"), "nothing left out"),
            (_four(steep="-3 * x**2"), "a sign turned round"),
            (_four(steep="x + 1"), "one of the four alone is wrong"),
            (_four(wave="7 * x", steep="x + 1"), "several slips"),
        ],
    },
    "chain_of_list": {
        "right": [
            _walk("product *= slope(value); value = machine(value)"),
            """
            values = [x]
            for machine in machines:
                values.append(machine(values[-1]))
            return np.prod([slopes[i](values[i]) for i in range(len(slopes))])
            """,
            """
            if not machines:
                return 1.0
            return slopes[0](x) * chain_of_list(machines[1:], slopes[1:], machines[0](x))
            """,
            """
            total = 1
            for i in range(len(machines)):
                u = x
                for j in range(i):
                    u = machines[j](u)
                total = total * slopes[i](u)
            return total
            """,
            """
            def whole(x):
                for machine in machines:
                    x = machine(x)
                return x
            return (whole(x + 1e-6) - whole(x - 1e-6)) / 2e-6
            """,
            """
            def go(k, value):
                if k == len(machines):
                    return 1.0
                return slopes[k](value) * go(k + 1, machines[k](value))
            return go(0, x)
            """,
            """
            from functools import reduce
            return reduce(lambda c, p: (p[0](c[0]), c[1] * p[1](c[0])), zip(machines, slopes), (x, 1))[1]
            """,
            """
            import itertools
            values = list(itertools.accumulate(machines[:-1], lambda v, m: m(v), initial=x))
            return np.prod([d(v) for d, v in zip(slopes, values)])
            """,
        ],
        "wrong": [
            (
                "product = 1\nfor slope in slopes:\n    product *= slope(x)\nreturn product",
                "all slopes taken at x",
            ),
            (
                _walk("value = machine(value); product *= slope(value)"),
                "each slope taken at the machine's own output",
            ),
            (
                _walk("product *= slope(value); value = machine(value); return product", end=""),
                "only the first factor",
            ),
            (
                _walk("product *= slope(value); value = machine(value)", "product = 0"),
                "the product begins at 0",
            ),
            (
                _walk("product += slope(value); value = machine(value)", "product = 0"),
                "factors added",
            ),
            (_walk("product = slope(value); value = machine(value)"), "only the last factor"),
            (_walk("product *= slope(value); value = machine(x)"), "machines fed with x"),
            (
                _walk("product *= slope(value); value = machine(value)", end="return value"),
                "the value instead of the slope",
            ),
            (
                "for slope in slopes:\n    x = slope(x)\nreturn x",
                "derivatives composed instead of multiplied",
            ),
            (
                "p = 1\nfor i in range(len(slopes)):\n    p *= slopes[i](machines[i](x))\nreturn p",
                "machines fed with x",
            ),
            (
                "value, product = x, 1\nfor i in machines:\n    product *= slopes[i](value)\n"
                "    value = machines[i](value)\nreturn product",
                "raised TypeError",
            ),
            ("return np.prod(slopes)", "a function, not called"),
            (
                "value, product = x, 1\nfor i in range(len(machines) - 1):\n    product *= slopes[i](value)\n"
                "    value = machines[i](value)\nreturn product",
                "the last machine left out",
            ),
            (
                _walk("product *= slope(value); value = machine(value)", end="print(product)"),
                "printed, not returned",
            ),
            (
                "value, product = x, 1\nfor machine, slope in zip(machines[::-1], slopes[::-1]):\n"
                "    product *= slope(value)\n    value = machine(value)\nreturn product",
                "the list read from its end",
            ),
            (
                _walk("product *= slope(value); value = machine(value)", "product = x"),
                "the product begins at x",
            ),
            (_walk("product *= slope(value); value = slope(value)"), "walked along the slopes"),
            (
                _walk("product *= slope(value) * value; value = machine(value)"),
                "values multiplied in",
            ),
            (
                "for machine in machines:\n    x = machine(x)\nproduct = 1\nfor slope in slopes:\n"
                "    product *= slope(x)\nreturn product",
                "all slopes taken at the last output",
            ),
            (
                "value, product = x, 1\nfor i in range(len(machines)):\n    product *= slopes(value)\n"
                "    value = machines(value)\nreturn product",
                "raised TypeError",
            ),
            (_walk("product *= slope(value); value = machine(value)", end=""), "nothing returned"),
            (
                "product = 1\nfor i in range(len(slopes)):\n    product *= slopes[i](machines[i - 1](x))\n"
                "return product",
                "machines fed with x",
            ),
            (
                "value, product = x, 1\nfor i in range(1, len(machines)):\n    product *= slopes[i](value)\n"
                "    value = machines[i](value)\nreturn product",
                "the first machine left out",
            ),
            (
                _walk("product += slope(value); value = machine(value)", "product = 1"),
                "added to a first 1",
            ),
            (_walk("product *= slope; value = machine(value)"), "a function, not called"),
            ("for machine in machines:\n    x = machine(x)\nreturn slopes[-1](x)", None),
            (_walk("value = machine(value); product *= value"), "values multiplied in"),
            (
                """
            s = 1
            for d in slopes:
                s *= d(x)
            return s
            """,
                "all slopes taken at x",
            ),
            (
                """
            s = 1
            for m, d in zip(machines, slopes):
                x = m(x)
                s *= d(x)
            return s
            """,
                "each slope taken at the machine's own output",
            ),
            (
                """
            s = 0
            for m, d in zip(machines, slopes):
                s += d(x)
                x = m(x)
            return s
            """,
                "factors added",
            ),
            (
                """
            s = 1
            for m, d in zip(machines[::-1], slopes[::-1]):
                s *= d(x)
                x = m(x)
            return s
            """,
                "the list read from its end",
            ),
            (
                """
            s = 0
            for m, d in zip(machines, slopes):
                s *= d(x)
                x = m(x)
            return s
            """,
                "the product begins at 0",
            ),
            (
                """
            s = 1
            for m, d in zip(machines, slopes):
                s *= d(x)
                x = m(x)
                return s
            """,
                "only the first factor",
            ),
            (
                """
            for m in machines:
                x = m(x)
            return x
            """,
                "the value instead of the slope",
            ),
            (
                """
            s = 1
            for m, d in zip(machines, slopes):
                s = d(x)
                x = m(x)
            return s
            """,
                "only the last factor",
            ),
            (
                "a = machines[0](x)\nb = machines[1](a)\nreturn slopes[2](b) * slopes[1](a) * slopes[0](x)",
                "for some lengths only",
            ),
        ],
    },
    "both_rules": {
        "right": [
            "return np.exp(x**2) + x * np.exp(x**2) * 2 * x",
            "return (1 + 2 * x**2) * np.exp(x**2)",
            "from math import e\nreturn e**(x*x) + 2*x*x * e**(x*x)",
            "u, v = x, np.exp(x**2)\ndu, dv = 1, 2 * x * v\nreturn du * v + u * dv",
            "y = lambda x: x * np.exp(x**2)\nreturn (y(x + 1e-6) - y(x - 1e-6)) / 2e-6",
            "return np.exp(x**2 + np.log(1 + 2 * x**2))",
            """
            import math
            a = math.exp(x * x)
            return a + 2 * a * x * x
            """,
            """
            y = x * np.e ** x ** 2
            return np.e ** x ** 2 + 2 * x * y
            """,
            """
            from math import e
            return (1 + 2 * x * x) * e ** (x * x)
            """,
        ],
        "wrong": [
            ("return np.exp(x**2) + x * np.exp(x**2)", "the inner factor is missing"),
            ("return 2 * x * np.exp(x**2)", "the product of the two slopes"),
            ("return x * np.exp(x**2) * 2 * x", "only one path counted: x held still"),
            ("return np.exp(x**2)", "only one path counted: e^(x²) held still"),
            ("return np.exp(x**2) + 2 * x * np.exp(x**2)", "an x missing on the second path"),
            ("return x * np.exp(x**2)", "the value instead of the slope"),
            ("print(np.exp(x**2) + 2 * x**2 * np.exp(x**2))", "printed, not returned"),
            ("return np.exp(x**2) + x * np.exp(2 * x)", "exp taken at the slope of x²"),
            ("return np.exp(x**2) + x * x**2 * np.exp(x**2 - 1)", "the slope of a power"),
            ("return np.exp(x**2) - 2 * x**2 * np.exp(x**2)", "minus between the two paths"),
            ("return np.exp(x)**2 * (1 + 2 * x**2)", "another exponent than x²"),
            ("return np.exp(x**2) * 1 + 2 * x**2", "brackets missing"),
            ("return (1 + x**2) * np.exp(x**2)", "the 2 is missing"),
            ("return 1 + 2 * x * np.exp(x**2)", "the slope of the sum"),
            ("return np.exp(x*2) + x * np.exp(x*2) * 2 * x", "another exponent than x²"),
            ("return e**(x**2) * (1 + 2*x**2)", "raised NameError"),
            ("return np.exp(x**2) * 2 * x**2 * np.exp(x**2)", "paths multiplied"),
            ("return np.exp(x) + x * np.exp(x) * 2 * x", "another exponent than x²"),
            (
                "return np.exp(x**2) + x * np.exp(x**2) * x**2",
                "the inner value in place of the inner slope",
            ),
            ("return np.exp(2 * x)", "exp taken at the slope of x²"),
            ("y = x * np.exp(x**2)\nreturn np.gradient(y, x)", None),
            ("y = np.exp(x**2) * (1 + 2 * x**2)", "nothing returned"),
            (
                "y = lambda x: x * np.exp(x**2)\nreturn (y(x + 0.01) - y(x)) / 0.01",
                "a secant in place of the slope",
            ),
            ("return np.exp(x**2) + x * (np.exp(x**2) + 2 * x)", "factors added inside"),
            (
                "return np.exp(x**2) * 2 * x + x * np.exp(x**2) * 2 * x",
                "the inner factor on both paths",
            ),
            ("return np.exp * (x**2) * (1 + 2 * x**2)", "a function, not called"),
            ("return np.exp(x ** 2) + x * np.exp(x ** 2)", "the inner factor is missing"),
            ("return 2 * x * np.exp(x ** 2)", "the product of the two slopes"),
            ("return np.exp(x ** 2) * 2 * x ** 2", "only one path counted: x held still"),
            (
                "return x * np.exp(x ** 2) + np.exp(x ** 2) * 2 * x",
                "the other factor in the wrong place",
            ),
            ("return np.exp(x ** 2)", "only one path counted: e^(x²) held still"),
            ("return np.exp(x ** 2) + x * x ** 2 * np.exp(x ** 2 - 1)", "the slope of a power"),
            ("return np.exp(2 * x) + x * 2 * x * np.exp(2 * x)", "another exponent than x²"),
            ("return x * np.exp(x ** 2)", "the value instead of the slope"),
            ("return 1 + 2 * x**2", "e^(x²) lost"),
        ],
    },
    "depth_left": {
        "right": [
            _count("product *= slope; " + LEFT),
            "return int(np.argmax(np.abs(np.cumprod(slopes)) <= left)) + 1",
            """
            n = 0
            product = 1
            while n == 0 or product > left:
                product *= abs(slopes[n])
                n += 1
            return n
            """,
            "n = 1\nwhile abs(np.prod(slopes[:n])) > left:\n    n += 1\nreturn n",
            "return np.nonzero(np.abs(np.cumprod(slopes)) <= left)[0][0] + 1",
            _count("product = abs(product * slope); if product <= left: break"),
            """
            sizes = abs(np.cumprod(slopes))
            return next(k for k, size in enumerate(sizes, start=1) if size <= left)
            """,
            """
            p, n, it = 1.0, 0, iter(slopes)
            while abs(p) > left or n == 0:
                p *= next(it)
                n += 1
            return np.int64(n)
            """,
        ],
        "wrong": [
            (_count("product *= slope; if product <= left: return n"), "the sign not taken off"),
            (
                _count("product *= slope; " + LEFT, loop="n, slope in enumerate(slopes)"),
                "counted from 0",
            ),
            (_count("if abs(slope) <= left: return n"), "each slope looked at by itself"),
            (_count("product *= slope; if abs(product) < left: return n"), "strictly less"),
            (
                _count("product *= slope; if abs(product) <= left: return product"),
                "the product instead of the number of layers",
            ),
            (
                "n = 0\nproduct = 1.0\nwhile product > left:\n    product *= slopes[n]\n    n += 1\nreturn n",
                "the sign not taken off",
            ),
            (_count(LEFT + "; product *= slope"), "one layer too many"),
            (
                _count("product *= slope; if abs(product) <= left: print(n)", end=""),
                "printed, not returned",
            ),
            (_count("product += slope; " + LEFT, "product = 0.0"), "factors added"),
            (
                "return np.sum(np.abs(np.cumprod(slopes)) > left) + 1",
                "a product that rises again counted",
            ),
            (
                "return np.sum(np.abs(np.cumprod(slopes)) > left)",
                "a product that rises again counted",
            ),
            ("return np.argmax(np.abs(np.cumprod(slopes)) <= left)", "counted from 0"),
            (_count("product *= slope; " + LEFT, "product = 0.0"), "the product begins at 0"),
            (
                _count("product *= slope; if abs(product) <= left: last = n", end="return last"),
                "the last time instead of the first",
            ),
            (
                _count("product *= slope; if abs(product) >= left: return n"),
                "the comparison turned round",
            ),
            (
                _count(
                    "product *= slope; if abs(product) <= left: return n\n    else: return None"
                ),
                "nothing returned",
            ),
            (
                _count("product *= slope; if abs(product) <= left: return n\n    else: return 0"),
                "only the first layer counts",
            ),
            (_count("product = slope; " + LEFT), "each slope looked at by itself"),
            ("return len(slopes)", "all layers"),
            ("return np.prod(slopes) <= left", "yes or no instead of a number"),
            (
                "return int(np.ceil(np.log(left) / np.log(abs(slopes[0]))))",
                "a formula for equal factors",
            ),
            ("return np.prod(slopes)", "the product of all layers"),
            ("return np.nonzero(np.cumprod(slopes) <= left)[0][0] + 1", "the sign not taken off"),
            (_count("product *= slopes; " + LEFT), "a list where a number is due"),
            (
                _count("product *= slope; if abs(product) <= left: return slopes[:n]"),
                "the slopes instead of their number",
            ),
            (
                """
            p = 1
            for i, s in enumerate(slopes):
                p *= s
                if p <= left:
                    return i + 1
            """,
                "the sign not taken off",
            ),
            (
                """
            p = 1
            for i, s in enumerate(slopes):
                p *= s
                if abs(p) <= left:
                    return i
            """,
                "counted from 0",
            ),
            (
                """
            p = 1
            for i, s in enumerate(slopes):
                p *= s
                if abs(p) < left:
                    return i + 1
            """,
                "strictly less",
            ),
            (
                """
            p = 1
            n = 0
            for s in slopes:
                if abs(s) <= left:
                    return n
                n += 1
            """,
                "each slope looked at by itself",
            ),
            (
                """
            p = 1
            n = 0
            for s in slopes[::-1]:
                p *= s
                n += 1
                if abs(p) <= left:
                    return n
            """,
                "counted from the last layer",
            ),
            (
                """
            p = 1
            n = 0
            for s in slopes:
                p *= s
                n += 1
                if abs(p) >= left:
                    return n
            """,
                "the comparison turned round",
            ),
            (
                """
            n = 0
            p = 1
            while p > left:
                p *= slopes[0]
                n += 1
            return n
            """,
                "not done in time",
            ),
            (
                """
            p = 1
            n = 0
            for s in slopes:
                p += s
                n += 1
                if abs(p) <= left:
                    return n
            """,
                "factors added",
            ),
            ("return len([s for s in slopes if abs(s) <= left])", "the small slopes counted"),
            (
                """
            p = np.cumprod(slopes)
            return np.argmin(abs(p)) + 1
            """,
                "where the product is smallest",
            ),
            ("return int(np.sum(np.abs(np.cumprod(slopes)) <= left))", "all small ones counted"),
            (
                "p, n = 1.0, 0\nwhile abs(p) > left:\n    p *= slopes[n]\n    n += 1\nreturn n",
                "looked at before the first layer",
            ),
        ],
    },
    "every_slope": {
        "right": [
            _back("product *= slope; found.append(product)"),
            "return np.cumprod(slopes[::-1])[::-1]",
            "return np.array([np.prod(slopes[k:]) for k in range(len(slopes))])",
            """
            made = np.ones(len(slopes))
            made[-1] = slopes[-1]
            for k in range(len(slopes) - 2, -1, -1):
                made[k] = slopes[k] * made[k + 1]
            return made
            """,
            "found, product = [], 1\nfor s in reversed(slopes):\n    product = s * product\n"
            "    found.insert(0, product)\nreturn found",
            "return np.flip(np.multiply.accumulate(np.flip(slopes)))",
            """
            from collections import deque
            out, p = deque(), 1.0
            for s in list(slopes)[::-1]:
                p = p * s
                out.appendleft(p)
            return np.asarray(out)
            """,
            """
            out = np.array(slopes, dtype=float)
            for i in range(len(out) - 2, -1, -1):
                out[i] *= out[i + 1]
            return out
            """,
            """
            if len(slopes) == 0:
                return np.array([])
            rest = every_slope(slopes[1:]) if len(slopes) > 1 else np.array([1.0])
            return np.r_[slopes[0] * rest[0], rest] if len(slopes) > 1 else np.array([float(slopes[0])])
            """,
        ],
        "wrong": [
            ("return np.cumprod(slopes)", "products from the input"),
            (
                _back("product *= slope; found.append(product)", end="return np.array(found)"),
                "the order not turned back",
            ),
            (
                "return np.array([np.prod(slopes[k + 1:]) for k in range(len(slopes))])",
                "one factor short",
            ),
            ("return np.prod(slopes)", "only the whole slope"),
            ("return np.full(len(slopes), np.prod(slopes))", "the whole product everywhere"),
            (
                _back(
                    "product *= slope; found.append(product)",
                    loop="slope in slopes",
                    end="return np.array(found)",
                ),
                "products from the input",
            ),
            (_back("found.append(product); product *= slope"), "one factor short"),
            (
                "for i in range(len(slopes) - 1, 0, -1):\n    slopes[i - 1] *= slopes[i]\nreturn slopes",
                "an input changed",
            ),
            (
                _back("product *= slope; found.append(product)", "found, product = [], 0.0"),
                "the product begins at 0",
            ),
            (
                _back("product += slope; found.append(product)", "found, product = [], 0.0"),
                "sums in place of products",
            ),
            (
                _back("product *= slope; found.append(product); return np.array(found)", end=""),
                "stopped after one round",
            ),
            (_back("product *= slope; found.append(slope)"), "the local slopes themselves"),
            (
                _back("product *= slope; found.append(product)", end="print(found[::-1])"),
                "printed, not returned",
            ),
            (
                _back("product *= slope; found.append(product)", loop="slope in slopes"),
                "products from the input",
            ),
            (
                "total = np.prod(slopes)\nfound = []\nfor s in slopes:\n    found.append(total)\n"
                "    total /= s\nreturn np.array(found)",
                "the whole product divided up",
            ),
            (
                "return np.array([np.prod(slopes) / np.prod(slopes[:k]) for k in range(len(slopes))])",
                "the whole product divided up",
            ),
            (
                "return np.array([np.prod(slopes[:k]) for k in range(len(slopes))])",
                "products from the input",
            ),
            (
                "found = [slopes[-1]]\nfor k in range(len(slopes) - 2, 0, -1):\n"
                "    found.append(found[-1] * slopes[k])\nreturn np.array(found[::-1])",
                "the first machine left out",
            ),
            (
                _back("product *= slope; found.append(product)", end="return found.reverse()"),
                "None returned",
            ),
            (
                _back("product *= slope; found.append(product)", end="found[::-1]"),
                "nothing returned",
            ),
            (
                "return np.array([slopes[k] * slopes[k + 1] for k in range(len(slopes) - 1)] + [slopes[-1]])",
                "only the next factor",
            ),
            (
                "return np.array([np.prod(slopes) / s for s in slopes])",
                "its own factor divided out",
            ),
            ("slopes.reverse()\nreturn np.cumprod(slopes)[::-1]", "an input changed"),
            ("return slopes", "the local slopes themselves"),
            (
                "return [np.prod(slopes[i:]) for i in range(len(slopes) - 1)]",
                "the last slope missing",
            ),
            ("return slopes[-1] * np.ones(len(slopes))", "only the last factor"),
            (
                _back("product = slope; found.append(product)", end="return np.array(found)"),
                "the local slopes themselves",
            ),
            ("return np.array([slopes[k](1) for k in range(len(slopes))])", "raised TypeError"),
            ("return np.array(sorted(np.cumprod(slopes[::-1])))", None),
            ("return np.cumprod(slopes[::-1])", "the order not turned back"),
            ("return np.array(slopes)", "the local slopes themselves"),
            (
                """
            out = []
            for i in range(len(slopes)):
                out.append(np.prod(slopes[i + 1:]))
            return np.array(out)
            """,
                "one factor short",
            ),
            (
                """
            out = []
            p = 1
            for s in reversed(slopes):
                p *= s
                out.append(p)
            return np.array(out)
            """,
                "the order not turned back",
            ),
            ("return np.cumsum(slopes[::-1])[::-1]", "sums in place of products"),
            (
                """
            out = np.zeros(len(slopes))
            p = 1
            for i in range(len(slopes) - 1, 0, -1):
                p *= slopes[i]
                out[i] = p
            return out
            """,
                "the first machine left out",
            ),
            (
                """
            p = 1
            for s in slopes[::-1]:
                p *= s
                out = [p]
            return np.array(out)
            """,
                "only the whole slope",
            ),
            (
                """
                n = len(slopes)
                out = np.zeros(n)
                out[-1] = slopes[-1]
                for i in range(n - 2, 0, -1):
                    out[i] = out[i + 1] * slopes[i]
                return out
                """,
                "the first machine left out",
            ),
            ("return np.prod(slopes) / np.cumprod(slopes)", "one factor too many divided out"),
        ],
    },
}
