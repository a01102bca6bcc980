"""What learners write in notebook 05."""


def _each(inside, start="slopes = []", loop="i in range(len(v))", end="return np.array(slopes)"):
    lines = "\n    ".join(inside.split("; "))
    return f"{start}\nfor {loop}:\n    {lines}\n{end}"


COPIES = "ahead, back = v.copy(), v.copy(); ahead[i] += h; back[i] -= h; "
CENTRAL = "slopes.append((f(ahead) - f(back)) / (2 * h))"

ANSWERS = {
    "own_ruler": {
        "right": [
            "return -eta * g / k**2",
            "new = g / k\nreturn (-eta * new) / k",
            "return [-eta * a / (b * b) for a, b in zip(g, k)]",
        ],
        "wrong": [
            ("return -eta * g", "a step on which k has no effect"),
            ("return -eta * g / k", "not carried back"),
            ("return -eta * g * k", "multiplied by k"),
            ("return -eta * g * k**2", "multiplied twice"),
            ("return eta * g / k**2", "uphill"),
            ("return -g / k**2", "η left out"),
            ("s = g / k**2\nreturn -eta * s / np.linalg.norm(s)", "made 1 long"),
            ("return -eta * np.sign(g)", "each entry by its own size"),
            ("return -eta * np.sum(g / k**2)", "one number"),
            ("return -eta * (g / k) * k", "a step on which k has no effect"),
            ("return -eta * g / k**3", None),
            ("return g / k", None),
            (
                "return -eta * g / (k * np.abs(k))",
                "k's sign kept",
            ),
        ],
    },
    "partials": {
        "right": [
            "return np.array([4 * z**3 * x, 6 * z**2 * x**2])",
            "return 2 * z**3 * 2 * x, 2 * 3 * z**2 * x**2",
            "dx = 4 * x * z**3\ndz = 6 * x**2 * z**2\nreturn [dx, dz]",
            "grad = np.zeros(2)\ngrad[0] = 4 * x * z**3\ngrad[1] = 6 * (x * z) ** 2\nreturn grad",
            """
            value = 2 * z * x * z * x
            return np.array([2 * z ** 2, 0]) * 0 + np.array([4 * x * z ** 3, 3 * value])
            """,
            """
            g = np.empty(2)
            g[0], g[1] = 2 * (2 * x) * z ** 3, 2 * x * x * (3 * z * z)
            return g
            """,
            "return [4 * z**3 * x, 6 * z**2 * x**2]",
            """
            g = 2 * z ** 2 * x * np.array([2 * z, 3 * x])
            return g
            """,
        ],
        "wrong": [
            ("return np.array([6 * z**2 * x**2, 4 * z**3 * x])", "the partials in the wrong order"),
            ("return np.array([4 * x, 6 * z**2])", "the held input dropped"),
            ("return 4 * z**3 * x + 6 * z**2 * x**2", "the partials added"),
            ("return np.array(4 * z**3 * x, 6 * z**2 * x**2)", "raised TypeError"),
            ("return 24 * z**2 * x", "both powers brought down at once"),
            ("return 4 * z**3 * x * 6 * z**2 * x**2", "the partials multiplied"),
            (
                "return np.array([4 * z**3 * x**2, 6 * z**3 * x**2])",
                "powers brought down but not lowered",
            ),
            ("return 4 * z**3 * x", "one partial only"),
            ("print(np.array([4 * z**3 * x, 6 * z**2 * x**2]))", "printed, not returned"),
            (
                "return np.array([2 * z**3 * x, 2 * z**2 * x**2])",
                "powers lowered but not brought down",
            ),
            ("return np.array([2 * z**3 * x, 3 * z**2 * x**2])", "a factor of f lost"),
            ("return np.array([24 * z**2 * x, 24 * z**2 * x])", "both powers brought down at once"),
            (
                "return np.array([4 * z * x**3, 6 * z**2 * x**2])",
                "the powers exchanged in the first entry",
            ),
            (
                "return np.array([4 * z**3 * x, 12 * z**2 * x])",
                "both inputs moved in one entry, or in both",
            ),
            ("return 2 * z**3 * x**2", "the value of f"),
            ("return np.array([4 * z**3 * x + 6 * z**2 * x**2])", None),
            ("return np.array([6 * x**2 * z**2, 4 * x**3 * z])", "x and z exchanged"),
            ("return np.array([4*z^3*x, 6*z^2*x^2])", "raised TypeError"),
            ("return '[4z³x, 6z²x²]'", "a text"),
            ("return np.array([4 * z**3, 6 * x**2])", "the moving input dropped"),
            ("return np.hypot(4 * z**3 * x, 6 * z**2 * x**2)", "the gradient's length"),
            ("g = np.array([4 * z**3 * x, 6 * z**2 * x**2])", "nothing returned"),
            (
                "return np.array([4 * z**3 * x, 6 * z**3 * x**2])",
                "powers brought down but not lowered",
            ),
            ("return np.array([2 * z**3 * x, 6 * z**2 * x**2])", "a factor of f lost"),
            ("return np.gradient(2 * z**3 * x**2)", None),
            (
                "return np.array([6 * z ** 2 * x ** 2, 4 * z ** 3 * x])",
                "the partials in the wrong order",
            ),
            ("return np.array([4 * x, 6 * z ** 2])", "the held input dropped"),
            ("return 4 * z ** 3 * x + 6 * z ** 2 * x ** 2", "the partials added"),
            ("return np.array([2 * z ** 3 * x, 6 * z ** 2 * x ** 2])", "a factor of f lost"),
            ("return np.array([4 * x * z ** 3, 3 * z ** 2 * x ** 2])", "a factor of f lost"),
            (
                "return np.array([4 * x + z ** 3, 6 * z ** 2 + x ** 2])",
                "a factor added instead of multiplied",
            ),
            ("return np.array([4 * z ^ 3 * x, 6 * z ^ 2 * x ^ 2])", "raised TypeError"),
            ("return np.array(4 * z ** 3 * x, 6 * z ** 2 * x ** 2)", "raised TypeError"),
            (
                "g = np.array([4 * z**3 * x, 6 * z**2 * x**2])\nreturn g / np.linalg.norm(g)",
                "the gradient normalised",
            ),
            (
                "return np.array([4 * z**3 * x, 6 * z**2 * x**2, 2 * z**3 * x**2])",
                "f itself among the entries",
            ),
            ("return 4 * z**3 * x, -6 * z**2 * x**2", "some signs"),
        ],
    },
    "numerical": {
        "right": [
            _each(
                "ahead = np.array(v, dtype=float); back = np.array(v, dtype=float); "
                "ahead[i] += h; back[i] -= h; " + CENTRAL
            ),
            "return np.array([(f(v + h * e) - f(v - h * e)) / (2 * h) for e in np.eye(len(v))])",
            _each(
                "v[i] += h; up = f(v); v[i] -= 2 * h; down = f(v); v[i] += h; "
                "slopes.append((up - down) / (2 * h))",
                end="return slopes",
            ),
            _each(
                "e = np.zeros(len(v)); e[i] = h; g[i] = (f(v + e) - f(v - e)) / (2 * h)",
                "g = np.zeros_like(v)",
                end="return g",
            ),
            _each(
                "old = v[i]; v[i] = old + h; up = f(v); v[i] = old - h; down = f(v); v[i] = old; "
                "slopes.append((up - down) / 2 / h)"
            ),
            "E = h * np.eye(v.size)\nreturn [(f(v + E[i]) - f(v - E[i])) / (2 * h) for i in range(v.size)]",
            """
            slopes = []
            for i in range(len(v)):
                g = lambda t: f(np.concatenate([v[:i], [t], v[i + 1:]]))
                slopes.append((g(v[i] + h) - g(v[i] - h)) / (2 * h))
            return np.array(slopes)
            """,
            """
            nudges = np.diag(np.full(len(v), h))
            return np.array([f(v + n) - f(v - n) for n in nudges]) / (2 * h)
            """,
            """
            def one(i):
                e = np.arange(v.size) == i
                return (f(np.where(e, v + h, v)) - f(np.where(e, v - h, v))) / h / 2
            return np.fromiter(map(one, range(v.size)), dtype=float)
            """,
            """
            g = []
            w = [float(a) for a in v]
            for i, old in enumerate(w):
                w[i] = old + h
                up = f(np.array(w))
                w[i] = old - h
                down = f(np.array(w))
                w[i] = old
                g.append((up - down) / (2 * h))
            return g
            """,
        ],
        "wrong": [
            ("return (f(v + h) - f(v - h)) / (2 * h)", "all inputs nudged at once"),
            (
                _each("ahead, back = v, v; ahead[i] += h; back[i] -= h; " + CENTRAL),
                "every slope came out 0",
            ),
            (
                _each("ahead = v.copy(); ahead[i] += h; slopes.append((f(ahead) - f(v)) / h)"),
                "only the step ahead",
            ),
            (
                _each(
                    "e[i] = h; slopes.append((f(v + e) - f(v - e)) / (2 * h))",
                    "slopes = []\ne = np.zeros(len(v))",
                ),
                "the nudge left in",
            ),
            (
                _each(COPIES + "slopes.append((f(ahead) - f(back)) / 2 * h)"),
                "divided without brackets",
            ),
            (
                _each(COPIES + "slopes.append((f(ahead) - f(back)) / h)"),
                "divided by h where 2h is due",
            ),
            (
                _each(
                    "ahead, back = v.copy(), v.copy(); ahead[i] += h; back[i] -= h; " + CENTRAL,
                    loop="i in v",
                ),
                "raised IndexError",
            ),
            (
                _each(
                    "v[i] += h; up = f(v); v[i] -= 2 * h; down = f(v); "
                    "slopes.append((up - down) / (2 * h))"
                ),
                "v not put back",
            ),
            (
                _each(COPIES + CENTRAL + "; return np.array(slopes)", end=""),
                "stopped after the first input",
            ),
            ("return np.gradient(f(v), v)", "`np.gradient` of what is no table"),
            (
                _each(COPIES + "slopes.append(f(ahead) - f(back) / (2 * h))"),
                "brackets missing around the difference",
            ),
            (_each(COPIES + "slopes.append((f(ahead) + f(back)) / (2 * h))"), "plus for minus"),
            (_each("ahead, back = v + h, v - h; " + CENTRAL), "all inputs nudged at once"),
            ("return np.gradient(f(v), h)", "nothing collected"),
            (_each(COPIES + "slopes.append((ahead - back) / (2 * h))"), "f not called"),
            (
                _each("v[i] += h; up = f(v); v[i] -= h; slopes.append((up - f(v)) / (2 * h))"),
                "a step ahead, divided by 2h",
            ),
            (_each(COPIES + CENTRAL, "slopes = []\nh = 1e-5"), "a step of your own"),
            (
                _each(
                    COPIES + "g[i] = (f(ahead) - f(back)) / (2 * h)",
                    "g = np.zeros(len(v), dtype=int)",
                    end="return g",
                ),
                "slopes cut to whole numbers",
            ),
            (
                _each("ahead, back = v.copy(), v.copy(); ahead[0] += h; back[0] -= h; " + CENTRAL),
                "always the same input nudged",
            ),
            (_each(COPIES + CENTRAL, loop="i in range(1, len(v))"), "an input left out"),
            (_each(COPIES + CENTRAL, end="print(np.array(slopes))"), "printed, not returned"),
            (_each(COPIES + CENTRAL, end="return sum(slopes)"), "the slopes added"),
            (_each(COPIES + "slopes.append((f(back) - f(ahead)) / (2 * h))"), "the sign reversed"),
            (
                _each("back = v.copy(); back[i] -= h; slopes.append((f(v) - f(back)) / h)"),
                "only the step back",
            ),
            (
                _each(
                    "v[i] += h; up = f(v); v[i] -= h; down = f(v); slopes.append((up - down) / h)"
                ),
                "only the step ahead",
            ),
            (
                "return [(f(v[i] + h) - f(v[i] - h)) / (2 * h) for i in range(len(v))]",
                "f given one number",
            ),
            (
                _each(COPIES + "slopes.append((f(ahead) - 2 * f(v) + f(back)) / h**2)"),
                "the bend instead of the slope",
            ),
            (_each("v[i] += h; slopes.append((f(v) - f(v - h)) / (2 * h))"), None),
            (
                "slopes = []\nahead, back = v.copy(), v.copy()\nfor i in range(len(v)):\n"
                "    ahead[i] += h\n    back[i] -= h\n    slopes.append((f(ahead) - f(back)) / (2 * h))\n"
                "return np.array(slopes)",
                "the nudge left in",
            ),
            (
                _each(COPIES + "slopes.append(f(ahead) - f(back))"),
                "the change instead of the slope",
            ),
            (
                "return (f(v + h) - f(v - h)) / (2 * h) * np.ones(len(v))",
                "all inputs nudged at once",
            ),
            ("return f((v + h) - (v - h)) / (2 * h)", None),
            (
                _each("ahead = v.copy(); ahead[i] = h; back = v.copy(); back[i] = -h; " + CENTRAL),
                "the entry replaced by h",
            ),
            (_each("up = v.copy(); up[i] += h; slopes += (f(up) - f(v)) / h"), "nothing collected"),
            (
                _each(COPIES + "slopes = (f(ahead) - f(back)) / (2 * h)", end="return slopes"),
                "only the last slope",
            ),
            (_each(COPIES + CENTRAL, loop="i in range(2)"), "only the first two inputs"),
            (
                """
            g = np.zeros(len(v))
            for i in range(len(v)):
                up = v
                down = v
                up[i] += h
                down[i] -= h
                g[i] = (f(up) - f(down)) / (2 * h)
            return g
            """,
                "every slope came out 0",
            ),
            (
                """
            g = np.zeros(len(v))
            for i in range(len(v)):
                up = v.copy()
                up[i] += h
                g[i] = (f(up) - f(v)) / h
            return g
            """,
                "only the step ahead",
            ),
            (
                """
            g = []
            for i in range(len(v)):
                g.append((f(v[i] + h) - f(v[i] - h)) / (2 * h))
            return np.array(g)
            """,
                "f given one number",
            ),
            (
                """
            g = np.zeros(len(v))
            for i in range(len(v)):
                up, down = v.copy(), v.copy()
                up[i] += h
                down[i] -= h
                g[i] = (f(up) - f(down)) / h
            return g
            """,
                "divided by h where 2h is due",
            ),
            (
                """
            g = np.zeros(len(v))
            for i in range(len(v)):
                up, down = v.copy(), v.copy()
                up[i] += h
                down[i] -= h
                g[i] = (f(up) - f(down)) / 2 * h
            return g
            """,
                "divided without brackets",
            ),
            (
                """
            g = np.zeros(len(v))
            for i in range(len(v)):
                up, down = v.copy(), v.copy()
                up[i] += h
                down[i] -= h
                g[i] = (f(up) - f(down)) / (2 * h)
                return g
            """,
                "stopped after the first input",
            ),
            (
                """
            g = np.zeros(len(v))
            for i in v:
                up, down = v.copy(), v.copy()
                up[i] += h
                down[i] -= h
                g[i] = (f(up) - f(down)) / (2 * h)
            return g
            """,
                "raised IndexError",
            ),
            (
                """
            g = []
            for i in range(len(v)):
                up = v.copy()
                up[i] += h
                down = v.copy()
                down[i] -= h
            g.append((f(up) - f(down)) / (2 * h))
            return np.array(g)
            """,
                "only the last slope",
            ),
            (
                """
            g = np.zeros(len(v))
            for i in range(len(v)):
                up, down = v.copy(), v.copy()
                up[i] *= 1 + h
                down[i] *= 1 - h
                g[i] = (f(up) - f(down)) / (2 * h)
            return g
            """,
                "the entry multiplied",
            ),
            (
                """
                x, y = v[0], v[1]
                by_x = (f(np.array([x + h, y])) - f(np.array([x - h, y]))) / (2 * h)
                by_y = (f(np.array([x, y + h])) - f(np.array([x, y - h]))) / (2 * h)
                return np.array([by_x, by_y])
                """,
                "for some lengths only",
            ),
            ("return np.gradient(v, h)", "`np.gradient` of the place"),
        ],
    },
    "slope_towards": {
        "right": [
            "u = d / np.linalg.norm(d)\nreturn g @ u",
            "return np.dot(g, d) / np.sqrt(np.sum(d**2))",
            "return sum(a * b for a, b in zip(g, d)) / sum(b * b for b in d) ** 0.5",
            "length = np.sqrt(d @ d)\nd = d / length\nreturn (g * d).sum()",
            """
            u = d / np.sqrt(d.dot(d))
            return np.inner(g, u)
            """,
            """
            import math
            return sum(a * b for a, b in zip(g, d)) / math.hypot(*d)
            """,
            "return np.einsum('i,i', g, d) * (d @ d) ** -0.5",
            """
            cos = g @ d / (np.linalg.norm(g) * np.linalg.norm(d)) if np.any(g) else 0.0
            return np.linalg.norm(g) * cos
            """,
        ],
        "wrong": [
            ("return g @ d", "the direction not normalised"),
            ("return g * d / np.linalg.norm(d)", "not added up"),
            (
                "return g @ d / (np.linalg.norm(g) * np.linalg.norm(d))",
                "the gradient normalised too",
            ),
            ("d /= np.linalg.norm(d)\nreturn g @ d", "an input changed"),
            ("return np.linalg.norm(g)", "the steepest slope, whatever the direction"),
            ("return g @ d / len(d)", "divided by the number of entries"),
            ("return g @ d / np.sum(d)", "divided by the sum of the entries"),
            ("return g / np.linalg.norm(d)", "d only as a length"),
            ("return g * d", "neither normalised nor added up"),
            (
                "return g @ d / np.linalg.norm(g)",
                "the gradient normalised in place of the direction",
            ),
            ("return g @ d / (d @ d)", "divided by the length twice"),
            ("return g @ (d / np.linalg.norm)", "a function, not called"),
            (
                "return (g[0] * d[0] + g[1] * d[1]) / np.sqrt(d[0]**2 + d[1]**2)",
                "only the first two entries",
            ),
            ("return abs(g @ d) / np.linalg.norm(d)", "only the size"),
            ("return g @ d * np.linalg.norm(d)", "multiplied by the length"),
            ("return d / np.linalg.norm(d)", "the direction alone"),
            ("return np.linalg.norm(g) * np.linalg.norm(d)", "the two lengths multiplied"),
            ("return g @ d / np.sqrt(np.sum(d))", None),
            ("return np.sum(g) * np.sum(d) / np.linalg.norm(d)", "every slope times every step"),
            ("return np.sum(g * d / np.abs(d))", None),
            ("return g @ d / np.sum(np.abs(d))", "divided by the sum of the sizes"),
            ("return g / d", "divided entry by entry"),
            ("print(g @ d / np.linalg.norm(d))", "printed, not returned"),
            ("return np.outer(g, d) / np.linalg.norm(d)", "not added up"),
            ("u = d / np.max(d)\nreturn g @ u", "divided by the largest entry"),
            ("return g @ d / np.max(np.abs(d))", "divided by the largest size"),
            ("return g @ d / np.sqrt(d[0]**2 + d[1]**2)", "only the first two entries"),
            ("return g @ (d / np.sum(d))", "divided by the sum of the entries"),
        ],
    },
    "downhill": {
        "right": [
            "return -g / np.linalg.norm(g)",
            "return -g / np.sqrt(np.sum(g**2))",
            "length = sum(a * a for a in g) ** 0.5\nreturn [-a / length for a in g]",
            "u = g.copy()\nu /= -np.linalg.norm(u)\nreturn u",
            "return -1 * (g / np.sqrt(g @ g))",
            "return g / -np.sqrt(np.sum(np.square(g)))",
            """
            import math
            return np.array([-k / math.dist(g, [0] * len(g)) for k in g])
            """,
            """
            u = np.array(g, dtype=float)
            u *= -1
            u /= np.linalg.norm(u)
            return u
            """,
            "return np.negative(g) / np.hypot.reduce(g)",
        ],
        "wrong": [
            ("return -g", "not of length 1"),
            ("return g / np.linalg.norm(g)", "uphill"),
            ("return g", "the gradient itself"),
            ("return -np.linalg.norm(g)", "how steep instead of which way"),
            ("return -np.sign(g)", "the signs only"),
            ("return np.array([-g[1], g[0]]) / np.linalg.norm(g)", "along the contour"),
            ("return -g / len(g)", "divided by the number of entries"),
            ("return -g / np.sum(g)", "divided by the sum of the entries"),
            ("return -g / (g @ g)", "divided by the length squared"),
            ("g /= -np.linalg.norm(g)\nreturn g", "an input changed"),
            ("return -g / np.sqrt(g[0]**2 + g[1]**2)", "only the first two entries"),
            (
                "n = np.sqrt(g[0]**2 + g[1]**2)\nreturn np.array([-g[0] / n, -g[1] / n])",
                "only the first two entries",
            ),
            ("return -0.1 * g", "not of length 1"),
            ("return -abs(g) / np.linalg.norm(g)", "the sizes, with a minus"),
            ("return np.arctan2(-g[1], -g[0])", "an angle"),
            ("return -g / np.linalg.norm", "a function, not called"),
            (
                "u = np.zeros(len(g))\nu[np.argmax(np.abs(g))] = -np.sign(g[np.argmax(np.abs(g))])\nreturn u",
                "along one input only",
            ),
            ("print(-g / np.linalg.norm(g))", "printed, not returned"),
            ("return -g / np.abs(g)", "the signs only"),
            ("return np.linalg.norm(g)", "how steep instead of which way"),
            ("return -g[::-1] / np.linalg.norm(g)", "the entries in the wrong order"),
            ("return -g / np.max(np.abs(g))", "divided by the largest size"),
            ("return -1 / g", None),
            ("return g / -len(g)", "divided by the number of entries"),
            ("return np.array([0.0, -1.0])", None),
            ("return 1 - g / np.linalg.norm(g)", None),
            ("return -g / np.sqrt(np.sum(np.abs(g)))", "the root of the sum of the sizes"),
            ("return 'downhill'", "a text"),
            ("return -g / abs(g)", "the signs only"),
            ("return -g / g", "divided by itself"),
            ("return -g / np.sum(g ** 2)", "divided by the length squared"),
            ("return -g / np.max(g)", "divided by the largest entry"),
            ("return -np.sign(g) / np.sqrt(len(g))", "the signs only"),
            (
                "u = g / np.linalg.norm(g)\nreturn np.append(-u[0], u[1:])",
                "one sign turned round, the others not",
            ),
            ("d = -1 / g\nreturn d / np.linalg.norm(d)", "one over each entry"),
        ],
    },
    "nearby": {
        "right": [
            "return height + g @ step",
            "return height + np.sum(g * step)",
            "for slope, s in zip(g, step):\n    height += slope * s\nreturn height",
            "return np.dot(step, g) + height",
            """
            rise = 0
            for slope, run in zip(g, step):
                rise += slope * run
            return height + rise
            """,
            "return np.dot(np.append(g, height), np.append(step, 1))",
            """
            for i, k in enumerate(g):
                height = height + k * step[i]
            return height
            """,
            "return float(height) + (step[np.newaxis] @ g[:, np.newaxis]).item()",
        ],
        "wrong": [
            ("return g @ step", "the change without the height"),
            ("return height + g * step", "not added up"),
            ("return height + g @ step / np.linalg.norm(step)", "the step normalised"),
            ("return height - g @ step", "minus the change"),
            ("return height + g[0] * step[0] + g[1] * step[1]", "only the first two inputs"),
            (
                "return height + np.linalg.norm(g) * np.linalg.norm(step)",
                "the steepest slope times the distance",
            ),
            ("return height + step", "the step added, without the slopes"),
            ("return height * (g @ step)", "multiplied by the height"),
            ("return height + np.sum(g) * np.sum(step)", "every slope times every step"),
            ("return height + np.sum(step)", "the step added, without the slopes"),
            ("return height + g", "the slopes added, without the step"),
            ("return (height + g) @ step", "brackets around height and slopes"),
            ("return height + g(step)", "raised TypeError"),
            ("step *= g\nreturn height + step.sum()", "an input changed"),
            ("print(height + g @ step)", "printed, not returned"),
            ("return height + g @ step / 2", "half the change"),
            ("u = g / np.linalg.norm(g)\nreturn height + u @ step", "the gradient normalised"),
            ("return height + np.outer(g, step)", None),
            (
                "for i in range(len(g)):\n    height = height + g[i] * step[i]\n    return height",
                "only the first input",
            ),
            ("return height + np.linalg.norm(g * step)", None),
            ("return height + g / step", "divided by the step"),
            ("new = height + g @ step", "nothing returned"),
            ("return height + step - 0.1 * g", None),
            ("return height * g @ step", "multiplied by the height"),
            ("return height + np.max(g * step)", None),
            (
                "total = 0\nfor a, b in zip(g, step):\n    total = a * b\nreturn height + total",
                "only the last input",
            ),
            ("return height + g + step", "slopes and steps added"),
            ("return height * (1 + g @ step)", "multiplied by the height"),
            ("return height + abs(g) @ step", "a sign lost"),
            ("return height + g @ step + 0.5 * (step @ step)", "a bend added"),
            (
                "return height + np.sqrt(np.sum((g * step) ** 2))",
                "the shares squared",
            ),
            ("return height + 2 * (g @ step)", "twice the change"),
        ],
    },
    "grid": {
        "right": [
            "by_y, by_x = np.gradient(table, dy, dx)\nreturn by_x, by_y",
            "return np.gradient(table, dx, axis=1), np.gradient(table, dy, axis=0)",
            "return np.gradient(table, dy, dx, edge_order=2)[::-1]",
            "g = np.gradient(table)\nreturn np.array([g[1] / dx, g[0] / dy])",
            """
            rows, columns = table.shape
            by_x, by_y = np.zeros(table.shape), np.zeros(table.shape)
            for i in range(rows):
                for j in range(columns):
                    left, right = max(j - 1, 0), min(j + 1, columns - 1)
                    down, up = max(i - 1, 0), min(i + 1, rows - 1)
                    by_x[i, j] = (table[i, right] - table[i, left]) / ((right - left) * dx)
                    by_y[i, j] = (table[up, j] - table[down, j]) / ((up - down) * dy)
            return by_x, by_y
            """,
            "return np.gradient(table, dy, dx)[::-1]",
            """
            along_x = np.array([np.gradient(row, dx) for row in table])
            along_y = np.array([np.gradient(column, dy) for column in table.T]).T
            return along_x, along_y
            """,
            """
            gx = np.gradient(table, dx, axis=-1)
            gy = np.gradient(table, dy, axis=-2)
            return np.stack([gx, gy])
            """,
            """
            gy, gx = [np.gradient(table, step, axis=k) for k, step in enumerate((dy, dx))]
            return gx, gy
            """,
        ],
        "wrong": [
            ("return np.gradient(table, dy, dx)", "the two arrays in the wrong order"),
            ("return np.gradient(table, dx, dy)", "rows taken for x"),
            ("return np.gradient(table)", "neither spacing nor order"),
            ("by_x, by_y = np.gradient(table, dx, dy)\nreturn by_x, by_y", "rows taken for x"),
            ("by_y, by_x = np.gradient(table)\nreturn by_x, by_y", "the spacing forgotten"),
            (
                "by_y, by_x = np.gradient(table, dx, dy)\nreturn by_x, by_y",
                "the spacings in the wrong order",
            ),
            (
                "return np.diff(table, axis=1) / dx, np.diff(table, axis=0) / dy",
                "differences between neighbours",
            ),
            (
                "return np.gradient(table, dx, axis=0), np.gradient(table, dy, axis=1)",
                "rows taken for x",
            ),
            ("return np.gradient(table, dx)", "one spacing for both"),
            ("return np.gradient(table, dx, axis=1)", "one of the two only"),
            (
                "by_x, by_y = np.gradient(table.T, dx, dy)\nreturn by_x, by_y",
                "turned over and not back",
            ),
            (
                """
                by_x, by_y = np.zeros_like(table), np.zeros_like(table)
                by_x[:, 1:-1] = (table[:, 2:] - table[:, :-2]) / (2 * dx)
                by_y[1:-1, :] = (table[2:, :] - table[:-2, :]) / (2 * dy)
                return by_x, by_y
                """,
                "the edges left out",
            ),
            (
                "return ((table[:, 2:] - table[:, :-2]) / (2 * dx), (table[2:] - table[:-2]) / (2 * dy))",
                "the edges left out",
            ),
            (
                """
                by_x = (np.roll(table, -1, axis=1) - np.roll(table, 1, axis=1)) / (2 * dx)
                by_y = (np.roll(table, -1, axis=0) - np.roll(table, 1, axis=0)) / (2 * dy)
                return by_x, by_y
                """,
                "the edges joined",
            ),
            (
                "by_y, by_x = np.gradient(table, dy, dx)\nreturn np.hypot(by_x, by_y)",
                "both slopes in one array",
            ),
            (
                "return np.gradient(table, axis=1) * dx, np.gradient(table, axis=0) * dy",
                "multiplied by the spacing",
            ),
            ("return np.gradient(table, x, y)", "raised NameError"),
            (
                "return np.gradient(table[0], dx), np.gradient(table[:, 0], dy)",
                "one row and one column only",
            ),
            ("by_y, by_x = np.gradient(table, dy, dx)\nprint(by_x, by_y)", "printed, not returned"),
            ("return np.gradient(table, dx, dx)", "one spacing for both"),
            ("return np.diff(table) / dx, np.diff(table) / dy", "the same axis twice"),
            ("by_y, by_x = np.gradient(table, dx)\nreturn by_x, by_y", "one spacing for both"),
            (
                "by_y, by_x = np.gradient(table, 2 * dy, 2 * dx)\nreturn by_x, by_y",
                "divided by twice the spacing",
            ),
            (
                "return np.gradient(table, dx, axis=0), np.gradient(table, dy, axis=0)",
                "the same axis twice",
            ),
            (
                "return np.gradient(table, dx, axis=1), np.gradient(table, dy, axis=1)",
                "the same axis twice",
            ),
            (
                "table /= dx\nby_y, by_x = np.gradient(table)\nreturn by_x, by_y * dx / dy",
                "an input changed",
            ),
            ("return table / dx, table / dy", "heights over spacings"),
            (
                """
            gx, gy = np.gradient(table, dx, dy)
            return gx, gy
            """,
                "rows taken for x",
            ),
            (
                """
            gy, gx = np.gradient(table)
            return gx, gy
            """,
                "the spacing forgotten",
            ),
            (
                """
            gx = np.diff(table, axis=1) / dx
            gy = np.diff(table, axis=0) / dy
            return gx, gy
            """,
                "differences between neighbours",
            ),
            (
                """
            gx = np.gradient(table, dx, axis=0)
            gy = np.gradient(table, dy, axis=1)
            return gx, gy
            """,
                "rows taken for x",
            ),
            (
                """
            gy, gx = np.gradient(table, dx, dy)
            return gx, gy
            """,
                "the spacings in the wrong order",
            ),
            ("gy, gx = np.gradient(table, dy, dx)\nreturn gx, -gy", "some signs"),
        ],
    },
}
