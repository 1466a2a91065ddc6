"""Uploads to the hotline on their way: what does not fit into memory lies on the disk sealed."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from htmx_flask.requests import HtmxAwareRequest
from nacl.bindings import (
    crypto_secretbox,
    crypto_secretbox_KEYBYTES,
    crypto_secretbox_MACBYTES,
    crypto_secretbox_NONCEBYTES,
    crypto_secretbox_open,
)
from nacl.utils import random

PATHS = ("/hotline", "/portal/hotline")
"""Whatever is sent to an address that begins so."""
CHUNK = 1 << 16
IN_MEMORY = 1 << 20


class SealedSpool:
    """A stream that is written once, then read from its start, as often as wanted.

    Its chunks are sealed under a key that lives as long as this object, in memory alone.
    """

    def __init__(self) -> None:
        self._key = random(crypto_secretbox_KEYBYTES)
        self._file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by `close`)
        self._held = b""
        self._chunks = 0
        self._next = 0
        self._writing = True
        self.size = 0

    def write(self, data: bytes) -> int:
        """Takes more. Raises ValueError once reading has begun."""
        if not self._writing:
            raise ValueError("this is read already")
        self.size += len(data)
        self._held += data
        while len(self._held) >= CHUNK:
            self._keep(self._held[:CHUNK])
            self._held = self._held[CHUNK:]
        return len(data)

    def read(self, most: int = -1) -> bytes:
        """Up to so many bytes; all that is left without a number."""
        if self._writing:
            self.seek(0)
        while (most < 0 or len(self._held) < most) and self._next < self._chunks:
            self._held += self._opened()
        taken = self._held if most < 0 else self._held[:most]
        self._held = self._held[len(taken) :]
        return taken

    def seek(self, place: int, whence: int = 0) -> int:
        """Back to the start, which is all that anybody needs."""
        if place or whence:
            raise OSError("only the start can be found")
        if self._writing:
            if self._held:
                self._keep(self._held)
            self._writing = False
        self._held, self._next = b"", 0
        self._file.seek(0)
        return 0

    def chunks(self) -> Iterator[bytes]:
        """All of it, from the start, in pieces."""
        self.seek(0)
        while piece := self.read(CHUNK):
            yield piece

    def close(self) -> None:
        """Forgets the key and lets the disk have its room back."""
        self._key = b""
        self._file.close()

    def __del__(self) -> None:
        self.close()

    def _keep(self, chunk: bytes) -> None:
        self._file.write(crypto_secretbox(chunk, self._nonce(self._chunks), self._key))
        self._chunks += 1

    def _opened(self) -> bytes:
        sealed = self._file.read(CHUNK + crypto_secretbox_MACBYTES)
        chunk: bytes = crypto_secretbox_open(sealed, self._nonce(self._next), self._key)
        self._next += 1
        return chunk

    @staticmethod
    def _nonce(number: int) -> bytes:
        return number.to_bytes(crypto_secretbox_NONCEBYTES, "big")


class SealingRequest(HtmxAwareRequest):  # type: ignore[misc]  # has no types
    """A request whose files are spooled sealed where they are meant for the hotline."""

    def _get_file_stream(self, *given: Any, **named: Any) -> IO[bytes]:
        if self.path.startswith(PATHS):
            return SealedSpool()  # type: ignore[return-value]  # has all that a form asks of it
        plain: IO[bytes] = super()._get_file_stream(*given, **named)
        return plain
