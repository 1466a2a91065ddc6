"""The files of a report: cleaned one after another in a process apart, then sealed (W-02)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import BoundedSemaphore

from werkzeug.datastructures import FileStorage

from models.cleaning import Format, Left, Trace
from models.cleaning.apart import Died, clean_apart
from models.errors import Busy, Invalid
from models.files.rules import cleaned as cleaned_name
from models.files.storage import CHUNK
from models.hotline.actions.texts import add_file
from models.hotline.rules.access import Access
from models.hotline.words import Author
from web.downloads import file_store
from web.sealed_uploads import SealedSpool
from web.security import AT_ONCE

PATIENCE = 60
UNKNOWN_TYPE = "application/octet-stream"
TYPES = {
    Format.JPEG: "image/jpeg",
    Format.PNG: "image/png",
    Format.GIF: "image/gif",
    Format.WEBP: "image/webp",
    Format.HEIC: "image/heic",
    Format.PDF: "application/pdf",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.POWERPOINT: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.TEXT: "text/plain",
}
_turn = BoundedSemaphore(1)
"""One file at a time in each worker: the process that cleans one may take a gigabyte."""


@dataclass(frozen=True)
class TakenFile:
    """A file after cleaning. `sent` says whether it goes along; one that is unclean may have to wait."""

    name: str
    format: Format | None
    removed: tuple[Trace, ...]
    left: tuple[Left, ...]
    content: SealedSpool = field(repr=False)
    is_clean: bool
    sent: bool

    @property
    def media_type(self) -> str:
        """By content where it is known; what no cleaner knows is never shown, only saved."""
        return TYPES[self.format] if self.format is not None and self.is_clean else UNKNOWN_TYPE


def take(chosen: Iterable[FileStorage], *, most_bytes: int, uncleaned: bool) -> list[TakenFile]:
    """Cleans the files of a form; touches no database. `uncleaned` says whether those that cannot be cleaned
    go along all the same. Raises Busy, and Invalid("files", "too_many" | "too_large" | "empty").
    """
    files = [file for file in chosen if file.filename]
    if len(files) > AT_ONCE:
        raise Invalid("files", "too_many")
    if not files:
        return []
    sizes = [sealed_spool(file).size for file in files]
    if max(sizes) > most_bytes or 0 in sizes:
        for file in files:
            file.close()
        raise Invalid("files", "too_large" if max(sizes) > most_bytes else "empty")
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return [clean_one(sealed_spool(file), file.filename or "", uncleaned=uncleaned) for file in files]
    finally:
        _turn.release()


def attach(
    access: Access, files: Iterable[TakenFile], *, now: datetime, author: Author | None = None
) -> None:
    """Seals the files that go along into a report, and forgets them all. Raises what `add_file` raises."""
    for file in files:
        if file.sent:
            file.content.seek(0)
            add_file(
                access,
                file.content,  # type: ignore[arg-type]  # is read, and nothing else
                file.name,
                file.media_type,
                store=file_store(),
                now=now,
                removed=tuple(file.removed),
                was_cleaned=file.is_clean,
                author=author,
            )
        file.content.close()


def sealed_spool(file: FileStorage) -> SealedSpool:
    """Where the request laid a file. Any other place would be a plain copy on the disk."""
    if not isinstance(file.stream, SealedSpool):
        raise TypeError("this address does not seal what is sent to it")
    return file.stream


def clean_one(given: SealedSpool, named: str, *, uncleaned: bool) -> TakenFile:
    """Cleans a file in a process apart. `uncleaned`: whether one that cannot be goes along all the same."""
    name = cleaned_name(named)
    kept = SealedSpool()
    try:
        with clean_apart(given.chunks(), name) as report:
            while piece := report.content.read(CHUNK):
                kept.write(piece)
    except Died:
        kept.close()
        return TakenFile(name, None, (), (Left.TOO_LARGE,), given, is_clean=False, sent=uncleaned)
    given.close()
    return TakenFile(
        name,
        report.format,
        report.removed,
        report.left,
        kept,
        is_clean=report.is_clean,
        sent=report.is_clean or uncleaned,
    )
