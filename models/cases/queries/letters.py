"""Whether a letter in the outbox still holds, by the rules of `models/cases/rules/letters.py` (R-03)."""

from datetime import datetime

from models.cases.queries.one import tracked
from models.cases.rules.letters import FOLLOWED_BY, Written, overtaken_by
from models.cases.tables import Case
from models.outbox.queries import followed
from models.outbox.tables import OutboxMessage, Overtaken
from models.rulebook.words import MessageKind

CASE = "case:"


def case_of(message: OutboxMessage) -> Case | None:
    """The case that a message is about; None where it is about something else, or the case is gone."""
    return tracked(message.about.removeprefix(CASE)) if message.about.startswith(CASE) else None


def overtaken(message: OutboxMessage, _now: datetime) -> Overtaken | None:
    """Why a letter about a case must not leave any more; None while it holds, or the case is gone."""
    case = case_of(message)
    if case is None:
        return None
    kind = MessageKind(message.kind)
    later = FOLLOWED_BY.get(kind, frozenset())
    letter = Written(
        round=int(message.facts.get("round", case.round)),
        at=message.created_at,
        followed=bool(later) and followed(message, later),
    )
    return overtaken_by(kind, case, letter)
