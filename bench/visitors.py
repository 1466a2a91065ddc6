"""Visitors who ask for one address again and again, over connections that stay open."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter, process_time

VISITORS = 8
"""So many ask at once: more than a server of two processes answers at the same moment."""
LENGTH = b"content-length:"
CHUNK = 1 << 18


@dataclass(frozen=True)
class Visit:
    """What came of it: answers a second, and which share of a core the visitors themselves took."""

    rate: float
    own_share: float


class _Connection:
    """One visitor: sends the request, reads the answer to its end, sends it anew."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = request
        self.left = -1
        self.head = b""

    def ask(self) -> None:
        self.left, self.head = -1, b""
        self.socket.sendall(self.request)

    def read(self) -> bool:
        """Take in what has come; whether the answer is whole. Raises AssertionError unless it is a 200."""
        got = self.socket.recv(CHUNK)
        assert got, "the server closed the connection"
        if self.left < 0:
            self.head += got
            head, found, body = self.head.partition(b"\r\n\r\n")
            if not found:
                return False
            assert head.startswith(b"HTTP/1.1 200"), head[:200]
            self.left = _length(head) - len(body)
        else:
            self.left -= len(got)
        return self.left <= 0


def visit(port: int, path: str, cookie: str = "", *, seconds: float) -> Visit:
    """Ask for a path of the server on a port for so long."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", *([f"Cookie: {cookie}"] if cookie else []), "", ""]
    request = "\r\n".join(lines).encode()
    with _connections(port, request) as (selector, connections):
        for connection in connections:
            connection.ask()
        answers, start, own = 0, perf_counter(), process_time()
        while (took := perf_counter() - start) < seconds:
            for key, _events in selector.select(timeout=60):
                connection = key.data
                if connection.read():
                    answers += 1
                    connection.ask()
        own = process_time() - own
        _finish(connections)
    return Visit(answers / took, own / took)


@contextmanager
def _connections(port: int, request: bytes) -> Iterator[tuple[DefaultSelector, list[_Connection]]]:
    with DefaultSelector() as selector, ExitStack() as stack:
        found = [_Connection(port, request) for _ in range(VISITORS)]
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
