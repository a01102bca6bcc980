"""Drawing the graph of an expression, and the numbers that come out of it step by step."""

import itertools

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from lib.drawing.marks import arrow, label
from lib.drawing.style import QUIET, TINT, role
from lib.learning.graph import symbol

RADIUS = 13.0  # of a node, in points
ABOVE, BELOW = 20.0, -21.0  # middle of a node's value and of its gradient, in points
ROW = 92.0  # at most so far from row to row, in points: steeper arrows would run into numbers


class GraphPicture:
    """The graph of a `lib.learning.graph.Layout` in an Axes: values above the nodes, slopes on the arrows,
    gradients below the nodes.

    All numbers are drawn at once; `reveal` moves white covers over those that aren't known yet.
    values and gradients are dicts by id(node), slopes a dict by (id(user), number of the parent).
    write(number, digits=3) gives a number as text, as `lib.stage.words.short`.
    """

    def __init__(self, ax, layout, values, gradients, slopes, write):
        self.ax, self.layout, self.write = ax, layout, write
        height = ax.figure.get_size_inches()[1] * 72 * 0.9
        half = max(layout.rows / 2 + 0.7, height / ROW / 2)
        ax.figure.set_layout_engine("none")  # so that points are where they will be drawn
        ax.set_position((0.01, 0.02, 0.98, 0.9))
        ax.set(xlim=(-0.55, layout.columns - 0.45), ylim=(-half, half))
        ax.axis("off")
        self.points, self.numbers = {}, {}
        for parent, user, number, points in layout.edges:
            self.points[id(user), number] = self._bowed(parent, user, points)
        for points in self.points.values():
            ax.plot(*np.transpose(points), color=QUIET, linewidth=1.2, zorder=1)
        for node in layout.order:
            self._node(node, values, gradients)
        self.numbers |= {key: "×" + self.write(slopes[key], digits=2) for key in self.points}
        self.places = self._places()
        for key, (x, y) in self.places.items():
            color = role("slope").color
            ax.text(x, y, self.numbers[key], color=color, fontsize=9.5, ha="center", va="center")
        self._movable()

    def _bowed(self, parent, user, points):
        """The arrow's points; where a node is used twice by one user, two bows in place of one line."""
        twins = sum(p is parent for p in user.parents)
        if twins == 1:
            return points
        (x0, y0), (x1, y1) = points[0], points[-1]
        side = 0.35 if sum(key[0] == id(user) for key in self.points) else -0.35
        return [(x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 + side), (x1, y1)]

    def _node(self, node, values, gradients):
        place, leaf = self.layout.place[id(node)], not node.parents
        look = role("input" if leaf else "function")
        name = symbol(node).replace("softplus", "soft-\nplus")
        self.ax.plot(
            *place,
            "s" if leaf else "o",
            markersize=(1.75 if leaf else 2) * RADIUS,
            markerfacecolor=TINT[0],
            markeredgecolor=look.color,
            zorder=2,
        )
        size = 13 if len(name) < 3 else 10.5 if len(name) < 5 else 9.5
        center = {"ha": "center", "va": "center"}
        self.ax.text(
            *place,
            name,
            color=look.color,
            fontsize=size,
            zorder=3,
            **center,
        )
        for text, height, role_name in (
            (self.write(values[id(node)]), ABOVE, "function"),
            ("∂ " + self.write(gradients[id(node)], digits=2), BELOW, "gradient"),
        ):
            self.ax.annotate(
                text,
                place,
                xytext=(0, height),
                textcoords="offset points",
                color=role(role_name).color,
                fontsize=10,
                zorder=2,
                **center,
            )
            self.numbers[id(node), role_name] = text

    def _places(self):
        """For each arrow where its slope stands: beside it, where it hides least."""
        scale, taken, places = self._scale(), [], {}
        for node in self.layout.order:
            spot = np.array(self.layout.place[id(node)]) / scale
            taken.append((spot, (RADIUS, RADIUS)))
            for height, name in ((ABOVE, "function"), (BELOW, "gradient")):
                taken.append((spot + np.array([0, height]), _half(self.numbers[id(node), name])))
        routes = {key: np.array(points) / scale for key, points in self.points.items()}
        along = {key: _beads(route) for key, route in routes.items()}
        for key, route in routes.items():
            start, end = route[:2]
            run, rise = end - start
            square = np.array([-rise, run]) / np.hypot(run, rise)
            size = _half(self.numbers[key])
            near = 2.0 + abs(square[0]) * size[0] + abs(square[1]) * size[1]
            first = 1 if self._upper(self.points[key]) else -1
            spots = [
                start + part * (end - start) + side * away * square
                for away in (near, near + 4.0)
                for part in (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68)
                for side in (first, -first)
            ]
            others = np.concatenate([beads for name, beads in along.items() if name != key])
            best = min(
                spots,
                key=lambda spot: (
                    sum(_overlap(spot, size, *box) for box in taken) + _hit(spot, size, others)
                ),
            )
            taken.append((best, size))
            places[key] = tuple(best * scale)
        return places

    def _upper(self, points):
        """Whether an arrow has its neighbours below it: those of the same parent, or the same user."""
        others = [p for p in self.points.values() if p is not points]
        leaving = [p[1][1] for p in others if p[0] == points[0]]
        arriving = [p[-2][1] for p in others if p[-1] == points[-1]]
        if leaving:
            return points[1][1] > np.mean(leaving)
        return not arriving or points[-2][1] > np.mean(arriving)

    def _movable(self):
        ax = self.ax
        self.covers = PathPatch(
            Path([(0, 0)]), facecolor="white", edgecolor="none", linewidth=0, zorder=4
        )
        ax.add_patch(self.covers)
        self.covers.set_snap(False)
        (self.bare,) = ax.plot([], [], color=QUIET, linewidth=1.2, zorder=4.5)
        (self.ring,) = ax.plot(
            [],
            [],
            "o",
            markersize=2 * RADIUS,
            markerfacecolor="none",
            markeredgewidth=2.4,
            zorder=6,
        )
        (self.flow,) = ax.plot([], [], linewidth=2.6, zorder=5)
        self.heads = [arrow(ax, "gradient", linewidth=2.6) for _ in range(2)]
        self.sums = [
            label(ax, role_name="gradient", ha="center", va="center", fontsize=10, bbox=None)
            for _ in range(3)
        ]
        self.artists = (self.covers, self.bare, self.ring, self.flow, *self.heads, *self.sums)

    def _scale(self):
        """Data units in a point, along x and y."""
        inverse = self.ax.transData.inverted()
        return np.abs(inverse.transform((1, 1)) - inverse.transform((0, 0)))

    def reveal(self, values, gradients, slopes, sums):
        """Hide all numbers but those of the nodes and arrows named; `sums` are gradients so far.

        values, gradients: sets of id(node); slopes: set of (id(user), number);
        sums: dict from id(node) to a number, for nodes whose gradient isn't complete.
        """
        dx, dy = self._scale()
        hidden = []
        for node in self.layout.order:
            x, y = self.layout.place[id(node)]
            if id(node) not in values:
                hidden.append((x, y + ABOVE * dy, self.numbers[id(node), "function"]))
            if id(node) not in gradients:
                hidden.append((x, y + BELOW * dy, self.numbers[id(node), "gradient"]))
        hidden += [
            (*self.places[key], self.numbers[key]) for key in self.points if key not in slopes
        ]
        self.covers.set_path(_boxes(hidden, dx, dy))
        arrows = [_shortened(points, dx, dy) for points in self.points.values()]
        self.bare.set_data(*_joined(arrows))  # once more, over the covers
        for text in self.sums:
            text.set_text("")
        for text, (key, number) in zip(self.sums, sums.items(), strict=False):
            x, y = self.layout.place[key]
            text.set(position=(x, y + BELOW * dy), text=f"∂ {self.write(number, digits=2)} …")

    def highlight(self, node, arrows, backward):
        """A ring around the node at work, and what flows: along arrows, (id(user), number)."""
        color = role("gradient" if backward else "input").color
        dx, dy = self._scale()
        place = [] if node is None else [self.layout.place[id(node)]]
        self.ring.set_data(*(np.transpose(place) if place else ([], [])))
        self.ring.set_markeredgecolor(color)
        routes = [(self.points[key] if not backward else self.points[key][::-1]) for key in arrows]
        routes = [_shortened(route, dx, dy) for route in routes]
        self.flow.set_data(*_joined([route[:-1] for route in routes if len(route) > 2]))
        self.flow.set_color(color)
        for head in self.heads:
            head.set_visible(False)
        for head, route in zip(self.heads, routes, strict=False):
            head.set_positions(tuple(route[-2]), tuple(route[-1]))
            head.set_color(color)
            head.set_visible(True)


def _half(text):
    """About half the width and half the height of a number, in points."""
    return 3.1 * len(text) + 1, 6.0


def _overlap(spot, size, other, other_size):
    """The area that two boxes share."""
    shared = np.add(size, other_size) - np.abs(np.subtract(spot, other))
    return float(np.prod(np.maximum(shared, 0)))


def _beads(route):
    """Points along a route, a few points of the page apart."""
    parts = [np.linspace(a, b, 25) for a, b in itertools.pairwise(route)]
    return np.concatenate(parts)


def _hit(spot, size, points):
    """How much of some lines runs through a box."""
    inside = (np.abs(points - spot) < np.add(size, 1.0)).all(axis=1)
    return 30.0 * float(inside.sum())


def _boxes(hidden, dx, dy):
    """One path of rectangles over texts: (x, y, text) each, with dx and dy to a point."""
    corners, codes = [(0, 0)], [Path.MOVETO]
    for x, y, text in hidden:
        width, height = _half(text) * np.array([dx, dy])
        for side, up in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)):
            corners.append((x + side * width, y + up * height))
        codes += [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY]
    return Path(corners, codes)


def _joined(routes):
    """Several lines as one, with gaps."""
    gap = [(np.nan, np.nan)]
    points = [p for route in routes for p in [*map(tuple, route), *gap]] or gap
    return np.transpose(points)


def _shortened(route, dx, dy):
    """A route that begins and ends at the rim of its nodes."""
    route, scale = np.array(route, dtype=float), np.array([dx, dy])
    for end, next_to in ((0, 1), (-1, -2)):
        way = (route[next_to] - route[end]) / scale
        route[end] += way / np.hypot(*way) * (RADIUS + 2) * scale
    return route
