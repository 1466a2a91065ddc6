"""Files sealed while they pass by, in chunks: a secretstream of libsodium under a key of its own.

Each chunk is bound to the file's place and to all chunks before it, and the last is marked as the last, so
a chunk that is changed, moved, left out or cut off is noticed. Nothing of the file touches the disk in clear.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import IO

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from models.errors import Damaged, Invalid
from models.hotline.rules.padding import padded_size
from models.hotline.rules.sealing import BOXED_KEY, KEY, Pair, Place, new_key, unbox

CHUNK = 1 << 16
SEALED_CHUNK = CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES
FORM = b"\x03"
START = crypto_secretstream_xchacha20poly1305_HEADERBYTES
FINAL = crypto_secretstream_xchacha20poly1305_TAG_FINAL
MESSAGE = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class SealingStream:
    """Reads a stream and gives it sealed, padded to a size that few files share.

    `size` and `sha256` are those of the file itself, and whole once everything was read. Raises
    Invalid("files", "too_large") beyond `most` bytes.
    """

    def __init__(self, plain: IO[bytes], public: bytes, place: Place, *, most: int) -> None:
        self._plain = plain
        self._most = most
        self._digest = sha256()
        self.size = 0
        key = new_key()
        self._state = crypto_secretstream_xchacha20poly1305_state()
        start = crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self._bound = place.name
        self._ready = FORM + SealedBox(PublicKey(public)).encrypt(key) + start
        self._chunks = self._sealed()

    @property
    def sha256(self) -> str:
        """Of what was read so far, in hex digits."""
        return self._digest.hexdigest()

    def read(self, most: int = -1) -> bytes:
        """Up to so many sealed bytes, all of them without a number; none at the end."""
        while most < 0 or len(self._ready) < most:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            self._ready += chunk
        taken = self._ready if most < 0 else self._ready[:most]
        self._ready = self._ready[len(taken) :]
        return taken

    def _sealed(self) -> Iterator[bytes]:
        held: bytes | None = None
        for chunk in self._padded():
            if held is not None:
                yield self._push(held, MESSAGE)
            held = chunk
        yield self._push(held or b"", FINAL)

    def _push(self, chunk: bytes, tag: int) -> bytes:
        return crypto_secretstream_xchacha20poly1305_push(self._state, chunk, self._bound, tag)

    def _padded(self) -> Iterator[bytes]:
        held = b""
        while piece := self._plain.read(CHUNK):
            self.size += len(piece)
            if self.size > self._most:
                raise Invalid("files", "too_large")
            self._digest.update(piece)
            held += piece
            while len(held) >= CHUNK:
                yield held[:CHUNK]
                held = held[CHUNK:]
        missing = padded_size(self.size) - self.size
        while held or missing:
            zeros = min(missing, CHUNK - len(held))
            yield held + bytes(zeros)
            held, missing = b"", missing - zeros


def opened(sealed: IO[bytes], pair: Pair, place: Place, *, size: int) -> Iterator[bytes]:
    """The first `size` bytes of what `SealingStream` sealed, in pieces.

    Raises Damaged at the first chunk that is not as it was sealed, and at an end that is not the end.
    """
    head = sealed.read(len(FORM) + BOXED_KEY + START)
    if head[:1] != FORM or len(head) != len(FORM) + BOXED_KEY + START:
        raise Damaged("format")
    key = unbox(head[1 : 1 + BOXED_KEY], pair)
    if len(key) != KEY:
        raise Damaged("key")
    state = crypto_secretstream_xchacha20poly1305_state()
    crypto_secretstream_xchacha20poly1305_init_pull(state, head[1 + BOXED_KEY :], key)
    left, tag = size, MESSAGE
    while chunk := _whole_chunk(sealed):
        if tag == FINAL:
            raise Damaged("longer")
        try:
            plain, tag = crypto_secretstream_xchacha20poly1305_pull(state, chunk, place.name)
        except (CryptoError, ValueError, TypeError) as error:
            raise Damaged("chunk") from error
        if left:
            yield plain[:left]
            left -= min(left, len(plain))
    if tag != FINAL or left:
        raise Damaged("shorter")


def check(sealed: IO[bytes], pair: Pair, place: Place, *, size: int) -> None:
    """Reads to the end and raises Damaged unless all is as it was sealed."""
    for _piece in opened(sealed, pair, place, size=size):
        pass


def _whole_chunk(sealed: IO[bytes]) -> bytes:
    found = b""
    while len(found) < SEALED_CHUNK and (piece := sealed.read(SEALED_CHUNK - len(found))):
        found += piece
    return found
