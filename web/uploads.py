"""Taking the files of a form: each is kept, or refused with a sentence that names it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from werkzeug.datastructures import FileStorage

from models.errors import Invalid
from models.events.actions import Actor
from models.files.actions import keep
from models.files.rules import cleaned
from models.files.tables import StoredFile
from models.rulebook.document import Uploads
from web.downloads import file_store
from web.errors import fault
from web.language import _, lazy
from web.language.filters import in_megabytes

fault("empty", lazy("This file is empty."))
fault("too_large", lazy("This file is too large."))
fault("too_many", lazy("These are too many files."))
fault("type_not_allowed", lazy("Files of this kind cannot be taken."))
fault("type_mismatch", lazy("The content of this file is not what its name says."))


@dataclass
class Taken:
    """What became of the files of a form: those kept, and a sentence for each that was refused."""

    files: list[StoredFile] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def take_files(
    sent: Iterable[FileStorage], *, uploads: Uploads, already: int = 0, by: Actor, now: datetime
) -> Taken:
    """Keeps the files of a form (V-02), at most as many as the rulebook's `uploads` allow.

    `already` is how many the same form kept before. Fields that were left empty are passed over.
    """
    taken = Taken()
    chosen = [file for file in sent if file.filename]
    room = max(uploads.files - already, 0)
    for file in chosen[:room]:
        name = cleaned(file.filename or "")
        try:
            taken.files.append(keep(file.stream, name, store=file_store(), uploads=uploads, by=by, now=now))
        except Invalid as error:
            taken.refusals.append(_sentence(error.why, name, uploads))
    for file in chosen[room:]:
        name = cleaned(file.filename or "")
        taken.refusals.append(
            _("“%(name)s” is one too many: at most %(n)s files can be sent.", name=name, n=uploads.files)
        )
    return taken


def _sentence(why: str, name: str, uploads: Uploads) -> str:
    match why:
        case "empty":
            return _("“%(name)s” is empty. Please choose it again.", name=name)
        case "too_large":
            limit = in_megabytes(uploads.file_bytes)
            return _(
                "“%(name)s” is larger than %(limit)s. Please send a smaller one.", name=name, limit=limit
            )
        case "type_mismatch":
            return _(
                "“%(name)s” is damaged, or its content is not what its name says. Please send the original.",
                name=name,
            )
        case _:
            kinds = ", ".join(sorted(uploads.types))
            return _("“%(name)s” cannot be taken. We take: %(kinds)s.", name=name, kinds=kinds)
