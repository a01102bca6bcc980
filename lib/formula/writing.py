"""A formula's tree as text: Python, a short label, LaTeX."""

import re

LEVEL = {"if": 0, "or": 1, "and": 2, "not": 3, "cmp": 4, "+": 5, "-": 5, "*": 6, "/": 6,
         "neg": 5.5, "^": 7}  # fmt: skip
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def write(tree):
    """The tree as Python: 2*x**2."""
    return _write(tree, _python)


def label(tree):
    """The tree for a sentence or a legend: 2x²."""
    return _write(tree, _unicode)


def latex(tree):
    """The tree as LaTeX: 2 x^{2}."""
    return _write(tree, _latex)


def _write(tree, style):
    def put(part, least=0.0):
        """The part's text, in brackets if it binds looser than `least`."""
        text = style(part, put)
        level = 6.9 if style is _latex and part[0] == "/" else LEVEL.get(part[0], 8)
        if level >= least:
            return text
        return rf"\left({text}\right)" if style is _latex else f"({text})"

    return put(tree)


def _python(tree, put):
    kind = tree[0]
    if kind in ("num", "name"):
        return tree[1]
    if kind == "call":
        return f"{tree[1]}({', '.join(put(part) for part in tree[2:])})"
    if kind == "if":
        return f"{put(tree[2], 1)} if {put(tree[1], 1)} else {put(tree[3])}"
    if kind == "cmp":
        return f"{put(tree[2], 5)} {tree[1]} {put(tree[3], 5)}"
    if kind == "not":
        return f"not {put(tree[1], 4)}"
    if kind == "neg":
        return f"-{put(tree[1], 6)}"
    if kind == "^":
        return f"{put(tree[1], 8)}**{put(tree[2], 8)}"
    left, right = _sides(tree)
    gap = "" if kind in "*/" else " "
    return f"{put(tree[1], left)}{gap}{kind}{gap}{put(tree[2], right)}"


def _sides(tree):
    """How tightly the left and the right side must bind to stand without brackets."""
    level = LEVEL[tree[0]]
    right = {"-": 6, "/": 7, "*": 7, "+": 6}.get(tree[0], level + 1)
    return level, right


def _unicode(tree, put):
    kind = tree[0]
    if kind == "name":
        return {"pi": "π"}.get(tree[1], tree[1])
    if kind == "num":
        return tree[1]
    if kind == "call":
        inner = ", ".join(put(part) for part in tree[2:])
        simple = tree[2][0] in ("num", "name")
        if tree[1] == "exp":
            return f"e^{inner}" if simple else f"e^({inner})"
        if tree[1] == "abs" and "|" not in inner:
            return f"|{inner}|"
        if tree[1] in ("sqrt", "cbrt"):
            return ("√" if tree[1] == "sqrt" else "∛") + (inner if simple else f"({inner})")
        name = {"log": "ln", "relu": "ReLU"}.get(tree[1], tree[1])
        return f"{name}({inner})"
    if kind == "^":
        base = put(tree[1], 8) if not _shown_as_power(tree[1]) else f"({put(tree[1])})"
        if tree[2][0] == "num" and tree[2][1].isdigit():
            return base + tree[2][1].translate(RAISED)
        return f"{base}^{put(tree[2], 8)}"
    if kind == "*":
        sign = "" if _juxtaposes(tree[1], tree[2]) else "·"
        return f"{put(tree[1], 6)}{sign}{put(tree[2], 7)}"
    if kind in ("-", "neg"):
        return (
            _python(tree, put).replace("-", "−", 1)
            if kind == "neg"
            else (f"{put(tree[1], 5)} − {put(tree[2], 6)}")
        )
    if kind == "cmp":
        sign = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}.get(tree[1], tree[1])
        return f"{put(tree[2], 5)} {sign} {put(tree[3], 5)}"
    return _python(tree, put)


def _shown_as_power(tree):
    return tree[0] == "call" and tree[1] in ("exp", "sqrt", "cbrt")


def _juxtaposes(left, right):
    """Whether left·right may be written without a sign: 2x, 2x², 2√x, but not 2·3 or x·sin(x)."""
    base = right[1] if right[0] == "^" else right
    root = base[0] == "call" and base[1] in ("sqrt", "cbrt", "exp", "abs")
    named = base[0] == "name" and (base[1] != "e" or right[0] == "^")
    return left[0] == "num" and "e" not in left[1] and (root or named)


def _latex(tree, put):
    kind = tree[0]
    if kind == "num":
        mantissa, _, power = tree[1].lower().partition("e")
        return rf"{mantissa} \cdot 10^{{{int(power)}}}" if power else mantissa
    if kind == "name":
        return _latex_name(tree[1])
    if kind == "call":
        return _latex_call(tree[1], [put(part) for part in tree[2:]])
    if kind == "if":
        yes, test, no = put(tree[2]), put(tree[1]), put(tree[3])
        return (
            rf"\begin{{cases}} {yes} & \text{{if }} {test} \\"
            rf" {no} & \text{{otherwise}} \end{{cases}}"
        )
    if kind == "cmp":
        sign = {"<=": r"\leq", ">=": r"\geq", "!=": r"\neq", "==": "="}.get(tree[1], tree[1])
        return f"{put(tree[2], 5)} {sign} {put(tree[3], 5)}"
    if kind in ("and", "or"):
        return rf"{put(tree[1], LEVEL[kind])} \text{{ {kind} }} {put(tree[2], LEVEL[kind] + 1)}"
    if kind == "not":
        return rf"\text{{not }} {put(tree[1], 4)}"
    if kind == "/":
        return rf"\frac{{{put(tree[1])}}}{{{put(tree[2])}}}"
    if kind == "^":
        base = put(tree[1], 8)
        if tree[1][0] == "call" and tree[1][1] not in ("abs", "floor", "ceil"):
            base = rf"\left({put(tree[1])}\right)"
        return f"{base}^{{{put(tree[2])}}}"
    if kind == "*":
        dot = r"\cdot " if _latex_starts_with_digit(tree[2]) else ""
        return f"{put(tree[1], 6)} {dot}{put(tree[2], 6.6)}"
    return _python(tree, put)


def _latex_starts_with_digit(tree):
    while tree[0] in ("^", "*"):
        tree = tree[1]
    return tree[0] in ("num", "/", "neg")


def _latex_name(name):
    if name == "pi":
        return r"\pi"
    if match := re.fullmatch(r"([A-Za-z])_?([0-9]+)", name):
        return f"{match[1]}_{{{match[2]}}}"
    return name if len(name) == 1 else rf"\mathrm{{{name}}}".replace("_", r"\_")


def _latex_call(name, inner):
    joined = ", ".join(inner)
    pairs = {"abs": ("|", "|"), "floor": (r"\lfloor", r"\rfloor"), "ceil": (r"\lceil", r"\rceil")}
    if name in pairs:
        return rf"\left{pairs[name][0]} {joined} \right{pairs[name][1]}"
    if name == "exp":
        return f"e^{{{joined}}}"
    if name in ("sqrt", "cbrt"):
        return rf"\sqrt{'[3]' if name == 'cbrt' else ''}{{{joined}}}"
    names = {"log": r"\ln", "log2": r"\log_{2}", "log10": r"\log_{10}", "asin": r"\arcsin",
             "acos": r"\arccos", "atan": r"\arctan", "sigmoid": r"\sigma",
             "relu": r"\mathrm{ReLU}", "sign": r"\mathrm{sign}", "step": r"\mathrm{step}",
             "softplus": r"\mathrm{softplus}"}  # fmt: skip
    return rf"{names.get(name, chr(92) + name)}\left({joined}\right)"
