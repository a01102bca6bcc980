"""What a notebook's cells show is found in their code, wherever a cell stands."""

import pytest

from lib.explore import figures
from lib.practice import exercises, predictions
from website import calls, source
from website.calls import Call, Practice


def cells(*sources):
    return [{"cell_type": "code", "source": text} for text in sources]


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (
            ["from lib.explore.slope import nudge\n\nnudge('x²', h=-0.5)"],
            {0: Call("slope.nudge", "nudge('x²', h=-0.5)")},
        ),
        (
            ["from lib.explore.slope import nudge", "1 + 1", "nudge(f, x=2.0)"],
            {2: Call("slope.nudge", "nudge(f, x=2.0)", ("01.ipynb", 2))},
        ),
        (
            ["from lib.practice import slope as ex\n\nex.pairs.ask()", "ex.between.check(slope)"],
            {0: Practice("ask", "slope.pairs"), 1: Practice("check", "slope.between")},
        ),
        (["nudge('x²')"], {}),  # from somewhere else
        (["from lib.explore.slope import nudge", "%timeit nudge()"], {}),
        (["from lib.practice import slope as ex", "ex.between.hint()"], {}),
        (["from lib.explore.slope import nudge", "stage = nudge()"], {}),
        ([""], {}),
    ],
)
def test_calls_are_found_in_code(sources, found):
    assert calls.shown(cells(*sources), "01.ipynb") == found


def test_the_pages_show_every_figure_question_and_exercise_of_the_notebooks():
    assert {call.figure for call in source.all_calls()} == {*figures()}
    found = [what for n in source.names() for what in calls.shown(calls.read(n).cells, n).values()]
    asked = {what.key for what in found if isinstance(what, Practice) and what.way == "ask"}
    checked = {what.key for what in found if isinstance(what, Practice) and what.way == "check"}
    assert asked == {*predictions()} and checked == {*exercises()}
    names = [call.name for call in source.all_calls()]
    assert len(names) == len({*names})


def test_a_call_makes_its_figure():
    stage = Call("slope.nudge", "nudge('x²', x=-1.0)").make()
    assert stage.controls["x"].value == -1 and stage.controls["f"].value == "x²"
    stage.close()


def test_the_teachers_page_leads_to_every_figure():
    text = (source.ROOT / "TEACHING.md").read_text(encoding="utf-8")
    places = source.places()
    text = source.with_links(text, places)
    assert {*places} == {*figures()}
    for name, address in places.items():
        assert f'<a href="{address}"><code>{name.partition(".")[2]}(' in text
    with pytest.raises(KeyError):
        source.with_links("| Why? | nowhere | `nothing()` |", places)
