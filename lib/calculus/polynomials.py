"""Polynomials that fit values of f at steps which halve, and what they say of its slope at x.

A *window* is five octaves of steps, two steps in each: t = h, 0.703 h, h/2, …, from its longest step
h down. Values y (10,) in a window are turned into parts z = Qᵀ y, one for each degree. Q (10, 10) is
orthonormal: roundoff of size n in every value gives roundoff n in every part, while a smooth f fills
the lower parts alone. So the lower parts say what the slope is and the upper ones how large the
noise, as the columns of a table of differences do. The fit of degree p keeps the parts up to p.
Source: G. E. Forsythe (1957), polynomials orthogonal on the points themselves.
"""

import functools
from fractions import Fraction
from typing import NamedTuple

import numpy as np

OCTAVES = 5
SECOND = Fraction(45, 64)  # where the second step of an octave stands, about 1 / sqrt(2)
SIZE = 2 * OCTAVES
TOP = 6  # parts from here on are noise in the windows that matter
NODES = [(SECOND if j % 2 else Fraction(1)) / 2 ** (j // 2) for j in range(SIZE)]


class Basis(NamedTuple):
    """parts Qᵀ (10, 10); slope (10,): what each part adds to the slope at t = 0, for a window with
    h = 1; value (10,): what it adds to the value there."""

    parts: np.ndarray
    slope: np.ndarray
    value: np.ndarray


@functools.cache
def basis(kind):
    """The Basis of all polynomials in t ("any"), of the odd ones, or of the even ones."""
    square = [t * t for t in NODES]
    if kind == "odd":  # t times a polynomial in t², whose value at 0 is the slope
        parts, value, _ = _orthonormal(square, square)
        return Basis(parts * np.array([float(t) for t in NODES]), value, 0 * value)
    parts, value, slope = _orthonormal(NODES if kind == "any" else square, [Fraction(1)] * SIZE)
    return Basis(parts, slope if kind == "any" else 0 * value, value)


def _orthonormal(u, weights):
    """Polynomials p_k(u) with Σ weight p_j p_k = δ_jk: their values (k, u), and p_k(0) and p_k′(0).

    By their three-term recurrence, in fractions, so that no digit of the high degrees is lost.
    """
    here, before = [Fraction(1)] * len(u), [Fraction(0)] * len(u)
    value, slope, value_before, slope_before = Fraction(1), Fraction(0), Fraction(0), Fraction(0)
    rows, values, slopes, last = [], [], [], None
    for _ in u:
        norm = sum(w * p * p for w, p in zip(weights, here, strict=True))
        size = float(norm) ** 0.5
        rows.append([float(p) / size for p in here])
        values.append(float(value) / size)
        slopes.append(float(slope) / size)
        a = sum(w * t * p * p for w, t, p in zip(weights, u, here, strict=True)) / norm
        b = norm / last if last else Fraction(0)
        last = norm
        here, before = (
            [(t - a) * p - b * q for t, p, q in zip(u, here, before, strict=True)],
            here,
        )
        value, value_before, slope, slope_before = (
            -a * value - b * value_before,
            value,
            value - a * slope - b * slope_before,
            slope,
        )
    return np.array(rows), np.array(values), np.array(slopes)


@functools.cache
def frames(rows):
    """Row numbers (windows, 10) of each window in a table of so many rows, one window an octave."""
    return np.arange(0, rows - SIZE + 1, 2)[:, None] + np.arange(SIZE)


def parts(kind, y):
    """The parts (windows, 10, n) of each window of values y (rows, n); NaN where one is missing."""
    return basis(kind).parts @ y[frames(len(y))]
