"""Where the bytes of files lie: a store takes a stream, shows what it took, and keeps it or not."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from models.errors import Invalid
from models.ids import random_code

CHUNK = 1 << 16
KEY_LENGTH = 26  # 130 bits: nobody finds a file by guessing
INCOMING = "incoming"


class Arrival(Protocol):
    """What came out of a stream, before anybody decided to keep it. Sizes are bytes."""

    file: BinaryIO
    size: int
    sha256: str

    def keep(self, *, dated: datetime | None = None) -> str:
        """Keeps it for good and returns its key; the store shows `dated` as its moment where one is given."""
        ...


class Store(Protocol):
    """Keeps the bytes of files under keys of its own making."""

    def receive(self, stream: IO[bytes], *, most: int) -> AbstractContextManager[Arrival]:
        """Reads a stream to its end; what is not kept inside the `with` is dropped.

        Raises Invalid("files", "too_large") beyond `most` bytes.
        """
        ...

    def open(self, key: str) -> BinaryIO:
        """The bytes under a key. Raises FileNotFoundError."""
        ...

    def remove(self, key: str) -> None:
        """Forgets what lies under a key; nothing happens when nothing does."""
        ...

    def older_than(self, moment: datetime) -> Iterator[str]:
        """The keys of all that was kept before a moment, for a job that tidies up."""
        ...


class FolderArrival:
    """A stream that was written to a temporary file of a FolderStore."""

    def __init__(self, draft: Path, target: Path, file: BinaryIO, size: int, sha256: str) -> None:
        self._draft = draft
        self._target = target
        self.file = file
        self.size = size
        self.sha256 = sha256

    def keep(self, *, dated: datetime | None = None) -> str:
        """Puts it on the disk for good, then under its key: whole or not at all."""
        if dated is not None:
            os.utime(self.file.fileno(), (dated.timestamp(), dated.timestamp()))
        os.fsync(self.file.fileno())
        for folder in (self._target.parent.parent, self._target.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        self._draft.rename(self._target)
        _settle(self._target.parent)
        return self._target.name


class FolderStore:
    """A folder for this user only, two levels deep, outside anything that a web server serves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def receive(self, stream: IO[bytes], *, most: int) -> Iterator[Arrival]:
        """As `Store.receive`; the temporary file lies on the same disk and is gone afterwards."""
        incoming = self._folder / INCOMING
        incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = random_code(KEY_LENGTH).lower()
        draft = incoming / key
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                size, sha256 = _copy(stream, file, most)
                file.flush()
                file.seek(0)
                yield FolderArrival(draft, self._place(key), file, size, sha256)
        finally:
            draft.unlink(missing_ok=True)

    def open(self, key: str) -> BinaryIO:
        """The bytes under a key. Raises FileNotFoundError."""
        return self._place(key).open("rb")

    def remove(self, key: str) -> None:
        """Forgets what lies under a key."""
        self._place(key).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """The keys of all that was kept before a moment."""
        for path in self._folder.glob("??/??/*"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
                yield path.name

    def _place(self, key: str) -> Path:
        if not key.isascii() or not key.isalnum():
            raise FileNotFoundError(key)
        return self._folder / key[:2] / key[2:4] / key


def _copy(stream: IO[bytes], file: BinaryIO, most: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise Invalid("files", "too_large")
        digest.update(chunk)
        file.write(chunk)
    return size, digest.hexdigest()


def _settle(folder: Path) -> None:
    """Makes a rename survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
