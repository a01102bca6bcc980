"""Run notebooks and store them with outputs: `make notebooks`.

Stored are text and pictures. Not stored are widget ids and widget state: without a kernel they would
hide the pictures, and a code host calls a notebook that has them invalid. The same bytes come out
twice on one machine.
"""

import os
import sys
import tempfile
from pathlib import Path

import nbformat

from lib.stage import freshness
from lib.stage.saving import take_widgets
from tests import opening
from tests.kernels import Client

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def run(notebook, folder):
    """Execute all cells of `notebook` in a fresh kernel that works in `folder`."""
    Client(notebook, folder, store_widget_state=False, coalesce_streams=True).execute()
    return notebook


def shows_picture(output):
    """Whether a stored output is a picture: an <img> with its words and its bytes."""
    return 'src="data:image/png;base64,' in output.get("data", {}).get("text/html", "")


def tidy(notebook):
    """Take out what differs from run to run or hides a picture."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": KERNEL,
            "language_info": {"name": "python", "pygments_lexer": "ipython3"},
        }
    )
    take_widgets(notebook)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02d}"
        cell.metadata = nbformat.from_dict({})
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            output.pop("transient", None)
    return notebook


def store(path):
    """Run the notebook at `path` and write it back; not if the library changed while it ran."""
    notebook = nbformat.read(path, as_version=4)
    opening.renew(notebook)
    run(notebook, path.parent)
    if freshness.ADVICE in nbformat.writes(notebook, ensure_ascii=False):
        raise SystemExit(f"{path}: lib was edited while the notebook ran; store it again")
    nbformat.write(tidy(notebook), path)


if __name__ == "__main__":
    os.environ["DERIVATIVES_PROGRESS"] = str(Path(tempfile.mkdtemp()) / "progress.json")
    for name in sys.argv[1:]:
        store(Path(name))
        print("stored", name)
