"""Frames ahead: while the kernel is idle, the places where a slider can go next are drawn and sent.

`Ahead` is nothing to look at. Its half in the browser, `frames.js`, listens to a figure's controls;
where it holds the frame for where they stand, it puts it into the figure's picture at once. The
frames come from the figure's own `update`: nothing is interpolated. Where the browser can't load
`frames.js`, no frame is drawn ahead, and the figure is what it is without.
"""

import asyncio
import collections
import contextlib
import json
import statistics
import time
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

from lib.stage.frames import Known, pack
from lib.stage.stops import count, leaf, nearest, place, stop
from lib.stage.turns import alone, interruptible

CHUNK = 0.01  # s of drawing at a time: a move of the reader waits for no more than that
PAUSE = 0.01  # s between chunks, in which a message that waits is taken
SETTLE = 0.05  # s before the first, which leaves the line to a move that comes at once
SLOW = 0.05  # s: a figure whose frames take longer isn't drawn ahead
TOGETHER = 40  # frames in a message
BESIDE = 24  # frames along each control that isn't in use
MOST = 20_000  # places that are remembered as sent

_waiting = []  # the Ahead of each figure with frames to draw; the last is the one in use
_turn = None  # whose turn it is to draw: a call that was asked for earlier finds another one here


class Placed(widgets.HTML):
    """HTML that knows of which place it tells, so that a browser knows a picture that comes late."""

    place = traitlets.Unicode().tag(sync=True)


class Ahead(anywidget.AnyWidget):
    """Draws the frames of one figure ahead, and sends them."""

    _esm = Path(__file__).with_name("frames.js")
    _css = Path(__file__).with_name("stage.css")
    picture = traitlets.Any().tag(sync=True, **widgets.widget_serialization)
    readout = traitlets.Any().tag(sync=True, **widgets.widget_serialization)
    controls = traitlets.List().tag(sync=True, **widgets.widget_serialization)

    def __init__(self, picture, readout, controls, greeted):
        """`controls` are those that move the layer, by name; `greeted()` is called by each browser.

        Frames go by way of the picture's own messages: those of an AnyWidget are lost when its page
        takes longer than two seconds to load.
        """
        leaves = [leaf(control) for control in controls.values()]
        super().__init__(
            picture=picture,
            readout=readout,
            controls=leaves,
            layout=widgets.Layout(display="none"),
        )
        self._picture, self._greeted = picture, greeted
        self._names, self._places = list(controls), leaves
        self._draw = self._restore = None
        self._epoch, self._sent, self._known = 0, {}, Known()
        self._axis, self._ways, self._took = None, iter(()), collections.deque(maxlen=5)
        self._made, self._line, self._batch = [], None, 1
        self._heard = False
        picture.on_msg(self._asked)

    def begin(self, draw, restore):
        """The picture behind is new: all frames are forgotten.

        draw(**values) gives a layer; None stands for a figure that isn't to be drawn ahead. restore()
        moves the artists back to where the controls stand.
        """
        self._made.clear()
        self.rest()
        self._draw, self._restore = draw, restore
        self._epoch += 1
        for held in (self._sent, self._known, self._took):
            held.clear()
        self._go()

    def put(self, part, text):
        """Set the text of picture or readout, together with the place that it tells of."""
        tag = ""
        if self._draw is not None:
            here = self._here()
            self._note(here)
            tag = f"{self._epoch}:{json.dumps(here, separators=(',', ':'))}"
        with part.hold_sync():
            part.value, part.place = text, tag

    def along(self, name):
        """Draw ahead from where all controls stand, first along the control of that name."""
        self._axis = self._names.index(name)
        self._go()

    def close(self):
        """End all drawing."""
        with alone():
            self._made.clear()
            self.rest()
            self._draw = self._restore = self._greeted = self._picture = None
            self._names, self._places, self._sent = [], [], {}
        super().close()

    def _asked(self, _, content, __):
        if content.get("hello"):  # a browser that has nothing yet, as after a reload
            self._heard = True
            self._sent.clear()
            self._known.clear()
            if self._greeted:
                self._greeted()
            self._go()
        elif content.get("along") in range(len(self._names)):
            self.along(self._names[content["along"]])
        for name in content.get("dropped", ()):
            self._sent.pop(key(json.loads(name)), None)

    def _here(self):
        return tuple(place(control) for control in self._places)

    def _note(self, there):
        self._sent[there] = None
        if len(self._sent) > MOST:
            self._sent.pop(next(iter(self._sent)), None)

    def _go(self):
        self.rest()
        if self._heard and self._draw is not None and not self._slow() and _soon(SETTLE):
            self._ways, self._batch = self._plan(), 1
            _waiting.append(self)

    def _slow(self):
        return len(self._took) == self._took.maxlen and statistics.median(self._took) > SLOW

    def rest(self):
        """Send what is drawn, and draw no more for now."""
        self._hand_over()
        self._ways = iter(())
        with contextlib.suppress(ValueError):
            _waiting.remove(self)

    def _plan(self):
        """(axis, place) of frames to draw: along the control in use, then some along each other one."""
        here = self._here()
        for axis in sorted(range(len(here)), key=lambda axis: axis != self._axis):
            start = nearest(self._places[axis])
            near = sorted(range(count(self._places[axis])), key=lambda n, s=start: abs(n - s))
            for number in near if axis == self._axis else near[:BESIDE]:
                yield axis, (*here[:axis], number, *here[axis + 1 :])

    def some(self):
        """Draw for one chunk of time, and send. False when there is nothing more to draw."""
        start, more, drawn = time.perf_counter(), True, False
        while more and time.perf_counter() - start < CHUNK:
            axis, there = next(self._ways, (None, None))
            more = axis is not None and not self._slow()
            if more and there not in self._sent:
                drawn = True
                self._one(axis, there)
        if drawn:
            self._restore()
        # Each message costs the browser some ms: the nearest frames go at once, the others together.
        if not more or len(self._made) >= self._batch:
            self._hand_over()
        return more

    def _one(self, axis, there):
        line = axis, (*there[:axis], 0, *there[axis + 1 :])
        if line != self._line:
            self._hand_over()
            self._line = line
        begun = time.perf_counter()
        # Where nothing can be drawn there is no frame: the kernel says why when one goes there.
        with contextlib.suppress(Exception):
            self._made.append((there[axis], self._draw(**self._values(there))))
        self._note(there)
        self._took.append(time.perf_counter() - begun)

    def _values(self, there):
        pairs = zip(self._names, self._places, there, strict=True)
        return {n: stop(c, p) if isinstance(p, int) else p[0] for n, c, p in pairs}

    def _hand_over(self):
        if self._made:
            axis, line = self._line
            told = {"epoch": self._epoch, "axis": axis, "place": line}
            try:
                self._picture.send(told, [pack(self._made, self._known)])
            except BaseException:  # an interrupt: what was packed may not have been sent
                self._known.clear()
                raise
            self._made, self._batch = [], min(2 * self._batch, TOGETHER)


def _soon(wait):
    """Draw in `wait` seconds, in the loop that runs here. False where none runs: no idle time."""
    global _turn
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return False
    _turn = object()
    loop.call_later(wait, _take_turn, _turn)
    return True


def _take_turn(turn):
    if turn is not _turn or not _waiting:
        return
    with alone(wait=0) as got:
        figure, more = _waiting[-1], True
        try:
            with interruptible():
                more = not got or figure.some()
        except KeyboardInterrupt:
            more = False
        if not more:
            figure.rest()
    if _waiting:
        _soon(PAUSE)


def key(parts):
    """The name of a place, from what JSON makes of it."""
    return tuple(tuple(part) if isinstance(part, list) else part for part in parts)
