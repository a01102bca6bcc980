"""A live figure for a notebook's file: a PNG with the sentence that says its state written under it."""

import io
import textwrap

from matplotlib.transforms import Bbox

SIGNS = 12.5  # of the sentence in an inch of a line


def captioned(figure, moving, sentence, dpi):
    """The bytes of a PNG file of a figure, its artists in `moving` among the others.

    The picture keeps its size; the sentence stands in lines of its own below it.
    """
    width, height = figure.get_size_inches()
    lines = textwrap.wrap(sentence, width=int(width * SIGNS)) or [""]
    room = 0.22 * len(lines) + 0.12  # inches
    caption = figure.text(
        0.01, -0.08 / height, "\n".join(lines), va="top", ha="left", fontsize=10.5
    )
    for artist in moving:
        artist.set_animated(False)
    try:
        picture = io.BytesIO()
        figure.savefig(
            picture,
            format="png",
            dpi=dpi,
            bbox_inches=Bbox([[0, -room], [width, height]]),
            metadata={"Software": None},
        )
    finally:
        caption.remove()
        for artist in moving:
            artist.set_animated(True)
    return picture.getvalue()
