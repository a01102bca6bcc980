"""A picture as HTML: the one form that keeps its words wherever a notebook is shown.

An `image/png` output has no place for a text: JupyterLab and nbconvert show it without any. HTML has,
is shown by all of them, and an untrusted notebook keeps it.
"""

import base64

from lib.stage.escaping import escaped

MAX_WIDTH = 640


def picture(png, words):
    """The bytes of a PNG file as an `<img>` whose alt text is `words`."""
    data = base64.b64encode(png).decode()
    return f'<img alt="{escaped(words)}" width="{MAX_WIDTH}" src="data:image/png;base64,{data}">'
