"""What learners write in notebook 10."""

C = "c = np.linalg.eigvalsh(H)\n"
V = "v = Value(x)\n"
AFTER = "picked only afterwards"
R = "r = np.roots([1, -(1 + beta - learning_rate * c), beta])\n"

ANSWERS = {
    "ravine": {
        "right": [
            C + "return 2 / c[-1], c[-1] / c[0]",
            C + "return 2 / c.max(), c.max() / c.min()",
            "return 2 / np.linalg.norm(H, 2), np.linalg.cond(H)",
            "c, axes = np.linalg.eigh(H)\nreturn [2 / max(c), max(c) / min(c)]",
        ],
        "wrong": [
            (C + "return 2 / c[0], c[-1] / c[0]", "the edge from the flattest direction"),
            (C + "return 1 / c[-1], c[-1] / c[0]", "1/c in place of 2/c"),
            (C + "return 2 / c[-1], c[0] / c[-1]", "the condition number upside down"),
            ("d = np.diag(H)\nreturn 2 / max(d), max(d) / min(d)", "from the diagonal"),
            (C + "return c[-1] / c[0], 2 / c[-1]", "the two exchanged"),
            (C + "return 2 / c[-1]", "only the edge"),
            (C + "return c[-1], c[0]", "the curvatures themselves"),
            ("return 2 / H.max(), H.max() / H.min()", "the largest entry"),
            ("return 2 / np.trace(H), np.linalg.cond(H)", "the sum of all curvatures"),
            (C + "return 2 / c[-1], np.sqrt(c[-1] / c[0])", "a square root too many"),
            ("return 2 / np.linalg.det(H), np.linalg.cond(H)", "the determinant"),
            (C + "return c[-1] / c[0]", "only the condition number"),
            (C + "edge = 2 / c[-1]", "nothing returned"),
        ],
    },
    "factor": {
        "right": [
            R + "return max(abs(r))",
            R + "return np.abs(r).max()",
            "p = 1 + beta - learning_rate * c\n"
            "if p**2 < 4 * beta:\n"
            "    return beta**0.5\n"
            "return (abs(p) + (p**2 - 4 * beta) ** 0.5) / 2",
            "M = np.array([[1 + beta - learning_rate * c, -beta], [1, 0]])\n"
            "return abs(np.linalg.eigvals(M)).max()",
        ],
        "wrong": [
            ("return abs(1 - learning_rate * c)", "momentum left out"),
            ("return np.sqrt(beta)", "always √β"),
            (R + "return min(abs(r))", "the smaller root"),
            ("return 1 + beta - learning_rate * c", "the sum of the roots"),
            (
                "return max(abs(np.roots([1, -(1 + beta - learning_rate * c), -beta])))",
                "the sign of β",
            ),
            (R + "return max(abs(r.real))", "the real part only"),
            (R + "return abs(r)", "both roots"),
            (R + "return r[0]", "not the size"),
            (
                "return max(abs(np.roots([1, -(1 + beta - learning_rate), beta])))",
                "the curvature left out",
            ),
            ("return abs(1 + beta - learning_rate * c) / 2", "half of the sum"),
            ("return beta", "the product of the roots"),
            (
                "return max(abs(np.roots([1, -(1 - beta - learning_rate * c), beta])))",
                "1 − β in place of 1 + β",
            ),
            (R + "largest = max(abs(r))", "nothing returned"),
            (
                "return max(abs(np.roots([1, 1 + beta + learning_rate * c, beta])))",
                "ηc with the sign of 1 + β",
            ),
        ],
    },
    "divide": {
        "right": [
            "return a / b, (da * b - a * db) / b**2",
            "return [a / b, da / b - a / b * db / b]",
            "q = a / b\nreturn q, (da - q * db) / b",
        ],
        "wrong": [
            ("return a / b, da / db", "the slopes divided"),
            ("return a / b, (a * db - da * b) / b**2", "the sign turned"),
            ("return a / b, (da * b + a * db) / b**2", "a sum in place of the difference"),
            ("return a / b, da * b - a * db", "not divided by b²"),
            ("return a / b, (da * b - a * db) / b", "divided by b, not b²"),
            ("return a / b, da / b", "only a moves"),
            ("return a / b, da * b + a * db", "the product rule"),
            ("return (da * b - a * db) / b**2", "only the slope"),
            ("return a / b, da * b - a * db / b**2", "missing brackets"),
            ("return (da * b - a * db) / b**2, a / b", "the two exchanged"),
            ("return a / b", "only the value"),
            ("return a / b, -a * db / b**2", "only b moves"),
            ("pair = a / b, (da * b - a * db) / b**2", "nothing returned"),
            (
                "return a * b, da * b + a * db",
                "the product in place of the quotient",
            ),
        ],
    },
    "two_ways": {
        "right": [
            "return 2 * n * M, (1 + m) * M",
            "return [n * (M + M), M + m * M]",
            "forward = sum(2 * M for _ in range(n))\nreturn forward, M * (m + 1)",
        ],
        "wrong": [
            ("return 2 * m * M, (1 + n) * M", "n and m exchanged"),
            ("return (1 + m) * M, 2 * n * M", "the two exchanged"),
            ("return n * M, m * M", "no runs forward counted"),
            ("return n * M, (1 + m) * M", "the values of dual numbers left out"),
            ("return 2 * n * M, m * M", "the run forwards left out"),
            ("return 2 * n * M, 2 * m * M", "a run forwards before each way back"),
            ("return (n + 1) * M, (m + 1) * M", "nudges in place of dual numbers"),
            ("return 2 * M, (1 + m) * M", "one run for all inputs"),
            ("return 2 * n * M, 2 * M", "one way back for all outputs"),
            ("return n, m", "M left out"),
            ("return n * m * M, n * m * M", "for each entry of the Jacobian"),
            ("return 2 * n * M", "only dual numbers"),
            ("return (1 + m) * M", "only the ways back"),
            ("pair = 2 * n * M, (1 + m) * M", "nothing returned"),
        ],
    },
    "pull_softmax": {
        "right": [
            "return S * (U - np.sum(S * U, axis=1, keepdims=True))",
            "return S * U - S * (S * U).sum(axis=1)[:, None]",
            "rows = [s * (u - s @ u) for s, u in zip(S, U)]\nreturn np.array(rows)",
            'return S * (U - np.einsum("nk,nk->n", S, U).reshape(-1, 1))',
        ],
        "wrong": [
            ("return S * (1 - S) * U", "softmax treated as elementwise"),
            ("return S * (U - (S * U).sum(axis=1))", "one axis short"),
            ("return S * (U - np.sum(S * U))", "all samples added up"),
            ("return S * (U - np.sum(S * U, axis=0))", "summed over the samples"),
            (
                "return S * (np.sum(S * U, axis=1, keepdims=True) - U)",
                "the sign turned",
            ),
            ("return U - np.sum(S * U, axis=1, keepdims=True)", "s left out in front"),
            ("return S * U - np.sum(S * U, axis=1, keepdims=True)", "missing brackets"),
            (
                "J = [np.diag(s) - np.outer(s, s) for s in S]\n"
                "return np.array([j @ u for j, u in zip(J, U)])",
                "through the table",
            ),
            ("return S * (U - np.sum(U, axis=1, keepdims=True))", "u added up without s"),
            ("return S * U", "only the diagonal part"),
            ("return (S * U).sum(axis=1)", "only s·u"),
            ("return S - U", "cross-entropy's short cut"),
            ("J = [np.diag(s) - np.outer(s, s) for s in S]\nreturn np.array(J)", "the tables"),
            ("s, u = S[0], U[0]\nreturn s * (u - s @ u)", "only the first sample"),
            ("back = S * (U - np.sum(S * U, axis=1, keepdims=True))", "nothing returned"),
            (
                "return S * (U - np.diag(S @ U.T)[:, None])",
                "a tool of tables",
            ),
        ],
    },
    "root_slopes": {
        "right": [
            "v = Value(x)\nsafe = np.where(v > 0, v, 1.0)\n"
            "np.sum(np.where(v > 0, np.sqrt(safe), 0)).backward()\nreturn v.grad",
            "v = Value(x)\nnp.sqrt(np.where(v > 0, v, 1.0)).sum().backward()\nreturn v.grad",
            "above = x > 0\nslopes = np.zeros(len(x))\nslopes[above] = 0.5 / np.sqrt(x[above])\n"
            "return slopes",
        ],
        "wrong": [
            (V + "np.sum(np.where(v > 0, np.sqrt(v), 0)).backward()\nreturn v.grad", AFTER),
            (V + "np.sum(np.sqrt(v)).backward()\nreturn v.grad", None),
            (
                V + "np.sum(np.where(v > 0, np.sqrt(abs(v)), 0)).backward()\nreturn v.grad",
                "a root still taken at 0",
            ),
            (
                V + "np.sum(np.sqrt(np.maximum(v, 0))).backward()\nreturn v.grad",
                "a root taken where x isn't above 0",
            ),
            (
                V + "np.sum(np.sqrt(np.maximum(v, 0) + 1e-8)).backward()\nreturn v.grad",
                "a small number added",
            ),
            (
                V + "np.sum(np.where(v > 0, np.sqrt(v), 0)).backward()\n"
                "return np.nan_to_num(v.grad)",
                "NaN or ∞ wiped away afterwards",
            ),
            (
                V + "safe = np.where(v > 0, v, 1.0)\n"
                "np.sum(np.where(v > 0, np.sqrt(safe), 0)).backward()\n"
                "return np.nan_to_num(v.grad)",
                "a tool against NaN",
            ),
            (V + "y = np.sum(np.where(v > 0, v, 1.0))\nreturn v.grad", "no slope came to x"),
            (V + "return np.where(x > 0, np.sqrt(abs(x)), 0)", "the roots, not their slopes"),
            (
                V + "return np.sum(np.where(x > 0, np.sqrt(abs(x)), 0))",
                "the sum in place of its slopes",
            ),
            (
                V + "safe = np.where(x == 0, 1.0, v)\n"
                "np.sum(np.where(v > 0, np.sqrt(safe), 0.0)).backward()\nreturn v.grad",
                "the root taken below 0",
            ),
            (
                V + "y = np.sum(np.where(v > 0, v, 1.0))\ny.backward()\nreturn y.grad",
                "the sum's own slope",
            ),
            (
                V + "np.mean(np.sqrt(np.where(v > 0, v, 1.0))).backward()\nreturn v.grad",
                "the mean in place of the sum",
            ),
            ("x = x[x > 0]\nreturn 0.5 / np.sqrt(x)", "only those above 0"),
            (
                "return np.where(x > 0, 1 / np.sqrt(np.where(x > 0, x, 1)), 0)",
                "a factor 2",
            ),
            (
                "return np.where(x > 0, 0.5 / np.sqrt(np.where(x > 0, x, 1)), 1)",
                "another slope than 0 where x isn't above 0",
            ),
            (V + "np.sqrt(np.where(v > 0, v, 1.0)).sum().backward()", "nothing returned"),
        ],
    },
    "pull_scores": {
        "right": [
            'return np.einsum("hqk,hkd->hqd", G, K), np.einsum("hqk,hqd->hkd", G, Q)',
            'return np.einsum("abc,acd->abd", G, K), np.einsum("hqd,hqk->hkd", Q, G)',
            "return G @ K, np.transpose(G, (0, 2, 1)) @ Q",
        ],
        "wrong": [
            (
                'return np.einsum("hqk,hqd->hkd", G, Q), np.einsum("hqk,hkd->hqd", G, K)',
                "the two exchanged",
            ),
            ('return np.einsum("hqk,hkd->hqd", G, K)', "only that of Q"),
            ('return np.einsum("hqk,hqd->hkd", G, Q)', "only that of K"),
            (
                'return np.einsum("hqk,hkd->qd", G, K), np.einsum("hqk,hqd->kd", G, Q)',
                "the heads added up",
            ),
            (
                'return np.einsum("hqk,hkd->hdq", G, K), np.einsum("hqk,hqd->hdk", G, Q)',
                "two letters exchanged behind the arrow",
            ),
            (
                'return np.einsum("hqk,hkd->hqkd", G, K), np.einsum("hqk,hqd->hqkd", G, Q)',
                "a letter too many",
            ),
            ('return np.einsum("hqd,hkd->hqk", Q, K)', "the scores again"),
            (
                'return np.einsum("hqk,hqd->hqd", G, Q), np.einsum("hqk,hkd->hkd", G, K)',
                "by Q with Q, by K with K",
            ),
            (
                'return np.einsum("hqk,hkd->hkd", G, K), np.einsum("hqk,hqd->hqd", G, Q)',
                "the sum over the letter of the result",
            ),
            (
                'return np.einsum("hqk,hkd->hqd", G, K), np.einsum("hkq,hqd->hkd", G, Q)',
                "G's letters exchanged for K",
            ),
            (
                "r = Q.shape[2] ** 0.5\nreturn G @ K / r, np.transpose(G, (0, 2, 1)) @ Q / r",
                "divided by the root of d",
            ),
            (
                "one = np.ones(G.shape)\nreturn one @ K, np.transpose(one, (0, 2, 1)) @ Q",
                "G left out",
            ),
            ("pair = G @ K, np.transpose(G, (0, 2, 1)) @ Q", "nothing returned"),
            (
                "S = np.einsum('hqd,hkd->hqk', Q, K)\nreturn S @ K, S.transpose(0, 2, 1) @ Q",
                "the scores in place of G",
            ),
        ],
    },
}
