"""Pages that are light: what the theme brings and no page needs is taken out of them.

The theme's icons come as a script of 1.5 MB that draws two thousand; here the few in use are a style
sheet. Of the style sheets only those rules stay that a page can use, and they stand in the page: one way
there and back less before it can be read. The theme's scripts wait until the page is there, and the
search's index is loaded where one searches.
"""

import html
import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote

from website import drawings, styles

_ICONS = "_static/scripts/fontawesome.js"
_CLASSES = re.compile(r'class="([^"]*\bfa-(?:solid|regular|brands)\b[^"]*)"')
_SIZES = {"fa-solid", "fa-regular", "fa-brands", "fa-lg", "fa-fw"}
_SEARCH = re.compile(
    r'\s*<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>'
)
_OPTIONS = re.compile(r'<script src="[^"]*documentation_options\.js[^"]*"></script>')
_AT_ONCE = re.compile(r'<script src="')
_FONTAWESOME = re.compile(r'\s*<script defer src="[^"]*fontawesome\.js[^"]*"></script>')
_OURS = re.compile(r'\s*(<script async[^>]* src="[^"]*_static/page\.js[^"]*"></script>)')
_PRELOADS = re.compile(r'\s*<link rel="preload" as="script"[^>]*>')
_ICON_RULES = re.compile(r"(?:\.fa-[\w-]+,?)+\{--fa:[^}]*\}|@font-face\{[^}]*Font ?Awesome[^}]*\}")
_FIGURE = re.compile(r'<figure data-packs="([^"]*)" class="moving[^>]* data-about="([^"]*)"')
_THEME = 'localStorage.getItem("theme") || "auto"'  # as the theme's script has it
_AS_ASKED = """["light", "dark"].find((mode) => mode === localStorage.getItem("mode"))
      ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")"""
_LATER = Path(__file__).parent / "live" / "page"  # scripts that are put into the pages afterwards
_HERE = "/* the style sheet */"
_MAIN, _TEXT = '[role="main"]', ".bd-article"
_WHOLE = "page.css"  # ours; what it is for may come in a pack
_STYLES = re.compile(r'<link [^>]*href="[^"]*\.css[^"]*"[^>]*>')
_NAMED = re.compile(r'<link [^>]*href="([^"?]*\.css)[^"]*"[^>]*>').findall
_IMPORT = re.compile(r'@import "([^"]+)";')
_ADDRESS = re.compile(r"url\((?![\"']?(?:data:|#))[^)]*\)")
_LOOK = """
:is(.fa-solid, .fa-regular, .fa-brands), :is(.fa-solid, .fa-regular, .fa-brands)::before { \
font-family: inherit !important }
:is(.fa-solid, .fa-regular, .fa-brands)::before { content: ""; display: inline-block; \
width: 1em; height: 1em; vertical-align: -0.125em; background: currentColor; \
mask: var(--icon) center / contain no-repeat }
.fa-lg { font-size: 1.25em }
form.bd-search input.form-control { padding-left: 2.6em }
"""


def lighten(folder):
    """Make the pages in a folder light, in place. Raises ValueError for an icon that isn't there."""
    files = [path for path in folder.rglob("*.html") if "_static" not in path.parts]
    pages = {path: path.read_text(encoding="utf-8") for path in files}
    options = (folder / "_static/documentation_options.js").read_text(encoding="utf-8")
    lighter = {}
    for path, text in pages.items():
        text = _PRELOADS.sub("", _FONTAWESOME.sub("", text))
        text = text.replace(_THEME, _AS_ASKED)  # at once: no flash, and nothing is styled twice
        if path.name != "search.html":
            text = _SEARCH.sub("", text)
            text = _OPTIONS.sub(lambda _: f"<script>{options}</script>", text)
            text = _AT_ONCE.sub('<script defer src="', text)
        ours = _OURS.search(text)  # figures move before the theme's own scripts have come
        first = _first_pack(text, "../" * (len(path.relative_to(folder).parts) - 1))
        text = _OURS.sub("", text).replace("<script", f"{ours[1]}{first}\n<script", 1)
        depth = "../" * (len(path.relative_to(folder).parts) - 1)
        begin, *others = _STYLES.findall(text)
        text = text.replace(begin, f"<style>{_HERE}</style>", 1)
        for other in others:
            text = text.replace(other, "", 1)
        lighter[path] = drawings.apart(text, folder, depth)
    drawn = (folder / _ICONS).read_text(encoding="utf-8")
    scripts = _scripts(folder)
    sheets = _sheets(folder, pages, styles.names_in(pages.values(), scripts))
    for path, text in lighter.items():
        names = styles.names_in([pages[path]], scripts)
        sheet = "\n".join(s if whole else styles.pruned(s, names) for s, whole in sheets)
        text = text.replace(_HERE, sheet + icons(pages[path], drawn), 1)
        path.write_text(text, encoding="utf-8")
    tools = folder / "_static/searchtools.js"
    tools.write_text(_searching_texts(tools.read_text(encoding="utf-8")), encoding="utf-8")
    for left in (folder / "_static/scripts").glob("fontawesome*"):
        left.unlink()
    shutil.rmtree(folder / "_static/vendor/fontawesome")


def _scripts(folder):
    """The texts of all scripts that a page may load, but for translations of the search."""
    files = [*(folder / "_static").rglob("*.js"), *_LATER.glob("*.js")]
    return [path.read_text(encoding="utf-8") for path in files if "locales" not in path.parts]


def _sheets(folder, pages, names):
    """All style sheets in the order in which the pages name them, with whether each stays whole.

    What no page can use is out of them already. Raises ValueError where one asks for a file.
    """
    found = []
    for path in dict.fromkeys(
        (page.parent / address).resolve()
        for page, text in pages.items()
        for address in _NAMED(text)
    ):
        text = path.read_text(encoding="utf-8")
        text = _IMPORT.sub(lambda m, p=path: (p.parent / m[1]).read_text(encoding="utf-8"), text)
        text = _ICON_RULES.sub("", text)
        whole = path.name == _WHOLE
        found.append((text if whole else styles.pruned(text, names), whole))
    if outside := _ADDRESS.findall("\n".join(text for text, _ in found)):
        raise ValueError(f"a style sheet of the theme asks for more: {outside[:3]}")
    return found


def _searching_texts(script):
    """The search's script, so that what it quotes begins where the text does, not at the theme's buttons."""
    if _MAIN not in script:
        raise ValueError("the search looks for a page's text in another way: see _searching_texts")
    return script.replace(_MAIN, _TEXT)


def _first_pack(text, up):
    """What asks for the pack of a figure in sight at once, not after the whole page was read."""
    found = _FIGURE.search(text.partition("<article")[2].partition("<h2")[0])
    if found is None:
        return ""
    named, about = (json.loads(html.unescape(part)) for part in found.groups())
    number = 0
    for size, first in zip(about["sizes"], about["first"], strict=True):
        number = number * size + first
    return f'\n<link rel="preload" as="script" fetchpriority="high" href="{up}packs/{named[number][0]}.js">'


def icons(pages, script):
    """The style sheet of the icons that the pages use, drawn as the script draws them."""
    names = {n for found in _CLASSES.findall(pages) for n in found.split() if n.startswith("fa-")}
    rules = [_LOOK]
    for name in sorted(names - _SIZES):
        plain = re.escape(name.removeprefix("fa-"))
        shape = re.search(rf'[{{,"]{plain}"?:\[(\d+),(\d+),\[[^\]]*\],"[^"]*","([^"]*)"\]', script)
        if shape is None:
            raise ValueError(f"the theme's icons have no {name}")
        width, height, path = shape.groups()
        frame = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        svg = f'<svg {frame}><path d="{path}"/></svg>'
        rules.append(f'.{name} {{ --icon: url("data:image/svg+xml,{quote(svg)}") }}\n')
    return "".join(rules)
