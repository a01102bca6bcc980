"""Where a network with two inputs changes its mind: the lines between its classes."""

import contourpy
import numpy as np

from lib.learning.network import forward

MOST = 24  # points of one stretch of a line: few enough to move, enough to look smooth


def boundaries(layers, x, y, scale=lambda points: points):
    """The lines on which the two highest scores are equal, as points (k, 2) with NaN in gaps.

    x (p,) and y (q,) are the grid's places; scale turns points (k, 2) in their units into the
    network's inputs. Along the lines the scores are interpolated linearly between grid places.
    """
    points = np.stack(np.meshgrid(x, y), axis=-1)
    scores = forward(layers, scale(points.reshape(-1, 2)))[0].reshape(len(y), len(x), -1)
    classes = range(scores.shape[-1])
    found = [np.full((1, 2), np.nan)]
    for i in classes:
        for j in range(i):
            height = scores[..., i] - scores[..., j]
            for line in contourpy.contour_generator(x, y, height).lines(0.0):
                others = [k for k in classes if k not in (i, j)]
                if others:
                    at = forward(layers, scale(line))[0]
                    ahead = at[:, i] - at[:, others].max(axis=1)
                    parts = where_positive(line, ahead)
                else:
                    parts = [line]
                for part in parts:
                    found += [thinned(part), np.full((1, 2), np.nan)]
    return np.concatenate(found)


def where_positive(line, height):
    """The stretches of a line (k, 2) on which height (k,) > 0, cut where it would be 0."""
    parts, part = [], []
    for n, (point, here) in enumerate(zip(line, height, strict=True)):
        if n and (here > 0) != (height[n - 1] > 0):
            share = height[n - 1] / (height[n - 1] - here)
            part.append(line[n - 1] + share * (point - line[n - 1]))
            if here <= 0:
                parts.append(np.array(part))
                part = []
        if here > 0:
            part.append(point)
    if len(part) > 1:
        parts.append(np.array(part))
    return parts


def thinned(line, most=MOST):
    """A line (k, 2) with no more than `most` of its points, both ends among them."""
    if len(line) <= most:
        return line
    return line[np.linspace(0, len(line) - 1, most).round().astype(int)]
