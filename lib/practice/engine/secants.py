"""Telling that values are secants, where exact slopes were due: tried with the steps that readers take."""

from lib.practice.engine.comparing import same

STEPS = (1.0, 0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
STEPS += tuple(10.0**-n for n in range(4, 17))
SIDES = ((1, 0), (0, 1), (1, 1), (0.5, 0.5))  # ahead, back, central, and central with half the step


def are_secants(values, probes, secant, rtol=1e-7, atol=1e-9):
    """Whether all values are secants with one and the same step, ahead, back or central.

    secant(ahead, back, *inputs) gives the slope of the secant from x - back to x + ahead.
    """
    for h in STEPS:
        for ahead, back in SIDES:
            pairs = zip(values, probes, strict=True)
            if all(same(v, secant(h * ahead, h * back, *probe), rtol, atol) for v, probe in pairs):
                return True
    return False
