"""The built pages in real browsers: they move with no kernel, say what Python says, and ask nobody.

`make site-test` builds a small set of pictures and runs this; it isn't part of `make test`, as Sphinx
and its theme are needed. SITE names another folder with pages.
"""

import concurrent.futures
import functools
import gzip
import html
import http.server
import json
import multiprocessing
import os
import random
import re
import threading
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from lib.practice import predictions
from lib.stage import beforehand
from lib.stage.stage import SALT
from tests.browser.firefox import Firefox
from tests.browser.lab import FLAGS, PATIENCE, chromium
from website import WORK, source

SITE = Path(os.environ.get("SITE", WORK / "small"))
PAGES = sorted(
    p.relative_to(SITE).as_posix() for p in SITE.rglob("*.html") if "_static" not in p.parts
)
WITH_FIGURES = [p for p in PAGES if '<figure data-packs="' in (SITE / p).read_text("utf-8")]
RANDOM = 5  # places of each figure: 205 of 41 figures

# Put the controls of a figure at numbers (by name) as a hand would, and say where it then is.
MOVE = """async ([id, numbers]) => {
  const figure = document.getElementById(id);
  for (const [name, number] of Object.entries(numbers)) {
    const input = figure.querySelector(`[data-moves="${name}"], [data-chooses="${name}"]`);
    if (input.type === 'checkbox') input.checked = Boolean(number);
    else input.value = Math.round(number * (input.max ? Number(input.max) : input.options.length - 1));
    input.dispatchEvent(new Event('input', { bubbles: true }));
    while (figure.matches('.waits')) await new Promise(requestAnimationFrame);
  }
  const text = (part) => figure.querySelector(part).textContent;
  return { at: figure.standing(), said: text('.said'), aside: text('.aside'),
           layer: figure.querySelector('.front').innerHTML, still: text('.back') }; }"""
NAMES = "those => [...document.querySelectorAll(those)].map(e => e.id)"
# Once a figure's first pack is there, the names of its controls.
READY = """async (id) => {
  const figure = document.getElementById(id);
  figure.scrollIntoView({ block: 'center' });
  const slides = [...figure.querySelectorAll('[data-moves]')];
  while (Object.keys(figure.standing?.() ?? {}).length < slides.length || figure.matches('.waits')
         || !figure.dataset.moved) await new Promise(requestAnimationFrame);
  return { moves: slides.map(s => s.dataset.moves),
           chooses: [...figure.querySelectorAll('[data-chooses]')].map(s => s.dataset.chooses) }; }"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The site served from a subfolder, as a code host does it."""
    top = tmp_path_factory.mktemp("host")
    (top / "some").mkdir()
    (top / "some" / "course").symlink_to(SITE)
    handler = functools.partial(Quiet, directory=str(top))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/course/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser, address):
    with watched(browser, address) as opened:
        yield opened


class watched:
    """A page that must not complain, and must ask nobody else for anything."""

    def __init__(self, browser, home, **how):
        self.browser, self.home, self.how, self.told = browser, home, how, []

    def __enter__(self):
        self.context = self.browser.new_context(**self.how)
        self.context.set_default_timeout(1000 * PATIENCE)
        page = self.context.new_page()
        page.on("console", lambda m: m.type in ("error", "warning") and self.told.append(m.text))
        page.on("pageerror", lambda problem: self.told.append(str(problem)))
        page.on("response", lambda r: r.status >= 400 and self.told.append(f"{r.status} {r.url}"))
        page.on("request", lambda r: self.asked(r.url))
        return page

    def asked(self, url):
        if not url.startswith((self.home, "data:", "blob:")):
            self.told.append(f"asked for {url}")

    def __exit__(self, *trouble):
        self.context.close()
        assert trouble[0] or not self.told, self.told


LIGHT = 100_000  # bytes of a page as hosts send it


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(path):
    assert len(gzip.compress((SITE / path).read_bytes())) <= LIGHT


@pytest.mark.parametrize("path", [p for p in WITH_FIGURES if "gradients" in p])
def test_drawings_out_of_sight_come_at_leisure(browser, page, address, path):
    """So that the page can be printed; where no script runs there are images in their places."""
    count = (SITE / path).read_text("utf-8").count(" data-drawing=")
    assert count > 3
    page.goto(address + path)
    page.wait_for_function(
        "n => document.querySelectorAll('.back[data-drawing] > svg').length === n", arg=count
    )
    with watched(browser, address, java_script_enabled=False) as still:
        still.goto(address + path)
        widths = "() => [...document.querySelectorAll('.back img')].map(e => e.naturalWidth)"
        seen = still.evaluate(widths)
    assert len(seen) == count and min(seen) > 100


def serious(page):
    """What axe-core finds that is critical or serious. The still drawings are hidden from readers."""
    hidden = {"exclude": [["[aria-hidden=true]"]]}
    found = Axe().run(page, context=hidden, options={"preload": False}).response["violations"]
    bad = (v for v in found if v["impact"] in ("critical", "serious"))
    return [(v["id"], len(v["nodes"]), v["nodes"][0]["html"][:200]) for v in bad]


def test_there_are_pages():
    assert len(PAGES) >= 14 and len(WITH_FIGURES) == 12


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_a_complaint_and_axe_finds_nothing(path, page, address):
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert serious(page) == []
    assert page.title().strip()


@pytest.mark.parametrize("width", [360, 820])
def test_a_phone_and_a_tablet_have_room_for_all(width, browser, address):
    with watched(browser, address, viewport={"width": width, "height": 780}) as page:
        for path in PAGES:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            wide = "f => Math.max(...[...f.querySelectorAll('*')].map(e => e.getBoundingClientRect().right))"
            for figure in page.locator("figure.moving").all():
                assert figure.evaluate(wide) <= width + 1, path


def test_a_finger_moves_every_figure_and_answers_every_question(browser, address):
    moved, answered = [], []
    with watched(browser, address, viewport={"width": 360, "height": 780}, has_touch=True) as page:
        for path in PAGES:
            page.goto(address + path)
            for ident in page.evaluate(NAMES, "figure.moving"):
                page.evaluate(READY, ident)
                figure = page.locator(f"#{ident}")
                seen = [_tapped(page, figure, part) for part in (0.15, 0.85)]
                assert seen[0] != seen[1], ident
                moved.append(ident)
            for form in page.locator("form.predict").all():
                form.locator(".pick").last.tap()
                form.locator("button").tap()
                says(form, "[✓✗]")
                answered.append(form.get_attribute("data-key"))
    assert {*moved} == {call.name for call in source.all_calls()}
    assert {*answered} == {*predictions()}


def says(form, reply):
    """Wait until a question's reply begins with this regular expression."""
    form.page.wait_for_function(
        "([form, reply]) => form.querySelector('.said').innerText.match('^' + reply)",
        arg=[form.element_handle(), reply],
    )


def _tapped(page, figure, part):
    """What a figure shows once a finger came down on its first slider, or on a choice in a list."""
    slider = figure.locator("input[type=range]").first
    if slider.count():
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box["height"] >= 24
        page.touchscreen.tap(box["x"] + part * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_function(
            "([e, part]) => Math.abs(e.value / e.max - part) < 0.1 + 0.5 / e.max",
            arg=[slider.element_handle(), part],
        )
    else:
        lists = figure.locator("select").first
        lists.select_option(index=round(part))
    page.wait_for_function("f => !f.matches('.waits')", arg=figure.element_handle())
    return figure.locator(".front").inner_html()


def test_every_figure_says_what_python_says_at_ends_and_random_places(browser, address):
    """With the pictures equal to the letter, and the still parts' texts too."""
    chance, seen = random.Random(7), []
    with watched(browser, address) as page:
        for path in WITH_FIGURES:
            page.goto(address + path)
            for ident in page.evaluate(NAMES, "figure.moving"):
                seen.append((ident, visits(page, ident, chance)))
    made = {call.name: call for call in source.all_calls()}
    assert {ident for ident, _ in seen} == {*made}
    anew = multiprocessing.get_context("spawn")  # a fork may take over a lock that a thread held
    with concurrent.futures.ProcessPoolExecutor(mp_context=anew) as pool:
        asked = [pool.submit(python, made[ident], [v["at"] for v in told]) for ident, told in seen]
        answers = [future.result() for future in asked]
    with watched(browser, address) as page:
        as_page = "texts => texts.map(t => Object.assign(document.createElement('div'), { innerHTML: t }))"
        for (ident, told), due in zip(seen, answers, strict=True):
            for visit, (sentence, layer, still) in zip(told, due, strict=True):
                assert (visit["said"], visit["aside"]) == (sentence, ""), ident
                parts = page.evaluate(
                    f"t => ({as_page})(t).map(e => [e.innerHTML, e.textContent])", [layer, still]
                )
                assert visit["layer"] == parts[0][0], (ident, visit["at"])
                assert visit["still"] == parts[1][1], (ident, visit["at"])
    assert sum(len(told) for _, told in seen) >= 200


def visits(page, ident, chance):
    """Places of one figure, and what it shows there: both ends of each slider, then random ones."""
    names = page.evaluate(READY, ident)
    told = []
    for slider in names["moves"]:
        told += [page.evaluate(MOVE, [ident, {slider: end}]) for end in (0, 1)]
    if names["chooses"]:
        told.append(page.evaluate(MOVE, [ident, {n: chance.random() for n in names["chooses"]}]))
    for _ in range(RANDOM):
        told.append(page.evaluate(MOVE, [ident, {n: chance.random() for n in names["moves"]}]))
    return told


def python(call, places):
    """What a live figure says and shows there, moved by its controls: (sentence, layer, still part)."""
    token = SALT.set(call.name)
    stage = call.make()
    SALT.reset(token)
    said = []
    for place in places:
        for name, value in place.items():
            control = stage.controls[name]
            if beforehand.kind(control) == "list":
                (value,) = [
                    v for v in beforehand.offered(control) if beforehand.said(control, v) == value
                ]
            control.value = value
        assert not stage.problem
        said.append((stage.state, stage._front.value, stage._back.value))
    stage.close()
    return said


def test_keys_and_typed_values_move_a_figure(page, address):
    page.goto(address + "index.html")
    figure = page.locator("figure.moving")
    page.evaluate(READY, figure.get_attribute("id"))
    slider, typed = figure.locator("input[type=range]").nth(1), figure.locator(".typed").nth(1)
    said, aside = figure.locator(".said"), figure.locator(".aside")

    def stands(text, more=""):
        page.wait_for_function(
            "([t, m]) => document.querySelector('.said').textContent.includes(t) "
            "&& document.querySelector('.aside').textContent.includes(m)",
            arg=[text, more],
        )

    slider.focus()
    slider.press("End")
    stands("x₂ = 3.00")
    slider.press("Home")
    stands("x₂ = −3.00")
    slider.press("ArrowRight")
    value = slider.evaluate("s => s.closest('figure').standing().x2")
    stands(f"x₂ = {value:.2f}".replace("-", "−"))
    assert slider.get_attribute("aria-valuetext") == f"x₂ = {typed.input_value()}"
    typed.fill("−3")
    typed.press("Enter")
    stands("x₂ = −3.00")
    assert aside.inner_text() == ""
    typed.fill("2.97")
    typed.press("Enter")
    stands("x₂ = 3.00", "2.97 isn't drawn here")
    typed.fill("many")
    typed.press("Enter")
    stands("x₂ = 3.00", "“many” is no number")
    assert typed.input_value() == "3.00" and said.get_attribute("aria-live") == "polite"
    assert figure.locator("a", has_text="start it live").get_attribute("href") == "live.html"


def test_a_prediction_is_answered_and_remembered(page, address):
    asked = predictions()["slope.machine"]
    wrong = next(choice for choice in asked.choices if choice != asked.right)
    page.goto(address + "notebooks/01_slope.html")
    form = page.locator("form.predict").first
    assert form.locator(".said").inner_text() == "" and form.locator("button").is_disabled()
    for choice, sign in ((wrong, r"✗ Not so\."), (asked.right, r"✓ Yes\.")):
        form.get_by_label(choice, exact=True).check()
        form.locator("button").click()
        says(form, sign)
    page.reload()
    assert form.get_by_label(asked.right, exact=True).is_checked()
    says(form, r"✓ Yes\.")
    kept = json.loads(page.evaluate("localStorage['derivatives-hands-on']"))
    told = {"first": wrong, "first_right": False, "choice": asked.right, "right": True}
    assert (
        kept["predictions"] == {"slope.machine": told} and kept["course"] == "derivatives-hands-on"
    )
    page.evaluate("localStorage['derivatives-hands-on'] = '[broken'")
    page.reload()
    assert form.locator(".said").inner_text() == ""


def test_an_exercise_gives_hints_one_by_one_and_its_solution_behind_a_click(page, address):
    page.goto(address + "notebooks/01_slope.html")
    box = page.locator(".exercise[data-key='slope.between']")
    hints = box.locator(".hint")
    assert hints.count() > 1
    assert [hint.is_visible() for hint in hints.all()] == [True] + [False] * (hints.count() - 1)
    for number in range(hints.count()):
        hints.nth(number).locator("summary").click()
        if number + 1 < hints.count():
            hints.nth(number + 1).wait_for(state="visible")
    assert not box.locator(".solution pre").is_visible()
    box.locator(".solution summary").click()
    assert "def slope(f, x1, x2)" in box.locator(".solution pre").inner_text()
    assert box.locator("a").first.get_attribute("href") == "../live.html"


def test_links_lead_somewhere_and_nothing_but_links_leads_outside():
    tag = re.compile(r"<(\w+)\b[^>]*?\b(href|src|action)=\"([^\"]*)\"")
    broken = []
    for path in PAGES:
        text = (SITE / path).read_text("utf-8")
        for kind, _, target in tag.findall(text):
            address, part = urldefrag(urljoin("https://here/" + path, html.unescape(target)))
            place = urlsplit(address)
            if place.netloc != "here":
                if place.scheme != "data" and kind != "a":
                    broken.append((path, kind, target))
                continue
            file = SITE / unquote(place.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            asked = f'id="{unquote(part)}"' if part and kind == "a" else ""
            if not file.exists() or asked not in file.read_text("utf-8", errors="replace"):
                broken.append((path, kind, target))
    assert broken == []


# The theme that a page has before the theme's own script runs.
AT_FIRST = """document.addEventListener('readystatechange',
  () => { window.atFirst ??= document.documentElement.dataset.theme; })"""


def test_the_theme_is_followed(browser, address):
    colour = "getComputedStyle(document.querySelector('.stage-drawing text, .stage-drawing')).fill"
    fills = {}
    for scheme in ("light", "dark"):
        with watched(browser, address, color_scheme=scheme) as page:
            page.add_init_script(AT_FIRST)
            page.goto(address + "notebooks/01_slope.html")
            assert page.evaluate("window.atFirst") == scheme  # no flash of the other
            fills[scheme] = page.evaluate(colour)
            ground = page.locator(".text_html:has(figure.moving)").first
            assert ground.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
            assert scheme == "light" or serious(page) == []  # light: with the other pages
    assert fills["light"] != fills["dark"]


def test_the_search_finds(page, address):
    page.goto(address + "search.html?q=secant")
    page.locator("#search-results li a").first.wait_for()
    assert any(
        "limits" in a.get_attribute("href") for a in page.locator("#search-results li a").all()
    )
    page.goto(address + "search.html?q=gradients")  # the titles of two pages
    page.locator("#search-results .context").first.wait_for()
    assert "System Settings" not in page.inner_text("#search-results"), "the theme's own buttons"


def test_pages_opened_from_a_disk_move_too(browser):
    with watched(browser, SITE.resolve().as_uri()) as page:
        page.goto((SITE.resolve() / "notebooks/02_limits.html").as_uri())
        figure = page.locator("figure.moving").first
        ident = figure.get_attribute("id")
        before = figure.locator(".said").inner_text()
        names = page.evaluate(READY, ident)
        assert page.evaluate(MOVE, [ident, {names["moves"][0]: 0.1}])["said"] != before


def test_a_pack_that_is_lost_is_said_and_asked_for_again(browser, address):
    context = browser.new_context()
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    page.route("**/packs/**", lambda route: route.abort())
    page.goto(address + "index.html")
    page.wait_for_function(
        "document.querySelector('.aside').textContent.includes(\"couldn't be loaded\")"
    )
    page.unroute("**/packs/**")
    page.locator("input[type=range]").first.press("End")
    page.wait_for_function("document.querySelector('.said').textContent.includes('x₁ = 3.00')")
    context.close()


def test_pages_work_in_firefox(tmp_path, address):
    asked = predictions()["slope.machine"]
    with Firefox(tmp_path) as page:
        page.goto(address + "notebooks/01_slope.html")
        page.evaluate("() => document.querySelector('figure.moving').scrollIntoView()")
        page.until("() => document.querySelector('figure.moving').dataset.moved")
        page.evaluate("() => document.querySelector('figure.moving input[type=range]').focus()")
        page.press("Home")
        page.until(
            "() => document.querySelector('figure.moving .said').textContent.includes('x = −2.00')"
        )
        choose = "t => [...document.querySelectorAll('form.predict input')].find(i => i.value === t).click()"
        page.evaluate(choose, asked.right)
        page.evaluate("() => document.querySelector('form.predict button').click()")
        reply = "() => document.querySelector('form.predict .said').textContent"
        page.until(f"() => ({reply})().startsWith('✓ Yes.')")
        page.goto(address + "notebooks/01_slope.html")
        page.until(f"() => ({reply})().startsWith('✓ Yes.')")
        assert page.errors == []


def test_there_is_room_for_it_on_a_host():
    """The budgets: what a figure's first movement takes, one figure with one setting, all of it."""
    of = "".join((SITE / path).read_text("utf-8") for path in WITH_FIGURES)
    packs = [json.loads(html.unescape(t)) for t in re.findall(r'data-packs="([^"]*)"', of)]
    size = {p.relative_to(SITE / "packs").with_suffix("").as_posix(): p.stat().st_size
            for p in (SITE / "packs").rglob("*.js")}  # fmt: skip
    assert {part for figure in packs for pack in figure for part in pack} == {*size}
    assert max(size[pack[0]] for figure in packs for pack in figure) <= 150_100
    assert max(sum(size[part] for part in pack) for figure in packs for pack in figure) <= 1_500_200
    tab = {SITE / name for name in ("pyodide", "lite", "_static/live")}  # fetched after a click
    files = (p for p in SITE.rglob("*") if p.is_file() and not tab & {*p.parents})
    whole = sum(p.stat().st_size for p in files)
    assert whole <= 60_000_000, f"{whole / 1e6:.1f} MB"
