"""What learners write in notebook 07."""


def loop(line, back="return w", before="", turns="range(steps)"):
    """The body of a loop: what comes before it, the lines of one turn, what comes after it."""
    lines = "\n".join("    " + part for part in line.split("\n"))
    return f"{before}\nfor _ in {turns}:\n{lines}\n{back}".strip()


def push(line, before="v = 0.0", back="return w"):
    """The body of a loop with a memory."""
    return loop(line, back, before)


MOVED = "w = w - learning_rate * v"
RESIDUAL = "r = w * x + b - y\n"
BOTH = (
    RESIDUAL + "gw, gb = np.{2}({0}), np.{2}({1})\n"
    "w, b = w - learning_rate * gw, b - learning_rate * gb"
)
ADAM = "w = w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)"


def fitted(line, before="w, b = 0.0, 0.0", back="return w, b"):
    """The body of a fit."""
    return loop(line, back, before)


def averaged(line, m="m = 0.9 * m + 0.1 * g", v="v = 0.999 * v + 0.001 * g**2", back="return w"):
    """The body of Adam: its two averages, and the lines of the step."""
    turn = "\n".join(["g = grad(w)", m, v, line])
    return loop(turn, back, "m, v = 0.0, 0.0").replace(
        "for _ in range(steps)", "for t in range(1, steps + 1)"
    )


ANSWERS = {
    "descend": {
        "right": [
            loop("w = w - learning_rate * grad(w)"),
            loop("w -= learning_rate * grad(w)", before="w = np.array(w, dtype=float)"),
            "if steps == 0:\n    return w\n"
            "return descend(grad, w - learning_rate * grad(w), learning_rate, steps - 1)",
            "k = 0\nwhile k < steps:\n    w = w + learning_rate * -grad(w)\n    k += 1\nreturn w",
            loop(
                "path.append(path[-1] - learning_rate * grad(path[-1]))",
                "return path[-1]",
                "path = [w]",
            ),
            loop("g = grad(w)\nw = w - g * learning_rate"),
            """
            def descend(grad, w, learning_rate, steps):
                if steps == 0:
                    return w
                return descend(grad, w - learning_rate * grad(w), learning_rate, steps - 1)
            """,
            """
            def descend(grad, w, learning_rate, steps):
                path = [w]
                while len(path) <= steps:
                    path.append(np.subtract(path[-1], learning_rate * grad(path[-1])))
                return path[-1]
            """,
            """
            for _ in range(steps):
                w = np.array(w) - learning_rate * np.array(grad(w))
            return w
            """,
        ],
        "wrong": [
            (loop("w = w + learning_rate * grad(w)"), "uphill: plus instead of minus"),
            (
                "for _ in range(steps):\n    w = w - learning_rate * grad(w)\n    return w",
                "one step only",
            ),
            (loop("w -= learning_rate * grad(w)"), "an input changed"),
            (loop("w = w - learning_rate * g", before="g = grad(w)"), "the gradient taken once"),
            (loop("w = w - grad(w)"), "the learning rate left out"),
            (loop("w - learning_rate * grad(w)"), "w never changed"),
            (loop("w = w - learning_rate * grad"), "a function, not called"),
            (loop("new = w - learning_rate * grad(w)", "return new"), "one step only"),
            (loop("w = -learning_rate * grad(w)"), "w replaced by the step"),
            (loop("w = learning_rate * grad(w)"), "w replaced by the step"),
            (
                loop("w = w - learning_rate * grad(w)", turns="range(1, steps)"),
                "one step too few",
            ),
            (
                loop("w = w - learning_rate * grad(w)", turns="range(steps + 1)"),
                "one step too many",
            ),
            ("return w - learning_rate * grad(w) * steps", "the gradient taken once"),
            (loop("w = w - learning_rate * grad(w)", "print(w)"), "printed, not returned"),
            (loop("w = w - learning_rate * grad(w)", ""), "nothing returned"),
            (
                loop("w = w - learning_rate * grad(w)\npath.append(w)", "return path", "path = []"),
                "the whole path",
            ),
            (loop("w = w - learning_rate * w"), "w in place of its gradient"),
            (loop("w = w * (1 - learning_rate * grad(w))"), "w times its step"),
            (loop("w = w - learning_rate / grad(w)"), "divided by the gradient"),
            (loop("w = grad(w) - learning_rate * w"), "w and its gradient exchanged"),
            (loop("w = learning_rate * grad(w) - w"), "the step minus w"),
            (
                loop(
                    "for i in range(len(w)):\n    w[i] = w[i] - learning_rate * grad(w)[i]",
                    before="w = np.array(w, dtype=float)",
                ),
                "one weight moved before the next one's slope is asked",
            ),
            (
                loop(
                    "for i in np.ndindex(w.shape):\n    w[i] = w[i] - learning_rate * grad(w)[i]",
                    before="w = np.array(w, dtype=float)",
                ),
                "one weight moved before the next one's slope is asked",
            ),
            (
                "for k in range(steps):\n    w = w - learning_rate * grad(w) * k\nreturn w",
                "η grows with the number of the step",
            ),
            (
                "for k in range(steps):\n    w = w - learning_rate * grad(k)\nreturn w",
                "the number of the step for the place",
            ),
            (loop("w = w - learning_rate * grad(w)", turns="steps"), "raised TypeError"),
            (
                loop("w = w - learning_rate * grad(w) / np.linalg.norm(grad(w))"),
                "steps of length η",
            ),
            (loop("w = w - learning_rate"), "the gradient left out"),
            (
                loop(
                    "slope = (grad(w + 1e-6) - grad(w - 1e-6)) / 2e-6\n"
                    "w = w - learning_rate * slope"
                ),
                "the slope of the gradient",
            ),
            (
                "from lib.learning import gradient_descent\n"
                "return gradient_descent(grad, w, learning_rate, steps)[-1]",
                "a loop that is written already",
            ),
            (
                "for _ in range(steps):\n    w = w - learning_rate * abs(grad(w))\nreturn w",
                "the size of the gradient only",
            ),
            (
                "for _ in range(steps):\n    w = w - learning_rate * grad(w)\nreturn grad(w)",
                "the gradient at the end instead of w",
            ),
            (
                "for _ in range(steps):\n    w = w - (learning_rate + grad(w))\nreturn w",
                "added instead of multiplied",
            ),
            (
                "for _ in range(steps):\n    w = (w - learning_rate) * grad(w)\nreturn w",
                "brackets in the wrong place",
            ),
            (
                "for _ in range(steps):\n    w = w - 0.1 * grad(w)\nreturn w",
                "another learning rate",
            ),
            (
                "for _ in range(10):\n    w = w - learning_rate * grad(w)\nreturn w",
                "another number of steps",
            ),
            (
                "w = float(w)\nfor _ in range(steps):\n    w = w - learning_rate * grad(w)\nreturn w",
                "for single numbers only",
            ),
            (
                "for _ in range(steps):\n    w = w - learning_rate * np.mean(grad(w))\nreturn w",
                "one amount for all weights",
            ),
            (
                """
                for w in range(steps):
                    w = w - learning_rate * grad(w)
                return w
                """,
                "w used to count",
            ),
            (
                "for k in range(steps):\n    w = w - learning_rate / (k + 1) * grad(w)\nreturn w",
                "η shrinks with the number of the step",
            ),
            (
                "for _ in range(steps):\n    w = w - grad(w) / learning_rate\nreturn w",
                "divided by the learning rate",
            ),
            (loop("w = w - learning_rate * grad(-w)"), "the gradient asked at −w"),
        ],
    },
    "learning_rate": {
        "right": ["0.18", "0.175", "2 / 11", "np.float64(0.17)", "9 / 50", "np.array(0.18)"],
        "wrong": [
            ("0.1", "too small a step"),
            ("0.01", "too small a step"),
            ("0.5", "η beyond the edge"),
            ("0.2", "η on the edge"),
            ("0.19", "just below the edge"),
            ("1", "η beyond the edge"),
            ("0.15", "too small a step"),
            ("0.199", "just below the edge"),
            ("-0.1", "uphill: a negative η"),
            ("0", "no step at all"),
            ("'0.18'", "a text"),
            ("[0.18, 0.18]", "a rate for each weight"),
            ("0.1, 0.01", "a rate for each weight"),
            ("[0.18]", "another shape"),
            ("lambda: 0.18", "a function, not called"),
            ("float('nan')", "NaN"),
            ("float('inf')", "η beyond the edge"),
            ("18", "η beyond the edge"),
        ],
    },
    "momentum": {
        "right": [
            push("v = beta * v + grad(w)\n" + MOVED),
            push("v = grad(w) + beta * v\nw = w + -learning_rate * v", "v = np.zeros_like(w)"),
            push("v = beta * v - learning_rate * grad(w)\nw = w + v"),
            push("v = beta * v + learning_rate * grad(w)\nw = w - v", "v = 0 * w"),
            push(
                "v *= beta\nv += grad(w)\nw -= learning_rate * v",
                "w = np.array(w, dtype=float)\nv = np.zeros_like(w)",
            ),
            """
            v = np.zeros_like(w, dtype=float)
            i = 0
            while i < steps:
                v *= beta
                v += grad(w)
                w = w - learning_rate * v
                i += 1
            return w
            """,
            """
            v = 0
            for _ in range(steps):
                v, w = beta * v + grad(w), w - learning_rate * (beta * v + grad(w))
            return w
            """,
        ],
        "wrong": [
            (
                push("v = beta * v + (1 - beta) * grad(w)\n" + MOVED),
                "averaged, not added up",
            ),
            (push(MOVED + "\nv = beta * v + grad(w)"), "one step too few"),
            (
                push("v = 0.0\nv = beta * v + grad(w)\n" + MOVED),
                "no memory: plain gradient descent",
            ),
            (push("v = v + grad(w)\n" + MOVED), "nothing is forgotten"),
            (push("v = beta * v + learning_rate * grad(w)\n" + MOVED), "the learning rate twice"),
            (
                push("v = beta * v + grad(w)\nw = w + learning_rate * v"),
                "uphill",
            ),
            (
                push("v = beta * v - learning_rate * grad(w)\nw = w - v"),
                "uphill",
            ),
            (push("v = beta * v + grad(w)\nw -= learning_rate * v"), "an input changed"),
            (push("v = beta * v + grad(w)\nw = w - v"), "the learning rate left out"),
            (push("v = v + beta * grad(w)\n" + MOVED), "β at the gradient"),
            (push("v = beta * (v + grad(w))\n" + MOVED), "β at both"),
            (push("v = beta * v + grad(w)\n" + MOVED, "v = grad(w)"), "v starts as the gradient"),
            (
                push("v = beta * v + grad(w)\nw = w - learning_rate * grad(w)"),
                "no memory: plain gradient descent",
            ),
            (
                "v = 0.0\nfor _ in range(steps):\n    v = beta * v + grad(w)\n"
                "    w = w - learning_rate * v\n    return w",
                "one step only",
            ),
            (push("v = beta * v + g\n" + MOVED, "v = 0.0\ng = grad(w)"), "the gradient taken once"),
            (push("v = beta * v + grad(w)\n" + MOVED, ""), "raised UnboundLocalError"),
            (push("v = beta * v + grad(w)\n" + MOVED, back="return v"), "v instead of w"),
            (push("v = beta * v + grad(w)\n" + MOVED, back="return w, v"), "w and v together"),
            (push("v = beta * v - grad(w)\n" + MOVED), "uphill"),
            (push("v = beta * v + grad(w)\nw = w - learning_rate * v", "v = 1.0"), "v starts at 1"),
            (push("v = beta * v + grad(w)\n" + MOVED, back="print(w)"), "printed, not returned"),
            (push("v = (1 - beta) * v + grad(w)\n" + MOVED), "1 − β for β"),
            (
                push("v = (1 - beta) * v + beta * grad(w)\n" + MOVED),
                "β and 1 − β exchanged",
            ),
            (push("v = beta * v + grad(w)\n" + MOVED, "v = w"), "v starts as w"),
            (push("v = beta * v + grad(v)\n" + MOVED), "the gradient at v"),
            (
                push("v = beta * v + grad(w - learning_rate * beta * v)\n" + MOVED),
                "the gradient at the point ahead",
            ),
            (
                "v = 0.0\nfor _ in range(1, steps):\n    v = beta * v + grad(w)\n"
                "    w = w - learning_rate * v\nreturn w",
                "one step too few",
            ),
            (push("w = w - learning_rate * grad(w) + beta * w", "", "return w"), "β times w"),
            (
                "from lib.learning import descent\n"
                "return descent.momentum(grad, w, learning_rate, steps, momentum=beta)[-1]",
                "a loop that is written already",
            ),
            (
                """
                v = 0
                for _ in range(steps):
                    v = beta + grad(w)
                    w = w - learning_rate * v
                return w
                """,
                "β added",
            ),
            (
                """
                v = 0
                for _ in range(steps):
                    v = v * (beta + grad(w))
                    w = w - learning_rate * v
                return w
                """,
                "w never changed",
            ),
            (
                """
                v = 0
                for _ in range(steps):
                    v += beta * v + grad(w)
                    w = w - learning_rate * v
                return w
                """,
                "+= where = is due",
            ),
            (
                """
                v = 0
                for _ in range(steps):
                    v = beta * v + grad(w)
                w = w - learning_rate * v
                return w
                """,
                "w moved after the loop only",
            ),
            (
                """
                v = 0
                for _ in range(steps):
                    v = beta * v + grad(w)
                    w = learning_rate * v
                return w
                """,
                "w replaced by the step",
            ),
        ],
    },
    "mse_gradient": {
        "right": [
            RESIDUAL + "return np.array([np.mean(2 * r * x), np.mean(2 * r)])",
            "n = len(x)\nr = y - (w * x + b)\nreturn -2 / n * np.array([x @ r, r.sum()])",
            """
            gw, gb = 0.0, 0.0
            for xi, yi in zip(x, y):
                gw += 2 * (w * xi + b - yi) * xi / len(x)
                gb += 2 * (w * xi + b - yi) / len(x)
            return np.array([gw, gb])
            """,
            RESIDUAL + "return 2 * np.mean(r * x), 2 * np.mean(r)",
            RESIDUAL + "A = np.stack([x, np.ones_like(x)], axis=1)\nreturn 2 * A.T @ r / x.size",
            """
            n = len(x)
            dw = db = 0.0
            for xi, yi in zip(x, y):
                r = w * xi + b - yi
                dw += 2 * r * xi / n
                db += 2 * r / n
            return np.array((dw, db))
            """,
            """
            A = np.vstack([x, np.ones(len(x))])
            return 2 * A @ (A.T @ [w, b] - y) / len(y)
            """,
            """
            r = w * x + b - y
            return np.mean(2 * r * np.array([x, np.ones_like(x)]), axis=1)
            """,
            """
            r = w * x + b - y
            return [2 * np.dot(r, x) / x.size, 2 * sum(r) / len(r)]
            """,
        ],
        "wrong": [
            (
                RESIDUAL + "return np.array([np.sum(2 * r * x), np.sum(2 * r)])",
                "divided by n missing",
            ),
            (RESIDUAL + "return np.array([np.mean(r * x), np.mean(r)])", "the factor 2 missing"),
            (
                "r = y - (w * x + b)\nreturn np.array([np.mean(2 * r * x), np.mean(2 * r)])",
                "the difference the other way round",
            ),
            (RESIDUAL + "return np.array([2 * r * x, 2 * r])", "not averaged yet"),
            (
                RESIDUAL + "return np.array([np.mean(2 * r), np.mean(2 * r)])",
                "the inner slope missing",
            ),
            (
                RESIDUAL + "return np.array([np.mean(2 * r * w), np.mean(2 * r)])",
                "the weight for its input",
            ),
            (
                RESIDUAL + "return np.array([np.mean(2 * r * x), np.mean(2 * r * b)])",
                "b multiplied in",
            ),
            (RESIDUAL + "return np.array([np.mean(2 * r), np.mean(2 * r * x)])", "w and b swapped"),
            (
                RESIDUAL + "return np.array([2 * np.mean(r) * np.mean(x), 2 * np.mean(r)])",
                "the mean of a product taken apart",
            ),
            (
                RESIDUAL + "return np.array([np.mean(r ** 2 * x), np.mean(r ** 2)])",
                "the square kept",
            ),
            (RESIDUAL + "return np.mean(2 * r * x), np.sum(2 * r)", "only one of the two averaged"),
            (RESIDUAL + "return np.mean(r ** 2)", "the loss instead of its gradient"),
            (RESIDUAL + "return np.mean(2 * r * x) + np.mean(2 * r)", "both added up"),
            (
                "r = w * x - y\nreturn np.array([np.mean(2 * r * x), np.mean(2 * r)])",
                "b left out of the line",
            ),
            (RESIDUAL + "print(np.mean(2 * r * x), np.mean(2 * r))", "printed, not returned"),
            (RESIDUAL + "return 2 * r * x, 2 * r", "not averaged yet"),
            (
                RESIDUAL + "return np.array([np.mean(2 * r * x), np.mean(2 * r * y)])",
                "∂L/∂b alone is wrong",
            ),
            (RESIDUAL + "return np.array([np.mean(2 * r * x), np.mean(2 * r) + 1])", None),
            (RESIDUAL + "return np.mean(2 * r * x), np.mean(2)", "∂L/∂b alone is wrong"),
            (RESIDUAL + "return np.array([np.mean(2 * r * x), 1])", "∂L/∂b alone is wrong"),
            (RESIDUAL + "return np.mean(2 * x), np.mean(2)", None),
            (
                RESIDUAL + "return np.array([np.mean(2 * r * -x), np.mean(2 * r * -1)])",
                "the difference the other way round",
            ),
            (
                RESIDUAL + "return np.array([np.mean(2 * r * x), np.mean(-2 * r)])",
                "one sign turned round",
            ),
            (
                "gw, gb = 0.0, 0.0\nfor xi, yi in zip(x, y):\n"
                "    gw = 2 * (w * xi + b - yi) * xi\n    gb = 2 * (w * xi + b - yi)\n"
                "return np.array([gw, gb])",
                "the last sample only",
            ),
            (
                "for xi, yi in zip(x, y):\n    r = w * xi + b - yi\n"
                "    return np.array([2 * r * xi, 2 * r])",
                "the first sample only",
            ),
            (RESIDUAL + "return np.gradient(r ** 2, w), np.gradient(r ** 2, b)", None),
            (RESIDUAL + "return np.mean(2 * r * x)", "∂L/∂w alone"),
            (
                RESIDUAL + "return np.array([np.mean(2 * r * x * w), np.mean(2 * r)])",
                "w multiplied in",
            ),
            (
                RESIDUAL + "return np.array([np.mean(2 * r * y), np.mean(2 * r)])",
                "∂L/∂w alone is wrong",
            ),
            (
                "r = y - w * x + b\nreturn np.array([-2 * np.mean(r * x), -2 * np.mean(r)])",
                "b with the wrong sign",
            ),
            (
                """
                h = 1e-5
                mse = lambda w, b: np.mean((w * x + b - y) ** 2)
                return np.array([(mse(w + h, b) - mse(w, b)) / h, (mse(w, b + h) - mse(w, b)) / h])
                """,
                "a nudge in place of the formula",
            ),
            (
                "r = x + b - y\nreturn np.array([np.mean(2 * r * x), np.mean(2 * r)])",
                "w left out of the line",
            ),
            (
                "r = w * (x + b) - y\nreturn np.array([np.mean(2 * r * x), np.mean(2 * r)])",
                "b times w as well",
            ),
            (
                "r = abs(w * x + b - y)\nreturn np.array([np.mean(2 * r * x), np.mean(2 * r)])",
                "the sizes of the differences",
            ),
            (
                "r = w * x + b - y\nreturn np.array([np.mean(2 * r * x) / len(x), np.mean(2 * r) / len(x)])",
                "divided by n twice",
            ),
            (
                "e = w * x + b - y\nreturn w - np.mean(2 * e * x), b - np.mean(2 * e)",
                "a step taken",
            ),
            (
                "e = w * x + b - y\nreturn np.array([np.mean(2 * x), np.mean(2)])",
                "the residuals left out",
            ),
            (
                "e = w * x + b - y\nreturn np.array([np.mean(2 * e * x), np.mean(2 * e * x)])",
                "x in both",
            ),
            (
                "r = w * x + b - y\nreturn 2 * np.median(r * x), 2 * np.median(r)",
                "the median in place of the mean",
            ),
        ],
    },
    "both": {
        "right": [
            "gw, gb = slope_w(w, b), slope_b(w, b)\n"
            "return w - learning_rate * gw, b - learning_rate * gb",
            "return np.array([w, b]) - learning_rate * np.array([slope_w(w, b), slope_b(w, b)])",
            "w, b = w - learning_rate * slope_w(w, b), b - learning_rate * slope_b(w, b)\n"
            "return w, b",
            "new_w = w - learning_rate * slope_w(w, b)\nnew_b = b - learning_rate * slope_b(w, b)\n"
            "return [new_w, new_b]",
            """
            step = np.array([slope_w(w, b), slope_b(w, b)])
            return np.array([w, b]) - learning_rate * step
            """,
            """
            old_w = w
            w = w - learning_rate * slope_w(w, b)
            b = b - learning_rate * slope_b(old_w, b)
            return [w, b]
            """,
            """
            dw, db = map(lambda s: learning_rate * s(w, b), [slope_w, slope_b])
            return w - dw, b - db
            """,
        ],
        "wrong": [
            (
                "w = w - learning_rate * slope_w(w, b)\nb = b - learning_rate * slope_b(w, b)\n"
                "return w, b",
                "w updated before b's slope is taken",
            ),
            (
                "w -= learning_rate * slope_w(w, b)\nb -= learning_rate * slope_b(w, b)\n"
                "return np.array([w, b])",
                "w updated before b's slope is taken",
            ),
            (
                "return w + learning_rate * slope_w(w, b), b + learning_rate * slope_b(w, b)",
                "uphill: plus instead of minus",
            ),
            ("return w - slope_w(w, b), b - slope_b(w, b)", "the learning rate left out"),
            (
                "return -learning_rate * slope_w(w, b), -learning_rate * slope_b(w, b)",
                "the steps instead of the weights",
            ),
            (
                "return w - learning_rate * slope_w, b - learning_rate * slope_b",
                "a function, not called",
            ),
            (
                "return w - learning_rate * slope_w(w), b - learning_rate * slope_b(b)",
                "a slope asked without both weights",
            ),
            (
                "w = w - learning_rate * slope_w(w, b)\nreturn w\n"
                "b = b - learning_rate * slope_b(w, b)\nreturn b",
                "only the new w",
            ),
            (
                "b = b - learning_rate * slope_b(w, b)\nw = w - learning_rate * slope_w(w, b)\n"
                "return w, b",
                "b updated before w's slope is taken",
            ),
            (
                "return w - learning_rate * slope_b(w, b), b - learning_rate * slope_w(w, b)",
                "the slopes swapped",
            ),
            (
                "return b - learning_rate * slope_b(w, b), w - learning_rate * slope_w(w, b)",
                "the answers swapped",
            ),
            ("return w - learning_rate * slope_w(w, b), b", "only w moved"),
            ("return slope_w(w, b), slope_b(w, b)", "the slopes alone"),
            (
                "return learning_rate * slope_w(w, b), learning_rate * slope_b(w, b)",
                "the steps instead of the weights",
            ),
            (
                "new_w = w - learning_rate * slope_w(w, b)\n"
                "new_b = b - learning_rate * slope_b(w, b)\nprint(new_w, new_b)",
                "printed, not returned",
            ),
            (
                "return w - learning_rate * slope_w(b, w), b - learning_rate * slope_b(b, w)",
                "the inputs swapped",
            ),
            (
                "g = slope_w(w, b) + slope_b(w, b)\nreturn w - learning_rate * g, b - learning_rate * g",
                "one slope for both",
            ),
            (
                "return w - learning_rate * slope_w(w, b), b - learning_rate * slope_w(w, b)",
                "the same slope for both",
            ),
            (
                "return (w - learning_rate) * slope_w(w, b), (b - learning_rate) * slope_b(w, b)",
                "brackets in the wrong place",
            ),
            (
                "return w - learning_rate * w * slope_w(w, b), b - learning_rate * b * slope_b(w, b)",
                "the weight multiplied in",
            ),
            (
                "return w - learning_rate / slope_w(w, b), b - learning_rate / slope_b(w, b)",
                "divided by the slope",
            ),
            (
                "return w - learning_rate * slope_w(w, 0), b - learning_rate * slope_b(0, b)",
                "something else for the other weight",
            ),
            (
                "w = w - learning_rate * slope_w(w, b)\nb = b - learning_rate * slope_b(w, b)",
                "nothing returned",
            ),
            (
                "return w - learning_rate * slope_w(w, b), b + learning_rate * slope_b(w, b)",
                "one of the two uphill",
            ),
            (
                "return np.array([w - learning_rate * slope_w(w, b), b - slope_b(w, b)])",
                "the learning rate left out of one",
            ),
            (
                """
                gw, gb = slope_w(w, b), slope_b(w, b)
                w - learning_rate * gw
                b - learning_rate * gb
                return w, b
                """,
                "nothing moved",
            ),
            (
                """
                gw, gb = slope_w(w, b), slope_b(w, b)
                n = np.hypot(gw, gb)
                return w - learning_rate * gw / n, b - learning_rate * gb / n
                """,
                "a step of length η",
            ),
            (
                "return w * learning_rate - slope_w(w, b), b * learning_rate - slope_b(w, b)",
                "the learning rate at the weight",
            ),
            ("return b - learning_rate * slope_b(w, b)", "only the new b"),
        ],
    },
    "largest_rate": {
        "right": [
            "return 2 / np.mean(2 * x**2)",
            "return 1 / np.mean(x**2)",
            "return len(x) / (x @ x)",
            "return x.size / sum(v * v for v in x)",
            "c = 2 * np.mean(x * x)\nreturn 2 / c",
            "return 1 / (np.var(x) + np.mean(x) ** 2)",
            "return 1 / (np.linalg.norm(x) ** 2 / x.size)",
            """
            total = 0
            for value in x:
                total = total + value * value
            c = 2 * total / len(x)
            return 2 / c
            """,
            "return 1 / np.average(np.square(x))",
            "return 2 / np.mean([2 * v**2 for v in x])",
        ],
        "wrong": [
            ("return 2 / np.mean(x**2)", "the 2 of the second derivative missing"),
            ("return 2 * np.mean(x**2)", "the curvature instead of the edge"),
            ("return 2 / np.sum(2 * x**2)", "the number of samples in it"),
            ("return 2 / np.mean(x)", "x not squared"),
            ("return 1 / np.mean(x)", "x not squared"),
            ("return 1 / np.mean(x) ** 2", "the square of the mean"),
            ("return 2 / (2 * x**2)", "not averaged yet"),
            ("return 1 / np.mean(2 * x**2)", "half of the edge"),
            ("return 2 / np.max(2 * x**2)", "the largest x alone"),
            ("return 1 / np.var(x)", "the spread around the mean"),
            ("return np.mean(x**2) / 2", "upside down"),
            ("return np.mean(x**2)", "upside down"),
            ("return 2", "the same whatever comes in"),
            ("return 2 / np.sum(x**2)", "the number of samples in it"),
            ("return 1 / x**2", "not averaged yet"),
            ("print(1 / np.mean(x**2))", "printed, not returned"),
            ("edge = 2 / np.mean(2 * x**2)", "nothing returned"),
            ("return 2 / np.mean(2 * x) ** 2", "the square of the mean"),
            ("return 2 / 2 * np.mean(x**2)", "upside down"),
            ("return 1 / np.std(x)", "the spread around the mean"),
            ("return np.mean(1 / x**2)", "the mean of the reciprocals"),
            ("return 2 / np.mean(2 * x)", "x not squared"),
            ("return 4 / np.mean(2 * x**2)", "the 2 of the second derivative missing"),
            ("return 2 / (2 * np.mean(abs(x)))", "x not squared"),
            ("return 2 / np.median(2 * x**2)", None),
            ("return 1 / np.linalg.norm(x)", "the length of x"),
            ("return 0.1", "the same whatever comes in"),
            ("return 2 / len(x)", "the number of samples alone"),
            ("for v in x:\n    c = 2 * v ** 2\nreturn 2 / c", "one x alone"),
            ("return 1 / np.sqrt(np.mean(x**2))", "the root of the mean"),
        ],
    },
    "fit": {
        "right": [
            fitted("w, b = np.array([w, b]) - learning_rate * mse_gradient(w, b, x, y)"),
            fitted(
                "gw, gb = mse_gradient(w, b, x, y)\nw -= learning_rate * gw\nb -= learning_rate * gb"
            ),
            fitted(
                RESIDUAL
                + "w, b = w - learning_rate * 2 * np.mean(r * x), b - learning_rate * 2 * r.mean()"
            ),
            """
            line, n = np.zeros(2), len(x)
            for _ in range(steps):
                r = line[0] * x + line[1] - y
                line = line - learning_rate * 2 * np.array([r @ x, r.sum()]) / n
            return line
            """,
        ],
        "wrong": [
            (
                fitted(
                    "w = w - learning_rate * mse_gradient(w, b, x, y)[0]\n"
                    "b = b - learning_rate * mse_gradient(w, b, x, y)[1]"
                ),
                "w updated before b's slope is taken",
            ),
            (
                fitted(
                    "w -= learning_rate * np.mean(2 * (w * x + b - y) * x)\n"
                    "b -= learning_rate * np.mean(2 * (w * x + b - y))"
                ),
                "w updated before b's slope is taken",
            ),
            (
                fitted(
                    "gw, gb = mse_gradient(w, b, x, y)\n"
                    "w, b = w + learning_rate * gw, b + learning_rate * gb"
                ),
                "uphill: plus instead of minus",
            ),
            (fitted(BOTH.format("2 * r * x", "2 * r", "sum")), "not averaged: a sum"),
            (fitted(BOTH.format("r * x", "r", "mean")), "the 2 missing"),
            (fitted(BOTH.format("2 * r", "2 * r", "mean")), "the inner slope missing"),
            (
                fitted("gw, gb = mse_gradient(w, b, x, y)\nw, b = w - gw, b - gb"),
                "the learning rate left out",
            ),
            (
                fitted(
                    "gw, gb = mse_gradient(w, b, x, y)\n"
                    "w, b = w - learning_rate * gw, b - learning_rate * gb\nreturn w, b"
                ),
                "one step only",
            ),
            (
                fitted(
                    "w, b = w - learning_rate * gw, b - learning_rate * gb",
                    before="w, b = 0.0, 0.0\ngw, gb = mse_gradient(w, b, x, y)",
                ),
                "the gradient taken once",
            ),
            (
                fitted(BOTH.format("2 * r * x", "2 * r", "mean"), back="return b, w"),
                "w and b swapped",
            ),
            (fitted("w = w - learning_rate * mse_gradient(w, b, x, y)[0]"), "b never moved"),
            (fitted("b = b - learning_rate * mse_gradient(w, b, x, y)[1]"), "w never moved"),
            (fitted("w - learning_rate * mse_gradient(w, b, x, y)[0]"), "nothing moved"),
            ("return np.polyfit(x, y, 1)", "the best line"),
            (
                fitted(
                    "g = 2 * (w * x + b - y)\n"
                    "w, b = w - learning_rate * g * x, b - learning_rate * g"
                ),
                "not averaged yet",
            ),
            (
                fitted(
                    "gw, gb = mse_gradient(w, b, x, y) / len(x)\n"
                    "w, b = w - learning_rate * gw, b - learning_rate * gb"
                ),
                "divided by n twice",
            ),
            (
                fitted(
                    "gb, gw = mse_gradient(w, b, x, y)\n"
                    "w, b = w - learning_rate * gw, b - learning_rate * gb"
                ),
                "the slopes swapped",
            ),
            (
                fitted(
                    "r = w * x + b - y\n"
                    "w = w - 2 * learning_rate * np.mean(r) * np.mean(x)\n"
                    "b = b - 2 * learning_rate * np.mean(r)"
                ),
                "the mean of a product taken apart",
            ),
            (
                fitted(BOTH.format("r**2", "r**2", "mean")),
                "the loss in place of its slopes",
            ),
            (
                fitted(
                    "gw, gb = mse_gradient(w, b, x, y)\n"
                    "w, b = -learning_rate * gw, -learning_rate * gb"
                ),
                "the line replaced by the step",
            ),
            (
                fitted(
                    "gw, gb = mse_gradient(w, b, x, y)\n"
                    "w, b = w - learning_rate * gw, b + learning_rate * gb"
                ),
                "one of the two uphill",
            ),
            (
                "A = [[np.mean(x**2), np.mean(x)], [np.mean(x), 1.0]]\n"
                "return np.linalg.solve(A, [np.mean(x * y), np.mean(y)])",
                "the best line",
            ),
            (
                fitted(BOTH.format("2 * r * x", "2 * r", "mean"), before="w, b = 1.0, 1.0"),
                "starts at 1",
            ),
            (fitted(BOTH.format("2 * r * x", "2 * r", "mean"), back="return w"), None),
            (
                fitted(BOTH.format("2 * r * x", "2 * r", "mean"), back="print(w, b)"),
                "printed, not returned",
            ),
            (
                fitted(
                    BOTH.format("2 * r * x", "2 * r", "mean").replace("w * x + b - y", "w * x - y")
                ),
                "b left out of the line",
            ),
            (
                fitted(
                    BOTH.format("2 * r * x", "2 * r", "mean").replace("w * x + b - y", "x + b - y")
                ),
                "w left out of the line",
            ),
            (
                fitted(
                    BOTH.format("2 * r * x", "2 * r", "mean").replace(
                        "w * x + b - y", "y - w * x - b"
                    )
                ),
                "uphill: plus instead of minus",
            ),
            (
                """
                w, b = 0.0, 0.0
                for _ in range(steps):
                    z = (x - x.mean()) / x.std()
                    dw, db = mse_gradient(w, b, z, y)
                    w -= learning_rate * dw
                    b -= learning_rate * db
                return w, b
                """,
                "x standardised on the way",
            ),
            (
                "w, b = 0.0, 0.0\nfor _ in range(steps):\n    dw, db = mse_gradient(w, b, x, y)\n"
                "    w, b = w - learning_rate * dw, b - db\nreturn w, b",
                "the learning rate left out of one",
            ),
            (
                "w, b = 0.0, 0.0\nfor _ in range(steps):\n    g = mse_gradient(w, b, x, y)\n"
                "    w = w - learning_rate * g\n    b = b - learning_rate * g\nreturn w, b",
                "the whole gradient taken from w or b",
            ),
        ],
    },
    "adam": {
        "right": [
            averaged(
                "w = w - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)"
            ),
            averaged(
                "mean, square = m / (1 - 0.9**t), v / (1 - 0.999**t)\n"
                "w = w - learning_rate * mean / (square**0.5 + 1e-8)"
            ),
            averaged(
                ADAM, m="m = m + (1 - 0.9) * (g - m)", v="v = 0.999 * v + (1 - 0.999) * g * g"
            ),
            """
            b1, b2, m, v = 0.9, 0.999, np.zeros_like(w), np.zeros_like(w)
            for t in range(steps):
                g = np.asarray(grad(w))
                m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * np.square(g)
                rate = learning_rate * np.sqrt(1 - b2 ** (t + 1)) / (1 - b1 ** (t + 1))
                w = w - rate * m / (np.sqrt(v) + 1e-8 * np.sqrt(1 - b2 ** (t + 1)))
            return w
            """,
        ],
        "wrong": [
            (
                averaged("w = w - learning_rate * m / (np.sqrt(v) + 1e-8)"),
                "the averages not corrected",
            ),
            (
                averaged("w = w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v) + 1e-8)"),
                "only m corrected",
            ),
            (
                averaged("w = w - learning_rate * m / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)"),
                "only v corrected",
            ),
            (
                averaged(
                    "m = m / (1 - 0.9**t)\nv = v / (1 - 0.999**t)\n"
                    "w = w - learning_rate * m / (np.sqrt(v) + 1e-8)"
                ),
                "corrected for good",
            ),
            (averaged(ADAM, v="v = 0.999 * v + 0.001 * g"), "the gradient not squared"),
            (
                averaged("w = w - learning_rate * m / (1 - 0.9**t) / (v / (1 - 0.999**t) + 1e-8)"),
                "the root missing",
            ),
            (
                averaged(
                    "w = w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v) / (1 - 0.999**t) + 1e-8)"
                ),
                "the root of v before its correction",
            ),
            (averaged(ADAM.replace("w - ", "w + ")), "uphill: plus instead of minus"),
            (averaged(ADAM.replace("learning_rate * ", "")), "the learning rate left out"),
            (averaged(ADAM, m="m = 0.9 * m + g"), "added up, not averaged"),
            (
                averaged(ADAM, m="m = 0.1 * m + 0.9 * g", v="v = 0.001 * v + 0.999 * g**2"),
                "β and 1 − β exchanged",
            ),
            (
                averaged(ADAM.replace("0.999**t", "0.9**t"), v="v = 0.9 * v + 0.1 * g**2"),
                "0.9 in both averages",
            ),
            (
                averaged(
                    "w = w - learning_rate * m / (1 - 0.9) / (np.sqrt(v / (1 - 0.999)) + 1e-8)"
                ),
                "the correction of the first step in all",
            ),
            (
                averaged(
                    "w = w - learning_rate * m / (1 - 0.9 * t) / (np.sqrt(v / (1 - 0.999 * t)) + 1e-8)"
                ),
                "NaN in place of w",
            ),
            (
                averaged(ADAM.replace("* m /", "* g /").replace(" / (1 - 0.9**t)", "")),
                "the gradient over the root",
            ),
            (averaged("w = w - learning_rate * m / (1 - 0.9**t)"), "not divided by the root of v"),
            (averaged("w = w - learning_rate * g"), "plain gradient descent"),
            (averaged(ADAM.replace(" + 1e-8", "")), "tiny missing below the bar"),
            (
                averaged(
                    "w = w - learning_rate * m / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t) + 1e-8)"
                ),
                "tiny in another place",
            ),
            (averaged(ADAM + "\nreturn w"), "one step only"),
            (averaged(ADAM, back="return m"), "m instead of w"),
            (averaged(ADAM, back="print(w)"), "printed, not returned"),
            (averaged(ADAM.replace("w = ", "", 1)), "w never changed"),
            (averaged(ADAM, back="return w, m, v"), "w, m and v together"),
            (averaged(ADAM, v="v = 0.99 * v + 0.01 * g**2"), "another β₂"),
            (
                averaged(ADAM, v="v = 0.999 * v + 0.001 * abs(g)"),
                "the size of the gradient, not its square",
            ),
            (averaged(ADAM, v="v = 0.999 * v + 0.001 * np.sum(g**2)"), "one v for all weights"),
            (averaged(ADAM, v="v = 0.999 * v + 0.001 * m**2"), "the square of m"),
            (averaged(ADAM, v="v = (0.999 * v + 0.001 * g) ** 2"), "the whole average squared"),
            (
                averaged(
                    ADAM.replace("(1 - 0.9**t)", "(1 - 0.9) ** t").replace(
                        "(1 - 0.999**t)", "(1 - 0.999) ** t"
                    )
                ),
                "the power over the brackets",
            ),
            (averaged(ADAM.replace("**t", "**steps")), "the number of all steps for t"),
            (averaged(ADAM.replace("(1 - 0.9**t)", "1 - 0.9**t")), "brackets missing"),
            (averaged(ADAM.replace("w = w - ", "w = ")), "w replaced by the step"),
            (averaged("w = w - learning_rate * np.sign(g)"), "the sign of the gradient only"),
            (
                """
                m, v = 0.0, 0.0
                for t in range(steps):
                    g = grad(w)
                    m = 0.9 * m + 0.1 * g
                    v = 0.999 * v + 0.001 * g**2
                    w = w - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
                return w
                """,
                "t counted from 0",
            ),
            (
                """
                m = v = 0.0
                for t in range(2, steps + 2):
                    g = grad(w)
                    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
                    w = w - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
                return w
                """,
                "t one too large",
            ),
        ],
    },
}
