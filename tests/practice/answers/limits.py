"""What learners write in notebook 02."""

EPS = "eps = np.finfo(float).eps\n"
TURNS = "k = np.ceil(1 / h0 / (2 * np.pi))\n"
SIDES = "left = (f(x) - f(x - h)) / h\nright = (f(x + h) - f(x)) / h\n"

ANSWERS = {
    "forward": {
        "right": [
            "return (f(x + h) - f(x)) / h",
            "rise = f(x + h) - f(x)\nrun = (x + h) - x\nreturn rise / run",
            "return -(f(x) - f(x + h)) / h",
            "return np.diff([f(x), f(x + h)])[0] / h",
            "forward = lambda f, x, h: 1 / h * (f(x + h) - f(x))",
            "return f(x + h) / h - f(x) / h",
            """
            a, b = x, x + h
            return (f(b) - f(a)) / h
            """,
            "return np.subtract(f(x + h), f(x)) * (1 / h)",
            """
            rise = -f(x)
            rise += f(x + h)
            return rise / h
            """,
            "return np.diff(list(map(f, (x, x + h))))[0] / h",
        ],
        "wrong": [
            ("return f(x + h) - f(x) / h", "missing brackets"),
            ("return f(x + h) - f(x)", "the change instead of the slope"),
            ("return (f(x + h) - f(x - h)) / (2 * h)", "the central difference"),
            ("return (f(x + h) - f(x)) / (2 * h)", "divided by 2h"),
            ("return (f(x) + h - f(x)) / h", "h added to the output"),
            ("return (f(x) - f(x + h)) / h", "the sign reversed"),
            ("return (f(x) - f(x - h)) / h", "the backward difference"),
            ("return (f(x + h) - f(x)) / x", "divided by the place"),
            ("return f(h) / h", "f of the step"),
            ("return (f(x + 0.001) - f(x)) / 0.001", "another step than h"),
            ("h = 1e-6\nreturn (f(x + h) - f(x)) / h", "another step than h"),
            ("return (f(x + h) - f(x)) / x + h - x", "brackets missing around the run"),
            ("return (f(x + h) - f(x)) * h", "multiplied by h"),
            ("return h / (f(x + h) - f(x))", "run over rise, upside down"),
            ("return (f(x + h) - f(x)) / (x + h)", "divided by the place"),
            ("return (f(x) + f(h) - f(x)) / h", "f of the step"),
            ("return (f * (x + h) - f * x) / h", "a function, not called"),
            ("return np.gradient(f(x), x)", "`np.gradient` of one height"),
            ("print((f(x + h) - f(x)) / h)", "printed, not returned"),
            ("return abs(f(x + h) - f(x)) / h", "only the size"),
            ("return (f(x + h) + f(x)) / h", "plus instead of minus"),
            ("return (f(x + h) - f(x - h)) / h", "a step to x − h as well"),
            ("slope = (f(x + h) - f(x)) / h", "nothing returned"),
            ("return (f(x + dx) - f(x)) / dx", "raised NameError"),
            ("return round((f(x + h) - f(x)) / h, 3)", "rounded"),
            ("return f(x + h)", None),
            ("return x + h", None),
            ("return (f(x + h) - f(x)) // h", "rounded down"),
            ("return (f(x + h) - f(x)) / abs(h)", "the sign of h taken off"),
            ("return (f(x * (1 + h)) - f(x)) / h", "a step in proportion to x"),
        ],
    },
    "central": {
        "right": [
            "return (f(x + h) - f(x - h)) / (2 * h)",
            "return (f(x + h) - f(x - h)) / 2 / h",
            "return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2",
            "left, right = x - h, x + h\nreturn (f(right) - f(left)) / (right - left)",
            "x = np.asarray(x, dtype=float)\nreturn 0.5 * (f(x + h) - f(x - h)) / h",
            """
            if np.ndim(x) == 0:
                return (f(x + h) - f(x - h)) / (2 * h)
            return np.array([deriv(f, value, h) for value in x])
            """,
            "return np.vectorize(lambda v: (f(v + h) - f(v - h)) / (2 * h))(x)",
            """
            left = (f(x) - f(x - h)) / h
            right = (f(x + h) - f(x)) / h
            return (left + right) / 2
            """,
            "return sum(sign * f(x + sign * h) for sign in (-1, 1)) / h / 2",
            """
            x = np.asarray(x)
            hi, lo = np.add(x, h), np.subtract(x, h)
            return np.divide(f(hi) - f(lo), 2 * h)
            """,
            "return (f(x + h) / h - f(x - h) / h) * 0.5",
        ],
        "wrong": [
            ("return (f(x + h) - f(x - h)) / 2 * h", "brackets missing around 2h"),
            ("return (f(x + h) - f(x - h)) / h", "divided by h where 2h is due"),
            ("return (f(x + h) - f(x)) / h", "the forward difference"),
            ("return f(x + h) - f(x - h) / (2 * h)", "brackets missing around the rise"),
            ("return (f(x + h) - f(x)) / (2 * h)", "h left out on one side"),
            ("return (f(x + h / 2) - f(x - h / 2)) / h", "half a step to each side"),
            ("h = 0.001\nreturn (f(x + h) - f(x - h)) / (2 * h)", "another step than h"),
            ("return np.gradient(f(x), x)", "`np.gradient` of the values"),
            (
                "return np.array([(f(v + h) - f(v - h)) / (2 * h) for v in x])",
                "for arrays only",
            ),
            ("return (f(x) - f(x - h)) / h", "the backward difference"),
            ("return f(x + h) - f(x - h)", "not divided"),
            ("return (f(x - h) - f(x + h)) / (2 * h)", "the sign reversed"),
            ("return (f(x + h) + f(x - h)) / (2 * h)", "plus instead of minus"),
            (
                "return (f(x + h) - f(x - h)) / (x + h - x - h)",
                "the run by subtraction, without brackets",
            ),
            ("return (f(x + h) - f(x - h)) / 2", "divided by 2 alone"),
            ("return (f(x + 2 * h) - f(x - 2 * h)) / (4 * h)", "two steps to each side"),
            (
                """
                slopes = np.zeros_like(x)
                for i in range(len(x)):
                    slopes[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
                return slopes
                """,
                "raised TypeError",
            ),
            ("x = float(x)\nreturn (f(x + h) - f(x - h)) / (2 * h)", "for single numbers only"),
            ("return np.mean((f(x + h) - f(x - h)) / (2 * h))", None),
            ("slopes = (f(x + h) - f(x - h)) / (2 * h)", "nothing returned"),
            ("return f(x + h) - f(x - h) / 2 * h", "brackets missing around the rise"),
            ("x += h\nreturn (f(x) - f(x - 2 * h)) / (2 * h)", None),
            (
                "return (f(x + h) - f(x - h)) / (2 * h) if x > 0 else 0",
                "one True or False asked of an array",
            ),
            ("return (f(x + h / 2) - f(x - h / 2)) / (2 * h)", "half a step to each side"),
            (
                "return [(f(i + h) - f(i - h)) / (2 * h) for i in x]",
                "for arrays only",
            ),
            (
                """
            h = 1e-15
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
                None,
            ),
            ("return (f(x + h) + f(x - h) - 2 * f(x)) / h ** 2", "the bend instead of the slope"),
            ("return (f(x + 2 * h) - f(x)) / (2 * h)", "two steps to one side"),
            ("return (f(x + h) - f(x - h)) / 2 / h / h", "divided by h twice"),
        ],
    },
    "good_step": {
        "right": [
            EPS + "return eps ** (1 / 3) * max(abs(x), 1)",
            "return 1e-5 * (1 + abs(x))",
            "return 6e-6 * max(1.0, np.abs(x))",
            "return np.cbrt(np.finfo(np.float64).eps) * max(abs(x), 1e-3)",
            "if abs(x) < 1:\n    return 1e-5\nreturn 1e-5 * abs(x)",
            "return 1e-6 * abs(x) + 1e-8",
            "return 1e-5 * np.sqrt(1 + x * x)",
            """
            scale = 1 if -1 < x < 1 else abs(x)
            return 6e-6 * scale
            """,
            "return np.cbrt(np.spacing(1.0)) * np.hypot(x, 1)",
            "return 6.05e-6 * float(np.maximum(np.abs(x), 1.0))",
            """
            import math
            return math.ulp(1.0) ** (1 / 3) * max(abs(x), 1)
            """,
            "return 2.0 ** -17 * max(1, abs(x))",
            "return 6e-6 * (1 + abs(x))",
        ],
        "wrong": [
            ("return 1e-5", "an absolute step"),
            (EPS + "return eps ** (1 / 3)", "an absolute step"),
            (EPS + "return eps ** (1 / 3) * x", "the step has the sign of x"),
            (EPS + "return eps ** (1 / 3) * abs(x)", "zero at zero"),
            (EPS + "return eps ** 1 / 3 * max(abs(x), 1)", "brackets missing around 1 / 3"),
            (EPS + "return eps ** 0.5 * max(abs(x), 1)", "the step for the forward difference"),
            (EPS + "return eps", "an absolute step"),
            ("return 1e-3 * max(abs(x), 1)", "far too long"),
            (EPS + "return eps * abs(x)", "a step as short as from float to float"),
            (EPS + "return eps ** 1 / 3", "brackets missing around 1 / 3"),
            (EPS + "return eps ** 3", "the third power instead of the root"),
            (EPS + "return eps ** (1 / 3) * max(x, 1)", "x taken for its size"),
            ("return np.spacing(x)", "a step as short as from float to float"),
            ("return 1e-8 * max(abs(x), 1)", "the step for the forward difference"),
            ("return x / 1000", "the step has the sign of x"),
            ("return 1e-10 * max(abs(x), 1)", "too short for its x"),
            ("return {1: 6e-6, 1e6: 6.0, -300: 1.8e-3, 0: 6e-6}[x]", "raised KeyError"),
            (EPS + "return eps ** (1 / 3) / max(abs(x), 1)", "divided by the size of x"),
            (EPS + "return eps ** (1 / 3) * max(x ** 2, 1)", "scaled with the square of x"),
            (EPS + "return (eps * abs(x)) ** (1 / 3)", "not in proportion to x"),
            (EPS + "return (eps * max(abs(x), 1)) ** (1 / 3)", "not in proportion to x"),
            ("if x == 1:\n    return 6e-6\nif x == 1e6:\n    return 6.0", "nothing returned"),
            ("return 0", "no step at all"),
            ("return -6e-6 * max(abs(x), 1)", "a negative step"),
            ("return '1e-5'", "a text"),
            ("print(6e-6 * max(abs(x), 1))", "printed, not returned"),
            ("return 1e-15", "an absolute step"),
            (
                "return np.sqrt(np.finfo(float).eps) * max(abs(x), 1)",
                "the step for the forward difference",
            ),
            ("return 2.2e-16 ** (1 / 3) * x", "the step has the sign of x"),
            (
                "return np.finfo(float).eps ** 1 / 3 * max(abs(x), 1)",
                "brackets missing around 1 / 3",
            ),
            (
                """
            eps = np.finfo(float).eps
            return np.cbrt(eps) * max(x, 1)
            """,
                "x taken for its size",
            ),
            (
                "return np.finfo(float).eps * max(abs(x), 1)",
                "a step as short as from float to float",
            ),
            ("eps = 2.2e-16\nreturn eps**1 / 3 * max(abs(x), 1)", "brackets missing around 1 / 3"),
            ("return np.cbrt(2.2e-16) * min(abs(x), 1)", "min in place of max"),
            (
                "return float(np.finfo(np.float32).eps) ** (1 / 3) * max(abs(x), 1)",
                "the ε of float32",
            ),
            ("return 1e-5 * max(abs(x), 1),", "another shape"),
        ],
    },
    "one_sided": {
        "right": [
            SIDES + "return left, right",
            "left = (f(x - h) - f(x)) / -h\nright = (f(x + h) - f(x)) / h\nreturn [left, right]",
            "y = [f(x - h), f(x), f(x + h)]\nreturn np.diff(y) / h",
            "slope = lambda a, b: (f(b) - f(a)) / (b - a)\nreturn slope(x - h, x), slope(x, x + h)",
            "return tuple((f(x + k * h) - f(x)) / (k * h) for k in (-1, 1))",
            """
            left, right = [(f(b) - f(a)) / (b - a) for a, b in [(x - h, x), (x, x + h)]]
            return [left, right]
            """,
            """
            right = (f(x + h) - f(x)) / h
            h = -h
            left = (f(x + h) - f(x)) / h
            return np.array([left, right])
            """,
        ],
        "wrong": [
            (
                "left = (f(x - h) - f(x)) / h\nright = (f(x + h) - f(x)) / h\nreturn left, right",
                "the left rise turned round",
            ),
            (
                "left = (f(x + h) - f(x)) / h\nright = (f(x) - f(x - h)) / h\nreturn left, right",
                "left and right exchanged",
            ),
            ("left = f(x) - f(x - h)\nright = f(x + h) - f(x)\nreturn left, right", "not divided"),
            (
                "left = f(x) - f(x - h) / h\nright = f(x + h) - f(x) / h\nreturn left, right",
                "missing brackets",
            ),
            (
                "left = (f(x) - f(x - h)) / (2 * h)\nright = (f(x + h) - f(x)) / (2 * h)\nreturn left, right",
                "divided by 2h",
            ),
            (
                "left = f(x - h)\nright = f(x + h)\nreturn left, right",
                "the heights instead of the slopes",
            ),
            (
                "left = (f(x) - f(x - h)) / h\nright = (f(x) - f(x + h)) / h\nreturn left, right",
                "the right rise turned round",
            ),
            (
                "left = (f(x + h) - f(x)) / h\nright = (f(x + h) - f(x)) / h\nreturn left, right",
                "the right slope twice",
            ),
            (
                SIDES + "return sorted([left, right])",
                "the smaller first",
            ),
            ("left = (f(x) - f(x - h)) / h\nright = ...\nreturn left, right", "dots left in"),
            ("return (f(x) - f(x - h)) / h", "one side only"),
            (
                "left = right = (f(x + h) - f(x - h)) / (2 * h)\nreturn left, right",
                "the central slope twice",
            ),
            ("return (f(x + h) - f(x - h)) / (2 * h)", "the average of both"),
            (
                "left = abs(f(x) - f(x - h)) / h\nright = abs(f(x + h) - f(x)) / h\nreturn left, right",
                "only the sizes",
            ),
            (
                SIDES + "print(left, right)",
                "printed, not returned",
            ),
            (
                "left = (f(x - h) - f(x)) / h\nright = (f(x) - f(x + h)) / h\nreturn left, right",
                "both signs turned round",
            ),
            (
                "left = (f(x) - f(x - h)) / h\nright = (f(x + h) - f(x - h)) / (2 * h)\nreturn left, right",
                "a central slope on one side",
            ),
            (
                "return (f(x - h) - f(x - 2 * h)) / h, (f(x + 2 * h) - f(x + h)) / h",
                "the secants end in other places",
            ),
            (
                "left = (f(x) - f(x - h)) / h\nright = left\nreturn left, right",
                "the left slope twice",
            ),
            (
                """
            left = (f(x + h) - f(x - h)) / (2 * h)
            right = (f(x + h) - f(x - h)) / (2 * h)
            return left, right
            """,
                "the central slope twice",
            ),
            (
                """
            left = x - h
            right = x + h
            return left, right
            """,
                "the places instead of the slopes",
            ),
            (
                """
            left = (f(x) - f(x - h)) / (x - h)
            right = (f(x + h) - f(x)) / (x + h)
            return left, right
            """,
                "divided by the place",
            ),
            (
                """
            left = (f(x - h) - f(x - 2*h)) / h
            right = (f(x + h) - f(x)) / h
            return left, right
            """,
                "the secants end in other places",
            ),
            (
                "left = (f(x) - f(x - h)) / h\nright = (f(x + h) - f(x)) / h\nreturn (left + right) / 2",
                "the average of both",
            ),
            (
                "h = 1e-7\nleft = (f(x) - f(x - h)) / h\nright = (f(x + h) - f(x)) / h\nreturn left, right",
                "another step than h",
            ),
        ],
    },
    "within": {
        "right": [
            "return delta / 3",
            "return delta / 6",
            "return delta / 100",
            "return min(delta / 3, 1)",
            "return np.sqrt(1 + delta / 3) - 1",
        ],
        "wrong": [
            ("return 3 * delta <= delta", "True or False"),
            ("return (3 * (1 + delta) ** 2 - 3) / delta", "the slope of a secant"),
            ("return delta", "short enough for x², not for 3x²"),
            ("return delta / 2", "short enough for x², not for 3x²"),
            ("return 3 * delta", "multiplied instead of divided"),
            ("return 6 * delta", "multiplied instead of divided"),
            ("return 6 + delta", "the slope instead of the step"),
            ("return 6", "the slope instead of the step"),
            ("return 1e-5", "the same step for every δ"),
            ("return 1e-200", "the same step for every δ"),
            ("return 0", "no step at all"),
            ("return -delta / 3", "a negative step"),
            ("return -delta / 3, delta / 3", "both ends of the steps"),
            ("return delta ** 0.5", "a root of δ"),
            ("return np.sqrt(delta / 3)", "a root of δ"),
            ("h0 = delta / 3", "nothing returned"),
            ("return delta**2", "the square of δ"),
            ("return delta**2 / 3", "the square of δ"),
            ("return delta**1.5", "too long a step for some δ"),
            ("return 3 / delta", "divided by δ"),
            ("return 2 * delta / 3", "too long a step for some δ"),
            ("return delta / 3 + 0.0001", "too long a step for some δ"),
            ("return delta - 6", "the 6 left in"),
            ("return delta / 3 - 0.01", "no step for some δ"),
        ],
    },
    "escape": {
        "right": [
            "return 1 / (np.pi / 2 + 2 * np.pi * np.ceil(1 / h0 / (2 * np.pi)))",
            """
            k = 0
            while 1 > h0 * (np.pi / 2 + 2 * np.pi * k):
                k += 1
            return 1 / (np.pi / 2 + 2 * np.pi * k)
            """,
            "k = int(1 / h0)\nreturn 1 / (np.pi / 2 + 2 * np.pi * k)",
            "return 2 / (np.pi * (1 + 4 * int(1 / h0 + 1)))",
        ],
        "wrong": [
            ("return np.sin(1 / h0)", "the slope for the step h₀"),
            ("return 2 / np.pi", "longer than h₀"),
            ("return 1 / (np.pi / 2 + 2 * np.pi * 10**6)", "the same step for every h₀"),
            ("return 1 / (np.pi / 2 + 2 * np.pi)", "longer than h₀"),
            (
                TURNS + "return np.pi / 2 + 2 * np.pi * k",
                "1/h instead of h",
            ),
            ("k = int(1 / h0)\nreturn 1 / (-np.pi / 2 + 2 * np.pi * (k + 1))", "−1 instead of 1"),
            (
                TURNS + "return 1 / (3 * np.pi / 2 + 2 * np.pi * k)",
                "−1 instead of 1",
            ),
            (
                TURNS + "return -1 / (np.pi / 2 + 2 * np.pi * k)",
                "a step to the left",
            ),
            ("return h0", "a fixed share of h₀"),
            ("return h0 / 10", "a fixed share of h₀"),
            (
                TURNS + "return 1 / (2 * np.pi * k)",
                "where the sine is 0",
            ),
            ("k = np.ceil(1 / h0 / 360)\nreturn 1 / (90 + 360 * k)", "degrees for radians"),
            ("return np.pi / 2", "the sine of h"),
            ("return 0", "a step that isn't between 0 and h₀"),
            ("return 1 / h0", "a step that isn't between 0 and h₀"),
            ("k = int(1 / h0)\nreturn 1 / (np.pi / 2 + np.pi * k)", "half turns for full ones"),
            (
                "n = np.floor((1 / h0 - np.pi / 2) / (2 * np.pi))\n"
                "return 1 / (np.pi / 2 + 2 * np.pi * n)",
                "too few turns",
            ),
            ("n = np.ceil(1 / h0)\nreturn 1 / (90 + 360 * n)", "degrees for radians"),
            ("k = int(1 / h0) + 1\nreturn 1 / (2 * np.pi * k)", "where the sine is 0"),
            ("h = np.pi / 2\nwhile h > h0:\n    h -= 2 * np.pi\nreturn h", "the sine of h"),
            (
                "hs = np.linspace(h0 / 1000, h0, 50)\nreturn hs[np.argmax(np.sin(1 / hs))]",
                "another slope than 1",
            ),
        ],
    },
    "lies": {
        "right": [
            SIDES + "return abs(right - left) > 0.1",
            "return abs(f(x + h) - 2 * f(x) + f(x - h)) / h > 0.1",
            SIDES + "if abs(left - right) > 0.1:\n    return True\nreturn False",
            SIDES + "return not np.isclose(left, right, atol=0.1)",
        ],
        "wrong": [
            (
                SIDES + "return abs(right - left) < 0.1",
                "yes and no exchanged",
            ),
            (
                SIDES + "return left != right",
                "any difference taken for a corner",
            ),
            (
                "h = 0.1\n" + SIDES + "return abs(right - left) > 0.1",
                "too long a step",
            ),
            ("return abs(f(x + h) - f(x - h)) / (2 * h) < 1e-9", "a level tangent taken for a lie"),
            (
                SIDES + "return abs(abs(right) - abs(left)) > 0.1",
                "only the sizes compared",
            ),
            (
                SIDES + "return right - left > 0.1",
                "the size forgotten",
            ),
            (
                SIDES + "return left - right > 0.1",
                "the size forgotten",
            ),
            ("return abs(f(x + h) - f(x - h)) > 0.1", "heights compared, not slopes"),
            (
                SIDES + "return abs(f(x + h) - f(x - h) - 2 * h * right) > 0.2 * h",
                "the central slope compared with one side",
            ),
            (SIDES + "return abs(right + left) > 0.1", "the left rise turned round"),
            (SIDES + "return abs(right - left) > 0.01", "another limit than 0.1"),
            (SIDES + "return abs(right - left) > 1", "another limit than 0.1"),
            ("return False", "always believed"),
            (SIDES + "return left * right < 0", "only the signs compared"),
            (SIDES + "return np.sign(left) != np.sign(right)", "only the signs compared"),
            ("return True", "never believed"),
            (
                SIDES + "return abs(right - left)",
                "the gap instead of yes or no",
            ),
            (
                SIDES + "abs(right - left) > 0.1",
                "nothing returned",
            ),
            (
                SIDES + "return left, right",
                None,
            ),
            (
                SIDES + "return abs(right - left) > 0.1 * abs(right)",
                "compared with the slope itself",
            ),
            (
                SIDES + "return max(left, right) > 0.1",
                "how steep it is, not how far apart the two are",
            ),
        ],
    },
    "differentiable": {
        "right": [
            "[False, True, True, False, False]",
            "(False, True, True, False, False)",
            "np.array([False, True, True, False, False])",
            "[0, 1, 1, 0, 0]",
            "[np.bool_(v) for v in (0, 1, 1, 0, 0)]",
            "(0 > 1, 1 > 0, True, False, False)",
            "np.array([0, 1, 1, 0, 0], dtype=bool)",
            "[np.bool_(False), np.bool_(True), 1, 0, False]",
        ],
        "wrong": [
            ("[True, True, True, True, True]", "continuous taken for differentiable"),
            ("[False, True, False, False, False]", "a derivative overlooked, of x·|x| at 0"),
            (
                "[False, False, True, False, False]",
                "a derivative overlooked, of ReLU at 2",
            ),
            ("[False, True, True, True, False]", "a vertical tangent taken for a derivative"),
            ("[False, True, True, False, True]", "wiggles forgotten"),
            ("[False, False, False, False, False]", "no derivative anywhere"),
            ("[True, True, True, False, False]", "a corner overlooked"),
            ("[False, True, False, True, False]", "a derivative overlooked, of x·|x| at 0"),
            (
                "[False, False, False, True, True]",
                "ReLU and x·|x| suspected, ∛x and x·sin(1/x) trusted",
            ),
            ("[False, True, True, True, True]", "only the corner found"),
            ("[True, True, True, False, True]", "as the central difference has it"),
            ("[True, False, False, True, True]", "yes and no exchanged"),
            ("['False', 'True', 'True', 'False', 'False']", "a text"),
            ("[None, True, True, None, None]", "no numbers"),
            ("lambda: [False, True, True, False, False]", "a function, not called"),
            ("[False, True, True, False]", "another shape"),
            ("[False, True, ..., False, False]", "dots left in"),
            ("True", "another shape"),
            ("'no'", "a text"),
            ("{1: False, 2: True, 3: True, 4: False, 5: False}", "no numbers"),
            ('["False", "True", "True", "False", "False"]', "a text"),
        ],
    },
    "float32": {
        "right": [
            "x = np.asarray(x, dtype=np.float64)\nh = 1e-5\nreturn (f(x + h) - f(x - h)) / (2 * h)",
            "h = np.float32(5e-3)\nreturn (f(x + h) - f(x - h)) / (2 * h)",
            "h = 0.005\nreturn (f(x + h) - f(x - h)) / (2 * h)",
            "h = np.float64(1e-6)\nreturn (f(x + h) - f(x - h)) / (2 * h)",
            "h = np.finfo(np.float32).eps ** (1 / 3)\nreturn (f(x + h) - f(x - h)) / (2 * h)",
            "x = x.astype(float)\nreturn np.array([(f(v + 1e-6) - f(v - 1e-6)) / 2e-6 for v in x])",
            "x = x.astype(float)\nh = 1e-5\nreturn (f(x + h) - f(x)) / h",
            """
            x = np.asarray(x, dtype=float)
            h = 1e-5 * (1 + abs(x))
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
            """
            h = np.float64(6e-6) * np.where(abs(x) > 1, abs(x), 1).astype(np.float64)
            high, low = f(x.astype('f8') + h), f(x.astype('f8') - h)
            return ((high - low) / h / 2).astype(np.float32)
            """,
            """
            h = np.float64(1e-8)
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
            """
            h = np.float32(1e-2)
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
            """
            h = np.cbrt(np.finfo(x.dtype).eps) * np.maximum(np.abs(x), np.float32(1))
            a, b = x + h, x - h
            return (f(a) - f(b)) / (a - b)
            """,
            """
            return np.array([(f(np.float64(v) + 1e-6) - f(np.float64(v) - 1e-6)) / 2e-6 for v in x])
            """,
        ],
        "wrong": [
            ("h = 1e-8\nreturn (f(x + h) - f(x - h)) / (2 * h)", "a step that x can't feel"),
            ("return np.cos(x)", "an input not used"),
            ("h = np.sqrt(np.finfo(np.float32).eps)\nreturn (f(x + h) - f(x)) / h", None),
            ("h = 1e-6\nreturn (f(x + h) - f(x - h)) / (2 * h)", "round-off still there"),
            (
                """
            h = np.float32(1e-8)
            slope = (f(x + h) - f(x - h)) / (2 * h)
            return slope.astype(np.float64)
            """,
                "more digits when they are lost already",
            ),
            (
                "h = np.float32(1e-16)\nreturn (f(x + h) - f(x - h)) / (2 * h)",
                "a step that x can't feel",
            ),
            ("h = 0.1\nreturn (f(x + h) - f(x - h)) / (2 * h)", "a step too long"),
            (
                "h = np.float32(1e-5)\nreturn (f(x + h) - f(x - h)) / (2 * h)",
                "round-off still there",
            ),
            (
                "x = x.astype(np.float64)\nh = 1e-17\nreturn (f(x + h) - f(x - h)) / (2 * h)",
                "a step that x can't feel",
            ),
            (
                "x = x.astype(np.float64)\nh = 1e-5\nreturn (f(x + h) - f(x - h)) / h",
                "divided by h where 2h is due",
            ),
            (
                "x = x.astype(np.float64)\nh = 1e-5\nreturn (f(x + h) - f(x - h)) / 2 * h",
                "not divided by the step",
            ),
            ("h = 0.5\nreturn (f(x + h) - f(x)) / h", "to one side, by a long step"),
            ("h = 1\nreturn (f(x + h) - f(x - h)) / (2 * h)", "a step too long"),
            (
                "x = x.astype(np.float64)\nh = 1e-5 * x\nreturn (f(x + h) - f(x - h)) / (2 * h)",
                "NaN where x is 0",
            ),
            (
                "x = x.astype(np.float64)\nh = 1e-14\nreturn (f(x + h) - f(x - h)) / (2 * h)",
                "round-off still there",
            ),
            (
                "x = x.astype(np.float64)\nh = 1e-5\nreturn (f(x - h) - f(x + h)) / (2 * h)",
                "the sign reversed",
            ),
            (
                "x = x.astype(np.float64)\nh = 1e-5\nslope = (f(x + h) - f(x - h)) / (2 * h)",
                "nothing returned",
            ),
            (
                "x = x.astype(np.float64)\nh = 1e-5\nreturn (f(x + h) - f(x + h)) / (2 * h)",
                "no difference at all",
            ),
            ("return np.gradient(f(x), x)", None),
            (
                """
            h = np.float32(1e-15)
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
                "a step that x can't feel",
            ),
            (
                """
            h = np.float32(1e-8)
            return (f(x + h) - f(x)) / h
            """,
                "one side only, by the same step",
            ),
            (
                """
            h = np.finfo(np.float32).eps ** (1 / 3) * x
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
                "NaN where x is 0",
            ),
            (
                """
            h = np.float32(1e-4)
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
                "round-off still there",
            ),
            (
                """
            h = np.finfo(np.float32).eps * np.maximum(abs(x), 1)
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
                "round-off still there",
            ),
        ],
    },
    "line_error": {
        "right": [
            "return (f(x + h) - (f(x) + m * h)) / h",
            "return (f(x + h) - f(x)) / h - m",
            """
            line = f(x) + m * h
            curve = f(x + h)
            error = curve - line
            return error / h
            """,
        ],
        "wrong": [
            ("return f(x + h) - (f(x) + m * h)", "the error itself"),
            ("return (f(x) + m * h - f(x + h)) / h", "line minus curve"),
            ("return (f(x + h) - m * (x + h)) / h", "the line not through the point"),
            ("return f(x + h) - f(x) - m * h / h", "missing brackets"),
            ("return abs(f(x + h) - f(x) - m * h) / h", "only the size"),
            ("return (f(x + h) - f(x) + m * h) / h", "plus instead of minus"),
            ("return (f(x + h) - f(x)) / h", "the line left out"),
            ("return (f(x + h) - f(x) - m * x) / h", "a climb counted from 0"),
            ("return (f(x + h) - m * h) / h", "f(x) left out of the line"),
            ("return (f(x + h) - f(x) - m) / h", "m not times h"),
            ("return (f(x + h) - f(x) - m * h) / h**2", "divided by h twice"),
            ("return (f(x + h) - f(x) - m * h) / (x + h)", "divided by the place"),
            ("return (f(x - h) - f(x) + m * h) / h", "the step to x − h"),
            ("return (f(x + h) - f(x) - m * h) * h", "multiplied by h"),
        ],
    },
    "richardson": {
        "right": [
            """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return (4 * D(h / 2) - D(h)) / 3
            """,
            """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return D(h / 2) + (D(h / 2) - D(h)) / 3
            """,
        ],
        "wrong": [
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return (4 * D(h) - D(h / 2)) / 3
            """,
                "the two swapped",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return 2 * D(h / 2) - D(h)
            """,
                "2 for 4, as for order 1",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return (D(h) + D(h / 2)) / 2
            """,
                "the average",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return 4 * D(h / 2) - D(h)
            """,
                "not divided by 3",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return (4 * D(h / 2) - D(h)) / 4
            """,
                "divided by 4 or 5",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return (4 * D(h / 2) + D(h)) / 5
            """,
                "plus instead of minus",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return D(h / 2)
            """,
                "the shorter step alone",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return D(h)
            """,
                "the longer step alone",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return (4 * D(h) - D(2 * h)) / 3
            """,
                "twice the step in place of half",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x)) / h
            return (4 * D(h / 2) - D(h)) / 3
            """,
                "forward differences",
            ),
            (
                """
            short = (f(x + h / 2) - f(x - h / 2)) / (2 * h)
            return (4 * short - (f(x + h) - f(x - h)) / (2 * h)) / 3
            """,
                "only half of D(h/2)",
            ),
            (
                """
            D = lambda h: (f(x + h) - f(x - h)) / (2 * h)
            return D(h) - D(h / 2) / 4
            """,
                "a quarter of the shorter step's",
            ),
        ],
    },
    "narrowest": {
        "right": [
            "return (left + right) / 2, abs(left - right) / 2",
            "m = left + (right - left) / 2\nreturn m, abs(right - m)",
            "return np.mean([left, right]), np.ptp([left, right]) / 2",
            "low, high = sorted([left, right])\nreturn [(low + high) / 2, (high - low) / 2]",
        ],
        "wrong": [
            ("return (left + right) / 2, abs(left - right)", "the whole gap for δ"),
            ("return (left + right) / 2, (right - left) / 2", "δ with a sign"),
            ("return left, abs(left - right)", "one side claimed"),
            ("return right, 0.0", "one side forgotten"),
            ("return left + right, abs(left - right) / 2", "the sum for the mean"),
            (
                "return (right - left) / 2, abs(left - right) / 2",
                "half the difference for the mean",
            ),
            ("return abs(left - right) / 2, (left + right) / 2", "m and δ exchanged"),
            ("return 0.0, max(abs(left), abs(right))", "0 always claimed"),
            ("return sorted([left, right])", "the ends of the band"),
            (
                "return (abs(left) + abs(right)) / 2, abs(abs(left) - abs(right)) / 2",
                "sizes for slopes",
            ),
            ("return right, abs(left - right) / 2", "half the gap, claimed at one side"),
            ("return (left + right) / 2, abs(left - right) / 4", "a quarter of the gap"),
            ("return (left + right) / 2, 0", "no width at all"),
        ],
    },
    "size": {
        "right": [
            "return (x, b) if x >= 0 else (-x, -b)",
            "return abs(x), np.sign(x) * b",
            """
            if x < 0:
                return -x, -b
            return x, b
            """,
            "z = np.sqrt((x + 1j * b) ** 2)\nreturn z.real, z.imag",
            "z = x + 1j * b\nz = z if x > 0 else -z\nreturn [z.real, z.imag]",
        ],
        "wrong": [
            ("return x, b if x > 0 else -x, -b", "brackets missing around the two pairs"),
            ("return abs(x + 1j * b), 0", "the size of a complex number"),
            ("return abs(x), 0", "the part beside i dropped"),
            ("return x, b", "nothing turned round"),
            ("return -x, -b", "always turned round"),
            ("return (-x, -b) if x >= 0 else (x, b)", "right and left exchanged"),
            ("return (x, b) if b >= 0 else (-x, -b)", "the sign of the step"),
            ("return abs(x), b", "only the real part turned round"),
            ("return abs(x), abs(b)", "the size of each part"),
            ("return (x, b) if x >= 0 else (x, -b)", "only the part beside i turned round"),
            ("return (x, b) if x > 0 else (0, 0)", "ReLU"),
            ("return abs(x), np.sign(x)", "the slope alone"),
            ("return abs(x + 1j * b)", "the size alone"),
            ("return np.abs(x)", "the size alone"),
            ("z = x + 1j * b\nreturn z if x > 0 else -z", "one complex number"),
        ],
    },
}
