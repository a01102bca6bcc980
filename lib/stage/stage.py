"""Stage: one matplotlib figure that moves under sliders without lag.

The still part of a figure is drawn once, as SVG. The artists that move are drawn into a small layer
over it (`lib.stage.layer`), so a move costs a few milliseconds and a few kilobytes, is
sharp on every screen, and needs nothing beyond ipywidgets.
"""

import base64
import html
import inspect
import io
import itertools
import textwrap
import weakref

import ipywidgets as widgets
import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from lib.drawing.style import STYLE
from lib.formula.functions import FunctionError
from lib.stage import freshness
from lib.stage.layer import FIT, layer, svg_settings
from lib.stage.lettering import FONTS
from lib.stage.rerun import close_whole, replace_earlier_run

SAME_PLACE = "1 / 1 / 2 / 2"
MAX_WIDTH = 640
PNG_DPI = 144
_number = itertools.count(1)
_open = weakref.WeakSet()


class Stage(widgets.VBox):
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
        self._moving = []
        self._number = next(_number)
        self._salt = f"stage{self._number}"  # for the ids in its SVG
        self._back = widgets.HTML(layout=widgets.Layout(grid_area=SAME_PLACE))
        self._front = widgets.HTML(layout=widgets.Layout(grid_area=SAME_PLACE))
        self._readout = widgets.HTML(layout=widgets.Layout(max_width=f"{MAX_WIDTH}px"))
        self._readout.add_class("stage-readout")

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
            control.observe(self._set if name in self._settings else self._move, "value")
        box = widgets.GridBox(
            [self._back, self._front],
            layout=widgets.Layout(
                width="100%",
                max_width=f"{MAX_WIDTH}px",
                grid_template_columns="minmax(0, 1fr)",
            ),
        )
        box.add_class("stage-picture")
        self.children = [box, *controls.values(), self._readout, widgets.HTML(_NAMES)]
        replace_earlier_run(self)
        _open.add(self)
        return self

    def _set(self, _=None):
        """Draw everything anew, as after a change of function; on trouble keep the last picture."""
        kept = self.figure, self._moving
        self.figure = Figure(figsize=self.figsize, dpi=72, layout="constrained")
        FigureCanvasAgg(self.figure)
        self._moving = []
        try:
            with mpl.rc_context(STYLE), np.errstate(all="ignore"):
                update = self._scene(**self._arguments(self._settings))
                for artist in self._moving:
                    artist.set_visible(False)
                picture = io.StringIO()
                with svg_settings(self._salt):
                    self.figure.savefig(picture, format="svg", metadata={"Date": None})
                for artist in self._moving:
                    artist.set_visible(True)
                self.figure.set_layout_engine("none")
                values = [n for n in self.controls if n in inspect.signature(update).parameters]
                sentence = update(**self._arguments(values))
                front = self._layer(sentence)
        except (Exception, KeyboardInterrupt) as problem:
            self.figure, self._moving = kept
            self._say_problem(problem)
            return False
        self._update, self._values = update, values
        width, height = np.array(self.figsize) * 72
        text = picture.getvalue()
        self._back.value = (
            f'<svg viewBox="0 0 {width:g} {height:g}" aria-hidden="true" {FIT}'
            + text[text.index(" xmlns=", text.index("<svg")) :].replace("'DejaVu Sans'", FONTS)
        )
        self._show(sentence, front)
        return True

    def _move(self, _=None):
        """Move the artists to where the controls stand; on trouble keep the last good picture."""
        try:
            with np.errstate(all="ignore"):
                sentence = self._update(**self._arguments(self._values))
                front = self._layer(sentence)
        except (Exception, KeyboardInterrupt) as problem:
            self._say_problem(problem)
            return
        self._show(sentence, front)

    def _arguments(self, names):
        return {name: argument(self.controls[name]) for name in names}

    def _layer(self, sentence):
        return layer(self._moving, np.array(self.figsize) * 72, sentence, self._salt)

    def _show(self, sentence, front):
        self.state, self.problem, self.error = sentence, None, None
        self._front.value = front
        self._readout.value = _status(sentence)

    def _say_problem(self, problem):
        what = str(problem)
        if isinstance(problem, KeyboardInterrupt):
            what = "Stopped before it was drawn: does the function take very long?"
        elif not isinstance(problem, FunctionError):
            what = (
                f"This can't be drawn ({type(problem).__name__}: {problem}). {freshness.advice()}"
            )
        self.problem = what
        self.error = problem
        if not what.rstrip().endswith((".", "?", "!")):
            what = f"{what.rstrip()}."
        still = " The picture still shows the last one that could be." if self.state else ""
        self._readout.value = _status(f"⚠ {what}{still}")

    def png(self, dpi=PNG_DPI):
        """The present picture with its sentence written under it, as the bytes of a PNG file."""
        width, height = self.figsize
        lines = textwrap.wrap(self.state, width=int(width * 12.5)) or [""]
        room = 0.22 * len(lines) + 0.12
        with mpl.rc_context(STYLE):
            caption = self.figure.text(
                0.01, -0.08 / height, "\n".join(lines), va="top", ha="left", fontsize=10.5
            )
            for artist in self._moving:
                artist.set_animated(False)
            try:
                picture = io.BytesIO()
                self.figure.savefig(
                    picture,
                    format="png",
                    dpi=dpi,
                    bbox_inches=Bbox([[0, -room], [width, height]]),
                    metadata={"Software": None},
                )
            finally:
                caption.remove()
                for artist in self._moving:
                    artist.set_animated(True)
        return picture.getvalue()

    def _repr_mimebundle_(self, include=None, exclude=None, **more):
        if self.figure is None:
            return {"text/plain": "This live figure was closed; run its cell again."}
        live = super()._repr_mimebundle_(include=include, exclude=exclude, **more)
        bundle = live[0] if isinstance(live, tuple) else live
        picture = base64.b64encode(self.png()).decode()
        bundle = {**bundle, "text/plain": self.state, "image/png": picture}
        return bundle, {"image/png": {"width": MAX_WIDTH}}

    def __repr__(self):
        return self.state or "Stage()"

    def close(self):
        """Take everything down: controls, pictures, figure. A closed stage stays closed."""
        # IPython's Out keeps the stage itself for ever, so it must not keep anything of size.
        parts = [*self.children, self._back, self._front, self._readout]
        self.figure, self.controls, self._moving, self.children = None, {}, [], ()
        self._scene = self._update = self._back = self._front = self._readout = None
        for part in filter(None, parts):
            close_whole(part)
        self.layout.close()
        super().close()


def argument(control):
    """What a figure is given for a control: its `.argument` where it has one, else its value."""
    return control.argument if hasattr(type(control), "argument") else control.value


def _status(sentence):
    return f'<div role="status" aria-live="polite">{html.escape(sentence)}</div>'


# noUiSlider's handles have no accessible name, and ipywidgets offers no way to give them one. This
# runs once the stage is on the page: each handle is named by its visible label, each typed value
# too, and the readout becomes a live region that stays while its text changes.
_NAMES = (
    '<style onload="'
    "(function(own){var stage=own.closest('.stage');if(!stage)return;"
    "function name(){stage.querySelectorAll('.widget-slider').forEach(function(w){"
    "var l=w.querySelector('.widget-label'),h=w.querySelector('[role=slider]'),"
    "r=w.querySelector('.widget-readout');if(!l)return;"
    "if(h)h.setAttribute('aria-label',l.textContent);"
    "if(r){r.setAttribute('role','textbox');"
    "r.setAttribute('aria-label',l.textContent+', typed value')}});"
    "var s=stage.querySelector('.stage-readout .widget-html-content');"
    "if(s){s.setAttribute('aria-live','polite')}}"
    "name();new MutationObserver(name).observe(stage,{childList:true})"
    '})(this)"></style>'
)


def open_stages():
    """The stages that are open now, in the order in which they were made."""
    return sorted((s for s in _open if s.figure is not None), key=lambda stage: stage._number)
