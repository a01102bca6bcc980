"""`python -m tests.website.inside [TEST…]`: the library's own tests in Python for the tab, in Node.js.

A room at a time, each in a Python of its own. `make tab-pytest` makes the folder first.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import files
from pathlib import Path

from lib import FLOORS
from website import ROOT, WORK

PLACES = (*(f"tests/{room}" for room in FLOORS), "tests/test_printing.py")
PACKAGES = ("pytest", "pluggy", "iniconfig", "autograd")  # pure Python: those of this machine do
# They compare with pictures of a renderer (compiled, not in a tab).
RASTER = ("test_layer", "test_lettering")


def main(tests):
    """Run each in turn. Returns how many of them had something that failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in PACKAGES:
            for file in files(name):
                if file.suffix == ".py" and ".." not in file.parts:
                    (folder / file).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(file.locate(), folder / file)
        for test in tests or PLACES:
            print(f"\n{test}", flush=True)
            command = ["node", str(ROOT / "tests/website/inside.mjs"), str(WORK / "pyodide"), place]
            left = [f"--ignore=tests/stage/{name}.py" for name in RASTER]
            done = subprocess.run([*command, *test.split(), *left], cwd=ROOT)
            failed += bool(done.returncode)
    return failed


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    sys.exit(main(sys.argv[1:]))
