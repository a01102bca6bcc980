"""Stage: what makes a matplotlib figure live: moving layers, controls, sentences, still pictures.

Imports drawing and what is below it; ipywidgets lives here and above. Gives out `Stage`, the
controls, and what notebooks show without a slider: `described` and `progress_bar`.
"""

from lib import face
from lib.stage.progress_bar import progress_bar  # its module has its name: taken at once

__getattr__, __dir__ = face(
    __name__,
    {
        "controls": "FunctionChooser Stepper choice log_slider places slider switch",
        "stage": "Stage open_stages",
        "still": "described",
    },
)
__all__ = ["progress_bar"]
