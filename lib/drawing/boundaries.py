"""Where a network with two inputs changes its mind: the lines between its classes."""

import itertools

import contourpy
import numpy as np

from lib.learning.network import forward

MOST = 24  # points of one stretch of a line: few enough to move, enough to look smooth


class Plane:
    """A grid of a network's inputs, made once for many networks.

    x (p,) and y (q,) are the grid's places; scale turns points (k, 2) in their units into the
    network's inputs.
    """

    def __init__(self, x, y, scale=lambda points: points):
        self._places, self._scale = np.meshgrid(x, y), scale
        self._inputs = scale(np.stack(self._places, axis=-1).reshape(-1, 2))

    def boundaries(self, layers):
        """The lines on which the two highest scores are equal, and the classes that lead somewhere.

        Gives points (k, 2), with NaN in gaps, and a set of whole numbers, those found at the grid's
        places. Along the lines the scores are interpolated linearly between grid places.
        """
        scores = forward(layers, self._inputs)[0].reshape(*self._places[0].shape, -1)
        classes = range(scores.shape[-1])
        named = set(np.flatnonzero(np.bincount(scores.argmax(axis=-1).ravel())).tolist())
        found = [np.full((1, 2), np.nan)]
        for i in classes:
            for j in range(i):
                height = scores[..., i] - scores[..., j]
                for line in _zeros(*self._places, height):
                    others = [k for k in classes if k not in (i, j)]
                    if others:
                        at = forward(layers, self._scale(line))[0]
                        ahead = at[:, i] - at[:, others].max(axis=1)
                        parts = where_positive(line, ahead)
                    else:
                        parts = [line]
                    for part in parts:
                        found += [thinned(part), np.full((1, 2), np.nan)]
        return np.concatenate(found), named


def _zeros(x, y, height):
    """The lines along which a height is 0, each (k, 2); all three arrays are (q, p)."""
    if not np.isfinite(height).all():
        return contourpy.contour_generator(x, y, height).lines(0.0)
    # The same without its search for gaps, which takes longer than the lines.
    how = contourpy.SerialContourGenerator
    return how(
        *(x, y, height, None),
        corner_mask=True,
        line_type=how.default_line_type,
        fill_type=how.default_fill_type,
        quad_as_tri=False,
        z_interp=contourpy.ZInterp.Linear,
    ).lines(0.0)


def where_positive(line, height):
    """The stretches of a line (k, 2) on which height (k,) > 0, cut where it would be 0."""
    ahead = height > 0
    cuts = np.flatnonzero(ahead[1:] != ahead[:-1]) + 1
    before = height[cuts - 1]
    share = (before / (before - height[cuts]))[:, None]
    at = line[cuts - 1] + share * (line[cuts] - line[cuts - 1])
    parts = []
    for k, (first, end) in enumerate(itertools.pairwise([0, *cuts.tolist(), len(line)])):
        if first < end and ahead[first]:
            parts.append(
                np.concatenate([at[k - 1 : k] if k else at[:0], line[first:end], at[k : k + 1]])
            )
    return [part for part in parts if len(part) > 1]


def thinned(line, most=MOST):
    """A line (k, 2) with no more than `most` of its points, both ends among them."""
    if len(line) <= most:
        return line
    return line[np.linspace(0, len(line) - 1, most).round().astype(int)]
