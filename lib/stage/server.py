"""The server's half, loaded by the course's Jupyter configuration.

Small messages are sent at once: a server that gathers them first (Nagle's algorithm) costs many a move
of a slider 40 ms. Notebooks are saved so that they show their pictures on the next day (saving.py).
As an extension this can only fail to load, never keep a server from starting.
"""

import inspect

from lib.stage.saving import Memory, before_saving


def _jupyter_server_extension_points():
    return [{"module": "lib.stage.server"}]


def _load_jupyter_server_extension(app):
    """See to how `app`, a ServerApp, sends messages from now on, and to what it saves."""
    send_at_once(app.web_app.settings)
    save_pictures(app)


def send_at_once(settings):
    """Let every kernel's websocket that is opened from now on send small messages at once."""
    theirs = settings["kernel_websocket_connection_class"]

    class AtOnce(theirs):
        """The server's own connection, without the delay."""

        def connect(self):
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    settings["kernel_websocket_connection_class"] = AtOnce


def save_pictures(app):
    """Let the server's contents manager save no ids of widgets, and give them back while they live."""
    files = app.contents_manager
    if not inspect.iscoroutinefunction(files.save):  # it can't ask which kernel runs
        files.register_pre_save_hook(before_saving)
        return

    async def process(path):
        for session in await app.session_manager.list_sessions():
            if session.get("path") == path and session.get("kernel"):
                kernel = app.kernel_manager.get_kernel(session["kernel"]["id"])
                return session["kernel"]["id"], getattr(kernel.provisioner, "pid", None)
        return None

    memory, save, get = Memory(process), files.save, files.get

    async def saved(model, path="", *args, **more):
        await memory.saves(model, path.strip("/"))
        return await save(model, path, *args, **more)

    async def got(path, *args, **more):
        model = await get(path, *args, **more)
        await memory.opens(model, path.strip("/"))
        return model

    files.save, files.get = saved, got
