"""Controls for live figures: sliders with a symbol and a name, choices, and a function chooser.

Each is an ordinary ipywidgets control; `.value` is what a figure reads and what a test sets.
Arrow keys, Home, End and typed values work on all sliders.
"""

import ipywidgets as widgets
import traitlets

from lib.formula.functions import GALLERY, Function, function, gallery

LABEL_WIDTH = "13em"
WIDE = {"width": "100%", "max_width": "640px"}
OWN = "your own …"
UP, DOWN = "up", "down"  # which way a play button moves its slider


def _wide(kind, play=None, **settings):
    """A control as wide as the picture, with room for its label; `play` as for `slider`."""
    # A layout of its own from the start: one that is replaced later would stay in memory.
    made = kind(layout=widgets.Layout(**WIDE), **settings)
    made.style.description_width = LABEL_WIDTH
    if play is not None:
        made.add_class("stage-plays")
    if play == DOWN:
        made.add_class("stage-plays-down")
    return made


def slider(label, lo, hi, value, step=None, *, format=".2f", live=True, play=None):
    """A slider from lo to hi; `label` is symbol and name, such as "x₁, first input".

    With `live=False` the figure follows on release only. `play` gives it a button that moves it once
    from end to end: UP for time or epochs, DOWN for a step that shrinks. Raises ValueError if lo >= hi.
    """
    if not lo < hi:
        raise ValueError(f"a slider needs lo < hi; got {lo} and {hi}")
    step = float(f"{(hi - lo) / 100:.12g}") if step is None else step
    kind = widgets.FloatSlider
    if all(isinstance(number, int) for number in (lo, hi, value, step)):
        kind, format = widgets.IntSlider, "d"
    return _wide(
        kind,
        min=lo,
        max=hi,
        step=step,
        value=value,
        description=label,
        readout_format=format,
        continuous_update=live,
        play=play,
    )


def log_slider(label, lo, hi, value, step=0.1, *, format=".2g", live=True, play=None):
    """A slider for steps and rates, from 10**lo to 10**hi; `step` is in powers of ten."""
    if not lo < hi:
        raise ValueError(f"a log slider needs lo < hi, both powers of ten; got {lo} and {hi}")
    return _wide(
        widgets.FloatLogSlider,
        base=10,
        min=lo,
        max=hi,
        step=step,
        value=value,
        description=label,
        readout_format=format,
        continuous_update=live,
        play=play,
    )


def choice(label, options, value=None):
    """A drop-down list: `options` are values, or a dict from what is shown to the value."""
    options = list(options.items()) if isinstance(options, dict) else list(options)
    first = options[0][1] if isinstance(options[0], tuple) else options[0]
    value = first if value is None else value
    return _wide(widgets.Dropdown, options=options, value=value, description=label)


def switch(label, value=False):
    """A box to tick."""
    return _wide(widgets.Checkbox, value=value, description=label, indent=False)


class Stepper(widgets.VBox):
    """Steps 0, 1, … last to go through: a slider, and buttons for one step back and one on.

    After the last step comes step 0 again: a button that went grey would lose the keyboard's focus.
    `.value` is the present step; `.reach(last)` changes how many there are.
    """

    value = traitlets.Int(0)

    def __init__(self, label, last, value=0):
        self.slider = slider(label, 0, last, value, 1, play=UP)
        self.back, self.on = widgets.Button(), widgets.Button()
        super().__init__([self.slider, widgets.HBox([self.back, self.on])])
        self.value = value
        self.back.on_click(lambda _: self._to((self.value - 1) % (self.max + 1)))
        self.on.on_click(lambda _: self._to((self.value + 1) % (self.max + 1)))
        self.slider.observe(lambda change: self._to(change["new"]), "value")
        self.observe(self._show, "value")
        self._show()

    description = property(lambda self: self.slider.description)
    max = property(lambda self: self.slider.max)

    def reach(self, last):
        """Let the steps go to `last`; a present step beyond it becomes the last."""
        self.slider.max = last
        self._show()

    @traitlets.validate("value")
    def _inside(self, proposal):
        return int(min(self.slider.max, max(0, proposal["value"])))

    def _to(self, step):
        self.value = step

    def _show(self, _=None):
        self.slider.value = self.value
        first, last = self.value == 0, self.value == self.max
        self.back.description = "◀ to the last step" if first else "◀ one step back"
        self.on.description = "from step 0 ▶" if last else "one step on ▶"


class FunctionChooser(widgets.VBox):
    """The function of a figure: chosen from a list, typed, or the reader's own Python callable.

    `choices` are names of the course's gallery, or a dict from name to formula or callable.
    `.value` is a name from the list, a formula as text, or a callable; `.argument` is the
    `lib.formula.functions.Function` it stands for. Reading it raises FunctionError, which a Stage shows to
    the reader while it keeps the last good picture.
    """

    value = traitlets.Any()

    def __init__(self, label, value, choices, variables=("x",), example="x^2 + sin(x)"):
        self.variables = tuple(variables)
        self.choices = choices if isinstance(choices, dict) else dict.fromkeys(choices)
        self.menu = _wide(
            widgets.Dropdown, options=[*self.choices, OWN], value=None, description=label
        )
        symbol = label.split(",")[0]
        self.text = _wide(
            widgets.Text,
            description=f"or your own {symbol} =",
            placeholder=f"such as {example}, then Enter",
            continuous_update=False,
        )
        super().__init__([self.menu, self.text])
        self._busy = False
        self.menu.observe(self._chosen, "value")
        self.text.observe(self._typed, "value")
        self.observe(self._show, "value")
        self.value = value

    @property
    def argument(self) -> Function:
        """The function that `.value` stands for. Raises FunctionError."""
        value = self.value
        if isinstance(value, str):
            known = value in GALLERY and self.variables == ("x",)
            value = self.choices.get(value) or (gallery(value) if known else value)
        return function(value, variables=self.variables)

    def _show(self, change):
        self._busy = True
        try:
            value = change["new"]
            listed = isinstance(value, str) and value in self.choices
            self.menu.value = value if listed else OWN
            formula = value if isinstance(value, str) else getattr(value, "formula", None)
            self.text.value = "" if listed else formula or ""
        finally:
            self._busy = False

    def _chosen(self, change):
        if self._busy:
            return
        if change["new"] != OWN:
            self.value = change["new"]
        elif self.text.value.strip():
            self.value = self.text.value.strip()

    def _typed(self, change):
        if not self._busy and change["new"].strip():
            self.value = change["new"].strip()


def places(control, between=8):
    """Values to try a control at: both ends and `between` places in between, or every choice.

    Tests and benchmarks walk figures with it. Returns a list of values for `control.value`.
    """
    if isinstance(control, FunctionChooser):
        return list(control.choices)
    if isinstance(control, Stepper):
        return list(range(control.max + 1))
    if isinstance(control, widgets.Dropdown | widgets.RadioButtons | widgets.ToggleButtons):
        return [value for _, value in control._options_full]
    if isinstance(control, widgets.Checkbox | widgets.ToggleButton):
        return [True, False]
    lo, hi = control.min, control.max
    steps = [lo + (hi - lo) * k / (between + 1) for k in range(between + 2)]
    if isinstance(control, widgets.FloatLogSlider):  # where it can be dragged to
        stops = dict.fromkeys(round((power - lo) / control.step) for power in steps)
        return [control.base ** min(lo + stop * control.step, hi) for stop in stops]
    if isinstance(control, widgets.IntSlider | widgets.BoundedIntText):
        return sorted({round(value) for value in steps})
    return steps
