"""What is told of a letter that has not left: that it was written, and when it leaves or why not (R-03)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from models.cases.tables import Case, Contact
from models.db import Base
from models.outbox.queries import about
from models.outbox.tables import Delivery, Means
from models.rulebook.words import MessageKind
from portal.cases.story.line import Line
from web.language import _
from web.letters import ways
from web.words import word

IN_OWN_WORDS = (
    MessageKind.PROGRESS,
    MessageKind.MORE_INFO_REQUEST,
    MessageKind.MORE_INFO_REMINDER,
    MessageKind.EXTENSION,
    MessageKind.MERGED,
)
"""Letters whose line says what was done: the tracking page shows that before they leave."""


def ways_of(letters: Iterable[Contact], at: datetime) -> dict[int, str]:
    """How each letter is on its way, by the id of its message."""
    return ways([contact.message for contact in letters if contact.message is not None], at)


def on_its_way(line: Line, row: Base | None, sentences: Mapping[int, str]) -> Line:
    """The line of a letter, logged in `row`, with what is to be said of its way; any other as it is."""
    message = row.message if isinstance(row, Contact) else None
    if message is None or message.id not in sentences:
        return line
    what = line.what
    if message.state is not Delivery.SENT and message.kind not in IN_OWN_WORDS:
        kind = word(MessageKind(message.kind))
        what = (
            _("wrote a text message to the customer: %(kind)s", kind=kind)
            if message.means is Means.SMS
            else _("wrote a mail to the customer: %(kind)s", kind=kind)
        )
    return replace(line, what=what, detail=sentences[message.id], written=False)


def with_departures(said: str, case: Case, at: datetime) -> str:
    """What is said of a step that was taken, and when the letters leave that it has written."""
    way = " ".join(dict.fromkeys(ways(about(case.audit_name, since=at), at).values()))
    return _("%(said)s %(way)s", said=said, way=way) if way else said
