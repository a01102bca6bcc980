"""The penguins as networks need them: standardised, whole or in three parts, and trained networks."""

import functools
from typing import NamedTuple

import numpy as np

from lib.data.penguins import complete, penguins
from lib.formula.functions import FunctionError
from lib.learning.network import initialise, scaling, split, standardise, train

MEASURED = {
    "bill length": "bill_length_mm",
    "bill depth": "bill_depth_mm",
    "flipper length": "flipper_length_mm",
    "body mass": "body_mass_g",
}
UNITS = {"bill length": "mm", "bill depth": "mm", "flipper length": "mm", "body mass": "g"}
SPECIES = ("Adelie", "Chinstrap", "Gentoo")
GUESS = np.log(len(SPECIES))  # loss of a network that gives each species the same share
SEED = 3
ETA, HIDDEN, EPOCHS = 0.5, 8, 100  # the notebook's learning rate, hidden units, length of training
TEST, VALIDATION = 0.25, 64  # a quarter of all penguins, and 64 of those that are left


class Flock(NamedTuple):
    """342 penguins, standardised by the training part alone.

    measured: names of the n columns; X (342, n); y (342,), numbers of the SPECIES; training,
    validation and test: row numbers; mean, std: (n,), in mm and g.
    """

    measured: tuple
    X: np.ndarray
    y: np.ndarray
    training: np.ndarray
    validation: np.ndarray
    test: np.ndarray
    mean: np.ndarray
    std: np.ndarray

    def part(self, name):
        """(X, y) of "training", "validation" or "test"."""
        rows = getattr(self, name)
        return self.X[rows], self.y[rows]

    def raw(self, rows):
        """Measurements of some rows in mm and g."""
        return self.X[rows] * self.std + self.mean


def flock(measured=tuple(MEASURED), seed=SEED):
    """The Flock with these measurements, names in MEASURED. Raises FunctionError on others."""
    measured = (measured,) if isinstance(measured, str) else tuple(measured)
    if not measured or len(set(measured)) < len(measured) or set(measured) - set(MEASURED):
        raise FunctionError(
            f"the measurements are {', '.join(MEASURED)}: try ('bill length', 'body mass')"
        )
    return _flock(measured, seed)


@functools.cache
def measurements():
    """The penguins without gaps: (342, 4) in mm and g, columns as in MEASURED; labels (342,)."""
    table = penguins()
    labels = np.array([SPECIES.index(name) for name in table["species"]], dtype=float)
    *columns, labels = complete(*(table[column] for column in MEASURED.values()), labels)
    return np.column_stack(columns), labels.astype(int)


@functools.lru_cache(maxsize=32)
def _flock(measured, seed):
    everything, y = measurements()
    X = np.take(everything, [list(MEASURED).index(name) for name in measured], axis=1)
    rest, test = split(len(X), TEST, seed)
    validation, training = rest[:VALIDATION], rest[VALIDATION:]
    mean, std = scaling(X[training])
    return Flock(measured, standardise(X, mean, std), y, training, validation, test, mean, std)


@functools.lru_cache(maxsize=64)
def trained(measured, hidden, eta, epochs, activation="tanh", seed=SEED):
    """All Epochs, from 0 on, of a network with some hidden units, judged by the validation part."""
    birds = flock(measured, seed)
    layers = initialise([len(birds.measured), hidden, len(SPECIES)], seed, activation)
    judged = birds.part("validation")
    training = train(
        layers, *birds.part("training"), learning_rate=eta, epochs=epochs, held_out=judged
    )
    return list(training)


@functools.cache
def penguin_data():
    """X (342, 4) standardised and labels (342,), 0 Adelie, 1 Chinstrap, 2 Gentoo: no gaps."""
    X, y = measurements()
    return standardise(X, *scaling(X)), y


@functools.cache
def penguin_network(activation, epochs, hidden=8, seed=0):
    """The layers of a 4–8–3 network after some epochs of gradient descent on all penguins."""
    X, y = penguin_data()
    layers = initialise([4, hidden, 3], seed, activation)
    return [*train(layers, X, y, learning_rate=0.5, epochs=epochs)][-1].layers
