"""Our own application behind a real socket, for browsers."""

from collections.abc import Iterable
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import make_server


class LiveServer:
    """Serves an application on a free port of loopback, a thread a request, until it is stopped."""

    def __init__(self, app: Flask) -> None:
        self._server = make_server("127.0.0.1", 0, _whole_answers(app), threaded=True)
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


def _whole_answers(app: Flask) -> Any:
    """Answers are made whole before any is sent: a browser that goes away leaves no file open behind it."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        made = app(environ, start_response)
        try:
            return [b"".join(made)]
        finally:
            close = getattr(made, "close", None)
            if close is not None:
                close()

    return answer
