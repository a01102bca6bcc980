"""The course as pages: every figure moves with no kernel, from pictures that Python drew beforehand.

`python -m website` builds them into `_site/`. Each module does one thing:

    calls      finds figures, questions and exercises in the code cells of a notebook
    grids      which places of the sliders are drawn, within a budget      budgets    of each figure
    packs      draws and packs them         kept       what was drawn, for the next build
    figures    a figure as HTML             practice   a question, an exercise as HTML
    typeset    formulas as HTML, before anybody reads them
    supply/    Python for the tab: Pyodide and the wheels, each checked, as a folder
    lite       the notebooks as notebooks in the tab
    source     what Sphinx reads: notebooks with moving figures in place of pictures
    live/      Python in the tab, when a button on a page is pressed; frozen.py keeps it as it is
               when all is imported, so that it starts in a second
    lean       takes from the built pages what they don't need        styles   the same for style sheets
    conf.py    Sphinx's settings            pages/, page/   what isn't a notebook; script and style

It stands beside `lib`, on top of it: nothing in `lib` knows of it.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
WORK = ROOT / "build" / "site"  # what is kept from one build to the next
