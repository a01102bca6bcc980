"""Frames: many SVG layers of one figure packed small, as skeletons and numbers.

A layer's skeleton is its text with the numbers taken out. Layers that share one need only their
numbers, column by column, each as the step from the layer before. `frames.js` reads what is packed.

    pack = {"keep": id, "skeletons": {id: text}, "blocks": [block, ...]}
    block = {"skeleton": id, "keys": steps, "columns": [column, ...]}

A column is a text (the same in all layers), a list of texts, or {"d": decimals, "v": steps of the
whole numbers value * 10**max(d)}; d is one number, or one a layer. `keep` is the least id that later
packs may still name: a reader may forget those below.
"""

import hashlib
import itertools
import json
import re
import zlib

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", re.ASCII)
PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d{1,6})?", re.ASCII)  # not 036, as in an id or a colour
MINUS_ZERO = re.compile(r"-0(?:\.0*)?")
GAP = "\0"  # stands in a skeleton where a number was; HTML can't hold it
LARGEST = 2**52  # whole numbers up to here come back exactly from a double, times a power of ten


class Known:
    """The skeletons that a reader has already: the newest `most`, by number."""

    def __init__(self, most=1000):
        self.most, self.first, self.count, self._ids = most, 0, 0, {}

    def number(self, skeleton):
        """(number, whether it is new) of a skeleton."""
        # A digest, since a thousand skeletons would take megabytes in each kernel.
        name = hashlib.blake2b(skeleton.encode(), digest_size=16).digest()
        new = name not in self._ids
        if new:
            if self.count - self.first >= self.most:
                self._ids, self.first = {}, self.count
            self._ids[name] = self.count
            self.count += 1
        return self._ids[name], new

    def clear(self):
        """The reader has none any more. Numbers aren't used twice."""
        self._ids, self.first = {}, self.count


def pack(layers, known=None, **more):
    """Deflated bytes of `layers`, pairs (key, text); keys are integers, `more` goes along as JSON.

    `known` is what the reader has from earlier packs. Raises ValueError for a text with a NUL.
    """
    known = Known() if known is None else known
    groups = {}
    for key, text in layers:
        if GAP in text:
            raise ValueError(f"layer {key} holds a NUL, which marks the gaps in a skeleton")
        groups.setdefault(NUMBER.sub(GAP, text), []).append((key, NUMBER.findall(text)))
    fresh, blocks = {}, []
    for skeleton, rows in groups.items():
        number, new = known.number(skeleton)
        if new:
            fresh[number] = skeleton
        keys, numbers = zip(*rows, strict=True)
        columns = [_column(texts) for texts in zip(*numbers, strict=True)]
        blocks.append({"skeleton": number, "keys": _steps(keys), "columns": columns})
    packed = {**more, "keep": known.first, "skeletons": fresh, "blocks": blocks}
    return zlib.compress(json.dumps(packed, separators=(",", ":")).encode(), 9)


def unpack(data, skeletons=None):
    """The layers in `data` as a dict from key to text, as `frames.js` makes them.

    skeletons is a dict that keeps those of earlier packs.
    """
    skeletons = {} if skeletons is None else skeletons
    packed = json.loads(zlib.decompress(data))
    skeletons.update(packed["skeletons"])
    found = {}
    for block in packed["blocks"]:
        keys = list(itertools.accumulate(block["keys"]))
        columns = [_texts(column, len(keys)) for column in block["columns"]]
        pieces = skeletons[str(block["skeleton"])].split(GAP)
        for row, key in enumerate(keys):
            numbers = [column[row] for column in columns] + [""]
            found[key] = "".join(itertools.chain(*zip(pieces, numbers, strict=True)))
    return found


def _column(texts):
    if len(set(texts)) == 1:
        return texts[0]
    if not all(PLAIN.fullmatch(text) and not MINUS_ZERO.fullmatch(text) for text in texts):
        return list(texts)
    decimals = [len(text.partition(".")[2]) for text in texts]
    most = max(decimals)
    pairs = zip(texts, decimals, strict=True)
    values = [int(text.replace(".", "")) * 10 ** (most - d) for text, d in pairs]
    if max(map(abs, values)) > LARGEST / 2:  # so that the steps between them are exact, too
        return list(texts)
    return {"d": most if min(decimals) == most else decimals, "v": _steps(values)}


def _steps(values):
    return [values[0], *(b - a for a, b in itertools.pairwise(values))]


def _texts(column, count):
    if isinstance(column, str):
        return [column] * count
    if isinstance(column, list):
        return column
    decimals = column["d"]
    decimals = [decimals] * count if isinstance(decimals, int) else decimals
    pairs = zip(itertools.accumulate(column["v"]), decimals, strict=True)
    return [f"{value / 10 ** max(decimals):.{d}f}" for value, d in pairs]
