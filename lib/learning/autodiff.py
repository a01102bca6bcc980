"""Reverse-mode automatic differentiation over NumPy arrays, small enough to read at one sitting.

    x = Value([1.0, 2.0], label="x")
    y = np.sum(x * np.sin(x))      NumPy's own functions, on a Value, build the graph
    y.backward()                   walks it from the output back to the inputs
    x.grad                         ∂y/∂x, shaped like x

Plain numbers and arrays enter as constants: they get no gradient. First derivatives only. Slopes
of single operations, and what is chosen at the corners of abs, relu and max: `lib.learning.local_rules`.
Outside an operation's domain come nan and inf, without a warning; np.where doesn't keep them out of
a gradient: see `local_rules.where`.
Source: Baydin, Pearlmutter, Radul & Siskind (2018), JMLR 18(153), section 3.2.
"""

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from lib.calculus.elementwise import real64
from lib.learning import local_rules
from lib.learning.freeing import in_turn_in_a_tab
from lib.learning.local_rules import RULES


@in_turn_in_a_tab("parents", "pulls")
class Value(NDArrayOperatorsMixin):  # the mixin turns a + b into np.add(a, b), and so on
    """A number, or an array, that remembers what it was computed from.

    data     float or array                 grad  ∂output/∂self, shaped like data: see backward
    parents  Values it was computed from    op    "input", "constant", or the operation's name
    label    a name for people              pulls one function for each parent: see pull
    Raises TypeError where data isn't numbers.
    """

    def __init__(self, data, label="", *, op="input", parents=(), pulls=()):
        try:
            array = np.array(data)
        except ValueError:  # rows of different lengths
            array = np.array(None)
        if array.dtype.kind not in "biuf":
            raise TypeError(f"{data!r}: try a number, or an array of numbers")
        self.data = array.astype(float)[()]
        self.label, self.op, self.parents, self.pulls = label, op, tuple(parents), tuple(pulls)
        self.grad = np.zeros(self.shape)[()]

    def pull(self, g):
        """What a gradient g of this node gives to each parent: g times the local slope, added up
        over what broadcasting had copied. Shaped like the parents; None for a constant."""
        g = real64(g, "g")
        with np.errstate(all="ignore"):
            return [
                None if parent.op == "constant" else _unbroadcast(pull(g), parent.shape)
                for parent, pull in zip(self.parents, self.pulls, strict=True)
            ]

    def backward(self, seed=None):
        """Add ∂self/∂node to the grad of self and of every node that it was computed from.

        A second call adds the same again, in every node: grads add up over calls until zero_grad.
        (In PyTorch, too, grads add up; but there a second backward through one graph raises, unless
        the first had retain_graph=True, and only the inputs keep a grad.)
        If self isn't one number it needs a seed, shaped like it: then ∂(Σ seed · self)/∂node is
        added. Change no node's data in place before backward is done.
        Raises ValueError where the seed is missing, misshapen, or not real.
        """
        if seed is None and self.data.size != 1:
            raise ValueError(
                f"backward starts from one number and this has shape {self.shape}: "
                "take np.sum or np.mean first, or pass a seed of this shape"
            )
        seed = np.ones(self.shape) if seed is None else np.array(real64(seed, "the seed"))
        if seed.shape != self.shape:
            raise ValueError(f"the seed has shape {seed.shape}, the output {self.shape}")
        arrived = {id(self): seed[()]}  # in this call alone: nothing is counted twice
        for node in reversed(topological(self)):  # whoever uses a node comes before it
            g = arrived.pop(id(node), None)
            if g is None:  # a constant
                continue
            node.grad = node.grad + g
            for parent, share in zip(node.parents, node.pull(g), strict=True):
                if share is not None:
                    arrived[id(parent)] = arrived.get(id(parent), 0) + share  # paths add

    def zero_grad(self):
        """Set grad to 0 here and in every node that this one was computed from."""
        for node in topological(self):
            node.grad = np.zeros(node.shape)[()]

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        """NumPy asks here for np.exp(self), array * self, self @ array, self > 0, …"""
        (out,) = options.pop("out", (self,))
        if method != "__call__" or options or out is not self:
            raise TypeError(f"np.{ufunc.__name__} with options, or in place: try y = a + b")
        if ufunc in COMPARISONS:
            return ufunc(*[x.data if isinstance(x, Value) else x for x in inputs])
        return _apply(ufunc, *inputs)

    def __array_function__(self, function, types, inputs, options):
        """NumPy asks here for np.sum(self, axis=0), np.where(self > 0, self, 0), …"""
        return _apply(function, *inputs, **options)

    def __array__(self, *_, **__):
        raise TypeError(
            "this would cut a Value out of its graph: try NumPy's functions (np.sin, not "
            "math.sin), or its .data for the plain number"
        )

    __float__ = __int__ = __complex__ = __round__ = __array__
    __hash__ = object.__hash__  # since == compares numbers, as on arrays

    def __getitem__(self, index):
        return _apply(local_rules.take, self, index)

    def __iter__(self):  # else Python would try self[0], self[1], …, and take one number for none
        if not self.shape:
            raise TypeError("this Value is one number, which has no entries: try np.sum, not sum")
        return (self[i] for i in range(len(self)))

    def __len__(self):
        return len(self.data)

    def __bool__(self):
        return bool(self.data)

    def __contains__(self, x):
        return bool(np.any(self == x))

    def __format__(self, spec):
        return format(self.data, spec) if spec else repr(self)

    def __repr__(self):
        name = f"{self.label} = " if self.label else ""
        return f"Value({name}{self.data}, grad={self.grad}, op={self.op!r})"

    shape = property(lambda self: self.data.shape)
    T = property(np.transpose)
    sum, mean, max = np.sum, np.mean, np.max


COMPARISONS = {np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal}


def sigmoid(x):
    """1 / (1 + exp(−x)), elementwise, of a Value; overflows for no x."""
    return _apply(local_rules.sigmoid, x)


def relu(x):
    """max(x, 0), elementwise, of a Value; slope 0 is chosen at 0."""
    return _apply(local_rules.relu, x)


def topological(output):
    """List of all nodes that output was computed from, output last: each after its parents.

    Constants are in it too. No recursion, so that a chain of any length will do.
    """
    order, seen, stack = [], set(), [(output, False)]
    while stack:
        node, parents_done = stack.pop()
        if parents_done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((p, False) for p in reversed(node.parents))
    return order


def _apply(function, *arguments, **options):
    """The Value function(*arguments), with its parents and the pulls of its local rule."""
    if function not in RULES:
        known = ", ".join(rule.name for rule in RULES.values())
        raise TypeError(f"no local rule for np.{function.__name__}; there are {known}")
    rule = RULES[function]
    parents = [_value(x) for x in arguments[: rule.inputs]]
    with np.errstate(all="ignore"):
        y, pulls = rule.apply(*[p.data for p in parents], *arguments[rule.inputs :], **options)
    return Value(y, op=rule.name, parents=parents, pulls=pulls)


def _value(x):
    return x if isinstance(x, Value) else Value(x, op="constant")


def _unbroadcast(g, shape):
    """Add g up over the axes along which something of this shape was copied."""
    g = np.sum(g, axis=tuple(range(np.ndim(g) - len(shape))))
    copied = tuple(i for i, n in enumerate(shape) if n == 1 != g.shape[i])
    return np.sum(g, axis=copied, keepdims=True)
