"""Whether what a message was written for has passed before it left: which area answers for which kind (R-03).

Each area judges its own letters, by a table or a function beside its other rules. A new kind of letter
gets its conditions there, and is found here.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from models.campaigns.queries import letters as about_campaigns
from models.cases.queries import letters as about_cases
from models.cases.queries import notices as to_staff
from models.cases.rules.letters import OVERTAKEN_BY
from models.outbox.rules import NOTICES
from models.outbox.tables import OutboxMessage, Overtaken
from models.revisits.queries import chats as about_chats
from models.revisits.queries import letters as about_revisits
from models.rulebook.words import MessageKind

Judge = Callable[[OutboxMessage, datetime], Overtaken | None]

JUDGES: Mapping[str, Judge] = {
    **dict.fromkeys(OVERTAKEN_BY, about_cases.overtaken),
    **dict.fromkeys(about_revisits.KINDS, about_revisits.overtaken),
    **dict.fromkeys(about_campaigns.KINDS, about_campaigns.overtaken),
    MessageKind.CHAT_RATING: about_chats.overtaken,
    NOTICES: to_staff.overtaken,
}
"""Who is asked about each kind, mail to staff included; a test sees to it that none is left out."""


def overtaken(message: OutboxMessage, now: datetime) -> Overtaken | None:
    """Why a message must not be sent any more; None while it holds, and for a kind that nobody knows."""
    judge = JUDGES.get(message.kind)
    return judge(message, now) if judge is not None else None
