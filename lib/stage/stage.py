"""Stage: one matplotlib figure that moves under sliders without lag.

The still part of a figure is drawn once, as SVG. The artists that move are drawn into a small layer
over it (`lib.stage.layer`), so a move costs a few milliseconds and a few kilobytes, is
sharp on every screen. While the kernel is idle the next places of a slider are drawn ahead
(`lib.stage.ahead`), so that the browser needn't wait for it.
"""

import contextlib
import contextvars
import inspect
import io
import itertools
import weakref

import ipywidgets as widgets
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from lib.drawing.style import STYLE
from lib.formula.functions import FunctionError
from lib.formula.typewriter import showable
from lib.stage import freshness
from lib.stage.ahead import Ahead, Placed
from lib.stage.captioned import captioned
from lib.stage.controls import FunctionChooser
from lib.stage.escaping import escaped
from lib.stage.layer import FIT, layer, svg_settings
from lib.stage.lettering import FONTS
from lib.stage.picture import MAX_WIDTH, picture
from lib.stage.rerun import close_whole, replace_earlier_run
from lib.stage.stops import argument
from lib.stage.theme import SHEET, themed
from lib.stage.turns import in_main_thread, interruptible, main_loop, one_at_a_time, styled
from lib.stage.worded import Worded

SAME_PLACE = "1 / 1 / 2 / 2"
PNG_DPI = 144
STILL = " The picture still shows the last one that could be."
_number = itertools.count(1)
_open = weakref.WeakSet()
SALT = contextvars.ContextVar(
    "salt", default=None
)  # for the ids in a figure's SVG, where it is given


class Stage(Worded, widgets.VBox):
    """A live figure: a still picture, artists that move over it, controls, and its state in words.

    `scene(**settings)` draws the picture into `stage.figure`, names the artists that move with
    `stage.moving(...)`, and returns `update`. `update(**values)` moves them and returns the sentence
    that says what is to be seen now. Each control goes where its name stands as a parameter: those
    of `scene` draw the picture anew, those of `update` only move the layer.

    >>> def line(slope=1.0):
    ...     stage = Stage()
    ...     def scene():
    ...         ax = stage.figure.subplots()
    ...         (shown,) = stage.moving(*ax.plot([-1, 1], [0, 0]))
    ...         def update(m):
    ...             shown.set_ydata([-m, m])
    ...             return f"The line has slope {m:.1f}."
    ...         return update
    ...     return stage.live(scene, m=slider("m, slope", -1.0, 1.0, slope))
    """

    def __init__(self, figsize=(6.4, 4.0), title=""):
        super().__init__()
        self.add_class("stage")
        self.figsize = figsize
        self.title = title
        self.figure = None
        self.controls = {}
        self.state = ""
        self.problem = None
        self.error = None
        self._refused = None, None  # the problem of what is chosen, where the picture shows another
        self._moving = []
        self._number = next(_number)
        self._salt = SALT.get() or f"stage{self._number}"  # for the ids in its SVG
        self._back = widgets.HTML(layout=widgets.Layout(grid_area=SAME_PLACE))
        self._front = Placed(layout=widgets.Layout(grid_area=SAME_PLACE))
        self._readout = Placed(layout=widgets.Layout(max_width=f"{MAX_WIDTH}px"))
        self._readout.add_class("stage-readout")
        self._ahead = None

    def moving(self, *artists):
        """Name the artists that `update` moves; gives them back, one alone or as a tuple."""
        for artist in artists:
            artist.set_animated(True)
            artist.set_in_layout(False)
            self._moving.append(artist)
        return artists

    def live(self, scene, **controls):
        """Draw the scene, connect the controls (in the order in which they are shown), return self."""
        self.controls = controls
        self._scene = scene
        settings = inspect.signature(scene).parameters
        self._settings = [name for name in controls if name in settings]
        if not self._set():
            raise self.error
        known = {*self._settings, *self._values}
        if known != set(controls):
            raise TypeError(f"no parameter for the controls {sorted(set(controls) - known)}")
        for name, control in controls.items():
            self._follow(control, self._set if name in self._settings else self._move)
        for number, name in enumerate(self._free):
            controls[name].add_class(f"stage-moves-{number}")
        box = widgets.GridBox(
            [self._back, self._front],
            layout=widgets.Layout(
                width="100%",
                max_width=f"{MAX_WIDTH}px",
                grid_template_columns="minmax(0, 1fr)",
            ),
        )
        box.add_class("stage-picture")
        self.children = [box, *controls.values(), self._readout]
        replace_earlier_run(self)
        _open.add(self)
        return self

    def _follow(self, control, act):
        """Call act(change) when the control moves.

        A reader's own function is called where cells run, one at a time with them, though the message
        may have come to another thread: there the kernel's interrupt ends it.
        """
        home, newest = main_loop(), itertools.count(1)

        def at_home(number, change):
            # What waits behind a long cell is done once, for where the control stands then.
            if number == follow.last and self.figure is not None:
                with contextlib.suppress(KeyboardInterrupt), interruptible():
                    act(change)

        def follow(change):
            if home is None or in_main_thread() or not self._has_own_function():
                act(change)
                return
            follow.last = next(newest)
            home.call_soon_threadsafe(at_home, follow.last, change)

        control.observe(follow, "value")

    def _has_own_function(self):
        """Whether a function in Python is chosen, which may print, count its calls, or never return."""
        functions = (c for c in self.controls.values() if isinstance(c, FunctionChooser))
        return any(not isinstance(c.value, str) and not c.argument.formula for c in functions)

    @one_at_a_time
    def _set(self, _=None):
        """Draw everything anew, as after a change of function; on trouble keep the last picture."""
        kept = self.figure, self._moving
        self.figure = Figure(figsize=self.figsize, dpi=72, layout="constrained")
        FigureCanvasAgg(self.figure)
        self._moving = []
        try:
            with styled(STYLE), np.errstate(all="ignore"):
                update = self._scene(**self._arguments(self._settings))
                for artist in self._moving:
                    artist.set_visible(False)
                drawn = io.StringIO()
                with svg_settings(self._salt):
                    self.figure.savefig(drawn, format="svg", metadata={"Date": None})
                for artist in self._moving:
                    artist.set_visible(True)
                self.figure.set_layout_engine("none")
                values = [n for n in self.controls if n in inspect.signature(update).parameters]
                sentence = update(**self._arguments(values))
                front = self._layer(sentence)
        except (Exception, KeyboardInterrupt) as problem:
            self.figure, self._moving = kept
            self._say_problem(problem)
            self._refuse()
            return False
        self._update, self._values, self._refused = update, values, (None, None)
        self._begin_ahead()
        width, height = np.array(self.figsize) * 72
        text = drawn.getvalue()
        self._back.value = (
            f'{SHEET}<svg viewBox="0 0 {width:g} {height:g}" class="stage-drawing" aria-hidden="true" {FIT}'
            + themed(text[text.index(" xmlns=", text.index("<svg")) :]).replace(
                "'DejaVu Sans'", FONTS
            )
        )
        self._show(sentence, front)
        return True

    @one_at_a_time
    def _move(self, change=None):
        """Move the artists to where the controls stand; on trouble keep the last good picture."""
        try:
            with np.errstate(all="ignore"):
                sentence = self._update(**self._arguments(self._values))
                front = self._layer(sentence)
        except (Exception, KeyboardInterrupt) as problem:
            self._say_problem(problem)
            return
        self._show(sentence, front)
        if change is not None:
            self._ahead.along(next(n for n in self._free if self.controls[n] is change["owner"]))

    def _begin_ahead(self):
        """A new picture: the frames of the last one are of no use any more."""
        self._free = [name for name in self._values if name not in self._settings]
        if self._ahead is None:
            moving = {name: self.controls[name] for name in self._free}
            self._ahead = Ahead(self._front, self._readout, moving, self._greet)
        self._ahead.begin(None if self._has_own_function() else self._draw, self._restore)

    @one_at_a_time
    def _greet(self):
        """A browser has loaded its half of `Ahead`: only now may it be shown, which sets that up."""
        if self.figure is not None and self._ahead not in self.children:
            self.children = [*self.children, self._ahead]

    def _draw(self, **values):
        """The layer at some values of the controls that only move it."""
        with np.errstate(all="ignore"):
            others = self._arguments(n for n in self._values if n not in values)
            return self._layer(self._update(**values, **others))

    def _restore(self):
        with contextlib.suppress(Exception), np.errstate(all="ignore"):
            self._update(**self._arguments(self._values))

    def _arguments(self, names):
        return {name: argument(self.controls[name]) for name in names}

    def _layer(self, sentence):
        return layer(self._moving, np.array(self.figsize) * 72, sentence, self._salt)

    def _show(self, sentence, front):
        self.state, (self.problem, self.error) = showable(sentence), self._refused
        self._ahead.put(self._front, front)
        said = f"{self._warning()} " if self.problem else ""
        self._ahead.put(self._readout, _status(said + sentence))

    def _say_problem(self, problem):
        what = str(problem)
        if isinstance(problem, KeyboardInterrupt):
            what = "Stopped before it was drawn: does the function take very long?"
        elif not isinstance(problem, FunctionError):
            kind = type(problem).__name__
            what = f"This can't be drawn ({kind}: {problem}). {freshness.advice()}"
        self.problem, self.error = showable(what), problem
        if self._ahead is not None:
            self._ahead.put(self._readout, _status(self._warning()))

    def _warning(self):
        what = self.problem.rstrip()
        end = "" if what.endswith((".", "?", "!")) else "."
        return f"⚠ {what}{end}{STILL if self.state else ''}"

    def _refuse(self):
        """Keep the warning until what is chosen can be drawn; frames held ahead don't have it."""
        self._refused = self.problem, self.error
        if self._ahead is not None:
            self._ahead.begin(None, self._restore)
            self._ahead.put(self._front, self._front.value)

    @one_at_a_time
    def png(self, dpi=PNG_DPI):
        """The present picture with its sentence written under it, as the bytes of a PNG file."""
        with styled(STYLE):
            return captioned(self.figure, self._moving, self.state, dpi)

    def _repr_mimebundle_(self, include=None, exclude=None, **more):
        if self.figure is None:
            return {"text/plain": "This live figure was closed; run its cell again."}
        return super()._repr_mimebundle_(include=include, exclude=exclude, **more)

    def _static(self):
        return picture(self.png(), self.state)

    def __repr__(self):
        return self.state or "Stage()"

    @one_at_a_time
    def close(self):
        """Take everything down: controls, pictures, figure. A closed stage stays closed."""
        # IPython's Out keeps the stage itself for ever, so it must not keep anything of size.
        parts = {*self.children, self._back, self._front, self._readout, self._ahead}
        self.figure, self.controls, self._moving, self.children = None, {}, [], ()
        self._scene = self._update = self._back = self._front = None
        self._readout = self._ahead = None
        for part in filter(None, parts):
            close_whole(part)
        self.layout.close()
        super().close()


def _status(sentence):
    return f'<div role="status" aria-live="polite">{escaped(sentence)}</div>'


def open_stages():
    """The stages that are open now, in the order in which they were made."""
    return sorted((s for s in _open if s.figure is not None), key=lambda stage: stage._number)
