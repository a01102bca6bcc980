"""Reading a formula: what a learner types, as a small tree.

A recursive-descent reader over a grammar that has nothing but arithmetic, the functions of a
school book, comparisons and `a if test else b`. Nothing is ever run, looked up or passed on to
Python, so the worst a text can do is be refused, with a FunctionError that says what to write.

The tree is made of tuples, the operator first:
    ("num", "0.5")  ("name", "x")  ("neg", a)  ("+", a, b)  and likewise - * / ^
    ("call", "sin", a)  ("if", test, a, b)  ("cmp", ">", a, b)  ("and", p, q)  ("or", p, q)
    ("not", p)
"""

from lib.formula.conditions import Conditions, number
from lib.formula.constants import check_constants
from lib.formula.refusals import FunctionError, bare_exponent, no_brackets, two_readings, unknown
from lib.formula.tokens import SUPERSCRIPTS
from lib.formula.vocabulary import ALIASES, CONSTANTS, FUNCTIONS, KEYWORDS

LONGEST, TALLEST = 300, 8


def read(text, variables=("x",)):
    """The tree of a formula in the given variables; raises FunctionError, never anything else.

    Refused beforehand: more than 300 characters, 20 brackets deep, 200 parts, a constant above
    1e100 or one that has no real value, a constant exponent above 64 in size.
    """
    if not isinstance(text, str):
        what = "None" if text is None else f"of type {type(text).__name__}"
        raise FunctionError(
            f'a formula is text, such as "x^2", not {what}; a Python function works too'
        )
    if len(text) > LONGEST:
        raise FunctionError(
            f"{len(text)} characters are too many for a formula: at most {LONGEST}; "
            "for more, write a Python function"
        )
    tree = Reader(text, variables).formula()
    check_constants(tree, variables)
    return tree


class Reader(Conditions):
    """One pass over the tokens; each method reads one level of the grammar and returns a tree."""

    def formula(self):
        tree = number(self.choice())
        kind, sign, _ = self.peek()
        if kind != "end":
            if sign == ")":
                raise FunctionError("a bracket is closed that was never opened: take one ) away")
            if sign == ",":
                raise FunctionError(
                    "a comma stands only between arguments, max(0, x); "
                    "decimals are written with a point, 0.5"
                )
            raise FunctionError(f"I can't place {sign!r} here: is an operator missing before it?")
        return tree

    # -- from the loosest to the tightest: first what is in Conditions ------------------------
    def sum(self):
        tree = self.product()
        while sign := self.take("+", "-"):
            tree = self.node(sign, number(tree), number(self.product()))
        return tree

    def product(self):
        minus, tree, divided = self.minus(), self.power(), False
        while True:
            if sign := self.take("*", "/"):
                divided = sign == "/"
                tree = self.node(sign, number(tree), number(self.signed()))
            elif self.starts_factor():
                before = self.just_read
                self.next_to(tree, before)
                spaced = self.peek()[2]
                spaced_function = spaced and self.is_function()
                factor = self.power()
                number(tree), number(factor)
                if divided:
                    raise two_readings(("*", tree, factor), ("/", tree[1], ("*", tree[2], factor)))
                if before == "power" and not (spaced_function or (spaced and plain_power(tree))):
                    raise bare_exponent(tree, factor)
                if before == "open" and not spaced_function:
                    raise no_brackets(tree, "*", factor)
                tree = self.node("*", tree, factor)
            else:
                return self.node("neg", number(tree)) if minus else tree

    def next_to(self, tree, before):
        """Refuse what can't stand next to the factor before it without an operator."""
        kind, sign, _ = self.peek()
        if kind == "num":
            raise FunctionError(
                f"what is {sign} doing there? Put an operator before it: * or + or ^"
            )
        later = any(token == "|" for _, token, _ in self.tokens[self.at :])
        if before == "bar" and sign != "|" and later:  # |x|x|x| is |x|*x*|x| or |x*|x|*x|
            raise FunctionError("which bars are a pair? Write abs(x)*x*abs(x)")

    def minus(self):
        """Whether the signs that come next make a minus."""
        minus = False
        while sign := self.take("-", "+"):
            minus ^= sign == "-"
        return minus

    def signed(self):
        minus, tree = self.minus(), self.power()
        return self.node("neg", number(tree)) if minus else tree

    def power(self):
        base = self.atom()
        how = self.just_read
        kind, sign, _ = self.peek()
        if kind == "sup":
            self.at += 1
            self.just_read = ""
            self.tower = 0
            digits = sign.translate(SUPERSCRIPTS)
            exponent = self.node("num", digits.lstrip("+-"))
            exponent = self.node("neg", exponent) if digits[0] == "-" else exponent
            if self.peek()[0] == "sup" or self.peek()[1] == "^":
                raise FunctionError("a power of a power: write it with brackets, (x^2)^3")
        elif sign == "^":
            self.at += 1
            self.tower += 1
            if self.limits and self.tower > TALLEST:
                raise FunctionError(f"powers of powers, more than {TALLEST} high, are too many")
            bracketed = self.peek()[1] == "("
            exponent = number(self.signed())
            self.tower -= 1
            self.just_read = "" if bracketed else "power"
        else:
            return base
        if how == "open":
            raise FunctionError("powers after a function without brackets: write sqrt(x)^2")
        if base == ("name", "e") and "e" not in self.variables:
            return self.node("call", "exp", exponent)
        return self.node("^", number(base), exponent)

    def atom(self):
        kind, sign, _ = self.peek()
        self.just_read = ""
        self.at += 1
        if kind == "num":
            return self.node("num", sign)
        if sign == "(":
            return self.inside(")")
        if sign == "|":
            return self.between_bars()
        if kind == "name" and sign not in KEYWORDS:
            return self.named(sign)
        if kind == "end":
            raise FunctionError("the formula stops too early: something is missing at its end")
        raise FunctionError(f"something is missing before {sign!r}: a number, a name or a bracket")

    def inside(self, closing):
        self.deeper(+1)
        bars, self.bars, tower, self.tower = self.bars, 0, self.tower, 0
        tree = self.choice()
        if self.peek()[1] == "," and closing == ")":
            raise FunctionError("a comma inside brackets: decimals are written with a point, 0.5")
        if not self.take(closing):
            raise FunctionError("a bracket is open: add a ) where it should close")
        self.bars, self.tower = bars, tower
        self.deeper(-1)
        self.just_read = ""
        return tree

    def between_bars(self):
        self.deeper(+1)
        bars, self.bars, tower, self.tower = self.bars, 1, self.tower, 0
        tree = number(self.choice())
        self.bars, self.tower = bars, tower
        if not self.take("|"):
            raise FunctionError("the bars don't pair up: write |x|, or abs(x)")
        self.deeper(-1)
        self.just_read = "bar"
        return self.node("call", "abs", tree)

    # -- names and functions -----------------------------------------------------------------
    def named(self, word):
        if word in self.variables:
            return self.node("name", word)
        name = ALIASES.get(word, word)
        if name in CONSTANTS:
            return self.node("name", name)
        if name in FUNCTIONS:
            return self.call(word, name)
        raise FunctionError(unknown(word, self.variables, called=self.peek()[1] == "("))

    def call(self, word, name):
        kind, sign, _ = self.peek()
        x = self.variables[0]
        if kind == "sup" or sign == "^":
            if "-" in self.peek(1)[1] + sign.translate(SUPERSCRIPTS):
                raise FunctionError(
                    f"{word}^-1 has two meanings: write 1/{word}({x}), or the inverse by its name"
                )
            raise FunctionError(f"the power of a function's value: write {word}({x})^2")
        if sign == "(":
            self.at += 1
            parts = self.arguments(word, name)
        elif self.starts_factor() or sign == "|":
            self.deeper(+1)
            parts = [self.open_argument(word, name)]
            self.deeper(-1)
        else:
            example = f"max(0, {x})" if name in ("max", "min") else f"{word}({x})"
            raise FunctionError(f"{word} of what? Write {example}")
        if name in ("max", "min"):
            if len(parts) < 2:
                raise FunctionError(f"{word} compares two or more: write {word}(0, {x})")
            tree = parts[0]
            for part in parts[1:]:
                tree = self.node("call", name, tree, part)
            return tree
        return self.node("call", name, *parts)

    def arguments(self, word, name):
        self.deeper(+1)
        bars, self.bars, tower, self.tower = self.bars, 0, self.tower, 0
        if self.peek()[1] == ")":
            raise FunctionError(f"{word} of what? Write {word}({self.variables[0]})")
        parts = [number(self.choice())]
        while self.take(","):
            parts.append(number(self.choice()))
        if not self.take(")"):
            raise FunctionError(f"a bracket is open: add a ) where {word}( should close")
        if len(parts) > 1 and name not in ("max", "min"):
            raise FunctionError(f"{word} takes one argument, {word}({self.variables[0]})")
        self.bars, self.tower = bars, tower
        self.deeper(-1)
        self.just_read = ""
        return parts

    def open_argument(self, word, name):
        """What belongs to a function written without brackets: sin 2x^2 is sin(2*x^2)."""
        if word in ("√", "∛"):
            tree = self.atom()
        else:
            tree = self.power()
            while self.starts_factor() and not self.is_function():
                before = self.just_read
                if before in ("bar", "power", "open") or self.peek()[1] in ("(", "|"):
                    tree = number(("call", name, number(tree)))
                    raise no_brackets(tree, "*", self.power())
                self.next_to(tree, before)
                tree = self.node("*", number(tree), number(self.power()))
            sign = self.peek()[1]
            if sign in ("*", "/") and not self.is_function(1):
                self.at += 1
                raise no_brackets(("call", name, number(tree)), sign, self.signed())
        self.just_read = "open"
        return number(tree)


def plain_power(tree):
    """Whether the tree ends in a power such as x^2, after which a space says enough: x^2 y."""
    while tree[0] in ("*", "neg"):
        tree = tree[-1]
    return tree[0] == "^" and tree[1][0] == "name" and tree[2][0] == "num"
