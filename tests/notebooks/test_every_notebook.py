"""Every notebook, found by glob: its shape, and its life in one kernel.

nbval compares each notebook's outputs with the stored ones; here it runs unsolved, with
every control of every figure moved, and again in the same kernel with the solutions put in.
"""

import inspect
import re
from pathlib import Path

import nbformat
import pytest

from lib.practice import exercises
from lib.stage.escaping import escaped
from tests.kernels import Client
from tests.patience import give_time
from tests.store import shows_picture

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
CHECK = re.compile(r"^ex\.(\w+)\.check\((\w+)\)$", re.MULTILINE)
ASK = re.compile(r"^ex\.(\w+)\.ask\(\)$", re.MULTILINE)
LEAST = {  # live figures, predictions, exercises, where they may be fewer than 4, 4 and 5
    1: (3, 3, 4),
    7: (4, 3, 5),
    8: (4, 3, 5),
    9: (4, 3, 5),
}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem, name="path")
def each(request):
    return request.param


@pytest.fixture(name="notebook")
def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def practice_module(notebook):
    everything = "\n".join(c.source for c in code_cells(notebook))
    found = re.search(r"from lib\.practice import (\w+) as ex", everything)
    return found[1] if found else None


def own_exercises(notebook):
    module = practice_module(notebook)
    return {k.split(".")[1]: e for k, e in exercises().items() if k.split(".")[0] == module}


def test_outputs_are_stored_as_text_and_pictures(notebook):
    nbformat.validate(notebook)
    assert "widgets" not in notebook.metadata
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert output.output_type != "error"
            data = output.get("data", {})
            assert not any("widget" in kind or "svg" in kind for kind in data), cell.source
            assert "image/png" not in data, "a picture without its words"
            if shows_picture(output):
                words = data["text/plain"].strip()
                assert words and f'alt="{escaped(words)}"' in data["text/html"]
        last = cell.source.strip().splitlines()[-1]
        if not re.match(
            r"(\s|import |from |def |class |@|\w[\w, \[\]]* [-+*/]?= |.*# no output)", last
        ):
            assert cell.outputs, f"stored without output:\n{cell.source}"


def test_shape_of_a_notebook(path, notebook):
    number = path.stem.split("_")[0]
    text = "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    assert notebook.cells[0].source.startswith(f"# {number} · ")
    assert re.search(r"^\*[^*]+\?\*$", notebook.cells[0].source, re.MULTILINE), "no question"
    for part in (
        [] if number.startswith("00") else ["## Practice", "## In deep learning", "## Recap"]
    ):
        assert f"\n{part}" in text, f"no part {part!r}"
    if number not in ("00", "00b", "09", "10"):
        assert f"**Next: [{int(number) + 1:02d} · " in text
    if number not in ("00", "00b"):
        place = "Beyond notebook 9 of 9" if number == "10" else f"Notebook {int(number)} of 9"
        assert f"{place}. Back: [{int(number) - 1:02d} · " in text
    if number in ("00", "09"):
        assert "](10_further.ipynb)" in text
    if number == "10":
        assert "may be skipped without loss" in notebook.cells[0].source
    for picture in re.findall(r"!\[([^\]]*)\]", text):
        assert len(picture) > 20, "a picture without a text that says what it shows"


def test_links_lead_somewhere(path, notebook):
    text = "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    headings = {
        line.lstrip("#").strip().replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("http"):
            continue
        file, _, anchor = target.partition("#")
        assert not file or (path.parent / file).exists(), target
        assert not anchor or file or anchor in headings, target


def test_cells_are_short_and_plain(notebook):
    for cell in code_cells(notebook):
        assert len(cell.source.splitlines()) <= 15, cell.source
        assert "import *" not in cell.source and "sys.path" not in cell.source
        assert not cell.source.rstrip().endswith(";")
        assert not re.search(r"^\s*[%!]", cell.source, re.MULTILINE), "magic"
        assert "plt.show" not in cell.source, "use described(fig, words): a picture needs its words"


def test_how_much_there_is(path, notebook):
    number = int(path.stem[:2])
    if number == 0:
        return
    source = "\n".join(c.source for c in code_cells(notebook))
    stages = [
        o
        for c in code_cells(notebook)
        if "described(" not in c.source
        for o in c.outputs
        if shows_picture(o)
    ]
    figures, asked, checked = LEAST.get(number, (4, 4, 5))
    assert len(stages) >= figures, "live figures"
    assert len(set(ASK.findall(source))) >= asked, "predictions"
    assert len(set(CHECK.findall(source))) >= checked, "exercises"


def test_exercise_cells_are_the_stubs(notebook):
    mine = own_exercises(notebook)
    asked = {}
    for cell in code_cells(notebook):
        for name, answer in CHECK.findall(cell.source):
            asked[name] = answer
            assert mine[name].stub.strip() in cell.source, f"{name}: the stub differs"
            assert mine[name].name_in_stub() == answer
    assert set(asked) == set(mine), "exercises in the notebook and in lib.practice differ"


MOVE_ALL = """
from lib.stage.controls import places
from lib.stage.stage import open_stages
import re
for stage in open_stages():
    for name, control in stage.controls.items():
        start, seen = control.value, set()
        for place in places(control, 2):  # test_figures goes to more
            control.value = place
            assert stage.problem is None, (name, place, stage.problem)
            assert not re.search(r"\\b(nan|inf)\\b", stage.state), (name, place, stage.state)
            seen.add((stage.state, stage._back.value, stage._front.value))
        control.value = start
        assert len(seen) > 1, (stage.state, name)
print(len(open_stages()))
"""

COUNT = """
import gc
from ipywidgets.widgets.widget import _instances
from lib.stage.stage import open_stages
from matplotlib.figure import Figure
gc.collect()
print(len(_instances), sum(isinstance(o, Figure) for o in gc.get_objects()), len(open_stages()))
"""


def solved(source):
    """A cell with the exercise's solution in place of the stub, and the check's verdict asserted."""
    found = CHECK.search(source)
    if not found:
        return source
    name, answer = found.groups()
    return f"exec(ex.{name}.answer)\nassert (r := ex.{name}.check({answer})).status == 'right', r"


def test_a_life_in_one_kernel(path, notebook):
    client = Client(notebook, FOLDER, store_widget_state=False)
    with client.setup_kernel():

        def run(source):
            cell = nbformat.v4.new_code_cell(source)
            notebook.cells.append(cell)
            client.execute_cell(cell, len(notebook.cells) - 1)
            return "".join(o.get("text", "") for o in cell.outputs)

        def run_all(change=lambda source: source):
            for cell in sources:
                run(change(cell))

        run(f"{inspect.getsource(give_time)}\ngive_time()")
        sources = [c.source for c in code_cells(notebook)]
        run_all()
        first = run(COUNT)
        assert int(run(MOVE_ALL)) == int(first.split()[-1])
        run_all(solved)
        assert run(COUNT) == first, "the second run left widgets or figures behind"
