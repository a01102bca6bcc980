"""The server's half, loaded by the course's Jupyter configuration: small messages are sent at once.

A server that gathers small messages before it sends them (Nagle's algorithm) costs many a move of a
slider 40 ms. As an extension this can only fail to load, never keep a server from starting.
"""


def _jupyter_server_extension_points():
    return [{"module": "lib.stage.server"}]


def _load_jupyter_server_extension(app):
    """Let every kernel's websocket that `app`, a ServerApp, opens from now on send at once."""
    settings = app.web_app.settings
    theirs = settings["kernel_websocket_connection_class"]

    class AtOnce(theirs):
        """The server's own connection, without the delay."""

        def connect(self):
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    settings["kernel_websocket_connection_class"] = AtOnce
