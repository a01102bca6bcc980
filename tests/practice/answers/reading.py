"""What learners write in notebook 03."""

SECANT = (
    "s = (f(b) - f(a)) / (b - a)\nx = np.linspace(a, b, 4001)[1:-1]\n"
    "d = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
)

ANSWERS = {
    "rises": {
        "right": [
            "h = 1e-5\nreturn (f(x + h) - f(x - h)) / (2 * h) > 0",
            "return f(x + 1e-6) > f(x - 1e-6)",
            "return [bool(f(a + 1e-4) - f(a - 1e-4) > 0) for a in x]",
            """
            made = np.zeros(len(x), dtype=bool)
            for i in range(len(x)):
                if f(x[i] + 1e-5) > f(x[i] - 1e-5):
                    made[i] = True
            return made
            """,
            "return np.where(f(x + 1e-5) - f(x - 1e-5) > 0, True, False)",
            "return np.sign(f(x + 1e-5) - f(x - 1e-5)) == 1",
            "return list(f(x + 1e-3) > f(x - 1e-3))",
            """
            h = 1e-6
            return np.sign(f(x + h) - f(x - h)) == 1
            """,
            """
            out = []
            for p in x:
                a, b = f(np.array([p - 1e-5, p + 1e-5]))
                out.append(bool(b > a))
            return np.array(out)
            """,
            "return np.greater(f(x + 1e-7), f(x - 1e-7)).tolist()",
            """
            return [bool(f(np.array([v + 1e-6]))[0] - f(np.array([v - 1e-6]))[0] > 0) for v in x]
            """,
        ],
        "wrong": [
            ("return f(x) > 0", "f and f′ confused"),
            ("h = 1e-5\nreturn (f(x + h) - f(x - h)) / (2 * h)", "the slope instead of its sign"),
            ("return np.gradient(f(x), x) > 0", "from place to place"),
            ("return np.diff(f(x)) > 0", "one value too few"),
            ("return f(x + 1) > f(x)", "a step too long"),
            ("return f(x + 1e-6) > f(x)", "a step to one side"),
            ("return f(x) > f(x - 1e-4)", "a step to one side"),
            ("h = 1e-5\nreturn (f(x + h) - f(x - h)) / (2 * h) >= 0", "level taken for rising"),
            (
                "if f(x + 1e-5) > f(x):\n    return True\nelse:\n    return False",
                "one True or False asked of an array",
            ),
            (
                "slope = (f(x + 1e-5) - f(x)) / 1e-5\nreturn np.where(slope > 0, 'rises', 'falls')",
                "a text",
            ),
            ("h = 1e-5\nreturn (f(x + h) - f(x - h)) / (2 * h) < 0", "falling taken for rising"),
            ("return np.sign(f(x + 1e-5) - f(x - 1e-5))", "the sign as a number"),
            ("return x > 0", "the sign of x"),
            ("return x[f(x + 1e-5) > f(x)]", "the places instead of yes or no"),
            ("return np.append(np.diff(f(x)) > 0, False)", "from place to place"),
            ("h = 1e-17\nreturn (f(x + h) - f(x - h)) / (2 * h) > 0", "a step too short"),
            ("return all(f(x + 1e-5) > f(x))", "one answer for all places"),
            (
                "h = 1e-4\nreturn (f(x + h) - 2 * f(x) + f(x - h)) / h**2 > 1e-6",
                "bending up taken for rising",
            ),
            ("return [True] * len(x)", "everywhere"),
            ("return abs(f(x + 1e-5) - f(x - 1e-5)) > 0", "everywhere but where it is level"),
            ("return f > 0", "raised TypeError"),
            ("print(f(x + 1e-5) > f(x))", "printed, not returned"),
            ("return ['True' if f(a + 1e-5) > f(a) else 'False' for a in x]", "a text"),
            ("return f(x) > f(x + 1e-5)", "falling taken for rising"),
            ("return df(x) > 0", "raised NameError"),
            ("return np.gradient(f(x)) > 0", "from place to place"),
            (
                """
            h = 1e-4
            return (f(x + h) - f(x - h)) / (2 * h)
            """,
                "the slope instead of its sign",
            ),
            (
                """
            h = 1e-4
            return f(x + h) < f(x)
            """,
                "falling taken for rising",
            ),
            (
                """
            h = 1e-4
            return f(x + h) - f(x - h) >= 0
            """,
                "level taken for rising",
            ),
            (
                """
            if f(x + 0.001) > f(x):
                return True
            else:
                return False
            """,
                "one True or False asked of an array",
            ),
        ],
    },
    "velocity": {
        "right": [
            "return np.gradient(s, t)",
            "return np.gradient(s, t[1] - t[0])",
            "return np.gradient(s) / np.gradient(t)",
            """
            v = np.zeros(len(s))
            for i in range(len(s)):
                j, k = max(i - 1, 0), min(i + 1, len(s) - 1)
                v[i] = (s[k] - s[j]) / (t[k] - t[j])
            return v
            """,
            """
            dt = t[1] - t[0]
            inside = (s[2:] - s[:-2]) / (2 * dt)
            return [(s[1] - s[0]) / dt, *inside, (s[-1] - s[-2]) / dt]
            """,
            """
            dt = t[1] - t[0]
            return np.concatenate(([s[1] - s[0]], (s[2:] - s[:-2]) / 2, [s[-1] - s[-2]])) / dt
            """,
            """
            i = np.arange(len(t))
            a, b = np.maximum(i - 1, 0), np.minimum(i + 1, len(t) - 1)
            return (s[b] - s[a]) / (t[b] - t[a])
            """,
            """
            dt = (t[-1] - t[0]) / (len(t) - 1)
            return np.gradient(s, dt)
            """,
            """
            p = np.pad(s, 1, mode='reflect', reflect_type='odd')
            return (p[2:] - p[:-2]) / (2 * (t[1] - t[0]))
            """,
        ],
        "wrong": [
            ("return np.gradient(s)", "the spacing forgotten"),
            ("return np.diff(s) / np.diff(t)", "one value too few"),
            ("return s / t", "position over time"),
            ("return np.gradient(t, s)", "times and positions the wrong way round"),
            ("return np.diff(s)", "the distance instead of the rate"),
            ("return (s[-1] - s[0]) / (t[-1] - t[0])", "one velocity for the whole trip"),
            ("return np.gradient(s, t, edge_order=2)", "the ends by three readings"),
            (
                "v = np.diff(s) / np.diff(t)\nreturn np.append(v, v[-1])",
                "the slope to the next reading",
            ),
            ("return np.gradient(s, 0.5)", "a spacing of your own"),
            (
                "v = np.diff(s) / np.diff(t)\nreturn np.insert(v, 0, 0)",
                "the slope from the reading before",
            ),
            ("return np.gradient(s) * (t[1] - t[0])", "times the spacing"),
            ("return np.gradient(s) / t", "divided by the time itself"),
            ("return np.abs(np.gradient(s, t))", "the speed"),
            ("return np.gradient(np.gradient(s, t), t)", "the acceleration"),
            (
                """
                v = np.zeros(len(s))
                for i in range(1, len(s) - 1):
                    v[i] = (s[i + 1] - s[i - 1]) / (t[i + 1] - t[i - 1])
                return v
                """,
                "the ends left out",
            ),
            (
                """
                dt = t[1] - t[0]
                v = np.gradient(s, t)
                v[1:-1] = (s[2:] - s[:-2]) / dt
                return v
                """,
                "divided by one spacing where it is two",
            ),
            ("return -np.gradient(s, t)", "the sign reversed"),
            ("np.gradient(s, t)", "nothing returned"),
            ("return (s[2:] - s[:-2]) / (t[2:] - t[:-2])", "the ends left out"),
            ("return s(t)", None),
            ("return np.gradient", "a function, not called"),
            ("return np.gradient(s, t).tolist()[0]", "only the first number"),
            ("return np.gradient(s, t[-1] - t[0])", "another number for the spacing"),
            ("return np.gradient(s, len(t))", "another number for the spacing"),
            (
                """
            v = []
            for i in range(len(s)):
                v.append((s[i] - s[i-1]) / (t[i] - t[i-1]))
            return np.array(v)
            """,
                "index −1 taken for the reading before",
            ),
            ("return np.gradient(s, t[-1] / len(t))", "the spacing by the number of readings"),
            (
                "return (np.roll(s, -1) - np.roll(s, 1)) / (np.roll(t, -1) - np.roll(t, 1))",
                "the ends joined",
            ),
        ],
    },
    "extra_cost": {
        "right": [
            "h = 1e-3\nreturn (C(q + h) - C(q - h)) / (2 * h) * n",
            "return n * (C(q + 1e-5) - C(q)) / 1e-5",
            "return n * (C(q + 0.5) - C(q - 0.5))",
            """
            marginal = (C(q + 0.01) - C(q - 0.01)) / 0.02
            total = 0
            for _ in range(n):
                total += marginal
            return total
            """,
            "return sum([(C(q + 1e-4) - C(q - 1e-4)) / 2e-4] * n)",
            "return np.diff(C(np.array([q - 0.01, q + 0.01])))[0] / 0.02 * n",
            """
            lo, hi = q - 0.25, q + 0.25
            marginal = (C(hi) - C(lo)) / (hi - lo)
            return marginal * n
            """,
            """
            from lib.calculus import central_difference
            return central_difference(C, q, 1e-3) * n
            """,
            """
            slope = np.gradient([C(q - 0.01), C(q), C(q + 0.01)], 0.01)[1]
            return n * slope
            """,
            "return (C(q + 0.1 / n) - C(q - 0.1 / n)) / (0.2 / n) * n",
        ],
        "wrong": [
            ("return C(q + n) - C(q)", "the real cost"),
            ("h = 1e-3\nreturn (C(q + h) - C(q - h)) / (2 * h)", "rate read as amount"),
            ("return (C(q + 1) - C(q)) * n", "a whole piece for a small step"),
            ("return C(q) / q * n", "the average cost"),
            ("return C(q + n)", "the real total"),
            ("return C(q + 1) - C(q)", "the next piece only"),
            ("return C(n)", "the cost of n alone"),
            ("return (C(q + 1) - C(q - 1)) / 2 * n", "C asked too far from q"),
            ("return C(q) * n", "the whole cost, n times"),
            (
                "h = 1e-3\nreturn C(q) + (C(q + h) - C(q - h)) / (2 * h) * n",
                "the cost of them all",
            ),
            ("h = 1e-3\nreturn (C(n + h) - C(n - h)) / (2 * h) * q", "q and n exchanged"),
            ("h = 1e-3\nreturn (C(q + h) - C(q - h)) / 2 * h * n", "not divided by its own run"),
            ("h = 1e-3\nreturn (C(q + h) - C(q - h)) * n", "not divided by its own run"),
            (
                "h = 1e-3\nreturn (C(q + n + h) - C(q + n - h)) / (2 * h) * n",
                "the slope further on",
            ),
            (
                """
                total = 0
                for i in range(n):
                    total += (C(q + i + 0.01) - C(q + i - 0.01)) / 0.02
                return total
                """,
                "the slope along the way",
            ),
            ("return (C(q + 0.5) - C(q)) / 0.5 * n", "half a piece to one side"),
            ("return (C(q + n) - C(q)) / n", "what one of the n really costs"),
            ("h = 1e-3\nreturn (C(q + h) - C(q - h)) / (2 * h) / n", "divided by n"),
            (
                "h = 1e-3\nreturn (C(q + h) - C(q - h)) / (2 * h) * (q + n)",
                "times another number of pieces",
            ),
            ("return np.gradient(C(q), q) * n", None),
            ("return (C * (q + 1e-3) - C * q) / 1e-3 * n", "a function, not called"),
            ("h = 1e-3\nm = (C(q + h) - C(q - h)) / (2 * h) * n", "nothing returned"),
            ("h = 1e-3\nreturn -(C(q + h) - C(q - h)) / (2 * h) * n", "the sign reversed"),
            (
                """
            h = 0.01
            return (C(q + h) - C(q - h)) / (2 * h)
            """,
                "rate read as amount",
            ),
            ("return n * C(q)", "the whole cost, n times"),
            (
                """
            h = 0.01
            return C(q) + n * (C(q + h) - C(q - h)) / (2 * h)
            """,
                "the cost of them all",
            ),
            ("return n * (C(q + 1) - C(q))", "a whole piece for a small step"),
            (
                """
            h = 0.01
            return n * (C(q + h) - C(q - h)) / h
            """,
                "not divided by its own run",
            ),
            (
                """
            h=1e-20
            return n*(C(q+h)-C(q-h))/(2*h)
            """,
                "a step that q can't feel",
            ),
            ("h = 0.5\nreturn n * (C(q + h) - C(q))", "the rise, not divided by its run"),
            (
                "h = 1e-3\nreturn (n - 1) * (C(q + h) - C(q - h)) / (2 * h)",
                "another number of pieces than n",
            ),
        ],
    },
    "highest": {
        "right": [
            "x = np.linspace(a, b, 2001)\nreturn x[np.argmax(f(x))]",
            "return max(np.linspace(a, b, 1001), key=f)",
            """
            best = a
            x = a
            while x <= b:
                if f(x) > f(best):
                    best = x
                x += 0.005
            return best if f(best) > f(b) else b
            """,
            "x = np.arange(a, b, 0.01)\nreturn x[f(x).argmax()]",
            "return sorted((f(x), x) for x in np.linspace(a, b, 3000))[-1][1]",
            """
            x = np.linspace(a, b, 50)
            for _ in range(3):
                i = np.argmax(f(x))
                d = x[1] - x[0]
                x = np.linspace(max(a, x[i] - d), min(b, x[i] + d), 50)
            return x[np.argmax(f(x))]
            """,
            "return max(np.linspace(a, b, 4001), key=f)",
            """
            n = int((b - a) / 0.01) + 2
            best, where = f(a), a
            for k in range(1, n + 1):
                x = a + (b - a) * k / n
                if f(x) > best:
                    best, where = f(x), x
            return where
            """,
            """
            xs = np.append(np.arange(a, b, 0.005), b)
            return sorted(xs, key=f)[-1]
            """,
            "return max((f(x), x) for x in np.linspace(a, b, 3001))[1]",
            """
            xs = np.linspace(a, b, 20001)
            return xs[np.argmax([f(x) for x in xs])]
            """,
        ],
        "wrong": [
            ("x = np.linspace(a, b, 2001)\nreturn np.max(f(x))", "how high instead of where"),
            (
                "x = np.linspace(a, b, 2001)\nreturn np.argmax(f(x))",
                "the index instead of the place",
            ),
            ("return max(range(int(a), int(b) + 1), key=f)", "whole numbers only"),
            (
                """
                x = np.linspace(a, b, 2001)
                slope = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
                return x[np.argmin(np.abs(slope))]
                """,
                "a candidate, and not the highest",
            ),
            ("return a if f(a) > f(b) else b", "the higher of the two ends"),
            ("x = np.linspace(a, b, 100)\nreturn x[np.argmax(f(x))]", "places too far apart"),
            ("return b", "one end"),
            ("return max(f(a), f(b))", None),
            ("return 5", "for the fence only"),
            ("x = np.arange(a, b, 0.1)\nreturn x[np.argmax(f(x))]", "places too far apart"),
            (
                """
                x = a
                while x < b and f(x + 0.001) > f(x):
                    x += 0.001
                return x
                """,
                "one hill, and not the highest",
            ),
            (
                """
                from scipy.optimize import minimize_scalar
                return minimize_scalar(lambda x: -f(x), bounds=(a, b), method="bounded").x
                """,
                "one hill, and not the highest",
            ),
            (
                """
                lo, hi = a, b
                for _ in range(60):
                    mid = (lo + hi) / 2
                    if f(mid + 1e-6) > f(mid - 1e-6):
                        lo = mid
                    else:
                        hi = mid
                return lo
                """,
                "one hill, and not the highest",
            ),
            ("x = np.arange(a, b, 0.5)\nreturn x[np.argmax(f(x))]", "places too far apart"),
            ("x = np.linspace(a, b, 2001)\nreturn x[np.argmin(f(x))]", "the lowest"),
            ("return (a + b) / 2", "halfway"),
            (
                "x = np.linspace(a, b, 2001)\ni = np.argmax(f(x))\nreturn x[i], f(x[i])",
                "both the place and the height",
            ),
            (
                "x = np.linspace(a, b, 2001)\nreturn x[f(x) == f(x).max()]",
                "the place in an array or a list",
            ),
            (
                "x = np.linspace(a, b, 2001)\nreturn x[np.argmax(np.gradient(f(x), x))]",
                "where f′ is largest",
            ),
            ("x = np.linspace(a, b, 2001)\nx[np.argmax(f(x))]", "nothing returned"),
            ("return np.argmax(f)", None),
            ("return min(max(5, a), b)", "for the fence only"),
            ("x = np.arange(a, b)\nreturn x[np.argmax(f(x))]", "places too far apart"),
            (
                """
            xs = np.linspace(a, b, 1000)
            return max(f(xs))
            """,
                "how high instead of where",
            ),
            (
                """
            xs = np.arange(a, b, 1)
            return xs[np.argmax([f(x) for x in xs])]
            """,
                "places too far apart",
            ),
            (
                """
            xs = np.linspace(a, b, 10001)
            return np.argmax([f(x) for x in xs])
            """,
                "the index instead of the place",
            ),
            (
                """
            xs = np.linspace(a, b, 100)
            return xs[np.argmax([f(x) for x in xs])]
            """,
                "places too far apart",
            ),
            (
                """
            x = a
            while f(x + 0.01) > f(x):
                x += 0.01
            return x
            """,
                "not done in time",
            ),
            (
                """
            h = 1e-4
            for x in np.arange(a, b, 0.001):
                if abs((f(x + h) - f(x - h)) / (2 * h)) < 0.01:
                    return x
            """,
                "nothing returned",
            ),
            (
                """
            best = 0
            where = a
            for x in np.linspace(a, b, 2001):
                if f(x) > best:
                    best = f(x)
                    where = x
            return where
            """,
                "a best height that begins too high",
            ),
            (
                """
            best = -100
            where = a
            for x in np.linspace(a, b, 2001):
                if f(x) > best:
                    best = f(x)
                    where = x
            return where
            """,
                "a best height that begins too high",
            ),
            ("x = np.linspace(a, b, 10001)\nreturn x[np.argmax(abs(f(x)))]", "the largest size"),
        ],
    },
    "which": {
        "right": [
            """
            h = 1e-4
            slope = (f(x + h) - f(x - h)) / (2 * h)
            return np.argmin([np.abs(g(x) - slope).max() for g in curves])
            """,
            """
            for number, g in enumerate(curves):
                if np.allclose(g(x), (f(x + 1e-5) - f(x - 1e-5)) / 2e-5, atol=1e-3):
                    return number
            """,
            """
            slope = (f(x + 1e-6) - f(x)) / 1e-6
            off = [sum((g(x) - slope) ** 2) for g in curves]
            return off.index(min(off))
            """,
        ],
        "wrong": [
            (
                """
                h = 1e-5
                slope = (f(x + h) - f(x - h)) / 2 * h
                return np.argmin([np.max(np.abs(g(x) - slope)) for g in curves])
                """,
                "the curve nearest to 0",
            ),
            ("return np.argmin([np.abs(g(x) - f(x)).max() for g in curves])", "f itself"),
            (
                "s = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
                "return np.argmin([np.abs(g(x) - s).max() for g in curves]) + 1",
                "counted from 1",
            ),
            (
                "s = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
                "for g in curves:\n    if np.allclose(g(x), s, atol=1e-3):\n        return g",
                "the curve instead of its number",
            ),
            (
                "s = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
                "for k, g in enumerate(curves):\n"
                "    if abs(g(x)[0] - s[0]) < 1e-3:\n        return k",
                "one place only",
            ),
            (
                "s = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
                "for k, g in enumerate(curves):\n"
                "    if np.all((g(x) > 0) == (s > 0)):\n        return k",
                "the sign only",
            ),
            (
                "s = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
                "return np.argmin([np.sum(g(x) - s) for g in curves])",
                "differences with their sign",
            ),
            (
                "s = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
                "return [np.max(np.abs(g(x) - s)) for g in curves]",
                "how far off each one is",
            ),
            ("return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5", "the slopes instead of a number"),
            (
                "s = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5\n"
                "return np.argmax([np.max(np.abs(g(x) - s)) for g in curves])",
                "the one farthest off",
            ),
            (
                "s = (f(x - 1e-5) - f(x + 1e-5)) / 2e-5\n"
                "for k, g in enumerate(curves):\n"
                "    if np.allclose(g(x), s, atol=1e-3):\n        return k\nreturn 0",
                None,
            ),
            (
                "s = (f(x - 1e-5) - f(x + 1e-5)) / 2e-5\n"
                "return np.argmin([np.max(np.abs(g(x) - s)) for g in curves])",
                "upside down",
            ),
            (
                "h = 1e-3\ns = (f(x + h) - 2 * f(x) + f(x - h)) / h**2\n"
                "return np.argmin([np.max(np.abs(g(x) - s)) for g in curves])",
                "f″",
            ),
            ("return 1", "always the same one"),
            ("return len(curves)", "an input not used"),
        ],
    },
    "mean_place": {
        "right": [
            SECANT + "return x[np.argmin(abs(d - s))]",
            """
            s = (f(b) - f(a)) / (b - a)
            x = np.linspace(a, b, 2001)[1:-1]
            return x[np.argmax(np.abs(f(x) - f(a) - s * (x - a)))]
            """,
            """
            s = (f(b) - f(a)) / (b - a)
            best, off = None, np.inf
            for x in np.arange(a + 0.005, b, 0.005):
                d = (f(x + 1e-6) - f(x)) / 1e-6
                if abs(d - s) < off:
                    best, off = x, abs(d - s)
            return best
            """,
        ],
        "wrong": [
            ("return (a + b) / 2", "halfway"),
            ("return (f(b) - f(a)) / (b - a)", "the slope instead of the place"),
            (
                SECANT + "return x[np.argmin(abs(d))]",
                "f′ nearest to 0",
            ),
            (
                SECANT + "return x[np.argmin(abs(f(x) - s))]",
                "f and f′ confused",
            ),
            (
                SECANT + "return x[np.argmin(abs(d - (f(b) - f(a))))]",
                "the rise instead of the slope",
            ),
            (
                SECANT + "return np.argmin(abs(d - s))",
                "the index instead of the place",
            ),
            (
                SECANT + "return x[np.argmin(d - s)]",
                "without the size",
            ),
            (
                SECANT + "return x[np.argmin(abs(d - 1 / s))]",
                "upside down",
            ),
            (
                SECANT + "return x[np.abs(d - s) < 0.01]",
                "a row in place of a number",
            ),
            (
                SECANT.replace("4001", "11") + "return x[np.argmin(abs(d - s))]",
                "places too far apart",
            ),
            ("return a", "where the curve cuts the secant"),
            ("return f((a + b) / 2)", None),
            (
                SECANT + "return d[np.argmin(abs(d - s))]",
                None,
            ),
            (
                """
                s, h = (f(b) - f(a)) / (b - a), 1e-5
                off = lambda c: (f(c + h) - f(c - h)) / (2 * h) - s
                low, high = a + 2 * h, b - 2 * h
                for _ in range(50):
                    middle = (low + high) / 2
                    if off(low) * off(middle) <= 0:
                        high = middle
                    else:
                        low = middle
                return (low + high) / 2
                """,
                None,
            ),
        ],
    },
    "turns": {
        "right": [
            "x = np.linspace(-reach, reach, 20001)\nreturn np.any(df(x) * df(0.0) < 0)",
            "x = np.linspace(-reach, reach, 5000)\nreturn len(set(np.sign(df(x))) - {0.0}) > 1",
            """
            x = np.linspace(-reach, reach, 9001)
            return bool(df(x).min() < 0 < df(x).max())
            """,
        ],
        "wrong": [
            ("return df(0.0) < 0", "the sign at 0 alone"),
            (
                "x = np.linspace(-reach, reach, 5000)\nreturn len(set(np.sign(df(x)))) > 1",
                "0 taken for another sign",
            ),
            (
                "x = np.linspace(-reach, reach, 10001)\nreturn np.any(df(x) != df(0.0))",
                "any other value taken for another sign",
            ),
            (
                "places = range(int(-reach), int(reach))\n"
                "return any(df(float(i)) * df(0.0) < 0 for i in places)",
                "places too far apart",
            ),
            ("return df(-reach) * df(reach) < 0", "at the ends alone"),
            (
                "x = np.linspace(0, reach, 9001)\nreturn np.any(df(x) * df(0.0) < 0)",
                "to one side alone",
            ),
            (
                "x = np.linspace(-reach, reach, 11)\nreturn np.any(df(x) * df(0.0) < 0)",
                "places too far apart",
            ),
            (
                "x = np.linspace(-reach, reach, 9001)\nreturn np.any(df(x) < 0)",
                "below 0 taken for another sign",
            ),
            (
                "x = np.linspace(-reach, reach, 9001)\nreturn np.all(df(x) * df(0.0) > 0)",
                "the answer turned round",
            ),
            (
                "x = np.linspace(-reach, reach, 9001)\nreturn df(x) * df(0.0) < 0",
                "an answer for each place",
            ),
            ("return df(reach) * df(0.0) < 0", "at the ends alone"),
            ("return True", "one answer for all curves"),
            ("x = np.linspace(-reach, reach, 9001)\nreturn df(x).min()", None),
        ],
    },
    "product_slope": {
        "right": [
            "return du(x) * v(x) + u(x) * dv(x)",
            "return v(x) * du(x) + dv(x) * u(x)",
            "left, right = du(x) * v(x), u(x) * dv(x)\nreturn left + right",
            "return np.dot([du(x), u(x)], [v(x), dv(x)])",
            "return sum(p * q for p, q in ((du(x), v(x)), (u(x), dv(x))))",
            """
            pair = np.array([du(x), u(x)])
            return pair @ np.array([v(x), dv(x)])
            """,
            "return sum(p(x) * q(x) for p, q in ((du, v), (u, dv)))",
            """
            a, b = u(x), v(x)
            return a * b * (du(x) / a + dv(x) / b) if a and b else du(x) * b + a * dv(x)
            """,
            """
            from functools import reduce
            return reduce(lambda acc, fg: acc + fg[0](x) * fg[1](x), [(u, dv), (v, du)], 0)
            """,
        ],
        "wrong": [
            ("return du(x) * dv(x)", "u′ times v′"),
            ("return du * v + u * dv", "a function, not called"),
            ("return u(x) * du(x) + v(x) * dv(x)", "a slope with its own side"),
            ("return du(x) * v(x) - u(x) * dv(x)", "the quotient's minus"),
            ("return du(x) + dv(x)", "the slope of the sum"),
            ("return du(x) * v(x)", "one strip only"),
            ("return u(x) * v(x)", "the product itself"),
            ("return du(v(x)) * dv(x)", "one function put into the other"),
            ("return u(x) * dv(x)", "one strip only"),
            ("return (du(x) * v(x) - u(x) * dv(x)) / v(x) ** 2", "the quotient rule"),
            ("return du(x) * v(x) + u(x) * dv(x) + du(x) * dv(x)", "the corner counted as well"),
            ("return (du(x) + v(x)) * (u(x) + dv(x))", "sums multiplied"),
            ("return (du(x) * v(x) + u(x) * dv(x)) * x", "times x, or divided by it"),
            (
                "h = 1e-3\nreturn (u(x + h) * v(x + h) - u(x) * v(x)) / h",
                "a secant in place of the slope",
            ),
            ("print(du(x) * v(x) + u(x) * dv(x))", "printed, not returned"),
            ("return du(v(x)) + dv(u(x))", "one function put into the other"),
            ("return u(x) * dv(x) - du(x) * v(x)", "the quotient's minus"),
            ("return du(x) * v(x) + u(x) * dv", "a function, not called"),
            ("return lambda x: du(x) * v(x) + u(x) * dv(x)", "a function, not called"),
            ("return 2 * (du(x) * v(x) + u(x) * dv(x))", "a factor too much"),
            ("return u(x) * dv(x) + du(x) * v", "a function, not called"),
            ("return du(x) * v(x) + u(x) * v(x)", "a product without a slope"),
            ("return du(x)*v(x) + dv(x)*v(x)", "a slope with its own side"),
            ("return du(x) * dv(x) + u(x) * v(x)", "a product without a slope"),
        ],
    },
    "record_rate": {
        "right": [
            "keep = np.isfinite(ppm)\nreturn np.gradient(ppm[keep], years[keep])",
            "good = ~np.isnan(ppm)\ny, p = years[good], ppm[good]\nreturn np.gradient(p, y, edge_order=1)",
            "i = np.where(ppm == ppm)[0]\nreturn list(np.gradient(ppm[i], years[i]))",
            """
            pairs = [(t, c) for t, c in zip(years, ppm) if not np.isnan(c)]
            t, c = np.array(pairs).T
            return np.gradient(c, t)
            """,
            """
            keep = np.isfinite(ppm)
            t, c = years[keep], ppm[keep]
            dt, dc = np.diff(t), np.diff(c)
            rate = dc / dt
            inside = (rate[:-1] * dt[1:] + rate[1:] * dt[:-1]) / (dt[1:] + dt[:-1])
            return np.concatenate([rate[:1], inside, rate[-1:]])
            """,
            """
            y, p = np.array([(y, p) for y, p in zip(years, ppm) if not np.isnan(p)]).T
            return np.gradient(p, y)
            """,
            """
            keep = np.where(ppm == ppm)[0]
            y, p = years[keep], ppm[keep]
            h = np.diff(y)
            s = np.diff(p) / h
            inner = (h[1:] * s[:-1] + h[:-1] * s[1:]) / (h[1:] + h[:-1])
            return np.r_[s[0], inner, s[-1]]
            """,
            """
            keep = [i for i, p in enumerate(ppm) if not np.isnan(p)]
            return np.gradient(np.take(ppm, keep), np.take(years, keep)).tolist()
            """,
        ],
        "wrong": [
            ("return np.gradient(ppm, years)", "the gaps left in"),
            (
                "keep = np.isfinite(ppm)\nreturn np.gradient(ppm[keep])",
                "the spacing forgotten",
            ),
            (
                "keep = np.isfinite(ppm)\nreturn np.gradient(ppm[keep], years)",
                "the gaps dropped from one of the two",
            ),
            (
                "keep = np.isfinite(ppm)\nreturn np.diff(ppm[keep]) / np.diff(years[keep])",
                "one value too few",
            ),
            ("return np.gradient(np.nan_to_num(ppm), years)", "a gap taken for zero"),
            ("keep = np.isfinite(ppm)\nreturn np.gradient(ppm, years)[keep]", "the gaps left in"),
            (
                "keep = np.isfinite(ppm)\nreturn np.gradient(ppm[keep], years[1] - years[0])",
                "every row taken for a week",
            ),
            (
                "keep = np.isfinite(ppm)\nreturn np.gradient(years[keep], ppm[keep])",
                "years over ppm, upside down",
            ),
            (
                "keep = np.isfinite(ppm)\nfull = np.interp(years, years[keep], ppm[keep])\n"
                "return np.gradient(full, years)",
                "values made up in the gaps",
            ),
            ("ppm[np.isnan(ppm)] = 0\nreturn np.gradient(ppm, years)", None),
            (
                "keep = np.isfinite(ppm)\nreturn np.gradient(ppm[keep]) / np.gradient(years[keep])",
                "neighbours' slope at a gap",
            ),
            (
                "keep = np.isfinite(ppm)\nrate = np.full(len(ppm), np.nan)\n"
                "rate[keep] = np.gradient(ppm[keep], years[keep])\nreturn rate",
                "a place for each week",
            ),
            (
                "keep = np.isfinite(ppm)\nreturn np.gradient(ppm[keep], years[keep]) / 52",
                "per week",
            ),
            (
                "keep = np.isfinite(ppm)\nreturn np.mean(np.gradient(ppm[keep], years[keep]))",
                "one rate for the whole record",
            ),
            (
                "keep = np.isfinite(ppm)\nreturn np.gradient(ppm[keep]) * 52",
                "every row taken for a week",
            ),
            ("keep = np.isfinite(ppm)\nnp.gradient(ppm[keep], years[keep])", "nothing returned"),
            (
                "keep = ppm != np.nan\nreturn np.gradient(ppm[keep], years[keep])",
                "the gaps left in",
            ),
            ("keep = np.isnan(ppm)\nreturn np.gradient(ppm[keep], years[keep])", None),
            ("return ppm / years", None),
            (
                """
            ok = ~np.isnan(ppm)
            return np.gradient(ppm[ok])
            """,
                "the spacing forgotten",
            ),
            (
                """
            rate = np.gradient(ppm, years)
            return rate[~np.isnan(rate)]
            """,
                "the gaps left in",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            return np.diff(ppm[ok]) / np.diff(years[ok])
            """,
                "one value too few",
            ),
            (
                """
            ok = np.isnan(ppm)
            return np.gradient(ppm[ok], years[ok])
            """,
                "the gaps kept, the measurements dropped",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            return np.gradient(ppm[ok], years)
            """,
                "the gaps dropped from one of the two",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            return np.gradient(ppm[ok], 1 / 52)
            """,
                "every row taken for a week",
            ),
        ],
    },
    "heights": {
        "right": [
            "return np.concatenate([[c], c + width * np.cumsum(slopes)])",
            "return np.cumsum([c, *(np.array(slopes) * width)])",
            """
            found = [c]
            for slope in slopes:
                found.append(found[-1] + slope * width)
            return found
            """,
        ],
        "wrong": [
            (
                "return np.concatenate([c, c + width * np.cumsum(slopes)])",
                "a number among the arrays",
            ),
            ("return np.concatenate([[0], width * np.cumsum(slopes)])", "c forgotten"),
            ("return np.concatenate([[c], width * np.cumsum(slopes)])", "c left out of the sums"),
            ("return np.cumsum([c, *slopes])", "the width left out"),
            ("return c + width * np.cumsum(slopes)", "the first height left out"),
            ("return [c] + [c + s * width for s in slopes]", "rises not added up"),
            ("return [c] + [s * width for s in slopes]", "only the rises"),
            ("return np.concatenate([[c], c + np.cumsum(slopes) / width])", "divided by the width"),
            ("return np.concatenate([[c], c - width * np.cumsum(slopes)])", "minus for plus"),
            ("return width * np.cumsum([c, *slopes])", "c times the width"),
            ("return np.diff(slopes) / width", "slopes from heights"),
            ("return c + slopes * width", "as many values as stretches"),
            ("return width * np.cumsum(slopes)", "as many values as stretches"),
            (
                "return np.concatenate([[c], c + width * np.cumsum(slopes)])[:-1]",
                "as many values as stretches",
            ),
            (
                "found = [c]\nfor s in slopes:\n    found.append(found[-1] + c + s * width)\nreturn found",
                "c added at every step",
            ),
        ],
    },
}
