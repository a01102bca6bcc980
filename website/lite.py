"""The notebooks themselves, as notebooks, in the reader's tab: JupyterLite on the site's own Pyodide.

`python -m website.lite FOLDER` builds it and Pyodide into a folder, without the pages.
It lies in `lite/` beside the pages. The notebooks are those of the course, unchanged; what a reader
changes, and the progress, stay in the browser (`/drive` is its storage).
"""

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from website import NOTEBOOKS, ROOT, WORK, supply

SOURCE = WORK / "lite"
APPS = ["lab"]
PACKAGES = ["ipykernel", "comm", "pyodide-kernel", "ipython", "derivatives-hands-on"]
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
    "@jupyterlite/pyodide-kernel-extension",
)
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# A reader who reloads, or whose phone puts the tab away, loses seconds of typing, not two minutes.
OVERRIDES = {"@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 5}}

# On a phone the list of files leaves 32 px to the notebook, so it is shut until a finger comes down. Then
# it is in the View menu, as is all at the sides.
NARROW = """
  addEventListener("load", async () => {
    if (!matchMedia("(max-width: 760px)").matches) return;
    while (!window.jupyterapp) await new Promise(requestAnimationFrame);
    const { shell, commands, restored } = window.jupyterapp;
    const shut = () => shell.leftCollapsed || shell.collapseLeft();
    const leave = () => shell.layoutModified.disconnect(shut);
    shell.layoutModified.connect(shut); // the list opens when the notebook does
    addEventListener("pointerdown", leave, { capture: true, once: true });
    await restored;
    shut();
    shell.mode = "single-document";
    for (const side of ["left", "right"]) await commands.execute("application:toggle-side-tabbar", { side });
  });
"""


def build(site):
    """Build JupyterLite into `site`/lite; `site`/pyodide is there. Raises RuntimeError if it fails."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    write_contents(SOURCE / "contents")
    _json(SOURCE / "jupyter_lite_config.json", {"LiteBuildConfig": settings()})
    _json(
        SOURCE / "jupyter-lite.json",
        {"jupyter-lite-schema-version": 0, "jupyter-config-data": page()},
    )
    _json(SOURCE / "overrides.json", OVERRIDES)
    out = site / "lite"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "jupyterlite_core.app", "build", "--output-dir", str(out)]
    done = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"JupyterLite wasn't built:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    lab = out / "lab" / "index.html"
    lab.write_text(narrow(lab.read_text(encoding="utf-8")), encoding="utf-8")


def narrow(text):
    """JupyterLab's own page, told to leave the width of a phone to the notebook."""
    return text.replace("</head>", f"<script>{NARROW}</script>\n</head>", 1)


def write_contents(folder):
    """The reader's files: notebooks, their data, and the drawings that they show."""
    (folder / "notebooks").mkdir(parents=True)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        shutil.copy(notebook, folder / "notebooks")
    shutil.copytree(NOTEBOOKS / "data", folder / "notebooks" / "data")
    (folder / "img").mkdir()
    for image in sorted((ROOT / "img").iterdir()):
        if image.suffix in (".svg", ".png", ".gif"):
            shutil.copy(image, folder / "img")


def settings():
    """What `jupyter lite build` is told: which of the installed extensions, and no source maps."""
    share = Path(sysconfig.get_path("data"), "share", "jupyter", "labextensions")
    return {
        "apps": APPS,
        "contents": ["contents"],
        "federated_extensions": [str(share / name) for name in EXTENSIONS],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }


def page():
    """What the page is told: where Python is, and where progress is kept."""
    options = {
        "packages": PACKAGES,
        "env": {"HOME": "/home/pyodide", "DERIVATIVES_PROGRESS": "/drive/progress.json"},
    }
    kernel = {
        "pyodideUrl": "./../pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": options,
    }
    return {
        "appName": "Derivatives for deep learning, hands on",
        "exposeAppInBrowser": True,
        "litePluginSettings": {KERNEL: kernel},
    }


def address(notebook):
    """Where a notebook of the course opens, from the site's root."""
    return f"lite/lab/index.html?path=notebooks/{notebook}"


def link(site):
    """Put a link to its notebook under each page's title; other pages lead to the first notebook."""
    names = [path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    for path in sorted(site.rglob("*.html")):
        where = path.relative_to(site)
        if where.parts[0] in ("_static", "lite") or path.stem in ("search", "genindex"):
            continue
        name = path.stem if path.stem in names else names[0]
        there = "../" * (len(where.parts) - 1) + address(f"{name}.ipynb")
        path.write_text(linked(path.read_text(encoding="utf-8"), there), encoding="utf-8")


def linked(text, there):
    """A page's HTML with the link under its title."""
    before, article, after = text.partition("<article")
    told = f'</h1>\n<p class="as-notebook"><a href="{there}">Open as a notebook</a></p>\n'
    return before + article + after.replace("</h1>\n", told, 1)


def _json(path, what):
    path.write_text(json.dumps(what, indent=1), encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else WORK / "tab").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if not supply.copy(folder):
        sys.exit(1)
    build(folder)
