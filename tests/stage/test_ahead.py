"""Frames ahead, the kernel's half: what is drawn, when, and what never is."""

import asyncio
import concurrent.futures
import gc
import json
import os
import signal
import sys
import threading
import time

import matplotlib as mpl
import pytest

from lib.explore import figures
from lib.formula import callables
from lib.stage import ahead as ahead_module
from lib.stage.controls import FunctionChooser, choice, log_slider, slider, switch
from lib.stage.frames import unpack
from lib.stage.stage import Stage
from lib.stage.stops import place


class Browser:
    """What a browser would hear and keep of one figure."""

    def __init__(self, stage):
        self.stage, self.messages, self.frames, self.skeletons = stage, [], {}, {}
        stage._front.send = self._hear

    def _hear(self, told, buffers=None):
        self.messages.append(told)
        for number, layer in unpack(buffers[0], self.skeletons).items():
            there = list(told["place"])
            there[told["axis"]] = number
            self.frames[ahead_module.key(json.loads(json.dumps(there)))] = layer

    def say(self, **content):
        self.stage._front._handle_custom_msg(content, [])


LONG = 300  # s that anything may take on a machine with much else to do


@pytest.fixture(autouse=True)
def on_any_machine(monkeypatch):
    """However slow it is: no figure is left alone for it."""
    monkeypatch.setattr(ahead_module, "SLOW", 1e9)


def idle(act, seconds=LONG):
    """Run act() as the kernel does, and then let it idle until nothing is to be drawn any more."""

    async def live():
        act()
        deadline = time.monotonic() + seconds
        while ahead_module._waiting and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        assert not ahead_module._waiting, "it goes on drawing"

    asyncio.run(live())


def drawn(f="x^2", look=None):
    """A small figure with one of each kind of control that moves the layer."""
    stage = Stage()

    def scene(f):
        ax = stage.figure.subplots()
        ax.set(xlim=(-2, 2), ylim=(-4, 4))
        (point,) = stage.moving(*ax.plot([], [], "o"))

        def update(x, n, h, shown, kind):
            if look:
                look(x)
            point.set_data([x], [f(x) + h])
            return f"x = {x:.2f}, n = {n}, h = {h:.3g}, {shown}, {kind}: {f(x):.2f}."

        return update

    return stage.live(
        scene,
        x=slider("x, input", -1.0, 1.0, 0.0, 0.1),
        n=slider("n, number", 0, 5, 2, 1),
        h=log_slider("h, step", -2, 0, 0.1),
        shown=switch("shown"),
        kind=choice("kind", {"one": 1, "two": 2, "three": 3}),
        f=FunctionChooser("f(x), curve", f, ["x²", "sin x"]),
    )


@pytest.fixture(name="stage")
def small():
    stage = drawn()
    yield stage
    stage.close()


def test_nothing_is_drawn_ahead_before_a_browser_asks(stage):
    browser = Browser(stage)
    idle(lambda: setattr(stage.controls["x"], "value", 0.5))
    assert not browser.messages


def test_the_slider_in_use_comes_first_and_its_near_places(stage):
    browser = Browser(stage)

    def use():
        browser.say(hello=True)
        browser.say(along=0)

    idle(use)
    middle = place(stage.controls["x"])
    first = [key for key in browser.frames if key[1:] == (2, 10, 0, 0)]
    assert len(first) == 21, "all its places"
    distances = [abs(key[0] - middle) for key in browser.frames][:21]
    assert distances == sorted(distances)
    assert {key[1] for key in browser.frames} == set(range(6)), "and some of the others"
    assert {key[3] for key in browser.frames} == {0, 1}
    assert {key[4] for key in browser.frames} == {0, 1, 2}
    assert len(browser.messages) < len(browser.frames) / 2


def test_a_frame_is_what_the_figure_draws_there(stage):
    browser = Browser(stage)
    idle(lambda: browser.say(hello=True))
    kept = dict(browser.frames)
    for name, value in (("x", 0.3), ("x", 0.0), ("n", 4), ("n", 2), ("shown", True)):
        stage.controls[name].value = value
        epoch, there = stage._front.place.split(":")
        assert kept[ahead_module.key(json.loads(there))] == stage._front.value
        assert epoch == str(browser.messages[-1]["epoch"])
        assert stage._readout.place == stage._front.place


def test_artists_are_put_back(stage):
    browser = Browser(stage)
    before = stage.png()
    idle(lambda: (browser.say(hello=True), browser.say(along=0)))
    assert len(browser.frames) > 30
    assert stage.png() == before and stage.state.startswith("x = 0.00")


def test_between_two_stops_the_other_sliders_go_ahead(stage):
    browser = Browser(stage)
    browser.say(hello=True)
    idle(lambda: setattr(stage.controls["x"], "value", 0.1234))
    assert stage._front.place.endswith(":[[0.1234],2,10,0,0]")
    beside = {key for key in browser.frames if key[0] == (0.1234,)}
    assert len(beside) > 10
    assert {key[0] for key in browser.frames if isinstance(key[0], int)} == set(range(21))


def test_a_slider_keeps_its_own_noise_to_itself(stage):
    stage.controls["x"].value = -1.0 + 13 * 0.1
    assert stage.controls["x"].value != 0.3
    assert stage._arguments(["x"]) == {"x": 0.3}


def test_another_function_begins_anew(stage):
    browser = Browser(stage)
    idle(lambda: browser.say(hello=True))
    old = browser.messages[-1]["epoch"]
    browser.messages.clear()
    idle(lambda: setattr(stage.controls["f"], "value", "sin x"))
    assert {told["epoch"] for told in browser.messages} == {old + 1}
    assert stage._front.place.startswith(f"{old + 1}:")


def test_a_reload_is_sent_everything_again(stage):
    browser = Browser(stage)
    idle(lambda: browser.say(hello=True))
    first = dict(browser.frames)
    reloaded = Browser(stage)
    idle(lambda: reloaded.say(hello=True))
    assert reloaded.frames == first


def test_what_a_browser_drops_is_drawn_again(stage):
    browser = Browser(stage)
    idle(lambda: browser.say(hello=True))
    count = len(browser.messages)
    idle(lambda: browser.say(along=0))
    assert {told["axis"] for told in browser.messages[count:]} <= {0}
    browser.frames.clear()
    idle(lambda: (browser.say(dropped=["[11,2,10,0,0]", "[12,2,10,0,0]"]), browser.say(along=0)))
    assert set(browser.frames) == {(11, 2, 10, 0, 0), (12, 2, 10, 0, 0)}


def test_a_function_of_the_readers_own_is_never_called_ahead():
    calls = []

    def own(x):
        calls.append(x)
        return x * 1.0

    stage = drawn(own)
    browser = Browser(stage)
    calls.clear()
    idle(lambda: (browser.say(hello=True), browser.say(along=0)))
    assert not calls and not browser.messages
    assert stage._front.place == stage._readout.place == ""
    stage.controls["x"].value = 0.5
    assert 0.5 in calls
    idle(lambda: setattr(stage.controls["f"], "value", "3x + 1"))
    assert browser.messages, "a formula is"
    count = len(calls)
    idle(lambda: browser.say(along=0))
    assert len(calls) == count
    stage.close()


def test_where_nothing_can_be_drawn_the_rest_is(stage):
    stage.close()
    stage = drawn(look=lambda x: 1 / (x - 0.5))
    browser = Browser(stage)
    idle(lambda: (browser.say(hello=True), browser.say(along=0)))
    along = {key[0] for key in browser.frames if key[1:] == (2, 10, 0, 0)}
    assert along == set(range(21)) - {15} and stage.problem is None
    stage.controls["x"].value = 0.5
    assert "ZeroDivisionError" in stage.problem
    stage.close()


def test_a_slow_figure_is_left_alone_but_one_slow_frame_does_no_harm(monkeypatch):
    """The clock is the test's own: a frame takes what it says."""
    clock, takes = [0.0], []

    def frame(x):
        clock[0] += takes.pop() if takes else 0.001

    monkeypatch.setattr(ahead_module.time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(ahead_module, "SLOW", 0.05)
    stage = drawn(look=frame)
    browser = Browser(stage)
    takes.append(0.3)
    idle(lambda: browser.say(hello=True))
    assert not takes and len(browser.frames) > 30
    stage.controls["x"].value = 0.1
    browser.frames.clear()
    takes[:] = [0.06] * 100
    idle(lambda: browser.say(along=0))
    before = len(browser.frames)
    idle(lambda: browser.say(along=1))
    assert len(browser.frames) == before < 21, "after five slow ones it ends"
    stage.close()


def test_the_kernels_interrupt_ends_the_drawing_and_nothing_else():
    forever, inside = threading.Event(), threading.Event()

    end = time.monotonic() + LONG

    def stuck(x):
        while forever.is_set() and time.monotonic() < end:
            inside.set()
            time.sleep(0.001)

    def interrupt():
        if inside.wait(LONG):
            os.kill(os.getpid(), signal.SIGINT)

    stage = drawn(look=stuck)
    browser = Browser(stage)
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as ipykernel has it between two messages
    knock = threading.Thread(target=interrupt)
    try:

        def act():
            browser.say(hello=True)
            forever.set()
            knock.start()

        idle(act)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        forever.clear()
        knock.join()
        signal.signal(signal.SIGINT, before)
    assert len(browser.frames) < 5
    idle(lambda: browser.say(along=0))
    assert len(browser.frames) > 15 and stage.problem is None
    stage.close()


def test_what_an_interrupt_kept_back_is_sent_again_whole(stage):
    browser = Browser(stage)
    hear, kept_back = browser._hear, []

    def interrupted(told, buffers=None):
        if not kept_back:
            kept_back.append(told)
            raise KeyboardInterrupt
        hear(told, buffers)

    stage._front.send = interrupted
    idle(lambda: browser.say(hello=True))
    idle(lambda: browser.say(along=0))
    assert kept_back and len(browser.frames) > 15


@pytest.mark.skipif(sys.platform == "emscripten", reason="a loop always runs there")
def test_what_is_remembered_is_bounded(stage, monkeypatch):
    monkeypatch.setattr(ahead_module, "MOST", 30)
    browser = Browser(stage)
    browser.say(hello=True)
    assert not ahead_module._waiting, "without a running loop there is no idle time"
    for number in range(8):
        idle(lambda n=number: setattr(stage.controls["x"], "value", 0.1 * n))
    assert len(stage._ahead._sent) <= 30 < len(browser.frames)


def test_closing_ends_all_drawing(monkeypatch):
    monkeypatch.setattr(ahead_module, "CHUNK", 0.001)  # so that there is more to draw
    stage = drawn()
    browser = Browser(stage)

    async def live():
        browser.say(hello=True)
        while not browser.frames:
            await asyncio.sleep(0)
        stage.close()
        heard = len(browser.frames)
        await asyncio.sleep(2 * ahead_module.PAUSE)  # a turn that was asked for before comes before
        assert len(browser.frames) == heard

    asyncio.run(asyncio.wait_for(live(), LONG))
    gc.collect()
    assert not ahead_module._waiting


def test_a_view_of_it_comes_only_when_the_browser_can():
    stage = drawn()
    children = stage.children
    assert stage._ahead not in children
    browser = Browser(stage)
    browser.say(hello=True)
    browser.say(hello=True)
    assert stage.children == (*children, stage._ahead)
    stage.close()


def alongside(act):
    """Run act() in a thread; the function that comes back waits for it, and raises what it raised."""
    pool = concurrent.futures.ThreadPoolExecutor(1)
    done = pool.submit(act)
    pool.shutdown(wait=False)
    return lambda: done.result(LONG)


def test_two_threads_take_turns(stage):
    """JupyterLab hands the messages of widgets to a thread of their own, beside the cells'."""
    browser = Browser(stage)
    ended = alongside(lambda: idle(lambda: browser.say(hello=True)))
    pictures = {stage.png() for _ in range(5)}
    ended()
    assert len(pictures) == 1 and len(browser.frames) > 30


def test_two_that_draw_at_once_leave_matplotlibs_settings_as_they_were(monkeypatch):
    """After two seconds nobody waits for a reader's function; whoever ends first mustn't matter."""
    monkeypatch.setattr(callables, "SECONDS", LONG)
    before, inside, end = dict(mpl.rcParams), threading.Event(), threading.Event()

    def slow(x):
        inside.set()
        assert end.wait(LONG)
        return 1.0 * x

    def second(x):
        end.set()
        first_ended()
        return 2.0 * x

    two_points = figures()["slope.two_points"]
    first_ended = alongside(lambda: two_points(slow))
    assert inside.wait(LONG)
    alongside(lambda: two_points(second))()
    assert dict(mpl.rcParams) == before


PLAYED = ("h, ", "t, time", "time, ", "date", "epoch", "step", "zoom", "slide", "looks")
MORE = ("r, reach", "w, reach")


@pytest.mark.parametrize("name", sorted(figures()))
def test_time_epochs_steps_h_and_zoom_can_be_played(name):
    stage = figures()[name]()
    for moves, control in stage.controls.items():
        slid = getattr(control, "slider", control)
        label = getattr(slid, "description", "")
        due = hasattr(slid, "step") and label.startswith(PLAYED + MORE) and "epochs of" not in label
        assert ("stage-plays" in slid._dom_classes) == due, label
        assert not due or moves in stage._free
    stage.close()
