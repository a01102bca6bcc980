"""What learners write in notebook 08."""


def walk(line, seed="grad[-1] = 1.0", order="reversed(range(len(parents)))", back="return grad"):
    """A backward pass: zeros, the seed, the loop over nodes and parents, what is given back."""
    return (
        f"grad = np.zeros(len(parents))\n{seed}\nfor i in {order}:\n"
        f"    for p, s in zip(parents[i], slopes[i]):\n        {line}\n{back}"
    )


NEURON = "z = w * x + b\ny = 1 / (1 + np.exp(-z))\n"
SLOPE = "d = 2 * (y - t) * y * (1 - y)\n"
LAYER = "Z = X @ W.T + b\nD = G * (Z > 0)\n"
HEAD = "claimed = gradient(w)\nmeasured = np.zeros(len(w))\n"
TAIL = "\nreturn abs(claimed - measured) / (abs(claimed) + abs(measured))"
UP_DOWN = "    up, down = w.copy(), w.copy()\n    up[i] += h\n    down[i] -= h\n"


def measured(line, turns="range(len(w))", lead=UP_DOWN, tail=TAIL, head=HEAD):
    """A gradient check: one turn an entry, then the relative errors."""
    return f"{head}for i in {turns}:\n{lead}    {line}{tail}"


def turns(*lines, times="range(steps)", head="grad = np.zeros(len(w))", back="return w"):
    """Gradient descent: these lines in every turn."""
    return f"{head}\nfor _ in {times}:\n    " + "\n    ".join(lines) + f"\n{back}"


ANSWERS = {
    "multiply_backward": {
        "right": [
            "return g * b, g * a",
            "return [b * g, a * g]",
            "return np.array([b, a]) * g",
            "da = b\ndb = a\nreturn (da * g, db * g)",
            "return [g * b, g * a]",
            """
            da, db = np.array([b, a]) * g
            return da, db
            """,
            "return np.multiply(b, g), np.multiply(a, g)",
        ],
        "wrong": [
            ("return g * a, g * b", "each keeps its own number"),
            ("return b, a", "the arriving gradient left out"),
            ("return g, g", "the rule of addition"),
            ("return g * a * b", "one number for both"),
            ("return g * a * b, g * a * b", "the whole product to both"),
            ("return g * b", "only the first value"),
            ("return a, b", "each keeps its own number, and g left out"),
            ("print(g * b, g * a)", "printed, not returned"),
            ("return g * (a + b)", "both added up"),
            ("return g + b, g + a", "added instead of multiplied"),
            ("return g * b + g * a", "both added up"),
            ("return g / b, g / a", "divided instead of multiplied"),
            ("return g / a, g / b", "divided instead of multiplied"),
            ("return b / g, a / g", "divided instead of multiplied"),
            ("return g * b, a", "g in one of the two only"),
            ("return b, g * a", "g in one of the two only"),
            ("return g * b, g * b", "the same for both"),
            ("return -g * b, -g * a", "the sign reversed"),
            ("return a + g * b, b + g * a", "a step taken"),
            ("return a - g * b, b - g * a", "a step taken"),
            ("da = g * b\nreturn da\ndb = g * a\nreturn db", "only the first value"),
            ("da, db = g * b, g * a", "nothing returned"),
            ("return {'a': g * b, 'b': g * a}", "one value"),
            ("return a * b, g", None),
            (
                "h = 1e-6\nreturn ((a + h) * b - a * b) / h, (a * (b + h) - a * b) / h",
                "the arriving gradient left out",
            ),
            ("return g * b, g", "∂L/∂b alone is wrong"),
            ("return g, g * a", "∂L/∂a alone is wrong"),
            ("return 2 * a * g, 2 * b * g", "the slope of a square"),
            ("return g * g * b, g * g * a", "g squared"),
        ],
    },
    "relu_backward": {
        "right": [
            "return g * (z > 0)",
            "return np.where(z > 0, g, 0)",
            "d = g.copy()\nd[z <= 0] = 0\nreturn d",
            "return g * np.heaviside(z, 0)",
            "out = np.zeros_like(g)\nfor i in np.ndindex(z.shape):\n"
            "    out[i] = g[i] if z[i] > 0 else 0.0\nreturn out",
            """
            out = g.copy()
            out[z <= 0] = 0
            return out
            """,
            "return np.heaviside(z, 0) * g",
        ],
        "wrong": [
            ("return np.maximum(z, 0)", "forward in place of backward"),
            ("return g * np.maximum(z, 0)", "times the output instead of the slope"),
            ("return z > 0", "the arriving gradient left out"),
            ("return g * (z >= 0)", "1 at the corner"),
            ("if z > 0:\n    return g\nelse:\n    return 0", "one True or False asked of an array"),
            ("g[z <= 0] = 0\nreturn g", "an input changed"),
            ("return np.where(z > 0, z, 0)", "forward in place of backward"),
            ("return g * (g > 0)", "the arriving gradient cut instead of z"),
            ("return np.where(z > 0, 1, 0)", "the arriving gradient left out"),
            ("return g[z > 0]", "only the entries that are on"),
            ("return max(0, z) * g", "one True or False asked of an array"),
            ("return g", "everything handed on"),
            ("return g * (z < 0)", "on and off exchanged"),
            ("return np.maximum(g * z, 0)", "ReLU once more"),
            ("return np.maximum(g, 0)", "the arriving gradient cut instead of z"),
            ("return g * z > 0", "brackets missing around z > 0"),
            ("return g * z", "times z"),
            ("return g * np.sign(z)", "−1 where the unit is off"),
            ("return np.where(z < 0, g, 0)", "on and off exchanged"),
            (
                "return np.array([gi if zi > 0 else 0 for zi, gi in zip(z, g)])",
                "for arrays of one dimension only",
            ),
            ("return np.where(z > 0, g, z)", "z handed on where the unit is off"),
            ("return (z > 0) * (g > 0) * g", "ReLU once more"),
            ("return np.where(g > 0, z, 0)", "z and g exchanged"),
            ("return z * (g > 0)", "z and g exchanged"),
            ("return np.where(z > 0, g, 0.01 * g)", "a leak where the unit is off"),
            ("return np.where(z > 0, 1, 0) + g", "added instead of multiplied"),
            ("print(g * (z > 0))", "printed, not returned"),
            ("return np.sum(g * (z > 0))", "only the sum"),
            ("return g * np.heaviside(z, 0.5)", "a half at the corner"),
        ],
    },
    "blame_all": {
        "right": [
            walk("grad[p] += grad[i] * s"),
            walk("grad[p] = grad[p] + s * grad[i]", order="range(len(parents) - 1, -1, -1)"),
            walk("grad[p] += grad[i] * s", order="range(len(parents) - 1, 0, -1)"),
            """
            n = len(parents)
            grad = [0.0] * n
            grad[n - 1] = 1
            for i in range(n)[::-1]:
                for k in range(len(parents[i])):
                    grad[parents[i][k]] += slopes[i][k] * grad[i]
            return grad
            """,
            """
            n = len(parents)
            grad = np.zeros(n)
            grad[-1] = 1
            for j in range(n - 2, -1, -1):
                grad[j] = sum(
                    grad[i] * s
                    for i in range(j + 1, n)
                    for p, s in zip(parents[i], slopes[i])
                    if p == j
                )
            return grad
            """,
            """
            n = len(parents)
            J = np.zeros((n, n))
            for i in range(n):
                for p, s in zip(parents[i], slopes[i]):
                    J[i, p] += s
            return np.linalg.inv(np.eye(n) - J)[-1]
            """,
            """
            grad = [0.0] * len(parents)
            grad[-1] = 1.0
            for i in range(len(parents) - 1, -1, -1):
                for k, p in enumerate(parents[i]):
                    grad[p] += grad[i] * slopes[i][k]
            return grad
            """,
            """
            n = len(parents)
            M = np.zeros((n, n))
            for i in range(n):
                for p, s in zip(parents[i], slopes[i]):
                    M[p, i] += s
            out = np.zeros(n)
            out[n - 1] = 1
            return np.linalg.solve(np.eye(n) - M, out)
            """,
            """
            grad = np.zeros(len(parents))
            grad[-1] = 1
            for i in range(len(parents))[::-1]:
                g = grad[i]
                for p, s in zip(parents[i], slopes[i]):
                    grad[p] = grad[p] + g * s
            return grad
            """,
            """
            grad = np.zeros(len(parents))
            grad[len(parents) - 1] += 1.0
            for i in reversed(range(len(parents))):
                for k in range(len(parents[i])):
                    grad[parents[i][k]] += slopes[i][k] * grad[i]
            return grad
            """,
        ],
        "wrong": [
            (walk("grad[p] = grad[i] * s"), "= in place of +="),
            (walk("grad[p] += grad[i] * s", seed=""), "all gradients 0"),
            (
                walk("grad[p] += grad[i] * s", order="range(len(parents))"),
                "only the output's parents reached",
            ),
            (walk("grad[p] += s"), "local slopes only"),
            (
                walk("grad[p] += grad[i] * s", back="    return grad"),
                "only the output's parents reached",
            ),
            (walk("grad[i] += grad[p] * s"), "nothing handed on"),
            (walk("grad[p] += grad[i] * slopes[i]"), "a list where a number is due"),
            (
                walk("grad[p] += grad[i] * slopes[i][p]"),
                "slopes looked up by the parent's number",
            ),
            (walk("grad[p] += grad[i]"), "the slopes left out"),
            (walk("grad[p] += grad[i] * s", seed="grad[0] = 1.0"), "the seed at node 0"),
            (
                walk("grad[p] += grad[i] * s", seed="grad = np.ones(len(parents))"),
                "every node seeded",
            ),
            (walk("grad[p] *= grad[i] * s"), "nothing handed on"),
            (
                "grad = np.zeros(len(parents))\ngrad[-1] = 1\n"
                "for i in reversed(range(len(parents))):\n    grad[i] = 0\n"
                "    for p, s in zip(parents[i], slopes[i]):\n        grad[p] += grad[i] * s\n"
                "return grad",
                "all gradients 0",
            ),
            (
                "grad = np.zeros(len(parents))\ngrad[-1] = 1\n"
                "for i in reversed(range(len(parents))):\n"
                "    for p, s in zip(parents[i], slopes[i]):\n        grad[p] += grad[i] * s\n"
                "    grad[i] = 0\nreturn grad",
                "all gradients 0",
            ),
            (
                walk("grad[p] += grad[i] * s", order="reversed(range(len(parents) - 1))"),
                "nothing handed on",
            ),
            (
                walk("grad[p] += grad[i] * s", back="        return grad"),
                "the first parent of the output only",
            ),
            (
                "grad = np.zeros(len(parents))\ngrad[-1] = 1\n"
                "for i in reversed(range(len(parents))):\n"
                "    grad[parents[i]] += grad[i] * np.array(slopes[i])\nreturn grad",
                "a repeated parent counted once",
            ),
            (
                "grad = np.zeros(len(parents))\ngrad[-1] = 1\n"
                "for i in reversed(range(len(parents))):\n    if parents[i]:\n"
                "        grad[parents[i]] += grad[i] * np.array(slopes[i])\nreturn grad",
                "a repeated parent counted once",
            ),
            (walk("grad[p] += grad[i] * s", back="print(grad)"), "printed, not returned"),
            (walk("grad[p] += grad[i] * s", back="return grad[::-1]"), "listed from the output"),
            (walk("grad[p] += grad[i] * s", back="return grad[0]"), "only the first number"),
            (walk("grad[p] += grad[i] + s"), "added along a path"),
            (walk("grad[p] += grad[p] * s"), "nothing handed on"),
            (
                "grad = np.zeros(len(parents))\ngrad[-1] = 1\n"
                "for i in reversed(range(len(parents))):\n    if parents[i]:\n"
                "        grad[parents[i][0]] += grad[i] * slopes[i][0]\nreturn grad",
                "one parent of each node only",
            ),
            (walk("if grad[p] == 0: grad[p] = grad[i] * s"), "only the first share kept"),
            (
                walk("grad[p] += grad[i] * s", seed="grad[-1] = 1.0\nparents.reverse()"),
                "an input changed",
            ),
            (
                "grad = np.zeros(len(parents))\ngrad[-1] = 1\n"
                "for i in reversed(range(len(parents))):\n    while parents[i]:\n"
                "        grad[parents[i].pop()] += grad[i] * slopes[i].pop()\nreturn grad",
                "an input changed",
            ),
            (walk("grad[p] -= grad[i] * s"), "shares taken away"),
            (walk("grad[p] += grad[i] / s"), None),
            (walk("grad[p] = max(grad[p], grad[i] * s)"), None),
            (
                """
                grad = np.zeros(len(parents))
                grad[-1] = 1
                for i in reversed(range(len(parents))):
                    for p in parents[i]:
                        for s in slopes[i]:
                            grad[p] += grad[i] * s
                return grad
                """,
                "each parent with each slope",
            ),
            (
                """
                grad = np.zeros(len(parents))
                grad[0] = 1
                for i in range(len(parents)):
                    for p, s in zip(parents[i], slopes[i]):
                        grad[i] += grad[p] * s
                return grad
                """,
                "from node 0 forwards",
            ),
            (
                """
                grad = np.ones(len(parents))
                for i in reversed(range(len(parents))):
                    for p, s in zip(parents[i], slopes[i]):
                        grad[p] *= s
                return grad
                """,
                "multiplied where paths meet",
            ),
            (
                """
                grad = np.zeros(len(parents))
                grad[-1] = 1
                for i in reversed(range(len(parents))):
                    for p, s in zip(parents[i], slopes[i]):
                        grad[p] += grad[i] * s
                        grad[i] = 0
                return grad
                """,
                "grad[i] set back between its parents",
            ),
            (
                """
                grad = np.zeros(len(parents))
                grad[-1] = 1
                for _ in range(2):
                    for i in reversed(range(len(parents))):
                        for p, s in zip(parents[i], slopes[i]):
                            grad[p] += grad[i] * s
                return grad
                """,
                "two passes",
            ),
            (
                """
                grad = np.zeros(len(parents))
                for i in reversed(range(len(parents))):
                    grad[i] = 1
                    for p, s in zip(parents[i], slopes[i]):
                        grad[p] += grad[i] * s
                return grad
                """,
                "every gradient 1",
            ),
            (
                """
                grad = np.zeros(len(parents))
                grad[-1] = 1
                for i in reversed(range(len(parents))):
                    for p in parents[i]:
                        grad[p] += grad[i] * slopes[i][0]
                return grad
                """,
                "one slope for all parents",
            ),
            (
                """
                grad = np.zeros(len(parents))
                grad[-1] = 1
                for i in range(len(parents), 0, -1):
                    for p, s in zip(parents[i], slopes[i]):
                        grad[p] += grad[i] * s
                return grad
                """,
                "an index beyond the last",
            ),
            (
                """
                grad = np.zeros(len(parents))
                grad[-1] = 1.0
                for i in reversed(range(len(parents))):
                    for p, s in zip(parents[i], slopes[i]):
                        grad[p] = grad[i] * s if grad[p] == 0 else grad[p] * grad[i] * s
                return grad
                """,
                "multiplied where paths meet",
            ),
        ],
    },
    "neuron_gradients": {
        "right": [
            NEURON + SLOPE + "return d * x, d",
            "y = 1 / (1 + np.exp(-(w * x + b)))\n"
            "return 2 * (y - t) * y * (1 - y) * x, 2 * (y - t) * y * (1 - y)",
            """
            def loss(w, b):
                return (1 / (1 + np.exp(-(w * x + b))) - t) ** 2
            h = 1e-5
            return (
                (loss(w + h, b) - loss(w - h, b)) / (2 * h),
                (loss(w, b + h) - loss(w, b - h)) / (2 * h),
            )
            """,
            "h = 1e-5\nloss = lambda w, b: (1 / (1 + np.exp(-(w * x + b))) - t) ** 2\n"
            "return (loss(w + h, b) - loss(w, b)) / h, (loss(w, b + h) - loss(w, b)) / h",
            """
            y = 0.5 * (1 + np.tanh((w * x + b) / 2))
            db = 2 * (y - t) * y * (1 - y)
            return np.array([db * x, db])
            """,
            """
            y = 1 / (1 + np.exp(-(w * x + b)))
            return -2 * (t - y) * y * (1 - y) * x, -2 * (t - y) * (y - y**2)
            """,
        ],
        "wrong": [
            (NEURON + "d = 2 * (y - t)\nreturn d * x, d", "the activation's slope left out"),
            (NEURON + "d = (y - t) * y * (1 - y)\nreturn d * x, d", "the 2 left out"),
            (NEURON + "d = 2 * (t - y) * y * (1 - y)\nreturn d * x, d", "the sign reversed"),
            (NEURON + "d = 2 * (y - t) * z * (1 - z)\nreturn d * x, d", "z(1 − z)"),
            (NEURON + SLOPE + "return d, d", "x left out"),
            (NEURON + SLOPE + "return d * x, d * b", "b multiplied in"),
            (
                "z = w * x + b\ny = 1 / 1 + np.exp(-z)\n" + SLOPE + "return d * x, d",
                "brackets missing in the sigmoid",
            ),
            (NEURON + SLOPE + "return d * x", "only the first value"),
            (NEURON + "return y * (1 - y) * x, y * (1 - y)", "the loss's slope left out"),
            (NEURON + "return (y - t) * x, y - t", "another loss"),
            (
                NEURON + "s = 1 / (1 + np.exp(-y))\nd = 2 * (y - t) * s * (1 - s)\nreturn d * x, d",
                "the slope at the output instead of the input",
            ),
            (
                "y = w * x + b\nreturn 2 * (y - t) * x, 2 * (y - t)",
                "the activation left out, forward too",
            ),
            (
                "y = 1 / (1 + np.exp(w * x + b))\n" + SLOPE + "return d * x, d",
                "the minus in the exponent missing",
            ),
            (
                "y = 1 / (1 + np.exp(-w * x + b))\n" + SLOPE + "return d * x, d",
                "the minus for w·x alone",
            ),
            (NEURON + SLOPE + "return d * w, d", "times the weight"),
            (NEURON + SLOPE + "return d * x, d * x", "x in the bias too"),
            (NEURON + SLOPE + "return d, d * x", "the other order"),
            (NEURON + "d = 2 * (y - t) * y\nreturn d * x, d", "σ in place of its slope"),
            (
                NEURON + "d = 2 * (y - t) * y * 1 - y\nreturn d * x, d",
                "brackets missing around 1 − y",
            ),
            (NEURON + "d = (y - t) ** 2 * y * (1 - y)\nreturn d * x, d", "the square kept"),
            (NEURON + "return (y - t) ** 2", "the loss instead of its slopes"),
            (NEURON + "d = 2 * (y - t) * (1 - y)\nreturn d * x, d", "1 − ŷ in place of the slope"),
            (NEURON + SLOPE + "print(d * x, d)", "printed, not returned"),
            (
                NEURON + "d = 2 * y - t * y * (1 - y)\nreturn d * x, d",
                "brackets missing around ŷ − t",
            ),
            (
                NEURON + "dw = 2 * (y - t) * x\ndb = 2 * (y - t)\nreturn dw, db",
                "the activation's slope left out",
            ),
            (NEURON + "d = 2 * (y - t) + y * (1 - y)\nreturn d * x, d", "added along a path"),
            (NEURON + "d = 2 * (y - t) * (1 - y ** 2)\nreturn d * x, d", "the slope of tanh"),
            (
                "z = w * x + b\ny = np.exp(-z) / (1 + np.exp(-z))\n" + SLOPE + "return d * x, d",
                "the minus in the exponent missing",
            ),
            (NEURON + SLOPE + "return w - d * x, b - d", "a step taken"),
            (
                "y = 1 / (1 + math.exp(-(w * x + b)))\n" + SLOPE + "return d * x, d",
                "raised NameError",
            ),
            (NEURON + SLOPE, "nothing returned"),
            (
                """
                z = w * x + b
                y = np.tanh(z)
                return 2 * (y - t) * (1 - y**2) * x, 2 * (y - t) * (1 - y**2)
                """,
                "tanh where σ is due",
            ),
            (
                """
                z = w * x + b
                y = np.maximum(z, 0)
                return 2 * (y - t) * (z > 0) * x, 2 * (y - t) * (z > 0)
                """,
                "ReLU where σ is due",
            ),
            (
                "z = w * x\ny = 1 / (1 + np.exp(-z))\nd = 2 * (y - t) * y * (1 - y)\nreturn d * x, d",
                "b left out of z",
            ),
            (
                "y = 1 / (1 + np.exp(-w * x - b))\nd = 2 * (y - t) * y * (1 - y)\nreturn d * x, 1",
                "∂L/∂b alone is wrong",
            ),
            (
                "z = w * x + b\ny = 1 / (1 + np.exp(-z))\nd = 2 * (y - t) * y * (1 - y)\nreturn d",
                "only the second value",
            ),
            (
                NEURON + "e = np.exp(-z)\nd = -2 * (t - y) * e / (1 + e) ** 2\n"
                "return np.array([d * x, d])",
                "NaN far out",
            ),
        ],
    },
    "handed_back": {
        "right": [
            "return D.T @ X, D.sum(axis=0), D @ W",
            "return (X.T @ D).T, np.ones(len(D)) @ D, (W.T @ D.T).T",
            """
            dW, db, dX = np.zeros(W.shape), np.zeros(len(W)), np.zeros(X.shape)
            for k in range(len(X)):
                dW += np.outer(D[k], X[k])
                db += D[k]
                dX[k] = D[k] @ W
            return dW, db, dX
            """,
            "return [np.einsum('ki,kj->ij', D, X), D.sum(0), np.dot(D, W)]",
        ],
        "wrong": [
            ("return D @ X, D.sum(axis=0), D @ W", "D not turned over"),
            ("return X.T @ D, D.sum(axis=0), D @ W", "the weight gradient transposed"),
            ("return D.T @ X, D.sum(axis=1), D @ W", "summed over the units"),
            ("return D.T @ X, D.sum(), D @ W", "the bias gradient summed over everything"),
            ("return D.T @ X, D.sum(axis=0), D @ W.T", "W turned over on the way back"),
            ("return D.T @ X, D, D @ W", "the bias gradient not summed over the batch"),
            ("return D.T @ X / len(X), D.mean(axis=0), D @ W", "averaged over the batch"),
            ("return D.T @ X, D.sum(axis=0)", "two of the three"),
            (
                "return D.T @ X, D.sum(axis=0), (D @ W).sum(axis=0)",
                "the input gradient summed over the batch",
            ),
            ("return D.T @ X, D.sum(axis=0), X @ W.T", "forward in place of back"),
            ("return D.T @ X, D.sum(axis=0), D", "D handed on as it is"),
            ("return D @ W, D.T @ X, D.sum(axis=0)", "another order"),
            ("return D * X, D.sum(axis=0), D * W", "* and @ mixed up"),
            ("return D.T @ X, D.sum(axis=0), W.T @ D", "W before D"),
            ("return D.T @ X, D.sum(axis=0), W @ D", "W before D"),
            (
                "for k in range(len(X)):\n"
                "    dW, db, dX = np.outer(D[k], X[k]), D[k], D @ W\nreturn dW, db, dX",
                "the last sample only",
            ),
            (
                "for k in range(len(X)):\n"
                "    dW, db, dX = np.outer(D[k], X[k]), D[k], D @ W\n    return dW, db, dX",
                "the first sample only",
            ),
            ("return D.T @ X, D.sum(axis=0, keepdims=True), D @ W", "a table for the bias"),
            ("return 2 * D.T @ X, D.sum(axis=0), D @ W", "the weight gradient alone is wrong"),
            ("return D.T @ X, 2 * D.sum(axis=0), D @ W", "the bias gradient alone is wrong"),
            ("return D.T @ X, D.sum(axis=0), 2 * D @ W", "the input gradient alone is wrong"),
            ("return D.T @ D @ W, D.sum(axis=0), D @ W", "the weights in their own gradient"),
            ("print(D.T @ X, D.sum(axis=0), D @ W)", "printed, not returned"),
            ("return -D.T @ X, -D.sum(axis=0), -D @ W", "the sign reversed"),
            (
                "return D @ X, D.sum(axis=0), W @ D",
                "D not turned over",
            ),
        ],
    },
    "descend": {
        "right": [
            """
            grad = np.zeros(len(w))
            for _ in range(steps):
                grad[:] = 0
                add_gradient(w, grad)
                w = w - learning_rate * grad
            return w
            """,
            """
            w = w.copy()
            grad = np.zeros(len(w))
            for _ in range(steps):
                add_gradient(w, grad)
                w -= learning_rate * grad
                grad = np.zeros(len(w))
            return w
            """,
            """
            for _ in range(steps):
                grad = 0 * w
                add_gradient(w, grad)
                w = w + learning_rate * -grad
            return w
            """,
        ],
        "wrong": [
            (turns("add_gradient(w, grad)", "w = w - learning_rate * grad"), "never reset"),
            (
                turns("add_gradient(w, grad)", "grad[:] = 0", "w = w - learning_rate * grad"),
                "w hasn't moved",
            ),
            (
                turns("grad[:] = 0", "add_gradient(w, grad)", "w = w + learning_rate * grad"),
                "uphill",
            ),
            (
                turns("grad[:] = 0", "add_gradient(w, grad)", "w = w - grad"),
                "the learning rate left out",
            ),
            (
                turns("grad[:] = 0", "w = w - learning_rate * grad", "add_gradient(w, grad)"),
                "w hasn't moved",
            ),
            (
                turns("w = w - learning_rate * grad", "grad[:] = 0", "add_gradient(w, grad)"),
                "one step too few",
            ),
            (
                turns(
                    "grad[:] = 0",
                    "add_gradient(w, grad)",
                    "w = w - learning_rate * grad",
                    "return w",
                ),
                "one step only",
            ),
            (
                turns("grad[:] = 0", "add_gradient(w, grad)", "w -= learning_rate * grad"),
                "an input changed",
            ),
            (
                turns("grad = add_gradient(w, grad)", "w = w - learning_rate * grad"),
                "what add_gradient gives back",
            ),
            (
                turns(
                    "grad[:] = 0",
                    "add_gradient(w, grad)",
                    "w = w - learning_rate * grad",
                    back="return grad",
                ),
                "the gradient given back",
            ),
            (
                turns("grad[:] = 1", "add_gradient(w, grad)", "w = w - learning_rate * grad"),
                "reset to 1",
            ),
            (
                turns(
                    "grad[:] = 0",
                    "add_gradient(w, grad)",
                    "w = w - learning_rate * grad",
                    times="range(1, steps)",
                ),
                "one step too few",
            ),
            (
                turns(
                    "grad[:] = 0",
                    "add_gradient(w, grad)",
                    "w = w - learning_rate * grad",
                    times="range(steps + 1)",
                ),
                "one step too many",
            ),
            (
                turns(
                    "grad[:] = 0",
                    "add_gradient(start, grad)",
                    "w = w - learning_rate * grad",
                    head="start = w\ngrad = np.zeros(len(w))",
                ),
                "the gradient of the start in every step",
            ),
            (
                "for _ in range(steps):\n    grad = np.zeros(len(w))\n"
                "    grad += add_gradient(w, grad)\n    w = w - learning_rate * grad\nreturn w",
                "what add_gradient gives back",
            ),
            (
                "for _ in range(steps):\n    grad = 0\n    add_gradient(w, grad)\n"
                "    w = w - learning_rate * grad\nreturn w",
                "w hasn't moved",
            ),
            ("return w", "w hasn't moved"),
            (
                """
                for _ in range(steps):
                    grad = np.zeros(len(w))
                    add_gradient(w, grad)
                    add_gradient(w, grad)
                    w = w - learning_rate * grad
                return w
                """,
                "twice the gradient in each step",
            ),
            (
                """
                for _ in range(steps):
                    grad = np.zeros(len(w))
                    add_gradient(grad, w)
                    w = w - learning_rate * grad
                return w
                """,
                "w and grad exchanged",
            ),
            (
                """
                for _ in range(steps):
                    grad = np.zeros(len(w))
                    add_gradient(w, grad)
                    w = w - learning_rate * grad.mean()
                return w
                """,
                "the mean of the gradient",
            ),
        ],
    },
    "layer_backward": {
        "right": [
            LAYER + "return D.T @ X, D.sum(axis=0)",
            "Z = X @ W.T + b\nD = np.where(Z > 0, G, 0)\nreturn (X.T @ D).T, np.sum(D, 0)",
            """
            dW, db = np.zeros_like(W), np.zeros_like(b)
            for x, g in zip(X, G):
                d = g * (W @ x + b > 0)
                dW += np.outer(d, x)
                db += d
            return dW, db
            """,
            LAYER + "return np.einsum('ki,kj->ij', D, X), np.ones(len(X)) @ D",
            """
            dW = np.zeros(W.shape)
            db = np.zeros(b.shape)
            for x, g in zip(X, G):
                d = g * (W @ x + b > 0)
                dW += np.outer(d, x)
                db += d
            return dW, db
            """,
            """
            Z = np.einsum("ij,kj->ik", X, W) + b
            D = np.where(Z > 0, G, 0.0)
            return np.einsum("ni,nj->ij", D, X), np.einsum("ni->i", D)
            """,
            """
            Z = b + np.matmul(X, np.transpose(W))
            G = G.copy()
            G[Z <= 0] = 0
            return (X.T @ G).T, np.sum(G, 0)
            """,
        ],
        "wrong": [
            (LAYER + "return D.T @ X, D", "the bias gradient not summed over the batch"),
            (LAYER + "return D.T @ X, D.sum()", "the bias gradient summed over everything"),
            (LAYER + "return X.T @ D, D.sum(axis=0)", "the weight gradient transposed"),
            (LAYER + "return G.T @ X, G.sum(axis=0)", "ReLU's slope left out"),
            (LAYER + "return D @ X, D.sum(axis=0)", "D not turned over"),
            (LAYER + "return D.T @ X, D.sum(axis=1)", "summed over the outputs"),
            (LAYER + "return D.T @ X / len(X), D.mean(axis=0)", "both averaged"),
            (
                "Z = X @ W.T + b\nG[Z <= 0] = 0\nreturn G.T @ X, G.sum(axis=0)",
                "an input changed",
            ),
            (LAYER + "return D.T @ X, D.mean(axis=0)", "the bias gradient averaged"),
            (LAYER + "return D.sum(axis=0), D.T @ X", "the other order"),
            ("Z = X @ W + b\nD = G * (Z > 0)\nreturn D.T @ X, D.sum(axis=0)", "W not turned over"),
            (
                "D = G * (X @ W.T > 0)\nreturn D.T @ X, D.sum(axis=0)",
                "the bias forgotten in Z",
            ),
            (
                "D = G * np.maximum(X @ W.T + b, 0)\nreturn D.T @ X, D.sum(axis=0)",
                "ReLU's output in place of its slope",
            ),
            (
                "D = G * (G > 0)\nreturn D.T @ X, D.sum(axis=0)",
                "the arriving gradient cut instead of Z",
            ),
            (LAYER + "return G.T @ X, D.sum(axis=0)", "ReLU's slope left out for the weights"),
            (LAYER + "return D.T @ X, G.sum(axis=0)", "ReLU's slope left out for the bias"),
            (LAYER + "return D @ W, D.sum(axis=0)", "the gradient by the inputs"),
            (
                "D = (X @ W.T + b > 0) * 1.0\nreturn D.T @ X, D.sum(axis=0)",
                "G left out",
            ),
            (LAYER + "return D.T @ X, D.sum(axis=0, keepdims=True)", "a table for the bias"),
            (LAYER + "return D.T @ X", "∂L/∂W alone"),
            (
                """
                for x, g in zip(X, G):
                    d = g * (W @ x + b > 0)
                    dW = np.outer(d, x)
                    db = d
                return dW, db
                """,
                "the last sample only",
            ),
            (LAYER + "print(D.T @ X, D.sum(axis=0))", "printed, not returned"),
            (LAYER + "return W - D.T @ X, b - D.sum(axis=0)", "a step taken"),
            (LAYER + "return D.T @ W, D.sum(axis=0)", "raised ValueError"),
            (LAYER + "return D.T * X, D.sum(axis=0)", "* and @ mixed up"),
            ("D = G * (X @ W.T + b)\nreturn D.T @ X, D.sum(axis=0)", "Z in place of ReLU's slope"),
            (LAYER + "return D.T @ X, np.ones(len(b))", "the bias gradient alone is wrong"),
            (
                "D = np.maximum(G, 0)\nreturn D.T @ X, D.sum(axis=0)",
                "the arriving gradient cut instead of Z",
            ),
            (LAYER + "return (D.T @ X).sum(axis=0), D.sum(axis=0)", "another shape"),
            ("D = G * (X @ W.T + b < 0)\nreturn D.T @ X, D.sum(axis=0)", "on and off exchanged"),
            ("D = X @ W.T + b > 0\nreturn (G * D).T @ X, D.sum(axis=0)", "G left out for the bias"),
            (
                """
                dW = np.zeros_like(W)
                db = np.zeros_like(b)
                for i in range(len(X)):
                    z = W @ X[i] + b
                    d = G[i] * (z > 0)
                    dW += np.outer(d, X[i])
                    db += d
                    return dW, db
                """,
                "the first sample only",
            ),
            (
                """
                dW = np.zeros_like(W)
                db = np.zeros_like(b)
                for i in range(len(X)):
                    z = W @ X[i] + b
                    d = G[i] * (z > 0)
                    dW = np.outer(d, X[i])
                    db += d
                return dW, db
                """,
                "the weight gradient alone is wrong",
            ),
            (
                "Z = X @ W.T + b\nD = G - (Z > 0)\nreturn D.T @ X, D.sum(axis=0)",
                "taken away instead of multiplied",
            ),
            (
                """
                D = G * (X > 0)
                dW = D.T @ X
                db = D.sum(axis=0)
                return dW, db
                """,
                "the inputs asked in place of Z",
            ),
            (
                """
                Z = X @ W.T + b
                D = G @ (Z > 0)
                return D.T @ X, D.sum(axis=0)
                """,
                "* and @ mixed up",
            ),
            (
                """
                Z = X @ W.T + b
                s = 1 / (1 + np.exp(-Z))
                D = G * s * (1 - s)
                return D.T @ X, D.sum(axis=0)
                """,
                "another activation's slope",
            ),
            (
                "D = G * np.sign(X @ W.T + b)\nreturn D.T @ X, D.sum(axis=0)",
                "−1 where the unit is off",
            ),
            ("D = G * (X @ W.T - b > 0)\nreturn D.T @ X, D.sum(0)", "b taken away in Z"),
        ],
    },
    "relative_errors": {
        "right": [
            measured("measured[i] = (loss(up) - loss(down)) / (2 * h)"),
            measured(
                "measured[i] = (loss(w + e) - loss(w - e)) / 2 / h",
                lead="    e = np.zeros(len(w))\n    e[i] = h\n",
            ),
            measured(
                "measured[i] = (above - below) / (2 * h)",
                lead="    w[i] += h\n    above = loss(w)\n    w[i] -= 2 * h\n    below = loss(w)\n"
                "    w[i] += h\n",
            ),
            "steps = h * np.eye(len(w))\n"
            "m = np.array([(loss(w + s) - loss(w - s)) / (2 * h) for s in steps])\n"
            "c = gradient(w)\nreturn np.abs(m - c) / (np.abs(m) + np.abs(c))",
        ],
        "wrong": [
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    lead="    up, down = w, w\n    up[i] += h\n    down[i] -= h\n",
                ),
                "nothing measured",
            ),
            (
                HEAD + "measured = (loss(w + h) - loss(w - h)) / (2 * h)" + TAIL,
                "all weights nudged at once",
            ),
            (
                measured("measured[i] = (loss(up) - loss(down)) / 2 * h"),
                "brackets missing around 2h",
            ),
            (
                measured("measured[i] = (loss(up) - loss(down)) / h"),
                "divided by h where 2h is due",
            ),
            (measured("measured[i] = (loss(up) - loss(w)) / h"), "one side only"),
            (
                measured(
                    "measured[i] = (above - below) / (2 * h)",
                    lead="    w[i] += h\n    above = loss(w)\n    w[i] -= 2 * h\n    below = loss(w)\n",
                ),
                "the nudge not taken back",
            ),
            (
                measured("measured = (loss(up) - loss(down)) / (2 * h)"),
                "the last slope for all",
            ),
            (
                "h = 1e-5\n" + measured("measured[i] = (loss(up) - loss(down)) / (2 * h)"),
                "another step than h",
            ),
            (
                measured("measured[i] = (loss(w[i] + h) - loss(w[i] - h)) / (2 * h)"),
                "a number where an array is due",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail=TAIL.replace("\n", "\n    "),
                ),
                "the first entry only",
            ),
            (measured("measured[i] = gradient(w)[i]"), "compared with itself"),
            (measured("measured[i] = loss(up) - loss(down)"), "not divided at all"),
            (
                measured("measured[i] = loss(up) - loss(down) / (2 * h)"),
                "brackets missing around the rise",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn abs(claimed - measured)",
                ),
                "the difference, not the relative one",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn abs(claimed - measured) / abs(measured)",
                ),
                "relative to one of the two",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn max(abs(claimed - measured) / (abs(claimed) + abs(measured)))",
                ),
                "one number for all",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn (claimed - measured) / (abs(claimed) + abs(measured))",
                ),
                "the sign left on",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn abs(claimed - measured) / abs(claimed + measured)",
                ),
                "the sum below the bar",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn measured",
                ),
                "the slopes instead of the errors",
            ),
            (measured("measured[i] = (loss(down) - loss(up)) / (2 * h)"), "down minus up"),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)", turns="range(len(w) - 1)"
                ),
                "the last entry left out",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    lead="    up[i] += h\n    down[i] -= h\n",
                    head=HEAD + "up, down = w.copy(), w.copy()\n",
                ),
                "the nudge left in",
            ),
            (measured("measured[i] = (loss(up) - loss(w)) / (2 * h)"), "one side, divided by both"),
            (
                measured("measured[i] = (gradient(up)[i] - gradient(down)[i]) / (2 * h)"),
                "the gradient nudged, not the loss",
            ),
            (measured("measured[i] = (loss(up) + loss(down)) / (2 * h)"), "plus instead of minus"),
            (
                HEAD
                + "for i in w:\n    measured[i] = (loss(w + h) - loss(w - h)) / (2 * h)"
                + TAIL,
                "raised IndexError",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nprint(abs(claimed - measured) / (abs(claimed) + abs(measured)))",
                ),
                "printed, not returned",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn abs(claimed - measured) / abs(claimed) + abs(measured)",
                ),
                "brackets missing below the bar",
            ),
            (
                measured(
                    "measured[i] = (loss(up) - loss(down)) / (2 * h)",
                    tail="\nreturn 2 * abs(claimed - measured) / (abs(claimed) + abs(measured))",
                ),
                "relative to their mean",
            ),
            (
                """
                claimed = gradient(w)
                measured = np.zeros(len(w))
                for i in range(len(w)):
                    up, down = w.copy(), w.copy()
                    up[i] += h
                    down[i] -= h
                    measured += (loss(up) - loss(down)) / (2 * h)
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "added up over the entries",
            ),
            (
                """
                claimed = gradient(w)
                measured = np.zeros(len(w))
                for i in range(len(w)):
                    up, down = w.copy(), w.copy()
                    up[i] *= 1 + h
                    down[i] *= 1 - h
                    measured[i] = (loss(up) - loss(down)) / (2 * h)
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "a step in proportion to w",
            ),
            (
                """
                claimed = gradient(w)
                measured = np.zeros(len(w))
                for i in range(len(w)):
                    e = np.zeros(len(w))
                    e[i] = 1
                    measured[i] = (loss(w + e) - loss(w - e)) / (2 * h)
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "nudged by 1",
            ),
            (
                """
                claimed = gradient(w)
                measured = np.zeros(len(w))
                for i in range(len(w)):
                    up, down = w.copy(), w.copy()
                    up[i] += h / 2
                    down[i] -= h / 2
                    measured[i] = (loss(up) - loss(down)) / h
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "half a step to each side",
            ),
            (
                """
                claimed = gradient(w)
                measured = np.zeros(len(w))
                for i in range(len(w)):
                    up, down = w.copy(), w.copy()
                    up[i] = h
                    down[i] = -h
                    measured[i] = (loss(up) - loss(down)) / (2 * h)
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "the entry replaced by the nudge",
            ),
            (
                """
                claimed = gradient(w)
                measured = np.zeros(len(w))
                for i in range(1, len(w)):
                    up, down = w.copy(), w.copy()
                    up[i] += h
                    down[i] -= h
                    measured[i] = (loss(up) - loss(down)) / (2 * h)
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "the first entry left out",
            ),
            (
                """
                claimed = gradient(w)
                measured = loss(w)
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "the loss itself in place of a slope",
            ),
            (
                """
                claimed = gradient(w)
                measured = np.zeros(len(w))
                for i in range(len(w)):
                    up, down = w.copy(), w.copy()
                    up[i] += h
                    down[i] -= h
                    measured[i] = (loss(up) - loss(down)) / 2
                return abs(claimed - measured) / (abs(claimed) + abs(measured))
                """,
                "divided by 2 alone",
            ),
        ],
    },
    "culprit": {
        "right": [
            "'A'",
            "'a'",
            "'line A'",
            "' A '",
            "'A.'",
            "'Line a'",
            "'D = G * slope(Z)'",
            "'A: D = G * slope(Z)'",
            '" a "',
            "['A']",
            "('a',)",
            "'(A)'",
            "'#A'",
            "'A, because slope is taken at the output'",
            "np.array('A')",
        ],
        "wrong": [
            ("'D'", "the line that goes on to the layer before"),
            ("'B'", "the weight line"),
            ("'C'", "the bias line"),
            ("'line D'", "the line that goes on to the layer before"),
            ("'W1'", "a gradient in place of a line"),
            ("'b1'", "a gradient in place of a line"),
            ("'dW = D.T @ X'", "the weight line"),
            ("1", "the line's number"),
            ("'slope'", None),
            ("'W1 and b1'", "a gradient in place of a line"),
            ("'G = D @ layer.W'", "the line that goes on to the layer before"),
            ("'A and D'", "more than one letter"),
            ("'E'", None),
            ("'db = D.sum(axis=0)'", "the bias line"),
            ("'tanh'", None),
            ('"slope"', "a word in place of the line's letter"),
            ("''", "no letter from A to D"),
            ("'all'", "no letter from A to D"),
            ("'Z'", "no letter from A to D"),
            ("'relu'", "an activation in place of a line"),
            ("['A', 'D']", "more than one letter"),
            ("{'D'}", "the line that goes on to the layer before"),
            ('"AD"', "more than one letter"),
            ("None", "no letter from A to D"),
            ("True", "no letter from A to D"),
        ],
    },
}
