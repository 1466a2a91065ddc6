"""Visitors who ask again and again, over connections that stay open."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import repeat
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter, process_time
from urllib.parse import urlencode

VISITORS = 32
"""So many ask at once: more than a server of two processes answers at the same moment."""
LENGTH = b"content-length:"
TAKEN = (b"HTTP/1.1 200", b"HTTP/1.1 303")
CHUNK = 1 << 18


@dataclass(frozen=True)
class Visit:
    """What came of it: answers a second, which share of a core the visitors themselves took, and how long
    one of a hundred waited at least, in seconds.
    """

    rate: float
    own_share: float
    p99: float


class _Connection:
    """One visitor: sends a request, reads the answer to its end, sends the next."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = requests
        self.left = -1
        self.head = b""
        self.asked = 0.0

    def ask(self) -> None:
        self.left, self.head = -1, b""
        self.asked = perf_counter()
        self.socket.sendall(next(self.requests))

    def read(self) -> bool:
        """Take in what has come; whether the answer is whole. Raises AssertionError for a refusal."""
        got = self.socket.recv(CHUNK)
        assert got, "the server closed the connection"
        if self.left < 0:
            self.head += got
            head, found, body = self.head.partition(b"\r\n\r\n")
            if not found:
                return False
            assert head.startswith(TAKEN), head[:200]
            self.left = _length(head) - len(body)
        else:
            self.left -= len(got)
        return self.left <= 0


def visit(port: int, path: str, cookie: str = "", *, seconds: float) -> Visit:
    """Ask for a path of the server on a port for so long."""
    headers = {"Cookie": cookie} if cookie else {}
    return visit_each(port, repeat(asking("GET", path, headers)), seconds=seconds)


def asking(method: str, path: str, headers: dict[str, str] | None = None, **fields: str) -> bytes:
    """A request as it travels; fields are sent as a form."""
    body = urlencode(fields).encode()
    named = {"Host": "localhost", **(headers or {})}
    if method == "POST":
        named |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def visit_each(port: int, requests: Iterator[bytes], *, seconds: float) -> Visit:
    """Send these requests, each visitor the next when it has its answer, for so long."""
    with _connections(port, requests) as (selector, connections):
        for connection in connections:
            connection.ask()
        took_each, start, own = [], perf_counter(), process_time()
        while (took := perf_counter() - start) < seconds:
            for key, _events in selector.select(timeout=60):
                connection = key.data
                if connection.read():
                    took_each.append(perf_counter() - connection.asked)
                    connection.ask()
        own = process_time() - own
        _finish(connections)
    return Visit(len(took_each) / took, own / took, sorted(took_each)[len(took_each) * 99 // 100])


@contextmanager
def _connections(port: int, requests: Iterator[bytes]) -> Iterator[tuple[DefaultSelector, list[_Connection]]]:
    with DefaultSelector() as selector, ExitStack() as stack:
        found = [_Connection(port, requests) for _ in range(VISITORS)]
        for each in found:
            stack.enter_context(each.socket)
            selector.register(each.socket, EVENT_READ, each)
        yield selector, found


def _finish(connections: list[_Connection]) -> None:
    """Read the answers that are still under way, so that the server is idle for whoever asks next."""
    for connection in connections:
        while not connection.read():
            pass


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(LENGTH):
            return int(line.removeprefix(LENGTH))
    raise AssertionError("an answer without a length")
