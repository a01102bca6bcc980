"""From a key press to the repainted picture, and frames in a drag, in a real JupyterLab in Chromium.

Four ways to move the same picture (a curve, a secant, its two points, rise and run), each in a
notebook of its own, all open in one browser; they take turns, so that a busy machine hurts all alike.
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
from benchmarks.report import middle, table
from tests.browser.lab import Lab, chromium
from tests.store import KERNEL

SLIDER = "FloatSlider(min=-3, max=3, step=0.05, value={})"
WAYS = {
    "Stage": """
        from lib.explore.slope import two_points
        two_points()
    """,
    "interact, inline redraw": f"""
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
    "a bare `HTML` echo": f"""
        from ipywidgets import FloatSlider, HTML
        x1, said = {SLIDER.format(0)}, HTML("<output class=echo>0</output>")
        def moved(change):
            said.value = f"<output class=echo>{{change.new:.2f}}</output>"
        x1.observe(moved, "value")
        display(x1, said)
    """,
}

# What there is to be seen is told by its content: the SVG layer, the PNG's address, the echoed
# number, or how many times ipympl has painted its canvas. A picture counts when that has changed,
# an image when it is decoded, and each when the frame that shows it has been painted.
WATCH = """() => {
    let painted = 0;
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (...all) {
        const done = draw.apply(this, all);
        if (this.canvas.closest('.jp-OutputArea-output')) painted += 1;
        return done;
    };
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
        return () => { observer.disconnect(); document.removeEventListener('load', seen, true); };
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

WORDS = """JupyterLab in headless Chromium, one run, four notebooks that take turns; the same picture:
a curve, a secant, its points, rise and run (the echo shows a number). *Key to picture* is from an
arrow key on the slider to the painted frame that shows the new picture: median (least–most) of
{moves} moves. *Frames* are different pictures shown during a mouse drag of {seconds} s over the
slider: median (least–most) of {drags} drags."""

SECONDS = 1.2


def measure(moves=20, drags=5):
    """The section's text."""
    if chromium() is None:
        return "Not measured: there is no Chromium here (CHROMIUM may name its path)."
    times = {way: [] for way in WAYS}
    frames = {way: [] for way in WAYS}
    with _lab() as lab:
        pages = {way: _open(lab, f"way{number}.ipynb") for number, way in enumerate(WAYS)}
        for turn in range(moves + 2):
            for way, page in pages.items():
                taken = _key(page, "ArrowRight" if turn % 10 < 5 else "ArrowLeft")
                if turn >= 2:  # the first two warm up
                    times[way].append(taken)
        for _ in range(drags):
            for way, page in pages.items():
                frames[way].append(_drag(page))
    floor = statistics.median(times["Stage"])
    rows = [
        (
            way,
            middle(times[way]) + " ms",
            f"{statistics.median(times[way]) / floor:.1f}",
            middle(frames[way]),
        )
        for way in WAYS
    ]
    words = WORDS.format(moves=moves, drags=drags, seconds=SECONDS)
    return words + "\n\n" + table(("way", "key to picture", "of Stage's", "frames"), rows)


@contextlib.contextmanager
def _lab():
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


def _open(lab, name):
    page = lab.open(name)
    lab.run_all(page)
    page.wait_for_selector(".jp-OutputArea-output [role=slider]")
    page.wait_for_timeout(2000)
    page.evaluate(WATCH)
    return page


def _key(page, key):
    """Milliseconds from the key to the picture; then wait until nothing moves any more."""
    page.bring_to_front()
    handle = page.locator(".jp-OutputArea-output [role=slider]").first
    handle.focus()
    page.wait_for_timeout(100)
    page.evaluate("() => bench.arm()")
    page.keyboard.press(key)
    taken = page.evaluate("() => bench.move")
    page.wait_for_timeout(300)
    return taken


def _drag(page):
    """How many different pictures were shown while the mouse dragged the slider."""
    page.bring_to_front()
    handle = page.locator(".jp-OutputArea-output [role=slider]").first
    handle.scroll_into_view_if_needed()
    track = page.locator(".jp-OutputArea-output .noUi-target").first.bounding_box()
    y = track["y"] + track["height"] / 2
    left, right = track["x"] + 0.05 * track["width"], track["x"] + 0.95 * track["width"]
    box = handle.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(left, y)
    page.wait_for_timeout(1500)
    page.evaluate("() => bench.count()")
    start = time.monotonic()
    while (passed := time.monotonic() - start) < SECONDS:
        page.mouse.move(left + (right - left) * passed / SECONDS, y)
        page.wait_for_timeout(8)
    shown = page.evaluate("() => { bench.counting = false; return bench.frames; }")
    page.mouse.up()
    page.wait_for_timeout(1000)
    return shown
