"""Reading the conditions of a formula: cases, and, or, not, comparisons; and telling them from numbers."""

from lib.formula.cursor import Cursor
from lib.formula.refusals import FunctionError

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


class Conditions(Cursor):
    """The loosest levels of the grammar, from `a if test else b` down to comparisons; `sum`, the next
    tighter one, is what lib.formula.reading adds."""

    def choice(self):
        tree = self.any_of()
        if self.take("if"):
            test = self.any_of()
            if not self.take("else"):
                raise FunctionError("an if needs an else: write x if x > 0 else 0")
            other = self.choice()
            if not is_test(test):
                raise FunctionError("after if comes a comparison: write x if x > 0 else 0")
            tree = self.node("if", test, number(tree), number(other))
        return tree

    def any_of(self):
        tree = self.all_of()
        while self.take("or"):
            tree = self.node("or", a_test(tree), a_test(self.all_of()))
        return tree

    def all_of(self):
        tree = self.negated()
        while self.take("and"):
            tree = self.node("and", a_test(tree), a_test(self.negated()))
        return tree

    def negated(self):
        times = 0
        while self.take("not"):
            times += 1
        tree = self.comparison()
        return self.node("not", a_test(tree)) if times % 2 else a_test(tree) if times else tree

    def comparison(self):
        left, tree = self.sum(), None
        while sign := self.take(*COMPARISONS):
            right = number(self.sum())
            link = self.node("cmp", sign, number(left), right)
            tree = self.node("and", tree, link) if tree else link
            left = right
        return tree or left


def is_test(tree):
    """Whether the tree is a condition, true or false, rather than a number."""
    return tree[0] in ("cmp", "and", "or", "not")


def number(tree):
    """The tree, refused where it is a condition and a number is due."""
    if is_test(tree):
        raise FunctionError("a comparison is not a number: write 1 if x > 0 else 0")
    return tree


def a_test(tree):
    """The tree, refused where it is a number and a condition is due."""
    if not is_test(tree):
        raise FunctionError("and, or, not join comparisons: write 1 if 0 < x and x < 1 else 0")
    return tree
