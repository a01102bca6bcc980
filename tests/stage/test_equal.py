"""At places of every control of every figure our layer looks as matplotlib's own SVG of it."""

import numpy as np
import pytest

from lib.explore import figures
from lib.stage.controls import places
from lib.stage.layer import layer
from tests.stage.raster import differ

FIGURES = figures()


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_places_look_the_same(name):
    stage = FIGURES[name]()
    size = np.array(stage.figsize) * 72
    seen = set()
    for control_name, control in stage.controls.items():
        start = control.value
        for place in places(control, between=2):
            control.value = place
            assert stage.problem is None
            picture = layer(stage._moving, size, "", "s")
            if picture not in seen:
                seen.add(picture)
                strays = differ(stage._moving, size)
                assert strays <= 2, f"{control_name} = {place}: {strays} pixels"
        control.value = start
    stage.close()
    assert len(seen) > 1


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_no_figure_waits_for_matplotlib(name):
    """What moves in the course's figures is written by us: matplotlib takes ten times as long."""
    stage = FIGURES[name]()
    for group in ('id="line2d_', 'id="patch_', 'id="text_', "<defs>"):
        assert group not in stage._front.value
    stage.close()
