"""The penguins of the networks: gaps, three parts, one scale."""

import numpy as np

from lib.data.penguins import penguins
from lib.learning.flock import flock, penguin_data
from lib.learning.network import scaling


def test_penguins_of_the_figure():
    X, species = penguin_data()
    assert X.shape == (342, 4) and np.bincount(species).tolist() == [151, 68, 123]
    assert np.allclose(X.mean(axis=0), 0) and np.allclose(X.std(axis=0), 1)


def test_gaps():
    table = penguins()
    rows = list(zip(*(column.tolist() for column in table.values()), strict=True))
    gap = [[v == "" or v != v for v in row] for row in rows]
    assert sum(map(any, gap)) == 11
    sex = list(table).index("sex")
    only_sex = [row for row in gap if row[sex] and sum(row) == 1]
    assert (len(rows), len(only_sex), len(flock().X)) == (344, 9, 342)


def test_three_parts_share_out_every_penguin_and_only_training_standardises():
    for seed in range(3):
        birds = flock(seed=seed)
        parts = [*birds.training, *birds.validation, *birds.test]
        assert sorted(parts) == list(range(342))
        assert [len(p) for p in (birds.training, birds.validation, birds.test)] == [192, 64, 86]
        Z = birds.part("training")[0]
        assert np.allclose(Z.mean(axis=0), 0) and np.allclose(Z.std(axis=0), 1)
        raw = birds.raw(birds.training)
        assert np.allclose(scaling(raw), (birds.mean, birds.std))
