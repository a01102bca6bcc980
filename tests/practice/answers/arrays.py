"""What learners write in notebook 00b."""

ANSWERS = {
    "neighbours": {
        "right": [
            "return (y[1:] - y[:-1]) / (x[1:] - x[:-1])",
            "return np.diff(y) / np.diff(x)",
            "return np.array([(y[i + 1] - y[i]) / (x[i + 1] - x[i]) for i in range(len(x) - 1)])",
        ],
        "wrong": [
            ("return y[1:] - y[:-1]", "the rises, not yet divided"),
            ("return (x[1:] - x[:-1]) / (y[1:] - y[:-1])", "run over rise, upside down"),
            ("return (y[1:] - y[:-1]) / (x[:-1] - x[1:])", "one difference reversed"),
            ("return y[1:] - y[:-1] / x[1:] - x[:-1]", "missing brackets"),
            ("return (y[1:] - y[0]) / (x[1:] - x[0])", "all from the first point"),
            ("return (y[-1] - y[0]) / (x[-1] - x[0])", "first to last only"),
            ("return np.gradient(y, x)", "a slope at each place"),
            ("return y[1:] / x[1:]", "heights over places"),
            ("return np.diff(y) * np.diff(x)", "multiplied instead of divided"),
            ("return (y[1:] - y) / (x[1:] - x)", None),
            ("slopes = np.diff(y) / np.diff(x)", "nothing returned"),
        ],
    },
    "measured": {
        "right": [
            "keep = ~np.isnan(y)\nreturn x[keep], y[keep]",
            "return x[np.isfinite(y)], y[np.isfinite(y)]",
            "return x[y == y], y[y == y]",
            "return x[np.logical_not(np.isnan(y))], y[np.logical_not(np.isnan(y))]",
        ],
        "wrong": [
            ("keep = np.isnan(y)\nreturn x[keep], y[keep]", "the gaps kept, the values left out"),
            ("return y[~np.isnan(y)]", "only the heights"),
            ("return x, np.nan_to_num(y)", "a gap taken for zero"),
            ("return x, y[~np.isnan(y)]", "the places not masked"),
            ("keep = y != np.nan\nreturn x[keep], y[keep]", "nothing left out"),
            ("keep = y == np.nan\nreturn x[keep], y[keep]", "nothing left at all"),
            ("return ~np.isnan(y)", "a mask in place of the values"),
            ("keep = ~np.isnan(y)\nreturn y[keep], x[keep]", "heights before places"),
            ("keep = ~np.isnan(x)\nreturn x[keep], y[keep]", "nothing left out"),
            ("y[np.isnan(y)] = 0\nreturn x, y", None),
        ],
    },
    "nudged": {
        "right": [
            "v = w.copy()\nv[i] += h\nreturn v",
            "return w + h * np.eye(len(w))[i]",
            "v = np.array(w)\nv[i] = v[i] + h\nreturn v",
            "return np.where(np.arange(len(w)) == i, w + h, w)",
        ],
        "wrong": [
            ("return w + h", "all weights nudged"),
            ("v = w.copy()\nv[i] = h\nreturn v", "the weight replaced by the nudge"),
            ("return w[i] + h", "only the one weight"),
            ("v = w.copy()\nv[i] -= h\nreturn v", "nudged downwards"),
            ("return h * np.eye(len(w))[i]", "only the nudge"),
            ("return w + h * np.eye(len(w))", "each weight in turn"),
            ("v = w.copy()\nv[i - 1] += h\nreturn v", "counted from 1"),
            ("v = w.copy()\nv[i] *= h\nreturn v", "multiplied by the nudge"),
            ("w[i] += h\nreturn w", "an input changed"),
            ("v = w\nv[i] += h\nreturn v", "an input changed"),
            ("v = w.copy()\nv[i] += h", "nothing returned"),
        ],
    },
    "table": {
        "right": [
            "steps = h[:, None]\nreturn (f(x + steps) - f(x)) / steps",
            "return np.array([(f(x + step) - f(x)) / step for step in h])",
            "steps = h.reshape(-1, 1)\nreturn (f(x + steps) - f(x)) / steps",
        ],
        "wrong": [
            ("return (f(x[:, None] + h) - f(x)[:, None]) / h", "rows and columns exchanged"),
            ("return f(x + h[:, None]) - f(x)", "the rises, not yet divided"),
            ("s = h[:, None]\nreturn f(x + s) - f(x) / s", "missing brackets"),
            ("s = h[:, None]\nreturn (f(x + s) - f(x - s)) / (2 * s)", "the central difference"),
            ("s = h[:, None]\nreturn (f(x) - f(x - s)) / s", "a step to x − h"),
            ("s = h[:, None]\nreturn (f(x) - f(x + s)) / s", "the sign reversed"),
            ("return (f(x + h[0]) - f(x)) / h[0]", "the first step only"),
            (
                "s = h[:, None]\nreturn ((f(x + s) - f(x)) / s).mean(axis=0)",
                "the average over the steps",
            ),
            ("return (f(x + h) - f(x)) / h", "the steps not in a column"),
            ("return f(x + h[:, None])", "the heights alone"),
            ("s = h[:, None]\nt = (f(x + s) - f(x)) / s", "nothing returned"),
        ],
    },
}
