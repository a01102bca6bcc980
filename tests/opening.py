"""The first code cell of every notebook: what to do where the course's library isn't at hand.

A notebook may be opened alone: on Colab, from a download folder, in another kernel, beside a lib.py of
the reader's own. `python -m tests.store` puts this cell in; the address of the course is read from
the README's Binder link, the one place where it stands.
"""

import re
from pathlib import Path

import nbformat

README = Path(__file__).resolve().parent.parent / "README.md"
UNKNOWN = "OWNER/NAME"  # until somebody fills it in
FIRST_LINE = "# Is the course's library here? If so, this cell says nothing."
CELL = f'''{FIRST_LINE}
try:
    from lib import all_here

    all_here()
except Exception:
    print("""This notebook needs the library of its course, which isn't here: download the whole course
and start it with `make lab`, as its README.md says. If that is done, a lib.py or a folder lib of
your own hides it: give that another name. Then restart the kernel and run this cell again.
On Colab, run this in a new cell and restart the session{{where}}:
    pip install -e "git+https://github.com/{{address}}#egg=derivatives-hands-on"
""")  # no output'''


def address(readme=None):
    """The course's OWNER/NAME on its code host, as the README's Binder link has it."""
    text = README.read_text(encoding="utf-8") if readme is None else readme
    return re.search(r"mybinder\.org/v2/gh/([\w.-]+/[\w.-]+)/HEAD", text)[1]


def source(address):
    """The cell's text for a course at `address`."""
    where = f" ({UNKNOWN}: where you found this)" if address == UNKNOWN else ""
    return CELL.format(address=address, where=where)


def renew(notebook, at=1):
    """Bring the cell of a notebook up to date, in place; where it has none, put one in at `at`."""
    mine = [c for c in notebook.cells if c.cell_type == "code" and c.source.startswith(FIRST_LINE)]
    if not mine:
        mine = [nbformat.v4.new_code_cell()]
        notebook.cells.insert(at, mine[0])
    mine[0].source = source(address())
