"""A customer's mail beside its words: what is folded away, and what lies in the original alone."""

from dataclasses import dataclass

from models.cases.tables import Case
from models.mailbox import queries
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate, Reason
from web.language import lazy
from web.language.filters import in_megabytes

WHY = {
    "empty": lazy("it is empty"),
    "too_large": lazy("it is too large"),
    "too_many": lazy("there are too many"),
    "type_mismatch": lazy("its content is not what its name says"),
}
NOT_TAKEN = lazy("files of this kind are not taken")


HINTS = {
    Reason.CLOSED_CASE: lazy("This mail answers a case that is closed:"),
    Reason.UNPROVEN: lazy("This mail names a case that its sender has not shown to be theirs:"),
    Reason.UNREADABLE: lazy("This mail could not be read as a whole; the original holds all there is."),
    Reason.TOO_LARGE: lazy(
        "This mail is too large: its beginning is shown here, the whole is in the mailbox."
    ),
}
"""What whoever triages should know."""


@dataclass(frozen=True)
class LeftOut:
    """A file that was not taken out of a message, and why."""

    name: str
    size: str
    why: str


@dataclass(frozen=True)
class MailShown:
    """What a screen shows of a mail of a case. `first` is the one that the case began with; `mentions` a
    case that it names or answers, `contact_id` the contact that it became.
    """

    id: int
    contact_id: int | None
    first: bool
    words: str
    quoted: str
    left_out: list[LeftOut]
    hint: str
    mentions: str
    whole: bool
    """Whether the mail is kept as it came; not once its customer was forgotten (X-03)."""


def mails_of(case: Case) -> list[MailShown]:
    """The mails of a case, oldest first. Of what a machine wrote about a letter, only that it did."""
    return [
        MailShown(
            id=mail.id,
            contact_id=mail.contact_id,
            first=mail.fate is Fate.CASE,
            words=mail.words,
            quoted=mail.quoted if mail.fate in (Fate.CASE, Fate.WORDS) else "",
            left_out=left_out(mail),
            hint=str(HINTS.get(mail.reason, "")) if mail.reason else "",
            mentions=mail.mentions,
            whole=mail.file_id is not None,
        )
        for mail in queries.mails_of(case)
    ]


def left_out(message: MailboxMessage) -> list[LeftOut]:
    """The files of a message that lie in the original alone."""
    return [
        LeftOut(str(file["name"]), in_megabytes(int(file["size"])), str(WHY.get(file["why"], NOT_TAKEN)))
        for file in message.attachments.get("all", [])
        if "why" in file
    ]
