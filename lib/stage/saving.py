"""What a server writes when a notebook is saved: pictures, not the ids of widgets of a kernel that ends.

An output of a live figure holds the id of its widget beside a picture and its sentence. On the next
day the id belongs to nothing: JupyterLab would show "Error displaying widget: model not found" and
not look at the picture. So ids aren't saved, unless the reader has asked JupyterLab to save the
widgets' state as well. A page that is loaded anew while the kernel lives needs them: the server
remembers them for it.
"""

WIDGET = "application/vnd.jupyter.widget-view+json"


def take_widgets(notebook):
    """Take the ids of widgets out of a notebook (a dict as in its file), in place.

    Gives them back as {(id of the cell, number of the output): what stood there}. Nothing is taken
    where the widgets' state is saved, nor from an output that has nothing else to show.
    """
    if notebook.get("metadata", {}).get("widgets"):
        return {}
    taken = {}
    for place, output in _places(notebook):
        data = output.get("data", {})
        if WIDGET in data and len(data) > 1:
            output.get("metadata", {}).pop(WIDGET, None)
            taken[place] = data.pop(WIDGET)
    return taken


def put_widgets(notebook, taken):
    """Put back what `take_widgets` took, where an output still stands there that has no widget."""
    for place, output in _places(notebook):
        if place in taken and "data" in output:
            output["data"].setdefault(WIDGET, taken[place])


def before_saving(model=None, **_):
    """The hook for a contents manager; `model` is what is about to be written."""
    if (model or {}).get("type") == "notebook" and isinstance(model.get("content"), dict):
        take_widgets(model["content"])


def _places(notebook):
    for number, cell in enumerate(notebook.get("cells", ())):
        for n, output in enumerate(cell.get("outputs", ())):
            yield (cell.get("id", number), n), output


class Memory:
    """The ids of the notebooks that one server has saved, for as long as their kernels live.

    `process(path)` is awaited: what tells a path's kernel from an earlier one, None where none runs.
    """

    def __init__(self, process):
        self._process = process
        self._taken = {}  # path → what was taken at its last save
        self._made_by = {}  # id of a widget → the process that ran when it was first saved

    async def saves(self, model, path):
        """Take the ids out of a model that is about to be saved at `path`, and remember them."""
        if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
            return
        process, taken = await self._process(path), take_widgets(model["content"])
        made_by = {_key(view): self._made_by.get(_key(view), process) for view in taken.values()}
        for view in self._taken.pop(path, {}).values():
            self._made_by.pop(_key(view), None)
        self._taken[path] = taken
        self._made_by.update(made_by)

    async def opens(self, model, path):
        """Put the ids that are still alive into a model that was read from `path`."""
        if path not in self._taken or not isinstance(model.get("content"), dict):
            return
        process = await self._process(path)
        alive = {
            place: view
            for place, view in self._taken[path].items()
            if process is not None and self._made_by.get(_key(view)) == process
        }
        put_widgets(model["content"], alive)


def _key(view):
    """The id of a widget, from what stands in an output."""
    return view.get("model_id")
