"""Pairs (function, x) with the true slope by another route, and how `derivative` does on them.

exact: the slope of a formula with 50 digits. formulas, rough, losses, special, brought: the pairs.
compositions: formulas drawn at random. score: what is counted.
"""

from tests.calculus.tables.brought import brought_pairs
from tests.calculus.tables.formulas import smooth_pairs
from tests.calculus.tables.losses import loss_pairs
from tests.calculus.tables.rough import rough_pairs
from tests.calculus.tables.special import special_pairs

TABLES = {
    "formulas": smooth_pairs,
    "corners, jumps, swings": rough_pairs,
    "losses, activations": loss_pairs,
    "float32, noise, scales": special_pairs,
    "SciPy, splines, loops": brought_pairs,
}
