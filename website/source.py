"""What Sphinx reads: the stored notebooks with moving figures in place of pictures, and the other pages.

All of it is written into one folder; a file that would be the same is left alone, so that Sphinx does
again only what has changed.
"""

import ast
import base64
import json
import os
import re
import shutil
import struct
from html import escape

import nbformat

from lib.explore import figures as all_figures
from website import NOTEBOOKS, ROOT, WORK, calls, figures, practice
from website.calls import Call

FOLDER = WORK / "source"
HERE = ROOT / "website"
_SHOWN = re.compile(r"^```\{moving\} *(\S+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_PICTURE = re.compile(r'src="data:image/png;base64,([^"]*)"')
_LINK = re.compile(r"""(<a [^>]*?href=["'](?![a-z]+:)[^"']*?)\.ipynb\b""")
_ROW = re.compile(r"^(\|[^|]*\| *)(\w+)( *\| *)`((\w+)\((?:[^`])*)`", re.MULTILINE)
_HERE = (
    "from lib import all_here"  # the cell that tells a kernel what it lacks says nothing on a page
)


def all_calls():
    """The live figures of all pages: a list of `Call`, each once."""
    found = [
        what for name in names() for what in calls.shown(calls.read(name).cells, name).values()
    ]
    found += [call for page in pages() for call in _on_page(page.read_text(encoding="utf-8"))]
    return list(dict.fromkeys(what for what in found if isinstance(what, Call)))


def names():
    """The notebooks, by file name."""
    return sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


def pages():
    """Pages that aren't notebooks."""
    return sorted((HERE / "pages").glob("*.md"))


def write(drawn):
    """Write all of it; drawn is a dict from Call to the figure's HTML."""
    wanted = {}
    for name in names():
        wanted[f"notebooks/{name}"], pictures = _notebook(name, drawn)
        wanted |= pictures
    for page in pages():
        text = _SHOWN.sub(
            lambda m: _raw(drawn[_call(*m.groups())], _call(*m.groups()), ""),
            page.read_text(encoding="utf-8"),
        )
        wanted[page.name] = _filled(text)
    wanted["TEACHING.md"] = with_links((ROOT / "TEACHING.md").read_text(encoding="utf-8"), places())
    wanted["static/page.js"] = script()
    style = [ROOT / "lib/stage/stage.css", HERE / "page/page.css"]
    wanted["static/page.css"] = "\n".join(f.read_text(encoding="utf-8") for f in style)
    for path, text in wanted.items():
        _put(FOLDER / path, text if isinstance(text, bytes) else text.encode())
    for image in sorted((ROOT / "img").glob("*")):
        if image.suffix in (".svg", ".png", ".gif"):
            _put(FOLDER / "img" / image.name, image.read_bytes())
    for old in FOLDER.rglob("*"):
        kept = old.relative_to(FOLDER).as_posix()
        if old.is_file() and kept not in wanted and not kept.startswith("img/"):
            old.unlink()


def places():
    """Where each live figure is met first: a dict from "slope.nudge" to an address."""
    found = {}
    for name in names():
        for what in calls.shown(calls.read(name).cells, name).values():
            if isinstance(what, Call):
                page = f"notebooks/{name.removesuffix('.ipynb')}.html"
                found.setdefault(what.figure, f"{page}#{_anchor(what)}")
    return found


def with_links(text, found):
    """The teachers' page with a link from each line of its table to the figure; found as in `places`.

    Raises KeyError for a figure that is on no page.
    """

    def link(row):
        before, module, between, code, name = row.groups()
        address = found[f"{module}.{name}"]
        return f'{before}{module}{between}<a href="{address}"><code>{escape(code)}</code></a>'

    return _ROW.sub(link, text)


def _anchor(call):
    """An id that stays when a figure's arguments change: the first such figure on a page has it."""
    return f"figure-{call.figure.partition('.')[2]}"


def script():
    """All scripts as one plain one: a page that is opened from a disk may not load modules."""
    frames = (ROOT / "lib/stage/frames.js").read_text(encoding="utf-8")
    given = re.findall(r"^export (?:async )?(?:function|class|const) (\w+)", frames, re.MULTILINE)
    frames = re.sub(r"^export default ", "void ", frames, flags=re.MULTILINE)
    frames = re.sub(r"^export ", "", frames, flags=re.MULTILINE)
    names = "{ " + ", ".join(given) + " }"
    shared = f"const {names} = (() => {{\n{frames}\nreturn {names};\n}})();\n"
    parts = {"moving.js": shared, "practice.js": practice.constants(), "formulas.js": ""}
    texts = (
        before + (HERE / "page" / n).read_text(encoding="utf-8") for n, before in parts.items()
    )
    reading = (HERE / "page" / "reading.js").read_text(encoding="utf-8")
    return f"{{\n{reading}" + "".join(f"{{\n{text}}}\n" for text in texts) + "}\n"


def _notebook(name, drawn):
    """(a notebook's text, dict from path to a picture of it that comes only when it is near)."""
    notebook, pictures = calls.read(name), {}
    anchors = set()
    for number, what in calls.shown(notebook.cells, name).items():
        text = drawn[what] if isinstance(what, Call) else practice.html(what)
        if isinstance(what, Call) and _anchor(what) not in anchors:
            text = f'<span id="{_anchor(what)}"></span>{text}'
            anchors.add(_anchor(what))
        data = {"text/html": text.replace(figures.LIVE, "../live.html")}
        notebook.cells[number].outputs = [nbformat.v4.new_output("display_data", data)]
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            shown = output.get("data", {})
            if "text/html" in shown:  # Sphinx looks only after the links of prose
                linked = _LINK.sub(r"\1.html", shown["text/html"])
                shown["text/html"] = _PICTURE.sub(lambda m: _apart(m[1], pictures), linked)
    notebook.cells = [cell for cell in notebook.cells if _HERE not in cell.source]
    return nbformat.writes(notebook), pictures


def _apart(data, pictures):
    """What stands in <img> for the picture: its address, and its shape, so that nothing jumps."""
    picture = base64.b64decode(data)
    width, height = struct.unpack(">II", picture[16:24])  # where a PNG has them
    path = f"static/{calls.digest(picture)}.png"
    pictures[path] = picture
    address = f"../_{path}"
    return f'src="{address}" loading="lazy" style="height: auto; aspect-ratio: {width} / {height}"'


def _call(figure, source):
    return Call(figure, ast.unparse(ast.parse(source.strip())))


def _on_page(text):
    return [_call(*found.groups()) for found in _SHOWN.finditer(text)]


def _raw(drawn, call, up):
    """A figure on a page that isn't a notebook, with the code that it takes to show it."""
    room, name = call.figure.split(".")
    code = escape(f"from lib.explore.{room} import {name}\n\n{call.source}")
    drawn = drawn.replace(figures.LIVE, f"{up}live.html")
    box = (
        f'<div class="live-figure" data-code="{code}"><div class="cell_output">{drawn}</div></div>'
    )
    return f"```{{raw}} html\n{box}\n```"


def _filled(text):
    """A page with what it asks for: the list of notebooks, where the course lives."""
    owner = os.environ.get("GITHUB_REPOSITORY", "OWNER/NAME")
    text = text.replace("OWNER/NAME", owner).replace("{figures}", str(len(all_figures())))
    return text.replace("{notebooks}", "\n".join(map(_entry, names())))


def _entry(name):
    """A notebook in a list: its title as a link, and the question it opens with."""
    title, question = calls.read(name).cells[0].source.splitlines()[0:3:2]
    return f"- [{title.lstrip('# ')}](notebooks/{name}): {question.strip('*')}"


def _put(path, content):
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def copy_packs(parts, folder):
    """Write packs: parts is a dict from name to text; what else lies in the folder goes."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in parts.items():
        path = folder / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"takePack({json.dumps(name)},{json.dumps(text)})", encoding="ascii")
