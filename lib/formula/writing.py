"""A formula's tree as text: Python, a short label, LaTeX; and numbers with the signs of print."""

import re

LEVEL = {"if": 0, "or": 1, "and": 2, "not": 3, "cmp": 4, "+": 5, "-": 5, "neg": 5.5, "*": 6,
         "/": 6, "^": 7}  # fmt: skip
RIGHT = {"+": 6, "-": 6, "*": 7, "/": 7}  # how tightly the right side must bind
ROOTS = {"sqrt": "√", "cbrt": "∛"}
SPOKEN = {"log": "ln", "relu": "ReLU"}
COMPARED = {"<=": "≤", ">=": "≥", "!=": "≠"}
LATEX_COMPARED = {"<=": r"\leq", ">=": r"\geq", "!=": r"\neq", "==": "="}
LATEX_PAIRS = {"abs": ("|", "|"), "floor": (r"\lfloor", r"\rfloor"),
               "ceil": (r"\lceil", r"\rceil")}  # fmt: skip
LATEX_NAMES = {
    "log": r"\ln", "log2": r"\log_{2}", "log10": r"\log_{10}", "asin": r"\arcsin",
    "acos": r"\arccos", "atan": r"\arctan", "sigmoid": r"\sigma", "relu": r"\mathrm{ReLU}",
    "sign": r"\mathrm{sign}", "step": r"\mathrm{step}", "softplus": r"\mathrm{softplus}",
}  # fmt: skip
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def true_signs(text):
    """A number as Python writes it, or a text with some, with true minus signs and powers of ten."""
    text = re.sub(r"e([-+]\d+)", lambda power: "·10" + str(int(power[1])).translate(RAISED), text)
    return re.sub(r"(?<![\d.])1·10", "10", re.sub(r"-(?=[\d.])", "−", text))


def write(tree):
    """The tree as Python: 2*x**2."""
    return Python().put(tree)


def label(tree, variables=()):
    """The tree for a sentence or a legend: 2x². Read back it gives the same function."""
    return Label(variables).put(tree)


def latex(tree, variables=()):
    """The tree as LaTeX: 2 x^{2}."""
    return Latex(variables).put(tree)


class Python:
    """What Python would read, and lib.formula.reading too."""

    def __init__(self, variables=()):
        self.e_is_free = "e" not in variables

    def put(self, part, least=0.0):
        """The part's text, in brackets if it binds looser than `least`."""
        text = self.text(part)
        return text if self.level(part) >= least else self.brackets(text)

    def level(self, part):
        return LEVEL.get(part[0], 8)

    def brackets(self, text):
        return f"({text})"

    def text(self, tree):
        kind = tree[0]
        if kind in ("num", "name"):
            return tree[1]
        if kind == "call":
            return f"{tree[1]}({', '.join(self.put(part) for part in tree[2:])})"
        if kind == "if":
            return f"{self.put(tree[2], 1)} if {self.put(tree[1], 1)} else {self.put(tree[3])}"
        if kind == "cmp":
            return f"{self.put(tree[2], 5)} {tree[1]} {self.put(tree[3], 5)}"
        if kind == "not":
            return f"not {self.put(tree[1], 4)}"
        if kind == "neg":
            return f"-{self.put(tree[1], 6)}"
        if kind == "^":
            return f"{self.put(tree[1], 8)}**{self.put(tree[2], 8)}"
        return self.two_sides(tree, kind if kind in "*/" else f" {kind} ")

    def two_sides(self, tree, between):
        least = self.level(tree)
        right = RIGHT.get(tree[0], least + 1)
        return f"{self.put(tree[1], least)}{between}{self.put(tree[2], right)}"


class Label(Python):
    """As one writes by hand: 2x², √x, |x|."""

    def level(self, part):
        if part[0] == "num" and "e" in part[1]:  # 2·10³ is a product, 10³ a power
            return 7 if part[1].startswith("1e") else 6
        if part[:2] == ("call", "exp") and self.e_is_free:
            return 7
        return super().level(part)

    def text(self, tree):
        kind = tree[0]
        if kind == "num":
            mantissa, _, power = tree[1].partition("e")
            if not power:
                return mantissa
            ten = f"10{str(int(power)).translate(RAISED)}"
            return ten if mantissa == "1" else f"{mantissa}·{ten}"
        if kind == "name":
            return {"pi": "π"}.get(tree[1], tree[1])
        if kind == "call":
            return self.call(tree)
        if kind == "^":
            base = self.put(tree[1], 8)
            if tree[1][0] == "call" and tree[1][1] in ROOTS:
                base = f"({base})"
            if tree[2][0] == "num" and tree[2][1].isdigit():
                return base + tree[2][1].translate(RAISED)
            return f"{base}^{self.put(tree[2], 8)}"
        if kind == "*":
            sign = "" if _juxtaposes(tree[1], tree[2]) else "·"
            return f"{self.put(tree[1], 6)}{sign}{self.put(tree[2], 7)}"
        if kind == "neg":
            return f"−{self.put(tree[1], 6)}"
        if kind == "-":
            return self.two_sides(tree, " − ")
        if kind == "cmp":
            sign = COMPARED.get(tree[1], tree[1])
            return f"{self.put(tree[2], 5)} {sign} {self.put(tree[3], 5)}"
        return super().text(tree)

    def call(self, tree):
        name, inner = tree[1], ", ".join(self.put(part) for part in tree[2:])
        simple = tree[2][0] in ("num", "name") and self.level(tree[2]) == 8
        if name == "exp" and self.e_is_free:
            return f"e^{inner}" if simple else f"e^({inner})"
        if name == "abs" and "|" not in inner:
            return f"|{inner}|"
        if name in ROOTS:
            return ROOTS[name] + (inner if simple else f"({inner})")
        return f"{SPOKEN.get(name, name)}({inner})"


def _juxtaposes(left, right):
    """Whether left·right may be written without a sign: 2x, 2x², 2√x, but not 2·3 or x·sin(x)."""
    base = right[1] if right[0] == "^" else right
    root = base[0] == "call" and base[1] in ("sqrt", "cbrt", "exp", "abs")
    named = base[0] == "name" and (base[1] != "e" or right[0] == "^")
    return left[0] == "num" and "e" not in left[1] and (root or named)


class Latex(Python):
    """LaTeX that matplotlib's mathtext can draw too, where there are no cases."""

    def level(self, part):
        if part[0] == "num" and "e" in part[1]:
            return 6
        return 6.9 if part[0] == "/" else super().level(part)

    def brackets(self, text):
        return rf"\left({text}\right)"

    def text(self, tree):
        kind = tree[0]
        if kind == "num":
            mantissa, _, power = tree[1].partition("e")
            if not power:
                return mantissa
            ten = f"10^{{{int(power)}}}"
            return ten if mantissa == "1" else rf"{mantissa} \cdot {ten}"
        if kind == "name":
            return _latex_name(tree[1])
        if kind == "call":
            return self.call(tree[1], [self.put(part) for part in tree[2:]])
        if kind == "if":
            yes, test, no = self.put(tree[2]), self.put(tree[1]), self.put(tree[3])
            return (
                rf"\begin{{cases}} {yes} & \text{{if }} {test} \\"
                rf" {no} & \text{{otherwise}} \end{{cases}}"
            )
        if kind == "cmp":
            sign = LATEX_COMPARED.get(tree[1], tree[1])
            return f"{self.put(tree[2], 5)} {sign} {self.put(tree[3], 5)}"
        if kind in ("and", "or"):
            level = self.level(tree)
            return rf"{self.put(tree[1], level)} \text{{ {kind} }} {self.put(tree[2], level + 1)}"
        if kind == "not":
            return rf"\text{{not }} {self.put(tree[1], 4)}"
        if kind == "/":
            return rf"\frac{{{self.put(tree[1])}}}{{{self.put(tree[2])}}}"
        if kind == "^":
            base = self.put(tree[1], 8)
            if tree[1][0] == "call" and tree[1][1] not in LATEX_PAIRS:
                base = self.brackets(self.put(tree[1]))
            return f"{base}^{{{self.put(tree[2])}}}"
        if kind == "*":
            dot = r"\cdot " if _latex_starts_with_digit(tree[2]) else ""
            return f"{self.put(tree[1], 6)} {dot}{self.put(tree[2], 6.6)}"
        return super().text(tree)

    def call(self, name, inner):
        joined = ", ".join(inner)
        if name in LATEX_PAIRS:
            return rf"\left{LATEX_PAIRS[name][0]} {joined} \right{LATEX_PAIRS[name][1]}"
        if name == "exp" and self.e_is_free:
            return f"e^{{{joined}}}"
        if name in ("sqrt", "cbrt"):
            return rf"\sqrt{'[3]' if name == 'cbrt' else ''}{{{joined}}}"
        return rf"{LATEX_NAMES.get(name, chr(92) + name)}\left({joined}\right)"


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
