"""What learners write in notebook 06."""


def _each(
    inside,
    start="h = 1e-6\ncolumns = []",
    loop="j in range(len(x))",
    end="return np.stack(columns, axis=1)",
):
    lines = "\n    ".join(inside.split("; "))
    return f"{start}\nfor {loop}:\n    {lines}\n{end}"


MOVED = "moved = x.copy(); moved[j] += h; "
COLUMN = "columns.append((f(moved) - f(x)) / h)"
BOTH = "up = x.copy(); up[j] += h; down = x.copy(); down[j] -= h; "
S = "s = sigmoid(W @ x + b)\n"
SOFT = "e = np.exp(z - z.max())\ns = e / e.sum()\n"

ANSWERS = {
    "all_slopes": {
        "right": [
            _each(MOVED + COLUMN),
            _each(
                BOTH + "columns.append((f(up) - f(down)) / (2 * h))",
                "h = 1e-5\ncolumns = []",
                end="return np.array(columns).T",
            ),
            "h = 1e-6\nreturn np.column_stack([(f(x + h * e) - f(x)) / h for e in np.eye(len(x))])",
            _each(
                "x[j] += h; up = f(x); x[j] -= h; J[:, j] = (up - base) / h",
                "h = 1e-7\nbase = f(x)\nJ = np.zeros((len(base), len(x)))",
                end="return J",
            ),
            """
            h, m, n = 1e-5, len(f(x)), len(x)
            J = np.empty((m, n))
            for i in range(m):
                for j in range(n):
                    e = np.zeros(n)
                    e[j] = h
                    J[i, j] = (f(x + e)[i] - f(x - e)[i]) / (2 * h)
            return J
            """,
            """
            h = 1e-5
            columns = []
            for e in np.eye(len(x)):
                columns.append((f(x + h * e) - f(x - h * e)) / (2 * h))
            return np.stack(columns, axis=1)
            """,
            """
            y0 = np.asarray(f(np.array(x, float)))
            J = np.empty((y0.size, np.size(x)))
            for i in range(y0.size):
                for j in range(np.size(x)):
                    up = [float(v) for v in x]
                    up[j] += 1e-6
                    J[i][j] = (f(np.array(up))[i] - y0[i]) / 1e-6
            return J
            """,
            """
            J = []
            for j, value in enumerate(x):
                up, down = list(x), list(x)
                up[j], down[j] = value + 1e-5, value - 1e-5
                J.append((f(np.array(up)) - f(np.array(down))) / 2e-5)
            return np.transpose(J)
            """,
        ],
        "wrong": [
            (_each(MOVED + COLUMN, end="return np.array(columns)"), "transposed"),
            (
                _each("moved = x; moved[j] += h; " + COLUMN),
                "every slope came out 0",
            ),
            (
                _each("moved[j] += h; " + COLUMN, "h = 1e-6\nmoved = x.copy()\ncolumns = []"),
                "the nudge left in",
            ),
            ("h = 1e-6\nreturn (f(x + h) - f(x)) / h", "all inputs nudged at once"),
            (_each(MOVED + "columns.append(f(moved) - f(x))"), "not divided by the run"),
            (_each(MOVED + COLUMN, loop="j in x"), "raised IndexError"),
            (
                _each(MOVED + COLUMN, end="print(np.stack(columns, axis=1))"),
                "printed, not returned",
            ),
            (
                _each(MOVED + COLUMN + "; return np.array(columns).T", end=""),
                "stopped after the first input",
            ),
            (_each(MOVED + COLUMN, end="return np.concatenate(columns)"), "one long list"),
            # All 0, or round-off at some inputs: by the processor. Both are told in truth.
            (_each(MOVED + COLUMN, "h = 1e-17\ncolumns = []"), None),
            (_each(MOVED + COLUMN, end=""), "nothing returned"),
            (
                _each(
                    MOVED + "slopes = (f(moved) - f(x)) / h",
                    "h = 1e-6\nJ = np.zeros((len(f(x)), len(x)))",
                    end="return J",
                ),
                "every slope came out 0",
            ),
            (_each(BOTH + "columns.append((f(up) - f(down)) / 2 * h)"), "not divided by the run"),
            (_each(BOTH + "columns.append((f(up) - f(down)) / h)"), "half the run"),
            (_each(MOVED + COLUMN, "h = 0.1\ncolumns = []"), "a step too long or too short"),
            (_each(MOVED + "columns.append((moved - x) / h)"), "f not called"),
            (
                _each(
                    MOVED + "columns.append((f(moved)[0] - f(x)[0]) / h)",
                    end="return np.array(columns)",
                ),
                "the first output only",
            ),
            (_each("columns.append((f(x[j] + h) - f(x[j])) / h)"), "f given one number"),
            ("return jacobian(f, x)", "raised NameError"),
            (
                _each(MOVED + "columns.append(f(moved) - f(x) / h)"),
                "brackets missing around the difference",
            ),
            (
                _each(MOVED + COLUMN, end="return np.array(columns).reshape(len(f(x)), len(x))"),
                "reshaped instead of transposed",
            ),
            ("from lib.calculus import jacobian\nreturn jacobian(f, x)", "the library's own"),
            (
                _each(
                    "J[j] = (f(x + h * np.eye(len(x))[j]) - f(x)) / h",
                    "h = 1e-6\nJ = np.zeros((len(f(x)), len(x)))",
                    end="return J",
                ),
                None,
            ),
            (
                _each(
                    MOVED + "J[j, :] = (f(moved) - f(x)) / h",
                    "h = 1e-6\nJ = np.zeros((len(x), len(f(x))))",
                    end="return J",
                ),
                "transposed",
            ),
            (_each(MOVED + COLUMN, "h = 1e-15\ncolumns = []"), "a step too long or too short"),
            (_each(MOVED + "columns.append((f(x) - f(moved)) / h)"), "the sign turned round"),
            (_each("moved = x.copy(); moved += h; " + COLUMN), "all inputs nudged at once"),
            (
                _each(
                    "x[j] += h; columns.append((f(x) - base) / h)",
                    "h = 1e-6\nbase = f(x)\ncolumns = []",
                ),
                "x not put back",
            ),
            (
                _each(MOVED + "column = (f(moved) - f(x)) / h", end="return column"),
                "only the last column",
            ),
            ("return np.gradient(f(x), x)", None),
            (_each(MOVED + COLUMN, loop="j in range(len(f(x)))"), "the loop runs over the outputs"),
            (
                """
                h = 1e-5
                J = np.zeros((len(x), len(x)))
                for j in range(len(x)):
                    e = np.zeros(len(x))
                    e[j] = h
                    J[:, j] = (f(x + e) - f(x - e)) / (2 * h)
                return J
                """,
                "a table of the wrong shape",
            ),
            (
                """
                h = 1e-5
                J = np.zeros((len(f(x)), len(x)))
                for j in range(len(x)):
                    e = np.zeros(len(x))
                    e[j] = h
                    J[:, j] = f(x + e) - f(x - e) / (2 * h)
                return J
                """,
                "brackets missing around the difference",
            ),
            (
                """
                h = 1e-5
                J = np.zeros((len(f(x)), len(x)))
                for j in range(len(x)):
                    nudged = x.copy()
                    nudged[j] += h
                    J[:, j] = (f(nudged) - f(x)) / h
                    return J
                """,
                "stopped after the first input",
            ),
            (
                """
                h = 1
                J = np.zeros((len(f(x)), len(x)))
                for j in range(len(x)):
                    nudged = x.copy()
                    nudged[j] += h
                    J[:, j] = (f(nudged) - f(x)) / h
                return J
                """,
                "a step too long or too short",
            ),
            (
                """
                h = 1e-5
                J = np.zeros((len(f(x)), len(x)))
                for j in range(len(x)):
                    nudged = x.copy()
                    nudged[j] += h
                    J[j] = (f(nudged) - f(x)) / h
                return J
                """,
                "a row for each input",
            ),
            (
                """
                h = 1e-6
                n = len(x)
                J = np.zeros((n, n))
                for i in range(n):
                    for j in range(n):
                        nudged = x.copy()
                        nudged[j] += h
                        J[i, j] = (f(nudged)[i] - f(x)[i]) / h
                return J
                """,
                "as many rows as inputs",
            ),
            (
                """
                J = []
                for j in range(len(x)):
                    e = np.zeros(len(x))
                    e[j] = x[j] * 1e-5
                    J.append((f(x + e) - f(x - e)) / (2 * e[j]))
                return np.array(J).T
                """,
                "a step in proportion to x",
            ),
            (
                "J = np.zeros((len(f(x)), len(x)))\nfor j in range(len(x) - 1):\n"
                "    e = 1e-6 * (np.arange(len(x)) == j)\n    J[:, j] = (f(x + e) - f(x)) / 1e-6\nreturn J",
                "a column left at 0",
            ),
            (
                "h = 1e-6\nreturn np.abs([(f(x + h * e) - f(x)) / h for e in np.eye(len(x))]).T",
                "only the sizes",
            ),
        ],
    },
    "layer_jacobian": {
        "right": [
            S + "return np.diag(s * (1 - s)) @ W",
            S + "return (s * (1 - s))[:, None] * W",
            """
            y = 1 / (1 + np.exp(-(W @ x + b)))
            J = np.zeros_like(W)
            for i in range(W.shape[0]):
                for j in range(W.shape[1]):
                    J[i, j] = y[i] * (1 - y[i]) * W[i, j]
            return J
            """,
            S + "return (W.T * s * (1 - s)).T",
            S + "return np.array([a * (1 - a) * row for a, row in zip(s, W)])",
            """
            s = sigmoid(b + np.dot(W, x))
            J = np.zeros_like(W, dtype=float)
            for i in range(W.shape[0]):
                for j in range(W.shape[1]):
                    J[i, j] = s[i] * (1 - s[i]) * W[i, j]
            return J
            """,
            """
            s = sigmoid(W @ x + b)
            return np.einsum("i,ij->ij", s - s**2, W)
            """,
            """
            s = sigmoid(W @ x + b)
            return [list(s[i] * (1 - s[i]) * W[i]) for i in range(len(b))]
            """,
        ],
        "wrong": [
            (S + "return s * (1 - s) * W", "columns scaled instead of rows"),
            ("return W", "σ forgotten"),
            (S + "return np.diag(s) @ W", "s in place of s(1 − s)"),
            (S + "return np.diag(s * (1 - s))", "the diagonal matrix only"),
            (S + "return W.T @ np.diag(s * (1 - s))", "transposed"),
            (S + "return s * (1 - s)", "stopped before W"),
            ("z = W @ x + b\nreturn np.diag(z * (1 - z)) @ W", "z(1 − z) in place of s(1 − s)"),
            (S + "return s * (1 - s) @ W", "the rows added up"),
            (S + "return W @ np.diag(s * (1 - s))", "columns scaled instead of rows"),
            (
                "from lib.calculus import jacobian\nreturn jacobian(lambda x: sigmoid(W @ x + b), x)",
                "nudged or rounded",
            ),
            (
                "h = 1e-6\ny = lambda x: sigmoid(W @ x + b)\n"
                "return np.stack([(y(x + h * e) - y(x)) / h for e in np.eye(len(x))], axis=1)",
                "nudged or rounded",
            ),
            (S + "return np.outer(s * (1 - s), x)", "the inputs in place of the weights"),
            ("s = sigmoid(W @ x)\nreturn np.diag(s * (1 - s)) @ W", "b forgotten"),
            ("return sigmoid(W) * (1 - sigmoid(W))", "the slope of σ at W"),
            (S + "return (s * (1 - s)) @ W.T", None),
            (S + "return np.diag(s * (1 - s)) * W", "entry by entry"),
            (S + "return np.diag(1 - s**2) @ W", "tanh's slope"),
            (S + "return np.diag(s * (s - 1)) @ W", "the sign turned round"),
            (S + "return np.diag(s * 1 - s) @ W", "every slope came out 0"),
            (S + "return np.diag(s(1 - s)) @ W", "raised TypeError"),
            (S + "return s", "the outputs themselves"),
            (
                S + "return np.diag(sigmoid(s) * (1 - sigmoid(s))) @ W",
                "the slope of σ at its own output",
            ),
            ("s = sigmoid(x)\nreturn s * (1 - s) * W", "the slope of σ at x"),
            (
                S
                + "J = np.zeros(W.shape)\nfor i in range(len(s)):\n    J[i] = s[i] * W[i]\nreturn J",
                "s in place of s(1 − s)",
            ),
            (S + "return np.diag(s * (1 - s)) @ W @ x", "multiplied by x"),
            (S + "return np.diag(s * (1 - s)) + W", None),
            (
                "s = 1 / 1 + np.exp(-(W @ x + b))\nreturn np.diag(s * (1 - s)) @ W",
                "brackets missing in 1 / (1 + exp(−z))",
            ),
            (
                "s = 1 / (1 + np.exp(-W @ x + b))\nreturn np.diag(s * (1 - s)) @ W",
                "the minus doesn't reach b",
            ),
            (S + "return np.diag(s * (1 - s)) @ W.T", "W turned over"),
            (S + "return np.diag(1 - s) @ W", "s left out of s(1 − s)"),
            (S + "W *= (s * (1 - s))[:, None]\nreturn W", "an input changed"),
            (
                """
                s = sigmoid(W * x + b)
                return np.diag(s * (1 - s)) @ W
                """,
                "W times x entry by entry",
            ),
            (
                """
                s = sigmoid(x)
                return np.diag(s * (1 - s)) @ W
                """,
                "the slope of σ at x",
            ),
            (
                "s = sigmoid(W @ x + b)\nreturn (s * (1 + s))[:, None] * W",
                "s(1 + s) in place of s(1 − s)",
            ),
            (
                "z = W.dot(x) + b\nslope = np.exp(-z) / (1 + np.exp(-z)) ** 2\n"
                "return slope.reshape(-1, 1) * W",
                "∞/∞ far out",
            ),
        ],
    },
    "softmax_jacobian": {
        "right": [
            SOFT + "return np.diag(s) - np.outer(s, s)",
            SOFT + "return s[:, None] * (np.eye(len(s)) - s[None, :])",
            """
            e = np.exp(z - np.max(z))
            s = e / np.sum(e)
            J = np.zeros((len(z), len(z)))
            for i in range(len(z)):
                for j in range(len(z)):
                    if i == j:
                        J[i, j] = s[i] * (1 - s[i])
                    else:
                        J[i, j] = -s[i] * s[j]
            return J
            """,
            "from lib.learning.losses import softmax\ns = softmax(z)\n"
            "return np.diag(s) - s.reshape(-1, 1) @ s.reshape(1, -1)",
            """
            z = z - z.max()
            s = np.exp(z) / np.exp(z).sum()
            K = len(z)
            return np.array([[s[i] * ((i == j) - s[j]) for j in range(K)] for i in range(K)])
            """,
            """
            w = np.exp(z - np.logaddexp.reduce(z))
            J = -w[:, None] * w[None, :]
            J.flat[:: len(z) + 1] += w
            return J
            """,
            """
            e = np.exp(z - np.max(z))
            s = e / e.sum()
            return np.diagflat(s) - np.outer(s, s)
            """,
        ],
        "wrong": [
            (SOFT + "return np.diag(s * (1 - s))", "softmax treated as elementwise"),
            (
                "e = np.exp(z)\ns = e / e.sum()\nreturn np.diag(s) - np.outer(s, s)",
                "large scores overflow",
            ),
            (
                SOFT + "return np.diag(s) - s * s",
                "entry by entry in place of the table of products",
            ),
            (SOFT + "return s * (1 - s)", "the diagonal only, as a vector"),
            (SOFT + "return np.diag(s) - s @ s", "one number in place of the table of products"),
            (SOFT + "return np.diag(s)", "only s on the diagonal"),
            (SOFT + "return np.outer(s, 1 - s)", "the diagonal's rule everywhere"),
            (SOFT + "return np.outer(s, s) - np.diag(s)", "the sign turned round"),
            (SOFT + "return -np.outer(s, s)", "the products only"),
            (SOFT + "return np.diag(s) + np.outer(s, s)", "plus for minus"),
            (SOFT + "return s", "just the outputs"),
            (SOFT + "return np.diag(s) - s @ s.T", "one number in place of the table of products"),
            (SOFT + "return np.diag(s * (1 - s)) - np.outer(s, s)", "the squares taken off twice"),
            (
                "s = 1 / (1 + np.exp(-z))\nreturn np.diag(s * (1 - s))",
                "sigmoid in place of softmax",
            ),
            (
                SOFT + "J = np.outer(s, s)\nnp.fill_diagonal(J, s * (1 - s))\nreturn J",
                "plus for minus off the diagonal",
            ),
            ("return np.diag(z) - np.outer(z, z)", "the scores in place of the outputs"),
            (
                SOFT + "J = -np.outer(s, s)\nnp.fill_diagonal(J, 0)\nreturn J",
                "the diagonal left at 0",
            ),
            (
                "e = np.exp(z - z.max())\nreturn np.diag(e) - np.outer(e, e)",
                "not divided by the sum",
            ),
            (
                "e = np.exp(z)\ns = e / e.sum()\nreturn np.diag(s * (1 - s))",
                "large scores overflow",
            ),
            (
                SOFT
                + "J = np.zeros((len(z), len(z)))\nfor i in range(len(z)):\n    J[i, i] = s[i] * (1 - s[i])\n"
                "return J",
                "softmax treated as elementwise",
            ),
            (SOFT + "return np.gradient(s, z)", None),
            (SOFT + "print(np.diag(s) - np.outer(s, s))", "printed, not returned"),
            (
                "z -= z.max()\ne = np.exp(z)\ns = e / e.sum()\nreturn np.diag(s) - np.outer(s, s)",
                "an input changed",
            ),
            (SOFT + "return np.diag(s) - np.outer(s, s) / s.sum() ** 2 * 2", None),
            (
                SOFT + "return s * np.eye(len(s)) - s**2",
                "entry by entry in place of the table of products",
            ),
            (SOFT + "J = np.diag(s) - np.outer(s, s)", "nothing returned"),
            (
                "s = np.exp(z - z.max()) / np.sum(np.exp(z))\nreturn np.diag(s) - np.outer(s, s)",
                "the largest score subtracted once, not twice",
            ),
            (
                "e = np.exp(z / np.abs(z).max())\ns = e / e.sum()\nreturn np.diag(s) - np.outer(s, s)",
                "the scores divided",
            ),
            (
                "e = np.exp(z - z.max())\ns = e / e.sum()\n"
                "return np.array([[a * (1 - a) if a == c else -a * c for c in s] for a in s])",
                "the diagonal told by equal outputs",
            ),
        ],
    },
    "chained": {
        "right": [
            "return Jf(g(x)) @ Jg(x)",
            "y = g(x)\nreturn np.dot(Jf(y), Jg(x))",
            "A, B = Jf(g(x)), Jg(x)\nreturn np.array([[sum(A[i, k] * B[k, j] for k in range(len(B)))\n"
            "    for j in range(B.shape[1])] for i in range(len(A))])",
            "return (Jg(x).T @ Jf(g(x)).T).T",
            """
            y = g(x)
            return np.einsum("ij,jk->ik", Jf(y), Jg(x))
            """,
        ],
        "wrong": [
            ("return Jf(x) @ Jg(x)", "f's Jacobian at x"),
            ("return Jg(x) @ Jf(g(x))", "factors in the wrong order"),
            ("return Jf(g(x)) * Jg(x)", "entry by entry"),
            ("return Jf(g(x))", "only the last machine"),
            ("return Jf @ Jg", "a function, not called"),
            ("return Jf(g(x)) + Jg(x)", "added or subtracted"),
            ("return Jf(Jg(x))", "Jacobians composed instead of multiplied"),
            ("return Jg(x)", "only the first machine"),
            ("return Jg(x).T @ Jf(g(x)).T", "transposed"),
            ("return Jf(g(x)) @ Jg(g(x))", "g's Jacobian at its own output"),
            ("return Jf(g) @ Jg(x)", "a function, not called"),
            ("return Jf(x) @ Jg(g(x))", "places exchanged"),
            ("return Jf(g(x)) @ Jg(x) @ x", "multiplied by x"),
            ("return Jf(g(x)) @ g(x)", "g's value in place of its Jacobian"),
            ("return Jf(x) * Jg(x)", "f's Jacobian at x"),
            ("return Jg(x) @ Jf(x)", "f's Jacobian at x"),
            ("return Jf(Jg(x)) @ Jg(x)", "Jf at a table, in place of a point"),
            ("return Jf(g(x)) * g(x)", "g's value in place of its Jacobian"),
            ("return np.outer(Jf(g(x)), Jg(x))", None),
            ("return Jf(g(x)) @ Jg(x).T", "one of the two transposed"),
            ("return Jf(g(x)) - Jg(x)", "added or subtracted"),
            ("J = Jf(g(x)) @ Jg(x)", "nothing returned"),
            ("return Jf(g(x)).T @ Jg(x)", "one of the two transposed"),
            ("return np.sum(Jf(g(x)) @ Jg(x))", "only the sum"),
            ("return Jf(g(x)) @ Jg", "raised ValueError"),
            ("return lambda x: Jf(g(x)) @ Jg(x)", "a function, not called"),
            ("return Jf(g(Jg(x)))", "Jacobians composed instead of multiplied"),
        ],
    },
    "pull": {
        "right": [
            S + "return W.T @ (u * s * (1 - s))",
            S + "return (s * (1 - s) * u) @ W",
            "z = W.dot(x) + b\ns = 1 / (1 + np.exp(-z))\nu_z = u * (s - s**2)\nreturn np.dot(u_z, W)",
            S
            + "t = np.zeros(len(x))\nfor i in range(len(u)):\n    t += u[i] * (s[i] - s[i]**2) * W[i]\n"
            "return t",
            S + "return np.einsum('ij,i->j', W, u * s * (1 - s))",
            "W, u = np.asarray(W), np.asarray(u)\n" + S + "return W.T @ (u * s * (1 - s))",
            S + "a = u * s * (1 - s)\n"
            "return [sum(W[i, j] * a[i] for i in range(len(a))) for j in range(len(x))]",
            """
            s = sigmoid(W @ x + b)
            out = np.zeros(len(x))
            for i in range(len(b)):
                out += u[i] * s[i] * (1 - s[i]) * W[i]
            return out
            """,
            """
            y = sigmoid(np.dot(W, x) + b)
            back = np.multiply(u, y - y * y)
            return np.dot(back, W)
            """,
            """
            s = sigmoid(W @ x + b)
            return sum((u * s * (1 - s))[i] * W[i] for i in range(len(u)))
            """,
            """
            s = sigmoid(W @ x + b)
            return np.matmul(W.transpose(), u * s * (1 - s))
            """,
            """
            s = sigmoid(W @ x + b)
            rows, a = W.tolist(), u * s * (1 - s)
            return [sum(row[j] * k for row, k in zip(rows, a)) for j in range(len(x))]
            """,
            S + "return W.astype(float).T @ (u * s * (1 - s))",
        ],
        "wrong": [
            (S + "J = np.diag(s * (1 - s)) @ W\nreturn J.T @ u", "a table was formed"),
            ("return W.T @ u", "σ forgotten"),
            (S + "return W.T @ (u * s)", "s in place of s(1 − s)"),
            (S + "return W @ (u * s * (1 - s))", "pushed instead of pulled"),
            (S + "return u * s * (1 - s)", "stopped before W"),
            (S + "return W.T @ u * s * (1 - s)", "σ's slope after W"),
            (S + "return W.T @ (s * (1 - s))", "u forgotten"),
            (S + "return ((s * (1 - s))[:, None] * W).T @ u", "a table was formed"),
            ("z = W @ x + b\nreturn W.T @ (u * z * (1 - z))", "z(1 − z) in place of s(1 − s)"),
            ("s = sigmoid(W @ x)\nreturn W.T @ (u * s * (1 - s))", "b forgotten"),
            (
                "from lib.calculus import vjp\nreturn vjp(lambda x: sigmoid(W @ x + b), x, u)",
                "nudged or rounded",
            ),
            (
                "from lib.calculus import jacobian\nreturn jacobian(lambda x: sigmoid(W @ x + b), x).T @ u",
                "a table was formed",
            ),
            (
                "L = lambda x: u @ sigmoid(W @ x + b)\nh = 1e-5\n"
                "return np.array([(L(x + h * e) - L(x - h * e)) / (2 * h) for e in np.eye(len(x))])",
                "nudged or rounded",
            ),
            (S + "u *= s * (1 - s)\nreturn W.T @ u", "an input changed"),
            (S + "return u @ (s * (1 - s))", "added up to one number"),
            (S + "return W.T @ (u * (1 - s**2))", "tanh's slope"),
            (S + "return W.T @ (u * s * (s - 1))", "the sign reversed"),
            (S + "return W.T * u * s * (1 - s)", "a table was formed"),
            (
                S + "a = sigmoid(s)\nreturn W.T @ (u * a * (1 - a))",
                "the slope of σ at its own output",
            ),
            ("a = sigmoid(x)\nreturn W.T @ u * a * (1 - a)", "the slope of σ at x"),
            (S + "return s * (1 - s) * (W @ u)", "pushed instead of pulled"),
            (
                "s = 1 / (1 + np.exp(-W @ x + b))\nreturn W.T @ (u * s * (1 - s))",
                "the minus doesn't reach b",
            ),
            (
                "s = 1 / 1 + np.exp(-(W @ x + b))\nreturn W.T @ (u * s * (1 - s))",
                "brackets missing in 1 / (1 + exp(−z))",
            ),
            (S + "return np.diag(s * (1 - s)) @ u", "a table was formed"),
            (
                S + "J = [[k * w for w in row] for row, k in zip(W.tolist(), s * (1 - s))]\n"
                "return [sum(row[j] * k for row, k in zip(J, u)) for j in range(len(x))]",
                "a table was formed",
            ),
            (S + "return W.T @ (u * s(1 - s))", "raised TypeError"),
            (S + "return W.T @ (u + s * (1 - s))", "added instead of multiplied"),
            (S + "return W.T @ np.outer(u, s * (1 - s))", "a table was formed"),
            (S + "g = W.T @ (u * s * (1 - s))", "nothing returned"),
            (S + "return W.T @ (u * (1 - s))", "s left out of s(1 − s)"),
            (S + "return W.T @ u @ (s * (1 - s))", None),
            (
                """
                s = sigmoid(W @ x + b)
                return u * s * (1 - s) * W
                """,
                "entry by entry",
            ),
            (
                """
                s = sigmoid(W @ x + b)
                return np.outer(u * s * (1 - s), x)
                """,
                "the weights' gradient",
            ),
            (
                """
                s = sigmoid(W @ x + b)
                return W.T @ (s * (1 - s)) * u
                """,
                "u after W",
            ),
            ("s = sigmoid(W @ x + b)\nreturn W.T @ (u * s * (1 - s))[:, None]", "another shape"),
            (
                "s = sigmoid(W @ x + b)\nreturn W.T @ (u * s * (1 + s))",
                "s(1 + s) in place of s(1 − s)",
            ),
            ("s = sigmoid(W @ x + b)\nreturn (W.T @ (u * s * (1 - s))) * x", "multiplied by x"),
        ],
    },
    "table_shapes": {
        "right": [
            "((3, 4), (3, 3), (3, 3, 4), (3, 4))",
            "[(3, 4), (3, 3), (3, 3, 4), (3, 4)]",
            "([3, 4], [3, 3], [3, 3, 4], [3, 4])",
            "(np.zeros((3, 4)).shape, np.eye(3).shape, np.ones((3, 3, 4)).shape, (3, 4))",
            "((3, 4), (3, 3), (3, 3, 4), np.zeros((3, 4)).shape)",
            "[[3, 4], [3, 3], [3, 3, 4], [3, 4]]",
        ],
        "wrong": [
            ("((4, 3), (3, 3), (3, 3, 4), (3, 4))", "∂y/∂x transposed"),
            ("((3, 4), (3,), (3, 3, 4), (3, 4))", "∂y/∂b as a vector"),
            ("((3, 4), (3, 3), (3, 4), (3, 4))", "∂y/∂W with the shape of W"),
            ("((3, 4), (3, 3), (3, 12), (3, 4))", "W laid out flat"),
            ("((3, 4), (3), (3, 3, 4), (3, 4))", "∂y/∂b as a vector"),
            ("((3, 4), (3,), (3, 4), (3, 4))", "several slips"),
            ("((3, 4), (3, 3), (3, 4, 3), (3, 4))", "∂y/∂W with its axes in another order"),
            ("((4, 3), (3, 3), (4, 3, 3), (4, 3))", "inputs first everywhere"),
            ("((3, 4), (3, 1), (3, 3, 4), (3, 4))", "∂y/∂b as a vector"),
            ("((3, 4), (3, 3), (3, 3, 4), (4, 3))", "∂L/∂W transposed"),
            ("((3, 4), (3, 3), (3, 3, 4), (1, 3, 4))", "an axis for L"),
            ("((3, 4), (3, 3), (3, 3, 4), (12,))", "W laid out flat"),
            ("((3, 4), (3, 3), (3, 3, 4), (1,))", "∂L/∂W as one number"),
            ("('3x4', '3x3', '3x3x4', '3x4')", "a text"),
            ("(12, 9, 36, 12)", "a number for each, instead of the shape"),
            ("((3, 4), (3, 3), (3, 3, 4), (3, 3, 4))", "∂L/∂W like ∂y/∂W"),
            ("((3, 4), (3, 3), (9, 4), (3, 4))", "∂y/∂W with axes made into one"),
            ("((3, 4), (3, 3), (4, 3), (3, 4))", "∂y/∂W with two axes only"),
            ("((3, 4), (4, 3), (3, 3, 4), (3, 4))", "∂y/∂b with an axis of x"),
            ("(1, 2, 3, 4)", "a number for each, instead of the shape"),
            ("((3, 4), (3, 4), (3, 3, 4), (3, 4))", None),
            ("((4, 3), (3,), (3, 4), (3, 4))", "several slips"),
            ("((3, 4), (3, 3), (3, 4, 3), (4, 3))", "W taken as (4, 3)"),
            ("((3, 4), (1, 3), (3, 3, 4), (3, 4))", "∂y/∂b as a vector"),
            ("((3, 4), (3, 3), (4, 3), (4, 3))", "several slips"),
            ("(3, 4)", None),
            ("((3, 4), (3, 3), (3, 3, 4))", "another number of values"),
            ("((3, 4), (3, 3), ..., (3, 4))", "dots left in"),
        ],
    },
}
