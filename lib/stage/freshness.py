"""Was the library changed under a running kernel? Then what runs is neither the old nor the new."""

import sys
import time
from pathlib import Path

STARTED = time.time()
ADVICE = (
    "The course was updated since this kernel started, so old and new code are mixed. "
    "Restart the kernel (Kernel → Restart Kernel…) and run the cells again from the top."
)


def advice():
    """What to tell the reader about a changed library: a sentence, empty when all is as it was."""
    if sys.platform == "emscripten":
        return ""  # a tab: its library comes with it, unpacked when a kernel begins or a module is asked for
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] != "lib":
            continue
        file = getattr(module, "__file__", None)
        if not file:
            continue
        try:
            if Path(file).stat().st_mtime > STARTED:
                return ADVICE
        except OSError:
            return ADVICE
    return ""
