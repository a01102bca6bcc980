"""Values that are secants, and values that are only near a slope."""

import numpy as np

from lib.practice.engine.secants import are_secants

PROBES = [(0.3,), (1.1,), (-0.7,)]


def secant(ahead, back, x):
    return (np.sin(x + ahead) - np.sin(x - back)) / (ahead + back)


def test_secants_of_one_step_are_seen_and_what_is_only_near_isnt():
    for ahead, back in ((0.1, 0), (0, 1e-3), (1e-5, 1e-5), (0.01, 0.01)):
        assert are_secants([secant(ahead, back, x) for (x,) in PROBES], PROBES, secant)
    assert not are_secants([np.cos(x) + 1e-3 for (x,) in PROBES], PROBES, secant)
    mixed = [secant(h, 0, x) for h, (x,) in zip((0.1, 0.01, 0.1), PROBES, strict=True)]
    assert not are_secants(mixed, PROBES, secant)
