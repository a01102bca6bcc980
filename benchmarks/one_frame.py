"""Run by `then_and_now` with one `lib` or the other: says what each frame of a figure costs.

Reads the name of a figure a line, builds it anew, visits every place of every control that only moves
it once, and writes a line of JSON: {control: [[ms of update, ms of its SVG, bytes], ...]}. Processor
time of this process. What is made once and kept (imports, fonts) is made beforehand. With the folder
of b36c594's library as its argument it draws the figures of its own as that one would have.
"""

import gc
import importlib
import json
import sys
import time
from pathlib import Path

import numpy as np

from lib.explore import figures

try:
    from lib.stage.controls import places
    from lib.stage.stops import argument
except ImportError:  # as the library was laid out at b36c594
    from lib.controls import places

    from lib.stage import argument


def costs(figure):
    """The costs of the frames of a figure, by control."""
    made = figure()
    moving = [name for name in made._values if name not in made._settings]
    for control in made.controls.values():
        control.unobserve_all("value")
    found = {}
    forget()
    for name in moving:
        control = made.controls[name]
        start = control.value
        found[name] = []
        for place in places(control):
            control.value = place
            values = {other: argument(made.controls[other]) for other in made._values}
            found[name].append(frame(made, values))
        control.value = start
    size = len(made._moving)
    made.close()
    return {"artists": size, "controls": found}


def forget():
    """What formulas remember of their values: each round is to find them out anew."""
    for f in gc.get_objects():
        if type(f).__name__ == "FormulaFunction" and hasattr(f, "_at"):
            f._at.cache_clear()
            f.remembered.clear()


def frame(made, values):
    """[ms of update, ms of the SVG, bytes] of one frame."""
    with np.errstate(all="ignore"):
        start = time.process_time()
        sentence = made._update(**values)
        between = time.process_time()
        layer = made._layer(sentence)
        end = time.process_time()
    return [1e3 * (between - start), 1e3 * (end - between), len(layer.encode())]


def draw_as(folder):
    """Let figures draw their layers with the `Stage` of b36c594, whose library is in a folder."""
    import lib
    from lib.stage.stage import Stage

    moved = {"freshness": "stage.freshness", "draw": "drawing.style", "rerun": "stage.rerun"}
    for then, now in {**moved, "functions": "formula.functions"}.items():
        sys.modules[f"lib.{then}"] = importlib.import_module(f"lib.{now}")
    for name in ("lettering", "old_stage"):
        path = Path(folder, "lib", name.removeprefix("old_") + ".py")
        spec = importlib.util.spec_from_file_location(f"lib.{name}", path)
        module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        setattr(lib, name, module)
    Stage._layer, Stage._svg_settings = module.Stage._layer, module.Stage._svg_settings


def main():
    """Answer each line of standard input."""
    if sys.argv[1:]:
        draw_as(sys.argv[1])
    known = {name.rpartition(".")[2]: figure for name, figure in figures().items()}
    for line in sys.stdin:
        name = line.strip()
        print(json.dumps(costs(known[name]) if name in known else None), flush=True)


if __name__ == "__main__":
    main()
