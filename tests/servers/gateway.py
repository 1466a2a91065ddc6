"""An SMS gateway on loopback, written from docs/sms.md: it checks signatures and keeps what it is to send.

It can be told to misbehave: a plan for each request to come, the usual answer after the last one.
"""

import hashlib
import hmac
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Plan = Callable[["Request"], None]
SKEW = 300


@dataclass(frozen=True)
class Taken:
    """An SMS that the gateway sends on: once for each key, however often it is asked."""

    name: str
    to: str
    text: str
    message: Mapping[str, Any]


class GatewayServer:
    """The running gateway: `url` and `key` for SMS_URL and SMS_KEY, `taken` by key, `asked` every attempt."""

    def __init__(self) -> None:
        self.key = "g" * 40
        self.taken: dict[str, Taken] = {}
        self.asked: list[str] = []
        self.redirected = 0
        self.connections = 0
        self.plans: deque[Plan] = deque()
        self.stopping = Event()
        gateway = self

        class Handler(Request):
            def __init__(self, *args: Any) -> None:
                self.gateway = gateway
                super().__init__(*args)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address as SMS_URL takes it."""
        return f"http://127.0.0.1:{self.port}/v1/messages?account=7"

    @property
    def texts(self) -> list[str]:
        """What telephones show, in order."""
        return [sms.text for sms in self.taken.values()]

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def plan(self, *plans: Plan) -> None:
        """What happens to the next requests, one each."""
        self.plans.extend(plans)

    def receipts(self, *receipts: Mapping[str, Any], moment: float | None = None, key: str = "") -> Any:
        """Body and headers of a request that tells of receipts, as `client.post` takes them."""
        body = json.dumps({"receipts": receipts}).encode()
        at = str(int(moment if moment is not None else time.time()))
        signature = _signature(key or self.key, at, body)
        headers = {"X-Huiyin-Timestamp": at, "X-Huiyin-Signature": signature}
        return {"data": body, "headers": headers, "content_type": "application/json"}


class Request(BaseHTTPRequestHandler):
    """One attempt of ours."""

    protocol_version = "HTTP/1.1"
    gateway: GatewayServer
    message: dict[str, Any]

    def setup(self) -> None:
        super().setup()
        self.gateway.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._is_signed(body):
            self.answer(401, {"error": "signature"})
            return
        self.message = json.loads(body)
        if self.message["id"] != self.headers["Idempotency-Key"]:
            self.answer(400, {"error": "two_keys"})
            return
        self.gateway.asked.append(self.message["id"])
        plan = self.gateway.plans.popleft() if self.gateway.plans else accept
        plan(self)

    def do_GET(self) -> None:
        self.gateway.redirected += 1
        self.answer(200, {"id": "redirected"})

    def take(self) -> Taken:
        """Sends it on, unless that was done."""
        message, taken = self.message, self.gateway.taken
        name = f"g-{len(taken) + 1}"
        return taken.setdefault(message["id"], Taken(name, message["to"], message["text"], message))

    def answer(self, status: int, content: object, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """Ends the connection without a word."""
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Says nothing."""

    def _is_signed(self, body: bytes) -> bool:
        moment = self.headers.get("X-Huiyin-Timestamp", "")
        given = self.headers.get("X-Huiyin-Signature", "")
        fresh = moment.isdigit() and abs(time.time() - int(moment)) <= SKEW
        return fresh and hmac.compare_digest(given, _signature(self.gateway.key, moment, body))


def accept(request: Request) -> None:
    """The usual answer."""
    request.answer(202, {"id": request.take().name})


def lose_the_answer(request: Request) -> None:
    """It is sent on, and nobody hears of it."""
    request.take()
    request.hang_up()


def say_nothing(request: Request) -> None:
    """It is sent on, and the answer does not come while anybody waits."""
    request.take()
    request.gateway.stopping.wait()
    request.hang_up()


def trickle(request: Request) -> None:
    """An answer a byte at a time, without end."""
    request.send_response(200)
    request.end_headers()
    try:
        while not request.gateway.stopping.wait(0.02):
            request.wfile.write(b" ")
    except OSError:
        request.hang_up()


def refuse(status: int, content: object = b"", **headers: str) -> Plan:
    """Another answer."""
    return lambda request: request.answer(status, content, **headers)


def _signature(key: str, moment: str, body: bytes) -> str:
    return hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
