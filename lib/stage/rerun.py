"""Running a notebook cell again leaves nothing behind: what its last run opened is closed first."""

import contextlib
import gc
import weakref

_made_in_cell = {}


def present_cell():
    """(cell, run) of the notebook cell that runs now; None where there is none."""
    with contextlib.suppress(Exception):
        from IPython import get_ipython

        shell = get_ipython()
        asked = (
            shell if hasattr(shell, "get_parent") else shell.kernel
        )  # the kernel: in a browser's tab
        parent = asked.get_parent()
        cell = parent.get("metadata", {}).get("cellId") or parent["content"]["code"]
        return cell, parent["header"]["msg_id"]
    return None


def replace_earlier_run(opened):
    """Remember what this cell has opened, and close what an earlier run of the same cell opened.

    `opened` has a method `close()`; only a weak reference to it is kept.
    """
    here = present_cell()
    if here is None:
        return
    cell, run = here
    earlier_run, count, references = _made_in_cell.get(cell, (run, None, []))
    if earlier_run != run:
        _drop_pictures(count)
        old = [thing for reference in references if (thing := reference()) is not None]
        for thing in old:
            thing.close()
        if old:
            gc.collect()  # a figure's parts refer to each other; without this they pile up for long
        references = []
    _made_in_cell[cell] = run, _execution_count(), [*references, weakref.ref(opened)]


def _execution_count():
    with contextlib.suppress(Exception):
        from IPython import get_ipython

        return get_ipython().displayhook.prompt_count
    return None


def _drop_pictures(count):
    """Take the outputs of one execution out of IPython's history: it keeps a copy of each picture."""
    with contextlib.suppress(Exception):
        from IPython import get_ipython

        get_ipython().history_manager.outputs.pop(count, None)


def close_whole(widget):
    """Close a widget with its children, layout and style, which ipywidgets would keep for ever."""
    for child in getattr(widget, "children", ()):
        close_whole(child)
    for part in ("layout", "style"):
        own = getattr(widget, part, None)
        if own is not None:
            own.close()
    widget.unobserve_all()
    widget.close()
