"""The kinds of files that are taken: their extensions, their media type, how their content shows it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import BinaryIO

from models.errors import Invalid
from models.files.rules import proofs
from models.files.rules.names import extension_of

Proof = Callable[[BinaryIO], bool]
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """One kind of file. The first extension is the usual one; `shown` may be drawn in the page itself."""

    media_type: str
    extensions: tuple[str, ...]
    proof: Proof
    shown: bool = False
    plain: bool = False
    """Plain text shows itself by nothing but the absence of anything else: it needs its extension."""


KINDS: tuple[Kind, ...] = (
    Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), proofs.picture("JPEG"), shown=True),
    Kind("image/png", ("png",), proofs.picture("PNG"), shown=True),
    Kind("image/gif", ("gif",), proofs.picture("GIF"), shown=True),
    Kind("image/webp", ("webp",), proofs.picture("WEBP"), shown=True),
    Kind("image/heic", ("heic", "heif"), proofs.box(proofs.HEIF_BRANDS)),
    Kind("application/pdf", ("pdf",), proofs.starting(b"%PDF-")),
    Kind(f"{OFFICE}wordprocessingml.document", ("docx",), proofs.office("wordprocessingml.document")),
    Kind(f"{OFFICE}spreadsheetml.sheet", ("xlsx",), proofs.office("spreadsheetml.sheet")),
    Kind(f"{OFFICE}presentationml.presentation", ("pptx",), proofs.office("presentationml.presentation")),
    Kind("audio/mpeg", ("mp3",), proofs.mp3),
    Kind("audio/amr", ("amr",), proofs.starting(b"#!AMR\n", b"#!AMR-WB\n")),
    Kind("audio/wav", ("wav",), proofs.wave),
    Kind("video/mp4", ("mp4", "m4v"), proofs.box(proofs.MP4_BRANDS)),
    Kind("audio/mp4", ("m4a",), proofs.box(proofs.MP4_BRANDS | proofs.M4A_BRANDS)),
    Kind("text/csv", ("csv",), proofs.text, plain=True),
    Kind("text/plain", ("txt",), proofs.text, plain=True),
)
_BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}


def accepted(allowed: Collection[str]) -> str:
    """For a file field's `accept`, a hint to the browser and no check: `.jpg,.png`."""
    return ",".join(f".{extension}" for extension in _BY_EXTENSION if extension in allowed)


def kind_for(name: str, file: BinaryIO, *, allowed: Collection[str]) -> Kind:
    """What a file is, where its content and its extension agree; a name without one goes by content.

    `allowed` are the extensions that the rulebook takes. Reads `file` from its start. Raises
    Invalid("files", "type_not_allowed") for a kind that is not taken and
    Invalid("files", "type_mismatch") where the content is not what the extension says.
    """
    extension = extension_of(name)
    if not extension:
        for kind in KINDS:
            if not kind.plain and kind.extensions[0] in allowed and _proves(kind, file):
                return kind
        raise Invalid("files", "type_not_allowed")
    found = _BY_EXTENSION.get(extension)
    if found is None or extension not in allowed:
        raise Invalid("files", "type_not_allowed")
    if not _proves(found, file):
        raise Invalid("files", "type_mismatch")
    return found


def shown_inline(media_type: str) -> bool:
    """Whether files of this type may be drawn in a page: pictures that every browser knows."""
    return any(kind.shown for kind in KINDS if kind.media_type == media_type)


def _proves(kind: Kind, file: BinaryIO) -> bool:
    file.seek(0)
    return kind.proof(file)
