"""Our own application behind a real socket, for browsers."""

from threading import Thread

from flask import Flask
from werkzeug.serving import make_server


class LiveServer:
    """Serves an application on a free port of loopback, a thread a request, until it is stopped."""

    def __init__(self, app: Flask) -> None:
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer what is under way, then close."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
