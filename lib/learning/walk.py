"""Through a graph step by step, forwards and then backwards: what is known after each step."""


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
