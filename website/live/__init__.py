"""Pages that come alive: Python in the reader's tab, when a button is pressed.

`add(out)` puts into built pages, beside the Pyodide folder that `website.supply` makes, the scripts in
`page/` (bundled by esbuild, with what they use from npm), and the bar with the button.
"""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from website import WORK
from website.live import frozen
from website.supply import Lacking

PAGE = Path(__file__).parent / "page"
HOME = WORK / "live"  # where npm installs
ROOTS = ("pyodide-kernel", "derivatives-hands-on")  # the packages that a page needs
CORE = ("pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_HEADING = re.compile(r"</h1>\n")
_CELL = re.compile(r'class="(?:cell docutils|live-figure)')


def add(out):
    """Make the pages in the folder `out` such that they can come alive.

    False, and a sentence said, where what it takes can't be had.
    """
    try:
        bundle(out / "_static" / "live")
    except Lacking as why:
        print(f"{why} The site is built without it: its pages move, and can't be made live.")
        return False
    told = files(out)
    (out / "_static/live/files.json").write_text(json.dumps(told), encoding="ascii")
    size = sum(told["fetched"][name]["bytes"] for name in told["usual"])
    for path in out.rglob("*.html"):
        if "_static" not in path.parts:
            text = path.read_text(encoding="utf-8")
            path.write_text(with_bar(text, path.relative_to(out), size), "utf-8")
    return True


def files(out):
    """What is fetched when Python starts, as page/files.js and page/worker.js read it.

    "fetched" is a dict from an address, seen from the site's own folder, to its bytes and to what changes
    with its content; "usual" lists those that are fetched where all goes well, "frozen" says what is what
    of Python as it is kept (None where it can't be: then the wheels are fetched, "packages").
    """
    try:
        kept = frozen.freeze(out / "pyodide", out / "_static/live/frozen", ROOTS)
    except frozen.Unfit as why:
        print(f"{why}\nPages start Python the long way.")
        kept = None
    wheels = [f"pyodide/{name}" for name in wheels_of(out / "pyodide")]
    usual = [f"pyodide/{name}" for name in CORE]
    if kept:
        kept = {what: f"_static/live/frozen/{name}" for what, name in kept.items()}
        usual = ["pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip", *kept.values()]
    else:
        usual += wheels
    names = dict.fromkeys([*usual, *(f"pyodide/{name}" for name in CORE), *wheels])
    told = {name: _told((out / name).read_bytes()) for name in names}
    return {"fetched": told, "usual": usual, "frozen": kept, "packages": list(ROOTS)}


def _told(data):
    return {"bytes": len(data), "version": hashlib.sha256(data).hexdigest()[:10]}


def wheels_of(pyodide):
    """The wheels that a page needs, by file name."""
    packages = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    needed, asked = set(), list(ROOTS)
    while asked:
        name = asked.pop()
        if name not in needed:
            needed.add(name)
            asked += packages[name]["depends"]
    return sorted(packages[name]["file_name"] for name in needed)


def with_bar(text, path, size):
    """A page with the bar under its title, if there is anything on it that can run."""
    if not _CELL.search(text):
        return text
    up = "../" * (len(path.parts) - 1)
    head = f'<script type="module" src="{up}_static/live/start.js"></script>\n</head>'
    # At the end: the page can be read before it has come, and the script, a module, waits for it.
    foot = f'<link rel="stylesheet" href="{up}_static/live/live.css">\n</body>'
    about = f'id="live-bar" aria-label="Python on this page" data-bytes="{size}"'
    bar = f"</h1>\n<aside {about} hidden></aside>\n"
    article = text.index("<article")
    before, after = text[:article], text[article:]
    after = foot.join(_HEADING.sub(lambda _: bar, after, count=1).rsplit("</body>", 1))
    return before.replace("</head>", head, 1) + after


def bundle(folder):
    """Write the scripts into a folder. Raises Lacking where npm has no way to its packages."""
    _install()
    shutil.rmtree(HOME / "page", ignore_errors=True)
    shutil.copytree(PAGE, HOME / "page")
    entries = ["page/start.js", "page/page.js", "page/worker.js", "page/live.css"]
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--loader:.py=text"]
    options += ['--define:process.env.NODE_ENV="production"', "--define:global=window"]
    options += ["--external:./page.js", "--log-level=warning", f"--outdir={folder.resolve()}"]
    subprocess.run(["node_modules/.bin/esbuild", *entries, *options], cwd=HOME, check=True)


def _install():
    """Have npm put into HOME exactly what package-lock.json names, if it isn't there."""
    HOME.mkdir(parents=True, exist_ok=True)
    wanted = (PAGE / "package-lock.json").read_bytes()
    done = HOME / "installed.json"
    if done.exists() and done.read_bytes() == wanted:
        return
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PAGE / name, HOME / name)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    try:
        subprocess.run(command, cwd=HOME, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise Lacking("npm isn't installed.") from None
    except subprocess.CalledProcessError as problem:
        said = (problem.stderr or problem.stdout).strip().splitlines()
        raise Lacking(
            f"npm can't fetch its packages ({said[-1] if said else 'it says nothing'})."
        ) from None
    done.write_bytes(wanted)
