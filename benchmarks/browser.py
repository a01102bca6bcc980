"""A slider in a real JupyterLab in Chromium, through networks of several delays.

Six ways to move the same picture (a curve, a secant, its two points, rise and run), each in a
notebook of its own, all open in one browser; ways and delays take turns, so that a busy machine hurts
all alike.
"""

import contextlib
import os
import statistics
import tempfile
import textwrap
import time
from pathlib import Path

import nbformat

from benchmarks.kernel import ROOT
from benchmarks.network import Network
from benchmarks.report import middle, table
from tests.browser.lab import Lab, chromium
from tests.store import KERNEL

SLIDER = "FloatSlider(min=-3, max=3, step=0.05, value={})"
STAGE = """
        from lib.explore.slope import two_points
        two_points()
"""
AHEAD, WITHOUT, ECHO = "frames ahead", "Stage without them", "a bare `HTML` echo"
WAYS = {
    AHEAD: STAGE,
    WITHOUT: STAGE,
    "`interact`, inline redraw": f"""
        from ipywidgets import FloatSlider, interact
        from benchmarks.plain import two_points
        interact(two_points, x1={SLIDER.format(0)}, x2={SLIDER.format(1)});
    """,
    "ipympl, `set_data`, `draw_idle`": f"""
        %matplotlib widget
        from ipywidgets import FloatSlider, HTML
        from benchmarks.plain import two_points_kept
        x1, x2, said = {SLIDER.format(0)}, {SLIDER.format(1)}, HTML()
        move = two_points_kept(0, 1)
        def moved(change):
            said.value = move(x1.value, x2.value)
        x1.observe(moved, "value")
        x2.observe(moved, "value")
        display(x1, x2, said)
    """,
    "anyplotlib, `set_data`": f"""
        from ipywidgets import FloatSlider, HTML
        from benchmarks.plain import two_points_in_canvas
        x1, x2, said = {SLIDER.format(0)}, {SLIDER.format(1)}, HTML()
        figure, move = two_points_in_canvas(0, 1)
        def moved(change):
            said.value = move(x1.value, x2.value)
        x1.observe(moved, "value")
        x2.observe(moved, "value")
        display(figure, x1, x2, said)
    """,
    ECHO: f"""
        from ipywidgets import FloatSlider, HTML
        x1, said = {SLIDER.format(0)}, HTML("<output class=echo>0</output>")
        def moved(change):
            said.value = f"<output class=echo>{{change.new:.2f}}</output>"
        x1.observe(moved, "value")
        display(x1, said)
    """,
}
DELAYS = (0, 100, 300)  # ms that a way there and back takes longer

# What there is to be seen is told by its content: the SVG layer, the PNG's address, the echoed
# number, or how many times a canvas has been painted. A picture counts when that has changed, an
# image when it is decoded. Canvases are counted generously: their first stroke counts as the picture.
WATCH = """() => {
    let painted = 0;
    const heard = new Set();
    for (const name of ['drawImage', 'clearRect']) {
        const draw = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...all) {
            const done = draw.apply(this, all);
            if (this.canvas.closest('.jp-OutputArea-output')) painted += 1;
            heard.forEach(seen => seen());
            return done;
        };
    }
    const find = what => document.querySelector('.jp-OutputArea-output ' + what);
    const sight = () => {
        const layer = find('.stage-picture svg[role=img]');
        if (layer) return layer.parentNode.innerHTML;
        const echo = find('.echo');
        if (echo) return echo.textContent;
        if (find('canvas')) return String(painted);
        const picture = find('img');
        return picture && picture.complete && picture.naturalWidth ? picture.src : null;
    };
    const painting = () => new Promise(done => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now());
        channel.port2.postMessage(0);
    }));
    const changes = seen => {
        const observer = new MutationObserver(seen);
        observer.observe(document.body,
            {childList: true, subtree: true, attributes: true, characterData: true});
        document.addEventListener('load', seen, true);
        heard.add(seen);
        return () => {
            observer.disconnect();
            heard.delete(seen);
            document.removeEventListener('load', seen, true);
        };
    };
    const bench = window.bench = {
        arm() {
            const before = sight();
            let start = null;
            document.addEventListener('keydown', e => { start = e.timeStamp; },
                {capture: true, once: true});
            bench.move = new Promise((done, fail) => {
                const stop = changes(async () => {
                    const now = sight();
                    if (start === null || now === null || now === before) return;
                    stop();
                    done(await painting() - start);
                });
                setTimeout(() => { stop(); fail(new Error('no new picture in 10 s')); }, 10000);
            });
        },
        // From the mouse's last step to the last new picture, when none has come for `quiet` ms.
        follow(quiet) {
            let last = sight(), moved = 0, changed = 0;
            const step = e => { moved = performance.now(); };
            document.addEventListener('pointermove', step, true);
            const stop = changes(() => {
                const now = sight();
                if (now !== null && now !== last) [last, changed] = [now, performance.now()];
            });
            bench.lag = () => new Promise(done => {
                document.removeEventListener('pointermove', step, true);
                const wait = () => {
                    if (performance.now() - Math.max(moved, changed) < quiet)
                        return setTimeout(wait, 50);
                    stop();
                    done(Math.max(0, changed - moved));
                };
                wait();
            });
        },
        count() {
            let last = sight();
            bench.frames = 0;
            bench.counting = true;
            const look = () => {
                const now = sight();
                if (now !== null && now !== last) { bench.frames += 1; last = now; }
                if (bench.counting) requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        },
    };
}"""

WORDS = """JupyterLab in headless Chromium, one run: six notebooks and all delays take turns.
The same picture: a curve, a secant, its points, rise and run (the echo shows a number).
Everything goes through a proxy on the loopback (`benchmarks/network.py`) that makes a way there
and back longer by so many ms. *Key* is from an arrow key on the slider to the painted frame that
shows the new picture, in ms: median (least–most) of {moves} presses, each to a new place. *Lag*
is from the last step of the mouse that drags the slider to the last new picture, in ms, and
*pictures* are those shown while it dragged for {seconds} s: medians (least–most) of {drags}
drags. *Bytes* went over the websockets in either direction within {pause} ms of a press and two
delays, frames drawn ahead among them. *Without*: the same figure in a browser that can't load
`frames.js`. A canvas counts as painted at its first stroke."""

SECONDS = 1.2
PAUSE = 300  # ms after a press


def measure(moves=8, drags=3, delays=DELAYS):
    """The section's text."""
    if chromium() is None:
        return "Not measured: there is no Chromium here (CHROMIUM may name its path)."
    parts = [WORDS.format(moves=moves, drags=drags, seconds=SECONDS, pause=PAUSE)]
    with serving() as lab, Network(lab.port) as network:
        views = {way: View(lab, network, way, n) for n, way in enumerate(WAYS)}
        found = {delay: {way: [[], [], [], []] for way in WAYS} for delay in delays}

        def take_turns():
            for delay in delays:
                network.delay = delay / 1000
                for way, view in views.items():
                    yield delay, view, found[delay][way]

        for turn in range(moves + 2):
            for delay, view, (keys, _, _, sizes) in take_turns():
                taken, size = view.press(PAUSE + 2 * delay)
                if turn >= 2:  # the first two warm up
                    keys.append(taken)
                    sizes.append(size)
        for _ in range(drags):
            for delay, view, (_, lags, pictures, _) in take_turns():
                lag, shown = view.drag(quiet=500 + 3 * delay)
                lags.append(lag)
                pictures.append(shown)
        for delay in delays:
            rows = [row(way, *found[delay][way]) for way in WAYS]
            head = (f"{delay} ms of network", "key", "lag", "pictures", "bytes")
            parts += [table(head, rows), against_goals(found[delay])]
    return "\n\n".join(parts)


def row(way, keys, lags, pictures, sizes):
    """One line of the table."""
    return way, middle(keys), middle(lags), middle(pictures), f"{statistics.median(sizes):,.0f}"


def against_goals(found):
    """How frames ahead stand beside what they are to reach."""
    share = statistics.median(found[AHEAD][0]) / statistics.median(found[ECHO][0])
    lag, shown = (statistics.median(found[AHEAD][k]) for k in (1, 2))
    return (
        f"Frames ahead: key to picture {share:.2f} of the echo's (goal: below 0.5), lag {lag:.0f} ms "
        f"(goal: below 20), {shown:.0f} pictures in a drag (goal: as many at every delay)."
    )


@contextlib.contextmanager
def serving():
    """JupyterLab over a folder with a notebook for each way."""
    before = {name: os.environ.get(name) for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")}
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for number, code in enumerate(WAYS.values()):
                cell = nbformat.v4.new_code_cell(textwrap.dedent(code).strip())
                notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": KERNEL})
                nbformat.write(notebook, Path(folder) / f"way{number}.ipynb")
            with Lab(folder) as lab:
                yield lab
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


class View:
    """A notebook that shows the picture in one of the ways."""

    def __init__(self, lab, network, way, number):
        self.size = 0

        def prepare(page):
            page.on("websocket", self._count)
            if way == WITHOUT:
                page.context.route("**/extensions/anywidget/**", lambda route: route.abort())

        self.page = lab.open(f"way{number}.ipynb", prepare=prepare, port=network.port)
        lab.run_all(self.page)
        self.page.wait_for_selector(".jp-OutputArea-output [role=slider]")
        self.page.wait_for_timeout(2000)
        self.page.evaluate(WATCH)

    def _count(self, socket):
        def add(data):
            self.size += len(data)

        socket.on("framesent", add)
        socket.on("framereceived", add)

    def press(self, pause):
        """(ms from a key to the picture, bytes); then wait until nothing moves any more."""
        page = self.page
        page.bring_to_front()
        handle = self._handle()
        handle.focus()
        page.wait_for_timeout(200)
        left = float(handle.get_attribute("aria-valuenow")) > 0
        self.size = 0
        page.evaluate("() => bench.arm()")
        page.keyboard.press("ArrowLeft" if left else "ArrowRight")
        taken = page.evaluate("() => bench.move")
        page.wait_for_timeout(pause)
        return taken, self.size

    def drag(self, quiet, slider=0):
        """(lag in ms, how many different pictures were shown) of a drag with the mouse."""
        page = self.page
        page.bring_to_front()
        handle = self._handle(slider)
        handle.scroll_into_view_if_needed()
        track = page.locator(".jp-OutputArea-output .noUi-target").nth(slider).bounding_box()
        y = track["y"] + track["height"] / 2
        left, right = track["x"] + 0.05 * track["width"], track["x"] + 0.95 * track["width"]
        box = handle.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, y)
        page.mouse.down()
        page.mouse.move(left, y)
        page.wait_for_timeout(1000 + 2 * quiet)
        page.evaluate("quiet => { bench.follow(quiet); bench.count(); }", quiet)
        start = time.monotonic()
        while (passed := time.monotonic() - start) < SECONDS:
            page.mouse.move(left + (right - left) * passed / SECONDS, y)
            page.wait_for_timeout(8)
        shown = page.evaluate("() => { bench.counting = false; return bench.frames; }")
        lag = page.evaluate("() => bench.lag()")
        page.mouse.up()
        return lag, shown

    def _handle(self, slider=0):
        return self.page.locator(".jp-OutputArea-output [role=slider]").nth(slider)
