"""Going through a formula's tokens: what comes next, and how much is too much."""

from lib.formula.refusals import FunctionError
from lib.formula.tokens import cut, without_head
from lib.formula.vocabulary import ALIASES, FUNCTIONS, KEYWORDS

DEEPEST, MOST_NODES = 20, 200


class Cursor:
    """A place among the tokens of a formula, and what has been read up to it."""

    def __init__(self, text, variables, limits=True):
        self.variables = tuple(variables)
        self.limits = limits
        self.depth = self.nodes = self.bars = self.tower = 0
        self.just_read = ""  # how the last factor was written: "bar", "power", "open" or ""
        text = without_head(text.strip(), self.variables) if limits else text
        self.tokens = cut(text, self.variables, limits)
        if not self.tokens:
            raise FunctionError(f"the formula is empty: try {self.variables[0]}^2")
        self.at = 0

    def peek(self, ahead=0):
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ("end", "", False)

    def take(self, *wanted):
        if self.peek()[1] in wanted and self.peek()[0] != "end":
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def node(self, *parts):
        self.nodes += 1
        if self.limits and self.nodes > MOST_NODES:
            raise FunctionError(
                f"more than {MOST_NODES} parts are too many: write a Python function instead"
            )
        return parts

    def deeper(self, by):
        self.depth += by
        if self.limits and self.depth > DEEPEST:
            raise FunctionError(f"brackets more than {DEEPEST} deep: write it with fewer")

    def is_function(self, ahead=0):
        kind, name, _ = self.peek(ahead)
        if kind != "name" or name in self.variables:
            return False
        return ALIASES.get(name, name) in FUNCTIONS

    def starts_factor(self):
        kind, sign, _ = self.peek()
        if sign == "|":
            return self.bars == 0
        return kind == "num" or sign == "(" or (kind == "name" and sign not in KEYWORDS)
