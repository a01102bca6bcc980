"""Through a graph step by step, forwards and then backwards: what is known, and in words."""

import numpy as np

from lib.learning.graph import symbol


def short(value, none="none", digits=3, least=1e-12):
    """A number in so many digits, with a true minus sign; `none` where it isn't finite."""
    if not np.isfinite(value):
        return none
    if value == 0 or abs(value) < least:
        return "0"
    if not 1e-4 <= abs(value) < 1e5:
        mantissa, power = f"{value:.{digits - 2}e}".split("e")
        raised = str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"{mantissa}·10{raised}".replace("-", "−")
    text = f"{value:.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:.{digits}g}"
    return text.replace("-", "−")


class Walk:
    """What is known after each step through a graph: forwards, then backwards.

    Step 0: the inputs. Then one step for each operation; then ∂L/∂L = 1; then one step back for
    each operation, last first. values, gradients: dicts by id(node), when all is done.
    """

    def __init__(self, output, inputs, layout):
        self.output, self.inputs, self.layout = output, inputs, layout
        output.backward()
        self.operations = [node for node in layout.order if node.parents]
        self.count = len(self.operations)
        self.last = 2 * self.count + 1
        self.values = {id(node): float(node.data) for node in layout.order}
        self.gradients = {id(node): float(node.grad) for node in layout.order}
        self.slopes, self.shares = {}, {}
        for node in self.operations:
            slopes, shares = node.pull(1.0), node.pull(node.grad)
            for number, (slope, share) in enumerate(zip(slopes, shares, strict=True)):
                if slope is not None:
                    self.slopes[id(node), number] = float(slope)
                    self.shares[id(node), number] = float(share)

    def arrows(self, node):
        """The arrows into a node, (id(node), number of the parent), without those of constants."""
        return [key for key in self.slopes if key[0] == id(node)]

    def _back(self, step):
        """The operations that have handed their gradient on after a step."""
        return self.operations[::-1][: max(0, step - self.count - 1)]

    def known(self, step):
        """(values, gradients, slopes, sums so far) that are known after a step; see reveal."""
        done = self.operations[:step]
        values = {id(n) for n in done} | {id(n) for n in self.layout.order if not n.parents}
        slopes = {key for node in done for key in self.arrows(node)}
        gradients = {id(self.output)} if step > self.count else set()
        sums, missing, back = {}, set(), {id(node) for node in self._back(step)}
        for parent, user, number, _ in self.layout.edges:
            if id(user) in back:
                sums[id(parent)] = sums.get(id(parent), 0.0) + self.shares[id(user), number]
            else:
                missing.add(id(parent))
        gradients |= sums.keys() - missing
        return values, gradients, slopes, {k: v for k, v in sums.items() if k in missing}

    def at_work(self, step):
        """(node, arrows, backward): who computes or hands on in this step."""
        if step == 0:
            return None, [], False
        if step <= self.count:
            node = self.operations[step - 1]
            return node, self.arrows(node), False
        if step == self.count + 1:
            return self.output, [], True
        node = self._back(step)[-1]
        return node, self.arrows(node), True

    def sentence(self, step):
        """What has just happened, with its numbers."""
        inputs = ", ".join(f"{v.label} = {short(v.data)}" for v in self.inputs)
        if step == 0:
            return f"The inputs are {inputs}; nothing has been computed yet."
        node, arrows, backward = self.at_work(step)
        name = f"“{symbol(node)}”"
        if not backward:
            taken = " and ".join(short(p.data, "no number") for p in node.parents)
            slopes = " and ".join(short(self.slopes[key], "none") for key in arrows)
            return (
                f"Forward {step} of {self.count}: {name} takes {taken} and makes "
                f"{short(node.data, 'no number')}; local slope{'s' * (len(arrows) > 1)} {slopes}."
            )
        if not np.isfinite(self.output.data):
            return "L has no value here, so there is nothing to go back from; move x, w or b."
        if step == self.count + 1:
            return f"Forward is done: L = {short(self.output.data)}. Backward starts: ∂L/∂L = 1."
        sums = self.known(step)[3]
        passed = []
        for key, later in zip(arrows, [*arrows[1:], None], strict=True):
            parent = node.parents[key[1]]
            told = f"{short(node.grad)} × {short(self.slopes[key])} = {short(self.shares[key])} to "
            told += f"“{symbol(parent)}”"
            if later and node.parents[later[1]] is parent:
                pass  # twice from one node: what it comes to is said the second time
            elif id(parent) in sums:
                told += f" ({short(sums[id(parent)])} so far, more to come)"
            elif sum(edge[0] is parent for edge in self.layout.edges) > 1:
                told += f" (added up: {short(parent.grad)})"
            passed.append(told)
        said = (
            f"Backward {step - self.count - 1} of {self.count}: {name} hands on "
            f"{' and '.join(passed)}."
        )
        if step == self.last:
            all_of = ", ".join(f"∂L/∂{v.label} = {short(v.grad)}" for v in self.inputs)
            said += f" Done: {all_of}."
        return said
