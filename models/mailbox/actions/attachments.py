"""The files of a message: each is kept, or it is said why it lies in the original alone."""

from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from models.cases.queries import files_of
from models.cases.tables import Case
from models.errors import Invalid
from models.events.actions import CUSTOMER
from models.files.actions import keep
from models.files.rules import cleaned
from models.files.tables import StoredFile
from models.mailbox.actions.office import Office
from models.mailbox.rules.parsed import Attachment, Parsed
from models.mailbox.tables import MailboxMessage
from models.rulebook.document import Uploads
from models.rulebook.queries import rules_at


def keep_attachments(
    message: MailboxMessage, found: Parsed, *, case: Case | None = None, office: Office, now: datetime
) -> list[StoredFile]:
    """Keeps the files of a message that the rulebook takes, by their content (V-02), and notes all of them.

    Pictures in the text that `case` has already, such as a signature's, are not kept again.
    """
    rules = rules_at(now)
    limits = {"file_bytes": rules.mailbox.file_bytes, "files": rules.mailbox.files}
    uploads = rules.uploads.model_copy(update=limits)
    known = {entry.file.sha256: entry.file for entry in files_of(case)} if case is not None else {}
    kept: list[StoredFile] = []
    noted: list[dict[str, Any]] = []
    for place, attachment in enumerate(found.attachments):
        note: dict[str, Any] = {
            "name": cleaned(attachment.name or attachment.media_type.partition("/")[0]),
            "media_type": attachment.media_type[:100],
            "size": len(attachment.content),
        }
        same = known.get(sha256(attachment.content).hexdigest()) if attachment.inline else None
        if same is not None:
            note["file"] = same.id
        elif place >= uploads.files:
            note["why"] = "too_many"
        else:
            note |= _kept(attachment, note["name"], kept, uploads, office, now)
        noted.append(note)
    message.attachments = {"all": noted}
    return kept


def _kept(
    attachment: Attachment,
    name: str,
    kept: list[StoredFile],
    uploads: Uploads,
    office: Office,
    now: datetime,
) -> dict[str, Any]:
    try:
        file = keep(
            BytesIO(attachment.content), name, store=office.store, uploads=uploads, by=CUSTOMER, now=now
        )
    except Invalid as refused:
        return {"why": refused.why}
    kept.append(file)
    return {"file": file.id}
