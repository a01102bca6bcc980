"""What learners write in notebook 09."""

FORWARD = "H = 1 / (1 + np.exp(-(X @ W1.T + b1)))\nY = H @ W2.T + b2\n"
OUTPUT = "D2 = 2 * (Y - T) / len(X)\n"
HIDDEN = "D1 = (D2 @ W2) * H * (1 - H)\n"
BACK = "return D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum(axis=0)"
SCALING = "mean, std = X_train.mean(axis=0), X_train.std(axis=0)\n"
LAYER = "h = np.tanh(W1 @ x + b1)\n"
LIBRARY = "from lib.learning.network import initialise, predict, scaling, standardise, train\n"
TRAINED = (
    LIBRARY + "mean, std = scaling(X)\nlayers = initialise([4, 8, 3], seed=0)\n"
    "*_, last = train(layers, standardise(X, mean, std), species, learning_rate=0.5, epochs=100)\n"
)
ALL = """
from lib.practice.training import _table
from lib.learning.network import initialise, predict, scaling, standardise, train
everyone, known = _table()  # as the notebook's own X and species
mean, std = scaling(everyone)
"""


def by_hand(hidden=8, epochs=300, eta=0.5):
    """A whole network of one's own, in NumPy alone."""
    return f"""
    mean, std = X.mean(axis=0), X.std(axis=0)
    Z, Z_new = (X - mean) / std, (X_new - mean) / std
    rng = np.random.default_rng(1)
    W1, b1 = rng.normal(0, 0.5, ({hidden}, 4)), np.zeros({hidden})
    W2, b2 = rng.normal(0, 0.5, (3, {hidden})), np.zeros(3)
    for _ in range({epochs}):
        H = np.tanh(Z @ W1.T + b1)
        S = H @ W2.T + b2
        e = np.exp(S - S.max(axis=1, keepdims=True))
        D2 = (e / e.sum(axis=1, keepdims=True) - np.eye(3)[species]) / len(X)
        D1 = (D2 @ W2) * (1 - H**2)
        W1, b1 = W1 - {eta} * D1.T @ Z, b1 - {eta} * D1.sum(axis=0)
        W2, b2 = W2 - {eta} * D2.T @ H, b2 - {eta} * D2.sum(axis=0)
    return (np.tanh(Z_new @ W1.T + b1) @ W2.T + b2).argmax(axis=1)
    """


NET = "W1, b1, W2, b2 = parameters\n"
TANH = "H = np.tanh(X @ W1.T + b1)\n"
GIVEN = NET + "H, S = forward(parameters, X)\n"
LEAD = "D2 = softmax(S)\nD2[np.arange(len(X)), species] -= 1\nD2 /= len(X)\n"
SLOPE1 = "D1 = (D2 @ W2) * (1 - H**2)\n"
FOUR = "return D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum(axis=0)"
EACH = "return [{} for p, g in zip(parameters, gradients)]"

ANSWERS = {
    "forward": {
        "right": [
            "W1, b1, W2, b2 = parameters\nH = np.tanh(X @ W1.T + b1)\nreturn H, H @ W2.T + b2",
            """
            W1, b1, W2, b2 = parameters
            H = np.array([np.tanh(W1 @ x + b1) for x in X])
            S = np.array([W2 @ h + b2 for h in H])
            return H, S
            """,
            """
            Z = np.dot(X, parameters[0].T) + parameters[1]
            H = 1 - 2 / (1 + np.exp(2 * Z))
            return [H, np.dot(H, parameters[2].T) + parameters[3]]
            """,
        ],
        "wrong": [
            (
                NET + "H = np.tanh(X @ W1 + b1)\nreturn H, H @ W2 + b2",
                "a table of weights not turned over",
            ),
            (NET + "H = X @ W1.T + b1\nreturn H, H @ W2.T + b2", "no tanh"),
            (NET + TANH + "return H, X @ W2.T + b2", "the inputs in the second layer"),
            (
                NET + "Z = X @ W1.T + b1\n"
                "H = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))\nreturn H, H @ W2.T + b2",
                "∞/∞ far out",
            ),
            (NET + "H = np.tanh(W1 * X + b1)\nreturn H, H @ W2.T + b2", "* in place of @"),
            (NET + TANH + "return H @ W2.T + b2", "the scores alone"),
            (NET + TANH + "return H, np.tanh(H @ W2.T + b2)", "the scores bent, too"),
            (NET + TANH + "return H @ W2.T + b2, H", "the other order"),
            (NET + TANH + "return H, softmax(H @ W2.T + b2)", "probabilities in place of scores"),
            (NET + "H = np.tanh(X @ W1.T) + b1\nreturn H, H @ W2.T + b2", "b1 added after tanh"),
            (NET + "H = np.tanh(X @ W1.T)\nreturn H, H @ W2.T", "both biases left out"),
            (
                NET + "H = 1 / (1 + np.exp(-(X @ W1.T + b1)))\nreturn H, H @ W2.T + b2",
                "another activation",
            ),
            (
                NET + "Z = X @ W1.T + b1\nreturn Z, np.tanh(Z) @ W2.T + b2",
                "Z given back in place of H",
            ),
            (NET + TANH + "return H, H @ W2.T", "b2 left out"),
            (NET + "H = np.tanh(X @ W1.T)\nreturn H, H @ W2.T + b2", "b1 left out"),
            (NET + TANH + "return H", "the hidden outputs alone"),
            (NET + TANH + "print(H, H @ W2.T + b2)", "printed, not returned"),
            (
                NET + "H = np.maximum(X @ W1.T + b1, 0)\nreturn H, H @ W2.T + b2",
                "another activation",
            ),
            (
                "W1, b1, W2, b2 = parameters\nH = np.tanh(X @ W1.T + b1)\nreturn H, H @ W2.T - b2",
                "a bias taken away",
            ),
            (
                "W1, b1, W2, b2 = parameters\nH = np.tanh(X @ W1.T + b1)\n"
                "return H, np.maximum(H @ W2.T + b2, 0)",
                "an activation behind the scores",
            ),
        ],
    },
    "loss": {
        "right": [
            "p = softmax(S)\nreturn -np.mean(np.log(p[np.arange(len(p)), species]))",
            "return np.mean(np.log(np.exp(S).sum(axis=1)) - S[range(len(S)), species])",
            """
            total = 0
            for k in range(len(S)):
                e = np.exp(S[k])
                total = total - np.log(e[species[k]] / e.sum())
            return total / len(S)
            """,
            "one = np.eye(S.shape[1])[species]\nreturn -(one * np.log(softmax(S))).sum() / len(S)",
            "one = np.eye(3)[species]\nreturn -(one * np.log(softmax(S))).sum() / len(S)",
        ],
        "wrong": [
            (
                "p = softmax(S)\nreturn np.mean(np.log(p[np.arange(len(p)), species]))",
                "the minus left out",
            ),
            (
                "p = softmax(S)\nreturn -np.sum(np.log(p[np.arange(len(p)), species]))",
                "summed, not averaged",
            ),
            (
                "p = softmax(S)\nreturn -np.mean(np.log(p[:, species]))",
                "whole columns in place of one entry a row",
            ),
            ("p = softmax(S)\nreturn -np.mean(np.log(p))", "all classes"),
            ("p = softmax(S)\nreturn -np.log(p[species])", "whole rows, and no mean"),
            (
                "p = softmax(S)\nreturn np.mean((p - np.eye(S.shape[1])[species]) ** 2)",
                "the squared loss",
            ),
            (
                "p = softmax(S)\nreturn -np.log(np.mean(p[np.arange(len(p)), species]))",
                "the logarithm of the mean",
            ),
            (
                "p = softmax(S)\nreturn -np.mean(p[np.arange(len(p)), species])",
                "the logarithm left out",
            ),
            (
                "p = softmax(S)\nreturn -np.log(p[np.arange(len(p)), species])",
                "one number a sample",
            ),
            ("p = softmax(S)\nreturn -np.mean(np.log(p.max(axis=1)))", "the highest probability"),
            (
                "return -np.mean(S[np.arange(len(S)), species])",
                "the scores in place of probabilities",
            ),
            (
                "p = np.exp(S) / np.exp(S).sum(axis=0)\n"
                "return -np.mean(np.log(p[np.arange(len(p)), species]))",
                "softmax down the columns",
            ),
            ("return np.mean(S.argmax(axis=1) != species)", "the share of wrong or right answers"),
            (
                "p = softmax(S)\nreturn -np.mean(np.log10(p[np.arange(len(p)), species]))",
                "another logarithm",
            ),
            (
                "p = softmax(S)\nprint(-np.mean(np.log(p[np.arange(len(p)), species])))",
                "printed, not returned",
            ),
            (
                "p = softmax(S)\nfor row, k in zip(p, species):\n    return -np.log(row[k])",
                "the first sample only",
            ),
            (
                "p = softmax(S)\nY = np.eye(3)[species]\nreturn -np.mean(Y * np.log(p))",
                "the mean over all N·3 entries",
            ),
        ],
    },
    "gradients": {
        "right": [
            GIVEN + LEAD + SLOPE1 + FOUR,
            GIVEN
            + "D2 = (softmax(S) - np.eye(S.shape[1])[species]) / len(X)\n"
            + SLOPE1
            + "return [D1.T @ X, np.sum(D1, 0), (H.T @ D2).T, np.sum(D2, 0)]",
            GIVEN
            + "D2 = (softmax(S) - np.eye(3)[species]) / len(X)\n"
            + SLOPE1
            + "return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)",
            """
            W1, b1, W2, b2 = parameters
            dW1, db1, dW2, db2 = 0 * W1, 0 * b1, 0 * W2, 0 * b2
            for x, k in zip(X, species):
                h = np.tanh(W1 @ x + b1)
                e = np.exp(W2 @ h + b2)
                d2 = e / e.sum() / len(X)
                d2[k] -= 1 / len(X)
                d1 = (W2.T @ d2) * (1 - h * h)
                dW1 = dW1 + np.outer(d1, x)
                db1 = db1 + d1
                dW2 = dW2 + np.outer(d2, h)
                db2 = db2 + d2
            return dW1, db1, dW2, db2
            """,
        ],
        "wrong": [
            (GIVEN + LEAD + "D1 = ...\n" + FOUR, "dots left in"),
            (
                GIVEN + "D2 = softmax(S)\nD2[:, species] -= 1\nD2 /= len(X)\n" + SLOPE1 + FOUR,
                "1 taken from whole columns",
            ),
            (
                GIVEN + "D2 = softmax(S)\nD2[species] -= 1\nD2 /= len(X)\n" + SLOPE1 + FOUR,
                "1 taken from whole rows",
            ),
            (
                GIVEN + "D2 = (softmax(S) - species) / len(X)\n" + SLOPE1 + FOUR,
                "the labels in place of one-hot",
            ),
            (
                GIVEN + LEAD + "D1 = D2 @ (W2 * (1 - H**2))\n" + FOUR,
                "the slope of tanh put to the weights",
            ),
            (GIVEN + LEAD + "D1 = (D2 @ W2) * (1 - H)**2\n" + FOUR, "another formula than 1 − H²"),
            (GIVEN + LEAD + "D1 = D2 @ W2\n" + FOUR, "the slope of tanh left out"),
            (GIVEN + LEAD + "D1 = (D2 @ W2) * H * (1 - H)\n" + FOUR, "the slope of σ"),
            (
                GIVEN + "D2 = softmax(S)\nD2[np.arange(len(X)), species] -= 1\n" + SLOPE1 + FOUR,
                "the 1/N left out",
            ),
            (
                GIVEN + "D2 = softmax(S) / len(X)\n" + SLOPE1 + FOUR,
                "the 1 of the true class left out",
            ),
            (
                GIVEN + LEAD + SLOPE1 + "return X.T @ D1, D1.sum(axis=0), H.T @ D2, D2.sum(axis=0)",
                "the tables turned over",
            ),
            (
                GIVEN + LEAD + SLOPE1 + "return D1.T @ X, D1, D2.T @ H, D2",
                "the bias gradients not summed",
            ),
            (
                GIVEN + LEAD + "D1 = (D2 @ W2.T) * (1 - H**2)\n" + FOUR,
                "W2 turned over on the way back",
            ),
            (
                GIVEN + LEAD + SLOPE1 + "return D1.T @ X, D1.sum(axis=0), D2.T @ X, D2.sum(axis=0)",
                "the inputs where the hidden outputs are due",
            ),
            (GIVEN + LEAD + "D1 = (D2 @ W2) * (1 - np.tanh(H)**2)\n" + FOUR, "tanh applied again"),
            (GIVEN + LEAD + "D1 = (D2 @ W2) * 1 - H**2\n" + FOUR, "brackets missing around 1 − H²"),
            (GIVEN + LEAD + "D1 = (D2 @ W2) * (1 - H)\n" + FOUR, "another formula than 1 − H²"),
            (
                GIVEN
                + LEAD
                + SLOPE1
                + "return D1.T @ X, D1.mean(axis=0), D2.T @ H, D2.mean(axis=0)",
                "1/N twice",
            ),
            (
                GIVEN + LEAD + SLOPE1 + "return D2.T @ H, D2.sum(axis=0), D1.T @ X, D1.sum(axis=0)",
                "layer 2 first",
            ),
            (
                GIVEN + LEAD + SLOPE1 + "return D1.T @ X, D1.sum(axis=1), D2.T @ H, D2.sum(axis=1)",
                "the biases summed over the units",
            ),
            (
                GIVEN
                + LEAD
                + SLOPE1
                + "return 2 * D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum(axis=0)",
                "one of the four alone is wrong",
            ),
            (
                GIVEN
                + "D2 = (np.eye(S.shape[1])[species] - softmax(S)) / len(X)\n"
                + SLOPE1
                + FOUR,
                "one-hot minus p",
            ),
            (
                GIVEN + LEAD + SLOPE1 + "return D1 @ X, D1.sum(axis=0), D2 @ H, D2.sum(axis=0)",
                "D not turned over",
            ),
            (
                GIVEN + LEAD + SLOPE1 + "return D2.T @ X, D2.sum(axis=0), D2.T @ H, D2.sum(axis=0)",
                "layer 1 given the output's share",
            ),
            (
                """
                W1, b1, W2, b2 = parameters
                H, S = forward(parameters, X)
                D2 = softmax(S)
                D1 = (D2 @ W2) * (1 - H**2)
                D2[np.arange(len(X)), species] -= 1
                D2 /= len(X)
                return D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum(axis=0)
                """,
                "D1 made before D2 was done",
            ),
        ],
    },
    "step": {
        "right": [
            "return [p - learning_rate * g for p, g in zip(parameters, gradients)]",
            """
            W1, b1, W2, b2 = parameters
            dW1, db1, dW2, db2 = gradients
            return (W1 - learning_rate * dW1, b1 - learning_rate * db1,
                    W2 - learning_rate * dW2, b2 - learning_rate * db2)
            """,
            """
            new = []
            for k in range(4):
                new.append(parameters[k] + gradients[k] * -learning_rate)
            return new
            """,
        ],
        "wrong": [
            (EACH.format("p + learning_rate * g"), "uphill"),
            (EACH.format("p - g"), "the learning rate left out"),
            (EACH.format("learning_rate * g"), "the change in place of the new parameters"),
            (
                "for p, g in zip(parameters, gradients):\n    p -= learning_rate * g\n"
                "return parameters",
                "an input changed",
            ),
            ("return parameters - learning_rate * gradients", "a list where a number is due"),
            (
                "for p, g in zip(parameters, gradients):\n    return p - learning_rate * g",
                "the first parameter only",
            ),
            (
                "for p, g in zip(parameters, gradients):\n    new = p - learning_rate * g\nreturn new",
                "the last parameter only",
            ),
            (EACH.format("learning_rate * (p - g)"), "the learning rate times everything"),
            (EACH.format("p - g / learning_rate"), "divided by the learning rate"),
            (EACH.format("learning_rate * g - p"), "gradient minus parameter"),
            (
                "for p, g in zip(parameters, gradients):\n    p = p - learning_rate * g\n"
                "return parameters",
                "nothing moved",
            ),
            (
                "W1, b1, W2, b2 = parameters\nW1 = W1 - learning_rate * gradients[0]\n"
                "W2 = W2 - learning_rate * gradients[2]\nreturn W1, b1, W2, b2",
                "the biases forgotten",
            ),
            (
                "W1, b1, W2, b2 = parameters\nW1 = W1 - learning_rate * gradients[0]\n"
                "b1 = b1 - learning_rate * gradients[1]\nreturn W1, b1, W2, b2",
                "the second layer forgotten",
            ),
            (
                "return [p - learning_rate * g for p, g in zip(parameters, gradients[::-1])]",
                "the gradients in reversed order",
            ),
            (
                "out = list(parameters)\nfor i in range(3):\n"
                "    out[i] = out[i] - learning_rate * gradients[i]\nreturn out",
                "one of the four not moved",
            ),
        ],
    },
    "decay": {
        "right": [
            """
            new = []
            for p, g in zip(parameters, gradients):
                if p.ndim == 2:
                    g = g + decay * p
                new.append(p - learning_rate * g)
            return new
            """,
            """
            W1, b1, W2, b2 = parameters
            dW1, db1, dW2, db2 = gradients
            keep = 1 - learning_rate * decay
            return [keep * W1 - learning_rate * dW1, b1 - learning_rate * db1,
                    keep * W2 - learning_rate * dW2, b2 - learning_rate * db2]
            """,
            """
            return [p - learning_rate * (g + (p.ndim == 2) * decay * p)
                    for p, g in zip(parameters, gradients)]
            """,
        ],
        "wrong": [
            (EACH.format("p - learning_rate * (g + decay * p)"), "the biases decay, too"),
            (EACH.format("p - learning_rate * g"), "no decay"),
            (EACH.format("p - learning_rate * g - decay"), "λ alone"),
            (
                EACH.format("p - learning_rate * g - decay * p * (p.ndim == 2)"),
                "decay without the learning rate",
            ),
            (
                EACH.format("p - learning_rate * (g - decay * p * (p.ndim == 2))"),
                "growth in place of decay",
            ),
            (
                EACH.format("p - learning_rate * (g + 2 * decay * p * (p.ndim == 2))"),
                "another multiple of λ w",
            ),
            (
                EACH.format("p - learning_rate * (g + decay / 2 * p**2 * (p.ndim == 2))"),
                "the penalty in place of its slope",
            ),
            (EACH.format("p - learning_rate * (g + decay * (p.ndim == 2))"), "λ alone"),
            (EACH.format("p + learning_rate * (g + decay * p * (p.ndim == 2))"), "uphill"),
            (EACH.format("p - learning_rate * (1 + decay) * g"), "λ on the gradient"),
            (
                EACH.format("p - learning_rate * (g + decay * p * (p.ndim == 1))"),
                "the biases decay, not the weights",
            ),
            (EACH.format("p - (g + decay * p * (p.ndim == 2))"), "the learning rate left out"),
            (
                EACH.format("p - learning_rate * (g + decay * np.sign(p) * (p.ndim == 2))"),
                "the sign of the weight in place of the weight",
            ),
            (
                "for p, g in zip(parameters, gradients):\n    p -= learning_rate * (g + decay * p)\n"
                "return parameters",
                "an input changed",
            ),
            (
                "return [p - learning_rate * (g + decay * p) if p.ndim == 2 else p "
                "for p, g in zip(parameters, gradients)]",
                "the biases not moved",
            ),
            (
                """
                W1, b1, W2, b2 = parameters
                d1, e1, d2, e2 = [learning_rate * g for g in gradients]
                return [W1 - d1 - learning_rate * decay * W1, b1 - e1, W2 - d2, b2 - e2]
                """,
                "one table of weights only",
            ),
            (
                "return [(p - learning_rate * g) * (1 - learning_rate * decay * (p.ndim == 2)) "
                "for p, g in zip(parameters, gradients)]",
                "decayed after the step",
            ),
        ],
    },
    "backward": {
        "right": [
            FORWARD + OUTPUT + HIDDEN + BACK,
            """
            dW1, db1, dW2, db2 = np.zeros(W1.shape), np.zeros(b1.shape), np.zeros(W2.shape), 0.0
            for x, t in zip(X, T):
                h = 1 / (1 + np.exp(-(W1 @ x + b1)))
                d2 = 2 * (W2 @ h + b2 - t) / len(X)
                d1 = (W2.T @ d2) * h * (1 - h)
                dW1 += np.outer(d1, x)
                db1 += d1
                dW2 += np.outer(d2, h)
                db2 += d2
            return dW1, db1, dW2, db2
            """,
            """
            A = np.tanh((X @ W1.T + b1) / 2) / 2 + 0.5
            E = (A @ W2.T + b2 - T) * (2 / len(T))
            back = E * W2 * A * (1 - A)
            return back.T @ X, np.ones(len(X)) @ back, E.T @ A, E.sum(0)
            """,
            """
            N = len(X)
            dW1, db1 = np.zeros(W1.shape), np.zeros(b1.shape)
            dW2, db2 = np.zeros(W2.shape), np.zeros(b2.shape)
            for n in range(N):
                h = 1 / (1 + np.exp(-(W1 @ X[n] + b1)))
                y = W2 @ h + b2
                g = 2 * (y - T[n]) / N
                dW2 += np.outer(g, h)
                db2 += g
                d = (W2.T @ g) * h * (1 - h)
                dW1 += np.outer(d, X[n])
                db1 += d
            return dW1, db1, dW2, db2
            """,
            """
            H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
            Y = H @ W2.T + b2
            G = 2 * (Y - T) / Y.size
            dW2 = (H.T @ G).T
            db2 = G.sum(axis=0)
            D = (G * W2) * (H - H**2)
            dW1 = D.T @ X
            db1 = D.sum(axis=0)
            return dW1, db1, dW2, db2
            """,
        ],
        "wrong": [
            (FORWARD + OUTPUT + "D1 = D2 @ W2\n" + BACK, "the hidden slope left out"),
            (FORWARD + OUTPUT + "D1 = (D2 @ W2) * (1 - H**2)\n" + BACK, "the slope of tanh"),
            (FORWARD + "D2 = 2 * (Y - T)\n" + HIDDEN + BACK, "the 1/N left out"),
            (FORWARD + "D2 = (Y - T) / len(X)\n" + HIDDEN + BACK, "the 2 left out"),
            (
                FORWARD + OUTPUT + HIDDEN + "return D1.T @ X, D1, D2.T @ H, D2",
                "the bias gradients not summed over the batch",
            ),
            (
                FORWARD
                + OUTPUT
                + HIDDEN
                + "return X.T @ D1, D1.sum(axis=0), H.T @ D2, D2.sum(axis=0)",
                "the weight gradients transposed",
            ),
            (
                FORWARD + OUTPUT + "D1 = (D2 @ W2.T) * H * (1 - H)\n" + BACK,
                "a table turned or placed the wrong way",
            ),
            (
                FORWARD + "D2 = 2 * (T - Y) / len(X)\n" + HIDDEN + BACK,
                "target minus output",
            ),
            (FORWARD + OUTPUT + "D1 = D2 * H * (1 - H)\n" + BACK, "W2 skipped on the way back"),
            (
                FORWARD
                + OUTPUT
                + HIDDEN
                + "return D2.T @ H, D2.sum(axis=0), D1.T @ X, D1.sum(axis=0)",
                "the last layer's gradients first",
            ),
            (
                FORWARD
                + OUTPUT
                + HIDDEN
                + "return D1.T @ X, D2.T @ H, D1.sum(axis=0), D2.sum(axis=0)",
                "weights first, then biases",
            ),
            (
                "H = np.tanh(X @ W1.T + b1)\nY = H @ W2.T + b2\n"
                + OUTPUT
                + "D1 = (D2 @ W2) * (1 - H**2)\n"
                + BACK,
                "tanh where σ is due",
            ),
            (
                "H = 1 / 1 + np.exp(-(X @ W1.T + b1))\nY = H @ W2.T + b2\n"
                + OUTPUT
                + HIDDEN
                + BACK,
                "brackets missing in the sigmoid",
            ),
            (
                FORWARD
                + OUTPUT
                + HIDDEN
                + "return D1.T @ X, D1.mean(axis=0), D2.T @ H, D2.mean(axis=0)",
                "the bias gradients averaged",
            ),
            (
                FORWARD + OUTPUT + HIDDEN + "return D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum()",
                "one number where an array of one is due",
            ),
            (
                FORWARD + OUTPUT + HIDDEN + "return D1.T @ X, D1.sum(), D2.T @ H, D2.sum()",
                "the bias gradients summed over everything",
            ),
            (
                FORWARD
                + OUTPUT
                + HIDDEN
                + "return D1.T @ X, D1.sum(axis=1), D2.T @ H, D2.sum(axis=1)",
                "summed over the units",
            ),
            (
                FORWARD + "D2 = 2 * (Y - T) * Y * (1 - Y) / len(X)\n" + HIDDEN + BACK,
                "a slope at the output, too",
            ),
            (FORWARD + OUTPUT + "D1 = (D2 @ W2) * H\n" + BACK, "σ in place of its slope"),
            (
                FORWARD
                + OUTPUT
                + "s = 1 / (1 + np.exp(-H))\nD1 = (D2 @ W2) * s * (1 - s)\n"
                + BACK,
                "the slope at the output instead of the input",
            ),
            (
                "H = 1 / (1 + np.exp(-(X @ W1.T + b1)))\nY = H @ W2.T\n" + OUTPUT + HIDDEN + BACK,
                "b2 left out",
            ),
            (
                FORWARD + "T -= Y\nD2 = -2 * T / len(X)\n" + HIDDEN + BACK,
                "an input changed",
            ),
            (FORWARD + OUTPUT + HIDDEN + "print(D1.T @ X)", "printed, not returned"),
            (
                FORWARD
                + OUTPUT
                + HIDDEN
                + "return D1.T @ X / len(X), D1.sum(axis=0), D2.T @ H / len(X), D2.sum(axis=0)",
                "the weight gradients divided by N once more",
            ),
            (
                FORWARD
                + OUTPUT
                + HIDDEN
                + "return D1.T @ X, D1.sum(axis=0), D2.T @ X, D2.sum(axis=0)",
                None,
            ),
            (
                FORWARD
                + "D2 = 2 * np.mean(Y - T) * np.ones((len(X), 1)) / len(X)\n"
                + HIDDEN
                + BACK,
                None,
            ),
            (
                """
                for x, t in zip(X, T):
                    h = 1 / (1 + np.exp(-(W1 @ x + b1)))
                    d2 = 2 * (W2 @ h + b2 - t) / len(X)
                    d1 = (W2.T @ d2) * h * (1 - h)
                    dW1, db1, dW2, db2 = np.outer(d1, x), d1, np.outer(d2, h), d2
                return dW1, db1, dW2, db2
                """,
                "the last sample only",
            ),
            (
                FORWARD + "D2 = (Y - T) ** 2 / len(X)\n" + HIDDEN + BACK,
                "the square kept",
            ),
            (
                FORWARD + OUTPUT + "D1 = (D2 @ W2) * H * 1 - H\n" + BACK,
                "brackets missing around 1 − H",
            ),
            (
                "H = 1 / (1 + np.exp(-X @ W1.T + b1))\nY = H @ W2.T + b2\n"
                + OUTPUT
                + HIDDEN
                + BACK,
                "the minus for X W₁ᵀ alone",
            ),
            (
                FORWARD + OUTPUT + HIDDEN + "return D1.T @ X, D1.sum(axis=0)",
                "another number of values",
            ),
            (
                """
                H = np.maximum(X @ W1.T + b1, 0)
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T) / len(X)
                D1 = D2 @ W2 * (H > 0)
                return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)
                """,
                "ReLU where σ is due",
            ),
            (
                """
                H = X @ W1.T + b1
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T) / len(X)
                D1 = D2 @ W2
                return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)
                """,
                "no activation",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = 1 / (1 + np.exp(-(H @ W2.T + b2)))
                D2 = 2 * (Y - T) * Y * (1 - Y) / len(X)
                D1 = D2 @ W2 * H * (1 - H)
                return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)
                """,
                "σ at the output, too",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T) / len(X)
                D1 = D2 @ W2 * H * (1 - H)
                return W1 - D1.T @ X, b1 - D1.sum(0), W2 - D2.T @ H, b2 - D2.sum(0)
                """,
                "a step taken",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T) / len(X)
                D1 = D2 @ W2 * H * (1 - H)
                return D1.T @ X, D1.sum(0), D2.T @ H, 2 * (Y - T).sum(0)
                """,
                "one of the four alone is wrong",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T) / len(X)
                Z = X @ W1.T + b1
                D1 = D2 @ W2 * Z * (1 - Z)
                return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)
                """,
                "z(1 − z)",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T) / X.shape[1]
                D1 = D2 @ W2 * H * (1 - H)
                return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)
                """,
                "divided by the number of inputs",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T) / len(X)
                D1 = D2 @ W2 * (1 - H)
                return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)
                """,
                "1 − H in place of the slope",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                D2 = 2 * np.abs(Y - T) / len(X)
                D1 = D2 @ W2 * H * (1 - H)
                return D1.T @ X, D1.sum(0), D2.T @ H, D2.sum(0)
                """,
                "the sizes of the misses",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                G = 2 * (Y - T) / len(X)
                dW2 = G.T @ X
                db2 = G.sum(axis=0)
                D = G @ W2 * H * (1 - H)
                dW1 = D.T @ X
                db1 = D.sum(axis=0)
                return dW1, db1, dW2, db2
                """,
                "the inputs where the hidden outputs are due",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                G = 2 * (Y - T) / len(X)
                dW2 = G.T @ H
                db2 = G.sum(axis=0)
                D = G @ W2 * X * (1 - X)
                dW1 = D.T @ X
                db1 = D.sum(axis=0)
                return dW1, db1, dW2, db2
                """,
                "the slope of σ at the inputs",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                G = 2 * (Y - T) / len(X)
                dW2 = G.T @ H
                db2 = G.sum(axis=0)
                D = G @ W2.T * H * (1 - H)
                dW1 = D.T @ X
                db1 = D.sum(axis=0)
                return dW1, db1, dW2, db2
                """,
                "a table turned or placed the wrong way",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                G = 2 * (Y - T) / len(X)
                dW2 = G.T @ H
                db2 = G.sum(axis=0)
                D = G @ W2 * H * (1 - H)
                dW1 = G.T @ X
                db1 = D.sum(axis=0)
                return dW1, db1, dW2, db2
                """,
                "layer 1 given the output's share",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1 + b1)))
                Y = H @ W2 + b2
                G = 2 * (Y - T) / len(X)
                dW2 = G.T @ H
                db2 = G.sum(axis=0)
                D = G @ W2 * H * (1 - H)
                dW1 = D.T @ X
                db1 = D.sum(axis=0)
                return dW1, db1, dW2, db2
                """,
                "a table turned or placed the wrong way",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                G = 2 * (Y - T) / len(X)
                dW2 = G.T @ H
                db2 = G.sum(axis=0)
                D = G @ W2 * H * (1 - H)
                dW1 = D.T @ X
                db1 = G.sum(axis=0)
                return dW1, db1, dW2, db2
                """,
                "layer 1 given the output's share",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                G = 2 * (Y - T) / len(X)
                dW2 = G.T @ H
                db2 = G.sum(axis=0)
                D = W2 @ G * H * (1 - H)
                dW1 = D.T @ X
                db1 = D.sum(axis=0)
                return dW1, db1, dW2, db2
                """,
                "a table turned or placed the wrong way",
            ),
            (
                """
                H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
                Y = H @ W2.T + b2
                D2 = 2 * (Y - T.ravel()) / len(X)
                D2 = D2[:, :1]
                D1 = (D2 @ W2) * H * (1 - H)
                return D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum(axis=0)
                """,
                "T laid flat",
            ),
            (
                """
                Z = X @ W1.T + b1
                H = 1 / (1 + np.exp(-Z))
                D2 = (H @ W2.T + b2 - T) * 2 / X.shape[0]
                s = np.exp(-Z) / (1 + np.exp(-Z)) ** 2
                D1 = np.dot(D2, W2) * s
                return [np.dot(X.T, D1).T, np.sum(D1, 0), np.dot(H.T, D2).T, np.sum(D2, 0)]
                """,
                "∞/∞ far out",
            ),
        ],
    },
    "prepare": {
        "right": [
            SCALING + "return (X_train - mean) / std, (X_new - mean) / std",
            "from lib.learning.network import scaling, standardise\nmean, std = scaling(X_train)\n"
            "return standardise(X_train, mean, std), standardise(X_new, mean, std)",
            "mean = sum(X_train) / len(X_train)\n"
            "std = np.sqrt(((X_train - mean) ** 2).mean(axis=0))\n"
            "return (X_train - mean) / std, (X_new - mean) / std",
            """
            A, B = np.empty(X_train.shape), np.empty(X_new.shape)
            for j in range(X_train.shape[1]):
                m, s = np.mean(X_train[:, j]), np.std(X_train[:, j])
                A[:, j], B[:, j] = (X_train[:, j] - m) / s, (X_new[:, j] - m) / s
            return A, B
            """,
            """
            def prepare(X_train, X_new):
                mu = sum(X_train) / len(X_train)
                sigma = (sum((X_train - mu) ** 2) / len(X_train)) ** 0.5
                return [(t - mu) / sigma for t in (X_train, X_new)]
            """,
            """
            both = np.vstack([X_train, X_new])
            n = len(X_train)
            both = (both - both[:n].mean(axis=0)) / both[:n].std(axis=0)
            return both[:n], both[n:]
            """,
            """
            scale = lambda t: (t - np.mean(X_train, 0)) / np.std(X_train, 0)
            return scale(X_train), scale(X_new)
            """,
            """
            m, s = X_train.mean(axis=0), X_train.std(axis=0)
            s = np.sqrt(((X_train - m) ** 2).mean(0))
            return np.divide(X_train - m, s), np.divide(X_new - m, s)
            """,
        ],
        "wrong": [
            (
                "return (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), "
                "(X_new - X_new.mean(axis=0)) / X_new.std(axis=0)",
                "the new ones standardised by themselves",
            ),
            (
                "X = np.concatenate([X_train, X_new])\nmean, std = X.mean(axis=0), X.std(axis=0)\n"
                "return (X_train - mean) / std, (X_new - mean) / std",
                "mean and spread of all penguins together",
            ),
            (
                "mean, std = X_train.mean(), X_train.std()\n"
                "return (X_train - mean) / std, (X_new - mean) / std",
                "one mean for the whole table",
            ),
            (SCALING + "return (X_train - mean) / std, X_new", "the new ones left as they are"),
            (SCALING + "return X_train - mean, X_new - mean", "not divided"),
            (
                "mean, var = X_train.mean(axis=0), X_train.var(axis=0)\n"
                "return (X_train - mean) / var, (X_new - mean) / var",
                "divided by the variance",
            ),
            (
                "mean, std = X_train.mean(axis=1), X_train.std(axis=1)\n"
                "return (X_train - mean) / std, (X_new - mean) / std",
                "row by row",
            ),
            (
                SCALING + "X_train -= mean\nX_train /= std\nX_new -= mean\nX_new /= std\n"
                "return X_train, X_new",
                "an input changed",
            ),
            (SCALING + "return X_train - mean / std, X_new - mean / std", "missing brackets"),
            (
                "mean, std = X_new.mean(axis=0), X_new.std(axis=0)\n"
                "return (X_train - mean) / std, (X_new - mean) / std",
                "both standardised by the new ones",
            ),
            (SCALING + "return X_train / std, X_new / std", "not centred"),
            (SCALING + "return (X_new - mean) / std, (X_train - mean) / std", "in another order"),
            (SCALING + "return (X_train - mean) / std", "the training table alone"),
            (SCALING + "return mean, std", "the mean and the spread themselves"),
            (
                "low, high = X_train.min(axis=0), X_train.max(axis=0)\n"
                "return (X_train - low) / (high - low), (X_new - low) / (high - low)",
                "scaled by the lowest and the highest",
            ),
            (
                SCALING + "return (X_train - mean) / std, (X_new - mean) / X_new.std(axis=0)",
                "the spread of the new ones by themselves",
            ),
            (
                SCALING + "return (X_train - mean) / std, (X_new - X_new.mean(axis=0)) / std",
                "the mean of the new ones by themselves",
            ),
            (
                "mean, std = X_train.mean(axis=0), X_train.std()\n"
                "return (X_train - mean) / std, (X_new - mean) / std",
                "one spread for the whole table",
            ),
            (
                SCALING + "return (X_train - mean) / std, (X_train - mean) / std",
                "the training table twice",
            ),
            (
                SCALING + "return (X_train - std) / mean, (X_new - std) / mean",
                "mean and spread exchanged",
            ),
            (
                "return (X_train - X_train.mean(axis=1, keepdims=True)) / X_train.std(axis=1, "
                "keepdims=True), (X_new - X_new.mean(axis=1, keepdims=True)) / "
                "X_new.std(axis=1, keepdims=True)",
                "row by row",
            ),
            (
                SCALING + "print((X_train - mean) / std, (X_new - mean) / std)",
                "printed, not returned",
            ),
            (SCALING + "return (X_train + mean) / std, (X_new + mean) / std", "the mean added"),
            (
                SCALING + "return (X_train - mean) * std, (X_new - mean) * std",
                "multiplied by the spread",
            ),
            (SCALING + "return (mean - X_train) / std, (mean - X_new) / std", "the sign reversed"),
            (
                "mean, std = np.median(X_train, axis=0), X_train.std(axis=0)\n"
                "return (X_train - mean) / std, (X_new - mean) / std",
                None,
            ),
            (
                "m = X_train.max(axis=0)\nreturn X_train / m, X_new / m",
                "divided by the largest",
            ),
            (
                "Z = X_train - X_train.mean(0)\nreturn Z / Z.std(0), (X_new - Z.mean(0)) / Z.std(0)",
                "the new ones not centred",
            ),
            (
                """
                for j in range(X_train.shape[1]):
                    m, s = X_train[:, j].mean(), X_train[:, j].std()
                return (X_train - m) / s, (X_new - m) / s
                """,
                "the last column's mean and spread for all",
            ),
            (
                "m, s = X_new.mean(0), X_train.std(0)\nreturn (X_train - m) / s, (X_new - m) / s",
                "the mean of the new ones for both",
            ),
            (
                "m, s = X_train.mean(0), X_train.std(0)\nreturn (X_new - m) / s",
                "the new table alone",
            ),
            (
                """
                m, s = X_train.mean(0), X_train.std(0)
                return (X_train - m) / np.sqrt(s), (X_new - m) / np.sqrt(s)
                """,
                "divided by the root of the spread",
            ),
            ("return X_train, X_new", "nothing done"),
            (
                """
                m, s = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
                return (X_train - m) / s, (X_new - m) / s
                """,
                "row by row",
            ),
            (
                """
                m, s = X_train.mean(axis=1), X_train.std(axis=1)
                return (X_train - m) / s, (X_new - m) / s
                """,
                "row by row",
            ),
            (
                "mean, std = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)\n"
                "return (X_train - mean) / std, (X_new - mean) / std",
                "divided by N − 1",
            ),
        ],
    },
    "sensitivities": {
        "right": [
            LAYER + "return W2 @ ((1 - h**2)[:, None] * W1)",
            LAYER + "return (W2 * (1 - h**2)) @ W1",
            LAYER + "return W2 @ np.diag(1 - h**2) @ W1",
            """
            score = lambda x: W2 @ np.tanh(W1 @ x + b1)
            h = 1e-5
            J = np.zeros((len(W2), len(x)))
            for i in range(len(x)):
                up, down = x.copy(), x.copy()
                up[i] += h
                down[i] -= h
                J[:, i] = (score(up) - score(down)) / (2 * h)
            return J
            """,
            """
            h = np.tanh(W1 @ x + b1)
            return np.einsum("kj,j,ji->ki", W2, 1 - h**2, W1)
            """,
            """
            z = np.dot(W1, x) + b1
            D = np.diag(1 / np.cosh(z) ** 2)
            return np.linalg.multi_dot([W2, D, W1])
            """,
            """
            h = np.tanh(W1 @ x + b1)
            return W2 @ (W1 * (1 - h**2)[:, np.newaxis])
            """,
            """
            h = np.tanh(W1 @ x + b1)
            return (W2 * (1 - h * h)) @ W1
            """,
        ],
        "wrong": [
            (LAYER + "return W2 @ W1", "tanh's slope left out"),
            (LAYER + "return W2 @ ((1 - h**2) * W1)", "a slope for each column"),
            (LAYER + "return W2 @ (h[:, None] * W1)", "tanh in place of its slope"),
            (LAYER + "return (W2 @ ((1 - h**2)[:, None] * W1)).T", "transposed"),
            (
                "h = np.tanh(W1 @ x)\nreturn W2 @ ((1 - h**2)[:, None] * W1)",
                "the bias forgotten",
            ),
            (
                LAYER + "return (W2 * (1 - np.tanh(h)**2)) @ W1",
                "the slope at the output instead of the input",
            ),
            ("z = W1 @ x + b1\nreturn (W2 * (1 - z**2)) @ W1", "1 − z²"),
            (LAYER + "return W2 @ h", "the scores themselves"),
            (LAYER + "return W1 @ ((1 - h**2)[:, None] * W2)", "factors in the wrong order"),
            (LAYER + "return (W2 * h * (1 - h)) @ W1", "the slope of σ"),
            (LAYER + "return (W2 * (1 - h)) @ W1", "the square forgotten"),
            (LAYER + "return (1 - h**2)[:, None] * W1", "layer 1 alone"),
            (LAYER + "return (W2 * (1 - h**2)) @ W1 * x", "times the input"),
            (LAYER + "print((W2 * (1 - h**2)) @ W1)", "printed, not returned"),
            (LAYER + "return np.abs((W2 * (1 - h**2)) @ W1)", "the sizes only"),
            (LAYER + "return ((W2 * (1 - h**2)) @ W1).sum(axis=0)", "summed over the outputs"),
            ("h = np.tanh(W1 @ x) + b1\nreturn (W2 * (1 - h**2)) @ W1", "b1 outside of tanh"),
            (LAYER + "return (W2 * 1 - h**2) @ W1", "brackets missing around 1 − h²"),
            (LAYER + "return (W2 * (1 + h**2)) @ W1", "1 + h²"),
            (LAYER + "return W2 @ (1 - h**2)", "layer 2 alone, added up"),
            (LAYER + "return W2 * (1 - h**2)", "layer 2 alone"),
            (
                "score = lambda x: W2 @ np.tanh(W1 @ x + b1)\nh = 1e-3\n"
                "return np.array([(score(x + h * e) - score(x)) / h for e in np.eye(len(x))]).T",
                "the slope of a secant",
            ),
            (
                "score = lambda x: W2 @ np.tanh(W1 @ x + b1)\nh = 1e-5\n"
                "return (score(x + h) - score(x - h)) / (2 * h)",
                "all inputs nudged at once",
            ),
            (LAYER + "J = (W2 * (1 - h**2)) @ W1", "nothing returned"),
            (LAYER + "return (W2 * (1 - h**2)) @ W1 + b2", "raised NameError"),
            (
                LAYER + "s = np.exp(W2 @ h)\np = s / s.sum()\n"
                "return (np.diag(p) - np.outer(p, p)) @ (W2 * (1 - h**2)) @ W1",
                "the slopes of the shares",
            ),
            (LAYER + "return W2 @ ((1 - h**2)[:, None] * W1) @ x", None),
            ("h = np.tanh(W1 @ x + b1)\nreturn (W2 * (1 - h)**2) @ W1", "(1 − h)²"),
            (
                """
                h = np.tanh(W1 @ x + b1)
                J = np.zeros((len(W2), len(x)))
                for i in range(len(W2)):
                    for j in range(len(x)):
                        for k in range(len(h)):
                            J[i, j] = W2[i, k] * (1 - h[k]**2) * W1[k, j]
                return J
                """,
                "the last hidden unit only",
            ),
            ("h = np.tanh(W1 @ x + b1)\nreturn (W2 * h**2) @ W1", "h² alone"),
            (
                "h = np.maximum(W1 @ x + b1, 0)\nreturn (W2 * (h > 0)) @ W1",
                "ReLU where tanh is due",
            ),
            (
                """
                h = np.tanh(W1 @ x + b1)
                return W2 @ (1 - h**2) * W1
                """,
                "the slopes added up too early",
            ),
            (
                """
                h = np.tanh(W1 @ x + b1)
                return W1 @ np.diag(1 - h**2) @ W2
                """,
                "factors in the wrong order",
            ),
            (
                """
                h = np.tanh(W1 @ x + b1)
                return W2 * (1 - h**2) * W1
                """,
                "entry by entry",
            ),
            (
                """
                h = np.tanh(x)
                return W2 @ np.diag(1 - h**2) @ W1
                """,
                "tanh's slope asked at x",
            ),
            (
                """
                h = np.tanh(W1 @ x + b1)
                return W2 @ (1 - h**2) @ W1
                """,
                "the slopes added up too early",
            ),
            (
                """
                h = np.tanh(W1 @ x + b1)
                return W2 @ np.diag(1 - h**2) * W1
                """,
                "entry by entry",
            ),
        ],
    },
    "diagnosis": {
        "right": [
            "['E', 'D', 'B']",
            "('e', 'd', 'b')",
            "['E.', 'D.', 'B.']",
            "np.array(['E', 'D', 'B'])",
            "{1: 'E', 2: 'D', 3: 'B'}",
            "['E)', 'D)', ' b ']",
            "['E only 12 penguins to train on', 'D all weights start at 0', 'B η is 100 times too small']",
            '("e", "d", "b")',
            "['E ', 'D', 'B']",
            "'EDB'",
            "{3: 'B', 1: 'E', 2: 'D'}",
            "'e, d, b'",
        ],
        "wrong": [
            ("[['E', 'F'], ['D'], ['B']]", "not one letter from A to F"),
            ("{'E', 'D', 'B'}", "a set, which has no order"),
            ("['E', 'B', 'D']", "patients 2 and 3 exchanged"),
            ("['F', 'D', 'B']", "the penguins' preparation suspected"),
            ("['E', 'D', 'C']", "too long a step"),
            ("['F', 'B', 'D']", "patients 2 and 3 exchanged"),
            ("['E', 'D', 'A']", "the wrong sign"),
            ("['E', 'B', 'B']", "slow and stuck not told apart"),
            ("['E', 'D', 'D']", "slow and stuck not told apart"),
            ("['A', 'D', 'B']", "the wrong sign"),
            ("['C', 'D', 'B']", "too long a step"),
            ("['E', 'E', 'B']", "memory where hardly anything is learned"),
            ("['E']", "another number of entries"),
            ("['E', 'F', 'B']", "preparation where hardly anything is learned"),
            ("['D', 'D', 'B']", "patient 1 alone"),
            ("['B', 'D', 'E']", "memory where hardly anything is learned"),
            ("[5, 4, 2]", "not one letter from A to F"),
            ("['E', 'D', 'G']", "not one letter from A to F"),
            ("['overfitting', 'zeros', 'slow']", "not one letter from A to F"),
            ("['D', 'E', 'B']", "memory where hardly anything is learned"),
            ("['B', 'D', 'B']", "patient 1 alone"),
        ],
    },
    "know_penguins": {
        "right": [
            TRAINED + "return predict(last.layers, standardise(X_new, mean, std))",
            LIBRARY + "mean, std = X.mean(axis=0), X.std(axis=0)\n"
            "layers = initialise([4, 12, 3], 7, 'relu')\n"
            "options = {'learning_rate': 0.1, 'epochs': 30, 'batch_size': 16}\n"
            "*_, last = train(layers, (X - mean) / std, species, **options)\n"
            "return predict(last.layers, (X_new - mean) / std)",
            by_hand(),
            by_hand(hidden=16, epochs=150),
        ],
        "wrong": [
            (
                "mean, std = X.mean(axis=0), X.std(axis=0)\n"
                "far = (((X_new - mean) / std)[:, None] - (X - mean) / std) ** 2\n"
                "return species[far.sum(axis=2).argmin(axis=1)]",
                "the most alike looked up",
            ),
            (
                "mean, std = X.mean(axis=0), X.std(axis=0)\n"
                "far = (((X_new - mean) / std)[:, None] - (X - mean) / std) ** 2\n"
                "near = np.exp(-far.sum(axis=2) / 0.5)\n"
                "return np.array([near[:, species == k].sum(axis=1) for k in range(3)]).argmax(axis=0)",
                "the most alike looked up",
            ),
            (
                "mean, std = X.mean(axis=0), X.std(axis=0)\n"
                "far = (((X_new - mean) / std)[:, None] - (X - mean) / std) ** 2\n"
                "near = np.exp(-far.sum(axis=2)).argsort(axis=1)[:, -5:]\n"
                "return np.array([np.bincount(species[i], minlength=3).argmax() for i in near])",
                "the most alike looked up",
            ),
            (
                TRAINED + "return predict(last.layers, standardise(X_new, *scaling(X_new)))",
                "the new ones standardised by themselves",
            ),
            (TRAINED + "return predict(last.layers, X_new)", "one species for all"),
            (
                LIBRARY + "layers = initialise([4, 8, 3], 0)\n"
                "*_, last = train(layers, X, species, learning_rate=0.5, epochs=100)\n"
                "return predict(last.layers, X_new)",
                "one species for all",
            ),
            (
                LIBRARY + "mean, std = scaling(X)\nlayers = initialise([4, 8, 3], 0)\n"
                "*_, last = train(layers, standardise(X, mean, std), species, learning_rate=0.5, "
                "epochs=5)\nreturn predict(last.layers, standardise(X_new, mean, std))",
                "not good enough yet",
            ),
            (
                LIBRARY + "mean, std = scaling(X)\nlayers = initialise([4, 8, 3], 0)\n"
                "return predict(layers, standardise(X_new, mean, std))",
                "no better than a guess",
            ),
            (
                TRAINED + "return predict(last.layers, standardise(X, mean, std))",
                "the old penguins again",
            ),
            (
                TRAINED + "from lib.learning.network import forward\n"
                "return forward(last.layers, standardise(X_new, mean, std))[0]",
                "a row for each penguin, in place of a label",
            ),
            (
                TRAINED + "print(predict(last.layers, standardise(X_new, mean, std)))",
                "printed, not returned",
            ),
            (TRAINED + "return last.layers", "the network itself"),
            (TRAINED + "return last.accuracy", "one number for a whole flock"),
            (
                TRAINED + "return predict(last.layers, standardise(X_new, mean, std)) + 1",
                "labels off by one",
            ),
            (
                TRAINED + "return 2 - predict(last.layers, standardise(X_new, mean, std))",
                "labels numbered otherwise",
            ),
            (
                ALL + "layers = initialise([4, 8, 3], 0)\n"
                "*_, last = train(layers, standardise(everyone, mean, std), known, learning_rate=0.5, "
                "epochs=60)\nreturn predict(last.layers, standardise(X_new, mean, std))",
                "trained on other labels than came in",
            ),
            (
                ALL + "book = {tuple(row): label for row, label in zip(everyone, known)}\n"
                "return np.array([book.get(tuple(row), 0) for row in X_new])",
                "trained on other labels than came in",
            ),
            (
                LIBRARY + "mean, std = scaling(X_new)\nlayers = initialise([4, 8, 3], 0)\n"
                "*_, last = train(layers, standardise(X, mean, std), species, learning_rate=0.5, "
                "epochs=100)\nreturn predict(last.layers, standardise(X_new, mean, std))",
                "the new ones in the mean and the spread",
            ),
            (
                LIBRARY + "mean, std = scaling(np.concatenate([X, X_new]))\n"
                "layers = initialise([4, 8, 3], 0)\n"
                "*_, last = train(layers, standardise(X, mean, std), species, learning_rate=0.5, "
                "epochs=100)\nreturn predict(last.layers, standardise(X_new, mean, std))",
                "the new ones in the mean and the spread",
            ),
            (
                "mean, std = X.mean(axis=0), X.std(axis=0)\nZ, Z_new = (X - mean) / std, "
                "(X_new - mean) / std\n"
                "averages = np.array([Z[species == k].mean(axis=0) if (species == k).any() else "
                "np.full(4, 99.0) for k in range(3)])\n"
                "return ((Z_new[:, None] - averages) ** 2).sum(axis=2).argmin(axis=1)",
                "what the nearest average gives",
            ),
            ("return np.zeros(len(X_new))", "one species for all"),
            (
                "return np.random.default_rng(0).integers(0, 3, len(X_new))",
                "no better than a guess",
            ),
            (
                TRAINED + "names = np.array(['Adelie', 'Chinstrap', 'Gentoo'])\n"
                "return names[predict(last.layers, standardise(X_new, mean, std))]",
                "texts in place of numbers",
            ),
            (
                "X -= X.mean(axis=0)\n"
                + TRAINED
                + "return predict(last.layers, standardise(X_new, mean, std))",
                "an input changed",
            ),
            (
                TRAINED + "return predict(last.layers, standardise(X_new, mean, std))[0]",
                "one number for a whole flock",
            ),
            (
                TRAINED + "return 1 + 0 * predict(last.layers, standardise(X_new, mean, std))",
                "one species for all",
            ),
            (
                """
                kinds = np.unique(species)
                C = np.array([X[species == k].mean(axis=0) for k in kinds])
                return kinds[((X_new[:, None] - C) ** 2).sum(axis=2).argmin(axis=1)]
                """,
                "millimetres and grams together",
            ),
        ],
    },
}
