"""Tables of numbers in colour: legible, told apart by everybody."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from lib import drawing
from lib.drawing.heatmap import HeatMap, share, width
from lib.drawing.style import LESS, MORE
from tests.drawing.test_style import BLINDNESS, contrast, lab, linear


def test_every_number_can_be_read_on_its_colour():
    for value in np.linspace(-1.2, 1.2, 49):
        full = np.array(to_rgb(MORE if value > 0 else LESS))
        assert contrast(tuple(1 + share(value, 1.0) * (full - 1)), drawing.INK) >= 4.5


@pytest.mark.parametrize("kind", [None, *BLINDNESS])
def test_both_ends_of_the_palette_differ_for_all_eyes(kind):
    matrix = np.eye(3) if kind is None else np.array(BLINDNESS[kind])
    seen = [lab(matrix @ linear(c)) for c in (MORE, LESS, "white")]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert np.linalg.norm(seen[a] - seen[b]) > 20


def test_how_wide_a_number_is():
    assert width("00") == pytest.approx(2 * width("0")) and 0.6 < width("0") < 0.7


def test_a_table_of_another_shape_is_refused():
    from matplotlib.figure import Figure

    cells = HeatMap(Figure().subplots(), ("a", "b"), ("c", "d", "e"), 1.0, str)
    with pytest.raises(ValueError, match=r"\(3, 2\), \(2, 3\) was due"):
        cells.set_values(np.zeros((3, 2)))
