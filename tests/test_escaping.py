"""Whatever is shown stays text, wherever it comes from: one list of payloads, every renderer.

A payload is a text that would become an element, an attribute or the end of a quote if it were let
through. What a renderer makes of it is parsed as a browser does it: nothing of the payload may be a
tag or an attribute by then, and all of it must still be there to be read.
"""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import ipywidgets as widgets
import pytest
from matplotlib.figure import Figure

from lib.drawing.heatmap import HeatMap
from lib.formula import function
from lib.formula.typewriter import showable
from lib.practice import beginning, exercises, final, predictions
from lib.practice.engine import (
    Exercise,
    Mistake,
    class_report,
    course,
    diagnostic,
    examining,
    progress,
    recalling,
)
from lib.practice.engine.course import CourseMap, Entry
from lib.practice.engine.notes import Note, rich
from lib.practice.engine.predict import predict
from lib.practice.engine.records import empty
from lib.practice.remembering import Remembered
from lib.stage import Stage, choice, described, slider, switch
from lib.stage.controls import FunctionChooser, Stepper
from lib.stage.progress_bar import Bar

LIB = Path(__file__).resolve().parents[1] / "lib"
KEY = "slope.between"

PAYLOADS = [
    "<img src=x onerror=pwn()>",
    "<pwn>bold</pwn>",
    '"><pwn x="',
    "'><pwn x='",
    '" onload="pwn()" x="',
    "' onload='pwn()' x='",
    "</text><script>pwn()</script>",
    "</div></svg></details></title></style><pwn>",
    "]]><pwn>",
    "--><pwn><!--",
    "&lt;pwn&gt; &amp; &#60;",
    "<!--",
    "<![CDATA[<pwn>",
    "<a href=javascript:pwn()>x</a>",
    "`<pwn>`",
    "half a letter: \ud800<pwn>",
    "\x00\x08\x1b[31m<pwn>\x7f",
    "<p\x00wn>",
    "\u202e<pwn>",
]


def typeset(payload):
    """Whether matplotlib draws it; what no page can show ends in an error there, which is said."""
    return showable(payload) == payload


ids = pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
SENDABLE = [payload for payload in PAYLOADS if typeset(payload)]


class Page(HTMLParser):
    """The tags, attributes and text of some HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        assert "pwn" not in data, "the payload became a comment"

    unknown_decl = handle_comment


def bare(text):
    """Text without what no page can show, backticks, and differences of space."""
    text = "".join(
        " " if re.match(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd\u202e`]", c) else c for c in text
    )
    return re.sub(r"\s+", "", text)


def stays_text(shown, payload, where="text"):
    """Whether the payload is in this HTML as text (or as the value of an attribute) and nothing else."""
    shown.encode("utf-8")  # what a kernel sends to a page
    page = Page(shown)
    assert not page.tags & {"pwn", "script", "img"}, page.tags
    for name, value in page.attributes:
        assert not name.startswith("on") or (name == "onload" and "pwn" not in value), (name, value)
        assert name not in ("href", "src") or "javascript:" not in value
    texts = (
        ["".join(page.text)] if where == "text" else [v for n, v in page.attributes if n == where]
    )
    assert any(bare(payload) in bare(text) for text in texts), (where, texts)


def stored(bundle, payload):
    """Whether what a notebook keeps of a picture is one picture, the payload in its words alone."""
    bundle["text/plain"].encode("utf-8")
    page = Page(bundle["text/html"])
    assert page.tags == {"img"} and not "".join(page.text)
    assert [name for name, _ in page.attributes] == ["alt", "width", "src"]
    alt, _, source = (value for _, value in page.attributes)
    assert bare(payload) in bare(alt) and source.startswith("data:image/png;base64,")


def plain(text):
    """Whether text can be sent and printed: no half letters, no signs that steer a terminal."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", text), repr(text)


# Notes, checks, hints


@ids
def test_notes(payload):
    stays_text(rich(payload), payload)
    for note in (Note(payload), Note(payload, "→")):
        stays_text(note._repr_html_(), payload)
        plain(repr(note))
        assert str(note).isascii()


def exercise(payload):
    """An exercise whose every text is the payload."""
    return Exercise(
        key="slope.payload",
        title=payload,
        right=lambda a: a,
        mistakes=[Mistake(payload, lambda a: a + 1, payload)],
        hints=[payload],
        stub="def f(a):\n    return ...\n",
        answer=payload,
        praise=payload,
        probes=[(1.0,), (2.0,)],
    )


def raising(payload):
    def answer(a):
        raise ValueError(payload)

    return answer


@ids
def test_what_a_check_says(payload):
    made = exercise(payload)
    for answer in (lambda a: a, lambda a: a + 1, raising(payload), lambda a: payload, payload):
        found = made.check(answer)
        stays_text(found._repr_html_(), "")
        plain(repr(found))
    stays_text(made.check(lambda a: a)._repr_html_(), payload)
    stays_text(made.check(lambda a: a + 1)._repr_html_(), payload)
    stays_text(made.hint()._repr_html_(), payload)
    stays_text(made.solution()._repr_html_(), payload)
    named = lambda a: a + 2  # noqa: E731
    named.__name__ = named.__qualname__ = payload
    stays_text(made.check(lambda a: named)._repr_html_(), "")


def test_the_name_of_an_exception_in_a_check():
    odd = type("<pwn>", (Exception,), {"__str__": lambda self: "<pwn>"})

    def answer(a):
        raise odd

    stays_text(exercise("x").check(answer)._repr_html_(), "<pwn>")


# Predictions, questions


@ids
def test_predictions(payload):
    asked = predict(
        "slope.payload", payload, {payload: payload, "b": payload + "b", "c": "c"}, payload
    ).ask()
    asked.choose(payload)
    stays_text(asked._reply.value, payload)
    html_of(asked)
    stays_text(asked._static(), payload)
    plain(repr(asked))
    asked.close()


@ids
def test_the_diagnostic(monkeypatch, payload):
    question = beginning.Question(payload, (payload, "b"), "b", payload)
    monkeypatch.setattr(beginning, "QUESTIONS", [question])
    asked = diagnostic.where_to_begin()
    asked.answer(payload)
    html_of(asked)
    stays_text(asked._advice.value, payload)
    stays_text(asked._repr_mimebundle_()["text/html"], payload)
    plain(repr(asked))
    asked.close()


@ids
def test_the_questions_that_a_notebook_opens_with(payload):
    asked = predict("recall.x", payload, {payload: payload, "b": payload, "c": "c"}, payload)
    page = recalling.Recalled([Remembered(asked, payload, ())])
    page.asked[0].choose(payload)
    stays_text(page.asked[0].children[0].value, payload)
    stays_text(page.asked[0]._reply.value, payload)
    html_of(page)
    stays_text(page._repr_mimebundle_()["text/html"], payload)
    plain(repr(page))
    page.close()


@ids
def test_the_exam(monkeypatch, payload):
    question = final.Sum(payload, payload, 1.0, {2.0: payload}, payload)
    monkeypatch.setattr(final, "QUESTIONS", [question] * 3)
    page = examining.exam()
    plain(page.answer("1", "2", payload))
    html_of(page)
    stays_text(page._page.value, payload)
    stays_text(page._repr_mimebundle_()["text/html"], payload)
    plain(repr(page))
    page.close()


@ids
def test_the_exam_of_a_notebook_with_a_payload_for_a_name(monkeypatch, payload):
    entry = Entry(payload, "01", payload, payload, 1, "slope")
    monkeypatch.setattr(examining, "contents", lambda: [entry])
    page = examining.exam()
    plain(page.answer(*[""] * len(final.QUESTIONS)))
    stays_text(page._page.value, payload)
    stays_text(page._repr_mimebundle_()["text/html"], payload)
    page.close()


def html_of(widget):
    """All that a widget shows as HTML stays text; no label of a control is read as HTML."""
    parts = [widget]
    for part in parts:
        parts += getattr(part, "children", ())
        if isinstance(part, widgets.HTML | widgets.HTMLMath):
            stays_text(part.value, "")
        for trait in ("description_allow_html", "tooltip"):
            assert not getattr(part, trait, False), (part, trait)


# The map of the course


@ids
def test_the_course_map(tmp_path, payload):
    (tmp_path / "name").touch()
    shown = CourseMap([Entry(f"01_{payload}", "01", payload, payload, payload, "slope")])
    stays_text(shown._repr_html_(), payload)
    plain(repr(shown))
    assert str(shown).isascii()
    shown.rows = [(shown.entries[0], {payload: payload}, 0, 0)]
    shown.trouble = [payload]
    stays_text(shown._repr_html_(), payload)


@ids
@pytest.mark.parametrize("place", ["status", "attempts", "key", "mistake", "version", "choice"])
def test_a_progress_file_with_a_payload(payload, place):
    entry = {"status": "not yet", "attempts": 1, "hints": 0, "mistakes": {}}
    asked = {"first": "a", "first_right": False, "choice": "a", "right": False}
    stored = {**empty(), "exercises": {KEY: entry}, "predictions": {"slope.pairs": asked}}
    if place in ("status", "attempts"):
        entry[place] = payload
    elif place == "key":
        stored["exercises"][payload] = payload
    elif place == "mistake":
        entry["mistakes"] = {payload: payload}
    elif place == "version":
        stored["version"] = payload
    else:
        asked["choice"] = asked["first"] = payload
    progress.progress_path().write_text(json.dumps(stored))
    stays_text(CourseMap()._repr_html_(), "")
    progress.forget()
    found = exercises()[KEY].check(lambda f, x1, x2: 0.0)
    stays_text(found._repr_html_(), "")
    plain(repr(found))
    reply = predictions()["slope.pairs"].ask()
    html_of(reply)
    reply.close()
    progress.record_hint(KEY)
    assert progress.load()["exercises"][KEY]["hints"] == 1


@ids
def test_a_notebook_with_a_payload_in_its_first_cell(tmp_path, payload):
    source = f"# 01 · {payload}\n\n*{payload}*\n\n40 minutes"
    cells = [{"cell_type": "markdown", "source": source}, {"cell_type": "code", "source": payload}]
    (tmp_path / "01_slope.ipynb").write_text(json.dumps({"cells": cells}))
    shown = CourseMap(course.contents(tmp_path))
    stays_text(shown._repr_html_(), "")
    plain(repr(shown))


@ids
@pytest.mark.parametrize("place", ["key", "mistake", "name of the file"])
def test_the_table_of_a_class(tmp_path, payload, place):
    entry = {"status": "not yet", "attempts": 1, "hints": 0, "mistakes": {}}
    stored = {**empty(), "exercises": {KEY: entry}}
    file = tmp_path / "file.json"
    if place == "key":
        stored["exercises"][payload] = entry
    elif place == "mistake":
        entry["mistakes"] = {payload: 1}
    else:
        file = tmp_path / ("no such file " + payload)
    progress.progress_path().write_text(json.dumps(stored))
    shown = class_report(progress.progress_path(), file)
    stays_text(shown._repr_html_(), payload if place == "mistake" and typeset(payload) else "")
    plain(repr(shown))
    assert str(shown).isascii()


# Figures


def pictured():
    """A live figure with all payloads in its still and its moving part; they are said one by one."""
    stage = Stage()

    def scene(s):
        ax = stage.figure.subplots()
        ax.set_title(SENDABLE[s])
        for n, payload in enumerate(SENDABLE):
            ax.plot([0, 1], [n, n], label=payload)
            stage.moving(ax.text(0.5, n, payload))
        ax.legend()

        def update(m):
            if m >= len(PAYLOADS):
                raise ValueError(PAYLOADS[m % len(PAYLOADS)])
            return f"{PAYLOADS[m]} is said."

        return update

    return stage.live(
        scene,
        s=choice("s, still", range(len(SENDABLE))),
        m=slider("m, said", 0, 2 * len(PAYLOADS) - 1, 0, 1),
    )


def test_the_readout_and_the_picture_of_a_stage():
    stage = pictured()
    for payload in SENDABLE:
        stays_text(stage._back.value, payload)
        stays_text(stage._front.value, payload)
    for m, payload in enumerate(PAYLOADS):
        stage.controls["m"].value = m
        stays_text(stage._front.value, payload, "aria-label")
        stays_text(stage._readout.value, payload)
        plain(stage.state)
        assert str(stage).isascii()
        html_of(stage)
    stored(stage._repr_mimebundle_(), payload)
    for m, payload in enumerate(PAYLOADS):
        stage.controls["m"].value = m + len(PAYLOADS)
        stays_text(stage._readout.value, payload)
        plain(stage.problem)
    stage.close()


def test_a_moving_table():
    stage = Stage()

    def scene():
        ax = stage.figure.subplots()
        said = dict(enumerate(SENDABLE))
        table = HeatMap(ax, ["row"], SENDABLE, 1.0, lambda value: said[int(value)])
        table.set_values([list(said)])
        stage.moving(table)
        return lambda m: "The table is shown."

    stage.live(scene, m=slider("m, nothing", 0.0, 1.0, 0.5))
    for payload in SENDABLE:
        stays_text(stage._front.value, payload)
        stays_text(stage._back.value, payload)
    stage.close()


def test_a_readers_function_with_a_payload_for_a_name():
    stage = Stage()
    chooser = FunctionChooser("f(x), curve", "x^2", ["x^2"])

    def scene(f):
        stage.figure.subplots().plot([0, 1], [float(f(0.0)), float(f(1.0))])
        return lambda: f"The curve is {f.label}."

    stage.live(scene, f=chooser)
    for payload in PAYLOADS:
        named = raising(payload)
        named.__name__ = named.__qualname__ = payload
        kind = type(payload, (), {}) if typeset(payload) else None
        for value in (named, payload, kind):
            chooser.value = value
            html_of(stage)
            plain(stage.problem)
        named = lambda x: x * 2.0  # noqa: E731
        named.__name__ = named.__qualname__ = payload
        chooser.value = named
        html_of(stage)
        plain(stage.problem or stage.state)
    stage.close()


@ids
def test_controls(payload):
    label = f"x, {payload}"
    for control in (
        slider(label, 0.0, 1.0, 0.5),
        switch(label),
        choice(label, [payload, "b"]),
        Stepper(label, 3),
        FunctionChooser(label, "x^2", ["x^2"], example=payload),
    ):
        html_of(control)
        control.close()


@ids
def test_a_still_picture(payload):
    figure = Figure()
    words = f"four words at least {payload}"
    shown = described(figure, words)
    stays_text(shown.value, payload, "aria-label")
    plain(repr(shown))
    assert str(shown).isascii()
    stored(shown._repr_mimebundle_(), payload)
    shown.close()


@ids
def test_the_progress_bar(payload):
    bar = Bar(payload, 3)
    for end in ("", "done"):
        bar.move(2, payload, end)
        stays_text(bar._text.value, payload)
    html_of(bar)
    plain(repr(bar))
    assert str(bar).isascii()
    bar.close()


def test_a_function():
    f = function(lambda x: x, name="f")
    assert str(f.derivative).isascii() and "′" in repr(f.derivative)


# That no renderer is forgotten

KNOWN = {
    "practice/engine/checking.py",
    "practice/engine/notes.py",
    "practice/engine/course.py",
    "practice/engine/diagnostic.py",
    "practice/engine/examining.py",
    "practice/engine/predict.py",
    "practice/engine/recalling.py",
    "practice/engine/report.py",
    "stage/layer.py",
    "stage/lettering.py",
    "stage/picture.py",
    "stage/progress_bar.py",
    "stage/shapes.py",
    "stage/sheet.py",  # numbers and colours only, as strokes.py
    "stage/strokes.py",
    "stage/stage.py",
    "stage/still.py",
    "stage/worded.py",  # gives on what the others make
    "stage/theme.py",  # a style sheet of fixed words
}


def test_every_module_that_makes_html_is_tried_here():
    makes = re.compile(
        r"_repr_(html|svg|latex|markdown|javascript)_|def _static|HTML\(|text/html|['\"]<(?!lambda)\w+[ >]"
    )
    found = {
        path.relative_to(LIB).as_posix()
        for path in LIB.rglob("*.py")
        if makes.search(path.read_text())
    }
    assert found <= KNOWN, "a new renderer: try it with the payloads, then name it"
