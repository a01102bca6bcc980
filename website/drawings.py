"""The still drawings of a page's figures but for the first: files of their own, so that the text comes soon.

A drawing comes when its figure is near, and the rest when the page is at leisure, so that it can be
printed whole. Where no script runs an image stands for it.
"""

import base64
import json
import re

from lib.stage import frames
from website import calls

FOLDER = "_static/drawings"
SMALL = 8_000  # bytes that aren't worth a way there and back
_BACK = re.compile(r'<div class="back">(.*?)</div>(?=<div class="front">)', re.DOTALL)
_PICTURE = re.compile(r"<svg .*</svg>", re.DOTALL)
_FILE = '<svg xmlns:xlink="http://www.w3.org/1999/xlink" '  # a page needs no such name, a file does


def apart(page, folder, up):
    """The page's text, its later figures' drawings written to `folder`; `up` leads there from the page."""
    first = _BACK.search(page)
    if first is None:
        return page

    def moved(found):
        drawing = found[1]
        if len(drawing) <= SMALL:
            return found[0]
        name = f"{FOLDER}/{calls.digest(drawing)[:12]}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        file = _PICTURE.search(drawing)[0]
        file = file.replace("<svg ", _FILE, 1)
        path.with_suffix(".svg").write_text(file, encoding="utf-8")
        said = base64.b64encode(frames.pack([], back=drawing)).decode()
        path.with_suffix(".js").write_text(
            f"takePack({json.dumps(name)},{json.dumps(said)})", encoding="ascii"
        )
        image = f'<noscript><img src="{up}{name}.svg" alt=""></noscript>'
        return f'<div class="back" data-drawing="{name}">{image}</div>'

    return page[: first.end()] + _BACK.sub(moved, page[first.end() :])
