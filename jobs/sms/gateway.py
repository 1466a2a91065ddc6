"""Handing SMS to a gateway: signed JSON over HTTPS (docs/sms.md describes it to its makers).

By the standard library: it follows no redirect, asks no proxy of the environment, and adds no header that
we did not write.
"""

import json
import socket
import ssl
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import urlsplit

from pydantic import SecretStr

from jobs.sending.errors import Delayed, Refused, Unreachable
from jobs.sms.answer import accepted, refusal
from jobs.sms.message import Sms
from models.clock import now
from web.signatures import signed

CONNECT = 10
"""Seconds to reach the gateway, and for each read and write."""
WHOLE = 30
"""Seconds for one SMS in all: a gateway that answers a sign at a time is cut off (well below the claim)."""
LONGEST_ANSWER = 16 * 1024
"""Bytes; what comes after them is not read."""
LONGEST_REST = timedelta(hours=1)
FOR_ALL = (401, 402, 403, 404, 405, 415)
"""Answers that say something of our key, our account or our address, not of this SMS; so do redirects."""
NOT_NOW = (400, 408, 409, 425, 429)
"""Tried again: the fault may be on either side, and one SMS must not keep the others waiting."""
REST = (429, 503)


class Gateway:
    """One conversation with the gateway, begun when first needed and again when it broke off."""

    def __init__(self, url: str, key: SecretStr, *, receipts: str) -> None:
        parts = urlsplit(url)
        self._secure, self._host, self._port = parts.scheme == "https", parts.hostname or "", parts.port
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._key, self._receipts = key, receipts
        self._connection: HTTPConnection | None = None
        self._used = False

    def make_ready(self) -> None:
        """Connects, unless that was done. Raises Unreachable."""
        if self._connection is None:
            self._connect()

    def send(self, sms: Sms) -> str:
        """Hands one SMS over; see `Transport.send`.

        A connection that was kept and that the gateway has closed meanwhile is opened anew, once: the key
        makes that safe.
        """
        body, kept = self._body(sms), self._used
        try:
            return self._ask(sms, body)
        except (OSError, HTTPException) as problem:
            self.close()
            if isinstance(problem, TimeoutError) or not kept:
                raise Delayed(f"no answer: {_said(problem)}") from problem
        self._connect()
        return self.send(sms)

    def close(self) -> None:
        """Hangs up."""
        connection, self._connection, self._used = self._connection, None, False
        if connection is not None:
            connection.close()

    def _connect(self) -> None:
        connection = (
            HTTPSConnection(self._host, self._port, timeout=CONNECT, context=ssl.create_default_context())
            if self._secure
            else HTTPConnection(self._host, self._port, timeout=CONNECT)
        )
        try:
            connection.connect()
        except (OSError, HTTPException) as problem:
            connection.close()
            raise Unreachable(f"{self._name}: {_said(problem)}") from problem
        self._connection = connection

    def _ask(self, sms: Sms, body: bytes) -> str:
        connection = self._connection
        assert connection is not None, "make_ready comes first"
        cut = Timer(WHOLE, _cut_off, [connection.sock])
        cut.daemon = True
        cut.start()
        try:
            connection.request("POST", self._path, body, self._headers(sms, body))
            answer = connection.getresponse()
            content = answer.read(LONGEST_ANSWER + 1)
        finally:
            cut.cancel()
        self._used = answer.isclosed() and not answer.will_close
        if not self._used:
            self.close()
        return self._read(answer.status, answer.headers.get("Retry-After", ""), content)

    def _read(self, status: int, retry_after: str, content: bytes) -> str:
        """The gateway's name for the SMS, or why there is none."""
        if 200 <= status < 300:
            if len(content) > LONGEST_ANSWER:
                raise Delayed(f"{status}: the answer is too long")
            name = accepted(content)
            if name is None:
                raise Delayed(f"{status}: the answer names no id")
            return name
        said = refusal(status, content[:LONGEST_ANSWER])
        if status in NOT_NOW or status >= 500:
            raise Delayed(said, after=_asked_for(retry_after), rest=status in REST)
        if status in FOR_ALL or not 400 <= status < 500:
            raise Unreachable(f"{self._name}: {said}")
        raise Refused(said)

    def _body(self, sms: Sms) -> bytes:
        message = {
            "id": sms.key,
            "to": sms.to,
            "text": sms.text,
            "language": sms.language,
            "kind": sms.kind,
            "parts": sms.parts,
            "receipts": self._receipts,
        }
        return json.dumps(message, ensure_ascii=False).encode()

    def _headers(self, sms: Sms, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "Huiyin",
            "Idempotency-Key": sms.key,
            **signed(self._key.get_secret_value(), body, now=now()),
        }

    @property
    def _name(self) -> str:
        """The gateway as operators know it: its path may hold a secret."""
        return f"{self._host}:{self._port or (443 if self._secure else 80)}"


def _cut_off(connection: socket.socket) -> None:
    """Ends a conversation from beside it: whoever reads from it reads its end."""
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)  # a TLS socket's own would take its state away


def _asked_for(retry_after: str) -> timedelta:
    """What Retry-After says, in seconds; a date or nonsense says nothing. An hour at most."""
    if not retry_after.isascii() or not retry_after.isdigit() or len(retry_after) > 9:
        return timedelta()
    return min(timedelta(seconds=int(retry_after)), LONGEST_REST)


def _said(problem: BaseException) -> str:
    return str(problem) or type(problem).__name__
