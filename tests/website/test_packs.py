"""What is drawn beforehand: exact at every stop kept, within budgets, drawn once."""

import base64
import json
import zlib

import pytest

from lib.explore.limits import secant_to_tangent
from lib.explore.slope import nudge
from lib.explore.training import train
from lib.stage import beforehand, frames
from website import grids, kept, packs
from website.calls import Call

CALL = Call("slope.nudge", "nudge('x²', x=0.5, h=0.25)")
BUDGET = grids.Budget(start=300, others=40, figure=400)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "WORK", tmp_path)


def unpacked(texts):
    skeletons, found = {}, {}
    for text in texts:
        found |= frames.unpack(base64.b64decode(text), skeletons)
    return found, json.loads(zlib.decompress(base64.b64decode(texts[0])))


@pytest.mark.parametrize("number", [0, 3])
def test_a_pack_holds_what_a_live_figure_shows(folder, number):
    made = packs.pack(CALL, BUDGET, number)
    found, told = unpacked(made["parts"])
    xs, hs = (axis["values"] for axis in told["axes"])
    assert made["places"] == len(found) == len(xs) * len(hs) and made["of"] == 81 * 41
    live = beforehand.Beforehand(CALL.make, CALL.name).stage
    names = list(live.controls["f"].choices)
    live = nudge(names[number], x=0.5, h=0.25)
    live._salt = CALL.name
    live._set()
    assert ("back" in told) == (names[number] != "x²")
    for key in (0, 7, len(found) - 1):
        live.controls["x"].value, live.controls["h"].value = xs[key // len(hs)], hs[key % len(hs)]
        assert found[key] == live._front.value
    assert {0.5} <= {*xs} and {0.25} <= {*hs} and {xs[0], xs[-1]} == {-2.0, 2.0}
    live.close()


def test_a_large_pack_comes_in_two_parts_the_first_with_each_slider_alone(folder, monkeypatch):
    whole, _ = unpacked(packs.pack(CALL, BUDGET, 1)["parts"])
    monkeypatch.setattr(packs, "ONE", 1000)
    monkeypatch.setattr(kept, "kept", lambda name, make: make())
    made = packs.pack(CALL, BUDGET, 1)
    first, told = unpacked(made["parts"][:1])
    xs, hs = (axis["values"] for axis in told["axes"])
    assert len(made["parts"]) == 2 and unpacked(made["parts"])[0] == whole
    cross = {i * len(hs) + hs.index(0.25) for i in range(len(xs))}
    cross |= {xs.index(0.5) * len(hs) + j for j in range(len(hs))}
    assert {*first} == cross
    monkeypatch.setattr(packs, "FIRST", len(made["parts"][0]) - 1)
    smaller, _ = unpacked(packs.pack(CALL, BUDGET, 1)["parts"][:1])
    assert 2 <= len(smaller) < len(cross)


def test_a_pack_too_large_is_thinned_not_cut(folder, monkeypatch):
    monkeypatch.setattr(packs, "WHOLE", 5000)
    made = packs.pack(CALL, BUDGET, 2)
    found, told = unpacked(made["parts"])
    assert sum(map(len, made["parts"])) <= 5000 and len(found) == made["places"] < 40
    assert told["axes"][0]["values"][0] == -2 and told["axes"][0]["values"][-1] == 2


def test_what_was_drawn_is_not_drawn_again_until_its_source_changes(folder, monkeypatch):
    packs.pack(CALL, BUDGET, 4)
    assert packs.is_kept(CALL, BUDGET, 4) and not packs.is_kept(CALL, BUDGET, 5)
    other = Call(CALL.figure, "nudge('x²', x=0.5, h=0.3)")
    assert not packs.is_kept(other, BUDGET, 4)
    read = kept.source
    kept.code.cache_clear()
    monkeypatch.setattr(kept, "source", lambda n: None if n == "lib.stage.words" else read(n))
    assert not packs.is_kept(CALL, BUDGET, 4)
    kept.code.cache_clear()


def test_what_is_only_said_of_the_code_may_change(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    module = tmp_path / "lib" / "one.py"
    module.parent.mkdir()
    names = []
    for text in ('"""A."""\nx = 1', '"""B."""\nx = 1  # c', "def f():\n    return 1"):
        module.write_text(text)
        kept.code.cache_clear()
        names.append(kept.code("lib.one"))
    kept.code.cache_clear()
    assert names[0] == names[1] != names[2]


def test_what_a_face_loads_on_use_is_code_that_draws(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    (tmp_path / "lib" / "room").mkdir(parents=True)
    face = 'from lib import face\n__getattr__, __dir__ = face(__name__, {"marks": "arrow"})'
    (tmp_path / "lib" / "room" / "__init__.py").write_text(face)
    (tmp_path / "lib" / "one.py").write_text("from lib.room import arrow")
    names = []
    for text in ("def arrow(): pass", "def arrow(): return 1"):
        (tmp_path / "lib" / "room" / "marks.py").write_text(text)
        kept.code.cache_clear()
        names.append(kept.code("lib.one"))
    kept.code.cache_clear()
    assert names[0] != names[1]


def test_grids_keep_ends_start_and_round_numbers():
    figure = beforehand.Beforehand(lambda: secant_to_tangent("x²", x=0.35, h=0.3), "grid")
    x, h = grids.moving(figure, 100)
    assert grids.size([x, h]) <= 100 and x.shown[x.first] == 0.35 and h.shown[h.first] == 0.3
    for axis in (x, h):
        assert [axis.values[0], axis.values[-1]] == [axis.shown[0], axis.shown[-1]]
        assert {*axis.shown} < {*axis.values}
    assert {round(value * 2, 9) % 1 for value in x.shown} <= {0.0, 0.7}
    full = grids.moving(figure, 10**9)
    assert [axis.shown for axis in full] == [axis.values for axis in full]
    figure.close()


def test_settings_are_all_choices_of_lists_and_stops_of_sliders_while_there_is_room():
    figure = beforehand.Beforehand(lambda: train("all four", eta=0.5, hidden=8, epoch=20), "grid")
    axes = {axis.name: axis for axis in grids.settings(figure, grids.Budget(settings=60))}
    assert axes["measured"].shown == axes["measured"].values
    assert grids.size(axes.values()) <= 60 and len(axes["hidden"].kept) > 1
    few = {axis.name: axis for axis in grids.settings(figure, grids.SMALL)}
    assert len(few["measured"].kept) == 2 and few["hidden"].shown == [8]
    assert few["measured"].first == few["measured"].values.index(
        figure.stage.controls["measured"].value
    )
    figure.close()
